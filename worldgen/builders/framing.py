"""Timber framing of a wall. Wall frame: see facades."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from .facades import Gap, beam
from .geometry import Sculptor


def rails_and_posts(
    s: Sculptor, length: float, levels: Sequence[float], gaps: Sequence[Gap], color: ArrayLike, rng: np.random.Generator, *,
    braces: bool = True, corner: float = 0.2,
) -> None:  # fmt: skip
    """Timber framing of a rectangular wall: rails at `levels`, posts beside gaps and between, braces in the outer bays.

    Rails stand prouder than posts, posts than braces, so that crossings never share a plane.
    """
    half = length / 2 - corner + 0.02
    rail, post = 0.18, 0.15
    for y in levels:
        doors = sorted((g for g in gaps if g.sill < y - 0.05 < g.top), key=lambda g: g.x)
        x = -half
        for g in doors:
            beam(s, (x, y), (g.left, y), rail, 0.034, "timber", color)
            x = g.right
        beam(s, (x, y), (half, y), rail, 0.034, "timber", color)
    for low, high in zip(levels[:-1], levels[1:], strict=True):
        bottom, top = low + rail / 2, high - rail / 2
        inside = [g for g in gaps if g.sill < top and g.top > bottom]
        posts = sorted({round(x, 3) for g in inside for x in (g.left - post / 2, g.right + post / 2)})
        merged: list[float] = []
        for x in posts:
            if abs(x) < half - 0.1 and (not merged or x - merged[-1] > 1.3 * post):
                merged.append(x)
        ends = [-half, *merged, half]
        extra = []
        for a, b in zip(ends[:-1], ends[1:], strict=True):
            covered = any(g.left < (a + b) / 2 < g.right for g in inside)
            bays = 1 if covered else max(1, round((b - a) / 1.25))
            extra += [a + (b - a) * k / bays for k in range(1, bays)]
        for x in (*merged, *extra):
            beam(s, (x, bottom), (x, top), post, 0.027, "timber", color)
        for g in inside:
            if g.sill > bottom + 0.2:
                beam(s, (g.left, g.sill - 0.14), (g.right, g.sill - 0.14), 0.12, 0.027, "timber", color)
            if g.top < top - 0.15:
                beam(s, (g.left, g.top + 0.07), (g.right, g.top + 0.07), 0.14, 0.027, "timber", color)
        columns = sorted((-half, *merged, *extra, half))
        for k, (a, b) in enumerate(zip(columns[:-1], columns[1:], strict=True)):
            if any(g.left < (a + b) / 2 < g.right for g in inside) or b - a < 0.45:
                continue
            outer = k in (0, len(columns) - 2)
            if braces and outer and b - a > 0.5:
                lean = (a, b) if k == 0 else (b, a)
                beam(s, (lean[0], bottom), (lean[1], bottom + 0.72 * (top - bottom)), 0.13, 0.02, "timber", color)
            else:
                y = bottom + (0.36 + 0.1 * rng.random()) * (top - bottom)
                beam(s, (a + post / 2, y), (b - post / 2, y), 0.12, 0.022, "timber", color)


def logs(s: Sculptor, length: float, low: float, high: float, gaps: Sequence[Gap], color: ArrayLike, rng: np.random.Generator) -> None:
    """A wall of lying logs from `low` to `high`, cut at its gaps, whose ends cross at the corners."""
    base = np.asarray(color, np.float32)
    count = max(1, round((high - low) / 0.24))
    step = (high - low) / count
    for k in range(count):
        y = low + (k + 0.5) * step
        holes = sorted((g.left - 0.05, g.right + 0.05) for g in gaps if g.sill < y + 0.4 * step and g.top > y - 0.4 * step)
        x, ends = -length / 2 - 0.22, length / 2 + 0.22
        tone = base * float(rng.uniform(0.82, 1.15))
        for a, b in (*holes, (ends, ends)):
            if a - x > 0.08:
                _half_log(s, x, min(a, ends), y, 0.52 * step, 0.1, tone)
            x = max(x, b)


def _half_log(s: Sculptor, x0: float, x1: float, y: float, radius: float, proud: float, color: ArrayLike) -> None:
    """The outer half of a log along a wall, with its ends."""
    angle = np.linspace(-np.pi / 2, np.pi / 2, 6)
    ring = np.stack([y + radius * np.sin(angle), proud * np.cos(angle)], 1)
    run = np.linspace(0, radius * np.pi, 6)
    corners = [(x, *r) for x in (x0, x1) for r in ring]
    uv = [(u, x) for x in (x0, x1) for u in run]
    s.faces(corners, [(k, k + 6, k + 7, k + 1) for k in range(5)], "timber", color, uv=uv)
    for x, turn in ((x0, 1), (x1, -1)):
        fan = [(x, *r) for r in ring]
        s.faces(fan, [(0, 1, 2, 3)[::turn], (0, 3, 4, 5)[::turn]], "timber", np.asarray(color) * 1.25)
