"""What is pushed on small wheels: shopping cart, wheelchair, stroller."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade
from .sheets import cloth
from .softs import rounded_block
from .turns import ALONG_X, loop

CHROME = linear_from_srgb("#b4b8bc")
RUBBER = np.array((0.02, 0.02, 0.021), np.float32)
CREAM = linear_from_srgb("#ece4d2")


def spoked(s: Sculptor, hub: tuple[float, float, float], r: float, thick: float, spokes: int, rim: Array, tyre: Array) -> None:
    """A wheel about the x axis: tyre, rim, thin spokes, hub."""
    s.tube(loop(r - thick, points=29, center=hub, plane="zy"), thick, "leather", tyre, sides=8)
    s.tube(loop(r - 2.4 * thick, points=25, center=hub, plane="zy"), 0.6 * thick, "metal", rim, sides=6)
    c = np.asarray(hub)
    for k in range(spokes):
        a = 2 * np.pi * k / spokes
        s.tube([c, c + np.array([0, np.sin(a), np.cos(a)]) * (r - 2.4 * thick)], 0.008, "metal", rim, sides=4)
    with s.at(hub, rotation=ALONG_X):
        s.lathe((0, -1.4 * thick, 0), [(0.09 * r, 0), (0.1 * r, 2.8 * thick)], "metal", rim, sides=10)


def caster(s: Sculptor, at: tuple[float, float, float], r: float, wide: float, color: Array) -> None:
    """A small solid wheel on the ground under its fork; `at` is the foot's x and z and the fork's height."""
    x, y, z = at
    with s.at((x, r, z), rotation=ALONG_X):
        s.lathe((0, -wide / 2, 0), [(0.8 * r, 0), (r, 0.2 * wide), (r, 0.8 * wide), (0.8 * r, wide)], "leather", RUBBER, sides=16)
    for q in (-1, 1):
        s.box((x + q * 0.7 * wide, (r + y) / 2, z), (0.25 * wide, y - 0.6 * r, 0.8 * r), "metal", color)


def wires(s: Sculptor, a: Array, b: Array, c: Array, d: Array, along: int, across: int, r: float, material: str, color: Array) -> None:
    """A grid over the quad a b c d: `along` rods from side ab to side dc, `across` from ad to bc."""
    for k in range(along + 1):
        t = k / along
        s.tube([a + (b - a) * t, d + (c - d) * t], r, material, color, sides=4)
    for k in range(across + 1):
        t = k / across
        s.tube([a + (d - a) * t, b + (c - b) * t], r, material, color, sides=4)


def shopping_cart(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A wire basket that tapers to the front (+Z), handle with a coloured grip at −Z, child's flap, rack below, four casters."""
    s = Sculptor()
    w, h, d = item.size_m
    steel, grip = (CHROME, linear_from_srgb(str(rng.choice(["#b02a26", "#2a5a9a", "#2f7a44", "#d87a1e"]))))
    if item.color:
        steel = linear_from_srgb(item.color)
        grip = shade(steel, 0.85)
    material = item.material or "metal"
    back, front = -0.3 * d, 0.49 * d
    top_b = [np.array((x * 0.46 * w, 0.9 * h, back)) for x in (-1, 1)]
    top_f = [np.array((x * 0.36 * w, 0.83 * h, front)) for x in (-1, 1)]
    low_b = [np.array((x * 0.42 * w, 0.46 * h, back + 0.02 * d)) for x in (-1, 1)]
    low_f = [np.array((x * 0.31 * w, 0.55 * h, front - 0.08 * d)) for x in (-1, 1)]
    r = 0.008
    for k in (0, 1):
        wires(s, low_b[k], low_f[k], top_f[k], top_b[k], 13, 5, r, material, steel)
    wires(s, low_f[0], low_f[1], top_f[1], top_f[0], 6, 5, r, material, steel)
    wires(s, low_b[0], low_b[1], top_b[1], top_b[0], 8, 5, r, material, steel)
    wires(s, low_b[0], low_b[1], low_f[1], low_f[0], 7, 11, r, material, steel)
    ring = [top_b[0], top_f[0], top_f[1], top_b[1], top_b[0]]
    for p, q in zip(ring, ring[1:]):
        s.tube([p, q], 0.013, material, steel, sides=7)
    with s.at((0, 0.66 * h, back + 0.06 * d)):
        s.box((0, 0, 0), (0.6 * w, 0.2 * h, 0.012), item.material or "painted", grip, bevel_m=0.004)
    for x in (-1, 1):
        s.tube(
            [(x * 0.45 * w, 0.89 * h, back), (x * 0.46 * w, 0.96 * h, -0.42 * d), (x * 0.46 * w, 0.98 * h, -0.48 * d)],
            0.014,
            material,
            steel,
            sides=7,
        )
        legs = [
            (x * 0.42 * w, 0.46 * h, back + 0.02 * d),
            (x * 0.44 * w, 0.22 * h, -0.38 * d),
            (x * 0.46 * w, 0.13 * h, -0.34 * d),
            (x * 0.3 * w, 0.13 * h, 0.42 * d),
        ]
        s.tube(legs, 0.016, material, steel, sides=7)
        s.tube(
            [(x * 0.36 * w, 0.5 * h, 0.1 * d), (x * 0.4 * w, 0.3 * h, -0.12 * d), (x * 0.42 * w, 0.14 * h, -0.2 * d)],
            0.012,
            material,
            steel,
            sides=6,
        )
        caster(s, (x * 0.46 * w, 0.13 * h, -0.34 * d), 0.055 * h, 0.03, shade(steel, 0.8))
        caster(s, (x * 0.3 * w, 0.13 * h, 0.41 * d), 0.055 * h, 0.03, shade(steel, 0.8))
    rack = [
        np.array(p)
        for p in (
            (-0.43 * w, 0.15 * h, -0.3 * d),
            (0.43 * w, 0.15 * h, -0.3 * d),
            (0.3 * w, 0.15 * h, 0.4 * d),
            (-0.3 * w, 0.15 * h, 0.4 * d),
        )
    ]
    wires(s, *rack, 5, 4, r, material, steel)
    s.tube([(-0.47 * w, 0.98 * h, -0.48 * d), (0.47 * w, 0.98 * h, -0.48 * d)], 0.02, item.material or "painted", grip, sides=9)
    return fitted(s.geometry(), item.size_m)


def wheelchair(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two large spoked wheels with hand rims, casters before them, slung seat and back, arm pads, foot plates; the sitter looks at +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    cloth_color = main_paint(item, ("#1f2a4a", "#242426", "#5a1f24", "#2a4a3a"), rng)
    frame = shade(cloth_color, 0.9) if item.color else CHROME
    material = item.material or "fabric"
    metal = item.material or "metal"
    r = 0.31 * h
    hub_z, seat = -0.16 * d, 0.52 * h
    rubber = shade(cloth_color, 0.6) if item.color else RUBBER
    for x in (-1, 1):
        spoked(s, (x * 0.43 * w, r, hub_z), r, 0.016, 14, frame, rubber)
        s.tube(loop(0.84 * r, points=25, center=(x * 0.485 * w, r, hub_z), plane="zy"), 0.01, metal, frame, sides=6)
        for a in (0.4, 2.5, 4.6):
            at = (r + 0.84 * r * np.sin(a), hub_z + 0.84 * r * np.cos(a))
            s.tube([(x * 0.43 * w, *at), (x * 0.485 * w, *at)], 0.008, metal, frame, sides=5)
        px = x * 0.36 * w
        s.tube([(px, seat, 0.18 * d), (px, seat, -0.26 * d)], 0.014, metal, frame, sides=7)
        s.tube(
            [
                (px, 0.2 * h, -0.24 * d),
                (px, seat, -0.26 * d),
                (px, 0.94 * h, -0.32 * d),
                (px, 0.98 * h, -0.36 * d),
                (px, 0.98 * h, -0.48 * d),
            ],
            0.014,
            metal,
            frame,
            sides=7,
        )
        s.tube([(px, 0.98 * h, -0.38 * d), (px, 0.98 * h, -0.495 * d)], 0.019, "leather", rubber, sides=8)
        s.tube(
            [(px, 0.2 * h, -0.24 * d), (px, 0.2 * h, 0.16 * d), (px, seat, 0.18 * d), (px, 0.7 * h, 0.12 * d), (px, 0.7 * h, -0.28 * d)],
            0.013,
            metal,
            frame,
            sides=7,
        )
        s.box((px, 0.715 * h, -0.08 * d), (0.09 * w, 0.035 * h, 0.34 * d), material, shade(cloth_color, 0.9), bevel_m=0.01)
        s.box((px, 0.6 * h, -0.06 * d), (0.012, 0.18 * h, 0.34 * d), material, cloth_color)
        s.tube([(px, seat, 0.18 * d), (x * 0.3 * w, 0.12 * h, 0.36 * d)], 0.013, metal, frame, sides=7)
        s.box((x * 0.16 * w, 0.07 * h, 0.42 * d), (0.26 * w, 0.02, 0.16 * d), metal, shade(frame, 0.8), bevel_m=0.006)
        s.tube([(x * 0.3 * w, 0.12 * h, 0.36 * d), (x * 0.26 * w, 0.07 * h, 0.4 * d)], 0.012, metal, frame, sides=6)
        caster(s, (x * 0.37 * w, 0.2 * h, 0.16 * d), 0.09 * h, 0.03, frame)
    for a, b in ((-1, 1), (1, -1)):
        s.tube([(a * 0.36 * w, 0.2 * h, -0.05 * d), (b * 0.36 * w, seat, -0.05 * d)], 0.012, metal, shade(frame, 0.9), sides=6)
    u = np.linspace(-1, 1, 9)
    z = np.linspace(0.2, -0.25, 5) * d
    sag = 0.025 * h * (1 - u**2)
    seat_grid = np.stack(
        [np.broadcast_to(u * 0.36 * w, (5, 9)), np.broadcast_to(seat - sag + 0.014, (5, 9)), np.broadcast_to(z[:, None], (5, 9))], -1
    )
    cloth(s, seat_grid, 0.008, material, cloth_color)
    rounded_block(s, (0, seat + 0.03 * h, -0.03 * d), (0.62 * w, 0.06 * h, 0.4 * d), 0.02, material, shade(cloth_color, 1.08))
    y = np.linspace(0.58, 0.93, 5) * h
    lean = 0.27 * d + 0.06 * d * (y[:, None] / h - 0.55) / 0.4 + 0.03 * d * (1 - u**2)
    back = np.stack([np.broadcast_to(u * 0.36 * w, (5, 9)), np.broadcast_to(y[:, None], (5, 9)), -lean], -1)
    cloth(s, back, 0.008, material, cloth_color)
    return fitted(s.geometry(), item.size_m)


def stroller(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A pram: a tub with a folding ribbed hood at −Z, quilt, handle, on springs and four wheels; or a buggy with a slung seat and hood."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#23355a", "#5a2a3a", "#2f4a44", "#b8a888", "#6a7a8a"), rng), item.material or "fabric"
    frame = shade(color, 0.85) if item.color else CHROME
    metal = item.material or "metal"
    rubber = shade(color, 0.55) if item.color else RUBBER
    r = float(rng.uniform(0.17, 0.21)) * h
    for x in (-1, 1):
        for z, rr in ((-0.24 * d, r), (0.3 * d, 0.9 * r)):
            spoked(s, (x * 0.44 * w, rr, z), rr, 0.016, 10, frame, rubber)
        s.tube([(x * 0.4 * w, r, -0.24 * d), (x * 0.36 * w, 0.42 * h, 0.26 * d)], 0.014, metal, frame, sides=7)
        s.tube([(x * 0.4 * w, 0.9 * r, 0.3 * d), (x * 0.36 * w, 0.42 * h, -0.22 * d)], 0.014, metal, frame, sides=7)
        handle = [(x * 0.36 * w, 0.44 * h, -0.12 * d), (x * 0.38 * w, 0.74 * h, -0.36 * d), (x * 0.38 * w, 0.8 * h, -0.47 * d)]
        s.tube(handle, 0.014, metal, frame, sides=7)
    for z, rr in ((-0.24 * d, r), (0.3 * d, 0.9 * r)):
        s.tube([(-0.44 * w, rr, z), (0.44 * w, rr, z)], 0.012, metal, frame, sides=6)
    s.tube([(-0.4 * w, 0.8 * h, -0.475 * d), (0.4 * w, 0.8 * h, -0.475 * d)], 0.02, "leather", rubber, sides=8)
    # the tub: a boat-shaped trough
    v = np.linspace(-1, 1, 15)
    plan = (1 - np.abs(v) ** 4) ** 0.5
    rise = 0.64 * h + 0.03 * h * v**2
    floor = 0.42 * h + 0.1 * h * v**4
    long = 0.42 * d
    t = np.linspace(0, np.pi, 11)
    out = []
    for k in range(15):
        half = max(0.03, plan[k]) * 0.42 * w
        out.append(np.stack([half * np.cos(t), rise[k] - (rise[k] - floor[k]) * np.sin(t) ** 0.7, np.full(11, v[k] * long + 0.04 * d)], 1))
    grid = np.array(out)
    cloth(s, grid[::-1], 0.012, material, color)
    s.tube(np.concatenate([grid[:, 0], grid[::-1, -1]]), 0.012, metal, shade(frame, 1.0), sides=6)
    quilt = mix(color, CREAM, 0.75) if not item.color else shade(color, 1.1)
    rounded_block(s, (0, 0.6 * h, 0.14 * d), (0.66 * w, 0.1 * h, 0.44 * d), 0.03, material, quilt)
    rounded_block(s, (0, 0.6 * h, -0.16 * d), (0.5 * w, 0.1 * h, 0.16 * d), 0.03, material, CREAM if not item.color else shade(color, 1.15))
    ribs = 5
    a = np.linspace(np.radians(8), np.radians(float(rng.uniform(95, 115))), ribs + 1)
    u = np.linspace(0, np.pi, 13)
    pivot = np.array([0, 0.64 * h, -0.08 * d])
    reach_y, reach_z = h - 0.64 * h, 0.3 * d
    fine = np.linspace(a[0], a[-1], 4 * ribs + 1)
    hood = []
    for k, angle in enumerate(fine):
        puff = 1 - 0.06 * abs(np.sin(np.pi * k / 4))
        lift = np.sin(u) ** 0.75 * puff
        hood.append(pivot + np.stack([0.43 * w * np.cos(u), reach_y * np.sin(angle) * lift, -reach_z * np.cos(angle) * lift], 1))
    cloth(s, np.array(hood), 0.012, material, shade(color, 0.95))
    for angle in a:
        lift = np.sin(u) ** 0.75
        bow = pivot + np.stack([0.435 * w * np.cos(u), reach_y * np.sin(angle) * lift, -reach_z * np.cos(angle) * lift], 1)
        s.tube(bow, 0.01, material, shade(color, 0.8), sides=5)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"shopping_cart": shopping_cart, "wheelchair": wheelchair, "stroller": stroller}
