"""A close look: is a world sharp and whole at 1.2 m, at its start and far from it, and how long does a fresh place take?

Regime: targets are drawn from the solid splats of a standard world, by material, near the entrance (< 12 m) and far from it (the farthest
quarter, at most 60 m off); an eye stands 1.2 m before each on its normal, above the ground, with nothing between, nothing
nearer than 0.4 m, and in sight of a place where a visitor can stand. 1280×720, 70°.
Vocabulary: a splat's *width* is that of its bell in the picture at half height, along the longer axis of its footprint, in pixels; only
those count that show, within 2 cm of the picture's depth. *Whole* are the pixels that rays say are solid,
three pixels and 2 cm from any outline: rays meet faces without their relief, so an outline is only known to within it.
*Energy* is the mean square gradient of the logarithm of luminance: one bare soil in the sun is looked down at, in pairs of a near and a
far place that lie alike to the sun (on a slope that faces it there is less contrast at every size). The median is taken over views, since
a shadow's edge in one of them counts for many stones.
Usage: python benchmarks/close.py [PROMPT | NAME.world] [--renders 100] [--show FOLDER]; ends in one line of JSON. The folder
gets pictures of close-ups that miss a bar.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt
from scipy.stats import median_abs_deviation

import worldgen
from render import Camera, Gaussians, render_gaussians
from render.formats import image
from render.rotation import rotation_from_quat
from worldgen import World
from worldgen.layout.vocabulary import SURFACES
from worldgen.materialize.assemble import instance_seed
from worldgen.materialize.rays import Rays
from worldgen.materialize.refine import NEAREST_M, PITCH_PX, Detail, level_of
from worldgen.materialize.samples import SOLID
from worldgen.materialize.sampling import COVERED
from worldgen.materialize.terrain import height_at, normal_at, surface_at
from worldgen.walk import EYE_M

AWAY_M = 1.2
SIZE, FOV_DEG = (1280, 720), 70.0
NEAR_M, FAR_M = 12.0, 60.0
HALF_HEIGHT = 2.355  # widths at half height are so many standard deviations
PLACES = 12  # near an eye, from which it may be seen
MOST_PX, LEAST_ALPHA = 8.0, 0.98
SHOWS_M, EDGE_PX, RELIEF_M = 0.02, 3, 0.02
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
SOIL_VIEWS = 40  # at either place: what stones lie where differs, and with it their energy
MEDIAN_ERROR = 1.4826 * (np.pi / 2) ** 0.5  # of the median of n normal values: so many absolute deviations over √n
SUNNY = 0.5  # of the sun's full irradiance
ALIKE = 0.01  # of the cosine between the ground and the sun, at the two places of a pair


def close_up(world: World, row: int) -> Camera | None:
    """An eye before a splat; None where something stands between."""
    p, n = world.samples.position[row].astype(float), world.samples.normal[row].astype(float)
    lean = np.array([0.45, 0.0, 0.3]) if abs(n[1]) > 0.8 else np.zeros(3)  # on the ground one looks aslant
    toward = n + lean
    eye = p + AWAY_M * toward / np.linalg.norm(toward)
    if world.layout.ground is not None and eye[1] < height_at(world.layout.ground, eye[:1], eye[2:])[0]:
        return None  # nobody stands under the ground either
    ray = np.concatenate([eye, (p - eye) / AWAY_M]).astype(np.float32)[None]
    hit = float(world.rays.hits(ray)[0])
    if abs(hit - AWAY_M) > 0.08:
        return None
    camera = Camera.look_at(eye.tolist(), p.tolist(), fov_deg=FOV_DEG, width=SIZE[0], height=SIZE[1])
    glances = replace(camera, width=64, height=36, fx_px=camera.fx_px / 20, fy_px=camera.fy_px / 20, cx_px=32.0, cy_px=18.0)
    origins, directions = (a.reshape(-1, 3).numpy().astype(np.float32) for a in glances.rays())
    near = world.rays.hits(np.concatenate([origins, directions], 1)).min()
    return camera if near > NEAREST_M and _seen_from_the_ground(world, eye) else None  # nobody stands with an eye in a wall


def _seen_from_the_ground(world: World, eye: NDArray[np.float64]) -> bool:
    """Whether a visitor near by would see the eye: none gets under a roof, behind a wall or below a floor."""
    rows = np.atleast_1d(world.walk_map.tree.query(eye - [0, EYE_M, 0], k=PLACES)[1])
    from_ = (world.walk_map.places_m[rows] + [0, EYE_M, 0]).astype(np.float32)
    return not world.rays.blocked(from_, (eye - from_).astype(np.float32), 1.0).all()


def seen(world: World, camera: Camera, faces: Rays) -> dict[str, Any]:
    """Widest splat that shows, and least alpha of the whole pixels."""
    fine = world.refine(camera)
    frame = render_gaussians(fine, camera)
    origins, directions = (a.reshape(-1, 3).numpy() for a in camera.rays())  # of every pixel
    hit = faces.hits(np.concatenate([origins, directions], 1))
    z = np.where(np.isfinite(hit), hit, 1e9) * (directions @ camera.world_from_cam[:3, 2].numpy())
    depth = frame.depth.numpy().ravel()
    solid: NDArray[np.bool_] = (np.abs(z - depth) < SHOWS_M).reshape(SIZE[1], SIZE[0])
    far_off = z.reshape(solid.shape)
    whole = distance_transform_edt(np.logical_and(far_off < 4, _smooth(far_off))) > np.maximum(EDGE_PX, RELIEF_M * camera.fx_px / far_off)
    local = ((fine.means - camera.position) @ camera.world_from_cam[:3, :3]).numpy()
    x, y = (local[:, 0] / local[:, 2] * camera.fx_px + camera.cx_px), (local[:, 1] / local[:, 2] * camera.fy_px + camera.cy_px)
    inside = (local[:, 2] > 0.2) & (x >= 0) & (x < SIZE[0]) & (y >= 0) & (y < SIZE[1])
    at = np.flatnonzero(inside & _solid_rows(world, fine))
    pixel = y[at].astype(int) * SIZE[0] + x[at].astype(int)
    at = at[np.logical_and(np.abs(local[at, 2] - depth[pixel]) < SHOWS_M, solid.ravel()[pixel])]
    width = footprints(fine.crop(torch.from_numpy(at)), camera) if len(at) else np.zeros(1)
    alpha = frame.alpha.numpy()[np.logical_and(whole, solid)]
    return {
        "width_px": float(width.max()), "alpha": float(np.quantile(alpha, 0.0005)) if len(alpha) else float("nan"),
    }  # fmt: skip


def footprints(gaussians: Gaussians, camera: Camera) -> NDArray[np.float64]:
    """(n,) widths in pixels at half height of splats before the eye: the longer axis of what a perspective makes of them, to first order
    about their middles (Zwicker et al. 2001)."""
    turn = camera.world_from_cam[:3, :3].double()
    rotation = rotation_from_quat(gaussians.quats.double())
    axes = turn.T @ (rotation * gaussians.scales.double()[:, None, :])
    x, y, z = ((gaussians.means - camera.position).double() @ turn).unbind(1)
    across = camera.fx_px * (axes[:, 0] - (x / z)[:, None] * axes[:, 2]) / z[:, None]
    down = camera.fy_px * (axes[:, 1] - (y / z)[:, None] * axes[:, 2]) / z[:, None]
    a, b, c = (across**2).sum(1), (across * down).sum(1), (down**2).sum(1)
    return (HALF_HEIGHT * ((a + c) / 2 + (((a - c) / 2) ** 2 + b**2).sqrt()).sqrt()).numpy()


def _smooth(z: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Pixels whose neighbours are on the same surface."""
    step = np.maximum(np.abs(np.diff(z, axis=0, prepend=z[:1])), np.abs(np.diff(z, axis=1, prepend=z[:, :1])))
    return step < 0.03


def _solid_rows(world: World, fine: Gaussians) -> NDArray[np.bool_]:
    """Which of the refined splats stand for solid surfaces: all patches, and of the base those of that kind."""
    solid = world.samples.kind == SOLID
    kept = np.isin(world.samples.position.view("V12").ravel(), fine.means.numpy()[: len(solid)].copy().view("V12").ravel())
    out = np.ones(len(fine), bool)
    out[: int(kept.sum())] = solid[kept]
    return out


def soil_energy(world: World, places: dict[str, NDArray[np.bool_]], rng: np.random.Generator) -> dict[str, Any]:
    """Energy of the bare soil that is commonest at all `places`, which are marks (n,) on solid splats; nothing where there is none."""
    samples = world.samples
    sunny = (samples.sunlight > SUNNY) & (samples.instance_id == world.scene.index("ground"))
    soil = _soils(world, samples.position[:, [0, 2]])
    shares = {k: min(int((sunny & at & (soil == k)).sum()) for at in places.values()) for k in np.unique(soil[sunny]).tolist()}
    bare = {k: n for k, n in shares.items() if SURFACES[k] not in COVERED}
    if not bare or max(bare.values()) < SOIL_VIEWS:
        return {}
    most = max(bare, key=lambda k: bare[k])
    far, near = (np.flatnonzero(sunny & places[name] & (soil == most)) for name in ("far", "near"))
    assert world.layout.ground is not None
    slope = normal_at(world.layout.ground, samples.position[:, 0], samples.position[:, 2]) @ np.asarray(world.sky.sun_direction)
    energy: dict[str, list[float]] = {name: [] for name in places}
    for row in rng.permutation(far).tolist():
        mate = int(near[np.abs(slope[near] - slope[row]).argmin()])
        if abs(slope[mate] - slope[row]) > ALIKE:
            continue
        cameras = {"far": _from_above(world, samples.position[row], most), "near": _from_above(world, samples.position[mate], most)}
        near = near[near != mate]
        for name, camera in cameras.items():
            if camera is not None and None not in cameras.values():  # both or neither
                light = np.log(np.maximum(world.picture(camera, sharp=True) @ LUMINANCE, 1e-3))
                gy, gx = np.gradient(light)
                energy[name].append(float((gx**2 + gy**2).mean()))
        if len(energy["far"]) == SOIL_VIEWS or not len(near):
            break
    if not all(energy.values()):
        return {}
    ratio = _ratio({name: np.array(views) for name, views in energy.items()})
    return {"soil": SURFACES[most], "soil_pairs": len(energy["far"]), "energy_far_over_near, its error": ratio}


def _ratio(of: dict[str, NDArray[np.float64]]) -> tuple[float, float]:
    """Of the medians, far over near, and its standard error."""
    median = {name: float(np.median(v)) for name, v in of.items()}
    error = np.hypot(*(MEDIAN_ERROR * median_abs_deviation(v) / median[name] / len(v) ** 0.5 for name, v in of.items()))
    ratio = median["far"] / median["near"]
    return round(ratio, 3), round(float(error) * ratio, 3)


def _soils(world: World, xz: NDArray[np.float32]) -> NDArray[np.uint8]:
    assert world.layout.ground is not None
    return surface_at(world.layout.ground, xz[:, 0], xz[:, 1], instance_seed(world.seed, "ground"))


def _from_above(world: World, place: NDArray[np.float32], soil: int) -> Camera | None:
    """An eye over a place on the ground; None where it would see something else than this soil."""
    around = np.array([[a, 0, b] for a in (-0.35, 0, 0.35) for b in (-0.35, 0, 0.35)], np.float32)
    eye = place + np.array([0, AWAY_M, 0], np.float32)
    rays = np.concatenate([np.broadcast_to(eye, (9, 3)), place + around - eye], 1).astype(np.float32)
    if np.any(_soils(world, (place + around)[:, [0, 2]]) != soil) or np.abs(world.rays.hits(rays) - 1).max() > 0.1:
        return None
    return Camera.look_at(eye.tolist(), place.tolist(), fov_deg=30, width=360, height=360)


def fresh_place(world: World) -> float:
    """Seconds for 4 × 4 m of ground about the entrance, seen from above it, that nothing is kept of."""
    x, y, z = world.walk_map.entrance
    camera = Camera.look_at((x, y + 1.6, z), (x, y, z + 1.2), fov_deg=90, width=SIZE[0], height=SIZE[1])
    times = []
    for _ in range(3):
        detail = Detail(world.scene, world.layout, world.samples, world.gaussians, world.sky, world.pitch_m, world.rays, world.seed)
        near = np.abs(detail._middle - np.array([x, y, z])).max(1) < 2.0
        level = int(level_of(np.array(1.6 * PITCH_PX / camera.fx_px)))
        keys = [(int(k), level) for k in np.flatnonzero(near)]
        start = time.perf_counter()
        detail._patches(keys)
        times.append(time.perf_counter() - start)
    return float(np.median(times))


def fresh_views(world: World) -> dict[str, Any]:
    """Seconds and finer splats of four views of 1280×720, each seen for the first time."""
    seconds, splats = [], []
    for camera in world.viewpoints(4, fov_deg=FOV_DEG, width=SIZE[0], height=SIZE[1]):
        vars(world).pop("_detail", None)
        world._detail  # noqa: B018  its tables are made once a world
        start = time.perf_counter()
        world.picture(camera, sharp=True)
        seconds.append(time.perf_counter() - start)
        splats.append(sum(len(patch) for patch in world._detail.near(camera)[1]))
    return {"fresh_view_s": round(float(np.median(seconds)), 2), "fresh_view_splats": int(np.median(splats))}


def measured(world: World, renders: int, seed: int, show: Path | None) -> dict[str, Any]:
    """Facts over `renders` close-ups, half of them near the entrance."""
    rng = np.random.default_rng(seed)
    away = np.linalg.norm(world.samples.position - np.asarray(world.layout.entrance_m, np.float32), axis=1)
    firm = world.samples.kind == SOLID
    far_from = min(float(np.quantile(away[firm & (away < FAR_M)], 0.75)), 50.0)
    faces = Rays(world.scene, world.seed, 0.0)  # no leaves
    facts: dict[str, list[dict[str, Any]]] = {"near": [], "far": []}
    same = True
    places = {"near": firm & (away < NEAR_M), "far": firm & (away > far_from) & (away < FAR_M)}
    for place, rows in places.items():
        names = np.array([item.cls for item in world.items])[world.samples.instance_id]
        classes = [c for c in dict.fromkeys(names[rows].tolist()) if c != "far"]
        tries = 0
        while len(facts[place]) < renders // 2 and tries < 40 * renders:
            tries += 1
            cls = classes[tries % len(classes)]
            row = int(rng.choice(np.flatnonzero(rows & (names == cls))))
            camera = close_up(world, row)
            if camera is None:
                continue
            facts[place].append({"cls": cls, **seen(world, camera, faces)})
            print(place, len(facts[place]), facts[place][-1], file=sys.stderr, flush=True)
            fact = facts[place][-1]
            if show is not None and (fact["alpha"] < LEAST_ALPHA or fact["width_px"] > MOST_PX):
                image.save(show / f"{place}_{len(facts[place]):02d}_{cls}.png", image.to_bytes(world.picture(camera, sharp=True)))
            if len(facts[place]) == 1:
                before = world.picture(camera, sharp=True)
                world.picture(world.viewpoints(1)[0], sharp=True)
                same &= bool(np.array_equal(before, world.picture(camera, sharp=True)))
    every = facts["near"] + facts["far"]
    return {
        "benchmark": "close", "renders": len(every), "far_from_m": round(far_from, 1),
        "widest_px": round(max(f["width_px"] for f in every), 2),
        "wider_than_8px": sum(bool(f["width_px"] > MOST_PX) for f in every),
        "alpha_least": round(float(np.nanmin([f["alpha"] for f in every])), 4),
        "nothing_whole": sum(math.isnan(f["alpha"]) for f in every), "alpha_under_098": sum(bool(f["alpha"] < LEAST_ALPHA) for f in every),
        "same_on_return": same, **soil_energy(world, places, rng),
        **fresh_views(world), "fresh_4x4m_s": round(fresh_place(world), 2),
        "widest": sorted(((round(f["width_px"], 1), f["cls"]) for f in every), reverse=True)[:5],
        "thinnest": sorted((round(f["alpha"], 3), f["cls"]) for f in every if f["alpha"] <= 1)[:5],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="a stone village by a river, afternoon")
    parser.add_argument("--renders", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.show is not None:
        options.show.mkdir(parents=True, exist_ok=True)
    world = worldgen.load(options.what) if Path(options.what).is_dir() else worldgen.generate(options.what, seed=options.seed)
    facts = measured(replace(world), options.renders, options.seed, options.show)
    for name, value in facts.items():
        print(f"{name:>28}  {value}")
    print(json.dumps(facts | {"what": options.what}))


if __name__ == "__main__":
    main()
