"""Soft and worked surfaces: fabric, leather, carpet, metal, ceramic, glass, paint, and `plain` for what a user coloured himself."""

from __future__ import annotations

import numpy as np

from .noise import fbm
from .patch import Look, Patch, step, tone


def _of(p: Patch, value: float) -> np.ndarray:
    return np.full(len(p.uv), value, np.float32)


def plain(p: Patch) -> Look:
    return Look(p.base_linear.astype(np.float32), _of(p, 0), _of(p, 0.8))


def fabric(p: Patch) -> Look:
    fade = np.clip(0.012 / p.pitch, 0, 1)
    weave = (np.sin(p.u * 2 * np.pi / 0.008) * np.sin(p.v * 2 * np.pi / 0.008) * fade).astype(np.float32)
    nap = fbm(p.u * 5, p.v * 5, p.seed, 150, 3)
    return Look(tone(p.base_linear, 1 + 0.07 * nap + 0.1 * weave), 0.0015 * weave + 0.003 * nap, _of(p, 0.97))


def leather(p: Patch) -> Look:
    crease = np.abs(fbm(p.u * 9, p.v * 9, p.seed, 152, 4))
    worn = fbm(p.u * 2, p.v * 2, p.seed, 153, 3)
    return Look(tone(p.base_linear, 0.94 + 0.2 * worn - 0.25 * step(0.06, 0, crease)), -0.002 * step(0.08, 0, crease), _of(p, 0.45))


def carpet(p: Patch) -> Look:
    pile = fbm(p.u * 45, p.v * 45, p.seed, 155, 2)
    tread = fbm(p.u * 2, p.v * 2, p.seed, 156, 3)
    return Look(tone(p.base_linear, 1 + 0.16 * pile + 0.08 * tread), 0.004 * pile, _of(p, 1.0))


def metal(p: Patch) -> Look:
    worn = fbm(p.u * 6, p.v * 6, p.seed, 158, 4)
    return Look(tone(p.base_linear, 0.95 + 0.2 * worn), 0.001 * worn, _of(p, 0.35))


def ceramic(p: Patch) -> Look:
    return Look(tone(p.base_linear, 1 + 0.05 * fbm(p.u * 4, p.v * 4, p.seed, 160, 3)), _of(p, 0), _of(p, 0.2))


def glass(p: Patch) -> Look:
    return Look(p.base_linear.astype(np.float32), _of(p, 0), _of(p, 0.05))


def painting(p: Patch) -> Look:
    brush = fbm(p.u * 28, p.v * 60, p.seed, 162, 2)
    return Look(tone(p.base_linear, 1 + 0.10 * brush), 0.001 * brush, _of(p, 0.6))


MATERIALS = {
    "plain": plain, "voxel": plain, "fabric": fabric, "leather": leather, "carpet": carpet, "metal": metal, "ceramic": ceramic,
    "glass": glass, "water": glass, "painting": painting,
}  # fmt: skip
