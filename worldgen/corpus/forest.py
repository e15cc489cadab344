"""Forest: a path winds between old trees to a clearing with a focal thing; ferns, moss, logs and mushrooms below."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import extras
from .kind import Kind
from .outdoors import banks, bridge_over, garden, house_at, light_over_the_shoulder, pond, ragged, woods
from .requests import fulfil
from .site import Site

FOCAL = ("campfire", "tent", "well", "statue", "house")
STANDS = (  # of broadleaves, of conifers, of birches: what is tall, and what comes up below
    ({"tall": 0.5, "beech": 0.14, "oak": 0.16, "birch": 0.08, "tall_pine": 0.12}, {"sapling": 0.8, "young_pine": 0.2}),
    ({"tall_pine": 0.62, "pine": 0.2, "birch": 0.06, "tall": 0.12}, {"young_pine": 0.75, "sapling": 0.25}),
    ({"birch": 0.38, "tall": 0.36, "pine": 0.14, "maple": 0.12}, {"sapling": 0.7, "young_pine": 0.3}),
)
EXTRAS = ("splitting_block", "cairn", "wagon_wheel", "hammock", "totem_pole", "cauldron", "cross", "archery_target", "swing", "birdhouse")


def compose(site: Site) -> None:
    rng = site.rng
    site.hills(2.0, 6.0, inner=10.0)
    site.style = replace(site.style, materials={"wall": "timber", "roof": "shingles", **site.style.materials})
    stand = site.noise(30, 2, rng)  # where conifers stand together, and where they do not
    site.paint(site.height > -99, "leaf_litter")
    site.paint(ragged(site, stand) > 0.15, "needles")
    damp = site.noise(10, 3, rng)
    site.paint(ragged(site, damp) > 0.18, "moss")
    site.paint(ragged(site, damp, 0.3) < -0.45, "grass")
    clearing = (float(rng.uniform(-3, 3)), float(rng.uniform(2, 6)))
    radius = float(rng.uniform(7.0, 9.0)) + 2.0 * site.wants("house")
    site.level(*clearing, radius, radius, 0.0, 6.0)
    r = np.hypot(site.gx - clearing[0], site.gz - clearing[1])
    site.paint(ragged(site, r / radius + 0.2 * site.noise(7, 2, rng), 0.3) < 1.15, "moss")
    site.paint(ragged(site, r / radius + 0.2 * site.noise(7, 2, rng), 0.14) < 0.98, "grass")
    site.keep_clear.clear()
    stream = None
    if "lake" in site.spec.features:
        turn = 1 if rng.random() < 0.5 else -1
        pond(site, (clearing[0] + turn * (radius + 5.0), clearing[1] + float(rng.uniform(-3, 3))), float(rng.uniform(4.5, 6.0)), clearing)
    elif any(f in site.spec.features for f in ("river", "stream")) or site.wants("bridge") or rng.random() < 0.35:
        z = np.linspace(-58, 58, 9)
        x = clearing[0] + (radius + 5) * (1 if rng.random() < 0.5 else -1) + 4 * np.sin(z / 11 + rng.uniform(0, 6))
        width = 6.0 if "river" in site.spec.features else 2.6
        stream = site.river(np.stack([x, 0 * z, z], 1), width, 0.6, -0.5, cls="stream")
        banks(site, stream, width, willows=0)
        if site.wants("bridge"):
            bridge_over(site, stream, int(np.argmin(np.abs(stream[:, 2] - clearing[1]))), width, 1.8)
    sway = rng.uniform(-7, 7)
    site.path([(rng.uniform(-8, 8), -50), (sway, -30), (-sway * 0.5, -14), (clearing[0], clearing[1] - radius * 0.7)], 1.5, "earth")
    site.path([(clearing[0], clearing[1] + radius * 0.7), (clearing[0] - sway, clearing[1] + 18), (rng.uniform(-10, 10), 50)], 1.3, "earth")
    x0, z0 = -sway * 0.5, -13.0
    site.enter(float(x0), z0, clearing)
    for k in range(5):
        a = np.pi + (k - 2) * 0.5
        site.spots.append((clearing[0] + np.sin(a) * 4.2, clearing[1] + np.cos(a) * 4.2, float(a)))
    wanted = [c for c in FOCAL if site.wants(c)]
    if "fire" in site.spec.features and site.allowed("campfire"):
        wanted.insert(0, "campfire")
    focal = wanted[0] if wanted else next((c for c in rng.permutation(["campfire", "giant", "stones"])), "giant")
    if focal == "house":
        side = float(rng.choice([-1, 1]))
        spot = clearing[0] + 2.0 * side, clearing[1] + 0.42 * radius
        house = house_at(site, *spot, (clearing[0] - 0.6 * side, clearing[1] - 3.0), 6.8, 5.2, 5.4)
        if house is not None:
            garden(site, house)
    elif focal == "giant" and site.allowed("tree"):
        site.put("tree", *clearing, 0.0, size=(12, 13, 12), tags=("oak",))
    elif focal == "stones" and site.allowed("rock"):
        for k in range(7):
            a = k * 2 * np.pi / 7
            site.put("rock", clearing[0] + 4 * np.sin(a), clearing[1] + 4 * np.cos(a), a, size=(0.9, float(rng.uniform(1.6, 2.5)), 0.7))
    elif site.allowed(str(focal)):
        site.put(str(focal), *clearing)
    if focal == "campfire":
        for k in range(4):
            a = k * 1.57 + 0.4
            site.put("log", clearing[0] + 2.4 * np.sin(a), clearing[1] + 2.4 * np.cos(a), a + np.pi / 2, scale=0.62)
        site.put("tent", clearing[0] + 4.4, clearing[1] + 2.2, -2.3)
    fulfil(site)
    outside = np.hypot(site.gx - clearing[0], site.gz - clearing[1]) > radius
    inner = outside & (np.hypot(site.gx, site.gz) < 38)
    rim = outside & (np.hypot(site.gx, site.gz) >= 38) & (np.maximum(np.abs(site.gx), np.abs(site.gz)) < site.half_m - 3)
    dry = ~np.isfinite(site.water)
    first = int(rng.integers(3))
    second = 1 if first != 1 else 2 * int(rng.integers(2))
    for name in [m for m in ("tree", "birch", "pine") if m in site._closed]:
        site.scatter(name, site.count(name, 0), inner & dry & (np.hypot(site.gx - x0, site.gz - z0) < 16), clump=0)
    near = inner & dry & site.away(0.7)
    conifers = stand > 0.15
    edge = outside & (r < radius + 5) & site.away(1.2)
    woods(site, 7, edge & dry, {"oak": 0.35, "maple": 0.35, "birch": 0.3}, clump=0, margin=0.0)  # where there is light they grow wide
    for zone, which in ((~conifers, first), (conifers, second)):
        part = float((near & zone).sum() / max(near.sum(), 1))
        tall, young = STANDS[which]
        woods(site, round(165 * part), near & zone, tall, clump=0, margin=0.0)
        woods(site, round(70 * part), near & zone & site.away(0.2), young, clump=2.2, margin=0.0)
        woods(site, round(150 * part), rim & dry & zone, tall, clump=0, margin=0.0)
    site.scatter("dead_tree", site.count("dead_tree", 5), inner & dry & site.away(0.4), box=((1.6, 2.6), (4.0, 8.0)))
    site.scatter("log", site.count("log", 9), inner & dry & site.away(0.5), scale=(0.7, 1.5))
    site.scatter("stump", site.count("stump", 8), inner & dry & site.away(0.4), scale=(0.7, 1.3))
    site.scatter("rock", site.count("rock", 18), inner & dry & site.away(0.4), scale=(0.4, 1.5), clump=2.0)
    site.scatter("bush", site.count("bush", 64), (inner | edge) & dry & site.away(0.5), scale=(0.5, 1.2), clump=2.0, margin=0.0)
    site.scatter("fern", site.count("fern", 230), inner & dry & site.away(0.2), clump=1.3, margin=0.0, blocks=False, scale=(0.8, 1.7))
    site.scatter(
        "mushroom", site.count("mushroom", 26), inner & dry & site.away(0.2), scale=(0.5, 1.1), clump=0.6, margin=0.0, blocks=False
    )
    site.scatter("flowers", site.count("flowers", 10), ~outside & site.away(0.5), clump=1.5, blocks=False)
    extras.outdoors(site, EXTRAS, (1, 3))
    light_over_the_shoulder(site, clearing)
    for a in (np.pi, np.pi + 0.6, np.pi - 0.6, np.pi + 1.25, np.pi - 1.25, 0.4, -0.5):
        for out in (1.25, 1.0, 0.85):
            if site.look(clearing[0] + np.sin(a) * radius * out, clearing[1] + np.cos(a) * radius * out, clearing):
                break
    site.look(float(sway * 0.6), -25.0, (x0, z0))
    site.look(x0 * 0.5, -7.0, clearing)
    site.look(clearing[0] - sway * 0.6, clearing[1] + 15.0, (clearing[0], clearing[1] + radius * 0.7))


KIND = Kind(
    "forest",
    "a forest with old trees, ferns, moss, fallen logs and a path to a clearing",
    interior=False,
    compose=compose,
    hour=16.8,
    palette=({"wall": "#9c7a54", "roof": "#6a5540"}, {"wall": "#8a6c4c", "roof": "#75634a"}),
    phrases=(
        "forest", "forrest", "wood land", "woodland", "woodlands", "woods", "grove", "clearing", "glade", "forest clearing",
        "forest glade", "rainforest", "jungle", "thicket", "copse", "spinney", "taiga", "wildwood", "pinewood", "birchwood", "wald",
    ),
    captions=("forest", "woodland"),
    essence="a forest full of trees, plants and undergrowth in the wild",
    things=("tree", "birch", "pine", "dead_tree", "fern", "mushroom", "log", "stump", "campfire", "tent", "bush", "woodpile"),
    hints=("undergrowth", "trail", "camp", "campsite", "encampment"),
    built=False,
)  # fmt: skip
