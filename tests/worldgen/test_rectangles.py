"""Directions to a rectangle: even over its solid angle, whatever the distance."""

from __future__ import annotations

import numpy as np
import pytest

from worldgen.materialize.rectangles import towards

CENTER, HALF_X, HALF_Y = np.array([0.1, 1.0, 0.0]), np.array([0.7, 0.0, 0.0]), np.array([0.0, 0.5, 0.0])
N = 100_000


@pytest.mark.parametrize("place", [(0.3, 0.2, 0.5), (0.3, 0.2, -0.5), (-4.0, 1.0, 3.0), (0.1, 1.0, 0.05)])
def test_light_from_a_rectangle_is_what_sampling_its_area_gives(place):
    rng = np.random.default_rng(0)
    p = np.repeat(np.array([place], np.float32), N, 0)
    ray, steradians, metres = towards(p, CENTER, HALF_X, HALF_Y, rng.random(N), rng.random(N))
    met = ray[:, :3] + ray[:, 3:] * metres[:, None] - CENTER
    assert np.allclose(np.linalg.norm(ray[:, 3:], axis=1), 1, atol=1e-5) and np.allclose(met[:, 2], 0, atol=1e-4)
    assert (np.abs(met[:, :2]) <= np.array([0.7, 0.5]) + 1e-4).all()
    side = 700
    u, v = np.meshgrid(*((np.arange(side) + 0.5) / side * 2 - 1,) * 2)
    to = CENTER + u.reshape(-1, 1) * HALF_X + v.reshape(-1, 1) * HALF_Y - np.array(place)
    d = np.linalg.norm(to, axis=1)
    each = np.abs(to[:, 2]) / d**3 * 4 * 0.7 * 0.5 / side**2  # steradians of each part
    assert steradians[0] == pytest.approx(each.sum(), rel=0.01)
    for facing in np.eye(3):
        whole = (each * np.clip(to @ facing / d, 0, 1)).sum()
        assert (steradians * np.clip(ray[:, 3:] @ facing, 0, 1)).mean() == pytest.approx(whole, rel=0.02, abs=2e-4)


def test_a_rectangle_seen_edge_on_sends_nothing():
    assert towards(np.array([[3.0, 1.0, 0.0]], np.float32), CENTER, HALF_X, HALF_Y, np.full(1, 0.5), np.full(1, 0.5))[1][0] == 0
