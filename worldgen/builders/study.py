"""What lies on a scholar's desk: pen and ink, scrolls, an open book, a lens, news."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .accents import accent
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .lettering import written
from .paints import main_paint, mix, shade
from .sheets import sheet, smoothed
from .swatches import LEATHERS, asked
from .turns import ALONG_X, ALONG_Z, loop, pitched, rolled

PARCHMENT = ("#dcc898", "#d0b884", "#e4d6b0", "#c8b07c")
BRASSES = ("#a8843c", "#8a6a34", "#b0905a", "#6a6c70")


def inkwell(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A pot of ink with a quill in it, on a small stand with a tray for pens."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#2a3a5a", "#5a3420", "#3a3a3e", "#6a2a2a", "#8a7a5a"), rng)
    stand = accent(item, color, str(rng.choice(["#6a4428", "#a8843c", "#4a3020"])), 0.9)
    s.box((0, 0.035 * h, 0), (w, 0.07 * h, d), item.material or "timber", stand, bevel_m=0.006)
    s.box((0.02 * w, 0.075 * h, 0.34 * d), (0.8 * w, 0.014, 0.12 * d), item.material or "timber", shade(stand, 0.6))
    with s.at((-0.36 * w, 0.1 * h, 0.34 * d), rotation=ALONG_X):
        pen = [(0.004, 0), (0.007, 0.02 * w), (0.006, 0.5 * w), (0.002, 0.62 * w)]
        s.lathe((0, 0, 0), pen, "timber", accent(item, color, "#1e1a1a", 0.7), sides=8)
    r, x = 0.3 * d, -0.12 * w
    pot = smoothed([(0.8, 0), (1.0, 0.05), (1.0, 0.2), (0.84, 0.3), (0.44, 0.34), (0.44, 0.4), (0.56, 0.42)], 2) * (r, h)
    s.lathe((x, 0.07 * h, -0.1 * d), pot, item.material or "ceramic", color, sides=22)
    s.lathe((x, 0.492 * h, -0.1 * d), [(0.4 * r, 0), (0, 0.001)], "plain", (0.004, 0.004, 0.012), sides=22, caps=False)
    feather = accent(item, color, str(rng.choice(["#ece6da", "#d8cdb8", "#8a7a6a", "#3a3a40"])), 1.1)
    t = np.linspace(0, 1, 15)
    bend = float(rng.uniform(0.1, 0.2))
    spine = np.stack([x + (0.46 * t + bend * t**2) * w, (0.4 + 0.6 * t) * h, (-0.1 + 0.04 * t) * d], 1)
    s.tube(spine, np.linspace(0.007, 0.006, 15), "plain", shade(feather, 0.9), sides=6)
    vane = np.interp(t, [0, 0.28, 0.36, 0.6, 0.85, 1], [0.0, 0.0, 0.6, 1.0, 0.7, 0.05]) * 0.2 * d
    way = np.gradient(spine, axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    across = np.cross(way, [0, 0, 1.0])
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    k = slice(4, 15)
    for side, wide in ((1, 1.25), (-1, 0.8)):
        notch = 1 - 0.16 * (np.arange(15) % 3 == 0)
        edge = spine + side * across * (vane * wide * notch)[:, None] + [0, 0, 0.01] - way * (0.5 * vane)[:, None]
        web = np.stack([spine[k], edge[k]], 1)
        thick = np.array([[0, 0, 0.004], [0, 0, 0]])
        sheet(s, web + thick, "fabric", feather, flip=side < 0)
        sheet(s, web - thick, "fabric", feather, flip=side > 0)
    return fitted(s.geometry(), item.size_m)


def _roll(s: Sculptor, center: Array, long: float, r: float, yaw: float, material: str, paper: Array, tie: Array) -> None:
    """A parchment rolled along x with spiral ends and a ribbon with a seal."""
    with s.at(center, yaw=yaw), s.at((-long / 2, 0, 0), rotation=ALONG_X):
        s.lathe((0, 0, 0), [(0.9 * r, 0), (r, 0.006), (r, long - 0.006), (0.9 * r, long)], material, paper, sides=18)
        for y in (-0.002, long + 0.002):
            for q in (0.72, 0.36):
                s.lathe((0, y - 0.004, 0), [(q * r, 0), (q * r + 0.004, 0.004), (q * r, 0.008)], "plain", shade(paper, 0.55), sides=14)
        s.lathe((0, 0.46 * long, 0), [(1.0 * r, 0), (1.06 * r, 0.003), (1.06 * r, 0.016), (1.0 * r, 0.019)], "fabric", tie, sides=18)
        s.sphere((0.35 * r, 0.48 * long, 1.0 * r), (0.3 * r, 0.3 * r, 0.14 * r), "plain", shade(tie, 0.8), sides=10)


def scroll(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """One lies open with lines of writing between its curled ends, others rolled up behind it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, PARCHMENT, rng), item.material or "paper"
    ties = ("#8a1e1e", "#22407a", "#3a5a2a", "#4a2a4a")
    ink = accent(item, color, "#3a2a1c", 0.6)
    r = 0.16 * h
    long, deep = 0.8 * w, 0.56 * d
    z0 = 0.5 * d - 0.5 * deep
    x = np.linspace(-long / 2, long / 2, 13)
    lift = r * 0.5 * (np.abs(2 * x / long) ** 4) + 0.008 + 0.004 * np.sin(7 * x / long * 3)
    p = np.stack([np.stack([x, lift, np.full(13, z)], 1) for z in np.linspace(z0 + deep / 2, z0 - deep / 2, 4)])
    sheet(s, p, material, color)
    sheet(s, p - [0, 0.007, 0], material, shade(color, 0.8), flip=True)
    for side in (-1, 1):
        with s.at((side * (long / 2 + 0.3 * r), r + 0.001, z0), rotation=ALONG_Z):
            s.lathe(
                (0, -deep / 2, 0), [(0.9 * r, 0), (r, 0.005), (r, deep - 0.005), (0.9 * r, deep)], material, shade(color, 0.94), sides=16
            )
            for y in (-deep / 2 - 0.003, deep / 2 + 0.001):
                s.lathe((0, y, 0), [(0.5 * r, 0), (0.62 * r, 0.003), (0.5 * r, 0.006)], "plain", shade(color, 0.5), sides=12)
    for line in range(8):
        z = z0 + deep * (-0.38 + 0.1 * line)
        stop = long * (0.36 if line < 7 else float(rng.uniform(-0.1, 0.2)))
        start = -0.36 * long + (0.08 * long if line == 0 else 0)
        while start < stop:
            end = min(start + float(rng.uniform(0.03, 0.1)) * long, stop)
            y = 0.5 * r * (2 * max(abs(start), abs(end)) / long) ** 4 + 0.015
            s.quad((start, y, z + 0.004), (end, y, z + 0.004), (end, y, z - 0.004), (start, y, z - 0.004), "plain", ink)
            start = end + 0.018 * long
    heap = [(0.0, 0), (1.9, 0), (0.95, 1)]
    big = 0.26 * h
    for k, (z, row) in enumerate(heap):
        at = np.array([float(rng.uniform(-0.05, 0.05)) * w, big + row * 1.66 * big, -d / 2 + (1.0 + z) * big])
        tie = accent(item, color, str(rng.choice(ties)), 0.72)
        paper = shade(color, 1.0 - 0.07 * k)
        _roll(s, at, (0.98 if k == 0 else float(rng.uniform(0.8, 0.95))) * w, big, float(rng.uniform(-0.06, 0.06)), material, paper, tie)
    return fitted(s.geometry(), item.size_m)


def magnifying_glass(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A large lens in a ring with a turned handle, held aslant by a stand."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, BRASSES, rng), item.material or "metal"
    wood = accent(item, color, str(rng.choice(["#5a3420", "#2a2220", "#7a4a2c"])), 0.85)
    base = [(0.44, 0), (0.46, 0.02), (0.42, 0.05), (0.16, 0.08), (0.1, 0.12), (0.07, 0.2), (0.09, 0.26), (0.06, 0.3)]
    s.lathe((0, 0, 0), smoothed(base, 2) * (min(w, d) * 1.05, h), material, color, sides=24)
    s.tube([(0, 0.28 * h, 0), (0, 0.36 * h, 0)], 0.05 * w, material, color, sides=12)
    r = 0.44 * w
    tilt = float(rng.uniform(-0.35, -0.2))
    with s.at((0, 0.34 * h + r * 0.95, 0.02 * d), rotation=pitched(tilt)):
        s.tube(loop(r, points=37), 0.055 * w, material, color, sides=10)
        lens = shade(color, 1.1) if asked(item) else np.array((0.62, 0.72, 0.74))
        a = np.linspace(0, 2 * np.pi, 29)[:-1]
        for z, out in ((0.012, 1), (-0.012, -1)):
            ring = np.stack([0.97 * r * np.cos(a), 0.97 * r * np.sin(a), 0 * a], 1)
            fan = np.array([(28, k, (k + 1) % 28) for k in range(28)])
            s.faces(np.vstack([ring, (0, 0, z)]), fan if out > 0 else fan[:, ::-1], "glass", lens)
        with s.at((0, 0, 0), rotation=rolled(-0.7 if rng.random() < 0.5 else 0.7)):
            s.cylinder((0, r, 0), 0.05 * w, 0.04 * h, material, color, sides=12)
            grip = [(0.05, 0), (0.075, 0.03), (0.06, 0.1), (0.085, 0.2), (0.07, 0.27), (0.03, 0.3)]
            s.lathe((0, r + 0.03 * h, 0), smoothed(grip, 2) * (w, h), item.material or "timber", wood, sides=14)
    return fitted(s.geometry(), item.size_m)


def open_book(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Thick and old: a picture and an initial letter, lines of writing, a leaf that is turning, a ribbon, worn covers."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, (*LEATHERS, "#7a2420", "#2a4a3a", "#2c3a5e"), rng)
    page = mix(color, shade(color, 1.25), 0.5) if asked(item) else linear_from_srgb(str(rng.choice(["#e6d9b8", "#dccaa0", "#ece2c8"])))
    ink, gilt = accent(item, color, "#33261c", 0.6), accent(item, color, "#b8903a", 0.85)
    s.box((0, 0.07 * h, 0), (w, 0.1 * h, d), item.material or "leather", color, bevel_m=0.004)
    s.box((0, 0.03 * h, 0), (0.1 * w, 0.06 * h, d), item.material or "leather", shade(color, 0.85), bevel_m=0.004)
    for x in (-1, 1):
        for z in (-1, 1):
            s.box((x * 0.47 * w, 0.075 * h, z * 0.46 * d), (0.06 * w, 0.13 * h, 0.08 * d), "metal", gilt, bevel_m=0.003)
    t = np.linspace(0, 1, 13)
    rise = h * np.interp(t, [0, 0.07, 0.16, 0.25, 0.34, 0.5, 0.75, 1], [0.4, 0.68, 0.88, 0.97, 1.0, 0.97, 0.84, 0.62])
    half, deep = 0.46 * w, 0.9 * d
    for side in (-1, 1):
        x = side * half * (0.005 + t)
        order = slice(None) if side > 0 else slice(None, None, -1)
        p = np.stack([np.stack([x, rise, np.full(13, z)], 1)[order] for z in np.linspace(deep / 2, -deep / 2, 4)])
        sheet(s, p, item.material or "paper", page)
        for z, flip in ((deep / 2, False), (-deep / 2, True)):
            foot = np.stack([x, np.full(13, 0.11 * h), np.full(13, z)], 1)[order]
            lip = np.stack([x, rise, np.full(13, z)], 1)[order]
            mid = (foot + lip) / 2
            tones = np.repeat(np.stack([shade(page, 0.8), shade(page, 0.9)])[:, None], 12, 1)
            sheet(s, np.stack([foot, mid, lip]), item.material or "paper", tones, flip=flip)
        e = side * half * 1.005
        edge = [(e, 0.11 * h, deep / 2), (e, 0.11 * h, -deep / 2), (e, rise[-1], -deep / 2), (e, rise[-1], deep / 2)]
        s.polygon(edge if side > 0 else edge[::-1], item.material or "paper", shade(page, 0.85))

        def on(u: float, side: int = side) -> tuple[float, float]:
            return side * half * u, float(np.interp(u, t, rise)) + 0.0035

        art = int(side < 0)
        for line in range(11):
            z = (-0.36 + 0.075 * line) * deep
            if art and line < 6:
                continue
            for k in range(6):
                u0, u1 = 0.14 + 0.125 * k, 0.14 + 0.125 * (k + float(rng.uniform(0.7, 0.95)))
                if line < 3 and k == 0 and not art or (line == 10 and k > 3):
                    continue
                (xa, ya), (xb, yb) = sorted((on(u0), on(u1)))
                tall = 0.012 * d
                s.quad((xa, ya, z + tall), (xb, yb, z + tall), (xb, yb, z - tall), (xa, ya, z - tall), "plain", ink)
        spans = ((0.18, 0.84, -0.4, 0.02, 0),) if art else ((0.14, 0.25, -0.39, -0.19, 1),)
        for u0, u1, z0, z1, letter in spans:
            paints = (gilt, accent(item, color, str(rng.choice(["#2a4a8a", "#a82c24", "#3a6a3a"])), 0.9))
            for inset, paint in ((0.0, paints[letter]), (0.04, paints[1 - letter])):
                u = np.linspace(u0 + inset, u1 - inset, 6)
                xy = np.array(sorted(on(float(a)) for a in u))
                p = np.stack(
                    [np.column_stack([xy[:, 0], xy[:, 1] + 0.002 + 0.05 * inset, np.full(6, z * deep)]) for z in (z1 - inset, z0 + inset)]
                )
                sheet(s, p, "plain", paint)
            if art:
                x, y = on(0.52)
                s.lathe((x, y + 0.003, -0.22 * deep), [(0.04 * w, 0), (0.03 * w, 0.004), (0, 0.004)], "plain", gilt, sides=18, caps=False)
    ribbon = np.array(
        [(0.02 * w, 0.5 * h, -0.42 * d), (0.03 * w, 0.42 * h, 0.3 * d), (0.035 * w, 0.25 * h, 0.46 * d), (0.04 * w, 0.06 * h, 0.49 * d)]
    )
    s.tube(ribbon, 0.007, "fabric", accent(item, color, "#a01e1e", 0.8), sides=6)
    return fitted(s.geometry(), item.size_m)


def newspaper(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Folded papers on each other: a masthead, a photograph, columns of print."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d8d4c8", "#cfc9ba", "#dcd2bc"), rng), item.material or "paper"
    count = int(rng.integers(2, 5))
    for k in range(count):
        with s.at((0, k * h / count, 0), yaw=0.0 if k < count - 1 else float(rng.uniform(-0.06, 0.06))):
            grow = 1.0 if k == 0 else float(rng.uniform(0.9, 0.96))
            t = 0.94 * h / count
            s.box((0.01 * w, t / 2, 0), (0.94 * grow * w, t, grow * d), material, shade(color, float(rng.uniform(0.9, 1.0))), bevel_m=0.003)
            with s.at((-0.47 * grow * w, t / 2, -0.5 * grow * d), rotation=ALONG_Z):
                s.cylinder((0, 0, 0), t / 2, grow * d, material, shade(color, 0.95), sides=10)
            top = grow
    ink, grey = accent(item, color, "#2a2826", 0.62), accent(item, color, "#8a877f", 0.8)
    with s.at((0, h + 0.001, 0), rotation=pitched(-np.pi / 2)):
        name = str(rng.choice(["THE TIMES", "DAILY NEWS", "HERALD", "THE GLOBE"]))
        written(s, name, (0, 0.38 * top * d, 0.001), 0.8 * w, 0.13 * d, "plain", ink, bold=0.2)
        s.box((0, 0.29 * top * d, 0), (0.86 * w, 0.008, 0.004), "plain", ink)
        x = float(rng.choice([-0.2, 0.2])) * w
        s.box((x, 0.08 * d, 0), (0.42 * w, 0.34 * d, 0.004), "plain", grey)
        s.box((x, 0.02 * d, 0.001), (0.3 * w, 0.16 * d, 0.004), "plain", shade(grey, 0.6))
        s.box((-x, 0.2 * d, 0), (0.36 * w, 0.035 * d, 0.004), "plain", ink)
        for column in range(4):
            cx = (column - 1.5) * 0.21 * w
            for row in range(11):
                y = (-0.15 - 0.028 * row) * d if abs(cx - x) < 0.25 * w else (0.15 - 0.0285 * row * 1.9) * d
                if y > -0.46 * top * d:
                    s.box((cx, y, 0), (0.18 * w * float(rng.uniform(0.8, 1.0)), 0.012 * d, 0.003), "plain", grey, skip="zxyXY")
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "inkwell": inkwell, "scroll": scroll,  "magnifying_glass": magnifying_glass, "open_book": open_book,
     "newspaper": newspaper,
}  # fmt: skip
