"""Low plants: bushes, ferns, reeds, flower patches, mushrooms."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .branches import arcs, directions, tubes, unit
from .geometry import Geometry, Sculptor, linear_from_srgb
from .hues import linear_from_oklch
from .trees import _foliage, _tint

PETALS = ("#d9d4e8", "#e8d25a", "#c86a8a", "#7a62b8", "#e6e2d8", "#d8663c", "#5c78c8")


def bush(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A mound of clumps with leaves to the ground."""
    w, h, d = item.size_m
    s = Sculptor()
    n = int(rng.integers(9, 14))
    place = directions(n, rng) * [0.62, 0.5, 0.62]
    centers = place * [w / 2, h / 2, d / 2] + [0, h * 0.46, 0]
    stems = arcs(np.tile([[0, -0.05, 0]], (n, 1)), (centers * [0.2, 0.6, 0.2]), centers, 4, rng, gnarl=0.05)
    tubes(s, stems, np.tile(np.linspace(0.02, 0.008, 4), (n, 1)), "bark", linear_from_srgb("#54442f"), sides=4)
    if style.season == "winter" and not item.color:
        return s.geometry()
    radii = np.array([w, h, d]) * 0.21 * rng.uniform(0.8, 1.25, (n, 1))
    crown = np.array([0, h * 0.35, 0])
    _foliage(s, centers, radii, crown, float(np.mean([w, h, d]) / 2), int(np.clip(700 * w * h / 1.5 / n, 30, 130)), (0.035, 0.065), _tint(item, style, rng), rng)
    return s.geometry()


def fern(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Arching fronds, each with leaflets on both sides."""
    w, h, d = item.size_m
    s = Sculptor()
    n = int(rng.integers(8, 12))
    a = np.arange(n) * 2.4 + rng.uniform(0, 6)
    reach = rng.uniform(0.75, 1.0, n)
    end = np.stack([np.cos(a) * reach * w / 2, rng.uniform(0.25, 0.55, n) * h, np.sin(a) * reach * d / 2], 1)
    frond = arcs(np.zeros((n, 3)), np.stack([end[:, 0] * 0.35, np.full(n, h * 1.25), end[:, 2] * 0.35], 1), end, 15, rng)
    along = unit(np.gradient(frond, axis=1))
    side = unit(np.cross(along, [0, 1.0, 0]))
    t = np.linspace(0, 1, 15)
    length = 0.16 * h / 0.6 * np.sin(np.pi * np.clip(t * 0.92 + 0.06, 0, 1)) ** 0.8 + 0.01
    tint = _tint(item, style, rng) + [0.02, 0.01, 3]
    for sign in (-1, 1):
        axis = unit(side * sign + 0.45 * along + [0, -0.15, 0])
        center = frond + axis * length[None, :, None] * 0.8
        normal = unit(np.cross(along, side) * np.sign(np.cross(along, side)[..., 1:2] + 1e-9) + 0.15 * rng.normal(size=frond.shape))
        light = tint[0] + rng.normal(0, 0.03, (n, 15)) + 0.06 * t
        colors = linear_from_oklch(light, tint[1], tint[2] + rng.normal(0, 5, (n, 1)))
        size = np.stack(np.broadcast_arrays(length[None] * np.ones((n, 1)), length[None] * 0.34), -1)
        s.leaves(center.reshape(-1, 3), axis.reshape(-1, 3), normal.reshape(-1, 3), size.reshape(-1, 2), colors.reshape(-1, 3))
    return s.geometry()


def reeds(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Tall blades with a few brown heads."""
    w, h, d = item.size_m
    s = Sculptor()
    n = int(90 * w * d) + 20
    foot = rng.normal(0, 0.24, (n, 2)) * [w, d]
    tall = h * rng.uniform(0.5, 1.0, n)
    bend = rng.normal(0, 0.12, (n, 2)) * tall[:, None]
    dry = style.season in ("autumn", "winter")
    for low, high in ((0.0, 0.55), (0.45, 1.0)):  # two splats a blade, so that it can bend
        a = np.stack([foot[:, 0] + bend[:, 0] * low**2, tall * low, foot[:, 1] + bend[:, 1] * low**2], 1)
        b = np.stack([foot[:, 0] + bend[:, 0] * high**2, tall * high, foot[:, 1] + bend[:, 1] * high**2], 1)
        half = np.linalg.norm(b - a, axis=1) / 2
        side = unit(np.stack([rng.normal(size=n), np.zeros(n), rng.normal(size=n)], 1))
        color = linear_from_oklch(0.42 + 0.14 * high + rng.normal(0, 0.03, n), 0.075, (92 if dry else 118) + rng.normal(0, 6, n))
        s.leaves((a + b) / 2, unit(b - a), unit(side + [0, 0.4, 0]), np.stack([half * 1.15, np.full(n, 0.013)], 1), color)
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
    blade = np.repeat(np.arange(n), 3)
    out = unit(directions(len(blade), rng) * [1, 0.2, 1] + [0, 0.7, 0])
    s.leaves(foot[blade] + out * (tall[blade] * 0.3)[:, None], out, unit(directions(len(blade), rng) + [0, 1, 0]), np.stack([tall[blade] * 0.3, np.full(len(blade), 0.016)], 1), green[blade])
    own = linear_from_srgb(item.color) if item.color else None
    kinds = [own, own * 0.85] if own is not None else [linear_from_srgb(str(c)) for c in rng.choice(PETALS, 2, replace=False)]
    kind = (rng.random(n) < 0.3).astype(int)
    petals = 6
    which = np.repeat(np.arange(n), petals)
    turn = np.tile(np.arange(petals) * 2 * np.pi / petals, n) + np.repeat(rng.uniform(0, 6, n), petals)
    axis = unit(np.stack([np.cos(turn), np.full(len(turn), 0.25), np.sin(turn)], 1))
    size = np.repeat(rng.uniform(0.018, 0.03, n), petals) * (1.3 if own is not None else 1.0)
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
        x, z = (0, 0) if k == 0 else rng.normal(0, w * 0.28, 2)
        stem, r = h * 0.72 * scale, w * 0.42 * scale
        s.cylinder((x, -0.02, z), r * 0.3, stem + 0.02, "plain", linear_from_srgb("#d8cdb8"), top_radius_m=r * 0.2, sides=10)
        s.lathe((x, stem * 0.86, z), [(r * 0.2, 0.02), (r * 0.98, 0.0), (r, 0.02), (r * 0.75, h * 0.2 * scale), (r * 0.35, h * 0.27 * scale), (0, h * 0.29 * scale)], "plain", cap, sides=14)
    return s.geometry()


BUILDERS = {"bush": bush, "fern": fern, "reeds": reeds, "flowers": flowers, "mushroom": mushroom}
