"""PlayCanvas's compressed PLY, read: 16 bytes a splat, within the bounds of chunks of 256 (layout: developer.playcanvas.com, PLY format).

Position and log scale have 11, 10 and 11 bits between a chunk's bounds, the quaternion three times 10 bits and 2 that say which component
was left out, colour and opacity 8 bits each; harmonics, where there are any, are bytes in an element of their own. Axes as in PLY.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..gaussians import Gaussians
from ..sh import C0, SIZES
from .columns import Columns, Progress, from_three, parts
from .ply_elements import Element

CHUNK = 256  # splats that share bounds
_BOUNDS = [f"{end}_{name}" for name in ("x", "y", "z", "scale_x", "scale_y", "scale_z") for end in ("min", "max")]
_COLORS = [f"{end}_{name}" for name in "rgb" for end in ("min", "max")]  # absent in old files: 0..1
_PACKED = ("packed_position", "packed_rotation", "packed_scale", "packed_color")


def load(path: str | os.PathLike[str], file: BinaryIO, tables: Mapping[str, Element], progress: Progress) -> Gaussians:
    """The splats of a PLY whose elements are `tables`."""
    vertex, chunk, sh = tables["vertex"], tables.get("chunk"), tables.get("sh")
    names = vertex.dtype.names or ()
    if chunk is None or any(name not in (chunk.dtype.names or ()) for name in _BOUNDS) or any(name not in names for name in _PACKED):
        raise ValueError(f"{path} has packed vertices but no bounds of chunks to unpack them; the file is damaged")
    if any(vertex.dtype[name] != np.dtype("<u4") for name in _PACKED) or chunk.count * CHUNK < vertex.count:
        raise ValueError(f"{path} has {chunk.count:,} chunks for {vertex.count:,} packed splats; the file is damaged")
    rest = 0 if sh is None else len(sh.dtype.names or ())
    fits = sh is None or (sh.count == vertex.count and set(sh.dtype.names or ()) == {f"f_rest_{i}" for i in range(rest)})
    if rest % 3 or rest // 3 + 1 not in SIZES or not fits:
        raise ValueError(f"{path} has harmonics that do not fit its {vertex.count:,} splats; the file is damaged")
    bounds = chunk.rows(file, slice(0, chunk.count))
    out = Columns(vertex.count, 1 + rest // 3, right_down_forward=True)
    with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is counted at the end
        for part in parts(vertex.count, progress):
            rows = vertex.rows(file, part)
            own = bounds[np.arange(part.start, part.stop) // CHUNK]
            out.means[part] = _between(own, "", "xyz", _thirds(rows["packed_position"]))
            out.scales[part] = np.exp(_between(own, "scale_", "xyz", _thirds(rows["packed_scale"])))
            quat = rows["packed_rotation"]
            three = np.stack([quat >> 20 & 1023, quat >> 10 & 1023, quat & 1023], axis=1) / 1023 - 0.5
            out.quats[part] = from_three(three * np.sqrt(2), quat >> 30)
            color = rows["packed_color"]
            rgb = np.stack([color >> 24, color >> 16 & 255, color >> 8 & 255], axis=1) / 255
            if set(_COLORS) <= set(bounds.dtype.names or ()):
                rgb = _between(own, "", "rgb", rgb)
            out.sh[part, 0] = (rgb - 0.5) / C0
            out.opacities[part] = (color & 255) / 255
            if sh is not None:
                values = sh.rows(file, part)
                bands = np.stack([values[f"f_rest_{i}"] for i in range(rest)], axis=1).reshape(-1, 3, rest // 3).transpose(0, 2, 1)
                out.sh[part, 1:] = _harmonic(bands)
    return out.gaussians(path)


def _thirds(packed: NDArray[np.uint32]) -> NDArray[np.float64]:
    return np.stack([(packed >> 21) / 2047, (packed >> 11 & 1023) / 1023, (packed & 2047) / 2047], axis=1)


def _between(own: NDArray[np.void], prefix: str, axes: str, share: NDArray[np.floating]) -> NDArray[np.float64]:
    low, high = (np.stack([own[f"{end}_{prefix}{axis}"].astype(np.float64) for axis in axes], axis=1) for end in ("min", "max"))
    return low + (high - low) * share


def _harmonic(byte: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Bytes → −4..4, the middles of 256 steps but for the outermost, which are the ends."""
    share = np.where(byte == 0, 0.0, np.where(byte == 255, 1.0, (byte + 0.5) / 256))
    return ((share - 0.5) * 8).astype(np.float32)
