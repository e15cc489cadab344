"""What a user owns: looking, picking, walking, exporting; and folders that are whole or not there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
import torch

import worldgen
from render import Camera, formats
from render.formats import gltf, meshes, sog
from worldgen import storage
from worldgen.export import DOME_RADIUS_M, sky_dome
from worldgen.world import World, WorldError


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.name != "log.json"}


def at_table(world: World, **size: int) -> Camera:
    return Camera.look_at((2.0, 1.6, 5.5), (2.0, 0.6, 3.0), **size)


# ---- looking


def test_pick_agrees_with_the_ids_of_a_whole_picture(small_world: World):
    camera = at_table(small_world, width=64, height=36)
    ids = small_world.render(camera, ids=True).ids
    assert ids is not None
    assert small_world.pick(camera, (32, 20)) == "table-1"
    for y in range(2, 36, 7):
        for x in range(1, 64, 9):
            row = int(ids[y, x])
            assert small_world.pick(camera, (x, y)) in (small_world.items[row].id if row >= 0 else None, None)


def test_pick_of_the_sky_is_none_and_outside_is_an_error(small_world: World):
    up = Camera.look_at((0, 1.6, 4), (0, 20, 4.1), width=32, height=32)
    assert small_world.pick(up, (16, 16)) is None
    with pytest.raises(ValueError, match="outside the picture"):
        small_world.pick(up, (32, 0))


def test_picture_shows_the_sky_where_there_is_nothing(small_world: World):
    up = Camera.look_at((0, 1.6, 4), (0, 20, 4.1), width=16, height=16)
    assert np.allclose(small_world.picture(up), small_world.background(up), atol=1e-5)


def test_keyframes_carry_colour_depth_ids_and_albedo(small_world: World):
    frames = small_world.keyframes(2, width=64, height=36)
    assert len(frames) == 2
    for frame in frames:
        assert frame.ids is not None and frame.albedo is not None and torch.isfinite(frame.depth).any()


# ---- saving


def test_what_is_read_back_is_what_was_saved(small_world: World, tmp_path: Path):
    again = worldgen.load(small_world.save(tmp_path / "a.world"))
    assert again.layout == small_world.layout and again.sky == small_world.sky
    assert [(i.id, i.cls, i.solid) for i in again.items] == [(i.id, i.cls, i.solid) for i in small_world.items]
    for one, other in zip(again.items, small_world.items):
        assert one.geometry.materials == other.geometry.materials
        for field in fields(one.geometry):
            assert np.array_equal(getattr(one.geometry, field.name), getattr(other.geometry, field.name)), field.name
    assert (again.prompt, again.seed, again.report, again.options) == ("a courtyard", 3, small_world.report, small_world.options)
    assert torch.equal(again.gaussians.means, small_world.gaussians.means) and torch.equal(again.gaussians.sh, small_world.gaussians.sh)
    assert np.array_equal(again.collider.faces, small_world.collider.faces)
    camera = at_table(small_world, width=64, height=36)
    assert np.array_equal(again.picture(camera), small_world.picture(camera))


def test_two_saves_have_equal_bytes_and_saving_a_loaded_world_changes_nothing(small_world: World, tmp_path: Path):
    one = small_world.save(tmp_path / "a.world")
    two = replace(small_world, timings={"read": 9.9}).save(tmp_path / "b.world")
    three = worldgen.load(one).save(tmp_path / "c.world")
    assert bytes_of(one) == bytes_of(two) == bytes_of(three)


@pytest.mark.parametrize("replacing", [False, True])
def test_a_failure_at_any_step_leaves_the_old_world_or_none(small_world: World, tmp_path: Path, monkeypatch, replacing: bool):
    """Every write, flush and rename is made to fail in turn, as a full disk would."""
    folder = tmp_path / "a.world"
    if replacing:
        small_world.save(folder)
    before = bytes_of(folder) if replacing else None
    new = replace(small_world, prompt="another courtyard")
    real = {name: getattr(module, name) for module, name in ((os, "fsync"), (os, "rename"))}
    steps = 0
    while True:
        count = 0

        def counted(name: str, *args: object, fail_at: int = steps):
            nonlocal count
            count += 1
            if count == fail_at + 1:
                raise OSError(28, "No space left on device")
            return real[name](*args)

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", lambda *a, c=counted: c("fsync", *a))
            patch.setattr(os, "rename", lambda *a, c=counted: c("rename", *a))
            try:
                new.save(folder, force=replacing)
            except OSError:
                after = bytes_of(folder) if folder.exists() else None
                # only a failed flush of the parent, after the rename, may leave the new world
                assert after == before or worldgen.load(folder).prompt == "another courtyard"
                assert [p.name for p in tmp_path.iterdir() if p.name != "a.world" and not p.name.endswith(".old")] == []
                if after != before:
                    break
            else:
                break
        steps += 1
    assert steps >= 9
    assert worldgen.load(folder).prompt == "another courtyard"


def test_a_kill_between_the_two_renames_is_healed(small_world: World, tmp_path: Path):
    folder = small_world.save(tmp_path / "a.world")
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True)
    folder.rename(tmp_path / f".a.world.{int(dead.stdout)}-00ff.old")
    (tmp_path / f".a.world.{int(dead.stdout)}-00ff.partial").mkdir()
    assert worldgen.load(folder).prompt == "a courtyard"
    small_world.save(folder, force=True)
    assert [p.name for p in tmp_path.iterdir()] == ["a.world"]


def test_kill_nine_while_saving_leaves_a_whole_world(small_world: World, tmp_path: Path):
    folder = small_world.save(tmp_path / "a.world")
    code = (
        "import sys, dataclasses, worldgen\n"
        "w = worldgen.load(sys.argv[1]); print('ready', flush=True)\n"
        "for i in range(10**6): dataclasses.replace(w, seed=i).save(sys.argv[1], force=True)"
    )
    for delay in (0.05, 0.13):
        process = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        worldgen.load(folder)
    small_world.save(folder, force=True)
    assert [p.name for p in tmp_path.iterdir()] == ["a.world"]


def test_an_existing_world_needs_force_and_other_folders_are_never_replaced(small_world: World, tmp_path: Path):
    folder = small_world.save(tmp_path / "a.world")
    with pytest.raises(WorldError, match="exists"):
        small_world.save(folder)
    small_world.save(folder, force=True)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"meow")
    with pytest.raises(WorldError, match="not a world"):
        small_world.save(tmp_path / "photos", force=True)
    assert (tmp_path / "photos" / "cat.jpg").read_bytes() == b"meow"


def test_a_newer_schema_a_changed_byte_and_a_missing_file_are_each_told_in_a_line(small_world: World, tmp_path: Path):
    folder = small_world.save(tmp_path / "a.world")
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"schema": 99}))
    with pytest.raises(WorldError, match="schema 99.*update worldgen"):
        worldgen.load(folder)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    data = (folder / "samples.safetensors").read_bytes()
    (folder / "samples.safetensors").write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(WorldError, match=r"samples.safetensors.*checksum"):
        worldgen.load(folder)
    (folder / "samples.safetensors").unlink()
    with pytest.raises(WorldError, match=r"samples.safetensors is missing"):
        worldgen.load(folder)


@pytest.mark.parametrize(
    "change",
    [
        {"sky": {"sun": 1}},
        {"items": 7},
        {"items": []},
        {"files": {}},
        {"options": {"quality": "best"}},
        {"seed": "x"},
        {"report": None},
        {"materials": "old"},
    ],
)
def test_a_manifest_that_lies_is_an_error_of_one_line(small_world: World, tmp_path: Path, change: dict):
    folder = small_world.save(tmp_path / "a.world")
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | change))
    with pytest.raises(WorldError) as error:
        worldgen.load(folder)
    assert "\n" not in str(error.value)


ROWS, SHEEN = np.arange(4), np.full((4, 3, 3), 0.1, np.float32)


def with_sheen(world: World, folder: Path, rows: np.ndarray, sheen: np.ndarray) -> Path:
    """A saved world some of whose splats differ from side to side, its checksums right."""
    world.save(folder)
    data = storage.bytes_from_tensors(storage._gaussian_columns(world) | {"sheen_rows": rows, "sheen": sheen})
    (folder / "gaussians.safetensors").write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["gaussians.safetensors"] = storage.checksum(data)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def test_a_sheen_comes_back_on_its_splats_alone(small_world: World, tmp_path: Path):
    sh = worldgen.load(with_sheen(small_world, tmp_path / "a.world", ROWS, SHEEN)).gaussians.sh
    assert sh.shape[1:] == (4, 3) and torch.all(sh[:4, 1:] == 0.1) and not sh[4:, 1:].any()
    turned = replace(small_world, gaussians=replace(small_world.gaussians, sh=sh))
    assert torch.equal(worldgen.load(turned.save(tmp_path / "b.world")).gaussians.sh, sh)


@pytest.mark.parametrize(
    ("rows", "sheen"),
    [
        (np.zeros(0, np.int64), SHEEN), (ROWS[:, None], SHEEN), (ROWS.astype(np.float32), SHEEN), (ROWS < 2, SHEEN), (ROWS - 1, SHEEN),
        (ROWS + 2**40, SHEEN), (ROWS, np.zeros((4, 5000, 3), np.float32)), (ROWS, SHEEN * np.nan),
    ],
)  # fmt: skip
def test_a_sheen_that_cannot_be_is_an_error_of_one_line(small_world: World, tmp_path: Path, rows: np.ndarray, sheen: np.ndarray):
    with pytest.raises(WorldError) as error:
        worldgen.load(with_sheen(small_world, tmp_path / "a.world", rows, sheen))
    assert "\n" not in str(error.value)


# ---- exporting


def test_exports_by_suffix_are_read_back(small_world: World, tmp_path: Path):
    pytest.importorskip("pxr", reason="needs usd-core")
    names = ["s.glb", "s.usdz", "w.ply", "w.sog", "w.splat", "w.spz"]
    for name in names:
        splats = formats.load(small_world.export(tmp_path / name, "splats", sky="none"))
        assert len(splats) == len(small_world.gaussians)
    assert len(gltf.load_cameras(tmp_path / "s.glb")) == len(sog.load_cameras(tmp_path / "w.sog")) == 4
    mesh, solid = small_world.export(tmp_path / "w.glb"), small_world.export(tmp_path / "c.glb", "collider")
    assert mesh.read_bytes()[:4] == solid.read_bytes()[:4] == b"glTF"
    small_world.export(tmp_path / "w.obj")
    small_world.export(tmp_path / "w.usdz")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*names, "c.glb", "w.glb", "w.obj", "w.usdz"])


def test_a_textured_mesh_shows_what_the_splats_show(small_world: World, tmp_path: Path):
    """The table is red and nothing else is."""
    parts = meshes.load(small_world.export(tmp_path / "t.glb", textured=True))
    for part in parts:
        r, g, _ = part.color_linear.mean(axis=0)
        assert (r > 3 * g) == (part.name == "table-1"), part.name


@pytest.mark.parametrize(
    ("name", "what", "options"),
    [
        ("w.txt", None, {}),
        ("w.ply", "mesh", {}),
        ("w.png", "splats", {}),
        ("w.ply", None, {"textured": True}),
        ("w.glb", "collider", {"textured": True}),
        ("w.ply", None, {"sky": "box"}),
        ("w.ply", None, {"max_splats": 3}),
    ],
)
def test_an_export_that_cannot_be_is_an_error_and_leaves_nothing(small_world: World, tmp_path: Path, name, what, options):
    with pytest.raises(WorldError):
        small_world.export(tmp_path / name, what, **options)
    assert list(tmp_path.iterdir()) == []


def test_the_dome_has_the_sky_colours_and_covers_every_direction(small_world: World):
    dome = sky_dome(small_world.sky, 4000)
    means = dome.means.numpy()
    assert np.allclose(np.linalg.norm(means, axis=1), DOME_RADIUS_M, rtol=1e-4) and DOME_RADIUS_M <= 1000
    world = replace(small_world, gaussians=dome)
    up = Camera.look_at((0, 1.6, 4), (8, 8, 4.1), width=48, height=32)
    frame = world.render(up)
    assert float(frame.alpha.min()) > 0.9
    assert float((frame.over(torch.zeros(3)) - torch.from_numpy(small_world.background(up))).abs().mean()) < 0.06


def test_leftovers_of_a_living_run_are_left_alone(small_world: World, tmp_path: Path):
    alive = tmp_path / f".a.world.{os.getppid()}-aa.partial"
    alive.mkdir()
    small_world.save(tmp_path / "a.world")
    assert alive.is_dir()
