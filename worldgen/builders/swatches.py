"""What an interior thing is made of when nobody said so: colours and materials, and whether its lamp is lit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..layout.layout import Instance
from .geometry import Array, linear_from_srgb

WOODS = ("#8a5a34", "#9c6a40", "#7a4c2c", "#a87e50", "#b58c5c", "#6e4428", "#a06a3e")
FABRICS = ("#45788f", "#7f9068", "#a4543f", "#c2a676", "#7c848c", "#d0c2a6", "#5f7f9f", "#957f9c", "#bd7848", "#5f8064")
LEATHERS = ("#5e3420", "#7a4526", "#2e2622", "#8a5a30", "#4a2a20")
ACCENTS = ("#c9952e", "#a8402e", "#2f6b74", "#d8cdb4", "#7a8a4e", "#8a4a64", "#34507a", "#d27a4a")
BRASS, IRON, PEWTER = linear_from_srgb("#b08a48"), linear_from_srgb("#2b2a2a"), linear_from_srgb("#8f9194")
PAGES = linear_from_srgb("#e4d9bf")
SHADE_GLOW = np.array([1.25, 0.8, 0.38], np.float32)  # radiance of a lampshade while its lamp is on


USUAL = "usual"  # tag of a thing whose colour is the room's own taste


def asked(item: Instance) -> bool:
    """Whether somebody asked for the colour, so that it must fill what is seen of the thing."""
    return bool(item.color) and USUAL not in item.tags


def swatch(item: Instance, rng: np.random.Generator, choices: Sequence[str], *, spread: float = 0.12) -> Array:
    """(3,) linear albedo: the item's colour untouched, else one of `choices`, a little lighter or darker."""
    pick, shift = int(rng.integers(len(choices))), float(rng.uniform(-spread, spread))  # drawn always: colour moves no shape
    return linear_from_srgb(item.color) if item.color else linear_from_srgb(choices[pick]) * np.float32(1 + shift)


def stuff(item: Instance, default: str) -> str:
    """The material of the dominant surface."""
    return item.material or default


def toned(color_linear: Array, factor: float) -> Array:
    """Lighter or darker without a change of hue, never beyond white."""
    c = np.asarray(color_linear, np.float32) * np.float32(factor)
    return c / max(1.0, float(c.max()) / 0.9)
