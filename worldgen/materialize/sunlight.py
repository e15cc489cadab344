"""How much of the sun arrives at each splat: a few rays over its disk for all, more where they tell of a shadow's edge."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

from .rays import Rays
from .sky import Sky

Array = NDArray[np.float32]
Mask = NDArray[np.bool_]

SUN_RADIUS = 0.0175  # rad, of the disk as the sky shows it, which softens the edges of shadows
FIRST, ALL = 2, 8  # rays for every splat, and for those at a shadow's edge
STRIDE = 5  # between the rings of the disk that follow each other, so that the first rays lie apart
OFF_M, CLEAR_M = 0.03, 0.003  # a foot is no farther off its surface; rays start this far above it
LIFT_M = 0.03  # the same where no surface is found
LEAF_LIFT_M = 0.12  # towards the sun: leaves do not shade themselves


def sun_share(
    p: Array, n: Array, leafy: Mask, sky: Sky, rays: Rays, chance: Array, unsure: Callable[[Array], Mask],
    soften: Callable[[Array], Array] = lambda open_share: open_share, fineness: float = 1.0,
) -> Array:  # fmt: skip
    """(m,) how much of the sun's light arrives at each splat with foot `p` and normal `n` (m, 3): the open share of the disk times a
    cosine, for leaves one that is wrapped, half of it from the far side. `chance` (m, 2) are random numbers 0..1. `unsure` hears what the
    first rays found, (m,) 0..1 and nan for what faces away, and tells which get more; leaves do not. `soften`
    may take the grain out of what all rays found, given as to `unsure`."""
    sun, to_sun = np.asarray(sky.sun_linear, np.float32), np.asarray(sky.sun_direction, np.float32)
    facing = n @ to_sun
    lit = np.flatnonzero((sun.sum() > 0) & ((facing > 0) | leafy))
    first, every = max(1, round(FIRST * fineness)), max(1, round(ALL * fineness))
    start, aim, axes = _starts(p[lit], n[lit], leafy[lit], facing[lit], to_sun, rays), chance[lit], _axes(to_sun)
    found = np.zeros(len(lit), np.float32)
    for k in range(first):
        found += ~rays.stopped(_aimed(start, aim, k, every, *axes))
    found /= first
    known = np.full(len(p), np.nan, np.float32)
    known[lit] = found
    more = np.flatnonzero((unsure(known) & ~leafy)[lit])
    if len(more):
        start, aim, total = start[more], aim[more], first * found[more]
        for k in range(first, every):
            total += ~rays.stopped(_aimed(start, aim, k, every, *axes))
        found[more] = total / every
        known[lit] = found
        found = soften(known)[lit]
    cosine = np.where(leafy, np.where(facing > 0, 0.25 + 0.75 * facing, 0.45 * -facing + 0.12), np.clip(facing, 0, 1))
    share = np.zeros(len(p), np.float32)
    share[lit] = found * cosine[lit]
    return share


def _starts(p: Array, n: Array, leafy: Mask, facing: Array, to_sun: Array, rays: Rays) -> Array:
    """(m, 3) just above the surface at each foot: cells of bent faces lie a little off the triangles that throw shadows."""
    start, firm = np.empty_like(p), ~leafy
    above = rays.hits(np.concatenate([p[firm] + np.float32(OFF_M) * n[firm], -n[firm]], 1))
    up = np.where(above < 2 * OFF_M, OFF_M - above + CLEAR_M, LIFT_M).astype(np.float32)
    start[firm] = p[firm] + up[:, None] * n[firm]
    ahead = np.where(facing[leafy] > 0, np.float32(LIFT_M), np.float32(-LIFT_M))[:, None]
    start[leafy] = p[leafy] + ahead * n[leafy] + np.float32(LEAF_LIFT_M) * to_sun
    return start


def _axes(to_sun: Array) -> tuple[Array, Array, Array]:
    """Towards the sun, and across it."""
    side = np.cross(to_sun, [0, 1, 0] if abs(to_sun[1]) < 0.9 else [1, 0, 0]).astype(np.float32)
    side /= np.linalg.norm(side)
    return to_sun, side, np.cross(to_sun, side).astype(np.float32)


def _aimed(start: Array, chance: Array, k: int, every: int, to_sun: Array, side: Array, other: Array) -> Array:
    """Rays (m, 6) to the sun's disk, the one of number `k` in one of `every` rings of equal area."""
    ray = np.empty((len(start), 6), np.float32)
    ring = (k * STRIDE + every // 4) % every
    _aim(start, chance, np.float32(ring), np.float32(every), np.float32(k * 0.618), to_sun, side, other, ray)
    return ray


@kernel(parallel=True)
def _aim(start, chance, ring, every, turn, to_sun, side, other, ray):
    for i in prange(len(start)):
        radius = SUN_RADIUS * np.sqrt((ring + chance[i, 0]) / every)
        angle = 2 * np.pi * (chance[i, 1] + turn)
        a, b = radius * np.cos(angle), radius * np.sin(angle)
        for k in range(3):
            ray[i, k] = start[i, k]
            ray[i, 3 + k] = to_sun[k] + a * side[k] + b * other[k]
