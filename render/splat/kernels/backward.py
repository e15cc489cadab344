"""The way back, tile by tile: from cotangents of the picture to sums over the pixels of each slot.

As in the twin on the CPU, tiles are walked from near to far: with a picture's value G = Σ wₖ qₖ at a pixel,
    dG/dαₖ = Tₖ qₖ − (G − Σ_{j≤k} wⱼ qⱼ) / (1 − αₖ).
A splat's u and v are affine in a pixel's place, so that all that its ellipse wants to know are six moments of d = α dG/dα over the tile:
a product of matrices, for tensor cores. These round to 11 bits, hence factors in two parts; places in a tile are exact in one.
"""

from __future__ import annotations

import triton
import triton.language as tl

from .. import limits, record
from .blending import bells, column, light, pixels

TILE = tl.constexpr(record.TILE)
ALPHA_MAX, DONE = tl.constexpr(limits.ALPHA_MAX), tl.constexpr(limits.TRANSMITTANCE_MIN)
SUMS = 14  # Σ d, d x, d y, d x², d x y, d y²; Σ w times the cotangents of red, green, blue and z, the upper bits' and the lower bits'
WIDTH = tl.constexpr(16)  # of the matrices
_SUMS = tl.constexpr(SUMS)


@triton.jit
def upper(value):
    """The bits of a float32 that tensor cores see."""
    return (value.to(tl.int32, bitcast=True) & -8192).to(tl.float32, bitcast=True)


@triton.jit
def product(left, right, total, GROUPS: tl.constexpr, CHUNK: tl.constexpr):
    """total (groups, splats, WIDTH) + left (splats, pixels) @ right (groups, pixels of one, WIDTH): a warp has a group of its own."""
    mine = tl.permute(tl.reshape(left, [CHUNK, GROUPS, TILE * TILE // GROUPS]), (1, 0, 2))
    return tl.dot(mine, right, total, input_precision="tf32")


@triton.jit
def blend_back(
    columns, slots, stride, width, height, cotangent, value, sums, CHUNK: tl.constexpr, GROUPS: tl.constexpr,
):  # fmt: skip
    """For cotangents (h, w, 5) of summed red, green, blue, z and coverage, and their product with those (h, w): sums (stride, SUMS)."""
    x_px, y_px, inside, x, y = pixels(width, height)
    at_px = y_px * width + x_px
    clear = tl.where(inside, 1.0, 0.0)
    rest = tl.load(value + at_px, mask=inside, other=0.0)
    on_red = tl.load(cotangent + 5 * at_px, mask=inside, other=0.0)
    on_green = tl.load(cotangent + 5 * at_px + 1, mask=inside, other=0.0)
    on_blue = tl.load(cotangent + 5 * at_px + 2, mask=inside, other=0.0)
    on_z = tl.load(cotangent + 5 * at_px + 3, mask=inside, other=0.0)
    on_cover = tl.load(cotangent + 5 * at_px + 4, mask=inside, other=0.0)
    which = tl.arange(0, WIDTH)[None, :]
    x_, y_ = x[:, None], y[:, None]
    places = tl.where(which == 0, 1.0, tl.where(which == 1, x_, tl.where(which == 2, y_, 0.0)))
    places += tl.where(which == 3, x_ * x_, tl.where(which == 4, x_ * y_, tl.where(which == 5, y_ * y_, 0.0)))
    q = tl.where((which == 6) | (which == 10), on_red[:, None], tl.where((which == 7) | (which == 11), on_green[:, None], 0.0))
    q += tl.where((which == 8) | (which == 12), on_blue[:, None], tl.where((which == 9) | (which == 13), on_z[:, None], 0.0))
    q = tl.where(which < 10, upper(q), q - upper(q))
    places = tl.reshape(places, [GROUPS, TILE * TILE // GROUPS, WIDTH])
    q = tl.reshape(q, [GROUPS, TILE * TILE // GROUPS, WIDTH])
    slot, past = tl.load(slots + tl.program_id(0)), tl.load(slots + tl.program_id(0) + 1)
    lane = tl.arange(0, CHUNK)
    while (slot < past) & (tl.max(clear) >= DONE):
        slot = tl.multiple_of(slot, CHUNK)
        at = columns + slot + lane
        full = bells(at, stride, x, y)
        a = tl.minimum(full, ALPHA_MAX)
        before, clear, inverse = light(a, clear)
        before = tl.where(before >= DONE, before, 0.0)
        w = a * before
        met = column(at, stride, 6) * on_red[None, :] + column(at, stride, 7) * on_green[None, :] + on_cover[None, :]
        met += column(at, stride, 8) * on_blue[None, :] + column(at, stride, 9) * on_z[None, :]
        given = w * met
        left = rest[None, :] - tl.cumsum(given, axis=0)
        rest -= tl.sum(given, axis=0)
        d = tl.where((before > 0) & (full <= ALPHA_MAX), full * (before * met - left * inverse), 0.0)
        total = tl.zeros((GROUPS, CHUNK, WIDTH), tl.float32)
        total = product(upper(d), places, total, GROUPS, CHUNK)
        total = product(d - upper(d), places, total, GROUPS, CHUNK)
        total = product(upper(w), q, total, GROUPS, CHUNK)
        total = product(w - upper(w), q, total, GROUPS, CHUNK)
        tl.store(sums + (slot + lane)[:, None] * _SUMS + which, tl.sum(total, axis=0), mask=which < _SUMS)
        slot += CHUNK
    while slot < past:  # what nobody sees
        tl.store(sums + (slot + lane)[:, None] * _SUMS + which, tl.zeros((CHUNK, WIDTH), tl.float32), mask=which < _SUMS)
        slot += CHUNK
