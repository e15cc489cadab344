"""The castle's gate: two drums, a chamber over an open passage, a portcullis."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .castles import BELOW, FLAGS, castle_stone, slit_glow
from .facades import SIDES, Gap, beam, reveal, wall_face, wall_frame
from .fenestration import WindowLook, window
from .geometry import Geometry, Sculptor
from .masonry import corbels, flag, parapet, ring_of_merlons
from .paints import role_color, shade


def gatehouse(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two drum towers, between them a chamber over an open passage along z (≥ 2.4 m wide, 3 m high); the portcullis is half raised."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color, trim = castle_stone(item, style, rng)
    wide = float(np.clip(0.36 * w, 2.6, 4.2))
    tall = float(np.clip(0.44 * h, 3.4, 5.0))
    radius = max(0.8, (w - wide) / 4 - 0.3)
    deck = h - 1.35 - 0.9
    passage = Gap(0.0, 0.0, wide, tall, "round")
    z0, z1 = -d / 2 + 0.3, d / 2 - 0.3 * radius - 0.3
    x0, x1 = -w / 2 + 0.3, w / 2 - 0.3
    for side in SIDES:
        with wall_frame(s, side, x0, x1, z0, z1) as length:
            through = side in ("front", "back")
            gaps = [Gap(x, tall + 1.0, 0.9, 1.5, "pointed") for x in ((-0.12 * length, 0.12 * length) if side == "back" else (0.0,))]
            gaps = [g for g in gaps if g.top < deck - 0.4]
            wall_face(s, ((-length / 2, deck), (length / 2, deck)), [*gaps, *([passage] if through else [])], material, color, bottom=BELOW)
            look = WindowLook(trim, material, trim, depth=0.35, glow=slit_glow(rng), lit_share=1.0, panes=(2, 2))
            for gap in gaps:
                window(s, gap, look, rng)
            if through:
                crown = Gap(0.0, 0.0, wide + 0.4, tall + 0.2, "round").crown(14)
                for a, b in zip(crown[:-1], crown[1:], strict=True):
                    beam(s, a, b, 0.4, 0.07, "stone_courses", trim)
            parapet(s, length, deck, material, color)
            corbels(s, length, deck, 0.2, trim)
    with s.at((0, 0, z1)):
        reveal(s, passage, z1 - z0, material, shade(color, 0.92), floor=False)
    s.quad((x0, deck, z1), (x1, deck, z1), (x1, deck, z0), (x0, deck, z0), "pavers", shade(color, 0.9))
    for side in (-1, 1):
        with s.at((side * (w / 2 - radius - 0.1), 0, z1 - 0.35 * radius)):
            top = deck + 0.9
            s.lathe(
                (0, BELOW, 0),
                [(radius + 0.25, 0), (radius, 2.4), (radius, top - BELOW - 0.35), (radius + 0.22, top - BELOW)],
                material,
                color,
                sides=16,
                caps=False,
            )
            for y in (2.2, 0.6 * deck):
                with s.at((0, 0, radius * 0.985)):
                    s.box((0, y + 0.5, 0), (0.16, 1.1, 0.06), "fabric", (0.012, 0.012, 0.014), skip="z")
                    s.box((0, y + 0.7, 0.005), (0.5, 0.14, 0.06), "fabric", (0.012, 0.012, 0.014), skip="z")
            ring_of_merlons(s, radius + 0.22, top, material, color, sides=16, thick=0.35, low=0.5)
            flag(s, (0, top + 0.2, 0), 1.9, (1.1, 0.6), role_color(style, "banner", FLAGS, rng), rng)
    _portcullis(s, passage, z1 - 0.5)
    return s.geometry()


def _portcullis(s: Sculptor, passage: Gap, z: float) -> None:
    """A grid of iron-shod oak, raised so that 2.3 m stay free beneath."""
    low = min(2.5, passage.height - 0.7)
    crown = passage.crown(14)
    count = max(5, round(passage.width / 0.38))
    for k in range(1, count):
        x = passage.left + passage.width * k / count
        top = float(np.interp(x, crown[:, 0], crown[:, 1])) - 0.02
        s.tube([(x, low, z), (x, low + 0.18, z), (x, top, z)], [0.005, 0.05, 0.05], "metal", (0.05, 0.045, 0.042), sides=6)
    for y in np.arange(low + 0.3, passage.top - 0.2, 0.4):
        reach = (
            passage.width / 2
            if y < float(crown[0, 1])
            else abs(float(np.interp(y, crown[: len(crown) // 2 + 1, 1], crown[: len(crown) // 2 + 1, 0])))
        )
        s.box((0, y, z), (2 * reach - 0.06, 0.09, 0.1), "timber", (0.06, 0.045, 0.034))


BUILDERS = {"gatehouse": gatehouse}
