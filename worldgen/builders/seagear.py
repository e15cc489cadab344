"""Of ports and decks: a life ring on its post, a ship's wheel, a box of fish on ice, a shipping container."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import sheet, smoothed
from .turns import ALONG_X, ALONG_Z, loop, pitched
from .wares import IRON

Color = NDArray[np.floating]


def life_ring(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A ring with four bands and a grab line, hung on a board between two posts."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c83a1e", "#d8541c", "#b82a22"), rng), item.material or "painted"
    white = shade(color, 1.1) if item.color else linear_from_srgb("#e6e4de")
    wood = shade(color, 0.85) if item.color else linear_from_srgb(str(rng.choice(["#6f5a42", "#d8d6ce", "#46586a"])))
    for x in (-0.2, 0.2):
        s.box((x * w, 0.42 * h, -0.32 * d), (0.075, 0.84 * h, 0.075), item.material or "timber", wood, bevel_m=0.01)
    s.box((0, 0.02, -0.2 * d), (0.62 * w, 0.04, 0.6 * d), item.material or "timber", shade(wood, 0.9), bevel_m=0.01)
    for k in range(5):
        y = h - (0.08 + 0.92 * (k + 0.5) / 5) * 0.9 * w
        tone = shade(wood, float(rng.uniform(0.92, 1.08)))
        s.box((0, y, -0.16 * d), (0.88 * w, 0.165 * w, 0.1 * d), item.material or "planks", tone, bevel_m=0.006)
    for x in (-1, 1):
        s.box((x * 0.25 * w, h - 0.015, -0.05 * d), (0.5 * w, 0.03, 0.75 * d), item.material or "timber", shade(wood, 0.95), bevel_m=0.008)
    r, thick = 0.37 * w, 0.105 * w
    center = (0, h - 0.52 * w, 0.16 * d)
    s.tube(loop(r, points=37, center=center), thick, material, color, sides=14)
    turn = float(rng.uniform(0, 1.5))
    rope = linear_from_srgb("#b8a884")
    for k in range(4):
        a = turn + k * np.pi / 2
        s.tube(loop(r, start_rad=a - 0.2, stop_rad=a + 0.2, points=7, center=center), thick + 0.006, material, white, sides=14)
        t = np.linspace(0, 1, 9)
        line = loop(1.0, start_rad=a, stop_rad=a + np.pi / 2, points=9) * (r + thick + 0.02 * w - 0.05 * w * np.sin(np.pi * t))[:, None]
        s.tube(line + np.asarray(center) + [0, 0, 0.03], 0.009, "fabric", rope, sides=6)
    s.tube([(0, h - 0.02, 0.14 * d), (0, h - 0.1 * w, 0.16 * d)], 0.012, "metal", IRON, sides=6)
    s.box((0, h - 0.045 * w, 0.36 * d), (0.05, 0.05, 0.28 * d), item.material or "timber", wood, bevel_m=0.01)
    return fitted(s.geometry(), item.size_m)


def ship_wheel(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A wheel of turned spokes with a brass hub, on a pedestal with a stepped foot and a small binnacle lamp at its back."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#6a4226", "#7a4e2c", "#54331e"), rng), item.material or "timber"
    brass = shade(color, 0.9) if item.color else linear_from_srgb("#a8843e")
    r = w / 2
    hub = np.array([0, h - r, 0.22 * d])
    z = -0.14 * d
    s.box((0, 0.03, z), (0.56 * w, 0.06, 0.68 * d), material, shade(color, 0.85), bevel_m=0.012)
    s.box((0, 0.085, z), (0.46 * w, 0.05, 0.56 * d), material, shade(color, 0.95), bevel_m=0.015)
    post = [(0.17, 0.12), (0.13, 0.19), (0.11, 0.32), (0.13, 0.54), (0.15, 0.7), (0.17, 0.87), (0.12, 1.0)]
    s.lathe((0, 0, z), [(a * w, y * hub[1]) for a, y in smoothed(post, 2)], material, color, sides=8)
    s.box((0, hub[1] + 0.03 * w, z), (0.3 * w, 0.17 * w, 0.4 * d), material, shade(color, 0.92), bevel_m=0.025)
    s.tube([(0, hub[1], z), hub + [0, 0, 0.03]], 0.04 * w, "metal", brass, sides=12)
    spokes = int(rng.choice([6, 8, 8, 10]))
    phase = float(rng.uniform(0, 1))
    for k in range(spokes):
        a = 2 * np.pi * (k + phase) / spokes
        way = np.array([np.cos(a), np.sin(a), 0])
        shape = [
            (0.1, 0.028),
            (0.2, 0.02),
            (0.28, 0.034),
            (0.36, 0.02),
            (0.6, 0.022),
            (0.74, 0.026),
            (0.77, 0.017),
            (0.82, 0.025),
            (0.92, 0.034),
            (1, 0.014),
        ]
        along, thick = np.array(shape).T
        s.tube(hub + way * (along * r)[:, None], thick * w, material, shade(color, 1.06), sides=8)
    for radius, wide, tone, what in ((0.66, 0.085, color, material), (0.66, 0.03, brass, "metal"), (0.2, 0.2, color, material)):
        deep = 0.07 * d if what == material else 0.085 * d
        inner, outer = (radius - wide / 2) * r, (radius + wide / 2) * r
        with s.at(hub, rotation=ALONG_Z):
            ring = [(inner, -deep), (outer, -deep), (outer, deep), (inner, deep), (inner, -deep)]
            s.lathe((0, 0, 0), ring, what, tone, sides=36, caps=False)
    with s.at(hub, rotation=ALONG_Z):
        s.lathe(
            (0, 0, 0), [(0.12 * r, -0.1 * d), (0.14 * r, 0.08 * d), (0.1 * r, 0.12 * d), (0.05 * r, 0.15 * d)], "metal", brass, sides=18
        )
    s.lathe((0, hub[1] + 0.11 * w, z), [(0.09 * w, 0), (0.1 * w, 0.03), (0.09 * w, 0.06), (0.03 * w, 0.09)], "metal", brass, sides=14)
    return fitted(s.geometry(), item.size_m)


def fish_box(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An open box of slats, heaped with crushed ice, fish laid head to tail on it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#9a7a52", "#8a6c48", "#5f7f96", "#a88a60"), rng), item.material or "planks"
    tall, t = 0.76 * h, 0.018
    for k in range(3):
        y, slat = (k + 0.5) * tall / 3, tall / 3 - 0.012
        for side in (-1, 1):
            tone = shade(color, float(rng.uniform(0.88, 1.06)))
            s.box((0, y, side * (d / 2 - t / 2)), (w, slat, t), material, tone, bevel_m=0.003)
            s.box((side * (w / 2 - t / 2), y, 0), (t, slat, d - 2 * t), material, shade(tone, 0.96), bevel_m=0.003)
    for x in (-1, 1):
        for z in (-1, 1):
            s.box((x * (w / 2 - 0.04), tall / 2, z * (d / 2 - 0.03)), (0.04, tall, 0.03), material, shade(color, 0.85), bevel_m=0.004)
    s.box((0, 0.012, 0), (w - t, 0.02, d - t), material, shade(color, 0.8))
    s.box((0, 0.35 * tall, 0), (w - 3 * t, 0.6 * tall, d - 3 * t), "ice", (0.45, 0.5, 0.52), skip="y")
    u, v = np.meshgrid(np.linspace(-1, 1, 15), np.linspace(1, -1, 11))
    bed = 0.83 * tall + 0.05 * h * rng.random(u.shape) - 0.05 * h * np.maximum(u**8, v**8)
    sheet(s, np.stack([u * (w / 2 - 1.2 * t), bed, v * (d / 2 - 1.2 * t)], -1), "ice", linear_from_srgb("#d8e4e8"))
    for _ in range(34):
        x, z = rng.uniform(-0.45, 0.45, 2) * [w - 0.06, d - 0.06]
        with s.at((x, 0.86 * tall, z), rotation=pitched(float(rng.uniform(-1, 1))) @ ALONG_X):
            s.box((0, 0, 0), rng.uniform(0.012, 0.035, 3), "ice", (0.75, 0.83, 0.86))
    kinds = ["#6f8088", "#5a6a78", "#7a806c"]
    back = linear_from_srgb(str(rng.choice(kinds)))
    rows, columns = max(3, round(d / 0.11)), 2
    for k in range(rows):
        for j in range(columns):
            x = (j - 0.5) * 0.46 * w + float(rng.uniform(-0.03, 0.03)) * w
            z = (k + 0.5 - rows / 2) * (d - 0.1) / rows
            with s.at((x, 0.86 * tall + 0.035 * h, z), yaw=float(rng.normal(0, 0.16)) + np.pi * ((k + j) % 2)):
                _fish(s, 0.5 * w * float(rng.uniform(0.86, 1.0)), (d - 0.1) / rows, shade(back, float(rng.uniform(0.85, 1.15))))
    return fitted(s.geometry(), item.size_m)


def _fish(s: Sculptor, long: float, wide: float, back: Color) -> None:
    """On its side about the origin, its head at +X: dark back towards −Z, pale belly, tail, fin and eye."""
    t = np.array([-0.5, -0.42, -0.3, -0.1, 0.12, 0.3, 0.42, 0.5])
    girth = np.array([0.03, 0.12, 0.26, 0.44, 0.5, 0.42, 0.27, 0.04])
    a = np.linspace(0, 2 * np.pi, 11)
    z, y = -np.cos(a)[None] * girth[:, None] * 1.05 * wide, np.sin(a)[None] * girth[:, None] * 0.55 * wide
    v = np.stack(np.broadcast_arrays(t[:, None] * long * 0.86 + 0.06 * long, y, z), -1)
    share = np.abs((a[:-1] + a[1:]) / 2 - np.pi) / np.pi  # 1 at the back
    tones = back + (linear_from_srgb("#9ca4a2") - back) * (1 - share)[:, None] ** 2
    i, j = np.meshgrid(np.arange(7), np.arange(10), indexing="ij")
    k = (i * 11 + j).ravel()
    f = np.stack([k, k + 11, k + 12, k + 1], 1)
    s.faces(v.reshape(-1, 3), f[:, ::-1], "ceramic", np.tile(tones, (7, 1)), uv=v.reshape(-1, 3)[:, [0, 2]])
    x = -0.37 * long
    tail = [(x + 0.04 * long, 0), (-0.5 * long, -0.5 * wide), (-0.45 * long, 0), (-0.5 * long, 0.5 * wide)]
    s.extrude(tail, 0.008, "ceramic", shade(back, 0.8), y=-0.004)
    s.extrude([(0.1 * long, 0.1 * wide), (-0.04 * long, 0.3 * wide), (0.0, 0.05 * wide)], 0.01, "ceramic", shade(back, 0.7), y=0.26 * wide)
    s.sphere((0.36 * long, 0.16 * wide, -0.06 * wide), 0.055 * wide, "ceramic", (0.01, 0.01, 0.01), sides=8)


def shipping_container(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Corrugated steel in a frame with corner castings; at +Z two doors with locking bars, hinges and a placard."""
    s = Sculptor()
    w, h, d = item.size_m
    paints = ("#9a3a26", "#2a5a80", "#3a6a4a", "#b8762a", "#7a7f84", "#2f3a4a")
    color, material = main_paint(item, paints, rng), item.material or "painted"
    light = shade(color, 1.1) if item.color else linear_from_srgb("#d8d6d0")
    p, deep = 0.12, 0.05
    for x in (-1, 1):
        for z in (-1, 1):
            s.box((x * (w / 2 - p / 2), h / 2, z * (d / 2 - p / 2)), (p, h, p), material, shade(color, 0.9), bevel_m=0.012)
            for y in (0.06, h - 0.06):
                s.box((x * (w / 2 - 0.08), y, z * (d / 2 - 0.09)), (0.17, 0.12, 0.19), material, shade(color, 0.72), bevel_m=0.012)
                s.box((x * (w / 2 - 0.08), y, z * (d / 2 - 0.09)), (0.176, 0.045, 0.07), "metal", (0.01, 0.01, 0.01))
        for y in (0.08, h - 0.05):
            s.box((x * (w / 2 - 0.04), y, 0), (0.07, 0.15 if y < 1 else 0.1, d - 0.2), material, shade(color, 0.86), bevel_m=0.01)
    for y in (0.08, h - 0.05):
        s.box((0, y, -d / 2 + 0.05), (w - 0.2, 0.13, 0.09), material, shade(color, 0.86), bevel_m=0.01)
        s.box((0, y, d / 2 - 0.06), (w - 0.2, 0.13, 0.09), material, shade(color, 0.86), bevel_m=0.01)
    for yaw, length, out in ((np.pi / 2, d, w), (-np.pi / 2, d, w), (np.pi, w, d)):  # the walls, each drawn as a front
        waves = max(4, round((length - 0.2) / 0.28))
        x = (
            np.concatenate([(k + np.array([0.0, 0.3, 0.5, 0.8])) / waves for k in range(waves)] + [[1.0]]) * (length - 0.2)
            - (length - 0.2) / 2
        )
        z = out / 2 - 0.03 - deep * np.concatenate([np.tile([0.0, 0.0, 1.0, 1.0], waves), [0.0]])
        wear = rng.normal(1, 0.025, (1, len(x) - 1, 1)) * color
        with s.at(yaw=yaw):
            sheet(s, np.stack([np.stack([x, np.full(len(x), y), z], 1) for y in (0.1, h - 0.06)]), material, wear.clip(0, 1))
    ribs = max(4, round(d / 0.5))
    s.box((0, h - 0.04, 0), (w - 0.1, 0.04, d - 0.1), material, shade(color, 0.9))
    for k in range(ribs):
        s.box((0, h - 0.02, (k + 0.5 - ribs / 2) * (d - 0.3) / ribs), (w - 0.3, 0.03, 0.14), material, shade(color, 0.95), bevel_m=0.01)
    s.box((0, 0.1, 0), (w - 0.1, 0.05, d - 0.1), material, shade(color, 0.5))
    front = d / 2 - 0.08
    for side in (-1, 1):
        half = (w - 2 * p) / 2
        with s.at((side * half / 2, 0, front)):
            s.box((0, h / 2, 0), (half - 0.02, h - 0.26, 0.04), material, color, bevel_m=0.008)
            for k in range(5):
                s.box(
                    (0, 0.28 + (k + 0.5) * (h - 0.5) / 5, 0.025),
                    (half - 0.12, (h - 0.5) / 5 - 0.14, 0.03),
                    material,
                    shade(color, 0.95),
                    bevel_m=0.012,
                )
            for x in (-0.24, 0.24):
                s.tube([(x * half, 0.13, 0.065), (x * half, h - 0.1, 0.065)], 0.018, "metal", light, sides=8)
                for y in (0.12, 0.38, 0.62, 0.9):
                    s.box((x * half, y * h, 0.06), (0.09, 0.07, 0.04), "metal", shade(light, 0.7), bevel_m=0.006)
                s.box((x * half - 0.16, 0.4 * h, 0.075), (0.36, 0.04, 0.015), "metal", light, bevel_m=0.004)
            for y in (0.12, 0.37, 0.62, 0.88):
                s.box((side * (half / 2 - 0.03), y * h, 0.03), (0.14, 0.09, 0.05), material, shade(color, 0.7), bevel_m=0.008)
    for k in range(3):  # numbers and placards, too far to read
        s.box((0.25 * w, (0.84 - 0.055 * k) * h, front + 0.045), ((0.34 - 0.06 * k) * w / 2, 0.05, 0.012), "painted", light)
    s.box((-0.25 * w, 0.8 * h, front + 0.045), (0.16, 0.2, 0.012), "painted", light)
    bars = rng.uniform(0.5, 1.0, 5)
    for side in (-1, 1):  # the owner's name on the sides
        for k, share in enumerate(bars):
            z = side * (0.3 * d - (k + 0.5) * 0.32)
            s.box((side * (w / 2 - 0.028), 0.72 * h, z), (0.012, 0.4 * share + 0.1, 0.2), "painted", light)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"life_ring": life_ring, "ship_wheel": ship_wheel, "fish_box": fish_box, "shipping_container": shipping_container}
