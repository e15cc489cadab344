"""The things that the project knows how to make, a file a theme with `THINGS`. Adding a thing is a line there and a builder."""

from __future__ import annotations

from importlib import import_module

from .thing import ObjectClass as ObjectClass

THEMES = (
    "works", "outdoors", "travel", "nature", "furniture", "household", "town", "far", "pantry", "study", "parlour", "farmyard",
    "forms",
)  # fmt: skip

OBJECTS: dict[str, ObjectClass] = {o.name: o for theme in THEMES for o in import_module(f".{theme}", __name__).THINGS}
