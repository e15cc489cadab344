"""Light out of doors: lamp post and campfire."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade

BULB = 16.0  # times as bright as the panes round it: most of its light
FLAME = np.array([(5.0, 2.2, 0.5), (4.0, 1.2, 0.15), (2.2, 0.45, 0.04)], np.float32)  # radiance: core, flame, tips


def lantern_post(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An iron post with a glazed lantern that burns at dusk and night."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#23262a", "#2a2f2c", "#1f2226"), rng), item.material or "metal"
    head = min(0.24 * h, 0.75)
    half = 0.46 * min(w, d)
    foot = h - head
    s.lathe(
        (0, 0, 0),
        [
            (0.42 * half * 2, 0),
            (0.4 * half * 2, 0.1),
            (0.07, 0.2),
            (0.065, 0.6),
            (0.085, 0.63),
            (0.045, 0.7),
            (0.038, 0.9 * foot),
            (0.06, 0.92 * foot),
            (0.035, 0.95 * foot),
            (0.09, foot),
        ],
        material,
        color,
        sides=12,
    )
    s.tube([(-0.9 * half, 0.86 * foot, 0), (0.9 * half, 0.86 * foot, 0)], 0.016, material, color, sides=6)
    glow = np.array([3.2, 1.9, 0.75])
    low, high = foot + 0.06 * head, foot + 0.66 * head
    s.box((0, foot + 0.03 * head, 0), (1.2 * half, 0.06 * head, 1.2 * half), material, color)
    a, b = 0.52 * half, 0.92 * half
    for k in range(4):
        with s.at((0, 0, 0), yaw=k * np.pi / 2):
            s.quad((-a, low, a), (a, low, a), (b, high, b), (-b, high, b), "glass", (0.6, 0.52, 0.36), emission_linear=glow)
            s.tube([(a, low, a), (b, high, b)], 0.014, material, color, sides=5)
            s.tube([(-b, high, b), (b, high, b)], 0.016, material, color, sides=5)
            s.triangle((-1.1 * b, high, 1.1 * b), (1.1 * b, high, 1.1 * b), (0, high + 0.26 * head, 0), material, color)
            s.quad(
                (-1.1 * b, high - 0.001, 1.1 * b),
                (0, high - 0.001, 0),
                (0, high - 0.001, 0),
                (1.1 * b, high - 0.001, 1.1 * b),
                material,
                shade(color, 0.7),
            )
    s.lathe((0, high + 0.22 * head, 0), [(0.05, 0), (0.03, 0.04), (0.045, 0.07), (0.0, 0.12 * head)], material, color, sides=8)
    s.sphere((0, (low + high) / 2, 0), (0.05, 0.09, 0.05), "glass", (0.8, 0.7, 0.5), sides=8, emission_linear=glow * BULB)
    return s.geometry()


def campfire(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A ring of stones, crossed logs, embers and flames."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#8b8680", "#7c7872"), rng)
    radius, stones = min(w, d) / 2 - 0.13, 11
    for k in range(stones):
        a = 2 * np.pi * (k + float(rng.uniform(-0.2, 0.2))) / stones
        r = np.array([float(rng.uniform(0.1, 0.15)), float(rng.uniform(0.08, 0.12)), float(rng.uniform(0.1, 0.14))])
        with s.at((radius * np.sin(a), 0.05, radius * np.cos(a)), yaw=float(rng.uniform(0, 6))):
            s.sphere((0, 0, 0), r, item.material or "rock", shade(color, float(rng.uniform(0.8, 1.15))), sides=8)
    s.lathe((0, 0.005, 0), [(0.85 * radius, 0), (0.5 * radius, 0.05), (0, 0.07)], "earth", (0.02, 0.018, 0.016), sides=14)
    lean = 0.42 * h
    for k in range(6):
        a = 2 * np.pi * (k + float(rng.uniform(-0.15, 0.15))) / 6
        out = 0.72 * radius
        s.tube(
            [(out * np.sin(a), 0.05, out * np.cos(a)), (-0.06 * np.sin(a), lean, -0.06 * np.cos(a))],
            [0.065, 0.05],
            "bark",
            (0.07, 0.045, 0.03),
            sides=7,
        )
    n = 60
    a, r = rng.uniform(0, 2 * np.pi, n), 0.4 * radius * np.sqrt(rng.random(n))
    embers = np.stack([r * np.sin(a), 0.06 + 0.04 * rng.random(n), r * np.cos(a)], 1)
    s.leaves(embers, (1, 0, 0), (0, 1, 0), (0.05, 0.04), (0.2, 0.05, 0.02), emission_linear=rng.uniform(0.4, 1.0, (n, 1)) * FLAME[2] * 2)
    flames(s, (0, 0.1, 0), 0.36 * radius, h - 0.12, 110, rng)
    return s.geometry()


def flames(
    s: Sculptor, at: tuple[float, float, float], radius: float, high: float, n: int, rng: np.random.Generator, gain: float = 1.0
) -> None:  # fmt: skip
    """Tongues of fire over a disc, hot within, red at their tips; `gain` is what a small flame
    throws beyond its size."""
    t = rng.random(n)
    a, r = rng.uniform(0, 2 * np.pi, n), radius * (1 - t) ** 0.8 * np.sqrt(rng.random(n))
    centers = np.stack([r * np.sin(a), high * t * (1 - 0.4 * r / max(radius, 1e-3) * 0.36), r * np.cos(a)], 1) + np.asarray(at)
    turn = rng.uniform(0, 2 * np.pi, n)
    axes = np.stack([0.25 * rng.normal(size=n), np.ones(n), 0.25 * rng.normal(size=n)], 1)
    axes /= np.linalg.norm(axes, axis=1, keepdims=True)
    normals = np.cross(axes, np.stack([np.cos(turn), 0 * turn, np.sin(turn)], 1))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    heat = np.stack([np.interp(t, [0, 0.45, 1], FLAME[:, c]) for c in range(3)], 1)
    sizes = np.stack([0.13 * (1 - 0.5 * t), 0.05 * (1 - 0.6 * t)], 1) * (high / 0.88) ** 0.5
    s.leaves(centers, axes, normals, sizes, (0.8, 0.4, 0.1), emission_linear=gain * heat)


def brazier(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An iron basket of coals on three legs, with flames over it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#38332f", "#2e2c2b"), rng), item.material or "metal"
    r, rim = min(w, d) / 2 - 0.02, 0.62 * h
    for k in range(3):
        a = 2 * np.pi * k / 3
        s.tube(
            [(0.95 * r * np.sin(a), 0, 0.95 * r * np.cos(a)), (0.5 * r * np.sin(a), 0.36 * h, 0.5 * r * np.cos(a))],
            0.02,
            material,
            color,
            sides=7,
        )
    s.lathe(
        (0, 0, 0),
        [(0.35 * r, 0.34 * h), (0.72 * r, 0.42 * h), (r, rim), (0.93 * r, rim), (0.6 * r, 0.46 * h), (0.0, 0.42 * h)],
        material,
        color,
        sides=18,
    )
    n = 90
    a, q = rng.uniform(0, 2 * np.pi, n), 0.8 * r * np.sqrt(rng.random(n))
    coals = np.stack([q * np.sin(a), rim - 0.06 * h + 0.05 * h * rng.random(n), q * np.cos(a)], 1)
    s.leaves(coals, (1, 0, 0), (0, 1, 0), (0.05, 0.04), (0.2, 0.05, 0.02), emission_linear=rng.uniform(0.3, 1.0, (n, 1)) * FLAME[1])
    flames(s, (0, rim - 0.04 * h, 0), 0.55 * r, 0.4 * h, 90, rng, gain=2.0)
    return s.geometry()


BUILDERS = {"lantern_post": lantern_post, "campfire": campfire, "brazier": brazier}
