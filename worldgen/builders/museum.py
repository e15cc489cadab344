"""What museums show and how one comes in: a mummy case, an architect's model, information boards, ticket gates."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator

from ..layout.layout import Instance, Style
from .accents import accent, prism
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import sheet
from .softs import rounded_block
from .swatches import asked
from .turns import loop, pitched

BLACK = (0.02, 0.02, 0.022)


def _bend(points: list[tuple[float, float, float]]) -> Array:
    return PchipInterpolator(np.linspace(0, 1, len(points)), np.asarray(points, np.float64))(np.linspace(0, 1, 5))


def mummy(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A case in the shape of its king: striped headcloth, face, collar, crossed arms with crook and flail, painted bands."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c09440", "#b08858", "#c8a04c", "#d8b878"), rng), item.material or "painted"
    blue = accent(item, color, str(rng.choice(["#1e3a6e", "#22606a", "#2e3440", "#3a5a34"])), 0.78)
    red, cream = accent(item, color, "#8a2c22", 0.88), accent(item, color, "#e0cfa4", 1.12)
    s.box((0, 0.03 * h, 0), (w, 0.06 * h, d), item.material or "ashlar", accent(item, color, "#8a8276", 0.9), bevel_m=0.015)
    level = np.array([0, 0.05, 0.09, 0.13, 0.35, 0.55, 0.66, 0.74, 0.785, 0.815, 0.86, 0.92, 0.97, 1.0])
    rx = np.array([0.34, 0.35, 0.33, 0.32, 0.38, 0.44, 0.47, 0.46, 0.38, 0.3, 0.28, 0.26, 0.19, 0.06]) * w
    rz = np.array([0.44, 0.46, 0.4, 0.32, 0.34, 0.38, 0.4, 0.38, 0.36, 0.36, 0.38, 0.38, 0.28, 0.1]) * d
    rows, sides = 44, 40
    t = np.linspace(0, 1, rows + 1)
    a = np.linspace(0, 2 * np.pi, sides + 1)
    half_w, half_d = PchipInterpolator(level, rx)(t)[:, None], PchipInterpolator(level, rz)(t)[:, None]
    y = np.broadcast_to(0.05 * h + 0.95 * h * t[:, None], (rows + 1, sides + 1))
    p = np.stack([half_w * np.sin(a), y, half_d * np.cos(a)], -1)
    tm, am = (t[:-1] + t[1:]) / 2, (a[:-1] + a[1:]) / 2
    front = np.abs((am + np.pi) % (2 * np.pi) - np.pi)[None]
    tone = np.broadcast_to(color, (rows, sides, 3)).copy()
    period, script = int(rng.integers(3, 7)), rng.random() < 0.5
    pick = {0: blue, 1: color, 2: red, 3: color, 4: cream, 5: color}
    for row in range(rows):
        if tm[row] < 0.52:
            tone[row] = pick[row % period]
            tone[row][front[0] < 0.28] = cream if row % 2 or not script else blue
        elif tm[row] > 0.76:
            tone[row] = blue if row % 2 else color
        elif tm[row] > 0.68:
            tone[row] = (blue, color, red)[row % 3]
    tone[:, front[0] > 2.2] = color
    sheet(s, p, material, tone)
    s.lathe((0, h - 0.001, 0), [(0.06 * w, 0), (0, 0.001)], material, blue, sides=20, caps=False)
    skin = shade(color, 1.1)
    face = np.array([0, 0.05 * h + 0.95 * 0.872 * h, 0.33 * d])
    s.sphere(face, (0.17 * w, 0.068 * h, 0.15 * d), material, skin, sides=20)
    s.sphere(face + [0, -0.004 * h, 0.14 * d], (0.03 * w, 0.02 * h, 0.05 * d), material, skin, sides=10)
    s.sphere(face + [0, -0.032 * h, 0.12 * d], (0.05 * w, 0.006 * h, 0.025 * d), material, red, sides=10)
    s.tube([face + [0, -0.055 * h, 0.1 * d], face + [0, -0.115 * h, 0.14 * d]], [0.035 * w, 0.028 * w], material, blue, sides=8)
    for side in (-1, 1):
        eye = face + [side * 0.065 * w, 0.014 * h, 0.135 * d]
        s.sphere(eye, (0.045 * w, 0.008 * h, 0.02 * d), "plain", cream, sides=10)
        s.sphere(eye + [0, 0, 0.012 * d], (0.018 * w, 0.008 * h, 0.014 * d), "plain", shade(blue, 0.15), sides=8)
        s.tube(
            [eye + [-0.05 * side * w, 0.018 * h, 0.002], eye + [0.06 * side * w, 0.016 * h, -0.03 * d]],
            0.01,
            "plain",
            shade(blue, 0.4),
            sides=5,
        )
        lappet = face + [side * 0.21 * w, -0.1 * h, 0.0]
        for k in range(6):
            s.box(
                lappet + [0, -0.016 * h * k, 0.04 * d], (0.14 * w, 0.015 * h, 0.12 * d), material, blue if k % 2 else color, bevel_m=0.005
            )
        arm = np.array([(side * 0.44 * w, 0.71 * h, 0.1 * d), (side * 0.36 * w, 0.63 * h, 0.34 * d), (-side * 0.1 * w, 0.69 * h, 0.44 * d)])
        s.tube(_bend(list(map(tuple, arm))), np.array([0.075, 0.08, 0.07, 0.06, 0.05]) * w, material, skin, sides=10)
        s.sphere(arm[-1], (0.055 * w, 0.026 * h, 0.05 * d), material, skin, sides=10)
        staff = np.array([arm[-1] + [side * 0.08 * w, -0.07 * h, 0.02 * d], arm[-1] + [-side * 0.1 * w, 0.08 * h, 0.02 * d]])
        s.tube(staff, 0.018 * w, material, blue if side > 0 else color, sides=7)
        if side > 0:
            s.tube(loop(0.05 * w, points=9, stop_rad=3.4) + staff[1] + [-0.05 * w, 0, 0], 0.016 * w, material, blue, sides=6)
        else:
            for k in range(3):
                s.tube([staff[1], staff[1] + [0.03 * w * (k - 1) + 0.06 * w, -0.05 * h, 0.03 * d]], 0.012 * w, material, red, sides=5)
    s.sphere(face + [0, 0.072 * h, 0.08 * d], (0.025 * w, 0.024 * h, 0.05 * d), material, color, sides=9)
    return fitted(s.geometry(), item.size_m)


def information_board(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A slanted lit panel on posts: a title, a picture, columns of text."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#3a4248", "#5a5e60", "#6a4a30", "#2e4a3e"), rng), item.material or "metal"
    panel = accent(item, color, str(rng.choice(["#e8e4da", "#2c3a4a", "#d8dcd8"])), 1.06)
    light = float(panel.mean()) > 0.3
    ink = accent(item, color, "#2c2c2e" if light else "#e0ded6", 0.62)
    posts = (0.0,) if rng.random() < 0.5 else (-0.32, 0.32)
    for x in posts:
        s.box((x * w, 0.012 * h, -0.06 * d), (0.34 * w, 0.024 * h, 0.7 * d), material, shade(color, 0.9), bevel_m=0.004)
        s.box((x * w, 0.36 * h, -0.1 * d), (0.1 * w, 0.7 * h, 0.13 * d), material, color, bevel_m=0.008)
    slope = 0.92
    deep = d / np.cos(slope) * 0.5 + 0.26 * h
    with s.at((0, 0.84 * h, 0), rotation=pitched(slope - np.pi / 2)):  # own z looks out of the panel
        s.box((0, 0, -0.012), (w, deep, 0.04), material, color, bevel_m=0.008)
        glow = 0.0 if asked(item) else 0.1 * panel
        s.box((0, 0, 0.009), (0.93 * w, 0.9 * deep, 0.008), item.material or "painted", panel, emission_linear=glow)
        s.box(
            (-0.1 * w, 0.37 * deep, 0.015),
            (0.64 * w, 0.06 * deep, 0.006),
            "plain",
            accent(item, color, "#a83a24" if light else "#d8a83a", 0.7),
        )
        side = 1 if rng.random() < 0.5 else -1
        s.box((side * 0.22 * w, 0.08 * deep, 0.015), (0.4 * w, 0.4 * deep, 0.006), "plain", accent(item, color, "#6a8aa0", 0.85))
        hill = np.array([(-0.19, -0.19), (0.19, -0.19), (0.19, 0.0), (0.1, 0.07), (0.02, -0.02), (-0.08, 0.04), (-0.19, -0.06)])
        hill = hill * (w, deep) + (side * 0.22 * w, 0.08 * deep)
        fan = np.array([(0, 1, 2, 4), (2, 3, 4, -1), (0, 4, 5, 6)])
        s.faces(np.column_stack([hill, np.full(7, 0.02)]), fan, "plain", accent(item, color, "#5a7040", 0.75))
        for row in range(9):
            y = (0.26 - 0.05 * row) * deep
            wide = 0.36 * w * float(rng.uniform(0.8, 1.0)) if row not in (3, 8) else 0.2 * w
            s.box((-side * 0.24 * w - (0.36 * w - wide) / 2, y, 0.014), (wide, 0.022 * deep, 0.005), "plain", ink, skip="z")
        for row in range(3):
            s.box(
                (side * 0.22 * w, (-0.2 - 0.05 * row) * deep, 0.014),
                ((0.38 - 0.1 * (row == 2)) * w, 0.022 * deep, 0.005),
                "plain",
                ink,
                skip="z",
            )
    return fitted(s.geometry(), item.size_m)


def ticket_gate(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A steel housing with three arms on a slanted hub, a slot and lit arrows; a rail closes the other side."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#9a9ea2", "#7c8286", "#b8bcbe", "#3a4a5a"), rng), item.material or "metal"
    steel = accent(item, color, "#b4b8bc", 1.06)
    x = -0.5 * w + 0.16 * w
    wide = 0.32 * w
    half = [(-0.5, 0), (0.5, 0), (0.5, 0.86), (0.44, 0.95), (0.3, 1.0), (-0.3, 1.0), (-0.44, 0.95), (-0.5, 0.86)]
    with s.at((x - wide / 2, 0, 0), yaw=np.pi / 2):
        prism(s, np.array(half) * (d, h), wide, material, color, bevel_m=0.02)
    s.box((x, 0.03 * h, 0), (1.04 * wide, 0.06 * h, 1.0 * d), material, shade(color, 0.7))
    hub = np.array([x + wide / 2 + 0.03, 0.78 * h, 0.0])
    axis = np.array([1.0, -1.0, 0.0]) / np.sqrt(2)
    s.tube([hub - axis * 0.14, hub + axis * 0.05], [0.11, 0.08], material, shade(color, 0.8), sides=16)
    first = np.array([1.0, 0.0, 0.0])
    long = w / 2 - hub[0] - 0.1 * w
    for k in range(3):
        b = 2 * np.pi * k / 3
        arm = first * np.cos(b) + np.cross(axis, first) * np.sin(b) + axis * (axis @ first) * (1 - np.cos(b))
        s.tube([hub, hub + arm * long], 0.022, "metal", steel, sides=12)
        s.sphere(hub + arm * long, 0.024, "metal", steel, sides=10)
    s.box((x, h - 0.006, 0.2 * d), (0.6 * wide, 0.02, 0.2 * d), "plain", BLACK, bevel_m=0.004)
    green = linear_from_srgb("#2ab04a") if not asked(item) else shade(color, 1.1)
    s.box((x, 0.8 * h, d / 2), (0.6 * wide, 0.16 * h, 0.02), "plain", BLACK, bevel_m=0.004)
    z = d / 2 + 0.014
    for a in (-1, 1):
        tip, tail = np.array([x, 0.85 * h, z]), np.array([x + a * 0.16 * wide, 0.81 * h, z])
        s.tube([tip, tail], 0.009, "plain", green, sides=5, emission_linear=0.9 * green)
    s.tube([(x, 0.75 * h, z), (x, 0.85 * h, z)], 0.009, "plain", green, sides=5, emission_linear=0.9 * green)
    s.box((x, 0.62 * h, d / 2), (0.5 * wide, 0.02 * h, 0.02), "plain", accent(item, color, "#d8a02a", 0.7))
    rounded_block(s, (x, 0.4 * h, d / 2 - 0.004), (0.7 * wide, 0.3 * h, 0.03), 0.012, material, shade(color, 0.92))
    right = w / 2 - 0.03
    frame = [
        (right, 0, 0.42 * d),
        (right, 0.84 * h, 0.42 * d),
        (right, 0.92 * h, 0.34 * d),
        (right, 0.92 * h, -0.34 * d),
        (right, 0.84 * h, -0.42 * d),
    ]
    s.tube([*frame, (right, 0, -0.42 * d)], 0.028, "metal", steel, sides=10)
    s.tube([(right, 0.48 * h, -0.42 * d), (right, 0.48 * h, 0.42 * d)], 0.02, "metal", steel, sides=8)
    for q in (-0.42, 0.42):
        s.cylinder((right, 0, q * d), 0.05, 0.02, "metal", shade(steel, 0.8), sides=12)
    return fitted(s.geometry(), item.size_m)


def _block(s: Sculptor, x: float, z: float, wide: float, deep: float, tall: float, kind: int, tone: Array) -> None:
    """A building of a model: stepped, with a court, under a roof or plain."""
    if kind == 0:
        s.box((x, tall / 2, z), (wide, tall, deep), "plain", tone, bevel_m=0.002, skip="y")
    elif kind == 1:
        for k in range(3):
            f = 1 - 0.25 * k
            s.box((x, tall * (k + 0.5) / 3, z), (wide * f, tall / 3, deep * f), "plain", tone, bevel_m=0.002, skip="y")
    elif kind == 2:
        for dx, dz, a, b in ((0, -0.36, 1, 0.28), (0, 0.36, 1, 0.28), (-0.36, 0, 0.28, 0.44), (0.36, 0, 0.28, 0.44)):
            s.box((x + dx * wide, 0.25 * tall, z + dz * deep), (a * wide, 0.5 * tall, b * deep), "plain", tone, skip="y")
    else:
        low = 0.35 * tall
        s.box((x, low / 2, z), (wide, low, deep), "plain", tone, skip="yY")
        a, b, top = wide / 2, deep / 2, 0.65 * tall
        v = [(x - a, low, z + b), (x + a, low, z + b), (x + a, low, z - b), (x - a, low, z - b), (x - a, top, z), (x + a, top, z)]
        f = np.array([(0, 1, 5, 4), (2, 3, 4, 5), (1, 2, 5, -1), (3, 0, 4, -1)])
        s.faces(v, f, "plain", shade(tone, 0.8))


def model(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A quarter of a city in white and wood, with streets, trees and a river, under glass on a table."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#7a5230", "#3a3a3c", "#d8d4cc", "#5a4030"), rng), item.material or "timber"
    low = 0.66 * h
    if rng.random() < 0.5:
        for x in (-1, 1):
            for z in (-1, 1):
                s.box((x * (w / 2 - 0.05), low / 2, z * (d / 2 - 0.05)), (0.07, low, 0.07), material, shade(color, 0.9), bevel_m=0.008)
        s.box((0, 0.84 * low, 0), (w - 0.06, 0.32 * low, d - 0.06), material, color, bevel_m=0.006)
    else:
        s.box((0, 0.04 * h, 0), (0.8 * w, 0.08 * h, 0.8 * d), material, shade(color, 0.7))
        s.box((0, (0.06 * h + low) / 2, 0), (0.9 * w, low - 0.06 * h, 0.9 * d), material, color, bevel_m=0.01)
    s.box((0, low, 0), (w, 0.045 * h, d), material, shade(color, 1.06), bevel_m=0.008)
    ground = accent(item, color, str(rng.choice(["#cfc6b0", "#b8b4a8", "#a89a7c"])), 0.95)
    y = low + 0.024 * h
    s.box((0, y + 0.006, 0), (0.94 * w, 0.012, 0.92 * d), item.material or "plain", ground)
    white = accent(item, color, "#e8e4da", 1.1)
    columns, rows, room = max(4, round(w / 0.2)), max(3, round(d / 0.2)), h - y
    wide, deep = 0.9 * w / columns, 0.86 * d / rows
    river = int(rng.integers(1, columns - 1))
    tower = (int(rng.integers(columns)), int(rng.integers(rows)))
    water, green = accent(item, color, "#5a8aa0", 0.8), accent(item, color, "#6a8a50", 0.85)
    with s.at((0, y + 0.012, 0)):
        bend = np.linspace(-0.46 * d, 0.46 * d, 9)
        mid = (river - (columns - 1) / 2) * wide + 0.2 * wide * np.sin(7 * bend / d)
        bank = [np.column_stack([mid + e * 0.3 * wide, np.full(9, 0.003), -bend]) for e in (-1, 1)]
        sheet(s, np.stack(bank, 1), "ceramic", water)
        for i in range(columns):
            for j in range(rows):
                x, z = (i - (columns - 1) / 2) * wide, (j - (rows - 1) / 2) * deep
                if i == river or rng.random() < 0.12:
                    for _ in range(3 if i != river else 2):
                        dx = float(rng.uniform(-0.3, 0.3)) if i != river else float(rng.choice([-0.46, 0.46]))
                        at = np.array([x + dx * wide, 0.028, z + float(rng.uniform(-0.4, 0.4)) * deep])
                        s.sphere(at, (0.02, 0.022, 0.02), "plain", shade(green, float(rng.uniform(0.85, 1.15))), sides=8)
                        s.tube([at * (1, 0, 1), at], 0.006, "timber", shade(green, 0.5), sides=4)
                    continue
                tall = room * (0.8 if (i, j) == tower else float(rng.uniform(0.16, 0.45)))
                kind = 1 if (i, j) == tower else int(rng.integers(4))
                tone = shade(white, float(rng.uniform(0.9, 1.03)))
                if not asked(item) and rng.random() < 0.15:
                    tone = linear_from_srgb(str(rng.choice(["#a8783f", "#a84a34"])))
                _block(s, x, z, 0.72 * wide, 0.72 * deep, tall, kind, tone)
    a, b, top = 0.475 * w, 0.47 * d, h - 0.004
    pane = shade(color, 1.05) if asked(item) else np.array((0.78, 0.82, 0.82))
    for yaw, half, out in ((0.0, a, b), (np.pi, a, b), (np.pi / 2, b, a), (-np.pi / 2, b, a)):
        with s.at((0, 0, 0), yaw=yaw):
            s.quad((-half, y, out), (half, y, out), (half, top, out), (-half, top, out), "glass", pane)
            s.tube([(-half, y, out), (-half, top, out)], 0.007, "metal", accent(item, color, "#b8bcc0", 0.8), sides=5)
            s.tube([(-half, top, out), (half, top, out)], 0.007, "metal", accent(item, color, "#b8bcc0", 0.8), sides=5)
    s.quad((-a, top, b), (a, top, b), (a, top, -b), (-a, top, -b), "glass", pane)
    s.box((0, 0.88 * low, d / 2 - 0.024), (0.22 * w, 0.07 * low, 0.012), "metal", accent(item, color, "#b08a4a", 1.1), bevel_m=0.003)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"mummy": mummy, "model": model, "information_board": information_board, "ticket_gate": ticket_gate}
