"""City street: houses wall to wall, shops below, a square with a landmark at its end. It is a street with trees at the kerb and parked
cars, a boulevard with a green strip between its carriageways, or a lane of stalls and café tables where no car comes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance
from ..layout.vocabulary import OBJECTS
from . import extras
from .carriageway import PATCH_M, ROADSIDE, STRIP_M, WHEELED, Street, edges, kerb, kerbs, marks
from .kind import Kind
from .requests import fulfil
from .site import Site

MIXES = (
    ("brick", "brick", "brick", "stucco"), ("stucco", "stucco", "boulevard", "brick"), ("boulevard", "boulevard", "boulevard", "stucco"),
    ("modern", "brick", "stucco", "modern"), ("brick", "boulevard", "modern", "stucco"),
)  # fmt: skip
PLANS = {"street": (), "boulevard": ("boulevard", "avenue"), "lane": ("lane", "alley", "pedestrian")}

STEPS_M = 2.3  # of a pavement are for house steps and for walking
EXTRAS = (
    "planter", "phone_booth", "bike_rack", "newsstand", "vending_machine", "food_stand", "parking_meter", "street_clock", "dumpster",
    "motorcycle", "traffic_cone", "street_sign",
)  # fmt: skip


def compose(site: Site) -> None:
    rng = site.rng
    site.walk_m = 40.0
    plan = site.plan(PLANS)
    if plan == "lane" and any(site.wants(c) for c in WHEELED):
        plan = "street"
    road = float(rng.uniform(*{"street": (3.4, 4.4), "boulevard": (6.4, 7.2), "lane": (1.4, 1.8)}[plan]))
    walk = float(rng.uniform(3.0, 4.2) if plan != "lane" else rng.uniform(2.2, 2.8))
    crossing = (float(rng.uniform(-8, 6)), float(rng.uniform(3.0, 3.8))) if rng.random() < 0.65 and plan != "lane" else None
    street = Street(site, road, walk, (-54.0, float(rng.uniform(24, 30))), crossing, MIXES[int(rng.integers(len(MIXES)))], plan)
    _ground(street)
    place = (0.0, street.ends[1] + 11.0)
    x0 = float(rng.choice([-1, 1])) * (road + walk * 0.5)
    z0 = -20.0 if crossing is None or abs(crossing[0] + 20) > 5 else -24.0
    site.enter(x0, z0, (0.0, place[1]))
    _landmark(street, place)
    _houses(street, place)
    if plan != "lane":
        kerbs(street)
    if plan == "boulevard":
        _strip(street)
    pavement = road + 0.56 * walk
    for r in (6.0, 9.0, 12.0, 15.0, 18.0):
        site.spots += [(float(-np.sign(x0)) * pavement, z0 + r, np.pi), (float(np.sign(x0)) * pavement, z0 + r + 1.5, np.pi)]
    late = [place_it for cls, place_it in ROADSIDE.items() if site.bound(cls)]  # by another thing, which has to be there first
    if plan != "lane":
        for place_it in ROADSIDE.values():
            if place_it not in late:
                place_it(street)
    fulfil(site)
    if plan == "lane":
        _stalls(street)
    else:
        for place_it in late:
            place_it(street)
        marks(street)
    _furniture(street)
    along = float(rng.choice([-1, 1]) * rng.uniform(148, 168))  # the sun looks down the street: across it, houses would keep it dark
    site.style = replace(site.style, sun_azimuth_deg=along % 360)
    fit = [c for c in EXTRAS if OBJECTS[c].size_m[2] + 0.2 * OBJECTS[c].size_m[0] < street.walk - STEPS_M]
    extras.outdoors(site, fit, (4, 7), edges(street), 0.4)
    _views(street, place, (x0, z0))


def _ground(street: Street) -> None:
    """Level asphalt between pavements a kerb higher; a paved square; whatever is behind the houses is yards."""
    site = street.site
    ax = np.abs(site.gx)
    square = (site.gz > street.ends[1]) & (ax < 19) & (site.gz < street.ends[1] + 23)
    carriageway = (ax < street.road) & (site.gz < street.ends[1] + 2)
    if street.crossing is not None:
        z, half = street.crossing
        carriageway |= np.abs(site.gz - z) < half
    site.height[:] = PATCH_M
    if street.plan != "lane":
        site.height[carriageway] = 0.0
    site.paint(site.height > -9, "pavers")
    paving = str(site.rng.choice(["pavers", "cobbles", "pavers"]))
    beside = (ax < street.front + 0.5) | square
    if street.crossing is not None:
        beside |= np.abs(site.gz - street.crossing[0]) < street.crossing[1] + street.walk
    site.paint(beside, paving)
    site.paint(square, str(site.rng.choice(["cobbles", "pavers"])))
    if street.plan == "lane":
        site.paint(carriageway, str(site.rng.choice(["cobbles", "pavers"])))
    else:
        site.paint(carriageway, str(site.rng.choice(["asphalt", "asphalt", "cobbles"])))
    site.paint((ax > street.front + 13) & ~square & ~carriageway, "grass")


def _strip(street: Street) -> None:
    """Along a boulevard's middle, a kerb higher: grass with a row of trees, benches between them."""
    site, rng = street.site, street.site.rng
    gap = 0.0 if street.crossing is None else street.crossing[1] + 3.2
    about = 0.0 if street.crossing is None else street.crossing[0]
    for low, high in ((street.ends[0], about - gap), (about + gap, street.ends[1] - 3.0)):
        inside = (np.abs(site.gx) < STRIP_M) & (site.gz > low) & (site.gz < high)
        site.height[inside] = PATCH_M
        site.paint(inside, "grass")
        for z in np.arange(low + 1.5, high - 1.4, 3.0):
            for side in (-1, 1):
                kerb(street, side * STRIP_M, float(z))
        for k, z in enumerate(np.arange(low + 3.0, high - 2.0, 3.5)):
            if k % 2 == 0 and site.allowed("tree") and "tree" not in site._closed:
                size = (3.0, float(rng.uniform(6.0, 8.0)), 3.0)
                site.put("tree", 0.0, float(z), 0.0, size=size, tags=("maple",), margin=0.0)
            elif k % 4 == 1 and site.allowed("bench") and not site.wants("bench"):
                site.put("bench", 0.0, float(z), float(rng.choice([-1, 1])) * np.pi / 2, margin=0.05)
            elif site.allowed("lantern_post"):
                site.put("lantern_post", 0.0, float(z), 0.0, size=(0.5, 4.4, 0.5), margin=0.05)


def _stalls(street: Street) -> None:
    """Along a lane's middle, a way free at either side: stalls, café tables, tubs with trees."""
    site, rng = street.site, street.site.rng
    for z in np.arange(-44.0, street.ends[1] - 3.0, 4.6):
        cls = str(rng.choice(["market_stall", "cafe_table", "cafe_table", "plant", "lantern_post", "none"]))
        side = float(rng.choice([-1, 1]))
        if cls == "none" or not site.allowed(cls) or site.wants(cls):
            continue
        facing = -side * np.pi / 2 if cls == "market_stall" else 0.0
        site.put(cls, side * 0.9, float(z + rng.uniform(-0.8, 0.8)), facing, margin=0.1, on_path=True)


def _landmark(street: Street, place: tuple[float, float]) -> None:
    """What closes the street: a church, or a monument in its square."""
    site, rng = street.site, street.site.rng
    wanted = [c for c in ("church", "fountain", "statue", "obelisk") if site.wants(c) and not site.bound(c)]
    usual = [str(c) for c in rng.permutation(["church", "fountain", "statue", "obelisk", "church"]) if site.allowed(str(c))]
    focal = next(iter([*wanted, *usual]), "")
    if focal == "church":
        site.put("church", 0.0, street.ends[1] + 17.5, np.pi, size=(9, 21, 14), force=True, on_path=True)
    elif focal:
        size = {"obelisk": (2.2, 12.0, 2.2), "statue": (2.0, 5.4, 2.0), "fountain": (6.0, 4.4, 6.0)}[focal]
        site.put(focal, *place, np.pi, size=size, force=True, on_path=True)
    for k in range(6 if site.allowed("bench") and not site.wants("bench") else 0):
        a = 2 * np.pi * (k + 0.5) / 6
        site.put("bench", place[0] + 7.0 * np.sin(a), place[1] + 7.0 * np.cos(a), a + np.pi, margin=0.2)
    for x in (-1, 1):
        for z in (3.0, 15.0):
            if site.allowed("tree"):
                site.put("tree", x * 13.5, street.ends[1] + z, 0.0, size=(4.6, 7.5, 4.6), tags=("maple",), margin=0.1)


def _houses(street: Street, place: tuple[float, float]) -> None:
    """Rows along the street, round the square and at the crossing's ends."""
    site, rng = street.site, street.site.rng
    if not site.allowed("townhouse") and "townhouse" in site._closed:
        return
    number = site.count("townhouse", 99)
    for side in (-1, 1):
        z = street.ends[0]
        while z < street.ends[1] - 5 and number > 0:
            wide = float(rng.uniform(6.5, 10.5))
            if street.crossing is not None:
                low, high = street.crossing[0] - street.crossing[1] - street.walk, street.crossing[0] + street.crossing[1] + street.walk
                if z < low < z + wide:
                    wide = low - z if low - z > 5.0 else wide
                    if low - z <= 5.0:
                        z = high
                        continue
                elif low <= z < high:
                    z = high
                    continue
            stops = [street.ends[1]] + ([street.crossing[0] - street.crossing[1] - street.walk] if street.crossing else [])
            for stop in stops:
                if z < stop - 5 and stop - 5.5 < z + wide:
                    wide = stop - z  # no gap that is too small for a house
            wide = min(wide, street.ends[1] - z)
            if wide < 5.0:
                break
            free = _free_sides(street, z, z + wide, side)
            number -= _house(street, side * (street.front + 5.5), z + wide / 2, -side * np.pi / 2, wide, free) is not None
            z += wide
    for x in np.arange(-13.5, 14, 9.0):  # the far side of the square
        if number > 0 and (abs(x) > 7 or not any(i.cls == "church" for i in site.instances)):
            number -= _house(street, float(x), street.ends[1] + 28.5, np.pi, 9.0) is not None
    for side in (-1, 1):
        for k in range(2):
            if number > 0:
                number -= _house(street, side * 24.6, street.ends[1] + 5.5 + 9.5 * k, -side * np.pi / 2, 9.5) is not None
    if street.crossing is not None:
        for side in (-1, 1):
            if number > 0:
                number -= (
                    _house(street, side * 44.0, street.crossing[0], -side * np.pi / 2, 2 * street.crossing[1] + 2 * street.walk) is not None
                )


def _free_sides(street: Street, low: float, high: float, side: int) -> tuple[str, ...]:
    """Which sides of a house from z = low to high have no neighbour: towards the square, or the crossing."""
    edges = [(street.ends[1], 1)]
    if street.crossing is not None:
        reach = street.crossing[1] + street.walk
        edges += [(street.crossing[0] - reach, 1), (street.crossing[0] + reach, -1)]
    found = {sign for edge, sign in edges if abs((high if sign > 0 else low) - edge) < 0.3}
    return tuple("right" if sign * side > 0 else "left" for sign in sorted(found))


def _house(street: Street, x: float, z: float, yaw: float, wide: float, free: tuple[str, ...] = ()) -> Instance | None:
    rng = street.site.rng
    district = str(rng.choice(street.mix))
    storeys = int(rng.integers(3, 6)) if district != "modern" else int(rng.integers(4, 8))
    high = 4.0 + 3.25 * (storeys - 1) + {"brick": 1.0, "stucco": 2.2, "boulevard": 3.4, "modern": 0.7}[district]
    tags = (district, *free) if rng.random() < 0.78 else (district, "home", *free)
    if max(abs(x), abs(z)) > street.site.half_m - 2:
        return None
    return street.site.put("townhouse", x, z, yaw, size=(wide - 0.02, high, 11.0), force=True, tags=tags, on_path=True)


def _furniture(street: Street) -> None:
    """At the kerb: trees in grates, lamps, bins, hydrants, signals; before the shops: café tables, bicycles, letter boxes."""
    site, rng = street.site, street.site.rng
    trees = rng.random() < 0.75
    for side in (-1, 1):
        at = side * (street.road + 0.75)
        yaw = -side * np.pi / 2
        for k, z in enumerate(np.arange(-48.0, street.ends[1] - 2, 5.0)):
            z = float(z + rng.uniform(-0.4, 0.4))
            if street.crossing is not None and abs(z - street.crossing[0]) < street.crossing[1] + street.walk * 0.6:
                continue
            if k % 2 == 0 and trees and site.allowed("tree") and "tree" not in site._closed:
                site.put(
                    "tree",
                    at + 0.65 * side,
                    z,
                    0.0,
                    size=(2.4, float(rng.uniform(5.5, 7.5)), 2.4),
                    tags=("maple",),
                    margin=0.0,
                    on_path=True,
                )
            elif k % 4 == 1 and site.allowed("lantern_post"):
                site.put("lantern_post", at, z, 0.0, size=(0.5, 4.4, 0.5), margin=0.05, on_path=True)
            else:
                cls = str(rng.choice(["litter_bin", "hydrant", "bollard", "mailbox", "bicycle", "sign"]))
                if street.plan == "lane" and cls in WHEELED:
                    cls = "litter_bin"
                if site.allowed(cls) and not site.wants(cls):
                    site.put(cls, at, z, yaw + (np.pi / 2 if cls == "bicycle" else 0.0), margin=0.05, on_path=True)
        for z in np.arange(-40.0, street.ends[1] - 4, 7.0):
            z, shop = float(z + rng.uniform(-2, 2)), side * (street.front - 1.6)
            cls = str(rng.choice(["cafe_table", "cafe_table", "bench", "bicycle", "flowers", "none", "none"]))
            across = street.crossing is not None and abs(z - street.crossing[0]) < street.crossing[1] + 1.0
            if across or abs(z - site.entrance[1]) < 4 or cls == "none" or not site.allowed(cls) or site.wants(cls):
                continue
            if cls == "flowers":
                site.put("crate", side * (street.front - 1.4), z, 0.0, margin=0.02)
            else:
                site.put(cls, shop, z, yaw if cls != "bicycle" else yaw + np.pi / 2, margin=0.1, on_path=True)




def _views(street: Street, place: tuple[float, float], at: tuple[float, float]) -> None:
    """Down the street from either pavement and its middle, over the crossing, in the square and back."""
    site, (x0, z0) = street.site, at
    site.look(x0, z0, (0.0, place[1]))
    site.look(-x0, z0 + 4, (x0 * 0.2, place[1] - 8))
    site.look(STRIP_M + 1.0 if street.plan == "boulevard" else 0.4, z0 - 8, (0.0, place[1]))
    for x, z, tx, tz in (
        (x0, 4.0, -street.front, 22.0), (-x0, 10.0, street.front, -12.0), (x0, street.ends[1] - 3, -x0, -30.0),
        (9.5, street.ends[1] + 2, -2.0, place[1] + 3), (-9.0, place[1] + 1, 2.0, -20.0), (-x0, -6.0, x0, 14.0),
    ):  # fmt: skip
        site.look(x, z, (tx, tz))
    if street.crossing is not None:
        site.look(-24.0, street.crossing[0] - street.crossing[1] - 1.2, (0.0, street.crossing[0] + 2))


KIND = Kind(
    "city_street",
    "a city street between rows of townhouses with shops, parked cars, street trees, lamps and a square at its end",
    interior=False,
    compose=compose,
    hour=13.6,
    horizon="plain",
    phrases=(
        "city street", "city", "downtown", "street in a city", "boulevard", "avenue", "high street", "shopping street", "city centre",
        "city center", "urban street", "city block", "city road", "london street", "paris street", "parisian street", "new york street",
        "residential street", "terraced street", "inner city", "town centre street", "city square", "street corner", "city avenue",
        "downtown street", "street of townhouses",
        "main street", "street in town", "town street", "pedestrian street", "pedestrian lane", "pedestrian zone",
        "city lane", "city alley",
    ),
    captions=("city street", "shopping street", "street in a city"),
    essence="a city street, an urban road between apartment buildings with shops and cars",
    things=("townhouse", "car", "traffic_light", "bollard", "litter_bin", "hydrant", "bus_stop", "mailbox", "bicycle", "cafe_table"),
    hints=("pavement", "sidewalk", "crosswalk"),
)  # fmt: skip
