"""What tables and kitchens hold: plate, bowl, bottle, basket, wine rack, microwave, washing machine."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .turns import ALONG_Z, loop
from .wares import WOODS

GLAZES = ("#e8e2d6", "#7f9aa0", "#c8a07a", "#44526a", "#a84a3a", "#5a7a5a")
FRUIT = ("#b8342a", "#d8a02a", "#d8701e", "#7a9a34", "#8a2a4a")


def plate(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A dinner plate with a rim and a ring of another tone; something to eat lies on some."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, GLAZES, rng), item.material or "ceramic"
    r = min(w, d) / 2
    high = 0.5 * h
    s.lathe(
        (0, 0, 0),
        [
            (0.55 * r, 0),
            (0.62 * r, 0.1 * high),
            (r, 0.9 * high),
            (r, high),
            (0.7 * r, 0.45 * high),
            (0.62 * r, 0.3 * high),
            (0, 0.3 * high),
        ],
        material,
        color,
        sides=36,
    )
    s.lathe((0, 0, 0), [(0.72 * r, 0.53 * high), (0.93 * r, 0.9 * high)], material, shade(color, 0.75), sides=36, caps=False)
    if rng.random() < 0.5:
        s.sphere((0.05 * r, 0.5 * h, 0), (0.36 * r, 0.5 * h, 0.26 * r), "plain", linear_from_srgb("#b07a3a"), sides=16)
    else:
        for k in range(3):
            a = 2.1 * k
            s.sphere(
                (0.26 * r * np.sin(a), 0.56 * h, 0.26 * r * np.cos(a)),
                (0.2 * r, 0.44 * h, 0.2 * r),
                "plain",
                linear_from_srgb(str(rng.choice(FRUIT))),
                sides=14,
            )
    return fitted(s.geometry(), item.size_m)


def bowl(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On a foot, full of fruit."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, GLAZES, rng), item.material or "ceramic"
    r, high = min(w, d) / 2, (0.72 if item.color else 0.6) * h
    shape = [(0.4, 0), (0.42, 0.06), (0.36, 0.1), (0.7, 0.35), (0.93, 0.75), (1.0, 1.0), (0.95, 0.99), (0.86, 0.72), (0.6, 0.4), (0, 0.3)]
    s.lathe((0, 0, 0), [(a * r, b * high) for a, b in shape], material, color, sides=32)
    for k in range(9):
        a, out = 2.4 * k, 0.5 * r * np.sqrt((k % 7) / 6)
        size = float(rng.uniform(0.22, 0.28)) * r
        y = 0.72 * high if k < 7 else h - size
        tone = linear_from_srgb(str(rng.choice(FRUIT)))
        s.sphere(
            (out * np.sin(a), max(y, 0.4 * high), out * np.cos(a)),
            (size, size * float(rng.uniform(0.85, 1.1)), size),
            "plain",
            tone,
            sides=14,
        )
    return fitted(s.geometry(), item.size_m)


def bottle(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Shoulders, a neck with a cork, a label."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#1f3a24", "#3a2412", "#2a3a4a", "#4a1a1e"), rng), item.material or "ceramic"
    r = min(w, d) / 2
    long = float(rng.uniform(0.54, 0.62))
    shape = [(0.94, 0), (1.0, 0.02), (1.0, long), (0.8, long + 0.1), (0.4, long + 0.17), (0.36, 0.9), (0.44, 0.91), (0.44, 0.95)]
    s.lathe((0, 0, 0), [(a * r, b * h) for a, b in shape], material, color, sides=24)
    s.cylinder((0, 0.95 * h, 0), 0.32 * r, 0.05 * h, "timber", linear_from_srgb("#a8845a"), sides=14)
    s.lathe(
        (0, 0.18 * h, 0),
        [(1.015 * r, 0), (1.015 * r, 0.22 * h)],
        "paper",
        linear_from_srgb("#e0d6bc") if not item.color else shade(color, 1.3),
        sides=24,
        caps=False,
    )
    return fitted(s.geometry(), item.size_m)


def basket(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Woven bands over ribs, a braided rim, handles; cloth or nothing in it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#a88652", "#8a6a3e", "#b89a66"), rng), item.material or "wicker"
    tall = h > 0.9 * w
    bail = not tall and rng.random() < 0.6
    top = 0.62 * h if bail else 0.94 * h
    rx, rz = w / 2, d / 2
    foot = float(rng.uniform(0.74, 0.86))
    body = Sculptor()
    rows = max(6, round(top / 0.05))
    for k in range(rows):
        a, b = k / rows, (k + 1) / rows
        ra, rb = foot + (0.96 - foot) * a**0.7, foot + (0.96 - foot) * b**0.7
        mid = (ra + rb) / 2 + 0.025
        body.lathe(
            (0, 0, 0),
            [(ra, a * top), (mid, (a + b) / 2 * top), (rb, b * top)],
            material,
            shade(color, 1.05 if k % 2 else 0.88),
            sides=30,
            caps=False,
        )
    body.lathe((0, 0, 0), [(0, 0), (foot, 0.001)], material, shade(color, 0.7), sides=30, caps=False)
    body.lathe(
        (0, 0, 0),
        [(0.94, 0.999 * top), (0.86, 0.6 * top), (0, 0.58 * top)],
        "fabric" if not item.color else material,
        linear_from_srgb("#d8d0c0") if not item.color else shade(color, 0.8),
        sides=30,
        caps=False,
    )
    g = body.geometry()
    s.faces(g.vertices * (rx, 1, rz), g.faces[g.material == 0], g.materials[0], g.color_linear[g.material == 0], uv=g.uv)
    for index in range(1, len(g.materials)):
        s.faces(g.vertices * (rx, 1, rz), g.faces[g.material == index], g.materials[index], g.color_linear[g.material == index], uv=g.uv)
    s.tube(
        loop(1.0, points=29, plane="xz") * (0.95 * rx, 1, 0.95 * rz) + (0, top, 0), 0.04 * min(w, d), material, shade(color, 0.95), sides=8
    )
    if bail:
        arch = loop(1.0, stop_rad=np.pi, points=17) * (0.92 * rx, h - top - 0.02, 1) + (0, top, 0)
        s.tube(arch, 0.035 * min(w, d), material, color, sides=8)
    else:
        for x in (-1, 1):
            ear = loop(1.0, stop_rad=np.pi, points=9, plane="zy") * (1, 0.07 * h, 0.28 * rz) + (x * 0.93 * rx, top, 0)
            s.tube(ear, 0.025 * min(w, d), material, color, sides=7)
    return fitted(s.geometry(), item.size_m)


def wine_rack(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A lattice of shelves, bottles with their necks towards +Z in most of its holes."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    columns, rows, t = min(max(2, round(w / 0.15)), 7), min(max(2, round(h / 0.15)), 9), 0.022
    for k in range(columns + 1):
        s.box((-w / 2 + t / 2 + k * (w - t) / columns, h / 2, 0), (t, h, d), material, color, bevel_m=0.004)
    for k in range(rows + 1):
        s.box((0, t / 2 + k * (h - t) / rows, 0), (w, t, 0.98 * d), material, shade(color, 0.95), bevel_m=0.004)
    r = 0.36 * min((w - t) / columns - t, (h - t) / rows - t)
    for i in range(columns):
        for j in range(rows):
            if rng.random() < 0.25:
                continue
            x, y = -w / 2 + t / 2 + (i + 0.5) * (w - t) / columns, t + j * (h - t) / rows + 1.06 * r + t / 2
            glass = linear_from_srgb(str(rng.choice(["#1f3a24", "#3a2412", "#4a1a1e", "#2a3a2a"])))
            with s.at((x, y, -0.46 * d), rotation=ALONG_Z):
                s.lathe((0, 0, 0), [(r, 0), (r, 0.55 * d), (0.4 * r, 0.7 * d), (0.36 * r, 0.86 * d)], "ceramic", glass, sides=10)
                s.lathe(
                    (0, 0.8 * d, 0),
                    [(0.42 * r, 0), (0.42 * r, 0.12 * d)],
                    "painted",
                    linear_from_srgb(str(rng.choice(["#6a1a22", "#b0903a", "#242426"]))),
                    sides=8,
                )
    return fitted(s.geometry(), item.size_m)


def microwave(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A box with a dark window in its door, a handle, keys and a clock."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d8d8d4", "#2c2d30", "#9a9ea2"), rng), item.material or "painted"
    s.box((0, 0.52 * h, -0.03 * d), (w, 0.96 * h, 0.92 * d), material, color, bevel_m=0.012)
    for x in (-1, 1):
        s.box((x * 0.4 * w, 0.03 * h, 0), (0.06 * w, 0.06 * h, 0.7 * d), "painted", (0.02, 0.02, 0.02))
    front = 0.43 * d
    s.box((-0.13 * w, 0.52 * h, front), (0.66 * w, 0.84 * h, 0.03 * d), material, shade(color, 0.92), bevel_m=0.006)
    s.box((-0.15 * w, 0.53 * h, front + 0.02 * d), (0.5 * w, 0.58 * h, 0.02 * d), "glass", (0.02, 0.022, 0.024))
    s.tube([(0.17 * w, 0.2 * h, front + 0.05 * d), (0.17 * w, 0.84 * h, front + 0.05 * d)], 0.016, "metal", (0.4, 0.4, 0.41), sides=8)
    s.box((0.36 * w, 0.8 * h, front), (0.18 * w, 0.14 * h, 0.03 * d), "painted", (0.01, 0.05, 0.03), emission_linear=(0.02, 0.25, 0.12))
    for row in range(4):
        for k in range(3):
            s.box(
                ((0.3 + 0.06 * k) * w, (0.22 + 0.13 * row) * h, front),
                (0.04 * w, 0.08 * h, 0.03 * d),
                "painted",
                shade(color, float(rng.uniform(0.6, 0.75))),
            )
    return fitted(s.geometry(), item.size_m)


def washing_machine(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A white front with a round door, a drawer and a dial."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e4e4e0", "#d8d8d4", "#b8babc"), rng), item.material or "painted"
    s.box((0, h / 2, -0.03 * d), (w, h, 0.94 * d), material, color, bevel_m=0.012)
    front = 0.44 * d
    r = float(rng.uniform(0.28, 0.32)) * w
    with s.at((0, 0.45 * h, front), rotation=ALONG_Z):
        s.lathe(
            (0, 0, 0),
            [(1.15 * r, 0), (1.15 * r, 0.02), (1.05 * r, 0.035), (0.8 * r, 0.03)],
            "metal",
            (0.45, 0.46, 0.47),
            sides=30,
            caps=False,
        )
        s.lathe((0, 0.0, 0), [(0.82 * r, 0.03), (0.5 * r, 0.045), (0, 0.05)], "glass", (0.03, 0.035, 0.04), sides=28, caps=False)
        s.lathe((0.3 * w, 0, -0.43 * h), [(0.06 * w, 0), (0.05 * w, 0.03), (0, 0.03)], "metal", (0.4, 0.4, 0.41), sides=18)
    s.box((0, 0.88 * h, front), (0.96 * w, 0.16 * h, 0.02), material, shade(color, 0.93), bevel_m=0.004)
    s.box((-0.3 * w, 0.88 * h, front + 0.01), (0.28 * w, 0.1 * h, 0.02), material, shade(color, 1.03), bevel_m=0.004)
    s.box((0.02 * w, 0.89 * h, front + 0.01), (0.16 * w, 0.05 * h, 0.02), "painted", (0.02, 0.03, 0.03))
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "plate": plate, "bowl": bowl, "bottle": bottle, "basket": basket, "wine_rack": wine_rack, "microwave": microwave, "washing_machine":
    washing_machine,
}  # fmt: skip
