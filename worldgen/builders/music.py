"""What makes music and sounds: guitar, record player, bell, drum."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smoothed
from .turns import ALONG_Z, loop, pitched
from .wares import IRON

BRASS = linear_from_srgb("#a8843c")


def guitar(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Leaning in a stand: waisted body with a sound hole and a bridge, neck with frets, head with pegs, strings."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#a8642a", "#c98a42", "#6a3018", "#2a2422"), rng), item.material or "timber"
    dark = linear_from_srgb("#2c2018")
    body = 0.46 * h
    right = smoothed(
        [(0.0, 0.0), (0.36, 0.02), (0.5, 0.22), (0.42, 0.44), (0.3, 0.58), (0.36, 0.74), (0.36, 0.9), (0.2, 0.99), (0.0, 1.0)], 3
    )
    right[:, 0] = np.clip(right[:, 0], 0, 0.5)
    outline = np.vstack([right[1:-1], [(0, 1.0)], (right * (-1, 1))[::-1][1:-1], [(0, 0.0)]]) * (w, body)
    thick = 0.1
    lean = 0.16
    with s.at((0, 0.06 * h, 0.12 * d), rotation=pitched(-lean)):
        with s.at((0, 0, -thick / 2), rotation=ALONG_Z):
            s.extrude(outline * (1, -1), thick, material, color)
        t = np.linspace(0, 2 * np.pi, 25)[:-1]
        front = np.column_stack([0.13 * w * np.cos(t), 0.62 * body + 0.13 * w * np.sin(t), np.full(24, thick / 2 + 0.002)])
        s.faces(
            np.vstack([front, [(0, 0.62 * body, thick / 2 + 0.002)]]),
            [(k, (k + 1) % 24, 24) for k in range(24)],
            material,
            (0.01, 0.008, 0.006),
        )
        s.box((0, 0.26 * body, thick / 2 + 0.006), (0.4 * w, 0.03 * h, 0.014), "timber", dark)
        neck = 0.9 * h - body
        s.box((0, body + 0.45 * neck - 0.02 * h, thick / 2 - 0.012), (0.13 * w, 0.9 * neck + 0.1 * h, 0.03), "timber", dark, bevel_m=0.004)
        for k in range(9):
            s.box((0, body + 0.02 * h + neck * (1 - 0.9**k), thick / 2 + 0.005), (0.125 * w, 0.004, 0.003), "metal", (0.4, 0.38, 0.3))
        s.box((0, body + 0.97 * neck, thick / 2 - 0.015), (0.2 * w, 0.1 * h, 0.025), material, color, bevel_m=0.006)
        for k in range(3):
            for x in (-1, 1):
                s.sphere(
                    (x * 0.13 * w, body + (0.93 + 0.045 * k) * neck, thick / 2 - 0.015),
                    (0.02, 0.008, 0.008),
                    "metal",
                    (0.5, 0.48, 0.42),
                    sides=8,
                )
        for k in range(6):
            s.tube(
                [((k - 2.5) * 0.018 * w, 0.26 * body, thick / 2 + 0.014), ((k - 2.5) * 0.016 * w, body + 0.9 * neck, thick / 2 + 0.01)],
                0.0015,
                "metal",
                (0.5, 0.48, 0.42),
                sides=4,
            )
    for x in (-1, 1):
        s.tube(
            [
                (x * 0.3 * w, 0.015, d / 2 - 0.02),
                (x * 0.26 * w, 0.09 * h, 0.1 * d),
                (x * 0.1 * w, 0.3 * h, -0.22 * d),
                (x * 0.34 * w, 0.01, -d / 2 + 0.02),
            ],
            0.012,
            "metal",
            IRON,
            sides=7,
        )
        s.tube([(x * 0.26 * w, 0.06 * h, 0.1 * d), (x * 0.26 * w, 0.06 * h, 0.42 * d)], 0.012, "metal", IRON, sides=7)
    s.tube([(-0.27 * w, 0.06 * h, 0.08 * d), (0.27 * w, 0.06 * h, 0.08 * d)], 0.012, "metal", IRON, sides=7)
    return fitted(s.geometry(), item.size_m)


def record_player(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A gramophone with a flared horn, or a low player with an open lid; a record lies on its plate."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#6a4426", "#8a5a30", "#3a2a20"), rng), item.material or "timber"
    horn = h > 0.4
    case = (0.28 if horn else 0.34) * h
    z = 0.06 * d
    wide, deep = (0.86 * w, 0.7 * d) if horn else (w, 0.94 * d)
    s.box((0, case / 2, z), (wide, case, deep), material, color, bevel_m=0.012)
    s.box(
        (0, 0.04 * h, z),
        (1.06 * wide if horn else wide, 0.06 * h, 1.06 * deep if horn else deep),
        material,
        shade(color, 0.85),
        bevel_m=0.008,
    )
    r = 0.4 * min(wide, deep)
    s.lathe((0, case, z), [(r, 0), (r, 0.012), (0, 0.014)], "painted", (0.012, 0.012, 0.013), sides=32)
    s.lathe(
        (0, case + 0.0125, z),
        [(0.34 * r, 0), (0.34 * r, 0.003), (0, 0.003)],
        "paper",
        linear_from_srgb(str(rng.choice(["#b0302a", "#d8a02a", "#2a5a9a"]))),
        sides=20,
    )
    if horn:
        path = np.array(
            [(0.0, case + 0.03, z + 0.3 * r), (-0.02 * w, case + 0.12 * h, z - 0.9 * r), (0, 0.56 * h, -0.4 * d), (0, 0.66 * h, -0.2 * d)]
        )
        metal, brass = color if item.color else BRASS, item.material or "metal"
        s.tube(path, [0.012, 0.016, 0.022, 0.03], brass, metal, sides=10)
        flare = smoothed([(0.07, 0), (0.1, 0.3), (0.2, 0.6), (0.42, 0.88), (0.56, 1.0)], 3)
        long = 0.62 * d
        with s.at((0, 0.64 * h, -0.26 * d), rotation=pitched(np.pi / 2 - 0.4)):
            outer = [(a * w, b * long) for a, b in flare]
            s.lathe((0, 0, 0), [*outer, *[(0.96 * a, b + 0.003) for a, b in outer[::-1]]], brass, metal, sides=28, caps=False)
        s.tube(
            [(wide / 2, 0.5 * case, z), (wide / 2 + 0.05 * w, 0.5 * case, z), (wide / 2 + 0.05 * w, 0.3 * case, z)],
            0.008,
            "metal",
            BRASS,
            sides=6,
        )
    else:
        s.tube(
            [(0.38 * w, case + 0.05, z - 0.3 * d), (0.36 * w, case + 0.05, z), (0.18 * w, case + 0.02, z + 0.08 * d)],
            0.008,
            "metal",
            (0.5, 0.5, 0.5),
            sides=7,
        )
        s.cylinder((0.38 * w, case, z - 0.3 * d), 0.025, 0.06, "metal", (0.4, 0.4, 0.4), sides=14)
        with s.at((0, case, -0.46 * d), rotation=pitched(-0.2)):
            s.box((0, 0.33 * h, 0), (0.98 * w, 0.66 * h, 0.02), material, shade(color, 0.9), bevel_m=0.006)
    return fitted(s.geometry(), item.size_m)


def bell(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A bronze bell under a beam between two posts with a little roof; a log hangs beside it to strike it with."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#5a6a54", "#6a5a34", "#4a4a3c"), rng)
    material = item.material or "metal"
    wood = linear_from_srgb("#5a3d24") if not item.color else shade(color, 0.7)
    for x in (-1, 1):
        s.tube([(x * 0.44 * w, 0, 0), (x * 0.38 * w, 0.84 * h, 0)], 0.05 * w, "timber", wood, sides=10)
        s.box((x * 0.44 * w, 0.04, 0), (0.16 * w, 0.08, 0.6 * d), "ashlar", linear_from_srgb("#8f8b84"), bevel_m=0.015)
    s.box((0, 0.8 * h, 0), (0.98 * w, 0.07 * h, 0.09 * w), "timber", shade(wood, 1.05), bevel_m=0.01)
    s.box((0, 0.12 * h, 0), (0.84 * w, 0.05 * h, 0.05 * w), "timber", wood)
    for z in (-1, 1):
        low, high = (0.86 * h, z * d / 2), (h, 0.0)
        quad = [(-w / 2, low[0], low[1]), (w / 2, low[0], low[1]), (w / 2, high[0], 0), (-w / 2, high[0], 0)]
        s.polygon(quad if z > 0 else quad[::-1], "shingles", shade(wood, 0.8))
        under = [np.array(p) - (0, 0.03, 0) for p in quad]
        s.polygon(under[::-1] if z > 0 else under, "planks", shade(wood, 0.7))
    for x in (-1, 1):
        gable = [(x * w / 2, y * h, z * d) for y, z in ((0.83, 0.5), (0.83, -0.5), (1.0, 0.0), (0.86, 0.5), (0.86, -0.5))]
        ends = [(3, 0, 1, 4), (3, 4, 2, -1)] if x < 0 else [(4, 1, 0, 3), (4, 3, 2, -1)]
        s.faces(gable, ends, "planks", shade(wood, 0.75))
    r = min(0.27 * w, 0.42 * d)
    tall = float(rng.uniform(0.46, 0.52)) * h
    top = 0.75 * h
    shape = [(1.0, 0.0), (0.98, 0.05), (0.9, 0.08), (0.86, 0.3), (0.8, 0.62), (0.7, 0.84), (0.45, 0.96), (0.0, 1.0)]
    outer = smoothed([(a * r, top - tall + b * tall) for a, b in shape], 2)
    s.lathe((0, 0, 0), [(0, top - 0.5 * tall), (0.82 * r, top - tall + 0.02), *map(tuple, outer)], material, color, sides=32, caps=False)
    for y in (0.12, 0.5, 0.78):
        rr = float(np.interp(y, [b for _, b in shape], [a for a, _ in shape])) * r
        s.lathe(
            (0, top - tall + y * tall, 0),
            [(rr - 0.01, -0.01), (1.02 * rr + 0.008, 0), (1.02 * rr + 0.008, 0.02), (rr - 0.01, 0.03)],
            material,
            shade(color, 1.15),
            sides=32,
            caps=False,
        )
    s.tube(loop(0.06 * h, start_rad=0, stop_rad=np.pi, points=9, center=(0, top - 0.01, 0)), 0.02 * w, material, color, sides=8)
    return fitted(s.geometry(), item.size_m)


def drum(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A shell between two hoops laced with rope, a pale skin on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8a2026", "#274a7a", "#6a4426"), rng), item.material or "timber"
    r = min(w, d) / 2
    s.lathe((0, 0.04 * h, 0), [(0.94 * r, 0), (0.96 * r, 0.46 * h), (0.94 * r, 0.92 * h)], material, color, sides=32)
    for y in (0.0, 0.88):
        s.lathe(
            (0, y * h, 0),
            [(0.95 * r, 0), (r, 0.01 * h), (r, 0.11 * h), (0.95 * r, 0.12 * h)],
            "timber",
            linear_from_srgb("#a8845a") if not item.color else shade(color, 0.8),
            sides=32,
            caps=False,
        )
    s.lathe((0, 0.965 * h, 0), [(0.95 * r, 0), (0, 0.006)], "leather", linear_from_srgb("#e0d2b0"), sides=32, caps=False)
    count = int(rng.integers(7, 11))
    for k in range(2 * count):
        a, b = np.pi * k / count, np.pi * (k + 1) / count
        y = (0.1 * h, 0.9 * h) if k % 2 else (0.9 * h, 0.1 * h)
        s.tube(
            [
                (r * np.sin(a), y[0], r * np.cos(a)),
                (0.99 * r * np.sin((a + b) / 2), (y[0] + y[1]) / 2, 0.99 * r * np.cos((a + b) / 2)),
                (r * np.sin(b), y[1], r * np.cos(b)),
            ],
            0.009,
            "fabric",
            linear_from_srgb("#d8ccb0"),
            sides=5,
        )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"guitar": guitar, "record_player": record_player, "bell": bell, "drum": drum}
