"""The fireplace: surround, firebox, logs and fire."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .flames import embers, hearth_fire
from .geometry import Geometry, Sculptor, linear_from_srgb
from .mouldings import FLOOR, moulding, rectangle
from .sheets import smooth_noise
from .swatches import BRASS, IRON, PEWTER, stuff, swatch, toned
from .tables import slab

Rng = np.random.Generator
SHADES = ("#e6d8b8", "#e9e0cc", "#d8c49a", "#c9b48c", "#e4d2c0")
METALS = (BRASS, IRON, PEWTER)


def fireplace(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A surround with pilasters and a mantelshelf, a sooty firebox, logs on irons and a fire."""
    s = Sculptor()
    w, h, d = item.size_m
    kinds = (("marble", "#d8d2c6"), ("stone_courses", "#a89c88"), ("brick", "#96523c"), ("timber", "#5a3a24"), ("plaster", "#e4ddcc"))
    chosen, shade = kinds[int(rng.integers(len(kinds)))]
    material = stuff(item, chosen)
    color = swatch(item, rng, (shade,), spread=0.06)
    soot, hearth = linear_from_srgb("#3a2c26"), linear_from_srgb("#4a4642")
    shelf, base = 0.06 * h, 0.05 * h
    face = d / 2 - 0.1
    hole_w, hole_h = 0.52 * w, 0.6 * h
    back = -d / 2 + 0.03
    body_w = 0.92 * w
    # breast: left and right piers, lintel over the hole
    pier = (body_w - hole_w) / 2
    mid = (face - d / 2) / 2
    for side in (-1, 1):
        s.box((side * (hole_w + pier) / 2, (h - shelf) / 2, mid), (pier, h - shelf, face + d / 2), material, color, skip="yYz")
        x = side * (hole_w / 2 + 0.52 * pier)
        pilaster = 0.66 * pier
        s.box((x, base + 0.1 * h / 2, face + 0.03), (pilaster + 0.04, 0.1 * h, 0.06), material, color, skip="yz", bevel_m=0.008)
        s.box((x, 0.45 * h, face + 0.02), (pilaster, 0.62 * h, 0.04), material, color, skip="yYz")
        with s.at((x, 0.46 * h, face + 0.04)):
            moulding(
                s,
                rectangle(-0.32 * pilaster, -0.24 * h, 0.32 * pilaster, 0.24 * h),
                [(0, 0), (0.005, 0.01), (0.018, 0.01), (0.024, 0.001)],
                material,
                color,
            )
        s.box((x, 0.8 * h, face + 0.03), (pilaster + 0.04, 0.08 * h, 0.06), material, color, skip="z", bevel_m=0.008)
    s.box((0, (hole_h + h - shelf) / 2, mid), (hole_w, h - shelf - hole_h, face + d / 2), material, color, skip="xXYz")
    with s.at((0, (hole_h + h - shelf) / 2, face)):
        a, b = hole_w / 2 - 0.03, (h - shelf - hole_h) / 2 - 0.03
        moulding(s, rectangle(-a, -b, a, b), [(0, 0), (0.005, 0.014), (0.025, 0.014), (0.035, 0.001)], material, color)
    moulding(
        s,
        rectangle(-w / 2, -d / 2, w / 2, d / 2),
        [(0.05, h - 2.1 * shelf), (0.035, h - 1.7 * shelf), (0.02, h - 1.2 * shelf), (0.012, h - shelf)],
        material,
        color,
        basis=FLOOR,
    )
    slab(s, w, d, h - shelf, h, material, color)
    s.box((0, base / 2, 0), (w, base, d), material, toned(color, 0.8), skip="yz", bevel_m=0.006)
    # firebox, seen from inside
    x0, x1, y0, y1, splay = -hole_w / 2, hole_w / 2, base, hole_h, 0.12 * hole_w
    rear = back
    s.quad((x0 + splay, y0, rear), (x1 - splay, y0, rear), (x1 - splay, y1, rear), (x0 + splay, y1, rear), "brick", soot)
    s.quad((x0, y0, face), (x0 + splay, y0, rear), (x0 + splay, y1, rear), (x0, y1, face), "brick", soot)
    s.quad((x1 - splay, y0, rear), (x1, y0, face), (x1, y1, face), (x1 - splay, y1, rear), "brick", soot)
    s.quad(
        (x0 + 0.001, y0 + 0.002, face),
        (x1 - 0.001, y0 + 0.002, face),
        (x1 - splay, y0 + 0.002, rear),
        (x0 + splay, y0 + 0.002, rear),
        "stone_courses",
        hearth,
    )
    logs_z, span = (face + rear) / 2, 0.62 * hole_w
    for side in (-1, 1):
        x = side * 0.3 * span
        s.tube(
            [(x, base + 0.05, logs_z - 0.08), (x, base + 0.05, face - 0.02), (x, base + 0.16, face - 0.015)], 0.01, "metal", IRON, sides=8
        )
    bark = linear_from_srgb("#3c2a1e")
    for k, (y, z, tilt) in enumerate(((0.085, -0.05, 0.03), (0.085, 0.045, -0.04), (0.16, 0.0, 0.14))):
        x = np.linspace(-0.5, 0.5, 7) * span * rng.uniform(0.85, 1.0)
        path = np.stack([x, base + y + x * tilt * 0.6, logs_z + z + x * tilt], 1)
        path[:, 1:] += 0.006 * smooth_noise(np.stack([path, path + 3], 1), rng, 0.2)
        s.tube(
            path,
            (0.045 - 0.004 * k) * (1 + 0.08 * np.sin(9 * x + k)),
            "timber",
            bark,
            sides=12,
            emission_linear=np.array([0.10, 0.02, 0.003]),
        )
    embers(s, (0, base + 0.012, logs_z), (span, 0.2), rng)
    hearth_fire(s, (0, base + 0.1, logs_z), (span, 0.62 * (hole_h - base), 0.14), rng)
    return fitted(s.geometry(), item.size_m)
