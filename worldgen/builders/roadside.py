"""What stands by city kerbs beside lamps and bins: phone booth, planter, traffic cone, bicycle rack, vending machine."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .houseplants import bouquet, foliage
from .paints import main_paint, shade
from .turns import loop
from .twofold import twofold

LAMP = np.array([1.5, 1.3, 0.9], np.float32)


def phone_booth(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Three glazed sides with bars, a panelled back with the telephone, a domed roof over lit signs; the door looks at +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b01f22", "#b01f22", "#2a5a3a", "#23406e"), rng, spread=0.04), item.material or "painted"
    base, top = 0.05 * h, 0.84 * h
    s.box((0, base / 2, 0), (w, base, d), material, shade(color, 0.8), bevel_m=0.01)
    post = 0.075 * w
    for x in (-1, 1):
        for z in (-1, 1):
            s.box(
                (x * (w / 2 - post), (base + top) / 2, z * (d / 2 - post)),
                (1.6 * post, top - base, 1.6 * post),
                material,
                color,
                bevel_m=0.012,
            )
    rows = int(rng.integers(5, 8))
    for side in range(3):
        yaw = (0.0, np.pi / 2, -np.pi / 2)[side]
        wide, out = (w, d) if side == 0 else (d, w)
        with s.at((0, 0, 0), yaw=yaw):
            half, z = wide / 2 - 1.6 * post, out / 2 - 0.8 * post
            s.box((0, base + 0.06 * h, z), (2 * half, 0.12 * h, 0.04), material, color)
            s.box((0, (base + 0.12 * h + top) / 2, z - 0.006), (2 * half, top - base - 0.12 * h, 0.006), "glass", (0.1, 0.12, 0.12))
            for k in range(rows + 1):
                y = base + 0.12 * h + k * (top - base - 0.12 * h) / rows
                s.box((0, y, z), (2 * half, 0.03, 0.035), material, color)
            for x in (-0.36, 0.36):
                s.box((x * 2 * half, (base + 0.12 * h + top) / 2, z), (0.026, top - base - 0.12 * h, 0.035), material, color)
    s.box((0, (base + top) / 2, -d / 2 + post), (w - 3 * post, top - base, 0.04), material, shade(color, 0.9))
    s.box((0, 0.52 * h, -d / 2 + post + 0.1), (0.3 * w, 0.2 * h, 0.14), "metal", (0.03, 0.03, 0.032), bevel_m=0.02)
    s.tube([(0.1 * w, 0.58 * h, -d / 2 + 0.3), (0.12 * w, 0.5 * h, -d / 2 + 0.32)], 0.025, "metal", (0.02, 0.02, 0.02), sides=8)
    s.box((0, 0.885 * h, 0), (w, 0.09 * h, d), material, color, bevel_m=0.02)
    for yaw, out in ((0.0, d), (np.pi / 2, w), (np.pi, d), (-np.pi / 2, w)):
        with s.at(yaw=float(yaw)):
            s.box((0, 0.885 * h, out / 2), (0.7 * w, 0.05 * h, 0.014), "glass", (0.8, 0.78, 0.7), emission_linear=0.8 * LAMP)
    s.box((0, 0.94 * h, 0), (0.94 * w, 0.03 * h, 0.94 * d), material, shade(color, 1.05), bevel_m=0.02)
    dome = Sculptor()
    t = np.linspace(0, np.pi / 2, 7)
    dome.lathe((0, 0.95 * h, 0), [(0.5 * np.cos(a), 0.05 * h * np.sin(a)) for a in t], material, color, sides=24)
    g = dome.geometry()
    s.faces(g.vertices * (0.86 * w, 1, 0.86 * d), g.faces, material, g.color_linear, uv=g.uv)
    return fitted(s.geometry(), item.size_m)


def planter(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A tub or a trough, round if as wide as deep, with earth, leaves and flowers."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#8a8a86", "#a85c3a", "#6a5a48", "#4a4d50"), rng)
    material = item.material or str(rng.choice(["concrete", "ceramic", "planks"]))
    tub = (0.72 if item.color else 0.56) * h
    earth = linear_from_srgb("#4a3826")
    if abs(w - d) < 0.15 * w:
        r = w / 2
        lip = float(rng.uniform(0.86, 0.98))
        s.lathe(
            (0, 0, 0),
            [(0.7 * r, 0), (lip * 0.94 * r, 0.86 * tub), (r, 0.88 * tub), (r, tub), (0.9 * r, tub), (0.88 * r, 0.9 * tub)],
            material,
            color,
            sides=28,
            caps=False,
        )
        s.lathe((0, 0.9 * tub, 0), [(0.89 * r, 0), (0, 0.02)], "earth", earth, sides=28, caps=False)
        s.lathe((0, 0, 0), [(0, 0.0), (0.7 * r, 0.001)], material, color, sides=28, caps=False)
    else:
        t = 0.05
        for x in (-1, 1):
            s.box((x * (w / 2 - t / 2), tub / 2, 0), (t, tub, d), material, color, bevel_m=0.008)
            s.box((0, tub / 2, x * (d / 2 - t / 2)), (w - 2 * t, tub, t), material, shade(color, 0.97), bevel_m=0.004)
        s.box((0, 0.46 * tub, 0), (w - 2 * t, 0.9 * tub, d - 2 * t), "earth", earth)
        s.box((0, tub - 0.03, 0), (1.0 * w, 0.06, 1.0 * d), material, shade(color, 1.05), skip="yY") if not item.material else None
    spots = max(1, round(w / max(d, 0.2)))
    for k in range(spots):
        x = (k + 0.5 - spots / 2) * w / spots
        crown = Sculptor()
        reach = 0.5 * min(d, w / spots)
        if rng.random() < 0.6:
            bouquet(crown, np.zeros(3), reach, h - tub, rng)
        foliage(crown, np.zeros(3), 0.95 * reach, 0.8 * (h - tub), int(rng.choice([0, 1, 3])), rng)
        with s.at((x, 0.88 * tub, 0)):
            s.add(twofold(fitted(crown.geometry(), (0.98 * w / spots, h - 0.88 * tub, 0.98 * d)), 0.0004))
    return fitted(s.geometry(), item.size_m)


def traffic_cone(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On a square foot, with one or two white bands."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d8581e", "#d04a1a", "#e0662a"), rng), item.material or "painted"
    s.box((0, 0.03 * h, 0), (w, 0.06 * h, d), material, shade(color, 0.9 if item.color else 0.7), bevel_m=0.008)
    low, high = 0.4 * min(w, d), 0.07 * min(w, d)

    def r(y: float) -> float:
        return low + (high - low) * (y - 0.06) / 0.94

    bands = ((0.5, 0.68),) if rng.random() < 0.5 else ((0.36, 0.5), (0.64, 0.78))
    cuts = [0.06, *(y for band in bands for y in band), 1.0]
    for k, (a, b) in enumerate(zip(cuts, cuts[1:], strict=False)):
        tone = (0.85, 0.85, 0.83) if k % 2 == 1 else color
        s.lathe((0, 0, 0), [(r(a), a * h), (r(b), b * h)], material, tone, sides=22, caps=k in (0, len(cuts) - 2))
    return fitted(s.geometry(), item.size_m)


def bike_rack(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Hoops of steel tube on a rail."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#5a5d60", "#3c3e41", "#2a4a6a"), rng), item.material or "metal"
    count = max(2, round(w / 0.55))
    wide = 0.42 * d
    for k in range(count):
        x = (k + 0.5 - count / 2) * (w - 0.06) / count
        arc = loop(wide, stop_rad=np.pi, points=11, center=(x, h - wide - 0.025, 0), plane="zy")
        path = np.vstack([[(x, 0.0, wide)], arc, [(x, 0.0, -wide)]])
        s.tube(path, 0.025, material, shade(color, float(rng.uniform(0.95, 1.05))), sides=9)
    for z in (-1, 1):
        s.box((0, 0.02, z * 0.42 * d), (w, 0.04, 0.07), material, shade(color, 0.8), bevel_m=0.006)
    return fitted(s.geometry(), item.size_m)


def vending_machine(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A lit window with rows of bottles and tins, a keypad, a flap to take them from."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b01f22", "#23406e", "#d8d8d4", "#2a6a4a"), rng), item.material or "painted"
    s.box((0, h / 2, -0.02 * d), (w, h, 0.94 * d), material, color, bevel_m=0.025)
    front = 0.45 * d
    wide, low, high = 0.62 * w, 0.36 * h, 0.9 * h
    at = -0.12 * w
    s.box((at, (low + high) / 2, front), (wide, high - low, 0.02), "painted", (0.75, 0.76, 0.74), emission_linear=0.25 * LAMP)
    for row in range(5):
        y = low + (row + 0.12) * (high - low) / 5
        s.box((at, y, front + 0.012), (wide, 0.02, 0.03), "metal", (0.3, 0.3, 0.3))
        for k in range(5):
            tin = linear_from_srgb(str(rng.choice(["#b0302a", "#2a5a9a", "#3a8a4a", "#d8a82a", "#e0e0dc", "#6a3a8a"])))
            s.cylinder((at + (k - 2) * wide / 5.4, y + 0.01, front + 0.012), 0.034 * w, 0.62 * (high - low) / 5, "painted", tin, sides=10)
    s.box((0.33 * w, 0.66 * h, front + 0.005), (0.14 * w, 0.2 * h, 0.02), "painted", (0.03, 0.03, 0.035))
    s.box((0.33 * w, 0.73 * h, front + 0.012), (0.1 * w, 0.03 * h, 0.02), "painted", (0.2, 0.6, 0.7), emission_linear=(0.1, 0.5, 0.6))
    s.box((at, 0.2 * h, front + 0.005), (0.56 * w, 0.12 * h, 0.03), "painted", (0.02, 0.02, 0.02), bevel_m=0.006)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "phone_booth": phone_booth, "planter": planter, "traffic_cone": traffic_cone, "bike_rack": bike_rack,
    "vending_machine": vending_machine,
}  # fmt: skip
