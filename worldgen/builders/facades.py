"""Walls seen from outside: faces with gaps, reveals, beams.

All functions draw in a *wall frame*: x runs to the right seen from outside, y is up, +z points outwards, the wall's face is z = 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Array, Sculptor

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
    s: Sculptor,
    start: ArrayLike,
    end: ArrayLike,
    width: float,
    proud: float,
    material: str,
    color: ArrayLike,
    *,
    z: float = 0.0,
    closed: bool = False,
) -> None:
    """A straight bar lying on the wall between two points (x, y), standing `proud` off it, with chamfered edges.

    The grain runs along it: timber on walls has its grain along v, all others along u. `closed` adds the face on the wall.
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
        for a, b in (
            (inset, inset - width / 2),
            (length - inset, inset - width / 2),
            (length - inset, width / 2 - inset),
            (inset, width / 2 - inset),
        ):
            vertices.append((*(p + u * a + n * b), z + height))
            along, across = a + 7.3 * p[0] + 3.1 * p[1], b + (height if b > 0 else -height)
            uv.append((across, along) if material == "timber" else (along, across))
    faces = [(8, 9, 10, 11), (3, 2, 1, 0)] if closed else [(8, 9, 10, 11)]
    for low in (0, 4):
        faces += [(low + i, low + (i + 1) % 4, low + 4 + (i + 1) % 4, low + 4 + i) for i in range(4)]
    s.faces(vertices, faces, material, color, uv=uv)
