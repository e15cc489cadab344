"""Of holy places: a cross, a totem pole, a Buddha, a gong, a bamboo fountain, a pagoda of stone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smoothed
from .turns import ALONG_Z, loop, rolled

Color = NDArray[np.floating]
STONES = ("#8f8a80", "#9a9285", "#84827c")


def cross(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """By a way or on a summit: of beams under a small roof, of iron with scrolls on a stone, or of stone with a ring."""
    s = Sculptor()
    w, h, d = item.size_m
    kinds = {"timber": 0, "planks": 0, "metal": 1, "rust": 1, "": int(rng.choice([0, 0, 1, 2]))}
    kind = kinds.get(item.material, 2)
    color = main_paint(item, (("#6a4e34", "#5a4330", "#7a6248"), ("#2c2a29", "#3a302a"), STONES)[kind], rng)
    material = item.material or ("timber", "metal", "stone_courses")[kind]
    foot = shade(color, 0.9) if item.color else linear_from_srgb(str(rng.choice(STONES)))
    base, arm = (0.09, 0.17, 0.2)[kind] * h, float(rng.uniform(0.68, 0.72)) * h
    under = "rock" if not item.material or kind < 2 else material
    s.box((0, 0.3 * base, 0), (0.5 * w, 0.6 * base, d), under, shade(foot, 0.92), bevel_m=0.02)
    s.box((0, 0.75 * base, 0), (0.36 * w, 0.5 * base, 0.8 * d), under, foot, bevel_m=0.025)
    if kind == 0:
        t = 0.12 * w
        s.box((0, (h + base) / 2 - 0.03, 0), (t, h - base - 0.06, 0.42 * d), material, color, bevel_m=0.012)
        s.box((0, arm, 0.02), (w - 0.02 if h < 1.5 * w else 0.86 * w, t, 0.36 * d), material, shade(color, 1.06), bevel_m=0.012)
        for x in (-1, 1):
            ends = [(0, h - 0.02, 0), (x * w / 2, arm + 0.14 * h, 0)]
            with s.at(ends[1], rotation=rolled(float(x * np.arctan2(w / 2, ends[0][1] - ends[1][1])))):
                s.box(
                    (-x * 0.0, float(np.hypot(w / 2, ends[0][1] - ends[1][1])) / 2, 0),
                    (0.03, float(np.hypot(w / 2, ends[0][1] - ends[1][1])), d),
                    item.material or "planks",
                    shade(color, 0.85),
                    bevel_m=0.008,
                )
            s.tube([(x * 0.05 * w, arm - 0.2 * w, 0.02), (x * 0.24 * w, arm - 0.02, 0.02)], 0.02, material, shade(color, 0.92), sides=6)
        s.box(
            (0, arm + 0.55 * t + 0.09, 0.24 * d),
            (0.2 * w, 0.09, 0.02),
            "painted" if not item.material else material,
            color if item.color else linear_from_srgb("#d8d0bc"),
            bevel_m=0.004,
        )
    elif kind == 1:
        t = 0.06 * w
        s.box((0, (h + base) / 2, 0), (t, h - base, 0.22 * d), material, color, bevel_m=0.008)
        s.box((0, arm, 0), (w, t, 0.22 * d), material, color, bevel_m=0.008)
        ring = float(rng.uniform(0.14, 0.2)) * w
        s.tube(loop(ring, points=25, center=(0, arm, 0)), 0.022 * w, material, shade(color, 1.1), sides=7)
        tips = [np.array([0, h - 0.05, 0]), np.array([-w / 2 + 0.05, arm, 0]), np.array([w / 2 - 0.05, arm, 0])]
        for tip, way in zip(tips, ([0, 1, 0], [-1, 0, 0], [1, 0, 0]), strict=True):
            side = np.cross(way, [0, 0, 1.0])
            s.sphere(tip, (0.05, 0.05, 0.14 * d), material, shade(color, 1.15), sides=10)
            for k in (-1, 1):
                t5 = np.linspace(0, 1.5 * np.pi, 11)
                curl = 0.085 * w * np.linspace(1, 0.45, 11)
                p = (
                    tip
                    - 0.16 * w * np.asarray(way)
                    + k * side * (0.1 * w - curl * np.cos(t5))[:, None]
                    + np.asarray(way) * (curl * np.sin(t5))[:, None]
                )
                s.tube(p, 0.014 * w, material, color, sides=6)
        for k in (-1, 1):
            for j in (-1, 1):
                ray = np.array([k, j, 0]) / np.sqrt(2)
                s.tube(
                    [np.array([0, arm, 0]) + ray * ring, np.array([0, arm, 0]) + ray * (ring + 0.13 * w)],
                    [0.016 * w, 0.008],
                    material,
                    shade(color, 1.1),
                    sides=6,
                )
    else:
        deep, r = 0.5 * d, 0.3 * w
        flare = [(0.13, base / h), (0.1, 0.55), (0.075, 0.63), (0.09, 0.66)]
        right = [(x * w, y * h) for x, y in flare] + [
            (0.26 * w, arm - 0.07 * w),
            (w / 2, arm - 0.12 * w),
            (w / 2, arm + 0.12 * w),
            (0.26 * w, arm + 0.07 * w),
            (0.09 * w, arm + 0.1 * w),
            (0.075 * w, arm + 0.2 * w),
            (0.12 * w, h),
        ]
        outline = [*right, *((-x, y) for x, y in right[::-1])]
        with s.at((0, 0, -deep / 2), rotation=ALONG_Z):
            s.extrude([(x, -y) for x, y in outline], deep, material, color)
        with s.at((0, arm, 0), rotation=ALONG_Z):
            a, b, t = r, 0.78 * r, 0.36 * deep
            s.lathe((0, 0, 0), [(b, -t), (a, -t), (a, t), (b, t), (b, -t)], material, shade(color, 0.92), sides=32, caps=False)
            s.lathe((0, deep / 2 - 0.01, 0), [(0.1 * w, 0), (0.08 * w, 0.03), (0.0, 0.045)], material, shade(color, 1.08), sides=16)
        for y in np.linspace(base + 0.12 * h, arm - 0.2 * h, 4):
            s.tube(loop(0.06 * w, points=13, center=(0, float(y), deep / 2)), 0.014, material, shade(color, 0.85), sides=5)
    return fitted(s.geometry(), item.size_m)


def totem_pole(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Carved and painted figures on one another: brows, eyes, beaks or rows of teeth, ears; the topmost spreads its wings."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#6e4a30", "#7a5638", "#5e4230"), rng), item.material or "timber"
    paints = [linear_from_srgb(c) for c in ("#a02a20", "#1f5a58", "#1c1c1e", "#d8d0bc", "#c08a2a")]
    red, teal, black, white, ochre = (shade(color, k) for k in (0.95, 0.8, 0.62, 1.1, 1.05)) if item.color else paints
    r = 0.36 * d
    s.lathe((0, 0, 0), [(0.5 * d, 0), (0.5 * d, 0.05), (0.44 * d, 0.09)], material, shade(color, 0.8), sides=20)
    count = int(rng.integers(3, 5))
    tall = np.array([1.0] * (count - 1) + [1.15]) * rng.uniform(0.9, 1.1, count)
    levels = 0.09 + (0.97 * h - 0.09) * np.concatenate([[0], np.cumsum(tall) / tall.sum()])
    order = rng.permutation(4)
    for k in range(count):
        y0, y1 = levels[k], levels[k + 1]
        t, kind, paint = y1 - y0, int(order[k % 4]), (red, teal, red, ochre)[int(order[k % 4])]
        body = [(0.92, 0), (1.02, 0.04), (1.0, 0.42), (0.9, 0.5), (1.0, 0.56), (1.06, 0.8), (0.98, 0.95), (0.8, 1.0)]
        s.lathe((0, y0, 0), [(a * r, b * t) for a, b in smoothed(body, 2)], material, shade(color, float(rng.uniform(0.88, 1.1))), sides=18)
        s.lathe(
            (0, y0 + 0.46 * t, 0),
            [(0.93 * r, 0), (0.99 * r, 0.02 * t), (0.99 * r, 0.05 * t), (0.93 * r, 0.07 * t)],
            material,
            paint,
            sides=18,
            caps=False,
        )
        eye = y0 + 0.76 * t
        for x in (-1, 1):
            at = np.array([x * 0.46 * r, eye, 0.86 * r])
            s.sphere(at, (0.34 * r, 0.115 * t, 0.2 * r), "painted", white, sides=11)
            s.sphere(at + [0, 0, 0.13 * r], (0.16 * r, 0.07 * t, 0.12 * r), "painted", black, sides=11)
            brow = [at + [-x * 0.4 * r, 0.08 * t, 0.16 * r], at + [0, 0.155 * t, 0.1 * r], at + [x * 0.42 * r, 0.06 * t, -0.2 * r]]
            s.tube(brow, [0.09 * r, 0.11 * r, 0.06 * r], "painted", black if kind % 2 else paint, sides=8)
            if kind != 1:
                ear = np.array([x * 0.72 * r, y1 - 0.08 * t, 0.2 * r])
                s.sphere(ear, (0.2 * r, 0.11 * t, 0.24 * r), "painted", paint, sides=10)
            arm = [(x * 0.98 * r, y0 + 0.4 * t, 0.1 * r), (x * 1.02 * r, y0 + 0.22 * t, 0.5 * r), (x * 0.3 * r, y0 + 0.28 * t, 1.0 * r)]
            s.tube(arm, [0.2 * r, 0.18 * r, 0.15 * r], material, shade(color, 1.05), sides=10)
            s.sphere((x * 0.5 * r, y0 + 0.07 * t, 0.9 * r), (0.28 * r, 0.07 * t, 0.3 * r), "painted", paint, sides=10)
        if kind in (0, 2):  # a beak, straight or hooked
            drop = 0.0 if kind == 0 else 0.13 * t
            beak = [(0, eye - 0.07 * t, 0.8 * r), (0, eye - 0.09 * t, 1.35 * r), (0, eye - 0.13 * t - drop, min(0.5 * d, 1.75 * r) * 0.97)]
            s.tube(beak, [0.3 * r, 0.22 * r, 0.03 * r], "painted", ochre if kind else paint, sides=10)
        else:  # a muzzle with teeth
            s.sphere((0, eye - 0.09 * t, 1.0 * r), (0.22 * r, 0.07 * t, 0.3 * r), material, shade(color, 1.1), sides=11)
            s.box((0, eye - 0.2 * t, 0.93 * r), (1.1 * r, 0.1 * t, 0.3 * r), "painted", red if kind == 1 else black, bevel_m=0.15 * r)
            for x in np.linspace(-0.36, 0.36, 5) * r:
                s.box((x, eye - 0.2 * t, 1.08 * r), (0.12 * r, 0.06 * t, 0.05 * r), "painted", white, bevel_m=0.004)
    wing = levels[-2] + 0.42 * (levels[-1] - levels[-2])
    for x in (-1, 1):
        for k in range(5):
            lift = (0.14 - 0.075 * k) * h * 0.5
            tip = np.array([x * (w / 2 - 0.035 * w * k), wing + lift + 0.05 * h, -0.05 * d])
            tone = (paints and (red, black, white, teal, red)[k]) if not item.color else (red, teal, color, red, teal)[k]
            with s.at(
                (x * 0.7 * r, wing + 0.4 * lift, -0.02 * d),
                rotation=rolled(-x * (np.pi / 2 - float(np.arctan2(tip[1] - wing - 0.4 * lift, w / 2)))),
            ):
                long = abs(tip[0]) - 0.7 * r
                s.box((0, long / 2, 0.012 * k), (0.04 * h, long, 0.05), "painted", tone, bevel_m=0.012)
    s.lathe((0, levels[-1] - 0.02, 0), [(0.8 * r, 0), (0.7 * r, 0.012 * h), (0.0, h - levels[-1] + 0.02)], material, red, sides=16)
    return fitted(s.geometry(), item.size_m)


def gong(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A bronze disc with a boss, hung by cords in a frame with upturned ends; its mallet hangs beside it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#6e4e22", "#5e4420", "#7c5a2a"), rng), item.material or "metal"
    frame_material = item.material or "painted"
    wood = shade(color, 0.82) if item.color else linear_from_srgb(str(rng.choice(["#6a1f1a", "#3a2418", "#241a18", "#5a3a22"])))
    gold = shade(color, 1.1) if item.color else linear_from_srgb("#b8923e")
    post = 0.4 * w
    for x in (-1, 1):
        s.box((x * post, 0.04, 0), (0.1, 0.08, d), frame_material, shade(wood, 0.9), bevel_m=0.02)
        for z in (-1, 1):
            s.box((x * post, 0.02, z * (d / 2 - 0.05)), (0.13, 0.045, 0.1), frame_material, wood, bevel_m=0.01)
            s.tube([(x * post, 0.06, z * 0.42 * d), (x * post, 0.26 * h, 0)], 0.028, frame_material, wood, sides=8)
        s.box((x * post, 0.48 * h, 0), (0.075, 0.9 * h, 0.085), frame_material, wood, bevel_m=0.012)
        s.lathe((x * post, 0.93 * h, 0), [(0.05, 0), (0.06, 0.02), (0.045, 0.04)], "metal", gold, sides=12)
    t = np.linspace(-1, 1, 15)
    s.tube(np.stack([t * 0.485 * w, 0.9 * h + 0.075 * h * np.abs(t) ** 3, 0 * t], 1), 0.045, frame_material, wood, sides=8)
    s.tube(
        np.stack([t * 0.47 * w, 0.925 * h + 0.055 * h * np.abs(t) ** 3 + 0.035, 0 * t], 1), 0.028, frame_material, shade(wood, 1.1), sides=8
    )
    s.box((0, 0.16 * h, 0), (2 * post, 0.06, 0.06), frame_material, wood, bevel_m=0.01)
    r = min(0.33 * w, 0.3 * h)
    y = 0.52 * h
    deep = 0.09 * w
    with s.at((0, y, -deep / 2), rotation=ALONG_Z):
        shape = [
            (0, 0.0),
            (0.8 * r, 0.0),
            (0.97 * r, -0.1 * deep),
            (r, 0.35 * deep),
            (0.96 * r, 0.85 * deep),
            (0.86 * r, deep),
            (0.62 * r, 0.9 * deep),
            (0.58 * r, 0.98 * deep),
            (0.3 * r, 0.95 * deep),
        ]
        boss = [(0.27 * r, 1.1 * deep), (0.24 * r, 1.5 * deep), (0.14 * r, 1.85 * deep), (0, 1.95 * deep)]
        s.lathe((0, 0, 0), [*shape, *boss], material, color, sides=40)
        for a in (0.9, 0.6, 0.33):
            s.tube(
                loop(a * r, points=33, center=(0, deep * (0.98 if a < 0.8 else 0.97), 0), plane="xz"),
                0.011,
                material,
                shade(color, 1.15 if not item.color else 1.0),
                sides=5,
            )
    rope = shade(color, 0.9) if item.color else linear_from_srgb("#9a2a20")
    for x in (-0.45, 0.45):
        s.tube([(x * r, y + 0.86 * r, 0), (x * 1.05 * r, 0.9 * h, 0)], 0.012, "fabric", rope, sides=6)
        s.tube(loop(0.052, points=11, center=(x * 1.05 * r, 0.9 * h, 0), plane="yz"), 0.012, "fabric", rope, sides=6)
    side = float(rng.choice([-1, 1])) * post
    s.tube([(side, 0.7 * h, 0.06), (side, 0.68 * h, 0.075), (side, 0.36 * h, 0.08)], 0.014, "timber", shade(wood, 1.2), sides=7)
    s.sphere(
        (side, 0.35 * h, 0.08), (0.045, 0.06, 0.045), "fabric", shade(color, 1.1) if item.color else linear_from_srgb("#c8b48a"), sides=12
    )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"cross": cross, "totem_pole": totem_pole, "gong": gong}
