"""Which tiles an ellipse touches, exactly: a span of tile columns for each row of tiles; the list of all such pairs; and each tile's own
list, with what a splat looks like from there."""

# pyright: reportMissingParameterType=false, reportUntypedFunctionDecorator=false
from __future__ import annotations

import math

import triton
import triton.language as tl

from .. import limits, record

TILE = tl.constexpr(record.TILE)
RECORD = tl.constexpr(record.RECORD)
MEAN_Y, INV_SIGMA_Y, REF_X, REF_Y = (tl.constexpr(c) for c in (record.MEAN_Y, record.INV_SIGMA_Y, record.REF_X, record.REF_Y))
SLOPE, TAU, RADIUS2 = (tl.constexpr(c) for c in (record.SLOPE, record.TAU, record.RADIUS2))
OPACITY, RED, DEPTH, ALBEDO = (tl.constexpr(c) for c in (record.OPACITY, record.RED, record.DEPTH, record.ALBEDO))
BELL = tl.constexpr(math.sqrt(0.5 / math.log(2)))  # e^{−d²/2} = 2^{−(BELL d)²}
ALPHA_MIN = tl.constexpr(limits.ALPHA_MIN)
PAD = tl.constexpr(0.02)  # px added to spans, which only decide where a splat is looked at
PAD_SHARE = tl.constexpr(4e-6)  # and this share of the numbers that a span is the difference of


@triton.jit
def rows(mean_y, inv_sigma_y, radius2, height):
    """First and last row of tiles (inclusive) that an ellipse reaches; last < first if none."""
    half = tl.sqrt(tl.maximum(radius2, 0.0)) / inv_sigma_y
    half += PAD + PAD_SHARE * (half + tl.abs(mean_y))
    low = tl.minimum(tl.maximum(tl.ceil(mean_y - half - 0.5), 0.0), height * 1.0)
    high = tl.minimum(tl.maximum(tl.floor(mean_y + half - 0.5), -1.0), height * 1.0 - 1)
    some = (radius2 >= 0) & (high >= low)
    return low.to(tl.int32) // TILE, tl.where(some, high.to(tl.int32) // TILE, low.to(tl.int32) // TILE - 1)


@triton.jit
def columns(row, mean_y, inv_sigma_y, ref_x, ref_y, slope, tau, radius2, width):
    """First and last column of tiles (inclusive) that an ellipse reaches in a row of tiles; first = last + 1 if none.

    At v = dy/√c the ellipse spans s √c v ± τ √(R² − v²); both bounds are concave, with their extreme at v = ± R s √c / σx, so the extreme
    within a band of rows lies at that v clamped to the band.
    """
    radius = tl.sqrt(tl.maximum(radius2, 0.0))
    top = row.to(tl.float32) * TILE + 0.5
    v_low = tl.maximum((top - mean_y) * inv_sigma_y, -radius)
    v_high = tl.minimum((top + (TILE - 1) - mean_y) * inv_sigma_y, radius)
    skew = slope / inv_sigma_y
    peak = radius * skew / tl.sqrt(skew * skew + tau * tau)
    origin = ref_x + slope * (mean_y - ref_y)
    v = tl.minimum(tl.maximum(peak, v_low), v_high)
    right = skew * v + tau * tl.sqrt(tl.maximum(radius2 - v * v, 0.0))
    v = tl.minimum(tl.maximum(-peak, v_low), v_high)
    left = skew * v - tau * tl.sqrt(tl.maximum(radius2 - v * v, 0.0))
    pad = PAD + PAD_SHARE * (tl.abs(origin) + tl.abs(left) + tl.abs(right))
    end = width * 1.0
    low = tl.minimum(tl.maximum(tl.ceil(origin + left - pad - 0.5), 0.0), end).to(tl.int32)
    high = tl.minimum(tl.maximum(tl.floor(origin + right + pad - 0.5), -1.0), end - 1).to(tl.int32)
    return low // TILE, tl.where(high >= low, high // TILE, low // TILE - 1)


@triton.jit
def deal(records, order, counts, ends, n, total, width, height, steps, nowhere, owners, tiles, BLOCK: tl.constexpr):
    """Pair e of all pairs, splats from near to far as `order` has them and each splat's tiles in turn → owners[e], the splat, and tiles[e].

    `ends` (n,) int64 are the running sums of the counts in that order; the splat is found by halving `steps` times, so that work is even
    however many tiles a splat has. A pair that rounding should deny its tile goes to the tile `nowhere`, which no one draws.
    """
    e = tl.program_id(0).to(tl.int64) * BLOCK + tl.arange(0, BLOCK)
    real = e < total
    low, high = tl.zeros((BLOCK,), tl.int32), tl.full((BLOCK,), 0, tl.int32) + (n - 1)
    for _ in range(steps):
        middle = (low + high) // 2
        past = tl.load(ends + middle) > e
        high = tl.where(past, middle, high)
        low = tl.where(past, low, tl.minimum(middle + 1, n - 1))
    k = tl.load(order + low, mask=real, other=0).to(tl.int32)
    left = (e - (tl.load(ends + low) - tl.load(counts + k))).to(tl.int32)
    at = records + RECORD * k
    mean_y, inv_sigma_y = tl.load(at + MEAN_Y, mask=real, other=0.0), tl.load(at + INV_SIGMA_Y, mask=real, other=1.0)
    ref_x, ref_y = tl.load(at + REF_X, mask=real, other=0.0), tl.load(at + REF_Y, mask=real, other=0.0)
    slope, tau = tl.load(at + SLOPE, mask=real, other=0.0), tl.load(at + TAU, mask=real, other=1.0)
    radius2 = tl.load(at + RADIUS2, mask=real, other=-1.0)
    across = (width + TILE - 1) // TILE
    first, last = rows(mean_y, inv_sigma_y, radius2, height)
    tile = tl.full((BLOCK,), 0, tl.int32) + nowhere
    for row in range(tl.max(last - first) + 1):
        a, b = columns(first + row, mean_y, inv_sigma_y, ref_x, ref_y, slope, tau, radius2, width)
        count = tl.where(first + row <= last, b - a + 1, 0)
        tile = tl.where((left >= 0) & (left < count), (first + row) * across + a + left, tile)
        left -= count
    tl.store(owners + e, k, mask=real)
    tl.store(tiles + e, tile, mask=real)


@triton.jit
def center(tile, width, height):
    """The middle of what a tile has of the picture, px."""
    across = (width + TILE - 1) // TILE
    left, top = (tile % across) * TILE, (tile // across) * TILE
    return (left + tl.minimum(left + TILE, width)) * 0.5, (top + tl.minimum(top + TILE, height)) * 0.5


@triton.jit
def gather(
    records, owners, pairs, starts, slots, width, height, stride, columns_out, names, places, PAINT: tl.constexpr, LANES: tl.constexpr,
):  # fmt: skip
    """One tile's list, pairs[starts[t] : starts[t + 1]], copied to the slots from slots[t] on, and filled up to slots[t + 1] by splats that
    are clear. columns_out (10 or 13, stride): A B C D E L, colour and z, and albedo, where at x, y px from the tile's center
    alpha = 2^(L − (A x + B y + C)² − (D y + E)²). names: a slot's splat; places: a pair's slot."""
    t = tl.program_id(0)
    x, y = center(t, width, height)
    start, end, slot, past = tl.load(starts + t), tl.load(starts + t + 1), tl.load(slots + t), tl.load(slots + t + 1)
    while slot < past:
        lane = tl.arange(0, LANES)
        here, room = start + lane < end, slot + lane < past
        pair = tl.load(pairs + start + lane, mask=here, other=0)
        k = tl.load(owners + pair, mask=here, other=0)
        at = records + RECORD * k
        inv_sigma_y = BELL * tl.load(at + INV_SIGMA_Y, mask=here, other=0.0)
        inv_tau = BELL / tl.load(at + TAU, mask=here, other=1.0)
        slope = tl.load(at + SLOPE, mask=here, other=0.0)
        c = x - tl.load(at + REF_X, mask=here, other=0.0) - slope * (y - tl.load(at + REF_Y, mask=here, other=0.0))
        to = columns_out + slot + lane
        tl.store(to, inv_tau, mask=room)
        tl.store(to + stride, -slope * inv_tau, mask=room)
        tl.store(to + 2 * stride, c * inv_tau, mask=room)
        tl.store(to + 3 * stride, inv_sigma_y, mask=room)
        tl.store(to + 4 * stride, (y - tl.load(at + MEAN_Y, mask=here, other=0.0)) * inv_sigma_y, mask=room)
        opacity = tl.load(at + OPACITY, mask=here, other=0.0)
        clear = opacity < ALPHA_MIN
        tl.store(to + 5 * stride, tl.where(clear, -float("inf"), tl.log2(tl.where(clear, 1.0, opacity))), mask=room)
        for column in tl.static_range(3):
            tl.store(to + (6 + column) * stride, tl.load(at + RED + column, mask=here, other=0.0), mask=room)
            if PAINT:
                tl.store(to + (10 + column) * stride, tl.load(at + ALBEDO + column, mask=here, other=0.0), mask=room)
        tl.store(to + 9 * stride, tl.load(at + DEPTH, mask=here, other=0.0), mask=room)
        tl.store(names + slot + lane, k, mask=room)
        tl.store(places + pair, (slot + lane).to(tl.int32), mask=here)
        start += LANES
        slot += LANES
