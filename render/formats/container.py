"""The container of glTF 2.0 (Khronos, "glTF 2.0 Specification", sections 3.6 and 4): a tree of JSON and one run of bytes, cut into views
that accessors read as arrays. `.glb` holds both as chunks; `.gltf` is the tree alone, its bytes in a file beside or inside as base64.

Here they are read (`gltf_buffer` writes them): what a file claims is compared with its length before anything is allocated, and arrays are
read a piece at a time.
"""

from __future__ import annotations

import base64
import io
import json
import os
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

BYTE, UNSIGNED_BYTE, SHORT, UNSIGNED_SHORT, UNSIGNED_INT, FLOAT = 5120, 5121, 5122, 5123, 5125, 5126
DTYPES = {BYTE: "i1", UNSIGNED_BYTE: "u1", SHORT: "<i2", UNSIGNED_SHORT: "<u2", UNSIGNED_INT: "<u4", FLOAT: "<f4"}
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
MAX_JSON_BYTES = 64 * 2**20
MAX_BUFFERS = 256  # each may be a file that stays open
MAX_FILE_BYTES = 2**32 - 1  # what the header of a GLB can count

Tree = dict[str, Any]


def head(path: str | os.PathLike[str]) -> tuple[Tree, int, int]:
    """(tree, where the binary chunk begins, its length) of a GLB; ValueError that says what is wrong, without the path."""
    size = Path(path).stat().st_size
    with open(path, "rb") as file:
        start = file.read(20)
        if len(start) < 20:
            raise ValueError("it is cut short")
        magic, version, _, length, kind = struct.unpack("<4sIII4s", start)
        if (magic, version, kind) != (b"glTF", 2, b"JSON"):
            raise ValueError("its header is not that of glTF 2")
        if length > min(size - 20, MAX_JSON_BYTES):
            raise ValueError(f"its JSON of {length:,} bytes does not fit into the file, or is above {MAX_JSON_BYTES:,}")
        tree = parse(file.read(length))
        chunk = file.read(8)
        if len(chunk) < 8:
            return tree, size, 0
        body, kind = struct.unpack("<I4s", chunk)
        at = 20 + length + 8
        if kind != b"BIN\0":
            return tree, size, 0
        if at + body > size:
            raise ValueError(f"its binary part of {body:,} bytes does not fit into the file")
        return tree, at, body


def parse(text: bytes) -> Tree:
    """JSON without NaN and infinities; anything but an object is refused."""

    def refuse(word: str) -> None:
        raise ValueError(f"its JSON holds {word}")

    try:
        tree = json.loads(text, parse_constant=refuse)
    except (RecursionError, UnicodeDecodeError) as error:
        raise ValueError(f"its JSON cannot be read ({type(error).__name__})") from None
    if not isinstance(tree, dict):
        raise ValueError("its JSON is not an object")
    return tree


@contextmanager
def reading(path: str | os.PathLike[str]) -> Iterator[Source]:
    """The file's tree and arrays. ValueError without the path; callers add it."""
    path = Path(path)
    with ExitStack() as stack:
        if path.suffix.lower() == ".gltf":
            if (size := path.stat().st_size) > MAX_FILE_BYTES:
                raise ValueError(f"it has {size:,} bytes, above {MAX_FILE_BYTES:,}")
            tree = parse(path.read_bytes())
            buffers = [_outside(path, buffer, stack) for buffer in _buffers(tree)]
        else:
            tree, at, length = head(path)
            file = stack.enter_context(open(path, "rb"))
            buffers = [
                (file, at, length) if number == 0 and "uri" not in buffer else _outside(path, buffer, stack)
                for number, buffer in enumerate(_buffers(tree))
            ]
        yield Source(tree, buffers)


def _buffers(tree: Tree) -> list[Tree]:
    if len(found := listed(tree, "buffers")) > MAX_BUFFERS:
        raise ValueError(f"it has {len(found):,} buffers; at most {MAX_BUFFERS} are read")
    return found


def _outside(path: Path, buffer: Tree, stack: ExitStack) -> tuple[BinaryIO, int, int]:
    """A buffer inside the JSON, or in a file beside it: by its bare name, so that no path leads elsewhere."""
    uri = buffer.get("uri")
    if not isinstance(uri, str):
        raise ValueError("it has a buffer without a place")
    if uri.startswith("data:"):
        kind, comma, text = uri.partition(",")
        if not comma or not kind.endswith(";base64"):
            raise ValueError("it has a buffer that is not base64")
        data = base64.b64decode(text, validate=True)
        return io.BytesIO(data), 0, len(data)
    name = unquote(uri)
    beside = path.parent / name
    elsewhere = name in ("", ".", "..") or any(mark in name for mark in "/\\:\0")
    if elsewhere or len(name.encode(errors="replace")) > 255 or not beside.is_file():
        raise ValueError(f"its buffer {uri[:40]!r} is no file beside it; export it as one GLB")
    return stack.enter_context(open(beside, "rb")), 0, beside.stat().st_size


def listed(tree: Tree, key: str) -> list[Tree]:
    """The objects of an array of the tree; empty where there is none."""
    found = tree.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise ValueError(f"its {key} are not a list of objects")
    return found


def named(tree: Tree, key: str, number: object) -> Tree:
    """The object that `number` names in an array of the tree."""
    found = listed(tree, key)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(found):
        raise ValueError(f"it names {key}[{str(number)[:20]}] and has {len(found):,} of them")
    return found[number]


def whole(item: Tree, key: str, default: int | None = None) -> int:
    """A count or offset: a whole number, 0 or more."""
    value = item.get(key, default)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"it has {key} = {str(value)[:20]}")
    return value


@dataclass(frozen=True)
class Source:
    """An open file: its tree, and for each buffer (file, start, length)."""

    tree: Tree
    buffers: list[tuple[BinaryIO, int, int]]

    def accessor(self, number: object) -> Accessor:
        """The array of that number, if all its bytes are in the file."""
        item = named(self.tree, "accessors", number)
        if "sparse" in item or "bufferView" not in item:
            raise ValueError(f"accessor {number} is sparse or has no bytes; export it plain")
        view = named(self.tree, "bufferViews", item["bufferView"])
        component, kind = item.get("componentType"), item.get("type")
        if not isinstance(component, int) or component not in DTYPES or not isinstance(kind, str) or kind not in WIDTHS:
            raise ValueError(f"accessor {number} holds {str(kind)[:20]} of type {str(component)[:20]}")
        dtype, width = np.dtype(DTYPES[component]), WIDTHS[kind]
        size = dtype.itemsize * width
        stride, count = whole(view, "byteStride", size), whole(item, "count")
        if not size <= stride <= 1024:
            raise ValueError(f"accessor {number} has rows of {size} bytes every {stride:,}")
        place = whole(view, "buffer")
        if place >= len(self.buffers):
            raise ValueError(f"it names buffer {place} and has {len(self.buffers)}")
        file, start, length = self.buffers[place]
        offset, room = whole(view, "byteOffset", 0), whole(view, "byteLength")
        inside = whole(item, "byteOffset", 0)
        if offset + room > length or (count and inside + (count - 1) * stride + size > room):
            raise ValueError(f"accessor {number} promises {count:,} values that its bytes do not hold; it is damaged")
        return Accessor(file, start + offset + inside, count, dtype, width, stride, item.get("normalized") is True)


@dataclass(frozen=True)
class Accessor:
    """`count` rows of `width` numbers, `stride` bytes apart from `start` on."""

    file: BinaryIO
    start: int
    count: int
    dtype: np.dtype[Any]
    width: int
    stride: int
    normalized: bool

    def rows(self, first: int, last: int) -> NDArray[np.float32]:
        """(last − first, width) float32; normalized whole numbers become −1..1 or 0..1 (specification, 3.6.2.2)."""
        size = self.dtype.itemsize * self.width
        need = (last - first - 1) * self.stride + size if last > first else 0
        self.file.seek(self.start + first * self.stride)
        data = self.file.read(need)
        if len(data) < need:
            raise ValueError("it ends before its values do")
        grid = np.frombuffer(data.ljust((last - first) * self.stride, b"\0"), np.uint8).reshape(last - first, self.stride)
        values = np.ascontiguousarray(grid[:, :size]).view(self.dtype).astype(np.float32)
        if self.normalized and self.dtype.kind != "f":
            values = np.maximum(values / np.iinfo(self.dtype).max, -1)
        return values
