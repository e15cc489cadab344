"""Machines that move: rover, rocket, locomotive."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .lettering import plate
from .machines import dish
from .paints import main_paint, shade
from .sheets import smoothed
from .turns import ALONG_X, ALONG_Z, pitched
from .wares import IRON

Point = tuple[float, float, float]
GLASS = (0.04, 0.07, 0.09)


def _wheel(s: Sculptor, center: Point, r: float, wide: float, material: str, color: Array, spokes: int, rim: Array | tuple) -> None:
    """A wheel about X: rim, hub, spokes (a disc where none)."""
    with s.at(center, rotation=ALONG_X):
        a = 0.82 * r
        profile = [
            (a, -wide / 2),
            (0.97 * r, -wide / 2),
            (r, -0.3 * wide),
            (r, 0.3 * wide),
            (0.97 * r, wide / 2),
            (a, wide / 2),
            (a, -wide / 2),
        ]
        s.lathe((0, 0, 0), profile, "metal", rim, sides=20, caps=False)
        s.cylinder((0, -0.6 * wide, 0), 0.22 * r, 1.2 * wide, material, color, sides=12)
        if not spokes:
            s.cylinder((0, -0.3 * wide, 0), a, 0.6 * wide, material, color, sides=24)
        for t in np.arange(spokes) * 2 * np.pi / max(spokes, 1):
            out = np.array([np.sin(t), 0, np.cos(t)])
            s.tube([0.15 * r * out, 0.86 * r * out], max(0.25 * wide, 0.02), material, color, sides=4)


def rover(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Six wheels on rockers, a box of gear with solar panels on it, a mast with two camera eyes, a dish, an arm in front."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d8d6d0", "#c8a45a", "#b8bcc0"), rng), item.material or "painted"
    gold = shade(color, 0.9) if item.color else linear_from_srgb("#b88a34")
    cells = shade(color, 0.8) if item.color else linear_from_srgb("#1c2c56")
    r, wide = 0.15 * h, 0.15 * w
    for x in (-1, 1):
        spots = [(x * 0.425 * w, r, z * d) for z in (0.4, 0.0, -0.4)]
        for c in spots:
            _wheel(s, c, r, wide, material, shade(color, 0.85), 0, shade(color, 0.82) if item.color else IRON)
            for a in np.arange(18) * np.pi / 9:
                with s.at(c, rotation=pitched(float(a))):
                    s.box((0, r, 0), (wide, 0.05 * r, 0.07 * r), "metal", shade(color, 0.8) if item.color else IRON)
        knee, rear = (x * 0.36 * w, 0.42 * h, 0.1 * d), (x * 0.36 * w, 0.34 * h, -0.2 * d)
        s.tube([knee, (spots[0][0] - x * 0.06 * w, 0.36 * h, 0.4 * d), (spots[0][0] - x * 0.06 * w, r, 0.4 * d)], 0.025 * w, "metal", gold)
        s.tube([knee, rear], 0.025 * w, "metal", gold)
        for c in spots[1:]:
            s.tube([rear, (c[0] - x * 0.07 * w, 0.26 * h, c[2]), (c[0] - x * 0.07 * w, r, c[2])], 0.022 * w, "metal", gold)
    s.box((0, 0.42 * h, -0.03 * d), (0.62 * w, 0.2 * h, 0.62 * d), material, color, bevel_m=0.03)
    s.box((0, 0.34 * h, -0.03 * d), (0.5 * w, 0.1 * h, 0.5 * d), "metal", gold, bevel_m=0.02)
    for x in (-0.2, 0.0, 0.2):
        s.box((x * w, 0.43 * h, 0.282 * d), (0.14 * w, 0.12 * h, 0.02), material, shade(color, 0.88), bevel_m=0.006)
    s.box((0, 0.535 * h, -0.06 * d), (0.86 * w, 0.025 * h, 0.56 * d), material, shade(color, 1.05), bevel_m=0.01)
    for i in range(4):
        for j in range(4):
            s.box(
                ((i - 1.5) * 0.2 * w, 0.552 * h, (-0.06 + (j - 1.5) * 0.13) * d),
                (0.18 * w, 0.012 * h, 0.115 * d),
                item.material or "glass",
                cells,
            )
    mast = (0.18 * w, 0.54 * h, 0.24 * d)
    s.tube([mast, (mast[0], 0.9 * h, mast[2])], 0.028 * w, material, color, sides=10)
    turn = float(rng.uniform(-0.4, 0.4))
    with s.at((mast[0], 0.94 * h, mast[2]), yaw=turn):
        s.box((0, 0, 0), (0.28 * w, 0.12 * h, 0.07 * d), material, color, bevel_m=0.015)
        for x in (-0.08, 0.08):
            with s.at((x * w, 0, 0.03 * d), rotation=ALONG_Z):
                s.cylinder((0, 0, 0), 0.045 * w, 0.03 * d, "metal", IRON, sides=14)
                s.cylinder((0, 0.03 * d, 0), 0.03 * w, 0.004, "glass", GLASS, sides=14)
    s.tube([(-0.3 * w, 0.55 * h, -0.26 * d), (-0.3 * w, 0.68 * h, -0.26 * d)], 0.02 * w, material, color)
    with s.at((-0.3 * w, 0.68 * h, -0.26 * d), rotation=pitched(-1.0)):
        dish(s, (0, 0, 0), 0.0, 0.17 * w, material, color)
    arm = [(-0.2 * w, 0.42 * h, 0.28 * d), (-0.2 * w, 0.6 * h, 0.4 * d), (-0.14 * w, 0.34 * h, 0.47 * d)]
    s.tube(arm[:2], 0.024 * w, material, color)
    s.tube(arm[1:], 0.02 * w, material, color)
    for c in arm:
        s.sphere(c, 0.035 * w, "metal", gold, sides=12)
    s.box((0, 0.44 * h, -0.4 * d), (0.22 * w, 0.16 * h, 0.16 * d), material, shade(color, 0.8), bevel_m=0.02)
    s.tube([(0.25 * w, 0.55 * h, -0.3 * d), (0.27 * w, 0.86 * h, -0.33 * d)], 0.009, "metal", gold, sides=6)
    return fitted(s.geometry(), item.size_m)


def rocket(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A slim hull with a pointed nose in another colour, bands, portholes, a hatch, swept fins that it stands on, an engine bell."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e2e0da", "#c8ccd0", "#b83228", "#dcd6c4"), rng, spread=0.05), item.material or "painted"
    trim = shade(color, 0.85) if item.color else linear_from_srgb(str(rng.choice(["#b8281e", "#26427a", "#c86a1e", "#2a2c30"])))
    belly, r = float(rng.uniform(0.0, 0.09)), 0.3 * w
    hull = smoothed(
        [(0.62 * r, 0.09 * h), (0.86 * r, 0.2 * h), (r * (1 + belly), 0.4 * h), (r, 0.6 * h), (0.78 * r, 0.76 * h),
            (0.42 * r, 0.88 * h), (0.03 * r, 0.97 * h)], 5
    )  # fmt: skip
    cuts = np.searchsorted(hull[:, 1], np.array([0.16, 0.3, 0.33, 0.66, 0.69, 0.78]) * h)
    parts = np.split(np.arange(len(hull)), cuts)
    for k, part in enumerate(parts):
        rows = hull[part[0] : part[-1] + 2]
        s.lathe((0, 0, 0), rows, material, trim if k % 2 == 0 and k else color if k else trim, sides=32, caps=k in (0, 6))
    s.tube([(0, 0.96 * h, 0), (0, h, 0)], [0.03 * w, 0.008], "metal", shade(trim, 1.0), sides=8)
    s.lathe((0, 0, 0), [(0.3 * r, 0.03 * h), (0.56 * r, 0.03 * h), (0.36 * r, 0.1 * h)], "metal", IRON, sides=24)
    fins = int(rng.choice([3, 4]))
    for k in range(fins):
        yaw = np.pi / 4 + k * 2 * np.pi / fins if fins == 4 else k * 2 * np.pi / 3
        with s.at(yaw=yaw - np.pi / 2):
            reach = 0.5 * w * (np.sqrt(2) if fins == 4 else 1.0)
            fin = [
                (0.6 * r, 0.34 * h),
                (0.55 * r, 0.12 * h),
                (0.8 * reach, 0.0),
                (reach, 0.0),
                (0.96 * reach, 0.12 * h),
                (0.75 * reach, 0.22 * h),
            ]
            plate(s, np.array(fin), -0.03 * w, 0.06 * w, material, trim)
    for k, y in enumerate((0.58, 0.49)):
        at = float(np.interp(y * h, hull[:, 1], hull[:, 0]))
        with s.at((0, y * h, at - 0.04 * w), rotation=ALONG_Z):
            size = (0.1 - 0.02 * k) * w
            s.lathe(
                (0, 0, 0),
                [(1.35 * size, 0), (1.35 * size, 0.06 * w), (size, 0.075 * w), (size, 0.05 * w)],
                "metal",
                shade(trim, 0.9),
                sides=24,
                caps=False,
            )
            s.cylinder((0, 0, 0), 1.05 * size, 0.062 * w, "glass", GLASS, sides=24)
    at = float(np.interp(0.4 * h, hull[:, 1], hull[:, 0]))
    plate(
        s,
        np.array([(-0.09 * w, 0.345 * h), (0.09 * w, 0.345 * h), (0.09 * w, 0.43 * h), (0.0, 0.445 * h), (-0.09 * w, 0.43 * h)]),
        at - 0.08 * w,
        0.09 * w,
        material,
        shade(color, 0.82),
    )
    return fitted(s.geometry(), item.size_m)


def locomotive(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A steam engine that heads +Z: boiler with brass bands, chimney, domes, cab, lamp, cow-catcher, driving wheels with rods."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#23402e", "#26282c", "#7a2420", "#22365e"), rng), item.material or "painted"
    dark = shade(color, 0.85) if item.color else np.array(IRON, np.float32)
    brass = shade(color, 1.1) if item.color else linear_from_srgb("#b08a3a")
    red = color if item.color else linear_from_srgb(str(rng.choice(["#9a2a20", "#8a2a22", "#2a2c2e"])))
    deck, r = 0.36 * h, 0.3 * w
    axis = deck + 0.04 * h + r
    s.box((0, deck - 0.02 * h, -0.03 * d), (0.86 * w, 0.05 * h, 0.9 * d), material, dark, bevel_m=0.02)
    s.box((0, 0.24 * h, -0.03 * d), (0.42 * w, 0.2 * h, 0.86 * d), material, shade(dark, 0.9))
    with s.at((0, axis, -0.2 * d), rotation=ALONG_Z):
        s.lathe((0, 0, 0), [(r, 0), (r, 0.52 * d)], material, color, sides=32)
        for y in (0.02, 0.14, 0.26, 0.38):
            s.lathe((0, y * d, 0), [(r, 0), (1.02 * r, 0.004), (1.02 * r, 0.05), (r, 0.054)], "metal", brass, sides=32, caps=False)
        s.lathe(
            (0, 0.5 * d, 0),
            [(1.04 * r, 0), (1.04 * r, 0.11 * d), (0.95 * r, 0.12 * d), (0.85 * r, 0.12 * d), (0.5 * r, 0.135 * d), (0, 0.14 * d)],
            material,
            dark,
            sides=32,
        )
        s.cylinder((0, 0.63 * d, 0), 0.12 * r, 0.02 * d, "metal", brass, sides=12)
    s.box((0, deck + 0.06 * h, 0.34 * d), (0.5 * w, 0.1 * h, 0.14 * d), material, dark, bevel_m=0.02)
    crown, top = axis + 0.95 * r, h - axis - 0.95 * r
    flared = rng.random() < 0.5
    stack = [
        (0.3 * r, 0),
        (0.22 * r, 0.15 * top),
        (0.22 * r, 0.8 * top),
        (0.34 * r, 0.86 * top),
        (0.34 * r, top),
        (0.2 * r, top),
        (0.2 * r, 0.8 * top),
    ]
    if flared:
        stack = [
            (0.3 * r, 0),
            (0.2 * r, 0.12 * top),
            (0.22 * r, 0.45 * top),
            (0.56 * r, 0.78 * top),
            (0.5 * r, 0.96 * top),
            (0.36 * r, top),
            (0.3 * r, 0.85 * top),
        ]
    s.lathe((0, crown, 0.36 * d), stack, material, dark, sides=24)
    for z, size in ((0.16, 1.0), (-0.03, 0.8)):
        bell = [(0.4 * r, 0), (0.33 * r, 0.1 * top), (0.33 * r, 0.36 * top), (0.26 * r, 0.5 * top), (0.1 * r, 0.56 * top), (0, 0.57 * top)]
        s.lathe((0, crown - 0.03, z * d), np.array(bell) * size, "metal", brass if size == 1 or rng.random() < 0.5 else color, sides=20)
    cab, mid = 0.23 * d, -0.31 * d
    s.box((0, deck + 0.13 * h, mid), (0.84 * w, 0.26 * h, cab), material, color, bevel_m=0.02)
    for x in (-1, 1):
        for z in (-1, 0, 1):
            s.box((x * 0.39 * w, deck + 0.38 * h, mid + z * 0.46 * cab), (0.07 * w, 0.28 * h, 0.08 * cab), material, color, bevel_m=0.01)
        s.box((x * 0.385 * w, deck + 0.5 * h, mid), (0.06 * w, 0.06 * h, cab), material, color)
        s.box((x * 0.423 * w, deck + 0.13 * h, mid), (0.012, 0.16 * h, 0.7 * cab), "metal", brass, bevel_m=0.004)
        s.box((x * 0.424 * w, deck + 0.13 * h, mid), (0.018, 0.14 * h, 0.66 * cab), material, shade(color, 1.05), bevel_m=0.004)
        s.box((x * 0.33 * w, deck + 0.38 * h, mid + 0.47 * cab), (0.1 * w, 0.2 * h, 0.012), "glass", GLASS)
    s.box((0, deck + 0.38 * h, mid + 0.46 * cab), (0.42 * w, 0.3 * h, 0.05 * cab), material, color)
    a = np.linspace(np.pi, 0, 9)
    roof = [(0.48 * w * np.cos(t), deck + 0.52 * h + 0.06 * h * np.sin(t)) for t in a] + [
        (0.46 * w, deck + 0.5 * h),
        (-0.46 * w, deck + 0.5 * h),
    ]
    plate(s, np.array(roof), mid - 0.62 * cab, 1.25 * cab, material, dark)
    s.box((0, deck + 0.1 * h, -0.46 * d), (0.7 * w, 0.2 * h, 0.07 * d), material, color, bevel_m=0.02)
    drive, small = 0.19 * h, 0.115 * h
    for x in (-1, 1):
        spots = (-0.34, -0.16, 0.02)
        for z in spots:
            _wheel(s, (x * 0.36 * w, drive, z * d), drive, 0.07 * w, material, red, 9, dark)
        for z in (0.22, 0.34):
            _wheel(s, (x * 0.34 * w, small, z * d), small, 0.06 * w, material, red, 6, dark)
        pin = 0.45 * drive
        s.box(
            (x * 0.43 * w, drive - pin, -0.16 * d),
            (0.035 * w, 0.03 * h, 0.38 * d),
            "metal",
            (0.36, 0.36, 0.37) if not item.color else brass,
            bevel_m=0.008,
        )
        for z in spots:
            with s.at((x * 0.43 * w - 0.04 * w, drive - pin, z * d), rotation=ALONG_X):
                s.cylinder((0, 0, 0), 0.03 * h, 0.08 * w, "metal", dark, sides=12)
        s.tube(
            [(x * 0.45 * w, drive - pin, -0.16 * d), (x * 0.42 * w, 0.23 * h, 0.24 * d)],
            0.016 * h,
            "metal",
            (0.36, 0.36, 0.37) if not item.color else brass,
        )
        with s.at((x * 0.4 * w, 0.24 * h, 0.2 * d), rotation=ALONG_Z):
            s.lathe((0, 0, 0), [(0.085 * w, 0), (0.085 * w, 0.15 * d)], material, color, sides=18)
            s.cylinder((0, 0.15 * d, 0), 0.06 * w, 0.012 * d, "metal", brass, sides=14)
        s.tube([(x * 0.32 * w, axis + 0.3 * r, -0.18 * d), (x * 0.32 * w, axis + 0.3 * r, 0.4 * d)], 0.02, "metal", brass, sides=6)
        with s.at((x * 0.27 * w, 0.3 * h, 0.43 * d), rotation=ALONG_Z):
            s.lathe((0, 0, 0), [(0.05 * w, 0), (0.04 * w, 0.03 * d), (0.09 * w, 0.04 * d), (0.09 * w, 0.05 * d)], "metal", dark, sides=16)
    s.box((0, 0.3 * h, 0.42 * d), (0.86 * w, 0.1 * h, 0.03 * d), material, red, bevel_m=0.02)
    for k in range(9):
        x = (k - 4) / 4
        s.tube(
            [(0.26 * x * w, 0.26 * h, 0.43 * d), (0.42 * x * w, 0.02 * h, (0.5 - 0.07 * abs(x)) * d - 0.04)], 0.03, material, red, sides=6
        )
    s.tube([(-0.42 * w, 0.03, 0.43 * d - 0.04), (0, 0.03, 0.5 * d - 0.04), (0.42 * w, 0.03, 0.43 * d - 0.04)], 0.03, material, red, sides=6)
    with s.at((0, crown + 0.09 * h, 0.415 * d), rotation=ALONG_Z):
        s.cylinder((0, 0, 0), 0.07 * w, 0.035 * d, "metal", brass, sides=18)
        s.cylinder((0, 0.035 * d, 0), 0.055 * w, 0.006, "glass", (0.75, 0.7, 0.5), sides=18)
    s.box((0, crown + 0.02 * h, 0.43 * d), (0.05 * w, 0.08 * h, 0.02 * d), "metal", dark)
    s.box((0.45 * w, 0.2 * h, mid), (0.1 * w, 0.02 * h, 0.6 * cab), material, dark)
    s.box((-0.45 * w, 0.2 * h, mid), (0.1 * w, 0.02 * h, 0.6 * cab), material, dark)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"rover": rover, "rocket": rocket, "locomotive": locomotive}
