"""Is this layout possible? One-line errors that name the field, its value and the remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .cells import MAX_FILLED
from .layout import Curve, Ground, Instance, Layout, Room, Shape, Style, Voxels
from .vocabulary import MATERIALS, OBJECTS, SURFACES

SEASONS = ("spring", "summer", "autumn", "winter")
WEATHERS = ("clear", "overcast", "fog", "rain", "snow")
CURVES = ("river", "stream", "lake", "sea", "road", "path", "wall", "hedge", "fence")
OPENINGS = ("door", "window", "arch", "grille", "skylight")
SHAPES = ("box", "cylinder", "sphere", "lathe", "extrusion")
MAX_COORDINATE_M = 10_000.0
MAX_SIZE_M = 1_000.0
MAX_INSTANCES = 20_000
MAX_PARTS = 2_000
MAX_POINTS = 10_000
MAX_GROUND_CELLS = 16_000_000

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def checked(layout: Layout, place: str = "layout") -> Layout:
    """`layout` itself, where everything in it is possible; ValueError otherwise."""
    _style(layout.style, f"{place}.style")
    if layout.ground is not None:
        _ground(layout.ground, f"{place}.ground")
    for i, room in enumerate(layout.rooms):
        _room(room, f"{place}.rooms[{i}]")
    for i, curve in enumerate(layout.curves):
        _curve(curve, f"{place}.curves[{i}]")
    _most(layout.instances, MAX_INSTANCES, f"{place}.instances")
    for i, item in enumerate(layout.instances):
        check_instance(item, f"{place}.instances[{i}]")
    ids = [item.id for item in layout.instances]
    if twice := sorted(_twice(ids)):
        raise ValueError(f"{place}.instances use the id {twice[0]!r} twice; ids are unique")
    if layout.voxels is not None:
        _voxels(layout.voxels, f"{place}.voxels")
    x0, z0, x1, z1 = _finite(layout.extent_m, f"{place}.extent_m")
    if not (x0 < x1 and z0 < z1):
        raise ValueError(f"{place}.extent_m is {list(layout.extent_m)}; give x0, z0, x1, z1 with x0 < x1 and z0 < z1")
    _finite(layout.entrance_m, f"{place}.entrance_m")
    _finite([layout.entrance_yaw_rad], f"{place}.entrance_yaw_rad")
    for i, view in enumerate(layout.views_m):
        _finite(view, f"{place}.views_m[{i}]")
    return layout


def check_instance(item: Instance, place: str) -> None:
    if not item.id or len(item.id) > 100:
        raise ValueError(f"{place}.id is {item.id[:40]!r}; give 1 to 100 characters")
    if item.cls not in OBJECTS and not item.parts and not item.asset:
        raise ValueError(f"{place}.cls is {item.cls[:40]!r}, which is not known; choose a known class, or give parts or an asset")
    _finite(item.position_m, f"{place}.position_m")
    _sizes(item.size_m, f"{place}.size_m")
    _finite([item.yaw_rad], f"{place}.yaw_rad")
    _color(item.color, f"{place}.color", empty=True)
    _one_of(item.material, ("", *MATERIALS), f"{place}.material")
    _most(item.parts, MAX_PARTS, f"{place}.parts")
    for i, part in enumerate(item.parts):
        _part(part, f"{place}.parts[{i}]")


def _part(part: Shape, place: str) -> None:
    _one_of(part.kind, SHAPES, f"{place}.kind")
    _finite(part.center_m, f"{place}.center_m")
    _sizes(part.size_m, f"{place}.size_m")
    _color(part.color, f"{place}.color")
    _one_of(part.material, MATERIALS, f"{place}.material")
    _finite([part.yaw_rad], f"{place}.yaw_rad")
    least = {"lathe": 2, "extrusion": 3}.get(part.kind, 0)
    if not least <= len(part.profile) <= 256:
        raise ValueError(f"{place}.profile has {len(part.profile)} points; a {part.kind} takes {least} to 256")
    for point in part.profile:
        _finite(point, f"{place}.profile")
    if part.kind == "lathe" and min(r for r, _ in part.profile) < 0:
        raise ValueError(f"{place}.profile has a radius below 0; give (radius, height) pairs from bottom to top")


def _style(style: Style, place: str) -> None:
    _one_of(style.season, SEASONS, f"{place}.season")
    _one_of(style.weather, WEATHERS, f"{place}.weather")
    if not 0 <= style.hour <= 24:
        raise ValueError(f"{place}.hour is {style.hour}; give 0 to 24")
    _finite([style.sun_azimuth_deg], f"{place}.sun_azimuth_deg")
    for role, color in style.palette.items():
        _color(color, f"{place}.palette.{role}")
    for role, material in style.materials.items():
        _one_of(material, MATERIALS, f"{place}.materials.{role}")


def _ground(ground: Ground, place: str) -> None:
    _finite(ground.origin_m, f"{place}.origin_m")
    _within(ground.cell_m, 0.05, 100, f"{place}.cell_m")
    shape = ground.height_m.shape
    if len(shape) != 2 or not 1 <= math.prod(shape) <= MAX_GROUND_CELLS:
        raise ValueError(f"{place}.height_m has the shape {shape}; give (rows, columns) with at most {MAX_GROUND_CELLS:,} cells")
    _array(ground.height_m, np.float32, shape, f"{place}.height_m")
    _array(ground.surface, np.uint8, shape, f"{place}.surface")
    _array(ground.water_m, np.float32, shape, f"{place}.water_m")
    if not np.isfinite(ground.height_m).all() or np.isinf(ground.water_m).any():
        raise ValueError(f"{place} has heights or water levels that are not finite; give metres, and nan only where water_m is dry")
    if ground.surface.max() >= len(SURFACES):
        raise ValueError(f"{place}.surface holds {ground.surface.max()}; there are {len(SURFACES)} surfaces")


def _room(room: Room, place: str) -> None:
    if not 3 <= len(room.corners_m) <= 256:
        raise ValueError(f"{place}.corners_m has {len(room.corners_m)} corners; give 3 to 256")
    for corner in room.corners_m:
        _finite(corner, f"{place}.corners_m")
    _finite([room.floor_m, room.ceiling_m], f"{place}.floor_m, ceiling_m")
    if not room.floor_m + 0.5 <= room.ceiling_m <= room.floor_m + MAX_SIZE_M:
        raise ValueError(f"{place} has its floor at {room.floor_m} and its ceiling at {room.ceiling_m} m; leave at least 0.5 m")
    _within(room.wall_thickness_m, 0.01, 10, f"{place}.wall_thickness_m")
    for part in ("wall", "floor", "ceiling"):
        _one_of(getattr(room, f"{part}_material"), MATERIALS, f"{place}.{part}_material")
        _color(getattr(room, f"{part}_color"), f"{place}.{part}_color")
    for i, hole in enumerate(room.openings):
        at = f"{place}.openings[{i}]"
        _one_of(hole.kind, OPENINGS, f"{at}.kind")
        if not 0 <= hole.wall < len(room.corners_m):
            raise ValueError(f"{at}.wall is {hole.wall}; the room has {len(room.corners_m)} walls, counted from 0")
        _finite([hole.at_m, hole.sill_m], f"{at}.at_m, sill_m")
        _sizes([hole.width_m, hole.height_m], f"{at}.width_m, height_m")


def _curve(curve: Curve, place: str) -> None:
    _one_of(curve.cls, CURVES, f"{place}.cls")
    if not 2 <= len(curve.points_m) <= MAX_POINTS:
        raise ValueError(f"{place}.points_m has {len(curve.points_m)} points; give 2 to {MAX_POINTS:,}")
    for point in curve.points_m:
        _finite(point, f"{place}.points_m")
    _within(curve.width_m, 0.01, MAX_SIZE_M, f"{place}.width_m")
    _within(curve.height_m, 0, MAX_SIZE_M, f"{place}.height_m")
    _color(curve.color, f"{place}.color", empty=True)
    _one_of(curve.material, ("", *MATERIALS, *SURFACES), f"{place}.material")


def _voxels(voxels: Voxels, place: str) -> None:
    _finite(voxels.origin_m, f"{place}.origin_m")
    _within(voxels.cell_m, 0.001, 100, f"{place}.cell_m")
    n = len(voxels.index_xyz)
    if n > MAX_FILLED:
        raise ValueError(f"{place} has {n:,} cells; at most {MAX_FILLED:,} are taken")
    _array(voxels.index_xyz, np.int32, (n, 3), f"{place}.index_xyz")
    _array(voxels.color, np.uint8, (n, 3), f"{place}.color")
    _array(voxels.cls, np.uint8, (n,), f"{place}.cls")
    if n and voxels.cls.max() >= len(voxels.classes):
        raise ValueError(f"{place}.cls holds {voxels.cls.max()}; there are {len(voxels.classes)} classes")
    if n and np.abs(voxels.index_xyz.astype(np.int64)).max() * voxels.cell_m > MAX_COORDINATE_M:
        raise ValueError(f"{place} has cells beyond {MAX_COORDINATE_M:,.0f} m; move them nearer")


def _finite(values: Iterable[float], place: str) -> list[float]:
    numbers = list(values)
    if not all(abs(v) <= MAX_COORDINATE_M for v in numbers):
        raise ValueError(f"{place} is {numbers}; give numbers within ±{MAX_COORDINATE_M:,.0f}")
    return numbers


def _sizes(values: Iterable[float], place: str) -> None:
    numbers = list(values)
    if not all(0 < v <= MAX_SIZE_M for v in numbers):
        raise ValueError(f"{place} is {numbers}; give metres above 0 and up to {MAX_SIZE_M:,.0f}")


def _within(value: float, low: float, high: float, place: str) -> None:
    if not low <= value <= high:
        raise ValueError(f"{place} is {value}; give {low:g} to {high:g}")


def _color(color: str, place: str, *, empty: bool = False) -> None:
    if not (_COLOR.fullmatch(color) or (empty and not color)):
        raise ValueError(f"{place} is {color[:40]!r}; give a colour like '#a04030'")


def _one_of(word: str, known: Collection[str], place: str) -> None:
    if word not in known:
        raise ValueError(f"{place} is {word[:40]!r}; choose one of {', '.join(w for w in known if w)}")


def _most(values: tuple[Any, ...], most: int, place: str) -> None:
    if len(values) > most:
        raise ValueError(f"{place} has {len(values):,} entries; at most {most:,} are taken")


def _array(array: NDArray[Any], dtype: type, shape: tuple[int, ...], place: str) -> None:
    if array.shape != shape or array.dtype != dtype:
        raise ValueError(f"{place} is {array.dtype} of the shape {array.shape}; give {np.dtype(dtype)} of {shape}")


def _twice(ids: list[str]) -> set[str]:
    seen: set[str] = set()
    return {i for i in ids if i in seen or seen.add(i)}
