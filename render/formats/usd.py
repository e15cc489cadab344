"""3D Gaussian splats as USD, `.usdc`, `.usda`, `.usd` or `.usdz`: UsdVol's ParticleField3DGaussianSplat (OpenUSD 26.3 and newer).

Frame: +Y up, metres, as in memory, and said so in the file. Scales are linear (standard deviations), opacities 0..1, coefficients those of
3DGS in its order and sign, a splat's together. Their colour is display-referred sRGB, said as the attribute's colour space; the schema
itself says nothing of it. All numbers are float32. Cameras travel as prims; instance ids and albedo have no place and stay behind.

Read as well: half precision, stages that have +Z up or another unit, prims that are moved, turned or stretched; all fields of a file, also
hidden ones. Not read: files that are composed of others. Reading goes on in a process of its own, see `usd_process`.
"""

# pyright: reportAttributeAccessIssue=false
# The stubs of pxr know half of what is in it.
from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
import torch
from numpy.typing import NDArray

from ..camera import Camera
from ..gaussians import Gaussians
from . import usd_stage
from .columns import Columns, Progress, column, parts
from .gltf_nodes import finite
from .placement import display_from_linear, placed
from .said import said
from .usd_stage import DISPLAY, FLIP, LINEAR, ROOT

HEIGHT_PX = 720
REACH = 3.0  # standard deviations that count as a splat's extent
READ_AS_DISPLAY = {"", DISPLAY, "sRGB", "srgb_texture", "auto", "raw", "data", "identity", "unknown"}
READ_AS_LINEAR = {LINEAR, "lin_rec709", "lin_srgb"}
MAX_LINE = 2**26  # bytes of what the other process tells before the columns


def save(path: str | os.PathLike[str], gaussians: Gaussians, *, cameras: Sequence[Camera] = (), progress: Progress = None) -> None:
    """Write `gaussians` as one prim, /world/splats."""
    usd_stage.require(path)
    from pxr import UsdVol, Vt

    stage = usd_stage.begun("Coefficients of splats are display-referred sRGB.")
    field = UsdVol.ParticleField3DGaussianSplat.Define(stage, f"{ROOT}/splats")
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done / 7)

    def rows(values: NDArray[np.float32], kind: Any) -> Any:
        step()
        return kind.FromNumpy(np.ascontiguousarray(values))

    field.CreatePositionsAttr(rows(column(gaussians.means), Vt.Vec3fArray))
    field.CreateOrientationsAttr(rows(column(gaussians.quats)[:, [1, 2, 3, 0]], Vt.QuatfArray))  # Gf keeps the real part last
    field.CreateScalesAttr(rows(column(gaussians.scales), Vt.Vec3fArray))
    field.CreateOpacitiesAttr(rows(column(gaussians.opacities), Vt.FloatArray))
    field.CreateRadianceSphericalHarmonicsDegreeAttr(gaussians.sh_degree)
    coefficients = field.CreateRadianceSphericalHarmonicsCoefficientsAttr(rows(column(gaussians.sh).reshape(-1, 3), Vt.Vec3fArray))
    coefficients.SetColorSpace(DISPLAY)
    field.CreateExtentAttr(rows(_extent(gaussians), Vt.Vec3fArray))
    usd_stage.add_cameras(stage, cameras)
    usd_stage.write(path, stage)
    step()


def load(path: str | os.PathLike[str], *, progress: Progress = None) -> Gaussians:
    """All splats of the file in world space, metres. ValueError in one line where it holds none or cannot be read."""
    try:
        with _asked(path, "splats") as (fields, stream):
            total, done, made = max(sum(field["n"] for field in fields), 1), 0, []
            for field in fields:

                def share(part: float, done: int = done, n: int = field["n"]) -> None:
                    if progress:
                        progress((done + part * n) / total)

                splats = _filled(path, field, stream, share)
                made.append(placed(splats, np.array(field["matrix"], np.float64)))
                done += field["n"]
        if progress:
            progress(1.0)
        return made[0] if len(made) == 1 else Gaussians.concat(made)
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"{path} cannot be read as splats ({said(error, 200)})") from None


def load_cameras(path: str | os.PathLike[str]) -> list[Camera]:
    """The perspective cameras of the file, in the order of its prims; none is no error. 720 pixels high where the file says nothing."""
    try:
        with _asked(path, "cameras") as (found, _):
            return [_camera(item) for item in found if item["projection"] == "perspective"]
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"{path}: its cameras cannot be read ({said(error, 160)}); export it again") from None


def _extent(gaussians: Gaussians) -> NDArray[np.float32]:
    """(2, 3) corners of a box around all splats, from their longest axes."""
    if len(gaussians) == 0:
        return np.zeros((2, 3), np.float32)
    means, reach = column(gaussians.means), REACH * column(gaussians.scales).max(1)
    with np.errstate(over="ignore"):
        corners = [[(means[:, k] - reach).min() for k in range(3)], [(means[:, k] + reach).max() for k in range(3)]]
    limit = np.finfo(np.float32).max
    return np.clip(np.array(corners, np.float64), -limit, limit).astype(np.float32)


@contextmanager
def _asked(path: str | os.PathLike[str], what: str) -> Iterator[tuple[list[dict[str, Any]], IO[bytes]]]:
    """What another process finds in the file, and the stream of columns that follows."""
    usd_stage.require(path)
    script = Path(__file__).with_name("usd_process.py")
    command = [sys.executable, "-P", str(script), what, os.path.abspath(path)]  # -P: this folder's modules are no libraries
    environment = os.environ | {"PXR_WORK_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    assert process.stdout is not None
    try:
        line = process.stdout.readline(MAX_LINE)
        if not line.endswith(b"\n"):
            code = process.wait()
            raise ValueError(f"OpenUSD gave up on it, code {code}; it is damaged")
        told = json.loads(line)
        if "error" in told:
            raise ValueError(told["error"])
        yield told["found"], process.stdout
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def _filled(path: str | os.PathLike[str], field: dict[str, Any], stream: IO[bytes], share: Any) -> Gaussians:
    n, size, space = field["n"], field["coefficients"], field["space"]
    if space not in READ_AS_DISPLAY | READ_AS_LINEAR:
        raise ValueError(f"its colours are in {said(space, 40)!r}; {DISPLAY} and {LINEAR} are read")
    columns = Columns(n, size)
    whole = 11 + 3 * size
    read = 0
    for values in (columns.means, columns.quats, columns.scales, columns.opacities, columns.sh):
        width = values.size // max(n, 1)
        for part in parts(n):
            view = values[part].data.cast("B")
            if stream.readinto(view) != len(view):  # type: ignore[attr-defined]
                raise ValueError("OpenUSD gave up on it; it is damaged")
            share((read + width * part.stop / n) / whole)
        read += width
    for part in parts(n):
        columns.quats[part] = columns.quats[part][:, [3, 0, 1, 2]]
        columns.opacities[part].clip(0, 1, out=columns.opacities[part])
        if space in READ_AS_LINEAR:
            columns.sh[part] = display_from_linear(columns.sh[part])
    return columns.gaussians(path)


def _camera(item: dict[str, Any]) -> Camera:
    focal, wide, high = (finite(item[name]) for name in ("focal", "wide", "high"))
    if not (focal > 0 and wide > 0 and high > 0):
        raise ValueError(f"a camera has the focal length {focal:g} and apertures {wide:g} × {high:g}")
    height = int(item.get("height", HEIGHT_PX))
    width = int(item.get("width", max(1, round(min(height * wide / high, 1e6)))))
    matrix = np.array(item["matrix"], np.float64)
    pose = np.eye(4)
    pose[:3, :3] = matrix[:3, :3] / np.maximum(np.linalg.norm(matrix[:3, :3], axis=0), 1e-12)
    pose[:3, 3] = matrix[:3, 3]
    return Camera(
        torch.from_numpy(pose @ FLIP).float(),
        focal / wide * width,
        focal / high * height,
        width / 2 - finite(item["right"]) / wide * width,
        height / 2 + finite(item["up"]) / high * height,
        width,
        height,
    )
