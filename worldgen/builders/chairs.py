"""Hard seats: chair and stool."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor
from .legs import leg
from .sheets import sheet
from .swatches import WOODS, stuff, swatch, toned

Rng = np.random.Generator


def chair(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A dining chair: saddled seat, raked back of slats, spindles or rungs."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = stuff(item, "timber"), swatch(item, rng, WOODS)
    soft = material in ("fabric", "leather", "wicker")
    frame = "timber" if soft else material
    seat, post = 0.49 * h, 0.075 * w
    thick = 0.035
    kind = str(rng.choice(["tapered", "turned", "round"]))
    for sx in (-1, 1):
        leg(s, kind, (sx * (w / 2 - post / 2), 0, d / 2 - post / 2), seat - thick, post, frame, color, splay=(-sx * 0.012, -0.01))
        rake = np.array(
            [
                [sx * (w / 2 - post / 2), 0, -d / 2 + 0.1 * d],
                [sx * (w / 2 - post * 0.6), seat, -d / 2 + 0.16 * d],
                [sx * (w / 2 - post * 0.7), 0.75 * h, -d / 2 + 0.1 * d],
                [sx * (w / 2 - post * 0.8), h, -d / 2 + 0.045 * d],
            ]
        )
        s.tube(_even(rake, 9), np.linspace(0.5, 0.4, 9) * post, frame, color, sides=10)
    cells = 9
    v, u = np.meshgrid(np.linspace(-1, 1, cells), np.linspace(-1, 1, cells), indexing="ij")
    width = w * (1 - 0.06 * (1 + v))
    y = seat - 0.012 * (1 - u**4) * (1 - v**4) if not soft else seat + 0.02 * (1 - u**4) * (1 - v**4)
    edge_x, edge_z = u * width / 2, -v * 0.47 * d + 0.03 * d
    top = np.stack([edge_x, y, edge_z], -1)
    sheet(s, top, material, color)
    _skirt(s, top, thick, material, color)
    for sx in (-1, 1):  # stretchers
        s.tube(
            [(sx * (w / 2 - post / 2), 0.22 * h, d / 2 - post / 2), (sx * (w / 2 - post / 2), 0.22 * h, -d / 2 + 0.13 * d)],
            0.011,
            frame,
            color,
            sides=8,
        )
    s.tube([(-w / 2 + post / 2, 0.22 * h, 0), (w / 2 - post / 2, 0.22 * h, 0)], 0.01, frame, color, sides=8)
    _chair_back(s, rng, w, h, d, seat, post, frame if not soft else material, color)
    return fitted(s.geometry(), item.size_m)


def _even(points: Array, n: int) -> Array:
    """(n, 3) points evenly shared out along a polyline."""
    t = np.linspace(0, 1, len(points))
    return np.stack([np.interp(np.linspace(0, 1, n), t, points[:, k]) for k in range(3)], 1)


def _skirt(s: Sculptor, top: Array, thick: float, material: str, color: Array) -> None:
    """Closes a seat's sides with a slightly rounded edge. `top` (rows from the front backward, columns rightward, 3)."""
    rim = np.concatenate([top[0], top[1:, -1], top[-1, -2::-1], top[-2::-1, 0]])
    center = rim.mean(0)
    low = rim - [0, thick, 0]
    bulge = (rim + low) / 2 + (rim - center) * [0.02, 0, 0.02]
    inset = low + (center - low) * [0.04, 0, 0.04]
    sheet(s, np.stack([inset, bulge, rim]), material, color)


def _chair_back(s: Sculptor, rng: Rng, w: float, h: float, d: float, seat: float, post: float, material: str, color: Array) -> None:
    def at(x: float, y: float) -> Array:
        lean = np.interp(y, [seat, 0.75 * h, h], [0.16, 0.1, 0.045])
        bow = 0.03 * d * (1 - (2 * x / w) ** 2)
        return np.array([x, y, -d / 2 + lean * d - bow])

    def rail(y: float, tall: float) -> None:
        xs = np.linspace(-w / 2 + post * 0.6, w / 2 - post * 0.6, 9)
        mid = np.array([at(x, y) for x in xs])
        arch = 0.012 * (1 - (2 * xs / w) ** 2)
        for shift, flip in ((0.011, False), (-0.011, True)):
            low, high = mid + [0, -tall / 2, shift], mid + [0, tall / 2, shift]
            high[:, 1] += arch
            sheet(s, np.stack([low, high]), material, color, flip=flip)
        upper = np.stack([mid + [0, tall / 2, 0.011], mid + [0, tall / 2, -0.011]])
        upper[:, :, 1] += arch
        sheet(s, upper, material, color)

    kind = int(rng.integers(3))
    top = 0.075 * h
    rail(h - top / 2 - 0.02, top)
    if kind == 0:  # rungs
        for y in np.linspace(seat + 0.12 * h, h - 0.16 * h, 3):
            rail(float(y), 0.045 * h)
        return
    rail(seat + 0.09 * h, 0.035 * h)
    low, high = seat + 0.1 * h, h - top - 0.015
    for x in np.linspace(-0.3, 0.3, 5 if kind == 1 else 3) * w:
        path = np.array([at(float(x), float(y)) for y in np.linspace(low, high, 4)])
        if kind == 1:
            s.tube(path, np.array([0.007, 0.011, 0.011, 0.007]), material, color, sides=8)
        else:
            half = 0.055 * w
            for shift, flip in ((0.006, False), (-0.006, True)):
                sheet(s, np.stack([path + [-half, 0, shift], path + [half, 0, shift]], axis=1), material, color, flip=flip)


def stool(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Round, with splayed legs; the seat turned of wood, or padded."""
    s = Sculptor()
    w, h, _ = item.size_m
    material, color = stuff(item, "timber"), swatch(item, rng, WOODS)
    padded = material in ("fabric", "leather") or (rng.uniform() < 0.35 and not item.material)
    cover = material if material in ("fabric", "leather") else ("leather" if padded and not item.material else material)
    frame = "timber" if material in ("fabric", "leather") else material
    thick = 0.16 * h if padded else 0.09 * h
    r = 0.5 * w
    if padded:
        profile = [
            (0.86 * r, 0),
            (0.97 * r, 0.2 * thick),
            (r, 0.5 * thick),
            (0.96 * r, 0.78 * thick),
            (0.8 * r, 0.95 * thick),
            (0.4 * r, 1.03 * thick),
            (0, 1.05 * thick),
        ]
    else:
        profile = [
            (0.9 * r, 0),
            (0.97 * r, 0.25 * thick),
            (r, 0.6 * thick),
            (0.97 * r, 0.92 * thick),
            (0.88 * r, thick),
            (0.55 * r, 0.86 * thick),
            (0, 0.8 * thick),
        ]
    s.lathe((0, h - thick, 0), profile, cover, color, sides=28)
    if padded:
        angle = np.linspace(0, 2 * np.pi, 29)
        s.tube(
            np.stack([0.985 * r * np.cos(angle), 0 * angle + h - 0.78 * thick, 0.985 * r * np.sin(angle)], 1),
            0.006,
            cover,
            toned(color, 0.7),
            sides=5,
        )
    legs = int(rng.choice([3, 4]))
    for k in range(legs):
        a = 2 * np.pi * (k + 0.5) / legs
        foot, top = (
            np.array([0.44 * w * np.sin(a), 0, 0.44 * w * np.cos(a)]),
            np.array([0.26 * w * np.sin(a), h - thick, 0.26 * w * np.cos(a)]),
        )
        s.tube(np.linspace(foot, top, 5), np.array([0.03, 0.036, 0.044, 0.046, 0.036]) * w, frame, color, sides=10)
    rung = np.linspace(0, 2 * np.pi, legs + 1) + np.pi / legs
    s.tube(np.stack([0.37 * w * np.sin(rung), 0 * rung + 0.36 * h, 0.37 * w * np.cos(rung)], 1), 0.02 * w, frame, color, sides=8)
    return fitted(s.geometry(), item.size_m)
