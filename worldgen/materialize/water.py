"""Water as a surface over its bed: clear at the shore, dark where deep, with ripples that catch the sky."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Layout
from .courses import DEPTH_M
from .materials.noise import fbm
from .samples import WATER, SurfaceSamples
from .terrain import beyond, height_at

Array = NDArray[np.float32]


def waves(points: Array, seed: int) -> Array:
    """(n, 3) unit normals of the rippled surface at points (n, 3)."""
    s = np.full(len(points), seed % 2**31, np.uint32)
    x, z = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 2])
    nx = 0.022 * fbm(x * 1.3, z * 3.1, s, 201, 3) + 0.012 * fbm(x * 5, z * 9, s, 202, 2)
    nz = 0.022 * fbm(x * 1.3 + 40, z * 3.1, s, 203, 3) + 0.012 * fbm(x * 5 + 40, z * 9, s, 204, 2)
    normal = np.stack([nx, np.ones_like(nx), nz], 1)
    return (normal / np.linalg.norm(normal, axis=1, keepdims=True)).astype(np.float32)


def settle(samples: SurfaceSamples, layout: Layout, seed: int) -> SurfaceSamples:
    """Opacity by depth (Beer's law) and rippled normals for all splats of kind WATER."""
    at = np.flatnonzero(samples.kind == WATER)
    if not len(at) or layout.ground is None:
        return samples
    p = samples.position[at]
    depth = np.maximum(p[:, 1] - height_at(layout.ground, p[:, 0], p[:, 2]), 0)
    depth[beyond(layout.ground, p[:, 0], p[:, 2])] = DEPTH_M
    opacity, normals, albedo = samples.opacity.copy(), samples.normal.copy(), samples.albedo_linear.copy()
    opacity[at] = np.clip(0.30 + 0.62 * (1 - np.exp(-depth / 0.45)), 0.05, 0.95)
    normals[at] = waves(p, seed)
    albedo[at] = np.array([0.018, 0.042, 0.040])
    return replace(samples, opacity=opacity, normal=normals, albedo_linear=albedo)
