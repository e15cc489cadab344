"""Carved people: a head with its hair, a body draped in cloth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from .geometry import Sculptor
from .paints import shade

Color = NDArray[np.floating]
AROUND = 40  # sides of a draped body: its folds are carved by them


def head(s: Sculptor, r: float, color: Color, material: str, rng: np.random.Generator) -> None:
    """Of radius about `r`, its middle at the origin, looking along +Z: skull, jaw, nose, brow, lips, ears, curls."""
    s.sphere((0, 0.118 * r, 0), (0.82 * r, 1.18 * r, r), material, color, sides=24)
    s.sphere((0, -0.588 * r, 0.32 * r), (0.52 * r, 0.42 * r, 0.62 * r), material, color, sides=18)
    s.sphere((0, 0, 0.98 * r), (0.13 * r, 0.34 * r, 0.24 * r), material, color, sides=12)
    s.sphere((0, 0.324 * r, 0.86 * r), (0.52 * r, 0.10 * r, 0.18 * r), material, color, sides=14)
    s.sphere((0, -0.441 * r, 0.92 * r), (0.26 * r, 0.07 * r, 0.13 * r), material, color, sides=12)
    for x in (-1, 1):
        s.sphere((x * 0.82 * r, 0, 0.05 * r), (0.10 * r, 0.26 * r, 0.18 * r), material, color, sides=10)
    for k in range(46):
        turn, up = 2.4 * k, 0.1 + 0.9 * (k / 45)
        x, y, z = np.sin(turn) * np.sqrt(1 - up**2), up, np.cos(turn) * np.sqrt(1 - up**2)
        if z > 0.62 and y < 0.75:
            continue
        curl = 0.2 * r * float(rng.uniform(0.8, 1.2))
        at = (0.86 * r * x, 0.118 * r + 1.2 * r * y, 1.0 * r * z - 0.06 * r)
        s.sphere(at, (curl, 0.8 * curl, curl), material, shade(color, 0.95), sides=8)


def draped(
    s: Sculptor, levels: NDArray[np.floating], rx: NDArray[np.floating], rz: NDArray[np.floating], folds: NDArray[np.floating],
    sway: NDArray[np.floating], turn: float, color: Color, material: str,
) -> None:  # fmt: skip
    """A body of rings at `levels` (k,) m up, `rx` and `rz` (k,) m wide, moved by `sway` (k,) m along x; `folds` (k,) of its radius are how
    deep the cloth hangs in folds, which `turn` moves round it. Between the levels it is smooth."""
    y = np.linspace(levels[0], levels[-1], 2 * len(levels) + 1)
    rx, rz, folds, sway = (PchipInterpolator(levels, values)(y)[:, None] for values in (rx, rz, folds, sway))
    angle = np.linspace(0, 2 * np.pi, AROUND + 1)
    along = (y / levels[-1])[:, None]
    ring = 1 + folds * np.sin(8 * angle + turn + 3 * along)
    v = np.stack([rx * ring * np.sin(angle) + sway, np.broadcast_to(y[:, None], ring.shape), rz * ring * np.cos(angle)], -1)
    i, j = np.meshgrid(np.arange(len(y) - 1), np.arange(AROUND), indexing="ij")
    a = (i * (AROUND + 1) + j).ravel()
    s.faces(v.reshape(-1, 3), np.stack([a, a + 1, a + AROUND + 2, a + AROUND + 1], 1), material, color)


def limb(s: Sculptor, joints: NDArray[np.floating], radii: NDArray[np.floating], color: Color, material: str) -> None:
    """An arm along three or more joints (k, 3), bent smoothly, with a hand at its end."""
    t, fine = np.linspace(0, 1, len(joints)), np.linspace(0, 1, 13)
    path, thick = PchipInterpolator(t, joints)(fine), PchipInterpolator(t, radii)(fine)
    s.tube(path, thick, material, color, sides=18)
    s.sphere(path[0], 1.05 * thick[0], material, color, sides=16)
    s.sphere(path[-1], (1.05 * thick[-1], 1.5 * thick[-1], 1.05 * thick[-1]), material, color, sides=14)
