"""What a visitor bumps into, and where one can go."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from render import Mesh
from worldgen.builders.geometry import Sculptor
from worldgen.layout.layout import Layout
from worldgen.materialize.collider import collider, shares
from worldgen.materialize.heightfield import simplified_grid
from worldgen.materialize.scene import Item, Scene
from worldgen.walk import BODY_RADIUS_M, EYE_M, WalkMap, raycasting
from worldgen.world import World

GREY = (0.4, 0.4, 0.4)


def test_the_collider_has_every_solid_thing_and_no_water(courtyard_scene: Scene):
    water = Sculptor()
    water.quad((-1, 0, -1), (-1, 0, 1), (1, 0, 1), (1, 0, -1), "water", GREY)
    scene = Scene((*courtyard_scene.items, Item("water", "water", water.geometry(), solid=False)))
    mesh = collider(scene)
    assert set(np.unique(mesh.instance_ids)) == {0, 1, 2, 3, 4}
    assert np.allclose(mesh.vertices.min(0), [-6, 0, -6], atol=0.02) and np.allclose(mesh.vertices.max(0)[[0, 2]], [6, 6])


def test_planes_survive_simplification_exactly():
    """A finely cut flat table and a ball over budget: the plane stays at its height, the ball stays round."""
    sculptor = Sculptor()
    for i in range(40):
        for k in range(40):
            x, z = i * 0.1, k * 0.1
            sculptor.quad((x, 1, z), (x, 1, z + 0.1), (x + 0.1, 1, z + 0.1), (x + 0.1, 1, z), "plain", GREY)
    ball = Sculptor()
    ball.sphere((0, 0, 0), 1.0, "plain", GREY, sides=64)
    scene = Scene((Item("plane", "table", sculptor.geometry()), Item("ball", "rock", ball.geometry())))
    mesh = collider(scene, max_triangles=900)
    assert mesh.instance_ids is not None and len(mesh.faces) <= 900
    plane = mesh.vertices[mesh.faces[mesh.instance_ids == 0]]
    assert np.allclose(plane[..., 1], 1.0, atol=1e-4)
    area = 0.5 * np.linalg.norm(np.cross(plane[:, 1] - plane[:, 0], plane[:, 2] - plane[:, 0]), axis=1).sum()
    assert abs(area - 16) < 0.2
    round_ = np.linalg.norm(mesh.vertices[np.unique(mesh.faces[mesh.instance_ids == 1])], axis=1)
    assert np.all(np.abs(round_ - 1) < 0.05)


@pytest.mark.parametrize("counts", [[5, 10], [1000] * 30, [12, 90_000, 300, 40], [50_000, 50_000]])
def test_shares_fit_and_cut_the_largest_first(counts: list[int]):
    given = shares(counts, 20_000)
    assert sum(given) <= max(20_000, 12 * len(counts)) and all(g <= n for g, n in zip(given, counts))
    assert [g for _, g in sorted(zip(counts, given))] == sorted(given)


def test_a_walk_map_survives_pickling(small_world: World):
    walk = small_world.walk_map
    other = pickle.loads(pickle.dumps(walk))
    eye, ahead = np.array([[0, 1.6, 3.0]]), np.array([[0, 0, -1.0]])
    assert all(np.array_equal(a, b) for a, b in zip(walk.cast(eye, ahead), other.cast(eye, ahead)))
    np.testing.assert_array_equal(walk.path(20), other.path(20))


def test_walking_goes_through_the_door_up_the_stairs_and_not_through_walls(small_world: World):
    places = small_world.walk_map.places_m
    assert np.any(places[:, 2] < -2), "the far side of the wall is reached through the door"
    assert np.any(np.abs(places[:, 1] - 2.5) < 0.02), "the slab is reached by the stairs"
    under = (np.abs(places[:, 0] + 4) < 1) & (np.abs(places[:, 2] + 4) < 1)
    assert {0.0, 2.5} <= set(np.round(places[under, 1], 1)), "two floors stand over one another"
    inside_wall = (np.abs(places[:, 2]) < 0.1 + BODY_RADIUS_M - 0.02) & (places[:, 1] < 0.1) & (np.abs(places[:, 0]) > 0.45)
    assert not inside_wall.any()
    on_table = (np.abs(places[:, 0] - 2) < 0.6) & (np.abs(places[:, 2] - 3) < 0.4)
    assert not on_table.any()


@pytest.mark.parametrize(("width_m", "open_"), [(0.9, True), (0.8, True), (0.3, False)])
def test_a_door_is_open_to_a_body_of_thirty_five_centimetres(width_m: float, open_: bool):
    sculptor = Sculptor()
    sculptor.quad((-3, 0, -3), (-3, 0, 3), (3, 0, 3), (3, 0, -3), "grass", GREY)
    side = 3 - width_m / 2
    for sign in (-1, 1):
        sculptor.box((sign * (3 - side / 2), 1.5, 0.07), (side, 3, 0.15), "plain", GREY)
    mesh = collider(Scene((Item("house", "house", sculptor.geometry()),)))
    found = WalkMap.of(mesh, Layout(extent_m=(-3, -3, 3, 3), entrance_m=(0, 0, 2)))
    assert bool(np.any(found.places_m[:, 2] < -1)) == open_


def test_a_path_is_even_and_keeps_off_walls(small_world: World):
    path = small_world.walk_path(200)
    assert path.shape == (200, 3)
    step = np.linalg.norm(np.diff(path, axis=0), axis=1)
    assert step.sum() > 6 and step.max() < 1.3 * step[step > 0].mean() + 0.02
    eyes = path.astype(np.float64) + [0, 1.2, 0]
    ahead = np.diff(eyes, axis=0)
    length = np.linalg.norm(ahead, axis=1)
    going = length > 1e-6
    distance, _ = small_world.walk_map.cast(eyes[:-1][going], ahead[going] / length[going, None])
    assert np.all(distance > length[going])


def test_viewpoints_are_spread_open_and_at_eye_height(small_world: World):
    cameras = small_world.viewpoints(6)
    eyes = np.array([c.position.tolist() for c in cameras])
    gap = small_world.walk_map.tree.query(eyes - [0, EYE_M, 0])[0]
    assert np.all(gap < 1e-3)
    looks = np.array([[*c.position.tolist(), *c.world_from_cam[:3, 2].tolist()] for c in cameras])
    assert len(np.unique(np.round(looks, 2), axis=0)) == 6


def test_nowhere_to_stand_is_told():
    sculptor = Sculptor()
    sculptor.quad((-1, 0, 0), (1, 0, 0), (1, 2, 0), (-1, 2, 0), "plain", GREY)
    with pytest.raises(ValueError, match="open ground"):
        WalkMap.of(collider(Scene((Item("w", "wall", sculptor.geometry()),))), Layout())


@pytest.mark.parametrize("shape", [(240, 240), (100, 37), (65, 65), (5, 2), (2, 2)])
def test_grid_is_covered_once_without_cracks_and_within_its_error(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    height = np.cumsum(np.cumsum(rng.normal(0, 0.004, shape), 0), 1)
    faces = simplified_grid(height, most=100_000, finest_m=0.02)
    z, x = np.divmod(faces, shape[1])
    area = ((z[:, 1] - z[:, 0]) * (x[:, 2] - x[:, 0]) - (z[:, 2] - z[:, 0]) * (x[:, 1] - x[:, 0])) / 2
    assert area.min() > 0 and area.sum() == (shape[0] - 1) * (shape[1] - 1)  # all face up, and tile the grid
    edges, number = np.unique(np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1), axis=0, return_counts=True)
    i, j = np.divmod(edges[number == 1], shape[1])
    outline = ((i[:, 0] == i[:, 1]) & np.isin(i[:, 0], (0, shape[0] - 1))) | ((j[:, 0] == j[:, 1]) & np.isin(j[:, 0], (0, shape[1] - 1)))
    assert number.max() <= 2 and outline.all()
    rows, columns = np.divmod(np.arange(height.size), shape[1])
    surface = Mesh(np.stack([columns, height.ravel(), rows], 1).astype(np.float32), faces, None, None)
    inward = 0.001 * np.array([(shape[1] - 1) / 2, 1e3, (shape[0] - 1) / 2])  # off the corners, where rays may slip between
    start = 0.999 * np.stack([columns, np.full(height.size, 1e3), rows], 1) + inward
    rays = np.concatenate([start, np.tile([0.0, -1.0, 0.0], (height.size, 1))], 1).astype(np.float32)
    found = 1e3 - raycasting(surface).cast_rays(rays)["t_hit"].numpy()
    assert np.abs(found - height.ravel()).max() < 3 * 0.02  # each halving adds its own part


def test_flat_grid_takes_few_triangles_and_a_budget_is_kept() -> None:
    assert len(simplified_grid(np.zeros((129, 129)), most=10_000, finest_m=0.01)) <= 2 * 4 * 128
    rough = np.random.default_rng(1).normal(0, 1, (129, 129))
    assert len(simplified_grid(rough, most=5_000, finest_m=0.01)) <= 5_000
