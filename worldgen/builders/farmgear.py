"""Gear of a farm: field_gate, millstone, wagon_wheel."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .boards import METAL, annulus, board
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor
from .paints import main_paint, shade
from .sheets import smooth_noise
from .turns import pitched
from .wares import WOODS

Rng = np.random.Generator
STONES = ("#9a938a", "#8b867e", "#a89c86")
WEATHERED = ("#8a7a62", "#7d6a50", "#94866e", "#6f5a42")


def field_gate(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Five bars with braces between two stout posts; strap hinges at one post, a latch at the other; or a gate of pales."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WEATHERED, "#d0cabb"), rng), item.material or "timber"
    side = -1 if rng.random() < 0.5 else 1
    wide = 0.98 * d
    for x in (-1, 1):
        at = x * (w / 2 - wide / 2)
        tone = shade(color, 0.86 if x == side else 0.92)
        s.box((at, 0.46 * h, 0), (wide, 0.92 * h, wide), material, tone, bevel_m=0.02)
        with s.at((at, 0.915 * h, 0), yaw=np.pi / 4):
            s.lathe((0, 0, 0), [(0.71 * wide, 0), (0.71 * wide, 0.015 * h), (0, 0.085 * h)], material, shade(color, 0.95), sides=4)
    a, b = -w / 2 + wide + 0.04, w / 2 - wide - 0.04
    low, high = 0.1 * h, 0.86 * h
    iron = shade(color, 0.6) if item.color else METAL
    for x in (a + 0.04, b - 0.04):
        top = high + 0.05 * h if x * side < 0 else high
        s.box((x, (low + top) / 2, 0), (0.085, top - low + 0.03, 0.075), material, color, bevel_m=0.012)
    if rng.random() < 0.7:
        for y in low + (high - low) * np.array([0.0, 0.2, 0.41, 0.66, 1.0]):
            y = float(y) + 0.02
            s.box(((a + b) / 2, y, 0), (b - a, 0.075, 0.04), material, shade(color, float(rng.uniform(0.9, 1.08))), bevel_m=0.008)
        start, end = (a + 0.08, b - 0.08) if side < 0 else (b - 0.08, a + 0.08)
        middle = (a + b) / 2
        s.box((middle, (low + high) / 2, 0.032), (0.075, high - low, 0.026), material, shade(color, 0.96), bevel_m=0.006)
        board(s, (start, low, 0.034), (middle, high, 0.034), 0.075, 0.026, material, shade(color, 1.04))
        last = (middle, low, 0.034) if rng.random() < 0.5 else (middle, high, 0.034)
        board(s, last, (end, low if last[1] == high else high, 0.034), 0.07, 0.026, material, shade(color, 1.02))
    else:
        count = round((b - a) / 0.13)
        curve = float(rng.choice([-0.1, 0.1])) * h
        for k in range(count):
            u = (k + 0.5) / count
            top = high - 0.05 * h + curve * (4 * u * (1 - u) - (curve > 0) + 0.0)
            s.box(
                (a + u * (b - a), (low + top) / 2, 0.02),
                (0.075, top - low, 0.024),
                material,
                shade(color, float(rng.uniform(0.9, 1.08))),
                bevel_m=0.01,
            )
        for y in (low + 0.12 * h, high - 0.22 * h):
            s.box(((a + b) / 2, y, -0.012), (b - a, 0.085, 0.038), material, shade(color, 0.92), bevel_m=0.006)
        board(s, (a, low + 0.12 * h, -0.02), (b, high - 0.22 * h, -0.02), 0.08, 0.03, material, shade(color, 0.9))
    x = side * (w / 2 - wide)
    for y in (low + 0.12 * h, high - 0.03 * h):
        s.box((x - side * 0.27, y, 0.05), (0.56, 0.045, 0.012), "metal", iron, bevel_m=0.003)
        s.tube([(x - side * 0.005, y - 0.045, 0.055), (x - side * 0.005, y + 0.045, 0.055)], 0.02, "metal", iron, sides=8)
        for u in (0.12, 0.3, 0.48):
            s.sphere((x - side * u, y, 0.058), 0.014, "metal", iron, sides=6)
    s.box((-x, 0.62 * h, 0.06), (0.26, 0.03, 0.014), "metal", iron, bevel_m=0.003)
    s.tube([(-x + side * 0.08, 0.62 * h, 0.06), (-x + side * 0.08, 0.62 * h, 0.1)], 0.013, "metal", iron, sides=7)
    return fitted(s.geometry(), item.size_m)


def _dressed(s: Sculptor, radius: float, half: float, material: str, color: Array, rng: Rng) -> None:
    """One stone about +Y: a ring with a rough rim, furrows cut in sectors over its upper side, an iron-shod eye."""
    sub = Sculptor()
    annulus(sub, radius, 0.17 * radius, half, material, color, sides=44, round_m=0.025)
    g = sub.geometry()
    v = g.vertices.astype(np.float64)
    out = np.hypot(v[:, 0], v[:, 2]) > 0.9 * radius
    v[out] += (v[out] * [1, 0, 1] / radius) * (0.008 * smooth_noise(v[out], rng, 0.3))[:, None]
    s.faces(v, g.faces, material, shade(color, 1.0) * rng.uniform(0.94, 1.06, (len(g.faces), 1)).astype(np.float32), uv=g.uv)
    for sector in range(8):
        a = 2 * np.pi * sector / 8
        main, across = np.array([np.sin(a), 0, np.cos(a)]), np.array([np.cos(a), 0, -np.sin(a)])
        for k in range(4):
            start = main * radius * (0.26 + 0.17 * k) + [0, half + 0.002, 0]
            long = min(0.93 * radius - (0.26 + 0.17 * k) * radius, 0.5 * radius) if k else 0.68 * radius
            way = main if k == 0 else (main + 0.75 * across) / 1.25
            board(s, start, start + way * max(long, 0.06), 0.024, 0.008, material, shade(color, 0.62), facing=(0, 1, 0))
    s.lathe((0, half - 0.02, 0), [(0.17 * radius, 0), (0.23 * radius, 0.024), (0.17 * radius, 0.026)], "metal", METAL, sides=20, caps=False)


def millstone(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A furrowed stone that leans back on a stake; its fellow lies flat beside it on two sleepers."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "concrete"
    radius, half = 0.495 * h, float(rng.uniform(0.075, 0.1)) * h
    tilt = float(rng.uniform(0.16, 0.24))
    side = -1 if rng.random() < 0.5 else 1
    with s.at((-side * (w / 2 - radius), radius, 0.5 * d - half - 0.5 * h * np.sin(tilt) * 0.6), rotation=pitched(np.pi / 2 - tilt)):
        with s.at(yaw=float(rng.uniform(0, 6))):
            _dressed(s, radius, half, material, color, rng)
    stake = np.array([-side * (w / 2 - radius), 0, -0.3 * d])
    wood = shade(color, 0.9) if item.color else main_paint(item, WOODS, rng)
    board(s, stake, (stake[0], 0.86 * h, 0.5 * d - 2.3 * half - 0.62 * h * np.sin(tilt)), 0.1, 0.09, item.material or "timber", wood)
    lower = min(0.8 * radius, 0.46 * d)
    at = np.array([side * (w / 2 - lower), 0, lower - d / 2])
    for x in (-1, 1):
        s.box(at + [x * 0.5 * lower, 0.05, 0], (0.1, 0.1, 1.7 * lower), item.material or "timber", wood, bevel_m=0.01)
    with s.at(at + [0, 0.1 + 0.8 * half, 0], yaw=float(rng.uniform(0, 6))):
        _dressed(s, lower, 0.8 * half, material, shade(color, 0.93), rng)
    return fitted(s.geometry(), item.size_m)


def wagon_wheel(item: Instance, style: Style, rng: Rng) -> Geometry:
    """An iron-tyred wheel with felloes, tapered spokes and a banded hub; it leans back on a stake driven in behind."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WEATHERED, "#8a3a28", "#b08a3a"), rng), item.material or "timber"
    iron = shade(color, 0.7) if item.color else METAL
    spokes, radius = int(rng.choice([10, 12, 14])), 0.5 * h
    tilt = 0.17
    hub, half = 0.13 * radius, 0.11 * h
    with s.at((0, radius * np.cos(tilt), 0.02 * d), rotation=pitched(np.pi / 2 - tilt)):
        tones = np.repeat(rng.uniform(0.88, 1.1, spokes // 2), 8)
        felloes = np.clip(np.tile(tones[:, None] * color, (6, 1)), 0, 0.95)
        annulus(s, 0.965 * radius, 0.83 * radius, 0.036 * h, material, felloes, sides=8 * (spokes // 2))
        annulus(s, radius, 0.955 * radius, 0.042 * h, item.material or "metal", iron, sides=48, round_m=0.006)
        for k in range(spokes):
            a = 2 * np.pi * (k + 0.5) / spokes
            out = np.array([np.sin(a), 0, np.cos(a)])
            path = out * np.array([0.6 * hub, 0.3 * radius, 0.5 * radius, 0.86 * radius])[:, None] + [0, 0.012, 0]
            s.tube(path, np.array([0.03, 0.03, 0.022, 0.024]) * h / 1.15, material, shade(color, float(rng.uniform(0.92, 1.06))), sides=8)
        profile = [
            (0.6 * hub, -half),
            (0.95 * hub, -0.9 * half),
            (1.25 * hub, -0.3 * half),
            (1.35 * hub, 0),
            (1.25 * hub, 0.35 * half),
            (0.95 * hub, 0.9 * half),
            (0.6 * hub, half),
        ]
        s.lathe((0, 0, 0), profile, material, shade(color, 0.94), sides=20)
        for y, r in ((-0.75, 1.05), (-0.4, 1.25), (0.36, 1.27), (0.76, 1.07)):
            s.lathe(
                (0, y * half - 0.012, 0),
                [(0.9 * r * hub, 0), (1.06 * r * hub, 0.002), (1.06 * r * hub, 0.022), (0.9 * r * hub, 0.024)],
                "metal",
                iron,
                sides=20,
                caps=False,
            )
        s.lathe((0, half, 0), [(0.4 * hub, -0.01), (0.4 * hub, 0.02), (0.0, 0.022)], "metal", iron, sides=12, caps=False)
    stake = shade(color, 0.85)
    board(s, (0, 0, -d / 2 + 0.03), (0, 0.78 * h, -0.28 * d), 0.05, 0.045, material, stake)
    s.box((0, 0.03, -0.25 * d), (0.08, 0.06, 0.48 * d), material, shade(stake, 0.95), bevel_m=0.008)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"field_gate": field_gate, "millstone": millstone, "wagon_wheel": wagon_wheel}
