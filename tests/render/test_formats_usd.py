"""USD read back with usd-core itself: place, scale, axes, colours, texture, cameras; splats there and back; broken files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from mesh_scenes import pattern, village

from render import Camera, Gaussians, formats, render_gaussians
from render.color import linear_from_srgb
from render.formats import usd
from render.texture import baked

pytest.importorskip("pxr", reason="needs usd-core: pip install 'worldgen[usd]'")
CAMERA = Camera.look_at((3, 2, 4), (0, 0.5, 0), fov_deg=50, width=120, height=80)


def opened(path: Path):
    from pxr import Usd

    return Usd.Stage.Open(str(path))


def complaints(stage) -> list[str]:
    """What all of OpenUSD's own validators say."""
    from pxr import UsdValidation

    validators = UsdValidation.ValidationRegistry().GetOrLoadAllValidators()
    errors = UsdValidation.ValidationContext(validators).Validate(stage)
    return [f"{error.GetName()}: {error.GetMessage()}" for error in errors]


@pytest.mark.parametrize("suffix", usd.SUFFIXES)
def test_a_mesh_is_where_it_was_and_of_its_colours(tmp_path: Path, suffix: str) -> None:
    from pxr import Usd, UsdGeom

    mesh = village()
    usd.save_mesh(tmp_path / f"a{suffix}", mesh, {4: "old tower", 9: "old-tower"}, cameras=[CAMERA])
    stage = opened(tmp_path / f"a{suffix}")
    assert UsdGeom.GetStageUpAxis(stage) == "Y" and UsdGeom.GetStageMetersPerUnit(stage) == 1
    parts = [prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]
    assert [prim.GetName() for prim in parts] == ["instance_0", "old_tower", "old_tower_"]
    assert [prim.GetDisplayName() for prim in parts] == ["instance_0", "old tower", "old-tower"]
    box = UsdGeom.BBoxCache(Usd.TimeCode.Default(), ["default"]).ComputeWorldBound(stage.GetDefaultPrim()).ComputeAlignedRange()
    assert np.allclose([box.GetMin(), box.GetMax()], mesh.extent_m[[0, -1]], atol=1e-5)
    points = np.concatenate([np.array(UsdGeom.Mesh(prim).GetPointsAttr().Get()) for prim in parts])
    colors = np.concatenate([np.array(UsdGeom.PrimvarsAPI(prim).GetPrimvar("displayColor").Get()) for prim in parts])
    own = {tuple(v): c for v, c in zip(mesh.vertices.tolist(), linear_from_srgb(mesh.colors / 255)) if True}
    assert sum(np.abs(own[tuple(p)] - c).max() < 1e-5 for p, c in zip(points.tolist(), colors)) > 0.6 * len(points)  # corners share places
    assert not complaints(stage)
    camera = UsdGeom.Camera(stage.GetPrimAtPath("/World/camera_0")).GetCamera(Usd.TimeCode.Default())
    assert camera.GetFieldOfView(camera.FOVHorizontal) == pytest.approx(50, abs=1e-3)
    toward = camera.frustum.ComputeViewDirection()
    assert np.allclose(toward, CAMERA.world_from_cam[:3, 2], atol=1e-5) and np.allclose(camera.frustum.position, CAMERA.position, atol=1e-5)


@pytest.mark.parametrize("suffix", usd.SUFFIXES)
def test_a_texture_comes_along(tmp_path: Path, suffix: str) -> None:
    from pxr import UsdGeom, UsdShade

    usd.save_mesh(tmp_path / f"a{suffix}", baked(village(), pattern, size_px=256))
    assert sorted(p.name for p in tmp_path.iterdir()) == (["a.usdz"] if suffix == ".usdz" else ["a.png", f"a{suffix}"])
    stage = opened(tmp_path / f"a{suffix}")
    shader = UsdShade.Shader(stage.GetPrimAtPath("/World/baked/texture"))
    assert shader.GetInput("file").Get().resolvedPath  # it is found
    (prim, *_) = (prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh))
    material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
    assert material.GetPath() == "/World/baked"
    assert not complaints(stage)


@pytest.mark.parametrize("size", [1, 4, 16])
@pytest.mark.parametrize("suffix", usd.SUFFIXES)
def test_splats_there_and_back(tmp_path: Path, suffix: str, size: int) -> None:
    from pxr import Gf, UsdGeom, UsdVol

    g = torch.Generator().manual_seed(0)
    means, quats, sh = (torch.randn(50, *shape, generator=g) for shape in ((3,), (4,), (size, 3)))
    splats = Gaussians(means, quats, torch.rand(50, 3, generator=g) + 0.01, torch.rand(50, generator=g), sh)
    path = tmp_path / f"a{suffix}"
    formats.save(path, splats, cameras=[CAMERA])
    after = formats.load(path)
    for name in ("means", "quats", "scales", "opacities", "sh"):
        assert torch.equal(getattr(splats, name), getattr(after, name)), name
    assert not complaints(opened(path))
    if suffix == ".usdz":
        return
    stage = opened(path)  # as another program would place it: Z up, in centimetres, moved
    prim = UsdVol.ParticleField3DGaussianSplat(stage.GetPrimAtPath("/World/splats"))
    assert prim.GetPrim().GetAttribute("orientations").Get()[0].GetReal() == pytest.approx(float(splats.quats[0, 0]))
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 0.01)
    UsdGeom.Xformable(prim).AddTranslateOp().Set(Gf.Vec3d(0, 0, 100))
    stage.Export(str(tmp_path / "moved.usdc"))
    moved = formats.load(tmp_path / "moved.usdc")
    x, y, z = splats.means.unbind(1)
    assert torch.allclose(moved.means, torch.stack([x, z + 100, -y], 1) / 100, atol=1e-5)
    assert torch.allclose(moved.scales, splats.scales / 100)
    turned = torch.tensor([[1.0, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1]])
    expected = render_gaussians(splats.transform(turned), CAMERA).rgb
    lifted = torch.diag(torch.tensor([100.0, 100, 100, 1]))
    lifted[1, 3] = -100
    assert torch.allclose(render_gaussians(moved.transform(lifted), CAMERA).rgb, expected, atol=1e-3)


@pytest.mark.parametrize("data", [b"", b"#usda 1.0\n(", b"PXR-USDC" + b"\0" * 80, b"PK\3\4 nothing"])
@pytest.mark.parametrize("suffix", usd.SUFFIXES)
def test_broken_files_are_one_line(tmp_path: Path, suffix: str, data: bytes) -> None:
    (tmp_path / f"a{suffix}").write_bytes(data)
    with pytest.raises(ValueError, match="cannot be read as USD|no ParticleField") as caught:
        formats.load(tmp_path / f"a{suffix}")
    assert "\n" not in str(caught.value)


def test_without_usd_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pxr.Usd", None)
    with pytest.raises(ValueError, match=r"pip install 'worldgen\[usd\]'"):
        usd.save_mesh(tmp_path / "a.usdc", village())
    with pytest.raises(ValueError, match="not kept in '.fbx'"):
        monkeypatch.undo()
        usd.save_mesh(tmp_path / "a.fbx", village())
    assert not list(tmp_path.iterdir())
