"""The fast twin of `reference` on CPU cores: cull, project, sort, bin, blend, and the way back. Float32, the same bits on every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
from .cotangents import cotangents
from .projection import cull, project
from .record import RECORD

Array = NDArray[np.float32]

_CHUNK = 4096  # splats; a unit of parallel work
_CHUNKS = 16  # of the sorts


def draw(
    gaussians: Gaussians, camera: Camera, *, ids: bool = False, albedo: bool = False, median: bool = False, antialias: bool = False
) -> Frame:
    """As `render_gaussians`."""
    cam_from_world = camera.cam_from_world
    floats = (gaussians.means, gaussians.quats, gaussians.scales, gaussians.opacities, gaussians.sh, cam_from_world[:3], camera.position)
    base = gaussians.albedo if albedo else None
    if torch.is_grad_enabled() and any(t.requires_grad for t in floats):
        if base is not None and base.requires_grad:
            raise ValueError('backend "cpu" has no gradient for albedo; use "reference"')
        found: list[_Drawn] = []
        rgb, depth, alpha = _Differentiable.apply(*floats, base, camera, ids, median, antialias, found)
        drawn = found[0]
    else:
        drawn = _draw(floats, base, camera, ids, median, antialias)
        rgb, depth, alpha = (torch.from_numpy(a) for a in (drawn.rgb, drawn.depth, drawn.alpha))
    instances = None
    if drawn.owner is not None:
        instances = torch.full((camera.height, camera.width), -1, dtype=torch.int32)
        if gaussians.instance_ids is not None and len(drawn.source):
            names = gaussians.instance_ids.cpu().numpy()[drawn.source]
            instances = torch.from_numpy(np.where(drawn.owner >= 0, names[drawn.owner], np.int32(-1)))
    paint, middle = (None if a is None else torch.from_numpy(a) for a in (drawn.paint, drawn.median))
    return Frame(rgb, depth, alpha, camera, instances, paint, middle)


@dataclass(frozen=True)
class _Drawn:
    """A picture, and what it was made of: `records` (k, RECORD) of the splats `source` (k,), and by tile the lists `entries` (m,) of them,
    from `starts` (tiles + 1,)."""

    rgb: Array
    depth: Array
    alpha: Array
    owner: NDArray[np.int32] | None
    paint: Array | None
    median: Array | None
    records: Array
    source: NDArray[np.int32]
    starts: NDArray[np.int64]
    entries: NDArray[np.int32]


def _array(tensor: Tensor) -> Array:
    return np.ascontiguousarray(tensor.detach().to("cpu", torch.float32).numpy())


def _double(tensor: Tensor) -> NDArray[np.float64]:
    return np.ascontiguousarray(tensor.detach().cpu().double().numpy())


def _lens(camera: Camera) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """fx fy cx cy; and the tangent limits x0 x1 y0 y1."""
    fx, fy, cx, cy = camera.fx_px, camera.fy_px, camera.cx_px, camera.cy_px
    bounds = [*limits.tangent_limits(fx, cx, camera.width), *limits.tangent_limits(fy, cy, camera.height)]
    return np.array([fx, fy, cx, cy], np.float64), np.array(bounds, np.float64)


def _draw(floats: Sequence[Tensor], base: Tensor | None, camera: Camera, ids: bool, median: bool, antialias: bool) -> _Drawn:
    """Of means, quats, scales, opacities, harmonics, (3, 4) cam_from_world and (3,) the camera's place; `base` is the albedo."""
    means, quats, scales, opacities, sh = (_array(t) for t in floats[:5])
    view, eye = _double(floats[5]), _double(floats[6])
    own = None if base is None else _array(base)
    width, height = camera.width, camera.height
    lens, bounds = _lens(camera)
    rgb = np.empty((height, width, 3), np.float32)
    depth, alpha = np.empty((height, width), np.float32), np.empty((height, width), np.float32)
    owner = np.empty((height, width), np.int32) if ids else None
    paint = None if base is None else np.empty((height, width, 3), np.float32)
    middle = np.empty((height, width), np.float32) if median else None

    found = np.empty(len(means), np.int32)
    counts = np.zeros(-(-len(means) // _CHUNK), np.int64)
    cull(means, scales, opacities, view, lens, bounds, width, height, _CHUNK, found, counts)
    starts = np.cumsum(counts) - counts
    total = int(counts.sum())
    records, keys, source = np.empty((total, RECORD), np.float32), np.empty(total, np.uint32), np.empty(total, np.int32)
    project(
        means, quats, scales, opacities, sh, own, view, eye, lens, bounds, height, antialias,
        _CHUNK, found, counts, starts, records, keys, source,
    )  # fmt: skip
    tile_starts, entries = bin_tiles(records, sort(keys, _CHUNKS), width, height, _CHUNKS)
    blend(records, tile_starts, entries, width, height, rgb, depth, alpha, owner, paint, middle)
    return _Drawn(rgb, depth, alpha, owner, paint, middle, records, source, tile_starts, entries)


class _Differentiable(torch.autograd.Function):
    """The picture as a function of splats, (3, 4) cam_from_world and (3,) the camera's place."""

    @staticmethod
    def forward(ctx: Any, *given: Any) -> tuple[Tensor, Tensor, Tensor]:
        """`given` are the seven tensors of `_draw`, its other arguments, and a list that the `_Drawn` is put into."""
        *floats, base, camera, ids, median, antialias, found = given
        drawn = _draw(floats, base, camera, ids, median, antialias)
        found.append(drawn)
        rgb, depth, alpha = (torch.from_numpy(a) for a in (drawn.rgb, drawn.depth, drawn.alpha))
        ctx.save_for_backward(*floats, rgb, depth, alpha)  # so that torch tells when someone writes into the picture
        ctx.drawn, ctx.camera, ctx.antialias = drawn, camera, antialias
        return rgb, depth, alpha

    @staticmethod
    def backward(ctx: Any, d_rgb: Tensor, d_depth: Tensor, d_alpha: Tensor) -> tuple[Tensor | None, ...]:  # pyright: ignore
        from .backward import SUMS, blend_back, gather, project_back

        drawn: _Drawn = ctx.drawn
        camera: Camera = ctx.camera
        *floats, rgb, depth, alpha = ctx.saved_tensors
        means, quats, scales, opacities, sh = (_array(t) for t in floats[:5])
        view, eye = _double(floats[5]), _double(floats[6])
        cotangent, value = (_array(t) for t in cotangents(rgb, depth, alpha, d_rgb, d_depth, d_alpha))
        sums = np.empty((len(drawn.entries), SUMS), np.float32)
        blend_back(drawn.records, drawn.starts, drawn.entries, camera.width, camera.height, cotangent, value, sums)
        given = np.zeros((len(drawn.records), SUMS))
        gather(sums, drawn.entries, given)
        d_splats = [np.zeros_like(a) for a in (means, quats, scales, opacities, sh)]
        chunks = -(-len(drawn.records) // _CHUNK)
        d_view, d_eye = np.zeros((chunks, 3, 4)), np.zeros((chunks, 3))
        project_back(
            means, quats, scales, opacities, sh, view, eye, *_lens(camera), ctx.antialias, drawn.source, drawn.records, given, _CHUNK,
            *d_splats, d_view, d_eye,
        )  # fmt: skip
        whole = (*d_splats, d_view.sum(0), d_eye.sum(0))
        return *(torch.from_numpy(d).to(like) for d, like in zip(whole, floats, strict=True)), *(None,) * 6
