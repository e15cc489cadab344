"""Procedural materials: name → function(Patch) → Look. A family is a file with a dict `MATERIALS`; adding one is adding a line here."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from . import cloths, masonry, metals, renders, roofs, soils, woods
from .patch import CLOSE_M
from .patch import Look as Look
from .patch import Patch as Patch

MATERIALS: dict[str, Callable[[Patch], Look]] = {
    **masonry.MATERIALS, **renders.MATERIALS, **woods.MATERIALS, **roofs.MATERIALS, **soils.MATERIALS, **cloths.MATERIALS,
    **metals.MATERIALS,
}  # fmt: skip

# Where eyes meet a relief, above its own zero: taken off, so that a wall of stones stands where it was built, and its collider with it.
OUTER_M = {
    "stone_courses": 0.022, "rubble": 0.026, "brick": 0.007, "thatch": 0.020, "tiles": 0.012, "slate": 0.010, "shingles": 0.012,
}  # fmt: skip

VERSION = 3  # raise when a look changes: worlds remember it


def evaluate(name: str, patch: Patch) -> Look:
    """One material at n places. Raises KeyError with the known names."""
    if name not in MATERIALS:
        raise KeyError(f"material {name!r} is not known; choose one of {', '.join(sorted(MATERIALS))}")
    close = patch.pitch < CLOSE_M
    albedo, height, roughness = np.empty((len(close), 3), np.float32), np.empty(len(close), np.float32), np.empty(len(close), np.float32)
    for at in (np.flatnonzero(close), np.flatnonzero(~close)):
        if len(at):
            look = MATERIALS[name](patch if len(at) == len(close) else patch.rows(at))
            albedo[at], height[at], roughness[at] = np.clip(look.albedo_linear, 0.002, 0.95), look.height_m, look.roughness
    return Look(albedo, height - np.float32(OUTER_M.get(name, 0.0)), roughness)
