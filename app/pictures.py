"""`worldgen render` and `worldgen export`."""

from __future__ import annotations

import json
import shutil
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import worldgen
from render import Camera, trajectory
from worldgen import World
from worldgen.corpus import KINDS
from worldgen.materialize.samples import FAR

from .progress import Tell, progress

PATHS = ("orbit", "walk", "look")
MOST_FRAMES = 10_000
STOPS, STOP_PX = 48, (1280, 720)  # pictures along a path that an export is sharp in
STILLS = (".png", ".jpg", ".webp")


def render(options: Namespace) -> int:
    """Pictures along a path: an .mp4, a .png (one, or a sheet of several), or a folder of them."""
    out: Path = options.out
    if options.path not in PATHS:
        raise ValueError(f"path {options.path!r} is not known; choose {', '.join(PATHS)}")
    width, height = _size(options.size)
    suffix = out.suffix.lower()
    if suffix not in (".mp4", "", *STILLS):
        raise ValueError(f"pictures cannot be written to {out.name!r}; give a name that ends in .mp4, {', '.join(STILLS)}, or a folder's")
    frames = options.frames if options.frames is not None else {".mp4": 150, "": 24}.get(suffix, 1)
    if not 1 <= frames <= MOST_FRAMES:
        raise ValueError(f"--frames is {frames}; choose 1 to {MOST_FRAMES:,}")
    if not out.parent.is_dir():
        raise ValueError(f"the folder {str(out.parent)!r} does not exist; make it first")
    if suffix == "" and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ValueError(f"{str(out)!r} exists and is not an empty folder; choose another name")
    world = worldgen.load(options.world)
    cameras = path_cameras(world, options.path, frames, width, height)
    with progress(quiet=options.json, shares={"render": 1}) as tell:
        _write(out, suffix, _pictures(world, cameras, tell, sharp=not options.plain))
    if options.json:
        print(json.dumps({"out": str(out), "frames": frames, "size": [width, height], "path": options.path}))
    else:
        print(f"{out}: {frames} {'picture' if frames == 1 else 'pictures'} of {width}x{height}")
    return 0


def export(options: Namespace) -> int:
    """A file for other programs."""
    from worldgen.export import check

    if options.along not in (None, *PATHS):
        raise ValueError(f"--along {options.along!r} is not known; choose {', '.join(PATHS)}")
    along, textured = options.along is not None, options.textured
    what = check(options.out, options.what, max_splats=options.max_splats, sky=options.sky, along=along, textured=textured)
    world = worldgen.load(options.world)
    cameras = path_cameras(world, str(options.along), STOPS, *STOP_PX) if along else []
    with progress(quiet=options.json, shares={"export": 1}) as tell:
        tell("export", 0.0)
        world.export(options.out, what, max_splats=options.max_splats, sky=options.sky, along=cameras, textured=textured)
    size = options.out.stat().st_size
    if options.json:
        print(json.dumps({"out": str(options.out), "what": what, "bytes": size}))
    else:
        print(f"{options.out}: {what}, {size / 1e6:.1f} MB")
    return 0


def path_cameras(world: World, path: str, frames: int, width: int, height: int) -> list[Camera]:
    """Cameras of `orbit`, `walk` or `look`."""
    if path == "look":
        x, y, z = world.walk_map.entrance
        eye = (x, y + trajectory.EYE_M, z)
        return trajectory.look_around(eye, frames=frames, yaw_rad=world.layout.entrance_yaw_rad, width=width, height=height)
    if path == "walk":
        if frames == 1:
            return world.viewpoints(1, width=width, height=height)
        line = world.walk_path(max(64, frames))
        return trajectory.walk(line, frames=frames, width=width, height=height)
    return _orbit(world, frames, width, height)


def _orbit(world: World, frames: int, width: int, height: int) -> list[Camera]:
    """Outdoors from a low flight round the middle; indoors from inside the walls."""
    places = world.walk_map.places_m
    center = np.median(places, axis=0).astype(float)
    spread = np.quantile(np.linalg.norm(places[:, [0, 2]] - center[[0, 2]], axis=1), 0.9)
    if world.layout.kind in KINDS and KINDS[world.layout.kind].interior:
        radius, rise, aim = 0.45 * float(spread), 1.75, 1.1
    else:
        near = world.samples.position[world.samples.kind != FAR]
        radius, rise, aim = max(8.0, 0.95 * float(spread)), max(5.0, 0.42 * float(spread)), 0.0
        rise += max(0.0, float(np.quantile(near[:, 1], 0.9)) - float(center[1])) * 0.5
    target = (float(center[0]), float(center[1]) + aim, float(center[2]))
    start = world.layout.entrance_yaw_rad + np.pi
    return trajectory.orbit(target, radius, frames=frames, height_m=rise - aim, start_rad=start, width=width, height=height)


def _pictures(world: World, cameras: list[Camera], tell: Tell, *, sharp: bool) -> Iterator[NDArray[np.float32]]:
    for i, camera in enumerate(cameras):
        tell("render", i / len(cameras))
        yield world.picture(camera, sharp=sharp)


def _write(out: Path, suffix: str, pictures: Iterator[NDArray[np.float32]]) -> None:
    from render.formats import image, video

    if suffix == ".mp4":
        video.save(out, pictures)
    elif suffix in STILLS:
        several = [image.to_bytes(picture) for picture in pictures]
        image.save(out, several[0] if len(several) == 1 else image.sheet(several, min(4, len(several))))
    else:
        partial = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        try:
            for i, picture in enumerate(pictures):
                image.save(partial / f"{i:05d}.png", picture)
            partial.chmod(0o755)
            partial.rename(out)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def _size(text: str) -> tuple[int, int]:
    parts = text.lower().split("x")
    if len(parts) != 2 or not all(p.isdigit() and 16 <= int(p) <= 4096 for p in parts):
        raise ValueError(f"--size is {text[:40]!r}; write WIDTHxHEIGHT with 16 to 4096 pixels each, for example 1280x720")
    return int(parts[0]), int(parts[1])
