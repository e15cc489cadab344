"""`Scene` ⇄ named arrays, as a saved world keeps it: every item's rows one after another, and how many each has."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..builders.geometry import Geometry
from .captured import Captured
from .scene import Item, Scene

Arrays = dict[str, NDArray[Any]]
POINTS, FACES = ("vertices", "uv"), ("faces", "material", "color_linear", "emission_linear")
LEAVES = ("leaf_centers", "leaf_axes", "leaf_normals", "leaf_sizes", "leaf_colors_linear", "leaf_emission_linear")
OWN = tuple(f.name for f in fields(Captured))
WIDTHS = {"uv": 2, "faces": 4, "material": 0, "leaf_sizes": 2, "quat": 4, "opacity": 0}  # of a row; the others have 3


def arrays_of(scene: Scene) -> Arrays:
    """Geometry columns; `counts` (items, 4) of vertices, faces, leaves, captured splats; `solid` (items,); `materials` as bytes of JSON."""
    of = [item.geometry for item in scene.items]
    out: Arrays = {name: np.concatenate([getattr(g, name) for g in of]) for name in (*POINTS, *FACES, *LEAVES)}
    own = [item.captured for item in scene.items if item.captured is not None]
    if own:
        out |= {f"captured_{name}": np.concatenate([getattr(c, name) for c in own]) for name in OWN}
    rows = [(len(i.geometry.vertices), len(i.geometry.faces), len(i.geometry.leaf_centers), len(i.captured or ())) for i in scene.items]
    out["counts"] = np.asarray(rows, np.int64).reshape(-1, 4)
    out["solid"] = np.array([item.solid for item in scene.items], np.uint8)
    out["materials"] = np.frombuffer(json.dumps([g.materials for g in of]).encode(), np.uint8)
    return out


def scene_of(arrays: Arrays, names: list[tuple[str, str]]) -> Scene:
    """The scene whose items have these ids and classes. ValueError where the arrays do not fit one another."""
    counts, materials = arrays["counts"], json.loads(arrays["materials"].tobytes())
    if counts.shape != (len(names), 4) or counts.min(initial=0) < 0 or len(materials) != len(names) or len(arrays["solid"]) != len(names):
        raise ValueError(f"counts {counts.shape}, {len(materials)} lists of materials and {len(names)} items do not agree")
    ends = np.cumsum(counts, axis=0)
    columns = ((POINTS, 0, ""), (FACES, 1, ""), (LEAVES, 2, ""), (OWN if ends[-1:, 3].sum() else (), 3, "captured_"))
    for group, which, prefix in columns:
        for name in group:
            shape = (int(counts[:, which].sum()), WIDTHS.get(name, 3))
            if arrays[prefix + name].shape != (shape if shape[1] else shape[:1]):
                raise ValueError(f"{prefix + name} has shape {arrays[prefix + name].shape} instead of {shape}")
    items = []
    for k, (item_id, cls) in enumerate(names):
        part = {}
        for group, which, prefix in columns:
            stop = int(ends[k, which])
            part |= {prefix + name: arrays[prefix + name][stop - int(counts[k, which]) : stop] for name in group}
        own = Captured(*(part.pop(f"captured_{name}") for name in OWN)) if counts[k, 3] else None
        for name in OWN:
            part.pop(f"captured_{name}", None)
        faces, table = part["faces"], tuple(map(str, materials[k]))
        if len(faces) and not (faces[:, :3].min() >= 0 and faces[:, 3].min() >= -1 and faces.max() < len(part["vertices"])):
            raise ValueError(f"faces of {item_id[:40]!r} name vertices up to {faces.max()} of {len(part['vertices'])}")
        if len(faces) and not 0 <= part["material"].min() <= part["material"].max() < len(table):
            raise ValueError(f"faces of {item_id[:40]!r} name materials up to {part['material'].max()} of {len(table)}")
        items.append(Item(item_id, cls, Geometry(**part, materials=table), bool(arrays["solid"][k]), own))
    return Scene(tuple(items))
