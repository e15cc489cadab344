"""Laws of living and stony things: sound geometry, boxes filled, seeds obeyed, colours kept, and cover on the ground."""

from __future__ import annotations

import time
from dataclasses import fields

import numpy as np
import pytest

from worldgen.builders import climbers, desert, plants, rocks, trained, trees
from worldgen.builders.cover import ground_cover
from worldgen.builders.geometry import Geometry, linear_from_srgb
from worldgen.builders.hues import linear_from_oklch, oklch_from_linear
from worldgen.layout.layout import Instance, Style
from worldgen.layout.vocabulary import OBJECTS, SURFACES

TABLE = {**trees.BUILDERS, **plants.BUILDERS, **climbers.BUILDERS, **desert.BUILDERS, **trained.BUILDERS, **rocks.BUILDERS}
CLASSES = sorted(TABLE)
COLORED = ("tree", "birch", "pine", "bush", "fern", "flowers")
STYLES = (Style(), Style(season="spring"), Style(season="autumn"), Style(season="winter"), Style(season="winter", weather="snow"))
ROOT = 0.35  # how far, in shares of the height and at least 0.2 m, things may reach into the ground


def made(cls: str, seed: int = 0, style: Style = STYLES[0], color: str = "", scale: float = 1.0) -> Geometry:
    size = tuple(scale * x for x in OBJECTS[cls].size_m)
    return TABLE[cls](Instance("it", cls, (0, 0, 0), size, color=color), style, np.random.default_rng(seed))  # type: ignore[arg-type]


def points(g: Geometry) -> np.ndarray:
    """Corners of faces, and the visible ends of leaves."""
    half = 0.7 * g.leaf_sizes[:, :1] * g.leaf_axes
    return np.concatenate([g.vertices, g.leaf_centers - half, g.leaf_centers + half])


def hue_gap(a: np.ndarray, b: float | np.ndarray) -> np.ndarray:
    return np.abs((a - b + 180) % 360 - 180)


def test_every_natural_class_of_the_vocabulary_has_a_builder() -> None:
    wanted = {"tree", "birch", "pine", "dead_tree", "stump", "log", "bush", "fern", "reeds", "flowers", "mushroom", "rock", "cliff"}
    assert wanted <= set(CLASSES) <= OBJECTS.keys()


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("style", STYLES, ids=lambda s: f"{s.season}-{s.weather}")
def test_geometry_is_sound_in_every_season(cls: str, style: Style) -> None:
    for seed in range(3):
        g = made(cls, seed, style)
        for f in fields(g):
            if f.name != "materials":
                assert np.isfinite(getattr(g, f.name)).all(), f.name
        assert len(g.faces) + len(g.leaf_centers) > 20
        assert np.allclose(np.linalg.norm(g.leaf_axes, axis=1), 1, atol=1e-3)
        assert np.allclose(np.linalg.norm(g.leaf_normals, axis=1), 1, atol=1e-3)
        assert (g.leaf_sizes > 0).all() and (g.leaf_sizes[:, 0] >= 0.9 * g.leaf_sizes[:, 1]).all()
        for color in (g.color_linear, g.leaf_colors_linear):
            assert ((color >= 0) & (color <= 1)).all()
        assert len(g.faces) == 0 or g.faces.max() < len(g.vertices)


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("scale", [0.6, 1.0, 1.5])
def test_it_fills_its_box_and_stays_in_it(cls: str, scale: float) -> None:
    w, h, d = scale * np.array(OBJECTS[cls].size_m)
    for seed in range(4):
        p = points(made(cls, seed, scale=scale))
        low, high = p.min(0), p.max(0)
        assert low[1] >= -max(ROOT * h, 0.2) and high[1] <= 1.1 * h
        assert low[0] >= -0.6 * w and high[0] <= 0.6 * w and low[2] >= -0.6 * d and high[2] <= 0.6 * d
        assert high[1] >= 0.85 * h
        if cls not in ("mushroom", "dead_tree", "cactus"):  # of many habits
            assert high[0] - low[0] >= 0.75 * w and high[2] - low[2] >= 0.75 * d


@pytest.mark.parametrize("cls", CLASSES)
def test_a_seed_is_a_shape(cls: str) -> None:
    one, again, other = made(cls, 5), made(cls, 5), made(cls, 6)
    assert np.array_equal(points(one), points(again)) and np.array_equal(one.leaf_colors_linear, again.leaf_colors_linear)
    assert points(one).shape != points(other).shape or np.abs(points(one) - points(other)).max() > 0.01


@pytest.mark.parametrize("cls", COLORED)
@pytest.mark.parametrize("color", ["#b02a26", "#d8701e", "#2a56a8", "#7444a8", "#d8849a", "#3c7a34"])
@pytest.mark.parametrize("season", ["summer", "winter"])
def test_foliage_takes_the_colour_that_is_asked_for(cls: str, color: str, season: str) -> None:
    asked = oklch_from_linear(linear_from_srgb(color))
    g = made(cls, 1, Style(season=season), color)
    area = np.pi * g.leaf_sizes.prod(1)
    got = oklch_from_linear(g.leaf_colors_linear)
    near = (hue_gap(got[:, 2], float(asked[2])) < 15) & (got[:, 1] > 0.04) & (np.abs(got[:, 0] - asked[0]) < 0.2)
    assert near.mean() >= 0.6
    assert area[near].sum() >= 0.4 * area.sum()


@pytest.mark.parametrize("cls", ["rock", "cliff", "stump", "log", "dead_tree", "mushroom"])
def test_solid_things_take_the_colour_that_is_asked_for(cls: str) -> None:
    g = made(cls, 1, color="#2a56a8")
    got = oklch_from_linear(g.color_linear)
    asked = oklch_from_linear(linear_from_srgb("#2a56a8"))
    area = g.face_areas_m2
    assert area[hue_gap(got[:, 2], float(asked[2])) < 15].sum() >= 0.5 * area.sum()


def test_seasons_show() -> None:
    def hue(season: str, seed: int) -> float:
        return float(np.median(oklch_from_linear(made("tree", seed, Style(season=season)).leaf_colors_linear)[:, 2]))

    assert all(105 < hue("summer", k) < 150 for k in range(4))
    autumn = [hue("autumn", k) for k in range(8)]
    assert np.ptp(autumn) > 25 and np.mean(autumn) < 100
    summer, winter = made("tree", 2), made("tree", 2, Style(season="winter"))
    wide = lambda g: (g.leaf_sizes[:, 1] > 0.02).sum()  # noqa: E731
    assert wide(summer) > 2000 and wide(winter) == 0
    snowy = made("tree", 2, Style(season="winter", weather="snow"))
    assert (snowy.leaf_colors_linear.min(1) > 0.6).sum() > 100
    fallen = made("tree", 2, Style(season="autumn")).leaf_centers[:, 1] < 0.1
    assert fallen.sum() > 50


def test_normals_of_a_crown_look_outwards() -> None:
    g = made("tree", 3)
    heart = (g.leaf_centers.min(0) + g.leaf_centers.max(0)) / 2
    outward = g.leaf_centers - heart
    outward /= np.linalg.norm(outward, axis=1, keepdims=True)
    assert (np.einsum("ij,ij->i", outward, g.leaf_normals) > 0).mean() > 0.75


def test_sky_shows_through_a_crown_but_not_too_much() -> None:
    g = made("tree", 4)
    cell = 0.12
    front = np.unique(np.floor(g.leaf_centers[:, :2] / cell).astype(int), axis=0)
    share = len(front) * cell**2 / (np.pi / 4 * np.ptp(g.leaf_centers[:, 0]) * np.ptp(g.leaf_centers[:, 1]))
    assert 0.5 < share < 1.05


@pytest.mark.parametrize("cls", ["rock", "cliff", "log", "stump"])
def test_faces_look_outwards(cls: str) -> None:
    for seed in range(4):
        g = made(cls, seed)
        p = g.vertices[g.triangles()].astype(np.float64)
        flux = np.einsum("ij,ij->i", p.mean(1) - [0, 0.4 * OBJECTS[cls].size_m[1], 0], np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]))
        assert flux.sum() > 0 and np.abs(flux[flux > 0]).sum() > 0.9 * np.abs(flux).sum()


@pytest.mark.parametrize("cls", ["rock", "cliff"])
def test_stones_stand_in_the_ground(cls: str) -> None:
    assert made(cls, 2).vertices[:, 1].min() < -0.04


def test_trees_are_made_fast() -> None:
    for cls in ("tree", "birch", "pine"):
        times = []
        for seed in range(7):
            start = time.process_time()
            made(cls, seed)
            times.append(time.process_time() - start)
        assert min(times) < 0.06, cls  # 10 to 25 ms on an idle core


def test_oklch_round_trip_and_gamut() -> None:
    rgb = np.random.default_rng(0).uniform(0.01, 0.95, (500, 3))
    lch = oklch_from_linear(rgb)
    assert np.abs(linear_from_oklch(*lch.T) - rgb).max() < 2e-3
    assert np.allclose(oklch_from_linear([1.0, 1.0, 1.0])[:2], [1, 0], atol=1e-3)
    loud = oklch_from_linear(linear_from_oklch(0.5, 0.4, np.arange(0, 360, 15)))
    assert hue_gap(loud[:, 2], np.arange(0, 360, 15)).max() < 3


# ---- ground cover


def _field(count: int, name: str, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    p = np.random.default_rng(seed).uniform(-20, 20, (count, 3)).astype(np.float32)
    p[:, 1] = 0
    up = np.tile(np.array([0, 1, 0], np.float32), (count, 1))
    return p, up, np.full(count, SURFACES.index(name), np.uint8), np.ones(count, np.float32)


@pytest.mark.parametrize("name", ["grass", "meadow", "field", "moss", "leaf_litter", "needles"])
@pytest.mark.parametrize("season", ["spring", "summer", "autumn", "winter"])
def test_cover_grows_where_its_points_are(name: str, season: str) -> None:
    p, n, surface, scale = _field(3000, name)
    g = ground_cover(p, n, surface, scale, Style(season=season), np.random.default_rng(1))
    assert 0.5 * len(p) <= len(g.leaf_centers) <= 1.5 * len(p) and len(g.faces) == 0
    for f in ("leaf_centers", "leaf_axes", "leaf_normals", "leaf_sizes", "leaf_colors_linear"):
        assert np.isfinite(getattr(g, f)).all()
    assert np.abs(g.leaf_centers[:, [0, 2]]).max() < 21 and -0.05 < g.leaf_centers[:, 1].min() and g.leaf_centers[:, 1].max() < 0.8


@pytest.mark.parametrize("name", ["snow", "cobbles", "planks", "water" if "water" in SURFACES else "ice"])
def test_bare_surfaces_stay_bare(name: str) -> None:
    g = ground_cover(*_field(500, name), Style(), np.random.default_rng(1))
    assert len(g.leaf_centers) == 0


def test_cover_is_no_carpet_and_is_repeatable() -> None:
    one, again = (ground_cover(*_field(20_000, "grass"), Style(), np.random.default_rng(1)) for _ in range(2))
    assert np.array_equal(one.leaf_centers, again.leaf_centers)
    tall = one.leaf_sizes[:, 0]
    assert tall.std() / tall.mean() > 0.25
    got = oklch_from_linear(one.leaf_colors_linear)
    block = (np.floor(one.leaf_centers[:, 0] / 8) * 10 + np.floor(one.leaf_centers[:, 2] / 8)).astype(int)
    means = [np.median(got[block == b, 2]) for b in np.unique(block) if (block == b).sum() > 200]
    assert np.ptp(means) > 5  # degrees of hue between patches


def test_cover_of_200_thousand_points_is_fast() -> None:
    field = _field(200_000, "grass")
    start = time.process_time()
    ground_cover(*field, Style(), np.random.default_rng(1))
    assert time.process_time() - start < 1.5  # about a third of it on an idle core
