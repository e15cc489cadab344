"""What is hoarded or grows in caves and cellars: jars, treasure, crystals, cobwebs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .branches import unit
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade
from .sheets import sheet, smooth_noise, smoothed
from .turns import loop, pitched, rolled

Color = NDArray[np.floating]
CLAYS = ("#a8613c", "#b87048", "#8a4e34", "#c08a5c", "#7a5a48")
JARS = (  # amphora, urn, storage pot, jug: radius and height, and how many handles
    (
        [(0.2, 0), (0.24, 0.03), (0.2, 0.07), (0.5, 0.22), (0.78, 0.42), (0.9, 0.58), (0.8, 0.7), (0.42, 0.79), (0.34, 0.84), (0.36, 0.93),
         (0.46, 0.97), (0.48, 1)], 2,
    ),
    (
        [(0.46, 0), (0.5, 0.03), (0.36, 0.08), (0.5, 0.16), (0.92, 0.42), (1.0, 0.58), (0.9, 0.74), (0.6, 0.86), (0.58, 0.92), (0.78, 0.98),
         (0.8, 1)], 0,
    ),
    ([(0.6, 0), (0.64, 0.02), (0.82, 0.2), (1.0, 0.48), (0.96, 0.68), (0.72, 0.86), (0.62, 0.91), (0.68, 0.96), (0.74, 1)], 0),
    ([(0.5, 0), (0.54, 0.02), (0.8, 0.2), (0.9, 0.4), (0.74, 0.62), (0.4, 0.78), (0.36, 0.86), (0.42, 0.96), (0.5, 1)], 1),
)  # fmt: skip


def jar(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Thrown clay, open at the top: an amphora with two handles, an urn, a bellied pot or a jug; bands, lines, a glazed shoulder."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, CLAYS, rng), item.material or "ceramic"
    shape, handles = JARS[int(rng.integers(4))]
    if not handles and rng.random() < 0.4:
        handles = 2
    r = min(w, d) / 2 * (0.98 if not handles else 0.94)
    p = smoothed([(a * r, b * h) for a, b in shape], 5)
    p[:, 0] *= 1 + 0.012 * np.sin(p[:, 1] / h * 90)  # the potter's fingers
    deep = np.array([1.0, 0.97, 0.93, 0.88, 0.84, 0.84])
    hollow = np.interp(deep * h, p[:, 1], p[:, 0]) - np.where(deep < 1, 0.045, 0.02) * w
    hollow[-1] = 0.0
    inside = np.stack([hollow.clip(0), deep * h], 1)
    n, q = 32, np.vstack([[0, 0], p, inside])
    a = np.linspace(0, 2 * np.pi, n + 1)
    v = np.stack(np.broadcast_arrays(q[:, :1] * np.sin(a), q[:, 1:], q[:, :1] * np.cos(a)), -1)
    i, j = np.meshgrid(np.arange(len(q) - 1), np.arange(n), indexing="ij")
    k = (i * (n + 1) + j).ravel()
    f = np.stack([k, k + 1, k + n + 2, k + n + 1], 1)
    f[i.ravel() == 0] = np.stack([k, k + n + 2, k + n + 1, np.full_like(k, -1)], 1)[i.ravel() == 0]
    last = i.ravel() == len(q) - 2
    f[last] = np.stack([k, k + 1, k + n + 1, np.full_like(k, -1)], 1)[last]
    y = (q[:-1, 1] + q[1:, 1]) / 2 / h
    tones = np.repeat(color[None], len(y), 0) * (1 + 0.05 * np.sin(40 * y))[:, None]
    second = (
        shade(color, 0.8)
        if item.color
        else mix(color, linear_from_srgb(str(rng.choice(["#2a1c16", "#d8c8a8", "#3a5a58", "#24303a"]))), 0.85)
    )
    style_of = int(rng.integers(4))
    belly = float(p[np.argmax(p[:, 0]), 1]) / h
    bands = {
        0: [],
        1: [(belly - 0.03, belly + 0.06)],
        2: [(belly + 0.16, 1.0)],
        3: [(belly - 0.2, belly - 0.17), (belly + 0.1, belly + 0.13), (0.93, 1.0)],
    }
    for low, high in bands[style_of]:
        tones[(y > low) & (y < high)] = second
    tones[len(p) :] = shade(color, 0.35) if not item.color else shade(color, 0.6)
    tones[len(p)] = shade(color, 0.9)
    tones = np.repeat(tones, n, 0) * (1 + 0.03 * rng.normal(size=(len(f), 1)))
    uv = np.stack(np.broadcast_arrays(a * r, np.cumsum(np.hypot(*np.diff(q, axis=0, prepend=q[:1]).T))[:, None]), -1)
    s.faces(v.reshape(-1, 3), f, material, tones.clip(0, 1), uv=uv.reshape(-1, 2))
    foot, neck = belly + 0.04, 0.93 if handles == 2 and shape is JARS[0][0] else 0.88
    for side in (-1, 1)[:handles]:
        low = float(np.interp(foot * h, p[:, 1], p[:, 0]))
        high = float(np.interp(neck * h, p[:, 1], p[:, 0]))
        if shape in (JARS[1][0], JARS[2][0]):
            high, neck = float(np.interp((foot + 0.2) * h, p[:, 1], p[:, 0])), foot + 0.2
        x = min(max(low, high) + 0.1 * w, w / 2 - 0.02)
        bend = smoothed(
            [(low - 0.01, foot * h), (x, (0.6 * foot + 0.4 * neck) * h), (0.85 * x, (neck - 0.01) * h), (high - 0.01, neck * h)], 4
        )
        s.tube(np.column_stack([side * bend[:, 0], bend[:, 1], 0 * bend[:, 0]]), 0.034 * w, material, shade(color, 0.95), sides=9)
    return fitted(s.geometry(), item.size_m)


def treasure(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A heap of gold coins; goblets, a crown, a dish, bars and cut gems stick out of it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b88428", "#ad7c26", "#c08e30"), rng, spread=0.05), item.material or "metal"
    top = 0.8 * h
    shape = int(rng.integers(1 << 30))

    def height(x: NDArray[np.floating], z: NDArray[np.floating]) -> NDArray[np.floating]:
        e = np.hypot(2 * np.asarray(x) / w, 2 * np.asarray(z) / d)
        points = np.stack(np.broadcast_arrays(x, 0 * e, z), -1)
        wave = smooth_noise(points, np.random.default_rng(shape), 0.5 * w)
        return top * np.clip(1 - e**1.15, 0, 1) ** 0.9 * (1 + 0.13 * wave)

    u, q = np.meshgrid(np.linspace(0, 2 * np.pi, 41), np.linspace(1, 0.0, 9) ** 0.8, indexing="xy")
    x, z = q * np.sin(u) * w / 2, q * np.cos(u) * d / 2
    y = height(x, z)
    tones = color * (0.45 + 0.2 * rng.random((8, 40, 1)))
    sheet(s, np.stack([x, y, z], -1), material, tones.clip(0, 1))
    a = np.linspace(0, 2 * np.pi, 9)[:-1]
    faces = np.array([(0, 1, 2, 3), (0, 3, 4, 7), (4, 5, 6, 7), *((8 + m, 8 + (m + 1) % 8, (m + 1) % 8, m) for m in range(8))])
    for m in range(270):
        t, r = 2.4 * m, np.sqrt((m + 0.5) / 270) * 1.0
        px, pz = r * np.sin(t) * w / 2 * rng.uniform(0.93, 1.0), r * np.cos(t) * d / 2 * rng.uniform(0.93, 1.0)
        e = 0.02
        slope = [(height(px + e, pz) - height(px - e, pz)) / (2 * e), (height(px, pz + e) - height(px, pz - e)) / (2 * e)]
        up = unit(np.array([-slope[0], 1.0, -slope[1]]) + 0.32 * rng.normal(size=3))
        side = unit(np.cross(up, [0.3, 0.1, 1.0]))
        size, thick = rng.uniform(0.03, 0.043), 0.006
        ring = np.stack([np.cos(a) * size, 0 * a, -np.sin(a) * size], 1)
        basis = np.stack([side, up, np.cross(side, up)], 1)
        with s.at((px, float(height(px, pz)) + 0.006, pz), rotation=basis):
            s.faces(
                np.vstack([ring + [0, thick, 0], ring * [1.06, 1, 1.06] - [0, thick, 0]]),
                faces,
                material,
                shade(color, float(rng.uniform(0.8, 1.2))),
            )
    silver = shade(color, 1.1) if item.color else linear_from_srgb("#b4b4b0")
    cup = [
        (0.06, 0),
        (0.062, 0.008),
        (0.018, 0.025),
        (0.016, 0.07),
        (0.03, 0.08),
        (0.058, 0.11),
        (0.066, 0.17),
        (0.06, 0.172),
        (0.05, 0.12),
        (0, 0.1),
    ]
    spots = [(0.3, 0.25), (-0.34, 0.12), (0.05, -0.4), (-0.12, 0.42), (0.42, -0.15), (-0.4, -0.25)]
    order = rng.permutation(6)
    scale = w / 1.5
    for m, tone in enumerate((color, silver, shade(color, 0.9))):
        x0, z0 = np.array(spots[order[m]]) * [w, d] * 0.9
        with s.at(
            (x0, float(height(x0, z0)) - 0.02, z0), rotation=rolled(float(rng.uniform(-0.7, 0.7))) @ pitched(float(rng.uniform(-0.2, 0.7)))
        ):
            s.lathe((0, 0, 0), [(p * scale, v * scale) for p, v in smoothed(cup, 2)], material, tone, sides=18)
    x0, z0 = float(rng.uniform(-0.04, 0.04)) * w, float(rng.uniform(-0.03, 0.05)) * d
    crown_y = float(height(x0, z0)) - 0.02
    with s.at((x0, crown_y, z0), rotation=rolled(float(rng.uniform(-0.12, 0.12)))):  # the crown
        r, t = 0.105 * scale, np.linspace(0, 2 * np.pi, 33)
        tall = (h - crown_y) * 0.96
        spikes = np.where(np.arange(33) % 4 == 0, tall, 0.55 * tall)
        for rr, flip in ((r, False), (r - 0.01, True)):
            low = np.stack([rr * np.sin(t), 0 * t, rr * np.cos(t)], 1)
            high = np.stack([1.12 * rr * np.sin(t), spikes, 1.12 * rr * np.cos(t)], 1)
            sheet(s, np.stack([low, high]), material, shade(color, 1.12), flip=flip)
        s.tube(loop(r, points=25, center=(0, 0.03, 0), plane="zx"), 0.012 * scale, material, color, sides=6)
        for m in range(8):
            b = m * np.pi / 4
            s.sphere((1.12 * r * np.sin(b), tall, 1.12 * r * np.cos(b)), 0.014 * scale, material, shade(color, 1.2), sides=6)
    gems = ["#b0182a", "#1f7a4e", "#2a56b8", "#7a2a94", "#d8e0e8", "#c8401e"]
    for m in range(14):
        x0, z0 = rng.uniform(-0.36, 0.36, 2) * [w, d]
        tone = shade(color, 1.1) if item.color else linear_from_srgb(gems[m % 6])
        size = float(rng.uniform(0.026, 0.045)) * scale
        with s.at(
            (x0, float(height(x0, z0)) + 0.4 * size, z0), rotation=rolled(float(rng.uniform(-1, 1))) @ pitched(float(rng.uniform(-1, 1)))
        ):
            s.lathe(
                (0, 0, 0),
                [(0, -0.8 * size), (size, 0), (0.7 * size, 0.4 * size)],
                "glass" if not item.color else "ceramic",
                tone,
                sides=8,
                emission_linear=0.06 * tone,
            )
    for m in range(3):  # bars
        x0, z0 = np.array(spots[order[3 + m]]) * [w, d] * 0.85
        with s.at((x0, float(height(x0, z0)) + 0.015, z0), rotation=pitched(float(rng.normal(0, 0.4))) @ rolled(float(rng.normal(0, 0.4)))):
            s.box((0, 0, 0), np.array([0.2, 0.055, 0.09]) * scale, material, shade(color, 1.12), bevel_m=0.014)
    return fitted(s.geometry(), item.size_m)


def crystal(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Six-sided crystals with pointed ends grow from a crust of rock, the tallest in the middle; they glow a little."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#8a4fc0", "#4aa0c8", "#5ac0a0", "#c86aa0", "#b8c4dc", "#6a5ad0"), rng)
    material = item.material or "ice"
    rock = shade(color, 0.55) if item.color else linear_from_srgb(str(rng.choice(["#5a5550", "#4a464a", "#6a6258"])))
    inner = Sculptor()
    inner.lathe((0, 0, 0), [(0.5, 0), (0.47, 0.07), (0.36, 0.15), (0.2, 0.2)], "rock", rock, sides=22)
    g = inner.geometry()
    v = g.vertices * [0.94 * w, h, 0.94 * d]
    v *= 1 + 0.09 * smooth_noise(v, rng, 0.3)[:, None] * (v[:, 1:2] > 1e-4)
    s.faces(v, g.faces, item.material or "rock", g.color_linear)
    count = int(rng.integers(15, 20))
    a = np.arange(7) * np.pi / 3
    for k in range(count):
        out = 0.0 if k == 0 else np.sqrt(k / count)
        turn = 2.4 * k + float(rng.uniform(-0.3, 0.3))
        base = np.array([out * 0.33 * w * np.sin(turn), 0.04 * h, out * 0.33 * d * np.cos(turn)])
        lean = out * float(rng.uniform(0.35, 0.85)) + (0.06 if k == 0 else 0)
        axis = np.array([np.sin(lean) * np.sin(turn), np.cos(lean), np.sin(lean) * np.cos(turn)])
        long = h * (0.95 if k == 0 else float(rng.uniform(0.45, 0.82)) * (1 - 0.45 * out))
        thick = float(rng.uniform(0.05, 0.085)) * w * (1.35 if k == 0 else 1.1 - 0.45 * out)
        side = unit(np.cross(axis, [0.9, 0.1, 0.3]))
        basis = np.stack([side, axis, np.cross(side, axis)], 1)
        point = 1.5 * thick
        squash = rng.uniform(0.8, 1.15, 6)
        ring = np.stack([np.cos(a[:6]) * squash, 0 * a[:6], -np.sin(a[:6]) * squash], 1) * thick
        rows = np.stack([0.8 * ring, ring + [0, long - point, 0]])
        tip = np.array([rng.uniform(-0.3, 0.3) * thick, long, rng.uniform(-0.3, 0.3) * thick])
        verts = np.vstack([rows.reshape(-1, 3), tip])
        m = np.arange(6)
        walls = np.stack([m, (m + 1) % 6, (m + 1) % 6 + 6, m + 6], 1)
        ends = np.stack([m + 6, (m + 1) % 6 + 6, np.full(6, 12), np.full(6, -1)], 1)
        tones = color * np.concatenate([rng.uniform(0.72, 1.0, 6), rng.uniform(0.95, 1.25, 6)])[:, None]
        if not item.color:
            tones[6:] = mix(tones[6:], (0.9, 0.9, 0.95), 0.25)
        with s.at(base, rotation=basis):
            s.faces(verts, np.vstack([walls, ends]), material, tones.clip(0, 0.97), emission_linear=(0.22 * tones).clip(0, 1))
    return fitted(s.geometry(), item.size_m)


def cobweb(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On a wall: a fan of threads from an upper corner, or a whole wheel, joined by sagging arcs; some torn, dust on others."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c8c8c4", "#bcbab4", "#d4d4d0"), rng, spread=0.05), item.material or "fabric"
    t = 0.006
    whole = rng.random() < 0.35
    flip = float(rng.choice([-1, 1]))
    count = 13 if whole else 8
    center = np.array([rng.uniform(-0.05, 0.05) * w, 0.53 * h, 0.25 * d]) if whole else np.array([-flip * w / 2, h, -0.2 * d])
    angles = np.linspace(0, 2 * np.pi, count + 1)[:-1] + 0.1 if whole else np.linspace(0, np.pi / 2, count)
    angles = angles + rng.normal(0, 0.05, count) * (1 if whole else np.sin(2 * angles))
    ends = []
    for k, a in enumerate(angles):
        way = np.array([np.cos(a), np.sin(a)]) if whole else np.array([flip * np.sin(a), -np.cos(a)])
        room = [
            (w / 2 - np.sign(way[0]) * center[0]) / max(abs(way[0]), 1e-6),
            ((h - center[1]) if way[1] > 0 else center[1]) / max(abs(way[1]), 1e-6),
        ]
        reach = min(room) if whole else min(*room, float(rng.uniform(0.8, 1.05)) * w)
        if not whole and k in (0, count - 1):
            reach = h if k == 0 else w
        ends.append(np.array([center[0] + way[0] * reach, center[1] + way[1] * reach, -d / 2 + t if whole or k % 3 else d / 2 - t]))
    for end in ends:
        s.tube([center, (center + end) / 2 - [0, 0.008 * h, 0], end], t, material, color, sides=4)
    turns = 10
    pairs = [(k, (k + 1) % count) for k in range(count if whole else count - 1)]
    for ring in range(turns):
        share = (0.1 + 0.86 * ring / (turns - 1)) ** 0.9
        for k, m in pairs:
            if rng.random() < 0.05 + 0.06 * (ring > 6):
                continue
            lag = (0.5 / turns) * k / count if whole else 0.0
            p, q = center + (ends[k] - center) * (share - lag), center + (ends[m] - center) * (share - lag)
            v = np.linspace(0, 1, 4)[:, None]
            pull = (center - (p + q) / 2) * 0.12 + [0, -0.012 * h * (0.3 + share), 0]
            arc = p + (q - p) * v + pull * (4 * v * (1 - v)) * 0.5
            s.tube(arc, t, material, shade(color, float(rng.uniform(0.85, 1.08))), sides=3)
    if whole:
        s.sphere(center, (0.02, 0.02, 0.012), material, color, sides=6)
    for _ in range(3):  # loose ends
        p = ends[int(rng.integers(count))] * [0.8, 1, 1]
        p[1] = max(p[1], 0.3 * h)
        s.tube([p, p - [0.01, 0.1 * h, 0], p - [-0.01, 0.2 * h, 0]], t, material, shade(color, 0.9), sides=3)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"jar": jar, "treasure": treasure, "crystal": crystal, "cobweb": cobweb}
