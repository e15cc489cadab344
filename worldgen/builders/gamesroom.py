"""Of games rooms: pool table, table tennis, dartboard, arcade machine."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .legs import leg
from .lettering import written
from .paints import main_paint, shade
from .pieces import disc, flank, pick, slab, trim
from .sheets import sheet
from .swatches import WOODS
from .turns import pitched

Rng = np.random.Generator
BRIGHT = ("#d8b02a", "#2a56a8", "#b02a26", "#6a3a94", "#d8701e", "#3c7a34", "#6a2422", "#242426")


def pool_table(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Cloth between cushions, rails with sights, six pockets, turned legs; balls in play or racked, a cue across."""
    s = Sculptor()
    w, h, d = item.size_m
    wood = main_paint(item, WOODS, rng) if not item.color else shade(linear_from_srgb(item.color), 0.8)
    felt = linear_from_srgb(item.color or str(rng.choice(["#1f6b3c", "#1f6b3c", "#27548f", "#7a1f2a"])))
    material = item.material or "timber"
    rail, bed = 0.1, h - 0.055
    s.box((0, h - 0.17, 0), (w - 0.08, 0.17, d - 0.08), material, wood, bevel_m=0.02)
    s.box((0, h - 0.27, 0), (w - 0.2, 0.06, d - 0.2), material, shade(wood, 0.86), bevel_m=0.015)
    s.box((0, bed - 0.01, 0), (w - 2 * rail, 0.02, d - 2 * rail), "fabric", felt, skip="y")
    for x in (-1, 1):
        for z in (-1, 1):
            s.box((x * (w - rail) / 2, h - 0.035, z * (d / 4)), (rail, 0.07, d / 2 - 0.13), material, shade(wood, 1.08), bevel_m=0.014)
            s.box(
                (x * (w / 2 - rail - 0.015), h - 0.034, z * (d / 4)), (0.035, 0.05, d / 2 - 0.2), "fabric", shade(felt, 0.9), bevel_m=0.012
            )
            for k in range(3):
                disc_at = (x * (w - rail) / 2, h + 0.0005, z * (d / 4 + (k - 1) * d / 8))
                s.lathe(disc_at, [(0.011, -0.001), (0.011, 0.0005), (0, 0.0005)], "ceramic", trim(item, wood, "#e8e2d0", 1.1), sides=8)
        s.box((0, h - 0.035, x * (d - rail) / 2), (w - 0.26, 0.07, rail), material, shade(wood, 1.08), bevel_m=0.014)
        s.box((0, h - 0.034, x * (d / 2 - rail - 0.015)), (w - 0.34, 0.05, 0.035), "fabric", shade(felt, 0.9), bevel_m=0.012)
        for z in (-1, 0, 1):
            at = (x * (w / 2 - 0.075), 0, z * (d / 2 - 0.075)) if z else (x * (w / 2 - 0.06), 0, 0)
            s.lathe(
                at,
                [(0.062, h - 0.2), (0.072, h - 0.06), (0.072, h - 0.004), (0.052, h - 0.004), (0.05, h - 0.03)],
                "leather",
                trim(item, wood, "#2a1a12", 0.8),
                sides=18,
            )
            s.lathe(at, [(0.056, h - 0.028), (0, h - 0.0275)], "plain", (0.006, 0.006, 0.006), sides=16, caps=False)
    kind = str(rng.choice(["turned", "tapered"]))
    for x in (-1, 1):
        for z in (-0.86, 0.0, 0.86) if d > 1.6 * w else (-0.8, 0.8):
            leg(s, kind, (x * (w / 2 - 0.2), 0, z * (d / 2 - 0.12)), h - 0.26, 0.15, material, wood)
    r, y = 0.029, bed + 0.029
    if rng.random() < 0.5:
        spots = [((k - row / 2) * 2.05 * r, -0.2 * d - row * 1.8 * r) for row in range(5) for k in range(row + 1)]
    else:
        spots = [(float(a) * (w / 2 - rail - 0.1), float(b) * (d / 2 - rail - 0.1)) for a, b in rng.uniform(-1, 1, (11, 2))]
    for k, (x, z) in enumerate(spots):
        s.sphere((x, y, z), r, "ceramic", pick(item, felt, (BRIGHT[k % 8],), rng, 1.1), sides=10)
    cue = (float(rng.uniform(-0.2, 0.2)) * w, y, 0.18 * d)
    s.sphere(cue, r, "ceramic", trim(item, felt, "#ece6d2", 1.1), sides=10)
    a = float(rng.uniform(-0.5, 0.5))
    butt = np.array([cue[0] + 1.2 * np.sin(a), h + 0.02, min(cue[2] + 0.06 + 1.2 * np.cos(a), d / 2 - 0.02)])
    tip = np.array([cue[0] + 0.05 * np.sin(a), bed + 0.04, cue[2] + 0.06])
    butt[0] = np.clip(butt[0], 0.1 - w / 2, w / 2 - 0.1)
    s.tube([tip, (tip + butt) / 2, butt], [0.008, 0.011, 0.015], "timber", trim(item, wood, "#c89a5a", 1.1), sides=8)
    return fitted(s.geometry(), item.size_m)


def ping_pong_table(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Two halves with white lines on folding legs with wheels, a net between them, two bats and a ball."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#1f4a86", "#1f5a44", "#2a3540"), rng), item.material or "painted"
    top, white = h - 0.15, trim(item, color, "#e8e8e4", 1.1)
    deep = d / 2 - 0.006
    for z in (-1, 1):
        s.box((0, top - 0.012, z * d / 4), (w - 0.08, 0.024, deep), material, color, bevel_m=0.004)
        s.box((0, top - 0.05, z * d / 4), (w - 0.16, 0.05, deep - 0.08), "metal", trim(item, color, "#2a2c30", 0.7), skip="Y")
        y = top + 0.001
        for x in (-1, 1):
            s.box((x * (w / 2 - 0.05), y, z * d / 4), (0.02, 0.002, deep), "painted", white, skip="y")
        s.box((0, y, z * (d / 2 - 0.012)), (w - 0.08, 0.002, 0.02), "painted", white, skip="y")
        s.box((0, y, z * d / 4), (0.008, 0.002, deep), "painted", white, skip="y")
        for x in (-1, 1):
            steel = trim(item, color, "#3a3d42", 0.8)
            foot = np.array([x * 0.36 * w, 0.07, z * 0.36 * d])
            s.tube([foot, (x * 0.38 * w, top - 0.05, z * 0.4 * d)], 0.02, "metal", steel, sides=8)
            s.tube([foot + (0, 0.18, 0.01 * z), (x * 0.38 * w, top - 0.06, z * 0.08 * d)], 0.014, "metal", steel, sides=8)
            disc(s, foot + (-0.018, -0.03, 0), 0.04, 0.036, "painted", trim(item, color, "#17181a", 0.6), sides=14, along="x")
        s.tube(
            [(-0.37 * w, 0.2, z * 0.365 * d), (0.37 * w, 0.2, z * 0.365 * d)], 0.014, "metal", trim(item, color, "#3a3d42", 0.8), sides=8
        )
    cord = trim(item, color, "#1d2026", 0.8)
    half = w / 2 - 0.012
    for k in range(31):
        x = (k / 15 - 1) * half
        s.tube([(x, top + 0.004, 0), (x, h - 0.01, 0)], 0.004, "fabric", cord, sides=4)
    for k in range(5):
        y = top + 0.012 + k * (h - top - 0.02) / 5
        s.tube([(-half, y, 0), (half, y, 0)], 0.004, "fabric", cord, sides=4)
    s.box((0, h - 0.01, 0), (2 * half, 0.02, 0.012), "fabric", white, bevel_m=0.004)
    for x in (-1, 1):
        s.box((x * half, (top + h) / 2 - 0.02, 0), (0.022, h - top + 0.04, 0.03), "metal", trim(item, color, "#2a2c30", 0.8), bevel_m=0.005)
    for z, rubber in ((1, "#a8241f"), (-1, "#1b1b1d")):
        with s.at((float(rng.uniform(-0.4, 0.4)) * w, top, z * float(rng.uniform(0.25, 0.4)) * d), yaw=float(rng.uniform(0, 6.28))):
            slab(
                s,
                [(0.075 * np.cos(t), 0.08 * np.sin(t)) for t in np.linspace(0, 6.28, 21)[:-1]],
                0.002,
                0.014,
                "painted",
                trim(item, color, rubber, 0.85),
            )
            s.box((0, 0.012, 0.12), (0.03, 0.02, 0.11), "timber", trim(item, color, "#c89a5a", 1.1), bevel_m=0.006)
    s.sphere(
        (float(rng.uniform(-0.3, 0.3)) * w, top + 0.02, float(rng.uniform(-0.3, 0.3)) * d),
        0.02,
        "plain",
        trim(item, color, "#f0e8d8", 1.1),
        sides=10,
    )
    return fitted(s.geometry(), item.size_m)


def dartboard(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Twenty wedges in two colours with double and treble rings, a bull, wires, numbers; three darts stick in it."""
    s = Sculptor()
    size = 0.46
    color, material = main_paint(item, ("#17181a",), rng), item.material or "fabric"
    face, wide = 0.04, size / 2
    disc(s, (0, wide, 0), wide, 0.038, material if item.material else "painted", color, sides=40)
    pale, dark = trim(item, color, "#e2d4ac", 1.1), trim(item, color, "#1d1c1b", 0.72)
    red, green = trim(item, color, "#a8241f", 0.85), trim(item, color, "#1f6b3c", 1.0)
    rings = np.array([0.065, 0.4, 0.455, 0.68, 0.74]) * wide
    order = "20 1 18 4 13 6 10 15 2 17 3 19 7 16 8 11 14 9 12 5".split()
    for k in range(20):
        a0, a1 = (k - 0.5) * np.pi / 10, (k + 0.5) * np.pi / 10
        t = np.linspace(a0, a1, 4)
        for ring, (r0, r1) in enumerate(zip(rings[:-1], rings[1:], strict=True)):
            tone = ((dark, pale)[k % 2], (red, green)[k % 2])[ring % 2]
            p = [np.stack([r * np.sin(t), wide + r * np.cos(t), np.full(4, face)], 1) for r in (r1, r0)]
            for i in range(3):
                s.polygon([p[0][i], p[1][i], p[1][i + 1], p[0][i + 1]], material, tone)
        if set(order[k]) <= set("01247"):
            at = (0.87 * wide * np.sin(k * np.pi / 10), wide + 0.87 * wide * np.cos(k * np.pi / 10), face)
            written(s, order[k], at, 0.04, 0.026, "plain", pale)
        else:
            at = (0.87 * wide * np.sin(k * np.pi / 10), wide + 0.87 * wide * np.cos(k * np.pi / 10), face)
            with s.at(at):
                for i in range(2):
                    s.box(((i - 0.5) * 0.012, 0, 0), (0.005, 0.024, 0.002), "plain", pale)
    disc(s, (0, wide, 0.035), rings[0], 0.007, material, green, sides=20)
    disc(s, (0, wide, 0.036), 0.5 * rings[0], 0.009, material, red, sides=14)
    t = np.linspace(0, 2 * np.pi, 41)
    for r in rings[1:]:
        s.tube(
            np.stack([r * np.cos(t), wide + r * np.sin(t), np.full(41, face)], 1),
            0.0022,
            "metal",
            trim(item, color, "#a8a8a8", 1.0),
            sides=4,
        )
    for _ in range(3):
        a, r = rng.uniform(0, 6.28), float(rng.uniform(0.05, 0.6)) * wide
        with s.at((r * np.cos(a), wide + r * np.sin(a), face), rotation=pitched(np.pi / 2 - float(rng.uniform(0.05, 0.3)))):
            s.tube([(0, 0, 0), (0, 0.025, 0)], [0.002, 0.003], "metal", trim(item, color, "#a8a8a8", 1.0), sides=6)
            s.lathe(
                (0, 0.025, 0),
                [(0.003, 0), (0.005, 0.005), (0.005, 0.03), (0.003, 0.034), (0.003, 0.06)],
                "metal",
                trim(item, color, "#b08a48", 0.9),
                sides=8,
            )
            flight = pick(item, color, BRIGHT[:6], rng, 1.0)
            for yaw in (0.0, np.pi / 2, np.pi, -np.pi / 2):
                with s.at((0, 0.058, 0), yaw=yaw):
                    fin = [(0.0, 0.0, 0.001), (0.016, 0.012, 0.001), (0.016, 0.03, 0.001), (0.0, 0.038, 0.001)]
                    s.polygon(fin, "paper", flight)
                    s.polygon([np.array(p) * (1, 1, -1) for p in fin[::-1]], "paper", flight)
    return fitted(s.geometry(), item.size_m)


def arcade_machine(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Upright: shaped sides with stripes, a lit marquee, a leaning screen with a game on it, sticks and buttons, a coin door."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2a56a8", "#8a2026", "#3c3488", "#1f7a7a", "#2a2a2e"), rng), item.material or "painted"
    shape = [
        (-0.5, 0),
        (0.3, 0),
        (0.34, 0.44),
        (0.5, 0.5),
        (0.5, 0.545),
        (0.12, 0.6),
        (-0.02, 0.82),
        (0.22, 0.86),
        (0.22, 0.99),
        (0.16, 1),
        (-0.42, 1),
        (-0.5, 0.94),
    ]
    outline = np.array(shape) * (d, h)
    for x in (-1, 1):
        flank(s, outline, x * (w / 2 - 0.014), 0.028, material, color)
        stripe = pick(item, color, ("#d8b02a", "#d8701e", "#e8e4da", "#b02a26"), rng, 1.08)
        for k in range(2):
            low, high = 0.06 + 0.08 * k, 0.11 + 0.08 * k
            z0, z1 = -0.48 * d, 0.29 * d
            band = np.array([(z0, low * h), (z1, (low + 0.22) * h), (z1, (high + 0.22) * h), (z0, high * h)])
            flank(s, band, x * w / 2, 0.004, material, stripe)
    wide = w - 0.05
    dark = trim(item, color, "#18181b", 0.75)
    body = outline * (0.96, 1) * (1, 0.995) + (-0.012, 0.0)
    flank(s, body, 0, wide, material, dark if not item.color else shade(color, 0.85))
    along = np.array([[-0.02, 0.82], [0.12, 0.6]]) * (d, h) * (0.96, 0.995) + (-0.012, 0)
    up = along[0] - along[1]
    lean = float(np.arctan2(-up[0], up[1]))
    mid = along.mean(0)
    with s.at((0, mid[1], mid[0] + 0.004), rotation=pitched(-lean)):
        tall = float(np.hypot(*up)) * 0.82
        s.box((0, 0, 0.002), (0.86 * wide, 1.1 * tall, 0.012), material, trim(item, color, "#0c0c0e", 0.7), bevel_m=0.004)
        rows, columns = 16, 20
        game = np.tile(trim(item, color, "#0a0a18", 0.25), (rows, columns, 1))
        game[:2] = trim(item, color, str(rng.choice(["#2f8a4a", "#8a5a2a", "#3a3a9a"])), 0.9)
        for _ in range(16):
            i, j = int(rng.integers(5, rows - 1)), int(rng.integers(1, columns - 2))
            game[i, j : j + int(rng.integers(1, 3))] = pick(item, color, ("#f0d840", "#e84a3a", "#4ad0e8", "#e86ad0", "#f0f0f0"), rng, 1.1)
        game[3, int(rng.integers(2, columns - 4)) :][:3] = trim(item, color, "#f0d840", 1.1)
        u, v = np.meshgrid(np.linspace(-0.4, 0.4, columns + 1) * wide, np.linspace(-0.5, 0.5, rows + 1) * tall)
        sheet(s, np.stack([u, v, np.full_like(u, 0.0095)], -1), "plain", game, emission_linear=0.8 * game.reshape(-1, 3))
    sign = pick(item, color, ("#f0b83a", "#e86a3a", "#4ac0e0"), rng, 1.1)
    s.box((0, 0.925 * h, 0.2 * d), (0.96 * wide, 0.115 * h, 0.02), "plain", sign, emission_linear=0.9 * sign)
    written(
        s,
        str(rng.choice(["ALIENS", "BLAST", "RALLY", "QUEST", "ZOOM"])),
        (0, 0.925 * h, 0.2 * d + 0.012),
        0.8 * wide,
        0.06 * h,
        "plain",
        trim(item, color, "#7a1a5a", 0.4),
        bold=0.2,
    )
    tilt = float(np.arctan2(0.055 * h, 0.38 * d))
    with s.at((0, 0.58 * h - 0.005, 0.3 * d), rotation=pitched(tilt)):
        s.box((0, -0.005, 0), (wide, 0.02, 0.36 * d), material, trim(item, color, "#2a2a30", 0.9), bevel_m=0.004)
        for side in (-1, 1):
            x = side * 0.24 * w
            s.cylinder((x - 0.07 * w, 0, 0), 0.006, 0.06, "metal", linear_from_srgb("#9a9da2"), sides=8)
            s.sphere((x - 0.07 * w, 0.07, 0), 0.02, "painted", pick(item, color, ("#c8241f", "#1b1b1d"), rng, 1.1), sides=12)
            for k in range(4):
                at = (x + 0.03 * w + 0.055 * (k % 2), 0.004, -0.02 + 0.055 * (k // 2))
                s.lathe(
                    at,
                    [(0.018, 0), (0.018, 0.006), (0.013, 0.01), (0, 0.011)],
                    "painted",
                    pick(item, color, ("#d8b02a", "#c8241f", "#e8e4da", "#2f8ac0"), rng, 1.1),
                    sides=12,
                )
    s.box((0, 0.22 * h, 0.295 * d), (0.5 * w, 0.2 * h, 0.03), "metal", trim(item, color, "#3a3b3e", 0.8), bevel_m=0.006)
    for side in (-1, 1):
        glow = trim(item, color, "#e06a2a", 1.1)
        s.box((side * 0.1 * w, 0.25 * h, 0.315 * d), (0.07 * w, 0.045 * h, 0.016), "plain", glow, emission_linear=0.6 * glow)
        s.box((side * 0.1 * w, 0.18 * h, 0.312 * d), (0.09 * w, 0.03 * h, 0.012), "plain", trim(item, color, "#0a0a0a", 0.4))
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"pool_table": pool_table, "ping_pong_table": ping_pong_table, "dartboard": dartboard, "arcade_machine": arcade_machine}
