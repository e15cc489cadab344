"""Texels → places on the mesh → colours, and colours beyond the charts' edges so that filtering and mipmaps find no gaps."""

# pyright: reportMissingParameterType=false
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..jit import kernel
from ..mesh import Mesh
from ..textured import Textured
from .unwrap import unwrapped

Array = NDArray[Any]
ColorAt = Callable[[NDArray[np.float32], NDArray[np.float32]], NDArray[Any]]

PIECE = 500_000  # texels coloured at a time
RINGS = 3  # texels that a chart grows by
SMALLEST_PX, LARGEST_PX = 16, 16_384


def baked(
    mesh: Mesh,
    color_at: ColorAt,
    *,
    size_px: int = 4096,
    texel_m: NDArray[np.float32] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Textured:
    """The mesh unwrapped, with a texture of at most `size_px` × `size_px`: `color_at(points (n, 3) m, unit normals (n, 3))` gives sRGB
    (n, 3) 0..1 at the middle of every texel. `texel_m` (m,) says how fine each face deserves to be; see `unwrap.unwrapped`."""
    if len(mesh) == 0:
        raise ValueError("cannot bake a texture: the mesh has no faces")
    if not SMALLEST_PX <= size_px <= LARGEST_PX:
        raise ValueError(f"size_px is {size_px}; choose {SMALLEST_PX} to {LARGEST_PX}")
    if texel_m is not None and (np.shape(texel_m) != (len(mesh),) or not (np.asarray(texel_m) > 0).all()):
        raise ValueError(f"texel_m has the shape {np.shape(texel_m)}; give a size above 0 m for each of {len(mesh):,} faces")
    old, faces, texel, (height, width) = unwrapped(mesh, size_px, texel_m)
    owner = np.full((height, width), -1, np.int32)
    _rasterize(texel[faces].astype(np.float64), owner)
    picture = np.zeros((height, width, 3), np.float32)
    vertices = mesh.vertices[old]
    rows, columns = np.nonzero(owner >= 0)
    for start in range(0, len(rows), PIECE):
        row, column = rows[start : start + PIECE], columns[start : start + PIECE]
        face = faces[owner[row, column]]
        points, normals = _places(vertices[face].astype(np.float64), texel[face].astype(np.float64), row + 0.5, column + 0.5)
        picture[row, column] = np.clip(color_at(points.astype(np.float32), normals.astype(np.float32)), 0, 1)
        if progress:
            progress(min(1.0, (start + PIECE) / len(rows)))
    _grow(picture, owner >= 0)
    colors = None if mesh.colors is None else mesh.colors[old]
    whole = Mesh(vertices, faces, colors, mesh.instance_ids)
    return Textured(whole, (texel / [width, height]).astype(np.float32), np.rint(picture * 255).astype(np.uint8))


def _places(corner: Array, uv: Array, row: Array, column: Array) -> tuple[Array, Array]:
    """World points and normals (n, 3) of texels' middles in their triangles (n, 3, 3), (n, 3, 2); at the edge where they lie outside."""
    a, b, c = uv[:, 0], uv[:, 1], uv[:, 2]
    ab, ac, p = b - a, c - a, np.stack([column, row], axis=1) - a
    area = ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]
    flat = np.abs(area) < 1e-9
    area = np.where(flat, 1.0, area)
    v = np.where(flat, 1 / 3, (p[:, 0] * ac[:, 1] - p[:, 1] * ac[:, 0]) / area)
    w = np.where(flat, 1 / 3, (ab[:, 0] * p[:, 1] - ab[:, 1] * p[:, 0]) / area)
    shares = np.maximum(np.stack([1 - v - w, v, w], axis=1), 0)
    shares /= shares.sum(axis=1, keepdims=True)
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-20)
    return np.einsum("nk,nkc->nc", shares, corner), normal


@kernel
def _rasterize(corner, owner):
    """`owner` (h, w) gets the number of the triangle (m, 3, 2) that a texel's middle lies in. A triangle that meets no middle takes the
    texel around its own middle, where that is free, so that the smallest things have their colour too."""
    height, width = owner.shape
    for tiny in range(2):  # those that meet middles go first
        for f in range(len(corner)):
            ax, ay, bx, by, cx, cy = corner[f, 0, 0], corner[f, 0, 1], corner[f, 1, 0], corner[f, 1, 1], corner[f, 2, 0], corner[f, 2, 1]
            if tiny == 1:
                x, y = int((ax + bx + cx) / 3), int((ay + by + cy) / 3)
                if 0 <= x < width and 0 <= y < height and owner[y, x] < 0:
                    owner[y, x] = f
                continue
            area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
            if abs(area) < 1e-9:
                continue
            low_x, high_x = max(0, int(min(ax, bx, cx) - 0.5)), min(width - 1, int(max(ax, bx, cx) + 0.5))
            low_y, high_y = max(0, int(min(ay, by, cy) - 0.5)), min(height - 1, int(max(ay, by, cy) + 0.5))
            for y in range(low_y, high_y + 1):
                for x in range(low_x, high_x + 1):
                    px, py = x + 0.5, y + 0.5
                    v = ((px - ax) * (cy - ay) - (py - ay) * (cx - ax)) / area
                    w = ((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / area
                    if v >= -1e-6 and w >= -1e-6 and v + w <= 1 + 1e-6:
                        owner[y, x] = f


def _grow(picture: Array, covered: NDArray[np.bool_]) -> None:
    """Charts grow by `RINGS` texels; what is left takes the mean of ever coarser levels, so that no mipmap sees a foreign colour."""
    done = covered.copy()
    for _ in range(RINGS):
        _ring(picture, done)
    levels = [(picture, done.astype(np.float32))]
    while min(levels[-1][1].shape) > 1 and not levels[-1][1].all():
        color, weight = levels[-1]
        h, w = weight.shape
        color, weight = (np.pad(a, ((0, h % 2), (0, w % 2), (0, 0))[: a.ndim]) for a in (color, weight))
        sums = sum((color * weight[..., None])[y::2, x::2] for y in (0, 1) for x in (0, 1))
        total = sum(weight[y::2, x::2] for y in (0, 1) for x in (0, 1))
        levels.append((np.asarray(sums) / np.maximum(np.asarray(total), 1)[..., None], (np.asarray(total) > 0).astype(np.float32)))
    for (color, weight), (coarse, _) in zip(levels[-2::-1], levels[:0:-1]):
        empty = weight == 0
        rows, columns = np.nonzero(empty)
        color[rows, columns] = coarse[rows // 2, columns // 2]


@kernel
def _ring(picture, done):
    """Texels that touch a coloured one take the mean of those they touch; `done` grows with them."""
    height, width = done.shape
    before = done.copy()
    for y in range(height):
        for x in range(width):
            if before[y, x]:
                continue
            number, r, g, b = 0, 0.0, 0.0, 0.0
            for j in range(max(0, y - 1), min(height, y + 2)):
                for i in range(max(0, x - 1), min(width, x + 2)):
                    if before[j, i]:
                        number += 1
                        r += picture[j, i, 0]
                        g += picture[j, i, 1]
                        b += picture[j, i, 2]
            if number:
                picture[y, x, 0], picture[y, x, 1], picture[y, x, 2] = r / number, g / number, b / number
                done[y, x] = True
