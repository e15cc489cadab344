"""Smooth noise as a sum of plane waves: cheap in numpy, any number of points, no lattice to show through."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Array


def waves(points: ArrayLike, wavelength_m: float, rng: np.random.Generator, *, octaves: int = 1, count: int = 6) -> Array:
    """(n, d) → (n,) about −1..1, each octave half the wavelength and half the height; the pattern is `rng`'s."""
    p = np.ascontiguousarray(np.asarray(points, np.float32).T)
    total = np.zeros(p.shape[1], np.float32)
    height, norm = 1.0, 0.0
    for octave in range(octaves):
        direction = rng.normal(size=(p.shape[0], count))
        direction /= np.linalg.norm(direction, axis=0)
        k = direction * (2 * np.pi / wavelength_m) * 2**octave * rng.uniform(0.6, 1.4, count)
        phase = k.T.astype(np.float32) @ p + rng.uniform(0, 2 * np.pi, (count, 1)).astype(np.float32)
        total += np.float32(height * np.sqrt(2.0 / count)) * np.sin(phase).sum(axis=0)
        norm += height
        height *= 0.5
    return np.clip(total / (1.6 * norm), -1, 1)
