"""Water shows what stands beyond it, upside down and more of it the more slantingly one looks; gloss changes with the eye."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from render import Camera, Gaussians
from render.sh import color
from worldgen.layout.layout import Style
from worldgen.materialize.mirror import R0, mirrored
from worldgen.materialize.samples import GLASS, SurfaceSamples
from worldgen.materialize.sky import Sky
from worldgen.materialize.splats import body_linear, gaussians_of
from worldgen.world import World

RED, DARK = (0.8, 0.1, 0.1), (0.02, 0.05, 0.05)
UP = np.array([0.0, 1.0, 0.0], np.float32)


def sheet(origin: tuple[float, float, float], across: np.ndarray, along: np.ndarray, side_m: float, rgb: tuple[float, ...]) -> Gaussians:
    """An even sheet of 60 × 60 splats about its origin."""
    steps = (np.arange(60) - 29.5) / 60
    s, t = (a.ravel()[:, None] for a in np.meshgrid(steps, steps))
    means = np.asarray(origin) + side_m * (s * across + t * along)
    flat = np.where(np.abs(across) + np.abs(along) > 0, side_m / 60, 0.001)
    n = len(means)
    return Gaussians.from_colors(means, np.tile([1, 0, 0, 0], (n, 1)), np.tile(flat, (n, 1)), np.full(n, 0.9), np.tile(rgb, (n, 1)))


X, Y, Z = np.eye(3)
WALL = sheet((0, 3, -6), X, Y, 6.0, RED)
POND = sheet((0, 0, 0), X, Z, 8.0, DARK)
SKY = Sky.of(Style(hour=12), 0)


@pytest.fixture
def camera() -> Camera:
    return Camera.look_at((0, 1.5, 5), (0, 0, 0), fov_deg=60, width=320, height=180)


def test_a_still_pond_shows_the_wall_behind_it(camera: Camera):
    normals = np.tile(UP, (len(POND), 1))
    colors = mirrored(POND, normals, WALL, camera, SKY).colors().numpy()
    eye = camera.position.numpy()
    sight = POND.means.numpy() - eye
    on_wall = eye * [1, -1, 1] + (sight * [1, -1, 1]) * ((-6 - eye[2]) / sight[:, 2:])  # from the eye below, through the pond, to the wall
    hits = (np.abs(on_wall[:, 0]) < 2.5) & (on_wall[:, 1] > 0.4) & (on_wall[:, 1] < 5.5)
    misses = np.abs(on_wall[:, 0]) > 3.6
    assert hits.sum() > 300 and misses.sum() > 100
    redness = colors[:, 0] - colors[:, 2]
    assert redness[hits].min() > 0.05 and redness[misses].max() < 0.0, "red before the wall, sky beside it"


def test_the_more_slanting_the_more_mirror(camera: Camera):
    normals = np.tile(UP, (len(POND), 1))
    shown = mirrored(POND, normals, WALL, camera, SKY)
    near, far = POND.means[:, 2].argmax(), POND.means[:, 2].argmin()
    assert shown.opacities[far] > shown.opacities[near] >= 0.9 + 0.1 * R0 - 1e-6


def test_an_eye_under_water_sees_no_mirror():
    below = Camera.look_at((0, -1, 5), (0, 0, 0), fov_deg=60, width=64, height=36)
    assert np.isfinite(mirrored(POND, np.tile(UP, (len(POND), 1)), WALL, below, SKY).colors().numpy()).all()


def panes(world: World) -> SurfaceSamples:
    """A few of a world's samples as glass under an open sky."""
    few = world.samples.select(np.arange(200))
    return replace(few, kind=np.full(200, GLASS, np.uint8), sky_visibility=np.ones(200, np.float32))


def test_gloss_changes_with_the_eye_and_plain_things_do_not(small_world: World):
    samples = panes(small_world)
    adaptation = np.ones((200, 1), np.float32)
    glassy = gaussians_of(samples, SKY, "clear", adaptation)
    plain = gaussians_of(replace(samples, kind=np.zeros(200, np.uint8), roughness=np.ones(200, np.float32)), SKY, "clear", adaptation)
    assert glassy.sh_degree == 1 and plain.sh_degree == 0
    n = torch.from_numpy(samples.normal)
    side = torch.linalg.cross(n, torch.tensor([0.31, 0.52, 0.79]).expand_as(n))
    slant = torch.nn.functional.normalize(0.25 * n + torch.nn.functional.normalize(side, dim=1), dim=1)
    facing = color(glassy.sh, -n)  # from the eye to the splat
    assert (color(glassy.sh, -slant) - facing).abs().mean() > 0.03, "more sky when seen aslant"
    body = SKY.display(body_linear(samples))
    assert np.abs(facing.numpy() - body).mean() < 0.35 and torch.isfinite(facing).all()
