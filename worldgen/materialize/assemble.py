"""Layout → `Scene`: every instance built, turned and put in its place; ground, water, rooms, curves, cells and far hills beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import numpy as np

from ..builders import build
from ..builders.geometry import Geometry
from ..layout.assets import AssetFile
from ..layout.layout import Instance, Layout
from .courses import courses
from .hills import hills
from .scene import Item, Scene
from .terrain import ground_geometry, height_at, water_geometry

WALKTHROUGH = {"flowers", "fern", "reeds", "mushroom", "rug", "curtain", "books", "cup", "candle", "cushion", "banner", "picture"}


def instance_seed(world_seed: int, instance_id: str) -> int:
    """Each instance's own seed, so that removing one changes no other."""
    return int.from_bytes(hashlib.sha256(f"{world_seed}:{instance_id}".encode()).digest()[:4], "little")


def place(geometry: Geometry, item: Instance) -> Geometry:
    """From the instance frame into the world."""
    c, s = np.cos(item.yaw_rad), np.sin(item.yaw_rad)
    matrix = np.eye(4)
    matrix[:3, :3] = [[c, 0, s], [0, 1, 0], [-s, 0, c]]
    matrix[:3, 3] = item.position_m
    return geometry.transformed(matrix)


def own_thing(instance: Instance, assets: Mapping[str, AssetFile]) -> Item:
    """A user's asset in its place: surfaces, or captured splats and their hull."""
    from ..builders.asset import asset_geometry

    asset = named(assets, instance)
    geometry = place(asset_geometry(asset, instance.size_m), instance)
    if asset.kind != "splats":
        return Item(instance.id, instance.cls, geometry)
    from .captured import captured

    return Item(instance.id, instance.cls, geometry, captured=captured(asset, instance))


def named(assets: Mapping[str, AssetFile], instance: Instance) -> AssetFile:
    """The file that an instance names. ValueError where there is none."""
    if instance.asset not in assets:
        known = f"it has {', '.join(list(assets)[:8])}" if assets else "give the folder that has it as assets (--assets FOLDER)"
        raise ValueError(f"{instance.id} is the asset {instance.asset[:40]!r}, which no file of the assets folder is called; {known}")
    return assets[instance.asset]


def assemble(
    layout: Layout, seed: int, on_progress: Callable[[float], None] | None = None, assets: Mapping[str, AssetFile] | None = None, *,
    far_turns: int = 560,
) -> Scene:  # fmt: skip
    """All geometry of a layout in the world frame. Items stand in the layout's order, so a world's ids never depend on timing.
    `assets` are a user's own files by word;
    hills beyond the ground are cut into `far_turns` all round. ValueError where an instance names one that is not there."""
    items: list[Item] = []
    ground = layout.ground
    if ground is not None:
        items.append(Item("ground", "ground", ground_geometry(ground, layout.style)))
        ways = courses(layout.curves, ground, instance_seed(seed, "courses"))
        mountains = 0.2 if layout.rooms else 1.0
        own = instance_seed(seed, "far")
        far, lake = hills(ground, layout.style, own, turns=far_turns, mountains=mountains, ways=ways, curves=layout.curves)
        if (water := water_geometry(ground, ways, lake)) is not None:
            items.append(Item("water", "water", water, solid=False))
        items.append(Item("far", "far", far, solid=False))
    for room in layout.rooms:
        from ..builders.rooms import room_geometry

        for part, cls, geometry in room_geometry(room, layout.style, np.random.default_rng(instance_seed(seed, f"room:{room.name}"))):
            items.append(Item(f"room:{room.name}:{part}", cls, geometry))
    for index, curve in enumerate(layout.curves):
        if curve.cls in ("wall", "hedge", "fence"):
            from ..builders.walls import curve_geometry

            def height(x: np.ndarray, z: np.ndarray) -> np.ndarray:
                return np.zeros(len(x)) if ground is None else height_at(ground, x, z)

            rng = np.random.default_rng(instance_seed(seed, f"curve:{index}"))
            items.append(Item(f"curve:{index}", curve.cls, curve_geometry(curve, height, layout.style, rng)))
    if layout.voxels is not None:
        from ..builders.voxels import voxel_geometry

        items.append(Item("voxels", "voxels", voxel_geometry(layout.voxels)))
    for number, item in enumerate(layout.instances):
        if item.asset:
            items.append(own_thing(item, assets or {}))
        else:
            own = item.seed if item.seed is not None else instance_seed(seed, item.id)
            items.append(Item(item.id, item.cls, place(build(item, layout.style, own), item), solid=item.cls not in WALKTHROUGH))
        if on_progress:
            on_progress((number + 1) / len(layout.instances))
    return Scene(tuple(items))
