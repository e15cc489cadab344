"""What the posts of a world see of each other and of the sky: shapes alone, whatever the hour, so that it is asked once.

Vocabulary: a *sight* is what one ray from a post meets: the row of a post, `NOTHING`, `ELSEWHERE`, or `SKY` and below, a cell of a table
of the sky.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

from ..layout.layout import Layout
from .frames import SPREAD
from .portals import levels_of, of_openings, of_rooms, portals_of, through_portals
from .posts import ELEVATIONS, ELSEWHERE, NOTHING, SKY, Levels, Posts
from .rays import Rays
from .reach import reach_of
from .samples import FAR, LEAF, SurfaceSamples
from .sunspots import NEAREST_M

Array = NDArray[np.float32]
Mask = NDArray[np.bool_]

LIFT_M, LIFT_INDOORS_M = 0.03, 0.008  # rays from posts start this far above the surface: cells of bent ground lie off its triangles
POST_M, POST_INDOORS_M = 0.42, 0.03  # side of the finest voxels that share a post
RAYS, RAYS_INDOORS = 16, 30  # a post, over its hemisphere, at fineness 1
OFTEN, SPARSE = 2, 5  # of the rays, one in so many is cast from the finest posts indoors, and from the garden seen through windows
EVEN = 12  # times: over about a third of a metre, where posts stand closest
CLEAR_SHARE = 0.25  # of its rays pass half a voxel where a post is not buried
HORIZON = int(0.49 * ELEVATIONS)  # lowest row of the sky's table that counts as open: a little under level


@dataclass(frozen=True)
class Sights:
    """Of k posts: `met` (d, k) what each of d rays over the hemisphere meets, cosine-weighted, and which of it (d, k) is `beside`, so near
    that no small light may stand for it; `cast` (k, 1) how many rays; `trust` (k,) how far it is to be believed; `every` (k,): it takes one
    in so many of the rays. Indoors `about` (k,) look into a room, and `near` ones belong to one or to its openings. Through those:
    `post`, `sight` (m,) and their `weight` (m, 1) in steradians times a cosine."""

    posts: Posts
    lift_m: float
    about: Mask
    near: Mask
    every: NDArray[np.int64]
    met: NDArray[np.int32]
    beside: Mask
    cast: Array
    trust: Array
    post: NDArray[np.int32]
    sight: NDArray[np.int32]
    weight: Array

    @staticmethod
    def of(
        samples: SurfaceSamples, layout: Layout, rays: Rays, seed: int, fineness: float = 1.0,
        tell: Callable[[float], None] = lambda _share: None,
    ) -> Sights:  # fmt: skip
        """All samples' but far ones; rays are cast in proportion to `fineness`."""
        interior, rng = bool(layout.rooms), np.random.default_rng([seed, 5])
        posts, lift = _posts(samples, layout, fineness), LIFT_INDOORS_M if interior else LIFT_M
        about = near = np.ones(len(posts), bool)
        if interior:
            about = of_rooms(layout, posts.position, posts.normal)
            near = about | of_openings(layout, posts.position)  # a sill in the sun lights the ceiling
        every = np.maximum(1, OFTEN * POST_INDOORS_M / posts.size_m).astype(int) if interior else np.ones(len(posts), int)
        every[~near] = SPARSE
        directions = round((RAYS_INDOORS if interior else RAYS) * fineness)
        met = np.full((directions, len(posts)), ELSEWHERE, np.int32)
        beside = np.zeros((directions if interior else 0, len(posts)), bool)
        clear, cast = np.zeros((len(posts), 1), np.float32), np.zeros((len(posts), 1), np.float32)
        spin = (rng.random(len(posts)) * 2 * np.pi).astype(np.float32)
        turn = np.arange(len(posts)) % every  # neighbours take other rays
        for k, local in enumerate(_stratified(directions, rng)):
            rows = np.flatnonzero(k % every == turn)
            ray = posts.aim(rows, local, spin, lift)
            hit = rays.hits(ray)
            met[k, rows] = posts.meet(ray, hit)
            cast[rows] += 1
            clear[rows, 0] += hit > posts.size_m[rows] / 2
            if interior:
                beside[k, rows] = hit < NEAREST_M
            tell((k + 1) / directions)
        cast = np.maximum(cast, 1)
        trust = np.clip(clear / cast / CLEAR_SHARE, 0.01, 1)[:, 0]  # what is buried, as behind a picture, darkens nothing beside it
        post, weight, sight = np.zeros(0, np.int32), np.zeros((0, 1), np.float32), np.zeros(0, np.int32)
        if interior:
            place, facing = posts.position[about], posts.normal[about]
            row, weight, sight = through_portals(portals_of(layout), rays, place, facing, lift, posts.meet, every[about], rng)
            post = np.flatnonzero(about).astype(np.int32)[row]
            met[about & (met >= 0) & ~near[np.maximum(met, 0)]] = ELSEWHERE  # seen through an opening
        return Sights(posts, lift, about, near, every, met, beside, cast, trust, post, sight, weight)

    def sky(self, table: Array) -> tuple[Array, Array]:
        """(k, 3) irradiance from what is seen of a sky's `table` (elevations, azimuths, 3) over the hemisphere, and (k, 1) the open
        share."""
        light, open_share = np.zeros((len(self.posts), 3), np.float32), np.zeros((len(self.posts), 1), np.float32)
        _skylight(self.met, table.reshape(-1, 3), HORIZON * table.shape[1], light, open_share)
        return light * (np.pi / self.cast), open_share / self.cast

    def bounced(self, radiance: Array, rest: Array) -> Array:
        """(k, 3) irradiance from surfaces whose posts send out `radiance` (k, 3); `rest` (3,) where it is not known."""
        return self.posts.bounce(radiance, self.met, rest) * (np.pi / self.cast)

    def bounced_evenly(self, radiance: Array, rest: Array) -> Array:
        """The same, but of what is not `beside` each post takes how much it sees from itself, and how bright that is on average from
        those around too: what comes from afar changes slowly, what stands in its way does not."""
        afar = np.where(self.beside, ELSEWHERE, self.met)
        number = (afar >= NOTHING).sum(0)[:, None].astype(np.float32)
        light = self.evened(self.posts.bounce(radiance, afar, rest), number)
        return light * (np.pi / self.cast) + self.bounced_beside(radiance, rest)

    def evened(self, light: Array, share: Array) -> Array:
        """(k, 3) `light` that came to posts in `share` (k, 1): the share of each, times the mean of light over share around it."""
        both = np.concatenate([light, share], 1)
        for _ in range(EVEN):
            both = self.posts.smoothed(both, self.trust)
        return share * both[:, :3] / np.maximum(both[:, 3:], 1e-9)

    def bounced_beside(self, radiance: Array, rest: Array) -> Array:
        """(k, 3) the same from what is `beside` alone."""
        return self.posts.bounce(radiance, np.where(self.beside, self.met, ELSEWHERE), rest) * (np.pi / self.cast)

    def through(self, table: Array, radiance: Array, rest: Array) -> tuple[Array, Array]:
        """(k, 3) irradiance through openings from a sky's `table`, and (k, 3) from what stands out there, with `radiance` (k, 3)."""
        sky_e, garden_e = np.zeros((len(self.posts), 3), np.float32), np.zeros((len(self.posts), 4), np.float32)
        _through(self.post, self.sight, self.weight, table.reshape(-1, 3), radiance, np.asarray(rest, np.float32), sky_e, garden_e)
        return sky_e, self.evened(garden_e[:, :3], garden_e[:, 3:])


@kernel(parallel=True)
def _skylight(met, table, horizon, light, open_share):
    for i in prange(len(light)):
        for k in range(len(met)):
            if met[k, i] <= SKY:
                cell = SKY - met[k, i]
                for c in range(3):
                    light[i, c] += table[cell, c]
                open_share[i, 0] += 1.0 if cell >= horizon else 0.0


@kernel
def _through(post, sight, weight, table, radiance, rest, sky_e, garden_e):
    for m in range(len(post)):
        i, j = post[m], sight[m]
        for c in range(3):
            if j <= SKY:
                sky_e[i, c] += weight[m, 0] * table[SKY - j, c]
            else:
                garden_e[i, c] += weight[m, 0] * (radiance[j, c] if j >= 0 else rest[c])
        garden_e[i, 3] += weight[m, 0] if j > SKY else 0.0


def _stratified(n: int, rng: np.random.Generator) -> Array:
    """n cosine-weighted directions about +Z, one per stratum of a golden spiral."""
    k = np.arange(n) + 0.5
    r = np.sqrt(k / n)
    phi = k * np.pi * (3 - np.sqrt(5)) + rng.random() * 2 * np.pi
    return np.stack([r * np.cos(phi), r * np.sin(phi), np.sqrt(1 - r * r)], 1).astype(np.float32)


def _posts(samples: SurfaceSamples, layout: Layout, fineness: float) -> Posts:
    """Among all samples but far ones. Outdoors fewer with distance from where visitors stand;
    of the garden that is only seen through windows, few."""
    near = np.flatnonzero(samples.kind != FAR)
    p, n, leafy = samples.foot[near], samples.normal[near], samples.kind[near] == LEAF
    area = samples.scale[near, 0] * samples.scale[near, 1] / SPREAD**2
    size = (POST_INDOORS_M if layout.rooms else POST_M) * (1.0 if fineness >= 1 else 1.6)
    if not len(p):
        levels = Levels((0.0, 0.0), 1.0, np.zeros((1, 1), np.uint8))
    elif layout.rooms:
        levels = levels_of(layout)
    else:
        reach = reach_of(layout)
        levels = Levels.around(reach.anchors, 2 * reach.near_m, p, 4 * size)
    return Posts.among(p, n, leafy, area, levels, size, levels.at(p))
