"""The ground as surfaces: its faces, its water, the hills beyond, and which soil lies where inside a cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import prange
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from render.jit import kernel

from ..builders.geometry import Geometry, Sculptor
from ..layout.layout import Ground, Style
from ..layout.vocabulary import SURFACES
from .courses import Course, strip
from .materials.masonry import COBBLES_JITTER, COBBLES_M1, COBBLES_SALT
from .materials.noise import cells, fbm

Array = NDArray[np.float32]

# surface → (material, base albedo linear)
SOILS: dict[str, tuple[str, tuple[float, float, float]]] = {
    "grass": ("grass", (0.075, 0.115, 0.028)), "meadow": ("grass", (0.095, 0.120, 0.034)), "earth": ("earth", (0.165, 0.115, 0.072)),
    "mud": ("earth", (0.095, 0.068, 0.045)), "sand": ("sand", (0.42, 0.34, 0.22)), "gravel": ("gravel", (0.225, 0.20, 0.165)),
    "pavers": ("pavers", (0.25, 0.225, 0.195)), "cobbles": ("cobbles", (0.22, 0.20, 0.18)), "rock": ("rock", (0.24, 0.225, 0.20)),
    "moss": ("moss", (0.060, 0.085, 0.022)), "leaf_litter": ("leaf_litter", (0.17, 0.095, 0.045)), "snow": ("snow", (0.80, 0.83, 0.88)),
    "ice": ("ice", (0.50, 0.60, 0.66)), "planks": ("planks", (0.22, 0.15, 0.09)), "tiles": ("pavers", (0.38, 0.24, 0.17)),
    "carpet": ("carpet", (0.3, 0.1, 0.1)), "field": ("earth", (0.20, 0.14, 0.08)), "riverbed": ("shingle", (0.20, 0.18, 0.15)),
    "asphalt": ("asphalt", (0.07, 0.07, 0.075)), "concrete": ("concrete", (0.36, 0.355, 0.34)),
    "red_rock": ("rock", (0.37, 0.185, 0.105)), "red_sand": ("sand", (0.45, 0.275, 0.16)),
    "raked_gravel": ("raked", (0.52, 0.50, 0.46)), "needles": ("needles", (0.125, 0.078, 0.042)),
}  # fmt: skip
LOOSE_M = 0.5  # stones at the edge of a paving lie or lack within so much
WET_M = 0.16  # above the water soil is soaked so far
GREEN = {"spring": (0.85, 1.12, 0.85), "summer": (1.0, 1.0, 1.0), "autumn": (1.5, 0.98, 0.75), "winter": (1.25, 0.95, 0.9)}


def soil(name: str, style: Style) -> tuple[str, Array]:
    """Material and base albedo of a surface class in this season."""
    material, color = SOILS[name]
    base = np.asarray(color, np.float32)
    if name in ("grass", "meadow", "moss"):
        base = base * np.asarray(GREEN[style.season], np.float32)
        if style.snowy:
            return "snow", np.asarray(SOILS["snow"][1], np.float32)
    return material, base


@kernel
def _cell(at, origin, cell_m, count):
    """The lower of the two middles of cells that a coordinate lies between, and the share of the higher one."""
    a = min(max((at - origin) / cell_m - 0.5, 0.0), count - 1.0)
    k = min(int(a), count - 2)
    return k, a - k


@kernel(parallel=True)
def _bilinear(field, x0, z0, cell_m, x, z, out):
    for n in prange(len(x)):
        i, t = _cell(z[n], z0, cell_m, field.shape[0])
        j, s = _cell(x[n], x0, cell_m, field.shape[1])
        for k in range(field.shape[2]):
            low = field[i, j, k] * (1 - s) + field[i, j + 1, k] * s
            high = field[i + 1, j, k] * (1 - s) + field[i + 1, j + 1, k] * s
            out[n, k] = low * (1 - t) + high * t


@kernel(parallel=True)
def _most(surface, x0, z0, cell_m, x, z, out):
    """The class of most weight among the four about each point."""
    for n in prange(len(x)):
        i, t = _cell(z[n], z0, cell_m, surface.shape[0])
        j, s = _cell(x[n], x0, cell_m, surface.shape[1])
        classes = (surface[i, j], surface[i, j + 1], surface[i + 1, j], surface[i + 1, j + 1])
        weights = ((1 - t) * (1 - s), (1 - t) * s, t * (1 - s), t * s)
        most = -1.0
        for a in range(4):
            total = 0.0
            for b in range(4):
                if classes[b] == classes[a]:
                    total += weights[b]
            if total > most:
                most, out[n] = total, classes[a]


def bilinear(ground: Ground, field: NDArray, x: Array, z: Array) -> Array:
    """A field of the ground (rows, columns[, k]) at world x, z (n,); held constant beyond the outermost cell centres."""
    values = field.reshape(*field.shape[:2], -1)
    out = np.empty((len(x), values.shape[2]), np.float32)
    _bilinear(values, ground.origin_m[0], ground.origin_m[1], ground.cell_m, np.asarray(x, np.float64), np.asarray(z, np.float64), out)
    return out if field.ndim == 3 else out[:, 0]


def height_at(ground: Ground, x: Array, z: Array) -> Array:
    return bilinear(ground, ground.height_m, x, z)


def beyond(ground: Ground, x: Array, z: Array) -> NDArray[np.bool_]:
    """(n,) which points lie past the ground."""
    low, high = np.asarray(ground.origin_m), np.asarray(ground.origin_m) + np.array(ground.height_m.shape[::-1]) * ground.cell_m
    return (x < low[0]) | (x > high[0]) | (z < low[1]) | (z > high[1])


def normal_at(ground: Ground, x: Array, z: Array) -> Array:
    gz, gx = np.gradient(ground.height_m, ground.cell_m)
    normals = np.stack([-gx, np.ones_like(gx), -gz], axis=-1)
    n = bilinear(ground, normals, x, z)
    return n / np.linalg.norm(n, axis=1, keepdims=True)


def wetness(ground: Ground, points: Array) -> Array:
    """(n,) 0..1 how soaked ground at points (n, 3) is: under water and a hand above it, where waves and the soil carry it."""
    wet = np.isfinite(ground.water_m)
    if not wet.any():
        return np.zeros(len(points), np.float32)
    away, (row, column) = distance_transform_edt(~wet, return_indices=True)
    level = np.where(away * ground.cell_m < 4, ground.water_m[row, column], -1e3)
    x, z = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 2])
    above = points[:, 1] - bilinear(ground, level, x, z) - 0.07 * fbm(x, z, np.full(len(x), 3, np.uint32), 33, 4)
    return np.clip((WET_M - above) / (0.5 * WET_M), 0, 1)


def surface_at(ground: Ground, x: Array, z: Array, seed: int) -> NDArray[np.uint8]:
    """The surface class under each point (n,): the class with most bilinear weight, its border ragged by noise, and broken into stones:
    all of a cobble is asked at one shift, so that a paving's edge loses whole ones and soils mix by clods."""
    s = np.full(len(x), seed, np.uint32)
    number = cells(x * np.float32(COBBLES_M1), z * np.float32(COBBLES_M1), s, COBBLES_SALT, COBBLES_JITTER)[2]
    wx = x + 0.26 * fbm(x * 1.3, z * 1.3, s, 31, 5) + LOOSE_M * ((number * 57) % 1 - 0.5)
    wz = z + 0.26 * fbm(x * 1.3, z * 1.3, s, 32, 5) + LOOSE_M * ((number * 91) % 1 - 0.5)
    out = np.empty(len(x), np.uint8)
    _most(ground.surface, ground.origin_m[0], ground.origin_m[1], ground.cell_m, wx.astype(np.float64), wz.astype(np.float64), out)
    return out


def ground_geometry(ground: Ground, style: Style) -> Geometry:
    """Quads between cell centres. Materials are chosen per splat (`surface_at`); the faces carry the class of their first corner."""
    rows, columns = ground.height_m.shape
    x = ground.origin_m[0] + (np.arange(columns) + 0.5) * ground.cell_m
    z = ground.origin_m[1] + (np.arange(rows) + 0.5) * ground.cell_m
    gx, gz = np.meshgrid(x, z)
    vertices = np.stack([gx, ground.height_m, gz], -1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(columns - 1), indexing="ij")
    a = (i * columns + j).ravel()
    faces = np.stack([a, a + columns, a + columns + 1, a + 1], 1)
    cls = ground.surface[:-1, :-1].ravel()
    s = Sculptor()
    for k in np.unique(cls):
        material, base = soil(SURFACES[k], style)
        s.faces(vertices, faces[cls == k], material, base, uv=vertices[:, [0, 2]])
    return s.geometry()


def water_geometry(ground: Ground, ways: Sequence[Course] = (), past: Geometry | None = None) -> Geometry | None:
    """Quads where a cell or its neighbour holds water above its bed, strips along the courses of rivers, and a lake's part `past` it."""
    wet = np.isfinite(ground.water_m)
    if not wet.any():
        return None
    rows, columns = wet.shape
    level = np.where(wet, ground.water_m, np.nan)
    for _ in range(3):  # carry the level a little under the banks, so that the shore has no gap
        padded = np.pad(level, 1, constant_values=np.nan)
        around = np.stack([padded[1 + a : 1 + a + rows, 1 + b : 1 + b + columns] for a in (-1, 0, 1) for b in (-1, 0, 1)])
        count = np.isfinite(around).sum(0)
        mean = np.where(count > 0, np.nansum(around, 0) / np.maximum(count, 1), np.nan)
        level = np.where(np.isfinite(level), level, mean)
    x = ground.origin_m[0] + (np.arange(columns) + 0.5) * ground.cell_m
    z = ground.origin_m[1] + (np.arange(rows) + 0.5) * ground.cell_m
    gx, gz = np.meshgrid(x, z)
    vertices = np.stack([gx, np.nan_to_num(level), gz], -1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(columns - 1), indexing="ij")
    a = (i * columns + j).ravel()
    quads = np.stack([a, a + columns, a + columns + 1, a + 1], 1)
    known = np.isfinite(level).ravel()[quads].all(1)
    above = (vertices[quads, 1] > ground.height_m.ravel()[quads] - 0.02).any(1)
    s = Sculptor()
    s.faces(vertices, quads[known & above], "water", (0.02, 0.05, 0.05), uv=vertices[:, [0, 2]])
    for course in ways:
        strip(s, course)
    if past is not None:
        s.add(past)
    return s.geometry()
