"""Cells cut into smaller ones, and what such a grid of neighbours tells."""

from __future__ import annotations

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

from .cut import Cells
from .plan import Merged

Array = NDArray[np.float32]
Rows = NDArray[np.int64]

MOST = 512  # parts of a cell along one side
BLUR_SWEEPS = 2


@kernel(parallel=True)
def _divide(v, uv, faces, position, du, dv, uv0, normal, face, nu, nv, start, out, out_du, out_dv, out_uv, out_normal, step_u, step_v):
    """Each cell as nu · nv parts, row by row."""
    for i in prange(len(position)):
        f = faces[face[i]]
        a, b, c = v[f[0]], v[f[1]], v[f[3]] if f[3] >= 0 else v[f[2]]
        ua, ub, uc = uv[f[0]], uv[f[1]], uv[f[3]] if f[3] >= 0 else uv[f[2]]
        ee, eg, gg = 0.0, 0.0, 0.0
        for k in range(3):
            e, g = b[k] - a[k], c[k] - a[k]
            ee, eg, gg = ee + e * e, eg + e * g, gg + g * g
        det = max(ee * gg - eg * eg, 1e-18)
        slope = np.zeros((2, 2))  # uv along du and along dv, by the face's corners
        for side in range(2):
            d = du[i] if side == 0 else dv[i]
            de, dg = 0.0, 0.0
            for k in range(3):
                de, dg = de + d[k] * (b[k] - a[k]), dg + d[k] * (c[k] - a[k])
            x, y = (de * gg - dg * eg) / det, (dg * ee - de * eg) / det
            for k in range(2):
                slope[side, k] = x * (ub[k] - ua[k]) + y * (uc[k] - ua[k])
        o = start[i]
        for jv in range(nv[i]):
            t = (jv + 0.5) / nv[i] - 0.5
            for ju in range(nu[i]):
                s = (ju + 0.5) / nu[i] - 0.5
                for k in range(3):
                    out[o, k] = position[i, k] + s * du[i, k] + t * dv[i, k]
                    out_du[o, k], out_dv[o, k] = du[i, k] / nu[i], dv[i, k] / nv[i]
                    out_normal[o, k] = normal[i, k]
                for k in range(2):
                    out_uv[o, k] = uv0[i, k] + s * slope[0, k] + t * slope[1, k]
                step_u[o] = 0 if nu[i] == 1 else (1 if ju < nu[i] - 1 else -1)
                step_v[o] = 0 if nv[i] == 1 else (nu[i] if jv < nv[i] - 1 else -nu[i])
                o += 1


def widths(cells: Cells) -> tuple[Array, Array]:
    """(n,) how wide the splats of cells are along du and along dv, in units that make it the side of a rectangle: aslant cells have wider
    ones than their sides say."""
    uu, vv, uv = ((a * b).sum(1) for a, b in ((cells.du, cells.du), (cells.dv, cells.dv), (cells.du, cells.dv)))
    major = (uu + vv) / 2 + np.sqrt(((uu - vv) / 2) ** 2 + uv**2)
    stretch = major / np.maximum(np.maximum(uu, vv), 1e-18)
    return np.sqrt(uu * stretch), np.sqrt(vv * stretch)


def numbers(cells: Cells, pitch: Array | float) -> tuple[Rows, Rows]:
    """(n,) how many parts cells have along du and along dv that are no wider than `pitch`, (n,) or one for all."""
    nu, nv = (np.clip(np.ceil(width / pitch), 1, MOST).astype(np.int64) for width in widths(cells))
    return nu, nv


def divided(merged: Merged, cells: Cells, pitch: Array) -> tuple[Cells, Rows]:
    """Cells as parts no wider than pitch (n,), and the row of the cell that each part comes from."""
    nu, nv = numbers(cells, pitch)
    start = np.concatenate([[0], np.cumsum(nu * nv)])
    n, g = int(start[-1]), merged.geometry
    position, du, dv, normal = (np.empty((n, 3), np.float32) for _ in range(4))
    uv, step_u, step_v = np.empty((n, 2), np.float32), np.empty(n, np.int32), np.empty(n, np.int32)
    _divide(
        g.vertices, g.uv, g.faces, cells.position, cells.du, cells.dv, cells.uv, cells.normal, cells.face, nu, nv, start,
        position, du, dv, uv, normal, step_u, step_v,
    )  # fmt: skip
    parent = np.repeat(np.arange(len(nu)), nu * nv)
    return Cells(position, du, dv, uv, normal, cells.face[parent], step_u, step_v), parent


@kernel
def _extremes(low, high, step, out_low, out_high):
    """Over each cell, the one `step` rows on and the one that many before, where they lie on the same side of one grid."""
    for i in range(len(low)):
        far = abs(step[i])
        after = i + far if step[i] > 0 else i
        before = i - far if i >= far and step[i - far] == far else i
        out_low[i] = min(low[i], low[after], low[before])
        out_high[i] = max(high[i], high[after], high[before])


@kernel
def _blurred(values, step_u, step_v, out):
    """Where a value is neither 0 nor 1: the mean over it and what is known beside it, four neighbours at most."""
    for i in range(len(values)):
        out[i] = values[i]
        if not 0 < values[i] < 1:
            continue
        total, number = values[i], 1
        for step in (step_u, step_v):
            far = abs(step[i])
            after = i + far if step[i] > 0 else i
            before = i - far if i >= far and step[i - far] == far else i
            for j in (after, before):
                if j != i and np.isfinite(values[j]):
                    total, number = total + values[j], number + 1
        out[i] = total / number


def blurred(values: Array, cells: Cells) -> Array:
    """(n,) the same as `values` where they are 0, 1 or not known (nan), else without the grain of few rays: averaged over about three by
    three cells of one face."""
    for _ in range(BLUR_SWEEPS):
        out = np.empty_like(values)
        _blurred(values, cells.step_u, cells.step_v, out)
        values = out
    return values


def mixed(values: Array, cells: Cells) -> NDArray[np.bool_]:
    """(n,) False where all that is known is 0, or all is 1, among three by three neighbouring cells of one face. `values` (n,) are 0..1,
    nan where not known; there it is False as well."""
    known = np.isfinite(values)
    low, high = np.where(known, values, np.float32(2)), np.where(known, values, np.float32(-1))
    for step in (cells.step_u, cells.step_v):
        out = np.empty_like(low), np.empty_like(high)
        _extremes(low, high, step, *out)
        low, high = out
    return known & (low < 1) & (high > 0)
