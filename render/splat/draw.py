"""The door to all backends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from .. import backends
from ..camera import Camera
from ..frame import Frame
from ..gaussians import Gaussians


@overload
def render_gaussians(
    gaussians: Gaussians, camera: Camera, *, backend: str = ..., ids: bool = ..., albedo: bool = ..., median: bool = ...,
    antialias: bool = ...,
) -> Frame: ...  # fmt: skip
@overload
def render_gaussians(
    gaussians: Gaussians, camera: Sequence[Camera], *, backend: str = ..., ids: bool = ..., albedo: bool = ..., median: bool = ...,
    antialias: bool = ...,
) -> list[Frame]: ...  # fmt: skip
def render_gaussians(
    gaussians: Gaussians, camera: Camera | Sequence[Camera], *, backend: str = "auto", ids: bool = False, albedo: bool = False,
    median: bool = False, antialias: bool = False,
) -> Frame | list[Frame]:  # fmt: skip
    """Draw `gaussians` as `camera` sees them, or as each of several cameras does.

    `backend` is "reference" (brute force, any float dtype), "cpu" (fast, float32), "triton" (the same on GPUs), "gsplat" (that library,
    where it is installed) or "auto". Gradients flow to means, quats, scales, opacities, harmonics and the camera's `world_from_cam`; those
    of "cpu" and "triton" have the same bits on every run. "reference" alone has gradients of albedo.
    `ids`, `albedo` and `median` ask for those channels of the frame; `albedo` needs `gaussians.albedo` (ValueError without it).
    `antialias` dims splats that are smaller than a pixel as much as they are drawn larger (Mip-Splatting, Yu et al. 2024, eq. 9).
    """
    if albedo and gaussians.albedo is None:
        raise ValueError("albedo=True, but these Gaussians carry no albedo; build them with albedo=… or leave it out")
    draw = backends.choose(backend, gaussians)
    one = isinstance(camera, Camera)
    frames = [draw(gaussians, c, ids=ids, albedo=albedo, median=median, antialias=antialias) for c in ([camera] if one else camera)]
    return frames[0] if one else frames
