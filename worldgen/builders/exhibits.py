"""What museums show and show it on: pedestals, busts, abstract sculptures, glass cases, ropes between posts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..layout.layout import Instance, Style
from .envelope import fitted
from .figures import head
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade

BRASS = "#b08a4a"
FORMS = ("knot", "stones", "plates", "ring", "endless", "cubes")
GLOBE = np.array([6.5, 4.6, 2.6], np.float32)  # radiance of a lit globe


def pedestal(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A plinth with base and cornice, or a plain block."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d8d2c6", "#cfc8ba", "#e2ded6", "#bdb5a6"), rng), item.material or "marble"
    if rng.random() < 0.3:
        s.box((0, h / 2, 0), (w, h, d), material, color, bevel_m=0.006)
        return fitted(s.geometry(), item.size_m)
    s.box((0, 0.06 * h, 0), (w, 0.12 * h, d), material, shade(color, 0.96), bevel_m=0.012)
    s.box((0, 0.15 * h, 0), (0.9 * w, 0.07 * h, 0.9 * d), material, color, bevel_m=0.015)
    s.box((0, 0.52 * h, 0), (0.8 * w, 0.7 * h, 0.8 * d), material, color, bevel_m=0.006)
    for yaw in (0.0, np.pi / 2, np.pi, -np.pi / 2):
        half = (0.4 * d if yaw in (0.0, np.pi) else 0.4 * w) + 0.004
        wide = 0.52 * (w if yaw in (0.0, np.pi) else d)
        with s.at((0, 0, 0), yaw=yaw):
            s.box((0, 0.52 * h, half), (wide, 0.5 * h, 0.014), material, shade(color, 0.93), bevel_m=0.006, skip="z")
    s.box((0, 0.9 * h, 0), (0.88 * w, 0.06 * h, 0.88 * d), material, color, bevel_m=0.015)
    s.box((0, 0.965 * h, 0), (w, 0.07 * h, d), material, shade(color, 1.03), bevel_m=0.01)
    return fitted(s.geometry(), item.size_m)


def bust(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Head and shoulders on a round socle; hair, nose, brow and drapery are modelled on it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e4dfd4", "#d6cfc2", "#4f4436", "#5c6b5e"), rng), item.material or "marble"
    s.lathe(
        (0, 0, 0),
        [(0.24 * w, 0), (0.24 * w, 0.03 * h), (0.15 * w, 0.06 * h), (0.13 * w, 0.12 * h), (0.2 * w, 0.17 * h)],
        material,
        color,
        sides=24,
    )
    angle = np.linspace(0, 2 * np.pi, 37)
    levels = np.array([0.16, 0.22, 0.30, 0.38, 0.44, 0.48, 0.52, 0.56, 0.60])
    rx = np.array([0.20, 0.34, 0.46, 0.49, 0.40, 0.24, 0.155, 0.135, 0.14]) * w
    rz = np.array([0.20, 0.30, 0.38, 0.38, 0.30, 0.22, 0.165, 0.15, 0.155]) * min(d, 1.2 * w)
    folds = np.array([0.02, 0.05, 0.06, 0.05, 0.03, 0.01, 0.0, 0.0, 0.0])
    lean = float(rng.uniform(-0.6, 0.6))
    ring = 1 + folds[:, None] * np.sin(11 * angle + 7 * lean + 9 * levels[:, None])
    v = np.stack(
        [rx[:, None] * ring * np.sin(angle), np.broadcast_to(levels[:, None] * h, ring.shape), rz[:, None] * ring * np.cos(angle)], -1
    )
    i, j = np.meshgrid(np.arange(len(levels) - 1), np.arange(36), indexing="ij")
    a = (i * 37 + j).ravel()
    s.faces(v.reshape(-1, 3), np.stack([a, a + 1, a + 38, a + 37], 1), material, color)
    with s.at((0, 0.76 * h, 0.02 * d), yaw=0.5 * lean):
        head(s, 0.17 * h, color, material, rng)
    return fitted(s.geometry(), item.size_m)


def modern_sculpture(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Abstract; a tag names its form: knot of tube, stack of polished stones, leaning plates, ring, endless column, turned cubes."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#b8bcc0", "#a86a32", "#c8382c", "#2a56a8", "#e0dcd2", "#2c2c30"), rng)
    material = item.material or ("metal" if rng.random() < 0.6 else "painted")
    form = int(rng.integers(len(FORMS)))
    form = next((k for k, name in enumerate(FORMS) if name in item.tags), form)
    foot = linear_from_srgb("#3a3836")
    s.box((0, 0.02 * h, 0), (0.5 * w, 0.04 * h, 0.5 * d), "metal", foot, bevel_m=0.004)
    if form == 0:
        t = np.linspace(0, 2 * np.pi, 150)
        p, q = (2, 3) if rng.random() < 0.5 else (3, 2)
        r = 1 + 0.42 * np.cos(q * t)
        path = np.stack([r * np.cos(p * t) * 0.30 * w, 0.53 * h + 0.40 * h * np.sin(q * t) * 0.92, r * np.sin(p * t) * 0.30 * d], 1)
        s.tube(path, 0.055 * min(w, d, h), material, color, sides=14)
        s.tube([(0, 0, 0), (0, 0.22 * h, 0)], 0.03 * w, "metal", foot, sides=10)
    elif form == 1:
        y = 0.04 * h
        count = int(rng.integers(4, 7))
        share = rng.uniform(0.7, 1.3, count)
        share *= 0.96 * h / share.sum()
        for k in range(count):
            wide = (0.46 - 0.05 * k) * float(rng.uniform(0.8, 1.1))
            x, z = rng.uniform(-0.04, 0.04, 2)
            s.sphere(
                (x * w, y + share[k] / 2, z * d),
                (wide * w, 0.54 * share[k], wide * d),
                "marble",
                shade(color, float(rng.uniform(0.85, 1.15))),
                sides=22,
            )
            y += share[k]
    elif form == 2:
        for k in range(3):
            lean, yaw = float(rng.uniform(-0.28, 0.28)), float(k * 2.1 + rng.uniform(-0.3, 0.3))
            c, sn = np.cos(lean), np.sin(lean)
            high = h * (0.98 - 0.2 * k) / max(c, 0.8)
            with s.at((0.1 * w * (k - 1), 0, 0.06 * d * (k - 1)), yaw=yaw), s.at((0, 0, 0), rotation=[[c, -sn, 0], [sn, c, 0], [0, 0, 1]]):
                s.box((0, high * 0.49, 0), (0.34 * w, 0.96 * high, 0.03), material, shade(color, 1 - 0.15 * k), bevel_m=0.006)
    elif form == 4:
        units = max(3, round(h / (0.62 * w)))
        high, r = 0.96 * h / units, 0.3 * w
        with s.at((0, 0.04 * h, 0), yaw=np.pi / 4):
            profile = [(0.6 * r, 0.0)] + [p for k in range(units) for p in ((r, (k + 0.5) * high), (0.6 * r, (k + 1) * high))]
            s.lathe((0, 0, 0), profile, item.material or "timber", color, sides=4)
    elif form == 5:
        y, side = 0.04 * h, 0.5 * min(w, d)
        count = int(rng.integers(3, 6))
        high = 0.96 * h / count
        for _ in range(count):
            with s.at(
                (float(rng.uniform(-0.08, 0.08)) * w, y + high / 2, float(rng.uniform(-0.08, 0.08)) * d), yaw=float(rng.uniform(0, 1.5))
            ):
                wide = side * float(rng.uniform(0.75, 1.1))
                tone = shade(color, float(rng.uniform(0.75, 1.2)))
                s.box((0, 0, 0), (wide, high - 0.004, wide), material, tone, bevel_m=0.012)
                if rng.random() < 0.6:  # a window through it
                    for z in (-1, 1):
                        s.box((0, 0, z * wide / 2), (0.5 * wide, 0.5 * high, 0.01), material, shade(color, 0.25), bevel_m=0.003)
            y += high
    else:
        t = np.linspace(0, 2 * np.pi, 72)
        ring = np.stack([0.43 * w * np.cos(t), 0.52 * h + 0.44 * h * np.sin(t), 0.25 * d * np.sin(2 * t)], 1)
        s.tube(ring, 0.06 * min(w, h), material, color, sides=16)
        s.sphere((0.1 * w, 0.52 * h, 0), 0.13 * min(w, h, d), "metal", linear_from_srgb(BRASS), sides=20)
    return fitted(s.geometry(), item.size_m)


def display_case(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A glass box with brass edges on a cabinet, with something old in it on a cushion."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#5a4030", "#3c3a3a", "#6b4c34", "#e4e0d8"), rng), item.material or "timber"
    base = 0.62 * h
    s.box((0, 0.03 * h, 0), (0.92 * w, 0.06 * h, 0.92 * d), material, shade(color, 0.7))
    s.box((0, (base + 0.05 * h) / 2, 0), (w, base - 0.06 * h, d), material, color, bevel_m=0.01)
    s.box((0, base, 0), (w, 0.05 * h, d), material, shade(color, 1.1), bevel_m=0.01)
    low, top = base + 0.025 * h, h
    s.box(
        (0, low + 0.008, 0),
        (0.94 * w, 0.016, 0.94 * d),
        "fabric",
        linear_from_srgb(str(rng.choice(["#6a1c22", "#22325f", "#2c2c2c", "#e0d8c4"]))),
    )
    hw, hd = 0.47 * w, 0.47 * d
    brass = linear_from_srgb(BRASS)
    for yaw, half, out in ((0.0, hw, hd), (np.pi, hw, hd), (np.pi / 2, hd, hw), (-np.pi / 2, hd, hw)):
        with s.at((0, 0, 0), yaw=yaw):
            s.quad((-half, low, out), (half, low, out), (half, top, out), (-half, top, out), "glass", (0.75, 0.78, 0.78))
    s.quad((-hw, top, hd), (hw, top, hd), (hw, top, -hd), (-hw, top, -hd), "glass", (0.75, 0.78, 0.78))
    for x in (-1, 1):
        for z in (-1, 1):
            s.tube([(x * hw, low, z * hd), (x * hw, top, z * hd)], 0.008, "metal", brass, sides=5)
        s.tube([(x * hw, top, -hd), (x * hw, top, hd)], 0.008, "metal", brass, sides=5)
    for z in (-1, 1):
        s.tube([(-hw, top, z * hd), (hw, top, z * hd)], 0.008, "metal", brass, sides=5)
    _relic(s, low + 0.016, 0.72 * (top - low), 0.6 * min(w, d), rng)
    return s.geometry()


def _relic(s: Sculptor, y: float, high: float, wide: float, rng: np.random.Generator) -> None:
    """A vase, a crown, a helmet or a stone head."""
    what = int(rng.integers(4))
    gold, clay, iron = (linear_from_srgb(c) for c in ("#c99a2e", "#a8623c", "#6c6e72"))
    r = wide / 2
    if what == 0:
        profile = [(0.3, 0), (0.36, 0.04), (0.8, 0.4), (0.7, 0.62), (0.3, 0.78), (0.28, 0.88), (0.42, 1.0)]
        s.lathe((0, y, 0), [(a * r, b * high) for a, b in profile], "ceramic", clay, sides=24)
        s.lathe(
            (0, y + 0.45 * high, 0), [(0.81 * r, 0), (0.80 * r, 0.06 * high)], "ceramic", linear_from_srgb("#2a2422"), sides=24, caps=False
        )
    elif what == 1:
        s.lathe((0, y, 0), [(0.62 * r, 0), (0.66 * r, 0.28 * high)], "metal", gold, sides=28, caps=False)
        s.lathe((0, y, 0), [(0.64 * r, 0.28 * high), (0.60 * r, 0)], "metal", shade(gold, 0.8), sides=28, caps=False)
        for k in range(8):
            a = 2 * np.pi * k / 8
            s.tube(
                [
                    (0.65 * r * np.sin(a), y + 0.26 * high, 0.65 * r * np.cos(a)),
                    (0.74 * r * np.sin(a), y + 0.55 * high, 0.74 * r * np.cos(a)),
                ],
                [0.03, 0.006],
                "metal",
                gold,
                sides=6,
            )
            s.sphere((0.74 * r * np.sin(a), y + 0.57 * high, 0.74 * r * np.cos(a)), 0.018, "ceramic", linear_from_srgb("#a01830"), sides=8)
    elif what == 2:
        s.lathe(
            (0, y, 0),
            [(0.72 * r, 0), (0.7 * r, 0.4 * high), (0.6 * r, 0.7 * high), (0.3 * r, 0.92 * high), (0, high)],
            "metal",
            iron,
            sides=22,
        )
        s.box((0, y + 0.3 * high, 0.7 * r), (0.08 * r, 0.5 * high, 0.08 * r), "metal", shade(iron, 0.8))
    else:
        s.sphere((0, y + 0.5 * high, 0), (0.55 * r, 0.5 * high, 0.65 * r), "ashlar", linear_from_srgb("#9d9488"), sides=20)
        s.sphere((0, y + 0.45 * high, 0.62 * r), (0.1 * r, 0.16 * high, 0.16 * r), "ashlar", linear_from_srgb("#9d9488"), sides=10)


def stanchion(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two brass posts and the rope that hangs between them."""
    s = Sculptor()
    w, h, d = item.size_m
    rope: ArrayLike = main_paint(item, ("#7a1c22", "#22325f", "#3a2a44"), rng)
    brass = linear_from_srgb(BRASS)
    r = min(0.5 * d, 0.16)
    x0 = w / 2 - r
    for x in (-x0, x0):
        s.lathe(
            (x, 0, 0),
            [(r, 0), (r, 0.015), (0.3 * r, 0.035), (0.022, 0.06), (0.02, 0.88 * h), (0.034, 0.9 * h), (0.03, 0.95 * h), (0.0, h)],
            "metal",
            brass,
            sides=18,
        )
    t = np.linspace(-1, 1, 17)
    path = np.stack([t * x0, 0.86 * h - 0.22 * h * (1 - t**2), np.zeros(17)], 1)
    s.tube(path, 0.055, item.material or "fabric", rope, sides=10)
    return fitted(s.geometry(), item.size_m)


def sconce(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A lamp on a wall: a plate, one or two curved arms, each with a cup and a globe of milk glass."""
    s = Sculptor()
    w, h, d = item.size_m
    metal, material = main_paint(item, (BRASS, "#3a3836", "#8f9194"), rng), item.material or "metal"
    s.box((0, 0.4 * h, -0.46 * d), (0.36 * w, 0.7 * h, 0.08 * d), material, metal, bevel_m=0.006)
    r = 0.19 * min(w, h)
    for x in (-1, 1) if w > 0.8 * h else (0,):
        arm = [
            (0, 0.3 * h, -0.42 * d),
            (0.5 * x * (w / 2 - r), 0.14 * h, 0.0),
            (x * (w / 2 - r), 0.3 * h, 0.5 * d - r),
            (x * (w / 2 - r), 0.46 * h, 0.5 * d - r),
        ]
        s.tube(arm, 0.011, material, metal, sides=8)
        s.lathe((x * (w / 2 - r), 0.44 * h, 0.5 * d - r), [(0.012, 0), (0.7 * r, 0.05 * h), (0.5 * r, 0.09 * h)], material, metal, sides=14)
        s.sphere(
            (x * (w / 2 - r), h - 1.35 * r, 0.5 * d - r), (r, 1.35 * r, r), "ceramic", (0.85, 0.8, 0.68), sides=16, emission_linear=GLOBE
        )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "pedestal": pedestal, "bust": bust, "modern_sculpture": modern_sculpture, "display_case": display_case, "stanchion": stanchion,
    "sconce": sconce,
}  # fmt: skip
