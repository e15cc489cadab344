"""Small things and marks that several materials share: what lies strewn about, cracks, the face of a stone, dirt and growth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .noise import cells, fbm, scatter
from .patch import Array, Patch, Value, line, mix, step, tone

MOSS, LICHEN, OCHRE, HUMUS = (0.055, 0.085, 0.025), (0.24, 0.25, 0.18), (0.30, 0.20, 0.06), (0.035, 0.027, 0.018)


@dataclass(frozen=True)
class Strewn:
    """Small bodies on a surface: `cover` 0..1, its mean where splats are too wide to show them · `along`, `across` −1..1 the uppermost
    one · `number` 0..1 its own, 0.5 where none · `dome` 0..1 how high it stands here, 0 unless seen."""

    cover: Value
    along: Value
    across: Value
    number: Value
    dome: Value


def strewn(
    p: Patch, every_m: float, long_m: float, slim_m: float, salt: int, *, share: float = 1.0, vary: float = 0.5, turn: float = 1.0,
    leaf: bool = False,
) -> Strewn:  # fmt: skip
    """Ellipses of half axes `long_m` ≤ `every_m` and `slim_m`, about one every `every_m`; `leaf` makes them pointed."""
    shape = (2 / 3 if leaf else np.pi / 4) * 4 * long_m * slim_m / every_m**2
    mean = np.float32(1 - np.exp(-share * shape * (1 - vary + vary * vary / 3)))
    seen = p.seen(2 * slim_m)
    zero, half = np.float32(0), np.float32(0.5)
    if np.ndim(seen) == 0:
        return Strewn(mean, zero, zero, half, zero)
    f = np.float32(1 / every_m)
    along, across, number = scatter(
        p.u * f,
        p.v * f,
        p.seed,
        salt,
        share=share,
        long=long_m / every_m,
        slim=slim_m / every_m,
        vary=vary,
        turn=turn,
        skip=np.asarray(seen <= 0),
    )
    r = along * along + np.abs(across) if leaf else np.sqrt(along * along + across * across)
    there = number >= 0
    edge = np.clip((1 - r) * (np.float32(slim_m / 0.35) / p.pitch), 0, 1) * there
    cover = mean + (edge - mean) * seen
    return Strewn(cover, along, across, np.where(there, number, half), edge * seen * np.sqrt(np.clip(1 - r * r, 0, 1)))


def cracks(p: Patch, every_m: float, width_m: float, salt: int) -> Value:
    """Share 0..1 of hairlines that part a surface into pieces; 0 where they are too fine to tell from the rest."""
    seen = p.seen(2.5 * width_m)
    if np.ndim(seen) == 0:
        return np.float32(0)
    f = np.float32(1 / every_m)
    bend = p.noise(0.5 * every_m, salt, 3, 0.6) * np.float32(0.22)
    f1, f2, _ = cells(p.u * f + bend, p.v * f - bend, p.seed, salt + 1, 1.0)
    return line((f2 - f1) * np.float32(0.5 * every_m), width_m, p.pitch) * seen


def stone_face(p: Patch, salt: int) -> tuple[Value, Value]:
    """Broken stone between its joints: (change of tone, relief in m): grain from 6 cm to 3 mm, pits of 1–2 cm, crystals."""
    if not p.close:
        return np.float32(0), np.float32(0)
    grain = p.noise(0.06, salt, 5, 0.62)
    pit = p.spots(0.018, 0.38, 0.62, salt + 1)
    speck = p.noise(0.008, salt + 2, 1)
    return np.float32(0.26) * grain - np.float32(0.24) * (pit - PITS) + np.float32(0.10) * speck, np.float32(0.006) * grain - 0.003 * pit


PITS = 0.08  # mean share of `stone_face`'s pits


def tooled(p: Patch, angle: Array, salt: int) -> Value:
    """Strokes −1..1 of a chisel, 13 mm apart and a hand long, across a stone at its own angle (n,)."""
    if p.finest > 0.011:
        return np.float32(0)
    cos, sin = np.cos(angle), np.sin(angle)
    f = np.float32(1 / 0.013)
    return fbm((p.u * cos + p.v * sin) * np.float32(8), (p.v * cos - p.u * sin) * f, p.seed, salt, 2, pitch=p.pitch * f)


def lichen(p: Patch, base: Array, salt: int, *, strength: float = 1.0) -> Array:
    """Pale and a few ochre crusts of 2 to 5 cm, in colonies."""
    colony = p.spots(0.9, 0.05, 0.5, salt, 3) if p.close else np.float32(0.25)
    crust = strewn(p, 0.085, 0.030, 0.024, salt + 1, share=0.35, vary=0.7)
    ragged = crust.cover * np.float32(0.8)
    if np.ndim(crust.dome):
        body = step(0.12, 0.40, crust.dome * crust.dome + np.float32(0.5) * p.noise(0.03, salt + 2, 3, 0.65) * (crust.dome > 0))
        ragged = ragged + (body - ragged) * p.seen(0.048)
    ochre = np.asarray(step(0.80, 0.82, crust.number), np.float32)[..., None]
    return mix(base, np.array(LICHEN, np.float32) + (np.array(OCHRE, np.float32) - np.array(LICHEN, np.float32)) * ochre,
               np.float32(0.75 * strength) * ragged * colony)  # fmt: skip


def damp(p: Patch, base: Array, strength: float = 1.0, nooks: Value | float = 0.0) -> Array:
    """Dirt and moss that rise from the ground, thickest in `nooks` 0..1, and streaks that rain leaves."""
    n = p.noise3(1 / 0.9, 40, 3)
    low = step(0.9, 0.0, p.v + np.float32(0.3) * n) * p.upright
    base = tone(base, 1 - np.float32(0.25 * strength) * low)
    if p.close:
        streak = p.spots(0.5, 0.1, 0.6, 41) * p.noise((0.05, 1.6), 42, 3) * p.upright
        base = tone(base, 1 + np.float32(0.22 * strength) * np.minimum(streak, 0))
    ragged = n + np.float32(0.5) * p.noise(0.05, 43, 3, 0.6)
    grown = np.clip(0.55 * low * step(0.0, 0.5, ragged) + 0.6 * nooks * step(1.6, 0.1, p.v) * p.upright * step(-0.15, 0.3, ragged), 0, 1)
    return mix(base, np.asarray(MOSS, np.float32) * (1 + np.float32(0.5) * np.asarray(p.noise(0.012, 44, 2), np.float32)[..., None]),
               grown * np.float32(strength))  # fmt: skip
