"""Castle: curtain walls between towers on a rise, a gatehouse where the road enters, a keep and a lived-in courtyard."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Curve
from . import Kind
from .outdoors import edge_woods, light_over_the_shoulder, woods
from .requests import fulfil
from .site import Footprint, Site


def compose(site: Site) -> None:
    rng = site.rng
    site.hills(1.4, 7.0, inner=32.0)
    site.paint(site.height > -99, "grass")
    half_x, half_z = float(rng.uniform(15, 18)), float(rng.uniform(15, 18))
    centre = (0.0, 4.0)
    site.level(*centre, 2 * half_x + 6, 2 * half_z + 6, 0.0, 9.0, y=1.0)
    towers = site.count("tower", 4 if rng.random() < 0.6 else 6)
    corners = [(-half_x, -half_z), (half_x, -half_z), (half_x, half_z), (-half_x, half_z)]
    places = [(centre[0] + x, centre[1] + z) for x, z in corners]
    if towers > 4:
        places += [(centre[0] - half_x - 0.5, centre[1]), (centre[0] + half_x + 0.5, centre[1]), (centre[0], centre[1] + half_z + 0.5)][
            : towers - 4
        ]
    wall_h, tower_h = float(rng.uniform(6.0, 7.5)), float(rng.uniform(11, 14))
    site.entrance = (float(rng.uniform(-2, 2)), centre[1] - half_z - 17.0, 0.0)
    gate = (centre[0], centre[1] - half_z)
    moat = any(f in site.spec.features for f in ("moat", "river", "lake")) or rng.random() < 0.3
    if moat:
        d = np.maximum(np.abs(site.gx - centre[0]) - half_x - 6.5, np.abs(site.gz - centre[1]) - half_z - 6.5)
        ring = np.abs(d - 0.5) < 2.6
        causeway = (np.abs(site.gx - gate[0]) < 2.6) & (site.gz < centre[1])
        depth = np.clip(1 - np.abs(d - 0.5) / 2.6, 0, 1)
        wet = ring & ~causeway
        site.height = np.where(ring & ~causeway, np.minimum(site.height, 0.7 - 1.8 * depth), site.height)
        site.paint(wet, "riverbed")
        site.water = np.where(wet & (site.height < -0.05), 0.0, site.water)
    site.path(
        [
            (rng.uniform(-6, 6), -52),
            (site.entrance[0], site.entrance[1] - 8),
            (gate[0], gate[1] - 9),
            (gate[0], gate[1] - 4),
            (gate[0], gate[1] + 5),
            (centre[0], centre[1] - 3),
        ],
        3.0,
        "cobbles",
        "road",
    )
    # stones of the walls
    stone = str(rng.choice(["#a39c8c", "#b0a48c", "#8f8d88"]))
    stone = site.style.palette.get("wall", stone)
    site.put("gatehouse", *gate, np.pi, size=(8.0, wall_h + 3.0, 5.0), force=True, color=stone)
    for k in range(towers):
        if k < len(places):
            x, z = places[k]
        else:
            a = k * 2.4
            x, z = centre[0] + np.sin(a) * (half_x + 14), centre[1] + np.cos(a) * (half_z + 14)
        site.put(
            "tower",
            x,
            z,
            float(np.arctan2(x - centre[0], z - centre[1])),
            size=(5.6, tower_h * float(rng.uniform(0.92, 1.1)), 5.6),
            force=True,
            color=stone,
        )
    for a, b in ((0, 1), (1, 2), (2, 3), (3, 0)):
        ax, az = centre[0] + corners[a][0], centre[1] + corners[a][1]
        bx, bz = centre[0] + corners[b][0], centre[1] + corners[b][1]
        pieces = [((ax, az), (gate[0] - 3.6, gate[1])), ((gate[0] + 3.6, gate[1]), (bx, bz))] if a == 0 else [((ax, az), (bx, bz))]
        for (px, pz), (qx, qz) in pieces:
            points = [(px + (qx - px) * t, 1.0, pz + (qz - pz) * t) for t in np.linspace(0, 1, 5)]
            site.curves.append(
                Curve(
                    "wall",
                    tuple((float(x), float(y), float(z)) for x, y, z in points),
                    1.8,
                    material="stone_courses",
                    color=stone,
                    height_m=wall_h,
                )
            )
            length = float(np.hypot(qx - px, qz - pz))
            site.footprints.append(Footprint((px + qx) / 2, (pz + qz) / 2, length / 2, 1.1, float(np.arctan2(-(qz - pz), qx - px)), wall_h))
    keep = (centre[0] + float(rng.uniform(-3, 3)), centre[1] + half_z - 8.5)
    court = np.maximum(np.abs(site.gx - centre[0]) - half_x + 1, np.abs(site.gz - centre[1]) - half_z + 1) < 0
    site.paint(court & (site.surface == 0), "earth" if rng.random() < 0.5 else "gravel")
    yaw = np.pi
    if site.allowed("keep"):
        site.put("keep", *keep, yaw, size=(12, 15, 9.5), force=True, color=stone)
        site.path([(centre[0], centre[1] - 3), (keep[0], keep[1] - 6.5)], 2.6, "cobbles")
    site.enter(site.entrance[0], site.entrance[1], gate)
    ground_y = gate[1] - 8
    site.spots += [
        (gate[0] + o, ground_y + r, np.pi)
        for o, r in ((3.6, 0), (-3.6, 0), (5.6, -1.5), (-5.6, -1.5), (3.4, -3.5), (-3.4, -3.5), (7.5, 0.5), (-7.5, 0.5))
    ]
    # the courtyard
    if site.allowed("well"):
        site.put("well", centre[0] + rng.uniform(4, 6) * rng.choice([-1, 1]), centre[1] - rng.uniform(1, 4), on_path=False)
    fulfil(site)
    for cls, number in (
        ("market_stall", 2),
        ("cart", 1),
        ("haystack", 2),
        ("barrel", 6),
        ("crate", 5),
        ("woodpile", 1),
        ("bench", 2),
        ("house", 2),
    ):
        if cls in site._closed:
            continue
        for _ in range(number):
            for _ in range(20):
                x, z = centre[0] + rng.uniform(-half_x + 3, half_x - 3), centre[1] + rng.uniform(-half_z + 3.5, half_z - 3)
                against = float(np.arctan2(centre[0] - x, centre[1] - z))
                if cls == "house":
                    x = centre[0] + rng.choice([-1, 1]) * (half_x - 4.2)
                    against = float(np.arctan2(centre[0] - x, 0))
                size = (5.5, 4.6, 4.6) if cls == "house" else None
                if site.put(cls, x, z, against, size=size, margin=0.5):
                    break
    for side in (-1, 1):
        if "banner" not in site._closed and "lantern_post" not in site._closed:
            site.put("lantern_post", gate[0] + side * 3.4, gate[1] - 4.2, np.pi)
            site.put(
                "banner",
                gate[0] + side * 2.6,
                gate[1] - 2.62,
                np.pi,
                y=site.y(gate[0], gate[1]) + 4.2,
                force=True,
                blocks=False,
                color=site.style.palette.get("banner", "#8a2a26"),
            )
    outside = (
        ~court
        & (np.maximum(np.abs(site.gx - centre[0]) - half_x, np.abs(site.gz - centre[1]) - half_z) > 12)
        & (np.abs(site.gx - site.entrance[0]) > 5)
    )
    if moat:
        site.scatter("reeds", 20, np.isfinite(site.water) & (site.height > -0.5), clump=1.5, margin=0.0, blocks=False, in_water=True)
    if "tree" not in site._closed:
        woods(
            site,
            16,
            outside & site.away(2.0) & (np.hypot(site.gx, site.gz) < 40),
            {"oak": 0.3, "maple": 0.25, "beech": 0.15, "pine": 0.3},
            clump=4,
        )
        edge_woods(site, 0.9)
    else:
        site.scatter("tree", site.count("tree", 0), site.away(2) & (np.hypot(site.gx - site.entrance[0], site.gz - site.entrance[1]) < 14))
    site.scatter("rock", site.count("rock", 10), outside & site.away(1.0), scale=(0.4, 1.4), clump=2)
    site.scatter("bush", site.count("bush", 14), outside & site.away(1.0), clump=2.5)
    site.paint((site.surface == 0) & (np.hypot(site.gx, site.gz) > 32), "meadow")
    light_over_the_shoulder(site, gate)
    site.look(gate[0], gate[1] - 8.0, gate)
    for x, z in ((-half_x * 0.7, -half_z * 0.55), (half_x * 0.7, -half_z * 0.5), (0.0, -half_z * 0.35), (half_x * 0.6, 2.0)):
        site.look(centre[0] + x, centre[1] + z, keep)
    site.look(-half_x - 9, centre[1] - half_z - 11, (centre[0], centre[1]))
    site.look(half_x + 10, centre[1] - half_z - 9, (centre[0], centre[1]))


KIND = Kind(
    "castle",
    "a castle with stone towers, curtain walls, a gatehouse, a keep and a courtyard",
    False,
    compose,
    17.2,
    ({"roof": "#4e5058"}, {"roof": "#7a4030"}),
)
