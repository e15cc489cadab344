"""Kernels of the fast twin, second part: splats sorted by depth, then dealt to the tiles that their ellipses touch.

Work is cut into a fixed number of chunks and every list is filled in order, so the result does not depend on the number of threads.
"""

# pyright: reportMissingParameterType=false
from __future__ import annotations

import math

import numba
import numpy as np

from ..jit import kernel
from .record import INV_SIGMA_Y, MEAN_Y, RADIUS2, REF_X, REF_Y, SLOPE, TAU, TILE

_BITS = 11
_BUCKETS = 1 << _BITS
_PAD = 0.02  # px added to spans, which only decide where a splat is looked at


@kernel(parallel=True)
def _radix_pass(keys, order, shift, chunks, next_keys, next_order):
    n = keys.shape[0]
    step = (n + chunks - 1) // chunks
    place = np.zeros((chunks, _BUCKETS), np.int64)
    for c in numba.prange(chunks):
        for i in range(min(n, c * step), min(n, (c + 1) * step)):
            place[c, (keys[i] >> shift) & (_BUCKETS - 1)] += 1
    total = 0
    for b in range(_BUCKETS):
        for c in range(chunks):
            count = place[c, b]
            place[c, b] = total
            total += count
    for c in numba.prange(chunks):
        for i in range(min(n, c * step), min(n, (c + 1) * step)):
            b = (keys[i] >> shift) & (_BUCKETS - 1)
            at = place[c, b]
            next_keys[at] = keys[i]
            next_order[at] = order[i]
            place[c, b] = at + 1


def sort(keys, chunks):
    """uint32 keys (n,) → indices (n,) int32 in ascending order, stable (radix sort, lowest digit first). Overwrites `keys`."""
    n = keys.shape[0]
    order = np.arange(n).astype(np.int32)
    other_keys = np.empty_like(keys)
    other = np.empty_like(order)
    for shift in range(0, 32, _BITS):
        _radix_pass(keys, order, np.uint32(shift), chunks, other_keys, other)
        keys, other_keys = other_keys, keys
        order, other = other, order
    return order


@kernel
def _rows(record, height):
    """First and last pixel row (inclusive) that a splat reaches; last < first if none."""
    if record[RADIUS2] < 0:
        return 1, 0
    half = math.sqrt(record[RADIUS2]) / record[INV_SIGMA_Y] + _PAD
    first = max(math.ceil(record[MEAN_Y] - half - 0.5), 0.0)
    last = min(math.floor(record[MEAN_Y] + half - 0.5), height - 1.0)
    return int(first), int(last) if last >= 0.0 else -1


@kernel
def _columns(record, y_first, y_last, width):
    """First and last pixel column (inclusive) that a splat reaches between two rows (inclusive).

    At v = dy/√c the ellipse spans s √c v ± τ √(R² − v²); both bounds are concave, with their extreme at v = ± R s √c / σx,
    so the extreme within a band of rows lies at that v clamped to the band.
    """
    sigma_y = 1.0 / record[INV_SIGMA_Y]
    radius = math.sqrt(record[RADIUS2])
    v_low = max((y_first + 0.5 - record[MEAN_Y]) * record[INV_SIGMA_Y], -radius)
    v_high = min((y_last + 0.5 - record[MEAN_Y]) * record[INV_SIGMA_Y], radius)
    skew = record[SLOPE] * sigma_y
    tau = float(record[TAU])
    peak = radius * skew / math.sqrt(skew * skew + tau * tau)
    origin = record[REF_X] + record[SLOPE] * (record[MEAN_Y] - record[REF_Y])
    v = min(max(peak, v_low), v_high)
    high = origin + skew * v + tau * math.sqrt(max(radius * radius - v * v, 0.0)) + _PAD
    v = min(max(-peak, v_low), v_high)
    low = origin + skew * v - tau * math.sqrt(max(radius * radius - v * v, 0.0)) - _PAD
    first = max(math.ceil(low - 0.5), 0.0)
    last = min(math.floor(high - 0.5), width - 1.0)
    return (int(first), int(last)) if last >= first else (0, -1)


@kernel(parallel=True)
def _boxes(records, width, height):
    """First column, first row, last column, last row (n, 4) int16 of the tiles that each splat reaches; last < first if none."""
    boxes = np.empty((records.shape[0], 4), np.int16)
    for k in numba.prange(records.shape[0]):
        y0, y1 = _rows(records[k], height)
        x0, x1 = _columns(records[k], y0, y1, width) if y1 >= y0 else (0, -1)
        boxes[k, 0], boxes[k, 1], boxes[k, 2], boxes[k, 3] = x0 // TILE, y0 // TILE, x1 // TILE, y1 // TILE
    return boxes


@kernel
def _tiles(record, box, row, width):
    """First and last tile (inclusive) that a splat reaches in one row of its box of tiles; only wide and high boxes have corners to cut."""
    if box[0] == box[2] or box[1] == box[3]:
        return int(box[0]), int(box[2])
    x0, x1 = _columns(record, row * TILE, row * TILE + TILE - 1, width)
    return x0 // TILE, x1 // TILE


def bin_tiles(records, order, width, height, chunks):
    """Lists of records by tile, each from near to far → starts (tiles + 1,), entries (m,) int32 indices of records."""
    return _dealt(records, order, _boxes(records, width, height), width, height, chunks)


@kernel(parallel=True)
def _dealt(records, order, boxes, width, height, chunks):
    n = order.shape[0]
    step = (n + chunks - 1) // chunks
    across = (width + TILE - 1) // TILE
    tiles = across * ((height + TILE - 1) // TILE)
    place = np.zeros((chunks, tiles), np.int64)
    for c in numba.prange(chunks):
        for i in range(min(n, c * step), min(n, (c + 1) * step)):
            box = boxes[order[i]]
            for ty in range(box[1], box[3] + 1):
                first, last = _tiles(records[order[i]], box, ty, width)
                for tx in range(first, last + 1):
                    place[c, ty * across + tx] += 1
    starts = np.empty(tiles + 1, np.int64)
    total = 0
    for t in range(tiles):
        starts[t] = total
        for c in range(chunks):
            count = place[c, t]
            place[c, t] = total
            total += count
    starts[tiles] = total
    entries = np.empty(total, np.int32)
    for c in numba.prange(chunks):
        for i in range(min(n, c * step), min(n, (c + 1) * step)):
            box = boxes[order[i]]
            for ty in range(box[1], box[3] + 1):
                first, last = _tiles(records[order[i]], box, ty, width)
                for tx in range(first, last + 1):
                    at = place[c, ty * across + tx]
                    entries[at] = order[i]
                    place[c, ty * across + tx] = at + 1
    return starts, entries
