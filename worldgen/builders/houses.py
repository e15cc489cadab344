"""Houses: plans of one or more blocks, walls of many materials, every roof form, and the joinery that makes them lived in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance, Style
from .annexes import chimney, dormers, hood, lean_to
from .dress import Block, Dress, dress, plinth
from .facades import Gap, beam, wall_face, wall_frame
from .fenestration import WindowLook, door, window
from .framing import logs, rails_and_posts
from .geometry import Geometry, Sculptor
from .paints import choose, shade
from .roofs import Roof

STOREY = 2.55


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
        lean_to(s, blocks[0], w, look, rng)
    main = blocks[0]
    chimney(s, main, look, rng)
    if (
        main.along == "x"
        and len(blocks) == 1
        and "hip" not in main.ends
        and main.x1 - main.x0 > 5
        and rng.random() < 0.55
        and not look.requested
    ):
        dormers(s, main, look, rng)
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
    wing = Block(
        x0, x1, inner, d / 2, plate, wing_rise, "z", ("valley", choose(rng, ("gable", "half_hip"), (0.7, 0.3))), ("front", "left", "right")
    )
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
        plinth(s, length, look, entry)
        for gap in gaps:
            window(s, gap, _fit(look, gap, gaps), rng)
        if entry:
            door(s, entry, look.door_color, shade(look.trim_color, 1.15), reveal_material=look.wall_material, reveal_color=look.wall_color)
            if rng.random() < 0.5 and entry.top + 0.9 < block.plate + 0.3:
                hood(s, entry, look)
        levels = [look.plinth + 0.09]
        for k in range(1, 3):
            if block.plate - (look.plinth + STOREY * k) > 1.2:
                levels.append(look.plinth + STOREY * k)
        levels.append(block.plate - 0.1)
        if look.wall_material == "timber":
            logs(s, length, look.plinth + 0.03, block.plate - 0.02, all_gaps, look.wall_color, rng)
        if look.framed:
            rails_and_posts(s, length, levels, all_gaps, look.trim_color, rng)
            if end in ("gable", "half_hip"):
                _gable_framing(s, block, roof, end, all_gaps, look, rng)
        if look.framed and side in ("front", "back"):
            for x in (-half, half):
                out = np.sign(x)
                s.box(
                    (x - out * 0.08, (look.plinth + block.plate) / 2, -0.08),
                    (0.24, block.plate - look.plinth, 0.24),
                    "timber",
                    look.trim_color,
                    bevel_m=0.015,
                    skip="yY",
                )


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
            beam(
                s,
                (sign * 0.62 * roof.half - sign * 0.07, block.plate),
                (posts[-1] * sign + sign * 0.07, tie - 0.5 * (tie - block.plate)),
                0.12,
                0.02,
                "timber",
                color,
            )


BUILDERS = {"house": house}
