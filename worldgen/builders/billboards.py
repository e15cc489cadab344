"""Advertisements as large as a wall: billboard."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .lettering import disc, plate, written
from .paints import main_paint, shade

CREAM = linear_from_srgb("#ece6d8")


def picture(s: Sculptor, w: float, low: float, high: float, z: float, tones: tuple[Array, ...], rng: np.random.Generator) -> None:
    """An advertisement: a landscape with a sun, a fizzy bottle, or a car on its road; with a word. `tones`: ground, figure, second, ink."""
    ground, figure, second, ink = tones
    y, tall = (low + high) / 2, high - low
    s.box((0, y, z), (w, tall, 0.03), "paper", ground)
    z += 0.02
    kind = int(rng.integers(3))
    if kind == 0:
        plate(s, disc(0.2 * tall, 28) + (0.24 * w, y + 0.16 * tall), z, 0.012, "paper", second)
        for k, (x, wide, up) in enumerate(((-0.2, 0.52, 0.52), (0.14, 0.44, 0.38), (0.32, 0.3, 0.26))):
            hill = [((x - wide / 2) * w, low + 0.02), ((x + wide / 2) * w, low + 0.02), (x * w, low + up * tall)]
            hill = np.clip(np.array(hill), (-w / 2, low), (w / 2, high))
            plate(s, hill, z + 0.012 * (k + 1), 0.008, "paper", shade(figure, 0.75 + 0.15 * k))
        word, at = "ESCAPE", (-0.16 * w, high - 0.16 * tall)
    elif kind == 1:
        side = [(0.09, -0.42), (0.09, 0.05), (0.035, 0.2), (0.035, 0.4), (0.0, 0.4)]
        outline = np.array([*side, *[(-a, b) for a, b in side[::-1][1:]]]) * (tall, tall) + (0.27 * w, y)
        plate(s, outline, z, 0.03, "paper", figure)
        s.box((0.27 * w, y - 0.14 * tall, z + 0.032), (0.16 * tall, 0.2 * tall, 0.01), "paper", second)
        for _ in range(9):
            spot = (0.27 * w + float(rng.normal(0, 0.13)) * w, y + float(rng.uniform(-0.38, 0.4)) * tall)
            plate(s, disc(float(rng.uniform(0.015, 0.04)) * tall, 12) + spot, z, 0.008, "paper", second)
        word, at = str(rng.choice(["COLA", "FIZZ", "FRESH"])), (-0.17 * w, y + 0.12 * tall)
    else:
        s.box((0, low + 0.13 * tall, z), (w, 0.26 * tall, 0.01), "paper", shade(ink, 0.8))
        body = np.array([(-0.3, 0), (0.3, 0), (0.31, 0.1), (0.18, 0.13), (0.08, 0.25), (-0.12, 0.25), (-0.22, 0.13), (-0.3, 0.11)])
        plate(s, body * (w, 0.9 * tall) + (0, low + 0.16 * tall), z + 0.01, 0.02, "paper", figure)
        for x in (-0.18, 0.18):
            plate(s, disc(0.075 * tall, 20) + (x * w, low + 0.17 * tall), z + 0.03, 0.012, "paper", shade(ink, 0.5))
            plate(s, disc(0.035 * tall, 14) + (x * w, low + 0.17 * tall), z + 0.042, 0.006, "paper", second)
        word, at = str(rng.choice(["DRIVE", "MOTORS"])), (0.0, high - 0.2 * tall)
    written(s, word, (*at, z + 0.05), 0.54 * w, 0.2 * tall, "painted", ink)
    written(s, "NEW", (at[0], at[1] - 0.2 * tall, z + 0.05), 0.3 * w, 0.1 * tall, "painted", second)


def billboard(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A framed poster high on two braced posts, a walkway with a rail and lamps below it; slats at the back."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#4a5056", "#3a4a42", "#5a4a3a"), rng), item.material or "painted"
    low, high = 0.42 * h, h
    for x in (-0.3, 0.3):
        s.box((x * w, high / 2, -0.16 * d), (0.16, high - 0.1, 0.18), material, shade(color, 0.9), bevel_m=0.02)
        s.box((x * w, 0.04, -0.16 * d), (0.4, 0.08, 0.44), "concrete", linear_from_srgb("#9a968e") if not item.color else shade(color, 0.9))
        s.tube([(x * w, 0.05, -0.48 * d), (x * w, 0.6 * h, -0.2 * d)], 0.05, material, shade(color, 0.85), sides=8)
    count = 12
    for k in range(count):
        y = low + (k + 0.5) * (high - low) / count
        s.box((0, y, -0.02 * d), (0.96 * w, (high - low) / count - 0.02, 0.05), material, shade(color, 0.8 + 0.04 * (k % 2)))
    rim = 0.045 * w
    for y in (low, high):
        s.box((0, y + (rim / 2 if y == low else -rim / 2), 0.03 * d), (w, rim, 0.14), material, color, bevel_m=0.02)
    for x in (-1, 1):
        s.box((x * (w / 2 - rim / 2), (low + high) / 2, 0.03 * d), (rim, high - low, 0.14), material, color, bevel_m=0.02)
    z = 0.03 * d + 0.04
    if item.material:
        s.box((0, (low + high) / 2, z), (w - 2 * rim, high - low - 2 * rim, 0.03), material, color)
        written(
            s, str(rng.choice(["NEW", "OPEN"])), (0, (low + high) / 2, z + 0.02), 0.6 * w, 0.4 * (high - low), "painted", shade(color, 0.6)
        )
    else:
        ads = (
            ("#d8482e", "#f2d048", "#2a5a8a"),
            ("#58a8c8", "#2f6a4a", "#f2c848"),
            ("#f0e4c8", "#b0302a", "#2a4a7a"),
            ("#2a3a6a", "#e8a83a", "#e8e2d4"),
        )
        a, b, c = (linear_from_srgb(t) for t in ads[int(rng.integers(len(ads)))])
        tones = (a, b, c, CREAM if a[0] + a[1] < 0.9 else linear_from_srgb("#2a2c34"))
        if item.color:
            tones = (color, shade(color, 0.7), shade(color, 1.15), shade(color, 0.5))
        picture(s, w - 2 * rim, low + rim, high - rim, z, tones, rng)
    s.box((0, low - 0.08, 0.24 * d), (w, 0.04, 0.36 * d), "metal", shade(color, 0.8), bevel_m=0.01)
    for x in np.linspace(-0.42, 0.42, 4):
        s.tube([(x * w, low - 0.06, 0.4 * d), (x * w, low + 0.1, 0.48 * d)], 0.018, "metal", shade(color, 0.8), sides=6)
        lamp = np.array((0.9, 0.85, 0.7))
        s.box((x * w, low + 0.12, 0.47 * d), (0.26, 0.07, 0.05), "metal", shade(color, 0.7), bevel_m=0.012)
        s.box((x * w, low + 0.13, 0.44 * d), (0.22, 0.05, 0.02), "glass", lamp, emission_linear=1.6 * lamp)
    for x in (-0.3, 0.3):
        s.tube([(x * w, low - 0.1, 0.38 * d), (x * w, low - 0.4, -0.1 * d)], 0.03, material, shade(color, 0.85), sides=7)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"billboard": billboard}
