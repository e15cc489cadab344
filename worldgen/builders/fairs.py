"""Of fairs and shows: carousel, stage."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import cloth

GOLD = linear_from_srgb("#c8962e")
CREAM = linear_from_srgb("#efe6d2")
BULB = np.array((1.0, 0.78, 0.42), np.float32)


def horse(s: Sculptor, long: float, color: Array, saddle: Array, gold: Array, material: str) -> None:
    """A leaping horse along +Z, `long` from nose to tail, its belly at the origin: barrel, neck, head, mane, legs, tail, saddle."""
    u = long
    s.sphere((0, 0, 0), (0.13 * u, 0.15 * u, 0.32 * u), material, color, sides=12)
    s.tube(
        [(0, 0.06 * u, 0.22 * u), (0, 0.24 * u, 0.36 * u), (0, 0.36 * u, 0.4 * u)],
        [0.12 * u, 0.085 * u, 0.06 * u],
        material,
        color,
        sides=8,
    )
    s.tube(
        [(0, 0.37 * u, 0.38 * u), (0, 0.3 * u, 0.52 * u), (0, 0.25 * u, 0.58 * u)],
        [0.07 * u, 0.05 * u, 0.035 * u],
        material,
        color,
        sides=8,
    )
    s.tube(
        [(0, 0.1 * u, 0.14 * u), (0, 0.3 * u, 0.29 * u), (0, 0.43 * u, 0.35 * u)], [0.03 * u, 0.045 * u, 0.03 * u], material, gold, sides=6
    )
    s.tube(
        [(0, 0.07 * u, -0.3 * u), (0, 0.06 * u, -0.42 * u), (0, -0.14 * u, -0.46 * u)],
        [0.03 * u, 0.05 * u, 0.02 * u],
        material,
        gold,
        sides=6,
    )
    s.sphere((0, 0.1 * u, -0.02 * u), (0.135 * u, 0.07 * u, 0.15 * u), material, saddle, sides=10)
    for x in (-1, 1):
        s.sphere((x * 0.035 * u, 0.43 * u, 0.37 * u), (0.015 * u, 0.045 * u, 0.02 * u), material, color, sides=6)
        s.tube(
            [(x * 0.07 * u, -0.06 * u, 0.2 * u), (x * 0.08 * u, -0.2 * u, 0.36 * u), (x * 0.08 * u, -0.36 * u, 0.26 * u)],
            [0.06 * u, 0.04 * u, 0.035 * u],
            material,
            color,
            sides=6,
        )
        s.tube(
            [(x * 0.07 * u, -0.06 * u, -0.2 * u), (x * 0.08 * u, -0.22 * u, -0.28 * u), (x * 0.08 * u, -0.38 * u, -0.4 * u)],
            [0.07 * u, 0.04 * u, 0.035 * u],
            material,
            color,
            sides=6,
        )


def carousel(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A round deck under a striped canopy with a scalloped, bulb-lit fascia; horses on gilded poles about a mirrored drum."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b0242a", "#23508a", "#2a7a6a", "#b8407a"), rng), item.material or "painted"
    pale = shade(color, 1.12) if item.color else CREAM
    gold = shade(color, 0.9) if item.color else GOLD
    r = min(w, d) / 2
    base, eave = 0.1 * h, 0.7 * h
    s.lathe(
        (0, 0, 0),
        [(0.97 * r, 0), (0.97 * r, 0.8 * base), (r, 0.82 * base), (r, base), (0.96 * r, base)],
        material,
        color,
        sides=40,
        caps=False,
    )
    s.lathe(
        (0, base, 0),
        [(0.98 * r, 0.002), (0.0, 0.004)],
        item.material or "planks",
        shade(color, 0.8) if item.color else linear_from_srgb("#8a6238"),
        sides=40,
        caps=False,
    )
    s.lathe((0, 0.4 * base, 0), [(0.972 * r, -0.03 * h), (0.985 * r, 0.0), (0.972 * r, 0.03 * h)], material, gold, sides=40, caps=False)
    s.lathe(
        (0, base, 0),
        [(0.24 * r, 0), (0.24 * r, 0.06 * h), (0.19 * r, 0.08 * h), (0.19 * r, 0.42 * h), (0.26 * r, 0.5 * h), (0.26 * r, eave - base)],
        material,
        pale,
        sides=12,
    )
    for k in range(6):
        with s.at(yaw=2 * np.pi * k / 6):
            s.box((0, base + 0.25 * h, 0.19 * r), (0.13 * r, 0.26 * h, 0.03), "painted", color if k % 2 else gold, bevel_m=0.008)
    gores, t = 16, np.linspace(0, 1, 5)
    for k in range(gores):
        a = np.linspace(2 * np.pi * k / gores, 2 * np.pi * (k + 1) / gores, 4)
        y = h * 0.93 - (0.93 * h - eave - 0.09 * h) * t**1.4
        reach = 0.05 * r + 0.95 * r * t
        grid = np.stack([reach[:, None] * np.sin(a), np.repeat(y[:, None], 4, 1), reach[:, None] * np.cos(a)], -1)
        cloth(s, grid[::-1], 0.02, item.material or "fabric", color if k % 2 else pale)
        drop = 0.13 * h + 0.035 * h * np.sin(np.linspace(0, np.pi, 7))
        a = np.linspace(2 * np.pi * k / gores, 2 * np.pi * (k + 1) / gores, 7)
        top = np.stack([r * np.sin(a), np.full(7, eave + 0.1 * h), r * np.cos(a)], 1)
        low = top - np.column_stack([np.zeros(7), drop, np.zeros(7)])
        cloth(s, np.stack([low, top]), 0.03, material, pale if k % 2 else color)
        mid = (a[0] + a[-1]) / 2
        at = (1.0 * r * np.sin(mid), eave + 0.035 * h, 1.0 * r * np.cos(mid))
        bulb = BULB if not item.color else shade(color, 1.1)
        s.sphere(at, 0.012 * h, "glass", bulb, sides=6, emission_linear=2.0 * bulb)
    s.tube(
        np.stack([r * np.sin(np.linspace(0, 2 * np.pi, 41)), np.full(41, eave + 0.1 * h), r * np.cos(np.linspace(0, 2 * np.pi, 41))], 1),
        0.035,
        "metal",
        gold,
        sides=6,
    )
    s.lathe(
        (0, 0.92 * h, 0),
        [(0.07 * r, 0), (0.09 * r, 0.015 * h), (0.03 * r, 0.03 * h), (0.035 * r, 0.05 * h), (0.0, 0.08 * h)],
        "metal",
        gold,
        sides=12,
        caps=False,
    )
    count = int(rng.integers(7, 9))
    coats = ("#ece6da", "#6a4428", "#2c2826", "#b89060", "#d8d0c4")
    for k in range(count):
        a = 2 * np.pi * k / count + 0.2
        reach = 0.72 * r
        at = np.array((reach * np.sin(a), 0, reach * np.cos(a)))
        s.tube([at + (0, base, 0), at + (0, eave + 0.08 * h, 0)], 0.022, "metal", gold, sides=7)
        coat = linear_from_srgb(str(rng.choice(coats))) if not item.color else shade(color, float(rng.uniform(0.85, 1.1)))
        saddle = color if item.color else linear_from_srgb(str(rng.choice(["#b0242a", "#23508a", "#2a7a4a", "#8a3a8a"])))
        up = base + (0.27 + 0.05 * np.sin(2.1 * k + float(rng.uniform(0, 1)))) * h
        with s.at(at + (0, up, 0), yaw=a + np.pi / 2):
            horse(s, 0.3 * h, coat, saddle, gold if coat[0] < 0.6 else shade(gold, 0.8), item.material or "painted")
    return fitted(s.geometry(), item.size_m)


def stage(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A low wooden stage with steps at its side, a frame with curtains drawn apart before a backcloth, footlights, a microphone."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#8a1c24", "#5a1a3a", "#1f3a6a", "#2a5a3a"), rng)
    wood = shade(color, 0.75) if item.color else linear_from_srgb(str(rng.choice(["#7a5434", "#5e4028", "#8a6440"])))
    timber, fabric = item.material or "timber", item.material or "fabric"
    gold = shade(color, 1.1) if item.color else GOLD
    deck = 0.2 * h
    rows = 9
    for k in range(rows):
        z = d / 2 - (k + 0.5) * d / rows
        s.box(
            (0, deck - 0.02, z),
            (w, 0.04, d / rows - 0.008),
            item.material or "planks",
            shade(wood, float(rng.uniform(0.9, 1.1))),
            bevel_m=0.005,
        )
    s.box((0, deck / 2 - 0.03, -0.01 * d), (0.97 * w, deck - 0.06, 0.95 * d), timber, shade(wood, 0.75))
    panels = max(4, round(w / 0.8))
    for k in range(panels):
        x = (k + 0.5 - panels / 2) * 0.96 * w / panels
        s.box((x, 0.46 * deck, 0.465 * d), (0.86 * w / panels, 0.7 * deck, 0.03), timber, shade(wood, 0.95), bevel_m=0.008)
    for k in range(2):
        s.box((0.34 * w, (k + 1) * deck / 6, d / 2 + 0.02 - 0.05 * k), (0.16 * w, (k + 1) * deck / 3, 0.1), timber, wood, bevel_m=0.01)
    post, front, back = 0.09, 0.2 * d, -0.46 * d
    for x in (-1, 1):
        for z in (front, back):
            s.box((x * (w / 2 - post / 2), (deck + h) / 2, z), (post, h - deck, post), timber, wood, bevel_m=0.012)
        s.box((x * (w / 2 - post / 2), h - post / 2, (front + back) / 2), (0.8 * post, post, front - back), timber, shade(wood, 0.9))
    for z in (front, back):
        s.box((0, h - 0.03 * h, z), (w, 0.06 * h, post), timber, shade(wood, 1.05), bevel_m=0.012)

    def drape(x: Array, low: Array | float, top: float, z: float, folds: float, tone: Array, depth: float = 0.05) -> None:
        wave = depth * np.sin(2 * np.pi * folds * np.linspace(0, 1, len(x[0])))
        y = np.linspace(0, 1, len(x))[:, None]
        cloth(s, np.stack([x, low + (top - low) * y + 0 * x, z + wave[None] * (1.1 - 0.4 * y) + 0 * x], -1), 0.015, fabric, tone)

    u = np.linspace(0, 1, 49)
    drape(
        np.broadcast_to((u - 0.5) * 0.96 * w, (2, 49)),
        deck,
        0.95 * h,
        back + 0.05,
        14,
        shade(color, 0.75) if item.color else shade(color, 0.5),
        0.03,
    )
    gather = float(rng.uniform(0.5, 0.62))
    rise = np.linspace(0, 1, 13)
    wide = np.interp(rise, [0, 0.36, 0.44, 0.7, 1], [0.18, 0.1, 0.1, 0.24, gather * 0.55]) * w
    wide = np.convolve(np.pad(wide, 1, mode="edge"), [0.25, 0.5, 0.25], mode="valid")
    for side in (-1, 1):
        inner = -0.47 * w + wide
        x = -0.47 * w + u[None, :] * (inner[:, None] + 0.47 * w)
        x = x if side < 0 else -x[:, ::-1]
        drape(x, deck + 0.01, 0.93 * h, front - 0.02, 6, color)
        s.tube(
            [
                (side * 0.47 * w, deck + 0.31 * h, front + 0.02),
                (side * 0.42 * w, deck + 0.285 * h, front + 0.08),
                (side * 0.365 * w, deck + 0.3 * h, front + 0.0),
            ],
            0.025,
            fabric,
            gold,
            sides=7,
        )
    swags = 5
    t = np.linspace(0, 1, 9)
    for k in range(swags):
        x = (-0.49 + 0.98 * (k + t) / swags) * w
        low = 0.9 * h - 0.07 * h * np.sin(np.pi * t)
        rows_ = [
            np.stack([x, low + (0.985 * h - low) * v, front + 0.07 + 0.05 * np.sin(np.pi * t) * (1 - v) + 0.015 * np.sin(4 * np.pi * v)], 1)
            for v in np.linspace(0, 1, 6)
        ]
        cloth(s, np.array(rows_), 0.015, fabric, shade(color, 1.08 if k % 2 else 0.98))
        s.tube(np.array(rows_[0]), 0.016, fabric, gold, sides=5)
    for k in range(7):
        x = (k - 3) * 0.13 * w
        bulb = shade(color, 1.1) if item.color else BULB
        s.box((x, deck + 0.03, 0.46 * d), (0.16, 0.06, 0.07), "metal", shade(wood, 0.6), bevel_m=0.01)
        s.sphere((x, deck + 0.05, 0.43 * d), 0.035, "glass", bulb, sides=8, emission_linear=1.8 * bulb)
    if rng.random() < 0.6:
        mic = np.array((float(rng.uniform(-0.08, 0.08)) * w, deck, 0.12 * d))
        steel = shade(color, 0.6) if item.color else np.array((0.25, 0.25, 0.26))
        s.lathe(mic, [(0.15, 0), (0.14, 0.02), (0.02, 0.04)], "metal", steel, sides=16)
        s.tube([mic, mic + (0, 0.42 * h, 0)], 0.013, "metal", steel, sides=7)
        s.tube([mic + (0, 0.42 * h, 0), mic + (0, 0.45 * h, 0.06)], [0.02, 0.035], "metal", shade(steel, 0.5), sides=10)
    else:
        seat = np.array((float(rng.uniform(-0.1, 0.1)) * w, deck, 0.02 * d))
        s.cylinder(seat + (0, 0.6, 0), 0.17, 0.04, timber, shade(wood, 1.1), sides=16)
        for k in range(4):
            a = np.pi / 4 + k * np.pi / 2
            s.tube(
                [seat + (0.2 * np.sin(a), 0, 0.2 * np.cos(a)), seat + (0.12 * np.sin(a), 0.6, 0.12 * np.cos(a))],
                0.018,
                timber,
                wood,
                sides=6,
            )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"carousel": carousel, "stage": stage}
