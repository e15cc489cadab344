"""Of feasts: christmas tree, wreath, presents."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smoothed
from .turns import loop

FIRS = ("#1f4a2c", "#24523a", "#1c4426", "#2c5636")
BAUBLES = ("#b0201e", "#c89a2a", "#2a5a9a", "#c8c8cc", "#8a2a6a")
BULBS = ("#ffd27a", "#ff5a3a", "#5ab4ff", "#7aff7a", "#ff7ad0")
GOLD = linear_from_srgb("#d8a830")
PAPERS = ("#b0242a", "#2a6a44", "#23407a", "#d8b048", "#e8e4dc", "#7a3a7a", "#58a0b0")


def sprays(
    s: Sculptor, centers: Array, axes: Array, normals: Array, length: float, color: Array, rng: np.random.Generator
) -> None:  # fmt: skip
    """Fir needles as flat leaves that shade lighter towards some tips."""
    k = len(centers)
    a = axes / np.linalg.norm(axes, axis=1, keepdims=True)
    n = normals - a * np.einsum("ij,ij->i", normals, a)[:, None]
    n /= np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-6)
    half = length * rng.uniform(0.7, 1.1, k)
    s.leaves(centers, a, n, np.stack([half, 0.3 * half], 1), np.clip(color * rng.uniform(0.75, 1.3, (k, 1)), 0, 1))


def star(s: Sculptor, center: Array, r: float, thick: float, color: Array, **kw) -> None:
    """Five points, domed to both sides."""
    t = np.arange(10) * np.pi / 5 + np.pi / 2
    reach = np.where(np.arange(10) % 2 == 0, r, 0.42 * r)
    ring = np.stack([reach * np.cos(t), reach * np.sin(t), np.zeros(10)], 1)
    k = np.arange(10)
    for z in (1, -1):
        fan = np.stack([np.full(10, 10), k, (k + 1) % 10], 1)
        s.faces(np.vstack([ring, [(0, 0, z * thick)]]) + center, fan if z > 0 else fan[:, ::-1], "painted", color, **kw)


def christmas_tree(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A fir in a pot in tiers of drooping boughs, baubles, a garland, a spiral of glowing bulbs, a star on top."""
    s = Sculptor()
    w, h, d = item.size_m
    green, material = main_paint(item, FIRS, rng), item.material or "plain"
    pot, low, top = 0.12 * h, 0.17 * h, 0.93 * h
    tub = linear_from_srgb(str(rng.choice(["#8a2a24", "#6a4428", "#b8902e"]))) if not item.color else shade(green, 0.8)
    r = 0.17 * w
    s.lathe((0, 0, 0), [(0.8 * r, 0), (r, pot), (0.88 * r, pot), (0.84 * r, 0.9 * pot)], "ceramic", tub, sides=20)
    s.cylinder((0, 0.5 * pot, 0), 0.05 * w, low, "bark", linear_from_srgb("#4a3626"), sides=10)
    tiers = int(rng.integers(6, 8))

    def reach(y: float) -> float:  # share of the half width at a share of the crown's height
        return 0.97 * (1 - y) ** 0.85 + 0.03

    for k in range(tiers):
        y0, y1 = k / tiers, min(1.0, (k + 1.55) / tiers)
        a = np.linspace(0, 2 * np.pi, 41)
        out = reach(y0) * (1 + 0.09 * np.cos(10 * a + k) + 0.03 * np.cos(23 * a))
        drop = 0.03 * (1 - y0) * np.cos(10 * a + k)
        heights = low + (top - low) * np.array([y0 + 0.03, y0, y0 + 0.4 * (y1 - y0), y1])
        shares = (0.25, 1.0, 0.5, 0.03 if k < tiers - 1 else 0.0)
        points = []
        for share, y in zip(shares, heights):
            rr = share * out if share > 0.2 else np.full(41, share * reach(y0))
            points.append(np.stack([rr * np.sin(a) * w / 2, y - (drop * (top - low) if share > 0.9 else 0 * a), rr * np.cos(a) * d / 2], 1))
        grid = np.array(points)
        n = 41
        i, j = np.meshgrid(np.arange(3), np.arange(40), indexing="ij")
        q = (i * n + j).ravel()
        tone = np.repeat(np.array([0.5, 0.85, 1.0]), 40)[:, None] * green[None]
        s.faces(grid.reshape(-1, 3), np.stack([q, q + 1, q + n + 1, q + n], 1), material, np.clip(tone, 0, 1))
    if not item.material:
        count = 1900
        y = 1 - np.sqrt(rng.random(count))
        a = rng.uniform(0, 2 * np.pi, count)
        tier = y * tiers - np.floor(y * tiers)
        rr = np.array([reach(v) for v in y]) * (1.0 - 0.3 * tier) * rng.uniform(0.8, 0.97, count)
        at = np.stack([rr * np.sin(a) * w / 2, low + (top - low) * y * 0.98, rr * np.cos(a) * d / 2], 1)
        way = np.stack([np.sin(a), rng.uniform(-0.6, 0.15, count), np.cos(a)], 1) + rng.normal(0, 0.25, (count, 3))
        sprays(
            s,
            at,
            way,
            np.stack([0.6 * np.sin(a), np.ones(count), 0.6 * np.cos(a)], 1) + rng.normal(0, 0.2, (count, 3)),
            0.032 * h,
            green,
            rng,
        )
    hues = rng.permutation(np.array(BAUBLES))[: int(rng.integers(2, 4))]
    for k in range(38):
        y = 1 - np.sqrt((k + 0.5) / 38 * 0.96)
        a = 2.4 * k + float(rng.normal(0, 0.15))
        rr = reach(y) * 0.95
        at = np.array([rr * np.sin(a) * w / 2, low + (top - low) * y - 0.01 * h, rr * np.cos(a) * d / 2])
        tone = linear_from_srgb(str(hues[k % len(hues)])) if not item.color else shade(green, 1.15)
        s.sphere(at, 0.017 * h, "painted", tone, sides=8)
    t = np.linspace(0, 1, 66)
    for k, u in enumerate(t):
        y = 0.03 + 0.93 * u
        a = 2 * np.pi * 6.5 * u**0.8
        rr = reach(y) * 0.98
        at = (rr * np.sin(a) * w / 2, low + (top - low) * y, rr * np.cos(a) * d / 2)
        bulb = linear_from_srgb(BULBS[0] if len(hues) == 2 else BULBS[k % 5]) if not item.color else shade(green, 1.2)
        s.sphere(at, (0.007 * h, 0.01 * h, 0.007 * h), "glass", bulb, sides=6, emission_linear=4.0 * bulb)
    gold = GOLD if not item.color else shade(green, 1.15)
    star(s, np.array([0, h - 0.045 * h, 0]), 0.05 * h, 0.016 * h, gold, emission_linear=1.2 * gold)
    return fitted(s.geometry(), item.size_m)


def wreath(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A ring of fir and holly on the wall, with berries or cones and a ribbon's bow."""
    s = Sculptor()
    w, h, d = item.size_m
    green, material = main_paint(item, FIRS, rng), item.material or "plain"
    R, r = 0.36, 0.105
    s.tube(loop(1.0, points=37) * (R * w, R * h, 0) + (0, h / 2, -0.1 * d), 0.8 * r * w, material, shade(green, 0.8), sides=10)
    count = 900 if not item.material else 60
    a = rng.uniform(0, 2 * np.pi, count)
    b = rng.uniform(-0.5, np.pi + 0.5, count)
    rr = R + r * np.cos(b)
    at = np.stack([rr * np.cos(a) * w, h / 2 + rr * np.sin(a) * h, (0.3 * np.sin(b) - 0.05) * d], 1)
    way = np.stack([-np.sin(a) + 0.6 * np.cos(b) * np.cos(a), np.cos(a) + 0.6 * np.cos(b) * np.sin(a), 0.4 * np.sin(b)], 1)
    normal = np.stack([np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b) + 0.4], 1) + rng.normal(0, 0.15, (count, 3))
    sprays(s, at, way + rng.normal(0, 0.25, (count, 3)), normal, 0.07 * w, green, rng)
    red = linear_from_srgb(str(rng.choice(["#b01f22", "#a8242a", "#c8962a"]))) if not item.color else shade(green, 1.15)
    for k in range(int(rng.integers(9, 14))):
        turn = 2 * np.pi * (k + float(rng.uniform(-0.2, 0.2))) / 12
        for _ in range(3):
            q = R + float(rng.normal(0, 0.03))
            e = turn + float(rng.normal(0, 0.05))
            s.sphere((q * np.cos(e) * w, h / 2 + q * np.sin(e) * h, 0.3 * d), 0.017 * w, "painted", red, sides=8)
    low = h / 2 - R * h
    for x in (-1, 1):
        bow = [(0.0, low), (x * 0.1 * w, low + 0.07 * h), (x * 0.19 * w, low + 0.03 * h), (x * 0.14 * w, low - 0.05 * h), (0.0, low)]
        path = smoothed([(a + w, b) for a, b in bow], 3) - (w, 0)
        s.tube(np.column_stack([path, np.full(len(path), 0.38 * d)]), 0.022 * w, "fabric", red, sides=6)
        tail = [(0, low, 0.36 * d), (x * 0.05 * w, low - 0.06 * h, 0.4 * d), (x * 0.1 * w, 0.012, 0.36 * d)]
        s.tube(tail, [0.016 * w, 0.024 * w, 0.026 * w], "fabric", shade(red, 0.9), sides=6)
    s.sphere((0, low, 0.42 * d), (0.035 * w, 0.035 * h, 0.08 * d), "fabric", red, sides=10)
    return fitted(s.geometry(), item.size_m)


def present(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A wrapped box with a lid, ribbons across it and a bow; often a smaller one leans on it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, PAPERS, rng), item.material or "paper"

    def box(x: float, z: float, wide: float, tall: float, deep: float, paper: Array, ribbon: Array, bow: float, yaw: float) -> None:
        with s.at((x, 0, z), yaw=yaw):
            s.box((0, 0.4 * tall, 0), (0.95 * wide, 0.8 * tall, 0.95 * deep), material, paper, bevel_m=0.006)
            s.box((0, 0.87 * tall, 0), (wide, 0.26 * tall, deep), material, shade(paper, 1.06), bevel_m=0.008)
            band, t = 0.1 * wide, 0.008
            for size in ((band, tall + 2 * t, deep + 2 * t), (wide + 2 * t, tall + 2 * t, band)):
                s.box((0, tall / 2 + t / 2, 0), size, "fabric", ribbon, bevel_m=0.003)
            top = tall + 1.5 * t
            for k in range(4):
                with s.at((0, top, 0), yaw=np.pi / 4 + k * np.pi / 2):
                    up = np.array([(0, 0), (0.25, 0.75), (0.75, 1.0), (1.0, 0.55), (0.6, 0.12), (0, 0.0)])
                    curve = smoothed(up + (1, 0), 3) - (1, 0)
                    path = np.column_stack([np.zeros(len(curve)), curve[:, 1] * bow, curve[:, 0] * 0.34 * wide])
                    half = np.array([0.5 * band, 0, 0])
                    for p, q in zip(path, path[1:]):
                        out = np.cross([1.0, 0, 0], q - p)
                        out *= 0.0012 / max(float(np.linalg.norm(out)), 1e-9)
                        s.polygon([p - half + out, p + half + out, q + half + out, q - half + out], "fabric", shade(ribbon, 1.08))
                        s.polygon([q - half - out, q + half - out, p + half - out, p - half - out], "fabric", shade(ribbon, 0.85))
            s.sphere((0, top + 0.2 * bow, 0), (0.07 * wide, 0.25 * bow, 0.07 * wide), "fabric", ribbon, sides=10)

    ribbons = [linear_from_srgb(c) for c in rng.permutation(np.array(["#d8b048", "#e8e4dc", "#b0242a", "#2a6a44", "#c8ccd4"]))]
    ribbons = [c for c in ribbons if np.abs(c - color).max() > 0.2]
    first = shade(color, 0.75) if item.color else ribbons[0]
    if w < 0.3 or rng.random() < 0.4:
        box(0, 0, 0.98 * w, 0.78 * h, 0.98 * d, color, first, 0.2 * h, 0.0)
    else:
        other = shade(color, 1.12) if item.color else linear_from_srgb(str(rng.choice(PAPERS)))
        box(-0.1 * w, -0.1 * d, 0.72 * w, 0.78 * h, 0.72 * d, color, first, 0.2 * h, 0.06)
        box(
            0.22 * w,
            0.25 * d,
            0.44 * w,
            0.3 * h,
            0.4 * d,
            other,
            shade(color, 0.8) if item.color else ribbons[1],
            0.12 * h,
            float(rng.uniform(-0.4, 0.4)),
        )
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"christmas_tree": christmas_tree, "wreath": wreath, "present": present}
