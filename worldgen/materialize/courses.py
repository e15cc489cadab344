"""Where rivers run on past the ground: their courses through the far hills, the valleys they lie in, and their water.

Vocabulary: an *outlet* is the last point of a river's curve on the ground, where one more lies past it; a *course* is the middle line
from there on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from ..builders.geometry import Sculptor
from ..layout.banks import bed, ease, valley
from ..layout.layout import Curve, Ground

Array = NDArray[np.floating]

STEP_M, LENGTH_M = 3.0, 330.0
FADE_M = 110.0  # the last part of a course, along which its valley closes
BEND_RAD = (0.5, 0.9)  # how far a course turns aside in all, least and greatest: so one does not look along it to its end
DEPTH_M = 1.2


@dataclass(frozen=True)
class Course:
    """`line` (k, 2) x, z in metres, `STEP_M` apart; its water stands at `level_m`."""

    line: Array
    width_m: float
    level_m: float


def courses(curves: Sequence[Curve], ground: Ground, seed: int) -> list[Course]:
    """One from each outlet."""
    rows, columns = ground.height_m.shape
    low = np.asarray(ground.origin_m, float)
    high = low + np.array([columns, rows]) * ground.cell_m
    rng, out = np.random.default_rng([seed, 91]), []
    for curve in curves:
        if curve.cls not in ("river", "stream"):
            continue
        points = np.asarray(curve.points_m, float)
        for end, before in ((points[0], points[1]), (points[-1], points[-2])):
            start, way = before[[0, 2]], (end - before)[[0, 2]]
            turn = rng.choice([-1, 1]) * rng.uniform(*BEND_RAD)
            if np.all((end[[0, 2]] > low) & (end[[0, 2]] < high)):
                continue
            s = np.arange(0, LENGTH_M, STEP_M)
            yaw = np.arctan2(*way) + turn * ease((s - 20) / 160) + 0.25 * np.sign(turn) * np.sin(s / 38) * ease(s / 60)
            steps = STEP_M * np.stack([np.sin(yaw), np.cos(yaw)], 1)
            line = start + np.cumsum(steps, axis=0) - steps[0]
            out.append(Course(line, curve.width_m, float(end[1])))
    return out


def carved(x: Array, z: Array, y: Array, ways: Sequence[Course]) -> Array:
    """Heights (…) of land at x, z with a bed for each course and a valley about it, whose sides meet the land as it was."""
    for course in ways:
        away, index = KDTree(course.line).query(np.stack([x.ravel(), z.ravel()], 1), workers=1)
        past = away.reshape(y.shape) - course.width_m / 2
        closing = ease((len(course.line) - 1 - index.reshape(y.shape)) * STEP_M / FADE_M)
        low = valley(y, course.level_m, past)
        y = y + (np.where(past < 0.8, np.minimum(low, bed(course.level_m, DEPTH_M, course.width_m, past)), low) - y) * closing
    return y


def strip(sculptor: Sculptor, course: Course) -> None:
    """Adds its water, a little wider than the bed."""
    line = course.line
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    aside = np.stack([along[:, 1], -along[:, 0]], 1)
    across = np.linspace(-1, 1, 5) * (course.width_m / 2 + 0.8)
    xz = line[:, None] + aside[:, None] * across[:, None]
    vertices = np.concatenate([xz[..., :1], np.full((*xz.shape[:2], 1), course.level_m), xz[..., 1:]], -1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(len(line) - 1), np.arange(4), indexing="ij")
    a = (i * 5 + j).ravel()
    sculptor.faces(vertices, np.stack([a, a + 1, a + 6, a + 5], 1), "water", (0.02, 0.05, 0.05), uv=vertices[:, [0, 2]])
