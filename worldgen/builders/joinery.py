"""What fills a hole in a wall: reveals, windows with mullions and panes, doors.

Wall frame: x rightward seen from inside, y up, z inward, the inner face at z = 0. Painted wood is `plain`: grain would show as streaks.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..layout.layout import Opening
from .geometry import Array, Sculptor, linear_from_srgb
from .mouldings import moulding, rectangle
from .swatches import BRASS, toned

Hole = tuple[Opening, float, float, float, float]  # opening, x0, x1, y0, y1
CASING = (
    (0.085, 0.0),
    (0.085, 0.018),
    (0.075, 0.024),
    (0.03, 0.018),
    (0.012, 0.02),
    (0.0, 0.014),
    (0.0, 0.0),
)  # outward from the hole, rise


def arch_rise(width_m: float, top_m: float) -> float:
    """Height of an arch above its springing: half the width, but at most 45 % of the opening's top."""
    return min(width_m / 2, 0.45 * top_m)


def reveal(s: Sculptor, hole: Hole, thick_m: float, material: str, color: Array, arch_line: Callable[..., tuple[Array, Array]]) -> None:
    """The four inner sides of a hole, as deep as the wall; an arch's head is curved and its foot a stone threshold."""
    opening, x0, x1, y0, y1 = hole
    t = thick_m
    if opening.kind == "arch":
        x, y = arch_line(x0, x1, y1, 16)
        spring = y[0]
        for k in range(16):
            s.quad((x[k + 1], y[k + 1], 0), (x[k], y[k], 0), (x[k], y[k], -t), (x[k + 1], y[k + 1], -t), material, color)
    else:
        spring = y1
        s.quad((x0, y1, -t), (x1, y1, -t), (x1, y1, 0), (x0, y1, 0), material, color)
    s.quad((x0, y0, 0), (x0, y0, -t), (x0, spring, -t), (x0, spring, 0), material, color)
    s.quad((x1, y0, -t), (x1, y0, 0), (x1, spring, 0), (x1, spring, -t), material, color)
    sill = ("timber", linear_from_srgb("#6b4a30")) if y0 < 0.02 else (material, color)
    s.quad((x0, y0, 0), (x1, y0, 0), (x1, y0, -t), (x0, y0, -t), *sill)


def _casing(s: Sculptor, hole: Hole, color: Array, *, to_floor: bool) -> None:
    """An architrave round the hole on the inner face."""
    _, x0, x1, y0, y1 = hole
    profile = [(-a, b) for a, b in CASING]
    if to_floor:
        moulding(s, [(x1, y0), (x1, y1), (x0, y1), (x0, y0)], profile, "plain", color, closed=False)
    else:
        moulding(s, rectangle(x0, y0, x1, y1), profile, "plain", color)


def window(s: Sculptor, hole: Hole, thick_m: float, color: Array) -> None:
    """Casing, a projecting sill, a frame in the outer half of the wall, sashes with glazing bars, panes of glass."""
    _, x0, x1, y0, y1 = hole
    low_floor = y0 < 0.05
    _casing(s, hole, color, to_floor=low_floor)
    if not low_floor:
        s.box(((x0 + x1) / 2, y0 - 0.012, 0.045), (x1 - x0 + 0.24, 0.034, 0.11), "plain", color, bevel_m=0.008, skip="z")
        s.box(
            ((x0 + x1) / 2, y0 - 0.02, -thick_m - 0.03), (x1 - x0 + 0.1, 0.05, 0.08), "stone_courses", linear_from_srgb("#b0a898"), skip="Z"
        )
    z, frame = -0.62 * thick_m, 0.05
    bar = [(0, -0.03), (0, 0.03), (frame - 0.012, 0.03), (frame, 0.012), (frame, -0.012), (frame - 0.012, -0.03), (0, -0.03)]
    with s.at((0, 0, z)):
        moulding(s, rectangle(x0, y0, x1, y1), bar[1:-1], "plain", color)
        a0, a1, b0, b1 = x0 + frame, x1 - frame, y0 + frame, y1 - frame
        lights = max(1, round((a1 - a0) / 0.75))
        rows = max(2, round((b1 - b0) / 0.62))
        post, thin = 0.055, 0.022
        wide = (a1 - a0 - (lights - 1) * post) / lights
        for k in range(lights):
            left = a0 + k * (wide + post)
            if k:
                s.box((left - post / 2, (b0 + b1) / 2, 0), (post, b1 - b0, 0.05), "plain", color, skip="yY")
            columns = 2 if wide > 0.5 else 1
            for c in range(1, columns):
                s.box((left + wide * c / columns, (b0 + b1) / 2, 0), (thin, b1 - b0, 0.024), "plain", color, skip="yY")
            for r in range(1, rows):
                s.box((left + wide / 2, b0 + (b1 - b0) * r / rows, 0), (wide, thin, 0.026), "plain", color, skip="xX")
            s.quad((left, b0, 0), (left + wide, b0, 0), (left + wide, b1, 0), (left, b1, 0), "glass", linear_from_srgb("#dfe9ea"))
            if k == lights - 1 or lights == 1:
                s.tube(
                    [(left + 0.03, (b0 + b1) / 2 - 0.05, 0.03), (left + 0.03, (b0 + b1) / 2 + 0.05, 0.03)], 0.008, "metal", BRASS, sides=8
                )


def skylight(s: Sculptor, hole: Hole, thick_m: float, color: Array) -> None:
    """A laylight: a moulded rim below the ceiling, glazing bars and panes at the shaft's upper end. The hole's frame lies: z is down."""
    _, x0, x1, y0, y1 = hole
    _casing(s, hole, color, to_floor=False)
    frame, z = 0.09, 0.045 - thick_m
    bar = [(0, 0.045), (frame, 0.045), (frame, -0.03)]
    with s.at((0, 0, z)):
        moulding(s, rectangle(x0, y0, x1, y1), bar, "plain", color)
        a0, a1, b0, b1 = x0 + frame, x1 - frame, y0 + frame, y1 - frame
        across, along = max(1, round((a1 - a0) / 0.95)), max(1, round((b1 - b0) / 0.95))
        for k in range(1, across):
            s.box((a0 + (a1 - a0) * k / across, (b0 + b1) / 2, 0), (0.05, b1 - b0, 0.07), "plain", color, skip="yY")
        for k in range(1, along):
            s.box(((a0 + a1) / 2, b0 + (b1 - b0) * k / along, -0.012), (a1 - a0, 0.036, 0.045), "plain", color, skip="xX")
        s.quad((a0, b0, -0.02), (a1, b0, -0.02), (a1, b1, -0.02), (a0, b1, -0.02), "glass", linear_from_srgb("#dfe9ea"))


def grille(s: Sculptor, hole: Hole, thick_m: float) -> None:
    """Iron bars in the middle of the wall, let into the stone, with one flat rail through which they pass."""
    _, x0, x1, y0, y1 = hole
    iron, z = linear_from_srgb("#3a3836"), -0.5 * thick_m
    count = max(2, round((x1 - x0) / 0.16))
    for k in range(1, count):
        s.cylinder((x0 + (x1 - x0) * k / count, y0 - 0.01, z), 0.014, y1 - y0 + 0.02, "metal", iron, sides=8)
    for k in range(1, max(2, round((y1 - y0) / 0.45))):
        y = y0 + (y1 - y0) * k / max(2, round((y1 - y0) / 0.45))
        s.box(((x0 + x1) / 2, y, z), (x1 - x0 + 0.02, 0.04, 0.034), "metal", toned(iron, 0.9), skip="xX")


def plank_door(s: Sculptor, hole: Hole, thick_m: float) -> None:
    """Heavy planks under iron straps, standing open at the outer side; a stone wall needs no casing."""
    _, x0, x1, y0, y1 = hole
    wood, iron = linear_from_srgb("#54402e"), linear_from_srgb("#33312f")
    width, height, deep = x1 - x0 - 0.02, y1 - y0 - 0.015, 0.06
    boards = max(3, round(width / 0.17))
    with s.at((x0 + 0.005, y0 + 0.006, -thick_m - 0.004), yaw=np.radians(100)):
        for k in range(boards):
            tone = toned(wood, 0.9 + 0.2 * ((k * 7) % 5) / 4)
            s.box(((k + 0.5) * width / boards, height / 2, 0), (width / boards - 0.006, height, deep), "timber", tone, bevel_m=0.006)
        for y in (0.14, 0.5, 0.84):
            s.box((0.46 * width, y * height, 0), (0.92 * width, 0.07, deep + 0.016), "metal", iron, bevel_m=0.003)
        t = np.linspace(0, 2 * np.pi, 13)
        for face in (1, -1):
            ring = np.stack([width - 0.14 + 0.07 * np.sin(t), 0.47 * height + 0.07 * np.cos(t), np.full(13, face * (deep / 2 + 0.02))], 1)
            s.tube(ring, 0.011, "metal", iron, sides=6)


def door(s: Sculptor, hole: Hole, thick_m: float, color: Array, trim: Array) -> None:
    """Casing and jambs; the panelled leaf hangs at the outer side and stands open, so that the doorway stays clear."""
    _, x0, x1, y0, y1 = hole
    _casing(s, hole, trim, to_floor=True)
    stop = [(0.0, -0.012), (0.0, 0.012), (0.014, 0.012), (0.014, -0.012)]
    with s.at((0, 0, -0.55 * thick_m)):
        moulding(s, [(x0, y0), (x0, y1), (x1, y1), (x1, y0)], [(-a, b) for a, b in stop][::-1], "plain", trim, closed=False)
    width, height, deep = x1 - x0 - 0.02, y1 - y0 - 0.015, 0.042
    # hinged at the left jamb's outer edge and swung outward by 100°: its own x runs away from the wall
    with s.at((x0 + 0.005, y0 + 0.006, -thick_m - 0.004), yaw=np.radians(100)):
        s.box((width / 2, height / 2, 0), (width, height, deep), "timber", color, skip="y", bevel_m=0.004)
        for face in (1, -1):
            turn = 0.0 if face > 0 else np.pi
            for low, high in ((0.12, 0.44), (0.53, 0.92)):
                with s.at((width / 2, (low + high) / 2 * height, face * deep / 2), yaw=turn):
                    for side in (-1, 1):
                        a, b = width * 0.19, (high - low) * height / 2
                        with s.at((side * width * 0.225, 0, 0)):
                            moulding(
                                s,
                                rectangle(-a, -b, a, b),
                                [(0, 0), (0.006, 0.010), (0.02, 0.010), (0.032, 0.002)],
                                "timber",
                                toned(color, 0.97),
                            )
            s.sphere((width - 0.07, 0.47 * height, face * (deep / 2 + 0.045)), 0.027, "metal", BRASS, sides=14)
            s.tube(
                [(width - 0.07, 0.47 * height, face * deep / 2), (width - 0.07, 0.47 * height, face * (deep / 2 + 0.04))],
                0.01,
                "metal",
                BRASS,
                sides=8,
            )
