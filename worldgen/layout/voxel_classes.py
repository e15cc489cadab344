"""What a voxel is, from what is known of it: a user's mapping, the file's own names and materials, or its colour and where it lies."""

from __future__ import annotations

import colorsys
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .vocabulary import VOXEL_CLASSES

MAX_MAPPING_BYTES = 1_000_000

_WORDS = {
    "wall": "wall walls plaster brick bricks facade", "floor": "floor floors tiles", "roof": "roof roofs thatch shingles",
    "ground": "ground dirt earth soil mud terrain", "grass": "grass lawn meadow turf", "water": "water river sea lake pond stream",
    "wood": "wood wooden timber log logs plank planks bark trunk", "leaves": "leaves leaf foliage tree trees bush hedge plant plants",
    "stone": "stone stones rock rocks cobble concrete marble", "glass": "glass window windows",
    "light": "light lights lamp lamps lantern emit glow fire", "door": "door doors gate", "path": "path paths road street gravel",
    "sand": "sand beach", "metal": "metal iron steel gold copper", "solid": "solid",
}  # fmt: skip
COLORS = {  # of cells that are given without one
    "solid": "#b0aca4", "wall": "#e0d6c4", "floor": "#9a7048", "roof": "#a04e38", "ground": "#7a6248", "grass": "#5f8a3c",
    "water": "#3c6f8c", "wood": "#7a5432", "leaves": "#47702f", "stone": "#8c8a84", "glass": "#a8c4cc", "light": "#ffe0a0",
    "door": "#6a4428", "path": "#a8977a", "sand": "#d8c08c", "metal": "#8a9096",
}  # fmt: skip
_CLASS_OF_WORD = {word: cls for cls, words in _WORDS.items() for word in words.split()}
_CLASS_OF_MATERIAL = {"emit": "light", "glass": "glass", "metal": "metal"}


def class_of_word(words: str) -> str:
    """The class that a name such as 'Roof tiles' or 'window_glass' speaks of, the last known word deciding; '' where none does."""
    found = [_CLASS_OF_WORD[w] for w in words.lower().replace("_", " ").replace("-", " ").split() if w in _CLASS_OF_WORD]
    return found[-1] if found else ""


def read_mapping(path: Path, palette: NDArray[np.uint8], shown: NDArray[np.int64]) -> dict[int, str]:
    """Colour index → class out of {"12": "roof", "#a04030": "wall"}; numbers are those of the palette window, 1 to 255."""
    if not path.is_file():
        raise ValueError(f"there is no mapping file {path}; check the path")
    if path.stat().st_size > MAX_MAPPING_BYTES:
        raise ValueError(f"{path} has {path.stat().st_size:,} bytes; a mapping has at most {MAX_MAPPING_BYTES:,}")
    try:
        pairs = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f'{path} is not JSON ({error}); write {{"12": "roof", "#a04030": "wall"}}') from None
    if not isinstance(pairs, dict):
        raise ValueError(f'{path} is not an object; write {{"12": "roof", "#a04030": "wall"}}')
    named: dict[int, str] = {}
    for key, cls in pairs.items():
        if cls not in VOXEL_CLASSES:
            raise ValueError(f"{path}: {key!r} is given the class {cls!r}; choose one of {', '.join(VOXEL_CLASSES)}")
        if key.isdecimal() and len(key) <= 3 and 1 <= int(key) <= 255:
            named[int(shown[int(key) - 1])] = cls
        elif len(key) == 7 and key[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in key[1:]):
            rgb = np.array(list(bytes.fromhex(key[1:])), np.uint8)
            named |= {int(i): cls for i in np.flatnonzero((palette == rgb).all(1)) if i > 0}
        else:
            raise ValueError(f"{path}: {key!r} is neither a palette index 1 to 255 nor a colour '#rrggbb'")
    return named


def classes_of_palette(
    index: NDArray[Any], colors: NDArray[np.uint8], palette: NDArray[np.uint8], materials: dict[int, str], named: dict[int, str]
) -> NDArray[np.uint8]:
    """(256,) index into VOXEL_CLASSES for each colour index. index (n, 3) cells, Y up, distinct; colors (n,) their colour indices."""
    height = index[:, 1] - index[:, 1].min()
    tall = max(int(height.max()) + 1, 1)
    open_above = _open_above(index)
    classes = np.zeros(256, np.uint8)
    for color in np.unique(colors).tolist():
        cls = named.get(color) or _CLASS_OF_MATERIAL.get(materials.get(color, ""), "")
        if not cls:
            mine = colors == color
            layers = int(np.ptp(height[mine])) + 1
            cls = _guess(palette[color].tolist(), float(height[mine].mean()) / tall, layers, float(open_above[mine].mean()))
        classes[color] = VOXEL_CLASSES.index(cls)
    return classes


def _open_above(index: NDArray[Any]) -> NDArray[np.bool_]:
    """(n,) no filled cell directly above."""
    i = index.astype(np.int64) - index.min(0)
    span = i.max(0) + 2
    key = (i[:, 0] * span[2] + i[:, 2]) * span[1] + i[:, 1]
    return ~np.isin(key + 1, key)


def _guess(rgb: list[int], height: float, layers: int, open_above: float) -> str:
    """By hue, mean height (0..1 of the whole), number of layers that the colour spans, and how much of it lies open to the sky."""
    hue, saturation, value = colorsys.rgb_to_hsv(*(c / 255 for c in rgb))
    hue *= 360
    flat_low = height < 0.25 and layers <= 4 and open_above > 0.4
    if saturation < 0.15:
        return "stone" if value < 0.75 else "wall"
    if 65 <= hue < 170:
        return "grass" if flat_low else "leaves"
    if 170 <= hue < 260 and flat_low:
        return "water"
    if 15 <= hue < 65:
        if flat_low:
            return "sand" if value > 0.7 else "ground"
        return "wood" if value < 0.75 else "wall"
    if (hue < 15 or hue >= 340) and height > 0.5 and open_above > 0.3:
        return "roof"
    return "solid"
