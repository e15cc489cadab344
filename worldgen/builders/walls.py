"""Walls, hedges and fences along curves, in the world frame: they follow the ground, foot below it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Curve, Style
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import mix, role_color, shade
from .wares import pickets

CLASSES = ("wall", "hedge", "fence")
CASTLE_HEIGHT = 4.0  # metres from which a wall is a curtain wall with walkway and merlons
MOST_POINTS = 4000


def curve_geometry(curve: Curve, height_at: Callable[[NDArray, NDArray], NDArray], style: Style, rng: np.random.Generator) -> Geometry:
    """Geometry of a wall, hedge or fence. `height_at` maps x, z (n,) to the ground's y (n,), metres."""
    if curve.cls not in CLASSES:
        raise ValueError(f"a curve of class {curve.cls!r} is no wall; use one of {', '.join(CLASSES)}")
    s = Sculptor()
    height = curve.height_m or {"wall": 1.1, "hedge": 1.3, "fence": 1.1}[curve.cls]
    step = {"wall": 1.5, "hedge": 0.7, "fence": 2.2}[curve.cls]
    path = evenly(curve.points_m, step)
    path[:, 1] = np.asarray(height_at(path[:, 0], path[:, 2]), np.float64)
    if len(path) >= 2:
        if curve.cls == "fence":
            color = linear_from_srgb(curve.color) if curve.color else role_color(style, "fence", ("#8d7557", "#7b654a", "#9a9384"), rng)
            pickets(s, path, height, 0.1, curve.material or "timber", color, rng, rails_only=not curve.color and rng.random() < 0.5)
        elif curve.cls == "hedge":
            _hedge(s, path, max(curve.width_m, 0.5), height, curve, rng)
        elif height >= CASTLE_HEIGHT:
            _curtain(s, path, max(curve.width_m, 1.6), height, curve, style, rng)
        else:
            _garden_wall(s, path, min(max(curve.width_m, 0.35), 0.9), height, curve, style, rng)
    return s.geometry()


def evenly(points_m: tuple[tuple[float, float, float], ...], step_m: float) -> NDArray:
    """Points (n, 3) about `step_m` apart along the centripetal-free (uniform) Catmull-Rom curve through the control points."""
    p = np.asarray(points_m, np.float64).reshape(-1, 3)
    keep = np.concatenate([[True], np.linalg.norm(np.diff(p, axis=0), axis=1) > 1e-6]) if len(p) else np.zeros(0, bool)
    p = p[keep]
    if len(p) < 2:
        return p.copy()
    closed = len(p) > 3 and np.allclose(p[0], p[-1])
    before, after = (p[-2], p[1]) if closed else (2 * p[0] - p[1], 2 * p[-1] - p[-2])
    q = np.vstack([before, p, after])
    t = np.linspace(0, 1, 17)[:-1, None]
    dense = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(q[:-3], q[1:-2], q[2:-1], q[3:], strict=True)
    ]
    line = np.vstack([*dense, p[-1:]])
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    count = int(np.clip(round(run[-1] / step_m), 1, MOST_POINTS))
    at = np.linspace(0, run[-1], count + 1)
    return np.stack([np.interp(at, run, line[:, k]) for k in range(3)], 1)


def sideways(path: NDArray) -> NDArray:
    """Unit vectors (n, 3) to the right of travel in the ground plane, mitred (lengthened at corners)."""
    run = np.diff(path[:, [0, 2]], axis=0)
    run /= np.maximum(np.linalg.norm(run, axis=1, keepdims=True), 1e-9)
    closed = np.allclose(path[0], path[-1])
    before, after = np.vstack([run[-1:] if closed else run[:1], run]), np.vstack([run, run[:1] if closed else run[-1:]])
    right = lambda a: np.stack([-a[:, 1], a[:, 0]], 1)  # noqa: E731  (x, z) turned towards the right of travel
    mean = right(before) + right(after)
    mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
    stretch = 1 / np.clip(np.sum(mean * right(after), 1), 0.6, 1)
    return np.stack([mean[:, 0] * stretch, np.zeros(len(path)), mean[:, 1] * stretch], 1)


def _ribbon(
    s: Sculptor,
    path: NDArray,
    side: NDArray,
    a: tuple[NDArray | float, NDArray | float],
    b: tuple[NDArray | float, NDArray | float],
    material: str,
    color: NDArray,
) -> None:
    """A strip between two offset lines (sideways, height above `path`); its front is to the right of a → b seen along the path."""
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path[:, [0, 2]], axis=0), axis=1))])

    def line(offset: NDArray | float, up: NDArray | float) -> NDArray:
        return (
            path
            + side * np.broadcast_to(np.asarray(offset, float), len(path))[:, None]
            + np.array([0, 1, 0]) * np.broadcast_to(np.asarray(up, float), len(path))[:, None]
        )

    low, high = line(*a), line(*b)
    n = len(path)
    i = np.arange(n - 1)
    v = np.concatenate([[0.0], [float(np.mean(np.linalg.norm(high - low, axis=1)))]])
    steep = np.abs(high[:, 1] - low[:, 1]).mean() > 0.5 * v[1]
    v_low, v_high = (low[:, 1], high[:, 1]) if steep else (np.zeros(n), np.full(n, v[1]))
    uv = np.concatenate([np.stack([run, v_low], 1), np.stack([run, v_high], 1)])
    s.faces(np.concatenate([low, high]), np.stack([i, i + 1, i + n + 1, i + n], 1), material, color, uv=uv)


def _end_caps(s: Sculptor, path: NDArray, side: NDArray, half: float, low: float, high: float, material: str, color: NDArray) -> None:
    if np.allclose(path[0], path[-1]):
        return
    for k, sign in ((0, 1), (-1, -1)):
        p, out = path[k], side[k] * half * sign
        up = np.array([0, 1, 0])
        s.quad(p - out + up * low, p + out + up * low, p + out + up * high, p - out + up * high, material, color)


def _stone(curve: Curve, style: Style, own: tuple[str, ...], rng: np.random.Generator) -> NDArray:
    return linear_from_srgb(curve.color) if curve.color else role_color(style, "stone", own, rng, spread=0.05)


def _curtain(s: Sculptor, path: NDArray, width: float, height: float, curve: Curve, style: Style, rng: np.random.Generator) -> None:
    """A castle's curtain wall: battered outer foot, walkway, merlons on the outer (left of travel) side and a low inner kerb."""
    material, color = curve.material or "stone_courses", _stone(curve, style, ("#a8a195", "#9c978c", "#b0a791"), rng)
    trim = mix(color, linear_from_srgb("#d6cebc"), 0.35)
    level = path.copy()
    level[:, 1] = np.convolve(np.pad(path[:, 1], 3, mode="edge"), np.ones(7) / 7, mode="valid")  # the walkway does not follow each bump
    foot = path[:, 1] - level[:, 1] - 1.0
    side = sideways(path)
    half, walk, parapet = width / 2, height - 1.3, 0.5
    for sign in (-1, 1):
        outer = sign * half
        lean = sign * (half + 0.3)
        spans = [((lean, foot), (outer, 1.6)), ((outer, 1.6), (outer, walk - 0.25 if sign < 0 else walk))]
        if sign < 0:
            spans += [
                ((outer, walk - 0.25), (outer - 0.14, walk - 0.1)),
                ((outer - 0.14, walk - 0.1), (outer - 0.14, walk + 0.55)),
                ((outer - 0.14, walk + 0.55), (outer + parapet, walk + 0.55)),
                ((outer + parapet, walk + 0.55), (outer + parapet, walk)),
            ]
        else:
            spans += [
                ((outer, walk), (outer, walk + 0.25)),
                ((outer, walk + 0.25), (outer - 0.25, walk + 0.25)),
                ((outer - 0.25, walk + 0.25), (outer - 0.25, walk)),
            ]
        for a, b in spans:
            _ribbon(s, level, side, *((a, b) if sign > 0 else (b, a)), material, color)
    _ribbon(s, level, side, (half - 0.25, walk), (-half + parapet, walk), "pavers", shade(color, 0.9))
    _end_caps(s, level, side, half, -1.0, walk, material, color)
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(level, axis=0), axis=1))])
    count = max(1, round(length[-1] / 1.5))
    for at in (np.arange(count) + 0.5) * length[-1] / count:
        p = np.array([np.interp(at, length, level[:, k]) for k in range(3)])
        n = np.array([np.interp(at, length, side[:, k]) for k in range(3)])
        yaw = float(np.arctan2(-n[0], -n[2]))  # the merlon's front looks to the left of travel
        with s.at(p - n * (half + 0.14 - (parapet + 0.14) / 2) + [0, walk, 0], yaw=yaw):
            s.box((0, 0.9, 0), (0.88, 0.7, parapet + 0.13), material, color, skip="yY")
            s.box((0, 1.28, 0), (0.98, 0.1, parapet + 0.22), "stone_courses", trim, bevel_m=0.03, skip="y")


def _garden_wall(s: Sculptor, path: NDArray, width: float, height: float, curve: Curve, style: Style, rng: np.random.Generator) -> None:
    """A dry-stone wall with slightly leaning faces, a wavy top and coping stones on edge."""
    material, color = curve.material or "rubble", _stone(curve, style, ("#948c80", "#8a857c", "#a09682"), rng)
    side = sideways(path)
    closed = np.allclose(path[0], path[-1])
    wave = rng.normal(0, 0.03, len(path)) * height
    if closed:
        wave[-1] = wave[0]
    top = height - 0.16 + wave
    low, high = width / 2, 0.4 * width
    _ribbon(s, path, side, (low, -0.5), (high, top), material, color)
    _ribbon(s, path, side, (-high, top), (-low, -0.5), material, color)
    _ribbon(s, path, side, (high, top), (-high, top), material, color)
    _end_caps(s, path, side, high, -0.5, height - 0.16, material, color)
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    at = 0.0
    while at < run[-1] - 0.15:
        long = float(rng.uniform(0.28, 0.5))
        mid = min(at + long / 2, run[-1])
        p = np.array([np.interp(mid, run, path[:, k]) for k in range(3)])
        n = np.array([np.interp(mid, run, side[:, k]) for k in range(3)])
        up, tilt = float(np.interp(mid, run, top)), float(rng.uniform(-0.12, 0.12))
        tall = float(rng.uniform(0.13, 0.2))
        with s.at(p + [0, up, 0], yaw=float(np.arctan2(-n[0], -n[2])) + tilt):
            s.box(
                (0, tall / 2 - 0.02, 0),
                (long - 0.015, tall, width + float(rng.uniform(0.0, 0.1))),
                "rock",
                shade(color, float(rng.uniform(0.85, 1.12))),
                bevel_m=0.035,
                skip="y",
            )
        at += long


def _hedge(s: Sculptor, path: NDArray, width: float, height: float, curve: Curve, rng: np.random.Generator) -> None:
    """A clipped, slightly uneven body and a coat of leaves."""
    color = linear_from_srgb(curve.color) if curve.color else shade(linear_from_srgb("#47692f"), float(rng.uniform(0.85, 1.15)))
    side = sideways(path)
    core = shade(color, 0.45)
    half, top = width / 2 - 0.06, height - 0.07
    bulge = 1 + rng.normal(0, 0.05, len(path))
    ring = [
        (half * 0.92, -0.2),
        (half, 0.55 * top),
        (0.8 * half, 0.97 * top),
        (-0.8 * half, 0.97 * top),
        (-half, 0.55 * top),
        (-half * 0.92, -0.2),
    ]
    for a, b in zip(ring[:-1], ring[1:], strict=True):
        _ribbon(s, path, side, (a[0] * bulge, a[1]), (b[0] * bulge, b[1]), "moss", core)
    _end_caps(s, path, side, half, -0.2, 0.95 * top, "moss", core)
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    around = np.array(ring)
    edge = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(around, axis=0), axis=1))])
    count = int(min(260 * run[-1] * edge[-1] / 2, 60_000))
    at, along = rng.uniform(0, run[-1], count), rng.uniform(0, edge[-1], count)
    p = np.stack([np.interp(at, run, path[:, k]) for k in range(3)], 1)
    n = np.stack([np.interp(at, run, side[:, k]) for k in range(3)], 1)
    offset, up = np.interp(along, edge, around[:, 0]), np.interp(along, edge, around[:, 1])
    out = n * np.sign(offset)[:, None] * (up < 0.95 * top)[:, None] + np.array([0, 1, 0]) * (0.15 + (up > 0.9 * top))[:, None]
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    centers = p + n * offset[:, None] + np.array([0, 1, 0]) * up[:, None] + out * rng.uniform(-0.02, 0.07, (count, 1))
    normals = out + 0.7 * rng.normal(size=(count, 3))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    axes = np.cross(normals, rng.normal(size=(count, 3)))
    axes /= np.maximum(np.linalg.norm(axes, axis=1, keepdims=True), 1e-9)
    keep = up > 0
    s.leaves(
        centers[keep],
        axes[keep],
        normals[keep],
        np.stack([rng.uniform(0.035, 0.06, count), rng.uniform(0.02, 0.03, count)], 1)[keep],
        np.clip(color * rng.uniform(0.65, 1.4, (count, 1)), 0, 0.95)[keep],
    )
