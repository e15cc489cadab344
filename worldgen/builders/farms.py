"""What farms have beside barns: silos, windpumps, troughs, scarecrows, a tractor."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade


def silo(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A drum of ribbed sheet or of staves under hoops, a domed or conical cap, a ladder in a cage."""
    s = Sculptor()
    w, h, d = item.size_m
    r = min(w, d) / 2 - 0.12
    color, material = main_paint(item, ("#a8abae", "#b5b0a4", "#8f9aa0", "#a0573c"), rng), item.material or "metal"
    cap = float(rng.uniform(0.10, 0.16)) * h
    wall = h - cap
    s.lathe((0, -0.3, 0), [(r + 0.1, 0), (r + 0.1, 0.55)], "concrete", linear_from_srgb("#8f8c86"), sides=32)
    rings = max(8, int(wall / 0.55))
    profile = []
    for k in range(rings):
        y = 0.25 + (wall - 0.25) * k / rings
        step = (wall - 0.25) / rings
        profile += [(r, y), (r, y + 0.86 * step), (r + 0.035, y + 0.9 * step), (r + 0.035, y + 0.98 * step)]
    s.lathe((0, 0, 0), [*profile, (r, wall)], material, color, sides=36, caps=False)
    dome = rng.random() < 0.6
    t = np.linspace(0, 1, 9 if dome else 2)
    over = [((r + 0.08) * np.cos(a * np.pi / 2), wall + cap * np.sin(a * np.pi / 2)) for a in t] if dome else [(r + 0.12, wall), (0.1, h)]
    s.lathe((0, 0, 0), [(r - 0.02, wall), *over[:-1], (0.0, h)], material, shade(color, 1.12), sides=36, caps=False)
    for x in (-0.22, 0.22):
        s.tube([(x, 0.3, r + 0.1), (x, wall + 0.2, r + 0.1)], 0.022, "metal", shade(color, 0.5), sides=6)
    for y in np.arange(0.5, wall, 0.32):
        s.tube([(-0.22, float(y), r + 0.1), (0.22, float(y), r + 0.1)], 0.014, "metal", shade(color, 0.5), sides=5)
    a = np.linspace(-0.2, np.pi + 0.2, 9)
    for y in np.arange(2.4, wall, 1.1):
        s.tube(np.stack([0.36 * np.cos(a), np.full(9, y), r + 0.12 + 0.34 * np.sin(a)], 1), 0.012, "metal", shade(color, 0.5), sides=5)
    s.box((0, 0.95, -r + 0.02), (0.9, 1.5, 0.2), material, shade(color, 0.7), bevel_m=0.03)
    return fitted(s.geometry(), item.size_m)


def windpump(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A braced mast with a wheel of many blades and a tail."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#9a9c9c", "#b0aea6", "#7f8488"), rng), item.material or "metal"
    hub, foot = 0.82 * h, 0.34 * min(w, d)
    for x in (-1, 1):
        for z in (-1, 1):
            s.tube([(x * foot, -0.2, z * foot), (0.06 * x, hub, 0.06 * z)], 0.045, material, color, sides=6)
    for k in range(6):
        t0, t1 = k / 6, (k + 1) / 6
        for yaw in range(4):
            with s.at((0, 0, 0), yaw=yaw * np.pi / 2):
                a, b = foot * (1 - t0) + 0.06 * t0, foot * (1 - t1) + 0.06 * t1
                s.tube([(-a, t0 * hub, a), (b, t1 * hub, b)], 0.018, material, shade(color, 0.9), sides=4)
                s.tube([(-b, t1 * hub, b), (b, t1 * hub, b)], 0.018, material, shade(color, 0.9), sides=4)
    r = min(0.17 * h, 0.48 * w)
    with s.at((0, hub, 0.3)):
        s.sphere((0, 0, 0), 0.14, material, shade(color, 0.7), sides=10)
        for k in range(18):
            a = 2 * np.pi * k / 18
            c, q = np.cos(a), np.sin(a)
            tip, root = np.array([q * r, c * r, 0.0]), np.array([q * 0.35 * r, c * 0.35 * r, 0.0])
            side = np.array([c, -q, 0.0])
            for flip in (1, -1):
                blade = [
                    root - 0.05 * r * side + [0, 0, 0.05],
                    root + 0.05 * r * side - [0, 0, 0.05],
                    tip + 0.14 * r * side - [0, 0, 0.08],
                    tip - 0.14 * r * side + [0, 0, 0.08],
                ]
                blade = [p + np.array([0, 0, 0.006 * flip]) for p in blade]
                s.polygon(blade[::flip], material, shade(color, 1.1))
        t = np.linspace(0, 2 * np.pi, 33)
        s.tube(np.stack([0.72 * r * np.sin(t), 0.72 * r * np.cos(t), np.zeros(33)], 1), 0.016, material, color, sides=5)
    s.tube([(0, hub, 0.3), (0, hub, -0.4 * d)], 0.03, material, color, sides=6)
    for flip in (1, -1):
        tail = [
            (0.01 * flip, hub - 0.3, -0.30 * d),
            (0.01 * flip, hub - 0.45, -0.48 * d),
            (0.01 * flip, hub + 0.45, -0.48 * d),
            (0.01 * flip, hub + 0.3, -0.30 * d),
        ]
        s.polygon(tail[::flip], "painted", linear_from_srgb("#a8342a") if not item.color else color)
    s.cylinder((0, hub, 0), 0.1, h - hub, material, color, top_radius_m=0.02, sides=8)
    return fitted(s.geometry(), item.size_m)


def trough(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A long basin of stone or boards with water in it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8f8b84", "#7a6248"), rng), item.material or str(rng.choice(["ashlar", "planks"]))
    t = 0.09
    for x, z, sx, sz in (
        (0, d / 2 - t / 2, w, t),
        (0, -d / 2 + t / 2, w, t),
        (w / 2 - t / 2, 0, t, d - 2 * t),
        (-w / 2 + t / 2, 0, t, d - 2 * t),
    ):
        s.box((x, h / 2, z), (sx, h, sz), material, color, bevel_m=0.015)
    s.box((0, 0.12, 0), (w - 2 * t, 0.1, d - 2 * t), material, shade(color, 0.7))
    x, z = w / 2 - t, d / 2 - t
    s.quad((-x, 0.78 * h, z), (x, 0.78 * h, z), (x, 0.78 * h, -z), (-x, 0.78 * h, -z), "water", (0.02, 0.04, 0.04))
    return s.geometry()


def scarecrow(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A cross of poles in an old coat, a sack for a head, a hat of straw."""
    s = Sculptor()
    w, h, d = item.size_m
    coat = main_paint(item, ("#5a4a3c", "#4a5560", "#6a3a30", "#3f4a3a"), rng)
    pole = linear_from_srgb("#6f5a44")
    s.cylinder((0, -0.2, 0), 0.035, 0.85 * h + 0.2, "timber", pole, sides=7)
    s.tube([(-w / 2, 0.72 * h, 0), (w / 2, 0.74 * h, 0)], 0.028, "timber", pole, sides=7)
    body = [(0.24 * w, 0.34 * h), (0.19 * w, 0.5 * h), (0.17 * w, 0.62 * h), (0.2 * w, 0.72 * h), (0.06 * w, 0.78 * h)]
    s.lathe((0, 0, 0), body, item.material or "fabric", coat, sides=12)
    for x in (-1, 1):
        s.tube([(0.1 * x * w, 0.71 * h, 0), (0.42 * x * w, 0.71 * h, 0.02)], [0.07, 0.085], item.material or "fabric", coat, sides=9)
    s.sphere((0, 0.85 * h, 0), (0.13 * w, 0.085 * h, 0.13 * w), "fabric", linear_from_srgb("#b89a68"), sides=14)
    straw = linear_from_srgb("#b3954a")
    s.lathe(
        (0, 0.9 * h, 0),
        [(0.26 * w, 0), (0.25 * w, 0.012 * h), (0.13 * w, 0.02 * h), (0.1 * w, 0.1 * h), (0, 0.1 * h)],
        "wicker",
        straw,
        sides=16,
    )
    return fitted(s.geometry(), item.size_m)


def tractor(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Tall wheels behind, small ones before, a bonnet, a cab with glass, an exhaust. The front looks at +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, paint = main_paint(item, ("#a8281e", "#2f6a34", "#23508a", "#c98a22"), rng), item.material or "painted"
    dark, rubber = (0.02, 0.02, 0.021), (0.022, 0.022, 0.022)
    big, small = 0.31 * h, 0.19 * h
    for x in (-1, 1):
        turn = [[0, x, 0], [-x, 0, 0], [0, 0, 1]]
        for r, z, wide in ((big, -d / 2 + big, 0.24 * w), (small, d / 2 - small * 1.15, 0.15 * w)):
            with s.at((x * (w / 2 - wide / 2), r, z), rotation=turn):
                tyre = [
                    (0.64 * r, -wide / 2),
                    (0.95 * r, -wide / 2),
                    (r, -0.3 * wide),
                    (r, 0.3 * wide),
                    (0.95 * r, wide / 2),
                    (0.64 * r, wide / 2),
                ]
                s.lathe((0, 0, 0), tyre, "leather", rubber, sides=26, caps=False)
                s.lathe(
                    (0, wide / 2 - 0.06, 0),
                    [(0.66 * r, 0), (0.64 * r, 0.05), (0.55 * r, 0.03), (0.2 * r, 0.02), (0, 0.05)],
                    "painted",
                    color if item.color else linear_from_srgb("#d8b43a"),
                    sides=18,
                )
                for k in range(16):
                    with s.at((0, 0, 0), yaw=2 * np.pi * k / 16):
                        s.box((0, 0, r), (0.09 * r, 0.9 * wide, 0.06 * r), "leather", rubber)
        guard = np.linspace(0.15, 2.4, 12)
        path = np.stack([np.full(12, x * (w / 2 - 0.14 * w)), big + 1.1 * big * np.sin(guard), -d / 2 + big + 1.1 * big * np.cos(guard)], 1)
        s.tube(path, 0.13 * w, paint, color, sides=8)
    s.box((0, 0.38 * h, 0.18 * d), (0.44 * w, 0.28 * h, 0.58 * d), paint, color, bevel_m=0.07)
    s.box((0, 0.3 * h, 0.463 * d), (0.3 * w, 0.2 * h, 0.03 * d), "metal", dark, bevel_m=0.02)
    s.box((0, 0.25 * h, -0.05 * d), (0.3 * w, 0.12 * h, 0.8 * d), "metal", dark)
    for x in (-1, 1):
        s.sphere((x * 0.12 * w, 0.42 * h, 0.47 * d), (0.05, 0.05, 0.03), "glass", (0.8, 0.8, 0.75), sides=10)
    low, top, z0, z1 = 0.44 * h, 0.93 * h, -0.36 * d, 0.0
    for x in (-1, 1):
        for z in (z0, z1):
            s.box((x * 0.27 * w, (low + top) / 2, z), (0.05, top - low, 0.05), paint, color)
        s.box((x * 0.27 * w, (low + top) / 2, (z0 + z1) / 2), (0.012, top - low, z1 - z0), "glass", (0.08, 0.1, 0.11))
    for z in (z0, z1):
        s.box((0, (low + top) / 2, z), (0.54 * w, top - low, 0.012), "glass", (0.08, 0.1, 0.11))
    s.box((0, top + 0.03 * h, (z0 + z1) / 2), (0.66 * w, 0.09 * h, z1 - z0 + 0.2), paint, shade(color, 1.1), bevel_m=0.04)
    s.box((0, low + 0.06 * h, (z0 + z1) / 2), (0.56 * w, 0.26 * h, z1 - z0 + 0.02), paint, color)
    s.cylinder((0.1 * w, 0.46 * h, 0.2 * d), 0.03, 0.4 * h, "metal", dark, sides=8)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"silo": silo, "windpump": windpump, "trough": trough, "scarecrow": scarecrow, "tractor": tractor}
