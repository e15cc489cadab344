"""What `scene.py` needs of a world: surfaces with albedo, sky, sun, cameras, portals."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import worldgen
from render import Camera
from worldgen.materialize.cut import cut
from worldgen.materialize.plan import merge
from worldgen.materialize.portals import portals_of
from worldgen.materialize.rays import LEAF_COVER
from worldgen.materialize.sampling import on_ground
from worldgen.materialize.scene import Scene
from worldgen.materialize.sky import Sky
from worldgen.materialize.sunlight import SUN_RADIUS

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Surfaces:
    """Triangles: vertices (n, 3), triangles (t, 3), albedo (t, 3)."""

    vertices: Array
    triangles: NDArray[np.int64]
    albedo: Array


def surfaces(world: worldgen.World) -> tuple[Surfaces, Surfaces]:
    """What throws shadows: faces, leaves."""
    merged = merge(world.scene)
    g = merged.geometry
    cells = cut(g, world.pitch_m, np.zeros(len(world.pitch_m), np.uint8))
    ground = on_ground(merged, cells, world.scene)
    face = cells.face[np.concatenate([np.flatnonzero(~ground), np.flatnonzero(ground)])]  # as `sample` puts them
    number = np.bincount(face, minlength=len(g.faces))
    albedo = np.stack([np.bincount(face, world.samples.albedo_linear[: len(face), c], len(g.faces)) for c in range(3)], 1)
    albedo = np.where(number[:, None] > 0, albedo / np.maximum(number, 1)[:, None], g.color_linear).astype(np.float32)
    casts = np.array([item.cls not in ("far", "water") for item in world.items])[merged.item]
    casts &= ~np.array([name == "glass" for name in g.materials])[g.material]
    of = g.triangle_faces()
    return Surfaces(g.vertices, g.triangles().astype(np.int64)[casts[of]], albedo[of[casts[of]]]), leaves(world.scene)


def leaves(scene: Scene) -> Surfaces:
    """All leaves as rhombi of the area that throws shadows here."""
    geometry = [item.geometry for item in scene.items if item.cls != "far"]
    center, axis, normal, size, color = (
        np.concatenate([getattr(g, f"leaf_{name}") for g in geometry]) for name in ("centers", "axes", "normals", "sizes", "colors_linear")
    )
    side = np.cross(normal, axis)
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-6)
    a, b = axis * size[:, :1] * LEAF_COVER, side * size[:, 1:] * LEAF_COVER
    corners = np.stack([center - a, center + b, center + a, center - b], 1).reshape(-1, 3).astype(np.float32)
    first = 4 * np.arange(len(center))[:, None]
    triangles = np.stack([first + [0, 1, 2], first + [0, 2, 3]], 1).reshape(-1, 3)
    return Surfaces(corners, triangles, np.repeat(np.clip(color, 0.003, 0.95), 2, axis=0))


def environment(sky: Sky, rows: int = 512, columns: int = 1024) -> Array:
    """(rows, columns, 3) radiance as Blender lays it out: from the nadir up, columns against the azimuth from +X towards its +Y, our −Z."""
    polar = math.pi * (1 - (np.arange(rows) + 0.5) / rows)
    turn = 2 * math.pi * (0.5 - (np.arange(columns) + 0.5) / columns)
    level, up = np.sin(polar)[:, None], np.cos(polar)[:, None]
    d = np.stack(np.broadcast_arrays(level * np.cos(turn), up, -level * np.sin(turn)), -1).astype(np.float32)
    return sky.base_linear(d.reshape(-1, 3)).reshape(rows, columns, 3)


def job_of(world: worldgen.World, sky: Sky, cameras: list[Camera], block: int, samples: int, bounces: int) -> dict[str, NDArray]:
    """Arrays by name. Irradiance is rendered at one pixel for each `block` × `block` of the cameras', with so many `samples`."""
    solid, leafy = surfaces(world)
    job = {f"{n}_{f}": getattr(s, f) for n, s in (("solid", solid), ("leaves", leafy)) for f in ("vertices", "triangles", "albedo")}
    fov = 2 * math.atan(cameras[0].width / 2 / cameras[0].fx_px)
    job |= {
        "sky": environment(sky), "sun_direction": np.asarray(sky.sun_direction), "sun_irradiance": np.asarray(sky.sun_linear),
        "sun_diameter_rad": np.array(2 * SUN_RADIUS),
        "cameras": np.stack([c.world_from_cam.numpy() for c in cameras]), "fov_rad": np.array(fov),
        "portals": np.array([[p.center, p.across, p.up, p.normal] for p in portals_of(world.layout)], np.float64).reshape(-1, 4, 3),
        "size": np.array([cameras[0].width, cameras[0].height]),
        "samples": np.array(samples), "block": np.array(block), "bounces": np.array(bounces),
    }  # fmt: skip
    return job
