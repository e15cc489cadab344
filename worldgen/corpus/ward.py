"""The ward of a castle: worn ground with ways across it, and what its people keep against the walls."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .outdoors import ragged
from .requests import fulfil
from .site import Footprint, Site

Point = tuple[float, float]


def ward(site: Site, court: NDArray[np.bool_], centre: Point, half: Point, gate: Point, keep: Point) -> None:
    """Ground, buildings, stores, lights and banners inside the walls; requested things come after buildings, before the rest."""
    rng = site.rng
    side = float(rng.choice([-1, 1]))  # of the dwelling; the stable stands across
    wall = np.minimum(half[0] - np.abs(site.gx - centre[0]), half[1] - np.abs(site.gz - centre[1]))
    bare = court & (site.surface == 0)
    trodden = ragged(site, site.noise(9, 3), 0.5)
    site.paint(bare, "earth")
    site.paint(bare & (trodden > rng.uniform(-0.1, 0.3)), "gravel")
    site.paint(bare & (trodden < -0.62), "grass")
    site.paint(court & (ragged(site, wall + 1.2 * site.noise(5, 2), 0.8) < 2.4), "grass")
    well = (centre[0] - side * rng.uniform(4.5, 6.0), centre[1] - rng.uniform(2.5, 4.5))
    door = (keep[0] + 3.5, keep[1] - 6.3)
    cross = (centre[0], centre[1] - 3.0)
    home = (centre[0] + side * (half[0] - 4.4), centre[1] - rng.uniform(6.4, 7.0))  # clear of a tower half-way
    stable = (centre[0] - side * (half[0] - 4.0), centre[1] - rng.uniform(6.6, 7.4))
    site.path([cross, ((cross[0] + door[0]) / 2 + rng.uniform(-1, 1), (cross[1] + door[1]) / 2), door], 2.4, "cobbles")
    site.path([cross, (home[0] - side * 6, home[1] - 0.5), (home[0] - side * 3.9, home[1])], 1.4, "gravel")
    site.path([cross, (stable[0] + side * 7, stable[1] - 2), (stable[0] + side * 3.8, stable[1])], 1.6, "gravel")
    if site.allowed("well"):
        site.put("well", *well, float(rng.uniform(0, 6)))
    if "house" not in site._closed:
        site.put("house", *home, -side * np.pi / 2, size=(6.2, 5.0, 5.0), margin=0.2)
        site.put("house", home[0] - side * 0.2, home[1] + 13.2, -side * np.pi / 2, size=(5.4, 4.6, 4.6), margin=0.4)
    if "barn" not in site._closed:
        site.put("barn", *stable, side * np.pi / 2, size=(6.6, 4.6, 4.6), margin=0.2)
    fulfil(site)
    _market(site, cross, side)
    _stores(site, home, stable, side)
    _lights(site, centre, half, gate, well, door, side)
    if "banner" not in site._closed:
        color = site.style.palette.get("banner", str(rng.choice(["#8a2a26", "#2c4a8c", "#8a6a1e"])))
        y = site.y(*cross) + 2.6
        for s in (-1, 1):
            for dz in (-7.0, 0.0, 7.0):
                at = (centre[0] + s * (half[0] - 0.98), centre[1] + dz)
                if any(Footprint.of(i).contains(*at, 0.6) for i in site.instances):
                    continue
                site.put("banner", *at, -s * np.pi / 2, y=y, force=True, blocks=False, color=color)
    if "tree" not in site._closed and rng.random() < 0.75:
        site.put("tree", well[0] - side * 2.6, well[1] - 3.4, 0.0, size=(4.2, 5.4, 4.2), margin=0.1, tags=("maple",))
    beds = court & (wall < 2.2) & (wall > 1.2) & site.away(0.4)
    site.scatter("bush", 5 if "bush" not in site._closed else 0, beds, scale=(0.5, 0.8), clump=1.5)
    site.scatter("flowers", 6 if "flowers" not in site._closed else 0, beds, scale=(0.6, 0.9), clump=1.5, blocks=False)


def _market(site: Site, cross: Point, side: float) -> None:
    """Stalls in a row along the way from the gate, with what is sold about them."""
    rng = site.rng
    if "market_stall" not in site._closed:
        for s, dz in ((side, -6.4), (-side, -6.8), (side, -3.2), (-side, 3.6))[: int(rng.integers(3, 5))]:
            site.put("market_stall", cross[0] + s * rng.uniform(3.4, 4.0), cross[1] + dz, -s * np.pi / 2, margin=0.1)
    for cls, number in (("crate", 4), ("barrel", 3)):
        for _ in range(0 if cls in site._closed else number):
            site.put(cls, cross[0] + side * rng.uniform(5.2, 6.6), cross[1] + rng.uniform(-7.5, -2.5), rng.uniform(0, 6), margin=0.02)


def _stores(site: Site, home: Point, stable: Point, side: float) -> None:
    """Hay and a cart before the stable, barrels and firewood at the dwelling."""
    rng = site.rng
    sx, sz = stable
    hx, hz = home
    for cls, x, z, yaw in (
        ("haystack", sx + side * 0.4, sz + 8.6, 0.4), ("haystack", sx + side * 1.2, sz + 11.2, 1.9),
        ("cart", sx + side * 4.6, sz + 4.2, side * 0.8), ("barrel", sx + side * 3.0, sz - 2.9, 0.0),
        ("crate", sx + side * 3.0, sz + 3.0, 0.3), ("crate", sx + side * 3.1, sz + 3.9, 1.1),
        ("woodpile", hx + side * 1.0, hz - 4.2, 0.0), ("barrel", hx - side * 3.1, hz + 2.7, 0.0),
        ("barrel", hx - side * 3.2, hz + 3.5, 1.0), ("bench", hx - side * 3.6, hz - 1.9, -side * np.pi / 2),
        ("barrel", hx - side * 3.1, hz - 3.2, 2.0),
    ):  # fmt: skip
        if cls not in site._closed:
            site.put(cls, x + rng.uniform(-0.3, 0.3), z + rng.uniform(-0.3, 0.3), yaw + rng.uniform(-0.2, 0.2), margin=0.02)


def _lights(site: Site, centre: Point, half: Point, gate: Point, well: Point, door: Point, side: float) -> None:
    """A watch fire with logs to sit on, and lanterns where people go at night."""
    rng = site.rng
    fire = (centre[0] + side * rng.uniform(6.5, 8.5), gate[1] + rng.uniform(3.4, 4.2))
    if "campfire" not in site._closed and site.put("campfire", *fire, margin=0.4) and "log" not in site._closed:
        for k in range(3):
            a = 0.6 + 2.1 * k
            site.put("log", fire[0] + 1.9 * np.sin(a), fire[1] + 1.9 * np.cos(a), a + np.pi / 2, scale=0.55, margin=0.02)
    if "lantern_post" in site._closed:
        return
    for x, z in (
        (well[0] + side * 1.9, well[1] + 1.2), (door[0] + 2.6, door[1] - 0.8), (door[0] - 5.4, door[1] - 0.8),
        (centre[0] + side * (half[0] - 7.6), centre[1] - 2.6), (gate[0] - side * 2.6, gate[1] + 5.4),
        (centre[0] - side * 8.2, centre[1] + 6.0),
    ):  # fmt: skip
        site.put("lantern_post", float(x), float(z), margin=0.05)
