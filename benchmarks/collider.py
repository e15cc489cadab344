"""How well the collider agrees with the splats: rays from walkable points, each with its own median depth.

Vocabulary: a ray's *median depth* is where the opacity of solid splats, each met where it is densest along that very ray, adds up past one
half; nothing is blended over edges. Solid are all splats but leaves, grass, water and the far hills; a pane counts as what it is, a solid
surface, however clear it looks. Regime: 200 points spread over the walkable region, eye height, 28 directions evenly over the sphere and
turned at random per point; light is left out, since it moves no splat.
Usage: python benchmarks/collider.py [KIND | PROMPT | NAME.world] [--seed N] [--quality draft]; ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from render import Mesh
from render.jit import kernel
from worldgen.corpus import sample as sample_layout
from worldgen.encoders.text import read
from worldgen.layout.layout import Layout
from worldgen.materialize.assemble import assemble
from worldgen.materialize.captured import within_budget
from worldgen.materialize.collider import collider
from worldgen.materialize.options import BUDGETS
from worldgen.materialize.plan import Plan
from worldgen.materialize.samples import CAPTURED, GLASS, SOLID, SurfaceSamples
from worldgen.materialize.sampling import sample
from worldgen.walk import EYE_M, WalkMap
from worldgen.world import load

POINTS, DIRECTIONS = 200, 28
NEAR_M, REACH_M = 0.15, 300.0  # agreement, and how far a ray looks
MOST = 512  # splats that one ray remembers
BLOCK = 64  # splats that are passed over together where a ray misses the ball around them

Array = NDArray[np.float64]
World = tuple[Layout, SurfaceSamples, Mesh, list[str]]


def made(what: str, seed: int, quality: str) -> World:
    """Layout, solid splats, collider and class names of the items: of a saved world, or of one made here from words."""
    if Path(what).is_dir():
        world = load(what)
        return world.layout, solid(world.samples), world.collider, [item.cls for item in world.items]
    layout = sample_layout(read(what), None, seed)
    scene = within_budget(assemble(layout, seed), BUDGETS[quality])
    samples = sample(scene, layout, Plan.of(scene, layout, BUDGETS[quality]), seed)
    return layout, solid(samples), collider(scene), [item.cls for item in scene.items]


def solid(samples: SurfaceSamples) -> SurfaceSamples:
    """Without leaves, grass, water and far hills; panes opaque."""
    kept = samples.select(np.isin(samples.kind, (SOLID, GLASS, CAPTURED)))
    return replace(kept, opacity=np.where(kept.kind == GLASS, np.float32(0.99), kept.opacity))


def axes(quat: NDArray) -> Array:
    """(n, 3, 3) rows are the axes of quaternions wxyz (n, 4)."""
    w, x, y, z = quat.astype(np.float64).T / np.linalg.norm(quat.astype(np.float64), axis=1)
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)],
        [2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)],
        [2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.moveaxis(np.array(rows), -1, 0)


@kernel(parallel=True)
def _median(origin, direction, mean, whiten, radius2, opacity, reach, ball, ball_radius2):  # type: ignore[no-untyped-def]
    """Per ray: distance of the splat where transmittance falls under one half, and its row; inf and −1 where it never does.
    A splat is met where it is densest along the ray (Keselman & Hebert 2022)."""
    depth, row = np.full(len(origin), np.inf), np.full(len(origin), -1)
    for r in numba.prange(len(origin)):
        t_of, a_of, s_of, count = np.empty(MOST), np.empty(MOST), np.empty(MOST, np.int64), 0
        ox, oy, oz = origin[r]
        dx, dy, dz = direction[r]
        for block in range(len(ball)):
            x, y, z = ball[block, 0] - ox, ball[block, 1] - oy, ball[block, 2] - oz
            t = x * dx + y * dy + z * dz
            if x * x + y * y + z * z - t * t > ball_radius2[block]:
                continue
            for s in range(block * BLOCK, min((block + 1) * BLOCK, len(mean))):
                x, y, z = mean[s, 0] - ox, mean[s, 1] - oy, mean[s, 2] - oz
                t = x * dx + y * dy + z * dz
                if x * x + y * y + z * z - t * t > radius2[s] or t < 0 or t > reach:
                    continue
                bb, ab, aa = 0.0, 0.0, 0.0
                for k in range(3):
                    a = whiten[s, k, 0] * x + whiten[s, k, 1] * y + whiten[s, k, 2] * z
                    b = whiten[s, k, 0] * dx + whiten[s, k, 1] * dy + whiten[s, k, 2] * dz
                    aa, ab, bb = aa + a * a, ab + a * b, bb + b * b
                far2 = aa - ab * ab / bb
                if far2 > 9 or ab <= 0:
                    continue
                at, i = ab / bb, min(count, MOST)
                if i == MOST:  # full: the farthest goes
                    if at >= t_of[MOST - 1]:
                        continue
                    i = MOST - 1
                while i > 0 and t_of[i - 1] > at:  # kept sorted
                    t_of[i], a_of[i], s_of[i] = t_of[i - 1], a_of[i - 1], s_of[i - 1]
                    i -= 1
                t_of[i], a_of[i], s_of[i] = at, opacity[s] * math.exp(-0.5 * far2), s
                count = min(count + 1, MOST)
        through = 1.0
        for i in range(count):
            through *= 1 - a_of[i]
            if through < 0.5:
                depth[r], row[r] = t_of[i], s_of[i]
                break
    return depth, row


def blocks(points: NDArray, scale: NDArray) -> tuple[NDArray[np.int64], Array, Array]:
    """An order that puts near splats together, and centres (b, 3) and radii (b,) of balls around each `BLOCK` of them at 3 deviations."""
    cell = ((points - points.min(0)) / max(float(np.ptp(points, axis=0).max()), 1e-6) * 1023).astype(np.int64)
    number = np.zeros(len(points), np.int64)
    for bit in range(10):  # Morton
        for k in range(3):
            number |= (cell[:, k] >> bit & 1) << (3 * bit + k)
    order = np.argsort(number, kind="stable")
    first = np.arange(0, len(points), BLOCK)
    p, reach = points[order].astype(np.float64), 3 * scale[order].max(1).astype(np.float64)
    low, high = np.minimum.reduceat(p - reach[:, None], first), np.maximum.reduceat(p + reach[:, None], first)
    return order, (low + high) / 2, np.linalg.norm(high - low, axis=1) / 2


def median_depth(samples: SurfaceSamples, origin: Array, direction: Array) -> tuple[Array, NDArray[np.int64]]:
    """Median depth (n,) m along unit rays, inf where nothing solid, and the splat's row, −1 where none."""
    order, ball, ball_radius = blocks(samples.position, samples.scale)
    near = samples.select(order)
    scale = near.scale.astype(np.float64)
    whiten = axes(near.quat) / scale[:, :, None]
    radius2 = (3 * scale.max(1)) ** 2
    mean, opacity = near.position.astype(np.float64), near.opacity.astype(np.float64)
    depth, row = _median(origin, direction, mean, whiten, radius2, opacity, REACH_M, ball, ball_radius**2)
    return depth, np.where(row >= 0, order[row], -1)


def gap(samples: SurfaceSamples, points: Array) -> Array:
    """(n,) metres from points to the nearest of the 48 nearest splats, each a box of three standard deviations."""
    _, near = cKDTree(samples.position).query(points, k=48, workers=2)
    away = points[:, None] - samples.position[near]
    local = np.einsum("nkij,nkj->nki", axes(samples.quat[near.ravel()]).reshape(*near.shape, 3, 3), away)
    return np.linalg.norm(np.maximum(np.abs(local) - 3 * samples.scale[near], 0), axis=-1).min(1)


def directions(rng: np.random.Generator) -> Array:
    """(28, 3) a Fibonacci sphere, turned about the vertical."""
    i = np.arange(DIRECTIONS) + 0.5
    y, turn = 1 - 2 * i / DIRECTIONS, i * math.pi * (3 - math.sqrt(5)) + rng.uniform(0, 2 * math.pi)
    return np.stack([np.sqrt(1 - y * y) * np.sin(turn), y, np.sqrt(1 - y * y) * np.cos(turn)], axis=1)


def measured(world: World, seed: int) -> dict[str, Any]:
    """Shares of agreement, floor error, triangles; `worst` names the classes that miss most."""
    layout, samples, mesh, classes = world
    walk, rng = WalkMap.of(mesh, layout), np.random.default_rng(seed)
    spots = walk.places_m[rng.choice(len(walk.places_m), min(POINTS, len(walk.places_m)), replace=False)].astype(np.float64)
    eyes = spots + [0, EYE_M, 0]
    origin = np.repeat(eyes, DIRECTIONS, axis=0)
    ray = np.concatenate([directions(rng) for _ in spots])
    depth, row = median_depth(samples, origin, ray)
    hit, owner = walk.cast(origin, ray)
    seen = np.isfinite(depth)
    missed = seen.copy()
    missed[seen] = ~(np.abs(hit[seen] - depth[seen]) <= NEAR_M)
    shown = (origin[seen] + ray[seen] * depth[seen, None]).astype(np.float32)
    beside = walk.scene.compute_distance(shown).numpy()  # in any direction: what grazing and silhouettes leave of a miss
    met = np.flatnonzero(np.isfinite(hit))
    bare = met[gap(samples, origin[met] + ray[met] * hit[met, None]) > NEAR_M]
    floor, _ = median_depth(samples, eyes, np.tile([0.0, -1.0, 0.0], (len(eyes), 1)))
    error = np.abs(floor - EYE_M)
    pairs = Counter(
        f"{classes[samples.instance_id[row[i]]]}>{classes[owner[i]] if owner[i] >= 0 else 'none'}" for i in np.flatnonzero(missed)
    )
    return {
        "benchmark": "collider", "triangles": len(mesh.faces), "splats": len(samples), "walkable_points": len(walk.places_m),
        "splat_hits_on_collider": round(1 - float(missed.sum()) / max(int(seen.sum()), 1), 4), "rays_on_splats": int(seen.sum()),
        "splat_hits_beside_collider": round(float(np.mean(beside <= NEAR_M)), 4),
        "collider_hits_on_splats": round(1 - len(bare) / max(len(met), 1), 4), "rays_on_collider": len(met),
        "floor_error_p50_m": round(float(np.median(error)), 3), "floor_error_p99_m": round(float(np.quantile(error, 0.99)), 3),
        "floor_within_5cm": round(float(np.mean(error <= 0.05)), 4), "worst_splat>collider": dict(pairs.most_common(6)),
        "worst_bare": dict(Counter(classes[owner[i]] for i in bare).most_common(6)),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="village")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--quality", choices=list(BUDGETS), default="draft")
    options = parser.parse_args()
    facts = measured(made(options.what, options.seed, options.quality), options.seed)
    for name, value in facts.items():
        print(f"{name:>26}  {value}")
    print(json.dumps(facts | {"what": options.what, "quality": options.quality, "seed": options.seed}))


if __name__ == "__main__":
    main()
