"""Cameras as nodes of glTF: a perspective that looks along −Z with +Y up, where ours looks along +Z with y down.

glTF keeps the field of view and the sides' ratio. Width, height and principal point in pixels travel in the camera's `extras` under the
names of `render.Camera`, where other programs leave them alone; without them the picture is 720 pixels high, its axis in the middle.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from ..camera import Camera
from ..rotation import quat_from_rotation
from . import container
from .gltf_nodes import finite, placed_nodes
from .said import said

HEIGHT_PX = 720
NEAR_M = 0.01
FLIP = np.diag([1.0, -1.0, -1.0, 1.0])  # OpenCV's camera axes ↔ those of glTF
MAX_CAMERAS = 100_000


def add(tree: container.Tree, cameras: Sequence[Camera]) -> None:
    """Append `cameras` to the tree's nodes and to its first scene."""
    if not cameras:
        return
    tree["cameras"] = [_camera(camera) for camera in cameras]
    for number, camera in enumerate(cameras):
        matrix = camera.world_from_cam.detach().double().cpu().numpy() @ FLIP
        w, x, y, z = quat_from_rotation(torch.from_numpy(matrix[:3, :3])).tolist()
        norm = math.hypot(w, x, y, z)
        tree["scenes"][0]["nodes"].append(len(tree["nodes"]))
        tree["nodes"].append(
            {
                "name": f"camera_{number}",
                "camera": number,
                "translation": matrix[:3, 3].tolist(),
                "rotation": [x / norm, y / norm, z / norm, w / norm],
            }
        )


def _camera(camera: Camera) -> container.Tree:
    perspective = {
        "yfov": 2 * math.atan(camera.height / 2 / camera.fy_px),
        "aspectRatio": (camera.width / camera.fx_px) / (camera.height / camera.fy_px),
        "znear": NEAR_M,
    }
    extras = {"width": camera.width, "height": camera.height, "cx_px": float(camera.cx_px), "cy_px": float(camera.cy_px)}
    return {"type": "perspective", "perspective": perspective, "extras": extras}


def load_cameras(path: str | os.PathLike[str]) -> list[Camera]:
    """The perspective cameras of a GLB or glTF file, in the order of its nodes; none is no error."""
    try:
        with container.reading(path) as source:
            tree = source.tree
            placed = [(node["camera"], matrix) for node, matrix in placed_nodes(tree) if "camera" in node]
            if len(placed) > MAX_CAMERAS:
                raise ValueError(f"it has {len(placed):,} cameras; at most {MAX_CAMERAS:,} are read")
            found = [_read(container.named(tree, "cameras", number), matrix) for number, matrix in placed]
            return [camera for camera in found if camera is not None]
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"{path}: its cameras cannot be read ({said(error, 120)}); export it again") from None


def _read(item: container.Tree, matrix: NDArray[np.float64]) -> Camera | None:
    if item.get("type") != "perspective":
        return None
    shape, extras = item.get("perspective"), item.get("extras")
    if not isinstance(shape, dict):
        raise ValueError("a camera has no perspective")
    extras = extras if isinstance(extras, dict) else {}
    yfov, ratio = finite(shape.get("yfov")), finite(shape.get("aspectRatio", 16 / 9))
    if not (0 < yfov < math.pi and ratio > 0):
        raise ValueError(f"a camera has the field of view {yfov} and the ratio {ratio}")
    height = int(finite(extras.get("height", HEIGHT_PX)))
    width = int(finite(extras.get("width", max(1, round(height * ratio)))))
    half = math.tan(yfov / 2)
    pose = np.eye(4)
    pose[:3, :3] = matrix[:3, :3] / np.maximum(np.linalg.norm(matrix[:3, :3], axis=0), 1e-12)
    pose[:3, 3] = matrix[:3, 3]
    return Camera(
        torch.from_numpy(pose @ FLIP).float(),
        width / 2 / (half * ratio),
        height / 2 / half,
        finite(extras.get("cx_px", width / 2)),
        finite(extras.get("cy_px", height / 2)),
        width,
        height,
    )
