"""The gsplat library as a backend (github.com/nerfstudio-project/gsplat, 1.5), where it is installed and there is a GPU."""

from __future__ import annotations

import torch
from gsplat import rasterization  # pyright: ignore[reportMissingImports]

from ..camera import Camera
from ..frame import Frame
from ..gaussians import Gaussians
from . import limits


def draw(
    gaussians: Gaussians, camera: Camera, *, ids: bool = False, albedo: bool = False, median: bool = False, antialias: bool = False
) -> Frame:
    """As `render_gaussians`; it draws no ids, albedo or median depth."""
    if asked := [name for name, wanted in (("ids", ids), ("albedo", albedo), ("median", median)) if wanted]:
        raise ValueError(f'backend "gsplat" draws no {asked[0]}; use "triton"')
    device = gaussians.means.device
    if device.type != "cuda":
        raise ValueError(f'backend "gsplat" got splats on {device}; move them to a GPU with .to("cuda") or use "cpu"')
    colors, alphas, _ = rasterization(
        gaussians.means, gaussians.quats, gaussians.scales, gaussians.opacities, gaussians.sh,
        camera.cam_from_world.to(device)[None], camera.K.to(device)[None], camera.width, camera.height,
        near_plane=limits.NEAR_M, eps2d=limits.DILATION_PX2, sh_degree=gaussians.sh_degree, packed=False, render_mode="RGB+ED",
        rasterize_mode="antialiased" if antialias else "classic",
    )  # fmt: skip
    alpha = alphas[0, ..., 0]
    depth = torch.where(alpha >= limits.ALPHA_SEEN, colors[0, ..., 3], torch.full_like(alpha, torch.inf))
    return Frame(colors[0, ..., :3], depth, alpha, camera)
