"""A close look: parts tile their cells, splats are as small as pixels ask, and who comes back finds the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from render import Camera, render_gaussians
from worldgen.builders.geometry import Sculptor
from worldgen.materialize import patches
from worldgen.materialize.cut import cut
from worldgen.materialize.frames import CLIFF, graded
from worldgen.materialize.parts import Cells, blurred, divided, mixed
from worldgen.materialize.plan import merge
from worldgen.materialize.scene import Item, Scene
from worldgen.world import World, WorldError

GREY = (0.4, 0.4, 0.4)


def near_wall(width: int = 320, height: int = 180) -> Camera:
    """1.2 m before the courtyard's wall."""
    return Camera.look_at((2.0, 1.5, 1.3), (2.0, 1.4, 0.0), fov_deg=70, width=width, height=height)


def test_parts_tile_their_cells():
    s = Sculptor()
    s.quad((0, 0, 0), (3, 0, 0), (3, 1, 0.4), (0, 1, 0.4), "plain", GREY)
    s.triangle((0, 2, 0), (2, 2, 0.3), (1, 3, 0.1), "plain", GREY)
    merged = merge(Scene((Item("a", "wall", s.geometry()),)))
    cells = cut(merged.geometry, np.full(2, 0.3, np.float32), np.zeros(2, np.uint8))
    parts, parent = divided(merged, cells, np.full(len(cells.position), 0.07, np.float32))
    assert np.linalg.norm(parts.du, axis=1).max() <= 0.0701 and np.linalg.norm(parts.dv, axis=1).max() <= 0.0701
    area = np.linalg.norm(np.cross(parts.du, parts.dv), axis=1)
    np.testing.assert_allclose(np.bincount(parent, area), np.linalg.norm(np.cross(cells.du, cells.dv), axis=1), rtol=1e-5)
    number = np.bincount(parent)[:, None]
    middle = np.stack([np.bincount(parent, parts.position[:, k]) for k in range(3)], 1) / number
    np.testing.assert_allclose(middle, cells.position, atol=1e-5)
    np.testing.assert_allclose(np.stack([np.bincount(parent, parts.uv[:, k]) for k in range(2)], 1) / number, cells.uv, atol=1e-5)
    metres = np.linalg.norm(parts.position - cells.position[parent], axis=1)
    np.testing.assert_allclose(np.linalg.norm(parts.uv - cells.uv[parent], axis=1), metres, atol=2e-3)  # uv are metres on planes
    right = np.flatnonzero(parts.step_u == 1)
    np.testing.assert_allclose(parts.position[right + 1] - parts.position[right], parts.du[right], atol=1e-5)
    up = np.flatnonzero(parts.step_v > 0)
    np.testing.assert_allclose(parts.position[up + parts.step_v[up]] - parts.position[up], parts.dv[up], atol=1e-5)


def test_an_edge_of_shade_is_found_within_a_grid_and_never_across_its_border():
    s = Sculptor()
    s.quad((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), "plain", GREY)
    s.quad((1, 0, 0), (2, 0, 0), (2, 1, 0), (1, 1, 0), "plain", GREY)
    merged = merge(Scene((Item("a", "wall", s.geometry()),)))
    cells = cut(merged.geometry, np.full(2, 1.0, np.float32), np.zeros(2, np.uint8))
    parts, parent = divided(merged, cells, np.full(len(cells.position), 0.1, np.float32))
    values = np.where(parent == parent[0], 1.0, 0.0).astype(np.float32)
    assert not mixed(values, parts).any()
    inside = np.flatnonzero((parts.step_u == 1) & (parts.step_v > 0) & (np.abs(parts.position[:, 0] % 1 - 0.5) < 0.1))[5]
    near = np.linalg.norm(parts.position - parts.position[inside], axis=1) < 0.15
    for other in (1 - values[inside], 0.5):
        odd = values.copy()
        odd[inside] = other
        assert np.array_equal(mixed(odd, parts), near)
    odd[inside] = np.nan
    assert not mixed(odd, parts).any()


def _square(side_m: float) -> Cells:
    """A square metre in cells of this side."""
    s = Sculptor()
    s.quad((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), "plain", GREY)
    merged = merge(Scene((Item("a", "wall", s.geometry()),)))
    cells = cut(merged.geometry, np.full(1, 1.0, np.float32), np.zeros(1, np.uint8))
    return divided(merged, cells, np.full(len(cells.position), side_m, np.float32))[0]


def test_half_shade_loses_its_grain_and_keeps_its_level_and_edges():
    parts, rng = _square(0.02), np.random.default_rng(0)
    x = parts.position[:, 0]
    shade = np.clip((x - 0.2) / 0.6, 0, 1)
    few = (rng.random((8, len(x))) < shade).mean(0).astype(np.float32)
    soft = blurred(few, parts)
    inside = (x > 0.35) & (x < 0.65)
    assert np.std((soft - shade)[inside]) < 0.7 * np.std((few - shade)[inside])
    assert abs(float((soft - few)[inside].mean())) < 0.01
    hard = np.where(x > 0.5, 1.0, 0.0).astype(np.float32)
    assert np.array_equal(blurred(hard, parts), hard)
    hard[x < 0.1] = np.nan
    assert np.array_equal(blurred(hard, parts), hard, equal_nan=True)


def test_cliffs_of_relief_become_slopes_and_slopes_stay():
    parts = _square(0.02)
    x, side = parts.position[:, 0], float(np.linalg.norm(parts.du[0]))
    gentle = (0.5 * x).astype(np.float32)
    args = parts.du, parts.dv, parts.step_u, parts.step_v
    assert np.array_equal(graded(gentle, *args), gentle)
    cliff = np.where(x > 0.5, 3 * CLIFF * side, 0.0).astype(np.float32)
    made = graded(cliff, *args)
    right = np.flatnonzero(parts.step_u == 1)
    assert (made[right + 1] - made[right]).max() <= CLIFF * side * 1.001
    assert np.all(made <= cliff) and made.max() == cliff.max()


def test_nothing_near_is_wider_than_eight_pixels(small_world: World):
    camera = near_wall(1280, 720)
    fine = small_world.refine(camera)
    local = (fine.means - camera.position) @ camera.world_from_cam[:3, :3]
    inside = (fine.means[:, 2] - 0.1).abs() < 0.02  # the wall's face
    inside &= (local[:, 0].abs() < 0.7 * local[:, 2]) & (local[:, 1].abs() < 0.39 * local[:, 2])
    width_px = 2.355 * fine.scales.max(dim=1).values[inside] * camera.fx_px / local[inside, 2]  # at half of its height
    assert inside.sum() > 10_000 and width_px.max() <= 8.0
    assert small_world.render(camera, sharp=True).alpha.min() >= 0.98


def test_the_picture_keeps_its_light_and_gains_nothing_but_detail(small_world: World):
    camera = near_wall()
    soft, sharp = small_world.picture(camera), small_world.picture(camera, sharp=True)
    assert np.abs(soft.mean((0, 1)) - sharp.mean((0, 1))).max() < 0.03


def test_from_far_off_nothing_is_refined(small_world: World):
    camera = Camera.look_at((0, 40, 60), (0, 0, 0), width=64, height=36)
    assert small_world.refine(camera) is small_world.gaussians


def test_who_comes_back_finds_the_same(small_world: World, monkeypatch: pytest.MonkeyPatch):
    camera, other = near_wall(), Camera.look_at((2, 1.5, 5), (2, 0.4, 3), width=320, height=180)
    before = small_world.picture(camera, sharp=True)
    small_world.picture(other, sharp=True)
    assert np.array_equal(before, small_world.picture(camera, sharp=True))
    again = replace(small_world)  # with nothing kept, and another order
    monkeypatch.setattr(patches, "CACHE_BYTES", 0)
    again.picture(other, sharp=True)
    assert np.array_equal(before, again.picture(camera, sharp=True))
    again.picture(other, sharp=True)
    assert len(again._detail._kept) == len(again._detail.wanted(other)), "what is over budget goes"
    assert np.array_equal(before, again.picture(camera, sharp=True))


def test_things_keep_their_ids(small_world: World):
    fine = small_world.refine(near_wall())
    assert fine.instance_ids is not None and set(fine.instance_ids.tolist()) == set(range(len(small_world.items)))
    assert torch.isfinite(fine.means).all()


def test_pitches_of_another_scene_are_refused(small_world: World):
    with pytest.raises(ValueError, match="create the world again"):
        replace(small_world, pitch_m=small_world.pitch_m[1:]).refine(near_wall())


@pytest.mark.parametrize("bad", [1e-6, np.nan, -0.1])
def test_pitches_that_would_fill_the_memory_are_refused(small_world: World, bad: float):
    with pytest.raises(ValueError, match="create the world again"):
        replace(small_world, pitch_m=np.full_like(small_world.pitch_m, bad)).refine(near_wall())


def test_other_materials_are_not_mixed_with_these(small_world: World):
    old = replace(small_world, materials_version=small_world.materials_version - 1)
    with pytest.raises(WorldError, match="create the world again"):
        old.refine(near_wall())
    assert old.picture(near_wall()).shape == (180, 320, 3)


def test_along_a_path_each_wall_is_as_fine_as_the_nearest_eye_asks(small_world: World):
    near, far = near_wall(), Camera.look_at((2.0, 1.5, 4.0), (2.0, 1.4, 0.0), fov_deg=70, width=320, height=180)
    wanted = [dict(small_world._detail.wanted(camera)) for camera in (near, far)]
    replaced, patches = small_world._detail.along([near, far], 10**9)
    both = {block: min(level, wanted[1].get(block, level)) for block, level in wanted[0].items()}
    expected = small_world._detail._patches(sorted((wanted[1] | both).items()))
    assert np.array_equal(replaced, expected[0]) and sum(map(len, patches)) == sum(map(len, expected[1]))
    assert sum(map(len, patches)) > 1.05 * sum(map(len, small_world._detail.near(far)[1]))
    alone, together = (small_world.refine(*cameras) for cameras in ([near], [near, far]))
    shown = [render_gaussians(gaussians, near).rgb for gaussians in (alone, together)]
    assert (shown[0] - shown[1]).abs().mean() < 0.01


def test_finer_splats_along_a_path_stay_about_within_what_they_may_be(small_world: World):
    cameras = [near_wall(1280, 720), Camera.look_at((2.0, 1.5, 4.0), (2.0, 1.4, 0.0), fov_deg=70, width=1280, height=720)]
    full = sum(len(patch) for patch in small_world._detail.along(cameras, 10**9)[1])
    for most in (full // 4, full // 40, 0):
        kept, patches = small_world._detail.along(cameras, most)
        bed = int((kept & small_world._detail._ground_rows).sum())
        assert sum(len(patch) for patch in patches) <= most + bed
    with pytest.raises(ValueError, match="no camera"):
        small_world.refine()
