"""Castle: curtain walls between towers on a rise, a gatehouse where the road enters, a keep, and a ward that people live in."""

from __future__ import annotations

import numpy as np

from ..layout.banks import ease
from ..layout.layout import Curve
from . import extras
from .kind import Kind
from .outdoors import edge_woods, light_over_the_shoulder, ragged, woods
from .site import Array, Footprint, Site
from .ward import ward

Point = tuple[float, float]
MOAT_M = 3.0  # half its width

EXTRAS = (
    "cannon", "catapult", "anvil", "weapon_rack", "stocks", "archery_target", "training_dummy", "cannonballs", "wheelbarrow", "bell",
    "sack", "drum", "flagpole",
)  # fmt: skip


def compose(site: Site) -> None:
    rng = site.rng
    site.walk_m = 44.0  # one must step back to see all of it
    site.hills(1.4, 7.0, inner=32.0)
    site.paint(site.height > -99, "grass")
    half = float(rng.uniform(15, 18)), float(rng.uniform(15, 18))
    centre = (0.0, 4.0)
    gate = (centre[0], centre[1] - half[1])
    site.level(*centre, 2 * half[0] + 6, 2 * half[1] + 6, 0.0, 9.0, y=1.0)
    site.entrance = (float(rng.uniform(-2, 2)), gate[1] - 17.0, 0.0)
    off = _off_walls(site, centre, half)
    moat = any(f in site.spec.features for f in ("moat", "river", "lake")) or rng.random() < 0.4
    if moat:
        _moat(site, off, gate)
    x0, z0, _ = site.entrance
    road = [(x0 + rng.uniform(-9, 9), -52), (x0 + rng.uniform(-3, 3), z0 - 9), (x0, z0), (gate[0], gate[1] - 9), (gate[0], gate[1] - 4)]
    site.path([*road, (gate[0], gate[1] + 5), (centre[0], centre[1] - 3)], 3.0, "cobbles", "road")
    stone = site.style.palette.get("wall", str(rng.choice(["#a39c8c", "#b0a48c", "#8f8d88", "#a8957a"])))
    _walls(site, centre, half, gate, stone)
    court = np.maximum(np.abs(site.gx - centre[0]) - half[0], np.abs(site.gz - centre[1]) - half[1]) < -0.8
    keep = (centre[0] + float(rng.uniform(-3, 3)), centre[1] + half[1] - 8.5)
    if site.allowed("keep"):
        site.put("keep", *keep, np.pi, size=(12, float(rng.uniform(14, 17)), 9.5), force=True, color=stone)
    site.enter(x0, z0, gate)
    site.spots += [
        (gate[0] + o, gate[1] - 8 + r, np.pi)
        for o, r in ((3.6, 0), (-3.6, 0), (5.6, -1.5), (-5.6, -1.5), (3.4, -3.5), (-3.4, -3.5), (7.5, 0.5), (-7.5, 0.5))
    ]
    ward(site, court, centre, half, gate, keep)
    _before_the_gate(site, gate)
    ahead = 6 + 0.4 * np.clip(site.gz - z0 + 8, 0, 30)  # what one sees of the front from the road stays open
    outside = (off > 6.5) & ((np.abs(site.gx - x0) > ahead) | (site.gz > gate[1] + 4))
    if moat:
        wet = np.isfinite(site.water)
        site.scatter("reeds", 34, wet & (site.height > -0.5), clump=1.2, margin=0.0, blocks=False, in_water=True)
        site.scatter("rock", site.count("rock", 14), (off > MOAT_M + 1.6) & (off < MOAT_M + 4.6), scale=(0.2, 0.8), clump=1.5, margin=0.0)
    if "tree" not in site._closed:
        groups = {"oak": 0.3, "maple": 0.2, "beech": 0.15, "birch": 0.1, "pine": 0.25}
        woods(site, 18, outside & site.away(2.0) & (np.hypot(site.gx, site.gz) < 42), groups, clump=3.2)
        edge_woods(site, 1.5, avoid=(np.abs(site.gx - x0) < ahead) & (site.gz < gate[1]))
    else:
        site.scatter("tree", site.count("tree", 0), site.away(2) & (np.hypot(site.gx - x0, site.gz - z0) < 14))
    site.scatter("rock", site.count("rock", 12), outside & site.away(1.0), scale=(0.4, 1.4), clump=2)
    site.scatter("bush", site.count("bush", 20), outside & site.away(1.0), clump=2.5)
    near = outside & site.away(0.6) & (np.hypot(site.gx - x0, site.gz - z0) < 16)
    site.scatter("flowers", site.count("flowers", 10), near, clump=2.0, blocks=False)
    site.paint((site.surface == 0) & (ragged(site, np.hypot(site.gx, site.gz) / 8) > 4), "meadow")
    extras.outdoors(site, EXTRAS, (4, 6))
    light_over_the_shoulder(site, gate)
    _views(site, centre, half, gate, keep)


def _off_walls(site: Site, centre: Point, half: Point) -> Array:
    """(n, n) metres outside the walls, rounded at their corners and a little uneven; negative inside."""
    dx, dz = np.abs(site.gx - centre[0]) - half[0] - 4.0, np.abs(site.gz - centre[1]) - half[1] - 4.0
    round_ = np.hypot(np.maximum(dx, 0), np.maximum(dz, 0)) + np.minimum(np.maximum(dx, dz), 0)
    return round_ + 0.9 * site.noise(13, 2) + 0.25 * site.noise(3, 2)


def _moat(site: Site, off: Array, gate: Point) -> None:
    """A ditch with soft banks round the walls, cut by the causeway."""
    middle = off - MOAT_M - 1.0
    causeway = np.clip((np.abs(site.gx - gate[0]) - 2.2) / 2.0, 0, 1)
    causeway = np.where(site.gz < gate[1] + 8, causeway, 1.0)
    depth = ease(1 - np.abs(middle) / (MOAT_M + 1.4)) * causeway
    site.height = np.where(depth > 0, np.minimum(site.height, site.height * (1 - depth) - 1.3 * depth), site.height)
    wet = (depth > 0.45) & (site.height < -0.05)
    site.paint((depth > 0.4) & (ragged(site, site.height, 0.12) < 0.12), "riverbed")
    site.paint((depth > 0.05) & (site.surface == 0) & (ragged(site, site.height, 0.2) < 0.28), "earth")
    site.water = np.where(wet, 0.0, site.water)


def _walls(site: Site, centre: Point, half: Point, gate: Point, stone: str) -> None:
    """Gatehouse, towers at the corners and between, and the curtains that join them."""
    rng = site.rng
    corners = [(-half[0], -half[1]), (half[0], -half[1]), (half[0], half[1]), (-half[0], half[1])]
    places = [(centre[0] + x, centre[1] + z) for x, z in corners]
    towers = site.count("tower", 4 if rng.random() < 0.45 else 6)
    if towers > 4:
        more = [(centre[0] - half[0] - 0.5, centre[1]), (centre[0] + half[0] + 0.5, centre[1]), (centre[0], centre[1] + half[1] + 0.5)]
        places += more[: towers - 4]
    wall_h, tower_h = float(rng.uniform(6.0, 7.5)), float(rng.uniform(11, 14))
    site.put("gatehouse", *gate, np.pi, size=(8.0, wall_h + 3.0, 5.0), force=True, color=stone)
    tallest = int(rng.integers(min(4, max(towers, 1))))
    for k in range(towers):
        if k < len(places):
            x, z = places[k]
        else:
            a = k * 2.4
            x, z = centre[0] + np.sin(a) * (half[0] + 14), centre[1] + np.cos(a) * (half[1] + 14)
        high = tower_h * float(rng.uniform(0.9, 1.08)) * (1.22 if k == tallest else 1.0)
        wide = 5.6 * float(rng.uniform(0.92, 1.0))
        yaw = float(np.arctan2(x - centre[0], z - centre[1]))
        site.put("tower", x, z, yaw, size=(wide, high, wide), force=True, color=stone)
    for a, b in ((0, 1), (1, 2), (2, 3), (3, 0)):
        (ax, az), (bx, bz) = ((centre[0] + corners[k][0], centre[1] + corners[k][1]) for k in (a, b))
        pieces = [((ax, az), (gate[0] - 3.6, gate[1])), ((gate[0] + 3.6, gate[1]), (bx, bz))] if a == 0 else [((ax, az), (bx, bz))]
        for (px, pz), (qx, qz) in pieces:
            points = tuple((float(px + (qx - px) * t), 1.0, float(pz + (qz - pz) * t)) for t in np.linspace(0, 1, 5))
            site.curves.append(Curve("wall", points, 1.8, material="stone_courses", color=stone, height_m=wall_h))
            length = float(np.hypot(qx - px, qz - pz))
            site.footprints.append(Footprint((px + qx) / 2, (pz + qz) / 2, length / 2, 1.1, float(np.arctan2(-(qz - pz), qx - px)), wall_h))


def _before_the_gate(site: Site, gate: Point) -> None:
    """Lanterns and banners at the gatehouse."""
    if "banner" in site._closed or "lantern_post" in site._closed:
        return
    red = site.style.palette.get("banner", str(site.rng.choice(["#8a2a26", "#2c4a8c", "#8a6a1e"])))
    for side in (-1, 1):
        site.put("lantern_post", gate[0] + side * 3.4, gate[1] - 4.2, np.pi)
        y = site.y(gate[0], gate[1]) + 4.2
        site.put("banner", gate[0] + side * 2.6, gate[1] - 2.58, np.pi, y=y, force=True, blocks=False, color=red)


def _views(site: Site, centre: Point, half: Point, gate: Point, keep: Point) -> None:
    """From the road, the meadow at either side, and all round the ward."""
    x0, z0, _ = site.entrance
    site.look(x0, z0 - 9, (gate[0] + 4.0, gate[1]))
    site.look(x0, z0, (gate[0] + 2.5, gate[1]))
    for side in (-1, 1):
        for out, back in ((13, 25), (17, 23), (9, 27), (21, 20)):
            if site.look(centre[0] + side * out, gate[1] - back, (gate[0] + 2 * side, gate[1] + 6)):
                break
    for fx, fz, target in (
        (0.0, -0.62, (keep[0] + 3, keep[1])), (-0.68, -0.66, (centre[0] + 3, centre[1] + 3)), (0.68, -0.66, (centre[0] - 3, centre[1] + 3)),
        (0.72, 0.1, (centre[0] - 6, centre[1] - 5)), (-0.72, 0.1, (centre[0] + 6, centre[1] - 5)), (0.45, 0.3, (gate[0] - 2, gate[1])),
        (-0.45, 0.3, (gate[0] + 2, gate[1])),
    ):  # fmt: skip
        site.look(centre[0] + fx * half[0], centre[1] + fz * half[1], target)


KIND = Kind(
    "castle",
    "a castle with stone towers, curtain walls, a gatehouse, a keep and a courtyard",
    interior=False,
    compose=compose,
    hour=15.8,
    palette=({"roof": "#4e5058"}, {"roof": "#7a4030"}, {"roof": "#566058"}),
    phrases=(
        "castle", "fortress", "citadel", "stronghold", "palace", "fort", "chateau", "château", "castle courtyard", "bailey",
        "castle ruin", "castle ruins", "alcazar", "fortification", "burg", "schloss", "castillo",
    ),
    captions=("castle", "stone castle", "fortress"),
    essence="a castle, a fortress with towers and walls, ancient monumental buildings",
    things=("tower", "keep", "gatehouse"),
    hints=("courtyard", "rampart", "battlement", "moat", "throne", "throne room", "kingdom"),
)  # fmt: skip
