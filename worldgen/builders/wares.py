"""Small useful things of a yard: bench, cart, barrel, crate, fence, boat, haystack, woodpile."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance, Style
from .facades import SIDES, beam, wall_frame
from .geometry import Array, Geometry, Sculptor
from .paints import main_paint, shade

WOODS = ("#86643f", "#7a5a3a", "#946f48", "#6c5138")
IRON = (0.045, 0.043, 0.045)
BOAT_SECTION = ((0.0, 0.04), (0.2, 0.62), (0.55, 0.9), (1.0, 1.0))  # (share of the height, share of the width) of a hull's side


def bench(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Slatted seat and back, the sitter looks at +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    seat = min(0.46, 0.56 * h)
    iron = item.material == "" and rng.random() < 0.4
    leg_material, leg = ("metal", IRON) if iron else (material, shade(color, 0.85))
    for k in range(4):
        z = d / 2 - 0.05 - (k + 0.5) * (d - 0.12) / 4
        s.box((0, seat - 0.02, z), (w, 0.04, (d - 0.12) / 4 - 0.015), material, shade(color, 0.95 + 0.03 * k), bevel_m=0.006)
    tilt = [[1, 0, 0], [0, 0.985, 0.17], [0, -0.17, 0.985]]
    with s.at((0, seat, -d / 2 + 0.09), rotation=tilt):
        for k in range(3):
            tall = (h - seat) / 3
            s.box((0, (k + 0.55) * tall, 0), (w, tall - 0.035, 0.032), material, shade(color, 1.02 - 0.03 * k), bevel_m=0.006)
        for side in (-1, 1):
            s.box((side * (w / 2 - 0.14), 0.48 * (h - seat), -0.03), (0.07, h - seat, 0.04), leg_material, leg)
    for side in (-1, 1):
        x = side * (w / 2 - 0.14)
        for z in (d / 2 - 0.08, -d / 2 + 0.1):
            s.box((x, seat / 2 - 0.02, z), (0.07, seat - 0.04, 0.07), leg_material, leg, bevel_m=0.008, skip="y")
        s.box((x, 0.14, 0), (0.05, 0.05, d - 0.2), leg_material, leg)
        if h > 0.7:
            s.box((x, seat + 0.22, 0.02), (0.07, 0.035, d - 0.12), material, color, bevel_m=0.008)
            s.box((x, seat + 0.1, d / 2 - 0.08), (0.05, 0.22, 0.05), leg_material, leg)
    return s.geometry()


def barrel(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Staves with a belly, iron hoops, a sunk head."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "planks"
    belly = min(w, d) / 2 - 0.012
    end = 0.8 * belly
    u = np.linspace(0, 1, 9)
    radius = end + (belly - end) * (1 - (2 * u - 1) ** 2)
    profile = [*zip(radius, u * h, strict=True), (end - 0.03, h), (end - 0.03, h - 0.05), (0.0, h - 0.05)]
    staves = Sculptor()
    staves.lathe((0, 0, 0), profile, material, color, sides=20)
    made = staves.geometry()
    s.add(replace(made, uv=made.uv[:, ::-1]))  # boards run along u: staves stand
    for at in (0.08, 0.28, 0.72, 0.92):
        r = float(np.interp(at, u, radius)) + 0.008
        t = 0.025
        s.lathe((0, at * h - t, 0), [(r - 0.02, 0), (r, 0.0), (r, 2 * t), (r - 0.02, 2 * t)], "metal", IRON, sides=20, caps=False)
    return s.geometry()


def crate(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Boards in a frame with a diagonal on each side."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "planks"
    t = 0.022
    s.box((0, h / 2, 0), (w - 2 * t, h - 2 * t, d - 2 * t), material, color)
    frame, bar = shade(color, 0.86), min(0.09, 0.16 * min(w, h, d))
    for side in SIDES:
        with wall_frame(s, side, -w / 2 + t, w / 2 - t, -d / 2 + t, d / 2 - t) as length:
            half = length / 2
            for y in (bar / 2 + t, h - bar / 2 - t):
                beam(s, (-half, y), (half, y), bar, t, "timber", frame)
            for x in (-half + bar / 2, half - bar / 2):
                beam(s, (x, bar + t), (x, h - bar - t), bar, 0.95 * t, "timber", frame)
            beam(s, (-half + bar, bar + t), (half - bar, h - bar - t), bar, 0.8 * t, "timber", shade(frame, 1.06))
    return s.geometry()


def fence(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Pickets on two rails, or posts with split rails."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8d7557", "#7b654a", "#d8d3c6"), rng), item.material or "timber"
    pickets(s, np.array([(-w / 2, 0, 0), (w / 2, 0, 0)]), h, max(d, 0.06), material, color, rng, rails_only=rng.random() < 0.35)
    return s.geometry()


def pickets(
    s: Sculptor, path: Array, height: float, thick: float, material: str, color: Array, rng: np.random.Generator, *, rails_only: bool = False
) -> None:  # fmt: skip
    """A fence along points (n, 3): posts at most 2.2 m apart, two or three rails, and pointed pickets unless `rails_only`."""
    for a, b in zip(path[:-1], path[1:], strict=True):
        run = b - a
        length = float(np.hypot(run[0], run[2]))
        if length < 0.05:
            continue
        slope = float(run[1] / length)
        with s.at(a, yaw=float(np.arctan2(-run[2], run[0]))):
            bays = max(1, int(np.ceil(length / 2.2)))
            for k in range(bays + 1):
                x = min(max(k * length / bays, 0.05), length - 0.05)
                top = x * slope + height * (1.0 if rails_only else 0.97)
                s.box((x, (top - 0.4 + x * slope) / 2, 0), (0.1, top + 0.4 - x * slope, 0.1), material, shade(color, 0.9), bevel_m=0.012, skip="y")
            for share in (0.42, 0.8) if rails_only else (0.25, 0.75):
                y = share * height
                wobble = rng.uniform(-0.02, 0.02, 2) if rails_only else (0.0, 0.0)
                z = 0.0 if rails_only else -0.25 * thick
                s.tube([(0, y + wobble[0], z), (length, y + length * slope + wobble[1], z)], 0.045, material, shade(color, 0.95), sides=6)
            if rails_only:
                continue
            count = max(2, round(length / 0.16))
            for x in (np.arange(count) + 0.5) * length / count:
                foot = x * slope + 0.06
                top = x * slope + height * float(rng.uniform(0.95, 1.0))
                wide, z = 0.045, 0.32 * thick
                outline = [(x - wide, foot), (x + wide, foot), (x + wide, top - 0.08), (x, top), (x - wide, top - 0.08)]
                tone = shade(color, float(rng.uniform(0.9, 1.08)))
                front = [(px, py, z + 0.012) for px, py in outline]
                back = [(px, py, z - 0.012) for px, py in outline]
                s.faces(front + back, [(0, 1, 2, 4), (2, 3, 4, -1), (9, 7, 6, 5), (9, 8, 7, -1), *((i + 5, (i + 1) % 5 + 5, (i + 1) % 5, i) for i in range(1, 5))], material, tone)


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
    side_h = max(0.2, h - bed - 0.04)
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
        s.tube([(side * body * 0.42, bed - 0.06, z0 + 0.05), (side * body * 0.42, bed - 0.06, z1), (side * body * 0.33, bed - 0.12, d / 2)], 0.04, "timber", shade(color, 0.85), sides=6)
        cart_wheel(s, (side * (w / 2 - 0.07), wheel, middle), wheel, shade(color, 0.85))
    s.tube([(-w / 2 + 0.03, wheel, middle), (w / 2 - 0.03, wheel, middle)], 0.045, "timber", shade(color, 0.7), sides=6)
    s.box((0, wheel / 2 - 0.05, z1 + 0.1), (0.07, wheel + 0.12, 0.07), "timber", shade(color, 0.8), skip="y")
    if rng.random() < 0.5:  # a load of hay
        hay(s, (0, bed, middle), (body - 0.1, side_h + 0.35, long - 0.1), (0.4, 0.29, 0.1), rng, density=220)
    return s.geometry()


def cart_wheel(s: Sculptor, hub: tuple[float, float, float], radius: float, color: Array) -> None:
    """A spoked wheel about the x axis with an iron tyre."""
    turn = [[0, 1, 0], [1, 0, 0], [0, 0, -1]]  # local +Y is the frame's +x
    with s.at(hub, rotation=turn):
        s.lathe((0, -0.035, 0), [(radius * 0.84, 0), (radius * 0.985, 0), (radius * 0.985, 0.07), (radius * 0.84, 0.07), (radius * 0.84, 0)], "timber", color, sides=24, caps=False)
        s.lathe((0, -0.03, 0), [(radius * 0.98, 0), (radius, 0), (radius, 0.06), (radius * 0.98, 0.06)], "metal", IRON, sides=24, caps=False)
        s.lathe((0, -0.08, 0), [(0.09, 0), (0.1, 0.08), (0.09, 0.16)], "timber", shade(color, 0.9), sides=10)
        for a in np.linspace(0, 2 * np.pi, 10, endpoint=False):
            s.tube([(0.06 * np.sin(a), 0, 0.06 * np.cos(a)), (0.87 * radius * np.sin(a), 0, 0.87 * radius * np.cos(a))], 0.026, "timber", color, sides=5)


def hay(s: Sculptor, base: tuple[float, float, float], size: tuple[float, float, float], color: Array | tuple, rng: np.random.Generator, *, density: float) -> None:
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


def woodpile(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Logs in a hexagonal stack between stakes, cut ends towards ±Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#6b5440", "#5d4a38", "#75604a"), rng)
    cut = np.array([0.52, 0.36, 0.2]) if not item.color else shade(color, 1.25)
    r = min(0.085, h / 8)
    rows = max(2, int((h - 2 * r) / (1.74 * r)) + 1)
    turn = [[1, 0, 0], [0, 0, -1], [0, 1, 0]]  # local +Y is the frame's +z
    for row in range(rows):
        count = int((w - 0.16) / (2 * r)) - row % 2
        for k in range(count):
            x = (k + 0.5 - count / 2) * 2 * r
            radius = r * float(rng.uniform(0.86, 1.02))
            z = float(rng.uniform(-0.04, 0.04))
            with s.at((x, r + 1.74 * r * row, z), rotation=turn):
                for y, flip in ((-d / 2 + 0.04, True), (d / 2 - 0.04, False)):
                    a = np.linspace(0, 2 * np.pi, 8, endpoint=False)
                    ring = np.stack([radius * np.sin(a), np.full(8, y), radius * np.cos(a)], 1)
                    tone = shade(cut, float(rng.uniform(0.85, 1.15)))
                    for i in range(0, 8, 2):
                        quad = [ring[i], ring[(i + 1) % 8], ring[(i + 2) % 8], (0, y, 0)]
                        s.quad(*(quad[::-1] if flip else quad), "timber", tone)
                edge = row in (0, rows - 1) or k in (0, count - 1)
                if edge:
                    s.lathe((0, -d / 2 + 0.04, 0), [(radius, 0), (radius, d - 0.08)], "bark", shade(color, float(rng.uniform(0.85, 1.15))), sides=8, caps=False)
    s.box((0, 0.45 * h, 0), (w - 0.4, 0.9 * h, d - 0.2), "bark", shade(color, 0.2), skip="y")  # the dark between the logs
    for side in (-1, 1):
        for z in (-0.3 * d, 0.3 * d):
            s.tube([(side * (w / 2 - 0.035), -0.2, z), (side * (w / 2 - 0.035), h, z)], 0.035, "timber", shade(color, 0.8), sides=6)
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
        s.tube([(side * 0.55 * w / 2, 0.62 * h, -0.3 * d), (side * 0.3 * w / 2, 0.8 * h, 0.3 * d)], 0.022, "timber", (0.4, 0.28, 0.16), sides=6)
    for (low, a), (high, b) in zip(BOAT_SECTION[:-1], BOAT_SECTION[1:], strict=True):  # the transom
        ya, yb = (keel[0] + (sheer[0] - keel[0]) * share for share in (low, high))
        board = [(half[0] * a, ya, z[0]), (-half[0] * a, ya, z[0]), (-half[0] * b, yb, z[0]), (half[0] * b, yb, z[0])]
        s.quad(*board, material, color)
        s.quad(*[(x, y, at + 0.03) for x, y, at in board[::-1]], material, inside)
    for at in (-0.45, 0.0, 0.4):
        k = int(np.argmin(np.abs(t - at)))
        s.box((0, 0.55 * h, float(z[k])), (1.86 * half[k], 0.035, 0.22), "planks", shade(inside, 1.3))
    return s.geometry()


BUILDERS = {
    "bench": bench, "barrel": barrel, "crate": crate, "fence": fence, "cart": cart, "haystack": haystack, "woodpile": woodpile, "boat": boat,
}  # fmt: skip
