"""Files. For splats: `load(path)` and `save(path, gaussians)` by suffix; a format is a module here and a line in SPLATS.

Other files have a module each: `glb`, `obj` and `usd_mesh` (meshes), `colmap` and `transforms` (posed cameras), `image`, `panorama`,
`video`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..camera import Camera
    from ..gaussians import Gaussians
    from .columns import Progress

USD = (".usd", ".usda", ".usdc", ".usdz")
SPLATS = {
    ".ply": "ply", ".spz": "spz", ".splat": "splat", ".ksplat": "ksplat", ".sog": "sog", ".glb": "gltf", ".gltf": "gltf",
} | dict.fromkeys(USD, "usd")  # fmt: skip
READ_ONLY = {".ksplat"}
WITH_CAMERAS = {".sog", ".glb", ".gltf", *USD}
WRITABLE = tuple(suffix for suffix in SPLATS if suffix not in READ_ONLY)


def save(path: str | os.PathLike[str], gaussians: Gaussians, *, cameras: Sequence[Camera] = (), progress: Progress = None) -> None:
    """Write splats in the format that the suffix of `path` names; `cameras` travel along where it has room. `progress` hears 0..1."""
    if Path(path).suffix.lower() in READ_ONLY:
        raise ValueError(f"{Path(path).suffix} files are read, not written ({path}); use {' or '.join(WRITABLE)}")
    _module(path).save(path, gaussians, cameras=cameras, progress=progress)


def load(path: str | os.PathLike[str], *, progress: Progress = None) -> Gaussians:
    """Read splats in the format that the suffix of `path` names. `progress` hears 0..1."""
    module = _module(path)
    if not Path(path).is_file():
        raise ValueError(f"there is no file {path}; check the path")
    return module.load(path, progress=progress)


def _module(path: str | os.PathLike[str]) -> ModuleType:
    suffix = Path(path).suffix.lower()
    if suffix not in SPLATS:
        raise ValueError(f"splats are not kept in {suffix or 'files without a suffix'!r} ({path}); use {' or '.join(SPLATS)}")
    return import_module(f".{SPLATS[suffix]}", __name__)
