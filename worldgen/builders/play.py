"""Of playgrounds: slide, seesaw, sandbox."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import cloth, sheet, smooth_noise
from .softs import rounded_block
from .turns import loop
from .wares import WOODS

PAINTS = ("#c8322a", "#2a6ab0", "#e0a41e", "#2f8a4a", "#d8641e")


def slide(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A chute with raised sides that ends level at +Z, a platform with rails, a ladder up to it at −Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, PAINTS, rng), item.material or "painted"
    other = shade(color, 0.85) if item.color else linear_from_srgb(str(rng.choice(["#2a6ab0", "#e0a41e", "#8a8f94", "#2f8a4a"])))
    deck, back, front = 0.62 * h, -0.3 * d, -0.14 * d
    waves = rng.random() < 0.4
    t = np.linspace(0, 1, 25)
    z = front + (0.5 * d - front) * t
    y = np.interp(t, [0, 0.1, 0.8, 0.92, 1.0], [deck, 0.94 * deck, 0.14 * h, 0.085 * h, 0.08 * h])
    y = np.convolve(np.pad(y, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    y = y + (0.05 * h * np.sin(2 * np.pi * 1.5 * t) * np.sin(np.pi * t) if waves else 0)
    half, lip = 0.36 * w, 0.07 * h
    section = np.array(
        [(-1.12, 1.0), (-1.0, 0.95), (-0.92, 0.12), (-0.6, 0.0), (0.0, 0.0), (0.6, 0.0), (0.92, 0.12), (1.0, 0.95), (1.12, 1.0)]
    )
    grid = np.stack([np.stack([section[:, 0] * half, y[k] + section[:, 1] * lip, np.full(9, z[k])], 1) for k in range(25)])
    cloth(s, grid[::-1], 0.015, material, color)
    for x in (-1, 1):
        edge = np.stack([np.full(25, x * 1.08 * half), y + lip, z], 1)
        s.tube(edge, 0.02, material, shade(color, 0.92), sides=7)
        for zz in (front, back):
            s.tube([(x * 0.46 * w, 0, zz), (x * 0.46 * w, 0.92 * h, zz)], 0.028, material, other, sides=9)
        s.tube(
            [
                (x * 0.46 * w, 0.92 * h, front),
                (x * 0.46 * w, 0.975 * h, front - 0.03 * d),
                (x * 0.46 * w, 0.975 * h, back + 0.03 * d),
                (x * 0.46 * w, 0.92 * h, back),
            ],
            0.026,
            material,
            other,
            sides=8,
        )
        s.tube([(x * 0.46 * w, 0.8 * h, front), (x * 0.46 * w, 0.8 * h, back)], 0.018, material, other, sides=7)
        s.tube([(x * 0.4 * w, 0.02, -0.48 * d), (x * 0.4 * w, deck, back), (x * 0.42 * w, 0.82 * h, back)], 0.024, material, other, sides=8)
        s.tube([(x * 0.3 * w, 0, 0.34 * d), (x * 0.3 * w, float(np.interp(0.34 * d, z, y)), 0.34 * d)], 0.022, material, other, sides=7)
        s.tube([(x * 0.3 * w, 0, 0.1 * d), (x * 0.3 * w, float(np.interp(0.1 * d, z, y)), 0.1 * d)], 0.022, material, other, sides=7)
    rungs = 6
    for k in range(rungs):
        u = (k + 0.8) / rungs
        s.box((0, u * deck - 0.03, -0.48 * d + (back + 0.48 * d) * u), (0.8 * w, 0.035, 0.09), material, shade(other, 1.08), bevel_m=0.008)
    s.box(
        (0, deck - 0.02, (front + back) / 2),
        (0.96 * w, 0.05, front - back + 0.06),
        item.material or "planks",
        shade(other, 0.9),
        bevel_m=0.008,
    )
    if rng.random() < 0.5:
        low, high = 0.975 * h, h
        s.box((0, (low + high) / 2, (front + back) / 2), (w, high - low + 0.01, front - back + 0.12), material, color, bevel_m=0.012)
    else:
        bow = loop(0.46 * w, stop_rad=np.pi, points=13) * (1, (h - 0.92 * h) / (0.46 * w), 1) + (0, 0.92 * h, front)
        s.tube(bow, 0.026, material, other, sides=8)
    return fitted(s.geometry(), item.size_m)


def seesaw(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A plank on a stand, one end down, seats and handles at both ends; it lies along Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, PAINTS, rng), item.material or "painted"
    other = shade(color, 0.88) if item.color else linear_from_srgb(str(rng.choice(["#e0a41e", "#2a6ab0", "#2f8a4a"])))
    steel = shade(color, 0.8) if item.color else linear_from_srgb("#7a7e82")
    pivot = 0.44 * h
    tilt = float(np.arctan2(0.6 * pivot, 0.46 * d)) * (1 if rng.random() < 0.5 else -1)
    c, q = np.cos(tilt), np.sin(tilt)
    with s.at((0, pivot + 0.04, 0), rotation=np.array([[1, 0, 0], [0, c, q], [0, -q, c]])):
        long = 0.97 * d / c
        rounded_block(s, (0, 0.02, 0), (0.36 * w, 0.06, long), 0.02, material, color)
        for z in (-1, 1):
            rounded_block(s, (0, 0.07, z * 0.43 * long), (0.72 * w, 0.05, 0.11 * long), 0.02, material, other)
            s.tube([(0, 0.03, z * 0.34 * long), (0, 0.24 * h, z * 0.34 * long)], 0.018, "metal", steel, sides=7)
            s.tube([(-0.42 * w, 0.24 * h, z * 0.34 * long), (0.42 * w, 0.24 * h, z * 0.34 * long)], 0.018, "metal", steel, sides=8)
            for x in (-1, 1):
                s.tube(
                    [(x * 0.24 * w, 0.24 * h, z * 0.34 * long), (x * 0.43 * w, 0.24 * h, z * 0.34 * long)], 0.024, "leather", other, sides=8
                )
            s.tube(
                loop(0.07, start_rad=np.pi, points=9, stop_rad=2 * np.pi, center=(0, 0.0, z * 0.44 * long), plane="zy"),
                0.026,
                "leather",
                (0.03, 0.03, 0.03),
                sides=8,
            )
    for x in (-1, 1):
        for z in (-1, 1):
            s.tube([(x * 0.47 * w, 0.0, z * 0.1 * d), (x * 0.22 * w, pivot, 0)], 0.032, material, other, sides=9)
        s.tube([(x * 0.42 * w, 0.12 * h, -0.08 * d), (x * 0.42 * w, 0.12 * h, 0.08 * d)], 0.022, material, shade(other, 0.9), sides=7)
    s.tube([(-0.3 * w, pivot, 0), (0.3 * w, pivot, 0)], 0.036, "metal", steel, sides=10)
    return fitted(s.geometry(), item.size_m)


def sandbox(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A low frame of timbers with corner seats, sand heaped in it; a bucket, a spade and a castle of turned-out sand."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WOODS, "#c8322a", "#2a6ab0"), rng), item.material or "timber"
    wall, t = 0.52 * h, 0.07
    for x in (-1, 1):
        s.box((x * (w / 2 - t / 2), wall / 2, 0), (t, wall, d), material, color, bevel_m=0.01)
        s.box((0, wall / 2, x * (d / 2 - t / 2)), (w - 2 * t, wall, t), material, shade(color, 0.95), bevel_m=0.01)
        s.box((x * (w / 2 - 0.08), wall + 0.014, 0), (0.16, 0.028, d), material, shade(color, 1.08), bevel_m=0.008)
        s.box((0, wall + 0.0135, x * (d / 2 - 0.08)), (w - 0.32, 0.027, 0.16), material, shade(color, 1.03), bevel_m=0.008)
        for z in (-1, 1):
            corner = np.array([(w / 2, d / 2), (w / 2, d / 2 - 0.42), (w / 2 - 0.42, d / 2)]) * (x, z)
            s.extrude(corner, 0.03, material, color, y=wall + 0.028)
    sand = linear_from_srgb("#d6bd8a") if not item.color else shade(color, 1.1)
    n = 17
    u = np.linspace(-0.5, 0.5, n)
    gx, gz = np.meshgrid(u * (w - 2 * t), -u * (d - 2 * t))
    flat = np.stack([gx, np.zeros_like(gx), gz], -1)
    bump = 0.12 * h * smooth_noise(flat, rng, 0.8) * np.cos(np.pi * u)[:, None] * np.cos(np.pi * u)[None]
    sheet(s, flat + np.stack([0 * gx, 0.72 * wall + bump, 0 * gx], -1), "sand" if not item.material else material, sand)
    at = np.array((float(rng.uniform(-0.16, 0.0)) * w, 0.66 * wall, float(rng.uniform(-0.14, 0.1)) * d))
    for x, z, k in ((0, 0, 1.0), (0.16, 0.05, 0.75), (-0.15, 0.08, 0.75), (0.02, -0.16, 0.75)):
        shape = [(0.09, 0), (0.065, k * 0.5 * h), (0.0, k * 0.5 * h)] if k < 1 else [(0.13, 0), (0.1, 0.5 * h), (0.0, h - float(at[1]))]
        s.lathe(at + (x, 0, z), shape, "sand" if not item.material else material, shade(sand, 0.95), sides=14, caps=False)
    toy = linear_from_srgb(str(rng.choice(["#c8322a", "#2a6ab0", "#e0a41e", "#2f8a4a"]))) if not item.color else shade(color, 0.85)
    with s.at((0.24 * w, 0.72 * wall, 0.2 * d), yaw=float(rng.uniform(0, 3))):
        pail = [(0.07, 0), (0.1, 0.17), (0.105, 0.17), (0.095, 0.165), (0.07, 0.02), (0.0, 0.02)]
        s.lathe((0, 0, 0), [(a, b * min(1.0, h / 0.36)) for a, b in pail], "painted", toy, sides=18)
        bail = loop(0.1, stop_rad=np.pi, points=9) * (1, 0.25, 1) + (0, 0.17 * min(1.0, h / 0.36), 0)
        s.tube(bail, 0.007, "painted", shade(toy, 1.1), sides=5)
    with s.at((0.2 * w, 0.74 * wall, -0.22 * d), yaw=float(rng.uniform(0.3, 1.5))):
        s.tube([(0, 0.03, 0), (0, 0.05, 0.22)], 0.012, "painted", shade(toy, 0.9), sides=6)
        s.box((0, 0.025, -0.06), (0.11, 0.012, 0.13), "painted", toy, bevel_m=0.005)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"slide": slide, "seesaw": seesaw, "sandbox": sandbox}
