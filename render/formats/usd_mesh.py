"""Meshes as USD, `.usdc`, `.usda`, `.usd` or `.usdz`: a Mesh prim per instance under /world, +Y up (upAxis), metres (metersPerUnit 1).

Without a texture colours are primvars:displayColor a vertex, linear Rec. 709 as USD has it, said as the attribute's colour space. A texture
is sRGB, within a .usdz, else beside the file as NAME.png or NAME.jpg. The colours already contain light: the material (UsdPreviewSurface)
shines with them and reflects nothing, unless `unlit` is False. Cameras travel as prims.
"""

# pyright: reportAttributeAccessIssue=false
# The stubs of pxr know half of what is in it.
from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..camera import Camera
from ..color import linear_from_srgb
from ..mesh import Mesh
from ..textured import Textured
from . import glb, usd_stage
from .usd_stage import LINEAR, ROOT

PICTURES = {"jpeg": ".jpg", "png": ".png"}


def save(
    path: str | os.PathLike[str],
    mesh: Mesh | Textured,
    names: Mapping[int, str] | None = None,
    *,
    unlit: bool = True,
    cameras: Sequence[Camera] = (),
    picture: str = "jpeg",
) -> None:
    """As `glb.save`. Names become what USD accepts, `old well` to `old_well`; as given they stand as displayName. The same mesh gives the
    same bytes."""
    usd_stage.require(path)
    from pxr import UsdShade

    path = Path(path)
    textured = mesh if isinstance(mesh, Textured) else None
    whole = mesh.mesh if isinstance(mesh, Textured) else mesh
    if len(whole) == 0:
        raise ValueError(f"cannot write {path}: the mesh has no faces")
    if picture not in PICTURES:
        raise ValueError(f"a texture cannot be kept as {picture!r}; choose {' or '.join(PICTURES)}")
    stage = usd_stage.begun("Colours are linear Rec. 709, pictures sRGB; light is in them.")
    groups = whole.parts(names or {})
    named = usd_stage.unique_names((name for name, _ in groups), taken=("materials", "cameras"))
    address = usd_stage.inside(path, PICTURES[picture]) if textured else None
    material = _material(stage, address, unlit) if textured or whole.colors is not None else None
    for (name, rows), own in zip(groups, named, strict=True):
        made = _mesh(stage, f"{ROOT}/{own}", whole, rows, textured)
        if own != name:
            made.SetDisplayName(name)
        if material:
            UsdShade.MaterialBindingAPI.Apply(made).Bind(material)
    usd_stage.add_cameras(stage, cameras)
    data = glb.encoded(textured.texture, picture) if textured else b""
    usd_stage.write(path, stage, (lambda place: place.write_bytes(data)) if textured else None, PICTURES[picture])


def _mesh(stage: Any, place: str, whole: Mesh, rows: Any, textured: Textured | None) -> Any:
    from pxr import Sdf, UsdGeom, Vt

    used, faces = np.unique(whole.faces[rows], return_inverse=True)
    points = whole.vertices[used]
    made = UsdGeom.Mesh.Define(stage, place)
    made.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(points)))
    made.CreateExtentAttr(Vt.Vec3fArray.FromNumpy(np.stack([points.min(0), points.max(0)])))
    made.CreateFaceVertexCountsAttr(Vt.IntArray(len(rows), 3))
    made.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(faces.reshape(-1).astype(np.int32)))
    made.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)  # else USD rounds the mesh
    api = UsdGeom.PrimvarsAPI(made)
    if textured:
        st = textured.uv[used] * np.array([1, -1], np.float32) + np.array([0, 1], np.float32)  # USD counts from the lower left corner
        api.CreatePrimvar("st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.vertex).Set(
            Vt.Vec2fArray.FromNumpy(np.ascontiguousarray(st, np.float32))
        )
    elif whole.colors is not None:
        linear = linear_from_srgb(np.arange(256) / 255.0).astype(np.float32)[whole.colors[used]]
        shown = made.CreateDisplayColorPrimvar(UsdGeom.Tokens.vertex)
        shown.Set(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(linear)))
        shown.GetAttr().SetColorSpace(LINEAR)
    return made.GetPrim()


def _material(stage: Any, address: str | None, unlit: bool) -> Any:
    """UsdPreviewSurface that shows the picture at `address`, or where there is none the vertices' colours."""
    from pxr import Sdf, UsdGeom, UsdShade

    types = Sdf.ValueTypeNames
    UsdGeom.Scope.Define(stage, f"{ROOT}/materials")
    material = UsdShade.Material.Define(stage, f"{ROOT}/materials/baked")
    top = material.GetPath()

    def shader(name: str, kind: str, **inputs: tuple[Any, Any]) -> UsdShade.Shader:
        made = UsdShade.Shader.Define(stage, top.AppendChild(name))
        made.CreateIdAttr(kind)
        for key, (type_name, value) in inputs.items():
            made.CreateInput(key, type_name).Set(value)
        return made

    surface = shader(
        "surface", "UsdPreviewSurface", roughness=(types.Float, 1.0), metallic=(types.Float, 0.0), useSpecularWorkflow=(types.Int, 1),
        specularColor=(types.Color3f, (0, 0, 0)),
    )  # fmt: skip
    if address is None:
        source = shader("colors", "UsdPrimvarReader_float3", varname=(types.String, "displayColor"))
        output = source.CreateOutput("result", types.Float3)
    else:
        place = shader("place", "UsdPrimvarReader_float2", varname=(types.String, "st"))
        source = shader(
            "picture", "UsdUVTexture", file=(types.Asset, Sdf.AssetPath(f"./{address}")), sourceColorSpace=(types.Token, "sRGB"),
            wrapS=(types.Token, "clamp"), wrapT=(types.Token, "clamp"),
        )  # fmt: skip
        source.CreateInput("st", types.Float2).ConnectToSource(place.CreateOutput("result", types.Float2))
        output = source.CreateOutput("rgb", types.Float3)
    surface.CreateInput("emissiveColor" if unlit else "diffuseColor", types.Color3f).ConnectToSource(output)
    if unlit:
        surface.CreateInput("diffuseColor", types.Color3f).Set((0, 0, 0))
    material.CreateSurfaceOutput().ConnectToSource(surface.CreateOutput("surface", types.Token))
    return material
