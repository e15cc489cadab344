"""What furniture stands on: tapered, turned, bun and straight legs."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Sculptor
from .sheets import smoothed


def frustum(
    s: Sculptor, base: ArrayLike, low: tuple[float, float], high: tuple[float, float], height_m: float, material: str,
    color_linear: ArrayLike, *, lean: tuple[float, float] = (0.0, 0.0),
) -> None:  # fmt: skip
    """Four sides between a rectangle (x, z) at `base` and another above, moved by `lean`."""
    b = np.asarray(base, np.float64)
    signs = np.array([[-1, 1], [1, 1], [1, -1], [-1, -1]])
    p = np.zeros((2, 4, 3))
    for k, (size, shift) in enumerate(((low, (0.0, 0.0)), (high, lean))):
        p[k, :, 0] = signs[:, 0] * size[0] / 2 + shift[0]
        p[k, :, 2] = signs[:, 1] * size[1] / 2 + shift[1]
        p[k, :, 1] = k * height_m
    v = (p + b).reshape(-1, 3)
    f = [[i, (i + 1) % 4, 4 + (i + 1) % 4, 4 + i] for i in range(4)]
    s.faces(v, f, material, color_linear)


def leg(
    s: Sculptor,
    kind: str,
    foot: ArrayLike,
    height_m: float,
    thick_m: float,
    material: str,
    color_linear: ArrayLike,
    *,
    splay: tuple[float, float] = (0, 0),
) -> None:
    """Stands at `foot`; its top lies `splay` metres from straight above it."""
    x, y, z = np.asarray(foot, np.float64)
    t, h = thick_m, height_m
    if kind == "turned":
        block = min(0.16, 0.22 * h)
        r = t / 2
        stem = h - block
        shape = [
            (0.5, 0),
            (0.62, 0.03),
            (0.55, 0.06),
            (0.38, 0.09),
            (0.5, 0.3),
            (0.8, 0.62),
            (0.98, 0.78),
            (0.85, 0.86),
            (0.55, 0.9),
            (0.9, 0.94),
            (0.7, 1),
        ]
        s.lathe((x, y, z), smoothed([(a * r, b * stem) for a, b in shape], 2), material, color_linear, sides=14)
        s.box((x, y + stem + block / 2, z), (t, block, t), material, color_linear)
    elif kind == "tapered":
        frustum(s, (x, y, z), (0.55 * t, 0.55 * t), (t, t), h, material, color_linear, lean=splay)
    elif kind == "round":
        top = np.array([x + splay[0], y + h, z + splay[1]])
        s.tube(np.linspace((x, y, z), top, 4), np.linspace(0.32, 0.5, 4) * t, material, color_linear, sides=12)
    else:
        s.box((x, y + h / 2, z), (0.8 * t, h, 0.8 * t), material, color_linear, skip="y")


def four_legs(
    s: Sculptor, kind: str, width_m: float, depth_m: float, height_m: float, thick_m: float, material: str, color_linear: ArrayLike,
    *, splay_m: float = 0.0,
) -> None:  # fmt: skip
    """At the corners of a rectangle that their feet's outer sides touch."""
    for sx in (-1, 1):
        for sz in (-1, 1):
            foot = (sx * (width_m - thick_m) / 2, 0.0, sz * (depth_m - thick_m) / 2)
            leg(s, kind, foot, height_m, thick_m, material, color_linear, splay=(-sx * splay_m, -sz * splay_m))
