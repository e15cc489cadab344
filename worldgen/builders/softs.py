"""Upholstery: rounded blocks, puffed cushions, pillows, with seams. Lengths in metres."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Array, Sculptor
from .sheets import sheet, smooth_noise
from .swatches import toned

Deform = Callable[[Array, Array], Array]  # points (n, 3) about the block's centre, unit normals (n, 3) → points


def _ticks(half: float, radius: float, flat: int, arc: int) -> Array:
    """Grid lines over a side: even over the flat, even in angle round the edge."""
    inner = half - radius
    bend = inner + radius * np.tan(np.linspace(0, np.pi / 4, arc + 1))[1:]
    middle = np.linspace(-inner, inner, flat + 1) if inner > 1e-6 else np.zeros(1)
    return np.concatenate([-bend[::-1], middle, bend])


def rounded_block(
    s: Sculptor, center: ArrayLike, size: ArrayLike, radius_m: float, material: str, color_linear: ArrayLike, *, skip: str = "",
    flat: int = 3, arc: int = 2, deform: Deform | None = None,
) -> None:  # fmt: skip
    """A box with round edges and corners; `skip` drops sides by letter as in `Sculptor.box`; `deform` moves its points."""
    c, h = np.asarray(center, np.float64), np.asarray(size, np.float64) / 2
    r = min(radius_m, 0.98 * float(h.min()))
    for axis in range(3):
        u, w = (axis + 1) % 3, (axis + 2) % 3
        tu, tw = _ticks(h[u], r, flat, arc), _ticks(h[w], r, flat, arc)
        gu, gw = np.meshgrid(tu, tw, indexing="ij")
        for sign, letter in ((-1, "xyz"[axis]), (1, "XYZ"[axis])):
            if letter in skip:
                continue
            p = np.empty((gu.size, 3))
            p[:, axis], p[:, u], p[:, w] = sign * h[axis], gu.ravel(), gw.ravel()
            core = np.clip(p, -(h - r), h - r)
            normal = p - core
            normal /= np.linalg.norm(normal, axis=1, keepdims=True)
            v = core + r * normal
            if deform is not None:
                v = deform(v, normal)
            i, j = np.meshgrid(np.arange(len(tu) - 1), np.arange(len(tw) - 1), indexing="ij")
            a = (i * len(tw) + j).ravel()
            f = np.stack([a, a + len(tw), a + len(tw) + 1, a + 1], axis=1)
            uv = (
                np.stack([c[u] + gu.ravel(), c[w] + gw.ravel()], axis=1)
                if axis != 0
                else np.stack([c[w] + gw.ravel(), c[u] + gu.ravel()], axis=1)
            )
            s.faces(c + v, f if sign > 0 else f[:, ::-1], material, color_linear, uv=uv)


def stuffing(
    size: ArrayLike, rng: np.random.Generator, *, axis: int = 1, puff_m: float = 0.035, sag_m: float = 0.0, wrinkle_m: float = 0.004
) -> Deform:
    """Swells the two sides across `axis`, sinks the upper one where people sit, and wrinkles everything a little."""
    h = np.asarray(size, np.float64) / 2
    u, w = (axis + 1) % 3, (axis + 2) % 3
    drift = rng.uniform(-0.2, 0.2, 2)

    def deform(p: Array, normal: Array) -> Array:
        a, b = p[:, u] / h[u], p[:, w] / h[w]
        dome = np.clip(1 - a**2, 0, 1) * np.clip(1 - b**2, 0, 1)
        hollow = np.exp(-3 * ((a - drift[0]) ** 2 + (b - drift[1]) ** 2))
        q = p + normal * (wrinkle_m * smooth_noise(p, np.random.default_rng(int(1e6 * (drift[0] + 1))), 0.3))[:, None]
        q[:, axis] += np.sign(p[:, axis]) * puff_m * dome - np.where(p[:, axis] > 0, sag_m * hollow, 0)
        return q

    return deform


def piping(
    s: Sculptor, center: ArrayLike, size_2: tuple[float, float], corner_m: float, axis: int, material: str, color_linear: Array
) -> None:
    """A cord round a rounded rectangle that lies across `axis`; `size_2` runs along the two following axes."""
    hu, hw = size_2[0] / 2, size_2[1] / 2
    turn = np.linspace(0, np.pi / 2, 4)
    loop = []
    for k, (su, sw) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        angle = turn + k * np.pi / 2
        loop.append(np.stack([su * (hu - corner_m) + corner_m * np.cos(angle), sw * (hw - corner_m) + corner_m * np.sin(angle)], 1))
    flat = np.concatenate([*loop, loop[0][:1]])
    path = np.zeros((len(flat), 3))
    path[:, (axis + 1) % 3], path[:, (axis + 2) % 3] = flat[:, 0], flat[:, 1]
    s.tube(path + np.asarray(center), 0.007, material, toned(color_linear, 0.72), sides=5)


def cushion_block(
    s: Sculptor, center: ArrayLike, size: ArrayLike, material: str, color_linear: Array, rng: np.random.Generator, *, axis: int = 1,
    skip: str = "", sag_m: float = 0.012, puff_m: float = 0.03, corded: bool = True, flat: int = 5,
) -> None:  # fmt: skip
    """A box cushion: swollen across `axis`, with a cord round its front (or upper) edge."""
    size = np.asarray(size, np.float64)
    radius = min(0.055, 0.42 * float(size.min()))
    deform = stuffing(size, rng, axis=axis, puff_m=puff_m, sag_m=sag_m)
    rounded_block(s, center, size, radius, material, color_linear, skip=skip, flat=flat, deform=deform)
    if corded:
        lift = np.zeros(3)
        lift[axis] = size[axis] / 2 - 0.3 * radius
        u, w = (axis + 1) % 3, (axis + 2) % 3
        inset = 0.29 * radius
        piping(s, np.asarray(center) + lift, (size[u] - inset + 0.004, size[w] - inset + 0.004), radius, axis, material, color_linear)


def pillow(
    s: Sculptor, size: tuple[float, float, float], material: str, front_linear: ArrayLike, cord_linear: ArrayLike, rng: np.random.Generator,
    *, cells: int = 12, back: bool = True,
) -> None:  # fmt: skip
    """A throw pillow standing in the x, y plane, centred at the origin: two puffed sheets that meet in a corded seam with eared corners.
    `front_linear` is (3,) or per cell (cells, cells, 3), rows upward."""
    w, h, d = size
    t = np.sin(np.linspace(-1, 1, cells + 1) * np.pi / 2)
    v, u = np.meshgrid(t, t, indexing="ij")
    pull_x, pull_y = 1 - 0.10 * (1 - v**2) * np.abs(u) ** 3, 1 - 0.10 * (1 - u**2) * np.abs(v) ** 3
    x, y = u * pull_x * w / 2, v * pull_y * h / 2
    swell = (np.clip(1 - np.abs(u) ** 2.4, 0, 1) * np.clip(1 - np.abs(v) ** 2.4, 0, 1)) ** 0.62
    crease = smooth_noise(np.stack([x, y, 0 * x], -1), rng, 0.16) * 0.008 * np.sqrt(swell)
    dent = 0.16 * np.exp(-(((u - rng.uniform(-0.2, 0.2)) / 0.35) ** 2) - ((v - 0.75) / 0.5) ** 2)  # a hand's chop on top
    y = y - dent * swell * h * 0.35
    uv = np.stack([x, y], -1).reshape(-1, 2)
    n = cells + 1
    i, j = np.meshgrid(np.arange(cells), np.arange(cells), indexing="ij")
    a = (i * n + j).ravel()
    f = np.stack([a, a + 1, a + n + 1, a + n], 1)
    front = np.stack([x, y, swell * (1 - dent) * d / 2 + crease], -1).reshape(-1, 3)
    color = np.asarray(front_linear, np.float32)
    s.faces(front, f, material, color if color.ndim == 1 else color.reshape(-1, 3), uv=uv)
    plain = color if color.ndim == 1 else color.reshape(-1, 3).mean(0)
    if back:
        rear = np.stack([x, y, -swell * d / 2 + crease], -1).reshape(-1, 3)
        s.faces(rear, f[:, ::-1], material, plain, uv=uv)
    rim = np.concatenate([np.arange(n), np.arange(2, n + 1) * n - 1, n * n - 2 - np.arange(n - 1), (n - 2 - np.arange(n - 1)) * n])
    path = front[rim] * [1, 1, 0]
    s.tube(path[::2] if len(path) % 2 else path, 0.006, material, cord_linear, sides=5)


def throw(
    s: Sculptor, arm_center: tuple[float, float], half_width_m: float, top_m: float, ends_m: tuple[float, float], width_m: float,
    side: int, colors: tuple[Array, Array], rng: np.random.Generator,
) -> None:  # fmt: skip
    """A striped, fringed blanket over a square arm at `arm_center` (x, z), hanging to `ends_m` (outside, inside). `side`: −1 is left."""
    x0, z0 = arm_center
    a, r = half_width_m + 0.012, 0.055
    turn = np.linspace(0, np.pi / 2, 5)
    out = np.concatenate([[a, a, a], a - r + r * np.cos(turn), -(a - r) - r * np.sin(turn), [-a, -a]])
    top = top_m + 0.010
    rise = top - r + r * np.sin(turn)
    outside, inside = np.linspace(ends_m[0], top - r, 4)[:3], np.linspace(top - r, ends_m[1], 3)[1:]
    up = np.concatenate([outside, rise, rise[::-1], inside])
    z = np.linspace(-0.5, 0.5, 19) * width_m
    hang = np.clip((top - up) / max(top - ends_m[0], 1e-6), 0, 1)
    wave = 0.008 * np.sin(2 * np.pi * z[:, None] / 0.11 + rng.uniform(0, 6)) * hang[None] + 0.004 * hang[None]
    points = np.stack([
        x0 + side * (out[None] + np.sign(out)[None] * wave),
        np.broadcast_to(up, wave.shape) + 0.012 * np.sin(7 * z)[:, None] * hang[None],
        z0 + z[:, None] * (1 - 0.05 * hang[None]),
    ], axis=-1)  # fmt: skip
    stripes = np.isin(np.arange(18) % 6, (1, 2))
    color = np.where(stripes[:, None, None], colors[1], colors[0]) * np.ones((18, len(out) - 1, 1))
    sheet(s, points, "fabric", color, flip=side < 0)
    for end, tip in ((0, -0.03), (-1, -0.02)):
        edge = points[:, end]
        spots = np.stack([np.interp(np.linspace(0, 18, 40), np.arange(19), edge[:, k]) for k in range(3)], 1)
        s.leaves(spots + [0, tip, 0], [0, 1, 0], [1, 0, 0], [abs(tip), 0.004], colors[0])
