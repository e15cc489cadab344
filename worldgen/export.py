"""A world as files that other programs read: splats under a dome of sky, meshes, a panorama."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from render import Camera, Gaussians, Mesh, Textured, simplify

from .materialize.sky import Sky
from .walk import EYE_M
from .world import MOST_FINE, World, WorldError

KINDS_OF_FILE = dict.fromkeys((".ply", ".spz", ".splat", ".sog"), ("splats",)) | {
    ".glb": ("mesh", "collider", "splats"), ".obj": ("mesh", "collider"), ".usdz": ("mesh", "collider", "splats"),
    ".png": ("panorama",), ".jpg": ("panorama",), ".webp": ("panorama",),
}  # fmt: skip
DOME_RADIUS_M = 900.0
DOME_SPLATS = 30_000
TEXTURE_PX = 4096
VIEWS = 4  # cameras that travel in files with room for them


def export(
    world: World, path: Path, what: str | None, *, max_splats: int | None, sky: str, along: Sequence[Camera], textured: bool = False
) -> Path:
    """See `World.export`. The file appears whole or not at all."""
    what = check(path, what, max_splats=max_splats, sky=sky, along=bool(along), textured=textured)
    from render import formats
    from render.formats import glb, image, obj, usd_mesh

    names = {row: item.id for row, item in enumerate(world.items)}
    if what == "splats":
        cameras = along or (world.viewpoints(VIEWS) if path.suffix.lower() in formats.WITH_CAMERAS else ())
        formats.save(path, splats(world, max_splats=max_splats, dome=sky == "dome", along=along), cameras=cameras)
    elif what == "panorama":
        image.save(path, panorama(world))
    else:
        solid = world.collider if what == "collider" else baked(world) if textured else world.mesh
        if path.suffix.lower() == ".obj":
            obj.save(path, solid, names)
        else:
            save = usd_mesh.save if path.suffix.lower() == ".usdz" else glb.save
            save(path, solid, names, cameras=() if what == "collider" else world.viewpoints(VIEWS))
    return path


def check(path: Path, what: str | None, *, max_splats: int | None, sky: str, along: bool = False, textured: bool = False) -> str:
    """What the file will hold. Raises WorldError where it cannot be written as asked."""
    choices = KINDS_OF_FILE.get(path.suffix.lower())
    if choices is None:
        raise WorldError(f"cannot export to {path.name!r}; choose a name that ends in {', '.join(KINDS_OF_FILE)}")
    what = what or choices[0]
    if what not in choices:
        raise WorldError(f"a {path.suffix} file cannot hold {what!r}; it can hold {' or '.join(choices)}")
    if sky not in ("dome", "none"):
        raise WorldError(f"sky {sky!r} is not known; choose dome or none")
    if max_splats is not None and max_splats < 1000:
        raise WorldError(f"max_splats is {max_splats}; choose at least 1000")
    if along and what != "splats":
        raise WorldError(f"a {what} is as fine everywhere; only splats ({', '.join(_of('splats'))}) can follow a path")
    if textured and what != "mesh":
        raise WorldError(f"a {what} has no texture; only a mesh ({', '.join(_of('mesh'))}) can be textured")
    if not path.parent.is_dir():
        raise WorldError(f"the folder {str(path.parent)!r} does not exist; make it first")
    if path.is_dir():
        raise WorldError(f"{str(path)!r} is a folder; choose the name of a file")
    return what


def _of(what: str) -> list[str]:
    return [suffix for suffix, choices in KINDS_OF_FILE.items() if what in choices]


def baked(world: World) -> Textured:
    """The world's mesh with a texture that shows what its splats show, two texels a splat."""
    from render.texture import SplatColors, baked

    mesh: Mesh = world.mesh
    colors = SplatColors(world.gaussians)
    cell_m = colors.cell_m(mesh.vertices[mesh.faces].mean(axis=1))
    return baked(mesh, colors, size_px=TEXTURE_PX, texel_m=(cell_m / 2).astype(np.float32))


def splats(world: World, *, max_splats: int | None = None, dome: bool = True, along: Sequence[Camera] = ()) -> Gaussians:
    """The world's Gaussians as they leave the house: at most `max_splats`, with the sky's dome where asked, finer `along` a path."""
    count = 0 if not dome else DOME_SPLATS if max_splats is None else min(DOME_SPLATS, max_splats // 10)
    gaussians = world.gaussians
    if along:
        room = MOST_FINE if max_splats is None else max(max_splats - count - len(gaussians), 0)
        gaussians = world.refine(*along, max_splats=room)
    if not dome:
        return gaussians if max_splats is None else simplify(gaussians, max_splats)
    if max_splats is not None:
        gaussians = simplify(gaussians, max_splats - count)
    return Gaussians.concat([gaussians, sky_dome(world.sky, count)])


def sky_dome(sky: Sky, count: int) -> Gaussians:
    """`count` flat splats on a sphere of `DOME_RADIUS_M`, evenly spread (Fibonacci), each in its direction's sky colour."""
    k = np.arange(count) + 0.5
    y = 1 - 2 * k / count
    angle = np.pi * (1 + 5**0.5) * k
    ring = np.sqrt(1 - y * y)
    direction = np.stack([ring * np.cos(angle), y, ring * np.sin(angle)], axis=1).astype(np.float32)
    spacing_m = DOME_RADIUS_M * (4 * np.pi / count) ** 0.5
    scales = np.repeat(np.array([[0.75 * spacing_m, 0.75 * spacing_m, 1.0]], np.float32), count, axis=0)
    opacity = np.full(count, 0.99, np.float32)
    ids = np.full(count, -1, np.int32)
    return Gaussians.from_colors(direction * DOME_RADIUS_M, _turn_z_to(direction), scales, opacity, sky.rgb(direction), instance_ids=ids)


def _turn_z_to(direction: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, 4) wxyz quaternions that turn +Z to unit `direction` (n, 3): the half-way rotation (1 + z·d, z × d)."""
    q = np.stack([1 + direction[:, 2], -direction[:, 1], direction[:, 0], np.zeros(len(direction), np.float32)], axis=1)
    q[q[:, 0] < 1e-4] = [0, 1, 0, 0]
    return (q / np.linalg.norm(q, axis=1, keepdims=True)).astype(np.float32)


def panorama(world: World, *, width: int = 2048, rows: slice = slice(None), sharp: bool = True) -> NDArray[np.float32]:
    """(width / 2, width, 3) sRGB, equirectangular, from eye height at the entrance; the middle looks where a visitor first does. Only
    some `rows` where asked for; `sharp` as in `World.render`."""
    from render.formats.panorama import equirectangular

    x, y, z = world.walk_map.entrance
    yaw = world.layout.entrance_yaw_rad

    def look(camera: Camera) -> torch.Tensor:
        return torch.from_numpy(world.picture(camera, sharp=sharp))

    return equirectangular(look, (x, y + EYE_M, z), width=width, yaw_rad=yaw, rows=rows).numpy()
