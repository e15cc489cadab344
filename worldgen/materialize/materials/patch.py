"""What a material is asked (`Patch`) and what it answers (`Look`), and the filters that keep detail honest at any pitch."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


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

    @property
    def u(self) -> Array:
        return np.ascontiguousarray(self.uv[:, 0])

    @property
    def v(self) -> Array:
        return np.ascontiguousarray(self.uv[:, 1])

    def moved(self, du: Array | float, dv: Array | float, shift: Array) -> Patch:
        return replace(self, uv=self.uv + np.stack(np.broadcast_arrays(du, dv), -1).astype(np.float32), points=self.points + shift)


@dataclass(frozen=True)
class Look:
    """albedo_linear (n, 3) · height_m (n,) along the normal · roughness (n,) 0..1."""

    albedo_linear: Array
    height_m: Array
    roughness: Array


def step(edge0: float, edge1: float, x: Array) -> Array:
    """Smoothstep from 0 at edge0 to 1 at edge1."""
    t = np.clip((x - edge0) / (edge1 - edge0), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def line(distance: Array, width_m: float, pitch: Array) -> Array:
    """Share 0..1 of a splat of size `pitch` that a line of `width_m` covers, `distance` from its middle: a box filter, so that joints
    thinner than a splat fade instead of flickering."""
    half = 0.5 * np.maximum(width_m, pitch)
    inside = np.clip((half - np.abs(distance)) / np.maximum(0.3 * half, 1e-6) + 0.5, 0, 1)
    return (inside * np.minimum(1, width_m / np.maximum(pitch, 1e-6))).astype(np.float32)


def mix(a: Array, b: Array | tuple[float, float, float], t: Array) -> Array:
    """(n, 3) from a to b by t (n,)."""
    return (a + (np.asarray(b, np.float32) - a) * t[:, None]).astype(np.float32)


def tone(base: Array, gain: Array) -> Array:
    """Lighter and darker: base (n, 3) times gain (n,)."""
    return base * np.maximum(gain, 0.05)[:, None]


def warm(base: Array, amount: Array) -> Array:
    """A little towards orange (> 0) or blue (< 0), in proportion to the colour itself."""
    return base * np.stack([1 + amount, np.ones_like(amount), 1 - amount], axis=1).astype(np.float32)
