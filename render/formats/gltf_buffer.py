"""Writing the container of glTF 2.0 (see `container`): runs of bytes with their views and accessors, made a piece at a time."""

from __future__ import annotations

import json
import os
import re
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from .atomic import replacing
from .container import DTYPES, MAX_FILE_BYTES, WIDTHS, Tree

ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963
PIECE_BYTES = 3 * 2**20


class Buffer:
    """The bytes of a file to be, its views and accessors. Every run starts at a multiple of four bytes."""

    def __init__(self) -> None:
        self.views: list[Tree] = []
        self.accessors: list[Tree] = []
        self.length = 0
        self._runs: list[tuple[int, Callable[[], Iterator[bytes]]]] = []

    def add(
        self, array: NDArray[Any], component: int, kind: str, target: int | None, *, bounds: bool = False, normalized: bool = False
    ) -> int:
        """An array (n, …) of the component's own type; gives the accessor's number."""
        whole = np.ascontiguousarray(array, DTYPES[component])
        limits = (array.min(0), array.max(0)) if bounds else None
        return self.stream(len(whole), lambda start, stop: whole[start:stop], component, kind, target, limits, normalized=normalized)

    def stream(
        self,
        count: int,
        rows: Callable[[int, int], NDArray[Any]],
        component: int,
        kind: str,
        target: int | None = ARRAY_BUFFER,
        bounds: tuple[NDArray[Any], NDArray[Any]] | None = None,
        *,
        normalized: bool = False,
    ) -> int:
        """`count` rows that `rows(start, stop)` makes when the file is written, so that a copy of a piece is all the memory it takes."""
        size = WIDTHS[kind] * np.dtype(DTYPES[component]).itemsize
        step = max(1, PIECE_BYTES // size)

        def pieces() -> Iterator[bytes]:
            for start in range(0, count, step):
                yield np.ascontiguousarray(rows(start, min(start + step, count)), DTYPES[component]).tobytes()

        accessor: Tree = {"bufferView": self._view(count * size, pieces, target), "componentType": component, "count": count, "type": kind}
        if normalized:
            accessor["normalized"] = True
        if bounds is not None:
            accessor |= {"min": bounds[0].tolist(), "max": bounds[1].tolist()}
        self.accessors.append(accessor)
        return len(self.accessors) - 1

    def blob(self, data: bytes) -> int:
        """Bytes that are no array, such as a picture; gives the view's number."""
        return self._view(len(data), lambda: iter((data,)), None)

    def _view(self, length: int, pieces: Callable[[], Iterator[bytes]], target: int | None) -> int:
        self.views.append({"buffer": 0, "byteOffset": self.length, "byteLength": length} | ({} if target is None else {"target": target}))
        self._runs.append((length, pieces))
        self.length += length + -length % 4
        return len(self.views) - 1

    def pieces(self) -> Iterator[bytes]:
        """All bytes in order, padding included."""
        for length, run in self._runs:
            yield from run()
            if length % 4:
                yield b"\0" * (-length % 4)


def write(path: str | os.PathLike[str], tree: Tree, buffer: Buffer, progress: Callable[[float], None] | None = None) -> None:
    """`tree` without its buffers, views and accessors, which are added here. A `.gltf` has its bytes in a `.bin` beside; others are GLB."""
    tree = {"asset": {"version": "2.0", "generator": "worldgen"}} | tree
    path, apart = Path(path), Path(path).suffix.lower() == ".gltf"
    beside = path.with_name(re.sub(r"[\\:]", "_", path.stem) + ".bin")  # no sign that other systems take for a path
    if buffer.length:
        tree |= {"accessors": buffer.accessors, "bufferViews": buffer.views}
        tree["buffers"] = [{"byteLength": buffer.length} | ({"uri": quote(beside.name)} if apart else {})]
    text = json.dumps(tree, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + (8 + buffer.length if buffer.length else 0)
    if total > MAX_FILE_BYTES:
        raise ValueError(f"cannot write {path}: it would have {total:,} bytes and glTF counts to {MAX_FILE_BYTES:,}; write fewer splats")
    done = 0
    with ExitStack() as stack:  # the .bin, which is left first, gets its name before the file that names it
        file = body = stack.enter_context(open(stack.enter_context(replacing(path)), "wb"))
        if not apart:
            file.write(struct.pack("<4sII", b"glTF", 2, total) + struct.pack("<I4s", len(text), b"JSON"))
        file.write(text)
        if buffer.length and apart:
            body = stack.enter_context(open(stack.enter_context(replacing(beside)), "wb"))
        elif buffer.length:
            file.write(struct.pack("<I4s", buffer.length, b"BIN\0"))
        for piece in buffer.pieces():
            body.write(piece)
            done += len(piece)
            if progress:
                progress(done / buffer.length)
