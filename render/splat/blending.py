"""Kernels of the fast twin, third part: each tile composed from near to far, until all its pixels are opaque."""

# pyright: reportMissingParameterType=false
from __future__ import annotations

import math

import numba
import numpy as np

from ..jit import kernel
from . import limits
from .record import ALBEDO, BLUE, DEPTH, GREEN, INV_SIGMA_Y, MEAN_Y, OPACITY, RADIUS2, RED, REF_X, REF_Y, SLOPE, TAU, TILE

_F = np.float32
_ALPHA_MAX = _F(limits.ALPHA_MAX)
_ALPHA_SEEN = _F(limits.ALPHA_SEEN)
_DONE = _F(limits.TRANSMITTANCE_MIN)
_HALF, _ZERO, _ONE, _INF = _F(0.5), _F(0.0), _F(1.0), _F(np.inf)
# Q(x) ≈ exp(−x/16) on 0 ≤ x ≤ 2 ln 255, interpolated at Chebyshev's nodes; Q⁸ is exp(−x/2) within a relative 2e-6.
_Q = np.polynomial.Chebyshev.interpolate(lambda x: np.exp(-x / 16), 5, [0.0, 2 * math.log(1 / limits.ALPHA_MIN)])
_Q0, _Q1, _Q2, _Q3, _Q4, _Q5 = (_F(c) for c in _Q.convert(kind=np.polynomial.Polynomial).coef)
_PAST = _F(0.49)  # px from a pixel's edge to just before its centre
_STRIDE = 7919  # prime and larger than either side in tiles, so each tile has one turn; neighbours in turn lie far apart, so that
# threads, which take adjacent turns, get equal shares of sky and ground
_LOOK = 32  # splats between two looks at which rows are still open
# A tile's row of pixels is _PLANES × TILE floats: transmittance, red, green, blue, z, albedo (3), heaviest weight.
_R, _G, _B, _Z, _A, _W, _PLANES = TILE, 2 * TILE, 3 * TILE, 4 * TILE, 5 * TILE, 8 * TILE, 9 * TILE


@kernel(parallel=True, fastmath={"contract"})
def blend(records, starts, entries, width, height, rgb, depth, alpha, owner, paint, median):
    """Fills rgb (h, w, 3), depth (h, w), alpha (h, w) and, where they are not None, owner (h, w) int32, the record of the heaviest
    weight or −1, paint (h, w, 3), the albedo, and median (h, w), the depth behind which less than half of the light is left."""
    across = (width + TILE - 1) // TILE
    tiles = starts.shape[0] - 1
    for i in numba.prange(tiles):
        t = (i * _STRIDE) % tiles
        x_tile, y_tile = (t % across) * TILE, (t // across) * TILE
        x_end, y_end = min(x_tile + TILE, width), min(y_tile + TILE, height)
        cells = np.zeros((TILE, _PLANES), np.float32)
        best = np.full((TILE, TILE), -1, np.int32)
        middle = np.full((TILE, TILE), _INF, np.float32)
        cells[: y_end - y_tile, : x_end - x_tile] = _ONE  # the rest counts as finished
        closed = np.zeros(TILE, np.bool_)
        for e in range(starts[t], starts[t + 1]):
            if (e - starts[t]) % _LOOK == _LOOK - 1:
                rows = 0
                for y in range(TILE):
                    row = cells[y]
                    n = 0
                    for x in range(TILE):
                        n += row[x] >= _DONE
                    closed[y] = n == 0
                    rows += n
                if rows == 0:
                    break
            k = entries[e]
            r = records[k]
            mean_y, inv_sigma_y, radius2, opacity, inv_tau = r[MEAN_Y], r[INV_SIGMA_Y], r[RADIUS2], r[OPACITY], _ONE / r[TAU]
            red, green, blue, z = r[RED], r[GREEN], r[BLUE], r[DEPTH]
            half = math.sqrt(radius2) / inv_sigma_y
            y0 = max(mean_y - half + _PAST, _F(y_tile))
            y1 = min(mean_y + half - _PAST, _F(y_end - 1))
            for y in range(int(y0), int(y1) + 1):
                if closed[y - y_tile]:
                    continue
                center = _F(y) + _HALF
                v = (center - mean_y) * inv_sigma_y
                v2 = v * v
                start = _F(x_tile) + _HALF - r[REF_X] - r[SLOPE] * (center - r[REF_Y])
                row, names, halves = cells[y - y_tile], best[y - y_tile], middle[y - y_tile]
                for x in range(TILE):  # no branch: it becomes vector code
                    u = (_F(x) + start) * inv_tau
                    d2 = u * u + v2
                    q = _Q0 + d2 * (_Q1 + d2 * (_Q2 + d2 * (_Q3 + d2 * (_Q4 + d2 * _Q5))))
                    q = q * q
                    q = q * q
                    a = opacity * (q * q)
                    a = a if a < _ALPHA_MAX else _ALPHA_MAX
                    clear = row[x]
                    w = a * clear
                    w = w if d2 <= radius2 else _ZERO
                    w = w if clear >= _DONE else _ZERO
                    row[x] = clear - w
                    if median is not None:
                        halves[x] = z if clear > _HALF and clear - w <= _HALF else halves[x]
                    row[_R + x] += w * red
                    row[_G + x] += w * green
                    row[_B + x] += w * blue
                    row[_Z + x] += w * z
                    if paint is not None:
                        row[_A + x] += w * r[ALBEDO]
                        row[_A + TILE + x] += w * r[ALBEDO + 1]
                        row[_A + 2 * TILE + x] += w * r[ALBEDO + 2]
                    if owner is not None:
                        names[x] = k if w > row[_W + x] else names[x]
                        row[_W + x] = w if w > row[_W + x] else row[_W + x]
        for y in range(y_tile, y_end):
            row = cells[y - y_tile]
            for x in range(x_tile, x_end):
                i = x - x_tile
                covered = _ONE - row[i]
                seen = covered >= _ALPHA_SEEN
                for ch in range(3):
                    rgb[y, x, ch] = row[_R + ch * TILE + i]
                    if paint is not None:
                        paint[y, x, ch] = row[_A + ch * TILE + i] / covered if seen else _ZERO
                alpha[y, x] = covered
                depth[y, x] = row[_Z + i] / covered if seen else _INF
                if median is not None:
                    median[y, x] = middle[y - y_tile, i]
                if owner is not None:
                    owner[y, x] = best[y - y_tile, i] if seen else -1
