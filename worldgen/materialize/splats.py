"""`SurfaceSamples` in the light of a sky → `Gaussians` in display colours. Haze and the far distance are mixed in here."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from render.color import srgb_from_linear
from render.gaussians import Gaussians

from .samples import GLASS, LEAF, WATER, SurfaceSamples
from .sky import Sky

Array = NDArray[np.float32]

HAZE_M = {"clear": 1300.0, "overcast": 800.0, "fog": 70.0, "rain": 190.0, "snow": 170.0}  # distance over which 63 % of the light is air's


def outgoing_linear(samples: SurfaceSamples, sky: Sky, eye: Array) -> Array:
    """Radiance (n, 3) towards a visitor near `eye` (3,): Lambert, plus sky in water, glass and gloss."""
    s = samples
    out = s.albedo_linear * s.irradiance_linear / np.pi + s.emission_linear
    gloss = np.flatnonzero((s.kind == WATER) | (s.kind == GLASS) | ((s.roughness < 0.55) & (s.kind != LEAF)))
    if len(gloss):
        view = eye - s.position[gloss]
        view /= np.maximum(np.linalg.norm(view, axis=1, keepdims=True), 1e-6)
        n = s.normal[gloss]
        cos = np.abs((view * n).sum(1))
        mirror = 2 * (view * n).sum(1, keepdims=True) * n - view
        mirror[:, 1] = np.where(s.kind[gloss] == WATER, np.abs(mirror[:, 1]) + 0.12, mirror[:, 1])  # banks hide the lowest sky
        mirror /= np.maximum(np.linalg.norm(mirror, axis=1, keepdims=True), 1e-6)
        fresnel = 0.03 + 0.97 * (1 - cos) ** 5  # Schlick 1994
        wet = s.kind[gloss] == WATER
        share = np.where(wet, np.clip(fresnel + 0.05, 0, 0.55), fresnel * (1 - s.roughness[gloss]) ** 2)
        share = np.where(s.kind[gloss] == GLASS, np.clip(fresnel + 0.1, 0, 0.7), share)
        seen = np.clip(s.sky_visibility[gloss], 0, 1)[:, None]
        around = (
            0.35 * s.irradiance_linear[gloss] / np.pi
        )  # where the sky is hidden, what stands around: a middling surface in the same light
        sky_seen = sky.base_linear(mirror.astype(np.float32)) * seen + around * (1 - seen)
        out[gloss] = out[gloss] * (1 - share[:, None]) + sky_seen * share[:, None]
    return out.astype(np.float32)


def haze(points: Array, linear: Array, sky: Sky, weather: str) -> Array:
    """Air between the middle of the world and far things (aerial perspective), towards the horizon's colour in that direction."""
    flat = np.linalg.norm(points[:, [0, 2]], axis=1)
    share = 1 - np.exp(-np.maximum(flat - 45, 0) / HAZE_M[weather])
    at = np.flatnonzero(share > 0.01)
    if not len(at):
        return linear
    d = points[at].copy()
    d[:, 1] = 0.02 * flat[at]
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    air = sky.base_linear(d.astype(np.float32))
    out = linear.copy()
    out[at] += (air * 0.92 - out[at]) * share[at, None].astype(np.float32)
    return out


def gaussians_of(samples: SurfaceSamples, sky: Sky, eye: Array, weather: str, adaptation: Array | None = None) -> Gaussians:
    """What is rendered and exported: display colours, with albedo (sRGB) and instance ids beside them."""
    linear = haze(samples.position, outgoing_linear(samples, sky, eye), sky, weather)
    linear = linear if adaptation is None else linear * adaptation
    return Gaussians.from_colors(
        samples.position, samples.quat, samples.scale, samples.opacity, sky.display(linear),
        instance_ids=samples.instance_id, albedo=srgb_from_linear(np.clip(samples.albedo_linear, 0, 1)),
    )  # fmt: skip
