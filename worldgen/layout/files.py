"""Layouts on disk. `load(path)` reads whatever describes one; `save(folder, layout)` writes layout.json and layout.safetensors.

layout.json is for hands as well: it may leave out every field that has a default, and fields that hold arrays name a tensor of
the file beside it ("array:ground.height_m").
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from render.formats.atomic import replacing

from .blockout import load_blockout
from .boxes import boxes_layout
from .checks import checked
from .layout import Layout
from .plain import layout_to_bytes, typed
from .vox import load_vox

SCHEMA = 1
JSON, ARRAYS = "layout.json", "layout.safetensors"
MAX_JSON_BYTES = 64 * 2**20
MAX_ARRAY_BYTES = 512 * 2**20
SUFFIXES = (".vox", ".json", ".glb", ".obj")


def save(folder: str | os.PathLike[str], layout: Layout) -> None:
    """Into an existing folder. The arrays come first: a layout.json never stands beside arrays that it does not know."""
    text, tensors = layout_to_bytes(checked(layout))
    plain = {"schema": SCHEMA} | json.loads(text)
    with replacing(Path(folder) / ARRAYS) as temporary:
        temporary.write_bytes(tensors)
    with replacing(Path(folder) / JSON) as temporary:
        temporary.write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", "utf-8")


def load(path: str | os.PathLike[str], *, voxel_m: float | None = None) -> Layout:
    """A .vox, a JSON of boxes, a blockout (.glb, .obj), a layout.json, or a folder with one. ValueError in one line where it cannot be.

    `voxel_m` is the cell of a .vox or of a blockout; the others say their own.
    """
    path = Path(path)
    if path.is_dir():
        path = path / JSON
    if not path.is_file():
        raise ValueError(f"there is no layout {path}; give a file ({', '.join(SUFFIXES)}) or a folder with {JSON}")
    suffix = path.suffix.lower()
    try:
        if suffix == ".vox":
            return checked(load_vox(path) if voxel_m is None else load_vox(path, voxel_m=voxel_m), path.name)
        if suffix in (".glb", ".obj"):
            return checked(load_blockout(path, cell_m=voxel_m), path.name)
        if suffix == ".json":
            return _from_json(path)
    except OSError as error:
        raise ValueError(f"cannot read {path} ({error.strerror}); check its permissions") from error
    raise ValueError(f"{path} has the suffix {suffix!r}; a layout is one of {', '.join(SUFFIXES)}")


def _from_json(path: Path) -> Layout:
    if (size := path.stat().st_size) > MAX_JSON_BYTES:
        raise ValueError(f"{path} has {size:,} bytes; at most {MAX_JSON_BYTES:,} are read")
    try:
        data = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path} is not JSON ({' '.join(str(error).split())[:80]}); correct it") from None
    if not isinstance(data, dict):
        raise ValueError(f"{path} is a {type(data).__name__}; a layout is an object with boxes, instances or a schema")
    if not {"schema", "extent_m"} & data.keys():  # a saved world's layout.json has every field, and its schema in the manifest
        return boxes_layout(data, path.name)
    schema = data.pop("schema", SCHEMA)
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise ValueError(f"{path} has the schema {str(schema)[:40]!r}; write {SCHEMA}")
    if schema > SCHEMA:
        raise ValueError(f"{path} has schema {schema}, this version reads up to {SCHEMA}; update worldgen")
    try:
        layout = typed(data, Layout, _arrays(path.with_name(ARRAYS)), path.name)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"{' '.join(str(error).split())}; correct it") from None
    return checked(layout, path.name)


def _arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The tensors beside a layout.json; none where the file is left out."""
    from safetensors import SafetensorError
    from safetensors.numpy import load as load_tensors

    if not path.is_file():
        return {}
    if (size := path.stat().st_size) > MAX_ARRAY_BYTES:
        raise ValueError(f"{path} has {size:,} bytes; at most {MAX_ARRAY_BYTES:,} are read")
    try:
        return load_tensors(path.read_bytes())
    except (SafetensorError, ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{path} is not safetensors ({' '.join(str(error).split())[:80]}); save the layout again") from None
