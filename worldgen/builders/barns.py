"""Barns: boarded walls, great doors, a hay door in the gable."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance, Style
from .dress import Block, dress, plinth
from .facades import SIDES, Gap, beam, wall_face, wall_frame
from .fenestration import door
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import ROOF_COLORS, choose, role_color, shade


def barn(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Boarded walls on a stone foot, great double doors with cross braces, a hay door in the gable."""
    s = Sculptor()
    w, h, d = item.size_m
    material = item.material or style.materials.get("barn", "planks")
    base = replace(item, material=material if material not in ROOF_COLORS else "planks")
    look = dress(base, style, rng)
    color = linear_from_srgb(item.color) if item.color else role_color(style, "barn", ("#7a5b42", "#80362a", "#6b5a48", "#8a7358"), rng)
    look = replace(
        look, wall_color=color, framed=False, plinth=0.4, look=replace(look.look, shutter_color=None, flower_share=0.0, lit_share=0.0)
    )
    along = "z" if rng.random() < 0.6 else "x"
    half = w / 2 if along == "z" else d / 2
    rise = min(half * float(rng.uniform(0.75, 0.95)) * (0.75 if look.requested else 1.0), h - 2.6)
    lift = look.cover.thickness * float(np.hypot(1, rise / half))
    form = choose(rng, ("gable", "half_hip"))
    block = Block(-w / 2, w / 2, -d / 2, d / 2, h - rise - lift, rise, along, (form, form))
    roof, (x, z), yaw = block.roof(look.cover)
    with s.at((x, 0, z), yaw=yaw):
        roof.draw(s)
    for side in SIDES:
        with wall_frame(s, side, block.x0, block.x1, block.z0, block.z1) as length:
            end = block.end_of(side)
            profile = ((-length / 2, block.plate + 0.06), (length / 2, block.plate + 0.06)) if end == "plate" else roof.gable_profile(end)
            gates = [Gap(0.0, 0.05, min(3.0, 0.42 * length), min(2.9, block.plate - 0.3))] if side == "front" else []
            hay = [Gap(0.0, block.plate + 0.1, 1.0, min(1.15, 0.45 * rise))] if end != "plate" and rise > 2 else []
            wall_face(s, profile, [*gates, *hay], look.wall_material, color, bottom=look.plinth)
            plinth(s, length, look, gates[0] if gates else None)
            for gap in (*gates, *hay):
                double = gap.width > 1.5
                door(
                    s, gap, shade(color, 0.82), shade(look.trim_color, 1.2), reveal_material="timber", reveal_color=look.trim_color,
                    depth=0.1, double=double, step=0.0,
                )  # fmt: skip
                for a, b in ((gap.left, gap.x), (gap.x, gap.right)) if double else ((gap.left, gap.right),):
                    beam(
                        s, (a + 0.14, gap.sill + 0.1), (b - 0.14, gap.top - 0.2), 0.13, 0.02, "timber", shade(look.trim_color, 1.2), z=-0.05
                    )
            count = max(2, round(length / 1.6))
            for x in np.linspace(-length / 2 + 0.1, length / 2 - 0.1, count + 1):
                if not any(g.left - 0.1 < x < g.right + 0.1 for g in gates):
                    beam(s, (x, look.plinth), (x, block.plate - 0.05), 0.16, 0.04, "timber", shade(look.trim_color, 1.2))
    return s.geometry()


BUILDERS = {"barn": barn}
