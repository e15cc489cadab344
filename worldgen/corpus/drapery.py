"""Curtains at a room's windows."""

from __future__ import annotations

from collections.abc import Sequence

from .indoors import WALLS, Interior
from .site import Footprint


def _blocker_m(room: Interior, name: str, t: float, width: float, yaw: float) -> float:
    """How high what stands before a piece of wall reaches."""
    x, z = room.point(name, t, 0.15)
    mine = Footprint(x, z, width / 2, 0.11, yaw)
    found = [
        i
        for i in room.site.instances
        if 0.1 < i.size_m[1] and i.position_m[1] < 0.5 and i.cls != "plant" and Footprint.of(i).overlaps(mine)
    ]
    return max((i.position_m[1] + i.size_m[1] for i in found), default=0.0)


def curtains(room: Interior, colors: Sequence[str]) -> None:
    """A pair at every window, of one cloth; to the sill where something stands under it, none where it stands before it."""
    cloth = str(room.site.rng.choice(list(colors)))
    for o in room.openings:
        if o.kind != "window" or o.height_m < 0.8 or o in room.draped:
            continue
        name = next(k for k, i in WALLS.items() if i == o.wall)
        length, yaw = room.wall(name)
        forward = name in ("west", "south")
        at = (o.at_m - length / 2) * (1 if forward else -1)
        top = min(o.sill_m + o.height_m + 0.2, room.ceiling - 0.1)
        halves = []
        for side in (-1, 1):
            far = min(o.width_m / 2 + 0.36, length / 2 - 0.03 - side * at)
            halves.append((side, far, _blocker_m(room, name, at + side * (far - 0.2), 0.5, yaw)))
        high = max(b for *_, b in halves)
        if high > o.sill_m + 0.05 or min(far for _, far, _ in halves) < o.width_m / 2 + 0.12:
            continue
        low = 0.03 if high == 0 else o.sill_m - 0.06
        room.draped.append(o)
        for side, far, _ in halves:
            x, z = room.point(name, at + side * far / 2, 0.178)  # clear of the sill
            right = side if name in ("north", "east") else -side  # along +x of the instance frame
            room.site.keep_clear.append(Footprint(x, z, far / 2, 0.1, yaw))
            room.put(
                "curtain", x, z, yaw, size=(far, top - low, 0.14), y=low, force=True, blocks=False, color=cloth,
                tags=("right" if right > 0 else "left",),
            )  # fmt: skip
