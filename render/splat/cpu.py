"""The fast twin of `reference` on CPU cores: cull, project, sort, bin, blend. Float32, no gradients, the same bits on every run."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..camera import Camera
from ..frame import Frame
from ..gaussians import Gaussians
from . import limits
from .binning import bin_tiles, sort
from .blending import blend
from .projection import RECORD, cull, project

_CHUNK = 4096  # splats; a unit of parallel work
_CHUNKS = 16  # of the sorts


def _array(tensor: Tensor) -> NDArray[np.float32]:
    return np.ascontiguousarray(tensor.detach().to("cpu", torch.float32).numpy())


def draw(gaussians: Gaussians, camera: Camera, *, ids: bool = False, albedo: bool = False) -> Frame:
    """As `render_gaussians`."""
    width, height = camera.width, camera.height
    means, quats, scales = _array(gaussians.means), _array(gaussians.quats), _array(gaussians.scales)
    opacities, sh = _array(gaussians.opacities), _array(gaussians.sh)
    base = _array(gaussians.albedo) if albedo and gaussians.albedo is not None else None
    world_from_cam = camera.world_from_cam.detach().cpu().numpy().astype(np.float64)
    eye = np.ascontiguousarray(world_from_cam[:3, 3])
    view = np.concatenate([world_from_cam[:3, :3].T, -world_from_cam[:3, :3].T @ eye[:, None]], axis=1)
    lens = np.array([camera.fx_px, camera.fy_px, camera.cx_px, camera.cy_px], np.float64)
    bounds = np.array(
        [*limits.tangent_limits(camera.fx_px, camera.cx_px, width), *limits.tangent_limits(camera.fy_px, camera.cy_px, height)], np.float64
    )
    rgb = np.empty((height, width, 3), np.float32)
    depth, alpha = np.empty((height, width), np.float32), np.empty((height, width), np.float32)
    owner = np.empty((height, width), np.int32) if ids else None
    paint = np.empty((height, width, 3), np.float32) if albedo else None

    found = np.empty(len(means), np.int32)
    counts = np.zeros(-(-len(means) // _CHUNK), np.int64)
    cull(means, scales, opacities, view, lens, bounds, width, height, _CHUNK, found, counts)
    starts = np.cumsum(counts) - counts
    total = int(counts.sum())
    records, keys, source = np.empty((total, RECORD), np.float32), np.empty(total, np.uint32), np.empty(total, np.int32)
    project(
        means, quats, scales, opacities, sh, base, view, eye, lens, bounds, height,
        _CHUNK, found, counts, starts, records, keys, source,
    )  # fmt: skip
    tile_starts, entries = bin_tiles(records, sort(keys, _CHUNKS), width, height, _CHUNKS)
    blend(records, tile_starts, entries, width, height, rgb, depth, alpha, owner, paint)

    instances = None
    if owner is not None:
        instances = torch.full((height, width), -1, dtype=torch.int32)
        if gaussians.instance_ids is not None and total:
            names = gaussians.instance_ids.cpu().numpy()[source]
            instances = torch.from_numpy(np.where(owner >= 0, names[owner], np.int32(-1)))
    colors = None if paint is None else torch.from_numpy(paint)
    return Frame(torch.from_numpy(rgb), torch.from_numpy(depth), torch.from_numpy(alpha), camera, instances, colors)
