"""Where an afternoon is spent outdoors: hammock, picnic_table."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .boards import METAL, board, felt, footed_post, sag
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import choose, main_paint, mix, shade
from .turns import loop
from .wares import WOODS

Rng = np.random.Generator


def hammock(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Striped cloth slung by fans of cord between two braced posts, or over a bow of bent wood on feet; a cushion at one end."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d8cfb8", "#b8583a", "#3f6f8a", "#5f8060", "#c9a24a", "#8a4a64"), rng), item.material or "fabric"
    second = shade(color, 0.82) if item.color else linear_from_srgb(choose(rng, ("#e8e0cc", "#c9682e", "#2f5f7a", "#d8b060", "#a03a34")))
    wood = shade(color, 0.95) if item.color else main_paint(item, WOODS, rng)
    frame, cord = item.material or "timber", shade(color, 0.9) if item.color else linear_from_srgb("#c4b48c")
    bowed = bool(rng.random() < 0.4)
    ends = []
    for x in (-1, 1):
        if bowed:
            ends.append(np.array([x * 0.475 * w, 0.94 * h, 0]))
        else:
            footed_post(s, x * (w / 2 - 0.06), h, 0.1, 0.38 * d, frame, wood, inward=-x)
            ends.append(np.array([x * (w / 2 - 0.12), 0.9 * h, 0]))
            s.tube(loop(0.035, points=11, center=(x * (w / 2 - 0.11), 0.9 * h, 0)), 0.01, "metal", METAL, sides=5)
    if bowed:
        t = np.linspace(-1, 1, 25)
        for z in (-0.05, 0.05):
            bow = np.stack([t * 0.49 * w, 0.05 + (0.95 * h - 0.05) * np.abs(t) ** 2.3, np.full(25, z * 1.0)], 1)
            for a, b in zip(bow[:-1], bow[1:], strict=True):
                board(s, a, b, 0.09, 0.07, frame, shade(wood, 1.0 if z > 0 else 0.92), facing=(0, 0, 1), bevel_m=0.01)
        for x in (-0.24, 0.24):
            y = 0.05 + (0.95 * h - 0.05) * 0.48**2.3
            s.box((x * w, 0.04, 0), (0.1, 0.08, d), frame, shade(wood, 0.9), bevel_m=0.012)
            s.box((x * w, 0.5 * y, 0), (0.1, y, 0.2), frame, shade(wood, 0.94), bevel_m=0.012)
        for end in ends:
            s.tube(loop(0.03, points=11, center=tuple(end)), 0.01, "metal", METAL, sides=5)
    long, half, low = 0.31 * w, 0.44 * d, 0.34 * h
    rise = 0.66 * h
    u, v = np.linspace(-1, 1, 29)[None], np.linspace(1, -1, 15)[:, None]
    dip = low + (rise - low) * np.abs(u) ** 1.7
    cup = 0.17 * h * (1 - 0.6 * u**2) * (v**2) ** 0.9
    grid = np.stack(np.broadcast_arrays(u * long, dip + cup + 0.008 * np.sin(9 * u + 5 * v), v * half * (0.86 + 0.14 * u**2)), -1)
    tones = np.where(np.isin(np.arange(14) % 5, (1, 3))[:, None, None], second, color) * np.ones((14, 28, 1))
    felt(s, grid, 0.012, material, tones)
    for side, end in zip((-1, 1), ends, strict=True):
        edge = grid[:, 0 if side < 0 else -1]
        bar = edge[[0, -1]] * [1, 0, 1.08] + [side * 0.02, rise + 0.09 * h, 0]
        s.tube(bar, 0.018, frame, wood, sides=8)
        for q in np.linspace(0, 1, 8):
            on = bar[0] + (bar[1] - bar[0]) * q
            near = edge[round(q * 14)]
            s.tube([near, on], 0.008, "fabric", cord, sides=4)
            s.tube(sag(on, end, 0.015, 5), 0.008, "fabric", cord, sides=4)
    side = -1 if rng.random() < 0.5 else 1
    with s.at((side * 0.62 * long, low + (rise - low) * 0.4 + 0.08 * h, 0)):
        s.sphere((0, 0, 0), (0.17, 0.06, 0.24 * d / 1.0), material, mix(color, second, 0.5), sides=16)
    return fitted(s.geometry(), item.size_m)


def picnic_table(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Boards on two splayed trestles that carry a bench along each side; a brace under the top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#9a7048", "#8a6440", "#a8845c", "#7a6a58", "#6c7a5c"), rng), item.material or "timber"
    top, seat = h - 0.022, 0.57 * h
    boards = int(rng.integers(5, 7))
    deep = 0.5 * d
    for k in range(boards):
        s.box(
            (0, top, ((k + 0.5) / boards - 0.5) * deep),
            (w, 0.044, deep / boards - 0.012),
            material,
            shade(color, float(rng.uniform(0.88, 1.1))),
            bevel_m=0.008,
        )
    for z in (-1, 1):
        for k in range(2):
            at = z * (d / 2 - (k + 0.5) * 0.085 * d)
            s.box((0, seat - 0.02, at), (w, 0.04, 0.085 * d - 0.012), material, shade(color, float(rng.uniform(0.88, 1.1))), bevel_m=0.008)
    for x in (-1, 1):
        at = x * (w / 2 - 0.3 * w / 1.8)
        for z in (-1, 1):
            foot, head = (at + x * 0.025, 0, z * 0.36 * d), (at + x * 0.025, top - 0.02, z * 0.13 * d)
            board(s, foot, head, 0.11, 0.045, material, shade(color, 0.9), facing=(1, 0, 0), bevel_m=0.008)
        s.box((at - x * 0.025, seat - 0.09, 0), (0.045, 0.1, 0.97 * d), material, shade(color, 0.86), bevel_m=0.008)
        s.box((at - x * 0.025, top - 0.065, 0), (0.045, 0.09, deep - 0.06), material, shade(color, 0.86), bevel_m=0.008)
        board(s, (at - x * 0.05, seat - 0.08, 0), (x * 0.06, top - 0.03, 0), 0.075, 0.04, material, shade(color, 0.88))
        for z in (-1, 1):
            for y, q in ((seat - 0.09, 0.27 * d), (top - 0.065, 0.145 * d)):
                s.sphere((at + x * 0.05, y, z * q), (0.008, 0.014, 0.014), "metal", METAL, sides=6)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"hammock": hammock, "picnic_table": picnic_table}
