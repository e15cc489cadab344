"""Small things to show: trophy, model ship, crown, jewellery box."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade
from .pieces import pick, plate, trim
from .sheets import smoothed
from .softs import rounded_block, stuffing
from .swatches import WOODS
from .turns import pitched
from .vessels import sailing_ship

Rng = np.random.Generator
GOLD, SILVER = "#c9a03a", "#b8babd"
GEMS = ("#a01830", "#1f5a8a", "#1f7a4e", "#6a3a94")


def trophy(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A cup with two swung handles on a stem, on a dark plinth with an engraved plate; now and then a lid with a knob."""
    s = Sculptor()
    color, material = main_paint(item, (GOLD, GOLD, SILVER, "#a8703a"), rng), item.material or "metal"
    base = 0.085
    plinth = trim(item, color, "#1d1512", 0.75)
    s.box((0, 0.014, 0), (0.15, 0.028, 0.15), "timber" if not item.material else material, plinth, bevel_m=0.005)
    s.box((0, 0.055, 0), (0.12, 0.06, 0.12), "timber" if not item.material else material, plinth, bevel_m=0.005)
    s.box((0, 0.055, 0.061), (0.075, 0.032, 0.004), material, shade(color, 1.05), bevel_m=0.001)
    for k in range(2):
        s.box((0, 0.06 - 0.011 * k, 0.0635), (0.055 - 0.014 * k, 0.003, 0.001), "plain", shade(color, 0.5))
    lid = bool(rng.random() < 0.4)
    belly = float(rng.uniform(0.82, 1.0))
    shape = [(0.045, 0), (0.046, 0.008), (0.02, 0.022), (0.012, 0.04), (0.02, 0.05), (0.012, 0.062), (0.016, 0.075)]
    shape += [(0.05 * belly, 0.1), (0.075 * belly, 0.15), (0.078 * belly, 0.2), (0.074, 0.25), (0.086, 0.262)]
    outer = smoothed(shape, 3)
    inner = [(0.08, 0.262), (0.066, 0.25), (0.068 * belly, 0.2), (0.0, 0.19)]
    s.lathe((0, base, 0), np.concatenate([outer, inner]), material, color, sides=32)
    for y, r in ((0.135, 0.068), (0.225, 0.078)):
        s.lathe(
            (0, base + y, 0),
            [(r * belly - 0.006, 0), (r * belly + 0.003, 0.004), (r * belly - 0.006, 0.008)],
            material,
            shade(color, 0.9),
            sides=32,
            caps=False,
        )
    for x in (-1, 1):
        path = smoothed([(10.07, 0.245), (10.115, 0.262), (10.135, 0.22), (10.11, 0.165), (10.075, 0.14), (10.06, 0.12)], 4) - (10, 0)
        s.tube(np.column_stack([x * path[:, 0], base + path[:, 1], np.zeros(len(path))]), 0.0075, material, shade(color, 1.05), sides=8)
        s.sphere((x * 0.117, base + 0.262, 0), 0.011, material, color, sides=8)
    if lid:
        s.lathe(
            (0, base + 0.258, 0),
            smoothed([(0.084, 0), (0.07, 0.02), (0.03, 0.036), (0.012, 0.042), (0.018, 0.058), (0.0, 0.072)], 2),
            material,
            color,
            sides=28,
        )
    star = (
        np.array([(np.sin(k * np.pi / 5), np.cos(k * np.pi / 5)) for k in range(10)]) * np.where(np.arange(10) % 2, 0.011, 0.026)[:, None]
    )
    with s.at((0, base + 0.18, 0)):
        plate(s, star, 0.07 * belly, 0.012, material, shade(color, 1.12))
    return fitted(s.geometry(), item.size_m)


def model_ship(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A sailing ship in small, seen from its side, in two cradles on a board with a brass plate."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    seed = int(rng.integers(1 << 30))
    full = replace(item, size_m=(6.0, 13.0, 14.0), material=item.material or "timber")
    ship = sailing_ship(full, style, np.random.default_rng(seed))
    side = np.array([[0, 0, 1, 0], [0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 0, 1.0]])
    ship = fitted(ship.transformed(side), (0.97 * w, 0.9 * h, 0.82 * d))
    s.box((0, 0.025 * h, 0), (0.86 * w, 0.05 * h, d), material, shade(color, 0.9), bevel_m=0.006)
    s.box((0, 0.025 * h, 0.5 * d), (0.2 * w, 0.03 * h, 0.004), "metal", trim(item, color, "#c9a24a", 1.1))
    for x in (-0.22, 0.2):
        s.box((x * w, 0.08 * h, 0), (0.025 * w, 0.08 * h, 0.5 * d), material, color, bevel_m=0.003)
        for z in (-1, 1):
            s.box((x * w, 0.13 * h, z * 0.24 * d), (0.025 * w, 0.09 * h, 0.07 * d), material, color, bevel_m=0.003)
    with s.at((0, 0.1 * h, 0)):
        s.add(replace(ship, emission_linear=np.zeros_like(ship.emission_linear)))
    return fitted(s.geometry(), item.size_m)


def crown(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A jewelled circlet with points or with arches over a velvet cap, on a tasselled cushion."""
    s = Sculptor()
    color, material = main_paint(item, (GOLD, GOLD, "#d0a848", SILVER), rng), item.material or "metal"
    velvet = pick(item, color, ("#6a1420", "#2a2a6a", "#4a1a52"), rng, 0.8)
    cord = trim(item, color, "#c9a24a", 1.05)
    size = (0.34, 0.1, 0.34)
    deform = stuffing(size, np.random.default_rng(int(rng.integers(1000))), puff_m=0.02, sag_m=0.022)
    rounded_block(s, (0, 0.062, 0), size, 0.045, material if item.material else "fabric", velvet, flat=5, deform=deform)
    for x in (-1, 1):
        for z in (-1, 1):
            s.sphere((x * 0.158, 0.058, z * 0.158), 0.015, "fabric", cord, sides=8)
            s.lathe((x * 0.164, 0.002, z * 0.164), [(0.018, 0), (0.006, 0.05), (0, 0.055)], "fabric", shade(cord, 0.9), sides=9)
    r, y, arched = 0.105, 0.09, bool(rng.random() < 0.5)
    band = [
        (r - 0.005, 0),
        (r + 0.004, 0.0),
        (r + 0.006, 0.008),
        (r, 0.012),
        (r + 0.004, 0.034),
        (r + 0.008, 0.042),
        (r + 0.002, 0.046),
        (r - 0.006, 0.046),
        (r - 0.006, 0),
    ]
    s.lathe((0, y, 0), band, material, color, sides=40, caps=False)
    count = int(rng.choice([8, 8, 10]))
    for k in range(count):
        a = 2 * np.pi * k / count
        n = np.array([np.sin(a), 0, np.cos(a)])
        gem = pick(item, color, GEMS, rng, 0.7)
        s.sphere(r * n + [0, y + 0.023, 0] + 0.004 * n, (0.009, 0.011, 0.009), "ceramic", gem, sides=8)
        with s.at((r + 0.002) * n + [0, y + 0.042, 0], yaw=a):
            if k % 2 and arched:
                for dx, dy in ((0, 0.0), (-0.016, 0.016), (0.016, 0.016), (0, 0.03)):
                    s.sphere((dx, dy + 0.012, 0), (0.012, 0.012, 0.006), material, color, sides=8)
            else:
                tall = 0.075 if not arched else 0.05
                leaf = [(-0.026, 0), (0.026, 0), (0.012, 0.5 * tall), (0, tall), (-0.012, 0.5 * tall)]
                plate(s, leaf, -0.005, 0.008, material, shade(color, 1.06))
                s.sphere((0, tall + 0.006, 0), 0.009, "ceramic", trim(item, color, "#efe8da", 1.1), sides=8)
                s.sphere((0, 0.3 * tall, 0.004), (0.007, 0.01, 0.005), "ceramic", gem, sides=8)
    if arched:
        cap = smoothed([(r - 0.01, 0.03), (r - 0.002, 0.07), (0.07, 0.115), (0.0, 0.12)], 3)
        s.lathe((0, y, 0), cap, "fabric", velvet, sides=24, caps=False)
        t = np.linspace(-1, 1, 15)
        for yaw in (0.0, np.pi / 2):
            arch = np.stack(
                [
                    r * np.sin(t * np.pi / 2) * (1 + 0.12 * (1 - t**2) * np.abs(t)),
                    y + 0.046 + 0.1 * (1 - t**4) - 0.012 * (1 - np.abs(t)) ** 2,
                    0 * t,
                ],
                1,
            )
            with s.at((0, 0, 0), yaw=yaw):
                s.tube(arch, 0.009, material, color, sides=7)
        s.sphere((0, y + 0.152, 0), 0.018, material, color, sides=12)
        s.box((0, y + 0.187, 0), (0.01, 0.044, 0.01), material, shade(color, 1.06), bevel_m=0.002)
        s.box((0, y + 0.19, 0), (0.032, 0.011, 0.01), material, shade(color, 1.06), bevel_m=0.002)
    return fitted(s.geometry(), item.size_m)


def jewellery_box(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Open: an inlaid box on ball feet with a lock, velvet within, a mirror in its lid, pearls that hang out, a ring and a brooch."""
    s = Sculptor()
    color, material = main_paint(item, (*WOODS, "#6a1c22", "#2a3a4a"), rng), item.material or "timber"
    velvet, gold = pick(item, color, ("#7a1c2a", "#22325f", "#4a1f4a", "#1f4a3a"), rng, 0.8), trim(item, color, GOLD, 1.1)
    w, h, d = 0.23, 0.09, 0.15
    low = 0.014
    t = 0.009
    s.box((0, low + 0.006, 0), (w, 0.012, d), material, color)
    for x in (-1, 1):
        s.box((x * (w - t) / 2, low + h / 2, 0), (t, h, d), material, color, bevel_m=0.002)
        s.box((0, low + h / 2, x * (d - t) / 2), (w - 2 * t, h, t), material, color)
        for z in (-1, 1):
            s.sphere((x * 0.4 * w, 0.009, z * 0.4 * d), 0.01, "metal", gold, sides=8)
            s.box((x * 0.492 * w, low + h / 2, z * 0.49 * d), (0.012, h, 0.012), "metal", gold, bevel_m=0.003)
    s.box((0, low + 0.7 * h, 0), (w - 2 * t, 0.012, d - 2 * t), "fabric", velvet)
    inlay = [(0.0, 0.024), (0.05, 0.0), (0.0, -0.024), (-0.05, 0.0)]
    with s.at((0, low + 0.45 * h, 0)):
        plate(s, inlay, d / 2 - 0.003, 0.005, "timber" if not item.material else material, trim(item, color, "#d8b880", 1.1))
    s.box((0, low + h - 0.014, d / 2 + 0.001), (0.022, 0.026, 0.006), "metal", gold, bevel_m=0.002)
    lean = float(rng.uniform(0.25, 0.45))
    with s.at((0, low + h, -d / 2 + 0.004), rotation=pitched(-lean)):
        deep = d * 0.82
        s.box((0, deep / 2, 0), (w, deep, 0.018), material, color, bevel_m=0.003)
        s.box((0, deep / 2, 0.009), (w - 0.03, deep - 0.03, 0.004), "metal", gold, bevel_m=0.001)
        mirror = trim(item, color, "#9aa8b0", 1.1)
        s.box((0, deep / 2, 0.011), (w - 0.044, deep - 0.044, 0.003), "metal", mirror)
        for x in (-1, 1):
            s.cylinder((x * 0.3 * w, -0.004, -0.002), 0.006, 0.012, "metal", gold, sides=8)
    pearl = trim(item, color, "#efe8da", 1.1)
    u = np.linspace(0, 1, 26)
    side = float(rng.choice([-1, 1]))
    path = np.stack([side * (0.02 + 0.06 * np.sin(3.0 * u)), np.full(26, low + 0.78 * h + 0.008), -0.03 + 0.07 * u], 1)
    for k, p in enumerate(path):
        s.sphere(p if k < 22 else p + [0, 0.012, 0.01], 0.0055, "ceramic", pearl, sides=6)
    for k in range(9):
        s.sphere((path[-1, 0] + side * 0.002 * k, low + h - 0.006 * k + 0.004, d / 2 + 0.008), 0.0055, "ceramic", pearl, sides=6)
    for _ in range(5):
        at = (-side * float(rng.uniform(0.01, 0.085)), low + 0.78 * h + 0.006, float(rng.uniform(-0.045, 0.05)))
        s.sphere(at, (0.01, 0.008, 0.01), "metal", gold, sides=8)
        s.sphere(np.array(at) + [0, 0.006, 0], (0.007, 0.006, 0.007), "ceramic", pick(item, color, GEMS, rng, 0.7), sides=7)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"trophy": trophy, "model_ship": model_ship, "crown": crown, "jewellery_box": jewellery_box}
