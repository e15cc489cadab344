"""With motors, beside cars: motorcycle, bus, truck. They look at +Z."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .cars import HEAD, TAIL, wheel
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .softs import rounded_block
from .turns import ALONG_X, loop, pitched
from .wares import IRON

RUBBER, CHROME = (0.02, 0.02, 0.021), (0.45, 0.46, 0.48)


def _glass(s: Sculptor, center: tuple[float, float, float], size: tuple[float, float, float]) -> None:
    s.box(center, size, "glass", (0.03, 0.04, 0.045), bevel_m=0.01)


def motorcycle(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On its stand: fork, tank, engine, seat, lamp, pipes, two tyres; a scooter has an apron and a covered tail. It looks at +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8a2020", "#1f2f4a", "#242426", "#2f5a4a", "#b8b09a"), rng), item.material or "painted"
    scooter = "scooter" in item.tags or (not item.tags and rng.random() < 0.35)
    r = (0.22 if scooter else 0.29) * h
    steel = shade(color, 0.85) if item.color else np.asarray(CHROME)  # the forks, rims and pipes
    front, back = d / 2 - r, -d / 2 + r
    inner = 0.78 if item.color else 0.66
    for z in (front, back):
        with s.at((0, r, z), rotation=ALONG_X):
            s.lathe(
                (0, 0, 0),
                [(inner * r, -0.05), (0.93 * r, -0.06), (r, -0.025), (r, 0.025), (0.93 * r, 0.06), (inner * r, 0.05)],
                "leather",
                RUBBER,
                sides=26,
            )
            s.lathe((0, -0.06, 0), [(0.16 * r, 0), (0.16 * r, 0.12)], "metal", CHROME, sides=14)
            s.lathe(
                (0, -0.025, 0),
                [((inner + 0.02) * r, 0), ((inner + 0.02) * r, 0.05)],
                "metal",
                steel if item.color else shade(CHROME, 0.5),
                sides=22,
            )
    grip = np.array([0, 0.93 * h, front - 0.32 * d])
    for x in (-1, 1):
        s.tube([(x * 0.09, r, front), (x * 0.09, 0.86 * h, front - 0.22 * d)], 0.024, "metal", steel, sides=8)
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
        rounded_block(
            s,
            (0, 0.36 * h, 0.04 * d),
            (0.42 * w, 0.3 * h, 0.26 * d),
            0.03,
            "metal",
            shade(color, 0.7) if item.color else (0.12, 0.12, 0.125),
        )
        for k in range(5):
            s.box((0, (0.4 + 0.04 * k) * h, 0.06 * d), (0.48 * w, 0.012 * h, 0.18 * d), "metal", steel)
        s.tube(
            [(0.17 * w, 0.34 * h, 0.14 * d), (0.22 * w, 0.2 * h, 0.05 * d), (0.22 * w, 0.22 * h, -0.44 * d)],
            [0.03, 0.04, 0.05],
            "metal",
            steel,
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
    rounded_block(
        s,
        (0, 0.69 * h, -0.16 * d),
        (0.42 * w, 0.09 * h, 0.36 * d),
        0.04,
        "leather",
        shade(color, 0.6) if item.color else (0.03, 0.022, 0.018),
    )
    s.box((0, 0.6 * h, -0.4 * d), (0.1, 0.05, 0.04), "painted", (0.3, 0.01, 0.01), emission_linear=0.15 * TAIL)
    s.tube([(-0.08, 0.28 * h, 0), (-0.34 * w, 0.01, -0.04 * d)], 0.015, "metal", CHROME, sides=6)
    return fitted(s.geometry(), item.size_m)


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


BUILDERS = {"motorcycle": motorcycle, "bus": bus, "truck": truck}
