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
from .frames import SPREAD
from .lamps import lamplight, lamps_of
from .portals import levels_of, light_through, of_openings, of_rooms, portals_of
from .posts import ELSEWHERE, Levels, Posts
from .rays import Rays
from .reach import reach_of
from .samples import FAR, LEAF, SurfaceSamples
from .scene import Scene
from .sky import Sky
from .sunlight import sun_share
from .sunspots import NEAREST_M, sunspots

Array = NDArray[np.float32]

LIFT_M, LIFT_INDOORS_M = 0.03, 0.008  # rays from posts start this far above the surface: cells of bent ground lie off its triangles
POST_M, POST_INDOORS_M = 0.42, 0.03  # side of the finest voxels that share a post
RAYS, RAYS_INDOORS = 16, 30  # a post, over its hemisphere, at fineness 1
OFTEN, SPARSE = 2, 5  # of the rays, one in so many is cast from the finest posts indoors, and from the garden seen through windows
SMOOTH_INDOORS, SMOOTH_FINE = 2, 3  # times; the latter what comes back from surfaces, where posts stand close and ask few rays each
CLEAR_SHARE = 0.25  # of its rays pass half a voxel where a post is not buried


def light(
    samples: SurfaceSamples, scene: Scene, sky: Sky, layout: Layout, seed: int, on_progress: Callable[[float], None] | None = None,
    fineness: float = 1.0, rays: Rays | None = None, posts: Posts | None = None, bounces: int | None = None,
) -> tuple[SurfaceSamples, Sky]:  # fmt: skip
    """The same samples with `irradiance_linear`, `sunlight` and `sky_visibility`; the sky with its `lamp_gain`. Rays are cast in
    proportion to `fineness`; `rays` against the same scene and `posts` among the same samples are taken where there are any. Light is sent
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
        posts = posts or posts_of(samples, layout, fineness)
        sunlight[near] = sun_share(p, n, leafy, sky, rays, rng.random((len(p), 2), np.float32), posts.mixed, fineness=fineness)
        direct = sunlight[near, None] * np.asarray(sky.sun_linear, np.float32)
        tell(0.4)
        albedo = posts.means(samples.albedo_linear[near])
        directions = round((RAYS_INDOORS if layout.rooms else RAYS) * fineness)
        gathered, trust, gain = _gathered(posts, albedo, posts.means(direct), directions, scene, sky, rays, layout, rng, tell, bounces)
        carried = posts.average(gathered, p, n, posts.of, trust)
        irradiance[near], visible[near] = direct + carried[:, :3], carried[:, 3]
        sky = replace(sky, lamp_gain=float(gain))
    tell(1.0)
    return replace(samples, irradiance_linear=irradiance, sunlight=sunlight, sky_visibility=visible), sky


def far_light(normals: Array, sky: Sky) -> Array:
    """Hills beyond the ground: sun without shadow, and a plain mix of sky."""
    sun, up = np.asarray(sky.sun_linear, np.float32), np.clip(0.5 + 0.5 * normals[:, 1:2], 0, 1)
    facing = np.clip(normals @ np.asarray(sky.sun_direction, np.float32), 0, 1)[:, None]
    return (sun * facing + np.pi * (0.5 * np.asarray(sky.zenith_linear) + 0.5 * np.asarray(sky.horizon_linear)) * up).astype(np.float32)


def posts_of(samples: SurfaceSamples, layout: Layout, fineness: float = 1.0) -> Posts:
    """Where the light of all samples but far ones is gathered, whatever the hour. Outdoors fewer with distance from where visitors stand;
    of the garden that is only seen through windows, few."""
    near = np.flatnonzero(samples.kind != FAR)
    p, n, leafy = samples.foot[near], samples.normal[near], samples.kind[near] == LEAF
    area = samples.scale[near, 0] * samples.scale[near, 1] / SPREAD**2
    size = (POST_INDOORS_M if layout.rooms else POST_M) * (1.0 if fineness >= 1 else 1.6)
    if layout.rooms:
        levels = levels_of(layout)
    else:
        reach = reach_of(layout)
        levels = Levels.around(reach.anchors, 2 * reach.near_m, p, 4 * size)
    return Posts.among(p, n, leafy, area, levels, size, levels.at(p))


def _gathered(
    posts: Posts, albedo: Array, direct: Array, directions: int, scene: Scene, sky: Sky, rays: Rays, layout: Layout,
    rng: np.random.Generator, tell: Callable[[float], None], bounces: int | None,
) -> tuple[Array, Array, float]:  # fmt: skip
    """(k, 4) all light at the posts but the sun's and the share of open sky; (k,) how far each is to be trusted; and the factor by which
    lamps were raised: they are given in units of the frame, and what looks like a lit window at dusk must not burn out at night's
    exposure."""
    interior = bool(layout.rooms)
    lift = LIFT_INDOORS_M if interior else LIFT_M
    table = _sky_table(sky)
    sky_e, open_share = np.zeros((len(posts), 3), np.float32), np.zeros((len(posts), 1), np.float32)
    met = np.full((directions, len(posts)), ELSEWHERE, np.int32)
    by = np.full((directions if interior else 0, len(posts)), ELSEWHERE, np.int32)  # what is met near by
    clear = np.zeros((len(posts), 1), np.float32)
    spin = (rng.random(len(posts)) * 2 * np.pi).astype(np.float32)
    about = near = np.ones(len(posts), bool)  # the posts that a visitor's eye adapts to
    if interior:
        about = of_rooms(layout, posts.position, posts.normal)
        near = about | of_openings(layout, posts.position)  # a sill in the sun lights the ceiling
    every = np.where(near, np.maximum(1, OFTEN * POST_INDOORS_M / posts.size_m).astype(int) if interior else 1, SPARSE)
    turn, cast = np.arange(len(posts)) % every, np.zeros((len(posts), 1), np.float32)  # neighbours take other rays
    for k, local in enumerate(_stratified(directions, rng)):
        rows = np.flatnonzero(k % every == turn)
        ray = posts.aim(rows, local, spin, lift)
        hit, sky_there, free = rays.hits(ray), np.zeros((len(rows), 3), np.float32), np.zeros(len(rows), np.float32)
        met[k, rows] = posts.meet(ray, hit, table, sky_there, free)
        cast[rows] += 1
        sky_e[rows] += sky_there
        open_share[rows, 0] += free
        clear[rows, 0] += hit > posts.size_m[rows] / 2
        if interior:
            by[k, rows] = np.where(hit < NEAREST_M, met[k, rows], ELSEWHERE)
        if k % 4 == 3:
            tell(0.4 + 0.35 * (k + 1) / directions)
    cast = np.maximum(cast, 1)
    sky_e *= np.pi / cast
    open_share /= cast
    trust = np.clip(clear / cast / CLEAR_SHARE, 0.01, 1)[:, 0]  # what is buried, as behind a picture, darkens nothing beside it
    once = np.zeros_like(sky_e)  # what one reflection brings, other than along hemisphere rays
    if interior:
        leaving = albedo * (direct + sky_e) / np.pi
        leaving = 0.4 * leaving + 0.6 * (leaving @ LUMINANCE)[:, None]  # as bright as the lawn, but not as green: more stands out there
        garden = leaving[~about].mean(0) if not about.all() else np.zeros(3, np.float32)

        def seen(ray: Array, hit: Array) -> tuple[Array, NDArray[np.bool_]]:
            radiance = np.zeros((len(ray), 3), np.float32)
            post = posts.meet(ray, hit, table, radiance, np.zeros(len(ray), np.float32))
            ends = np.isfinite(hit)
            radiance[ends] = np.where((post[ends] >= 0)[:, None], leaving[post[ends]], garden)
            return radiance, ~ends

        place, facing = posts.position[about], posts.normal[about]
        sky_e[about], once[about] = light_through(portals_of(layout), rays, place, facing, lift, seen, every[about], rng)
        through = about & (met >= 0) & ~near[np.maximum(met, 0)]
        met[through] = ELSEWHERE  # seen through an opening
    if not about.any():
        about[:] = True
    gain = 1 / max(exposure_of(albedo[about], (direct + sky_e + once)[about], interior=interior), 0.6)
    lamps = gain * lamplight(lamps_of(scene, layout), rays, posts.position, posts.normal, lift)
    first = direct + sky_e + lamps
    if interior:  # what sun and lamps light is little and bright: it is sampled as lights, and left out of what rays bring from afar
        sent = albedo * (direct + lamps) / np.pi * near[:, None]
        power = (sent * posts.area_m2[:, None])[near]
        once[near] += sunspots(posts.position[near], posts.normal[near], power, every[near], rays, lift, rng)
        once[near] += (posts.bounce(sent, by, np.zeros(3)) * (np.pi / cast))[near]
        first = np.where(near[:, None], sky_e, first)
    bounce = np.zeros_like(first)
    for _ in range(bounces or (3 if interior else 1)):
        out = albedo * (first + bounce) / np.pi
        bounce = once + posts.bounce(out, met, out[about].mean(0)) * (np.pi / cast)
    tell(0.8)
    fine = np.flatnonzero(near & (every > 1))
    for _ in range(SMOOTH_FINE if len(fine) else 0):
        bounce[fine] = posts.smoothed(bounce, trust, fine)
    soft = np.concatenate([sky_e + bounce, open_share], 1)  # gathered by few rays: first averaged over neighbouring posts
    for _ in range(SMOOTH_INDOORS if interior else 1):
        soft = posts.smoothed(soft, trust)
    soft[:, :3] += lamps
    return soft, trust, gain


def _stratified(n: int, rng: np.random.Generator) -> Array:
    """n cosine-weighted directions about +Z, one per stratum of a golden spiral."""
    k = np.arange(n) + 0.5
    r = np.sqrt(k / n)
    phi = k * np.pi * (3 - np.sqrt(5)) + rng.random() * 2 * np.pi
    return np.stack([r * np.cos(phi), r * np.sin(phi), np.sqrt(1 - r * r)], 1).astype(np.float32)


def _sky_table(sky: Sky, elevations: int = 128, azimuths: int = 256) -> Array:
    """(elevations, azimuths, 3) radiance; rows are even in the sine of elevation, columns in azimuth, both from −."""
    up = (np.arange(elevations) + 0.5) / elevations * 2 - 1
    turn = ((np.arange(azimuths) + 0.5) / azimuths - 0.5) * 2 * np.pi
    level = np.sqrt(1 - up * up)[:, None]
    d = np.stack(np.broadcast_arrays(level * np.sin(turn), up[:, None], level * np.cos(turn)), -1).astype(np.float32)
    return sky.base_linear(d.reshape(-1, 3)).reshape(elevations, azimuths, 3)
