"""River valley: a winding river between hills, meadows in drifts, groups of trees, a bridge with a path, a lone house."""

from __future__ import annotations

import numpy as np

from . import extras
from .kind import Kind
from .outdoors import banks, bridge_over, garden, house_at, light_over_the_shoulder, woods
from .requests import fulfil
from .site import Site

EXTRAS = ("picnic_table", "swing", "cross", "bell", "hammock", "birdhouse", "easel", "bucket", "basket")


def compose(site: Site) -> None:
    rng = site.rng
    site.hills(2.2, 10.0, inner=14.0)
    site.paint(site.height > -99, "meadow")
    width = 4.0 if "stream" in site.spec.features else float(rng.uniform(7, 9.5))
    phase, sway = rng.uniform(0, 6.28), rng.uniform(7, 11)
    z = np.linspace(-58, 58, 11)
    x = sway * np.sin(z / 17 + phase) * np.clip(np.abs(z) / 20 + 0.5, 0, 1)
    line = site.river(np.stack([x, 0 * z, z], 1), width, 1.3, -0.6)
    d = site.distance_to(line)
    at = int(np.argmin(np.abs(line[:, 2] - rng.uniform(2, 8))))
    bridge = bridge_over(site, line, at, width) if site.allowed("bridge") else None
    focus = (float(line[at, 0]), float(line[at, 2]))
    side = 1 if rng.random() < 0.5 else -1
    if bridge is not None:
        c = np.array([np.sin(bridge.yaw_rad), np.cos(bridge.yaw_rad)]) * (bridge.size_m[2] / 2 + 0.2)
        centre = np.array([bridge.position_m[0], bridge.position_m[2]])
        a, b = (centre + c, centre - c) if (c[0] > 0) == (side > 0) else (centre - c, centre + c)
        # the path comes along one bank, crosses and climbs the other slope
        start = np.array([line[:, 0][np.argmin(np.abs(line[:, 2] + 40))] + side * (width / 2 + 9), -46.0])
        middle = np.array([line[:, 0][np.argmin(np.abs(line[:, 2] + 18))] + side * (width / 2 + 6), -18.0])
        out = (a - b) / np.linalg.norm(a - b)
        site.path([start, middle, a + out * 3.5, a], 1.7, "earth")
        site.path([b, b - out * 5, b - out * 12 + [0, 8], b - out * 20 + [0, 26]], 1.7, "earth")
        site.entrance = (float(middle[0]), float(middle[1]), 0.0)
    else:
        k = int(np.argmin(np.abs(line[:, 2] + 18)))
        site.path(
            [
                (line[k, 0] + side * 12, -46),
                (line[k, 0] + side * (width / 2 + 5), -18),
                (focus[0] + side * (width / 2 + 4), focus[1]),
                (focus[0] + side * 12, 40),
            ],
            1.7,
            "earth",
        )
        site.entrance = (float(line[k, 0] + side * (width / 2 + 5)), -18.0, 0.0)
    x0, z0, _ = site.entrance
    site.enter(x0, z0, focus)
    sx, sz = np.sin(site.entrance[2]), np.cos(site.entrance[2])
    site.spots += [
        (x0 + sx * r + sz * o * side, z0 + sz * r - sx * o * side, site.entrance[2] + np.pi)
        for r, o in ((7, 2), (8, 4), (10, 3), (11, 5.5), (6, 4.5))
    ]
    # buildings have their own places by the water, and come first so that requests do not take them
    if site.allowed("mill") and (site.wants("mill") or rng.random() < 0.4):
        for step, bank in ((34, side), (26, side), (34, -side), (42, side), (20, -side), (46, -side), (-16, -side)):
            k = int(np.clip(at + step, 3, len(line) - 4))
            mx = line[k, 0] + bank * (width / 2 + 6.0)
            if site.put("mill", mx, line[k, 2], float(np.arctan2(-bank, 0)), level=True, margin=0.6) and not site.wants("mill"):
                break
    number = site.count("house", 1)
    houses = []
    for attempt in range(80):
        if len(houses) >= number:
            break
        hz = focus[1] + rng.uniform(-4, 16) + attempt * 0.1
        k = int(np.argmin(np.abs(line[:, 2] - hz)))
        hx = line[k, 0] - side * (width / 2 + rng.uniform(9, 15))
        house = house_at(
            site,
            float(hx),
            float(hz),
            (float(hx + side * 6), float(hz - 2)),
            float(rng.uniform(6, 8)),
            float(rng.uniform(4.8, 6.2)),
            float(rng.uniform(5, 6)),
        )
        if house is not None:
            houses.append(house)
    fulfil(site)
    for house in houses:
        garden(site, house)
    banks(site, line, width)
    r = np.hypot(site.gx, site.gz)
    ahead = np.abs((site.gx - x0) * sz - (site.gz - z0) * sx) > 4.5
    open_ground = site.away(2.5) & (d > width / 2 + 4) & ahead & (np.maximum(np.abs(site.gx), np.abs(site.gz)) < site.half_m - 4)
    if "tree" in site._closed:
        site.scatter("tree", site.count("tree", 0), open_ground & (r < 26), clump=0)
    else:
        woods(site, 20, open_ground & (r < 34), {"oak": 0.22, "maple": 0.28, "poplar": 0.12, "birch": 0.38}, clump=3.5)
        woods(site, 46, open_ground & (r > 30), {"beech": 0.2, "oak": 0.15, "pine": 0.5, "birch": 0.15}, clump=6)
    site.scatter("rock", site.count("rock", 14), site.away(1.0), scale=(0.4, 1.6), clump=2.5)
    site.scatter("flowers", site.count("flowers", 26), site.away(0.5) & (r < 32), clump=3.0, blocks=False)
    site.scatter("bush", site.count("bush", 18), site.away(1.5) & ahead, scale=(0.6, 1.3), clump=3)
    site.scatter("log", site.count("log", 2), site.away(1.5) & (r < 25))
    extras.outdoors(site, EXTRAS, (2, 3))
    light_over_the_shoulder(site, focus)
    for dz, s, out in ((-12, side, 3.2), (-5, side, 3.0), (14, -side, 3.2), (22, -side, 3.4), (10, side, 3.2), (-9, -side, 3.4)):
        k = int(np.argmin(np.abs(line[:, 2] - focus[1] - dz)))
        site.look(line[k, 0] + s * (width / 2 + out), line[k, 2], focus)
    if bridge is not None:
        site.look(x0 + sx * 5, z0 + sz * 5, focus)
    for house in houses[:2]:
        hx, _, hz = house.position_m
        site.look(focus[0] + side * (width / 2 + 4), focus[1] + 5, (hx, hz))
        site.look(hx + side * 11, hz - 9, (hx, hz))
    site.look(x0, z0, focus)
    site.look(x0 + side * 9, z0 + 2, focus)  # from up the slope


KIND = Kind(
    "river_valley",
    "a river winding through a green valley with meadows, trees, rocks, hills and a bridge",
    interior=False,
    compose=compose,
    hour=17.0,
    phrases=(
        "river valley", "valley", "glen", "dale", "vale", "river bank", "riverbank", "riverside", "river bend", "river scene",
        "river landscape", "gorge", "ravine", "river gorge", "floodplain", "water meadow",
        "mountain pass", "mountain landscape", "streamside", "countryside", "meadow", "meadows", "highlands",
        "flusstal", "tal",
    ),
    captions=("river valley", "green valley with a river"),
    essence="an open natural landscape with water, a river between hills and mountains",
    things=("mill", "bridge", "jetty", "boat", "reeds", "cliff", "rock"),
    hints=("countryside",),
    built=False,
)  # fmt: skip
