"""A user's asset in the instance frame: footprint centred on the origin, base at y = 0, upright as the file has it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.ndimage import binary_closing, binary_fill_holes

from render import Gaussians, formats
from render.formats import meshes
from render.rotation import rotation_from_quat

from ..layout.assets import VOXEL_M, AssetFile
from ..layout.layout import Voxels
from ..layout.vocabulary import VOXEL_CLASSES
from ..layout.vox import load_vox
from .geometry import Geometry, Sculptor
from .voxels import voxel_geometry

MATERIAL = "plain"
HULL_CELLS = 48  # along the longest side of a splat asset
HULL_OPACITY = 0.3
HULL_REACH = 1.3  # standard deviations from its middle to which a splat fills cells
HULL_MARGIN = 4  # free cells about the hull


def asset_geometry(asset: AssetFile, size_m: tuple[float, float, float] | None = None) -> Geometry:
    """A mesh or voxels as surfaces in the file's own colours; of splats the occupancy hull, which carries shadow and collision.

    `size_m` fits the thing into that width, height and depth without distorting it; without it the file's metres hold.
    """
    factor = asset.scale * _fit(asset, size_m)
    if asset.kind == "splats":
        return voxel_geometry(hull_voxels(asset_gaussians(asset, size_m)))
    if asset.kind == "voxels":
        voxels = load_vox(asset.path, voxel_m=VOXEL_M).voxels
        assert voxels is not None
        origin_x, origin_y, origin_z = (v * factor for v in voxels.origin_m)
        return voxel_geometry(replace(voxels, cell_m=voxels.cell_m * factor, origin_m=(origin_x, origin_y, origin_z)))
    sculptor = Sculptor()
    for part in meshes.load(asset.path):
        vertices = (part.vertices - _foot(asset)) * factor
        sculptor.faces(vertices, part.faces, MATERIAL, part.color_linear, emission_linear=part.emission_linear[:1].mean(axis=0))
    return sculptor.geometry()


def asset_gaussians(asset: AssetFile, size_m: tuple[float, float, float] | None = None) -> Gaussians:
    """A captured splat asset with its colours as they are."""
    if asset.kind != "splats":
        raise ValueError(f"{asset.path} is no splat file; build it with asset_geometry")
    factor = asset.scale * _fit(asset, size_m)
    matrix = torch.eye(4, dtype=torch.float64) * factor
    matrix[:3, 3] = torch.from_numpy(-_foot(asset) * factor)
    matrix[3, 3] = 1
    return formats.load(asset.path).transform(matrix)


def _foot(asset: AssetFile) -> NDArray[np.float64]:
    """(3,) of the file: the middle of its footprint, at its base."""
    low, high = np.array(asset.bounds_m, np.float64)
    return np.array([(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2])


def _fit(asset: AssetFile, size_m: tuple[float, float, float] | None) -> float:
    if size_m is None:
        return 1.0
    return min(wanted / own for wanted, own in zip(size_m, asset.size_m))


def hull_voxels(gaussians: Gaussians) -> Voxels:
    """The cells that splats cover with enough opacity, gaps of one cell closed and hollows filled; all in the mean colour."""
    means = gaussians.means.numpy().astype(np.float64)
    opacity = gaussians.opacities.numpy().astype(np.float64)
    low, high = np.percentile(means[opacity > 0.1], (0.5, 99.5), axis=0)
    cell = max(float((high - low).max()) / HULL_CELLS, 1e-4)
    inside = ((means >= low - cell) & (means <= high + cell)).all(axis=1)
    origin = low - HULL_MARGIN * cell
    shape = np.ceil((high - low) / cell).astype(np.int64) + 2 * HULL_MARGIN + 1
    weight = np.zeros(int(shape.prod()))
    axes = rotation_from_quat(gaussians.quats[inside]).numpy() * gaussians.scales[inside].numpy()[:, None]
    for reach in (np.zeros(3), *np.vstack([np.eye(3), -np.eye(3)]) * HULL_REACH):
        at = np.floor((means[inside] + axes @ reach - origin) / cell).astype(np.int64)
        held = ((at >= 0) & (at < shape)).all(axis=1)
        weight += np.bincount(np.ravel_multi_index(tuple(at[held].T), tuple(shape)), opacity[inside][held], len(weight))
    kept = (weight >= HULL_OPACITY).reshape(shape)
    if not kept.any():
        raise ValueError("the splat asset is too faint to stand on; use one with opaque splats")
    solid = np.asarray(binary_fill_holes(binary_closing(kept, np.ones((3, 3, 3)))), bool)
    index = np.argwhere(solid).astype(np.int32)
    mean = np.average(gaussians.colors().numpy()[inside], axis=0, weights=opacity[inside])
    colors = np.tile(np.rint(np.clip(mean, 0, 1) * 255).astype(np.uint8), (len(index), 1))
    x, y, z = origin.tolist()
    return Voxels((x, y, z), cell, index, colors, np.zeros(len(index), np.uint8), VOXEL_CLASSES)
