"""USD: splats and meshes, read back by usd-core, by tinyusdz (a reader of its own), and what NVIDIA's converter writes; hostile files."""

# pyright: reportAttributeAccessIssue=false
# The stubs of pxr know half of what is in it.
from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mesh_scenes import village
from splat_scenes import cloud

from render import Camera, Gaussians, Mesh, Textured, formats, render_gaussians
from render.color import linear_from_srgb
from render.formats import usd, usd_mesh, usd_stage

pxr = pytest.importorskip("pxr", reason="needs usd-core")
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade, UsdValidation, UsdVol, Vt  # noqa: E402

CAMERAS = [
    Camera.look_at((1, 2, 3), (0, 0, 0)),
    Camera(Camera.look_at((5, 1, 0), (0, 2, 1)).world_from_cam, 500.0, 480.0, 300.0, 200.0, 640, 360),
]
COLUMNS = ("means", "quats", "scales", "opacities", "sh")


def psnr(a: Gaussians, b: Gaussians) -> float:
    worst = np.inf
    for eye in ((0.5, 1, 7), (-7, 0.3, 0.2), (1, 6, -3)):
        camera = Camera.look_at(eye, (0, 0, 0), width=120, height=90)
        pictures = [render_gaussians(g, camera).over(torch.full((90, 120, 3), 0.5)).clamp(0, 1) for g in (a, b)]
        worst = min(worst, -10 * float(torch.log10(((pictures[0] - pictures[1]) ** 2).mean().clamp_min(1e-12))))
    return worst


def refused(path: Path, word: str, read: Callable[[Path], object] = formats.load) -> None:
    with pytest.raises(ValueError, match=word) as caught:
        read(path)
    assert str(caught.value).isprintable() and path.name in str(caught.value)


@pytest.mark.parametrize(("suffix", "size"), [(".usdc", 16), (".usda", 4), (".usdz", 9), (".usd", 1)])
def test_what_is_read_back_is_the_same(tmp_path: Path, suffix: str, size: int) -> None:
    before = cloud(300, size=size)
    formats.save(tmp_path / f"a{suffix}", before, cameras=CAMERAS)
    after = formats.load(tmp_path / f"a{suffix}")
    assert all(torch.equal(getattr(before, name), getattr(after, name)) for name in COLUMNS)
    for one, other in zip(CAMERAS, usd.load_cameras(tmp_path / f"a{suffix}"), strict=True):
        assert torch.allclose(one.world_from_cam, other.world_from_cam, atol=1e-6)
        for name in ("fx_px", "fy_px", "cx_px", "cy_px", "width", "height"):
            assert getattr(other, name) == pytest.approx(getattr(one, name), rel=1e-6)
    assert [p.name for p in tmp_path.iterdir()] == [f"a{suffix}"]


def test_what_stands_in_the_file(tmp_path: Path) -> None:
    one = Gaussians.from_colors([[1.0, 2.0, 3.0]], [[0.5, 0.5, -0.5, 0.5]], [[0.1, 0.2, 0.3]], [0.25], [[1.0, 0.5, 0.0]])
    formats.save(tmp_path / "a.usdc", one)
    stage = Usd.Stage.Open(str(tmp_path / "a.usdc"))
    field = UsdVol.ParticleField3DGaussianSplat(stage.GetPrimAtPath("/world/splats"))
    assert UsdGeom.GetStageUpAxis(stage) == "Y" and UsdGeom.GetStageMetersPerUnit(stage) == 1
    assert stage.GetDefaultPrim().GetPath() == "/world"
    assert field.GetPositionsAttr().Get()[0] == Gf.Vec3f(1, 2, 3) and field.GetOpacitiesAttr().Get()[0] == 0.25
    assert field.GetOrientationsAttr().Get()[0] == Gf.Quatf(0.5, 0.5, -0.5, 0.5)
    assert np.allclose(field.GetScalesAttr().Get()[0], (0.1, 0.2, 0.3)) and field.GetRadianceSphericalHarmonicsDegreeAttr().Get() == 0
    coefficients = field.GetRadianceSphericalHarmonicsCoefficientsAttr()
    assert np.allclose(coefficients.Get()[0], (0.5 / 0.28209479, 0, -0.5 / 0.28209479))
    assert coefficients.GetColorSpace() == "srgb_rec709_scene"
    assert np.allclose(field.GetExtentAttr().Get(), [(0.1, 1.1, 2.1), (1.9, 2.9, 3.9)])


def complaints(path: Path) -> list[str]:
    """Of OpenUSD's own validators, all of them."""
    registry = UsdValidation.ValidationRegistry()
    context = UsdValidation.ValidationContext(registry.GetOrLoadAllValidators())
    return [f"{error.GetName()}: {error.GetMessage()}" for error in context.Validate(Usd.Stage.Open(str(path)))]


def textured(mesh: Mesh) -> Textured:
    uv = (mesh.vertices[:, :2] - mesh.vertices[:, :2].min(0)) / np.ptp(mesh.vertices[:, :2], axis=0)
    return Textured(mesh, uv.astype(np.float32), np.arange(48, dtype=np.uint8).reshape(4, 4, 3) * 5)


@pytest.mark.parametrize("suffix", [".usdz", ".usdc", ".usda"])
def test_openusds_validators_have_nothing_to_say(tmp_path: Path, suffix: str) -> None:
    usd_mesh.save(tmp_path / f"colors{suffix}", village(), {4: "old tower"}, cameras=CAMERAS)
    usd_mesh.save(tmp_path / f"texture{suffix}", textured(village()), cameras=CAMERAS)
    formats.save(tmp_path / f"splats{suffix}", cloud(9), cameras=CAMERAS)
    for name in ("colors", "texture", "splats"):
        assert complaints(tmp_path / f"{name}{suffix}") == []


def test_validators_are_heard(tmp_path: Path) -> None:
    (tmp_path / "a.usda").write_text('#usda 1.0\ndef Mesh "a"\n{\n    def Mesh "b" {}\n}\n')
    assert len(complaints(tmp_path / "a.usda")) >= 3


def test_a_mesh_by_usd_core(tmp_path: Path) -> None:
    mesh = village()
    assert mesh.colors is not None
    names = {0: "materials", 4: "old tower", 9: "old_tower"}
    usd_mesh.save(tmp_path / "a.usdz", mesh, names, cameras=CAMERAS)
    stage = Usd.Stage.Open(str(tmp_path / "a.usdz"))
    assert UsdGeom.GetStageUpAxis(stage) == "Y" and UsdGeom.GetStageMetersPerUnit(stage) == 1
    made = {prim.GetName(): UsdGeom.Mesh(prim) for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)}
    assert list(made) == ["materials_2", "old_tower", "old_tower_2"]
    assert [m.GetPrim().GetDisplayName() for m in made.values()] == ["materials", "old tower", "old_tower"]
    bound = UsdGeom.BBoxCache(Usd.TimeCode.Default(), ["default"]).ComputeWorldBound(stage.GetPseudoRoot()).ComputeAlignedRange()
    assert np.allclose([bound.GetMin(), bound.GetMax()], mesh.extent_m)
    for number, prim in zip((0, 4, 9), made.values(), strict=True):
        part = mesh.submesh(mesh.instance_ids == number)
        shown = prim.GetDisplayColorPrimvar()
        assert shown.GetInterpolation() == "vertex" and shown.GetAttr().GetColorSpace() == "lin_rec709_scene"
        points, faces = np.array(prim.GetPointsAttr().Get()), np.array(prim.GetFaceVertexIndicesAttr().Get()).reshape(-1, 3)
        assert part.colors is not None and np.array_equal(points[faces], part.vertices[part.faces])
        assert np.allclose(np.array(shown.Get())[faces], linear_from_srgb(part.colors / 255)[part.faces], atol=1e-6)
        assert prim.GetSubdivisionSchemeAttr().Get() == "none" and prim.GetOrientationAttr().Get() == "rightHanded"
        (material, _) = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
        (surface, *_) = material.ComputeSurfaceSource()
        (source, *_) = surface.GetInput("emissiveColor").GetConnectedSource()
        assert UsdShade.Shader(source.GetPrim()).GetInput("varname").Get() == "displayColor"


@pytest.mark.parametrize(("suffix", "picture"), [(".usdz", "png"), (".usdc", "png"), (".usda", "jpeg")])
def test_a_texture(tmp_path: Path, suffix: str, picture: str) -> None:
    """Its picture is found from the file, and a vertex's place in it counts from the lower left."""
    from PIL import Image

    before = textured(village())
    usd_mesh.save(tmp_path / f"two words{suffix}", before, picture=picture)
    stage = Usd.Stage.Open(str(tmp_path / f"two words{suffix}"))
    (shader,) = (UsdShade.Shader(p) for p in stage.Traverse() if p.GetName() == "picture")
    resolved = shader.GetInput("file").Get().resolvedPath
    assert resolved and shader.GetInput("sourceColorSpace").Get() == "sRGB"
    ending = ".jpg" if picture == "jpeg" else ".png"
    if suffix == ".usdz":
        with zipfile.ZipFile(tmp_path / "two words.usdz") as package:
            assert [i.filename for i in package.infolist()] == ["world.usdc", f"textures/baked{ending}"]
            assert all(i.compress_type == zipfile.ZIP_STORED for i in package.infolist())
            stored = np.asarray(Image.open(package.open(f"textures/baked{ending}")))
    else:
        assert {p.name for p in tmp_path.iterdir()} == {f"two words{suffix}", f"two_words{ending}"}
        stored = np.asarray(Image.open(resolved))
    if picture == "png":
        assert np.array_equal(stored, before.texture)
    mesh = UsdGeom.Mesh(next(p for p in stage.Traverse() if p.IsA(UsdGeom.Mesh)))
    place = np.array(UsdGeom.PrimvarsAPI(mesh).GetPrimvar("st").Get())
    corner = np.array(mesh.GetPointsAttr().Get())
    assert place[corner[:, 1].argmin(), 1] > place[corner[:, 1].argmax(), 1]  # our v grows with y here and downwards in the picture


@pytest.mark.parametrize("suffix", [".usdz", ".usdc", ".usda"])
def test_the_same_bytes_and_nothing_beside(tmp_path: Path, suffix: str) -> None:
    for name in ("a", "b"):
        usd_mesh.save(tmp_path / f"{name}{suffix}", village(), cameras=CAMERAS)
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()
    with pytest.raises(ValueError, match="no faces"):
        usd_mesh.save(tmp_path / f"c{suffix}", village().submesh(np.zeros(len(village()), bool)))
    with pytest.raises(ValueError, match="does not exist"):
        usd_mesh.save(tmp_path / "no" / f"c{suffix}", village())
    with pytest.raises(ValueError, match="as 'tiff'"):
        usd_mesh.save(tmp_path / f"c{suffix}", textured(village()), picture="tiff")
    assert len(list(tmp_path.iterdir())) == 2


def test_without_usd_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    formats.save(tmp_path / "a.usda", cloud(3))
    monkeypatch.setitem(sys.modules, "pxr", None)
    for act in (
        lambda: formats.save(tmp_path / "b.usdz", cloud(3)),
        lambda: usd_mesh.save(tmp_path / "b.usdz", village()),
        lambda: formats.load(tmp_path / "a.usda"),
    ):
        with pytest.raises(ValueError, match=r"pip install 'worldgen\[usd\]'"):
            act()
    assert len(list(tmp_path.iterdir())) == 1


def numbers(text: str, name: str) -> Any:
    """The list behind `name` in a prim that is printed as USD's text."""
    (found,) = re.findall(rf"\s{name} = \[(.*?)\]", text, re.DOTALL)
    return np.array(re.findall(r"[-\d.e]+", found), np.float32)


def test_tinyusdz_reads_what_we_write(tmp_path: Path) -> None:
    """A reader that shares no code with OpenUSD; its Python tells arrays as text."""
    tinyusdz = pytest.importorskip("tinyusdz", reason="needs tinyusdz")
    before, mesh = cloud(40, size=9), village()
    for suffix in (".usda", ".usdc", ".usdz"):
        formats.save(tmp_path / f"a{suffix}", before)
        (splats,) = (p for p in tinyusdz.traverse(tinyusdz.load(str(tmp_path / f"a{suffix}"))) if p.name == "splats")
        text = splats.to_string()
        assert splats.type_name == "ParticleField3DGaussianSplat"
        for name, column in {"positions": "means", "orientations": "quats", "scales": "scales", "opacities": "opacities"}.items():
            assert np.array_equal(numbers(text, name), getattr(before, column).reshape(-1)), name
        assert np.array_equal(numbers(text, "radiance:sphericalHarmonicsCoefficients"), before.sh.reshape(-1))
        usd_mesh.save(tmp_path / f"m{suffix}", mesh, {4: "tower"})
        meshes = {p.name: p for p in tinyusdz.traverse(tinyusdz.load(str(tmp_path / f"m{suffix}"))) if p.type_name == "Mesh"}
        assert set(meshes) == {"instance_0", "tower", "instance_9"}
        part = mesh.submesh(mesh.instance_ids == 4)
        points, faces = (numbers(meshes["tower"].to_string(), name) for name in ("points", "faceVertexIndices"))
        assert np.array_equal(points.reshape(-1, 3)[faces.astype(int)], part.vertices[part.faces.reshape(-1)])


@pytest.mark.parametrize("degree", [0, 3])
def test_we_read_what_nvidias_converter_writes(tmp_path: Path, degree: int) -> None:
    """It copies the numbers of a PLY as they stand, whose axes are right, down, forward: half a turn about x on the way."""
    pytest.importorskip("usd_convert_gsplat", reason="needs usd-convert-gsplat")
    before = cloud(200, size=(degree + 1) ** 2)
    formats.save(tmp_path / "a.ply", before)
    for suffix in (".usda", ".usdc", ".usdz"):
        command = [sys.executable, "-m", "usd_convert_gsplat", "-i", "a.ply", "-o", f"a{suffix}"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=60)
        after = formats.load(tmp_path / f"a{suffix}")
        assert psnr(before, after.transform(torch.diag(torch.tensor([1.0, -1, -1, 1], dtype=torch.float64)))) >= 60


def edited(path: Path, edit: Callable[[Any, Any], object]) -> Path:
    """A copy of the file as text, which `edit` (stage, field) has changed."""
    stage = Usd.Stage.Open(Sdf.Layer.OpenAsAnonymous(str(path)))
    edit(stage, UsdVol.ParticleField3DGaussianSplat(stage.GetPrimAtPath("/world/splats")))
    stage.GetRootLayer().Export(str(path.with_name("edited.usda")))
    return path.with_name("edited.usda")


def test_other_axes_units_and_places(tmp_path: Path) -> None:
    """+Z up in centimetres, turned and moved: as if moved by the same matrix here."""
    before = cloud(50, size=4)
    formats.save(tmp_path / "a.usdc", before, cameras=CAMERAS)
    own = torch.eye(4, dtype=torch.float64)
    own[:3, :3] = 200 * Camera.look_at((1, 2, 3), (0, 0, 0)).world_from_cam[:3, :3].double()
    own[:3, 3] = torch.tensor([10.0, 20, 30])

    def edit(stage: Any, field: Any) -> None:
        UsdGeom.SetStageUpAxis(stage, "Z")
        UsdGeom.SetStageMetersPerUnit(stage, 0.01)
        UsdGeom.Xformable(stage.GetPrimAtPath("/world")).AddTransformOp().Set(Gf.Matrix4d(own.T.tolist()))

    ours = torch.tensor([[0.01, 0, 0, 0], [0, 0, 0.01, 0], [0, -0.01, 0, 0], [0, 0, 0, 1]], dtype=torch.float64) @ own
    path = edited(tmp_path / "a.usdc", edit)
    assert psnr(before.transform(ours), formats.load(path)) >= 60
    (camera, _) = usd.load_cameras(path)
    assert torch.allclose(camera.position.double(), ours[:3, :3] @ CAMERAS[0].position.double() + ours[:3, 3], atol=1e-4)
    assert torch.allclose(camera.world_from_cam[:3, :3].double(), ours[:3, :3] / 2 @ CAMERAS[0].world_from_cam[:3, :3].double(), atol=1e-5)


def test_half_precision_and_linear_colours(tmp_path: Path) -> None:
    before = cloud(80, size=4)
    formats.save(tmp_path / "a.usdc", before)

    def halves(stage: Any, field: Any) -> None:
        kinds = {"Positions": Vt.Vec3hArray, "Scales": Vt.Vec3hArray, "Orientations": Vt.QuathArray, "Opacities": Vt.HalfArray}
        for name, kind in kinds.items():
            whole = getattr(field, f"Get{name}Attr")()
            getattr(field, f"Create{name}hAttr")(kind.FromNumpy(np.array(whole.Get()).astype(np.float16)))
            field.GetPrim().RemoveProperty(whole.GetName())

    assert psnr(before, formats.load(edited(tmp_path / "a.usdc", halves))) >= 45
    grey = Gaussians.from_colors([[0.0, 0, 0]], [[1.0, 0, 0, 0]], [[1.0, 1, 1]], [1.0], [[0.2140411] * 3])
    formats.save(tmp_path / "b.usdc", grey)
    path = edited(tmp_path / "b.usdc", lambda _, f: f.GetRadianceSphericalHarmonicsCoefficientsAttr().SetColorSpace("lin_rec709_scene"))
    assert torch.allclose(formats.load(path).colors(), torch.full((1, 3), 0.5), atol=1e-5)


def test_what_is_missing_is_as_the_schema_says(tmp_path: Path) -> None:
    path = tmp_path / "a.usda"
    field = 'def ParticleField3DGaussianSplat "a"\n{\n    point3f[] positions = [(1, 2, 3)]\n}\n'
    path.write_text(f"#usda 1.0\n(\n    metersPerUnit = 1\n)\n{field}")
    after = formats.load(path)
    assert after.means.tolist() == [[1, 2, 3]] and after.quats.tolist() == [[1, 0, 0, 0]] and after.scales.tolist() == [[1, 1, 1]]
    assert after.opacities.tolist() == [1] and after.colors().tolist() == [[0.5] * 3]


def moving(field: Any) -> None:
    field.GetPositionsAttr().Clear()
    for moment in (1, 2):
        field.GetPositionsAttr().Set(Vt.Vec3fArray(7), moment)


HOSTILE: dict[str, Callable[[Any, Any], object]] = {
    r"numbers|are 2 × 3 where 7": lambda s, f: f.GetScalesAttr().Set(Vt.Vec3fArray(2, Gf.Vec3f(1))),
    "is composed of": lambda s, f: s.GetPrimAtPath("/world").GetReferences().AddReference("/etc/passwd"),
    "other files": lambda s, f: s.GetRootLayer().subLayerPaths.append("../../secret.usda"),
    "composed of other parts": lambda s, f: f.GetPrim().GetPayloads().AddPayload("b.usda"),
    "parts; flatten": lambda s, f: f.GetPrim().GetInherits().AddInherit("/class"),
    "flatten it first": lambda s, f: f.GetPrim().GetVariantSets().AddVariantSet("x").AddVariant("y"),
    "degree 9": lambda s, f: f.GetRadianceSphericalHarmonicsDegreeAttr().Set(9),
    "opacit": lambda s, f: f.GetOpacitiesAttr().Set(Vt.FloatArray(7, float("nan"))),
    "position": lambda s, f: f.GetPositionsAttr().Set(Vt.Vec3fArray(7, Gf.Vec3f(float("inf")))),
    "change in time": lambda s, f: moving(f),
    "no ParticleField3DGaussianSplat": lambda s, f: s.RemovePrim("/world/splats"),
    "mirrors": lambda s, f: UsdGeom.Xformable(f).AddScaleOp().Set(Gf.Vec3f(1, 1, -1)),
    "lin_ap1_scene": lambda s, f: f.GetRadianceSphericalHarmonicsCoefficientsAttr().SetColorSpace("lin_ap1_scene"),
    "cannot be read": lambda s, f: UsdGeom.SetStageMetersPerUnit(s, float("nan")),
}  # fmt: skip


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_stages(tmp_path: Path, word: str) -> None:
    formats.save(tmp_path / "a.usdc", cloud(7))
    refused(edited(tmp_path / "a.usdc", HOSTILE[word]), word)


NEXT = 'def "p{0}" {{ def "a" (references = </p{1}>) {{}} def "b" (references = </p{1}>) {{}} }}\n'
BOMBS = {
    "deep": "#usda 1.0\n" + 'def Xform "a" {\n' * 50_000,
    "wide": "#usda 1.0\n" + 'def "a" (\n    instanceable = true\n)\n{\n}\n',
    "empty": "",
    "crate": "PXR-USDC" + "\0" * 80,
    "many": '#usda 1.0\ndef ParticleField3DGaussianSplat "a" {\n    point3f[] positions = [' + "(1, 2, 3)," * 20 + "(1, 2]\n}\n",
    "laughs": "#usda 1.0\n" + "".join(NEXT.format(i, i + 1) for i in range(40)),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(tmp_path: Path, name: str) -> None:
    for suffix in (".usda", ".usd"):
        (tmp_path / f"a{suffix}").write_text(BOMBS[name])
        refused(tmp_path / f"a{suffix}", ".")


def test_a_package_with_a_cut_directory(tmp_path: Path) -> None:
    formats.save(tmp_path / "a.usdz", cloud(9))
    whole = (tmp_path / "a.usdz").read_bytes()
    for length in (0, 4, 30, len(whole) // 2):
        (tmp_path / "a.usdz").write_bytes(whole[:length])
        refused(tmp_path / "a.usdz", "cannot be read")
    (tmp_path / "a.usdz").write_bytes(whole[:-1])  # the directory at the end says nothing that is not said before
    assert torch.equal(formats.load(tmp_path / "a.usdz").means, cloud(9).means)


@pytest.mark.parametrize("suffix", [".usdc", ".usda", ".usdz"])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_changed_bytes(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    formats.save(tmp_path / f"seed{suffix}", cloud(5), cameras=CAMERAS[:1])
    whole = bytearray((tmp_path / f"seed{suffix}").read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        whole[-1 - data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / f"a{suffix}").write_bytes(whole)
    for read in (formats.load, usd.load_cameras):
        try:
            read(tmp_path / f"a{suffix}")
        except ValueError as error:
            assert str(error).isprintable() and f"a{suffix}" in str(error)


def test_names() -> None:
    found = usd_stage.unique_names(["a b", "a_b", "3", "", "a b", "häuser"], taken=["_"])
    assert found[:2] == ["a_b", "a_b_2"] and found[4] == "a_b_3" and len({*found, "_"}) == 7
    assert all(name.isidentifier() for name in found)
