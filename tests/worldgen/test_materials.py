"""Laws of materials: detail is honest at any pitch, repeats by seed alone, and every look stays within what real surfaces do."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from worldgen.layout.vocabulary import MATERIALS as WORDS
from worldgen.materialize.materials import MATERIALS, OUTER_M, Look, Patch, evaluate, hills
from worldgen.materialize.materials.marks import strewn
from worldgen.materialize.materials.noise import WHOLE, fbm, scatter
from worldgen.materialize.terrain import SOILS

FINE, COARSE, SIDE = 0.003, 0.05, 2.4
NAMED = (
    "brick", "stone_courses", "rubble", "plaster", "timber", "planks", "shingles", "tiles", "thatch", "slate", "pavers", "gravel",
    "sand", "earth", "grass", "moss", "snow", "ice", "water", "glass", "metal", "rust", "fabric", "leather", "carpet", "paper",
    "marble", "concrete", "asphalt", "neon",
)  # fmt: skip
GREY = (0.3, 0.3, 0.3)


def patch(pitch: float, *, upright: bool, side: int = 192, seed: int = 7) -> Patch:
    """side² places on 2.4 × 2.4 m of a wall, from half a metre up, or of the ground."""
    a = (np.arange(side, dtype=np.float32) + 0.5) * np.float32(SIDE / side)
    u, v = (x.ravel() for x in np.meshgrid(a, a + np.float32(0.5)))
    n, zero = side * side, np.zeros(side * side, np.float32)
    points = np.stack([u, v, zero] if upright else [u, zero, v], 1)
    normal = np.float32([0, 0, 1] if upright else [0, 1, 0])
    return Patch(
        np.stack([u, v], 1), points, np.tile(normal, (n, 1)), np.tile(np.float32(GREY), (n, 1)), np.full(n, seed, np.uint32),
        np.full(n, pitch, np.float32),
    )  # fmt: skip


@cache
def seen(name: str, pitch: float, upright: bool) -> Look:
    return evaluate(name, patch(pitch, upright=upright))


def test_every_material_that_is_asked_for_exists_and_can_be_said() -> None:
    assert set(NAMED) <= set(MATERIALS) and set(NAMED) <= set(WORDS)
    assert set(WORDS) <= set(MATERIALS) and set(OUTER_M) <= set(MATERIALS)
    assert {material for material, _ in SOILS.values()} <= set(MATERIALS)


NEAR = sorted(set(MATERIALS) - set(hills.MATERIALS))  # nobody stands on a far hill: its detail is metres wide


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("name", NEAR)
def test_a_finer_look_adds_and_never_changes(name: str, upright: bool) -> None:
    fine, coarse = seen(name, FINE, upright), seen(name, COARSE, upright)
    assert np.abs(fine.albedo_linear.mean(0) - coarse.albedo_linear.mean(0)).max() < 0.04 * GREY[0]
    assert abs(float(fine.height_m.mean() - coarse.height_m.mean())) < 0.0025

    def wide(of: Look) -> np.ndarray:  # means over 40 cm: what both must agree on
        return of.albedo_linear.mean(1).reshape(6, 32, 6, 32).mean((1, 3))

    assert np.abs(wide(fine) - wide(coarse)).max() < 0.14 * GREY[0]


@pytest.mark.parametrize("name", NEAR)
def test_looks_are_within_bounds_and_repeat(name: str) -> None:
    for upright in (True, False):
        first, again = seen(name, FINE, upright), evaluate(name, patch(FINE, upright=upright))
        for column in ("albedo_linear", "height_m", "roughness"):
            value = getattr(first, column)
            np.testing.assert_array_equal(value, getattr(again, column))
            assert value.dtype == np.float32 and np.isfinite(value).all()
        assert 0.002 <= first.albedo_linear.min() and first.albedo_linear.max() <= 0.95
        assert 0 <= first.roughness.min() and first.roughness.max() <= 1
        assert np.abs(first.height_m).max() < 0.09


@pytest.mark.parametrize("name", sorted(set(NEAR) - {"plain", "voxel", "glass", "water", "neon"}))
def test_close_to_there_is_more_to_see(name: str) -> None:
    """Neighbours 3 mm apart differ more in the fine look than in the coarse one, in colour or in relief; and two seeds differ."""
    p = {at: patch(at, upright=True, side=192) for at in (FINE, COARSE)}
    shrink = np.float32(FINE * 192 / SIDE)
    rough = {}
    for at, own in p.items():
        close = Patch(own.uv * shrink, own.points * shrink, own.normals, own.base_linear, own.seed, own.pitch)
        look = evaluate(name, close)
        tone, height = (a.reshape(192, 192) for a in (look.albedo_linear.mean(1), look.height_m))
        rough[at] = sum(float(np.abs(np.diff(a, axis=k)).mean()) / unit for a, unit in ((tone, GREY[0]), (height, FINE)) for k in (0, 1))
    assert rough[FINE] > 1.1 * rough[COARSE] + 0.002
    other = evaluate(name, patch(FINE, upright=True, seed=8))
    assert np.abs(other.albedo_linear - seen(name, FINE, True).albedo_linear).mean() > 0.002


@pytest.mark.parametrize("name", sorted({material for material, _ in SOILS.values()}))
def test_soils_lie_where_the_ground_is(name: str) -> None:
    """Their relief is zero on average, within what one patch of noise can be off."""
    assert abs(float(seen(name, COARSE, False).height_m.mean())) < 0.006


def test_octaves_finer_than_the_splats_fade_to_nothing() -> None:
    n = 4000
    u, v, seed = np.linspace(0, 90, n, dtype=np.float32), np.linspace(5, 40, n, dtype=np.float32), np.full(n, 3, np.uint32)
    full = fbm(u, v, seed, 1, 4)
    np.testing.assert_array_equal(fbm(u, v, seed, 1, 4, pitch=np.full(n, 1 / (WHOLE * 2.03**3) - 1e-6, np.float32)), full)
    assert np.abs(fbm(u, v, seed, 1, 4, pitch=np.full(n, 0.9, np.float32))).max() == 0
    one = fbm(u, v, seed, 1, 1) / (1 + 0.5 + 0.25 + 0.125)
    np.testing.assert_allclose(fbm(u, v, seed, 1, 4, pitch=np.full(n, 0.5 / 1.2, np.float32)), one * (2.4 - 1.2) / (WHOLE - 1.2), atol=1e-6)


@pytest.mark.parametrize("leaf", [False, True])
def test_what_is_strewn_covers_its_mean(leaf: bool) -> None:
    fine, coarse = (strewn(patch(at, upright=False, side=384), 0.05, 0.022, 0.014, 9, share=0.7, leaf=leaf) for at in (FINE, COARSE))
    assert np.ndim(coarse.cover) == 0
    assert float(np.mean(fine.cover)) == pytest.approx(float(coarse.cover), rel=0.12)
    assert 0 <= fine.cover.min() and fine.cover.max() <= 1 and fine.dome.max() <= 1


def test_strewn_bodies_have_the_size_that_was_asked() -> None:
    """Alone in their cells, along u: as long and as slim as said."""
    u, v = (a.ravel().astype(np.float32) for a in np.meshgrid(np.linspace(0, 40, 1600), np.linspace(0, 40, 1600)))
    along, across, number = scatter(
        u, v, np.full(len(u), 1, np.uint32), 2, share=0.02, long=0.5, slim=0.25, vary=0.0, turn=0.0, skip=np.zeros(len(u), bool)
    )
    there = number >= 0
    bodies = len(np.unique(number[there]))
    assert 15 < bodies < 60
    area = there.mean() * 40 * 40 / bodies
    assert area == pytest.approx(np.pi * 0.5 * 0.25, rel=0.1)
    assert np.hypot(along[there], across[there]).max() <= 1
