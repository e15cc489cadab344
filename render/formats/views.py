"""Posed cameras and points: what a reconstruction from photographs gives, and what learning a scene starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray

from ..camera import Camera


def _none() -> NDArray[np.float32]:
    return np.empty((0, 3), np.float32)


@dataclass(frozen=True, eq=False)
class Views:
    """`cameras`, and `names` of their pictures · `points` (n, 3) m, world, and their `colors` (n, 3) uint8 sRGB; there may be none."""

    cameras: Sequence[Camera]
    names: Sequence[str]
    points: NDArray[np.float32] = field(default_factory=_none)
    colors: NDArray[np.uint8] = field(default_factory=lambda: np.empty((0, 3), np.uint8))

    def __post_init__(self) -> None:
        if len(self.names) != len(self.cameras):
            raise ValueError(f"{len(self.cameras)} cameras have {len(self.names)} names; give one for each")
        if self.points.shape != self.colors.shape or self.points.ndim != 2 or self.points.shape[1] != 3:
            raise ValueError(f"points {self.points.shape} and colors {self.colors.shape} must both be (n, 3)")
        for name in self.names:
            if not name or any(c in name for c in "\n\r\0") or name.startswith("/") or ".." in name.split("/"):
                raise ValueError(f"a picture's name is {name[:60]!r}; use a path within a folder")


def posed(matrix: NDArray[np.float64], fx: float, fy: float, cx: float, cy: float, width: int, height: int) -> Camera:
    """The camera whose pose is `matrix` (4, 4), world_from_cam, its rotation made exact: files hold some six digits of it."""
    u, size, v = np.linalg.svd(matrix[:3, :3])
    if not np.isfinite(matrix).all() or abs(size - 1).max() > 1e-2 or np.linalg.det(matrix[:3, :3]) < 0:
        raise ValueError(f"a pose has the rotation {np.round(matrix[:3, :3], 3).tolist()}, which is none")
    exact = np.eye(4)
    exact[:3, :3], exact[:3, 3] = u @ v, matrix[:3, 3]
    return Camera(torch.from_numpy(exact).float(), float(fx), float(fy), float(cx), float(cy), int(width), int(height))
