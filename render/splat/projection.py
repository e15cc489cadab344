"""Kernels of the fast twin, first part: which splats may show, and what they look like on the image (EWA, see `reference`)."""

# pyright: reportMissingParameterType=false
from __future__ import annotations

import math

import numba
import numpy as np

from ..jit import kernel
from ..sh import C0, C1, C2, C3
from . import limits
from .record import ALBEDO, DEPTH, INV_SIGMA_Y, MEAN_Y, OPACITY, RADIUS2, RED, REF_X, REF_Y, SLOPE, TAU

_NEAR = limits.NEAR_M
_DILATION = limits.DILATION_PX2
_ALPHA_MIN = limits.ALPHA_MIN
_C2A, _C2B, _C2C = C2
_C3A, _C3B, _C3C, _C3D, _C3E = C3


@kernel(parallel=True)
def cull(means, scales, opacities, view, lens, bounds, width, height, chunk, found, counts):
    """Indices of splats that can touch a pixel → found[c·chunk : c·chunk + counts[c]] for each chunk c, in order.

    view (3, 4) cam_from_world float64 · lens (4,) fx fy cx cy · bounds (4,) tangent limits x0 x1 y0 y1.
    """
    n = means.shape[0]
    reach_x = 1.0 + max(abs(bounds[0]), abs(bounds[1])) ** 2
    reach_y = 1.0 + max(abs(bounds[2]), abs(bounds[3])) ** 2
    for c in numba.prange(counts.shape[0]):
        k = c * chunk
        for i in range(c * chunk, min(n, (c + 1) * chunk)):
            o = opacities[i]
            x, y, z = means[i, 0], means[i, 1], means[i, 2]
            pz = view[2, 0] * x + view[2, 1] * y + view[2, 2] * z + view[2, 3]
            if pz < _NEAR or o < _ALPHA_MIN:
                continue
            px = lens[0] * (view[0, 0] * x + view[0, 1] * y + view[0, 2] * z + view[0, 3]) / pz + lens[2]
            py = lens[1] * (view[1, 0] * x + view[1, 1] * y + view[1, 2] * z + view[1, 3]) / pz + lens[3]
            size = float(max(scales[i, 0], scales[i, 1], scales[i, 2])) / pz
            # An upper bound of the ellipse's half sizes: σ² ≤ (f size)² (1 + tan²) + 0.3, times the radius² 2 ln 255 < 11.1.
            rx = math.sqrt(11.1 * ((lens[0] * size) ** 2 * reach_x + _DILATION))
            ry = math.sqrt(11.1 * ((lens[1] * size) ** 2 * reach_y + _DILATION))
            if px + rx < 0.0 or px - rx > width or py + ry < 0.0 or py - ry > height:
                continue
            found[k] = i
            k += 1
        counts[c] = k - c * chunk


@kernel(parallel=True)
def project(
    means, quats, scales, opacities, sh, albedo, view, eye, lens, bounds, height, antialias, chunk,
    found, counts, starts, records, keys, source,
):  # fmt: skip
    """Records, depth keys (bits of float32 z, which sort like z > 0) and source indices of all found splats, in order of index."""
    size = sh.shape[1]
    for c in numba.prange(counts.shape[0]):
        for j in range(counts[c]):
            i = found[c * chunk + j]
            k = starts[c] + j
            x, y, z = float(means[i, 0]), float(means[i, 1]), float(means[i, 2])
            pz = view[2, 0] * x + view[2, 1] * y + view[2, 2] * z + view[2, 3]
            tx = (view[0, 0] * x + view[0, 1] * y + view[0, 2] * z + view[0, 3]) / pz
            ty = (view[1, 0] * x + view[1, 1] * y + view[1, 2] * z + view[1, 3]) / pz
            hx = min(max(tx, bounds[0]), bounds[1])
            hy = min(max(ty, bounds[2]), bounds[3])
            qw, qx, qy, qz = float(quats[i, 0]), float(quats[i, 1]), float(quats[i, 2]), float(quats[i, 3])
            fx, fy = lens[0] / pz, lens[1] / pz
            # J W (2, 3): rows in world space; then times each scaled axis of the splat.
            ax = fx * (view[0, 0] - hx * view[2, 0])
            ay = fx * (view[0, 1] - hx * view[2, 1])
            az = fx * (view[0, 2] - hx * view[2, 2])
            bx = fy * (view[1, 0] - hy * view[2, 0])
            by = fy * (view[1, 1] - hy * view[2, 1])
            bz = fy * (view[1, 2] - hy * view[2, 2])
            s0, s1, s2 = float(scales[i, 0]), float(scales[i, 1]), float(scales[i, 2])
            r00, r10, r20 = 1 - 2 * (qy * qy + qz * qz), 2 * (qx * qy + qw * qz), 2 * (qx * qz - qw * qy)
            r01, r11, r21 = 2 * (qx * qy - qw * qz), 1 - 2 * (qx * qx + qz * qz), 2 * (qy * qz + qw * qx)
            r02, r12, r22 = 2 * (qx * qz + qw * qy), 2 * (qy * qz - qw * qx), 1 - 2 * (qx * qx + qy * qy)
            m0 = (ax * r00 + ay * r10 + az * r20) * s0
            m1 = (ax * r01 + ay * r11 + az * r21) * s1
            m2 = (ax * r02 + ay * r12 + az * r22) * s2
            n0 = (bx * r00 + by * r10 + bz * r20) * s0
            n1 = (bx * r01 + by * r11 + bz * r21) * s1
            n2 = (bx * r02 + by * r12 + bz * r22) * s2
            var = n0 * n0 + n1 * n1 + n2 * n2 + _DILATION
            slope = (m0 * n0 + m1 * n1 + m2 * n2) / var
            c0, c1, c2 = m1 * n2 - m2 * n1, m2 * n0 - m0 * n2, m0 * n1 - m1 * n0
            m0, m1, m2 = m0 - slope * n0, m1 - slope * n1, m2 - slope * n2
            tau = math.sqrt(m0 * m0 + m1 * m1 + m2 * m2 + _DILATION * (1 + slope * slope))
            mean_x = lens[0] * tx + lens[2]
            mean_y = lens[1] * ty + lens[3]
            ref_y = min(max(mean_y, 0.0), float(height))
            o = float(opacities[i])
            if antialias:
                o *= math.sqrt(c0 * c0 + c1 * c1 + c2 * c2) / (math.sqrt(var) * tau)
            records[k, MEAN_Y] = mean_y
            records[k, INV_SIGMA_Y] = 1 / math.sqrt(var)
            records[k, REF_X] = mean_x + slope * (ref_y - mean_y)
            records[k, REF_Y] = ref_y
            records[k, SLOPE] = slope
            records[k, TAU] = tau
            records[k, RADIUS2] = 2 * math.log(o / _ALPHA_MIN) if o >= _ALPHA_MIN else -1.0
            records[k, OPACITY] = o
            records[k, DEPTH] = pz

            dx, dy, dz = x - eye[0], y - eye[1], z - eye[2]
            inv = 1 / max(math.sqrt(dx * dx + dy * dy + dz * dz), 1e-12)
            x, y, z = dx * inv, dy * inv, dz * inv
            for ch in range(3):
                v = 0.5 + C0 * sh[i, 0, ch]
                if size > 1:
                    v += C1 * (-y * sh[i, 1, ch] + z * sh[i, 2, ch] - x * sh[i, 3, ch])
                if size > 4:
                    v += (
                        _C2A * (x * y * sh[i, 4, ch] - y * z * sh[i, 5, ch] - x * z * sh[i, 7, ch])
                        + _C2B * (2 * z * z - x * x - y * y) * sh[i, 6, ch]
                        + _C2C * (x * x - y * y) * sh[i, 8, ch]
                    )
                if size > 9:
                    v += (
                        -_C3A * (y * (3 * x * x - y * y) * sh[i, 9, ch] + x * (x * x - 3 * y * y) * sh[i, 15, ch])
                        + _C3B * x * y * z * sh[i, 10, ch]
                        - _C3C * (4 * z * z - x * x - y * y) * (y * sh[i, 11, ch] + x * sh[i, 13, ch])
                        + _C3D * z * (2 * z * z - 3 * x * x - 3 * y * y) * sh[i, 12, ch]
                        + _C3E * z * (x * x - y * y) * sh[i, 14, ch]
                    )
                records[k, RED + ch] = max(v, 0.0)
                if albedo is not None:
                    records[k, ALBEDO + ch] = albedo[i, ch]
            keys[k] = np.float32(pz).view(np.uint32)
            source[k] = i
