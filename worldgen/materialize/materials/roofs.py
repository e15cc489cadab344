"""Coverings that overlap down a slope: tiles, slate, shingles, thatch. u runs along the eaves, v up the slope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .marks import lichen
from .noise import dice, fbm
from .patch import Array, Look, Patch, Units, Value, line, look, mix, step, tone, warm


@dataclass(frozen=True)
class Lapped(Units):
    """Pieces of a roof: `across` −0.5..0.5 · `along` 0 at a piece's lower edge, 1 where the next row covers it ·
    `edge` 0..1 how dark its borders are: gaps beside it, and the shadow of what lies on it · `low` m above its lower edge."""

    across: Array
    along: Array
    edge: Array
    low: Array


def _lapped(p: Patch, width: float, height: float, salt: int, slip: float, ragged_m: float) -> Lapped:
    """Pieces `width` × `height` m in half bond, which have slipped by up to `slip` of their height, with edges uneven by `ragged_m`."""

    def column_of(row: Array) -> tuple[Array, Array]:
        u = (
            p.u * np.float32(1 / width)
            + np.float32(0.5) * (row % 2)
            + np.float32(0.12) * (dice(row, row * 0, p.seed, salt) - np.float32(0.5))
        )
        column = np.floor(u)
        return column, u - column - np.float32(0.5)

    t = p.v * np.float32(1 / height) + np.float32(ragged_m / height) * p.noise(0.05, salt + 7, 3, 0.6)
    row = np.floor(t)
    column, across = column_of(row)
    along = t - row - np.float32(slip) * dice(column, row, p.seed, salt + 2)
    under = along < 0  # the piece here has slid up, and the one below shows
    column_below, across_below = column_of(row - 1)
    along_below = t - row + 1 - np.float32(slip) * dice(column_below, row - 1, p.seed, salt + 2)
    row, column = np.where(under, row - 1, row), np.where(under, column_below, column)
    across, along = np.where(under, across_below, across), np.where(under, along_below, along)
    gap = line((np.float32(0.5) - np.abs(across)) * np.float32(width), 0.010, p.pitch)
    low = along * np.float32(height)
    above = (1 + np.float32(slip * 0.5) - along) * np.float32(height)
    shade = step(0.035, 0.0, above) * p.seen(0.035) + np.float32(0.6 * 0.0175 / height) * (1 - p.seen(0.035))
    return Lapped(row, column, across, along, np.maximum(np.maximum(gap, 0.85 * shade), 0.55 * line(low - 0.003, 0.012, p.pitch)), low)


def _aged(p: Patch, tiles: Lapped, gain: Value, salt: int, spread: float, moss: float) -> tuple[Array, Value]:
    """(albedo, moss 0..1): the throw of each piece, old patches, dark borders, lichen, and moss along the lower edges."""
    throw, old = tiles.dice(p, salt + 1), p.noise(2.0, salt + 4, 4)
    albedo = tone(p.base_linear, 1.03 + spread * (throw - 0.5) + gain + 0.22 * old)
    albedo = warm(albedo, 0.16 * (tiles.dice(p, salt + 5) - 0.5))
    albedo = lichen(p, mix(albedo, p.base_linear * 0.22, 0.75 * tiles.edge), salt + 8, strength=0.9)
    fine = p.noise(0.02, salt + 6, 3, 0.65)
    damp = step(0.5, 0.0, tiles.along) + 0.5 * tiles.edge
    green = np.clip(step(0.18, 0.6, old + 0.25 * fine) * damp * moss, 0, 0.9)
    return mix(albedo, tone(np.array([[0.085, 0.10, 0.04]], np.float32), 1 + 0.5 * fine), green), green


def tiles(p: Patch) -> Look:
    """Round-backed clay tiles of 24 × 30 cm: sanded, blown by the fire, chipped at the lower edge."""
    own = _lapped(p, 0.24, 0.30, 80, 0.10, 0.004)
    grain, sand = p.noise(1 / 9, 83, 3), p.noise(0.010, 190, 2, 0.7)
    pit, smoke = p.spots(0.02, 0.50, 0.70, 191), p.noise((0.2, 0.12), 192, 3) * (own.dice(p, 87) - 0.3)
    chip = p.spots(0.06, 0.35, 0.5, 193, 3) * step(0.022, 0.004, own.low) * p.seen(0.02)
    gain = 0.14 * grain + 0.10 * sand - 0.22 * (pit - 0.03) + 0.22 * smoke + 0.35 * chip
    albedo, green = _aged(p, own, gain, 80, 0.62, 0.5)
    arch = 1 - 4 * own.across * own.across
    height = 0.035 * (1 - own.along) + 0.0315 * (arch - 1) + 0.004 * grain + 0.0008 * sand - 0.0025 * pit - 0.004 * chip
    return look(p, albedo, height + 0.006 * green * p.seen(0.03), 0.8)


def slate(p: Patch) -> Look:
    """Riven slates of 30 × 24 cm: thin beds end in steps across their faces, lower edges are flaked."""
    own = _lapped(p, 0.30, 0.24, 90, 0.07, 0.007)
    grain, split = p.noise(1 / 9, 93, 3), p.noise((0.22, 0.13), 194, 3, 0.55)
    beds = 4 * (split + 0.6 * (own.dice(p, 97) - 0.5)) + 0.8 * step(0.05, 0.0, own.low)
    stair = (
        np.floor(beds) + step(0.80, 1.0, beds - np.floor(beds)) - beds if np.ndim(split) else np.float32(0)
    )  # −1..0: terraces, not a slope
    rib, fleck = p.noise((0.02, 0.10), 195, 3, 0.6), p.noise(0.008, 196, 1)
    rust = step(0.75, 0.9, own.dice(p, 98)) * p.spots(0.25, 0.1, 0.5, 197, 3)
    flaked = step(0.018, 0.002, own.low) * p.seen(0.016)
    gain = 0.12 * grain + 0.10 * rib + 0.05 * fleck + 0.16 * flaked + 0.10 * (stair + 0.5 if np.ndim(stair) else 0)
    albedo, green = _aged(p, own, gain, 90, 0.5, 0.35)
    albedo = mix(albedo, (0.16, 0.105, 0.06), 0.4 * rust)
    height = 0.018 * (1 - own.along) + 0.0035 * (split + stair * 0.25) + 0.002 * grain + 0.0007 * rib - 0.003 * flaked
    return look(p, albedo, height + 0.005 * green * p.seen(0.03), 0.7)


def shingles(p: Patch) -> Look:
    """Cleft wood 16 × 26 cm: grey weather on brown, split along the grain, worn thin at the lower edge."""
    own = _lapped(p, 0.16, 0.26, 100, 0.14, 0.006)
    throw = own.dice(p, 107)
    u = p.u + 3 * throw
    grain = p.noise(1 / 9, 103, 2)
    f = np.float32(1)
    streak = fbm(u * (f / 0.025), p.v * (f / 0.5), p.seed, 198, 3, 0.6, pitch=p.pitch * (f / 0.025))
    fibre = fbm(u * (f / 0.007), p.v * (f / 0.12), p.seed, 199, 2, pitch=p.pitch * (f / 0.007))
    split = line((own.across - (throw - f * 0.5) * 0.5 + 0.03 * streak) * f * 0.16, 0.004, p.pitch)
    split = split * step(0.55, 0.6, own.dice(p, 108)) * step(0.8, 0.5, own.along + 0.4 * own.dice(p, 109)) * p.seen(0.008)
    grey = np.clip(0.45 + 0.5 * streak + 0.5 * (own.dice(p, 106) - 0.5), 0, 1)
    gain = 0.08 * grain + 0.24 * streak + 0.16 * fibre - 0.7 * split - 0.2 * step(0.05, 0.0, own.low)
    albedo, green = _aged(p, own, gain, 100, 0.6, 0.45)
    silver = albedo.mean(1, keepdims=True) * np.array([1.04, 1.0, 0.95], np.float32)
    albedo = albedo + (silver - albedo) * (0.5 * grey)[:, None]
    height = 0.022 * (1 - own.along) + 0.0022 * streak + 0.0010 * fibre - 0.004 * split + 0.002 * grain
    return look(p, albedo, height + 0.005 * green * p.seen(0.03), 0.85)


def thatch(p: Patch) -> Look:
    """Reed: stalks of 7 mm and the bundles that they lie in, in coats of 45 cm; grey, then mossy, with age."""
    f = np.float32(1)
    straw, old = p.noise((1 / 30, 1 / 1.6), 66, 3), p.noise(1 / 0.8, 69, 3)
    layer = (p.v * (f / 0.45) + 0.25 * p.noise((1 / 1.2, 1 / 0.3), 68, 2) + 0.04 * p.noise((0.012, 0.5), 155, 1)) % 1
    stalk, upper = _stalks(p, 0.011, 156), _stalks(p, 0.017, 160)
    fine = p.noise((0.008, 0.10), 159, 1)
    grey = np.asarray(step(-0.3, 0.5, old), np.float32)[..., None]
    gain = (
        0.9
        + 0.24 * straw
        + 0.2 * old
        - 0.22 * step(0.80, 1.0, layer)
        - 0.35 * step(0.94, 1.0, layer)
        - 0.3 * step(0.05, 0.01, layer)
        + 0.55 * stalk
        + 0.35 * upper
        + 0.12 * fine
    )
    albedo = tone(p.base_linear, gain)
    albedo = albedo + (albedo.mean(1, keepdims=True) * np.array([1.06, 1.0, 0.9], np.float32) - albedo) * (0.35 * grey)
    green = 0.4 * step(0.2, 0.6, old + 0.2 * p.noise(0.03, 163, 3))
    albedo = mix(albedo, (0.10, 0.115, 0.05), green)
    return look(p, albedo, 0.02 * straw + 0.03 * (1 - layer) + 0.006 * stalk + 0.005 * upper, 0.95)


def _stalks(p: Patch, width_m: float, salt: int) -> Value:
    """Rods along v, a third of a metre long, leaning a little to either side, each with its own tone; zero on average."""
    seen = p.seen(width_m)
    if np.ndim(seen) == 0:
        return np.float32(0)
    u = (p.u + np.float32(0.025) * p.noise((0.10, 0.7), salt, 3)) * np.float32(1 / width_m)
    column = np.floor(u)
    piece = np.floor(p.v * np.float32(3) + 7 * dice(column, column * 0, p.seed, salt + 1))
    inside = 2 * (u - column) - 1
    return ((dice(column, piece, p.seed, salt + 2) - np.float32(0.5)) + np.float32(0.75) * (np.float32(1 / 3) - inside * inside)) * seen


MATERIALS = {"tiles": tiles, "slate": slate, "shingles": shingles, "thatch": thatch}
