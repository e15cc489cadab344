"""Splats as KSPLAT (mkkellogg's GaussianSplats3D 0.4), read: sections of buckets, at compression level 0 (floats), 1 (halves) or 2 (and
harmonics as bytes). Axes right-down-forward, metres, sRGB.

A file is a header of 4096 bytes, a header of 1024 for each section, then each section's data: how full its partly filled buckets are, the
buckets' centres, and the splats, each its position (at levels 1 and 2 a step from its bucket's centre), scale, quaternion wxyz, colour and
opacity, and harmonics, band by band, each all of red, all of green, all of blue.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..gaussians import Gaussians
from ..sh import C0, SIZES
from .columns import MAX_SPLATS, Columns, Progress, parts

HEADER, SECTION = 4096, 1024
_HEAD = struct.Struct("<BBxxIIIIHxx3fff")  # version, room for sections, sections, room for splats, splats, level, centre, SH range
_SECTION = struct.Struct("<IIIIfHxxIIIIH")  # filled, room, bucket size, buckets, side, bytes of one, steps, -, full, partly filled, degree
_FLOATS = ("<f4", "<f2", "<f2")
_HARMONICS = ("<f4", "<f2", "u1")
SH_RANGE = (-1.5, 1.5)  # where a header names none
STEPS = 32767


@dataclass(frozen=True)
class _Section:
    count: int
    degree: int
    buckets: NDArray[np.float32]
    lengths: NDArray[np.int64]
    step_m: float
    middle: int
    offset: int


def load(path: str | os.PathLike[str], *, progress: Progress = None) -> Gaussians:
    """Read versions 0.1 and later; sections of lower degree are padded with zeros."""
    path = Path(path)
    data: NDArray[np.uint8] = np.memmap(path, np.uint8, "r") if path.stat().st_size else np.empty(0, np.uint8)
    if len(data) < HEADER:
        raise ValueError(f"{path} has {len(data):,} bytes, less than the header of a KSPLAT; it is cut short or not a .ksplat file")
    major, minor, room, _, _, _, level, *_, low, high = _HEAD.unpack_from(data.data)
    if (major, minor) < (0, 1) or major > 0 or level > 2:
        raise ValueError(f"{path} is KSPLAT {major}.{minor} at level {level}; 0.1 and later at levels 0 to 2 are read")
    if HEADER + room * SECTION > len(data):
        raise ValueError(f"{path} names {room:,} sections but ends before their headers do; the file is cut short")
    sections = _sections(path, data, room, level)
    n = sum(section.count for section in sections)
    if n > MAX_SPLATS:
        raise ValueError(f"{path} holds {n:,} splats; at most {MAX_SPLATS:,} are read")
    out = Columns(n, SIZES[max((section.degree for section in sections), default=0)], right_down_forward=True)
    if not np.isfinite([low, high]).all():
        raise ValueError(f"{path} has harmonics from {low} to {high}; the file is damaged")
    done = 0
    with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is counted at the end
        for section in sections:
            whole = np.ndarray(section.count, _row(level, section.degree), data, section.offset)
            for part in parts(section.count):
                rows, to = whole[part], slice(done + part.start, done + part.stop)
                out.means[to] = rows["means"]
                if level:
                    own = section.buckets[np.searchsorted(section.lengths, np.arange(part.start, part.stop), side="right")]
                    out.means[to] = (out.means[to] - section.middle) * section.step_m + own
                out.scales[to], out.quats[to] = rows["scales"], rows["quats"]
                out.sh[to, 0] = (rows["rgba"][:, :3] / np.float32(255) - 0.5) / C0
                out.opacities[to] = rows["rgba"][:, 3] / np.float32(255)
                out.sh[to, 1:] = 0
                for degree in range(1, section.degree + 1):
                    values = rows[f"band_{degree}"].astype(np.float32)
                    if level == 2:
                        values = (low or SH_RANGE[0]) + values / 255 * ((high or SH_RANGE[1]) - (low or SH_RANGE[0]))
                    out.sh[to, SIZES[degree - 1] : SIZES[degree]] = values.transpose(0, 2, 1)
                if progress is not None:
                    progress(to.stop / n)
            done += section.count
    return out.gaussians(path)


def _row(level: int, degree: int) -> np.dtype:
    number = _FLOATS[level]
    fields = [("means", "<u2" if level else "<f4", 3), ("scales", number, 3), ("quats", number, 4), ("rgba", "u1", 4)]
    return np.dtype(fields + [(f"band_{d}", _HARMONICS[level], (3, 2 * d + 1)) for d in range(1, degree + 1)])


def _sections(path: Path, data: NDArray[np.uint8], room: int, level: int) -> list[_Section]:
    """What the section headers say; ValueError where one points past the file's end."""
    base, sections = HEADER + room * SECTION, []
    for k in range(room):
        count, most, size, buckets, side_m, width, steps, _, full, partly, degree = _SECTION.unpack_from(data.data, HEADER + k * SECTION)
        if degree > 3 or count > most:
            raise ValueError(f"{path} has a section of {count:,} in room for {most:,} splats, of degree {degree}; the file is damaged")
        offset = base + 4 * partly + buckets * width
        end = offset + most * _row(level, degree).itemsize
        if end > len(data) or (level and (width != 12 or full + partly > buckets or not np.isfinite(side_m))):
            raise ValueError(f"{path} has a section that ends at byte {end:,} of {len(data):,}; the file is cut short or damaged")
        lengths, centers = np.empty(0, np.int64), np.empty((0, 3), np.float32)
        if level:
            filled = np.ndarray(partly, "<u4", data, base).astype(np.int64)
            lengths = np.cumsum(np.concatenate([np.full(full, size, np.int64), filled]))
            centers = np.ndarray((buckets, 3), "<f4", data, base + 4 * partly).astype(np.float32)
            if count and (not len(lengths) or lengths[-1] < count):
                raise ValueError(f"{path} has {count:,} splats in a section but not in its buckets; the file is damaged")
        steps = steps or STEPS
        sections.append(_Section(count, degree, centers, lengths, side_m / 2 / steps, steps, offset))
        base = end
    return sections
