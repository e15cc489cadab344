"""Walls seen from outside, and what is let into them: gaps, windows, doors, beams.

All functions draw in a *wall frame*: x runs to the right seen from outside, y is up, +z points outwards, the wall's face is z = 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Array, Sculptor
from .paints import shade

Profile = Sequence[tuple[float, float]]  # (x, height of the wall's top), left to right


@dataclass(frozen=True)
class Gap:
    """A hole: `x` of its centre, `sill` height, outer size in metres; `arch` is flat, round or pointed."""

    x: float
    sill: float
    width: float
    height: float
    arch: str = "flat"

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        return self.sill + self.height

    def crown(self, steps: int = 10) -> Array:
        """(k, 2) points of the upper edge, left to right."""
        if self.arch == "flat":
            return np.array([(self.left, self.top), (self.right, self.top)], np.float32)
        r = self.width / 2
        if self.arch == "round":
            a = np.linspace(np.pi, 0, steps + 1)
            rise = min(r, 0.5 * self.height)
            return np.stack([self.x + r * np.cos(a), self.top - rise + rise * np.sin(a)], 1).astype(np.float32)
        # an equilateral pointed arch: each side is a circle about the opposite springing point
        a = np.linspace(0, np.pi / 3, steps // 2 + 1)
        rise = min(np.sqrt(3) * r, 0.6 * self.height)
        x = self.width * (1 - np.cos(a))
        y = rise * np.sin(a) / np.sin(np.pi / 3)
        left = np.stack([self.left + x, self.top - rise + y], 1)
        right = np.stack([self.right - x[:-1], self.top - rise + y[:-1]], 1)[::-1]
        return np.concatenate([left, right]).astype(np.float32)

    def outline(self) -> Array:
        """(k, 2) closed outline, counter-clockwise seen from outside, from the lower left."""
        return np.concatenate([[(self.left, self.sill), (self.right, self.sill)], self.crown()[::-1]]).astype(np.float32)


@contextmanager
def wall_frame(s: Sculptor, side: str, x0: float, x1: float, z0: float, z1: float) -> Iterator[float]:
    """Enter the wall frame of one side (front +Z | right +X | back −Z | left −X) of a block; gives its length. x = 0 is its middle."""
    cx, cz = (x0 + x1) / 2, (z0 + z1) / 2
    place = {
        "front": ((cx, 0, z1), 0.0, x1 - x0),
        "right": ((x1, 0, cz), np.pi / 2, z1 - z0),
        "back": ((cx, 0, z0), np.pi, x1 - x0),
        "left": ((x0, 0, cz), -np.pi / 2, z1 - z0),
    }[side]
    with s.at(place[0], yaw=place[1]):
        yield place[2]


SIDES = ("front", "right", "back", "left")


def wall_face(
    s: Sculptor, profile: Profile, gaps: Sequence[Gap], material: str, color: ArrayLike, *, bottom: float, z: float = 0.0
) -> None:
    """The wall's outer face from `bottom` up to `profile`, with gaps left out (spandrels of arches filled)."""
    px, py = np.array([p[0] for p in profile], float), np.array([p[1] for p in profile], float)
    cuts = [g for g in gaps if g.top > bottom and g.right > px[0] and g.left < px[-1]]
    xs = np.unique(np.round(np.clip([*px, *(g.left for g in cuts), *(g.right for g in cuts)], px[0], px[-1]), 4))
    corners: list[tuple[float, float, float]] = []

    def add(xa: float, xb: float, ya: float, yb: float, top_a: float, top_b: float) -> None:
        if max(top_a - ya, top_b - yb) > 1e-3:
            corners.extend(((xa, ya, z), (xb, yb, z), (xb, top_b, z), (xa, top_a, z)))

    for xa, xb in zip(xs[:-1], xs[1:], strict=True):
        mid = (xa + xb) / 2
        low = bottom
        for g in sorted((g for g in cuts if g.left < mid < g.right), key=lambda g: g.sill):
            add(xa, xb, low, low, g.sill, g.sill)
            low = g.top
        add(xa, xb, low, low, float(np.interp(xa, px, py)), float(np.interp(xb, px, py)))
    for g in cuts:
        if g.arch != "flat":
            crown = g.crown()
            for (xa, ya), (xb, yb) in zip(crown[:-1], crown[1:], strict=True):
                add(float(xa), float(xb), float(ya), float(yb), g.top, g.top)
    if corners:
        s.faces(corners, np.arange(len(corners)).reshape(-1, 4), material, color)


def reveal(s: Sculptor, gap: Gap, depth: float, material: str, color: ArrayLike, *, floor: bool = True, z: float = 0.0) -> None:
    """The inner cheeks of a gap, `depth` metres inwards from `z`."""
    outline = gap.outline()
    ring = np.concatenate([outline, outline[:1]])
    for i, (p, q) in enumerate(zip(ring[:-1], ring[1:], strict=True)):
        if (i == 0 and not floor) or np.allclose(p, q, atol=1e-4):
            continue
        s.quad((*p, z), (*q, z), (*q, z - depth), (*p, z - depth), material, color)


def pane(s: Sculptor, gap: Gap, z: float, material: str, color: ArrayLike, **kw) -> None:
    """A flat sheet in the shape of the gap."""
    crown = gap.crown()
    for (xa, ya), (xb, yb) in zip(crown[:-1], crown[1:], strict=True):
        s.quad((xa, gap.sill, z), (xb, gap.sill, z), (xb, yb, z), (xa, ya, z), material, color, **kw)


def beam(
    s: Sculptor, start: ArrayLike, end: ArrayLike, width: float, proud: float, material: str, color: ArrayLike, *, z: float = 0.0
) -> None:
    """A straight bar lying on the wall between two points (x, y), standing `proud` off it, with chamfered edges.

    The grain runs along it: timber on walls has its grain along v, all other materials along u.
    """
    p, q = np.asarray(start, float), np.asarray(end, float)
    run = q - p
    length = float(np.linalg.norm(run))
    if length < 1e-3:
        return
    u = run / length
    n = np.array([-u[1], u[0]])
    cut = min(0.5 * proud, 0.25 * width, 0.012)
    vertices, uv = [], []
    for height, inset in ((0.0, 0.0), (proud - cut, 0.0), (proud, cut)):
        for a, b in ((inset, inset - width / 2), (length - inset, inset - width / 2), (length - inset, width / 2 - inset), (inset, width / 2 - inset)):
            vertices.append((*(p + u * a + n * b), z + height))
            along, across = a + 7.3 * p[0] + 3.1 * p[1], b + (height if b > 0 else -height)
            uv.append((across, along) if material == "timber" else (along, across))
    faces = [(8, 9, 10, 11)]
    for low in (0, 4):
        faces += [(low + i, low + (i + 1) % 4, low + 4 + (i + 1) % 4, low + 4 + i) for i in range(4)]
    s.faces(vertices, faces, material, color, uv=uv)


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
    """Reveal, frame, bars, panes, the lit or dark room behind, sill, shutters and flower box."""
    reveal(s, gap, look.depth, look.reveal_material, look.reveal_color)
    lit = rng.random() < look.lit_share
    glow = np.asarray(look.glow, np.float32) * (rng.uniform(0.75, 1.15) if lit else 0.0)
    z = -look.depth
    inner = Gap(gap.x, gap.sill + 0.02, gap.width - 0.04, gap.height - 0.04, gap.arch)
    pane(s, inner, z + 0.012, "glass", (0.10, 0.13, 0.15) if not lit else (0.5, 0.38, 0.2), emission_linear=glow)
    behind = Gap(gap.x, gap.sill - 0.1, gap.width + 0.3, gap.height + 0.2)
    pane(s, behind, z - 0.15, "fabric", (0.45, 0.3, 0.16) if lit else (0.035, 0.033, 0.032), emission_linear=0.5 * glow)
    wide = min(0.07, 0.12 * gap.width)
    frame_bars(s, gap, wide, z + 0.012, 0.05, "timber", look.frame_color)
    columns, rows = look.panes
    bar = 0.5 * wide
    crown = gap.crown()
    for i in range(1, columns):
        x = gap.left + gap.width * i / columns
        top = float(np.interp(x, crown[:, 0], crown[:, 1]))
        beam(s, (x, gap.sill + wide), (x, top - 0.6 * wide), bar * (1.5 if 2 * i == columns else 1.0), 0.032, "timber", look.frame_color, z=z + 0.012)
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
        s.box((gap.x, gap.sill - step / 2 - 0.15, 0.24), (gap.width + 0.5, step + 0.3, 0.48), "rock", (0.27, 0.25, 0.225), bevel_m=0.02, skip="zy")


def rails_and_posts(
    s: Sculptor, length: float, levels: Sequence[float], gaps: Sequence[Gap], color: ArrayLike, rng: np.random.Generator, *,
    braces: bool = True, corner: float = 0.2,
) -> None:  # fmt: skip
    """Timber framing of a rectangular wall: rails at `levels`, posts beside gaps and between, braces in the outer bays.

    Rails stand prouder than posts, posts than braces, so that crossings never share a plane.
    """
    half = length / 2 - corner + 0.02
    rail, post = 0.18, 0.15
    for y in levels:
        doors = sorted((g for g in gaps if g.sill < y - 0.05 < g.top), key=lambda g: g.x)
        x = -half
        for g in doors:
            beam(s, (x, y), (g.left, y), rail, 0.034, "timber", color)
            x = g.right
        beam(s, (x, y), (half, y), rail, 0.034, "timber", color)
    for low, high in zip(levels[:-1], levels[1:], strict=True):
        bottom, top = low + rail / 2, high - rail / 2
        inside = [g for g in gaps if g.sill < top and g.top > bottom]
        posts = sorted({round(x, 3) for g in inside for x in (g.left - post / 2, g.right + post / 2)})
        merged: list[float] = []
        for x in posts:
            if abs(x) < half - 0.1 and (not merged or x - merged[-1] > 1.3 * post):
                merged.append(x)
        ends = [-half, *merged, half]
        extra = []
        for a, b in zip(ends[:-1], ends[1:], strict=True):
            covered = any(g.left < (a + b) / 2 < g.right for g in inside)
            bays = 1 if covered else max(1, round((b - a) / 1.25))
            extra += [a + (b - a) * k / bays for k in range(1, bays)]
        for x in (*merged, *extra):
            beam(s, (x, bottom), (x, top), post, 0.027, "timber", color)
        for g in inside:
            if g.sill > bottom + 0.2:
                beam(s, (g.left, g.sill - 0.14), (g.right, g.sill - 0.14), 0.12, 0.027, "timber", color)
            if g.top < top - 0.15:
                beam(s, (g.left, g.top + 0.07), (g.right, g.top + 0.07), 0.14, 0.027, "timber", color)
        columns = sorted((-half, *merged, *extra, half))
        for k, (a, b) in enumerate(zip(columns[:-1], columns[1:], strict=True)):
            if any(g.left < (a + b) / 2 < g.right for g in inside) or b - a < 0.45:
                continue
            outer = k in (0, len(columns) - 2)
            if braces and outer and b - a > 0.5:
                lean = (a, b) if k == 0 else (b, a)
                beam(s, (lean[0], bottom), (lean[1], bottom + 0.72 * (top - bottom)), 0.13, 0.02, "timber", color)
            else:
                y = bottom + (0.36 + 0.1 * rng.random()) * (top - bottom)
                beam(s, (a + post / 2, y), (b - post / 2, y), 0.12, 0.022, "timber", color)
