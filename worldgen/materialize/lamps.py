"""Things that glow, as lights: gathered from faces and leaves, cast on posts with one shadow ray each.

Builders make every lamp and window as it is when lit; what is off by day is decided here, so that the hour can change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

from ..layout.layout import Layout
from .rays import Rays
from .samples import LEAF, SurfaceSamples
from .scene import Scene
from .sky import Sky

Array = NDArray[np.float32]

DAWN, DUSK = 7.0, 17.3  # hours between which lamps are off
ALWAYS_LIT = ("candle", "fireplace", "campfire", "stove", "torch", "brazier")  # classes; flames, which are leaves, burn anyway
LAMP_GAIN = 12.0  # a lamp is far brighter than its shade can be shown; this much of that lights the room


@dataclass(frozen=True)
class Lamp:
    """A glowing thing: centre, radius that its own body fills, radiant intensity (3,), and a facing (3,) for one-sided panes (else 0)."""

    center: Array
    radius_m: float
    intensity_linear: Array
    facing: Array


def burning(scene: Scene, layout: Layout) -> NDArray[np.bool_]:
    """(items,) whose faces glow at the layout's hour."""
    always = {i.id for i in layout.instances if i.asset or "lit" in i.tags or i.cls in ALWAYS_LIT}
    dark = layout.style.hour < DAWN or layout.style.hour > DUSK
    return np.array([dark or item.id in always for item in scene.items], bool)


def glowing(samples: SurfaceSamples, scene: Scene, layout: Layout, sky: Sky) -> SurfaceSamples:
    """The samples with the emission that is seen at the layout's hour and the sky's exposure."""
    on = burning(scene, layout)[samples.instance_id] | (samples.kind == LEAF)
    return replace(samples, emission_linear=samples.emission_linear * (np.float32(sky.lamp_gain) * on[:, None]))


def lamps_of(scene: Scene, layout: Layout) -> list[Lamp]:
    """Faces and leaves that glow, gathered per item in clusters of about 0.6 m."""
    found: list[Lamp] = []
    for item, on in zip(scene.items, burning(scene, layout), strict=True):
        g = item.geometry
        glow = (g.emission_linear.sum(1) > 1e-3) & on if len(g.faces) else np.zeros(0, bool)
        points, power, facing = [], [], []
        if glow.any():
            f = g.faces[glow]
            p = g.vertices[np.where(f < 0, f[:, :1], f)]
            normal = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
            normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
            points.append(p.mean(1))
            power.append(g.emission_linear[glow] * g.face_areas_m2[glow, None])
            facing.append(normal)
        leaf = g.leaf_emission_linear.sum(1) > 1e-3 if len(g.leaf_centers) else np.zeros(0, bool)
        if leaf.any():
            points.append(g.leaf_centers[leaf])
            area = np.pi * g.leaf_sizes[leaf].prod(1) * 0.5
            power.append(g.leaf_emission_linear[leaf] * area[:, None])
            facing.append(np.zeros((int(leaf.sum()), 3)))
        if not points:
            continue
        at, watt, look = np.concatenate(points), np.concatenate(power), np.concatenate(facing)
        group = np.unique(np.round(at / 0.9).astype(int), axis=0, return_inverse=True)[1].ravel()
        for k in range(group.max() + 1):
            mine = group == k
            weight = watt[mine].sum(1)
            center = (at[mine] * weight[:, None]).sum(0) / weight.sum()
            mean = (look[mine] * weight[:, None]).sum(0) / weight.sum()
            flat = np.linalg.norm(mean) > 0.85
            radius = float(np.linalg.norm(at[mine] - center, axis=1).max()) + 0.06
            # a one-sided Lambert pane: I = L·A·cos θ; a body seen from all sides: I = Φ / 4π = L·A / 4
            intensity = LAMP_GAIN * watt[mine].sum(0) * (0.5 if flat else 0.25)
            found.append(
                Lamp(
                    center.astype(np.float32),
                    radius,
                    intensity.astype(np.float32),
                    (mean / max(np.linalg.norm(mean), 1e-9) if flat else np.zeros(3)).astype(np.float32),
                )
            )
    return found


def lamplight(lamps: list[Lamp], rays: Rays, p: Array, n: Array, lift_m: float) -> Array:
    """Irradiance at posts from glowing things: inverse square with the lamp's own radius as softening, shadows by one ray."""
    out, share = np.zeros((len(p), 3), np.float32), np.empty(len(p), np.float32)
    for lamp in lamps:
        reach = float(np.clip(np.sqrt(lamp.intensity_linear.max() / 0.004), 1.0, 14.0))
        _shares(p, n, lamp.center, lamp.facing, np.float32(lamp.radius_m), np.float32(reach), share)
        lit = np.flatnonzero(share > 0)
        ray = np.empty((len(lit), 6), np.float32)
        _towards(p, n, lit, lamp.center, np.float32(lamp.radius_m), np.float32(lift_m), ray)
        rays.shine(out, lit, share, lamp.intensity_linear, ray, 1.0)
    return out


@kernel(parallel=True)
def _shares(p, n, center, facing, radius, reach, share):
    """What each post (k,) gets of a lamp's intensity where nothing is between."""
    one_sided = _dot(facing, facing) > 0
    for i in prange(len(p)):
        to = (center[0] - p[i, 0], center[1] - p[i, 1], center[2] - p[i, 2])
        square = max(_dot(to, to), 1e-6)
        if square > reach * reach:
            share[i] = 0.0
            continue
        distance = np.sqrt(square)
        gain = max(_dot(to, n[i]) / distance, 0.0)
        if one_sided:
            gain *= max(-_dot(to, facing) / distance, 0.0)
        share[i] = gain * (1 - (distance / reach) ** 4) / max(square, (0.6 * radius) ** 2 + 0.01)


@kernel(parallel=True)
def _towards(p, n, rows, center, radius, lift, ray):
    """Rays (m, 6) from the posts `rows` (m,) that end, at one length of theirs, at a lamp's body."""
    for k in prange(len(rows)):
        i = rows[k]
        to = (center[0] - p[i, 0], center[1] - p[i, 1], center[2] - p[i, 2])
        distance = max(np.sqrt(_dot(to, to)), 1e-3)
        span = max(distance - radius - 0.1, 1e-6) / distance
        for a in range(3):
            ray[k, a], ray[k, a + 3] = p[i, a] + lift * n[i, a], span * to[a]


@kernel
def _dot(a, b):
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
