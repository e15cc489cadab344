"""Cuts faces into cells of a wanted pitch: one cell becomes one splat. Cells tile each face, so that edges stay straight; at borders
they are drawn in, so that Gaussians end there too.

A quad a, b, c, d is cut bilinearly; a triangle is cut into rows parallel to its longest edge, a slender one (a disc's slice, say) into
columns square to it: rows there would lean so far that their Gaussians stick out of the tip.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

from ..builders.geometry import Geometry

Array = NDArray[np.float32]
SLENDER = 1.5  # how far a triangle leans, over its height, from where it is cut into columns
DRAW_IN = 0.28  # of a cell at a border: the line where Gaussians cover half then lies on the border, not a third of a cell past it


@dataclass(frozen=True)
class Cells:
    """position (n, 3) · half sides are du/2, dv/2 with du, dv (n, 3) m · uv (n, 2) m · normal (n, 3) · face (n,) int32 ·
    step_u, step_v (n,) int32: how many rows on the cell's neighbour along ± du, ± dv is, 0 where its face has none."""

    position: Array
    du: Array
    dv: Array
    uv: Array
    normal: Array
    face: NDArray[np.int32]
    step_u: NDArray[np.int32]
    step_v: NDArray[np.int32]

    def pick(self, rows: NDArray) -> Cells:
        """Those of a mask or of indices; steps lead astray unless neighbours stay together."""
        return Cells(*(getattr(self, f.name)[rows] for f in fields(self)))


@kernel
def _length(a, b):
    return np.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2)


@kernel
def _chance(i):
    h = (i * 2654435761 + 97) & 0xFFFFFFFF
    h = ((h ^ (h >> 15)) * 2246822519) & 0xFFFFFFFF
    return ((h ^ (h >> 13)) & 0xFFFFFF) / 16777216.0


@kernel
def _longest(v, f):
    """Corner indices (i, j, k) of a triangle such that i→j is its longest edge."""
    e0, e1, e2 = _length(v[f[0]], v[f[1]]), _length(v[f[1]], v[f[2]]), _length(v[f[2]], v[f[0]])
    if e0 >= e1 and e0 >= e2:
        return f[0], f[1], f[2], e0
    if e1 >= e2:
        return f[1], f[2], f[0], e1
    return f[2], f[0], f[1], e2


@kernel
def _column(ju, nu, foot, height, p):
    """Mean height of a slender triangle over its column `ju` of `nu`, whose apex stands `foot` (0..1) along the longest edge, and how many
    cells that column has."""
    s0, s1 = ju / nu, (ju + 1) / nu
    total = 0.0
    for low, high, up in ((s0, min(s1, foot), True), (max(s0, foot), s1, False)):
        if high > low:
            middle = (low + high) / 2
            total += (high - low) * (middle / foot if up else (1 - middle) / (1 - foot))
    h = height * total * nu
    return h, max(1, int(h / p + 0.6))


@kernel
def _foot(v, a, b, c, base):
    """How far along a→b, 0..1, a triangle's apex c stands."""
    along = 0.0
    for k in range(3):
        along += (v[c, k] - v[a, k]) * (v[b, k] - v[a, k])
    return min(max(along / (base * base), 1e-4), 1 - 1e-4)


@kernel
def _draw_in(position, side, first, last):
    """Takes `DRAW_IN` of a cell's side off at its first and last end, where those lie on a border."""
    low, high = DRAW_IN if first else 0.0, DRAW_IN if last else 0.0
    for k in range(3):
        position[k] += side[k] * (low - high) / 2
        side[k] *= 1 - low - high


@kernel(parallel=True)
def _count(v, faces, area, pitch, out):
    for i in prange(len(faces)):
        f, p = faces[i], pitch[i]
        if p <= 0 or area[i] <= 0:
            out[i] = 0
            continue
        small = (0.35 * p) ** 2
        if area[i] < small and _chance(i) > area[i] / small:  # slivers smaller than a splat: keep their share only
            out[i] = 0
        elif f[3] >= 0:
            lu = max(_length(v[f[0]], v[f[1]]), _length(v[f[3]], v[f[2]]))
            lv = max(_length(v[f[0]], v[f[3]]), _length(v[f[1]], v[f[2]]))
            out[i] = max(1, int(lu / p + 0.6)) * max(1, int(lv / p + 0.6))
        else:
            a, b, c, base = _longest(v, f)
            height = 2 * area[i] / base
            foot = _foot(v, a, b, c, base)
            if base * max(foot, 1 - foot) > SLENDER * height:
                nu, total = max(1, int(base / p + 0.6)), 0
                for ju in range(nu):
                    total += _column(ju, nu, foot, height, p)[1]
                out[i] = total
                continue
            rows = max(1, int(height / p + 0.6))
            total = 0
            for r in range(rows):
                total += max(1, int(base * (1 - (r + 0.5) / rows) / p + 0.6))
            out[i] = total


@kernel(parallel=True)
def _fill(v, uv, faces, area, pitch, border, start, position, du, dv, uvs, face, step_u, step_v):
    for i in prange(len(faces)):
        n = start[i + 1] - start[i]
        if n == 0:
            continue
        f, p, o, edge = faces[i], pitch[i], start[i], border[i]
        if f[3] >= 0:
            lu = max(_length(v[f[0]], v[f[1]]), _length(v[f[3]], v[f[2]]))
            lv = max(_length(v[f[0]], v[f[3]]), _length(v[f[1]], v[f[2]]))
            nu, nv = max(1, int(lu / p + 0.6)), max(1, int(lv / p + 0.6))
            for jv in range(nv):
                t = (jv + 0.5) / nv
                for ju in range(nu):
                    s = (ju + 0.5) / nu
                    for k in range(3):
                        a, b, c, d = v[f[0], k], v[f[1], k], v[f[2], k], v[f[3], k]
                        position[o, k] = (a * (1 - s) + b * s) * (1 - t) + (d * (1 - s) + c * s) * t
                        du[o, k] = ((b - a) * (1 - t) + (c - d) * t) / nu
                        dv[o, k] = ((d - a) * (1 - s) + (c - b) * s) / nv
                    for k in range(2):
                        a, b, c, d = uv[f[0], k], uv[f[1], k], uv[f[2], k], uv[f[3], k]
                        uvs[o, k] = (a * (1 - s) + b * s) * (1 - t) + (d * (1 - s) + c * s) * t
                    _draw_in(position[o], du[o], ju == 0 and edge & 8, ju == nu - 1 and edge & 2)
                    _draw_in(position[o], dv[o], jv == 0 and edge & 1, jv == nv - 1 and edge & 4)
                    face[o] = i
                    step_u[o] = 0 if nu == 1 else (1 if ju < nu - 1 else -1)
                    step_v[o] = 0 if nv == 1 else (nu if jv < nv - 1 else -nu)
                    o += 1
        else:
            a, b, c, base = _longest(v, f)
            first = 0 if a == f[0] else 1 if a == f[1] else 2  # the edge a→b; then come b→c and c→a
            low_edge, right_edge, left_edge = edge >> first & 1, edge >> (first + 1) % 3 & 1, edge >> (first + 2) % 3 & 1
            height = 2 * area[i] / base
            foot = _foot(v, a, b, c, base)
            if base * max(foot, 1 - foot) > SLENDER * height:
                nu = max(1, int(base / p + 0.6))
                before = 0
                for ju in range(nu):
                    s = (ju + 0.5) / nu
                    h, nv = _column(ju, nu, foot, height, p)
                    after = _column(ju + 1, nu, foot, height, p)[1] if ju < nu - 1 else 0
                    upper = left_edge if s < foot else right_edge
                    for jv in range(nv):
                        t = (jv + 0.5) / nv
                        step_v[o] = 0 if nv == 1 else (1 if jv < nv - 1 else -1)
                        if after > 0:
                            step_u[o] = nv - jv + int(t * after)
                        else:
                            step_u[o] = 0 if before == 0 else int(t * before) - before - jv
                        for k in range(3):
                            along = v[b, k] - v[a, k]
                            up = (v[c, k] - v[a, k] - foot * along) / height  # unit, square to the longest edge
                            position[o, k] = v[a, k] + s * along + t * h * up
                            du[o, k], dv[o, k] = along / nu, h / nv * up
                        for k in range(2):
                            along = uv[b, k] - uv[a, k]
                            uvs[o, k] = uv[a, k] + s * along + t * h / height * (uv[c, k] - uv[a, k] - foot * along)
                        _draw_in(position[o], dv[o], jv == 0 and low_edge, jv == nv - 1 and upper)
                        _draw_in(position[o], du[o], ju == 0 and left_edge and foot < 0.5, ju == nu - 1 and right_edge and foot > 0.5)
                        face[o] = i
                        o += 1
                    before = nv
                continue
            rows = max(1, int(height / p + 0.6))
            before = 0
            for r in range(rows):
                t = (r + 0.5) / rows
                nu = max(1, int(base * (1 - t) / p + 0.6))
                after = max(1, int(base * (1 - (r + 1.5) / rows) / p + 0.6)) if r < rows - 1 else 0
                for ju in range(nu):
                    s = (ju + 0.5) / nu
                    step_u[o] = 0 if nu == 1 else (1 if ju < nu - 1 else -1)
                    if after > 0:
                        step_v[o] = nu - ju + int(s * after)
                    else:
                        step_v[o] = 0 if before == 0 else int(s * before) - before - ju
                    for k in range(3):
                        low = v[a, k] + (v[b, k] - v[a, k]) * s
                        position[o, k] = low * (1 - t) + v[c, k] * t
                        du[o, k] = (v[b, k] - v[a, k]) * (1 - t) / nu
                        dv[o, k] = (v[c, k] - low) / rows
                    for k in range(2):
                        low = uv[a, k] + (uv[b, k] - uv[a, k]) * s
                        uvs[o, k] = low * (1 - t) + uv[c, k] * t
                    _draw_in(position[o], du[o], ju == 0 and left_edge, ju == nu - 1 and right_edge)
                    _draw_in(position[o], dv[o], r == 0 and low_edge, False)
                    face[o] = i
                    o += 1
                before = nu


def counts(geometry: Geometry, pitch: Array) -> NDArray[np.int64]:
    """(m,) how many cells each face gives at its pitch (m,) in metres; a pitch of 0 gives none."""
    out = np.zeros(len(geometry.faces), np.int64)
    _count(geometry.vertices, geometry.faces, geometry.face_areas_m2, np.asarray(pitch, np.float32), out)
    return out


def cut(geometry: Geometry, pitch: Array, border: NDArray[np.uint8]) -> Cells:
    """All cells, face after face; `border` (m,) as `borders` tells it."""
    pitch = np.asarray(pitch, np.float32)
    start = np.concatenate([[0], np.cumsum(counts(geometry, pitch))])
    n = int(start[-1])
    position, du, dv = (np.empty((n, 3), np.float32) for _ in range(3))
    uv = np.empty((n, 2), np.float32)
    face, step_u, step_v = (np.empty(n, np.int32) for _ in range(3))
    if n:
        g = geometry
        _fill(g.vertices, g.uv, g.faces, g.face_areas_m2, pitch, border, start, position, du, dv, uv, face, step_u, step_v)
    normal = np.cross(du, dv)
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    normal = np.where(length > 1e-12, normal / np.maximum(length, 1e-12), np.array([0, 1, 0], np.float32)).astype(np.float32)
    return Cells(position, du, dv, uv, normal, face, step_u, step_v)
