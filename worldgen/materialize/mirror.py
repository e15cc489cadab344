"""Water as a mirror: what stands above it is drawn once more from under its surface, and each splat shows what it throws at the eye.

Vocabulary: the *eye below* is the camera reflected in a level of water; a ray from it along the mirrored line of sight sees what the
water shows. Waves turn that ray; where it leaves the picture from below, the picture's border stands in.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray

from render import Camera, Gaussians, render_gaussians
from render.color import linear_from_srgb, srgb_from_linear

from .sky import Sky
from .splats import schlick

Array = NDArray[np.float32]

R0 = 0.02  # of light is thrown back by water seen from right above (n = 1.33)
SHARE = 0.5  # of the camera's pixels across and down: waves blur what is mirrored anyway
LEVEL_M = 0.15  # waters nearer in height than this share a mirror
MOST_LEVELS = 2
CLEAR_M = 0.03  # what is no higher than this above the water is not mirrored: its own shore
WIDER = 1.25  # the picture from below than the camera's, for waves at its borders


def mirrored(water: Gaussians, normals: Array, around: Gaussians, camera: Camera, sky: Sky) -> Gaussians:
    """`water` (n splats of its body alone, normals (n, 3)) as the camera sees it: the more slanting, the more of what is `around`."""
    means = water.means.numpy()
    eye = camera.position.numpy()
    level = _levels(means[:, 1])
    sight = means - eye
    sight = sight / np.maximum(np.linalg.norm(sight, axis=1, keepdims=True), 1e-6)
    facing = (sight * normals).sum(1, keepdims=True)
    ray = (sight - 2 * facing * normals).astype(np.float32)
    ray[:, 1] = np.maximum(ray[:, 1], 0.01)
    fresnel = schlick(facing[:, 0], R0)
    shown = np.zeros((len(water), 3), np.float32)
    for y in np.unique(level):
        at = np.flatnonzero(level == y)
        if eye[1] > y + CLEAR_M:
            shown[at] = _from_below(float(y), ray[at], around, camera, sky)
    alpha = water.opacities.numpy()
    body = linear_from_srgb(water.colors().clamp(0, 1).numpy()) * (alpha * (1 - fresnel))[:, None]
    opacity = 1 - (1 - alpha) * (1 - fresnel)
    color = (body + linear_from_srgb(shown) * fresnel[:, None]) / np.maximum(opacity, 1e-6)[:, None]
    rgb = srgb_from_linear(np.clip(color, 0, 1)).astype(np.float32)
    return Gaussians.from_colors(
        water.means, water.quats, water.scales, opacity, rgb, instance_ids=water.instance_ids, albedo=water.albedo
    )  # fmt: skip


def _levels(y: Array) -> Array:
    """(n,) the height of the mirror that each of the heights (n,) belongs to: the commonest few."""
    step = np.rint(y / LEVEL_M).astype(np.int64)
    found, of, number = np.unique(step, return_inverse=True, return_counts=True)
    mean = np.bincount(of, y) / number
    kept = mean[np.argsort(-number, kind="stable")[:MOST_LEVELS]]
    return kept[np.abs(y[:, None] - kept).argmin(1)]


def _from_below(y: float, ray: Array, around: Gaussians, camera: Camera, sky: Sky) -> Array:
    """(n, 3) sRGB seen along rays (n, 3) from the eye below."""
    matrix = camera.world_from_cam.clone()
    flip = torch.diag(torch.tensor([1.0, -1.0, 1.0], dtype=matrix.dtype))
    matrix[:3, :3] = flip @ matrix[:3, :3]
    matrix[:3, 1] *= -1  # stays right-handed: the picture stands upright again
    matrix[1, 3] = 2 * y - matrix[1, 3]
    width, height = (max(16, round(side * SHARE * WIDER)) for side in (camera.width, camera.height))
    below = replace(
        camera, world_from_cam=matrix, width=width, height=height, fx_px=camera.fx_px * SHARE, fy_px=camera.fy_px * SHARE,
        cx_px=width / 2 + (camera.cx_px - camera.width / 2) * SHARE, cy_px=height / 2 - (camera.cy_px - camera.height / 2) * SHARE,
    )  # fmt: skip
    frame = render_gaussians(around.without(around.means[:, 1] < y + CLEAR_M), below)
    local = ray @ matrix[:3, :3].numpy().astype(np.float32)
    z = np.maximum(local[:, 2], 1e-3)
    x = np.clip(local[:, 0] / z * below.fx_px + below.cx_px - 0.5, 0, width - 1.001)
    row = np.clip(local[:, 1] / z * below.fy_px + below.cy_px - 0.5, 0, height - 1.001)
    rgba = np.concatenate([frame.rgb.numpy(), frame.alpha.numpy()[..., None]], axis=2)
    i, j = row.astype(int), x.astype(int)
    s, t = (row - i)[:, None], (x - j)[:, None]
    seen = (rgba[i, j] * (1 - t) + rgba[i, j + 1] * t) * (1 - s) + (rgba[i + 1, j] * (1 - t) + rgba[i + 1, j + 1] * t) * s
    return (seen[:, :3] + (1 - seen[:, 3:]) * np.asarray(sky.rgb(ray), np.float32)).astype(np.float32)
