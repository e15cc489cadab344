"""What stands by a hearth: log basket, candelabra."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .flames import candle_flame
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade
from .pieces import disc, ellipse, plate, rounded, trim
from .sheets import smoothed

Rng = np.random.Generator
METALS = ("#b08a48", "#2b2a2a", "#c8c4b8", "#5a4a34")


def log_basket(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Split logs with pale ends heaped in a wicker basket with handles, or in an iron cradle."""
    s = Sculptor()
    w, h, d = item.size_m
    woven = bool(rng.random() < 0.6)
    color = main_paint(item, ("#a07a48", "#8a6438", "#b8925c") if woven else ("#232325",), rng)
    material = item.material or ("wicker" if woven else "metal")
    rim = 0.62 * h
    if woven:
        rows, n = 9, 44
        for k in range(rows):
            u = k / (rows - 1)
            outline = rounded((0.8 + 0.16 * u) * w, (0.8 + 0.16 * u) * d, 0.16 * d, n // 4)
            wave = 1 + 0.012 * (-1) ** (np.arange(len(outline)) + k)
            ring = np.column_stack([outline[:, 0] * wave, np.full(len(outline), 0.04 + u * (rim - 0.06)), outline[:, 1] * wave])
            s.tube(np.concatenate([ring, ring[:1]]), rim / rows * 0.62, material, shade(color, float(rng.uniform(0.9, 1.1))), sides=6)
        edge = rounded(0.97 * w, 0.97 * d, 0.16 * d, n // 4)
        ring = np.column_stack([edge[:, 0], np.full(len(edge), rim), edge[:, 1]])
        s.tube(np.concatenate([ring, ring[:1]]), 0.024, material, shade(color, 1.1), sides=8)
        s.box((0, 0.02, 0), (0.76 * w, 0.04, 0.76 * d), material, shade(color, 0.8))
        for x in (-1, 1):
            grip = np.column_stack(
                [np.full(9, x * 0.47 * w), rim + 0.14 * h * np.sin(np.linspace(0, np.pi, 9)), 0.2 * d * np.cos(np.linspace(0, np.pi, 9))]
            )
            s.tube(grip, 0.018, material, shade(color, 0.92), sides=7)
    else:
        t = np.linspace(-1, 1, 15)
        for z in (-0.4, 0.0, 0.4):
            s.tube(np.column_stack([0.47 * w * t, 0.1 * h + (rim + 0.1 * h) * t**4, np.full(15, z * d)]), 0.014, material, color, sides=8)
        for x in (-0.47, -0.4, 0.4, 0.47):
            y = 0.1 * h + (rim + 0.1 * h) * (x / 0.47) ** 4
            s.tube([(x * w, y, -0.46 * d), (x * w, y, 0.46 * d)], 0.014, material, color, sides=8)
        for x in (-0.25, 0.25):
            for z in (-0.4, 0.4):
                s.tube([(x * w, 0.1 * h, z * d), (x * 1.2 * w, 0.01, z * 1.1 * d)], 0.016, material, color, sides=8)
    bark, pale = trim(item, color, "#5d4a38", 0.85), trim(item, color, "#c89a68", 1.1)
    r, base = 0.085 * w, (0.1 if woven else 0.14) * h
    for row, count in enumerate((3, 4, 4, 3, 2) if woven else (3, 4, 4, 3, 2)):
        for k in range(count):
            size = r * float(rng.uniform(0.8, 1.15))
            y = min(base + r + row * 1.6 * r, h - 1.1 * size)
            long = float(rng.uniform(0.6, 0.68) + 0.06 * row) * d
            at = ((k - (count - 1) / 2) * 2.05 * r + rng.uniform(-0.01, 0.01), y, -long / 2 + rng.uniform(-0.03, 0.03))
            with s.at(at, yaw=float(rng.uniform(-0.1, 0.1))):
                sides = int(rng.choice([7, 9, 11]))
                disc(s, (0, 0, 0.004), size, long - 0.008, "bark", shade(bark, float(rng.uniform(0.85, 1.15))), sides=sides)
                plate(
                    s,
                    ellipse(0.94 * size, 0.94 * size, sides, start=0.3, stop=0.3 + 2 * np.pi),
                    0.0,
                    long,
                    "timber",
                    shade(pale, float(rng.uniform(0.9, 1.05))),
                )
    return fitted(s.geometry(), item.size_m)


def candelabra(item: Instance, style: Style, rng: Rng) -> Geometry:
    """On the floor: a turned stem on three feet, four curved arms and a middle one, each with a pan and a burning candle."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b08a48", "#2b2a2a", "#8f9194", "#5a4630"), rng), item.material or "metal"
    wax = trim(item, color, "#e8dfc8", 1.1)
    reach, tall = 0.5 * min(w, d) - 0.05, 0.12 * h
    stem = [
        (0.05, 0.06),
        (0.06, 0.09),
        (0.025, 0.12),
        (0.02, 0.2),
        (0.045, 0.26),
        (0.02, 0.3),
        (0.018, 0.48),
        (0.04, 0.52),
        (0.018, 0.56),
        (0.018, 0.7),
        (0.04, 0.74),
        (0.02, 0.8),
    ]
    s.lathe((0, 0, 0), smoothed(stem, 2) * (1, h), material, color, sides=16)
    for k in range(3):
        a = 2 * np.pi * k / 3
        n = np.array([np.sin(a), 0, np.cos(a)])
        path = [0.03 * n + [0, 0.1 * h, 0], 0.1 * w * n + [0, 0.11 * h, 0], 0.3 * w * n + [0, 0.04 * h, 0], 0.38 * w * n + [0, 0.018, 0]]
        s.tube(np.array(path), [0.03, 0.026, 0.02, 0.018], material, color, sides=9)
    spots = [(np.array([0.0, 0.82 * h, 0.0]), 0.0)]
    t = np.linspace(0, 1, 13)
    style_up = float(rng.uniform(0.6, 1.0))
    for k in range(4):
        a = 2 * np.pi * k / 4 + np.pi / 4
        out = t * reach
        y = 0.64 * h - 0.09 * h * np.sin(np.pi * np.minimum(1.3 * t, 1)) * style_up + 0.1 * h * t**2
        s.tube(np.stack([out * np.sin(a), y, out * np.cos(a)], 1), np.linspace(0.017, 0.012, 13), material, color, sides=8)
        s.sphere((0.5 * reach * np.sin(a), y[6] - 0.02, 0.5 * reach * np.cos(a)), 0.02, material, color, sides=8)
        spots.append((np.array([reach * np.sin(a), y[-1], reach * np.cos(a)]), a))
    for at, _ in spots:
        s.lathe(
            at,
            [(0.012, -0.01), (0.03, 0.0), (0.05, 0.014), (0.047, 0.02), (0.02, 0.014), (0.022, 0.04), (0.014, 0.04)],
            material,
            color,
            sides=16,
        )
        long = tall * float(rng.uniform(0.75, 1.0)) if at[1] < 0.8 * h else tall
        s.lathe(
            at + [0, 0.03, 0],
            [(0.014, 0), (0.014, long - 0.03), (0.01, long - 0.026), (0, long - 0.03)],
            "plain",
            wax,
            sides=12,
            emission_linear=0.1 * wax,
        )
        s.tube([at + [0, long, 0], at + [0, long + 0.014, 0]], 0.002, "plain", (0.02, 0.02, 0.02), sides=4)
        candle_flame(s, at + [0, long + 0.006, 0], 0.05)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"log_basket": log_basket, "candelabra": candelabra}
