"""A world small enough for every test: a courtyard with a wall, a door, a table and stairs; no builder is needed."""

from __future__ import annotations

import os

import numpy as np
import pytest
import torch

from render import Mesh
from worldgen.builders.geometry import Geometry, Sculptor
from worldgen.layout.layout import Instance, Layout, Style
from worldgen.materialize import lit, shown
from worldgen.materialize.collider import collider
from worldgen.materialize.options import Options
from worldgen.materialize.plan import Plan
from worldgen.materialize.sampling import sample
from worldgen.materialize.scene import Item, Scene
from worldgen.world import World


def pytest_configure(config: pytest.Config) -> None:
    if not torch.cuda.is_available():
        os.environ.setdefault("TRITON_INTERPRET", "1")  # before anyone imports triton: its kernels then run on the CPU


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
    things = (("ground", "floor", ground.geometry()), ("wall-1", "wall", wall), ("table-1", "table", table), ("slab-1", "bridge", upper))
    return Scene(tuple(Item(i, c, g) for i, c, g in (*things, ("stairs-1", "stairs", stairs))))


def small() -> World:
    scene = courtyard()
    layout = Layout(
        kind="village", instances=(Instance("table-1", "table", (2, 0, 3), (1.2, 0.8, 0.8), color="#b02a26"),), style=Style(hour=12.0),
        extent_m=(-6, -6, 6, 6), entrance_m=(0.0, 0.0, 4.0), entrance_yaw_rad=float(np.pi),
    )  # fmt: skip
    options = Options("draft")
    plan = Plan.of(scene, layout, 40_000)
    samples = sample(scene, layout, plan, 3)
    samples, sky = lit(samples, scene, layout, 3, options, lambda _: None)
    gaussians = shown(samples, scene, layout, sky)
    solid = collider(scene)
    colored = Mesh(solid.vertices, solid.faces, np.full((len(solid.vertices), 3), 128, np.uint8), solid.instance_ids)
    return World(
        layout, scene, plan.pitch, samples, gaussians, sky, colored, solid,
        prompt="a courtyard", seed=3, report=("'moat' is not built",), options=options, timings={"read": 0.1},
    )  # fmt: skip


@pytest.fixture(scope="session")
def courtyard_scene() -> Scene:
    return courtyard()


@pytest.fixture(scope="session")
def small_world() -> World:
    return small()
