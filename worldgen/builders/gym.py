"""Machines to stand at (a control console, a treadmill, an ironing board), and balls."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade
from .pieces import disc, flank, pick, plate, rounded, slab, trim
from .sheets import sheet, smoothed
from .turns import pitched

Rng = np.random.Generator
LAMPS = ("#e8482a", "#e8b83a", "#48c86a", "#4a9ae8", "#e8e4da")


def console(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A control desk, worked from +Z: sloping board with buttons, sliders and dials, lit screens in the rise behind it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#9a9f9c", "#6f7f86", "#c8c2ae", "#4a5058", "#7c8a74"), rng), item.material or "painted"
    shape = [(-0.5, 0), (0.18, 0), (0.2, 0.42), (0.5, 0.52), (0.5, 0.58), (-0.02, 0.7), (-0.2, 0.97), (-0.26, 1), (-0.5, 1)]
    outline = np.array(shape) * (d, h)
    flank(s, outline * (0.985, 0.99), 0, 0.94 * w, material, color)
    for x in (-1, 1):
        flank(s, outline, x * 0.485 * w, 0.03 * w, material, shade(color, 0.82))
    s.box((0, 0.05 * h, 0.02 * d), (0.93 * w, 0.1 * h, 0.36 * d), "painted", trim(item, color, "#1d1d1f", 0.7))
    for k in (-1, 1):
        s.box((k * 0.23 * w, 0.24 * h, 0.18 * d), (0.42 * w, 0.3 * h, 0.02), material, shade(color, 1.08), bevel_m=0.006)
        for j in range(4):
            s.box(
                (k * 0.23 * w, (0.17 + 0.03 * j) * h, 0.18 * d + 0.011),
                (0.26 * w, 0.01 * h, 0.006),
                "painted",
                trim(item, color, "#2a2a2c", 0.6),
            )
    tilt = float(np.arctan2(0.12 * h, 0.52 * d))
    with s.at((0, 0.64 * h, 0.24 * d), rotation=pitched(tilt)):
        deep = 0.5 * d
        s.box(
            (0, 0, 0),
            (0.88 * w, 0.012, 0.92 * deep),
            "metal" if not item.material else material,
            trim(item, color, "#33363a", 0.92),
            bevel_m=0.004,
        )
        block = rng.permutation(4)
        for k, what in enumerate(block):
            x0 = (k - 1.5) * 0.215 * w
            if what in (0, 1):
                for i in range(4):
                    for j in range(5):
                        glow = pick(item, color, LAMPS, rng, 1.1)
                        on = 0.9 if rng.random() < 0.5 else 0.0
                        at = (x0 + (j - 2) * 0.036 * w, 0.012, (i - 1.5) * 0.19 * deep)
                        s.box(
                            at,
                            (0.026 * w, 0.014, 0.1 * deep),
                            "plain",
                            shade(glow, 1.0 if on else 0.6),
                            bevel_m=0.003,
                            emission_linear=on * glow,
                        )
            elif what == 2:
                for j in range(4):
                    x = x0 + (j - 1.5) * 0.045 * w
                    s.box((x, 0.007, 0), (0.008, 0.004, 0.7 * deep), "plain", trim(item, color, "#0a0a0b", 0.4))
                    s.box(
                        (x, 0.018, float(rng.uniform(-0.3, 0.3)) * deep),
                        (0.03 * w, 0.022, 0.07 * deep),
                        "painted",
                        trim(item, color, "#c8c4b8", 1.05),
                        bevel_m=0.004,
                    )
            else:
                for j in range(4):
                    at = (x0 + (j % 2 - 0.5) * 0.09 * w, 0.006, (j // 2 - 0.5) * 0.44 * deep)
                    s.lathe(
                        at,
                        [(0.034, 0), (0.034, 0.004), (0.022, 0.006), (0.019, 0.026), (0, 0.028)],
                        "painted",
                        trim(item, color, "#1d1d1f", 0.8),
                        sides=16,
                    )
                    s.box((at[0], 0.034, at[2] - 0.008), (0.004, 0.004, 0.018), "plain", trim(item, color, "#e8e4da", 1.1))
    up = np.array([-0.18 * d, 0.27 * h])
    lean = float(np.arctan2(-up[0], up[1]))
    with s.at((0, 0.835 * h, -0.107 * d), rotation=pitched(-lean)):
        tall = float(np.hypot(*up)) * 0.78
        for k in range(3):
            x = (k - 1) * 0.29 * w
            s.box((x, 0, 0), (0.265 * w, tall, 0.03), material, shade(color, 0.86), bevel_m=0.006)
            rows, columns = 12, 18
            base = trim(item, color, ("#0f3a2a", "#10283e", "#3a2410")[int(rng.integers(3))], 0.6)
            line = trim(item, color, ("#5ae88a", "#5ac8f0", "#f0b04a")[int(rng.integers(3))], 1.1)
            cells = np.tile(base, (rows, columns, 1))
            if k == 1:
                i, j = np.mgrid[0:rows, 0:columns]
                r = np.hypot((i - 5.5), (j - 8.5) * 0.8)
                cells[(np.abs(r - 5) < 0.5) | (np.abs(r - 2.4) < 0.45)] = line
                cells[5, 9:14] = line
            else:
                wave = (5.5 + 3.2 * np.sin(np.arange(columns) * rng.uniform(0.4, 1.1) + rng.uniform(0, 6))).round().astype(int)
                cells[wave, np.arange(columns)] = line
                cells[0, ::2] = line
            u, v = np.meshgrid(np.linspace(-0.116, 0.116, columns + 1) * w, np.linspace(-0.42, 0.42, rows + 1) * tall)
            sheet(s, np.stack([u + x, v, np.full_like(u, 0.0165)], -1), "plain", cells, emission_linear=0.9 * cells.reshape(-1, 3))
    for k in range(7):
        glow = pick(item, color, LAMPS, rng, 1.1)
        s.lathe(
            ((k - 3) * 0.1 * w, 0.99 * h, -0.36 * d),
            [(0.012, 0), (0.012, 0.01 * h), (0, 0.016 * h)],
            "plain",
            glow,
            sides=10,
            emission_linear=0.6 * glow,
        )
    return fitted(s.geometry(), item.size_m)


def treadmill(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A belt between foot rails, two uprights with handles and a display at its far end; the runner comes from +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2b2d31", "#b4b6ba", "#4a5058", "#d8d8d4"), rng), item.material or "painted"
    black = trim(item, color, "#17181a", 0.8)
    y = 0.14 * h
    s.box((0, 0.5 * y, 0.02 * d), (0.62 * w, 0.5 * y, 0.9 * d), material, shade(color, 0.9), bevel_m=0.01)
    belt = rounded(0.86 * d, 0.5 * y, 0.24 * y, 6, x=0.03 * d, y=y - 0.2 * y)
    flank(s, belt, 0, 0.56 * w, material if item.material else "painted", black)
    for k in range(14):
        s.box((0, y + 0.055 * y, (k / 14 - 0.36) * 0.84 * d), (0.5 * w, 0.004, 0.006), "painted", trim(item, color, "#34363a", 0.95))
    for x in (-1, 1):
        s.box((x * 0.37 * w, 0.8 * y, 0.03 * d), (0.16 * w, 0.6 * y, 0.92 * d), material, color, bevel_m=0.018)
        s.box((x * 0.37 * w, 1.11 * y, 0.06 * d), (0.1 * w, 0.02 * y, 0.8 * d), "painted", trim(item, color, "#3a3c40", 0.85))
        disc(s, (x * 0.43 * w - 0.02, 0.035, 0.45 * d), 0.035, 0.04, "painted", black, sides=14, along="x")
        post = smoothed([(0.0, -0.36 * d, y), (0.0, -0.4 * d, 0.5 * h), (0.0, -0.33 * d, 0.8 * h), (0.0, -0.3 * d, 0.9 * h)], 3)
        s.tube(np.stack([np.full(len(post), x * 0.4 * w), post[:, 2], post[:, 1]], 1), 0.032, material, color, sides=10)
        s.tube(
            [(x * 0.4 * w, 0.8 * h, -0.33 * d), (x * 0.42 * w, 0.76 * h, -0.1 * d), (x * 0.42 * w, 0.74 * h, 0.06 * d)],
            0.024,
            material if item.material else "painted",
            black,
            sides=9,
        )
        s.box((x * 0.4 * w, 0.6 * y, -0.36 * d), (0.17 * w, 1.2 * y, 0.12 * d), material, shade(color, 0.9), bevel_m=0.015)
    s.box((0, 0.85 * y, -0.4 * d), (0.9 * w, 1.5 * y, 0.18 * d), material, color, bevel_m=0.03)
    s.tube([(-0.4 * w, 0.83 * h, -0.3 * d), (0.4 * w, 0.83 * h, -0.3 * d)], 0.024, "painted", black, sides=9)
    with s.at((0, 0.91 * h, -0.31 * d), rotation=pitched(-0.5)):
        s.box((0, 0, 0), (0.84 * w, 0.19 * h, 0.05), material, color, bevel_m=0.018)
        panel = trim(item, color, "#101418", 0.7)
        s.box((0, 0.02 * h, 0.028), (0.6 * w, 0.1 * h, 0.008), "plain", panel, emission_linear=0.2 * panel)
        lit = pick(item, color, ("#f05a3a", "#5ae88a", "#5ac8f0"), rng, 1.1)
        for k in range(16):
            tall = float(rng.uniform(0.1, 0.9)) * 0.08 * h
            s.box(
                ((k / 15 - 0.5) * 0.5 * w, 0.02 * h - 0.04 * h + tall / 2, 0.033),
                (0.02 * w, tall, 0.003),
                "plain",
                lit,
                emission_linear=0.9 * lit,
            )
        for k in range(6):
            s.box(
                ((k - 2.5) * 0.1 * w, -0.06 * h, 0.028),
                (0.06 * w, 0.022 * h, 0.012),
                "painted",
                pick(item, color, ("#c8c4b8", "#c8241f", "#3a8a4a"), rng, 1.1),
                bevel_m=0.004,
            )
    return fitted(s.geometry(), item.size_m)


def ironing_board(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A padded board with a round nose on crossed steel legs; an iron stands on its heel on it."""
    s = Sculptor()
    w, h, d = item.size_m
    kinds = ("#6f8fae", "#b8a888", "#a85a5a", "#7a9a84", "#d0d0cc")
    color, material = main_paint(item, kinds, rng), item.material or "fabric"
    top = h - 0.2
    a = np.linspace(-np.pi / 2, np.pi / 2, 9)
    nose = np.stack([-0.5 * w + 0.36 * w * (1 - np.cos(a)), 0.5 * d * np.sin(a)], 1)
    outline = np.concatenate([[(0.46 * w, -0.5 * d)], [(0.5 * w, -0.36 * d), (0.5 * w, 0.36 * d)], [(0.46 * w, 0.5 * d)], nose[::-1]])
    slab(s, outline, top - 0.03, 0.03, material, color)
    slab(s, outline * 0.97, top - 0.002, 0.008, material, shade(color, 1.05))
    stripe = pick(item, color, ("#e8e4da", "#d8d0bc", "#3a4a5a"), rng, 0.84)
    for k in range(9):
        x = (-0.18 + 0.075 * k) * w
        s.box((x, top + 0.0065, 0), (0.012, 0.002, 0.93 * d), material, stripe, skip="y")
    steel = trim(item, color, "#b4b6ba", 0.9)
    for z in (-1, 1):
        s.tube([(-0.36 * w, 0.015, z * 0.36 * d), (0.26 * w, top - 0.04, z * 0.2 * d)], 0.014, "metal", steel, sides=8)
        s.tube([(0.4 * w, 0.015, z * 0.36 * d), (-0.16 * w, top - 0.04, z * 0.14 * d)], 0.014, "metal", steel, sides=8)
    for x in (-0.36, 0.4):
        s.tube([(x * w, 0.015, -0.44 * d), (x * w, 0.015, 0.44 * d)], 0.015, "metal", steel, sides=8)
        for z in (-1, 1):
            s.sphere((x * w, 0.016, z * 0.45 * d), 0.018, "painted", trim(item, color, "#1d1d1f", 0.7), sides=8)
    s.box((0.06 * w, top - 0.04, 0), (0.6 * w, 0.02, 0.2 * d), "metal", steel)
    body = pick(item, color, ("#3f6b8f", "#a8322a", "#3a3c40", "#5a8a6a"), rng, 1.08)
    with s.at((0.36 * w, top + 0.006, 0.02 * d), yaw=np.pi + float(rng.uniform(-0.9, 0.3))):
        sole = smoothed([(0.0, 0.22), (0.036, 0.13), (0.055, 0.02), (0.055, 0.0)], 3)
        plan = np.concatenate([sole[:, [0, 1]], (sole * (-1, 1))[::-1][:-1]])
        with s.at((0, 0, 0.03), rotation=pitched(0.12)):
            for scale, z, thick, tone, stuff in ((1.0, -0.004, 0.01, steel, "metal"), (0.94, -0.034, 0.032, body, "painted")):
                plate(s, plan * scale, z, thick, stuff, tone)
            s.tube([(0, 0.02, -0.03), (0, 0.03, -0.085), (0, 0.1, -0.085), (0, 0.15, -0.03)], 0.013, "painted", shade(body, 0.9), sides=9)
    return fitted(s.geometry(), item.size_m)


def _panels() -> list[np.ndarray]:
    """Corners (5, 3) of twelve and (6, 3) of twenty panels of a football, on the unit sphere, counter-clockwise from outside."""
    g = (1 + 5**0.5) / 2
    one = np.array([(0, a, b * g) for a in (-1, 1) for b in (-1, 1)], float)
    v = np.concatenate([np.roll(one, k, 1) for k in range(3)])
    near = np.abs(np.linalg.norm(v[:, None] - v[None], axis=-1) - 2) < 1e-6
    found = [np.array([(2 * v[i] + v[j]) / 3 for j in np.flatnonzero(near[i])]) for i in range(12)]
    for i in range(12):
        for j in np.flatnonzero(near[i]):
            for k in np.flatnonzero(near[i] & near[j]):
                if i < j < k:
                    found.append(np.array([(2 * v[a] + v[b]) / 3 for a, b in ((i, j), (j, i), (j, k), (k, j), (k, i), (i, k))]))
    out = []
    for p in found:
        c = p.mean(0) / np.linalg.norm(p.mean(0))
        side = np.cross(c, [0.31, 0.77, 0.55])
        around = np.arctan2(p @ np.cross(c, side), p @ side)
        q = p[np.argsort(around)]
        out.append(q / np.linalg.norm(q, axis=1, keepdims=True))
    return out


def ball(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A football of panels, a beach ball of bright gores, or a basketball with seams."""
    s = Sculptor()
    kind = int(rng.choice([0, 0, 1, 2]))
    color = main_paint(item, ("#e8e6e0", "#e4e2da", "#c8642a")[kind], rng)
    material = item.material or ("leather", "painted", "leather")[kind]
    turn = np.linalg.qr(rng.normal(size=(3, 3)))[0]
    turn *= np.sign(np.linalg.det(turn))
    with s.at((0, 0.12, 0), rotation=turn):
        if kind == 0:
            for p in _panels():
                tone = trim(item, color, "#1b1b1d", 0.62) if len(p) == 5 else color
                edge = np.concatenate([p[k] + (p[(k + 1) % len(p)] - p[k]) * np.linspace(0, 1, 4)[:3, None] for k in range(len(p))])
                c, m = p.mean(0), len(edge)
                rings = [c + (edge - c) * f for f in (0.0, 0.5, 0.93, 1.0)]
                grid = np.array([r / np.linalg.norm(r, axis=1, keepdims=True) for r in rings]) * 0.12
                grid[-1] *= 0.982
                k = np.arange(m)
                for i in range(3):
                    f = np.stack([i * m + k, (i + 1) * m + k, (i + 1) * m + (k + 1) % m, i * m + (k + 1) % m], 1)
                    f = f[:, 1:] if i == 0 else f
                    s.faces(grid.reshape(-1, 3), f, material, tone if i < 2 else shade(tone, 0.8))
        else:
            n, m = 18, 48
            phi, theta = np.meshgrid(np.linspace(0, 2 * np.pi, m + 1), np.linspace(-np.pi / 2, np.pi / 2, n + 1))
            p = np.stack([np.cos(theta) * np.sin(phi), np.sin(theta), np.cos(theta) * np.cos(phi)], -1)
            tones = np.tile(color, (n, m, 1))
            if kind == 1:
                dyes = [pick(item, color, (c,), rng, 0.75) for c in rng.permutation(["#c8241f", "#2f6ac0", "#e0b02a", "#2f8a4a"])]
                for k in range(4):
                    tones[:, 12 * k : 12 * k + 6] = dyes[k]
                tones[[0, -1]] = color
            sheet(s, p * 0.12, material, tones)
            dark = trim(item, color, "#1b1512", 0.62)
            t = np.linspace(0, 2 * np.pi, 37)
            for k in range(4 if kind == 2 else 0):
                a = (0, np.pi / 2)[k % 2]
                if k < 2:
                    path = np.stack([np.cos(t) * np.cos(a), np.sin(t), np.cos(t) * np.sin(a)], 1)
                else:
                    x = (0.42 + 0.3 * np.cos(t) ** 2) * (1, -1)[k - 2]
                    r = np.sqrt(1 - x**2)
                    path = np.stack([x, r * np.sin(t), r * np.cos(t)], 1)
                s.tube(path * 0.1195, 0.0028, material, dark, sides=5)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"console": console, "treadmill": treadmill, "ironing_board": ironing_board, "ball": ball}
