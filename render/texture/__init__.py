"""A mesh's colours as a picture: unwrapped by xatlas, baked from any function of place, and filled past its charts' edges.

`baked(mesh, color_at, size_px=…)` gives a `render.Textured` mesh, which `formats.glb` and `formats.obj` write. `SplatColors` is the
`color_at` of a cloud of Gaussians.
"""

from __future__ import annotations

from .baking import ColorAt as ColorAt
from .baking import baked as baked
from .splat_colors import SplatColors as SplatColors

__all__ = ["ColorAt", "SplatColors", "baked"]
