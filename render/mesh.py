"""Triangle meshes with colours and instance ids; thin over trimesh, which is imported only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import trimesh


@dataclass(frozen=True, eq=False)
class Mesh:
    """vertices (n, 3) float32 m · faces (m, 3) int32, counter-clockwise from outside · colors (n, 3) uint8 sRGB or None ·
    instance_ids (m,) int32, a face's instance, or None."""

    vertices: NDArray[np.float32]
    faces: NDArray[np.int32]
    colors: NDArray[np.uint8] | None = None
    instance_ids: NDArray[np.int32] | None = None

    def __post_init__(self) -> None:
        vertices = np.ascontiguousarray(self.vertices, np.float32)
        faces = np.ascontiguousarray(self.faces, np.int32)
        if vertices.ndim != 2 or vertices.shape[1] != 3 or faces.ndim != 2 or faces.shape[1] != 3:
            raise ValueError(f"a mesh has vertices (n, 3) and faces (m, 3), not {vertices.shape} and {faces.shape}")
        if not np.isfinite(vertices).all():
            raise ValueError(f"{(~np.isfinite(vertices)).any(1).sum():,} of {len(vertices):,} vertices are not finite; remove them")
        if len(faces) and not (0 <= faces.min() and faces.max() < len(vertices)):
            raise ValueError(f"faces name vertices {faces.min()} to {faces.max()}, the mesh has {len(vertices):,}")
        for name, rows, shape in (("colors", self.colors, (len(vertices), 3)), ("instance_ids", self.instance_ids, (len(faces),))):
            if rows is not None and np.shape(rows) != shape:
                raise ValueError(f"{name} has the shape {np.shape(rows)}, not {shape}")
        object.__setattr__(self, "vertices", vertices)
        object.__setattr__(self, "faces", faces)

    def __len__(self) -> int:
        return len(self.faces)

    @property
    def extent_m(self) -> NDArray[np.float32]:
        """(2, 3) low and high corner."""
        return np.stack([self.vertices.min(0), self.vertices.max(0)]) if len(self.vertices) else np.zeros((2, 3), np.float32)

    def parts(self, names: Mapping[int, str]) -> list[tuple[str, NDArray[np.intp]]]:
        """(name, rows of its faces) of each instance, `names` by id or else "instance_ID"; a mesh without ids is one part, "mesh"."""
        if self.instance_ids is None:
            return [("mesh", np.arange(len(self)))]
        order = np.argsort(self.instance_ids, kind="stable")
        ids, starts = np.unique(self.instance_ids[order], return_index=True)
        return [(names.get(i, f"instance_{i}"), rows) for i, rows in zip(ids.tolist(), np.split(order, starts[1:]))]

    def submesh(self, mask: NDArray[Any]) -> Mesh:
        """The faces that `mask` selects, with the vertices that they use."""
        faces = self.faces[mask]
        used, renumbered = np.unique(faces, return_inverse=True)
        return Mesh(
            self.vertices[used],
            renumbered.reshape(-1, 3).astype(np.int32),
            None if self.colors is None else self.colors[used],
            None if self.instance_ids is None else self.instance_ids[mask],
        )

    @staticmethod
    def concat(parts: list[Mesh]) -> Mesh:
        """One mesh of many; colours and ids survive where every part has them."""
        if not parts:
            return Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32))
        starts = np.cumsum([0, *(len(p.vertices) for p in parts[:-1])])
        colors = [p.colors for p in parts if p.colors is not None]
        ids = [p.instance_ids for p in parts if p.instance_ids is not None]
        return Mesh(
            np.concatenate([p.vertices for p in parts]),
            np.concatenate([p.faces + start for p, start in zip(parts, starts.tolist())]).astype(np.int32),
            np.concatenate(colors) if len(colors) == len(parts) else None,
            np.concatenate(ids) if len(ids) == len(parts) else None,
        )

    def to_trimesh(self) -> trimesh.Trimesh:
        """With sRGB vertex colours and, where known, the face attribute `instance_id`; no vertex is merged or dropped."""
        import trimesh

        mesh = trimesh.Trimesh(self.vertices, self.faces, vertex_colors=self.colors, process=False)
        if self.instance_ids is not None:
            mesh.face_attributes["instance_id"] = self.instance_ids
        return mesh

    @staticmethod
    def from_trimesh(mesh: trimesh.Trimesh) -> Mesh:
        """Geometry alone."""
        return Mesh(np.asarray(mesh.vertices, np.float32), np.asarray(mesh.faces, np.int32))
