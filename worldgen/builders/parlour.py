"""Of parlours: bird cage, folding screen, umbrella stand, magazine rack."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .canvases import botanical, landscape
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .pieces import pick, trim
from .sheets import sheet, smoothed
from .swatches import FABRICS, WOODS
from .turns import ALONG_Z, loop, pitched

Rng = np.random.Generator
METALS = ("#b08a48", "#2b2a2a", "#c8c4b8", "#5a4a34")


def bird_cage(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A domed cage of bars on a stand with three feet; a bird on its perch, a swing, a dish."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, METALS, rng), item.material or "metal"
    r, low = 0.47 * min(w, d), 0.44 * h
    high, dome = 0.3 * h, 0.2 * h
    post = smoothed([(0.03, 0.02), (0.02, 0.06), (0.014, 0.16), (0.024, 0.2), (0.014, 0.24), (0.014, 0.4), (0.03, 0.43), (0.05, 0.44)], 2)
    s.lathe((0, 0, 0), post * (w * 1.4, h), material, color, sides=14)
    for k in range(3):
        a = 2 * np.pi * k / 3 + 0.5
        n = np.array([np.sin(a), 0, np.cos(a)])
        s.tube(
            [n * 0.02 + [0, 0.09 * h, 0], 0.5 * r * n + [0, 0.075 * h, 0], 0.96 * r * n + [0, 0.014, 0]], 0.016, material, color, sides=8
        )
    tray = [(0.3 * r, 0), (1.02 * r, 0.01), (1.06 * r, 0.05), (1.02 * r, 0.055), (0.98 * r, 0.02), (0, 0.02)]
    s.lathe((0, low, 0), tray, material, shade(color, 0.92), sides=32)
    t = np.linspace(0, np.pi / 2, 7)
    count = 26
    for k in range(count):
        a = 2 * np.pi * k / count
        rr = np.concatenate([[r, r], r * np.cos(t[1:])]).clip(0.02)
        y = np.concatenate([[low + 0.04, low + high], low + high + dome * np.sin(t[1:])])
        s.tube(np.stack([rr * np.sin(a), y, rr * np.cos(a)], 1), 0.0042, material, color, sides=5)
    for y in (0.06 / high, 0.5, 1.0):
        s.tube(loop(r, points=33, center=(0, low + y * high, 0), plane="xz"), 0.007, material, color, sides=6)
    s.lathe((0, low + high + dome - 0.01, 0), [(0.05, 0), (0.03, 0.02), (0.012, 0.03), (0.0, 0.035)], material, color, sides=14)
    s.tube(loop(0.028, points=15, center=(0, h - 0.034, 0)), 0.007, material, color, sides=6)
    s.box((0, low + 0.36 * high, r), (0.5 * r, 0.6 * high, 0.012), material, color, skip="zZ")
    for x in (-1, 1):
        s.tube([(x * 0.25 * r, low + 0.06 * high, r), (x * 0.25 * r, low + 0.66 * high, r)], 0.007, material, color, sides=6)
    perch = low + 0.42 * high
    wood = trim(item, color, "#8a6a44", 0.85)
    s.tube([(-0.96 * r, perch, 0), (0.96 * r, perch, 0)], 0.009, "timber", wood, sides=7)
    s.lathe(
        (0.4 * r, low + 0.02, 0.3 * r),
        [(0.05, 0), (0.07, 0.03), (0.062, 0.03), (0.05, 0.012), (0, 0.012)],
        "ceramic",
        trim(item, color, "#e8e4da", 1.1),
        sides=16,
    )
    top = low + high + 0.7 * dome
    swing = [(-0.3 * r, top, 0), (-0.3 * r, perch + 0.34 * high, 0), (0.3 * r, perch + 0.34 * high, 0), (0.3 * r, top, 0)]
    s.tube(swing, 0.006, "timber", wood, sides=6)
    for x in (-0.25,) if rng.random() < 0.5 else (-0.4, 0.2):
        feather = pick(item, color, ("#e8c02a", "#3a9a4a", "#3a7ac8", "#d8602a"), rng, 1.1)
        with s.at((x * r, perch + 0.055, 0), yaw=float(rng.uniform(-1.2, 1.2))):
            with s.at((0, 0, 0), rotation=pitched(0.7)):
                s.sphere((0, 0, 0), (0.034, 0.058, 0.036), "fabric", feather, sides=12)
            s.sphere((0, 0.055, 0.036), 0.026, "fabric", shade(feather, 1.1), sides=12)
            with s.at((0, 0.053, 0.06), rotation=ALONG_Z):
                s.lathe((0, 0, 0), [(0.008, 0), (0, 0.018)], "ceramic", trim(item, color, "#d8742a", 0.7), sides=7)
            s.tube([(0, -0.02, -0.03), (0, -0.075, -0.075)], [0.018, 0.007], "fabric", shade(feather, 0.8), sides=7)
            for side in (-1, 1):
                s.sphere((side * 0.021, 0.061, 0.046), 0.005, "ceramic", (0.01, 0.01, 0.01), sides=6)
                s.sphere((side * 0.031, 0.0, -0.012), (0.008, 0.036, 0.026), "fabric", shade(feather, 0.85), sides=8)
                s.tube(
                    [(side * 0.012, -0.05, 0.012), (side * 0.012, -0.02, 0.012)],
                    0.004,
                    "ceramic",
                    trim(item, color, "#d8742a", 0.7),
                    sides=5,
                )
    return fitted(s.geometry(), item.size_m)


def folding_screen(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Three or four hinged leaves in a zigzag: lattices with paper, painted leaves, or leaves with slats over cloth."""
    s = Sculptor()
    w, h, d = item.size_m
    count = 4 if w > 1.3 * 0.9 * h else 3
    color, material = main_paint(item, (*WOODS, "#2a1c14", "#3a2418"), rng), item.material or "timber"
    kind = int(rng.integers(3))
    deep = d - 0.035
    wide = float(np.hypot(w / count, deep))
    cloth = pick(item, color, FABRICS, rng, 1.05)
    paper = trim(item, color, "#ece4d0", 1.1)
    whole = None
    if kind == 1:
        rows, columns = 26, 8 * count
        v, u = np.meshgrid((np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns, indexing="ij")
        motif = landscape if rng.random() < 0.4 else botanical
        whole = linear_from_srgb((motif(u, v, rng) if motif is landscape else motif((u * count / 2) % 1, v, rng)).clip(0.03, 0.95))
        whole = whole if not item.color else paper * (0.55 + 0.5 * whole.mean(-1, keepdims=True) / whole.mean())
    for k in range(count):
        side = 1 if k % 2 else -1
        x = (k + 0.5 - count / 2) * w / count
        with s.at((x, 0, 0), yaw=float(side * np.arctan2(deep, w / count))):
            half, bar = wide / 2 - 0.005, 0.022
            for e in (-1, 1):
                s.box((e * (half - bar), 0.5 * h, 0), (2 * bar, h, 0.03), material, color, bevel_m=0.005)
            for y, tall in ((0.04 * h + 0.03, 0.06), (h - 0.05, 0.07), (0.3 * h, 0.045)):
                s.box((0, y, 0), (2 * half - 2 * bar, tall, 0.026), material, color, bevel_m=0.004)
            x0, y0, y1 = half - 2 * bar, 0.3 * h + 0.02, h - 0.085
            s.box(
                (0, (0.04 * h + 0.06 + 0.3 * h - 0.022) / 2, 0),
                (2 * x0, 0.26 * h - 0.08, 0.014),
                material,
                shade(color, 1.12),
                bevel_m=0.004,
            )
            if kind == 1:
                part = whole[:, 8 * k : 8 * k + 8]
                u, v = np.meshgrid(np.linspace(-x0, x0, 9), np.linspace(y0, y1, 27))
                sheet(s, np.stack([u, v, np.full_like(u, 0.006)], -1), "paper", part.clip(0, 0.9))
                s.quad((x0, y0, -0.006), (-x0, y0, -0.006), (-x0, y1, -0.006), (x0, y1, -0.006), "paper", paper)
            else:
                tone, stuff = (paper, "paper") if kind == 0 else (cloth, "fabric")
                s.box((0, (y0 + y1) / 2, 0), (2 * x0, y1 - y0, 0.006), stuff if not item.material else material, tone)
                for i in range(1, 3 if kind == 0 else 6):
                    xs = -x0 + 2 * x0 * i / (3 if kind == 0 else 6)
                    s.box((xs, (y0 + y1) / 2, 0), (0.011, y1 - y0, 0.02), material, shade(color, 1.05))
                for i in range(1, 7 if kind == 0 else 2):
                    ys = y0 + (y1 - y0) * (i / 7 if kind == 0 else 0.78)
                    s.box((0, ys, 0), (2 * x0, 0.011, 0.019), material, shade(color, 1.05))
    for k in range(1, count):
        x, z = (k - count / 2) * w / count, (deep / 2) * (1 if k % 2 else -1)
        for y in (0.15, 0.5, 0.85):
            s.cylinder((x, y * h - 0.03, z), 0.009, 0.06, "metal", trim(item, color, "#b08a48", 1.05), sides=8)
    return fitted(s.geometry(), item.size_m)


def umbrella_stand(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A tall pot, or a ring of bars with a drip tray, with closed umbrellas and a walking stick in it."""
    s = Sculptor()
    w, h, d = item.size_m
    pot = bool(rng.random() < 0.6)
    color = main_paint(item, ("#3f6b8f", "#d8d4c8", "#3c5a4a", "#8a4a34") if pot else METALS, rng)
    material = item.material or ("ceramic" if pot else "metal")
    r, top = 0.48 * min(w, d), 0.56 * h
    if pot:
        shape = smoothed([(0.7, 0.0), (0.76, 0.03), (0.7, 0.1), (0.84, 0.5), (0.9, 0.82), (0.84, 0.92), (1.0, 1.0)], 3) * (r, top)
        inner = [(0.94 * r, top), (0.78 * r, 0.9 * top), (0.72 * r, 0.3 * top), (0, 0.3 * top)]
        s.lathe((0, 0, 0), [*shape, *inner], material, color, sides=32)
        band = pick(item, color, ("#c9a24a", "#e8e4da", "#22325f"), rng, 0.82)
        for y in (0.2, 0.76):
            rr = float(np.interp(y * top, shape[:, 1], shape[:, 0]))
            s.lathe((0, y * top, 0), [(rr - 0.004, -0.014), (rr + 0.006, 0), (rr - 0.002, 0.014)], material, band, sides=32, caps=False)
    else:
        s.lathe(
            (0, 0, 0), [(0.9 * r, 0), (r, 0.03), (0.97 * r, 0.07), (0.9 * r, 0.07), (0.86 * r, 0.03), (0, 0.03)], material, color, sides=28
        )
        for k in range(14):
            a = 2 * np.pi * k / 14
            s.tube(
                [(0.93 * r * np.sin(a), 0.05, 0.93 * r * np.cos(a)), (0.93 * r * np.sin(a), top, 0.93 * r * np.cos(a))],
                0.009,
                material,
                color,
            )
        for y in (0.5, 1.0):
            s.tube(loop(0.95 * r, points=33, center=(0, y * top, 0), plane="xz"), 0.014, material, color, sides=7)
    for k in range(int(rng.integers(3, 5))):
        a = 2 * np.pi * k / 4 + float(rng.uniform(-0.4, 0.4)) + 0.6
        n = np.array([np.sin(a), 0, np.cos(a)])
        low, high = -0.35 * r * n + [0, 0.32 * top + 0.01, 0], 0.74 * r * n + [0, float(rng.uniform(0.84, 0.9)) * h, 0]
        cloth = pick(item, color, ("#1d1d22", "#7a1c22", "#22325f", "#2f5a44", "#c8a860"), rng, float(rng.uniform(0.85, 1.1)))
        wood = trim(item, color, "#6a4426", 0.8)
        t = np.linspace(0, 1, 9)
        if k < 3:
            fold = np.array([0.012, 0.03, 0.042, 0.047, 0.048, 0.046, 0.042, 0.03, 0.016])
            body = low + (high - low) * (0.86 * t[:, None])
            s.tube(body, fold * (r / 0.15), "fabric", cloth, sides=10)
            for j in range(5):
                turn = 2 * np.pi * j / 5
                rib = body + (fold * (r / 0.15))[:, None] * np.array([np.cos(turn), 0, np.sin(turn)])
                s.tube(rib, 0.006, "fabric", shade(cloth, 0.85), sides=4)
        s.tube([low, high], 0.011, "timber", wood, sides=8)
        side = np.cross(n, [0, 1, 0])
        c = np.linspace(0, np.pi, 9)[:, None]
        hook = high + 0.035 * (1 - np.cos(c)) * side + np.array([0, 0.045, 0]) * np.sin(c)
        s.tube(hook, 0.013, "timber", wood, sides=8)
    return fitted(s.geometry(), item.size_m)


def magazine_rack(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Two slanted slatted panels between crossed ends with a handle bar, magazines and a newspaper in it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WOODS, "#2a1c14"), rng), item.material or "timber"
    lean = float(np.arctan2(0.3 * d, 0.75 * h))
    for x in (-1, 1):
        for z in (-1, 1):
            s.tube([(x * 0.46 * w, 0.015, -z * 0.44 * d), (x * 0.46 * w, 0.86 * h, z * 0.46 * d)], 0.017, material, color, sides=9)
        s.tube([(x * 0.46 * w, 0.44 * h, 0), (x * 0.46 * w, 0.97 * h, 0)], 0.014, material, color, sides=9)
    s.tube([(-0.48 * w, 0.97 * h, 0), (0.48 * w, 0.97 * h, 0)], 0.02, material, shade(color, 1.06), sides=10)
    for z in (-1, 1):
        with s.at((0, 0.24 * h, z * 0.07 * d), rotation=pitched(z * lean)):
            for y in (0.0, 0.6):
                s.box((0, y * h, z * 0.01), (0.92 * w, 0.06 * h, 0.02), material, color, bevel_m=0.004)
            for k in range(8):
                s.box(((k - 3.5) * 0.108 * w, 0.3 * h, z * 0.01), (0.055 * w, 0.58 * h, 0.014), material, shade(color, 1.04), bevel_m=0.003)
    s.box((0, 0.22 * h, 0), (0.92 * w, 0.02 * h, 0.2 * d), material, color)
    covers = ("#c8342a", "#2f6ab0", "#e0b02a", "#e8e4da", "#3a8a6a", "#d8742a", "#2a2a30")
    for k in range(int(rng.integers(5, 8))):
        z = -1 if k % 2 else 1
        tall = float(rng.uniform(0.55, 0.68)) * h
        with s.at((float(rng.uniform(-0.13, 0.13)) * w, 0.25 * h, z * (0.02 + 0.012 * k)), rotation=pitched(z * lean * (0.3 + 0.08 * k))):
            tone = pick(item, color, covers, rng, float(rng.uniform(0.85, 1.1)))
            s.box((0, tall / 2, 0), (0.56 * w, tall, 0.009), "paper", tone)
            s.box((0, 0.87 * tall, 0.0055), (0.46 * w, 0.1 * tall, 0.001), "paper", trim(item, color, "#f0ece2", 1.1))
            s.box((0, 0.4 * tall, 0.0055), (0.4 * w, 0.55 * tall, 0.001), "paper", shade(tone, 0.75))
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "bird_cage": bird_cage, "folding_screen": folding_screen, "umbrella_stand": umbrella_stand, "magazine_rack": magazine_rack,
}  # fmt: skip
