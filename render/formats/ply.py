"""3D Gaussian splats as PLY (Kerbl et al. 2023): binary little endian, log scales, logit opacity, axes right-down-forward (RDF).

In memory +Y is up and +Z towards the viewer (RUB), so that y and z change sign on the way, of positions, rotations and harmonics alike.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from ..gaussians import Gaussians
from .atomic import replacing

MAX_HEADER_BYTES = 65_536
MAX_SPLATS = 30_000_000
MIN_SCALE_M = 1e-9
MIN_OPACITY = 1e-6  # the logit of 0 and of 1 is infinite

# Real spherical harmonics (order of 3DGS) change sign under (x, y, z) → (x, −y, −z) where y and z together have an odd power.
FLIP_SH = np.array([1, -1, -1, 1, -1, 1, 1, -1, 1, -1, 1, -1, -1, 1, -1, 1], np.float32)
FLIP_MEAN = np.array([1, -1, -1], np.float32)
FLIP_QUAT = np.array([1, 1, -1, -1], np.float32)  # half a turn about x moves a rotation's axis as it moves points

_TYPES = {
    "char": "i1", "int8": "i1", "uchar": "u1", "uint8": "u1", "short": "i2", "int16": "i2", "ushort": "u2", "uint16": "u2",
    "int": "i4", "int32": "i4", "uint": "u4", "uint32": "u4", "float": "f4", "float32": "f4", "double": "f8", "float64": "f8",
}  # fmt: skip
_REST = {0: 1, 9: 4, 24: 9, 45: 16}  # count of f_rest_* → coefficients per channel


def save(path: str | os.PathLike[str], gaussians: Gaussians) -> None:
    """Write `gaussians`; instance ids and albedo have no place in this format and stay behind."""
    sh = gaussians.sh.detach().cpu().numpy() * FLIP_SH[: gaussians.sh.shape[1], None]
    n, coefficients = sh.shape[:2]
    opacity = np.clip(gaussians.opacities.detach().cpu().numpy().astype(np.float64), MIN_OPACITY, 1 - MIN_OPACITY)
    columns = [
        gaussians.means.detach().cpu().numpy() * FLIP_MEAN,
        sh[:, 0],
        sh[:, 1:].transpose(0, 2, 1).reshape(n, 3 * (coefficients - 1)),  # all of red, all of green, all of blue
        np.log(opacity / (1 - opacity))[:, None],
        np.log(np.maximum(gaussians.scales.detach().cpu().numpy(), MIN_SCALE_M)),
        gaussians.quats.detach().cpu().numpy() * FLIP_QUAT,
    ]
    names = ["x", "y", "z", "f_dc_0", "f_dc_1", "f_dc_2", *(f"f_rest_{i}" for i in range(3 * (coefficients - 1)))]
    names += ["opacity", "scale_0", "scale_1", "scale_2", "rot_0", "rot_1", "rot_2", "rot_3"]
    header = ["ply", "format binary_little_endian 1.0", f"element vertex {n}", *(f"property float {name}" for name in names), "end_header"]
    with replacing(path) as temporary, open(temporary, "wb") as file:
        file.write(("\n".join(header) + "\n").encode("ascii"))
        file.write(np.concatenate(columns, axis=1).astype("<f4").tobytes())


def load(path: str | os.PathLike[str]) -> Gaussians:
    """Read a splat PLY with its properties in any order; what it has beyond the splats' own is skipped."""
    rows = _rows(Path(path))
    present = rows.dtype.names or ()
    rest = 0
    while f"f_rest_{rest}" in present:
        rest += 1
    needed = ("x", "y", "z", "f_dc_0", "f_dc_1", "f_dc_2", "opacity", "scale_0", "scale_1", "scale_2", "rot_0", "rot_1", "rot_2", "rot_3")
    if missing := [name for name in needed if name not in present]:
        raise ValueError(f"{path} has no property {missing[0]!r}; it is not a 3D Gaussian splat PLY")
    if rest not in _REST:
        raise ValueError(f"{path} has {rest} properties f_rest_*; a splat has 0, 9, 24 or 45 of them")

    def stack(prefix: str, count: int) -> NDArray[np.float32]:
        return np.stack([rows[f"{prefix}{i}"].astype(np.float32) for i in range(count)], axis=1)

    n, coefficients = len(rows), _REST[rest]
    means = np.stack([rows[axis].astype(np.float32) for axis in "xyz"], axis=1) * FLIP_MEAN
    sh = np.empty((n, coefficients, 3), np.float32)
    sh[:, 0] = stack("f_dc_", 3)
    if rest:
        sh[:, 1:] = stack("f_rest_", rest).reshape(n, 3, coefficients - 1).transpose(0, 2, 1)
    sh *= FLIP_SH[:coefficients, None]
    with np.errstate(over="ignore"):  # an opacity of exactly 0 is written as −inf by some tools
        opacity = 1 / (1 + np.exp(-rows["opacity"].astype(np.float64)))
        scales = np.maximum(np.exp(stack("scale_", 3)), MIN_SCALE_M)
    quats = stack("rot_", 4) * FLIP_QUAT
    for name, values in (("position", means), ("colour", sh), ("opacity", opacity), ("scale", scales), ("rotation", quats)):
        bad = ~np.isfinite(values).all(axis=tuple(range(1, values.ndim)))
        if bad.any():
            raise ValueError(f"{path}: {bad.sum():,} of {n:,} splats have a {name} that is not a finite number; clean the file first")
    length = np.linalg.norm(quats.astype(np.float64), axis=1, keepdims=True)  # of 1e30 as well
    unit = np.abs(length - 1) < 1e-6  # and kept bit for bit
    quats = np.where(length > 1e-12, quats / np.where(unit, 1.0, np.maximum(length, 1e-12)), np.eye(1, 4))
    tensors = (means, quats, scales, opacity, sh)
    return Gaussians(*(torch.from_numpy(np.ascontiguousarray(a, np.float32)) for a in tensors))


def _rows(path: Path) -> NDArray[np.void]:
    """The element `vertex` as a structured array; nothing is allocated that the file's length does not back."""
    size = path.stat().st_size
    with open(path, "rb") as file:
        head = file.read(MAX_HEADER_BYTES)
        if not head.startswith((b"ply\n", b"ply\r\n")):
            raise ValueError(f"{path} does not begin with 'ply'; it is not a PLY file")
        end = head.find(b"end_header")
        newline = head.find(b"\n", end)
        if end < 0 or newline < 0:
            raise ValueError(f"{path} has no 'end_header' in its first {MAX_HEADER_BYTES:,} bytes; the file is damaged")
        count, dtype, skip = _vertex(path, head[:end].decode("ascii", "replace").splitlines())
        offset = newline + 1 + skip
        if count > MAX_SPLATS:
            raise ValueError(f"{path} names {count:,} splats; at most {MAX_SPLATS:,} are read")
        if offset + count * dtype.itemsize > size:
            have = max(0, size - offset) // dtype.itemsize
            raise ValueError(f"{path} names {count:,} splats but holds {have:,}; the file is cut short")
        file.seek(offset)
        return np.fromfile(file, dtype, count)


def _vertex(path: Path, lines: list[str]) -> tuple[int, np.dtype, int]:
    """(count, row type, bytes of the elements before it) of the element `vertex`."""
    order, skip = "", 0
    elements: list[tuple[str, int, list[tuple[str, str]]]] = []
    for line in lines[1:]:
        words = line.split()
        if not words or words[0] in ("comment", "obj_info"):
            continue
        if words[0] == "format" and len(words) == 3:
            order = {"binary_little_endian": "<", "binary_big_endian": ">"}.get(words[1], "")
            if not order:
                raise ValueError(f"{path} is a PLY in the format {words[1]!r}; save it as binary_little_endian")
        elif words[0] == "element" and len(words) == 3 and words[2].isdigit() and len(words[2]) < 16:
            elements.append((words[1], int(words[2]), []))
        elif words[0] == "property" and len(words) == 3 and words[1] in _TYPES and elements:
            elements[-1][2].append((words[2], _TYPES[words[1]]))
        elif words[0] == "property" and len(words) == 5 and words[1] == "list" and elements:
            elements[-1][2].append((words[4], "list"))
        else:
            raise ValueError(f"{path} has the header line {line.strip()[:60]!r}, which is not PLY; the file is damaged")
    for name, count, properties in elements:  # what stands behind the vertices is never reached
        if any(kind == "list" for _, kind in properties):
            raise ValueError(f"{path} has lists before or among its vertices; it is not a 3D Gaussian splat PLY")
        if len({p for p, _ in properties}) < len(properties):
            raise ValueError(f"{path} names a property of {name!r} twice; the file is damaged")
        dtype = np.dtype([(p, order + kind) for p, kind in properties])
        if name == "vertex":
            if not order or not properties:
                raise ValueError(f"{path} has no format line or no vertex properties; the file is damaged")
            return count, dtype, skip
        skip += count * dtype.itemsize
    raise ValueError(f"{path} has no element 'vertex'; it is not a 3D Gaussian splat PLY")
