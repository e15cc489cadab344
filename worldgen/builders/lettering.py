"""Words on signs: capitals and digits of straight strokes, painted flat or bent as tubes; boards. In the x, y plane, looking at +Z."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Array, Sculptor
from .turns import ALONG_Z

_ROUND = ((0.6, 0), (0, 0.8), (0, 3.2), (0.6, 4), (1.4, 4), (2, 3.2), (2, 0.8), (1.4, 0), (0.6, 0))
_HOOK = ((2, 3.3), (1.4, 4), (0.6, 4), (0, 3.2), (0, 0.8), (0.6, 0), (1.4, 0), (2, 0.7))
_LOOP = ((0, 0), (0, 4), (1.4, 4), (2, 3.4), (2, 2.6), (1.4, 1.9), (0, 1.9))
# strokes in a cell two wide and four high
STROKES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "A": (((0, 0), (1, 4), (2, 0)), ((0.4, 1.5), (1.6, 1.5))),
    "B": (((0, 0), (0, 4), (1.4, 4), (1.9, 3.1), (1.4, 2.1), (0, 2.1)), ((1.4, 2.1), (2, 1.1), (1.4, 0), (0, 0))),
    "C": (_HOOK,), "D": (((0, 0), (0, 4), (1.2, 4), (2, 3), (2, 1), (1.2, 0), (0, 0)),),
    "E": (((2, 4), (0, 4), (0, 0), (2, 0)), ((0, 2.1), (1.5, 2.1))), "F": (((2, 4), (0, 4), (0, 0)), ((0, 2.1), (1.5, 2.1))),
    "G": ((*_HOOK, (2, 1.8), (1.2, 1.8)),), "H": (((0, 0), (0, 4)), ((2, 0), (2, 4)), ((0, 2), (2, 2))), "I": (((1, 0), (1, 4)),),
    "J": (((2, 4), (2, 0.8), (1.4, 0), (0.6, 0), (0, 0.8)),), "K": (((0, 0), (0, 4)), ((2, 4), (0, 1.8)), ((0.7, 2.5), (2, 0))),
    "L": (((0, 4), (0, 0), (2, 0)),), "M": (((0, 0), (0, 4), (1, 1.8), (2, 4), (2, 0)),), "N": (((0, 0), (0, 4), (2, 0), (2, 4)),),
    "O": (_ROUND,), "P": (_LOOP,), "Q": (_ROUND, ((1.2, 1), (2.1, -0.2))), "R": (_LOOP, ((1, 1.9), (2, 0))),
    "S": (((2, 3.4), (1.4, 4), (0.6, 4), (0, 3.4), (0, 2.7), (0.6, 2.1), (1.4, 1.9), (2, 1.3), (2, 0.6), (1.4, 0), (0.6, 0), (0, 0.6)),),
    "T": (((0, 4), (2, 4)), ((1, 4), (1, 0))), "U": (((0, 4), (0, 0.8), (0.6, 0), (1.4, 0), (2, 0.8), (2, 4)),),
    "V": (((0, 4), (1, 0), (2, 4)),), "W": (((0, 4), (0.5, 0), (1, 2.6), (1.5, 0), (2, 4)),), "X": (((0, 0), (2, 4)), ((0, 4), (2, 0))),
    "Y": (((0, 4), (1, 2), (2, 4)), ((1, 2), (1, 0))), "Z": (((0, 4), (2, 4), (0, 0), (2, 0)),), " ": (),
    "0": (_ROUND,), "1": (((0.3, 3.2), (1.1, 4), (1.1, 0)),), "2": (((0, 3.2), (0.6, 4), (1.4, 4), (2, 3.2), (2, 2.6), (0, 0), (2, 0)),),
    "4": (((1.5, 0), (1.5, 4), (0, 1.2), (2, 1.2)),), "7": (((0, 4), (2, 4), (0.7, 0)),),
}  # fmt: skip
PITCH = 2.9 / 4  # from letter to letter, of their height


def lines_of(text: str, width_m: float, height_m: float) -> tuple[list[Array], float]:
    """Polylines (n, 2) of `text` centred at the origin, as large as fits in a box; and the height that its letters have."""
    high = min(height_m, width_m / ((len(text) - 1) * PITCH + 0.5))
    left = -((len(text) - 1) * PITCH + 0.5) * high / 2
    lines = []
    for k, letter in enumerate(text):
        for stroke in STROKES[letter]:
            lines.append((np.asarray(stroke) / 4 * high + [left + k * PITCH * high, -high / 2]).astype(np.float32))
    return lines, high


def written(
    s: Sculptor, text: str, center: ArrayLike, width_m: float, height_m: float, material: str, color_linear: ArrayLike, *,
    bold: float = 0.15, **kw,
) -> None:  # fmt: skip
    """Painted letters, one face a stroke; `bold` is a stroke's breadth over the letters' height."""
    lines, high = lines_of(text, width_m, height_m)
    c, half = np.asarray(center, np.float64), bold * high / 2
    quads = []
    for line in lines:
        for a, b in zip(line, line[1:], strict=False):
            way = (b - a) / max(float(np.linalg.norm(b - a)), 1e-9)
            side, out = np.array([-way[1], way[0]]) * half, way * 0.6 * half
            quads += [a - out - side, b + out - side, b + out + side, a - out + side]
    if quads:
        corners = np.column_stack([np.array(quads), np.zeros(len(quads))]) + c
        s.faces(corners, np.arange(len(quads)).reshape(-1, 4), material, color_linear, **kw)


def bent(
    s: Sculptor, text: str, center: ArrayLike, width_m: float, height_m: float, radius_m: float, material: str, color_linear: ArrayLike
) -> None:
    """Letters of tubes."""
    for line in lines_of(text, width_m, height_m)[0]:
        s.tube(np.column_stack([line, np.zeros(len(line))]) + np.asarray(center), radius_m, material, color_linear, sides=6)


def disc(radius: float, sides: int = 32, turn: float = 0.0) -> Array:
    """Corners (n, 2) of a regular polygon."""
    t = np.linspace(0, 2 * np.pi, sides, endpoint=False) + turn
    return np.stack([radius * np.cos(t), radius * np.sin(t)], 1)


def plate(s: Sculptor, outline: Array, z: float, thick: float, material: str, color: Array, **kw) -> None:
    """An upright board over `outline` (n, 2) in x and y, from `z` forward."""
    with s.at((0, 0, z), rotation=ALONG_Z):
        s.extrude(np.asarray(outline) * (1, -1), thick, material, color, **kw)
