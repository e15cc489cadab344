"""Real spherical harmonics to degree 3, in the sign and order of 3DGS (Kerbl et al. 2023; table of Sloan, "Stupid SH Tricks", 2008)."""

from __future__ import annotations

import torch
from torch import Tensor

C0 = 0.28209479177387814
C1 = 0.4886025119029199
C2 = (1.0925484305920792, 0.31539156525252005, 0.5462742152960396)  # |m| = 2 crossed and 1, m = 0, m = 2
C3 = (0.5900435899266435, 2.890611442640554, 0.4570457994644658, 0.3731763325901154, 1.445305721320277)

SIZES = (1, 4, 9, 16)  # coefficients a channel for degree 0..3


def degree_of(size: int) -> int:
    """Coefficients a channel → degree."""
    if size not in SIZES:
        raise ValueError(f"{size} spherical-harmonic coefficients; give 1, 4, 9 or 16 a channel")
    return SIZES.index(size)


def basis(directions: Tensor, size: int) -> Tensor:
    """Unit directions (…, 3), from the eye to the splat → values (…, size)."""
    degree = degree_of(size)
    x, y, z = directions.unbind(-1)
    values = [torch.full_like(x, C0)]
    if degree >= 1:
        values += [-C1 * y, C1 * z, -C1 * x]
    if degree >= 2:
        values += [C2[0] * x * y, -C2[0] * y * z, C2[1] * (2 * z * z - x * x - y * y), -C2[0] * x * z, C2[2] * (x * x - y * y)]
    if degree >= 3:
        values += [
            -C3[0] * y * (3 * x * x - y * y),
            C3[1] * x * y * z,
            -C3[2] * y * (4 * z * z - x * x - y * y),
            C3[3] * z * (2 * z * z - 3 * x * x - 3 * y * y),
            -C3[2] * x * (4 * z * z - x * x - y * y),
            C3[4] * z * (x * x - y * y),
            -C3[0] * x * (x * x - 3 * y * y),
        ]
    return torch.stack(values, dim=-1)


def color(sh: Tensor, directions: Tensor) -> Tensor:
    """Coefficients (n, K, 3) seen along (n, 3) → sRGB (n, 3), not below 0."""
    return (0.5 + torch.einsum("nk,nkc->nc", basis(directions, sh.shape[1]), sh)).clamp_min(0.0)


def from_rgb(rgb: Tensor) -> Tensor:
    """sRGB (n, 3) → degree 0 coefficients (n, 1, 3)."""
    return ((rgb - 0.5) / C0)[:, None, :]


def rotation_matrix(rotation: Tensor, size: int) -> Tensor:
    """(3, 3) → D (size, size) float64 such that coefficients D @ c describe the pattern of c turned by `rotation`.

    Solved rather than written out: c' must satisfy Y(d) c' = Y(rotationᵀ d) c for all d, and a band's harmonics are closed under rotation.
    """
    generator = torch.Generator().manual_seed(0)
    d = torch.randn(64, 3, generator=generator, dtype=torch.float64)
    d = d / d.norm(dim=1, keepdim=True)
    there, back = basis(d, size), basis(d @ rotation.double().cpu(), size)
    return torch.linalg.lstsq(there, back).solution
