"""What Blender sees of the meshes that we write. Blender is a module of a Python of its own (bpy 5.0 wants Python 3.11 and numpy 1):

python3.11 -m venv bpy && bpy/bin/pip install bpy==5.0.1 "numpy<2" && export WORLDGEN_BPY=$PWD/bpy/bin/python
"""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from mesh_scenes import pattern, picture, psnr, village
from numpy.typing import NDArray

from render import Camera, Gaussians
from render.formats import glb, gltf, obj, usd_mesh
from render.texture import baked

PYTHON = os.environ.get("WORLDGEN_BPY", "")
LOOK = Path(__file__).parents[1] / "blender" / "look.py"
CAMERA = Camera.look_at((1.7, 1.9, 3.4), (-0.1, 0.4, 0), fov_deg=55, width=160, height=120)
TURN = np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]])  # our +Y up → Blender's +Z up

SUFFIXES = (".glb", ".obj", ".usda", ".usdc", ".usdz")
USD = ["vertices.usdc", "vertices.usdz", "textured.usdz", "textured.usda"]
MESHES = ["vertices.glb", "textured.glb", "vertices.obj", "textured.obj", *USD]
AS_IS = ["vertices.usdc", "textured.usda"]  # files with a camera, and materials that shine

pytestmark = pytest.mark.skipif(not PYTHON, reason="needs Blender: WORLDGEN_BPY names no Python that has bpy")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """By name of file, what `tests/blender/look.py` answers; Blender starts once."""
    folder = tmp_path_factory.mktemp("blender")
    mesh, textured = village(), baked(village(), pattern, size_px=512)
    glb.save(folder / "vertices.glb", mesh, {4: "tower"}, cameras=[CAMERA])
    glb.save(folder / "textured.glb", textured, {4: "tower"})
    obj.save(folder / "vertices.obj", mesh, {4: "tower"})
    obj.save(folder / "textured.obj", textured, {4: "tower"})
    usd_mesh.save(folder / "vertices.usdc", mesh, {4: "tower"}, cameras=[CAMERA])
    usd_mesh.save(folder / "vertices.usdz", mesh, {4: "tower"})
    usd_mesh.save(folder / "textured.usdz", textured, {4: "tower"}, picture="png")
    usd_mesh.save(folder / "textured.usda", textured, {4: "tower"}, cameras=[CAMERA])
    splats = Gaussians.from_colors(
        mesh.vertices, [[1.0, 0, 0, 0]] * len(mesh.vertices), np.ones_like(mesh.vertices), torch.ones(len(mesh.vertices)), mesh.colors / 255
    )
    gltf.save(folder / "splats.glb", splats, cameras=[CAMERA])
    view = {"world_from_cam": CAMERA.world_from_cam.tolist(), "focal_px": CAMERA.fx_px, "width": CAMERA.width, "height": CAMERA.height}
    names = [p.name for p in sorted(folder.iterdir()) if p.suffix in SUFFIXES]
    jobs = [{"file": str(folder / n), "out": str(folder / f"{n}.npz")} | (view if n != "splats.glb" else {}) for n in names]
    jobs += [{"file": str(folder / n), "out": str(folder / f"as is {n}.npz"), "as_is": True} | view for n in AS_IS]
    (folder / "jobs.json").write_text(json.dumps(jobs))
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run([PYTHON, str(LOOK), str(folder / "jobs.json")], capture_output=True, text=True, timeout=240, env=clean)
    assert done.returncode == 0, done.stderr[-2000:]
    return {name: dict(np.load(folder / f"{name}.npz")) for name in (*names, *(f"as is {n}" for n in AS_IS))}


@pytest.mark.parametrize("name", [*MESHES, "splats.glb"])
def test_place_scale_and_up(seen: dict[str, dict[str, Any]], name: str):
    corners = village().extent_m @ TURN.T
    assert np.allclose(seen[name]["low"], corners.min(0), atol=1e-5) and np.allclose(seen[name]["high"], corners.max(0), atol=1e-5)
    if name != "splats.glb":
        assert set(seen[name]["objects"]) == {"tower", "instance_0", "instance_9"} and seen[name]["faces"] == len(village())


@cache
def expected(smooth: bool) -> NDArray[Any]:
    return picture(village(), CAMERA, smooth=smooth)


@pytest.mark.parametrize("name", [*MESHES, *(f"as is {n}" for n in AS_IS)])
def test_the_picture(seen: dict[str, dict[str, Any]], name: str):
    """Blender's render at our camera against plain ray casting here; the wrong way round they are far apart."""
    smooth = "vertices" in name
    wanted = expected(smooth)
    assert psnr(seen[name]["picture"], wanted) >= (35 if smooth else 33)
    assert psnr(seen[name]["picture"][:, ::-1], wanted) < 20


@pytest.mark.parametrize("name", ["vertices.glb", "splats.glb", "vertices.usdc", "textured.usda"])
def test_the_camera(seen: dict[str, dict[str, Any]], name: str):
    (pose,) = seen[name]["cameras"]
    ours = CAMERA.world_from_cam.numpy()
    assert np.allclose(pose[:3, :3], TURN @ ours[:3, :3] @ np.diag([1, -1, -1]), atol=1e-5)
    assert np.allclose(pose[:3, 3], TURN @ ours[:3, 3], atol=1e-5)
