"""Hard and smooth: metal, rust, ceramic, glass and water (which light treats by their kind), and the glowing tubes of neon."""

from __future__ import annotations

import numpy as np

from .marks import strewn
from .noise import cells
from .patch import Look, Patch, Value, line, look, mix, step, tone


def metal(p: Patch) -> Look:
    """Brushed lengthwise, scratched, dulled in patches, with dents of a hand."""
    worn, dent = p.noise(1 / 6, 240, 5), p.noise(0.3, 241, 2)
    brush = p.noise((0.35, 0.008), 242, 2)
    scratch = _scratches(p, 243)
    gain = 0.98 + 0.18 * worn + 0.09 * brush + 0.30 * scratch
    return look(
        p, tone(p.base_linear, gain), 0.0005 * worn + 0.0015 * dent + 0.0002 * brush - 0.0004 * scratch, 0.35 + 0.12 * worn - 0.05 * brush
    )


def _scratches(p: Patch, salt: int) -> Value:
    return strewn(p, 0.12, 0.10, 0.0016, salt, share=0.7).cover * p.seen(0.0035)


def rust(p: Patch) -> Look:
    """Iron that has long stood outside: dark scale, orange bloom that runs down, pits and blisters of 1–2 cm; where paint was, its last."""
    cloud, fine = p.noise(0.35, 245, 5, 0.6), p.noise(0.03, 246, 4, 0.7)
    run = p.noise((0.06, 0.9), 247, 3) * p.upright
    blister, pit = strewn(p, 0.035, 0.011, 0.009, 248, share=0.5, vary=0.7), p.spots(0.018, 0.30, 0.55, 249)
    bloom = np.asarray(step(-0.35, 0.45, cloud + 0.5 * run + 0.45 * fine), np.float32)[..., None]
    dark, orange = np.array([0.085, 0.045, 0.030], np.float32), np.array([0.31, 0.125, 0.042], np.float32)
    crust = (dark + (orange - dark) * bloom) * (1 + 0.30 * np.asarray(fine, np.float32)[..., None])
    left = p.spots(0.8, 0.12, 0.20, 250, 5)
    light = p.base_linear.mean(1, keepdims=True) / np.float32(0.16)  # as light or dark as the iron was asked to be, within reason
    albedo = mix(crust * np.clip(light, 0.75, 1.6), tone(p.base_linear, 0.95 + 0.2 * cloud), 0.8 * left)
    albedo = tone(albedo, 1.02 + 0.35 * (blister.dome - 0) - 0.4 * (pit - 0.1) * (1 - left))
    height = (1 - left) * (0.0014 * fine + 0.0025 * blister.dome - 0.002 * pit) + 0.0015 * left
    return look(p, albedo, height, 0.92 - 0.45 * left)


def ceramic(p: Patch) -> Look:
    """Glaze that pooled a little, freckled, crazed in cells of 2 cm."""
    pool, speck = p.noise(1 / 4, 160, 4), strewn(p, 0.03, 0.0035, 0.003, 252, share=0.5, vary=0.6)
    seen = p.seen(0.006)
    craze = np.float32(0)
    if np.ndim(seen):
        bend = 0.12 * p.noise(0.02, 253, 2)
        f1, f2, _ = cells(p.u * np.float32(1 / 0.024) + bend, p.v * np.float32(1 / 0.024) - bend, p.seed, 254, 1.0)
        craze = line((f2 - f1) * np.float32(0.012), 0.0012, p.pitch) * seen
    gain = 1.0 + 0.05 * pool - 0.12 * craze - 0.25 * (speck.cover - 0.01)
    return look(p, tone(p.base_linear, gain), 0.0006 * pool, 0.2)


def glass(p: Patch) -> Look:
    return look(p, p.base_linear, 0.0, 0.05)


def neon(p: Patch) -> Look:
    """A smooth tube of coloured glass; its glow comes with the geometry."""
    return look(p, tone(p.base_linear, 1.0 + 0.04 * p.noise(0.15, 256, 2)), 0.0, 0.35)


MATERIALS = {"metal": metal, "rust": rust, "ceramic": ceramic, "glass": glass, "water": glass, "neon": neon}
