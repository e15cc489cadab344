"""Farmland: a farmyard of house, barn and silos where tracks meet, fields in strips about it, an orchard, hedges, hay, a windpump."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Curve, Instance
from . import extras
from .kind import Kind
from .outdoors import garden, house_at, light_over_the_shoulder, pond, ragged, woods
from .requests import fulfil
from .site import Footprint, Site

WHEAT = ("#c9a548", "#bf9a44", "#d0b05a")
EXTRAS = (
    "wheelbarrow", "plough", "pumpkin", "beehive", "chicken_coop", "doghouse", "milk_can", "garden_tools", "water_tower", "sack",
    "clothesline", "vegetable_patch", "splitting_block", "field_gate", "wagon_wheel", "tractor",
)  # fmt: skip
LIGHTS = ("lantern_post",)


def compose(site: Site) -> None:
    rng = site.rng
    usual = {"wall": str(rng.choice(["planks", "rubble", "plaster", "brick"])), "roof": str(rng.choice(["tiles", "slate", "shingles"]))}
    site.style = replace(site.style, materials={**usual, **site.style.materials})
    site.hills(1.2, 5.0, inner=20.0)
    site.paint(site.height > -99, "grass")
    site.paint(ragged(site, site.noise(24, 2), 0.4) > 0.15, "meadow")
    side = float(rng.choice([-1, 1]))
    yard = (float(side * rng.uniform(4, 8)), float(rng.uniform(4, 8)))
    radius = float(rng.uniform(8.5, 10.5))
    site.level(*yard, 1.5 * radius, 1.5 * radius, 0.0, 5.0)
    x0, z0 = float(-side * rng.uniform(0, 3)), -17.0
    road = site.path([(x0 - 6 * side, -54), (x0, -30), (x0, z0), (yard[0] - side * 4, yard[1] - radius), yard], 2.6, "earth", "road")
    site.path([yard, (yard[0] + side * 2, yard[1] + radius + 4), (yard[0] - side * 6, 34), (-side * 12, 54)], 2.2, "earth")
    r = np.hypot(site.gx - yard[0], site.gz - yard[1])
    site.paint(r < radius * (1 + 0.12 * np.sin(3 * np.arctan2(site.gz - yard[1], site.gx - yard[0]))), str(rng.choice(["earth", "gravel"])))
    site.enter(x0, z0, yard)
    for k in range(9):
        a = np.pi + (k - 4) * 0.36
        site.spots.append((yard[0] + np.sin(a) * (3.2 + 1.4 * (k % 3)), yard[1] + np.cos(a) * (3.2 + 1.4 * (k % 3)), float(a)))
    if "lake" in site.spec.features:
        pond(site, (yard[0] - side * (radius + 9.0), yard[1] - 4.0), float(rng.uniform(5.0, 6.5)), yard)
    houses = _buildings(site, yard, radius, side)
    fulfil(site)
    for house in houses[:1]:
        garden(site, house)
    _yard(site, yard, radius)
    fields = _fields(site, yard, radius)
    _orchard(site, yard, radius)
    _fence(site, road)
    _growth(site, yard, radius, (x0, z0))
    extras.outdoors(site, EXTRAS, (5, 8))
    extras.outdoors(site, LIGHTS, (0, 1))
    light_over_the_shoulder(site, yard)
    _views(site, yard, radius, (x0, z0), fields)


def _buildings(site: Site, yard: tuple[float, float], radius: float, side: float) -> list[Instance]:
    """Round the yard, each with its doors to it; the barn is the largest."""
    rng = site.rng
    red = site.style.palette.get("barn", str(rng.choice(["#8a2e24", "#93382a", "#6f5a44", "#7d3428"])))
    houses: list[Instance] = []

    def about(cls: str, angle: float, out: float, size: tuple[float, float, float], **kw: object) -> Instance | None:
        for turn in (0.0, 0.25, -0.25, 0.5, -0.5, 0.8, -0.8):
            a = angle + turn
            x, z = yard[0] + np.sin(a) * out, yard[1] + np.cos(a) * out
            if item := site.put(cls, x, z, a + np.pi, size=size, margin=0.5, level=True, **kw):  # type: ignore[arg-type]
                return item
        return None

    for k in range(site.count("barn", 1 if rng.random() < 0.6 else 2)):
        size = (float(rng.uniform(9.5, 12)), float(rng.uniform(7.0, 8.5)), float(rng.uniform(8, 9.5)))
        about("barn", side * (0.25 + 1.5 * k), radius + 5.5, size, color=red)
    for k in range(site.count("silo", int(rng.integers(1, 4)))):
        wide = float(rng.uniform(3.4, 4.4))
        about("silo", side * (0.9 + 0.42 * k), radius + 3.6, (wide, float(rng.uniform(9, 13)), wide))
    for k in range(site.count("house", 1)):
        a = -side * (0.85 + 0.8 * k)
        for out in (radius + 4.5, radius + 6.0, radius + 8.0):
            x, z = yard[0] + np.sin(a) * out, yard[1] + np.cos(a) * out
            facing = (yard[0] + np.sin(a) * radius * 0.6, yard[1] + np.cos(a) * radius * 0.6)
            house = house_at(site, x, z, facing, float(rng.uniform(7.5, 9.5)), float(rng.uniform(6, 7.4)), float(rng.uniform(6, 7)))
            if house is not None:
                houses.append(house)
                break
    if site.allowed("windpump") and (site.wants("windpump") or rng.random() < 0.6):
        about("windpump", side * 2.2, radius + 4.0, (3.4, float(rng.uniform(9, 12)), 3.4))
    return houses


def _yard(site: Site, yard: tuple[float, float], radius: float) -> None:
    """A tractor or a cart, hay, a trough, barrels, a well, all near the yard's rim."""
    rng = site.rng
    for cls, usual in (
        ("tractor", 1),
        ("cart", 1),
        ("trough", 1),
        ("haystack", 3),
        ("barrel", 3),
        ("crate", 2),
        ("woodpile", 1),
        ("well", 1),
        ("bucket", 2),
    ):
        if not site.allowed(cls) or cls in site._closed:
            continue
        for _ in range(usual if rng.random() < 0.8 else 0):
            for _ in range(14):
                a, d = rng.uniform(0, 6.28), radius * rng.uniform(0.55, 0.98)
                x, z = yard[0] + np.sin(a) * d, yard[1] + np.cos(a) * d
                if site.put(cls, float(x), float(z), float(a + np.pi / 2), margin=0.3, on_path=d < radius * 0.8):
                    break


def _fields(site: Site, yard: tuple[float, float], radius: float) -> list[tuple[float, float]]:
    """Strips of wheat, ploughed earth, cabbages and stubble side by side, hay on some, a scarecrow in one."""
    rng = site.rng
    turn = float(rng.uniform(-0.25, 0.25))
    c, s = np.cos(turn), np.sin(turn)
    u, v = site.gx * c - site.gz * s, site.gx * s + site.gz * c
    away = np.hypot(site.gx - yard[0], site.gz - yard[1]) > radius + 11
    free = site.away(1.2) & away & (np.maximum(np.abs(site.gx), np.abs(site.gz)) < site.half_m - 3)
    found: list[tuple[float, float]] = []
    edges = np.cumsum([-58.0, *rng.uniform(9, 15, 12)])
    cuts = [-58.0, float(rng.uniform(-14, -4)), float(rng.uniform(14, 24)), 58.0]
    for a, b in zip(edges, edges[1:], strict=False):
        for low, high in zip(cuts, cuts[1:], strict=False):
            strip = free & (u > a + 0.7) & (u < b - 0.7) & (v > low + 0.8) & (v < high - 0.8)
            if strip.sum() < 240:
                continue
            crop = str(rng.choice(["wheat", "ploughed", "cabbage", "meadow", "wheat", "hay"]))
            site.paint(strip, "field" if crop in ("ploughed", "wheat", "cabbage") else "meadow")
            row, column = np.nonzero(strip)
            k = len(row) // 2
            middle = (float(site.gx[row[k], column[k]]), float(site.gz[row[k], column[k]]))
            near = strip & (np.hypot(site.gx, site.gz) < 42)
            if crop == "wheat" and site.allowed("reeds") and near.sum() > 120:
                color = str(rng.choice(WHEAT))
                site.scatter("reeds", min(150, int(near.sum() / 4)), near, scale=(0.75, 0.95), margin=-0.6, blocks=False, color=color)
                found.append(middle)
            elif crop == "cabbage" and site.allowed("bush"):
                for p in np.arange(a + 1.2, b - 1.0, 1.1):
                    for q in np.arange(max(low, -30) + 1.2, min(high, 34) - 1.0, 1.0):
                        x, z = p * c + q * s, -p * s + q * c
                        if max(abs(x), abs(z)) < site.half_m - 2 and near[site.cell(x, z)] and rng.random() < 0.9:
                            site.put("bush", float(x), float(z), float(rng.uniform(0, 6)), scale=float(rng.uniform(0.26, 0.36)), margin=0.0)
                found.append(middle)
            elif crop in ("hay", "meadow") and site.allowed("haystack") and "haystack" not in site._closed and crop == "hay":
                site.scatter("haystack", 4, near, scale=(0.8, 1.1), margin=0.8)
            if crop in ("cabbage", "wheat") and site.allowed("scarecrow") and not any(i.cls == "scarecrow" for i in site.instances):
                site.put("scarecrow", *middle, float(np.arctan2(-middle[0], -middle[1])), margin=-0.4, on_path=True)
    return found


def _orchard(site: Site, yard: tuple[float, float], radius: float) -> None:
    """Apple trees in rows on one side."""
    rng = site.rng
    if not site.allowed("tree") or "tree" in site._closed:
        return
    a = float(rng.uniform(0, 6.28))
    cx, cz = yard[0] + np.sin(a) * (radius + 17), yard[1] + np.cos(a) * (radius + 17)
    for i in range(-2, 3):
        for j in range(-1, 2):
            size = float(rng.uniform(3.0, 3.8))
            site.put(
                "tree", cx + 5.0 * i, cz + 5.0 * j, float(rng.uniform(0, 6)), size=(size, size, size), tags=("apple", "wild"), margin=0.4
            )


def _fence(site: Site, road: np.ndarray) -> None:
    """Rails along one side of the road in."""
    rng = site.rng
    if not site.allowed("fence") or site.wants("fence") or len(road) < 30:
        return
    side = float(rng.choice([-1, 1]))
    line = road[4 : int(0.62 * len(road)) : 6]
    along = np.gradient(line[:, [0, 2]], axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    xz = line[:, [0, 2]] + side * 2.5 * np.stack([along[:, 1], -along[:, 0]], 1)
    points = tuple((float(x), site.y(float(x), float(z)), float(z)) for x, z in xz)
    site.curves.append(Curve("fence", points, 0.12, height_m=1.1))
    site.footprints.extend(Footprint(x, z, 0.4, 0.4, 0.0, 1.1) for x, _, z in points)


def _growth(site: Site, yard: tuple[float, float], radius: float, at: tuple[float, float]) -> None:
    """Poplars along the road's far end, a hedge tree here and there, woods at the edge of the land."""
    r = np.hypot(site.gx, site.gz)
    ahead = (np.abs(site.gx - at[0]) < 6) & (site.gz < yard[1] + 6)
    if "tree" in site._closed:
        site.scatter("tree", site.count("tree", 0), site.away(1.5) & (r < 30) & ~ahead, clump=0)
    else:
        woods(site, 9, site.away(2.0) & (r < 38) & ~ahead, {"oak": 0.5, "maple": 0.3, "poplar": 0.2}, clump=2.5)
        woods(site, 40, site.away(2.0) & (r > 44), {"oak": 0.3, "poplar": 0.3, "maple": 0.25, "pine": 0.15}, clump=4.0)
    site.scatter("bush", site.count("bush", 16), site.away(1.0) & (r > 1.2 * radius) & (r < 40) & ~ahead, scale=(0.6, 1.2), clump=2.5)
    site.scatter("flowers", site.count("flowers", 30), site.away(0.5) & (r < 34), clump=2.6, blocks=False)


def _views(site: Site, yard: tuple[float, float], radius: float, at: tuple[float, float], fields: list[tuple[float, float]]) -> None:
    site.look(*at, yard)
    site.look(at[0], at[1] - 9, yard)
    for a in (2.6, 3.7, 1.7, 4.6, 0.6, 5.6):
        site.look(
            yard[0] + np.sin(a) * radius * 0.9,
            yard[1] + np.cos(a) * radius * 0.9,
            (yard[0] - np.sin(a + 0.4) * 8, yard[1] - np.cos(a + 0.4) * 8),
        )
    for x, z in [f for f in fields if max(abs(f[0]), abs(f[1])) < 34][:3]:
        d = np.array([yard[0] - x, yard[1] - z])
        d /= max(float(np.linalg.norm(d)), 1e-6)
        site.look(x - d[0] * 7, z - d[1] * 7, yard)


KIND = Kind(
    "farmland",
    "farmland with a farmhouse, a barn, silos, fields in strips, an orchard, haystacks, fences and a windpump",
    interior=False,
    compose=compose,
    hour=17.0,
    phrases=(
        "farmland", "farm", "farmyard", "farmstead", "ranch", "fields", "working farm", "dairy farm", "wheat fields", "croft",
        "farm land", "rural farm", "smallholding", "farming land", "arable farm", "farm in the hills", "small farm", "family farm",
        "farm country", "grain farm", "orchard farm",
    ),
    captions=("farmland", "farm", "farmyard among fields"),
    essence="farmland, a farm with a barn, silos and fields in the countryside",
    things=("barn", "silo", "haystack", "tractor", "scarecrow", "windpump", "trough"),
)  # fmt: skip
