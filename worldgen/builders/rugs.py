"""The rug: a woven field, borders, a fringe."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .mouldings import FLOOR, moulding, rectangle
from .sheets import sheet, smooth_noise
from .swatches import stuff, toned

Rng = np.random.Generator
FRAMES = ("#3a2818", "#8a6a34", "#1f1c1a", "#6b4426", "#a88a58", "#d8d0c0")


def rug(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Woven: a field with medallions, lattice, stripes or diamonds, two borders, and a fringe at the short ends."""
    s = Sculptor()
    w, h, d = item.size_m
    sets = (
        ("#8a2f2a", "#27354f", "#d8c49a"),
        ("#34506a", "#c8b48c", "#7a3a2c"),
        ("#b8a684", "#5a4a3c", "#8a5a3c"),
        ("#a8552f", "#2a3f50", "#e0cfa8"),
        ("#5a6a4a", "#d4c4a0", "#7a4a34"),
    )
    field, border, line = (linear_from_srgb(c) for c in sets[int(rng.integers(len(sets)))])
    if item.color:
        field = linear_from_srgb(item.color)
        dark = float(field.mean()) < 0.08
        deep = 0.62 if field.mean() > 0.3 else 0.45  # a white rug's border is still white
        border, line = (toned(field, 2.4), toned(field, 3.6)) if dark else (toned(field, deep), toned(field, 1.45))
    fringe = 0.035 * max(w, d)
    along_x = w >= d
    inner_w, inner_d = (w - 2 * fringe, d) if along_x else (w, d - 2 * fringe)
    columns = int(np.clip(round(60 * np.sqrt(inner_w / inner_d)), 24, 84))
    rows = int(np.clip(round(columns * inner_d / inner_w), 24, 84))
    v, u = np.meshgrid((np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns, indexing="ij")
    x, z = (u - 0.5) * inner_w, (v - 0.5) * inner_d
    edge = np.minimum(inner_w / 2 - np.abs(x), inner_d / 2 - np.abs(z)) / min(inner_w, inner_d)
    color = np.broadcast_to(field, (rows, columns, 3)).copy()
    short = min(inner_w, inner_d)
    kind = int(rng.integers(4))
    a, b = np.abs(x) / short, np.abs(z) / short
    if kind == 0:  # medallion
        star = np.hypot(a, b) + 0.035 * np.cos(8 * np.arctan2(z, x))
        color[star < 0.24] = border
        color[(star < 0.2) & (star > 0.17)] = line
        color[star < 0.11] = field
        color[star < 0.05] = line
        corner = np.abs(np.abs(x) - inner_w / 2) / short + np.abs(np.abs(z) - inner_d / 2) / short
        color[corner < 0.32] = border
    elif kind == 1:  # lattice
        cell = 0.16
        p, q = (x / short + z / short) / cell, (x / short - z / short) / cell
        color[(np.abs(p - np.round(p)) < 0.1) | (np.abs(q - np.round(q)) < 0.1)] = line
        knot = np.hypot(p - np.floor(p) - 0.5, q - np.floor(q) - 0.5)
        color[knot < 0.17] = border
    elif kind == 2:  # stripes
        t = (x if along_x else z) / short / 0.19
        phase = t - np.floor(t)
        color[phase < 0.16] = line
        color[(phase > 0.22) & (phase < 0.3)] = border
    else:  # concentric diamonds
        t = (a + b) / 0.17
        phase = t - np.floor(t)
        color[phase < 0.18] = border
        color[(phase > 0.24) & (phase < 0.33)] = line
    color[edge < 0.085] = border
    zig = 0.045 + 0.012 * np.sign(np.sin((x + z) / short * 70))
    color[(edge < zig + 0.012) & (edge > zig - 0.012)] = line
    color[(edge < 0.098) & (edge > 0.085)] = line
    color[edge < 0.012] = toned(border, 0.7)
    color *= (1 + 0.05 * rng.normal(size=(rows, columns, 1))).astype(np.float32)
    gz, gx = np.meshgrid(
        np.linspace(inner_d / 2, -inner_d / 2, rows + 1), np.linspace(-inner_w / 2, inner_w / 2, columns + 1), indexing="ij"
    )
    wave = 0.10 * h * smooth_noise(np.stack([gx, 0 * gx, gz], -1), rng, 0.8)
    sheet(s, np.stack([gx, 0.88 * h + wave, gz], -1), stuff(item, "carpet"), color[::-1])
    moulding(
        s,
        rectangle(-inner_w / 2, -inner_d / 2, inner_w / 2, inner_d / 2),
        [(0, 0), (0, 0.86 * h)],
        stuff(item, "carpet"),
        toned(border, 0.7),
        basis=FLOOR,
    )
    count = int((inner_d if along_x else inner_w) / 0.016)
    t = (np.arange(count) + 0.5) / count - 0.5
    for side in (-1, 1):
        reach = fringe * rng.uniform(0.86, 1.0, count)
        lean = rng.normal(0, 0.12, count)
        if along_x:
            centers = np.stack([side * (inner_w / 2 + reach / 2), np.full(count, 0.3 * h), t * inner_d], 1)
            axes = np.stack([np.full(count, float(side)), 0 * t, lean], 1)
        else:
            centers = np.stack([t * inner_w, np.full(count, 0.3 * h), side * (inner_d / 2 + reach / 2)], 1)
            axes = np.stack([lean, 0 * t, np.full(count, float(side))], 1)
        axes /= np.linalg.norm(axes, axis=1, keepdims=True)
        tint = line if item.color else linear_from_srgb("#d8ccb0")
        s.leaves(centers, axes, [0, 1, 0], np.stack([reach / 2, np.full(count, 0.004)], 1), tint * rng.uniform(0.8, 1.05, (count, 1)))
    return fitted(s.geometry(), item.size_m)
