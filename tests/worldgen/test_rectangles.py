"""Directions to a rectangle: even over its solid angle, whatever the distance."""

from __future__ import annotations

import numpy as np
import pytest

from worldgen.materialize.portals import Portal, through_portals
from worldgen.materialize.posts import SKY
from worldgen.materialize.rays import Rays
from worldgen.materialize.rectangles import towards
from worldgen.materialize.scene import Scene

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


def test_points_that_share_the_tries_of_an_opening_get_the_same_light_together():
    portal = Portal(*(np.array(a, np.float32) for a in ((0, 0, 0), (1, 0, 0), (0, 0.6, 0), (0, 0, 1))))
    x, y = (a.ravel() for a in np.meshgrid(np.linspace(-2, 2, 40), np.linspace(-1, 1, 40)))
    p = np.stack([x, y, np.full(len(x), 3.0)], 1).astype(np.float32)
    n = np.broadcast_to(np.array([0, 0, -1], np.float32), p.shape)
    rays = Rays(Scene(()), 0)

    def light(every: int) -> np.ndarray:
        met = lambda ray, hit: np.full(len(ray), SKY, np.int32)  # noqa: E731
        each, rng = np.full(len(p), every), np.random.default_rng(0)
        point, weight, _ = through_portals([portal], rays, p, n, 0.0, met, each, rng)
        return np.bincount(point, weight[:, 0], len(p))

    whole = light(1)
    for every in (2, 4):
        shared = light(every)
        assert abs(shared.mean() / whole.mean() - 1) < 0.01
        upper, lower = shared[p[:, 1] > 0].mean(), shared[p[:, 1] < 0].mean()
        assert abs(upper / lower - 1) < 0.03
