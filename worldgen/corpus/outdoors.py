"""What outdoor grammars share: hamlets' houses, gardens, woods, river banks, and the sun's place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Curve, Instance
from .site import Footprint, Site

RAMP_M = 2.2  # of a bridge's deck, from its end
BANK_M = 3.4  # between a house and water


def light_over_the_shoulder(site: Site, toward: tuple[float, float]) -> None:
    """Put the sun behind the visitor's shoulder, so that what one looks at is lit and modelled by shade."""
    from dataclasses import replace

    x, z, _ = site.entrance
    sight = np.rad2deg(np.arctan2(toward[0] - x, toward[1] - z))
    side = 1 if site.rng.random() < 0.5 else -1
    site.style = replace(site.style, sun_azimuth_deg=float((sight + side * site.rng.uniform(108, 142)) % 360))


def house_at(site: Site, x: float, z: float, facing: tuple[float, float], width: float, height: float, depth: float) -> Instance | None:
    """A house on its own pad whose door looks to `facing`, with a path to it."""
    yaw = float(np.arctan2(facing[0] - x, facing[1] - z))
    if not site.free(x, z, width + 0.8, depth + 0.8, yaw, 0.9) or _by_water(site, Footprint(x, z, width / 2, depth / 2, yaw)):
        return None
    site.level(x, z, width, depth, yaw)
    house = site.put("house", x, z, yaw, size=(width, height, depth), margin=0.6)
    if house is None:
        return None
    out = np.array([np.sin(yaw), np.cos(yaw)])
    door = np.array([x, z]) + out * (house.size_m[2] / 2 + 0.7)
    goal = np.asarray(facing, np.float64)
    if np.linalg.norm(goal - door) > 2.0:
        middle = (door + goal) / 2 + site.rng.uniform(-0.5, 0.5, 2)
        site.path([door, door + out * 0.8, middle, goal], 1.1, "gravel")
    return house


def _by_water(site: Site, plan: Footprint) -> bool:
    """Whether water lies so near that a house's pad would cut into the bank."""
    ring = plan.corners(BANK_M)
    return any(site.wet(float(x), float(z)) for x, z in np.concatenate([ring, (ring + np.roll(ring, 1, 0)) / 2]))


def garden(site: Site, house: Instance) -> None:
    """Signs of people round a house: flowers at the walls, a woodpile, a bench, barrels, a plot behind a fence or hedge."""
    x, _, z = house.position_m
    w, _, d = house.size_m
    c, s = np.cos(house.yaw_rad), np.sin(house.yaw_rad)
    rng, yaw = site.rng, house.yaw_rad

    def at(u: float, v: float) -> tuple[float, float]:
        return x + u * c + v * s, z - u * s + v * c

    for side in (-1, 1):
        if rng.random() < 0.85:
            u = side * (w / 4 + rng.uniform(0.2, 0.6))
            site.put("flowers", *at(u, d / 2 + 0.5), yaw, scale=float(rng.uniform(0.8, 1.2)), margin=0.02)
        if rng.random() < 0.5:
            v = rng.uniform(-d / 3, d / 3)
            site.put("bush", *at(side * (w / 2 + 0.9), v), rng.uniform(0, 6), scale=float(rng.uniform(0.6, 1.0)), margin=0.05)
    if rng.random() < 0.65:
        site.put("woodpile", *at(rng.choice([-1, 1]) * (w / 2 + 0.55), rng.uniform(-1, 1)), yaw + np.pi / 2, margin=0.03)
    if rng.random() < 0.6:
        end = rng.choice([-1, 1])  # along a side: before the front are steps
        site.put("bench", *at(end * (w / 2 + 0.45), rng.uniform(-0.2, 0.25) * d), yaw + end * np.pi / 2, margin=0.02)
    if rng.random() < 0.7:
        u = rng.choice([-1, 1]) * (w / 2 - 0.4)
        for k in range(int(rng.integers(1, 4))):
            cls = "barrel" if rng.random() < 0.6 else "crate"
            site.put(cls, *at(u + 0.75 * k * np.sign(u), d / 2 + 0.7), rng.uniform(0, 6), margin=0.02)
    for side in (float(rng.choice([-1, 1])), 0.0):  # beside the house, where one sees it from the street; else behind it
        if _plot(site, house, side):
            break


def _plot(site: Site, house: Instance, side: float) -> bool:
    """A fenced plot with beds in rows and a fruit tree: at a side wall, or behind where `side` is 0; False where there is no room."""
    rng = site.rng
    if not site.allowed("fence") or site.wants("fence"):
        return False
    x, _, z = house.position_m
    w, _, d = house.size_m
    c, s = np.cos(house.yaw_rad), np.sin(house.yaw_rad)
    wide, deep = rng.uniform(4.0, 6.0), rng.uniform(3.6, 5.2)
    if side:
        near, far, v0, v1 = side * (w / 2 + 0.25), side * (w / 2 + 0.25 + wide), -d / 2 + 0.2, -d / 2 + 0.2 + deep
        ring = [(near, v1), (far, v1), (far, v0), (near, v0)]
    else:
        half = min(w / 2 + 0.8, wide)
        near, far, v0, v1 = -half, half, -d / 2 - 0.3 - deep, -d / 2 - 0.3
        ring = [(near, v1), (near, v0), (far, v0), (far, v1)]

    def at(u: float, v: float) -> tuple[float, float]:
        return float(x + u * c + v * s), float(z - u * s + v * c)

    middle = at((near + far) / 2, (v0 + v1) / 2)
    if not site.free(*middle, abs(far - near) + 0.3, v1 - v0 + 0.3, house.yaw_rad, -0.02):
        return False
    corners = [at(u, v) for u, v in ring]
    cls = "hedge" if rng.random() < 0.4 else "fence"
    for a, b in zip(corners, corners[1:], strict=False):
        points = tuple((float(px), site.y(float(px), float(pz)), float(pz)) for px, pz in np.linspace(a, b, 4))
        site.curves.append(Curve(cls, points, 0.6 if cls == "hedge" else 0.12, height_m=1.05 if cls == "hedge" else 1.0))
        for px, pz in np.linspace(a, b, 9):
            site.footprints.append(Footprint(float(px), float(pz), 0.3, 0.3, house.yaw_rad, 1.0))
    u, v = (site.gx - x) * c - (site.gz - z) * s, (site.gx - x) * s + (site.gz - z) * c
    low, high = min(near, far) + 0.6, max(near, far) - 0.6
    bed = (u > low) & (u < high) & (v > v0 + 0.6) & (v < v1 - 0.5)
    site.paint(bed & (np.sin(2 * np.pi * v / 1.5) > -0.5), "earth")
    tree = bool(rng.random() < 0.6) and site.allowed("tree")
    if tree:
        site.put(
            "tree",
            *at(high - 1.0 if side >= 0 else low + 1.0, v0 + 1.6),
            rng.uniform(0, 6),
            size=(2.9, 3.4, 2.9),
            margin=-0.02,
            tags=("apple",),
        )
    if "bush" not in site._closed:
        for row in np.arange(v0 + 1.1, v1 - 0.7, 1.5).tolist():
            for col in np.arange(low + 0.4, high - 0.2, 0.75).tolist():
                site.put("bush", *at(col, row), rng.uniform(0, 6), scale=float(rng.uniform(0.26, 0.4)), margin=0.0)
    return True


def fields(site: Site, number: int, where: NDArray[np.bool_]) -> None:
    """Tilled strips on slopes that cells of a mask allow, a hedge along one side of each."""
    rng = site.rng
    cells = np.flatnonzero(where)
    for _ in range(number if len(cells) else 0):
        k = int(cells[rng.integers(len(cells))])
        x, z = float(site.gx.ravel()[k]), float(site.gz.ravel()[k])
        yaw, wide, deep = float(rng.uniform(0, np.pi)), rng.uniform(14, 22), rng.uniform(9, 14)
        c, s = np.cos(yaw), np.sin(yaw)
        u, v = (site.gx - x) * c - (site.gz - z) * s, (site.gx - x) * s + (site.gz - z) * c
        inside = (np.abs(u) < wide / 2) & (np.abs(v) < deep / 2) & site.away(1.2) & (np.hypot(site.gx, site.gz) > 27)
        strips = (np.floor(v / 3.0).astype(int) % 2 == 0) if rng.random() < 0.6 else np.ones(u.shape, bool)
        site.paint(inside & strips & np.isin(site.surface, (0, 1)), "field")
        if not site.allowed("bush"):
            continue
        for side in (-1, 1) if rng.random() < 0.4 else (1,):
            ends = [(x + t * wide / 2 * c + side * deep / 2 * s, z - t * wide / 2 * s + side * deep / 2 * c) for t in (-1, 1)]
            line = np.linspace(ends[0], ends[1], 12)
            dry = [bool(max(abs(px), abs(pz)) < site.half_m - 3 and site.free(float(px), float(pz), 1.0, 1.0, 0.0, 0.1)) for px, pz in line]
            if not all(dry):
                continue
            points = tuple((float(px), site.y(float(px), float(pz)), float(pz)) for px, pz in line)
            site.curves.append(Curve("hedge", points, 0.9, height_m=float(rng.uniform(1.1, 1.6))))
            site.footprints.extend(Footprint(px, pz, 0.6, 0.6, 0.0, 1.5) for px, _, pz in points)


# what grows: class, the species as the builder knows it, least and greatest width and height in metres
GROWN = {
    "tree": ("tree", "", (3.6, 6.4), (5.2, 8.6)),
    "oak": ("tree", "oak", (6.5, 10.0), (7.0, 10.5)), "beech": ("tree", "beech", (5.0, 7.5), (8.0, 12.0)),
    "maple": ("tree", "maple", (4.0, 6.0), (6.0, 9.0)), "apple": ("tree", "apple", (3.0, 4.4), (3.2, 4.6)),
    "poplar": ("tree", "poplar", (2.2, 3.2), (9.0, 14.0)), "willow": ("tree", "willow", (5.5, 8.0), (6.0, 8.5)),
    "tall": ("tree", "tall", (2.7, 4.4), (9.5, 16.0)), "sapling": ("tree", "sapling", (1.2, 2.4), (2.4, 5.0)),
    "birch": ("birch", "", (2.2, 3.8), (6.5, 11.0)), "pine": ("pine", "", (2.8, 5.0), (6.5, 13.5)),
    "tall_pine": ("pine", "tall", (2.3, 3.7), (11.0, 18.0)), "young_pine": ("pine", "", (1.2, 2.4), (2.2, 4.6)),
}  # fmt: skip


def woods(
    site: Site, number: int, where: NDArray[np.bool_], mix: dict[str, float], *, clump: float = 5.0, margin: float = 0.2
) -> None:  # fmt: skip
    """Trees in groups; `mix` gives each of `GROWN` its share, those of a class whose number is fixed left out."""
    names = [n for n in mix if site.allowed(GROWN[n][0])]
    total = sum(mix[n] for n in names)
    for name in names:
        cls, species, wide, high = GROWN[name]
        tags = (species, "wild") if species else ("wild",)
        site.scatter(cls, round(number * mix[name] / total), where, box=(wide, high), clump=clump, margin=margin, tags=tags)


def ragged(site: Site, field: NDArray[np.floating], by: float = 0.22) -> NDArray[np.floating]:
    """A field (n, n) whose level lines break up into spots, so that one soil gives way to another as it does outdoors."""
    return field + by * site.noise(2.2, 2) + 0.5 * by * site.rng.normal(size=field.shape)


def pond(site: Site, middle: tuple[float, float], radius: float, seen_from: tuple[float, float]) -> None:
    """A pond with bays in its shore, a little below the ground about it; reeds and stones at its edge, a willow or two; one stands before
    it on the side of `seen_from`."""
    dx, dz = site.gx - middle[0], site.gz - middle[1]
    past = np.hypot(dx, 1.2 * dz) - radius + 1.1 * site.noise(7, 2)
    near = np.abs(past) < 1.5
    level = float(site.height[near].min() if near.any() else site.y(*middle)) - 0.35
    site.lake(past, 0.9, level, "earth")
    shore = (past > -0.9) & (past < 0.9)
    site.scatter("reeds", site.count("reeds", 22), shore, clump=1.4, margin=0.0, blocks=False, in_water=True)
    site.scatter("rock", site.count("rock", 12), shore, scale=(0.25, 0.8), clump=2.0, margin=0.1, in_water=True)
    toward = np.array(seen_from) - middle
    x, z = middle + toward / np.linalg.norm(toward) * (radius + 2.6)
    site.look(float(x), float(z), middle)
    site.keep_clear.append(Footprint(float(x), float(z), 1.6, 1.6, 0.0))
    behind = (site.gx - middle[0]) * toward[0] + (site.gz - middle[1]) * toward[1] < 0
    woods(site, 2, (past > 2.5) & (past < 6) & behind & site.away(2.5), {"willow": 1.0}, clump=0, margin=0.1)


def banks(site: Site, line: NDArray[np.floating], width: float, willows: int = 4) -> None:
    """Reeds, rocks and bushes along a river."""
    d = site.distance_to(line)
    edge = (d > width / 2 + 0.3) & (d < width / 2 + 1.6)
    site.scatter("reeds", site.count("reeds", 40), edge, clump=1.6, margin=0.0, blocks=False, in_water=True)
    site.scatter(
        "rock",
        site.count("rock", 34),
        (d > width / 2 - 0.6) & (d < width / 2 + 3.0),
        scale=(0.25, 1.0),
        clump=2.5,
        margin=0.1,
        in_water=True,
    )
    woods(site, willows, (d > width / 2 + 3.5) & (d < width / 2 + 7.5) & site.away(2.5), {"willow": 1.0}, clump=0, margin=0.1)
    site.scatter("bush", 10, (d > width / 2 + 2.0) & (d < width / 2 + 5.0), scale=(0.6, 1.1), clump=2.5)


def bridge_over(site: Site, line: NDArray[np.floating], at: int, river_width: float, path_width: float = 2.6) -> Instance | None:
    """A bridge square to the river at index `at` of its middle line, from bank to bank; both ends meet the ground."""
    a, b = line[max(at - 3, 0)], line[min(at + 3, len(line) - 1)]
    flow = np.array([b[0] - a[0], b[2] - a[2]])
    flow /= np.linalg.norm(flow)
    cross = np.array([-flow[1], flow[0]])
    yaw = float(np.arctan2(cross[0], cross[1]))
    x, z = float(line[at, 0]), float(line[at, 2])
    length = river_width + 5.5
    ends = [(x + sign * cross[0] * length / 2, z + sign * cross[1] * length / 2) for sign in (-1, 1)]
    y = max(site.y(*e) for e in ends)
    for ex, ez in ends:
        site.level(ex, ez, path_width + 1.0, 2.0, yaw, 3.0, y=y)
        along, aside = ((site.gx - ex) * a + (site.gz - ez) * b for a, b in (cross, flow))
        trodden = (np.abs(along) < RAMP_M) & (np.abs(aside) < path_width / 2 + 0.3) & ~np.isfinite(site.water)
        site.paint(trodden, "cobbles")  # where the deck lies on the ground no grass grows through it
    return site.put("bridge", x, z, yaw, size=(path_width, 0.85 + 0.14 * length, length), y=y, force=True, on_path=True, in_water=True)


def edge_woods(
    site: Site, density: float = 1.0, mix: dict[str, float] | None = None, avoid: NDArray[np.bool_] | None = None
) -> None:  # fmt: skip
    """Trees towards the edge of the ground, so that the open middle has a frame."""
    r = np.hypot(site.gx, site.gz)
    where = site.away(2.5) & (r > 26) & (np.maximum(np.abs(site.gx), np.abs(site.gz)) < site.half_m - 4)
    if avoid is not None:
        where &= ~avoid
    woods(site, int(44 * density), where, mix or {"beech": 0.2, "oak": 0.15, "maple": 0.15, "pine": 0.35, "birch": 0.15})
