"""How a river lies in the land, the same on the ground and in the hills past it: bed, shore and bank.

Vocabulary: `past_m` is how far a place lies outside the water's edge, negative in the river.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

BANK_M, REPOSE = 5.0, 2.3  # width of a bank, and how much wider for each metre that the land stands above the shore
WIDEST_M = 150.0
SHORE_M = 0.22  # above the water


def ease(t: Array) -> Array:
    """0 to 1 with level ends."""
    t = np.clip(t, 0, 1)
    return t * t * (3 - 2 * t)


def valley(height_m: Array, level_m: float, past_m: Array) -> Array:
    """Land (…) drawn down to the shore of water at `level_m`, over a bank that is the wider the higher the land stands."""
    shore = level_m + SHORE_M + 0.1 * np.clip(past_m, 0, 3)
    return shore + (height_m - shore) * ease(past_m / np.clip(BANK_M + REPOSE * (height_m - shore), BANK_M, WIDEST_M))


def bed(level_m: float, depth_m: float, width_m: float, past_m: Array) -> Array:
    """Heights (…) of a river's bottom, `depth_m` under its water but for its sides, on which it goes on a little above the water."""
    return level_m - depth_m * np.clip(-past_m / (0.3 * width_m), -0.4, 1)
