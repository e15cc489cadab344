"""Trees that divide: leafy masses are placed in the crown first, then the trunk sends a bough to each, so a crown fills its box.

Vocabulary: a *mass* is what one bough carries, with air between it and the next; a mass is lumps, a *lump* is a shell of leaves round
a few large dark ones, which close it to the sky. Wood finer than boughs is drawn as slivers, one splat each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .branches import Floats, along, arcs, directions, spread, tubes, unit
from .foliage import clumps, hearts, scattered, snow_on, strands, tint
from .geometry import Geometry, Sculptor, linear_from_srgb
from .waves import waves


@dataclass(frozen=True)
class Habit:
    """Shares of the tree's height: `base` where the crown begins, `heart` where it is widest, `trunk` how far the trunk leads,
    `girth` the radius at breast height. `rise` is the climb of boughs (0 flat … 1 steep), `masses` how many a crown has, `wide` the
    radius of one over the crown's, `flat` its height over its width, `hang` how leaves droop, `leaf` their size, `dense` their number;
    `tone` is added to the season's OKLCh."""

    base: float
    heart: float
    trunk: float
    girth: float
    rise: float
    gnarl: float
    masses: int = 10
    wide: float = 0.36
    flat: float = 0.72
    hang: float = 0.3
    leaf: float = 1.0
    dense: float = 1.0
    tone: tuple[float, float, float] = (0.0, 0.0, 0.0)
    strands: bool = False
    fruit: bool = False


OAK = Habit(0.28, 0.52, 0.52, 0.034, 0.25, 0.085, 14, 0.50, 0.62, 0.2, 1.0, 1.0, (-0.035, -0.008, 1.0))
BEECH = Habit(0.20, 0.50, 0.70, 0.027, 0.50, 0.05, 16, 0.47, 0.74, 0.3, 0.9)
MAPLE = Habit(0.26, 0.54, 0.64, 0.025, 0.45, 0.055, 13, 0.52, 0.70, 0.4, 1.15, 1.0, (0.025, 0.004, -6.0))
APPLE = Habit(0.24, 0.55, 0.48, 0.034, 0.30, 0.11, 11, 0.50, 0.66, 0.3, 0.85, 1.0, (0.015, -0.012, -3.0), fruit=True)
POPLAR = Habit(0.09, 0.42, 0.86, 0.016, 0.92, 0.03, 22, 0.84, 1.35, 0.5, 0.8, 1.0, (-0.01, -0.004, 5.0))
WILLOW = Habit(0.26, 0.58, 0.50, 0.040, 0.35, 0.09, 13, 0.48, 0.58, 1.2, 0.9, 1.0, (0.045, -0.018, -10.0), strands=True)
TALL = Habit(0.42, 0.68, 0.84, 0.016, 0.55, 0.035, 13, 0.60, 0.66, 0.3, 1.0, 0.5, (-0.015, -0.004, 2.0))  # grown in a wood, towards light
SAPLING = Habit(0.14, 0.50, 0.90, 0.010, 0.65, 0.05, 11, 0.54, 0.56, 0.4, 0.9, 0.45, (0.03, 0.005, -4.0))
BIRCH = Habit(0.20, 0.50, 0.92, 0.0105, 0.75, 0.03, 23, 0.60, 0.95, 0.9, 0.72, 0.6, (0.035, -0.006, -8.0))
WITHERED = Habit(0.25, 0.60, 0.72, 0.030, 0.45, 0.13, 11)
LUMPS = 6  # a mass


def _masses(habit: Habit, size: NDArray[np.float64], rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centres (m, 3) and radii (m, 3) of the masses: of unlike size, well apart, no two sides of a crown alike, reaching all of its box."""
    w, h, d = size
    count = max(5, habit.masses + int(rng.integers(-2, 3)))
    heart = habit.heart * h
    ball = directions(900, rng) * (rng.uniform(0.25, 1.0, 900) ** (1 / 3))[:, None]
    ball *= (1 + 0.22 * waves(ball, 1.5, rng, octaves=2))[:, None]  # lobes and hollows
    if habit.rise > 0.9:
        ball[:, [0, 2]] *= np.sqrt(np.clip(1.05 - np.abs(ball[:, 1:2]), 0.1, 1))
    ball = ball[spread(ball, count, int(ball[:, 1].argmax()))]
    ball /= np.where(ball > 0, ball.max(axis=0), -ball.min(axis=0))
    width = habit.wide * rng.uniform(0.72, 1.2, count)
    width *= 1 - 0.15 * np.clip(ball[:, 1], 0, 1)  # lighter masses on top
    radii = np.stack([width * w / 2, width * habit.flat * (w + d) / 4, width * d / 2], 1)
    radii[:, 1] = np.minimum(radii[:, 1], 0.4 * (1 - habit.base) * h)
    up = np.where(ball[:, 1] > 0, h - heart - 0.95 * radii[:, 1], heart - habit.base * h - 0.6 * radii[:, 1])
    at = ball * np.stack([w / 2 - 0.98 * radii[:, 0], np.maximum(up, 0.02 * h), d / 2 - 0.98 * radii[:, 2]], 1) + [0, heart, 0]
    for _ in range(3):  # none stands off by itself
        way = at[None] - at[:, None]
        away = np.linalg.norm(way / (radii[:, None] + radii[None]), axis=2) + 9 * np.eye(count)
        next_ = away.argmin(1)
        at = at + way[np.arange(count), next_] * np.clip(1 - 0.72 / away[np.arange(count), next_], 0, 0.6)[:, None]
    low, high = (at - radii).min(0), (at + radii).max(0)
    fit = (np.array([w, (1 - habit.base) * h, d]) - [0, 0.02 * h, 0]) / (high - low)
    return (at - low) * fit + [-w / 2, habit.base * h, -d / 2], radii * fit


def _lumps(masses: Floats, radii: Floats, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centres and radii (m · LUMPS, 3) of the lumps that make up masses, more of them above than below."""
    owner = np.repeat(np.arange(len(masses)), LUMPS)
    turn = np.tile(np.arange(LUMPS) * 2.4, len(masses)) + rng.uniform(0, 6.28, len(masses))[owner] + rng.normal(0, 0.25, len(owner))
    rise = np.tile(np.linspace(0.95, -0.45, LUMPS), len(masses)) + rng.normal(0, 0.12, len(owner))
    level = np.sqrt(np.clip(1 - rise**2, 0.02, 1))
    way = np.stack([np.cos(turn) * level, rise, np.sin(turn) * level], 1)
    size = rng.uniform(0.44, 0.62, (len(owner), 1))
    return masses[owner] + way * radii[owner] * (1.02 - size), radii[owner] * size


def _trunk(
    s: Sculptor, habit: Habit, size: NDArray[np.float64], material: str, bark: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Draws the trunk with its root flare; returns its path (s, 3) and radii (s,)."""
    h = float(size[1])
    lean = rng.normal(0, 0.25, 2) * habit.gnarl * h
    top = np.array([lean[0], habit.trunk * h, lean[1]])
    path = arcs([[0, 0, 0]], [[0, 0.4 * h, 0]], [top], 25, rng, gnarl=habit.gnarl * 0.7)
    share = np.concatenate([[0, 0.02, 0.05, 0.11], np.linspace(0.24, 1, 6)])
    trunk = along(path, share[None])[0][0]
    trunk[0, 1] = -0.15
    radius = max(habit.girth * h, 0.03) * (1 - 0.75 * share**0.8)
    sides = 12 if radius[0] > 0.14 else 8
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    toes = 0.55 + 0.45 * np.cos(angle * rng.integers(3, 6) + rng.uniform(0, 6))
    flare = 1.0 * np.exp(-share * habit.trunk / 0.04)[:, None] * toes
    burl = 0.09 * waves(np.stack(np.broadcast_arrays(np.cos(angle), np.sin(angle), share[:, None] * 9), -1).reshape(-1, 3), 2.4, rng)
    tubes(s, trunk[None], (radius[:, None] * (1 + flare + burl.reshape(len(share), sides)))[None], material, bark, sides=sides)
    return trunk, radius


def crowned(item: Instance, style: Style, rng: np.random.Generator, habit: Habit, bark_color: str, *, bare: bool) -> Geometry:
    """A whole tree; `bare` grows fine twigs in place of leaves."""
    size = np.asarray(item.size_m, np.float64)
    h = float(size[1])
    s = Sculptor()
    wood, bark = item.material or "bark", linear_from_srgb(bark_color) * float(rng.uniform(0.85, 1.15))
    trunk, radius = _trunk(s, habit, size, wood, bark, rng)
    share = np.linspace(0, 1, len(trunk))
    masses, radii = _masses(habit, size, rng)
    lumps, bulk = _lumps(masses, radii, rng)

    # boughs: one to the heart of each mass; each leaves the trunk below it
    away = np.hypot(masses[:, 0], masses[:, 2])
    low, high = 1.05 * habit.base * h, trunk[-1, 1]
    leave_y = np.clip(masses[:, 1] - (0.3 + 0.7 * habit.rise) * away - 0.06 * h, low * 0.85, high * rng.uniform(0.85, 1.0, len(masses)))
    at = np.interp(leave_y, trunk[:, 1], share)
    start = np.stack([np.interp(at, share, trunk[:, k]) for k in range(3)], 1)
    reach = np.linalg.norm(masses - start, axis=1, keepdims=True)
    leaving = unit(unit((masses - start) * [1, 0, 1]) * (1 - 0.55 * habit.rise) + [0, 0.3 + 0.6 * habit.rise, 0]) * reach * 0.45
    boughs = arcs(start, leaving, masses, 6, rng, gnarl=habit.gnarl)
    r1 = np.maximum(np.interp(at, share, radius)[:, None] * 0.55 * np.linspace(1, 0.14, 6) ** 0.9, 0.010)
    distant = "distant" in item.tags and not bare
    if not distant:
        tubes(s, boughs, r1, wood, bark, sides=5)

    if not bare:
        _leaf(s, item, style, masses, lumps, bulk, size, habit, rng, share=0.3 if distant else 1.0)
        return s.geometry()
    # branches: from the outer half of a bough to each lump of its mass
    owner = np.repeat(np.arange(len(masses)), LUMPS)
    step = np.tile(np.arange(LUMPS) % 3 + 2, len(masses))
    start = boughs[owner, step]
    reach = np.linalg.norm(lumps - start, axis=1, keepdims=True)
    forward = unit(boughs[owner, step + 1] - start)
    branches = arcs(start, (0.8 * forward + [0, 0.3, 0]) * reach * 0.5, lumps, 4, rng, gnarl=1.3 * habit.gnarl)
    r2 = np.maximum(r1[owner, step] * 0.55, 0.006)
    tubes(s, branches, r2[:, None] * np.linspace(1, 0.3, 4), wood, bark, sides=4)
    # twigs: from the ends of branches out into their lumps; leaves would hide them
    owner = np.repeat(np.arange(len(branches)), 5)
    begin = branches[owner, rng.integers(1, 4, len(owner))]
    out = unit(unit(branches[owner, 3] - branches[owner, 1]) + 0.9 * directions(len(owner), rng) + [0, 0.2, 0])
    end = _inside(begin + out * bulk[owner].mean(1, keepdims=True) * rng.uniform(0.8, 1.5, (len(owner), 1)), size, habit)
    twigs = arcs(begin, (end - begin) * 0.5, end, 4, rng, gnarl=0.06)
    slivers(s, twigs, np.linspace(0.012, 0.005, 3)[None] * np.clip(h / 7, 0.6, 1.5), bark, rng)
    _spray(s, twigs, size, habit, bark, style, rng)
    if style.snowy:
        limbs = np.concatenate([boughs[:, 1:].reshape(-1, 3), branches.reshape(-1, 3), twigs[:, 1:].reshape(-1, 3)])
        snow_on(s, limbs, rng, length_m=0.08)
    return s.geometry()


def _inside(points: NDArray[np.float64], size: NDArray[np.float64], habit: Habit) -> NDArray[np.float64]:
    return np.clip(points, [-size[0] / 2, 0.6 * habit.base * size[1], -size[2] / 2], [size[0] / 2, size[1], size[2] / 2])


def slivers(s: Sculptor, paths: Floats, radii: Floats, bark: Floats, rng: np.random.Generator) -> None:
    """One splat for each step of paths (b, s, 3), with radii (b or 1, s − 1)."""
    a, b = paths[:, :-1].reshape(-1, 3), paths[:, 1:].reshape(-1, 3)
    axis, half = unit(b - a), 0.62 * np.linalg.norm(b - a, axis=1)
    wide = np.minimum(np.broadcast_to(radii, paths.shape[:1] + radii.shape[1:]).reshape(-1) * 1.5, np.minimum(half, 0.02))
    normal = unit(np.cross(axis, directions(len(axis), rng)))
    s.leaves((a + b) / 2, axis, normal, np.stack([half, wide], 1), bark * rng.uniform(0.75, 1.1, (len(axis), 1)))


def _spray(
    s: Sculptor, twigs: Floats, size: NDArray[np.float64], habit: Habit, bark: Floats, style: Style, rng: np.random.Generator
) -> None:
    """The finest twigs of a bare crown, a splat each."""
    per = 2
    owner = np.repeat(np.arange(len(twigs)), per)
    begin, forward = along(twigs[owner], rng.uniform(0.2, 1.0, (len(owner), 1)))
    way = unit(forward[:, 0] + 0.8 * directions(len(owner), rng) + [0, 0.15, 0])
    half = 0.022 * size[1] * rng.uniform(0.5, 1.2, len(owner))
    at = _inside(begin[:, 0] + way * half[:, None], size, habit)
    white = (rng.random((len(owner), 1)) < 0.35) & style.snowy
    color = np.where(white, [0.7, 0.73, 0.78], bark * rng.uniform(0.6, 1.1, (len(owner), 1)))
    s.leaves(at, way, unit(np.cross(way, directions(len(owner), rng))), np.stack([half, np.full(len(owner), 0.006)], 1), color)


def _leaf(
    s: Sculptor, item: Instance, style: Style, masses: Floats, lumps: Floats, bulk: Floats, size: NDArray[np.float64], habit: Habit,
    rng: np.random.Generator, *, share: float,
) -> None:  # fmt: skip
    """Foliage on the lumps; `share` of the leaves, larger by as much."""
    w, h, d = size
    tone = tint(item, style, rng)
    if not item.color and style.season in ("spring", "summer"):
        tone = tone + habit.tone
    heart = np.array([0, habit.heart * h, 0])
    half = np.array([w / 2, (1 - habit.base) * h / 2, d / 2])
    skin = float((bulk[:, 0] * bulk[:, 1]).sum())  # m² that leaves are to cover, but for a factor
    count = int(np.clip(560 * skin**0.75, 1100, 7200) * share * habit.dense)
    side = habit.leaf * float(np.clip(np.sqrt(0.85 * skin / count), 0.035, 0.12 / (share * habit.dense) ** 0.5))
    hearts(s, 0.62 * lumps + 0.38 * np.repeat(masses, LUMPS, axis=0), bulk, tone, rng)
    clumps(s, lumps, bulk, heart, half, count, (1.0 * side, 1.7 * side), tone, rng, hang=habit.hang)
    if habit.strands:
        strands(s, lumps, bulk, 0.1 * h, tone, rng)
    if item.color:
        return
    if style.season == "spring" and not habit.hang > 0.6 and (habit.fruit or rng.random() < 0.3):
        blossom = np.array([0.88, rng.uniform(0.02, 0.06), 5.0])
        clumps(s, lumps, bulk * 1.05, heart, half, count // 2, (0.6 * side, 0.9 * side), blossom, rng)
    if habit.fruit and style.season in ("summer", "autumn"):
        pick = rng.integers(0, len(lumps), 90)
        out = unit(directions(90, rng) - [0, 0.35, 0])
        red = linear_from_srgb(str(rng.choice(["#b3332a", "#c2702c", "#b9a53a"]))) * rng.uniform(0.8, 1.2, (90, 1))
        s.leaves(lumps[pick] + out * bulk[pick] * 1.02, unit(np.cross(out, [0.3, 1, 0.2])), out, (0.055, 0.05), red)
    if style.season == "autumn":
        scattered(s, (w / 2, d / 2), int(45 * w), tone, rng)
