"""Mesh → charts side by side on a square, by xatlas (J. Young, MIT; after Sander et al. 2003 and Lévy et al. 2002).

xatlas's time grows faster than the faces of one connected surface: a ground of 164,000 faces as one took minutes, in blocks it takes
seconds. So every instance is halved along its longest side until a block has at most `BLOCK` faces; block borders become seams.
Packing takes one go of xatlas (5 s for a village of 460,000 faces) a try: the first tells how large the charts and their gutters come out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..mesh import Mesh

BLOCK = 800
PADDING_PX = 2  # 1 where charts are so many that gutters would take most of the square
CROWDED = 0.6
CHART_PX = 3.4  # measured on villages: 80,000 charts that shrink to nothing still take a side of 2,060 with gutters of 2
FULL = 0.78  # share of the square that charts are expected to cover
AIM = 0.96  # share of the side that a second packing aims at
SNUG = 0.90  # a packing this near to the asked side is not tried again
TRIES = 6


def unwrapped(
    mesh: Mesh, size_px: int, texel_m: NDArray[np.float32] | None
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32], tuple[int, int]]:
    """(old vertex of each new one, faces (m, 3) in the old order, texel coordinates of new vertices (n, 2), (height, width) ≤ size_px).

    `texel_m` (m,) is the texel size that each face deserves: all grow by one factor where the square is too small, and none shrinks.
    Without it all faces get the same, as fine as the square allows.
    """
    import xatlas

    p = mesh.vertices[mesh.faces].astype(np.float64)
    area = np.linalg.norm(np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]), axis=1) / 2
    blocks = _blocks(p.mean(axis=1), mesh.instance_ids)
    wanted = np.full(len(blocks), 1e-6) if texel_m is None else np.array([max(float(np.median(texel_m[b])), 1e-6) for b in blocks])
    parts = [np.unique(mesh.faces[rows], return_inverse=True) for rows in blocks]
    texels = sum(float(area[rows].sum()) / t**2 for rows, t in zip(blocks, wanted))
    factor = min(1.0, (FULL * size_px**2 / max(texels, 1e-30)) ** 0.5)
    best = None
    low, high = 0.0, 1.0  # the largest factor that fitted, the smallest that did not
    padding = PADDING_PX
    for _ in range(TRIES):
        atlas = xatlas.Atlas()
        for (used, faces), t in zip(parts, wanted):
            corner = mesh.vertices[used].min(axis=0)  # large coordinates would cost float32's precision
            points = ((mesh.vertices[used] - corner) * (factor / t)).astype(np.float32)
            atlas.add_mesh(points, faces.reshape(-1, 3).astype(np.uint32))
        charts, packing = xatlas.ChartOptions(), xatlas.PackOptions()
        packing.padding, packing.texels_per_unit, packing.bilinear = padding, 1.0, True
        atlas.generate(charts, packing)
        side = max(atlas.width, atlas.height)
        if side == 0:  # so small that xatlas took all faces for nothing
            break
        if side <= size_px:
            best, low = atlas, factor
            if side >= SNUG * size_px or factor >= 1.0:
                break
        else:
            high = min(high, factor)
        least = (2 * padding + CHART_PX) * atlas.chart_count**0.5  # the side that charts of no size would take
        if padding > 1 and least > CROWDED * size_px:
            padding, low, high = 1, 0.0, 1.0
            continue
        aim = factor * (AIM * size_px - least) / max(side - least, 1.0)  # in between the side grows with the factor, not with its square
        factor = aim if low < aim < high else (low + high) / 2
    if best is None:
        raise ValueError(f"{len(mesh):,} faces in pieces do not fit on {size_px} × {size_px} texels; choose a larger texture")
    old, faces, uv, first = [], np.empty((len(mesh), 3), np.int32), [], 0
    for number, (rows, (used, _)) in enumerate(zip(blocks, parts)):
        mapping, indices, own = best[number]
        old.append(used[mapping])
        faces[rows] = indices.astype(np.int32) + first
        uv.append(own)
        first += len(mapping)
    shape = (best.height, best.width)
    return np.concatenate(old), faces, (np.concatenate(uv) * [shape[1], shape[0]]).astype(np.float32), shape


def _blocks(center: NDArray[np.float64], ids: NDArray[np.int32] | None) -> list[NDArray[np.intp]]:
    """Rows of faces: each instance's, halved by the median of its longest side."""
    order = np.arange(len(center)) if ids is None else np.argsort(ids, kind="stable")
    starts = [] if ids is None else np.flatnonzero(np.diff(ids[order])) + 1
    stack = list(reversed(np.split(order, starts)))
    found = []
    while stack:
        rows = stack.pop()
        if len(rows) <= BLOCK:
            found.append(rows)
            continue
        own = center[rows]
        sort = np.argsort(own[:, np.ptp(own, axis=0).argmax()], kind="stable")
        half = len(rows) // 2
        stack += [rows[np.sort(sort[half:])], rows[np.sort(sort[:half])]]
    return found
