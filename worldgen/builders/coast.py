"""What stands by the sea: lighthouse, nets on posts, mooring posts."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import WINDOW_GLOW, main_paint, shade

BEAM = np.array([9.0, 7.5, 4.5], np.float32)


def lighthouse(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A tapering tower, banded or plain, with a door, slits, a gallery with rails, a glazed lantern and a cap."""
    s = Sculptor()
    w, h, d = item.size_m
    r = min(w, d) / 2
    white = main_paint(item, ("#ece8de", "#e4ded2", "#f0ede6"), rng)
    material = item.material or str(rng.choice(["painted", "stone_courses", "painted"]))
    bands = int(rng.choice([0, 3, 5])) if not item.color else 0
    red = linear_from_srgb(str(rng.choice(["#a8281e", "#2c4a6a", "#2c2c2e"])))
    top = 0.78 * h
    s.lathe(
        (0, -0.4, 0),
        [(r, 0), (r, 0.4 + 0.035 * h), (0.93 * r, 0.4 + 0.045 * h)],
        "ashlar",
        shade(linear_from_srgb("#8f8b84"), 1.0),
        sides=28,
    )
    levels = np.linspace(0.045 * h, top, 2 * max(bands, 4) + 1)
    for k, (a, b) in enumerate(zip(levels, levels[1:], strict=False)):
        ra, rb = (0.86 * r * (1 - 0.38 * (y / top) ** 0.85) for y in (a, b))
        tone = red if bands and k % 2 == 1 else white
        s.lathe((0, 0, 0), [(ra, a), (rb, b)], material, tone, sides=32, caps=False)
    neck = 0.86 * r * 0.62
    for y in (0.16, 0.34, 0.52, 0.68):
        a = float(rng.uniform(-0.8, 0.8))
        out = 0.86 * r * (1 - 0.38 * (y * h / top) ** 0.85)
        with s.at((out * np.sin(a), y * h, out * np.cos(a)), yaw=a):
            s.box((0, 0.45, 0.0), (0.62, 1.15, 0.12), "timber", shade(white, 0.6))
            s.quad(
                (-0.24, 0.0, 0.065),
                (0.24, 0.0, 0.065),
                (0.24, 0.9, 0.065),
                (-0.24, 0.9, 0.065),
                "glass",
                (0.08, 0.1, 0.12),
                emission_linear=WINDOW_GLOW,
            )
    with s.at((0, 0, 0.86 * r * 0.985)):
        s.box((0, 1.15, 0.05), (1.3, 2.5, 0.22), "ashlar", shade(white, 0.8), bevel_m=0.04)
        s.box((0, 1.05, 0.1), (0.95, 2.1, 0.18), "planks", red, bevel_m=0.01)
    s.lathe(
        (0, top - 0.02 * h, 0),
        [(neck, 0), (1.35 * neck, 0.018 * h), (1.42 * neck, 0.022 * h), (1.42 * neck, 0.034 * h)],
        "metal",
        shade(red, 0.8),
        sides=28,
    )
    deck = top + 0.014 * h
    for k in range(18):
        a = 2 * np.pi * k / 18
        s.cylinder((1.36 * neck * np.sin(a), deck, 1.36 * neck * np.cos(a)), 0.025, 0.95, "metal", (0.05, 0.05, 0.05), sides=6)
    t = np.linspace(0, 2 * np.pi, 37)
    for up in (0.5, 0.95):
        s.tube(
            np.stack([1.36 * neck * np.sin(t), np.full(37, deck + up), 1.36 * neck * np.cos(t)], 1),
            0.022,
            "metal",
            (0.05, 0.05, 0.05),
            sides=6,
        )
    glass = 0.9 * neck
    high = 0.1 * h
    s.lathe((0, deck, 0), [(glass, 0), (glass, 0.25 * high)], "painted", white, sides=16, caps=False)
    s.lathe((0, deck, 0), [(glass, 0.25 * high), (glass, high)], "glass", (0.7, 0.75, 0.75), sides=16, caps=False)
    for k in range(8):
        a = 2 * np.pi * k / 8
        s.cylinder((glass * np.sin(a), deck, glass * np.cos(a)), 0.035, high, "metal", (0.06, 0.06, 0.06), sides=6)
    s.sphere((0, deck + 0.6 * high, 0), (0.34 * glass, 0.3 * high, 0.34 * glass), "glass", (0.9, 0.85, 0.7), sides=14, emission_linear=BEAM)
    cap = [
        (1.18 * glass, 0),
        (1.1 * glass, 0.012 * h),
        (0.7 * glass, 0.05 * h),
        (0.18 * glass, 0.075 * h),
        (0.12 * glass, 0.1 * h),
        (0, h - deck - high),
    ]
    s.lathe((0, deck + high, 0), cap, "metal", red, sides=24)
    return fitted(s.geometry(), item.size_m)


def net_rack(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Nets hung to dry over a rail, floats along their edge."""
    s = Sculptor()
    w, h, d = item.size_m
    wood = linear_from_srgb("#6f5a44")
    color = main_paint(item, ("#4a5a4c", "#5a4a3c", "#3f5260", "#6a5a3a"), rng)
    for x in (-0.48, 0.0, 0.48):
        s.cylinder((x * w, -0.2, 0), 0.05, h + 0.2, "timber", wood, sides=8)
    s.tube([(-w / 2, 0.96 * h, 0), (w / 2, 0.96 * h, 0)], 0.04, "timber", shade(wood, 1.1), sides=8)
    columns, rows = int(w / 0.11), int(h / 0.13)
    for side in (-1, 1):
        for k in range(columns + 1):
            x = (k / columns - 0.5) * 0.94 * w
            t = np.linspace(0, 1, 6)
            low = 0.16 * h + 0.06 * h * np.sin(5 * x)
            path = np.stack([x + 0.03 * np.sin(9 * t + k), 0.95 * h - t * (0.95 * h - low), side * (0.03 + 0.40 * d * t**1.4)], 1)
            s.tube(path, 0.008, item.material or "fabric", color, sides=4)
        for j in range(1, rows):
            t = j / rows
            x = np.linspace(-0.47, 0.47, 24) * w
            low = 0.16 * h + 0.06 * h * np.sin(5 * x)
            path = np.stack(
                [x, 0.95 * h - t * (0.95 * h - low) - 0.015 * np.abs(np.sin(14 * x)), np.full(24, side * (0.03 + 0.40 * d * t**1.4))], 1
            )
            s.tube(path, 0.008, item.material or "fabric", color, sides=4)
    for x in np.linspace(-0.45, 0.45, 8) * w:
        s.sphere((float(x), 0.14 * h, 0.42 * d), (0.06, 0.05, 0.05), "painted", linear_from_srgb("#c86a2a"), sides=8)
    return fitted(s.geometry(), item.size_m)


def anchor(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Laid up ashore: it leans on one fluke and the end of its stock; ring, shank, curved arms with flukes."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2b2d2f", "#33302d", "#3a2c26"), rng), item.material or "metal"
    r = 0.045 * h
    t = np.linspace(-1.15, 1.15, 17)
    arm = np.stack([0.42 * w * np.sin(t) / np.sin(1.15), 0.5 * w * (1 - np.cos(t)), 0 * t], 1)
    lean = np.arcsin(min(0.6, 0.75 * d / h))
    rotation = np.array([[1, 0, 0], [0, np.cos(lean), -np.sin(lean)], [0, np.sin(lean), np.cos(lean)]])
    with s.at((0, r, -0.3 * d), rotation=rotation):
        s.tube(arm, r * (1.15 - 0.3 * np.abs(t) / 1.15), material, color, sides=12)
        for side in (0, -1):
            tip, way = arm[side], arm[side] - arm[3 if side == 0 else -4]
            way = way / np.linalg.norm(way)
            across = np.array([0, 0, 1.0])
            corners = [tip + 1.6 * r * way, tip - 2.6 * r * way + 2 * r * across, tip - 2.6 * r * way - 2 * r * across]
            out = np.array([way[1], -way[0], 0]) * 0.35 * r
            low, high = [c - out for c in corners], [c + out for c in corners]
            s.triangle(*high, material, color)
            s.triangle(*low[::-1], material, color)
            for a, b in ((0, 1), (1, 2), (2, 0)):
                s.quad(high[b], high[a], low[a], low[b], material, color)
        top = 0.86 * h / np.cos(lean) - r
        s.tube([(0, 0, 0), (0, 0.5 * top, 0), (0, top, 0)], [1.25 * r, r, 0.8 * r], material, color, sides=12)
        s.tube(
            [(0, 0.82 * top, -0.32 * w), (0, 0.82 * top, 0), (0, 0.82 * top, 0.32 * w)],
            [0.6 * r, 0.9 * r, 0.6 * r],
            material,
            color,
            sides=10,
        )
        a = np.linspace(0, 2 * np.pi, 21)
        s.tube(
            np.stack([1.6 * r * np.sin(a), top + 1.2 * r - 1.6 * r * np.cos(a), 0 * a], 1), 0.35 * r, material, shade(color, 0.9), sides=8
        )
    return s.geometry()


BUILDERS = {"lighthouse": lighthouse, "net_rack": net_rack, "anchor": anchor}
