"""Light on samples: sun by rays to every splat, sky and bounced light gathered at *posts* and carried to the splats between them, lamps.

Vocabulary: a *post* is one place per voxel and facing where the hemisphere is sampled; `irradiance` E (n, 3) linear; a diffuse surface
sends back albedo · E / π (Lambert). One to three bounces are gathered over the posts themselves (radiosity over point samples).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numba import prange
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from render.jit import kernel

from ..layout.layout import Layout
from .portals import inside_rooms, light_through, portals_of
from .rays import Rays
from .samples import FAR, LEAF, WATER, SurfaceSamples
from .scene import Scene
from .sky import Sky

Array = NDArray[np.float32]

LAMP_GAIN = 9.0  # a lamp is far brighter than its shade can be shown; this much of that lights the room
LIFT_M = 0.03  # rays start this far above the surface, past relief and rounding


@dataclass(frozen=True)
class Lamp:
    """A glowing thing: centre, radius that its own body fills, radiant intensity (3,), and a facing (3,) for one-sided panes (else 0)."""

    center: Array
    radius_m: float
    intensity_linear: Array
    facing: Array


def _stratified(n: int, rng: np.random.Generator) -> Array:
    """n cosine-weighted directions about +Z, one per stratum of a golden spiral."""
    k = np.arange(n) + 0.5
    r = np.sqrt(k / n)
    phi = k * np.pi * (3 - np.sqrt(5)) + rng.random() * 2 * np.pi
    return np.stack([r * np.cos(phi), r * np.sin(phi), np.sqrt(1 - r * r)], 1).astype(np.float32)


def _basis(n: Array, spin: Array) -> tuple[Array, Array]:
    """Two tangents of each normal (n, 3), turned by `spin` (n,) radians."""
    other = np.where(np.abs(n[:, 1:2]) < 0.9, np.array([[0, 1.0, 0]]), np.array([[1.0, 0, 0]]))
    t = np.cross(other, n)
    t /= np.maximum(np.linalg.norm(t, axis=1, keepdims=True), 1e-9)
    b = np.cross(n, t)
    c, s = np.cos(spin)[:, None], np.sin(spin)[:, None]
    return (t * c + b * s).astype(np.float32), (b * c - t * s).astype(np.float32)


def _keys(points: Array, normals: Array, size: float) -> NDArray[np.int64]:
    """One number per voxel and dominant facing."""
    cell = np.floor(points / size).astype(np.int64) + (1 << 19)
    axis = np.abs(normals).argmax(1)
    face = axis * 2 + (normals[np.arange(len(normals)), axis] > 0)
    return ((cell[:, 0] << 40) | (cell[:, 1] << 20) | cell[:, 2]) * 6 + face


def lamps_of(scene: Scene) -> list[Lamp]:
    """Faces and leaves that glow, gathered per item in clusters of about 0.6 m."""
    found: list[Lamp] = []
    for item in scene.items:
        g = item.geometry
        glow = g.emission_linear.sum(1) > 1e-3 if len(g.faces) else np.zeros(0, bool)
        points, power, facing = [], [], []
        if glow.any():
            f = g.faces[glow]
            p = g.vertices[np.where(f < 0, f[:, :1], f)]
            normal = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
            normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
            points.append(p.mean(1))
            power.append(g.emission_linear[glow] * g.face_areas()[glow, None])
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


def light(
    samples: SurfaceSamples, scene: Scene, sky: Sky, layout: Layout, seed: int, on_progress: Callable[[float], None] | None = None
) -> SurfaceSamples:
    """The same samples with `irradiance_linear` and `sky_visibility`."""
    interior = bool(layout.rooms)
    tell = on_progress or (lambda _: None)
    rays, rng = Rays(scene, seed), np.random.default_rng([seed, 4])
    tell(0.1)
    p, n = samples.position, samples.normal
    near = samples.kind != FAR
    sun = np.asarray(sky.sun_linear, np.float32)
    to_sun = np.asarray(sky.sun_direction, np.float32)
    size = 0.16 if interior else 0.42
    size *= 1.0 if len(p) > 800_000 else 1.3

    # posts
    keys = np.where(near, _keys(p, n, size), -1)
    leafy = near & (samples.kind == LEAF)
    keys[leafy] = _keys(p[leafy], np.tile(np.float32([0, 1, 0]), (int(leafy.sum()), 1)), size * 1.6)  # foliage: one post a voxel
    if interior:  # the garden is only seen through windows: few posts there
        outside = near & ~inside_rooms(layout, p + 0.06 * n)
        keys[outside] = -2 - _keys(p[outside], n[outside], size * 4)
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    post_p, post_n = p[first], n[first]
    count = np.bincount(inverse, minlength=len(first)).astype(np.float32)
    mean = lambda values: np.stack([np.bincount(inverse, values[:, i], len(first)) for i in range(values.shape[1])], 1) / count[:, None]  # noqa: E731
    post_albedo = mean(samples.albedo_linear).astype(np.float32)
    post_n = mean(n)
    post_n = (post_n / np.maximum(np.linalg.norm(post_n, axis=1, keepdims=True), 1e-6)).astype(np.float32)

    # sun at every splat: two rays within the disk (soft edges)
    sunlit = np.zeros(len(p), np.float32)
    facing = n @ to_sun
    soft = samples.kind == LEAF
    lit = np.flatnonzero(near & (sun.sum() > 0) & ((facing > 0) | soft))
    a, b = _basis(to_sun[None], np.zeros(1))
    tries = 2
    start = p[lit] + np.where(facing[lit] > 0, 1, -1)[:, None] * n[lit] * LIFT_M
    for _ in range(tries):
        spread = rng.normal(0, 0.010, (len(lit), 2)).astype(np.float32)
        direction = to_sun + spread[:, :1] * a + spread[:, 1:] * b
        sunlit[lit] += ~rays.blocked(start + direction * np.where(soft[lit], 0.12, 0.0)[:, None], direction)
    sunlit /= tries
    # leaves let light through: wrapped cosine, half of it on the far side
    cosine = np.where(soft, np.where(facing > 0, 0.25 + 0.75 * facing, 0.45 * -facing + 0.12), np.clip(facing, 0, 1))
    sunlit[~near] = 1.0
    direct = sun * (sunlit * cosine)[:, None]
    tell(0.4)

    # hemisphere at the posts
    post_direct = mean(direct).astype(np.float32)
    directions = 40 if interior else 24
    local = _stratified(directions, rng)
    t, bt = _basis(post_n, rng.random(len(post_n)) * 2 * np.pi)
    start = post_p + post_n * LIFT_M
    order = keys[first]  # np.unique sorts
    sky_e = np.zeros((len(first), 3), np.float32)
    open_share = np.zeros(len(first), np.float32)
    seen_post = np.full((len(first), directions), -1, np.int32)
    for k in range(directions):
        d = local[k, 0] * t + local[k, 1] * bt + local[k, 2] * post_n
        hit = rays.hits(start, d)
        free = ~np.isfinite(hit)
        open_share += free & (d[:, 1] > -0.02)
        sky_e[free] += sky.base_linear(d[free])
        at = np.flatnonzero(~free)
        where = start[at] + d[at] * hit[at, None]
        seen_post[at, k] = _lookup(where, -d[at], order, size)
        if k % 8 == 7:
            tell(0.4 + 0.35 * (k + 1) / directions)
    sky_e *= np.pi / directions
    if interior:
        indoors = inside_rooms(layout, post_p + 0.06 * post_n)
        outdoors = (post_albedo * (post_direct + sky_e) / np.pi)[~indoors & near[first]]
        garden = outdoors.mean(0) if len(outdoors) else np.zeros(3, np.float32)
        garden = 0.5 * garden + 0.5 * garden.mean()  # what stands out there besides grass
        sky_e[indoors] = light_through(portals_of(layout), rays, sky, post_p[indoors], post_n[indoors], garden, rng)
        seen_post[np.ix_(indoors)] = np.where(indoors[np.maximum(seen_post[indoors], 0)], seen_post[indoors], -2)  # seen through an opening
    open_share /= directions

    # lamps are given in units of the frame: what looks like a lit window at dusk must not burn out at night's exposure
    at = inside_rooms(layout, post_p + 0.06 * post_n) if interior else near[first]
    dark = exposure_of(post_albedo[at], (post_direct + sky_e)[at], interior=interior)
    gain = 1 / max(dark, 0.6)
    lamp_e = gain * _lamps(lamps_of(scene), rays, post_p, post_n, rng)
    first_light = post_direct + sky_e + lamp_e
    bounce = np.zeros_like(first_light)
    known = seen_post >= 0
    for _ in range(3 if interior else 1):
        out = post_albedo * (first_light + bounce) / np.pi
        gathered = np.where(known[:, :, None], out[np.maximum(seen_post, 0)], 0).sum(1)
        missing = ((seen_post == -1).sum(1) - open_share * directions).clip(0)  # hits on what has no post take the mean of all
        gathered += missing[:, None] * (out[indoors] if interior else out).mean(0)
        bounce = gathered * (np.pi / directions)
    tell(0.8)

    # from the posts to the splats between them; what was gathered by few rays is first averaged over neighbouring posts
    real = keys[first] != -1
    posts = _Neighbours(post_p, post_n, real, size)
    soft_light = np.concatenate([sky_e + bounce, open_share[:, None]], 1)
    for _ in range(2 if interior else 1):
        soft_light = posts.average(soft_light, post_p, post_n, np.arange(len(post_p)))
    carried = np.concatenate([soft_light[:, :3] + lamp_e, soft_light[:, 3:]], 1)
    irradiance, visible = direct.copy(), np.ones(len(p), np.float32)
    far, todo = np.flatnonzero(~near), np.flatnonzero(near)
    values = posts.average(carried, p[todo], n[todo], inverse[todo])
    irradiance[todo] += values[:, :3]
    visible[todo] = values[:, 3]
    if len(far):
        up = np.clip(0.5 + 0.5 * n[far, 1:2], 0, 1)
        irradiance[far] += np.pi * (0.5 * np.asarray(sky.zenith_linear) + 0.5 * np.asarray(sky.horizon_linear)) * up
    tell(1.0)
    glow = (samples.emission_linear * gain).astype(np.float32)
    return replace(samples, irradiance_linear=irradiance.astype(np.float32), sky_visibility=visible, emission_linear=glow)


class _Neighbours:
    """Weighted means over the posts near in place and facing; the weights fall to 0 with distance, so that no voxel shows."""

    COUNT = 14

    def __init__(self, points: Array, normals: Array, real: NDArray[np.bool_], size: float) -> None:
        self._points, self._normals, self._reach = points, normals, 1.9 * size
        known = np.flatnonzero(real)
        coordinates = np.concatenate([points, normals * (1.6 * size)], axis=1)
        count = min(self.COUNT, len(known))
        _, index = cKDTree(coordinates[known]).query(coordinates, k=count, workers=2)
        self._index = known[index.reshape(len(points), -1)]

    def average(self, values: Array, points: Array, normals: Array, post: NDArray) -> Array:
        """values (posts, k) → (n, k) at points (n, 3) with normals (n, 3), each near the post number `post` (n,)."""
        values = np.ascontiguousarray(values, np.float32)
        out = np.empty((len(points), values.shape[1]), np.float32)
        _average(values, points, normals, np.ascontiguousarray(post), self._index, self._points, self._normals, self._reach, out)
        return out


@kernel(parallel=True)
def _average(values, points, normals, post, index, post_points, post_normals, reach, out):
    for i in prange(len(points)):
        total = 1e-9
        for c in range(values.shape[1]):
            out[i, c] = 0.0
        for k in range(index.shape[1]):
            j = index[post[i], k]
            square, cosine = 0.0, 0.0
            for a in range(3):
                square += (points[i, a] - post_points[j, a]) ** 2
                cosine += normals[i, a] * post_normals[j, a]
            near = max(1 - np.sqrt(square) / reach, 0.0) ** 2 + 1e-5
            cosine = max(cosine, 0.1)
            weight = near * cosine**6  # a wall's light stays off the reveal beside it
            total += weight
            for c in range(values.shape[1]):
                out[i, c] += weight * values[j, c]
        for c in range(values.shape[1]):
            out[i, c] /= total


def _lookup(points: Array, toward: Array, order: NDArray[np.int64], size: float) -> NDArray[np.int32]:
    """Index of the post in each point's voxel, trying the facings that look back at the ray; −1 where there is none."""
    result = np.full(len(points), -1, np.int32)
    cell = np.floor(points / size).astype(np.int64) + (1 << 19)
    base = ((cell[:, 0] << 40) | (cell[:, 1] << 20) | cell[:, 2]) * 6
    rank = np.argsort(-np.abs(toward), axis=1)
    for choice in range(3):
        axis = rank[:, choice]
        key = base + axis * 2 + (toward[np.arange(len(toward)), axis] > 0)
        at = np.minimum(np.searchsorted(order, key), len(order) - 1)
        found = (order[at] == key) & (result < 0)
        result[found] = at[found]
    return result


def _lamps(lamps: list[Lamp], rays: Rays, p: Array, n: Array, rng: np.random.Generator) -> Array:
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
        clear[test] = ~rays.blocked(p[at[use[test]]] + n[at[use[test]]] * LIFT_M, direction[use[test]], span[test])
        out[at[use[clear]]] += gain[use[clear], None] * lamp.intensity_linear
    return out


def exposure_of(albedo: Array, irradiance: Array, *, interior: bool) -> float:
    """Exposure that puts the log mean near middle grey; night stays darker than day, and dark wood darker than plaster, on purpose:
    half of the adaptation is to the light, half to what it falls on."""
    weights = np.array([0.2126, 0.7152, 0.0722], np.float32)
    luminance = np.sqrt(0.3 * (albedo @ weights)) * (irradiance @ weights) / np.pi
    level = float(np.exp(np.mean(np.log(luminance + 1e-4))))
    target, strength = (0.24, 0.92) if interior else (0.30, 0.58)  # strength < 1 keeps part of the difference between noon and dusk
    return float(np.clip((target / max(level, 1e-4)) ** strength, 0.3, 60.0 if interior else 14.0))


def _shown(samples: SurfaceSamples, layout: Layout) -> NDArray[np.bool_]:
    """What the eye adapts to: near surfaces, indoors those of the rooms."""
    return (
        inside_rooms(layout, samples.position + 0.06 * samples.normal) if layout.rooms else (samples.kind != FAR) & (samples.kind != WATER)
    )


def exposure_for(samples: SurfaceSamples, layout: Layout) -> float:
    """`exposure_of` what the near surfaces send back."""
    at = _shown(samples, layout)
    return exposure_of(samples.albedo_linear[at], samples.irradiance_linear[at], interior=bool(layout.rooms))


def balance_for(samples: SurfaceSamples, layout: Layout) -> tuple[float, float, float]:
    """White balance: a third of the way indoors, a sixth outdoors, from the mean colour of the light on near surfaces to neutral
    (von Kries), luminance kept."""
    mean = samples.irradiance_linear[_shown(samples, layout)].mean(0).astype(np.float64) + 1e-6
    gain = (mean.mean() / mean) ** (0.33 if layout.rooms else 0.17)
    gain /= gain @ [0.2126, 0.7152, 0.0722]
    return (float(gain[0]), float(gain[1]), float(gain[2]))
