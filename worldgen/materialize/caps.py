"""What builders leave open where nobody looks, closed for those who take a mesh away: the flat bottoms of walls, rocks and posts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

FLAT = 0.02  # a border's largest distance from its plane over its size, that it is closed with a flat cap
THICK = 0.01  # how far a shell must reach from a cap's plane, over the cap's size: a sheet of cloth is no solid

Points = NDArray[np.float32]
Faces = NDArray[np.int32]


def capped(points: Points, faces: Faces, rows: NDArray[np.int32]) -> tuple[Points, Faces, NDArray[np.int32]]:
    """points (n, 3), faces (t, 3) and their items `rows` (t,), with each flat border of a solid shell closed about its middle.

    A shell is what hangs together by its corners within one item. Borders that are not flat stay.
    """
    borders, owner = _borders(faces, rows)
    if not borders:
        return points, faces, rows
    _, shell = connected_components(_linked(len(points), faces), directed=False)
    by_shell = np.argsort(shell[faces[:, 0]], kind="stable")
    found = shell[faces[by_shell, 0]]
    middles, fans, items = [], [], []
    for border, row in zip(borders, owner, strict=True):
        ring = points[border].astype(np.float64)
        middle = ring.mean(0)
        size, axes = np.linalg.svd(ring - middle, full_matrices=False)[1:]
        normal, width = axes[2], float(np.linalg.norm(ring - middle, axis=1).max())
        if np.abs((ring - middle) @ normal).max() > FLAT * width or size[1] < 1e-3 * size[0]:
            continue
        own = by_shell[np.searchsorted(found, shell[border[0]]) : np.searchsorted(found, shell[border[0]], "right")]
        if np.abs((points[faces[own]].reshape(-1, 3) - middle) @ normal).max() < THICK * width:
            continue
        fans.append(np.stack([np.roll(border, -1), border, np.full(len(border), len(points) + len(middles))], 1))
        middles.append(middle)
        items.append(np.full(len(border), row, np.int32))
    if not fans:
        return points, faces, rows
    every = np.concatenate([faces, *fans]).astype(np.int32)
    owners = np.concatenate([rows, *items])
    order = np.argsort(owners, kind="stable")
    return np.concatenate([points, np.array(middles, np.float32)]), every[order], owners[order]


def _borders(faces: Faces, rows: NDArray[np.int32]) -> tuple[list[NDArray[np.int64]], list[int]]:
    """Closed rings of points that no point is in twice, in the direction of their faces; and the item of each."""
    edge = np.stack([faces, np.roll(faces, -1, 1)], -1).reshape(-1, 2).astype(np.int64)
    item = np.repeat(rows.astype(np.int64), 3)
    most = int(faces.max(initial=0)) + 1
    key = (item * most + edge.min(1)) * most + edge.max(1)
    _, first, of = np.unique(key, return_index=True, return_inverse=True)
    ahead = np.where(edge[:, 0] < edge[:, 1], 1, -1)
    net = np.bincount(of, ahead, len(first)).astype(np.int64)  # where shells touch, an edge has more than two faces
    alone = np.repeat(first, np.abs(net))
    alone = alone[np.argsort(alone, kind="stable")]
    turned = ahead[alone] * np.sign(net)[of[alone]] < 0
    start, end, own = np.where(turned, edge[alone, 1], edge[alone, 0]), np.where(turned, edge[alone, 0], edge[alone, 1]), item[alone]
    follows: dict[tuple[int, int], list[int]] = {}
    for row, a, b in zip(own.tolist(), start.tolist(), end.tolist(), strict=True):
        follows.setdefault((row, a), []).append(b)
    rings, owner = [], []
    for row, first_point in list(follows):
        path, place = [first_point], {first_point: 0}
        while ahead := follows[row, path[-1]] if (row, path[-1]) in follows else []:
            point = ahead.pop()
            if point in place:  # where borders meet, the ring that has just closed is one of its own
                ring, path = path[place[point] :], path[: place[point] + 1]
                for passed in ring[1:]:
                    del place[passed]
                if len(ring) > 2:
                    rings.append(np.array(ring))
                    owner.append(row)
            else:
                place[point] = len(path)
                path.append(point)
    return rings, owner


def _linked(count: int, faces: Faces) -> coo_matrix:
    a, b = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]]]).T
    return coo_matrix((np.ones(len(a), bool), (a, b)), (count, count))
