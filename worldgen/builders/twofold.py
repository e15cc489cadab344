"""Thin surfaces that are seen from both sides: leaves, blades, sheet iron."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .geometry import Array, Geometry


def face_normals(geometry: Geometry) -> Array:
    """(m, 3) unit normals, of a quad over its diagonals."""
    p = geometry.vertices[np.where(geometry.faces < 0, geometry.faces[:, :1], geometry.faces)].astype(np.float64)
    flat = (geometry.faces[:, 3] < 0)[:, None]
    normal = np.where(flat, np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]), np.cross(p[:, 2] - p[:, 0], p[:, 3] - p[:, 1]))
    return (normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)).astype(np.float32)


def twofold(geometry: Geometry, thick_m: float = 0.006, back: float = 0.9) -> Geometry:
    """Each face twice, `thick_m` apart and back to back; the colour of the backs is `back` times that of the fronts."""
    g, m = geometry, len(geometry.faces)
    corners = g.faces.copy()
    corners[:, 3] = np.where(corners[:, 3] < 0, corners[:, 0], corners[:, 3])
    lift = 0.5 * thick_m * face_normals(g)[:, None]
    own = np.arange(4 * m, dtype=np.int32).reshape(m, 4)
    triangle = g.faces[:, 3] < 0
    front, rear = own.copy(), own[:, [0, 3, 2, 1]] + 4 * m  # cut along the same diagonal
    front[triangle, 3] = -1
    rear[triangle] = np.column_stack([own[triangle][:, [2, 1, 0]] + 4 * m, np.full(triangle.sum(), -1)])
    p, uv = g.vertices[corners], g.uv[corners].reshape(-1, 2)
    return replace(
        g,
        vertices=np.concatenate([(p + lift).reshape(-1, 3), (p - lift).reshape(-1, 3)]).astype(np.float32),
        uv=np.concatenate([uv, uv]),
        faces=np.concatenate([front, rear]).astype(np.int32),
        material=np.tile(g.material, 2),
        color_linear=np.concatenate([g.color_linear, back * g.color_linear]),
        emission_linear=np.tile(g.emission_linear, (2, 1)),
    )
