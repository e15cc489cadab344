"""Boxes that a person writes, the parts of things, and blockouts."""

from __future__ import annotations

import json
import math
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.builders import Geometry
from worldgen.builders.parts import parts
from worldgen.layout import files
from worldgen.layout.boxes import boxes_layout
from worldgen.layout.layout import Instance, Layout, Shape, Style
from worldgen.layout.partial import fixed_fields, taken_m
from worldgen.layout.vocabulary import OBJECTS


def filled(layout: Layout) -> dict[tuple[float, ...], tuple[tuple[int, ...], str]]:
    """Cell centre → colour, class."""
    v = layout.voxels
    assert v is not None
    centers = np.round(np.asarray(v.origin_m) + (v.index_xyz + 0.5) * v.cell_m, 6)
    return {tuple(p): (tuple(c), v.classes[k]) for p, c, k in zip(centers.tolist(), v.color.tolist(), v.cls.tolist())}


coordinate = st.integers(-6, 6)
corner = st.tuples(coordinate, coordinate, coordinate)
box = st.tuples(corner, corner, st.sampled_from(["wall", "roof", "air"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(box, min_size=1, max_size=6), st.sampled_from([0.25, 0.5, 1.0]))
def test_each_cell_has_its_last_box(boxes: list, cell: float):
    boxes = [(np.minimum(a, b), np.maximum(a, b) + 1, c) for a, b, c in boxes]
    given_boxes = [
        {"class": c, "min": (a * cell).tolist(), "max": (b * cell).tolist(), "color": f"#0000{i:02x}"} for i, (a, b, c) in enumerate(boxes)
    ]
    expected = {}
    for i, (a, b, c) in enumerate(boxes):
        for x, y, z in np.ndindex(*(b - a)):
            expected[tuple(np.round((a + [x, y, z] + 0.5) * cell, 6).tolist())] = ((0, 0, i), c)
    expected = {k: v for k, v in expected.items() if v[1] != "air"}
    if not expected:
        with pytest.raises(ValueError, match="air|fill"):
            boxes_layout({"cell_m": cell, "boxes": given_boxes})
        return
    assert filled(boxes_layout({"cell_m": cell, "boxes": given_boxes})) == expected


def test_a_thin_wall_still_has_a_cell_and_the_class_its_colour():
    layout = boxes_layout({"cell_m": 0.5, "boxes": [{"class": "water", "min": [0, 0, 0], "max": [1, 0.1, 0.5]}]})
    assert filled(layout) == {(0.25, 0.25, 0.25): ((0x3C, 0x6F, 0x8C), "water"), (0.75, 0.25, 0.25): ((0x3C, 0x6F, 0x8C), "water")}


def test_what_is_left_out_is_filled_in_and_what_is_given_is_known():
    layout = boxes_layout(
        {
            "boxes": [{"class": "wall", "min": [-30, 0, 10], "max": [50, 3, 10.5]}],
            "instances": [{"class": "table", "position_m": [2, 0, 3], "yaw_rad": math.pi / 2}],
            "style": {"season": "winter"},
        }
    )
    (table,) = layout.instances
    assert (table.id, table.cls, table.size_m) == ("table_1", "table", OBJECTS["table"].size_m)
    assert fixed_fields(layout) >= {"voxels", "instances", "style.season"} and not fixed_fields(layout) & {"kind", "rooms", "style.hour"}
    wall, under = taken_m(layout)
    assert wall == pytest.approx((-30, 10, 50, 10.5)) and under == pytest.approx((1.55, 2.25, 2.45, 3.75))
    assert layout.extent_m[2] >= 60 and layout.extent_m[0] <= -40
    assert not fixed_fields(Layout())


WALL = {"class": "wall", "min": [0, 0, 0], "max": [1, 1, 1]}
PART = {"kind": "box", "center_m": [0, 0.5, 0], "size_m": [1, 1, 1]}
KIOSK = {"class": "kiosk", "position_m": [0, 0, 0], "size_m": [2, 3, 2]}


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ([], "neither boxes nor instances"),
        ({}, "neither boxes nor instances"),
        ({"boxes": [WALL], "colour": 1}, "unknown field 'colour'"),
        ({"boxes": 3}, "not a list"),
        ({"boxes": [3]}, r"boxes\[0\] is '3'"),
        ({"boxes": [WALL, WALL | {"class": "lava"}]}, r"boxes\[1\].class is 'lava'"),
        ({"boxes": [WALL | {"class": "table"}]}, "list it under instances"),
        ({"boxes": [WALL | {"class": ["wall"]}]}, "class is"),
        ({"boxes": [WALL | {"color": "red"}]}, "colour like '#a04030'"),
        ({"boxes": [WALL | {"max": [1, 1]}]}, "give .x, y, z. in metres"),
        ({"boxes": [WALL | {"max": [1, 1, 0]}]}, "max must lie above min"),
        ({"boxes": [WALL | {"max": [1, 1, float("nan")]}]}, "'nan'"),
        ({"boxes": [WALL | {"max": [1, 1, 10**400]}]}, "within"),
        ({"boxes": [WALL | {"max": [1, True, 1]}]}, "'True'"),
        ({"cell_m": 0, "boxes": [WALL]}, "cell_m is 0"),
        ({"cell_m": 0.01, "boxes": [WALL | {"max": [10, 10, 10]}]}, "1,000,000,000 cells"),
        ({"boxes": [WALL, WALL | {"min": [9000, 9000, 9000], "max": [9001, 9001, 9001]}]}, "cells of 0.25 m"),
        ({"boxes": [WALL | {"max": [50, 40, 40]}]}, "fill 5,120,000 cells"),
        ({"boxes": [WALL, WALL | {"class": "air"}]}, "fill 0 cells"),
        ({"instances": {}}, "instances is"),
        ({"instances": [{"class": "tble", "position_m": [0, 0, 0]}]}, "'tble', which is not known"),
        ({"instances": [{"class": "table"}]}, "lacks the field 'position_m'"),
        ({"instances": [KIOSK | {"parts": [PART | {"kind": "torus"}]}]}, "'torus'"),
        ({"instances": [KIOSK | {"parts": [PART | {"kind": "lathe"}]}]}, "profile has 0 points"),
        ({"instances": [KIOSK | {"parts": [PART | {"size_m": [1, 0, 1]}]}]}, "above 0"),
        ({"instances": [KIOSK | {"parts": [PART], "id": "a"}] * 2}, "'a' twice"),
        ({"instances": [], "style": {"season": "monsoon"}}, "'monsoon'"),
    ],
)
def test_mistakes_are_one_line(data: object, word: str):
    with pytest.raises(ValueError, match=word) as caught:
        boxes_layout(data)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400


def test_a_thousand_million_cells_are_refused_before_they_are_made(tmp_path: Path):
    (tmp_path / "a.json").write_text(json.dumps({"cell_m": 0.01, "boxes": [WALL | {"max": [10, 10, 10]}]}))
    tracemalloc.start()
    with pytest.raises(ValueError, match="1,000,000,000"):
        files.load(tmp_path / "a.json")
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


# ---- things made of parts


def volume(g: Geometry) -> float:
    p = g.vertices.astype(float)[g.triangles()]
    return float(np.einsum("ij,ij->", p[:, 0], np.cross(p[:, 1], p[:, 2])) / 6)


@pytest.mark.parametrize(
    ("kind", "profile", "share"),
    [
        ("box", (), 1.0),
        ("cylinder", (), math.pi / 4),
        ("sphere", (), math.pi / 6),
        ("lathe", ((2, 0), (0, 5)), math.pi / 12),
        ("extrusion", ((0, 0), (4, 0), (4, 4)), 0.5),
    ],
)
def test_parts_fill_their_box(kind: str, profile: tuple, share: float):
    """Volume, closed and outward, as a share of the part's box; place, colour and material as given."""
    part = Shape(kind, (1, 2, 3), (2, 3, 1.5), "#ff0000", "metal", profile=profile)
    g = parts(Instance("a", "kiosk", (0, 0, 0), (1, 1, 1), parts=(part,)), Style(), np.random.default_rng(0))
    assert volume(g) == pytest.approx(share * 2 * 3 * 1.5, rel=0.03)
    assert np.allclose([g.vertices.min(0), g.vertices.max(0)], [[0, 0.5, 2.25], [2, 3.5, 3.75]], atol=1e-5)
    assert np.allclose(g.color_linear, [1, 0, 0]) and g.materials == ("metal",)


def test_parts_turn_as_instances_do():
    """Yaw π/2 takes +Z to +X."""
    part = Shape("box", (0, 0, 0), (0.2, 0.2, 4), yaw_rad=math.pi / 2)
    g = parts(Instance("a", "kiosk", (0, 0, 0), (1, 1, 1), parts=(part,)), Style(), np.random.default_rng(0))
    assert np.allclose(g.vertices.max(0), [2, 0.1, 0.1], atol=1e-6)


@pytest.mark.parametrize(("kind", "profile"), [("lathe", ((0, 0), (0, 1))), ("extrusion", ((0, 0), (1, 0), (2, 0)))])
def test_parts_without_volume(kind: str, profile: tuple):
    part = Shape(kind, (0, 0, 0), (1, 1, 1), profile=profile)
    with pytest.raises(ValueError, match="encloses nothing"):
        parts(Instance("a", "kiosk", (0, 0, 0), (1, 1, 1), parts=(part,)), Style(), np.random.default_rng(0))


# ---- blockouts


def test_a_blockout_keeps_places_colours_and_names(tmp_path: Path):
    scene = trimesh.Scene()
    for name, x, color in (("Wall_01", 0, (0, 0, 255, 255)), ("Roof", 5, (255, 0, 0, 255))):
        block = trimesh.creation.box((2, 2, 2))
        block.visual.vertex_colors = np.tile(np.uint8(color), (8, 1))
        block.apply_translation((x, 1, 0))
        scene.add_geometry(block, node_name=name, geom_name=name)
    scene.export(tmp_path / "a.glb")
    seen = filled(files.load(tmp_path / "a.glb", voxel_m=0.25))
    walls = {p for p, (color, cls) in seen.items() if cls == "wall" and color == (0, 0, 255)}
    roofs = {p for p, (color, cls) in seen.items() if cls == "roof" and color == (255, 0, 0)}
    assert len(walls) + len(roofs) == len(seen) and len(walls) == len(roofs) == 8**3 - 6**3
    assert np.allclose([np.min(list(walls), 0), np.max(list(walls), 0)], [[-0.875, 0.125, -0.875], [0.875, 1.875, 0.875]])


def test_a_blockout_in_millimetres_is_refused(tmp_path: Path):
    trimesh.creation.box((9000, 3000, 9000)).export(tmp_path / "a.glb")
    with pytest.raises(ValueError, match="check its units"):
        files.load(tmp_path / "a.glb")
