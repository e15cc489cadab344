"""What holds and gives water in a yard: water_pump, watering_can, water_tower."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .boards import METAL, bent, board
from .branches import unit
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import choose, main_paint, shade
from .sheets import cloth
from .turns import loop
from .wares import WOODS

Rng = np.random.Generator
STONES = ("#9a938a", "#8b867e", "#a89c86")
WEATHERED = ("#8a7a62", "#7d6a50", "#94866e", "#6f5a42")


def water_pump(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Cast iron on a stone slab: a ringed column, a spout bent down towards +Z, a cap with a finial, a long curved lever behind."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2f4a3a", "#7a2a22", "#2c3640", "#34506a", "#3a3a38"), rng), item.material or "painted"
    stone = shade(color, 0.85) if item.color else linear_from_srgb(choose(rng, STONES))
    slab, deep = 0.09 * h, 0.62 * d
    z = -0.06 * d
    s.box((0, slab / 2, z), (w, slab, deep), item.material or "stone_courses", stone, bevel_m=0.02)
    k = 0.5 * w / 0.25
    r = 0.075 * k
    column = [
        (2.0 * r, slab),
        (2.0 * r, slab + 0.02),
        (1.5 * r, slab + 0.04),
        (1.05 * r, slab + 0.07),
        (0.86 * r, 0.2 * h),
        (0.82 * r, 0.44 * h),
    ]
    column += [
        (1.2 * r, 0.46 * h),
        (1.24 * r, 0.48 * h),
        (1.2 * r, 0.5 * h),
        (1.04 * r, 0.51 * h),
        (1.08 * r, 0.66 * h),
        (1.04 * r, 0.78 * h),
    ]
    column += [
        (1.4 * r, 0.79 * h),
        (1.44 * r, 0.815 * h),
        (1.2 * r, 0.83 * h),
        (0.9 * r, 0.87 * h),
        (0.36 * r, 0.91 * h),
        (0.3 * r, 0.93 * h),
    ]
    column += [(0.5 * r, 0.955 * h), (0.44 * r, 0.98 * h), (0.0, h)]
    s.lathe((0, 0, z), column, material, color, sides=24)
    for y in (0.56, 0.72):
        s.lathe(
            (0, y * h, z),
            [(1.0 * r, 0), (1.18 * r, 0.006), (1.18 * r, 0.018), (1.0 * r, 0.024)],
            material,
            shade(color, 0.9),
            sides=24,
            caps=False,
        )
    for a in np.arange(6) * np.pi / 3:
        s.sphere((1.75 * r * np.sin(a), slab + 0.03, z + 1.75 * r * np.cos(a)), 0.016 * k, "metal", METAL, sides=6)
    tip = 0.49 * d
    spout = [(z, 0.6), (z + 0.14 * d, 0.63), (z + 0.34 * d, 0.62), (tip - 0.05, 0.57), (tip - 0.035, 0.5)]
    path = bent([(0, y * h, q) for q, y in spout])
    s.tube(path, np.linspace(0.6 * r, 0.42 * r, len(path)), material, shade(color, 1.05), sides=14)
    with s.at(path[-1]):
        s.lathe(
            (0, -0.005, 0),
            [(0.42 * r, 0.0), (0.56 * r, 0.0), (0.56 * r, 0.02), (0.42 * r, 0.035)],
            material,
            shade(color, 0.9),
            sides=14,
            caps=False,
        )
        s.lathe((0, -0.008, 0), [(0.0, 0.002), (0.55 * r, 0.002)], "plain", (0.01, 0.01, 0.01), sides=14, caps=False)
    hook = path[len(path) // 2 + 3]
    s.tube(
        loop(0.02, start_rad=0.3, stop_rad=5, points=9, center=tuple(hook + [0, 0.5 * r + 0.012, 0]), plane="zy"),
        0.008,
        "metal",
        METAL,
        sides=6,
    )
    side = -1 if rng.random() < 0.5 else 1
    pivot = np.array([0, 0.86 * h, z - 1.35 * r])
    s.tube([(0, 0.72 * h, z - 0.9 * r), pivot], 0.028, material, shade(color, 0.92), sides=8)
    for x in (-1, 1):
        board(
            s,
            (x * 0.03, 0.8 * h, z - 0.4 * r),
            (x * 0.03, 0.885 * h, z - 1.5 * r),
            0.035,
            0.014,
            material,
            shade(color, 0.95),
            facing=(1, 0, 0),
        )
    s.tube([(-0.05, pivot[1], pivot[2]), (0.05, pivot[1], pivot[2])], 0.015, "metal", METAL, sides=8)
    lift = float(rng.uniform(0.0, 0.1)) * h
    run = [(z, 0.925 * h), (pivot[2], 0.885 * h), (-0.38 * d, 0.8 * h + 0.4 * lift)]
    run += [(-0.465 * d, 0.6 * h + lift), (-0.485 * d, 0.42 * h + lift)]
    lever = bent([(0, y, q) for q, y in run])
    t = np.linspace(0, 1, len(lever))
    s.tube(
        lever + np.outer(t**2, [side * 0.03, 0, 0]),
        0.017 + 0.006 * np.cos(2 * np.pi * t),
        material,
        shade(color, 0.95),
        sides=9,
    )
    s.sphere((side * 0.03, lever[-1, 1], lever[-1, 2]), 0.027, material, color, sides=10)
    return fitted(s.geometry(), item.size_m)


def watering_can(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A can with a long spout and its rose to +X, a brace, a half cover, a hooped handle over the top and down the back."""
    s = Sculptor()
    w, h, d = item.size_m
    zinc = bool(rng.random() < 0.5)
    own = ("#8f979a", "#7e888c", "#9aa2a2") if zinc else ("#3f6a48", "#a8402e", "#c49a34", "#3c6484", "#6a8a80")
    color, material = main_paint(item, own, rng), item.material or ("metal" if zinc else "painted")
    r, tall = d / 2 - 0.008, 0.64 * h
    x0 = -w / 2 + r + 0.16 * w
    foot = r * float(rng.uniform(0.9, 1.0))
    top = r * float(rng.uniform(0.78, 0.95))
    mid = [
        (foot, 0.0),
        (foot, 0.03 * h),
        (foot * 0.98, 0.035 * h),
        (top, tall - 0.01),
        (top + 0.006, tall),
        (top - 0.006, tall),
        (top - 0.012, 0.55 * tall),
    ]
    s.lathe((x0, 0, 0), [*mid, (0.0, 0.55 * tall)], material, color, sides=32, caps=False)
    for y in (0.16, 0.82):
        q = foot + (top - foot) * y
        s.lathe(
            (x0, y * tall, 0),
            [(q - 0.004, 0), (q + 0.006, 0.004), (q + 0.006, 0.01), (q - 0.004, 0.014)],
            material,
            shade(color, 0.9),
            sides=32,
            caps=False,
        )
    a = np.linspace(-np.pi / 2, np.pi / 2, 13)
    cover = np.stack(
        [
            np.stack([x0 + u * top * np.cos(a), np.full(13, tall + 0.03 * h * (1 - u) ** 0.5), -u * top * np.sin(a)], 1)
            for u in (1, 0.5, 0.02)
        ]
    )
    cloth(s, cover, 0.006, material, shade(color, 1.05))
    tip = np.array([w / 2 - 0.05, 0.84 * h, 0])
    start = np.array([x0 + 0.9 * foot, 0.14 * h, 0])
    t = np.linspace(0, 1, 9)[:, None]
    spout = start + (tip - start) * t + np.array([0.0, -0.06 * h, 0]) * np.sin(np.pi * t)
    s.tube(spout, np.linspace(0.028, 0.014, 9) * d / 0.2, material, color, sides=12)
    way = unit(spout[-1] - spout[-2])
    rot = np.stack([np.cross(way, [0, 0, 1.0]), way, [0, 0, 1.0]], axis=1)
    rose = 0.2 * d
    with s.at(tip, rotation=rot):
        s.lathe(
            (0, 0, 0),
            [(0.014, 0), (0.016, 0.012), (rose, 0.05), (rose, 0.058), (0.9 * rose, 0.066), (0.0, 0.074)],
            material,
            shade(color, 0.95),
            sides=20,
        )
    s.tube([(x0 + top, 0.9 * tall, 0), spout[6]], 0.008, material, shade(color, 0.92), sides=6)
    bow = [(x0 + 0.7 * top, tall), (x0 + 0.3 * top, 0.9 * h), (x0 - 0.45 * r, 0.99 * h), (x0 - 1.1 * r, 0.86 * h)]
    path = bent([(x, y, 0) for x, y in (*bow, (-w / 2 + 0.012, 0.55 * h), (x0 - 0.98 * foot, 0.2 * h))], 5)
    s.tube(path, 0.011, material, shade(color, 0.9), sides=9)
    return fitted(s.geometry(), item.size_m)


def water_tower(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A hooped tank of staves, or of riveted iron, under a conical roof on a braced trestle; a ladder, a pipe down the middle."""
    s = Sculptor()
    w, h, d = item.size_m
    iron = bool(rng.random() < 0.4)
    own = ("#8a9296", "#7a4a34", "#9aa49a", "#5c6a70") if iron else WOODS
    color, material = main_paint(item, own, rng), item.material or ("metal" if iron else "planks")
    steel = shade(color, 0.75) if item.color else np.array([0.1, 0.095, 0.09])
    wood = shade(color, 0.85) if item.color else (steel if iron else main_paint(item, WEATHERED, rng))
    frame = item.material or ("metal" if iron else "timber")
    r, low, high = 0.45 * min(w, d), 0.52 * h, 0.83 * h
    cover = shade(color, 0.9) if item.color else linear_from_srgb(choose(rng, ("#5c5048", "#4c5258", "#6e3a2c", "#6a5a48")))
    thick = 0.035 * h if not iron else 0.026 * h
    for k in range(4):
        a, b = (np.array([np.sin(q), 0, np.cos(q)]) for q in (np.pi / 4 + k * np.pi / 2, np.pi / 4 + (k + 1) * np.pi / 2))
        foot, head = 0.68 * w * a, 0.52 * w * a + [0, low - 0.3, 0]
        board(s, foot, head, thick, thick, frame, wood, facing=a, bevel_m=0.02)
        s.box(
            foot + [0, 0.08, 0],
            (0.09 * w, 0.16, 0.09 * w),
            item.material or "concrete",
            shade(color, 0.9) if item.color else (0.35, 0.34, 0.32),
            bevel_m=0.02,
        )
        other, over = 0.68 * w * b, 0.52 * w * b + [0, low - 0.3, 0]
        for u in (0.48, 0.97):
            board(s, foot + (head - foot) * u, other + (over - other) * u, 0.6 * thick, 0.5 * thick, frame, shade(wood, 0.95), facing=a + b)
        for u0, u1 in ((0.06, 0.46), (0.5, 0.94)):
            for one, two, from_, to in ((foot, head, other, over), (other, over, foot, head)):
                board(s, one + (two - one) * u0, from_ + (to - from_) * u1, 0.4 * thick, 0.3 * thick, frame, shade(wood, 0.9), facing=a + b)
    for x in np.linspace(-0.36, 0.36, 5) * w:
        s.box((float(x), low - 0.2, 0), (0.7 * thick, 0.22, 0.84 * d), frame, shade(wood, 0.92), bevel_m=0.01)
    s.lathe((0, low - 0.09, 0), [(1.1 * r, 0), (1.1 * r, 0.09)], item.material or "planks", shade(wood, 1.05), sides=24)
    if iron:
        body = [(r, low + 0.02), (r, high)]
        s.lathe((0, 0, 0), body, material, color, sides=32)
        for u in (0.02, 0.34, 0.66, 0.97):
            y = low + (high - low) * u
            s.lathe(
                (0, y, 0), [(r, 0), (1.015 * r, 0.01), (1.015 * r, 0.06), (r, 0.07)], material, shade(color, 0.86), sides=32, caps=False
            )
            for a in np.arange(0, 32) * np.pi / 16:
                s.sphere((1.016 * r * np.sin(a), y + 0.035, 1.016 * r * np.cos(a)), 0.02, material, shade(color, 0.8), sides=4)
    else:
        for k in range(36):
            a = 2 * np.pi * k / 36
            with s.at((0.985 * r * np.sin(a), 0, 0.985 * r * np.cos(a)), yaw=a):
                tone = shade(color, float(rng.uniform(0.84, 1.1)))
                s.box((0, (low + high) / 2, 0), (2 * np.pi * r / 36 * 0.985, high - low, 0.07), material, tone, bevel_m=0.012)
        for u in (0.06, 0.2, 0.36, 0.55, 0.78, 0.94):
            y = low + (high - low) * u
            s.lathe((0, y, 0), [(r, 0), (1.03 * r, 0.006), (1.03 * r, 0.044), (r, 0.05)], "metal", steel, sides=36, caps=False)
    eave = 1.11 * r
    peak = 0.965 * h
    slope = [(0.9 * r, high - 0.02), (eave, high - 0.05), (eave, high), (0.52 * eave, high + 0.52 * (peak - high)), (0.05, peak)]
    s.lathe((0, 0, 0), slope, item.material or ("metal" if iron else "shingles"), cover, sides=28, caps=False)
    for a in np.arange(14) * np.pi / 7:
        rib = [(eave * q * np.sin(a), high + 0.01 + (0.965 * h - high) * (1 - q), eave * q * np.cos(a)) for q in (1.0, 0.52, 0.06)]
        s.tube(rib, 0.02, item.material or "metal", shade(cover, 0.85), sides=4)
    s.lathe(
        (0, 0.955 * h, 0), [(0.07, 0), (0.09, 0.02 * h), (0.03, 0.026 * h), (0.06, 0.036 * h), (0.0, 0.045 * h)], "metal", steel, sides=12
    )
    s.tube([(0, 0, 0), (0, low - 0.08, 0)], 0.09, item.material or "metal", shade(steel, 1.4), sides=12)
    for x in (-0.17, 0.17):
        s.tube([(x, 0, 0.485 * d), (x, high + 0.02, 1.08 * r)], 0.03, frame, shade(wood, 1.05), sides=6)
    for u in np.linspace(0.03, 0.97, 22):
        z = 0.485 * d + (1.08 * r - 0.485 * d) * u
        s.tube([(-0.17, u * high, z), (0.17, u * high, z)], 0.02, frame, wood, sides=5)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"water_pump": water_pump, "watering_can": watering_can, "water_tower": water_tower}
