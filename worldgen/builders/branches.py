"""Growing wood: bundles of curved paths, and the tubes round them. All branches of one order are made at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from render.jit import kernel

from .geometry import Sculptor

Floats = NDArray[np.floating]  # of either width


def unit(a: ArrayLike) -> NDArray[np.float64]:
    """(…, 3) → unit length."""
    a = np.asarray(a, np.float64)
    return a / np.maximum(np.sqrt(np.einsum("...i,...i->...", a, a)), 1e-9)[..., None]


def directions(count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """(count, 3) unit vectors, evenly over the sphere."""
    return unit(rng.normal(size=(count, 3)))


def spread(points: ArrayLike, count: int, first: int = 0) -> NDArray[np.int64]:
    """Indices of `count` of the points, each the farthest from those before it: any leading part of the answer is well spread too."""
    p = np.ascontiguousarray(points, np.float64)
    chosen = np.zeros(min(count, len(p)), np.int64)
    chosen[0] = first
    _spread(p, chosen)
    return chosen


@kernel
def _spread(points, chosen):
    nearest = np.full(len(points), np.inf)
    for k in range(1, len(chosen)):
        x, y, z = points[chosen[k - 1]]
        best = 0
        for i in range(len(points)):
            away = (points[i, 0] - x) ** 2 + (points[i, 1] - y) ** 2 + (points[i, 2] - z) ** 2
            nearest[i] = min(nearest[i], away)
            if nearest[i] > nearest[best]:
                best = i
        chosen[k] = best


def arcs(start: ArrayLike, leaving: ArrayLike, end: ArrayLike, points: int, rng: np.random.Generator, *, gnarl: float = 0.0) -> Floats:
    """(b, points, 3) quadratic Béziers from `start` to `end` (b, 3), leaving along `leaving` (b, 3, its length sets how far).

    `gnarl` bends them sideways by that share of their length; both ends stay.
    """
    a, c = np.asarray(start, np.float64), np.asarray(end, np.float64)
    b = a + np.asarray(leaving, np.float64)
    t = np.linspace(0, 1, points)[None, :, None]
    path = (1 - t) ** 2 * a[:, None] + 2 * t * (1 - t) * b[:, None] + t**2 * c[:, None]
    if gnarl > 0:
        length = np.linalg.norm(c - a, axis=1)[:, None, None]
        for k, share in ((1.0, 0.6), (2.0, 0.5), (3.5, 0.25)):
            phase = rng.uniform(0, 2 * np.pi, (len(a), 1, 1))
            way = directions(len(a), rng)[:, None, :]
            path = path + gnarl * share * length * way * np.sin(2 * np.pi * k * t + phase) * np.sin(np.pi * t)
    return path


def tubes(
    sculptor: Sculptor, paths: ArrayLike, radii: ArrayLike, material: str, color_linear: ArrayLike, *, sides: int, closed: bool = False
) -> None:
    """Skin of many paths (b, s, 3) with radii (b, s) or (b, s, sides): one call, no caps unless `closed` (a fan at the far end)."""
    p = np.asarray(paths, np.float64)
    r = np.asarray(radii, np.float64)
    r = np.repeat(r[..., None], sides, axis=2) if r.ndim == 2 else r
    count, steps = p.shape[:2]
    if count == 0:
        return
    tangent = unit(np.gradient(p, axis=1))
    helper = np.where(np.abs(tangent[:, :1, 1:2]) < 0.9, [[[0.0, 1.0, 0.0]]], [[[1.0, 0.0, 0.0]]])[:, 0]
    side = np.cross(tangent[:, 0], helper)
    sides_at = np.empty_like(p)
    for i in range(steps):  # parallel transport, so that the bark does not twist
        side = unit(side - tangent[:, i] * np.einsum("bi,bi->b", side, tangent[:, i])[:, None])
        sides_at[:, i] = side
    other = np.cross(tangent, sides_at)
    angle = np.linspace(0, 2 * np.pi, sides + 1)
    r = np.concatenate([r, r[..., :1]], axis=2)
    ring = np.cos(angle)[:, None] * sides_at[:, :, None] + np.sin(angle)[:, None] * other[:, :, None]
    vertices = p[:, :, None] + r[..., None] * ring
    run = np.concatenate([np.zeros((count, 1)), np.cumsum(np.linalg.norm(np.diff(p, axis=1), axis=2), axis=1)], axis=1)
    around = angle[None, None] * r.mean(axis=(1, 2))[:, None, None]
    uv = np.stack(np.broadcast_arrays(around, run[:, :, None]), axis=-1)
    b, i, j = np.meshgrid(np.arange(count), np.arange(steps - 1), np.arange(sides), indexing="ij")
    corner = ((b * steps + i) * (sides + 1) + j).ravel()
    quads = np.stack([corner, corner + 1, corner + sides + 2, corner + sides + 1], axis=1)
    sculptor.faces(vertices.reshape(-1, 3), quads, material, color_linear, uv=uv.reshape(-1, 2))
    if closed:
        tips = vertices[:, -1, :-1]
        fan = np.concatenate([tips, tips.mean(axis=1, keepdims=True)], axis=1)
        k = np.arange(sides)
        local = np.stack([k, (k + 1) % sides, np.full(sides, sides)], axis=1)
        faces = (np.arange(count)[:, None, None] * (sides + 1) + local[None]).reshape(-1, 3)
        sculptor.faces(fan.reshape(-1, 3), faces, material, color_linear)


def along(paths: Floats, at: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points and unit tangents (b, k, 3) at shares `at` (b, k) in 0..1 of paths (b, s, 3)."""
    at = np.asarray(at, np.float64)
    steps = paths.shape[1]
    x = np.clip(at, 0, 1) * (steps - 1)
    i = np.minimum(x.astype(int), steps - 2)
    row = np.arange(len(paths))[:, None]
    low, high = paths[row, i], paths[row, i + 1]
    return low + (high - low) * (x - i)[..., None], unit(high - low)
