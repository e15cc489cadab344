"""3D Gaussian splats as SPZ (Niantic's format, versions 2 and 3): a gzipped 16-byte header, then columns of small integers.

The axes are the project's own (right-up-back). Layout after the header, for n splats: positions 3 × int24 in fixed point, alphas u8,
colours 3 × u8, log scales 3 × u8, rotations (version 3: 4 bytes, version 2: 3 bytes), harmonics above degree 0 as u8, channel innermost.
"""

from __future__ import annotations

import gzip
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ..gaussians import Gaussians
from .atomic import replacing

MAGIC, VERSION = 0x5053474E, 3
HEADER = struct.Struct("<IIIBBBB")  # magic, version, count, degree, fractional bits, flags, reserved
HAS_EXTENSIONS = 2  # bit of `flags`: vendor records follow the columns; they are not needed
MAX_SPLATS = 30_000_000
MAX_DEFLATE_RATIO = 1032  # no deflate stream unpacks to more than this (zlib's technical notes)

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


def save(path: str | os.PathLike[str], gaussians: Gaussians) -> None:
    """Write version 3. The same splats give the same bytes. ValueError where positions or sizes do not fit the format."""
    means = gaussians.means.detach().cpu().numpy().astype(np.float64)
    scales = gaussians.scales.detach().cpu().numpy()
    sh = gaussians.sh.detach().cpu().numpy()
    n = len(means)
    if n > MAX_SPLATS:
        raise ValueError(f"{n:,} splats are more than the {MAX_SPLATS:,} that SPZ readers accept; lower the count")
    bits = fractional_bits(float(np.abs(means).max(initial=0)))
    if n and scales.max() > MAX_SCALE_M * np.exp(0.5 / SCALE_STEP):
        raise ValueError(f"a splat is {scales.max():,.0f} m wide, SPZ holds {MAX_SCALE_M:,.0f} m; remove it or write a .ply")
    fixed = np.rint(means * 2**bits).astype("<i4")
    columns = [
        fixed.reshape(-1, 1).view(np.uint8)[:, :3],
        _byte(gaussians.opacities.detach().cpu().numpy() * 255),
        _byte((sh[:, 0] * COLOR_SCALE + 0.5) * 255),
        _byte((np.log(np.maximum(scales, 1e-9)) - SCALE_LOW) * SCALE_STEP),
        _pack_quats(gaussians.quats.detach().cpu().numpy()),
        _byte(sh[:, 1:] * 128 + 128),
    ]
    header = HEADER.pack(MAGIC, VERSION, n, gaussians.sh_degree, bits, 0, 0)
    with replacing(path) as temporary, open(temporary, "wb") as file:
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            packed.write(header)
            for column in columns:
                packed.write(np.ascontiguousarray(column).tobytes())


def load(path: str | os.PathLike[str]) -> Gaussians:
    """Read versions 2 and 3, gzipped or bare."""
    header, columns = _columns(Path(path))
    n, degree, bits = header[2:5]
    if header[1] == VERSION:
        quats = _unpack_quats(columns[4].view("<u4").ravel())
    else:
        xyz = columns[4].astype(np.float32) / 127.5 - 1
        quats = np.concatenate([np.sqrt(np.maximum(0, 1 - (xyz**2).sum(1, keepdims=True))), xyz], axis=1)
        quats /= np.linalg.norm(quats, axis=1, keepdims=True)
    fixed = np.zeros((3 * n, 4), np.uint8)
    fixed[:, 1:] = columns[0].reshape(-1, 3)  # in the upper bytes, so that the shift back brings the sign along
    means = (fixed.view("<i4").ravel() >> 8).reshape(n, 3) / 2.0**bits
    sh = np.empty((n, 1 + _HIGHER[degree], 3), np.float32)
    sh[:, 0] = (columns[2] / 255.0 - 0.5) / COLOR_SCALE
    sh[:, 1:] = (columns[5].reshape(n, _HIGHER[degree], 3).astype(np.float32) - 128) / 128
    scales = np.exp(columns[3] / SCALE_STEP + SCALE_LOW)
    arrays = (means, quats, scales, columns[1].ravel() / 255.0, sh)
    return Gaussians(*(torch.from_numpy(np.ascontiguousarray(a, np.float32)) for a in arrays))


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


def _columns(path: Path) -> tuple[tuple[int, ...], list[NDArray[np.uint8]]]:
    """Header, and each column as (n, bytes); no more is unpacked than the header promises, and no more promised than the file can hold."""
    data = path.read_bytes()
    gzipped = data.startswith(b"\x1f\x8b")
    stream = zlib.decompressobj(wbits=31)
    try:
        head = stream.decompress(data, HEADER.size) if gzipped else data[: HEADER.size]
        if len(head) < HEADER.size:
            raise ValueError(f"{path} ends within its header; the file is cut short")
        header = HEADER.unpack(head)
        magic, version, n, degree, _, flags, _ = header
        if magic != MAGIC:
            raise ValueError(f"{path} does not begin with the mark of SPZ; it is not an SPZ file")
        if version not in (2, 3):
            raise ValueError(f"{path} is SPZ of version {version}; versions 2 and 3 are read, convert it first")
        if degree >= len(_HIGHER) or header[4] > 23:
            raise ValueError(f"{path} names harmonics of degree {degree} and {header[4]} fractional bits; the file is damaged")
        widths = [9, 1, 3, 3, 4 if version == 3 else 3, 3 * _HIGHER[degree]]
        size = n * sum(widths)
        if n > MAX_SPLATS or size > len(data) * (MAX_DEFLATE_RATIO if gzipped else 1):
            raise ValueError(f"{path} names {n:,} splats, more than {len(data):,} bytes can hold; the file is damaged")
        body = stream.decompress(stream.unconsumed_tail, size + 1) if gzipped else data[HEADER.size :]
    except zlib.error as error:
        raise ValueError(f"{path} cannot be unpacked ({error}); the file is damaged") from error
    if len(body) < size or (len(body) > size and not flags & HAS_EXTENSIONS):
        raise ValueError(f"{path} names {n:,} splats but holds {len(body):,} bytes instead of {size:,}; the file is damaged")
    ends = np.cumsum([n * w for w in widths])
    return header, [np.frombuffer(body, np.uint8, n * w, end - n * w).reshape(n, w) for w, end in zip(widths, ends.tolist())]
