"""`Scene` → `SurfaceSamples` without light: cells where the budget puts them, material looks, grass, foliage, water."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..builders.cover import ground_cover
from ..builders.voxels import MATERIAL as VOXEL
from ..layout.layout import Layout
from ..layout.vocabulary import SURFACES
from .assemble import instance_seed
from .cut import Cells
from .frames import cell_frames, graded, leaf_frames, raised, tilted
from .materials import Patch, evaluate
from .plan import Merged, Plan
from .reach import Reach
from .samples import CAPTURED, FAR, GLASS, LEAF, SOLID, WATER, SurfaceSamples
from .scene import Scene
from .terrain import height_at, normal_at, soil, surface_at, wetness

if TYPE_CHECKING:
    from .captured import Captured

Array = NDArray[np.float32]

WET = 0.66  # of its dry albedo is what ground has in rain and at the water
RELIEF_PITCH_M = 0.08  # a ground splat wider than this is lifted less by relief
RELIEF = 0.4  # of a soil's relief lifts its splats, all of it tilts them: rays at walking angles meet peaks long before the middle
Spots = tuple[Array, Array, NDArray[np.uint8], Array]  # positions, normals, surface classes, pitches
COVERED = ("grass", "meadow", "moss", "leaf_litter", "needles", "field")
PANE, GLASSWARE, WINDOW = 0.12, 0.35, 0.55  # opacity of glass one looks out through, of tables and cases in a room, of a house from outside


def sample(scene: Scene, layout: Layout, plan: Plan, seed: int) -> SurfaceSamples:
    """The plan's cells in their order, all others before the ground's; then foliage, captures, cover."""
    cells = plan.cells()
    ground = on_ground(plan.merged, cells, scene)
    parts = [solid(scene, plan.merged, cells.pick(~ground), seed, layout)]
    spots = None
    if ground.any():
        rows, spots = ground_rows(cells.pick(ground), layout, scene.index("ground"), instance_seed(seed, "ground"))
        parts.append(rows)
    parts.append(_foliage(scene, seed, plan.leaf_share, plan.leaf_growth))
    for index, one in enumerate(scene.items):
        if one.captured is not None:
            parts.append(_captured(one.captured, index))
    if spots is not None and plan.cover_splats:
        parts.append(_cover(spots, layout, plan.reach, plan.cover_splats, seed, scene.index("ground")))
    return SurfaceSamples.concat(parts)


def on_ground(merged: Merged, cells: Cells, scene: Scene) -> NDArray[np.bool_]:
    """(n,) which cells are the ground's."""
    return np.array([i.cls == "ground" for i in scene.items])[merged.item[cells.face]]


def _rows(
    position: Array,
    foot: Array,
    normal: Array,
    quat: Array,
    scale: Array,
    opacity: Array,
    albedo: Array,
    rough: Array,
    emission: Array,
    item: int | NDArray,
    kind: NDArray,
) -> SurfaceSamples:
    n = len(position)
    columns = (position, foot, normal, quat, scale, opacity, albedo, rough, emission, np.ones(n), np.zeros((n, 3)), np.zeros(n))
    owner = np.broadcast_to(np.asarray(item, np.int32), n).copy()
    return SurfaceSamples(*(np.asarray(c, np.float32) for c in columns), owner, kind.astype(np.uint8))


def solid(scene: Scene, merged: Merged, cells: Cells, seed: int, layout: Layout) -> SurfaceSamples:
    """Everything made of faces but the ground: one call a material, over all items at once."""
    g, n, item = merged.geometry, len(cells.position), merged.item[cells.face]
    seeds = np.array([instance_seed(seed, i.id) for i in scene.items], np.uint32)[item]
    albedo = np.empty((n, 3), np.float32)
    height, rough = np.zeros(n, np.float32), np.full(n, 0.8, np.float32)
    pitch = np.sqrt(np.maximum(np.linalg.norm(np.cross(cells.du, cells.dv), axis=1), 1e-8)).astype(np.float32)
    material = g.material[cells.face]
    kind, opacity = np.full(n, SOLID, np.uint8), np.full(n, 0.995, np.float32)
    emission = g.emission_linear[cells.face]
    for k, name in enumerate(g.materials):
        at = np.flatnonzero(material == k)
        if not len(at):
            continue
        look = evaluate(
            name, Patch(cells.uv[at], cells.position[at], cells.normal[at], g.color_linear[cells.face[at]], seeds[at], pitch[at])
        )
        albedo[at], height[at], rough[at] = look.albedo_linear, look.height_m, look.roughness
        if name == "glass":
            clear = at[emission[at].sum(1) < 1e-3]
            kind[clear] = GLASS
            pane = np.array([i.id.startswith("room:") for i in scene.items])[item[clear]]
            opacity[clear] = np.where(pane, PANE, GLASSWARE if layout.rooms else WINDOW)
        elif name == "water":
            kind[at] = WATER
    normal = tilted(cells.normal, height, cells.du, cells.dv, cells.step_u, cells.step_v)
    if layout.style.snowy and not layout.rooms:
        white = np.clip((normal[:, 1] - 0.45) * 3, 0, 1)[:, None] * (kind == SOLID)[:, None]
        white[np.array([n == VOXEL for n in g.materials])[material]] = 0  # given cells keep their colours
        albedo = albedo + (np.array([0.8, 0.83, 0.88]) - albedo) * white
    height = graded(height, cells.du, cells.dv, cells.step_u, cells.step_v)
    quat, scale = cell_frames(*raised(height, cells.normal, cells.du, cells.dv, cells.step_u, cells.step_v))
    far = np.array([i.cls == "far" for i in scene.items])[item]
    kind[far] = FAR
    scale[far, :2] *= 0.95
    position = cells.position + cells.normal * height[:, None]
    return _rows(position, cells.position, normal, quat, scale, opacity, albedo, rough, emission, item, kind)


def ground_rows(cells: Cells, layout: Layout, index: int, seed: int) -> tuple[SurfaceSamples, Spots]:
    """The ground's splats, and the places among them where something grows."""
    ground = layout.ground
    assert ground is not None
    x, z = np.ascontiguousarray(cells.position[:, 0]), np.ascontiguousarray(cells.position[:, 2])
    smooth = normal_at(ground, x, z)
    cls = surface_at(ground, x, z, seed)
    n = len(x)
    pitch = np.sqrt(np.maximum(np.linalg.norm(np.cross(cells.du, cells.dv), axis=1), 1e-8)).astype(np.float32)
    albedo, rough = np.empty((n, 3), np.float32), np.full(n, 0.95, np.float32)
    height, lift = np.zeros(n, np.float32), np.zeros(n, np.float32)
    for k in np.unique(cls):
        at = np.flatnonzero(cls == k)
        name, base = soil(SURFACES[k], layout.style)
        patch = Patch(
            np.stack([x[at], z[at]], 1), cells.position[at], smooth[at], np.broadcast_to(base, (len(at), 3)).copy(),
            np.full(len(at), seed, np.uint32), pitch[at],
        )  # fmt: skip
        look = evaluate(name, patch)
        albedo[at], height[at], rough[at] = look.albedo_linear, look.height_m, look.roughness
        lift[at] = height[at] * RELIEF * np.minimum(1, RELIEF_PITCH_M / pitch[at])  # a wide splat covers bumps and hollows alike
    normal = tilted(smooth, height, cells.du, cells.dv, cells.step_u, cells.step_v)
    covered = np.isin(cls, [SURFACES.index(s) for s in COVERED])
    spots = (cells.position[covered], smooth[covered], cls[covered], pitch[covered])
    up = np.broadcast_to(np.array([0, 1, 0], np.float32), smooth.shape)
    lift = graded(lift, cells.du, cells.dv, cells.step_u, cells.step_v)
    quat, scale = cell_frames(*raised(lift, up, cells.du, cells.dv, cells.step_u, cells.step_v))
    position = cells.position + up * lift[:, None]
    rain = layout.style.weather == "rain"
    soaked = np.ones(n, np.float32) if rain else np.where(covered, 0, wetness(ground, cells.position))
    albedo = albedo * (1 - (1 - WET) * soaked)[:, None]
    opacity, dark = np.full(n, 0.995, np.float32), np.zeros((n, 3), np.float32)
    rows = _rows(position, cells.position, normal, quat, scale, opacity, albedo, rough, dark, index, np.full(n, SOLID))
    return rows, spots


def _leaf_rows(
    centers: Array, axes: Array, normals: Array, sizes: Array, colors: Array, emission: Array, item: int | NDArray
) -> SurfaceSamples:
    quat, scale = leaf_frames(axes, normals, sizes)
    n = len(centers)
    opacity = np.full(n, 0.92, np.float32)
    return _rows(
        centers,
        centers,
        normals,
        quat,
        scale,
        opacity,
        np.clip(colors, 0.003, 0.95),
        np.full(n, 0.8, np.float32),
        emission,
        item,
        np.full(n, LEAF),
    )


def _foliage(scene: Scene, seed: int, share: float, growth: list[Array]) -> SurfaceSamples:
    """Leaves of all items, thinned by distance; what stays grows, so that the covered area does not change."""
    kept, grown, owner, far = [], [], [], []
    for index, (item, own) in enumerate(zip(scene.items, growth, strict=True)):
        keep_share = np.ones(len(own)) if item.cls == "far" else share / own**1.2
        keep = np.flatnonzero(np.random.default_rng([instance_seed(seed, item.id), 5]).random(len(own)) < keep_share)
        kept.append(keep)
        grown.append(np.sqrt(1 / np.clip(keep_share[keep], 0.02, 1)))
        owner.append(np.full(len(keep), index, np.int32))
        far.append(np.full(len(keep), item.cls == "far"))
    names = ("leaf_centers", "leaf_axes", "leaf_normals", "leaf_sizes", "leaf_colors_linear", "leaf_emission_linear")
    columns = {name: np.concatenate([getattr(i.geometry, name)[k] for i, k in zip(scene.items, kept, strict=True)]) for name in names}
    columns["leaf_sizes"] = (columns["leaf_sizes"] * np.concatenate(grown)[:, None]).astype(np.float32)
    rows, away = _leaf_rows(*columns.values(), np.concatenate(owner)), np.concatenate(far)
    return replace(rows, kind=np.where(away, FAR, LEAF).astype(np.uint8), opacity=np.where(away, np.float32(0.97), rows.opacity))


def _captured(own: Captured, index: int) -> SurfaceSamples:
    n = len(own)
    rough, dark = np.full(n, 0.8, np.float32), np.zeros((n, 3), np.float32)
    kind = np.full(n, CAPTURED, np.uint8)
    return _rows(own.position, own.outside_m, own.facing, own.quat, own.scale, own.opacity, own.albedo_linear, rough, dark, index, kind)


def _cover(spots: Spots, layout: Layout, reach: Reach, allowed: int, seed: int, index: int) -> SurfaceSamples:
    """Blades, litter and flowers on the ground cells, dense near anchors."""
    position, normal, cls, pitch = spots
    rng = np.random.default_rng([seed, 9])
    growth = reach.growth(position)
    weight = pitch**2 / growth**2.4
    expected = weight / max(weight.sum(), 1e-9) * allowed
    number = np.floor(expected + rng.random(len(expected))).astype(int)
    spot = np.repeat(np.arange(len(position)), number)
    shake = (rng.random((len(spot), 2)) - 0.5) * pitch[spot][:, None] * 1.6
    points = position[spot].copy()
    points[:, 0] += shake[:, 0]
    points[:, 2] += shake[:, 1]
    if layout.ground is not None:
        points[:, 1] = height_at(layout.ground, points[:, 0], points[:, 2])
    scale = np.clip(growth[spot] ** 1.1, 1, 5)
    g = ground_cover(points, normal[spot], cls[spot], scale.astype(np.float32), layout.style, rng)
    rows = _leaf_rows(g.leaf_centers, g.leaf_axes, g.leaf_normals, g.leaf_sizes, g.leaf_colors_linear, g.leaf_emission_linear, index)
    if len(rows) > 1.15 * allowed:
        rows = rows.select(np.sort(rng.choice(len(rows), allowed, replace=False)))
    return rows
