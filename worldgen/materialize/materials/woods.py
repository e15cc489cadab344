"""Wood in its forms: sawn planks, beams, bark, wicker."""

from __future__ import annotations

import numpy as np

from .noise import cells, dice, fbm
from .patch import Array, Look, Patch, line, mix, step, tone, warm


def _grain(u: Array, v: Array, p: Patch, salt: int) -> Array:
    """Rings cut lengthwise along u: streaks −1..1."""
    warp = 0.5 * fbm(u * 0.7, v * 3, p.seed, salt, 2)
    fade = np.clip(0.03 / np.maximum(p.pitch, 1e-4), 0.25, 1)
    return (fbm(u * 1.4 + warp, v * 34 + 3 * warp, p.seed, salt + 1, 3) * fade).astype(np.float32)


def planks(p: Patch) -> Look:
    """Boards 16 cm wide along u, staggered ends, nail heads left out: they are smaller than any splat here."""
    width, length = 0.16, 1.9
    row = np.floor(p.v / width)
    u = p.u / length + dice(row, row * 0, p.seed, 50)
    board = np.floor(u)
    throw = dice(board, row, p.seed, 51)
    dv = (np.minimum(p.v / width - row, row + 1 - p.v / width) * width).astype(np.float32)
    du = (np.minimum(u - board, board + 1 - u) * length).astype(np.float32)
    joint = np.maximum(line(dv, 0.006, p.pitch), line(du, 0.005, p.pitch))
    g = _grain(p.u + 7 * throw, p.v, p, 52)
    albedo = warm(tone(p.base_linear, 0.8 + 0.4 * throw + 0.3 * g), 0.1 * (throw - 0.5))
    wear = fbm(p.u * 0.7, p.v * 0.7, p.seed, 55, 3)
    albedo = mix(tone(albedo, 1 + 0.1 * wear), albedo * 0.25, 0.85 * joint)
    return Look(albedo, 0.002 * g - 0.004 * joint, np.full(len(p.uv), 0.5, np.float32))


def timber(p: Patch) -> Look:
    """One piece, grain along whichever of u and v the patch is longer is not known here, so it follows v on walls and u elsewhere."""
    up = np.abs(p.normals[:, 1]) < 0.5
    g = np.where(up, _grain(p.v, p.u, p, 56), _grain(p.u, p.v, p, 56))
    blotch = fbm(p.u * 1.7, p.v * 1.7, p.seed, 58, 2)
    albedo = warm(tone(p.base_linear, 0.95 + 0.34 * g + 0.14 * blotch), 0.05 * blotch)
    return Look(albedo, 0.003 * g, np.full(len(p.uv), 0.6, np.float32))


def bark(p: Patch) -> Look:
    """Furrows along v; a pale base (birch) gets dark cross marks instead."""
    pale = step(0.25, 0.45, p.base_linear.mean(1))
    ridge = fbm(p.u * 16, p.v * 2.6, p.seed, 60, 3)
    mark = step(0.30, 0.5, fbm(p.u * 2.5, p.v * 11, p.seed, 62, 2))
    lichen = step(0.2, 0.55, fbm(p.points[:, 0] * 3, p.points[:, 2] * 3, p.seed, 64, 3, w=p.points[:, 1].copy() * 3))
    rough = tone(p.base_linear, 0.85 + 0.55 * ridge)
    rough = mix(rough, (0.10, 0.115, 0.06), 0.45 * lichen)
    birch = mix(tone(p.base_linear, 0.95 + 0.1 * ridge), (0.03, 0.026, 0.022), 0.85 * mark)
    return Look(mix(rough, birch, pale), 0.02 * ridge * (1 - 0.8 * pale), np.full(len(p.uv), 0.95, np.float32))


def wicker(p: Patch) -> Look:
    a, b = np.sin(p.u * 2 * np.pi / 0.03), np.sin(p.v * 2 * np.pi / 0.022)
    weave = (np.where(np.floor(p.u / 0.03) % 2 > 0, a, b) * np.clip(0.02 / p.pitch, 0, 1)).astype(np.float32)
    return Look(tone(p.base_linear, 0.9 + 0.3 * weave), 0.003 * weave, np.full(len(p.uv), 0.8, np.float32))


def thatch(p: Patch) -> Look:
    straw = fbm(p.u * 30, p.v * 1.6, p.seed, 66, 3)
    layer = (p.v / 0.45 + 0.25 * fbm(p.u * 1.2, p.v * 0.3, p.seed, 68, 2)) % 1.0
    old = fbm(p.u * 0.8, p.v * 0.8, p.seed, 69, 3)
    albedo = tone(p.base_linear, 0.9 + 0.38 * straw + 0.2 * old - 0.3 * step(0.85, 1.0, layer.astype(np.float32)))
    albedo = mix(albedo, (0.10, 0.115, 0.05), 0.4 * step(0.2, 0.6, old))
    return Look(albedo, (0.03 * straw + 0.03 * (1 - layer)).astype(np.float32), np.full(len(p.uv), 0.95, np.float32))


def paper(p: Patch) -> Look:
    f1, _, number = cells(p.u * 80, p.v * 80, p.seed, 70)
    return Look(tone(p.base_linear, 0.97 + 0.05 * number), 0 * f1, np.full(len(p.uv), 0.9, np.float32))


MATERIALS = {"planks": planks, "timber": timber, "bark": bark, "wicker": wicker, "thatch": thatch, "paper": paper}
