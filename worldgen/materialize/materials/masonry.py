"""Stone, brick and paving: units laid in courses or cells, with joints, wear and moss."""

from __future__ import annotations

import numpy as np

from .noise import cells, dice, fbm
from .patch import Array, Look, Patch, line, mix, step, tone, warm

MOSS = (0.055, 0.085, 0.025)


def _courses(p: Patch, length: float, height: float, joint: float, vary: float) -> tuple[Array, Array, Array, Array]:
    """Bond of units: (row number, unit number, joint cover, distance from the joint in m)."""
    v = p.v / height
    row = np.floor(v)
    shift = dice(row, row * 0, p.seed, 1) * 0.6 + 0.5 * (row % 2)
    stretch = 1 + vary * (dice(row, row * 0 + 7, p.seed, 2) - 0.5)
    u = p.u / (length * stretch) + shift
    column = np.floor(u)
    wobble = vary * 0.5 * (dice(column, row, p.seed, 3) - 0.5)  # joints between two stones stand where the dice say
    left, right = u - column - wobble, column + 1 + vary * 0.5 * (dice(column + 1, row, p.seed, 3) - 0.5) - u
    column = np.where(left < 0, column - 1, np.where(right < 0, column + 1, column))
    du = np.minimum(np.abs(left), np.abs(right)) * length
    dv = np.minimum(v - row, row + 1 - v) * height
    d = np.minimum(du, dv).astype(np.float32)
    return row, column, line(d, joint, p.pitch), d


def _damp(p: Patch, base: Array, strength: float = 1.0) -> Array:
    """Dirt and moss that rise from the ground and run in patches."""
    n = fbm(p.points[:, 0] * 0.9, p.points[:, 2] * 0.9, p.seed, 40, 3, w=p.points[:, 1].copy() * 0.9)
    low = step(0.9, 0.0, p.v + 0.3 * n) * (np.abs(p.normals[:, 1]) < 0.5)
    base = tone(base, 1 - 0.25 * low * strength)
    return mix(base, MOSS, np.clip(0.55 * low * step(0.0, 0.5, n), 0, 1) * strength)


def stone_courses(p: Patch) -> Look:
    row, column, joint, d = _courses(p, 0.52, 0.27, 0.018, 0.55)
    throw = dice(column, row, p.seed, 4)
    grain = fbm(p.u * 9, p.v * 9, p.seed, 5, 3)
    blotch = fbm(p.u * 2.2, p.v * 2.2, p.seed, 6, 2)
    albedo = warm(tone(p.base_linear, 0.72 + 0.52 * throw + 0.22 * grain + 0.18 * blotch), 0.14 * (dice(column, row, p.seed, 8) - 0.5))
    albedo = _damp(p, mix(albedo, tuple(np.array([0.30, 0.27, 0.23]) * 0.55), 0.75 * joint))
    height = 0.022 * step(0.0, 0.05, d) + 0.012 * grain + 0.01 * (throw - 0.5) - 0.02 * joint
    return Look(albedo, height, np.full(len(p.uv), 0.9, np.float32))


def rubble(p: Patch) -> Look:
    f1, f2, number = cells(p.u * 3.1 + 0.25 * fbm(p.u * 2, p.v * 2, p.seed, 10, 2), p.v * 4.0, p.seed, 11, 0.85)
    gap = (f2 - f1) * 0.28
    joint = line(gap.astype(np.float32), 0.03, p.pitch)
    grain = fbm(p.u * 10, p.v * 10, p.seed, 12, 3)
    albedo = warm(tone(p.base_linear, 0.66 + 0.62 * number + 0.25 * grain), 0.2 * (((number * 17) % 1) - 0.5))
    albedo = _damp(p, mix(albedo, (0.14, 0.125, 0.105), 0.8 * joint))
    return Look(albedo, 0.035 * step(0.0, 0.14, gap) + 0.012 * grain, np.full(len(p.uv), 0.92, np.float32))


def brick(p: Patch) -> Look:
    row, column, joint, d = _courses(p, 0.24, 0.075, 0.012, 0.08)
    throw = dice(column, row, p.seed, 14)
    grain = fbm(p.u * 14, p.v * 14, p.seed, 15, 2)
    albedo = warm(tone(p.base_linear, 0.72 + 0.5 * throw + 0.16 * grain), 0.16 * (dice(column, row, p.seed, 16) - 0.5))
    albedo = _damp(p, mix(albedo, (0.36, 0.33, 0.29), 0.7 * joint), 0.7)
    return Look(albedo, 0.008 * step(0, 0.012, d) + 0.003 * grain, np.full(len(p.uv), 0.88, np.float32))


def pavers(p: Patch) -> Look:
    warp = 0.12 * fbm(p.u * 0.8, p.v * 0.8, p.seed, 17, 2)
    row, column, joint, d = _courses(
        Patch(p.uv + np.stack([warp, warp], 1), p.points, p.normals, p.base_linear, p.seed, p.pitch), 0.62, 0.44, 0.03, 0.5
    )
    throw = dice(column, row, p.seed, 18)
    grain = fbm(p.u * 7, p.v * 7, p.seed, 19, 3)
    albedo = warm(tone(p.base_linear, 0.72 + 0.5 * throw + 0.2 * grain), 0.12 * (throw - 0.5))
    moss = step(-0.1, 0.5, fbm(p.u * 0.6, p.v * 0.6, p.seed, 20, 2))
    albedo = mix(albedo, (0.075, 0.085, 0.035), joint * (0.35 + 0.55 * moss))
    return Look(albedo, 0.02 * step(0, 0.04, d) + 0.008 * grain + 0.01 * (throw - 0.5), np.full(len(p.uv), 0.85, np.float32))


def cobbles(p: Patch) -> Look:
    f1, f2, number = cells(p.u * 5.4, p.v * 5.4, p.seed, 21, 0.55)
    gap = (f2 - f1) * 0.18
    joint = line(gap.astype(np.float32), 0.03, p.pitch)
    patch = fbm(p.u * 0.5, p.v * 0.5, p.seed, 22, 3)
    albedo = warm(tone(p.base_linear, 0.62 + 0.6 * number + 0.2 * patch), 0.12 * (((number * 13) % 1) - 0.5))
    albedo = mix(albedo, (0.07, 0.065, 0.045), 0.75 * joint)
    return Look(albedo, 0.035 * (1 - f1 * 1.3).clip(0), np.full(len(p.uv), 0.8, np.float32))


def marble(p: Patch) -> Look:
    vein = np.abs(fbm(p.points[:, 0] * 2 + 0.6 * p.points[:, 1], p.points[:, 2] * 2, p.seed, 23, 5, w=p.points[:, 1].copy() * 2))
    cloud = fbm(p.u * 1.2, p.v * 1.2, p.seed, 24, 3)
    albedo = tone(p.base_linear, 0.95 + 0.1 * cloud)
    return Look(mix(albedo, p.base_linear * 0.45, 0.7 * step(0.07, 0.0, vein)), 0 * vein, np.full(len(p.uv), 0.25, np.float32))


def concrete(p: Patch) -> Look:
    n = fbm(p.u * 1.3, p.v * 1.3, p.seed, 25, 5)
    pores = step(0.42, 0.6, fbm(p.u * 22, p.v * 22, p.seed, 26, 2))
    return Look(_damp(p, tone(p.base_linear, 1 + 0.22 * n - 0.3 * pores)), -0.004 * pores, np.full(len(p.uv), 0.9, np.float32))


def plaster(p: Patch) -> Look:
    trowel = fbm(p.u * 3.2, p.v * 4.5, p.seed, 27, 4)
    stain = fbm(p.u * 0.55, p.v * 0.3, p.seed, 28, 3)
    crack = step(0.012, 0.0, np.abs(fbm(p.u * 1.1, p.v * 1.1, p.seed, 29, 4))) * step(0.15, 0.5, stain)
    albedo = warm(tone(p.base_linear, 1 + 0.06 * trowel + 0.07 * stain - 0.10 * crack), 0.05 * stain)
    return Look(albedo, 0.006 * trowel, np.full(len(p.uv), 0.93, np.float32))


MATERIALS = {
    "stone_courses": stone_courses, "rubble": rubble, "brick": brick, "pavers": pavers, "cobbles": cobbles,
    "marble": marble, "concrete": concrete, "plaster": plaster,
}  # fmt: skip
