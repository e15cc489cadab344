"""Small things that make a place lived in: a few of a kind's own list, wherever there is room for them. Nobody asked for these."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..layout.vocabulary import OBJECTS
from .indoors import WALLS, Interior
from .site import Site, heading

NEAR_M, CLEAR_M = 34.0, 5.0  # from where one comes in: farther off nobody sees them, nearer they hide the place
BUILDINGS = ("house", "barn", "church", "mill", "tea_house")
Array = NDArray[np.floating]
Edge = tuple[Array, Array, Array]  # a point (x, z), which way is out, and which way a thing there looks


def _some(site: Site, names: Sequence[str], few: tuple[int, int]) -> list[str]:
    """Of the list, as many as chance says between two numbers, without what the text or the grammar has said its word on."""
    here = {i.cls for i in site.instances}
    open_ = [c for c in dict.fromkeys(names) if c not in here and c not in site._closed and not site.wants(c)]
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


def outdoors(
    site: Site, names: Sequence[str], few: tuple[int, int] = (3, 6), edges: Sequence[Edge] = (), reach_m: float = 1.4
) -> None:  # fmt: skip
    """Beside the ways, along the walls of buildings or along other `edges`, at most `reach_m` off, fronts to whoever comes by."""
    x0, z0, _ = site.entrance
    near = [edge for edge in (*_ways(site), *_walls(site), *edges) if np.hypot(*(edge[0] - (x0, z0))) < NEAR_M]
    for cls in _some(site, names, few) if near else ():
        w, _, d = OBJECTS[cls].size_m
        for _ in range(24):
            edge, out, front = near[int(site.rng.integers(len(near)))]
            x, z = edge + out * (d / 2 + float(site.rng.uniform(0.25, reach_m)))
            if np.hypot(x - x0, z - z0) < CLEAR_M + max(w, d):
                continue  # it would be all that one sees
            yaw = heading(front) + float(site.rng.normal(0, 0.2))
            if site.put(cls, float(x), float(z), yaw, margin=0.2):
                break


def _ways(site: Site) -> list[Edge]:
    """The edges of paths and roads."""
    found = []
    for curve in site.curves:
        if curve.cls not in ("path", "road") or len(curve.points_m) < 3:
            continue
        line = np.array(curve.points_m)[:, [0, 2]]
        for a, b in zip(line, line[1:], strict=False):
            along = (b - a) / max(float(np.linalg.norm(b - a)), 1e-6)
            for side in (-1, 1):
                out = np.array([along[1], -along[0]]) * side
                found.append(((a + b) / 2 + out * curve.width_m / 2, out, -out))
    return found


def _walls(site: Site) -> list[Edge]:
    """The sides of buildings, and beside their doors."""
    found = []
    for item in site.instances:
        w, _, d = item.size_m
        if item.cls not in BUILDINGS:
            continue
        c, s = np.cos(item.yaw_rad), np.sin(item.yaw_rad)
        for u, v, n in ((-w / 2, 0.2 * d, (-1, 0)), (w / 2, 0.2 * d, (1, 0)), (-0.36 * w, d / 2, (0, 1)), (0.36 * w, d / 2, (0, 1))):
            at = np.array([item.position_m[0] + u * c + v * s, item.position_m[2] - u * s + v * c])
            out = np.array([n[0] * c + n[1] * s, -n[0] * s + n[1] * c])
            found.append((at, out, out))
    return found
