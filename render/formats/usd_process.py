"""The process in which a stranger's USD file is read. OpenUSD does not bear every damaged file (of 900 with some bytes changed one ended
the process, and more took what memory they asked for), so it reads where it can end nothing but itself, under limits.

A script, run by `usd`: `python -P usd_process.py splats|cameras PATH`. Writes one line of JSON, then the columns of each field of splats as
little-endian float32: positions (n, 3), orientations xyzw (n, 4), scales (n, 3), opacities (n,), coefficients (n, K, 3).
Only what stands in one file is read: files that are composed of others, or of themselves, are refused before OpenUSD composes them.
"""

# pyright: reportAttributeAccessIssue=false
# The stubs of pxr know half of what is in it.
from __future__ import annotations

import json
import os
import sys
from typing import Any

import numpy as np
from pxr import Sdf, Tf, Usd, UsdGeom, UsdVol

EXTRA_BYTES, TIMES = 2**30, 12  # memory: so much, and so many times the file's length
SECONDS, BYTES_A_SECOND = 60, 10_000_000
FREE_BYTES, MAX_GROWTH = 2**26, 8  # what splats may unpack to
MAX_SPLATS = 30_000_000
MAX_CAMERAS = 100_000
MAX_PRIMS = 2_000_000
COMPOSING = ("references", "payload", "inheritPaths", "specializes", "variantSetNames", "clips")
IDENTITY = (0.0, 0.0, 0.0, 1.0)
COLUMNS = (("positions", 3, None), ("orientations", 4, IDENTITY), ("scales", 3, (1.0,) * 3), ("opacities", 1, (1.0,)))
HARMONICS = "radiance:sphericalHarmonicsCoefficients"


def limit(size: int) -> None:
    """For this process: address space and time by the file's length, and no dump of its memory."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seconds = SECONDS + size // BYTES_A_SECOND
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if sys.platform == "linux":
        with open("/proc/self/statm") as file:
            held = int(file.read().split()[0]) * resource.getpagesize()
        most = held + EXTRA_BYTES + TIMES * size
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def opened(path: str) -> Usd.Stage:
    layer = Sdf.Layer.OpenAsAnonymous(path)
    if layer is None:
        raise ValueError("OpenUSD cannot open it")
    if len(layer.subLayerPaths):
        raise ValueError("it is composed of other files; flatten it first (usdcat --flatten)")
    left, count = [layer.pseudoRoot], 0
    while left:
        spec = left.pop()
        if any(spec.HasInfo(name) for name in COMPOSING):
            raise ValueError(f"{spec.path.name or 'its root'} is composed of other parts; flatten it first (usdcat --flatten)")
        if spec.HasInfo("instanceable") and spec.GetInfo("instanceable"):
            raise ValueError("it has instances; flatten it first (usdcat --flatten)")
        left += spec.nameChildren
        if (count := count + 1) > MAX_PRIMS:
            raise ValueError(f"it has more than {MAX_PRIMS:,} prims")
    return Usd.Stage.Open(layer)


def main(what: str, path: str) -> None:
    size = os.stat(path).st_size
    limit(size)
    out = sys.stdout.buffer
    try:
        stage = opened(path)
        kind = UsdGeom.Camera if what == "cameras" else UsdVol.ParticleField3DGaussianSplat
        prims = [prim for prim in stage.Traverse() if prim.IsA(kind)]
        to_metres, cache = _to_metres(stage), UsdGeom.XformCache(Usd.TimeCode.Default())
        if what == "cameras":
            if len(prims) > MAX_CAMERAS:
                raise ValueError(f"it has {len(prims):,} cameras; at most {MAX_CAMERAS:,} are read")
            told, columns = [_camera(prim) | _matrix(prim, cache, to_metres) for prim in prims], []
        else:
            if not prims:
                raise ValueError("it has no ParticleField3DGaussianSplat; meshes are not read from USD")
            fields = [_field(prim) for prim in prims]
            need = sum(sum(column.nbytes for column in columns) for _, columns in fields)
            count = sum(int(facts["n"]) for facts, _ in fields)
            if count > MAX_SPLATS or need > FREE_BYTES + MAX_GROWTH * size:
                raise ValueError(f"it holds {count:,} splats, {need:,} bytes, in a file of {size:,}; it is damaged or too large")
            told = [facts | _matrix(prim, cache, to_metres) for prim, (facts, _) in zip(prims, fields)]
            columns = [column for _, columns in fields for column in columns]
        out.write(json.dumps({"found": told}).encode() + b"\n")
        for column in columns:
            flat = column.reshape(-1)
            for start in range(0, len(flat), 1 << 18):
                out.write(np.ascontiguousarray(flat[start : start + (1 << 18)], "<f4").data)
    except Tf.ErrorException as error:
        words = " ".join(getattr(part, "commentary", str(part)) for part in error.args)
        out.write(json.dumps({"error": words or "OpenUSD cannot read it"}).encode() + b"\n")
    except (ValueError, TypeError, RuntimeError, OverflowError) as error:
        out.write(json.dumps({"error": str(error)}).encode() + b"\n")
    except MemoryError:
        out.write(json.dumps({"error": "it asks for more memory than a file of its length may need"}).encode() + b"\n")
    out.flush()


def _to_metres(stage: Usd.Stage) -> np.ndarray[Any, Any]:
    """(4, 4): our world, +Y up in metres, from the stage's."""
    matrix = np.diag([UsdGeom.GetStageMetersPerUnit(stage)] * 3 + [1.0])
    up = UsdGeom.GetStageUpAxis(stage)
    turn = np.eye(4)
    if up == UsdGeom.Tokens.z:
        turn[:3, :3] = [[1, 0, 0], [0, 0, 1], [0, -1, 0]]
    elif up != UsdGeom.Tokens.y:
        raise ValueError(f"its upAxis is {up!r}; Y and Z are read")
    return turn @ matrix


def _matrix(prim: Usd.Prim, cache: UsdGeom.XformCache, to_metres: np.ndarray[Any, Any]) -> dict[str, Any]:
    return {"matrix": (to_metres @ np.array(cache.GetLocalToWorldTransform(prim)).T).tolist()}


def _value(prim: Usd.Prim, name: str) -> Any:
    attribute = prim.GetAttribute(name)
    value = attribute.Get() if attribute else None
    if value is None and attribute and attribute.ValueMightBeTimeVarying():
        raise ValueError(f"its {name} change in time; keep one moment")
    return value


def _column(prim: Usd.Prim, name: str) -> np.ndarray[Any, Any] | None:
    """Numbers of an attribute, or of its twin in half precision; None where neither is there."""
    for twin in (name, f"{name}h"):
        value = _value(prim, twin)
        if value is not None and len(value):
            values = np.asarray(value)
            if values.dtype.kind != "f":
                raise ValueError(f"its {twin} are {values.dtype}, not numbers")
            return values
    return None


def _field(prim: Usd.Prim) -> tuple[dict[str, Any], list[np.ndarray[Any, Any]]]:
    """Facts and columns, of what is missing the schema's own values."""
    n, columns = 0, []
    for name, width, plain in COLUMNS:
        values = _column(prim, name)
        if name == "positions":
            n = 0 if values is None else len(values)
        columns.append(_rows(name, values, n, width, plain or (0.0,) * width))
    degree = prim.GetAttribute("radiance:sphericalHarmonicsDegree").Get()
    attribute = prim.GetAttribute(HARMONICS)
    if not isinstance(degree, int) or not 0 <= degree <= 3:
        raise ValueError(f"its spherical harmonics are of degree {degree}; 0 to 3 are read")
    values = _column(prim, HARMONICS)
    size = 1 if values is None else (degree + 1) ** 2
    columns.append(_rows(HARMONICS, values, n * size, 3, (0.0,) * 3))
    space = attribute.GetColorSpace() if attribute and attribute.HasColorSpace() else ""
    return {"n": n, "coefficients": size, "space": str(space)}, columns


def _rows(name: str, values: np.ndarray[Any, Any] | None, n: int, width: int, plain: tuple[float, ...]) -> np.ndarray[Any, Any]:
    if values is None:
        return np.broadcast_to(np.array(plain, np.float32), (n, width))
    values = values.reshape(len(values), -1)
    if values.shape[1] != width or len(values) < n:
        raise ValueError(f"its {name} are {len(values):,} × {values.shape[1]} where {n:,} × {width} are needed")
    return values[:n]


def _camera(prim: Usd.Prim) -> dict[str, Any]:
    camera = UsdGeom.Camera(prim)
    own = prim.GetCustomData()
    facts: dict[str, Any] = {
        "projection": str(camera.GetProjectionAttr().Get()),
        "focal": camera.GetFocalLengthAttr().Get(),
        "wide": camera.GetHorizontalApertureAttr().Get(),
        "high": camera.GetVerticalApertureAttr().Get(),
        "right": camera.GetHorizontalApertureOffsetAttr().Get(),
        "up": camera.GetVerticalApertureOffsetAttr().Get(),
    }
    return facts | {name: own[name] for name in ("width", "height") if isinstance(own.get(name), int)}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
