"""What lies and stands on quays: lobster pots, coils of rope, buoys, a crane."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .turns import ALONG_X, loop
from .wares import IRON, WOODS

PAINTS = ("#b5482a", "#2f5a7a", "#c9a02e", "#3f6a4a", "#8a2f2a")


def lobster_pot(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A half round cage of hoops and laths on a slatted floor, netting between them, a rope's eye on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    net = shade(color, 0.55) if item.color else linear_from_srgb(str(rng.choice(["#3f5a4a", "#4a4a52", "#6a5a3a"])))
    for z in np.linspace(-0.42, 0.42, 6) * d:
        s.box((0, 0.03, float(z)), (w, 0.05, 0.1 * d), material, shade(color, float(rng.uniform(0.85, 1.05))), bevel_m=0.006)
    t = np.linspace(0, np.pi, 15)
    for x in (-0.47, 0.0, 0.47):
        hoop = np.stack([np.full(15, x * w), 0.05 + (h - 0.08) * np.sin(t), 0.46 * d * np.cos(t)], 1)
        s.tube(hoop, 0.02, material, shade(color, 0.9), sides=7)
    for a in np.linspace(0.12, np.pi - 0.12, 9):
        y, z = 0.05 + (h - 0.06) * np.sin(a), 0.47 * d * np.cos(a)
        s.tube([(-w / 2, y, z), (w / 2, y, z)], 0.016, material, shade(color, float(rng.uniform(0.9, 1.1))), sides=6)
    for end in (-0.46, 0.46):
        for a in np.linspace(0.25, np.pi - 0.25, 6):
            s.tube(
                [(end * w, 0.06, 0.3 * d * np.cos(a)), (end * w, 0.04 + (h - 0.1) * np.sin(a), 0.44 * d * np.cos(a))],
                0.008,
                "fabric",
                net,
                sides=5,
            )
        for up in (0.3, 0.55, 0.78):
            half = 0.44 * d * np.sqrt(1 - up**2)
            s.tube([(end * w, up * h, -half), (end * w, up * h, half)], 0.008, "fabric", net, sides=5)
    s.tube(loop(0.05, center=(0.2 * w, h - 0.02, 0), points=13), 0.01, "fabric", net, sides=6)
    return fitted(s.geometry(), item.size_m)


def rope_coil(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Turns of a thick rope laid on one another, its end led over them to the ground."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b39a6a", "#a68a5a", "#c2ad80"), rng), item.material or "fabric"
    layers = max(3, round(h / 0.065))
    thick = h / layers / 2
    outer = min(w, d) / 2 - 1.05 * thick
    for k in range(layers):
        for ring in range(3 - (k >= layers - 2)):
            r = outer - 1.9 * thick * ring - 0.3 * thick * float(rng.random())
            turn = loop(r, points=27, center=(0, thick * (2 * k + 1), 0), plane="xz") + rng.normal(0, 0.07 * thick, 3)
            s.tube(turn, thick, material, shade(color, float(rng.uniform(0.82, 1.08))), sides=8)
    a = float(rng.uniform(-1, 1))
    out, top = outer - 1.5 * thick, h - thick
    path = [
        (0.3 * out, top, 0),
        (out, top, 0.1),
        (outer + thick, 0.6 * top, 0.16),
        (outer + 1.2 * thick, thick, 0.34),
        (0.5 * outer, thick, outer + thick),
    ]
    with s.at(yaw=a):
        s.tube(path, thick, material, color, sides=8)
    return fitted(s.geometry(), item.size_m)


def buoy(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A steel buoy laid up ashore: a round float with a band, a frame of four legs that carries a lamp and a ring."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c23a26", "#3a7a46", "#d8b02e"), rng), item.material or "painted"
    r, deep = min(w, d) / 2, 0.5 * h
    s.lathe(
        (0, 0, 0),
        [(0.55 * r, 0), (0.9 * r, 0.12 * deep), (r, 0.4 * deep), (r, 0.72 * deep), (0.86 * r, 0.95 * deep), (0.3 * r, deep)],
        material,
        color,
        sides=28,
    )
    s.lathe(
        (0, 0.46 * deep, 0),
        [(1.0 * r, 0), (1.03 * r, 0.01), (1.03 * r, 0.14 * deep), (1.0 * r, 0.15 * deep)],
        "metal",
        IRON,
        sides=28,
        caps=False,
    )
    for k in range(4):
        a = np.pi / 4 + k * np.pi / 2
        s.tube(
            [(0.62 * r * np.sin(a), 0.95 * deep, 0.62 * r * np.cos(a)), (0.2 * r * np.sin(a), 0.86 * h, 0.2 * r * np.cos(a))],
            0.035 * w,
            material,
            shade(color, 0.9),
            sides=8,
        )
    s.tube(loop(0.36 * r, center=(0, 0.72 * h, 0), plane="xz"), 0.022 * w, material, color, sides=7)
    if rng.random() < 0.5:
        s.lathe(
            (0, 0.84 * h, 0),
            [(0.24 * r, 0), (0.24 * r, 0.02 * h), (0.17 * r, 0.03 * h), (0.17 * r, 0.12 * h), (0.04 * r, 0.16 * h)],
            material,
            shade(color, 1.05),
            sides=16,
        )
    else:
        s.lathe((0, 0.84 * h, 0), [(0.3 * r, 0), (0.0, 0.16 * h)], material, shade(color, 1.05), sides=16)
    return fitted(s.geometry(), item.size_m)


def crane(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A harbour crane: post on a stone foot, braced jib towards +Z, cabin with a window, winch, hook on its rope."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, PAINTS, rng)
    material = item.material or "painted"
    back = -d / 2 + 0.3 * d
    s.box((0, 0.05, back), (0.98 * w, 0.9, 0.58 * d), "ashlar", linear_from_srgb("#8f8b84"), bevel_m=0.05)
    mast, t = 0.72 * h, 0.09 * w
    for x in (-1, 1):
        for z in (-1, 1):
            s.tube(
                [(x * 0.3 * w, 0.45, back + z * 0.12 * d), (x * 0.13 * w, mast, back + z * 0.04 * d)], 0.045 * w, material, color, sides=8
            )
    for k in range(5):
        u, v = k / 5, (k + 1) / 5
        for x in (-1, 1):
            a, b = (0.3 - 0.17 * u) * w, (0.3 - 0.17 * v) * w
            ya, yb = 0.45 + u * (mast - 0.45), 0.45 + v * (mast - 0.45)
            side = x if k % 2 else -x
            s.tube(
                [(side * a, ya, back + 0.12 * d * (1 - u)), (-side * b, yb, back + 0.12 * d * (1 - v))],
                0.022 * w,
                material,
                shade(color, 0.9),
                sides=6,
            )
            s.tube(
                [(x * a, ya, back - 0.12 * d * (1 - u)), (x * b, yb, back + 0.12 * d * (1 - v))],
                0.022 * w,
                material,
                shade(color, 0.9),
                sides=6,
            )
    s.box((0, 0.62 * h, back - 0.02 * d), (0.62 * w, 0.15 * h, 0.3 * d), material, color, bevel_m=0.03)
    s.box((0, 0.65 * h, back + 0.135 * d), (0.5 * w, 0.07 * h, 0.02), "glass", (0.05, 0.07, 0.08))
    tip = np.array([0.0, 0.96 * h, d / 2 - 0.05])
    for x in (-1, 1):
        foot = np.array([x * 0.2 * w, 0.68 * h, back + 0.1 * d])
        s.tube([foot, tip + (x * 0.05 * w, 0, 0)], 0.04 * w, material, color, sides=8)
        for k in range(6):
            p, q = foot + (tip - foot) * k / 6, foot * (1, 1, 1) + (tip - foot) * (k + 1) / 6
            s.tube([p, q * (-1, 1, 1)], 0.018 * w, material, shade(color, 0.9), sides=6)
    s.tube([(0, mast, back), (0, h - 0.03, back - 0.02 * d)], 0.05 * w, material, color, sides=8)
    s.tube([(0, h - 0.04, back - 0.02 * d), tip], 0.012 * w, "metal", IRON, sides=6)
    s.tube([(0, h - 0.04, back - 0.02 * d), (0, 0.5, -d / 2 + 0.08)], 0.014 * w, "metal", IRON, sides=6)
    with s.at((-0.25 * w, 0.72, back + 0.05 * d), rotation=ALONG_X):
        s.lathe(
            (0, 0, 0),
            [
                (0.09 * h, 0),
                (0.09 * h, 0.03),
                (0.05 * h, 0.04),
                (0.05 * h, 0.5 * w - 0.04),
                (0.09 * h, 0.5 * w - 0.03),
                (0.09 * h, 0.5 * w),
            ],
            "metal",
            IRON,
            sides=16,
        )
    low = float(rng.uniform(0.32, 0.5)) * h
    s.tube([tip, (0, low, tip[2])], 0.012 * w, "metal", IRON, sides=6)
    s.box((0, low, tip[2] - 0.02), (0.1 * w, 0.16, 0.1), material, color, bevel_m=0.02)
    s.tube(loop(0.11, start_rad=np.pi / 2, stop_rad=-0.9 * np.pi, points=13, center=(0, low - 0.2, tip[2])), 0.024, "metal", IRON, sides=7)
    s.tube([(0, low - 0.02, tip[2]), (0, low - 0.1, tip[2])], t * 0.12, "metal", IRON, sides=6)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"lobster_pot": lobster_pot, "rope_coil": rope_coil, "buoy": buoy, "crane": crane}
