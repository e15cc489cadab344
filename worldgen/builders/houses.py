"""Houses and barns: plans of one or more blocks, walls of many materials, every roof form, and the joinery that makes them lived in."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..layout.layout import Instance, Style
from .facades import SIDES, Gap, WindowLook, beam, door, rails_and_posts, wall_face, wall_frame, window
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import (
    DOOR_COLORS, ROOF_COLORS, SHUTTER_COLORS, TIMBER_COLORS, WALL_COLORS, WINDOW_GLOW,
    choose, lit_hour, mix, role_color, shade,
)  # fmt: skip
from .roofs import Cover, Roof, shed_roof

BELOW = -0.6  # walls go this far into the ground, so that slopes open no gaps
PLINTH_PROUD = 0.06
STOREY = 2.55


@dataclass(frozen=True)
class Dress:
    """Everything about the look of one house; colours linear."""

    wall_material: str
    wall_color: Array
    trim_color: Array
    plinth_material: str
    plinth_color: Array
    framed: bool
    cover: Cover
    door_color: Array
    look: WindowLook
    window: tuple[float, float]
    plinth: float
    requested: bool  # the item fixes the walls' colour or material, so that walls must dominate


def dress(item: Instance, style: Style, rng: np.random.Generator) -> Dress:
    roof_asked = item.material if item.material in ROOF_COLORS else ""
    wall_asked = item.material if item.material and not roof_asked else ""
    wall_material = wall_asked or style.materials.get("wall", "") or choose(rng, ("plaster", "plaster", "plaster", "rubble", "stone_courses", "brick"))
    if wall_material in ("stone", "rock"):
        wall_material = "rubble"
    requested = bool(item.color or wall_asked)
    wall_color = linear_from_srgb(item.color) if item.color else role_color(style, "wall", WALL_COLORS.get(wall_material, WALL_COLORS["plaster"]), rng)
    trim = role_color(style, "trim", TIMBER_COLORS, rng)
    roof_material = roof_asked or style.materials.get("roof", "") or choose(rng, tuple(ROOF_COLORS), (0.5, 0.22, 0.14, 0.14))
    roof_color = role_color(style, "roof", ROOF_COLORS.get(roof_material, ROOF_COLORS["tiles"]), rng, spread=0.12)
    framed = wall_material == "plaster" and not requested and rng.random() < 0.75
    stone = wall_material in ("rubble", "stone_courses", "brick")
    plinth_color = mix(linear_from_srgb("#8d8578"), wall_color, 0.35 if stone else 0.1)
    shutters = None if requested or rng.random() < 0.3 else role_color(style, "shutters", SHUTTER_COLORS, rng)
    frame_color = linear_from_srgb("#d8d0be") if rng.random() < 0.5 else shade(trim, 1.3)
    look = WindowLook(
        frame_color=frame_color, reveal_material=wall_material, reveal_color=wall_color,
        sill_material="rock" if stone else "timber", sill_color=plinth_color if stone else shade(trim, 1.1), depth=0.2 if stone else 0.14,
        shutter_color=shutters, lintel_color=None if framed else (trim if not stone else plinth_color),
        lintel_material="timber" if not stone else "rock", flower_share=0.0 if style.season in ("winter", "autumn") else 0.35,
        glow=WINDOW_GLOW if lit_hour(style) else (0, 0, 0), lit_share=0.8 if lit_hour(style) else 0.0, panes=(2, int(rng.integers(2, 4))),
    )  # fmt: skip
    return Dress(
        wall_material, wall_color, trim, "rubble", plinth_color, framed, Cover.of(roof_material, roof_color, trim, rng),
        role_color(style, "door", DOOR_COLORS, rng), look, (float(rng.uniform(0.8, 1.0)), float(rng.uniform(1.05, 1.3))),
        0.2 if requested else float(rng.uniform(0.35, 0.6)), requested,
    )  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A rectangular volume; the ridge runs along x or z; `ends` as in `Roof` (low, high end of the ridge)."""

    x0: float
    x1: float
    z0: float
    z1: float
    plate: float
    rise: float
    along: str
    ends: tuple[str, str]
    walls: tuple[str, ...] = SIDES

    def roof(self, cover: Cover) -> tuple[Roof, tuple[float, float], float]:
        """The roof in its own frame, with that frame's origin (x, z) and yaw."""
        if self.along == "x":
            return Roof(self.x0, self.x1, (self.z1 - self.z0) / 2, self.plate, self.rise, self.ends, cover), (0.0, (self.z0 + self.z1) / 2), 0.0
        # local +x is world +z after a turn of −π/2
        roof = Roof(self.z0, self.z1, (self.x1 - self.x0) / 2, self.plate, self.rise, self.ends, cover)
        return roof, ((self.x0 + self.x1) / 2, 0.0), -np.pi / 2

    def end_of(self, side: str) -> str:
        """Which roof end stands over this side; 'plate' under an eave."""
        names = {"x": {"left": 0, "right": 1}, "z": {"back": 0, "front": 1}}[self.along]
        return self.ends[names[side]] if side in names else "plate"


def house(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A dwelling whose door looks at +Z at z = +d/2."""
    s = Sculptor()
    w, h, d = item.size_m
    look = dress(item, style, rng)
    plan = choose(rng, ("rect", "wing", "lean_to", "cross"), (0.34, 0.28, 0.22, 0.16)) if min(w, d) > 4.2 else "rect"
    if plan == "wing":
        blocks = _wing_plan(w, h, d, look, rng)
    elif plan == "lean_to" and w > 6:
        blocks = _main(-w / 2, w / 2 - min(2.2, 0.28 * w), -d / 2, d / 2, h, look, rng, along="x" if w > d else "z")
    else:
        blocks = _main(-w / 2, w / 2, -d / 2, d / 2, h, look, rng, along="z" if plan == "cross" or d > 1.15 * w else "x")
    for block in blocks:
        _roofed(s, block, look)
    front = max(blocks, key=lambda b: b.z1)
    for block in blocks:
        for side in block.walls:
            _wall(s, block, side, look, rng, entrance=block is front and side == "front")
    if plan == "lean_to" and w > 6:
        _lean_to(s, blocks[0], w, look, rng)
    main = blocks[0]
    _chimney(s, main, look, rng)
    if main.along == "x" and len(blocks) == 1 and "hip" not in main.ends and main.x1 - main.x0 > 5 and rng.random() < 0.55 and not look.requested:
        _dormers(s, main, look, rng)
    return s.geometry()


def _rise(half: float, h: float, look: Dress, rng: np.random.Generator) -> float:
    steep = {"thatch": 1.15, "slate": 0.95}.get(look.cover.material, 1.0) * float(rng.uniform(0.92, 1.12))
    wanted = half * (0.62 if look.requested else steep)
    return float(np.clip(wanted, 0.35 * half, max(0.35 * half, h - 2.5)))


def _main(
    x0: float, x1: float, z0: float, z1: float, h: float, look: Dress, rng: np.random.Generator, *, along: str
) -> list[Block]:  # fmt: skip
    half = (z1 - z0 if along == "x" else x1 - x0) / 2
    length = x1 - x0 if along == "x" else z1 - z0
    rise = _rise(half, h, look, rng)
    form = choose(rng, ("gable", "half_hip", "hip"), (0.55, 0.28, 0.17))
    if form == "hip" and length < 2 * half + 1.5:
        form = "gable"
    lift = look.cover.thickness * float(np.hypot(1, rise / half))
    return [Block(x0, x1, z0, z1, h - rise - lift, rise, along, (form, form))]


def _wing_plan(w: float, h: float, d: float, look: Dress, rng: np.random.Generator) -> list[Block]:
    """A main block along x at the back, and a gabled wing towards the front that carries the door."""
    inner = d / 2 - min(2.2, 0.34 * d)
    half = (inner + d / 2) / 2
    rise = _rise(half, h, look, rng)
    lift = look.cover.thickness * float(np.hypot(1, rise / half))
    plate = h - rise - lift
    wide = float(np.clip(0.92 * 2 * half, 0.4 * w, 0.56 * w))
    x0, x1 = (-w / 2, -w / 2 + wide) if rng.random() < 0.5 else (w / 2 - wide, w / 2)
    wing_rise = rise * (wide / 2) / half  # the same pitch, so that the valley is straight
    form = choose(rng, ("gable", "half_hip"), (0.7, 0.3))
    main = Block(-w / 2, w / 2, -d / 2, inner, plate, rise, "x", (form, form))
    wing = Block(x0, x1, inner, d / 2, plate, wing_rise, "z", ("valley", choose(rng, ("gable", "half_hip"), (0.7, 0.3))), ("front", "left", "right"))
    return [main, wing]


def _roofed(s: Sculptor, block: Block, look: Dress) -> None:
    cover = replace(look.cover, sag=0.0) if "valley" in block.ends else look.cover
    roof, (x, z), yaw = block.roof(cover)
    with s.at((x, 0, z), yaw=yaw):
        roof.draw(s)


def _wall(s: Sculptor, block: Block, side: str, look: Dress, rng: np.random.Generator, *, entrance: bool) -> None:
    """One outer wall: plinth, face, gaps with their joinery, framing."""
    with wall_frame(s, side, block.x0, block.x1, block.z0, block.z1) as length:
        roof, _, _ = block.roof(look.cover)
        end = block.end_of(side)
        half = length / 2
        profile = ((-half, block.plate + 0.06), (half, block.plate + 0.06)) if end == "plate" else roof.gable_profile(end)
        gaps, entry = _gaps(block, side, length, end, look, rng, entrance=entrance)
        all_gaps = [*gaps, *([entry] if entry else [])]
        wall_face(s, profile, all_gaps, look.wall_material, look.wall_color, bottom=look.plinth)
        _plinth(s, length, look, entry)
        for gap in gaps:
            window(s, gap, _fit(look, gap, gaps), rng)
        if entry:
            door(s, entry, look.door_color, shade(look.trim_color, 1.15), reveal_material=look.wall_material, reveal_color=look.wall_color)
            if rng.random() < 0.5 and entry.top + 0.9 < block.plate + 0.3:
                _hood(s, entry, look)
        levels = [look.plinth + 0.09]
        for k in range(1, 3):
            if block.plate - (look.plinth + STOREY * k) > 1.2:
                levels.append(look.plinth + STOREY * k)
        levels.append(block.plate - 0.1)
        if look.framed:
            rails_and_posts(s, length, levels, all_gaps, look.trim_color, rng)
            if end in ("gable", "half_hip"):
                _gable_framing(s, block, roof, end, all_gaps, look, rng)
        if look.framed and side in ("front", "back"):
            for x in (-half, half):
                out = np.sign(x)
                s.box((x - out * 0.08, (look.plinth + block.plate) / 2, -0.08), (0.24, block.plate - look.plinth, 0.24), "timber", look.trim_color, bevel_m=0.015, skip="yY")


def _fit(look: Dress, gap: Gap, gaps: list[Gap]) -> WindowLook:
    """Leave shutters away where a neighbour or the window's size leaves no room."""
    crowded = any(g is not gap and abs(g.x - gap.x) < gap.width / 2 + g.width + 0.1 and abs(g.sill - gap.sill) < 1 for g in gaps)
    if crowded or gap.width < 0.6:
        return replace(look.look, shutter_color=None, flower_share=0.0)
    return look.look


def _gaps(
    block: Block, side: str, length: float, end: str, look: Dress, rng: np.random.Generator, *, entrance: bool
) -> tuple[list[Gap], Gap | None]:  # fmt: skip
    width, height = look.window
    pitch = width * (2.15 if look.look.shutter_color is not None else 1.6) + 0.35
    count = int(np.clip((length - 0.9) // pitch, 0, 4))
    if side == "back":
        count = min(count, 2)
    slots = [(k + 0.5 - count / 2) * (length - 0.7) / max(count, 1) for k in range(count)]
    floors = [look.plinth + 0.95]
    if block.plate - (look.plinth + STOREY) > height + 0.95:
        floors.append(look.plinth + STOREY + 0.85)
    entry = None
    if entrance:
        middle = -(block.x0 + block.x1) / 2  # the slot nearest to x = 0 of the instance takes the door
        at = min(slots, key=lambda x: abs(x - middle)) if count > 1 else 0.0
        tall = min(2.05, block.plate - 0.35 - 0.16)
        entry = Gap(float(at), 0.16, float(min(1.1, 0.3 * length)), tall, "flat")
    gaps = []
    for floor, sill in enumerate(floors):
        tall = min(height, block.plate - 0.3 - sill)
        if tall < 0.55:
            continue
        for x in slots:
            if entry and floor == 0 and abs(x - entry.x) < (entry.width + width) / 2 + 0.25:
                continue
            if rng.random() < (0.12 if side == "front" else 0.3):
                continue
            gaps.append(Gap(float(x), sill, width, tall))
    if end in ("gable", "half_hip") and block.rise > 1.9:
        sill = block.plate + 0.16 * block.rise
        small = (0.7, 0.9) if block.rise > 2.4 else (0.55, 0.7)
        gaps.append(Gap(0.0, sill, *small))
    return gaps, entry


def _plinth(s: Sculptor, length: float, look: Dress, entry: Gap | None) -> None:
    half, top = length / 2 + PLINTH_PROUD, look.plinth
    gaps = [Gap(entry.x, entry.sill, entry.width, max(top + 0.05, entry.top) - entry.sill)] if entry else []
    wall_face(s, ((-half, top), (half, top)), gaps, look.plinth_material, look.plinth_color, bottom=BELOW, z=PLINTH_PROUD)
    pieces = [(-half, half)] if not entry else [(-half, entry.left), (entry.right, half)]
    for a, b in pieces:  # a weathered ledge
        s.quad((a, top, PLINTH_PROUD), (b, top, PLINTH_PROUD), (b, top + 0.03, 0), (a, top + 0.03, 0), look.plinth_material, shade(look.plinth_color, 1.08))


def _gable_framing(s: Sculptor, block: Block, roof: Roof, end: str, gaps: list[Gap], look: Dress, rng: np.random.Generator) -> None:
    profile = np.array(roof.gable_profile(end))
    attic = [g for g in gaps if g.sill > block.plate]
    tie = block.plate + 0.55 * block.rise if end == "gable" else float(profile[1, 1]) - 0.1
    reach = float(np.interp(tie, [block.plate, block.plate + block.rise], [roof.half, 0])) - 0.1
    color = look.trim_color
    beam(s, (-reach, tie), (reach, tie), 0.16, 0.034, "timber", color)
    posts = [x for g in attic for x in (g.left - 0.075, g.right + 0.075)] or [0.0]
    for x in (*posts, -0.62 * roof.half, 0.62 * roof.half):
        top = min(float(np.interp(x, profile[:, 0], profile[:, 1])) - 0.08, tie - 0.08)
        if top - block.plate > 0.3:
            beam(s, (x, block.plate - 0.02), (x, top), 0.14, 0.027, "timber", color)
    for g in attic:
        beam(s, (g.left, g.sill - 0.1), (g.right, g.sill - 0.1), 0.12, 0.027, "timber", color)
    if end == "gable" and block.rise > 2.2:
        beam(s, (0, tie + 0.08), (0, block.plate + block.rise - 0.15), 0.14, 0.027, "timber", color)
    if rng.random() < 0.6 and posts[0] != 0.0:
        for sign in (-1, 1):
            beam(s, (sign * 0.62 * roof.half - sign * 0.07, block.plate), (posts[-1] * sign + sign * 0.07, tie - 0.5 * (tie - block.plate)), 0.12, 0.02, "timber", color)


def _hood(s: Sculptor, entry: Gap, look: Dress) -> None:
    """A small gabled roof on brackets above the door."""
    half, deep = entry.width / 2 + 0.3, 0.75
    cover = replace(look.cover, sag=0.0, flare=0.0, eave=0.1, verge=0.08, rafters=False, thickness=min(look.cover.thickness, 0.14))
    roof = Roof(0.0, deep, half, entry.top + 0.28, 0.55 * half, ("gable", "gable"), cover)
    with s.at((entry.x, 0, 0), yaw=-np.pi / 2):
        roof.draw(s)
    for side in (-1, 1):
        x = entry.x + side * (half - 0.06)
        s.box((x, entry.top + 0.2, deep / 2), (0.1, 0.12, deep), "timber", look.trim_color, bevel_m=0.01, skip="z")
        s.tube([(x, entry.top - 0.45, 0.02), (x, entry.top - 0.1, 0.22), (x, entry.top + 0.16, 0.6)], 0.045, "timber", look.trim_color, sides=6)
    with s.at((entry.x, 0, deep)):
        wall_face(s, roof.gable_profile("gable"), (), "planks", shade(look.trim_color, 1.4), bottom=entry.top + 0.2)


def _lean_to(s: Sculptor, main: Block, w: float, look: Dress, rng: np.random.Generator) -> None:
    """A lower shed along the right side of the main block."""
    x0, x1 = main.x1, w / 2
    deep, plate = x1 - x0, min(2.15, main.plate - 0.2)
    z0, z1 = main.z0 + 0.12 * (main.z1 - main.z0), main.z1 - float(rng.uniform(0.1, 0.3)) * (main.z1 - main.z0)
    rise = min(0.75 * deep, main.plate - plate + 0.1) if main.end_of("right") == "plate" else 0.7 * deep
    cover = replace(look.cover, eave=0.3, verge=0.2)
    with s.at((x0, 0, (z0 + z1) / 2), yaw=np.pi / 2):
        shed_roof(s, -(z1 - z0) / 2, (z1 - z0) / 2, deep, plate, rise, cover)
    boards = look.wall_color if look.requested else shade(look.trim_color, 1.5)
    material = look.wall_material if look.requested else "planks"
    for side, profile in (
        ("front", ((-deep / 2, plate + rise), (deep / 2, plate))), ("back", ((-deep / 2, plate), (deep / 2, plate + rise))),
        ("right", None),
    ):  # fmt: skip
        with wall_frame(s, side, x0, x1, z0, z1) as length:
            top = profile or ((-length / 2, plate), (length / 2, plate))
            gaps = [Gap(0.0, 1.0, 0.6, 0.6)] if side == "right" and length > 1.6 else []
            wall_face(s, top, gaps, material, boards, bottom=BELOW)
            for gap in gaps:
                window(s, gap, replace(look.look, shutter_color=None, flower_share=0.0, panes=(2, 2), lintel_color=None), rng)


def _dormers(s: Sculptor, main: Block, look: Dress, rng: np.random.Generator) -> None:
    """Gabled windows standing on the front slope."""
    half = (main.z1 - main.z0) / 2
    pitch = main.rise / half
    if main.rise < 2.0:
        return
    count = 1 if main.x1 - main.x0 < 7.5 else 2
    wide = 1.35
    face = main.z1 - 0.5  # the dormer's front stands this far out
    foot = main.plate + pitch * 0.5
    plate = foot + 1.05
    for k in range(count):
        x = (main.x0 + main.x1) / 2 + (k - (count - 1) / 2) * (main.x1 - main.x0) * 0.46
        cover = replace(look.cover, sag=0.0, flare=0.0, eave=0.18, verge=0.2, rafters=False, thickness=min(0.16, look.cover.thickness))
        rise = 0.5 * wide * pitch
        inner = main.z1 - (plate - main.plate) / pitch  # where the dormer's plate meets the main slope
        roof = Roof(inner, face, wide / 2, plate, rise, ("valley", "gable"), cover)
        with s.at((x, 0, 0), yaw=-np.pi / 2):
            roof.draw(s)
        gap = Gap(0.0, foot + 0.3, 0.75, 0.8)
        color = look.wall_color if look.wall_material == "plaster" else shade(look.trim_color, 1.5)
        material = "plaster" if look.wall_material == "plaster" else "planks"
        with s.at((x, 0, face)):
            wall_face(s, roof.gable_profile("gable"), [gap], material, color, bottom=foot)
            window(s, gap, replace(look.look, shutter_color=None, flower_share=0.0, sill_color=look.trim_color, lintel_color=None), rng)
            for side in (-1, 1):
                beam(s, (side * (wide / 2 - 0.07), foot), (side * (wide / 2 - 0.07), plate), 0.14, 0.03, "timber", look.trim_color)
        for side in (-1, 1):  # cheeks
            e = x + side * wide / 2
            corners = [(e, foot, face), (e, plate, inner), (e, plate, face)]
            s.triangle(*(corners if side > 0 else corners[::-1]), "planks", shade(look.trim_color, 1.4))


def _chimney(s: Sculptor, main: Block, look: Dress, rng: np.random.Generator) -> None:
    """A stack through the roof near one end of the ridge, a little out of plumb, with a cap and pots."""
    size = float(rng.uniform(0.62, 0.85))
    share = float(rng.uniform(0.16, 0.3)) * (1 if rng.random() < 0.5 else -1)
    x, z = (main.x0 + main.x1) / 2, (main.z0 + main.z1) / 2
    off = float(rng.uniform(0.35, 0.7)) * (1 if rng.random() < 0.5 else -1)
    if main.along == "x":
        x, z = x + share * (main.x1 - main.x0), z + off
        half = (main.z1 - main.z0) / 2
    else:
        x, z = x + off, z + share * (main.z1 - main.z0)
        half = (main.x1 - main.x0) / 2
    ridge = main.plate + main.rise
    low = ridge - main.rise / half * (abs(off) + size) - 0.3
    high = ridge + float(rng.uniform(0.55, 0.85))
    brick = rng.random() < 0.6
    material = "brick" if brick else "rubble"
    color = linear_from_srgb("#8f5442" if brick else "#8d867b")
    lean = rng.uniform(-0.025, 0.025, 2)
    tilt = [[1, lean[0], 0], [-lean[0], 1, -lean[1]], [0, lean[1], 1]]
    with s.at((x, low, z), rotation=tilt):
        tall = high - low
        s.box((0, tall / 2, 0), (size, tall, size), material, color, skip="y")
        s.box((0, tall - 0.22, 0), (size + 0.1, 0.1, size + 0.1), material, shade(color, 0.9))
        s.box((0, tall + 0.05, 0), (size + 0.16, 0.12, size + 0.16), "rock", shade(color, 0.8), bevel_m=0.02)
        for k in range(int(rng.integers(1, 3))):
            px = (k - 0.5) * 0.3 if k or size > 0.7 else 0.0
            s.lathe((px, tall + 0.1, 0), [(0.13, 0), (0.1, 0.3), (0.125, 0.33), (0.125, 0.38), (0.07, 0.38), (0.07, 0.2)], "ceramic", linear_from_srgb("#a5613f"), sides=10)


def barn(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Boarded walls on a stone foot, great double doors with cross braces, a hay door in the gable."""
    s = Sculptor()
    w, h, d = item.size_m
    material = item.material or style.materials.get("barn", "planks")
    base = replace(item, material=material if material not in ROOF_COLORS else "planks")
    look = dress(base, style, rng)
    color = linear_from_srgb(item.color) if item.color else role_color(style, "barn", ("#7a5b42", "#80362a", "#6b5a48", "#8a7358"), rng)
    look = replace(look, wall_color=color, framed=False, plinth=0.4, look=replace(look.look, shutter_color=None, flower_share=0.0, lit_share=0.0))
    along = "z" if rng.random() < 0.6 else "x"
    half = w / 2 if along == "z" else d / 2
    rise = min(half * float(rng.uniform(0.75, 0.95)) * (0.75 if look.requested else 1.0), h - 2.6)
    lift = look.cover.thickness * float(np.hypot(1, rise / half))
    form = choose(rng, ("gable", "half_hip"))
    block = Block(-w / 2, w / 2, -d / 2, d / 2, h - rise - lift, rise, along, (form, form))
    _roofed(s, block, look)
    roof, _, _ = block.roof(look.cover)
    for side in SIDES:
        with wall_frame(s, side, block.x0, block.x1, block.z0, block.z1) as length:
            end = block.end_of(side)
            profile = ((-length / 2, block.plate + 0.06), (length / 2, block.plate + 0.06)) if end == "plate" else roof.gable_profile(end)
            gates = [Gap(0.0, 0.05, min(3.0, 0.42 * length), min(2.9, block.plate - 0.3))] if side == "front" else []
            hay = [Gap(0.0, block.plate + 0.1, 1.0, min(1.15, 0.45 * rise))] if end != "plate" and rise > 2 else []
            wall_face(s, profile, [*gates, *hay], look.wall_material, color, bottom=look.plinth)
            _plinth(s, length, look, gates[0] if gates else None)
            for gap in (*gates, *hay):
                double = gap.width > 1.5
                door(
                    s, gap, shade(color, 0.82), shade(look.trim_color, 1.2), reveal_material="timber", reveal_color=look.trim_color,
                    depth=0.1, double=double, step=0.0,
                )  # fmt: skip
                for a, b in ((gap.left, gap.x), (gap.x, gap.right)) if double else ((gap.left, gap.right),):
                    beam(s, (a + 0.14, gap.sill + 0.1), (b - 0.14, gap.top - 0.2), 0.13, 0.02, "timber", shade(look.trim_color, 1.2), z=-0.05)
            count = max(2, round(length / 1.6))
            for x in np.linspace(-length / 2 + 0.1, length / 2 - 0.1, count + 1):
                if not any(g.left - 0.1 < x < g.right + 0.1 for g in gates):
                    beam(s, (x, look.plinth), (x, block.plate - 0.05), 0.16, 0.04, "timber", shade(look.trim_color, 1.2))
    return s.geometry()


BUILDERS = {"house": house, "barn": barn}
