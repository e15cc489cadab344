"""Splats as `.splat`, 32 bytes each and nothing else: position and scale as float32, colour, opacity and quaternion as bytes.

Axes right-down-forward, metres, sRGB; the layout is that of antimatter15's viewer, which defined it. Harmonics above degree 0 and cameras
have no place in it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..camera import Camera
from ..gaussians import Gaussians
from ..sh import C0
from .atomic import replacing
from .columns import FLIP_MEAN, FLIP_QUAT, MAX_SPLATS, Columns, Progress, column, parts

ROW = np.dtype([("means", "<f4", 3), ("scales", "<f4", 3), ("rgba", "u1", 4), ("quats", "u1", 4)])


def save(path: str | os.PathLike[str], gaussians: Gaussians, *, cameras: Sequence[Camera] = (), progress: Progress = None) -> None:
    """Write `gaussians` in their own order; view-dependent colour becomes that of degree 0, and cameras stay behind."""
    means, quats, scales, opacities = (column(t) for t in (gaussians.means, gaussians.quats, gaussians.scales, gaussians.opacities))
    flat = column(gaussians.sh[:, 0])
    with replacing(path) as temporary, open(temporary, "wb") as file:
        for part in parts(len(means), progress):
            rows = np.empty(part.stop - part.start, ROW)
            rows["means"], rows["scales"] = means[part] * FLIP_MEAN, scales[part]
            rows["rgba"][:, :3] = np.rint(np.clip(flat[part] * C0 + 0.5, 0, 1) * 255)
            rows["rgba"][:, 3] = np.rint(opacities[part] * 255)
            rows["quats"] = np.clip(np.rint(quats[part] * FLIP_QUAT * 128 + 128), 0, 255)
            file.write(rows.tobytes())


def load(path: str | os.PathLike[str], *, progress: Progress = None) -> Gaussians:
    """Read every row of 32 bytes."""
    size = Path(path).stat().st_size
    n, left = divmod(size, ROW.itemsize)
    if left:
        raise ValueError(f"{path} has {size:,} bytes, not a multiple of {ROW.itemsize}; it is cut short or not a .splat file")
    if n > MAX_SPLATS:
        raise ValueError(f"{path} holds {n:,} splats; at most {MAX_SPLATS:,} are read")
    out = Columns(n, 1, right_down_forward=True)
    with open(path, "rb") as file:
        for part in parts(n, progress):
            rows = np.fromfile(file, ROW, part.stop - part.start)
            out.means[part], out.scales[part] = rows["means"], rows["scales"]
            out.sh[part, 0] = (rows["rgba"][:, :3] / np.float32(255) - 0.5) / C0
            out.opacities[part] = rows["rgba"][:, 3] / np.float32(255)
            out.quats[part] = (rows["quats"].astype(np.float32) - 128) / 128
    if n and out.scales.min() < 0:
        raise ValueError(f"{path} has a scale of {out.scales.min():g} m; scales are positive, so it is damaged or not a .splat file")
    return out.gaussians(path)
