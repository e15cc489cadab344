"""Old things out of the ground and the sky: a dinosaur's skeleton, a meteorite."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator

from ..layout.layout import Instance, Style
from .accents import accent
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor
from .paints import main_paint, shade
from .sheets import sheet, smooth_noise
from .turns import pitched

PLINTHS = ("#d8d4cc", "#3c3a3a", "#8a867e", "#e2ded6")
COUNT = 41  # vertebrae


def _curve(points: list[tuple[float, ...]], count: int) -> Array:
    """(count, 2 or 3) points evenly along a smooth curve through `points`."""
    p = np.asarray(points, np.float64)
    t = np.linspace(0, 1, len(p))
    return PchipInterpolator(t, p)(np.linspace(0, 1, count))


def dinosaur(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """The skeleton of a two-legged hunter in stride on a plinth: vertebrae from tail to neck, ribs, hips, claws, a skull full of teeth."""
    s = Sculptor()
    w, h, d = item.size_m
    color, bone = main_paint(item, ("#8a7252", "#6e5a42", "#b09a74", "#4c3c2e"), rng), item.material or "plain"
    stone = accent(item, color, str(rng.choice(PLINTHS)), 0.9)
    s.box((0, 0.035 * h, 0.02 * d), (w, 0.07 * h, 0.72 * d), item.material or "painted", stone, bevel_m=0.02)
    sway, u = float(rng.uniform(-0.12, 0.12)) * w, h / 3.2  # u: a metre of the usual size
    gape = float(rng.uniform(0.3, 0.5))
    spine = [(-0.5, 0.7), (-0.42, 0.62), (-0.3, 0.575), (-0.16, 0.6), (-0.04, 0.64), (0.08, 0.66), (0.18, 0.7), (0.24, 0.77), (0.29, 0.87)]
    line = _curve(spine, COUNT)
    along = np.linspace(0, 1, COUNT)
    thick = np.interp(along, [0, 0.3, 0.5, 0.75, 1], [0.014, 0.045, 0.075, 0.07, 0.05]) * u
    x = sway * np.sin(np.pi * (along - 0.5)) * (along < 0.5)
    path = np.column_stack([x, line[:, 1] * h, line[:, 0] * d])
    s.tube(path, 0.45 * thick, bone, shade(color, 0.8), sides=6)
    way = np.gradient(path, axis=0)
    for k in range(COUNT):
        tone, lean = shade(color, float(rng.uniform(0.92, 1.08))), float(np.arctan2(-way[k, 1], way[k, 2]))
        with s.at(path[k], rotation=pitched(lean)):
            s.sphere((0, 0, 0), (0.9 * thick[k], 0.9 * thick[k], 0.4 * d / COUNT), bone, tone, sides=8)
            tall = np.interp(along[k], [0, 0.2, 0.5, 0.8, 1], [0.02, 0.12, 0.3, 0.24, 0.08]) * u
            s.box((0, thick[k] + 0.35 * tall, -0.2 * tall), (0.35 * thick[k], tall, 0.35 * d / COUNT), bone, tone)
            if along[k] < 0.5 and k > 5:
                s.box((0, -thick[k] - 0.25 * tall, -0.1 * tall), (0.3 * thick[k], 0.8 * tall, 0.3 * d / COUNT), bone, tone)
    for k in range(11):
        at = _curve(spine, 100)[60 + 3 * k] * (d, h)
        drop, wide = float(np.interp(k, [0, 5, 10], [0.5, 0.78, 0.42])) * u, float(np.interp(k, [0, 5, 10], [0.26, 0.37, 0.22])) * u
        t = np.linspace(0, 1, 7)
        for side in (-1, 1):
            rib = np.stack([side * wide * np.sin(np.pi * (0.08 + 0.84 * t)) ** 0.7, at[1] - drop * t, at[0] - 0.16 * u * t], 1)
            rib[0, 0], rib[-1, 0] = 0.0, side * 0.12 * u
            s.tube(rib, np.linspace(0.028, 0.016, 7) * u, bone, shade(color, 0.95 + 0.01 * (k % 5)), sides=5)
    hip = np.array([0, 0.6 * h, -0.05 * d])
    for side in (-1, 1):
        s.sphere(hip + [side * 0.13 * u, 0.12 * u, 0], (0.045 * u, 0.2 * u, 0.42 * u), bone, color, sides=14)
        s.tube([hip + [side * 0.13 * u, 0, 0.05 * u], hip + [side * 0.05 * u, -0.5 * u, 0.28 * u]], [0.06 * u, 0.04 * u], bone, color)
        s.tube([hip + [side * 0.13 * u, 0, -0.1 * u], hip + [side * 0.05 * u, -0.38 * u, -0.4 * u]], [0.05 * u, 0.03 * u], bone, color)
        step = 0.2 * u * side * (1 if sway > 0 else -1)
        knee = np.array([side * 0.36 * u, 0.4 * h, hip[2] + 0.34 * u + 0.6 * step])
        heel = np.array([side * 0.34 * u, 0.21 * h, hip[2] - 0.12 * u + 1.3 * step])
        ball = np.array([side * 0.34 * u, 0.1 * h, hip[2] + 0.12 * u + 1.5 * step])
        swell = np.array([1.5, 0.9, 0.8, 0.95, 1.5])
        for a, b, r in ((hip + [side * 0.16 * u, 0, 0], knee, 0.075), (knee, heel, 0.058), (heel, ball, 0.048)):
            s.tube(a + np.linspace(0, 1, 5)[:, None] * (b - a), swell * r * u, bone, shade(color, 1.03), sides=9)
        for toe in (-0.5, 0.0, 0.5, 2.8):
            long = 0.44 * u if toe < 1 else 0.16 * u
            out = np.array([np.sin(toe), 0, np.cos(toe)])
            tip = ball + out * long
            tip[1] = 0.085 * h
            s.tube([ball, (ball + tip) / 2 + [0, 0.02 * u, 0], tip], [0.045 * u, 0.04 * u, 0.03 * u], bone, color, sides=7)
            s.tube([tip, tip + out * 0.1 * u + [0, -0.02 * u, 0]], [0.03 * u, 0.006 * u], bone, shade(color, 0.7), sides=6)
        arm = [(0.26, 0.64, 0.2), (0.3, 0.56, 0.19), (0.27, 0.5, 0.225), (0.25, 0.47, 0.24)]
        bones = np.array([(side * a * u, b * h, c * d) for a, b, c in arm])
        s.tube(bones, np.array([0.05, 0.034, 0.03, 0.022]) * u, bone, color, sides=7)
        for finger in (-0.05, 0.05):
            s.tube([bones[-1], bones[-1] + [finger * u, -0.1 * u, 0.06 * u]], [0.018 * u, 0.006 * u], bone, shade(color, 0.75), sides=5)
    with s.at((0, 0.875 * h, 0.285 * d), rotation=pitched(0.12)):
        _skull(s, 0.21 * d, 0.3 * u, gape, bone, color)
    rod = accent(item, color, "#3a3a3c", 0.7)
    for k in (14, 28):
        s.tube([(path[k, 0], 0.06 * h, path[k, 2]), path[k] - [0, thick[k], 0]], 0.022 * u, "metal", rod, sides=8)
    s.box((0.3 * w, 0.1 * h, 0.37 * d), (0.3 * w, 0.06 * h, 0.02), "metal", accent(item, color, "#b08a4a", 0.9), bevel_m=0.004)
    return fitted(s.geometry(), item.size_m)


def _skull(s: Sculptor, long: float, wide: float, gape: float, material: str, color: Array) -> None:
    """Upper half with its openings, and a lower jaw dropped by `gape` radians; snout towards +Z, hinge at the origin."""
    z = np.array([-0.1, 0.05, 0.3, 0.6, 0.85, 1.0]) * long
    half = np.array([0.3, 0.5, 0.46, 0.3, 0.24, 0.12]) * wide
    low, high = np.array([-0.1, -0.2, -0.16, -0.14, -0.12, -0.04]) * wide, np.array([0.5, 0.66, 0.62, 0.5, 0.36, 0.14]) * wide
    corner = np.array([(1, 0), (1, 0.7), (0.6, 1), (-0.6, 1), (-1, 0.7), (-1, 0)])
    p = np.stack([np.column_stack([corner[:, 0] * a, b + corner[:, 1] * (c - b), np.full(6, q)]) for a, b, c, q in zip(half, low, high, z)])
    f = [(i * 6 + j, i * 6 + (j + 1) % 6, (i + 1) * 6 + (j + 1) % 6, (i + 1) * 6 + j) for i in range(5) for j in range(6)]
    caps = [(5, 4, 1, 0), (4, 3, 2, 1), (30, 31, 34, 35), (31, 32, 33, 34)]
    s.faces(p.reshape(-1, 3), np.array(f + caps), material, color)
    for side in (-1, 1):
        for at, size in ((0.06, 0.12), (0.28, 0.13), (0.5, 0.15), (0.88, 0.06)):
            x = side * float(np.interp(at * long, z, half)) * 0.94
            y = float(np.interp(at * long, z, low) + np.interp(at * long, z, high)) * 0.54
            s.sphere((x, y, at * long), (0.08 * wide, 1.5 * size * wide, size * long * 0.6), "plain", shade(color, 0.12), sides=10)
        s.sphere(
            (side * 0.36 * wide, 0.66 * wide, 0.3 * long), (0.1 * wide, 0.09 * wide, 0.1 * long), material, shade(color, 1.05), sides=9
        )
        for k in range(8):
            q = (0.42 + 0.07 * k) * long
            x, y = side * float(np.interp(q, z, half)) * 0.9, float(np.interp(q, z, low))
            s.tube(
                [(x, y + 0.02 * wide, q), (x, y - (0.34 - 0.02 * k) * wide, q - 0.02 * long)],
                [0.06 * wide, 0.008],
                material,
                shade(color, 1.3),
                sides=5,
            )
    with s.at((0, -0.1 * wide, 0), rotation=pitched(gape)):
        for side in (-1, 1):
            jaw = [
                (side * 0.46 * wide, 0, -0.04 * long),
                (side * 0.4 * wide, -0.16 * wide, 0.3 * long),
                (side * 0.1 * wide, -0.1 * wide, 0.94 * long),
            ]
            s.tube(_curve(jaw, 5), np.array([0.1, 0.16, 0.15, 0.12, 0.1]) * wide, material, shade(color, 0.96), sides=8)
            for k in range(6):
                q = 0.4 + 0.09 * k
                x = side * float(np.interp(q, [0.3, 0.94], [0.38, 0.1])) * wide
                s.tube(
                    [(x, -0.06 * wide, q * long), (x, 0.2 * wide, (q - 0.01) * long)],
                    [0.05 * wide, 0.008],
                    material,
                    shade(color, 1.3),
                    sides=5,
                )


def meteorite(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Black iron with thumb-like pits, on a plinth with a label."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#2e2a28", "#3a3230", "#4a4038"), rng)
    base = accent(item, color, str(rng.choice(PLINTHS)), 1.0)
    low = 0.5 * h
    s.box((0, 0.03 * h, 0), (w, 0.06 * h, d), item.material or "painted", shade(base, 0.8), bevel_m=0.01)
    s.box((0, 0.27 * h, 0), (0.9 * w, 0.46 * h, 0.9 * d), item.material or "painted", base, bevel_m=0.012)
    s.box((0, 0.4 * h, 0.455 * d), (0.36 * w, 0.09 * h, 0.016), "metal", accent(item, color, "#b8bcc0", 1.1), bevel_m=0.004)
    for k in range(3):
        line = accent(item, color, "#2a2a2c", 0.6)
        s.box((0, (0.42 - 0.02 * k) * h, 0.455 * d + 0.009), ((0.28 - 0.04 * k) * w, 0.008 * h, 0.004), "plain", line, skip="z")
    for a in (0.5, 2.6, 4.7):
        foot = (0.2 * w * np.sin(a), low, 0.2 * d * np.cos(a))
        s.cylinder(foot, 0.02, 0.08 * h, "metal", accent(item, color, "#3a3a3c", 0.7), sides=8)
    rows, sides = 30, 46
    t, a = np.linspace(-np.pi / 2, np.pi / 2, rows + 1), np.linspace(0, 2 * np.pi, sides + 1)
    p = np.stack(np.broadcast_arrays(np.cos(t)[:, None] * np.sin(a), np.sin(t)[:, None], np.cos(t)[:, None] * np.cos(a)), -1)
    r = 1 + 0.16 * smooth_noise(p, rng, 2.2) + 0.03 * smooth_noise(p, rng, 0.5)
    pits = rng.normal(size=(34, 3))
    pits /= np.linalg.norm(pits, axis=1, keepdims=True)
    deep = np.zeros_like(r)
    for pit in pits:
        size = float(rng.uniform(0.16, 0.3))
        deep = np.maximum(deep, np.exp(-((np.arccos(np.clip(p @ pit, -1, 1)) / size) ** 2 * 1.6)) * size * 0.55)
    r -= deep
    r[:, -1] = r[:, 0]
    q = p * r[..., None] * np.array([0.46 * w, 0.24 * h, 0.42 * d]) + [0, low + 0.29 * h, 0]
    dark = 1.1 - 3.2 * (deep[:-1, :-1] + deep[1:, 1:]) / 2
    tone = color * dark[..., None].clip(0.55, 1.15) * rng.uniform(0.92, 1.08, (rows, sides, 1))
    sheet(s, q, item.material or "metal", tone.clip(0, 0.95))
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"dinosaur": dinosaur, "meteorite": meteorite}
