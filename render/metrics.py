"""Image metrics and depth warps, by kornia. Images are (h, w, 3) tensors 0..1."""

from __future__ import annotations

import torch
from torch import Tensor

from .camera import Camera


def _batched(image: Tensor) -> Tensor:
    return image.movedim(-1, 0)[None].float()


def psnr(image: Tensor, reference: Tensor) -> float:
    """Peak signal-to-noise ratio in dB."""
    from kornia.metrics import psnr as metric

    return float(metric(_batched(image), _batched(reference), max_val=1.0))


def ssim(image: Tensor, reference: Tensor, *, window: int = 11) -> float:
    """Mean structural similarity (Wang et al. 2004)."""
    from kornia.metrics import ssim as metric

    return float(metric(_batched(image), _batched(reference), window_size=window).mean())


def warp(image: Tensor, source: Camera, depth: Tensor, target: Camera) -> Tensor:
    """What `target` sees according to the picture that `source` took: image (h, w, 3) of the source, depth (h, w) of the target in metres.

    Returns (h, w, 3), 0 where the source saw nothing. Both cameras must share intrinsics.
    """
    from kornia.geometry.depth import warp_frame_depth

    if (source.fx_px, source.fy_px, source.cx_px, source.cy_px) != (target.fx_px, target.fy_px, target.cx_px, target.cy_px):
        raise ValueError("the cameras differ in their intrinsics; render both with the same fov and size")
    source_from_target = torch.linalg.inv(source.world_from_cam.double()) @ target.world_from_cam.double()
    k = source.K.clone().float()
    k[0, 2] -= 0.5  # kornia puts pixel centres at whole numbers
    k[1, 2] -= 0.5
    z = torch.where(torch.isfinite(depth), depth, torch.full_like(depth, 1e6))
    out = warp_frame_depth(_batched(image), z[None, None].float(), source_from_target[None].float(), k[None])
    return out[0].movedim(0, -1)
