"""Things that a person describes by parts: boxes, cylinders, spheres, lathes and extrusions, each with place, size, colour and material."""

from __future__ import annotations

import math

import numpy as np

from ..layout.layout import Instance, Shape, Style
from .geometry import Geometry, Sculptor, linear_from_srgb

MIN_SIDES, MAX_SIDES = 12, 48


def parts(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """All parts in the instance frame, exactly as described; nothing is drawn at random."""
    sculptor = Sculptor()
    for part in item.parts:
        _BUILD[part.kind](sculptor, part)
    return sculptor.geometry()


def _sides(radius_m: float) -> int:
    """As many as keep the facets near 5 cm."""
    return min(MAX_SIDES, max(MIN_SIDES, 4 * math.ceil(2 * math.pi * radius_m / 0.05 / 4)))


def _box(s: Sculptor, part: Shape) -> None:
    with s.at(part.center_m, yaw=part.yaw_rad):
        s.box((0, 0, 0), part.size_m, part.material, linear_from_srgb(part.color))


def _sphere(s: Sculptor, part: Shape) -> None:
    """An ellipsoid that fills the part's box."""
    with s.at(part.center_m, yaw=part.yaw_rad):
        s.sphere((0, 0, 0), np.array(part.size_m) / 2, part.material, linear_from_srgb(part.color), sides=_sides(max(part.size_m) / 2))


def _cylinder(s: Sculptor, part: Shape) -> None:
    """Upright and elliptic, filling the part's box."""
    _turned(s, part, [(0.5, 0.0), (0.5, 1.0)])


def _lathe(s: Sculptor, part: Shape) -> None:
    """`profile` (radius, height) is taken as drawn and stretched to fill the part's box."""
    profile = np.array(part.profile, np.float64)
    reach, low, high = profile[:, 0].max(), profile[:, 1].min(), profile[:, 1].max()
    if reach <= 0 or high <= low:
        raise ValueError(f"the lathe {list(part.profile)[:3]}… encloses nothing; give radii above 0 and rising heights")
    _turned(s, part, np.stack([profile[:, 0] / reach / 2, (profile[:, 1] - low) / (high - low)], axis=1).tolist())


def _turned(s: Sculptor, part: Shape, profile: list) -> None:
    """A profile in units of the part's width and height, stretched over its box."""
    round_one = Sculptor()
    width, height, depth = part.size_m
    scaled = [(r * width, h * height) for r, h in profile]
    round_one.lathe((0, 0, 0), scaled, part.material, linear_from_srgb(part.color), sides=_sides(max(width, depth) / 2))
    g = round_one.geometry()
    with s.at(part.center_m, yaw=part.yaw_rad):
        s.faces(g.vertices * (1, 1, depth / width) - (0, height / 2, 0), g.faces, part.material, g.color_linear, uv=g.uv)


def _extrusion(s: Sculptor, part: Shape) -> None:
    """`profile` (x, z) is an outline seen from above, stretched to fill the part's width and depth, extruded over its height."""
    outline = np.array(part.profile, np.float64)
    low, span = outline.min(0), np.ptp(outline, axis=0)
    if (span <= 0).any():
        raise ValueError(f"the outline {list(part.profile)[:3]}… encloses nothing; give corners (x, z) that span an area")
    width, height, depth = part.size_m
    with s.at(part.center_m, yaw=part.yaw_rad):
        corners = ((outline - low) / span - 0.5) * (width, depth)
        s.extrude(corners, height, part.material, linear_from_srgb(part.color), y=-height / 2)


_BUILD = {"box": _box, "sphere": _sphere, "cylinder": _cylinder, "lathe": _lathe, "extrusion": _extrusion}
BUILDERS = {"parts": parts}
