"""What a partial layout fixes, so that whatever completes it knows what to leave alone."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from .cells import bounds_m
from .layout import Layout, Style

Rectangle = tuple[float, float, float, float]  # x0, z0, x1, z1 in metres


def fixed_fields(layout: Layout) -> frozenset[str]:
    """Names of the fields that say something: `kind`, `ground`, `rooms`, …, and `style.season` and the like for parts of the style."""
    blank = Layout()
    names = [f.name for f in fields(Layout) if f.name not in ("style", "notes")]
    named = {name for name in names if not _same(getattr(layout, name), getattr(blank, name))}
    plain = Style()
    named |= {f"style.{f.name}" for f in fields(Style) if getattr(layout.style, f.name) != getattr(plain, f.name)}
    return frozenset(named)


def taken_m(layout: Layout) -> tuple[Rectangle, ...]:
    """Ground rectangles that given cells, rooms and instances stand on: a completion puts nothing else there."""
    taken: list[Rectangle] = []
    if layout.voxels is not None and len(layout.voxels.index_xyz):
        (x0, _, z0), (x1, _, z1) = bounds_m(layout.voxels).tolist()
        taken.append((x0, z0, x1, z1))
    for room in layout.rooms:
        (x0, z0), (x1, z1) = np.min(room.corners_m, axis=0).tolist(), np.max(room.corners_m, axis=0).tolist()
        w = room.wall_thickness_m
        taken.append((x0 - w, z0 - w, x1 + w, z1 + w))
    for item in layout.instances:
        width, _, depth = item.size_m
        c, s = abs(np.cos(item.yaw_rad)), abs(np.sin(item.yaw_rad))
        half_x, half_z = float(width * c + depth * s) / 2, float(width * s + depth * c) / 2
        x, _, z = item.position_m
        taken.append((x - half_x, z - half_z, x + half_x, z + half_z))
    return tuple(taken)


def _same(a: object, b: object) -> bool:
    return a is b or (type(a) is type(b) and not hasattr(a, "__dict__") and a == b)
