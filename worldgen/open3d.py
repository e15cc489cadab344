"""The door to Open3D: its import also loads two web frameworks for viewers that nothing here opens, a second of every start."""

from __future__ import annotations

import sys
from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import Any

VIEWERS = ("dash", "plotly", "plotly.graph_objects")  # what `open3d.visualization.draw_plotly` imports
_ONE = Lock()


def open3d() -> Any:
    """The module. Where this is the first import of it, `open3d.visualization.draw_plotly` does not work in this process."""
    with _ONE:
        if "open3d" in sys.modules:
            return import_module("open3d")
        placed = [name for name in VIEWERS if name not in sys.modules]
        for name in placed:
            module: Any = ModuleType(name)
            module.html = module.dcc = module.Dash = module.graph_objects = None
            sys.modules[name] = module
        try:
            return import_module("open3d")
        finally:
            for name in placed:
                del sys.modules[name]
