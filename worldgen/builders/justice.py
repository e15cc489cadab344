"""Of rule and justice: stocks, an iron maiden, a throne."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smoothed
from .softs import rounded_block
from .turns import ALONG_Z, loop
from .wares import IRON, WOODS

CLOTHS = ("#8a2026", "#274a7a", "#2f5a3a", "#b08a2a", "#5a2a5a")


def stocks(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A pillory: two planks with holes for head and hands between posts, on a low stage."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    s.box((0, 0.06, 0), (w, 0.12, d), "planks" if not item.material else material, shade(color, 0.85), bevel_m=0.01)
    for x in (-1, 1):
        s.box((x * 0.4 * w, 0.5 * h, 0), (0.09, h - 0.1, 0.12), material, color, bevel_m=0.012)
        for z in (-1, 1):
            s.tube([(x * 0.4 * w, 0.45 * h, 0), (x * 0.4 * w, 0.1, z * 0.4 * d)], 0.04, material, shade(color, 0.9), sides=8)
    split = float(rng.uniform(0.74, 0.8)) * h
    holes = ((-0.2 * w, 0.05), (0.0, 0.085), (0.2 * w, 0.05))
    for low in (True, False):
        edge = split - 0.004 if low else split + 0.004
        far = split - 0.17 * h if low else split + 0.15 * h
        outline = [(-0.36 * w, far), (0.36 * w, far), (0.36 * w, edge)]
        for x, r in holes[::-1]:
            t = np.linspace(0, np.pi, 9)
            outline += [(x + r * np.cos(a), edge + (-1 if low else 1) * r * np.sin(a)) for a in t]
        outline.append((-0.36 * w, edge))
        with s.at((0, 0, -0.035), rotation=ALONG_Z):
            s.extrude([(a, -b) for a, b in outline], 0.07, material, shade(color, 1.0 if low else 1.08))
    for x in (-0.3, 0.3):
        s.box((x * w, split, 0.04), (0.05, 0.16, 0.02), "metal", IRON)
    return fitted(s.geometry(), item.size_m)


def iron_maiden(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A case shaped like a cloaked figure, banded with iron, its doors parted by a slit, a carved face on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#4a4440", "#3c3a39", "#54463c"), rng), item.material or "metal"
    flat = d / w
    body = [(0.46, 0.0), (0.5, 0.03), (0.48, 0.3), (0.42, 0.6), (0.4, 0.72), (0.3, 0.8), (0.2, 0.83)]
    parts = Sculptor()
    parts.lathe((0, 0, 0), [(a * w, b * h) for a, b in smoothed(body, 2)], material, color, sides=28)
    for y in np.linspace(0.08, 0.74, int(rng.integers(4, 7))):
        r = float(np.interp(y, [b for _, b in body], [a for a, _ in body])) * w
        parts.lathe(
            (0, y * h, 0),
            [(r - 0.01, 0), (1.03 * r, 0.004), (1.03 * r, 0.03 * h), (r - 0.01, 0.034 * h)],
            material,
            shade(color, 0.7),
            sides=28,
            caps=False,
        )
    g = parts.geometry()
    s.faces(g.vertices * (1, 1, flat), g.faces, material, g.color_linear, uv=g.uv)
    s.box((0, 0.4 * h, 0.46 * d), (0.02, 0.66 * h, 0.06), material, (0.01, 0.01, 0.01))
    for y in (0.25, 0.55):
        s.box((0.02 * w, y * h, 0.47 * d), (0.16 * w, 0.03 * h, 0.06), material, shade(color, 1.2), bevel_m=0.006)
    s.sphere((0, 0.9 * h, 0), (0.17 * w, 0.1 * h, 0.32 * d), material, shade(color, 1.1), sides=20)
    s.sphere((0, 0.9 * h, 0.3 * d), (0.03 * w, 0.03 * h, 0.05 * d), material, shade(color, 1.15), sides=8)
    for x in (-0.07, 0.07):
        s.sphere((x * w, 0.915 * h, 0.285 * d), (0.03 * w, 0.008 * h, 0.03 * d), material, (0.01, 0.01, 0.01), sides=8)
    return fitted(s.geometry(), item.size_m)


def throne(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On a step: carved posts with finials, a tall back with a pointed crest, arms, a padded seat and back; the sitter looks at +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    cloth = main_paint(item, CLOTHS, rng)
    wood = shade(cloth, 0.75) if item.color else linear_from_srgb(str(rng.choice(["#5a3d24", "#4a3320", "#a8883a"])))
    material = item.material or "timber"
    step, seat = 0.07 * h, 0.32 * h
    s.box((0, step / 2, 0), (w, step, d), material, shade(wood, 0.85), bevel_m=0.015)
    t = 0.1 * w
    for x in (-1, 1):
        s.box((x * 0.4 * w, 0.46 * h, -0.36 * d), (t, 0.92 * h - step, t), material, wood, bevel_m=0.012)
        s.sphere((x * 0.4 * w, 0.945 * h, -0.36 * d), (0.55 * t, 0.05 * h, 0.55 * t), material, shade(wood, 1.15), sides=14)
        s.box((x * 0.4 * w, 0.5 * (seat + 0.2 * h) + step / 2, 0.36 * d), (t, seat + 0.2 * h - step, t), material, wood, bevel_m=0.012)
        s.box((x * 0.4 * w, seat + 0.2 * h, 0.02 * d), (1.2 * t, 0.035 * h, 0.84 * d), material, shade(wood, 1.1), bevel_m=0.012)
        s.sphere((x * 0.4 * w, seat + 0.21 * h, 0.42 * d), (0.7 * t, 0.035 * h, 0.6 * t), material, shade(wood, 1.15), sides=12)
        s.box((x * 0.4 * w, 0.5 * seat + 0.5 * step, 0), (0.5 * t, seat - step, 0.66 * d), material, shade(wood, 0.8))
    s.box((0, 0.5 * (seat + step), 0.36 * d), (0.72 * w, seat - step, 0.5 * t), material, shade(wood, 0.9), bevel_m=0.01)
    s.box((0, seat - 0.02 * h, 0), (0.74 * w, 0.05 * h, 0.8 * d), material, wood)
    with s.at((0, 0, -0.42 * d), rotation=ALONG_Z):
        crest = smoothed([(0.4 * w, -0.88 * h), (0.2 * w, -0.9 * h), (0.0, -h)], 3)
        outline = [(-0.36 * w, -step), (0.36 * w, -step), *map(tuple, crest), *map(tuple, (crest * (-1, 1))[::-1][1:])]
        s.extrude(outline, 0.08 * d, material, wood)
    rounded_block(s, (0, seat + 0.035 * h, 0.03 * d), (0.68 * w, 0.08 * h, 0.74 * d), 0.035 * h, "fabric", cloth)
    rounded_block(s, (0, 0.63 * h, -0.31 * d), (0.6 * w, 0.44 * h, 0.1 * d), 0.03 * h, "fabric", shade(cloth, 1.04))
    s.tube(loop(0.05 * w, center=(0, 0.93 * h, -0.33 * d), points=15), 0.014 * w, "metal", linear_from_srgb("#b8923a"), sides=8)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"stocks": stocks, "iron_maiden": iron_maiden, "throne": throne}
