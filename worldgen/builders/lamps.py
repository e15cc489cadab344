"""Things that give light: floor_lamp, table_lamp, chandelier, candle, fireplace."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .flames import candle_flame
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .hearths import fireplace
from .sheets import revolve, smoothed
from .swatches import BRASS, IRON, PEWTER, SHADE_GLOW, stuff, swatch, toned

Rng = np.random.Generator
SHADES = ("#e6d8b8", "#e9e0cc", "#d8c49a", "#c9b48c", "#e4d2c0")
METALS = (BRASS, IRON, PEWTER)


def lampshade(
    s: Sculptor, center: tuple[float, float, float], radius_m: float, height_m: float, material: str, color: Array, glow: Array, rng: Rng
) -> None:
    """An open cone or drum of cloth with trims; `center` is the middle of its lower rim. What it emits takes the cloth's tint."""
    top = radius_m * float(rng.choice([0.45, 0.6, 0.85]))
    belly = 0.04 * radius_m * float(rng.choice([-1.5, 0.0, 1.0]))
    t = np.linspace(0, 1, 9)
    r = radius_m + (top - radius_m) * t + belly * np.sin(np.pi * t)
    pleats = int(rng.choice([0, 30]))
    tint = np.asarray(color) / max(float(np.max(color)), 1e-3)
    light, within = glow * 0.75 * (0.1 + 0.9 * tint), glow * (0.7 + 0.3 * tint)  # a tinted shade glows; under it falls plain light
    profile = np.stack([r, t * height_m], 1)
    halo = 0.55 + 0.6 * np.exp(-(((t[1:] + t[:-1]) / 2 - 0.4) ** 2) / 0.09)  # brightest at the bulb's height

    def shine(columns: int, rows: Array, color: Array = light) -> Array:
        return np.repeat(rows, columns)[:, None] * color

    outer = 60 if pleats else 36
    flutes = 0.012 if pleats else 0.0
    revolve(
        s, center, profile, material, color, sides=outer, flutes=flutes, flute_count=pleats, emission_linear=shine(outer, halo)
    )  # fmt: skip
    revolve(s, center, profile[::-1] * [0.985, 1], material, color, sides=24, emission_linear=shine(24, 1.3 * halo[::-1], within))
    angle = np.linspace(0, 2 * np.pi, 33)
    for radius, y in ((r[0], 0.004), (r[-1], height_m - 0.004)):
        s.tube(
            np.asarray(center) + np.stack([radius * np.sin(angle), 0 * angle + y, radius * np.cos(angle)], 1),
            0.005,
            material,
            toned(color, 0.7),
            sides=5,
            emission_linear=light * 0.4,
        )
    s.sphere(
        np.asarray(center) + [0, 0.4 * height_m, 0], min(0.03, 0.25 * top), "plain", (0.8, 0.75, 0.6), sides=10, emission_linear=glow * 2.5
    )


def floor_lamp(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A shade on a turned or a slim stand, or on three wooden legs."""
    s = Sculptor()
    w, h, _ = item.size_m
    color = swatch(item, rng, SHADES)
    tall = float(np.clip(0.2 * h, 0.2, 0.45)) * (1.25 if item.color else 1.0)
    kind = int(rng.integers(3))
    metal = METALS[int(rng.integers(3))]
    wood = linear_from_srgb(str(rng.choice(["#6b4426", "#8f6a42", "#3f2a1c"])))
    stem = h - 0.92 * tall
    if kind == 0:
        s.lathe(
            (0, 0, 0),
            [(0.3 * w, 0), (0.3 * w, 0.012), (0.24 * w, 0.026), (0.05, 0.035), (0.014, 0.06), (0.012, stem + 0.05), (0.0, stem + 0.06)],
            "metal",
            metal,
            sides=28,
        )
    elif kind == 1:
        shape = [
            (0.3 * w, 0),
            (0.31 * w, 0.02),
            (0.24 * w, 0.04),
            (0.1 * w, 0.07),
            (0.045, 0.1),
            (0.024, 0.16),
            (0.028, 0.3 * h),
            (0.04, 0.32 * h),
            (0.022, 0.34 * h),
            (0.028, 0.5 * h),
            (0.022, 0.52 * h),
            (0.016, 0.7 * h),
            (0.03, 0.715 * h),
            (0.014, 0.73 * h),
            (0.012, stem + 0.03),
        ]
        s.lathe((0, 0, 0), shape, "timber", wood, sides=20)
    else:
        hub = np.array([0, 0.78 * stem, 0])
        for k in range(3):
            a = 2 * np.pi * k / 3 + 0.4
            s.tube(
                np.linspace((0.46 * w * np.sin(a), 0, 0.46 * w * np.cos(a)), hub + [0.02 * np.sin(a), 0.04, 0.02 * np.cos(a)], 5),
                np.linspace(0.011, 0.017, 5),
                "timber",
                wood,
                sides=12,
            )
        s.lathe((0, hub[1] - 0.02, 0), [(0.03, 0), (0.035, 0.03), (0.012, 0.08), (0.012, stem - hub[1] + 0.05)], "metal", metal, sides=16)
    lampshade(s, (0, h - tall, 0), 0.5 * w, tall, stuff(item, "fabric"), color, SHADE_GLOW, rng)
    return fitted(s.geometry(), item.size_m)


def table_lamp(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A glazed or turned foot under a shade."""
    s = Sculptor()
    w, h, _ = item.size_m
    color = swatch(item, rng, SHADES)
    share = 0.56 if item.color else 0.46
    foot = (1 - share) * h
    glaze = linear_from_srgb(str(rng.choice(["#3c5a66", "#8a9a8a", "#b8a888", "#7a3a2a", "#2a3440"])))
    material, tint = [("ceramic", glaze), ("metal", BRASS), ("timber", linear_from_srgb("#5a3822"))][int(rng.integers(3))]
    shapes = (
        [
            (0.5, 0),
            (0.52, 0.05),
            (0.34, 0.1),
            (0.62, 0.35),
            (0.7, 0.55),
            (0.5, 0.75),
            (0.22, 0.88),
            (0.18, 0.94),
            (0.06, 1.0),
            (0.06, 1.25),
        ],
        [
            (0.62, 0),
            (0.62, 0.05),
            (0.5, 0.1),
            (0.16, 0.16),
            (0.12, 0.3),
            (0.22, 0.4),
            (0.12, 0.48),
            (0.1, 0.85),
            (0.2, 0.92),
            (0.06, 1.0),
            (0.06, 1.25),
        ],
        [(0.4, 0), (0.66, 0.12), (0.74, 0.3), (0.68, 0.5), (0.4, 0.72), (0.2, 0.84), (0.24, 0.92), (0.06, 1.0), (0.06, 1.25)],
    )
    shape = shapes[int(rng.integers(3))]
    slim = 0.75 if item.color else 1.0
    s.lathe((0, 0, 0), smoothed([(a * 0.42 * w * slim, b * foot) for a, b in shape]), material, tint, sides=24)
    lampshade(s, (0, foot, 0), 0.5 * w, h - foot, stuff(item, "fabric"), color, SHADE_GLOW, rng)
    return fitted(s.geometry(), item.size_m)


def chandelier(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Hangs from the top of its box: chain, baluster, curved arms with cups, candles or small shades."""
    s = Sculptor()
    w, h, _ = item.size_m
    metal = linear_from_srgb(item.color) if item.color else METALS[int(rng.integers(2))]
    material = stuff(item, "metal")
    glow = SHADE_GLOW
    arms = int(rng.choice([5, 6, 8]))
    shaded = bool(rng.uniform() < 0.6) or bool(item.color)
    hub = 0.3 * h
    s.lathe((0, h - 0.05, 0), [(0.01, 0), (0.055, 0.03), (0.06, 0.05)], material, metal, sides=20)
    s.tube(
        np.stack([0 * np.linspace(0, 1, 2), np.linspace(0.72 * h, h - 0.02, 2), 0 * np.linspace(0, 1, 2)], 1),
        0.007,
        material,
        metal,
        sides=8,
    )
    column = [
        (0, 0),
        (0.015, 0.01),
        (0.03, 0.05),
        (0.012, 0.1),
        (0.05, 0.2),
        (0.065, 0.28),
        (0.045, 0.36),
        (0.02, 0.44),
        (0.03, 0.5),
        (0.045, 0.56),
        (0.018, 0.66),
        (0.012, 0.74),
    ]
    s.lathe((0, 0, 0), [(a * w, b * h) for a, b in column], material, metal, sides=24)
    t = np.linspace(0, 1, 11)
    for k in range(arms):
        a = 2 * np.pi * k / arms
        reach = 0.5 * w - 0.06
        out = 0.04 * w + t * (reach - 0.04 * w)
        up = hub - 0.16 * h * np.sin(np.pi * np.minimum(t * 1.25, 1.0)) + 0.12 * h * t**2
        s.tube(np.stack([out * np.sin(a), up, out * np.cos(a)], 1), np.linspace(0.014, 0.009, 11), material, metal, sides=8)
        tip = np.array([reach * np.sin(a), up[-1], reach * np.cos(a)])
        s.lathe(tip, [(0.008, -0.01), (0.03, 0.004), (0.048, 0.02), (0.046, 0.024), (0.014, 0.02)], material, metal, sides=16)
        wax = 0.1
        s.cylinder(tip + [0, 0.018, 0], 0.012, wax, "plain", linear_from_srgb("#e8dfc8"), sides=12)
        bulb = SHADE_GLOW * 40.0  # what lights the room; its shade only shows it
        s.sphere(
            tip + [0, 0.1 if shaded else 0.03 + wax, 0], 0.02 if shaded else 0.014, "plain", (0.8, 0.75, 0.6), sides=8, emission_linear=bulb
        )
        if shaded:
            cloth = linear_from_srgb(item.color or "#e2d2ac")
            profile = np.array([(0.06, 0.0), (0.052, 0.04), (0.036, 0.1)])
            revolve(
                s,
                tip + [0, 0.07, 0],
                profile,
                "fabric",
                cloth,
                sides=20,
                emission_linear=glow * (0.35 + 0.65 * cloth / max(float(cloth.max()), 1e-3)),
            )
            revolve(s, tip + [0, 0.07, 0], profile[::-1] * [0.97, 1], "fabric", cloth, sides=12, emission_linear=glow)
        else:
            candle_flame(s, tip + [0, 0.018 + wax, 0], 0.055)
    return fitted(s.geometry(), item.size_m)


def candle(item: Instance, style: Style, rng: Rng) -> Geometry:
    """In a candlestick when slim, else a thick one on a dish; always lit."""
    s = Sculptor()
    w, h, _ = item.size_m
    color = swatch(item, rng, ("#ece2c8", "#e6d6b0", "#d8c8a8", "#a83a30"))
    metal = METALS[int(rng.integers(3))]
    flame = min(0.2 * h, 0.05)
    slim = h > 2.2 * w and rng.uniform() < 0.6
    stand = (0.22 if item.color else 0.42) * h if slim else 0.07 * h
    r = (0.2 if item.color else 0.14) * w if slim else 0.36 * w
    if slim:
        shape = [
            (0.5, 0),
            (0.5, 0.06),
            (0.36, 0.14),
            (0.12, 0.22),
            (0.08, 0.4),
            (0.17, 0.5),
            (0.08, 0.6),
            (0.08, 0.8),
            (0.26, 0.9),
            (0.28, 0.97),
            (0.18, 1.0),
        ]
        s.lathe((0, 0, 0), [(a * w * (0.8 if item.color else 1.0), b * stand) for a, b in shape], "metal", metal, sides=24)
    else:
        s.lathe((0, 0, 0), [(0.4 * w, 0), (0.5 * w, 0.6 * stand), (0.49 * w, stand), (0.4 * w, 0.6 * stand)], "metal", metal, sides=28)
    top = h - 1.12 * flame
    profile = [
        (r, 0),
        (0.98 * r, 0.5 * (top - stand)),
        (r, top - stand - 0.012),
        (0.9 * r, top - stand),
        (0.5 * r, top - stand - 0.006),
        (0, top - stand - 0.008),
    ]
    s.lathe(
        (0, 0.75 * stand if not slim else stand - 0.002, 0),
        profile,
        stuff(item, "plain"),
        color,
        sides=24,
        emission_linear=np.asarray(color) * 0.12,
    )
    for a in rng.uniform(0, 2 * np.pi, 3):
        s.sphere(
            (r * np.sin(a), top - 0.027 - rng.uniform(0.0, 0.3) * (top - stand), r * np.cos(a)),
            (0.1 * r, 0.025, 0.1 * r),
            "plain",
            color,
            sides=8,
        )
    s.tube([(0, top - 0.015, 0), (0.001, top + 0.01, 0)], 0.0018, "plain", (0.02, 0.02, 0.02), sides=5)
    candle_flame(s, (0, top + 0.004, 0), flame)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"floor_lamp": floor_lamp, "table_lamp": table_lamp, "chandelier": chandelier, "candle": candle, "fireplace": fireplace}
