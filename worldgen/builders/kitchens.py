"""What a kitchen is fitted with: counters, a sink, stoves old and new, a refrigerator, cupboards on the wall, pans that hang."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade

FRONTS = ("#e8e2d4", "#8fa08a", "#5f7486", "#c9b28a", "#3f5a52", "#d8cbb0", "#a07850")
TOPS = {  # a kitchen names one as a tag, that its units match
    "wood_top": ("#6f4a30", "timber"),
    "marble_top": ("#d8d4cc", "marble"),
    "slate_top": ("#3a3a3c", "marble"),
    "concrete_top": ("#a8a49c", "concrete"),
}
STEEL = (0.50, 0.50, 0.51)


def _fronts(
    s: Sculptor, w: float, low: float, high: float, z: float, material: str, color: Array, rng: np.random.Generator, drawers: bool
) -> None:
    """Doors side by side under a row of drawers, with rails and knobs."""
    count = max(1, round(w / 0.5))
    wide = w / count
    for k in range(count):
        x = (k + 0.5 - count / 2) * wide
        top = high - 0.2 if drawers else high
        for a, b in ((low, top), (top, high)) if drawers else ((low, top),):
            s.box((x, (a + b) / 2, z), (wide - 0.012, b - a - 0.012, 0.022), material, color, bevel_m=0.004)
            if b - a > 0.3:
                s.box((x, (a + b) / 2, z + 0.008), (wide - 0.14, b - a - 0.15, 0.014), material, shade(color, 0.95), bevel_m=0.004)
        if drawers:
            s.tube([(x - 0.05, high - 0.1, z + 0.03), (x + 0.05, high - 0.1, z + 0.03)], 0.007, "metal", STEEL, sides=6)
        s.sphere((x + (wide / 2 - 0.06) * (1 if k % 2 == 0 else -1), top - 0.08, z + 0.024), 0.014, "metal", STEEL, sides=8)


def _counter(s: Sculptor, item: Instance, rng: np.random.Generator) -> tuple[Array, str]:
    w, h, d = item.size_m
    color, material = main_paint(item, FRONTS, rng), item.material or "painted"
    s.box((0, 0.05, -0.04), (w - 0.02, 0.1, d - 0.12), "timber", (0.03, 0.03, 0.03))
    s.box((0, (h + 0.06) / 2, -0.018), (w, h - 0.14, d - 0.05), material, shade(color, 0.97))
    _fronts(s, w, 0.1, h - 0.05, d / 2 - 0.035, material, color, rng, True)
    drawn = list(TOPS)[int(rng.integers(len(TOPS)))]
    tone, kind = TOPS[next((t for t in item.tags if t in TOPS), drawn)]
    s.box(
        (0, h - 0.02, 0),
        (w, 0.04, d),
        kind if item.material not in ("timber", "marble") else item.material,
        linear_from_srgb(tone),
        bevel_m=0.006,
    )
    return color, material


def counter(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    s = Sculptor()
    _counter(s, item, rng)
    return fitted(s.geometry(), item.size_m)


def sink(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A counter with a basin let in and a tall tap."""
    s = Sculptor()
    w, h, d = item.size_m
    low = Instance(item.id, item.cls, item.position_m, (w, h - 0.3, d), 0.0, item.color, item.material, tags=item.tags)
    _counter(s, low, rng)
    top = h - 0.3
    white = linear_from_srgb("#e6e4de")
    bw, bd = min(0.62, 0.6 * w), 0.42
    for x, z, sx, sz in ((0, bd / 2, bw + 0.04, 0.03), (0, -bd / 2, bw + 0.04, 0.03), (bw / 2, 0, 0.03, bd), (-bw / 2, 0, 0.03, bd)):
        s.box((x, top - 0.02, z + 0.02), (sx, 0.10, sz), "ceramic", white, bevel_m=0.01)
    s.box((0, top + 0.004, 0.02), (bw - 0.03, 0.006, bd - 0.03), "metal", (0.16, 0.16, 0.165))
    arc = np.linspace(0, np.pi, 11)
    path = np.stack([np.zeros(11), top + 0.20 + 0.085 * np.sin(arc), -bd / 2 + 0.0 + 0.085 * (1 - np.cos(arc))], 1)
    s.tube(np.vstack([[(0, top, -bd / 2)], path, [(0, top + 0.16, -bd / 2 + 0.17)]]), 0.013, "metal", STEEL, sides=8)
    for x in (-0.09, 0.09):
        s.cylinder((x, top, -bd / 2), 0.014, 0.06, "metal", STEEL, sides=8)
        s.tube([(x - 0.03, top + 0.06, -bd / 2), (x + 0.03, top + 0.06, -bd / 2)], 0.007, "metal", STEEL, sides=6)
    return fitted(s.geometry(), item.size_m)


def stove(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A range: oven doors with a rail, knobs, hot plates or an iron top with a pot and a kettle; old ones have a pipe."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#2c2c2e", "#d8d4ca", "#8c9094", "#3f5a52", "#7a2a26"), rng)
    material = item.material or "painted"
    top = min(0.9, 0.86 * h) if h < 1.3 else 0.82
    iron = (0.03, 0.03, 0.031)
    s.box((0, 0.05, -0.02), (w - 0.04, 0.1, d - 0.1), "metal", iron)
    s.box((0, (top + 0.08) / 2, -0.01), (w, top - 0.12, d - 0.04), material, color, bevel_m=0.012)
    count = 2 if w > 0.85 else 1
    for k in range(count):
        x = (k + 0.5 - count / 2) * w / count
        s.box((x, 0.42 * top, d / 2 - 0.02), (w / count - 0.08, 0.52 * top, 0.03), material, shade(color, 0.92), bevel_m=0.01)
        if rng.random() < 0.6:
            s.box((x, 0.45 * top, d / 2 - 0.004), (w / count - 0.24, 0.26 * top, 0.006), "glass", (0.03, 0.03, 0.032))
    s.tube([(-w / 2 + 0.08, 0.76 * top, d / 2 + 0.0), (w / 2 - 0.08, 0.76 * top, d / 2 + 0.0)], 0.011, "metal", STEEL, sides=8)
    for k in range(5):
        turn = [[1, 0, 0], [0, 0, -1], [0, 1, 0]]
        with s.at(((k - 2) * w * 0.17, 0.88 * top, d / 2 - 0.03), rotation=turn):
            s.cylinder((0, 0, 0), 0.021, 0.03, "metal", STEEL if k % 2 else iron, sides=12)
    s.box((0, top, 0), (w, 0.035, d), "metal", iron, bevel_m=0.006)
    for x in (-1, 1):
        for z in (-1, 1):
            s.lathe(
                (x * 0.25 * w, top + 0.017, z * 0.2 * d - 0.01),
                [(0.095, 0), (0.09, 0.012), (0.0, 0.013)],
                "metal",
                shade(np.asarray(iron), 1.8),
                sides=18,
            )
    s.lathe(
        (0.25 * w, top + 0.03, -0.2 * d),
        [(0.085, 0), (0.1, 0.06), (0.085, 0.11), (0.03, 0.14), (0.012, 0.15), (0.0, 0.165)],
        "metal",
        STEEL,
        sides=18,
    )
    s.tube([(0.25 * w + 0.08, top + 0.08, -0.2 * d), (0.25 * w + 0.16, top + 0.14, -0.2 * d)], [0.018, 0.01], "metal", STEEL, sides=8)
    pot = linear_from_srgb(str(rng.choice(["#a8342a", "#3a5a78", "#c9a24a", "#2c2c2e"])))
    s.lathe(
        (-0.25 * w, top + 0.03, 0.18 * d),
        [(0.1, 0), (0.11, 0.11), (0.115, 0.115), (0.1, 0.135), (0.02, 0.15), (0.0, 0.17)],
        "painted",
        pot,
        sides=20,
    )
    if h > 1.3:
        s.box((0, (top + h) / 2 - 0.2, -d / 2 + 0.03), (w, h - top - 0.42, 0.04), material, shade(color, 0.95), bevel_m=0.01)
        s.cylinder((-0.3 * w, top, -d / 2 + 0.14), 0.07, h - top, "metal", iron, sides=14)
    return fitted(s.geometry(), item.size_m)


def fridge(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two doors with long handles, soft edges, feet."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e4e2dc", "#b9bcbf", "#8fb0b4", "#c8d0b8", "#a8342a"), rng), item.material or "painted"
    s.box((0, 0.03, 0), (w - 0.06, 0.06, d - 0.1), "metal", (0.03, 0.03, 0.03))
    s.box((0, h / 2 + 0.02, -0.03), (w, h - 0.05, d - 0.07), material, shade(color, 0.96), bevel_m=0.03)
    split = float(rng.choice([0.36, 0.66])) * h
    for a, b in ((0.07, split - 0.006), (split + 0.006, h - 0.02)):
        s.box((0, (a + b) / 2, d / 2 - 0.045), (w - 0.006, b - a, 0.07), material, color, bevel_m=0.025)
        y = (a + b) / 2 + (0.12 if b - a > 0.7 else 0.0)
        s.tube([(-w / 2 + 0.07, y - 0.14, d / 2 - 0.012), (-w / 2 + 0.07, y + 0.14, d / 2 - 0.012)], 0.011, "metal", STEEL, sides=8)
    return fitted(s.geometry(), item.size_m)


def wall_cupboard(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A box of doors on the wall, or open shelves with plates and jars."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, FRONTS, rng), item.material or "painted"
    if rng.random() < 0.65:
        s.box((0, h / 2, -0.012), (w, h, d - 0.024), material, shade(color, 0.97), bevel_m=0.004)
        _fronts(s, w, 0.01, h - 0.01, d / 2 - 0.014, material, color, rng, False)
        return fitted(s.geometry(), item.size_m)
    s.box((0, h / 2, -d / 2 + 0.008), (w, h, 0.016), material, shade(color, 0.95))
    for x in (-1, 1):
        s.box((x * (w / 2 - 0.01), h / 2, 0), (0.02, h, d), material, color)
    for y in (0.012, 0.5 * h, h - 0.012):
        s.box((0, y, 0), (w, 0.024, d), material, color)
    for level in (0.024, 0.5 * h + 0.012):
        x = -w / 2 + 0.08
        while x < w / 2 - 0.08:
            r, tall = float(rng.uniform(0.04, 0.06)), float(rng.uniform(0.1, 0.2))
            tone = linear_from_srgb(str(rng.choice(["#c9a24a", "#a8583f", "#e0dccf", "#6f8a72", "#5f7d96"])))
            s.lathe(
                (x, level, 0.0), [(r, 0), (r, 0.7 * tall), (0.7 * r, 0.8 * tall), (0.72 * r, tall), (0, tall)], "ceramic", tone, sides=14
            )
            x += 2 * r + float(rng.uniform(0.02, 0.06))
    return fitted(s.geometry(), item.size_m)


def pan_rail(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Copper pans and ladles that hang from a rail on the wall."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b06a3a", "#8c9094", "#2c2c2e"), rng), item.material or "metal"
    s.tube([(-w / 2, h - 0.03, 0.0), (w / 2, h - 0.03, 0.0)], 0.012, "metal", (0.03, 0.03, 0.03), sides=8)
    for x in (-0.46, 0.46):
        s.box((x * w, h - 0.03, -d / 4), (0.03, 0.05, d / 2), "metal", (0.03, 0.03, 0.03))
    count = max(3, int(w / 0.24))
    for k in range(count):
        x = (k + 0.5 - count / 2) * w / count
        r = float(rng.uniform(0.06, 0.105))
        long = float(rng.uniform(0.4, 0.62)) * h
        s.tube([(x, h - 0.04, 0.01), (x, h - 0.04 - long + r, 0.01)], 0.009, material, shade(color, 0.7), sides=6)
        turn = [[1, 0, 0], [0, 0, -1], [0, 1, 0]]
        with s.at((x, h - 0.04 - long, -0.02), rotation=turn):
            s.lathe(
                (0, 0, 0),
                [(0.92 * r, 0), (r, 0.05), (0.97 * r, 0.05), (0.88 * r, 0.006), (0, 0.006)],
                material,
                shade(color, float(rng.uniform(0.9, 1.2))),
                sides=20,
            )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "counter": counter, "sink": sink, "stove": stove, "fridge": fridge, "wall_cupboard": wall_cupboard, "pan_rail": pan_rail,
}  # fmt: skip
