"""COLMAP's sparse models, binary and text: a folder of cameras, images and points3D (layout: colmap.github.io/format.html).

COLMAP fixes no world axes: ours, +Y up in metres, are kept as they are. Cameras are OpenCV's, cam_from_world, pixel centres at +0.5, as
ours. Distorted models are refused: there is no such camera here. Which picture saw which point is not kept.
"""

from __future__ import annotations

import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..rotation import quat_from_rotation, rotation_from_quat
from .said import said
from .views import Views, posed

MODELS = {"SIMPLE_PINHOLE": (0, 3), "PINHOLE": (1, 4)}  # name → number, parameters
_COUNT, _CAMERA, _IMAGE = struct.Struct("<Q"), struct.Struct("<iiQQ"), struct.Struct("<i7di")
_POINT = struct.Struct("<Q3d3BdQ")
_SEEN, _TRACK = 24, 8  # bytes of a point in a picture, and of a picture of a point


def save(folder: str | os.PathLike[str], views: Views, *, binary: bool = True) -> None:
    """Make `folder`, all or nothing; ValueError where there is something of that name."""
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ValueError(f"{target} exists and is not an empty folder; choose another name")
    if not target.parent.is_dir():
        raise ValueError(f"cannot write {target}: the folder {target.parent} does not exist; create it first")
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        (_save_binary if binary else _save_text)(aside, views)
        aside.chmod(0o755)
        aside.replace(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def load(folder: str | os.PathLike[str]) -> Views:
    """Read a model, binary where there is one. ValueError where it is damaged or its lenses are distorted."""
    path = Path(folder)
    binary = (path / "cameras.bin").is_file()
    for name in ("cameras", "images"):
        if not (path / f"{name}.{'bin' if binary else 'txt'}").is_file():
            raise ValueError(f"{path} has no {name}.bin or {name}.txt; name the folder of a COLMAP model")
    try:
        lenses, images, points, colors = _load_binary(path) if binary else _load_text(path)
        cameras = []
        for _, pose, lens in images:
            matrix = np.eye(4)
            rotation = rotation_from_quat(_unit(pose[:4])).numpy()[0]
            matrix[:3, :3], matrix[:3, 3] = rotation.T, -rotation.T @ np.array(pose[4:])
            cameras.append(posed(matrix, *lenses[lens]))
        if not (np.abs(points) < 1e30).all():
            raise ValueError(f"{path} has points that are not finite numbers; the model is damaged")
        return Views(cameras, [name for name, _, _ in images], points.astype(np.float32), colors)
    except (struct.error, IndexError, KeyError, TypeError, ArithmeticError, ValueError, np.linalg.LinAlgError) as error:
        if str(path) in str(error):
            raise
        raise ValueError(f"{path} cannot be read as a COLMAP model ({type(error).__name__} {said(error)}); write it again") from None


Lens = tuple[float, float, float, float, int, int]
Model = tuple[dict[int, Lens], list[tuple[str, tuple[float, ...], int]], NDArray[np.float64], NDArray[np.uint8]]


def _unit(quat: Any) -> Any:
    import torch

    value = torch.tensor([quat], dtype=torch.float64)
    length = value.norm()
    if not 0.5 < float(length) < 2:
        raise ValueError(f"a pose has the quaternion {list(quat)}, which is no rotation; the model is damaged")
    return value / length


def _lens(model: str, width: int, height: int, values: Any) -> Lens:
    if model not in MODELS:
        raise ValueError(f"a camera is of the model {model[:30]!r}; undistort the pictures (colmap image_undistorter), then it is PINHOLE")
    if len(values) != MODELS[model][1]:
        raise ValueError(f"a {model} camera has {len(values)} parameters instead of {MODELS[model][1]}; the model is damaged")
    fx, fy, cx, cy = (float(v) for v in (values if model == "PINHOLE" else (values[0], *values)))
    return fx, fy, cx, cy, width, height


def _poses(views: Views) -> Iterator[tuple[list[float], list[float]]]:
    """wxyz and translation of cam_from_world."""
    for camera in views.cameras:
        matrix = camera.cam_from_world.detach().cpu().double()
        yield quat_from_rotation(matrix[:3, :3]).reshape(4).tolist(), matrix[:3, 3].tolist()


def _save_binary(folder: Path, views: Views) -> None:
    with open(folder / "cameras.bin", "wb") as file:
        file.write(_COUNT.pack(len(views.cameras)))
        for k, c in enumerate(views.cameras):
            file.write(_CAMERA.pack(k + 1, MODELS["PINHOLE"][0], c.width, c.height))
            file.write(struct.pack("<4d", c.fx_px, c.fy_px, c.cx_px, c.cy_px))
    with open(folder / "images.bin", "wb") as file:
        file.write(_COUNT.pack(len(views.cameras)))
        for k, ((quat, shift), name) in enumerate(zip(_poses(views), views.names, strict=True)):
            file.write(_IMAGE.pack(k + 1, *quat, *shift, k + 1) + name.encode() + b"\0" + _COUNT.pack(0))
    with open(folder / "points3D.bin", "wb") as file:
        rows = np.zeros(len(views.points), [("id", "<u8"), ("xyz", "<f8", 3), ("rgb", "u1", 3), ("error", "<f8"), ("track", "<u8")])
        rows["id"], rows["xyz"], rows["rgb"] = np.arange(1, len(rows) + 1), views.points, views.colors
        file.write(_COUNT.pack(len(rows)) + rows.tobytes())


def _save_text(folder: Path, views: Views) -> None:
    if spaced := [name for name in views.names if any(c.isspace() for c in name)]:
        raise ValueError(f"a picture is named {spaced[0][:60]!r}; COLMAP's text has no room for spaces, write it binary")
    lines = [f"{k + 1} PINHOLE {c.width} {c.height} {c.fx_px!r} {c.fy_px!r} {c.cx_px!r} {c.cy_px!r}" for k, c in enumerate(views.cameras)]
    (folder / "cameras.txt").write_text("\n".join(["# id model width height fx fy cx cy", *lines, ""]))
    lines = ["# id qw qx qy qz tx ty tz camera name, then what it sees of which point: nothing is kept of that"]
    for k, ((quat, shift), name) in enumerate(zip(_poses(views), views.names, strict=True)):
        lines += [" ".join([str(k + 1), *map(repr, quat + shift), str(k + 1), name]), ""]
    (folder / "images.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
    pairs = zip(views.points.astype(np.float64).tolist(), views.colors.tolist(), strict=True)
    lines = [" ".join([str(k + 1), *map(repr, xyz), *map(str, rgb), "0"]) for k, (xyz, rgb) in enumerate(pairs)]
    (folder / "points3D.txt").write_text("\n".join(["# id x y z r g b error track", *lines, ""]))


def _load_binary(folder: Path) -> Model:
    data = (folder / "cameras.bin").read_bytes()
    lenses, at = {}, _COUNT.size
    names = {number: (name, count) for name, (number, count) in MODELS.items()}
    for _ in range(_count(folder / "cameras.bin", data, _CAMERA.size)):
        key, model, width, height = _CAMERA.unpack_from(data, at)
        name, count = names.get(model, (f"number {model}", 0))
        lenses[key] = _lens(name, width, height, struct.unpack_from(f"<{count}d", data, at + _CAMERA.size))
        at += _CAMERA.size + 8 * count
    data = (folder / "images.bin").read_bytes()
    images, at = [], _COUNT.size
    for _ in range(_count(folder / "images.bin", data, _IMAGE.size + 9)):
        _, *pose, lens = _IMAGE.unpack_from(data, at)
        end = data.index(b"\0", at + _IMAGE.size)
        images.append((data[at + _IMAGE.size : end].decode(), tuple(pose), lens))
        at = end + 1 + _COUNT.size + _SEEN * _COUNT.unpack_from(data, end + 1)[0]
    path = folder / "points3D.bin"
    data = path.read_bytes() if path.is_file() else _COUNT.pack(0)
    n, at = _count(path, data, _POINT.size), _COUNT.size
    points, colors = np.empty((n, 3)), np.empty((n, 3), np.uint8)
    for k in range(n):
        _, x, y, z, *rgb, _, tracks = _POINT.unpack_from(data, at)
        points[k], colors[k] = (x, y, z), rgb
        at += _POINT.size + _TRACK * tracks
    return lenses, images, points, colors


def _count(path: Path, data: bytes, least: int) -> int:
    """How many rows follow, each of `least` bytes at least."""
    (n,) = _COUNT.unpack_from(data)
    if n * least > len(data):
        raise ValueError(f"{path} names {n:,} rows but has {len(data):,} bytes; it is cut short or damaged")
    return n


def _load_text(folder: Path) -> Model:
    lenses, images = {}, []
    for line in _lines(folder / "cameras.txt"):
        if words := line.split():
            lenses[int(words[0])] = _lens(words[1], int(words[2]), int(words[3]), words[4:])
    lines = _lines(folder / "images.txt")
    for line in lines:
        if words := line.split(maxsplit=9):
            images.append((words[9].strip(), tuple(float(v) for v in words[1:8]), int(words[8])))
            next(lines, None)  # what it sees of which point, which may be nothing
    path = folder / "points3D.txt"
    rows = [line.split(maxsplit=7)[1:7] for line in _lines(path) if line.strip()] if path.is_file() else []
    points = np.array([row[:3] for row in rows], np.float64).reshape(-1, 3)
    return lenses, images, points, np.array([[int(v) & 255 for v in row[3:]] for row in rows], np.uint8).reshape(-1, 3)


def _lines(path: Path) -> Iterator[str]:
    with open(path, encoding="utf-8") as file:
        for line in file:
            if not line.lstrip().startswith("#"):
                yield line
