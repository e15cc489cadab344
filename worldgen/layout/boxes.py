"""Boxes that a person or a language model writes → `Layout`.

    {"cell_m": 0.25,
     "boxes": [{"class": "wall", "min": [0, 0, 0], "max": [8, 3, 0.5], "color": "#d8cfc0"}, {"class": "air", …}],
     "instances": [{"class": "table", "position_m": [2, 0, 3]},
                   {"class": "kiosk", "position_m": [6, 0, 3], "size_m": [2, 3, 2], "parts": [{"kind": "box", …}]}],
     "style": {"season": "winter"}}

Corners are in metres, +Y up, and snap to cells. Later boxes replace earlier ones; "air" empties. Either of `boxes` and `instances` is
enough; the rest may be left out.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .cells import MAX_FILLED, voxel_layout
from .checks import MAX_COORDINATE_M, checked
from .layout import Instance, Layout, Style, Voxels
from .plain import typed
from .vocabulary import OBJECTS, VOXEL_CLASSES
from .voxel_classes import COLORS

AIR = "air"
CELL_M = 0.25
MAX_TOTAL_CELLS = 20_000_000  # of the box around all boxes
MAX_BOXES = 50_000
FIELDS = ("cell_m", "boxes", "instances", "style", "kind")


def boxes_layout(data: Any, place: str = "layout") -> Layout:
    """The layout that such an object describes. ValueError in one line where it cannot be."""
    if not isinstance(data, dict) or not ({"boxes", "instances"} & data.keys()):
        raise ValueError(f'{place} has neither boxes nor instances; write {{"boxes": [{{"class": "wall", "min": …, "max": …}}]}}')
    if unknown := [k for k in data if k not in FIELDS]:
        raise ValueError(f"{place} has the unknown field {unknown[0][:40]!r}; it takes {', '.join(FIELDS)}")
    layout = Layout()
    if boxes := data.get("boxes"):
        layout = voxel_layout(_voxels(boxes, _number(data.get("cell_m", CELL_M), f"{place}.cell_m"), place))
    try:
        style = typed(data.get("style", {}), Style, {}, f"{place}.style")
        kind = typed(data.get("kind", ""), str, {}, f"{place}.kind")
        given = data.get("instances", [])
        if not isinstance(given, list):
            raise TypeError(f"{place}.instances is {str(given)[:40]!r}, not a list")
        instances = tuple(typed(_instance(item, i), Instance, {}, f"{place}.instances[{i}]") for i, item in enumerate(given))
    except TypeError as error:
        raise ValueError(f"{error}; correct it") from None
    return checked(Layout(**(vars(layout) | {"kind": kind, "style": style, "instances": instances})), place)


def _instance(item: Any, number: int) -> Any:
    """With `class` for `cls`, and id and size filled in where they are left out."""
    if not isinstance(item, dict):
        return item
    known = OBJECTS.get(str(item.get("class", item.get("cls", ""))))
    words = {"cls" if k == "class" else k: v for k, v in item.items()}
    if words.get("asset"):
        words.setdefault("cls", "asset")
    words.setdefault("id", f"{words.get('cls', 'thing')}_{number + 1}")
    words.setdefault("tags", ["given"])
    if known is None and not words.get("parts") and not words.get("asset"):
        words.setdefault("size_m", [1, 1, 1])  # so that the unknown class is what the error names
    if "size_m" not in words and known is not None:
        words["size_m"] = list(known.size_m)
    return words


def _voxels(boxes: Any, cell_m: float, place: str) -> Voxels:
    if not 0.01 <= cell_m <= 10:
        raise ValueError(f"{place}.cell_m is {cell_m:g}; give 0.01 to 10 metres")
    if not isinstance(boxes, list) or len(boxes) > MAX_BOXES:
        raise ValueError(f"{place}.boxes is not a list of at most {MAX_BOXES:,} boxes")
    read = [_box(box, cell_m, f"{place}.boxes[{i}]") for i, box in enumerate(boxes)]
    solid = [b for b in read if b[2] is not None]
    if not solid:
        raise ValueError(f"{place}.boxes are all {AIR!r}; give at least one that fills")
    low = np.min([b[0] for b in solid], axis=0)
    high = np.max([b[1] for b in solid], axis=0)
    if (total := math.prod((high - low).tolist())) > MAX_TOTAL_CELLS:
        raise ValueError(f"{place}.boxes span {total:,} cells of {cell_m:g} m; at most {MAX_TOTAL_CELLS:,}, so raise cell_m or shrink them")
    owner = np.zeros((high - low).tolist(), np.uint16)  # box number + 1
    for number, (first, last, cls, _) in enumerate(read, 1):
        x, y, z = (slice(max(0, a), max(0, b)) for a, b in zip((first - low).tolist(), (last - low).tolist()))
        owner[x, y, z] = 0 if cls is None else number
    index = np.argwhere(owner)
    if not 0 < len(index) <= MAX_FILLED:
        raise ValueError(f"{place}.boxes fill {len(index):,} cells; fill 1 to {MAX_FILLED:,}, so raise cell_m or hollow them out")
    mine = owner[tuple(index.T)].astype(np.int64) - 1
    cls = np.array([VOXEL_CLASSES.index(b[2]) if b[2] else 0 for b in read], np.uint8)[mine]
    color = np.array([b[3] for b in read], np.uint8)[mine]
    return Voxels(tuple((low * cell_m).tolist()), cell_m, index.astype(np.int32), color, cls, VOXEL_CLASSES)


def _box(box: Any, cell_m: float, place: str) -> tuple[np.ndarray, np.ndarray, str | None, tuple[int, int, int]]:
    """First cell, cell behind the last, class (None empties), colour."""
    if not isinstance(box, dict) or {"class", "min", "max"} - box.keys():
        raise ValueError(f'{place} is {str(box)[:60]!r}; write {{"class": "wall", "min": [0, 0, 0], "max": [8, 3, 0.5]}}')
    if unknown := [k for k in box if k not in ("class", "min", "max", "color")]:
        raise ValueError(f"{place} has the unknown field {str(unknown[0])[:40]!r}; a box has class, min, max and color")
    cls = box["class"] if isinstance(box["class"], str) else str(box["class"])
    if cls != AIR and cls not in VOXEL_CLASSES:
        instead = "list it under instances" if cls in OBJECTS else f"choose one of {AIR}, {', '.join(VOXEL_CLASSES)}"
        raise ValueError(f"{place}.class is {str(cls)[:40]!r}, which boxes are not made of; {instead}")
    corners = []
    for name in ("min", "max"):
        if not isinstance(box[name], list) or len(box[name]) != 3:
            raise ValueError(f"{place}.{name} is {str(box[name])[:40]!r}; give [x, y, z] in metres")
        corners.append([_number(v, f"{place}.{name}") for v in box[name]])
    if any(a >= b for a, b in zip(*corners)):
        raise ValueError(f"{place} reaches from {corners[0]} to {corners[1]}; max must lie above min on each axis")
    first, last = (np.floor(np.array(c) / cell_m + 0.5).astype(np.int64) for c in corners)
    color = box.get("color", COLORS.get(cls, "#000000"))
    if not (isinstance(color, str) and len(color) == 7 and color[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in color[1:])):
        raise ValueError(f"{place}.color is {str(color)[:40]!r}; give a colour like '#a04030'")
    red, green, blue = bytes.fromhex(color[1:])
    return first, np.maximum(last, first + 1), None if cls == AIR else cls, (red, green, blue)


def _number(value: Any, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= MAX_COORDINATE_M:
        raise ValueError(f"{place} is {str(value)[:40]!r}; give a number within ±{MAX_COORDINATE_M:,.0f}")
    return float(value)
