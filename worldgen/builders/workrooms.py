"""What people work at: a potter's wheel, a loom, a workbench; and the safe they keep the money in."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .accents import accent, prism
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor
from .paints import main_paint, shade
from .sheets import sheet, smoothed
from .swatches import ACCENTS, WOODS
from .turns import ALONG_Z, loop, pitched, rolled

IRON, BLACK = (0.045, 0.043, 0.045), (0.02, 0.02, 0.022)


def pottery_wheel(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A frame with a tray, the wheel with a wet pot on it, the flywheel to kick below, the potter's seat behind."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    top, z0 = 0.7 * h, 0.12 * d
    reach, deep = 0.44 * w, 0.32 * d
    for x in (-1, 1):
        for z in (z0 - deep, z0 + deep):
            s.box((x * reach, top / 2, z), (0.075, top, 0.075), material, shade(color, 0.92), bevel_m=0.01)
        for y in (0.18 * h, 0.62 * h):
            s.box((x * reach, y, z0), (0.05, 0.07, 2 * deep), material, color, bevel_m=0.006)
        s.box((x * 0.3 * w, 0.25 * h, -0.42 * d), (0.06, 0.5 * h, 0.06), material, shade(color, 0.9), bevel_m=0.008)
        s.box((x * 0.3 * w, 0.44 * h, -0.3 * d), (0.045, 0.06, 0.3 * d), material, shade(color, 0.9))
    for z in (z0 - deep, z0 + deep):
        s.box((0, 0.64 * h, z), (2 * reach, 0.08, 0.045), material, color, bevel_m=0.006)
    s.box((0, 0.08 * h, z0), (2 * reach, 0.07, 0.1), material, shade(color, 0.85), bevel_m=0.006)
    s.box((0, 0.52 * h, -0.4 * d), (0.76 * w, 0.05, 0.2 * d), material, shade(color, 1.05), bevel_m=0.015)
    s.box((0, top, z0), (w, 0.03, 2.16 * deep), material, shade(color, 1.02), bevel_m=0.006)
    for x in (-1, 1):
        s.box((x * (w / 2 - 0.012), top + 0.05, z0), (0.024, 0.1, 2.16 * deep), material, color, bevel_m=0.005)
    for z in (-1, 1):
        s.box((0, top + 0.05, z0 + z * (1.08 * deep - 0.012)), (w - 0.03, 0.1, 0.024), material, color, bevel_m=0.005)
    r = 0.36 * w
    s.tube([(0, 0.08 * h, z0), (0, top + 0.06, z0)], 0.022, "metal", IRON, sides=10)
    fly = [(0.3, 0), (0.96, 0.0), (1.0, 0.02), (1.0, 0.08), (0.96, 0.1), (0.3, 0.1)]
    s.lathe((0, 0.16 * h, z0), [(a * r, b) for a, b in fly], item.material or "concrete", accent(item, color, "#8a857c", 0.8), sides=30)
    head = 0.5 * min(w, d) * 0.52
    disc = [(0.9 * head, 0), (head, 0.01), (head, 0.03), (0, 0.03)]
    s.lathe((0, top + 0.05, z0), disc, "metal", accent(item, color, "#7a7c7e", 0.9), sides=28)
    clay = accent(item, color, str(rng.choice(["#9a6a4c", "#8a8078", "#a8745a"])), 0.85)
    y, tall, body = top + 0.08, h - top - 0.08, head * 0.66
    shapes = (
        [(0.7, 0), (0.72, 0.06), (0.95, 0.3), (1.0, 0.5), (0.8, 0.75), (0.6, 0.88), (0.72, 1.0)],
        [(0.6, 0), (0.62, 0.06), (0.9, 0.5), (1.0, 0.8), (1.06, 1.0)],
        [(0.9, 0), (0.92, 0.06), (0.78, 0.4), (0.72, 0.7), (0.8, 1.0)],
    )
    p = smoothed(shapes[int(rng.integers(3))], 6)
    p[:, 0] *= 1 + 0.02 * np.sin(p[:, 1] * 55)
    lip = p[-1, 0]
    inner = [(lip - 0.12, 0.99), (lip - 0.16, 0.6), (0, 0.55)]
    s.lathe((0, y, z0), np.vstack([p, inner]) * (body, tall), "ceramic", clay, sides=30)
    s.lathe((0, y - 0.004, z0), [(1.05 * body, 0), (0.8 * body, 0.02)], "ceramic", shade(clay, 0.8), sides=24, caps=False)
    bowl = [(0.5, 0), (0.9, 0.6), (1, 1), (0.9, 1), (0.6, 0.3), (0, 0.3)]
    at = (0.36 * w, top + 0.015, z0 + 0.6 * deep)
    s.lathe(at, [(a * 0.09 * w, b * 0.08) for a, b in bowl], "ceramic", shade(clay, 1.15), sides=18)
    s.sphere((-0.36 * w, top + 0.04, z0 + 0.5 * deep), (0.08 * w, 0.05, 0.07 * w), "ceramic", shade(clay, 0.9), sides=12)
    return fitted(s.geometry(), item.size_m)


def loom(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Four posts with beams; warp threads through hanging heddles and a reed; the finished cloth rolls up in front; treadles below."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    x0 = w / 2 - 0.05
    for x in (-1, 1):
        s.box((x * x0, 0.3 * h, 0.43 * d), (0.08, 0.6 * h, 0.09), material, color, bevel_m=0.01)
        s.box((x * x0, 0.5 * h, 0.0), (0.09, h, 0.1), material, shade(color, 1.04), bevel_m=0.01)
        s.box((x * x0, 0.31 * h, -0.43 * d), (0.08, 0.62 * h, 0.09), material, color, bevel_m=0.01)
        for y, z, long in ((0.12, 0, 0.86), (0.5, 0, 0.86)):
            s.box((x * x0, y * h, z), (0.055, 0.08, long * d), material, shade(color, 0.92), bevel_m=0.006)
    s.box((0, 0.965 * h, 0), (w, 0.07 * h, 0.09), material, shade(color, 1.02), bevel_m=0.01)
    s.box((0, 0.12 * h, 0.36 * d), (w - 0.12, 0.06, 0.05), material, shade(color, 0.9))
    beams = ((0.57, 0.43, 0.035), (0.3, 0.37, 0.055), (0.57, -0.43, 0.035), (0.36, -0.39, 0.07))
    for y, z, r in beams:
        s.tube([(-x0, y * h, z * d), (x0, y * h, z * d)], r, material, shade(color, 0.96), sides=14)
    half = 0.36 * w
    tones = [accent(item, color, str(c), f) for c, f in zip(rng.permutation(ACCENTS)[:4], (0.8, 1.0, 1.12, 0.9), strict=True)]
    yarn = accent(item, color, "#d8cdb4", 1.1)
    high = 0.57 * h + 0.038
    for k in range(30):
        x = (k / 29 - 0.5) * 2 * half
        lift = (0.03 if k % 2 else -0.03) * h
        path = [(x, 0.36 * h, -0.39 * d - 0.07), (x, high, -0.43 * d), (x, high + lift, -0.08 * d), (x, high, 0.16 * d)]
        s.tube(path, 0.006, "fabric", shade(yarn, 0.95 if k % 2 else 1.05), sides=4)
    rows, cols = 18, 24
    paint = np.empty((rows, cols, 3))
    motif = int(rng.integers(3))
    for i in range(rows):
        for j in range(cols):
            diamond = (i % 6 - 3) ** 2 < 9 and abs(abs(j % 8 - 4) - abs(i % 6 - 3)) < 1
            band = i % 6 == 0
            pick = (2 if diamond else 0 if not band else 1, (i // 2) % 4, 1 if (i // 3 + j // 3) % 2 else 0)[motif]
            paint[i, j] = tones[pick]
    run = np.array([(0.33, 0.43), (0.45, 0.46), (0.56, 0.458), (0.593, 0.43), (0.595, 0.3), (0.595, 0.16)])
    line = smoothed(run, 4)
    line = np.stack([np.interp(np.linspace(0, 1, rows + 1), np.linspace(0, 1, len(line)), line[:, q]) for q in (0, 1)], 1)
    x = np.linspace(-half, half, cols + 1)
    p = np.stack(np.broadcast_arrays(x[None], line[:, :1] * h + 0.004, line[:, 1:] * d + 0.004), -1)
    sheet(s, p, "fabric", paint)
    sheet(s, p - [0, 0.006, 0.004], "fabric", shade(tones[0], 0.8), flip=True)
    s.tube([(-half, 0.3 * h, 0.37 * d), (half, 0.3 * h, 0.37 * d)], 0.08, "fabric", tones[0], sides=14)
    for z, drop in ((-0.06, 0.02), (-0.12, -0.02)):
        for y in (0.7, 0.46):
            s.tube([(-0.42 * w, (y + drop) * h, z * d), (0.42 * w, (y + drop) * h, z * d)], 0.014, material, shade(color, 1.06), sides=7)
        for k in range(15):
            q = (k / 14 - 0.5) * 2 * half
            s.tube([(q, (0.46 + drop) * h, z * d), (q, (0.7 + drop) * h, z * d)], 0.006, "fabric", shade(yarn, 0.8), sides=4)
        for q in (-0.3, 0.3):
            s.tube([(q * w, (0.7 + drop) * h, z * d), (q * w, 0.95 * h, 0)], 0.008, "fabric", shade(yarn, 0.7), sides=5)
    for y in (0.5, 0.67):
        s.box((0, y * h, 0.1 * d), (0.86 * w, 0.05, 0.04), material, shade(color, 1.08), bevel_m=0.006)
    for k in range(22):
        q = (k / 21 - 0.5) * 2 * half
        s.box((q, 0.585 * h, 0.1 * d), (0.012, 0.15 * h, 0.014), material, shade(color, 0.8), skip="yY")
    for q in (-0.43, 0.43):
        s.box((q * w, 0.76 * h, 0.06 * d), (0.05, 0.4 * h, 0.03), material, color, bevel_m=0.005)
    for k in range(4):
        with s.at(((k - 1.5) * 0.12 * w, 0.05, 0.02 * d), rotation=pitched(-0.1)):
            s.box((0, 0, 0), (0.07, 0.03, 0.66 * d), material, shade(color, 0.9), bevel_m=0.006)
    return fitted(s.geometry(), item.size_m)


def _saw(s: Sculptor, x: float, y: float, z: float, long: float, steel: Array, grip: Array) -> None:
    """A hand saw that hangs by its handle."""
    blade = np.array([(-0.1, 0), (0.1, 0), (0.04, -1.0), (-0.06, -1.0)]) * (0.9 * long, long)
    with s.at((x, y, z)):
        prism(s, blade[::-1], 0.008, "metal", steel, bevel_m=0.002)
        s.tube(loop(0.11 * long, points=15, center=(0, 0.08 * long, 0.006)) * (1, 0.9, 1), 0.016, "timber", grip, sides=8)


def workbench(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A thick top on heavy legs with a vice, a plane, a mallet and shavings; a board of hanging tools behind, a box on the shelf."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    top, t = 0.6 * h, 0.075
    for x in (-1, 1):
        for z in (-1, 1):
            s.box(
                (x * (w / 2 - 0.12), (top - t) / 2, z * (d / 2 - 0.08)), (0.11, top - t, 0.1), material, shade(color, 0.88), bevel_m=0.012
            )
        s.box((x * (w / 2 - 0.12), top - t - 0.09, 0), (0.06, 0.1, d - 0.2), material, shade(color, 0.85))
    s.box((0, 0.17 * h, 0), (w - 0.2, 0.04, d - 0.12), material, shade(color, 0.94), bevel_m=0.005)
    for k in range(4):
        z = -d / 2 + (k + 0.5) * d / 4
        s.box((0, top - t / 2, z), (w, t, d / 4 - 0.003), material, shade(color, float(rng.uniform(0.96, 1.08))), bevel_m=0.006)
    s.box((0, (top + h) / 2, -d / 2 + 0.014), (0.96 * w, h - top, 0.024), material, shade(color, 0.84), bevel_m=0.004)
    s.box((0, h - 0.02, -d / 2 + 0.03), (0.98 * w, 0.04, 0.06), material, shade(color, 0.95), bevel_m=0.006)
    steel, iron = accent(item, color, "#9a9ea2", 0.95), accent(item, color, "#34363a", 0.75)
    grip, dark = accent(item, color, "#a8622c", 1.05), accent(item, color, "#6a4428", 0.8)
    side = -1 if rng.random() < 0.5 else 1
    x, z = side * 0.3 * w, d / 2
    s.box((x, top - 0.05, z - 0.02), (0.24, 0.15, 0.05), item.material or "timber", shade(color, 0.92), bevel_m=0.008)
    s.box((x, top - 0.05, z + 0.09), (0.24, 0.15, 0.05), item.material or "timber", shade(color, 1.05), bevel_m=0.008)
    s.tube([(x, top - 0.08, z - 0.05), (x, top - 0.08, z + 0.17)], 0.022, "metal", iron, sides=10)
    for q in (-0.08, 0.08):
        s.tube([(x + q, top - 0.09, z - 0.05), (x + q, top - 0.09, z + 0.1)], 0.011, "metal", steel, sides=8)
    s.tube([(x - 0.1, top - 0.11, z + 0.16), (x + 0.1, top - 0.05, z + 0.16)], 0.012, "timber", dark, sides=8)
    with s.at((-side * 0.16 * w, top, 0.12 * d), yaw=float(rng.uniform(-0.5, 0.5))):  # the plane
        s.box((0, 0.03, 0), (0.26, 0.06, 0.07), "timber", grip, bevel_m=0.008)
        with s.at((0.02, 0.07, 0), rotation=rolled(0.7)):
            s.box((0, 0, 0), (0.012, 0.12, 0.05), "metal", steel)
        s.sphere((-0.09, 0.08, 0), (0.022, 0.028, 0.022), "timber", dark, sides=10)
        s.tube([(0.09, 0.05, 0), (0.1, 0.1, 0), (0.075, 0.13, 0)], 0.016, "timber", dark, sides=8)
    with s.at((side * 0.1 * w, top + 0.045, 0.1 * d), yaw=float(rng.uniform(-0.8, 0.8))):  # the mallet
        s.box((0, 0, 0), (0.09, 0.09, 0.14), "timber", shade(grip, 0.9), bevel_m=0.012)
        s.tube([(0.02, -0.028, 0), (0.28, -0.028, 0)], 0.015, "timber", dark, sides=8)
    curl = accent(item, color, "#d8b888", 1.15)
    for _ in range(9):
        at = np.array([-side * 0.1 * w + float(rng.uniform(-0.2, 0.24)), top + 0.018, float(rng.uniform(0.05, 0.36)) * d])
        with s.at(at, yaw=float(rng.uniform(0, 3))):
            s.tube(loop(0.018, points=9, stop_rad=5.0), 0.007, "timber", curl, sides=4)
    z, room = -d / 2 + 0.032, h - top
    for k, what in enumerate(rng.permutation(5)):
        x = (k - 2) * 0.18 * w
        if what == 0:
            _saw(s, x, h - 0.28 * room, z, 0.55 * room, steel, grip)
        elif what == 1:  # hammer
            s.tube([(x, h - 0.85 * room, z + 0.02), (x, h - 0.26 * room, z + 0.02)], [0.016, 0.013], "timber", grip, sides=8)
            s.box((x, h - 0.24 * room, z + 0.024), (0.13, 0.036, 0.036), "metal", iron, bevel_m=0.006)
        elif what == 2:  # chisels in a rack
            s.box((x, h - 0.38 * room, z + 0.016), (0.22, 0.03, 0.05), material, shade(color, 1.05), bevel_m=0.004)
            for q in range(4):
                c = x + (q - 1.5) * 0.052
                s.tube([(c, h - 0.36 * room, z + 0.022), (c, h - 0.18 * room, z + 0.022)], [0.013, 0.018], "timber", grip, sides=8)
                s.box((c, h - (0.52 + 0.04 * q) * room, z + 0.022), (0.014 + 0.004 * q, (0.24 + 0.08 * q) * room, 0.008), "metal", steel)
        elif what == 3:  # square
            s.box((x - 0.06, h - 0.5 * room, z + 0.012), (0.034, 0.56 * room, 0.02), "timber", dark, bevel_m=0.003)
            s.box((x + 0.02, h - 0.25 * room, z + 0.01), (0.2, 0.032, 0.01), "metal", steel)
        else:  # pliers
            for q in (-1, 1):
                arc = np.array([(q * 0.012, -0.2), (-q * 0.012, -0.34), (-q * 0.045, -0.52), (-q * 0.03, -0.8)])
                s.tube(np.column_stack([x + arc[:, 0], h + arc[:, 1] * room, np.full(4, z + 0.02)]), 0.011, "metal", iron, sides=7)
    s.box((side * 0.2 * w, 0.17 * h + 0.13, 0), (0.42, 0.22, 0.32), material, shade(color, 0.75), bevel_m=0.01)
    s.tube(loop(0.09, points=9, stop_rad=np.pi, center=(side * 0.2 * w, 0.17 * h + 0.24, 0)), 0.012, "metal", iron, sides=7)
    for k in range(3):
        s.box(
            (-side * 0.2 * w, 0.17 * h + 0.04 + 0.04 * k, 0.02 * k),
            (0.5, 0.035, 0.12),
            "timber",
            shade(curl, 0.75 + 0.1 * k),
            bevel_m=0.003,
        )
    return fitted(s.geometry(), item.size_m)


def safe(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Iron with rivets, a thick door on hinges with a spoked wheel, a dial and a name plate, on four feet."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2e3a36", "#3a3d42", "#2a2c30", "#4a3a30", "#5a6468"), rng), item.material or "painted"
    brass, dark = accent(item, color, str(rng.choice(["#b08a48", "#b4b8bc"])), 1.1), accent(item, color, "#141416", 0.6)
    for x in (-1, 1):
        for z in (-1, 1):
            at = (x * 0.38 * w, 0, z * 0.36 * d)
            s.lathe(at, [(0.06 * w, 0), (0.08 * w, 0.03 * h), (0.06 * w, 0.08 * h)], "metal", dark, sides=14)
    body, mid = 0.93 * h, 0.07 * h + 0.465 * h
    s.box((0, mid, -0.05 * d), (w, body, 0.86 * d), material, color, bevel_m=0.02)
    front = 0.38 * d
    s.box((0, mid, front), (0.9 * w, 0.9 * body, 0.03 * d), material, shade(color, 0.75), bevel_m=0.004)
    s.box((0, mid, front + 0.04 * d), (0.82 * w, 0.82 * body, 0.08 * d), material, shade(color, 1.06), bevel_m=0.016)
    face = front + 0.085 * d
    for x, y, wide, tall in ((0, 0.36, 0.72, 0.012), (0, -0.36, 0.72, 0.012), (-0.355, 0, 0.012, 0.72), (0.355, 0, 0.012, 0.72)):
        s.box((x * w, mid + y * body, face), (wide * w, tall * body, 0.008), "metal", brass, skip="z")
    with s.at((-0.02 * w, mid - 0.06 * h, face), rotation=ALONG_Z):
        r = 0.17 * min(w, h)
        s.lathe((0, 0, 0), [(0.5 * r, 0), (0.42 * r, 0.02), (0.2 * r, 0.03), (0.2 * r, 0.07), (0.1 * r, 0.085)], "metal", brass, sides=20)
        s.tube(loop(r, plane="xz", points=29, center=(0, 0.055, 0)), 0.016, "metal", brass, sides=9)
        count, turn = int(rng.choice([3, 5])), float(rng.uniform(0, 2))
        for k in range(count):
            a = 2 * np.pi * k / count + turn
            s.tube([(0, 0.055, 0), (1.12 * r * np.cos(a), 0.055, 1.12 * r * np.sin(a))], 0.013, "metal", brass, sides=8)
            s.sphere((1.16 * r * np.cos(a), 0.055, 1.16 * r * np.sin(a)), 0.022, "metal", brass, sides=10)
    with s.at((-0.02 * w, mid + 0.22 * body, face), rotation=ALONG_Z):
        r = 0.085 * w
        s.lathe(
            (0, 0, 0),
            [(1.2 * r, 0), (1.2 * r, 0.01), (r, 0.016), (0.92 * r, 0.035), (0.5 * r, 0.04), (0.45 * r, 0.06)],
            "metal",
            dark,
            sides=24,
        )
        for k in range(12):
            with s.at((0, 0.013, 0), yaw=np.pi * k / 6):
                s.box((0, 0, 1.08 * r), (0.008, 0.008, 0.14 * r), "plain", accent(item, color, "#e0dccf", 1.15))
    s.box((-0.02 * w, mid - 0.31 * body, face), (0.34 * w, 0.06 * body, 0.012), "metal", brass, bevel_m=0.003)
    for y in (-0.28, 0.28):
        s.tube(
            [(0.43 * w, mid + (y - 0.07) * body, front + 0.05 * d), (0.43 * w, mid + (y + 0.07) * body, front + 0.05 * d)],
            0.03 * w,
            "metal",
            dark,
            sides=12,
        )
        s.sphere((0.43 * w, mid + (y + 0.075) * body, front + 0.05 * d), 0.03 * w, "metal", brass, sides=10)
    for x in (-0.47, 0.47):
        for k in range(5):
            s.sphere((x * w, mid + (k - 2) * 0.22 * body, 0.38 * d), 0.014, "metal", shade(color, 0.9), sides=8)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"pottery_wheel": pottery_wheel, "loom": loom, "workbench": workbench, "safe": safe}
