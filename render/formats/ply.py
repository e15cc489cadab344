"""3D Gaussian splats as PLY (Kerbl et al. 2023): binary little endian, log scales, logit opacity, axes right-down-forward (RDF).

In memory +Y is up and +Z towards the viewer (RUB), so that y and z change sign on the way, of positions, rotations and harmonics alike.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..camera import Camera
from ..gaussians import Gaussians
from .atomic import replacing
from .columns import FLIP_MEAN, FLIP_QUAT, FLIP_SH, MAX_SPLATS, MIN_SCALE_M, Columns, Progress, column, parts

MAX_HEADER_BYTES = 65_536
MIN_OPACITY = 1e-6  # the logit of 0 and of 1 is infinite

_TYPES = {
    "char": "i1", "int8": "i1", "uchar": "u1", "uint8": "u1", "short": "i2", "int16": "i2", "ushort": "u2", "uint16": "u2",
    "int": "i4", "int32": "i4", "uint": "u4", "uint32": "u4", "float": "f4", "float32": "f4", "double": "f8", "float64": "f8",
}  # fmt: skip
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
        layout = _layout(Path(path), file.read(MAX_HEADER_BYTES), Path(path).stat().st_size)
        if "packed_position" in (layout["vertex"].dtype.names or ()):
            from . import compressed

            return compressed.load(path, file, layout, progress)
        return _load(path, file, layout["vertex"], progress)


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


@dataclass(frozen=True)
class Element:
    """A table of the file: `count` rows of `dtype` from `offset` on."""

    count: int
    dtype: np.dtype
    offset: int

    def rows(self, file: BinaryIO, part: slice) -> NDArray[np.void]:
        file.seek(self.offset + part.start * self.dtype.itemsize)
        return np.fromfile(file, self.dtype, part.stop - part.start)


def _layout(path: Path, head: bytes, size: int) -> dict[str, Element]:
    """The elements up to the last that splats need; none promises more than the file's `size` holds."""
    if not head.startswith((b"ply\n", b"ply\r\n")):
        raise ValueError(f"{path} does not begin with 'ply'; it is not a PLY file")
    end = head.find(b"end_header")
    newline = head.find(b"\n", end)
    if end < 0 or newline < 0:
        raise ValueError(f"{path} has no 'end_header' in its first {MAX_HEADER_BYTES:,} bytes; the file is damaged")
    order, named = _elements(path, head[:end].decode("ascii", "replace").splitlines())
    layout: dict[str, Element] = {}
    offset = newline + 1
    for name, count, properties in named:  # what stands behind the vertices, and the harmonics of packed ones, is never reached
        if "vertex" in layout and name != "sh":
            break
        if any(kind == "list" for _, kind in properties):
            raise ValueError(f"{path} has lists before or among its vertices; it is not a 3D Gaussian splat PLY")
        if len({p for p, _ in properties}) < len(properties):
            raise ValueError(f"{path} names a property of {name[:40]!r} twice; the file is damaged")
        dtype = np.dtype([(p, order + kind) for p, kind in properties])
        if name in ("vertex", "chunk", "sh"):
            if not order or not properties:
                raise ValueError(f"{path} has no format line or no {name} properties; the file is damaged")
            if count > MAX_SPLATS:
                raise ValueError(f"{path} names {count:,} splats; at most {MAX_SPLATS:,} are read")
            if offset + count * dtype.itemsize > size:
                have = max(0, size - offset) // dtype.itemsize
                raise ValueError(f"{path} names {count:,} splats but holds {have:,}; the file is cut short")
            layout[name] = Element(count, dtype, offset)
        offset += count * dtype.itemsize
    if "vertex" not in layout:
        raise ValueError(f"{path} has no element 'vertex'; it is not a 3D Gaussian splat PLY")
    return layout


def _elements(path: Path, lines: list[str]) -> tuple[str, list[tuple[str, int, list[tuple[str, str]]]]]:
    """The byte order, and (name, count, properties) of each element."""
    order = ""
    elements: list[tuple[str, int, list[tuple[str, str]]]] = []
    for line in lines[1:]:
        words = line.split()
        if not words or words[0] in ("comment", "obj_info"):
            continue
        if words[0] == "format" and len(words) == 3:
            order = {"binary_little_endian": "<", "binary_big_endian": ">"}.get(words[1], "")
            if not order:
                raise ValueError(f"{path} is a PLY in the format {words[1][:40]!r}; save it as binary_little_endian")
        elif words[0] == "element" and len(words) == 3 and words[2].isdigit() and len(words[2]) < 16:
            elements.append((words[1], int(words[2]), []))
        elif words[0] == "property" and len(words) == 3 and words[1] in _TYPES and elements:
            elements[-1][2].append((words[2], _TYPES[words[1]]))
        elif words[0] == "property" and len(words) == 5 and words[1] == "list" and elements:
            elements[-1][2].append((words[4], "list"))
        else:
            raise ValueError(f"{path} has the header line {line.strip()[:60]!r}, which is not PLY; the file is damaged")
    return order, elements
