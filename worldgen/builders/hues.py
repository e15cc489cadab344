"""OKLCh, the space in which builders vary a colour: lightness 0..1, chroma, hue in degrees. Colours are linear sRGB.

Matrices: B. Ottosson, "A perceptual color space for image processing" (2020).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Array

_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
)
_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]]
)
_FROM_LMS, _FROM_LAB = np.linalg.inv(_LMS), np.linalg.inv(_LAB)
_DARKEST = 0.003  # no living thing is blacker than this


def oklch_from_linear(color_linear: ArrayLike) -> Array:
    """(…, 3) linear sRGB → (…, 3) lightness, chroma, hue in degrees 0..360."""
    lab = np.cbrt(np.asarray(color_linear, np.float64) @ _LMS.T) @ _LAB.T
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
    return np.stack([lab[..., 0], np.hypot(lab[..., 1], lab[..., 2]), hue], axis=-1).astype(np.float32)


def linear_from_oklch(lightness: ArrayLike, chroma: ArrayLike, hue_deg: ArrayLike) -> Array:
    """Broadcast → (…, 3) linear sRGB; what lies outside the gamut is greyed at the same lightness until it fits, so the hue holds."""
    light, c, h = np.broadcast_arrays(*(np.asarray(a, np.float64) for a in (lightness, chroma, hue_deg)))
    light = np.clip(light, 0.06, 0.99)
    a, b = np.cos(np.radians(h)), np.sin(np.radians(h))
    grey = light**3
    fits = np.ones_like(light)
    rgb = np.empty((*light.shape, 3))
    for _ in range(3):  # a secant on the share of chroma that fits; the error left is clipped
        chromatic = c * fits
        rgb = (np.stack([light, chromatic * a, chromatic * b], -1) @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T
        away = rgb - grey[..., None]
        room = np.where(away < 0, grey[..., None] - np.minimum(_DARKEST, grey)[..., None], 1.0 - grey[..., None])
        fits = fits * np.clip((room / np.maximum(np.abs(away), 1e-9)).min(-1), 0.0, 1.0)
    return np.clip(rgb, 0.0, 1.0).astype(np.float32)
