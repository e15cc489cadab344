"""Trees by name: broadleaf, birch, pine and dead ones; and what is left of trees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np

from ..layout.layout import Instance, Style
from .branches import Floats, arcs, directions, tubes, unit
from .crowns import APPLE, BEECH, BIRCH, MAPLE, OAK, POPLAR, SAPLING, TALL, WILLOW, WITHERED, Habit, crowned, slivers
from .foliage import SNOW_LINEAR, shades, snow_on, tint
from .geometry import Geometry, Sculptor, linear_from_srgb
from .hues import linear_from_oklch
from .waves import waves

Builder = Callable[[Instance, Style, np.random.Generator], Geometry]
BARK = {"tree": "#5d4a38", "pine": "#51463b", "birch": "#b9b2a6", "dead_tree": "#6d6459"}
SPECIES = {
    "oak": OAK, "beech": BEECH, "maple": MAPLE, "apple": APPLE, "poplar": POPLAR, "willow": WILLOW, "elm": OAK, "lime": BEECH,
    "tall": TALL, "sapling": SAPLING,
}  # fmt: skip
VARIANTS = 6  # of a species and size in a wood
SLENDER = 2.1  # a box this many times as high as wide holds a poplar
TWIG_TONE = (0.015, 0.0, -12.0)  # of a conifer's new growth, in OKLCh


def habit_of(item: Instance, rng: np.random.Generator) -> Habit:
    """The species that a tag or the prompt's own word names, else one that suits the box."""
    for word in (*item.tags, *item.name.split()):
        if word in SPECIES:
            return SPECIES[word]
    common = (OAK, BEECH, MAPLE)[int(rng.integers(3))]
    return POPLAR if item.size_m[1] > SLENDER * max(item.size_m[0], item.size_m[2]) else common


def wild(grow: Builder) -> Builder:
    """A builder that gives trees of a wood, which are tagged so, the shape of one of a few of their species, stretched to their own box."""

    @lru_cache(maxsize=128)
    def grown(cls: str, tags: tuple[str, ...], size_m: tuple[float, float, float], season: str, weather: str, variant: int) -> Geometry:
        item = Instance("wild", cls, (0.0, 0.0, 0.0), size_m, tags=tags)
        return grow(item, Style(season=season, weather=weather), np.random.default_rng([variant, *cls.encode()]))

    def stretched(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
        if "wild" not in item.tags or item.color or item.material:
            return grow(item, style, rng)
        w, h, d = item.size_m
        like = (round((w + d) / 4) * 2.0 or 1.5, round(h / 4) * 4.0 or 3.0)
        tags = tuple(tag for tag in item.tags if tag in SPECIES or tag == "distant")
        one = grown(item.cls, tags, (like[0], like[1], like[0]), style.season, style.weather, int(rng.integers(VARIANTS)))
        scale = np.array([w / like[0], h / like[1], d / like[0]], np.float32)
        tone = np.float32(rng.uniform(0.86, 1.14)) * rng.uniform(0.94, 1.06, 3).astype(np.float32)
        colors = np.clip(one.leaf_colors_linear * tone, 0, 1)
        return replace(
            one, leaf_colors_linear=colors, vertices=one.vertices * scale, leaf_centers=one.leaf_centers * scale,
            leaf_sizes=one.leaf_sizes * np.float32(np.prod(scale) ** (1 / 3)),
        )  # fmt: skip

    return stretched


@wild
def tree(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Broadleaf, in the habit of its species."""
    return crowned(item, style, rng, habit_of(item, rng), BARK["tree"], bare=style.season == "winter" and not item.color)


@wild
def birch(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Slender, white, with light foliage that hangs."""
    return crowned(item, style, rng, BIRCH, BARK["birch"], bare=style.season == "winter" and not item.color)


def dead_tree(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Twisted and bare; a colour is that of its wood."""
    return crowned(item, style, rng, WITHERED, item.color or BARK["dead_tree"], bare=True)


@wild
def pine(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Tiers of boughs that droop and lift at their tips, air between them, each a fan of needle sprays; in a wood, bare below."""
    w, h, d = item.size_m
    s = Sculptor()
    base = float(np.clip(0.022 * h, 0.08, 0.3))
    bark = linear_from_srgb(BARK["pine"]) * float(rng.uniform(0.85, 1.15))
    top = [rng.normal(0, 0.008 * h), h * 0.98, rng.normal(0, 0.008 * h)]
    trunk = arcs([[0, -0.15, 0]], [[0, h * 0.5, 0]], [top], 8, rng, gnarl=0.01)
    wood = item.material or "bark"
    tubes(s, trunk, (base * np.linspace(1, 0.1, 8) + 0.5 * base * np.exp(-np.arange(8) * 2.5))[None], wood, bark, sides=9)
    low = rng.uniform(0.27, 0.44) if "tall" in item.tags else rng.uniform(0.07, 0.17)
    tiers = int(np.clip(h * 1.35 * (1 - low), 8, 18))
    slim = rng.uniform(0.6, 0.95)  # from a spire to a broad cone
    level = low + (0.97 - low) * (np.arange(tiers) / (tiers - 1)) ** 0.9
    starts, ends = [], []
    for k, t in enumerate(level):
        reach = (1 - (t - low) / (1 - low)) ** slim * (rng.uniform(0.8, 1.0) if k > 1 else 1.0)
        if "tall" in item.tags:
            reach *= min(1.0, 0.45 + 3.0 * (t - low))  # starved of light below
        n = int(np.clip(7 * reach + 4, 4, 10))
        a = rng.uniform(0, 6.28) + np.arange(n) * 2 * np.pi / n + rng.normal(0, 0.22, n)
        r = np.maximum(reach * rng.uniform(0.7, 1.05, n), 0.06)
        y = t * h + rng.normal(0, 0.008 * h, n)
        starts.append(np.stack([np.zeros(n), y, np.zeros(n)], 1))
        droop = (0.14 + 0.16 * reach) * w * r
        ends.append(np.stack([np.cos(a) * r * w / 2, np.maximum(y - droop, 0.25), np.sin(a) * r * d / 2], 1))
    start, end = np.concatenate(starts), np.concatenate(ends)
    out = end - start
    length = np.linalg.norm(out, axis=1)
    u = np.linspace(0, 1, 6)[None, :, None]
    sag = (np.sin(np.pi * u) * -0.07 + 0.05 * u**3) * length[:, None, None] * [0, 1, 0]  # down from the trunk, the tip up again
    branch = (
        start[:, None] + out[:, None] * u + sag + 0.02 * length[:, None, None] * rng.normal(size=(len(start), 6, 3)) * np.sin(np.pi * u)
    )
    if "tall" in item.tags:  # dead stubs on the bare stem
        n = int(rng.integers(6, 12))
        a, y = rng.uniform(0, 6.28, n), rng.uniform(0.15, low, n) * h
        way = unit(np.stack([np.cos(a), rng.uniform(-0.4, 0.1, n), np.sin(a)], 1))
        foot = np.stack([np.zeros(n), y, np.zeros(n)], 1)
        stub = foot[:, None] + way[:, None] * np.linspace(0.0, 1.0, 3)[:, None] * rng.uniform(0.3, 0.9, (n, 1, 1))
        slivers(s, stub, np.full((1, 2), 0.012), bark, rng)
    per = np.maximum(
        (
            length / length.mean() * (0.35 if "distant" in item.tags else 1.0) * np.clip(330 * h * (1.15 - low), 700, 4200) / len(start)
        ).astype(int),
        8,
    )
    which = np.repeat(np.arange(len(start)), per)
    t = rng.random(len(which)) ** 0.75 * 0.94 + 0.06
    k = np.clip((t * 5).astype(int), 0, 4)
    f = (t * 5 - k)[:, None]
    at = branch[which, k] * (1 - f) + branch[which, k + 1] * f
    along = unit(out)[which]
    side = unit(np.cross(along, [0, 1.0, 0]))
    sign = rng.choice([-1.0, 1.0], len(which))[:, None]
    spray = (0.34 * length[which] * np.minimum(1.1 - t, 0.25 + t))[:, None]  # a fan is narrow at the trunk and at its tip
    sideways = rng.random((len(which), 1))
    at = at + side * sign * spray * sideways - [0, 0.5, 0] * spray * sideways**2 - [0, 0.06, 0] * rng.random((len(which), 1)) * spray * 4
    axis = unit(along + sign * side * rng.uniform(0.4, 1.1, (len(which), 1)) + [0, -0.45, 0] + 0.25 * directions(len(which), rng))
    normal = unit(np.array([0, 0.8, 0]) + 0.5 * along * [1, 0, 1] + 0.6 * directions(len(which), rng))
    tone = tint(item, style, rng, evergreen=True)
    inner = np.clip(1.15 - 0.95 * t - 0.3 * sideways[:, 0], 0, 1)
    size = rng.uniform(0.115, 0.20, len(which)) * float(np.clip(h / 9, 0.8, 1.5)) * (1.6 if "distant" in item.tags else 1.0)
    colors = shades(tone, which % 23, inner, rng)
    young = np.flatnonzero((t > 0.8) & (rng.random(len(which)) < 0.35))
    if not item.color and len(young):
        colors[young] = shades(tone + TWIG_TONE, which[young] % 23, np.full(len(young), 0.2), rng)
    if style.snowy:
        colors = np.where(rng.random((len(which), 1)) < 0.5 * (1 - inner[:, None]), SNOW_LINEAR, colors)
    s.leaves(at, axis, normal, np.stack([size, size * 0.36], 1), colors)
    return s.geometry()


def stump(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A sawn foot on root toes, its top a little aslant."""
    w, h, d = item.size_m
    s = Sculptor()
    wood, bark = item.material or "bark", linear_from_srgb(item.color or BARK["tree"]) * float(rng.uniform(0.85, 1.15))
    angle = np.linspace(0, 2 * np.pi, 18, endpoint=False)
    height = np.array([-0.12, 0.0, 0.1, 0.22, 0.4, 0.7, 1.0]) * h
    toes = 0.5 + 0.5 * np.cos(angle * rng.integers(4, 7) + rng.uniform(0, 6))
    flare = np.exp(-np.maximum(height, 0) / (0.22 * h))[:, None]
    r = 0.66 + 0.05 * waves(np.stack([np.cos(angle), np.sin(angle)], 1), 1.6, rng, octaves=2) + flare * (0.08 + 0.28 * toes)
    r /= r.max()
    slant = 0.08 * h * np.cos(angle - rng.uniform(0, 6)) - 0.08 * h
    y = height[:, None] + slant * np.clip(height[:, None] / h, 0, 1) ** 2
    ring = np.stack([r * np.sin(angle) * w / 2, y, r * np.cos(angle) * d / 2], -1)
    ring = np.concatenate([ring, ring[:, :1]], 1)
    run = np.concatenate([angle, [2 * np.pi]]) * w / 2
    i, j = np.meshgrid(np.arange(len(height) - 1), np.arange(18), indexing="ij")
    a = (i * 19 + j).ravel()
    quads = np.stack([a, a + 1, a + 20, a + 19], 1)
    s.faces(ring.reshape(-1, 3), quads, wood, bark, uv=np.stack([np.tile(run, len(height)), ring[..., 1].ravel()], 1))
    top = ring[-1]
    middle = top[:-1].mean(0)
    core = np.concatenate([top, middle + 0.86 * (top - middle), [middle]])  # a rim of bark, then the wood
    k = np.arange(18)
    s.faces(core, np.stack([k, k + 1, k + 20, k + 19], 1), wood, bark, uv=core[:, [0, 2]])
    s.faces(core, np.stack([k + 19, k + 20, np.full(18, 38)], 1), "timber", linear_from_srgb("#b08d62"), uv=core[:, [0, 2]])
    _overgrow(s, ring[1:4, :-1].reshape(-1, 3), style, rng, moss=0.5, spread_m=w)
    return s.geometry()


def log(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A fallen trunk along its box's depth, with stubs of branches and moss in patches."""
    w, h, d = size = np.asarray(item.size_m)
    s = Sculptor()
    wood, bark = item.material or "bark", linear_from_srgb(item.color or "#5a4938") * float(rng.uniform(0.85, 1.15))
    sides, steps = 14, 13
    path = arcs([[0, h / 2, -d / 2]], [[rng.normal(0, 0.15) * w, 0, d / 2]], [[0, h / 2, d / 2]], steps, rng)[0]
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    around = np.stack(np.broadcast_arrays(np.cos(angle), np.sin(angle), 2.2 * path[:, 2:] / w), -1).reshape(-1, 3)
    r = (0.94 + 0.08 * waves(around, 2.0, rng, octaves=2).reshape(steps, sides)) * np.linspace(1, rng.uniform(0.72, 0.9), steps)[:, None]
    x, y = path[:, :1] + r * np.cos(angle) * w / 2, path[:, 1:2] + r * np.sin(angle) * h / 2
    ring = np.stack([x, y, np.broadcast_to(path[:, 2:], r.shape)], -1)
    low, high = ring.min((0, 1)), ring.max((0, 1))
    ring = (ring - low) / (high - low) * size - [w / 2, 0.03 * h, d / 2]  # into its box, a little into the ground
    path = ring.mean(1)
    ring = np.concatenate([ring, ring[:, :1]], 1)
    i, j = np.meshgrid(np.arange(steps - 1), np.arange(sides), indexing="ij")
    a = (i * (sides + 1) + j).ravel()
    uv = np.stack([np.tile(np.append(angle, 2 * np.pi) * w / 2, steps), np.repeat(path[:, 2], sides + 1)], 1)
    s.faces(ring.reshape(-1, 3), np.stack([a, a + 1, a + sides + 2, a + sides + 1], 1), wood, bark, uv=uv)
    k = np.arange(sides)
    for end, flip in ((ring[0], True), (ring[-1], False)):
        fan = np.concatenate([end, [end[:-1].mean(0)]])
        tri = np.stack([k, k + 1, np.full(sides, sides + 1)], 1)
        s.faces(fan, tri[:, ::-1] if flip else tri, "timber", linear_from_srgb("#a8865e"), uv=fan[:, :2])
    n = int(rng.integers(1, 4))
    foot = path[rng.integers(2, steps - 2, n)]
    way = unit(np.stack([rng.choice([-1.0, 1.0], n), rng.uniform(0.1, 0.5, n), rng.normal(0, 0.4, n)], 1))
    stub = foot[:, None] + way[:, None] * np.linspace(0.3, 0.46, 3)[:, None] * min(w, h)
    tubes(s, stub, np.linspace(0.16, 0.11, 3)[None] * np.full((n, 1), min(w, h)), wood, bark, sides=6, closed=True)
    upper = (np.sin(angle) > 0.55).nonzero()[0]
    _overgrow(s, ring[:, upper].reshape(-1, 3), style, rng, moss=0.6, spread_m=w)
    return s.geometry()


def _overgrow(s: Sculptor, points: Floats, style: Style, rng: np.random.Generator, *, moss: float, spread_m: float) -> None:
    """Moss in patches round points of a surface, or snow on them."""
    if style.snowy:
        snow_on(s, points, rng, length_m=0.12)
        return
    grown = points[waves(points, 1.1, rng) > 0.6 - moss]
    at = np.repeat(grown, 4, axis=0)
    at = at + 0.03 * spread_m * rng.normal(size=at.shape) * [1, 0.1, 1]
    tone = linear_from_oklch(0.46 + rng.normal(0, 0.035, len(at)), 0.085, 118 + rng.normal(0, 6, len(at)))
    s.leaves(at, unit(directions(len(at), rng) * [1, 0.2, 1]), unit([0, 1, 0] + 0.3 * directions(len(at), rng)), (0.035, 0.022), tone)


BUILDERS = {"tree": tree, "birch": birch, "pine": pine, "dead_tree": dead_tree, "stump": stump, "log": log}
