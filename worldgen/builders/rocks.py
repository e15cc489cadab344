"""Stones: boulders cut by planes and worn by noise, and cliffs in beds."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .branches import directions, unit
from .geometry import Geometry, Sculptor, linear_from_srgb
from .waves import waves

STONES = ("#8f8a80", "#9a9080", "#7c7a76", "#a0947e")


def _sphere(rows: int, sides: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Unit directions (rows + 1, sides + 1, 3), quads, and spherical uv in radians."""
    theta = np.linspace(-np.pi / 2, np.pi / 2, rows + 1)[:, None]
    phi = np.linspace(0, 2 * np.pi, sides + 1)[None]
    v = np.stack(np.broadcast_arrays(np.cos(theta) * np.sin(phi), np.sin(theta), np.cos(theta) * np.cos(phi)), -1)
    i, j = np.meshgrid(np.arange(rows), np.arange(sides), indexing="ij")
    a = (i * (sides + 1) + j).ravel()
    quads = np.stack([a, a + 1, a + sides + 2, a + sides + 1], 1)
    uv = np.stack(np.broadcast_arrays(phi, theta + 0 * phi), -1)
    return v.reshape(-1, 3), quads, uv.reshape(-1, 2)


def rock(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An ellipsoid with a few flat cuts, sunk a little into the ground."""
    size = np.asarray(item.size_m)
    s = Sculptor()
    big = float(size.max())
    sides = int(np.clip(12 + 6 * big, 14, 30))
    d, quads, uv = _sphere(sides // 2, sides)
    radius = np.ones(len(d))
    for n in directions(int(rng.integers(7, 13)), rng):  # planes that cut the ball: facets
        depth = rng.uniform(0.62, 0.9)
        facing = d @ n
        radius = np.where(facing > 1e-3, np.minimum(radius, depth / np.maximum(facing, 1e-3)), radius)
    radius = radius + 0.07 * waves(d, 1.1, rng, octaves=2) + 0.03 * waves(d, 0.35, rng, octaves=2)
    v = d * radius[:, None]
    v /= np.abs(v).max(0)
    v = v * size / 2 * [1, 1.12, 1] + [0, size[1] * 0.44, 0]
    color = linear_from_srgb(item.color or str(rng.choice(STONES))) * rng.uniform(0.85, 1.12)
    s.faces(v, quads, item.material or "rock", color, uv=uv * float(size.mean()) / 2)
    if big > 0.8 and style.season != "winter" and not item.color:
        n = int(90 * big)
        pick = rng.permutation(np.flatnonzero(d[:, 1] > 0.35))[:n]
        s.leaves(v[pick] + 0.01 * d[pick], unit(directions(len(pick), rng) * [1, 0.3, 1]), unit(d[pick] + [0, 1, 0]), (0.07, 0.05), linear_from_srgb("#55632a") * rng.uniform(0.7, 1.2, (len(pick), 1)))
    return s.geometry()


def cliff(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A wall of beds: steps along height, buttresses along width, overgrown ledges."""
    w, h, d = item.size_m
    s = Sculptor()
    nu, nv = int(np.clip(w * 4, 16, 60)), int(np.clip(h * 4, 12, 48))
    u, t = np.meshgrid(np.linspace(-0.5, 0.5, nu), np.linspace(0, 1, nv))
    grid = np.stack([u.ravel() * w, t.ravel() * h], 1)
    bed = np.repeat(rng.normal(0, 0.09, nv), nu)
    out = (0.5 - 0.75 * t.ravel() ** 1.3) + 0.14 * waves(grid, w / 2.2, rng, octaves=3) + bed * 0.5
    x, z = grid[:, 0] + 0.25 * waves(grid, 2.0, rng), np.clip(out, -0.5, 0.5) * d
    edge = np.clip((0.5 - np.abs(u.ravel())) * 8, 0, 1)
    v = np.stack([np.clip(x, -w / 2, w / 2), np.where(t.ravel() == 0, -0.4, grid[:, 1] * (0.35 + 0.65 * edge)), z * edge - (1 - edge) * d / 2], 1)
    i, j = np.meshgrid(np.arange(nv - 1), np.arange(nu - 1), indexing="ij")
    a = (i * nu + j).ravel()
    color = linear_from_srgb(item.color or str(rng.choice(STONES)))
    s.faces(v, np.stack([a, a + 1, a + nu + 1, a + nu], 1), item.material or "rock", color, uv=grid)
    top = v.reshape(nv, nu, 3)[-1]
    back = top.copy()
    back[:, 2] = -d / 2
    strip = np.concatenate([top, back])
    k = np.arange(nu - 1)
    s.faces(strip, np.stack([k, k + 1, k + nu + 1, k + nu], 1), "moss", linear_from_srgb("#5c6a34"), uv=strip[:, [0, 2]])
    return s.geometry()


BUILDERS = {"rock": rock, "cliff": cliff}
