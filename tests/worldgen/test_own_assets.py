"""A user's own things in a world: in their place and size, lit and shadowed like the rest, picked, solid, and kept when saved."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
import trimesh
from numpy.typing import NDArray

import worldgen
from render import Camera, Gaussians, formats
from render.color import srgb_from_linear
from worldgen.layout.assets import scan
from worldgen.layout.layout import Ground, Instance, Layout, Style, Voxels
from worldgen.layout.vocabulary import SURFACES
from worldgen.materialize import Materialized, built, materialize, sampled
from worldgen.materialize.captured import Captured, gathering_points, open_level
from worldgen.materialize.collider import collider
from worldgen.materialize.options import Options
from worldgen.materialize.samples import CAPTURED
from worldgen.walk import raycasting

YELLOW, BLUE = (0.9, 0.8, 0.2), (0.1, 0.3, 0.7)


class Small(Options):
    max_gaussians = property(lambda self: 150_000)  # type: ignore[assignment]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """zorblat.glb, a magenta ball 2.4 m wide; totem.vox, 8 × 8 × 30 red cells; glimmer.ply, a striped shell of 6,000 splats 3.2 m high."""
    root = tmp_path_factory.mktemp("own")
    ball = trimesh.creation.icosphere(subdivisions=3, radius=1.2)
    ball.visual.vertex_colors = np.tile(np.uint8([200, 40, 160, 255]), (len(ball.vertices), 1))
    ball.export(root / "zorblat.glb")
    cells = np.stack(np.meshgrid(*map(np.arange, (8, 8, 30)), indexing="ij"), -1).reshape(-1, 3)
    rgba = np.tile(np.uint8([220, 30, 30, 255]), (256, 1)).tobytes()
    xyzi = struct.pack("<I", len(cells)) + np.column_stack([cells, np.ones(len(cells), int)]).astype(np.uint8).tobytes()
    parts = ((b"SIZE", struct.pack("<3I", 8, 8, 30)), (b"XYZI", xyzi), (b"RGBA", rgba))
    body = b"".join(name + struct.pack("<2I", len(data), 0) + data for name, data in parts)
    (root / "totem.vox").write_bytes(b"VOX " + struct.pack("<I", 150) + b"MAIN" + struct.pack("<2I", 0, len(body)) + body)
    rng = np.random.default_rng(0)
    way = rng.normal(size=(6000, 3))
    means = way / np.linalg.norm(way, axis=1, keepdims=True) * [1, 1.6, 1] + [0, 1.6, 0]
    color = np.where(np.floor(means[:, 1:2] * 3) % 2 == 0, [YELLOW], [BLUE])
    turn = np.tile([1.0, 0, 0, 0], (6000, 1))
    formats.save(root / "glimmer.ply", Gaussians.from_colors(means, turn, np.full((6000, 3), 0.03), np.full(6000, 0.95), color))
    return root


def lawn(half_m: float = 14.0) -> Ground:
    n = int(2 * half_m)
    flat = np.zeros((n, n), np.float32)
    return Ground((-half_m, -half_m), 1.0, flat, np.full((n, n), SURFACES.index("pavers"), np.uint8), flat * np.nan)


def things() -> tuple[Instance, ...]:
    def own(name: str, word: str, x: float, z: float, size: tuple[float, float, float], yaw: float = 0.0) -> Instance:
        return Instance(name, "asset", (x, 0.0, z), size, yaw, asset=word)

    return (
        own("ball", "zorblat", -6, 0, (2.4, 2.4, 2.4)), own("pole", "totem", 0, 0, (0.8, 3, 0.8)),
        own("open", "glimmer", 6, 0, (2, 3.2, 2), 0.7), own("roofed", "glimmer", 0, -9, (2, 3.2, 2), 0.7),
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(folder: Path) -> Materialized:
    """The three on a lawn at noon, and a second glimmer under a slab of cells, 8 × 8 m, on the ground behind and west of it too."""
    slab = np.stack(np.meshgrid(np.arange(-8, 8), [7], np.arange(-26, -10), indexing="ij"), -1).reshape(-1, 3)
    wall = np.stack(np.meshgrid([7], np.arange(7), np.arange(-26, -10), indexing="ij"), -1).reshape(-1, 3)
    index = np.concatenate([slab, wall]).astype(np.int32)
    roof = Voxels((0, 0, 0), 0.5, index, np.full((len(index), 3), 128, np.uint8), np.zeros(len(index), np.uint8))
    style = Style(hour=11.0, sun_azimuth_deg=90.0)
    layout = Layout("village", lawn(), instances=things(), voxels=roof, style=style, entrance_m=(0.0, 0.0, 9.0))
    scene, options = built(layout, Small("draft"), 0, assets=scan(folder)), Small("draft")
    return materialize(layout, scene, sampled(scene, layout, options, 0)[0], options, 0)


def rows(made: Materialized, name: str) -> NDArray:
    return np.flatnonzero(made.samples.instance_id == made.scene.index(name))


def test_each_stands_in_its_place_and_size(made: Materialized) -> None:
    for item in things():
        p = made.samples.position[rows(made, item.id)]
        assert len(p) > 300
        np.testing.assert_allclose((p.min(0) + p.max(0))[[0, 2]] / 2, [item.position_m[0], item.position_m[2]], atol=0.1)
        assert abs(p[:, 1].min()) < 0.15 and abs(p[:, 1].max() - item.size_m[1]) < 0.15
    assert len(made.samples) <= 150_000 * 1.03


def test_surfaces_are_lit_as_they_face_the_sun(made: Materialized) -> None:
    at = rows(made, "ball")
    toward = made.samples.normal[at] @ np.asarray(made.sky.sun_direction, np.float32)
    light = made.samples.irradiance_linear[at].mean(1)
    assert light[toward > 0.7].mean() > 2 * light[toward < -0.3].mean()
    srgb = srgb_from_linear(made.samples.albedo_linear[at])
    given = srgb_from_linear(np.float32([200, 40, 160]) / 255)  # a GLB's vertex colours are linear
    np.testing.assert_allclose(srgb, np.broadcast_to(given, srgb.shape), atol=0.02)


@pytest.mark.parametrize("name", ["ball", "pole", "open"])
def test_each_throws_a_shadow(made: Materialized, name: str) -> None:
    item = next(i for i in things() if i.id == name)
    sun = np.asarray(made.sky.sun_direction)
    centre = np.array(item.position_m) + [0, 0.6 * item.size_m[1], 0]
    foot = centre - sun * (centre[1] / sun[1])
    at = rows(made, "ground")
    p, light = made.samples.position[at], made.samples.irradiance_linear[at].mean(1)
    shade = light[np.linalg.norm(p[:, [0, 2]] - foot[[0, 2]], axis=1) < 0.3]
    free = light[np.linalg.norm(p[:, [0, 2]] - [8, 9], axis=1) < 2]
    assert len(shade) and shade.mean() < 0.6 * free.mean()


def test_a_capture_keeps_its_colours_and_takes_light_as_a_factor(made: Materialized) -> None:
    s = made.samples
    bright, dark = rows(made, "open"), rows(made, "roofed")
    assert (s.kind[bright] == CAPTURED).all() and (s.kind[rows(made, "ball")] != CAPTURED).all()
    seen = np.unique(np.round(srgb_from_linear(s.albedo_linear[np.concatenate([bright, dark])]), 2), axis=0)
    np.testing.assert_allclose(seen, np.sort([YELLOW, BLUE], axis=0)[[0, 1]] if len(seen) != 2 else [BLUE, YELLOW], atol=0.011)
    level = open_level(made.sky)
    share = s.irradiance_linear / level
    assert 0.75 < np.median(share[bright]) < 1.15  # in the open nothing is taken away, on the side that is turned from the sun neither
    away = bright[s.normal[bright] @ np.asarray(made.sky.sun_direction, np.float32) < -0.3]
    assert 0.6 < np.median(share[away]) < 1.3
    assert share[dark].mean() < 0.5 * share[bright].mean()
    blotches = np.percentile(share[bright][s.normal[bright][:, 1] > -0.5], 2)
    assert blotches > 0.35


def test_each_stops_a_visitor(made: Materialized) -> None:
    mesh = collider(made.scene)
    scene = raycasting(mesh)
    assert mesh.instance_ids is not None
    for item in things()[:3]:
        ray = np.float32([[item.position_m[0] + 0.013, 1.117, item.position_m[2] + 4, 0, 0, -1]])
        hit = scene.cast_rays(ray)
        assert 2.5 < float(hit["t_hit"].numpy()[0]) < 4
        assert mesh.instance_ids[int(hit["primitive_ids"].numpy()[0])] == made.scene.index(item.id)


def test_light_is_gathered_outside_the_hull() -> None:
    index = np.stack(np.meshgrid(*[np.arange(-10, 10)] * 3, indexing="ij"), -1).reshape(-1, 3)
    index = index[np.linalg.norm(index + 0.5, axis=1) < 10]
    ball = Voxels((0, 0, 0), 0.1, index.astype(np.int32), np.zeros((len(index), 3), np.uint8), np.zeros(len(index), np.uint8))
    way = np.random.default_rng(0).normal(size=(500, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    outside, facing = gathering_points(ball, (way * 0.93).astype(np.float32))
    assert (np.linalg.norm(outside, axis=1) > 1).all() and (np.linalg.norm(outside, axis=1) < 1.3).all()
    assert (facing * way).sum(1).min() > 0.93


def test_thinning_a_capture_keeps_its_area() -> None:
    rng = np.random.default_rng(0)
    scale = np.tile(rng.uniform(0.01, 0.05, (1000, 1)), (1, 3)).astype(np.float32)
    zero, one = np.zeros((1000, 3), np.float32), np.ones(1000, np.float32)
    thin = Captured(zero, np.zeros((1000, 4), np.float32), scale, one, zero, zero, zero).thinned(400)
    assert len(thin) == 400
    assert (thin.scale[:, 0] ** 2).sum() == pytest.approx((scale[:, 0] ** 2).sum(), rel=1e-3)


def test_an_asset_that_is_not_there(folder: Path) -> None:
    layout = Layout("village", lawn(4), instances=(Instance("x", "asset", (0, 0, 0), (1, 1, 1), asset="gizmo"),))
    for assets, remedy in ((None, "--assets FOLDER"), (scan(folder), "it has glimmer, totem, zorblat")):
        with pytest.raises(ValueError, match="gizmo") as caught:
            built(layout, Small("draft"), 0, assets=assets)
        assert remedy in str(caught.value) and "\n" not in str(caught.value)


def test_a_village_with_a_zorblat_in_the_square(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "assets"
    shutil.copytree(folder, own)
    world = worldgen.generate("a village with a zorblat and a glimmer in the square", assets=own, options=Small("draft"))
    found = {i.asset: i for i in world.layout.instances if i.asset}
    assert set(found) == {"zorblat", "glimmer"}
    assert found["zorblat"].size_m == pytest.approx((2.4, 2.4, 2.4), rel=0.01)
    assert any("glimmer is captured splats" in line for line in world.report)
    world.save(tmp_path / "a.world")
    shutil.rmtree(own)
    again = worldgen.load(tmp_path / "a.world")
    for item in found.values():
        x, y, z = item.position_m
        seen = set()
        for angle in np.arange(0, 2 * np.pi, np.pi / 4):  # something may stand before it on one side
            eye = [x + 3.5 * np.sin(angle), y + 2.2, z + 3.5 * np.cos(angle)]
            camera = Camera.look_at(eye, [x, y + 0.5 * item.size_m[1], z], width=64, height=64)
            seen.add(again.pick(camera, (32, 32)))
        assert item.id in seen
