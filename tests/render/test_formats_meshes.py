"""GLB out, GLB and OBJ in; trimesh reads what we write."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
import trimesh
from PIL import Image

from render import Mesh
from render.formats import glb, meshes


def two_boxes() -> Mesh:
    parts = []
    for number, color in ((7, (200, 30, 12)), (3, (5, 60, 255))):
        box = trimesh.creation.box((1, 2, 3))
        box.apply_translation((number, 1, 0))
        parts.append(
            Mesh(
                box.vertices.astype(np.float32), box.faces.astype(np.int32), np.tile(np.uint8(color), (8, 1)),
                np.full(12, number, np.int32),
            )
        )  # fmt: skip
    return Mesh.concat(parts)


def tree_of(path: Path) -> dict:
    data = path.read_bytes()
    return json.loads(data[20 : 20 + struct.unpack_from("<I", data, 12)[0]])


def test_nodes_colours_and_places(tmp_path: Path):
    glb.save(tmp_path / "a.glb", two_boxes(), {7: "church"})
    scene = trimesh.load_scene(tmp_path / "a.glb", process=False)
    assert set(scene.graph.nodes_geometry) == {"church", "instance_3"}
    assert np.allclose(scene.bounds, [[2.5, 0, -1.5], [7.5, 2, 1.5]])
    parts = {p.name: p for p in meshes.load(tmp_path / "a.glb")}
    assert len(parts["church"].faces) == 12
    red = ((np.array([200, 30, 12]) / 255 + 0.055) / 1.055) ** 2.4
    assert np.abs(parts["church"].color_linear - red).max() < 0.004  # linear on disk; trimesh rounds to 8 bits when reading
    tree = tree_of(tmp_path / "a.glb")
    assert tree["extensionsUsed"] == ["KHR_materials_unlit"]
    assert {a["componentType"] for a in tree["accessors"]} == {5123, 5125, 5126}


def test_dark_tones_stay_apart(tmp_path: Path):
    """In 8 linear bits the sRGB values 0 to 12 would be one."""
    ramp = np.repeat(np.arange(30, dtype=np.uint8)[:, None], 3, axis=1)
    glb.save(tmp_path / "a.glb", Mesh(np.eye(3, dtype=np.float32)[np.arange(30) % 3], np.arange(30).reshape(-1, 3), ramp))
    data = (tmp_path / "a.glb").read_bytes()
    tree = tree_of(tmp_path / "a.glb")
    view = tree["bufferViews"][tree["accessors"][tree["meshes"][0]["primitives"][0]["attributes"]["COLOR_0"]]["bufferView"]]
    start = 20 + struct.unpack_from("<I", data, 12)[0] + 8 + view["byteOffset"]
    assert len(set(np.frombuffer(data, "<u2", view["byteLength"] // 2, start).reshape(-1, 4)[:, 0].tolist())) == 30


def test_same_mesh_same_bytes(tmp_path: Path):
    glb.save(tmp_path / "a.glb", two_boxes())
    glb.save(tmp_path / "b.glb", two_boxes())
    data = (tmp_path / "a.glb").read_bytes()
    assert data == (tmp_path / "b.glb").read_bytes() and struct.unpack_from("<I", data, 8)[0] == len(data)


def test_no_faces(tmp_path: Path):
    with pytest.raises(ValueError, match="no faces"):
        glb.save(tmp_path / "a.glb", Mesh.concat([]))


def test_texture_reaches_the_faces(tmp_path: Path):
    """One quad with a picture, red left and blue right, becomes many small faces of those colours."""
    picture = Image.fromarray(np.repeat(np.uint8([[[255, 0, 0]] * 8 + [[0, 0, 255]] * 8]), 16, axis=0))
    quad = trimesh.Trimesh([[0, 0, 0], [2, 0, 0], [2, 1, 0], [0, 1, 0]], [[0, 1, 2], [0, 2, 3]], process=False)
    material = trimesh.visual.material.PBRMaterial(baseColorTexture=picture)
    quad.visual = trimesh.visual.TextureVisuals([[0, 0], [1, 0], [1, 1], [0, 1]], material=material)
    quad.export(tmp_path / "a.glb")
    (part,) = meshes.load(tmp_path / "a.glb")
    middle = part.vertices[part.faces].mean(1)[:, 0]
    assert len(part.faces) > 1000
    assert part.color_linear[middle < 0.98, 0].min() > 0.9 and part.color_linear[middle < 0.98, 2].max() < 0.1
    assert part.color_linear[middle > 1.02, 2].min() > 0.9
    p = part.vertices[part.faces].astype(float)
    area = np.linalg.norm(np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]), axis=1).sum() / 2
    assert area == pytest.approx(2, rel=1e-5)


def test_mirrored_nodes_keep_their_outside(tmp_path: Path):
    scene = trimesh.Scene()
    scene.add_geometry(trimesh.creation.box((1, 1, 1)), transform=np.diag([-2.0, 1, 1, 1]))
    scene.export(tmp_path / "a.glb")
    (part,) = meshes.load(tmp_path / "a.glb")
    assert trimesh.Trimesh(part.vertices, part.faces).volume == pytest.approx(2)


def test_obj_diffuse_colour_is_srgb(tmp_path: Path):
    (tmp_path / "a.mtl").write_text("newmtl red\nKd 0.5 0.1 0.1\n")
    (tmp_path / "a.obj").write_text("mtllib a.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nusemtl red\nf 1 2 3\n")
    (part,) = meshes.load(tmp_path / "a.obj")
    assert part.color_linear[0] == pytest.approx([0.212, 0.0100, 0.0100], abs=0.004)


def hostile(tree: dict, body: bytes = b"\0" * 64) -> bytes:
    text = json.dumps(tree).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(body), b"BIN\0") + body
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "not a GLB"),
        (b"glTF" + b"\0" * 40, "not a GLB"),
        (hostile({"asset": {"version": "2.0"}}), "no faces"),
        (hostile({"accessors": [{"count": 10**12, "componentType": 5126, "type": "VEC3"}]}), "promises 1,000,000,000,000"),
        (hostile({"accessors": [{"count": -5}]}), "not a GLB"),
        (hostile({"buffers": [{"uri": "../../etc/passwd", "byteLength": 64}]}), "other files"),
        (hostile({"accessors": [{"count": "x"}]}), "not a GLB"),
        (hostile({"meshes": [{"primitives": [{"attributes": {"POSITION": 9}}]}], "nodes": [{"mesh": 0}]}), "cannot be read|no faces"),
    ],
)
def test_hostile_glb(tmp_path: Path, data: bytes, word: str):
    (tmp_path / "a.glb").write_bytes(data)
    with pytest.raises(ValueError, match=word) as caught:
        meshes.load(tmp_path / "a.glb")
    assert "\n" not in str(caught.value)


def test_mesh_validates():
    with pytest.raises(ValueError, match="faces name vertices"):
        Mesh(np.zeros((2, 3)), np.array([[0, 1, 2]]))
    with pytest.raises(ValueError, match="colors has the shape"):
        Mesh(np.zeros((3, 3)), np.array([[0, 1, 2]]), np.zeros((2, 3), np.uint8))
