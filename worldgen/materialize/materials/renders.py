"""What is spread, cast or polished: plaster, concrete, asphalt, marble."""

from __future__ import annotations

import numpy as np

from .marks import cracks, damp, strewn
from .noise import dice
from .patch import Look, Patch, line, look, mix, step, tone, warm


def plaster(p: Patch) -> Look:
    """Lime put on by hand: sweeps of the trowel a forearm long, sand of 5 mm and finer, hairlines, places where a skin has come off."""
    sweep = p.noise(0.8, 26, 2)
    swept = p.with_uv(p.u + 0.35 * sweep, p.v - 0.35 * sweep)
    trowel, stain = p.noise((0.31, 0.22), 27, 4), p.noise((1.8, 3.3), 28, 3)
    ridge = swept.noise((0.30, 0.035), 200, 3, 0.55)
    sand, pore = p.noise(0.010, 201, 2, 0.8), p.spots(0.017, 0.58, 0.75, 202)
    hairline = cracks(p, 0.55, 0.0022, 203) * step(0.0, 0.35, stain)
    bare = p.spots(0.35, 0.60, 0.64, 205, 5)  # sandier and darker, a few mm deep
    foot = step(0.35, 0.0, p.v + 0.12 * trowel) * p.upright
    gain = 1.01 + 0.055 * trowel + 0.07 * stain + 0.020 * ridge + 0.06 * sand - 0.20 * (pore - 0.01) - 0.45 * hairline - 0.09 * foot
    albedo = warm(tone(p.base_linear, gain), 0.05 * stain + 0.03 * foot)
    albedo = mix(albedo, tone(p.base_linear * np.array([0.80, 0.73, 0.64], np.float32), 1 + 0.25 * sand), 0.8 * bare)
    height = 0.006 * trowel + 0.0005 * ridge + (0.0005 + 0.0008 * bare) * sand - 0.0015 * pore - 0.002 * hairline - 0.003 * bare
    return look(p, albedo, height, 0.93)


def painted(p: Patch) -> Look:
    """Walls and ceilings of rooms: even plaster under paint, the nap of a roller of 1 cm, the trowel's sweep felt more than seen."""
    trowel, nap, stain = p.noise((0.31, 0.22), 27, 3), p.noise(0.010, 201, 2, 0.8), p.noise((1.8, 3.3), 28, 2)
    gain = 1.0 + 0.012 * trowel + 0.025 * stain + 0.03 * nap
    return look(p, warm(tone(p.base_linear, gain), 0.02 * stain), 0.003 * trowel + 0.0006 * nap, 0.93)


def concrete(p: Patch) -> Look:
    """On walls cast against boards of 14 cm, whose grain and lips it kept, with holes of the ties; pores of 1 cm, rain, hairlines."""
    n, fine = p.noise(1 / 1.3, 25, 6), p.noise(0.02, 210, 3, 0.7)
    pore = strewn(p, 0.045, 0.008, 0.007, 211, share=0.5, vary=0.75)
    row = np.floor(p.v * np.float32(1 / 0.14))
    inside = (p.v * np.float32(1 / 0.14) - row) * np.float32(0.14)
    throw = dice(row, row * 0, p.seed, 212)
    lip = line(np.minimum(inside, np.float32(0.14) - inside), 0.004, p.pitch) * p.upright
    wood = p.noise((0.5, 0.012), 213, 3) * p.upright
    tie = np.hypot((p.u % np.float32(1.2)) - np.float32(0.6), (p.v % np.float32(1.12)) - np.float32(0.49))
    hole = np.clip((np.float32(0.013) - tie) / p.pitch + 0.5, 0, 1) * p.seen(0.026) * p.upright
    line_ = cracks(p, 0.9, 0.002, 214) * p.spots(1.2, 0.0, 0.4, 216)
    gain = 1.04 + 0.22 * n + 0.08 * fine + 0.05 * wood - 0.45 * (pore.dome - 0) - 0.3 * lip - 0.5 * line_
    gain = gain + 0.10 * (throw - 0.5) * p.upright * p.seen(0.14)
    albedo = damp(p, mix(tone(p.base_linear, gain), p.base_linear * 0.25, 0.85 * hole))
    height = (
        0.0006 * fine + 0.0007 * wood - 0.005 * pore.dome + 0.002 * lip - 0.006 * hole - 0.002 * line_ + 0.003 * (throw - 0.5) * p.upright
    )
    return look(p, albedo, height, 0.9)


def asphalt(p: Patch) -> Look:
    """Chippings of 5 to 14 mm in bitumen, polished by wheels, with cracks."""
    cloud = p.noise(2.5, 143, 4)
    stone, small = strewn(p, 0.019, 0.008, 0.0062, 142, vary=0.5), strewn(p, 0.009, 0.004, 0.0034, 144)
    binder = p.noise(0.012, 145, 2, 0.7)
    gain = 0.80 + 0.15 * cloud + 0.20 * binder + 0.55 * stone.cover * (0.35 + 1.3 * stone.number) + 0.25 * small.cover * small.number
    crack = cracks(p, 1.1, 0.005, 146) * p.spots(1.5, 0.0, 0.4, 148)
    albedo = warm(tone(p.base_linear, gain - 0.22), 0.15 * stone.cover * (stone.number - 0.5))
    albedo = mix(albedo, (0.02, 0.019, 0.018), 0.8 * crack)
    return look(p, albedo, 0.0035 * stone.dome + 0.0015 * small.dome + 0.001 * binder - 0.006 * crack, 0.9)


def marble(p: Patch) -> Look:
    """Clouds, and veins from a hand to a hair wide; polished, with faint scratches."""
    cloud, crystal = p.noise(1 / 1.2, 24, 4), p.noise(0.010, 220, 2, 0.7)
    vein = np.abs(p.noise3(0.5, 23, 5) + 0.25 * p.noise3(0.7, 221, 3))
    fine = np.abs(p.noise3(0.28, 222, 5) + 0.2 * cloud)
    scratch = strewn(p, 0.16, 0.11, 0.0012, 223, share=0.5).cover * p.seen(0.0028)
    shade = (
        0.7 * step(0.05, 0.0, vein) * (0.6 + 0.4 * p.noise(0.3, 224, 2))
        + 0.2 * step(0.25, 0.0, vein)
        + 0.3 * step(0.014, 0.0, fine) * p.seen(0.01)
    )
    albedo = tone(p.base_linear, 1.03 + 0.1 * cloud + 0.03 * crystal + 0.05 * scratch)
    return look(p, mix(albedo, warm(p.base_linear * np.float32(0.45), 0.06 * cloud), np.clip(shade, 0, 0.85)), 0.0, 0.22 + 0.05 * crystal)


MATERIALS = {"plaster": plaster, "painted": painted, "concrete": concrete, "asphalt": asphalt, "marble": marble}
