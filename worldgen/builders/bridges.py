"""Ways over water: a stone arch bridge with a gently rising deck, a timber footbridge, a jetty on piles. They run along z."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade

VOUSSOIR_M, CROWN_M = 0.36, 0.5  # depth of an arch's ring; of stone between the crown and the deck


def bridge(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Deck along z whose ends meet y = 0; timber for wooden materials, else stone with arches that reach below the banks."""
    w, h, d = item.size_m
    material = item.material or style.materials.get("bridge", "") or "stone_courses"
    s = Sculptor()
    if material in ("timber", "planks", "bark"):
        _timber_bridge(s, w, h, d, main_paint(item, ("#7d6248", "#6d573f"), rng))
    else:
        _stone_bridge(s, w, h, d, material, main_paint(item, ("#a39a8b", "#98928a", "#b0a58f"), rng, spread=0.06), rng)
    return s.geometry()


def deck_height(z: NDArray, depth: float, rise: float) -> NDArray:
    """A smooth hump: 0 at the ends, `rise` in the middle, never steeper than π rise / depth."""
    return rise * 0.5 * (1 + np.cos(2 * np.pi * np.clip(z / depth, -0.5, 0.5)))


def _stone_bridge(s: Sculptor, w: float, h: float, d: float, material: str, color: Array, rng: np.random.Generator) -> None:
    parapet = min(0.85, 0.45 * h)
    rise = min(h - parapet, 0.14 * d)
    bottom = -max(2.2, 0.2 * d)
    z = np.linspace(-d / 2, d / 2, 33)
    trim = mix(color, linear_from_srgb("#cfc7b4"), 0.4)
    arches = 1 if d < 17 else 2 if d < 24 else 3
    span = 0.76 * d / arches
    gap = (0.86 * d - arches * span) / max(arches - 1, 1) if arches > 1 else 0.0
    centers = (np.arange(arches) - (arches - 1) / 2) * (span + gap)
    spring = -min(0.5, 0.05 * d)
    crowns = deck_height(centers, d, rise) - CROWN_M

    def soffit(at: NDArray) -> NDArray:
        """Underside of the arches; `bottom` inside the piers."""
        under = np.full(len(at), bottom)
        for c, crown in zip(centers, crowns, strict=True):
            u = (at - c) / (span / 2)
            inside = np.abs(u) < 1
            under[inside] = spring + (crown - spring) * np.sqrt(1 - u[inside] ** 2)
        return under

    fine = np.unique(np.concatenate([z, *(c + span / 2 * np.cos(np.linspace(0, np.pi, 25)) for c in centers)]))
    top, mid = deck_height(fine, d, rise), (fine[:-1] + fine[1:]) / 2
    pier = soffit(mid) <= bottom + 1e-6
    eps = 1e-5
    for side in (1, -1):
        x = side * w / 2
        for i in range(len(mid)):
            a, b = fine[i], fine[i + 1]
            low_a, low_b = (bottom, bottom) if pier[i] else (float(soffit(np.array([a + eps]))[0]), float(soffit(np.array([b - eps]))[0]))
            ring = [(x, low_b, b), (x, low_a, a), (x, top[i] + parapet, a), (x, top[i + 1] + parapet, b)]
            s.polygon((ring if side > 0 else ring[::-1]), material, color)
            inner = x - side * 0.36
            ring = [(inner, top[i], a), (inner, top[i + 1], b), (inner, top[i + 1] + parapet, b), (inner, top[i] + parapet, a)]
            s.polygon((ring if side > 0 else ring[::-1]), material, color)
            out = x + side * 0.06
            inn = inner - side * 0.05
            y0, y1 = top[i] + parapet, top[i + 1] + parapet
            cope = [(out, y0 + 0.1, a), (out, y1 + 0.1, b), (inn, y1 + 0.1, b), (inn, y0 + 0.1, a)]
            s.polygon((cope[::-1] if side > 0 else cope), "stone_courses", trim)
            for e, flip in ((out, side > 0), (inn, side < 0)):
                edge = [(e, y0 - 0.02, a), (e, y0 + 0.1, a), (e, y1 + 0.1, b), (e, y1 - 0.02, b)]
                s.polygon((edge if flip else edge[::-1]), "stone_courses", trim)
            band = [(out, top[i] - 0.12, a), (out, top[i] + 0.04, a), (out, top[i + 1] + 0.04, b), (out, top[i + 1] - 0.12, b)]
            s.polygon((band if side > 0 else band[::-1]), "stone_courses", trim)
        for c, crown in zip(centers, crowns, strict=True):
            _voussoirs(s, side * (w / 2 + 0.07), c, (span / 2, crown - spring), spring, trim, rng)
        post = min(0.58, 0.2 * w)
        for end in (-1, 1):
            s.box((x - side * 0.15, parapet / 2 - 0.2, end * (d / 2 - 0.22)), (post, parapet + 0.9, 0.44), material, color, skip="y")
            s.box((x - side * 0.15, parapet + 0.32, end * (d / 2 - 0.22)), (post + 0.1, 0.16, 0.54), "stone_courses", trim, bevel_m=0.05)
    for i in range(len(mid)):
        a, b = fine[i], fine[i + 1]
        s.quad(
            (-w / 2 + 0.3, top[i + 1], b),
            (w / 2 - 0.3, top[i + 1], b),
            (w / 2 - 0.3, top[i], a),
            (-w / 2 + 0.3, top[i], a),
            "cobbles",
            shade(color, 0.85),
        )
        if not pier[i]:
            ya, yb = float(soffit(np.array([a + eps]))[0]), float(soffit(np.array([b - eps]))[0])
            s.quad((-w / 2, ya, a), (w / 2, ya, a), (w / 2, yb, b), (-w / 2, yb, b), material, shade(color, 0.85))
    for i in range(1, len(mid)):
        if pier[i] != pier[i - 1]:  # the piers' faces towards the water
            e = fine[i]
            face = [(-w / 2, bottom, e), (w / 2, bottom, e), (w / 2, spring, e), (-w / 2, spring, e)]
            s.polygon((face if pier[i - 1] else face[::-1]), material, color)
    for a, b in zip(centers[:-1], centers[1:], strict=True):  # cutwaters
        c = (a + b) / 2
        half = max(0.35, gap / 2)
        for side in (-1, 1):
            x = side * w / 2
            high, foot, nose = spring + 0.5, (x, spring + 1.3, c), (x + side * 0.9, spring + 0.5, c)
            s.extrude([(x, c - half), (x, c + half), (nose[0], c)], high - bottom, material, color, y=bottom)
            for hip in (-half, half):
                slope = [(x, high, c + hip), nose, foot]
                s.polygon((slope if side * hip > 0 else slope[::-1]), "stone_courses", trim)


def _voussoirs(
    s: Sculptor, x: float, middle: float, axes: tuple[float, float], spring: float, color: Array, rng: np.random.Generator
) -> None:  # fmt: skip
    """The ring of wedges about an arch's opening, half an ellipse of semi-axes (along z, upwards), proud of the face at `x`."""
    number = max(9, 2 * round(np.pi * float(np.mean(axes)) / 0.84) + 1)
    edge = np.linspace(0, np.pi, number + 1)
    reach, high = axes
    for k in range(number):
        a, b = edge[k] + 0.012, edge[k + 1] - 0.012  # joints
        wedge = [
            (x, spring + (high + grown) * np.sin(t), middle + (reach + grown) * np.cos(t))
            for t, grown in ((a, 0.0), (b, 0.0), (b, VOUSSOIR_M), (a, VOUSSOIR_M))
        ]
        s.polygon((wedge if x > 0 else wedge[::-1]), "stone_courses", shade(color, rng.uniform(0.8, 1.12)))


def _timber_bridge(s: Sculptor, w: float, h: float, d: float, color: Array) -> None:
    rail = min(1.0, 0.55 * h)
    rise = min(h - rail, 0.08 * d)
    count = max(8, round(d / 0.24))
    z = np.linspace(-d / 2, d / 2, count + 1)
    y = deck_height(z, d, rise)
    for i in range(count):
        slope = np.arctan2(y[i + 1] - y[i], z[i + 1] - z[i])
        c, sn = np.cos(slope), np.sin(slope)
        with s.at((0, (y[i] + y[i + 1]) / 2, (z[i] + z[i + 1]) / 2), rotation=[[1, 0, 0], [0, c, sn], [0, -sn, c]]):
            s.box((0, -0.04, 0), (w - 0.1, 0.08, (z[i + 1] - z[i]) - 0.012), "planks", shade(color, 0.9 + 0.2 * ((i * 5) % 7) / 6))
    for side in (-1, 1):
        x = side * (w / 2 - 0.08)
        s.tube(np.stack([np.full_like(z, x * 0.8), y - 0.2, z], 1)[::3], 0.13, "timber", shade(color, 0.8), sides=6)
        s.tube(np.stack([np.full_like(z, x), y + rail, z], 1)[:: max(1, count // 16)], 0.055, "timber", color, sides=6)
        s.tube(np.stack([np.full_like(z, x), y + 0.5 * rail, z], 1)[:: max(1, count // 16)], 0.04, "timber", color, sides=6)
        for at in np.linspace(-d / 2 + 0.15, d / 2 - 0.15, max(3, round(d / 1.8)) + 1):
            foot = float(deck_height(np.array([at]), d, rise)[0])
            s.tube(
                [(x, foot - (2.2 if abs(at) > 0.2 * d else 0.3), at), (x, foot + rail + 0.08, at)],
                0.07,
                "timber",
                shade(color, 0.85),
                sides=6,
            )


def jetty(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Planks on piles; the deck is the box's top, the piles go 2.5 m down; it leaves the shore at z = −d/2."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#86725a", "#786551", "#8f7d66"), rng)
    material = item.material or "planks"
    count = max(4, round(d / 0.22))
    edges = np.linspace(-d / 2, d / 2, count + 1)
    for a, b in zip(edges[:-1], edges[1:], strict=True):
        skew = float(rng.uniform(-0.03, 0.03))
        s.box(
            (skew, h - 0.03 + float(rng.uniform(-0.008, 0.004)), (a + b) / 2),
            (w - 0.06, 0.06, b - a - 0.015),
            material,
            shade(color, float(rng.uniform(0.85, 1.12))),
        )
    for side in (-1, 1):
        s.box((side * (w / 2 - 0.25), h - 0.15, 0), (0.14, 0.17, d - 0.05), "timber", shade(color, 0.8), skip="Y")
        for k, z in enumerate(np.linspace(-d / 2 + 0.25, d / 2 - 0.2, max(2, round(d / 2)) + 1)):
            top = h + (0.75 if k % 2 == 0 else 0.06)
            x = side * (w / 2 - 0.06)
            s.tube([(x, -2.5, z), (x, top, z + float(rng.uniform(-0.04, 0.04)))], [0.11, 0.095], "timber", shade(color, 0.75), sides=8)
            if k % 2 == 0:
                s.lathe((x, top - 0.22, z), [(0.115, 0), (0.135, 0.03), (0.135, 0.09), (0.115, 0.12)], "fabric", (0.3, 0.24, 0.15), sides=8)
    return s.geometry()


BUILDERS = {"bridge": bridge, "jetty": jetty}
