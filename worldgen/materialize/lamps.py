"""Things that glow, as lights: gathered from faces and leaves, cast on posts with one shadow ray each.

Builders make every lamp and window as it is when lit; what is off by day is decided here, so that the hour can change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..layout.layout import Layout
from .rays import Rays
from .samples import LEAF, SurfaceSamples
from .scene import Scene
from .sky import Sky

Array = NDArray[np.float32]

DAWN, DUSK = 7.0, 17.3  # hours between which lamps are off
ALWAYS_LIT = ("candle", "fireplace", "campfire", "stove", "torch")  # classes; flames, which are leaves, burn anyway
LAMP_GAIN = 9.0  # a lamp is far brighter than its shade can be shown; this much of that lights the room


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
    out = np.zeros((len(p), 3), np.float32)
    if not lamps:
        return out
    tree = cKDTree(p)
    for lamp in lamps:
        reach = float(np.clip(np.sqrt(lamp.intensity_linear.max() / 0.004), 1.0, 14.0))
        at = np.asarray(tree.query_ball_point(lamp.center, reach, workers=2), np.int64)
        if not len(at):
            continue
        at.sort()
        to = lamp.center - p[at]
        distance = np.maximum(np.linalg.norm(to, axis=1), 1e-3)
        direction = to / distance[:, None]
        gain = np.clip((direction * n[at]).sum(1), 0, 1)
        if lamp.facing.any():
            gain = gain * np.clip(-(direction @ lamp.facing), 0, 1)
        gain /= np.maximum(distance**2, (0.6 * lamp.radius_m) ** 2 + 0.01)
        gain *= np.clip(1.0 - (distance / reach) ** 4, 0, 1)
        use = np.flatnonzero(gain > 0)
        span = np.maximum(distance[use] - lamp.radius_m - 0.1, 0.0)
        clear = np.ones(len(use), bool)
        test = span > 0.02
        clear[test] = ~rays.blocked(p[at[use[test]]] + n[at[use[test]]] * lift_m, direction[use[test]], span[test])
        out[at[use[clear]]] += gain[use[clear], None] * lamp.intensity_linear
    return out
