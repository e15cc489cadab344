"""What is left of the dead: skulls, bones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance, Style
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade

IVORY = ("#d8ccb0", "#c9bb9a", "#e2d9c4")
KNUCKLE = np.array([1.4, 0.8, 0.7, 0.8, 1.4])  # how thick a long bone is from end to end


def skull(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Without its jaw or with it: brow, sockets, cheekbones, a row of teeth."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, IVORY, rng), item.material or "plain"
    hollow = shade(color, 0.06)
    s.sphere((0, 0.62 * h, -0.06 * d), (0.48 * w, 0.38 * h, 0.44 * d), material, color, sides=22)
    s.sphere((0, 0.52 * h, 0.2 * d), (0.4 * w, 0.26 * h, 0.24 * d), material, color, sides=18)
    s.box((0, 0.25 * h, 0.24 * d), (0.44 * w, 0.22 * h, 0.3 * d), material, shade(color, 0.94), bevel_m=0.12 * w)
    for side in (-1, 1):
        s.sphere((side * 0.19 * w, 0.55 * h, 0.375 * d), (0.13 * w, 0.1 * h, 0.08 * d), "plain", hollow, sides=12)
        s.sphere((side * 0.36 * w, 0.4 * h, 0.22 * d), (0.1 * w, 0.07 * h, 0.14 * d), material, color, sides=10)
    s.sphere((0, 0.38 * h, 0.41 * d), (0.055 * w, 0.075 * h, 0.05 * d), "plain", hollow, sides=8)
    for k in range(8):
        s.box(((k - 3.5) * 0.052 * w, 0.165 * h, 0.385 * d), (0.044 * w, 0.1 * h, 0.03 * d), "plain", shade(color, 1.08))
    if rng.random() < 0.6:
        s.box((0, 0.06 * h, 0.2 * d), (0.4 * w, 0.12 * h, 0.36 * d), material, shade(color, 0.9), bevel_m=0.1 * w)
    else:
        s.box((0, 0.08 * h, -0.05 * d), (0.3 * w, 0.16 * h, 0.4 * d), material, shade(color, 0.8), bevel_m=0.08 * w)
    return s.geometry()


def bones(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Long bones across each other, a few ribs, mostly a skull beside them."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, IVORY, rng), item.material or "plain"
    for k in range(int(rng.integers(6, 10))):
        thick, turn, tone = float(rng.uniform(0.09, 0.13)) * h, float(rng.uniform(0, np.pi)), float(rng.uniform(0.8, 1.05))
        x, z = (float(np.clip(rng.normal(0, 0.12), -0.18, 0.18)) * side for side in (w, d))
        way = np.array([np.sin(turn), 0.0, np.cos(turn)])
        room = [(side / 2 - 1.2 * thick - abs(at)) / max(abs(part), 1e-6) for side, at, part in ((w, x, way[0]), (d, z, way[2]))]
        half = min(float(rng.uniform(0.17, 0.3)) * w, *room)
        bone(s, np.array([x, (1.4 + 1.6 * (k % 3)) * thick, z]), half * way, thick, material, shade(color, tone))
    t = np.linspace(0.15, np.pi - 0.25, 9)
    for k in range(3):
        rib = np.stack([(0.1 * k - 0.2) * w + 0 * t, 0.06 * h + 0.6 * h * np.sin(t), 0.24 * d * np.cos(t)], 1)
        s.tube(rib, 0.05 * h, material, shade(color, 0.92), sides=6)
    if rng.random() < 0.7:
        with s.at((0.24 * w, 0.0, 0.14 * d), yaw=float(rng.uniform(-0.8, 0.8))):
            s.add(skull(replace(item, size_m=(0.24 * w, 0.72 * h, 0.3 * d)), style, rng))
    return s.geometry()


def bone(s: Sculptor, middle: np.ndarray, half: np.ndarray, thick: float, material: str, color: np.ndarray) -> None:
    """A long bone through `middle` with two knuckles at each end, `half` (3,) of its length away."""
    s.tube(middle + np.linspace(-1, 1, 5)[:, None] * half, KNUCKLE * thick, material, color, sides=9)
    across = np.cross(half, (0, 1, 0)) / np.linalg.norm(half) * 0.8 * thick
    for end in (middle - half, middle + half):
        for side in (-1, 1):
            s.sphere(end + side * across, 1.15 * thick, material, color, sides=8)


BUILDERS = {"skull": skull, "bones": bones}
