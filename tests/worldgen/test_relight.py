"""Another hour on the same surfaces: as if made at that hour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

import worldgen
from render import Camera
from render.metrics import psnr
from worldgen import Layout, Options, World
from worldgen.layout.layout import Ground, Instance, Style

KEPT = ("position", "quat", "scale", "emission_linear", "instance_id", "kind")


def hamlet(hour: float, weather: str = "clear") -> Layout:
    """A house, a lantern, a tree and a pond on 12 × 12 m."""
    flat = np.zeros((24, 24), np.float32)
    flat[2:8, 2:8] = -0.8
    water = np.full((24, 24), np.nan, np.float32)
    water[2:8, 2:8] = -0.1
    ground = Ground((-6.0, -6.0), 0.5, flat, np.zeros((24, 24), np.uint8), water)
    things = (
        Instance("house-1", "house", (2.0, 0.0, -2.0), (5.0, 5.0, 4.0)),
        Instance("lantern-1", "lantern_post", (-1.0, 0.0, 1.0), (0.4, 3.0, 0.4)),
        Instance("tree-1", "tree", (-4.0, 0.0, 3.0), (3.0, 4.0, 3.0)),
    )
    style = Style(hour=hour, weather=weather)
    return Layout("village", ground, instances=things, style=style, extent_m=(-6, -6, 6, 6), entrance_m=(0, 0, 5), entrance_yaw_rad=np.pi)


def alike(one: np.ndarray, other: np.ndarray) -> float:
    """dB."""
    return psnr(torch.from_numpy(one), torch.from_numpy(other))


@pytest.fixture(scope="module")
def noon() -> World:
    return worldgen.generate(layout=hamlet(12.0), seed=4, options=Options("draft"))


@pytest.mark.parametrize("hour, weather", [(19.6, "clear"), (23.0, "clear"), (9.0, "fog"), (14.0, "rain")])
def test_relit_is_as_made_anew(noon: World, hour: float, weather: str):
    relit = noon.relight(hour=hour, weather=weather)
    anew = worldgen.generate(layout=hamlet(hour, weather), seed=4, options=Options("draft"))
    for name in KEPT:
        np.testing.assert_array_equal(getattr(relit.samples, name), getattr(anew.samples, name), err_msg=name)
    camera = Camera.look_at((-3, 1.6, 5.5), (1, 1.2, -1), width=320, height=180)
    assert alike(relit.picture(camera), anew.picture(camera)) >= 45
    assert alike(relit.picture(camera, sharp=True), anew.picture(camera, sharp=True)) >= 45
    np.testing.assert_array_equal(relit.mesh.vertices, anew.mesh.vertices)
    assert np.abs(relit.mesh.colors.astype(int) - anew.mesh.colors).mean() < 1  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def room() -> World:
    return worldgen.generate("a living room at noon", seed=2, options=Options("draft"))


def test_a_room_is_relit_as_made_anew(room: World):
    noon, night = room, worldgen.generate("a living room at night", seed=2, options=Options("draft"))
    relit = noon.relight(hour=night.layout.style.hour)
    for name in KEPT:
        np.testing.assert_array_equal(getattr(relit.samples, name), getattr(night.samples, name), err_msg=name)


def test_lamps_burn_in_the_evening_and_not_by_day(noon: World):
    row = next(k for k, item in enumerate(noon.items) if item.id == "lantern-1")
    lamp = (noon.samples.instance_id == row) & (noon.samples.emission_linear.sum(1) > 0)
    colors = noon.gaussians.colors().numpy()
    evening = noon.relight(hour=22.0)
    assert lamp.sum() > 5 and evening.gaussians.colors().numpy()[lamp].mean() > 0.8
    glow = evening.samples.irradiance_linear.mean() * evening.sky.exposure
    assert colors[lamp].mean() < 0.8 and glow > 0


def test_saved_and_loaded_it_can_be_relit_the_same(noon: World, tmp_path: Path):
    again = worldgen.load(noon.save(tmp_path / "a.world"))
    one, other = noon.relight(hour=18.0), again.relight(hour=18.0)
    np.testing.assert_array_equal(one.gaussians.sh.numpy(), other.gaussians.sh.numpy())
    assert other.walk_map.places_m.shape == noon.walk_map.places_m.shape


def test_there_and_back_is_the_same_picture(noon: World):
    camera = Camera.look_at((-3, 1.6, 5.5), (1, 1.2, -1), width=160, height=90)
    back = noon.relight(hour=20.0, weather="rain").relight(hour=12.0, weather="clear")
    assert alike(back.picture(camera), noon.picture(camera)) >= 45


def test_snow_lies_on_when_the_sky_clears(noon: World):
    snowy = replace(noon, layout=replace(noon.layout, style=Style(weather="snow")))
    clear = snowy.relight(weather="clear")
    assert clear.layout.style.weather == "clear" and clear.layout.style.snowy
    assert clear.relight(weather="snow").layout.style.snowy


@pytest.mark.parametrize("change", [{}, {"hour": 24.0}, {"hour": -1.0}, {"weather": "hail"}, {"weather": "snow"}])
def test_what_light_cannot_do_is_refused(noon: World, change: dict):
    with pytest.raises(ValueError, match="hour|weather|snow"):
        noon.relight(**change)


def test_evening_light_keeps_a_mean_that_is_everywhere_the_same_and_calms_one_that_is_not(room: World):
    sights, rng = room.sights, np.random.default_rng(0)
    share = rng.random((len(sights.posts), 1)).astype(np.float32)
    color = np.array([0.9, 0.5, 0.2], np.float32)
    np.testing.assert_allclose(sights.evened(share * color, share), share * color, rtol=1e-4)
    np.testing.assert_array_equal(sights.evened(0 * share * color, 0 * share), 0)
    noisy = share * rng.uniform(0, 2, (len(share), 3)).astype(np.float32)
    mean = sights.evened(noisy, share) / share
    assert mean.mean() == pytest.approx(1, abs=0.02) and mean.std() < 0.3  # it was 0.58
