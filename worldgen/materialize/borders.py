"""Which edges of faces are *borders*: past them the surface does not go on, or turns away behind the face.

A Gaussian does not end where its face ends. Inside a surface its tail falls on its neighbours; past a border it hangs in the air, so that
silhouettes swell. `cut` draws the cells in at borders, and so needs to know them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from render.jit import kernel

from ..builders.geometry import Geometry

TURN_COS = 0.65  # two faces that turn less than 49° are one surface: most folds of cloth are, a bough's seven sides are not
GRID_M = 1e-3  # corners nearer than this are one
SEAM_M = 0.15  # shorter edges that meet no other are taken for borders, whatever lies beside them


@kernel
def _corner_key(v):
    """A number of a point's grid cell; equal points have equal ones."""
    x, y, z = np.int64(np.rint(v[0] / GRID_M)), np.int64(np.rint(v[1] / GRID_M)), np.int64(np.rint(v[2] / GRID_M))
    h = x * 0x1B873593CC9E2D51 + y * 0x2545F4914F6CDD1D + z * 0x369DEA0F31A53F85
    h = (h ^ (h >> 31)) * 0x3F58476D1CE4E5B9
    h = (h ^ (h >> 29)) * 0x14D049BB133111EB
    return h ^ (h >> 32)


@kernel
def _inward(v, faces, i, k, corners):
    """Unit vector in the plane of face i, across its edge k, into the face."""
    a, b = v[faces[i, k]], v[faces[i, (k + 1) % corners]]
    ex, ey, ez = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    mx, my, mz = 0.0, 0.0, 0.0
    for j in range(corners):
        p = v[faces[i, j]]
        mx, my, mz = mx + p[0] / corners, my + p[1] / corners, mz + p[2] / corners
    mx, my, mz = mx - a[0], my - a[1], mz - a[2]
    along = (mx * ex + my * ey + mz * ez) / max(ex * ex + ey * ey + ez * ez, 1e-18)
    mx, my, mz = mx - along * ex, my - along * ey, mz - along * ez
    size = max(np.sqrt(mx * mx + my * my + mz * mz), 1e-12)
    return mx / size, my / size, mz / size


@kernel
def _mark(v, faces, normal, table_key, table_edge, out, lone):
    """Edges meet in a hash table; each that meets no other, or one that turns away behind it, sets bit k of its face in `out`.
    Those that meet none stand in `lone` as well."""
    mask = len(table_key) - 1
    for i in range(len(faces)):
        corners = 4 if faces[i, 3] >= 0 else 3
        for k in range(corners):
            key = _corner_key(v[faces[i, k]]) + _corner_key(v[faces[i, (k + 1) % corners]])
            slot = (key ^ (key >> 17)) & mask
            while table_edge[slot] != -1 and table_key[slot] != key:
                slot = (slot + 1) & mask
            if table_edge[slot] == -1:
                table_key[slot], table_edge[slot] = key, 4 * i + k
                out[i] |= 1 << k  # until another is met
                lone[i] |= 1 << k
                continue
            j, m = table_edge[slot] >> 2, table_edge[slot] & 3
            lone[j] &= ~(1 << m)
            ax, ay, az = _inward(v, faces, i, k, corners)
            bx, by, bz = _inward(v, faces, j, m, 4 if faces[j, 3] >= 0 else 3)
            flat = -(ax * bx + ay * by + az * bz)
            if flat > TURN_COS:
                out[j] &= ~(1 << m)
                continue
            if bx * normal[i, 0] + by * normal[i, 1] + bz * normal[i, 2] < 0:
                out[i] |= 1 << k
            if ax * normal[j, 0] + ay * normal[j, 1] + az * normal[j, 2] >= 0:
                out[j] &= ~(1 << m)


@kernel
def _join(v, faces, face, edge, start, out):
    """Lone edges of one item that lie along one another, whole or in part (a wall's panels round a window): no borders where the
    surface goes on. Edges start[g]:start[g + 1] are an item's."""
    for g in range(len(start) - 1):
        for e in range(start[g], start[g + 1]):
            i, k = face[e], edge[e]
            corners = 4 if faces[i, 3] >= 0 else 3
            a, b = v[faces[i, k]], v[faces[i, (k + 1) % corners]]
            dx, dy, dz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
            length = np.sqrt(dx * dx + dy * dy + dz * dz)
            dx, dy, dz = dx / length, dy / length, dz / length
            for other in range(start[g], start[g + 1]):
                j, m = face[other], edge[other]
                if i == j:
                    continue
                least, most, beside = 1e9, -1e9, 0.0
                count = 4 if faces[j, 3] >= 0 else 3
                for end in range(2):
                    p = v[faces[j, (m + end) % count]]
                    x, y, z = p[0] - a[0], p[1] - a[1], p[2] - a[2]
                    t = x * dx + y * dy + z * dz
                    least, most = min(least, t), max(most, t)
                    beside = max(beside, x * x + y * y + z * z - t * t)
                    if beside > (2 * GRID_M) ** 2:
                        break
                if beside > (2 * GRID_M) ** 2 or min(most, length) - max(least, 0.0) < 0.1 * length:
                    continue
                ax, ay, az = _inward(v, faces, i, k, corners)
                bx, by, bz = _inward(v, faces, j, m, count)
                if -(ax * bx + ay * by + az * bz) > TURN_COS:
                    out[i] &= ~(1 << k)
                    break


def borders(geometry: Geometry, item: NDArray[np.int32]) -> NDArray[np.uint8]:
    """(m,) bit k is set where the edge from corner k to the next is a border. `item` (m,), not falling, is whose each face is."""
    f, v = geometry.faces, geometry.vertices
    out, lone = np.zeros(len(f), np.uint8), np.zeros(len(f), np.uint8)
    if len(f) == 0:
        return out
    size = 1 << int(np.ceil(np.log2(8 * len(f))))
    p = v[f[:, :3]]
    normal = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    _mark(v, f, normal, np.zeros(size, np.int64), np.full(size, -1, np.int64), out, lone)
    face, edge = np.nonzero(lone[:, None] >> np.arange(4) & 1)
    ends = np.where((edge == 2) & (f[face, 3] < 0), 0, (edge + 1) % 4)
    long = np.linalg.norm(v[f[face, edge]] - v[f[face, ends]], axis=1) > SEAM_M
    face, edge = face[long], edge[long]
    start = np.concatenate([[0], np.flatnonzero(np.diff(item[face])) + 1, [len(face)]])
    _join(v, f, face, edge, start, out)
    return out
