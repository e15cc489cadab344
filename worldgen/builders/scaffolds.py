"""Of justice and of gates: gallows, guillotine, drawbridge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .turns import ALONG_X, ALONG_Z, loop, pitched
from .wares import IRON, WOODS

Color = NDArray[np.floating]
ROPE = "#a88f62"


def _boards(
    s: Sculptor, x: float, z: tuple[float, float], y: float, thick: float, count: int, material: str, color: Color, rng: np.random.Generator
) -> None:
    """A floor of boards across X, from z to z."""
    wide = (z[1] - z[0]) / count
    for k in range(count):
        tone = shade(color, float(rng.uniform(0.86, 1.08)))
        size = (2 * x * float(rng.uniform(0.985, 1.0)), thick, wide - 0.012)
        s.box((0, y - thick / 2, z[0] + (k + 0.5) * wide), size, material, tone, bevel_m=0.008)


def gallows(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A scaffold with a stair on its front, a post with a braced arm, and a noose over a trapdoor."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#6c5138", "#5a4634", "#7a5f44"), rng), item.material or "timber"
    rope = shade(color, 1.05) if item.color else linear_from_srgb(ROPE)
    deck, front = 0.29 * h, 0.2 * d
    _boards(s, w / 2, (-d / 2, front), deck, 0.06, max(7, round(0.7 * d / 0.2)), "planks" if not item.material else material, color, rng)
    s.box((0, deck + 0.008, -0.14 * d), (0.3 * w, 0.03, 0.3 * d), material, shade(color, 0.72), bevel_m=0.006)
    for x in (-0.46, 0.46):
        s.box((x * w, deck - 0.13, (front - d / 2) / 2), (0.1, 0.14, front + d / 2 - 0.04), material, shade(color, 0.85), bevel_m=0.012)
        for z in (-d / 2 + 0.09, front - 0.09):
            s.box((x * w, (deck - 0.06) / 2, z), (0.13, deck - 0.06, 0.13), material, shade(color, 0.92), bevel_m=0.015)
        s.tube([(x * w, 0.1, -d / 2 + 0.1), (x * w, deck - 0.12, front - 0.1)], 0.04, material, shade(color, 0.9), sides=6)
    for z in (-d / 2 + 0.09, front - 0.09):
        s.tube([(-0.46 * w, 0.1, z), (0.46 * w, deck - 0.12, z)], 0.04, material, shade(color, 0.9), sides=6)
        s.tube([(0.46 * w, 0.1, z), (-0.46 * w, deck - 0.12, z)], 0.04, material, shade(color, 0.95), sides=6)
    steps = max(4, round(deck / 0.2))
    stair = 0.3 * w
    for k in range(steps):
        y, z = deck * (k + 0.5) / steps, d / 2 - (d / 2 - front) * (k + 0.5) / steps
        s.box(
            (0, y, z),
            (2 * stair, 0.045, 0.85 * (d / 2 - front) / steps + 0.05),
            "planks",
            shade(color, float(rng.uniform(0.9, 1.05))),
            bevel_m=0.008,
        )
    for x in (-1, 1):
        s.tube([(x * stair, 0.06, d / 2 - 0.06), (x * stair, deck - 0.04, front)], 0.05, material, shade(color, 0.85), sides=6)
    side = float(rng.choice([-1, 1]))
    post, arm, z = side * 0.36 * w, h - 0.22, -0.14 * d
    s.box((post, (h + deck) / 2, z), (0.17, h - deck, 0.17), material, color, bevel_m=0.02)
    s.box((0.02 * side * w, arm, z), (0.86 * w, 0.16, 0.16), material, shade(color, 1.04), bevel_m=0.02)
    for end, foot in (((-side * 0.02 * w, arm - 0.03, z), (post, arm - 0.36 * w, z)), ((post, deck + 0.7, z), (post, deck, z - 0.32 * d))):
        s.tube([foot, end], 0.055, material, shade(color, 0.94), sides=6)
    s.tube([(post, deck + 0.7, z), (post, deck, z + 0.24 * d)], 0.055, material, shade(color, 0.94), sides=6)
    x, knot = -side * 0.22 * w, 0.62 * h
    for k in range(3):
        s.tube(loop(0.115, points=13, center=(x + 0.035 * (k - 1), arm, z), plane="yz"), 0.018, "fabric", rope, sides=6)
    s.tube([(x, arm - 0.1, z), (x, knot, z)], 0.018, "fabric", rope, sides=7)
    for k in range(6):
        s.tube(loop(0.03, points=9, center=(x, knot - 0.032 * k, z), plane="xz"), 0.017, "fabric", shade(rope, 0.92), sides=6)
    t = np.linspace(0, 2 * np.pi, 17)
    with s.at((x, 0, z), yaw=float(rng.uniform(-0.5, 0.5))):
        s.tube(np.stack([0.13 * np.sin(t), knot - 0.36 + 0.19 * np.cos(t), 0 * t], 1), 0.018, "fabric", rope, sides=7)
    return fitted(s.geometry(), item.size_m)


def guillotine(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two grooved uprights on a cross foot, a weighted slanting blade, the lunette, the bench behind it, a basket before it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#5a3a26", "#6c4a30", "#6a2a22", "#46382e"), rng), item.material or "timber"
    steel = shade(color, 1.1) if item.color else linear_from_srgb("#9aa0a6")
    gap, z = 0.26 * w, 0.12 * d
    s.box((0, 0.06, 0), (0.16, 0.12, d), material, shade(color, 0.88), bevel_m=0.015)
    s.box((0, 0.065, z), (w, 0.13, 0.18), material, shade(color, 0.92), bevel_m=0.015)
    for x in (-1, 1):
        s.box((x * (gap + 0.065), h / 2, z), (0.13, h - 0.08, 0.15), material, color, bevel_m=0.015)
        s.box((x * (gap - 0.004), 0.55 * h, z), (0.02, 0.84 * h, 0.05), "metal", IRON)
        s.tube([(x * (w / 2 - 0.06), 0.1, z), (x * (gap + 0.1), 0.34 * h, z)], 0.045, material, shade(color, 0.92), sides=6)
        s.tube([(x * (gap + 0.065), 0.3 * h, z), (x * (gap + 0.04), 0.12, -0.3 * d)], 0.04, material, shade(color, 0.92), sides=6)
    s.box((0, h - 0.08, z), (2 * gap + 0.42, 0.16, 0.2), material, shade(color, 1.05), bevel_m=0.025)
    drop = float(rng.uniform(0.7, 0.84)) * h
    s.box((0, drop + 0.12, z), (2 * gap - 0.03, 0.16, 0.09), "metal", shade(steel, 0.55), bevel_m=0.012)
    slant = float(rng.choice([-1, 1]))
    low, high = drop - 0.3 * 2 * gap - 0.12, drop - 0.1
    blade = [
        (-gap + 0.02, drop + 0.06),
        (gap - 0.02, drop + 0.06),
        (gap - 0.02, low if slant > 0 else high),
        (-gap + 0.02, high if slant > 0 else low),
    ]
    with s.at((0, 0, z - 0.012), rotation=ALONG_Z):
        s.extrude([(x, -y) for x, y in blade], 0.024, "metal", steel)
    s.tube([(0, drop + 0.18, z), (0, h - 0.1, z)], 0.012, "fabric", linear_from_srgb(ROPE), sides=6)
    s.tube(
        [(gap + 0.02, h - 0.03, z), (gap + 0.15, h - 0.2, z + 0.05), (gap + 0.15, 0.3 * h, z + 0.09)],
        0.012,
        "fabric",
        linear_from_srgb(ROPE),
        sides=6,
    )
    neck, r = 0.27 * h, min(0.085, 0.5 * gap)
    for up in (-1, 1):
        t = np.linspace(0, np.pi, 11)
        arc = [(r * np.cos(a), up * r * np.sin(a)) for a in t]
        outline = [(gap - 0.01, 0.0), (gap - 0.01, up * 0.17), (-gap + 0.01, up * 0.17), (-gap + 0.01, 0.0), *arc[::-1]]
        with s.at((0, neck + 0.004 * up, z - 0.03), rotation=ALONG_Z):
            s.extrude([(x, -y) for x, y in outline], 0.06, material, shade(color, 1.0 if up > 0 else 0.9))
    back = -d / 2 + 0.04
    s.box((0, neck - 0.13, (back + z) / 2 - 0.06), (1.3 * gap, 0.05, z - back - 0.12), "planks", shade(color, 1.08), bevel_m=0.01)
    for k in range(3):
        s.box(
            (0, neck - 0.09, back + (0.25 + 0.25 * k) * (z - back)),
            (1.32 * gap, 0.02, 0.05),
            "leather",
            shade(color, 0.6) if item.color else (0.1, 0.05, 0.03),
        )
    for x in (-1, 1):
        s.box((x * 0.5 * gap, (neck - 0.15) / 2, back + 0.16), (0.08, neck - 0.15, 0.08), material, shade(color, 0.9), bevel_m=0.01)
    wick = shade(color, 0.95) if item.color else linear_from_srgb("#9a7a4a")
    with s.at((0, 0.1, min(z + 0.36, d / 2 - 0.2))):
        basket = [(0.14, 0), (0.17, 0.08), (0.185, 0.2), (0.195, 0.21), (0.175, 0.21), (0.15, 0.06), (0, 0.05)]
        s.lathe((0, 0, 0), [(a * w / 1.3, b) for a, b in basket], "wicker", wick, sides=20)
    return fitted(s.geometry(), item.size_m)


def drawbridge(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A deck let down towards +Z, hinged between two posts; chains rise from its end to a beam with rollers."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    iron = shade(color, 0.8) if item.color else np.array(IRON)
    back, post = -d / 2 + 0.25, w / 2 - 0.17
    half = post - 0.2
    _boards(s, half, (back, d / 2), 0.16, 0.09, max(10, round(0.95 * d / 0.26)), "planks" if not item.material else material, color, rng)
    for x in (-0.85, 0.0, 0.85):
        s.box((x * half, 0.035, (back + d / 2) / 2), (0.16, 0.07, d / 2 - back - 0.1), material, shade(color, 0.8), bevel_m=0.01)
    for z in np.linspace(back + 0.6, d / 2 - 0.25, 4):  # iron straps
        s.box((0, 0.162, float(z)), (2 * half - 0.04, 0.016, 0.07), "metal", iron, bevel_m=0.004)
        for x in np.linspace(-0.85, 0.85, 5) * half:
            s.sphere((float(x), 0.17, float(z)), 0.022, "metal", shade(iron, 1.3), sides=6)
    s.tube([(-post, 0.09, back), (post, 0.09, back)], 0.07, "metal", iron, sides=10)
    for x in (-1, 1):
        s.box((x * post, h / 2 - 0.05, back), (0.32, h - 0.1, 0.36), material, shade(color, 0.92), bevel_m=0.03)
        s.box(
            (x * post, 0.2, back),
            (0.34, 0.4, 0.5),
            item.material or "ashlar",
            color if item.color else linear_from_srgb("#8a857c"),
            bevel_m=0.03,
        )
        s.tube([(x * post, h - 0.9, back), (x * (post - 0.75), h - 0.24, back)], 0.075, material, shade(color, 1.02), sides=6)
        s.lathe((x * post, h - 0.14, back), [(0.22, 0), (0.22, 0.04), (0.05, 0.14)], "metal", iron, sides=4)
    s.box((0, h - 0.22, back), (w - 0.02, 0.28, 0.3), material, color, bevel_m=0.03)
    for x in (-1, 1):
        at = x * (half - 0.08)
        with s.at((at - 0.06, h - 0.22, back + 0.17), rotation=ALONG_X):
            s.lathe((0, 0, 0), [(0.15, 0), (0.15, 0.03), (0.1, 0.045), (0.1, 0.075), (0.15, 0.09), (0.15, 0.12)], "metal", iron, sides=16)
        start, end = np.array([at, h - 0.2, back + 0.3]), np.array([at, 0.2, d / 2 - 0.35])
        _chain(s, start, end, float(rng.uniform(0.1, 0.3)), iron)
        s.tube(loop(0.1, start_rad=0, stop_rad=np.pi, points=9, center=(at, 0.14, d / 2 - 0.35), plane="zy"), 0.028, "metal", iron, sides=7)
    return fitted(s.geometry(), item.size_m)


def _chain(s: Sculptor, start: NDArray[np.floating], end: NDArray[np.floating], sag: float, color: Color) -> None:
    """Long links, every other one turned, along a slack line in a plane x = const."""
    long = float(np.linalg.norm(end - start))
    count = max(8, round(long / 0.24))
    t = (np.arange(count) + 0.5) / count
    at = start + (end - start) * t[:, None] - [0, 1, 0] * (sag * np.sin(np.pi * t))[:, None]
    way = np.gradient(at, axis=0)
    link, wide = 0.63 * long / count, 0.05
    a = np.linspace(0, 2 * np.pi, 9)
    oval = np.stack([wide * np.sin(a), link * np.cos(a), 0 * a], 1)
    for k in range(count):
        lean = float(np.arctan2(way[k, 2], way[k, 1]))
        turn = np.array([[0, 0, 1], [0, 1, 0], [-1, 0, 0]], float) if k % 2 else np.eye(3)
        with s.at(at[k], rotation=pitched(lean) @ turn):
            s.tube(oval, 0.017, "metal", shade(color, 1.0 + 0.2 * (k % 2)), sides=4)


BUILDERS = {"gallows": gallows, "guillotine": guillotine, "drawbridge": drawbridge}
