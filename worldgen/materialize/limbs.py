"""Tubes with fewer sides: trunks, boughs and twigs as the collider has them.

A tree is tubes (`builders.branches.tubes`), thousands of triangles of them. Edge collapse eats thin ones first, and slowly; a tube is known
from the order of its quads, so that its sides and the rings that lie on a straight line can be dropped at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..builders.geometry import Geometry

SIDES = ((0.012, 2), (0.03, 3), (0.08, 4), (0.20, 6))  # up to this radius in metres so many sides; two are two ribbons, crosswise
SPLATS_M = 0.003  # splats reach past a limb by about so much
STOUT = 32  # and beyond: what is no limb keeps its shape
BEND, BEND_M = 0.7, 0.03  # a ring goes if axis and radius of the tube without it are off by less than this share of its radius, and this
Triangles = tuple[NDArray[np.float32], NDArray[np.int32]]


def limbs(geometry: Geometry) -> Triangles | None:
    """All faces of a geometry as triangles, tubes with few sides; None where it has no tubes."""
    f = geometry.faces
    around = f[:, 3] - f[:, 0] - 1
    tube = (f[:, 3] >= 0) & (f[:, 1] == f[:, 0] + 1) & (f[:, 2] == f[:, 3] + 1) & (around >= 3) & (around <= 32)
    if not tube.any():
        return None
    vertices, faces, count = [geometry.vertices], [geometry.triangles()[~tube[geometry.triangle_faces()]]], len(geometry.vertices)
    for sides in np.unique(around[tube]):
        rows = np.flatnonzero(tube & (around == sides))
        first = f[rows, 0].reshape(-1, sides) if len(rows) % sides == 0 else np.zeros((1, 1), np.int32)
        if first.shape[1] != sides or np.any(np.diff(first, axis=1) != 1):
            return None  # quads in another order: no tubes
        points, triangles = _fewer(geometry.vertices, first[:, 0], int(sides))
        vertices.append(points)
        faces.append(triangles + count)
        count += len(points)
    return np.concatenate(vertices), np.concatenate(faces).astype(np.int32)


def _fewer(vertices: NDArray[np.float32], foot: NDArray[np.int32], sides: int) -> Triangles:
    """Segments between the ring of corners that begins at `foot` (n,) and the next one, as fewer triangles."""
    step = sides + 1
    tube = np.concatenate([[0], np.cumsum(np.diff(foot) != step)])  # segments that follow one another are one tube
    start = np.flatnonzero(np.diff(tube, prepend=-1))
    rings = np.insert(foot, np.append(start[1:], len(foot)), foot[np.append(start[1:] - 1, -1)] + step)  # each tube's last ring too
    tube = np.insert(tube, np.append(start[1:], len(tube)), tube[np.append(start[1:] - 1, -1)])
    ring = vertices[rings[:, None] + np.arange(sides)]
    centre = ring.mean(1)
    radius = np.linalg.norm(ring - centre[:, None], axis=2).mean(1)
    keep = np.ones(len(rings), bool)
    for _ in range(2):  # every second ring of those left
        place = np.flatnonzero(keep)
        order = np.arange(len(place)) - np.searchsorted(tube[place], tube[place])
        at = np.flatnonzero((order[1:-1] % 2 == 1) & (tube[place[2:]] == tube[place[1:-1]])) + 1
        a, b, c = place[at - 1], place[at], place[at + 1]
        chord = centre[c] - centre[a]
        share = np.einsum("ni,ni->n", centre[b] - centre[a], chord) / np.maximum(np.einsum("ni,ni->n", chord, chord), 1e-12)
        away = np.linalg.norm(centre[a] + share[:, None] * chord - centre[b], axis=1)
        thinner = np.abs(radius[a] + share * (radius[c] - radius[a]) - radius[b])
        keep[b[away + thinner < np.minimum(BEND * radius[b], BEND_M)]] = False
    ring, centre, tube, radius = ring[keep], centre[keep], tube[keep], radius[keep]
    stoutest = np.zeros(tube[-1] + 1)
    np.maximum.at(stoutest, tube, radius)
    points, triangles, count = [], [], 0
    wanted = np.full(len(stoutest), STOUT)
    for most_m, few in SIDES[::-1]:
        wanted[stoutest <= most_m] = few
    for few in np.unique(np.minimum(wanted, sides)):
        mine = np.flatnonzero(np.minimum(wanted, sides)[tube] == few)
        crossed = few == 2
        around = 4 if crossed else few  # corners of a ring
        corner = np.rint(np.arange(around) * sides / around).astype(int)
        grow = sides * np.sin(np.pi / sides) / (few * np.sin(np.pi / few)) if few > 2 else 1.0  # as wide to look at, on the whole
        wide = (grow + SPLATS_M / np.maximum(radius[mine], 1e-3))[:, None, None]
        points.append((centre[mine, None] + wide * (ring[mine][:, corner] - centre[mine, None])).reshape(-1, 3))
        low = np.flatnonzero(tube[mine][1:] == tube[mine][:-1])[:, None] * around
        j, k = (np.array([0, 1]), np.array([2, 3])) if crossed else (np.arange(few), (np.arange(few) + 1) % few)
        quad = np.stack(np.broadcast_arrays(low + j, low + k, low + around + k, low + around + j), -1).reshape(-1, 4) + count
        triangles += [quad[:, [0, 1, 2]], quad[:, [0, 2, 3]]]
        count += len(points[-1])
    return np.concatenate(points).astype(np.float32), np.concatenate(triangles).astype(np.int32)
