"""Kernels of the fast twin, backwards: from cotangents of the picture to those of records, splats and camera.

A picture's value is G = Σ wₖ qₖ at each pixel, where qₖ is the cotangent that meets splat k's colour, depth and coverage and wₖ = αₖ Tₖ.
Tiles are walked from near to far as in `blend`; what lies behind k is then G less what was met so far, so that nothing is undone:
    dG/dαₖ = Tₖ qₖ − (G − Σ_{j≤k} wⱼ qⱼ) / (1 − αₖ)          (Kerbl et al. 2023, section 6, walks from far to near instead)
Every entry of a tile has its own row of sums, added up in a fixed order: the result does not depend on the number of threads.
"""

# pyright: reportMissingParameterType=false
from __future__ import annotations

import math

import numba
import numpy as np

from ..jit import kernel
from ..sh import C0, C1, C2, C3
from . import limits
from .blending import _ALPHA_MAX, _DONE, _HALF, _LOOK, _ONE, _PAST, _Q0, _Q1, _Q2, _Q3, _Q4, _Q5, _STRIDE, _ZERO
from .record import BLUE, DEPTH, GREEN, INV_SIGMA_Y, MEAN_Y, OPACITY, RADIUS2, RED, REF_X, REF_Y, SLOPE, TAU, TILE

_F = np.float32
_D = limits.DILATION_PX2
_C2A, _C2B, _C2C = C2
_C3A, _C3B, _C3C, _C3D, _C3E = C3
# Columns of an entry's and of a record's cotangents: of the centre in px, 1/√c, s, τ, opacity, colour, z.
_X, _Y, _INV, _S, _T, _O, _COLOR, _DEEP, SUMS = 0, 1, 2, 3, 4, 5, 6, 9, 10
# A tile's row of pixels is _PLANES × TILE floats: transmittance, what is still to be met of G, cotangents of red, green, blue, z, coverage.
_LEFT, _R, _G, _B, _Z, _A, _PLANES = TILE, 2 * TILE, 3 * TILE, 4 * TILE, 5 * TILE, 6 * TILE, 7 * TILE
# A splat's sums over a tile are _LANES × TILE floats.
_U, _UU, _UY, _V, _VV, _E, _WR, _WG, _WB, _WZ, _LANES = (k * TILE for k in range(11))


@kernel(parallel=True, fastmath={"contract"})
def blend_back(records, starts, entries, width, height, cotangent, value, sums):
    """For cotangents (h, w, 5) of summed red, green, blue, z and coverage, and their product with those (h, w): sums (m, SUMS) of each
    entry."""
    across = (width + TILE - 1) // TILE
    tiles = starts.shape[0] - 1
    for i in numba.prange(tiles):
        t = (i * _STRIDE) % tiles
        x_tile, y_tile = (t % across) * TILE, (t // across) * TILE
        x_end, y_end = min(x_tile + TILE, width), min(y_tile + TILE, height)
        cells = np.zeros((TILE, _PLANES), np.float32)
        for y in range(y_tile, y_end):
            row = cells[y - y_tile]
            for x in range(x_tile, x_end):
                at = x - x_tile
                row[at] = _ONE
                row[_LEFT + at] = value[y, x]
                for c in range(5):
                    row[_R + c * TILE + at] = cotangent[y, x, c]
        lanes = np.empty(_LANES, np.float32)
        closed = np.zeros(TILE, np.bool_)
        for e in range(starts[t], starts[t + 1]):
            for c in range(SUMS):
                sums[e, c] = _ZERO
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
            r = records[entries[e]]
            mean_y, inv_sigma_y, radius2, opacity, inv_tau = r[MEAN_Y], r[INV_SIGMA_Y], r[RADIUS2], r[OPACITY], _ONE / r[TAU]
            red, green, blue, z = r[RED], r[GREEN], r[BLUE], r[DEPTH]
            half = math.sqrt(radius2) / inv_sigma_y
            y0 = max(mean_y - half + _PAST, _F(y_tile))
            y1 = min(mean_y + half - _PAST, _F(y_end - 1))
            lanes[:] = _ZERO
            for y in range(int(y0), int(y1) + 1):
                if closed[y - y_tile]:
                    continue
                center = _F(y) + _HALF
                dy = center - mean_y
                v = dy * inv_sigma_y
                v2 = v * v
                start = _F(x_tile) + _HALF - r[REF_X] - r[SLOPE] * (center - r[REF_Y])
                row = cells[y - y_tile]
                for x in range(TILE):  # no branch: it becomes vector code
                    u = (_F(x) + start) * inv_tau
                    d2 = u * u + v2
                    q = _Q0 + d2 * (_Q1 + d2 * (_Q2 + d2 * (_Q3 + d2 * (_Q4 + d2 * _Q5))))
                    q = q * q
                    q = q * q
                    bell = q * q if d2 <= radius2 else _ZERO
                    full = opacity * bell
                    a = full if full < _ALPHA_MAX else _ALPHA_MAX
                    clear = row[x]
                    seen = clear if clear >= _DONE else _ZERO
                    w = a * seen
                    met = red * row[_R + x] + green * row[_G + x] + blue * row[_B + x] + z * row[_Z + x] + row[_A + x]
                    left = row[_LEFT + x] - w * met
                    row[x] = clear - w
                    row[_LEFT + x] = left
                    slope = seen * met - left / (_ONE - a)
                    slope = slope if seen > _ZERO else _ZERO
                    lanes[_WR + x] += w * row[_R + x]
                    lanes[_WG + x] += w * row[_G + x]
                    lanes[_WB + x] += w * row[_B + x]
                    lanes[_WZ + x] += w * row[_Z + x]
                    slope = slope if full <= _ALPHA_MAX else _ZERO
                    lanes[_E + x] += slope * bell
                    d = slope * full
                    du = d * u
                    lanes[_U + x] += du
                    lanes[_UU + x] += du * u
                    lanes[_UY + x] += du * dy
                    lanes[_V + x] += d * v
                    lanes[_VV + x] += d * v2
            su = _sum(lanes, _U)
            # α = o e^{−d²/2}, so −½ · 2 (u du + v dv) times d; u falls with x, s and τ, v with y.
            sums[e, _X] = su * inv_tau
            sums[e, _Y] = _sum(lanes, _V) * inv_sigma_y - su * inv_tau * r[SLOPE]
            sums[e, _INV] = -_sum(lanes, _VV) / inv_sigma_y
            sums[e, _S] = _sum(lanes, _UY) * inv_tau
            sums[e, _T] = _sum(lanes, _UU) * inv_tau
            sums[e, _O] = _sum(lanes, _E)
            sums[e, _COLOR] = _sum(lanes, _WR)
            sums[e, _COLOR + 1] = _sum(lanes, _WG)
            sums[e, _COLOR + 2] = _sum(lanes, _WB)
            sums[e, _DEEP] = _sum(lanes, _WZ)


@kernel
def _sum(lanes, first):
    total = _ZERO
    for x in range(TILE):
        total += lanes[first + x]
    return total


@kernel
def gather(sums, entries, out):
    """Add up the sums (m, SUMS) of a record's entries: out (k, SUMS) float64."""
    for e in range(entries.shape[0]):
        k = entries[e]
        for c in range(SUMS):
            out[k, c] += sums[e, c]


@kernel(parallel=True)
def project_back(
    means, quats, scales, opacities, sh, view, eye, lens, bounds, antialias, source, records, given, chunk,
    d_means, d_quats, d_scales, d_opacities, d_sh, d_view, d_eye,
):  # fmt: skip
    """From cotangents (k, SUMS) of the records to those of the splats that they came from, and of the camera: d_view (chunks, 3, 4) of
    cam_from_world and d_eye (chunks, 3) of its place, to be added up. The other outputs hold zeros before. The chain of `project`, link by
    link."""
    size = sh.shape[1]
    total = records.shape[0]
    for c in numba.prange(d_view.shape[0]):
        basis, slopes, g_d = np.empty(16), np.empty((16, 3)), np.empty(3)
        m, n, rest = np.empty(3), np.empty(3), np.empty(3)
        area, g_m_area, g_n_area = np.empty(3), np.empty(3), np.empty(3)
        turn, root, g_root, t = np.empty((3, 3)), np.empty((3, 3)), np.empty((3, 3)), np.empty((3, 3))  # R, W R S, their cotangents
        for k in range(c * chunk, min(total, (c + 1) * chunk)):
            i = source[k]
            x, y, z = float(means[i, 0]), float(means[i, 1]), float(means[i, 2])
            pz = view[2, 0] * x + view[2, 1] * y + view[2, 2] * z + view[2, 3]
            tx = (view[0, 0] * x + view[0, 1] * y + view[0, 2] * z + view[0, 3]) / pz
            ty = (view[1, 0] * x + view[1, 1] * y + view[1, 2] * z + view[1, 3]) / pz
            hx = min(max(tx, bounds[0]), bounds[1])
            hy = min(max(ty, bounds[2]), bounds[3])
            qw, qx, qy, qz = float(quats[i, 0]), float(quats[i, 1]), float(quats[i, 2]), float(quats[i, 3])
            _rotation(qw, qx, qy, qz, turn)
            fx, fy = lens[0] / pz, lens[1] / pz
            for a in range(3):
                for j in range(3):
                    root[a, j] = (view[a, 0] * turn[0, j] + view[a, 1] * turn[1, j] + view[a, 2] * turn[2, j]) * scales[i, j]
            var, cross = _D, 0.0
            for j in range(3):
                m[j] = fx * (root[0, j] - hx * root[2, j])
                n[j] = fy * (root[1, j] - hy * root[2, j])
                var += n[j] * n[j]
                cross += m[j] * n[j]
            slope = cross / var
            tau2 = _D * (1 + slope * slope)
            for j in range(3):
                rest[j] = m[j] - slope * n[j]
                tau2 += rest[j] * rest[j]
            tau = math.sqrt(tau2)

            g_x, g_y, g_tau, g_slope, g_o, g_area = given[k, _X], given[k, _Y], given[k, _T], given[k, _S], given[k, _O], 0.0
            g_var = -0.5 * given[k, _INV] / (var * math.sqrt(var))
            if antialias:  # the opacity was dimmed by |m × n| over √c τ
                _cross(m, n, area)
                norm, whole = math.sqrt(area[0] ** 2 + area[1] ** 2 + area[2] ** 2), math.sqrt(var) * tau
                share = norm / whole
                g_share = g_o * opacities[i]
                g_o *= share
                g_tau -= g_share * share / tau
                g_var -= 0.5 * g_share * share / var
                g_area = g_share / (whole * norm) if norm > 0 else 0.0
                _cross(n, area, g_m_area)
                _cross(area, m, g_n_area)
            g_slope += g_tau * _D * slope / tau
            for j in range(3):
                g_slope -= g_tau * rest[j] / tau * n[j]
            g_var -= g_slope * slope / var
            g_hx = g_hy = g_pz = 0.0
            for j in range(3):
                g_rest = g_tau * rest[j] / tau
                g_m = g_rest + g_slope / var * n[j]
                g_n = -slope * g_rest + g_slope / var * m[j] + 2 * g_var * n[j]
                if antialias:
                    g_m += g_area * g_m_area[j]
                    g_n += g_area * g_n_area[j]
                g_root[0, j] = fx * g_m
                g_root[1, j] = fy * g_n
                g_root[2, j] = -fx * hx * g_m - fy * hy * g_n
                g_hx -= fx * g_m * root[2, j]
                g_hy -= fy * g_n * root[2, j]
                g_pz -= (g_m * m[j] + g_n * n[j]) / pz
            g_tx = lens[0] * g_x + (g_hx if bounds[0] <= tx <= bounds[1] else 0.0)
            g_ty = lens[1] * g_y + (g_hy if bounds[2] <= ty <= bounds[3] else 0.0)
            g_pz += given[k, _DEEP] - (g_tx * tx + g_ty * ty) / pz
            g_p = (g_tx / pz, g_ty / pz, g_pz)

            dx, dy, dz = x - eye[0], y - eye[1], z - eye[2]
            far = max(math.sqrt(dx * dx + dy * dy + dz * dz), 1e-12)
            dx, dy, dz = dx / far, dy / far, dz / far
            _harmonics(dx, dy, dz, size, basis, slopes)
            g_d[:] = 0.0
            for ch in range(3):
                g = given[k, _COLOR + ch] if records[k, RED + ch] > 0 else 0.0
                for b in range(size):
                    d_sh[i, b, ch] = basis[b] * g
                    for a in range(3):
                        g_d[a] += slopes[b, a] * sh[i, b, ch] * g
            along = g_d[0] * dx + g_d[1] * dy + g_d[2] * dz
            g_away = ((g_d[0] - along * dx) / far, (g_d[1] - along * dy) / far, (g_d[2] - along * dz) / far)

            d_opacities[i] = g_o
            for a in range(3):
                d_means[i, a] = view[0, a] * g_p[0] + view[1, a] * g_p[1] + view[2, a] * g_p[2] + g_away[a]
                d_eye[c, a] -= g_away[a]
                d_view[c, a, 0] += g_p[a] * x
                d_view[c, a, 1] += g_p[a] * y
                d_view[c, a, 2] += g_p[a] * z
                d_view[c, a, 3] += g_p[a]
                for b in range(3):
                    for j in range(3):
                        d_view[c, a, b] += g_root[a, j] * turn[b, j] * scales[i, j]
            for j in range(3):
                g_scale = 0.0
                for b in range(3):
                    g = view[0, b] * g_root[0, j] + view[1, b] * g_root[1, j] + view[2, b] * g_root[2, j]
                    g_scale += g * turn[b, j]
                    t[b, j] = g * scales[i, j]
                d_scales[i, j] = g_scale
            d_quats[i, 0] = 2 * (qz * (t[1, 0] - t[0, 1]) + qy * (t[0, 2] - t[2, 0]) + qx * (t[2, 1] - t[1, 2]))
            d_quats[i, 1] = 2 * (
                qy * (t[0, 1] + t[1, 0]) + qz * (t[0, 2] + t[2, 0]) + qw * (t[2, 1] - t[1, 2]) - 2 * qx * (t[1, 1] + t[2, 2])
            )
            d_quats[i, 2] = 2 * (
                qx * (t[0, 1] + t[1, 0]) + qz * (t[1, 2] + t[2, 1]) + qw * (t[0, 2] - t[2, 0]) - 2 * qy * (t[0, 0] + t[2, 2])
            )
            d_quats[i, 3] = 2 * (
                qx * (t[0, 2] + t[2, 0]) + qy * (t[1, 2] + t[2, 1]) + qw * (t[1, 0] - t[0, 1]) - 2 * qz * (t[0, 0] + t[1, 1])
            )


@kernel
def _cross(a, b, out):
    out[0], out[1], out[2] = a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


@kernel
def _rotation(w, x, y, z, out):
    out[0, 0], out[0, 1], out[0, 2] = 1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)
    out[1, 0], out[1, 1], out[1, 2] = 2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)
    out[2, 0], out[2, 1], out[2, 2] = 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)


@kernel
def _harmonics(x, y, z, size, basis, slopes):
    """Values (size,) of the basis of `render.sh` along a unit direction, and their slopes (size, 3) in it."""
    basis[0] = C0
    slopes[:size] = 0.0
    if size > 1:
        basis[1], basis[2], basis[3] = -C1 * y, C1 * z, -C1 * x
        slopes[1, 1], slopes[2, 2], slopes[3, 0] = -C1, C1, -C1
    if size > 4:
        xx, yy, zz = x * x, y * y, z * z
        basis[4], basis[5], basis[6] = _C2A * x * y, -_C2A * y * z, _C2B * (2 * zz - xx - yy)
        basis[7], basis[8] = -_C2A * x * z, _C2C * (xx - yy)
        slopes[4, 0], slopes[4, 1] = _C2A * y, _C2A * x
        slopes[5, 1], slopes[5, 2] = -_C2A * z, -_C2A * y
        slopes[6, 0], slopes[6, 1], slopes[6, 2] = -2 * _C2B * x, -2 * _C2B * y, 4 * _C2B * z
        slopes[7, 0], slopes[7, 2] = -_C2A * z, -_C2A * x
        slopes[8, 0], slopes[8, 1] = 2 * _C2C * x, -2 * _C2C * y
    if size > 9:
        xx, yy, zz = x * x, y * y, z * z
        basis[9], basis[10], basis[11] = -_C3A * y * (3 * xx - yy), _C3B * x * y * z, -_C3C * y * (4 * zz - xx - yy)
        basis[12], basis[13] = _C3D * z * (2 * zz - 3 * xx - 3 * yy), -_C3C * x * (4 * zz - xx - yy)
        basis[14], basis[15] = _C3E * z * (xx - yy), -_C3A * x * (xx - 3 * yy)
        slopes[9, 0], slopes[9, 1] = -6 * _C3A * x * y, -3 * _C3A * (xx - yy)
        slopes[10, 0], slopes[10, 1], slopes[10, 2] = _C3B * y * z, _C3B * x * z, _C3B * x * y
        slopes[11, 0], slopes[11, 1], slopes[11, 2] = 2 * _C3C * x * y, -_C3C * (4 * zz - xx - 3 * yy), -8 * _C3C * y * z
        slopes[12, 0], slopes[12, 1] = -6 * _C3D * x * z, -6 * _C3D * y * z
        slopes[12, 2] = _C3D * (6 * zz - 3 * xx - 3 * yy)
        slopes[13, 0], slopes[13, 1], slopes[13, 2] = -_C3C * (4 * zz - 3 * xx - yy), 2 * _C3C * x * y, -8 * _C3C * x * z
        slopes[14, 0], slopes[14, 1], slopes[14, 2] = 2 * _C3E * x * z, -2 * _C3E * y * z, _C3E * (xx - yy)
        slopes[15, 0], slopes[15, 1] = -3 * _C3A * (xx - yy), 6 * _C3A * x * y
