"""Castle works: tower (round or square, flat or with a cone) and keep."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .facades import SIDES, Gap, beam, wall_face, wall_frame
from .fenestration import WindowLook, door, window
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .masonry import corbels, flag, parapet, ring_of_merlons, slit, slit_wall
from .paints import ROOF_COLORS, WINDOW_GLOW, main_paint, mix, role_color, shade
from .roofs import Cover, spire

BELOW = -0.8
STONES = ("#a8a195", "#9c978c", "#b0a791", "#8f8d88", "#b5a98f")
FLAGS = ("#a0262a", "#2c4a8c", "#c49a2c", "#2f6b45", "#6a2f7a")


def castle_stone(item: Instance, style: Style, rng: np.random.Generator) -> tuple[str, Array, Array]:
    """Material, colour and lighter dressed stone."""
    if not item.color and "wall" in style.palette and style.materials.get("wall", "stone_courses") in ("stone_courses", "rubble", "brick"):
        color = role_color(style, "wall", STONES, rng, spread=0.05)
    else:
        color = main_paint(item, STONES[2] if item.color else STONES, rng, spread=0.06)
    return item.material or style.materials.get("castle", "") or "stone_courses", color, mix(color, linear_from_srgb("#d6cebc"), 0.4)


def _cover(style: Style, rng: np.random.Generator) -> Cover:
    asked = style.materials.get("roof", "")
    material = asked if asked in ("slate", "tiles", "shingles") else "slate"
    own = ROOF_COLORS[material] if rng.random() < 0.6 else ("#7d3b32", "#3f4f6b")
    return Cover(material, role_color(style, "roof", own, rng), (0.08, 0.06, 0.045), 0.1, 0.3, 0.2, 0.0, 0.0, False)


def slit_glow(rng: np.random.Generator) -> Array:
    return WINDOW_GLOW * (0.8 if rng.random() < 0.6 else 0.0)


def tower(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Battered foot, string courses, slits, corbelled battlements, and often a cone."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color, trim = castle_stone(item, style, rng)
    roofed = h > 8 and rng.random() < 0.62
    square = abs(w - d) > 0.15 * w or rng.random() < 0.36
    head = 0.35  # how far the battlements overhang
    body = min(w, d) / 2 - head
    deck = h - 1.35 if not roofed else h - max(2.6, 0.3 * h) - 0.6
    if square:
        _square_tower(s, w - 2 * head, d - 2 * head, deck, head, material, color, trim, style, rng)
    else:
        _round_tower(s, body, deck, head, material, color, trim, style, rng)
    if roofed:
        cover = _cover(style, rng)
        spire(s, (0, deck + 0.45, 0), body + (0.1 if not square else 0.55), h - deck - 1.0, cover, sides=4 if square else 20, concave=0.08)
        under = body - 0.25
        s.lathe((0, deck, 0), [(under, 0), (under, 0.6)], material, color, sides=4 if square else 20, caps=False)
    else:
        flag(s, (0.3 * body, deck + 0.02, -0.3 * body), 2.6, (1.5, 0.8), role_color(style, "banner", FLAGS, rng), rng)
    return s.geometry()


def _round_tower(
    s: Sculptor, radius: float, deck: float, head: float, material: str, color: Array, trim: Array, style: Style, rng: np.random.Generator
) -> None:
    sides = 20
    facet = 2 * radius * np.sin(np.pi / sides)
    apothem = radius * np.cos(np.pi / sides)
    entry = Gap(0.0, 0.15, min(1.0, 0.9 * facet), 2.05, "round")
    levels = np.arange(3.2, deck - 1.6, 2.9)
    foot = 1.6
    for k in range(sides):
        with s.at((0, 0, 0), yaw=2 * np.pi * k / sides):
            with s.at((0, 0, apothem)):
                gaps = [Gap(0.0, y + (0.9 if k % 2 else 0.0), 0.16, 1.1) for i, y in enumerate(levels) if (k + 3 * i) % 5 == 0 and k]
                slit_wall(s, facet, 0.0 if k == 0 else foot, deck - 0.3, gaps, material, color, slit_glow(rng)) if k else wall_face(
                    s, ((-facet / 2, deck - 0.3), (facet / 2, deck - 0.3)), [entry], material, color, bottom=BELOW
                )
                if k == 0:
                    door(
                        s,
                        entry,
                        linear_from_srgb("#5a4028"),
                        trim,
                        reveal_material=material,
                        reveal_color=trim,
                        depth=0.4,
                        frame_material="stone_courses",
                    )
                else:  # the battered foot
                    out, wide = 0.28, facet * (1 + 0.28 / apothem)
                    s.quad((-wide / 2, BELOW, out), (wide / 2, BELOW, out), (facet / 2, foot, 0), (-facet / 2, foot, 0), material, color)
    for y in levels[1::2]:
        s.lathe(
            (0, y - 0.5, 0),
            [(radius, 0), (radius + 0.09, 0.04), (radius + 0.09, 0.16), (radius, 0.22)],
            "stone_courses",
            trim,
            sides=sides,
            caps=False,
        )
    for k in range(2 * sides):
        with s.at((0, 0, 0), yaw=np.pi * (k + 0.5) / sides), s.at((0, 0, apothem)):
            for j in range(2):
                out = head * (1 - 0.45 * j)
                s.box((0, deck - 0.44 - 0.26 * j, out / 2), (0.26, 0.28, out), "stone_courses", trim, skip="z")
    s.lathe((0, deck - 0.3, 0), [(radius, 0), (radius + head, 0), (radius + head, 0.3)], material, color, sides=sides, caps=False)
    ring_of_merlons(s, radius + head, deck, material, color, sides=sides)


def _square_tower(
    s: Sculptor,
    w: float,
    d: float,
    deck: float,
    head: float,
    material: str,
    color: Array,
    trim: Array,
    style: Style,
    rng: np.random.Generator,
) -> None:
    entry = Gap(0.0, 0.15, 1.05, 2.1, "round")
    levels = np.arange(3.4, deck - 1.8, 3.0)
    for side in SIDES:
        with wall_frame(s, side, -w / 2, w / 2, -d / 2, d / 2) as length:
            slits = [Gap(0.0, float(y), 0.18, 1.2) for y in levels]
            wall_face(
                s, ((-length / 2, deck), (length / 2, deck)), [*slits, *([entry] if side == "front" else [])], material, color, bottom=BELOW
            )
            for gap in slits:
                slit(s, gap, material, color, slit_glow(rng))
            if side == "front":
                door(
                    s,
                    entry,
                    linear_from_srgb("#5a4028"),
                    trim,
                    reveal_material=material,
                    reveal_color=trim,
                    depth=0.4,
                    frame_material="stone_courses",
                )
            for y in levels[1::2]:
                s.box((0, y - 0.5, 0.04), (length + 0.12, 0.18, 0.1), "stone_courses", trim, bevel_m=0.03, skip="z")
            corbels(s, length, deck - 0.02, head, trim)
            for x in (-length / 2, length / 2):  # dressed corner stones, long and short
                for j, y in enumerate(np.arange(0.2, deck - 0.8, 0.42)):
                    reach = 0.5 if j % 2 else 0.32
                    beam(s, (x - np.sign(x) * reach, y), (x, y), 0.38, 0.03, "stone_courses", trim)
    _battlements(s, w + 2 * head, d + 2 * head, deck, material, color)


def _battlements(s: Sculptor, w: float, d: float, deck: float, material: str, color: Array) -> None:
    """Parapet on four sides, the slab it stands on and its soffit."""
    for side in SIDES:
        with wall_frame(s, side, -w / 2, w / 2, -d / 2, d / 2) as length:
            parapet(s, length, deck, material, color)
    a, b = w / 2, d / 2
    s.quad((-a, deck + 0.01, b), (a, deck + 0.01, b), (a, deck + 0.01, -b), (-a, deck + 0.01, -b), "pavers", shade(color, 0.9))
    s.quad((-a, deck, -b), (a, deck, -b), (a, deck, b), (-a, deck, b), "stone_courses", shade(color, 0.8))


def keep(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A great square house of stone: corner turrets, two-light windows, a raised door reached by an outer stair, battlements."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color, trim = castle_stone(item, style, rng)
    turret = float(np.clip(0.2 * min(w, d), 1.6, 3.4))
    cover = _cover(style, rng)
    capped = rng.random() < 0.6
    deck = h - 1.35 - (0.2 * h if capped else 1.4)
    stair_deep = min(1.7, 0.16 * d)
    x0, x1, z0, z1 = -w / 2 + 0.3, w / 2 - 0.3, -d / 2 + 0.3, d / 2 - stair_deep
    landing = float(np.clip(0.16 * h, 1.2, 2.6))
    entry = Gap(0.0, landing, 1.5, 2.6, "pointed")
    look = WindowLook(
        trim,
        material,
        trim,
        depth=0.4,
        glow=WINDOW_GLOW,
        lit_share=0.75,
        panes=(2, 3),
    )
    for side in SIDES:
        with wall_frame(s, side, x0, x1, z0, z1) as length:
            gaps = []
            usable = length - 2 * turret
            count = max(1, int(usable // 2.9))
            for y in np.arange(landing + 3.4, deck - 2.4, 3.7):
                gaps += [Gap((k + 0.5 - count / 2) * usable / count, float(y), 1.0, 2.0, "pointed") for k in range(count)]
            slits = [Gap(x, landing + 0.4, 0.18, 1.3) for x in np.linspace(-usable / 2, usable / 2, 4) if side != "front" or abs(x) > 1.6]
            doors = [entry] if side == "front" else []
            wall_face(s, ((-length / 2, deck), (length / 2, deck)), [*gaps, *slits, *doors], material, color, bottom=BELOW)
            for gap in gaps:
                window(s, gap, look, rng)
                crown = Gap(gap.x, gap.sill, gap.width + 0.2, gap.height + 0.14, "pointed").crown(10)
                for a, b in zip(crown[:-1], crown[1:], strict=True):
                    beam(s, a, b, 0.16, 0.06, "stone_courses", trim)
                s.box((gap.x, gap.sill - 0.07, 0.05), (gap.width + 0.3, 0.14, 0.14), "stone_courses", trim, skip="z")
            for gap in slits:
                slit(s, gap, material, color)
            for y in np.arange(landing + 3.0, deck - 1, 3.7):
                s.box((0, float(y), 0.04), (length, 0.16, 0.1), "stone_courses", trim, skip="z")
            if side == "front":
                door(
                    s,
                    entry,
                    linear_from_srgb("#54381f"),
                    trim,
                    reveal_material=material,
                    reveal_color=trim,
                    depth=0.45,
                    double=True,
                    frame_material="stone_courses",
                    step=0.0,
                )
            for x in np.linspace(-usable / 2, usable / 2, 3):  # pilaster buttresses
                if side != "front" or abs(x) > 1.8:
                    s.box(
                        (x + 1.2 if abs(x) < 0.1 else x, (0.9 * deck + BELOW) / 2, 0.1),
                        (0.9, 0.9 * deck - BELOW, 0.24),
                        material,
                        color,
                        skip="zy",
                    )
            with s.at((0, 0, 0.25)):
                parapet(s, length, deck, material, color)
            corbels(s, length - 2 * turret, deck, 0.25, trim)
    s.quad((x0, deck, z1), (x1, deck, z1), (x1, deck, z0), (x0, deck, z0), "pavers", shade(color, 0.9))
    _stair(s, landing, z1, stair_deep, min(4.5, w / 2 - 1.2), material, color, trim)
    for cx in (x0, x1):
        for cz in (z0, z1):
            with s.at((cx - np.sign(cx) * (0.5 * turret - 0.3), 0, cz - np.sign(cz - (z0 + z1) / 2) * (0.5 * turret - 0.3))):
                top = deck + 1.4
                radius = 0.5 * turret
                s.lathe(
                    (0, BELOW, 0),
                    [(radius + 0.2, 0), (radius, 2.2), (radius, top - BELOW - 0.4), (radius + 0.2, top - BELOW)],
                    material,
                    color,
                    sides=12,
                    caps=False,
                )
                ring_of_merlons(s, radius + 0.2, top, material, color, sides=12, thick=0.3, low=0.35, high=0.9)
                if capped:
                    spire(s, (0, top + 0.25, 0), radius + 0.02, h - top - 0.8, cover, sides=12, concave=0.06)
    flag(s, (0, deck, (z0 + z1) / 2), min(4.5, h - deck + 1.0), (2.2, 1.2), role_color(style, "banner", FLAGS, rng), rng)
    return s.geometry()


def _stair(s: Sculptor, top: float, z: float, deep: float, run: float, material: str, color: Array, trim: Array) -> None:
    """A stone stair along the front wall, rising from the right to the landing before the door."""
    landing = 1.3
    s.box((0, (top + BELOW) / 2, z + deep / 2), (2 * landing, top - BELOW, deep), material, color, skip="yzX")
    steps = max(4, round(top / 0.2))
    tread = run / steps
    for k in range(steps):
        y = top * (steps - k - 1) / steps
        if y > 0.02:
            s.box(
                (landing + (k + 0.5) * tread, (y + BELOW) / 2, z + deep / 2),
                (tread, y - BELOW, deep),
                material,
                shade(color, 1.0 + 0.06 * (k % 2)),
                skip="yzx",
            )


BUILDERS = {"tower": tower, "keep": keep}
