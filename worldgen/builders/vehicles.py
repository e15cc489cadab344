"""Cart and rowing boat, and the hay that a cart may carry or that stands in a stack."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .geometry import Array, Geometry, Sculptor
from .paints import main_paint, shade
from .wares import IRON, WOODS

BOAT_SECTION = ((0.0, 0.04), (0.2, 0.62), (0.55, 0.9), (1.0, 1.0))  # (share of the height, share of the width) of a hull's side


def cart(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A two-wheeled cart, its shafts towards +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "planks"
    wheel = min(0.36 * h, 0.3 * d) if h < 1.0 else min(0.46 * h, 0.26 * d)
    bed, long = wheel + 0.16, 0.62 * d
    back = -d / 2
    body = w - 0.3
    z0, z1 = back, back + long
    middle = (z0 + z1) / 2
    s.box((0, bed, middle), (body, 0.06, long), material, color)
    loaded = rng.random() < 0.5
    side_h = max(0.2, (0.68 if loaded else 1.0) * (h - bed - 0.04))
    boards = 3
    for k in range(boards):
        y = bed + 0.04 + (k + 0.5) * side_h / boards
        tall = side_h / boards - 0.015
        for side in (-1, 1):
            s.box((side * (body / 2 - 0.015), y, middle), (0.03, tall, long), material, shade(color, 0.94 + 0.06 * k))
        for z in (z0 + 0.015, z1 - 0.015):
            s.box((0, y, z), (body - 0.07, tall, 0.03), material, shade(color, 0.97))
    for side in (-1, 1):
        for z in np.linspace(z0 + 0.1, z1 - 0.1, 4):
            s.box((side * (body / 2 + 0.02), bed + side_h / 2, float(z)), (0.05, side_h + 0.12, 0.06), "timber", shade(color, 0.8))
        s.tube(
            [(side * body * 0.42, bed - 0.06, z0 + 0.05), (side * body * 0.42, bed - 0.06, z1), (side * body * 0.33, bed - 0.12, d / 2)],
            0.04,
            "timber",
            shade(color, 0.85),
            sides=6,
        )
        cart_wheel(s, (side * (w / 2 - 0.07), wheel, middle), wheel, shade(color, 0.85))
    s.tube([(-w / 2 + 0.03, wheel, middle), (w / 2 - 0.03, wheel, middle)], 0.045, "timber", shade(color, 0.7), sides=6)
    s.box((0, wheel / 2 - 0.05, z1 + 0.1), (0.07, wheel + 0.12, 0.07), "timber", shade(color, 0.8), skip="y")
    if loaded:
        hay(s, (0, bed, middle), (body - 0.1, h - bed, long - 0.1), (0.4, 0.29, 0.1), rng, density=220)
    return s.geometry()


def cart_wheel(s: Sculptor, hub: tuple[float, float, float], radius: float, color: Array) -> None:
    """A spoked wheel about the x axis with an iron tyre."""
    turn = [[0, 1, 0], [1, 0, 0], [0, 0, -1]]  # local +Y is the frame's +x
    with s.at(hub, rotation=turn):
        s.lathe(
            (0, -0.035, 0),
            [(radius * 0.84, 0), (radius * 0.985, 0), (radius * 0.985, 0.07), (radius * 0.84, 0.07), (radius * 0.84, 0)],
            "timber",
            color,
            sides=24,
            caps=False,
        )
        s.lathe(
            (0, -0.03, 0), [(radius * 0.98, 0), (radius, 0), (radius, 0.06), (radius * 0.98, 0.06)], "metal", IRON, sides=24, caps=False
        )
        s.lathe((0, -0.08, 0), [(0.09, 0), (0.1, 0.08), (0.09, 0.16)], "timber", shade(color, 0.9), sides=10)
        for a in np.linspace(0, 2 * np.pi, 10, endpoint=False):
            s.tube(
                [(0.06 * np.sin(a), 0, 0.06 * np.cos(a)), (0.87 * radius * np.sin(a), 0, 0.87 * radius * np.cos(a))],
                0.026,
                "timber",
                color,
                sides=5,
            )


def hay(
    s: Sculptor,
    base: tuple[float, float, float],
    size: tuple[float, float, float],
    color: Array | tuple,
    rng: np.random.Generator,
    *,
    density: float,
) -> None:
    """A lump of hay: a rounded body and straws that stick out of it (`density` a square metre of footprint)."""
    w, h, d = size
    n = 18
    with s.at(base):
        profile = [(1.0, 0.0), (1.03, 0.2), (0.94, 0.5), (0.7, 0.78), (0.36, 0.95), (0.0, 1.0)]
        inner = Sculptor()
        inner.lathe((0, 0, 0), profile, "thatch", color, sides=n)
        g = inner.geometry()
        dent = 1 + 0.05 * np.sin(7 * g.vertices[:, 0] + 5 * g.vertices[:, 2]) * (g.vertices[:, 1] > 0.01)
        points = g.vertices * [w / 2 / 1.03, h, d / 2 / 1.03] * np.stack([dent, np.ones_like(dent), dent], 1)
        s.faces(points, g.faces, "thatch", g.color_linear, uv=g.uv * w / 2)
        count = int(density * w * d)
        a, v = rng.uniform(0, 2 * np.pi, count), rng.random(count) ** 1.3
        r = np.interp(v, [p[1] for p in profile], [p[0] for p in profile]) * rng.uniform(0.97, 1.03, count)
        centers = np.stack([r * np.sin(a) * w / 2.06, v * h, r * np.cos(a) * d / 2.06], 1)
        out = np.stack([np.sin(a), 0.3 + v, np.cos(a)], 1)
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        axes = np.cross(out, rng.normal(size=(count, 3))) + 0.35 * out
        axes /= np.linalg.norm(axes, axis=1, keepdims=True)
        normals = np.cross(np.cross(axes, out), axes)
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-6)
        tone = np.asarray(color) * rng.uniform(0.75, 1.45, (count, 1))
        s.leaves(centers, axes, normals, np.stack([rng.uniform(0.08, 0.2, count), np.full(count, 0.008)], 1), tone)


def haystack(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    s = Sculptor()
    color = main_paint(item, ("#c2a352", "#b2964c", "#cbb163"), rng)
    hay(s, (0, 0, 0), item.size_m, color, rng, density=180)
    return s.geometry()


def boat(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A clinker rowing boat, bow towards +Z, with thwarts and oars."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#7d5f40", "#3f6480", "#8a3a30", "#d6d0c0", "#496b52"), rng), item.material or "planks"
    inside = shade(color, 0.75) if item.color else np.array([0.25, 0.16, 0.09])
    n = 13
    t = np.linspace(-1, 1, n)
    half = w / 2 * np.clip(1 - np.clip(t, -0.9, 1) ** 2 * np.where(t > 0, 1.0, 0.45), 0.02, 1) ** 0.75
    sheer = h * (0.72 + 0.28 * np.abs(t) ** 2)
    keel = h * 0.12 * np.clip(np.abs(t) - 0.4, 0, 1) ** 2 * 3
    z = t * d / 2
    for side in (-1, 1):
        outer, inner = [], []
        for share, bulge in BOAT_SECTION:
            y = keel + (sheer - keel) * share
            outer.append(np.stack([side * half * bulge, y, z], 1))
            inner.append(np.stack([side * (half * bulge - np.minimum(0.03, 0.5 * half * bulge)), y + 0.03 * (share < 0.9), z], 1))
        for grid, flip, tone in ((outer, side < 0, color), (inner, side > 0, inside)):
            v = np.stack(grid)
            i, j = np.meshgrid(np.arange(3), np.arange(n - 1), indexing="ij")
            a = (i * n + j).ravel()
            f = np.stack([a, a + n, a + n + 1, a + 1], 1)
            s.faces(v.reshape(-1, 3), f[:, ::-1] if flip else f, material, tone)
        s.tube(np.stack([side * half, sheer, z], 1), 0.035, "timber", shade(color, 0.8), sides=6)
        s.tube(
            [(side * 0.55 * w / 2, 0.62 * h, -0.3 * d), (side * 0.3 * w / 2, 0.8 * h, 0.3 * d)], 0.022, "timber", (0.4, 0.28, 0.16), sides=6
        )
    for (low, a), (high, b) in zip(BOAT_SECTION[:-1], BOAT_SECTION[1:], strict=True):  # the transom
        ya, yb = (keel[0] + (sheer[0] - keel[0]) * share for share in (low, high))
        board = [(half[0] * a, ya, z[0]), (-half[0] * a, ya, z[0]), (-half[0] * b, yb, z[0]), (half[0] * b, yb, z[0])]
        s.polygon(board, material, color)
        s.polygon([(x, y, at + 0.03) for x, y, at in board[::-1]], material, inside)
    for at in (-0.45, 0.0, 0.4):
        k = int(np.argmin(np.abs(t - at)))
        s.box((0, 0.55 * h, float(z[k])), (1.86 * half[k], 0.035, 0.22), "planks", shade(inside, 1.3))
    return s.geometry()


BUILDERS = {"cart": cart, "boat": boat, "haystack": haystack}
