"""3D Gaussian splats as SPZ (Niantic's format): a header, then columns of small integers; versions 1 to 4 are read, 2 and 3 written.

The axes are the project's own (right-up-back), metres, sRGB. Columns, for n splats: positions 3 × int24 in fixed point (version 1: 3 ×
float16), alphas u8, colours 3 × u8, log scales 3 × u8, rotations (4 bytes from version 3 on, before 3), harmonics above degree 0 as u8,
channel innermost. Up to version 3 all is one gzip stream; version 4 has a bare header of 32 bytes, a table of sizes and a Zstandard frame a
column. Cameras have no place in it.
"""

from __future__ import annotations

import gzip
import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..camera import Camera
from ..gaussians import Gaussians
from .atomic import replacing
from .columns import MAX_SPLATS, Columns, Progress, column, parts
from .streams import Stream, bare, frame, inflated

MAGIC, VERSION = 0x5053474E, 3
HEADER = struct.Struct("<IIIBBBB")  # magic, version, count, degree, fractional bits, flags, streams (version 4)
TABLE = struct.Struct("<I12x")  # of version 4, behind the header: where the table of sizes stands
ENTRY = struct.Struct("<QQ")  # of that table: packed and plain bytes of a column
HAS_EXTENSIONS = 2  # bit of `flags`: vendor records follow the columns; they are not needed
MAX_RATIO = 1032  # of plain to packed bytes: deflate's own limit (zlib's technical notes); Zstandard goes to 43,000, but splats do not
FREE_BYTES = 2**24  # that a file may unpack to, however short

FIXED_MAX = 2**23 - 1
FRACTIONAL_BITS = range(8, 19)  # steps from 4 mm (worlds within ±32 km) down to 4 µm (objects within ±32 m)
COLOR_SCALE = 0.15
SCALE_STEP, SCALE_LOW = 16.0, -10.0  # byte = (log metres − SCALE_LOW) · SCALE_STEP
MAX_SCALE_M = float(np.exp(255 / SCALE_STEP + SCALE_LOW))
QUAT_MAX = 511.0  # nine bits of magnitude for components up to 1/√2

_HIGHER = (0, 3, 8, 15)  # harmonics above degree 0, by degree


def fractional_bits(extent_m: float) -> int:
    """Bits behind the point that fixed-point positions within ±`extent_m` leave; ValueError where they would be too coarse."""
    bits = FRACTIONAL_BITS.stop - 1 if extent_m == 0 else int(np.floor(np.log2(FIXED_MAX / extent_m)))
    if bits < FRACTIONAL_BITS.start:
        reach = FIXED_MAX / 2**FRACTIONAL_BITS.start
        raise ValueError(f"a splat lies {extent_m:,.0f} m from the origin, SPZ reaches {reach:,.0f} m; crop the splats or write a .ply")
    return min(bits, FRACTIONAL_BITS.stop - 1)


def save(
    path: str | os.PathLike[str],
    gaussians: Gaussians,
    *,
    cameras: Sequence[Camera] = (),
    progress: Progress = None,
    version: int = VERSION,
) -> None:
    """Write version 3, or 2 where asked. The same splats give the same bytes. ValueError where positions or sizes do not fit the format."""
    if version not in (2, 3):
        raise ValueError(f"SPZ of version {version} is not written; choose 2 or 3")
    means, scales, opacities = column(gaussians.means), column(gaussians.scales), column(gaussians.opacities)
    quats, sh = column(gaussians.quats), column(gaussians.sh)
    n = len(means)
    if n > MAX_SPLATS:
        raise ValueError(f"{n:,} splats are more than the {MAX_SPLATS:,} that SPZ readers accept; lower the count")
    bits = fractional_bits(max((float(np.abs(means[part]).max()) for part in parts(n)), default=0.0))
    if n and scales.max() > MAX_SCALE_M * np.exp(0.5 / SCALE_STEP):
        raise ValueError(f"a splat is {scales.max():,.0f} m wide, SPZ holds {MAX_SCALE_M:,.0f} m; remove it or write a .ply")

    def packed(which: int, part: slice) -> NDArray[Any]:
        if which == 0:
            return np.rint(means[part].astype(np.float64) * 2**bits).astype("<i4").reshape(-1, 1).view(np.uint8)[:, :3]
        if which == 1:
            return _byte(opacities[part] * 255)
        if which == 2:
            return _byte(np.clip(sh[part, 0] * COLOR_SCALE + 0.5, 0, 1) * 255)
        if which == 3:
            return _byte((np.log(np.maximum(scales[part], 1e-9)) - SCALE_LOW) * SCALE_STEP)
        if which == 4:
            return _pack_quats(quats[part]) if version == 3 else _pack_axes(quats[part])
        return _byte(np.clip(sh[part, 1:], -1, 1) * 128 + 128)

    with replacing(path) as temporary, open(temporary, "wb") as file:
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as stream:
            stream.write(HEADER.pack(MAGIC, version, n, gaussians.sh_degree, bits, 0, 0))
            for which in range(6):
                for part in parts(n):
                    stream.write(np.ascontiguousarray(packed(which, part)).tobytes())
                    if progress is not None:
                        progress((which + part.stop / n) / 6)


def load(path: str | os.PathLike[str], *, progress: Progress = None) -> Gaussians:
    """Read versions 1 to 3, gzipped or bare, and 4."""
    with open(path, "rb") as file:
        head, streams = _opened(Path(path), file)
        out = Columns(head.count, 1 + _HIGHER[head.degree])
        for which, (width, stream) in enumerate(zip(head.widths, streams, strict=True)):
            for part in parts(head.count if width else 0):
                raw = np.frombuffer(stream.read(width * (part.stop - part.start)), np.uint8).reshape(-1, width)
                _unpack(head, which, raw, out, part)
                if progress is not None:
                    progress((which + part.stop / head.count) / sum(map(bool, head.widths)))
        if not head.flags & HAS_EXTENSIONS and not all(stream.ended() for stream in streams):
            raise ValueError(f"{path} goes on behind its {head.count:,} splats; the file is damaged")
    return out.gaussians(path)


@dataclass(frozen=True)
class _Head:
    version: int
    count: int
    degree: int
    bits: int
    flags: int

    @property
    def widths(self) -> list[int]:
        """Bytes a splat of each column."""
        return [6 if self.version == 1 else 9, 1, 3, 3, 4 if self.version >= 3 else 3, 3 * _HIGHER[self.degree]]


def _unpack(head: _Head, which: int, raw: NDArray[np.uint8], out: Columns, part: slice) -> None:
    if which == 0 and head.version == 1:
        out.means[part] = raw.view("<f2")
    elif which == 0:
        fixed = np.zeros((3 * len(raw), 4), np.uint8)
        fixed[:, 1:] = raw.reshape(-1, 3)  # in the upper bytes, so that the shift back brings the sign along
        out.means[part] = (fixed.view("<i4").ravel() >> 8).reshape(-1, 3) / 2.0**head.bits
    elif which == 1:
        out.opacities[part] = raw.ravel() / 255.0
    elif which == 2:
        out.sh[part, 0] = (raw / 255.0 - 0.5) / COLOR_SCALE
    elif which == 3:
        out.scales[part] = np.exp(raw / SCALE_STEP + SCALE_LOW)
    elif which == 4 and head.version >= 3:
        out.quats[part] = _unpack_quats(raw.view("<u4").ravel())
    elif which == 4:
        xyz = raw.astype(np.float32) / 127.5 - 1
        out.quats[part] = np.concatenate([np.sqrt(np.maximum(0, 1 - (xyz**2).sum(1, keepdims=True))), xyz], axis=1)
    else:
        out.sh[part, 1:] = (raw.reshape(len(raw), -1, 3).astype(np.float32) - 128) / 128


def _byte(values: NDArray[Any]) -> NDArray[np.uint8]:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _pack_quats(wxyz: NDArray[Any]) -> NDArray[np.uint32]:
    """Smallest three: two bits name the largest of (x, y, z, w), made positive; each other one has a sign bit and nine bits."""
    xyzw = np.roll(wxyz / np.linalg.norm(wxyz, axis=1, keepdims=True), -1, axis=1)
    largest = np.abs(xyzw).argmax(axis=1)
    xyzw = xyzw * np.where(np.take_along_axis(xyzw, largest[:, None], 1) < 0, -1, 1)
    packed = largest.astype(np.uint32)
    for i in range(4):
        magnitude = np.rint(np.abs(xyzw[:, i]) * (QUAT_MAX * np.sqrt(2.0))).clip(0, QUAT_MAX).astype(np.uint32)
        component = (xyzw[:, i] < 0).astype(np.uint32) << 9 | magnitude
        packed = np.where(largest == i, packed, packed << 10 | component)
    return packed.astype("<u4")


def _pack_axes(wxyz: NDArray[Any]) -> NDArray[np.uint8]:
    """Version 2: x, y and z of the quaternion with w made positive, a byte each."""
    unit = wxyz / np.linalg.norm(wxyz, axis=1, keepdims=True)
    return _byte((unit[:, 1:] * np.where(unit[:, :1] < 0, -1, 1) + 1) * 127.5)


def _unpack_quats(packed: NDArray[np.uint32]) -> NDArray[np.float64]:
    largest, left = packed >> 30, packed.copy()
    xyzw = np.zeros((len(packed), 4))
    for i in (3, 2, 1, 0):
        here = largest != i
        value = (left & 511) / (QUAT_MAX * np.sqrt(2.0)) * np.where(left & 512, -1.0, 1.0)
        xyzw[here, i] = value[here]
        left = np.where(here, left >> 10, left)
    rest = np.sqrt(np.maximum(0, 1 - (xyzw**2).sum(axis=1)))
    np.put_along_axis(xyzw, largest[:, None].astype(np.int64), rest[:, None], axis=1)
    return np.roll(xyzw / np.linalg.norm(xyzw, axis=1, keepdims=True), 1, axis=1)


def _opened(path: Path, file: BinaryIO) -> tuple[_Head, list[Stream]]:
    """The header, and for each column where to read it; no more splats than the file can hold."""
    size = path.stat().st_size
    gzipped = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    stream = Stream(path, inflated(path, file) if gzipped else bare(file))
    try:
        raw = stream.read(HEADER.size)
    except ValueError as error:
        if "ends" not in str(error):
            raise
        raise ValueError(f"{path} ends within its header; the file is cut short") from None
    magic, version, n, degree, bits, flags, _ = HEADER.unpack(raw)
    if magic != MAGIC:
        raise ValueError(f"{path} does not begin with the mark of SPZ; it is not an SPZ file")
    if version not in (1, 2, 3, 4) or (version == 4 and gzipped):
        raise ValueError(f"{path} is SPZ of version {version}; versions 1 to 4 are read, convert it first")
    if degree >= len(_HIGHER) or bits > 23:
        raise ValueError(f"{path} names harmonics of degree {degree} and {bits} fractional bits; the file is damaged")
    head = _Head(version, n, degree, bits, flags)
    plain = n * sum(head.widths)
    if n > MAX_SPLATS or plain > max(FREE_BYTES, size * MAX_RATIO):
        raise ValueError(f"{path} names {n:,} splats, more than {size:,} bytes can hold; the file is damaged")
    if version == 4:
        return head, _frames(path, file, head, size)
    if not gzipped and plain + HEADER.size > size:
        raise ValueError(f"{path} names {n:,} splats but holds {size:,} bytes instead of {plain + HEADER.size:,}; the file is damaged")
    return head, [stream] * len(head.widths)


def _frames(path: Path, file: BinaryIO, head: _Head, size: int) -> list[Stream]:
    """Version 4's columns; the table must agree with the header and with the file's size."""
    file.seek(HEADER.size)
    raw = file.read(TABLE.size)
    streams = 6 if head.degree else 5
    offset = TABLE.unpack(raw)[0] if len(raw) == TABLE.size else size
    file.seek(min(offset, size))
    table = file.read(ENTRY.size * streams)
    if len(table) < ENTRY.size * streams:
        raise ValueError(f"{path} ends within its table of columns; the file is cut short")
    entries = [ENTRY.unpack_from(table, ENTRY.size * k) for k in range(streams)]
    expected = [head.count * width for width in head.widths[:streams]]
    if [plain for _, plain in entries] != expected or sum(packed for packed, _ in entries) > size - file.tell():
        raise ValueError(f"{path} has columns that do not fit {head.count:,} splats or {size:,} bytes; the file is damaged")
    readers: list[Stream] = [Stream(path, frame(path, file.read(packed))) for packed, _ in entries]
    return readers + [Stream(path, iter(()))] * (len(head.widths) - streams)
