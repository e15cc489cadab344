"""Posed cameras as `transforms.json`, of NeRF and of nerfstudio: world_from_cam in OpenGL's camera axes (x right, y up, z backward).

The world is kept as it is: ours has +Y up and metres. `applied_transform`, where there is one, is in the poses already and is not undone.
Pictures and point files are named and never opened; points have no place in this format.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import numpy as np

from .atomic import replacing
from .said import said
from .views import Views, posed

FLIP = np.diag([1.0, -1, -1, 1])  # OpenCV's camera axes from OpenGL's
MAX_BYTES = 256 * 2**20
DISTORTION = ("k1", "k2", "k3", "k4", "p1", "p2")


def save(path: str | os.PathLike[str], views: Views) -> None:
    """Write cameras and names, each with its own intrinsics; points stay behind."""
    frames = []
    for camera, name in zip(views.cameras, views.names, strict=True):
        matrix = camera.world_from_cam.detach().cpu().double().numpy() @ FLIP
        lens = {"fl_x": camera.fx_px, "fl_y": camera.fy_px, "cx": camera.cx_px, "cy": camera.cy_px, "w": camera.width, "h": camera.height}
        frames.append({"file_path": name, "transform_matrix": matrix.tolist()} | lens)
    with replacing(path) as temporary:
        temporary.write_text(json.dumps({"camera_model": "OPENCV", "frames": frames}, indent=1), encoding="utf-8")


def load(path: str | os.PathLike[str], *, size: tuple[int, int] | None = None) -> Views:
    """Read cameras; `size` (width, height) px is used where the file names none, as NeRF's own did not."""
    path = Path(path)
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path} has {path.stat().st_size:,} bytes; at most {MAX_BYTES:,} are read")
    try:
        tree: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        cameras, names = [], []
        for frame in tree["frames"]:
            both = tree | frame
            matrix = np.array(both["transform_matrix"], np.float64)
            if matrix.shape != (4, 4):
                raise ValueError(f"{path} has a transform_matrix of shape {matrix.shape}; it is (4, 4)")
            cameras.append(posed(matrix @ FLIP, *_lens(path, both, size)))
            names.append(str(frame["file_path"]).removeprefix("./"))
        return Views(cameras, names)
    except (KeyError, TypeError, AttributeError, RecursionError, ArithmeticError, ValueError, np.linalg.LinAlgError) as error:
        if str(path) in str(error):
            raise
        raise ValueError(f"{path} cannot be read as transforms.json ({type(error).__name__} {said(error)}); write it again") from None


def _lens(path: Path, frame: dict[str, Any], size: tuple[int, int] | None) -> tuple[float, float, float, float, int, int]:
    """fx, fy, cx, cy, width, height of a frame."""
    if bent := [name for name in DISTORTION if float(frame.get(name) or 0) != 0]:
        raise ValueError(f"{path} has cameras with the distortion {bent[0]} = {frame[bent[0]]}; undistort the pictures first")
    if size is None and not ("w" in frame and "h" in frame):
        raise ValueError(f"{path} names no size of its pictures; say size=(width, height)")
    width, height = (int(frame.get("w", size and size[0])), int(frame.get("h", size and size[1])))
    if "fl_x" in frame:
        fx = float(frame["fl_x"])
    else:
        fx = 0.5 * width / math.tan(0.5 * float(frame["camera_angle_x"]))
    fy = float(frame["fl_y"]) if "fl_y" in frame else fx
    return fx, fy, float(frame.get("cx", width / 2)), float(frame.get("cy", height / 2)), width, height
