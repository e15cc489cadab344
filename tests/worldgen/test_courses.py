"""Rivers run on past the ground, in valleys; their banks are soaked at the water; what is paved frays by stones."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy.spatial import KDTree

from worldgen.corpus import sample
from worldgen.layout.banks import WIDEST_M
from worldgen.layout.layout import Ground, Layout, Style
from worldgen.layout.vocabulary import SURFACES
from worldgen.materialize.courses import FADE_M, STEP_M, Course, carved, courses
from worldgen.materialize.hills import hills
from worldgen.materialize.terrain import beyond, height_at, surface_at, water_geometry, wetness
from worldgen.prompt import SceneSpec

CASES = [(kind, seed) for kind in ("river_valley", "village") for seed in range(3)]


@cache
def river(kind: str, seed: int) -> tuple[Layout, Ground, list[Course]]:
    layout = sample(SceneSpec(kind, features=("river",)), seed=seed)
    assert layout.ground is not None
    return layout, layout.ground, courses(layout.curves, layout.ground, 5)


def open_part(course: Course) -> np.ndarray:
    """(k, 2) of its line where its valley does not close yet."""
    return course.line[: -int(FADE_M / STEP_M) - 1]


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_a_river_leaves_the_ground_at_both_ends(kind: str, seed: int) -> None:
    _, ground, ways = river(kind, seed)
    assert len(ways) == 2
    for row in (0, -1):  # it flows along z
        wet = np.isfinite(ground.water_m[row])
        assert wet.any() and (ground.height_m[row][wet] < ground.water_m[row][wet]).all()
    for way in ways:
        first, last = way.line[:1], way.line[-1:]  # it begins on the ground, so that no gap is left
        assert not beyond(ground, first[:, 0], first[:, 1]).any()
        assert np.linalg.norm(last) > 200 and beyond(ground, last[:, 0], last[:, 1]).all()


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_banks_can_be_climbed(kind: str, seed: int) -> None:
    """Nowhere beside the water a cliff: the ground within 25 m of it rises less than 45°, but for the shore itself and pads for houses."""
    _, ground, ways = river(kind, seed)
    z, x = np.meshgrid(
        *(ground.origin_m[k] + (np.arange(ground.height_m.shape[1 - k]) + 0.5) * ground.cell_m for k in (1, 0)), indexing="ij"
    )
    wet = np.isfinite(ground.water_m)
    away = KDTree(np.stack([x[wet], z[wet]], 1)).query(np.stack([x.ravel(), z.ravel()], 1), workers=1)[0].reshape(x.shape)
    steep = np.hypot(*np.gradient(ground.height_m, ground.cell_m))
    assert np.mean(steep[(away > 1.5) & (away < 25)] > 1.0) < 0.01


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_water_runs_on_in_a_bed_between_banks(kind: str, seed: int) -> None:
    layout, ground, ways = river(kind, seed)
    g, _ = hills(ground, layout.style, 9, ways=ways)
    land = g.vertices[np.unique(g.faces)]
    water = water_geometry(ground, ways)
    assert water is not None and np.linalg.norm(water.vertices[:, [0, 2]], axis=1).max() > 200
    for way in ways:
        line = open_part(way)
        line = line[beyond(ground, line[:, 0], line[:, 1])]
        away = KDTree(line).query(land[:, [0, 2]], workers=1)[0]
        others = np.min([KDTree(w.line).query(land[:, [0, 2]], workers=1)[0] for w in ways], axis=0)
        above = land[:, 1] - way.level_m
        assert (above[away < 0.3 * way.width_m] < -0.3).all()
        shore = (away > way.width_m / 2 + 1.0) & (others == away) & (np.abs(land[:, [0, 2]]).max(1) > 62)
        assert (above[shore & (away < way.width_m / 2 + 6)] > 0.0).mean() > 0.97
    edge = np.abs(np.abs(land[:, [0, 2]]).max(1) - (60 - ground.cell_m / 2)) < 1e-3
    np.testing.assert_allclose(land[edge, 1], height_at(ground, land[edge, 0], land[edge, 2]) - 0.05, atol=1e-3)


def test_land_far_from_a_course_stays_and_a_bed_is_cut_through_any() -> None:
    way = Course(np.stack([np.zeros(200), np.arange(200) * STEP_M], 1), 8.0, 1.0)
    x, z = np.meshgrid(np.linspace(-300, 300, 61), np.linspace(30, 400, 38))
    for y in (np.full(x.shape, 40.0), np.full(x.shape, -3.0)):
        out = carved(x, z, y, [way])
        far = np.abs(x) > WIDEST_M + way.width_m / 2
        np.testing.assert_allclose(out[far], y[far], rtol=1e-12)
        assert (out[np.abs(x) < 1] < 0.0).all()
    rising = carved(x, z, np.full(x.shape, 40.0), [way])
    right = rising[:, x[0] >= 0]
    assert (np.diff(right, axis=1) >= -1e-9).all()


def test_ground_is_soaked_at_the_water_alone() -> None:
    _, ground, _ = river("river_valley", 0)
    row, column = (a[:: len(a) // 50] for a in np.nonzero(np.isfinite(ground.water_m)))
    x, z = (ground.origin_m[k] + (i + 0.5) * ground.cell_m for k, i in ((0, column), (1, row)))
    level = ground.water_m[row, column]
    for lift, low, high in ((-0.3, 1.0, 1.0), (0.4, 0.0, 0.0)):
        wet = wetness(ground, np.stack([x, level + lift, z], 1).astype(np.float32))
        assert wet.min() >= low and wet.max() <= high
    dry = Ground((-5.0, -5.0), 1.0, *(np.zeros((10, 10), t) for t in (np.float32, np.uint8)), np.full((10, 10), np.nan, np.float32))
    assert not wetness(dry, np.zeros((4, 3), np.float32)).any()


def test_a_paving_frays_by_stones_and_no_farther() -> None:
    """Across a straight edge both classes lie mixed, in pieces as large as stones; a metre off it each is whole."""
    surface = np.zeros((20, 40), np.uint8)
    surface[:, 20:] = SURFACES.index("cobbles")
    ground = Ground((-10.0, -5.0), 0.5, np.zeros((20, 40), np.float32), surface, np.full((20, 40), np.nan, np.float32))
    step = 0.02
    x, z = np.meshgrid(np.arange(-1.5, 1.5, step), np.arange(-4, 4, step))
    paved = surface_at(ground, x.ravel().astype(np.float32), z.ravel().astype(np.float32), 3).reshape(x.shape) > 0
    assert not paved[:, x[0] < -1.0].any() and paved[:, x[0] > 1.0].all()
    crossings = np.abs(np.diff(paved.astype(int), axis=1)).sum(1)
    assert 1.3 < crossings.mean() < 7  # a cut-out line has one in each row, a dither dozens
    assert np.array_equal(paved, surface_at(ground, x.ravel().astype(np.float32), z.ravel().astype(np.float32), 3).reshape(x.shape) > 0)


def test_hills_without_rivers_keep_their_shape() -> None:
    flat = Ground((-60.0, -60.0), 1.0, *(np.zeros((120, 120), t) for t in (np.float32, np.uint8)), np.full((120, 120), np.nan, np.float32))
    assert not courses((), flat, 1)
    assert np.array_equal(hills(flat, Style(), 9, turns=140)[0].vertices, hills(flat, Style(), 9, turns=140, ways=[])[0].vertices)
