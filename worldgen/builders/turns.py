"""Rotations that builders place parts by: which way a part's own +Y looks, and leaning."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ALONG_X = np.array([[0, 1, 0], [1, 0, 0], [0, 0, -1]], float)  # own +Y is the frame's +X
ALONG_Z = np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]], float)  # own +Y is the frame's +Z


def pitched(angle_rad: float) -> NDArray[np.float64]:
    """About X: own +Y leans towards +Z."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def rolled(angle_rad: float) -> NDArray[np.float64]:
    """About Z: own +Y leans towards −X."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def loop(
    radius_m: float, *, start_rad: float = 0.0, stop_rad: float = 2 * np.pi, points: int = 21,
    center: tuple[float, float, float] = (0, 0, 0), plane: str = "xy",
) -> NDArray[np.float64]:  # fmt: skip
    """Points (n, 3) of an arc about `center`, from the plane's first axis towards its second."""
    t = np.linspace(start_rad, stop_rad, points)
    path = np.zeros((points, 3))
    path[:, "xyz".index(plane[0])], path[:, "xyz".index(plane[1])] = radius_m * np.cos(t), radius_m * np.sin(t)
    return path + np.asarray(center)
