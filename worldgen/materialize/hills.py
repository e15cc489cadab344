"""Hills from the ground's edge to the horizon, so that no world ends at an edge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..builders.geometry import Geometry, Sculptor
from ..layout.layout import Curve, Ground, Style
from .courses import Course, carved
from .horizons import horizon
from .lakes import drowned, reach, sheet
from .materials.hills import AUTUMN_WOODS, WOODS, woodedness
from .materials.noise import fbm
from .terrain import height_at, soil

Array = NDArray[np.float32]

REACH_M = 900.0
STANDING_M = 95.0, 320.0  # trees stand singly from where tiers blur to there; farther off woods are the canopy that the material draws
DRY_M = 0.5  # above a river nothing stands lower
TREE_M2 = 90.0  # of wood for each tree
TIERS, CLUMPS = 9, 6  # of a fir, and of a round crown


def hills(
    ground: Ground, style: Style, seed: int, *, turns: int = 560, mountains: float = 1.0, ways: Sequence[Course] = (),
    curves: tuple[Curve, ...] = (),
) -> tuple[Geometry, Geometry]:  # fmt: skip
    """Land out to 900 m as the style's horizon says, with valleys of rivers and trees on the nearer slopes, and the lake or sea in it;
    `turns` parts all round. `seed` is the hills' own instance seed."""
    land = horizon(style.horizon)
    rows, columns = ground.height_m.shape
    x0, z0 = ground.origin_m[0] + 0.5 * ground.cell_m, ground.origin_m[1] + 0.5 * ground.cell_m
    x1, z1 = x0 + (columns - 1) * ground.cell_m, z0 + (rows - 1) * ground.cell_m
    cx, cz = (x0 + x1) / 2, (z0 + z1) / 2
    rings = 110 * turns // 560
    theta = np.linspace(0, 2 * np.pi, turns + 1)
    dx, dz = np.sin(theta), np.cos(theta)
    edge = 1 / np.maximum(np.abs(dx) / ((x1 - x0) / 2), np.abs(dz) / ((z1 - z0) / 2))
    t = np.linspace(0, 1, rings)[:, None]
    radius = edge * (REACH_M / edge) ** (t**1.15)
    x, z = cx + radius * dx, cz + radius * dz
    inner = height_at(ground, x[0], z[0])
    s = np.full(x.size, seed, np.uint32)

    def f(scale: float, salt: int, octaves: int) -> Array:
        return fbm((x / scale).ravel().astype(np.float32), (z / scale).ravel().astype(np.float32), s, salt, octaves).reshape(x.shape)

    away = np.clip((radius - edge) / 160, 0, 1)
    rise = land.slope * (0.45 + f(130, 1, 4)) * away + land.far * np.clip((radius - 200) / 500, 0, 1) * (0.6 + f(320, 2, 4))
    ridge = (1 - np.abs(f(260, 3, 5))) ** 3
    begins = np.clip((radius - land.from_m) / (750 - land.from_m), 0, 1) ** 1.4
    peaks = mountains * land.peaks * begins * ridge * np.clip(0.6 + 0.9 * f(500, 4, 2), 0.1, 1.4)
    if land.mesas:
        table = np.clip((f(210, 6, 4) - 0.02) / 0.07, 0, 1)
        rise = rise + land.mesas * np.clip((radius - 130) / 60, 0, 1) * table * (0.75 + 0.5 * f(400, 7, 2))
    y = inner * np.exp(-(radius - edge) / 90) + rise + peaks
    y = carved(x, z, y, ways)
    water = Sculptor()
    if (lake := reach(ground, curves, theta, edge, seed)) is not None:
        y = drowned(y, radius, edge, lake)
        sheet(water, x, y, z, lake)
    y[0] = inner - 0.05
    vertices = np.stack([x, y, z], -1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(rings - 1), np.arange(turns), indexing="ij")
    a = (i * (turns + 1) + j).ravel()
    faces = np.stack([a, a + turns + 1, a + turns + 2, a + 1], 1)
    wintry = style.season == "winter" or style.weather == "snow"
    look = f"{land.look}_winter" if wintry else f"{land.look}_autumn" if style.season == "autumn" else land.look
    sculptor = Sculptor()
    sculptor.faces(vertices, faces, look, soil("meadow", style)[1], uv=vertices[:, [0, 2]])
    quads = vertices[faces]
    levels = [way.level_m for way in ways] + ([lake.level_m] if lake else [])
    dry = quads[:, :, 1].min(1) > max(levels, default=-np.inf) + DRY_M
    if land.trees:
        _stand(sculptor, quads[dry], style, np.random.default_rng([seed, 77]), seed, fine=turns >= 560)
    return sculptor.geometry(), water.geometry()


def _stand(sculptor: Sculptor, quads: Array, style: Style, rng: np.random.Generator, seed: int, *, fine: bool) -> None:
    """Trees on wooded quads (m, 4, 3): firs in tiers, and round crowns of a few clumps."""
    middle = quads.mean(1)
    area = np.linalg.norm(np.cross(quads[:, 1] - quads[:, 0], quads[:, 3] - quads[:, 0]), axis=1)
    wood = woodedness(*(np.ascontiguousarray(middle[:, k], np.float32) for k in (0, 2)), np.full(len(middle), seed, np.uint32))
    away = np.linalg.norm(middle[:, [0, 2]], axis=1)
    here = (away > STANDING_M[0]) & (away < STANDING_M[1]) & (middle[:, 1] < 90)
    wanted = area / TREE_M2 * np.clip((wood - 0.25) * 1.6, 0, 1) * here * (1.0 if fine else 0.4)
    number = np.floor(wanted + rng.random(len(wanted))).astype(int)
    quad = quads[np.repeat(np.arange(len(quads)), number)]
    u, v = rng.random((2, len(quad), 1))
    foot = (quad[:, 0] * (1 - u) + quad[:, 3] * u) * (1 - v) + (quad[:, 1] * (1 - u) + quad[:, 2] * u) * v
    fir = (rng.random(len(foot)) < 0.6) | style.snowy  # what is bare in winter is not seen from so far
    tall = rng.uniform(6, 13, len(foot)) * np.where(fir, 1.15, 0.8) * (1.0 if fine else 1.3)
    shade = rng.uniform(0.6, 1.5, (len(foot), 1)) * np.where(fir[:, None], 0.85, 1.5) * np.asarray(WOODS)
    if style.season == "autumn":
        turned = ~fir & (rng.random(len(foot)) < 0.8)
        shade = np.where(turned[:, None], np.asarray(AUTUMN_WOODS) * rng.uniform(0.8, 1.7, (len(foot), 1)), shade)
    inward = -foot[:, [0, 2]] / np.maximum(np.linalg.norm(foot[:, [0, 2]], axis=1, keepdims=True), 1e-6)
    normal = np.stack([inward[:, 0], np.full(len(foot), 0.6), inward[:, 1]], 1)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    side = np.stack([inward[:, 1], np.zeros(len(foot)), -inward[:, 0]], 1)
    for tier in range(TIERS):
        up = (tier + 0.6) / TIERS
        center = foot[fir] + [0, 1, 0] * (up * tall[fir, None])
        size = np.stack([tall[fir] * (0.23 * (1 - up) + 0.02), np.full(fir.sum(), 0.72 / TIERS) * tall[fir]], 1)
        sculptor.leaves(center, side[fir], normal[fir], size, shade[fir] * (0.7 + 0.6 * up))
    round_ = ~fir
    for clump in range(CLUMPS):
        angle = 2.4 * clump + rng.uniform(0, 0.8, (int(round_.sum()), 1))
        out = 0.22 * np.sqrt((clump + 0.5) / CLUMPS)
        lift = 0.6 + out * np.sin(angle)
        center = foot[round_] + [0, 1, 0] * (lift * tall[round_, None]) + side[round_] * (1.2 * out * np.cos(angle)) * tall[round_, None]
        size = tall[round_, None] * rng.uniform(0.10, 0.17, (len(center), 2))
        sculptor.leaves(center, side[round_], normal[round_], size, shade[round_] * (0.1 + 1.4 * lift))
