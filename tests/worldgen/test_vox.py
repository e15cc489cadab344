"""MagicaVoxel files, against a tiny writer of our own."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.builders.voxels import voxel_geometry
from worldgen.layout import files
from worldgen.layout.cells import bounds_m
from worldgen.layout.layout import Layout, Voxels
from worldgen.layout.vocabulary import VOXEL_CLASSES
from worldgen.layout.vox import default_palette, load_vox


def chunk(name: str, content: bytes = b"", children: bytes = b"") -> bytes:
    return name.encode() + struct.pack("<II", len(content), len(children)) + content + children


def words(**pairs: str) -> bytes:
    out = struct.pack("<I", len(pairs))
    for key, value in pairs.items():
        for text in (key, value):
            out += struct.pack("<I", len(text)) + text.encode()
    return out


def model(size: tuple[int, int, int], cells: list[tuple[int, int, int, int]]) -> bytes:
    return chunk("SIZE", struct.pack("<III", *size)) + chunk("XYZI", struct.pack("<I", len(cells)) + bytes(v for c in cells for v in c))


def palette(colors: dict[int, tuple[int, int, int]]) -> bytes:
    """By colour index, 1 to 255."""
    rgba = np.zeros((256, 4), np.uint8)
    for index, rgb in colors.items():
        rgba[index - 1] = (*rgb, 255)
    return chunk("RGBA", rgba.tobytes())


def transform(node: int, child: int, *, layer: int = -1, hidden: bool = False, **frame: str) -> bytes:
    attributes = words(_hidden="1") if hidden else words()
    return chunk("nTRN", struct.pack("<i", node) + attributes + struct.pack("<iiii", child, -1, layer, 1) + words(**frame))


def group(node: int, *children: int) -> bytes:
    return chunk("nGRP", struct.pack("<i", node) + words() + struct.pack(f"<i{len(children)}i", len(children), *children))


def shape(node: int, number: int) -> bytes:
    return chunk("nSHP", struct.pack("<i", node) + words() + struct.pack("<ii", 1, number) + words())


def vox(*chunks: bytes) -> bytes:
    return b"VOX " + struct.pack("<I", 150) + chunk("MAIN", b"", b"".join(chunks))


def read(tmp_path: Path, *chunks: bytes, **options: object) -> Layout:
    (tmp_path / "a.vox").write_bytes(vox(*chunks))
    return load_vox(tmp_path / "a.vox", **options)  # type: ignore[arg-type]


def cells_of(layout: Layout) -> dict[tuple[int, int, int], tuple[int, int, int]]:
    v = layout.voxels
    assert v is not None
    return {tuple(i): tuple(c) for i, c in zip(v.index_xyz.tolist(), v.color.tolist())}


def test_axes_colours_and_size(tmp_path: Path):
    """MagicaVoxel's z is up and its front is −y, which is our +Z."""
    layout = read(tmp_path, model((3, 4, 5), [(0, 0, 0, 1), (2, 3, 4, 9)]), palette({1: (10, 20, 30), 9: (200, 100, 50)}), voxel_m=0.5)
    assert cells_of(layout) == {(0, 0, 3): (10, 20, 30), (2, 4, 0): (200, 100, 50)}
    assert layout.voxels is not None
    assert np.allclose(bounds_m(layout.voxels), [[-0.75, 0, -1], [0.75, 2.5, 1]])


def test_a_cell_is_a_tenth_of_a_metre(tmp_path: Path):
    layout = read(tmp_path, model((1, 1, 1), [(0, 0, 0, 1)]), palette({1: (1, 2, 3)}))
    assert layout.voxels is not None and layout.voxels.cell_m == 0.1
    assert files.load(tmp_path / "a.vox", voxel_m=0.25).voxels.cell_m == 0.25  # type: ignore[union-attr]


def test_default_palette():
    """Spot values of the palette that the format's description lists."""
    p = default_palette()
    assert p.shape == (256, 3)
    known = {1: (255, 255, 255), 2: (255, 255, 204), 7: (255, 204, 255), 37: (204, 255, 255), 215: (0, 0, 51), 216: (238, 0, 0)}
    known[255] = (17, 17, 17)
    assert {i: tuple(p[i].tolist()) for i in known} == known


def test_without_palette_the_default_one_holds(tmp_path: Path):
    assert set(cells_of(read(tmp_path, model((1, 1, 1), [(0, 0, 0, 216)]))).values()) == {(238, 0, 0)}


ROTATIONS = [bits for bits in range(128) if bits & 3 != (bits >> 2) & 3 and 3 not in (bits & 3, bits >> 2 & 3)]


@settings(max_examples=60, deadline=None)
@given(
    bits=st.sampled_from(ROTATIONS), outer=st.sampled_from(ROTATIONS), size=st.tuples(*[st.integers(1, 5)] * 3),
    shift=st.tuples(*[st.integers(-9, 9)] * 3), seed=st.integers(0, 99),
)  # fmt: skip
def test_scene_graph(tmp_path_factory: pytest.TempPathFactory, bits: int, outer: int, size: tuple, shift: tuple, seed: int):
    """A model turned and moved inside a turned group: cells lie where real-number centres, turned about the pivot, fall."""

    def matrix(r: int) -> np.ndarray:
        rows = (r & 3, r >> 2 & 3, 3 - (r & 3) - (r >> 2 & 3))
        return np.array([[(-1.0 if r >> 4 + i & 1 else 1.0) * (j == column) for j in range(3)] for i, column in enumerate(rows)])

    rng = np.random.default_rng(seed)
    filled = [(*c, i % 255 + 1) for i, c in enumerate(np.argwhere(rng.random(size) < 0.6).tolist())] or [(0, 0, 0, 1)]
    move = " ".join(map(str, shift))
    graph = transform(0, 1) + group(1, 2) + transform(2, 3, _r=str(outer), _t="4 -3 2")
    graph += group(3, 4) + transform(4, 5, _r=str(bits), _t=move)
    anchor = transform(6, 7, _t="60 60 60") + shape(7, 1)  # a far single cell fixes the frame
    data = vox(model(size, filled), model((1, 1, 1), [(0, 0, 0, 255)]), graph, shape(5, 0), anchor)
    path = tmp_path_factory.mktemp("vox") / "a.vox"
    path.write_bytes(data)
    seen = cells_of(load_vox(path))
    pivot = np.array(size) // 2
    expected = {}
    for x, y, z, color in filled:
        p = matrix(outer) @ (matrix(bits) @ (np.array([x, y, z]) + 0.5 - pivot) + shift) + (4, -3, 2)
        expected[tuple(np.floor(p).astype(int))] = tuple(default_palette()[color].tolist())
    expected[60, 60, 60] = tuple(default_palette()[255].tolist())
    ours = {(x, z, -1 - y): c for (x, y, z), c in expected.items()}
    low = np.min(list(ours), axis=0)
    assert seen == {tuple((np.array(i) - low).tolist()): c for i, c in ours.items()}


def test_hidden_parts_are_left_out_and_told(tmp_path: Path):
    cells = model((1, 1, 1), [(0, 0, 0, 1)])
    layer = chunk("LAYR", struct.pack("<i", 4) + words(_hidden="1") + struct.pack("<i", -1))
    graph = group(0, 1, 3, 5) + transform(1, 2) + shape(2, 0) + transform(3, 4, hidden=True, _t="3 0 0") + shape(4, 0)
    layout = read(tmp_path, cells, graph, transform(5, 6, layer=4, _t="6 0 0"), shape(6, 0), layer)
    assert len(cells_of(layout)) == 1 and "2 hidden parts" in layout.notes[0]


def test_models_without_a_graph_stand_in_a_row(tmp_path: Path):
    layout = read(tmp_path, model((2, 1, 1), [(0, 0, 0, 1), (1, 0, 0, 1)]), model((1, 1, 1), [(0, 0, 0, 2)]))
    assert sorted(cells_of(layout)) == [(0, 0, 0), (1, 0, 0), (3, 0, 0)] and "stand in a row" in layout.notes[0]


def classes(layout: Layout) -> dict[tuple[int, int, int], str]:
    v = layout.voxels
    assert v is not None
    return {tuple(c): v.classes[k] for c, k in zip(v.color.tolist(), v.cls.tolist())}


RED, GREEN = (200, 20, 20), (20, 200, 20)
TWO = (model((1, 1, 2), [(0, 0, 0, 5), (0, 0, 1, 250)]), palette({5: RED, 250: GREEN}))


def test_classes_from_notes(tmp_path: Path):
    """Names run from the bottom row of the palette window; colour 5 is in its top row, 250 in the bottom one."""
    names = ["Oak planks", *[""] * 30, "roof tiles roof"]
    note = chunk("NOTE", struct.pack("<I", 32) + b"".join(struct.pack("<I", len(n)) + n.encode() for n in names))
    assert classes(read(tmp_path, *TWO, note)) == {GREEN: "wood", RED: "roof"}


def test_notes_follow_a_rearranged_palette(tmp_path: Path):
    names = [*[""] * 31, "water"]
    note = chunk("NOTE", struct.pack("<I", 32) + b"".join(struct.pack("<I", len(n)) + n.encode() for n in names))
    shown = np.r_[1:256, 0].astype(np.uint8)
    shown[[4, 249]] = shown[[249, 4]]
    assert classes(read(tmp_path, *TWO, note, chunk("IMAP", shown.tobytes())))[GREEN] == "water"


def test_a_users_mapping_wins(tmp_path: Path):
    (tmp_path / "a.classes.json").write_text(json.dumps({"5": "door", "#14C814": "glass"}))
    assert classes(read(tmp_path, *TWO)) == {RED: "door", GREEN: "glass"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ('{"5": "lava"}', "'lava'"),
        ('{"0": "wall"}', "'0'"),
        ('{"#12": "wall"}', "'#12'"),
        ('{"5": ["wall"]}', "class"),
    ],
)
def test_bad_mappings(tmp_path: Path, text: str, word: str):
    (tmp_path / "a.classes.json").write_text(text)
    with pytest.raises(ValueError, match=word):
        read(tmp_path, *TWO)


def test_classes_from_material_colour_and_shape(tmp_path: Path):
    floor = [(x, y, 0, 1) for x in range(8) for y in range(8)]
    crown = [(x, y, z, 2) for x in range(3) for y in range(3) for z in range(4, 7)]
    trunk = [(1, 1, z, 3) for z in range(1, 4)]
    emit = chunk("MATL", struct.pack("<i", 4) + words(_type="_emit"))
    colors = palette({1: (80, 150, 50), 2: (60, 120, 40), 3: (110, 74, 44), 4: (255, 230, 160)})
    found = classes(read(tmp_path, model((8, 8, 8), [*floor, *crown, *trunk, (7, 7, 7, 4)]), colors, emit))
    assert found == {(80, 150, 50): "grass", (60, 120, 40): "leaves", (110, 74, 44): "wood", (255, 230, 160): "light"}


BASE = model((2, 2, 2), [(0, 0, 0, 1)])
DAG = b"".join(group(i, i + 1, i + 1) for i in range(40)) + shape(40, 0)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "does not begin"),
        (b"VOX " + b"\0" * 30, "does not begin"),
        (vox(BASE)[:-1], "cut short"),
        (vox(), "no filled voxels"),
        (vox(model((2, 2, 2), [])), "no filled voxels"),
        (vox(model((2, 2, 2), [(2, 0, 0, 1)])), "outside of its model"),
        (vox(chunk("SIZE", struct.pack("<III", 2, 2, 2)) + chunk("XYZI", struct.pack("<I", 2**31 - 1))), "names 2,147,483,647 entries"),
        (vox(chunk("SIZE", struct.pack("<III", 2**31 - 1, 2, 2))), "not possible"),
        (vox(chunk("XYZI", struct.pack("<I", 0))), "without a size"),
        (vox(BASE, chunk("RGBA", b"1234")), "RGBA is cut short"),
        (vox(BASE, transform(0, 0)), "no filled voxels|circular"),
        (vox(BASE, group(5, 0), transform(0, 1), group(1, 0)), "circular"),
        (vox(BASE, DAG), "circular or places more"),
        (vox(BASE, transform(0, 9)), "node 9"),
        (vox(BASE, transform(0, 1), shape(1, 3)), "model 3 of 1"),
        (vox(BASE, transform(0, 1, _r="5"), shape(1, 0)), "turned by '5'"),
        (vox(BASE, transform(0, 1, _t="1e9 0 0"), shape(1, 0)), "moved by"),
        (vox(BASE, transform(0, 1, _t="99999999 0 0"), shape(1, 0)), "99999999"),
        (vox(BASE, b"nTRN" + struct.pack("<II", 10**9, 0)), "beyond the file's end"),
    ],
)
def test_hostile_files(tmp_path: Path, data: bytes, word: str):
    (tmp_path / "a.vox").write_bytes(data)
    with pytest.raises(ValueError, match=word) as caught:
        load_vox(tmp_path / "a.vox")
    assert "\n" not in str(caught.value)


@settings(max_examples=120, deadline=None)
@given(at=st.integers(0, 5000), value=st.integers(0, 255), length=st.integers(0, 5000))
def test_damage_is_a_value_error_or_harmless(tmp_path_factory: pytest.TempPathFactory, at: int, value: int, length: int):
    whole = vox(BASE, transform(0, 1) + group(1, 2) + transform(2, 3, _r="20", _t="1 2 3") + shape(3, 0), palette({1: RED}))
    data = bytearray(whole)
    data[at % len(data)] = value
    path = tmp_path_factory.mktemp("vox") / "a.vox"
    path.write_bytes(bytes(data[: length or None]))
    try:
        load_vox(path)
    except ValueError as error:
        assert "\n" not in str(error)


# ---- what is built of cells


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 999), density=st.sampled_from([0.05, 0.4, 0.9]))
def test_surface_encloses_exactly_the_cells(seed: int, density: float):
    """By the divergence theorem the faces enclose n cells; each lies between a filled and an empty one, in the filled one's colour."""
    rng = np.random.default_rng(seed)
    filled = rng.random((5, 4, 6)) < density
    filled[0, 0, 0] = True
    index = np.argwhere(filled).astype(np.int32)
    color = rng.integers(0, 256, (len(index), 3), np.uint8)
    voxels = Voxels((-3.0, 0.5, 2.0), 0.25, index, color, np.zeros(len(index), np.uint8), VOXEL_CLASSES)
    g = voxel_geometry(voxels)
    p = g.vertices.astype(float)[g.triangles()]
    assert np.einsum("ij,ij->", p[:, 0], np.cross(p[:, 1], p[:, 2])) / 6 == pytest.approx(len(index) * 0.25**3, rel=1e-4)
    corners = g.vertices[g.faces].astype(float)
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) / 0.25**2
    middle = corners.mean(1)
    inner, outer = (np.floor((middle + s * 0.1 * normal - voxels.origin_m) / 0.25).astype(int) for s in (-1, 1))
    padded = np.pad(filled, 1)
    assert padded[tuple((inner + 1).T)].all() and not padded[tuple((outer + 1).T)].any()
    lookup = {tuple(i): c for i, c in zip(index.tolist(), color.tolist())}
    srgb = np.where(g.color_linear <= 0.0031308, g.color_linear * 12.92, 1.055 * g.color_linear ** (1 / 2.4) - 0.055) * 255
    assert np.abs(srgb - [lookup[tuple(i)] for i in inner.tolist()]).max() < 0.01
    assert np.allclose(g.face_areas_m2, 0.25**2)
    assert len(g.faces) == sum(int(np.abs(np.diff(padded.astype(int), axis=axis)).sum()) for axis in range(3))


def test_lights_shine_and_doubles_count_once():
    light = VOXEL_CLASSES.index("light")
    index = np.int32([[0, 0, 0], [0, 0, 0], [5, 0, 0]])
    voxels = Voxels((0, 0, 0), 1.0, index, np.uint8([[9, 9, 9], [255, 0, 0], [255, 255, 255]]), np.uint8([0, 0, light]), VOXEL_CLASSES)
    g = voxel_geometry(voxels)
    assert len(g.faces) == 12 and g.materials == ("voxel",)
    near = g.vertices[g.faces].mean(1)[:, 0] < 2
    assert np.allclose(g.color_linear[near], [1, 0, 0]) and not g.emission_linear[near].any() and (g.emission_linear[~near] > 1).all()


def test_no_cells_no_faces():
    none = Voxels((0, 0, 0), 1.0, np.zeros((0, 3), np.int32), np.zeros((0, 3), np.uint8), np.zeros(0, np.uint8), VOXEL_CLASSES)
    assert len(voxel_geometry(none).faces) == 0
