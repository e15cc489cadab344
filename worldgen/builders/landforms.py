"""Rock as wind, water and miners leave it: a natural arch, a hoodoo, the mouth of a mine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade
from .railways import rails
from .sheets import smooth_noise
from .turns import loop
from .wares import WOODS

Color = NDArray[np.floating]
Rng = np.random.Generator
SANDSTONES = ("#b0623c", "#a8583a", "#c07a4e", "#9a6a4e", "#8f8a80")


def _beds(low: float, high: float, color: Color, plain: bool, rng: Rng) -> tuple[NDArray[np.floating], NDArray[np.floating], Color]:
    """Layers from `low` to `high`: upper bounds (n,), how far each stands out −1..1 (n,), tones (n, 3)."""
    n = max(6, int((high - low) / 0.32))
    edges = np.sort(np.concatenate([rng.uniform(low, high, n - 1), [high + 1.0]]))
    light = 1 + (0.05 if plain else 0.15) * rng.normal(size=n)
    tones = color * light.clip(0.72, 1.3)[:, None]
    if not plain:
        pale = rng.random(n) < 0.2
        tones[pale] = mix(color, (0.72, 0.55, 0.4), 0.4)
    return edges, rng.uniform(-1, 1, n), tones.clip(0, 0.95)


def _grid(s: Sculptor, p: NDArray[np.floating], around: int, material: str, tones: Color) -> None:
    """p (rows, around + 1, 3), rows along the body; its front is outwards where rows run up and columns from +Z to +X."""
    rows = len(p)
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(around), indexing="ij")
    a = (i * (around + 1) + j).ravel()
    run = np.cumsum(np.linalg.norm(np.diff(p, axis=0, prepend=p[:1]), axis=2), axis=0)
    across = np.cumsum(np.linalg.norm(np.diff(p, axis=1, prepend=p[:, :1]), axis=2), axis=1)
    uv = np.stack([across, run], -1).reshape(-1, 2)
    s.faces(p.reshape(-1, 3), np.stack([a, a + 1, a + around + 2, a + around + 1], 1), material, tones, uv=uv)


def natural_arch(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Bedded sandstone: two unequal feet, a span that thins towards its crown, blocks fallen beneath."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, SANDSTONES, rng), item.material or "rock"
    edges, stand, tones = _beds(0, h, color, bool(item.color), rng)
    rows, around = 84, 32
    t = np.linspace(0, 1, rows)
    feet = rng.uniform(0.145, 0.19, 2) * w
    phi = np.pi * (1 - t)
    crown = float(rng.uniform(-0.08, 0.08)) * w
    top = h * 0.86
    x = (
        np.where(phi > np.pi / 2, w / 2 - feet[0], w / 2 - feet[1]) * np.sign(np.cos(phi)) * np.abs(np.cos(phi)) ** 0.7
        + crown * np.sin(phi) ** 2
    )
    y = top * np.abs(np.sin(phi)) ** 0.62
    path = np.stack([x, y], 1)
    way = np.gradient(path, axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    out = np.stack([-way[:, 1], way[:, 0]], 1)  # away from the opening
    up = y / top
    thick = (feet[0] * (1 - t) + feet[1] * t) * (1 - 0.45 * up) * (1 + 0.25 * (1 - up) ** 6) * (1 + 0.2 * np.sin(7 * t + rng.uniform(0, 6)))
    deep = d / 2 * (1 - 0.42 * up**1.5)
    a = np.linspace(0, 2 * np.pi, around + 1)
    c, z = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.6, np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.6
    p = np.stack([
        path[:, :1] + out[:, :1] * c * thick[:, None] * 0.9,
        path[:, 1:] + out[:, 1:] * c * thick[:, None] * np.where(c < 0, 0.75, 0.85),
        deep[:, None] * z * np.ones((rows, 1)),
    ], -1)  # fmt: skip
    mid = np.stack([path[:, 0], path[:, 1], 0 * t], 1)[:, None]
    bed = np.searchsorted(edges, p[..., 1].clip(0, h))
    swell = 1 + 0.08 * stand[bed] + 0.09 * smooth_noise(p, rng, 2.4) + 0.05 * smooth_noise(p, rng, 0.9)
    swell += 0.04 * np.round(1.5 * smooth_noise(p, rng, 1.1)) + 0.02 * smooth_noise(p, rng, 0.4)  # broken faces, grain
    p = mid + (p - mid) * swell[..., None]
    p[:, -1] = p[:, 0]
    p[..., 1] = np.maximum(p[..., 1], 0)
    p[[0, -1], :, 1] = 0
    heart = bed[:-1, :-1].ravel()
    _grid(s, p, around, material, tones[heart] * (1 + 0.04 * rng.normal(size=(len(heart), 1))).clip(0.9, 1.1))
    for _ in range(9):
        size = rng.uniform(0.25, 0.8, 3) * [1.2, 0.8, 1.0] * h / 6
        _boulder(
            s,
            (float(rng.uniform(-0.36, 0.36)) * w, 0.0, float(rng.uniform(-0.4, 0.4)) * d),
            size,
            material,
            shade(color, float(rng.uniform(0.8, 1.1))),
            rng,
        )
    return fitted(s.geometry(), item.size_m)


def _boulder(s: Sculptor, at: tuple[float, float, float], size: NDArray[np.floating], material: str, color: Color, rng: Rng) -> None:
    """A small block, cut by chance, its base on the ground."""
    inner = Sculptor()
    inner.sphere((0, 0, 0), 1.0, material, color, sides=10)
    g = inner.geometry()
    n = rng.normal(size=(9, 3))
    n /= np.linalg.norm(n, axis=1, keepdims=True)
    v = g.vertices.astype(float)
    v *= np.minimum(1.0, (0.7 / np.maximum(v @ n.T, 1e-3)).min(1))[:, None]
    v = v * np.asarray(size) / 2 + [0, 0.3 * size[1], 0]
    v[:, 1] = np.maximum(v[:, 1], 0)
    s.faces(v + np.asarray(at), g.faces, material, color)


def hoodoo(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A pillar of soft beds worn to a waist under a harder cap; a smaller neighbour at its foot, scree about it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, SANDSTONES, rng), item.material or "rock"
    edges, stand, tones = _beds(0, h, color, bool(item.color), rng)
    around = 30
    a = np.linspace(0, 2 * np.pi, around + 1)

    def pillar(x: float, z: float, tall: float, wide: float, cap: float) -> None:
        neck = float(rng.uniform(0.74, 0.82))
        shape = [
            (0, 1.0),
            (0.05, 0.78),
            (0.2, 0.6),
            (0.45, 0.52),
            (0.62, 0.46),
            (neck - 0.02, 0.34),
            (neck + 0.015, 0.4),
            (neck + 0.03, cap),
            (0.93, 0.94 * cap),
            (0.985, 0.62 * cap),
            (1.0, 0.0),
        ]
        y = np.unique(np.concatenate([np.linspace(0, 1, 46), [v for v, _ in shape], edges[:-1] / h]).clip(0, 1))
        r = np.interp(y, [v for v, _ in shape], [r for _, r in shape])
        p = np.stack(np.broadcast_arrays(r[:, None] * np.sin(a) * wide, y[:, None] * tall, r[:, None] * np.cos(a) * wide * d / w), -1)
        bed = np.searchsorted(edges, (p[..., 1] * h / tall).clip(0, h))
        soft = np.where(y < neck, 1.0, 0.45)[:, None]
        swell = 1 + (0.13 * stand[bed] * soft + 0.1 * smooth_noise(p, rng, 1.1) + 0.04 * smooth_noise(p, rng, 0.35))
        p[..., 0] *= swell
        p[..., 2] *= swell
        lean = float(rng.uniform(-0.05, 0.05)) * wide
        p[..., 0] += x + lean * y[:, None] ** 2 * 3
        p[..., 2] += z
        p[:, -1] = p[:, 0]
        tone = tones[bed[:-1, :-1].ravel()].copy()
        hard = np.repeat(y[:-1] >= neck, around)
        tone[hard] = shade(color, 0.72 if not item.color else 0.9)
        _grid(s, p, around, material, tone * (1 + 0.04 * rng.normal(size=(len(tone), 1))).clip(0.9, 1.1))

    pillar(0.04 * w, -0.04 * d, h, 0.46 * w, float(rng.uniform(0.82, 1.0)))
    side = float(rng.choice([-1, 1]))
    pillar(side * 0.3 * w, 0.26 * d, h * float(rng.uniform(0.3, 0.5)), 0.19 * w, 0.8)
    for k in range(12):
        t = 2.4 * k
        size = rng.uniform(0.12, 0.32, 3) * w / 1.7
        _boulder(s, (0.41 * w * np.sin(t), 0.0, 0.41 * d * np.cos(t)), size, material, shade(color, float(rng.uniform(0.75, 1.05))), rng)
    return fitted(s.geometry(), item.size_m)


def mine_entrance(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A bank of rock with a dark adit at +Z: timber sets that recede, a lintel with a board, a lamp, rails that run out, spoil beside."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#7c746a", "#8a7f70", "#6e6a66", "#8f6a50"), rng), item.material or "rock"
    wood = shade(color, 0.8) if item.color else linear_from_srgb(str(rng.choice(WOODS)))
    half, tall = min(0.9, 0.21 * w), min(2.15, 0.62 * h)
    front, back = d / 2 - 0.3 * d, -d / 2
    n = 48
    t = np.linspace(0, 1, n + 1)  # from the ground at −X over the top to the ground at +X
    door = np.stack([np.interp(t, [0, 0.34, 0.66, 1], [-half, -half, half, half]), np.interp(t, [0, 0.34, 0.66, 1], [0, tall, tall, 0])], 1)
    phi = np.pi * (1 - t)
    ridge = np.stack([np.sign(np.cos(phi)) * np.abs(np.cos(phi)) ** 0.75 * w / 2, np.abs(np.sin(phi)) ** 0.62 * h], 1)
    rows, heights = [], []
    shares = (
        (0.0, front),
        (0.06, front + 0.03),
        (0.3, front + 0.02 * d),
        (0.55, front - 0.03 * d),
        (0.75, front - 0.12 * d),
        (0.9, front - 0.26 * d),
        (0.985, front - 0.42 * d),
        (1.0, front - 0.5 * d),
        (0.93, -0.4 * d),
        (0.8, back),
    )
    for share, z in shares:
        ring = door + (ridge - door) * share
        foot = np.abs(2 * t - 1) ** 5 * (1 - share) * 0.0
        rows.append(np.column_stack([ring, np.full(n + 1, z) + foot]))
        heights.append(share)
    p = np.stack(rows)
    bulge = 0.16 * smooth_noise(p, rng, 1.3) + 0.09 * np.round(2 * smooth_noise(p, rng, 0.7)) / 2 + 0.05 * smooth_noise(p, rng, 0.35)
    keep = np.interp(heights, [0, 0.06, 0.3, 1], [0, 0.4, 1, 1])[:, None]
    p[..., 2] += bulge * keep * d / 2.8
    p[..., 0] += 0.12 * smooth_noise(p, rng, 0.9) * keep
    p[..., 1] = np.maximum(p[..., 1] * (1 + 0.05 * smooth_noise(p, rng, 0.9) * keep), 0)
    p[:, [0, -1], 1] = 0
    i, j = np.meshgrid(np.arange(len(rows) - 1), np.arange(n), indexing="ij")
    a = (i * (n + 1) + j).ravel()
    tones = color * (1 + 0.09 * rng.normal(size=(len(a), 1))).clip(0.75, 1.25)
    if not item.color:
        steep = np.repeat(np.array(heights)[:-1] > 0.85, n) & (np.tile(np.abs(2 * t[:-1] - 1), len(rows) - 1) < 0.75)
        tones[steep] = mix(tones[steep], linear_from_srgb("#5e6438"), 0.6)
    s.faces(p.reshape(-1, 3), np.stack([a, a + 1, a + n + 2, a + n + 1], 1), material, tones.clip(0, 1), uv=p.reshape(-1, 3)[:, [0, 1]])
    rear = p[-1]
    for k in range(n):
        s.triangle(rear[k], rear[k + 1], (0, 0, back), material, shade(color, 0.9))
    end, black = back + 0.12, np.array([0.012, 0.011, 0.01])
    inner = np.column_stack([door, np.full(n + 1, end)])
    for k in range(n):
        for u, v in ((0.0, 0.5), (0.5, 1.0)):
            q = [p[0, k] + (inner[k] - p[0, k]) * e for e in (u, v)], [p[0, k + 1] + (inner[k + 1] - p[0, k + 1]) * e for e in (u, v)]
            s.polygon([q[0][0], q[0][1], q[1][1], q[1][0]], "rock", shade(color, 0.3 if u == 0 else 0.08))
    s.polygon([(-half, 0, end), (half, 0, end), (half, tall, end), (-half, tall, end)], "rock", black)
    s.polygon([(-half, 0.005, front), (half, 0.005, front), (half, 0.005, end), (-half, 0.005, end)], "earth", shade(color, 0.25))
    beam = 0.1 * w * 0.45
    for m, z in enumerate((front + 0.06 + beam / 2, front - 0.28 * d, front - 0.5 * d)):
        tone = shade(wood, 1.0 if m == 0 else 0.55)
        grow = beam * 0.35 if m == 0 else -beam * 0.4
        for x in (-1, 1):
            s.tube(
                [(x * (half + grow + 0.04), 0, z), (x * (half + grow - 0.03), tall + 0.02, z)],
                [0.62 * beam, 0.55 * beam],
                "timber",
                shade(tone, float(rng.uniform(0.9, 1.05))),
                sides=9,
            )
        s.tube(
            [(-half - 2.4 * beam, tall + 0.45 * beam + grow, z), (half + 2.4 * beam, tall + 0.45 * beam + grow, z)],
            0.66 * beam,
            "timber",
            tone,
            sides=9,
        )
    z = front + 0.08 + 1.2 * beam
    for x in (-1, 1):
        s.tube(
            [(x * (half - 0.02), tall - 0.4, z - 0.4 * beam), (x * (half - 0.36), tall, z - 0.4 * beam)],
            0.4 * beam,
            "timber",
            shade(wood, 0.9),
            sides=7,
        )
    s.box((0, tall + 0.5 * beam, z + 0.02), (1.1 * half, 0.26, 0.04), "planks", shade(wood, 1.25), bevel_m=0.01)
    for k in range(4):
        s.box(((k - 1.5) * 0.2 * half, tall + 0.5 * beam, z + 0.045), (0.12 * half, 0.12, 0.012), "painted", shade(wood, 0.3))
    x = float(rng.choice([-1, 1])) * (half + 0.04)
    s.tube([(x, tall - 0.25, z - 0.5 * beam), (x, tall - 0.22, z + 0.14)], 0.012, "metal", (0.05, 0.05, 0.05), sides=6)
    s.lathe(
        (x, tall - 0.5, z + 0.13),
        [(0.05, 0), (0.05, 0.02), (0.06, 0.04), (0.06, 0.16), (0.02, 0.21)],
        "glass",
        (0.7, 0.45, 0.15),
        sides=10,
        emission_linear=(1.4, 0.8, 0.25),
    )
    s.tube(loop(0.04, points=9, center=(x, tall - 0.27, z + 0.13)), 0.008, "metal", (0.05, 0.05, 0.05), sides=5)
    track = d / 2 - front + 0.5 * d
    rails(
        s,
        0.9 * half,
        (d / 2 - track, d / 2),
        0.05,
        0.07,
        max(4, round(track / 0.55)),
        1.5 * half,
        shade(wood, 0.75),
        np.array([0.16, 0.14, 0.13]),
        rng,
    )
    for k in range(26):
        side = -1 if k % 2 else 1
        size = rng.uniform(0.14, 0.5, 3) * [1, 0.8, 1]
        at = (side * float(rng.uniform(half + 0.3, w / 2 - 0.25)), 0.0, float(rng.uniform(front - 0.05 * d, d / 2 - 0.14)))
        _boulder(s, at, size, material, shade(color, float(rng.uniform(0.8, 1.15))), rng)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"natural_arch": natural_arch, "hoodoo": hoodoo, "mine_entrance": mine_entrance}
