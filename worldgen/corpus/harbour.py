"""Harbour: a quay, houses behind it and the open sea before it, jetties with boats, stores and nets, and a lighthouse: on a point of
rocks, at the end of a mole, or on the headland of a cove whose beaches lie beside a short quay."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance
from . import extras
from .kind import Kind
from .outdoors import edge_woods, house_at, light_over_the_shoulder, ragged, woods
from .requests import fulfil
from .site import Footprint, Site, along

PLANS = {"point": ("point", "headland"), "mole": ("mole", "breakwater"), "cove": ("cove", "bay", "beach", "beaches")}
LEVEL_M, QUAY_M, LAND_M = -0.7, 2.4, 0.55  # of the sea; depth of the quay's wall; height of the land behind it
Array = NDArray[np.floating]

HEAPED = ("crate", "barrel", "lobster_pot", "fish_box", "sack", "rope_coil")
STORES = (*HEAPED, "crate", "barrel", "net_rack", "market_stall", "cart", "bench", "anchor", "buoy", "lobster_pot", "none")
EXTRAS = (
    "lobster_pot", "rope_coil", "buoy", "crane", "fish_box", "basket", "life_ring", "flagpole", "sack", "wheelbarrow", "cannon", "bucket",
)  # fmt: skip


def compose(site: Site) -> None:
    rng = site.rng
    usual = {"wall": str(rng.choice(["plaster", "planks", "plaster", "brick"])), "roof": str(rng.choice(["tiles", "slate", "shingles"]))}
    site.style = replace(site.style, materials={**usual, **site.style.materials})
    side = float(rng.choice([-1, 1]))  # of the lighthouse
    quay = float(rng.uniform(3.0, 6.0))  # z of its edge
    plan = site.plan(PLANS)
    half = float(rng.uniform(13, 17) if plan == "cove" else rng.uniform(24, 30))  # of the quay's length
    light_at = {
        "point": (side * (half + 8), quay + 17.0),
        "mole": (side * (half - rng.uniform(6, 12)), quay + rng.uniform(22, 26)),
        "cove": (side * (half + rng.uniform(15, 18)), quay + rng.uniform(9, 13)),
    }[plan]
    arm = along([(side * (half - 2), 0.0, quay - 3), (side * (half + 4), 0.0, quay + 11), (light_at[0], 0.0, light_at[1])], 1.0)
    past = _coast(site, quay, half, side, plan, arm)
    site.height += LAND_M + np.clip(-site.gz - 8, 0, 60) * float(rng.uniform(0.16, 0.26)) * (1 + 0.25 * site.noise(30, 2))
    site.paint(site.height > -9, "grass")
    site.lake(past, 4.0, LEVEL_M, "sand", cls="sea")
    level = (np.abs(site.gx) < half) & (site.gz < quay) & (site.gz > quay - 13)
    site.height[level] = LAND_M
    site.paint(level, str(rng.choice(["cobbles", "pavers", "cobbles"])))
    site.water[level] = np.nan
    _quay(site, quay, half)
    if plan == "cove":
        site.paint((past > -2) & (past < 5 + 3 * site.noise(12, 2)) & (np.abs(site.gx) > half) & (site.gz > quay - 16), "sand")
    x0 = float(-side * (rng.uniform(3, 7) if plan == "cove" else rng.uniform(6, 12)))
    z0 = quay - 8.5
    site.path([(x0 * 1.4, -50), (x0 * 0.8, -30), (x0, z0 - 6), (x0, z0)], 2.8, "cobbles", "road")
    site.enter(x0, z0, (side * 16.0, quay + 22.0))
    light = _lighthouse(site, quay, half, side, light_at, plan, arm)
    boats = _jetties(site, quay, half, x0)
    for k in range(9):
        site.spots.append((x0 + side * (2.6 + 2.1 * k) * (1 if k % 3 else -0.9), quay - 3.0 - 1.3 * (k % 3), np.pi))
    houses = _houses(site, quay, max(half, 26.0), x0)
    fulfil(site)
    _stores(site, quay, half, x0)
    _shore(site, past, half + (10.0 if plan == "cove" else 0.0))
    if plan == "cove":
        _beach(site, past, half)
    _growth(site, past, x0)
    extras.outdoors(site, EXTRAS, (5, 8))
    light_over_the_shoulder(site, (side * 10.0, quay + 16.0))
    _views(site, quay, half, x0, side, light, boats, houses)


def _coast(site: Site, quay: float, half: float, side: float, plan: str, arm: Array) -> Array:
    """(n, n) metres from the sea: the quay's straight edge, wild shores or beaches at its ends, and where the lighthouse stands."""
    beside = np.maximum(np.abs(site.gx) - half, 0.0)
    out = np.clip(beside / 10, 0, 1)
    wild = quay + out * (2.0 * site.noise(20, 2) - 3.5)
    if plan == "point":
        wild = wild + np.exp(-(((site.gx - side * (half + 8)) / 7.5) ** 2)) * 26.0 * (1 + 0.12 * site.noise(9, 2))
    elif plan == "cove":  # beaches draw back from the quay's ends, then headlands reach out
        wild = wild - 4.0 * np.clip(beside / 5, 0, 1) + (0.075 + 0.02 * site.noise(30, 2)) * np.clip(beside - 2, 0, 22) ** 2
    past = (wild - site.gz) * 0.9 + 0.7 * out * site.noise(6, 2)
    if plan == "mole":
        end = np.hypot(site.gx - arm[-1, 0], site.gz - arm[-1, 2])
        past = np.maximum(past, np.maximum(2.7 - site.distance_to(arm), 5.2 - end) + 0.3 * site.noise(5, 2))
    return past


def _quay(site: Site, quay: float, half: float) -> None:
    """A wall of blocks along the edge, posts to moor at."""
    count = int(2 * half / 6)
    for k in range(count):
        x = (k + 0.5 - count / 2) * 6.0
        site.put(
            "platform", x, quay - 0.35, 0.0, size=(6.0, QUAY_M, 1.5), y=LAND_M + 0.012 - QUAY_M, force=True, blocks=False, in_water=True
        )
        site.footprints.append(Footprint(x, quay - 0.35, 3.0, 0.75, 0.0, 0.0))  # in the ground but for its edge: nobody stands on it
    for x in np.arange(-half + 3, half - 2, 5.5):
        if site.allowed("bollard"):
            site.put("bollard", float(x), quay - 0.75, 0.0, size=(0.34, 0.62, 0.34), y=LAND_M + 0.012, force=True)


def _lighthouse(
    site: Site, quay: float, half: float, side: float, at: tuple[float, float], plan: str, arm: Array
) -> Instance | None:  # fmt: skip
    if not site.allowed("lighthouse"):
        return None
    rng = site.rng
    made = None
    for k in range(site.count("lighthouse", 1)):
        x, z = (at[0], at[1]) if k == 0 else (side * (half + 8 - 9 * k), quay + 17.0 - 6 * k)
        high = float(rng.uniform(15, 21) if plan != "mole" else rng.uniform(11, 15))
        site.level(x, z, 7.0, 7.0, 0.0, 4.0 if plan != "mole" else 2.0, y={"point": 1.6, "mole": LAND_M + 0.1, "cove": 2.6}[plan])
        item = site.put("lighthouse", x, z, np.pi, size=(0.3 * high, high, 0.3 * high), force=True, on_path=True, in_water=True)
        made = made or item
    if made is not None:
        way = [(float(x), float(z)) for x, _, z in arm[:-4:3]] if plan == "mole" else [
            (side * (half - 3), quay - 5), (side * (half + 4), quay + 2 - 5 * (plan == "cove")), (at[0], at[1] - 5),
        ]  # fmt: skip
        site.path(way, 1.8, "gravel" if plan != "mole" else "pavers")
    return made


def _jetties(site: Site, quay: float, half: float, x0: float) -> list[Instance]:
    """Out from the quay, boats at both sides of each; others along the wall."""
    rng = site.rng
    jetties: list[Instance] = []
    number = site.count("jetty", int(rng.integers(2, 4)))
    for x in np.linspace(-half + 7, half - 9, max(number, 1))[:number]:
        if not site.allowed("jetty"):
            break
        long = float(rng.uniform(10, 15))
        z = quay + 0.45 + long / 2
        jetty = site.put(
            "jetty", float(x + rng.uniform(-1, 1)), z, 0.0, size=(2.0, LAND_M - LEVEL_M, long), y=LEVEL_M, force=True, in_water=True
        )
        if jetty is not None:
            jetties.append(jetty)
    berths = [(j.position_m[0] + s * 2.1, j.position_m[2] + t * j.size_m[2]) for j in jetties for t in (-0.18, 0.25) for s in (-1, 1)]
    berths += [(float(x), quay + 1.6) for x in np.arange(-half + 3, half - 3, 6.0) if all(abs(x - j.position_m[0]) > 4 for j in jetties)]
    boats = site.count("boat", int(rng.integers(6, 10)))
    for k in rng.permutation(len(berths)):
        if boats <= 0 or not site.allowed("boat"):
            break
        x, z = berths[int(k)]
        along = np.pi / 2 if z < quay + 2 else 0.0
        size = (1.5, 0.75, 3.8) if rng.random() < 0.6 else (1.9, 0.95, 5.0)
        item = site.put("boat", x, z, along + float(rng.choice([0, np.pi])), size=size, y=LEVEL_M - 0.2, in_water=True, margin=0.05)
        boats -= item is not None
    return jetties


def _houses(site: Site, quay: float, half: float, x0: float) -> list[Instance]:
    """A row behind the quay, more up the slope, a shed or a church among them."""
    rng = site.rng
    houses: list[Instance] = []
    ways: list[list[tuple[float, float]]] = []
    number = site.count("house", int(rng.integers(8, 12)))
    for cls, size in (("church", (7.5, 15, 12)), ("barn", (10, 6.4, 7.5))):
        if (site.wants(cls) or rng.random() < (0.4 if cls == "church" else 0.7)) and site.allowed(cls):
            for x in rng.permutation(np.arange(-half + 8, half - 7, 4.0)):
                z = quay - 19.0 if cls == "barn" else quay - 33.0
                if any(abs(x - way[0][0]) < 13 for way in ways):  # below another it would cut off the way
                    continue
                if abs(x - x0) > 9 and site.put(cls, float(x), z, 0.0, size=size, margin=2.2, level=True):
                    site.keep_clear.append(Footprint(float(x), z, size[0] / 2 + 1.5, size[2] / 2 + 1.5, 0.0))  # its pad from others'
                    door = z + size[2] / 2 + 0.6
                    ways.append([(float(x), door), (0.8 * x + 0.2 * x0, door + 2.5), (0.3 * x + 0.7 * x0, door + 5), (x0, door + 7)])
                    break
    for way in ways:  # kept free now, and paved after the houses' pads, which would cut it off
        line = along([(px, 0.0, pz) for px, pz in way], 1.0)
        site.keep_clear.extend(Footprint(float(px), float(pz), 1.4, 1.4, 0.0) for px, _, pz in line[2:])
    _rows(site, quay, half, x0, number, houses)
    for way in ways:
        site.path(way, 1.2, "gravel")
    return houses


def _rows(site: Site, quay: float, half: float, x0: float, number: int, houses: list[Instance]) -> None:
    """Houses in rows up the slope, until there are so many."""
    rng = site.rng
    for row in range(3):
        z = quay - 17.0 - 11.5 * row
        for x in np.arange(-half + 4, half - 3, 8.6):
            if len(houses) >= number:
                return
            at = float(x + rng.uniform(-0.7, 0.7))
            if abs(at - x0) < 6.5:
                continue
            size = (float(rng.uniform(6.2, 7.8)), float(rng.uniform(5.6, 8.0)), float(rng.uniform(5.4, 6.6)))
            if (
                house := house_at(site, at, z + float(rng.uniform(-0.8, 0.8)), (at + float(rng.uniform(-1, 1)), z + 7.5), *size)
            ) is not None:
                houses.append(house)


def _stores(site: Site, quay: float, half: float, x0: float) -> None:
    """What a harbour is full of, in groups along the quay, a way kept free."""
    rng = site.rng
    for x in np.arange(-half + 4, half - 3, 2.9):
        at = float(x + rng.uniform(-1.2, 1.2))
        if abs(at - x0) < 2.4:
            continue
        cls = str(rng.choice(STORES))
        if cls == "none" or not site.allowed(cls) or site.wants(cls) or cls in site._closed:
            continue
        z = quay - float(rng.uniform(2.7, 4.6))
        if cls in HEAPED:
            for _ in range(int(rng.integers(2, 6))):
                site.put(
                    cls, at + float(rng.normal(0, 0.8)), z + float(rng.normal(0, 0.5)), float(rng.uniform(0, 6)), margin=0.02, on_path=True
                )
        else:
            site.put(cls, at, z, 0.0 if cls != "market_stall" else np.pi, margin=0.1, on_path=True)
    for x in np.arange(-half + 2, half, 9.0):
        if site.allowed("lantern_post") and "lantern_post" not in site._closed:
            site.put("lantern_post", float(x), quay - 1.9, 0.0, margin=0.05, on_path=True)
    if site.allowed("boat") and "boat" not in site._closed:
        site.put("boat", float(-np.sign(x0) * (half + 4)), quay - 4.5, float(rng.uniform(0.4, 1.2)), margin=0.3, level=True)


def _shore(site: Site, past: Array, half: float) -> None:
    """Boulders along the wild shore and round the point."""
    edge = (past > -1.2) & (past < 2.2) & site.away(0.3) | (past > -1.6) & (past < 0.6) & np.isfinite(site.water)
    edge &= np.abs(site.gx) > half + 1.5  # the quay is a wall
    site.scatter("rock", site.count("rock", 70), edge, scale=(0.4, 1.6), clump=2.4, margin=0.05, in_water=True)


def _beach(site: Site, past: Array, half: float) -> None:
    """Boats drawn up on the sand, with what is stored there."""
    if not site.allowed("boat") or "boat" in site._closed:
        return
    sand = np.argwhere((past > 2.0) & (past < 4.0) & (np.abs(site.gx) > half + 2) & (np.abs(site.gx) < half + 14) & (site.gz > -20))
    for k in site.rng.permutation(len(sand))[:9]:
        x, z = float(site.gx[tuple(sand[k])]), float(site.gz[tuple(sand[k])])
        site.put("boat", x, z, float(site.rng.normal(np.pi, 0.5)), margin=2.2, level=True)


def _growth(site: Site, past: Array, x0: float) -> None:
    slope = (past > 3) & (site.gz < -14) & site.away(1.6) & (np.abs(site.gx - x0) > 4)
    if "tree" in site._closed:
        site.scatter("tree", site.count("tree", 0), slope & (np.hypot(site.gx, site.gz) < 34), clump=0)
    else:
        woods(site, 14, slope & (np.hypot(site.gx, site.gz) < 38), {"tree": 0.5, "pine": 0.3, "birch": 0.2}, clump=3.0)
        edge_woods(site, 0.9, {"pine": 0.5, "tree": 0.5}, avoid=(past < 4) | (site.gz > -16))
    site.scatter("bush", site.count("bush", 24), (past > 2) & site.away(0.8) & (site.gz < -8), scale=(0.5, 1.1), clump=2.0)
    site.scatter("flowers", site.count("flowers", 14), (past > 2) & site.away(0.5) & (site.gz < -6), clump=2.0, blocks=False)
    site.paint((site.surface == 0) & (ragged(site, site.noise(16, 2), 0.5) > 0.3), "meadow")


def _views(
    site: Site, quay: float, half: float, x0: float, side: float, light: Instance | None, jetties: list[Instance], houses: list[Instance]
) -> None:  # fmt: skip
    """Along the quay, over the boats to the lighthouse, from a jetty's root and from the slope, back at the houses."""
    goal = (light.position_m[0], light.position_m[2]) if light is not None else (side * 20, quay + 20)
    site.look(x0, quay - 8.5, goal)
    site.look(x0, quay - 13, goal)
    site.look(-side * (half - 4), quay - 6.5, (side * 10, quay + 2))
    site.look(side * (half - 3), quay - 7.0, (-side * 12, quay - 2))
    site.look(side * (half - 1), quay - 3.0, (goal[0], goal[1]))
    for jetty in jetties[:2]:
        site.look(jetty.position_m[0] + 3.4, quay - 3.2, (jetty.position_m[0] - 1, quay + 9))
    site.look(0.0, quay - 5.5, (-side * 8, quay - 20))
    site.look(x0 * 0.85, -24.0, (side * 6, quay + 14))
    if light is not None:
        site.look(goal[0] - side * 2.5, goal[1] - 9.5, (-side * 10, quay - 12))


KIND = Kind(
    "harbour",
    "a harbour with a quay, jetties, boats, houses, nets and crates, and a lighthouse on a point over the open sea",
    interior=False,
    compose=compose,
    hour=17.4,
    palette=({}, {"wall": "#e4dcc8"}, {"wall": "#c8d2d4"}, {"wall": "#d8b8a0"}),
    phrases=(
        "harbour", "harbor", "port", "seaport", "fishing harbour", "fishing harbor", "quay", "marina", "wharf", "fishing port",
        "harbour town", "harbor town", "port town", "harbourfront", "harbour front", "harborfront", "harbor front", "docks", "dockside",
        "waterfront", "harbourside", "harborside", "small port", "old port", "quayside",
    ),
    captions=("harbour", "fishing harbour", "small port"),
    essence="a harbour by the sea, a fishing port with boats, jetties and a lighthouse",
    things=("lighthouse", "jetty", "boat", "net_rack", "anchor"),
)  # fmt: skip
