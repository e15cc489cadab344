"""What hangs on walls: a stag's head, a mask, crossed swords, a tapestry."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .canvases import landscape, seascape
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .pieces import disc, pick, plate, trim
from .sheets import cloth, smoothed
from .swatches import WOODS
from .turns import pitched, rolled

Rng = np.random.Generator


def deer_head(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A stag looks from a shield of wood: neck, muzzle, ears, and antlers with many points."""
    s = Sculptor()
    fur, material = main_paint(item, ("#8a6440", "#7a5434", "#9a744c"), rng), item.material or "fabric"
    wood = pick(item, fur, WOODS, rng, 0.82)
    board = item.material or "timber"
    right = smoothed([(0.0, 0.0), (0.08, 0.04), (0.15, 0.14), (0.17, 0.26), (0.16, 0.38), (0.1, 0.4), (0.0, 0.43)], 3)
    shield = np.concatenate([right, (right * (-1, 1))[::-1][1:-1]])
    shield = shield * (1.35, 1.12)
    plate(s, shield, 0.0, 0.022, board, shade(wood, 0.9))
    plate(s, shield * 0.9 + (0, 0.02), 0.02, 0.014, board, shade(wood, 1.08))
    throat = trim(item, fur, "#c8a880", 1.12)
    neck = [(0, 0.17, 0.03), (0, 0.2, 0.1), (0, 0.28, 0.18), (0, 0.38, 0.23)]
    s.tube(neck, [0.12, 0.11, 0.088, 0.075], material, fur, sides=16)
    s.sphere((0, 0.41, 0.245), (0.075, 0.078, 0.09), material, fur, sides=16)
    s.tube([(0, 0.41, 0.27), (0, 0.375, 0.35), (0, 0.345, 0.415)], [0.066, 0.05, 0.037], material, fur, sides=14)
    s.tube([(0, 0.385, 0.27), (0, 0.35, 0.34), (0, 0.325, 0.405)], [0.055, 0.042, 0.032], material, throat, sides=12)
    s.sphere((0, 0.345, 0.425), (0.034, 0.026, 0.022), "leather", trim(item, fur, "#15100d", 0.6), sides=12)
    for x in (-1, 1):
        s.sphere((x * 0.06, 0.43, 0.3), (0.013, 0.014, 0.016), "ceramic", (0.008, 0.006, 0.005), sides=10)
        s.sphere((x * 0.061, 0.445, 0.296), (0.018, 0.006, 0.02), material, shade(fur, 0.8), sides=8)
        with s.at((x * 0.075, 0.45, 0.22), rotation=rolled(-x * 1.15)):
            with s.at((0, 0, 0), rotation=pitched(0.3)):
                s.sphere((0, 0.065, 0), (0.034, 0.08, 0.016), material, fur, sides=10)
                s.sphere((0, 0.066, 0.009), (0.022, 0.062, 0.012), material, throat, sides=8)
    horn = pick(item, fur, ("#a88c66", "#8a6e4c", "#c0a67e"), rng, 1.05)
    bend, rise = float(rng.uniform(0.9, 1.1)), float(rng.uniform(0.95, 1.05))
    points = np.array(
        [(0.035, 0.47, 0.22), (0.07, 0.55, 0.18), (0.16 * bend, 0.64, 0.13), (0.23 * bend, 0.75, 0.12), (0.21 * bend, 0.88 * rise, 0.17)]
    )
    for x in (-1, 1):
        beam = smoothed(points + [10, 0, 0], 3) - [10, 0, 0]
        beam = beam * [x, 1, 1]
        s.tube(beam, np.linspace(0.024, 0.009, len(beam)), item.material or "bark", horn, sides=9)
        s.lathe(beam[0] - [0, 0.008, 0], [(0.03, 0), (0.034, 0.01), (0.024, 0.022)], item.material or "bark", shade(horn, 0.85), sides=10)
        for at, way in (
            (1, (0.01, 0.09, 0.15)),
            (4, (0.02, 0.1, 0.13)),
            (7, (0.03, 0.13, 0.1)),
            (9, (0.13, 0.11, 0.02)),
            (10, (-0.08, 0.13, 0.03)),
        ):
            a = beam[at]
            b = a + np.array(way) * [x, 1, 1] * float(rng.uniform(0.8, 1.05))
            mid = (a + b) / 2 + [x * 0.012, -0.014, 0.016]
            s.tube([a, mid, b], [0.015, 0.012, 0.005], item.material or "bark", shade(horn, 1.05), sides=7)
    return fitted(s.geometry(), item.size_m)


def mask(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A carved face: long and painted with bands and dots, raffia below; or a pale one of the theatre that laughs or weeps."""
    s = Sculptor()
    carved = bool(rng.random() < 0.65)
    color = main_paint(item, ("#5a3420", "#3a2418", "#7a4a2a") if carved else ("#e8e0cc", "#d8c8a0", "#c9a03a"), rng)
    material = item.material or ("timber" if carved else "ceramic")
    paint = pick(item, color, ("#c8a878", "#a8342a", "#d8d0c0"), rng, 1.1)
    dark = (0.008, 0.006, 0.005)
    v, u = np.meshgrid(np.linspace(-1, 1, 29), np.linspace(-1, 1, 23), indexing="ij")
    long = 1.0 if carved else 0.92
    half = 0.12 * np.sqrt(np.clip(1 - np.abs(v) ** 2.5, 0, 1)) * (1 - 0.22 * np.clip(-v, 0, 1) + (0.0 if carved else 0.05) * v) + 0.002
    x, y = u * half, 0.185 * long * v
    z = 0.085 * np.sqrt(np.clip(1 - u**2 * 0.98, 0, 1)) * np.clip(1 - v**4, 0, 1) ** 0.5
    brow = np.exp(-(((v - 0.36) / 0.07) ** 2)) * (np.abs(u) < 0.8)
    nose = np.exp(-((x / 0.018) ** 2)) * np.clip((0.4 - v) / 0.6, 0, 1) * (v > -0.26)
    cheek = np.exp(-(((np.abs(x) - 0.055) / 0.025) ** 2) - ((v + 0.12) / 0.16) ** 2)
    eye = np.exp(-(((np.abs(x) - 0.048) / 0.03) ** 2) - ((v - 0.22) / 0.09) ** 2)
    z = z + 0.014 * brow + 0.042 * nose + 0.008 * cheek - 0.014 * eye
    cx, cv = (u[:-1, :-1] + u[1:, 1:]) / 2, (v[:-1, :-1] + v[1:, 1:]) / 2
    tones = np.tile(color, (*cx.shape, 1))
    if carved:
        bands = (np.abs(cv + 0.15 - 0.35 * np.abs(cx)) < 0.045) | (np.abs(cv + 0.32 - 0.35 * np.abs(cx)) < 0.04)
        tones[bands & (np.abs(cx) > 0.3)] = paint
        tones[(np.abs(cx) < 0.09) & (cv > 0.42)] = paint
        tones[(np.abs(cv - 0.62) < 0.04) & (np.abs(cx) < 0.7)] = paint
    cloth(s, np.stack([x, y + 0.185, z + 0.006], -1), 0.006, material, tones)
    for side in (-1, 1):
        at = (side * 0.047, 0.185 + 0.185 * long * 0.21, 0.067)
        s.sphere(at, (0.026, 0.009 if carved else 0.013, 0.012), "plain", dark, sides=12)
        s.tube(
            [np.array(at) + [-0.03, 0.013, 0.002], np.array(at) + [0, 0.02, 0.012], np.array(at) + [0.03, 0.013, 0.002]],
            0.006,
            material,
            shade(color, 1.1 if carved else 0.85),
            sides=6,
        )
        if carved:
            s.sphere((side * 0.117, 0.21, 0.012), (0.014, 0.034, 0.012), material, shade(color, 0.9), sides=8)
            for k in range(4):
                s.sphere((side * (0.03 + 0.022 * k), 0.328 - 0.006 * k * k, 0.062 - 0.011 * k), 0.0065, "painted", paint, sides=6)
    mood = float(rng.choice([-1, 1])) if not carved else 0.0
    t = np.linspace(-1, 1, 9)
    lip = np.stack([0.046 * t, 0.085 + mood * 0.022 * (t**2 - 0.5), 0.084 - 0.016 * t**2], 1)
    s.tube(lip, 0.004 + 0.011 * np.sqrt(1 - 0.9 * t**2), "plain", dark, sides=8)
    for dy in (-0.014, 0.013):
        s.tube(lip + [0, dy, 0.004], 0.006, material, paint if carved else shade(color, 0.85), sides=6)
    if carved:
        for k in range(34):
            a = np.pi * (k / 33)
            root = np.array([-0.1 * np.cos(a), 0.1 - 0.085 * np.sin(a), 0.02])
            tip = root + [-0.035 * np.cos(a) + rng.uniform(-0.01, 0.01), -0.06 - 0.04 * np.sin(a) * rng.uniform(0.6, 1), 0.0]
            s.tube(
                [root, tip],
                [0.006, 0.004],
                "wicker" if not item.material else material,
                shade(trim(item, color, "#b8955a", 1.0), float(rng.uniform(0.85, 1.1))),
                sides=4,
            )
    else:
        for side in (-1, 1):
            t = np.linspace(0, 1, 7)
            wave = np.stack([side * (0.115 + 0.008 * np.sin(8 * t)), 0.24 - 0.28 * t, 0.012 + 0.004 * np.sin(6 * t)], 1)
            s.tube(wave, 0.007, "fabric", pick(item, color, ("#7a1c22", "#22325f"), rng, 0.85), sides=5)
    return fitted(s.geometry(), item.size_m)


def sword(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Two crossed swords over a small shield; in a wide flat box a single one in two hooks."""
    s = Sculptor()
    w, h, d = item.size_m
    single = w > 2.2 * h or h > 2.2 * w
    color, material = main_paint(item, ("#b4b6ba", "#a8abb0", "#c0c0be"), rng), item.material or "metal"
    gold, grip = (
        pick(item, color, ("#b8923e", "#8f9194", "#6a4a2a"), rng, 0.95),
        pick(item, color, ("#3a2418", "#1d1d22", "#5a1c20"), rng, 0.8),
    )
    guard = int(rng.integers(3))

    def blade(z: float, long: float) -> None:
        """Hilt down at the origin's own −y, its point at +y."""
        half, tip = 0.024, 0.62 * long
        low = -0.2 * long
        for side in (-1, 1):
            for x in (-1, 1):
                edge = [(x * half, low, z), (x * 0.8 * half, tip - 0.07, z), (0, tip, z)]
                ridge = [(0, low, z + side * 0.008), (0, tip - 0.07, z + side * 0.008)]
                f = [(0, 1, 4, 3), (1, 2, 4, -1)]
                turn = x * side > 0
                s.faces(
                    edge + ridge,
                    [q if turn else (q[::-1] if q[3] >= 0 else (q[2], q[1], q[0], -1)) for q in f],
                    material,
                    shade(color, 1.0 + 0.1 * x),
                )
        cross = np.linspace(-1, 1, 9)
        bow = (0.0, 0.035, -0.03)[guard]
        s.tube(
            np.stack([0.1 * cross, low + bow * cross**2, np.full(9, z)], 1),
            0.011 + 0.004 * np.abs(cross),
            material if item.material else "metal",
            gold,
            sides=8,
        )
        s.tube([(0, low, z), (0, low - 0.08, z), (0, low - 0.15, z)], [0.013, 0.017, 0.013], "leather", grip, sides=10)
        for k in range(4):
            y = low - 0.025 - 0.033 * k
            s.tube([(0, y, z), (0, y - 0.006, z)], 0.0185, "metal", gold, sides=10)
        s.sphere((0, low - 0.17, z), (0.026, 0.026, 0.02), material if item.material else "metal", gold, sides=12)

    if single:
        with s.at((0, 0.06, 0.06), rotation=np.eye(3) if h > w else rolled(-np.pi / 2)):
            blade(0.0, 1.1)
            for y in (-0.12, 0.4):
                s.box((0, y, -0.03), (0.09, 0.05, 0.06), "timber", trim(item, color, "#5a3420", 0.85), bevel_m=0.006)
        return fitted(s.geometry(), item.size_m)
    for k, turn in enumerate((0.78, -0.78)):
        with s.at((0, 0, 0), rotation=rolled(turn)):
            blade(0.052 if k else 0.03, 1.3)
    right = smoothed([(0.0, -0.19), (0.09, -0.12), (0.14, 0.0), (0.145, 0.14), (0.07, 0.135), (0.0, 0.16)], 3)
    shape = np.concatenate([right, (right * (-1, 1))[::-1][1:-1]])
    field = pick(item, color, ("#7a1c22", "#22325f", "#2a4a34", "#5a3420"), rng, 0.85)
    plate(s, shape * 1.0, 0.0, 0.018, material if item.material else "metal", gold)
    with s.at((0, 0, 0.066)):
        plate(s, shape * 0.78, 0.0, 0.01, material if item.material else "metal", gold)
        plate(s, shape * 0.7, 0.008, 0.006, material if item.material else "painted", field)
        disc(s, (0, 0.02, 0.012), 0.032, 0.012, "metal", gold, sides=18)
    return fitted(s.geometry(), item.size_m)


def tapestry(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Woven, hung from a rod with knobs by loops: a border round a scene or round medallions, a fringe below."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#7a2a2a", "#2f4a5a", "#6a5a2e", "#4a3a5a", "#7a4a2a"), rng), item.material or "fabric"
    pale, deep = trim(item, color, "#c8b07a", 1.12), trim(item, color, "#2a2230", 0.72)
    accent = pick(item, color, ("#a8743a", "#4a6a6a", "#8a3a34", "#5a7048"), rng, 0.88)
    columns, rows = int(np.clip(round(w / 0.038), 20, 36)), int(np.clip(round(h / 0.042), 20, 44))
    j, i = np.meshgrid(np.arange(columns), np.arange(rows))
    edge = np.minimum(np.minimum(i, rows - 1 - i), np.minimum(j, columns - 1 - j))
    tones = np.tile(color, (rows, columns, 1))
    if rng.random() < 0.55:
        v, u = (i + 0.5) / rows, (j + 0.5) / columns
        scene = (landscape if rng.random() < 0.7 else seascape)(u, v, rng)
        linear = linear_from_srgb((0.75 * scene + 0.25 * scene.mean(-1, keepdims=True)).clip(0.04, 0.9)) * [0.92, 0.8, 0.62]
        tones = linear if not item.color else color * (0.7 + 0.5 * linear.mean(-1, keepdims=True) / linear.mean())
    else:
        cj, step = (columns - 1) / 2, max(rows // 3, 8)
        a, b = np.abs(j - cj) / (0.4 * columns), np.abs((i % step) - (step - 1) / 2) / (0.5 * step)
        r = a + b
        tones[r < 0.95] = accent
        tones[r < 0.7] = pale
        tones[r < 0.5] = deep
        tones[r < 0.28] = pale
        tones[(r > 1.05) & ((i + j) % 6 == 0) & ((i - j) % 6 == 0)] = pale
    band = edge < 5
    tones[band] = color if not item.color else shade(color, 0.92)
    tones[(edge == 0) | (edge == 5)] = deep
    tones[(edge == 1) | (edge == 4)] = pale
    zig = (edge == 2) & ((i + j) % 4 < 2) | (edge == 3) & ((i + j) % 4 >= 2)
    tones[zig] = accent
    top, low = h - 0.085, 0.075
    u, v = np.meshgrid(np.linspace(-0.465, 0.465, columns + 1) * w, np.linspace(low, top, rows + 1))
    hang = 1 - (v - low) / (top - low)
    wave = 0.16 * d * (0.4 + 0.6 * hang) * np.sin(u / w * 21 + rng.uniform(0, 6) + 0.4 * hang)
    cloth(s, np.stack([u, v, -0.05 * d + wave], -1), 0.006, material, tones.clip(0, 0.95))
    for k in range(columns * 2):
        x = (k + 0.5) / (columns * 2) * 0.93 * w - 0.465 * w
        z = float(np.interp(x, u[0], -0.05 * d + wave[0]))
        s.tube(
            [(x, low + 0.005, z), (x + rng.uniform(-0.004, 0.004), 0.002, z)],
            0.006,
            "fabric",
            shade(pale, float(rng.uniform(0.85, 1.0))),
            sides=4,
        )
    wood = trim(item, color, "#4a2e1c", 0.8)
    s.tube([(-0.48 * w, h - 0.04, 0), (0.48 * w, h - 0.04, 0)], min(0.016, 0.3 * d), "timber", wood, sides=9)
    for x in (-1, 1):
        s.sphere((x * 0.485 * w, h - 0.04, 0), (0.015 * w, 0.032, 0.46 * d), "timber", wood, sides=10)
    count = max(5, round(w / 0.2))
    for k in range(count):
        x = (k / (count - 1) - 0.5) * 0.88 * w
        s.box((x, h - 0.062, 0), (0.045, 0.1, 0.8 * d), material, color if item.color else deep, bevel_m=0.008)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"deer_head": deer_head, "mask": mask, "sword": sword, "tapestry": tapestry}
