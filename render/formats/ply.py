"""3D Gaussian splats as PLY (Kerbl et al. 2023): binary little endian, log scales, logit opacity, axes right-down-forward (RDF).

In memory +Y is up and +Z towards the viewer (RUB), so that y and z change sign on the way, of positions, rotations and harmonics alike.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..camera import Camera
from ..gaussians import Gaussians
from .atomic import replacing
from .columns import FLIP_MEAN, FLIP_QUAT, FLIP_SH, MIN_SCALE_M, Columns, Progress, column, parts
from .ply_elements import MAX_HEADER_BYTES, Element, layout

MIN_OPACITY = 1e-6  # the logit of 0 and of 1 is infinite

_REST = {0: 1, 9: 4, 24: 9, 45: 16}  # count of f_rest_* → coefficients per channel


def save(path: str | os.PathLike[str], gaussians: Gaussians, *, cameras: Sequence[Camera] = (), progress: Progress = None) -> None:
    """Write `gaussians`, in metres and sRGB, as comments in it say. Instance ids, albedo and cameras have no place in this format."""
    n, coefficients = gaussians.sh.shape[:2]
    names = ["x", "y", "z", "f_dc_0", "f_dc_1", "f_dc_2", *(f"f_rest_{i}" for i in range(3 * (coefficients - 1)))]
    names += ["opacity", "scale_0", "scale_1", "scale_2", "rot_0", "rot_1", "rot_2", "rot_3"]
    header = ["ply", "format binary_little_endian 1.0", "comment frame right down forward", "comment unit metre", "comment color sRGB"]
    header += [f"element vertex {n}", *(f"property float {name}" for name in names), "end_header"]
    means, quats, scales, opacities, sh = (
        column(t) for t in (gaussians.means, gaussians.quats, gaussians.scales, gaussians.opacities, gaussians.sh)
    )
    with replacing(path) as temporary, open(temporary, "wb") as file:
        file.write(("\n".join(header) + "\n").encode("ascii"))
        for part in parts(n, progress):
            colors = sh[part] * FLIP_SH[:coefficients, None]
            opacity = np.clip(opacities[part].astype(np.float64), MIN_OPACITY, 1 - MIN_OPACITY)
            columns = [
                means[part] * FLIP_MEAN,
                colors[:, 0],
                colors[:, 1:].transpose(0, 2, 1).reshape(len(colors), -1),  # all of red, all of green, all of blue
                np.log(opacity / (1 - opacity))[:, None],
                np.log(np.maximum(scales[part], MIN_SCALE_M)),
                quats[part] * FLIP_QUAT,
            ]
            file.write(np.concatenate(columns, axis=1).astype("<f4").tobytes())


def load(path: str | os.PathLike[str], *, progress: Progress = None) -> Gaussians:
    """Read a splat PLY with its properties in any order, or PlayCanvas's compressed one; what it has beyond the splats' own is skipped."""
    with open(path, "rb") as file:
        tables = layout(Path(path), file.read(MAX_HEADER_BYTES), Path(path).stat().st_size)
        if "packed_position" in (tables["vertex"].dtype.names or ()):
            from . import compressed

            return compressed.load(path, file, tables, progress)
        return _load(path, file, tables["vertex"], progress)


def _load(path: str | os.PathLike[str], file: BinaryIO, element: Element, progress: Progress) -> Gaussians:
    present = element.dtype.names or ()
    rest = 0
    while f"f_rest_{rest}" in present:
        rest += 1
    needed = ("x", "y", "z", "f_dc_0", "f_dc_1", "f_dc_2", "opacity", "scale_0", "scale_1", "scale_2", "rot_0", "rot_1", "rot_2", "rot_3")
    if missing := [name for name in needed if name not in present]:
        raise ValueError(f"{path} has no property {missing[0]!r}; it is not a 3D Gaussian splat PLY")
    if rest not in _REST:
        raise ValueError(f"{path} has {rest} properties f_rest_*; a splat has 0, 9, 24 or 45 of them")
    coefficients = _REST[rest]
    out = Columns(element.count, coefficients, right_down_forward=True)
    for part in parts(element.count, progress):
        rows = element.rows(file, part)

        def stack(prefix: str, count: int, rows: NDArray[np.void] = rows) -> NDArray[np.float32]:
            return np.stack([rows[f"{prefix}{i}"].astype(np.float32) for i in range(count)], axis=1)

        with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is counted at the end; some write −inf for an opacity of 0
            out.means[part] = np.stack([rows[axis].astype(np.float32) for axis in "xyz"], axis=1)
            out.sh[part, 0] = stack("f_dc_", 3)
            if rest:
                out.sh[part, 1:] = stack("f_rest_", rest).reshape(len(rows), 3, coefficients - 1).transpose(0, 2, 1)
            out.opacities[part] = 1 / (1 + np.exp(-rows["opacity"].astype(np.float64)))
            out.scales[part] = np.exp(stack("scale_", 3))
            out.quats[part] = stack("rot_", 4)
    return out.gaussians(path)
