"""Of the frontier: tipi, tumbleweed, oil drum."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .branches import directions, unit
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade
from .sheets import smooth_noise
from .turns import loop

Color = NDArray[np.floating]
RUST = "#6a3f26"


def tipi(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A cone of hides over poles that cross above the smoke flaps; painted bands, lacing pins, a door at +Z with its flap tied back."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c8b48c", "#d0bf9c", "#b89f74"), rng), item.material or "fabric"
    wood = shade(color, 0.7) if item.color else linear_from_srgb("#7a5c3e")
    one = shade(color, 0.72) if item.color else linear_from_srgb(str(rng.choice(["#8a3a26", "#7a2a22", "#a0552a"])))
    two = shade(color, 1.1) if item.color else linear_from_srgb(str(rng.choice(["#2f4a5a", "#2a2a2c", "#b88a3a"])))
    r, top = min(w, d) / 2 - 0.02, 0.8 * h
    poles = int(rng.integers(11, 15))
    n = 4 * poles
    rows = np.array([0.0, 0.035, 0.1, 0.15, 0.24, 0.29, 0.42, 0.56, 0.68, 0.74, 0.8, 0.9, 1.0])
    a = np.linspace(0, 2 * np.pi, n + 1) + np.pi / poles
    sag = 1 - 0.035 * np.abs(np.sin(poles * (a - np.pi / poles) / 2))[None] * np.sin(np.pi * (0.15 + 0.8 * rows))[:, None] * 1.6
    radius = r * (1 - 0.93 * rows)[:, None] * sag
    grid = np.stack([radius * np.sin(a), np.broadcast_to(top * rows[:, None], radius.shape), radius * np.cos(a)], -1)
    grid[0, :, 1] += 0.02 + 0.03 * np.abs(np.sin(poles * a / 2))
    i, j = np.meshgrid(np.arange(len(rows) - 1), np.arange(n), indexing="ij")
    k = (i * (n + 1) + j).ravel()
    f = np.stack([k, k + 1, k + n + 2, k + n + 1], 1)
    tones = color * (1 + 0.05 * rng.normal(size=(len(f), 1)))
    row, column = i.ravel(), j.ravel()
    tones[(row == 2) | (row == 4)] = one
    tones[(row == 3) & (column % 4 < 2)] = two
    tones[row >= 9] = one if rng.random() < 0.5 else shade(color, 0.7)
    tones[row == 11] = shade(color, 0.45) if not item.color else shade(color, 0.75)  # smoke
    s.faces(grid.reshape(-1, 3), f, material, tones.clip(0, 1))
    s.faces(grid.reshape(-1, 3) * [0.985, 0.995, 0.985], f[:, [0, 3, 2, 1]], material, (0.6 * tones).clip(0, 1))
    for m in range(poles):
        b = 2 * np.pi * m / poles + 0.1
        foot = np.array([np.sin(b), 0, np.cos(b)]) * (r - 0.05)
        tie = np.array([np.sin(b), 0, np.cos(b)]) * 0.07 * r + [0, top * 0.985, 0]
        over = (h - 0.0) / tie[1] * float(rng.uniform(0.9, 1.0)) if m else h / tie[1]
        s.tube(
            [tie * [1.0, 0.9, 1.0] + foot * 0.02, foot + (tie - foot) * (over + 0.02 * rng.normal() * (m > 0))],
            [0.032, 0.018],
            "timber",
            wood,
            sides=6,
        )
    for turn in (0.0, 0.03, 0.06):
        s.tube(loop(0.11 * r, points=17, center=(0, top * (0.99 + turn), 0), plane="xz"), 0.014, "fabric", shade(wood, 1.2), sides=5)

    def on(up: float, angle: float, out: float) -> NDArray[np.floating]:
        q = r * (1 - 0.93 * up) + out
        return np.array([q * np.sin(angle), top * up, q * np.cos(angle)])

    for y in np.linspace(0.5, 0.72, 6):  # lacing pins over the seam
        s.tube([on(y, -0.16, 0.03), on(y, 0.16, 0.03)], 0.011, "timber", shade(wood, 0.8), sides=5)
    t = np.linspace(0, 1, 9)
    half, tall = 0.17, 0.4
    edge = [on(0.035 + tall * np.sin(np.pi * v), half * np.cos(np.pi * v) * (1.25 - 0.25 * np.sin(np.pi * v)), 0.03) for v in t]
    middle = on(0.19, 0, 0.035)
    dark = (0.02, 0.015, 0.012) if not item.color else shade(color, 0.3)
    for p, q in zip(edge[:-1], edge[1:], strict=True):
        s.triangle(middle, p, q, material, dark)
    s.triangle(middle, edge[-1], edge[0], material, dark)
    s.tube(edge, 0.022, material, shade(one, 0.9), sides=6)
    side = float(rng.choice([-1, 1]))
    roll = [on(0.035, side * 0.3, 0.05), on(0.2, side * 0.3, 0.07), on(0.4, side * 0.2, 0.05)]
    s.tube(roll, [0.05, 0.07, 0.03], material, shade(color, 1.05), sides=8)
    for x in (-1, 1):  # smoke flaps
        flap = np.array([on(0.74, 0.02 * x, 0.05), on(0.78, 0.9 * x, 0.2), on(0.985, 0.9 * x, 0.34), on(0.99, 0.1 * x, 0.06)])
        for turn, back, tone in (([0, 1, 2, 3], 0.0, color), ([0, 3, 2, 1], 0.03, shade(color, 0.8))):
            order = turn if x > 0 else [0, *turn[:0:-1]]
            s.polygon(list(flap[order] - [0, 0, back]), material, tone)
    return fitted(s.geometry(), item.size_m)


def tumbleweed(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A ball of dry twigs that curl round one another, finer ones between."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#a88a5a", "#b8996a", "#94784e"), rng)
    material = item.material or "bark"
    count = 92
    way, other = directions(count, rng), directions(count, rng)
    half = np.array([w, h, d]) / 2
    t = np.linspace(0, 1, 7)
    for k in range(count):
        side = unit(np.cross(way[k], other[k]))
        turn = float(rng.uniform(1.0, 2.3))
        reach = 0.16 + (float(rng.uniform(0.82, 1.0)) - 0.16) * t**0.6
        p = reach[:, None] * (np.cos(turn * t)[:, None] * way[k] + np.sin(turn * t)[:, None] * side)
        p *= half * 0.97
        p[:, 1] += half[1]
        s.tube(p, np.linspace(0.011, 0.006, 7), material, shade(color, float(rng.uniform(0.75, 1.15))), sides=4)
    n = 900
    at = directions(n, rng) * rng.uniform(0.5, 0.97, (n, 1)) ** 0.6
    axis = unit(np.cross(at, directions(n, rng)) + 0.35 * directions(n, rng))
    normal = unit(np.cross(axis, directions(n, rng)))
    size = np.stack([rng.uniform(0.035, 0.075, n) * w / 0.75, np.full(n, 0.0045)], 1)
    tones = color * rng.uniform(0.7, 1.2, (n, 1))
    s.leaves(0.94 * at * half * [1, 1, 1] + [0, half[1], 0], axis, normal, size, tones.clip(0, 1))
    return fitted(s.geometry(), item.size_m)


def oil_drum(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Sheet steel with rolled rims and two hoops, bungs in its lid, dents, rust that creeps from the rims, sometimes a band of paint."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#2f5a8a", "#8a2a22", "#3f6a44", "#b88a26", "#5a5a58", "#6a4430"), rng)
    material = item.material or "painted"
    r = min(w, d) / 2 - 0.012
    rust = linear_from_srgb(RUST)
    wear = 0.0 if item.color else float(rng.choice([0.25, 0.5, 0.8]))
    band = linear_from_srgb(str(rng.choice(["#d8d4c8", "#c8a030", "#26262a"]))) if rng.random() < 0.5 and not item.color else None
    y = np.array(
        [0.02, 0.05, 0.14, 0.24, 0.31, 0.325, 0.335, 0.345, 0.36, 0.42, 0.5, 0.58, 0.64, 0.655, 0.665, 0.675, 0.69, 0.78, 0.88, 0.95, 0.985]
    )
    bulge = np.interp(y, [0.325, 0.335, 0.345, 0.5, 0.655, 0.665, 0.675], [0, 0.014, 0, 0, 0, 0.014, 0])
    bulge[[5, 7, 13, 15]] = 0.009
    n = 36
    a = np.linspace(0, 2 * np.pi, n + 1)
    radius = np.repeat((r - 0.012 + bulge)[:, None], n + 1, 1)
    ring = np.stack(np.broadcast_arrays(np.sin(a)[None], y[:, None], np.cos(a)[None]), -1)
    for _ in range(int(rng.integers(1, 4))):
        spot = np.array([0, rng.uniform(0.2, 0.8), 0]) + np.array([np.sin(b := rng.uniform(0, 2 * np.pi)), 0, np.cos(b)])
        radius -= 0.022 * np.exp(-(np.linalg.norm(ring - spot, axis=-1) ** 2) / 0.045)
    v = ring * np.stack([radius, np.full_like(radius, h), radius], -1)
    i, j = np.meshgrid(np.arange(len(y) - 1), np.arange(n), indexing="ij")
    k = (i * (n + 1) + j).ravel()
    f = np.stack([k, k + 1, k + n + 2, k + n + 1], 1)
    tones = np.repeat(color[None], len(f), 0)
    if band is not None:
        tones[(i.ravel() >= 9) & (i.ravel() <= 11)] = band
    if wear:
        mid = v.reshape(-1, 3)[f].mean(1)
        edge = np.min(np.abs(mid[:, 1:2] / h - [[0.0, 0.335, 0.665, 1.0]]), axis=1)
        grown = (0.55 * smooth_noise(mid, rng, 0.22) + wear - 5 * edge).clip(0, 1)
        tones = tones + (rust - tones) * np.minimum(1.6 * grown, 0.95)[:, None]
    s.faces(v.reshape(-1, 3), f, material, tones.clip(0, 1), uv=np.stack([np.tile(a * r, len(y)), np.repeat(y * h, n + 1)], 1))
    trim = mix(color, rust, 0.75 * wear)
    for at in (0.015, 0.985):
        s.tube(loop(r, points=37, center=(0, at * h, 0), plane="zx"), 0.0125, material, shade(trim, 0.9), sides=7)
    s.lathe(
        (0, 0.965 * h, 0),
        [(r - 0.01, 0.004), (0.6 * r, 0.004), (0.58 * r, 0.008), (0.0, 0.008)],
        material,
        mix(color, rust, 0.6 * wear),
        sides=36,
        caps=False,
    )
    s.lathe((0, 0.02 * h, 0), [(0.0, 0.0), (r - 0.012, 0.0)], material, shade(trim, 0.7), sides=36, caps=False)
    turn = float(rng.uniform(0, 6))
    for at, size in ((0.68, 0.05), (-0.7, 0.032)):
        x, z = at * r * np.sin(turn), at * r * np.cos(turn)
        s.lathe(
            (x, 0.968 * h, z),
            [(size, 0), (size, 0.012), (0.7 * size, 0.014), (0.65 * size, 0.022), (0.0, 0.022)],
            "metal",
            shade(trim, 0.7),
            sides=12,
        )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"tipi": tipi, "tumbleweed": tumbleweed, "oil_drum": oil_drum}
