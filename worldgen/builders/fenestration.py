"""What is let into the gaps of a wall: windows with shutters and flower boxes, doors of planks. Wall frame: see facades."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .facades import Gap, beam, pane, reveal
from .geometry import Sculptor
from .paints import shade


def frame_bars(s: Sculptor, gap: Gap, width: float, z: float, proud: float, material: str, color: ArrayLike) -> None:
    """A frame just inside the gap's outline, from z outwards by `proud`."""
    crown = gap.crown(8)
    half = width / 2
    beam(s, (gap.left, gap.sill + half), (gap.right, gap.sill + half), width, proud, material, color, z=z)
    spring = float(crown[0, 1])
    for x in (gap.left + half, gap.right - half):
        beam(s, (x, gap.sill + width), (x, spring), width, 0.9 * proud, material, color, z=z)
    middle = np.array([gap.x, gap.sill + 0.5 * gap.height])
    for a, b in zip(crown[:-1], crown[1:], strict=True):
        inward = middle - (a + b) / 2 if gap.arch != "flat" else np.array([0.0, -1.0])
        inward = inward / max(float(np.linalg.norm(inward)), 1e-6) * half
        beam(s, a + inward, b + inward, width, proud, material, color, z=z)


@dataclass(frozen=True)
class WindowLook:
    """How windows of one building look. Colours linear; `lit_share` of them glow with `glow`."""

    frame_color: ArrayLike
    reveal_material: str
    reveal_color: ArrayLike
    sill_material: str = "timber"
    sill_color: ArrayLike | None = None
    depth: float = 0.14
    shutter_color: ArrayLike | None = None
    lintel_color: ArrayLike | None = None
    lintel_material: str = "timber"
    flower_share: float = 0.0
    glow: ArrayLike = (0.0, 0.0, 0.0)
    lit_share: float = 0.0
    panes: tuple[int, int] = (2, 3)


def window(s: Sculptor, gap: Gap, look: WindowLook, rng: np.random.Generator) -> None:
    """Reveal, frame, bars, panes, the room behind, lit in the evening or not, sill, shutters and flower box."""
    reveal(s, gap, look.depth, look.reveal_material, look.reveal_color)
    lit = rng.random() < look.lit_share
    glow = np.asarray(look.glow, np.float32) * rng.uniform(0.75, 1.15) * lit
    z = -look.depth
    inner = Gap(gap.x, gap.sill + 0.02, gap.width - 0.04, gap.height - 0.04, gap.arch)
    pane(s, inner, z + 0.012, "glass", (0.10, 0.13, 0.15), emission_linear=glow)
    behind = Gap(gap.x, gap.sill - 0.1, gap.width + 0.3, gap.height + 0.2)
    pane(s, behind, z - 0.15, "fabric", (0.035, 0.033, 0.032), emission_linear=0.5 * glow)
    wide = min(0.07, 0.12 * gap.width)
    frame_bars(s, gap, wide, z + 0.012, 0.05, "timber", look.frame_color)
    columns, rows = look.panes
    bar = 0.5 * wide
    crown = gap.crown()
    for i in range(1, columns):
        x = gap.left + gap.width * i / columns
        top = float(np.interp(x, crown[:, 0], crown[:, 1]))
        beam(
            s,
            (x, gap.sill + wide),
            (x, top - 0.6 * wide),
            bar * (1.5 if 2 * i == columns else 1.0),
            0.032,
            "timber",
            look.frame_color,
            z=z + 0.012,
        )
    for j in range(1, rows):
        y = gap.sill + gap.height * j / rows
        if y < float(crown[0, 1]):
            beam(s, (gap.left + wide, y), (gap.right - wide, y), bar, 0.026, "timber", look.frame_color, z=z + 0.012)
    if look.sill_color is not None:
        s.box((gap.x, gap.sill - 0.03, 0.02), (gap.width + 0.2, 0.07, 0.16), look.sill_material, look.sill_color, bevel_m=0.012, skip="z")
    if look.lintel_color is not None and gap.arch == "flat":
        beam(s, (gap.left - 0.16, gap.top + 0.09), (gap.right + 0.16, gap.top + 0.09), 0.18, 0.03, look.lintel_material, look.lintel_color)
    if look.shutter_color is not None:
        _shutters(s, gap, look.shutter_color, rng)
    if rng.random() < look.flower_share:
        _flower_box(s, gap, rng)


def _shutters(s: Sculptor, gap: Gap, color: ArrayLike, rng: np.random.Generator) -> None:
    leaf = gap.width / 2
    for side in (-1, 1):
        hinge = gap.left - 0.02 if side < 0 else gap.right + 0.02
        ajar = float(rng.uniform(0.02, 0.22))
        with s.at((hinge, gap.sill, 0.02), yaw=-ajar if side > 0 else ajar):
            x = side * leaf / 2
            s.box((x, gap.height / 2, 0.02), (leaf, gap.height, 0.035), "planks", color, skip="")
            for y in (0.18, gap.height - 0.18):
                beam(s, (x - leaf * 0.46, y), (x + leaf * 0.46, y), 0.09, 0.018, "planks", shade(color, 0.9), z=0.0375)


def _flower_box(s: Sculptor, gap: Gap, rng: np.random.Generator) -> None:
    s.box((gap.x, gap.sill - 0.09, 0.14), (gap.width + 0.06, 0.17, 0.18), "planks", (0.13, 0.075, 0.04), skip="z")
    count = int(70 * gap.width)
    centers = np.stack([
        rng.uniform(gap.left, gap.right, count), gap.sill + rng.uniform(-0.08, 0.16, count), rng.uniform(0.06, 0.3, count),
    ], 1)  # fmt: skip
    normals = rng.normal(size=(count, 3)) + [0, 0.8, 1.2]
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    axes = np.cross(normals, rng.normal(size=(count, 3)))
    axes /= np.linalg.norm(axes, axis=1, keepdims=True)
    petal = np.array([(0.6, 0.04, 0.06), (0.75, 0.25, 0.4), (0.8, 0.5, 0.06), (0.7, 0.68, 0.62)][int(rng.integers(4))])
    flower = rng.random(count) < 0.4
    colors = np.where(flower[:, None], petal, np.array([0.07, 0.17, 0.035]) * rng.uniform(0.6, 1.4, (count, 1)))
    s.leaves(centers, axes, normals, np.where(flower[:, None], [0.03, 0.028], [0.055, 0.025]), colors)


def door(
    s: Sculptor, gap: Gap, color: ArrayLike, frame_color: ArrayLike, *, reveal_material: str, reveal_color: ArrayLike,
    depth: float = 0.16, double: bool = False, frame_material: str = "timber", step: float = 0.16,
) -> None:  # fmt: skip
    """Frame, a leaf of planks with straps and a ring, and (where `step` > 0) a stone step in front whose top is `gap.sill`."""
    reveal(s, gap, depth, reveal_material, reveal_color)
    z = -depth
    frame = min(0.11, 0.1 * gap.width)
    frame_bars(s, gap, frame, z, 0.09, frame_material, frame_color)
    pane(s, gap, z + 0.015, "planks", shade(color, 0.55))
    count = max(4, round((gap.width - 2 * frame) / 0.17))
    edges = np.linspace(gap.left + frame, gap.right - frame, count + 1)
    crown = gap.crown()
    for i, (xa, xb) in enumerate(zip(edges[:-1], edges[1:], strict=True)):
        x = (xa + xb) / 2
        top = min(float(np.interp(v, crown[:, 0], crown[:, 1])) for v in (xa, xb)) - frame * (0.9 if gap.arch == "flat" else 0.5)
        beam(s, (x, gap.sill + 0.03), (x, top), xb - xa - 0.012, 0.03, "planks", shade(color, 0.92 + 0.16 * ((i * 7) % 5) / 4), z=z + 0.016)
    metal = (0.035, 0.034, 0.036)
    leaves = ((gap.left + frame, gap.x), (gap.right - frame, gap.x)) if double else ((gap.left + frame, gap.right - frame - 0.06),)
    for hinge, free in leaves:
        reach = hinge + 0.82 * (free - hinge)
        for y in (gap.sill + 0.2 * gap.height, gap.sill + 0.66 * gap.height):
            beam(s, (hinge, y), (reach, y), 0.055, 0.012, "metal", metal, z=z + 0.047)
        handle = hinge + 0.9 * (free - hinge)
        s.box((handle, gap.sill + 0.45 * gap.height, z + 0.065), (0.035, 0.14, 0.03), "metal", (0.2, 0.16, 0.09), skip="z")
    if step > 0:
        s.box(
            (gap.x, gap.sill - step / 2 - 0.15, 0.24),
            (gap.width + 0.5, step + 0.3, 0.48),
            "rock",
            (0.27, 0.25, 0.225),
            bevel_m=0.02,
            skip="zy",
        )
