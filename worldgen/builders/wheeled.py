"""Drawn by hand or beast, on wheels and runners: wheelbarrow, sled, plough."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import sheet, smoothed
from .turns import ALONG_X, loop
from .twofold import twofold
from .vehicles import cart_wheel
from .wares import IRON, WOODS

RUBBER, CHROME = (0.02, 0.02, 0.021), (0.45, 0.46, 0.48)


def smoothed_path(points: list[tuple[float, float, float]]) -> Array:
    """A finer way (m, 3) through `points`."""
    p = np.asarray(points, float)
    lifted = p - p.min(0) + 1.0  # `smoothed` keeps its first column at 0 or more
    return smoothed(lifted, 4) + p.min(0) - 1.0


def wheelbarrow(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A tray with splayed sides over one wheel at +Z, two handles, two legs; wooden or of sheet metal."""
    s = Sculptor()
    w, h, d = item.size_m
    wooden = item.material not in ("metal", "rust", "painted") if item.material else bool(rng.random() < 0.5)
    color = main_paint(item, WOODS if wooden else ("#3f6a4a", "#8a2f2a", "#2f4a6a", "#6a6e70"), rng)
    material = item.material or ("planks" if wooden else "painted")
    r = 0.26 * h
    low, high = 0.5 * h, h
    z0, z1 = -0.12 * d, 0.3 * d
    floor = [(-0.3 * w, low, z1), (0.3 * w, low, z1), (0.3 * w, low, z0), (-0.3 * w, low, z0)]
    rim = [
        (-0.48 * w, 0.92 * h, z1 + 0.12 * d),
        (0.48 * w, 0.92 * h, z1 + 0.12 * d),
        (0.5 * w, high, z0 - 0.06 * d),
        (-0.5 * w, high, z0 - 0.06 * d),
    ]
    for k in range(4):
        a, b = k, (k + 1) % 4
        tone = shade(color, (1.0, 0.92, 0.97, 0.95)[k])
        s.polygon([floor[a], floor[b], rim[b], rim[a]], material, tone)
        inner = [np.array(p) * (0.96, 1, 0.985) + (0, 0.006, 0) for p in (floor[b], floor[a], rim[a], rim[b])]
        s.polygon(inner, material, shade(tone, 0.85))
        s.tube([rim[a], rim[b]], 0.014, material, shade(color, 0.9), sides=6)
    s.polygon([np.array(p) + (0, 0.012, 0) for p in floor], material, shade(color, 0.8))
    s.polygon([np.array(p) - (0, 0.006, 0) for p in floor[::-1]], material, shade(color, 0.7))
    hub = (0, r, d / 2 - r)
    if wooden:
        cart_wheel(s, hub, r, shade(color, 0.85))
    else:
        with s.at(hub, rotation=ALONG_X):
            tyre = [(0.6 * r, -0.04), (0.94 * r, -0.045), (r, -0.02), (r, 0.02), (0.94 * r, 0.045), (0.6 * r, 0.04)]
            s.lathe((0, 0, 0), tyre, "leather", RUBBER, sides=22)
            s.lathe((0, -0.05, 0), [(0.05, 0), (0.05, 0.1)], "metal", CHROME, sides=12)
    bar = "timber" if wooden else material
    for x in (-1, 1):
        s.tube(
            [(x * 0.1, r, d / 2 - r), (x * 0.3 * w, low - 0.03, z0), (x * 0.42 * w, 0.68 * h, -d / 2)],
            0.026,
            bar,
            shade(color, 0.85),
            sides=8,
        )
        s.tube([(x * 0.31 * w, low - 0.03, z0 + 0.08 * d), (x * 0.36 * w, 0.0, z0 - 0.02 * d)], 0.024, bar, shade(color, 0.8), sides=7)
    s.tube([(-0.13, r, d / 2 - r), (0.13, r, d / 2 - r)], 0.016, "metal", IRON, sides=6)
    s.tube([(-0.34 * w, 0.2 * h, z0), (0.34 * w, 0.2 * h, z0)], 0.018, bar, shade(color, 0.75), sides=6)
    return fitted(s.geometry(), item.size_m)


def sled(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Slats on two runners that curl up at the front (+Z), a rope in a loop."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8a2f24", "#86643f", "#7a5a3a", "#2f5a7a"), rng), item.material or "timber"
    deck = 0.62 * h
    curl = float(rng.uniform(0.8, 1.0)) * h
    for x in (-1, 1):
        path = [
            (x * 0.4 * w, 0.025, -d / 2),
            (x * 0.4 * w, 0.022, 0),
            (x * 0.4 * w, 0.03, 0.3 * d),
            (x * 0.4 * w, 0.35 * curl, 0.44 * d),
            (x * 0.4 * w, 0.75 * curl, 0.49 * d),
            (x * 0.4 * w, curl - 0.03, 0.42 * d),
        ]
        s.tube(smoothed_path(path), 0.024, material, shade(color, 0.85), sides=8)
        for z in (-0.36, 0.0, 0.28):
            s.box((x * 0.4 * w, 0.5 * deck, z * d), (0.04, deck, 0.05), material, shade(color, 0.9))
        s.tube(
            [(x * 0.4 * w, deck - 0.03, -d / 2), (x * 0.4 * w, deck - 0.03, 0.32 * d), (x * 0.4 * w, 0.8 * curl, 0.46 * d)],
            0.022,
            material,
            shade(color, 0.9),
            sides=7,
        )
    count = max(4, round(w / 0.13))
    for k in range(count):
        x = (k + 0.5 - count / 2) * 0.94 * w / count
        s.box(
            (x, deck + 0.012, -0.07 * d),
            (0.8 * w / count, 0.024, 0.82 * d),
            material,
            shade(color, float(rng.uniform(0.94, 1.06))),
            bevel_m=0.006,
        )
    for z in (-0.36, 0.0, 0.28):
        s.box((0, deck - 0.02, z * d), (0.84 * w, 0.035, 0.05), material, shade(color, 0.85))
    s.tube([(-0.4 * w, curl - 0.03, 0.43 * d), (0.4 * w, curl - 0.03, 0.43 * d)], 0.02, material, color, sides=7)
    rope = [
        (-0.3 * w, curl - 0.02, 0.44 * d),
        (-0.2 * w, deck + 0.05, 0.28 * d),
        (0.0, deck + 0.035, 0.12 * d),
        (0.2 * w, deck + 0.05, 0.28 * d),
        (0.3 * w, curl - 0.02, 0.44 * d),
    ]
    s.tube(smoothed_path(rope), 0.01, "fabric", linear_from_srgb("#b8a27a"), sides=6)
    return fitted(s.geometry(), item.size_m)


def plough(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A beam over share and mouldboard, a small wheel ahead (+Z), two handles behind."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, WOODS, rng)
    material = item.material or "timber"
    s.tube(
        smoothed_path([(0, 0.42 * h, 0.46 * d), (0, 0.5 * h, 0.2 * d), (0, 0.42 * h, -0.1 * d), (0, 0.3 * h, -0.2 * d)]),
        0.05,
        material,
        color,
        sides=9,
    )
    for x in (-1, 1):
        s.tube(
            smoothed_path(
                [
                    (0, 0.12 * h, -0.02 * d),
                    (x * 0.2 * w, 0.5 * h, -0.22 * d),
                    (x * 0.44 * w, 0.9 * h, -0.4 * d),
                    (x * 0.48 * w, 0.97 * h, -0.5 * d),
                ]
            ),
            0.032,
            material,
            shade(color, 0.92),
            sides=8,
        )
    s.tube([(-0.3 * w, 0.62 * h, -0.28 * d), (0.3 * w, 0.62 * h, -0.28 * d)], 0.024, material, shade(color, 0.85), sides=7)
    metal = "rust" if rng.random() < 0.5 else "metal"
    iron = linear_from_srgb("#6a5040" if metal == "rust" else "#55585c")
    t = np.linspace(0, 1, 7)
    low = np.stack([0.02 + 0.26 * w * t**2, 0.02 + 0.02 * t, 0.14 * d - 0.3 * d * t], 1)
    high = np.stack([0.0 + 0.42 * w * t**1.3, 0.14 * h + 0.2 * h * np.sin(1.6 * t), 0.06 * d - 0.24 * d * t], 1)
    mouldboard = Sculptor()
    sheet(mouldboard, np.stack([high, low]), metal, iron)
    s.add(twofold(mouldboard.geometry(), 0.012, 0.8))
    s.box((0, 0.03, 0.0), (0.06, 0.06, 0.34 * d), metal, shade(iron, 0.8), bevel_m=0.01)
    s.box((0, 0.24 * h, 0.02 * d), (0.045, 0.42 * h, 0.09), metal, shade(iron, 0.9), bevel_m=0.008)
    s.box((0, 0.24 * h, 0.17 * d), (0.02, 0.46 * h, 0.06), metal, iron, bevel_m=0.005)
    r = 0.17 * h
    s.tube(np.vstack([loop(r - 0.02, center=(0, r, 0.42 * d), plane="zy")]), 0.02, metal, iron, sides=7)
    for k in range(4):
        a = np.pi * k / 4
        s.tube(
            [(0, r + 0.9 * r * np.sin(a), 0.42 * d + 0.9 * r * np.cos(a)), (0, r - 0.9 * r * np.sin(a), 0.42 * d - 0.9 * r * np.cos(a))],
            0.009,
            metal,
            iron,
            sides=5,
        )
    s.tube([(0, r, 0.42 * d), (0, 0.44 * h, 0.4 * d)], 0.018, metal, iron, sides=6)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"wheelbarrow": wheelbarrow, "sled": sled, "plough": plough}
