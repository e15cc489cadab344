"""A small coloured mesh, and a slow, plain picture of it, for tests of mesh formats."""

from __future__ import annotations

from typing import Any

import numpy as np
import trimesh
from numpy.typing import NDArray

from render import Camera, Mesh
from render.color import linear_from_srgb, srgb_from_linear


def pattern(points: NDArray[Any], normals: NDArray[Any]) -> NDArray[Any]:
    """sRGB that varies smoothly with place and differs from side to side; a wrong axis, a mirrored or shifted picture all show."""
    x, y, z = points.T
    waves = np.stack([np.sin(2.1 * x + 0.3), np.sin(2.7 * y - 0.2), np.cos(1.9 * z + x)], axis=1)
    return 0.5 + 0.25 * waves + 0.2 * normals


def village() -> Mesh:
    """A ground of 4 m × 3 m, a tall box to the left, a low one in front to the right: instances 0, 4 and 9. Coloured by `pattern`."""
    parts = []
    for number, size, place in (
        (0, (4, 0.2, 3), (0, -0.1, 0)),
        (4, (0.7, 1.6, 0.7), (-1, 0.8, -0.3)),
        (9, (0.9, 0.5, 0.6), (0.9, 0.25, 0.6)),
    ):
        box = trimesh.creation.box(size).subdivide().subdivide()
        box.apply_translation(place)
        corners = box.vertices[box.faces].reshape(-1, 3)
        colors = pattern(corners, np.repeat(box.face_normals, 3, axis=0))
        faces = np.arange(len(corners), dtype=np.int32).reshape(-1, 3)
        ids = np.full(len(faces), number, np.int32)
        parts.append(Mesh(corners.astype(np.float32), faces, np.rint(255 * colors).astype(np.uint8), ids))
    return Mesh.concat(parts)


def hits(mesh: Mesh, origin: NDArray[Any], direction: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """For rays (n, 3): the nearest face (n,) or −1, its barycentric weights (n, 3), the distance (n,) (Möller and Trumbore 1997)."""
    a, b, c = mesh.vertices[mesh.faces].astype(np.float64).swapaxes(0, 1)
    best, face, weights = np.full(len(direction), np.inf), np.full(len(direction), -1), np.zeros((len(direction), 3))
    for f in range(len(a)):
        ab, ac = b[f] - a[f], c[f] - a[f]
        p = np.cross(direction, ac)
        determinant = p @ ab
        safe = np.where(np.abs(determinant) < 1e-12, np.inf, determinant)
        s = origin - a[f]
        u, q = (p @ s) / safe, np.cross(s, ab)
        v, t = (direction @ q) / safe, (q @ ac) / safe
        found = (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 1e-6) & (t < best)
        best[found], face[found] = t[found], f
        weights[found] = np.stack([1 - u - v, u, v], axis=1)[found]
    return face, weights, best


def picture(mesh: Mesh, camera: Camera, *, smooth: bool, samples: int = 3) -> NDArray[Any]:
    """(h, w, 3) sRGB over black, the mean of `samples`² rays a pixel in linear light: the colours of vertices, or where not `smooth` the
    `pattern` itself at every place."""
    total = np.zeros((camera.height, camera.width, 3))
    normals = mesh.to_trimesh().face_normals
    origin = camera.position.numpy().astype(np.float64)
    right, down, forward = camera.world_from_cam[:3, :3].numpy().T.astype(np.float64)
    for j in range(samples):
        for i in range(samples):
            x = (np.arange(camera.width) + (i + 0.5) / samples - camera.cx_px) / camera.fx_px
            y = (np.arange(camera.height) + (j + 0.5) / samples - camera.cy_px) / camera.fy_px
            rays = (x[None, :, None] * right + y[:, None, None] * down + forward).reshape(-1, 3)
            face, weights, distance = hits(mesh, origin, rays)
            hit = face >= 0
            linear = np.zeros((len(rays), 3))
            if smooth:
                assert mesh.colors is not None
                linear[hit] = np.einsum("nk,nkc->nc", weights[hit], linear_from_srgb(mesh.colors / 255)[mesh.faces[face[hit]]])
            else:
                points = origin + rays[hit] * distance[hit, None]
                linear[hit] = linear_from_srgb(pattern(points, normals[face[hit]]).clip(0, 1))
            total += linear.reshape(total.shape)
    return srgb_from_linear(total / samples**2)


def psnr(a: NDArray[Any], b: NDArray[Any]) -> float:
    return float(-10 * np.log10(max(((a - b) ** 2).mean(), 1e-12)))
