"""The oracle: every splat to every pixel, in torch, differentiable, in the dtype of the Gaussians. Slow on purpose; `cpu` is its fast twin.

A projected Gaussian is kept as a *skewed* ellipse. With the dilated covariance [[a, b], [b, c]], s = b/c and τ² = a − b²/c:
    d² = v² + u²,   v = dy/√c,   u = (dx − s dy)/τ
which never subtracts large numbers, as the inverse covariance does for needles. √c, s and τ come from Gram–Schmidt on the rows of the
dilated square root [J W R S | √0.3 I] (2 × 5), so that no determinant is formed either.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from .. import sh as harmonics
from ..camera import Camera
from ..frame import Frame
from ..gaussians import Gaussians
from ..rotation import rotation_from_quat
from . import limits

_CELLS = 4_000_000  # splats × pixels at a time


def project(gaussians: Gaussians, camera: Camera) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """All splats in front of the near plane, nearest first → index (k,), centre (k, 2) px, √c (k,), s (k,), τ (k,), z (k,), and the share
    (k,) of the dilated ellipse's area that the plain one has, which anti-aliasing dims a splat by (Yu et al. 2024, eq. 9)."""
    cam_from_world = camera.cam_from_world.to(gaussians.means)
    rotation, translation = cam_from_world[:3, :3], cam_from_world[:3, 3]
    p_all = gaussians.means @ rotation.T + translation
    index = torch.argsort(p_all[:, 2].detach(), stable=True)
    index = index[p_all[index, 2] >= limits.NEAR_M]
    p = p_all[index]
    z = p[:, 2]
    tangent = p[:, :2] / z[:, None]
    low_x, high_x = limits.tangent_limits(camera.fx_px, camera.cx_px, camera.width)
    low_y, high_y = limits.tangent_limits(camera.fy_px, camera.cy_px, camera.height)
    # Square root of the camera-space covariance, W R S (k, 3, 3); then the rows of J, affine at the centre (Zwicker et al. 2001, eq. 29).
    root = (rotation @ rotation_from_quat(gaussians.quats[index])) * gaussians.scales[index][:, None, :]
    row_x = camera.fx_px / z[:, None] * (root[:, 0] - tangent[:, :1].clamp(low_x, high_x) * root[:, 2])
    row_y = camera.fy_px / z[:, None] * (root[:, 1] - tangent[:, 1:].clamp(low_y, high_y) * root[:, 2])
    c = (row_y * row_y).sum(1) + limits.DILATION_PX2
    s = (row_x * row_y).sum(1) / c
    rest = row_x - s[:, None] * row_y
    tau = ((rest * rest).sum(1) + limits.DILATION_PX2 * (1 + s * s)).sqrt()
    center = tangent * tangent.new_tensor([camera.fx_px, camera.fy_px]) + tangent.new_tensor([camera.cx_px, camera.cy_px])
    share = torch.linalg.cross(row_x, row_y).norm(dim=1) / (c.sqrt() * tau)
    return index, center, c.sqrt(), s, tau, z, share


def draw(
    gaussians: Gaussians, camera: Camera, *, ids: bool = False, albedo: bool = False, median: bool = False, antialias: bool = False
) -> Frame:
    """As `render_gaussians`."""
    index, center, sigma_y, slope, tau, z, share = project(gaussians, camera)
    away = gaussians.means[index] - camera.position.to(gaussians.means)
    shown = harmonics.color(gaussians.sh[index], away / away.norm(dim=1, keepdim=True).clamp_min(1e-12))
    channels = [shown, z[:, None]]
    if albedo and gaussians.albedo is not None:
        channels.append(gaussians.albedo[index])
    values = torch.cat(channels, dim=1)
    opacities = gaussians.opacities[index] * (share if antialias else 1)
    pixels = camera.pixel_centers().to(gaussians.means).reshape(-1, 2)

    sums, alphas, heaviest, halves = [], [], [], []
    for part in pixels.split(max(1, _CELLS // max(1, len(index)))):
        dx, dy = (part[:, None] - center[None]).unbind(-1)
        distance2 = (dy / sigma_y) ** 2 + ((dx - slope * dy) / tau) ** 2
        alpha = (opacities * torch.exp(-0.5 * distance2)).clamp_max(limits.ALPHA_MAX)
        alpha = torch.where(alpha >= limits.ALPHA_MIN, alpha, torch.zeros_like(alpha))
        through = torch.cat([torch.ones_like(alpha[:, :1]), torch.cumprod(1 - alpha, dim=1)[:, :-1]], dim=1)[:, : len(index)]
        weights = torch.where(through >= limits.TRANSMITTANCE_MIN, alpha * through, torch.zeros_like(alpha))
        sums.append(weights @ values)
        alphas.append(weights.sum(1))
        half = (weights > 0) & (through > 0.5) & (through - weights <= 0.5)
        deep = torch.where(half, z, math.inf).amin(1) if len(index) else part.new_full((len(part),), math.inf)
        halves.append(deep.detach())
        heaviest.append(weights.argmax(1) if len(index) else torch.zeros(len(part), dtype=torch.int64, device=part.device))
    total, alpha = torch.cat(sums), torch.cat(alphas)

    seen = alpha >= limits.ALPHA_SEEN
    safe = torch.where(seen, alpha, torch.ones_like(alpha))
    depth = torch.where(seen, total[:, 3] / safe, torch.full_like(alpha, math.inf))
    size = (camera.height, camera.width)
    owner = paint = None
    if ids:
        owner = torch.full(alpha.shape, -1, dtype=torch.int32, device=alpha.device)
        if gaussians.instance_ids is not None and len(index):
            owner = torch.where(seen, gaussians.instance_ids[index][torch.cat(heaviest)], owner)
        owner = owner.reshape(size)
    if albedo:
        paint = torch.where(seen[:, None], total[:, 4:] / safe[:, None], torch.zeros_like(total[:, 4:])).reshape(*size, 3)
    middle = torch.cat(halves).reshape(size) if median else None
    return Frame(total[:, :3].reshape(*size, 3), depth.reshape(size), alpha.reshape(size), camera, owner, paint, middle)
