"""`Scene` → `SurfaceSamples` without light: cells where the budget puts them, material looks, grass, foliage, water.

Vocabulary: an *anchor* is a place where a visitor may stand; a splat's *pitch* is the side of the cell it stands for, smallest near
anchors and growing with distance from them; `base` is that smallest pitch, solved so that the whole world meets its budget.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from ..builders.cover import ground_cover
from ..builders.geometry import Geometry
from ..builders.voxels import MATERIAL as VOXEL
from ..layout.layout import Layout
from ..layout.vocabulary import SURFACES
from .assemble import instance_seed
from .borders import borders
from .captured import Captured
from .cut import Cells, counts, cut
from .frames import cell_frames, leaf_frames, tilted
from .materials import Patch, evaluate
from .reach import Reach, reach_of
from .samples import CAPTURED, FAR, GLASS, LEAF, SOLID, WATER, SurfaceSamples
from .scene import Scene
from .terrain import height_at, normal_at, soil, surface_at

Array = NDArray[np.float32]

COARSEST_M = 2.0  # no world needs a wider base pitch
RELIEF_PITCH_M = 0.08  # a ground splat wider than this is lifted less by relief
RELIEF = 0.4  # of a soil's relief lifts its splats, all of it tilts them: rays at walking angles meet peaks long before the middle
Spots = tuple[Array, Array, NDArray[np.uint8], Array]  # positions, normals, surface classes, pitches
COVERED = ("grass", "meadow", "moss", "leaf_litter", "needles", "field")


@dataclass(frozen=True)
class _Merged:
    """All items' faces in one geometry, so that each step below runs once for the world. `item` (m,) is the scene index of each face."""

    geometry: Geometry
    item: NDArray[np.int32]


def _merge(scene: Scene) -> _Merged:
    names: dict[str, int] = {}
    vertices, uv, faces, material, color, emission, owner = [], [], [], [], [], [], []
    count = 0
    for index, item in enumerate(scene.items):
        g = item.geometry
        table = np.array([names.setdefault(n, len(names)) for n in g.materials] or [0], np.int16)
        vertices.append(g.vertices)
        uv.append(g.uv)
        faces.append(np.where(g.faces < 0, -1, g.faces + count))
        material.append(table[g.material])
        color.append(g.color_linear)
        emission.append(g.emission_linear)
        owner.append(np.full(len(g.faces), index, np.int32))
        count += len(g.vertices)
    none = np.zeros((0, 3), np.float32)
    geometry = Geometry(
        np.concatenate(vertices), np.concatenate(uv), np.concatenate(faces).astype(np.int32), np.concatenate(material), tuple(names),
        np.concatenate(color), np.concatenate(emission), none, none, none, np.zeros((0, 2), np.float32), none, none,
    )  # fmt: skip
    return _Merged(geometry, np.concatenate(owner))


def _face_growth(merged: _Merged, scene: Scene, reach: Reach, interior: bool) -> Array:
    """(m,) factor on the base pitch: nearness, and less for what is seen less: undersides, lawns outside windows."""
    g = merged.geometry
    corner = g.vertices[np.where(g.faces < 0, g.faces[:, :1], g.faces)]
    growth = reach.growth(corner.mean(1))
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    growth = growth * np.where(normal[:, 1] < -0.9 * np.linalg.norm(normal, axis=1), 1.6, 1.0)
    kind = np.array([{"ground": 2.0 if interior else 1.0, "water": 2.0}.get(i.cls, 1.0) for i in scene.items])
    hidden = np.array([n in ("grass", "moss", "leaf_litter") for n in g.materials])[g.material]  # under blades and leaves
    ground = np.array([i.cls == "ground" for i in scene.items])[merged.item]
    shown = np.array([i.captured is None for i in scene.items])  # a capture's hull is never seen
    return (growth * (kind * shown)[merged.item] * np.where(hidden & ground, 1.8, 1.0)).astype(np.float32)


def _leaf_growth(scene: Scene, reach: Reach) -> list[Array]:
    """Factor on the least distance between leaves, item by item; far woods keep all of theirs."""
    growth = reach.growth(np.concatenate([item.geometry.leaf_centers for item in scene.items] or [np.zeros((0, 3), np.float32)]))
    split = np.split(growth, np.cumsum([len(item.geometry.leaf_centers) for item in scene.items])[:-1])
    return [np.ones_like(g) if item.cls == "far" else g for item, g in zip(scene.items, split, strict=True)]


def sample(scene: Scene, layout: Layout, budget: int, seed: int) -> SurfaceSamples:
    """At most about `budget` splats."""
    reach, interior = reach_of(layout), bool(layout.rooms)
    merged = _merge(scene)
    growth = _face_growth(merged, scene, reach, interior)
    far = np.array([i.cls == "far" for i in scene.items])[merged.item]
    leaf_growth = _leaf_growth(scene, reach)
    taken = sum(len(i.captured) for i in scene.items if i.captured is not None)
    wanted = sum(float(np.sum(1 / g**1.2)) for g in leaf_growth)
    cover_allowed = 0 if layout.ground is None else int(budget * (0.03 if interior else 0.20))
    leaves_allowed = int(budget * 0.30)
    share = min(1.0, leaves_allowed / max(wanted, 1.0))
    solid_allowed = budget - cover_allowed - int(min(leaves_allowed, wanted * share)) - int(far.sum()) - taken
    # far hills: one splat a face, whatever the budget
    edges = _edges(merged.geometry)
    most = _most_pitch(merged, growth, edges, budget)
    base = _solve_pitch(merged.geometry, np.where(far, 0, growth).astype(np.float32), most, solid_allowed, 0.012 if interior else 0.025)
    border = np.where(np.isinf(most), borders(merged.geometry, merged.item), 0).astype(np.uint8)  # given cells keep their size
    cells = cut(merged.geometry, np.where(far, edges, np.minimum(base * growth, most)), border)
    item = merged.item[cells.face]
    ground = np.array([i.cls == "ground" for i in scene.items])[item]
    parts = [_solid(scene, merged, _pick(cells, ~ground), item[~ground], seed, layout)]
    spots = None
    if ground.any():
        rows, spots = _ground(_pick(cells, ground), layout, scene.index("ground"), instance_seed(seed, "ground"))
        parts.append(rows)
    parts.append(_foliage(scene, seed, share, leaf_growth))
    for index, one in enumerate(scene.items):
        if one.captured is not None:
            parts.append(_captured(one.captured, index))
    if spots is not None and cover_allowed:
        parts.append(_cover(spots, layout, reach, cover_allowed, seed, scene.index("ground")))
    return SurfaceSamples(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(SurfaceSamples)))


def _pick(cells: Cells, mask: NDArray[np.bool_]) -> Cells:
    return Cells(*(getattr(cells, f.name)[mask] for f in fields(Cells)))


def _edges(g: Geometry) -> Array:
    """(m,) longest edge of each face."""
    p = g.vertices[np.where(g.faces < 0, g.faces[:, :1], g.faces)]
    return np.linalg.norm(p - np.roll(p, 1, axis=1), axis=2).max(1).astype(np.float32)


def _most_pitch(merged: _Merged, growth: Array, edges: Array, budget: int) -> Array:
    """(m,) inf but for given cells: one splat tiles each of their faces, wherever it is, unless they alone would take half of
    the budget."""
    g = merged.geometry
    given = (g.material == g.materials.index(VOXEL)) if VOXEL in g.materials else np.zeros(len(edges), bool)
    given &= growth > 0
    return np.where(given & (given.sum() <= 0.5 * budget), edges, np.inf).astype(np.float32)


def _solve_pitch(geometry: Geometry, growth: Array, most: Array, budget: int, finest: float) -> float:
    """The base pitch whose cells number at most `budget`, and at least 99.5 % of it where a finer pitch than `finest` is not needed for
    that; no cell is wider than `most` (m,). By regula falsi on logarithms, in which the count is nearly a line."""
    def excess(log_pitch: float) -> float:
        cells = counts(geometry, np.minimum(np.float32(np.exp(log_pitch)) * growth, most)).sum()
        return float(np.log(max(int(cells), 1) / max(budget, 1)))

    low, high = float(np.log(finest)), float(np.log(COARSEST_M))
    over, under = excess(low), excess(high)
    if over <= 0 or under > 0:
        return finest if over <= 0 else COARSEST_M
    for step in range(16):
        if under > -0.005:
            break
        aim = float(np.clip((over + 0.0025) / (over - under), 0.02, 0.98)) if step % 3 < 2 else 0.5  # by half where the line guesses badly
        middle = low + aim * (high - low)
        if (found := excess(middle)) > 0:
            low, over = middle, found
        else:
            high, under = middle, found
    return float(np.exp(high))


def _rows(
    position: Array,
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
    columns = (position, normal, quat, scale, opacity, albedo, rough, emission, np.ones(n), np.zeros((n, 3)))
    owner = np.broadcast_to(np.asarray(item, np.int32), n).copy()
    return SurfaceSamples(*(np.asarray(c, np.float32) for c in columns), owner, kind.astype(np.uint8))


def _solid(scene: Scene, merged: _Merged, cells: Cells, item: NDArray[np.int32], seed: int, layout: Layout) -> SurfaceSamples:
    """Everything made of faces but the ground: one call a material, over all items at once."""
    g, n = merged.geometry, len(cells.position)
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
            opacity[clear] = 0.12 if layout.rooms else 0.55
        elif name == "water":
            kind[at] = WATER
    normal = tilted(cells.normal, height, cells.du, cells.dv, cells.step_u, cells.step_v)
    if layout.style.weather == "snow" and not layout.rooms:
        white = np.clip((normal[:, 1] - 0.45) * 3, 0, 1)[:, None] * (kind == SOLID)[:, None]
        white[np.array([n == VOXEL for n in g.materials])[material]] = 0  # given cells keep their colours
        albedo = albedo + (np.array([0.8, 0.83, 0.88]) - albedo) * white
    quat, scale = cell_frames(cells.du, cells.dv, cells.normal)
    far = np.array([i.cls == "far" for i in scene.items])[item]
    kind[far] = FAR
    scale[far, :2] *= 0.95
    return _rows(cells.position + cells.normal * height[:, None], normal, quat, scale, opacity, albedo, rough, emission, item, kind)


def _ground(cells: Cells, layout: Layout, index: int, seed: int) -> tuple[SurfaceSamples, Spots]:
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
        mean = height[at].mean()  # a wide splat covers bumps and hollows alike, and lies between them
        lift[at] = mean + (height[at] - mean) * RELIEF * np.minimum(1, RELIEF_PITCH_M / pitch[at])
    normal = tilted(smooth, height, cells.du, cells.dv, cells.step_u, cells.step_v)
    covered = np.isin(cls, [SURFACES.index(s) for s in COVERED])
    spots = (cells.position[covered], smooth[covered], cls[covered], pitch[covered])
    quat, scale = cell_frames(cells.du, cells.dv, cells.normal)
    position = cells.position + np.array([0, 1, 0]) * lift[:, None]
    if layout.style.weather == "rain":
        albedo = albedo * 0.7
    rows = _rows(
        position, normal, quat, scale, np.full(n, 0.995, np.float32), albedo, rough, np.zeros((n, 3), np.float32), index, np.full(n, SOLID)
    )
    return rows, spots


def _leaf_rows(
    centers: Array, axes: Array, normals: Array, sizes: Array, colors: Array, emission: Array, item: int | NDArray
) -> SurfaceSamples:
    quat, scale = leaf_frames(axes, normals, sizes)
    n = len(centers)
    opacity = np.full(n, 0.92, np.float32)
    return _rows(
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
    return _rows(own.position, own.facing, own.quat, own.scale, own.opacity, own.albedo_linear, rough, dark, index, kind)


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
