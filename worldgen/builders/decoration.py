"""What makes a room lived in: rug, curtain, picture, mirror, plant, vase, cup, globe, clock, television, ladder."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .hangings import curtain, mirror, picture, television
from .houseplants import bouquet, foliage
from .rugs import rug
from .sheets import revolve, sheet, smooth_noise, smoothed
from .storage import cornice, panel_door
from .swatches import BRASS, IRON, WOODS, stuff, swatch, toned

Rng = np.random.Generator
FRAMES = ("#3a2818", "#8a6a34", "#1f1c1a", "#6b4426", "#a88a58", "#d8d0c0")


def _pot(s: Sculptor, radius: float, height: float, material: str, color: Array, kind: int) -> None:
    """A flower pot with a rolled rim, an urn, or a plain tapered cylinder; filled with earth."""
    shapes = (
        [(0.66, 0), (0.7, 0.02), (0.88, 0.78), (1.0, 0.79), (1.0, 0.97), (0.96, 1.0), (0.88, 0.99), (0.86, 0.88)],
        [(0.55, 0), (0.6, 0.03), (0.86, 0.25), (1.0, 0.55), (0.96, 0.8), (0.84, 0.93), (0.9, 1.0), (0.82, 0.99), (0.78, 0.9)],
        [(0.78, 0), (0.82, 0.02), (1.0, 0.97), (0.98, 1.0), (0.92, 1.0), (0.9, 0.9)],
    )
    shape = shapes[kind]
    outline = [(a * radius, b * height) for a, b in shape]
    revolve(s, (0, 0, 0), smoothed(outline, 4) if kind == 1 else outline, material, color, sides=32)
    s.lathe(
        (0, 0, 0),
        [(0.01, 0.885 * height), (shape[-1][0] * radius, 0.885 * height), (0, 0.91 * height)],
        "earth",
        linear_from_srgb("#3a2a1e"),
        sides=20,
    )


def plant(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A pot with straps, broad leaves, a little tree or a fern. A green that was asked for is the leaves'; another colour the pot's."""
    s = Sculptor()
    w, h, d = item.size_m
    asked = linear_from_srgb(item.color) if item.color else None
    leafy = asked is not None and asked[1] > 1.15 * max(asked[0], asked[2])
    pot_color = (
        linear_from_srgb(str(rng.choice(["#a85c3a", "#b8a890", "#5a6a70", "#3c3a38", "#d8d0c0"]))) if asked is None or leafy else asked
    )
    bold = asked is not None and not leafy
    share, radius = (0.6, 0.46 * min(w, d)) if bold else (float(rng.uniform(0.26, 0.34)), 0.29 * min(w, d))
    pot = share * h
    _pot(s, radius, pot, stuff(item, "ceramic"), pot_color, int(rng.integers(3)))
    crown = Sculptor()
    foliage(crown, np.zeros(3), 0.5 * min(w, d), h - pot, int(rng.integers(4)) if not bold else 0, rng, asked if leafy else None)
    with s.at((0, 0.885 * pot, 0)):
        s.add(fitted(crown.geometry(), (w, h - 0.885 * pot, d)))
    return fitted(s.geometry(), item.size_m)


def vase(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A thrown vase with flowers; its body is the larger part where its colour was asked for."""
    s = Sculptor()
    w, h, d = item.size_m
    color = swatch(item, rng, ("#7f9a94", "#c8bca8", "#34506a", "#a86a44", "#e0dcd0", "#4a5a4a"))
    body = (0.7 if item.color else 0.52) * h
    r = (0.46 if item.color else 0.34) * min(w, d)
    shapes = (
        [(0.5, 0), (0.55, 0.02), (0.9, 0.25), (1.0, 0.45), (0.85, 0.66), (0.45, 0.85), (0.42, 0.92), (0.58, 1.0), (0.5, 0.99), (0.36, 0.9)],
        [(0.62, 0), (0.68, 0.02), (0.78, 0.4), (0.95, 0.75), (0.98, 0.86), (0.6, 0.96), (0.62, 1.0), (0.55, 0.99), (0.52, 0.93)],
        [(0.55, 0), (0.6, 0.03), (0.98, 0.2), (1.0, 0.3), (0.6, 0.6), (0.45, 0.8), (0.7, 1.0), (0.64, 0.99), (0.4, 0.82)],
    )
    shape = shapes[int(rng.integers(3))]
    revolve(s, (0, 0, 0), smoothed([(a * r, b * body) for a, b in shape], 4), stuff(item, "ceramic"), color, sides=32)
    flowers = Sculptor()
    bouquet(flowers, np.zeros(3), 0.5 * min(w, d), h - body, rng)
    with s.at((0, 0.9 * body, 0)):
        s.add(fitted(flowers.geometry(), (w, h - 0.9 * body, d)))
    return fitted(s.geometry(), item.size_m)


def cup(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A cup with a handle on a saucer, with something in it."""
    s = Sculptor()
    w, h, d = item.size_m
    color = swatch(item, rng, ("#e8e2d6", "#7f9aa0", "#c8a07a", "#44526a", "#a84a3a"))
    material = stuff(item, "ceramic")
    mug = rng.uniform() < 0.5
    r, low = 0.37 * w, 0.0
    if not mug:
        s.lathe(
            (0, 0, 0),
            [(0.26 * w, 0), (0.3 * w, 0.04 * h), (0.5 * w, 0.15 * h), (0.49 * w, 0.18 * h), (0.28 * w, 0.08 * h)],
            material,
            color,
            sides=32,
        )
        low = 0.09 * h
    shape = (
        [(0.86, 0), (0.94, 0.04), (1.0, 0.5), (1.0, 0.98), (0.96, 1.0), (0.92, 0.97), (0.9, 0.8)]
        if mug
        else [(0.45, 0), (0.5, 0.08), (0.8, 0.3), (0.95, 0.65), (1.0, 0.97), (0.97, 1.0), (0.93, 0.96), (0.88, 0.8)]
    )
    revolve(s, (0, low, 0), [(a * r, b * (h - low)) for a, b in shape], material, color, sides=28)
    s.lathe((0, low + 0.78 * (h - low), 0), [(0.9 * r, 0), (0, 0.0005)], "plain", linear_from_srgb("#4a2c18"), sides=24)
    t = np.linspace(-1.2, 1.2, 9)
    s.tube(
        np.stack([r * 0.9 + 0.24 * w * np.cos(t) * 0.55, low + (h - low) * (0.52 + 0.27 * np.sin(t)), 0 * t], 1),
        0.045 * w,
        material,
        color,
        sides=8,
    )
    return fitted(s.geometry(), item.size_m)


LANDS = ("#cdb878", "#b7a05c", "#c79a72", "#a9b07a", "#d8c9a0")  # tints of countries on a globe


def globe(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A terrestrial globe in a brass meridian ring on a turned stand: continents and their countries by noise over the sphere, shallows
    along the coasts, a graticule every 20°."""
    s = Sculptor()
    w, h, d = item.size_m
    r = min(0.43 * min(w, d), 0.36 * h)
    center = np.array([0, h - 1.13 * r, 0])
    wood = linear_from_srgb(str(rng.choice(WOODS)))
    sea = swatch(item, rng, ("#6f9aa8", "#c8b48a", "#3f6a8a"))
    rows, columns = 45, 90
    theta, phi = np.linspace(-np.pi / 2, np.pi / 2, rows + 1), np.linspace(0, 2 * np.pi, columns + 1)
    tt, pp = np.meshgrid(theta, phi, indexing="ij")
    ball = np.stack([np.cos(tt) * np.sin(pp), np.sin(tt), np.cos(tt) * np.cos(pp)], -1)
    middle = ball[:-1, :-1] + ball[1:, 1:]
    middle /= np.maximum(np.linalg.norm(middle, axis=2, keepdims=True), 1e-6)
    land = sum(gain * smooth_noise(middle, rng, wave, 7) for wave, gain in ((2.0, 1.0), (0.9, 0.36), (0.4, 0.14)))
    land = land + 0.5 * np.abs(middle[..., 1]) ** 6  # ice about the poles
    level = np.quantile(land, 0.72 if item.color else 0.66)
    color = np.broadcast_to(sea, (rows, columns, 3)) * (0.85 + 0.45 * np.exp(-np.maximum(level - land, 0) / 0.12))[..., None]
    country = np.argmax([smooth_noise(middle, rng, 1.1, 6) for _ in LANDS], axis=0)
    lands = [linear_from_srgb(code) for code in LANDS] if not item.color else [toned(sea, 0.45 + 0.06 * k) for k in range(len(LANDS))]
    color = color + (np.asarray(lands)[country] - color) * np.clip((land - level) / 0.07 + 0.5, 0, 1)[..., None]
    latitude, longitude = (np.arange(n) % (n // k) == 0 for n, k in ((rows, 9), (columns, 18)))
    color = color * np.where(latitude[:, None] | longitude[None], 0.8, 1.0)[..., None]
    tilt = np.array([[np.cos(0.41), -np.sin(0.41), 0], [np.sin(0.41), np.cos(0.41), 0], [0, 0, 1]])
    with s.at(center, rotation=tilt):
        sheet(s, ball * r, stuff(item, "paper"), color)
        t = np.linspace(-np.pi, np.pi, 41)
        s.tube(np.stack([1.07 * r * np.cos(t), 1.07 * r * np.sin(t), 0 * t], 1), 0.011, "metal", BRASS, sides=8)
        for sy in (-1, 1):
            s.sphere((0, sy * 1.06 * r, 0), 0.016, "metal", BRASS, sides=10)
    foot = center[1] - 1.12 * r
    shape = [(0.16, 0), (0.2, 0.1), (0.1, 0.2), (0.07, 0.4), (0.11, 0.55), (0.07, 0.7), (0.09, 0.9), (0.05, 1.0)]
    s.lathe((0, 0.08 * h, 0), [(a * w * 0.8, b * (foot - 0.06 * h)) for a, b in shape], "timber", wood, sides=20)
    t = np.linspace(0, 1, 7)
    for k in range(3):
        a = 2 * np.pi * k / 3 + 0.5
        s.tube(
            np.stack([t * 0.47 * w * np.sin(a), 0.015 + 0.17 * h * (1 - t) ** 1.5, t * 0.47 * w * np.cos(a)], 1),
            np.linspace(0.024, 0.014, 7),
            "timber",
            wood,
            sides=10,
        )
    return fitted(s.geometry(), item.size_m)


def clock(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A longcase clock: plinth, trunk with a door, hood with the dial; its hands tell the style's hour."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = stuff(item, "timber"), swatch(item, rng, ("#5a3420", "#3f2618", "#6b4426"))
    base, hood = 0.24 * h, 0.74 * h
    s.box((0, 0.04 * h, 0), (w, 0.08 * h, d), material, toned(color, 0.9), skip="yz", bevel_m=0.01)
    s.box((0, base / 2 + 0.03 * h, -0.02 * d), (0.9 * w, base - 0.06 * h, 0.92 * d), material, color, skip="yz")
    panel_door(s, (0, base / 2 + 0.035 * h, 0.44 * d), 0.72 * w, base - 0.12 * h, material, color, knob_side=0)
    s.box((0, base + 0.01 * h, -0.02 * d), (0.84 * w, 0.03 * h, 0.86 * d), material, color, skip="z", bevel_m=0.008)
    s.box((0, (base + hood) / 2, -0.06 * d), (0.64 * w, hood - base, 0.74 * d), material, color, skip="yYz")
    panel_door(s, (0, (base + hood) / 2, 0.31 * d), 0.5 * w, (hood - base) * 0.86, material, color, knob_side=1)
    s.box((0, hood, -0.02 * d), (0.9 * w, 0.025 * h, 0.9 * d), material, color, skip="z", bevel_m=0.008)
    top = 0.93 * h
    s.box((0, (hood + top) / 2, -0.03 * d), (0.8 * w, top - hood, 0.82 * d), material, color, skip="yYz")
    cornice(s, 0.96 * w, 0.94 * d, top - 0.01 * h, top + 0.03 * h, material, color, out_m=0.03)
    for side in (-1, 1):
        s.lathe(
            (side * 0.36 * w, top + 0.03 * h, 0.28 * d),
            [(0.016, 0), (0.024, 0.02), (0.012, 0.035), (0.022, 0.05), (0.004, 0.04 * h)],
            "metal",
            BRASS,
            sides=14,
        )
    with s.at((0, (hood + top) / 2 + 0.006 * h, 0.38 * d + 0.002)):
        r = 0.32 * w
        cream = linear_from_srgb("#e8dfc4") if not item.color else toned(color, 1.6)
        t = np.linspace(0, 2 * np.pi, 37)
        disc = np.stack([np.stack([q * np.cos(t), q * np.sin(t), 0 * t + 0.008], 1) for q in (0.0, 0.5 * r, 0.9 * r)])
        sheet(s, disc, "metal", cream, flip=True)
        s.tube(np.stack([0.95 * r * np.cos(t), 0.95 * r * np.sin(t), 0 * t + 0.006], 1), 0.06 * r, "metal", BRASS, sides=8)
        for k in range(12):
            a = np.pi * k / 6
            with s.at(
                (0.74 * r * np.sin(a), 0.74 * r * np.cos(a), 0.0095),
                rotation=np.array([[np.cos(a), np.sin(a), 0], [-np.sin(a), np.cos(a), 0], [0, 0, 1]]),
            ):
                s.quad((-0.03 * r, -0.1 * r, 0), (0.03 * r, -0.1 * r, 0), (0.03 * r, 0.1 * r, 0), (-0.03 * r, 0.1 * r, 0), "plain", IRON)
        for turn, length, z in ((style.hour % 12 / 12, 0.45, 0.012), (style.hour % 1, 0.68, 0.014)):
            a = 2 * np.pi * turn
            with s.at((0, 0, z), rotation=np.array([[np.cos(a), np.sin(a), 0], [-np.sin(a), np.cos(a), 0], [0, 0, 1]])):
                s.quad(
                    (-0.035 * r, -0.1 * r, 0),
                    (0.035 * r, -0.1 * r, 0),
                    (0.01 * r, length * r, 0),
                    (-0.01 * r, length * r, 0),
                    "metal",
                    IRON,
                )
    return fitted(s.geometry(), item.size_m)


def ladder(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A library ladder that leans back towards −Z: two rails, flat treads, hooks above."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = stuff(item, "timber"), swatch(item, rng, WOODS)
    foot, top = np.array([0, 0, d / 2 - 0.035]), np.array([0, h - 0.02, -d / 2 + 0.05])
    way = top - foot
    for side in (-1, 1):
        x = side * (w / 2 - 0.022)
        along = way / np.linalg.norm(way)
        across = np.cross([1.0, 0, 0], along)
        with s.at((x, *(foot[1:] + top[1:]) / 2), rotation=np.stack([[1.0, 0, 0], along, across], axis=1)):
            s.box((0, 0, 0), (0.038, float(np.linalg.norm(way)), 0.065), material, color, bevel_m=0.006)
        t = np.linspace(0, np.pi, 9)
        s.tube(
            np.stack([0 * t + x, h - 0.035 + 0.03 * np.sin(t), -d / 2 + 0.045 - 0.035 * (1 - np.cos(t)) / 2], 1),
            0.007,
            "metal",
            BRASS,
            sides=8,
        )
    steps = max(3, round(h / 0.28))
    for k in range(1, steps):
        p = foot + way * k / steps
        s.box(p, (w - 0.08, 0.024, 0.09), material, toned(color, 1.05), bevel_m=0.006)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "rug": rug, "curtain": curtain, "picture": picture, "mirror": mirror, "plant": plant, "vase": vase, "cup": cup, "globe": globe,
    "clock": clock, "television": television, "ladder": ladder,
}  # fmt: skip
