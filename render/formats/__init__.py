"""Files. For splats: `load(path)` and `save(path, gaussians)` by suffix; a format is a module here and a line in SPLATS.

Other files have a module each: `glb` (meshes), `png`, `panorama`, `video`.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..gaussians import Gaussians

SPLATS = {".ply": "ply", ".spz": "spz", ".glb": "gltf", ".gltf": "gltf"}


def save(path: str | os.PathLike[str], gaussians: Gaussians) -> None:
    """Write splats in the format that the suffix of `path` names."""
    _module(path).save(path, gaussians)


def load(path: str | os.PathLike[str]) -> Gaussians:
    """Read splats in the format that the suffix of `path` names."""
    module = _module(path)
    if not Path(path).is_file():
        raise ValueError(f"there is no file {path}; check the path")
    return module.load(path)


def _module(path: str | os.PathLike[str]) -> ModuleType:
    suffix = Path(path).suffix.lower()
    if suffix not in SPLATS:
        raise ValueError(f"splats are not kept in {suffix or 'files without a suffix'!r} ({path}); use {' or '.join(SPLATS)}")
    return import_module(f".{SPLATS[suffix]}", __name__)
