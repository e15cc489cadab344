"""A seated Buddha."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade
from .sheets import smoothed
from .turns import loop
from .zen import STONES

Color = NDArray[np.floating]
BRONZES = ("#6e5228", "#4e5a48", "#7a5a2a")
BODY = np.array(
    [(0.2, 0.22), (0.215, 0.28), (0.185, 0.36), (0.18, 0.42), (0.215, 0.53), (0.235, 0.585), (0.19, 0.635), (0.085, 0.665), (0.075, 0.7)]
)  # radius by the width, height by the height


def _limb(s: Sculptor, joints: NDArray[np.floating], radii: NDArray[np.floating], color: Color, material: str) -> None:
    """Bent smoothly along three or more joints (k, 3), rounded at both ends."""
    fine = smoothed(np.column_stack([radii, joints]), 3)
    s.tube(fine[:, 1:], fine[:, 0], material, color, sides=12)
    for end in (0, -1):
        s.sphere(fine[end, 1:], fine[end, 0], material, color, sides=10)


def _head(s: Sculptor, r: float, color: Color, material: str) -> None:
    """About the origin, looking along +Z: lowered lids, long ears, rows of curls, a topknot, the mark on the brow."""
    s.sphere((0, 0.118 * r, 0), (0.84 * r, 1.12 * r, r), material, color, sides=20)
    s.sphere((0, -0.52 * r, 0.28 * r), (0.56 * r, 0.44 * r, 0.6 * r), material, color, sides=16)
    s.sphere((0, -0.08 * r, 0.97 * r), (0.12 * r, 0.3 * r, 0.18 * r), material, color, sides=10)
    s.sphere((0, -0.47 * r, 0.87 * r), (0.24 * r, 0.075 * r, 0.12 * r), material, shade(color, 0.85), sides=10)
    s.sphere((0, 0.5 * r, 0.93 * r), 0.085 * r, material, shade(color, 1.1), sides=8)
    for x in (-1, 1):
        s.sphere((x * 0.36 * r, 0.09 * r, 0.82 * r), (0.23 * r, 0.13 * r, 0.13 * r), material, color, sides=10)
        lid = loop(0.23 * r, start_rad=np.pi + 0.3, stop_rad=2 * np.pi - 0.3, points=6, center=(x * 0.36 * r, 0.17 * r, 0.93 * r))
        s.tube(lid, 0.035 * r, material, shade(color, 0.62), sides=5)
        brow = loop(0.34 * r, start_rad=0.5, stop_rad=np.pi - 0.5, points=6, center=(x * 0.36 * r, 0.08 * r, 0.84 * r))
        s.tube(brow, 0.04 * r, material, shade(color, 1.06), sides=5)
        s.sphere((x * 0.86 * r, -0.3 * r, 0.0), (0.11 * r, 0.48 * r, 0.17 * r), material, color, sides=10)
    for k in range(36):
        turn, up = 2.4 * k, 0.06 + 0.9 * k / 35
        x, y, z = np.sin(turn) * np.sqrt(1 - up**2), up, np.cos(turn) * np.sqrt(1 - up**2)
        if z < 0.6 or y > 0.68:
            s.sphere((0.88 * r * x, (0.118 + 1.16 * y) * r, (1.0 * z - 0.06) * r), 0.19 * r, material, shade(color, 0.82), sides=6)
    s.sphere((0, 1.28 * r, -0.1 * r), 0.46 * r, material, shade(color, 0.82), sides=12)


def buddha(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Seated on a lotus: crossed legs, hands in the lap, a robe over one shoulder; of stone or bronze, some before a halo."""
    s = Sculptor()
    w, h, d = item.size_m
    bronze = rng.random() < 0.5
    color = main_paint(item, BRONZES if bronze else STONES, rng)
    material = item.material or ("metal" if bronze else "rock")
    base, seat = 0.1 * h, 0.23 * h
    lotus = Sculptor()
    stem = [(0.49, 0), (0.5, 0.025 * h), (0.44, 0.045 * h), (0.38, 0.06 * h), (0.35, base), (0.42, 0.97 * seat), (0.3, seat)]
    lotus.lathe((0, 0, 0), [(a * w, y) for a, y in stem], material, shade(color, 0.85), sides=32)
    for row, (y, r, up) in enumerate(((0.1 * h, 0.41 * w, -0.055 * h), (0.13 * h, 0.42 * w, 0.085 * h))):
        for k in range(15):
            a = 2 * np.pi * (k + 0.5 * row) / 15
            out = np.array([np.sin(a), 0, np.cos(a)])
            p = out * r + [0, y, 0]
            petal = [p - out * 0.03, p + out * 0.035 * w + [0, 0.4 * up, 0], p + out * (0.06 if row else 0.05) * w + [0, up, 0]]
            lotus.tube(petal, [0.06 * w, 0.08 * w, 0.012], material, shade(color, 0.95 + 0.08 * row), sides=6)
    g = lotus.geometry()
    s.faces(g.vertices * [1, 1, d / w], g.faces, material, g.color_linear, uv=g.uv)
    lap = seat + 0.06 * h
    for x in (-1, 1):
        thigh = np.array([(x * 0.1 * w, lap, -0.05 * d), (x * 0.3 * w, lap, 0.12 * d), (x * 0.36 * w, lap - 0.005, 0.2 * d)])
        _limb(s, thigh, np.array([0.14, 0.125, 0.105]) * w, color, material)
        z = 0.3 * d if x > 0 else 0.25 * d
        shin = [(x * 0.36 * w, lap - 0.01, 0.2 * d), (x * 0.14 * w, lap - 0.02, z + 0.04 * d), (-x * 0.16 * w, lap + 0.012 * h, z)]
        _limb(s, np.array(shin), np.array([0.1, 0.09, 0.055]) * w, shade(color, 1.03), material)
    torso = Sculptor()
    torso.lathe((0, 0, 0), smoothed(BODY, 2) * [w, h], material, color, sides=24)
    g = torso.geometry()
    s.faces(g.vertices * [1, 1, 0.72] - [0, 0, 0.02 * d], g.faces, material, g.color_linear, uv=g.uv)
    for k in range(5):  # folds of the robe from the left shoulder down to the right hip
        t = np.linspace(0, 1, 9)
        start, end = np.array([0.17 - 0.035 * k, 0.625 - 0.012 * k]), np.array([-0.19 + 0.01 * k, 0.4 - 0.028 * k])
        x = (start[0] + (end[0] - start[0]) * t) * w
        y = (start[1] + (end[1] - start[1]) * t - 0.02 * np.sin(np.pi * t)) * h
        r = np.interp(y / h, BODY[:, 1], BODY[:, 0] * w)
        z = 0.72 * np.sqrt(np.maximum(r**2 - x**2, 0)) - 0.02 * d
        s.tube(np.stack([x, y, z], 1), 0.016 * w, material, shade(color, 1.06 if k else 0.8), sides=6)
    for x in (-1, 1):
        arm = np.array(
            [(0.2 * w, 0.595 * h, -0.02 * d), (0.3 * w, 0.45 * h, 0), (0.26 * w, 0.36 * h, 0.12 * d), (0.05 * w, 0.325 * h, 0.27 * d)]
        )
        _limb(s, arm * [x, 1, 1], np.array([0.08, 0.075, 0.065, 0.05]) * w, color, material)
        thumb = np.array([(x * 0.1 * w, 0.33 * h, 0.3 * d), (x * 0.04 * w, 0.35 * h, 0.31 * d), (0, 0.36 * h, 0.31 * d)])
        s.tube(thumb, np.array([0.022, 0.02, 0.014]) * w, material, color, sides=6)
    s.sphere((0, 0.325 * h, 0.28 * d), (0.12 * w, 0.02 * h, 0.06 * d), material, shade(color, 1.04), sides=12)
    with s.at((0, 0.79 * h, -0.01 * d)):
        _head(s, 0.083 * h, color, material)
    if rng.random() < 0.4:  # a halo
        middle = np.array([0, 0.8 * h, -0.2 * d])
        for a, t in ((0.3, 0.02), (0.24, 0.014)):
            s.tube(loop(a * w, points=25, center=middle), t * w, material, shade(color, 0.95), sides=5)
        for k in range(16):
            way = np.array([np.sin(k * np.pi / 8), np.cos(k * np.pi / 8), 0]) * w
            s.tube([middle + 0.24 * way, middle + 0.3 * way], 0.012 * w, material, color, sides=4)
        s.tube([(0, 0.56 * h, -0.1 * d), (0, 0.66 * h, -0.2 * d)], 0.02 * w, material, color, sides=6)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"buddha": buddha}
