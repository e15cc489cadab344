"""Our light against Blender's path tracer (Cycles) on the same surfaces: irradiance, and where the sun falls.

Regime: each kind of place at one hour, clear, every lamp and flame out on both sides. Cycles gets all faces that throw shadows here
(no glass, water or far hills) with the mean albedo of each, every leaf, the sky that our surfaces gather, the sun as wide as ours; light is
reflected as often on both sides. Materials' relief is left out on both sides: normals are the faces' own. Ours is what a sharp picture
shows (`World.refine`): where surfaces are near, finer splats take the place of the base's, and the sun is asked anew for each; solid splats
are drawn with irradiance for colour. Compared are pixels that show more of solid splats than of leaves, grass, water, panes or hills,
and where both sides see the same surface.
Sun masks: the sun's share of its unshadowed value under one half, on what faces the sun, where both sides see it turned alike. In a room
only what looks into it is compared.
Usage: python benchmarks/cycles.py [KIND …] --python BPY_PYTHON [--worlds FOLDER] [--keep FOLDER] [--sheet OUT.jpg]; ends in one line
of JSON. `--keep` renders the oracle once. BPY_PYTHON: python3.11 -m venv v && v/bin/pip install bpy==5.0.1 "numpy<2"; then v/bin/python.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from oracle.job import Surfaces, job_of, surfaces
from PIL import Image

import worldgen
from render import Camera, Gaussians, render_gaussians
from worldgen.layout.layout import Layout
from worldgen.materialize.cut import Cells
from worldgen.materialize.light import light
from worldgen.materialize.portals import of_openings, of_rooms
from worldgen.materialize.refine import Detail
from worldgen.materialize.samples import SOLID, SurfaceSamples
from worldgen.materialize.scene import Scene
from worldgen.materialize.sky import Sky
from worldgen.open3d import open3d

Array = NDArray[np.float32]

PROMPTS = {
    "village": ("a stone village by a river", 0),
    "river_valley": ("a river valley with a stone bridge", 0),
    "forest": ("an old pine forest", 1),
    "castle": ("a castle with red roofs", 1),
    "living_room": ("a living room with a blue sofa and two yellow armchairs", 0),
    "library": ("a library with a green armchair and a globe", 0),
}
WIDTH, HEIGHT, FOV_DEG = 640, 360, 70.0
SAMPLES, SAMPLES_INDOORS = 256, 1024  # of Cycles', for each BLOCK × BLOCK pixels
FINER = 3  # ours are drawn so many times finer (1920 × 1080) and averaged: compared is light, not how wide splats are
BLOCK, BLOCK_INDOORS = 2, 8  # pixels along a side over which irradiance is averaged: in a room few of Cycles' paths find the sun
OFF_M, OFF_SHARE = 0.05, 0.05  # both see the same surface: off its plane by less than this, in depth by less than this share
FACES_SUN = 0.05  # cosine under which a surface has no mask
TURNED = 0.1  # where both see the same surface, its cosine to the sun differs by less: at an edge our splats mix what lies on its two sides
REMEDY = 'python3.11 -m venv v && v/bin/pip install bpy==5.0.1 "numpy<2"'
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(frozen=True)
class Pictures:
    """Of all cameras, one below the other. Irradiance (h / b, w / b) as luminance and its `weight`, 0 where it does not count · the sun's
    share of its unshadowed value (h, w), nan where it does not count."""

    irradiance: Array
    weight: NDArray[np.bool_]
    sunlit: Array


def dark(scene: Scene) -> Scene:
    """With every lamp and flame out."""
    return Scene(
        tuple(
            replace(
                item,
                geometry=replace(
                    item.geometry,
                    emission_linear=np.zeros_like(item.geometry.emission_linear),
                    leaf_emission_linear=np.zeros_like(item.geometry.leaf_emission_linear),
                ),
            )
            for item in scene.items
        )
    )


def flat(samples: SurfaceSamples) -> SurfaceSamples:
    """Solid samples with the normals of their faces, which are the third axes of their splats."""
    w, x, y, z = samples.quat.astype(np.float64).T
    third = np.stack([2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)], 1).astype(np.float32)
    third *= np.where((third * samples.normal).sum(1) < 0, -1, 1)[:, None]
    return replace(samples, normal=np.where((samples.kind == SOLID)[:, None], third, samples.normal))


class Closer(Detail):
    """Finer samples, with the normals of their faces as well."""

    def _sampled(self, parts: Cells, ground: NDArray[np.bool_]) -> SurfaceSamples:
        return flat(super()._sampled(parts, ground))


def closer(detail: Detail, samples: SurfaceSamples, camera: Camera) -> SurfaceSamples:
    """Samples as they show in one picture."""
    replaced, fine = detail.samples(camera)
    return samples if fine is None else SurfaceSamples.concat([samples.select(~replaced), fine])


def rendered(world: worldgen.World, sky: Sky, cameras: list[Camera], options: argparse.Namespace, kept: Path) -> dict[str, Array]:
    """Cycles' pictures (cameras, h, w, 3) by name, as `oracle/scene.py` names them."""
    if not kept.exists():
        samples = options.samples or (SAMPLES_INDOORS if world.layout.rooms else SAMPLES)
        job = job_of(world, sky, cameras, block_of(world), samples * block_of(world) ** 2 // BLOCK**2, options.bounces)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "job.npz"
            np.savez(path, **job)
            script = Path(__file__).parent / "oracle" / "scene.py"
            command = [options.python, "-P", str(script), str(path), str(kept)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return dict(np.load(kept))


def met(surface: Surfaces, camera: Camera) -> tuple[Array, Array]:
    """Of the first surface through each pixel's centre: camera z (h, w), inf where there is none, and how far off its plane a point is that
    lies one metre of camera z away on the same ray (h, w)."""
    o3d = open3d()
    scene = o3d.t.geometry.RaycastingScene()
    scene.add_triangles(o3d.core.Tensor(surface.vertices), o3d.core.Tensor(surface.triangles.astype(np.uint32)))
    origins, directions = (a.numpy() for a in camera.rays())
    rays = np.concatenate([np.broadcast_to(origins, directions.shape), directions], -1).astype(np.float32)
    found = scene.cast_rays(o3d.core.Tensor(rays))
    ahead = directions @ camera.world_from_cam[:3, 2].numpy()
    return found["t_hit"].numpy() * ahead, np.abs((found["primitive_normals"].numpy() * directions).sum(-1)) / ahead


def shown(samples: SurfaceSamples, camera: Camera) -> Array:
    """(h, w) how much of a pixel solid splats are, among leaves, grass, water, panes and hills."""
    solid = np.repeat((samples.kind == SOLID)[:, None].astype(np.float32), 3, 1)
    frame = render_gaussians(Gaussians.from_colors(samples.position, samples.quat, samples.scale, samples.opacity, solid), camera)
    return frame.rgb.numpy()[..., 0]


def drawn(samples: SurfaceSamples, sky: Sky, camera: Camera) -> tuple[Array, Array, Array, Array]:
    """Solid splats in a picture: irradiance (h, w, 3), the sun's share and its unshadowed value (h, w), and depth (h, w). What faces away
    is left out: a roof in the sun is a hundred times as bright as the ceiling under it, which lets a percent through."""
    towards = ((camera.position.numpy() - samples.position) * samples.normal).sum(1) > 0
    solid = samples.select((samples.kind == SOLID) & towards)
    facing = np.clip(solid.normal @ np.asarray(sky.sun_direction, np.float32), 0, 1)
    values = np.concatenate([solid.irradiance_linear, np.stack([solid.sunlight, facing, facing], 1)], 1)
    out = []
    for part in (values[:, :3], values[:, 3:]):
        frame = render_gaussians(Gaussians.from_colors(solid.position, solid.quat, solid.scale, solid.opacity, part), camera)
        alpha = frame.alpha.numpy()
        out.append(frame.rgb.numpy() / np.maximum(alpha, 1e-3)[..., None])
    return out[0], out[1][..., 0], out[1][..., 1], np.where(alpha > 0.9, frame.depth.numpy(), np.inf)


def finer(camera: Camera) -> Camera:
    """The same picture with `FINER` times the pixels along a side."""
    scaled = {name: FINER * getattr(camera, name) for name in ("width", "height", "fx_px", "fy_px", "cx_px", "cy_px")}
    return replace(camera, **scaled)


def block_of(world: worldgen.World) -> int:
    return BLOCK_INDOORS if world.layout.rooms else BLOCK


def blocks(a: Array, side: int) -> Array:
    """(h / side, w / side) means."""
    return a.reshape(a.shape[0] // side, side, a.shape[1] // side, side).mean((1, 3))


def mean(a: Array, where: NDArray[np.bool_], side: int) -> Array:
    """(h / side, w / side) means of what counts."""
    return blocks(np.where(where, a, 0), side) / np.maximum(blocks(where.astype(np.float32), side), 1e-6)


def compared(
    world: worldgen.World, layout: Layout, cameras: list[Camera], options: argparse.Namespace, kept: Path
) -> tuple[Pictures, Pictures, float]:
    """Ours, Cycles', and the relative noise of Cycles' own (median)."""
    sky, side, noise = Sky.of(layout.style, world.seed), block_of(world), []
    found = rendered(world, sky, cameras, options, kept)
    scene = dark(world.scene)
    lit, _ = light(
        flat(world.samples), scene, sky, layout, world.seed,
        fineness=world.options.light_rays, rays=world.rays, bounces=options.bounces,
    )  # fmt: skip
    detail = Closer(scene, layout, lit, world.gaussians, sky, world.pitch_m, world.rays, world.seed)
    ours, theirs = [], []
    solid, _ = surfaces(world)
    full = float(np.asarray(sky.sun_linear) @ LUMINANCE)
    for k, camera in enumerate(cameras):
        sharp = finer(camera)
        seen = closer(detail, lit, sharp)
        if layout.rooms:  # the garden in the sun is a hundred times as bright as the wall before it, which lets a percent through
            seen = seen.select(of_rooms(layout, seen.foot, seen.normal) | of_openings(layout, seen.foot))
        irradiance, sunlight, facing, depth = drawn(seen, sky, sharp)
        hit, slope = met(solid, sharp)
        with np.errstate(invalid="ignore"):
            same = (np.abs(depth - hit) * slope < OFF_M) & (np.abs(depth - hit) < OFF_SHARE * hit)
        same &= shown(seen, sharp) > 0.5
        check(found, k, sky, sharp, hit, FINER * side)
        halves = [found[name][k] @ LUMINANCE for name in ("first_half", "second_half")]
        oracle = (halves[0] + halves[1]) / 2
        weight = blocks(same.astype(np.float32), FINER * side) > 0.9
        noise.append((np.abs(halves[0] - halves[1]) / 2 / np.maximum(oracle, 1e-6))[weight])
        open_, shadowed = (found[name][k] @ LUMINANCE / full for name in ("sun_open", "sun_shadowed"))
        mine, sunlight, facing = mean(irradiance @ LUMINANCE, same, FINER * side), mean(sunlight, same, FINER), mean(facing, same, FINER)
        towards = (blocks(same.astype(np.float32), FINER) > 0.9) & (open_ > FACES_SUN) & (facing > FACES_SUN)
        towards &= np.abs(facing - open_) < TURNED
        ours.append((mine, weight, np.where(towards, sunlight / np.maximum(facing, 1e-6), np.nan)))
        theirs.append((oracle, weight, np.where(towards, shadowed / np.maximum(open_, 1e-6), np.nan)))
    both = [Pictures(*(np.concatenate(column) for column in zip(*pictures, strict=True))) for pictures in (ours, theirs)]
    return both[0], both[1], float(np.median(np.concatenate(noise)))


def check(found: dict[str, Array], k: int, sky: Sky, camera: Camera, hit: Array, side: int) -> None:
    """The same sky and sun on both sides, or an error: what shows where nothing stands, and how brightly the sun shines unshadowed."""
    free = ~np.isfinite(hit)
    alone = blocks(free.astype(np.float32), side) == 1
    if alone.sum() > 50:
        there = found["first_half"][k][alone] / math.pi
        directions = camera.rays()[1].numpy()[side // 2 :: side, side // 2 :: side]
        here = sky.base_linear(directions[alone].astype(np.float32))
        error = float(np.median(np.abs(there - here) / np.maximum(here, 1e-4)))
        if error > 0.03:
            raise RuntimeError(f"the sky differs by {error:.1%} (median); is Blender's environment turned?")
    solid = blocks(free.astype(np.float32), FINER) == 0
    strongest = float((found["sun_open"][k] / np.maximum(np.asarray(sky.sun_linear), 1e-9))[solid].max(initial=0))
    if strongest > 1.02:
        raise RuntimeError(f"the unshadowed sun reaches {strongest:.2f} times its irradiance")


def overlap(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    """Intersection over union; 1 where both are empty."""
    return float((a & b).sum() / max((a | b).sum(), 1)) if (a | b).any() else 1.0


def facts(ours: Pictures, theirs: Pictures, noise: float) -> dict[str, float]:
    """The numbers of one kind."""
    known = ours.weight & (theirs.irradiance > 1e-5)
    mine, its = ours.irradiance[known], theirs.irradiance[known]
    error = np.abs(mine - its) / its
    masked = np.isfinite(ours.sunlit)
    a, b = ours.sunlit[masked] >= 0.5, theirs.sunlit[masked] >= 0.5
    return {
        "pixels": int(known.sum()), "median": float(np.median(error)), "p90": float(np.quantile(error, 0.9)),
        "bias": float(np.median(mine / its) - 1), "mean_bias": float(mine.mean() / its.mean() - 1), "iou_shadow": overlap(~a, ~b),
        "iou_lit": overlap(a, b), "in_shadow": float(1 - b.mean()) if len(b) else 1.0, "noise": noise,
    }  # fmt: skip


def sheet(ours: Pictures, theirs: Pictures) -> NDArray[np.uint8]:
    """Ours | Cycles | relative error (blue: ours is darker, red: brighter, full at 50 %; grey: not compared) | masks (white: sun on both,
    black: shade on both, red: sun on ours alone, blue: on Cycles' alone)."""
    white = np.quantile(theirs.irradiance[ours.weight], 0.97)

    def grey(a: Array) -> Array:
        return np.repeat((np.clip(a * ours.weight / white, 0, 1) ** (1 / 2.2))[..., None], 3, 2)

    off = np.clip((ours.irradiance - theirs.irradiance) / np.maximum(theirs.irradiance, 1e-5) / 0.5, -1, 1)[..., None]
    error = np.where(off > 0, 1 - off * [0, 1, 1], 1 + off * [1, 1, 0])
    error[~ours.weight] = 0.5
    a, b = (np.nan_to_num(side.sunlit) >= 0.5 for side in (ours, theirs))
    masks = np.stack([a, a & b, b], 2).astype(np.float32)
    masks[~np.isfinite(ours.sunlit)] = 0.5
    rows = [grey(ours.irradiance), grey(theirs.irradiance), error, masks]
    tall = masks.shape[0] // 2
    pictures = [Image.fromarray((np.clip(row, 0, 1) * 255 + 0.5).astype(np.uint8)) for row in rows]
    return np.concatenate([np.asarray(p.resize((WIDTH // 2, tall), Image.Resampling.BOX)) for p in pictures], 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", default=list(PROMPTS))
    parser.add_argument("--python", default="", help="an interpreter that can import bpy")
    parser.add_argument("--worlds", type=Path, help="folder of saved worlds KIND-QUALITY.world")
    parser.add_argument("--keep", type=Path, help="folder where Cycles' pictures are kept and found again")
    parser.add_argument("--quality", default="standard")
    parser.add_argument("--hour", type=float, default=14.0)
    parser.add_argument("--bounces", type=int, default=1)
    parser.add_argument("--samples", type=int, help="of Cycles', for each block of pixels")
    parser.add_argument("--cameras", type=int, default=2)
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()
    if not options.python and options.keep is None:
        print(f"nothing to compare with: name an interpreter that can import bpy with --python; make one: {REMEDY}")
        print(json.dumps({"benchmark": "cycles", "kinds": {}}))
        return
    if options.python and subprocess.run([options.python, "-c", "import bpy"], capture_output=True).returncode:
        parser.error(f"{options.python} cannot import bpy; make one that can: {REMEDY}")
    rows, pictures = {}, []
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for kind in options.kinds:
            prompt, seed = PROMPTS[kind]
            if options.worlds is None:
                world = worldgen.generate(prompt, seed=seed, options=worldgen.Options(options.quality))
            else:
                world = worldgen.load(options.worlds / f"{kind}-{options.quality}.world")
            layout = replace(world.layout, style=replace(world.layout.style, hour=options.hour, weather="clear"))
            cameras = world.viewpoints(options.cameras, fov_deg=FOV_DEG, width=WIDTH, height=HEIGHT)
            kept = folder / f"{kind}-{options.hour:g}-{options.bounces}.npz"
            if not kept.exists() and not options.python:
                parser.error(f"{kept} is not there; name an interpreter that can import bpy with --python")
            ours, theirs, noise = compared(world, layout, cameras, options, kept)
            rows[kind] = facts(ours, theirs, noise)
            print(f"{kind:13s} " + " · ".join(f"{name} {round(value, 3)}" for name, value in rows[kind].items()), flush=True)
            pictures.append(sheet(ours, theirs))
    if options.sheet:
        Image.fromarray(np.concatenate(pictures)).save(options.sheet, quality=85)
    kinds = {kind: {name: round(value, 4) for name, value in row.items()} for kind, row in rows.items()}
    regime = {"hour": options.hour, "bounces": options.bounces, "quality": options.quality}
    print(json.dumps({"benchmark": "cycles", **regime, "kinds": kinds}))


if __name__ == "__main__":
    main()
