"""Carpentry for small outdoor things: boards between two points, lapped gable roofs, walls with an arched hole, fences' posts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Array, Sculptor
from .paints import shade
from .sheets import sheet, smoothed
from .turns import ALONG_Z

METAL = (0.12, 0.12, 0.125)


def board(
    s: Sculptor, a: ArrayLike, b: ArrayLike, wide_m: float, thick_m: float, material: str, color_linear: ArrayLike, *,
    facing: ArrayLike = (0, 0, 1), bevel_m: float = 0.005,
) -> None:  # fmt: skip
    """A square-edged board from `a` to `b` whose broad side looks along `facing`."""
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    y = (b - a) / max(float(np.linalg.norm(b - a)), 1e-9)
    z = np.asarray(facing, np.float64)
    z = z - y * (z @ y)
    z /= max(float(np.linalg.norm(z)), 1e-9)
    with s.at((a + b) / 2, rotation=np.stack([np.cross(y, z), y, z], axis=1)):
        s.box((0, 0, 0), (wide_m, float(np.linalg.norm(b - a)), thick_m), material, color_linear, bevel_m=min(bevel_m, 0.3 * thick_m))


def gable(
    s: Sculptor, half_m: float, eave_m: float, ridge_m: float, z_m: tuple[float, float], rows: int, thick_m: float, material: str,
    color_linear: Array, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Two slopes of `rows` lapped boards along Z from the eaves at x = ±`half_m` up to a ridge at x = 0, and a cap of two boards."""
    rise = ridge_m - eave_m
    long = float(np.hypot(half_m, rise))
    for side in (-1, 1):
        normal = np.array([side * rise, half_m, 0.0]) / long
        for k in range(rows):
            t = (k + 0.5) / rows
            at = np.array([side * half_m * (1 - t), eave_m + rise * t, 0])
            lean = normal + np.array([side * 0.1, 0, 0])
            tone = shade(color_linear, float(rng.uniform(0.86, 1.1)))
            wide = 1.22 * long / rows
            board(s, at + [0, 0, z_m[0]], at + [0, 0, z_m[1]], wide, thick_m, material, tone, facing=lean)
        cap = np.array([side * 0.045, ridge_m + 0.6 * thick_m, 0])
        board(s, cap + [0, 0, z_m[0]], cap + [0, 0, z_m[1]], 0.13, 0.8 * thick_m, material, shade(color_linear, 0.85), facing=normal)


def arched_wall(
    s: Sculptor, z_m: float, thick_m: float, outline: list[tuple[float, float]], half_m: float, spring_m: float, material: str,
    color_linear: ArrayLike, *, foot_m: float = 0.0,
) -> None:  # fmt: skip
    """A wall across Z from `z_m` on, `outline` (x, y) from the lower right corner round to the lower left; a round-headed hole below."""
    t = np.linspace(np.pi, 0, 11)
    arch = [(half_m * np.cos(a), spring_m + half_m * np.sin(a)) for a in t]
    points = np.array([(-half_m, foot_m), *arch, (half_m, foot_m), *outline])
    with s.at((0, 0, z_m), rotation=ALONG_Z):
        s.extrude(points * [1, -1], thick_m, material, color_linear)


def mesh(
    s: Sculptor, low: tuple[float, float], high: tuple[float, float], z_m: float, step_m: float, radius_m: float, color_linear: ArrayLike
) -> None:
    """Upright wire netting across Z between two corners (x, y)."""
    for x in np.linspace(low[0], high[0], max(2, round((high[0] - low[0]) / step_m)) + 1):
        s.tube([(x, low[1], z_m), (x, high[1], z_m)], radius_m, "metal", color_linear, sides=4)
    for y in np.linspace(low[1], high[1], max(2, round((high[1] - low[1]) / step_m)) + 1):
        s.tube([(low[0], y, z_m), (high[0], y, z_m)], radius_m, "metal", color_linear, sides=4)


def sag(a: ArrayLike, b: ArrayLike, drop_m: float, points: int = 25) -> Array:
    """(n, 3): a cord that hangs between two points, `drop_m` lower in its middle."""
    t = np.linspace(0, 1, points)[:, None]
    return np.asarray(a) * (1 - t) + np.asarray(b) * t - np.array([0, 1, 0]) * drop_m * 4 * t * (1 - t)


def felt(s: Sculptor, points: ArrayLike, thick_m: float, material: str, color_linear: ArrayLike) -> None:
    """A cloth with a back and closed edges; points (rows, columns, 3) with columns rightward and rows upward, its front towards the eye."""
    p = np.asarray(points, np.float64)
    up, right = np.gradient(p, axis=(0, 1))
    normal = np.cross(right, up)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-12)
    q = p - thick_m * normal
    sheet(s, p, material, color_linear)
    sheet(s, q, material, color_linear, flip=True)
    plain = np.asarray(color_linear, np.float32)
    plain = plain if plain.ndim == 1 else plain.reshape(-1, 3).mean(0)
    for a, b in ((q[0], p[0]), (p[-1], q[-1]), (p[:, 0], q[:, 0]), (q[:, -1], p[:, -1])):
        sheet(s, np.stack([a, b]), material, plain)


def bent(points: ArrayLike, steps: int = 4) -> Array:
    """A finer curve through points (n, 3)."""
    p = np.asarray(points, np.float64)
    low = p.min(0) - 1  # `smoothed` keeps radii from falling below 0
    return smoothed(p - low, steps) + low


def footed_post(
    s: Sculptor, x_m: float, tall_m: float, thick_m: float, reach_m: float, material: str, color_linear: Array, *, inward: int = 0
) -> None:
    """A square post with a pointed cap on crossed feet that reach ±`reach_m` along Z (and along X towards `inward`), braced."""
    s.box((x_m, tall_m / 2, 0), (thick_m, tall_m, thick_m), material, color_linear, bevel_m=0.012)
    foot, up = 0.9 * thick_m, min(0.28 * tall_m, 1.8 * reach_m)
    s.box((x_m, foot / 2, 0), (foot, foot, 2 * reach_m), material, shade(color_linear, 0.88), bevel_m=0.01)
    for z in (-1, 1):
        board(s, (x_m, foot / 2, z * 0.82 * reach_m), (x_m, up, 0), 0.6 * foot, 0.6 * foot, material, shade(color_linear, 0.94))
    if inward:
        long = 2.2 * reach_m
        s.box((x_m + inward * long / 2, foot / 2, 0), (long, 0.92 * foot, foot), material, shade(color_linear, 0.9), bevel_m=0.01)
        board(s, (x_m + inward * 0.85 * long, foot / 2, 0), (x_m, up, 0), 0.6 * foot, 0.6 * foot, material, shade(color_linear, 0.96))


def annulus(
    s: Sculptor, outer_m: float, inner_m: float, half_thick_m: float, material: str, color_linear: ArrayLike, *, sides: int = 40,
    round_m: float = 0.01, **kw,
) -> None:  # fmt: skip
    """A ring about +Y with rounded outer edges, hole through it; lies about y = 0."""
    r = min(round_m, 0.4 * half_thick_m)
    h = half_thick_m
    profile = [(inner_m, h), (inner_m, -h), (outer_m - r, -h), (outer_m, r - h), (outer_m, h - r), (outer_m - r, h), (inner_m, h)]
    s.lathe((0, 0, 0), profile, material, color_linear, sides=sides, caps=False, **kw)
