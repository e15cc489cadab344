"""What a material is asked (`Patch`) and what it answers (`Look`), and the filters that keep detail honest at any pitch.

Vocabulary: a feature is *seen* where splats are small enough to show it, and gives way to its mean where they are not, so that a finer look
adds and never changes. What no row of a patch can show is a number instead of an array, and costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .noise import GONE, Array, dice, fbm

Value = Array | np.floating[Any] | float  # (n,), or one number for all rows

CLOSE_M = 0.03  # rows of a wider pitch are evaluated apart from the others


@dataclass(frozen=True)
class Patch:
    """n places on surfaces of one material: uv (n, 2) m · points (n, 3) m world · normals (n, 3) · base_linear (n, 3) ·
    seed (n,) uint32 of the instance · pitch (n,) m, the size of the splat that will stand here."""

    uv: Array
    points: Array
    normals: Array
    base_linear: Array
    seed: NDArray[np.uint32]
    pitch: Array

    @cached_property
    def u(self) -> Array:
        return np.ascontiguousarray(self.uv[:, 0])

    @cached_property
    def v(self) -> Array:
        return np.ascontiguousarray(self.uv[:, 1])

    @cached_property
    def finest(self) -> float:
        """The least pitch of all."""
        return float(self.pitch.min()) if len(self.pitch) else np.inf

    @property
    def close(self) -> bool:
        """Whether anything finer than a hand can show: what merely roughens a surface is not asked for elsewhere."""
        return self.finest < CLOSE_M

    @cached_property
    def upright(self) -> Array:
        """(n,) 1 on walls, 0 on what is walked on."""
        return (np.abs(self.normals[:, 1]) < 0.5).astype(np.float32)

    def rows(self, at: NDArray) -> Patch:
        return Patch(self.uv[at], self.points[at], self.normals[at], self.base_linear[at], self.seed[at], self.pitch[at])

    def with_uv(self, u: Array, v: Array) -> Patch:
        """The same places under other surface coordinates, m."""
        return replace(self, uv=np.stack([u, v], 1).astype(np.float32))

    def seen(self, size_m: float) -> Value:
        """How much of a feature of this size shows, 0..1."""
        if self.finest > 1.25 * size_m:
            return np.float32(0)
        return np.clip((np.float32(size_m) / self.pitch - np.float32(0.8)) * np.float32(1 / 1.2), 0, 1)

    def noise(self, wave_m: float | tuple[float, float], salt: int, octaves: int = 3, gain: float = 0.5) -> Value:
        """Noise −1..1 whose longest waves are `wave_m`, along u and along v if two are given, the next ones half as long."""
        wu, wv = wave_m if isinstance(wave_m, tuple) else (wave_m, wave_m)
        least = min(wu, wv)
        if self.finest * GONE > least:
            return np.float32(0)
        one = np.float32(1)
        pitch = self.pitch * np.float32(1 / least)
        return fbm(self.u * (one / np.float32(wu)), self.v * (one / np.float32(wv)), self.seed, salt, octaves, gain, pitch=pitch)

    def noise3(self, wave_m: float, salt: int, octaves: int = 3, tall: float = 1.0) -> Value:
        """The same in space, whatever the surface; waves are `tall` times as long upwards."""
        if self.finest * GONE > wave_m * min(tall, 1.0):
            return np.float32(0)
        f = np.float32(1 / wave_m)
        x, y, z = (self.points[:, k] * f for k in range(3))
        pitch = self.pitch * (f / np.float32(min(tall, 1.0)))
        return fbm(x, z, self.seed, salt, octaves, w=y * np.float32(1 / tall), pitch=pitch)

    def spots(self, wave_m: float, low: float, high: float, salt: int, octaves: int = 2) -> Value:
        """Share 0..1 of what noise of `wave_m` lifts from `low` to `high`; its mean where splats are too wide to show it."""
        mean = _share(low, high, octaves)
        seen = self.seen(wave_m)
        if np.ndim(seen) == 0:
            return np.float32(mean)
        return mean + (step(low, high, self.noise(wave_m, salt, octaves)) - mean) * seen


@cache
def _share(low: float, high: float, octaves: int) -> float:
    """Mean of a step over noise."""
    i = np.arange(16384, dtype=np.float32)
    return float(step(low, high, fbm(i * 0.371, i * 0.173 + 0.5, np.full(len(i), 5, np.uint32), 3, octaves)).mean())


@dataclass(frozen=True)
class Units:
    """Which unit of a bond each place is in: `row` and `column` (n,)."""

    row: Array
    column: Array

    def dice(self, p: Patch, salt: int) -> Array:
        """(n,) a number 0..1 of each unit."""
        return dice(self.column, self.row, p.seed, salt)


@dataclass(frozen=True)
class Look:
    """albedo_linear (n, 3) · height_m (n,) along the normal · roughness (n,) 0..1."""

    albedo_linear: Array
    height_m: Array
    roughness: Array


def look(p: Patch, albedo: Array, height: Value | float, roughness: Value | float) -> Look:
    """Of what may be one number for all rows."""
    n = len(p.pitch)
    return Look(
        np.broadcast_to(np.asarray(albedo, np.float32), (n, 3)), np.broadcast_to(np.asarray(height, np.float32), n),
        np.broadcast_to(np.asarray(roughness, np.float32), n),
    )  # fmt: skip


def step(edge0: float, edge1: float, x: Value) -> Value:
    """Smoothstep from 0 at edge0 to 1 at edge1."""
    t = np.clip((x - np.float32(edge0)) * np.float32(1 / (edge1 - edge0)), 0, 1)
    return t * t * (np.float32(3) - np.float32(2) * t)


def line(distance: Array, width_m: float, pitch: Array) -> Array:
    """Share 0..1 of a splat of size `pitch` that a line of `width_m` covers, `distance` from its middle: a box filter, so that joints
    thinner than a splat fade instead of flickering."""
    half = 0.5 * np.maximum(width_m, pitch)
    inside = np.clip((half - np.abs(distance)) / np.maximum(0.3 * half, 1e-6) + 0.5, 0, 1)
    return (inside * np.minimum(1, width_m / np.maximum(pitch, 1e-6))).astype(np.float32)


def mix(a: Array, b: Array | tuple[float, float, float], t: Value) -> Array:
    """(n, 3) from a to b by t (n,)."""
    return a + (np.asarray(b, np.float32) - a) * np.asarray(t, np.float32)[..., None]


def tone(base: Array, gain: Value) -> Array:
    """Lighter and darker: base (n, 3) times gain (n,)."""
    return base * np.maximum(np.asarray(gain, np.float32), np.float32(0.05))[..., None]


def warm(base: Array, amount: Value) -> Array:
    """A little towards orange (> 0) or blue (< 0), in proportion to the colour itself."""
    a = np.asarray(amount, np.float32)[..., None]
    return base * (1 + a * np.array([1, 0, -1], np.float32))
