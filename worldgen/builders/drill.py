"""Practice of arms: an archery target, a training dummy, cannonballs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade
from .sheets import smooth_noise, smoothed
from .turns import ALONG_Z, loop, pitched, rolled
from .wares import WOODS

Color = NDArray[np.floating]
STRAWS = ("#b89a58", "#c0a468", "#a88a4c")


def archery_target(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A butt of coiled straw on a tripod, its face in five rings of colour, some arrows in it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    wood = shade(color, 0.85) if item.color else color
    straw = color if item.color else linear_from_srgb(str(rng.choice(STRAWS)))
    if item.color:
        rings = [shade(color, k) for k in (1.1, 0.75, 1.0, 0.8, 1.1)]
    else:
        rings = [linear_from_srgb(c) for c in ("#d8d4c8", "#26262a", "#2f6aa0", "#b0302a", "#d8b038")]
    r, lean = w / 2, 0.2
    middle = np.array([0, h - 0.99 * r, 0.1 * d])
    turn = pitched(-lean) @ ALONG_Z  # own +Y is the way it looks: forwards and a little up
    thick = 0.085 * w
    with s.at(middle, rotation=turn):
        what = item.material or "thatch"
        rim = [(0, -thick), (r - 0.02, -thick), (r, -0.5 * thick), (r, 0.5 * thick), (r - 0.02, thick), (0.93 * r, thick)]
        s.lathe((0, 0, 0), rim, what, straw, sides=40, caps=False)
        for k in range(6):  # coils show on its back
            turn_of = loop(r * (0.93 - 0.15 * k), points=25, center=(0, -thick, 0), plane="xz")
            s.tube(turn_of, 0.4 * thick, what, shade(straw, float(rng.uniform(0.82, 1.05))), sides=5)
        for k, tone in enumerate(rings):
            edges = [(0.93 - 0.18 * k) * r, (0.93 - 0.18 * (k + 1)) * r if k < 4 else 0.0]
            s.lathe((0, 0, 0), [(e, thick) for e in edges], item.material or "fabric", tone, sides=40, caps=False)
        for _ in range(int(rng.integers(2, 6))):
            a, out = rng.uniform(0, 2 * np.pi), r * rng.uniform(0.05, 0.6)
            nock = np.array([out * np.sin(a), thick, out * np.cos(a)])
            tail = nock + [rng.uniform(-0.05, 0.05), min(0.42, 0.42 * d), rng.uniform(0.0, 0.08)]
            s.tube([nock, tail], 0.008, "timber", linear_from_srgb("#8a6a44"), sides=5)
            for b in range(3):
                side = np.array([np.sin(2.1 * b), 0, np.cos(2.1 * b)]) * 0.032
                fin = [tail - [0, 0.13, 0], tail - [0, 0.1, 0] + side, tail - [0, 0.02, 0] + side, tail]
                s.polygon(fin, "fabric", linear_from_srgb("#c8302a") if not item.color else color)
                s.polygon(fin[::-1], "fabric", linear_from_srgb("#c8302a") if not item.color else color)
    top = h - 0.04
    for x in (-1, 1):
        s.tube([(x * 0.08 * w, top, -0.12 * d), (x * 0.42 * w, 0.02, 0.3 * d)], 0.032, material, wood, sides=8)
    s.tube([(0, top, -0.14 * d), (0, 0.02, -d / 2 + 0.03)], 0.032, material, wood, sides=8)
    s.box((0, h - 2.03 * r, 0.3 * d), (0.72 * w, 0.06, 0.12), material, shade(wood, 1.1), bevel_m=0.01)
    return fitted(s.geometry(), item.size_m)


def training_dummy(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A sack stuffed with straw on a post with crossed feet: arms, a head in a kettle helmet, ropes, a painted mark, a small shield."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#a89060", "#b09a70", "#8f7a54"), rng)
    material = item.material or "fabric"
    straw = shade(color, 1.08) if item.color else linear_from_srgb(str(rng.choice(STRAWS)))
    wood = shade(color, 0.8) if item.color else linear_from_srgb(str(rng.choice(WOODS)))
    rope = shade(color, 0.8) if item.color else linear_from_srgb("#6a5638")
    for way in ((0.42 * w, 0), (0, d / 2)):
        size = (2 * way[0] + 0.1, 0.09, 0.1) if way[0] else (0.1, 0.085, d)
        s.box((0, 0.045, 0), size, "timber", wood, bevel_m=0.012)
    for x in (-1, 1):
        s.tube([(x * 0.3 * w, 0.06, 0), (0, 0.24 * h, 0)], 0.03, "timber", shade(wood, 0.9), sides=6)
    s.tube([(0, 0.05, 0), (0, 0.92 * h, 0)], 0.045, "timber", wood, sides=8)

    def sack(profile: list[tuple[float, float]], flat: float, what: str, tone: Color) -> None:
        inner = Sculptor()
        inner.lathe((0, 0, 0), smoothed(profile, 3), what, tone, sides=24)
        g = inner.geometry()
        v = g.vertices * [1, 1, flat]
        v[:, [0, 2]] *= 1 + 0.045 * smooth_noise(v, rng, 0.22)[:, None]
        s.faces(v, g.faces, what, g.color_linear, uv=g.uv)

    arm = 0.7 * h
    with s.at((0, arm, 0), rotation=rolled(float(rng.uniform(-0.05, 0.05)))):
        s.tube([(-0.5 * w, 0, 0), (0.5 * w, 0, 0)], 0.032, "timber", wood, sides=8)
        for x in (-1, 1):
            along = np.linspace(0.1, 0.42, 7) * w * x
            s.tube(
                np.stack([along, 0 * along, 0 * along], 1),
                0.085 * w * (1 + 0.1 * rng.normal(size=7)).clip(0.8, 1.2),
                material,
                color,
                sides=12,
            )
            for _ in range(20):
                a, out = rng.uniform(0, 2 * np.pi), rng.uniform(0.35, 1)
                p = np.array([x * 0.4 * w, 0.07 * w * out * np.cos(a), 0.07 * w * out * np.sin(a)])
                s.tube([p, p * [1.16, 1.25, 1.25]], [0.01, 0.004], "thatch", shade(straw, float(rng.uniform(0.8, 1.1))), sides=4)
            s.tube(loop(0.088 * w, points=13, center=(x * 0.39 * w, 0, 0), plane="yz"), 0.012, "fabric", rope, sides=6)
    sack(
        [
            (0.05, 0.27 * h),
            (0.15 * w, 0.28 * h),
            (0.2 * w, 0.36 * h),
            (0.19 * w, 0.5 * h),
            (0.23 * w, 0.66 * h),
            (0.16 * w, 0.75 * h),
            (0.05 * w, 0.78 * h),
        ],
        0.8,
        material,
        color,
    )
    for y, r in ((0.3, 0.172), (0.49, 0.2), (0.735, 0.19)):
        t = np.linspace(0, 2 * np.pi, 21)
        s.tube(np.stack([r * w * np.sin(t), 0 * t + y * h, 0.8 * r * w * np.cos(t)], 1), 0.014, "fabric", rope, sides=6)
    for k in range(34):
        a = 2.4 * k
        p = np.array([0.14 * w * np.sin(a), 0.285 * h, 0.11 * w * np.cos(a)])
        s.tube(
            [p, p + [0.03 * np.sin(a), -0.08 * h * float(rng.uniform(0.5, 1)), 0.03 * np.cos(a)]], [0.011, 0.004], "thatch", straw, sides=4
        )
    sack(
        [(0.03 * w, 0.77 * h), (0.1 * w, 0.8 * h), (0.12 * w, 0.86 * h), (0.1 * w, 0.93 * h), (0.03 * w, 0.96 * h)],
        0.95,
        material,
        mix(color, straw, 0.3),
    )
    steel = shade(color, 0.9) if item.color else linear_from_srgb(str(rng.choice(["#7c8187", "#8d9298", "#6a5a4a"])))
    brim = [
        (0.1 * w, 0.9 * h),
        (0.185 * w, 0.885 * h),
        (0.19 * w, 0.89 * h),
        (0.12 * w, 0.915 * h),
        (0.11 * w, 0.95 * h),
        (0.07 * w, 0.985 * h),
        (0, h),
    ]
    s.lathe((0, 0, 0), brim, "metal", steel, sides=24)
    mark = shade(color, 0.8) if item.color else linear_from_srgb("#a0281f")
    with s.at((0, 0.59 * h, 0.165 * w), rotation=pitched(-0.1) @ ALONG_Z):
        for a, b, tone in ((0.12, 0.09, mark), (0.055, 0.0, mark)):
            s.lathe((0, 0, 0), [(a * w, 0.0), (a * w, 0.035 * w), (b * w, 0.035 * w)], "painted", tone, sides=20, caps=False)
    if rng.random() < 0.6:
        face = shade(color, 1.05) if item.color else linear_from_srgb(str(rng.choice(["#7a2a24", "#2f4f6a", "#6a4a2c"])))
        with s.at((-0.4 * w, 0.62 * h, 0.11 * w), rotation=ALONG_Z):
            s.lathe((0, 0, 0), [(0.16 * w, 0), (0.165 * w, 0.02), (0.15 * w, 0.035), (0.06 * w, 0.06)], "planks", face, sides=24)
            s.lathe((0, 0.05, 0), [(0.05 * w, 0), (0.03 * w, 0.03), (0, 0.035)], "metal", steel, sides=12)
    return fitted(s.geometry(), item.size_m)


def cannonballs(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Iron balls in a square pyramid on a timber frame."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2c2e32", "#333436", "#3a3634"), rng), item.material or "metal"
    wood = shade(color, 0.9) if item.color else linear_from_srgb(str(rng.choice(WOODS)))
    base = 4 if rng.random() < 0.55 else 3
    rail = 0.08 * w
    r = (min(w, d) - 2 * rail) / 2 / base
    for x in (-1, 1):
        s.box((x * (w / 2 - rail / 2), 0.35 * r, 0), (rail, 0.7 * r, d), "timber", wood, bevel_m=0.01)
        s.box((0, 0.34 * r, x * (d / 2 - rail / 2)), (w - 2 * rail, 0.66 * r, rail), "timber", shade(wood, 1.08), bevel_m=0.01)
    for layer in range(base):
        n = base - layer
        for i in range(n):
            for j in range(n):
                at = ((2 * i + 1 - n) * r, r * (1 + np.sqrt(2) * layer), (2 * j + 1 - n) * r)
                inside = 0 < i < n - 1 and 0 < j < n - 1
                if not inside:
                    s.sphere(at, 0.99 * r, material, shade(color, float(rng.uniform(0.82, 1.15))), sides=16)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"archery_target": archery_target, "training_dummy": training_dummy, "cannonballs": cannonballs}
