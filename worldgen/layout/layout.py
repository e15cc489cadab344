"""`Layout`: the explicit shadow of a world, what a person would sketch before building. Data only; it says nothing of how things look.

Frames and units: CONVENTIONS.md. Everything is frozen; change it with `dataclasses.replace`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Ground:
    """A height field. `height_m`, `water_m` (nan where dry) and `surface` (index into vocabulary.SURFACES) are (rows = z, columns = x);
    cell (i, j) is centred at origin_m + ((j + ½) cell_m, 0, (i + ½) cell_m)."""

    origin_m: tuple[float, float]  # x, z of the low corner
    cell_m: float
    height_m: NDArray[np.float32]
    surface: NDArray[np.uint8]
    water_m: NDArray[np.float32]


@dataclass(frozen=True)
class Opening:
    """A hole in a room's wall. `wall` is the index of the wall's first corner; `at_m` is measured along it to the hole's centre.
    A skylight is a hole in the ceiling of a room of four right angles: `sill_m` from that wall, `height_m` on into the room."""

    kind: str  # door | window | arch | grille | skylight
    wall: int
    at_m: float
    width_m: float
    sill_m: float
    height_m: float


@dataclass(frozen=True)
class Room:
    """A closed outline of corners (x, z), counter-clockwise seen from above (walls' inner side to the left), with floor and ceiling."""

    name: str
    corners_m: tuple[tuple[float, float], ...]
    floor_m: float
    ceiling_m: float
    openings: tuple[Opening, ...] = ()
    wall_material: str = "plaster"
    wall_color: str = "#e8e2d4"
    floor_material: str = "planks"
    floor_color: str = "#8a5a34"
    ceiling_material: str = "plaster"
    ceiling_color: str = "#f2efe8"
    wall_thickness_m: float = 0.2
    inside: str | None = None  # id of the instance whose interior this is


@dataclass(frozen=True)
class Curve:
    """river | stream | road | path | wall | hedge | fence, by control points (n, 3) in metres, joined by Catmull-Rom;
    lake | sea, by some points of its water, `width_m` then how far it reaches from the ground's middle, past its edge."""

    cls: str
    points_m: tuple[tuple[float, float, float], ...]
    width_m: float
    material: str = ""
    color: str = ""
    height_m: float = 0.0  # of walls, hedges and fences


@dataclass(frozen=True)
class Shape:
    """One part of an instance that a person describes: box | cylinder | sphere | lathe | extrusion, in the instance frame."""

    kind: str
    center_m: tuple[float, float, float]
    size_m: tuple[float, float, float]
    color: str = "#b0b0b0"
    material: str = "plain"
    yaw_rad: float = 0.0
    profile: tuple[tuple[float, float], ...] = ()  # lathe: (radius, height); extrusion: (x, z)


@dataclass(frozen=True)
class Instance:
    """One thing. `position_m` is the centre of its footprint on its support; `size_m` = (width, height, depth)."""

    id: str
    cls: str
    position_m: tuple[float, float, float]
    size_m: tuple[float, float, float]
    yaw_rad: float = 0.0
    color: str = ""  # "#rrggbb" or "" for the builder's own choice
    material: str = ""  # a material's name, or "" for the builder's own choice
    name: str = ""
    parts: tuple[Shape, ...] = ()
    asset: str = ""  # stem of a file in the user's assets folder
    tags: tuple[str, ...] = ()  # e.g. "lit", "requested", "given"
    seed: int | None = None  # None: hash(world seed, id)


@dataclass(frozen=True)
class Voxels:
    """Cells kept exactly as given. `index_xyz` (n, 3) int32, low corner of cell = origin_m + index · cell_m; colours sRGB uint8."""

    origin_m: tuple[float, float, float]
    cell_m: float
    index_xyz: NDArray[np.int32]
    color: NDArray[np.uint8]
    cls: NDArray[np.uint8]  # into vocabulary.VOXEL_CLASSES
    classes: tuple[str, ...] = ("solid",)


@dataclass(frozen=True)
class Style:
    """How it should feel, in facts: palette (named sRGB colours), season, weather, hour 0..24, sun azimuth in degrees (0 = +Z, 90 = +X)."""

    season: str = "summer"  # spring | summer | autumn | winter
    weather: str = "clear"  # clear | overcast | fog | rain | snow
    hour: float = 15.0
    sun_azimuth_deg: float = 140.0
    palette: dict[str, str] = field(default_factory=dict)  # e.g. {"roof": "#a04030", "wall": "#e0d0b0"}
    materials: dict[str, str] = field(default_factory=dict)  # e.g. {"wall": "stone_courses"}
    horizon: str = "hills"  # what lies past the ground, one of materialize.horizons.HORIZONS
    lying_snow: bool = False  # though none falls: a clear day in winter

    @property
    def snowy(self) -> bool:
        """Whether snow lies on things."""
        return self.lying_snow or self.weather == "snow"


@dataclass(frozen=True)
class Layout:
    """A whole place. `kind` is a name of `worldgen.corpus.KINDS` ('' while unknown); a visitor starts at `entrance_m`, facing
    `entrance_yaw_rad`."""

    kind: str = ""
    ground: Ground | None = None
    rooms: tuple[Room, ...] = ()
    curves: tuple[Curve, ...] = ()
    instances: tuple[Instance, ...] = ()
    voxels: Voxels | None = None
    style: Style = field(default_factory=Style)
    extent_m: tuple[float, float, float, float] = (-40.0, -40.0, 40.0, 40.0)  # x0, z0, x1, z1: what is walkable
    entrance_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    entrance_yaw_rad: float = 0.0
    views_m: tuple[tuple[float, float, float, float], ...] = ()  # good places to look from: x, y of the ground, z, yaw
    notes: tuple[str, ...] = ()  # what the report should say: substitutions, conflicts, things left out
