"""Stones for the dead and for the way: gravestone, sarcophagus, cairn; a sundial."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .hues import linear_from_oklch
from .paints import main_paint, shade
from .sheets import smoothed
from .turns import ALONG_Z

STONES = ("#8d8a82", "#7f8078", "#99958a", "#8a8478")


def gravestone(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A slab with a round, pointed or shouldered head, or a cross, on a plinth that is set in the ground."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "rock"
    foot = 0.1 * h
    s.box((0, foot / 2, 0), (w, foot, d), material, shade(color, 0.92), bevel_m=0.015)
    half, thick = 0.42 * w, 0.62 * d
    plan = str(rng.choice(["round", "point", "shoulders", "cross"]))
    t = np.linspace(0, np.pi, 13)
    if plan == "cross":
        arm, up = 0.16 * w, 0.66 * h
        outline = [(-arm, foot), (arm, foot), (arm, up - arm), (w / 2, up - arm), (w / 2, up + arm), (arm, up + arm), (arm, h), (-arm, h),
            (-arm, up + arm), (-w / 2, up + arm), (-w / 2, up - arm), (-arm, up - arm)]  # fmt: skip
    elif plan == "point":
        outline = [(-half, foot), (half, foot), (half, 0.78 * h), (0, h), (-half, 0.78 * h)]
    elif plan == "shoulders":
        outline = [(-half, foot), (half, foot), (half, 0.76 * h), (0.72 * half, 0.8 * h)]
        outline += [(0.6 * half * np.cos(a), 0.82 * h + 0.18 * h * np.sin(a)) for a in t] + [(-0.72 * half, 0.8 * h), (-half, 0.76 * h)]
    else:
        rise = min(half, 0.4 * h)
        outline = [(-half, foot), (half, foot)] + [(half * np.cos(a), h - rise + rise * np.sin(a)) for a in t]
    with s.at((0, 0, -thick / 2), rotation=ALONG_Z):  # its own z is down
        s.extrude([(x, -y) for x, y in outline], thick, material, color)
    if plan != "cross":
        for k in range(int(rng.integers(2, 5))):
            wide = half * float(rng.uniform(0.7, 1.3))
            s.box((0, 0.66 * h - 0.09 * h * k, thick / 2), (wide, 0.022 * h, 0.008), material, shade(color, 0.55))
    return fitted(s.geometry(), item.size_m)


def sarcophagus(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A stone chest with panels and pilasters under a heavy lid, flat or like a roof, or with a carved sleeper."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#a39a8b", "#8f8b84", "#b0a591"), rng), item.material or "ashlar"
    plan = str(rng.choice(["flat", "roof", "sleeper"]))
    lid = {"flat": 0.16, "roof": 0.34, "sleeper": 0.36}[plan] * h
    body = h - lid
    s.box((0, 0.05 * h, 0), (w, 0.1 * h, d), material, shade(color, 0.92), bevel_m=0.02)
    s.box((0, 0.1 * h + 0.45 * body - 0.04 * h, 0), (0.86 * w, body - 0.1 * h, 0.92 * d), material, color, bevel_m=0.01)
    for side in (-1, 1):
        for z in np.linspace(-0.4, 0.4, 5) * d:
            s.box(
                (side * 0.43 * w, 0.5 * body + 0.05 * h, float(z)),
                (0.05 * w, body - 0.12 * h, 0.05 * d),
                material,
                shade(color, 1.06),
                bevel_m=0.008,
            )
    for z in (-1, 1):
        s.box((0, 0.5 * body + 0.05 * h, z * 0.46 * d), (0.5 * w, 0.5 * body, 0.02 * d), material, shade(color, 1.06), bevel_m=0.01)
    top = 0.1 * h if plan == "sleeper" else min(0.12 * h, lid)
    s.box((0, body + top / 2, 0), (w, top, d), material, shade(color, 1.02), bevel_m=0.03)
    if plan == "roof":
        a, b, y = 0.47 * w, 0.48 * d, body + top
        v = [(-a, y, b), (a, y, b), (a, y, -b), (-a, y, -b), (0, h, 0.96 * b), (0, h, -0.96 * b)]
        s.faces(v, [(1, 2, 5, 4), (3, 0, 4, 5)], material, shade(color, 1.05))
        s.faces(v, [(0, 1, 4), (2, 3, 5)], material, color)
    elif plan == "sleeper":
        y = body + top
        s.box((0, y + 0.04 * h, -0.36 * d), (0.5 * w, 0.08 * h, 0.14 * d), material, shade(color, 1.05), bevel_m=0.03)
        s.sphere((0, y + 0.16 * h, -0.35 * d), (0.12 * w, h - y - 0.12 * h, 0.055 * d), material, color, sides=16)
        s.sphere((0, y, 0.02 * d), (0.27 * w, h - y - 0.01, 0.33 * d), material, color, sides=24)
        for x in (-0.1, 0.1):
            s.sphere((x * w, y + 0.08 * h, 0.38 * d), (0.07 * w, 0.2 * h, 0.045 * d), material, shade(color, 0.97), sides=12)
        s.sphere((0, h - 0.06 * h, -0.06 * d), (0.1 * w, 0.05 * h, 0.05 * d), material, shade(color, 1.04), sides=12)
    return fitted(s.geometry(), item.size_m)


def cairn(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Flat stones piled up, large ones below."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "rock"
    courses = max(5, round(h / 0.15))
    tall = h / courses
    for k in range(courses):
        share = 1 - 0.82 * (k + 0.3) / courses
        count = max(1, round(9 * share**1.5))
        for j in range(count):
            a = 2 * np.pi * (j / count) + 1.7 * k + float(rng.uniform(-0.2, 0.2))
            r = 0.0 if count == 1 else 0.3 * share
            stone = np.array([0.26, 0, 0.22]) * (0.5 + 0.5 * share) if count > 1 else np.array([0.3 * share + 0.1, 0, 0.3 * share + 0.08])
            size = stone * float(rng.uniform(0.85, 1.15)) * (w, 1, d)
            with s.at((r * w * np.sin(a), (k + 0.5) * tall, r * d * np.cos(a)), yaw=a):
                tone = shade(color, float(rng.uniform(0.78, 1.12)))
                s.sphere((0, 0, 0), (size[0], 0.66 * tall, size[2]), material, tone, sides=10)
        s.cylinder((0, k * tall, 0), 0.3 * share * min(w, d), tall, material, shade(color, 0.6), sides=10)
    return fitted(s.geometry(), item.size_m)


def sundial(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A baluster on a step, a round dial with hour lines, a brass gnomon."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b3aa98", "#a59c8c", "#c2baa8"), rng), item.material or "ashlar"
    r = min(w, d) / 2
    s.box((0, 0.03 * h, 0), (w, 0.06 * h, d), material, shade(color, 0.95), bevel_m=0.015)
    belly = float(rng.uniform(0.42, 0.62))
    shaft = [(0.7, 0.06), (0.72, 0.1), (0.4, 0.15), (0.32, 0.2), (belly, 0.42), (0.3, 0.7), (0.28, 0.75), (0.55, 0.8), (0.62, 0.83)]
    s.lathe((0, 0, 0), [(a * r, b * h) for a, b in smoothed(shaft, 2)], material, color, sides=24)
    top = 0.88 * h
    s.lathe((0, 0.83 * h, 0), [(0.8 * r, 0), (0.84 * r, 0.02 * h), (0.84 * r, 0.05 * h)], material, shade(color, 1.04), sides=28)
    brass = linear_from_oklch(0.55, 0.08, 85)
    for k in range(9):
        a = np.pi * (k / 8) - np.pi / 2
        with s.at((0, top, 0), yaw=float(a)):
            s.box((0, 0.002, 0.5 * r), (0.02 * r, 0.006, 0.5 * r), "metal", shade(brass, 0.5))
    for x, order in ((-0.008, (0, 2, 1)), (0.008, (0, 1, 2))):
        s.faces([(x, top, 0.5 * r), (x, top, -0.55 * r), (x, h, -0.55 * r)], [order], "metal", brass)
    s.tube([(0, top, 0.5 * r), (0, h - 0.01, -0.55 * r)], 0.012, "metal", brass, sides=6)
    s.tube([(0, top, -0.55 * r), (0, h - 0.01, -0.55 * r)], 0.012, "metal", brass, sides=6)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"gravestone": gravestone, "sarcophagus": sarcophagus, "cairn": cairn, "sundial": sundial}
