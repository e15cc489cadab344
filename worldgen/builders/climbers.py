"""What climbs walls."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .branches import directions, unit
from .geometry import Geometry, Sculptor
from .hues import linear_from_oklch
from .paints import main_paint


def ivy(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A sheet that climbs from the foot of what is behind it, thin above, with a few stems."""
    s = Sculptor()
    w, h, d = item.size_m
    n = int(np.clip(900 * w * h, 200, 9000))
    u, v = rng.random(n), rng.random(n) ** 1.25
    p = rng.uniform(0, 6.28, 4)
    edge = 0.62 + 0.2 * np.sin(5 * u + p[0]) + 0.18 * np.sin(13 * u + p[1])  # how high it has come
    narrow = np.abs(u - 0.5 - 0.08 * np.sin(5 * v + p[2])) < 0.44 - 0.12 * v + 0.06 * np.sin(11 * v + p[3])
    keep = (v < edge + 0.06 * rng.normal(size=n)) & narrow
    u, v = u[keep], v[keep] / max(float(v[keep].max()), 1e-6)
    k = len(u)
    out = rng.random(k) ** 2
    at = np.stack([(u - 0.5) * 0.96 * w, v * 0.97 * h, -d / 2 + 0.02 + out * (d - 0.06)], 1)
    facing = unit(np.stack([np.zeros(k), np.full(k, 0.35), np.ones(k)], 1) + 0.45 * directions(k, rng))
    hang = unit(np.cross(facing, directions(k, rng)) + [0, -0.6, 0])
    hang = unit(hang - facing * np.sum(hang * facing, 1, keepdims=True))
    dry = style.season == "autumn"
    patch = 0.5 + 0.5 * np.sin(6 * u + 4 * v + p[3])
    light = 0.37 + 0.10 * out + 0.05 * patch + rng.normal(0, 0.03, k)
    hue = np.where(dry & (patch > 0.45), 40 + 25 * patch, 128 + rng.normal(0, 7, k))
    tone = (
        linear_from_oklch(light, 0.085 + 0.02 * dry, hue)
        if not item.color
        else main_paint(item, "#3f5a2c", rng) * (0.6 + 0.8 * light[:, None])
    )
    size = rng.uniform(0.035, 0.06, k)
    s.leaves(at, hang, facing, np.stack([size, 0.8 * size], 1), tone)
    for x in rng.uniform(-0.3, 0.3, 4):
        t = np.linspace(0, 1, 7)
        path = np.stack([x * w + 0.08 * w * np.sin(5 * t + 9 * x), t * 0.6 * h, np.full(7, -d / 2 + 0.03)], 1)
        s.tube(path, np.linspace(0.022, 0.008, 7), "bark", (0.09, 0.06, 0.04), sides=5)
    return s.geometry()


BUILDERS = {"ivy": ivy}
