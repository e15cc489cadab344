"""Tall poles on a green: flagpole, maypole; and runs of bright colours."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .boards import METAL, felt
from .branches import directions, unit
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import sheet

Rng = np.random.Generator
BRIGHT = ("#c23a30", "#e0a82e", "#2f6ab0", "#3f8a4a", "#e8e2d4", "#d8702a", "#7a4a9a", "#d87a9a")


def various(item: Instance, own: tuple[str, ...], count: int, rng: Rng) -> list[Array]:
    """Colours one after another, no two neighbours alike: shades of the asked one, else own ones."""
    if item.color:
        base, start = linear_from_srgb(item.color), int(rng.integers(3))
        return [shade(base, (1.0, 0.84, 1.08)[(start + k) % 3]) for k in range(count)]
    order = rng.permutation(len(own))[: int(rng.integers(3, 6))]
    return [linear_from_srgb(own[int(order[k % len(order)])]) for k in range(count)]


def _ribbon(s: Sculptor, path: Array, wide: float, material: str, color: Array) -> None:
    """A flat band along points (n, 3), its broad side outward from the Y axis; both sides shown."""
    out = unit(path * [1, 0, 1] + [1e-4, 0, 0])
    side = np.cross([0, 1.0, 0], out) * wide / 2
    grid = np.stack([path - side, path + side], axis=1)
    felt(s, grid[::-1], 0.006, material, color)


def flagpole(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A tapered pole on a stepped base, a gilded ball, a halyard; a flag that flies to +X, of bands, a cross, a disc or a canton."""
    s = Sculptor()
    w, h, d = item.size_m
    colors = various(item, BRIGHT, 3, rng)
    color = linear_from_srgb(item.color) if item.color else colors[0]
    pole = shade(color, 0.92) if item.color else main_paint(item, ("#d8d8d4", "#b8babc", "#8a6440"), rng)
    stone = shade(color, 0.84) if item.color else linear_from_srgb("#9a948a")
    r = 0.013 * h if h < 5 else 0.065
    half = 0.16 * w
    x = -w / 2 + half
    base = min(half, d / 2)
    for k, (size, y, tall) in enumerate(((1.0, 0.0, 0.018), (0.74, 0.018, 0.02), (0.46, 0.038, 0.026))):
        s.box(
            (x, (y + tall / 2) * h, 0),
            (2 * half * size, tall * h, 2 * base * size),
            item.material or "stone_courses",
            shade(stone, 1 - 0.06 * k),
            bevel_m=0.012,
        )
    steel = item.material or ("metal" if item.color or rng.random() < 0.5 else "painted")
    s.lathe(
        (x, 0.06 * h, 0),
        [(1.5 * r, 0), (1.5 * r, 0.02 * h), (r, 0.03 * h), (0.95 * r, 0.3 * h), (0.55 * r, 0.91 * h)],
        steel,
        pole,
        sides=16,
    )
    s.sphere(
        (x, 0.982 * h, 0), 0.018 * h, item.material or "metal", shade(color, 1.05) if item.color else linear_from_srgb("#c9982e"), sides=14
    )
    s.lathe((x, 0.955 * h, 0), [(0.5 * r, 0), (1.1 * r, 0.004 * h), (0.6 * r, 0.012 * h)], steel, pole, sides=12)
    s.tube([(x + 1.3 * r, 0.18 * h, 0), (x + 0.9 * r, 0.95 * h, 0)], 0.008, "fabric", shade(pole, 0.8), sides=4)
    s.tube([(x + 1.0 * r, 0.165 * h, 0), (x + 1.8 * r, 0.18 * h, 0), (x + 1.0 * r, 0.2 * h, 0)], 0.012, "metal", METAL, sides=6)
    long, tall = w / 2 - x - 1.3 * r, min(0.62 * (w - 2 * half), 0.25 * h)
    rows, columns = 19, 33
    u, v = np.linspace(0, 1, columns)[None], np.linspace(0, 1, rows)[:, None]
    phase = float(rng.uniform(0, 6))
    z = (0.36 * d * np.sin(7.5 * u + phase + 1.2 * v) * u**0.7 + 0.08 * d * np.sin(15 * u - 3 * v + phase)) * (0.5 + 0.5 * u)
    y = 0.945 * h - tall + tall * v - (0.16 * u**1.4 + 0.02 * np.sin(9 * u + phase)) * tall * 0.8
    grid = np.stack(np.broadcast_arrays(x + 1.2 * r + u * long * (0.97 + 0.03 * v), y, z), -1)
    cu, cv = (u[:, 1:] + u[:, :-1]) / 2, (v[1:] + v[:-1]) / 2
    kind = int(rng.integers(5))
    a, b, c = (color, *colors[1:]) if item.color else colors
    if kind == 0:
        pick = np.broadcast_to((cv * 3).astype(int), (rows - 1, columns - 1))
    elif kind == 1:
        pick = np.broadcast_to((cu * 3).astype(int), (rows - 1, columns - 1))
    elif kind == 2:
        pick = np.where((np.abs(cu - 0.36) < 0.08) | (np.abs(cv - 0.5) < 0.12), 1, 0)
    elif kind == 3:
        pick = np.where((cu < 0.42) & (cv > 0.5), 2, (np.floor(cv * 9 + 0 * cu) % 2).astype(int))
    else:
        pick = np.where((cu - 0.5) ** 2 * (long / tall) ** 2 + (cv - 0.5) ** 2 < 0.1, 1, 0)
    cells = np.stack([a, b, c])[pick]
    sheet(s, grid, item.material or "fabric", cells)
    sheet(s, grid[:, ::-1] + [0, 0, -0.008], item.material or "fabric", cells[:, ::-1])
    return fitted(s.geometry(), item.size_m)


def maypole(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A pole wound with two colours on a turfed mound, a crown of flowers and leaves, ribbons out to pegs in a ring."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#ece4d4", "#d8cbb0", "#b8925c"), rng), item.material or "painted"
    count = int(rng.integers(10, 15))
    paints = various(item, BRIGHT, count, rng)
    r, reach = 0.014 * h, 0.48 * min(w, d)
    s.lathe(
        (0, 0, 0),
        [(0.13 * w, 0), (0.1 * w, 0.02 * h), (0.05 * w, 0.03 * h), (1.5 * r, 0.032 * h)],
        "grass",
        shade(color, 0.85) if item.color else (0.06, 0.1, 0.03),
        sides=20,
    )
    s.lathe((0, 0, 0), [(1.15 * r, 0), (r, 0.5 * h), (0.8 * r, 0.965 * h)], material, color, sides=16)
    t = np.linspace(0, 1, 90)
    turn = 2 * np.pi * 7 * t
    axis = np.stack([1.2 * r * np.sin(turn), 0.05 * h + 0.84 * h * t, 1.2 * r * np.cos(turn)], 1)
    half = np.array([0, 0.014 * h, 0])
    sheet(s, np.stack([axis - half, axis + half]), item.material or "fabric", paints[0])
    s.sphere(
        (0, 0.98 * h, 0), 0.02 * h, item.material or "metal", shade(color, 1.05) if item.color else linear_from_srgb("#c9982e"), sides=12
    )
    crown, ring = 0.9 * h, 0.13 * w
    a = np.linspace(0, 2 * np.pi, 25)
    s.tube(
        np.stack([ring * np.sin(a), np.full(25, crown), ring * np.cos(a)], 1),
        0.012 * h / 1.5,
        material,
        shade(color, 0.85) if item.color else (0.06, 0.11, 0.03),
        sides=7,
    )
    for q in (0, np.pi / 2):
        s.tube(
            [(-ring * np.sin(q), crown, -ring * np.cos(q)), (ring * np.sin(q), crown, ring * np.cos(q))],
            0.014,
            material,
            shade(color, 0.9),
            sides=6,
        )
    for many, tones, size in ((200, [shade(color, 0.9)] if item.color else [linear_from_srgb("#4a7034")], 0.075), (80, paints, 0.06)):
        q = rng.uniform(0, 2 * np.pi, many)
        off = directions(many, rng)
        at = np.stack([ring * np.sin(q), np.full(many, crown), ring * np.cos(q)], 1) + off * 0.07
        normal = unit(off + 0.4 * directions(many, rng))
        s.leaves(
            at,
            unit(np.cross(normal, directions(many, rng))),
            normal,
            (size, 0.7 * size),
            np.stack([tones[k % len(tones)] for k in range(many)]),
        )
    for k in range(count):
        q = 2 * np.pi * (k + 0.5) / count
        out = np.array([np.sin(q), 0, np.cos(q)])
        top, foot = out * ring + [0, crown, 0], out * reach * float(rng.uniform(0.96, 1.0)) + [0, 0.06, 0]
        u = np.linspace(0, 1, 15)[:, None]
        path = top + (foot - top) * u - np.array([0, 0.22 * h, 0]) * 4 * u * (1 - u) * float(rng.uniform(0.15, 0.4))
        path = path + np.cross([0, 1, 0], out) * 0.05 * np.sin(2 * np.pi * u + k)
        path[:, 1] = np.maximum(path[:, 1], 0.05)
        _ribbon(s, path, 0.085 * w / 3.2, item.material or "fabric", paints[k])
        s.tube([foot - [0, 0.06, 0], foot + [0, 0.05, 0]], 0.014, item.material or "timber", shade(color, 0.9), sides=6)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"flagpole": flagpole, "maypole": maypole}
