"""Large toys: rocking horse, doll's house."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade
from .pieces import pick, plate, trim
from .sheets import smoothed
from .softs import rounded_block
from .swatches import FABRICS
from .turns import ALONG_Z, pitched

Rng = np.random.Generator
BRIGHTS = ("#c8342a", "#2f6ab0", "#e0b02a", "#3a8a4a", "#d8742a", "#6a4a9a")


def rocking_horse(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Looks to +Z: round body on four legs, arched neck with mane and bridle, a tail, a saddle, two bowed rockers with boards between."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c9a070", "#e4ded0", "#8a5a34", "#9a8a78"), rng), item.material or "timber"
    hair = pick(item, color, ("#2a1c14", "#e0d0a8", "#5a3018"), rng, 0.8)
    saddle = pick(item, color, ("#a8241f", "#2a4a8a", "#3a6a3a"), rng, 0.85)
    bow = pick(item, color, ("#a8241f", "#2a4a8a", "#6a4428"), rng, 0.9)
    t = np.linspace(-1, 1, 17)
    for x in (-1, 1):
        curve = np.stack([t * 0.485 * d, 0.025 * h + 0.13 * h * t**2], 1)
        outline = np.concatenate([curve, (curve + (0, 0.055 * h))[::-1]])
        for a, b, c, e in zip(curve[:-1], curve[1:], curve[1:] + (0, 0.055 * h), curve[:-1] + (0, 0.055 * h), strict=True):
            quad = np.array([a, b, c, e])
            for side in (-1, 1):
                face = [(x * 0.42 * w + side * 0.045 * w, y, z) for z, y in quad]
                s.polygon(face if side < 0 else face[::-1], material, bow)
            for low, high, flip in ((a, b, True), (e, c, False)):
                rim = [(x * 0.42 * w - 0.045 * w, low[1], low[0]), (x * 0.42 * w + 0.045 * w, low[1], low[0])]
                rim += [(x * 0.42 * w + 0.045 * w, high[1], high[0]), (x * 0.42 * w - 0.045 * w, high[1], high[0])]
                s.polygon(rim if flip else rim[::-1], material, shade(bow, 1.08))
        for end in (0, -1):
            z, y = outline[end if end == 0 else len(curve) - 1]
            s.box((x * 0.42 * w, y + 0.028 * h, z), (0.1 * w, 0.06 * h, 0.012), material, bow)
    for z in (-0.3, 0.3):
        s.box((0, 0.09 * h, z * d), (0.78 * w, 0.022 * h, 0.08 * d), material, shade(bow, 1.1), bevel_m=0.006)
    body = smoothed([(0.0, -1.0), (0.6, -0.9), (0.95, -0.5), (0.82, 0.0), (0.95, 0.5), (0.7, 0.88), (0.0, 1.0)], 3)
    with s.at((0, 0.5 * h, -0.03 * d), rotation=ALONG_Z):
        s.lathe((0, 0, 0), [(a * 0.27 * w * 1.15, b * 0.3 * d) for a, b in body], material, color, sides=20)
    for x in (-1, 1):
        for z, reach in ((0.19, 0.34), (-0.22, -0.36)):
            path = [
                (x * 0.16 * w, 0.48 * h, z * d),
                (x * 0.27 * w, 0.27 * h, (z * 0.5 + reach * 0.5) * d),
                (x * 0.38 * w, 0.12 * h, reach * d),
            ]
            s.tube(smoothed(np.array(path) + [10, 0, 0], 3) - [10, 0, 0], np.linspace(0.13, 0.065, 7) * w, material, color, sides=9)
            s.sphere(
                (x * 0.38 * w, 0.115 * h, (reach + 0.01) * d),
                (0.08 * w, 0.03 * h, 0.04 * d),
                material,
                trim(item, color, "#2a1c14", 0.7),
                sides=9,
            )
    neck = [(0, 0.52 * h, 0.19 * d), (0, 0.7 * h, 0.27 * d), (0, 0.86 * h, 0.3 * d), (0, 0.9 * h, 0.33 * d)]
    s.tube(neck, np.array([0.23, 0.17, 0.125, 0.1]) * w, material, color, sides=12)
    s.tube(
        [(0, 0.91 * h, 0.28 * d), (0, 0.87 * h, 0.37 * d), (0, 0.79 * h, 0.455 * d)],
        np.array([0.13, 0.125, 0.08]) * w,
        material,
        color,
        sides=12,
    )
    s.sphere((0, 0.785 * h, 0.455 * d), (0.085 * w, 0.035 * h, 0.04 * d), material, shade(color, 0.9), sides=10)
    for x in (-1, 1):
        s.lathe((x * 0.07 * w, 0.925 * h, 0.285 * d), [(0.045 * w, 0), (0.035 * w, 0.035 * h), (0, 0.075 * h)], material, color, sides=8)
        s.sphere((x * 0.115 * w, 0.885 * h, 0.355 * d), (0.02 * w, 0.012 * h, 0.012 * d), "ceramic", (0.01, 0.01, 0.01), sides=8)
        rein = [(x * 0.1 * w, 0.81 * h, 0.42 * d), (x * 0.2 * w, 0.74 * h, 0.3 * d), (x * 0.12 * w, 0.68 * h, 0.08 * d)]
        s.tube(rein, 0.008, "leather", saddle, sides=6)
    with s.at((0, 0.83 * h, 0.41 * d), rotation=pitched(2.2)):
        s.lathe((0, 0, 0), [(0.108 * w, -0.012), (0.118 * w, 0.0), (0.1 * w, 0.012)], "leather", saddle, sides=14, caps=False)
    s.tube([(-0.42 * w, 0.74 * h, 0.25 * d), (0.42 * w, 0.74 * h, 0.25 * d)], 0.04 * w, material, shade(bow, 1.1), sides=9)
    for k in range(9):
        u = k / 8
        z, y = (0.29 - 0.13 * u) * d, (0.95 - 0.3 * u) * h
        for x in (-1, 1):
            drop = [(x * 0.02 * w, y, z), (x * 0.12 * w, y - 0.03 * h, z - 0.03 * d), (x * 0.15 * w, y - 0.1 * h, z - 0.01 * d)]
            s.tube(drop, [0.05 * w, 0.05 * w, 0.02 * w], "fabric", shade(hair, float(rng.uniform(0.85, 1.1))), sides=6)
    for k in range(7):
        side = (k - 3) * 0.03 * w
        drop = [(0, 0.57 * h, -0.31 * d), (side, 0.55 * h, -0.4 * d), (1.6 * side, 0.4 * h, -0.44 * d), (1.4 * side, 0.26 * h, -0.42 * d)]
        s.tube(drop, [0.04 * w, 0.06 * w, 0.05 * w, 0.015 * w], "fabric", shade(hair, float(rng.uniform(0.85, 1.1))), sides=6)
    rounded_block(s, (0, 0.62 * h, -0.05 * d), (0.44 * w, 0.07 * h, 0.3 * d), 0.03 * h, "leather", saddle, flat=1)
    for z in (-0.19, 0.09):
        s.box((0, 0.66 * h, z * d), (0.3 * w, 0.05 * h, 0.035 * d), "leather", shade(saddle, 1.1), bevel_m=0.012)
    for x in (-1, 1):
        s.box((x * 0.3 * w, 0.54 * h, -0.04 * d), (0.03 * w, 0.17 * h, 0.17 * d), "leather", shade(saddle, 1.05), bevel_m=0.006)
    return fitted(s.geometry(), item.size_m)


def dollhouse(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Open towards +Z: two floors and an attic under a gable, papered rooms with little furniture, chimney, round window in the gable."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d89aa4", "#e4d8b8", "#8fb0b8", "#b8c8a0", "#e8e4da"), rng), item.material or "painted"
    white = trim(item, color, "#f0ece2", 1.08)
    t, eaves = 0.016, 0.6 * h
    half, front = 0.44 * w, 0.44 * d
    s.box((0, 0.015 * h, 0), (w, 0.03 * h, d), material, shade(color, 0.85), bevel_m=0.006)
    for x in (-1, 1):
        s.box((x * half, 0.03 * h + eaves / 2 - 0.015 * h, 0), (t, eaves - 0.03 * h, 2 * front), material, color, bevel_m=0.003)
        s.box((x * half, eaves / 2, front), (0.04 * w, eaves - 0.03 * h, 0.02), material, white, bevel_m=0.004)
        for y in (0.17, 0.45):
            for z in (-0.2, 0.2):
                s.box((x * (half + t / 2), y * h, z * d), (0.008, 0.15 * h, 0.18 * d), material, white, bevel_m=0.003)
                s.box(
                    (x * (half + t / 2 + 0.003), y * h, z * d),
                    (0.006, 0.12 * h, 0.13 * d),
                    "glass",
                    trim(item, color, "#2a3a48", 0.6),
                    bevel_m=0.002,
                )
    gable = [(-half, 0.03 * h), (half, 0.03 * h), (half, eaves), (0, 0.92 * h), (-half, eaves)]
    plate(s, gable, -front, t, material, color)
    papers = ("#c8d8c0", "#e8d8a8", "#d8b0a8", "#a8c0d0", "#d0c0d8", "#e0c898")
    for row in range(3):
        low, high = (0.045 * h, 0.315 * h) if row == 0 else ((0.33 * h, eaves) if row == 1 else (eaves + 0.015 * h, 0.88 * h))
        s.box(
            (0, low - 0.007 * h, 0),
            (2 * half, 0.018 * h, 2 * front),
            "timber" if not item.material else material,
            trim(item, color, "#b8864e", 0.9),
        )
        for side in (-1, 1) if row < 2 else (0,):
            wide = half - t if row < 2 else 2 * half * 0.55
            x = side * half / 2
            paper = pick(item, color, papers, rng, float(rng.uniform(0.85, 1.1)))
            s.box((x, (low + high) / 2, -front + t + 0.002), (wide, (high - low) * (0.97 if row < 2 else 0.6), 0.004), material, paper)
            if row < 2:
                for k in range(9):
                    bar = (x + (k - 4) * wide / 9, (low + high) / 2, -front + t + 0.005)
                    s.box(bar, (0.006, (high - low) * 0.94, 0.002), "paper", shade(paper, 0.86))
            _room(s, item, (x, low + 0.004, 0), wide, high - low, front, row * 2 + (side > 0), color, rng)
    for y0, y1 in ((0.04 * h, 0.31 * h), (0.33 * h, eaves)):
        s.box((0, (y0 + y1) / 2, -0.01), (t, y1 - y0, 2 * front - 0.02), material, white)
    tiles = pick(item, color, ("#8a3a2c", "#5a6470", "#a85a3a", "#4a6a5a"), rng, 0.92)
    rise = 0.95 * h - eaves
    slope = float(np.arctan2(rise, half + 0.03 * w))
    length = float(np.hypot(rise, half + 0.06 * w))
    for x in (-1, 1):
        a = -x * slope
        tilt = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1.0]])
        with s.at((x * 0.5 * (half + 0.05 * w), eaves + 0.5 * rise - 0.005, -0.01 * d), rotation=tilt):
            s.box((0, 0, 0), (length, 0.016, 0.94 * d), material if item.material else "timber", shade(tiles, 0.9))
            for k in range(9):
                at = ((k - 4) * length / 9, 0.012, 0)
                s.box(
                    at,
                    (length / 9.5, 0.012, 0.95 * d),
                    material if item.material else "shingles",
                    shade(tiles, float(rng.uniform(0.9, 1.1))),
                    bevel_m=0.003,
                )
        edge = [(x * 0.485 * w, eaves - 0.05 * h), (x * 0.485 * w, eaves + 0.01 * h), (0, 0.965 * h), (0, 0.9 * h)]
        plate(s, edge, 0.46 * d, 0.012, material, white)
    side = float(rng.choice([-1, 1]))
    s.box(
        (side * 0.24 * w, 0.88 * h, -0.18 * d),
        (0.09 * w, 0.24 * h, 0.16 * d),
        "brick" if not item.material else material,
        trim(item, color, "#9a5a44", 0.9),
    )
    s.box((side * 0.24 * w, 0.985 * h, -0.18 * d), (0.12 * w, 0.03 * h, 0.2 * d), material, white, bevel_m=0.004)
    return fitted(s.geometry(), item.size_m)


def _room(s: Sculptor, item: Instance, at: tuple, wide: float, high: float, front: float, what: int, color: np.ndarray, rng: Rng) -> None:
    """Furniture of one room of a doll's house, on the floor at `at`."""
    x, y, _ = at
    wood, cloth = trim(item, color, "#8a5a34", 0.8), pick(item, color, FABRICS, rng, 0.9)
    with s.at((x, y, -0.2 * front)):
        if what in (0, 3):  # a table and chairs, or a bath
            s.box((0, 0.3 * high, 0), (0.42 * wide, 0.03 * high, 0.5 * front), "timber", wood, bevel_m=0.003)
            s.cylinder((0, 0, 0), 0.02 * wide + 0.006, 0.3 * high, "timber", wood, sides=8)
            for side in (-1, 1):
                s.box((side * 0.34 * wide, 0.16 * high, 0), (0.14 * wide, 0.03 * high, 0.24 * front), "timber", wood)
                s.box((side * 0.41 * wide, 0.2 * high, 0), (0.025 * wide, 0.4 * high, 0.24 * front), "timber", wood, bevel_m=0.002)
        elif what in (1, 4):  # a sofa
            s.box((0, 0.14 * high, 0), (0.6 * wide, 0.2 * high, 0.5 * front), "fabric", cloth, bevel_m=0.006)
            s.box((0, 0.26 * high, -0.22 * front), (0.6 * wide, 0.34 * high, 0.12 * front), "fabric", shade(cloth, 0.95), bevel_m=0.006)
            for side in (-1, 1):
                s.box(
                    (side * 0.31 * wide, 0.19 * high, 0),
                    (0.08 * wide, 0.3 * high, 0.5 * front),
                    "fabric",
                    shade(cloth, 0.95),
                    bevel_m=0.006,
                )
        else:  # a bed
            s.box((0, 0.12 * high, 0), (0.66 * wide, 0.16 * high, 0.6 * front), "fabric", cloth, bevel_m=0.006)
            s.box((-0.34 * wide, 0.24 * high, 0), (0.03 * wide, 0.46 * high, 0.64 * front), "timber", wood, bevel_m=0.003)
            s.box(
                (-0.25 * wide, 0.23 * high, 0),
                (0.13 * wide, 0.07 * high, 0.44 * front),
                "fabric",
                trim(item, color, "#f0ece2", 1.1),
                bevel_m=0.006,
            )
    s.box(
        (x, y + 0.64 * high, -front + 0.03), (0.24 * wide, 0.24 * high, 0.01), "timber", trim(item, color, "#b08a48", 0.75), bevel_m=0.003
    )
    s.box(
        (x, y + 0.64 * high, -front + 0.036),
        (0.18 * wide, 0.17 * high, 0.006),
        "paper",
        pick(item, color, ("#5a8aa0", "#a8b878", "#c89a6a"), rng, 1.1),
    )


BUILDERS = {"rocking_horse": rocking_horse, "dollhouse": dollhouse}
