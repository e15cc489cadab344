"""Snowy town: steep roofs along a street that climbs to a church, a square with a great fir, stalls and lamps, mountains behind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance
from . import extras
from .kind import Kind
from .outdoors import edge_woods, house_at, light_over_the_shoulder, woods
from .requests import fulfil
from .site import Site

EXTRAS = ("sled", "christmas_tree", "snowman", "skis", "splitting_block", "wheelbarrow", "planter", "flagpole")
LIGHTS = ("string_lights",)


def compose(site: Site) -> None:
    rng = site.rng
    weather = site.spec.weather or str(rng.choice(["snow", "clear", "clear"]))
    usual = {"wall": str(rng.choice(["timber", "plaster", "planks", "timber"])), "roof": str(rng.choice(["shingles", "slate", "tiles"]))}
    site.style = replace(
        site.style, season="winter", weather=weather, lying_snow=True, materials={**usual, **site.style.materials}
    )
    side = float(rng.choice([-1, 1]))
    bend = float(rng.uniform(3, 7)) * side
    climb = float(rng.uniform(0.05, 0.10))
    site.hills(1.0, 9.0, inner=30.0)
    site.height += climb * np.clip(site.gz + 16, 0, 60)
    site.paint(site.height > -99, "snow")
    square = (0.0, float(rng.uniform(-3, 1)))
    radius = float(rng.uniform(8.5, 10.5))
    site.level(*square, 1.5 * radius, 1.5 * radius, 0.0, 5.0)
    top = (bend, 33.0)
    x0, z0 = float(rng.uniform(-1.5, 1.5)), -21.0
    paving = str(rng.choice(["cobbles", "pavers"]))
    site.path([(x0 - bend, -54), (x0, -34), (x0, z0), (square[0] - 0.5, square[1] - radius), square], 3.2, paving, "road")
    site.path([square, (square[0] + bend * 0.4, square[1] + radius + 3), (bend * 1.1, 20), top], 3.0, paving, "road")
    r = np.hypot(site.gx - square[0], site.gz - square[1])
    site.paint((r < radius * 0.92) & (site.noise(5, 2) < 0.35), paving)
    site.enter(x0, z0, square)
    _heart(site, square, radius, side)
    for k in range(9):
        a = np.pi + (k - 4) * 0.34
        site.spots.append(
            (square[0] + np.sin(a) * (radius * (0.5 + 0.14 * (k % 3))), square[1] + np.cos(a) * (radius * (0.5 + 0.14 * (k % 3))), float(a))
        )
    houses = _houses(site, square, radius, top, x0)
    if site.allowed("church") and (site.wants("church") or rng.random() < 0.85):
        site.put("church", top[0], top[1] + 4, np.pi, size=(8, 17, 13), margin=0.5, level=True)
    fulfil(site)
    _street(site, square, radius, top)
    _growth(site, square, radius, (x0, z0), houses)
    extras.outdoors(site, EXTRAS, (3, 5))
    extras.outdoors(site, LIGHTS, (0, 1))
    light_over_the_shoulder(site, square)
    _views(site, square, radius, top, (x0, z0), houses)


def _heart(site: Site, square: tuple[float, float], radius: float, side: float) -> None:
    """A great fir or a fountain in the square's middle, stalls about it."""
    rng = site.rng
    focal = next((c for c in ("fountain", "statue", "well") if site.wants(c) and not site.bound(c)), "")
    if focal:
        site.put(focal, *square, np.pi, on_path=True, force=True)
    elif site.allowed("pine"):
        site.put("pine", *square, 0.0, size=(4.6, float(rng.uniform(9, 12)), 4.6), on_path=True, force=True, tags=("great",))
    if site.allowed("market_stall") and not site.wants("market_stall") and rng.random() < 0.75:
        for k in range(int(rng.integers(3, 6))):
            a = side * 0.9 + 2 * np.pi * (k + 0.5) / 6 + 0.4
            if abs(np.sin(a)) > 0.45:
                site.put(
                    "market_stall",
                    square[0] + np.sin(a) * radius * 0.66,
                    square[1] + np.cos(a) * radius * 0.66,
                    a + np.pi,
                    margin=0.2,
                    on_path=True,
                )


def _houses(site: Site, square: tuple[float, float], radius: float, top: tuple[float, float], x0: float) -> list[Instance]:
    """Round the square and on both sides of the street, gables close to one another."""
    rng = site.rng
    houses: list[Instance] = []
    number = site.count("house", int(rng.integers(9, 14)))
    places = []
    for k in range(10):
        a = 0.5 + 2 * np.pi * k / 10
        if abs(np.angle(np.exp(1j * (a - np.pi)))) < 0.5 or abs(np.angle(np.exp(1j * a))) < 0.42:
            continue
        places.append((square[0] + np.sin(a) * (radius + 5.0), square[1] + np.cos(a) * (radius + 5.0), square))
    for z in np.arange(square[1] + radius + 4, 28, 8.2):
        t = (z - square[1]) / (top[1] - square[1])
        street = square[0] + (top[0] - square[0]) * t * 1.1
        places += [(street + s * 8.2, float(z), (street + s * 3.0, float(z))) for s in (-1, 1)]
    for z in np.arange(-46.0, square[1] - radius - 3, 8.4):
        places += [(x0 + s * 8.4, float(z), (x0 + s * 3.2, float(z))) for s in (-1, 1) if not -27 < z < -14]
    for x, z, facing in places:
        if len(houses) >= number:
            break
        size = (float(rng.uniform(6.2, 8.2)), float(rng.uniform(6.4, 8.6)), float(rng.uniform(5.6, 6.8)))
        if np.hypot(x - site.entrance[0], z - site.entrance[1]) < 7.5:
            continue
        if (house := house_at(site, float(x), float(z), (float(facing[0]), float(facing[1])), *size)) is not None:
            houses.append(house)
    return houses


def _street(site: Site, square: tuple[float, float], radius: float, top: tuple[float, float]) -> None:
    """Lamps along the way, benches and wood, a cart, barrels before doors."""
    rng = site.rng
    if site.allowed("lantern_post") and "lantern_post" not in site._closed:
        for k in range(6):
            a = 0.3 + 2 * np.pi * k / 6
            site.put(
                "lantern_post", square[0] + np.sin(a) * radius * 0.94, square[1] + np.cos(a) * radius * 0.94, 0.0, margin=0.1, on_path=True
            )
        for z in np.arange(square[1] + radius + 2, 30, 8.0).tolist():
            t = (z - square[1]) / (top[1] - square[1])
            site.put("lantern_post", square[0] + (top[0] - square[0]) * t * 1.1 + 2.3, float(z), 0.0, margin=0.05)
    for cls, usual in (("bench", 4), ("cart", 1), ("barrel", 4), ("woodpile", 3), ("crate", 3), ("sign", 1)):
        if not site.allowed(cls) or cls in site._closed:
            continue
        for _ in range(usual):
            for _ in range(12):
                a, d = rng.uniform(0, 6.28), radius * rng.uniform(0.7, 1.3)
                x, z = square[0] + np.sin(a) * d, square[1] + np.cos(a) * d
                if abs(x - site.entrance[0]) > 1.8 and site.put(
                    cls, float(x), float(z), float(a + np.pi), margin=0.3, on_path=d < radius * 0.95
                ):
                    break


def _growth(site: Site, square: tuple[float, float], radius: float, at: tuple[float, float], houses: list[Instance]) -> None:
    r = np.hypot(site.gx, site.gz)
    ahead = (np.abs(site.gx - at[0]) < 4.5) & (site.gz < square[1])
    near = site.away(1.6) & ~ahead & (np.hypot(site.gx - square[0], site.gz - square[1]) > radius + 1)
    if "pine" not in site._closed:
        woods(site, 22, near & (r < 38), {"pine": 0.75, "young_pine": 0.25}, clump=2.6)
    if "tree" not in site._closed:
        woods(site, 8, near & (r < 34), {"maple": 0.5, "birch": 0.5}, clump=2.0)
        edge_woods(site, 2.4, {"pine": 0.7, "tall_pine": 0.2, "birch": 0.1}, avoid=ahead)
    else:
        site.scatter("tree", site.count("tree", 0), near & (r < 30), clump=0)
    site.scatter("bush", site.count("bush", 12), near & (r < 34), scale=(0.5, 1.0), clump=2.0)
    site.scatter("rock", site.count("rock", 8), near & (r < 40), scale=(0.4, 1.2), clump=2.0)


def _views(
    site: Site, square: tuple[float, float], radius: float, top: tuple[float, float], at: tuple[float, float], houses: list[Instance]
) -> None:  # fmt: skip
    site.look(*at, square)
    site.look(at[0], at[1] + 7, top)
    for a in (2.7, 3.6, 1.6, 4.7, 0.6, 5.7):
        site.look(
            square[0] + np.sin(a) * radius * 0.92,
            square[1] + np.cos(a) * radius * 0.92,
            (square[0] - np.sin(a + 0.5) * 7, square[1] - np.cos(a + 0.5) * 7),
        )
    site.look(top[0] * 0.7, 19.0, square)
    site.look(square[0] + 1.0, square[1] + radius + 1.5, top)
    site.look(at[0], at[1] - 10, square)


KIND = Kind(
    "snowy_town",
    "a snowy town with steep roofs, a square with a great fir, market stalls, lamps, a church and mountains behind",
    interior=False,
    compose=compose,
    hour=15.8,
    horizon="mountains",
    palette=({"roof": "#6a4a3c"}, {"roof": "#5a5f66"}, {"roof": "#5c4a40"}, {}),
    phrases=(
        "snowy town", "snowy village", "winter town", "snow covered town", "alpine village", "ski village", "winter village",
        "alpine town", "town in the snow", "snowy town square", "mountain town", "snow-covered town", "snowy alpine town",
        "snowed in town", "snowed-in town", "snowbound town", "snowy mountain town", "town under snow", "snow town", "snowy little town",
        "christmas town", "little snowy town", "snow covered village", "snow-covered village", "snowbound village", "snowy market town",
    ),
    captions=("snowy town", "winter town", "town under snow"),
    essence="a snowy town in winter, houses with snow on their roofs and a market square",
    things=(),
)  # fmt: skip
