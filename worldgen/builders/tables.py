"""Things to put things on: table, coffee_table, side_table, desk."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted, stretched
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .legs import four_legs
from .mouldings import FLOOR, moulding, rectangle
from .swatches import BRASS, WOODS, stuff, swatch, toned

Rng = np.random.Generator


def slab(
    s: Sculptor, width_m: float, depth_m: float, low_m: float, high_m: float, material: str, color: Array, *, oval: bool = False
) -> None:
    """A table top with a moulded edge; rectangular, or an ellipse."""
    t = high_m - low_m
    nose = [(0.012, 0.0), (0.003, 0.2 * t), (0.0, 0.5 * t), (0.004, 0.85 * t), (0.012, t)]
    if oval:
        inner = Sculptor()
        rim = [(1 - a / (width_m / 2), b / t) for a, b in nose]
        inner.lathe((0, 0, 0), [*rim, (0.5, 1.0), (0.0, 1.0)], material, color, sides=40)
        s.add(stretched(inner.geometry(), (width_m / 2, t, depth_m / 2), (0, low_m, 0)))
        return
    w, d = width_m / 2, depth_m / 2
    profile = [(a, low_m + b) for a, b in nose]
    moulding(s, rectangle(-w, -d, w, d), profile, material, color, basis=FLOOR)
    w, d = w - 0.012, d - 0.012
    s.quad((-w, high_m, d), (w, high_m, d), (w, high_m, -d), (-w, high_m, -d), material, color)
    s.quad((-w, low_m, -d), (w, low_m, -d), (w, low_m, d), (-w, low_m, d), material, toned(color, 0.8))


def apron(s: Sculptor, width_m: float, depth_m: float, low_m: float, high_m: float, material: str, color: Array) -> None:
    """Four rails under a top."""
    s.box((0, (low_m + high_m) / 2, 0), (width_m, high_m - low_m, depth_m), material, color, skip="yY")


def drawer(
    s: Sculptor, center: tuple[float, float, float], width_m: float, height_m: float, material: str, color: Array, knob: Array
) -> None:
    """A raised front towards +Z at `center` (on the carcass's surface), with one knob or two."""
    x, y, z = center
    w, h = width_m / 2 - 0.006, height_m / 2 - 0.006
    edge = [(0, 0), (0, 0.010), (0.010, 0.016), (0.022, 0.016), (0.030, 0.012)]
    with s.at((x, y, z)):
        moulding(s, rectangle(-w, -h, w, h), edge, material, color)
        s.quad(
            (-w + 0.03, -h + 0.03, 0.012),
            (w - 0.03, -h + 0.03, 0.012),
            (w - 0.03, h - 0.03, 0.012),
            (-w + 0.03, h - 0.03, 0.012),
            material,
            toned(color, 1.05),
        )
        for kx in (0.0,) if width_m < 0.5 else (-0.5 * w, 0.5 * w):
            s.sphere((kx, 0, 0.028), 0.014, "metal", knob, sides=10)
            s.tube([(kx, 0, 0.011), (kx, 0, 0.02)], 0.006, "metal", knob, sides=8)


def table(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Four legs and an apron, or a turned pedestal under a round top."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = stuff(item, "timber"), swatch(item, rng, WOODS)
    thick = float(np.clip(0.05 * h, 0.02, 0.05))
    round_top = abs(w - d) < 0.12 * w and rng.uniform() < 0.75
    slab(s, w, d, h - thick, h, material, color, oval=round_top)
    if round_top:
        pedestal(s, 0.42 * w, h - thick, material, color)
        return fitted(s.geometry(), item.size_m)
    kind = str(rng.choice(["tapered", "turned", "straight", "turned"]))
    t = float(np.clip(0.075 * h + 0.02, 0.03, 0.11)) * rng.uniform(0.85, 1.1)
    inset = 0.05
    four_legs(s, kind, w - 2 * inset, d - 2 * inset, h - thick, t, material, color)
    apron(s, w - 2 * inset - 0.3 * t, d - 2 * inset - 0.3 * t, h - thick - 0.13 * h, h - thick, material, color)
    return fitted(s.geometry(), item.size_m)


def pedestal(s: Sculptor, reach_m: float, height_m: float, material: str, color: Array) -> None:
    """A turned column on three curved feet."""
    shape = [
        (0.10, 0.1),
        (0.13, 0.14),
        (0.11, 0.2),
        (0.16, 0.28),
        (0.17, 0.34),
        (0.12, 0.44),
        (0.08, 0.52),
        (0.07, 0.78),
        (0.11, 0.82),
        (0.09, 0.86),
        (0.2, 0.97),
        (0.3, 1.0),
    ]
    s.lathe((0, 0, 0), [(a * reach_m * 1.1, b * height_m) for a, b in shape], material, color, sides=24)
    t = np.linspace(0, 1, 9)
    for k in range(3):
        a = 2 * np.pi * k / 3 + 0.3
        out, up = 0.08 * reach_m + t * 0.86 * reach_m, height_m * (0.26 * (1 - t) ** 1.6 + 0.035)
        s.tube(
            np.stack([out * np.sin(a), up, out * np.cos(a)], 1),
            np.linspace(0.036, 0.024, 9) * max(height_m, 0.5) * 1.3,
            material,
            color,
            sides=10,
        )


def coffee_table(item: Instance, style: Style, rng: Rng) -> Geometry:
    s = Sculptor()
    w, h, d = item.size_m
    material, color = stuff(item, "timber"), swatch(item, rng, WOODS)
    kind = int(rng.integers(3))
    thick = float(np.clip(0.09 * h, 0.02, 0.045))
    slab(s, w, d, h - thick, h, material, color, oval=kind == 0)
    if kind == 0:
        for sx in (-1, 1):
            for sz in (-1, 1):
                foot = np.array([sx * 0.33 * w, 0, sz * 0.3 * d])
                s.tube(
                    np.linspace(foot, foot * [0.82, 0, 0.82] + [0, h - thick, 0], 4),
                    np.array([0.013, 0.018, 0.022, 0.024]),
                    material,
                    color,
                    sides=12,
                )
        slab(s, 0.5 * w, 0.48 * d, 0.36 * h, 0.36 * h + 0.018, material, color, oval=True)
    else:
        t = 0.055 if kind == 1 else 0.065
        four_legs(s, "straight" if kind == 1 else "turned", w - 0.05, d - 0.05, h - thick, t, material, color)
        apron(s, w - 0.07, d - 0.07, h - thick - 0.14 * h, h - thick, material, color)
        if kind == 1:
            slab(s, w - 0.08, d - 0.08, 0.2 * h, 0.2 * h + 0.02, material, color)
    return fitted(s.geometry(), item.size_m)


def side_table(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A round tripod table, or a square one with a drawer and a shelf."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = stuff(item, "timber"), swatch(item, rng, WOODS)
    thick = 0.028
    if rng.uniform() < 0.45:
        slab(s, w, d, h - thick, h, material, color, oval=True)
        pedestal(s, 0.44 * w, h - thick, material, color)
        return fitted(s.geometry(), item.size_m)
    slab(s, w, d, h - thick, h, material, color)
    four_legs(s, str(rng.choice(["tapered", "turned"])), w - 0.04, d - 0.04, h - thick, 0.045, material, color)
    deep = 0.24 * h
    apron(s, w - 0.05, d - 0.05, h - thick - deep, h - thick, material, color)
    drawer(s, (0, h - thick - deep / 2, d / 2 - 0.025), w - 0.15, deep - 0.02, material, color, BRASS)
    slab(s, w - 0.06, d - 0.06, 0.24 * h, 0.24 * h + 0.018, material, color)
    return fitted(s.geometry(), item.size_m)


def desk(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Its front, where one sits, is +Z: a leather-topped desk on two pedestals of drawers, or a lighter one on legs."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = stuff(item, "timber"), swatch(item, rng, WOODS)
    thick = 0.035
    slab(s, w, d, h - thick, h, material, color)
    if not item.color:
        inlay = linear_from_srgb(str(rng.choice(["#2f4a36", "#5a2420", "#3a2c20"])))
        a, b, y = w / 2 - 0.09, d / 2 - 0.09, h + 0.0015
        s.quad((-a, y, b), (a, y, b), (a, y, -b), (-a, y, -b), "leather", inlay)
    under = h - thick
    if rng.uniform() < 0.6:
        wide = 0.28 * w
        for side in (-1, 1):
            x = side * (w / 2 - wide / 2 - 0.03)
            s.box((x, 0.03 + under / 2 - 0.015, 0), (wide, under - 0.03, d - 0.05), material, color, skip="yY")
            s.box((x, 0.02, 0), (wide + 0.02, 0.04, d - 0.03), material, toned(color, 0.85), skip="y")
            for k in range(3):
                tall = (under - 0.06) / 3
                drawer(s, (x, 0.05 + (k + 0.5) * tall, d / 2 - 0.025), wide - 0.03, tall - 0.01, material, color, BRASS)
        middle = w - 2 * wide - 0.07
        s.box((0, under - 0.06, 0), (middle, 0.12, d - 0.07), material, color, skip="Yx")
        drawer(s, (0, under - 0.06, d / 2 - 0.035), middle - 0.03, 0.1, material, color, BRASS)
        s.box((0, under * 0.55, -d / 2 + 0.06), (middle, under * 0.8, 0.02), material, color, skip="xXYy")
        return fitted(s.geometry(), item.size_m)
    four_legs(s, str(rng.choice(["tapered", "turned"])), w - 0.06, d - 0.06, under, 0.06, material, color)
    apron(s, w - 0.08, d - 0.08, under - 0.13, under, material, color)
    for k in range(3):
        x = (k - 1) * (w - 0.2) / 3
        drawer(s, (x, under - 0.065, d / 2 - 0.04), (w - 0.22) / 3, 0.11, material, color, BRASS)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"table": table, "coffee_table": coffee_table, "side_table": side_table, "desk": desk}
