"""What lies underfoot: soils, sand, gravel, snow, moss, rock. uv are world x and z, so that patches run on."""

from __future__ import annotations

import numpy as np

from .noise import cells, fbm
from .patch import Look, Patch, line, mix, step, tone, warm


def _of(p: Patch, value: float) -> np.ndarray:
    return np.full(len(p.uv), value, np.float32)


def grass(p: Patch) -> Look:
    """The sward between the blades: darker than they are, with earth showing through."""
    patch = fbm(p.u * 0.22, p.v * 0.22, p.seed, 110, 3)
    tuft = fbm(p.u * 3.0, p.v * 3.0, p.seed, 111, 3)
    fine = fbm(p.u * 14, p.v * 14, p.seed, 112, 2)
    albedo = warm(tone(p.base_linear, 0.95 + 0.30 * tuft + 0.22 * fine), 0.35 * patch)
    albedo = mix(albedo, (0.095, 0.07, 0.042), 0.55 * step(0.25, 0.7, tuft + 0.4 * fine))
    return Look(albedo, 0.03 * tuft + 0.012 * fine, _of(p, 0.95))


def earth(p: Patch) -> Look:
    lump = fbm(p.u * 2.1, p.v * 2.1, p.seed, 114, 4)
    fine = fbm(p.u * 17, p.v * 17, p.seed, 115, 2)
    f1, f2, number = cells(p.u * 9, p.v * 9, p.seed, 116)
    pebble = step(0.30, 0.18, f1) * (number > 0.78)
    albedo = warm(tone(p.base_linear, 0.95 + 0.28 * lump + 0.2 * fine), 0.08 * lump)
    albedo = mix(albedo, (0.24, 0.22, 0.19), 0.7 * pebble)
    return Look(albedo, 0.03 * lump + 0.01 * fine + 0.012 * pebble, _of(p, 0.95))


def gravel(p: Patch) -> Look:
    f1, f2, number = cells(p.u * 17, p.v * 17, p.seed, 118)
    g1, _, big = cells(p.u * 5, p.v * 5, p.seed, 119)
    seen = np.clip(0.07 / p.pitch, 0.3, 1)
    albedo = tone(p.base_linear, 1 + seen * (0.75 * (number - 0.5)) + 0.2 * fbm(p.u * 0.8, p.v * 0.8, p.seed, 120, 3))
    albedo = warm(albedo, 0.18 * (((number * 29) % 1) - 0.5))
    stone = step(0.34, 0.22, g1) * (big > 0.82)
    albedo = mix(albedo, p.base_linear * 1.25, 0.6 * stone)
    return Look(albedo, 0.02 * (0.6 - f1).clip(0) + 0.04 * stone * (0.35 - g1).clip(0) / 0.35, _of(p, 0.9))


def sand(p: Patch) -> Look:
    ripple = np.sin(p.u * 9 + 3 * fbm(p.u * 0.7, p.v * 0.7, p.seed, 122, 3)).astype(np.float32)
    n = fbm(p.u * 1.1, p.v * 1.1, p.seed, 123, 4)
    return Look(warm(tone(p.base_linear, 1 + 0.12 * n + 0.05 * ripple), 0.05 * n), 0.012 * ripple + 0.03 * n, _of(p, 0.95))


def snow(p: Patch) -> Look:
    drift = fbm(p.u * 0.9, p.v * 0.9, p.seed, 125, 4)
    return Look(tone(p.base_linear, 0.98 + 0.04 * drift), 0.05 * drift, _of(p, 0.7))


def ice(p: Patch) -> Look:
    crack = step(0.02, 0.0, np.abs(fbm(p.u * 0.8, p.v * 0.8, p.seed, 127, 4)))
    return Look(
        mix(tone(p.base_linear, 0.95 + 0.15 * fbm(p.u, p.v, p.seed, 128, 3)), (0.75, 0.8, 0.85), 0.6 * crack), 0 * crack, _of(p, 0.15)
    )


def moss(p: Patch) -> Look:
    pad = fbm(p.u * 4, p.v * 4, p.seed, 130, 3)
    fine = fbm(p.u * 22, p.v * 22, p.seed, 131, 2)
    return Look(warm(tone(p.base_linear, 0.9 + 0.4 * pad + 0.25 * fine), 0.25 * pad), 0.03 * pad + 0.008 * fine, _of(p, 0.98))


def leaf_litter(p: Patch) -> Look:
    f1, f2, number = cells(p.u * 11, p.v * 11, p.seed, 133, 1.0)
    n = fbm(p.u * 0.6, p.v * 0.6, p.seed, 134, 3)
    albedo = warm(tone(p.base_linear, 0.55 + 0.8 * number + 0.25 * n), 0.3 * (((number * 31) % 1) - 0.5))
    return Look(mix(albedo, (0.035, 0.027, 0.018), 0.7 * line((f2 - f1) * 0.09, 0.02, p.pitch)), 0.015 * (1 - f1), _of(p, 0.95))


def rock(p: Patch) -> Look:
    """Weathered stone in three dimensions: strata, cracks, lichen on what faces up."""
    x, y, z = (np.ascontiguousarray(p.points[:, i]) for i in range(3))
    bed = fbm(x * 0.5, z * 0.5, p.seed, 136, 2)
    strata = fbm(x * 0.4, z * 0.4, p.seed, 137, 3, w=y * 5 + 2 * bed)
    grain = fbm(x * 11, z * 11, p.seed, 138, 3, w=y * 11)
    crack = step(0.035, 0.0, np.abs(fbm(x * 1.4, z * 1.4, p.seed, 139, 3, w=y * 1.4)))
    lichen = step(0.15, 0.5, fbm(x * 2.6, z * 2.6, p.seed, 140, 3, w=y * 2.6)) * step(-0.2, 0.6, p.normals[:, 1])
    albedo = warm(tone(p.base_linear, 0.95 + 0.25 * strata + 0.3 * grain), 0.12 * strata)
    albedo = mix(albedo, albedo * 0.4, 0.7 * crack)
    albedo = mix(albedo, (0.13, 0.14, 0.065), 0.45 * lichen)
    return Look(albedo, 0.025 * strata + 0.02 * grain - 0.02 * crack, _of(p, 0.92))


def asphalt(p: Patch) -> Look:
    n = fbm(p.u * 26, p.v * 26, p.seed, 142, 2)
    return Look(tone(p.base_linear, 1 + 0.25 * n + 0.15 * fbm(p.u * 0.4, p.v * 0.4, p.seed, 143, 4)), 0.004 * n, _of(p, 0.9))


MATERIALS = {
    "grass": grass, "earth": earth, "gravel": gravel, "sand": sand, "snow": snow, "ice": ice, "moss": moss,
    "leaf_litter": leaf_litter, "rock": rock, "asphalt": asphalt,
}  # fmt: skip
