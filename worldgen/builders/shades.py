"""Against the sun: a parasol."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade
from .wares import IRON


def parasol(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On a pole: of oiled paper on many ribs with painted rings, or of canvas in gores with a valance, on a weighted foot."""
    s = Sculptor()
    w, h, _ = item.size_m
    eastern = rng.random() < 0.45 if not item.material else item.material == "paper"
    paints = ("#b3261e", "#a82a22", "#c23a2a") if eastern else ("#c8402e", "#2f6a8a", "#d8c69a", "#3f7a5a", "#d8a830")
    color, material = main_paint(item, paints, rng), item.material or ("paper" if eastern else "fabric")
    second = shade(color, 1.1) if item.color else shade(color, 0.72) if eastern else linear_from_srgb("#e8e2d4")
    wood = linear_from_srgb("#3a2418" if eastern else "#9a7a52")
    span, gores = w / 2, 24 if eastern else 8
    eave, crown = (0.8 if eastern else 0.84) * h, h - 0.05
    foot = [(0.21, 0), (0.22, 0.03), (0.2, 0.06), (0.05, 0.08), (0.04, 0.3)]
    s.lathe((0, 0, 0), foot, "rock" if eastern else "metal", linear_from_srgb("#7c7a74") if eastern else IRON, sides=20)
    s.tube([(0, 0.04, 0), (0, h - 0.06, 0)], 0.022, "timber", wood, sides=10)
    rings = [(1.0, 0.0), (0.82, 0.22), (0.78, 0.265), (0.5, 0.56), (0.46, 0.6), (0.2, 0.84), (0.03, 1.0)]
    n = 2 * gores
    a = np.linspace(0, 2 * np.pi, n + 1)
    between = np.arange(n + 1) % 2 == 1  # half way from rib to rib the cloth hangs a little
    reach = np.where(between, np.cos(np.pi / gores) * 0.985, 1.0)
    grid = np.stack(
        [
            np.stack([span * r * reach * np.sin(a), eave + (crown - eave) * y - 0.015 * r * between, span * r * reach * np.cos(a)], 1)
            for r, y in rings
        ]
    )
    i, j = np.meshgrid(np.arange(len(rings) - 1), np.arange(n), indexing="ij")
    k = (i * (n + 1) + j).ravel()
    f = np.stack([k, k + 1, k + n + 2, k + n + 1], 1)
    striped = (i % 2 == 1) if eastern else (((j + 1) // 2) % 2 == 1)
    fade = rng.uniform(0.94, 1.05, n)[None].repeat(len(rings) - 1, 0).ravel()
    tones = np.where(striped.ravel()[:, None], second, color) * fade[:, None]
    s.faces(grid.reshape(-1, 3), f, material, tones.clip(0, 1))
    below = grid - 0.012 * np.array([0, 1, 0]) * (np.arange(len(rings)) > 0)[:, None, None]  # they meet at the rim
    s.faces(below.reshape(-1, 3), f[:, [0, 3, 2, 1]], material, (0.9 * tones).clip(0, 1))
    for m in range(0, gores, 2 if eastern else 1):  # ribs and stretchers
        out = np.array([np.sin(2 * np.pi * m / gores), 0, np.cos(2 * np.pi * m / gores)])
        s.tube([out * 0.03 + [0, h - 0.08, 0], out * span * 0.99 + [0, eave - 0.012, 0]], 0.008, "timber", wood, sides=4)
        middle = out * 0.5 * span + [0, eave + 0.48 * (h - eave) - 0.06, 0]
        s.tube([out * 0.03 + [0, eave - 0.12 * h, 0], middle], 0.008, "timber", wood, sides=4)
    if not eastern:  # the valance, lowest between the ribs
        drop = np.where(between, 0.115, 0.085)[:, None] * [0, 1, 0]
        for near, flip in ((1.0, False), (0.99, True)):
            edge = grid[0] * [near, 1, near]
            for m in range(n):
                flap = [edge[m] - drop[m], edge[m + 1] - drop[m + 1], edge[m + 1], edge[m]]
                s.polygon(flap[::-1] if flip else flap, material, tones[m].clip(0, 1))
    s.lathe((0, eave - 0.14 * h, 0), [(0.035, 0), (0.045, 0.02), (0.035, 0.07)], "timber", shade(wood, 1.2), sides=12)
    knob = [(0.06, 0), (0.055, 0.04), (0.02, 0.06), (0.025, 0.075), (0.0, 0.085)]
    s.lathe((0, h - 0.085, 0), knob, "timber", mix(wood, color, 0.3), sides=12)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"parasol": parasol}
