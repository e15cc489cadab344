"""On wheels and runners beside carts and cars: wheelbarrow, sled, plough, motorcycle, bus, truck."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .cars import HEAD, TAIL, wheel
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smoothed
from .softs import rounded_block
from .turns import ALONG_X, loop, pitched
from .vehicles import cart_wheel
from .wares import IRON, WOODS

RUBBER, CHROME = (0.02, 0.02, 0.021), (0.45, 0.46, 0.48)


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


def smoothed_path(points: list[tuple[float, float, float]]) -> Array:
    """A finer way (m, 3) through `points`."""
    p = np.asarray(points, float)
    lifted = p - p.min(0) + 1.0  # `smoothed` keeps its first column at 0 or more
    return smoothed(lifted, 4) + p.min(0) - 1.0


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
    for k in range(6):
        s.polygon([low[k], high[k], high[k + 1], low[k + 1]], metal, iron)
        s.polygon([low[k + 1], high[k + 1], high[k], low[k]], metal, shade(iron, 0.8))
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


def motorcycle(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On its stand: fork, tank, engine, seat, lamp, pipes, two tyres; a scooter has an apron and a covered tail. It looks at +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8a2020", "#1f2f4a", "#242426", "#2f5a4a", "#b8b09a"), rng), item.material or "painted"
    scooter = "scooter" in item.tags or (not item.tags and rng.random() < 0.35)
    r = (0.22 if scooter else 0.29) * h
    front, back = d / 2 - r, -d / 2 + r
    for z in (front, back):
        with s.at((0, r, z), rotation=ALONG_X):
            s.lathe(
                (0, 0, 0),
                [(0.6 * r, -0.05), (0.9 * r, -0.06), (r, -0.025), (r, 0.025), (0.9 * r, 0.06), (0.6 * r, 0.05)],
                "leather",
                RUBBER,
                sides=26,
            )
            s.lathe((0, -0.06, 0), [(0.16 * r, 0), (0.16 * r, 0.12)], "metal", CHROME, sides=14)
            s.lathe((0, -0.025, 0), [(0.62 * r, 0), (0.62 * r, 0.05)], "metal", shade(CHROME, 0.5), sides=22)
    grip = np.array([0, 0.93 * h, front - 0.32 * d])
    for x in (-1, 1):
        s.tube([(x * 0.09, r, front), (x * 0.09, 0.86 * h, front - 0.22 * d)], 0.024, "metal", CHROME, sides=8)
        s.tube(
            [(x * 0.05, 0.88 * h, front - 0.22 * d), (x * 0.3 * w, 0.95 * h, front - 0.24 * d), (x * 0.48 * w, 0.93 * h, float(grip[2]))],
            0.016,
            "metal",
            CHROME,
            sides=7,
        )
        s.tube(
            [(x * 0.4 * w, 0.935 * h, float(grip[2]) + 0.04 * d), (x * 0.49 * w, 0.925 * h, float(grip[2]) - 0.01 * d)],
            0.024,
            "leather",
            RUBBER,
            sides=8,
        )
    guard = loop(1.16 * r, start_rad=0.15 * np.pi, stop_rad=0.85 * np.pi, points=11, center=(0, r, front), plane="zy")
    s.tube(guard, 0.075, material, color, sides=10)
    with s.at((0, 0.82 * h, front - 0.12 * d), rotation=pitched(np.pi / 2)):
        s.lathe((0, -0.08, 0), [(0.03, 0), (0.085, 0.04), (0.095, 0.12)], material, color, sides=16)
        s.lathe((0, 0.04, 0), [(0.085, 0), (0.0, 0.015)], "glass", (0.8, 0.8, 0.75), sides=16, emission_linear=0.3 * HEAD)
    if scooter:
        rounded_block(s, (0, 0.52 * h, front - 0.3 * d), (0.66 * w, 0.56 * h, 0.07 * d), 0.05, material, color)
        rounded_block(s, (0, 0.24 * h, 0.02 * d), (0.5 * w, 0.08 * h, 0.36 * d), 0.03, material, shade(color, 0.9))
        rounded_block(s, (0, 0.44 * h, back + 0.04 * d), (0.62 * w, 0.42 * h, 0.4 * d), 0.13, material, color)
    else:
        rounded_block(s, (0, 0.66 * h, 0.08 * d), (0.4 * w, 0.22 * h, 0.3 * d), 0.09, material, color)
        rounded_block(s, (0, 0.36 * h, 0.04 * d), (0.42 * w, 0.3 * h, 0.26 * d), 0.03, "metal", (0.12, 0.12, 0.125))
        for k in range(5):
            s.box((0, (0.4 + 0.04 * k) * h, 0.06 * d), (0.48 * w, 0.012 * h, 0.18 * d), "metal", CHROME)
        s.tube(
            [(0.17 * w, 0.34 * h, 0.14 * d), (0.22 * w, 0.2 * h, 0.05 * d), (0.22 * w, 0.22 * h, -0.44 * d)],
            [0.03, 0.04, 0.05],
            "metal",
            CHROME,
            sides=10,
        )
        s.tube(
            [(0, 0.5 * h, 0.2 * d), (0, 0.22 * h, 0.12 * d), (0, 0.22 * h, -0.1 * d), (0, r, back)],
            0.034,
            material,
            shade(color, 0.8),
            sides=8,
        )
        s.tube(
            loop(1.15 * r, start_rad=0.1 * np.pi, stop_rad=0.75 * np.pi, points=9, center=(0, r, back), plane="zy")[:, [0, 1, 2]],
            0.07,
            material,
            color,
            sides=10,
        )
    rounded_block(s, (0, 0.69 * h, -0.16 * d), (0.42 * w, 0.09 * h, 0.36 * d), 0.04, "leather", (0.03, 0.022, 0.018))
    s.box((0, 0.6 * h, -0.4 * d), (0.1, 0.05, 0.04), "painted", (0.3, 0.01, 0.01), emission_linear=0.15 * TAIL)
    s.tube([(-0.08, 0.28 * h, 0), (-0.34 * w, 0.01, -0.04 * d)], 0.015, "metal", CHROME, sides=6)
    return fitted(s.geometry(), item.size_m)


def _glass(s: Sculptor, center: tuple[float, float, float], size: tuple[float, float, float]) -> None:
    s.box(center, size, "glass", (0.03, 0.04, 0.045), bevel_m=0.01)


def bus(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A city bus looking at +Z: a long rounded body, a band of windows, doors on −X, wheels, lamps, a destination board."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#a8262a", "#2a5a3a", "#23406e", "#c98a22"), rng), item.material or "painted"
    low, r = 0.1 * h, 0.155 * h
    two = h > 3.7
    rounded_block(s, (0, (low + h) / 2, 0), (0.97 * w, h - low, d), 0.16, material, color, flat=2, arc=3)
    bands = ((0.46, 0.66), (0.74, 0.92)) if two else ((0.44, 0.82),)
    pitch = 1.35
    for a, b in bands:
        y, tall = (a + b) / 2 * h, (b - a) * h
        count = int((d - 0.9) / pitch)
        for k in range(count):
            z = (k + 0.5 - count / 2) * (d - 0.7) / count
            for x in (-1, 1):
                _glass(s, (x * 0.483 * w, y, z), (0.03, tall, (d - 0.7) / count - 0.1))
        _glass(s, (0, y + 0.01 * h, d / 2 - 0.005), (0.84 * w, 1.06 * tall, 0.03))
        _glass(s, (0, y, -d / 2 + 0.005), (0.74 * w, 0.8 * tall, 0.03))
    for z in (0.36 * d, -0.05 * d):
        _glass(s, (-0.486 * w, 0.47 * h * (0.75 if two else 1), z), (0.03, 0.68 * h * (0.75 if two else 1), 1.05))
        s.box((-0.49 * w, 0.47 * h * (0.75 if two else 1), z), (0.03, 0.68 * h * (0.75 if two else 1), 0.05), "metal", (0.05, 0.05, 0.05))
    s.box((0, 0.9 * h if not two else 0.7 * h, d / 2), (0.6 * w, 0.07 * h, 0.04), "painted", (0.01, 0.01, 0.01))
    s.box(
        (0, 0.9 * h if not two else 0.7 * h, d / 2 + 0.012),
        (0.4 * w, 0.035 * h, 0.03),
        "painted",
        (0.8, 0.5, 0.1),
        emission_linear=(1.2, 0.7, 0.15),
    )
    s.box(
        (0, 0.34 * h if not two else 0.26 * h, 0),
        (0.985 * w, 0.03 * h, 0.985 * d),
        material,
        shade(color, 1.6) if not item.color else shade(color, 0.9),
    )
    s.box((0, low, 0), (0.9 * w, 0.1 * h, 0.94 * d), "metal", (0.02, 0.02, 0.02))
    for z in (0.3 * d, -0.28 * d):
        for x in (-1, 1):
            s.tube(
                loop(1.18 * r, stop_rad=np.pi, points=13, center=(x * 0.484 * w, r, z), plane="zy"),
                0.03,
                "metal",
                (0.02, 0.02, 0.02),
                sides=6,
            )
            wheel(s, (x * (w / 2 - 0.14), r, z), r, 0.26, x)
    for x in (-1, 1):
        s.box((x * 0.36 * w, 0.24 * h, d / 2), (0.3, 0.14, 0.04), "glass", (0.8, 0.8, 0.78), emission_linear=0.5 * HEAD)
        s.box((x * 0.4 * w, 0.26 * h, -d / 2), (0.14, 0.3, 0.04), "painted", (0.3, 0.01, 0.01), emission_linear=0.4 * TAIL)
        s.tube([(x * 0.46 * w, 0.72 * h, d / 2 - 0.05), (x * 0.5 * w, 0.7 * h, d / 2 + 0.1)], 0.02, "metal", IRON, sides=6)
    return fitted(s.geometry(), item.size_m)


def truck(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A lorry looking at +Z: cab with windows and grille, a box or a flat bed with stakes, six wheels."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#a8262a", "#23406e", "#d8d8d4", "#3c5a46", "#c9a43a"), rng), item.material or "painted"
    r = 0.17 * h
    frame = 1.35 * r
    cab = 0.3 * d
    high = 0.78 * h
    boxed = "flatbed" not in item.tags and rng.random() < 0.6
    rounded_block(s, (0, (0.7 * r + high) / 2, d / 2 - cab / 2), (0.94 * w, high - 0.7 * r, cab), 0.1, material, color)
    _glass(s, (0, 0.61 * h, d / 2 - 0.005), (0.8 * w, 0.24 * h, 0.03))
    for x in (-1, 1):
        _glass(s, (x * 0.472 * w, 0.61 * h, d / 2 - 0.5 * cab), (0.03, 0.22 * h, 0.5 * cab))
        s.box((x * 0.36 * w, 0.32 * h, d / 2), (0.26, 0.15, 0.04), "glass", (0.8, 0.8, 0.78), emission_linear=0.5 * HEAD)
        s.box((x * 0.4 * w, frame, -d / 2 + 0.02), (0.2, 0.1, 0.04), "painted", (0.3, 0.01, 0.01), emission_linear=0.4 * TAIL)
        s.tube([(x * 0.45 * w, 0.62 * h, d / 2 - 0.1 * cab), (x * 0.5 * w, 0.63 * h, d / 2 + 0.02)], 0.018, "metal", IRON, sides=6)
    for k in range(4):
        s.box((0, (0.28 + 0.045 * k) * h, d / 2), (0.42 * w, 0.025 * h, 0.04), "metal", CHROME)
    s.box((0, frame - 0.06, 0), (0.5 * w, 0.14, 0.96 * d), "metal", (0.03, 0.03, 0.03))
    s.box((0, r, d / 2 - 0.02), (0.94 * w, 0.2, 0.08), "metal", CHROME, bevel_m=0.02)
    long = d - cab - 0.12
    z = -d / 2 + long / 2
    if boxed:
        s.box(
            (0, (frame + h) / 2 + 0.03, z),
            (w, h - frame - 0.06, long),
            material,
            shade(color, 1.08) if item.color else linear_from_srgb("#d8d6cf"),
            bevel_m=0.03,
        )
        for x in (-1, 1):
            for q in np.linspace(-0.46, 0.46, 7):
                s.box(
                    (x * 0.5 * w, (frame + h) / 2, z + float(q) * long),
                    (0.02, h - frame - 0.2, 0.04),
                    material,
                    shade(color, 0.9) if item.color else linear_from_srgb("#b8b6b0"),
                )
    else:
        s.box((0, frame + 0.08, z), (w, 0.12, long), "planks", linear_from_srgb("#86643f"), bevel_m=0.01)
        for x in (-1, 1):
            for y in (0.3, 0.75):
                s.box((x * (w / 2 - 0.03), frame + y * 0.3 * h, z), (0.04, 0.1 * h, long), material, color, bevel_m=0.008)
            for q in np.linspace(-0.48, 0.48, 6):
                s.box((x * (w / 2 - 0.02), frame + 0.18 * h, z + float(q) * long), (0.05, 0.36 * h, 0.06), material, shade(color, 0.9))
        for q in (-0.495, 0.495):
            s.box((0, frame + 0.17 * h, z + q * long), (w - 0.08, 0.32 * h, 0.04), material, color, bevel_m=0.008)
        s.box((0, h - 0.02, z + 0.5 * long), (w - 0.1, 0.04, 0.05), material, color)
        for x in (-1, 1):
            s.box((x * 0.4 * w, (frame + h) / 2, z + 0.5 * long), (0.05, h - frame, 0.05), material, color)
    for at in (d / 2 - 0.55 * cab, -0.2 * d, -0.2 * d - 2.1 * r):
        for x in (-1, 1):
            wheel(s, (x * (w / 2 - 0.15), r, float(at)), r, 0.26, x)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"wheelbarrow": wheelbarrow, "sled": sled, "plough": plough, "motorcycle": motorcycle, "bus": bus, "truck": truck}
