"""Desert canyon: banded walls on both sides of a dry wash, cacti and boulders on its sand, an arch or a spring with palms to walk to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..layout.banks import ease
from . import extras
from .kind import Kind
from .outdoors import light_over_the_shoulder, ragged
from .requests import fulfil
from .site import Footprint, Site

Array = NDArray[np.floating]
REDS = ("#a67050", "#9a644a", "#ae7c5a", "#a06a54")
EXTRAS = ("tumbleweed", "wagon_wheel", "minecart", "cairn", "barrel", "oil_drum", "tipi", "hoodoo", "jar", "skull")
LIGHTS = ("campfire",)


def compose(site: Site) -> None:
    rng = site.rng
    site.style = replace(site.style, materials={"wall": str(rng.choice(["plaster", "rubble"])), **site.style.materials})
    stone = site.style.palette.get("rock", str(rng.choice(REDS)))
    sway, phase = float(rng.uniform(4, 8)), float(rng.uniform(0, 6.28))
    middle = sway * np.sin(site.gz / 17 + phase)
    half = float(rng.uniform(11, 14)) + 2.5 * site.noise(20, 2)
    out = np.abs(site.gx - middle) - half  # metres into the walls
    site.height += 0.5 * site.noise(14, 3) + 0.6 * ease(np.clip(out + 6, 0, 8) / 8)
    ramps = {side: float(rng.uniform(-14, 22)) for side in (-1, 1)}  # z of a way up on either side
    worn = sum(ease(1.6 - np.abs(site.gz - z) / 5.5) * (side * (site.gx - middle) > 0) for side, z in ramps.items())
    steps = sum(rise * ease((out - low - 1.6 * site.noise(9, 2)) / 2.4) for low, rise in ((1.0, 4.5), (7.5, 4.0), (14.0, 5.5)))
    site.height += steps + worn * (14.0 * np.clip(out / 26, 0, 1) - steps)
    wash = np.abs(site.gx - middle - 1.5 * np.sin(site.gz / 8))
    site.height -= 0.5 * ease(1 - wash / 3.5)
    site.paint(site.height > -99, "red_sand")
    site.paint(ragged(site, site.noise(11, 2), 0.5) > 0.5, "gravel")
    site.paint(ragged(site, wash, 0.5) < 2.2, "riverbed")
    steep = np.hypot(*site.slope(site.height))
    site.paint(ragged(site, steep, 0.2) > 0.55, "red_rock")

    def floor(z: float, aside: float = 0.0) -> tuple[float, float]:
        return float(sway * np.sin(z / 17 + phase) + aside), float(z)

    goal = floor(float(rng.uniform(15, 20)))
    start = floor(-20.0, float(rng.uniform(-2, 2)))
    track = [floor(z, float(rng.uniform(-2.2, 2.2))) for z in (-52, -36)]
    site.path(
        [*track, start, floor(-8.0, float(rng.uniform(-3, 3))), floor(4.0, float(rng.uniform(-3, 3))), (goal[0], goal[1] - 3)], 1.6, "sand"
    )
    site.enter(*start, goal)
    _focus(site, goal, stone)
    for k in range(9):
        z = start[1] + 6 + 2.2 * k
        site.spots.append((*floor(z, (3.4 + 0.5 * (k % 3)) * (1 if k % 2 else -1)), np.pi))
    fulfil(site)
    _walls(site, out, middle, stone, ramps)
    _life(site, out, wash, start, stone)
    extras.outdoors(site, EXTRAS, (3, 5))
    extras.outdoors(site, LIGHTS, (0, 1))
    light_over_the_shoulder(site, goal)
    site.look(*start, goal)
    for z, aside, ahead in ((-12, 3, 14), (-3, -4, 16), (6, 4, 14), (10, -3, -18), (24, 2, -16), (-28, 1, 16), (16, 5, 12), (-6, 5, -14)):
        site.look(*floor(z, aside), floor(z + ahead))


def _focus(site: Site, goal: tuple[float, float], stone: str) -> None:
    """A natural arch to walk under, a spring with palms, a lone tower of rock, or a ruined watch post."""
    rng = site.rng
    choice = str(rng.choice(["arch", "oasis", "needle", "ruin"]))
    if choice == "oasis" or "lake" in site.spec.features or site.wants("palm"):
        d = np.hypot(site.gx - goal[0], site.gz - goal[1]) + 1.2 * site.noise(7, 2)
        site.level(*goal, 9, 9, 0.0, 5.0, y=0.0)
        site.lake(d - float(rng.uniform(3.4, 4.6)), 0.8, -0.35, "sand")
        site.paint((d < 9) & (d > 4) & (site.noise(4, 2) > -0.3) & ~np.isfinite(site.water), "grass")
        for k in range(int(rng.integers(6, 10))):
            a = 2 * np.pi * k / 8 + float(rng.uniform(-0.3, 0.3))
            r = float(rng.uniform(6.0, 8.5))
            if site.allowed("palm") and not site.wants("palm") and "palm" not in site._closed:
                site.put(
                    "palm", goal[0] + r * np.sin(a), goal[1] + r * np.cos(a), a, size=(3.8, float(rng.uniform(6, 9.5)), 3.8), margin=0.05
                )
        edge = (d > 3.6) & (d < 5.6)
        site.scatter("reeds", site.count("reeds", 14), edge, clump=1.0, margin=0.0, blocks=False, in_water=True, scale=(0.7, 1.0))
    elif choice == "arch" and site.allowed("arch"):
        size = (float(rng.uniform(9, 12)), float(rng.uniform(7.5, 9.5)), float(rng.uniform(2.2, 3.0)))
        site.put("arch", *goal, float(rng.normal(0, 0.2)), size=size, force=True, color=stone, material="rock", tags=("round",))
    elif choice == "ruin" and site.allowed("tower"):
        site.put("tower", goal[0], goal[1] + 3, np.pi, size=(5.4, 9.0, 5.4), margin=0.3, level=True, color="#b08458")
        for k in range(3):
            site.put(
                "ruined_wall",
                goal[0] + (k - 1) * 6.5,
                goal[1] - 2.5 - (k % 2) * 3,
                0.3 * (k - 1),
                size=(4.5, 2.2, 0.7),
                margin=0.1,
                color="#b08458",
            )
    elif site.allowed("cliff"):
        size, yaw = (6.5, float(rng.uniform(11, 15)), 6.0), float(rng.uniform(0, 6))
        low = site.lowest(Footprint(*goal, size[0] / 2, size[2] / 2, yaw))
        site.put("cliff", *goal, yaw, size=size, y=low - 0.3, force=True, color=stone)


def _walls(site: Site, out: Array, middle: Array, stone: str, ramps: dict[int, float]) -> None:
    """Bastions of rock in ranks along both sides, faces to the floor, none on a way up."""
    rng = site.rng
    if not site.allowed("cliff"):
        return
    made, number = 0, site.count("cliff", 26)
    for rank, depth in ((1.5, 6.0), (8.5, 7.0), (15.5, 7.0)):
        for side in (-1, 1):
            z = -54.0 + float(rng.uniform(0, 5))
            while z < 55 and made < number:
                row = site.cell(0, z)[0]
                columns = np.flatnonzero((np.abs(out[row] - rank) < 0.6) & (side * (site.gx[row] - middle[row]) > 0))
                wide = float(rng.uniform(8, 14))
                if len(columns) and abs(z - ramps[side]) > wide / 2 + 5.0:
                    x = float(site.gx[row, int(columns[len(columns) // 2])]) + side * depth * 0.3
                    yaw = -side * np.pi / 2 + float(rng.normal(0, 0.12))
                    high = float(rng.uniform(6, 10)) if rank < 2 else float(rng.uniform(7, 13))
                    plan = Footprint(x, z, wide / 2, depth / 2, yaw)
                    if np.abs(plan.corners()).max() < site.half_m - 1.5 and site.free(x, z, wide, depth, yaw, 0.02):
                        low = site.lowest(plan)
                        tone = _shaded(stone, float(rng.uniform(0.88, 1.12)))
                        item = site.put(
                            "cliff", x, z, yaw, size=(wide, high + site.y(x, z) - low, depth), y=low - 0.6, force=True, color=tone
                        )
                        made += item is not None
                z += wide * float(rng.uniform(0.95, 1.35))


def _shaded(color: str, factor: float) -> str:
    return "#" + "".join(f"{min(255, round(int(color[k : k + 2], 16) * factor)):02x}" for k in (1, 3, 5))


def _life(site: Site, out: Array, wash: Array, start: tuple[float, float], stone: str) -> None:
    """Cacti in groups, agaves, dry bushes, boulders in the colour of the walls, a bleached trunk or two."""
    floor = (out < -1.0) & site.away(0.8) & (wash > 2.0)
    near = np.hypot(site.gx - start[0], site.gz - start[1]) < 40
    ahead = np.hypot(site.gx - start[0], site.gz - start[1]) > 3.0
    big = site.count("cactus", 16)
    site.scatter("cactus", big, floor & near & ahead, scale=(0.7, 1.35), clump=3.5, margin=0.25)
    if "cactus" not in site._closed:
        for _ in range(12):
            site.scatter("cactus", 1, floor & near & ahead, box=((0.6, 1.1), (0.5, 0.9)), margin=0.05)
    site.scatter("agave", site.count("agave", 20), floor & near, scale=(0.6, 1.2), clump=2.0, margin=0.05)
    if "bush" not in site._closed:
        site.scatter("bush", 26, floor & near, scale=(0.35, 0.8), clump=2.4, margin=0.05, color="#8a8452")
    else:
        site.scatter("bush", site.count("bush", 0), floor & near, scale=(0.5, 0.9))
    if "rock" not in site._closed:
        site.scatter("rock", 60, (out < 2.5) & site.away(0.5), scale=(0.25, 1.5), clump=2.6, margin=0.05, color=stone)
        site.scatter("rock", 26, (out > -3.5) & (out < 1.0) & site.away(0.4), scale=(0.9, 2.3), clump=2.0, margin=0.02, color=stone)
    else:
        site.scatter("rock", site.count("rock", 0), floor & near)
    site.scatter("dead_tree", site.count("dead_tree", 3), floor & near & ahead, box=((1.8, 2.8), (3.0, 5.0)))
    site.scatter("log", site.count("log", 2), floor & near, scale=(0.6, 1.0))


KIND = Kind(
    "desert_canyon",
    "a desert canyon with banded cliffs, sand, cacti, agaves, boulders and an arch, a spring with palms or a ruined tower",
    interior=False,
    compose=compose,
    hour=16.2,
    horizon="mesas",
    phrases=(
        "desert canyon", "canyon", "desert", "desert gorge", "desert valley", "badlands", "red rock canyon", "slot canyon", "mesa",
        "oasis", "red canyon", "desert landscape", "wadi", "arroyo", "canyon floor", "canyon lands", "canyonlands", "desert ravine",
        "rocky desert", "sandstone canyon",
    ),
    captions=("desert canyon", "canyon", "red rock canyon"),
    essence="a desert canyon of red rock with cacti, sand and cliffs",
    things=("cactus", "agave", "palm"),
    built=False,
)  # fmt: skip
