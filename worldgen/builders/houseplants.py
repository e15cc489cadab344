"""Living things in pots and vases: blades as curved sheets."""

from __future__ import annotations

import numpy as np

from .geometry import Array, Sculptor, linear_from_srgb
from .sheets import sheet

Rng = np.random.Generator
GREENS = ("#3f6a34", "#4a7a3c", "#2f5a34", "#5a8444", "#3a6244")


def blade(
    s: Sculptor,
    root: Array,
    heading: float,
    length_m: float,
    width_m: float,
    lift: float,
    droop: float,
    color: Array,
    *,
    rows: int = 6,
    folds: float = 0.25,
) -> None:
    """One leaf: leaves `root` at `lift` radians above the horizon, bends down by `droop` radians towards its tip; folded along its rib."""
    t = np.linspace(0, 1, rows + 1)
    pitch = lift - droop * t**1.3
    step = length_m / rows
    out = np.concatenate([[0], np.cumsum(np.cos(pitch[:-1]) * step)])
    up = np.concatenate([[0], np.cumsum(np.sin(pitch[:-1]) * step)])
    ahead, side = np.array([np.sin(heading), 0, np.cos(heading)]), np.array([np.cos(heading), 0, -np.sin(heading)])
    half = width_m / 2 * np.sin(np.pi * np.clip(t, 0.03, 0.985) ** 0.8) ** 0.8
    rib = root + out[:, None] * ahead + up[:, None] * np.array([0, 1, 0])
    raise_ = folds * half[:, None] * np.array([0, 1, 0])
    points = np.stack([rib - half[:, None] * side + raise_, rib, rib + half[:, None] * side + raise_], axis=1)
    shade = np.array([0.92, 1.08])[None, :, None] * np.linspace(0.85, 1.12, rows)[:, None, None]
    sheet(s, points, "plain", np.asarray(color) * shade, flip=True)


def foliage(s: Sculptor, base: Array, reach_m: float, height_m: float, kind: int, rng: Rng, tint: Array | None = None) -> None:
    """kind 0: a fountain of arching straps · 1: broad leaves on stalks · 2: a small palm or fig with a stem · 3: feathery fern fronds."""
    green = linear_from_srgb(GREENS[int(rng.integers(len(GREENS)))]) if tint is None else np.asarray(tint)

    def color() -> Array:
        return green * rng.uniform(0.75, 1.2)

    if kind == 0:
        for k in range(46):
            high = rng.uniform(0.5, 1.25)
            blade(
                s,
                base + rng.normal(0, 0.012, 3) * [1, 0, 1],
                2.4 * k + rng.uniform(-0.3, 0.3),
                height_m * rng.uniform(0.75, 1.15),
                0.035 + 0.02 * reach_m,
                high,
                high + rng.uniform(0.2, 1.3),
                color(),
                rows=7,
            )
    elif kind == 1:
        for k in range(20):
            heading, rise = 2.4 * k, rng.uniform(0.35, 0.8)
            tip = base + np.array(
                [np.sin(heading) * reach_m * (1 - rise) * 1.1, height_m * rise, np.cos(heading) * reach_m * (1 - rise) * 1.1]
            )
            knee = base + (tip - base) * [0.3, 0.7, 0.3]
            s.tube(np.stack([base, knee, tip]), np.array([0.006, 0.005, 0.004]), "plain", green * 0.9, sides=5)
            blade(
                s,
                tip,
                heading + rng.uniform(-0.4, 0.4),
                reach_m * rng.uniform(0.5, 0.72),
                reach_m * rng.uniform(0.32, 0.46),
                rng.uniform(0.1, 0.5),
                rng.uniform(0.7, 1.3),
                color(),
                rows=5,
            )
    elif kind == 2:
        t = np.linspace(0, 1, 6)
        stem = base + np.stack([0.03 * np.sin(5 * t), 0.8 * height_m * t, 0.03 * np.cos(4 * t) - 0.03], 1)
        s.tube(stem, np.linspace(0.016, 0.009, 6), "plain", linear_from_srgb("#6a5236"), sides=8)
        for k in range(44):
            share = 0.25 + 0.75 * (k / 44) ** 0.8
            root = base + np.array([0.03 * np.sin(5 * share), 0.8 * height_m * share, 0.03 * np.cos(4 * share) - 0.03])
            blade(
                s,
                root,
                2.4 * k,
                reach_m * rng.uniform(0.55, 0.9) * (1.15 - 0.3 * share),
                reach_m * 0.26,
                rng.uniform(0.2, 0.9),
                rng.uniform(0.5, 1.4),
                color(),
                rows=5,
            )
    else:
        for k in range(24):
            _frond(s, base, 2.4 * k + rng.uniform(-0.2, 0.2), height_m * rng.uniform(0.8, 1.15), reach_m, color(), rng)


def _frond(s: Sculptor, base: Array, heading: float, length_m: float, reach_m: float, color: Array, rng: Rng) -> None:
    """A fern's frond: a bending rib with pairs of leaflets, longest at a third of its way, as flat leaves."""
    pairs = 17
    t = np.linspace(0, 1, pairs + 1)
    lift = rng.uniform(0.55, 1.4)
    pitch = lift - (lift + rng.uniform(-0.1, 0.6)) * t**1.2
    step = length_m / pairs
    ahead, side = np.array([np.sin(heading), 0, np.cos(heading)]), np.array([np.cos(heading), 0, -np.sin(heading)])
    along = np.cos(pitch)[:, None] * ahead + np.sin(pitch)[:, None] * np.array([0, 1, 0])
    rib = base + np.concatenate([np.zeros((1, 3)), np.cumsum(along[:-1] * step, axis=0)])
    half = (0.004 * (1 - 0.7 * t))[:, None] * side
    sheet(s, np.stack([rib - half, rib + half], axis=1), "plain", color * 0.8, flip=True)
    up = np.cross(along, side)
    span = 0.34 * reach_m * np.sin(np.pi * np.clip(t, 0.06, 0.97) ** 0.6) + 0.008
    for sign in (-1, 1):
        axes = sign * side * 0.85 + along * 0.5 - up * 0.1
        axes /= np.linalg.norm(axes, axis=1, keepdims=True)
        normals = up - axes * np.sum(up * axes, axis=1, keepdims=True)
        normals /= np.linalg.norm(normals, axis=1, keepdims=True)
        sizes = np.stack([span / 2, np.full(pairs + 1, 0.42 * step)], axis=1)
        shade = rng.uniform(0.85, 1.2, (pairs + 1, 1)) * (0.85 + 0.3 * t[:, None])
        keep = t > 0.1
        s.leaves((rib + axes * span[:, None] / 2)[keep], axes[keep], normals[keep], sizes[keep], (color * shade)[keep])


def bouquet(s: Sculptor, mouth: Array, reach_m: float, height_m: float, rng: Rng, tint: Array | None = None) -> None:
    """Stems from `mouth`, each with a flower of petals (leaves) round a heart, and some blades."""
    hues = ("#d88a9a", "#e8d8e0", "#d8a83a", "#c4506a", "#9a7ab8", "#e8e0c8", "#d86a3a")
    petals = [linear_from_srgb(h) for h in rng.choice(hues, 2)] if tint is None else [tint * 0.9, tint * 1.08]
    for k in range(13):
        heading, spread = 2.4 * k, np.sqrt((k + 0.5) / 13)
        head = mouth + np.array(
            [
                np.sin(heading) * spread * 0.78 * reach_m,
                height_m * (0.88 - 0.42 * spread**2) * rng.uniform(0.85, 1.0),
                np.cos(heading) * spread * 0.78 * reach_m,
            ]
        )
        s.tube(
            np.stack([mouth - [0, 0.04, 0], mouth + (head - mouth) * [0.35, 0.6, 0.35], head]),
            0.0028,
            "plain",
            linear_from_srgb("#4a6a34"),
            sides=5,
        )
        up = (head - mouth) / np.linalg.norm(head - mouth)
        up = up * 0.7 + np.array([0, 0.3, 0]) + np.array([0, 0, 0.2])
        up /= np.linalg.norm(up)
        a = np.cross(up, [0.3, 0.1, 1.0])
        a /= np.linalg.norm(a)
        b = np.cross(up, a)
        size = 0.22 * reach_m * rng.uniform(0.8, 1.2)
        angle = np.arange(14) * 2.4
        ring = np.cos(angle)[:, None] * a + np.sin(angle)[:, None] * b
        layer = (np.arange(14) / 14)[:, None]
        centers = head + ring * size * (0.62 - 0.45 * layer) + up * size * 0.5 * layer
        axes = ring * (0.9 - 0.5 * layer) + up * (0.35 + 0.5 * layer)
        axes /= np.linalg.norm(axes, axis=1, keepdims=True)
        normals = np.cross(axes, np.cross(up, ring))
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-6)
        color = petals[k % 2] * rng.uniform(0.85, 1.1) * (1.1 - 0.35 * layer)
        s.leaves(centers, axes, normals, [0.5 * size, 0.32 * size], color)
    for k in range(9):
        blade(
            s,
            mouth,
            2.4 * k + 1,
            height_m * rng.uniform(0.5, 0.75),
            0.05 * max(reach_m, 0.3),
            rng.uniform(0.7, 1.2),
            1.1,
            linear_from_srgb(GREENS[k % 5]),
            rows=4,
        )
