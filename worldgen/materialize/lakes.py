"""Where standing water reaches the edge of the ground: it goes on past it, to a far shore or, as a sea, to the horizon.

Vocabulary: a *reach* is the part of the circle in which the ground's edge is wet; `open` (turns,) is 0 on dry land, 1 within a reach.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..builders.geometry import Sculptor
from ..layout.banks import ease
from ..layout.layout import Curve, Ground

Array = NDArray[np.floating]

DEEP_M = 7.0  # the far land's relief, up to 3 m, stays under water
SHORE_M, SHORE_GROWS = 26.0, 0.3  # along which land comes up out of the water, and by how much that grows a metre farther out
LEAST = 0.03  # of the circle: less is a river's mouth, see `courses`


@dataclass(frozen=True)
class Reach:
    """`open` (k,) by the angles `theta` (k,) of the hills; water at `level_m`, from the ground's edge to `far_m` (k,)."""

    open: Array
    level_m: float
    far_m: Array


def reach(ground: Ground, curves: tuple[Curve, ...], theta: Array, edge: Array, seed: int) -> Reach | None:
    """None where the edge is dry. A curve of class `sea` has no far shore, a `lake` has one at its width."""
    bodies = [c for c in curves if c.cls in ("lake", "sea")]
    if not bodies:
        return None
    (x0, z0), n = ground.origin_m, np.array(ground.water_m.shape[::-1])
    middle = np.array([x0, z0]) + n * ground.cell_m / 2
    inside = edge - 2 * ground.cell_m
    column = np.clip(((middle[0] + np.sin(theta) * inside - x0) / ground.cell_m).astype(int), 0, n[0] - 1)
    row = np.clip(((middle[1] + np.cos(theta) * inside - z0) / ground.cell_m).astype(int), 0, n[1] - 1)
    water = ground.water_m[row, column]
    wet = np.isfinite(water).astype(float)
    if wet.mean() < LEAST:
        return None
    rng = np.random.default_rng([seed, 93])
    waves = sum(rng.uniform(0.3, 1) / k * np.sin(k * theta + rng.uniform(0, 6.28)) for k in range(2, 9))
    far = np.full(len(theta), np.inf) if any(c.cls == "sea" for c in bodies) else max(c.width_m for c in bodies) * (1 + 0.16 * waves)
    return Reach(wet, float(np.nanmedian(water)), np.maximum(far, edge + 8))


def drowned(y: Array, radius: Array, edge: Array, found: Reach) -> Array:
    """Heights (rings, k) of land with the reach's bed in it: from the sides and the far shore it comes up as land does by a lake."""
    k = len(found.open)
    step = 2 * np.pi * radius / k  # m between neighbours on a ring
    wet, dry = found.open > 0, found.open == 0
    aside = (_turns_to(dry) - _turns_to(wet))[None] * step  # m from the side's shore, negative on land
    inward = np.minimum(aside - (radius - edge) * 0.15, found.far_m[None] - radius)  # m into the water; the reach narrows a little outwards
    shore = SHORE_M + SHORE_GROWS * (radius - edge)
    land = found.level_m + 0.3 + (np.maximum(y, found.level_m + 0.3) - found.level_m - 0.3) * ease(-inward / shore)
    bed = found.level_m - DEEP_M * np.clip(inward / 12, 0, 1)
    return np.where(inward > 0, bed, np.where(inward > -shore, land, y))


def _turns_to(those: NDArray[np.bool_]) -> Array:
    """(k,) how many steps round the circle to the nearest of some; very many where there are none."""
    k = len(those)
    at = np.flatnonzero(those)
    if not len(at):
        return np.full(k, 1e6)
    apart = np.abs(np.arange(k)[:, None] - at[None])
    return np.minimum(apart, k - apart).min(1).astype(float)


def sheet(sculptor: Sculptor, x: Array, y: Array, z: Array, found: Reach) -> None:
    """Adds the water over the drowned land: quads of the rings at x, y, z (rings, k) of which a corner lies below the level."""
    rings, k = y.shape
    vertices = np.stack([x, np.full_like(x, found.level_m), z], -1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(rings - 1), np.arange(k - 1), indexing="ij")
    a = (i * k + j).ravel()
    quads = np.stack([a, a + k, a + k + 1, a + 1], 1)
    wet = (y.ravel()[quads] < found.level_m - 0.01).any(1)
    if wet.any():
        sculptor.faces(vertices, quads[wet], "water", (0.02, 0.05, 0.05), uv=vertices[:, [0, 2]])
