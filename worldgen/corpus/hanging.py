"""How galleries hang pictures: groups composed about one middle line, close in a salon, apart in a row."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance
from .indoors import WALLS, Interior

Work = tuple[float, float, float, float]  # u, v of its middle from the group's, width, height; metres


def salon(rng: np.random.Generator, width: float, height: float) -> list[Work]:
    """A group that fills about width × height: a great work with smaller ones about it, in one of five orders."""
    gap = 0.14
    form = int(rng.integers(5))
    w = float(rng.uniform(0.44, 0.52)) * width
    if form == 0:  # a great one, two at either side
        h = min(height, w * float(rng.uniform(0.85, 1.2)))
        side = (width - w) / 2 - gap
        small = (h - gap) / 2
        return [(0, 0, w, h), *((x * (w / 2 + gap + side / 2), y * (small + gap) / 2, side, small) for x in (-1, 1) for y in (-1, 1))]
    if form == 1:  # a wide one under three
        h = 0.58 * (height - gap)
        third, top = (0.86 * width - 2 * gap) / 3, 0.42 * (height - gap)
        over = [((k - 1) * (third + gap), (height - top) / 2, third, top * (1.0 if k == 1 else 0.88)) for k in range(3)]
        return [(0, -(height - h) / 2, 0.86 * width, h), *over]
    if form == 2:  # an upright one between two wide ones
        side = (width - 0.36 * width) / 2 - gap
        h = height * 0.92
        return [(0, 0, 0.36 * width, h), *((x * (0.18 * width + gap + side / 2), 0.02 * x * h, side, 0.62 * side) for x in (-1, 1))]
    if form == 3:  # two rows, the upper of smaller works
        low, high = 0.56 * (height - gap), 0.44 * (height - gap)
        half, third = (width - gap) / 2, (0.9 * width - 2 * gap) / 3
        rows = [(x * (half + gap) / 2, -(height - low) / 2, half, low) for x in (-1, 1)]
        return [*rows, *(((k - 1) * (third + gap), (height - high) / 2, third, high) for k in range(3))]
    h = height  # one alone, flanked by columns of three
    side, small = 0.2 * width, (h - 2 * gap) / 3
    w = min(width - 2 * (side + gap), 1.25 * h)
    return [(0, 0, w, h * 0.9), *((x * (w / 2 + gap + side / 2), (k - 1) * (small + gap), side, small) for x in (-1, 1) for k in range(3))]


def hang_group(room: Interior, wall: str, t: float, middle_m: float, works: list[Work], tags: tuple[str, ...] = ()) -> int:
    """Hangs what finds room; returns how many. High windows over a group do not hinder it."""
    made = 0
    for u, v, w, h in works:
        if room.site.allowed("picture"):
            made += hang_under(room, "picture", wall, t + u, middle_m + v, (w, h, 0.05 + 0.012 * min(w, h)), tags=tags) is not None
    return made


def hang_under(
    room: Interior, cls: str, wall: str, t: float, middle_m: float, size: tuple[float, float, float], **kw: object
) -> Instance | None:
    """As `Interior.hang`, but under high windows too."""
    top = middle_m + size[1] / 2 + 0.1
    kept, room.openings = room.openings, [o for o in room.openings if o.kind != "window" or o.sill_m < top or o.wall != WALLS[wall]]
    try:
        return room.hang(cls, wall, t, middle_m, size=size, **kw)
    finally:
        room.openings = kept


def row(rng: np.random.Generator, length: float, clear: float) -> list[Work]:
    """Works of very different sizes on one line, apart as their sizes ask; together about `length` wide, none higher than `clear`."""
    works: list[Work] = []
    at = 0.0
    last = 0.0
    while True:
        big = rng.random() < 0.4 and last < 1.4
        w = float(rng.uniform(1.7, 2.6) if big else rng.uniform(0.6, 1.2))
        h = min(clear, w * float(rng.choice([0.62, 0.75, 1.0] if big else [0.75, 1.0, 1.3])))
        gap = float(rng.uniform(0.55, 0.8)) + 0.25 * max(w, last) if works else 0.0
        if at + gap + w > length:
            break
        works.append((at + gap + w / 2, 0.0, w, h))
        at += gap + w
        last = w
    return [(u - at / 2, v, w, h) for u, v, w, h in works]
