"""Small useful things of a yard: bench, barrel, crate, fence, woodpile."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Instance, Style
from .facades import SIDES, beam, wall_frame
from .geometry import Array, Geometry, Sculptor
from .paints import main_paint, shade

WOODS = ("#86643f", "#7a5a3a", "#946f48", "#6c5138")
IRON = (0.045, 0.043, 0.045)


def bench(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Slatted seat and back, the sitter looks at +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    seat = min(0.46, 0.56 * h)
    iron = item.material == "" and rng.random() < 0.4
    leg_material, leg = ("metal", IRON) if iron else (material, shade(color, 0.85))
    for k in range(4):
        z = d / 2 - 0.05 - (k + 0.5) * (d - 0.12) / 4
        s.box((0, seat - 0.02, z), (w, 0.04, (d - 0.12) / 4 - 0.015), material, shade(color, 0.95 + 0.03 * k), bevel_m=0.006)
    tilt = [[1, 0, 0], [0, 0.985, 0.17], [0, -0.17, 0.985]]
    with s.at((0, seat, -d / 2 + 0.09), rotation=tilt):
        for k in range(3):
            tall = (h - seat) / 3
            s.box((0, (k + 0.55) * tall, 0), (w, tall - 0.035, 0.032), material, shade(color, 1.02 - 0.03 * k), bevel_m=0.006)
        for side in (-1, 1):
            s.box((side * (w / 2 - 0.14), 0.48 * (h - seat), -0.03), (0.07, h - seat, 0.04), leg_material, leg)
    for side in (-1, 1):
        x = side * (w / 2 - 0.14)
        for z in (d / 2 - 0.08, -d / 2 + 0.1):
            s.box((x, seat / 2 - 0.02, z), (0.07, seat - 0.04, 0.07), leg_material, leg, bevel_m=0.008, skip="y")
        s.box((x, 0.14, 0), (0.05, 0.05, d - 0.2), leg_material, leg)
        if h > 0.7:
            s.box((x, seat + 0.22, 0.02), (0.07, 0.035, d - 0.12), material, color, bevel_m=0.008)
            s.box((x, seat + 0.1, d / 2 - 0.08), (0.05, 0.22, 0.05), leg_material, leg)
    return s.geometry()


def barrel(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Staves with a belly, iron hoops, a sunk head."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "planks"
    belly = min(w, d) / 2 - 0.012
    end = 0.8 * belly
    u = np.linspace(0, 1, 9)
    radius = end + (belly - end) * (1 - (2 * u - 1) ** 2)
    profile = [*zip(radius, u * h, strict=True), (end - 0.03, h), (end - 0.03, h - 0.05), (0.0, h - 0.05)]
    staves = Sculptor()
    staves.lathe((0, 0, 0), profile, material, color, sides=20)
    made = staves.geometry()
    s.add(replace(made, uv=made.uv[:, ::-1]))  # boards run along u: staves stand
    for at in (0.08, 0.28, 0.72, 0.92):
        r = float(np.interp(at, u, radius)) + 0.008
        t = 0.025
        s.lathe((0, at * h - t, 0), [(r - 0.02, 0), (r, 0.0), (r, 2 * t), (r - 0.02, 2 * t)], "metal", IRON, sides=20, caps=False)
    return s.geometry()


def crate(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Boards in a frame with a diagonal on each side."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "planks"
    t = 0.022
    s.box((0, h / 2, 0), (w - 2 * t, h - 2 * t, d - 2 * t), material, color)
    frame, bar = shade(color, 0.86), min(0.09, 0.16 * min(w, h, d))
    for side in SIDES:
        with wall_frame(s, side, -w / 2 + t, w / 2 - t, -d / 2 + t, d / 2 - t) as length:
            half = length / 2
            for y in (bar / 2 + t, h - bar / 2 - t):
                beam(s, (-half, y), (half, y), bar, t, "timber", frame)
            for x in (-half + bar / 2, half - bar / 2):
                beam(s, (x, bar + t), (x, h - bar - t), bar, 0.95 * t, "timber", frame)
            beam(s, (-half + bar, bar + t), (half - bar, h - bar - t), bar, 0.8 * t, "timber", shade(frame, 1.06))
    return s.geometry()


def fence(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Pickets on two rails, or posts with split rails."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8d7557", "#7b654a", "#d8d3c6"), rng), item.material or "timber"
    pickets(s, np.array([(-w / 2, 0, 0), (w / 2, 0, 0)]), h, max(d, 0.06), material, color, rng, rails_only=rng.random() < 0.35)
    return s.geometry()


def pickets(
    s: Sculptor,
    path: Array,
    height: float,
    thick: float,
    material: str,
    color: Array,
    rng: np.random.Generator,
    *,
    rails_only: bool = False,
) -> None:
    """A fence along points (n, 3): posts at most 2.2 m apart, two or three rails, and pointed pickets unless `rails_only`."""
    for a, b in zip(path[:-1], path[1:], strict=True):
        run = b - a
        length = float(np.hypot(run[0], run[2]))
        if length < 0.05:
            continue
        slope = float(run[1] / length)
        with s.at(a, yaw=float(np.arctan2(-run[2], run[0]))):
            bays = max(1, int(np.ceil(length / 2.2)))
            for k in range(bays + 1):
                x = min(max(k * length / bays, 0.05), length - 0.05)
                top = x * slope + height * (1.0 if rails_only else 0.97)
                s.box(
                    (x, (top - 0.4 + x * slope) / 2, 0),
                    (0.1, top + 0.4 - x * slope, 0.1),
                    material,
                    shade(color, 0.9),
                    bevel_m=0.012,
                    skip="y",
                )
            for share in (0.42, 0.8) if rails_only else (0.25, 0.75):
                y = share * height
                wobble = rng.uniform(-0.02, 0.02, 2) if rails_only else (0.0, 0.0)
                z = 0.0 if rails_only else -0.25 * thick
                s.tube([(0, y + wobble[0], z), (length, y + length * slope + wobble[1], z)], 0.045, material, shade(color, 0.95), sides=6)
            if rails_only:
                continue
            count = max(2, round(length / 0.16))
            for x in (np.arange(count) + 0.5) * length / count:
                foot = x * slope + 0.06
                top = x * slope + height * float(rng.uniform(0.95, 1.0))
                wide, z = 0.045, 0.32 * thick
                outline = [(x - wide, foot), (x + wide, foot), (x + wide, top - 0.08), (x, top), (x - wide, top - 0.08)]
                tone = shade(color, float(rng.uniform(0.9, 1.08)))
                front = [(px, py, z + 0.012) for px, py in outline]
                back = [(px, py, z - 0.012) for px, py in outline]
                s.faces(
                    front + back,
                    [
                        (0, 1, 2, 4),
                        (2, 3, 4, -1),
                        (9, 7, 6, 5),
                        (9, 8, 7, -1),
                        *((i + 5, (i + 1) % 5 + 5, (i + 1) % 5, i) for i in range(1, 5)),
                    ],
                    material,
                    tone,
                )


def woodpile(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Logs in a hexagonal stack between stakes, cut ends towards ±Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#6b5440", "#5d4a38", "#75604a"), rng)
    cut = np.array([0.52, 0.36, 0.2]) if not item.color else shade(color, 1.25)
    r = min(0.085, h / 8)
    rows = max(2, int((h - 2 * r) / (1.74 * r)) + 1)
    turn = [[1, 0, 0], [0, 0, -1], [0, 1, 0]]  # local +Y is the frame's +z
    for row in range(rows):
        count = int((w - 0.16) / (2 * r)) - row % 2
        for k in range(count):
            x = (k + 0.5 - count / 2) * 2 * r
            radius = r * float(rng.uniform(0.86, 1.02))
            z = float(rng.uniform(-0.04, 0.04))
            with s.at((x, r + 1.74 * r * row, z), rotation=turn):
                for y, flip in ((-d / 2 + 0.04, True), (d / 2 - 0.04, False)):
                    a = np.linspace(0, 2 * np.pi, 8, endpoint=False)
                    ring = np.stack([radius * np.sin(a), np.full(8, y), radius * np.cos(a)], 1)
                    fan = np.array([(i, i + 1, (i + 2) % 8, 8) for i in range(0, 8, 2)])
                    tone = shade(cut, float(rng.uniform(0.85, 1.15)))
                    s.faces(np.vstack([ring, (0, y, 0)]), fan[:, ::-1] if flip else fan, "timber", tone)
                edge = row in (0, rows - 1) or k in (0, count - 1)
                if edge:
                    s.lathe(
                        (0, -d / 2 + 0.04, 0),
                        [(radius, 0), (radius, d - 0.08)],
                        "bark",
                        shade(color, float(rng.uniform(0.85, 1.15))),
                        sides=8,
                        caps=False,
                    )
    s.box((0, 0.45 * h, 0), (w - 0.4, 0.9 * h, d - 0.2), "bark", shade(color, 0.2), skip="y")  # the dark between the logs
    for side in (-1, 1):
        for z in (-0.3 * d, 0.3 * d):
            s.tube([(side * (w / 2 - 0.035), -0.2, z), (side * (w / 2 - 0.035), h, z)], 0.035, "timber", shade(color, 0.8), sides=6)
    return s.geometry()


def bucket(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Staves that widen upwards under two hoops, or sheet metal; a bail that lies over the rim; some water."""
    s = Sculptor()
    w, h, d = item.size_m
    wooden = item.material != "metal" if item.material else bool(rng.random() < 0.65)
    color = main_paint(item, WOODS if wooden else ("#8d9296", "#7c8286", "#9aa0a2"), rng)
    material = item.material or ("planks" if wooden else "metal")
    rim, top = min(w, d) / 2 - 0.014, 0.78 * h
    foot, thick = 0.76 * rim, 0.016 if wooden else 0.005
    inner = rim - thick
    pail = Sculptor()
    pail.lathe((0, 0, 0), [(foot, 0), (rim, top), (inner, top), (0.9 * inner, 0.62 * top), (0, 0.62 * top)], material, color, sides=28)
    made = pail.geometry()
    s.add(replace(made, uv=made.uv[:, ::-1]))
    s.lathe((0, 0.63 * top, 0), [(0.9 * inner, 0), (0, 0.001)], "water", (0.02, 0.04, 0.04), sides=28, caps=False)
    for at in (0.12, 0.84):
        r = foot + (rim - foot) * at + 0.004
        s.lathe(
            (0, at * top - 0.012, 0), [(r - 0.01, 0), (r, 0), (r + 0.002, 0.024), (r - 0.01, 0.024)], "metal", IRON, sides=28, caps=False
        )
    t, lean = np.linspace(0, np.pi, 15), float(rng.uniform(-0.5, 0.5))
    up = (h - 0.95 * top - 0.01) * np.sin(t)
    s.tube(np.stack([rim * np.cos(t), 0.95 * top + up * np.cos(lean), up * np.sin(lean)], 1), 0.006, "metal", IRON, sides=7)
    return s.geometry()


BUILDERS = {"bench": bench, "barrel": barrel, "crate": crate, "fence": fence, "woodpile": woodpile, "bucket": bucket}
