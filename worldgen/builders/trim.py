"""What runs along a room's walls: skirting at their feet, a cornice under the ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..layout.layout import Room
from .geometry import Array, Geometry, Sculptor
from .joinery import Hole
from .mouldings import FLOOR, moulding

if TYPE_CHECKING:
    from .rooms import Wall

HALL_M = 4.0  # of height; higher rooms have a larger cornice
SKIRTING = ((0.0, 0.12), (0.008, 0.118), (0.014, 0.10), (0.018, 0.085), (0.018, 0.0))  # (from the wall, rise), from the top down
CORNICE = ((0.075, 0.0), (0.07, -0.012), (0.05, -0.02), (0.03, -0.035), (0.018, -0.055), (0.012, -0.075), (0.0, -0.08))  # below the ceiling


def trimmed(room: Room, outline: Array, sides: list[Wall], holes: list[list[Hole]], color: Array) -> Geometry:
    """Skirting in runs between doorways, and a cornice all round where the ceiling is plastered."""
    s = Sculptor()
    p = outline * [1, -1]
    profile = np.array(SKIRTING) + [0, room.floor_m]
    # the outline runs leftward in the walls' frames, so each doorway is met first at its right jamb
    cuts = [(i, h[2] + 0.085, h[1] - 0.085) for i, wall in enumerate(holes) for h in sorted(wall, key=lambda h: -h[1]) if h[3] < 0.12]
    if not cuts:
        moulding(s, p, profile, "plain", color, basis=FLOOR)

    def point(i: int, at: float) -> Array:
        return (sides[i].origin + sides[i].right * np.clip(at, 0.0, sides[i].length_m)) * [1, -1]

    for k, (i, _, begin) in enumerate(cuts):
        j, end, _ = cuts[(k + 1) % len(cuts)]
        run = [point(i, begin)]
        wall = i
        if i != j or end > begin:
            while True:
                wall = (wall + 1) % len(sides)
                run.append(p[wall])
                if wall == j:
                    break
        run.append(point(j, end))
        apart = [run[0], *(b for a, b in zip(run[:-1], run[1:], strict=True) if np.linalg.norm(b - a) > 0.02)]
        if len(apart) > 1:
            moulding(s, apart, profile, "plain", color, closed=False, basis=FLOOR)
    if room.ceiling_material not in ("planks", "timber"):
        grown = 1 + 1.3 * max(0.0, room.ceiling_m - room.floor_m - HALL_M)
        moulding(s, p, np.array(CORNICE) * grown + [0, room.ceiling_m], "plain", color, basis=FLOOR)
    return s.geometry()
