"""Walls laid of single blocks: openings are cut out of the courses and arched by voussoirs, and the top may be ragged.

Vocabulary: a wall stands along x, its middle at x = 0, its foot at y = 0, its thickness about z = 0; a *course* is a row of blocks. A wall
that is bent runs along an arc of `radius`, whose centre lies before it, at +z.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .geometry import Sculptor

Floats = NDArray[np.floating]
COURSE_M, BLOCK_M = 0.36, 0.72
RING_M = 0.34  # thickness of an arch's voussoirs


@dataclass(frozen=True)
class Hole:
    """An opening: middle `x`, `half` its width, from `sill` straight up to `spring`, above it an arch: round | pointed | oval | flat;
    an oval one rises by `rise`."""

    x: float
    half: float
    sill: float
    spring: float
    kind: str = "round"
    rise: float = 0.0

    def reach(self, y: float, grown: float = 0.0) -> float:
        """Half the width at height `y`, of the hole and `grown` metres about its arch; negative where there is none."""
        half, up = self.half + grown, y - self.spring
        if y < self.sill:
            return -1.0
        if up <= 0:
            return self.half
        if self.kind == "flat":
            return half if up < grown else -1.0
        if self.kind in ("round", "oval"):
            rise = half if self.kind == "round" else self.rise + grown
            return half * float(np.sqrt(1 - (up / rise) ** 2)) if up < rise else -1.0
        inside = (2 * self.half + grown) ** 2 - up**2
        return float(np.sqrt(inside)) - self.half if inside > self.half**2 else -1.0

    def arch(self, grown: float, steps: int) -> Floats:
        """(steps, 2) x, y along the arch `grown` metres outside it, from left to right."""
        t = np.linspace(-1, 1, steps)
        if self.kind in ("round", "oval"):
            a, r = t * np.pi / 2, self.half + grown
            rise = r if self.kind == "round" else self.rise + grown
            return np.stack([self.x + r * np.sin(a), self.spring + rise * np.cos(a)], 1)
        if self.kind == "flat":
            return np.stack([self.x + t * (self.half + grown), np.full(steps, self.spring + grown)], 1)
        r = 2 * self.half + grown
        top = np.arccos(self.half / (2 * self.half))  # from the springing to the crown, for the inner line
        a = np.abs(t)
        angle = top * (1 - a)
        crown = np.arccos(self.half / r)
        angle = angle * crown / top
        x = np.sign(t + 1e-12) * (r * np.cos(angle) - self.half)
        return np.stack([self.x + x, self.spring + r * np.sin(angle)], 1)


def wall(
    s: Sculptor, length: float, height: float, thick: float, material: str, color: ArrayLike, rng: np.random.Generator, *,
    holes: Sequence[Hole] = (), top: Callable[[float], float] | None = None, radius: float = 0.0, depth_m: float = -0.25,
) -> None:  # fmt: skip
    """`top(x)` is the height up to which blocks are left; those at the edge are loose. Colours vary from block to block."""
    base = np.asarray(color, np.float32)
    rows = max(1, round((height - depth_m) / COURSE_M))
    step = (height - depth_m) / rows
    for row in range(rows):
        low = depth_m + row * step
        middle = low + step / 2
        for a, b in _runs(length, [(h.x, h.reach(middle, RING_M if middle > h.spring else 0.0)) for h in holes]):
            cuts = _cuts(a, b, rng, shifted=row % 2 == 1)
            for u, v in zip(cuts, cuts[1:], strict=False):
                x = (u + v) / 2
                left = height if top is None else top(x)
                if middle > left:
                    continue
                loose = top is not None and middle > left - 1.2 * step
                if loose and left < 0.999 * height and rng.random() < 0.35:
                    continue
                tone = base * float(rng.uniform(0.86, 1.12))
                size = (v - u - 0.012, step - 0.01, thick * float(rng.uniform(0.96, 1.0)))
                turn = float(rng.normal(0, 0.05)) if loose else 0.0
                with _at(s, x, middle, radius, turn):
                    s.box((0, 0, 0), size, material, tone, bevel_m=0.025)
    for hole in holes:
        _ring(s, hole, thick, material, base, rng, top, radius)


@contextmanager
def _at(s: Sculptor, x: float, y: float, radius: float, turn: float = 0.0) -> Iterator[None]:
    angle = x / radius if radius else 0.0
    place = (radius * np.sin(angle), y, radius - radius * np.cos(angle)) if radius else (x, y, 0.0)
    with s.at(place, yaw=turn - angle):
        yield


def _runs(length: float, cut: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """What is left of a course between its ends and the holes."""
    runs = [(-length / 2, length / 2)]
    for x, half in cut:
        if half <= 0:
            continue
        left = []
        for a, b in runs:
            left += [(p, q) for p, q in ((a, min(b, x - half)), (max(a, x + half), b)) if q - p > 0.06]
        runs = left
    return runs


def _cuts(a: float, b: float, rng: np.random.Generator, *, shifted: bool) -> list[float]:
    """Joints of a course, about a block apart; every second course begins with half a one."""
    cuts, at = [a], a + BLOCK_M * (0.5 if shifted else 1.0) * float(rng.uniform(0.8, 1.2))
    while at < b - 0.25:
        cuts.append(at)
        at += BLOCK_M * float(rng.uniform(0.75, 1.3))
    return [*cuts, b]


def _ring(
    s: Sculptor, hole: Hole, thick: float, material: str, base: Floats, rng: np.random.Generator, top: Callable[[float], float] | None,
    radius: float,
) -> None:  # fmt: skip
    """The voussoirs, as many as are odd, a little proud of the wall."""
    run = (
        np.pi / 2 * (hole.half + (hole.rise or hole.half))
        if hole.kind in ("round", "oval")
        else 2 * np.pi / 3 * 2 * hole.half
        if hole.kind == "pointed"
        else 2 * hole.half
    )
    count = max(3, int(run / 0.34)) | 1
    if hole.kind == "flat":
        count = 1
    inner, outer = hole.arch(0.0, count + 1), hole.arch(RING_M, count + 1)
    for k in range(count):
        corner = np.array([inner[k], inner[k + 1], outer[k + 1], outer[k]])
        if top is not None and corner[:, 1].max() > top(float(corner[:, 0].mean())) + 0.1:
            continue
        with _at(s, float(corner[:, 0].mean()), 0.0, radius):
            flat = corner - [corner[:, 0].mean(), 0]
            _wedge(s, flat, thick + 0.05, material, base * float(rng.uniform(0.92, 1.18)))


def _wedge(s: Sculptor, corner: Floats, thick: float, material: str, color: ArrayLike) -> None:
    """A block over four corners (x, y), lower left, lower right, upper right, upper left."""
    middle = corner.mean(0)
    corner = middle + (corner - middle) * (1 - 0.008 / max(float(np.ptp(corner, axis=0).min()), 0.05))
    v = np.array([[x, y, z] for z in (thick / 2, -thick / 2) for x, y in corner])
    s.faces(v, [[0, 1, 2, 3], [5, 4, 7, 6], [1, 5, 6, 2], [4, 0, 3, 7], [3, 2, 6, 7], [4, 5, 1, 0]], material, color)


def ragged_top(length: float, height: float, least: float, rng: np.random.Generator, *, high_at: float = 0.0) -> Callable[[float], float]:
    """How high a ruined wall is left at x: highest near `high_at`, down to `least`, broken."""
    knots = np.linspace(-length / 2, length / 2, max(4, int(length / 0.8)))
    fall = np.abs(knots - high_at) / max(length, 1e-6)
    left = height * np.clip(1.1 - fall * rng.uniform(0.9, 1.7) + rng.normal(0, 0.09, len(knots)), 0, 1)
    left = np.maximum(left, least)
    left[np.argsort(fall)[:2]] = height
    return lambda x: float(np.interp(x, knots, left))
