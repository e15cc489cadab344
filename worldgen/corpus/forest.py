"""Forest: a path winds between old trees to a clearing with a focal thing; ferns, moss, logs and mushrooms below."""

from __future__ import annotations

import numpy as np

from . import Kind
from .outdoors import banks, bridge_over, house_at, light_over_the_shoulder, woods
from .requests import fulfil
from .site import Site

FOCAL = ("campfire", "tent", "well", "statue", "house")


def compose(site: Site) -> None:
    rng = site.rng
    site.hills(2.0, 6.0, inner=10.0)
    floor = "needles" if rng.random() < 0.4 else "leaf_litter"
    site.paint(site.height > -99, floor)
    n = site.noise(11, 3, rng)
    site.paint(n > 0.25, "moss")
    site.paint(n < -0.45, "grass")
    clearing = (float(rng.uniform(-3, 3)), float(rng.uniform(2, 6)))
    radius = float(rng.uniform(6.5, 8.5))
    site.level(*clearing, radius, radius, 0.0, 6.0)
    r = np.hypot(site.gx - clearing[0], site.gz - clearing[1])
    site.paint(r < radius * (0.9 + 0.15 * site.noise(7, 2, rng)), "grass")
    site.keep_clear.clear()
    stream = None
    if any(f in site.spec.features for f in ("river", "stream", "lake")) or site.wants("bridge") or rng.random() < 0.35:
        z = np.linspace(-58, 58, 9)
        x = clearing[0] + (radius + 5) * (1 if rng.random() < 0.5 else -1) + 4 * np.sin(z / 11 + rng.uniform(0, 6))
        width = 6.0 if "river" in site.spec.features else 2.6
        stream = site.river(np.stack([x, 0 * z, z], 1), width, 0.6, -0.5, cls="stream")
        banks(site, stream, width)
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
        house_at(site, clearing[0], clearing[1] + 3.0, (clearing[0], clearing[1] - 3.0), 6.5, 5.2, 5.4)
    elif focal == "giant" and site.allowed("tree"):
        site.put("tree", *clearing, 0.0, size=(11, 13, 11))
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
    rim = outside & (np.hypot(site.gx, site.gz) >= 36) & (np.maximum(np.abs(site.gx), np.abs(site.gz)) < site.half_m - 3)
    dry = ~np.isfinite(site.water)
    mix = {
        0: {"tree": 0.6, "birch": 0.25, "pine": 0.15},
        1: {"pine": 0.7, "birch": 0.2, "tree": 0.1},
        2: {"birch": 0.55, "tree": 0.3, "pine": 0.15},
    }[int(rng.integers(3))]
    for name in [m for m in mix if m in site._closed]:
        site.scatter(name, site.count(name, 0), inner & dry & (np.hypot(site.gx - x0, site.gz - z0) < 16), clump=0)
    mix = {k: v for k, v in mix.items() if k not in site._closed}
    if mix:
        woods(site, 118, inner & dry & site.away(0.9), mix, scale=(0.95, 1.7), clump=0, margin=0.0)
        woods(site, 95, rim & dry, mix, scale=(1.1, 1.7), clump=0, margin=0.0)
    site.scatter("dead_tree", site.count("dead_tree", 3), inner & dry & site.away(1.0))
    site.scatter("fern", site.count("fern", 170), inner & dry & site.away(0.3), clump=1.4, margin=0.0, blocks=False, scale=(0.9, 1.6))
    site.scatter("bush", site.count("bush", 40), inner & dry & site.away(1.0), scale=(0.6, 1.2), clump=2.5)
    site.scatter("log", site.count("log", 7), inner & dry & site.away(0.8))
    site.scatter("stump", site.count("stump", 6), inner & dry & site.away(0.6))
    site.scatter("rock", site.count("rock", 18), inner & dry & site.away(0.6), scale=(0.4, 1.5), clump=2.0)
    site.scatter(
        "mushroom", site.count("mushroom", 26), inner & dry & site.away(0.2), scale=(0.5, 1.1), clump=0.6, margin=0.0, blocks=False
    )
    site.scatter("flowers", site.count("flowers", 10), ~outside & site.away(0.5), clump=1.5, blocks=False)
    light_over_the_shoulder(site, clearing)
    for a in rng.permutation(6):
        b = a * 1.047
        site.look(
            clearing[0] + np.sin(b) * radius * 0.85,
            clearing[1] + np.cos(b) * radius * 0.85,
            (clearing[0] - np.sin(b + 0.4) * 4, clearing[1] - np.cos(b + 0.4) * 4),
        )
    site.look(float(sway * 0.6), -25.0, (x0, z0))
    site.look(x0 * 0.5, -7.0, clearing)


KIND = Kind(
    "forest",
    "a forest with old trees, ferns, moss, fallen logs and a path to a clearing",
    False,
    compose,
    16.8,
    ({"wall": "#8a6a48", "roof": "#5c4a38"},),
)
