"""Soft things: a folded blanket, a pet's bed, a cat's tree."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade
from .pieces import pick, rounded, slab, trim
from .sheets import sheet, smooth_noise
from .softs import rounded_block, stuffing
from .swatches import FABRICS

Rng = np.random.Generator


def blanket(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Folded in four with round folds towards +Z, striped or checked, a fringe at its ends."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*FABRICS, "#a8322a", "#e0d8c4"), rng), item.material or "fabric"
    stripe = pick(item, color, ("#e8e0cc", "#2a3040", "#c9952e", "#7a2a2a"), rng, 0.8)
    other = pick(item, color, ("#e8e0cc", "#3a5a4a", "#8a6a3a"), rng, 1.08)
    layers = 4
    t = 0.94 * h / layers
    checked = bool(rng.random() < 0.4)
    columns = 30
    x = np.linspace(-0.46, 0.46, columns + 1) * w
    a = np.linspace(-np.pi / 2, np.pi / 2, 7)
    lap = np.isin(np.arange(columns) % 10, (2, 3, 5))
    for k in range(layers):
        slip = float(rng.uniform(-0.012, 0.012))
        y0, r = (k + 0.5) * t + 0.012, 0.5 * t
        sink = 0.1 * h * np.cos(np.linspace(-1.5, 1.5, columns + 1)) * (k / layers) ** 2 * 0.25
        front, back = 0.46 * d + slip, -0.46 * d + slip
        top = [(front - r + r * np.cos(b), r * np.sin(b)) for b in a]
        top += [(z, r) for z in np.linspace(front - r, back + r, 10)[1:-1]]
        rear = [(back + r - r * np.cos(b), -r * np.sin(b)) for b in a]
        ring = np.array([*top, *rear, *[(z, -r) for z in np.linspace(back + r, front - r, 6)[1:]]])
        jitter = 0.004 * smooth_noise(np.column_stack([ring, np.full(len(ring), 3.0 * k)]), rng, 0.12)
        p = np.stack([
            np.broadcast_to(x, (len(ring), columns + 1)),
            y0 + ring[:, 1:] + jitter[:, None] + 0.004 * np.sin(9 * x / w + k)[None] - sink[None],
            np.broadcast_to(ring[:, :1], (len(ring), columns + 1)) + 0.003 * np.sin(14 * x / w + 2 * k)[None],
        ], -1)  # fmt: skip
        tones = np.tile(color, (len(ring) - 1, columns, 1))
        tones[:, lap] = stripe
        tones[:, np.arange(columns) % 10 == 7] = other
        if checked:
            across = np.arange(len(ring) - 1) % 6 < 2
            tones[across] = 0.5 * tones[across] + 0.5 * stripe
        sheet(s, p, material, tones)
        for side in (-1, 1):
            end = p[:, 0 if side < 0 else -1]
            c = np.broadcast_to(end.mean(0), end.shape)
            sheet(s, np.stack([end, c] if side > 0 else [c, end], 1), material, shade(color, 0.85))
            for z in np.linspace(back + 0.02, front - 0.02, 18):
                root = np.array([side * 0.455 * w, y0 - sink[0] + rng.uniform(-0.3, 0.3) * t, z])
                tip = root + [side * 0.04 * w, -0.25 * t - rng.uniform(0, 0.2) * t, rng.uniform(-0.006, 0.006)]
                s.tube(
                    [root, np.maximum(tip, [-1, 0.004, -1])], [0.006, 0.004], material, shade(other, float(rng.uniform(0.85, 1.0))), sides=4
                )
    return fitted(s.geometry(), item.size_m)


def pet_bed(item: Instance, style: Style, rng: Rng) -> Geometry:
    """An oval bolster or a wicker wall, lower towards +Z, round a puffed cushion; a bone or a ball of wool in it."""
    s = Sculptor()
    w, h, d = item.size_m
    woven = bool(rng.random() < 0.4)
    color = main_paint(item, ("#a07a48", "#8a6438") if woven else (*FABRICS[:4], "#6a5444", "#4a4e56"), rng)
    material = item.material or ("wicker" if woven else "fabric")
    inside = pick(item, color, ("#d8ccb0", "#c8b8a0", "#a85a4a", "#7a8a94"), rng, 1.1)
    n = 48
    t = np.linspace(0, 2 * np.pi, n + 1)
    front = np.exp(-(((t - np.pi / 2 + np.pi) % (2 * np.pi) - np.pi) ** 2) / 0.28)
    tall = h * (0.93 - 0.48 * front)
    if woven:
        for k in range(8):
            u = k / 7
            f = 0.86 + 0.11 * u
            wave = 1 + 0.012 * (-1) ** (np.arange(n + 1) + k)
            wave[-1] = wave[0]
            ring = np.stack([0.5 * w * f * np.cos(t) * wave, 0.025 + u * (tall - 0.045), 0.5 * d * f * np.sin(t) * wave], 1)
            s.tube(ring, 0.024 if k == 7 else 0.02, material, shade(color, float(rng.uniform(0.9, 1.1))), sides=6)
    else:
        r = 0.5 * tall
        out = 0.36 * h
        a = np.linspace(0, 2 * np.pi, 13)
        wob = 1 + 0.02 * np.sin(9 * t + rng.uniform(0, 6))
        p = np.stack([
            ((0.5 * w - out * 0.98) + out * np.cos(a)[:, None]) * np.cos(t)[None] * wob,
            r[None] * (1 + np.sin(a))[:, None],
            ((0.5 * d - out * 0.98) + out * np.cos(a)[:, None]) * np.sin(t)[None] * wob,
        ], -1)  # fmt: skip
        sheet(s, p, material, color, flip=True)
        for k in range(8):
            j = 6 * k
            if front[j] < 0.5:
                s.tube(p[2:9, j] * [1.002, 1.0, 1.002], 0.007, material, shade(color, 0.82), sides=5)
    pad = (0.84 * w, 0.4 * h, 0.84 * d)
    deform = stuffing(pad, np.random.default_rng(int(rng.integers(1000))), puff_m=0.03, sag_m=0.02)

    def oval(p: np.ndarray, normal: np.ndarray) -> np.ndarray:
        q = deform(p, normal)
        a, b = p[:, 0] / (pad[0] / 2), p[:, 2] / (pad[2] / 2)
        q[:, 0] *= np.sqrt(1 - 0.5 * b**2)
        q[:, 2] *= np.sqrt(1 - 0.5 * a**2)
        return q

    rounded_block(
        s, (0, 0.3 * h, 0.02 * d), pad, 0.14 * h, material if item.material and not woven else "fabric", inside, flat=5, deform=oval
    )
    if rng.random() < 0.6:
        bone = trim(item, color, "#ece4d0", 1.1)
        with s.at((0.1 * w, 0.5 * h, 0.14 * d), yaw=float(rng.uniform(-0.8, 0.8))):
            s.tube([(-0.06, 0, 0), (0.06, 0, 0)], 0.014, "ceramic", bone, sides=9)
            for x in (-1, 1):
                for z in (-1, 1):
                    s.sphere((x * 0.066, 0, z * 0.014), 0.02, "ceramic", bone, sides=9)
    else:
        wool = pick(item, color, ("#c8342a", "#3a7ab0", "#d8a02a"), rng, 0.95)
        s.sphere((0.12 * w, 0.5 * h, 0.12 * d), 0.045, "fabric", wool, sides=14)
    return fitted(s.geometry(), item.size_m)


def cat_tree(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Plush boards on posts wound with rope: a box with a round door, a shelf, a hollow nest on top, a ball on a string."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b8a68c", "#8a8e92", "#d8ccb4", "#6a5444", "#5a6a7a"), rng), item.material or "carpet"
    rope = trim(item, color, "#b8955a", 0.92)
    side = float(rng.choice([-1, 1]))

    def post(x: float, z: float, low: float, high: float) -> None:
        turns = max(4, int((high - low) / 0.03))
        y = np.repeat(np.linspace(low, high, turns + 1), 2)[1:-1]
        r = np.tile([0.042, 0.048], turns)
        s.lathe((x, 0, z), np.stack([r, y + np.tile([0.0, -0.002], turns)], 1), "fabric" if not item.material else material, rope, sides=14)

    slab(s, rounded(w, d, 0.06, 5), 0.0, 0.045, material, shade(color, 0.92))
    house = 0.3 * h
    cx = side * 0.17 * w
    hole = 0.3 * w * 0.52
    t = 0.016
    half, deep, z0 = 0.3 * w, 0.36 * d, -0.08 * d
    for x in (-1, 1):
        s.box((cx + x * half, 0.045 + house / 2, z0), (t * 2, house, 2 * deep), material, color, bevel_m=0.012)
    s.box((cx, 0.045 + house / 2, z0 - deep), (2 * half, house, 2 * t), material, shade(color, 0.9), bevel_m=0.012)
    slab(s, rounded(2 * half + 0.06, 2 * deep + 0.06, 0.04, 4, x=cx, y=z0), 0.045 + house, 0.036, material, shade(color, 1.06))
    cy, zf = 0.045 + 0.48 * house, z0 + deep
    a = np.linspace(0, 2 * np.pi, 33)
    u, v = np.cos(a), np.sin(a)
    scale = 1 / np.maximum(np.abs(u), np.abs(v))
    inner = np.stack([cx + hole * u, cy + hole * v, np.full(33, zf + t)], 1)
    outer = np.stack([cx + half * u * scale, 0.045 + house / 2 + 0.5 * house * v * scale, np.full(33, zf + t)], 1)
    sheet(s, np.stack([outer, inner]), material, color)
    sheet(s, np.stack([inner, inner - [0, 0, 2 * t]]), material, shade(color, 0.75))
    s.tube(inner, 0.013, material, shade(color, 1.1), sides=7)
    s.box((cx, 0.06, z0), (1.9 * half, 0.03, 1.9 * deep), material, shade(color, 0.5))
    far = -side * 0.3 * w
    shelf, nest = 0.62 * h, h - 0.14
    post(far, 0.2 * d, 0.045, shelf)
    post(far, -0.28 * d, 0.045, nest)
    post(cx + side * 0.1 * w, z0 - 0.1 * d, 0.08 + house, nest if rng.random() < 0.5 else shelf + 0.1 * h)
    slab(s, rounded(0.44 * w, 0.62 * d, 0.07, 5, x=far * 0.86, y=0.08 * d), shelf, 0.036, material, color)
    slab(s, rounded(0.46 * w, 0.44 * d, 0.07, 5, x=cx + side * 0.05 * w, y=z0 - 0.02 * d), shelf + 0.1 * h, 0.036, material, color)
    with s.at((far * 0.3, nest, -0.16 * d)):
        r = 0.3 * w
        bowl = [
            (0.5 * r, 0),
            (0.9 * r, 0.02),
            (r, 0.08),
            (1.02 * r, 0.125),
            (0.94 * r, 0.14),
            (0.86 * r, 0.12),
            (0.8 * r, 0.06),
            (0, 0.045),
        ]
        s.lathe((0, 0, 0), bowl, material, shade(color, 1.05), sides=28)
    string = (far * 0.86, 0.5 * shelf, 0.36 * d)
    s.tube([(string[0], shelf, string[2]), string], 0.005, "fabric", rope, sides=5)
    s.sphere(string, 0.034, "fabric", pick(item, color, ("#c8342a", "#3a7ab0", "#d8d0b8"), rng, 0.85), sides=12)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"blanket": blanket, "pet_bed": pet_bed, "cat_tree": cat_tree}
