"""Each tile composed from near to far, CHUNK splats at a time: arrays are (splats, pixels), and a thread holds all splats of its pixels, so
that what is left of the light is a running product within a thread."""

# pyright: reportMissingParameterType=false, reportUntypedFunctionDecorator=false
from __future__ import annotations

import triton
import triton.language as tl

from .. import limits, record
from .tiles import center

TILE = tl.constexpr(record.TILE)
ALPHA_MAX, ALPHA_MIN = tl.constexpr(limits.ALPHA_MAX), tl.constexpr(limits.ALPHA_MIN)
ALPHA_SEEN, DONE = tl.constexpr(limits.ALPHA_SEEN), tl.constexpr(limits.TRANSMITTANCE_MIN)


@triton.jit
def column(at, stride, which):
    """One column of `gather`, as (splats, 1)."""
    return tl.load(at + which * stride)[:, None]


@triton.jit
def pixels(width, height):
    """Of this program's tile: columns and rows of pixels, which are inside the picture, and how far from the tile's center, px."""
    across = (width + TILE - 1) // TILE
    t = tl.program_id(0)
    p = tl.arange(0, TILE * TILE)
    x_px, y_px = (t % across) * TILE + p % TILE, (t // across) * TILE + p // TILE
    x, y = center(t, width, height)
    return x_px, y_px, (x_px < width) & (y_px < height), x_px + 0.5 - x, y_px + 0.5 - y


@triton.jit
def bells(at, stride, x, y):
    """Alpha before its upper limit (splats, pixels); 0 where it is below the lower."""
    u = x[None, :] * column(at, stride, 0) + (y[None, :] * column(at, stride, 1) + column(at, stride, 2))
    v = y[None, :] * column(at, stride, 3) + column(at, stride, 4)
    a = tl.exp2(column(at, stride, 5) - u * u - v * v)
    return tl.where(a >= ALPHA_MIN, a, 0.0)


@triton.jit
def light(a, clear):
    """Of what `clear` (pixels,) leaves: what is left before each splat and behind the last; and 1 / (1 − a)."""
    through = 1 - a
    left = tl.cumprod(through, axis=0) * clear[None, :]
    root = tl.rsqrt(through)  # squared: one instruction less than a division
    inverse = root * root
    return left * inverse, tl.min(left, axis=0), inverse


@triton.jit
def blend(
    columns, names, slots, stride, width, height, rgb, depth, alpha, owner, paint, median,
    IDS: tl.constexpr, PAINT: tl.constexpr, MEDIAN: tl.constexpr, CHUNK: tl.constexpr,
):  # fmt: skip
    """Of one tile, whose slots are slots[t] to slots[t + 1] of `gather`'s columns: rgb (h, w, 3), depth (h, w), alpha (h, w); and where
    asked for owner (h, w) int32, the splat of the heaviest weight or −1, paint (h, w, 3), the albedo, and median (h, w), the depth behind
    which less than half is left."""
    x_px, y_px, inside, x, y = pixels(width, height)
    clear = tl.where(inside, 1.0, 0.0)
    covered, red, green, blue, deep = clear * 0, clear * 0, clear * 0, clear * 0, clear * 0
    best, heaviest = tl.full((TILE * TILE,), -1, tl.int32), clear * 0
    paint_r, paint_g, paint_b, middle = clear * 0, clear * 0, clear * 0, clear * 0 + float("inf")
    slot, past = tl.load(slots + tl.program_id(0)), tl.load(slots + tl.program_id(0) + 1)
    lane = tl.arange(0, CHUNK)
    while (slot < past) & (tl.max(clear) >= DONE):
        slot = tl.multiple_of(slot, CHUNK)
        at = columns + slot + lane
        a = tl.minimum(bells(at, stride, x, y), ALPHA_MAX)
        before, clear, _ = light(a, clear)
        w = tl.where(before >= DONE, a * before, 0.0)
        covered += tl.sum(w, axis=0)
        red += tl.sum(w * column(at, stride, 6), axis=0)
        green += tl.sum(w * column(at, stride, 7), axis=0)
        blue += tl.sum(w * column(at, stride, 8), axis=0)
        z = column(at, stride, 9)
        deep += tl.sum(w * z, axis=0)
        if MEDIAN:
            half = (w > 0) & (before > 0.5) & (before - w <= 0.5)
            middle = tl.minimum(middle, tl.min(tl.where(half, z, float("inf")), axis=0))
        if PAINT:
            paint_r += tl.sum(w * column(at, stride, 10), axis=0)
            paint_g += tl.sum(w * column(at, stride, 11), axis=0)
            paint_b += tl.sum(w * column(at, stride, 12), axis=0)
        if IDS:
            most, which = tl.max(w, axis=0, return_indices=True, return_indices_tie_break_left=True)
            best = tl.where(most > heaviest, tl.load(names + slot + which), best)
            heaviest = tl.maximum(most, heaviest)
        slot += CHUNK

    seen = covered >= ALPHA_SEEN
    share = 1 / tl.where(seen, covered, 1.0)
    at_px = y_px * width + x_px
    tl.store(rgb + 3 * at_px, red, mask=inside)
    tl.store(rgb + 3 * at_px + 1, green, mask=inside)
    tl.store(rgb + 3 * at_px + 2, blue, mask=inside)
    tl.store(alpha + at_px, covered, mask=inside)
    tl.store(depth + at_px, tl.where(seen, deep * share, float("inf")), mask=inside)
    if MEDIAN:
        tl.store(median + at_px, middle, mask=inside)
    if PAINT:
        tl.store(paint + 3 * at_px, tl.where(seen, paint_r * share, 0.0), mask=inside)
        tl.store(paint + 3 * at_px + 1, tl.where(seen, paint_g * share, 0.0), mask=inside)
        tl.store(paint + 3 * at_px + 2, tl.where(seen, paint_b * share, 0.0), mask=inside)
    if IDS:
        tl.store(owner + at_px, tl.where(seen, best, -1), mask=inside)
