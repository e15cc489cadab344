"""Surfaces given as grids of points: cloth, shades, blades, canvases."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Array, Sculptor


def sheet(
    s: Sculptor, points: ArrayLike, material: str, color_linear: ArrayLike, *, flip: bool = False, uv: ArrayLike | None = None,
    emission_linear: ArrayLike = 0.0,
) -> None:  # fmt: skip
    """points (rows, columns, 3); its front is columns × rows (columns rightward and rows upward: front towards the eye).
    `color_linear` is (3,), or per cell (rows − 1, columns − 1, 3). Without `uv` it is unrolled by arc length."""
    p = np.asarray(points, np.float64)
    rows, columns = p.shape[:2]
    if uv is None:
        across = np.cumsum(np.linalg.norm(np.diff(p, axis=1, prepend=p[:, :1]), axis=2), axis=1)
        along = np.cumsum(np.linalg.norm(np.diff(p, axis=0, prepend=p[:1]), axis=2), axis=0)
        uv = np.stack([across, along], axis=-1)
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(columns - 1), indexing="ij")
    a = (i * columns + j).ravel()
    f = np.stack([a, a + 1, a + columns + 1, a + columns], axis=1)
    color = np.asarray(color_linear, np.float32)
    s.faces(
        p.reshape(-1, 3), f[:, ::-1] if flip else f, material, color if color.ndim == 1 else color.reshape(-1, 3),
        uv=np.asarray(uv, np.float64).reshape(-1, 2), emission_linear=emission_linear,
    )  # fmt: skip


def cloth(s: Sculptor, points: ArrayLike, thick_m: float, material: str, color_linear: ArrayLike) -> None:
    """A `sheet` with a back, which has its own light."""
    p = np.asarray(points, np.float64)
    sheet(s, p, material, color_linear)
    up, right = np.gradient(p, axis=(0, 1))
    normal = np.cross(right, up)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-12)
    sheet(s, p - thick_m * normal, material, color_linear, flip=True)


def revolve(
    s: Sculptor, base: ArrayLike, profile: ArrayLike, material: str, color_linear: ArrayLike, *, sides: int = 24, flutes: float = 0.0,
    flute_count: int = 0, **kw,
) -> None:  # fmt: skip
    """An open skin [(radius, height), …] from bottom to top about +Y, front outward; `flutes` pleats it by that share of the radius."""
    p = np.asarray(profile, np.float64)
    angle = np.linspace(0, 2 * np.pi, sides + 1)
    swell = 1 + flutes * np.cos(angle * flute_count)
    ring = np.stack([np.sin(angle) * swell, np.zeros_like(angle), np.cos(angle) * swell], axis=1)
    points = np.asarray(base) + p[:, None, :1] * ring[None] + np.array([0, 1, 0]) * p[:, None, 1:]
    sheet(s, points, material, color_linear, **kw)


def smoothed(profile: ArrayLike, steps: int = 3) -> Array:
    """A finer curve through the points (n, 2): Catmull-Rom with `steps` pieces between neighbours; radii stay ≥ 0."""
    p = np.asarray(profile, np.float64)
    q = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    a, b, c, d = q[:-3, None], q[1:-2, None], q[2:-1, None], q[3:, None]
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    out = np.vstack([curve.reshape(-1, p.shape[1]), p[-1]])
    out[:, 0] = np.maximum(out[:, 0], 0)
    return out


def smooth_noise(points: Array, rng: np.random.Generator, wavelength_m: float, waves: int = 6) -> Array:
    """(…, 3) → (…) in about −1..1: a sum of sines of random directions, for wrinkles and hand-made unevenness."""
    p = np.asarray(points, np.float64)
    total = np.zeros(p.shape[:-1])
    for _ in range(waves):
        k = rng.normal(size=3)
        k *= 2 * np.pi / (wavelength_m * rng.uniform(0.7, 1.6)) / np.linalg.norm(k)
        total += np.sin(p @ k + rng.uniform(0, 2 * np.pi))
    return total / np.sqrt(waves)
