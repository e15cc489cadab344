"""Of bars: a counter with taps and a brass rail, a drinks trolley."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor
from .mouldings import moulding, rectangle
from .paints import main_paint, shade
from .pieces import disc, pick, rounded, slab, trim
from .sheets import smoothed
from .swatches import WOODS

Rng = np.random.Generator
LIQUORS = ("#2f5a34", "#7a4a1c", "#c8a05a", "#5a1c20", "#3a6a8a", "#d8d0b0", "#1f3a2a")


def _bottle(s: Sculptor, at: tuple[float, float, float], tall: float, glass: Array, label: Array, cap: Array, fat: float) -> None:
    r = 0.115 * tall * fat
    shape = smoothed(
        [(0.9 * r, 0), (r, 0.04 * tall), (r, 0.5 * tall), (0.85 * r, 0.62 * tall), (0.32 * r, 0.72 * tall), (0.3 * r, 0.94 * tall)], 2
    )
    s.lathe(at, shape, "ceramic", glass, sides=14)
    s.lathe(at, [(0.36 * r, 0.9 * tall), (0.36 * r, tall), (0, tall)], "metal", cap, sides=10)
    s.lathe(at, [(1.02 * r, 0.14 * tall), (1.02 * r, 0.4 * tall)], "paper", label, sides=14, caps=False)


def _tumbler(s: Sculptor, at: tuple[float, float, float], tall: float, glass: Array, drink: Array | None) -> None:
    r = 0.36 * tall
    s.lathe(at, [(0.8 * r, 0), (r, tall), (0.9 * r, tall), (0.74 * r, 0.12 * tall), (0, 0.12 * tall)], "ceramic", glass, sides=14)
    if drink is not None:
        s.lathe(at, [(0.87 * r, 0.8 * tall), (0, 0.801 * tall)], "plain", drink, sides=12, caps=False)


def bar_counter(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Guests stand at +Z: panelled front between pilasters, thick top, brass foot rail, a raised back edge; beer taps, glasses, a bell."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WOODS, "#3a2214", "#4a2a1a"), rng), item.material or "timber"
    brass = trim(item, color, "#b8923e", 1.06)
    top = 0.93 * h if h < 1.25 else h - 0.09
    lift = h - top
    front = 0.3 * d
    s.box((0, (top - 0.05) / 2, -0.08 * d), (0.96 * w, top - 0.05, 0.74 * d), material, color)
    s.box((0, 0.05, -0.06 * d), (0.98 * w, 0.1, 0.8 * d), material, shade(color, 0.82), bevel_m=0.01)
    slab(s, rounded(w, 0.97 * d, 0.06, 5), top - 0.06, 0.045, material, shade(color, 0.94))
    slab(s, rounded(0.99 * w, 0.95 * d, 0.05, 5), top - 0.016, 0.016, material, shade(color, 1.12))
    s.box((0, h - lift / 2 - 0.004, -0.42 * d), (0.98 * w, lift + 0.008, 0.13 * d), material, shade(color, 1.04), bevel_m=0.008)
    count = max(2, round(w / 0.62))
    wide = 0.94 * w / count
    z = -0.08 * d + 0.37 * d
    for k in range(count):
        x = (k + 0.5 - count / 2) * wide
        for low, high in ((0.13 * h, 0.6 * top), (0.64 * top, top - 0.1)):
            with s.at((x, (low + high) / 2, z)):
                a, b = wide / 2 - 0.06, (high - low) / 2
                edge = [(0, 0), (0, 0.016), (0.014, 0.02), (0.03, 0.008), (0.034, 0.004)]
                moulding(s, rectangle(-a, -b, a, b), edge, material, shade(color, 1.06))
                s.quad(
                    (-a + 0.03, -b + 0.03, 0.005),
                    (a - 0.03, -b + 0.03, 0.005),
                    (a - 0.03, b - 0.03, 0.005),
                    (-a + 0.03, b - 0.03, 0.005),
                    material,
                    shade(color, 1.12),
                )
    for k in range(count + 1):
        x = (k - count / 2) * wide
        s.box((x, top / 2, z), (0.075, top - 0.12, 0.035), material, shade(color, 0.96), bevel_m=0.008)
        for y in (0.13, top - 0.09):
            s.box((x, y, z + 0.005), (0.095, 0.06, 0.045), material, shade(color, 1.05), bevel_m=0.008)
        foot = (x * 0.985, 0.2, front + 0.14 * d)
        s.tube([(x * 0.985, 0.26, z), (x * 0.985, 0.22, foot[2]), foot], 0.012, "metal", brass, sides=7)
        s.sphere(foot, 0.032, "metal", brass, sides=10)
    s.tube([(-0.485 * w, 0.2, front + 0.14 * d), (0.485 * w, 0.2, front + 0.14 * d)], 0.022, "metal", brass, sides=10)
    x0 = float(rng.uniform(-0.24, 0.24)) * w
    y = top
    s.box((x0, y + 0.008, -0.02 * d), (0.36, 0.016, 0.2), "metal", trim(item, color, "#8f9194", 0.9), bevel_m=0.004)
    s.tube([(x0 - 0.13, y, -0.1 * d), (x0 - 0.13, y + 0.26, -0.1 * d)], 0.022, "metal", brass, sides=10)
    s.tube([(x0 + 0.13, y, -0.1 * d), (x0 + 0.13, y + 0.26, -0.1 * d)], 0.022, "metal", brass, sides=10)
    s.tube([(x0 - 0.17, y + 0.26, -0.1 * d), (x0 + 0.17, y + 0.26, -0.1 * d)], 0.034, "metal", brass, sides=12)
    for k in range(3):
        x = x0 + (k - 1) * 0.11
        s.tube([(x, y + 0.26, -0.1 * d), (x, y + 0.255, -0.02 * d), (x, y + 0.2, -0.01 * d)], 0.011, "metal", brass, sides=8)
        tone = pick(item, color, ("#1b1b1d", "#7a1c22", "#e8e0cc", "#22325f", "#2f5a34"), rng, 0.9)
        s.lathe(
            (x, y + 0.28, -0.1 * d),
            [(0.008, 0), (0.01, 0.02), (0.02, 0.05), (0.022, 0.14), (0.01, 0.17), (0, 0.172)],
            "painted",
            tone,
            sides=12,
        )
    clear = trim(item, color, "#b8c4c6", 1.12)
    for k in range(int(rng.integers(3, 6))):
        x = float(rng.uniform(-0.46, 0.46)) * w
        if abs(x - x0) < 0.24:
            continue
        beer = trim(item, color, "#d89a2a", 1.1)
        if k % 2:
            at = (x, y, float(rng.uniform(-0.2, 0.32)) * d)
            s.lathe(at, [(0.034, 0), (0.036, 0.012), (0.036, 0.11), (0, 0.11)], "ceramic", beer, sides=14)
            s.lathe(at, [(0.038, 0.105), (0.041, 0.125), (0.03, 0.142), (0, 0.146)], "plain", trim(item, color, "#f0e8d8", 1.12), sides=14)
            s.tube(
                [(x + 0.034, y + 0.1, at[2]), (x + 0.066, y + 0.09, at[2]), (x + 0.066, y + 0.04, at[2]), (x + 0.034, y + 0.025, at[2])],
                0.008,
                "ceramic",
                clear,
                sides=6,
            )
        else:
            _tumbler(s, (x, y, float(rng.uniform(-0.2, 0.3)) * d), 0.1, clear, trim(item, color, "#8a4a1c", 1.0))
    side = -1 if x0 > 0 else 1
    for k in range(5):
        at = (side * (0.2 + 0.05 * k) * w, h, -0.42 * d)
        if abs(at[0]) < 0.46 * w:
            _bottle(
                s,
                (at[0], top, -0.3 * d),
                float(rng.uniform(0.26, 0.32)),
                pick(item, color, LIQUORS, rng, 0.9),
                trim(item, color, "#e8dcc0", 1.12),
                brass,
                float(rng.uniform(0.9, 1.2)),
            )
    g = s.geometry()
    high = float(g.vertices[:, 1].max())
    return fitted(g, (w, max(high, h), d)) if high <= 1.04 * h else fitted(g, item.size_m)


def bar_cart(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A trolley: two trays with rails in a brass or wooden frame on wheels, bottles, glasses, an ice bucket, a tea pot's place below."""
    s = Sculptor()
    w, h, d = item.size_m
    wooden = bool(rng.random() < 0.4)
    color = main_paint(item, WOODS if wooden else ("#b8923e", "#b8923e", "#2b2a2a", "#b4b6ba"), rng)
    material = item.material or ("timber" if wooden else "metal")
    top, low = 0.64 * h, 0.22 * h
    x1, z1 = 0.42 * w, 0.42 * d
    for x in (-1, 1):
        for z in (-1, 1):
            s.tube([(x * x1, 0.08 * h, z * z1), (x * x1, top + 0.06 * h, z * z1)], 0.016, material, color, sides=9)
            s.sphere((x * x1, top + 0.065 * h, z * z1), 0.022, material, shade(color, 1.06), sides=9)
            big = 0.085 * h if x > 0 else 0.05 * h
            disc(s, (x * x1 - 0.01, big, z * (z1 + 0.016)), big, 0.02, "painted", trim(item, color, "#1b1b1d", 0.75), sides=20, along="x")
            disc(s, (x * x1 - 0.013, big, z * (z1 + 0.016)), 0.4 * big, 0.026, material, color, sides=12, along="x")
    tray = pick(item, color, ("#6a4426", "#2a2c2e", "#d8d4cc"), rng, 0.94) if not wooden else shade(color, 1.08)
    for y in (low, top):
        s.box((0, y, 0), (2 * x1, 0.016, 2 * z1), item.material or ("timber" if wooden else "painted"), tray, bevel_m=0.003)
        for up in (0.012, 0.06 * h):
            ring = np.array([(-x1, y + up, -z1), (x1, y + up, -z1), (x1, y + up, z1), (-x1, y + up, z1), (-x1, y + up, -z1)])
            for a, b in zip(ring[:-1], ring[1:], strict=True):
                s.tube([a, b], 0.009, material, color, sides=7)
    for z in (-1, 1):
        s.tube(
            smoothed(
                [(10 - x1, top + 0.05 * h, z * z1), (10 - 0.47 * w, top + 0.1 * h, z * z1), (10 - 0.485 * w, top + 0.14 * h, z * z1)], 3
            )
            - [10, 0, 0],
            0.014,
            material,
            color,
            sides=8,
        )
    s.tube([(-0.485 * w, top + 0.14 * h, -z1), (-0.485 * w, top + 0.14 * h, z1)], 0.016, material, color, sides=9)
    label, gold, clear = trim(item, color, "#e8dcc0", 1.1), trim(item, color, "#b8923e", 1.05), trim(item, color, "#c0cacc", 1.1)
    y = top + 0.008
    spots = [(-0.3, -0.5), (-0.12, -0.45), (0.06, -0.5), (0.22, -0.4), (-0.22, 0.0)]
    for u, v in spots[: int(rng.integers(4, 6))]:
        tall = float(rng.uniform(0.8, 1.0)) * (h - y - 0.005)
        _bottle(s, (u * w, y, v * z1), tall, pick(item, color, LIQUORS, rng, 0.9), label, gold, float(rng.uniform(0.9, 1.25)))
    bucket = (0.28 * w, y, 0.35 * z1)
    s.lathe(
        bucket,
        [(0.055, 0), (0.075, 0.13), (0.08, 0.135), (0.07, 0.135), (0.062, 0.1), (0, 0.1)],
        "metal",
        trim(item, color, "#b4b6ba", 0.9),
        sides=20,
    )
    for _ in range(7):
        a, r = rng.uniform(0, 6.28), float(rng.uniform(0, 0.045))
        with s.at((bucket[0] + r * np.cos(a), y + 0.115, bucket[2] + r * np.sin(a)), yaw=float(a)):
            s.box((0, 0, 0), (0.028, 0.028, 0.028), "ice", trim(item, color, "#d8e4e8", 1.1), bevel_m=0.005)
    for k in range(4):
        drink = trim(item, color, "#a8602a", 1.0) if k % 2 else None
        _tumbler(s, ((-0.12 + 0.09 * k) * w, y, (0.45 + 0.25 * (k % 2)) * z1), 0.095, clear, drink)
    for u in (-0.26, -0.12, 0.02):
        _bottle(s, (u * w, low + 0.008, -0.3 * z1), 0.3 * h, pick(item, color, LIQUORS, rng, 0.9), label, gold, 1.0)
    s.lathe(
        (0.24 * w, low + 0.008, 0),
        smoothed([(0.05, 0), (0.085, 0.04), (0.08, 0.09), (0.04, 0.13), (0.02, 0.14), (0.0, 0.155)], 2),
        "ceramic",
        pick(item, color, ("#e8e4da", "#3f6b8f", "#7a9a84"), rng, 1.05),
        sides=20,
    )
    s.tube(
        [(0.24 * w + 0.07, low + 0.06, 0), (0.24 * w + 0.12, low + 0.09, 0), (0.24 * w + 0.135, low + 0.13, 0)],
        [0.016, 0.012, 0.008],
        "ceramic",
        trim(item, color, "#e8e4da", 1.05),
        sides=8,
    )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"bar_counter": bar_counter, "bar_cart": bar_cart}
