"""Soft surfaces and what is painted or printed on: fabric, leather, carpet, paper, painting; `plain` is for what a user coloured."""

from __future__ import annotations

import numpy as np

from .marks import strewn
from .noise import cells, dice
from .patch import Look, Patch, look, mix, step, tone, warm


def plain(p: Patch) -> Look:
    return look(p, p.base_linear, 0.0, 0.8)


def fabric(p: Patch) -> Look:
    """A plain weave of 8 mm threads, over and under, each of its own thickness; nap and wear."""
    thread, nap = np.float32(1 / 0.008), p.noise(0.2, 150, 5, 0.55)
    seen, fuzz = p.seen(0.008), p.noise(0.02, 151, 3, 0.7)
    worn = p.noise(0.9, 152, 3)
    if np.ndim(seen) == 0:
        return look(p, tone(p.base_linear, 1 + 0.07 * nap + 0.05 * worn), 0.003 * nap, 0.97)
    sway = 0.004 * p.noise(0.10, 153, 2)
    i, j = np.floor((p.u + sway) * thread), np.floor((p.v - sway) * thread)
    x, y = (p.u + sway) * thread - i - 0.5, (p.v - sway) * thread - j - 0.5
    over = (i + j) % 2 > 0  # the warp, along v, is on top
    side, run = np.where(over, x, y), np.where(over, y, x)
    bulge = (1 - 3.2 * side * side) * (1 - 1.6 * run * run) - 0.62
    slub = np.where(over, dice(i, np.floor(p.v / 0.3), p.seed, 154), dice(j, np.floor(p.u / 0.3), p.seed, 155)) - 0.5
    gain = 1 + 0.07 * nap + 0.05 * worn + seen * (0.34 * bulge + 0.22 * slub + 0.04 * np.where(over, 1, -1)) + 0.06 * fuzz
    return look(p, tone(p.base_linear, gain), seen * 0.0016 * bulge + 0.003 * nap + 0.0005 * fuzz, 0.97)


def leather(p: Patch) -> Look:
    """Pebbled grain of 7 mm, creases, and a sheen that has darkened in folds and paled where it is rubbed."""
    warp = 0.25 * p.noise(0.05, 156, 2)
    f1, f2, number = cells(p.u * np.float32(1 / 0.0105) + warp, p.v * np.float32(1 / 0.0105) - warp, p.seed, 157, 0.9)
    seen = p.seen(0.009)
    valley = (step(0.22, 0.0, f2 - f1) - 0.27) * seen
    crease, worn = np.abs(p.noise(1 / 9, 158, 5)), p.noise(1 / 2, 159, 4)
    fold = step(0.06, 0.0, crease) if np.ndim(crease) else np.float32(0.12)
    rubbed = step(0.1, 0.6, worn)
    gain = 0.97 + 0.2 * worn - 0.15 * (fold - 0.1) - 0.38 * valley + 0.10 * (number - 0.5) * seen + 0.12 * rubbed
    albedo = warm(tone(p.base_linear, gain), 0.05 * worn)
    return look(p, albedo, -0.002 * fold - 0.0011 * valley, 0.43 + 0.08 * fold + 0.03 * rubbed)


def carpet(p: Patch) -> Look:
    """Tufts of 8 mm, each leaning its own way, and the tread of feet."""
    pile, tread = p.noise(1 / 45, 160, 3, 0.6), p.noise(0.5, 161, 4)
    f1, f2, number = cells(p.u * np.float32(1 / 0.0085), p.v * np.float32(1 / 0.0085), p.seed, 162, 0.8)
    seen = p.seen(0.0085)
    tuft = (0.41 - f1) * seen
    gain = 1.0 + 0.12 * pile + 0.08 * tread + seen * 0.32 * (number - 0.5) + 0.55 * tuft
    return look(p, warm(tone(p.base_linear, gain), 0.05 * tread), 0.003 * pile + 0.004 * tuft, 1.0)


def paper(p: Patch) -> Look:
    """Laid fibres, cockled a little, foxed with age."""
    pulp, fibre, cockle = p.noise(0.02, 70, 3, 0.7), p.noise((0.035, 0.008), 71, 2), p.noise(0.35, 72, 3)
    fox = strewn(p, 0.30, 0.010, 0.008, 73, share=0.4, vary=0.8).cover * p.spots(0.9, 0.0, 0.5, 74)
    albedo = tone(p.base_linear, 0.99 + 0.035 * pulp + 0.03 * fibre + 0.03 * cockle)
    return look(p, mix(albedo, p.base_linear * np.array([0.80, 0.66, 0.48], np.float32), 0.45 * fox), 0.0004 * fibre + 0.003 * cockle, 0.9)


def painting(p: Patch) -> Look:
    """Oil on canvas: strokes of the brush that change their way, over a weave of 8 mm; crackle too fine to count is left out."""
    turn = 0.5 * p.noise(0.35, 163, 2)
    swept = p.with_uv(p.u + 0.12 * turn, p.v - 0.12 * turn)
    brush, bristle = swept.noise((0.036, 0.017), 164, 2), swept.noise((0.06, 0.007), 165, 2)
    return look(p, tone(p.base_linear, 1 + 0.10 * brush + 0.08 * bristle), 0.001 * brush + 0.0006 * bristle, 0.55)


MATERIALS = {
    "plain": plain, "voxel": plain, "fabric": fabric, "leather": leather, "carpet": carpet, "paper": paper, "painting": painting,
}  # fmt: skip
