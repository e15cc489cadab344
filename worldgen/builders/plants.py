"""Low plants: bushes, ferns, reeds, flower patches, mushrooms."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .branches import arcs, directions, spread, tubes, unit
from .foliage import clumps, snow_on, tint
from .geometry import Geometry, Sculptor, linear_from_srgb
from .hues import linear_from_oklch, oklch_from_linear
from .waves import waves

PETALS = ("#d9d4e8", "#e8d25a", "#c86a8a", "#7a62b8", "#e6e2d8", "#d8663c", "#5c78c8")


def bush(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A mound of clumps with leaves to the ground; bare rods in winter."""
    w, h, d = size = np.asarray(item.size_m)
    s = Sculptor()
    n = int(rng.integers(20, 27))
    ball = directions(300, rng) * [1, 0.5, 1] + [0, 0.5, 0]
    ball *= (1 + 0.35 * waves(ball, 1.1, rng, octaves=2))[:, None]
    ball = ball[spread(ball, n, int(ball[:, 1].argmax()))]
    ball /= [np.abs(ball[:, 0]).max(), ball[:, 1].max(), np.abs(ball[:, 2]).max()]
    clump_m = 0.19 * float(np.prod(size) ** (1 / 3))
    centers = ball * [w / 2 - 1.0 * clump_m, h - 1.6 * clump_m, d / 2 - 1.0 * clump_m] + [0, 0.75 * clump_m, 0]
    bare = style.season == "winter" and not item.color
    rods = arcs(np.zeros((n, 3)) - [0, 0.05, 0], centers * [0.2, 0.5, 0.2], centers * 0.9, 5, rng, gnarl=0.05)
    shown = rods if bare else rods[:8]
    tubes(s, shown, np.tile(np.linspace(0.011, 0.004, 5), (len(shown), 1)) * max(h, 0.5), "bark", linear_from_srgb("#54442f"), sides=3)
    if bare:
        owner = np.repeat(np.arange(n), 14)
        way = unit(unit(centers)[owner] + 0.9 * directions(len(owner), rng) + [0, 0.3, 0])
        half = 0.5 * clump_m * rng.uniform(0.5, 1.2, len(owner))
        begin = rods[owner, rng.integers(2, 5, len(owner))]
        at = np.clip(begin + way * half[:, None], [-w / 2, 0.02, -d / 2], [w / 2, h, d / 2])
        wood = linear_from_srgb("#54442f") * rng.uniform(0.7, 1.2, (len(owner), 1))
        s.leaves(at, way, unit(np.cross(way, directions(len(owner), rng))), np.stack([half, np.full(len(owner), 0.004)], 1), wood)
        if style.snowy:
            snow_on(s, at[::2], rng, length_m=0.05)
        return s.geometry()
    radii = clump_m * rng.uniform(0.7, 1.35, (n, 1)) * [1.1, 0.95, 1.1]
    grow = float(np.clip(h / 1.1, 0.6, 1.6))
    count = int(np.clip(1900 * (np.prod(size) / 2.1) ** 0.5, 350, 3500))
    heart = np.array([0, 0.3 * h, 0])
    clumps(s, centers, radii, heart, size * [0.5, 0.7, 0.5], count, (0.034 * grow, 0.06 * grow), tint(item, style, rng), rng)
    return s.geometry()


def fern(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Arching fronds that taper, each with leaflets on both sides."""
    w, h, d = item.size_m
    s = Sculptor()
    n, leaflets = int(rng.integers(9, 14)), 22
    a = np.arange(n) * 2.4 + rng.uniform(0, 6)
    reach = rng.uniform(0.78, 0.97, n)
    end = np.stack([np.cos(a) * reach * w / 2, rng.uniform(0.12, 0.6, n) * h, np.sin(a) * reach * d / 2], 1)
    rise = np.stack([end[:, 0] * 0.4, rng.uniform(1.1, 1.45, n) * h, end[:, 2] * 0.4], 1)
    frond = arcs(np.zeros((n, 3)), rise, end, leaflets, rng, gnarl=0.015)
    frond[..., 1] *= 0.95 * h / frond[..., 1].max()
    forward = unit(np.gradient(frond, axis=1))
    side = unit(np.cross(forward, [0, 1.0, 0]))
    up = np.cross(side, forward)
    t = np.linspace(0, 1, leaflets)
    length = 0.085 * (w + d) / 1.8 * np.clip(t * 5, 0.05, 1) * (1.02 - t) ** 0.7
    tone = tint(item, style, rng)
    rib = linear_from_oklch(tone[0] - 0.08, tone[1] * 0.8, tone[2])
    s.leaves(frond[:, ::2].reshape(-1, 3), forward[:, ::2].reshape(-1, 3), up[:, ::2].reshape(-1, 3), (0.075 * h / 0.6, 0.005), rib)
    for sign in (-1, 1):
        axis = unit(side * sign + 0.5 * forward - 0.25 * up)
        center = frond + axis * length[:, None] * 0.85
        normal = unit(up + 0.25 * sign * side + 0.12 * rng.normal(size=frond.shape))
        light = tone[0] + rng.normal(0, 0.025, (n, leaflets)) + 0.07 * (t - 0.5) + rng.normal(0, 0.025, (n, 1))
        colors = linear_from_oklch(light, tone[1], tone[2] + rng.normal(0, 3, (n, 1)))
        width = np.minimum(0.013 * (w + d) / 1.8 * (1.1 - 0.6 * t), 0.6 * length)
        size = np.tile(np.stack([length, width], -1), (n, 1))
        s.leaves(center.reshape(-1, 3), axis.reshape(-1, 3), normal.reshape(-1, 3), size, colors.reshape(-1, 3))
    return s.geometry()


def reeds(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Tall blades with a few brown heads."""
    w, h, d = item.size_m
    s = Sculptor()
    n = int(100 * w * d) + 40
    foot = np.clip(rng.normal(0, 0.24, (n, 2)), -0.45, 0.45) * [w, d]
    tall = h * rng.uniform(0.5, 0.97, n)
    tall *= 0.97 * h / tall.max()
    bend = np.clip(rng.normal(0, 0.12, (n, 2)) * tall[:, None], [-w / 2, -d / 2] - foot, [w / 2, d / 2] - foot)
    dry = style.season in ("autumn", "winter")
    own = item.color != ""
    light, chroma, hue = oklch_from_linear(linear_from_srgb(item.color)).tolist() if own else (0.49, 0.075, 92 if dry else 118)
    for low, high in ((0.0, 0.55), (0.45, 1.0)):  # two splats a blade, so that it can bend
        a = np.stack([foot[:, 0] + bend[:, 0] * low**2, tall * low, foot[:, 1] + bend[:, 1] * low**2], 1)
        b = np.stack([foot[:, 0] + bend[:, 0] * high**2, tall * high, foot[:, 1] + bend[:, 1] * high**2], 1)
        half = np.linalg.norm(b - a, axis=1) / 2
        side = unit(np.stack([rng.normal(size=n), np.zeros(n), rng.normal(size=n)], 1))
        color = linear_from_oklch(light - 0.07 + 0.14 * high + rng.normal(0, 0.03, n), chroma, hue + rng.normal(0, 6, n))
        s.leaves((a + b) / 2, unit(b - a), unit(side + [0, 0.4, 0]), np.stack([half * 1.1, np.full(n, 0.013)], 1), color)
    heads = rng.random(n) < 0.16
    top = np.stack([foot[:, 0] + bend[:, 0], tall, foot[:, 1] + bend[:, 1]], 1)[heads]
    s.leaves(top, [0, 1, 0], unit(directions(len(top), rng) * [1, 0, 1]), (0.09, 0.022), linear_from_srgb("#4c3220"))
    return s.geometry()


def flowers(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A patch of stems with leaves and heads of petals, one or two kinds."""
    w, h, d = item.size_m
    s = Sculptor()
    n = int(70 * w * d) + 12
    r = np.sqrt(rng.random(n))
    a = rng.uniform(0, 6.28, n)
    x, z = r * np.cos(a) * w / 2 * 0.92, r * np.sin(a) * d / 2 * 0.92
    tall = h * rng.uniform(0.55, 0.95, n)
    tip = np.stack([x + rng.normal(0, 0.03, n), tall, z + rng.normal(0, 0.03, n)], 1)
    foot = np.stack([x, np.zeros(n), z], 1)
    green = linear_from_oklch(0.47 + rng.normal(0, 0.03, n), 0.10, 127 + rng.normal(0, 6, n))
    s.leaves((tip + foot) / 2, unit(tip - foot), unit(directions(n, rng) * [1, 0.2, 1]), np.stack([tall / 2, np.full(n, 0.006)], 1), green)
    blade = np.repeat(np.arange(n), 2)
    out = unit(directions(len(blade), rng) * [1, 0.2, 1] + [0, 0.7, 0])
    half = 0.3 * tall[blade]
    facing = unit(directions(len(blade), rng) + [0, 1, 0])
    s.leaves(foot[blade] + out * half[:, None], out, facing, np.stack([half, np.full(len(blade), 0.013)], 1), green[blade])
    own = linear_from_srgb(item.color) if item.color else None
    kinds = [own, own * 0.85] if own is not None else [linear_from_srgb(str(c)) for c in rng.choice(PETALS, 2, replace=False)]
    kind = (rng.random(n) < 0.3).astype(int)
    petals = 8
    which = np.repeat(np.arange(n), petals)
    turn = np.tile(np.arange(petals) * 2 * np.pi / petals, n) + np.repeat(rng.uniform(0, 6, n), petals)
    axis = unit(np.stack([np.cos(turn), np.full(len(turn), 0.25), np.sin(turn)], 1))
    size = np.repeat(rng.uniform(0.018, 0.03, n), petals) * (1.6 if own is not None else 1.0)  # asked-for blossoms outshine their leaves
    color = np.stack(kinds)[kind[which]] * rng.uniform(0.85, 1.12, (len(which), 1))
    s.leaves(tip[which] + axis * size[:, None] * 0.9, axis, unit([0, 1, 0] + 0.3 * axis), np.stack([size, size * 0.55], 1), color)
    s.leaves(tip + [0, 0.006, 0], [1, 0, 0], [0, 1, 0], (0.011, 0.011), linear_from_srgb("#d8a828"))
    return s.geometry()


def mushroom(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """One to four caps on stems."""
    w, h, _ = item.size_m
    s = Sculptor()
    cap = linear_from_srgb(item.color or str(rng.choice(["#a8542e", "#b0322a", "#b89468", "#8a6a4a"])))
    for k in range(int(rng.integers(1, 5))):
        scale = 1.0 if k == 0 else rng.uniform(0.4, 0.7)
        stem, r = h * 0.72 * scale, w * 0.42 * scale
        x, z = (0, 0) if k == 0 else np.clip(rng.normal(0, 0.3 * w, 2), r - w / 2, w / 2 - r)
        s.cylinder((x, -0.02, z), r * 0.3, stem + 0.02, "plain", linear_from_srgb("#d8cdb8"), top_radius_m=r * 0.2, sides=6)
        tall = h * scale
        hood = [(r * 0.2, 0.02), (r * 0.98, 0.0), (r, 0.02), (r * 0.75, 0.25 * tall), (r * 0.35, 0.34 * tall), (0, 0.37 * tall)]
        s.lathe((x, stem * 0.86, z), hood, "plain", cap, sides=9)
    return s.geometry()


BUILDERS = {"bush": bush, "fern": fern, "reeds": reeds, "flowers": flowers, "mushroom": mushroom}
