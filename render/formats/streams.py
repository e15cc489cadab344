"""Bytes of a file, plain or packed, read a piece at a time: what a hostile file promises is never unpacked before it is asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_BLOCK = 1 << 20


class Stream:
    """Reads just `size` bytes at a time from `pieces`; ValueError where they end before."""

    def __init__(self, path: Path, pieces: Iterator[bytes]) -> None:
        self._path, self._pieces, self._rest = path, pieces, b""

    def read(self, size: int, /) -> bytes:
        got = [self._rest]
        have = len(self._rest)
        while have < size:
            piece = next(self._pieces, None)
            if piece is None:
                raise ValueError(f"{self._path} ends {size - have:,} bytes before its splats do; the file is cut short")
            got.append(piece)
            have += len(piece)
        whole = b"".join(got)
        self._rest = whole[size:]
        return whole[:size]

    def ended(self) -> bool:
        return not self._rest and not any(self._pieces)


def bare(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


def inflated(path: Path, file: BinaryIO) -> Iterator[bytes]:
    stream = zlib.decompressobj(wbits=31)
    try:
        for block in bare(file):
            while block and not stream.eof:
                if piece := stream.decompress(block, _BLOCK):
                    yield piece
                block = stream.unconsumed_tail
        if not stream.eof:
            raise ValueError(f"{path} ends within its gzip stream; the file is cut short")
    except zlib.error as error:
        raise ValueError(f"{path} cannot be unpacked ({error}); the file is damaged") from error


def frame(path: Path, packed: bytes) -> Iterator[bytes]:
    """A Zstandard frame; no more than a megabyte of it is unpacked at a time, and its window may not be larger than 128 MiB."""
    import zstandard

    try:
        with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(packed) as stream:
            while piece := stream.read(_BLOCK):
                yield piece
    except zstandard.ZstdError as error:
        raise ValueError(f"{path} cannot be unpacked ({error}); the file is damaged") from error
