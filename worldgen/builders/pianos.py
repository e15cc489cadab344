"""The upright piano."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .mouldings import moulding, rectangle
from .swatches import BRASS, stuff, swatch
from .tables import slab

Rng = np.random.Generator


def piano(item: Instance, style: Style, rng: Rng) -> Geometry:
    """An upright: case, music desk, keyboard with black keys, pedals. Its front (the keys) is +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = stuff(item, "timber"), swatch(item, rng, ("#1c1a1a", "#3c2418", "#5a3420"))
    shelf, key_y = 0.47 * h, 0.565 * h
    body = 0.56 * d
    face = -d / 2 + body
    s.box((0, h / 2 - 0.02, -d / 2 + body / 2), (w - 0.06, h - 0.06, body), material, color, skip="zYy")
    slab(s, w, body + 0.04, h - 0.03, h, material, color)
    for side in (-1, 1):
        x = side * (w / 2 - 0.025)
        s.box((x, h / 2 - 0.015, -d / 2 + body / 2), (0.05, h - 0.03, body + 0.02), material, color, skip="yYz", bevel_m=0.008)
        s.box(
            (x, (shelf + key_y) / 2 + 0.02, d / 2 - (d - body) / 2), (0.05, key_y - shelf + 0.09, d - body), material, color, bevel_m=0.01
        )
        s.lathe(
            (x, 0.03, d / 2 - 0.07),
            [(0.03, 0), (0.022, 0.1), (0.03, 0.3), (0.036, 0.75 * shelf), (0.024, shelf - 0.05), (0.032, shelf - 0.03)],
            material,
            color,
            sides=14,
        )
        s.box((x, 0.025, d / 2 - (d - body) / 2 - 0.02), (0.06, 0.05, d - body + 0.02), material, color, skip="y")
    s.box((0, (shelf + key_y) / 2, d / 2 - (d - body) / 2), (w - 0.1, key_y - shelf, d - body - 0.012), material, color, skip="xXz")
    z0, z1, span = face + 0.03, d / 2 - 0.03, w - 0.2
    ivory, ebony = linear_from_srgb("#eae4d4"), linear_from_srgb("#191818")
    whites = 52 if span > 1.0 else 29
    each = span / whites
    for k in range(whites):
        x = -span / 2 + (k + 0.5) * each
        s.box((x, key_y + 0.008, (z0 + z1) / 2), (each - 0.0015, 0.014, z1 - z0), "plain", ivory, skip="yzxX")
        if k % 7 not in (2, 6) and k < whites - 1:
            s.box((x + each / 2, key_y + 0.02, z0 + 0.3 * (z1 - z0)), (each * 0.5, 0.014, 0.6 * (z1 - z0)), "plain", ebony, skip="yz")
    s.box((0, key_y + 0.05, face + 0.014), (w - 0.12, 0.09, 0.03), material, color, skip="xXz", bevel_m=0.008)
    desk_y = 0.75 * h
    with s.at((0, desk_y + 0.005, face + 0.028), rotation=np.array([[1, 0, 0], [0, 0.98, 0.17], [0, -0.17, 0.98]])):
        s.box((0, 0.13 * h / 2, 0), (0.56 * w, 0.15 * h, 0.014), material, color, skip="z", bevel_m=0.004)
        s.quad(
            (-0.17, 0.02, 0.011),
            (-0.01, 0.02, 0.011),
            (-0.01, 0.15 * h - 0.03, 0.011),
            (-0.17, 0.15 * h - 0.03, 0.011),
            "paper",
            linear_from_srgb("#ece6d4"),
        )
        s.quad(
            (0.01, 0.02, 0.011),
            (0.17, 0.02, 0.011),
            (0.17, 0.15 * h - 0.03, 0.011),
            (0.01, 0.15 * h - 0.03, 0.011),
            "paper",
            linear_from_srgb("#e6dfca"),
        )
    s.box((0, desk_y - 0.01, face + 0.03), (0.6 * w, 0.014, 0.05), material, color, skip="z")
    for low, high in ((0.06, shelf - 0.03), (key_y + 0.11, h - 0.08)):
        with s.at((0, (low + high) / 2, face)):
            moulding(
                s,
                rectangle(-w / 2 + 0.1, -(high - low) / 2, w / 2 - 0.1, (high - low) / 2),
                [(0, 0), (0.004, 0.01), (0.02, 0.012), (0.03, 0.002)],
                material,
                color,
            )
    for k in (-1, 0, 1):
        s.box((0.09 * k, 0.05, face + 0.05), (0.045, 0.012, 0.1), "metal", BRASS, skip="z")
    return fitted(s.geometry(), item.size_m)
