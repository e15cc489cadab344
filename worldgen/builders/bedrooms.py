"""Beds with all that lies on them, and wardrobes."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .softs import rounded_block

WOODS = ("#8a5f3c", "#a37a50", "#6b472c", "#d8d0c0", "#b08a5e")
SHEETS = ("#ece6d8", "#f0ece2", "#e4ddd0")
COVERS = ("#5f7d96", "#8a5a4c", "#7d8f70", "#c9b48f", "#4f6278", "#a8584a", "#8d7a94")


def bed(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Its head is at the back, against the wall: headboard, frame, mattress, pillows, a quilt that hangs over, a folded blanket."""
    s = Sculptor()
    w, h, d = item.size_m
    wood, material = linear_from_srgb(str(rng.choice(WOODS))), item.material or "timber"
    cover = main_paint(item, COVERS, rng)
    sheet = linear_from_srgb(str(rng.choice(SHEETS))) if not item.color else shade(cover, 1.08)
    rail, top = 0.32, 0.56
    posts = bool(rng.random() < 0.5)
    if item.material:  # a frame that shows what it is of
        for x in (-1, 1):
            s.box((x * (w / 2 + 0.012), 0.36, 0), (0.05, 0.5, d - 0.04), material, wood, bevel_m=0.012)
        s.box((0, 0.4, d / 2 + 0.012), (w, 0.62, 0.05), material, wood, bevel_m=0.012)
    if item.material:
        wood = cover if item.color else wood
    for x in (-1, 1):
        s.box((x * (w / 2 - 0.035), rail - 0.06, 0.02), (0.07, 0.18, d - 0.06), material, wood, bevel_m=0.012)
        for z in (-1, 1):
            s.box((x * (w / 2 - 0.045), 0.13, z * (d / 2 - 0.06)), (0.08, 0.26, 0.08), material, shade(wood, 0.9), bevel_m=0.01)
        if posts:
            s.lathe(
                (x * (w / 2 - 0.05), 0, -d / 2 + 0.05),
                [(0.045, 0), (0.05, 0.3), (0.038, h - 0.1), (0.05, h - 0.06), (0.03, h)],
                material,
                wood,
                sides=12,
            )
    s.box((0, rail - 0.06, d / 2 - 0.03), (w, 0.3, 0.06), material, wood, bevel_m=0.012)
    style_ = int(rng.integers(3))
    if style_ == 0:
        s.box((0, h / 2 + 0.1, -d / 2 + 0.03), (w - 0.02, h - 0.22, 0.06), material, wood, bevel_m=0.015)
        for k in range(3):
            x = (k - 1) * w * 0.31
            s.box((x, 0.64 * h, -d / 2 + 0.066), (0.26 * w, 0.42 * h, 0.012), material, shade(wood, 1.1), bevel_m=0.005)
    elif style_ == 1:
        for k in range(9):
            x = (k - 4) * (w - 0.14) / 8
            s.cylinder((x, 0.3, -d / 2 + 0.045), 0.016, h - 0.4, material, wood, sides=8)
        s.box((0, h - 0.06, -d / 2 + 0.045), (w - 0.06, 0.1, 0.06), material, wood, bevel_m=0.02)
    else:
        rounded_block(s, (0, 0.62 * h, -d / 2 + 0.06), (w - 0.02, 0.72 * h, 0.12), 0.05, "fabric", shade(cover, 0.75))
    rounded_block(s, (0, (rail + top) / 2 - 0.02, 0.02), (w - 0.1, top - rail + 0.04, d - 0.16), 0.06, "fabric", sheet)
    edge = -d / 2 + 0.28 * d
    rounded_block(
        s,
        (0, top - 0.03, (edge + d / 2 - 0.05) / 2),
        (w + 0.0, 0.2, d / 2 - 0.05 - edge),
        0.055,
        item.material if item.material == "fabric" else "fabric",
        cover,
    )
    s.box((0, top + 0.075, edge + 0.11), (w - 0.01, 0.03, 0.24), "fabric", sheet, bevel_m=0.012)
    for x in (-1, 1):
        s.box(
            (x * (w / 2 - 0.012), 0.4, (edge + d / 2) / 2), (0.024, 0.26, d / 2 - edge - 0.12), "fabric", shade(cover, 0.92), bevel_m=0.008
        )
    count = 2 if w > 1.2 else 1
    for k in range(count):
        x = (k - (count - 1) / 2) * 0.48 * w
        turn = float(rng.normal(0, 0.06))
        with s.at((x, top + 0.085, -d / 2 + 0.33), yaw=turn):
            rounded_block(s, (0, 0, 0), (0.42 * w if count == 2 else 0.62 * w, 0.15, 0.4), 0.07, "fabric", shade(sheet, 1.04))
    if rng.random() < 0.7:
        s.box(
            (0, top + 0.085, d / 2 - 0.4),
            (w - 0.02, 0.045, 0.42),
            "carpet",
            linear_from_srgb(str(rng.choice(COVERS))) if not item.color else shade(cover, 0.7),
            bevel_m=0.015,
        )
    return fitted(s.geometry(), item.size_m)


def wardrobe(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two or three doors with panels and knobs between plinth and cornice, a drawer below now and then."""
    s = Sculptor()
    w, h, d = item.size_m
    wood, material = main_paint(item, WOODS, rng), item.material or "timber"
    s.box((0, 0.05, -0.01), (w - 0.04, 0.1, d - 0.04), material, shade(wood, 0.75))
    s.box((0, h / 2 + 0.02, -0.012), (w - 0.03, h - 0.16, d - 0.03), material, wood, bevel_m=0.006)
    s.box((0, h - 0.035, 0), (w, 0.07, d), material, shade(wood, 1.05), bevel_m=0.02)
    count = 2 if w < 1.4 else 3
    low = 0.46 if rng.random() < 0.5 else 0.14
    wide = (w - 0.08) / count
    for k in range(count):
        x = (k + 0.5 - count / 2) * wide
        s.box((x, (low + h - 0.1) / 2, d / 2 - 0.022), (wide - 0.012, h - 0.1 - low, 0.03), material, shade(wood, 1.03), bevel_m=0.005)
        for a, b in ((low + 0.08, (low + h) / 2 - 0.05), ((low + h) / 2 + 0.02, h - 0.2)):
            s.box((x, (a + b) / 2, d / 2 - 0.005), (wide - 0.16, b - a, 0.01), material, shade(wood, 0.94), bevel_m=0.004)
        side = 1 if k < count / 2 else -1
        s.sphere((x + side * (wide / 2 - 0.05), 0.5 * h, d / 2 + 0.0), 0.017, "metal", (0.35, 0.27, 0.13), sides=10)
    if low > 0.3:
        for k in range(2):
            x = (k - 0.5) * (w - 0.08) / 2
            s.box((x, 0.29, d / 2 - 0.022), ((w - 0.1) / 2, 0.3, 0.03), material, shade(wood, 1.02), bevel_m=0.005)
            s.sphere((x, 0.29, d / 2 + 0.0), 0.016, "metal", (0.35, 0.27, 0.13), sides=10)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"bed": bed, "wardrobe": wardrobe}
