"""Cells and leaves → the turn and size of the splats that stand for them."""

from __future__ import annotations

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

Array = NDArray[np.float32]

SPREAD = 0.66  # standard deviation of a splat over the side of its cell: neighbours close the gaps, edges stay crisp
NEEDLE = 0.48  # the same along cells far longer than wide, as on twigs: their sides lie over one another, and long tails miss the next bend
THICKNESS = 0.04  # of a splat over its shorter side
LEAF_SPREAD, LEAF_THICKNESS, LEAF_THICKNESS_M = 0.55, 0.12, 0.004
LEAST_M = 4e-4
STEEPEST = 0.9  # metres of relief a metre, at most, that a splat leans with
CLIFF, CLIFF_SWEEPS = 2.0, 3  # metres a metre that leaning splats still close; higher cliffs are graded over so many cells


@kernel
def _quat(a, b, c, out):
    """Quaternion wxyz of the rotation with columns a, b, c, by its largest part (Shepperd 1978)."""
    xx, yy, zz = a[0], b[1], c[2]
    w, x, y, z = 1 + xx + yy + zz, 1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz
    if w >= x and w >= y and w >= z:
        x, y, z = b[2] - c[1], c[0] - a[2], a[1] - b[0]
    elif x >= y and x >= z:
        w, y, z = b[2] - c[1], a[1] + b[0], c[0] + a[2]
    elif y >= z:
        w, x, z = c[0] - a[2], a[1] + b[0], b[2] + c[1]
    else:
        w, x, y = a[1] - b[0], c[0] + a[2], b[2] + c[1]
    s = 1 / max(np.sqrt(w * w + x * x + y * y + z * z), 1e-12)
    out[0], out[1], out[2], out[3] = w * s, x * s, y * s, z * s


@kernel
def _cross(a, b):
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


@kernel
def _dot(a, b):
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


@kernel(parallel=True)
def _cells(du, dv, normal, quat, scale):
    for i in prange(len(du)):
        length = max(np.sqrt(_dot(du[i], du[i])), 1e-9)
        e1 = (du[i, 0] / length, du[i, 1] / length, du[i, 2] / length)
        e2 = _cross(normal[i], e1)
        x, y = _dot(dv[i], e1), _dot(dv[i], e2)
        a, b, c = length * length + x * x, x * y, y * y
        angle = 0.5 * np.arctan2(2 * b, a - c)
        root = np.sqrt(((a - c) / 2) ** 2 + b * b)
        major, minor = np.sqrt((a + c) / 2 + root), np.sqrt(max((a + c) / 2 - root, 1e-12))
        cos, sin = np.cos(angle), np.sin(angle)
        t1 = (e1[0] * cos + e2[0] * sin, e1[1] * cos + e2[1] * sin, e1[2] * cos + e2[2] * sin)
        _quat(t1, _cross(normal[i], t1), normal[i], quat[i])
        along = SPREAD - (SPREAD - NEEDLE) * min(max(major / minor / 2 - 0.75, 0.0), 1.0)
        scale[i, 0], scale[i, 1] = max(along * major, LEAST_M), max(SPREAD * minor, LEAST_M)
        scale[i, 2] = max(THICKNESS * SPREAD * minor, LEAST_M)


@kernel(parallel=True)
def _leaves(axes, normals, sizes, quat, scale):
    for i in prange(len(axes)):
        axis = axes[i]
        side = _cross(normals[i], axis)
        if _dot(side, side) <= 1e-6:  # a leaf that is said to look along itself: any side will do
            first = 1.0 if abs(axis[0]) < 0.9 else 0.0
            side = _cross((first, 0.0, 1.0 - first), axis)
        length = max(np.sqrt(_dot(side, side)), 1e-9)
        side = (side[0] / length, side[1] / length, side[2] / length)
        _quat(axis, side, _cross(axis, side), quat[i])
        scale[i, 0], scale[i, 1] = max(sizes[i, 0] * LEAF_SPREAD, LEAST_M), max(sizes[i, 1] * LEAF_SPREAD, LEAST_M)
        scale[i, 2] = max(min(sizes[i, 1] * LEAF_THICKNESS, LEAF_THICKNESS_M), LEAST_M)


@kernel(parallel=True)
def _tilted(height, step_u, step_v, du, dv, normal, most, out):
    for i in prange(len(height)):
        x, y, z = 0.0, 0.0, 0.0
        for side in range(2):
            step, d = (step_u[i], du[i]) if side == 0 else (step_v[i], dv[i])
            if step == 0:
                continue
            slope = (height[i + step] - height[i]) * (1 if step > 0 else -1) / max(_dot(d, d), 1e-12)
            x, y, z = x + slope * d[0], y + slope * d[1], z + slope * d[2]
        tilt = (x, y, z)
        size = np.sqrt(_dot(tilt, tilt))
        share = min(1.0, most / max(size, 1e-6))
        for k in range(3):
            out[i, k] = normal[i, k] - share * tilt[k]
        size = np.sqrt(_dot(out[i], out[i]))
        for k in range(3):
            out[i, k] /= size


@kernel
def _rise(height, step, i, before):
    """How much higher the next cell is than the one before, over one cell; `before` is the row of the latter, −1 for none."""
    rise, sides = 0.0, 0
    if step[i] > 0:
        rise, sides = rise + height[i + step[i]] - height[i], sides + 1
    elif step[i] < 0:
        rise, sides = rise + height[i] - height[i + step[i]], sides + 1
    if step[i] > 0 and before >= 0:
        rise, sides = rise + height[i] - height[before], sides + 1
    return rise / max(sides, 1)


@kernel(parallel=True)
def _graded(height, step_u, step_v, du, dv, out):
    for i in prange(len(height)):
        least = height[i]
        for side in range(2):
            step, d = (step_u, du[i]) if side == 0 else (step_v, dv[i])
            if step[i] == 0:
                continue
            most = CLIFF * np.sqrt(_dot(d, d))
            least = min(least, height[i + step[i]] + most)
            before = i - step[i]
            if step[i] > 0 and before >= 0 and step[before] == step[i]:
                least = min(least, height[before] + most)
        out[i] = least


@kernel(parallel=True)
def _raised(height, step_u, step_v, du, dv, up, out_du, out_dv):
    for i in prange(len(height)):
        left = i - 1 if i > 0 and step_u[i - 1] == 1 else -1
        low = i - step_v[i] if step_v[i] > 0 and i >= step_v[i] and step_v[i - step_v[i]] == step_v[i] else -1
        a, b = _rise(height, step_u, i, left), _rise(height, step_v, i, low)
        steep = np.sqrt(a * a / max(_dot(du[i], du[i]), 1e-18) + b * b / max(_dot(dv[i], dv[i]), 1e-18))
        share = min(1.0, STEEPEST / max(steep, 1e-9))
        a, b = a * share, b * share
        for k in range(3):
            out_du[i, k], out_dv[i, k] = du[i, k] + a * up[i, k], dv[i, k] + b * up[i, k]


def graded(height: Array, du: Array, dv: Array, step_u: NDArray[np.int32], step_v: NDArray[np.int32]) -> Array:
    """Relief (n,) of cells with its cliffs, as where turf ends, made slopes that splats can close. Neighbours as in `tilted`."""
    for _ in range(CLIFF_SWEEPS):
        out = np.empty_like(height)
        _graded(height, step_u, step_v, du, dv, out)
        height = out
    return height


def raised(
    height: Array, up: Array, du: Array, dv: Array, step_u: NDArray[np.int32], step_v: NDArray[np.int32]
) -> tuple[Array, Array, Array]:  # fmt: skip
    """Sides du, dv and normals (n, 3) of cells lifted by `height` (n,) along `up` (n, 3): they lean towards their neighbours, so that
    nothing gapes where relief is steep. Neighbours as in `tilted`."""
    out_du, out_dv = np.empty_like(du), np.empty_like(dv)
    _raised(height, step_u, step_v, du, dv, np.ascontiguousarray(up, np.float32), out_du, out_dv)
    normal = np.cross(out_du, out_dv)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-18)
    return out_du, out_dv, normal.astype(np.float32)


def cell_frames(du: Array, dv: Array, normal: Array) -> tuple[Array, Array]:
    """Quaternions (n, 4) and scales (n, 3) of the Gaussians that match the second moments of parallelogram cells with sides du, dv."""
    quat, scale = np.empty((len(du), 4), np.float32), np.empty((len(du), 3), np.float32)
    _cells(du, dv, normal, quat, scale)
    return quat, scale


def leaf_frames(axes: Array, normals: Array, sizes: Array) -> tuple[Array, Array]:
    """Quaternions (n, 4) and scales (n, 3) of leaves with long axes and normals (n, 3), half length and width (n, 2)."""
    quat, scale = np.empty((len(axes), 4), np.float32), np.empty((len(axes), 3), np.float32)
    _leaves(*(np.ascontiguousarray(a, np.float32) for a in (axes, normals, sizes)), quat, scale)
    return quat, scale


def tilted(normal: Array, height: Array, du: Array, dv: Array, step_u: NDArray[np.int32], step_v: NDArray[np.int32]) -> Array:
    """Normals (n, 3) leant by relief: `height` (n,) of each cell against that of the cell `step_u`, `step_v` rows on, ± du, ± dv away."""
    out = np.empty_like(normal)
    _tilted(height, step_u, step_v, du, dv, normal, 1.1, out)
    return out
