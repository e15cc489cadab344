"""What clothes a hall's walls and ceiling: wainscot, pilasters, rails of spotlights."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .mouldings import moulding, rectangle
from .paints import main_paint, shade

SPOT = np.array([52.0, 45.0, 34.0], np.float32)  # radiance of a spotlight's lens
PAINTS = ("#e6e0d2", "#d8d0c0", "#6a4a32", "#5a4030")


def wainscot(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Panelling along a wall's foot: framed panels under a capping rail. Its back is at −Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, PAINTS, rng), item.material or "painted"
    back, rail = -d / 2, 0.07
    s.box((0, h / 2 - rail / 2, back + 0.2 * d), (w, h - rail, 0.4 * d), material, color, skip="zY")
    s.box((0, h - rail / 2, 0), (w, rail, d), material, shade(color, 1.05), bevel_m=0.3 * d, skip="z")
    count = max(1, round(w / (0.95 * h)))
    wide = w / count
    for k in range(count):
        x = (k + 0.5) * wide - w / 2
        a, low, high = wide / 2 - 0.07, 0.09, h - rail - 0.08
        if a < 0.06:
            continue
        profile = [(0, 0), (0.008, 0.4 * d), (0.022, 0.45 * d), (0.034, 0.1 * d), (0.04, 0.0)]
        with s.at((x, 0, back + 0.4 * d)):
            moulding(s, rectangle(-a, low, a, high), profile, material, shade(color, 0.97))
            s.box((0, (low + high) / 2, 0.08 * d), (2 * a - 0.22, high - low - 0.22, 0.16 * d), material, shade(color, 1.03), skip="z")
    return fitted(s.geometry(), item.size_m)


def pilaster(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A flat pier against a wall: moulded base, shaft with flutes, capital with a leaf band. Its back is at −Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e4dfd4", "#d8cfc0", "#cfc4b4"), rng), item.material or "plaster"
    back = -d / 2
    foot, head = 0.42 * w, 0.62 * w

    def slab(y: float, high: float, wide: float, deep: float, tone: float = 1.0) -> None:
        s.box((0, y + high / 2, back + deep * d / 2), (wide * w, high, deep * d), material, shade(color, tone), bevel_m=0.006, skip="z")

    slab(0, 0.55 * foot, 1.0, 1.0, 0.96)
    slab(0.55 * foot, 0.3 * foot, 0.94, 0.92)
    slab(0.85 * foot, 0.15 * foot, 0.88, 0.8)
    slab(foot, h - foot - head, 0.78, 0.5, 0.95)
    bands = 5
    for k in range(bands):  # what is left between flutes
        x = (k - (bands - 1) / 2) * 0.78 * w / bands * 1.04
        s.box(
            (x, h / 2 + (foot - head) / 2, back + 0.62 * d), (0.085 * w, h - foot - head - 0.12, 0.28 * d), material, color, bevel_m=0.005
        )
    slab(h - head, 0.12 * head, 0.84, 0.7)
    slab(h - 0.88 * head, 0.58 * head, 0.8, 0.6, 0.97)
    for row, (y, tall) in enumerate(((0.84, 0.3), (0.58, 0.3))):
        for k in range(4 - row):
            x = (k - (3 - row) / 2) * 0.21 * w
            leaf = [
                (x, h - y * head, back + 0.6 * d),
                (x, h - (y - tall) * head, back + 0.78 * d),
                (x, h - (y - tall) * head, back + 0.95 * d),
            ]
            s.tube(leaf, [0.075 * w, 0.06 * w, 0.02 * w], material, shade(color, 1.03), sides=7)
    slab(h - 0.3 * head, 0.12 * head, 0.92, 0.9)
    slab(h - 0.18 * head, 0.18 * head, 1.0, 1.0, 1.03)
    return fitted(s.geometry(), item.size_m)


def track_light(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A rail under the ceiling, on two rods, with spotlights turned to both sides."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2a2a2c", "#e4e2de"), rng), item.material or "metal"
    rail = 0.5 * h
    for x in (-0.38, 0.38):
        s.cylinder((x * w, rail, 0), 0.008, h - rail, material, color, sides=6)
        s.cylinder((x * w, h - 0.02, 0), 0.05, 0.02, material, color, sides=14)
    s.box((0, rail, 0), (w, 0.045, 0.04), material, color, bevel_m=0.005)
    count = max(2, round(w / 0.7))
    for k in range(count):
        x, side = (k + 0.5) * w / count - w / 2, 1 if k % 2 else -1
        lean = side * 0.85
        c, n = np.cos(lean), np.sin(lean)
        s.cylinder((x, rail - 0.12 * h, 0), 0.012, 0.12 * h, material, color, sides=6)
        with s.at((x, rail - 0.12 * h, 0), rotation=[[1, 0, 0], [0, c, n], [0, -n, c]]):
            long, r = 0.36 * h, min(0.052, 0.2 * d)
            s.lathe((0, -long, 0), [(r, 0), (r, 0.7 * long), (0.6 * r, long)], material, color, sides=14, caps=False)
            s.sphere((0, 0, 0), 0.6 * r, material, color, sides=8)
            s.lathe((0, -0.94 * long, 0), [(0.94 * r, 0.0), (0.0, -0.001)], "ceramic", (0.9, 0.88, 0.8), sides=14, emission_linear=SPOT)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"wainscot": wainscot, "pilaster": pilaster, "track_light": track_light}
