"""Far hillsides: meadow and fields, woods as a canopy, rock where steep, snow where high. Scale: crowns of 5 m, fields of 60 m."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .noise import cells, fbm
from .patch import Array, Look, Patch, mix, step, tone, warm

WOODS = (0.022, 0.040, 0.016)
AUTUMN_WOODS = (0.085, 0.055, 0.016)
ROCK, SNOW = (0.20, 0.19, 0.18), (0.62, 0.66, 0.72)
SNOWLINE_M, LOW_SNOWLINE_M = 145.0, 15.0
CROWN_M, FIELD_M = 5.0, 60.0
CANOPY_M = 190.0, 310.0  # woods turn from single trees on a floor into a canopy
GRASSY = 0.62  # blades shade each other: a sward seen from afar is darker than they are


def woodedness(x: Array, z: Array, seed: np.ndarray) -> Array:
    """Share 0..1 of woods at x, z (n,) m."""
    return np.clip(3.0 * fbm(x / 70, z / 70, seed, 5, 4) + 0.35, 0, 1)


def _hills(woods: tuple[float, float, float], snowline_m: float) -> Callable[[Patch], Look]:
    def hills(p: Patch) -> Look:
        x, y, z = (np.ascontiguousarray(p.points[:, i]) for i in range(3))
        wood, steep = woodedness(x, z, p.seed), 1 - p.normals[:, 1]
        rocky = np.clip((y - 95) / 50 + (steep - 0.16) * 8 + 0.6 * fbm(x / 18, z / 18, p.seed, 151, 3), 0, 1)
        wood = step(0.3, 0.62, wood + 0.25 * fbm(x / 9, z / 9, p.seed, 152, 2)) * (1 - rocky)
        f1, f2, plot = cells(x / FIELD_M, z / FIELD_M, p.seed, 153, 0.9)
        farmed = step(0.10, 0.05, steep) * step(70, 40, y)  # who ploughs a slope?
        hedge = step(0.07, 0.03, f2 - f1) * farmed
        meadow = warm(tone(p.base_linear, 1 + 0.25 * fbm(x / 14, z / 14, p.seed, 154, 3)), 0.3 * fbm(x / 45, z / 45, p.seed, 155, 2))
        meadow = warm(tone(meadow, GRASSY + farmed * 0.4 * (plot - 0.5)), farmed * 0.4 * (((plot * 17) % 1) - 0.6) - 0.12)
        near, _, crown = cells(x / CROWN_M, z / CROWN_M, p.seed, 156, 0.9)
        dome = np.clip(1 - near * near * 1.9, 0, 1)
        trees = np.maximum(wood, hedge)
        afar = step(CANOPY_M[0], CANOPY_M[1], np.hypot(x, z))  # nearer, trees stand singly on a floor that shows between them
        leaf = tone(np.broadcast_to(np.asarray(woods, np.float32), p.base_linear.shape), (0.45 + 0.75 * dome) * (0.6 + 0.9 * crown))
        tuft = fbm(x / 3.2, z / 3.2, p.seed, 159, 5, 0.6, pitch=p.pitch / 3.2)
        floor = mix(meadow, woods, 0.35)
        leaf = mix(floor, leaf, afar)
        meadow, leaf = tone(meadow, 1 + 0.35 * tuft), tone(leaf, 1 + 0.35 * tuft * (1 - afar))
        cliff = fbm(x / 16, z / 16, p.seed, 157, 4, w=y / 5)
        albedo = mix(meadow, leaf, trees)
        albedo = mix(albedo, tone(np.broadcast_to(np.asarray(ROCK, np.float32), albedo.shape), 1 + 0.5 * cliff), rocky * (1 - trees))
        white = np.clip((y - snowline_m - 25 * fbm(x / 40, z / 40, p.seed, 158, 4)) / 12 - 3.5 * np.clip(steep - 0.30, 0, 1), 0, 1)
        albedo = mix(albedo, SNOW, white * (1 - 0.7 * trees))
        height = afar * trees * (0.4 + 2.6 * dome * (0.6 + 0.6 * crown)) + 2.5 * rocky * cliff + 0.12 * tuft * (1 - rocky)
        return Look(albedo, height, np.full(len(p.uv), 0.95, np.float32))

    return hills


def desert(p: Patch) -> Look:
    """Sand with tufts where it lies level, banded rock where it rises: reds, ochres and a pale cap."""
    x, y, z = (np.ascontiguousarray(p.points[:, i]) for i in range(3))
    steep = 1 - p.normals[:, 1]
    bed = y + 3.5 * fbm(x / 60, z / 60, p.seed, 170, 3)
    band = fbm(bed / 9, bed * 0, p.seed, 171, 4)
    rock = mix(
        np.broadcast_to(np.asarray((0.36, 0.165, 0.085), np.float32), p.base_linear.shape),
        (0.47, 0.30, 0.18),
        np.clip(0.5 + 1.1 * band, 0, 1),
    )
    crack = fbm(x / 7, z / 7, p.seed, 172, 4, w=y / 16)
    rock = tone(rock, 1 + 0.45 * crack)
    sand = tone(np.broadcast_to(np.asarray((0.50, 0.33, 0.19), np.float32), rock.shape), 1 + 0.18 * fbm(x / 20, z / 20, p.seed, 173, 4))
    tuft = step(0.30, 0.5, fbm(x / 3.2, z / 3.2, p.seed, 174, 3, pitch=p.pitch / 3.2)) * step(0.2, 0.05, steep)
    sand = mix(sand, (0.16, 0.15, 0.075), 0.55 * tuft)
    rocky = np.clip((steep - 0.10) * 7 + 0.5 * crack, 0, 1)
    return Look(mix(sand, rock, rocky), 2.2 * rocky * crack + 0.1 * tuft, np.full(len(p.uv), 0.95, np.float32))


MATERIALS = {
    "desert": desert, "desert_autumn": desert, "desert_winter": desert,
    "hills": _hills(WOODS, SNOWLINE_M), "hills_autumn": _hills(AUTUMN_WOODS, SNOWLINE_M), "hills_winter": _hills(WOODS, LOW_SNOWLINE_M),
}  # fmt: skip
