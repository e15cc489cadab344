"""Of eastern gardens: a pagoda of stone, a bamboo fountain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smooth_noise
from .softs import rounded_block
from .turns import loop

Color = NDArray[np.floating]
STONES = ("#8f8a80", "#9a9285", "#84827c", "#7c7f78")


def _roof(s: Sculptor, y: float, half: float, neck: float, rise: float, material: str, color: Color) -> None:
    """A square roof with a thick edge, hollow slopes and corners that turn up; its underside looks down."""
    u = np.linspace(-1, 1, 7)
    lift = 0.2 * rise * np.abs(u) ** 3 + 0.0
    thick = 0.22 * rise
    rows = [(neck, np.zeros(7), np.zeros(7)), (half * 0.96, lift, lift), (half, lift + 0.1 * thick, lift), (half, lift + thick, lift)]
    for a in (0.66, 0.36):
        r = neck + (half - neck) * a
        rows.append((r, thick + lift * a**2 + rise * (1 - a) ** 1.5 * 0.85, lift))
    rows.append((neck, np.full(7, rise), lift))
    for k in range(4):
        grid = np.stack([np.stack([u * r, y + up + 0 * u, np.full(7, r)], 1) for r, up, _ in rows])
        with s.at(yaw=k * np.pi / 2):
            i, j = np.meshgrid(np.arange(len(rows) - 1), np.arange(6), indexing="ij")
            a = (i * 7 + j).ravel()
            tones = np.repeat(np.array([0.72, 0.8, 0.9, 1.0, 1.04, 1.0]), 6)[:, None] * color
            s.faces(grid.reshape(-1, 3), np.stack([a, a + 1, a + 8, a + 7], 1), material, tones.clip(0, 1))


def stone_pagoda(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Three to seven square storeys with upturned roofs on a stepped base, a niche on each side, a finial of rings."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng, spread=0.14), item.material or "rock"
    half = w / 2
    s.box((0, 0.025 * h, 0), (w * 0.96, 0.05 * h, w * 0.96), material, shade(color, 0.88), bevel_m=0.02)
    s.box((0, 0.07 * h, 0), (w * 0.74, 0.05 * h, w * 0.74), material, shade(color, 0.95), bevel_m=0.02)
    floors = int(rng.choice([3, 5, 5, 7]))
    y, top = 0.095 * h, 0.84 * h
    share = np.linspace(1.25, 0.85, floors)
    tall = (top - y) * share / share.sum()
    tall[0] *= 1.25
    tall *= (top - y) / tall.sum()
    for k in range(floors):
        shrink = 1 - 0.42 * k / max(floors - 1, 1)
        room, t = 0.52 * half * shrink, tall[k]
        wall = 0.5 * t
        s.box(
            (0, y + wall / 2, 0), (2 * room, wall + 0.02, 2 * room), material, shade(color, float(rng.uniform(0.92, 1.05))), bevel_m=0.012
        )
        for side in range(4):
            with s.at(yaw=side * np.pi / 2):
                s.box((0, y + 0.48 * wall, room + 0.002), (0.8 * room, 0.62 * wall, 0.03), material, shade(color, 1.06), bevel_m=0.008)
                s.box(
                    (0, y + 0.46 * wall, room + 0.012),
                    (0.5 * room, 0.46 * wall, 0.02),
                    material,
                    shade(color, 0.35 if not item.color else 0.8),
                    bevel_m=0.004,
                )
                for x in (-1, 1):
                    s.box(
                        (x * (room - 0.02), y + wall / 2, room - 0.015),
                        (0.06 * w * shrink, wall, 0.06),
                        material,
                        shade(color, 0.9),
                        bevel_m=0.006,
                    )
        s.box((0, y + 0.96 * wall, 0), (2.4 * room, 0.1 * t, 2.4 * room), material, shade(color, 0.9), bevel_m=0.012)
        _roof(s, y + wall, half * shrink, 0.9 * room, t - wall, material, shade(color, float(rng.uniform(0.92, 1.06))))
        y += t
    tip = h - y
    rings = [(0.1, 0), (0.11, 0.08), (0.05, 0.12), (0.09, 0.2)]
    for k in range(6):
        rings += [(0.035, 0.24 + 0.085 * k), (0.085 - 0.007 * k, 0.27 + 0.085 * k), (0.035, 0.3 + 0.085 * k)]
    rings += [(0.03, 0.76), (0.06, 0.84), (0.05, 0.92), (0.0, 1.0)]
    s.lathe((0, y - 0.01, 0), [(a * w, b * tip) for a, b in rings], material, shade(color, 0.95), sides=16)
    g = s.geometry()
    if not item.color:  # weather: lichen and damp
        patch = 0.5 + 0.5 * smooth_noise(g.vertices[g.faces[:, 0]], rng, 0.8)
        moss = linear_from_srgb("#6a6e48")
        keep = (0.55 * patch.clip(0, 1) ** 2)[:, None]
        g.color_linear[:] = g.color_linear * (1 - keep) + moss * keep
    return fitted(g, item.size_m)


def _cane(s: Sculptor, path: NDArray[np.floating], radius: float, material: str, color: Color) -> None:
    """Bamboo along two points: joints, and cut ends that are paler."""
    a, b = np.asarray(path, float)
    long = float(np.linalg.norm(b - a))
    joints = max(1, round(long / (7 * radius)))
    u, r = [0.0], [radius]
    for k in range(1, joints + 1):
        at = k / (joints + 0.4)
        for off, grow in ((-0.35, 1.0), (-0.12, 1.1), (0.12, 1.1), (0.35, 1.0)):
            u.append(at + off * radius / long)
            r.append(grow * radius)
    u.append(1.0)
    r.append(radius)
    s.tube(a + (b - a) * np.array(u)[:, None], np.array(r), material, color, sides=12)
    way = (b - a) / long
    for end, out in ((a, -way), (b, way)):
        s.tube([end, end + out * 0.003], 0.72 * radius, material, shade(color, 0.45), sides=10)


def bamboo_fountain(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A deer scarer: a spout fed from a cane tips over a hewn basin with water, pebbles about it."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#8a8a4a", "#9a9250", "#7a8448", "#b09a5c"), rng)
    material = item.material or "timber"
    stone = shade(color, 0.9) if item.color else linear_from_srgb(str(rng.choice(STONES)))
    rock = item.material or "rock"
    x0, r, tall = 0.24 * w, min(0.24 * w, 0.36 * d), 0.4 * h
    inner = Sculptor()
    bowl = [(0.86, 0), (1.0, 0.25), (1.0, 0.7), (0.94, 0.96), (0.86, 1.0), (0.74, 0.96), (0.7, 0.78), (0.0, 0.76)]
    inner.lathe((0, 0, 0), [(a * r, b * tall) for a, b in bowl], rock, stone, sides=26)
    g = inner.geometry()
    v = g.vertices.astype(float)
    v[:, [0, 2]] *= 1 + 0.05 * smooth_noise(v, rng, 0.4)[:, None]
    s.faces(v + [x0, 0, 0.08 * d], g.faces, rock, g.color_linear, uv=g.uv)
    s.lathe((x0, 0.86 * tall, 0.08 * d), [(0.74 * r, 0), (0.0, 0.004)], "water", (0.03, 0.05, 0.05), sides=24, caps=False)
    pivot = np.array([-0.1 * w, 0.56 * h, 0.08 * d])
    thick = 0.042 * w
    for z in (-1, 1):
        foot = pivot * [1, 0, 1] + [0, 0, z * 1.9 * thick]
        _cane(s, [foot, foot + [0, 0.66 * h, 0]], 0.6 * thick, material, shade(color, float(rng.uniform(0.85, 1.0))))
    s.tube([pivot - [0, 0, 2.6 * thick], pivot + [0, 0, 2.6 * thick]], 0.3 * thick, material, shade(color, 0.7), sides=8)
    dip = float(rng.uniform(0.1, 0.4))
    way = np.array([np.cos(dip), -np.sin(dip), 0])
    _cane(s, [pivot - way * 0.26 * w, pivot + way * 0.34 * w], thick, material, shade(color, 1.08))
    post = np.array([-w / 2 + 1.3 * thick, 0, -0.1 * d])
    _cane(s, [post, post + [0, h - 0.01, 0]], 1.15 * thick, material, color)
    spout = post + [0, 0.86 * h, 0]
    end = np.array([pivot[0] + 0.02 * w, 0.76 * h, 0.06 * d])
    _cane(s, [spout - (end - spout) * 0.1, end], 0.62 * thick, material, shade(color, 1.04))
    s.tube([end, end - [0, 0.12 * h, 0]], 0.008, "water", (0.4, 0.48, 0.5), sides=6)
    cord = shade(color, 0.55) if item.color else np.array([0.05, 0.035, 0.02])
    for k in range(3):
        s.tube(loop(1.2 * thick, points=11, center=(post[0], 0.84 * h + 0.02 * k, post[2]), plane="xz"), 0.008, "fabric", cord, sides=5)
    for k in range(26):
        a = 2.4 * k
        p = np.array([np.sin(a) * 0.47 * w * rng.uniform(0.5, 0.94), 0, np.cos(a) * 0.47 * d * rng.uniform(0.72, 0.94)])
        size = rng.uniform(0.03, 0.07, 3) * w * [1, 0.6, 1]
        rounded_block(
            s,
            p + [0, 0.35 * size[1], 0],
            size * 1.4,
            0.6 * float(size.min()),
            rock,
            shade(stone, float(rng.uniform(0.75, 1.15))),
            skip="y",
            flat=1,
            arc=1,
        )
    for x, z in ((-1, -1), (1, 1)):
        size = np.array([0.16 * w, 0.12 * h, 0.16 * w])
        rounded_block(
            s, (x * (w / 2 - size[0] / 2), size[1] / 2, z * (d / 2 - size[2] / 2)), size, 0.4 * size[1], rock, shade(stone, 0.9), flat=1
        )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"stone_pagoda": stone_pagoda, "bamboo_fountain": bamboo_fountain}
