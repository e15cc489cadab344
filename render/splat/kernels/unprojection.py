"""The way back, splat by splat: from sums over pixels to cotangents of splats and camera. The chain of `projection`, link by link."""

# pyright: reportMissingParameterType=false, reportUntypedFunctionDecorator=false, reportIndexIssue=false
from __future__ import annotations

import triton
import triton.language as tl

from .backward import SUMS as _SUMS
from .projection import (
    C0,
    C1,
    C2A,
    C2B,
    C2C,
    C3A,
    C3B,
    C3C,
    C3D,
    C3E,
    DEPTH,
    DILATION,
    MEAN_Y,
    OPACITY,
    RECORD,
    RED,
    REF_X,
    REF_Y,
    cross,
    dot,
    ellipse,
    pose,
    rooted,
    rotation,
    three,
)
from .tiles import center

SUMS = tl.constexpr(_SUMS)
CAMERA = 15  # 12 of cam_from_world and 3 of the camera's place


@triton.jit
def _gathered(sums, places, tiles, first, count, at, seen, slope, inv_tau, inv_sigma_y, width, height, BLOCK: tl.constexpr):
    """Of a splat's pairs: Σ d, Σ d u/τ, Σ d u dy/τ, Σ d u²/τ, Σ d v/√c, Σ d v²; and the cotangents of red, green, blue and z."""
    ref_x, ref_y = tl.load(at + REF_X, mask=seen, other=0.0), tl.load(at + REF_Y, mask=seen, other=0.0)
    mean_y = tl.load(at + MEAN_Y, mask=seen, other=0.0)
    zero = tl.zeros((BLOCK,), tl.float32)
    one, du, duy, duu, dv, dvv, red, green, blue, deep = zero, zero, zero, zero, zero, zero, zero, zero, zero, zero
    for pair in range(tl.max(count)):
        here = pair < count
        tile = tl.load(tiles + first + pair, mask=here, other=0).to(tl.int32)
        row = sums + tl.load(places + first + pair, mask=here, other=0).to(tl.int64) * SUMS
        x, y = center(tile, width, height)
        c, e = x - ref_x - slope * (y - ref_y), y - mean_y  # u τ = X − s Y + c and dy = Y + e, X and Y from the tile's center
        m, mx, my = tl.load(row, mask=here, other=0.0), tl.load(row + 1, mask=here, other=0.0), tl.load(row + 2, mask=here, other=0.0)
        mxx, mxy = tl.load(row + 3, mask=here, other=0.0), tl.load(row + 4, mask=here, other=0.0)
        myy = tl.load(row + 5, mask=here, other=0.0)
        mu = mx - slope * my + c * m
        mv = my + e * m
        one += tl.where(here, m, 0.0)
        du += tl.where(here, mu, 0.0)
        duy += tl.where(here, mxy - slope * myy + c * my + e * mu, 0.0)
        duu += tl.where(here, mxx - 2 * slope * mxy + slope * slope * myy + 2 * c * (mx - slope * my) + c * c * m, 0.0)
        dv += tl.where(here, mv, 0.0)
        dvv += tl.where(here, myy + 2 * e * my + e * e * m, 0.0)
        red += tl.load(row + 6, mask=here, other=0.0) + tl.load(row + 10, mask=here, other=0.0)
        green += tl.load(row + 7, mask=here, other=0.0) + tl.load(row + 11, mask=here, other=0.0)
        blue += tl.load(row + 8, mask=here, other=0.0) + tl.load(row + 12, mask=here, other=0.0)
        deep += tl.load(row + 9, mask=here, other=0.0) + tl.load(row + 13, mask=here, other=0.0)
    inv2, inv2_y = inv_tau * inv_tau, inv_sigma_y * inv_sigma_y
    return one, du * inv2, duy * inv2, duu * inv2 * inv_tau, dv * inv2_y, dvv * inv2_y, red, green, blue, deep


@triton.jit
def _band(sh, d_sh, i, b: tl.constexpr, value, g, way, slope_x, slope_y, slope_z, mask, SIZE: tl.constexpr):
    """Coefficient b: what its value tells the colours' cotangents g, and what its slopes add to the direction's."""
    at = 3 * (SIZE * i + b)
    c = three(sh + at, mask)
    tl.store(d_sh + at, value * g[0], mask=mask)
    tl.store(d_sh + at + 1, value * g[1], mask=mask)
    tl.store(d_sh + at + 2, value * g[2], mask=mask)
    met = dot(c, g)
    return way[0] + slope_x * met, way[1] + slope_y * met, way[2] + slope_z * met


@triton.jit
def _shade_back(sh, d_sh, i, x, y, z, g, mask, SIZE: tl.constexpr):
    """Cotangents of the harmonics are written, that of the unit direction (x, y, z) is given back."""
    none = x * 0
    way = (none, none, none)
    way = _band(sh, d_sh, i, 0, none + C0, g, way, none, none, none, mask, SIZE)
    if SIZE > 1:
        a = none + C1
        way = _band(sh, d_sh, i, 1, -a * y, g, way, none, -a, none, mask, SIZE)
        way = _band(sh, d_sh, i, 2, a * z, g, way, none, none, a, mask, SIZE)
        way = _band(sh, d_sh, i, 3, -a * x, g, way, -a, none, none, mask, SIZE)
    if SIZE > 4:
        a, b, c = none + C2A, none + C2B, none + C2C
        way = _band(sh, d_sh, i, 4, a * x * y, g, way, a * y, a * x, none, mask, SIZE)
        way = _band(sh, d_sh, i, 5, -a * y * z, g, way, none, -a * z, -a * y, mask, SIZE)
        way = _band(sh, d_sh, i, 6, b * (2 * z * z - x * x - y * y), g, way, -2 * b * x, -2 * b * y, 4 * b * z, mask, SIZE)
        way = _band(sh, d_sh, i, 7, -a * x * z, g, way, -a * z, none, -a * x, mask, SIZE)
        way = _band(sh, d_sh, i, 8, c * (x * x - y * y), g, way, 2 * c * x, -2 * c * y, none, mask, SIZE)
    if SIZE > 9:
        xx, yy, zz = x * x, y * y, z * z
        a, b, c, d, e = none + C3A, none + C3B, none + C3C, none + C3D, none + C3E
        way = _band(sh, d_sh, i, 9, -a * y * (3 * xx - yy), g, way, -6 * a * x * y, -3 * a * (xx - yy), none, mask, SIZE)
        way = _band(sh, d_sh, i, 10, b * x * y * z, g, way, b * y * z, b * x * z, b * x * y, mask, SIZE)
        way = _band(
            sh, d_sh, i, 11, -c * y * (4 * zz - xx - yy), g, way, 2 * c * x * y, -c * (4 * zz - xx - 3 * yy), -8 * c * y * z, mask, SIZE
        )
        way = _band(
            sh, d_sh, i, 12, d * z * (2 * zz - 3 * xx - 3 * yy), g, way, -6 * d * x * z, -6 * d * y * z, d * (6 * zz - 3 * xx - 3 * yy),
            mask, SIZE,
        )  # fmt: skip
        way = _band(
            sh, d_sh, i, 13, -c * x * (4 * zz - xx - yy), g, way, -c * (4 * zz - 3 * xx - yy), 2 * c * x * y, -8 * c * x * z, mask, SIZE
        )
        way = _band(sh, d_sh, i, 14, e * z * (xx - yy), g, way, 2 * e * x * z, -2 * e * y * z, e * (xx - yy), mask, SIZE)
        way = _band(sh, d_sh, i, 15, -a * x * (xx - 3 * yy), g, way, -3 * a * (xx - yy), 6 * a * x * y, none, mask, SIZE)
    return way


@triton.jit
def _store(at, which: tl.constexpr, value):
    tl.store(at + which, tl.sum(value, axis=0))


@triton.jit
def project_back(
    means, quats, scales, opacities, sh, view, eye, fx, fy, cx, cy, x_low, x_high, y_low, y_high, n, width, height,
    records, counts, firsts, tiles, places, sums, d_means, d_quats, d_scales, d_opacities, d_sh, d_camera,
    SIZE: tl.constexpr, ANTIALIAS: tl.constexpr, BLOCK: tl.constexpr,
):  # fmt: skip
    """Cotangents of the splats, all written, and of the camera, one row of CAMERA a program, to be added up."""
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    real = i < n
    count = tl.load(counts + i, mask=real, other=0)
    seen = count > 0
    v = pose(view)
    p = three(means + 3 * i, seen)
    at = records + RECORD * i
    z = tl.load(at + DEPTH, mask=seen, other=1.0)
    tx = (v[0] * p[0] + v[1] * p[1] + v[2] * p[2] + v[3]) / z
    ty = (v[4] * p[0] + v[5] * p[1] + v[6] * p[2] + v[7]) / z
    hx = tl.minimum(tl.maximum(tx, x_low), x_high)
    hy = tl.minimum(tl.maximum(ty, y_low), y_high)
    qw = tl.load(quats + 4 * i, mask=seen, other=1.0)
    axis = three(quats + 4 * i + 1, seen)
    qx, qy, qz = axis[0], axis[1], axis[2]
    r = rotation(qw, qx, qy, qz)
    s = three(scales + 3 * i, seen)
    root = rooted(v, r, s)
    gx, gy = fx / z, fy / z
    m, nn, var, slope, rest, tau = ellipse(root, gx, gy, hx, hy)
    inv_tau, inv_sigma_y = 1 / tau, 1 / tl.sqrt(var)
    first = tl.load(firsts + i, mask=seen, other=0)
    one, g_x, g_slope, g_tau, g_y, g_inv, red, green, blue, deep = _gathered(
        sums, places, tiles, first, count, at, seen, slope, inv_tau, inv_sigma_y, width, height, BLOCK
    )
    # α = o e^{−d²/2}, so −½ · 2 (u du + v dv) times d; u falls with x, s and τ, v with y.
    g_y -= g_x * slope
    shown = tl.load(at + OPACITY, mask=seen, other=1.0)
    g_o = one / shown
    g_var = 0.5 * g_inv / var  # v falls with √c
    if ANTIALIAS:
        area = cross(m, nn)
        norm = tl.sqrt(dot(area, area))
        whole = tl.sqrt(var) * tau
        g_share = g_o * tl.load(opacities + i, mask=seen, other=0.0) * DILATION / whole
        g_o *= norm / whole
    g_slope += g_tau * inv_tau * (DILATION * slope - dot(rest, nn))
    g_var -= g_slope * slope / var
    g_rest, g_cross = g_tau * inv_tau, g_slope / var
    g_m0 = g_rest * rest[0] + g_cross * nn[0]
    g_m1 = g_rest * rest[1] + g_cross * nn[1]
    g_m2 = g_rest * rest[2] + g_cross * nn[2]
    g_n0 = -slope * g_rest * rest[0] + g_cross * m[0] + 2 * g_var * nn[0]
    g_n1 = -slope * g_rest * rest[1] + g_cross * m[1] + 2 * g_var * nn[1]
    g_n2 = -slope * g_rest * rest[2] + g_cross * m[2] + 2 * g_var * nn[2]
    if ANTIALIAS:  # the opacity was dimmed by √(det Σ / det Σ'), of which d log is ½ D Σ⁻¹ Σ'⁻¹ dΣ: no small difference of large numbers
        unit = tl.where(norm > 0, 1 / tl.where(norm > 0, norm, 1.0), 0.0)
        area = (area[0] * unit, area[1] * unit, area[2] * unit)
        on_m, on_n = cross(nn, area), cross(area, m)  # rows of Σ⁻¹ times the root's, but for √det Σ
        e, f = g_share * inv_tau * inv_tau, g_share / var
        g_m0 += e * (on_m[0] - slope * on_n[0])
        g_m1 += e * (on_m[1] - slope * on_n[1])
        g_m2 += e * (on_m[2] - slope * on_n[2])
        g_n0 += f * on_n[0] - slope * e * (on_m[0] - slope * on_n[0])
        g_n1 += f * on_n[1] - slope * e * (on_m[1] - slope * on_n[1])
        g_n2 += f * on_n[2] - slope * e * (on_m[2] - slope * on_n[2])
    k0, k1, k2 = -gx * hx * g_m0 - gy * hy * g_n0, -gx * hx * g_m1 - gy * hy * g_n1, -gx * hx * g_m2 - gy * hy * g_n2
    g_hx = -gx * (g_m0 * root[6] + g_m1 * root[7] + g_m2 * root[8])
    g_hy = -gy * (g_n0 * root[6] + g_n1 * root[7] + g_n2 * root[8])
    g_m0, g_m1, g_m2, g_n0, g_n1, g_n2 = gx * g_m0, gx * g_m1, gx * g_m2, gy * g_n0, gy * g_n1, gy * g_n2  # of the root's rows from here
    g_z = -(g_m0 * m[0] + g_m1 * m[1] + g_m2 * m[2]) / (gx * z) - (g_n0 * nn[0] + g_n1 * nn[1] + g_n2 * nn[2]) / (gy * z)
    g_tx = fx * g_x + tl.where((tx >= x_low) & (tx <= x_high), g_hx, 0.0)
    g_ty = fy * g_y + tl.where((ty >= y_low) & (ty <= y_high), g_hy, 0.0)
    g_z += deep - (g_tx * tx + g_ty * ty) / z
    g_px, g_py = g_tx / z, g_ty / z

    dx, dy, dz = p[0] - tl.load(eye), p[1] - tl.load(eye + 1), p[2] - tl.load(eye + 2)
    near = 1 / tl.maximum(tl.sqrt(dx * dx + dy * dy + dz * dz), 1e-12)
    dx, dy, dz = dx * near, dy * near, dz * near
    lit = three(at + RED, seen)
    g = (tl.where(lit[0] > 0, red, 0.0), tl.where(lit[1] > 0, green, 0.0), tl.where(lit[2] > 0, blue, 0.0))
    way = _shade_back(sh, d_sh, i, dx, dy, dz, g, real, SIZE)
    along = way[0] * dx + way[1] * dy + way[2] * dz
    away_x, away_y, away_z = (way[0] - along * dx) * near, (way[1] - along * dy) * near, (way[2] - along * dz) * near

    tl.store(d_opacities + i, g_o, mask=real)
    tl.store(d_means + 3 * i, v[0] * g_px + v[4] * g_py + v[8] * g_z + away_x, mask=real)
    tl.store(d_means + 3 * i + 1, v[1] * g_px + v[5] * g_py + v[9] * g_z + away_y, mask=real)
    tl.store(d_means + 3 * i + 2, v[2] * g_px + v[6] * g_py + v[10] * g_z + away_z, mask=real)
    # Cotangent of R S: Wᵀ times that of the root; then of S along R's columns, and of R.
    t00, t01, t02 = v[0] * g_m0 + v[4] * g_n0 + v[8] * k0, v[0] * g_m1 + v[4] * g_n1 + v[8] * k1, v[0] * g_m2 + v[4] * g_n2 + v[8] * k2
    t10, t11, t12 = v[1] * g_m0 + v[5] * g_n0 + v[9] * k0, v[1] * g_m1 + v[5] * g_n1 + v[9] * k1, v[1] * g_m2 + v[5] * g_n2 + v[9] * k2
    t20, t21, t22 = v[2] * g_m0 + v[6] * g_n0 + v[10] * k0, v[2] * g_m1 + v[6] * g_n1 + v[10] * k1, v[2] * g_m2 + v[6] * g_n2 + v[10] * k2
    tl.store(d_scales + 3 * i, t00 * r[0] + t10 * r[3] + t20 * r[6], mask=real)
    tl.store(d_scales + 3 * i + 1, t01 * r[1] + t11 * r[4] + t21 * r[7], mask=real)
    tl.store(d_scales + 3 * i + 2, t02 * r[2] + t12 * r[5] + t22 * r[8], mask=real)
    t00, t10, t20, t01, t11, t21 = t00 * s[0], t10 * s[0], t20 * s[0], t01 * s[1], t11 * s[1], t21 * s[1]
    t02, t12, t22 = t02 * s[2], t12 * s[2], t22 * s[2]
    g_qw = qz * (t10 - t01) + qy * (t02 - t20) + qx * (t21 - t12)
    g_qx = qy * (t01 + t10) + qz * (t02 + t20) + qw * (t21 - t12) - 2 * qx * (t11 + t22)
    g_qy = qx * (t01 + t10) + qz * (t12 + t21) + qw * (t02 - t20) - 2 * qy * (t00 + t22)
    g_qz = qx * (t02 + t20) + qy * (t12 + t21) + qw * (t10 - t01) - 2 * qz * (t00 + t11)
    tl.store(d_quats + 4 * i, 2 * g_qw, mask=real)
    tl.store(d_quats + 4 * i + 1, 2 * g_qx, mask=real)
    tl.store(d_quats + 4 * i + 2, 2 * g_qy, mask=real)
    tl.store(d_quats + 4 * i + 3, 2 * g_qz, mask=real)

    camera = d_camera + 15 * tl.program_id(0)
    s0, s1, s2 = s[0], s[1], s[2]
    for row in tl.static_range(3):
        g_p = g_px if row == 0 else (g_py if row == 1 else g_z)
        a0 = (g_m0 if row == 0 else (g_n0 if row == 1 else k0)) * s0
        a1 = (g_m1 if row == 0 else (g_n1 if row == 1 else k1)) * s1
        a2 = (g_m2 if row == 0 else (g_n2 if row == 1 else k2)) * s2
        _store(camera, 4 * row, g_p * p[0] + a0 * r[0] + a1 * r[1] + a2 * r[2])
        _store(camera, 4 * row + 1, g_p * p[1] + a0 * r[3] + a1 * r[4] + a2 * r[5])
        _store(camera, 4 * row + 2, g_p * p[2] + a0 * r[6] + a1 * r[7] + a2 * r[8])
        _store(camera, 4 * row + 3, g_p)
    _store(camera, 12, -away_x)
    _store(camera, 13, -away_y)
    _store(camera, 14, -away_z)
