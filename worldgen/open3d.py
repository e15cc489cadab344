"""The door to Open3D: its import also loads two web frameworks for viewers that nothing here opens, a second of every start."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

VIEWERS = ("dash", "plotly", "plotly.graph_objects")  # what `open3d.visualization.draw_plotly` imports


@cache
def open3d() -> Any:
    """The module. Where this is the first import of it, `open3d.visualization.draw_plotly` does not work in this process."""
    if "open3d" in sys.modules:
        return sys.modules["open3d"]
    placed = []
    for name in VIEWERS:
        if name not in sys.modules:
            module: Any = ModuleType(name)
            module.html = module.dcc = module.Dash = module.graph_objects = None
            sys.modules[name] = module
            placed.append(name)
    try:
        return import_module("open3d")
    finally:
        for name in placed:
            del sys.modules[name]
