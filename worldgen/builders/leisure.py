"""What people lie back in and roll away on: deck chair, skateboard."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade
from .sheets import cloth, sheet
from .softs import rounded_block
from .turns import ALONG_X

CHROME = linear_from_srgb("#b4b8bc")
CREAM = linear_from_srgb("#ece4d2")


def deck_chair(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two crossed frames of wood with a striped canvas sling; the sitter looks at +Z. Long and low it is a lounger with a raised back."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#b8322a", "#2a5a9a", "#2f7a5a", "#d8962a", "#3a8aa0"), rng)
    wood = shade(color, 0.85) if item.color else linear_from_srgb("#b08550")
    timber = item.material or "timber"
    pale = shade(color, 1.12) if item.color else CREAM
    said = " ".join(item.tags)
    lounger = "loung" in said or "sunbed" in said or d > 1.6 or (not item.tags and d > 1.0 and rng.random() < 0.2)
    if lounger:
        seat, back = 0.4 * h, -0.06 * d
        for x in (-1, 1):
            s.box((x * 0.46 * w, seat, 0.02 * d), (0.05, 0.06, 0.96 * d), timber, wood, bevel_m=0.008)
            for z in (-0.4, 0.36):
                s.box((x * 0.44 * w, seat / 2, z * d), (0.05, seat, 0.055), timber, shade(wood, 0.9), bevel_m=0.008)
            s.tube([(x * 0.42 * w, seat, back), (x * 0.42 * w, 0.96 * h, -0.46 * d)], 0.022, timber, wood, sides=7)
            s.tube([(x * 0.42 * w, 0.75 * h, -0.32 * d), (x * 0.42 * w, seat, -0.44 * d)], 0.016, timber, shade(wood, 0.9), sides=6)
        profile = np.array([(0.06, 0.49), (0.04, 0.3), (0.04, 0.0), (0.06, -0.06), (0.3, -0.25), (0.58, -0.46)])
        line = np.stack([seat + profile[:, 0] / 0.58 * (0.96 * h - seat), profile[:, 1] * d], 1)
    else:
        for x in (-1, 1):
            s.tube([(x * 0.47 * w, 0.02, 0.42 * d), (x * 0.47 * w, 0.97 * h, -0.46 * d)], 0.023, timber, wood, sides=7)
            s.tube([(x * 0.41 * w, 0.02, -0.34 * d), (x * 0.41 * w, 0.46 * h, 0.46 * d)], 0.023, timber, shade(wood, 0.95), sides=7)
            s.tube([(x * 0.44 * w, 0.7 * h, -0.22 * d), (x * 0.44 * w, 0.06, -0.46 * d)], 0.017, timber, shade(wood, 0.9), sides=6)
        for y, z, half in ((0.97, -0.46, 0.48), (0.46, 0.46, 0.43), (0.03, -0.33, 0.42), (0.06, 0.41, 0.48), (0.07, -0.455, 0.44)):
            s.tube([(-half * w, y * h, z * d), (half * w, y * h, z * d)], 0.02, timber, wood, sides=7)
        t = np.linspace(0, 1, 9)
        line = np.stack(
            [0.48 * h + (0.99 * h - 0.48 * h) * t - 0.3 * h * np.sin(np.pi * t) ** 1.1 * (1 - 0.35 * t), (0.46 - 0.93 * t) * d], 1
        )
    stripes = int(rng.choice([5, 7, 9]))
    half = 0.4 * w
    for k in range(stripes):
        x0, x1 = -half + 2 * half * k / stripes, -half + 2 * half * (k + 1) / stripes
        grid = np.stack([np.column_stack([np.full(len(line), x), line]) for x in (x0, x1)], 1)
        cloth(s, grid, 0.007, item.material or "fabric", color if k % 2 == 0 else pale)
    if lounger:
        rounded_block(s, (0, 0.93 * h, -0.42 * d), (0.6 * w, 0.1 * h, 0.12 * d), 0.03, item.material or "fabric", pale)
    return fitted(s.geometry(), item.size_m)


def skateboard(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A deck with kicked ends and dark grip, a stripe of colour, trucks with four wheels; it points to +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c8402e", "#2a7a9a", "#e0a02a", "#5a3a7a", "#3a8a5a"), rng), item.material or "timber"
    grip = color if item.color else mix(color, (0.02, 0.02, 0.02), 0.88)
    v = np.linspace(-1, 1, 25)
    half = w / 2 * (1 - np.abs(v) ** 6) ** 0.4
    half[[0, -1]] = 0.14 * w
    y = 0.6 * h + 0.36 * h * np.clip((np.abs(v) - 0.68) / 0.32, 0, 1) ** 1.2
    u = np.linspace(-1, 1, 7)
    grid = np.stack([half[:, None] * u, y[:, None] + 0.03 * h * u**2 + 0 * half[:, None], (v[:, None] * d / 2) + 0 * u], -1)[::-1]
    band = int(rng.integers(7, 15))
    tones = np.broadcast_to(grip, (24, 6, 3)).copy()
    tones[band : band + 3] = shade(color, 1.1)
    tones[band + 4] = shade(color, 0.9)
    lifted = grid + (0, 0.05 * h, 0)
    cloth_top(s, lifted, grid - (0, 0.05 * h, 0), material, tones, color)
    for z in (-0.29, 0.29):
        s.box((0, 0.5 * h, z * d), (0.3 * w, 0.16 * h, 0.09 * d), "metal", CHROME, bevel_m=0.004)
        s.tube([(-0.44 * w, 0.22 * h, z * d), (0.44 * w, 0.22 * h, z * d)], 0.06 * h, "metal", CHROME, sides=7)
        s.box((0, 0.33 * h, z * d), (0.16 * w, 0.3 * h, 0.04 * d), "metal", CHROME)
        for x in (-1, 1):
            with s.at((x * 0.37 * w, 0.22 * h, z * d), rotation=ALONG_X):
                tyre = [
                    (0.12 * h, -0.09 * w),
                    (0.2 * h, -0.09 * w),
                    (0.22 * h, -0.06 * w),
                    (0.22 * h, 0.06 * w),
                    (0.2 * h, 0.09 * w),
                    (0.12 * h, 0.09 * w),
                ]
                s.lathe((0, 0, 0), tyre, "painted", color if item.color else mix(color, CREAM, 0.7), sides=14)
    return fitted(s.geometry(), item.size_m)


def cloth_top(s: Sculptor, top: Array, low: Array, material: str, tones: Array, under: Array) -> None:
    """A board between two grids of points: its upper side in `tones` a cell, edges and underside in `under`."""
    sheet(s, top, "painted" if material == "timber" else material, tones)
    sheet(s, low, material, under, flip=True)
    for column, flip in ((0, False), (-1, True)):
        sheet(s, np.stack([low[:, column], top[:, column]], 1)[:, :: -1 if flip else 1], material, under)
    for row, flip in ((0, False), (-1, True)):
        sheet(s, np.stack([low[row], top[row]])[:: -1 if flip else 1], material, under)


BUILDERS = {"deck_chair": deck_chair, "skateboard": skateboard}
