"""Stone and brick: units laid in courses or cells, with joints, tool marks, chips, wear and moss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .marks import damp, lichen, stone_face, strewn, tooled
from .noise import cells, dice
from .patch import Array, Look, Patch, Units, Value, line, look, mix, step, tone, warm

MORTAR = (0.185, 0.168, 0.143)


@dataclass(frozen=True)
class Laid(Units):
    """Stones and bricks: how far each place is from the middle of the nearest joint, `d` (n,) m, and where in its unit, about −0.5..0.5
    along u and v."""

    d: Array
    x: Array
    y: Array


def _courses(p: Patch, length: float, height: float, vary: float, round_m: float) -> Laid:
    """Bond of units of `length` × `height` m, drawn out by up to `vary`, with corners rounded by `round_m`."""
    v = p.v * np.float32(1 / height)
    row = np.floor(v)
    shift = dice(row, row * 0, p.seed, 1) * np.float32(0.6) + np.float32(0.5) * (row % 2)
    stretch = 1 + np.float32(vary) * (dice(row, row * 0 + 7, p.seed, 2) - np.float32(0.5))
    u = p.u / (length * stretch) + shift
    column = np.floor(u)
    half = np.float32(vary * 0.5)  # joints between two stones stand where the dice say
    left, right = u - column, column + 1 - u
    left -= half * (dice(column, row, p.seed, 3) - np.float32(0.5))
    right += half * (dice(column + 1, row, p.seed, 3) - np.float32(0.5))
    column = np.where(left < 0, column - 1, np.where(right < 0, column + 1, column))
    du = np.minimum(np.abs(left), np.abs(right)) * np.float32(length)
    dv = np.minimum(v - row, row + 1 - v) * np.float32(height)
    r = np.float32(round_m)
    corner = r - np.hypot(np.maximum(r - du, 0), np.maximum(r - dv, 0))
    d = np.where((du < r) & (dv < r), corner, np.minimum(du, dv))
    return Laid(row, column, d, u - column - np.float32(0.5), v - row - np.float32(0.5))


def _worn(p: Patch, d: Array, wobble_m: float, chip_m: float, salt: int) -> Array:
    """Distance from the joint after edges have crumbled: uneven by `wobble_m`, bitten off by `chip_m` here and there."""
    if not p.close:
        return d
    return d + np.float32(wobble_m) * p.noise(0.09, salt + 1, 4, 0.6) - np.float32(chip_m) * p.spots(0.07, 0.30, 0.55, salt, 3)


def _mortar(p: Patch, salt: int) -> tuple[Value, Value]:
    """Sandy filling: (gain, relief in m)."""
    grit = p.noise(0.012, salt, 2, 0.7)
    return 1 + np.float32(0.25) * grit, np.float32(0.0015) * grit


def stone_courses(p: Patch) -> Look:
    """Stones of about 52 × 27 cm, joints of 18 mm; some tooled, others left as they broke."""
    units = _courses(p, 0.52, 0.27, 0.55, 0.03)
    throw = units.dice(p, 4)
    d = _worn(p, units.d, 0.005, 0.012, 30)
    joint = line(d, 0.018, p.pitch)
    grain, blotch = p.noise(1 / 9, 5, 3), p.noise(0.45, 6, 3)
    gain, relief = stone_face(p, 31)
    dressed = step(0.50, 0.55, units.dice(p, 7))
    strokes = tooled(p, 2.4 * units.dice(p, 9) - 1.2, 34) * dressed
    rim = step(0.025, 0.006, d) * p.seen(0.02)
    albedo = tone(p.base_linear, 0.74 + 0.52 * throw + 0.20 * grain + 0.18 * blotch + (1 - 0.5 * dressed) * gain + 0.16 * strokes)
    albedo = warm(tone(albedo, 1 + 0.10 * rim), 0.14 * (units.dice(p, 8) - 0.5) + 0.06 * blotch)
    sand, sandy = _mortar(p, 36)
    albedo = lichen(p, mix(albedo, tone(np.array([MORTAR], np.float32) * 0.92, sand), 0.75 * joint), 37, strength=0.7)
    albedo = damp(p, albedo, nooks=joint)
    height = 0.022 * step(0.0, 0.05, d) + 0.012 * grain + 0.01 * (throw - 0.5) - 0.02 * joint
    return look(p, albedo, height + (1 - joint) * ((1 - 0.6 * dressed) * relief + 0.0016 * strokes) + joint * sandy, 0.9)


def rubble(p: Patch) -> Look:
    """Stones as they were found, 20 to 35 cm, in wide joints."""
    bend = 0.25 * p.noise(0.5, 10, 2) + 0.06 * p.noise(0.12, 50, 4, 0.6)
    f1, f2, number = cells(p.u * np.float32(3.1) + bend, p.v * np.float32(4.0) + 0.5 * bend, p.seed, 11, 0.85)
    gap = _worn(p, (f2 - f1) * np.float32(0.28), 0.004, 0.014, 51)
    joint = line(gap, 0.03, p.pitch)
    grain, (gain, relief) = p.noise(0.1, 12, 3), stone_face(p, 53)
    bed = p.noise((0.30, 0.025), 56, 3) * step(0.55, 0.6, (number * np.float32(7)) % 1)  # some are slabs of thin beds
    albedo = tone(p.base_linear, 0.68 + 0.62 * number + 0.22 * grain + gain + 0.2 * bed)
    albedo = warm(albedo, 0.2 * ((number * np.float32(17)) % 1 - 0.5))
    sand, sandy = _mortar(p, 57)
    pebble = strewn(p, 0.03, 0.007, 0.005, 58, share=0.5)
    albedo = mix(albedo, tone(np.array([MORTAR], np.float32) * 0.72, sand + 0.35 * (pebble.cover - 0.07)), 0.8 * joint)
    albedo = damp(p, lichen(p, albedo, 59, strength=0.8), nooks=joint)
    height = 0.035 * step(0.0, 0.14, gap) + 0.012 * grain + (1 - joint) * (relief + 0.003 * bed) + joint * (sandy + 0.002 * pebble.dome)
    return look(p, albedo, height, 0.92)


def brick(p: Patch) -> Look:
    """Bricks of 24 × 7.5 cm with the joint, sanded faces, fired unevenly; joints of 12 mm."""
    units = _courses(p, 0.24, 0.075, 0.08, 0.012)
    throw, seen = units.dice(p, 14), p.seen(0.075)
    d = _worn(p, units.d, 0.0022, 0.006, 70)
    joint = line(d, 0.012, p.pitch)
    grain, drag = p.noise(1 / 14, 15, 3, 0.6), p.noise((0.06, 0.008), 72, 2)
    sand, pit = p.noise(0.009, 73, 2, 0.7), p.spots(0.020, 0.40, 0.62, 74)
    burnt = p.spots(0.22, 0.15, 0.6, 75, 3) * step(0.35, 0.8, units.dice(p, 17))
    fresh = step(0.014, 0.004, units.d) * p.spots(0.07, 0.30, 0.55, 70, 3) * p.seen(0.02)  # where a corner broke off
    bloom = p.spots(0.6, 0.15, 0.7, 76, 4)  # salts that dried out of the wall
    gain = 0.74 + 0.5 * seen * (throw - 0.5) + 0.25 + 0.20 * grain + 0.10 * drag + 0.12 * sand - 0.35 * (pit - 0.07)
    albedo = warm(tone(p.base_linear, gain - 0.35 * (burnt - 0.06) + 0.3 * fresh), seen * 0.16 * (units.dice(p, 16) - 0.5))
    albedo = mix(albedo, (0.42, 0.39, 0.36), 0.12 * bloom)
    filling, sandy = _mortar(p, 77)
    albedo = damp(p, mix(albedo, tone(np.array([[0.36, 0.33, 0.29]], np.float32), filling), 0.7 * joint), 0.7, nooks=joint)
    height = 0.008 * step(0, 0.012, d) + 0.0022 * grain + 0.0011 * drag + 0.0008 * sand - 0.003 * pit + 0.003 * (units.dice(p, 18) - 0.5)
    return look(p, albedo, height * (1 - 0.5 * joint) + joint * sandy, 0.88)


def _broken(p: Patch, units: Units, length: float, height: float) -> Array:
    """Distance in m from the crack that runs across one unit in eight, whichever way; far off in the others."""
    angle = np.float32(np.pi) * units.dice(p, 61)
    bend = np.float32(0.1) * p.noise(0.30, 46, 4, 0.6)
    away = np.abs(units.x * np.float32(length) * np.sin(angle) + units.y * np.float32(height) * np.cos(angle) + bend)
    return np.where(units.dice(p, 45) < np.float32(1 / 8), away, np.float32(1))


def pavers(p: Patch) -> Look:
    """Worn flags of about 62 × 44 cm; earth, moss and grit in joints of 3 cm; some have cracked across."""
    warp = 0.12 * p.noise(1.25, 17, 2)
    units = _courses(p.with_uv(p.u + warp, p.v + warp), 0.62, 0.44, 0.5, 0.05)
    throw = units.dice(p, 18)
    d = _worn(p, units.d, 0.006, 0.014, 47)
    if p.close:
        d = np.minimum(d, _broken(p, units, 0.62, 0.44) + np.float32(0.011))
    joint = line(d, 0.03, p.pitch)
    grain, (gain, relief) = p.noise(1 / 7, 19, 3), stone_face(p, 60)
    trodden = step(0.02, 0.16, d)  # the middle is smooth, and lighter
    albedo = tone(p.base_linear, 0.73 + 0.5 * throw + 0.16 * grain + (1 - 0.45 * trodden) * gain + 0.08 * (trodden - 0.6))
    albedo = warm(albedo, 0.12 * (throw - 0.5))
    moss = step(-0.1, 0.5, p.noise(1 / 0.6, 20, 2) + 0.4 * p.noise(0.06, 63, 2))
    grit, tuft = strewn(p, 0.022, 0.006, 0.0045, 64, share=0.7), p.noise(0.014, 65, 3, 0.7)
    fill = mix(np.array([[0.10, 0.078, 0.052]], np.float32), (0.070, 0.095, 0.030), moss)
    fill = tone(mix(fill, (0.20, 0.18, 0.15), 0.6 * (1 - moss) * grit.cover), 0.95 + 0.45 * tuft)
    albedo = mix(lichen(p, albedo, 66, strength=0.55), fill, joint * (0.45 + 0.45 * moss))
    height = 0.02 * step(0, 0.04, d) - 0.015 + 0.006 * grain + 0.01 * (throw - 0.5) + (1 - joint) * (1 - 0.5 * trodden) * relief
    return look(p, albedo, height + joint * (0.003 * tuft + 0.003 * grit.dome + 0.006 * moss * p.seen(0.03)), 0.85)


COBBLES_M1, COBBLES_SALT, COBBLES_JITTER = 5.4, 21, 0.55  # of their cells: how many a metre, noise, how far off a lattice


def cobbles(p: Patch) -> Look:
    """Rounded stones of about 18 cm, polished on top, in gritty earth."""
    bend = 0.05 * p.noise(0.1, 48, 3, 0.6)
    f1, f2, number = cells(p.u * np.float32(COBBLES_M1) + bend, p.v * np.float32(COBBLES_M1) - bend, p.seed, COBBLES_SALT, COBBLES_JITTER)
    gap = (f2 - f1) * np.float32(0.18)
    joint = line(_worn(p, gap, 0.003, 0.005, 49), 0.03, p.pitch)
    patch, (gain, relief) = p.noise(2.0, 22, 3), stone_face(p, 67)
    polish = step(0.05, 0.45, 1 - f1 * 1.7)
    albedo = tone(p.base_linear, 0.68 + 0.6 * number + 0.2 * patch + (1 - 0.5 * polish) * gain + 0.10 * (polish - 0.45))
    albedo = warm(albedo, 0.12 * ((number * np.float32(13)) % 1 - 0.5))
    grit = strewn(p, 0.02, 0.006, 0.0045, 68, share=0.7)
    green = p.spots(0.5, 0.1, 0.6, 69, 3)
    fill = mix(np.array([[0.07, 0.062, 0.045]], np.float32), (0.055, 0.075, 0.025), green)
    albedo = mix(albedo, mix(fill, (0.19, 0.17, 0.14), 0.55 * grit.cover), 0.8 * joint)
    dome = 0.035 * (1 - f1 * 1.3).clip(0) - 0.018
    return look(p, albedo, dome + (1 - 0.6 * polish) * relief * (1 - joint) + 0.003 * joint * grit.dome, 0.85 - 0.2 * polish)


def ashlar(p: Patch) -> Look:
    """The face of one dressed block: bedding, grain, pits and worn tooling, rain's dark streaks, lichen, moss on what faces up."""
    bed = p.noise3(0.9, 240, 3, tall=0.25)
    grain = p.noise3(0.06, 241, 4)
    chisel = p.noise((0.30, 0.012), 242, 2) * step(-0.1, 0.5, p.noise3(0.7, 243, 2))
    pit = p.spots(0.022, 0.42, 0.62, 244) * p.seen(0.02)
    gain, relief = stone_face(p, 245)
    rain = step(0.05, 0.6, p.noise((0.16, 1.6), 246, 3)) * p.upright
    up = step(0.2, 0.8, p.normals[:, 1])
    mossy = step(0.2, 0.55, p.noise3(0.45, 247, 3) + 0.2 * p.noise3(0.05, 248, 2)) * up
    albedo = warm(tone(p.base_linear, 0.98 + 0.14 * bed + 0.16 * grain + 0.05 * chisel + 0.6 * gain - 0.22 * rain), 0.10 * bed)
    albedo = lichen(p, mix(albedo, albedo * 0.55, 0.6 * pit), 249, strength=0.8)
    albedo = mix(albedo, tone(np.array([[0.085, 0.10, 0.042]], np.float32), 1 + 0.4 * p.noise(0.012, 250, 2)), 0.7 * mossy)
    return look(p, albedo, 0.006 * bed + 0.004 * grain + 0.0015 * chisel - 0.004 * pit + 0.5 * relief + 0.004 * mossy, 0.9)


MATERIALS = {"ashlar": ashlar, "stone_courses": stone_courses, "rubble": rubble, "brick": brick, "pavers": pavers, "cobbles": cobbles}
