"""How far detail reaches: finest where a visitor may stand, coarser with distance.

Vocabulary: an *anchor* is a place where a visitor may stand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..layout.layout import Layout

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Reach:
    """How the pitch grows away from the anchors: base within `near_m`, then in proportion to distance, at most `most` times."""

    anchors: Array  # (k, 3)
    near_m: float
    most: float

    def growth(self, points: Array) -> Array:
        """(n,) factor ≥ 1 on the base pitch."""
        if len(points) == 0:
            return np.zeros(0, np.float32)
        distance, _ = cKDTree(self.anchors).query(points, workers=2)
        return np.clip(distance / self.near_m, 1, self.most).astype(np.float32)


def reach_of(layout: Layout) -> Reach:
    """Anchors are the entrance, the views and points along paths."""
    points = [np.array(layout.entrance_m)] + [np.array(v[:3]) for v in layout.views_m]
    for curve in layout.curves:
        if curve.cls in ("path", "road"):
            points.extend(np.array(p) for p in curve.points_m if max(abs(p[0]), abs(p[2])) < 0.7 * layout.extent_m[2])
    return Reach(np.asarray(points, np.float32) + [0, 1.0, 0], 6.0 if layout.rooms else 8.0, 6.0)
