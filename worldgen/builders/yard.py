"""Things that stand in squares and gardens: stall, tent, sign, banner."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .facades import beam
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import choose, main_paint, mix, role_color, shade
from .wares import WOODS

CLOTHS = ("#a8322c", "#2f5f8f", "#b8862c", "#3f7048", "#7a4a84")


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
            s.polygon(top, item.material or "fabric", tone)
            s.polygon([(px, py - 0.012, pz) for px, py, pz in top[::-1]], item.material or "fabric", shade(tone, 0.8))
        e, bottom = float(z[-1]), float(y[-1])
        m = (xs[k] + xs[k + 1]) / 2
        flap = [
            (xs[k], bottom - 0.16, e),
            (m, bottom - 0.25, e + 0.01),
            (xs[k + 1], bottom - 0.16, e),
            (xs[k + 1], bottom, e),
            (xs[k], bottom, e),
        ]
        s.faces(flap, [(0, 2, 3, 4), (0, 1, 2, -1)], item.material or "fabric", tone)
        s.faces([(px, py, pz - 0.012) for px, py, pz in flap], [(4, 3, 2, 0), (2, 1, 0, -1)], item.material or "fabric", shade(tone, 0.8))
    counter, deep = 0.88, 0.55 * d
    cz = front - 0.1 - deep / 2
    if item.color:  # a cloth over the counter, so that the stall is of its colour from behind as well
        s.box((0, counter - 0.02, cz), (w - 0.06, 0.045, deep), item.material or "fabric", shade(cloth, 1.1), bevel_m=0.008)
        s.box((0, counter - 0.18, cz - deep / 2 - 0.01), (w - 0.06, 0.3, 0.015), item.material or "fabric", cloth, skip="Z")
    else:
        s.box((0, counter - 0.02, cz), (w - 0.06, 0.045, deep), "planks", shade(wood, 1.25), bevel_m=0.008)
    boards = max(4, round((w - 0.2) / 0.2))
    front_color = cloth if item.color else wood
    for x in (np.arange(boards) + 0.5 - boards / 2) * (w - 0.2) / boards:
        s.box(
            (float(x), counter / 2 - 0.02, cz + deep / 2 - 0.06),
            ((w - 0.2) / boards - 0.012, counter - 0.05, 0.025),
            "planks",
            shade(front_color, float(rng.uniform(0.9, 1.2))),
            skip="yY",
        )
    for x in (-w / 2 + 0.1, w / 2 - 0.1):
        s.box((x, counter / 2, cz), (0.03, counter - 0.06, deep - 0.1), "planks", shade(front_color, 1.05))
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
                s.lathe(
                    (x + (j - 1) * 0.17, y, z + float(rng.uniform(-0.1, 0.1))),
                    [(r, 0), (1.2 * r, 0.12), (0.6 * r, 0.2), (0.75 * r, 0.24), (0.0, 0.24)],
                    "ceramic",
                    linear_from_srgb(choose(rng, ("#a5613f", "#47627a", "#8a8a6a"))),
                    sides=10,
                )
            continue
        for dx, dz, bw, bd in (
            (-wide / 2, 0, 0.02, deep),
            (wide / 2, 0, 0.02, deep),
            (0, -deep / 2, wide, 0.02),
            (0, deep / 2, wide, 0.02),
        ):
            s.box((x + dx, y + 0.06, z + dz), (bw, 0.1, bd), "planks", (0.3, 0.2, 0.11), skip="y")
        color = linear_from_srgb(choose(rng, ("#a8302a", "#c9872c", "#6f8f34", "#d0b03c") if kind == 0 else ("#b98a4c", "#a87a40")))
        nx, nz = (max(2, int(wide / 0.1)), max(2, int(deep / 0.1))) if kind == 0 else (2, 3)
        for i in range(nx):
            for j in range(nz):
                px, pz = x + (i + 0.5 - nx / 2) * wide / nx * 0.92, z + (j + 0.5 - nz / 2) * deep / nz * 0.92
                radii = 0.05 if kind == 0 else (0.4 * wide / nx, 0.055, 0.34 * deep / nz)
                s.sphere(
                    (px, y + 0.08 + float(rng.uniform(0, 0.02)), pz), radii, "plain", shade(color, float(rng.uniform(0.8, 1.15))), sides=8
                )


INSIDE_M = 0.03  # of a tent's inner side from the outer one, so far that splats of one never lie before the other's


def tent(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A ridge tent of sagging cloth, open towards +Z, with poles and guy ropes."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c9b78e", "#a98a5a", "#8a9a78", "#b55a44"), rng), item.material or "fabric"
    wood = linear_from_srgb("#6d5338")
    rows, cols = 12, 12
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
        s.faces(v - [side * INSIDE_M, INSIDE_M, 0], f[:, ::-1], material, shade(color, 0.9))
    foot = w / 2 - 0.06
    back = [(foot, 0.02, z0), (-foot, 0.02, z0), (0, h - 0.1, z0)]
    s.polygon(back, material, shade(color, 0.95))
    s.polygon([(x, y, z + 0.012) for x, y, z in back[::-1]], material, shade(color, 0.6))
    for side in (-1, 1):  # the door's flaps, tied back
        flap = [
            (side * foot, 0.02, z1),
            (side * 0.62 * foot, 0.02, z1 + 0.05),
            (side * 0.42 * foot, 0.42 * h, z1 + 0.07),
            (0, h - 0.08, z1),
        ]
        flap = flap if side < 0 else [flap[0], *flap[:0:-1]]  # from one corner, so that both split along the same diagonal
        s.polygon(flap, material, shade(color, 1.05))
        s.polygon([(x, y, z - 0.012) for x, y, z in (flap[0], *flap[:0:-1])], material, shade(color, 0.7))
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
            quads = [
                (0, 1, 3, 4),
                (1, tip, 3, -1),
                (9, 8, 6, 5),
                (8, 7, 6, -1),
                *((i + 5, (i + 1) % 5 + 5, (i + 1) % 5, i) for i in range(5)),
            ]
            s.faces(front + rear, quads, material, shade(color, 1.0 - 0.06 * k))
            for line in range(2):  # words too worn to read
                yy = y + (0.22 - 0.44 * line) * tall
                beam(
                    s, (-0.3 * w, yy), (-0.3 * w + float(rng.uniform(0.35, 0.55)) * w, yy), 0.022, 0.004, "timber", shade(color, 0.3), z=z1
                )
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
    s.faces(v.reshape(-1, 3) - [0, 0, 0.004], f[:, ::-1], material, shade(tones, 0.8))
    return s.geometry()


BUILDERS = {
    "market_stall": market_stall,
    "tent": tent,
    "sign": sign,
    "banner": banner,
}
