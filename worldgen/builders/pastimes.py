"""What people play, write and look with: easel, telescope, typewriter, hourglass, bear, lectern, chess."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .canvases import painted
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import sheet, smoothed
from .swatches import WOODS
from .turns import ALONG_X, loop, pitched

BRASS = linear_from_srgb("#a8843c")


def easel(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Three legs, a ledge, and a canvas on it that is being painted."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    lean = 0.2 * d
    for x in (-1, 1):
        s.tube([(x * 0.46 * w, 0.0, 0.46 * d), (x * 0.06 * w, 0.98 * h, 0.46 * d - 2.6 * lean)], 0.024, material, color, sides=7)
    s.tube([(0, 0.94 * h, 0.46 * d - 2.5 * lean), (0, 0.0, -d / 2 + 0.02)], 0.022, material, shade(color, 0.9), sides=7)
    s.box((0, 0.4 * h, 0.36 * d - 0.5 * lean), (0.86 * w, 0.05, 0.09), material, shade(color, 1.05), bevel_m=0.006)
    s.box((0, 0.99 * h, 0.46 * d - 2.6 * lean), (0.16 * w, 0.02 * h, 0.05), material, color)
    wide, tall = float(rng.uniform(0.62, 0.86)) * w, float(rng.uniform(0.36, 0.46)) * h
    board = bool(item.color or item.material)  # the canvas would hide what was asked for
    tilt = np.arctan2(2.6 * lean, 0.98 * h)
    with s.at((0, 0.42 * h, 0.38 * d - 0.5 * lean), rotation=pitched(-tilt)):
        if board:
            s.box((0, 0.24 * h, -0.022), (0.88 * w, 0.48 * h, 0.02), material, color, bevel_m=0.004)
            wide, tall = 0.48 * w, 0.28 * h
        s.box((0, tall / 2, 0), (wide, tall, 0.03), "fabric", linear_from_srgb("#e8e2d4"))
        rows, columns = 24, max(12, round(24 * wide / tall))
        tones = painted(rows, columns, wide / tall, rng)
        done = np.arange(rows)[:, None, None] >= rows * float(rng.uniform(0.0, 0.45))  # from the top down
        tones = np.where(done, tones, linear_from_srgb("#e4ddcc"))
        x, y = np.linspace(-0.47, 0.47, columns + 1) * wide, np.linspace(0.03, 0.97, rows + 1) * tall
        grid = np.stack([*np.meshgrid(x, y), np.full((rows + 1, columns + 1), 0.017)], -1)
        sheet(s, grid, "painting", tones)
    return fitted(s.geometry(), item.size_m)


def telescope(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A brass tube in two lengths with rings, raised towards +Z, on a tripod of wood."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#a8843c", "#2c2d30", "#6a4a2a", "#d8d8d4"), rng), item.material or "metal"
    wood = shade(color, 0.7) if item.color else linear_from_srgb(str(rng.choice(WOODS)))
    hub = np.array([0, 0.66 * h, -0.02 * d])
    for k in range(3):
        a = 2 * np.pi * k / 3 + np.pi
        s.tube(
            [hub + (0.05 * np.sin(a), 0, 0.05 * np.cos(a)), (0.48 * w * np.sin(a), 0.0, 0.46 * d * np.cos(a) * 0.8)],
            [0.026, 0.02],
            "timber",
            wood,
            sides=8,
        )
        s.tube([(0.25 * w * np.sin(a), 0.32 * h, 0.2 * d * np.cos(a)), (0, 0.36 * h, 0)], 0.01, "metal", BRASS, sides=6)
    s.cylinder(hub - (0, 0.03, 0), 0.06, 0.12 * h, "metal", BRASS, sides=16)
    rise = float(rng.uniform(0.4, 0.6))
    long = min(0.98 * d / np.cos(rise), (h - 0.6 * h) / np.sin(rise) / 0.62)
    r = 0.055 * long + 0.01
    with s.at(hub + (0, 0.13 * h, 0), rotation=pitched(np.pi / 2 - rise)):
        shape = [(0.5, -0.48), (0.62, -0.47), (0.5, -0.42), (0.5, -0.26), (0.8, -0.25), (0.8, -0.2), (0.72, -0.19), (0.72, 0.1),
            (0.86, 0.11), (0.86, 0.15), (0.94, 0.16), (0.94, 0.44), (1.05, 0.45), (1.05, 0.5), (0.9, 0.5), (0.86, 0.46),
            (0, 0.46)]  # fmt: skip
        s.lathe((0, 0, 0), [(a * r, b * long) for a, b in shape], material, color, sides=24)
        s.lathe((0, 0.462 * long, 0), [(0.84 * r, 0), (0, 0.002)], "glass", (0.05, 0.06, 0.08), sides=20)
        for y in (0.1, 0.44):
            s.lathe(
                (0, y * long, 0),
                [(0.9 * r, 0), (1.08 * r, 0.003), (1.08 * r, 0.03 * long), (0.9 * r, 0.033 * long)],
                "metal",
                shade(BRASS, 0.8) if item.color else shade(color, 0.7),
                sides=24,
                caps=False,
            )
    return fitted(s.geometry(), item.size_m)


def typewriter(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A rounded case, four rows of keys towards +Z, a roller with a sheet of paper in it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2a2c2e", "#3a5a54", "#6a2a28", "#8a8a80"), rng), item.material or "painted"
    side = [(-0.5, 0.0), (0.5, 0.0), (0.5, 0.16), (0.06, 0.42), (0.0, 0.62), (-0.44, 0.66), (-0.5, 0.5)]
    with s.at((-0.46 * w, 0, 0), rotation=np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], float)):  # own (x, z) are depth and height
        s.extrude([(z * d, y * h) for z, y in side], 0.92 * w, material, color)
    for row in range(4):
        for k in range(10):
            x = (k - 4.5 + 0.25 * row) * 0.075 * w
            at = (x, (0.2 + 0.07 * row) * h, (0.43 - 0.11 * row) * d)
            s.cylinder(at, 0.026 * w, 0.05 * h, "painted", (0.75, 0.73, 0.66) if k % 9 else (0.05, 0.05, 0.05), sides=10)
    with s.at((-w / 2, 0.7 * h, -0.28 * d), rotation=ALONG_X):
        s.lathe(
            (0, 0, 0),
            [(0.05, 0), (0.05, 0.05 * w), (0.035, 0.06 * w), (0.035, 0.94 * w), (0.05, 0.95 * w), (0.05, w)],
            "metal",
            (0.03, 0.03, 0.03),
            sides=16,
        )
    y = np.linspace(0.6 * h, h, 5)
    bend = np.stack([0 * y, y, -0.36 * d - 0.1 * d * ((y - y[0]) / h)], 1)
    for k in range(4):
        for flip in (False, True):
            quad = [bend[k] + (-0.3 * w, 0, 0), bend[k] + (0.3 * w, 0, 0), bend[k + 1] + (0.3 * w, 0, 0), bend[k + 1] + (-0.3 * w, 0, 0)]
            s.polygon(quad[::-1] if flip else quad, "paper", (0.8, 0.78, 0.7))
    for k in range(int(rng.integers(2, 5))):
        s.box((-0.04 * w, (0.93 - 0.06 * k) * h, -0.36 * d - 0.1 * d * 0.3 + 0.014), (0.42 * w, 0.012 * h, 0.002), "paper", (0.1, 0.1, 0.1))
    return fitted(s.geometry(), item.size_m)


def hourglass(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two bulbs with sand between turned discs and three posts."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#6a4426", "#3a2618", "#a8843c"), rng), item.material or "timber"
    r = min(w, d) / 2
    for y in (0.0, 0.92):
        s.lathe((0, y * h, 0), [(0.92 * r, 0), (r, 0.02 * h), (r, 0.05 * h), (0.88 * r, 0.08 * h)], material, color, sides=26)
    post = smoothed([(0.1, 0.08), (0.14, 0.2), (0.08, 0.3), (0.12, 0.5), (0.08, 0.7), (0.14, 0.8), (0.1, 0.92)], 2)
    for k in range(3):
        a = 2 * np.pi * k / 3
        s.lathe((0.82 * r * np.sin(a), 0, 0.82 * r * np.cos(a)), [(p * r, y * h) for p, y in post], material, shade(color, 1.05), sides=10)
    bulb = smoothed(
        [(0.5, 0.08), (0.62, 0.16), (0.56, 0.3), (0.3, 0.43), (0.09, 0.5), (0.3, 0.57), (0.56, 0.7), (0.62, 0.84), (0.5, 0.92)], 3
    )
    s.lathe((0, 0, 0), [(p * r, y * h) for p, y in bulb], "glass", shade(color, 1.1) if item.color else (0.6, 0.66, 0.66), sides=24)
    fill = float(rng.uniform(0.16, 0.3))
    sand = shade(color, 0.9) if item.color else linear_from_srgb("#d8b878")
    s.lathe((0, 0.08 * h, 0), [(0.52 * r, 0), (0.64 * r, 0.1 * h), (0.6 * r, fill * h * 0.8), (0, fill * h)], "sand", sand, sides=24)
    s.lathe((0, 0.52 * h, 0), [(0.12 * r, 0), (0.5 * r, 0.14 * h), (0.54 * r, 0.18 * h), (0, 0.15 * h)], "sand", sand, sides=24)
    return fitted(s.geometry(), item.size_m)


def teddy_bear(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Sitting: round belly, arms, legs with paler soles, a head with ears, muzzle, eyes, a bow."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8a5a30", "#a8783e", "#6a4426", "#c9a878"), rng), item.material or "fabric"
    pale = shade(color, 1.5)
    s.sphere((0, 0.3 * h, 0), (0.32 * w, 0.28 * h, 0.34 * d), material, color, sides=20)
    s.sphere((0, 0.29 * h, 0.08 * d), (0.22 * w, 0.2 * h, 0.3 * d), material, shade(color, 1.15), sides=16)
    for x in (-1, 1):
        s.tube([(x * 0.16 * w, 0.13 * h, 0.05 * d), (x * 0.28 * w, 0.1 * h, 0.34 * d)], [0.13 * w, 0.12 * w], material, color, sides=14)
        s.sphere((x * 0.28 * w, 0.12 * h, 0.38 * d), (0.14 * w, 0.12 * h, 0.1 * d), material, color, sides=14)
        s.sphere((x * 0.28 * w, 0.12 * h, 0.45 * d), (0.09 * w, 0.08 * h, 0.05 * d), material, pale, sides=12)
        s.tube(
            [(x * 0.24 * w, 0.48 * h, 0), (x * 0.4 * w, 0.36 * h, 0.1 * d), (x * 0.42 * w, 0.26 * h, 0.2 * d)],
            [0.1 * w, 0.1 * w, 0.09 * w],
            material,
            color,
            sides=12,
        )
        s.sphere((x * 0.42 * w, 0.25 * h, 0.21 * d), 0.095 * w, material, color, sides=12)
        s.sphere((x * 0.26 * w, 0.93 * h, -0.02 * d), (0.12 * w, 0.08 * h, 0.06 * d), material, color, sides=12)
        s.sphere((x * 0.26 * w, 0.925 * h, 0.03 * d), (0.07 * w, 0.05 * h, 0.03 * d), material, pale, sides=10)
        s.sphere((x * 0.11 * w, 0.79 * h, 0.235 * d), (0.03 * w, 0.02 * h, 0.03 * d), "glass", (0.01, 0.01, 0.01), sides=8)
    s.sphere((0, 0.74 * h, 0), (0.32 * w, 0.22 * h, 0.28 * d), material, color, sides=20)
    s.sphere((0, 0.69 * h, 0.22 * d), (0.14 * w, 0.09 * h, 0.13 * d), material, pale, sides=14)
    s.sphere((0, 0.72 * h, 0.34 * d), (0.045 * w, 0.025 * h, 0.04 * d), "leather", (0.015, 0.01, 0.01), sides=8)
    ribbon = linear_from_srgb(str(rng.choice(["#b0302a", "#2a5a9a", "#3a7a4a"]))) if not item.color else shade(color, 0.6)
    s.tube(loop(0.21 * w, plane="xz", center=(0, 0.545 * h, 0.02 * d)), 0.03 * w, "fabric", ribbon, sides=8)
    for x in (-1, 1):
        s.sphere((x * 0.09 * w, 0.53 * h, 0.3 * d), (0.09 * w, 0.04 * h, 0.04 * d), "fabric", ribbon, sides=10)
    return fitted(s.geometry(), item.size_m)


def lectern(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A slanted desk on a column, its reader stands at +Z; an open book lies on it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    s.box((0, 0.03 * h, 0), (0.8 * w, 0.06 * h, 0.86 * d), material, shade(color, 0.9), bevel_m=0.015)
    if rng.random() < 0.5:
        shape = smoothed([(0.32, 0.06), (0.2, 0.1), (0.14, 0.2), (0.2, 0.45), (0.13, 0.7), (0.24, 0.78)], 3)
        s.lathe((0, 0, 0), [(a * w, b * h) for a, b in shape], material, color, sides=20)
    else:
        s.box((0, 0.42 * h, 0), (0.34 * w, 0.74 * h, 0.4 * d), material, color, bevel_m=0.02)
        s.box((0, 0.42 * h, 0.2 * d), (0.2 * w, 0.5 * h, 0.02), material, shade(color, 0.82), bevel_m=0.006)
    tilt = 0.45
    with s.at((0, 0.85 * h, 0), rotation=pitched(tilt)):
        s.box((0, 0, 0), (w, 0.045, 0.98 * d), material, shade(color, 1.04), bevel_m=0.01)
        s.box((0, 0.035, 0.46 * d), (w, 0.05, 0.05), material, color, bevel_m=0.01)
        for x in (-1, 1):
            t = np.linspace(0, 1, 6)
            y = 0.03 + 0.03 * np.sin(np.pi * t) * (1 - 0.5 * t)
            lines = np.stack([x * t * 0.38 * w, y], 1)
            for k in range(5):
                a, b = lines[k], lines[k + 1]
                quad = [(a[0], a[1], 0.36 * d), (b[0], b[1], 0.36 * d), (b[0], b[1], -0.3 * d), (a[0], a[1], -0.3 * d)]
                s.polygon(quad if x > 0 else quad[::-1], "paper", (0.74, 0.7, 0.58))
            for k in range(7):
                s.box((x * 0.2 * w, 0.064, (0.26 - 0.075 * k) * d), (0.26 * w, 0.003, 0.012), "paper", (0.16, 0.14, 0.12))
        s.box(
            (0, 0.024, 0.03 * d), (0.8 * w, 0.01, 0.7 * d), "leather", linear_from_srgb(str(rng.choice(["#6a2a22", "#2a3a2a", "#3a2a1c"])))
        )
    return fitted(s.geometry(), item.size_m)


def chess_board(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A board of eight by eight with a frame, pieces of both sides about it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#5a3a22", "#3a2618", "#6a4426"), rng), item.material or "timber"
    thick = 0.16 * h
    s.box((0, thick / 2, 0), (w, thick, d), material, color, bevel_m=0.006)
    light, dark = linear_from_srgb("#d8c49a"), shade(color, 0.8)
    if item.color:
        light, dark = shade(color, 1.6), shade(color, 0.6)
    cw, cd = 0.88 * w / 8, 0.88 * d / 8
    for i in range(8):
        for j in range(8):
            tone = light if (i + j) % 2 else dark
            x, z = (i - 3.5) * cw, (j - 3.5) * cd
            s.quad(
                (x - cw / 2, thick + 0.001, z + cd / 2),
                (x + cw / 2, thick + 0.001, z + cd / 2),
                (x + cw / 2, thick + 0.001, z - cd / 2),
                (x - cw / 2, thick + 0.001, z - cd / 2),
                material,
                tone,
            )
    piece = smoothed([(0.42, 0), (0.42, 0.1), (0.2, 0.22), (0.16, 0.55), (0.26, 0.68), (0.22, 0.8), (0.0, 1.0)], 2)
    for side, tone in ((0, light), (1, dark if item.color else (0.03, 0.022, 0.018))):
        for row in range(2):
            for i in range(8):
                away = int(rng.integers(0, 3)) if row == 1 and rng.random() < 0.4 else 0
                if rng.random() < 0.12:
                    continue
                j = (row + away) if side == 0 else 7 - row - away
                tall = (h - thick) * (0.6 if row else (0.7, 0.78, 0.85, 1.0, 0.95, 0.85, 0.78, 0.7)[i])
                s.lathe(((i - 3.5) * cw, thick, (j - 3.5) * cd), [(a * cw * 0.85, b * tall) for a, b in piece], material, tone, sides=10)
    s.lathe((0.5 * cw, thick, -3.5 * cd), [(0.3 * cw, 0), (0.15 * cw, h - thick)], material, light, sides=10)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "easel": easel, "telescope": telescope, "typewriter": typewriter, "hourglass": hourglass, "teddy_bear": teddy_bear, "lectern":
    lectern, "chess_board": chess_board,
}  # fmt: skip
