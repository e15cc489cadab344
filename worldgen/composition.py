"""What a view is worth as a picture, and the view from above.

Vocabulary: a *view* is x, y of the floor, z, yaw; what is *upright* is anything a ray from an eye ends on but the floor; the *focal* thing
is the one that stands nearest to a third of the picture's width.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from .layout.layout import Layout

if TYPE_CHECKING:
    from .walk import Light, WalkMap

Floats = NDArray[np.floating]

SKY = (0.10, 0.42)  # least and greatest share of a good picture
FLOOR = (0.12, 0.62)  # the same of the floor: where little of it shows, a wall is near
THIRD, THIRD_WIDE = 0.36, 0.24  # of half the width, where a focal thing stands best, and how exactly
MIDDLE, MIDDLE_RAYS, ABOVE = 0.22, 34, 0.08  # half of the middle third, how many rays part it, and how far above the horizon they go
BAR_M, BAR_RAYS = 6.0, 9  # a thing so near that takes no more rays than that bars the view
BARRED = 0.25  # of what a view would be worth is left
ENOUGH, DARK = 0.75, 3.0  # of the brightest views' brightness; darker ones are worth less by this power
NATURE = (
    "tree", "birch", "pine", "dead_tree", "bush", "fern", "reeds", "flowers", "mushroom", "rock", "cliff", "log", "stump", "fence",
)  # fmt: skip
TOP, SLENDER, LIFT = 0.34, 0.35, 0.24  # of a level view's upper edge; share of its width that may be cut off; the most that one looks up
PITCHES_RAD = np.radians((25.0, 34.0, 46.0, 60.0))  # the flattest is taken from which enough of the place shows
LOW_EYE_M, LOWER = 2.2, 0.75  # how high one looks from in a low corner, and what that view is worth to one from under the ceiling
LENGTH_M = (24.0, 56.0)  # of the sight line from above, least and greatest


def worth(walk_map: WalkMap, views: Floats, sun_yaw: float | None = None) -> Floats:
    """(k,) of views (k, 4): depth, a number of things, one of them at a third, a floor to walk on, some sky, nothing before one's face;
    and better with the sun behind."""
    distance, seen, upright = walk_map.sight(views[:, :3], views[:, 3])
    k, rays = seen.shape
    number = int(seen.max()) + 1
    row = np.broadcast_to(np.arange(k)[:, None], seen.shape)
    share = np.bincount((row * number + seen)[upright], minlength=k * number).reshape(k, number) / rays
    across = np.broadcast_to(walk_map.glance()[:, 0] / walk_map.glance()[:, 0].max(), seen.shape)
    middle = np.bincount((row * number + seen)[upright], across[upright], minlength=k * number).reshape(k, number)
    middle = middle / rays / np.maximum(share, 1e-6)
    thirds = np.exp(-(((np.abs(middle) - THIRD) / THIRD_WIDE) ** 2))
    focal = (thirds * np.sqrt(np.clip(share - 0.008, 0, 0.16)) * (share < 0.34)).max(1, initial=0.0)
    variety = np.sqrt(np.minimum(share, 0.12)).sum(1)
    reach = float(np.clip(0.13 * np.linalg.norm(np.ptp(walk_map.places_m, axis=0)), 1.4, 6.0))
    near = np.mean((distance < reach) & upright, axis=1) + np.mean((distance < 0.4 * reach) & upright, axis=1)
    crowded = np.maximum(0.0, share.max(axis=1, initial=0.0) - 0.28)
    log = np.where(upright, np.log(np.clip(distance, 0.5, 100.0)), 0.0)
    count = np.maximum(upright.sum(1), 1)
    depth = np.sqrt(np.maximum((log**2).sum(1) / count - (log.sum(1) / count) ** 2, 0.0))
    sky = np.mean(seen < 0, axis=1)
    floor = np.mean((seen >= 0) & ~upright, axis=1)
    fair = np.exp(-(((sky - np.clip(sky, *SKY)) / 0.14) ** 2) - ((floor - np.clip(floor, *FLOOR)) / 0.12) ** 2)
    lit = 1.0 if sun_yaw is None else 1 - 0.22 * np.cos(views[:, 3] - sun_yaw)
    things = (0.2 + variety + 1.6 * focal) * (0.6 + depth)
    lit = lit * np.where(barred(walk_map, views), BARRED, 1.0)
    return np.maximum(1e-4, things * np.maximum(0.0, 1 - near) ** 4 * np.exp(-4 * crowded) * (0.25 + 0.75 * fair) * lit)


def bright(walk_map: WalkMap, views: Floats, light: Light) -> Floats:
    """(k,) of views (k, 4): 1 where a picture is bright enough to an eye beside the best tenth of them, less the darker it is; what is open
    counts as half lit, or a door would be the best picture of a cellar."""
    ends = walk_map.ends(views[:, :3], views[:, 3])
    met = np.isfinite(ends).all(axis=-1)
    lightness = np.full(met.shape, 0.5)
    lightness[met] = np.cbrt(np.clip(light(ends[met]), 0, 1))
    mean = lightness.mean(axis=1)
    return np.clip(mean / max(ENOUGH * float(np.quantile(mean, 0.9)), 1e-6), 0, 1) ** DARK


def barred(walk_map: WalkMap, views: Floats) -> NDArray[np.bool_]:
    """(k,) whether a post or trunk of its own stands near, right across the middle of views (k, 4). Rays of a glance pass it by."""
    across = np.linspace(-MIDDLE, MIDDLE, MIDDLE_RAYS)
    rays = np.stack([across, np.full_like(across, ABOVE), np.ones_like(across)], 1)
    distance, seen = walk_map.look(views[:, :3], views[:, 3], rays)
    number = np.sum((distance < BAR_M) & (seen >= 0), axis=1)
    return (number > 0) & (number <= BAR_RAYS)


def raised(walk_map: WalkMap, views: Floats, made: NDArray[np.bool_]) -> Floats:
    """(k,) how much of a unit views (k, 4) should look up so that the top of what people made and what stands slender before the eye, a
    tower or a statue, is in the picture; 0 where none is cut off, or no eye could take it in. `made` (instances,)."""
    if not made.any():
        return np.zeros(len(views))
    across, up = np.meshgrid(np.linspace(-0.55, 0.55, 23), np.linspace(TOP, TOP + 0.5, 11))
    distance, seen = walk_map.look(views[:, :3], views[:, 3], np.stack([across.ravel(), up.ravel(), np.ones(across.size)], 1))
    distance, seen = distance.reshape(-1, *across.shape), seen.reshape(-1, *across.shape)
    rise = np.zeros(len(views))
    for k, (far, ids) in enumerate(zip(distance, seen, strict=True)):
        for one in np.unique(ids[0][(ids[0] >= 0) & (far[0] > 2 * BAR_M)]):
            same = ids == one
            if made[one] and same[0].mean() < SLENDER and not same[-1].any():
                rise[k] = max(rise[k], float(up[np.flatnonzero(same.any(1)).max(), 0]) - TOP + 0.08)
    return np.minimum(rise, LIFT)


def from_above(walk_map: WalkMap, layout: Layout, leaves: Floats | None) -> tuple[Floats, Floats]:
    """Eye and target (3,): over the place at three quarters, all of it before the eye; in a room, from a corner under the ceiling."""
    if layout.rooms:
        return _from_corner(walk_map, layout)
    target, radius = _middle(layout)
    tree = KDTree(leaves, balanced_tree=False, compact_nodes=False) if leaves is not None and len(leaves) else None
    yaw = layout.entrance_yaw_rad + np.pi  # one comes from there, and the sun is behind
    length = float(np.clip(2.15 * radius + 9, *LENGTH_M))
    best, least = np.asarray(layout.entrance_m) + [0, 14, 0], np.inf
    for pitch, turn in product(PITCHES_RAD, (0.35, -0.35, 0.0, 0.75, -0.75, 1.3, -1.3, 2.1, -2.1, np.pi)):
        for far in (1.0, 0.8, 1.2):
            flat = length * far * np.cos(pitch)
            eye = target + [np.sin(yaw + turn) * flat, length * far * np.sin(pitch), np.cos(yaw + turn) * flat]
            way = target - eye
            way /= np.linalg.norm(way)
            beside = np.array([np.cos(yaw + turn), 0, -np.sin(yaw + turn)])
            along = length * far * np.linspace(0.02, 0.72, 14)[:, None]
            lines = (eye + along * way)[:, None] + np.linspace(-0.5, 0.5, 5)[:, None] * beside * (0.9 * along)[:, None]
            hidden = 0.0 if tree is None else float(np.mean(tree.query_ball_point(lines.reshape(-1, 3), 1.6, return_length=True) > 2))
            free = float(walk_map.cast(eye[None], way[None])[0][0]) / (length * far)
            cost = 5 * hidden + 0.1 * abs(turn) + 0.3 * abs(far - 1) + 2 * max(0.0, 0.6 - free) + 0.9 * (pitch - PITCHES_RAD[0])
            if cost < least:
                best, least = eye, cost
    return best, target


def _middle(layout: Layout) -> tuple[Floats, float]:
    """Where people's things stand in what can be walked, and the radius that holds most of them."""
    x0, z0, x1, z1 = layout.extent_m
    made = [i for i in layout.instances if i.cls not in NATURE and x0 < i.position_m[0] < x1 and z0 < i.position_m[2] < z1]
    big = [i for i in made if min(i.size_m[0], i.size_m[2]) > 2.0] or made
    if not big:
        ahead = [np.array(v[:3]) + 6 * np.array([np.sin(v[3]), 0, np.cos(v[3])]) for v in layout.views_m]
        ahead = ahead or [np.asarray(layout.entrance_m)]
        return np.mean(ahead, axis=0), 12.0
    at = np.array([i.position_m for i in big])
    weight = np.array([np.prod(i.size_m) ** 0.5 for i in big])
    middle = (at * weight[:, None]).sum(0) / weight.sum()
    away = np.linalg.norm((at - middle)[:, [0, 2]], axis=1)
    return middle + [0, 1.5, 0], float(np.clip(np.quantile(away, 0.85) + 3, 8.0, 24.0))


def _from_corner(walk_map: WalkMap, layout: Layout) -> tuple[Floats, Floats]:
    """The corner of the first room from which rays towards its middle run farthest."""
    room = layout.rooms[0]
    corners = np.asarray(room.corners_m, np.float64)
    middle = corners.mean(0)
    target = np.array([middle[0], 0.75, middle[1]])
    eyes = []
    for corner in corners:
        way = (middle - corner) / np.linalg.norm(middle - corner)
        x, z = corner + 0.95 * way
        eyes.append([x, room.ceiling_m - 0.55, z])
        eyes.append([x, min(room.ceiling_m - 0.55, room.floor_m + LOW_EYE_M), z])  # under a vault the higher one is in its masonry
    seen = []
    for eye in np.array(eyes):
        ends = target + np.stack([np.linspace(-1, 1, 9), np.zeros(9), np.linspace(1, -1, 9)], 1)
        way = np.concatenate([ends, target + np.stack([np.linspace(-1, 1, 9), np.zeros(9), np.linspace(-1, 1, 9)], 1)]) - eye
        distance = walk_map.cast(np.broadcast_to(eye, way.shape), way / np.linalg.norm(way, axis=1, keepdims=True))[0]
        seen.append(float(np.minimum(distance, 12.0).mean()) * (1.0 if eye[1] > room.ceiling_m - 0.6 else LOWER))
    return np.array(eyes[int(np.argmax(seen))]), target
