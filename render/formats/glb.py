"""Meshes as binary glTF 2.0, one named node per instance.

Written here and not by trimesh, which stores vertex colours as 8-bit sRGB: glTF wants them linear (COLOR_0), and linear needs 16 bits to
keep dark tones apart. The colours already contain light, so the material is marked unlit (KHR_materials_unlit).
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..color import linear_from_srgb
from ..mesh import Mesh
from .atomic import replacing

UNSIGNED_SHORT, UNSIGNED_INT, FLOAT = 5123, 5125, 5126
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963


def save(path: str | os.PathLike[str], mesh: Mesh, names: Mapping[int, str] | None = None, *, unlit: bool = True) -> None:
    """`names` maps instance ids to node names (else `instance_ID`); a mesh without ids is one node. The same mesh gives the same bytes."""
    if len(mesh) == 0:
        raise ValueError(f"cannot write {path}: the mesh has no faces")
    buffer = _Buffer()
    nodes, meshes = [], []
    for name, part in _parts(mesh, names or {}):
        attributes = {"POSITION": buffer.add(part.vertices, FLOAT, "VEC3", ARRAY_BUFFER, bounds=True)}
        if part.colors is not None:
            attributes["COLOR_0"] = buffer.add(_linear_u16(part.colors), UNSIGNED_SHORT, "VEC4", ARRAY_BUFFER, normalized=True)
        indices = buffer.add(part.faces.astype("<u4").reshape(-1), UNSIGNED_INT, "SCALAR", ELEMENT_ARRAY_BUFFER)
        nodes.append({"name": name, "mesh": len(meshes)})
        meshes.append({"name": name, "primitives": [{"attributes": attributes, "indices": indices, "material": 0}]})
    material = {"name": "baked", "pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 1.0}}
    tree = {
        "asset": {"version": "2.0", "generator": "worldgen"},
        "scene": 0,
        "scenes": [{"nodes": list(range(len(nodes)))}],
        "nodes": nodes,
        "meshes": meshes,
        "materials": [material | ({"extensions": {"KHR_materials_unlit": {}}} if unlit else {})],
        "accessors": buffer.accessors,
        "bufferViews": buffer.views,
        "buffers": [{"byteLength": buffer.length}],
    }
    if unlit:
        tree["extensionsUsed"] = ["KHR_materials_unlit"]
    text = json.dumps(tree, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + buffer.length
    with replacing(path) as temporary, open(temporary, "wb") as file:
        file.write(struct.pack("<4sII", b"glTF", 2, total))
        file.write(struct.pack("<I4s", len(text), b"JSON") + text)
        file.write(struct.pack("<I4s", buffer.length, b"BIN\0"))
        for blob in buffer.blobs:
            file.write(blob)


class _Buffer:
    """The one binary chunk, its views and accessors; every blob is padded to four bytes."""

    def __init__(self) -> None:
        self.blobs: list[bytes] = []
        self.views: list[dict[str, int]] = []
        self.accessors: list[dict[str, object]] = []
        self.length = 0

    def add(self, array: NDArray[Any], component: int, kind: str, target: int, *, bounds: bool = False, normalized: bool = False) -> int:
        blob = np.ascontiguousarray(array).tobytes()
        self.views.append({"buffer": 0, "byteOffset": self.length, "byteLength": len(blob), "target": target})
        accessor: dict[str, object] = {"bufferView": len(self.views) - 1, "componentType": component, "count": len(array), "type": kind}
        if normalized:
            accessor["normalized"] = True
        if bounds:
            accessor |= {"min": array.min(0).tolist(), "max": array.max(0).tolist()}
        self.accessors.append(accessor)
        self.blobs.append(blob + b"\0" * (-len(blob) % 4))
        self.length += len(self.blobs[-1])
        return len(self.accessors) - 1


def _parts(mesh: Mesh, names: Mapping[int, str]) -> list[tuple[str, Mesh]]:
    if mesh.instance_ids is None:
        return [("mesh", mesh)]
    order = np.argsort(mesh.instance_ids, kind="stable")
    ids, starts = np.unique(mesh.instance_ids[order], return_index=True)
    groups = np.split(order, starts[1:])
    return [(names.get(i, f"instance_{i}"), mesh.submesh(group)) for i, group in zip(ids.tolist(), groups)]


def _linear_u16(srgb: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """(n, 3) 8-bit sRGB → (n, 4) 16-bit linear with alpha (IEC 61966-2-1)."""
    table = np.rint(linear_from_srgb(np.arange(256) / 255.0) * 65535).astype("<u2")
    return np.concatenate([table[srgb], np.full((len(srgb), 1), 65535, "<u2")], axis=1)
