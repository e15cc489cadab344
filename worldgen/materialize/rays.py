"""Rays against the built surfaces, through Open3D's ray caster (Embree)."""

from __future__ import annotations

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

from .scene import Scene

Array = NDArray[np.float32]

MAX_LEAF_CASTERS = 1_000_000  # at fineness 1 and over; below it, in proportion to its square
LEAF_COVER = 0.8  # a leaf throws the shadow of a rhombus of this part of its half axes


class Rays:
    """Everything that throws a shadow: all faces but glass, water and far hills, and a share of the leaves,
    grown to cover the same area."""

    def __init__(self, scene: Scene, seed: int, fineness: float = 1.0) -> None:
        from ..open3d import open3d

        o3d = open3d()
        self._scene = o3d.t.geometry.RaycastingScene(nthreads=0)
        self._tensor = o3d.core.Tensor
        rng = np.random.default_rng([seed, 3])
        leaves = sum(len(i.geometry.leaf_centers) for i in scene.items if i.cls != "far")
        share = min(1.0, min(fineness, 1.0) ** 2 * MAX_LEAF_CASTERS / max(leaves, 1))
        corners, triangles, count = [], [], 0
        for item in scene.items:
            if item.cls in ("far", "water"):
                continue
            g = item.geometry
            casts = np.ones(len(g.faces), bool)
            for k, name in enumerate(g.materials):
                if name == "glass":
                    casts &= g.material != k
            t = g.triangles()[casts[g.triangle_faces()]]
            corners.append(g.vertices)
            triangles.append(t + count)
            count += len(g.vertices)
            k = len(g.leaf_centers)
            if k and share > 0:
                keep = np.flatnonzero(rng.random(k) < share)
                axis, normal = g.leaf_axes[keep], g.leaf_normals[keep]
                side = np.cross(normal, axis)
                side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-6)
                size = g.leaf_sizes[keep] * np.sqrt(1 / share) * LEAF_COVER
                a, b = axis * size[:, :1], side * size[:, 1:]
                c = g.leaf_centers[keep]
                quad = np.stack([c - a, c + b, c + a, c - b], 1).reshape(-1, 3)
                base = count + 4 * np.arange(len(keep))[:, None]
                corners.append(quad.astype(np.float32))
                triangles.append(np.concatenate([base + [0, 1, 2], base + [0, 2, 3]]))
                count += len(quad)
        vertices = np.concatenate(corners).astype(np.float32) if corners else np.zeros((3, 3), np.float32)
        faces = np.concatenate(triangles) if triangles else np.array([[0, 1, 2]])
        self._scene.add_triangles(self._tensor(np.ascontiguousarray(vertices)), self._tensor(np.ascontiguousarray(faces.astype(np.uint32))))
        self.hits(np.array([[0, 0, 0, 0, 1, 0]], np.float32))  # builds the tree now: of two threads that ask first, both would

    def blocked(self, origins: Array, directions: Array, far_m: float | Array = np.inf) -> NDArray[np.bool_]:
        """(n,) True where something stands between the origin and origin + far_m · direction."""
        if np.ndim(far_m) > 0:  # a reach per ray: scale the direction, so that the far end is at parameter 1
            directions, far_m = directions * np.asarray(far_m)[:, None], 1.0
        rays = np.concatenate([origins, directions], axis=1).astype(np.float32)
        return self.stopped(rays, float(far_m))

    def stopped(self, rays: Array, far_m: float = np.inf) -> NDArray[np.bool_]:
        """(n,) the same along rays (n, 6) of origins and directions."""
        return self._scene.test_occlusions(self._tensor(rays), 0.0, far_m).numpy()

    def shine(self, out: Array, rows: NDArray[np.int64], gain: Array, power: Array, rays: Array, far_m: float) -> None:
        """Add `gain` (n,) times a light's `power` (3,) to those of the distinct `rows` (m,) of `out` (n, 3) whose ray (m, 6) arrives."""
        _add(out, rows, gain, power, self.stopped(rays, far_m))

    def hits(self, rays: Array) -> Array:
        """(n,) distance to the first surface along rays (n, 6) of origins and directions, in units of a direction's length, inf where
        there is none."""
        return self._scene.cast_rays(self._tensor(np.ascontiguousarray(rays, np.float32)))["t_hit"].numpy()


@kernel(parallel=True)
def _add(out, rows, gain, power, hidden):
    for k in prange(len(rows)):
        if not hidden[k]:
            for c in range(3):
                out[rows[k], c] += gain[rows[k]] * power[c]
