"""sRGB and linear light (IEC 61966-2-1)."""

from __future__ import annotations

import torch
from torch import Tensor


def linear_from_srgb(srgb: Tensor) -> Tensor:
    """Any shape, 0..1 → 0..1."""
    return torch.where(srgb <= 0.04045, srgb / 12.92, ((srgb.clamp_min(0.0) + 0.055) / 1.055) ** 2.4)


def srgb_from_linear(linear: Tensor) -> Tensor:
    """Any shape, 0..1 → 0..1."""
    return torch.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear.clamp_min(0.0031308) ** (1 / 2.4) - 0.055)
