"""What rooms hold beside seats, tables and shelves: dressing table, rocking chair, coat rack, aquarium, radiator, fan."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .houseplants import foliage
from .legs import four_legs
from .paints import main_paint, shade
from .sheets import smoothed
from .softs import rounded_block
from .swatches import FABRICS, WOODS
from .tables import apron, drawer, slab
from .turns import ALONG_Z, loop

BRASS = linear_from_srgb("#a8843c")


def dressing_table(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A table with drawers towards +Z and a framed mirror over its back edge, one glass or three."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WOODS, "#e8e2d6"), rng), item.material or "timber"
    top = 0.52 * h
    four_legs(s, str(rng.choice(["tapered", "turned"])), w - 0.04, d - 0.04, top - 0.03, 0.055, material, color)
    apron(s, w - 0.06, d - 0.06, 0.7 * top, top - 0.03, material, color)
    for k in (-1, 0, 1):
        drawer(s, (k * 0.31 * w, 0.84 * top, d / 2 - 0.03), 0.28 * w, 0.22 * top, material, color, BRASS)
    slab(s, w, d, top - 0.03, top, material, shade(color, 1.04))
    glasses = ((0.0, 0.44, 0.0),) if rng.random() < 0.6 else ((0.0, 0.4, 0.0), (-0.33, 0.22, 0.4), (0.33, 0.22, -0.4))
    for x, wide, yaw in glasses:
        tall = (h - top - 0.02) * (1.0 if x == 0 else 0.86)
        with s.at((x * w, top + 0.01, -0.4 * d + 0.05 * abs(np.sign(x))), yaw=yaw):
            half = wide * w / 2
            rise = min(half, 0.3 * tall)
            t = np.linspace(0, np.pi, 11)
            outline = [(-half, 0.0), (half, 0.0)] + [(half * np.cos(a), tall - rise + rise * np.sin(a)) for a in t]
            with s.at((0, 0, -0.02), rotation=ALONG_Z):
                s.extrude([(a, -b) for a, b in outline], 0.035, material, color)
            inner = [(0.86 * a, 0.06 * tall + 0.88 * b) for a, b in outline]
            with s.at((0, 0, 0.016), rotation=ALONG_Z):
                s.extrude([(a, -b) for a, b in inner], 0.004, "glass", (0.55, 0.6, 0.62))
    s.box((0.3 * w, top + 0.03, 0.1 * d), (0.12, 0.06, 0.09), "timber", shade(color, 0.6), bevel_m=0.008)
    s.cylinder(
        (-0.3 * w, top, 0.08 * d), 0.025, 0.09, "glass", linear_from_srgb(str(rng.choice(["#b87a9a", "#7a9ab8", "#b8a05a"]))), sides=14
    )
    return fitted(s.geometry(), item.size_m)


def rocking_chair(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Spindles between posts, arms, a slatted seat, on two curved rockers; the sitter looks at +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    seat, rest = 0.38 * h, 0.58 * h
    lean = 0.2 * d
    for x in (-1, 1):
        t = np.linspace(-1, 1, 13)
        rocker = np.stack([np.full(13, x * 0.42 * w), 0.025 + 0.09 * h * t**2 * (1 - 0.15 * t), t * (d / 2 - 0.02)], 1)
        s.tube(rocker, 0.026, material, shade(color, 0.88), sides=8)
        s.tube([(x * 0.42 * w, 0.04, 0.24 * d), (x * 0.42 * w, rest, 0.3 * d)], 0.024, material, color, sides=9)
        s.tube(
            [(x * 0.42 * w, 0.05, -0.2 * d), (x * 0.42 * w, seat, -0.16 * d), (x * 0.4 * w, h, -0.16 * d - lean)],
            0.026,
            material,
            color,
            sides=9,
        )
        s.box((x * 0.43 * w, rest, 0.08 * d), (0.1 * w, 0.025, 0.52 * d), material, shade(color, 1.06), bevel_m=0.01)
        s.sphere((x * 0.4 * w, 0.99 * h, -0.16 * d - lean), (0.032, 0.012 * h, 0.032), material, color, sides=10)
    for k in range(6):
        s.box(
            (0, seat, (0.28 - 0.09 * k) * d),
            (0.86 * w, 0.024, 0.075 * d),
            material,
            shade(color, float(rng.uniform(0.95, 1.05))),
            bevel_m=0.006,
        )
    for z, y in ((0.25, 0.6), (-0.18, 0.55)):
        s.tube([(-0.42 * w, y * seat, z * d), (0.42 * w, y * seat, z * d)], 0.016, material, color, sides=7)
    s.box((0, 0.93 * h, -0.16 * d - 0.9 * lean), (0.84 * w, 0.1 * h, 0.03), material, shade(color, 1.04), bevel_m=0.01)
    count = int(rng.integers(5, 8))
    for k in range(count):
        x = (k - (count - 1) / 2) * 0.72 * w / (count - 1)
        s.tube([(x, seat, -0.17 * d), (x, 0.9 * h, -0.16 * d - 0.86 * lean)], 0.013, material, color, sides=7)
    if rng.random() < 0.5 and not item.color:
        rounded_block(
            s, (0, seat + 0.035, 0.06 * d), (0.76 * w, 0.05, 0.46 * d), 0.024, "fabric", linear_from_srgb(str(rng.choice(FABRICS)))
        )
    return fitted(s.geometry(), item.size_m)


def coat_rack(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A post on splayed feet with hooks round its head, a coat, a scarf or a hat on some."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    r = min(w, d) / 2
    shape = smoothed([(0.1, 0.08), (0.11, 0.2), (0.075, 0.3), (0.085, 0.7), (0.07, 0.9), (0.1, 0.96), (0.0, 1.0)], 2)
    s.lathe((0, 0, 0), [(a * r, b * h) for a, b in shape], material, color, sides=16)
    for k in range(4):
        a = np.pi / 4 + np.pi * k / 2
        s.tube(
            [(0, 0.16 * h, 0), (0.6 * r * np.sin(a), 0.09 * h, 0.6 * r * np.cos(a)), (0.97 * r * np.sin(a), 0.012, 0.97 * r * np.cos(a))],
            0.022,
            material,
            color,
            sides=8,
        )
        for y, out in ((0.9, 0.62), (0.8, 0.5)):
            s.tube(
                [
                    (0, (y - 0.04) * h, 0),
                    (out * r * np.sin(a), (y - 0.02) * h, out * r * np.cos(a)),
                    (1.1 * out * r * np.sin(a), (y + 0.04) * h, 1.1 * out * r * np.cos(a)),
                ],
                0.014,
                material,
                shade(color, 1.05),
                sides=7,
            )
    if not item.color:
        a = np.pi / 4
        cloth = linear_from_srgb(str(rng.choice(FABRICS)))
        with s.at((0.5 * r * np.sin(a), 0, 0.5 * r * np.cos(a)), yaw=a):
            coat = Sculptor()
            shape = [(0.5, 0.3), (0.56, 0.32), (0.5, 0.6), (0.44, 0.75), (0.1, 0.86)]
            coat.lathe((0, 0, 0), [(p * r, y * h) for p, y in smoothed(shape, 2)], "fabric", cloth, sides=20)
            g = coat.geometry()
            fold = 1 + 0.14 * np.sin(7 * np.arctan2(g.vertices[:, 0], g.vertices[:, 2]))[:, None] * np.array([1, 0, 1])
            s.faces(g.vertices * fold * (1, 1, 0.5), g.faces, "fabric", cloth, uv=g.uv)
    return fitted(s.geometry(), item.size_m)


def aquarium(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A tank on a cabinet: gravel, plants, stones and fish in lit water behind its front."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WOODS, "#2c2d30", "#d8d8d4"), rng), item.material or "timber"
    stand = (0.62 if item.color else 0.5) * h
    s.box((0, stand / 2, 0), (0.98 * w, stand, 0.96 * d), material, color, bevel_m=0.01)
    for x in (-1, 1):
        s.box((x * 0.235 * w, 0.5 * stand, 0.48 * d), (0.44 * w, 0.84 * stand, 0.016), material, shade(color, 1.06), bevel_m=0.008)
        s.sphere((x * 0.05 * w, 0.6 * stand, 0.5 * d), 0.012, "metal", BRASS, sides=8)
    low, high = stand + 0.02, h - 0.06 * h
    s.box((0, (low + high) / 2, -0.44 * d), (0.94 * w, high - low, 0.02), "painted", (0.02, 0.11, 0.16), emission_linear=(0.02, 0.1, 0.14))
    s.box((0, low + 0.03, 0), (0.94 * w, 0.06, 0.88 * d), "gravel", linear_from_srgb("#b8a47a"))
    for _ in range(6):
        reed = Sculptor()
        foliage(reed, np.zeros(3), 0.12 * d, 0.8 * (high - low), int(rng.choice([0, 3])), rng)
        tall = float(rng.uniform(0.4, 0.85)) * (high - low)
        with s.at((float(rng.uniform(-0.4, 0.4)) * w, low + 0.05, float(rng.uniform(-0.3, 0.1)) * d)):
            s.add(fitted(reed.geometry(), (0.16 * w, tall, 0.3 * d)))
    for _ in range(3):
        at = (float(rng.uniform(-0.38, 0.38)) * w, low + 0.08, float(rng.uniform(-0.2, 0.25)) * d)
        s.sphere(at, rng.uniform(0.04, 0.08, 3), "rock", linear_from_srgb("#6a6a64"), sides=10)
    for _ in range(9):
        at = np.array([rng.uniform(-0.4, 0.4) * w, rng.uniform(low + 0.15, high - 0.05), rng.uniform(0.1, 0.38) * d])
        tone = linear_from_srgb(str(rng.choice(["#e0702a", "#d8c02a", "#c04a3a", "#3a7ac0", "#e0e0dc"])))
        size, side = float(rng.uniform(0.022, 0.04)), float(rng.choice([-1, 1]))
        s.sphere(at, (1.7 * size, size, 0.5 * size), "painted", tone, sides=10)
        fin = at - (side * 1.6 * size, 0, 0)
        tail = [fin, fin + (-side * size, size, 0), fin + (-side * size, -size, 0)]
        s.triangle(*tail, "painted", shade(tone, 0.9))
        s.triangle(*tail[::-1], "painted", shade(tone, 0.9))
    for x in (-1, 1):
        for z in (-1, 1):
            s.box((x * 0.48 * w, (low + high) / 2, z * 0.46 * d), (0.02, high - low, 0.02), "metal", (0.03, 0.03, 0.03))
    s.box((0, low - 0.005, 0), (w, 0.03, d), "metal", (0.03, 0.03, 0.03))
    s.box((0, h - 0.03 * h, 0), (w, 0.06 * h, d), material, shade(color, 0.8), bevel_m=0.01)
    s.box((0, high - 0.004, 0), (0.8 * w, 0.006, 0.3 * d), "glass", (0.9, 0.9, 0.85), emission_linear=(2.2, 2.3, 2.4))
    return fitted(s.geometry(), item.size_m)


def radiator(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Columns of cast iron side by side on feet, a valve and a pipe to the floor."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e4e0d6", "#d8d8d4", "#8a8d91", "#3a3c3e"), rng), item.material or "painted"
    count = max(4, round(w / 0.075))
    pitch = 0.94 * w / count
    for k in range(count):
        x = (k + 0.5 - count / 2) * pitch
        for z in (-0.3, 0.0, 0.3):
            s.tube(
                [(x, 0.12 * h, z * d), (x, 0.95 * h, z * d)], 0.42 * pitch, material, shade(color, float(rng.uniform(0.97, 1.03))), sides=9
            )
        for y in (0.12, 0.96):
            s.sphere((x, y * h, 0), (0.44 * pitch, 0.04 * h, 0.48 * d), material, color, sides=10)
    for k in (0, count - 1):
        s.box(((k + 0.5 - count / 2) * pitch, 0.06 * h, 0), (0.5 * pitch, 0.12 * h, 0.8 * d), material, color, bevel_m=0.006)
    s.tube([(-0.46 * w, 0.12 * h, 0), (0.46 * w, 0.12 * h, 0)], 0.02, material, color, sides=8)
    s.tube([(0.46 * w, 0.12 * h, 0), (w / 2 - 0.015, 0.12 * h, 0), (w / 2 - 0.015, 0.0, 0)], 0.013, "metal", (0.5, 0.4, 0.25), sides=7)
    s.sphere((w / 2 - 0.02, 0.16 * h, 0), (0.02, 0.03, 0.02), "painted", (0.05, 0.05, 0.05), sides=8)
    return fitted(s.geometry(), item.size_m)


def fan(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A standing fan that blows to +Z: round foot, pole, motor, four blades in a cage of wire."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d8d8d4", "#3a3c3e", "#5a7a7a", "#a8843c"), rng), item.material or "painted"
    r = w / 2 - 0.012
    up = h - r - 0.012
    s.lathe((0, 0, 0), [(0.62 * r, 0), (0.6 * r, 0.02), (0.12 * r, 0.05)], material, color, sides=26)
    s.cylinder((0, 0.04, 0), 0.018, up - 0.1, material, shade(color, 0.9), sides=10)
    with s.at((0, up, -0.1 * d), rotation=ALONG_Z):
        s.lathe(
            (0, -0.34 * d, 0), [(0.1 * r, 0), (0.26 * r, 0.06 * d), (0.26 * r, 0.36 * d), (0.1 * r, 0.42 * d)], material, color, sides=18
        )
    z0, z1 = 0.08 * d, 0.48 * d
    turn = float(rng.uniform(0, 1.5))
    for k in range(4):
        a = turn + np.pi * k / 2
        t = np.linspace(-0.42, 0.42, 5)
        rim = [(0.86 * r * np.cos(a + u), up + 0.86 * r * np.sin(a + u), 0.28 * d + 0.12 * d * u) for u in t]
        core = [(0.2 * r * np.cos(a + 1.2 * u), up + 0.2 * r * np.sin(a + 1.2 * u), 0.28 * d + 0.06 * d * u) for u in t]
        for i in range(4):
            quad = [core[i], rim[i], rim[i + 1], core[i + 1]]
            s.polygon(quad, material, shade(color, 1.05))
            s.polygon(quad[::-1], material, shade(color, 0.9))
    for z, rr in ((z0, r), ((z0 + z1) / 2, r), (z1, 0.9 * r), (z1 + 0.01, 0.5 * r)):
        s.tube(
            loop(rr, points=33, center=(0, up, z)), 0.008, "metal", shade(color, 0.8) if item.color else np.array((0.3, 0.3, 0.31)), sides=6
        )
    for k in range(20):
        a = 2 * np.pi * k / 20
        c, n = np.cos(a), np.sin(a)
        s.tube(
            [
                (0.1 * r * c, up + 0.1 * r * n, z1 + 0.012),
                (0.9 * r * c, up + 0.9 * r * n, z1),
                (r * c, up + r * n, (z0 + z1) / 2),
                (0.2 * r * c, up + 0.2 * r * n, z0 - 0.02),
            ],
            0.004,
            "metal",
            shade(color, 0.8) if item.color else np.array((0.3, 0.3, 0.31)),
            sides=4,
        )
    with s.at((0, up, z1), rotation=ALONG_Z):
        s.lathe((0, 0, 0), [(0.16 * r, 0), (0.14 * r, 0.02), (0, 0.025)], material, shade(color, 0.8), sides=16)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "dressing_table": dressing_table, "rocking_chair": rocking_chair, "coat_rack": coat_rack, "aquarium": aquarium, "radiator":
    radiator, "fan": fan,
}  # fmt: skip
