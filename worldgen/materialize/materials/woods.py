"""Wood in its forms: sawn planks, beams, bark, wicker."""

from __future__ import annotations

import numpy as np

from .marks import lichen
from .noise import dice, fbm, scatter
from .patch import Array, Look, Patch, Value, line, look, mix, step, tone, warm


def _grain(p: Patch, a: Array, b: Array, salt: int) -> tuple[Value, Value, Value]:
    """Wood cut lengthwise along `a` m, `b` m across it: (tone, relief −1..1, knots 0..1). Rings are cut every 1 to 3 cm, run round knots,
    and hold fibres of a few mm."""
    f = np.float32(1)
    warp = f * 0.5 * fbm(a * (f * 0.7), b * (f * 3), p.seed, salt, 2, pitch=p.pitch * f * 3)
    streak = fbm(a * (f * 1.4) + warp, b * (f * 34) + 3 * warp, p.seed, salt + 1, 3, pitch=p.pitch * (f * 14))
    seen = p.seen(0.022)
    if np.ndim(seen) == 0:
        return f * 0.8 * streak, f * 0.5 * streak, f * 0
    about, side, number = scatter(
        a * (f / 0.62), b * (f / 0.16), p.seed, salt + 2, share=0.30, long=0.95, slim=0.30, vary=0.4, turn=0.0, skip=seen <= 0
    )  # the places that knots turn the rings in are far larger than they are
    near = np.where(number >= 0, np.clip(1 - about * about - side * side, 0, 1), 0)
    core = np.hypot(about * (f * 7), side * (f * 3)) + 0.25 * streak
    knot = np.where(number >= 0, step(1.0, 0.8, core), 0)
    rim = knot * step(0.55, 0.95, core)
    sway = fbm(a * (f / 2.2), b * (f / 0.09), p.seed, salt + 3, 3, pitch=p.pitch * (f / 0.09))
    ring = b * (f / 0.019) + 2.4 * sway + 2.6 * near * near * np.sign(side)
    ring = np.where(knot > 0.5, 3 * core, ring)
    ring = ring - np.floor(ring)
    late = (step(0.35, 0.92, ring) * step(1.0, 0.94, ring) - f * 0.36) * seen  # pale in spring, darker to the year's end
    fibre = fbm(a * (f / 0.14), b * (f / 0.007), p.seed, salt + 4, 2, pitch=p.pitch * (f / 0.007))
    dark = (0.75 * knot + 0.7 * rim) * seen
    return 0.7 * streak - 0.75 * late + 0.40 * fibre - dark + 0.03 * seen, 0.4 * streak + 0.5 * late + 0.5 * fibre, knot * seen


def planks(p: Patch) -> Look:
    """Boards 16 cm wide along u, with staggered ends, nails and worn arrises."""
    width, length = np.float32(0.16), np.float32(1.9)
    row = np.floor(p.v / width)
    u = p.u / length + dice(row, row * 0, p.seed, 50)
    board = np.floor(u)
    throw = dice(board, row, p.seed, 51)
    dv = np.minimum(p.v / width - row, row + 1 - p.v / width) * width
    du = np.minimum(u - board, board + 1 - u) * length
    worn = 0.0012 * p.noise((0.15, 0.03), 49, 3, 0.6)
    joint = np.maximum(line(dv + worn, 0.006, p.pitch), line(du + worn, 0.005, p.pitch))
    g, relief, _ = _grain(p, p.u + 7 * throw, p.v + 3 * throw, 52)
    arris = step(0.014, 0.004, np.minimum(dv, du)) * p.seen(0.016) * (0.6 + 0.4 * p.noise(0.12, 59, 2))
    wear = p.noise(1 / 0.7, 55, 3)
    gain = 0.8 + 0.4 * throw + 0.32 * g + 0.1 * wear + 0.14 * (arris - 0.1 * p.seen(0.016))
    albedo = warm(tone(p.base_linear, gain), 0.1 * (throw - 0.5) - 0.05 * wear)
    nail, rust = _nails(p, u - board, du, dv, float(length))
    albedo = mix(mix(albedo, albedo * np.array([0.62, 0.52, 0.45], np.float32), 0.7 * rust), (0.07, 0.062, 0.055), 0.9 * nail)
    albedo = mix(albedo, albedo * 0.25, 0.85 * joint)
    height = 0.0011 * relief - 0.004 * joint - 0.001 * arris + 0.0012 * (throw - 0.5) - 0.0008 * nail
    return look(p, albedo, height, 0.5)


def _nails(p: Patch, inside: Array, du: Array, dv: Array, length: float) -> tuple[Value, Value]:
    """Two heads of 9 mm at each end of a board and at each third of it; and the stain that they bleed along the grain."""
    seen = p.seen(0.012)
    if np.ndim(seen) == 0:
        return np.float32(0), np.float32(0)
    third = np.abs(inside * 3 - np.round(inside * 3)) * np.float32(length / 3)
    along = np.where(du < 0.3, np.abs(du - np.float32(0.035)), third)
    r = np.hypot(along, dv - np.float32(0.035))
    stain = step(1.0, 0.2, np.hypot(along / np.float32(0.055), (dv - np.float32(0.035)) / np.float32(0.011)))
    return np.clip((np.float32(0.0045) - r) / p.pitch + 0.5, 0, 1) * seen, stain * seen


def timber(p: Patch) -> Look:
    """One piece, whose grain runs up walls and along u elsewhere; long drying checks."""
    up = p.upright > 0
    a, b = np.where(up, p.v, p.u), np.where(up, p.u, p.v)
    g, relief, knot = _grain(p, a, b, 56)
    blotch = p.noise(1 / 1.7, 58, 2)
    along = p.with_uv(a, b)
    check = along.spots(0.9, 0.0, 0.5, 177) * line(np.abs(along.noise((0.5, 0.05), 178, 3)) * np.float32(0.016), 0.0025, p.pitch)
    check = check * p.seen(0.006) * (1 - knot)
    albedo = warm(tone(p.base_linear, 0.97 + 0.03 * p.seen(0.006) + 0.30 * g + 0.14 * blotch - 0.6 * check), 0.05 * blotch)
    return look(p, albedo, 0.0016 * relief - 0.003 * check, 0.6)


def bark(p: Patch) -> Look:
    """Furrows along v between plates, cracked across; lichen. A pale base (birch) has dark cross marks and thin curls instead."""
    pale = step(0.25, 0.45, p.base_linear.mean(1))
    ridge = p.noise((1 / 16, 1 / 2.6), 60, 3)
    furrow = np.abs(p.noise((0.045, 0.28), 180, 3, 0.55))
    plate = step(0.0, 0.28, furrow) - 0.72 * p.seen(0.03)
    across = p.noise((0.05, 0.018), 181, 2) * p.seen(0.018)
    scale, flake = p.noise(0.02, 182, 3, 0.65), p.noise((0.14, 0.014), 183, 2)
    rough = tone(p.base_linear, 0.88 + 0.30 * ridge + 0.45 * plate * p.seen(0.03) + 0.14 * across + 0.22 * scale)
    rough = mix(lichen(p, rough, 184, strength=0.7), (0.10, 0.115, 0.06), 0.45 * step(0.2, 0.55, p.noise3(1 / 3, 64, 3)))
    mark = p.spots(0.25, 0.34, 0.5, 185) if np.all(pale == 0) else step(0.30, 0.5, p.noise((0.4, 1 / 11), 62, 3))
    birch = mix(tone(p.base_linear, 0.97 + 0.08 * ridge + 0.10 * flake + 0.05 * scale), (0.03, 0.026, 0.022), 0.85 * mark)
    deep = 0.012 * ridge + 0.010 * plate * p.seen(0.03) + 0.002 * across + 0.0025 * scale
    return look(p, mix(rough, birch, pale), deep * (1 - pale) + pale * (0.004 * ridge + 0.001 * flake - 0.002 * mark), 0.95)


def wicker(p: Patch) -> Look:
    """Rods of 11 mm in and out of stakes 36 mm apart."""
    stake, rod = np.float32(0.036), np.float32(0.011)
    row = np.floor(p.v / rod)
    column = np.floor(p.u / stake)
    seen, throw = p.seen(0.011), dice(row, np.floor(p.u / np.float32(0.5)), p.seed, 186)
    bulge = np.cos((p.u / stake - column - np.float32(0.5)) * np.float32(np.pi)) * np.where((row + column) % 2 > 0, 1, -1)
    inside = (p.v / rod - row - np.float32(0.5)) * 2
    round_ = np.sqrt(np.clip(1 - inside * inside, 0, 1))
    front = (0.5 + 0.5 * bulge) * round_
    gain = 0.95 + 0.35 * (throw - 0.5) * seen + 0.75 * (front - 0.4) * seen + 0.12 * p.noise((0.08, 0.006), 187, 2)
    return look(p, tone(p.base_linear, gain), 0.0045 * (front - 0.4) * seen, 0.8)


MATERIALS = {"planks": planks, "timber": timber, "bark": bark, "wicker": wicker}
