"""Machines for a kitchen and a shop's counter: toaster, blender, coffee machine, scales, till."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .accents import accent, prism
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .lettering import plate, written
from .paints import main_paint, shade
from .sheets import smoothed
from .softs import rounded_block
from .swatches import BRASS, asked
from .turns import ALONG_X, ALONG_Z, loop, pitched

ENAMELS = ("#b8322a", "#7fb0a8", "#e4dccb", "#2c2e32", "#d8b04a", "#4a6a8a", "#c0c4c6")
STEEL, BLACK = (0.42, 0.43, 0.44), (0.02, 0.02, 0.022)


def toaster(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Rounded, two slots with toast that looks out, a lever and a dial."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ENAMELS, rng), item.material or "painted"
    trim = accent(item, color, "#b8bcbe", 0.85)
    body = 0.76 * h
    for x in (-1, 1):
        for z in (-1, 1):
            s.cylinder((x * 0.36 * w, 0, z * 0.3 * d), 0.05 * d, 0.06 * h, "plain", BLACK, sides=10)
    rounded_block(s, (-0.02 * w, 0.05 * h + body / 2, 0), (0.9 * w, body, d), 0.34 * d, material, color, arc=4)
    rounded_block(s, (-0.02 * w, 0.12 * h, 0), (0.92 * w, 0.12 * h, 1.02 * d), 0.02, "metal", trim)
    for z in (-1, 1):
        s.box((-0.02 * w, 0.05 * h + body, z * 0.2 * d), (0.62 * w, 0.012, 0.18 * d), "metal", BLACK)
        crust = accent(item, color, "#8a5a2c", 0.8)
        up = 0.34 * h * float(rng.uniform(0.75, 1.0))
        outline = [(-0.26, 0), (0.26, 0), (0.26, 0.6), (0.29, 0.8), (0.22, 1), (-0.22, 1), (-0.29, 0.8), (-0.26, 0.6)]
        curve = np.array(outline) * (w, up) + (-0.02 * w, body - 0.2 * up)
        with s.at((0, 0, (0.2 * z - 0.05) * d)):
            prism(s, curve, 0.1 * d, "plain", crust)
        with s.at((0, 0, (0.2 * z + 0.045) * d)):
            prism(s, (curve - (0, body)) * (0.86, 0.88) + (0, body), 0.008, "plain", accent(item, color, "#d8a860", 1.1))
    s.box((0.445 * w, 0.5 * h, 0), (0.03 * w, 0.5 * h, 0.1 * d), "metal", BLACK)
    s.box((0.475 * w, 0.62 * h, 0), (0.05 * w, 0.07 * h, 0.3 * d), "plain", accent(item, color, "#26262a", 0.7), bevel_m=0.006)
    with s.at((0.22 * w, 0.32 * h, 0.5 * d), rotation=ALONG_Z):
        s.lathe((0, 0, 0), [(0.075 * w, 0), (0.07 * w, 0.05 * d), (0.05 * w, 0.07 * d)], "metal", trim, sides=20)
        s.box((0, 0.07 * d, -0.03 * w), (0.012, 0.008, 0.05 * w), "plain", BLACK)
    return fitted(s.geometry(), item.size_m)


def blender(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A mixer with its head over a bowl, or a base under a glass jug."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ENAMELS, rng), item.material or "painted"
    metal = accent(item, color, "#b4b8ba", 1.0)
    if rng.random() < 0.5:
        rounded_block(s, (0, 0.06 * h, 0), (w, 0.12 * h, 0.8 * d), 0.05 * h, material, color)
        rounded_block(s, (-0.36 * w, 0.4 * h, 0), (0.26 * w, 0.7 * h, 0.42 * d), 0.1 * w, material, color)
        with s.at((-0.5 * w, 0.84 * h, 0), rotation=ALONG_X):
            head = smoothed([(0, 0), (0.1, 0.02), (0.17, 0.12), (0.19, 0.4), (0.18, 0.7), (0.14, 0.92), (0.08, 0.99), (0, 1)], 3)
            inner = Sculptor()
            inner.lathe((0, 0, 0), head, material, color, sides=24)
            g = inner.geometry()
            s.faces(g.vertices * (0.84 * h, 0.92 * w, 1.2 * d), g.faces, material, color, uv=g.uv)
        band = loop(1.0, plane="zy", points=25) * (0, 0.165 * h, 0.235 * d) + (0.26 * w, 0.84 * h, 0)
        s.tube(band, 0.014, "metal", metal, sides=8)
        with s.at((0.43 * w, 0.84 * h, 0), rotation=ALONG_X):
            s.cylinder((0, 0, 0), 0.06 * h, 0.05 * w, "metal", metal)
        s.cylinder((0.16 * w, 0.52 * h, 0), 0.045 * w, 0.22 * h, "metal", metal)
        for a in range(3):
            with s.at((0.16 * w, 0.36 * h, 0), yaw=1.05 * a):
                s.tube(loop(1.0, points=13) * (0.08 * w, 0.17 * h, 0), 0.007, "metal", metal, sides=6)
        bowl = [(0.3, 0), (0.34, 0.04), (0.3, 0.1), (0.62, 0.4), (0.86, 0.8), (0.92, 1.0), (0.86, 0.98), (0.74, 0.7), (0, 0.4)]
        r = 0.46 * d
        china = accent(item, color, str(rng.choice(["#b8bcbe", "#e4e2dc"])), 1.08)
        s.lathe((0.16 * w, 0.12 * h, 0), [(a * r, b * 0.42 * h) for a, b in bowl], "metal", china, sides=28)
        s.sphere((-0.36 * w, 0.5 * h, 0.22 * d), 0.035 * h, "plain", accent(item, color, "#202024", 0.8), sides=12)
    else:
        r = 0.5 * d
        base = [(0.96, 0), (1.0, 0.03), (0.92, 0.2), (0.68, 0.32), (0.62, 0.36)]
        s.lathe((0, 0, 0), [(a * r, b * h) for a, b in base], material, color, sides=28)
        for k in range(4):
            key = accent(item, color, ("#c83a2a", "#d8d4c8", "#d8d4c8", "#d8d4c8")[k], 1.1)
            with s.at((0, 0.12 * h, 0), yaw=(k - 1.5) * 0.28):
                s.box((0, 0, 0.97 * r), (0.15 * r, 0.06 * h, 0.1 * r), "plain", key, bevel_m=0.004)
        smoothie = accent(item, color, str(rng.choice(["#c8506a", "#7aa84a", "#d8902a", "#8a4a8a"])), 1.0)
        jug = [(0.56, 0.36), (0.6, 0.42), (0.72, 0.72)]
        s.lathe((0, 0, 0), [(a * r, b * h) for a, b in jug], "ceramic", smoothie, sides=28)
        tint = shade(color, 1.0) if asked(item) else np.array((0.7, 0.76, 0.76))
        s.lathe((0, 0, 0), [(0.735 * r, 0.721 * h), (0.82 * r, 0.9 * h)], "glass", tint, sides=28, caps=False)
        lid = [(0.84, 0.89), (0.86, 0.92), (0.8, 0.95), (0.4, 0.96), (0.36, 1.0)]
        s.lathe((0, 0, 0), [(a * r, b * h) for a, b in lid], material, shade(color, 0.92), sides=28)
        ear = smoothed([(0.7, 0.86), (1.3, 0.85), (1.34, 0.7), (1.22, 0.5), (0.6, 0.46)], 4) * (r, h)
        s.tube(np.column_stack([ear, 0 * ear[:, 0]]), 0.1 * r, material, shade(color, 0.95), sides=9)
        s.tube([(-1.36 * r, 0.02 * h, 0), (-0.9 * r, 0.05 * h, 0)], 0.01, "plain", BLACK)
    return fitted(s.geometry(), item.size_m)


def coffee_machine(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Espresso: a boiler with a gauge, group and handle, a steam pipe, cups on its warm top, a drip tray."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b4b8ba", "#a82c26", "#2a2c30", "#d8ccb4", "#4a6a62", "#a8743a"), rng), item.material or "metal"
    steel, dark = accent(item, color, "#a8acae", 0.9), accent(item, color, "#26262a", 0.7)
    s.box((0, 0.05 * h, 0), (w, 0.1 * h, d), material, color, bevel_m=0.01)
    s.box((0, 0.106 * h, 0.14 * d), (0.86 * w, 0.012, 0.62 * d), "metal", dark)
    for k in range(9):
        s.box(((k - 4) * 0.09 * w, 0.118 * h, 0.14 * d), (0.03 * w, 0.012, 0.6 * d), "metal", steel)
    s.box((0, 0.44 * h, -0.3 * d), (0.94 * w, 0.7 * h, 0.38 * d), material, shade(color, 0.95), bevel_m=0.012)
    rounded_block(s, (0, 0.68 * h, -0.04 * d), (w, 0.28 * h, 0.9 * d), 0.05 * h, material, color)
    groups = (-0.24, 0.24) if rng.random() < 0.4 else (0.0,)
    for x in groups:
        s.cylinder((x * w, 0.44 * h, 0.22 * d), 0.11 * w, 0.12 * h, "metal", steel, sides=20)
        s.cylinder((x * w, 0.4 * h, 0.22 * d), 0.1 * w, 0.05 * h, "metal", shade(steel, 0.8), sides=20)
        s.tube([(x * w, 0.425 * h, 0.3 * d), (x * w, 0.4 * h, 0.5 * d)], [0.014, 0.02], "plain", dark, sides=9)
        s.tube([(x * w, 0.4 * h, 0.22 * d), (x * w, 0.34 * h, 0.22 * d)], 0.012, "metal", steel, sides=8)
        cup = [(0.5, 0), (0.9, 0.7), (1.0, 1.0), (0.86, 0.98), (0, 0.8)]
        china = accent(item, color, "#e6e2d8", 1.1)
        s.lathe((x * w, 0.125 * h, 0.22 * d), [(a * 0.09 * w, b * 0.15 * h) for a, b in cup], "ceramic", china, sides=16)
    for x, tilt in ((-0.42, -0.04), (0.42, 0.04)):
        pipe = smoothed(np.array([(0.55, 0.3), (0.5, 0.36), (0.36, 0.36), (0.22, 0.3)]) * (h, d), 3)
        s.tube(np.column_stack([(x + tilt * np.linspace(0, 1, len(pipe))) * w, pipe]), 0.009, "metal", steel, sides=7)
        with s.at((x * w, 0.66 * h, 0.41 * d), rotation=ALONG_Z):
            s.lathe((0, 0, 0), [(0.05 * w, 0), (0.055 * w, 0.03), (0.04 * w, 0.04)], "plain", dark, sides=14)
    with s.at((0, 0.7 * h, 0.41 * d), rotation=ALONG_Z):
        s.lathe((0, 0, 0), [(0.11 * w, 0), (0.11 * w, 0.012), (0.09 * w, 0.014)], "metal", BRASS if not asked(item) else steel, sides=24)
        s.lathe((0, 0.014, 0), [(0.088 * w, 0), (0, 0.001)], "paper", accent(item, color, "#e8e4da", 1.1), sides=24, caps=False)
        s.box((0.02 * w, 0.017, -0.02 * w), (0.06 * w, 0.006, 0.008), "plain", accent(item, color, "#a02018", 0.6))
    for k in range(3):
        with s.at(((0.18 + 0.09 * k) * w, 0.78 * h, 0.4 * d), rotation=ALONG_Z):
            lit = ("#3aa04a", "#c8902a", "#b03020")[k]
            s.lathe((0, 0, 0), [(0.025 * w, 0), (0.02 * w, 0.02), (0, 0.024)], "plain", accent(item, color, lit, 0.7), sides=10)
    rail = [(-0.44, -0.4), (-0.44, 0.3), (0.44, 0.3), (0.44, -0.4)]
    s.tube([(x * w, 0.88 * h, z * d) for x, z in rail], 0.008, "metal", steel, sides=7)
    for x, z in rail:
        s.tube([(x * w, 0.8 * h, z * d), (x * w, 0.88 * h, z * d)], 0.008, "metal", steel, sides=7)
    for k in range(8):
        if rng.random() < 0.8:
            x, z = (-0.3 + 0.2 * (k % 4)) * w, (-0.24 + 0.3 * (k // 4)) * d
            c = [(0.1, 0), (0.1, 0.02), (0.09, 0.14), (0.06, 0.18)]
            china = accent(item, color, "#e6e2d8", 1.1)
            s.lathe((x, 0.82 * h, z), [(a * 0.9 * w, b * h) for a, b in c], "ceramic", china, sides=14)
    return fitted(s.geometry(), item.size_m)


def kitchen_scales(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A round dial under a dish, or a beam with two pans and weights."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*ENAMELS[:4], "#3a5a48"), rng), item.material or "painted"
    dish = accent(item, color, "#b0a078", 1.0)
    pan = [(0.2, 0), (0.5, 0.08), (0.9, 0.6), (1.0, 1.0), (0.94, 1.0), (0.5, 0.3), (0, 0.24)]
    if rng.random() < 0.55:
        s.box((0, 0.04 * h, 0), (0.94 * w, 0.08 * h, 0.8 * d), material, color, bevel_m=0.01)
        half = smoothed([(0.44, 0), (0.43, 0.2), (0.38, 0.44), (0.24, 0.62), (0.12, 0.66)], 3)
        with s.at((0, 0.06 * h, -0.32 * d)):
            prism(s, np.vstack([half, half[::-1] * (-1, 1)]) * (w, h), 0.62 * d, material, color, bevel_m=0.02)
        with s.at((0, 0.36 * h, 0.3 * d), rotation=ALONG_Z):
            r = 0.3 * w
            s.lathe((0, 0, 0), [(1.1 * r, 0), (1.1 * r, 0.012), (0.95 * r, 0.016)], "metal", dish, sides=32)
            s.lathe((0, 0.016, 0), [(0.95 * r, 0), (0, 0.001)], "paper", accent(item, color, "#ece8dc", 1.12), sides=32, caps=False)
            for k in range(12):
                with s.at((0, 0.018, 0), yaw=np.pi * k / 6):
                    s.box((0, 0, 0.82 * r), (0.05 * r, 0.004, 0.18 * r), "plain", accent(item, color, "#202024", 0.6))
            with s.at((0, 0.021, 0), yaw=float(rng.uniform(1.5, 4.5))):
                s.box((0, 0, 0.3 * r), (0.07 * r, 0.006, 0.9 * r), "plain", accent(item, color, "#a8201a", 0.5))
        s.cylinder((0, 0.7 * h, 0), 0.12 * w, 0.12 * h, "metal", shade(dish, 0.8))
        s.lathe((0, 0.8 * h, 0), [(a * 0.5 * w, b * 0.2 * h) for a, b in pan], "metal", dish, sides=30)
    else:
        s.box((0, 0.05 * h, 0), (0.8 * w, 0.1 * h, 0.6 * d), material, color, bevel_m=0.014)
        post = [(0.12, 0), (0.12, 0.06), (0.06, 0.12), (0.05, 0.5), (0.08, 0.56), (0.04, 0.62), (0.06, 0.9), (0.02, 0.98)]
        s.lathe((0, 0.08 * h, 0), [(a * w, b * 0.92 * h) for a, b in post], material, color, sides=16)
        lean = float(rng.uniform(-0.08, 0.08)) * h
        s.tube([(-0.36 * w, 0.86 * h - lean, 0), (0, 0.9 * h, 0), (0.36 * w, 0.86 * h + lean, 0)], [0.01, 0.016, 0.01], material, color)
        for side in (-1, 1):
            x, top, low = side * 0.34 * w, 0.86 * h + side * lean, 0.34 * h + side * lean
            for k in range(3):
                a = 2.1 * k + 0.4
                s.tube([(x, top, 0), (x + 0.15 * w * np.sin(a), low, 0.18 * d * np.cos(a))], 0.007, "metal", shade(dish, 0.9), sides=5)
            s.lathe((x, low - 0.05 * h, 0), [(a * 0.17 * w, b * 0.09 * h) for a, b in pan], "metal", dish, sides=24)
            s.sphere((x, low + 0.02 * h, 0), (0.1 * w, 0.06 * h, 0.1 * w), "plain", accent(item, color, "#b8863c", 0.9), sides=12)
        for k in range(3):
            at = ((k - 1) * 0.12 * w, 0.1 * h, 0.5 * d - 0.1 * d)
            s.cylinder(at, 0.035 * w, (0.06 + 0.03 * k) * h, "metal", shade(dish, 0.9), sides=14)
        s.box((0, 0.05 * h, 0.36 * d), (0.5 * w, 0.1 * h, 0.28 * d), material, shade(color, 0.9), bevel_m=0.008)
    return fitted(s.geometry(), item.size_m)


def cash_register(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An ornate till: a drawer, rows of round keys on a slope, a crank, the sum behind glass on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#a8803c", "#7a5230", "#3a3a3e", "#8a2c28", "#4a5a50"), rng)
    material = item.material or "metal"
    gold, dark = accent(item, color, "#c09a4a", 1.1), accent(item, color, "#1e1c1c", 0.6)
    s.box((0, 0.12 * h, 0), (w, 0.24 * h, d), item.material or "timber", accent(item, color, "#5a3a22", 0.85), bevel_m=0.01)
    s.box((0, 0.125 * h, 0.5 * d), (0.86 * w, 0.16 * h, 0.02), material, shade(color, 0.95), bevel_m=0.006)
    s.sphere((0, 0.125 * h, 0.52 * d), 0.025, "metal", gold, sides=12)
    side = [(-0.46, 0.24), (0.4, 0.24), (0.4, 0.36), (0.02, 0.6), (-0.02, 0.74), (-0.14, 0.8), (-0.42, 0.8), (-0.46, 0.7)]
    with s.at((-0.45 * w, 0, 0), rotation=ALONG_X):
        s.extrude([(b * h, -a * d) for a, b in side], 0.9 * w, material, color)
    slope = float(np.arctan2(0.24 * h, 0.38 * d))
    with s.at((0, 0.48 * h, 0.21 * d), rotation=pitched(slope)):
        for row in range(4):
            for k in range(6):
                x, z = (k - 2.5) * 0.125 * w, (row - 1.5) * 0.105 * d
                s.cylinder((x, 0, z), 0.012, 0.03, "metal", gold, sides=6)
                key = accent(item, color, "#e8e2d0" if k < 5 else "#a02a22", 1.12)
                s.lathe((x, 0.03, z), [(0.04 * w, 0), (0.04 * w, 0.008), (0.03 * w, 0.012)], "ceramic", key, sides=10)
    s.box((0, 0.88 * h, -0.26 * d), (0.84 * w, 0.2 * h, 0.3 * d), material, color, bevel_m=0.01)
    s.box((0, 0.88 * h, -0.105 * d), (0.66 * w, 0.12 * h, 0.012), "plain", dark)
    price = str(rng.choice(["1 20", "4 70", "2 41", "0 47"]))
    written(s, price, (0, 0.88 * h, -0.105 * d + 0.009), 0.5 * w, 0.09 * h, "plain", accent(item, color, "#e8e0c8", 1.1))
    outline = [(-0.4, 0), (0.4, 0), (0.3, 0.04), (0.12, 0.06), (0, 0.09), (-0.12, 0.06), (-0.3, 0.04)]
    plate(s, np.array(outline) * (w, h) + (0, 0.97 * h), -0.3 * d, 0.08 * d, "metal", gold)
    arm = [(0.45 * w, 0.5 * h, 0), (0.49 * w, 0.5 * h, 0), (0.49 * w, 0.64 * h, 0.1 * d)]
    s.tube(arm, 0.01, "metal", gold)
    s.sphere(arm[-1], 0.022, "timber", dark, sides=10)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "toaster": toaster, "blender": blender, "coffee_machine": coffee_machine, "kitchen_scales": kitchen_scales,
    "cash_register": cash_register,
}  # fmt: skip
