"""The box a thing must fill: stretching a finished geometry onto it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Geometry


def stretched(geometry: Geometry, factors: ArrayLike, offset: ArrayLike = (0.0, 0.0, 0.0)) -> Geometry:
    """Scaled per axis by positive `factors` (3,), then moved by `offset`; leaves keep their size and direction."""
    f, o = np.asarray(factors, np.float32), np.asarray(offset, np.float32)
    return replace(geometry, vertices=geometry.vertices * f + o, leaf_centers=geometry.leaf_centers * f + o)


def bounds(geometry: Geometry) -> tuple[np.ndarray, np.ndarray]:
    """(low, high) corners over faces' vertices and over the tips of leaves."""
    tips = geometry.leaf_axes * geometry.leaf_sizes[:, :1]
    used = geometry.vertices[np.unique(geometry.faces[geometry.faces >= 0])]
    points = np.concatenate([used, geometry.leaf_centers + tips, geometry.leaf_centers - tips])
    return points.min(0), points.max(0)


def fitted(geometry: Geometry, size_m: tuple[float, float, float]) -> Geometry:
    """Moved and stretched onto [−w/2, w/2] × [0, h] × [−d/2, d/2]. Builders draw close to the box; this takes the last per cent."""
    size = np.asarray(size_m, np.float64)
    target_low = np.array([-size[0] / 2, 0.0, -size[2] / 2])
    for _ in range(2):  # leaves do not stretch, so one more round settles their tips
        low, high = bounds(geometry)
        factors = size / np.maximum(high - low, 1e-6)
        geometry = stretched(geometry, factors, target_low - low * factors)
    return geometry
