"""The door to all backends."""

from __future__ import annotations

from .. import backends
from ..camera import Camera
from ..frame import Frame
from ..gaussians import Gaussians


def render_gaussians(gaussians: Gaussians, camera: Camera, *, backend: str = "auto", ids: bool = False, albedo: bool = False) -> Frame:
    """Draw `gaussians` as `camera` sees them.

    `backend` is "reference" (brute force, any float dtype), "cpu" (fast, float32) or "auto". Gradients flow to means, quats, scales,
    opacities, harmonics and the camera's `world_from_cam`; those of "cpu" have the same bits on every run. "reference" alone has
    gradients of albedo.
    `ids` and `albedo` ask for those channels of the frame; `albedo` needs `gaussians.albedo` (ValueError without it).
    """
    if albedo and gaussians.albedo is None:
        raise ValueError("albedo=True, but these Gaussians carry no albedo; build them with albedo=… or leave it out")
    return backends.choose(backend, gaussians)(gaussians, camera, ids=ids, albedo=albedo)
