"""Meshes as Wavefront OBJ (Alias|Wavefront, appendix B1): right-handed, +Y up, metres; one object `o NAME` per instance.

A textured mesh is three files: `NAME.obj`, its material `NAME.mtl` and its picture `NAME.png` (sRGB). Without a texture colours follow the
place of a vertex, `v x y z r g b`, sRGB 0..1, as Blender, MeshLab and trimesh read them; OBJ itself knows no such colours. The colours
already contain light: the material says `illum 0`. OBJ has no room for cameras.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..mesh import Mesh
from ..textured import Textured
from .atomic import replacing

LINES = 100_000  # written at a time


def save(path: str | os.PathLike[str], mesh: Mesh | Textured, names: Mapping[int, str] | None = None) -> None:
    """`names` maps instance ids to names (else `instance_ID`). The .obj takes its new name last, when the files that it refers to stand."""
    path = Path(path)
    textured = mesh if isinstance(mesh, Textured) else None
    whole = mesh.mesh if isinstance(mesh, Textured) else mesh
    if len(whole) == 0:
        raise ValueError(f"cannot write {path}: the mesh has no faces")
    stem = "_".join(path.stem.split()) or "mesh"  # readers cut names at spaces
    with ExitStack() as files:
        main = files.enter_context(replacing(path))
        if textured:
            from PIL import Image

            material = files.enter_context(replacing(path.with_name(stem + ".mtl")))
            picture = files.enter_context(replacing(path.with_name(stem + ".png")))
            Image.fromarray(textured.texture).save(picture, "PNG")
            material.write_text(f"newmtl baked\nKa 0 0 0\nKd 1 1 1\nKs 0 0 0\nillum 0\nmap_Kd {stem}.png\n", encoding="utf-8")
        with open(main, "w", encoding="utf-8", newline="\n") as file:
            for text in _lines(whole, textured, stem, names or {}):
                file.write(text)


def _lines(mesh: Mesh, textured: Textured | None, stem: str, names: Mapping[int, str]) -> Iterator[str]:
    yield "# worldgen: metres, +Y up, right-handed, colours sRGB with light\n"
    if textured:
        yield f"mtllib {stem}.mtl\n"
        yield from _rows("v %.7g %.7g %.7g\n", mesh.vertices)
        uv = textured.uv.astype(np.float64)
        yield from _rows("vt %.7g %.7g\n", np.stack([uv[:, 0], 1 - uv[:, 1]], axis=1))  # OBJ counts from the picture's lower left corner
    elif mesh.colors is not None:
        yield from _rows("v %.7g %.7g %.7g %.4g %.4g %.4g\n", np.concatenate([mesh.vertices, mesh.colors / 255], axis=1))
    else:
        yield from _rows("v %.7g %.7g %.7g\n", mesh.vertices)
    line = "f %d/%d %d/%d %d/%d\n" if textured else "f %d %d %d\n"
    for name, rows in mesh.parts(names):
        yield f"o {'_'.join(name.split()) or 'mesh'}\n" + ("usemtl baked\n" if textured else "")
        faces = mesh.faces[rows].astype(np.int64) + 1
        yield from _rows(line, np.repeat(faces, 2, axis=1) if textured else faces)


def _rows(line: str, values: NDArray[Any]) -> Iterator[str]:
    for start in range(0, len(values), LINES):
        part = values[start : start + LINES]
        yield (line * len(part)) % tuple(part.ravel().tolist())
