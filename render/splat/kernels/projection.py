"""Splats to records: EWA projection and harmonics (see `reference` for the equations), one splat a lane."""

# pyright: reportMissingParameterType=false, reportUntypedFunctionDecorator=false, reportIndexIssue=false
from __future__ import annotations

import triton
import triton.language as tl

from ... import sh as harmonics
from .. import limits, record
from .tiles import columns, rows

NEAR = tl.constexpr(limits.NEAR_M)
DILATION = tl.constexpr(limits.DILATION_PX2)
ALPHA_MIN = tl.constexpr(limits.ALPHA_MIN)
RECORD = tl.constexpr(record.RECORD)
MEAN_Y, INV_SIGMA_Y, REF_X, REF_Y = (tl.constexpr(c) for c in (record.MEAN_Y, record.INV_SIGMA_Y, record.REF_X, record.REF_Y))
SLOPE, TAU, RADIUS2, OPACITY = (tl.constexpr(c) for c in (record.SLOPE, record.TAU, record.RADIUS2, record.OPACITY))
RED, DEPTH, ALBEDO = (tl.constexpr(c) for c in (record.RED, record.DEPTH, record.ALBEDO))
C0, C1 = tl.constexpr(harmonics.C0), tl.constexpr(harmonics.C1)
C2A, C2B, C2C = (tl.constexpr(c) for c in harmonics.C2)
C3A, C3B, C3C, C3D, C3E = (tl.constexpr(c) for c in harmonics.C3)
HIDDEN = tl.constexpr(0x7FFFFFFF)  # a depth key behind all others


@triton.jit
def three(at, mask):
    return tl.load(at, mask=mask, other=0.0), tl.load(at + 1, mask=mask, other=0.0), tl.load(at + 2, mask=mask, other=0.0)


@triton.jit
def pose(view):
    """12 numbers of cam_from_world, row by row."""
    a, b, c, d = tl.load(view), tl.load(view + 1), tl.load(view + 2), tl.load(view + 3)
    e, f, g, h = tl.load(view + 4), tl.load(view + 5), tl.load(view + 6), tl.load(view + 7)
    return a, b, c, d, e, f, g, h, tl.load(view + 8), tl.load(view + 9), tl.load(view + 10), tl.load(view + 11)


@triton.jit
def rotation(w, x, y, z):
    """Unit quaternion → R, row by row."""
    return (
        1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
        2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
        2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
    )  # fmt: skip


@triton.jit
def dot(a, b):
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


@triton.jit
def cross(a, b):
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


@triton.jit
def rooted(v, r, s):
    """W R S, row by row: what the splat's scaled axes are in the camera's frame."""
    return (
        (v[0] * r[0] + v[1] * r[3] + v[2] * r[6]) * s[0],
        (v[0] * r[1] + v[1] * r[4] + v[2] * r[7]) * s[1],
        (v[0] * r[2] + v[1] * r[5] + v[2] * r[8]) * s[2],
        (v[4] * r[0] + v[5] * r[3] + v[6] * r[6]) * s[0],
        (v[4] * r[1] + v[5] * r[4] + v[6] * r[7]) * s[1],
        (v[4] * r[2] + v[5] * r[5] + v[6] * r[8]) * s[2],
        (v[8] * r[0] + v[9] * r[3] + v[10] * r[6]) * s[0],
        (v[8] * r[1] + v[9] * r[4] + v[10] * r[7]) * s[1],
        (v[8] * r[2] + v[9] * r[5] + v[10] * r[8]) * s[2],
    )


@triton.jit
def ellipse(root, fx, fy, hx, hy):
    """Of the root's image under the affine projection: its rows m and n (3 each), c, s, and what is left of m beside s n, and τ."""
    m = (fx * (root[0] - hx * root[6]), fx * (root[1] - hx * root[7]), fx * (root[2] - hx * root[8]))
    n = (fy * (root[3] - hy * root[6]), fy * (root[4] - hy * root[7]), fy * (root[5] - hy * root[8]))
    var = dot(n, n) + DILATION
    slope = dot(m, n) / var
    rest = (m[0] - slope * n[0], m[1] - slope * n[1], m[2] - slope * n[2])
    tau = tl.sqrt(dot(rest, rest) + DILATION * (1 + slope * slope))
    return m, n, var, slope, rest, tau


@triton.jit
def _shade(at, x, y, z, mask, SIZE: tl.constexpr):
    """One channel of colour along the unit direction (x, y, z), not below 0."""
    v = 0.5 + C0 * tl.load(at, mask=mask, other=0.0)
    if SIZE > 1:
        c1, c2, c3 = tl.load(at + 3, mask=mask, other=0.0), tl.load(at + 6, mask=mask, other=0.0), tl.load(at + 9, mask=mask, other=0.0)
        v += C1 * (z * c2 - y * c1 - x * c3)
    if SIZE > 4:
        xx, yy, zz = x * x, y * y, z * z
        v += C2A * x * y * tl.load(at + 12, mask=mask, other=0.0)
        v += -C2A * y * z * tl.load(at + 15, mask=mask, other=0.0)
        v += C2B * (2 * zz - xx - yy) * tl.load(at + 18, mask=mask, other=0.0)
        v += -C2A * x * z * tl.load(at + 21, mask=mask, other=0.0)
        v += C2C * (xx - yy) * tl.load(at + 24, mask=mask, other=0.0)
    if SIZE > 9:
        xx, yy, zz = x * x, y * y, z * z
        v += -C3A * y * (3 * xx - yy) * tl.load(at + 27, mask=mask, other=0.0)
        v += C3B * x * y * z * tl.load(at + 30, mask=mask, other=0.0)
        v += -C3C * y * (4 * zz - xx - yy) * tl.load(at + 33, mask=mask, other=0.0)
        v += C3D * z * (2 * zz - 3 * xx - 3 * yy) * tl.load(at + 36, mask=mask, other=0.0)
        v += -C3C * x * (4 * zz - xx - yy) * tl.load(at + 39, mask=mask, other=0.0)
        v += C3E * z * (xx - yy) * tl.load(at + 42, mask=mask, other=0.0)
        v += -C3A * x * (xx - 3 * yy) * tl.load(at + 45, mask=mask, other=0.0)
    return tl.maximum(v, 0.0)


@triton.jit
def project(
    means, quats, scales, opacities, sh, albedo, view, eye, fx, fy, cx, cy, x_low, x_high, y_low, y_high, n, width, height,
    records, keys, counts, SIZE: tl.constexpr, ANTIALIAS: tl.constexpr, PAINT: tl.constexpr, BLOCK: tl.constexpr,
):  # fmt: skip
    """Records (n, 16) of splats that touch a tile, depth keys (n,) int32 (bits of float32 z, which sort like z > 0) and how many tiles
    (n,) int32; the others' are HIDDEN and 0."""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    real = i < n
    v = pose(view)
    p = three(means + 3 * i, real)
    pz = v[8] * p[0] + v[9] * p[1] + v[10] * p[2] + v[11]
    real = real & (pz >= NEAR)
    z = tl.where(real, pz, 1.0)
    tx = (v[0] * p[0] + v[1] * p[1] + v[2] * p[2] + v[3]) / z
    ty = (v[4] * p[0] + v[5] * p[1] + v[6] * p[2] + v[7]) / z
    hx = tl.minimum(tl.maximum(tx, x_low), x_high)
    hy = tl.minimum(tl.maximum(ty, y_low), y_high)
    q = 4 * i
    w = tl.load(quats + q, mask=real, other=1.0)
    axis = three(quats + q + 1, real)
    turn = rotation(w, axis[0], axis[1], axis[2])
    m, across, var, slope, rest, tau = ellipse(rooted(v, turn, three(scales + 3 * i, real)), fx / z, fy / z, hx, hy)
    o = tl.load(opacities + i, mask=real, other=0.0)
    if ANTIALIAS:
        area = cross(m, across)
        o *= tl.sqrt(dot(area, area)) / (tl.sqrt(var) * tau)
    mean_x, mean_y = fx * tx + cx, fy * ty + cy
    ref_y = tl.minimum(tl.maximum(mean_y, 0.0), height * 1.0)
    ref_x = mean_x + slope * (ref_y - mean_y)
    inv_sigma_y = 1 / tl.sqrt(var)
    radius2 = tl.where(o >= ALPHA_MIN, 2 * tl.log(tl.maximum(o, ALPHA_MIN) / ALPHA_MIN), -1.0)

    first, last = rows(mean_y, inv_sigma_y, radius2, height)
    count = tl.zeros((BLOCK,), tl.int32)
    for row in range(tl.max(tl.where(real, last - first, -1)) + 1):
        a, b = columns(first + row, mean_y, inv_sigma_y, ref_x, ref_y, slope, tau, radius2, width)
        count += tl.where(real & (first + row <= last), b - a + 1, 0)
    seen = count > 0
    tl.store(counts + i, count, mask=i < n)
    tl.store(keys + i, tl.where(seen, z.to(tl.int32, bitcast=True), HIDDEN), mask=i < n)

    at = records + RECORD * i
    tl.store(at + MEAN_Y, mean_y, mask=seen)
    tl.store(at + INV_SIGMA_Y, inv_sigma_y, mask=seen)
    tl.store(at + REF_X, ref_x, mask=seen)
    tl.store(at + REF_Y, ref_y, mask=seen)
    tl.store(at + SLOPE, slope, mask=seen)
    tl.store(at + TAU, tau, mask=seen)
    tl.store(at + RADIUS2, radius2, mask=seen)
    tl.store(at + OPACITY, o, mask=seen)
    tl.store(at + DEPTH, z, mask=seen)
    dx, dy, dz = p[0] - tl.load(eye), p[1] - tl.load(eye + 1), p[2] - tl.load(eye + 2)
    near = 1 / tl.maximum(tl.sqrt(dx * dx + dy * dy + dz * dz), 1e-12)
    for channel in tl.static_range(3):
        shade = _shade(sh + 3 * SIZE * i + channel, dx * near, dy * near, dz * near, seen, SIZE)
        tl.store(at + RED + channel, shade, mask=seen)
        if PAINT:
            tl.store(at + ALBEDO + channel, tl.load(albedo + 3 * i + channel, mask=seen, other=0.0), mask=seen)
