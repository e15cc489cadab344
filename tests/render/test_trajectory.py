"""Camera paths: where the eye is, where it looks, how smoothly it moves."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render import Camera, trajectory


def eyes(cameras: list[Camera]) -> np.ndarray:
    return np.array([c.position.tolist() for c in cameras])


def forwards(cameras: list[Camera]) -> np.ndarray:
    return np.array([c.world_from_cam[:3, 2].tolist() for c in cameras])


def test_orbit_closes_and_faces_its_target():
    cameras = trajectory.orbit((1, 2, 3), 5.0, frames=16, height_m=2.0)
    at = eyes(cameras) - [1, 2, 3]
    assert np.allclose(np.hypot(at[:, 0], at[:, 2]), 5) and np.allclose(at[:, 1], 2)
    assert np.allclose(at[0], [0, 2, 5], atol=1e-6) and np.allclose(at[4], [5, 2, 0], atol=1e-5)
    assert np.allclose(forwards(cameras), -at / np.linalg.norm(at, axis=1, keepdims=True), atol=1e-6)


def test_look_around_turns_right_on_the_spot():
    cameras = trajectory.look_around((0, 1.6, 0), frames=8, yaw_rad=0.5, pitch_rad=-0.1)
    look = forwards(cameras)
    assert np.allclose(eyes(cameras), [0, 1.6, 0], atol=1e-6) and np.allclose(look[:, 1], math.sin(-0.1), atol=1e-6)
    assert np.allclose(look[0, [0, 2]], [math.sin(0.5) * math.cos(0.1), math.cos(0.5) * math.cos(0.1)], atol=1e-6)
    right = cameras[0].world_from_cam[:3, 0].numpy()
    assert look[1] @ right > 0.5


def test_fly_passes_its_points_at_constant_speed():
    points = np.array([[0, 5, 0], [10, 6, 0], [12, 9, 8], [0, 4, 12.0]])
    path = eyes(trajectory.fly(points, frames=400))
    for p in points:
        assert np.linalg.norm(path - p, axis=1).min() < 0.1
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    assert steps.max() / steps.min() < 1.02


def test_fly_looks_at_targets_or_along():
    points = [[0, 2, 0], [0, 2, 10], [0, 2, 30]]
    assert np.allclose(forwards(trajectory.fly(points, frames=9)), [0, 0, 1], atol=1e-5)
    cameras = trajectory.fly(points, frames=5, targets=[[5, 2, 0], [5, 2, 10], [5, 2, 30]])
    assert np.allclose(forwards(cameras), [1, 0, 0], atol=1e-3)


def test_walk_keeps_to_the_ground_at_eye_height():
    ground = np.array([[0, 0, 0], [0, 0, 10], [10, 1, 10], [10, 1, 20.0]])
    cameras = trajectory.walk(ground, fps=30)
    at = eyes(cameras)
    assert len(cameras) == pytest.approx(30.05 / 1.4 * 30, rel=0.03)
    assert np.allclose(at[0], [0, 1.6, 0], atol=1e-3) and np.allclose(at[-1], [10, 2.6, 20], atol=1e-3)
    off = [min(distance(p[[0, 2]], a[[0, 2]], b[[0, 2]]) for a, b in zip(ground, ground[1:])) for p in at]
    assert max(off) < 0.2


def distance(p: np.ndarray, a: np.ndarray, b: np.ndarray) -> float:
    t = np.clip((p - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)
    return float(np.linalg.norm(a + t * (b - a) - p))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=2, max_size=12, unique=True))
def test_walking_a_grid_of_cells_never_jerks(cells: list[tuple[int, int]]):
    cameras = trajectory.walk([(x * 0.5, 0.0, z * 0.5) for x, z in cells], fps=30)
    at, look = eyes(cameras), forwards(cameras)
    assert np.allclose(at[:, 1], 1.6, atol=1e-5)
    assert np.linalg.norm(np.diff(at, axis=0), axis=1).max() < 2.0 / 30  # metres a frame at 1.4 m/s
    turn = np.degrees(np.arccos(np.clip((look[1:] * look[:-1]).sum(1), -1, 1)))
    assert turn.max(initial=0) < 12  # degrees a frame, even where the path turns back on itself


def test_the_head_turns_before_the_feet():
    corner = trajectory.walk([(0, 0, 0), (0, 0, 10), (10, 0, 10)], frames=200)
    before = [c for c in corner if 8.0 < c.position[2] < 9.0 and c.position[0] < 0.1]
    assert before and all(c.world_from_cam[0, 2] > 0.1 for c in before)


@pytest.mark.parametrize("bad", [[], [[0, 0, 0]], [[0, 0, 0], [0, 0, 0]], [[0, 0, 0], [0, float("nan"), 1]], [[0, 0], [1, 1]]])
def test_paths_that_lead_nowhere(bad: list):
    for path in (trajectory.walk, lambda p: trajectory.fly(p, frames=3)):
        with pytest.raises(ValueError, match="path"):
            path(bad)


def test_frames_must_be_positive():
    with pytest.raises(ValueError, match="frames is 0"):
        trajectory.orbit((0, 0, 0), 3, frames=0)
