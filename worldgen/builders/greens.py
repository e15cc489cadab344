"""What stands on a green behind a house: pergola, swing."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .boards import METAL, board
from .branches import directions, unit
from .envelope import fitted
from .foliage import shades, tint
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import choose, main_paint, shade
from .turns import loop
from .wares import WOODS

Rng = np.random.Generator
WEATHERED = ("#9a7a54", "#84684a", "#d8d2c4", "#a08a68", "#6f5a44")
BLOOMS = ("#d86a8a", "#f0ead8", "#8a5aa8", "#d8b83a", "#b83a4a", "#c48ad0")


def _climber(s: Sculptor, path: Array, count: int, reach: float, tone: Array, bloom: Array | None, rng: Rng) -> None:
    """A stem along points (n, 3) with leaves about it, denser towards its end, and some flowers."""
    s.tube(path, np.linspace(0.026, 0.008, len(path)), "bark", (0.1, 0.07, 0.045), sides=6)
    t = rng.random(count) ** 0.7 * (len(path) - 1.001)
    i = t.astype(int)
    at = path[i] + (path[i + 1] - path[i]) * (t - i)[:, None]
    off = directions(count, rng) * (reach * rng.random(count) ** 0.5)[:, None]
    normal = unit(off / max(reach, 1e-6) + 0.6 * directions(count, rng) + [0, 0.3, 0.2])
    axis = directions(count, rng) + [0, -0.5, 0]
    axis = unit(axis - normal * np.einsum("ij,ij->i", axis, normal)[:, None])
    size = rng.uniform(0.04, 0.075, count)
    s.leaves(at + off, axis, normal, np.stack([size, 0.75 * size], 1), shades(tone, np.arange(count) % 12, rng.random(count) * 0.6, rng))
    if bloom is None:
        return
    k = count // 7
    pick = rng.integers(0, count, k)
    for petal in range(2):
        normal = unit(off[pick] / max(reach, 1e-6) + [0, 0.2, 0.5] + 0.3 * directions(k, rng))
        axis = unit(np.cross(normal, directions(k, rng)))
        tones = np.clip(bloom * rng.uniform(0.85, 1.15, (k, 1)), 0, 0.95)
        s.leaves(at[pick] + 1.12 * off[pick] + 0.01 * petal, axis, normal, (0.042, 0.034), tones)


def pergola(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Four posts on pads, braced beams, rafters with shaped tails, laths, a lattice at the back; climbers up its posts."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WEATHERED, rng), item.material or "timber"
    px, pz, post = 0.42 * w, 0.4 * d, 0.13
    beam = 0.86 * h
    for x in (-1, 1):
        for z in (-1, 1):
            s.box(
                (x * px, 0.05, z * pz),
                (0.24, 0.1, 0.24),
                item.material or "stone_courses",
                shade(color, 0.9) if item.color else (0.3, 0.28, 0.25),
                bevel_m=0.012,
            )
            s.box((x * px, beam / 2, z * pz), (post, beam, post), material, shade(color, float(rng.uniform(0.92, 1.05))), bevel_m=0.012)
            board(s, (x * (px - 0.5), beam - 0.02, z * pz), (x * px, beam - 0.52, z * pz), 0.08, 0.07, material, shade(color, 0.95))
            board(
                s,
                (x * px, beam - 0.02, z * (pz - 0.42)),
                (x * px, beam - 0.44, z * pz),
                0.08,
                0.07,
                material,
                shade(color, 0.95),
                facing=(1, 0, 0),
            )
    for z in (-1, 1):
        for q in (-0.05, 0.05):
            s.box((0, beam + 0.07, z * pz + q), (0.97 * w, 0.15, 0.045), material, shade(color, 1.02), bevel_m=0.01)
    tail = 0.14
    count = int(rng.integers(6, 9))
    half = d / 2
    outline = np.array([(-half, 0.07), (-half + tail, 0.0), (half - tail, 0.0), (half, 0.07), (half, tail), (-half, tail)])
    turn = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], float)  # own +X is the frame's +Z, own +Y its +X, own +Z its +Y
    for x in np.linspace(-0.46, 0.46, count) * w:
        with s.at((float(x) - 0.025, beam + 0.145, 0), rotation=turn):
            s.extrude(outline, 0.05, material, shade(color, float(rng.uniform(0.92, 1.06))))
    for z in np.linspace(-0.42, 0.42, 6) * d:
        s.box(
            (0, beam + 0.145 + tail + 0.02, float(z)),
            (0.99 * w, 0.04, 0.045),
            material,
            shade(color, float(rng.uniform(0.95, 1.08))),
            bevel_m=0.006,
        )
    low, high, steps = 0.12 * h, beam - 0.02, 7
    wide, tall = 2 * (px - post / 2), high - low
    back = -pz
    for k in range(-steps, steps + 1):
        for way in (-1, 1):
            x0, x1 = k * wide / steps, k * wide / steps + tall
            a0, a1 = max(x0, 0.0), min(x1, wide)
            if a1 - a0 > 0.05:
                a, b = np.array([a0 - wide / 2, low + a0 - x0, back]), np.array([a1 - wide / 2, low + a1 - x0, back])
                m = np.array([way, 1, 1])
                board(
                    s,
                    a * m + [0, 0, 0.012 * way],
                    b * m + [0, 0, 0.012 * way],
                    0.035,
                    0.014,
                    material,
                    shade(color, 0.94 + 0.05 * way),
                    bevel_m=0.003,
                )
    s.box((0, low, back), (wide, 0.06, 0.05), material, color, bevel_m=0.008)
    tone = tint(item, style, rng)
    bloom = (
        None if rng.random() < 0.3 else (shade(linear_from_srgb(item.color), 1.1) if item.color else linear_from_srgb(choose(rng, BLOOMS)))
    )
    share = 0.2 if item.color or item.material else 1.0
    for x, z in ((-1, 1), (1, 1), (1, -1), (-1, -1)):
        if rng.random() < 0.2 and (x, z) != (1, 1):
            continue
        t = np.linspace(0, 1, 22)[:, None]
        wind = np.concatenate([0.11 * np.sin(11 * t), t * 0, 0.11 * np.cos(11 * t)], 1)
        up = np.array([x * px, 0, z * pz]) + t * [0, beam, 0] + wind * (1 + 0 * t)
        goal = np.array([-x * 0.2 * w, 0, -z * 0.15 * d]) + rng.normal(0, 0.15, 3) * [1, 0, 1]
        over = up[-1] + np.linspace(0.05, 1, 16)[:, None] * (goal - [x * px, 0, z * pz]) + [0, 0.17, 0]
        path = np.vstack([up, over])
        path[:, 1] += 0.03 * np.sin(np.arange(len(path)))
        path[:, [0, 2]] = np.clip(path[:, [0, 2]], [-0.46 * w, -0.46 * d], [0.46 * w, 0.46 * d])
        _climber(s, path, int(720 * share), 0.16, tone, bloom, rng)
    return fitted(s.geometry(), item.size_m)


def _hung(s: Sculptor, top: Array, foot: Array, chain: bool, color: Array) -> None:
    """A rope, or a chain of links, between two points."""
    if not chain:
        s.tube([top, foot], 0.013, "fabric", color, sides=7)
        return
    way = unit(foot - top)
    one = unit(np.cross(way, [0.3, 0, 1]))
    two = np.cross(way, one)
    count = max(3, round(float(np.linalg.norm(foot - top)) / 0.085))
    t = np.linspace(0, 2 * np.pi, 9)[:, None]
    for k in range(count):
        at = top + (foot - top) * (k + 0.5) / count
        s.tube(at + 0.05 * np.cos(t) * way + 0.018 * np.sin(t) * (one if k % 2 else two), 0.008, "metal", color, sides=4)


def swing(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A beam over two splayed trestles; from it hangs a slatted bench on chains, or one or two boards on ropes."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WOODS, "#8a9a8a", "#c8c0b0"), rng), item.material or "timber"
    line = shade(color, 0.85) if item.color else linear_from_srgb("#a88f62")
    iron = shade(color, 0.75) if item.color else np.array(METAL)
    top = h - 0.06
    s.box((0, top, 0), (w, 0.12, 0.12), material, color, bevel_m=0.014)
    for x in (-1, 1):
        at = x * 0.44 * w
        for z in (-1, 1):
            board(
                s,
                (at, 0, z * (d / 2 - 0.06)),
                (at, h - 0.04, z * 0.05),
                0.1,
                0.09,
                material,
                shade(color, float(rng.uniform(0.9, 1.04))),
                facing=(1, 0, 0),
                bevel_m=0.012,
            )
            board(s, (at, 0.68 * h, z * 0.19 * d), (at - x * 0.34, top, 0), 0.06, 0.05, material, shade(color, 0.94), facing=(1, 0, 0))
        s.box((at, 0.3 * h, 0), (0.06, 0.09, 0.7 * d), material, shade(color, 0.92), bevel_m=0.01)
    if rng.random() < 0.55:
        wide, seat = 0.64 * w, 0.24 * h
        for k in range(5):
            s.box(
                (0, seat + 0.006 * k, 0.2 - 0.095 * k),
                (wide, 0.024, 0.08),
                material,
                shade(color, float(rng.uniform(0.94, 1.08))),
                bevel_m=0.006,
            )
        for k in range(4):
            s.box(
                (0, seat + 0.14 + 0.1 * k, -0.24 - 0.03 * k),
                (wide, 0.08, 0.024),
                material,
                shade(color, float(rng.uniform(0.94, 1.08))),
                bevel_m=0.006,
            )
        for x in (-1, 0, 1):
            q = x * (wide / 2 - 0.04)
            s.box((q, seat - 0.028, 0.0), (0.05, 0.045, 0.5), material, shade(color, 0.88), bevel_m=0.008)
            board(s, (q, seat - 0.03, -0.215), (q, seat + 0.5, -0.37), 0.05, 0.045, material, shade(color, 0.88), facing=(1, 0, 0))
            if x:
                s.box((q + x * 0.03, seat + 0.23, -0.02), (0.07, 0.03, 0.52), material, color, bevel_m=0.008)
                s.box((q, seat + 0.1, 0.2), (0.045, 0.24, 0.045), material, shade(color, 0.9), bevel_m=0.006)
                for z in (0.2, -0.26):
                    _hung(s, np.array([q, top - 0.06, 0.3 * z]), np.array([q + x * 0.03, seat + 0.24, z]), True, iron)
    else:
        places = (-0.19 * w, 0.19 * w) if rng.random() < 0.5 else (0.0,)
        for place in places:
            seat, sway = float(rng.uniform(0.2, 0.24)) * h, float(rng.uniform(-0.06, 0.1))
            wide = 0.26 * w if len(places) == 2 else 0.34 * w
            s.box((place, seat, sway), (wide, 0.035, 0.24), material, shade(color, 1.05), bevel_m=0.01)
            for x in (-1, 1):
                q = place + x * (wide / 2 - 0.05)
                s.tube(loop(0.03, points=11, center=(q, top - 0.08, 0), plane="yz"), 0.01, "metal", iron, sides=5)
                _hung(s, np.array([q, top - 0.1, 0]), np.array([q, seat + 0.15, sway]), False, line)
                for z in (-1, 1):
                    _hung(s, np.array([q, seat + 0.16, sway]), np.array([q, seat - 0.03, sway + z * 0.08]), False, line)
                    s.sphere((q, seat - 0.035, sway + z * 0.08), 0.022, "fabric", line, sides=7)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"pergola": pergola, "swing": swing}
