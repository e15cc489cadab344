"""Village: houses round a green with a focal thing, a lane through it, a river beside it when asked (or half of the time)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import extras
from .kind import Kind
from .outdoors import banks, bridge_over, edge_woods, fields, garden, house_at, light_over_the_shoulder, pond, ragged, woods
from .requests import fulfil
from .site import Site

EXTRAS = (
    "wheelbarrow", "clothesline", "water_pump", "beehive", "doghouse", "basket", "broom", "splitting_block", "pumpkin", "sack",
    "milk_can", "planter", "wagon_wheel", "birdhouse", "hammock", "maypole", "trough", "millstone",
)  # fmt: skip
LIGHTS = ("bunting", "string_lights")


def compose(site: Site) -> None:
    rng = site.rng
    usual = {
        "usual_wall": str(rng.choice(["plaster", "rubble", "stone_courses"], p=[0.6, 0.25, 0.15])),
        "usual_roof": str(rng.choice(["tiles", "slate", "thatch", "shingles"], p=[0.48, 0.22, 0.18, 0.12])),
    }
    site.style = replace(site.style, materials={**usual, **site.style.materials})
    site.hills(1.6, 7.0)
    site.paint(site.height > -99, "grass")
    features = site.spec.features
    river = (
        any(f in features for f in ("river", "stream"))
        or site.wants("bridge")
        or (rng.random() < 0.5 and "river" not in site.spec.text and "lake" not in features)
    )
    side = 1 if rng.random() < 0.5 else -1
    bend = rng.uniform(-5, 5, 5)
    line = None
    width = 3.2 if "stream" in features else 7.0
    river_x = side * rng.uniform(14, 16.5)
    if river:
        z = np.linspace(-58, 58, 7)
        x = river_x + np.concatenate([[bend[0]], bend, [bend[-1]]]) * np.array([1, 1, 0.4, 0.2, 0.4, 1, 1])
        line = site.river(np.stack([x, 0 * z, z], 1), width, 1.1, -0.55)

    # the square, its lane, and what stands in its middle
    square = (float(rng.uniform(-1.5, 1.5)), float(rng.uniform(0, 3)))
    radius = float(rng.uniform(5.5, 7.0))
    paving = str(rng.choice(["cobbles", "pavers", "gravel"], p=[0.45, 0.35, 0.2]))
    site.level(*square, 2 * radius, 2 * radius, 0.0, 4.0)
    r = np.hypot(site.gx - square[0], site.gz - square[1])
    lane_x = [rng.uniform(-4, 4), rng.uniform(-2, 2)]
    site.path([(lane_x[0], -50), (lane_x[1], -28), (square[0] - 1, square[1] - radius), square], 2.8, paving, "road")
    site.path(
        [square, (square[0] + rng.uniform(-3, 3), square[1] + radius + 4), (rng.uniform(-6, 6), 30), (rng.uniform(-10, 10), 52)],
        2.4,
        paving,
        "road",
    )
    site.paint(r < radius + 0.35 * np.sin(5 * np.arctan2(site.gz, site.gx)), paving)
    if "lake" in features:
        away = -side if river else side
        pond(site, (square[0] + away * (radius + 9.5), square[1] + float(rng.uniform(-3, 5))), float(rng.uniform(5.0, 6.0)), square)
    crossing = None  # towards which the square stays open
    if line is not None:
        at = int(np.argmin(np.abs(line[:, 2] - square[1] - rng.uniform(-4, 2))))
        crossing = float(np.arctan2(line[at, 0] - square[0], line[at, 2] - square[1]))
        if site.allowed("bridge"):
            bridge = bridge_over(site, line, at, width)
            if bridge is not None:
                c = np.array([np.sin(bridge.yaw_rad), np.cos(bridge.yaw_rad)]) * (bridge.size_m[2] / 2 + 0.2)
                centre = np.array([bridge.position_m[0], bridge.position_m[2]])
                near, far = sorted((centre + c, centre - c), key=lambda e: abs(e[0] - square[0]))
                site.path([near, (near + np.asarray(square)) / 2 + rng.uniform(-1, 1, 2), square], 2.0, paving)
                out = far + (far - near) / np.linalg.norm(far - near) * 8
                site.path([far, out, out + [side * 12, rng.uniform(-8, 8)]], 1.8, "gravel")
    choices = ["well", "fountain", "statue"]
    wanted = [c for c in choices if site.wants(c)]
    focal = wanted[0] if wanted else next((c for c in rng.permutation(choices) if site.allowed(str(c))), None)
    if focal:
        site.put(str(focal), *square, float(rng.uniform(0, 6.28)), on_path=True, scale=1.15)
    site.enter(float(lane_x[1]), -19.5, square)
    for dx, dz in ((1.6, -3.6), (-2.2, -3.4), (3.2, -1.6), (-3.6, -1.4), (0.6, -5.2), (2.6, 2.6), (-2.6, 2.8)):
        site.spots.append((square[0] + dx, square[1] + dz, float(np.arctan2(-dx, -dz)) + np.pi))

    # houses round the square and along the lane
    church = site.wants("church") or (rng.random() < 0.5 and site.allowed("church"))
    if church:
        a = rng.uniform(-0.5, 0.5)
        cx, cz = square[0] + np.sin(a) * 21, square[1] + np.cos(a) * 21
        yaw = float(np.arctan2(square[0] - cx, square[1] - cz))
        site.put("church", cx, cz, yaw, size=(7.5, 15, 13), margin=0.8, level=True, on_path=False)
    for cls in ("mill", "barn", "tower"):
        if site.wants(cls):
            for _ in range(40):
                a, d = rng.uniform(0, 6.28), rng.uniform(15, 24)
                mx, mz = square[0] + np.sin(a) * d, square[1] + np.cos(a) * d
                if site.put(cls, mx, mz, float(np.arctan2(square[0] - mx, square[1] - mz)), margin=0.8, level=True):
                    break
    number = site.count("house", int(rng.integers(6, 10)))
    houses = []
    start = rng.uniform(0, 6.28)
    for attempt in range(200):
        if len(houses) >= number:
            break
        ring = attempt % 3
        if attempt < 60:
            a = start + attempt * 2 * np.pi * 0.382
            d = radius + 5.2 + ring * 1.2 + attempt * 0.12
            hx, hz, facing = square[0] + np.sin(a) * d, square[1] + np.cos(a) * d, square
        else:
            hz = rng.uniform(-22, 26)
            hx = rng.choice([-1, 1]) * rng.uniform(7.5, 13 + 0.06 * (attempt - 60))
            facing = (float(lane_x[1]) if hz < square[1] else float(square[0]), float(hz + rng.uniform(-1, 1)))
        if (
            crossing is not None
            and abs(hx - square[0]) < abs(river_x)
            and np.cos(np.arctan2(hx - square[0], hz - square[1]) - crossing) > 0.86
        ):
            continue
        size = (float(rng.uniform(6.5, 9.5)), float(rng.uniform(5.0, 7.6)), float(rng.uniform(5.4, 7.0)))
        if np.hypot(hx - site.entrance[0], hz - site.entrance[1]) < 7.5 or (
            abs(hx - site.entrance[0]) < 5 and site.entrance[1] < hz < square[1]
        ):
            continue
        if (house := house_at(site, float(hx), float(hz), facing, *size)) is not None:
            houses.append(house)
    fulfil(site)
    for house in houses:
        garden(site, house)
    for cls, usual in (("bench", 2), ("lantern_post", 4), ("cart", 1), ("market_stall", 1), ("barrel", 3), ("haystack", 1)):
        if not site.allowed(cls) or cls in site._closed:
            continue
        start = rng.uniform(0, 6.28)
        for k in range(usual):
            for _ in range(12):
                a = start + (k + rng.uniform(0, 0.7)) * 6.28 / usual  # each in its own part of the square
                d = radius * (rng.uniform(1.5, 2.3) if cls == "haystack" else rng.uniform(0.62, 1.05))
                px, pz = square[0] + np.sin(a) * d, square[1] + np.cos(a) * d
                if abs(px - site.entrance[0]) > 1.6 and site.put(
                    cls, px, pz, float(np.arctan2(square[0] - px, square[1] - pz)), margin=0.5, on_path=d < radius * 0.95
                ):
                    break
    if line is not None:
        banks(site, line, width)
    tree_count = site.count("tree", 10)
    inner = site.away(2.2) & (np.hypot(site.gx, site.gz) < 30) & (np.abs(site.gx - site.entrance[0]) > 4)
    if crossing is not None:
        inner &= np.cos(np.arctan2(site.gx - square[0], site.gz - square[1]) - crossing) < 0.9
    if "tree" in site._closed:
        site.scatter("tree", tree_count, inner, scale=(0.75, 1.15), clump=4.0)
    else:
        fields(site, int(rng.integers(3, 6)), (np.hypot(site.gx, site.gz) > 33) & site.away(5) & (np.hypot(site.gx, site.gz) < 50))
        woods(site, 10, inner, {"oak": 0.2, "maple": 0.35, "beech": 0.15, "birch": 0.15, "poplar": 0.15}, clump=3.2)
        edge_woods(site, 1.6)
    site.scatter("bush", site.count("bush", 12), site.away(1.2) & (np.hypot(site.gx, site.gz) < 34), scale=(0.6, 1.2), clump=2.5)
    site.scatter("flowers", site.count("flowers", 14), site.away(0.6) & (np.hypot(site.gx, site.gz) < 26), clump=2.5, blocks=False)
    site.scatter("rock", site.count("rock", 6), site.away(1.5), scale=(0.3, 0.9), clump=2.0)
    site.paint((site.surface == 0) & (ragged(site, np.hypot(site.gx, site.gz) / 8 + 0.6 * site.noise(14, 2)) > 3), "meadow")

    extras.outdoors(site, EXTRAS, (4, 7))
    extras.outdoors(site, LIGHTS, (0, 1))
    light_over_the_shoulder(site, square)
    for a in (0, 2, 3, 5, 6):
        site.look(
            square[0] + np.sin(a * 0.785) * radius * 0.95,
            square[1] + np.cos(a * 0.785) * radius * 0.95,
            (square[0] - np.sin(a * 0.785 + 0.6) * 6, square[1] - np.cos(a * 0.785 + 0.6) * 6),
        )
    site.look(lane_x[1] * 0.5, -12.0, square)
    for house in houses[:3]:  # from before its door, a little aside
        (hx, _, hz), out = house.position_m, house.size_m[2] / 2 + 8.0
        c, s = np.cos(house.yaw_rad), np.sin(house.yaw_rad)
        for aside in (5.0, -5.0):
            if site.look(hx + aside * c + out * s, hz - aside * s + out * c, (hx - 0.3 * aside * c, hz + 0.3 * aside * s)):
                break
    if line is not None:
        for dz, out in ((-13, 2.4), (12, 2.5)):  # along the bank, over the water to the houses
            k = int(np.argmin(np.abs(line[:, 2] - square[1] - dz)))
            site.look(line[k, 0] - side * (width / 2 + out), line[k, 2], (line[k, 0] - side * 2.5, line[k, 2] - 12 * np.sign(dz)))
        k = int(np.argmin(np.abs(line[:, 2] - square[1] + 3)))
        site.look(line[k, 0] + side * (width / 2 + 4.5), line[k, 2], (square[0], square[1] + 2))
        site.look(square[0] - side * radius * 0.6, square[1] - 1.5, (line[k, 0], line[k, 2] + 3))
    site.look(square[0] + 1.5, 25.0, square)


KIND = Kind(
    "village",
    "a village of houses around a square with a well, lanes, gardens and trees",
    interior=False,
    compose=compose,
    hour=17.6,
    phrases=(
        "village", "hamlet", "town", "settlement", "market town", "fishing village", "mountain village", "village square",
        "market square", "town square", "township", "village green", "farming community", "homestead", "marketplace", "market place",
        "dorf",
    ),
    captions=("village", "hamlet", "small village"),
    essence="a village with houses, streets, a market square and people's homes outdoors",
    things=("house", "church", "barn", "market_stall", "well", "fountain", "cart", "lantern_post", "haystack"),
    hints=("square", "street", "lane", "alley", "farm", "farmyard"),
)  # fmt: skip
