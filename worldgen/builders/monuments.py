"""What stands in the middle of a square: well, fountain, statue."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance, Style
from .figures import draped, head, limb
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import ROOF_COLORS, main_paint, mix, role_color, shade
from .roofs import Cover, Roof
from .wares import IRON

STONES = ("#a8a095", "#9a958c", "#b3a994")


def well(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A round stone wall with water in it, two posts, a windlass with bucket, a small gabled roof."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "rubble"
    wood = shade(linear_from_srgb("#5d4530"), 1.0)
    radius, rim = 0.84 * min(w, d) / 2, 0.36 * h
    inner = radius - 0.2
    s.lathe(
        (0, -0.3, 0),
        [
            (radius, 0),
            (radius, rim + 0.24),
            (radius + 0.05, rim + 0.26),
            (radius + 0.05, rim + 0.37),
            (inner - 0.03, rim + 0.37),
            (inner - 0.03, rim + 0.26),
            (inner, 0.35),
            (0.0, 0.35),
        ],
        material,
        color,
        sides=20,
    )
    s.lathe((0, 0.2, 0), [(inner, 0.0), (0.0, 0.001)], "water", (0.02, 0.035, 0.04), sides=20)
    half, rise = d / 2 - 0.1, 0.2 * h
    plate = h - rise - 0.1
    cover = Cover(
        style.materials.get("roof") or "shingles",
        role_color(style, "roof", ROOF_COLORS["shingles"], rng),
        wood,
        0.06,
        0.1,
        0.0,
        0.0,
        0.0,
        False,
    )
    roof = Roof(-w / 2 + 0.03, w / 2 - 0.03, half, plate, rise, ("gable", "gable"), replace(cover, verge=0.03))
    roof.draw(s)
    for side in (-1, 1):
        x = side * (radius - 0.06)
        s.box((x, (rim + plate) / 2, 0), (0.13, plate - rim + 0.3, 0.13), "timber", wood, bevel_m=0.012)
        s.box((x, plate - 0.02, 0), (0.11, 0.12, 2 * half), "timber", shade(wood, 1.1), bevel_m=0.01)
        for z in (-1, 1):
            s.tube([(x, plate - 0.5, 0.05 * z), (x, plate - 0.06, z * 0.42)], 0.04, "timber", wood, sides=5)
        for out in (0.05, 0.02):
            gable = [(x + side * out, plate, half), (x + side * out, plate, -half), (x + side * out, plate + rise, 0)]
            s.polygon((gable if (side > 0) == (out > 0.03) else gable[::-1]), "planks", shade(wood, 1.3))
        lining = [(-w / 2, plate, side * half), (w / 2, plate, side * half), (w / 2, plate + rise, 0), (-w / 2, plate + rise, 0)]
        s.polygon((lining[::-1] if side > 0 else lining), "planks", shade(wood, 1.1))
    axle = rim + 0.48 * (plate - rim)
    s.tube([(-radius - 0.18, axle, 0), (radius + 0.1, axle, 0)], 0.07, "timber", shade(wood, 1.25), sides=8)
    s.tube(
        [(-radius - 0.17, axle, 0), (-radius - 0.17, axle - 0.25, 0.1), (-radius - 0.04, axle - 0.25, 0.1)], 0.018, "metal", IRON, sides=5
    )
    s.tube([(0, axle - 0.06, 0.07), (0, rim + 0.2, 0.07)], 0.014, "fabric", (0.32, 0.25, 0.15), sides=5)
    s.lathe((0, rim - 0.02, 0.07), [(0.1, 0), (0.14, 0.24), (0.12, 0.24), (0.09, 0.05), (0.0, 0.05)], "planks", shade(wood, 1.5), sides=12)
    return s.geometry()


def fountain(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An eight-sided basin, a column with a bowl, and falling water."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "stone_courses"
    trim = shade(color, 1.12)
    radius = min(w, d) / 2
    with s.at((0, 0, 0), yaw=np.pi / 8):
        s.lathe(
            (0, 0, 0),
            [
                (radius, -0.3),
                (radius, 0.12),
                (0.95 * radius, 0.16),
                (0.93 * radius, 0.46),
                (0.98 * radius, 0.5),
                (0.98 * radius, 0.6),
                (0.8 * radius, 0.6),
                (0.8 * radius, 0.3),
            ],
            material,
            color,
            sides=8,
        )
        s.lathe((0, 0.47, 0), [(0.8 * radius, 0.0), (0.0, 0.001)], "water", (0.03, 0.06, 0.065), sides=8)
    top = 0.62 * h
    s.lathe((0, 0.3, 0), [(0.3, 0), (0.3, 0.3), (0.18, 0.38), (0.14, 0.6 * top), (0.2, top - 0.32)], material, trim, sides=12)
    bowl = 0.44 * radius
    s.lathe(
        (0, top - 0.05, 0),
        [(0.16, 0), (0.7 * bowl, 0.1), (bowl, 0.24), (bowl, 0.3), (0.9 * bowl, 0.3), (0.6 * bowl, 0.2)],
        material,
        trim,
        sides=20,
    )
    s.lathe((0, top + 0.21, 0), [(0.88 * bowl, 0), (0.0, 0.001)], "water", (0.05, 0.09, 0.095), sides=20)
    s.lathe(
        (0, top + 0.15, 0),
        [(0.1, 0), (0.07, 0.45 * (h - top)), (0.14, 0.55 * (h - top)), (0.05, 0.8 * (h - top)), (0.0, h - top - 0.15)],
        material,
        trim,
        sides=12,
    )
    count = 260
    a, t = rng.uniform(0, 2 * np.pi, count), rng.random(count)
    a = np.round(a / (np.pi / 4)) * np.pi / 4 + rng.normal(0, 0.05, count)
    r = bowl + 0.22 * t
    y = top + 0.25 - (top - 0.25) * t**2 * 0.9
    centers = np.stack([r * np.sin(a), y, r * np.cos(a)], 1)
    axes = np.stack([0.25 * np.sin(a), -0.3 - 1.8 * t, 0.25 * np.cos(a)], 1)
    axes /= np.linalg.norm(axes, axis=1, keepdims=True)
    normals = np.stack([np.sin(a), np.zeros(count), np.cos(a)], 1)
    normals -= axes * np.sum(normals * axes, 1, keepdims=True)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    s.leaves(centers, axes, normals, (0.06, 0.012), (0.62, 0.7, 0.74))
    return s.geometry()


def statue(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A draped figure on a moulded plinth; it looks at +Z, one arm raised."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#b4aea2", "#a5a29a", "#6f8a7c"), rng)
    material = item.material or ("metal" if color[1] > color[0] * 1.05 else "marble")
    foot, plinth = min(w, d), 0.36 * h
    base = mix(color, linear_from_srgb("#9d968a"), 0.0 if item.color else 0.8)
    stone = item.material or "stone_courses"
    s.box((0, 0.04 * h - 0.1, 0), (foot, 0.08 * h + 0.2, foot), stone, base, bevel_m=0.02, skip="y")
    s.box((0, 0.08 * h + 0.115 * h, 0), (0.74 * foot, 0.23 * h, 0.74 * foot), stone, shade(base, 0.95), skip="yY")
    s.box((0, plinth - 0.025 * h, 0), (0.9 * foot, 0.05 * h, 0.9 * foot), stone, base, bevel_m=0.025)
    k = h - plinth  # height of the figure
    with s.at((0, plinth, 0), yaw=float(rng.uniform(-0.25, 0.25))):
        levels = np.array([0, 0.12, 0.3, 0.45, 0.56, 0.66, 0.745, 0.79, 0.83])
        rx = np.array([0.17, 0.15, 0.13, 0.125, 0.1, 0.13, 0.14, 0.07, 0.04]) * k
        rz = np.array([0.15, 0.13, 0.11, 0.1, 0.075, 0.09, 0.075, 0.05, 0.04]) * k
        folds = np.array([0.1, 0.1, 0.09, 0.07, 0.03, 0.03, 0.01, 0.0, 0.0])
        sway = 0.02 * k * np.sin(2.4 * levels)
        draped(s, levels * k, rx, rz, folds, sway, float(rng.uniform(0, 6)), color, material)
        with s.at((0.02 * k, 0.9 * k, 0.01 * k), yaw=float(rng.uniform(-0.5, 0.5))):
            head(s, 0.075 * k, color, material, rng)
        raised = 1 if rng.random() < 0.5 else -1
        up = np.array([(0.125, 0.735, 0), (0.175, 0.7, 0.03), (0.215, 0.68, 0.07), (0.22, 0.76, 0.12), (0.2, 0.86, 0.15)])
        down = np.array([(0.125, 0.735, 0), (0.165, 0.65, 0.0), (0.18, 0.57, 0.02), (0.15, 0.51, 0.06), (0.12, 0.45, 0.11)])
        thick = np.array([0.045, 0.042, 0.037, 0.032, 0.024]) * k
        for joints, side in ((up, raised), (down, -raised)):
            limb(s, joints * k * (side, 1, 1), thick, color, material)
        s.tube([(-raised * 0.12 * k, 0.02 * k, 0.16 * k), (-raised * 0.12 * k, 0.62 * k, 0.12 * k)], 0.015 * k, material, color, sides=14)
    return s.geometry()


BUILDERS = {"well": well, "fountain": fountain, "statue": statue}
