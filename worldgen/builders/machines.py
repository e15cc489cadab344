"""Machines that stand: radio mast, water cooler, ticket machine, and a dish for other families."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .lettering import written
from .paints import main_paint, shade
from .turns import ALONG_Z, loop
from .wares import IRON

Point = tuple[float, float, float]
GLASS = (0.04, 0.07, 0.09)


def dish(s: Sculptor, center: Point, yaw: float, r: float, material: str, color: Array) -> None:
    """A shallow dish that looks along own +Z, with its feed."""
    with s.at(center, yaw=yaw), s.at(rotation=ALONG_Z):
        bowl = [(0.1 * r, 0), (0.6 * r, 0.14 * r), (r, 0.42 * r), (0.97 * r, 0.46 * r), (0.55 * r, 0.22 * r), (0, 0.1 * r)]
        s.lathe((0, 0, 0), bowl, material, color, sides=20)
        s.cylinder((0, 0, 0), 0.05 * r, 0.62 * r, "metal", IRON, sides=6)
        s.cylinder((0, 0.55 * r, 0), 0.12 * r, 0.12 * r, "metal", IRON, sides=8)


def radio_mast(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A tapering lattice mast, often banded, with dishes and panels near its top, a whip and a red lamp."""
    s = Sculptor()
    w, h, d = item.size_m
    material = item.material or "metal"
    color = main_paint(item, ("#b8342a", "#9aa0a4", "#c8602a"), rng)
    banded = rng.random() < 0.75
    other = shade(color, 0.9) if item.color else (linear_from_srgb("#e6e4de") if banded else color)
    bays, roof = int(rng.integers(9, 12)), 0.86 * h

    def corner(k: int, share: float) -> Array:
        half = 0.44 - 0.34 * share
        return np.array([(half if k in (0, 1) else -half) * w, share * roof, (half if k in (0, 3) else -half) * d])

    for b in range(bays):
        low, high = b / bays, (b + 1) / bays
        tone = color if (b // 2) % 2 == 0 else other
        for k in range(4):
            n = (k + 1) % 4
            s.tube([corner(k, low), corner(k, high)], 0.032 * w, material, tone, sides=6)
            s.tube([corner(k, high), corner(n, high)], 0.018 * w, material, tone, sides=5)
            s.tube([corner(k, low), corner(n, high)], 0.016 * w, material, tone, sides=5)
            s.tube([corner(n, low), corner(k, high)], 0.016 * w, material, tone, sides=5)
    for k in range(4):
        x, _, z = corner(k, 0.0)
        s.box(
            (x, 0.008 * h, z),
            (0.13 * w, 0.016 * h, 0.13 * d),
            item.material or "concrete",
            shade(color, 0.8) if item.color else (0.3, 0.3, 0.29),
        )
    pale = color if item.color else linear_from_srgb("#d8d8d4")
    s.box((0, roof, 0), (0.34 * w, 0.012 * h, 0.34 * d), material, other, bevel_m=0.01)
    s.tube([(0, roof, 0), (0, 0.985 * h, 0)], [0.03 * w, 0.015 * w], material, color, sides=8)
    for k in range(3):
        s.tube([(-0.16 * w, (0.9 + 0.025 * k) * h, 0), (0.16 * w, (0.9 + 0.025 * k) * h, 0)], 0.011 * w, material, color, sides=5)
    s.sphere((0, 0.985 * h, 0), (0.05 * w, 0.015 * h, 0.05 * w), "neon", (0.8, 0.03, 0.02), sides=12)
    start = float(rng.uniform(-0.5, 0.5))
    for k in range(int(rng.integers(3, 5))):
        yaw, y = start + k * 2.1, (0.78 - 0.075 * k) * h
        r = float(rng.uniform(0.16, 0.24)) * w
        out = 0.19 * w + 0.06 * k * w
        place = (out * np.sin(yaw), y, out * np.cos(yaw))
        s.tube([(0, y, 0), place], 0.025 * w, material, other, sides=6)
        dish(s, place, yaw, r, "painted" if not item.material else material, pale)
    for k in range(3):
        yaw = start + 0.7 + k * 2 * np.pi / 3
        with s.at((0, 0.835 * h, 0), yaw=yaw):
            s.box((0, 0, 0.27 * w), (0.12 * w, 0.1 * h, 0.06 * w), "painted", pale, bevel_m=0.01)
            s.tube([(0, 0, 0), (0, 0, 0.26 * w)], 0.02 * w, material, other, sides=6)
    return fitted(s.geometry(), item.size_m)


def water_cooler(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A white cabinet with a niche, a warm and a cold tap over a grid, a blue bottle upside down on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e4e4e2", "#d0d4d8", "#3a3e44"), rng), item.material or "painted"
    water = shade(color, 1.05) if item.color else shade(linear_from_srgb("#6aa8d8"), float(rng.uniform(0.85, 1.1)))
    top = 0.7 * h
    s.box((0, 0.01 * h, 0), (0.9 * w, 0.02 * h, 0.9 * d), "metal", IRON)
    s.box((0, 0.22 * h, 0), (w, 0.4 * h, d), material, color, bevel_m=0.02)
    s.box((0, 0.53 * h, -0.15 * d), (w, 0.24 * h, 0.7 * d), material, shade(color, 0.88), bevel_m=0.015)
    for x in (-1, 1):
        s.box((x * 0.46 * w, 0.53 * h, 0), (0.08 * w, 0.26 * h, d), material, color, bevel_m=0.012)
    s.box((0, 0.665 * h, 0), (w, 0.07 * h, d), material, color, bevel_m=0.02)
    s.box((0, 0.43 * h, 0.32 * d), (0.76 * w, 0.02 * h, 0.3 * d), "metal", shade((0.3, 0.3, 0.3), 0.5), bevel_m=0.004)
    for k in range(6):
        s.box(((k - 2.5) * 0.12 * w, 0.443 * h, 0.32 * d), (0.05 * w, 0.008, 0.28 * d), material, shade(color, 0.9))
    for x, tap in ((-0.2 * w, "#c8281e"), (0.2 * w, "#1e56b8")):
        s.cylinder((x, 0.54 * h, 0.25 * d), 0.05 * w, 0.05 * h, material, shade(color, 1.05), sides=12)
        s.box((x, 0.6 * h, 0.28 * d), (0.12 * w, 0.025 * h, 0.18 * d), "painted", linear_from_srgb(tap), bevel_m=0.006)
    s.box((0, 0.2 * h, 0.502 * d), (0.74 * w, 0.3 * h, 0.012), material, shade(color, 0.95), bevel_m=0.004)
    s.box((0.28 * w, 0.26 * h, 0.51 * d), (0.04 * w, 0.1 * h, 0.02), "metal", (0.3, 0.3, 0.31), bevel_m=0.004)
    r = 0.45 * w
    neck = [(0.2 * w, 0), (0.22 * w, 0.015 * h), (0.9 * r, 0.05 * h), (r, 0.075 * h)]
    ribs = [(r * (1 if k % 2 else 0.95), (0.09 + 0.022 * k) * h) for k in range(1, 8)]
    s.lathe(
        (0, top, 0),
        [*neck, *ribs, (0.93 * r, 0.285 * h), (0.8 * r, h - top), (0.0, h - top - 0.01)],
        item.material or "ceramic",
        water,
        sides=28,
    )
    s.lathe((0, top, 0), [(0.34 * w, 0), (0.3 * w, 0.02 * h), (0.2 * w, 0.022 * h)], material, color, sides=24)
    return fitted(s.geometry(), item.size_m)


def ticket_machine(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A cabinet with a sign, a bright screen, a keypad, slots for coins and cards, a tray that tickets fall into."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#26527a", "#b8342a", "#d0a02a", "#3a6a52", "#8a9096"), rng), item.material or "painted"
    grey, z = shade(color, 0.8) if item.color else linear_from_srgb("#b8bcc0"), 0.44 * d
    s.box((0, 0.025 * h, 0), (0.92 * w, 0.05 * h, 0.84 * d), "metal", IRON)
    s.box((0, 0.45 * h, -0.03 * d), (w, 0.82 * h, 0.94 * d), material, color, bevel_m=0.025)
    s.box((0, 0.92 * h, 0), (w, 0.16 * h, d), material, shade(color, 1.05), bevel_m=0.025)
    written(s, "TICKETS", (0, 0.92 * h, d / 2 + 0.003), 0.8 * w, 0.075 * h, "painted", linear_from_srgb("#f0eee6"))
    s.box((0, 0.62 * h, z), (0.84 * w, 0.36 * h, 0.03), material, grey, bevel_m=0.01)
    s.box((-0.1 * w, 0.68 * h, z + 0.018), (0.56 * w, 0.2 * h, 0.02), "metal", IRON, bevel_m=0.006)
    lit = linear_from_srgb(str(rng.choice(["#7ab4dc", "#9ad0b0", "#d8dce0"])))
    s.box((-0.1 * w, 0.68 * h, z + 0.028), (0.5 * w, 0.175 * h, 0.008), "glass", shade(lit, 0.7), emission_linear=shade(lit, 0.5))
    for k in range(3):
        bar = shade(lit, 0.25 if k else 0.1)
        s.box((-0.1 * w, (0.735 - 0.05 * k) * h, z + 0.033), (0.4 * w, 0.025 * h, 0.006), "painted", bar)
    for i in range(3):
        for j in range(4):
            s.box(
                (0.225 * w + 0.068 * i * w, (0.74 - 0.03 * j) * h, z + 0.02),
                (0.054 * w, 0.022 * h, 0.016),
                "metal",
                (0.08, 0.08, 0.085),
                bevel_m=0.004,
            )
    s.box((0.29 * w, 0.59 * h, z + 0.018), (0.2 * w, 0.035 * h, 0.02), "painted", linear_from_srgb("#c8a42a"), bevel_m=0.006)
    s.box((0.29 * w, 0.59 * h, z + 0.026), (0.15 * w, 0.008 * h, 0.008), "metal", (0.02, 0.02, 0.02))
    s.box((0.29 * w, 0.52 * h, z + 0.018), (0.06 * w, 0.045 * h, 0.02), "metal", (0.4, 0.4, 0.41), bevel_m=0.006)
    s.box((0.29 * w, 0.52 * h, z + 0.027), (0.01 * w, 0.03 * h, 0.006), "metal", (0.02, 0.02, 0.02))
    s.box((-0.1 * w, 0.52 * h, z + 0.018), (0.36 * w, 0.03 * h, 0.02), "metal", IRON, bevel_m=0.006)
    s.box((-0.1 * w, 0.515 * h, z + 0.035), (0.14 * w, 0.006, 0.05), "paper", linear_from_srgb("#ecdcae"))
    s.box((0, 0.34 * h, z + 0.006), (0.6 * w, 0.12 * h, 0.03), "metal", shade(grey, 0.8), bevel_m=0.01)
    s.box((0, 0.345 * h, z + 0.018), (0.52 * w, 0.085 * h, 0.012), "metal", (0.02, 0.02, 0.022))
    s.box((0, 0.29 * h, z + 0.03), (0.56 * w, 0.015 * h, 0.06), "metal", shade(grey, 0.9), bevel_m=0.005)
    s.box((0, 0.14 * h, z), (0.84 * w, 0.16 * h, 0.012), material, shade(color, 0.88), bevel_m=0.005)
    s.tube(loop(0.012, center=(0.3 * w, 0.16 * h, z + 0.008), points=9), 0.008, "metal", (0.3, 0.3, 0.3), sides=5)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"radio_mast": radio_mast, "water_cooler": water_cooler, "ticket_machine": ticket_machine}
