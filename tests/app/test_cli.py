"""The command line: what is asked, what comes out, and what a mistake costs: one line, status 2, nothing left behind."""

from __future__ import annotations

import json
import multiprocessing
import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import worldgen
from app import creation
from app.cli import main
from worldgen.world import World


@pytest.fixture(scope="session")
def saved(small_world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_world.save(tmp_path_factory.mktemp("saved") / "yard.world")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, small_world: World) -> World:
    """`create` gets its world at once."""
    monkeypatch.setattr(worldgen, "generate", lambda *_, **__: small_world, raising=False)
    return small_world


def tree(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*")}


# ---- mistakes


def glb_without_faces() -> bytes:
    text = b'{"asset":{"version":"2.0"},"meshes":[]}'
    text += b" " * (-len(text) % 4)
    return struct.pack("<4sII", b"glTF", 2, 20 + len(text)) + struct.pack("<I4s", len(text), b"JSON") + text


def vox(*chunks: bytes) -> bytes:
    body = b"".join(chunks)
    return b"VOX " + struct.pack("<I", 150) + b"MAIN" + struct.pack("<II", 0, len(body)) + body


def chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<II", len(content), 0) + content


SIZE = chunk(b"SIZE", struct.pack("<III", 4, 4, 4))
HUGE = chunk(b"SIZE", struct.pack("<III", 2**31 - 1, 2**31 - 1, 2**31 - 1)) + chunk(b"XYZI", struct.pack("<I", 2**31 - 1))
BILLION = json.dumps({"cell_m": 0.1, "boxes": [{"class": "wall", "min": [0, 0, 0], "max": [100, 100, 100], "color": "#808080"}]})

FILES: dict[str, bytes] = {
    "cut.vox": vox(SIZE, b"XYZI" + struct.pack("<II", 400, 0) + struct.pack("<I", 99)),
    "hostile.vox": vox(HUGE),
    "other.vox": b"RIFF" + bytes(64),
    "billion.json": BILLION.encode(),
    "broken.json": b'{"boxes": [',
    "deep.json": b"[" * 100_000,
    "list.json": b"[1, 2]",
    "nan.json": b'{"cell_m": NaN, "boxes": [{"class": "wall", "min": [0,0,0], "max": [1,1,1], "color": "#808080"}]}',
    "newer.json": b'{"schema": 99}',
    "faceless.glb": glb_without_faces(),
    "cut.glb": glb_without_faces()[:15],
    "empty.obj": b"# nothing\n",
    "layout.txt": b"a house",
    "photos/cat.jpg": b"meow",
}

MISTAKES: dict[str, list[str]] = {
    "no words": ["create"],
    "empty words": ["create", ""],
    "blank words": ["create", "   \n "],
    "ten megabytes of words": ["create", "house " * 1_700_000],
    "binary words": ["create", "a \x00\x01 house"],
    "no letters": ["create", "?!... --"],
    "a truncated vox": ["create", "--layout", "cut.vox"],
    "a hostile vox": ["create", "--layout", "hostile.vox"],
    "a vox that is none": ["create", "--layout", "other.vox"],
    "a box of a billion cells": ["create", "--layout", "billion.json"],
    "broken JSON": ["create", "--layout", "broken.json"],
    "JSON without end": ["create", "--layout", "deep.json"],
    "JSON of another shape": ["create", "--layout", "list.json"],
    "JSON with a cell that is no number": ["create", "--layout", "nan.json"],
    "a layout from the future": ["create", "--layout", "newer.json"],
    "a GLB of zero faces": ["create", "--layout", "faceless.glb"],
    "a truncated GLB": ["create", "--layout", "cut.glb"],
    "an OBJ of nothing": ["create", "--layout", "empty.obj"],
    "a layout of unknown suffix": ["create", "--layout", "layout.txt"],
    "a missing layout": ["create", "--layout", "nowhere.vox"],
    "a cell of zero": ["create", "--layout", "cut.vox", "--voxel-m", "0"],
    "a cell of nan": ["create", "--layout", "cut.vox", "--voxel-m", "nan"],
    "a cell without a layout": ["create", "a house", "--voxel-m", "0.1"],
    "missing assets": ["create", "a house", "--assets", "nowhere"],
    "unknown quality": ["create", "a house", "--quality", "best"],
    "a negative seed": ["create", "a house", "--seed", "-1"],
    "a seed in words": ["create", "a house", "--seed", "lucky"],
    "a missing folder to write to": ["create", "a house", "--out", "nowhere/a.world"],
    "a folder that is no world": ["create", "a house", "--out", "photos", "--force"],
    "a world that exists": ["create", "a house", "--out", "yard.world"],
    "an unknown option": ["create", "a house", "--magic"],
    "an unknown command": ["destroy", "yard.world"],
    "a missing world": ["info", "nowhere.world"],
    "a folder for a world": ["info", "photos"],
    "a world from a newer schema": ["info", "newer.world"],
    "a damaged world": ["info", "damaged.world"],
    "an unknown export": ["export", "yard.world", "--out", "a.fbx"],
    "an export of the wrong kind": ["export", "yard.world", "--out", "a.spz", "--what", "collider"],
    "an export to a missing folder": ["export", "yard.world", "--out", "nowhere/a.spz"],
    "an export along no path": ["export", "yard.world", "--out", "a.spz", "--along", "moon"],
    "a mesh along a path": ["export", "yard.world", "--out", "a.glb", "--along", "walk"],
    "too few splats": ["export", "yard.world", "--out", "a.spz", "--max-splats", "-5"],
    "an unknown path": ["render", "yard.world", "--path", "swim", "--out", "a.mp4"],
    "a size of zero": ["render", "yard.world", "--size", "0x0", "--out", "a.png"],
    "a size in words": ["render", "yard.world", "--size", "large", "--out", "a.png"],
    "no frames": ["render", "yard.world", "--frames", "0", "--out", "a.png"],
    "a video of unknown suffix": ["render", "yard.world", "--out", "a.gif"],
}


@pytest.fixture
def desk(saved: Path, small_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all the bad files and three worlds: a sound one, one of a newer schema, one with a byte changed."""
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    for name in ("yard", "newer", "damaged"):
        small_world.save(tmp_path / f"{name}.world")
    manifest = tmp_path / "newer.world" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"schema": 99}))
    splats = tmp_path / "damaged.world" / "gaussians.safetensors"
    splats.write_bytes(splats.read_bytes()[:-1] + b"\x77")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check_mistake(arguments: list[str], desk: Path, capsys: pytest.CaptureFixture[str]) -> str:
    before = tree(desk)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert err.count("\n") == 1 and err.startswith("worldgen: ") and 20 < len(err) < 420, err
    assert out == ""
    assert tree(desk) == before
    return err


def test_a_mistake_costs_one_line_and_leaves_nothing(desk: Path, capsys: pytest.CaptureFixture[str], subtests: pytest.Subtests):
    assert len(MISTAKES) >= 25
    for name, arguments in MISTAKES.items():
        with subtests.test(name):
            check_mistake(arguments, desk, capsys)


def full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("arguments", [["create", "a house", "--out", "h.world"], ["export", "yard.world", "--out", "a.ply"]])
def test_a_full_disk(arguments, desk, quick, capsys, monkeypatch):
    monkeypatch.setattr(os, "fsync", full_disk)
    assert "space" in check_mistake(arguments, desk, capsys)


def test_a_mistake_under_json_is_one_object(desk, capsys):
    assert main(["info", "nowhere.world", "--json"]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert answer["exit"] == 2 and "nowhere.world" in answer["error"]


def test_a_fault_of_ours_is_status_one(desk, capsys, monkeypatch):
    def fault(*_: object, **__: object) -> World:
        raise RuntimeError("two wheels are missing")

    monkeypatch.setattr(worldgen, "generate", fault, raising=False)
    before = tree(desk)
    assert main(["create", "a house"]) == 1
    assert "two wheels" in capsys.readouterr().err and tree(desk) == before


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("where", ["generate", "fsync"])
def test_control_c_leaves_nothing_half_written(where: str, desk, quick, capsys, monkeypatch):
    monkeypatch.setattr(*((worldgen, "generate") if where == "generate" else (os, "fsync")), interrupt, raising=False)
    before = tree(desk)
    assert main(["create", "a house", "--out", "h.world"]) == 130
    assert tree(desk) == before and capsys.readouterr().err.count("\n") == 1


# ---- what works


def test_create_leaves_a_world_and_a_picture_and_says_where(quick, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["create", "A courtyard, at noon!"]) == 0
    out = capsys.readouterr().out
    assert {p.name for p in tmp_path.iterdir()} == {"a-courtyard-at-noon.world", "a-courtyard-at-noon.png"}
    assert "a-courtyard-at-noon.png" in out and "worldgen render" in out and "moat" in out
    with Image.open("a-courtyard-at-noon.png") as picture:
        assert picture.width > 1280 and picture.height > 600


def test_create_json_is_one_object(quick, tmp_path, capsys):
    assert main(["create", "a courtyard", "--out", str(tmp_path / "c.world"), "--json"]) == 0
    out, err = capsys.readouterr()
    made = json.loads(out)
    assert err == "" and made["gaussians"] == len(quick.gaussians) and made["seconds"]["total"] > 0
    assert worldgen.load(made["world"]).seed == quick.seed


def test_create_passes_on_what_was_asked(tmp_path, monkeypatch, small_world):
    asked: dict[str, object] = {}

    def generate(prompt: str, **options: object) -> World:
        asked.update(options, text=prompt)
        return small_world

    monkeypatch.setattr(worldgen, "generate", generate, raising=False)
    monkeypatch.setattr(creation, "_say", lambda _: None)
    (tmp_path / "b.json").write_text('{"cell_m": 1, "boxes": [{"class": "wall", "min": [0,0,0], "max": [2,1,1], "color": "#808080"}]}')
    arguments = ["create", " two  barns ", "--layout", str(tmp_path / "b.json"), "--seed", "7", "--quality", "draft"]
    assert main([*arguments, "--out", str(tmp_path / "b.world")]) == 0
    assert asked["text"] == "two barns" and asked["seed"] == 7
    assert getattr(asked["options"], "quality", "") == "draft" and getattr(asked["layout"], "voxels", None) is not None


def test_info_says_what_is_there(saved, capsys):
    assert main(["info", str(saved), "--json"]) == 0
    about = json.loads(capsys.readouterr().out)
    assert about["kind"] == "village" and about["report"] == ["'moat' is not built"]
    (table,) = about["instances"]
    assert table["class"] == "table" and table["center_m"] == [2, 0.4, 3] and table["size_m"] == [1.2, 0.8, 0.8]
    assert about["counts"]["gaussians"] > 1000 and about["extent_m"]["min"][0] == pytest.approx(-6, abs=0.2)
    assert main(["info", str(saved)]) == 0
    assert "table-1" in capsys.readouterr().out


@pytest.mark.parametrize("path", ["orbit", "walk", "look"])
def test_render_writes_pictures(path: str, saved, tmp_path, capsys):
    out = tmp_path / "p.png"
    assert main(["render", str(saved), "--path", path, "--size", "96x64", "--out", str(out)]) == 0
    with Image.open(out) as picture:
        assert picture.size == (96, 64)


def test_render_writes_a_folder_and_a_video(saved, tmp_path):
    assert main(["render", str(saved), "--path", "look", "--size", "64x48", "--frames", "3", "--out", str(tmp_path / "many")]) == 0
    assert tree(tmp_path) == {"many", "many/00000.png", "many/00001.png", "many/00002.png"}
    assert main(["render", str(saved), "--path", "walk", "--size", "64x48", "--frames", "4", "--out", str(tmp_path / "w.mp4")]) == 0
    assert (tmp_path / "w.mp4").stat().st_size > 500


def test_export_says_what_it_wrote(saved, tmp_path, capsys):
    for name in ("a.ply", "a.spz", "a.glb"):
        assert main(["export", str(saved), "--out", str(tmp_path / name), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["bytes"] == (tmp_path / name).stat().st_size
    assert main(["export", str(saved), "--out", str(tmp_path / "near.ply"), "--along", "walk", "--json"]) == 0
    assert (tmp_path / "near.ply").stat().st_size > 2 * (tmp_path / "a.ply").stat().st_size


@pytest.mark.parametrize("command", [["kinds"], ["kinds", "--json"], ["doctor"], ["doctor", "--json"], []])
def test_the_rest_answers(command: list[str], capsys):
    assert main(command) == 0
    assert capsys.readouterr().out


@pytest.fixture(autouse=True)
def _quiet_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    monkeypatch.delenv("WORLDGEN_DEBUG", raising=False)
    return lambda: None


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here: create stays one process")
@pytest.mark.parametrize("after_s", [1.0, 3.0])
def test_a_killed_create_leaves_neither_files_nor_processes(tmp_path: Path, after_s: float) -> None:
    command = [sys.executable, "-m", "app.cli", "create", "a village", "--quality", "draft", "--out", str(tmp_path / "v.world")]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    time.sleep(after_s)
    run.kill()
    run.communicate(timeout=30)  # whoever lived on would hold the pipe
    assert not list(tmp_path.glob("*.world"))


def test_convert_there_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import torch

    from render import Gaussians, formats

    g = torch.Generator().manual_seed(0)
    n = 2000
    means, quats, opacities = torch.randn(n, 3, generator=g), torch.randn(n, 4, generator=g), torch.rand(n, generator=g)
    splats = Gaussians(means, quats, torch.full((n, 3), 0.1), opacities, torch.zeros(n, 1, 3))
    formats.save(tmp_path / "a.ply", splats)
    source = str(tmp_path / "a.ply")
    for suffix in formats.WRITABLE:
        assert main(["convert", source, str(tmp_path / f"b{suffix}"), "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["splats"] == n and said["bytes"] == (tmp_path / f"b{suffix}").stat().st_size
    assert main(["convert", source, str(tmp_path / "c.sog"), "--max-splats", "500"]) == 0
    assert len(formats.load(tmp_path / "c.sog")) <= 500 and "splats of 2,000" in capsys.readouterr().out
    for arguments, word in (
        ([source, str(tmp_path / "b.ply")], "--force"),
        ([source, str(tmp_path / "b.ksplat")], "cannot be written"),
        ([str(tmp_path / "none.ply"), str(tmp_path / "d.ply")], "no file"),
        ([source, str(tmp_path / "d.ply"), "--max-splats", "0"], "at least 1"),
    ):
        assert main(["convert", *arguments]) == 2
        assert word in capsys.readouterr().err
    assert not (tmp_path / "d.ply").exists()
