"""Beds of children: crib, bunk bed."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .softs import rounded_block
from .swatches import FABRICS, WOODS


def crib(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Bars on four sides, higher ends, a mattress with a blanket."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e8e2d6", "#c9a878", "#8a5a30", "#b8c4c8"), rng), item.material or "timber"
    t = 0.045
    bed, rail = 0.36 * h, 0.84 * h
    for x in (-1, 1):
        for z in (-1, 1):
            s.box((x * (w / 2 - t / 2), h / 2, z * (d / 2 - t / 2)), (t, h, t), material, color, bevel_m=0.01)
        for y in (0.26 * h, rail):
            s.box((x * (w / 2 - t / 2), y, 0), (0.8 * t, t, d - t), material, shade(color, 1.03), bevel_m=0.008)
        count = max(5, round(d / 0.1))
        for k in range(1, count):
            s.tube(
                [(x * (w / 2 - t / 2), 0.26 * h, -d / 2 + k * d / count), (x * (w / 2 - t / 2), rail, -d / 2 + k * d / count)],
                0.011,
                material,
                color,
                sides=7,
            )
    for z in (-1, 1):
        high = 0.98 * h if z < 0 else 0.9 * h
        for y in (0.26 * h, high):
            s.box((0, y, z * (d / 2 - t / 2)), (w - t, t, 0.8 * t), material, shade(color, 1.03), bevel_m=0.008)
        count = max(4, round(w / 0.1))
        for k in range(1, count):
            s.tube(
                [(-w / 2 + k * w / count, 0.26 * h, z * (d / 2 - t / 2)), (-w / 2 + k * w / count, high, z * (d / 2 - t / 2))],
                0.011,
                material,
                color,
                sides=7,
            )
    rounded_block(s, (0, bed, 0), (w - 2.2 * t, 0.1 * h, d - 2.2 * t), 0.03, "fabric", linear_from_srgb("#e8e6de"))
    cloth = linear_from_srgb(str(rng.choice(["#b8c8d8", "#d8b8c0", "#d8d0a8", "#a8c0a8"]))) if not item.color else shade(color, 0.9)
    rounded_block(s, (0, bed + 0.04 * h, 0.14 * d), (w - 2.4 * t, 0.08 * h, 0.6 * d), 0.03, "fabric", cloth)
    rounded_block(s, (0, bed + 0.07 * h, -0.32 * d), (0.5 * w, 0.08 * h, 0.16 * d), 0.035, "fabric", linear_from_srgb("#f0eee6"))
    return fitted(s.geometry(), item.size_m)


def bunk_bed(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two beds over one another between four posts, a rail above, a ladder at +X's front end; the heads lie at −Z."""
    s = Sculptor()
    w, h, d = item.size_m
    cloth = main_paint(item, FABRICS, rng)
    wood = shade(cloth, 0.85) if item.color else linear_from_srgb(str(rng.choice(WOODS)))
    material = item.material or "timber"
    linen = shade(cloth, 1.1) if item.color else linear_from_srgb("#ece8de")
    t = 0.075
    for x in (-1, 1):
        for z in (-1, 1):
            s.box((x * (w / 2 - t / 2), h / 2, z * (d / 2 - t / 2)), (t, h, t), material, wood, bevel_m=0.012)
    for level in (0.24 * h, 0.68 * h):
        for x in (-1, 1):
            s.box((x * (w / 2 - t / 2), level, 0), (0.6 * t, 0.12, d - t), material, shade(wood, 1.04), bevel_m=0.01)
        for z in (-1, 1):
            s.box((0, level, z * (d / 2 - t / 2)), (w - t, 0.12, 0.6 * t), material, shade(wood, 1.04), bevel_m=0.01)
            s.box((0, level + 0.13 * h, z * (d / 2 - t / 2)), (w - t, 0.08, 0.5 * t), material, wood, bevel_m=0.01)
        rounded_block(s, (0, level + 0.1, 0), (w - 1.6 * t, 0.16, d - 1.8 * t), 0.05, "fabric", linen)
        rounded_block(
            s, (0, level + 0.17, 0.13 * d), (w - 1.5 * t, 0.12, 0.68 * d), 0.05, "fabric", shade(cloth, float(rng.uniform(0.95, 1.05)))
        )
        rounded_block(s, (0, level + 0.22, -0.37 * d), (0.6 * w, 0.12, 0.17 * d), 0.055, "fabric", linen)
    for x in (-1, 1):
        s.box(
            (x * (w / 2 - t / 2), 0.88 * h, 0 if x < 0 else -0.14 * d),
            (0.5 * t, 0.09, d - t if x < 0 else 0.66 * d),
            material,
            wood,
            bevel_m=0.01,
        )
    s.box((w / 2 - t / 2, 0.78 * h, 0.19 * d), (0.5 * t, 0.28 * h, 0.06), material, wood)
    for z in (0.24, 0.42):
        s.box((w / 2 - 0.02, 0.42 * h, z * d), (0.04, 0.84 * h, 0.06), material, shade(wood, 0.95), bevel_m=0.008)
    for k in range(5):
        s.tube(
            [(w / 2 - 0.02, (0.12 + 0.14 * k) * h, 0.24 * d), (w / 2 - 0.02, (0.12 + 0.14 * k) * h, 0.42 * d)],
            0.018,
            material,
            wood,
            sides=8,
        )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"crib": crib, "bunk_bed": bunk_bed}
