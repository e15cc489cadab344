"""What people carry, wear and write on: suitcases, a pair of shoes, a blackboard."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .lettering import written
from .paints import main_paint, shade
from .pieces import disc, pick, trim
from .sheets import sheet, smoothed
from .softs import rounded_block
from .swatches import WOODS
from .turns import loop, rolled

Rng = np.random.Generator
HIDES = ("#7a4526", "#5e3420", "#8a5a30", "#3a4a5a", "#6a2a2a", "#3c4a3a")


def _case(s: Sculptor, size: tuple[float, float, float], material: str, color: Array, corner: Array, brass: Array, tag: Array) -> None:
    """A suitcase stands on y = 0, its broad side towards +Z: straps, corners, locks and a handle on top."""
    w, h, d = size
    rounded_block(s, (0, h / 2, 0), size, 0.035, material, color, flat=2)
    for x in (-1, 1):
        for y in (0, 1):
            for z in (-1, 1):
                at = (x * (w / 2 - 0.026), y * h + (0.026 if y == 0 else -0.026), z * (d / 2 - 0.026))
                s.sphere(at, 0.036, "leather", corner, sides=10)
        s.box((x * 0.26 * w, h / 2, 0), (0.034, h + 0.008, d + 0.01), "leather", corner, bevel_m=0.004)
        s.box((x * 0.26 * w, 0.84 * h, d / 2 + 0.007), (0.05, 0.036, 0.008), "metal", brass, bevel_m=0.003)
        s.box((x * 0.12 * w, h + 0.004, 0), (0.03, 0.012, 0.04), "metal", brass, bevel_m=0.003)
    s.box((0, h / 2, 0), (w + 0.006, h + 0.004, 0.016), "metal", brass, bevel_m=0.003)
    grip = np.array(
        [(-0.075, h + 0.005, 0.03), (-0.065, h + 0.045, 0.03), (0.0, h + 0.055, 0.03), (0.065, h + 0.045, 0.03), (0.075, h + 0.005, 0.03)]
    )
    s.tube(grip, [0.01, 0.013, 0.014, 0.013, 0.01], "leather", corner, sides=8)
    s.box((0.07, h - 0.05, d / 2 + 0.008), (0.05, 0.07, 0.006), "paper", tag, bevel_m=0.002)


def suitcase(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A large leather case and a smaller one before or beside it, labels stuck on; or a case on wheels with a bar, and a bag."""
    s = Sculptor()
    color, material = main_paint(item, HIDES, rng), item.material or "leather"
    brass, tag = trim(item, color, "#b8923e", 1.05), trim(item, color, "#e8dcc0", 1.1)
    side = float(rng.choice([-1, 1]))
    if rng.random() < 0.7:
        strap = pick(item, color, ("#3a2214", "#c89a62", "#2a1c14"), rng, 0.82)
        with s.at((-side * 0.12, 0, -0.06), yaw=float(rng.uniform(-0.06, 0.06))):
            _case(s, (0.7, 0.5, 0.2), material, color, strap, brass, tag)
            for _ in range(4):
                at = (float(rng.uniform(-0.12, 0.14)), float(rng.uniform(0.12, 0.4)), 0.1015)
                tone = pick(item, color, ("#c8b070", "#a8422a", "#3a6a7a", "#d8d0b8"), rng, 1.08)
                with s.at(at, rotation=rolled(float(rng.uniform(-0.4, 0.4)))):
                    s.box((0, 0, 0), (0.1, 0.065, 0.003), "paper", tone)
                    s.box((0, 0, 0.0015), (0.084, 0.02, 0.002), "paper", shade(tone, 0.6))
        second = pick(item, color, HIDES, rng)
        second = shade(color, 0.85) if item.color else second
        with s.at((side * 0.2, 0, 0.12), yaw=-side * float(rng.uniform(0.1, 0.3))):
            _case(s, (0.44, 0.32, 0.15), material, second, strap, brass, tag)
        return fitted(s.geometry(), item.size_m)
    shell = material if item.material else "painted"
    with s.at((-side * 0.15, 0, -0.04)):
        rounded_block(s, (0, 0.34, 0), (0.46, 0.56, 0.26), 0.045, shell, color, flat=2)
        for k in range(7):
            s.box(((k - 3) * 0.056, 0.34, 0), (0.016, 0.5, 0.268), shell, shade(color, 1.08), bevel_m=0.006)
        for x in (-1, 1):
            for z in (-1, 1):
                disc(s, (x * 0.19 - 0.014, 0.032, z * 0.1), 0.032, 0.028, "painted", trim(item, color, "#17181a", 0.7), sides=14, along="x")
            s.tube([(x * 0.1, 0.6, -0.1), (x * 0.1, 0.93, -0.1)], 0.01, "metal", trim(item, color, "#9a9da2", 0.9), sides=8)
        s.tube([(-0.12, 0.93, -0.1), (0.12, 0.93, -0.1)], 0.018, "painted", trim(item, color, "#17181a", 0.75), sides=9)
        s.box((0, 0.34, 0), (0.47, 0.57, 0.014), "painted", trim(item, color, "#17181a", 0.75), bevel_m=0.003)
    bag = pick(item, color, ("#2a3040", "#6a4426", "#4a5a4a"), rng)
    bag = shade(color, 0.85) if item.color else bag
    with s.at((side * 0.24, 0, 0.06), yaw=float(rng.uniform(-0.3, 0.3))):

        def slack(p: np.ndarray, normal: np.ndarray) -> np.ndarray:
            return np.stack(
                [p[:, 0], p[:, 1] - 0.02 * np.cos(5 * p[:, 0]) * (p[:, 1] > 0), p[:, 2] * (1 - 0.55 * np.clip(p[:, 1] / 0.12, 0, 1))], 1
            )

        rounded_block(s, (0, 0.13, 0), (0.42, 0.25, 0.22), 0.05, "fabric" if not item.material else material, bag, flat=4, deform=slack)
        for z in (-1, 1):
            s.tube(
                loop(0.1, start_rad=0, stop_rad=np.pi, points=13, center=(0, 0.22, z * 0.055)), 0.011, "leather", shade(bag, 0.8), sides=7
            )
    return fitted(s.geometry(), item.size_m)


def shoes(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A pair, toes to +Z: laced shoes, ankle boots or slippers."""
    s = Sculptor()
    kind = int(rng.integers(3))
    kinds = (("#3a2214", "#1b1b1d", "#8a5a30"), ("#6a4426", "#2a1c14", "#8a6a3a"), ("#a8322a", "#3a5a7a", "#b8a070"))[kind]
    color, material = main_paint(item, kinds, rng), item.material or ("leather", "leather", "fabric")[kind]
    sole, lace = trim(item, color, "#1d1512", 0.75), pick(item, color, ("#e8e0cc", "#17181a", "#c89a3a"), rng, 0.9)
    turn = float(rng.uniform(-0.1, 0.25))
    for x in (-1, 1):
        with s.at((x * 0.066, 0, 0), yaw=x * (0.06 + abs(turn) * 0.3)):
            z = np.linspace(-0.14, 0.145, 15)
            wide = np.interp(
                z, [-0.14, -0.13, -0.08, -0.02, 0.06, 0.11, 0.135, 0.145], [0.008, 0.026, 0.036, 0.036, 0.05, 0.048, 0.028, 0.006]
            )
            collar = (0.078, 0.135, 0.07)[kind]
            top = np.interp(
                z,
                [-0.14, -0.12, -0.06, -0.015, 0.04, 0.09, 0.13, 0.145],
                [0.05, collar, collar * 0.98, collar * 0.94, 0.075, 0.056, 0.044, 0.02],
            )
            t = np.linspace(0, np.pi, 11)
            power = np.where(z < 0, 0.55, 0.8)[:, None]
            up = 0.02 + (top - 0.02)[:, None] * np.sin(t)[None] ** power
            lean = np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.75
            hull = np.stack([wide[:, None] * lean[None], up, np.broadcast_to(z[:, None], up.shape)], -1)
            sheet(s, hull, material, color)
            for y0, y1, f in ((0.0, 0.014, 1.06), (0.014, 0.022, 1.1)):
                rim = np.stack([np.concatenate([wide, -wide[::-1]]) * f, np.zeros(30), np.concatenate([z, z[::-1]]) * 1.015], 1)
                lower, upper = rim + [0, y0, 0], rim + [0, y1, 0]
                wall = np.stack([np.vstack([lower, lower[:1]]), np.vstack([upper, upper[:1]])])
                sheet(s, wall, "leather" if not item.material else material, sole if y0 == 0 else shade(sole, 1.15), flip=True)
                for k in range(14):
                    s.polygon([upper[k], upper[29 - k], upper[28 - k], upper[k + 1]], "leather", sole)
            if kind < 2:
                s.box((0, 0.009, -0.1), (0.07, 0.024, 0.07), "leather", sole, bevel_m=0.006)
            mouth = (-0.065, collar * 0.96) if kind < 2 else (-0.04, collar * 0.99)
            hole = np.stack(
                [0.027 * np.cos(np.linspace(0, 6.2832, 17)), np.full(17, mouth[1]), mouth[0] + 0.05 * np.sin(np.linspace(0, 6.2832, 17))], 1
            )
            hole[:, 1] += -0.05 * (hole[:, 2] - mouth[0]) + 0.002
            s.tube(hole, 0.007, material, shade(color, 1.08), sides=6)
            dark = trim(item, color, "#120d0a", 0.5)
            s.sphere((0, mouth[1] - 0.001, mouth[0]), (0.024, 0.005, 0.046), "fabric", dark, sides=12)
            if kind < 2:
                rows = 4 if kind == 0 else 6
                for k in range(rows):
                    zz = 0.07 - (0.085 / rows) * k
                    yy = float(np.interp(zz, z, top)) + 0.002
                    s.tube([(-0.02, yy - 0.005, zz), (0, yy, zz + 0.003), (0.02, yy - 0.005, zz)], 0.0032, "fabric", lace, sides=5)
                for side in (-1, 1):
                    bow = loop(0.014, points=11, center=(side * 0.014, collar * 0.9, 0.012), plane="xz")
                    s.tube(bow + [0, 0.004, 0], 0.003, "fabric", lace, sides=5)
            else:
                s.sphere((0, 0.076, 0.055), (0.018, 0.014, 0.018), "fabric", shade(lace, 1.0), sides=10)
    return fitted(s.geometry(), item.size_m)


def blackboard(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A framed board that turns between two posts on feet, written on with chalk; a ledge with chalks and a sponge."""
    s = Sculptor()
    w, h, d = item.size_m
    white = bool(item.color) and float(linear_from_srgb(item.color).min()) > 0.5
    wood, material = main_paint(item, WOODS, rng), item.material or "timber"
    slate = pick(item, wood, ("#20352c", "#22262a", "#1f332b"), rng, 0.92)
    chalk = trim(item, wood, "#dcded8", 0.3 if white else 1.25)
    for x in (-1, 1):
        s.box((x * 0.475 * w, 0.48 * h, 0), (0.045 * w, 0.94 * h, 0.055), material, wood, bevel_m=0.006)
        s.box((x * 0.475 * w, 0.045, 0), (0.05 * w, 0.05, d - 0.02), material, wood, bevel_m=0.008)
        for z in (-1, 1):
            s.tube([(x * 0.475 * w, 0.07, z * 0.38 * d), (x * 0.475 * w, 0.27 * h, z * 0.04)], 0.018, material, shade(wood, 0.9), sides=8)
            s.sphere((x * 0.475 * w, 0.022, z * 0.45 * d), 0.023, "metal", trim(item, wood, "#2a2a2c", 0.7), sides=10)
        disc(s, (x * 0.475 * w, 0.62 * h, 0.026), 0.03, 0.02, "metal", trim(item, wood, "#b8923e", 1.05), sides=14)
    s.box((0, 0.15 * h, 0), (0.93 * w, 0.05, 0.035), material, shade(wood, 0.92), bevel_m=0.006)
    low, high, half = 0.3 * h, h, 0.435 * w
    mid = (low + high) / 2
    stuff = material if item.material else "painted"
    s.box((0, mid, 0), (2 * half, high - low, 0.024), stuff, slate)
    for y in (low + 0.025, high - 0.025):
        s.box((0, y, 0), (2 * half, 0.05, 0.045), material, shade(wood, 1.06), bevel_m=0.006)
    for x in (-1, 1):
        s.box((x * (half - 0.025), mid, 0), (0.05, high - low - 0.1, 0.045), material, shade(wood, 1.06), bevel_m=0.006)
    s.box((0, low + 0.035, 0.06), (1.7 * half, 0.016, 0.09), material, wood, bevel_m=0.004)
    for k in range(4):
        x = float(rng.uniform(-0.7, 0.3)) * half
        tone = trim(item, wood, ("#f0f0ec", "#e8c8c8", "#e8e0a8", "#c0d8e8")[k], 1.2)
        s.tube([(x, low + 0.053, 0.06 + 0.01 * k), (x + 0.07, low + 0.053, 0.055 + 0.01 * k)], 0.008, "plain", tone, sides=7)
    s.box((0.55 * half, low + 0.065, 0.065), (0.11, 0.045, 0.055), "fabric", trim(item, wood, "#c8a05a", 0.9), bevel_m=0.012)
    z, top = 0.0135, high - 0.12
    lessons = (("ABCDE", "2 X 2  4"), ("HELLO", "A B C"), ("LESSON 1", "READ A BOOK"), ("E  MC2", "F  MA"))[int(rng.integers(4))]
    for k, words in enumerate(lessons):
        written(s, words, (-0.16 * w, top - 0.06 - 0.2 * k, z), 0.56 * w, 0.15, "plain", chalk, bold=0.11)
    drawing = int(rng.integers(2))
    c = np.array([0.24 * w, mid - 0.06, z])
    if drawing == 0:
        a = np.linspace(0, 2 * np.pi, 25)
        lines = [
            c + 0.16 * np.stack([np.cos(a), np.sin(a), 0 * a], 1),
            c + 0.16 * np.array([(-0.87, -0.5, 0), (0.87, -0.5, 0), (0, 1, 0), (-0.87, -0.5, 0)]),
        ]
    else:
        lines = [
            c + np.array(p)
            for p in (
                [(-0.16, -0.16, 0), (0.16, -0.16, 0), (0.16, 0.06, 0), (0, 0.2, 0), (-0.16, 0.06, 0), (-0.16, -0.16, 0)],
                [(-0.04, -0.16, 0), (-0.04, -0.02, 0), (0.05, -0.02, 0), (0.05, -0.16, 0)],
            )
        ]
    x = np.linspace(-0.36, 0.08, 19) * w
    wave = np.stack([x, mid - 0.27 + 0.06 * np.sin(x * 14 + rng.uniform(0, 6)), np.full(19, z)], 1)
    axes = [
        np.array([(-0.37 * w, mid - 0.37, z), (-0.37 * w, mid - 0.16, z)]),
        np.array([(-0.37 * w, mid - 0.27, z), (0.1 * w, mid - 0.27, z)]),
    ]
    for line in [*lines, wave, *axes]:
        s.tube(smoothed(line + 10, 1) - 10, 0.006, "plain", chalk, sides=4)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"suitcase": suitcase, "shoes": shoes, "blackboard": blackboard}
