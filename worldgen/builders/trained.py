"""What gardeners keep in form: bamboo in clumps, pines trained in layers, clipped shrubs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .branches import arcs, directions, tubes, unit
from .foliage import clumps, snow_on, tint
from .geometry import Geometry, Sculptor, linear_from_srgb
from .hues import linear_from_oklch
from .paints import shade

Floats = NDArray[np.floating]


def bamboo(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A clump of culms with rings, bent at their tips, and sprays of narrow leaves."""
    s = Sculptor()
    w, h, d = item.size_m
    n = int(np.clip(9 * w * d, 7, 40))
    foot = rng.uniform(-0.42, 0.42, (n, 2)) * [w, d]
    tall = h * rng.uniform(0.62, 1.0, n)
    tall[0] = 0.98 * h
    lean = rng.normal(0, 0.08, (n, 2)) * tall[:, None]
    lean = np.clip(foot + lean, [-w / 2, -d / 2], [w / 2, d / 2]) - foot
    t = np.linspace(0, 1, 12)
    path = np.stack([foot[:, :1] + lean[:, :1] * t**2.2, tall[:, None] * (t - 0.03 * t**4), foot[:, 1:] + lean[:, 1:] * t**2.2], -1)
    path[:, 0, 1] = -0.1
    radius = np.repeat((0.022 + 0.004 * tall)[:, None], 12, 1) * (1 - 0.75 * t[None])
    green = linear_from_srgb(item.color) if item.color else linear_from_oklch(0.56, 0.085, 118)
    tubes(s, path, radius, "painted", green, sides=7)
    for k in range(n):
        for at in np.arange(0.35, 0.8 * tall[k], 0.38):
            p = [float(np.interp(at / tall[k], t, path[k, :, c])) for c in (0, 2)]
            r = float(np.interp(at / tall[k], t, radius[k])) * 1.12
            s.lathe((p[0], at, p[1]), [(r, 0), (r, 0.02)], "painted", shade(green, 1.35), sides=7, caps=False)
    per = 210
    owner = np.repeat(np.arange(n), per)
    up = 0.32 + 0.68 * rng.random(len(owner)) ** 0.8
    base = _along(path, owner, up)
    out = unit(directions(len(owner), rng) * [1, 0.5, 1])
    reach = rng.uniform(0.05, 0.42, (len(owner), 1)) * np.minimum(1.0, 1.5 * (1.1 - up))[:, None] * 1.3
    at = np.clip(base + out * reach, [-w / 2, 0, -d / 2], [w / 2, h, d / 2])
    fall = unit(out + [0, -0.9, 0])
    facing = unit(np.cross(fall, directions(len(owner), rng)) + [0, 0.4, 0])
    tone = tint(item, style, rng, evergreen=True)
    light = tone[0] + 0.06 + 0.06 * up + rng.normal(0, 0.03, len(owner))
    s.leaves(at, fall, facing, (0.115, 0.022), linear_from_oklch(light, tone[1], tone[2] - 8 + rng.normal(0, 6, len(owner))))
    if style.snowy:
        snow_on(s, at[::3], rng, length_m=0.05)
    return s.geometry()


def _along(path: Floats, owner: NDArray[np.integer], share: Floats) -> Floats:
    """Places (k, 3) at shares 0..1 of the paths (n, m, 3) that `owner` names."""
    place = share * (path.shape[1] - 1)
    low = np.minimum(place.astype(int), path.shape[1] - 2)
    rest = (place - low)[:, None]
    return path[owner, low] * (1 - rest) + path[owner, low + 1] * rest


def niwaki(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A pine trained for years: a bent stem, level boughs, each a flat cloud of needles."""
    s = Sculptor()
    w, h, d = item.size_m
    sway = float(rng.uniform(0.1, 0.2)) * min(w, d)
    t = np.linspace(0, 1, 14)
    turn = rng.uniform(0, 6.28)
    stem = np.stack([sway * np.sin(5.2 * t + turn) * t, 0.9 * h * t - 0.1 * (t == 0), sway * np.cos(4.4 * t + turn) * t], 1)
    bark = linear_from_srgb("#5c4636")
    s.tube(stem, np.linspace(0.075, 0.02, 14) * (h / 2.6), "bark", bark, sides=9)
    count = int(rng.integers(6, 10))
    up = np.linspace(0.34, 0.97, count)
    start = np.stack([np.interp(up, t, stem[:, c]) for c in range(3)], 1)
    a = turn + 2.4 * np.arange(count)
    reach = 0.44 * (1.05 - up) / 0.7 + 0.03
    end = start + np.stack([np.sin(a) * reach * w, 0.03 * h * np.ones(count), np.cos(a) * reach * d], 1)
    end[-1] = [stem[-1, 0], 0.93 * h, stem[-1, 2]]
    end = np.clip(end, [-0.36 * w, 0, -0.36 * d], [0.36 * w, h, 0.36 * d])
    boughs = arcs(start, unit(end - start + [0, -0.15, 0]), end, 6, rng, gnarl=0.06)
    tubes(s, boughs, np.tile(np.linspace(0.032, 0.012, 6) * (h / 2.6), (count, 1)), "bark", bark, sides=5)
    radii = np.stack([(0.14 + 0.14 * (1 - up)) * w, np.full(count, 0.055 * h), (0.14 + 0.14 * (1 - up)) * d], 1)
    centers = end + [0, 0.03 * h, 0]
    total = int(np.clip(2600 * (w * h * d / 12) ** 0.5, 900, 6500))
    tone = tint(item, style, rng, evergreen=True)
    clumps(s, centers, radii, np.array([0, 0.6 * h, 0]), np.array([w / 2, h / 2, d / 2]), total, (0.04, 0.07), tone, rng, hang=-0.3)
    if style.snowy:
        top = np.repeat(centers, 40, 0) + directions(40 * count, rng) * np.repeat(radii, 40, 0) * [1, 0, 1] + [0, 0.05 * h, 0]
        snow_on(s, top, rng, length_m=0.08)
    return s.geometry()


def topiary(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A shrub clipped to a low dome, dense and even; it flowers in spring."""
    s = Sculptor()
    w, h, d = item.size_m
    n = int(np.clip(3400 * (w * d + h * (w + d)) / 5, 900, 8000))
    v = directions(n, rng)
    v[:, 1] = np.abs(v[:, 1])
    power = 2.5  # a dome that is fuller than a ball
    v /= (np.abs(v) ** power).sum(1, keepdims=True) ** (1 / power)
    deep = rng.random((n, 1)) ** 3 * 0.16
    at = v * [w / 2 - 0.03, h - 0.04, d / 2 - 0.03] * (1 - deep)
    normal = unit(v / [w, 2 * h, d] + 0.30 * directions(n, rng))
    axis = unit(np.cross(normal, directions(n, rng)))
    tone = tint(item, style, rng, evergreen=True)
    light = tone[0] - 0.16 * deep[:, 0] / 0.16 + 0.05 * v[:, 1] + rng.normal(0, 0.025, n)
    colors = linear_from_oklch(light, tone[1], tone[2] + rng.normal(0, 4, n))
    if style.season == "spring" and not item.color:
        bloom = rng.random(n) < 0.3
        colors[bloom] = linear_from_srgb(str(rng.choice(["#c85a88", "#d88aa8", "#e4dce0", "#b8406a"]))) * rng.uniform(
            0.8, 1.1, (int(bloom.sum()), 1)
        )
    size = rng.uniform(0.026, 0.042, n)
    s.leaves(at, axis, normal, np.stack([size, 0.75 * size], 1), colors)
    k = 60
    hearts = directions(k, rng) * [0.3 * w, 0.2 * h, 0.3 * d] + [0, 0.42 * h, 0]
    s.leaves(
        hearts,
        (1, 0, 0),
        directions(k, rng),
        (0.09 * min(w, d, 2 * h), 0.09 * min(w, d, 2 * h)),
        shade(linear_from_oklch(0.3, 0.05, 130), 0.5),
    )
    s.tube([(0, -0.1, 0), (0, 0.4 * h, 0)], 0.04, "bark", linear_from_srgb("#4c3c2a"), sides=6)
    return s.geometry()


BUILDERS = {"bamboo": bamboo, "niwaki": niwaki, "topiary": topiary}
