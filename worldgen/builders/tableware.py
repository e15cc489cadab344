"""What stands ready in a kitchen: knives, boards, trays, tea, a rolling pin, a mortar, drying plates."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .accents import accent, cup_on_saucer, mound, prism
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smoothed
from .swatches import WOODS, asked
from .turns import ALONG_X, loop, pitched, rolled

CHINA = ("#e8e4da", "#d8e0e2", "#b8c8cc", "#e8d8c8", "#5a7a9a", "#8aa08a")
TEA, STEEL, BLACK = linear_from_srgb("#5a2c10"), linear_from_srgb("#b4b8bc"), (0.02, 0.02, 0.022)


def knife_block(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A slanted block with handles of several lengths in its slots."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    grip = accent(item, color, str(rng.choice(["#1e1c1c", "#3a2418", "#26282c"])), 0.85)
    profile = np.array([(-0.42, 0), (0.46, 0), (0.44, 0.14), (0.14, 0.66), (-0.34, 0.4), (-0.46, 0.1)])
    with s.at((-w / 2, 0, 0), yaw=np.pi / 2):  # own x is the frame's −z
        prism(s, profile[::-1] * (d, h) * (-1, 1), w, material, color, bevel_m=0.008)
    across, up = np.array([0.48 * d, 0.26 * h]), np.array([-0.26 * h, 0.48 * d])
    up /= np.linalg.norm(up)
    lean = float(np.arctan2(up[0], up[1]))
    steel = accent(item, color, "#b4b8bc", 0.95)
    for row in range(3):
        for k in range(3 if row else 4):
            t = (0.18, 0.5, 0.8)[row]
            z, y = np.array([-0.34 * d, 0.4 * h]) + across * t
            x = (k - (1 if row else 1.5)) * (0.28 if row else 0.22) * w
            long = (0.2, 0.3, 0.36)[row] * h * float(rng.uniform(0.9, 1.08))
            with s.at((x, y, z), rotation=pitched(lean)):
                s.box((0, 0.012, 0), (0.05 * w, 0.024, 0.1 * d), "metal", steel)
                s.box((0, 0.02 + long / 2, 0), (0.1 * w, long, 0.13 * d), material if item.material else "timber", grip, bevel_m=0.006)
                for p in (0.3, 0.7):
                    s.sphere((0, 0.02 + p * long, 0.065 * d), 0.006, "metal", steel, sides=6)
    return fitted(s.geometry(), item.size_m)


def cutting_board(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A board with a grip, a knife and something half cut on it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    t = 0.24 * h
    half = smoothed([(0.5, -0.34), (0.5, 0.34), (0.46, 0.44), (0.32, 0.48), (0.0, 0.5)], 3)[1:]
    body = np.vstack([half * (1, 1), half[-2::-1] * (-1, 1)])
    body = np.vstack([body, body[::-1] * (1, -1)])
    with s.at((-0.06 * w, t / 2, 0), rotation=pitched(-np.pi / 2)), s.at((0, 0, -t / 2)):
        prism(s, body * (0.86 * w, d), t, material, color, bevel_m=0.006)
    ring = loop(1.0, plane="xz", points=19) * (0.07 * w, 1, 0.13 * d) + (0.42 * w, t / 2, 0)
    s.tube(ring, 0.46 * t, material, shade(color, 0.94), sides=8)
    turn = float(rng.uniform(-0.25, 0.25))
    steel, grip = accent(item, color, "#b4b8bc", 0.95), accent(item, color, "#26201e", 0.85)
    with s.at((-0.06 * w, t, 0.24 * d), yaw=turn):
        blade = np.array([(-0.3, -0.08), (0.12, -0.08), (0.12, 0.08), (-0.1, 0.08), (-0.24, 0.02)]) * (w, d)
        with s.at((0, 0.006, 0), rotation=pitched(-np.pi / 2)):
            prism(s, blade, 0.007, "metal", steel, bevel_m=0.002)
        s.box((0.23 * w, 0.014, -0.02 * d), (0.24 * w, 0.02, 0.09 * d), "timber", grip, bevel_m=0.006)
    kind, top = int(rng.integers(3)), h - t
    if kind == 0:  # tomatoes
        red, flesh = accent(item, color, "#b8261c", 0.9), accent(item, color, "#d8503a", 1.08)
        s.sphere((-0.3 * w, t + 0.5 * top, -0.16 * d), (0.62 * top, 0.5 * top, 0.62 * top), "ceramic", red, sides=16)
        s.sphere((-0.3 * w, t + 0.96 * top, -0.16 * d), (0.2 * top, 0.05 * top, 0.2 * top), "plain", accent(item, color, "#3a6a2a", 0.7))
        for k in range(4):
            with s.at(((-0.1 + 0.08 * k) * w, t + 0.05 * top * k, -0.18 * d), rotation=rolled(0.25 + 0.12 * k)):
                s.lathe((0, 0, 0), [(0.5 * top, 0), (0.56 * top, 0.04), (0.5 * top, 0.1 * top)], "ceramic", red, sides=18)
                s.lathe((0, 0.1 * top, 0), [(0.46 * top, 0), (0, 0.002)], "plain", flesh, sides=18, caps=False)
    elif kind == 1:  # bread
        crust = accent(item, color, "#a8703a", 0.9)
        with s.at((-0.14 * w, t, -0.16 * d)):
            mound(s, (0, 0, 0), (0.26 * w, top, 0.22 * d), "plain", crust, rng)
        for k in range(2):
            with s.at(((0.16 + 0.07 * k) * w, t, -0.16 * d), rotation=rolled(-0.35 * (k + 1))), s.at((0, 0, 0), yaw=np.pi / 2):
                a = np.linspace(0, np.pi, 12)
                slice_ = np.stack([0.2 * d * np.cos(a), 0.85 * top * np.sin(a)], 1)
                prism(s, slice_, 0.014, "plain", crust)
                with s.at((0, 0.003, 0.009)):
                    prism(s, slice_ * 0.86, 0.008, "plain", accent(item, color, "#e6d0a0", 1.12))
    else:  # carrots and greens
        for k in range(3):
            z, tilt = (-0.3 + 0.13 * k) * d, float(rng.uniform(-0.2, 0.2))
            with s.at((-0.24 * w, t + 0.36 * top, z), yaw=tilt):
                path = np.stack([np.linspace(0, 0.42 * w, 6), np.linspace(0, -0.2 * top, 6), np.zeros(6)], 1)
                s.tube(path, np.linspace(0.36, 0.1, 6) * top, "plain", accent(item, color, "#d8701c", 0.95), sides=10)
                for q in range(4):
                    tip = [-0.1 * w, 0.3 * top * float(rng.uniform(0.2, 2.0)), (q - 1.5) * 0.05 * d]
                    s.tube([(0, 0, 0), tip], [0.007, 0.012], "plain", accent(item, color, "#4a7a2c", 0.8), sides=5)
    return fitted(s.geometry(), item.size_m)


def _tray(s: Sculptor, w: float, d: float, h: float, material: str, color: np.ndarray, *, grips: bool) -> None:
    """A rounded tray with a rim `h` high, and grips at its ends."""
    half = smoothed([(0.5, 0), (0.5, 0.3), (0.46, 0.44), (0.34, 0.5), (0, 0.5)], 4)
    right = np.vstack([half[::-1] * (1, -1), half[1:]])
    ring = np.vstack([right, right[-2:0:-1] * (-1, 1)])
    with s.at((0, 0, 0), rotation=pitched(-np.pi / 2)):
        prism(s, ring * (w, d), 0.3 * h, material, color, bevel_m=0.004)
    rim = np.vstack([ring, ring[:1]])
    path = np.column_stack([rim[:, 0] * (w - 0.4 * h), np.full(len(rim), 0.62 * h), rim[:, 1] * (d - 0.4 * h)])
    s.tube(path, 0.36 * h, material, shade(color, 0.92), sides=8)
    for side in (-1, 1) if grips else ():
        ear = loop(1.0, start_rad=-1.57, stop_rad=1.57, points=11, plane="xz") * (0.05 * w, 1, 0.2 * d)
        s.tube(ear * (side, 1, 1) + (side * 0.49 * w, 0.8 * h, 0), 0.3 * h, "metal", shade(color, 0.9), sides=7)


def tray(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Laid for two: cups, a plate of biscuits, a folded napkin."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WOODS[:4], "#a8acae", "#2c3a34"), rng), item.material or "timber"
    _tray(s, 0.9 * w, d, 0.26 * h, material, color, grips=True)
    china = accent(item, color, str(rng.choice(CHINA)), 1.08)
    drink = accent(item, color, "#4a2410", 0.7)
    for k, (x, z) in enumerate(((-0.26, 0.12), (-0.06, -0.2))):
        cup_on_saucer(s, (x * w, 0.1 * h, z * d), 0.19 * d, 0.86 * h, 0.4 - 0.9 * k, "ceramic", china, drink)
    dish = [(0.5, 0), (0.6, 0.02), (1.0, 0.16), (0.98, 0.2), (0.6, 0.1), (0, 0.1)]
    s.lathe((0.2 * w, 0.1 * h, 0.04 * d), [(a * 0.3 * d, b * h) for a, b in dish], "ceramic", china, sides=26)
    for k in range(7):
        a, out = 1.05 * k, (0.13 if k < 6 else 0.0) * d
        y = (0.24 if k < 6 else 0.4) * h
        biscuit = accent(item, color, str(rng.choice(["#b07838", "#c89a58", "#6a3c1c"])), 0.85)
        with s.at((0.2 * w + out * np.sin(a), y, (0.04 * d) + out * np.cos(a)), rotation=rolled(float(rng.uniform(-0.25, 0.25)))):
            s.lathe((0, 0, 0), [(0.08 * d, 0), (0.09 * d, 0.05 * h), (0.07 * d, 0.1 * h)], "plain", biscuit, sides=14)
    cloth = accent(item, color, str(rng.choice(["#d8d0c0", "#a8382c", "#4a6a8a"])), 1.0)
    s.box((0.1 * w, 0.14 * h, 0.36 * d), (0.3 * w, 0.08 * h, 0.16 * d), "fabric", cloth, bevel_m=0.004)
    return fitted(s.geometry(), item.size_m)


def tea_set(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A teapot, cups on saucers, milk and sugar on a tray."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, CHINA, rng), item.material or "ceramic"
    own = str(rng.choice(["#8a5a34", "#b8bcc0", "#6a4428"]))
    _tray(s, w, d, 0.12 * h, "metal" if own == "#b8bcc0" else "timber", accent(item, color, own, 0.86), grips=False)
    band = accent(item, color, str(rng.choice(["#b8924a", "#2a4a8a", "#a83a4a"])), 0.8)
    y, r = 0.06 * h, 0.24 * d
    with s.at((-0.02 * w, y, -0.16 * d)):
        pot = smoothed([(0.5, 0), (0.56, 0.03), (0.92, 0.22), (1.0, 0.42), (0.84, 0.64), (0.5, 0.76), (0.42, 0.78)], 3)
        s.lathe((0, 0, 0), pot * (r, 0.94 * h), material, color, sides=28)
        s.lathe((0, 0.72 * h, 0), [(0.46 * r, 0), (0.4 * r, 0.06 * h), (0.1 * r, 0.12 * h)], material, color, sides=20)
        s.sphere((0, 0.88 * h, 0), (0.13 * r, 0.06 * h, 0.13 * r), material, band, sides=12)
        s.lathe((0, 0.5 * h, 0), [(0.97 * r, 0), (0.95 * r, 0.05 * h)], material, band, sides=28, caps=False)
        spout = smoothed(np.array([(0.8, 0.26), (1.3, 0.38), (1.5, 0.6), (1.85, 0.74)]) * (r, 0.94 * h), 4)
        s.tube(np.column_stack([spout, 0 * spout[:, 0]]), np.linspace(0.26, 0.1, len(spout)) * r, material, color, sides=10)
        ear = smoothed(np.array([(0.78, 0.62), (1.4, 0.68), (1.5, 0.46), (1.2, 0.24), (0.84, 0.22)]) * (r, 0.94 * h), 4)
        s.tube(np.column_stack([-ear[:, 0], ear[:, 1], 0 * ear[:, 0]]), 0.1 * r, material, color, sides=8)
    drink = shade(color, 0.75) if asked(item) else TEA
    for k, (x, z) in enumerate(((-0.33, 0.18), (-0.06, 0.28), (0.23, 0.24), (-0.38, -0.2))):
        cup_on_saucer(s, (x * w, y, z * d), 0.17 * d, 0.36 * h, 0.5 + 0.8 * k, material, color, drink)
    jug = [(0.5, 0), (0.6, 0.05), (0.66, 0.4), (0.46, 0.75), (0.6, 1.0), (0.5, 0.98), (0, 0.7)]
    s.lathe((0.36 * w, y, -0.02 * d), [(a * 0.15 * d, b * 0.42 * h) for a, b in jug], material, color, sides=18)
    s.tube(
        loop(0.08 * h, points=9, start_rad=-1.6, stop_rad=1.6, center=(0.36 * w + 0.09 * d, y + 0.22 * h, -0.02 * d)),
        0.007,
        material,
        color,
    )
    bowl = [(0.5, 0), (0.9, 0.4), (1.0, 0.7), (0.9, 0.76), (0.3, 0.95), (0.16, 1.0)]
    s.lathe((0.3 * w, y, -0.28 * d), [(a * 0.13 * d, b * 0.34 * h) for a, b in bowl], material, shade(color, 0.96), sides=18)
    return fitted(s.geometry(), item.size_m)


def rolling_pin(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A floured roller between turned grips."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    r, long = 1.0, float(rng.uniform(0.28, 0.31))
    half = [(r, 0), (r, long - 0.01), (0.92 * r, long), (0.26, long), (0.24, long + 0.03), (0.44, long + 0.07), (0.5, 0.43), (0.4, 0.48)]
    half = [*half, (0.2, 0.497)]
    with s.at((0, h / 2, 0), rotation=ALONG_X):
        for way in (1, -1):
            end = half if way > 0 else [(a, -b) for a, b in half[::-1]]
            s.lathe((0, 0, 0), [(a * h / 2, b * w) for a, b in end], material, color, sides=26, caps=True)
        flour = accent(item, color, "#e8e0d0", 1.08)
        for _ in range(9):
            a, x = float(rng.uniform(-1.5, 1.2)), float(rng.uniform(-0.22, 0.22)) * w
            at = np.array([np.cos(a), 0, -np.sin(a)]) * 0.46 * h
            s.sphere((at[0], x, at[2]), (0.06 * h, 0.05 * w, 0.06 * h), "plain", flour, sides=8)
    return fitted(s.geometry(), item.size_m)


def mortar(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A heavy footed bowl; the pestle leans in its spices."""
    s = Sculptor()
    w, h, d = item.size_m
    own = int(rng.integers(3))
    color = main_paint(item, (("#9a9690", "#7a7874"), ("#8a6238", "#6e4a2c"), ("#d8d4cc", "#c8c4bc"))[own], rng)
    material = item.material or ("concrete", "timber", "marble")[own]
    r, top = min(w, d) / 2, 0.66 * h
    shape = smoothed([(0.6, 0), (0.62, 0.06), (0.5, 0.16), (0.62, 0.3), (0.9, 0.66), (0.98, 0.92), (1.0, 1.0)], 3)
    inside = [(0.86, 1.0), (0.8, 0.8), (0.72, 0.7), (0, 0.72)]
    s.lathe((0, 0, 0), np.vstack([shape, inside]) * (r, top), material, color, sides=30)
    spice = accent(item, color, str(rng.choice(["#5a7a34", "#a8521c", "#c89a2c", "#3a2a1e"])), 0.75)
    mound(s, (0, 0.7 * top, 0), (0.72 * r, 0.1 * top, 0.72 * r), "plain", spice, rng, bump=0.05)
    with s.at((0.06 * w, 0.74 * top, 0), rotation=rolled(-0.42 if rng.random() < 0.5 else -0.55)):
        pestle = [(0.14, 0), (0.26, 0.05), (0.28, 0.16), (0.16, 0.34), (0.12, 0.6), (0.16, 0.86), (0.2, 0.95), (0.12, 1.0)]
        s.lathe((0, 0, 0), smoothed(pestle, 2) * (0.8 * r, 0.62 * h), material, shade(color, 1.06), sides=16)
    return fitted(s.geometry(), item.size_m)


def dish_rack(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Plates upright between rods, cups upside down, a tumbler of spoons, a drip tray."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#a87e50", "#b8bcbe", "#e0dcd0", "#7a8c92"), rng), item.material or "timber"
    s.box((0, 0.03 * h, 0), (w, 0.06 * h, d), material, shade(color, 0.9), bevel_m=0.008)
    t = 0.009
    for z in (-0.44, 0.44):
        for y in (0.16, 0.44):
            s.tube([(-0.48 * w, y * h, z * d), (0.48 * w, y * h, z * d)], t, material, color, sides=7)
        for k in range(9):
            x = (k - 4) * 0.118 * w
            s.tube([(x, 0.05 * h, z * d), (x, 0.44 * h, z * d)], 0.008, material, color, sides=6)
    for x in (-0.48, 0.48):
        for y in (0.16, 0.44):
            s.tube([(x * w, y * h, -0.44 * d), (x * w, y * h, 0.44 * d)], t, material, color, sides=7)
    china = accent(item, color, str(rng.choice(CHINA)), 1.05)
    for k in range(5):
        r, x = float(rng.uniform(0.44, 0.5)) * h, (-0.42 + 0.12 * k) * w
        shape = [(0.5, 0), (0.6, 0.012), (1.0, 0.03), (0.98, 0.036), (0.6, 0.02), (0, 0.018)]
        with s.at((x, 0.06 * h + r, -0.1 * d), rotation=rolled(-0.12) @ ALONG_X):
            tone = shade(china, float(rng.uniform(0.9, 1.06)))
            s.lathe((0, 0, 0), [(a * r, b * w) for a, b in shape], item.material or "ceramic", tone, sides=26)
    for k in range(3):
        at = ((0.2 + 0.11 * (k % 2)) * w, 0.1 * h, (0.24 - 0.28 * k) * d)
        cup = [(0.1, 0), (0.105, 0.05), (0.085, 0.28), (0.06, 0.34)]
        tone = accent(item, color, str(rng.choice(CHINA)), 1.0)
        s.lathe(at, [(a * w * 0.9, b * h) for a, b in cup], "ceramic", tone, sides=16)
        s.tube(loop(0.09 * h, points=9, start_rad=-1.6, stop_rad=1.6, center=(at[0] + 0.08 * w, 0.26 * h, at[2])), 0.007, "ceramic", tone)
    steel = accent(item, color, "#b4b8bc", 0.95)
    s.cylinder((0.41 * w, 0.06 * h, 0.3 * d), 0.06 * w, 0.44 * h, "metal", steel, sides=16)
    for k in range(4):
        a = 1.6 * k + float(rng.uniform(0, 1))
        foot = np.array([0.41 * w + 0.02 * w * np.sin(a), 0.4 * h, 0.3 * d + 0.03 * d * np.cos(a)])
        tip = foot + [0.03 * w * np.sin(a), 0.28 * h, 0.05 * d * np.cos(a)]
        s.tube([foot, tip], 0.007, "metal", steel, sides=6)
        s.sphere(tip, (0.025 * w, 0.06 * h, 0.02 * w), "metal", steel, sides=8)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "knife_block": knife_block, "cutting_board": cutting_board, "tray": tray, "tea_set": tea_set, "rolling_pin": rolling_pin,
    "mortar": mortar, "dish_rack": dish_rack,
}  # fmt: skip
