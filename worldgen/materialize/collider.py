"""Scene → collider: what a visitor bumps into and stands on, as few triangles as the shapes allow.

Faces of solid things only; leaves, water and grass let a visitor pass. Tubes of trees keep few of their sides (`limbs`). Where the whole
is over budget, the things with most triangles are simplified by quadric error (Garland and Heckbert 1997, as Open3D has it), which leaves
planes exact and eats detail first.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from render import Mesh

from .heightfield import simplified_grid
from .limbs import limbs
from .scene import Scene
from .weld import numbered, same_points

MAX_TRIANGLES = 200_000
PASSABLE = ("water", "far", "sky", "grass", "leaves")  # classes of items that never stop anyone
HANGING = ("curtain", "rug", "banner")  # a visitor may pass, but a ray that sees cloth should meet it
GROUND_SHARE = 0.2  # a height field bears simplifying
GROUND_LIFT_M = 0.008  # rays at walking angles meet the peaks of its relief first: about so much above the middle (measured)
TWIG_SHARE = 0.7  # of all things with foliage together
WELD_M = 1e-4
FLAT_M = 0.01  # height that the ground may lose even where there is room for all of it
Triangles = tuple[NDArray[np.float32], NDArray[np.int32]]


def collider(scene: Scene, *, max_triangles: int = MAX_TRIANGLES) -> Mesh:
    """Mesh with the row of each face's item as its instance id; at most `max_triangles`."""
    parts: dict[int, Triangles] = {}
    for row, item in enumerate(scene.items):
        if (item.solid or item.cls in HANGING) and item.cls not in PASSABLE and len(item.geometry.faces):
            solid = ~np.isin(item.geometry.material, [i for i, name in enumerate(item.geometry.materials) if name == "water"])
            few = limbs(item.geometry) if _leafy(scene, row) else None
            vertices, faces = few or (item.geometry.vertices, item.geometry.triangles()[solid[item.geometry.triangle_faces()]])
            vertices, faces = welded(vertices, faces)
            if item.cls == "ground":
                vertices, faces = ground_surface(vertices, faces, int(GROUND_SHARE * max_triangles))
                vertices = vertices + np.array([0, GROUND_LIFT_M, 0], np.float32)
            if len(faces):
                parts[row] = (vertices, faces)
    rows = list(parts)
    most_of = {row: len(parts[row][1]) for row in rows}
    leafy = [row for row in rows if _leafy(scene, row)]
    most_of |= zip(leafy, shares([most_of[row] for row in leafy], int(TWIG_SHARE * max_triangles)))
    allowed = shares(list(most_of.values()), max_triangles)
    for row, most in zip(rows, allowed):
        if len(parts[row][1]) > most:
            parts[row] = simplified(*parts[row], most)
    return joined(parts)


def _leafy(scene: Scene, row: int) -> bool:
    return len(scene.items[row].geometry.leaf_centers) > 200


def ground_surface(vertices: NDArray[np.float32], faces: NDArray[np.int32], most: int) -> Triangles:
    """A height field of full rows and columns as at most about `most` triangles; anything else comes back as it is."""
    x, z = np.unique(vertices[:, 0]), np.unique(vertices[:, 2])
    if len(x) * len(z) != len(vertices) or len(faces) != 2 * (len(x) - 1) * (len(z) - 1):
        return vertices, faces
    grid = vertices[np.lexsort((vertices[:, 0], vertices[:, 2]))]
    return compact(grid, simplified_grid(grid[:, 1].reshape(len(z), len(x)), most, FLAT_M))


def shares(counts: list[int], total: int) -> list[int]:
    """How many triangles each may keep: all of them if the sum allows, else a common exponent cuts the largest most.

    A share is count^e with the greatest e ≤ 1 whose sum fits, and never under 12 (a box) nor over the count.
    """
    if sum(counts) <= total:
        return list(counts)
    n = np.asarray(counts, np.float64)
    low, high = 0.0, 1.0
    for _ in range(40):
        e = (low + high) / 2
        low, high = (e, high) if np.minimum(n, np.maximum(12, n**e)).sum() <= total else (low, e)
    return np.minimum(n, np.maximum(12, n**low)).astype(int).tolist()


def welded(vertices: NDArray[np.float32], triangles: NDArray[np.int32]) -> Triangles:
    """Equal vertices joined (to 0.1 mm); triangles without area and second copies dropped."""
    first, of = same_points(vertices, WELD_M)
    points, faces = vertices[first], of[triangles]
    if len(faces) == 0:
        return points, faces
    p = points[faces]
    faces = faces[np.linalg.norm(np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]), axis=1) > 1e-9]
    return compact(points, faces[numbered(np.sort(faces, axis=1))[0]])


def compact(vertices: NDArray[np.float32], faces: NDArray[np.int32]) -> Triangles:
    """Without vertices that no face uses."""
    used = np.zeros(len(vertices), bool)
    used[faces] = True
    return vertices[used], (np.cumsum(used, dtype=np.int32) - 1)[faces]


def simplified(vertices: NDArray[np.float32], faces: NDArray[np.int32], most: int) -> Triangles:
    """At most `most` triangles; outlines are held in place, so that openings keep their width."""
    from ..open3d import open3d

    o3d = open3d()
    mesh: Any = o3d.geometry.TriangleMesh(
        o3d.utility.Vector3dVector(vertices.astype(np.float64)), o3d.utility.Vector3iVector(np.ascontiguousarray(faces))
    )
    smaller = mesh.simplify_quadric_decimation(int(most), boundary_weight=4.0)
    smaller.remove_degenerate_triangles()
    smaller.remove_duplicated_triangles()
    found = np.asarray(smaller.triangles, np.int32)
    return compact(np.asarray(smaller.vertices, np.float32), found) if len(found) else (vertices[:0], faces[:0])


def joined(parts: dict[int, Triangles]) -> Mesh:
    """One mesh of all parts, in the order of their rows."""
    vertices, faces, ids, count = [np.zeros((0, 3), np.float32)], [np.zeros((0, 3), np.int32)], [np.zeros(0, np.int32)], 0
    for row, (v, f) in sorted(parts.items()):
        vertices.append(v)
        faces.append(f + np.int32(count))
        ids.append(np.full(len(f), row, np.int32))
        count += len(v)
    return Mesh(np.concatenate(vertices), np.concatenate(faces), colors=None, instance_ids=np.concatenate(ids))
