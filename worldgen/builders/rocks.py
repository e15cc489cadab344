"""Stones: boulders cut by planes and worn by noise, and cliffs in beds and buttresses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .branches import Floats, directions, unit
from .foliage import snow_on
from .geometry import Geometry, Sculptor, linear_from_srgb
from .hues import linear_from_oklch
from .waves import waves

STONES = ("#8f8a80", "#9a9080", "#7c7a76", "#a0947e")
SUNK = 0.15  # share of a boulder's height that is in the ground


def _cube_sphere(n: int) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    """Unit directions (6 (n + 1)², 3), quads seen from outside, and coordinates −1..1 on each side: no poles, hardly any stretch."""
    a = np.tan(np.linspace(-1, 1, n + 1) * np.pi / 4)
    u, v = np.meshgrid(a, a)
    sides = []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            p = np.empty((n + 1, n + 1, 3))
            p[..., axis], p[..., (axis + 1) % 3], p[..., (axis + 2) % 3] = sign, sign * u, v
            sides.append(p.reshape(-1, 3))
    i, j = np.meshgrid(np.arange(n), np.arange(n), indexing="ij")
    k = (i * (n + 1) + j).ravel()
    quads = np.stack([k, k + 1, k + n + 2, k + n + 1], 1)
    quads = np.concatenate([quads + side * (n + 1) ** 2 for side in range(6)])
    return unit(np.concatenate(sides)), quads, np.tile(np.stack([u.ravel(), v.ravel()], 1), (6, 1))


def rock(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A ball with flat cuts and worn edges, its base in the ground."""
    size = np.asarray(item.size_m, np.float64)
    s = Sculptor()
    n = int(np.clip(5 + 3.5 * size.max(), 6, 13))
    d, quads, square = _cube_sphere(n)
    cuts = directions(int(rng.integers(9, 15)), rng)
    depth = rng.uniform(0.58, 0.92, len(cuts))
    cuts[0], depth[0] = (0, -1, 0), 0.42  # a broad base to lie on
    facing = np.maximum(d @ cuts.T, 1e-3)
    radius = np.minimum((depth / facing).min(axis=1), 1.0)
    radius = radius * (1 + 0.07 * waves(d, 1.4, rng, octaves=2) + 0.025 * waves(d, 0.4, rng, octaves=2))
    v = d * radius[:, None]
    v = (v - v.min(0)) / (v.max(0) - v.min(0))  # 0..1 in its own box
    v = v * size * [1, 1 + SUNK, 1] - [size[0] / 2, SUNK * size[1], size[2] / 2]
    color = linear_from_srgb(item.color) if item.color else linear_from_srgb(str(rng.choice(STONES))) * rng.uniform(0.85, 1.12)
    grain = 1 + 0.1 * waves(v[quads].mean(1), 0.5 * float(size.mean()), rng, octaves=2)
    s.faces(v, quads, item.material or "rock", color * grain[:, None], uv=square * float(size.mean()) / 2)
    if not item.color:
        _overgrow(s, v, quads, style, rng)
    return s.geometry()


def _overgrow(s: Sculptor, v: Floats, quads: NDArray[np.int64], style: Style, rng: np.random.Generator) -> None:
    """Moss in patches on the upper side of faces, or snow."""
    p = v[quads]
    normal = unit(np.cross(p[:, 2] - p[:, 0], p[:, 3] - p[:, 1]))
    area = 0.5 * np.linalg.norm(np.cross(p[:, 2] - p[:, 0], p[:, 3] - p[:, 1]), axis=1)
    snowy = style.snowy
    patch = waves(p.mean(1), 1.3, rng, octaves=2)
    grows = (normal[:, 1] > 0.5) if snowy else (normal[:, 1] + 0.5 * patch > 0.9)
    number = np.where(grows, np.ceil(area * (160 if snowy else 330)), 0).astype(int)
    face = np.repeat(np.arange(len(quads)), np.minimum(number, 90))
    if len(face) == 0:
        return
    a, b = rng.random((2, len(face), 1))
    at = (p[face, 0] * (1 - a) + p[face, 1] * a) * (1 - b) + (p[face, 3] * (1 - a) + p[face, 2] * a) * b
    if snowy:
        snow_on(s, at - [0, 0.01, 0], rng, length_m=0.11)
        return
    facing = unit(normal[face] + 0.25 * directions(len(face), rng))
    tone = linear_from_oklch(0.45 + 0.05 * patch[face] + rng.normal(0, 0.03, len(face)), 0.08, 116 + rng.normal(0, 7, len(face)))
    length = rng.uniform(0.025, 0.05, len(face))
    s.leaves(at + 0.006 * facing, unit(np.cross(facing, directions(len(face), rng))), facing, np.stack([length, 0.7 * length], 1), tone)


def cliff(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A closed crag: buttresses side by side, each a stack of beds that step back, and an overgrown top."""
    w, h, d = item.size_m
    s = Sculptor()
    around = int(np.clip(5.0 * (w + d), 48, 132))
    angle = np.linspace(0, 2 * np.pi, around + 1)
    outline = np.stack([np.sin(angle), np.cos(angle)], 1)
    outline = np.sign(outline) * np.abs(outline) ** 0.55 * [w / 2, d / 2]  # a rounded oblong
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(outline, axis=0), axis=1))])
    buttresses = max(6, int(run[-1] / (0.22 * h + 0.6)))
    edges = np.sort(rng.uniform(0, run[-1], buttresses))
    column = np.searchsorted(edges, run) % buttresses
    beds = np.sort(np.concatenate([rng.uniform(0.06, 0.97, int(np.clip(1.3 * h, 4, 16))), [1.0]]))
    steps = np.linspace(0, 1, int(np.clip(2 * h, 8, 20)))
    level = np.unique(np.clip(np.concatenate([[-0.05], beds - 0.018, beds + 0.004, steps]), -0.05, 1.0))
    bed = np.minimum(np.searchsorted(beds, level), len(beds) - 1)

    thick = float(min(w, d))
    inset = thick * (0.16 * rng.random(buttresses)[column][None] + 0.05 * rng.random((len(beds), buttresses))[bed][:, column])
    inset += thick * (0.13 * np.clip(level, 0, 1)[:, None] ** 1.5 + 0.035 * rng.random(len(beds))[bed][:, None])
    share = 1 - 0.26 * rng.random(buttresses) ** 1.6
    share[rng.integers(buttresses)] = 1.0
    height = h * share[column]
    y = level[:, None] * height[None]
    grid = np.stack(np.broadcast_arrays(outline[None, :, 0], y, outline[None, :, 1]), -1)
    inset += 0.06 * thick * (waves(grid.reshape(-1, 3), 1.6, rng, octaves=3) + 0.3).reshape(inset.shape)
    inset = np.clip(inset, 0, 0.42 * thick)
    inset -= inset.min()
    inset[:, -1] = inset[:, 0]
    y[:, -1] = y[:, 0]
    inward = unit(np.stack([outline[:, 0] / w**2, np.zeros(len(outline)), outline[:, 1] / d**2], 1))
    wall = np.stack(np.broadcast_arrays(outline[None, :, 0], y, outline[None, :, 1]), -1) - inward[None] * inset[..., None]
    i, j = np.meshgrid(np.arange(len(level) - 1), np.arange(around), indexing="ij")
    a = (i * (around + 1) + j).ravel()
    quads = np.stack([a, a + 1, a + around + 2, a + around + 1], 1)
    color = linear_from_srgb(item.color or str(rng.choice(STONES)))
    tone = 1 + (0 if item.color else 0.14) * rng.normal(size=len(beds))[bed[:-1]]
    uv = np.stack([np.tile(run, len(level)), wall[..., 1].ravel()], 1)
    material = item.material or "rock"
    s.faces(wall.reshape(-1, 3), quads, material, color * np.repeat(np.clip(tone, 0.75, 1.25), around)[:, None], uv=uv)

    rim, rings = wall[-1], np.array([1, 0.9, 0.62, 0.3, 0.0])
    heart = np.array([0, 0.96 * h, 0])
    top = heart + (rim - heart)[None] * rings[:, None, None]
    top[1:, :, 1] += 0.03 * h * waves(top[1:].reshape(-1, 3), 2.5, rng, octaves=2).reshape(len(rings) - 1, -1) * np.sign(rings[1:])[:, None]
    top[1, :, 1] = np.maximum(top[1, :, 1], 0.55 * rim[:, 1] + 0.45 * 0.94 * h)  # behind a low buttress the rock goes on
    top[..., 1] = np.minimum(top[..., 1], h)
    i, j = np.meshgrid(np.arange(len(rings) - 1), np.arange(around), indexing="ij")
    a = (i * (around + 1) + j).ravel()
    quads = np.stack([a, a + 1, a + around + 2, a + around + 1], 1)
    cover, tint = ("snow", linear_from_srgb("#e8ebf0")) if style.snowy else ("moss", linear_from_srgb("#5c6a34"))
    flat = top.reshape(-1, 3)
    s.faces(flat, quads[:around], material, color, uv=np.stack([np.tile(run, len(rings)), flat[:, 1]], 1))
    s.faces(flat, quads[around:], material if item.color else cover, color if item.color else tint, uv=flat[:, [0, 2]])
    if not item.color:
        ledges = np.concatenate([wall[1:-1], wall[1:-1]], 1).reshape(-1, 3)
        grown = ledges[(waves(ledges, 3.0, rng) > 0.45) & (rng.random(len(ledges)) < 0.4)]
        if style.snowy:
            snow_on(s, grown, rng, length_m=0.2)
        else:
            hue = linear_from_oklch(0.44 + rng.normal(0, 0.03, len(grown)), 0.085, 118 + rng.normal(0, 7, len(grown)))
            hang = unit(directions(len(grown), rng) + [0, -0.8, 0])
            s.leaves(grown, hang, unit(grown * [1 / w, 0.02, 1 / d] + [0, 0.1, 0]), (0.11, 0.05), hue)
    return s.geometry()


BUILDERS = {"rock": rock, "cliff": cliff}
