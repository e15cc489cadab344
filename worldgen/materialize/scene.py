"""`Scene`: everything that was built, in the world frame, item by item. A splat's instance id is its item's index here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..builders.geometry import Geometry

if TYPE_CHECKING:
    from .captured import Captured


@dataclass(frozen=True)
class Item:
    """`id` is the layout's instance id, or ground | water | far | voxels | room:NAME | curve:N. `solid`: a visitor cannot walk through it.
    Where there is `captured`, its splats are what shows, and `geometry` is the hull that throws shadows and stops visitors."""

    id: str
    cls: str
    geometry: Geometry
    solid: bool = True
    captured: Captured | None = None


@dataclass(frozen=True)
class Scene:
    items: tuple[Item, ...]

    def index(self, item_id: str) -> int:
        for i, item in enumerate(self.items):
            if item.id == item_id:
                return i
        raise KeyError(item_id)
