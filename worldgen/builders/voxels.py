"""Given cells as they are: the faces between filled and empty, each in the cell's exact colour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Voxels
from .geometry import Array, Geometry, linear_from_srgb

MATERIAL = "voxel"
LIGHT = "light"  # cells of this class emit their colour
LIGHT_RADIANCE = 1.5

# Outward direction, then the corners of that face of the unit cell, counter-clockwise seen from outside.
_SIDES = (
    ((1, 0, 0), ((1, 0, 1), (1, 0, 0), (1, 1, 0), (1, 1, 1))),
    ((-1, 0, 0), ((0, 0, 0), (0, 0, 1), (0, 1, 1), (0, 1, 0))),
    ((0, 1, 0), ((0, 1, 1), (1, 1, 1), (1, 1, 0), (0, 1, 0))),
    ((0, -1, 0), ((0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1))),
    ((0, 0, 1), ((0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1))),
    ((0, 0, -1), ((1, 0, 0), (0, 0, 0), (0, 1, 0), (1, 1, 0))),
)  # fmt: skip
_UV_AXES = ((2, 1), (2, 1), (0, 2), (0, 2), (0, 1), (0, 1))


def voxel_geometry(voxels: Voxels) -> Geometry:
    """All exposed faces, in the world frame. A cell given twice counts once, in its last colour."""
    index, color, cls = _distinct(voxels)
    exposed = [~_filled(index, np.array(direction)) for direction, _ in _SIDES]
    cell = np.concatenate([np.flatnonzero(mask) for mask in exposed]) if len(index) else np.zeros(0, np.int64)
    vertices: list[Array] = [np.zeros((0, 4, 3), np.float32)]
    uv: list[Array] = [np.zeros((0, 4, 2), np.float32)]
    for mask, (_, corners), axes in zip(exposed, _SIDES, _UV_AXES):
        grid = index[mask][:, None] + np.array(corners)
        vertices.append((np.asarray(voxels.origin_m) + grid * voxels.cell_m).astype(np.float32))
        uv.append((grid[..., list(axes)] * voxels.cell_m).astype(np.float32))
    linear = linear_from_srgb(np.arange(256) / 255)[color[cell]]
    shining = np.array([name == LIGHT for name in voxels.classes] or [False])[cls[cell]]
    none = np.zeros((0, 3), np.float32)
    return Geometry(
        np.concatenate(vertices).reshape(-1, 3),
        np.concatenate(uv).reshape(-1, 2),
        np.arange(4 * len(cell), dtype=np.int32).reshape(-1, 4),
        np.zeros(len(cell), np.int16), (MATERIAL,), linear, (linear * shining[:, None] * LIGHT_RADIANCE).astype(np.float32),
        none, none, none, none[:, :2], none, none,
    )  # fmt: skip


def _key(index: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number a cell, 21 bits an axis."""
    return ((index[:, 0] + 2**20) << 42) + ((index[:, 1] + 2**20) << 21) + index[:, 2] + 2**20


def _distinct(voxels: Voxels) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.uint8]]:
    index = voxels.index_xyz.astype(np.int64)
    if len(index) and np.abs(index).max() >= 2**20 - 1:
        raise ValueError(f"a cell lies {np.abs(index).max():,} cells from the voxels' origin; keep them within {2**20 - 2:,}")
    _, first = np.unique(_key(index)[::-1], return_index=True)
    kept = len(index) - 1 - first
    return index[kept], voxels.color[kept], voxels.cls[kept]


def _filled(index: NDArray[np.int64], direction: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(n,) whether the neighbour in that direction is filled; `index` is sorted by key."""
    keys = _key(index)
    wanted = _key(index + direction)
    place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    return keys[place] == wanted if len(keys) else np.zeros(0, bool)
