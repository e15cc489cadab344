"""Trees that divide: clumps are placed in the crown first, then boughs, branches and twigs grow to them, so a crown fills its box."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .branches import Floats, along, arcs, directions, spread, tubes, unit
from .foliage import clumps, scattered, snow_on, tint
from .geometry import Geometry, Sculptor, linear_from_srgb
from .waves import waves


@dataclass(frozen=True)
class Habit:
    """Shares of the tree's height: `base` where the crown begins, `heart` where it is widest, `trunk` how far the trunk leads,
    `girth` the radius at breast height. `rise` is the climb of boughs (0 flat … 1 steep), `airy` 0 … 1 thins the crown."""

    base: float
    heart: float
    trunk: float
    girth: float
    rise: float
    gnarl: float
    airy: float = 0.0


SPREADING = Habit(0.34, 0.50, 0.50, 0.034, 0.25, 0.075)
ROUND = Habit(0.27, 0.60, 0.66, 0.028, 0.45, 0.055)
UPRIGHT = Habit(0.18, 0.42, 0.84, 0.025, 0.80, 0.045)
AIRY = Habit(0.26, 0.50, 0.93, 0.013, 0.75, 0.03, airy=1.0)
WITHERED = Habit(0.25, 0.60, 0.72, 0.030, 0.45, 0.13)


def _targets(habit: Habit, size: NDArray[np.float64], clump_m: float, count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """(count, 3) centres of clumps, well apart, most of them near the crown's skin, reaching all sides of the box."""
    w, h, d = size
    heart = habit.heart * h
    ball = directions(1400, rng) * (rng.uniform(0.3, 1.0, 1400) ** (1 / 3))[:, None]
    ball *= (1 + 0.16 * waves(ball, 1.3, rng, octaves=2))[:, None]  # lobes, so that no crown is an egg
    ball = ball[spread(ball, count, int(ball[:, 1].argmax()))]
    ball /= np.where(ball > 0, ball.max(axis=0), -ball.min(axis=0))
    up = np.where(ball[:, 1] > 0, h - heart - 0.8 * clump_m, heart - habit.base * h)
    return np.stack([ball[:, 0] * (w / 2 - 1.1 * clump_m), heart + ball[:, 1] * up, ball[:, 2] * (d / 2 - 1.1 * clump_m)], 1)


def _trunk(
    s: Sculptor, habit: Habit, size: NDArray[np.float64], material: str, bark: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Draws the trunk with its root flare; returns its path (s, 3) and radii (s,)."""
    h = float(size[1])
    lean = rng.normal(0, 0.25, 2) * habit.gnarl * h
    top = np.array([lean[0], habit.trunk * h, lean[1]])
    path = arcs([[0, 0, 0]], [[0, 0.4 * h, 0]], [top], 25, rng, gnarl=habit.gnarl * 0.7)
    share = np.concatenate([[0, 0.02, 0.05, 0.1, 0.16], np.linspace(0.24, 1, 9)])
    trunk = along(path, share[None])[0][0]
    trunk[0, 1] = -0.15
    radius = max(habit.girth * h, 0.035) * (1 - 0.75 * share**0.8)
    angle = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    toes = 0.55 + 0.45 * np.cos(angle * rng.integers(4, 7) + rng.uniform(0, 6))
    flare = 1.15 * np.exp(-share * habit.trunk / 0.045)[:, None] * toes
    burl = 0.09 * waves(np.stack(np.broadcast_arrays(np.cos(angle), np.sin(angle), share[:, None] * 9), -1).reshape(-1, 3), 2.4, rng)
    tubes(s, trunk[None], (radius[:, None] * (1 + flare + burl.reshape(len(share), 14)))[None], material, bark, sides=14)
    return trunk, radius


def crowned(item: Instance, style: Style, rng: np.random.Generator, habit: Habit, bark_color: str, *, bare: bool) -> Geometry:
    """A whole tree; `bare` grows fine twigs in place of leaves."""
    size = np.asarray(item.size_m, np.float64)
    w, h, d = size
    s = Sculptor()
    wood, bark = item.material or "bark", linear_from_srgb(bark_color) * float(rng.uniform(0.85, 1.15))
    trunk, radius = _trunk(s, habit, size, wood, bark, rng)
    share = np.linspace(0, 1, len(trunk))
    span = float((w * d * (1 - habit.base) * h) ** (1 / 3))
    clump_m = span * (0.12 if habit.airy else 0.16)
    number = int(np.clip((16 if habit.airy else 12) * span, 28, 90))
    targets = _targets(habit, size, clump_m, number, rng)

    # boughs: to the first targets, which are spread over the crown; each leaves the trunk below its target
    n1 = min(int(rng.integers(9, 13)), number)
    goal = targets[:n1]
    away = np.hypot(goal[:, 0], goal[:, 2])
    low, high = 1.05 * habit.base * h, trunk[-1, 1]
    leave_y = np.clip(goal[:, 1] - (0.35 + 0.7 * habit.rise) * away - 0.1 * h, low * 0.8, high * rng.uniform(0.85, 1.0, n1))
    at = np.interp(leave_y, trunk[:, 1], share)
    start = np.stack([np.interp(at, share, trunk[:, k]) for k in range(3)], 1)
    reach = np.linalg.norm(goal - start, axis=1, keepdims=True)
    leaving = unit(unit((goal - start) * [1, 0, 1]) * (1 - 0.55 * habit.rise) + [0, 0.3 + 0.6 * habit.rise, 0]) * reach * 0.45
    boughs = arcs(start, leaving, goal, 9, rng, gnarl=habit.gnarl)
    r1 = np.maximum(np.interp(at, share, radius)[:, None] * 0.62 * np.linspace(1, 0.16, 9) ** 0.9, 0.010)
    tubes(s, boughs, r1, wood, bark, sides=7)

    # branches: each other target from the nearest place on a bough, a little nearer to the trunk than the shortest way
    goal = targets[n1:]
    joints = boughs[:, 2:8].reshape(-1, 3)
    gap = np.linalg.norm(goal[:, None] - joints[None], axis=2) + 0.6 * np.clip(joints[None, :, 1] - goal[:, None, 1], 0, None)
    nearest = gap.argmin(axis=1)
    bough, step = nearest // 6, np.maximum(nearest % 6 + 1, 2)
    start = boughs[bough, step]
    forward = unit(boughs[bough, step + 1] - start)
    reach = np.linalg.norm(goal - start, axis=1, keepdims=True)
    branches = arcs(start, (0.8 * forward + [0, 0.35, 0]) * reach * 0.5, goal, 5, rng, gnarl=1.3 * habit.gnarl)
    r2 = np.maximum(r1[bough, step][:, None] * 0.6 * np.linspace(1, 0.22, 5), 0.006)
    tubes(s, branches, r2, wood, bark, sides=4)

    if not bare:
        _leaf(s, item, style, targets, clump_m, size, habit, rng)
        return s.geometry()
    # twigs: from the ends of branches and boughs out into their clumps; leaves would hide them
    tips = np.concatenate([boughs[:, -3:], branches[:, -3:]])
    owner = np.repeat(np.arange(len(tips)), 4)
    begin = tips[owner, rng.integers(0, 2, len(owner))]
    out = unit(unit(tips[owner, 2] - tips[owner, 0]) + 0.9 * directions(len(owner), rng) + [0, 0.2, 0])
    end = _inside(begin + out * clump_m * rng.uniform(0.7, 1.3, (len(owner), 1)), size, habit)
    twigs = arcs(begin, (end - begin) * 0.5, end, 3, rng, gnarl=0.06)
    tubes(s, twigs, np.linspace(0.012, 0.005, 3)[None] * np.full((len(owner), 1), np.clip(h / 7, 0.6, 1.6)), wood, bark, sides=3)
    _spray(s, twigs, size, habit, bark, style, rng)
    if style.weather == "snow":
        limbs = np.concatenate([boughs[:, 1:].reshape(-1, 3), branches.reshape(-1, 3), twigs[:, 1:].reshape(-1, 3)])
        snow_on(s, limbs, rng, length_m=0.08)
    return s.geometry()


def _inside(points: NDArray[np.float64], size: NDArray[np.float64], habit: Habit) -> NDArray[np.float64]:
    return np.clip(points, [-size[0] / 2, 0.6 * habit.base * size[1], -size[2] / 2], [size[0] / 2, size[1], size[2] / 2])


def _spray(
    s: Sculptor, twigs: Floats, size: NDArray[np.float64], habit: Habit, bark: Floats, style: Style, rng: np.random.Generator
) -> None:
    """The finest twigs of a bare crown, a splat each."""
    per = 3
    owner = np.repeat(np.arange(len(twigs)), per)
    begin, forward = along(twigs[owner], rng.uniform(0.2, 1.0, (len(owner), 1)))
    way = unit(forward[:, 0] + 0.8 * directions(len(owner), rng) + [0, 0.15, 0])
    half = 0.022 * size[1] * rng.uniform(0.5, 1.2, len(owner))
    at = _inside(begin[:, 0] + way * half[:, None], size, habit)
    white = (rng.random((len(owner), 1)) < 0.35) & (style.weather == "snow")
    color = np.where(white, [0.7, 0.73, 0.78], bark * rng.uniform(0.6, 1.1, (len(owner), 1)))
    s.leaves(at, way, unit(np.cross(way, directions(len(owner), rng))), np.stack([half, np.full(len(owner), 0.006)], 1), color)


def _leaf(
    s: Sculptor, item: Instance, style: Style, targets: Floats, clump_m: float, size: NDArray[np.float64], habit: Habit,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    w, h, d = size
    tone = tint(item, style, rng)
    heart = np.array([0, habit.heart * h, 0])
    half = np.array([w / 2, (1 - habit.base) * h / 2, d / 2])
    radii = clump_m * rng.uniform(0.8, 1.25, (len(targets), 1)) * ([0.85, 1.05, 0.85] if habit.airy else [1.12, 0.8, 1.12])
    grow = float(np.clip(h / 7, 0.55, 1.5))
    count = int(np.clip(6200 * (np.prod(size) / 175) ** 0.5, 1200, 7000) * (0.62 if habit.airy else 1.0))
    length = (0.05 * grow, 0.085 * grow) if habit.airy else (0.065 * grow, 0.115 * grow)
    clumps(s, targets, radii, heart, half, count, length, tone, rng, hang=0.9 if habit.airy else 0.35)
    if item.color:
        return
    if style.season == "spring" and not habit.airy and rng.random() < 0.4:
        blossom = np.array([0.88, rng.uniform(0.02, 0.06), 5.0])
        clumps(s, targets, radii * 1.05, heart, half, count // 2, (0.04 * grow, 0.06 * grow), blossom, rng)
    if style.season == "autumn":
        scattered(s, (w / 2, d / 2), int(45 * w), tone, rng)
