"""A rough model, GLB or OBJ, as a layout: its surfaces become cells in their colours, classes come from the names of its nodes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from render.color import srgb_from_linear
from render.formats import meshes

from .cells import voxel_layout
from .layout import Layout, Voxels
from .vocabulary import VOXEL_CLASSES
from .voxel_classes import class_of_word

CELL_M = 0.1
MAX_SAMPLES = 6_000_000
MAX_EXTENT_M = 2_000.0


def load_blockout(path: str | Path, *, cell_m: float | None = None) -> Layout:
    """Cells of `cell_m` (0.1 m, or coarser where the model is large) that the model's surfaces pass through; positions are kept."""
    path = Path(path)
    parts = meshes.load(path)
    extent = float(np.ptp(np.concatenate([p.vertices for p in parts]), axis=0).max())
    if not 0 < extent <= MAX_EXTENT_M:
        raise ValueError(f"{path} is {extent:,.2f} m large; a blockout has up to {MAX_EXTENT_M:,.0f} m, so check its units")
    if cell_m is not None and not 0.01 <= cell_m <= 10:
        raise ValueError(f"a cell of {cell_m} m is not sensible; choose 0.01 to 10")
    edge = cell_m if cell_m is not None else CELL_M
    while (samples := sum(int((_steps(p, edge) ** 2).sum()) for p in parts)) > MAX_SAMPLES:
        if cell_m is not None:
            raise ValueError(f"{path} takes {samples:,} samples at {cell_m} m; choose larger cells")
        edge *= 1.5
    index, color, cls = (np.concatenate(rows) for rows in zip(*(_cells(p, edge) for p in parts)))
    first = _first_of_each(index)
    index = index[first]
    low = index.min(0)
    voxels = Voxels(tuple((low * edge).tolist()), edge, (index - low).astype(np.int32), color[first], cls[first], VOXEL_CLASSES)
    return voxel_layout(voxels, (f"{path.name}: its surfaces are taken as {len(index):,} cells of {edge:.3g} m",))


def _steps(part: meshes.MeshPart, cell_m: float) -> NDArray[np.int64]:
    """(m,) samples along each triangle's longest edge, two a cell."""
    p = part.vertices[part.faces].astype(np.float64)
    longest = np.linalg.norm(p - np.roll(p, -1, axis=1), axis=2).max(axis=1)
    return np.ceil(longest / (0.5 * cell_m)).astype(np.int64) + 1


def _cells(part: meshes.MeshPart, cell_m: float) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.uint8]]:
    corners = part.vertices[part.faces].astype(np.float64)
    steps = _steps(part, cell_m)
    found, owner = [], []
    for n in np.unique(steps).tolist():
        faces = np.flatnonzero(steps == n)
        weights = _centroids(n)
        block = max(1, 2_000_000 // len(weights))
        for chunk in np.split(faces, range(block, len(faces), block)):
            # Half a hair inwards, so that a wall on a cell's border falls into the cell behind its face and not into either at random.
            p = corners[chunk]
            normal = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
            normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-30)
            points = np.einsum("sk,fkc->fsc", weights, p) - normal[:, None] * (1e-3 * cell_m)
            index = np.floor(points / cell_m).astype(np.int64).reshape(-1, 3)
            face = np.repeat(chunk, len(weights))
            first = _first_of_each(index)
            found.append(index[first])
            owner.append(face[first])
    index, face = np.concatenate(found), np.concatenate(owner)
    srgb = srgb_from_linear(part.color_linear[face])
    cls = VOXEL_CLASSES.index(class_of_word(part.name) or "solid")
    return index, np.rint(srgb * 255).astype(np.uint8), np.full(len(index), cls, np.uint8)


def _centroids(n: int) -> NDArray[np.float64]:
    """(n², 3) barycentric middles of the n² triangles that a triangle divides into: all strictly inside."""
    i, j = np.divmod(np.arange(n * n), n)
    upright, turned = i + j < n, i + j < n - 1
    uv = np.concatenate([np.stack([i, j], 1)[upright] + 1 / 3, np.stack([i, j], 1)[turned] + 2 / 3]) / n
    return np.concatenate([1 - uv.sum(axis=1, keepdims=True), uv], axis=1)


def _first_of_each(index: NDArray[np.int64]) -> NDArray[np.intp]:
    """Rows at which a cell of (n, 3) comes first, in a fixed order of cells."""
    low = index.min(0)
    span = index.max(0) - low + 1
    i = index - low
    return np.unique((i[:, 1] * span[2] + i[:, 2]) * span[0] + i[:, 0], return_index=True)[1]
