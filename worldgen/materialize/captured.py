"""Captured splats among built things: they keep their colours, and take the world's shadow and sky as a factor on them.

A capture has its light baked in, so its splats get no cosine of their own. Where each stands in for a point just outside its hull, light
is gathered as everywhere else; the share of it that arrives there, against the same facing in the open, scales one common light level.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, map_coordinates

from render import Gaussians
from render.rotation import quat_multiply

from ..builders.asset import asset_gaussians, hull_voxels
from ..builders.geometry import linear_from_srgb
from ..layout.assets import AssetFile
from ..layout.layout import Instance, Voxels
from .samples import CAPTURED, SurfaceSamples
from .scene import Scene
from .sky import Sky

Array = NDArray[np.float32]

SMOOTH_CELLS = 1.6  # standard deviation over which the hull's steps are smoothed into facings
CLEAR_CELLS = 0.9  # how far outside the hull light is gathered, so that its own steps throw no shadow
GROUND_ALBEDO = 0.2  # of the open place that shares are measured against
SHARE = 0.3  # of a world's splats that captures may take


@dataclass(frozen=True)
class Captured:
    """In the world frame: position, scale, albedo_linear (n, 3) · quat (n, 4) wxyz · opacity (n,) · where and in which facing each gathers
    its light: outside_m, facing (n, 3)."""

    position: Array
    quat: Array
    scale: Array
    opacity: Array
    albedo_linear: Array
    outside_m: Array
    facing: Array

    def __len__(self) -> int:
        return len(self.position)

    def thinned(self, most: int) -> Captured:
        """The `most` splats that cover most, grown so that the covered area does not change."""
        if len(self) <= most:
            return self
        area = self.opacity * np.sort(self.scale, axis=1)[:, 1:].prod(1)
        kept = np.sort(np.argsort(-area, kind="stable")[:most])
        grow = float(np.sqrt(area.sum() / max(float(area[kept].sum()), 1e-12)))
        picked = Captured(*(getattr(self, name)[kept] for name in self.__dataclass_fields__))
        return replace(picked, scale=picked.scale * np.float32(grow))


def captured(asset: AssetFile, item: Instance) -> Captured:
    """A splat asset placed as `item`. Only colours that do not change with the view are kept."""
    own = asset_gaussians(asset, item.size_m)
    outside, facing = gathering_points(hull_voxels(own), own.means.numpy().astype(np.float32))
    c, s = np.cos(item.yaw_rad), np.sin(item.yaw_rad)
    turn = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]], np.float32)
    place = np.asarray(item.position_m, np.float32)
    return Captured(
        own.means.numpy() @ turn.T + place, _turned(own, item.yaw_rad), own.scales.numpy(), own.opacities.numpy(),
        linear_from_srgb(np.clip(own.colors().numpy(), 0, 1)).astype(np.float32), outside @ turn.T + place, facing @ turn.T,
    )  # fmt: skip


def _turned(gaussians: Gaussians, yaw_rad: float) -> Array:
    """(n, 4) quaternions after a turn about +Y."""
    half = yaw_rad / 2
    turn = gaussians.quats.new_tensor([np.cos(half), 0.0, np.sin(half), 0.0])
    return quat_multiply(turn.expand_as(gaussians.quats), gaussians.quats).numpy().astype(np.float32)


def gathering_points(hull: Voxels, points: Array) -> tuple[Array, Array]:
    """For points (n, 3): a point just outside the hull and the hull's smoothed facing there, both (n, 3)."""
    pad = 4
    low = hull.index_xyz.min(0) - pad
    filled = np.zeros(tuple(hull.index_xyz.max(0) - low + 1 + pad), bool)
    filled[tuple((hull.index_xyz - low).T)] = True
    field = gaussian_filter(filled.astype(np.float32), SMOOTH_CELLS)
    slope = np.gradient(field)
    cell = np.float32(hull.cell_m)
    origin = np.asarray(hull.origin_m, np.float32) + low * cell
    at = ((points - origin) / cell - 0.5).T
    facing = -np.stack([map_coordinates(s, at, order=1, mode="nearest") for s in slope], 1)
    length = np.linalg.norm(facing, axis=1, keepdims=True)
    facing = np.where(length > 1e-4, facing / np.maximum(length, 1e-9), np.array([0, 1, 0])).astype(np.float32)
    outside = points.astype(np.float32)
    for _ in range(12):
        index = np.floor((outside - origin) / cell).astype(np.int64)
        within = ((index >= 0) & (index < filled.shape)).all(1)
        inside = within.copy()
        inside[within] = filled[tuple(index[within].T)]
        if not inside.any():
            break
        outside = outside + facing * (0.6 * cell * inside[:, None])
    return (outside + facing * (CLEAR_CELLS * cell)).astype(np.float32), facing


def within_budget(scene: Scene, budget: int) -> Scene:
    """Captures thinned alike, so that together they take at most their share of `budget`."""
    total = sum(len(item.captured) for item in scene.items if item.captured is not None)
    if total <= SHARE * budget:
        return scene
    keep = SHARE * budget / total
    items = (replace(i, captured=i.captured.thinned(int(keep * len(i.captured)))) if i.captured is not None else i for i in scene.items)
    return Scene(tuple(items))


def share_light(lit: SurfaceSamples, sky: Sky) -> SurfaceSamples:
    """The irradiance of captured rows turned into a share of what the open gives, times one level for all."""
    rows = np.flatnonzero(lit.kind == CAPTURED)
    if not len(rows):
        return lit
    arriving = lit.irradiance_linear.copy()
    arriving[rows] = arriving[rows] / open_irradiance(sky, lit.normal[rows]) * open_level(sky)
    return replace(lit, irradiance_linear=arriving)


def open_level(sky: Sky) -> Array:
    """(3,) the light that a capture's colours stand for: all sky, and half of the sun, its mean over a ball's lit half."""
    return _sky_irradiance(sky, np.array([[0, 1, 0]], np.float32))[0] + 0.5 * np.asarray(sky.sun_linear, np.float32)


def open_irradiance(sky: Sky, normals: Array) -> Array:
    """(n, 3) what arrives at facings (n, 3) in an open, level place."""
    facing = np.clip(normals @ np.asarray(sky.sun_direction, np.float32), 0, 1)[:, None]
    return np.maximum(_sky_irradiance(sky, normals) + facing * np.asarray(sky.sun_linear, np.float32), 1e-6)


def _sky_irradiance(sky: Sky, normals: Array) -> Array:
    """(n, 3) from sky above and lit ground below, by a fixed spiral of directions; facings are rounded to 1/16, few differ."""
    k = np.arange(512) + 0.5
    height = 1 - 2 * k / 512
    turn = k * np.pi * (3 - np.sqrt(5))
    flat = np.sqrt(1 - height**2)
    directions = np.stack([flat * np.cos(turn), height, flat * np.sin(turn)], 1).astype(np.float32)
    radiance = sky.base_linear(directions)
    weight = 4 * np.pi / 512
    up = directions[:, 1] > 0
    level = (radiance[up] * directions[up, 1:2]).sum(0) * weight + np.asarray(sky.sun_linear, np.float32) * max(sky.sun_direction[1], 0.0)
    radiance = np.where(up[:, None], radiance, GROUND_ALBEDO * level / np.pi)
    coarse, row = np.unique(np.round(normals * 16).astype(np.int8), axis=0, return_inverse=True)
    unit = coarse / np.maximum(np.linalg.norm(coarse, axis=1, keepdims=True), 1e-6)
    return (np.clip(unit @ directions.T, 0, 1) @ radiance * weight).astype(np.float32)[row.ravel()]
