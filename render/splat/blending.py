"""Kernels of the fast twin, third part: each tile composed from near to far, until all its pixels are opaque."""

from __future__ import annotations

import math

import numba
import numpy as np

from ..jit import kernel
from . import limits
from .binning import TILE
from .projection import ALBEDO, BLUE, DEPTH, GREEN, INV_SIGMA_Y, MEAN_Y, OPACITY, RADIUS2, RED, REF_X, REF_Y, SLOPE, TAU

_F = np.float32
_ALPHA_MAX = _F(limits.ALPHA_MAX)
_ALPHA_SEEN = _F(limits.ALPHA_SEEN)
_DONE = _F(limits.TRANSMITTANCE_MIN)
_HALF, _ZERO, _ONE, _INF = _F(0.5), _F(0.0), _F(1.0), _F(np.inf)


@kernel(parallel=True)
def blend(records, starts, entries, width, height, rgb, depth, alpha, owner, paint):
    """Fills rgb (h, w, 3), depth (h, w), alpha (h, w) and, where they are not None, owner (h, w) int32, the record of the heaviest
    weight or −1, and paint (h, w, 3), the albedo."""
    across = (width + TILE - 1) // TILE
    for t in numba.prange(starts.shape[0] - 1):
        x_tile, y_tile = (t % across) * TILE, (t // across) * TILE
        x_end, y_end = min(x_tile + TILE, width), min(y_tile + TILE, height)
        through = np.ones((TILE, TILE), np.float32)
        sums = np.zeros((TILE, TILE, 8), np.float32)  # rgb, z, albedo, heaviest weight
        best = np.full((TILE, TILE), -1, np.int32)
        open_pixels = (x_end - x_tile) * (y_end - y_tile)
        for e in range(starts[t], starts[t + 1]):
            if open_pixels == 0:
                break
            k = entries[e]
            r = records[k]
            inv_sigma_y, radius2 = r[INV_SIGMA_Y], r[RADIUS2]
            half = math.sqrt(radius2) / inv_sigma_y
            y0 = max(math.ceil(r[MEAN_Y] - half - _HALF), _F(y_tile))
            y1 = min(math.floor(r[MEAN_Y] + half - _HALF), _F(y_end - 1))
            inv_tau = _ONE / r[TAU]
            for y in range(int(y0), int(y1) + 1):
                center = _F(y) + _HALF
                v = (center - r[MEAN_Y]) * inv_sigma_y
                rest = radius2 - v * v
                if rest <= _ZERO:
                    continue
                axis = r[REF_X] + r[SLOPE] * (center - r[REF_Y])
                reach = r[TAU] * math.sqrt(rest)
                x0 = max(math.ceil(axis - reach - _HALF), _F(x_tile))
                x1 = min(math.floor(axis + reach - _HALF), _F(x_end - 1))
                for x in range(int(x0), int(x1) + 1):
                    clear = through[y - y_tile, x - x_tile]
                    if clear < _DONE:
                        continue
                    u = (_F(x) + _HALF - axis) * inv_tau
                    a = min(r[OPACITY] * math.exp(-_HALF * (u * u + v * v)), _ALPHA_MAX)
                    weight = a * clear
                    pixel = sums[y - y_tile, x - x_tile]
                    pixel[0] += weight * r[RED]
                    pixel[1] += weight * r[GREEN]
                    pixel[2] += weight * r[BLUE]
                    pixel[3] += weight * r[DEPTH]
                    if paint is not None:
                        for ch in range(3):
                            pixel[4 + ch] += weight * r[ALBEDO + ch]
                    if owner is not None:
                        if weight > pixel[7]:
                            pixel[7] = weight
                            best[y - y_tile, x - x_tile] = k
                    clear -= weight
                    through[y - y_tile, x - x_tile] = clear
                    if clear < _DONE:
                        open_pixels -= 1
        for y in range(y_tile, y_end):
            for x in range(x_tile, x_end):
                pixel = sums[y - y_tile, x - x_tile]
                covered = _ONE - through[y - y_tile, x - x_tile]
                seen = covered >= _ALPHA_SEEN
                for ch in range(3):
                    rgb[y, x, ch] = pixel[ch]
                    if paint is not None:
                        paint[y, x, ch] = pixel[4 + ch] / covered if seen else _ZERO
                alpha[y, x] = covered
                depth[y, x] = pixel[3] / covered if seen else _INF
                if owner is not None:
                    owner[y, x] = best[y - y_tile, x - x_tile] if seen else -1
