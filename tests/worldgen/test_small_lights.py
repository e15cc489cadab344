"""Lamps and sunlit patches as lights on posts, against sums over all of them."""

from __future__ import annotations

import numpy as np
import pytest

from worldgen.builders.geometry import Sculptor
from worldgen.materialize.lamps import Lamp, lamplight
from worldgen.materialize.rays import Rays
from worldgen.materialize.scene import Item, Scene
from worldgen.materialize.sunspots import NEAREST_M, sunspots

LIFT_M = 0.008


def plane(side_m: float, number: int, y: float, facing: float) -> tuple[np.ndarray, np.ndarray]:
    x, z = (a.ravel() for a in np.meshgrid(*(np.linspace(-side_m / 2, side_m / 2, number),) * 2))
    p = np.stack([x, np.full(len(x), y), z], 1).astype(np.float32)
    return p, np.broadcast_to(np.array([0, facing, 0], np.float32), p.shape).copy()


def screen(*, center: tuple[float, float, float], size: tuple[float, float, float]) -> Rays:
    sculptor = Sculptor()
    sculptor.box(center, size, "plaster", (0.5, 0.5, 0.5))
    return Rays(Scene((Item("screen", "wall", sculptor.geometry()),)), 0)


@pytest.mark.parametrize("every", [1, 2, 3])
@pytest.mark.parametrize("rays", [Rays(Scene(()), 0), screen(center=(0.3, 1.2, 0), size=(0.05, 1.6, 4))], ids=["open", "screened"])
def test_small_lights_bring_what_all_posts_together_send(every: int, rays: Rays):
    (floor, up), (ceiling, down) = plane(4, 24, 0, 1), plane(4, 24, 2.5, -1)
    p, n = np.concatenate([floor, ceiling]), np.concatenate([up, down])
    power = np.zeros((len(p), 3), np.float32)
    patch = np.flatnonzero((p[:, 1] == 0) & (np.abs(p[:, 0]) < 0.9) & (np.abs(p[:, 2]) < 0.5))
    power[patch] = np.array([1.0, 0.8, 0.3]) * np.linspace(0.2, 1, len(patch))[:, None]

    whole = np.zeros_like(p)
    start = p + LIFT_M * n
    for row in patch:
        to = start[row] - start
        square = (to * to).sum(1)
        gain = np.clip((to * n).sum(1), 0, None) * np.clip(-(to @ n[row]), 0, None) / np.maximum(square, 1e-9) ** 2
        seen = (square >= NEAREST_M**2) & (gain > 0)
        seen[seen] = ~rays.blocked(start[seen], to[seen], 0.995)
        whole[seen] += gain[seen, None] * power[row]

    each = np.full(len(p), every)
    found = np.mean([sunspots(p, n, power, each, rays, LIFT_M, np.random.default_rng(k)) for k in range(24)], 0)
    assert not found[p[:, 1] == 0].any()  # the floor does not see itself
    for half in (p[:, 0] < 0, p[:, 0] > 0.6):
        mine = half & (p[:, 1] > 0)
        assert found[mine].mean(0) == pytest.approx(whole[mine].mean(0), rel=0.03)
    assert np.abs(found - whole)[p[:, 1] > 0].mean() < 0.08 * whole[p[:, 1] > 0].mean()


def test_no_sun_no_small_lights():
    p, n = plane(2, 5, 0, 1)
    none = sunspots(p, n, np.zeros_like(p), np.ones(len(p), int), Rays(Scene(()), 0), LIFT_M, np.random.default_rng(0))
    assert none.shape == p.shape and not none.any()


def test_a_lamp_lights_by_inverse_square_and_cosine_and_throws_shadows():
    p, n = plane(6, 41, 0, 1)
    lamp = Lamp(np.array([0, 2, 0], np.float32), 0.1, np.array([3.0, 2.0, 1.0], np.float32), np.zeros(3, np.float32))
    found = lamplight([lamp], Rays(Scene(()), 0), p, n, LIFT_M)
    to = lamp.center - p
    distance = np.linalg.norm(to, axis=1)
    near = distance < 4  # it ends softly at its reach, 14 m
    ideal = (2 / distance / distance**2)[:, None] * lamp.intensity_linear
    assert found[near] == pytest.approx(ideal[near], rel=0.01)

    shaded = lamplight([lamp], screen(center=(1, 1, 0), size=(0.1, 1, 8)), p, n, LIFT_M)
    behind = (p[:, 0] > 1.25) & (p[:, 0] < 3)
    assert not shaded[behind].any() and np.array_equal(shaded[p[:, 0] < 0.8], found[p[:, 0] < 0.8])


def test_a_pane_lights_one_side():
    p, n = plane(6, 21, 0, 1)
    pane = Lamp(np.array([0, 1, 0], np.float32), 0.1, np.ones(3, np.float32), np.array([1, 0, 0], np.float32))
    found = lamplight([pane], Rays(Scene(()), 0), p, n, LIFT_M)[:, 0]
    assert not found[p[:, 0] < 0].any() and (found[p[:, 0] > 0.2] > 0).all()


def test_many_lamps_add_up():
    p, n = plane(3, 9, 0, 1)
    rays, rng = Rays(Scene(()), 0), np.random.default_rng(1)
    place, color, round_ = rng.uniform(0.5, 2, (5, 3)), rng.random((5, 3)), np.zeros(3, np.float32)
    lamps = [Lamp(a.astype(np.float32), 0.1, b.astype(np.float32), round_) for a, b in zip(place, color, strict=True)]
    whole = lamplight(lamps, rays, p, n, LIFT_M)
    assert whole == pytest.approx(sum(lamplight([lamp], rays, p, n, LIFT_M) for lamp in lamps), rel=1e-4)
