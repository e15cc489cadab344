"""On rails: a piece of railway, a minecart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smooth_noise
from .softs import rounded_block
from .turns import ALONG_X, loop, rolled
from .wares import IRON, WOODS

Color = NDArray[np.floating]


def rails(
    s: Sculptor, gauge: float, z: tuple[float, float], y: float, tall: float, sleepers: int, long: float, wood: Color, steel: Color,
    rng: np.random.Generator, material: str = "",
) -> None:  # fmt: skip
    """Track along Z from z to z: sleepers whose tops lie at `y`, rails `tall` m high with foot, web and head, spikes."""
    step = (z[1] - z[0]) / sleepers
    thick = 0.16 * long / 2.4 + 0.03
    for k in range(sleepers):
        at = z[0] + (k + 0.5) * step
        with s.at((float(rng.normal(0, 0.006)), 0, at), yaw=float(rng.normal(0, 0.008))):
            s.box(
                (0, y - thick / 2, 0),
                (long, thick, min(0.24, 0.42 * step)),
                material or "timber",
                shade(wood, float(rng.uniform(0.85, 1.12))),
                bevel_m=0.012,
            )
            for x in (-1, 1):
                s.box((x * gauge / 2, y + 0.006, 0), (2.2 * tall, 0.014, 0.15), "rust", shade(steel, 0.6), bevel_m=0.004)
                for off in (-0.75, 0.75):
                    s.box((x * gauge / 2 + off * tall, y + 0.02, 0), (0.03, 0.03, 0.035), "rust", shade(steel, 0.5), bevel_m=0.006)
    b = tall
    half = [
        (0.46 * b, 0.0),
        (0.46 * b, 0.08 * b),
        (0.09 * b, 0.2 * b),
        (0.09 * b, 0.68 * b),
        (0.25 * b, 0.76 * b),
        (0.25 * b, 0.96 * b),
        (0.2 * b, b),
    ]
    profile = np.array([*half, *((-x, v) for x, v in half[::-1])])
    n = len(profile)
    for x in (-1, 1):
        ring = [np.column_stack([profile[:, 0] + x * gauge / 2, profile[:, 1] + y + 0.01, np.full(n, e)]) for e in z]
        i = np.arange(n)
        tones = np.repeat(np.asarray(steel)[None] * 0.55, n, 0)
        tones[[5, 6, 7]] = np.clip(1.25 * np.asarray(steel), 0, 1)  # the head shines
        s.faces(np.vstack(ring), np.stack([i, (i + 1) % n, (i + 1) % n + n, i + n], 1), material or "metal", tones, uv=None)
        for e, flip in ((0, False), (1, True)):
            c = np.vstack([ring[e], [[x * gauge / 2, y + 0.5 * b, z[e]]]])
            fan = np.stack([i, np.full(n, n), (i + 1) % n], 1)
            s.faces(c, fan[:, ::-1] if flip else fan, material or "metal", shade(steel, 0.6))


def rail_track(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A piece of railway along Z: ballast, sleepers, two rails; pieces join end to end."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#5a4634", "#4c3c2e", "#665040"), rng), item.material
    stone = shade(color, 0.9) if item.color else linear_from_srgb(str(rng.choice(["#6e685e", "#605a52", "#7a6e5e"])))
    steel = shade(color, 1.05) if item.color else linear_from_srgb("#8a8580")
    tall = 0.14 * min(1.0, w / 2.2)
    bed = h - tall - 0.01
    u = np.linspace(-1, 1, 15)
    up = np.interp(np.abs(u), [0, 0.72, 0.86, 1], [0.82, 0.84, 0.7, 0.0]) * bed
    z = np.linspace(-d / 2, d / 2, 13)
    p = np.stack(np.broadcast_arrays(u[None] * w / 2, up[None], z[:, None]), -1).copy()
    rough = smooth_noise(p, rng, 0.24) * 0.03
    rough[:, [0, -1]] = 0
    rough[[0, -1]] *= 0.3
    p[..., 1] += rough
    i, j = np.meshgrid(np.arange(12), np.arange(14), indexing="ij")
    a = (i * 15 + j).ravel()
    tones = stone * (1 + 0.1 * rng.normal(size=(len(a), 1)))
    s.faces(
        p.reshape(-1, 3), np.stack([a, a + 15, a + 16, a + 1], 1), material or "gravel", tones.clip(0, 1), uv=p.reshape(-1, 3)[:, [0, 2]]
    )
    for e, flip in ((0, True), (-1, False)):
        for k in range(14):
            c = [p[e, k] * [1, 0, 1], p[e, k + 1] * [1, 0, 1], p[e, k + 1], p[e, k]]
            s.polygon(c[::-1] if flip else c, material or "gravel", shade(stone, 0.9))
    for _ in range(110):
        x, at = rng.uniform(-0.47, 0.47) * w, rng.uniform(-0.48, 0.48) * d
        size = rng.uniform(0.05, 0.11, 3)
        y = float(np.interp(abs(x) / w * 2, [0, 0.72, 0.86, 1], [0.82, 0.84, 0.7, 0.0])) * bed
        with s.at((x, y + 0.1 * size[1], at), yaw=float(rng.uniform(0, 3))):
            s.box(
                (0, 0, 0),
                size * [1, 0.8, 1],
                material or "rock",
                shade(stone, float(rng.uniform(0.8, 1.15))),
                bevel_m=0.3 * float(size.min()),
            )
    rails(s, 0.62 * w, (-d / 2, d / 2), bed, tall, max(2, round(d / 0.6)), 0.92 * w, color, steel, rng, material)
    return fitted(s.geometry(), item.size_m)


def minecart(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A tub of boards in iron, or all of riveted iron, on flanged wheels; a heap of ore, coal or gold in it; a short bit of rail below."""
    s = Sculptor()
    w, h, d = item.size_m
    wooden = item.material in ("timber", "planks") or (not item.material and rng.random() < 0.55)
    color = main_paint(item, WOODS if wooden else ("#55504c", "#6a4a38", "#4a4c50"), rng)
    material = item.material or ("planks" if wooden else "rust")
    iron = shade(color, 0.75) if item.color else np.array(IRON) * 1.4
    wood = shade(color, 0.8) if item.color else linear_from_srgb("#54402e")
    rail = 0.055 * h
    rails(
        s,
        0.58 * w,
        (-d / 2, d / 2),
        0.06 * h,
        rail,
        max(3, round(d / 0.5)),
        w - 0.02,
        wood,
        shade(color, 0.9) if item.color else np.array([0.2, 0.18, 0.17]),
        rng,
    )
    r = 0.125 * h
    floor, top, y0 = 0.3 * h, 0.84 * h, 0.06 * h + rail + 0.01
    for z in (-0.27, 0.27):
        s.tube([(-0.4 * w, y0 + r, z * d), (0.4 * w, y0 + r, z * d)], 0.025 * w, "metal", iron, sides=8)
        for x in (-1, 1):
            with s.at((x * 0.29 * w - 0.035, y0 + r, z * d), rotation=ALONG_X):
                tread, flange = [(r, -0.0), (r, 0.07)], [(1.15 * r, 0), (1.15 * r, 0.015)]
                s.lathe(
                    (0, 0, 0),
                    [(0.2 * r, 0), *tread, (0.82 * r, 0.075), (0.75 * r, 0.055), (0.3 * r, 0.05), (0.25 * r, 0.085)],
                    "metal",
                    shade(iron, 1.2),
                    sides=20,
                )
                s.lathe((0, 0.0 if x > 0 else 0.055, 0), flange, "metal", iron, sides=20)
    for x in (-1, 1):
        s.box(
            (x * 0.2 * w, floor - 0.05 * h, 0),
            (0.09 * w, 0.08 * h, 0.9 * d),
            "timber" if not item.material else material,
            wood,
            bevel_m=0.012,
        )
    for z in (-1, 1):
        s.box(
            (0, floor - 0.05 * h, z * 0.44 * d),
            (0.56 * w, 0.09 * h, 0.06 * d),
            "timber" if not item.material else material,
            wood,
            bevel_m=0.012,
        )
        s.tube(loop(0.05, points=11, center=(0, floor - 0.05 * h, z * 0.475 * d), plane="xz"), 0.014, "metal", iron, sides=6)
    low, high = np.array([0.3 * w, 0.36 * d]), np.array([0.46 * w, 0.46 * d])
    boards = 4
    corner = [(-1, 1), (1, 1), (1, -1), (-1, -1)]
    for k in range(boards):
        u, v = k / boards, (k + 1) / boards
        a, b = low + (high - low) * u, low + (high - low) * v
        ya, yb = floor + (top - floor) * u, floor + (top - floor) * v
        tone = shade(color, float(rng.uniform(0.86, 1.1)))
        for (x0, z0), (x1, z1) in zip(corner, corner[1:] + corner[:1], strict=True):
            p = [(x0 * a[0], ya, z0 * a[1]), (x1 * a[0], ya, z1 * a[1]), (x1 * b[0], yb, z1 * b[1]), (x0 * b[0], yb, z0 * b[1])]
            s.polygon(p, material, tone)
            s.polygon([(0.94 * x, y, 0.95 * z) for x, y, z in p[::-1]], material, shade(tone, 0.7))
    s.box((0, floor, 0), (2 * low[0], 0.03, 2 * low[1]), material, shade(color, 0.8))
    for x, z in corner:  # irons at the corners, straps, a rim
        s.tube([(x * low[0], floor - 0.02, z * low[1]), (x * high[0], top, z * high[1])], 0.024, "metal", iron, sides=6)
    for x in (-1, 1):
        s.box((x * high[0], top, 0), (0.05, 0.045, 2 * high[1] + 0.05), "metal", iron, bevel_m=0.008)
        s.box((0, top, x * high[1]), (2 * high[0], 0.045, 0.05), "metal", iron, bevel_m=0.008)
        for z in (-0.4, 0.4):
            s.tube(
                [(x * low[0], floor, z * 1.6 * low[1]), (x * high[0] + 0.004 * x, top, z * 1.6 * high[1])], 0.018, "metal", iron, sides=5
            )
            for v in (0.15, 0.5, 0.85):
                q = (x * (low[0] + (high[0] - low[0]) * v + 0.018), floor + (top - floor) * v, z * 1.6 * (low[1] + (high[1] - low[1]) * v))
                s.sphere(q, 0.018, "metal", shade(iron, 1.5), sides=6)
    ore = [("#2a2a2c", None), ("#7a6a58", "#c89a2e"), ("#6a5e54", "#8a4a3a"), ("#6e665c", "#4a7f9a")][int(rng.integers(4))]
    base = linear_from_srgb(ore[0]) if not item.color else shade(color, 0.85)
    s.lathe((0, top - 0.12 * h, 0), [(0.44 * min(w, d), 0.0), (0.3 * w, 0.12 * h), (0.0, 0.2 * h)], "rock", shade(base, 0.7), sides=12)
    for k in range(34):
        x, z = rng.uniform(-0.86, 0.86, 2)
        size = rng.uniform(0.09, 0.17, 3) * w
        y = top - 0.02 * h + (0.16 * h - 0.35 * size[1]) * (1 - max(abs(x), abs(z)) ** 1.5)
        glint = ore[1] is not None and k % 4 == 0 and not item.color
        tone = linear_from_srgb(ore[1]) if glint else shade(base, float(rng.uniform(0.75, 1.25)))
        with s.at((x * (high[0] - 0.06), y, z * (high[1] - 0.06)), rotation=rolled(float(rng.uniform(0, 3))) @ ALONG_X):
            rounded_block(s, (0, 0, 0), size, 0.35 * float(size.min()), "metal" if glint else "rock", tone, flat=1, arc=1)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"rail_track": rail_track, "minecart": minecart}
