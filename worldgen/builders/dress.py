"""How one building is dressed: materials, colours, roof cover, windows; and the blocks that buildings are put together from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..layout.layout import Instance, Style
from .facades import SIDES, Gap, wall_face
from .fenestration import WindowLook
from .geometry import Array, Sculptor, linear_from_srgb
from .paints import (
    DOOR_COLORS,
    ROOF_COLORS,
    SHUTTER_COLORS,
    TIMBER_COLORS,
    WALL_COLORS,
    WINDOW_GLOW,
    choose,
    mix,
    role_color,
    shade,
)
from .roofs import Cover, Roof

BELOW = -0.6  # walls go this far into the ground, so that slopes open no gaps
PLINTH_PROUD = 0.06
USUAL = 0.72  # of the houses of a place are as is usual there
LIMED, LIME_COLORS = 0.3, ("#e4dfd2", "#dcd5c4", "#e6d9bd", "#d9cdb8")  # stone walls under limewash


@dataclass(frozen=True)
class Dress:
    """Everything about the look of one house; colours linear."""

    wall_material: str
    wall_color: Array
    trim_color: Array
    plinth_material: str
    plinth_color: Array
    framed: bool
    cover: Cover
    door_color: Array
    look: WindowLook
    window: tuple[float, float]
    plinth: float
    requested: bool  # the item fixes the walls' colour or material, so that walls must dominate


def dress(item: Instance, style: Style, rng: np.random.Generator) -> Dress:
    roof_asked = item.material if item.material in ROOF_COLORS else ""
    wall_asked = item.material if item.material and not roof_asked else ""
    requested = bool(item.color or wall_asked)
    wall_material, limed = wall_asked or _walls(style, rng), False
    if wall_material in ("stone", "rock"):
        wall_material = "rubble"
    if not requested and wall_material in ("rubble", "stone_courses") and "wall" not in style.palette and rng.random() < LIMED:
        wall_material, limed = "plaster", True
    own = LIME_COLORS if limed else WALL_COLORS.get(wall_material, WALL_COLORS["plaster"])
    wall_color = linear_from_srgb(item.color) if item.color else role_color(style, "wall", own, rng)
    trim = role_color(style, "trim", TIMBER_COLORS, rng)
    roof_material = roof_asked or style.materials.get("roof", "") or _roof(style, rng)
    roof_color = role_color(style, "roof", ROOF_COLORS.get(roof_material, ROOF_COLORS["tiles"]), rng, spread=0.12)
    framed = wall_material == "plaster" and not requested and not limed and rng.random() < 0.75
    stone = wall_material in ("rubble", "stone_courses", "brick")
    plinth_color = mix(linear_from_srgb("#8d8578"), wall_color, 0.35 if stone else 0.1)
    shutters = None if requested or rng.random() < 0.3 else role_color(style, "shutters", SHUTTER_COLORS, rng)
    frame_color = linear_from_srgb("#d8d0be") if rng.random() < 0.5 else shade(trim, 1.3)
    look = WindowLook(
        frame_color=frame_color, reveal_material=wall_material, reveal_color=wall_color,
        sill_material="rock" if stone else "timber", sill_color=plinth_color if stone else shade(trim, 1.1), depth=0.2 if stone else 0.14,
        shutter_color=shutters, lintel_color=None if framed else (trim if not stone else plinth_color),
        lintel_material="timber" if not stone else "rock", flower_share=0.0 if style.season in ("winter", "autumn") else 0.35,
        glow=WINDOW_GLOW, lit_share=0.8, panes=(2, int(rng.integers(2, 4))),
    )  # fmt: skip
    return Dress(
        wall_material, wall_color, trim, "rubble", plinth_color, framed, Cover.of(roof_material, roof_color, trim, rng),
        role_color(style, "door", DOOR_COLORS, rng), look, (float(rng.uniform(0.8, 1.0)), float(rng.uniform(1.05, 1.3))),
        0.2 if requested else float(rng.uniform(0.35, 0.6)), requested,
    )  # fmt: skip


def _walls(style: Style, rng: np.random.Generator) -> str:
    """What all walls are said to be; else what is usual in the place, or now and then what a neighbour fancied."""
    usual = style.materials.get("usual_wall", "")
    own = choose(rng, ("plaster", "plaster", "plaster", "rubble", "stone_courses", "brick"))
    return style.materials.get("wall", "") or (usual if usual and rng.random() < USUAL else own)


def _roof(style: Style, rng: np.random.Generator) -> str:
    """The same for roofs."""
    usual = style.materials.get("usual_roof", "")
    own = choose(rng, tuple(ROOF_COLORS), (0.5, 0.22, 0.14, 0.14))
    return usual if usual and rng.random() < USUAL else own


@dataclass(frozen=True)
class Block:
    """A rectangular volume; the ridge runs along x or z; `ends` as in `Roof` (low, high end of the ridge)."""

    x0: float
    x1: float
    z0: float
    z1: float
    plate: float
    rise: float
    along: str
    ends: tuple[str, str]
    walls: tuple[str, ...] = SIDES

    def roof(self, cover: Cover) -> tuple[Roof, tuple[float, float], float]:
        """The roof in its own frame, with that frame's origin (x, z) and yaw."""
        if self.along == "x":
            return (
                Roof(self.x0, self.x1, (self.z1 - self.z0) / 2, self.plate, self.rise, self.ends, cover),
                (0.0, (self.z0 + self.z1) / 2),
                0.0,
            )
        # local +x is world +z after a turn of −π/2
        roof = Roof(self.z0, self.z1, (self.x1 - self.x0) / 2, self.plate, self.rise, self.ends, cover)
        return roof, ((self.x0 + self.x1) / 2, 0.0), -np.pi / 2

    def end_of(self, side: str) -> str:
        """Which roof end stands over this side; 'plate' under an eave."""
        names = {"x": {"left": 0, "right": 1}, "z": {"back": 0, "front": 1}}[self.along]
        return self.ends[names[side]] if side in names else "plate"


def plinth(s: Sculptor, length: float, look: Dress, entry: Gap | None) -> None:
    half, top = length / 2 + PLINTH_PROUD, look.plinth
    gaps = [Gap(entry.x, entry.sill, entry.width, max(top + 0.05, entry.top) - entry.sill)] if entry else []
    wall_face(s, ((-half, top), (half, top)), gaps, look.plinth_material, look.plinth_color, bottom=BELOW, z=PLINTH_PROUD)
    pieces = [(-half, half)] if not entry else [(-half, entry.left), (entry.right, half)]
    for a, b in pieces:  # a weathered ledge
        s.quad(
            (a, top, PLINTH_PROUD),
            (b, top, PLINTH_PROUD),
            (b, top + 0.03, 0),
            (a, top + 0.03, 0),
            look.plinth_material,
            shade(look.plinth_color, 1.08),
        )
    if entry:  # the plinth's cheeks beside the door
        for x, near, far in ((entry.left, PLINTH_PROUD, 0.0), (entry.right, 0.0, PLINTH_PROUD)):
            s.quad((x, entry.sill, near), (x, entry.sill, far), (x, top, far), (x, top, near), look.plinth_material, look.plinth_color)
