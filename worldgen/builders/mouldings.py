"""A profile drawn along a path in a plane, mitred at its corners: picture frames, skirting boards, cornices, door casings."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Sculptor

XY = np.eye(3)  # path in x, y; the profile rises towards +Z
FLOOR = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])  # path in x, −z; the profile rises towards +Y


def moulding(
    s: Sculptor, path: ArrayLike, profile: ArrayLike, material: str, color_linear: ArrayLike, *, closed: bool = True,
    basis: ArrayLike = XY, **kw,
) -> None:  # fmt: skip
    """`path` (n, 2), counter-clockwise when closed; `profile` (k, 2) of (offset to the path's left, rise): in the order outer side up,
    over the top, inner side down, it faces outward. Rows of `basis` are the world directions of the path's two axes and of the rise."""
    p, q = np.asarray(path, np.float64), np.asarray(profile, np.float64)
    n = len(p)
    step = np.roll(p, -1, axis=0) - p
    if not closed:
        step[-1] = step[-2]
    step /= np.linalg.norm(step, axis=1, keepdims=True)
    left = np.stack([-step[:, 1], step[:, 0]], axis=1)
    before = np.roll(left, 1, axis=0)
    if not closed:
        before[0] = left[0]
    mitre = (left + before) / np.maximum(1 + np.sum(left * before, axis=1, keepdims=True), 0.2)
    flat = p[:, None] + q[None, :, :1] * mitre[:, None]  # (n, k, 2)
    points = np.concatenate([flat, np.broadcast_to(q[None, :, 1:], (n, len(q), 1))], axis=2) @ np.asarray(basis, np.float64)
    order = np.append(np.arange(n), 0) if closed else np.arange(n)
    ring = points[order]
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p[order], axis=0), axis=1))])
    rise = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(q, axis=0), axis=1))])
    uv = np.stack(np.meshgrid(run, rise, indexing="ij"), axis=-1)
    m, k = ring.shape[:2]
    i, j = np.meshgrid(np.arange(m - 1), np.arange(k - 1), indexing="ij")
    a = (i * k + j).ravel()
    s.faces(ring.reshape(-1, 3), np.stack([a, a + k, a + k + 1, a + 1], 1), material, color_linear, uv=uv.reshape(-1, 2), **kw)
    if not closed:
        for end, flip in ((points[0], False), (points[-1], True)):
            fan = [[0, i, i + 1] for i in range(1, len(q) - 1)]
            s.faces(end, [f[::-1] for f in fan] if flip else fan, material, color_linear, **kw)


def rectangle(x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
    """(4, 2) counter-clockwise."""
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
