"""`SurfaceSamples` in the light of a sky → `Gaussians` in display colours. Haze and the far distance are mixed in here, and what water,
glass and gloss show of the sky: different from each side, as spherical harmonics of degree 1.

Vocabulary: a *glance* is a direction from a glossy splat to an eye, in the splat's own frame (x, y along it, z its normal).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray

from render.color import srgb_from_linear
from render.gaussians import Gaussians
from render.sh import C0, C1

from .samples import GLASS, LEAF, WATER, SurfaceSamples
from .sky import Sky

Array = NDArray[np.float32]

HAZE_M = {"clear": 1300.0, "overcast": 800.0, "fog": 70.0, "rain": 190.0, "snow": 170.0}  # distance over which 63 % of the light is air's
R0 = 0.03  # of light is thrown back by gloss seen from right above
GLOSSY = 0.55  # roughness below which a surface shows something of what it mirrors
ELEVATIONS_DEG, TURNS = (12.0, 45.0), 3  # of the glances: a visitor looks along floors and water, seldom down on them


def body_linear(samples: SurfaceSamples) -> Array:
    """Radiance (n, 3) that is the same from all sides: Lambert's, and what glows."""
    return (samples.albedo_linear * samples.irradiance_linear / np.pi + samples.emission_linear).astype(np.float32)


def glossy(samples: SurfaceSamples) -> NDArray[np.int64]:
    """Rows that mirror something."""
    smooth = (samples.roughness < GLOSSY) & (samples.kind != LEAF)
    return np.flatnonzero((samples.kind == WATER) | (samples.kind == GLASS) | smooth)


def schlick(cosine: Array, r0: float) -> Array:
    """Share of light thrown back by a surface that is met under an angle of this cosine; `r0` from right above (Schlick 1994)."""
    return r0 + (1 - r0) * (1 - np.clip(np.abs(cosine), 0, 1)) ** 5


def _mirrored(samples: SurfaceSamples, body: Array, view: Array, sky: Sky) -> Array:
    """Radiance (n, 3) of glossy samples towards eyes along `view` (n, 3) unit."""
    n = samples.normal
    cos = (view * n).sum(1, keepdims=True)
    mirror = 2 * cos * n - view
    wet, glass = samples.kind == WATER, samples.kind == GLASS
    mirror[:, 1] = np.where(wet, np.abs(mirror[:, 1]) + 0.12, mirror[:, 1])  # banks hide the lowest sky
    mirror /= np.maximum(np.linalg.norm(mirror, axis=1, keepdims=True), 1e-6)
    fresnel = schlick(cos[:, 0], R0)
    share = np.where(wet, np.clip(fresnel + 0.05, 0, 0.55), fresnel * (1 - samples.roughness) ** 2)
    share = np.where(glass, np.clip(fresnel + 0.1, 0, 0.7), share)[:, None]
    seen = np.clip(samples.sky_visibility, 0, 1)[:, None]
    around = 0.35 * samples.irradiance_linear / np.pi  # where the sky is hidden: a middling surface in the same light
    return body * (1 - share) + (sky.base_linear(mirror.astype(np.float32)) * seen + around * (1 - seen)) * share


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


def _glances() -> Array:
    """(k, 3) unit."""
    out = []
    for step, elevation in enumerate(np.deg2rad(ELEVATIONS_DEG)):
        turn = 2 * np.pi * (np.arange(TURNS) + 0.5 * step) / TURNS
        level = np.cos(elevation)
        out.append(np.stack([level * np.cos(turn), level * np.sin(turn), np.full(TURNS, np.sin(elevation))], 1))
    return np.concatenate(out).astype(np.float32)


def _sheen(samples: SurfaceSamples, body: Array, sky: Sky, weather: str, adaptation: Array) -> Array:
    """(n, 4, 3) harmonics that fit best what glances at glossy samples see."""
    n = samples.normal
    along = np.where(np.abs(n[:, 1:2]) < 0.9, [[0.0, 1.0, 0.0]], [[1.0, 0.0, 0.0]])
    x = np.cross(along, n)
    x /= np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-6)
    frame = np.stack([x, np.cross(n, x), n], 1).astype(np.float32)  # rows are the frame's axes in the world
    glances = _glances()
    views = [haze(samples.position, _mirrored(samples, body, g @ frame, sky), sky, weather) for g in glances]
    seen = np.stack([sky.display(adaptation * view) for view in views], 1)
    fit = np.linalg.pinv(np.concatenate([np.ones((len(glances), 1)), glances], 1)).astype(np.float32)  # colour ≈ a + b · glance
    a, b = np.einsum("k,nkc->nc", fit[0], seen), np.einsum("ik,nkc->nic", fit[1:], seen)
    b = np.einsum("nij,nic->njc", frame, b)  # into the world; harmonics look the other way, from the eye
    return np.stack([(a - 0.5) / C0, b[:, 1] / C1, -b[:, 2] / C1, b[:, 0] / C1], 1)


def gaussians_of(samples: SurfaceSamples, sky: Sky, weather: str, adaptation: Array) -> Gaussians:
    """What is rendered and exported: display colours, with albedo (sRGB) and instance ids beside them. `adaptation` (n, 1) is what an
    eye makes of each."""
    body, rows = body_linear(samples), glossy(samples)
    colors = sky.display(adaptation * haze(samples.position, body, sky, weather))
    albedo = srgb_from_linear(np.clip(samples.albedo_linear, 0, 1))
    with ThreadPoolExecutor(1) as aside:
        making = aside.submit(
            Gaussians.from_colors, samples.position, samples.quat, samples.scale, samples.opacity, colors,
            instance_ids=samples.instance_id, albedo=albedo,
        )  # fmt: skip
        sheen = _sheen(samples.select(rows), body[rows], sky, weather, adaptation[rows]) if len(rows) else None
        made = making.result()
    if sheen is None:
        return made
    sh = torch.nn.functional.pad(made.sh, (0, 0, 0, 3))
    sh[torch.from_numpy(rows)] = torch.from_numpy(sheen.astype(np.float32))
    return replace(made, sh=sh)
