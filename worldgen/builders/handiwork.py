"""Handiwork: sewing machine, spinning wheel."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade
from .pieces import pick, trim
from .sheets import smoothed
from .swatches import WOODS
from .tables import drawer
from .turns import ALONG_X, ALONG_Z, loop, pitched, rolled

Rng = np.random.Generator
GOLD = "#b8923e"


def _turned(s: Sculptor, a: np.ndarray, b: np.ndarray, radius: float, material: str, color: np.ndarray, beads: int = 3) -> None:
    """A turned spindle between two points, with beads."""
    t = np.linspace(0, 1, 6 * beads + 1)
    swell = radius * (0.72 + 0.28 * np.abs(np.sin(np.pi * beads * t)) ** 0.6)
    s.tube(np.asarray(a) + (np.asarray(b) - np.asarray(a)) * t[:, None], swell, material, color, sides=9)


def sewing_machine(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A black machine with gilt bands on a wooden table with drawers, over cast-iron sides, a treadle and its wheel."""
    s = Sculptor()
    w, h, d = item.size_m
    wood, material = main_paint(item, WOODS, rng), item.material or "timber"
    iron = trim(item, wood, "#1f1f21", 0.85)
    enamel, gold = pick(item, wood, ("#131315", "#131315", "#1f3a2e", "#5a1a1c"), rng, 1.0), trim(item, wood, GOLD, 1.1)
    top = h - 0.34
    s.box((0, top - 0.02, 0), (w, 0.04, d), material, wood, bevel_m=0.008)
    s.box((0, top - 0.06, 0), (0.94 * w, 0.05, 0.9 * d), material, shade(wood, 0.88))
    for x in (-1, 1):
        s.box((x * 0.38 * w, top - 0.16, 0), (0.2 * w, 0.2, 0.86 * d), material, wood, bevel_m=0.006)
        for k in range(2):
            drawer(s, (x * 0.38 * w, top - 0.11 - 0.095 * k, 0.43 * d), 0.18 * w, 0.09, material, shade(wood, 1.06), gold)
        x0 = x * 0.36 * w
        for z in (-1, 1):
            s.tube(
                smoothed(
                    [
                        (10 + x0, 0.02, z * 0.46 * d),
                        (10 + x0, 0.1, z * 0.34 * d),
                        (10 + x0, 0.4 * top, z * 0.2 * d),
                        (10 + x0, top - 0.26, z * 0.38 * d),
                    ],
                    3,
                )
                - [10, 0, 0],
                0.018,
                "metal",
                iron,
                sides=8,
            )
        for z0, z1, y0, y1 in ((-0.3, 0.3, 0.12, 0.42), (0.3, -0.3, 0.12, 0.42), (-0.22, 0.34, 0.4, 0.66), (0.22, -0.34, 0.4, 0.66)):
            s.tube([(x0, y0 * top, z0 * d), (x0, y1 * top, z1 * d)], 0.011, "metal", iron, sides=6)
        s.tube(loop(0.09, center=(x0, 0.42 * top, 0), plane="zy"), 0.01, "metal", iron, sides=6)
        s.tube([(x0, 0.1, -0.4 * d), (x0, 0.1, 0.4 * d)], 0.014, "metal", iron, sides=7)
    s.tube([(-0.36 * w, 0.3 * top, -0.2 * d), (0.36 * w, 0.3 * top, -0.2 * d)], 0.014, "metal", iron, sides=7)
    s.tube([(-0.36 * w, 0.1, 0), (0.36 * w, 0.1, 0)], 0.012, "metal", iron, sides=7)
    with s.at((0, 0.11, 0.05 * d), rotation=pitched(0.2)):
        for k in range(6):
            s.box((0, 0, (k - 2.5) * 0.1 * d), (0.4 * w, 0.012, 0.045 * d), "metal", iron, bevel_m=0.003)
        for x in (-0.2, 0, 0.2):
            s.box((x * w, 0, 0), (0.012, 0.014, 0.56 * d), "metal", iron)
    wheel = (0.27 * w, 0.36 * top, -0.05 * d)
    s.tube(loop(0.15, center=wheel, plane="zy"), 0.014, "metal", iron, sides=7)
    for k in range(6):
        a = k * np.pi / 3
        s.tube([wheel, np.array(wheel) + [0, 0.15 * np.cos(a), 0.15 * np.sin(a)]], 0.008, "metal", iron, sides=5)
    with s.at((0.02 * w, top, 0.0)):
        stuff = item.material or "painted"
        s.box((0, 0.02, 0), (0.46, 0.04, 0.19), stuff, enamel, bevel_m=0.008)
        s.box((0.16, 0.12, 0), (0.085, 0.2, 0.1), stuff, enamel, bevel_m=0.022)
        arm = smoothed([(0.16, 0.24), (0.08, 0.255), (-0.02, 0.25), (-0.12, 0.235), (-0.17, 0.225)], 3)
        s.tube(np.column_stack([arm, np.zeros(len(arm))]), np.linspace(0.048, 0.036, len(arm)), stuff, enamel, sides=12)
        s.box((-0.175, 0.19, 0), (0.065, 0.13, 0.075), stuff, enamel, bevel_m=0.014)
        s.box((-0.21, 0.19, 0), (0.008, 0.11, 0.06), "metal", trim(item, wood, "#b4b6ba", 0.9), bevel_m=0.003)
        s.tube([(-0.175, 0.13, 0), (-0.175, 0.055, 0)], 0.007, "metal", trim(item, wood, "#b4b6ba", 0.9), sides=7)
        s.box((-0.175, 0.05, 0.008), (0.022, 0.008, 0.04), "metal", trim(item, wood, "#b4b6ba", 0.9))
        s.box((-0.17, 0.042, 0), (0.1, 0.006, 0.15), "metal", trim(item, wood, "#b4b6ba", 0.9))
        with s.at((0.2, 0.235, 0), rotation=ALONG_X):
            s.lathe(
                (0, 0, 0),
                [(0.03, 0), (0.075, 0.012), (0.078, 0.028), (0.06, 0.034), (0.03, 0.03), (0, 0.036)],
                "metal",
                trim(item, wood, "#b4b6ba", 0.9),
                sides=24,
            )
        for x, y, wide in ((0.16, 0.08, 0.07), (0.16, 0.17, 0.06), (0.0, 0.02, 0.4)):
            s.box((x, y, 0.051 if y > 0.05 else 0.0962), (wide, 0.008, 0.003), "metal", gold)
        for k in range(4):
            s.box((0.06 - 0.045 * k, 0.252 - 0.004 * k, 0.044), (0.026, 0.02, 0.008), "metal", gold, bevel_m=0.003)
        s.cylinder((0.07, 0.29, 0), 0.004, 0.05, "metal", gold, sides=6)
        s.lathe(
            (0.07, 0.295, 0),
            [(0.018, 0), (0.014, 0.004), (0.014, 0.034), (0.018, 0.038)],
            "fabric",
            pick(item, wood, ("#a8241f", "#2a56a8", "#d8b02a"), rng, 1.1),
            sides=12,
        )
    return fitted(s.geometry(), item.size_m)


def spinning_wheel(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A spoked wheel between two uprights on a slanted bench with three legs, a flyer with a bobbin, a distaff with wool, a treadle."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    wool = pick(item, color, ("#e8e0cc", "#c8b894", "#8a7a68"), rng, 1.1)
    r = 0.3 * h
    hub = np.array([0.2 * w, 0.62 * h, 0])
    a = 0.2
    with s.at((0, 0.33 * h, 0), rotation=rolled(a)):
        s.box((0, 0, 0), (0.9 * w, 0.045 * h, 0.3 * d), material, color, bevel_m=0.012)
    for x, z, up in ((0.36, 0.0, 0.37), (-0.36, 0.4, 0.26), (-0.36, -0.4, 0.26), (0.1, 0.4, 0.32)):
        _turned(
            s,
            np.array([x * 1.25 * w if abs(x) > 0.2 else x * w, 0.0, z * 1.2 * d]).clip(-w / 2 + 0.02, w / 2 - 0.02),
            np.array([x * w, up * h, z * 0.35 * d]),
            0.026,
            material,
            color,
        )
    for z in (-1, 1):
        _turned(s, np.array([0.2 * w, 0.36 * h, z * 0.14 * d]), np.array([0.2 * w, 0.66 * h, z * 0.14 * d]), 0.024, material, color, 2)
    with s.at(hub, rotation=ALONG_Z):
        rim = [
            (r, -0.025),
            (r, -0.012),
            (r - 0.008, 0),
            (r, 0.012),
            (r, 0.025),
            (r - 0.045, 0.025),
            (r - 0.05, 0),
            (r - 0.045, -0.025),
            (r, -0.025),
        ]
        s.lathe((0, 0, 0), rim, material, color, sides=40, caps=False)
        s.lathe(
            (0, -0.18 * d, 0),
            [(0.012, 0), (0.018, 0.12 * d), (0.045, 0.14 * d), (0.045, 0.22 * d), (0.018, 0.24 * d), (0.012, 0.36 * d)],
            material,
            shade(color, 0.9),
            sides=14,
        )
    count = int(rng.choice([10, 12, 14]))
    for k in range(count):
        t = 2 * np.pi * k / count
        way = np.array([np.cos(t), np.sin(t), 0])
        _turned(s, hub + 0.035 * way, hub + (r - 0.04) * way, 0.015, material, shade(color, 1.06), 2)
    base = np.array([-0.3 * w, 0.36 * h - 0.09 * w, 0])
    base[1] = 0.33 * h - 0.3 * w * np.tan(a)
    for z in (-1, 1):
        _turned(s, base + [0, 0, z * 0.24 * d], base + [0, 0.34 * h, z * 0.24 * d], 0.02, material, color, 2)
    s.tube([base + [0, 0.02, -0.28 * d], base + [0, 0.02, 0.28 * d]], 0.026, material, color, sides=9)
    flyer = base + [0, 0.27 * h, 0]
    with s.at(flyer, rotation=ALONG_Z):
        s.lathe(
            (0, -0.27 * d, 0),
            [
                (0.008, 0),
                (0.008, 0.04 * d),
                (0.045, 0.05 * d),
                (0.045, 0.08 * d),
                (0.02, 0.09 * d),
                (0.04, 0.14 * d),
                (0.042, 0.34 * d),
                (0.02, 0.4 * d),
                (0.03, 0.41 * d),
                (0.008, 0.43 * d),
                (0.008, 0.54 * d),
            ],
            "fabric",
            wool,
            sides=16,
        )
    for x in (-1, 1):
        s.tube(
            [flyer + [0, 0, 0.22 * d], flyer + [x * 0.06, 0, 0.16 * d], flyer + [x * 0.062, 0, -0.14 * d]],
            0.01,
            material,
            shade(color, 0.9),
            sides=7,
        )
    cord = trim(item, color, "#d8ccb0", 1.1)
    for x, y in ((-1, 1), (-1, -1)):
        s.tube([flyer + [0, y * 0.045, -0.2 * d], hub + [x * 0.08 * r, y * 1.01 * r, 0]], 0.004, "fabric", cord, sides=5)
    stick = np.array([-0.42 * w, 0.3 * h - 0.09 * w, 0.0])
    _turned(s, stick, [stick[0], 0.86 * h, 0], 0.018, material, color, 4)
    s.lathe(
        (stick[0], 0.7 * h, 0),
        smoothed([(0.012, 0), (0.07, 0.06 * h), (0.085, 0.14 * h), (0.05, 0.24 * h), (0.0, 0.3 * h)], 2),
        "fabric",
        wool,
        sides=14,
    )
    for k in range(3):
        y = (0.76 + 0.06 * k) * h
        s.tube(loop(0.084 - 0.012 * k, center=(stick[0], y, 0), plane="xz"), 0.007, "fabric", trim(item, color, "#a85a4a", 0.9), sides=5)
    s.box((0.02 * w, 0.07 * h, 0.06 * d), (0.46 * w, 0.02 * h, 0.24 * d), material, color, bevel_m=0.006)
    s.tube([(0.2 * w, 0.08 * h, 0.1 * d), (0.2 * w, 0.62 * h, 0.19 * d)], 0.009, material, shade(color, 0.9), sides=6)
    s.tube([(-0.34 * w, 0.06 * h, -0.36 * d), (-0.34 * w, 0.06 * h, 0.36 * d)], 0.014, material, color, sides=7)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"sewing_machine": sewing_machine, "spinning_wheel": spinning_wheel}
