"""`Scene` → `SurfaceSamples` without light: cells where the budget puts them, material looks, grass, foliage, water.

Vocabulary: an *anchor* is a place where a visitor may stand; a splat's *pitch* is the side of the cell it stands for, smallest near
anchors and growing with distance from them; `base` is that smallest pitch, solved so that the whole world meets its budget.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from render.rotation import quat_from_rotation

from ..builders.cover import ground_cover
from ..builders.geometry import Geometry
from ..builders.voxels import MATERIAL as VOXEL
from ..layout.layout import Layout
from ..layout.vocabulary import SURFACES
from .assemble import instance_seed
from .borders import borders
from .captured import Captured
from .cut import Cells, counts, cut
from .materials import Patch, evaluate
from .samples import CAPTURED, FAR, GLASS, LEAF, SOLID, WATER, SurfaceSamples
from .scene import Item, Scene
from .terrain import height_at, normal_at, soil, surface_at

Array = NDArray[np.float32]

SPREAD = 0.66  # standard deviation of a splat over the side of its cell: neighbours close the gaps, edges stay crisp
NEEDLE = 0.48  # the same along cells far longer than wide, as on twigs: their sides lie over one another, and long tails miss the next bend
RELIEF_PITCH_M = 0.08  # a ground splat wider than this is lifted less by relief
Spots = tuple[Array, Array, NDArray[np.uint8], Array]  # positions, normals, surface classes, pitches
COVERED = ("grass", "meadow", "moss", "leaf_litter", "needles", "field")


@dataclass(frozen=True)
class Reach:
    """How the pitch grows away from the anchors: base within `near_m`, then in proportion to distance, at most `most` times."""

    anchors: Array  # (k, 3)
    near_m: float
    most: float

    def growth(self, points: Array) -> Array:
        """(n,) factor ≥ 1 on the base pitch."""
        if len(points) == 0:
            return np.zeros(0, np.float32)
        distance, _ = cKDTree(self.anchors).query(points, workers=2)
        return np.clip(distance / self.near_m, 1, self.most).astype(np.float32)


def reach_of(layout: Layout) -> Reach:
    """Anchors are the entrance, the views and points along paths."""
    points = [np.array(layout.entrance_m)] + [np.array(v[:3]) for v in layout.views_m]
    for curve in layout.curves:
        if curve.cls in ("path", "road"):
            points.extend(np.array(p) for p in curve.points_m if max(abs(p[0]), abs(p[2])) < 0.7 * layout.extent_m[2])
    return Reach(np.asarray(points, np.float32) + [0, 1.0, 0], 6.0 if layout.rooms else 8.0, 6.0)


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


def sample(scene: Scene, layout: Layout, budget: int, seed: int) -> SurfaceSamples:
    """At most about `budget` splats."""
    reach, interior = reach_of(layout), bool(layout.rooms)
    merged = _merge(scene)
    growth = _face_growth(merged, scene, reach, interior)
    far = np.array([i.cls == "far" for i in scene.items])[merged.item]
    leaf_growth = [
        np.ones(len(i.geometry.leaf_centers), np.float32) if i.cls == "far" else reach.growth(i.geometry.leaf_centers) for i in scene.items
    ]
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
    for index, one in enumerate(scene.items):
        if len(one.geometry.leaf_centers):
            parts.append(_leaves(one, index, instance_seed(seed, one.id), share, leaf_growth[index]))
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
    """The base pitch whose cells number `budget`, none wider than `most` (m,): bisection on the exact count."""
    low, high, areas = finest, 2.0, geometry.face_areas()
    for _ in range(12):
        middle = float(np.sqrt(low * high))
        if int(counts(geometry, np.minimum(middle * growth, most), areas).sum()) > budget:
            low = middle
        else:
            high = middle
    return high


def _frame(du: Array, dv: Array, normal: Array, thickness: float = 0.04) -> tuple[Array, Array]:
    """Quaternions and scales of the Gaussians that match the second moments of parallelogram cells with sides du, dv."""
    length = np.maximum(np.linalg.norm(du, axis=1), 1e-9)
    e1 = du / length[:, None]
    e2 = np.cross(normal, e1)
    x, y = np.einsum("ni,ni->n", dv, e1), np.einsum("ni,ni->n", dv, e2)
    a, b, c = length**2 + x * x, x * y, y * y
    angle = 0.5 * np.arctan2(2 * b, a - c)
    root = np.sqrt(np.maximum(((a - c) / 2) ** 2 + b * b, 0))
    major, minor = np.sqrt((a + c) / 2 + root), np.sqrt(np.maximum((a + c) / 2 - root, 1e-12))
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    t1 = e1 * cos + e2 * sin
    t2 = np.cross(normal, t1)
    along = SPREAD - (SPREAD - NEEDLE) * np.clip(major / minor / 2 - 0.75, 0, 1)
    scale = np.stack([along * major, SPREAD * minor, np.maximum(thickness * SPREAD * minor, 4e-4)], 1)
    return _quats(t1, t2, normal), np.maximum(scale, 4e-4).astype(np.float32)


def _quats(t1: Array, t2: Array, normal: Array) -> Array:
    import torch

    m = np.stack([t1, t2, normal], axis=-1).astype(np.float32)
    return quat_from_rotation(torch.from_numpy(m)).numpy()


def _bump(patch: Patch, name: str, cells_u: Array, cells_v: Array, uv_u: Array, uv_v: Array) -> tuple[Array, Array, Array, Array]:
    """Albedo, height, roughness and the normal tilted by relief: central look plus two shifted ones (forward differences)."""
    look = evaluate(name, patch)
    if not np.any(look.height_m):
        return look.albedo_linear, look.height_m, look.roughness, patch.normals
    step_u = np.maximum(np.linalg.norm(cells_u, axis=1), 1e-6)[:, None]
    step_v = np.maximum(np.linalg.norm(cells_v, axis=1), 1e-6)[:, None]
    du = evaluate(name, replace(patch, uv=patch.uv + 0.5 * uv_u, points=patch.points + 0.5 * cells_u)).height_m - look.height_m
    dv = evaluate(name, replace(patch, uv=patch.uv + 0.5 * uv_v, points=patch.points + 0.5 * cells_v)).height_m - look.height_m
    tilt = (du[:, None] / (0.5 * step_u)) * (cells_u / step_u) + (dv[:, None] / (0.5 * step_v)) * (cells_v / step_v)
    size = np.linalg.norm(tilt, axis=1, keepdims=True)
    tilt = tilt * np.minimum(1, 1.1 / np.maximum(size, 1e-6))
    n = patch.normals - tilt
    return look.albedo_linear, look.height_m, look.roughness, (n / np.linalg.norm(n, axis=1, keepdims=True)).astype(np.float32)


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
    albedo, normal = np.empty((n, 3), np.float32), cells.normal.copy()
    height, rough = np.zeros(n, np.float32), np.full(n, 0.8, np.float32)
    pitch = np.sqrt(np.maximum(np.linalg.norm(np.cross(cells.du, cells.dv), axis=1), 1e-8)).astype(np.float32)
    material = g.material[cells.face]
    kind, opacity = np.full(n, SOLID, np.uint8), np.full(n, 0.995, np.float32)
    emission = g.emission_linear[cells.face]
    for k, name in enumerate(g.materials):
        at = np.flatnonzero(material == k)
        if not len(at):
            continue
        patch = Patch(cells.uv[at], cells.position[at], cells.normal[at], g.color_linear[cells.face[at]], seeds[at], pitch[at])
        albedo[at], height[at], rough[at], normal[at] = _bump(patch, name, cells.du[at], cells.dv[at], cells.uv_u[at], cells.uv_v[at])
        if name == "glass":
            clear = at[emission[at].sum(1) < 1e-3]
            kind[clear] = GLASS
            opacity[clear] = 0.12 if layout.rooms else 0.55
        elif name == "water":
            kind[at] = WATER
    if layout.style.weather == "snow" and not layout.rooms:
        white = np.clip((normal[:, 1] - 0.45) * 3, 0, 1)[:, None] * (kind == SOLID)[:, None]
        white[np.array([n == VOXEL for n in g.materials])[material]] = 0  # given cells keep their colours
        albedo = albedo + (np.array([0.8, 0.83, 0.88]) - albedo) * white
    quat, scale = _frame(cells.du, cells.dv, cells.normal)
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
    albedo, normal, height, rough = np.empty((n, 3), np.float32), smooth.copy(), np.zeros(n, np.float32), np.full(n, 0.95, np.float32)
    for k in np.unique(cls):
        at = np.flatnonzero(cls == k)
        name, base = soil(SURFACES[k], layout.style)
        patch = Patch(
            np.stack([x[at], z[at]], 1), cells.position[at], smooth[at], np.broadcast_to(base, (len(at), 3)).copy(),
            np.full(len(at), seed, np.uint32), pitch[at],
        )  # fmt: skip
        albedo[at], height[at], rough[at], normal[at] = _bump(
            patch, name, cells.du[at], cells.dv[at], cells.du[at][:, [0, 2]], cells.dv[at][:, [0, 2]]
        )
        mean = height[at].mean()  # a wide splat covers bumps and hollows alike, and lies between them
        height[at] = mean + (height[at] - mean) * np.minimum(1, RELIEF_PITCH_M / pitch[at])
    covered = np.isin(cls, [SURFACES.index(s) for s in COVERED])
    spots = (cells.position[covered], smooth[covered], cls[covered], pitch[covered])
    quat, scale = _frame(cells.du, cells.dv, cells.normal)
    position = cells.position + np.array([0, 1, 0]) * height[:, None]
    if layout.style.weather == "rain":
        albedo = albedo * 0.7
    rows = _rows(
        position, normal, quat, scale, np.full(n, 0.995, np.float32), albedo, rough, np.zeros((n, 3), np.float32), index, np.full(n, SOLID)
    )
    return rows, spots


def _leaf_rows(centers: Array, axes: Array, normals: Array, sizes: Array, colors: Array, emission: Array, index: int) -> SurfaceSamples:
    side = np.cross(normals, axes)
    length = np.linalg.norm(side, axis=1, keepdims=True)
    other = np.where(np.abs(axes[:, :1]) < 0.9, np.array([[1.0, 0, 0]]), np.array([[0, 0, 1.0]]))
    side = np.where(length > 1e-3, side / np.maximum(length, 1e-9), np.cross(other, axes))
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    flat = np.cross(axes, side)
    scale = np.concatenate([sizes * 0.55, np.minimum(sizes[:, 1:] * 0.12, 0.004)], axis=1)
    n = len(centers)
    opacity = np.full(n, 0.92, np.float32)
    return _rows(
        centers,
        normals,
        _quats(axes, side, flat),
        np.maximum(scale, 4e-4),
        opacity,
        np.clip(colors, 0.003, 0.95),
        np.full(n, 0.8, np.float32),
        emission,
        index,
        np.full(n, LEAF),
    )


def _leaves(item: Item, index: int, seed: int, share: float, growth: Array) -> SurfaceSamples:
    """Foliage, thinned by distance; what stays grows, so that the covered area does not change."""
    g = item.geometry
    keep_share = np.ones(len(growth)) if item.cls == "far" else share / growth**1.2
    keep = np.random.default_rng([seed, 5]).random(len(growth)) < keep_share
    grow = np.sqrt(1 / np.clip(keep_share[keep], 0.02, 1))[:, None]
    rows = _leaf_rows(
        g.leaf_centers[keep], g.leaf_axes[keep], g.leaf_normals[keep], g.leaf_sizes[keep] * grow, g.leaf_colors_linear[keep],
        g.leaf_emission_linear[keep], index,
    )  # fmt: skip
    return (
        replace(rows, kind=np.full(len(rows), FAR, np.uint8), opacity=np.full(len(rows), 0.97, np.float32)) if item.cls == "far" else rows
    )


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
