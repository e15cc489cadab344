"""The fast twin of `reference` on GPUs, in Triton: project, sort, deal to tiles, blend, and the way back. Float32.

Splats are sorted by depth first and their pairs with tiles by tile alone, which a stable sort turns into one by tile and depth: the long
list then needs the digits of a tile's number and no more. Both sorts are torch's radix sort. No sum is made by atomics, so that pictures
and gradients have the same bits on every run.
Under Triton's interpreter (TRITON_INTERPRET=1 before it is imported) the same kernels run on the CPU, slowly, as tests do.
"""

# pyright: reportCallIssue=false, reportArgumentType=false
# Launching a kernel is no call that a type checker understands.
from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from ..camera import Camera
from ..frame import Frame
from ..gaussians import Gaussians
from . import limits
from .cotangents import cotangents
from .kernels import interpreted
from .kernels.backward import SUMS, blend_back
from .kernels.blending import blend
from .kernels.projection import project
from .kernels.tiles import deal, gather
from .kernels.unprojection import CAMERA, project_back
from .record import RECORD, TILE

MOST_PAIRS = 2**31 - 1
_CHUNK = 16  # splats that a tile takes at a time; the least that tensor cores multiply
_WIDE = 256  # of a kernel with a splat or a pair a lane
_NARROW = 64  # of the one that walks through each splat's pairs: as long as the longest walk among so many
_WARPS_BACK = 8  # with 4, registers spill
_OPTIONS: dict[str, Any] = {"enable_fp_fusion": True}


@dataclass(frozen=True)
class _Lists:
    """What a picture was made of, and what the way back needs: `records` (n, RECORD) of splats, `counts` (n,) of tiles each touches,
    `firsts` (n,) where its pairs begin; `tiles` and `places` (m,) of each pair; by tile lists of `columns`, from `slots` (tiles + 1,) on
    (see `gather`)."""

    records: Tensor
    counts: Tensor
    firsts: Tensor
    tiles: Tensor
    places: Tensor
    slots: Tensor
    columns: Tensor


@dataclass(frozen=True)
class _Drawn:
    rgb: Tensor
    depth: Tensor
    alpha: Tensor
    owner: Tensor | None
    paint: Tensor | None
    median: Tensor | None
    lists: _Lists


def draw(
    gaussians: Gaussians, camera: Camera, *, ids: bool = False, albedo: bool = False, median: bool = False, antialias: bool = False
) -> Frame:
    """As `render_gaussians`."""
    device = gaussians.means.device
    check(device)
    cam_from_world = camera.cam_from_world.to(device)
    floats = (gaussians.means, gaussians.quats, gaussians.scales, gaussians.opacities, gaussians.sh, cam_from_world[:3], camera.position)
    base = gaussians.albedo if albedo else None
    if torch.is_grad_enabled() and any(t.requires_grad for t in floats):
        if base is not None and base.requires_grad:
            raise ValueError('backend "triton" has no gradient for albedo; use "reference"')
        found: list[_Drawn] = []
        rgb, depth, alpha = _Differentiable.apply(*floats, base, camera, ids, median, antialias, found)
        drawn = found[0]
    else:
        with _on(device):
            drawn = _draw([_plain(t, device) for t in floats], base, camera, ids, median, antialias)
        rgb, depth, alpha = drawn.rgb, drawn.depth, drawn.alpha
    instances = None
    if drawn.owner is not None:
        instances = torch.full_like(drawn.owner, -1)
        if gaussians.instance_ids is not None and len(gaussians):
            names = gaussians.instance_ids.to(device)[drawn.owner.clamp_min(0).long()]
            instances = torch.where(drawn.owner >= 0, names, instances)
    return Frame(rgb, depth, alpha, camera, instances, drawn.paint, drawn.median)


def check(device: torch.device) -> None:
    """ValueError where kernels cannot run on tensors of `device`."""
    if device.type == "cpu" and not interpreted():
        raise ValueError('backend "triton" got splats on the CPU; move them to a GPU with .to("cuda") or use "cpu"')


def _plain(tensor: Tensor, device: torch.device) -> Tensor:
    return tensor.detach().to(device, torch.float32).contiguous()


def _on(device: torch.device) -> AbstractContextManager[Any]:
    """Triton launches on the current device, whatever its arguments live on."""
    return torch.cuda.device(device) if device.type == "cuda" else nullcontext()


def _lens(camera: Camera) -> tuple[float, ...]:
    """fx fy cx cy; and the tangent limits x0 x1 y0 y1."""
    fx, fy, cx, cy = camera.fx_px, camera.fy_px, camera.cx_px, camera.cy_px
    return fx, fy, cx, cy, *limits.tangent_limits(fx, cx, camera.width), *limits.tangent_limits(fy, cy, camera.height)


def _draw(floats: list[Tensor], base: Tensor | None, camera: Camera, ids: bool, median: bool, antialias: bool) -> _Drawn:
    """Of means, quats, scales, opacities, harmonics, (3, 4) cam_from_world and (3,) the camera's place; `base` is the albedo."""
    means, quats, scales, opacities, sh, view, eye = floats
    n, width, height = len(means), camera.width, camera.height
    across, down = -(-width // TILE), -(-height // TILE)

    def empty(*shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
        return torch.empty(shape, dtype=dtype, device=means.device)

    records, keys, counts = empty(n, RECORD), empty(n, dtype=torch.int32), empty(n, dtype=torch.int32)
    if n:
        project[(-(-n // _WIDE),)](
            means, quats, scales, opacities, sh, base if base is None else _plain(base, means.device), view, eye, *_lens(camera),
            n, width, height, records, keys, counts, SIZE=sh.shape[1], ANTIALIAS=antialias, PAINT=base is not None, BLOCK=_WIDE, **_OPTIONS,
        )  # fmt: skip
    order = torch.sort(keys, stable=True).indices
    ends = torch.cumsum(counts[order], 0, dtype=torch.int64)
    total = int(ends[-1]) if n else 0
    if total > MOST_PAIRS:
        raise ValueError(f"{total:,} pairs of splats and tiles are more than {MOST_PAIRS:,}; draw a smaller picture or fewer splats")
    firsts = torch.empty_like(ends)
    firsts[order] = ends - counts[order]
    owners = empty(total, dtype=torch.int32)
    tiles = empty(total, dtype=torch.int16 if across * down < 2**15 else torch.int32)
    if total:
        deal[(-(-total // _WIDE),)](
            records, order, counts, ends, n, total, width, height, n.bit_length(), across * down, owners, tiles, BLOCK=_WIDE, **_OPTIONS
        )
    sorted_tiles, pairs = torch.sort(tiles, stable=True)
    starts = torch.searchsorted(sorted_tiles, torch.arange(across * down + 1, dtype=tiles.dtype, device=means.device))
    slots = torch.zeros_like(starts)  # lists begin at multiples of _CHUNK, so that a thread reads four numbers at once
    torch.cumsum((starts.diff() + _CHUNK - 1) // _CHUNK * _CHUNK, 0, out=slots[1:])
    room = total + across * down * _CHUNK
    room -= room % _CHUNK
    columns, names, places = empty(10 + 3 * (base is not None), room), empty(room, dtype=torch.int32), empty(total, dtype=torch.int32)
    gather[(across * down,)](
        records, owners, pairs, starts, slots, width, height, room, columns, names, places,
        PAINT=base is not None, LANES=_WIDE, **_OPTIONS,
    )  # fmt: skip

    rgb, depth, alpha = empty(height, width, 3), empty(height, width), empty(height, width)
    owner = empty(height, width, dtype=torch.int32) if ids else None
    paint = None if base is None else empty(height, width, 3)
    middle = empty(height, width) if median else None
    blend[(across * down,)](
        columns, names, slots, room, width, height, rgb, depth, alpha, owner, paint, middle,
        IDS=ids, PAINT=base is not None, MEDIAN=median, CHUNK=_CHUNK, **_OPTIONS,
    )  # fmt: skip
    return _Drawn(rgb, depth, alpha, owner, paint, middle, _Lists(records, counts, firsts, tiles, places, slots, columns))


class _Differentiable(torch.autograd.Function):
    """The picture as a function of splats, (3, 4) cam_from_world and (3,) the camera's place."""

    @staticmethod
    def forward(ctx: Any, *given: Any) -> tuple[Tensor, Tensor, Tensor]:
        """`given` are the seven tensors of `_draw`, its other arguments, and a list that the `_Drawn` is put into."""
        *floats, base, camera, ids, median, antialias, found = given
        device = floats[0].device
        with _on(device):
            drawn = _draw([_plain(t, device) for t in floats], base, camera, ids, median, antialias)
        found.append(drawn)
        ctx.save_for_backward(*floats, drawn.rgb, drawn.depth, drawn.alpha)  # so that torch tells when someone writes into the picture
        ctx.lists, ctx.camera, ctx.antialias = drawn.lists, camera, antialias  # not the picture: it would hold itself for ever
        return drawn.rgb, drawn.depth, drawn.alpha

    @staticmethod
    def backward(ctx: Any, d_rgb: Tensor, d_depth: Tensor, d_alpha: Tensor) -> tuple[Tensor | None, ...]:  # pyright: ignore
        lists: _Lists = ctx.lists
        camera: Camera = ctx.camera
        *floats, rgb, depth, alpha = ctx.saved_tensors
        device = rgb.device
        means, quats, scales, opacities, sh, view, eye = (_plain(t, device) for t in floats)
        n, room, programs = len(means), lists.columns.shape[1], -(-len(means) // _NARROW)
        d_splats = [torch.empty_like(t) for t in (means, quats, scales, opacities, sh)]
        d_camera = torch.empty(programs, CAMERA, device=device)
        with _on(device):
            if n:
                sums = torch.empty(room, SUMS, device=device)
                tiles = len(lists.slots) - 1
                cotangent, value = cotangents(rgb, depth, alpha, d_rgb, d_depth, d_alpha)
                blend_back[(tiles,)](
                    lists.columns, lists.slots, room, camera.width, camera.height, cotangent, value, sums,
                    CHUNK=_CHUNK, GROUPS=_WARPS_BACK, num_warps=_WARPS_BACK, **_OPTIONS,
                )  # fmt: skip
                project_back[(programs,)](
                    means, quats, scales, opacities, sh, view, eye, *_lens(camera), n, camera.width, camera.height,
                    lists.records, lists.counts, lists.firsts, lists.tiles, lists.places, sums, *d_splats, d_camera,
                    SIZE=sh.shape[1], ANTIALIAS=ctx.antialias, BLOCK=_NARROW, num_warps=1, **_OPTIONS,
                )  # fmt: skip
        d_pose = d_camera.sum(0, dtype=torch.float64)
        whole = (*d_splats, d_pose[:12].reshape(3, 4), d_pose[12:])
        return *(d.to(like) for d, like in zip(whole, floats, strict=True)), *(None,) * 6
