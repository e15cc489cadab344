"""Layouts on disk: complete round trips, files written by hand, mistakes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from worldgen.corpus import sample
from worldgen.layout import files
from worldgen.layout.checks import checked
from worldgen.layout.layout import Curve, Ground, Instance, Layout, Opening, Room, Shape, Style, Voxels
from worldgen.layout.plain import layout_to_bytes
from worldgen.layout.vocabulary import VOXEL_CLASSES
from worldgen.prompt import SceneSpec


def full() -> Layout:
    """Every field away from its default."""
    rng = np.random.default_rng(0)
    height = rng.random((5, 7)).astype(np.float32)
    water = np.where(height > 0.5, np.nan, 0.25).astype(np.float32)
    part = Shape("lathe", (0, 1, 0), (1, 2, 1), "#102030", "metal", 0.3, ((1.0, 0.0), (0.5, 1.0)))
    room = Room(
        "hall", ((0, 0), (0, 4), (5, 4), (5, 0)), 0.1, 3.1, (Opening("door", 1, 2.0, 0.9, 0.0, 2.1),),
        "brick", "#aa0000", "tiles", "#bb0000", "timber", "#cc0000", 0.3, "mill",
    )  # fmt: skip
    mill = Instance("mill", "mill", (1, 0.5, 2), (7, 8, 7), 0.7, "#808080", "stone_courses", "Old Mill ö", (part,), "", ("lit",), 42)
    cells, colors = np.int32([[0, 0, 0], [3, -1, 2]]), np.uint8([[1, 2, 3], [4, 5, 6]])
    return Layout(
        kind="village",
        ground=Ground((-3.0, -2.0), 1.0, height, rng.integers(0, 9, (5, 7)).astype(np.uint8), water),
        rooms=(room,),
        curves=(Curve("river", ((0, 0, 0), (5, 0, 5.5)), 3.0, "sand", "#112233", 0.5),),
        instances=(mill, Instance("z", "zorblat", (4, 0, 4), (1, 1, 1), asset="zorblat")),
        voxels=Voxels((0, 1, 2), 0.25, cells, colors, np.uint8([0, 3]), VOXEL_CLASSES),
        style=Style("winter", "fog", 18.5, 200.0, {"roof": "#a04030"}, {"wall": "brick"}),
        extent_m=(-20, -21, 22, 23),
        entrance_m=(1, 0, 9),
        entrance_yaw_rad=3.0,
        views_m=((1, 2, 3, 0.5),),
        notes=("two chairs became one",),
    )


def same(a: object, b: object) -> bool:
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
    if dataclasses.is_dataclass(a):
        return type(a) is type(b) and all(same(getattr(a, f.name), getattr(b, f.name)) for f in dataclasses.fields(a))
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    return a == b


def test_the_sample_departs_from_every_default():
    blank = Layout()
    assert not [f.name for f in dataclasses.fields(Layout) if same(getattr(full(), f.name), getattr(blank, f.name))]


@pytest.mark.parametrize("layout", [full(), Layout()], ids=["full", "empty"])
def test_round_trip(tmp_path: Path, layout: Layout):
    files.save(tmp_path, layout)
    for path in (tmp_path, tmp_path / "layout.json"):
        assert same(files.load(path), layout)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["layout.json", "layout.safetensors"]


def test_the_same_layout_gives_the_same_bytes(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        files.save(tmp_path / name, full())
    for file in ("layout.json", "layout.safetensors"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_a_few_lines_by_hand_are_a_layout(tmp_path: Path):
    chair = {"id": "c", "cls": "chair", "position_m": [1, 0, 2], "size_m": [0.5, 1, 0.5]}
    (tmp_path / "a.json").write_text(json.dumps({"schema": 1, "kind": "living_room", "instances": [chair]}))
    assert same(files.load(tmp_path / "a.json"), Layout("living_room", instances=(Instance("c", "chair", (1, 0, 2), (0.5, 1, 0.5)),)))


def test_a_saved_world_is_a_layout_too(tmp_path: Path):
    """Its layout.json has no schema of its own: the manifest has."""
    text, arrays = layout_to_bytes(full())
    (tmp_path / "layout.json").write_bytes(text)
    (tmp_path / "layout.safetensors").write_bytes(arrays)
    assert same(files.load(tmp_path), full())


def test_the_grammar_makes_what_the_checks_allow():
    room = sample(SceneSpec(kind="living_room"), None, 3)
    assert checked(room) is room and len(room.instances) > 5


def test_boxes_come_through_the_same_door(tmp_path: Path):
    (tmp_path / "a.json").write_text(json.dumps({"boxes": [{"class": "wall", "min": [0, 0, 0], "max": [1, 1, 1]}]}))
    assert len(files.load(tmp_path / "a.json").voxels.index_xyz) == 64  # type: ignore[union-attr]


EDITS = [
    ("schema", 2, "schema 2, this version reads up to 1"),
    ("schema", "x", "schema 'x'"),
    ("color", 1, "unknown field 'color'"),
    ("kind", 3, r"layout.json.kind is '3', not a text"),
    ("style.season", "monsoon", "season is 'monsoon'"),
    ("style.hour", 25, "hour is 25"),
    ("style.palette", {"roof": "red"}, "palette.roof is 'red'"),
    ("style.materials", {"roof": "cheese"}, "materials.roof is 'cheese'"),
    ("ground.cell_m", 0, "cell_m is 0"),
    ("ground.height_m", "array:nothing", "names no array"),
    ("ground.height_m", [[1]], "names no array"),
    ("ground.surface", "array:ground.height_m", "give uint8"),
    ("rooms.0.corners_m", [[0, 0], [1, 1]], "2 corners"),
    ("rooms.0.ceiling_m", 0.2, "ceiling at 0.2"),
    ("rooms.0.openings.0.wall", 4, "wall is 4"),
    ("rooms.0.openings.0.kind", "hatch", "'hatch'"),
    ("rooms.0.wall_color", "", "wall_color is ''"),
    ("curves.0.cls", "canyon", "'canyon'"),
    ("curves.0.width_m", -1, "width_m is -1"),
    ("curves.0.points_m", [[0, 0, 0]], "1 points"),
    ("instances.0.size_m", [1, -1, 1], r"instances\[0\].size_m is"),
    ("instances.0.position_m", [0, 1e9, 0], r"instances\[0\].position_m is"),
    ("instances.0.color", "#12345", "'#12345'"),
    ("instances.0.material", "cheese", "'cheese'"),
    ("instances.0.yaw_rad", "left", "'left', not a number"),
    ("instances.0.seed", 1.5, "'1.5', not a whole number"),
    ("instances.0.parts.0.profile", [[-1, 0], [1, 1]], "radius below 0"),
    ("instances.1.id", "mill", "'mill' twice"),
    ("instances.1.asset", "", "'zorblat', which is not known"),
    ("voxels.cls", "array:voxels.color", "give uint8 of"),
    ("voxels.classes", ["solid"], "cls holds 3"),
    ("voxels.cell_m", None, "not a number"),
    ("extent_m", [0, 0, 0, 5], "x0 < x1"),
    ("entrance_m", [0, 0], "not a list of 3"),
    ("views_m", [[0, 0, 0]], "not a list of 4"),
]


@pytest.mark.parametrize(("field", "value", "word"), EDITS, ids=[f"{f}={v}"[:40] for f, v, _ in EDITS])
def test_a_bad_edit_is_one_line(tmp_path: Path, field: str, value: object, word: str):
    files.save(tmp_path, full())
    data = json.loads((tmp_path / "layout.json").read_text())
    *way, last = field.split(".")
    place = data
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    (tmp_path / "layout.json").write_text(json.dumps(data))
    with pytest.raises(ValueError, match=word) as caught:
        files.load(tmp_path)
    assert "\n" not in str(caught.value)


NONSENSE = ["", "{", "[" * 100_000, "NaN", '"x"', "\0\0", '{"schema": 1, "entrance_m": [NaN, 0, 0]}', '{"schema": 1e999}']


@pytest.mark.parametrize("text", NONSENSE)
def test_what_is_no_layout(tmp_path: Path, text: str):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(ValueError) as caught:
        files.load(tmp_path / "a.json")
    assert "\n" not in str(caught.value)


def test_damaged_arrays(tmp_path: Path):
    files.save(tmp_path, full())
    data = (tmp_path / "layout.safetensors").read_bytes()
    for bad in (b"", data[:-1], b"\xff" * 16, data[: len(data) // 2]):
        (tmp_path / "layout.safetensors").write_bytes(bad)
        with pytest.raises(ValueError, match="not safetensors"):
            files.load(tmp_path)
    (tmp_path / "layout.safetensors").unlink()
    with pytest.raises(ValueError, match="names no array"):
        files.load(tmp_path)


@pytest.mark.parametrize(("name", "word"), [("missing.vox", "no layout"), ("a.txt", "suffix '.txt'"), (".", "no layout")])
def test_wrong_paths(tmp_path: Path, name: str, word: str):
    (tmp_path / "a.txt").write_text("hello")
    with pytest.raises(ValueError, match=word):
        files.load(tmp_path / name)


def test_what_cannot_be_is_not_saved(tmp_path: Path):
    with pytest.raises(ValueError, match="extent_m"):
        files.save(tmp_path, dataclasses.replace(full(), extent_m=(1, 1, 0, 0)))
    assert not list(tmp_path.iterdir())
