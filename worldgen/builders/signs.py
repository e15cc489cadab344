"""Signs of a town: neon sign, street sign, clock on a post."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .lettering import bent, disc, plate, written
from .paints import main_paint, shade
from .turns import ALONG_Z, loop

NEONS = ("#ff3a6a", "#3ac8ff", "#ffb02a", "#6aff8a", "#c06aff", "#ff5a2a")
GREY = linear_from_srgb("#8a8e92")


def neon_sign(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Words and a shape of bent neon tubes on a dark board, which hangs by an arrow-shaped or square frame on a post with a foot."""
    s = Sculptor()
    w, h, d = item.size_m
    lit = main_paint(item, NEONS, rng, spread=0.0)
    others = [linear_from_srgb(c) for c in rng.permutation(np.array(NEONS))[:3]]
    first, second, third = (shade(lit, f) for f in (1.0, 1.05, 0.95)) if item.color else (lit, *others[:2])
    board = shade(lit, 0.5) if item.color else linear_from_srgb(str(rng.choice(["#14161c", "#1c1420", "#101a1c"])))
    steel = shade(lit, 0.55) if item.color else linear_from_srgb("#3a3c42")
    material = item.material or "painted"
    low, high, z = 0.34 * h, h, 0.1 * d
    shape = int(rng.integers(3))
    half, y, tall = w / 2, (low + high) / 2, high - low
    if shape == 0:  # a lozenge with a blunt point to the right
        outline = np.array([(-half, low), (0.7 * half, low), (half, y), (0.7 * half, high), (-half, high)])
    elif shape == 1:
        t = np.linspace(0, np.pi, 13)
        outline = np.vstack([[(-half, low), (half, low)], np.stack([half * np.cos(t), high - 0.35 * tall + 0.35 * tall * np.sin(t)], 1)])
    else:
        outline = np.array([(-half, low), (half, low), (half, high), (-half, high)])
    plate(s, outline, -0.2 * d, 0.3 * d, material, board)
    middle = np.array([0.0, y])
    inner = middle + (outline - middle) * np.array([0.9, 0.9])
    r = 0.011 * (w + h) / 2
    ring = np.vstack([inner, inner[:1]])
    s.tube(np.column_stack([ring, np.full(len(ring), z + 0.1 * d)]), r, "neon", first, sides=7)
    word = str(rng.choice(["OPEN", "BAR", "CAFE", "HOTEL", "DINER", "LIVE", "JAZZ"]))
    x = -0.08 * w if shape == 0 else 0.0
    bent(s, word, (x, low + 0.3 * tall, z + 0.1 * d), 0.66 * w, 0.3 * tall, r, "neon", second)
    kind, cy, q = int(rng.integers(4)), low + 0.66 * tall, 0.15 * tall
    if kind == 0:  # a cup with steam
        path = [(-q, 0.5 * q), (-0.7 * q, -0.8 * q), (0.7 * q, -0.8 * q), (q, 0.5 * q), (-q, 0.5 * q)]
        paths = [path, [(q, 0.3 * q), (1.5 * q, 0.2 * q), (1.4 * q, -0.4 * q), (0.8 * q, -0.5 * q)]]
        paths += [[(a * q, 0.7 * q), ((a + 0.2) * q, q), ((a - 0.1) * q, 1.25 * q), (a * q, 1.5 * q)] for a in (-0.4, 0.3)]
    elif kind == 1:  # a star
        a = np.linspace(0, 2 * np.pi, 11) + np.pi / 2
        reach = np.where(np.arange(11) % 2 == 0, 1.25 * q, 0.55 * q)
        paths = [np.stack([reach * np.cos(a), reach * np.sin(a)], 1)]
    elif kind == 2:  # a cocktail
        paths = [
            [(-q, q), (q, q), (0, -0.1 * q), (-q, q)],
            [(0, -0.1 * q), (0, -q)],
            [(-0.6 * q, -q), (0.6 * q, -q)],
            [(0.1 * q, 0.2 * q), (1.1 * q, 1.5 * q)],
        ]
    else:  # a heart
        t = np.linspace(0, 2 * np.pi, 25)
        wave = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
        paths = [np.stack([16 * np.sin(t) ** 3, wave], 1) * q / 13]
    for k, path in enumerate(paths):
        p = np.asarray(path, float) + (x, cy)
        s.tube(np.column_stack([p, np.full(len(p), z + 0.1 * d)]), r, "neon", third if k < 2 else first, sides=7)
    for px in (-0.3, 0.3):
        s.tube([(px * w, low - 0.14 * h, -0.05 * d), (px * w, low + 0.02, -0.05 * d)], 0.02, material, steel, sides=8)
    s.box((0, low - 0.13 * h, -0.05 * d), (0.68 * w, 0.06, 0.06), material, steel, bevel_m=0.01)
    s.tube([(0, 0.02, -0.05 * d), (0, low - 0.1 * h, -0.05 * d)], 0.045, material, steel, sides=12)
    s.box((0, 0.02, 0), (0.5 * w, 0.04, d), material, shade(steel, 0.85), bevel_m=0.01)
    s.tube(
        [(0.02, low, -0.22 * d), (0.05, low - 0.1 * h, -0.16 * d), (0.05, 0.03, -0.14 * d)], 0.012, "painted", (0.02, 0.02, 0.02), sides=6
    )
    return fitted(s.geometry(), item.size_m)


def street_sign(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A steel pole with a plate: STOP's octagon, a no-parking disc, a warning triangle, or names of two streets crossing."""
    s = Sculptor()
    w, h, d = item.size_m
    said = " ".join(item.tags)
    kinds = {"stop": 0, "parking": 1, "name": 3, "warning": 2}
    kind = next((k for name, k in kinds.items() if name in said), int(rng.integers(4)))
    paint = main_paint(item, ("#b01f22", "#23508a", "#d8a81e", "#2a6a44")[kind], rng, spread=0.05)
    material = item.material or "painted"
    white = shade(paint, 1.15) if item.color else np.array((0.84, 0.84, 0.82))
    pole = shade(paint, 0.85) if item.color else GREY
    r = w / 2
    s.tube([(0, 0.02, 0), (0, h - (0.03 if kind == 3 else 0.1), 0)], 0.03, item.material or "metal", pole, sides=10)
    s.lathe(
        (0, 0, 0),
        [(0.5 * d, 0), (0.5 * d, 0.03), (0.12 * d, 0.06)],
        "concrete" if not item.color else "painted",
        shade(pole, 0.8),
        sides=16,
    )
    y = h - r
    back = shade(GREY, 0.8) if not item.color else shade(paint, 0.8)
    if kind == 3:
        for k, (yaw, up) in enumerate(((0.0, 0.94), (np.pi / 2, 0.87))):
            long = w if k == 0 else d
            with s.at((0, up * h, 0), yaw=yaw):
                s.box((0, 0, 0), (long, 0.065 * h, 0.02), material, paint, bevel_m=0.006)
                for side in (0.0, np.pi):
                    with s.at((0, 0, 0), yaw=side):
                        word = str(rng.choice(["ELM ST", "MAIN ST", "KING ST", "OAK AVE", "HILL RD"]))
                        written(s, word, (0, 0, 0.015), 0.86 * long, 0.035 * h, "painted", white)
        s.sphere((0, 0.985 * h, 0), (0.04, 0.015 * h, 0.04), "metal", pole, sides=10)
        return fitted(s.geometry(), item.size_m)
    with s.at((0, y, 0)):
        if kind == 0:
            outline = disc(r / np.cos(np.pi / 8), 8, np.pi / 8)
        elif kind == 1:
            outline = disc(r, 36)
        else:
            outline = disc(1.1 * r, 3, np.pi / 2) * (1 / (1.1 * np.cos(np.pi / 6)), 1) - (0, 0.1 * r)
        plate(s, outline, 0.03, 0.008, "metal", back)
        plate(s, outline, 0.04, 0.012, material, paint)
        edge = np.column_stack([outline, np.full(len(outline), 0.05)])[np.r_[: len(outline), 0]] * (0.95, 0.95, 1)
        for p, q in zip(edge, edge[1:]):
            s.tube([p, q], 0.032 * r, material, white, sides=6)
        if kind == 0:
            written(s, "STOP", (0, 0, 0.055), 1.5 * r, 0.62 * r, "painted", white)
        elif kind == 1:
            red = shade(paint, 1.1) if item.color else linear_from_srgb("#b8242a")
            s.tube(loop(0.86 * r, points=33, center=(0, 0, 0.048)), 0.075 * r, "painted", red, sides=6)
            s.tube([(-0.6 * r, 0.6 * r, 0.048), (0.6 * r, -0.6 * r, 0.048)], 0.075 * r, "painted", red, sides=6)
        else:
            mark = np.array((0.02, 0.02, 0.02)) if not item.color else shade(paint, 0.5)
            plate(s, np.array([(-0.05, -0.12), (0.05, -0.12), (0.08, 0.42), (-0.08, 0.42)]) * r, 0.05, 0.004, "painted", mark)
            plate(s, disc(0.075 * r, 14) + (0, -0.28 * r), 0.05, 0.004, "painted", mark)
        for up in (-0.45, 0.45) if kind != 2 else (-0.3, 0.3):
            s.box((0, up * r, 0.012), (0.12, 0.03, 0.05), "metal", shade(pole, 0.9))
    return fitted(s.geometry(), item.size_m)


def street_clock(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A cast post with a two-faced clock: lit dials with hours and hands, a crown or finial; a bracket with scrolls under it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#24382f", "#1f2a3a", "#2a2a2c", "#5a2a24"), rng), item.material or "painted"
    gold = shade(color, 1.1) if item.color else linear_from_srgb("#b8923a")
    r = w / 2
    cy = h - r - 0.09 * h
    foot = 0.46 * d
    post = [
        (foot, 0),
        (foot, 0.03),
        (0.8 * foot, 0.05),
        (0.72 * foot, 0.2),
        (0.8 * foot, 0.215),
        (0.4 * foot, 0.24),
        (0.3 * foot, 0.4),
        (0.26 * foot, 0.93),
    ]
    s.lathe((0, 0, 0), [(a, b * (cy - r)) for a, b in post], material, color, sides=16)
    for y in (0.42, 0.7, 0.9):
        ring = [(0.28 * foot, -0.03), (0.42 * foot, -0.01), (0.42 * foot, 0.01), (0.28 * foot, 0.03)]
        s.lathe((0, y * (cy - r), 0), ring, material, gold if y > 0.8 else shade(color, 1.1), sides=16, caps=False)
    s.lathe((0, cy - 1.16 * r, 0), [(0.12 * d, 0), (0.34 * d, 0.1 * r), (0.2 * d, 0.3 * r)], material, color, sides=16)
    for x in (-1, 1):
        s.tube(
            loop(0.2 * r, start_rad=-0.5 * np.pi, stop_rad=np.pi, points=13, center=(x * 0.42 * r, cy - 1.06 * r, 0)),
            0.02,
            material,
            gold,
            sides=7,
        )
    with s.at((0, cy, -0.4 * d), rotation=ALONG_Z):
        drum = [(0.86, 0), (0.97, 0.0), (1.0, 0.08 * d), (1.0, 0.72 * d), (0.97, 0.8 * d), (0.86, 0.8 * d), (0.86, 0.76 * d)]
        s.lathe((0, 0, 0), [(a * r, b) for a, b in drum], material, color, sides=36, caps=False)
    when = float(rng.uniform(0, 12))
    face = shade(color, 1.1) if item.color else np.array((0.82, 0.79, 0.7))
    dark = shade(color, 0.5) if item.color else np.array((0.015, 0.015, 0.016))
    for yaw in (0.0, np.pi):
        with s.at((0, cy, 0), yaw=yaw):
            plate(s, disc(0.88 * r, 36), 0.36 * d, 0.02, item.material or "painted", face, emission_linear=0.35 * face)
            z = 0.36 * d + 0.026
            for k in range(12):
                a = np.pi * k / 6
                way, side = np.array([np.sin(a), np.cos(a)]), np.array([np.cos(a), -np.sin(a)])
                wide = 0.035 if k % 3 == 0 else 0.02
                mark = (
                    np.array([0.66 * way - wide * side, 0.66 * way + wide * side, 0.82 * way + wide * side, 0.82 * way - wide * side]) * r
                )
                plate(s, mark, z, 0.004, "painted", dark)
            for a, long, wide in ((2 * np.pi * when / 12, 0.46, 0.035), (2 * np.pi * (when % 1), 0.7, 0.025)):
                way, side = np.array([np.sin(a), np.cos(a)]), np.array([np.cos(a), -np.sin(a)])
                hand = (
                    np.array(
                        [
                            -0.12 * way - wide * side,
                            -0.12 * way + wide * side,
                            long * way + 0.3 * wide * side,
                            long * way - 0.3 * wide * side,
                        ]
                    )
                    * r
                )
                plate(s, hand, z + 0.005, 0.006, "painted", dark)
            plate(s, disc(0.05 * r, 14), z + 0.012, 0.006, "metal", gold)
            s.tube(loop(0.93 * r, points=37, center=(0, 0, 0.4 * d)), 0.03 * r, "metal", gold, sides=6)
    top = cy + r
    if rng.random() < 0.5:
        s.lathe(
            (0, top - 0.02, 0),
            [(0.3 * d, 0), (0.2 * d, 0.03 * h), (0.07 * d, 0.04 * h), (0.1 * d, 0.065 * h), (0.02 * d, h - top + 0.02)],
            material,
            gold,
            sides=14,
        )
    else:
        s.lathe((0, top - 0.02, 0), [(0.34 * d, 0), (0.34 * d, 0.02 * h), (0.1 * d, 0.03 * h)], material, color, sides=14)
        s.sphere((0, (top + h) / 2 + 0.01 * h, 0), (0.15 * d, (h - top) / 2, 0.15 * d), material, gold, sides=14)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"neon_sign": neon_sign, "street_sign": street_sign, "street_clock": street_clock}
