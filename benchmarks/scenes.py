"""Synthetic worlds for benchmarks, and a walk through them; numpy and torch suffice."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render import Camera, Gaussians


def _sheet(origin: Any, u: Any, w: Any, pitch: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points (n, 3) and frame (3, 3; columns: along u, along w, normal) of the rectangle origin + [0, 1] u + [0, 1] w."""
    origin, u, w = (np.asarray(v, np.float64) for v in (origin, u, w))
    a, b = max(1, round(np.linalg.norm(u) / pitch)), max(1, round(np.linalg.norm(w) / pitch))
    i, j = (grid.reshape(-1, 1) for grid in np.meshgrid((np.arange(a) + 0.5) / a, (np.arange(b) + 0.5) / b, indexing="ij"))
    e, f = u / np.linalg.norm(u), w / np.linalg.norm(w)
    return origin + i * u + j * w, np.stack([e, f, np.cross(e, f)], axis=1)


def _quat(m: NDArray[np.float64]) -> NDArray[np.float64]:
    """Proper 3×3 rotation → wxyz, through the eigenvector of K (Bar-Itzhack 2000), which needs no cases."""
    k = np.array([
        [m[0, 0] + m[1, 1] + m[2, 2], m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1]],
        [m[2, 1] - m[1, 2], m[0, 0] - m[1, 1] - m[2, 2], m[0, 1] + m[1, 0], m[0, 2] + m[2, 0]],
        [m[0, 2] - m[2, 0], m[0, 1] + m[1, 0], m[1, 1] - m[0, 0] - m[2, 2], m[1, 2] + m[2, 1]],
        [m[1, 0] - m[0, 1], m[0, 2] + m[2, 0], m[1, 2] + m[2, 1], m[2, 2] - m[0, 0] - m[1, 1]],
    ])  # fmt: skip
    return np.linalg.eigh(k)[1][:, -1]


def town(splats: int, seed: int = 0) -> Gaussians:
    """A square of 80 m with 40 houses and 60 trees; the pitch of surfaces (about 5 to 11 cm) follows from the number of splats."""
    rng = np.random.default_rng(seed)
    leaves = splats // 4
    houses = [(*rng.uniform(-34, 34, 2), *rng.uniform(5, 9, 2), rng.uniform(3.5, 7)) for _ in range(40)]
    houses = [h for h in houses if math.hypot(h[0], h[1]) > 14]
    area = 80 * 80 + sum(2 * (w + d) * h + w * d for _, _, w, d, h in houses)
    pitch = math.sqrt(area / (splats - leaves))
    parts = [_sheet((-40, 0, -40), (0, 0, 80), (80, 0, 0), pitch)]
    for x, z, w, d, h in houses:
        low, high = (x - w / 2, 0, z - d / 2), (x + w / 2, 0, z + d / 2)
        parts += [_sheet(low, (w, 0, 0), (0, h, 0), pitch), _sheet(low, (0, 0, d), (0, h, 0), pitch)]
        parts += [_sheet(high, (-w, 0, 0), (0, h, 0), pitch), _sheet(high, (0, 0, -d), (0, h, 0), pitch)]
        parts += [_sheet((low[0], h, low[2]), (0, 0, d), (w, 0, 0), pitch)]
    means = np.concatenate([points for points, _ in parts])
    quats = np.concatenate([np.broadcast_to(_quat(frame), (len(points), 4)) for points, frame in parts])
    colors = np.concatenate([np.clip(rng.normal(rng.uniform(0.3, 0.8, 3), 0.03, (len(points), 3)), 0, 1) for points, _ in parts])
    scales = np.broadcast_to([0.6 * pitch, 0.6 * pitch, 0.1 * pitch], (len(means), 3))
    trees = np.column_stack([rng.uniform(-38, 38, 60), rng.uniform(3, 6, 60), rng.uniform(-38, 38, 60)])
    crown = rng.normal(size=(leaves, 3))
    crown *= (rng.uniform(0.6, 2.2, leaves) / np.linalg.norm(crown, axis=1))[:, None]
    turn = rng.normal(size=(leaves, 4))
    return Gaussians.from_colors(
        np.concatenate([means, trees[rng.integers(0, 60, leaves)] + crown]),
        np.concatenate([quats, turn / np.linalg.norm(turn, axis=1, keepdims=True)]),
        np.concatenate([scales, np.broadcast_to([0.07, 0.035, 0.004], (leaves, 3))]),
        np.concatenate([np.full(len(means), 0.98), np.full(leaves, 0.9)]),
        np.concatenate([colors, rng.uniform((0.1, 0.25, 0.05), (0.3, 0.5, 0.15), (leaves, 3))]),
    )


def walk(frames: int) -> list[Camera]:
    """At 1.7 m, on a circle of 5 m, looking along it and turning."""
    cameras = []
    for i in range(frames):
        a = 2 * math.pi * i / frames
        eye = (5 * math.cos(a), 1.7, 5 * math.sin(a))
        cameras.append(Camera.look_at(eye, (eye[0] + math.cos(2.3 * a), 1.6, eye[2] + math.sin(2.3 * a)), fov_deg=75.0))
    return cameras
