"""Voxels as arrays: shared by all importers that end in cells."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .layout import Layout, Voxels
from .vocabulary import VOXEL_CLASSES

MAX_FILLED = 4_000_000  # cells of one layout
MARGIN_M = 12.0  # free ground that a visitor finds around given cells


def centred(index_xyz: NDArray[Any], color: NDArray[Any], cls: NDArray[Any], cell_m: float) -> Voxels:
    """Lowest cell at y = 0, footprint centred on the origin to half a cell; indices begin at 0."""
    low, high = index_xyz.min(0).astype(np.int64), index_xyz.max(0).astype(np.int64) + 1
    size = (high - low) * cell_m
    origin = (-float(size[0]) / 2, 0.0, -float(size[2]) / 2)
    return Voxels(origin, float(cell_m), (index_xyz - low).astype(np.int32), color.astype(np.uint8), cls.astype(np.uint8), VOXEL_CLASSES)


def bounds_m(voxels: Voxels) -> NDArray[np.float64]:
    """(2, 3) low and high corner of the filled cells; zeros if there are none."""
    if len(voxels.index_xyz) == 0:
        return np.zeros((2, 3))
    corners = np.stack([voxels.index_xyz.min(0), voxels.index_xyz.max(0) + 1])
    return np.asarray(voxels.origin_m) + corners * voxels.cell_m


def voxel_layout(voxels: Voxels, notes: tuple[str, ...] = ()) -> Layout:
    """A partial layout of cells alone; the walkable extent reaches round them, the visitor starts before their front (+Z)."""
    low, high = bounds_m(voxels)
    x0, z0, x1, z1 = Layout().extent_m
    (left, _, back), (right, _, front) = (low - MARGIN_M).tolist(), (high + MARGIN_M).tolist()
    extent = (min(x0, left), min(z0, back), max(x1, right), max(z1, front))
    entrance = (float(low[0] + high[0]) / 2, 0.0, float(high[2]) + 0.5 * MARGIN_M)
    return Layout(voxels=voxels, extent_m=extent, entrance_m=entrance, entrance_yaw_rad=float(np.pi), notes=notes)
