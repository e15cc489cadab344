"""USD through OpenUSD's own library (`usd-core`, the extra `usd`): what writers of splats and of meshes share.

Frame: +Y up (upAxis), metres (metersPerUnit 1), right-handed, as in memory. Cameras look along −Z with +Y up; their apertures and focal
lengths are in tenths of the stage's unit as the schema has it, as of a sensor 36 mm wide. Width and height in pixels travel in customData.
`.usda` is text, `.usdc` and `.usd` are binary ("crate"), `.usdz` is a package of one binary file and its picture, nothing compressed.
"""

# pyright: reportAttributeAccessIssue=false
# The stubs of pxr know half of what is in it.
from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from ..camera import Camera
from .atomic import replacing

ROOT = "/world"
SENSOR_M = 0.036
TENTH = 10.0  # apertures are in tenths of the stage's unit, which is the metre
FLIP = np.diag([1.0, -1.0, -1.0, 1.0])  # OpenCV's camera axes ↔ those of USD
CLIPPING_M = (0.01, 5000.0)
LINEAR, DISPLAY = "lin_rec709_scene", "srgb_rec709_scene"  # as OpenUSD names colour spaces


def require(path: str | os.PathLike[str]) -> None:
    """ValueError with the remedy where usd-core is missing."""
    try:
        from pxr import UsdVol
    except ImportError:
        UsdVol = None
    if not hasattr(UsdVol, "ParticleField3DGaussianSplat"):
        raise ValueError(f"{path} needs usd-core 26.3 or newer, which is not installed; run pip install 'worldgen[usd]'")


def begun(comment: str) -> Any:
    """A new stage in memory, +Y up and in metres, whose default prim is `/world`."""
    from pxr import Usd, UsdGeom

    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, ROOT).GetPrim())
    stage.SetMetadata("comment", f"worldgen: +Y up, metres, right-handed. {comment}")
    return stage


def add_cameras(stage: Any, cameras: Sequence[Camera]) -> None:
    """One prim each, /world/cameras/camera_0 and on."""
    from pxr import Gf, Usd, UsdGeom

    if cameras:
        UsdGeom.Scope.Define(stage, f"{ROOT}/cameras")
    for number, camera in enumerate(cameras):
        made = UsdGeom.Camera.Define(stage, f"{ROOT}/cameras/camera_{number}")
        pose = camera.world_from_cam.detach().double().cpu().numpy() @ FLIP
        made.AddTransformOp().Set(Gf.Matrix4d(pose.T))  # USD multiplies rows from the left
        wide = TENTH * SENSOR_M
        focal = wide * camera.fx_px / camera.width
        high = focal * camera.height / camera.fy_px
        made.CreateFocalLengthAttr(focal)
        made.CreateHorizontalApertureAttr(wide)
        made.CreateVerticalApertureAttr(high)
        made.CreateHorizontalApertureOffsetAttr((camera.width / 2 - camera.cx_px) / camera.width * wide)
        made.CreateVerticalApertureOffsetAttr((camera.cy_px - camera.height / 2) / camera.height * high)
        made.CreateClippingRangeAttr(Gf.Vec2f(*CLIPPING_M))
        made.CreateProjectionAttr(UsdGeom.Tokens.perspective)
        prim: Usd.Prim = made.GetPrim()
        prim.SetCustomData({"width": camera.width, "height": camera.height})


def unique_names(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Names that USD accepts (letters, digits and _, no digit first), each another one."""
    from pxr import Tf

    used, made = set(taken), []
    for name in names:
        stem = fresh = Tf.MakeValidIdentifier(name)
        count = 1
        while fresh in used:
            count += 1
            fresh = f"{stem}_{count}"
        used.add(fresh)
        made.append(fresh)
    return made


def write(path: str | os.PathLike[str], stage: Any, picture: Callable[[Path], object] | None = None, suffix: str = ".png") -> None:
    """The file takes its name last, and the stage may be empty then. `picture` writes the stage's picture to the path that it is given:
    within a .usdz, else beside it."""
    path, layer = Path(path), stage.GetRootLayer()
    with ExitStack() as files:
        temporary = files.enter_context(replacing(path))
        if path.suffix.lower() != ".usdz":
            if picture:
                picture(files.enter_context(replacing(beside(path, suffix))))
            _exported(layer, temporary)
            return
        from pxr import Sdf

        folder = Path(files.enter_context(tempfile.TemporaryDirectory(prefix=".usdz", dir=path.parent)))
        _exported(layer, folder / "world.usdc")
        layer.Clear()  # its arrays are in the file now
        package = Sdf.ZipFileWriter.CreateNew(str(temporary))
        package.AddFile(str(folder / "world.usdc"), "world.usdc")
        if picture:
            picture(folder / f"picture{suffix}")
            package.AddFile(str(folder / f"picture{suffix}"), inside(path, suffix))
        if not package.Save():
            raise OSError(f"cannot write {path}; is the disk full?")


def inside(path: Path, suffix: str) -> str:
    """The picture's address in a stage that is written to `path`."""
    return f"textures/baked{suffix}" if path.suffix.lower() == ".usdz" else beside(path, suffix).name


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(("_".join(path.stem.split()) or "baked") + suffix)


def _exported(layer: Any, path: Path) -> None:
    from pxr import Tf

    try:
        done = layer.Export(str(path))
    except Tf.ErrorException as error:
        raise OSError(f"OpenUSD cannot write {path}: {' '.join(str(error).split())[:200]}") from None
    if not done:
        raise OSError(f"OpenUSD cannot write {path}; is the disk full?")
