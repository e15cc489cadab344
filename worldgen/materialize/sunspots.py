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


@kernel(parallel=True)
def _towards(p, n, rows, light, facing, lift, ray, gain):
    """Rays (m, 6) from the posts `rows` (m,) to one light, ending a little before it, and the geometry term (m,) times π."""
    for at in prange(len(rows)):
        i = rows[at]
        square, mine, its = 0.0, 0.0, 0.0
        for a in range(3):
            start = p[i, a] + lift * n[i, a]
            d = light[a] + lift * facing[a] - start
            ray[at, a], ray[at, a + 3] = start, d
            square += d * d
            mine += d * n[i, a]
            its -= d * facing[a]
        gain[at] = max(mine, 0.0) * max(its, 0.0) / square**2 if square >= NEAREST_M**2 else 0.0


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
    turn = np.arange(len(p)) % every
    scale = LIGHTS / np.ceil((LIGHTS - turn) / every)  # of all lights over those that it looks at
    for k, row in enumerate(picked):
        mine = np.flatnonzero(k % every == turn)
        ray, gain = np.empty((len(mine), 6), np.float32), np.empty(len(mine), np.float32)
        _towards(p, n, mine, p[row], n[row], np.float32(lift_m), ray, gain)
        lit = np.flatnonzero(gain > 1e-7)
        clear = lit[~rays.stopped(ray[lit], 0.995)]
        at = mine[clear]
        each = power[row] / max(weight[row], 1e-12) * (weight.sum() / LIGHTS)
        out[at] += (gain[clear] * scale[at])[:, None] * each.astype(np.float32)
    return out
