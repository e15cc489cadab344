"""The tables of a PLY file: what its header says, checked against the file's length before anything is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from .columns import MAX_SPLATS

MAX_HEADER_BYTES = 65_536

_TYPES = {
    "char": "i1", "int8": "i1", "uchar": "u1", "uint8": "u1", "short": "i2", "int16": "i2", "ushort": "u2", "uint16": "u2",
    "int": "i4", "int32": "i4", "uint": "u4", "uint32": "u4", "float": "f4", "float32": "f4", "double": "f8", "float64": "f8",
}  # fmt: skip


@dataclass(frozen=True)
class Element:
    """A table of the file: `count` rows of `dtype` from `offset` on."""

    count: int
    dtype: np.dtype
    offset: int

    def rows(self, file: BinaryIO, part: slice) -> NDArray[np.void]:
        file.seek(self.offset + part.start * self.dtype.itemsize)
        return np.fromfile(file, self.dtype, part.stop - part.start)


def layout(path: Path, head: bytes, size: int) -> dict[str, Element]:
    """The elements up to the last that splats need; none promises more than the file's `size` holds."""
    if not head.startswith((b"ply\n", b"ply\r\n")):
        raise ValueError(f"{path} does not begin with 'ply'; it is not a PLY file")
    end = head.find(b"end_header")
    newline = head.find(b"\n", end)
    if end < 0 or newline < 0:
        raise ValueError(f"{path} has no 'end_header' in its first {MAX_HEADER_BYTES:,} bytes; the file is damaged")
    order, named = _elements(path, head[:end].decode("ascii", "replace").splitlines())
    layout: dict[str, Element] = {}
    offset = newline + 1
    for name, count, properties in named:  # what stands behind the vertices, and the harmonics of packed ones, is never reached
        if "vertex" in layout and name != "sh":
            break
        if any(kind == "list" for _, kind in properties):
            raise ValueError(f"{path} has lists before or among its vertices; it is not a 3D Gaussian splat PLY")
        if len({p for p, _ in properties}) < len(properties):
            raise ValueError(f"{path} names a property of {name[:40]!r} twice; the file is damaged")
        dtype = np.dtype([(p, order + kind) for p, kind in properties])
        if name in ("vertex", "chunk", "sh"):
            if not order or not properties:
                raise ValueError(f"{path} has no format line or no {name} properties; the file is damaged")
            if count > MAX_SPLATS:
                raise ValueError(f"{path} names {count:,} splats; at most {MAX_SPLATS:,} are read")
            if offset + count * dtype.itemsize > size:
                have = max(0, size - offset) // dtype.itemsize
                raise ValueError(f"{path} names {count:,} splats but holds {have:,}; the file is cut short")
            layout[name] = Element(count, dtype, offset)
        offset += count * dtype.itemsize
    if "vertex" not in layout:
        raise ValueError(f"{path} has no element 'vertex'; it is not a 3D Gaussian splat PLY")
    return layout


def _elements(path: Path, lines: list[str]) -> tuple[str, list[tuple[str, int, list[tuple[str, str]]]]]:
    """The byte order, and (name, count, properties) of each element."""
    order = ""
    elements: list[tuple[str, int, list[tuple[str, str]]]] = []
    for line in lines[1:]:
        words = line.split()
        if not words or words[0] in ("comment", "obj_info"):
            continue
        if words[0] == "format" and len(words) == 3:
            order = {"binary_little_endian": "<", "binary_big_endian": ">"}.get(words[1], "")
            if not order:
                raise ValueError(f"{path} is a PLY in the format {words[1][:40]!r}; save it as binary_little_endian")
        elif words[0] == "element" and len(words) == 3 and words[2].isdigit() and len(words[2]) < 16:
            elements.append((words[1], int(words[2]), []))
        elif words[0] == "property" and len(words) == 3 and words[1] in _TYPES and elements:
            elements[-1][2].append((words[2], _TYPES[words[1]]))
        elif words[0] == "property" and len(words) == 5 and words[1] == "list" and elements:
            elements[-1][2].append((words[4], "list"))
        else:
            raise ValueError(f"{path} has the header line {line.strip()[:60]!r}, which is not PLY; the file is damaged")
    return order, elements
