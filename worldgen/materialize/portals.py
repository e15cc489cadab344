"""Windows and doors as light sources: inside a room the sky is sampled through its openings, not by rays that mostly miss them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from ..builders.rooms import LID
from ..layout.layout import Layout, Opening
from .posts import LEVELS, Levels
from .rays import Rays
from .rectangles import towards

Array = NDArray[np.float32]

DEEP_M, FRAME_M = 0.2, 0.06  # how far off an opening's plane, and over its edge, what belongs to it reaches
BEFORE_M = 0.06  # past relief, and well short of anything that stands at a wall
LARGE_SR = 0.25  # an opening that fills so much of what a point sees is most of its light
GRID_M, NEAR_M = 0.1, 0.6  # light changes fast near an opening


@dataclass(frozen=True)
class Portal:
    """An opening: centre, half width and half height vectors, and the unit normal into the room, each (3,)."""

    center: Array
    across: Array
    up: Array
    normal: Array

    def steradians(self, points: Array) -> Array:
        """(n,) about how much of the sphere about each point it covers: exact from afar."""
        to = self.center - points
        area = 4 * np.linalg.norm(self.across) * np.linalg.norm(self.up)
        return area * np.abs(to @ self.normal) / np.maximum((to * to).sum(1), 1e-6) ** 1.5

    def faced(self, points: Array, normals: Array) -> NDArray[np.bool_]:
        """(n,) True for surfaces on its room's side that look at some part of it."""
        to = self.center - points
        most = (to * normals).sum(1) + np.abs(normals @ self.across) + np.abs(normals @ self.up)
        return (most > 0) & (to @ self.normal < 0)


def portals_of(layout: Layout) -> list[Portal]:
    """All openings of all rooms (doors stand open)."""
    found = []
    for room in layout.rooms:
        corners = np.asarray(room.corners_m, np.float64)
        for opening in room.openings:
            a, b = corners[opening.wall], corners[(opening.wall + 1) % len(corners)]
            along = (b - a) / np.linalg.norm(b - a)
            at = a + along * opening.at_m
            left = np.array([along[1], -along[0]])  # where the room lies: its corners run counter-clockwise seen from above, or not
            left = -left if np.dot(left, corners.mean(0) - at) < 0 else left
            if opening.kind == "skylight":
                found.append(_overhead(at, along, left, opening, room.ceiling_m))
                continue
            y = room.floor_m + opening.sill_m + opening.height_m / 2
            inward = np.array([left[0], 0, left[1]])
            outside = np.array([at[0], y, at[1]]) - inward * room.wall_thickness_m * 0.5
            found.append(
                Portal(
                    outside.astype(np.float32), (np.array([along[0], 0, along[1]]) * opening.width_m / 2).astype(np.float32),
                    np.array([0, opening.height_m / 2, 0], np.float32), inward.astype(np.float32),
                )
            )  # fmt: skip
    return found


def _overhead(at: NDArray[np.float64], along: NDArray[np.float64], inward: NDArray[np.float64], hole: Opening, ceiling_m: float) -> Portal:
    """A skylight, in the middle of the shaft above its ceiling; `at` is its middle's place on the wall."""
    at = at + inward * (hole.sill_m + hole.height_m / 2)
    across, up = along * hole.width_m / 2, inward * hole.height_m / 2
    parts = ((at[0], ceiling_m + LID / 2, at[1]), (across[0], 0, across[1]), (up[0], 0, up[1]), (0, -1, 0))
    return Portal(*(np.array(part, np.float32) for part in parts))


def inside_rooms(layout: Layout, points: Array) -> NDArray[np.bool_]:
    """(n,) True within the plan and between floor and ceiling of some room (even–odd rule)."""
    inside = np.zeros(len(points), bool)
    for room in layout.rooms:
        c = np.asarray(room.corners_m, np.float64)
        x, z = points[:, 0], points[:, 2]
        odd = np.zeros(len(points), bool)
        for (x0, z0), (x1, z1) in zip(c, np.roll(c, -1, axis=0), strict=True):
            if z0 != z1:
                odd ^= ((z0 > z) != (z1 > z)) & (x < (x1 - x0) * (z - z0) / (z1 - z0) + x0)
        inside |= odd & (points[:, 1] > room.floor_m) & (points[:, 1] < room.ceiling_m)
    return inside


def of_rooms(layout: Layout, points: Array, normals: Array) -> NDArray[np.bool_]:
    """(n,) True for surfaces that look into a room. Walls lie on the plan's border, so it is asked a little in front of each."""
    return inside_rooms(layout, points + BEFORE_M * normals)


def of_openings(layout: Layout, points: Array) -> NDArray[np.bool_]:
    """(n,) True within the walls' openings: sills, reveals, frames."""
    found = np.zeros(len(points), bool)
    for portal in portals_of(layout):
        off = points - portal.center
        within = np.abs(off @ portal.normal) < DEEP_M
        for half in (portal.across, portal.up):
            length = np.linalg.norm(half)
            within &= np.abs(off @ (half / length)) < length + FRAME_M
        found |= within
    return found


def levels_of(layout: Layout) -> Levels:
    """Of posts: 0 near an opening, 1 up to three times as far, 2 in the rest of the rooms, the last past their walls."""
    corners = np.concatenate([np.asarray(room.corners_m, np.float64) for room in layout.rooms])
    thick = max(room.wall_thickness_m for room in layout.rooms) + GRID_M
    low = corners.min(0) - thick - 3 * GRID_M  # the border lies past the walls, and stands for all that is farther off
    size = np.ceil((corners.max(0) + thick + 3 * GRID_M - low) / GRID_M).astype(int)
    x, z = np.meshgrid(*(low[a] + (np.arange(size[a]) + 0.5) * GRID_M for a in range(2)))
    inside = np.zeros(x.shape, bool)
    for room in layout.rooms:
        middle = np.full(x.size, (room.floor_m + room.ceiling_m) / 2)
        inside |= inside_rooms(layout, np.stack([x.ravel(), middle, z.ravel()], 1)).reshape(x.shape)
    away = np.full(x.shape, np.inf)
    for portal in portals_of(layout):
        if portal.normal[1] < -0.5:
            continue  # the light below a skylight is even
        middle, half = portal.center[[0, 2]], portal.across[[0, 2]]
        dx, dz = x - middle[0], z - middle[1]
        along = np.clip((dx * half[0] + dz * half[1]) / float(half @ half), -1, 1)
        away = np.minimum(away, np.hypot(dx - along * half[0], dz - along * half[1]))
    level = np.where(away < NEAR_M, 0, np.where(away < 3 * NEAR_M, 1, 2))
    level[distance_transform_edt(~inside) * GRID_M > thick] = LEVELS - 1
    return Levels((float(low[0]), float(low[1])), GRID_M, level.astype(np.uint8))


def through_portals(
    portals: list[Portal], rays: Rays, p: Array, n: Array, lift: float, meet: Callable[[Array, Array], NDArray[np.int32]],
    every: NDArray[np.int64], rng: np.random.Generator, *, tries: int = 9,
) -> tuple[NDArray[np.int64], Array, NDArray[np.int32]]:  # fmt: skip
    """What points p with normals n (k, 3) see through openings, one stratum a try: (m,) the point of each ray that comes through, (m, 1)
    its weight, in steradians times the cosine, and (m,) what it meets, as `meet(ray, hit)` tells of rays (m, 6). Of an opening that fills
    little of what it sees a point gets one of `every` (k,) tries, its neighbours the others. Rays start `lift` metres above the points."""
    found: list[tuple[NDArray[np.int64], Array, NDArray[np.int32]]] = []
    start = p + np.float32(lift) * n
    for portal in portals:
        columns = max(1, round(np.sqrt(tries * np.linalg.norm(portal.across) / np.linalg.norm(portal.up))))
        rows = max(1, tries // columns)
        faced = np.flatnonzero(portal.faced(start, n))
        each = np.where(portal.steradians(start[faced]) > LARGE_SR, 1, every[faced])
        turn = np.arange(len(faced)) % each
        share = np.ceil((rows * columns - turn) / each)  # how many tries it gets
        for i in range(columns):
            for j in range(rows):
                number = i * rows + (j if i % 2 == 0 else rows - 1 - j)  # to and fro: every other one makes a chequered board
                mine = np.flatnonzero(number % each == turn)
                u, v = (i + rng.random(len(mine))) / columns, (j + rng.random(len(mine))) / rows
                at = faced[mine]
                ray, steradians, metres = towards(start[at], portal.center, portal.across, portal.up, u, v)
                gain = steradians * np.clip((ray[:, 3:] * n[at]).sum(1), 0, 1) / share[mine]
                use = np.flatnonzero(gain > 1e-5)
                hit = rays.hits(ray[use])
                out = hit > metres[use] + DEEP_M
                use, hit = use[out], hit[out]
                found.append((at[use], gain[use, None].astype(np.float32), meet(ray[use], hit)))
    if not found:
        return np.zeros(0, np.int64), np.zeros((0, 1), np.float32), np.zeros(0, np.int32)
    point, weight, met = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return point, weight, met
