"""COLMAP and transforms.json: what is read back projects as before; pycolmap reads and writes; hostile files."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from render import Camera
from render.formats import colmap, transforms
from render.formats.views import Views


def views(cameras: int = 5, points: int = 40) -> Views:
    g = np.random.default_rng(0)
    made = [
        Camera.look_at(g.normal(0, 4, 3).tolist(), g.normal(0, 1, 3).tolist(), fov_deg=40 + 5 * k, width=100 + k, height=80)
        for k in range(cameras)
    ]
    off = [Camera(c.world_from_cam, c.fx_px, c.fy_px * 1.1, c.cx_px + 3.25, c.cy_px - 2.5, c.width, c.height) for c in made]
    names = [f"left_hall/{k:03d}.jpg" for k in range(cameras)]
    return Views(off, names, g.normal(0, 1, (points, 3)).astype(np.float32), g.integers(0, 256, (points, 3)).astype(np.uint8))


def same(a: Views, b: Views) -> None:
    """A law instead of numbers: points fall on the same pixels."""
    assert list(a.names) == list(b.names)
    world = torch.randn(50, 3, generator=torch.Generator().manual_seed(1))
    for one, other in zip(a.cameras, b.cameras, strict=True):
        assert (one.width, one.height) == (other.width, other.height)
        (xy, z), (xy2, z2) = one.project(world), other.project(world)
        front = z > 0.1
        assert torch.allclose(z, z2, atol=1e-4) and torch.allclose(xy[front], xy2[front], atol=2e-2, rtol=1e-4)


@pytest.mark.parametrize("binary", [True, False])
def test_colmap_there_and_back(tmp_path: Path, binary: bool) -> None:
    before = views()
    colmap.save(tmp_path / "sparse", before, binary=binary)
    after = colmap.load(tmp_path / "sparse")
    same(before, after)
    assert np.array_equal(before.points, after.points) and np.array_equal(before.colors, after.colors)
    assert sorted(p.suffix for p in (tmp_path / "sparse").iterdir()) == [".bin" if binary else ".txt"] * 3
    with pytest.raises(ValueError, match="not an empty folder"):
        colmap.save(tmp_path / "sparse", before)
    assert [p.name for p in tmp_path.iterdir()] == ["sparse"]


def test_transforms_there_and_back(tmp_path: Path) -> None:
    before = views()
    transforms.save(tmp_path / "transforms.json", before)
    same(before, transforms.load(tmp_path / "transforms.json"))


def test_nerfs_own_file(tmp_path: Path) -> None:
    """Camera at (0, 0, 4), which looks along −z of its OpenGL axes at the origin."""
    matrix = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 4], [0, 0, 0, 1]]
    tree = {"camera_angle_x": 2 * np.arctan(0.5), "frames": [{"file_path": "./train/r_0", "transform_matrix": matrix}]}
    (tmp_path / "t.json").write_text(json.dumps(tree))
    with pytest.raises(ValueError, match=r"say size="):
        transforms.load(tmp_path / "t.json")
    (camera,) = (loaded := transforms.load(tmp_path / "t.json", size=(800, 600))).cameras
    xy, z = camera.project(torch.tensor([[0.0, 0, 0], [1, 1, 0]]))
    assert loaded.names == ["train/r_0"] and camera.fx_px == pytest.approx(800)
    assert torch.allclose(xy, torch.tensor([[400.0, 300], [600, 100]])) and z.tolist() == [4, 4]


@pytest.mark.parametrize("binary", [True, False])
def test_pycolmap_reads_what_we_write(tmp_path: Path, binary: bool) -> None:
    pycolmap = pytest.importorskip("pycolmap", reason="needs pycolmap")
    ours = views()
    colmap.save(tmp_path / "sparse", ours, binary=binary)
    theirs = pycolmap.Reconstruction(str(tmp_path / "sparse"))
    images = sorted(theirs.images.values(), key=lambda image: image.name)
    assert [image.name for image in images] == list(ours.names) and len(theirs.points3D) == len(ours.points)
    world = np.random.default_rng(1).normal(0, 1, (20, 3))
    for image, camera in zip(images, ours.cameras, strict=True):
        xy, z = camera.project(torch.from_numpy(world).float())
        for k in np.flatnonzero(z.numpy() > 0.1):
            assert image.project_point(world[k]) == pytest.approx(xy[k].tolist(), abs=0.02, rel=1e-4)
    rgb = {tuple(np.round(point.xyz, 4)): tuple(point.color) for point in theirs.points3D.values()}
    assert all(rgb[tuple(np.round(xyz.astype(float), 4))] == tuple(color) for xyz, color in zip(ours.points, ours.colors))


@pytest.mark.parametrize("binary", [True, False])
def test_we_read_what_pycolmap_writes(tmp_path: Path, binary: bool) -> None:
    pycolmap = pytest.importorskip("pycolmap", reason="needs pycolmap")
    before = views()
    colmap.save(tmp_path / "a", before)
    (tmp_path / "b").mkdir()
    theirs = pycolmap.Reconstruction(str(tmp_path / "a"))
    (theirs.write_binary if binary else theirs.write_text)(str(tmp_path / "b"))
    same(before, colmap.load(tmp_path / "b"))


@pytest.mark.parametrize(
    ("name", "change", "word"),
    [
        ("cameras.bin", lambda d: struct.pack("<Q", 10**15) + d[8:], "cut short"),
        ("cameras.bin", lambda d: d[:12] + struct.pack("<i", 4) + d[16:], "undistort"),
        ("images.bin", lambda d: struct.pack("<Q", 10**15) + d[8:], "cut short"),
        ("images.bin", lambda d: d[:-1], "cannot be read"),
        ("points3D.bin", lambda d: d[:100], "cut short|cannot be read"),
        ("images.bin", lambda d: d.replace(b"left_hall/000.jpg", b"../../../0000.jpg"), "within a folder"),
        ("images.bin", lambda d: d[:12] + b"\0" * 32 + d[44:], "quaternion"),
    ],
)
def test_hostile_colmap(tmp_path: Path, name: str, change: Callable[[bytes], bytes], word: str) -> None:
    colmap.save(tmp_path / "a", views())
    (tmp_path / "a" / name).write_bytes(change((tmp_path / "a" / name).read_bytes()))
    with pytest.raises(ValueError, match=word) as caught:
        colmap.load(tmp_path / "a")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("binary", [True, False])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_changed_bytes_are_a_value_or_one_line(tmp_path: Path, binary: bool, data: st.DataObject) -> None:
    folder = tmp_path / f"model_{binary}"
    if not folder.exists():
        colmap.save(folder, views(2, 3), binary=binary)
    path = folder / f"{data.draw(st.sampled_from(['cameras', 'images', 'points3D']))}.{'bin' if binary else 'txt'}"
    whole = path.read_bytes()
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        path.write_bytes(bytes(changed))
        colmap.load(folder)
    except ValueError as error:
        assert "\n" not in str(error)
    finally:
        path.write_bytes(whole)


EYE = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
PLAIN = {"w": 8, "h": 8, "fl_x": 8, "frames": [{"file_path": "a", "transform_matrix": EYE}]}


@pytest.mark.parametrize(
    ("tree", "word"),
    [
        ([], "cannot be read"),
        ({"frames": 3}, "cannot be read"),
        (PLAIN | {"frames": [{"file_path": "a", "transform_matrix": [[1]]}]}, "shape"),
        (PLAIN | {"k1": 0.2}, "k1"),
        (PLAIN | {"w": 10**9}, "width"),
        (PLAIN | {"fl_x": "wide"}, "wide"),
        (PLAIN | {"frames": [{"file_path": "../a", "transform_matrix": EYE}]}, "within"),
        (PLAIN | {"frames": [{"file_path": "a", "transform_matrix": [[9, 0, 0, 0], *EYE[1:]]}]}, "rotation"),
    ],
)
def test_hostile_transforms(tmp_path: Path, tree: object, word: str) -> None:
    (tmp_path / "t.json").write_text(json.dumps(tree))
    with pytest.raises(ValueError, match=word) as caught:
        transforms.load(tmp_path / "t.json")
    assert "\n" not in str(caught.value)


def test_text_has_no_room_for_spaces(tmp_path: Path) -> None:
    one = views(1, 0)
    with pytest.raises(ValueError, match="write it binary"):
        colmap.save(tmp_path / "a", Views(one.cameras, ["a b.jpg"]), binary=False)
    assert not list(tmp_path.iterdir())
