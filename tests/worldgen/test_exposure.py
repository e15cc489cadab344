"""What an eye makes of a world's light: patches of sun on a floor, warm lamps, posts before its nose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest

from worldgen.composition import BAR_M, MIDDLE, barred
from worldgen.corpus import sample
from worldgen.layout.layout import Style
from worldgen.materialize.exposure import LUMINANCE, adaptation, balance_of, daylight
from worldgen.materialize.sky import Sky
from worldgen.materialize.splats import body_linear
from worldgen.prompt import SceneSpec
from worldgen.walk import WalkMap
from worldgen.world import World


def test_a_patch_of_sun_shows_what_it_lies_on(small_world: World) -> None:
    """Two planks in forty times the room's light: an eye that did not shade itself would see both white."""
    layout, sky = sample(SceneSpec("living_room"), seed=0), replace(Sky.of(Style(hour=12.0), 0), exposure=3.0)
    light = np.full((2, 3), 40 * np.pi / sky.exposure, np.float32)
    spots, up = np.array([[0.0, 0.01, 0.0], [0.2, 0.01, 0.0]], np.float32), np.tile(np.array([[0, 1, 0]], np.float32), (2, 1))
    two = replace(small_world.samples.select(np.arange(2)), position=spots, normal=up)
    two = replace(two, albedo_linear=np.array([[0.25] * 3, [0.35] * 3], np.float32), irradiance_linear=light, emission_linear=0 * light)
    factor = adaptation(sky, two, layout)
    shaded, plain = sky.display(factor * body_linear(two)), sky.display(body_linear(two))
    assert shaded.max() < 0.97 and (shaded[1] - shaded[0]).min() > 0.02
    assert (plain[1] - plain[0]).max() < 0.01
    dim = replace(two, irradiance_linear=light / 40)
    np.testing.assert_array_equal(adaptation(sky, dim, layout), 1)


def test_a_day_is_whiter_than_lamplight() -> None:
    warm = np.tile(np.array([[1.4, 1.0, 0.5]], np.float32), (10, 1))
    spread = []
    for hour in (22.0, 12.0):
        gain = np.array(balance_of(warm, interior=True, day=daylight(Sky.of(Style(hour=hour), 0))))
        assert gain @ LUMINANCE == pytest.approx(1)
        spread.append(np.ptp(np.log(warm[0] * gain)))
    assert spread[1] < 0.55 * spread[0]


class _Posts:
    """A map whose rays end on one upright board, `wide_m` across, so far ahead of any eye; else on nothing."""

    def __init__(self, wide_m: float, ahead_m: float, aside_m: float = 0.0) -> None:
        self.wide_m, self.ahead_m, self.aside_m = wide_m, ahead_m, aside_m

    def look(self, spots: np.ndarray, yaws: np.ndarray, rays: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        hit = np.abs(rays[:, 0] * self.ahead_m - self.aside_m) < self.wide_m / 2
        shape = (len(spots), len(rays))
        return np.broadcast_to(np.where(hit, self.ahead_m, np.inf), shape), np.broadcast_to(np.where(hit, 7, -1), shape)


@pytest.mark.parametrize(
    ("board", "bars"),
    [
        (_Posts(0.16, 3.0), True), (_Posts(0.16, BAR_M - 0.5, 0.6), True), (_Posts(0.16, BAR_M + 0.5), False),  # a post, near and not
        (_Posts(0.16, 3.0, 3.0 * MIDDLE + 0.3), False), (_Posts(3.0, 4.0), False), (_Posts(0.0, 3.0), False),  # aside; a wall; nothing
    ],
)  # fmt: skip
def test_a_thin_near_thing_bars_a_view(board: _Posts, bars: bool) -> None:
    assert barred(cast(WalkMap, cast(Any, board)), np.zeros((2, 4))).tolist() == [bars, bars]
