"""MagicaVoxel `.vox` → `Layout` with voxels: several models, scene graph, palette. Colours are kept exactly.

MagicaVoxel is Z-up with its front towards −Y; a cell (x, y, z) there is (x, z, −1 − y) here, a proper rotation.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .cells import MAX_FILLED, centred, voxel_layout
from .layout import Layout
from .voxel_classes import class_of_word, classes_of_palette, read_mapping

CELL_M = 0.1
MAX_FILE_BYTES = 256 * 2**20
MAX_PLACED = 20_000_000  # cells of all placed models together, before those in the same place are counted once
MAX_SHAPES = 65_536
MAX_DEPTH = 64
MAX_COORDINATE = 1_000_000

Cells = NDArray[np.int32]


def load_vox(path: str | Path, *, voxel_m: float = CELL_M, mapping: str | Path | None = None) -> Layout:
    """The file's cells at `voxel_m` metres each, standing on y = 0, centred on the origin.

    `mapping` is a JSON file {"palette index or #rrggbb": "class"}; without it `NAME.classes.json` beside NAME.vox is used where it exists.
    """
    path = Path(path)
    if not 0.001 <= voxel_m <= 100:
        raise ValueError(f"a voxel of {voxel_m} m is not sensible; choose 0.001 to 100")
    if path.stat().st_size > MAX_FILE_BYTES:
        raise ValueError(f"{path} has {path.stat().st_size:,} bytes; at most {MAX_FILE_BYTES:,} are read")
    file = _parse(path)
    cells, palette_index, notes = _placed(path, file)
    if len(cells) == 0:
        raise ValueError(f"{path} has no filled voxels; draw something first")
    index = np.stack([cells[:, 0], cells[:, 2], -1 - cells[:, 1]], axis=1)
    index, kept = _last_of_each(index)
    palette_index = palette_index[kept]
    if len(index) > MAX_FILLED:
        raise ValueError(f"{path} has {len(index):,} filled voxels; at most {MAX_FILLED:,} are taken")
    sidecar = path.with_name(path.stem + ".classes.json")
    chosen = Path(mapping) if mapping is not None else (sidecar if sidecar.is_file() else None)
    named = _named_by_notes(file) | (read_mapping(chosen, file.palette, file.shown) if chosen else {})
    classes = classes_of_palette(index, palette_index, file.palette, file.materials, named)
    voxels = centred(index, file.palette[palette_index], classes[palette_index], voxel_m)
    return voxel_layout(voxels, (*notes, f"{path.name}: {len(index):,} voxels of {voxel_m:g} m"))


@dataclass
class _VoxFile:
    """`palette` (256, 3) by a voxel's colour index, 0 unused; `shown` (256,) the colour index at each place of the palette window."""

    palette: NDArray[np.uint8]
    shown: NDArray[np.int64] = field(default_factory=lambda: np.r_[1:256, 0])
    sizes: list[tuple[int, int, int]] = field(default_factory=list)
    models: list[NDArray[np.uint8]] = field(default_factory=list)  # (n, 4) x y z colour
    nodes: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    hidden_layers: set[int] = field(default_factory=set)
    materials: dict[int, str] = field(default_factory=dict)  # colour index → diffuse | metal | glass | emit …
    row_names: list[str] = field(default_factory=list)  # of the palette window, from its bottom row


class _Reader:
    """Integers, strings and dictionaries out of one chunk; running over its end is an error of the file."""

    def __init__(self, path: Path, name: str, data: bytes) -> None:
        self.path, self.name, self.data, self.at = path, name, data, 0

    def bytes(self, count: int) -> bytes:
        if count < 0 or self.at + count > len(self.data):
            raise ValueError(f"{self.path}: chunk {self.name} is cut short; the file is damaged")
        self.at += count
        return self.data[self.at - count : self.at]

    def int(self) -> int:
        return struct.unpack("<i", self.bytes(4))[0]

    def string(self) -> str:
        return self.bytes(self.int()).decode("utf-8", "replace")

    def dictionary(self) -> dict[str, str]:
        return {self.string(): self.string() for _ in range(self.count(8))}

    def count(self, least_bytes: int) -> int:
        """A number of entries, each of at least so many bytes."""
        n = self.int()
        if n < 0 or n * least_bytes > len(self.data) - self.at:
            raise ValueError(f"{self.path}: chunk {self.name} names {n:,} entries, more than it holds; the file is damaged")
        return n


def _parse(path: Path) -> _VoxFile:
    data = path.read_bytes()
    if data[:4] != b"VOX " or len(data) < 20 or data[8:12] != b"MAIN":
        raise ValueError(f"{path} does not begin like a MagicaVoxel file; save it as .vox")
    content, children = struct.unpack_from("<II", data, 12)
    at = 20 + content
    end = at + children
    if end > len(data):
        raise ValueError(f"{path} is cut short: it names {end:,} bytes and has {len(data):,}")
    file = _VoxFile(default_palette())
    while at < end:
        if at + 12 > end:
            raise ValueError(f"{path} ends within a chunk's header; the file is damaged")
        name = data[at : at + 4].decode("latin-1")
        content, children = struct.unpack_from("<II", data, at + 4)
        if at + 12 + content + children > end:
            raise ValueError(f"{path}: chunk {name!r} reaches beyond the file's end; the file is damaged")
        if name in _CHUNKS:
            _CHUNKS[name](file, _Reader(path, name, data[at + 12 : at + 12 + content]))
        at += 12 + content + children
    if len(file.sizes) != len(file.models):
        raise ValueError(f"{path} has {len(file.sizes)} sizes for {len(file.models)} models; the file is damaged")
    return file


def _size(file: _VoxFile, r: _Reader) -> None:
    size = (r.int(), r.int(), r.int())
    if min(size) < 1 or max(size) > 4096:
        raise ValueError(f"{r.path}: a model of {size} cells is not possible; the file is damaged")
    file.sizes.append(size)


def _xyzi(file: _VoxFile, r: _Reader) -> None:
    n = r.count(4)
    cells = np.frombuffer(r.bytes(4 * n), np.uint8).reshape(n, 4)
    if len(file.sizes) != len(file.models) + 1:
        raise ValueError(f"{r.path}: voxels come without a size before them; the file is damaged")
    if n and (cells[:, :3].max(0) >= np.array(file.sizes[-1])).any():
        raise ValueError(f"{r.path}: a voxel lies outside of its model of {file.sizes[-1]} cells; the file is damaged")
    file.models.append(cells[cells[:, 3] > 0])


def _rgba(file: _VoxFile, r: _Reader) -> None:
    rgba = np.frombuffer(r.bytes(1024), np.uint8).reshape(256, 4)
    file.palette = np.roll(rgba[:, :3], 1, axis=0)  # the file begins with colour 1


def _imap(file: _VoxFile, r: _Reader) -> None:
    file.shown = np.frombuffer(r.bytes(256), np.uint8).astype(np.int64)


def _ntrn(file: _VoxFile, r: _Reader) -> None:
    node, attributes, child = r.int(), r.dictionary(), r.int()
    r.int()  # reserved
    layer, frames = r.int(), r.count(4)
    frame = r.dictionary() if frames else {}
    try:
        rotation = _rotation(int(frame.get("_r", "4")))
        shift = np.array([int(v) for v in frame.get("_t", "0 0 0").split()], np.int64)
    except ValueError:
        turn, move = frame.get("_r"), frame.get("_t")
        raise ValueError(f"{r.path}: a node is turned by {turn!r} and moved by {move!r}; the file is damaged") from None
    if shift.shape != (3,) or np.abs(shift).max() > MAX_COORDINATE:
        raise ValueError(f"{r.path}: a node is moved by {frame['_t']!r}; keep models within {MAX_COORDINATE:,} cells")
    file.nodes[node] = ("transform", child, rotation, shift, attributes.get("_hidden") == "1", layer)


def _ngrp(file: _VoxFile, r: _Reader) -> None:
    node, attributes = r.int(), r.dictionary()
    file.nodes[node] = ("group", [r.int() for _ in range(r.count(4))], attributes.get("_hidden") == "1")


def _nshp(file: _VoxFile, r: _Reader) -> None:
    node, _ = r.int(), r.dictionary()
    models = [(r.int(), r.dictionary())[0] for _ in range(r.count(8))]
    file.nodes[node] = ("shape", models[:1])  # further models are later frames of an animation


def _layr(file: _VoxFile, r: _Reader) -> None:
    layer = r.int()
    if r.dictionary().get("_hidden") == "1":
        file.hidden_layers.add(layer)


def _matl(file: _VoxFile, r: _Reader) -> None:
    color, properties = r.int(), r.dictionary()
    file.materials[color & 255] = properties.get("_type", "_diffuse").lstrip("_")


def _note(file: _VoxFile, r: _Reader) -> None:
    file.row_names = [r.string().strip().lower() for _ in range(r.count(4))]


_CHUNKS = {
    "SIZE": _size, "XYZI": _xyzi, "RGBA": _rgba, "IMAP": _imap, "nTRN": _ntrn, "nGRP": _ngrp, "nSHP": _nshp, "LAYR": _layr,
    "MATL": _matl, "NOTE": _note,
}  # fmt: skip


def _rotation(bits: int) -> NDArray[np.int64]:
    """A signed permutation out of a byte: two bits each for the columns of the first and second row, then three signs."""
    first, second = bits & 3, bits >> 2 & 3
    if not 0 <= bits < 128 or first == second or 3 in (first, second):
        raise ValueError(bits)
    matrix = np.zeros((3, 3), np.int64)
    for row, column in enumerate((first, second, 3 - first - second)):
        matrix[row, column] = -1 if bits >> (4 + row) & 1 else 1
    return matrix


def _placed(path: Path, file: _VoxFile) -> tuple[Cells, NDArray[np.uint8], list[str]]:
    """(n, 3) cells, (n,) colour indices, notes: all models where the scene graph puts them."""
    notes: list[str] = []
    shapes = _shapes(path, file, notes) if file.nodes else _side_by_side(file, notes)
    if (total := sum(len(file.models[model]) for model, _, _ in shapes)) > MAX_PLACED:
        raise ValueError(f"{path} places {total:,} voxels; at most {MAX_PLACED:,} are taken")
    cells, colors = [np.zeros((0, 3), np.int64)], [np.zeros(0, np.uint8)]
    for model, rotation, shift in shapes:
        voxels = file.models[model]
        pivot = np.array(file.sizes[model]) // 2
        doubled = (2 * (voxels[:, :3].astype(np.int64) - pivot) + 1) @ rotation.T  # twice the centres, so that all stays whole
        cells.append((doubled - 1) // 2 + shift)
        colors.append(voxels[:, 3])
    all_cells = np.concatenate(cells)
    if len(all_cells) and np.abs(all_cells).max() > MAX_COORDINATE:
        raise ValueError(f"{path} has voxels {np.abs(all_cells).max():,} cells away; keep models within {MAX_COORDINATE:,}")
    return all_cells.astype(np.int32), np.concatenate(colors), notes


Shape = tuple[int, NDArray[np.int64], NDArray[np.int64]]  # model, rotation, shift


def _shapes(path: Path, file: _VoxFile, notes: list[str]) -> list[Shape]:
    children = {c for n in file.nodes.values() for c in ([n[1]] if n[0] == "transform" else n[1] if n[0] == "group" else [])}
    roots = [node for node in file.nodes if node not in children]
    stack = [(node, np.eye(3, dtype=np.int64), np.zeros(3, np.int64), 0) for node in reversed(roots)]
    shapes: list[Shape] = []
    hidden = visited = 0
    while stack:
        node, rotation, shift, depth = stack.pop()
        visited += 1
        if depth > MAX_DEPTH or visited > 4 * MAX_SHAPES or len(shapes) > MAX_SHAPES:
            raise ValueError(f"{path}: the scene graph is circular or places more than {MAX_SHAPES:,} models; simplify it")
        if node not in file.nodes:
            raise ValueError(f"{path}: the scene graph names node {node}, which does not exist; the file is damaged")
        kind, *rest = file.nodes[node]
        if kind == "transform":
            child, turn, move, hide, layer = rest
            if hide or layer in file.hidden_layers:
                hidden += 1
            else:
                stack.append((child, rotation @ turn, rotation @ move + shift, depth + 1))
        elif kind == "group":
            if rest[1]:
                hidden += 1
            else:
                stack.extend((child, rotation, shift, depth + 1) for child in reversed(rest[0]))
        else:
            for model in rest[0]:
                if not 0 <= model < len(file.models):
                    raise ValueError(f"{path}: the scene graph names model {model} of {len(file.models)}; the file is damaged")
                shapes.append((model, rotation, shift))
    if hidden:
        notes.append(f"{path.name}: {hidden} hidden part{'s' if hidden > 1 else ''} left out")
    return shapes


def _side_by_side(file: _VoxFile, notes: list[str]) -> list[Shape]:
    """Without a scene graph models have no place of their own: a row along x, a cell apart."""
    if len(file.models) > 1:
        notes.append(f"the file places none of its {len(file.models)} models; they stand in a row")
    shapes, x = [], 0
    for model, size in enumerate(file.sizes):
        half = np.array(size) // 2
        shapes.append((model, np.eye(3, dtype=np.int64), half + [x, 0, 0]))
        x += size[0] + 1
    return shapes


def _last_of_each(index: Cells) -> tuple[Cells, NDArray[np.intp]]:
    """Distinct cells in a fixed order, and where each stands; of several in one place the last drawn is seen."""
    low = index.min(0).astype(np.int64)
    span = index.max(0) - low + 1
    key = ((index[:, 1] - low[1]) * span[2] + index[:, 2] - low[2]) * span[0] + index[:, 0] - low[0]
    _, first = np.unique(key[::-1], return_index=True)
    kept = len(index) - 1 - first
    return index[kept], kept


def _named_by_notes(file: _VoxFile) -> dict[int, str]:
    """Colour index → class, from names that MagicaVoxel lets one write beside the rows of eight colours."""
    named = {}
    for row, words in enumerate(file.row_names[:32]):
        if cls := class_of_word(words):
            for place in range((31 - row) * 8, (31 - row) * 8 + 8):  # names are kept from the window's bottom row up
                named[int(file.shown[place])] = cls
    return named


def default_palette() -> NDArray[np.uint8]:
    """(256, 3) of a file without one: six levels a channel (blue fastest, black left out), then ramps of red, green, blue and grey."""
    levels = (255, 204, 153, 102, 51, 0)
    colors = [(0, 0, 0)] + [(r, g, b) for r in levels for g in levels for b in levels][:-1]
    ramp = (238, 221, 187, 170, 136, 119, 85, 68, 34, 17)
    colors += [(v, 0, 0) for v in ramp] + [(0, v, 0) for v in ramp] + [(0, 0, v) for v in ramp] + [(v, v, v) for v in ramp]
    return np.array(colors, np.uint8)
