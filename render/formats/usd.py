"""USD (.usda, .usdc, .usdz) through usd-core, the extra `usd`: meshes, cameras, and splats as ParticleField3DGaussianSplat (OpenUSD 26).

+Y up and metres, as the stage says. Colours at vertices are linear `displayColor`; a texture is sRGB and shines by itself, since the light
of the world is in it. Splats: unit quaternions, linear scales and opacities, harmonics splat by splat in the order and signs of 3DGS. A
`Camera`'s picture of 36 mm stands for its width; its size in pixels travels in custom data.
"""

# pyright: reportAttributeAccessIssue=false
# The stubs of pxr know half of what is in it.
from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..camera import Camera
from ..color import linear_from_srgb
from ..gaussians import Gaussians
from ..mesh import Mesh
from ..sh import SIZES
from ..textured import Textured
from . import image
from .atomic import replacing
from .columns import MAX_SPLATS, Columns, Progress, column
from .said import said

SUFFIXES = (".usda", ".usdc", ".usdz")
FILM_MM = 36.0
FLIP = np.diag([1.0, -1.0, -1.0, 1.0])  # OpenCV's camera axes ↔ USD's, which look along −Z
PIXELS = ("width", "height", "cx_px", "cy_px")


def save_mesh(
    path: str | os.PathLike[str], mesh: Mesh | Textured, names: Mapping[int, str] | None = None, *, cameras: Sequence[Camera] = ()
) -> None:
    """A prim for each instance, named by `names` (else `instance_ID`). The texture is inside a .usdz, beside the other two."""
    whole = mesh.mesh if isinstance(mesh, Textured) else mesh
    if len(whole) == 0:
        raise ValueError(f"cannot write {path}: the mesh has no faces")

    def fill(stage: Any, picture: str) -> None:
        from pxr import Sdf, Tf, UsdGeom, UsdShade, Vt

        material = _material(stage, picture) if isinstance(mesh, Textured) else None
        taken: set[str] = set()
        for name, rows in whole.parts(names or {}):
            legal = Tf.MakeValidIdentifier(name)
            while legal in taken:
                legal += "_"
            taken.add(legal)
            used, faces = np.unique(whole.faces[rows], return_inverse=True)
            prim = UsdGeom.Mesh.Define(stage, f"/World/{legal}")
            points = np.ascontiguousarray(whole.vertices[used], np.float32)
            prim.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(points))
            prim.CreateExtentAttr(Vt.Vec3fArray.FromNumpy(np.stack([points.min(0), points.max(0)])))
            prim.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(len(rows), 3, np.int32)))
            prim.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(faces.reshape(-1).astype(np.int32)))
            prim.CreateSubdivisionSchemeAttr("none")
            prim.GetPrim().SetDisplayName(name)
            primvars = UsdGeom.PrimvarsAPI(prim)
            if isinstance(mesh, Textured) and material is not None:
                uv = mesh.uv[used] * np.array([1, -1]) + np.array([0, 1])  # USD counts from the picture's lower left corner
                st = primvars.CreatePrimvar("st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.vertex)
                st.Set(Vt.Vec2fArray.FromNumpy(np.ascontiguousarray(uv, np.float32)))
                UsdShade.MaterialBindingAPI.Apply(prim.GetPrim()).Bind(material)
            elif whole.colors is not None:
                linear = linear_from_srgb(whole.colors[used] / 255).astype(np.float32)
                color = primvars.CreatePrimvar("displayColor", Sdf.ValueTypeNames.Color3fArray, UsdGeom.Tokens.vertex)
                color.Set(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(linear)))
        _add_cameras(stage, cameras)

    _write(Path(path), fill, mesh.texture if isinstance(mesh, Textured) else None)


def save(path: str | os.PathLike[str], gaussians: Gaussians, *, cameras: Sequence[Camera] = (), progress: Progress = None) -> None:
    """Splats as one prim, /World/splats."""

    def fill(stage: Any, _: str) -> None:
        from pxr import UsdVol, Vt

        prim = UsdVol.ParticleField3DGaussianSplat.Define(stage, "/World/splats")
        means, quats = column(gaussians.means), column(gaussians.quats)
        attributes = {
            "positions": Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(means)),
            "orientations": Vt.QuatfArray.FromNumpy(np.ascontiguousarray(np.roll(quats, -1, axis=1))),  # xyzw in memory
            "scales": Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(column(gaussians.scales))),
            "opacities": Vt.FloatArray.FromNumpy(np.ascontiguousarray(column(gaussians.opacities))),
            "radiance:sphericalHarmonicsDegree": gaussians.sh_degree,
            "radiance:sphericalHarmonicsCoefficients": Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(column(gaussians.sh).reshape(-1, 3))),
        }
        if len(means):
            attributes["extent"] = Vt.Vec3fArray.FromNumpy(np.stack([means.min(0), means.max(0)]))
        for done, (name, value) in enumerate(attributes.items()):
            prim.GetPrim().GetAttribute(name).Set(value)
            if progress is not None:
                progress(done / len(attributes))
        _add_cameras(stage, cameras)

    _write(Path(path), fill, None)
    if progress is not None:
        progress(1.0)


def load(path: str | os.PathLike[str], *, progress: Progress = None) -> Gaussians:
    """All splats of the file, placed. usd-core reads the file, so that what it bears of hostile ones is up to it."""
    found: list[Gaussians] = []
    try:
        Usd, UsdGeom, UsdVol = _pxr("Usd", "UsdGeom", "UsdVol")
        stage = Usd.Stage.Open(str(path))
        unit, up = UsdGeom.GetStageMetersPerUnit(stage), UsdGeom.GetStageUpAxis(stage)
        lying = [[1.0, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1]]
        turn = np.eye(4) if up == UsdGeom.Tokens.y else np.array(lying)
        for prim in stage.Traverse():
            if not prim.IsA(UsdVol.ParticleField3DGaussianSplat):
                continue
            placed = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(Usd.TimeCode.Default())).T
            matrix = np.diag([unit, unit, unit, 1.0]) @ turn @ placed
            splats = _splats(path, prim)
            found.append(splats if np.allclose(matrix, np.eye(4)) else splats.transform(torch.from_numpy(matrix)))
    except RuntimeError as error:  # all of usd-core's are
        raise ValueError(f"{path} cannot be read as USD ({said(error)}); write it again") from None
    if not found:
        raise ValueError(f"{path} has no ParticleField3DGaussianSplat; it is not a USD file of splats")
    if progress is not None:
        progress(1.0)
    return Gaussians.concat(found)


def _splats(path: str | os.PathLike[str], prim: Any) -> Gaussians:
    def values(name: str, width: int) -> Any:
        value = prim.GetAttribute(name).Get()
        if value is None:
            value = prim.GetAttribute(name + "h").Get()  # the same in half floats
        if value is None:
            raise ValueError(f"{path} has splats without {name}; it is damaged")
        return np.array(value, np.float32).reshape(-1, width) if width > 1 else np.array(value, np.float32)

    means, degree = values("positions", 3), int(prim.GetAttribute("radiance:sphericalHarmonicsDegree").Get())
    n = len(means)
    if not 0 <= degree <= 3 or n > MAX_SPLATS:
        raise ValueError(f"{path} has {n:,} splats with harmonics of degree {degree}; up to {MAX_SPLATS:,} of degree 0 to 3 are read")
    sh = values("radiance:sphericalHarmonicsCoefficients", 3)
    columns = {"quats": values("orientations", 4), "scales": values("scales", 3), "opacities": values("opacities", 1)}
    if len(sh) != n * SIZES[degree] or any(len(value) != n for value in columns.values()):
        raise ValueError(f"{path} has {n:,} splats but {len(sh):,} coefficients of degree {degree}, or too few of others; it is damaged")
    out = Columns(n, SIZES[degree])
    out.means[:], out.scales[:], out.opacities[:] = means, columns["scales"], columns["opacities"]
    out.quats[:], out.sh[:] = np.roll(columns["quats"], 1, axis=1), sh.reshape(n, -1, 3)
    return out.gaussians(path)


def _pxr(*names: str) -> list[Any]:
    from importlib import import_module

    try:
        return [import_module(f"pxr.{name}") for name in names]
    except ImportError as error:
        raise ValueError(f"USD needs usd-core, which is not here ({error}); pip install 'worldgen[usd]'") from None


def _write(path: Path, fill: Callable[[Any, str], None], texture: Any) -> None:
    """The stage that `fill(stage, name of the texture's file)` makes; the file appears whole, after what it refers to."""
    Sdf, Usd, UsdGeom, UsdUtils = _pxr("Sdf", "Usd", "UsdGeom", "UsdUtils")
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"USD is not kept in {suffix or 'files without a suffix'!r} ({path}); use {', '.join(SUFFIXES)}")
    with replacing(path) as temporary:
        aside = Path(tempfile.mkdtemp(prefix=".usd.", dir=path.parent))
        try:
            picture = f"{path.stem}.png"
            file = aside / f"world{suffix if suffix != '.usdz' else '.usdc'}"
            stage = Usd.Stage.CreateNew(str(file))
            UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
            UsdGeom.SetStageMetersPerUnit(stage, 1.0)
            stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, "/World").GetPrim())
            stage.GetRootLayer().customLayerData = {"creator": "worldgen", "color": "sRGB display, the world's light in it"}
            if texture is not None:
                image.save(aside / picture, texture)
            fill(stage, picture)
            stage.GetRootLayer().Save()
            del stage
            if suffix != ".usdz":
                if texture is not None:
                    with replacing(path.with_name(picture)) as beside:
                        shutil.copyfile(aside / picture, beside)
                shutil.copyfile(file, temporary)
            elif not UsdUtils.CreateNewUsdzPackage(Sdf.AssetPath(str(file)), str(temporary)):
                raise ValueError(f"usd-core could not pack {path}; write a .usdc")
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _material(stage: Any, picture: str) -> Any:
    """A surface that shines as the texture says and reflects nothing."""
    from pxr import Sdf, UsdShade

    material = UsdShade.Material.Define(stage, "/World/baked")
    reader = UsdShade.Shader.Define(stage, "/World/baked/st")
    reader.CreateIdAttr("UsdPrimvarReader_float2")
    reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set("st")
    texture = UsdShade.Shader.Define(stage, "/World/baked/texture")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(f"./{picture}")
    texture.CreateInput("sourceColorSpace", Sdf.ValueTypeNames.Token).Set("sRGB")
    for wrap in ("wrapS", "wrapT"):
        texture.CreateInput(wrap, Sdf.ValueTypeNames.Token).Set("clamp")
    out = reader.CreateOutput("result", Sdf.ValueTypeNames.Float2)
    texture.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(out)
    surface = UsdShade.Shader.Define(stage, "/World/baked/surface")
    surface.CreateIdAttr("UsdPreviewSurface")
    surface.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).Set((0, 0, 0))
    surface.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(1.0)
    rgb = texture.CreateOutput("rgb", Sdf.ValueTypeNames.Float3)
    surface.CreateInput("emissiveColor", Sdf.ValueTypeNames.Color3f).ConnectToSource(rgb)
    material.CreateSurfaceOutput().ConnectToSource(surface.ConnectableAPI(), "surface")
    return material


def _add_cameras(stage: Any, cameras: Sequence[Camera]) -> None:
    from pxr import Gf, UsdGeom

    for number, camera in enumerate(cameras):
        prim = UsdGeom.Camera.Define(stage, f"/World/camera_{number}")
        matrix = camera.world_from_cam.detach().cpu().double().numpy() @ FLIP
        prim.AddTransformOp().Set(Gf.Matrix4d(matrix.T.tolist()))  # USD's vectors are rows
        prim.CreateHorizontalApertureAttr(FILM_MM)
        prim.CreateVerticalApertureAttr(FILM_MM * camera.height / camera.width * camera.fx_px / camera.fy_px)
        prim.CreateFocalLengthAttr(FILM_MM * camera.fx_px / camera.width)
        prim.CreateClippingRangeAttr(Gf.Vec2f(0.01, 1e5))
        for name in PIXELS:
            prim.GetPrim().SetCustomDataByKey(name, getattr(camera, name))
