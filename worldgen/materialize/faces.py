"""Scene + lit splats → a mesh of the same surfaces with the light in its vertex colours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from render import Gaussians, Mesh

from .samples import LEAF, SurfaceSamples
from .scene import Scene

MAX_TRIANGLES = 500_000
MAX_LEAVES = 60_000
Array = NDArray[np.float32]


def surface_mesh(scene: Scene, samples: SurfaceSamples, gaussians: Gaussians, *, max_triangles: int = MAX_TRIANGLES) -> Mesh:
    """All faces, cut finely enough to carry shadows, coloured by the nearest splats; foliage as the largest of its leaves.

    Edges are cut to one length for the whole world, the shortest that keeps `max_triangles`.
    """
    colors = np.clip(gaussians.colors().cpu().numpy(), 0, 1)
    leaves = _leaf_quads(samples, colors, min(MAX_LEAVES, max_triangles // 4))
    triangles = [_triangles(item.geometry.vertices, item.geometry.triangles()) for item in scene.items]
    corners = np.concatenate([t for t in triangles if len(t)] or [np.zeros((0, 3, 3), np.float32)])
    rows = np.repeat(np.arange(len(triangles), dtype=np.int32), [len(t) for t in triangles])
    corners, rows = split_to_budget(corners, rows, max_triangles - len(leaves.faces))
    points, inverse = np.unique(np.round(corners.reshape(-1, 3), 4), axis=0, return_inverse=True)
    faces = inverse.reshape(-1, 3).astype(np.int32)
    firm = np.flatnonzero(samples.kind != LEAF)
    if len(firm) == 0 or len(faces) == 0:
        return leaves
    _, nearest = cKDTree(samples.position[firm], balanced_tree=False, compact_nodes=False).query(points, k=min(3, len(firm)), workers=-1)
    seen = colors[firm[np.atleast_2d(nearest.T).T]]
    shade = np.rint(seen.mean(1) * 255).astype(np.uint8)
    return Mesh.concat([Mesh(points.astype(np.float32), faces, shade, rows), leaves])


def _triangles(vertices: Array, faces: NDArray[np.int32]) -> Array:
    """(t, 3, 3) corners."""
    return vertices[faces].astype(np.float32)


def split_to_budget(corners: Array, rows: NDArray[np.int32], budget: int) -> tuple[Array, NDArray[np.int32]]:
    """Triangles (t, 3, 3) halved across their longest edge, longest first, while there is budget for it and edges exceed 0.2 m.

    Neighbours that share an edge agree on its middle, but a split neighbour may leave a T: the corner lies on the edge, so nothing gapes.
    """
    while len(corners) < budget:
        edge = np.linalg.norm(corners - np.roll(corners, -1, axis=1), axis=2)
        longest = edge.max(axis=1)
        room = min(budget - len(corners), max(1024, len(corners)))
        wide = np.flatnonzero(longest > 0.2)
        if len(wide) == 0:
            break
        if len(wide) > room:
            wide = wide[np.argsort(-longest[wide], kind="stable")[:room]]
        elif len(wide) > 4096:  # longest half first, so that lengths stay even
            wide = wide[longest[wide] >= np.median(longest[wide])]
        first = edge[wide].argmax(axis=1)
        pick = np.arange(len(wide))
        a, b, c = (corners[wide][pick, (first + k) % 3] for k in range(3))
        middle = (a + b) / 2
        halves = np.concatenate([np.stack([a, middle, c], 1), np.stack([middle, b, c], 1)])
        keep = np.ones(len(corners), bool)
        keep[wide] = False
        corners = np.concatenate([corners[keep], halves])
        rows = np.concatenate([rows[keep], np.tile(rows[wide], 2)])
    order = np.argsort(rows, kind="stable")
    return corners[order], rows[order]


def _leaf_quads(samples: SurfaceSamples, colors: Array, most: int) -> Mesh:
    """One quad a leaf; where there are more than `most`, evenly picked ones that are larger by as much."""
    at = np.flatnonzero(samples.kind == LEAF)
    if len(at) == 0:
        return Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32), np.zeros((0, 3), np.uint8), np.zeros(0, np.int32))
    grow = np.sqrt(max(1.0, len(at) / most))
    at = at[np.linspace(0, len(at) - 1, min(most, len(at))).astype(np.int64)]
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
