"""Places where light is gathered, and its way back from them to the splats between.

Vocabulary: a *post* is one place per voxel and facing; `size_m` is the side of the voxels near places where a visitor stands, and each
*level* doubles it. A ray that meets a surface looks up the post of the voxel and facing that it met.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numba import prange
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from render.jit import kernel

Array = NDArray[np.float32]
Rows = NDArray[np.int32]

LEVELS = 6
COARSEST = 2  # outdoors the posts grow no coarser beyond this level
LEAFY = LEVELS  # added to the level of foliage: one post a voxel, whatever the facing
LEAFY_SIZE = 1.6
NOTHING, ELSEWHERE, SKY = -1, -2, -3  # what a ray met: a surface without a post, what is accounted for otherwise, the sky's first cell
ELEVATIONS, AZIMUTHS = 128, 256  # cells of a table of the sky: even in the sine of elevation, and in azimuth, both from −


@dataclass(frozen=True)
class Levels:
    """Level of detail by place: a grid over x and z. `level` (rows of z, columns of x) uint8."""

    origin_xz: tuple[float, float]
    cell_m: float
    level: NDArray[np.uint8]

    @staticmethod
    def around(anchors: Array, near_m: float, points: Array, cell_m: float) -> Levels:
        """Level 0 within `near_m` of an anchor, one more for each doubling of the distance."""
        low, high = points[:, [0, 2]].min(0), points[:, [0, 2]].max(0)
        cell_m = max(cell_m, float((high - low).max()) / 512)
        columns, rows = (np.floor((high - low) / cell_m).astype(int) + 1).tolist()
        x, z = low[0] + (np.arange(columns) + 0.5) * cell_m, low[1] + (np.arange(rows) + 0.5) * cell_m
        grid = np.stack(np.meshgrid(x, z), -1).reshape(-1, 2)
        away, _ = cKDTree(anchors[:, [0, 2]]).query(grid, workers=2)
        level = np.clip(np.floor(np.log2(np.maximum(away / near_m, 1e-6))) + 1, 0, COARSEST)
        return Levels((float(low[0]), float(low[1])), cell_m, level.reshape(rows, columns).astype(np.uint8))

    def at(self, points: Array) -> NDArray[np.uint8]:
        """(n,) level at each point."""
        columns = np.clip((points[:, 0] - self.origin_xz[0]) / self.cell_m, 0, self.level.shape[1] - 1).astype(np.int32)
        rows = np.clip((points[:, 2] - self.origin_xz[1]) / self.cell_m, 0, self.level.shape[0] - 1).astype(np.int32)
        return self.level[rows, columns]


@kernel
def _key(x, y, z, level, face, size):
    """One number per voxel of a level and facing 0..5."""
    side = size * (1 << (level % LEVELS)) * (LEAFY_SIZE if level >= LEAFY else 1.0)
    offset = 1 << 17
    key = int(np.floor(x / side)) + offset
    key = (key << 18) | (int(np.floor(y / side)) + offset)
    key = (key << 18) | (int(np.floor(z / side)) + offset)
    return (key * 6 + face) * (2 * LEVELS) + level


@kernel
def _slot(table, key):
    """Where the key is, or the free place where it goes (linear probing; a table of 2^k keys, −1 is free)."""
    mask = len(table) - 1
    h = (key ^ (key >> 31)) * 0x9E3779B97F4A7C1
    at = (h ^ (h >> 29)) & mask
    while table[at] != -1 and table[at] != key:
        at = (at + 1) & mask
    return at


@kernel
def _facing(n):
    axis = 0
    for a in range(1, 3):
        if abs(n[a]) > abs(n[axis]):
            axis = a
    return axis * 2 + (1 if n[axis] > 0 else 0)


@kernel
def _group(points, normals, level, size, table, rows, of):
    """Number the voxels in the order in which points (n, 3) fall into them; gives how many there are."""
    count = 0
    for i in range(len(points)):
        face = 0 if level[i] >= LEAFY else _facing(normals[i])
        key = _key(points[i, 0], points[i, 1], points[i, 2], int(level[i]), face, size)
        at = _slot(table, key)
        if table[at] == -1:
            table[at] = key
            rows[at] = count
            count += 1
        of[i] = rows[at]
    return count


@kernel
def _means(values, of, out):
    number = np.zeros(len(out))
    total = np.zeros(out.shape)
    for i in range(len(of)):
        number[of[i]] += 1
        for c in range(out.shape[1]):
            total[of[i], c] += values[i, c]
    for k in range(len(out)):
        for c in range(out.shape[1]):
            out[k, c] = total[k, c] / max(number[k], 1.0)


@kernel
def _nearest(points, of, middle, row):
    best = np.full(len(middle), np.inf)
    for i in range(len(of)):
        k = of[i]
        d = 0.0
        for a in range(3):
            d += (points[i, a] - middle[k, a]) ** 2
        if d < best[k]:
            best[k], row[k] = d, i


@kernel(parallel=True)
def _aimed(rows, position, normal, spin, local, lift, ray):
    """Rays (m, 6) from posts `rows` (m,) along `local` (3,) in a frame about each normal, turned by `spin` (k,) radians."""
    for at in prange(len(rows)):
        i = rows[at]
        nx, ny, nz = normal[i]
        sign = 1.0 if nz >= 0 else -1.0  # Duff et al. 2017, a basis without branches
        a = -1.0 / (sign + nz)
        b = nx * ny * a
        c, s = np.cos(spin[i]), np.sin(spin[i])
        u, v = local[0] * c - local[1] * s, local[0] * s + local[1] * c
        ray[at, 3] = u * (1 + sign * nx * nx * a) + v * b + local[2] * nx
        ray[at, 4] = u * sign * b + v * (sign + ny * ny * a) + local[2] * ny
        ray[at, 5] = -u * sign * nx - v * ny + local[2] * nz
        for k in range(3):
            ray[at, k] = position[i, k] + lift * normal[i, k]


@kernel(parallel=True)
def _met(ray, hit, origin, cell, levels, size, table, rows, met):
    """For each ray: a cell of the sky where it is free, else the post of the voxel that it met, tried with the facings that look back at
    the ray."""
    for i in prange(len(ray)):
        d = ray[i, 3:]
        if not np.isfinite(hit[i]):
            row = min(int((d[1] * 0.5 + 0.5) * ELEVATIONS), ELEVATIONS - 1)
            met[i] = SKY - (row * AZIMUTHS + int((np.arctan2(d[0], d[2]) / (2 * np.pi) + 0.5) * AZIMUTHS) % AZIMUTHS)
            continue
        x, y, z = ray[i, 0] + d[0] * hit[i], ray[i, 1] + d[1] * hit[i], ray[i, 2] + d[2] * hit[i]
        column = min(max(int((x - origin[0]) / cell), 0), levels.shape[1] - 1)
        row = min(max(int((z - origin[1]) / cell), 0), levels.shape[0] - 1)
        level = int(levels[row, column])
        found = NOTHING
        for turn in range(4):  # the three facings, the likeliest first, then foliage
            face, of = 0, level
            if turn < 3:
                axis = 0
                if turn == 0:
                    first = 0
                    for a in range(1, 3):
                        if abs(d[a]) > abs(d[first]):
                            first = a
                    axis = first
                else:
                    second = (first + 1) % 3
                    if abs(d[(first + 2) % 3]) > abs(d[second]):
                        second = (first + 2) % 3
                    axis = second if turn == 1 else 3 - first - second
                face = axis * 2 + (1 if d[axis] < 0 else 0)
            else:
                of = level + LEAFY
            at = _slot(table, _key(x, y, z, of, face, size))
            if table[at] != -1:
                found = rows[at]
                break
        if found == NOTHING:  # coarse splats leave voxels empty: what lies beside, with the likeliest facing
            face = first * 2 + (1 if d[first] < 0 else 0)
            side = size * (1 << level)
            for turn in range(4):
                beside = np.array((x, y, z))
                beside[(first + 1 + turn // 2) % 3] += side if turn % 2 == 0 else -side
                at = _slot(table, _key(beside[0], beside[1], beside[2], level, face, size))
                if table[at] != -1:
                    found = rows[at]
                    break
        met[i] = found


@kernel(parallel=True)
def _bounced(radiance, met, rest, out):
    """Sum over each post's rays of what they met; what has no post sends back `rest` (3,)."""
    for i in prange(len(out)):
        for c in range(3):
            out[i, c] = 0.0
        for k in range(len(met)):
            j = met[k, i]
            if j >= 0:
                for c in range(3):
                    out[i, c] += radiance[j, c]
            elif j == NOTHING:
                for c in range(3):
                    out[i, c] += rest[c]


@kernel(parallel=True)
def _average(values, points, normals, post, index, post_points, post_normals, reach, trust, out):
    for i in prange(len(points)):
        total = 1e-12
        for c in range(values.shape[1]):
            out[i, c] = 0.0
        for k in range(index.shape[1]):
            j = index[post[i], k]
            square, cosine = 0.0, 0.0
            for a in range(3):
                square += (points[i, a] - post_points[j, a]) ** 2
                cosine += normals[i, a] * post_normals[j, a]
            near = max(1 - np.sqrt(square) / reach[j], 0.0) ** 2 + 1e-5
            weight = trust[j] * near * (max(cosine, 0.0) ** 14 + 1e-4)  # a wall's light stays off the reveal beside it
            total += weight
            for c in range(values.shape[1]):
                out[i, c] += weight * values[j, c]
        for c in range(values.shape[1]):
            out[i, c] /= total


@dataclass(frozen=True)
class Posts:
    """position, normal (k, 3) · `size_m` (k,) of each post's voxel · `area_m2` (k,) of the surfaces in it · `of` (n,) the post of each
    point that they were made from."""

    position: Array
    normal: Array
    size_m: Array
    area_m2: Array
    of: Rows
    _base_m: float
    _levels: Levels
    _keys: NDArray[np.int64]
    _rows: Rows

    NEIGHBOURS = 14

    @staticmethod
    def among(
        points: Array, normals: Array, leafy: NDArray[np.bool_], area_m2: Array, levels: Levels, size_m: float, level: NDArray[np.uint8]
    ) -> Posts:
        """For points (n, 3) of areas (n,) at their `level` (n,); `leafy` ones share a post a voxel. A post stands on the point nearest to
        the mean of its voxel's, so that none hangs on an edge."""
        points, normals = np.ascontiguousarray(points, np.float32), np.ascontiguousarray(normals, np.float32)
        length = 1 << int(np.ceil(np.log2(max(16, 2 * len(points)))))
        keys, rows, of = np.full(length, -1, np.int64), np.zeros(length, np.int32), np.zeros(len(points), np.int32)
        own = (level + np.where(leafy, LEAFY, 0)).astype(np.uint8)
        count = _group(points, normals, own, size_m, keys, rows, of)
        middle, normal = np.empty((count, 3), np.float32), np.empty((count, 3), np.float32)
        _means(points, of, middle)
        _means(normals, of, normal)
        normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
        normal[np.linalg.norm(normal, axis=1) < 0.5] = [0, 1, 0]  # leaves that look everywhere
        row = np.zeros(count, np.int64)
        _nearest(points, of, middle, row)
        side = size_m * 2.0 ** (own[row] % LEVELS) * np.where(own[row] >= LEAFY, LEAFY_SIZE, 1.0)
        area = np.bincount(of, area_m2, count).astype(np.float32)
        return Posts(points[row], normal, side.astype(np.float32), area, of, size_m, levels, keys, rows)

    def __len__(self) -> int:
        return len(self.position)

    def means(self, values: Array) -> Array:
        """(k, c) the mean of values (n, c) over each post's points."""
        out = np.empty((len(self), values.shape[1]), np.float32)
        _means(np.ascontiguousarray(values, np.float32), self.of, out)
        return out

    def mixed(self, values: Array) -> NDArray[np.bool_]:
        """(n,) as `parts.mixed`, among the points of the same post."""
        known = np.isfinite(values)
        number, total = (np.bincount(self.of[known], w, len(self)) for w in (None, values[known]))
        return ((total > 0.01) & (total < number - 0.01))[self.of] & known

    def aim(self, rows: NDArray[np.int64], local: Array, spin: Array, lift_m: float) -> Array:
        """(m, 6) rays from the posts `rows` (m,) along one direction (3,) of each one's own frame, turned about its normal by `spin` (k,)
        radians."""
        ray = np.empty((len(rows), 6), np.float32)
        _aimed(rows, self.position, self.normal, spin, local, lift_m, ray)
        return ray

    def meet(self, ray: Array, hit: Array) -> Rows:
        """(k,) the post that each ray met, or else `NOTHING`; where it is free, `SKY` less the number of a cell of the sky's table."""
        met, grid = np.empty(len(ray), np.int32), self._levels
        _met(ray, hit, grid.origin_xz, grid.cell_m, grid.level, self._base_m, self._keys, self._rows, met)
        return met

    def bounce(self, radiance: Array, met: Rows, rest: Array) -> Array:
        """(k, 3) sum over rays `met` (d, k) of the radiance (k, 3) that they saw; `rest` (3,) where it is not known."""
        out = np.empty((len(self), 3), np.float32)
        _bounced(np.ascontiguousarray(radiance, np.float32), met, np.asarray(rest, np.float32), out)
        return out

    @cached_property
    def _near(self) -> NDArray[np.int64]:
        """(k, 14) posts near in place and facing."""
        coordinates = np.concatenate([self.position, self.normal * (1.6 * self.size_m[:, None])], axis=1)
        count = min(self.NEIGHBOURS, len(self))
        tree = cKDTree(coordinates, balanced_tree=False)
        return tree.query(coordinates, k=count, workers=2)[1].reshape(len(self), count)

    def average(self, values: Array, points: Array, normals: Array, of: Rows, trust: Array) -> Array:
        """Weighted means of values (k, c) over the posts near in place and facing, (n, c) at points (n, 3) with normals (n, 3), each near
        the post number `of` (n,). The weights fall to 0 with distance, so that no voxel shows; `trust` (k,) is a factor on them."""
        out = np.empty((len(points), values.shape[1]), np.float32)
        values = np.ascontiguousarray(values, np.float32)
        _average(values, points, normals, of, self._near, self.position, self.normal, 1.9 * self.size_m, trust, out)
        return out

    def smoothed(self, values: Array, trust: Array, rows: NDArray[np.int64] | None = None) -> Array:
        """Values (k, c) averaged over neighbouring posts: (k, c), or (m, c) at the posts `rows`."""
        if rows is None:
            return self.average(values, self.position, self.normal, np.arange(len(self), dtype=np.int32), trust)
        return self.average(values, self.position[rows], self.normal[rows], rows.astype(np.int32), trust)
