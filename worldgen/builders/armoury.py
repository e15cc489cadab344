"""Of war: cannon, catapult, anvil, weapons on their rack, a suit of armour, a shield."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smoothed
from .turns import ALONG_X, ALONG_Z, pitched
from .vehicles import cart_wheel
from .wares import IRON, WOODS

STEELS = ("#8d9298", "#7c8187", "#9a9d9f")
CLOTHS = ("#8a2026", "#274a7a", "#2f5a3a", "#b08a2a", "#5a2a5a")


def cannon(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A barrel with rings on a carriage with two spoked wheels and a trail; it points to +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#3a3c3e", "#4a4640", "#6a5a34"), rng), item.material or "metal"
    wood = shade(color, 0.8) if item.color else linear_from_srgb(str(rng.choice(WOODS)))
    wheel = min(0.36 * h, 0.24 * d)
    axle = (0, wheel, 0.12 * d)
    for x in (-1, 1):
        cart_wheel(s, (x * (w / 2 - 0.08), wheel, axle[2]), wheel, wood)
        s.tube(
            [(x * 0.17 * w, wheel + 0.1 * h, 0.16 * d), (x * 0.15 * w, wheel, -0.1 * d), (x * 0.05 * w, 0.06, -d / 2 + 0.05)],
            0.06 * w,
            "timber",
            wood,
            sides=8,
        )
    s.tube([(-w / 2, wheel, axle[2]), (w / 2, wheel, axle[2])], 0.05 * w, "timber", wood, sides=8)
    long, r = 0.74 * d, 0.16 * h
    rise = float(rng.uniform(0.08, 0.2))
    shape = [(0.0, -0.03), (0.3, -0.03), (0.34, 0.0), (1.0, 0.05), (1.08, 0.08), (1.08, 0.11), (0.96, 0.12), (0.86, 0.45), (0.94, 0.46),
        (0.94, 0.5), (0.8, 0.52), (0.66, 0.92), (0.86, 0.95), (0.86, 1.0), (0.5, 1.0), (0.46, 0.93), (0, 0.93)]  # fmt: skip
    with s.at((0, wheel + 0.26 * h, d / 2 - long * np.cos(rise)), rotation=pitched(np.pi / 2 - rise)):
        s.lathe((0, 0, 0), [(a * r, b * long) for a, b in shape], material, color, sides=24)
    for x in (-1, 1):
        s.box((x * 0.17 * w, wheel + 0.2 * h, 0.1 * d), (0.07 * w, 0.26 * h, 0.26 * d), "timber", wood, bevel_m=0.02)
    return fitted(s.geometry(), item.size_m)


def catapult(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A frame on four wheels, a crossbar between leaning posts, the arm with its bowl drawn back over the winch; it shoots to +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    wheel = 0.13 * h
    for x in (-1, 1):
        s.box((x * 0.34 * w, 1.5 * wheel, 0), (0.09 * w, 0.09 * h, 0.94 * d), material, color, bevel_m=0.02)
        for z in (-0.36, 0.36):
            with s.at((x * (w / 2 - 0.05), wheel, z * d), rotation=ALONG_X):
                s.lathe((0, -0.05, 0), [(wheel, 0), (wheel, 0.1)], "planks", shade(color, 0.85), sides=20)
                s.lathe((0, -0.05, 0), [(0.25 * wheel, -0.02), (0.25 * wheel, 0.12)], "metal", IRON, sides=12)
        s.tube([(x * 0.34 * w, 1.6 * wheel, -0.02 * d), (x * 0.34 * w, 0.8 * h, 0.1 * d)], 0.045 * w, material, shade(color, 1.05), sides=8)
        s.tube([(x * 0.34 * w, 1.6 * wheel, 0.4 * d), (x * 0.34 * w, 0.76 * h, 0.1 * d)], 0.035 * w, material, shade(color, 0.95), sides=8)
    for z, y in ((-0.42, 1.5 * wheel), (0.42, 1.5 * wheel), (0.1, 0.78 * h), (0.0, 1.7 * wheel)):
        s.tube([(-0.4 * w, y, z * d), (0.4 * w, y, z * d)], 0.04 * w, material, color, sides=8)
    s.tube(
        [(-0.3 * w, 1.7 * wheel, -0.01 * d), (0.3 * w, 1.7 * wheel, -0.01 * d)], 0.075 * w, "fabric", linear_from_srgb("#a08a5a"), sides=12
    )
    lean = float(rng.uniform(0.45, 0.75))
    long = (h - 1.8 * wheel) / np.cos(lean)
    tip = np.array([0, 1.7 * wheel + long * np.cos(lean), -min(0.45 * d, long * np.sin(lean))])
    s.tube([(0, 1.7 * wheel, 0), tip], [0.055 * w, 0.035 * w], material, shade(color, 1.08), sides=8)
    with s.at(tip, rotation=pitched(-lean)):
        s.lathe((0, -0.02, 0), [(0.03 * w, 0), (0.13 * w, 0.05 * h), (0.12 * w, 0.055 * h), (0.0, 0.015 * h)], material, color, sides=16)
    s.tube([tip, (0, 1.6 * wheel, -0.42 * d)], 0.012 * w, "fabric", linear_from_srgb("#a08a5a"), sides=6)
    return fitted(s.geometry(), item.size_m)


def anvil(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Waisted, with a horn towards +X, on a section of trunk; a hammer lies on it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#3c3e40", "#46484a", "#34373b"), rng), item.material or "metal"
    trunk = 0.5 * h if not item.color else 0.3 * h
    s.lathe((0, 0, 0), [(0.5 * d, 0), (0.46 * d, 0.06), (0.44 * d, trunk)], "bark", linear_from_srgb("#6a5036"), sides=18)
    iron = h - trunk - 0.06 * h
    s.box((0, trunk + 0.1 * iron, 0), (0.5 * w, 0.2 * iron, 0.62 * d), material, shade(color, 0.9), bevel_m=0.02)
    s.lathe(
        (0, trunk + 0.2 * iron, 0),
        smoothed([(0.24 * w, 0), (0.14 * w, 0.2 * iron), (0.15 * w, 0.36 * iron), (0.24 * w, 0.46 * iron)], 3),
        material,
        color,
        sides=20,
    )
    s.box((-0.16 * w, trunk + 0.82 * iron, 0), (0.62 * w, 0.36 * iron, 0.42 * d), material, shade(color, 1.12), bevel_m=0.012)
    s.tube(
        [(0.12 * w, trunk + 0.84 * iron, 0), (0.34 * w, trunk + 0.88 * iron, 0), (w / 2, trunk + 0.95 * iron, 0)],
        [0.19 * d, 0.13 * d, 0.02],
        material,
        color,
        sides=14,
    )
    y = h - 0.03 * h
    with s.at((-0.14 * w, y, 0), yaw=float(rng.uniform(-0.6, 0.6))):
        s.box((0, 0, -0.12 * d), (0.16 * w, 0.06 * h, 0.12 * d), material, shade(color, 0.8), bevel_m=0.008)
        s.tube([(0, 0, -0.12 * d), (0, -0.005, 0.42 * d)], 0.02 * h, "timber", linear_from_srgb("#8a6a44"), sides=8)
    return fitted(s.geometry(), item.size_m)


def weapon_rack(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two rails between posts; swords, spears and an axe lean in their notches."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    steel = linear_from_srgb("#8d9298")
    for x in (-1, 1):
        s.box((x * (w / 2 - 0.04), 0.36 * h, -0.1 * d), (0.08, 0.72 * h, 0.08), material, color, bevel_m=0.01)
        s.box((x * (w / 2 - 0.04), 0.04, 0), (0.1, 0.08, d), material, shade(color, 0.9), bevel_m=0.01)
    for y, z in ((0.68, -0.06), (0.4, 0.0), (0.08, 0.18)):
        s.box((0, y * h, z * d), (w - 0.1, 0.11, 0.2 * d), material, shade(color, 1.04), bevel_m=0.012)
    count = max(4, round(w / 0.24))
    kinds = rng.permutation(np.arange(count) % 3)
    for k in range(count):
        x = (k + 0.5 - count / 2) * (w - 0.3) / count
        tall = h if k == 0 else float(rng.uniform(0.86, 0.98)) * h
        foot, head = np.array([x, 0.1 * h, 0.26 * d]), np.array([x, tall, -0.2 * d])
        way = (head - foot) / np.linalg.norm(head - foot)
        if kinds[k] == 0:  # a spear
            s.tube([foot, foot + way * 0.86 * np.linalg.norm(head - foot)], 0.016, "timber", shade(color, 0.8), sides=7)
            s.tube(
                [foot + way * 0.85 * np.linalg.norm(head - foot), foot + way * 0.92 * np.linalg.norm(head - foot), head],
                [0.02, 0.035, 0.004],
                "metal",
                steel,
                sides=8,
            )
        elif kinds[k] == 1:  # a sword, point down
            top = foot + way * 0.72 * h
            s.box((foot + top) / 2, (0.05, 0.66 * h, 0.02), "metal", steel, bevel_m=0.008)
            s.box(top - 0.1 * way, (0.2, 0.03, 0.035), "metal", shade(steel, 0.6), bevel_m=0.006)
            s.tube([top - 0.1 * way, top + 0.06 * way], 0.018, "leather", (0.08, 0.04, 0.02), sides=8)
            s.sphere(top + 0.07 * way, 0.03, "metal", shade(steel, 0.6), sides=10)
        else:  # an axe
            s.tube([foot, foot + way * 0.9 * h * 0.9], 0.02, "timber", shade(color, 0.8), sides=8)
            at = foot + way * 0.74 * h
            blade = [(0.0, -0.05), (0.13, -0.13), (0.155, 0.0), (0.13, 0.13), (0.0, 0.05)]
            with s.at(at + (0, 0, -0.012), rotation=ALONG_Z):
                s.extrude([(a, -b) for a, b in blade], 0.024, "metal", steel)
    return fitted(s.geometry(), item.size_m)


def suit_of_armour(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Plate on a stand: sabatons, greaves, cuirass with a skirt, pauldrons, gauntlets on a sword, a helmet with a slit."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STEELS, rng), item.material or "metal"
    dark = shade(color, 0.35)
    base = 0.04 * h
    s.box((0, base / 2, 0), (w, base, d), "timber", linear_from_srgb("#4a3526") if not item.color else shade(color, 0.7), bevel_m=0.01)
    for x in (-0.14, 0.14):
        s.sphere((x * w, base + 0.025 * h, 0.12 * d), (0.08 * w, 0.03 * h, 0.26 * d), material, color, sides=14)
        leg = [(0.085, 0.05), (0.075, 0.1), (0.105, 0.2), (0.085, 0.26), (0.1, 0.28), (0.085, 0.3), (0.115, 0.42), (0.12, 0.48)]
        s.lathe((x * w, 0, 0), [(a * w, b * h) for a, b in smoothed(leg, 2)], material, color, sides=18)
        s.sphere((x * w, 0.29 * h, 0.05 * d), (0.095 * w, 0.03 * h, 0.14 * d), material, shade(color, 1.08), sides=12)
    inner = Sculptor()
    torso = [(0.3, 0.44), (0.26, 0.5), (0.215, 0.535), (0.2, 0.55), (0.25, 0.62), (0.285, 0.7), (0.26, 0.765), (0.13, 0.8)]
    inner.lathe((0, 0, 0), [(a * w, b * h) for a, b in torso], material, color, sides=28)
    g = inner.geometry()
    flat = 0.8 * d / (0.6 * w)
    s.faces(g.vertices * (1, 1, flat), g.faces, material, g.color_linear, uv=g.uv)
    for y in (0.47, 0.5, 0.55):
        s.lathe(
            (0, y * h, 0),
            [(0.0, 0.0), (0.27 * w * flat * 0.9, 0), (0.27 * w * flat * 0.9, 0.008 * h), (0.0, 0.009 * h)],
            material,
            dark,
            sides=20,
        )
    for x in (-1, 1):
        s.sphere((x * 0.32 * w, 0.755 * h, 0), (0.12 * w, 0.05 * h, 0.2 * d), material, shade(color, 1.06), sides=16)
        s.tube(
            [(x * 0.36 * w, 0.74 * h, 0), (x * 0.42 * w, 0.6 * h, 0.02 * d), (x * 0.2 * w, 0.52 * h, 0.36 * d)],
            [0.085 * w, 0.075 * w, 0.07 * w],
            material,
            color,
            sides=14,
        )
        s.sphere((x * 0.42 * w, 0.61 * h, 0.0), 0.09 * w, material, shade(color, 1.08), sides=12)
        s.sphere((x * 0.08 * w, 0.52 * h, 0.42 * d), (0.1 * w, 0.03 * h, 0.08 * d), material, shade(color, 0.95), sides=12)
    s.box((0, 0.29 * h, 0.43 * d), (0.07 * w, 0.44 * h, 0.03), material, shade(color, 1.12), bevel_m=0.008)
    s.box((0, 0.505 * h, 0.43 * d), (0.34 * w, 0.018 * h, 0.05), material, dark, bevel_m=0.006)
    helm = [(0.13, 0.8), (0.15, 0.83), (0.15, 0.9), (0.135, 0.95), (0.08, 0.985), (0.0, 1.0)]
    s.lathe((0, 0, 0), [(a * w, b * h) for a, b in smoothed(helm, 2)], material, shade(color, 1.04), sides=20)
    s.box((0, 0.905 * h, 0.115 * w), (0.2 * w, 0.012 * h, 0.09 * w), material, (0.01, 0.01, 0.01))
    s.box((0, 0.9 * h, 0.14 * w), (0.02 * w, 0.13 * h, 0.04 * w), material, shade(color, 1.1), bevel_m=0.004)
    if rng.random() < 0.5:
        plume = linear_from_srgb(str(rng.choice(CLOTHS))) if not item.color else color
        s.tube(
            [(0, 0.99 * h, 0), (0, 0.985 * h, -0.14 * d), (0, 0.9 * h, -0.3 * d)], [0.03 * w, 0.06 * w, 0.02 * w], "fabric", plume, sides=10
        )
    return fitted(s.geometry(), item.size_m)


def shield(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On the wall: kite or round, domed, with a rim, a boss and a charge in a second colour."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, CLOTHS, rng), item.material or "painted"
    rim, light = linear_from_srgb("#a89a6a"), shade(color, 1.7) if item.color else linear_from_srgb("#e0d6b8")
    if rng.random() < 0.35:
        t = np.linspace(0, 2 * np.pi, 32, endpoint=False)
        outline = np.stack([np.sin(t), 0.5 + 0.5 * np.cos(t)], 1) * (0.5, 1)
    else:
        right = smoothed([(0.02, 1.0), (0.5, 0.97), (0.5, 0.62), (0.4, 0.32), (0.2, 0.1), (0.0, 0.0)], 3)
        outline = np.vstack([right, (right * (-1, 1))[::-1][1:-1]])
    middle = np.array([0, 0.55])
    rings = []
    for share, out in ((1.0, 0.16), (0.92, 0.3), (0.6, 0.75), (0.25, 0.95)):
        ring = middle + (outline - middle) * share
        rings.append(np.column_stack([ring[:, 0] * w, ring[:, 1] * h, np.full(len(ring), (out - 0.5) * d)]))
    n = len(outline)
    k = np.arange(n)
    tones = (rim, color, color)
    for low, high, tone in zip(rings, rings[1:], tones, strict=False):
        s.faces(np.vstack([low, high]), np.stack([k, k + n, (k + 1) % n + n, (k + 1) % n], 1), material, tone)
    center = np.array([[0, 0.55 * h, 0.48 * d]])
    s.faces(np.vstack([rings[-1], center]), np.stack([k, np.full(n, n), (k + 1) % n], 1), material, color)
    back = rings[0].copy()
    back[:, 2] = -d / 2
    s.faces(np.vstack([back, rings[0]]), np.stack([k, k + n, (k + 1) % n + n, (k + 1) % n], 1), material, rim)
    core = back * (0.3, 0.3, 1) + (0, 0.7 * 0.55 * h, 0)
    s.faces(np.vstack([core, back]), np.stack([k, k + n, (k + 1) % n + n, (k + 1) % n], 1), material, rim)
    s.faces(np.vstack([core, [[0, 0.55 * h, -d / 2]]]), np.stack([(k + 1) % n, np.full(n, n), k], 1), material, rim)
    if not item.color:
        s.box((0, 0.55 * h, 0.44 * d), (0.1 * w, 0.62 * h, 0.1 * d), material, light)
        s.box((0, 0.66 * h, 0.4 * d), (0.62 * w, 0.08 * h, 0.1 * d), material, light)
    s.sphere((0, 0.6 * h, 0.4 * d), (0.1 * w, 0.1 * w, 0.3 * d), "metal", rim, sides=14)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "cannon": cannon, "catapult": catapult, "anvil": anvil, "weapon_rack": weapon_rack, "suit_of_armour": suit_of_armour, "shield":
    shield,
}  # fmt: skip
