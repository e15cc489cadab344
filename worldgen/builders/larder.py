"""What a larder holds: bread, cake, cheese, pitcher, preserves, egg carton."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .accents import accent, lidded_jar, mound, over, prism
from .envelope import fitted
from .flames import candle_flame
from .geometry import Geometry, Sculptor, linear_from_srgb
from .lettering import plate
from .paints import main_paint, shade
from .sheets import smoothed
from .softs import rounded_block
from .swatches import asked
from .turns import loop, pitched, rolled

CRUSTS = ("#b08050", "#9c6c40", "#b88e5c", "#8e5e38")
JAMS = ("#8a1a22", "#c8641c", "#5c1a3a", "#7a8a2c", "#c89a28", "#a83a1a")


def bread(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A scored round loaf, baguettes across each other, a cut tin loaf or a heap of rolls."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, CRUSTS, rng), item.material or "plain"
    kind = int(rng.integers(4))
    pale = accent(item, color, "#e6cfa0", 1.12)
    if kind == 0:
        size = (w / 2, h, d / 2)
        mound(s, (0, 0, 0), size, material, color, rng)
        for k in range(4):
            x, t = (k - 1.5) * 0.2 * w, np.linspace(-1, 1, 9)
            px, pz = x + 0.05 * w * t, 0.26 * d * t * (1 - 0.12 * abs(k - 1.5))
            path = np.stack([px, over(size, px, pz) - 0.004, pz], 1)
            s.tube(path, 0.012 * np.sqrt(1.02 - t**2), material, pale, sides=6)
    elif kind == 1:
        for k, (z, y, yaw) in enumerate(((-0.24, 0.0, 0.05), (0.22, 0.0, -0.06), (0.0, 0.46, 0.24))):
            size = (0.5 * w * float(rng.uniform(0.93, 1.0)), 0.54 * h, 0.21 * d)
            with s.at((0, y * h, z * d), yaw=yaw):
                mound(s, (0, 0, 0), size, material, shade(color, 0.94 + 0.06 * k), rng, bump=0.015)
                for cut in range(6):
                    x, t = (cut - 2.5) * 0.15 * w, np.linspace(-1, 1, 6)
                    px, pz = x + 0.055 * w * t, 0.09 * d * t
                    path = np.stack([px, over(size, px, pz) - 0.003, pz], 1)
                    s.tube(path, 0.009 * np.sqrt(1.05 - t**2), material, pale, sides=5)
    elif kind == 2:
        half = smoothed([(0.4, 0), (0.42, 0.05), (0.43, 0.5), (0.475, 0.68), (0.46, 0.82), (0.36, 0.94), (0.18, 0.99), (0, 1)], 2)
        outline = np.vstack([half, half[-2::-1] * (-1, 1)])
        for x, long, lean in ((-0.5, 0.6, 0.0), (0.13, 0.06, 0.2), (0.24, 0.06, 0.42), (0.37, 0.06, 0.7)):
            with s.at((x * w, 0, 0), rotation=rolled(-lean)), s.at((0, 0, 0), yaw=np.pi / 2):
                prism(s, outline * (d, 0.96 * h), long * w, material, color, bevel_m=0.01)
                for z in (-0.003, long * w - 0.003):
                    with s.at((0, 0.04 * h, z)):
                        prism(s, outline * (0.9 * d, 0.87 * h), 0.006, material, pale)
    else:
        for k in range(9):
            row, a = (0 if k < 6 else 1), 2 * np.pi * k / (6 if k < 6 else 3)
            out = 0.34 if row == 0 else 0.16
            size = (0.17 * w, 0.6 * h, 0.19 * d * float(rng.uniform(0.95, 1.1)))
            with s.at((out * w * np.sin(a), row * 0.42 * h, out * d * np.cos(a)), yaw=float(rng.uniform(0, 3))):
                mound(s, (0, 0, 0), size, material, shade(color, float(rng.uniform(0.85, 1.15))), rng, sides=16, bump=0.02)
                t = np.linspace(-1, 1, 7)
                path = np.stack([0.09 * w * t, over(size, 0.09 * w * t, 0 * t) - 0.003, 0 * t], 1)
                s.tube(path, 0.007 * np.sqrt(1.05 - t**2), material, pale, sides=5)
    return fitted(s.geometry(), item.size_m)


def cake(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On a footed stand: iced with drips, berries and candles; in tiers with pearls; or a pie under a lattice."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#f0dcd8", "#e8d2b0", "#5a3420", "#f2e6e0", "#e8b0b8"), rng), item.material or "plaster"
    china = accent(item, color, "#dfe4e2", 1.0)
    r = min(w, d) / 2
    stand = [(0.5, 0), (0.5, 0.02), (0.16, 0.06), (0.14, 0.14), (0.3, 0.17), (1.0, 0.19), (1.0, 0.22), (0, 0.22)]
    s.lathe((0, 0, 0), [(a * r, b * h) for a, b in stand], "ceramic", china, sides=32)
    y, kind = 0.22 * h, int(rng.integers(3))
    if kind == 0:
        sponge = accent(item, color, "#c8924a", 0.85)
        s.lathe((0, y, 0), [(0.78 * r, 0), (0.8 * r, 0.01), (0.8 * r, 0.38 * h)], material, sponge, sides=30)
        s.lathe((0, y + 0.16 * h, 0), [(0.8 * r, 0), (0.84 * r, 0.02 * h), (0.8 * r, 0.05 * h)], material, color, sides=30, caps=False)
        top = y + 0.38 * h
        s.lathe((0, top - 0.12 * h, 0), [(0.8 * r, 0), (0.84 * r, 0.02 * h), (0.84 * r, 0.1 * h), (0.76 * r, 0.14 * h)], material, color)
        for k in range(14):
            a, drop = 2 * np.pi * k / 14, float(rng.uniform(0.05, 0.16)) * h
            x, z = 0.83 * r * np.sin(a), 0.83 * r * np.cos(a)
            s.tube([(x, top - 0.06 * h, z), (x, top - 0.1 * h - drop, z)], [0.02, 0.012], material, color, sides=7)
        for k in range(8):
            a = 2 * np.pi * (k + 0.5) / 8
            at = (0.62 * r * np.sin(a), top + 0.05 * h, 0.62 * r * np.cos(a))
            s.sphere(at, 0.1 * r, "ceramic", accent(item, color, "#a8121e", 0.8), sides=10)
        for k in range(5):
            a, c = 1.26 * k + 0.4, ("#d85a6a", "#5a9ac8", "#e8c84a", "#7ab86a", "#b88ac8")[k]
            foot = np.array([0.3 * r * np.sin(a), top, 0.3 * r * np.cos(a)])
            s.cylinder(foot, 0.008, 0.26 * h, "painted", accent(item, color, c, 1.0), sides=8)
            candle_flame(s, foot + [0, 0.27 * h, 0], 0.11 * h)
    elif kind == 1:
        for radius, low, high in ((0.86, 0.0, 0.32), (0.6, 0.32, 0.58), (0.36, 0.58, 0.78)):
            shape = [(radius - 0.02, low), (radius, low + 0.02), (radius, high - 0.03), (radius - 0.04, high)]
            s.lathe((0, y, 0), [(a * r, b * h) for a, b in shape], material, color, sides=32)
            count = round(26 * radius)
            for k in range(count):
                a = 2 * np.pi * k / count
                at = (radius * r * np.sin(a), y + (low + 0.015) * h, radius * r * np.cos(a))
                s.sphere(at, 0.045 * r, material, shade(color, 1.04), sides=8)
        for k in range(6):
            a = 2 * np.pi * k / 6
            at = (0.13 * r * np.sin(a), y + 0.78 * h, 0.13 * r * np.cos(a))
            s.sphere(at, (0.14 * r, 0.05 * h, 0.14 * r), "fabric", accent(item, color, "#c8455a", 0.9), sides=9)
    else:
        crust = color if asked(item) else linear_from_srgb("#bd8540")
        s.lathe((0, y, 0), [(0.66 * r, 0), (0.86 * r, 0.4 * h), (0.82 * r, 0.42 * h)], material, crust, sides=32)
        s.lathe((0, y + 0.42 * h, 0), [(0.8 * r, 0), (0.5 * r, 0.04 * h), (0, 0.05 * h)], "ceramic", accent(item, color, "#5e1420", 0.8))
        for k in range(-2, 3):
            half = 0.82 * r * np.sqrt(1 - (0.3 * k) ** 2)
            for turn in (0.0, np.pi / 2):
                with s.at((0, y + 0.46 * h + 0.012 * (turn > 0), 0), yaw=turn):
                    t = np.linspace(-1, 1, 7)
                    path = np.stack([half * t, 0.05 * h * (1 - t**2), np.full(7, 0.27 * k * r)], 1)
                    s.tube(path, 0.013, material, shade(crust, 1.1), sides=6)
        for k in range(28):
            a = 2 * np.pi * k / 28
            at = (0.84 * r * np.sin(a), y + 0.44 * h, 0.84 * r * np.cos(a))
            s.sphere(at, (0.1 * r, 0.07 * h, 0.1 * r), material, shade(crust, 1.05), sides=8)
    return fitted(s.geometry(), item.size_m)


def _wedge(s: Sculptor, r: float, h: float, start: float, stop: float, material: str, rind: np.ndarray, paste: np.ndarray) -> None:
    """A piece of a wheel between two angles, its cut sides of `paste` with holes."""
    n = max(4, round((stop - start) / 0.2))
    a = np.linspace(start, stop, n + 1)
    ring = np.stack([np.sin(a), 0 * a, np.cos(a)], 1)
    rows = np.stack([ring * f * r + [0, g * h, 0] for f, g in ((0, 0), (0.94, 0), (1, 0.12), (1, 0.88), (0.94, 1), (0, 1))])
    i, j = np.meshgrid(np.arange(1, 4), np.arange(n), indexing="ij")
    q = (i * (n + 1) + j).ravel()
    caps = [(5 * (n + 1), 4 * (n + 1) + k, 4 * (n + 1) + k + 1, -1) for k in range(n)]
    caps += [(0, n + 1 + k + 1, n + 1 + k, -1) for k in range(n)]
    s.faces(rows.reshape(-1, 3), np.vstack([np.stack([q, q + 1, q + n + 2, q + n + 1], 1), caps]), material, rind)
    for end, flip in ((0, False), (n, True)):
        side = rows[[0, 1, 2, 3, 4, 5], end]
        f = np.array([(0, 1, 2, 3), (0, 3, 4, 5)])
        s.faces(side, f[:, ::-1] if flip else f, material, paste)
        for out, up, size in ((0.3, 0.6, 0.05), (0.55, 0.35, 0.07), (0.75, 0.66, 0.045), (0.5, 0.75, 0.04)):
            s.sphere(out * r * ring[end] + [0, up * h, 0], size * r, material, shade(paste, 0.7), sides=8)


def cheese(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A wheel on a board with a piece cut out, which lies before it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d8a83a", "#b8702a", "#9c2a1e", "#d8c08a", "#8a5a2c"), rng), item.material or "plain"
    paste = accent(item, color, str(rng.choice(["#ecc860", "#f0dc98", "#e8b848"])), 1.1)
    plate_y, r = 0.14 * h, 0.4 * min(w, d)
    rim = [(0.48, 0), (0.5, 0.05), (0.5, 0.1), (0.48, 0.14)]
    wood = accent(item, color, "#8a5e36", 0.8)
    disc = [(a * min(w, d), b * h) for a, b in rim]
    s.lathe((0, 0, 0), disc, material if item.material else "timber", wood, sides=36)
    gap, turn = float(rng.uniform(0.55, 0.8)), float(rng.uniform(-0.3, 0.5))
    with s.at((-0.04 * w, plate_y, -0.05 * d), yaw=turn):
        _wedge(s, r, 0.86 * h, gap / 2, 2 * np.pi - gap / 2, material, color, paste)
    with s.at((0.08 * w, plate_y, 0.16 * d), yaw=turn + 1.0):
        _wedge(s, 0.8 * r, 0.7 * h, -0.4 * gap, 0.4 * gap, material, color, paste)
    return fitted(s.geometry(), item.size_m)


def pitcher(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Bellied, with a spout to +X, an ear and bands; full of milk, water or wine."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e6e0d2", "#8a5a3a", "#5a7a8c", "#c8b088", "#3a5a48", "#b8beb8"), rng), item.material or "ceramic"
    band = accent(item, color, str(rng.choice(["#2a4a8a", "#6a3a20", "#d8c8a0"])), 0.82)
    belly, neck = float(rng.uniform(0.92, 1.0)), float(rng.uniform(0.52, 0.68))
    shape = [(0.6, 0), (0.66, 0.02), (belly, 0.3), (0.9 * belly, 0.48), (neck, 0.72), (neck, 0.82), (neck + 0.1, 0.98), (neck + 0.08, 1.0)]
    p = smoothed(shape, 4)
    inside = np.array([(neck + 0.02, 0.97), (neck - 0.1, 0.84), (0.0, 0.83)])
    q = np.vstack([[0, 0], p, inside]) * (d / 2, h)
    n = 32
    a = np.linspace(0, 2 * np.pi, n + 1)
    spout = np.clip(np.cos(a - np.pi / 2), 0, 1) ** 6
    lip = np.clip((q[:, 1] / h - 0.8) / 0.2, 0, 1)[:, None] * spout
    lip[-1] = 0
    v = np.stack(np.broadcast_arrays(q[:, :1] * (np.sin(a) + 0.62 * lip), q[:, 1:] + 0.05 * h * lip, q[:, :1] * np.cos(a)), -1)
    i, j = np.meshgrid(np.arange(len(q) - 1), np.arange(n), indexing="ij")
    k = (i * (n + 1) + j).ravel()
    f = np.stack([k, k + 1, k + n + 2, k + n + 1], 1)
    y = ((q[:-1, 1] + q[1:, 1]) / 2 / h)[i.ravel()]
    outer = i.ravel() < len(p)
    tones = np.where(((np.abs(y - 0.3) < 0.07) | (y > 0.95))[:, None] & outer[:, None], band, color)
    tones[~outer] = shade(color, 0.7)
    drink = linear_from_srgb(str(rng.choice(["#e8e4d8", "#4a1420", "#9ab0b0"])))
    tones[i.ravel() == len(q) - 2] = shade(color, 1.1) if asked(item) else drink
    f[i.ravel() == 0] = np.stack([k, k + n + 2, k + n + 1, np.full_like(k, -1)], 1)[i.ravel() == 0]
    f[i.ravel() == len(q) - 2] = np.stack([k, k + 1, k + n + 1, np.full_like(k, -1)], 1)[i.ravel() == len(q) - 2]
    s.faces(v.reshape(-1, 3), f, material, tones)
    r = d / 2
    ear = smoothed([(0.8 * belly * r, 0.36 * h), (1.4 * r, 0.5 * h), (1.45 * r, 0.76 * h), (neck * r, 0.92 * h)], 5)
    s.tube(np.column_stack([-ear[:, 0], ear[:, 1], 0 * ear[:, 0]]), 0.1 * r, material, color, sides=9)
    return fitted(s.geometry(), item.size_m)


def preserves(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Three jars in a row with lids, tied cloths or corks, each filled with something else."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, JAMS, rng)
    for k in range(3):
        filling = shade(color, 0.88 + 0.1 * k) if asked(item) else linear_from_srgb(str(rng.choice(JAMS)))
        lid = accent(item, color, str(rng.choice(["#b8963c", "#a8322c", "#d8d0bc", "#4a6a8a"])), 0.95)
        tall = h if k == 1 else h * float(rng.uniform(0.8, 0.98))
        x, z = (k - 1) * (w - d) / 2, float(rng.uniform(-0.03, 0.03)) * d
        paper = accent(item, color, "#e6dcc2", 1.15)
        lidded_jar(s, (x, 0, z), 0.45 * d, tall, int(rng.integers(3)), item.material or "ceramic", filling, lid, paper)
    return fitted(s.geometry(), item.size_m)


def egg_carton(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Of grey pulp, its lid thrown back, a dozen eggs in their cups."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8f8c84", "#a39a88", "#7d8a92", "#9a8f78"), rng), item.material or "paper"
    low, deep = 0.4 * h, 0.56 * d
    z0 = d / 2 - deep / 2
    rounded_block(s, (0, low / 2, z0), (w, low, deep), 0.012, material, color)
    for x in range(6):
        for z in range(2):
            at = np.array([(x - 2.5) * 0.158 * w, low, z0 + (z - 0.5) * 0.46 * deep])
            s.lathe(at - [0, 0.01, 0], [(0.078 * w, 0), (0.078 * w, 0.016), (0.06 * w, 0.012)], material, shade(color, 0.86), sides=14)
            egg = accent(item, color, str(rng.choice(["#d8a878", "#e8dcc8", "#c89468", "#e0c4a0"])), 1.1)
            if rng.random() < 0.9:
                s.sphere(at + [0, 0.1 * h, 0], (0.066 * w, 0.24 * h, 0.066 * w), "ceramic", egg, sides=14)
    with s.at((0, 0.95 * low, -d / 2 + 0.4 * d), rotation=pitched(-0.42)):
        outline = [(-w / 2, 0), (w / 2, 0), (w / 2, 0.6 * h), (0.46 * w, 0.68 * h), (-0.46 * w, 0.68 * h), (-w / 2, 0.6 * h)]
        plate(s, np.array(outline), -0.16 * d, 0.02 * d, material, color)
        for x, y, wide, tall in ((0, 0.65, 1.0, 0.06), (-0.48, 0.32, 0.05, 0.64), (0.48, 0.32, 0.05, 0.64)):
            s.box((x * w, y * h, -0.07 * d), (wide * w * 0.98, tall * h, 0.17 * d), material, shade(color, 0.95), bevel_m=0.004)
        for k in range(6):
            at = ((k - 2.5) * 0.158 * w, 0.34 * h, -0.14 * d)
            s.sphere(at, (0.06 * w, 0.22 * h, 0.03 * d), material, shade(color, 0.88), sides=10)
    s.tube(loop(0.04 * w, points=13, center=(0, 0.5 * low, d / 2)), 0.006, material, shade(color, 0.7), sides=6)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"bread": bread, "cake": cake, "cheese": cheese, "pitcher": pitcher, "preserves": preserves, "egg_carton": egg_carton}
