"""Builders: one instance → its local geometry. A family is a file with a dict `BUILDERS`; adding a family is adding a line here.

A builder is `function(item: Instance, style: Style, rng: Generator) -> Geometry` in the instance frame (CONVENTIONS.md): it fills the
box `item.size_m`, obeys `item.color` and `item.material` where they are given, and varies by `rng` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module

import numpy as np

from ..layout.layout import Instance, Style
from .geometry import Geometry as Geometry
from .geometry import Sculptor as Sculptor
from .geometry import linear_from_srgb as linear_from_srgb

Builder = Callable[[Instance, Style, np.random.Generator], Geometry]

FAMILIES = (
    "houses", "barns", "buildings", "castles", "gatehouses", "bridges", "monuments", "ruins", "gardens", "townhouses", "streets", "cars",
    "coast", "farms", "yard", "fires", "wares", "vehicles", "trees", "plants", "climbers", "desert", "trained", "rocks", "seats",
    "tables", "storage", "bedrooms", "kitchens", "lamps", "decoration", "exhibits", "panels", "remains", "cells", "vaults", "armoury",
    "graves", "wheeled", "roadside", "quayside", "pastimes", "household", "crockery", "music", "motors", "pots", "bunks", "justice",
    "vending", "pavement", "signs", "billboards", "transit", "pushed", "leisure", "vessels", "seagear", "scaffolds", "drill", "sacred",
    "zen", "buddhas", "frontier", "railways", "shades", "hoards", "landforms", "festive", "winter", "play", "fairs", "larder",
    "appliances", "tableware", "scullery", "bakehouse", "study", "laboratory", "library", "museum", "fossils", "workrooms", "devices",
    "gamesroom", "gym", "handiwork", "nursery", "toys", "strings", "parlour", "hearthside", "keepsakes", "wallpieces", "weaves", "bath",
    "belongings", "taproom",
    "produce", "farmyard", "farmgear", "waterworks", "handtools", "greens", "outings", "festoons", "flagpoles",
    "solids", "machines", "stands", "engines", "backyard", "parts",
)  # fmt: skip


@lru_cache(maxsize=1)
def builders() -> dict[str, Builder]:
    """Class name → builder, over all families."""
    table: dict[str, Builder] = {}
    for family in FAMILIES:
        found = import_module(f".{family}", __name__).BUILDERS
        if twice := table.keys() & found.keys():
            raise RuntimeError(f"builders of {sorted(twice)} stand in two families, the second is {family}")
        table.update(found)
    return table


def build(item: Instance, style: Style, seed: int) -> Geometry:
    """Geometry of one instance in its own frame. Raises KeyError for a class without a builder."""
    if item.parts:
        return builders()["parts"](item, style, np.random.default_rng(seed))
    return builders()[item.cls](item, style, np.random.default_rng(seed))
