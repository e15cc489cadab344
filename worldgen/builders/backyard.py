"""Of gardens and roofs: diving board, grill, weathervane."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .lettering import bent, plate
from .paints import main_paint, shade
from .turns import ALONG_X, loop, pitched
from .wares import IRON, WOODS


def diving_board(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A springy board with a rough tread on a frame with a roller, a ladder at −Z, rails on both sides; it dives to +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d8dcdc", "#3a8ab0", "#e0dccc", "#2f6a9a"), rng), item.material or "painted"
    steel = shade(color, 0.85) if item.color else linear_from_srgb("#a8aeb2")
    deck, rod = 0.6 * h, 0.026
    bend = np.linspace(-0.5, 0.5, 13)
    lift = 0.012 * h * np.clip(bend + 0.1, 0, 1) * 4
    for k in range(12):
        a, b = bend[k] * d, bend[k + 1] * d
        s.box((0, deck + lift[k], (a + b) / 2), (0.66 * w, 0.055, b - a), material, color)
    s.box((0, deck + lift[9] + 0.012, 0.26 * d), (0.56 * w, 0.05, 0.44 * d), material, shade(color, 0.86))
    s.box((0, deck + lift[11], 0.498 * d), (0.67 * w, 0.065, 0.012), "metal", steel, bevel_m=0.004)
    for x in (-1, 1):
        side = x * 0.44 * w
        s.tube([(side, 0, 0.04 * d), (0.38 * x * w, deck - 0.06, 0.0)], rod, "metal", steel, sides=10)
        s.tube([(side, 0, -0.3 * d), (0.38 * x * w, deck - 0.06, -0.34 * d)], rod, "metal", steel, sides=10)
        s.tube([(0.42 * x * w, 0.12 * h, -0.31 * d), (0.4 * x * w, deck - 0.09, 0.0)], 0.018, "metal", steel, sides=8)
        s.tube([(0.38 * x * w, deck - 0.06, -0.42 * d), (0.38 * x * w, deck - 0.06, 0.06 * d)], rod, "metal", steel, sides=10)
        rail = [
            (side, 0, -0.5 * d + rod),
            (side, 0.86 * h, -0.46 * d),
            (side, 0.96 * h, -0.44 * d),
            (side, h - rod, -0.4 * d),
            (side, h - rod, -0.1 * d),
            (side, 0.96 * h, -0.05 * d),
            (side, 0.85 * h, -0.03 * d),
            (side, deck - 0.06, -0.03 * d),
        ]
        s.tube(rail, rod, "metal", steel, sides=10)
        s.tube([(side, 0.8 * h, -0.46 * d), (side, 0.8 * h, -0.03 * d)], 0.018, "metal", steel, sides=8)
        for z in (0.04, -0.3, -0.485):
            s.box((side, 0.008, z * d), (0.12 * w, 0.016, 0.12 * w), "metal", shade(steel, 0.8))
    for k in range(4):
        y = (k + 0.8) * deck / 4.6
        s.box((0, y, -0.492 * d + 0.03 * y), (0.86 * w, 0.03, 0.09), material, shade(color, 0.9), bevel_m=0.006)
    for z in (0.0, -0.34 * d):
        with s.at((-0.44 * w, deck - 0.06, z), rotation=ALONG_X):
            s.cylinder((0, 0, 0), 0.03, 0.88 * w, "metal", IRON, sides=12)
    return fitted(s.geometry(), item.size_m)


def grill(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A kettle of coals on three legs with wheels and a tray, a grate on it, its lid tipped back or closed, a side shelf."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#1e1f22", "#7a2420", "#26405a", "#2f4a36"), rng), item.material or "painted"
    steel, wood = (0.36, 0.36, 0.37), linear_from_srgb(str(rng.choice(WOODS)))
    opened = rng.random() < 0.6
    r = 0.44 * min(w, d / 0.9)
    rim, deep = (0.7 if opened else 0.73) * h, 0.24 * h
    t = np.linspace(0, np.pi / 2, 8)
    bowl = np.stack([r * np.sin(t), rim - deep * np.cos(t)], 1)
    inside = [(r, rim + 0.01), (0.95 * r, rim + 0.01), (0.9 * r, rim - 0.3 * deep), (0.0, rim - 0.4 * deep)]
    bowl[0, 0] = 0
    s.lathe((0, 0, 0), [*bowl, *inside[:3]], material, color, sides=32, caps=False)
    s.lathe((0, 0, 0), inside[2:], "rock", (0.03, 0.028, 0.027), sides=32, caps=False)
    for k in range(3):
        a = np.pi + k * 2 * np.pi / 3
        top = (0.5 * r * np.sin(a), rim - 0.8 * deep, 0.5 * r * np.cos(a))
        foot = (1.0 * r * np.sin(a), 0.02 if k == 0 else 0.07, 0.92 * r * np.cos(a))
        s.tube([top, foot], 0.014, "metal", steel if not item.color else shade(color, 0.85), sides=8)
        if k:
            with s.at((foot[0], 0.075, foot[2]), rotation=ALONG_X):
                s.lathe((0, -0.02, 0), [(0.06, 0), (0.075, 0.008), (0.075, 0.032), (0.06, 0.04)], "metal", IRON, sides=18)
        else:
            s.cylinder((foot[0], 0, foot[2]), 0.025, 0.03, "metal", IRON, sides=10)
    s.lathe(
        (0, 0.22 * h, 0),
        [(0.2 * r, 0), (0.55 * r, 0.012), (0.6 * r, 0.03), (0.5 * r, 0.02)],
        "metal",
        shade(color, 0.9) if item.color else steel,
        sides=24,
    )
    s.cylinder((0, rim - 1.2 * deep, 0), 0.08 * r, 0.25 * deep, "metal", IRON, sides=12)
    shell = np.stack([1.02 * r * np.cos(t), 0.2 * h * np.sin(t)], 1)
    shell[-1, 0] = 0
    lid = [(0.97 * r, 0.0), *shell]

    def cover() -> None:
        s.lathe((0, 0, 0), lid, material, shade(color, 1.04), sides=32, caps=False)
        s.lathe((0, 0, 0), np.array(lid[:0:-1]) * (0.95, 0.95), "metal", shade(color, 0.7) if item.color else IRON, sides=32, caps=False)
        for x in (-0.07, 0.07):
            s.tube([(x, 0.185 * h, 0.25 * r), (x, 0.25 * h, 0.25 * r)], 0.009, "metal", steel, sides=6)
        s.tube([(-0.1, 0.245 * h, 0.25 * r), (0.1, 0.245 * h, 0.25 * r)], 0.016, "timber", wood, sides=8)
        s.cylinder((-0.4 * r, 0.175 * h, 0.1 * r), 0.035, 0.014, "metal", steel, sides=14)

    if opened:
        for x in np.linspace(-0.88, 0.88, 13) * r:
            z = 0.93 * np.sqrt(r**2 - x**2)
            s.tube([(x, rim + 0.012, -z), (x, rim + 0.012, z)], 0.008, "metal", (0.28, 0.28, 0.28), sides=5)
        s.tube(loop(0.93 * r, center=(0, rim + 0.008, 0), plane="xz", points=33), 0.009, "metal", (0.28, 0.28, 0.28), sides=5)
        for _ in range(22):
            a, q = rng.uniform(0, 2 * np.pi), 0.8 * r * np.sqrt(rng.random())
            ember = rng.random() < 0.4
            tone, glow = ((0.5, 0.09, 0.02), (0.9, 0.16, 0.02)) if ember else ((0.05, 0.047, 0.045), 0.0)
            s.box((q * np.sin(a), rim - 0.35 * deep, q * np.cos(a)), (0.05, 0.05, 0.05), "rock", tone, bevel_m=0.014, emission_linear=glow)
        with s.at((0, rim + 0.02 * h, -0.93 * r), rotation=pitched(-1.35)), s.at((0, 0, 1.02 * r)):
            cover()
    else:
        with s.at((0, rim + 0.012, 0)):
            cover()
    s.box((0.98 * r, rim - 0.03, 0), (0.3 * r, 0.02, 0.9 * r), "timber", wood, bevel_m=0.006)
    s.tube([(0.8 * r, rim - 0.14, 0), (1.05 * r, rim - 0.035, 0)], 0.01, "metal", steel, sides=6)
    return fitted(s.geometry(), item.size_m)


COCK = (
    (0.02, 0.0), (0.1, 0.06), (0.2, 0.13), (0.27, 0.26), (0.28, 0.36), (0.36, 0.37), (0.29, 0.41), (0.29, 0.47), (0.26, 0.44), (0.23, 0.49),
    (0.2, 0.45), (0.16, 0.46), (0.14, 0.38), (0.09, 0.28), (0.0, 0.23), (-0.1, 0.24), (-0.17, 0.34), (-0.24, 0.45), (-0.35, 0.44),
    (-0.3, 0.39), (-0.42, 0.36), (-0.34, 0.31), (-0.43, 0.24), (-0.33, 0.22), (-0.36, 0.13), (-0.26, 0.16), (-0.2, 0.08),
    (-0.1, 0.03), (-0.03, 0.0),
)  # fmt: skip


def weathervane(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A pole on a foot, a cross with the letters of the compass, above it an arrow that turns, with a cock on it or a fletching."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#1f2022", "#3f6a5c", "#8a5a2c", "#5a4636"), rng), item.material or "metal"
    cock = rng.random() < 0.65
    bird = shade(color, 1.1) if item.color else linear_from_srgb(str(rng.choice(["#b08a36", "#8a2f22", "#2a2b2d"])))
    cross, arrow, rod = (0.67 if cock else 0.72) * h, (0.83 if cock else 0.88) * h, 0.026 * w
    s.lathe(
        (0, 0, 0),
        [(0.2 * w, 0), (0.19 * w, 0.02 * h), (0.07 * w, 0.05 * h), (0.045 * w, 0.12 * h), (0.028 * w, 0.14 * h)],
        material,
        color,
        sides=20,
    )
    s.tube([(0, 0.1 * h, 0), (0, arrow, 0)], [0.032 * w, 0.022 * w], material, color, sides=10)
    for y, r in ((0.3 * h, 0.045 * w), (cross, 0.06 * w), (cross + 0.07 * h, 0.045 * w)):
        s.sphere((0, y, 0), r, material, shade(color, 1.1), sides=14)
    for letter, x, z in (("N", 0, -1), ("S", 0, 1), ("E", 1, 0), ("W", -1, 0)):
        s.tube([(0, cross, 0), (0.4 * x * w, cross, 0.4 * z * d)], rod, material, color, sides=8)
        curl = loop(
            0.07 * w,
            start_rad=np.pi,
            stop_rad=2.2 * np.pi,
            points=11,
            center=(0.2 * x * w, cross - 0.01 * w, 0.2 * z * d),
            plane="xy" if x else "zy",
        )
        s.tube(curl, 0.45 * rod, material, color, sides=5)
        bent(s, letter, (0.43 * x * w, cross + 0.045 * h, 0.44 * z * d), 0.14 * w, 0.075 * h, 0.016 * w, material, shade(color, 1.05))
    with s.at((0, arrow, 0), yaw=float(rng.uniform(-0.5, 0.5))):
        s.tube([(-0.46 * w, 0, 0), (0.42 * w, 0, 0)], rod, material, color, sides=8)
        t = 0.028 * w
        plate(s, np.array([(0.36, -0.07), (0.5, 0.0), (0.36, 0.07), (0.39, 0.0)]) * w, -t / 2, t, material, bird)
        if cock:
            plate(s, np.array(COCK) * (0.92 * w, 0.34 * h) + (0, 0.005 * h), -t / 2, t, material, bird)
            s.sphere((0, 0, 0), 0.045 * w, material, shade(color, 1.1), sides=14)
        else:
            for y in (-1, 1):
                plate(s, np.array([(-0.5, 0.12 * y), (-0.3, 0.12 * y), (-0.22, 0.0), (-0.42, 0.0)]) * w, -t / 2, t, material, bird)
            s.lathe(
                (0, 0, 0), [(0.04 * w, -0.02 * h), (0.05 * w, 0.01 * h), (0.02 * w, 0.05 * h), (0, h - arrow)], material, color, sides=12
            )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"diving_board": diving_board, "grill": grill, "weathervane": weathervane}
