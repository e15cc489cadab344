"""Of bakehouse, dairy and cellar: a brick oven, a churn, a pot over a fire, a cask with a tap."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance, Style
from .accents import accent
from .envelope import fitted
from .flames import embers, hearth_fire
from .geometry import Geometry, Sculptor
from .lettering import plate
from .paints import main_paint, shade
from .sheets import smoothed
from .swatches import WOODS
from .turns import ALONG_Z, loop

IRON = (0.045, 0.043, 0.045)


def bread_oven(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A dome on a base with a store of wood in it; an arched mouth with a fire inside, a chimney over the mouth."""
    s = Sculptor()
    w, h, d = item.size_m
    own = int(rng.integers(3))
    color = main_paint(item, (("#9a5a44", "#a8644a"), ("#c8a47c", "#b8906a"), ("#e2d8c6", "#d8cbb4"))[own], rng)
    material = item.material or ("brick", "plaster", "plaster")[own]
    base_material = item.material or "stone_courses" if own else material
    base = accent(item, color, ("#9a5a44", "#8f887c", "#9c948a")[own], 0.88)
    low, front = 0.4 * h, d / 2
    bay, tall = 0.26 * w, 0.62 * low
    for x in (-1, 1):
        s.box((x * (bay / 2 + w / 4), low / 2, 0), (w / 2 - bay, low, 0.94 * d), base_material, base, skip="y")
    s.box((0, (tall + low) / 2, 0), (2 * bay, low - tall, 0.94 * d), base_material, base)
    s.box((0, tall / 2, -0.3 * d), (2 * bay, tall, 0.3 * d), base_material, shade(base, 0.25))
    for k in range(9):
        r = 0.11 * tall * float(rng.uniform(0.85, 1.2))
        x, y = (-0.8 + 0.4 * (k % 5)) * bay, r if k < 5 else 2.9 * r
        with s.at((x + (0.2 * bay if k >= 5 else 0), y, -0.16 * d), rotation=ALONG_Z):
            s.cylinder((0, 0, 0), 1.6 * r, 0.55 * d, "bark", accent(item, color, "#6b5440", 0.7), sides=9)
            s.cylinder((0, 0.55 * d, 0), 1.4 * r, 0.012, "timber", accent(item, color, "#b08a5a", 1.1), sides=9)
    slab = accent(item, color, "#8a8378", 1.05)
    s.box((0, low + 0.02 * h, 0.0), (w, 0.05 * h, d), item.material or "ashlar", slab, bevel_m=0.015)
    floor = low + 0.045 * h
    mouth, rise = 0.2 * w, 0.21 * h
    dome = Sculptor()
    high = 0.4 * h
    t = np.linspace(0, np.pi / 2, 11)
    profile = np.stack([np.cos(t) ** 0.85, np.sin(t) ** 0.85], 1)
    profile[-1, 0] = 0
    dome.lathe((0, 0, 0), profile, material, color, sides=40)
    g = dome.geometry()
    v = g.vertices * (0.47 * w, high, 0.43 * d) + (0, floor, -0.06 * d)
    middle = v[np.where(g.faces < 0, g.faces[:, :1], g.faces)].mean(1)
    hole = (np.abs(middle[:, 0]) < 1.15 * mouth) & (middle[:, 1] < floor + 1.2 * rise) & (middle[:, 2] > 0)
    s.faces(v, g.faces[~hole], material, color, uv=g.uv * (0.47 * w))
    a = np.linspace(0, np.pi, 15)
    spring = rise - mouth * 0.62
    inner = np.stack([mouth * np.cos(a), spring + mouth * 0.62 * np.sin(a)], 1)
    inner = np.vstack([[mouth, 0], inner, [-mouth, 0]])
    outer = np.vstack([[1.5 * mouth, 0], np.stack([1.5 * mouth * np.cos(a), spring + 1.05 * mouth * np.sin(a)], 1), [-1.5 * mouth, 0]])
    z0, z1, deep = 0.12 * d, 0.43 * d, -0.1 * d
    frame = item.material or ("brick" if own != 2 else "ashlar")
    tone = accent(item, color, ("#7a4234", "#9a5a44", "#a39a8b")[own], 0.85)
    soot = shade(tone, 0.22)
    n = len(inner)
    for k in range(n - 1):
        p, q, i, j = outer[k], outer[k + 1], inner[k], inner[k + 1]
        s.quad((*(i + (0, floor)), z1), (*(p + (0, floor)), z1), (*(q + (0, floor)), z1), (*(j + (0, floor)), z1), frame, tone)
        s.quad((*(p + (0, floor)), z1), (*(p + (0, floor)), z0), (*(q + (0, floor)), z0), (*(q + (0, floor)), z1), frame, tone)
        s.quad((*(i + (0, floor)), deep), (*(i + (0, floor)), z1), (*(j + (0, floor)), z1), (*(j + (0, floor)), deep), "brick", soot)
    back = np.column_stack([inner, np.full(n, deep)]) + (0, floor, 0)
    for k in range(1, n - 1):
        s.triangle(back[0], back[k], back[k + 1], "plain", shade(tone, 0.12), emission_linear=(0.16, 0.035, 0.004))
    s.box((0, floor + 0.004, 0.16 * d), (2 * mouth, 0.008, 0.54 * d), "brick", soot, skip="y")
    chimney = 0.16 * w
    top = floor + high
    s.box((0, (floor + rise + h) / 2 + 0.06 * h, 0.2 * d), (chimney, h - floor - rise - 0.12 * h, chimney), material, color, bevel_m=0.01)
    s.box((0, h - 0.02 * h, 0.2 * d), (1.3 * chimney, 0.04 * h, 1.3 * chimney), frame, shade(tone, 1.05), bevel_m=0.008)
    s.box((0, 0.5 * (top + floor + rise), 0.26 * d), (2.2 * chimney, 0.3 * (top - floor), 0.3 * d), material, color, bevel_m=0.04)
    for k in range(3):
        x = (k - 1) * 0.4 * mouth
        with s.at((x, floor + 0.05, -0.02 * d), yaw=float(rng.uniform(-0.4, 0.4))):
            s.tube([(-0.4 * mouth, 0, 0), (0.4 * mouth, 0.02, 0)], 0.035, "bark", (0.02, 0.014, 0.01), sides=7)
    embers(s, (0, floor + 0.02, 0.02 * d), (1.4 * mouth, 0.16 * d), rng, count=50)
    hearth_fire(s, (0, floor + 0.03, 0.0), (1.5 * mouth, 0.75 * rise, 0.1 * d), rng, tongues=26)
    plate(
        s,
        np.array([(-mouth, 0), (mouth, 0), (mouth, 0.02 * h), (-mouth, 0.02 * h)]) + (0, low + 0.01 * h),
        front - 0.02,
        0.012,
        "metal",
        IRON,
    )
    return fitted(s.geometry(), item.size_m)


def butter_churn(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Staves that narrow upwards under hoops, a lid, the dasher's pole through it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "planks"
    r, top, neck = min(w, d) / 2 - 0.008, float(rng.uniform(0.58, 0.64)) * h, 0.62
    tub = Sculptor()
    tub.lathe(
        (0, 0, 0), [(r, 0), (neck * r, top), (neck * r - 0.012, top), (neck * r - 0.02, top - 0.03), (0, top - 0.03)], material, color
    )
    g = tub.geometry()
    s.add(replace(g, uv=g.uv[:, ::-1]))
    hoop = accent(item, color, str(rng.choice(["#3a3a3c", "#a8844a", "#6a5038"])), 0.78)
    for at in (0.08, 0.36, 0.66, 0.93):
        q = r + (neck - 1) * r * at + 0.006
        s.lathe((0, at * top - 0.018, 0), [(q - 0.01, 0), (q + 0.002, 0), (q - 0.002, 0.036), (q - 0.014, 0.036)], "metal", hoop, sides=16)
    q = neck * r
    lid = [(1.12 * q, 0), (1.12 * q, 0.025), (0.9 * q, 0.035), (0.4 * q, 0.045), (0.36 * q, 0.075), (0.2 * q, 0.08)]
    s.lathe((0, top, 0), lid, item.material or "timber", shade(color, 1.05), sides=22)
    s.tube([(0, top, 0), (0, h - 0.02, 0)], 0.018, item.material or "timber", shade(color, 0.9), sides=10)
    s.tube([(-0.34 * w, h - 0.1, 0), (0.34 * w, h - 0.1, 0)], 0.018, item.material or "timber", shade(color, 0.94), sides=9)
    s.sphere((0, h - 0.022, 0), 0.026, item.material or "timber", color, sides=12)
    ear = loop(0.07, points=11, plane="yz", start_rad=-1.7, stop_rad=1.7)
    for side in (-1, 1):
        path = np.column_stack([side * (0.86 * r + 0.8 * (ear[:, 1] - ear[:, 1].min()) * 0.5), 0.45 * top + ear[:, 2], 0 * ear[:, 0]])
        s.tube(path, 0.012, "metal", hoop, sides=7)
    return fitted(s.geometry(), item.size_m)


def cooking_tripod(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Three lashed poles, a pot on a chain between them, a fire in a ring of stones below."""
    s = Sculptor()
    w, h, d = item.size_m
    wood = rng.random() < 0.6
    color = main_paint(item, ("#6e543c", "#7a6248") if wood else ("#38363a", "#2c2a2c"), rng)
    material = item.material or ("bark" if wood else "metal")
    knot = np.array([0, 0.9 * h, 0])
    for k in range(3):
        a = 2 * np.pi * k / 3 + np.pi
        foot = np.array([0.56 * w * np.sin(a), 0.0, 0.56 * d * np.cos(a)])
        head = knot + (knot - foot) * 0.11 * float(rng.uniform(0.8, 1.0))
        path = foot + np.linspace(0, 1, 6)[:, None] * (head - foot)
        path[1:-1] += rng.normal(0, 0.008, (4, 3))
        s.tube(path, np.linspace(0.032, 0.022, 6), material, shade(color, float(rng.uniform(0.88, 1.1))), sides=9)
    rope = accent(item, color, "#a88a5a", 0.85)
    for k in range(4):
        s.tube(loop(0.052, plane="xz", points=17, center=(0, 0.885 * h + 0.02 * k, 0)), 0.014, "fabric", rope, sides=6)
    r, y = 0.24 * min(w, d), 0.29 * h
    iron = accent(item, color, str(rng.choice(["#2a2829", "#34302e", "#7a4a2c"])), 0.92)
    body = [(0.3, 0), (0.62, 0.05), (0.92, 0.25), (1.0, 0.5), (0.9, 0.78), (0.84, 0.9), (0.96, 1.0), (0.9, 1.0), (0.78, 0.88), (0, 0.84)]
    s.lathe((0, y, 0), smoothed(body[:7], 2) * (r, 1.5 * r), item.material or "metal", iron, sides=26, caps=False)
    s.lathe((0, y, 0), [(a * r, b * 1.5 * r) for a, b in body[6:]], item.material or "metal", shade(iron, 0.9), sides=26, caps=False)
    s.lathe((0, y, 0), [(0, 0), (0.3 * r, 0.0001)], item.material or "metal", iron, sides=26, caps=False)
    stew = accent(item, color, str(rng.choice(["#8a5a26", "#6a3a1a", "#7a6a2c"])), 0.8)
    s.lathe((0, y + 1.29 * r, 0), [(0.8 * r, 0), (0, 0.004)], "plain", stew, sides=26, caps=False)
    bail = loop(1.0, start_rad=0, stop_rad=np.pi, points=17) * (0.95 * r, 1.05 * r, 1) + (0, y + 1.42 * r, 0)
    s.tube(bail, 0.012, "metal", iron, sides=7)
    high, n = y + 2.45 * r, 7
    for k in range(n):
        low = high + (0.87 * h - high) * k / n
        link = loop(1.0, points=11, plane="xy" if k % 2 else "zy") * (0.018, 0.6 * (0.87 * h - high) / n, 0.018)
        s.tube(link + (0, low + 0.5 * (0.87 * h - high) / n, 0), 0.008, "metal", iron, sides=5)
    for k in range(9):
        a = 2 * np.pi * k / 9
        size = np.array([0.075, 0.055, 0.065]) * rng.uniform(0.8, 1.15, 3) * w / 1.3
        at = (0.25 * w * np.sin(a), 0.7 * size[1], 0.25 * d * np.cos(a))
        tone = accent(item, color, str(rng.choice(["#7a766e", "#8a847a", "#6a665e"])), 0.95)
        s.sphere(at, size, "rock", tone, sides=9)
    for k in range(6):
        a = 1.05 * k + 0.3
        path = [(0.2 * w * np.sin(a), 0.03, 0.2 * d * np.cos(a)), (0.02 * w * np.sin(a), 0.11 * h, 0.02 * d * np.cos(a))]
        s.tube(path, [0.034, 0.026], "bark", accent(item, color, "#3a2c20", 0.6), sides=7)
    embers(s, (0, 0.02, 0), (0.3 * w, 0.3 * d), rng, count=50)
    hearth_fire(s, (0, 0.04, 0), (0.3 * w, 0.27 * h, 0.26 * d), rng, tongues=30)
    return fitted(s.geometry(), item.size_m)


def wine_barrel(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A cask that lies on a cradle, its head with a tap towards +Z, a bung on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "planks"
    r = w / 2 - 0.012
    y = h - r - 0.03
    u = np.linspace(0, 1, 13)
    radius = r * (0.82 + 0.18 * (1 - (2 * u - 1) ** 2))
    staves = Sculptor()
    long = 0.9 * d
    rim = radius[0]
    ends = [(rim - 0.035, 0.05), (rim - 0.03, 0.0)], [(rim - 0.03, long), (rim - 0.035, long - 0.05), (0, long - 0.05)]
    staves.lathe((0, 0, 0), [(0, 0.05), *ends[0], *zip(radius, u * long, strict=True), *ends[1]], material, color, sides=32)
    g = staves.geometry()
    hoop = accent(item, color, str(rng.choice(["#33312f", "#4a4038", "#6a3028"])), 0.7)
    with s.at((0, y, -0.5 * long), rotation=ALONG_Z):
        s.add(replace(g, uv=g.uv[:, ::-1]))
        for at in (0.035, 0.16, 0.3, 0.7, 0.84, 0.965):
            q, t = float(np.interp(at, u, radius)) + 0.007, 0.024
            s.lathe((0, at * long - t, 0), [(q - 0.02, 0), (q, 0), (q, 2 * t), (q - 0.02, 2 * t)], "metal", hoop, sides=32, caps=False)
    face = long / 2 - 0.05
    head = shade(color, 1.1)
    for k in range(-3, 4):
        half = 0.93 * rim * np.sqrt(max(1 - (k / 3.6) ** 2, 0.05))
        s.box((k * 0.265 * rim, y, face + 0.006), (0.255 * rim, 2 * half * 0.94, 0.02), material, shade(head, 0.94 + 0.04 * (k % 3)))
    s.box((0, y + 0.1 * rim, face + 0.025), (1.72 * rim, 0.14 * rim, 0.03), material, shade(color, 0.85), bevel_m=0.006)
    brass = accent(item, color, "#a8843c", 0.9)
    with s.at((0, y - 0.6 * rim, face), rotation=ALONG_Z):
        s.lathe((0, 0, 0), [(0.03, 0), (0.026, 0.05), (0.02, 0.12), (0.026, 0.14)], "metal", brass, sides=14)
    z = face + 0.1
    s.tube([(0, y - 0.6 * rim, z), (0, y - 0.6 * rim - 0.09, z + 0.02)], [0.02, 0.016], "metal", brass, sides=10)
    s.tube([(0, y - 0.6 * rim, z), (0, y - 0.6 * rim + 0.06, z)], 0.01, "metal", brass, sides=8)
    s.box((0, y - 0.6 * rim + 0.07, z), (0.09, 0.02, 0.022), "metal", brass, bevel_m=0.006)
    s.cylinder((0, y + r - 0.01, 0), 0.035, 0.04, item.material or "timber", shade(color, 0.8), sides=12)
    beam = shade(color, 0.78)
    for z in (-0.3 * d, 0.3 * d):
        s.box((0, 0.07 * h, z), (w, 0.14 * h, 0.13 * d), item.material or "timber", beam, bevel_m=0.01)
        for x in (-1, 1):
            chock = [(0.5, 0.13), (0.5, 0.24), (0.42, 0.3), (0.2, 0.13)]
            with s.at((0, 0, z - 0.06 * d)):
                plate(s, np.array(chock) * (x * w, h), 0, 0.12 * d, item.material or "timber", shade(beam, 1.06))
    for x in (-0.3, 0.3):
        with s.at((x * w, 0.045 * h, -d / 2), rotation=ALONG_Z):
            s.box((0, d / 2, 0), (0.1 * w, d, 0.07 * h), item.material or "timber", shade(beam, 0.92), bevel_m=0.006)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"bread_oven": bread_oven, "butter_churn": butter_churn, "cooking_tripod": cooking_tripod, "wine_barrel": wine_barrel}
