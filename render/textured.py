"""A mesh with a texture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .mesh import Mesh


@dataclass(frozen=True, eq=False)
class Textured:
    """`mesh` (its vertices cut apart along seams, its faces in the order of the mesh it came of) · `uv` (n, 2) float32 a vertex, 0..1 from
    the picture's upper left corner as glTF has it · `texture` (h, w, 3) uint8 sRGB, the light of the world already in it."""

    mesh: Mesh
    uv: NDArray[np.float32]
    texture: NDArray[np.uint8]

    def __post_init__(self) -> None:
        if self.uv.shape != (len(self.mesh.vertices), 2) or not np.isfinite(self.uv).all():
            count = len(self.mesh.vertices)
            raise ValueError(f"uv has the shape {self.uv.shape}, or is not finite; give two numbers for each of {count:,} vertices")
        if self.texture.ndim != 3 or self.texture.shape[2] != 3 or self.texture.dtype != np.uint8 or 0 in self.texture.shape:
            raise ValueError(f"texture is {self.texture.dtype} of shape {self.texture.shape}; give uint8 (h, w, 3)")
