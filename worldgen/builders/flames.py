"""Fire as emissive leaves: a candle's flame, a hearth's fire, embers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Sculptor


def candle_flame(s: Sculptor, wick: ArrayLike, height_m: float) -> None:
    """Four crossed leaves: a white-yellow heart in an orange body."""
    c = np.asarray(wick, np.float64) + [0, 0.5 * height_m, 0]
    normals = np.array([[0, 0, 1.0], [1.0, 0, 0], [0.7071, 0, 0.7071], [0.7071, 0, -0.7071]])
    sizes = np.array([[0.5, 0.2], [0.5, 0.2], [0.3, 0.11], [0.3, 0.11]]) * height_m
    glow = np.array([[4.0, 1.7, 0.4], [4.0, 1.7, 0.4], [7.0, 5.0, 2.4], [7.0, 5.0, 2.4]])
    centers = np.repeat(c[None], 4, 0) - np.array([[0, 0, 0], [0, 0, 0], [0, 0.12, 0], [0, 0.12, 0]]) * height_m
    s.leaves(centers, [0, 1, 0], normals, sizes, [0.9, 0.6, 0.3], emission_linear=glow)


def hearth_fire(s: Sculptor, center: ArrayLike, size: ArrayLike, rng: np.random.Generator, *, tongues: int = 46) -> None:
    """Tongues in a (width, height, depth) box over `center`: tall and yellow within, short and red at the sides."""
    w, h, d = np.asarray(size, np.float64)
    x, z = rng.normal(0, 0.24, tongues).clip(-0.5, 0.5), rng.uniform(-0.5, 0.5, tongues)
    tall = h * (1 - 1.5 * np.abs(x)) * rng.uniform(0.35, 1.0, tongues)
    lift = rng.uniform(0, 0.35, tongues) * h * (1 - 1.6 * np.abs(x))
    centers = np.asarray(center) + np.stack([x * w, lift + tall / 2, z * d], 1)
    axes = np.stack([-0.35 * x + rng.normal(0, 0.12, tongues), np.ones(tongues), rng.normal(0, 0.1, tongues)], 1)
    axes /= np.linalg.norm(axes, axis=1, keepdims=True)
    turn = rng.uniform(-0.9, 0.9, tongues)
    normals = np.stack([np.sin(turn), 0 * turn, np.cos(turn)], 1)
    normals -= axes * np.sum(normals * axes, axis=1, keepdims=True)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    heat = (1 - (lift + 0.5 * tall) / h).clip(0.1, 1)[:, None]
    glow = np.array([2.6, 0.55, 0.06]) * (1 - heat) + np.array([5.0, 2.4, 0.6]) * heat
    s.leaves(centers, axes, normals, np.stack([tall / 2, tall * 0.16 + 0.008], 1), [0.9, 0.5, 0.2], emission_linear=glow)


def embers(s: Sculptor, center: ArrayLike, size: tuple[float, float], rng: np.random.Generator, *, count: int = 60) -> None:
    """A glowing bed over a (width, depth) patch."""
    spot = rng.uniform(-0.5, 0.5, (count, 2)) * size
    centers = np.asarray(center) + np.stack([spot[:, 0], rng.uniform(0, 0.02, count), spot[:, 1]], 1)
    turn = rng.uniform(0, 2 * np.pi, count)
    glow = rng.uniform(0.1, 1.0, (count, 1)) * np.array([2.4, 0.5, 0.07])
    s.leaves(
        centers, np.stack([np.cos(turn), 0 * turn, np.sin(turn)], 1), [0, 1, 0], [0.022, 0.014], [0.1, 0.06, 0.05], emission_linear=glow
    )
