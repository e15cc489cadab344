"""Where the splats of a budget go: the pitch of every face, and how much foliage stays.

Vocabulary: an *anchor* is a place where a visitor may stand; a splat's *pitch* is the side of the cell it stands for, smallest near
anchors and growing with distance from them; `base` is that smallest pitch, solved so that the whole world meets its budget.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..builders.geometry import Geometry
from ..builders.voxels import MATERIAL as VOXEL
from ..layout.layout import Layout
from .borders import borders
from .cut import Cells, counts, cut
from .reach import Reach, reach_of
from .scene import Scene

Array = NDArray[np.float32]

COARSEST_M = 2.0  # no world needs a wider base pitch
FINEST_M, FINEST_INDOORS_M = 0.025, 0.012
COVER_SHARE, COVER_SHARE_INDOORS = 0.20, 0.03  # of the budget, for what grows on the ground
LEAF_SHARE = 0.30


@dataclass(frozen=True)
class Merged:
    """All items' faces in one geometry, so that each step below runs once for the world. `item` (m,) is the scene index of each face."""

    geometry: Geometry
    item: NDArray[np.int32]


def merge(scene: Scene) -> Merged:
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
    return Merged(geometry, np.concatenate(owner))


@dataclass(frozen=True)
class Plan:
    """`pitch` (m,) m of each face of `merged` · `given` (m,) faces of given cells, which fill their borders · `leaf_growth`: an
    array an item, the factor on the distance between its leaves, beside which `leaf_share` of them stay · `cover_splats` for what grows
    on the ground."""

    merged: Merged
    pitch: Array
    given: NDArray[np.bool_]
    reach: Reach
    leaf_growth: list[Array]
    leaf_share: float
    cover_splats: int

    @staticmethod
    def of(scene: Scene, layout: Layout, budget: int) -> Plan:
        """For at most about `budget` splats."""
        reach, interior = reach_of(layout), bool(layout.rooms)
        merged = merge(scene)
        growth = _face_growth(merged, scene, reach, interior)
        far = np.array([i.cls == "far" for i in scene.items])[merged.item]
        leaf_growth = _leaf_growth(scene, reach)
        taken = sum(len(i.captured) for i in scene.items if i.captured is not None)
        wanted = sum(float(np.sum(1 / g**1.2)) for g in leaf_growth)
        cover = 0 if layout.ground is None else int(budget * (COVER_SHARE_INDOORS if interior else COVER_SHARE))
        leaves = int(budget * LEAF_SHARE)
        share = min(1.0, leaves / max(wanted, 1.0))
        solid = budget - cover - int(min(leaves, wanted * share)) - int(far.sum()) - taken
        edges = _edges(merged.geometry)
        most = _most_pitch(merged, growth, edges, budget)
        finest = FINEST_INDOORS_M if interior else FINEST_M
        base = _solve_pitch(merged.geometry, np.where(far, 0, growth).astype(np.float32), most, solid, finest)
        pitch = np.where(far, edges, np.minimum(base * growth, most))  # far hills: one splat a face, whatever the budget
        return Plan(merged, pitch.astype(np.float32), ~np.isinf(most), reach, leaf_growth, share, cover)

    def cells(self) -> Cells:
        """One for each splat of a face, face after face; at borders they are drawn in."""
        border = borders(self.merged.geometry, self.merged.item)
        return cut(self.merged.geometry, self.pitch, np.where(self.given, 0, border).astype(np.uint8))


def _face_growth(merged: Merged, scene: Scene, reach: Reach, interior: bool) -> Array:
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


def _edges(g: Geometry) -> Array:
    """(m,) longest edge of each face."""
    p = g.vertices[np.where(g.faces < 0, g.faces[:, :1], g.faces)]
    return np.linalg.norm(p - np.roll(p, 1, axis=1), axis=2).max(1).astype(np.float32)


def _most_pitch(merged: Merged, growth: Array, edges: Array, budget: int) -> Array:
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
