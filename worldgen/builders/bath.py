"""Of bathrooms: a bathtub on claw feet, a toilet."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .pieces import ellipse, pick, plate, slab, trim
from .sheets import sheet, smoothed
from .turns import pitched

Rng = np.random.Generator


def bathtub(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Long and oval with a rolled rim that rises at its head, four claw feet, a brass mixer on pipes; sometimes full of water."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e8e6e0", "#e8e6e0", "#3f6b6b", "#2b2d31", "#b87a7a"), rng), item.material or "ceramic"
    white = trim(item, color, "#efede8", 1.08)
    brass = pick(item, color, ("#b8923e", "#b4b6ba"), rng, 0.9)
    n = 48
    t = np.linspace(0, 2 * np.pi, n + 1)
    cx, sx = np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.72, np.sign(np.sin(t)) * np.abs(np.sin(t)) ** 0.8
    rise = 0.09 * h * np.clip(-np.cos(t), 0, 1) ** 2
    rim, low = 0.84 * h, 0.13 * h
    profile = smoothed([(0.0, 0.0), (0.42, 0.0), (0.66, 0.06), (0.82, 0.28), (0.89, 0.62), (0.93, 1.0)], 3)
    outer = np.stack([np.stack([0.5 * w * a * cx, low + (rim + rise - low) * b, 0.5 * d * a * sx], 1) for a, b in profile])
    sheet(s, outer, material, color, flip=True)
    hollow = smoothed([(0.9, 1.0), (0.84, 0.66), (0.76, 0.34), (0.6, 0.13), (0.0, 0.1)], 3)
    inner = np.stack([np.stack([0.5 * w * a * cx, low + (rim + rise - low) * b, 0.5 * d * a * sx], 1) for a, b in hollow])
    sheet(s, inner, material if item.material else "ceramic", white, flip=True)
    ring = np.stack([0.5 * w * 0.955 * cx, rim + rise, 0.5 * d * 0.93 * sx], 1)
    s.tube(ring, 0.034, material if item.material else "ceramic", white if not item.color else shade(color, 1.05), sides=10)
    foot = trim(item, color, "#b8923e" if rng.random() < 0.6 else "#8f9194", 0.9)
    for x in (-1, 1):
        for z in (-1, 1):
            at = np.array([x * 0.3 * w, 0, z * 0.3 * d])
            path = (
                smoothed(
                    [
                        at * 0.86 + [0, 0.26 * h, 0] + 10,
                        at * 1.02 + [0, 0.17 * h, 0] + 10,
                        at * 0.98 + [0, 0.07 * h, 0] + 10,
                        at * 1.06 + [0, 0.024, 0] + 10,
                    ],
                    3,
                )
                - 10
            )
            s.tube(path, np.linspace(0.045, 0.022, len(path)), item.material or "metal", foot, sides=9)
            s.sphere(at * 1.07 + [0, 0.03, 0], (0.04, 0.03, 0.04), item.material or "metal", foot, sides=10)
            for k in (-1, 0, 1):
                s.tube(
                    [at * 1.02 + [0, 0.07, 0], at * 1.07 + [0.024 * k + x * 0.03, 0.03, z * 0.03]],
                    [0.012, 0.008],
                    item.material or "metal",
                    foot,
                    sides=6,
                )
    if rng.random() < 0.5:
        level = 0.62
        a = float(np.interp(level, hollow[::-1, 1], hollow[::-1, 0]))
        y = low + (rim - low) * level
        pool = np.stack([0.5 * w * a * cx[:-1], 0.5 * d * a * sx[:-1]], 1)
        slab(s, pool, y - 0.004, 0.004, "water", trim(item, color, "#7fa8b0", 0.9))
        for _ in range(26):
            u, r = rng.uniform(0, 6.28), np.sqrt(rng.uniform(0, 0.8))
            at = (0.42 * w * a * r * np.cos(u) - 0.05 * w, y, 0.42 * d * a * r * np.sin(u))
            s.sphere(at, (0.05, 0.026, 0.045), "plain", trim(item, color, "#f0f0ee", 1.1), sides=8)
    else:
        s.lathe((0.2 * w, low + 0.1 * (rim - low) + 0.012, 0), [(0.026, 0), (0.02, 0.006), (0, 0.006)], "metal", brass, sides=14)
    x = 0.36 * w
    for z in (-1, 1):
        s.tube([(0.495 * w, 0.01, z * 0.1 * d), (0.495 * w, rim + 0.07, z * 0.1 * d)], 0.012, "metal", brass, sides=8)
        s.tube([(0.495 * w, rim + 0.07, z * 0.1 * d), (0.445 * w, rim + 0.07, z * 0.1 * d)], 0.017, "metal", brass, sides=8)
        with s.at((0.45 * w, rim + 0.1, z * 0.1 * d)):
            s.cylinder((0, -0.03, 0), 0.012, 0.04, "metal", brass, sides=8)
            for way in ((0.03, 0, 0), (0, 0, 0.03)):
                s.tube([np.array(way) * -1, way], 0.008, "metal", brass, sides=6)
    s.tube([(0.45 * w, rim + 0.07, -0.11 * d), (0.45 * w, rim + 0.07, 0.11 * d)], 0.018, "metal", brass, sides=9)
    spout = [(0.45 * w, rim + 0.07, 0), (0.44 * w, h - 0.02, 0), (x + 0.01 * w, h - 0.014, 0), (x, rim + 0.06, 0)]
    s.tube(smoothed(np.array(spout) + 10, 3) - 10, 0.014, "metal", brass, sides=8)
    return fitted(s.geometry(), item.size_m)


def toilet(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A bowl on its foot with a seat, the lid up against the cistern with a lever or buttons, or down; a roll of paper on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#ecebe8", "#ecebe8", "#d8ccb4", "#b8c8c0"), rng), item.material or "ceramic"
    metal = trim(item, color, "#b4b6ba", 0.9)
    own = "#f0efec" if rng.random() < 0.6 else "#8a5a34"
    sat = shade(color, 0.95) if item.color else linear_from_srgb(own)
    rim, n = 0.46 * h, 36
    t = np.linspace(0, 2 * np.pi, n + 1)
    z0 = 0.11 * d

    def ring(a: float, y: float, shift: float = 0.0, long: float = 1.0) -> np.ndarray:
        egg = 0.37 * d * long * np.sin(t) * (1 + 0.12 * np.sin(t))
        return np.stack([0.45 * w * a * np.cos(t), np.full(n + 1, y), z0 + shift + a * egg], 1)

    shape = [
        (0.62, 0.0, -0.1, 1.0),
        (0.6, 0.03, -0.1, 1.0),
        (0.47, 0.08, -0.1, 1.0),
        (0.45, 0.2, -0.08, 1.0),
        (0.6, 0.3, -0.04, 0.98),
        (0.88, 0.39, 0.0, 0.98),
        (0.98, 0.44, 0.0, 1.0),
        (0.98, 0.46, 0, 1.0),
    ]
    fine = smoothed([(a + 10, y, c, e) for a, y, c, e in shape], 3) - [10, 0, 0, 0]
    outer = np.stack([ring(a, y * h, c * d, e) for a, y, c, e in fine])
    sheet(s, outer, material, color, flip=True)
    hole = [(0.98, 0.46, 0.0), (0.74, 0.462, 0.0), (0.66, 0.42, 0.0), (0.45, 0.32, -0.03), (0.2, 0.27, -0.05), (0.0, 0.265, -0.05)]
    sheet(s, np.stack([ring(a, y * h, c * d) for a, y, c in hole]), material, shade(color, 1.02), flip=True)
    s.lathe((0, 0.29 * h, z0 - 0.045 * d), [(0.12 * w, 0), (0, 0.001)], "water", trim(item, color, "#6a8a94", 0.9), sides=16, caps=False)
    seat = [
        ring(1.0, rim),
        ring(1.02, rim + 0.012),
        ring(0.98, rim + 0.024),
        ring(0.72, rim + 0.024),
        ring(0.68, rim + 0.014),
        ring(0.7, rim + 0.004),
    ]
    sheet(s, np.stack(seat), "painted" if not item.material else material, sat, flip=True)
    back = -0.5 * d
    s.box((0, 0.5 * rim + 0.05 * h, -0.27 * d), (0.5 * w, rim - 0.02, 0.2 * d), material, color, bevel_m=0.03)
    tank = 0.42 * h
    s.box((0, rim + 0.02 + tank / 2, back + 0.11 * d), (0.94 * w, tank, 0.2 * d), material, color, bevel_m=0.025)
    s.box((0, rim + 0.03 + tank, back + 0.11 * d), (w, 0.045 * h, 0.22 * d), material, shade(color, 1.05), bevel_m=0.012)
    up = bool(rng.random() < 0.65)
    if up:
        with s.at((0, rim + 0.02, z0 - 0.315 * d), rotation=pitched(-0.07)):
            lid = ellipse(0.43 * w, 0.32 * h, 28, y=0.3 * h)
            lid[:, 1] = np.maximum(lid[:, 1], 0.0)
            plate(s, lid, -0.008, 0.018, "painted" if not item.material else material, sat)
    else:
        lid = np.stack([ring(1.01, rim + 0.026), ring(1.0, rim + 0.044), ring(0.9, rim + 0.05), ring(0.0, rim + 0.054)])
        sheet(s, lid, "painted" if not item.material else material, sat, flip=True)
    for x in (-1, 1):
        s.cylinder((x * 0.2 * w, rim, z0 - 0.325 * d), 0.016, 0.036, "metal", metal, sides=10)
        s.sphere((x * 0.2 * w, 0.03 * h, -0.02 * d), 0.012, "metal", metal, sides=8)
    if rng.random() < 0.5:
        s.lathe(
            (0, rim + 0.05 * h + tank + 0.005, back + 0.11 * d),
            [(0.05, 0), (0.05, 0.01), (0.04, 0.014), (0, 0.014)],
            "metal",
            metal,
            sides=18,
        )
    else:
        s.tube(
            [
                (-0.34 * w, rim + 0.86 * tank, back + 0.2 * d),
                (-0.34 * w, rim + 0.86 * tank, back + 0.24 * d),
                (-0.16 * w, rim + 0.82 * tank, back + 0.245 * d),
            ],
            0.012,
            "metal",
            metal,
            sides=8,
        )
    paper = trim(item, color, "#f2f0ea", 1.1)
    top = rim + 0.052 * h + tank
    s.lathe(
        (0.3 * w, top, back + 0.11 * d),
        [(0.02, 0), (0.055, 0.0), (0.055, 0.1 * h), (0.02, 0.1 * h), (0.02, 0.06 * h)],
        "paper",
        paper,
        sides=20,
    )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"bathtub": bathtub, "toilet": toilet}
