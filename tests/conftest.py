"""A world small enough for every test: a courtyard with a wall, a door, a table and stairs; no builder is needed."""

from __future__ import annotations

import numpy as np
import pytest

from render import Gaussians, Mesh
from worldgen.builders.geometry import Geometry, Sculptor
from worldgen.layout.layout import Instance, Layout, Style
from worldgen.materialize.collider import collider
from worldgen.materialize.options import Options
from worldgen.materialize.samples import SOLID, SurfaceSamples
from worldgen.materialize.scene import Item, Scene
from worldgen.materialize.sky import Sky
from worldgen.world import ItemName, World

GREEN, GREY, RED = (0.05, 0.3, 0.05), (0.4, 0.4, 0.4), (0.5, 0.03, 0.02)


def sculpted(*boxes: tuple[tuple[float, float, float], tuple[float, float, float]], color=GREY) -> Geometry:
    sculptor = Sculptor()
    for center, size in boxes:
        sculptor.box(center, size, "plain", color)
    return sculptor.geometry()


def courtyard() -> Scene:
    """Ground 12 × 12 m, a wall along z = 0 with a door 0.9 × 2.1 m at x = 0, a red table, a slab one storey up with stairs to it."""
    ground = Sculptor()
    ground.quad((-6, 0, -6), (-6, 0, 6), (6, 0, 6), (6, 0, -6), "grass", GREEN)
    wall = sculpted(((-3.225, 1.5, 0), (5.55, 3, 0.2)), ((3.225, 1.5, 0), (5.55, 3, 0.2)), ((0, 2.55, 0), (0.9, 0.9, 0.2)))
    table = sculpted(((2, 0.4, 3), (1.2, 0.8, 0.8)), color=RED)
    upper = sculpted(((-4, 2.4, -4), (3, 0.2, 3)))
    stairs = sculpted(*(((-2.3 + 0.3 * k, (2.5 - 0.25 * k) / 2, -4), (0.3, 2.5 - 0.25 * k, 1.2)) for k in range(10)))
    things = (("ground", "ground", ground.geometry()), ("wall-1", "wall", wall), ("table-1", "table", table), ("slab-1", "bridge", upper))
    return Scene(tuple(Item(i, c, g) for i, c, g in (*things, ("stairs-1", "stairs", stairs))))


def splats_on(scene: Scene, pitch_m: float = 0.1) -> SurfaceSamples:
    """Grid samples of every quad, unlit."""
    rows: list[tuple[np.ndarray, np.ndarray, np.ndarray, int]] = []
    for index, item in enumerate(scene.items):
        g = item.geometry
        for face, color in zip(g.faces, g.color_linear):
            a, b, c, d = g.vertices[face]
            u, v = np.linalg.norm(b - a), np.linalg.norm(d - a)
            s, t = np.meshgrid(*((np.arange(k) + 0.5) / k for k in (max(1, int(side / pitch_m)) for side in (u, v))))
            points = a + s.reshape(-1, 1) * (b - a) + t.reshape(-1, 1) * (d - a)
            normal = np.cross(b - a, d - a)
            normals = np.broadcast_to(normal / np.linalg.norm(normal), points.shape)
            rows.append((points, normals, np.broadcast_to(color, points.shape), index))
    position, normal, albedo = (np.concatenate([r[k] for r in rows]).astype(np.float32) for k in range(3))
    n = len(position)
    ids = np.concatenate([np.full(len(r[0]), r[3], np.int32) for r in rows])
    quat = np.tile(np.float32([1, 0, 0, 0]), (n, 1))
    scale = np.full((n, 3), 0.06, np.float32)
    one, zero = np.ones(n, np.float32), np.zeros((n, 3), np.float32)
    return SurfaceSamples(position, normal, quat, scale, one * 0.98, albedo, one * 0.8, zero, one, zero, ids, np.full(n, SOLID, np.uint8))


def small() -> World:
    scene = courtyard()
    samples = splats_on(scene)
    srgb = np.clip(samples.albedo_linear, 0, 1) ** (1 / 2.2)
    gaussians = Gaussians.from_colors(
        samples.position, samples.quat, samples.scale, samples.opacity, 0.8 * srgb, instance_ids=samples.instance_id, albedo=srgb
    )
    solid = collider(scene)
    layout = Layout(
        kind="village", instances=(Instance("table-1", "table", (2, 0, 3), (1.2, 0.8, 0.8), color="#b02a26"),), style=Style(hour=12.0),
        extent_m=(-6, -6, 6, 6), entrance_m=(0.0, 0.0, 4.0), entrance_yaw_rad=float(np.pi),
    )  # fmt: skip
    colored = Mesh(solid.vertices, solid.faces, np.full((len(solid.vertices), 3), 128, np.uint8), solid.instance_ids)
    return World(
        layout, samples, gaussians, Sky.of(layout.style, 0), tuple(ItemName(i.id, i.cls) for i in scene.items), colored, solid,
        prompt="a courtyard", seed=3, report=("'moat' is not built",), options=Options("draft"), timings={"read": 0.1},
    )  # fmt: skip


@pytest.fixture(scope="session")
def courtyard_scene() -> Scene:
    return courtyard()


@pytest.fixture(scope="session")
def small_world() -> World:
    return small()
