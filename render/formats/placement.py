"""Splats of a scene that has nodes and a colour space of its own (glTF, USD), brought to ours."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from .. import sh as harmonics
from ..color import srgb_from_linear
from ..gaussians import Gaussians
from ..rotation import quat_from_rotation, rotation_from_quat
from .columns import MIN_SCALE_M


def display_from_linear(sh: NDArray[np.float32]) -> NDArray[np.float32]:
    """Linear (n, K, 3) → sRGB: the base through the curve, the rest by the curve's slope at the base."""
    base = np.clip(0.5 + harmonics.C0 * sh[:, :1], 0, 1)
    shown = srgb_from_linear(base)
    slope = np.where(base <= 0.0031308, 12.92, 1.055 / 2.4 * np.maximum(base, 0.0031308) ** (1 / 2.4 - 1))
    return np.concatenate([(shown - 0.5) / harmonics.C0, sh[:, 1:] * slope], axis=1).astype(np.float32)


def placed(g: Gaussians, matrix: NDArray[np.float64]) -> Gaussians:
    """By the node's matrix. One that stretches makes other ellipsoids: Σ' = M Σ Mᵀ (KHR_gaussian_splatting, "Splat Reconstruction")."""
    if np.array_equal(matrix, np.eye(4)):
        return g
    m = torch.from_numpy(matrix)
    if not float(torch.linalg.det(m[:3, :3])) > 1e-30:
        raise ValueError("a node mirrors or flattens its splats, which is not defined; apply its scale before exporting")
    factor = m[:3, :3].norm(dim=0)
    even = bool((factor.max() - factor.min()) < 1e-5 * factor.max())
    try:
        if even:
            return g.transform(m)
        u, _, vh = torch.linalg.svd(m[:3, :3])
        turn = torch.eye(4, dtype=torch.float64)
        turn[:3, :3] = u @ vh  # the rotation nearest to M turns the harmonics
        sh = g.transform(turn).sh
        axes, scales, _ = torch.linalg.svd(m[:3, :3] @ (rotation_from_quat(g.quats.double()) * g.scales.double()[:, None]))
    except (ValueError, RuntimeError) as error:
        raise ValueError(f"a node's matrix cannot place splats: {error}") from None
    axes = axes * torch.linalg.det(axes)[:, None, None]  # the axis's sign is free; a rotation has determinant 1
    means = g.means.double() @ m[:3, :3].T + m[:3, 3]
    columns = (means, quat_from_rotation(axes), scales.clamp_min(MIN_SCALE_M), g.opacities, sh)
    return Gaussians(*(column.float() for column in columns))
