"""From the cotangents of a picture to those of the sums that it is made of, for both fast twins."""

from __future__ import annotations

import torch
from torch import Tensor

from . import limits


def cotangents(rgb: Tensor, depth: Tensor, alpha: Tensor, d_rgb: Tensor, d_depth: Tensor, d_alpha: Tensor) -> tuple[Tensor, Tensor]:
    """Of red, green, blue, z and coverage (h, w, 5), each a sum over splats, and their product with these sums (h, w)."""
    seen = alpha >= limits.ALPHA_SEEN  # where not, there is no depth: depth is Σ w z over Σ w
    share = torch.where(seen, d_depth / alpha.clamp_min(limits.ALPHA_SEEN), 0)
    depth = torch.where(seen, depth, 0)
    cotangent = torch.cat([d_rgb, share[..., None], (d_alpha - share * depth)[..., None]], -1)
    return cotangent, (rgb * d_rgb).sum(-1) + alpha * (depth * cotangent[..., 3] + cotangent[..., 4])
