"""Small things that make a place lived in: a few of a kind's own list, wherever there is room for them. Nobody asked for these."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..layout.vocabulary import OBJECTS
from .indoors import WALLS, Interior
from .site import Footprint, Site, heading

NEAR_M = 26.0  # from where one comes in: farther off nobody sees them


def _some(site: Site, names: Sequence[str], few: tuple[int, int]) -> list[str]:
    """Of the list, as many as chance says between two numbers, without what the text or the grammar has said its word on."""
    here = {i.cls for i in site.instances}
    names = [c for c in names if c in OBJECTS]  # TEMPORARY
    open_ = [c for c in dict.fromkeys(names) if c not in here and c not in site._closed and not site.wants(c) and site.allowed(c)]
    return [str(c) for c in site.rng.permutation(open_)[: int(site.rng.integers(few[0], few[1] + 1))]] if open_ else []


def indoors(room: Interior, names: Sequence[str], few: tuple[int, int] = (3, 5)) -> None:
    """Each where its class belongs: on a wall, on what it usually stands on, else with its back to a wall."""
    rng = room.site.rng
    for cls in _some(room.site, names, few):
        where, (w, h, _) = OBJECTS[cls].on, OBJECTS[cls].size_m
        walls = [str(wall) for wall in rng.permutation(list(WALLS))]
        if "wall" in where:
            for wall in (*walls, *walls):
                if room.hang(cls, wall, float(rng.uniform(-0.42, 0.42)) * room.wall(wall)[0], max(1.55, h / 2 + 0.5)):
                    break
        elif where:
            supports = [i for i in room.site.instances if i.cls in where and i.size_m[0] > 1.3 * w and i.size_m[1] < 1.4]
            if supports:
                support = supports[int(rng.integers(len(supports)))]
                u, v = rng.uniform(-0.4, 0.4) * support.size_m[0], rng.uniform(-0.25, 0.25) * support.size_m[2]
                room.on_top(cls, support, float(u), float(v), float(rng.normal(0, 0.15)))
        else:
            for wall in walls:
                if room.against(cls, wall, float(rng.uniform(-0.4, 0.4)) * room.wall(wall)[0], gap=0.05, slide=1.6, margin=0.08):
                    break


def outdoors(site: Site, names: Sequence[str], few: tuple[int, int] = (3, 6)) -> None:
    """Beside the ways, their fronts to them."""
    x0, z0, _ = site.entrance
    lines = [(np.array(c.points_m)[:, [0, 2]], c.width_m) for c in site.curves if c.cls in ("path", "road") and len(c.points_m) > 2]
    ways = [
        ((a + b) / 2, (b - a) / max(float(np.linalg.norm(b - a)), 1e-6), wide)
        for line, wide in lines
        for a, b in zip(line, line[1:], strict=False)
        if np.hypot(*((a + b) / 2 - (x0, z0))) < NEAR_M
    ]
    for cls in _some(site, names, few) if ways else ():
        w, _, d = OBJECTS[cls].size_m
        for _ in range(24):
            middle, along, wide = ways[int(site.rng.integers(len(ways)))]
            side = float(site.rng.choice([-1, 1]))
            out = np.array([along[1], -along[0]]) * side
            x, z = middle + out * (wide / 2 + d / 2 + float(site.rng.uniform(0.25, 1.6)))
            if Footprint(float(x), float(z), w / 2, d / 2, 0.0).contains(x0, z0, 3.0):
                continue
            yaw = heading(-out) + float(site.rng.normal(0, 0.2))
            if site.put(cls, float(x), float(z), yaw, margin=0.2):
                break
