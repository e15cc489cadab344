"""Light on samples: sun by rays to every splat, sky and bounced light gathered at posts and carried to the splats between them, lamps.

Vocabulary: `posts` as in posts.py · `irradiance` E (n, 3) linear; a diffuse surface sends back albedo · E / π (Lambert). One to three
bounces are gathered over the posts themselves (radiosity over point samples).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Layout
from .exposure import LUMINANCE, exposure_of
from .lamps import lamplight, lamps_of
from .posts import AZIMUTHS, ELEVATIONS
from .rays import Rays
from .samples import FAR, LEAF, SurfaceSamples
from .scene import Scene
from .sights import Sights
from .sky import Sky
from .sunlight import sun_share
from .sunspots import sunspots

Array = NDArray[np.float32]

SMOOTH_INDOORS, SMOOTH_BOUNCE = 2, 3  # times; the latter what comes back from surfaces, before all is


def light(
    samples: SurfaceSamples, scene: Scene, sky: Sky, layout: Layout, seed: int, on_progress: Callable[[float], None] | None = None,
    fineness: float = 1.0, rays: Rays | None = None, sights: Sights | None = None, bounces: int | None = None,
) -> tuple[SurfaceSamples, Sky]:  # fmt: skip
    """The same samples with `irradiance_linear`, `sunlight` and `sky_visibility`; the sky with its `lamp_gain`. Rays are cast in
    proportion to `fineness`; `rays` against the same scene and `sights` of the same samples are taken where there are any. Light is sent
    on `bounces` times, three indoors and once outdoors where nothing is said."""
    tell = on_progress or (lambda _: None)
    rays, rng = rays or Rays(scene, seed, fineness), np.random.default_rng([seed, 4])
    tell(0.1)
    near = np.flatnonzero(samples.kind != FAR)
    irradiance, visible = np.zeros((len(samples), 3), np.float32), np.ones(len(samples), np.float32)
    far = np.flatnonzero(samples.kind == FAR)
    sunlight = np.zeros(len(samples), np.float32)
    irradiance[far] = far_light(samples.normal[far], sky)
    if len(near):
        p, n = samples.foot[near], samples.normal[near]
        leafy = samples.kind[near] == LEAF
        sights = sights or Sights.of(samples, layout, rays, seed, fineness, lambda share: tell(0.1 + 0.3 * share))
        posts = sights.posts
        sunlight[near] = sun_share(p, n, leafy, sky, rays, rng.random((len(p), 2), np.float32), posts.mixed, fineness=fineness)
        direct = sunlight[near, None] * np.asarray(sky.sun_linear, np.float32)
        tell(0.5)
        albedo = posts.means(samples.albedo_linear[near])
        gathered, gain = _gathered(sights, albedo, posts.means(direct), scene, sky, rays, layout, rng, tell, bounces)
        carried = posts.average(gathered, p, n, posts.of, sights.trust)
        irradiance[near], visible[near] = direct + carried[:, :3], carried[:, 3]
        sky = replace(sky, lamp_gain=float(gain))
    tell(1.0)
    return replace(samples, irradiance_linear=irradiance, sunlight=sunlight, sky_visibility=visible), sky


def far_light(normals: Array, sky: Sky) -> Array:
    """Hills beyond the ground: sun without shadow, and a plain mix of sky."""
    sun, up = np.asarray(sky.sun_linear, np.float32), np.clip(0.5 + 0.5 * normals[:, 1:2], 0, 1)
    facing = np.clip(normals @ np.asarray(sky.sun_direction, np.float32), 0, 1)[:, None]
    return (sun * facing + np.pi * (0.5 * np.asarray(sky.zenith_linear) + 0.5 * np.asarray(sky.horizon_linear)) * up).astype(np.float32)


def _gathered(
    sights: Sights, albedo: Array, direct: Array, scene: Scene, sky: Sky, rays: Rays, layout: Layout, rng: np.random.Generator,
    tell: Callable[[float], None], bounces: int | None,
) -> tuple[Array, float]:  # fmt: skip
    """(k, 4) all light at the posts but the sun's and the share of open sky; and the factor by which lamps were raised: they are given in
    units of the frame, and what looks like a lit window at dusk must not burn out at night's exposure."""
    posts, interior, about, near, lift = sights.posts, bool(layout.rooms), sights.about, sights.near, sights.lift_m
    table = _sky_table(sky)
    sky_e, open_share = sights.sky(table)
    once = np.zeros_like(sky_e)  # what one reflection brings, other than along hemisphere rays
    if interior:
        leaving = albedo * (direct + sky_e) / np.pi
        leaving = 0.4 * leaving + 0.6 * (leaving @ LUMINANCE)[:, None]  # as bright as the lawn, but not as green: more stands out there
        garden = leaving[~about].mean(0) if not about.all() else np.zeros(3, np.float32)
        through, once = sights.through(table, leaving, garden)
        sky_e = np.where(about[:, None], through, sky_e)
    tell(0.6)
    eye = about if about.any() else np.ones_like(about)  # the posts that a visitor's eye adapts to
    gain = 1 / max(exposure_of(albedo[eye], (direct + sky_e + once)[eye], interior=interior), 0.6)
    lamps = gain * lamplight(lamps_of(scene, layout), rays, posts.position, posts.normal, lift)
    first = direct + sky_e + lamps
    if interior:  # what sun and lamps light is little and bright: it is sampled as lights, and left out of what rays bring from afar
        sent = albedo * (direct + lamps) / np.pi * near[:, None]
        power = (sent * posts.area_m2[:, None])[near]
        once[near] += sunspots(posts.position[near], posts.normal[near], power, sights.every[near], rays, lift, rng)
        once[near] += sights.bounced_beside(sent, np.zeros(3, np.float32))[near]
        first = np.where(near[:, None], sky_e, first)
    bounce = np.zeros_like(first)
    times = bounces or (3 if interior else 1)
    for k in range(times):
        out = albedo * (first + bounce) / np.pi
        gather = sights.bounced_evenly if interior and k == times - 1 else sights.bounced
        bounce = once + gather(out, out[eye].mean(0))
    tell(0.8)
    for _ in range(SMOOTH_BOUNCE if interior else 0):
        bounce[near] = posts.smoothed(bounce, sights.trust, np.flatnonzero(near))
    soft = np.concatenate([sky_e + bounce, open_share], 1)  # gathered by few rays: first averaged over neighbouring posts
    for _ in range(SMOOTH_INDOORS if interior else 1):
        soft = posts.smoothed(soft, sights.trust)
    soft[:, :3] += lamps
    return soft, gain


def _sky_table(sky: Sky) -> Array:
    """(ELEVATIONS, AZIMUTHS, 3) radiance; rows are even in the sine of elevation, columns in azimuth, both from −."""
    up = (np.arange(ELEVATIONS) + 0.5) / ELEVATIONS * 2 - 1
    turn = ((np.arange(AZIMUTHS) + 0.5) / AZIMUTHS - 0.5) * 2 * np.pi
    level = np.sqrt(1 - up * up)[:, None]
    d = np.stack(np.broadcast_arrays(level * np.sin(turn), up[:, None], level * np.cos(turn)), -1).astype(np.float32)
    return sky.base_linear(d.reshape(-1, 3)).reshape(ELEVATIONS, AZIMUTHS, 3)
