"""Sunlit patches of a room as small lights: few hemisphere rays find them, and those that do leave blotches on the ceiling.

Instant radiosity (Keller 1997): the same lights for every post, or for it and its neighbours together, so that what error there is does
not show as noise.
"""

from __future__ import annotations

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

from .rays import Rays

Array = NDArray[np.float32]

LIGHTS = 128
NEAREST_M = 0.5  # nearer patches are left to rays over the hemisphere: a light stands for a patch, not for a point
WEAK = 3.0  # times what a light gives a post on average: those that give less are asked in proportion to it, and count for more


def sunspots(p: Array, n: Array, power: Array, every: NDArray[np.int64], rays: Rays, lift_m: float, rng: np.random.Generator) -> Array:
    """(k, 3) irradiance at posts p with normals n (k, 3) from the sun that posts `NEAREST_M` and farther off send back: `power` (k, 3) is
    what leaves each, W / π, as radiance times area. Posts are picked in proportion to their power, along a line through space, so that
    picks lie apart. A post looks at one of `every` (k,) lights, its neighbours at the others."""
    out = np.zeros_like(p)
    weight = power.sum(1).astype(np.float64)
    if weight.sum() <= 1e-9:
        return out
    order = np.lexsort((np.floor(p[:, 2] / 0.7), np.floor(p[:, 0] / 0.7)))
    run = np.cumsum(weight[order]) / weight.sum()
    picked = order[np.minimum(np.searchsorted(run, (np.arange(LIGHTS) + rng.random()) / LIGHTS), len(order) - 1)]
    at, facing = p[picked], n[picked]
    each = (power[picked] / np.maximum(weight[picked], 1e-12)[:, None] * (weight.sum() / LIGHTS)).astype(np.float32)
    turn, chance = np.arange(len(p)) % every, rng.random(len(p), np.float32)
    weak, gain, lift = np.empty(len(p), np.float32), np.empty(len(p), np.float32), np.float32(lift_m)
    _weak(p, n, every, at, facing, lift, weak)
    again = int(np.lcm.reduce(np.unique(every)))  # after so many lights it is the same posts' turn
    asking = [np.flatnonzero(k % every == turn) for k in range(min(again, LIGHTS))]
    for k in range(LIGHTS):
        mine = asking[k % again]
        _gain(p, n, mine, k, at[k], facing[k], lift, weak, chance, gain)
        lit = mine[gain[mine] > 0]
        ray = np.empty((len(lit), 6), np.float32)
        _towards(p, n, lit, at[k], facing[k], lift, ray)
        rays.shine(out, lit, gain, each[k], ray, 0.995)
    return out * (LIGHTS / np.ceil((LIGHTS - turn) / every))[:, None].astype(np.float32)


@kernel
def _geometry(p, n, light, facing, lift):
    """The two cosines over the square of the distance."""
    square, mine, its = 0.0, 0.0, 0.0
    for a in range(3):
        d = light[a] + lift * facing[a] - p[a] - lift * n[a]
        square += d * d
        mine += d * n[a]
        its -= d * facing[a]
    return max(mine, 0.0) * max(its, 0.0) / square**2 if square >= NEAREST_M**2 else 0.0


@kernel(parallel=True)
def _weak(p, n, every, light, facing, lift, weak):
    """The gain (k,) under which each post asks lights by chance."""
    for i in prange(len(p)):
        total, number = 0.0, 0
        for k in range(i % every[i], len(light), every[i]):
            total += _geometry(p[i], n[i], light[k], facing[k], lift)
            number += 1
        weak[i] = WEAK * total / max(number, 1)


@kernel(parallel=True)
def _gain(p, n, rows, k, light, facing, lift, weak, chance, gain):
    """What each post of the `rows` (m,) gets of light number k where nothing is between, 0 where it does not ask."""
    for at in prange(len(rows)):
        i = rows[at]
        own = _geometry(p[i], n[i], light, facing, lift)
        if own < weak[i]:
            own = weak[i] if own > (chance[i] + 0.618034 * k) % 1.0 * weak[i] else 0.0
        gain[i] = own


@kernel(parallel=True)
def _towards(p, n, rows, light, facing, lift, ray):
    """Rays (m, 6) from the posts `rows` (m,) to one light."""
    for k in prange(len(rows)):
        i = rows[k]
        for a in range(3):
            ray[k, a] = p[i, a] + lift * n[i, a]
            ray[k, a + 3] = light[a] + lift * facing[a] - ray[k, a]
