"""Rotations: unit quaternions wxyz and 3×3 matrices."""

from __future__ import annotations

import torch
from torch import Tensor


def rotation_from_quat(quats: Tensor) -> Tensor:
    """Unit quaternions (…, 4) wxyz → matrices (…, 3, 3)."""
    w, x, y, z = quats.unbind(-1)
    rows = [
        1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
        2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
        2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
    ]  # fmt: skip
    return torch.stack(rows, dim=-1).unflatten(-1, (3, 3))


def quat_from_rotation(rotation: Tensor) -> Tensor:
    """Matrices (…, 3, 3) → unit quaternions (…, 4) wxyz, w ≥ 0."""
    m = rotation
    xx, yy, zz = m[..., 0, 0], m[..., 1, 1], m[..., 2, 2]
    # Four candidates, each the row of q qᵀ scaled by 4; the one with the largest diagonal is well conditioned (Shepperd 1978).
    candidates = torch.stack([
        torch.stack([1 + xx + yy + zz, m[..., 2, 1] - m[..., 1, 2], m[..., 0, 2] - m[..., 2, 0], m[..., 1, 0] - m[..., 0, 1]], -1),
        torch.stack([m[..., 2, 1] - m[..., 1, 2], 1 + xx - yy - zz, m[..., 0, 1] + m[..., 1, 0], m[..., 0, 2] + m[..., 2, 0]], -1),
        torch.stack([m[..., 0, 2] - m[..., 2, 0], m[..., 0, 1] + m[..., 1, 0], 1 - xx + yy - zz, m[..., 1, 2] + m[..., 2, 1]], -1),
        torch.stack([m[..., 1, 0] - m[..., 0, 1], m[..., 0, 2] + m[..., 2, 0], m[..., 1, 2] + m[..., 2, 1], 1 - xx - yy + zz], -1),
    ], -2)  # fmt: skip
    best = candidates.diagonal(dim1=-2, dim2=-1).argmax(-1)
    quat = torch.take_along_dim(candidates, best[..., None, None].expand(*best.shape, 1, 4), dim=-2).squeeze(-2)
    quat = quat / quat.norm(dim=-1, keepdim=True)
    return torch.where(quat[..., :1] < 0, -quat, quat)


def quat_multiply(first: Tensor, second: Tensor) -> Tensor:
    """Hamilton product (…, 4): the rotation `second`, then `first`."""
    aw, ax, ay, az = first.unbind(-1)
    bw, bx, by, bz = second.unbind(-1)
    return torch.stack([
        aw * bw - ax * bx - ay * by - az * bz,
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
    ], dim=-1)  # fmt: skip
