"""Baked textures and the files that carry them, GLB and OBJ."""

from __future__ import annotations

import io
import json
import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from mesh_scenes import pattern, psnr, village
from PIL import Image

from render import Camera, Gaussians, Mesh, Textured
from render.formats import glb, meshes, obj
from render.texture import SplatColors, baked
from render.texture import unwrap as unwrapping


def sampled(texture: np.ndarray, uv: np.ndarray) -> np.ndarray:
    """sRGB 0..1 at uv (n, 2), between the four nearest texels, as a GPU does it."""
    high, wide = texture.shape[:2]
    x, y = uv[:, 0] * wide - 0.5, uv[:, 1] * high - 0.5
    i, j = np.floor(x).astype(int), np.floor(y).astype(int)
    total = np.zeros((len(uv), 3))
    for di, dj in ((0, 0), (1, 0), (0, 1), (1, 1)):
        weight = np.where(di, x - i, 1 - x + i) * np.where(dj, y - j, 1 - y + j)
        total += weight[:, None] * texture[(j + dj).clip(0, high - 1), (i + di).clip(0, wide - 1)] / 255
    return total


def on_faces(mesh: Mesh, count: int = 20) -> tuple[np.ndarray, np.ndarray]:
    """Random places: (face (n,), weights (n, 3)), edges and corners included."""
    rng = np.random.default_rng(0)
    face = np.repeat(np.arange(len(mesh)), count)
    weights = rng.dirichlet([0.5] * 3, len(face))
    return face, weights


def test_the_texture_shows_what_was_baked():
    """On every face, to its edges, although bilinear filtering looks past them; faces, ids and vertex colours stay as they were."""
    mesh = village()
    shares: list[float] = []
    t = baked(mesh, pattern, size_px=256, progress=shares.append)
    assert max(t.texture.shape) <= 256 and shares[-1] == 1
    assert np.array_equal(t.mesh.vertices[t.mesh.faces], mesh.vertices[mesh.faces])
    assert np.array_equal(t.mesh.instance_ids, mesh.instance_ids)
    assert np.array_equal(t.mesh.colors[t.mesh.faces], mesh.colors[mesh.faces])
    face, weights = on_faces(mesh)
    uv = np.einsum("nk,nkc->nc", weights, t.uv[t.mesh.faces[face]])
    points = np.einsum("nk,nkc->nc", weights, mesh.vertices[mesh.faces[face]])
    wanted = pattern(points, mesh.to_trimesh().face_normals[face])
    assert np.abs(sampled(t.texture, uv) - wanted).max() < 0.06
    assert psnr(sampled(t.texture, uv), wanted) > 40


def test_charts_do_not_bleed_into_mipmaps():
    """Red and blue boxes on one texture: three levels down, red is still red at every place."""
    mesh = village()
    red = mesh.instance_ids == 4

    def two(points: np.ndarray, normals: np.ndarray) -> np.ndarray:
        tall = (points[:, 0] < -0.6) & (points[:, 1] > 1e-3) & (np.abs(points[:, 2] + 0.3) < 0.36)
        return np.where(tall[:, None], [1.0, 0, 0], [0, 0, 1.0])

    t = baked(mesh, two, size_px=512)
    assert (t.texture.sum(axis=2) > 200).all()  # no black gap anywhere
    small = np.asarray(Image.fromarray(t.texture).reduce(2))
    face, weights = on_faces(mesh.submesh(red))
    face = np.flatnonzero(red)[face]
    points = np.einsum("nk,nkc->nc", weights, mesh.vertices[mesh.faces[face]])
    uv = np.einsum("nk,nkc->nc", weights, t.uv[t.mesh.faces[face]])
    seen = sampled(small, uv)[points[:, 1] > 0.02]
    assert np.quantile(seen[:, 0], 0.01) > 0.8


def test_texels_where_they_are_wanted():
    """Faces that deserve texels four times as small get about sixteen times as many; none gets more than it asks for."""
    mesh = village()
    area = mesh.to_trimesh().area_faces
    texel_m = np.where(mesh.instance_ids == 9, 0.01, 0.04).astype(np.float32)
    t = baked(mesh, pattern, size_px=1024, texel_m=texel_m)
    uv = t.uv[t.mesh.faces] * [t.texture.shape[1], t.texture.shape[0]]
    ab, ac = uv[:, 1] - uv[:, 0], uv[:, 2] - uv[:, 0]
    texels = np.abs(ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]) / 2
    got = np.sqrt(area / texels)
    assert np.median(got[mesh.instance_ids == 9]) == pytest.approx(0.01, rel=0.1)
    assert np.median(got[mesh.instance_ids == 0]) == pytest.approx(0.04, rel=0.1)
    assert max(t.texture.shape) < 400  # smaller than allowed, since no more was asked for


def test_large_instances_are_cut_and_the_smallest_faces_have_their_colour(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unwrapping, "BLOCK", 40)
    mesh = village()
    speck = Mesh(np.float32([[9, 9, 9], [9.001, 9, 9], [9, 9.001, 9]]), np.array([[0, 1, 2]]), np.zeros((3, 3), np.uint8), np.array([77]))
    t = baked(Mesh.concat([mesh, speck]), lambda p, n: np.where(p[:, :1] > 8, [0.0, 1, 0], [1.0, 0, 1]), size_px=128)
    center = t.uv[t.mesh.faces[-1]].mean(0, keepdims=True)
    row, column = (center[0, ::-1] * t.texture.shape[:2]).astype(int)
    assert t.texture[row, column].tolist() == [0, 255, 0]


def test_what_cannot_be_baked():
    with pytest.raises(ValueError, match="no faces"):
        baked(Mesh.concat([]), pattern)
    with pytest.raises(ValueError, match="size_px is 5"):
        baked(village(), pattern, size_px=5)
    with pytest.raises(ValueError, match="texel_m has the shape"):
        baked(village(), pattern, texel_m=np.ones(3, np.float32))
    many = Mesh.concat([Mesh(np.eye(3) + 9 * k, np.array([[0, 1, 2]])) for k in range(400)])
    with pytest.raises(ValueError, match="larger texture"):
        baked(many, pattern, size_px=16)
    with pytest.raises(ValueError, match="uv has the shape"):
        Textured(village(), np.zeros((3, 2), np.float32), np.zeros((4, 4, 3), np.uint8))


def test_splats_colour_the_side_that_they_lie_on():
    """A wall 10 cm thick, red outside and green inside, of flat splats 20 cm wide; a bush of blue ones stands a metre before it."""
    grid = np.stack(np.meshgrid(np.arange(20) * 0.15, np.arange(10) * 0.15, indexing="ij"), axis=-1).reshape(-1, 2)
    means, colors, scales = [], [], []
    for z, color, size in ((0.05, (1, 0, 0), (0.1, 0.1, 0.005)), (-0.05, (0, 1, 0), (0.1, 0.1, 0.005)), (1.05, (0, 0, 1), (0.1, 0.1, 0.1))):
        means.append(np.c_[grid, np.full(len(grid), z)])
        colors += [color] * len(grid)
        scales += [size] * len(grid)
    n = len(colors)
    g = Gaussians.from_colors(np.concatenate(means), [[1.0, 0, 0, 0]] * n, scales, [0.9] * n, colors)
    source = SplatColors(g)
    points = np.c_[np.random.default_rng(0).uniform([0.2, 0.2], [2.6, 1.1], (300, 2)), np.zeros(300)].astype(np.float32)
    for z, normal, channel in ((0.05, 1.0, 0), (-0.05, -1.0, 1)):
        points[:, 2] = z
        seen = source(points, np.tile(np.float32([0, 0, normal]), (300, 1)))
        assert seen[:, channel].min() > 0.9 and np.delete(seen, channel, axis=1).max() < 0.1
    assert source.cell_m(points) == pytest.approx(0.3)


def test_splats_that_mirror_are_seen_from_before():
    """Degree 1: bright from above, dark from below, whichever way the axis of the splat points."""
    sh = torch.zeros(2, 4, 3)
    sh[:, 1] = 0.6  # −C1·y: bright where the direction from the eye points down
    quats = torch.tensor([[1.0, 0, 0, 0], [0, 1.0, 0, 0]])
    g = Gaussians(torch.tensor([[0.0, 0, 0], [5, 0, 0]]), quats, torch.tensor([[0.2, 0.01, 0.2]] * 2), torch.ones(2), sh)
    source = SplatColors(g)
    points, up = np.float32([[0, 0, 0], [5, 0, 0]]), np.float32([[0, 1, 0]] * 2)
    assert source(points, up).min() > 0.7 and source(points, -up).max() < 0.3


# ---- files


@pytest.mark.parametrize("picture", ["jpeg", "png"])
def test_a_textured_glb(tmp_path: Path, picture: str):
    t = baked(village(), pattern, size_px=256)
    glb.save(tmp_path / "a.glb", t, {4: "tower"}, picture=picture)
    data = (tmp_path / "a.glb").read_bytes()
    length = struct.unpack_from("<I", data, 12)[0]
    tree = json.loads(data[20 : 20 + length])
    view = tree["bufferViews"][tree["images"][0]["bufferView"]]
    image = Image.open(io.BytesIO(data[28 + length + view["byteOffset"] :][: view["byteLength"]]))
    assert image.format == picture.upper() and tree["images"][0]["mimeType"] == f"image/{picture}"
    assert psnr(np.asarray(image) / 255, t.texture / 255) > (35 if picture == "jpeg" else 100)
    attributes = tree["meshes"][0]["primitives"][0]["attributes"]
    assert "TEXCOORD_0" in attributes and "COLOR_0" not in attributes  # glTF would multiply the two
    scene = trimesh.load_scene(tmp_path / "a.glb", process=False)
    assert set(scene.graph.nodes_geometry) == {"tower", "instance_0", "instance_9"}
    assert np.allclose(scene.bounds, village().extent_m)
    glb.save(tmp_path / "b.glb", t, {4: "tower"}, picture=picture)
    assert data == (tmp_path / "b.glb").read_bytes()


NODE = Path(__file__).parents[1] / "node"


@pytest.mark.skipif(
    not (shutil.which("node") and (NODE / "node_modules" / "gltf-validator").exists()), reason="needs Node and `npm ci --prefix tests/node`"
)
def test_the_validator_finds_no_fault_in_meshes(tmp_path: Path):
    """At most that the picture's sides are no powers of two, which glTF 2.0 allows."""
    camera = Camera.look_at((1, 2, 3), (0, 0, 0))
    for mesh in (village(), baked(village(), pattern, size_px=250)):
        glb.save(tmp_path / "a.glb", mesh, {4: "tower"}, cameras=[camera])
        command = ["node", str(NODE / "gltf_validate.mjs"), str(tmp_path / "a.glb")]
        done = subprocess.run(command, check=True, capture_output=True, timeout=60)
        assert {m["code"] for m in json.loads(done.stdout)["issues"]["messages"]} <= {"IMAGE_NPOT_DIMENSIONS"}


def reader_sees(path: Path) -> float:
    """PSNR between `pattern` and what trimesh finds at places of the file's faces."""
    scene = trimesh.load_scene(path, process=False, split_object=True, group_material=False)
    seen, wanted = [], []
    for node in scene.graph.nodes_geometry:
        matrix, name = scene.graph[node]
        mesh = scene.geometry[name]
        assert np.allclose(matrix, np.eye(4))
        face, weights = on_faces(Mesh.from_trimesh(mesh))
        points = np.einsum("nk,nkc->nc", weights, mesh.vertices[mesh.faces[face]])
        wanted.append(pattern(points, mesh.face_normals[face]))
        material = mesh.visual.material if mesh.visual.kind == "texture" else None
        if material is None:
            seen.append(np.einsum("nk,nkc->nc", weights, mesh.visual.vertex_colors[mesh.faces[face]][..., :3] / 255))
            continue
        image = getattr(material, "baseColorTexture", None) or material.image
        uv = np.einsum("nk,nkc->nc", weights, mesh.visual.uv[mesh.faces[face]])
        seen.append(sampled(np.asarray(image.convert("RGB")), np.stack([uv[:, 0], 1 - uv[:, 1]], axis=1)))
    return psnr(np.concatenate(seen), np.concatenate(wanted))


def test_others_see_the_texture(tmp_path: Path):
    """trimesh's uv counts from below, whichever format it reads."""
    t = baked(village(), pattern, size_px=256)
    glb.save(tmp_path / "a.glb", t)
    obj.save(tmp_path / "a.obj", t)
    obj.save(tmp_path / "vertices.obj", village())
    assert reader_sees(tmp_path / "a.glb") > 35
    assert reader_sees(tmp_path / "a.obj") > 40
    assert reader_sees(tmp_path / "vertices.obj") > 35


def test_obj_files(tmp_path: Path):
    t = baked(village(), pattern, size_px=256)
    obj.save(tmp_path / "my house.obj", t, {4: "the tower"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["my house.obj", "my_house.mtl", "my_house.png"]
    text = (tmp_path / "my house.obj").read_text()
    assert "mtllib my_house.mtl\n" in text and "o the_tower\n" in text and "usemtl baked\n" in text
    assert "map_Kd my_house.png\n" in (tmp_path / "my_house.mtl").read_text()
    assert np.array_equal(np.asarray(Image.open(tmp_path / "my_house.png")), t.texture)
    parts = meshes.load(tmp_path / "my house.obj")
    assert np.allclose(np.concatenate([p.vertices for p in parts]).max(0), village().extent_m[1])
    with pytest.raises(ValueError, match="no faces"):
        obj.save(tmp_path / "b.obj", Mesh.concat([]))


def test_an_obj_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    t = baked(village(), pattern, size_px=256)
    obj.save(tmp_path / "a.obj", t)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(obj, "_rows", full)
    with pytest.raises(OSError, match="No space"):
        obj.save(tmp_path / "a.obj", baked(village(), lambda p, n: 0 * p, size_px=256))
    assert before == {p.name: p.read_bytes() for p in tmp_path.iterdir()}
