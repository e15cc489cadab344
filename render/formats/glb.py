"""Meshes as binary glTF 2.0, one named node per instance: right-handed, +Y up, metres.

Written here and not by trimesh, which stores vertex colours as 8-bit sRGB: glTF wants them linear (COLOR_0), and linear needs 16 bits to
keep dark tones apart. A texture is sRGB in a PNG or JPEG inside the file, and takes the place of the vertex colours, which glTF would
multiply with it. The colours already contain light, so the material is marked unlit (KHR_materials_unlit). Cameras travel as nodes.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..camera import Camera
from ..color import linear_from_srgb
from ..mesh import Mesh
from ..textured import Textured
from . import container, gltf_buffer, gltf_cameras

JPEG_QUALITY = 92
CLAMP, LINEAR, TRILINEAR = 33071, 9729, 9987


def save(
    path: str | os.PathLike[str],
    mesh: Mesh | Textured,
    names: Mapping[int, str] | None = None,
    *,
    unlit: bool = True,
    cameras: Sequence[Camera] = (),
    picture: str = "jpeg",
) -> None:
    """`names` maps instance ids to node names (else `instance_ID`); a mesh without ids is one node. The same mesh gives the same bytes.

    A `Textured` mesh brings its texture, as `picture` says: "jpeg" or, without loss, "png".
    """
    textured = mesh if isinstance(mesh, Textured) else None
    whole = mesh.mesh if isinstance(mesh, Textured) else mesh
    if len(whole) == 0:
        raise ValueError(f"cannot write {path}: the mesh has no faces")
    buffer = gltf_buffer.Buffer()
    nodes, meshes = [], []
    for name, rows in whole.parts(names or {}):
        used, faces = np.unique(whole.faces[rows], return_inverse=True)
        attributes = {"POSITION": buffer.add(whole.vertices[used], container.FLOAT, "VEC3", gltf_buffer.ARRAY_BUFFER, bounds=True)}
        if textured:
            attributes["TEXCOORD_0"] = buffer.add(textured.uv[used], container.FLOAT, "VEC2", gltf_buffer.ARRAY_BUFFER)
        elif whole.colors is not None:
            colors = _linear_u16(whole.colors[used])
            attributes["COLOR_0"] = buffer.add(colors, container.UNSIGNED_SHORT, "VEC4", gltf_buffer.ARRAY_BUFFER, normalized=True)
        indices = buffer.add(faces.reshape(-1), container.UNSIGNED_INT, "SCALAR", gltf_buffer.ELEMENT_ARRAY_BUFFER)
        nodes.append({"name": name, "mesh": len(meshes)})
        meshes.append({"name": name, "primitives": [{"attributes": attributes, "indices": indices, "material": 0}]})
    surface: container.Tree = {"metallicFactor": 0.0, "roughnessFactor": 1.0}
    tree: container.Tree = {
        "scene": 0,
        "scenes": [{"nodes": list(range(len(nodes)))}],
        "nodes": nodes,
        "meshes": meshes,
        "materials": [{"name": "baked", "pbrMetallicRoughness": surface} | ({"extensions": {"KHR_materials_unlit": {}}} if unlit else {})],
    }
    if textured:
        surface["baseColorTexture"] = {"index": 0}
        view = buffer.blob(encoded(textured.texture, picture))
        tree["textures"] = [{"source": 0, "sampler": 0}]
        tree["samplers"] = [{"magFilter": LINEAR, "minFilter": TRILINEAR, "wrapS": CLAMP, "wrapT": CLAMP}]
        tree["images"] = [{"name": "baked", "bufferView": view, "mimeType": f"image/{picture}"}]
    if unlit:
        tree["extensionsUsed"] = ["KHR_materials_unlit"]
    gltf_cameras.add(tree, cameras)
    gltf_buffer.write(path, tree, buffer)


def _linear_u16(srgb: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """(n, 3) 8-bit sRGB → (n, 4) 16-bit linear with alpha (IEC 61966-2-1)."""
    table = np.rint(linear_from_srgb(np.arange(256) / 255.0) * 65535).astype("<u2")
    return np.concatenate([table[srgb], np.full((len(srgb), 1), 65535, "<u2")], axis=1)


def encoded(texture: NDArray[np.uint8], picture: str) -> bytes:
    """A texture as the bytes of a file; `picture` is jpeg or png."""
    from PIL import Image

    if picture not in ("jpeg", "png"):
        raise ValueError(f"a texture cannot be kept as {picture!r}; choose jpeg or png")
    out = io.BytesIO()
    options = {"quality": JPEG_QUALITY, "subsampling": 0} if picture == "jpeg" else {"compress_level": 6}
    Image.fromarray(texture).save(out, picture.upper(), **options)
    return out.getvalue()
