"""Ways to move a camera. Every function gives a list of cameras, evenly spaced in time."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .camera import Camera

EYE_M = 1.6
WALK_M_S = 1.4
Array = NDArray[np.float64]


def orbit(
    target: Sequence[float], radius_m: float, *, frames: int, height_m: float = 0.0, start_rad: float = 0.0, turns: float = 1.0,
    fov_deg: float = 60.0, width: int = 640, height: int = 360,
) -> list[Camera]:  # fmt: skip
    """Round `target` on a level circle `height_m` above it. The first camera stands at yaw `start_rad` from the target; a whole turn closes
    without repeating its first camera."""
    _positive(frames=frames, radius_m=radius_m)
    yaw = start_rad + turns * 2 * math.pi * np.arange(frames) / frames
    center = np.asarray(target, np.float64)
    eyes = center + np.stack([radius_m * np.sin(yaw), np.full(frames, height_m), radius_m * np.cos(yaw)], axis=1)
    return [Camera.look_at(eye.tolist(), center.tolist(), fov_deg=fov_deg, width=width, height=height) for eye in eyes]


def look_around(
    eye: Sequence[float], *, frames: int, yaw_rad: float = 0.0, pitch_rad: float = 0.0, turns: float = 1.0,
    fov_deg: float = 75.0, width: int = 640, height: int = 360,
) -> list[Camera]:  # fmt: skip
    """Turning on the spot to the right, from `yaw_rad`, at a steady `pitch_rad` (up is positive)."""
    _positive(frames=frames)
    yaws = yaw_rad - turns * 2 * math.pi * np.arange(frames) / frames
    return [_looking(np.asarray(eye, np.float64), yaw, pitch_rad, fov_deg, width, height) for yaw in yaws.tolist()]


def fly(
    points: ArrayLike, *, frames: int, targets: ArrayLike | None = None, fov_deg: float = 60.0, width: int = 640, height: int = 360
) -> list[Camera]:
    """Through eye positions (n ≥ 2, 3) on a centripetal Catmull-Rom curve at constant speed.

    Looks along the curve, or at `targets` (n, 3), one a position, passed in the same rhythm.
    """
    _positive(frames=frames)
    curve, knots = _catmull_rom(_path(points))
    run = _run(curve)
    at = np.linspace(0, run[-1], frames)
    eyes = _sample(curve, run, at)
    if targets is not None:
        goals = np.asarray(targets, np.float64)
        if goals.shape != (len(knots), 3):
            raise ValueError(f"targets have the shape {goals.shape}; give one target to each of {len(knots)} different positions")
        looked = _sample(goals, run[knots], at)
        return [Camera.look_at(e.tolist(), t.tolist(), fov_deg=fov_deg, width=width, height=height) for e, t in zip(eyes, looked)]
    ahead = max(run[-1] / frames, 0.05 * run[-1])
    along = _sample(_extended(curve, ahead), _run(_extended(curve, ahead)) - ahead, at + ahead) - eyes
    yaw = np.unwrap(np.arctan2(along[:, 0], along[:, 2]))
    pitch = np.arctan2(along[:, 1], np.hypot(along[:, 0], along[:, 2]))
    return [_looking(e, y, p, fov_deg, width, height) for e, y, p in zip(eyes, yaw.tolist(), pitch.tolist())]


def walk(
    ground: ArrayLike, *, frames: int | None = None, fps: float = 30.0, speed_m_s: float = WALK_M_S, eye_m: float = EYE_M,
    look_ahead_m: float = 3.0, fov_deg: float = 70.0, width: int = 640, height: int = 360,
) -> list[Camera]:  # fmt: skip
    """At `eye_m` above ground points (n ≥ 2, 3) that a walker passes in order, e.g. the cells of a planned path.

    Feet stay within a hand's breadth of the given line; the eye does not follow each step of a stair, and the head turns towards where
    the path will be `look_ahead_m` further on. Without `frames`, as many as `speed_m_s` and `fps` ask for.
    """
    path = _path(ground)
    step = 0.05
    run = _run(path)
    if run[-1] / step > 2_000_000:
        raise ValueError(f"the path is {run[-1]:,.0f} m long; walk at most 100 km at a time")
    line = _sample(path, run, np.linspace(0, run[-1], max(2, math.ceil(run[-1] / step) + 1)))
    spacing = run[-1] / (len(line) - 1)
    feet = np.stack([_smoothed(line[:, i], sigma_m / spacing) for i, sigma_m in enumerate((0.25, 0.5, 0.25))], axis=1)
    calm = _extended(np.stack([_smoothed(line[:, i], 0.8 / spacing) for i in range(3)], axis=1), look_ahead_m)
    run = _run(feet)
    count = frames if frames is not None else max(2, round(run[-1] / speed_m_s * fps))
    _positive(frames=count)
    at = np.linspace(0, run[-1], count)
    eyes = _sample(feet, run, at)
    goal = _sample(calm, _run(calm) - look_ahead_m, at * (_run(calm)[-1] - 2 * look_ahead_m) / run[-1] + look_ahead_m)
    along = goal - eyes
    yaw = np.unwrap(np.arctan2(along[:, 0], along[:, 2])).astype(np.float64)
    yaw = _smoothed(yaw, 0.5 / max(run[-1] / max(count - 1, 1), 1e-6))
    pitch = 0.5 * np.arctan2(along[:, 1], np.hypot(along[:, 0], along[:, 2]))  # on a slope one looks half way between level and along
    eyes = eyes + [0, eye_m, 0]
    return [_looking(e, y, p, fov_deg, width, height) for e, y, p in zip(eyes, yaw.tolist(), pitch.tolist())]


def _looking(eye: Array, yaw: float, pitch: float, fov_deg: float, width: int, height: int) -> Camera:
    forward = np.array([math.sin(yaw) * math.cos(pitch), math.sin(pitch), math.cos(yaw) * math.cos(pitch)])
    return Camera.look_at(eye.tolist(), (eye + forward).tolist(), fov_deg=fov_deg, width=width, height=height)


def _positive(**values: float) -> None:
    for name, value in values.items():
        if not value > 0:
            raise ValueError(f"{name} is {value}; it must be above 0")


def _path(points: ArrayLike) -> Array:
    """(n, 3), consecutive points apart."""
    path = np.asarray(points, np.float64)
    if path.ndim != 2 or path.shape[1] != 3 or not np.isfinite(path).all():
        raise ValueError(f"a path is finite points (n, 3), not an array of shape {path.shape}")
    path = path[np.concatenate([[True], np.linalg.norm(np.diff(path, axis=0), axis=1) > 1e-6])]
    if len(path) < 2:
        raise ValueError("the path has fewer than 2 different points; give at least a start and an end")
    return path


def _run(path: Array) -> Array:
    """(n,) metres from the start."""
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])


def _sample(path: Array, run: Array, at: Array) -> Array:
    return np.stack([np.interp(at, run, path[:, i]) for i in range(3)], axis=1)


def _extended(path: Array, by_m: float) -> Array:
    """Straight on at both ends."""
    first, last = path[0] - path[1], path[-1] - path[-2]
    return np.concatenate([[path[0] + first / np.linalg.norm(first) * by_m], path, [path[-1] + last / np.linalg.norm(last) * by_m]])


def _smoothed(values: Array, sigma: float) -> Array:
    """Gaussian mean over `sigma` samples; the ends stay where they are (odd reflection)."""
    if sigma < 0.3 or len(values) < 3:
        return values
    half = min(len(values) - 1, math.ceil(3 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-half, half + 1) / sigma) ** 2)
    padded = np.concatenate([2 * values[0] - values[half:0:-1], values, 2 * values[-1] - values[-2 : -half - 2 : -1]])
    return np.convolve(padded, kernel / kernel.sum(), "valid").astype(np.float64)


def _catmull_rom(points: Array, per_span: int = 64) -> tuple[Array, NDArray[np.intp]]:
    """Centripetal (Barry and Goldman 1988): a dense polyline, and the indices at which it passes the control points."""
    p = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    t = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1) ** 0.5)])
    spans = []
    for i in range(1, len(p) - 2):
        u = np.linspace(t[i], t[i + 1], per_span, endpoint=False)[:, None]

        def blend(a: Array, b: Array, j: int, k: int, u: Array = u) -> Array:
            return (a * (t[k] - u) + b * (u - t[j])) / (t[k] - t[j])

        a1, a2, a3 = (blend(p[i + k - 1], p[i + k], i + k - 1, i + k) for k in range(3))
        b1, b2 = blend(a1, a2, i - 1, i + 1), blend(a2, a3, i, i + 2)
        spans.append(blend(b1, b2, i, i + 1))
    return np.concatenate([*spans, points[-1:]]), np.arange(len(points)) * per_span
