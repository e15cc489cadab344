"""Directions to a rectangle, evenly over the part of the sphere that it covers.

After Ureña, Fajardo and King 2013, "An area-preserving parametrization for spherical rectangles": however near it is, no direction
counts for more than another.
"""

from __future__ import annotations

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

Array = NDArray[np.float32]

LEAST_SR = 1e-6


@kernel(parallel=True)
def _towards(p, center, half_x, half_y, u, v, ray, steradians, metres):
    """Directions into ray (m, 3:6) at shares u, v (m,) of the rectangle; the solid angle of all of it (m,), 0 where it is seen edge-on; how
    far off the point is that each meets (m,)."""
    long_x, long_y = np.sqrt((half_x * half_x).sum()), np.sqrt((half_y * half_y).sum())
    x, y = half_x / long_x, half_y / long_y
    z = np.cross(x, y)
    for i in prange(len(p)):
        d0, d1, d2 = center[0] - p[i, 0], center[1] - p[i, 1], center[2] - p[i, 2]
        mx, my = d0 * x[0] + d1 * x[1] + d2 * x[2], d0 * y[0] + d1 * y[1] + d2 * y[2]
        mz = d0 * z[0] + d1 * z[1] + d2 * z[2]
        flip = -1.0 if mz > 0 else 1.0
        z0 = -abs(mz)
        x0, x1, y0, y1 = mx - long_x, mx + long_x, my - long_y, my + long_y
        steradians[i] = 0.0
        if z0 > -1e-4:
            continue
        n0z, n1z = -y0 / np.sqrt(z0 * z0 + y0 * y0), x1 / np.sqrt(z0 * z0 + x1 * x1)  # of the normals of the planes through each side
        n2z, n3z = y1 / np.sqrt(z0 * z0 + y1 * y1), -x0 / np.sqrt(z0 * z0 + x0 * x0)
        g0, g1 = np.arccos(-n0z * n1z), np.arccos(-n1z * n2z)
        g2, g3 = np.arccos(-n2z * n3z), np.arccos(-n3z * n0z)
        k = 2 * np.pi - g2 - g3
        covered = g0 + g1 - k
        if covered < LEAST_SR:
            continue
        angle = u[i] * covered + k
        f = (np.cos(angle) * n0z - n2z) / np.sin(angle)
        c = min(max((1.0 if f > 0 else -1.0) / np.sqrt(f * f + n0z * n0z), -0.9999999), 0.9999999)
        px = min(max(-c * z0 / np.sqrt(1 - c * c), x0), x1)
        away = np.sqrt(px * px + z0 * z0)
        h0, h1 = y0 / np.sqrt(away * away + y0 * y0), y1 / np.sqrt(away * away + y1 * y1)
        h = h0 + v[i] * (h1 - h0)
        py = min(max(h * away / np.sqrt(max(1 - h * h, 1e-12)), y0), y1)
        size = np.sqrt(px * px + py * py + z0 * z0)
        steradians[i], metres[i] = covered, size
        for a in range(3):
            ray[i, 3 + a] = (px * x[a] + py * y[a] + flip * z0 * z[a]) / size


def towards(p: Array, center: Array, half_x: Array, half_y: Array, u: Array, v: Array) -> tuple[Array, Array, Array]:
    """From points p (m, 3) to a rectangle by its `center` and half sides (3,): rays (m, 6) that start there, one at shares u and v (m,)
    0..1 of its solid angle, that angle (m,) in steradians, and the distance (m,) to the rectangle. Where it is seen edge-on the angle is
    0 and the rest means nothing."""
    ray, steradians, metres = np.zeros((len(p), 6), np.float32), np.zeros(len(p), np.float32), np.zeros(len(p), np.float32)
    ray[:, :3] = p
    _towards(p, *(np.asarray(a, np.float64) for a in (center, half_x, half_y)), u, v, ray, steradians, metres)
    return ray, steradians, metres
