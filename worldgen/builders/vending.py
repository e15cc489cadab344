"""What sells in the street: newsstand, food cart under an umbrella, cash machine."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .lettering import written
from .paints import main_paint, mix, shade
from .sheets import cloth
from .vehicles import cart_wheel

CREAM = linear_from_srgb("#ece4d2")
COVERS = ("#b0302a", "#2a5a9a", "#d8a82a", "#3a7a4a", "#e8e4da", "#d86a8a", "#3a3a44", "#58a0b8")
STEEL = linear_from_srgb("#a8acb0")


def parasol(
    s: Sculptor, top_m: float, radii: tuple[float, float], rise_m: float, tones: tuple[np.ndarray, np.ndarray], material: str
) -> None:  # fmt: skip
    """Eight gores of two tones about the y axis, with a valance, seen from above and below; the pole is not in it."""
    gores, steps = 8, 4
    for k in range(gores):
        a = np.linspace(2 * np.pi * k / gores, 2 * np.pi * (k + 1) / gores, steps + 1) + np.pi / gores
        t = np.linspace(0, 1, 5)
        sag = 1 - 0.05 * np.sin(np.pi * np.linspace(0, 1, steps + 1))
        reach = t[:, None] * sag[None]
        y = top_m - rise_m * t**1.35
        grid = np.stack([radii[0] * reach * np.sin(a), np.repeat(y[:, None], steps + 1, 1), radii[1] * reach * np.cos(a)], -1)
        drop = grid[-1] - [0, 0.32 * rise_m, 0] - 0.06 * rise_m * np.sin(np.linspace(0, 2 * np.pi, steps + 1))[:, None] * [0, 1, 0]
        cloth(s, np.concatenate([grid, drop[None]])[::-1], 0.008, material, tones[k % 2])


def newsstand(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A booth with a counter under an awning towards +Z, magazines in rows about the hatch, a signboard on the roof."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2f5a44", "#23406e", "#7a2a28", "#3c4448", "#4a6a58"), rng), item.material or "painted"
    wall, front = 0.8 * h, 0.2 * d
    trim = shade(color, 1.1) if item.color else mix(color, CREAM, 0.7)
    s.box((0, 0.03 * h, -0.06 * d), (0.98 * w, 0.06 * h, 0.86 * d), material, shade(color, 0.7), bevel_m=0.01)
    low, high, hatch = 0.38 * h, 0.74 * h, 0.25 * w
    for x in (-1, 1):
        s.box((x * 0.455 * w, wall / 2, -0.13 * d), (0.05 * w, wall, 0.7 * d), material, color, bevel_m=0.01)
        s.box((x * (hatch / 2 + 0.01 * w), (low + high) / 2, front), (0.03 * w, high - low, 0.05), material, trim)
    s.box((0, wall / 2, -0.47 * d), (0.92 * w, wall, 0.04 * d), material, shade(color, 0.95))
    s.box((0, low / 2, front - 0.03), (0.92 * w, low, 0.06), material, color)
    s.box((0, (high + wall) / 2, front - 0.03), (0.92 * w, wall - high, 0.06), material, color)
    for x in (-1, 1):
        s.box((x * 0.29 * w, (low + high) / 2, front - 0.03), (0.34 * w, high - low, 0.05), material, shade(color, 0.9))
        s.box((x * 0.22 * w, 0.19 * h, front + 0.005), (0.38 * w, 0.26 * h, 0.02), material, shade(color, 1.08), bevel_m=0.006)
    s.box((0, (low + high) / 2, front - 0.2), (hatch, high - low, 0.02), "painted", (0.03, 0.026, 0.02))
    s.box((0, low + 0.012, 0.31 * d), (0.94 * w, 0.035, 0.3 * d), material, trim, bevel_m=0.008)
    for side in (-1, 1):
        for row in range(3):
            y = low + 0.06 * h + row * 0.1 * h
            s.box((side * 0.29 * w, y - 0.004 * h, front + 0.012), (0.32 * w, 0.012, 0.03), material, trim)
            for k in range(4):
                x = side * 0.29 * w + (k - 1.5) * 0.076 * w
                tone = linear_from_srgb(str(rng.choice(COVERS)))
                tone = mix(color, tone, 0.25) if item.color else tone
                s.box((x, y + 0.042 * h, front + 0.01), (0.064 * w, 0.08 * h, 0.012), "paper", tone)
                s.box((x, y + 0.068 * h, front + 0.018), (0.05 * w, 0.014 * h, 0.004), "paper", shade(tone, 0.4 if tone[1] > 0.3 else 2.2))
    for k in range(5):  # newspapers in piles on the counter
        high_m = float(rng.uniform(0.03, 0.11))
        paper = shade(color, 1.1) if item.color else np.array((0.62, 0.6, 0.54))
        x = (k - 2) * 0.18 * w
        s.box((x, low + 0.03 + high_m / 2, 0.32 * d), (0.13 * w, high_m, 0.2 * d), "paper", paper, bevel_m=0.004)
        s.box((x, low + 0.032 + high_m, 0.37 * d), (0.1 * w, 0.004, 0.04 * d), "paper", shade(paper, 0.3))
    stripes = (color, shade(color, 1.1) if item.color else CREAM)
    n = 10
    for k in range(n):
        x0, x1 = (-0.48 + 0.96 * k / n) * w, (-0.48 + 0.96 * (k + 1) / n) * w
        z, y = np.array([0.5, 0.5, 0.36, 0.2]) * d, np.array([0.69, 0.74, 0.77, 0.8]) * h
        grid = np.stack([np.stack([np.full(4, x), y, z], -1) for x in (x0, x1)], 1)
        cloth(s, grid, 0.008, item.material or "fabric", stripes[k % 2])
    s.box((0, wall + 0.02 * h, -0.14 * d), (w, 0.04 * h, 0.72 * d), material, shade(color, 0.85), bevel_m=0.015)
    s.box((0, 0.91 * h, 0.14 * d), (0.8 * w, 0.15 * h, 0.06), material, shade(color, 1.05), bevel_m=0.012)
    s.box((0, 0.985 * h, 0.14 * d), (0.84 * w, 0.03 * h, 0.09), material, trim, bevel_m=0.01)
    word = str(rng.choice(["NEWS", "KIOSK", "PRESS"]))
    ink = shade(color, 0.4) if item.color else CREAM
    written(s, word, (0, 0.905 * h, 0.14 * d + 0.037), 0.66 * w, 0.095 * h, "painted", ink)
    return fitted(s.geometry(), item.size_m)


def food_stand(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A steel-topped cart on two spoked wheels with a striped umbrella: hot dogs, ices in tubs, or a coffee urn, and a sign on its side."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b0302a", "#d8a02a", "#2a7a8a", "#c86a8a", "#3a7a4a"), rng), item.material or "painted"
    kind = next((k for k, name in enumerate(("hot dog", "ice cream", "coffee")) if any(name in t for t in item.tags)), int(rng.integers(3)))
    pale = shade(color, 1.1) if item.color else CREAM
    steel = shade(color, 0.9) if item.color else STEEL
    long, deep, r = 0.7 * w, 0.42 * d, 0.16 * h
    low, top = 0.12 * h, 0.42 * h
    s.box((0, (low + top) / 2, 0), (long, top - low, deep), material, color, bevel_m=0.02)
    s.box((0, 0.5 * (low + top), deep / 2 + 0.004), (0.84 * long, 0.62 * (top - low), 0.016), material, pale, bevel_m=0.006)
    word = ("HOT DOG", "ICES", "COFFEE")[kind]
    ink = shade(color, 0.5) if item.color else shade(color, 0.8)
    written(s, word, (0, 0.5 * (low + top), deep / 2 + 0.019), 0.72 * long, 0.36 * (top - low), "painted", ink)
    s.box((0, top + 0.014, 0), (1.06 * long, 0.028, 1.1 * deep), item.material or "metal", steel, bevel_m=0.006)
    for x in (-1, 1):
        cart_wheel(s, (x * (long / 2 + 0.05), r, 0.0), r, shade(color, 0.8))
        s.tube(
            [(x * 0.3 * long, top - 0.05, -deep / 2), (x * 0.3 * long, top + 0.02, -0.4 * d), (x * 0.3 * long, top + 0.03, -0.46 * d)],
            0.016,
            "metal",
            steel,
            sides=7,
        )
        s.tube([(x * 0.4 * long, low + 0.02, 0.3 * deep), (x * 0.4 * long, 0.0, 0.34 * deep)], 0.018, "metal", steel, sides=7)
    s.tube([(-0.31 * long, top + 0.03, -0.46 * d), (0.31 * long, top + 0.03, -0.46 * d)], 0.02, "timber", shade(color, 0.8), sides=8)
    s.tube([(-long / 2 - 0.06, r, 0), (long / 2 + 0.06, r, 0)], 0.018, "metal", steel, sides=7)
    y = top + 0.028
    if kind == 0:
        s.box((-0.22 * long, y + 0.03 * h, 0), (0.46 * long, 0.06 * h, 0.8 * deep), "metal", steel, bevel_m=0.012)
        for k in range(6):
            at = (-0.4 * long + 0.07 * long * k, y + 0.066 * h, 0.08 * deep)
            s.tube(
                [at - np.array((0, 0, 0.2 * deep)), at + np.array((0, 0, 0.2 * deep))], 0.017, "plain", linear_from_srgb("#b8502e"), sides=7
            )
        for k, tone in enumerate(("#b0201c", "#d8a81e", "#e8e2d0")):
            s.lathe(
                (0.18 * long + 0.11 * long * k, y, 0.2 * deep),
                [(0.03, 0), (0.03, 0.1), (0.008, 0.12), (0.004, 0.16)],
                "painted",
                linear_from_srgb(tone),
                sides=10,
            )
    elif kind == 1:
        s.box((0, y + 0.02 * h, 0), (0.9 * long, 0.04 * h, 0.84 * deep), item.material or "painted", pale, bevel_m=0.012)
        for k in range(4):
            tone = linear_from_srgb(("#f0e2b8", "#d88aa0", "#6a4428", "#a8d0a0")[k])
            x = (k - 1.5) * 0.2 * long
            s.lathe(
                (x, y + 0.038 * h, 0), [(0.08 * long, 0), (0.08 * long, 0.01), (0.07 * long, 0.01)], "metal", steel, sides=14, caps=False
            )
            s.sphere((x, y + 0.045 * h, 0), (0.072 * long, 0.02 * h, 0.072 * long), "plain", tone, sides=12)
        s.cylinder((0.42 * long, y, -0.3 * deep), 0.006, 0.1, "plain", linear_from_srgb("#c89a5a"), top_radius_m=0.03, sides=10)
    else:
        s.lathe(
            (-0.22 * long, y, 0), [(0.1, 0), (0.11, 0.02), (0.11, 0.14 * h), (0.07, 0.17 * h), (0.02, 0.19 * h)], "metal", steel, sides=18
        )
        s.tube([(-0.22 * long, y + 0.04 * h, 0.1), (-0.22 * long, y + 0.04 * h, 0.16)], 0.014, "metal", steel, sides=6)
        for k in range(5):
            s.cylinder((0.08 * long + 0.09 * long * k, y, 0.1 * deep * (-1) ** k), 0.03, 0.09, "paper", pale, top_radius_m=0.038, sides=10)
    s.tube([(0, y, -0.3 * deep), (0, 0.99 * h, 0)], 0.018, "metal", steel, sides=8)
    s.sphere((0, 0.988 * h, 0), (0.03, 0.02, 0.03), "metal", steel, sides=8)
    parasol(s, 0.98 * h, (w / 2, d / 2), 0.15 * h, (color, pale), item.material or "fabric")
    return fitted(s.geometry(), item.size_m)


def atm(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A cabinet with a hood: lit screen, keypad on a sloping shelf, slots for card and notes, a lit sign on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#23508a", "#2a6a4a", "#8a2a2a", "#4a5058"), rng), item.material or "painted"
    grey = shade(color, 0.9) if item.color else linear_from_srgb("#b8bcc0")
    dark = (0.02, 0.021, 0.024)
    side = [
        (-0.5, 0.0),
        (0.36, 0.0),
        (0.36, 0.46),
        (0.5, 0.5),
        (0.5, 0.53),
        (0.26, 0.6),
        (0.16, 0.8),
        (0.44, 0.84),
        (0.44, 1.0),
        (-0.5, 1.0),
    ]
    with s.at((-0.5 * w, 0, 0), rotation=np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], float)):
        s.extrude([(z * d, y * h) for z, y in side], w, material, color)
    for x in (-1, 1):
        with s.at((x * 0.47 * w - 0.03 * w, 0, 0), rotation=np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], float)):
            cheek = [(0.1, 0.44), (0.4, 0.44), (0.5, 0.5), (0.46, 0.84), (0.1, 0.84)]
            s.extrude([(z * d, y * h) for z, y in cheek], 0.06 * w, material, shade(color, 0.92))
    lean = float(np.arctan2(0.1 * d, 0.2 * h))
    c, q = np.cos(lean), np.sin(lean)
    with s.at((0, 0.7 * h, 0.21 * d), rotation=np.array([[1, 0, 0], [0, c, q], [0, -q, c]])):
        s.box((0, 0, 0.008), (0.84 * w, 0.19 * h, 0.02), item.material or "metal", grey, bevel_m=0.004)
        glow = linear_from_srgb(str(rng.choice(["#2a6ab8", "#2a8a6a", "#3a4ab0"])))
        s.box((-0.14 * w, 0.005 * h, 0.02), (0.46 * w, 0.14 * h, 0.012), "painted", glow, emission_linear=1.1 * glow)
        for k in range(3):
            s.box(
                (-0.14 * w, (0.04 - 0.03 * k) * h, 0.028),
                ((0.3 - 0.06 * k) * w, 0.008 * h, 0.003),
                "painted",
                (0.8, 0.85, 0.9),
                emission_linear=0.8,
            )
        s.box((0.26 * w, 0.05 * h, 0.02), (0.16 * w, 0.02 * h, 0.02), "painted", dark)
        s.box((0.26 * w, 0.028 * h, 0.02), (0.18 * w, 0.008 * h, 0.012), "painted", (0.05, 0.6, 0.2), emission_linear=(0.05, 0.7, 0.2))
        s.box((0.26 * w, -0.04 * h, 0.02), (0.2 * w, 0.016 * h, 0.02), "painted", dark)
    lean = float(np.arctan2(0.24 * d, 0.07 * h))
    c, q = np.cos(lean), np.sin(lean)
    with s.at((0, 0.568 * h, 0.38 * d), rotation=np.array([[1, 0, 0], [0, c, q], [0, -q, c]])):
        s.box((0, 0, 0.006), (0.42 * w, 0.2 * d, 0.016), item.material or "metal", grey, bevel_m=0.003)
        for row in range(4):
            for k in range(3):
                s.box(
                    ((k - 1) * 0.11 * w, (row - 1.5) * 0.045 * d, 0.018),
                    (0.085 * w, 0.034 * d, 0.012),
                    "metal",
                    shade(grey, 0.7),
                    bevel_m=0.002,
                )
    s.box((0, 0.44 * h, 0.36 * d), (0.5 * w, 0.03 * h, 0.03), "painted", dark, bevel_m=0.004)
    s.box((0, 0.24 * h, 0.36 * d), (0.74 * w, 0.3 * h, 0.02), material, shade(color, 1.08), bevel_m=0.008)
    s.box(
        (0, 0.92 * h, 0.44 * d), (0.8 * w, 0.11 * h, 0.02), material, shade(color, 1.1) if item.color else shade(color, 0.6), bevel_m=0.006
    )
    ink = shade(color, 0.5) if item.color else np.array((0.9, 0.9, 0.86))
    word = str(rng.choice(["ATM", "CASH"]))
    written(s, word, (0, 0.92 * h, 0.453 * d + 0.01), 0.6 * w, 0.07 * h, "painted", ink, emission_linear=ink * 0.9)
    s.box((0, 0.015 * h, -0.05 * d), (1.0 * w, 0.03 * h, 0.9 * d), material, shade(color, 0.7))
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"newsstand": newsstand, "food_stand": food_stand, "atm": atm}
