"""Things that stand in squares and gardens: well, fountain, statue, stall, lamp post, campfire, tent, sign, banner."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance, Style
from .facades import beam
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import ROOF_COLORS, WINDOW_GLOW, choose, lit_hour, main_paint, mix, role_color, shade
from .roofs import Cover, Roof
from .wares import IRON, WOODS

STONES = ("#a8a095", "#9a958c", "#b3a994")
CLOTHS = ("#a8322c", "#2f5f8f", "#b8862c", "#3f7048", "#7a4a84")
FLAME = np.array([(5.0, 2.2, 0.5), (4.0, 1.2, 0.15), (2.2, 0.45, 0.04)], np.float32)  # radiance: core, flame, tips


def well(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A round stone wall with water in it, two posts, a windlass with bucket, a small gabled roof."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "rubble"
    wood = shade(linear_from_srgb("#5d4530"), 1.0)
    radius, rim = 0.84 * min(w, d) / 2, 0.36 * h
    inner = radius - 0.2
    s.lathe((0, -0.3, 0), [(radius, 0), (radius, rim + 0.24), (radius + 0.05, rim + 0.26), (radius + 0.05, rim + 0.37), (inner - 0.03, rim + 0.37),
                           (inner - 0.03, rim + 0.26), (inner, 0.35), (0.0, 0.35)], material, color, sides=20)  # fmt: skip
    s.lathe((0, 0.2, 0), [(inner, 0.0), (0.0, 0.001)], "water", (0.02, 0.035, 0.04), sides=20)
    half, rise = d / 2 - 0.1, 0.2 * h
    plate = h - rise - 0.1
    cover = Cover(style.materials.get("roof") or "shingles", role_color(style, "roof", ROOF_COLORS["shingles"], rng), wood, 0.06, 0.1, 0.0, 0.0, 0.0, False)
    roof = Roof(-w / 2 + 0.03, w / 2 - 0.03, half, plate, rise, ("gable", "gable"), replace(cover, verge=0.03))
    roof.draw(s)
    for side in (-1, 1):
        x = side * (radius - 0.06)
        s.box((x, (rim + plate) / 2, 0), (0.13, plate - rim + 0.3, 0.13), "timber", wood, bevel_m=0.012)
        s.box((x, plate - 0.02, 0), (0.11, 0.12, 2 * half), "timber", shade(wood, 1.1), bevel_m=0.01)
        for z in (-1, 1):
            s.tube([(x, plate - 0.5, 0.05 * z), (x, plate - 0.06, z * 0.42)], 0.04, "timber", wood, sides=5)
        for out in (0.05, 0.02):
            gable = [(x + side * out, plate, half), (x + side * out, plate, -half), (x + side * out, plate + rise, 0)]
            s.triangle(*(gable if (side > 0) == (out > 0.03) else gable[::-1]), "planks", shade(wood, 1.3))
        lining = [(-w / 2, plate, side * half), (w / 2, plate, side * half), (w / 2, plate + rise, 0), (-w / 2, plate + rise, 0)]
        s.quad(*(lining[::-1] if side > 0 else lining), "planks", shade(wood, 1.1))
    axle = rim + 0.48 * (plate - rim)
    s.tube([(-radius - 0.18, axle, 0), (radius + 0.1, axle, 0)], 0.07, "timber", shade(wood, 1.25), sides=8)
    s.tube([(-radius - 0.17, axle, 0), (-radius - 0.17, axle - 0.25, 0.1), (-radius - 0.03 - 0.25, axle - 0.25, 0.1)], 0.018, "metal", IRON, sides=5)
    s.tube([(0, axle - 0.06, 0.07), (0, rim + 0.2, 0.07)], 0.014, "fabric", (0.32, 0.25, 0.15), sides=5)
    s.lathe((0, rim - 0.02, 0.07), [(0.1, 0), (0.14, 0.24), (0.12, 0.24), (0.09, 0.05), (0.0, 0.05)], "planks", shade(wood, 1.5), sides=12)
    return s.geometry()


def fountain(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An eight-sided basin, a column with a bowl, and falling water."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "stone_courses"
    trim = shade(color, 1.12)
    radius = min(w, d) / 2
    with s.at((0, 0, 0), yaw=np.pi / 8):
        s.lathe((0, 0, 0), [(radius, -0.3), (radius, 0.12), (0.95 * radius, 0.16), (0.93 * radius, 0.46), (0.98 * radius, 0.5), (0.98 * radius, 0.6),
                            (0.8 * radius, 0.6), (0.8 * radius, 0.3)], material, color, sides=8)  # fmt: skip
        s.lathe((0, 0.47, 0), [(0.8 * radius, 0.0), (0.0, 0.001)], "water", (0.03, 0.06, 0.065), sides=8)
    top = 0.62 * h
    s.lathe((0, 0.3, 0), [(0.3, 0), (0.3, 0.3), (0.18, 0.38), (0.14, 0.6 * top), (0.2, top - 0.32)], material, trim, sides=12)
    bowl = 0.44 * radius
    s.lathe((0, top - 0.05, 0), [(0.16, 0), (0.7 * bowl, 0.1), (bowl, 0.24), (bowl, 0.3), (0.9 * bowl, 0.3), (0.6 * bowl, 0.2)], material, trim, sides=20)
    s.lathe((0, top + 0.21, 0), [(0.88 * bowl, 0), (0.0, 0.001)], "water", (0.05, 0.09, 0.095), sides=20)
    s.lathe((0, top + 0.15, 0), [(0.1, 0), (0.07, 0.45 * (h - top)), (0.14, 0.55 * (h - top)), (0.05, 0.8 * (h - top)), (0.0, h - top - 0.15)], material, trim, sides=12)
    count = 260
    a, t = rng.uniform(0, 2 * np.pi, count), rng.random(count)
    a = np.round(a / (np.pi / 4)) * np.pi / 4 + rng.normal(0, 0.05, count)
    r = bowl + 0.22 * t
    y = top + 0.25 - (top - 0.25) * t**2 * 0.9
    centers = np.stack([r * np.sin(a), y, r * np.cos(a)], 1)
    axes = np.stack([0.25 * np.sin(a), -0.3 - 1.8 * t, 0.25 * np.cos(a)], 1)
    axes /= np.linalg.norm(axes, axis=1, keepdims=True)
    normals = np.stack([np.sin(a), np.zeros(count), np.cos(a)], 1)
    normals -= axes * np.sum(normals * axes, 1, keepdims=True)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    s.leaves(centers, axes, normals, (0.06, 0.012), (0.62, 0.7, 0.74))
    return s.geometry()


def statue(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A draped figure on a moulded plinth; it looks at +Z, one arm raised."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#b4aea2", "#a5a29a", "#6f8a7c"), rng)
    material = item.material or ("metal" if color[1] > color[0] * 1.05 else "marble")
    foot, plinth = min(w, d), 0.36 * h
    base = mix(color, linear_from_srgb("#9d968a"), 0.0 if item.color else 0.8)
    stone = item.material or "stone_courses"
    s.box((0, 0.04 * h - 0.1, 0), (foot, 0.08 * h + 0.2, foot), stone, base, bevel_m=0.02, skip="y")
    s.box((0, 0.08 * h + 0.115 * h, 0), (0.74 * foot, 0.23 * h, 0.74 * foot), stone, shade(base, 0.95), skip="yY")
    s.box((0, plinth - 0.025 * h, 0), (0.9 * foot, 0.05 * h, 0.9 * foot), stone, base, bevel_m=0.025)
    k = h - plinth  # height of the figure
    with s.at((0, plinth, 0), yaw=float(rng.uniform(-0.25, 0.25))):
        angle = np.linspace(0, 2 * np.pi, 33)
        levels = np.array([0, 0.12, 0.3, 0.45, 0.56, 0.66, 0.75, 0.8])
        rx = np.array([0.17, 0.15, 0.13, 0.125, 0.1, 0.13, 0.145, 0.05]) * k
        rz = np.array([0.15, 0.13, 0.11, 0.1, 0.075, 0.09, 0.08, 0.045]) * k
        folds = np.array([0.1, 0.1, 0.09, 0.06, 0.02, 0.02, 0.0, 0.0])
        ring = 1 + folds[:, None] * np.sin(9 * angle + 3 * levels[:, None])
        sway = 0.02 * k * np.sin(2.4 * levels)
        v = np.stack([rx[:, None] * ring * np.sin(angle) + sway[:, None], np.broadcast_to((levels * k)[:, None], ring.shape), rz[:, None] * ring * np.cos(angle)], -1)
        i, j = np.meshgrid(np.arange(7), np.arange(32), indexing="ij")
        a = (i * 33 + j).ravel()
        s.faces(v.reshape(-1, 3), np.stack([a, a + 1, a + 34, a + 33], 1), material, color)
        s.sphere((0.02 * k, 0.895 * k, 0.012 * k), (0.062 * k, 0.085 * k, 0.07 * k), material, color, sides=14)
        s.sphere((0.02 * k, 0.92 * k, -0.015 * k), (0.07 * k, 0.075 * k, 0.07 * k), material, shade(color, 0.9), sides=12)
        s.tube([(0.02 * k, 0.78 * k, 0), (0.02 * k, 0.85 * k, 0.01 * k)], 0.04 * k, material, color, sides=8)
        raised = 1 if rng.random() < 0.5 else -1
        s.tube([(raised * 0.13 * k, 0.745 * k, 0), (raised * 0.2 * k, 0.66 * k, 0.1 * k), (raised * 0.17 * k, 0.8 * k, 0.2 * k)], [0.045 * k, 0.036 * k, 0.026 * k], material, color, sides=8)
        s.tube([(-raised * 0.13 * k, 0.745 * k, 0), (-raised * 0.18 * k, 0.57 * k, 0.02 * k), (-raised * 0.12 * k, 0.46 * k, 0.1 * k)], [0.045 * k, 0.038 * k, 0.027 * k], material, color, sides=8)
        s.tube([(-raised * 0.12 * k, 0.02 * k, 0.16 * k), (-raised * 0.12 * k, 0.62 * k, 0.12 * k)], 0.015 * k, material, color, sides=6)
    return s.geometry()


def market_stall(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A counter with goods under a striped awning; the seller stands behind, customers come from +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    cloth = main_paint(item, CLOTHS, rng)
    other = cloth if item.color else linear_from_srgb("#e6dfcc")
    wood = role_color(style, "trim", WOODS, rng)
    front, back = d / 2 - 0.06, -d / 2 + 0.06
    low = 0.8 * h
    for x in (-w / 2 + 0.06, w / 2 - 0.06):
        s.box((x, low / 2, front - 0.12), (0.08, low, 0.08), "timber", wood, bevel_m=0.01, skip="y")
        s.box((x, h / 2 - 0.06, back + 0.04), (0.08, h - 0.12, 0.08), "timber", wood, bevel_m=0.01, skip="y")
    stripes = 9
    xs = np.linspace(-w / 2, w / 2, stripes + 1)
    rows = np.linspace(0, 1, 5)
    z = back + (front + 0.04 - back) * rows
    y = h + (low - h) * rows - 0.1 * np.sin(np.pi * rows) * 0.6
    for k in range(stripes):
        tone = cloth if k % 2 == 0 else (shade(cloth, 0.86) if item.color else other)
        for i in range(4):
            top = [(xs[k], y[i + 1], z[i + 1]), (xs[k + 1], y[i + 1], z[i + 1]), (xs[k + 1], y[i], z[i]), (xs[k], y[i], z[i])]
            s.quad(*top, item.material or "fabric", tone)
            s.quad(*[(px, py - 0.012, pz) for px, py, pz in top[::-1]], item.material or "fabric", shade(tone, 0.8))
        e, bottom = float(z[-1]), float(y[-1])
        m = (xs[k] + xs[k + 1]) / 2
        flap = [(xs[k], bottom - 0.16, e), (m, bottom - 0.25, e + 0.01), (xs[k + 1], bottom - 0.16, e), (xs[k + 1], bottom, e), (xs[k], bottom, e)]
        s.faces(flap, [(0, 2, 3, 4), (0, 1, 2, -1)], item.material or "fabric", tone)
        s.faces([(px, py, pz - 0.012) for px, py, pz in flap], [(4, 3, 2, 0), (2, 1, 0, -1)], item.material or "fabric", shade(tone, 0.8))
    counter, deep = 0.88, 0.55 * d
    cz = front - 0.1 - deep / 2
    s.box((0, counter - 0.02, cz), (w - 0.06, 0.045, deep), "planks", shade(wood, 1.25), bevel_m=0.008)
    boards = max(4, round((w - 0.2) / 0.2))
    for x in (np.arange(boards) + 0.5 - boards / 2) * (w - 0.2) / boards:
        s.box((float(x), counter / 2 - 0.02, cz + deep / 2 - 0.06), ((w - 0.2) / boards - 0.012, counter - 0.05, 0.025), "planks", shade(wood, float(rng.uniform(0.9, 1.2))), skip="yY")
    for x in (-w / 2 + 0.1, w / 2 - 0.1):
        s.box((x, counter / 2, cz), (0.03, counter - 0.06, deep - 0.1), "planks", shade(wood, 1.05))
    _goods(s, w - 0.3, deep - 0.12, counter, cz, rng)
    return s.geometry()


def _goods(s: Sculptor, w: float, deep: float, y: float, z: float, rng: np.random.Generator) -> None:
    """Trays of fruit, loaves and jars on a counter."""
    trays = max(2, round(w / 0.55))
    for k in range(trays):
        x = (k + 0.5 - trays / 2) * w / trays
        wide = w / trays - 0.06
        kind = int(rng.integers(3))
        if kind == 2:
            for j in range(3):
                r = 0.075
                s.lathe((x + (j - 1) * 0.17, y, z + float(rng.uniform(-0.1, 0.1))), [(r, 0), (1.2 * r, 0.12), (0.6 * r, 0.2), (0.75 * r, 0.24), (0.0, 0.24)],
                        "ceramic", linear_from_srgb(choose(rng, ("#a5613f", "#47627a", "#8a8a6a"))), sides=10)  # fmt: skip
            continue
        for dx, dz, bw, bd in ((-wide / 2, 0, 0.02, deep), (wide / 2, 0, 0.02, deep), (0, -deep / 2, wide, 0.02), (0, deep / 2, wide, 0.02)):
            s.box((x + dx, y + 0.06, z + dz), (bw, 0.1, bd), "planks", (0.3, 0.2, 0.11), skip="y")
        color = linear_from_srgb(choose(rng, ("#a8302a", "#c9872c", "#6f8f34", "#d0b03c") if kind == 0 else ("#b98a4c", "#a87a40")))
        nx, nz = (max(2, int(wide / 0.1)), max(2, int(deep / 0.1))) if kind == 0 else (2, 3)
        for i in range(nx):
            for j in range(nz):
                px, pz = x + (i + 0.5 - nx / 2) * wide / nx * 0.92, z + (j + 0.5 - nz / 2) * deep / nz * 0.92
                radii = 0.05 if kind == 0 else (0.4 * wide / nx, 0.055, 0.34 * deep / nz)
                s.sphere((px, y + 0.08 + float(rng.uniform(0, 0.02)), pz), radii, "plain", shade(color, float(rng.uniform(0.8, 1.15))), sides=8)


def lantern_post(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An iron post with a glazed lantern that burns at dusk and night."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#23262a", "#2a2f2c", "#1f2226"), rng), item.material or "metal"
    head = min(0.24 * h, 0.75)
    half = 0.46 * min(w, d)
    foot = h - head
    s.lathe((0, 0, 0), [(0.42 * half * 2, 0), (0.4 * half * 2, 0.1), (0.07, 0.2), (0.065, 0.6), (0.085, 0.63), (0.045, 0.7), (0.038, 0.9 * foot), (0.06, 0.92 * foot),
                        (0.035, 0.95 * foot), (0.09, foot)], material, color, sides=12)  # fmt: skip
    s.tube([(-0.9 * half, 0.86 * foot, 0), (0.9 * half, 0.86 * foot, 0)], 0.016, material, color, sides=6)
    glow = np.array([3.2, 1.9, 0.75]) * (1.0 if lit_hour(style) or "lit" in item.tags else 0.0)
    low, high = foot + 0.06 * head, foot + 0.66 * head
    s.box((0, foot + 0.03 * head, 0), (1.2 * half, 0.06 * head, 1.2 * half), material, color)
    a, b = 0.52 * half, 0.92 * half
    for k in range(4):
        with s.at((0, 0, 0), yaw=k * np.pi / 2):
            s.quad((-a, low, a), (a, low, a), (b, high, b), (-b, high, b), "glass", (0.6, 0.52, 0.36), emission_linear=glow)
            s.tube([(a, low, a), (b, high, b)], 0.014, material, color, sides=5)
            s.tube([(-b, high, b), (b, high, b)], 0.016, material, color, sides=5)
            s.triangle((-1.1 * b, high, 1.1 * b), (1.1 * b, high, 1.1 * b), (0, high + 0.26 * head, 0), material, color)
            s.quad((-1.1 * b, high - 0.001, 1.1 * b), (0, high - 0.001, 0), (0, high - 0.001, 0), (1.1 * b, high - 0.001, 1.1 * b), material, shade(color, 0.7))
    s.lathe((0, high + 0.22 * head, 0), [(0.05, 0), (0.03, 0.04), (0.045, 0.07), (0.0, 0.12 * head)], material, color, sides=8)
    s.sphere((0, (low + high) / 2, 0), (0.05, 0.09, 0.05), "glass", (0.8, 0.7, 0.5), sides=8, emission_linear=glow * 1.6)
    return s.geometry()


def campfire(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A ring of stones, crossed logs, embers and flames."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#8b8680", "#7c7872"), rng)
    radius, stones = min(w, d) / 2 - 0.13, 11
    for k in range(stones):
        a = 2 * np.pi * (k + float(rng.uniform(-0.2, 0.2))) / stones
        r = np.array([float(rng.uniform(0.1, 0.15)), float(rng.uniform(0.08, 0.12)), float(rng.uniform(0.1, 0.14))])
        with s.at((radius * np.sin(a), 0.05, radius * np.cos(a)), yaw=float(rng.uniform(0, 6))):
            s.sphere((0, 0, 0), r, item.material or "rock", shade(color, float(rng.uniform(0.8, 1.15))), sides=8)
    s.lathe((0, 0.005, 0), [(0.85 * radius, 0), (0.5 * radius, 0.05), (0, 0.07)], "earth", (0.02, 0.018, 0.016), sides=14)
    lean = 0.42 * h
    for k in range(6):
        a = 2 * np.pi * (k + float(rng.uniform(-0.15, 0.15))) / 6
        out = 0.72 * radius
        s.tube([(out * np.sin(a), 0.05, out * np.cos(a)), (-0.06 * np.sin(a), lean, -0.06 * np.cos(a))], [0.065, 0.05], "bark", (0.07, 0.045, 0.03), sides=7)
    n = 60
    a, r = rng.uniform(0, 2 * np.pi, n), 0.4 * radius * np.sqrt(rng.random(n))
    embers = np.stack([r * np.sin(a), 0.06 + 0.04 * rng.random(n), r * np.cos(a)], 1)
    s.leaves(embers, (1, 0, 0), (0, 1, 0), (0.05, 0.04), (0.2, 0.05, 0.02), emission_linear=rng.uniform(0.4, 1.0, (n, 1)) * FLAME[2] * 2)
    n = 110
    t = rng.random(n)
    a, r = rng.uniform(0, 2 * np.pi, n), 0.36 * radius * (1 - t) ** 0.8 * np.sqrt(rng.random(n))
    centers = np.stack([r * np.sin(a), 0.1 + (h - 0.2) * t * (1 - 0.4 * r / radius), r * np.cos(a)], 1)
    turn = rng.uniform(0, 2 * np.pi, n)
    axes = np.stack([0.25 * rng.normal(size=n), np.ones(n), 0.25 * rng.normal(size=n)], 1)
    axes /= np.linalg.norm(axes, axis=1, keepdims=True)
    normals = np.cross(axes, np.stack([np.cos(turn), 0 * turn, np.sin(turn)], 1))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    heat = np.stack([np.interp(t, [0, 0.45, 1], FLAME[:, c]) for c in range(3)], 1)
    sizes = np.stack([0.13 * (1 - 0.5 * t), 0.05 * (1 - 0.6 * t)], 1) * (h / 1.0) ** 0.5
    s.leaves(centers, axes, normals, sizes, (0.8, 0.4, 0.1), emission_linear=heat)
    return s.geometry()


def tent(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A ridge tent of sagging cloth, open towards +Z, with poles and guy ropes."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c9b78e", "#a98a5a", "#8a9a78", "#b55a44"), rng), item.material or "fabric"
    wood = linear_from_srgb("#6d5338")
    rows, cols = 6, 8
    t, u = np.linspace(0, 1, rows + 1), np.linspace(0, 1, cols + 1)
    tt, uu = np.meshgrid(t, u, indexing="ij")
    z0, z1 = -d / 2 + 0.1, d / 2 - 0.1
    for side in (-1, 1):
        sag = 0.07 * w * np.sin(np.pi * tt) * (0.6 + 0.4 * np.sin(np.pi * uu))
        x = side * ((w / 2 - 0.06) * (1 - tt) - sag)
        y = 0.02 + (h - 0.08) * tt - 0.05 * h * np.sin(np.pi * uu) * tt
        v = np.stack([x, y, z0 + (z1 - z0) * uu], -1).reshape(-1, 3)
        i, j = np.meshgrid(np.arange(rows), np.arange(cols), indexing="ij")
        a = (i * (cols + 1) + j).ravel()
        f = np.stack([a, a + cols + 1, a + cols + 2, a + 1], 1)
        f = f if side > 0 else f[:, ::-1]
        s.faces(v, f, material, color)
        s.faces(v - [side * 0.012, 0.012, 0], f[:, ::-1], material, shade(color, 0.7))
    foot = w / 2 - 0.06
    back = [(foot, 0.02, z0), (-foot, 0.02, z0), (0, h - 0.1, z0)]
    s.triangle(*back, material, shade(color, 0.95))
    s.triangle(*[(x, y, z + 0.012) for x, y, z in back[::-1]], material, shade(color, 0.6))
    for side in (-1, 1):  # the door's flaps, tied back
        flap = [(side * foot, 0.02, z1), (side * 0.62 * foot, 0.02, z1 + 0.05), (side * 0.42 * foot, 0.42 * h, z1 + 0.07), (0, h - 0.08, z1)]
        flap = flap if side < 0 else [flap[0], *flap[:0:-1]]  # from one corner, so that both split along the same diagonal
        s.quad(*flap, material, shade(color, 1.05))
        s.quad(*[(x, y, z - 0.012) for x, y, z in (flap[0], *flap[:0:-1])], material, shade(color, 0.7))
    s.tube([(0, h - 0.05, z0 - 0.05), (0, h - 0.05, z1 + 0.05)], 0.025, "timber", wood, sides=6)
    for z in (z0, z1):
        s.tube([(0, 0, z), (0, h, z)], 0.03, "timber", wood, sides=6)
    for side in (-1, 1):
        for z in (z0, z1):
            out = np.sign(z) * 0.1
            s.tube([(0, h - 0.05, z), (side * w / 2, 0.03, z + out)], 0.008, "fabric", (0.5, 0.42, 0.28), sides=4)
            s.tube([(side * w / 2, -0.05, z + out), (side * w / 2 * 0.98, 0.12, z + out)], 0.015, "timber", wood, sides=5)
    s.quad((-foot, 0.015, z1), (foot, 0.015, z1), (foot, 0.015, z0), (-foot, 0.015, z0), "carpet", mix(color, (0.2, 0.12, 0.07), 0.6))
    return s.geometry()


def sign(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A post with a framed board, or pointing boards."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "planks"
    post = shade(color, 0.75)
    width = min(0.11, d)
    x = -w / 2 + 0.12 if w > 0.7 else 0.0
    s.box((x, h / 2 - 0.2, 0), (width, h + 0.4, width), "timber", post, bevel_m=0.012, skip="y")
    s.lathe((x, h - 0.001, 0), [(0.055, 0), (0.0, 0.05)], "timber", post, sides=8)
    t = 0.3 * d
    if rng.random() < 0.5:
        for k, side in enumerate((1, -1) if w > 0.7 else (1,)):
            y, tall = h * (0.86 - 0.17 * k), 0.13 * h
            a, b = -w / 2, w / 2 - 0.12
            outline = [(a, y - tall / 2), (b, y - tall / 2), (w / 2, y), (b, y + tall / 2), (a, y + tall / 2)]
            outline = outline if side > 0 else [(-px, py) for px, py in outline[::-1]]
            z0, z1 = d / 2 - t, d / 2
            front, rear = [(px, py, z1) for px, py in outline], [(px, py, z0) for px, py in outline]
            tip = 2 if side > 0 else 2
            quads = [(0, 1, 3, 4), (1, tip, 3, -1), (9, 8, 6, 5), (8, 7, 6, -1), *((i + 5, (i + 1) % 5 + 5, (i + 1) % 5, i) for i in range(5))]
            s.faces(front + rear, quads, material, shade(color, 1.0 - 0.06 * k))
            for line in range(2):  # words too worn to read
                yy = y + (0.22 - 0.44 * line) * tall
                beam(s, (-0.3 * w, yy), (-0.3 * w + float(rng.uniform(0.35, 0.55)) * w, yy), 0.022, 0.004, "timber", shade(color, 0.3), z=z1)
        return s.geometry()
    low, high, mid = 0.52 * h, 0.93 * h, 0.03
    wide = w - 0.16
    with s.at((mid + 0.04, (low + high) / 2, d / 2 - t)):
        s.box((0, 0, t / 2), (wide, high - low, 0.7 * t), material, color)
        for y in (-1, 1):
            s.box((0, y * (high - low) / 2, t / 2), (wide + 0.06, 0.06, t), "timber", post)
        for side in (-1, 1):
            s.box((side * wide / 2, 0, t / 2), (0.06, high - low - 0.06, t), "timber", post)
        for line in range(3):
            yy = (0.24 - 0.22 * line) * (high - low)
            half = wide * float(rng.uniform(0.2, 0.38))
            beam(s, (-half, yy), (half, yy), 0.03, 0.004, "timber", shade(color, 0.3), z=t / 2 + 0.35 * t)
    return s.geometry()


def banner(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A cloth hanging from a crossbar on a pole, swallow-tailed, with a device on it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, CLOTHS, rng), item.material or "fabric"
    wood = linear_from_srgb("#5a4128")
    back = -d / 2 + 0.03
    s.tube([(0, 0, back), (0, h, back)], 0.028, "timber", wood, sides=8)
    s.sphere((0, h - 0.03, back), 0.045, "metal", (0.5, 0.36, 0.1), sides=8)
    top, low = h - 0.12, 0.3 * h
    s.tube([(-w / 2, top, back + 0.03), (w / 2, top, back + 0.03)], 0.02, "timber", wood, sides=6)
    cols, rows = 8, 7
    t, u = np.meshgrid(np.linspace(0, 1, rows + 1), np.linspace(-1, 1, cols + 1), indexing="ij")
    phase = float(rng.uniform(0, 6))
    wave = 0.3 * d * t * np.sin(4.5 * u + 2.5 * t + phase)
    y = top - 0.02 - (top - low) * t * (0.8 + 0.2 * np.abs(u))
    v = np.stack([u * (w / 2 - 0.04), y, np.clip(back + 0.45 * d + wave, -d / 2, d / 2 - 0.01)], -1)
    i, j = np.meshgrid(np.arange(rows), np.arange(cols), indexing="ij")
    a = (i * (cols + 1) + j).ravel()
    f = np.stack([a, a + cols + 1, a + cols + 2, a + 1], 1)
    device = (np.abs(t[:-1, :-1] - 0.4 + 0.5 / rows) < 0.16) & (np.abs(u[:-1, :-1] + 1 / cols) < 0.3)
    edge = (j == 0) | (j == cols - 1) | (i == rows - 1)
    gold = mix(color, linear_from_srgb("#e0c878"), 0.75)
    tones = np.where((device.ravel() | (edge.ravel() & (not item.color)))[:, None], gold, color)
    s.faces(v.reshape(-1, 3), f, material, tones)
    s.faces(v.reshape(-1, 3) - [0, 0, 0.008], f[:, ::-1], material, shade(tones, 0.8))
    return s.geometry()


BUILDERS = {
    "well": well, "fountain": fountain, "statue": statue, "market_stall": market_stall, "lantern_post": lantern_post, "campfire": campfire,
    "tent": tent, "sign": sign, "banner": banner,
}  # fmt: skip
