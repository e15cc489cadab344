"""Japanese garden: a pond with an island and a red bridge, a way round it from view to view, a tea house, raked gravel, bamboo, maples."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance
from . import extras
from .kind import Kind
from .outdoors import edge_woods, light_over_the_shoulder, ragged, woods
from .requests import fulfil
from .site import Footprint, Site, heading

Array = NDArray[np.floating]
LEVEL_M = -0.35
MAPLES = ("#a8402c", "#b8552c", "#8f3230", "#7d8a3a")
CHERRY = "#dba8b8"
EXTRAS = ("bell", "bamboo_fountain", "parasol", "gong", "buddha", "stone_pagoda")


def compose(site: Site) -> None:
    rng = site.rng
    if site.spec.season is None and not site.style.snowy:
        site.style = replace(site.style, season=str(rng.choice(["spring", "summer", "autumn", "autumn"])))
    site.walk_m = 30.0
    site.hills(1.0, 8.0, inner=22.0)
    site.paint(site.height > -99, "moss")
    site.paint(ragged(site, site.noise(13, 3), 0.4) > 0.1, "grass")
    side = float(rng.choice([-1, 1]))  # of the tea house
    middle = (float(-side * rng.uniform(0, 2)), float(rng.uniform(3, 6)))
    past = _pond(site, middle, side)
    site.height += 0.5 * np.clip(past / 7, 0, 1) * (1 + 0.5 * site.noise(9, 2))
    site.lake(past, 0.7, LEVEL_M, "riverbed")
    gate = (float(rng.uniform(-3, 3)), -17.5)
    round_ = _way(site, past, middle)
    near = min(round_, key=lambda p: np.hypot(p[0] - gate[0], p[1] - gate[1] - 6))
    site.path([(gate[0] + rng.uniform(-6, 6), -50), (gate[0], -28), gate, (gate[0], gate[1] + 3), near], 1.7, "gravel")
    site.path([*round_, round_[0]], 1.5, "gravel")
    if site.allowed("torii"):
        site.put("torii", gate[0], gate[1] + 4.2, np.pi, on_path=True, force=True, blocks=False)
        site.footprints += [Footprint(gate[0] + post * 1.55, gate[1] + 4.2, 0.4, 0.4, 0.0, 4.0) for post in (-1, 1)]
    site.enter(*gate, (middle[0], middle[1] - 2))
    _bridge(site, past, middle, side)
    house = _tea_house(site, past, middle, side, round_)
    _dry_garden(site, past, middle, side)
    for r, o in ((5.5, 3.2), (6.5, -3.2), (7.5, 4.6), (8.5, -4.4), (9.5, 3.4), (7.0, -6.0), (7.2, 6.2), (5.2, -5.0)):
        site.spots.append((gate[0] + o, gate[1] + r, np.pi))
    fulfil(site)
    _lanterns(site, round_, middle, gate)
    _pond_edge(site, past)
    _plants(site, past, middle, side, gate)
    extras.outdoors(site, EXTRAS, (2, 4))
    light_over_the_shoulder(site, middle)
    _views(site, round_, middle, gate, house)


def _pond(site: Site, middle: tuple[float, float], side: float) -> Array:
    """(n, n) metres outside a pond of two lobes with a waist, bays in its shore, an islet in the larger lobe."""
    rng = site.rng
    x, z = site.gx - middle[0], site.gz - middle[1]
    a = np.hypot((x + side * 3.2) / 1.25, z - 1.0) - rng.uniform(5.4, 6.6)
    b = np.hypot(x - side * rng.uniform(4.4, 5.6), (z + rng.uniform(1.5, 3.5)) / 1.1) - rng.uniform(3.2, 4.2)
    k = 1.6
    blend = -k * np.log(np.exp(-a / k) + np.exp(-b / k))  # a soft union
    past = blend + 0.8 * site.noise(7, 2)
    islet = rng.uniform(1.5, 2.1) - np.hypot(x + side * 4.6, z - rng.uniform(1.5, 3.0)) + 0.2 * site.noise(4, 2)
    return np.maximum(past, islet)


def _way(site: Site, past: Array, middle: tuple[float, float]) -> list[tuple[float, float]]:
    """Round the pond, nearer to it here and farther off there."""
    rng = site.rng
    points, start = [], rng.uniform(0, 6.28)
    for k in range(11):
        a = start + 2 * np.pi * k / 11
        wanted = 2.4 + rng.uniform(-0.5, 2.2)
        for r in np.arange(3.0, 19.0, 0.4):
            x, z = middle[0] + r * np.sin(a), middle[1] + r * np.cos(a)
            if (
                past[site.cell(x, z)] > wanted
                and past[site.cell(middle[0] + (r + 3) * np.sin(a), middle[1] + (r + 3) * np.cos(a))] > wanted
            ):
                points.append((float(x), float(z)))
                break
    return points


def _bridge(site: Site, past: Array, middle: tuple[float, float], side: float) -> None:
    """Red, over the waist of the pond, both ends on land."""
    if not site.allowed("bridge"):
        return
    rng = site.rng
    best: tuple[float, float, float, float, float] | None = None
    for dx in np.arange(-1.5, 3.6, 0.5).tolist():
        for turn in np.linspace(-0.6, 0.6, 7).tolist():
            x = middle[0] + side * dx
            s, c = np.sin(turn), np.cos(turn)
            line = np.arange(-14, 14, 0.25)
            wet = np.array([past[site.cell(x + t * s, middle[1] + t * c)] < 0.35 for t in line])
            if not wet.any():
                continue
            low, high = line[wet][0], line[wet][-1]
            if not wet[(line > low) & (line < high)].all() or high - low < 3.0:
                continue
            if best is None or high - low < best[0]:
                best = (float(high - low), x, float(turn), float(low), float(high))
    if best is None:
        return
    _, x, turn, low, high = best
    s, c = np.sin(turn), np.cos(turn)
    length, at = high - low + 2.4, (high + low) / 2
    bx, bz = x + at * s, middle[1] + at * c
    ends = [(bx + q * length / 2 * s, bz + q * length / 2 * c) for q in (-1, 1)]
    y = max(site.y(*e) for e in ends)
    for ex, ez in ends:
        site.level(ex, ez, 2.0, 1.4, turn, 2.2, y=y)
    red = str(rng.choice(["#a8341f", "#b33e26", "#9c3020"]))
    size = (1.9, 1.2 + 0.09 * length, length)
    site.put("bridge", bx, bz, turn, size=size, y=y, force=True, on_path=True, in_water=True, color=red, material="planks")
    for q, (ex, ez) in zip((-1, 1), ends, strict=True):
        site.path([(ex, ez), (ex + q * 2.6 * s, ez + q * 2.6 * c)], 1.3, "gravel")


def _tea_house(
    site: Site, past: Array, middle: tuple[float, float], side: float, round_: list[tuple[float, float]]
) -> Instance | None:  # fmt: skip
    """By the water across from the gate, its open side to the pond, stones that lead to it."""
    rng = site.rng
    if not site.allowed("tea_house"):
        return None
    size = (float(rng.uniform(6.6, 8.2)), float(rng.uniform(4.4, 5.2)), float(rng.uniform(5.6, 6.6)))
    for attempt in range(120):
        a = side * rng.uniform(0.35, 1.4 + 0.012 * attempt)
        r = rng.uniform(10.5, 15.0 + 0.05 * attempt)
        x, z = middle[0] + r * np.sin(a), middle[1] + r * np.cos(a)
        yaw = float(np.arctan2(middle[0] - x, middle[1] - z))
        if past[site.cell(x, z)] < 4.2 or not site.free(x, z, size[0], size[2], yaw, 0.3):
            continue
        house = site.put("tea_house", x, z, yaw, size=size, margin=0.3, level=True)
        if house is None:
            continue
        out = np.array([np.sin(yaw), np.cos(yaw)])
        door = np.array([x, z]) + out * (size[2] / 2 + 0.2)
        goal = np.array(min(round_, key=lambda p: np.hypot(p[0] - door[0], p[1] - door[1])))
        gap = float(np.linalg.norm(goal - door))
        if gap > 1.2 and site.allowed("stepping_stones"):
            at, turn = (door + goal) / 2, heading(goal - door)
            site.put("stepping_stones", at[0], at[1], turn, size=(0.95, 0.1, gap), force=True, on_path=True, blocks=False)
        aside = np.array([out[1], -out[0]]) * rng.choice([-1, 1])
        basin = door + aside * (size[0] / 2 - 0.9) + out * 0.9
        site.put("water_basin", basin[0], basin[1], heading(-aside), margin=0.05)
        return house
    return None


def _dry_garden(site: Site, past: Array, middle: tuple[float, float], side: float) -> None:
    """Raked gravel with three, five or seven stones in it, moss at their feet, a fence behind."""
    rng = site.rng
    wide, deep = float(rng.uniform(7.0, 9.0)), float(rng.uniform(5.0, 6.5))
    for attempt in range(160):
        a = -side * rng.uniform(0.4, 2.0 + 0.006 * attempt)
        r = rng.uniform(10.5, 15.0) + 0.04 * attempt
        x, z = middle[0] + r * np.sin(a), middle[1] + r * np.cos(a)
        yaw = float(np.arctan2(middle[0] - x, middle[1] - z))
        if past[site.cell(x, z)] < deep / 2 + 1.2 or not site.free(x, z, wide + 0.6, deep + 0.6, yaw, 0.1):
            continue
        site.level(x, z, wide, deep, yaw, 1.6)
        c, s = np.cos(yaw), np.sin(yaw)
        u, v = (site.gx - x) * c - (site.gz - z) * s, (site.gx - x) * s + (site.gz - z) * c
        site.paint((np.abs(u) < wide / 2) & (np.abs(v) < deep / 2), "raked_gravel")
        for _ in range(int(rng.choice([1, 2])) if site.allowed("rock") else 0):
            p, q = rng.uniform(-0.3, 0.3) * wide, rng.uniform(-0.25, 0.25) * deep
            site.paint((u - p) ** 2 + 1.4 * (v - q) ** 2 < 1.1, "moss")
            for k, (dp, dq, size) in enumerate(((0, 0, (0.9, 1.1, 0.7)), (0.75, 0.25, (0.7, 0.5, 0.6)), (-0.6, 0.35, (0.5, 0.35, 0.6)))):
                px, pz = x + (p + dp) * c + (q + dq) * s, z - (p + dp) * s + (q + dq) * c
                grow = float(rng.uniform(0.85, 1.2))
                site.put("rock", px, pz, rng.uniform(0, 6), size=[grow * m for m in size], margin=0.0 if k else 0.05)
        if site.allowed("bamboo_fence") and not site.wants("bamboo_fence"):
            for k in range(int(wide / 2.4)):
                p = (k + 0.5 - int(wide / 2.4) / 2) * 2.4
                site.put("bamboo_fence", x + p * c - (deep / 2 + 0.2) * s, z - p * s - (deep / 2 + 0.2) * c, yaw, margin=0.0)
        site.footprints.append(Footprint(x, z, wide / 2, deep / 2, yaw, 0.02))
        if site.allowed("bench"):
            side_ = float(rng.choice([-1, 1]))
            site.put(
                "bench", x + side_ * 1.6 * c + (deep / 2 + 0.6) * s, z - side_ * 1.6 * s + (deep / 2 + 0.6) * c, yaw + np.pi, margin=0.02
            )
        return


def _lanterns(site: Site, round_: list[tuple[float, float]], middle: tuple[float, float], gate: tuple[float, float]) -> None:
    """Tall ones at turns of the way and at the gate, a low one by the water."""
    rng = site.rng
    number, made = site.count("stone_lantern", int(rng.integers(4, 7))), 0
    places = [(gate[0] + 2.7, gate[1] + 5.4), (gate[0] - 2.7, gate[1] + 5.4)]
    for x, z in round_:
        out = np.array([x - middle[0], z - middle[1]])
        out /= np.linalg.norm(out)
        places += [(x + out[0] * 1.45, z + out[1] * 1.45), (x - out[0] * 1.5, z - out[1] * 1.5)]
    order = [0, 1, *(2 + rng.permutation(len(places) - 2))] if rng.random() < 0.5 else list(rng.permutation(len(places)))
    for k in order:
        if made >= number:
            return
        low = rng.random() < 0.35
        size = (1.2, 1.05, 1.2) if low else (0.75, float(rng.uniform(1.5, 1.9)), 0.75)
        made += site.put("stone_lantern", *places[k], yaw=float(rng.uniform(0, 6)), size=size, margin=0.05) is not None


def _pond_edge(site: Site, past: Array) -> None:
    """Stones set along the shore, a few in the water, reeds and irises in bays."""
    edge = (past > -0.7) & (past < 0.9)
    site.scatter("rock", site.count("rock", 70), edge, scale=(0.25, 0.85), clump=1.6, margin=0.0, in_water=True)
    bays = (past > -1.0) & (past < 0.3) & (site.noise(8, 2) > 0.25)
    site.scatter("reeds", site.count("reeds", 12), bays, clump=0.9, margin=0.0, blocks=False, in_water=True, scale=(0.6, 0.9))
    shore = (past > 0.8) & (past < 2.2) & site.away(0.3)
    site.scatter("flowers", site.count("flowers", 8), shore, clump=1.4, blocks=False, scale=(0.6, 1.0))


def _plants(site: Site, past: Array, middle: tuple[float, float], side: float, gate: tuple[float, float]) -> None:
    """Clipped shrubs in drifts, trained pines by the water, red maples and cherries, bamboo at the back, a frame of trees."""
    rng = site.rng
    r = np.hypot(site.gx - middle[0], site.gz - middle[1])
    ahead = (np.abs(site.gx - gate[0]) < 4.0) & (site.gz < middle[1] - 4)
    garden = (past > 1.4) & (r < 22) & ~ahead
    site.scatter("niwaki", site.count("niwaki", 7), garden & (past < 6) & site.away(1.0), scale=(0.85, 1.3), clump=0, margin=0.1)
    site.scatter("topiary", site.count("topiary", 46), garden & site.away(0.35), scale=(0.6, 1.25), clump=1.7, margin=0.02)
    spring = site.style.season == "spring"
    if "tree" in site._closed:
        site.scatter("tree", site.count("tree", 0), garden & site.away(1.0), clump=0)
    else:
        for _ in range(int(rng.integers(9, 13))):
            color = CHERRY if spring and rng.random() < 0.6 else str(rng.choice(MAPLES))
            box = ((2.8, 4.4), (3.2, 5.2))
            site.scatter("tree", 1, garden & (r > 8) & site.away(1.0), box=box, margin=0.1, tags=("maple",), color=color)
        woods(site, 26, (r > 19) & (r < 34) & site.away(1.6) & ~ahead, {"maple": 0.35, "pine": 0.4, "oak": 0.25}, clump=3.0)
        edge_woods(site, 1.8, {"pine": 0.5, "beech": 0.2, "maple": 0.3}, avoid=ahead)
    back = (r > 13) & (r < 21) & (-side * (site.gx - middle[0]) > 2) & (site.gz > middle[1] - 4)
    site.scatter("bamboo", site.count("bamboo", 26), back & site.away(0.4), clump=2.4, margin=0.0, scale=(0.75, 1.1))
    site.scatter("fern", site.count("fern", 30), garden & site.away(0.3), clump=1.2, margin=0.0, blocks=False)
    if "bush" not in site._closed:
        site.scatter("bush", 14, (r > 17) & (r < 30) & site.away(0.8) & ~ahead, clump=2.2, scale=(0.7, 1.2))


def _views(
    site: Site, round_: list[tuple[float, float]], middle: tuple[float, float], gate: tuple[float, float], house: Instance | None
) -> None:  # fmt: skip
    """From the gate, and from turns of the way across the water."""
    site.look(*gate, (middle[0], middle[1]))
    site.look(gate[0], gate[1] - 5.0, (middle[0], middle[1]))
    for k in (0, 2, 4, 6, 8, 10, 3, 7):
        if k < len(round_):
            x, z = round_[k]
            site.look(x, z, (2 * middle[0] - x + 2.0, 2 * middle[1] - z))
    if house is not None:
        hx, _, hz = house.position_m
        for x, z in sorted(round_, key=lambda p: -np.hypot(p[0] - hx, p[1] - hz))[:2]:
            site.look(x, z, (hx, hz))


KIND = Kind(
    "japanese_garden",
    "a Japanese garden with a pond, a red bridge, a tea house, stone lanterns, raked gravel, bamboo, maples and pines",
    interior=False,
    compose=compose,
    hour=16.4,
    palette=({"roof": "#54585c"}, {"roof": "#6a5a48"}, {"roof": "#4c5450"}),
    phrases=(
        "japanese garden", "zen garden", "stroll garden", "tea garden", "japanese tea garden", "temple garden", "koi garden",
        "rock garden", "zen rock garden", "japanese style garden", "japanese-style garden", "kyoto garden", "oriental garden",
        "japanese water garden", "dry garden",
        "kyoto style garden", "garden in kyoto", "japanese stroll garden", "japanese park",
    ),
    captions=("japanese garden", "zen garden", "stroll garden"),
    essence="a Japanese zen garden with a pond, a red bridge, stone lanterns, bamboo and a tea house",
    things=("stone_lantern", "torii", "tea_house", "bamboo", "niwaki", "topiary", "water_basin", "stepping_stones", "bamboo_fence"),
    built=False,
)  # fmt: skip
