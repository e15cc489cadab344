"""Strings: harp, violin."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade
from .pieces import plate, trim
from .sheets import sheet, smoothed
from .turns import ALONG_X, pitched

Rng = np.random.Generator
GOLD = "#b8923e"


def harp(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A concert harp seen from its side: gilt column with capital and foot, a swung neck, a slanting sound box, strings."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c09a48", "#7a4c2c", "#5a3420", "#c8a860"), rng), item.material or "timber"
    gold = trim(item, color, GOLD, 1.08)
    metal = item.material or "metal"
    x0, x1 = -0.4 * w, 0.42 * w
    s.lathe(
        (x0, 0, 0),
        smoothed([(0.1, 0.07), (0.1, 0.1), (0.06, 0.13), (0.045, 0.18), (0.04, 0.8), (0.055, 0.84), (0.045, 0.87)], 2) * (0.9 * w, h),
        material,
        color,
        sides=18,
    )
    capital = smoothed([(0.045, 0.86), (0.075, 0.9), (0.055, 0.93), (0.085, 0.965), (0.06, 0.99), (0.0, 1.0)], 2)
    s.lathe((x0, 0, 0), capital * (w, h), metal, gold, sides=20)
    for y in (0.2, 0.5, 0.8):
        s.lathe((x0, y * h, 0), [(0.04 * w, -0.008 * h), (0.052 * w, 0), (0.04 * w, 0.012 * h)], metal, gold, sides=18, caps=False)
    for k in range(8):
        t = k * np.pi / 4
        at = np.array([x0 + 0.038 * w * np.cos(t), 0, 0.038 * w * np.sin(t)])
        s.tube([at + [0, 0.22 * h, 0], at + [0, 0.78 * h, 0]], 0.007, metal, shade(gold, 0.9), sides=5)
    foot = np.concatenate(
        [
            [
                (-0.5 * w, 0.02 * h),
                (0.44 * w, 0.02 * h),
                (0.46 * w, 0.05 * h),
                (0.4 * w, 0.085 * h),
                (-0.44 * w, 0.085 * h),
                (-0.5 * w, 0.055 * h),
            ]
        ]
    )
    plate(s, foot, -0.36 * d, 0.72 * d, material, shade(color, 0.9))
    for x in (-0.45, 0.4):
        for z in (-1, 1):
            s.sphere((x * w, 0.02 * h, z * 0.4 * d), (0.05 * w, 0.02 * h, 0.1 * d), metal, gold, sides=10)
    bottom, top = np.array([0.26 * w, 0.08 * h]), np.array([x1, 0.86 * h])
    belly = [(bottom + (top - bottom) * t) for t in np.linspace(0, 1, 9)]
    half = np.linspace(0.42, 0.16, 9) * d
    for flat, out in ((0.0, -1), (0.1 * w, 1)):
        shift = np.array([flat, -0.1 * flat])
        left, right = [
            np.array([(*(p + shift), z * b) for p, b in zip(belly, half * (1 if out < 0 else 0.6), strict=True)]) for z in (-1, 1)
        ]
        sheet(s, np.stack([left, right], 1), material, color if out > 0 else trim(item, color, "#c89a5e", 1.06), flip=out > 0)
        if out < 0:
            edges = (left, right)
        else:
            sheet(s, np.stack([edges[0], left], 1), material, color, flip=True)
            sheet(s, np.stack([edges[1], right], 1), material, color)
            s.polygon([edges[0][-1], edges[1][-1], right[-1], left[-1]], material, color)
    curve = smoothed(
        [
            (10 + x0, 0.9 * h),
            (10 - 0.28 * w, 0.955 * h),
            (10 - 0.08 * w, 0.9 * h),
            (10 + 0.12 * w, 0.8 * h),
            (10 + 0.3 * w, 0.82 * h),
            (10 + x1 + 0.04 * w, 0.9 * h),
        ],
        4,
    ) - (10, 0)
    band = np.concatenate([curve + (0, 0.028 * h), (curve - (0, 0.028 * h))[::-1]])
    n = len(curve)
    for z, flip in ((0.07 * d, False), (-0.07 * d, True)):
        v = np.column_stack([band, np.full(2 * n, z)])
        f = np.array([(2 * n - 1 - k, 2 * n - 2 - k, k + 1, k) for k in range(n - 1)])
        s.faces(v, f[:, ::-1] if flip else f, material, color)
    for edge, flip in ((curve + (0, 0.028 * h), False), (curve - (0, 0.028 * h), True)):
        rows = np.stack([np.column_stack([edge, np.full(n, z)]) for z in (0.07 * d, -0.07 * d)])
        sheet(s, rows, material, shade(color, 1.06), flip=flip)
    s.lathe(
        (x1 + 0.04 * w, 0.86 * h, 0),
        [(0.02 * w, 0), (0.055 * w, 0.03 * h), (0.05 * w, 0.07 * h), (0.0, 0.085 * h)],
        material,
        color,
        sides=14,
    )
    count = 26
    for k in range(count):
        u = (k + 0.5) / count
        low = bottom + (top - bottom) * (0.06 + 0.88 * u)
        x = x0 + 0.08 * w + (x1 - x0 - 0.14 * w) * u
        y = float(np.interp(x, curve[:, 0], curve[:, 1]))
        tone = trim(item, color, ("#e8dcc0", "#e8dcc0", "#b02a1c", "#2a2a30")[k % 4], 1.1)
        s.tube([(low[0] - 0.004, low[1], 0.0), (x, y, 0.075 * d)], 0.0032, "metal", tone, sides=5)
        s.sphere((x, y, 0.08 * d), 0.008, metal, gold, sides=6)
    return fitted(s.geometry(), item.size_m)


def violin(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A fiddle, as large as its box, leaning in a stand: waisted body with f-holes, bridge, fingerboard, scroll; its bow beside it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8a3f1a", "#a05a24", "#6a2c14", "#b06a2c"), rng), item.material or "timber"
    dark = trim(item, color, "#15110f", 0.7)
    body = 0.56 * h
    right = smoothed(
        [
            (0.0, 0.0),
            (0.3, 0.01),
            (0.46, 0.1),
            (0.5, 0.22),
            (0.44, 0.34),
            (0.31, 0.42),
            (0.28, 0.5),
            (0.33, 0.6),
            (0.4, 0.72),
            (0.39, 0.86),
            (0.26, 0.97),
            (0.06, 1.0),
        ],
        3,
    )
    right[:, 0] = np.clip(right[:, 0], 0, 0.5)
    right[:, 1] = np.maximum.accumulate(np.clip(right[:, 1], 0, 1))
    outline = np.concatenate([right, (right * (-1, 1))[::-1][:-1]]) * (0.94 * w, body)
    thick = 0.1 * body
    with s.at((0, 0.075 * h, 0.02 * d), rotation=pitched(-0.16)):
        plate(s, outline, -thick / 2, thick, material, shade(color, 0.78))
        for z, high in ((thick / 2, 0.02), (-thick / 2 - 0.02, 0.02)):
            plate(s, outline * 1.02 - (0, 0.008 * h), z, 0.5 * high, material, color)
            plate(s, outline * 0.86 + (0, 0.07 * body), z + 0.4 * high, 0.6 * high + 0.003, material, shade(color, 1.12))
        z = thick / 2 + 0.018
        for x in (-1, 1):
            t = np.linspace(-1, 1, 11)
            curl = np.stack([x * (0.16 + 0.035 * np.sin(2.6 * t)) * w, (0.42 + 0.11 * t) * body, np.full(11, z)], 1)
            s.tube(curl, 0.006 + 0.001 * w, "plain", (0.008, 0.006, 0.005), sides=5)
            for end in (0, -1):
                s.sphere(curl[end] + [-x * 0.012 * (1 if end else -1), 0, 0], 0.011, "plain", (0.008, 0.006, 0.005), sides=7)
        s.box((0, 0.4 * body, z + 0.025), (0.2 * w, 0.02 * body, 0.05), "timber", trim(item, color, "#c89a5a", 1.1), bevel_m=0.004)
        tail = [(-0.035 * w, 0.03 * body), (0.035 * w, 0.03 * body), (0.06 * w, 0.3 * body), (-0.06 * w, 0.3 * body)]
        plate(s, tail, z + 0.012, 0.012, "timber", dark)
        neck = 0.925 * h - body
        board = [(-0.062 * w, 0.62 * body), (0.062 * w, 0.62 * body), (0.045 * w, body + 0.78 * neck), (-0.045 * w, body + 0.78 * neck)]
        plate(s, board, z + 0.012, 0.014, "timber", dark)
        s.tube([(0, body - 0.01, 0.3 * thick), (0, body + 0.8 * neck, 0.3 * thick)], [0.07 * w, 0.048 * w], material, color, sides=10)
        s.box((0, body + 0.88 * neck, 0.28 * thick), (0.08 * w, 0.2 * neck, 0.07 * w), material, color, bevel_m=0.006)
        for k in range(4):
            x = 1 if k % 2 else -1
            at = (x * 0.04 * w, body + (0.82 + 0.045 * k) * neck, 0.28 * thick)
            s.tube([at, (x * 0.15 * w, at[1], at[2])], [0.008, 0.013], "timber", dark, sides=7)
            s.sphere((x * 0.16 * w, at[1], at[2]), (0.008, 0.018, 0.012), "timber", dark, sides=8)
            xs = (k - 1.5) * 0.022 * w
            string = [(xs, 0.3 * body, z + 0.026), (xs * 1.4, 0.4 * body, z + 0.055), (xs * 0.9, body + 0.8 * neck, z + 0.032)]
            s.tube(string, 0.0015, "metal", trim(item, color, "#8a8680", 1.0), sides=3)
        with s.at((-0.028, 0.965 * h - 0.002 - 0.02, 0.2 * thick), rotation=ALONG_X):
            s.lathe(
                (0, 0, 0),
                [(0.026, 0), (0.03, 0.008), (0.018, 0.02), (0.018, 0.036), (0.03, 0.048), (0.026, 0.056)],
                material,
                color,
                sides=14,
            )
    iron = trim(item, color, "#1f1f21", 0.7)
    for x in (-1, 1):
        s.tube(
            [(x * 0.47 * w, 0.012, 0.46 * d), (x * 0.2 * w, 0.05 * h, 0.12 * d), (0, 0.09 * h, -0.14 * d)], 0.011, "metal", iron, sides=7
        )
        s.tube(
            [(x * 0.24 * w, 0.05 * h, 0.1 * d), (x * 0.24 * w, 0.05 * h, 0.3 * d), (x * 0.24 * w, 0.085 * h, 0.32 * d)],
            0.01,
            "metal",
            iron,
            sides=7,
        )
        s.tube([(0, 0.7 * h, -0.36 * d), (x * 0.1 * w, 0.72 * h, -0.2 * d)], 0.01, "metal", iron, sides=6)
    s.tube(
        [(0, 0.012, -0.48 * d), (0, 0.09 * h, -0.18 * d), (0, 0.4 * h, -0.3 * d), (0, 0.7 * h, -0.36 * d)], 0.012, "metal", iron, sides=7
    )
    side = float(rng.choice([-1, 1]))
    low, high = np.array([side * 0.4 * w, 0.03 * h, 0.34 * d]), np.array([side * 0.3 * w, 0.72 * h, 0.0])
    t = np.linspace(0, 1, 9)[:, None]
    s.tube(
        low + (high - low) * t + np.array([0, 0, 0.03]) * np.sin(np.pi * t),
        np.linspace(0.009, 0.006, 9),
        "timber",
        trim(item, color, "#6a3418", 0.9),
        sides=7,
    )
    s.tube([low + [0, 0.02, -0.022], high + [0, -0.01, -0.022]], 0.004, "fabric", trim(item, color, "#e8e0cc", 1.1), sides=4)
    s.box(low + [0, 0.035, -0.01], (0.014, 0.05, 0.03), "timber", dark, bevel_m=0.004)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"harp": harp, "violin": violin}
