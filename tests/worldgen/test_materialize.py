"""Laws of materialize: cells tile faces, splats match their cells' moments, light keeps energy, materials keep their colour."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from render.rotation import rotation_from_quat
from worldgen.builders.geometry import Sculptor
from worldgen.layout.layout import Ground, Instance, Layout, Style
from worldgen.materialize.borders import borders
from worldgen.materialize.cut import counts, cut
from worldgen.materialize.frames import NEEDLE, SPREAD, cell_frames
from worldgen.materialize.lamps import burning
from worldgen.materialize.light import light
from worldgen.materialize.materials import MATERIALS, Patch, evaluate, hills
from worldgen.materialize.plan import Plan, _solve_pitch
from worldgen.materialize.samples import SOLID, SurfaceSamples
from worldgen.materialize.sampling import sample
from worldgen.materialize.scene import Item, Scene
from worldgen.materialize.sky import Sky, sun_elevation_deg
from worldgen.materialize.terrain import ground_geometry, height_at, surface_at


def _block() -> Sculptor:
    s = Sculptor()
    s.box((0, 1, 0), (3, 2, 1.3), "plain", (0.5, 0.5, 0.5))
    s.triangle((0, 3, 0), (2.3, 3, 0.2), (0.4, 3, -1.1), "plain", (0.5, 0.5, 0.5))
    s.sphere((4, 1, 0), 0.8, "plain", (0.5, 0.5, 0.5))
    return s


@pytest.mark.parametrize("pitch", [0.05, 0.17, 0.9])
def test_cells_tile_each_face_exactly(pitch: float) -> None:
    g = _block().geometry()
    cells = cut(g, np.full(len(g.faces), pitch), np.zeros(len(g.faces), np.uint8))
    area = np.bincount(cells.face, np.linalg.norm(np.cross(cells.du, cells.dv), axis=1), len(g.faces))
    kept = counts(g, np.full(len(g.faces), pitch)) > 0
    assert counts(g, np.full(len(g.faces), pitch)).sum() == len(cells.position)
    np.testing.assert_allclose(area[kept], g.face_areas_m2[kept], rtol=0.02)


@pytest.mark.parametrize("pitch", [0.012, 0.05, 0.4])
@pytest.mark.parametrize("sides", [12, 40])
def test_the_splats_of_a_disc_end_at_its_rim(pitch: float, sides: int) -> None:
    """Its slices are slender triangles: none of their cells reaches past the rim by more than half its own width, and all of the disc is
    covered, the middle too."""
    s = Sculptor()
    s.lathe((0, 0, 0), [(0.0, 0.0), (0.3, 0.0)], "plain", (0.5, 0.5, 0.5), sides=sides)
    g = s.geometry()
    cells = cut(g, np.full(len(g.faces), pitch), np.zeros(len(g.faces), np.uint8))
    ends = np.concatenate([cells.position + u * cells.du / 2 + v * cells.dv / 2 for u in (-1, 1) for v in (-1, 1)])
    widest = np.maximum(np.linalg.norm(cells.du, axis=1), np.linalg.norm(cells.dv, axis=1)).max()
    assert np.hypot(ends[:, 0], ends[:, 2]).max() < 0.3 + 0.5 * min(widest, 2 * np.pi * 0.3 / sides)
    lean = np.abs(np.einsum("ij,ij->i", cells.du, cells.dv)) / np.linalg.norm(cells.du, axis=1) / np.linalg.norm(cells.dv, axis=1)
    assert lean.max() < 0.05
    if pitch < 0.1:
        r, a = np.meshgrid(np.linspace(0.0, 0.29, 15), np.linspace(0, 2 * np.pi, 50))
        points = np.stack([r * np.sin(a), 0 * r, r * np.cos(a)], -1).reshape(-1, 1, 3)
        nearest = np.linalg.norm(points - cells.position, axis=-1).min(1)
        assert nearest.max() < 1.1 * pitch


@pytest.mark.parametrize("budget", [40, 700, 31_000, 4_000_000])
def test_the_solved_pitch_fills_the_budget_and_no_more(budget: int) -> None:
    g = _block().geometry()
    growth, most = np.linspace(1, 5, len(g.faces), dtype=np.float32), np.full(len(g.faces), np.inf, np.float32)
    pitch = _solve_pitch(g, growth, most, budget, 0.01)
    found = counts(g, pitch * growth).sum()
    assert pitch == 0.01 or found <= max(budget, counts(g, 2 * growth).sum())
    assert pitch == 0.01 or budget < 100 or found > 0.98 * budget


def test_splats_match_the_second_moments_of_their_cells() -> None:
    rng = np.random.default_rng(1)
    du, dv = rng.normal(size=(50, 3)).astype(np.float32), rng.normal(size=(50, 3)).astype(np.float32)
    normal = np.cross(du, dv)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    quat, scale = cell_frames(du, dv, normal)
    r = rotation_from_quat(torch.from_numpy(quat)).numpy()
    scale[:, 2] = 0
    covariance = np.einsum("nij,nj,nkj->nik", r, scale**2, r)
    expected = SPREAD**2 * (np.einsum("ni,nj->nij", du, du) + np.einsum("ni,nj->nij", dv, dv))
    spread = np.sqrt(np.linalg.eigvalsh(expected)[:, 1:])
    round_ = spread[:, 1] < 1.5 * spread[:, 0]
    assert round_.sum() > 5
    np.testing.assert_allclose(covariance[round_], expected[round_], atol=2e-3 * np.abs(expected).max())
    needle = spread[:, 1] > 3.5 * spread[:, 0]  # shorter, no wider
    np.testing.assert_allclose(scale[needle, :2], spread[needle][:, ::-1] * [NEEDLE / SPREAD, 1], rtol=0.01)


def test_borders_are_where_a_surface_ends_or_turns_away() -> None:
    s = Sculptor()
    for x in (0, 1):  # two panels in one plane, and one above that lies along both
        s.quad((x, 0, 0), (x + 1, 0, 0), (x + 1, 1, 0), (x, 1, 0), "plain", (0.5, 0.5, 0.5))
    s.quad((0, 1, 0), (2, 1, 0), (2, 2, 0), (0, 2, 0), "plain", (0.5, 0.5, 0.5))
    g = s.geometry()
    assert borders(g, np.zeros(3, np.int32)).tolist() == [0b1001, 0b0011, 0b1110]
    box = Sculptor()
    box.box((0, 1, 0), (1, 1, 1), "plain", (0.5, 0.5, 0.5))
    g = box.geometry()
    assert (borders(g, np.zeros(len(g.faces), np.int32)) == 15).all()


def _samples(positions: np.ndarray, normals: np.ndarray, albedo: float) -> SurfaceSamples:
    n = len(positions)
    one = np.ones(n, np.float32)
    return SurfaceSamples(
        positions.astype(np.float32), positions.astype(np.float32), normals.astype(np.float32), np.tile(np.float32([1, 0, 0, 0]), (n, 1)),
        np.full((n, 3), 0.05, np.float32), one,
        np.full((n, 3), albedo, np.float32), one, np.zeros((n, 3), np.float32), one, np.zeros((n, 3), np.float32),
        np.zeros(n, np.float32), np.zeros(n, np.int32), np.full(n, SOLID, np.uint8),
    )  # fmt: skip


def _plain_sky(sun: float = 0.0) -> Sky:
    grey = (0.5, 0.5, 0.5)
    return Sky((0.0, 1.0, 0.0), (sun, sun, sun), grey, grey, (0.0, 0.0, 0.0), 0.0, 0.0, False)


def _floor(n: int = 60) -> tuple[np.ndarray, np.ndarray]:
    x, z = np.meshgrid(np.linspace(-5, 5, n), np.linspace(-5, 5, n))
    return np.stack([x, 0 * x, z], -1).reshape(-1, 3), np.tile([0, 1.0, 0], (n * n, 1))


def _slab(y: float = 0.0) -> Scene:
    s = Sculptor()
    s.quad((-9, y, -9), (-9, y, 9), (9, y, 9), (9, y, -9), "plain", (0.5, 0.5, 0.5))
    return Scene((Item("slab", "slab", s.geometry()),))


def test_open_floor_under_an_even_sky_gets_pi_times_its_radiance() -> None:
    lit, _ = light(_samples(*_floor(), 0.5), _slab(), replace(_plain_sky()), Layout(), 0)
    side = 0.86  # the sky away from a sun overhead, as the sky model dims it at the horizon: between 0.72 and 1
    mean = lit.irradiance_linear.mean()
    assert np.pi * 0.5 * side < mean <= np.pi * 0.5 * 1.02
    assert lit.sky_visibility.min() > 0.95


def test_a_roof_takes_sun_and_sky_away() -> None:
    s = Sculptor()
    s.box((0, 1.5, 0), (4, 0.1, 4), "plain", (0.0, 0.0, 0.0))
    scene = Scene((*_slab().items, Item("roof", "roof", s.geometry())))
    positions, normals = _floor()
    lit, _ = light(_samples(positions, normals, 0.5), scene, _plain_sky(sun=3.0), Layout(), 0)
    under = np.abs(positions[:, [0, 2]]).max(1) < 1.0
    away = np.abs(positions[:, [0, 2]]).max(1) > 4.0
    assert lit.irradiance_linear[under].max() < 0.5 * lit.irradiance_linear[away].min()
    assert lit.irradiance_linear[away].min() > 3.0
    assert lit.sky_visibility[under].mean() < 0.5 < lit.sky_visibility[away].mean()


def test_a_lamp_follows_the_inverse_square() -> None:
    s = Sculptor()
    s.sphere((0, 2.0, 0), 0.1, "plain", (0.8, 0.8, 0.8), emission_linear=2.0)
    scene = Scene((*_slab().items, Item("lamp", "lamp", s.geometry())))
    dark = Sky((0.0, 1.0, 0.0), (0.0,) * 3, (1e-7,) * 3, (1e-7,) * 3, (0.0,) * 3, 0.0, 0.0, False)
    positions, normals = _floor()
    e = light(_samples(positions, normals, 0.05), scene, dark, Layout(style=Style(hour=22.0)), 0)[0].irradiance_linear[:, 0]
    r = np.linalg.norm(positions - [0, 2.0, 0], axis=1)
    near, mid = np.argmin(np.abs(r - 2.05)), np.argmin(np.abs(r - 3.0))
    law = (2.0 / r[mid] ** 3) / (2.0 / r[near] ** 3)  # cosine over distance squared
    assert e[mid] / e[near] == pytest.approx(law, rel=0.2)


@pytest.mark.parametrize("name", sorted(set(MATERIALS) - set(hills.MATERIALS)))  # those are meadow, wood, rock and snow
def test_materials_keep_their_base_colour_on_average(name: str) -> None:
    x, z = np.meshgrid(np.linspace(0, 4, 64), np.linspace(1.5, 5.5, 64))
    uv = np.stack([x, z], -1).reshape(-1, 2).astype(np.float32)
    n = len(uv)
    points = np.stack([uv[:, 0], uv[:, 1], np.zeros(n)], 1).astype(np.float32)
    base = np.tile(np.float32([0.42, 0.12, 0.10]), (n, 1))
    patch = Patch(uv, points, np.tile(np.float32([0, 0, 1]), (n, 1)), base, np.full(n, 7, np.uint32), np.full(n, 0.06, np.float32))
    look, again = evaluate(name, patch), evaluate(name, patch)
    np.testing.assert_array_equal(look.albedo_linear, again.albedo_linear)
    assert np.isfinite(look.albedo_linear).all() and np.isfinite(look.height_m).all()
    mean = look.albedo_linear.mean(0)
    assert mean[0] > 1.5 * max(mean[1], mean[2])  # still red
    assert 0.45 < mean.sum() / base[0].sum() < 1.4
    assert np.abs(look.height_m).max() < 0.12


def test_unknown_material_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="plaster"):
        evaluate("unobtainium", None)  # type: ignore[arg-type]


def test_the_sun_rises_and_sets() -> None:
    assert sun_elevation_deg(12.6, "summer") > 55 > sun_elevation_deg(19.5, "summer") > 0 > sun_elevation_deg(22, "summer")
    assert sun_elevation_deg(12, "winter") < 25
    noon, night = Sky.of(Style(hour=13), 0), Sky.of(Style(hour=1), 0)
    assert sum(noon.sun_linear) > 20 * sum(night.sun_linear) and night.moon and not noon.moon


def _valley() -> Ground:
    rng = np.random.default_rng(0)
    height = rng.normal(size=(12, 10)).astype(np.float32)
    return Ground((-5.0, -6.0), 1.0, height, np.zeros((12, 10), np.uint8), np.full((12, 10), np.nan, np.float32))


def test_ground_faces_pass_through_the_cells_heights() -> None:
    ground = _valley()
    g = ground_geometry(ground, Style())
    np.testing.assert_allclose(height_at(ground, g.vertices[:, 0], g.vertices[:, 2]), g.vertices[:, 1], atol=1e-5)
    assert set(surface_at(ground, g.vertices[:, 0].copy(), g.vertices[:, 2].copy(), 3)) == {0}


def test_budget_is_met_and_seeds_reproduce() -> None:
    ground = Ground(
        (-10.0, -10.0), 1.0, np.zeros((20, 20), np.float32), np.zeros((20, 20), np.uint8), np.full((20, 20), np.nan, np.float32)
    )
    layout = Layout(ground=ground)
    scene = Scene((Item("ground", "ground", ground_geometry(ground, Style())), Item("block", "house", _block().geometry())))
    first, second = (sample(scene, layout, Plan.of(scene, layout, 30_000), 5) for _ in range(2))
    assert 15_000 < len(first) <= 33_000
    np.testing.assert_array_equal(first.position, second.position)
    np.testing.assert_array_equal(first.albedo_linear, second.albedo_linear)


@pytest.mark.parametrize("hour, tags, on", [(12.0, (), False), (12.0, ("lit",), True), (21.0, (), True), (5.0, (), True)])
def test_lamps_burn_between_dusk_and_dawn_or_where_it_was_said(hour: float, tags: tuple[str, ...], on: bool) -> None:
    scene = Scene((Item("lamp", "floor_lamp", _block().geometry()), Item("fire", "campfire", _block().geometry())))
    things = (Instance("lamp", "floor_lamp", (0, 0, 0), (1, 1, 1), tags=tags), Instance("fire", "campfire", (3, 0, 0), (1, 1, 1)))
    assert burning(scene, Layout(instances=things, style=Style(hour=hour))).tolist() == [on, True]


def test_what_overhangs_by_a_hands_breadth_throws_its_shadow_whatever_the_relief() -> None:
    """A wall facing +Z under a shelf of 5 cm; splats lie up to 2 cm before or behind the wall's face."""
    s = Sculptor()
    s.quad((-1, 0, 0), (1, 0, 0), (1, 2, 0), (-1, 2, 0), "plain", (0.5, 0.5, 0.5))
    s.quad((-1, 2, 0), (1, 2, 0), (1, 2, 0.05), (-1, 2, 0.05), "plain", (0.5, 0.5, 0.5))
    scene = Scene((Item("wall", "wall", s.geometry()),))
    height = np.repeat([1.99, 1.97, 1.8, 1.0], 5)  # the sun stands at 45°: all within 5 cm of the shelf are in its shadow
    relief = np.tile([-0.02, -0.01, 0.0, 0.01, 0.02], 4)
    positions = np.stack([np.zeros(20), height, relief], 1).astype(np.float32)
    normals = np.tile(np.array([[0, 0, 1]], np.float32), (20, 1))
    sky = replace(_plain_sky(sun=3.0), sun_direction=(0.0, float(np.sqrt(0.5)), float(np.sqrt(0.5))))
    lit, _ = light(_samples(positions, normals, 0.02), scene, sky, Layout(), 0, fineness=8)
    share = lit.sunlight.reshape(4, 5) / np.sqrt(0.5)
    assert share[:2].max() < 0.05
    assert share[2:].min() > 0.95
