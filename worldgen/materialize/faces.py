"""Scene + lit splats → a mesh of the same surfaces with the light in its vertex colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from render import Mesh

from ..builders.geometry import Geometry
from .caps import capped
from .limbs import limbs
from .samples import LEAF, SurfaceSamples
from .scene import Scene
from .weld import same_points

if TYPE_CHECKING:
    from render import Gaussians

MAX_PIECES = 280_000
ENDLESS = ("ground", "water", "far")
MAX_LEAVES = 60_000  # two triangles each
Array = NDArray[np.float32]


@dataclass(frozen=True)
class Pieces:
    """points (n, 3) m, welded · faces (t, 3) · rows (t,) the item of each face."""

    points: Array
    faces: NDArray[np.int32]
    rows: NDArray[np.int32]


def pieces(scene: Scene, *, most: int = MAX_PIECES) -> Pieces:
    """All faces, cut finely enough to carry shadows: edges to one length for the whole world, the shortest that keeps `most` triangles."""
    triangles = [_corners(item.geometry) for item in scene.items]
    corners = np.concatenate([t for t in triangles if len(t)] or [np.zeros((0, 3, 3), np.float32)])
    rows = np.repeat(np.arange(len(triangles), dtype=np.int32), [len(t) for t in triangles])
    corners, rows = split_to_budget(corners, rows, most)
    points = corners.reshape(-1, 3)
    if len(points) == 0:
        return Pieces(points, np.zeros((0, 3), np.int32), rows)
    first, of = same_points(points, 1e-3)
    faces = of.reshape(-1, 3)
    apart = (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    return closed(Pieces(points[first], faces[apart], rows[apart]), np.array([item.cls in ENDLESS for item in scene.items]))


def closed(cut: Pieces, endless: NDArray[np.bool_]) -> Pieces:
    """The same, solid things closed where nobody looks (`caps.capped`), but for `endless` items (k,), which have no inside."""
    own = ~endless[cut.rows]
    points, faces, rows = capped(cut.points, cut.faces[own], cut.rows[own])
    faces, rows = np.concatenate([cut.faces[~own], faces]), np.concatenate([cut.rows[~own], rows])
    order = np.argsort(rows, kind="stable")
    return Pieces(points, faces[order], rows[order])


def splats_near(cut: Pieces, samples: SurfaceSamples) -> NDArray[np.int64]:
    """(n, k) rows of the samples that give the points of the pieces their colour: the nearest that are no leaves, three where there are."""
    firm = np.flatnonzero(samples.kind != LEAF)
    if len(firm) == 0 or len(cut.points) == 0:
        return np.zeros((len(cut.points), 0), np.int64)
    tree = cKDTree(samples.position[firm], balanced_tree=False, compact_nodes=False)
    return firm[tree.query(cut.points, k=min(3, len(firm)), workers=-1)[1].reshape(len(cut.points), -1)]


def surface_mesh(cut: Pieces, near: NDArray[np.int64], samples: SurfaceSamples, gaussians: Gaussians) -> Mesh:
    """Pieces coloured by the splats `near` them; foliage as the largest of its leaves."""
    colors = np.clip(gaussians.colors().cpu().numpy(), 0, 1)
    leaves = _leaf_quads(samples, colors)
    if near.size == 0 or len(cut.faces) == 0:
        return leaves
    shade = np.rint(colors[near].mean(1) * 255).astype(np.uint8)
    return Mesh.concat([Mesh(cut.points, cut.faces, shade, cut.rows), leaves])


def splats_nearest(mesh: Mesh, samples: SurfaceSamples) -> NDArray[np.int64]:
    """`splats_near` of a mesh that `surface_mesh` made."""
    points = mesh.vertices[: len(mesh.vertices) - 4 * len(_leaves_shown(samples))]
    return splats_near(Pieces(points, mesh.faces[:0], np.zeros(0, np.int32)), samples)


def recolored(mesh: Mesh, near: NDArray[np.int64], samples: SurfaceSamples, gaussians: Gaussians) -> Mesh:
    """The same mesh, coloured anew by the same splats."""
    colors = np.clip(gaussians.colors().cpu().numpy(), 0, 1)
    firm = colors[near].mean(1) if near.size else np.zeros((len(near), 3), np.float32)
    shade = np.concatenate([firm, np.repeat(colors[_leaves_shown(samples)], 4, axis=0)])
    return replace(mesh, colors=np.rint(shade * 255).astype(np.uint8))


def _leaves_shown(samples: SurfaceSamples) -> NDArray[np.int64]:
    """Rows of the leaves that the mesh has: where there are too many, evenly picked ones."""
    at = np.flatnonzero(samples.kind == LEAF)
    return at[np.linspace(0, len(at) - 1, min(MAX_LEAVES, len(at))).astype(np.int64)] if len(at) else at


def _corners(geometry: Geometry) -> Array:
    """(t, 3, 3) corners of its triangles; limbs of trees have few sides."""
    vertices, faces = (limbs(geometry) if len(geometry.leaf_centers) else None) or (geometry.vertices, geometry.triangles())
    return vertices[faces].astype(np.float32)


def split_to_budget(corners: Array, rows: NDArray[np.int32], budget: int) -> tuple[Array, NDArray[np.int32]]:
    """Triangles (t, 3, 3) halved across their longest edge until none exceeds one length, the least (≥ 0.2 m) that the budget allows.

    Neighbours that share an edge agree on its middle, but a split neighbour may leave a T: the corner lies on the edge, so nothing gapes.
    """
    if 2 * len(corners) > budget or len(corners) == 0:
        return corners, rows
    area = 0.5 * np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    longest = _edges(corners).max(axis=1)
    low, high = np.log(0.2), np.log(max(0.2, float(longest.max())) + 1e-6)
    for _ in range(24):  # a triangle of area A ends as about A / (0.3 l²) pieces, and as one at least for each length l of its longest edge
        middle = (low + high) / 2
        pieces = np.maximum(area / (0.3 * np.exp(2 * middle)), longest / np.exp(middle))
        low, high = (middle, high) if np.maximum(1.0, pieces).sum() > budget else (low, middle)
    done, done_rows = [], []
    count = 0
    while True:
        edge = _edges(corners)
        wide = (edge.max(axis=1) > np.exp(high)) & (len(corners) * 2 + count <= budget)
        done.append(corners[~wide])
        done_rows.append(rows[~wide])
        count += len(done[-1])
        if not wide.any():
            break
        corners, rows, first = corners[wide], rows[wide], edge[wide].argmax(axis=1)
        pick = np.arange(len(corners))
        a, b, c = (corners[pick, (first + k) % 3] for k in range(3))
        middle_point = (a + b) / 2
        corners = np.concatenate([np.stack([a, middle_point, c], 1), np.stack([middle_point, b, c], 1)])
        rows = np.tile(rows, 2)
    corners, rows = np.concatenate(done), np.concatenate(done_rows)
    order = np.argsort(rows, kind="stable")
    return corners[order], rows[order]


def _edges(corners: Array) -> Array:
    """(t, 3) lengths of the edges that start at each corner."""
    return np.linalg.norm(corners - np.roll(corners, -1, axis=1), axis=2)


def _leaf_quads(samples: SurfaceSamples, colors: Array) -> Mesh:
    """One quad a leaf that is shown; where some are not, larger by as much."""
    at = _leaves_shown(samples)
    if len(at) == 0:
        return Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32), np.zeros((0, 3), np.uint8), np.zeros(0, np.int32))
    grow = np.sqrt(np.count_nonzero(samples.kind == LEAF) / len(at))
    w, x, y, z = samples.quat[at].T
    along = np.stack([1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)], 1)
    across = np.stack([2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)], 1)
    u = along * samples.scale[at, :1] * (1.6 * grow)
    v = across * samples.scale[at, 1:2] * (1.6 * grow)
    p = samples.position[at]
    vertices = np.stack([p - u, p - v, p + u, p + v], axis=1).reshape(-1, 3)
    first = np.arange(len(at), dtype=np.int32)[:, None] * 4
    faces = np.concatenate([first + np.int32([0, 1, 2]), first + np.int32([0, 2, 3])]).astype(np.int32)
    ids = np.tile(samples.instance_id[at], 2)
    order = np.argsort(ids, kind="stable")
    shade = np.repeat(np.rint(colors[at] * 255).astype(np.uint8), 4, axis=0)
    return Mesh(vertices.astype(np.float32), faces[order], colors=shade, instance_ids=ids[order])
