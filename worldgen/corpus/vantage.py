"""Where one looks at a room from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .indoors import Interior
    from .site import Footprint

Array = NDArray[np.floating]
DRAW = {
    "sofa": 2.2,
    "fireplace": 2.4,
    "coffee_table": 1.3,
    "bed": 2.2,
    "armchair": 1.2,
    "table": 1.4,
    "bookshelf": 0.7,
    "curtain": 0.35,
    "door": 0.0,
    "vault": 0.0,
    "stone_pier": 0.3,
    "cell_bars": 0.2,
    "brazier": 2.0,
    "torch": 1.6,
}  # on eyes


def look_round(room: Interior, number: int = 9, part: Footprint | None = None) -> None:
    """The places, in a part of the room, from which most of what furnishes it is seen whole, no two alike, doorways out of the picture."""
    site = room.site
    things = [i for i in site.instances if room.inside(i.position_m[0], i.position_m[2], 0.0, 0.0, 0.0) and i.cls != "rug"]
    if part is not None:
        things = [i for i in things if part.contains(i.position_m[0], i.position_m[2], 0.2)]
    at = np.array([(i.position_m[0], i.position_m[2]) for i in things])
    size = np.array([np.sqrt(i.size_m[0] * i.size_m[1]) * DRAW.get(i.cls, 1.0) for i in things]).clip(0.1, 3.0)
    bulky = np.array([i.size_m[1] > 0.8 and i.cls not in ("picture", "mirror", "chandelier") for i in things])
    front = np.array([(np.sin(i.yaw_rad), np.cos(i.yaw_rad)) for i in things])
    doors = np.array([(f.x, f.z) for f in room.doors] or [(1e3, 1e3)])
    found = []
    for x in np.arange(-room.w / 2 + 0.45, room.w / 2 - 0.4, 0.4).tolist():
        for z in np.arange(-room.d / 2 + 0.45, room.d / 2 - 0.4, 0.4).tolist():
            if any(f.contains(x, z, 0.45) for f in site.footprints) or part is not None and not part.contains(x, z):
                continue
            for yaw in (np.arange(16) * (np.pi / 8)).tolist():

                def off(p: Array, x: float = x, z: float = z, yaw: float = yaw) -> tuple[Array, Array]:
                    angle = np.arctan2(p[:, 0] - x, p[:, 1] - z) - yaw
                    return np.abs((angle + np.pi) % (2 * np.pi) - np.pi), np.hypot(p[:, 0] - x, p[:, 1] - z)

                angle, far = off(at)
                whole = np.clip((0.62 - angle) / 0.25, 0, 1) * np.clip((far - 1.2) / 1.4, 0, 1)
                facing = 0.35 + 0.65 * np.clip(((np.array([x, z]) - at) * front).sum(1) / np.maximum(far, 0.1), 0, 1)
                ahead = min(
                    (room.w / 2 - x * np.sign(np.sin(yaw))) / max(abs(np.sin(yaw)), 0.05),
                    (room.d / 2 - z * np.sign(np.cos(yaw))) / max(abs(np.cos(yaw)), 0.05),
                )  # m to the wall
                worth = float((whole * size * facing / (2.5 + far)).sum()) * min(1.0, ahead / 5.0)
                worth -= 1.2 * float(((angle < 0.7) & (far < 1.6) & bulky).sum())
                angle, _ = off(doors)
                found.append((worth * (0.45 if angle.min() < 0.62 else 1.0), float(x), float(z), float(yaw)))
    found.sort(reverse=True)
    taken: list[tuple[float, float, float]] = []
    for alike in (1.0, 0.6, 0.3):
        for _, x, z, yaw in found:
            if len(taken) >= number:
                return
            if any(np.hypot(x - a, z - b) < 1.6 * alike and np.cos(yaw - c) > 0.3 or np.cos(yaw - c) > 1 - 0.4 * alike and
                   np.hypot(x - a, z - b) < 3.2 * alike for a, b, c in taken):  # fmt: skip
                continue
            if site.look(x, z, (x + np.sin(yaw), z + np.cos(yaw))):
                taken.append((x, z, yaw))
