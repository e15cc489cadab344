"""Changes behind the packing: a flipped bit in a zip, a gzip stream or a chunk with a checksum is refused at the door, so containers are
opened, one part of them is changed, and they are packed again. JSON is changed as a tree."""

from __future__ import annotations

import copy
import gzip
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

MOST = 1 << 18  # bytes of a part that are looked at
STRANGE: list[Any] = [
    None, True, -1, 0, 1, 3, 255, 256, 65_536, 2**31, 2**32 - 1, 10**30, 0.5, -0.0, 1e-320, 1e39, 1e300, "", "x", "\n\x1b", "é" * 300,
    "data:,", "../x", [], {}, [0], [[0]], {"a": 0}, [1e308] * 3, [0] * 16,
]  # fmt: skip
Pack = Callable[[list[bytes]], bytes]


def changed(data: bytes, chance: random.Random, mutate: Callable[[bytes], bytes]) -> bytes:
    """`data` with one part changed: by `mutate`, or as a tree where it is JSON."""
    parts, pack = opened(data) or ([data], lambda parts: parts[0])
    if not parts:
        return mutate(data)
    which = chance.randrange(len(parts))
    part = parts[which]
    if part.lstrip()[:1] in (b"{", b"[") and chance.random() < 0.8:
        try:
            parts[which] = json.dumps(_tree(json.loads(part), chance), ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        except (ValueError, RecursionError):
            parts[which] = mutate(part)
    else:
        parts[which] = mutate(part)
    return pack(parts)


def opened(data: bytes) -> tuple[list[bytes], Pack] | None:
    try:
        if data[:2] == b"\x1f\x8b":
            return [zlib.decompressobj(31).decompress(data, MOST)], lambda parts: gzip.compress(parts[0], 1, mtime=0)
        if data[:2] == b"PK":
            return _zip(data)
        if data[:4] == b"NGSP" and data[4:5] == b"\4":
            return _frames(data)
        if data[:4] == b"glTF":
            return _glb(data)
        if data[:4] == b"\x89PNG":
            return _png(data)
    except Exception:  # what is damaged already is changed as plain bytes
        return None
    return None


def _zip(data: bytes) -> tuple[list[bytes], Pack]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        parts = [archive.open(info).read(MOST) for info in infos]

    def pack(parts: list[bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for info, part in zip(infos, parts, strict=True):
                archive.writestr(zipfile.ZipInfo(info.filename), part)
        return out.getvalue()

    return parts, pack


def _frames(data: bytes) -> tuple[list[bytes], Pack]:
    """SPZ 4: a header of 32 bytes, entries of (packed, plain) bytes, and the frames."""
    import zstandard

    count, (start,) = data[15], struct.unpack_from("<I", data, 16)
    entries = [struct.unpack_from("<QQ", data, start + 16 * k) for k in range(count)]
    at, parts = start + 16 * count, [data[:start]]
    for packed, _ in entries:
        parts.append(zstandard.ZstdDecompressor().stream_reader(data[at : at + packed]).read(MOST))
        at += packed

    def pack(parts: list[bytes]) -> bytes:
        frames = [zstandard.compress(part) for part in parts[1:]]
        table = b"".join(struct.pack("<QQ", len(frame), len(part)) for frame, part in zip(frames, parts[1:], strict=True))
        return parts[0] + table + b"".join(frames)

    return parts, pack


def _glb(data: bytes) -> tuple[list[bytes], Pack]:
    (length,) = struct.unpack_from("<I", data, 12)

    def pack(parts: list[bytes]) -> bytes:
        text, body = (part + b" " * (-len(part) % 4) for part in parts)
        chunks = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(body), b"BIN\0") + body
        return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks

    return [data[20 : 20 + length], data[28 + length :]], pack


def _png(data: bytes) -> tuple[list[bytes], Pack]:
    at, names, parts = 8, [], []
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        names.append(data[at + 4 : at + 8])
        parts.append(data[at + 8 : at + 8 + length])
        at += 12 + length
    if not parts:
        raise ValueError("no chunks")

    def pack(parts: list[bytes]) -> bytes:
        chunks = (struct.pack(">I", len(p)) + n + p + struct.pack(">I", zlib.crc32(n + p)) for n, p in zip(names, parts, strict=True))
        return data[:8] + b"".join(chunks)

    return parts, pack


def _tree(tree: Any, chance: random.Random) -> Any:
    """A tree with a place or two changed: for something strange, for another place's value, for a number nearby, or gone."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        spots = _spots(tree)
        if not spots:
            return chance.choice(STRANGE)
        holder, key = chance.choice(spots)
        value, how = holder[key], chance.randrange(6)
        if how == 0:
            del holder[key]
        elif how == 1:
            other, place = chance.choice(spots)
            if len(text := json.dumps(other[place])) < 4096:
                holder[key] = json.loads(text)
        elif how == 2 and isinstance(value, list) and value:
            holder[key] = value * chance.choice((2, 7, 60))
        elif how <= 3 and isinstance(value, (int, float)):
            holder[key] = chance.choice((value + 1, value - 1, -value, value * 2, value * 1e9, value * 1e-9))
        else:
            holder[key] = copy.deepcopy(chance.choice(STRANGE))
    return tree


def _spots(tree: Any) -> list[tuple[Any, Any]]:
    """(holder, key) of every place in a tree."""
    found, stack = [], [tree]
    while stack and len(found) < 5000:
        holder = stack.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        found += [(holder, key) for key in keys]
        stack += [holder[key] for key in keys]
    return found
