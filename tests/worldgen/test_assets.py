"""A user's own things: what is found, how large it is, what is built of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh

from render import Gaussians, formats
from worldgen.builders.asset import asset_gaussians, asset_geometry
from worldgen.layout.assets import scan

VOX = bytes.fromhex(  # a model of 2 × 1 × 3 cells with two voxels, colours 1 (white) and 216 (238, 0, 0) of the default palette
    "564f5820 96000000 4d41494e 00000000 30000000"
    "53495a45 0c000000 00000000 02000000 01000000 03000000"
    "58595a49 0c000000 00000000 02000000 00000001 010002d8"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    box = trimesh.creation.box((2, 3, 1))
    box.apply_translation((10, 7, -4))
    box.visual.vertex_colors = np.tile(np.uint8([255, 0, 0, 255]), (8, 1))
    box.export(tmp_path / "Zorblat.glb")
    return tmp_path


def splats(n: int = 4000) -> Gaussians:
    """A green ellipsoid of half axes (1, 2, 1) with its middle at (5, 5, 5), and a few faint floaters far away."""
    rng = np.random.default_rng(0)
    means = rng.normal(size=(n, 3))
    means = means / np.linalg.norm(means, axis=1, keepdims=True) * [1, 2, 1] + 5
    means[:10] += 80
    opacity = np.full(n, 0.9)
    opacity[:10] = 0.05
    return Gaussians.from_colors(means, np.tile([1.0, 0, 0, 0], (n, 1)), np.full((n, 3), 0.03), opacity, np.tile([0.1, 0.6, 0.2], (n, 1)))


def test_words(folder: Path):
    (folder / "old_stone-lion.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    (folder / "readme.txt").write_text("not an asset")
    (folder / "deeper.glb").mkdir()
    found = scan(folder)
    assert list(found) == ["old stone lion", "zorblat"] and found["zorblat"].kind == "mesh"


def test_links_do_not_lead_out(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    outside = tmp_path_factory.mktemp("outside") / "secret.glb"
    (folder / "Zorblat.glb").rename(outside)
    (folder / "secret.glb").symlink_to(outside)
    with pytest.raises(ValueError, match="has no .glb"):
        scan(folder)


def test_a_mesh_stands_in_the_instance_frame(folder: Path):
    asset = scan(folder)["zorblat"]
    assert asset.size_m == pytest.approx((2, 3, 1))
    g = asset_geometry(asset)
    assert np.allclose([g.vertices.min(0), g.vertices.max(0)], [[-1, 0, -0.5], [1, 3, 0.5]], atol=1e-5)
    assert np.allclose(g.color_linear, [1, 0, 0], atol=0.01) and g.area_m2 == pytest.approx(22, rel=1e-4)
    small = asset_geometry(asset, (1.0, 1.0, 9.0))
    assert np.ptp(small.vertices, axis=0) == pytest.approx([2 / 3, 1, 1 / 3], abs=1e-5)


@pytest.mark.parametrize(("unit", "factor"), [(1000, 0.01), (1, 1), (0.001, 10)])
def test_other_units_than_metres(tmp_path: Path, unit: float, factor: float):
    trimesh.creation.box(np.array([2, 3, 1]) * unit).export(tmp_path / "a.glb")
    asset = scan(tmp_path)["a"]
    assert asset.scale == pytest.approx(factor)
    assert 0.02 <= max(asset.size_m) <= 60


def test_a_splat_asset_keeps_its_colours_and_has_a_hull(tmp_path: Path):
    formats.save(tmp_path / "bush.ply", splats())
    asset = scan(tmp_path)["bush"]
    assert asset.size_m == pytest.approx((2, 4, 2), rel=0.05)
    g = asset_gaussians(asset)
    assert len(g) == 4000 and torch.allclose(g.colors(), torch.tensor([0.1, 0.6, 0.2]), atol=1e-4)
    middle = g.means[10:].mean(0)
    assert torch.allclose(middle, torch.tensor([0.0, 2, 0]), atol=0.06)
    hull = asset_geometry(asset)
    assert np.allclose([hull.vertices.min(0), hull.vertices.max(0)], [[-1, 0, -1], [1, 4, 1]], atol=0.15)  # the floaters are left out
    distance = np.abs(np.linalg.norm((hull.vertices - [0, 2, 0]) / [1, 2, 1], axis=1) - 1)
    assert distance.max() < 0.25
    doubled = asset_gaussians(asset, (4.0, 8.0, 4.0))
    assert torch.allclose(doubled.scales, g.scales * 2, rtol=0.06)


def test_voxels(tmp_path: Path):
    (tmp_path / "hut.vox").write_bytes(VOX)
    asset = scan(tmp_path)["hut"]
    assert asset.size_m == pytest.approx((0.2, 0.3, 0.1))
    g = asset_geometry(asset, (2.0, 3.0, 1.0))
    assert np.allclose([g.vertices.min(0), g.vertices.max(0)], [[-1, 0, -0.5], [1, 3, 0.5]], atol=1e-5)
    assert {tuple(np.rint(c * 1000)) for c in g.color_linear} == {(1000, 1000, 1000), (855, 0, 0)}


def test_folders_that_cannot_serve(tmp_path: Path):
    with pytest.raises(ValueError, match="no assets folder"):
        scan(tmp_path / "missing")
    with pytest.raises(ValueError, match="has no .glb"):
        scan(tmp_path)
    (tmp_path / "a.glb").write_bytes(b"x")
    (tmp_path / "A.obj").write_bytes(b"x")
    with pytest.raises(ValueError, match="both called 'a'"):
        scan(tmp_path)
    (tmp_path / "A.obj").rename(tmp_path / "!!.obj")
    with pytest.raises(ValueError, match="not named by a word"):
        scan(tmp_path)


@pytest.mark.parametrize("suffix", [".glb", ".obj", ".vox", ".ply", ".spz"])
@pytest.mark.parametrize("data", [b"", b"junk\n" * 50, b"\0" * 100], ids=["empty", "junk", "zeros"])
def test_bad_assets_are_one_line(tmp_path: Path, suffix: str, data: bytes):
    (tmp_path / f"a{suffix}").write_bytes(data)
    asset = scan(tmp_path)["a"]
    with pytest.raises(ValueError, match=f"a{suffix}") as caught:
        asset_geometry(asset)
    assert "\n" not in str(caught.value)


def test_too_large_a_file_is_not_opened(tmp_path: Path):
    with open(tmp_path / "a.ply", "wb") as file:
        file.truncate(300 * 2**20)
    with pytest.raises(ValueError, match="314,572,800 bytes"):
        scan(tmp_path)


def test_an_asset_of_faint_splats(tmp_path: Path):
    g = splats(50)
    formats.save(tmp_path / "a.ply", Gaussians(g.means, g.quats, g.scales, g.opacities * 0.05, g.sh))
    with pytest.raises(ValueError, match="no opaque splats"):
        asset_geometry(scan(tmp_path)["a"])
