"""Coverings that overlap down a slope: tiles, slate, shingles. u runs along the eaves, v up the slope."""

from __future__ import annotations

import numpy as np

from .noise import dice, fbm
from .patch import Look, Patch, line, mix, step, tone, warm


def _overlap(p: Patch, width: float, height: float, arch: float, salt: int, thick: float, spread: float, moss: float) -> Look:
    row = np.floor(p.v / height)
    u = p.u / width + 0.5 * (row % 2) + 0.12 * (dice(row, row * 0, p.seed, salt) - 0.5)
    column = np.floor(u)
    across = (u - column - 0.5).astype(np.float32)
    throw = dice(column, row, p.seed, salt + 1)
    slip = 0.10 * (dice(column, row, p.seed, salt + 2) - 0.5)
    along = (p.v / height - row + slip).astype(np.float32)  # 0 at the lower edge, 1 where the next row covers it
    edge = np.maximum(line((0.5 - np.abs(across)) * width, 0.012, p.pitch), line(along * height, 0.03, p.pitch))
    grain = fbm(p.u * 9, p.v * 9, p.seed, salt + 3, 2)
    old = fbm(p.u * 0.5, p.v * 0.5, p.seed, salt + 4, 4)
    albedo = warm(
        tone(p.base_linear, 1 + spread * (throw - 0.5) + 0.14 * grain + 0.22 * old), 0.16 * (dice(column, row, p.seed, salt + 5) - 0.5)
    )
    albedo = mix(albedo, p.base_linear * 0.22, 0.75 * edge)
    green = step(0.18, 0.6, old) * step(0.5, 0.0, along) * moss
    albedo = mix(albedo, (0.085, 0.10, 0.04), green)
    relief = thick * (1 - along) - arch * thick * 4 * across * across + 0.004 * grain
    return Look(albedo, relief.astype(np.float32), np.full(len(p.uv), 0.8, np.float32))


def tiles(p: Patch) -> Look:
    return _overlap(p, 0.24, 0.30, 0.9, 80, 0.035, 0.62, 0.5)


def slate(p: Patch) -> Look:
    return _overlap(p, 0.30, 0.24, 0.0, 90, 0.018, 0.5, 0.35)


def shingles(p: Patch) -> Look:
    return _overlap(p, 0.16, 0.26, 0.0, 100, 0.022, 0.6, 0.45)


MATERIALS = {"tiles": tiles, "slate": slate, "shingles": shingles}
