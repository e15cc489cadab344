"""What stands over fires: kettle, saucepan, cauldron."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smoothed
from .turns import loop
from .wares import IRON


def kettle(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A round body with a lid and its knob, a spout towards +X, a bail over it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8a2a24", "#9a9ea2", "#2f4a5a", "#b8793a", "#e0dcd0"), rng), item.material or "metal"
    r, body = 0.46 * min(w, d), 0.62 * h
    belly = float(rng.uniform(0.25, 0.4))
    shape = [(0.85, 0), (0.95, 0.04), (1.0, belly), (0.85, 0.7), (0.5, 0.94), (0.42, 1.0)]
    s.lathe((0, 0, 0), smoothed([(a * r, b * body) for a, b in shape], 3), material, color, sides=28)
    s.lathe((0, 0.98 * body, 0), [(0.45 * r, 0), (0.42 * r, 0.03 * h), (0.1 * r, 0.06 * h)], material, shade(color, 1.1), sides=20)
    s.sphere((0, 1.16 * body, 0), 0.1 * r, "timber", linear_from_srgb("#2c2018"), sides=10)
    s.tube(
        [(0.7 * r, 0.4 * body, 0), (0.92 * r, 0.6 * body, 0), (0.52 * w + 0.02, 0.98 * body, 0)],
        [0.2 * r, 0.14 * r, 0.08 * r],
        material,
        color,
        sides=12,
    )
    arch = loop(0.72 * r, start_rad=0.08 * np.pi, stop_rad=0.92 * np.pi, points=13, center=(0, 0.8 * body, 0)) * (1, 1, 1)
    arch[:, 1] = 0.78 * body + (arch[:, 1] - 0.8 * body) * (h - 0.8 * body) / (0.72 * r)
    s.tube(arch, 0.028 * h, "metal" if not item.color else material, shade(color, 0.6) if item.color else np.array(IRON), sides=8)
    s.tube(arch[4:9] + (0, 0.008 * h, 0), 0.045 * h, "timber", linear_from_srgb("#2c2018"), sides=9)
    return fitted(s.geometry(), item.size_m)


def saucepan(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A pot with its lid, two ears or one long handle towards +X."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#9a9ea2", "#8a2a24", "#b8793a", "#2f3236", "#3f5a6a"), rng), item.material or "metal"
    r, high = 0.5 * d, 0.74 * h
    middle = -w / 2 + r
    with s.at((middle, 0, 0)):
        s.lathe((0, 0, 0), [(0.88 * r, 0), (0.95 * r, 0.05 * h), (0.95 * r, high - 0.02 * h), (r, high)], material, color, sides=30)
        s.lathe(
            (0, high, 0), [(r, 0), (0.97 * r, 0.03 * h), (0.5 * r, 0.1 * h), (0.08 * r, 0.13 * h)], material, shade(color, 1.08), sides=30
        )
        s.lathe(
            (0, high + 0.12 * h, 0),
            [(0.07 * r, 0), (0.17 * r, 0.08 * h), (0.15 * r, h - high - 0.12 * h)],
            "timber",
            linear_from_srgb("#241c16"),
            sides=14,
        )
    t = float(rng.uniform(0.6, 0.85))
    s.tube(
        [(middle + 0.9 * r, t * high, 0), (middle + 1.2 * r, t * high + 0.04 * h, 0), (w / 2, t * high + 0.08 * h, 0)],
        0.05 * h,
        "timber",
        linear_from_srgb("#241c16"),
        sides=10,
    )
    return fitted(s.geometry(), item.size_m)


def cauldron(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A pot-bellied kettle on three feet, a bail, a brew in it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2b2d2f", "#33302d", "#3a2c26"), rng), item.material or "metal"
    r = 0.47 * min(w, d)
    foot, top = 0.12 * h, 0.88 * h
    belly = float(rng.uniform(0.36, 0.46))
    shape = [(0.0, 0), (0.5, 0.04), (0.88, 0.2), (1.0, belly), (0.84, 0.78), (0.76, 0.88), (0.92, 1.0), (0.84, 1.0), (0.68, 0.88)]
    s.lathe((0, foot, 0), smoothed([(a * r, b * (top - foot)) for a, b in shape], 3), material, color, sides=32, caps=False)
    s.lathe(
        (0, foot + 0.86 * (top - foot), 0),
        [(0.72 * r, 0), (0, 0.004)],
        "plain",
        linear_from_srgb(str(rng.choice(["#5a6a2a", "#6a4424", "#4a2a1a"]))),
        sides=28,
        caps=False,
    )
    for k in range(3):
        a = 2 * np.pi * k / 3 + 0.3
        s.tube(
            [(0.62 * r * np.sin(a), 0.3 * h, 0.62 * r * np.cos(a)), (0.72 * r * np.sin(a), 0.0, 0.72 * r * np.cos(a))],
            [0.08 * r, 0.06 * r],
            material,
            shade(color, 0.9),
            sides=8,
        )
    arch = loop(0.9 * r, stop_rad=np.pi, points=15, center=(0, top - 0.04 * h, 0))
    lean = float(rng.uniform(0.3, 0.9))
    arch = np.stack(
        [
            arch[:, 0],
            top - 0.06 * h + (arch[:, 1] - top + 0.04 * h) / (0.9 * r) * (h - top + 0.04 * h),
            lean * (arch[:, 1] - top + 0.04 * h),
        ],
        1,
    )
    s.tube(arch, 0.03 * r, material, shade(color, 1.1), sides=8)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"kettle": kettle, "saucepan": saucepan, "cauldron": cauldron}
