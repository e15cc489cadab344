"""What stands in a Japanese garden: lantern, torii, tea house, basin, stepping stones, bamboo fence."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..layout.layout import Instance, Style
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import WINDOW_GLOW, main_paint, shade

GRANITE = ("#8f8d88", "#9a958b", "#85857f")
FLAME = np.array([3.0, 1.7, 0.65], np.float32)


def stone_lantern(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Foot, shaft, table, light box, hat and jewel; one that is low stands on three legs under a broad hat (yukimi)."""
    s = Sculptor()
    w, h, d = item.size_m
    color, stone = main_paint(item, GRANITE, rng), item.material or "ashlar"
    r = min(w, d) / 2
    low = h < 1.35 * min(w, d)
    if low:
        table = 0.36 * h
        for k in range(3):
            a = 2 * np.pi * k / 3 + 0.4
            foot = [(0.86 * r * np.sin(a), -0.04, 0.86 * r * np.cos(a)), (0.74 * r * np.sin(a), 0.5 * table, 0.74 * r * np.cos(a))]
            s.tube([*foot, (0.42 * r * np.sin(a), table, 0.42 * r * np.cos(a))], [0.12 * r, 0.13 * r, 0.16 * r], stone, color, sides=8)
    else:
        table = 0.52 * h
        s.lathe((0, -0.05, 0), [(0.86 * r, 0), (0.86 * r, 0.1), (0.6 * r, 0.16), (0.36 * r, 0.2)], stone, shade(color, 0.94), sides=6)
        shaft = [(0.34 * r, 0.14), (0.30 * r, 0.45 * table), (0.37 * r, 0.5 * table), (0.30 * r, 0.55 * table), (0.36 * r, table)]
        s.lathe((0, 0, 0), shaft, stone, color, sides=14)
    s.lathe((0, table - 0.02 * h, 0), [(0.4 * r, 0), (0.72 * r, 0.05 * h), (0.72 * r, 0.09 * h)], stone, shade(color, 1.04), sides=6)
    base, high = table + 0.07 * h, 0.17 * h
    half = 0.42 * r
    for k in range(4):
        with s.at((0, base, 0), yaw=k * np.pi / 2):
            s.box((0.82 * half, high / 2, 0.82 * half), (0.36 * half, high, 0.36 * half), stone, color, bevel_m=0.01)
            s.box((0, 0.92 * high, 0.82 * half), (1.4 * half, 0.18 * high, 0.3 * half), stone, color)
    glow = FLAME * 0.9
    s.box((0, base + 0.45 * high, 0), (1.1 * half, 0.8 * high, 1.1 * half), "paper", (0.7, 0.62, 0.48), skip="yY", emission_linear=glow)
    eave, top = base + high, h - 0.13 * h
    hat = [
        (0.5 * r, 0),
        (1.0 * r, 0.02 * h),
        (1.0 * r, 0.05 * h),
        (0.66 * r, 0.09 * h),
        (0.36 * r, 0.45 * (top - eave)),
        (0.16 * r, top - eave),
    ]
    s.lathe((0, eave, 0), hat, stone, shade(color, 0.97), sides=6 if not low else 12)
    jewel = [(0.10 * r, 0), (0.2 * r, 0.02 * h), (0.12 * r, 0.04 * h), (0.22 * r, 0.075 * h), (0.12 * r, 0.11 * h), (0.0, 0.135 * h)]
    s.lathe((0, top - 0.005 * h, 0), jewel, stone, color, sides=12)
    return s.geometry()


def torii(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two leaning posts on stone feet, a tie beam through them, and a curved lintel with a dark ridge."""
    s = Sculptor()
    w, h, d = item.size_m
    color, wood = main_paint(item, ("#b3432a", "#a63c28", "#bb4c30"), rng), item.material or "painted"
    dark = linear_from_srgb("#2c2826")
    post, reach = 0.062 * h, 0.37 * w
    for x in (-1, 1):
        s.cylinder(
            (x * reach, -0.15, 0), 1.7 * post, 0.15 + 0.07 * h, "ashlar", linear_from_srgb("#7d7a74"), top_radius_m=1.45 * post, sides=16
        )
        s.tube([(x * reach, 0, 0), (x * 0.93 * reach, 0.9 * h, 0)], [post, 0.86 * post], wood, color, sides=16)
        s.box((x * 0.95 * reach, 0.72 * h, 0), (3.4 * post, 0.03 * h, 2.6 * post), wood, shade(color, 0.8))
    s.box((0, 0.76 * h, 0), (2.38 * reach, 0.055 * h, 1.1 * post), wood, color, bevel_m=0.012)
    s.box((0, 0.84 * h, 0), (0.9 * post, 0.12 * h, 0.9 * post), wood, color, bevel_m=0.01)
    parts = 12
    x = np.linspace(-w / 2, w / 2, parts + 1)
    lift = 0.055 * h * (2 * np.abs(x) / w) ** 2.2
    for y, high, deep, paint in ((0.875, 0.05, 2.0, color), (0.925, 0.035, 2.9, dark), (0.955, 0.02, 3.4, dark)):
        wide = min(deep * post, 0.5 * d)
        for k in range(parts):
            if y < 0.9 and (abs(x[k]) > 0.47 * w or abs(x[k + 1]) > 0.47 * w):
                continue
            _beam(
                s, (x[k], x[k + 1]), (y * h + lift[k] - 0.055 * h * 0.4, y * h + lift[k + 1] - 0.055 * h * 0.4), high * h, wide, wood, paint
            )
    return s.geometry()


def _beam(s: Sculptor, x: tuple[float, float], y: tuple[float, float], high: float, wide: float, material: str, color: ArrayLike) -> None:
    """A piece of beam along x whose ends lie at two heights."""
    v = [(x[k], y[k] + up, side) for side in (wide / 2, -wide / 2) for k, up in ((0, 0.0), (1, 0.0), (1, high), (0, high))]
    s.faces(v, [[0, 1, 2, 3], [5, 4, 7, 6], [1, 5, 6, 2], [4, 0, 3, 7], [3, 2, 6, 7], [4, 5, 1, 0]], material, color)


def tea_house(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """One room on posts with a deck round it, paper screens between dark timbers, a hipped roof whose eaves rise at the corners."""
    s = Sculptor()
    w, h, d = item.size_m
    wall = main_paint(item, ("#d8cdb4", "#cbb894", "#e0d8c6"), rng)
    plaster = item.material or "plaster"
    timber = wall if item.color else linear_from_srgb(str(rng.choice(["#4a3526", "#3d2d22", "#54402f"])))
    deck, eave = 0.5, 0.56 * h
    over = min(1.15, 0.2 * min(w, d))
    rw, rd = w - 2 * over, d - 2 * over  # of the deck
    bw, bd = rw - 1.5, rd - 1.5  # of the room
    for x in np.linspace(-rw / 2 + 0.12, rw / 2 - 0.12, 4):
        for z in np.linspace(-rd / 2 + 0.12, rd / 2 - 0.12, 4):
            s.lathe((x, -0.12, z), [(0.2, 0), (0.2, 0.16), (0.13, 0.22)], "ashlar", linear_from_srgb("#83807a"), sides=9)
            s.box((x, 0.3, z), (0.13, deck - 0.12, 0.13), "timber", timber)
    boards = max(6, int(rw / 0.19))
    plank = wall if item.color else linear_from_srgb(str(rng.choice(["#8a6a48", "#7d5f42", "#957453"])))
    for k in range(boards):
        x = (k + 0.5 - boards / 2) * rw / boards
        s.box((x, deck, 0), (rw / boards - 0.008, 0.06, rd), "planks", shade(plank, float(rng.uniform(0.88, 1.1))))
    for z in (-1, 1):
        s.box((0, deck - 0.1, z * (rd / 2 - 0.05)), (rw, 0.16, 0.1), "timber", timber)
    for x in (-1, 1):
        s.box((x * (rw / 2 - 0.05), deck - 0.1, 0), (0.1, 0.16, rd), "timber", timber)
        for z in (-1, 1):
            s.box((x * (rw / 2 - 0.16), (deck + eave) / 2, z * (rd / 2 - 0.16)), (0.14, eave - deck, 0.14), "timber", timber, bevel_m=0.01)
    for yaw, length, out in ((0.0, bw, bd / 2), (np.pi, bw, bd / 2), (np.pi / 2, bd, bw / 2), (-np.pi / 2, bd, bw / 2)):
        turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
        with s.at(turn @ [0, deck + 0.03, out], rotation=turn):
            _screens(s, length, eave - deck, plaster, wall, timber, front=yaw == 0.0, plain=float(rng.random()) < 0.5)
    s.box((0, 0.14, rd / 2 + 0.3), (1.2, 0.26, 0.42), "ashlar", linear_from_srgb("#8a877f"), bevel_m=0.04)
    _hip_roof(s, w, d, eave - 0.06, h - eave - 0.2, wall if item.color else linear_from_srgb("#6b5138"), rng, style)
    return s.geometry()


def _screens(
    s: Sculptor, length: float, high: float, plaster: str, wall: ArrayLike, timber: ArrayLike, *, front: bool, plain: bool
) -> None:  # fmt: skip
    """A side of the room, in a wall frame that looks to +z: screens of paper behind a lattice, or a wall with one of them."""
    count = max(2, round(length / 0.95))
    step = length / count
    glow = 0.8 * WINDOW_GLOW
    top = 0.78 * high
    s.box((0, high - 0.06, 0), (length + 0.12, 0.14, 0.14), "timber", timber)
    s.box((0, top, 0.0), (length + 0.12, 0.09, 0.13), "timber", timber)
    s.box((0, 0.05, 0.0), (length + 0.12, 0.1, 0.13), "timber", timber)
    s.quad((-length / 2, top, 0.01), (length / 2, top, 0.01), (length / 2, high, 0.01), (-length / 2, high, 0.01), plaster, wall)
    for k in range(count + 1):
        s.box((k * step - length / 2, high / 2, 0), (0.12, high, 0.12), "timber", timber)
    for k in range(count):
        x = (k + 0.5) * step - length / 2
        a, b = x - step / 2 + 0.06, x + step / 2 - 0.06
        solid = (plain and not front and k % 3 != 1) or (front and count > 3 and k in (0, count - 1))
        if solid:
            s.quad((a, 0.1, 0.02), (b, 0.1, 0.02), (b, top, 0.02), (a, top, 0.02), plaster, wall)
            continue
        skirt = 0.1 + 0.25 * (top - 0.1)
        s.quad(
            (a, 0.1, 0.02),
            (b, 0.1, 0.02),
            (b, skirt, 0.02),
            (a, skirt, 0.02),
            "planks",
            shade(timber, 1.0 if np.allclose(timber, wall) else 2.2),
        )
        s.quad((a, skirt, 0.015), (b, skirt, 0.015), (b, top, 0.015), (a, top, 0.015), "paper", (0.66, 0.62, 0.53), emission_linear=glow)
        for t in np.linspace(a, b, 4):
            s.box((float(t), (skirt + top) / 2, 0.03), (0.022, top - skirt, 0.03), "timber", shade(timber, 1.3))
        for t in np.linspace(skirt, top, 5):
            s.box((x, float(t), 0.03), (b - a, 0.02, 0.03), "timber", shade(timber, 1.3))


def _hip_roof(
    s: Sculptor, w: float, d: float, y: float, rise: float, lining: ArrayLike, rng: np.random.Generator, style: Style
) -> None:  # fmt: skip
    """Four concave slopes up to a ridge along the longer side; corners of the eaves sweep up. Below they are boarded."""
    turned = d > w
    long, short = max(w, d), min(w, d)
    cover = style.materials.get("roof") or str(rng.choice(["tiles", "shingles", "tiles"]))
    color = linear_from_srgb(style.palette.get("roof") or {"tiles": "#54585c", "shingles": "#6a5a48"}.get(cover, "#5c5a56"))
    up, along = 9, 18
    ridge = (long - short) / 2
    with s.at((0, y, 0), yaw=np.pi / 2 if turned else 0.0):
        for side in range(4):
            half, deep = (long / 2, short / 2) if side % 2 == 0 else (short / 2, short / 2)
            inner = ridge if side % 2 == 0 else 0.0
            reach = short / 2 if side % 2 == 0 else long / 2
            u, t = np.meshgrid(np.linspace(-1, 1, along + 1), np.linspace(0, 1, up + 1))
            x = u * (half + (inner - half) * t)
            z = reach - deep * t
            sweep = 0.10 * rise * np.abs(u) ** 5 * (1 - t) ** 3
            top = rise * (0.94 * t**1.28) + sweep
            i, j = np.meshgrid(np.arange(up), np.arange(along), indexing="ij")
            a = (i * (along + 1) + j).ravel()
            quads = np.stack([a, a + 1, a + along + 2, a + along + 1], 1)
            run = np.stack([x.ravel(), (t * np.hypot(deep, rise)).ravel()], 1)
            with s.at((0, 0, 0), yaw=side * np.pi / 2):
                s.faces(np.stack([x, top + 0.12, z], -1).reshape(-1, 3), quads, cover, color, uv=run)
                low = np.stack([x * 0.995, top, z * 0.995], -1)[: 3 * up // 4 + 1]
                below = np.arange(len(quads)) < (3 * up // 4) * along
                s.faces(low.reshape(-1, 3), quads[below][:, ::-1], "planks", lining, uv=run[: low.shape[0] * (along + 1)])
                for k in range(along):
                    p, q = (np.array([x[0, m], top[0, m], z[0, m]]) for m in (k, k + 1))
                    s.quad(p, q, q + [0, 0.12, 0], p + [0, 0.12, 0], "timber", shade(lining, 0.7))
        for x in (-1, 1):
            s.box((x * ridge, 0.97 * rise + 0.1, 0), (0.3, 0.34, 0.3), "tiles", shade(color, 0.8), bevel_m=0.03)
        s.box((0, 0.95 * rise + 0.12, 0), (2 * ridge + 0.2, 0.2, 0.26), "tiles", shade(color, 0.9), bevel_m=0.02)


def water_basin(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A hollowed stone with water, a bamboo spout over it and a ladle across its rim."""
    s = Sculptor()
    w, h, d = item.size_m
    color, stone = main_paint(item, GRANITE, rng), item.material or "ashlar"
    r = 0.42 * min(w, d)
    with s.at((0, 0, 0.12 * d)):
        rim = [(1.05 * r, -0.05), (1.12 * r, 0.3 * h), (1.0 * r, 0.68 * h), (0.9 * r, 0.72 * h), (0.72 * r, 0.7 * h), (0.6 * r, 0.5 * h)]
        s.lathe((0, 0, 0), rim, stone, color, sides=18, caps=False)
        s.lathe((0, 0.62 * h, 0), [(0.7 * r, 0), (0, 0.001)], "water", (0.02, 0.04, 0.04), sides=18)
        s.tube([(-0.95 * r, 0.75 * h, 0.1), (0.95 * r, 0.75 * h, -0.05)], 0.014, "timber", linear_from_srgb("#a08a58"), sides=6)
    bamboo = linear_from_srgb("#97955a")
    s.tube([(0, -0.1, -0.4 * d), (0, h, -0.4 * d)], 0.045, "painted", bamboo, sides=10)
    s.tube([(0, 0.94 * h, -0.42 * d), (0, 0.86 * h, 0.06 * d)], 0.03, "painted", shade(bamboo, 1.1), sides=9)
    return s.geometry()


def stepping_stones(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Flat stones in a line that sways, along the depth, a step apart."""
    s = Sculptor()
    w, h, d = item.size_m
    color, stone = main_paint(item, GRANITE, rng), item.material or "ashlar"
    count = max(1, round(d / 0.66))
    for k in range(count):
        z = (k + 0.5 - count / 2) * d / count
        r = min(0.30, 0.46 * d / count, 0.45 * w)
        x = float(np.clip(0.14 * (-1) ** k + rng.normal(0, 0.05), -w / 2 + r, w / 2 - r))
        a = np.linspace(0, 2 * np.pi, 12, endpoint=False)
        out = r * (1 + 0.12 * np.sin(3 * a + rng.uniform(0, 6)) + 0.08 * np.sin(5 * a + rng.uniform(0, 6))) * 0.86
        top = h * float(rng.uniform(0.8, 1.0))
        ring = np.stack([x + out * np.sin(a), out * 0.95 * np.cos(a) + z], 1)
        s.extrude(ring, top + 0.2, stone, shade(color, float(rng.uniform(0.85, 1.15))), y=-0.2)
    return s.geometry()


def bamboo_fence(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Upright canes behind two rails, bound with dark cord, between posts."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#a39558", "#8f8450", "#b09c5e"), rng), item.material or "painted"
    dark = linear_from_srgb("#2a2420")
    count = max(4, int(w / 0.062))
    for k in range(count):
        x = (k + 0.5 - count / 2) * w / count
        tall = h * float(rng.uniform(0.9, 0.96))
        s.cylinder((x, -0.05, 0), 0.46 * w / count, tall + 0.05, material, shade(color, float(rng.uniform(0.8, 1.15))), sides=7)
    for y in (0.25, 0.75):
        for z in (-1, 1):
            s.tube([(-w / 2, y * h, z * 0.34 * d), (w / 2, y * h, z * 0.34 * d)], 0.022, material, shade(color, 0.85), sides=7)
        for x in np.linspace(-0.42, 0.42, max(2, int(w / 0.5))) * w:
            s.box((float(x), y * h, 0), (0.035, 0.05, 0.9 * d), "fabric", dark)
    for x in (-1, 1):
        s.cylinder((x * (w / 2 - 0.05), -0.1, 0), 0.05, h + 0.1, "timber", linear_from_srgb("#5a4632"), sides=9)
    return s.geometry()


BUILDERS = {
    "stone_lantern": stone_lantern, "torii": torii, "tea_house": tea_house, "water_basin": water_basin, "stepping_stones": stepping_stones,
    "bamboo_fence": bamboo_fence,
}  # fmt: skip
