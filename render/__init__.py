"""Geometry and pixels: cameras, Gaussians, meshes, splatting, file formats. Knows nothing of how a world comes to be.

Names are loaded when first asked for, so that `import render` costs no more than torch.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .camera import Camera as Camera
    from .frame import Frame as Frame
    from .gaussians import Gaussians as Gaussians
    from .merging import simplify as simplify
    from .mesh import Mesh as Mesh
    from .splat import render_gaussians as render_gaussians
    from .textured import Textured as Textured

_HOME = {
    "Camera": "camera",
    "Frame": "frame",
    "Gaussians": "gaussians",
    "Mesh": "mesh",
    "Textured": "textured",
    "render_gaussians": "splat",
    "simplify": "merging",
}

__all__ = ["Camera", "Frame", "Gaussians", "Mesh", "Textured", "render_gaussians", "simplify"]  # pyright reads a literal list only


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'render' has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
