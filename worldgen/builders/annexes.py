"""What is added to a house: hood over the door, lean-to, dormers, chimney."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .dress import BELOW, Block, Dress
from .facades import Gap, beam, wall_face, wall_frame
from .fenestration import window
from .geometry import Sculptor, linear_from_srgb
from .paints import shade
from .roofs import Roof, shed_roof


def hood(s: Sculptor, entry: Gap, look: Dress) -> None:
    """A small gabled roof on brackets above the door."""
    half, deep = entry.width / 2 + 0.3, 0.75
    cover = replace(look.cover, sag=0.0, flare=0.0, eave=0.1, verge=0.08, rafters=False, thickness=min(look.cover.thickness, 0.14))
    roof = Roof(0.0, deep, half, entry.top + 0.28, 0.55 * half, ("gable", "gable"), cover)
    with s.at((entry.x, 0, 0), yaw=-np.pi / 2):
        roof.draw(s)
    for side in (-1, 1):
        x = entry.x + side * (half - 0.06)
        s.box((x, entry.top + 0.2, deep / 2), (0.1, 0.12, deep), "timber", look.trim_color, bevel_m=0.01, skip="z")
        s.tube(
            [(x, entry.top - 0.45, 0.02), (x, entry.top - 0.1, 0.22), (x, entry.top + 0.16, 0.6)], 0.045, "timber", look.trim_color, sides=6
        )
    with s.at((entry.x, 0, deep)):
        wall_face(s, roof.gable_profile("gable"), (), "planks", shade(look.trim_color, 1.4), bottom=entry.top + 0.2)


def lean_to(s: Sculptor, main: Block, w: float, look: Dress, rng: np.random.Generator) -> None:
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


def dormers(s: Sculptor, main: Block, look: Dress, rng: np.random.Generator) -> None:
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
            s.polygon((corners if side > 0 else corners[::-1]), "planks", shade(look.trim_color, 1.4))


def chimney(s: Sculptor, main: Block, look: Dress, rng: np.random.Generator) -> None:
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
            s.lathe(
                (px, tall + 0.1, 0),
                [(0.13, 0), (0.1, 0.3), (0.125, 0.33), (0.125, 0.38), (0.07, 0.38), (0.07, 0.2)],
                "ceramic",
                linear_from_srgb("#a5613f"),
                sides=10,
            )
