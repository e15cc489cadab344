"""Meshes that others made, GLB and OBJ, read through trimesh: world-space parts with one linear colour a face.

glTF keeps factors and vertex colours linear and textures in sRGB; OBJ keeps all in sRGB.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..color import linear_from_srgb
from . import container
from .said import said

SUFFIXES = (".glb", ".obj")
MAX_FILE_BYTES = 256 * 2**20
MAX_FACES = 2_000_000
MAX_TEXELS = 8192**2
PICTURES = ("PNG", "JPEG", "WEBP", "BMP", "TGA", "TIFF", "GIF", "MPO")  # Pillow knows more, one of which starts a program
MAX_COORDINATE_M = 1e9
MAX_RADIANCE = 1e6  # of a colour's number
MAX_SPLIT_FACES = 300_000
TEXTURE_DETAIL = 96  # textured faces are cut until none is longer than this share of the whole
GREY = 0.42  # linear, of faces without any colour


@dataclass(frozen=True, eq=False)
class MeshPart:
    """`vertices` (n, 3) m, world · `faces` (m, 3) · `color_linear` (m, 3) · `emission_linear` (m, 3)."""

    name: str
    vertices: NDArray[np.float32]
    faces: NDArray[np.int32]
    color_linear: NDArray[np.float32]
    emission_linear: NDArray[np.float32]


def load(path: str | os.PathLike[str]) -> list[MeshPart]:
    """Every placed mesh of the file. ValueError in one line where it cannot be read, is too large or has no faces."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"{path} has the suffix {suffix!r}; meshes are read from {' and '.join(SUFFIXES)}")
    if (size := path.stat().st_size) > MAX_FILE_BYTES:
        raise ValueError(f"{path} has {size:,} bytes; at most {MAX_FILE_BYTES:,} are read")
    if suffix == ".glb":
        _check_glb(path)
    try:
        placed = _placed(path)
        longest_m = _extent(placed) / TEXTURE_DETAIL
        parts, left = [], MAX_FACES  # of what all parts together may be cut into
        for name, mesh, matrix in placed:
            parts.append(_part(name, mesh, matrix, gltf=suffix == ".glb", longest_m=longest_m, most=min(left, MAX_SPLIT_FACES)))
            left -= len(parts[-1].faces)
    except Exception as error:  # parsers of foreign bytes, trimesh's and Pillow's, may raise anything; to the user it is one thing
        raise ValueError(f"{path} cannot be read as a mesh ({said(error, 160)}); export it again") from error
    return [part for part in parts if len(part.faces)]


def _placed(path: Path) -> list[tuple[str, Any, NDArray[Any]]]:
    """(node name, trimesh.Trimesh, matrix) of every node that shows a mesh."""
    import trimesh

    if path.suffix.lower() == ".glb":  # as bytes: of a file trimesh would make room for what a chunk promises, and look beside it
        scene = trimesh.load_scene(io.BytesIO(path.read_bytes()), file_type="glb", process=False)
    else:
        scene = trimesh.load_scene(path, process=False, split_object=True, group_material=False)
    placed, faces = [], 0
    for node in sorted(scene.graph.nodes_geometry):
        matrix, geometry = scene.graph[node]
        mesh = scene.geometry[geometry]
        if isinstance(mesh, trimesh.Trimesh) and len(mesh.faces):
            placed.append((str(node), mesh, np.asarray(matrix, np.float64)))
            faces += len(mesh.faces)
    if not placed:
        raise ValueError("it has no faces; it needs at least one triangle")
    if faces > MAX_FACES:
        raise ValueError(f"it has {faces:,} triangles; at most {MAX_FACES:,} are read, so simplify it")
    for _, mesh, matrix in placed:
        if mesh.vertices.shape[1:] != (3,) or mesh.faces.shape[1:] != (3,):
            raise ValueError(f"its vertices have {mesh.vertices.shape[1:]} numbers and its faces {mesh.faces.shape[1:]}")
        if not (np.isfinite(mesh.vertices).all() and np.isfinite(matrix).all()):
            raise ValueError("it has vertices that are not finite numbers")
        if mesh.faces.min() < 0 or mesh.faces.max() >= len(mesh.vertices):
            raise ValueError("it has faces that name missing vertices")
    return placed


def _extent(placed: list[tuple[str, Any, NDArray[Any]]]) -> float:
    with np.errstate(all="ignore"):
        corners = np.concatenate([mesh.bounds @ matrix[:3, :3].T + matrix[:3, 3] for _, mesh, matrix in placed])
    if not (np.abs(corners) < MAX_COORDINATE_M).all():
        raise ValueError(f"it reaches beyond {MAX_COORDINATE_M:,.0f} m")
    return float(np.ptp(corners, axis=0).max())


def _part(name: str, mesh: Any, matrix: NDArray[Any], *, gltf: bool, longest_m: float, most: int) -> MeshPart:
    vertices = np.asarray(mesh.vertices, np.float64) @ matrix[:3, :3].T + matrix[:3, 3]
    faces = np.asarray(mesh.faces, np.int64)
    if np.linalg.det(matrix[:3, :3]) < 0:
        faces = faces[:, ::-1]
    visual = mesh.visual
    material = getattr(visual, "material", None)
    image, uv = _texture(material), getattr(visual, "uv", None)
    color = _vertex_colors(mesh, gltf)
    factor = _factor(material, gltf)
    emission = getattr(material, "emissiveFactor", None)
    if image is None or uv is None or len(uv) != len(vertices):
        face_color = color[faces].mean(axis=1) * factor
    else:
        uv = np.nan_to_num(np.asarray(uv, np.float64))
        corners, uvs, tint = _split(vertices[faces], uv[faces], color[faces], longest_m, most)
        texels = _sample(image, uvs.mean(axis=1))
        vertices, faces = corners.reshape(-1, 3), np.arange(3 * len(corners)).reshape(-1, 3)
        face_color = tint.mean(axis=1) * texels * factor
    shape = (len(faces), 3)
    colors = np.broadcast_to(np.clip(np.nan_to_num(face_color), 0, 1), shape).astype(np.float32)
    emissions = np.broadcast_to(0.0 if emission is None else _unit(emission), shape).astype(np.float32)
    return MeshPart(name, vertices.astype(np.float32), faces.astype(np.int32), colors, emissions)


def _vertex_colors(mesh: Any, gltf: bool) -> NDArray[np.float64]:
    """(n, 3) linear; white where the mesh has none, so that materials show, and grey where there is no material either."""
    visual = mesh.visual
    n = len(mesh.vertices)
    if visual.kind == "texture":
        stored = visual.vertex_attributes.get("color") if hasattr(visual, "vertex_attributes") else None
        if stored is None or len(stored) != n:
            return np.ones((n, 3))
        stored = np.asarray(stored)
        rgb = stored[:, :3] / (np.iinfo(stored.dtype).max if stored.dtype.kind == "u" else 1.0)
    elif visual.kind in ("vertex", "face"):
        rgb = np.asarray(visual.vertex_colors, np.float64)[:, :3] / 255
    else:
        return np.full((n, 3), GREY)
    return rgb if gltf else linear_from_srgb(rgb)


def _factor(material: Any, gltf: bool) -> NDArray[np.float64]:
    """(3,) linear base colour of a material; for OBJ the diffuse colour counts only where there is no texture."""
    if material is None:
        return np.ones(3)
    if gltf:
        stored = getattr(material, "baseColorFactor", None)
        return np.ones(3) if stored is None else _unit(stored)
    diffuse = getattr(material, "diffuse", None)
    return np.ones(3) if diffuse is None or _texture(material) is not None else linear_from_srgb(_unit(diffuse))


def _unit(color: Any) -> NDArray[np.float64]:
    """The first three of a colour's numbers, bytes or 0..1."""
    stored = np.asarray(color)
    if stored.ndim != 1 or len(stored) < 3 or stored.dtype.kind not in "uif" or not (np.abs(stored[:3]) < MAX_RADIANCE).all():
        raise ValueError(f"it has the colour {said(color, 40)!r}")
    return stored[:3] / (255.0 if stored.dtype == np.uint8 else 1.0)


def _texture(material: Any) -> Any:
    """A picture, or None; ValueError for one that would unpack to too much."""
    from PIL.Image import Image

    for name in ("baseColorTexture", "image"):
        if isinstance(image := getattr(material, name, None), Image):
            if image.format not in PICTURES:
                raise ValueError(f"it has a texture of the format {image.format}; use {' or '.join(PICTURES[:3])}")
            if image.width * image.height > MAX_TEXELS:
                raise ValueError(f"it has a texture of {image.width} × {image.height} pixels; at most {MAX_TEXELS:,} are read")
            return image
    return None


def _sample(image: Any, uv: NDArray[Any]) -> NDArray[np.float64]:
    """(m, 3) linear, the texels at uv (m, 2); the origin of uv is the picture's lower left corner, pictures repeat."""
    small = image.convert("RGB")
    small.thumbnail((2048, 2048))
    texels = np.asarray(small, np.uint8)
    high, wide = texels.shape[:2]
    x = np.floor(np.mod(uv[:, 0], 1) * wide).astype(np.int64).clip(0, wide - 1)
    y = np.floor(np.mod(1 - uv[:, 1], 1) * high).astype(np.int64).clip(0, high - 1)
    return linear_from_srgb(np.arange(256) / 255)[texels[y, x]]


def _split(
    corners: NDArray[Any], uv: NDArray[Any], tint: NDArray[Any], longest_m: float, most: int
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Quarter the triangles (m, 3, …) that have an edge above `longest_m`, as often as needed and `most` allows."""
    while True:
        edges = np.linalg.norm(corners - np.roll(corners, -1, axis=1), axis=2).max(axis=1)
        large = edges > max(longest_m, 1e-9)
        if not large.any() or len(corners) + 3 * large.sum() > most:
            return corners, uv, tint
        corners, uv, tint = (_quartered(a, large) for a in (corners, uv, tint))


def _quartered(a: NDArray[Any], large: NDArray[Any]) -> NDArray[Any]:
    p, q, r = a[large].swapaxes(0, 1)
    pq, qr, rp = (p + q) / 2, (q + r) / 2, (r + p) / 2
    children = [np.stack(t, axis=1) for t in ((p, pq, rp), (pq, q, qr), (rp, qr, r), (pq, qr, rp))]
    return np.concatenate([a[~large], *children])


def _check_glb(path: Path) -> None:
    """Accessors of a GLB may promise more than the file holds, and trimesh would allocate it: compare them with the file first."""
    size = path.stat().st_size
    try:
        tree, _, _ = container.head(path)
        counts = [container.whole(accessor, "count") for accessor in container.listed(tree, "accessors")]
        addresses = [item["uri"] for key in ("buffers", "images") for item in container.listed(tree, key) if "uri" in item]
        if not all(isinstance(address, str) and address.startswith("data:") for address in addresses):
            raise ValueError("it refers to other files, so export it as one")
    except ValueError as error:
        raise ValueError(f"{path} is not a GLB that can be read ({said(error)}); export it again") from None
    if sum(counts) > max(size, 1024):
        raise ValueError(f"{path} promises {sum(counts):,} values in {size:,} bytes; the file is damaged")
