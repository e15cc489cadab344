"""What hangs on walls or stands flat against them: picture, mirror, curtain, television."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .canvases import HANGS, painted, reflection
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .mouldings import moulding, rectangle
from .sheets import cloth, sheet
from .swatches import BRASS, IRON, stuff, swatch, toned

Rng = np.random.Generator
FRAMES = ("#3a2818", "#8a6a34", "#1f1c1a", "#6b4426", "#a88a58", "#d8d0c0")
GILT, PLAIN = ("#a8823a", "#b8924a", "#8a6a30", "#94743c", "#5a3c22"), ("#1f1c1a", "#e4e0d8", "#b8946a", "#2c2a28")
CLOTH_M = 0.006
CELL_M = 0.0165  # of a canvas: cells much finer than a splat would be thinned to dots


def _canvas(s: Sculptor, w: float, h: float, z: float, colors: Array, material: str) -> None:
    """A flat grid in the x, y plane centred at the origin; `colors` (rows, columns, 3), rows upward."""
    rows, columns = colors.shape[:2]
    y, x = np.meshgrid(np.linspace(-h / 2, h / 2, rows + 1), np.linspace(-w / 2, w / 2, columns + 1), indexing="ij")
    sheet(s, np.stack([x, y, np.full_like(x, z)], -1), material, colors)


def picture(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Frame of profiled wood, sometimes a passepartout, and a painted canvas. It hangs with its back at −Z. Tags: `old`, a master's in a
    gilt frame; `modern`, in a thin one."""
    s = Sculptor()
    w, h, d = item.size_m
    hang = next((t for t in HANGS if t in item.tags), "")
    frame = swatch(item, rng, {"old": GILT, "modern": PLAIN}.get(hang, FRAMES))
    tint = linear_from_srgb(item.color) if item.color else None
    wide = float(np.clip(0.09 * min(w, h), 0.02, 0.09)) * rng.uniform(0.7, 1.3)
    wide *= 1.6 if item.material else 1.0
    mount = float(rng.choice([0.0, 0.08, 0.12])) * min(w, h)
    fancy = rng.uniform() < 0.5
    if hang:
        mount, fancy, wide = 0.0, hang == "old", wide * 1.5 if hang == "old" else 0.028
    profile = np.array(
        [(0, 0), (0, 0.6), (0.1, 0.8), (0.25, 1.0), (0.45, 0.85), (0.7, 0.55), (0.85, 0.6), (1.0, 0.35)]
        if fancy
        else [(0, 0), (0, 0.92), (0.06, 1.0), (0.8, 1.0), (0.9, 0.9), (1.0, 0.4)]
    )
    profile = profile * [wide, d] + [0, -d / 2]
    with s.at((0, h / 2, 0)):
        moulding(
            s,
            rectangle(-w / 2, -h / 2, w / 2, h / 2),
            profile,
            stuff(item, "timber") if item.material not in ("painting", "paper") else "timber",
            frame,
        )
        iw, ih, z = w - 2 * wide, h - 2 * wide, -0.18 * d
        if mount:
            card = linear_from_srgb("#e8e2d2") if tint is None else toned(tint, 1.35)
            moulding(s, rectangle(-iw / 2, -ih / 2, iw / 2, ih / 2), [(0, z), (mount - 0.004, z), (mount, z - 0.003)], "paper", card)
            iw, ih, z = iw - 2 * mount, ih - 2 * mount, z - 0.003
        columns, rows = (int(np.clip(round(side / CELL_M), 16, 96)) for side in (iw, ih))
        _canvas(s, iw, ih, z, painted(rows, columns, iw / ih, rng, tint, hang), "painting")
    return fitted(s.geometry(), item.size_m)


def mirror(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Silvered glass that shows a soft room with a window, as painted, in a frame; rectangular or oval. Splats keep no view."""
    s = Sculptor()
    w, h, d = item.size_m
    frame = swatch(item, rng, ("#a8853f", "#5a3a22", "#1f1c1a", "#b8b0a0"))
    wide = (0.23 if item.color else 0.1) * min(w, h)
    oval = rng.uniform() < 0.4
    if oval:
        t = np.linspace(0, 2 * np.pi, 41)[:-1]
        path = np.stack([w / 2 * np.cos(t), h / 2 * np.sin(t)], 1)
    else:
        path = rectangle(-w / 2, -h / 2, w / 2, h / 2)
    profile = np.array([(0, 0), (0, 0.5), (0.2, 0.85), (0.4, 1.0), (0.65, 0.8), (0.8, 0.5), (0.9, 0.55), (1.0, 0.3)]) * [wide, d] + [
        0,
        -d / 2,
    ]
    with s.at((0, h / 2, 0)):
        moulding(s, path, profile, stuff(item, "timber"), frame)
        z = -0.25 * d
        if oval:
            share = np.linspace(0, 1, 15)
            ring = np.append(path, path[:1], axis=0) * np.array([(w - 2 * wide) / w, (h - 2 * wide) / h])
            points = np.concatenate([share[:, None, None] * ring[None], np.full((15, 41, 1), z)], axis=2)
        else:
            v, u = np.meshgrid(*(np.linspace(-1, 1, max(12, round(side / CELL_M))) for side in (h, w)), indexing="ij")
            points = np.stack([u * (w / 2 - wide), v * (h / 2 - wide), np.full_like(u, z)], -1)
        middle = (points[:-1, :-1] + points[1:, 1:]) / 2
        seen = reflection(0.5 + middle[..., 0] / w, 0.5 + middle[..., 1] / h, rng)
        sheet(s, points, "plain", linear_from_srgb(seen), flip=oval)
    return fitted(s.geometry(), item.size_m)


def curtain(item: Instance, style: Style, rng: Rng) -> Geometry:
    """One panel of cloth in folds that hangs from rings on a rod, drawn in by a tieback when the seed says so. One of a pair, tagged left
    or right, is drawn to its side, with a free rod before the glass."""
    s = Sculptor()
    w, h, d = item.size_m
    color = swatch(item, rng, ("#b8a684", "#7a8a80", "#8a4a3c", "#c8bca4", "#5a6a80", "#a89070"))
    rod = linear_from_srgb(str(rng.choice(["#3a322c", "#8a6a3c", "#5a4030"])))
    drawn = -1.0 if "left" in item.tags else 1.0 if "right" in item.tags else 0.0
    wide = min(w, max(0.42, 0.5 * w)) if drawn else w - 0.03
    middle = drawn * (w - wide) / 2
    bar, top = h - 0.028, h - 0.065
    s.tube([(-w / 2 + 0.01 * (drawn < 1), bar, 0), (w / 2 - 0.01 * (drawn > -1), bar, 0)], 0.013, "timber", rod, sides=12)
    for side in (-1, 1) if not drawn else (drawn,):
        s.sphere((side * (w / 2 - 0.02), bar, 0), (0.02, 0.027, 0.027), "timber", rod, sides=12)
    folds = max(3, round(wide / 0.115))
    columns, rows = folds * 20, 16  # facets of a fold turn by less than what would count as an edge
    v, u = np.meshgrid(np.linspace(0, 1, rows + 1), np.linspace(0, 1, columns + 1), indexing="ij")  # v: 0 at the hem
    tied = rng.uniform() < 0.5
    side = drawn or float(rng.choice([-1.0, 1.0]))
    waist = np.exp(-(((v - 0.42) / 0.16) ** 2)) * 0.55 + 0.22 * (v < 0.42) * (1 - np.exp(-(((v - 0.42) / 0.16) ** 2))) * tied
    waist = waist * tied
    phase = 2 * np.pi * folds * u + 0.6 * np.sin(5 * u + rng.uniform(0, 6)) * (1 - v)
    deep = d * 0.36 * (0.8 + 0.2 * np.sin(3 * u + 2)) * (0.6 + 0.4 * np.sin(np.pi * np.clip(1 - v, 0.0, 1)) + 0.2 * (1 - v))
    x = (u - 0.5) * wide + 0.2 * wide / (4 * np.pi * folds) * np.sin(2 * phase)  # folds lean, but never overhang
    x = middle + x + (side * wide / 2 * 0.85 - x) * waist
    z = np.clip(deep * (1 - 0.75 * waist), 0, d * 0.47) * np.sin(phase)
    y = 0.012 + v * (top - 0.012)
    valley = (0.5 + 0.5 * np.sin(phase[:-1, :-1] + 0.2)) ** 0.7
    shade = 0.8 + 0.3 * valley
    hem = (v[:-1, :-1] < 0.06)[..., None]
    shades = np.where(hem, toned(color, 0.82), color) * shade[..., None]
    cloth(s, np.stack([x, y, z], -1), CLOTH_M, stuff(item, "fabric"), np.minimum(shades, 0.9))
    t = np.linspace(0, 2 * np.pi, 9)
    for k in range(folds):
        rx = middle + ((k + 0.25) / folds - 0.5) * wide
        s.tube(np.stack([0 * t + rx, bar - 0.012 + 0.03 * np.cos(t), 0.03 * np.sin(t)], 1), 0.0035, "metal", BRASS, sides=5)
    if tied:
        at = middle + side * wide * 0.4 - side * 0.06 * wide
        band = np.stack([at + 0.26 * wide * np.cos(t), 0.42 * top + 0.02 * np.cos(t), 0.3 * d * np.sin(t)], 1)
        s.tube(band, 0.013, stuff(item, "fabric"), toned(color, 0.75), sides=8)
    return fitted(s.geometry(), item.size_m)


def television(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A flat, dark screen with a slanting sheen, on two feet or a plate."""
    s = Sculptor()
    w, h, d = item.size_m
    color = linear_from_srgb(item.color) if item.color else linear_from_srgb("#1c1d1f")
    foot = 0.08 * h
    s.box((0, (h + foot) / 2, 0), (w, h - foot, 0.5 * d), stuff(item, "plain"), color, bevel_m=0.006, skip="Z")
    edge = 0.07 * h if item.color else 0.018
    with s.at((0, (h + foot) / 2, 0.25 * d)):
        moulding(
            s,
            rectangle(-w / 2 + 0.006, -(h - foot) / 2 + 0.006, w / 2 - 0.006, (h - foot) / 2 - 0.006),
            [(0, 0), (edge - 0.006, 0), (edge, -0.004)],
            stuff(item, "plain"),
            color,
        )
        glass = linear_from_srgb("#101215") if not item.color else toned(color, 0.75)
        v, u = np.meshgrid(np.linspace(0, 1, 13), np.linspace(0, 1, 21), indexing="ij")
        points = np.stack([(u - 0.5) * (w - 2 * edge - 0.012), (v - 0.5) * (h - foot - 2 * edge - 0.012), 0 * u - 0.004], -1)
        sheen = np.exp(-(((u + 0.6 * v - rng.uniform(0.6, 1.1)) / 0.3) ** 2))[:-1, :-1, None]
        sheet(s, points, stuff(item, "plain"), glass * (1 + (1.2 if not item.color else 0.25) * sheen))
    if rng.uniform() < 0.5:
        for side in (-1, 1):
            s.box((side * 0.32 * w, 0.008, 0), (0.03, 0.016, d), "metal", IRON, skip="y", bevel_m=0.004)
            s.tube([(side * 0.32 * w, 0.01, 0), (side * 0.32 * w, foot + 0.01, 0)], 0.011, "metal", IRON, sides=10)
    else:
        s.box((0, 0.008, 0), (rng.uniform(0.3, 0.5) * w, 0.016, d), "metal", IRON, skip="y", bevel_m=0.005)
        s.box((0, foot / 2 + 0.01, -0.1 * d), (0.09, foot, 0.3 * d), "metal", IRON, skip="yY")
    return fitted(s.geometry(), item.size_m)
