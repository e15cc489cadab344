"""How a prompt becomes a world: text or voxels → Layout → surfaces → light → Gaussians and mesh. Names load when first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .generation import generate as generate
    from .layout.layout import Layout as Layout
    from .materialize.options import Options as Options
    from .prompt import Prompt as Prompt
    from .world import World as World
    from .world import load as load

__version__ = "0.1.0"
__all__ = ["Layout", "Options", "Prompt", "World", "generate", "load"]

_HOMES = {
    "Layout": ".layout.layout",
    "Options": ".materialize.options",
    "Prompt": ".prompt",
    "World": ".world",
    "generate": ".generation",
    "load": ".world",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"worldgen has no {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name], __name__), name)
    return value
