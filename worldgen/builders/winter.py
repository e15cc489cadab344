"""Of snow and ice: skis, snowman, ice sculpture."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade
from .sheets import smooth_noise, smoothed
from .turns import ALONG_Z, loop, pitched, rolled


def skis(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two skis with bindings upright in a drift of snow, a pole with a basket at either side; or a snowboard."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c83a2a", "#2a5a9a", "#e0a02a", "#2f7a5a", "#8a5a30"), rng), item.material or "painted"
    accent = shade(color, 1.12) if item.color else linear_from_srgb(str(rng.choice(["#e8e4dc", "#242426", "#d8b048"])))
    board = any("snowboard" in t for t in item.tags)
    snow = np.array((0.80, 0.83, 0.88))
    drift = [(0.5, 0.0), (0.42, 0.02), (0.28, 0.045), (0.12, 0.06), (0.0, 0.063)]
    inner = Sculptor()
    inner.lathe(
        (0, 0, 0),
        [(a, b * h) for a, b in drift],
        "snow" if not item.material else material,
        snow if not item.color else color,
        sides=24,
        caps=False,
    )
    g = inner.geometry()
    s.faces(g.vertices * (w, 1, d), g.faces, g.materials[0], g.color_linear, uv=g.uv)
    count, half = (1, 0.28 * w) if board else (2, 0.1 * w)
    for k in range(count):
        x = (k - (count - 1) / 2) * 0.28 * w
        lean = (k - (count - 1) / 2) * float(rng.uniform(0.02, 0.07))
        with s.at((x, 0, 0), rotation=rolled(lean) @ pitched(-0.05)):
            y = np.linspace(0.02, 0.985, 15)
            curl = np.clip((y - 0.87) / 0.13, 0, 1) ** 1.6 * 0.2 * d
            wide = half * (0.86 + 0.2 * np.abs(2 * y - 1) ** 1.5) * np.where(y > 0.93, np.sqrt(np.clip((1.0 - y) / 0.07, 0.03, 1)), 1.0)
            t = 0.016
            for z, flip in ((t / 2, False), (-t / 2, True)):
                for q in range(14):
                    tone = accent if q in (3, 9) or (board and q in (6, 7)) else color
                    p = [
                        (-wide[q], y[q] * h, curl[q] + z),
                        (wide[q], y[q] * h, curl[q] + z),
                        (wide[q + 1], y[q + 1] * h, curl[q + 1] + z),
                        (-wide[q + 1], y[q + 1] * h, curl[q + 1] + z),
                    ]
                    s.polygon(p[::-1] if flip else p, material, shade(tone, 0.8) if flip else tone)
            for side in (-1, 1):
                for q in range(14):
                    p = [
                        (side * wide[q], y[q] * h, curl[q] + t / 2),
                        (side * wide[q], y[q] * h, curl[q] - t / 2),
                        (side * wide[q + 1], y[q + 1] * h, curl[q + 1] - t / 2),
                        (side * wide[q + 1], y[q + 1] * h, curl[q + 1] + t / 2),
                    ]
                    s.polygon(p if side > 0 else p[::-1], material, shade(color, 0.7))
            dark = shade(color, 0.8) if item.color else np.array((0.03, 0.03, 0.032))
            for up, tall in ((0.42, 0.09), (0.53, 0.05)) if not board else ((0.36, 0.1), (0.6, 0.1)):
                s.box((0, up * h, 0.025 + t), (1.5 * half, tall * h, 0.05), "metal", dark, bevel_m=0.01)
                s.tube([(-0.8 * half, up * h, 0.05), (0, up * h, 0.085), (0.8 * half, up * h, 0.05)], 0.012, "leather", accent, sides=6)
    if not board:
        for x in (-1, 1):
            foot, head = np.array((x * 0.3 * w, 0.03 * h, 0.1 * d)), np.array((x * 0.42 * w, 0.72 * h, 0.02 * d))
            s.tube([foot, head], [0.008, 0.011], "metal", (0.5, 0.51, 0.52) if not item.color else shade(color, 0.9), sides=7)
            s.tube([head - (head - foot) * 0.13, head], 0.018, "leather", color if item.color else (0.025, 0.025, 0.027), sides=8)
            s.sphere(head, 0.022, "painted", accent, sides=8)
            at = foot + (head - foot) * 0.09
            s.tube(loop(0.05, points=15, center=tuple(at), plane="xz"), 0.008, "painted", accent, sides=5)
            for a in (0.0, np.pi / 2):
                s.tube(
                    [at - (0.05 * np.cos(a), 0, 0.05 * np.sin(a)), at + (0.05 * np.cos(a), 0, 0.05 * np.sin(a))],
                    0.006,
                    "painted",
                    accent,
                    sides=4,
                )
            s.tube(loop(0.045, points=11, center=tuple(head - (x * 0.0, 0.05, -0.03)), plane="zy"), 0.007, "fabric", accent, sides=5)
    return fitted(s.geometry(), item.size_m)


def snowman(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Three balls of snow, coal eyes, mouth and buttons, a carrot, a scarf with hanging ends, a hat, arms of twigs."""
    s = Sculptor()
    w, h, d = item.size_m
    snow, material = main_paint(item, "#eef1f5", rng, spread=0.02), item.material or "snow"
    coal, twig = np.array((0.012, 0.012, 0.013)), linear_from_srgb("#4a3422")
    cloth = linear_from_srgb(str(rng.choice(["#b0242a", "#2a5a9a", "#2f7a44", "#d8982a"]))) if not item.color else shade(snow, 0.75)
    hat_h = 0.16 * h
    balls = ((0.2, 0.21, 0.39), (0.49, 0.16, 0.3), (0.74, 0.115, 0.215))
    for y, up, wide in balls:
        inner = Sculptor()
        inner.sphere((0, 0, 0), 1.0, material, snow, sides=24)
        g = inner.geometry()
        v = g.vertices * (1 + 0.025 * smooth_noise(g.vertices, rng, 0.9)[:, None])
        s.faces(v * (wide * w, up * h, wide * w) + (0, y * h, 0), g.faces, material, snow, uv=g.uv)
    s.lathe((0, 0, 0), [(0.44 * w, 0), (0.36 * w, 0.04 * h), (0.28 * w, 0.07 * h)], material, snow, sides=24, caps=False)
    face = 0.215 * w
    for x in (-1, 1):
        s.sphere((x * 0.07 * w, 0.78 * h, 0.9 * face), 0.014 * h, "rock", coal, sides=8)
    for k in range(5):
        a = (k - 2) * 0.3
        s.sphere(
            (0.6 * face * np.sin(a), (0.705 + 0.012 * (abs(k - 2) ** 1.5)) * h, 0.92 * face * np.cos(0.65 * a)),
            0.009 * h,
            "rock",
            coal,
            sides=6,
        )
    tip = float(rng.uniform(-0.02, 0.02)) * w
    s.tube(
        [(0, 0.745 * h, 0.9 * face), (tip, 0.74 * h, 0.9 * face + 0.22 * w)],
        [0.019 * h, 0.003],
        "plain",
        linear_from_srgb("#d8701e"),
        sides=10,
    )
    for k in range(3):
        y = (0.58 - 0.075 * k) * h
        z = 0.3 * w * np.sqrt(max(0.0, 1 - ((y - 0.49 * h) / (0.16 * h)) ** 2))
        s.sphere((0, y, z), 0.014 * h, "rock", coal, sides=8)
    for x in (-1, 1):
        lift = float(rng.uniform(0.56, 0.72)) * h
        end = np.array((x * w / 2, lift, 0.06 * d))
        s.tube([(x * 0.24 * w, 0.53 * h, 0), (x * 0.4 * w, 0.55 * h, 0.03 * d), end], [0.016, 0.013, 0.01], "bark", twig, sides=6)
        for q in (-1, 1):
            s.tube([end * (0.88, 0.98, 1), end * (0.97, 1, 1) + (0, 0.035 * h * q + 0.02, 0.03 * q)], 0.008, "bark", twig, sides=5)
    s.tube(loop(0.185 * w, points=25, plane="xz", center=(0, 0.63 * h, 0)), 0.05 * w, "fabric", cloth, sides=10)
    for x, low in ((0.07, 0.42), (0.12, 0.46)):
        s.tube(
            [(x * w, 0.625 * h, 0.21 * w), (x * 1.2 * w, 0.56 * h, 0.31 * w), (x * 1.3 * w, low * h, 0.34 * w)],
            [0.04 * w, 0.05 * w, 0.055 * w],
            "fabric",
            shade(cloth, 0.92),
            sides=7,
        )
    black = np.array((0.02, 0.02, 0.022)) if not item.color else shade(snow, 0.7)
    brim = h - hat_h
    if rng.random() < 0.6:
        profile = [(0.25 * w, 0), (0.25 * w, 0.015 * h), (0.16 * w, 0.02 * h), (0.155 * w, 0.1 * h), (0.165 * w, hat_h)]
        s.lathe((0, brim, 0), profile, "fabric", black, sides=24)
        s.lathe((0, brim + 0.02 * h, 0), [(0.163 * w, 0), (0.162 * w, 0.028 * h)], "fabric", cloth, sides=24, caps=False)
    else:
        profile = smoothed([(0.2 * w, -0.01 * h), (0.21 * w, 0.03 * h), (0.16 * w, 0.08 * h), (0.05 * w, 0.12 * h), (0.0, 0.122 * h)], 2)
        s.lathe((0, brim, 0), profile, "fabric", cloth, sides=24)
        s.tube(loop(0.205 * w, points=25, plane="xz", center=(0, brim + 0.008 * h, 0)), 0.03 * w, "fabric", mix(cloth, snow, 0.75), sides=8)
        s.sphere((0, h - 0.025 * h, 0), (0.045 * w, 0.025 * h, 0.045 * w), "fabric", mix(cloth, snow, 0.75), sides=12)
    return fitted(s.geometry(), item.size_m)


def ice_sculpture(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On a block: a swan with raised wings, or an arch of cut blocks with a heart."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b8d8e8", "#a8d0e6", "#c4e0ec"), rng, spread=0.03), item.material or "ice"
    base = 0.26 * h
    s.box((0, base / 2, 0), (0.94 * w, base, 0.94 * d), material, shade(color, 0.9), bevel_m=0.03)
    s.box(
        (0, 0.02 * h, 0),
        (w, 0.04 * h, d),
        "snow" if not item.material else material,
        (0.8, 0.83, 0.88) if not item.color else color,
        bevel_m=0.02,
    )
    if rng.random() < 0.65:
        y = base + 0.13 * h
        s.sphere((0.04 * w, y, 0), (0.36 * w, 0.14 * h, 0.3 * d), material, color, sides=24)
        s.tube(
            [(0.3 * w, y + 0.02 * h, 0), (0.42 * w, y + 0.09 * h, 0), (0.47 * w, y + 0.16 * h, 0)],
            [0.13 * h, 0.07 * h, 0.012],
            material,
            color,
            sides=14,
        )
        neck = [(-0.24, 0.4), (-0.36, 0.5), (-0.4, 0.62), (-0.33, 0.75), (-0.24, 0.84), (-0.24, 0.92), (-0.31, 0.955), (-0.37, 0.93)]
        path = smoothed([(a + 1, b) for a, b in neck], 3) - (1, 0)
        path = np.column_stack([path[:, 0] * w, path[:, 1] * h, np.zeros(len(path))])
        thick = np.interp(np.linspace(0, 1, len(path)), [0, 0.25, 0.6, 0.85, 1], [0.1, 0.06, 0.042, 0.04, 0.042]) * h
        s.tube(path, thick, material, color, sides=14)
        head = path[-1]
        s.sphere(head, (0.07 * w, 0.043 * h, 0.1 * d), material, shade(color, 1.05), sides=14)
        s.tube([head, head + (-0.11 * w, -0.035 * h, 0)], [0.03 * h, 0.01], material, shade(color, 0.85), sides=8)
        for z in (-1, 1):
            for k in range(7):
                t = k / 6
                root = np.array((-0.16 * w + 0.4 * t * w, y + 0.05 * h, z * 0.22 * d))
                tip = np.array((0.02 * w + 0.44 * t * w, h * (0.86 - 0.36 * t**1.3), z * (0.34 + 0.12 * (1 - t)) * d))
                bend = (root + tip) / 2 + (-0.05 * w, 0.02 * h, z * 0.06 * d)
                s.tube([root, bend, tip], [0.035 * h, 0.045 * h, 0.01 * h], material, shade(color, 0.9 + 0.04 * (k % 3)), sides=8)
        s.tube([(head[0] - 0.0, h - 0.012, 0), tuple(head)], 0.01, material, color, sides=5)
    else:
        n = 11
        rise, half, t = h - base, 0.38 * w, 0.17 * w
        for k in range(n):
            a0, a1 = np.pi * k / n + 0.012, np.pi * (k + 1) / n - 0.012
            ring = [
                ((half - t / 2 + (t if q in (1, 2) else 0)) * np.cos(a), (rise - t + (t if q in (1, 2) else 0)) * np.sin(a))
                for q, a in enumerate((a0, a0, a1, a1))
            ]
            deep = float(rng.uniform(0.5, 0.62)) * d
            with s.at((0, base, -deep / 2), rotation=ALONG_Z):
                s.extrude([(x, -y) for x, y in ring], deep, material, shade(color, float(rng.uniform(0.86, 1.08))))
        u = np.linspace(0, 2 * np.pi, 33)[:-1]
        heart = np.stack([16 * np.sin(u) ** 3, 13 * np.cos(u) - 5 * np.cos(2 * u) - 2 * np.cos(3 * u) - np.cos(4 * u)], 1) / 17
        with s.at((0, base + 0.26 * h, -0.14 * d), rotation=ALONG_Z):
            s.extrude(heart * (0.2 * w, -0.16 * h), 0.28 * d, material, shade(color, 1.06))
        s.box((0, base + 0.05 * h, 0), (0.14 * w, 0.1 * h, 0.3 * d), material, color, bevel_m=0.02)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"skis": skis, "snowman": snowman, "ice_sculpture": ice_sculpture}
