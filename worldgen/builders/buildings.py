"""The buildings a village has one of: church and mill."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance, Style
from .dress import BELOW, Block, dress
from .facades import SIDES, Gap, beam, pane, reveal, wall_face, wall_frame
from .fenestration import WindowLook, door, window
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import ROOF_COLORS, WINDOW_GLOW, main_paint, mix, role_color, shade
from .roofs import Cover, Roof, spire


def church(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A Gothic parish church: tower with spire over the west door (front), buttressed nave, lower chancel behind."""
    s = Sculptor()
    w, h, d = item.size_m
    stone = main_paint(item, ("#b3a892", "#a8a094", "#c0b49a", "#9f9a90"), rng, spread=0.06)
    wall = item.material or style.materials.get("church", "") or "stone_courses"
    trim = mix(stone, linear_from_srgb("#d8d0bf"), 0.5)
    roof_material = style.materials.get("roof") or ("slate" if rng.random() < 0.6 else "tiles")
    roof_color = role_color(style, "roof", ROOF_COLORS.get(roof_material, ROOF_COLORS["slate"]), rng)
    cover = Cover(roof_material, roof_color, role_color(style, "trim", ("#4a3a2c",), rng), 0.1, 0.3, 0.12, 0.0, 0.03, False)
    look = WindowLook(trim, wall, trim, depth=0.3, glow=WINDOW_GLOW * 0.8, lit_share=0.9, panes=(2, 4))

    side = min(0.46 * w, 0.36 * d, 5.0)  # the tower's plan
    nave_w = 0.84 * w
    nave_front, nave_back = d / 2 - 0.62 * side, -d / 2 + 0.24 * d
    plate = float(np.clip(0.3 * h, 2.8, 6.5))
    rise = min(0.52 * nave_w, 0.5 * h - plate * 0.4)
    nave = Roof(nave_back, nave_front, nave_w / 2, plate, rise, ("gable", "gable"), cover)
    with s.at((0, 0, 0), yaw=-np.pi / 2):
        nave.draw(s)
    for name in SIDES:
        with wall_frame(s, name, -nave_w / 2, nave_w / 2, nave_back, nave_front) as length:
            flank = name in ("left", "right")
            gaps: list[Gap] = []
            bays = max(2, round(length / 2.8))
            if flank:
                bay = length / bays
                gaps = [Gap((k + 0.5 - bays / 2) * bay, 1.5, 0.95, plate - 2.0, "pointed") for k in range(bays)]
            profile = ((-length / 2, plate + 0.05), (length / 2, plate + 0.05)) if flank else nave.gable_profile("gable")
            wall_face(s, profile, gaps, wall, stone, bottom=BELOW)
            _base_course(s, length, trim)
            for gap in gaps:
                _lancet(s, gap, look, trim, rng)
            if flank:
                for k in range(bays + 1):
                    _buttress(s, (k - bays / 2) * (length - 0.6) / bays, plate - 0.35, wall, stone, trim)
                s.box((0, plate - 0.12, 0.06), (length, 0.16, 0.12), "stone_courses", trim, skip="z")
    _chancel(s, nave_w, nave_back, -d / 2, plate, cover, wall, stone, trim, look, rng)
    _tower(s, side, d / 2 - side, d / 2, h, wall, stone, trim, cover, look, style, rng)
    return s.geometry()


def _base_course(s: Sculptor, length: float, color: Array) -> None:
    """A sloped plinth a hand's breadth proud of the wall."""
    half = length / 2 + 0.12
    s.quad((-half, BELOW, 0.12), (half, BELOW, 0.12), (half, 0.5, 0.12), (-half, 0.5, 0.12), "stone_courses", color)
    s.quad((-half, 0.5, 0.12), (half, 0.5, 0.12), (half - 0.12, 0.66, 0), (-half + 0.12, 0.66, 0), "stone_courses", shade(color, 1.05))


def _lancet(s: Sculptor, gap: Gap, look: WindowLook, trim: Array, rng: np.random.Generator) -> None:
    """A pointed window with a stone surround and leaded coloured glass."""
    window(s, gap, look, rng)
    crown = Gap(gap.x, gap.sill, gap.width + 0.2, gap.height + 0.14, gap.arch).crown(10)
    for a, b in zip(crown[:-1], crown[1:], strict=True):
        beam(s, a, b, 0.17, 0.07, "stone_courses", trim)
    s.box((gap.x, gap.sill - 0.06, 0.04), (gap.width + 0.3, 0.12, 0.16), "stone_courses", trim, skip="z")


def _buttress(s: Sculptor, x: float, height: float, wall: str, color: Array, trim: Array) -> None:
    """Two stages with sloped weatherings."""
    w, deep = 0.6, 0.75
    for low, high, out, back in ((BELOW, 0.55 * height, deep, 0.5 * deep), (0.55 * height, 0.92 * height, 0.5 * deep, 0.0)):
        a, b = x - w / 2, x + w / 2
        top = high + 0.9 * (out - back)
        s.quad((a, low, out), (b, low, out), (b, high, out), (a, high, out), wall, color)
        s.quad((a, high, out), (b, high, out), (b, top, back), (a, top, back), "stone_courses", trim)
        for e in (a, b):
            ring = [(e, low, 0), (e, low, out), (e, high, out), (e, top, back), (e, top, 0)]
            ring = ring if e == a else ring[::-1]
            s.faces(ring, [[0, 1, 2, 3], [0, 3, 4, -1]] if e == a else [[1, 2, 3, 4], [0, 1, 4, -1]], wall, color)


def _chancel(
    s: Sculptor,
    nave_w: float,
    front: float,
    back: float,
    plate: float,
    cover: Cover,
    wall: str,
    stone: Array,
    trim: Array,
    look: WindowLook,
    rng: np.random.Generator,
) -> None:
    wide, low = 0.68 * nave_w, 0.78 * plate
    roof = Roof(back, front, wide / 2, low, 0.52 * wide, ("gable", "gable"), replace(cover, sag=0.0))
    with s.at((0, 0, 0), yaw=-np.pi / 2):
        roof.draw(s)
    for name in ("left", "right", "back"):
        with wall_frame(s, name, -wide / 2, wide / 2, back, front) as length:
            end = name == "back"
            gaps = [Gap(0.0, 1.5, min(1.6, 0.4 * length) if end else 0.8, (1.15 * low if end else low - 2.0), "pointed")]
            gaps = [g for g in gaps if g.height > 0.8]
            profile = roof.gable_profile("gable") if end else ((-length / 2, low + 0.05), (length / 2, low + 0.05))
            wall_face(s, profile, gaps, wall, stone, bottom=BELOW)
            _base_course(s, length, trim)
            for gap in gaps:
                _lancet(s, gap, replace(look, panes=(3, 4)) if end else look, trim, rng)


def _tower(
    s: Sculptor,
    side: float,
    z0: float,
    z1: float,
    h: float,
    wall: str,
    stone: Array,
    trim: Array,
    cover: Cover,
    look: WindowLook,
    style: Style,
    rng: np.random.Generator,
) -> None:
    half, top = side / 2, 0.56 * h
    entry = Gap(0.0, 0.2, min(1.7, 0.42 * side), min(2.9, 0.3 * top + 1.0), "pointed")
    belfry = 0.72 * top
    for name in SIDES:
        with wall_frame(s, name, -half, half, z0, z1):
            bell = Gap(0.0, belfry, min(1.1, 0.3 * side), 0.2 * top, "pointed")
            gaps = [bell]
            if name == "front":
                gaps.append(entry)
            bottom = BELOW if name != "back" else 0.3 * h
            wall_face(s, ((-half, top), (half, top)), gaps, wall, stone, bottom=bottom)
            reveal(s, bell, 0.4, wall, trim)
            pane(s, bell, -0.42, "timber", (0.02, 0.018, 0.016))
            for k in range(5):  # louvres
                y = bell.sill + (k + 0.5) * bell.height / 6
                s.quad(
                    (bell.left, y - 0.06, -0.1),
                    (bell.right, y - 0.06, -0.1),
                    (bell.right, y + 0.08, -0.3),
                    (bell.left, y + 0.08, -0.3),
                    "timber",
                    (0.06, 0.048, 0.038),
                )
            for y in (0.4 * top, belfry - 0.25):
                s.box((0, y, 0.05), (side + 0.18, 0.16, 0.12), "stone_courses", trim, bevel_m=0.03, skip="z")
            s.box((0, top + 0.05, 0.1), (side + 0.4, 0.3, 0.24), "stone_courses", trim, bevel_m=0.06, skip="z")
            if name != "back":
                _base_course(s, side, trim)
                for x in (-half + 0.1, half - 0.1):
                    _buttress(s, x * 0.88, 0.6 * top, wall, stone, trim)
            if name == "front":
                door(
                    s,
                    entry,
                    role_color(style, "door", ("#5a3a24", "#6b2f22"), rng),
                    trim,
                    reveal_material=wall,
                    reveal_color=trim,
                    depth=0.4,
                    double=True,
                    frame_material="stone_courses",
                    step=0.2,
                )
                for grow in (0.16, 0.5):  # two orders of moulding
                    crown = Gap(0.0, entry.sill, entry.width + grow, entry.height + 0.55 * grow, "pointed").crown(14)
                    for a, b in zip(crown[:-1], crown[1:], strict=True):
                        beam(s, a, b, 0.16, 0.14 if grow > 0.3 else 0.08, "stone_courses", trim)
                _clock(s, 0.56 * top, min(0.6, 0.16 * side))
    mid = (z0 + z1) / 2
    for x in (-1, 1):  # corner pinnacles
        for z in (-1, 1):
            foot = (x * (half - 0.1), top + 0.15, mid + z * (half - 0.1))
            s.box((foot[0], foot[1] + 0.4, foot[2]), (0.45, 0.9, 0.45), "stone_courses", trim, skip="y")
            s.lathe((foot[0], foot[1] + 0.85, foot[2]), [(0.3, 0), (0.3, 0.05), (0.0, 1.0)], "stone_courses", trim, sides=8)
    s.polygon(
        [(x * (half + 0.2), top + 0.2, mid + z * (half + 0.2)) for x, z in ((-1, 1), (1, 1), (1, -1), (-1, -1))], "stone_courses", trim
    )
    spire(s, (0, top + 0.2, mid), half * 1.0, h - top - 0.75, cover, sides=8, concave=0.12)


def _clock(s: Sculptor, y: float, radius: float) -> None:
    """A dial with two hands, in a wall frame."""
    turn = [[1, 0, 0], [0, 0, -1], [0, 1, 0]]  # local +Y looks out of the wall
    with s.at((0, y, 0.0), rotation=turn):
        s.cylinder((0, 0, 0), radius, 0.07, "metal", (0.02, 0.022, 0.03), sides=24)
        s.lathe((0, 0, 0), [(radius, 0.05), (radius, 0.1), (0.9 * radius, 0.1), (0.9 * radius, 0.07)], "metal", (0.45, 0.32, 0.1), sides=24)
    for angle, reach in ((0.9, 0.55), (-0.35, 0.8)):
        tip = (reach * radius * np.sin(angle), y + reach * radius * np.cos(angle))
        beam(s, (0, y), tip, 0.05, 0.02, "metal", (0.5, 0.36, 0.12), z=0.075)


def mill(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A watermill: stone below, boards above, a great wheel on the left side whose lower edge is under the ground line."""
    s = Sculptor()
    w, h, d = item.size_m
    look = dress(replace(item, material="" if item.material in ("timber", "planks") else item.material), style, rng)
    wheel_w = min(1.1, 0.16 * w)
    x0, x1 = -w / 2 + wheel_w + 0.25, w / 2
    half = (x1 - x0) / 2
    rise = half * (0.7 if look.requested else 0.95)
    lift = look.cover.thickness * float(np.hypot(1, rise / half))
    block = Block(x0, x1, -d / 2, d / 2, h - rise - lift, rise, "z", ("half_hip", "half_hip"))
    roof, (cx, cz), yaw = block.roof(look.cover)
    with s.at((cx, 0, cz), yaw=yaw):
        roof.draw(s)
    lower = look.wall_color if look.requested else linear_from_srgb("#9a9184")
    lower_material = look.wall_material if look.requested else "rubble"
    upper = shade(look.wall_color, 0.97) if look.requested else shade(look.trim_color, 1.7)
    upper_material = look.wall_material if look.requested else "planks"
    split = 0.55 * block.plate
    for side in SIDES:
        with wall_frame(s, side, x0, x1, -d / 2, d / 2) as length:
            end = block.end_of(side)
            top = ((-length / 2, block.plate + 0.05), (length / 2, block.plate + 0.05)) if end == "plate" else roof.gable_profile(end)
            entry = Gap(0.0, 0.16, 1.2, 2.1, "round")
            low_gaps = [entry] if side == "front" else [Gap(0.0, 1.1, 0.8, 1.0)] if side in ("right", "back") and split > 2.3 else []
            high_gaps = [Gap(x, split + 0.45, 0.75, min(0.95, block.plate - split - 0.7)) for x in (-0.24 * length, 0.24 * length)]
            high_gaps = [g for g in high_gaps if g.height > 0.5 and side != "left"]
            attic = [Gap(0.0, block.plate + 0.35, 0.8, 1.0)] if end != "plate" and rise > 2.2 else []
            wall_face(s, ((-length / 2, split), (length / 2, split)), low_gaps, lower_material, lower, bottom=BELOW)
            wall_face(s, top, [*high_gaps, *attic], upper_material, upper, bottom=split)
            s.box((0, split, 0.05), (length + 0.16, 0.2, 0.1), "timber", look.trim_color, bevel_m=0.015, skip="z")
            for gap in (*high_gaps, *attic, *(g for g in low_gaps if g is not entry)):
                window(
                    s,
                    gap,
                    replace(look.look, shutter_color=None, sill_color=look.trim_color, lintel_color=look.trim_color, flower_share=0),
                    rng,
                )
            if side == "front":
                door(s, entry, look.door_color, look.trim_color, reveal_material=lower_material, reveal_color=lower, depth=0.25)
    _wheel(s, (-w / 2 + wheel_w / 2, 0.33 * h, 0.05 * d), min(0.42 * h, 0.46 * d), wheel_w, shade(look.trim_color, 1.2))
    return s.geometry()


def _wheel(s: Sculptor, hub: tuple[float, float, float], radius: float, width: float, color: Array) -> None:
    """An undershot wheel about the x axis: two rims, spokes, paddles, axle."""
    x, y, z = hub
    count = 18
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    for side in (-1, 1):
        px = x + side * width * 0.4
        for a, b in zip(angles, np.roll(angles, -1), strict=True):
            for r in (radius * 0.93,):
                p, q = ((px, y + r * np.cos(t), z + r * np.sin(t)) for t in (a, b))
                s.tube([p, q], 0.07, "timber", color, sides=4)
        for a in angles[::3]:
            s.tube([(px, y, z), (px, y + 0.93 * radius * np.cos(a), z + 0.93 * radius * np.sin(a))], 0.055, "timber", color, sides=4)
    for a in angles:
        with s.at((x, y, z), rotation=[[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]]):
            s.box((0, 0.88 * radius, 0), (width, 0.26 * radius, 0.04), "planks", shade(color, 0.85))
    s.tube([(x - width * 0.6, y, z), (x + width * 1.2, y, z)], 0.16, "timber", color, sides=8)


BUILDERS = {"church": church, "mill": mill}
