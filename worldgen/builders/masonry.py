"""Stone things that castles, walls and bridges share: merlons, round drums with slits, corbels, banners on poles."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .facades import Gap, pane, reveal, wall_face
from .geometry import Sculptor
from .paints import shade


def parapet(
    s: Sculptor,
    length: float,
    y: float,
    material: str,
    color: ArrayLike,
    *,
    thick: float = 0.45,
    low: float = 0.55,
    high: float = 1.25,
    pitch: float = 1.5,
    cap: ArrayLike | None = None,
) -> None:
    """A crenellated parapet along x in a wall frame, its outer face at z = 0, standing on height `y`."""
    count = max(1, round(length / pitch))
    step = length / count
    gap = 0.42 * step
    cap = shade(color, 1.12) if cap is None else cap
    s.box((0, y + low / 2, -thick / 2), (length, low, thick), material, color)
    for k in range(count):
        x = (k + 0.5 - count / 2) * step
        s.box((x, y + (low + high) / 2, -thick / 2), (step - gap, high - low, thick), material, color, skip="yY")
        s.box((x, y + high + 0.04, -thick / 2), (step - gap + 0.1, 0.1, thick + 0.1), "stone_courses", cap, bevel_m=0.03, skip="y")


def corbels(s: Sculptor, length: float, y: float, reach: float, color: ArrayLike, *, pitch: float = 0.75) -> None:
    """Stepped brackets below an overhanging parapet; wall frame, `y` is their top."""
    count = max(2, round(length / pitch))
    for x in (np.arange(count) + 0.5 - count / 2) * length / count:
        for k in range(2):
            out = reach * (1 - 0.45 * k)
            s.box((x, y - 0.14 - 0.26 * k, out / 2), (0.26, 0.28, out), "stone_courses", color, bevel_m=0.03, skip="z")


def slit(s: Sculptor, gap: Gap, material: str, color: ArrayLike, glow: ArrayLike = 0.0) -> None:
    """The cheeks and the dark behind an arrow slit."""
    reveal(s, gap, 0.5, material, color)
    pane(s, gap, -0.5, "fabric", (0.012, 0.012, 0.014), emission_linear=glow)


def slit_wall(
    s: Sculptor, length: float, bottom: float, top: float, gaps: list[Gap], material: str, color: ArrayLike, glow: ArrayLike = 0.0
) -> None:
    """A rectangular wall with slits."""
    wall_face(s, ((-length / 2, top), (length / 2, top)), gaps, material, color, bottom=bottom)
    for gap in gaps:
        slit(s, gap, material, color, glow)


def ring_of_merlons(
    s: Sculptor,
    radius: float,
    y: float,
    material: str,
    color: ArrayLike,
    *,
    sides: int,
    thick: float = 0.45,
    low: float = 0.55,
    high: float = 1.25,
) -> None:
    """A crenellated ring; one merlon on every second side of a `sides`-gon."""
    inner = radius - thick
    s.lathe((0, y, 0), [(radius, 0), (radius, low), (inner, low), (inner, 0.0), (0.0, 0.001)], material, color, sides=sides, caps=False)
    for k in range(0, sides, 2):
        a, b = 2 * np.pi * k / sides, 2 * np.pi * (k + 1) / sides
        ring = [(r * np.sin(t), r * np.cos(t)) for r, t in ((radius, a), (radius, b), (inner, b), (inner, a))]
        s.extrude(ring, high - low, material, color, y=y + low)


def flag(s: Sculptor, foot: ArrayLike, pole: float, size: tuple[float, float], color: ArrayLike, rng: np.random.Generator) -> None:
    """A pole with a waving swallow-tailed flag (both sides)."""
    x, y, z = np.asarray(foot, float)
    s.tube([(x, y, z), (x, y + pole, z)], 0.035, "timber", (0.1, 0.07, 0.045), sides=6)
    s.sphere((x, y + pole + 0.04, z), 0.07, "metal", (0.5, 0.36, 0.1), sides=8)
    length, tall = size
    u = np.linspace(0, 1, 9)
    phase = rng.uniform(0, 6)
    sway = 0.13 * length * u * np.sin(5.5 * u + phase)
    top = np.stack([x + 0.03 + length * u, y + pole - 0.06 - 0.1 * length * u**2, z + sway], 1)
    low = top - np.stack([0 * u, tall * (1 - 0.25 * u), 0 * u], 1)
    notch = np.array([x + 0.72 * length, (top[-1, 1] + low[-1, 1]) / 2, z + sway[-2]])
    for a in range(8):
        last = a == 7
        if last:
            sheets = [(low[a], notch, top[a]), (top[a], notch, top[a + 1]), (low[a], low[a + 1], notch)]
        else:
            sheets = [(low[a], low[a + 1], top[a + 1], top[a])]
        for sheet in sheets:
            back = [point - np.array([0, 0, 0.01]) for point in sheet[::-1]]
            for ring in (sheet, back):
                s.polygon(ring, "fabric", color)
