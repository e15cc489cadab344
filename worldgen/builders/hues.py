"""OKLCh, the space in which builders vary a colour: lightness 0..1, chroma, hue in degrees. Colours are linear sRGB.

Matrices: B. Ottosson, "A perceptual color space for image processing" (2020).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .geometry import Array

_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
)
_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]]
)
_FROM_LMS, _FROM_LAB = np.linalg.inv(_LMS), np.linalg.inv(_LAB)
_DARKEST = 1e-4  # smallest channel: below it a colour counts as outside the gamut


def oklch_from_linear(color_linear: ArrayLike) -> Array:
    """(…, 3) linear sRGB → (…, 3) lightness, chroma, hue in degrees 0..360."""
    lab = np.cbrt(np.asarray(color_linear, np.float64) @ _LMS.T) @ _LAB.T
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
    return np.stack([lab[..., 0], np.hypot(lab[..., 1], lab[..., 2]), hue], axis=-1).astype(np.float32)


def linear_from_oklch(lightness: ArrayLike, chroma: ArrayLike, hue_deg: ArrayLike) -> Array:
    """Broadcast → (…, 3) linear sRGB; what lies outside the gamut is greyed at the same lightness until it fits, so the hue holds."""
    light, c, h = np.broadcast_arrays(*(np.asarray(a, np.float64) for a in (lightness, chroma, hue_deg)))
    shape, h = light.shape, np.radians(h.ravel())
    light, c = np.clip(light.ravel(), 0.06, 0.99), c.ravel()
    rgb = _linear(light, c, h)
    out = np.flatnonzero((rgb.min(0) < _DARKEST) | (rgb.max(0) > 1))
    if len(out):
        low, high = np.zeros(len(out)), c[out]
        for _ in range(9):
            middle = (low + high) / 2
            tried = _linear(light[out], middle, h[out])
            fits = (tried.min(0) >= _DARKEST) & (tried.max(0) <= 1)
            low, high = np.where(fits, middle, low), np.where(fits, high, middle)
        rgb[:, out] = _linear(light[out], low, h[out])
    return np.clip(rgb.T, 0.0, 1.0).reshape(*shape, 3).astype(np.float32)


def _linear(light: NDArray[np.float64], c: NDArray[np.float64], h_rad: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) each → (3, n), one row a channel."""
    lms = _FROM_LAB @ np.stack([light, c * np.cos(h_rad), c * np.sin(h_rad)])
    return _FROM_LMS @ (lms * lms * lms)  # not ** 3, which costs five times as much
