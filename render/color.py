"""sRGB and linear light (IEC 61966-2-1), on arrays of any shape and of either precision."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def linear_from_srgb(srgb: NDArray[Any]) -> NDArray[Any]:
    """0..1 → 0..1; float32 stays float32."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((np.maximum(srgb, 0) + 0.055) / 1.055) ** 2.4)


def srgb_from_linear(linear: NDArray[Any]) -> NDArray[Any]:
    """0..1 → 0..1; float32 stays float32."""
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 0.0031308) ** (1 / 2.4) - 0.055)
