"""On rails and at kerbs, looking at +Z: tram, food truck."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .cars import HEAD, TAIL, wheel
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .lettering import written
from .paints import main_paint, mix, shade
from .sheets import cloth
from .softs import rounded_block
from .turns import ALONG_X

CREAM = linear_from_srgb("#ece4d0")
DARK = (0.02, 0.02, 0.021)
PANE = (0.022, 0.028, 0.034)
LIT = np.array((1.0, 0.82, 0.5), np.float32)


def _pane(s: Sculptor, at: tuple[float, float, float], size: tuple[float, float, float]) -> None:
    s.box(at, size, "painted", PANE, bevel_m=0.012)


def _hull(s: Sculptor, w: float, low: float, high: float, d: float, material: str, color: Array) -> None:
    """A long body whose ends taper in plan, as wide as asked between them."""
    plan = [(0.36, 0.5), (0.44, 0.478), (0.5, 0.42), (0.5, -0.42), (0.44, -0.478), (0.36, -0.5)]
    outline = [(x * w, z * d) for x, z in plan] + [(-x * w, z * d) for x, z in plan[::-1]]
    s.extrude(outline, high - low, material, color, y=low)


def tram(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two-toned on bogies with a row of windows, folding doors on both sides, one headlamp, a lit board, a pantograph or trolley pole."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#a8262a", "#2a5a3a", "#c98a1e", "#23406e"), rng), item.material or "painted"
    pale = shade(color, 1.1) if item.color else CREAM
    roof = shade(color, 0.9) if item.color else linear_from_srgb("#8a8c8a")
    low, belt, eave, crown = 0.11 * h, 0.4 * h, 0.76 * h, 0.86 * h
    _hull(s, w, low, belt, d, material, color)
    _hull(s, w, belt, eave, d, material, pale)
    _hull(s, 1.006 * w, belt - 0.02 * h, belt + 0.015 * h, 1.002 * d, material, shade(color, 0.8))
    _hull(s, 1.01 * w, eave, eave + 0.025 * h, 1.004 * d, material, shade(color, 0.85))
    _hull(s, 0.94 * w, eave + 0.025 * h, eave + 0.065 * h, 0.97 * d, material, roof)
    rounded_block(s, (0, crown - 0.02 * h, 0), (0.62 * w, 0.1 * h, 0.84 * d), 0.1, material, roof)
    s.box((0, 0.09 * h, 0), (0.8 * w, 0.1 * h, 0.9 * d), "metal", DARK)
    doors = (0.335 * d, -0.335 * d)
    count = max(3, round(0.6 * d / 1.15))
    pitch = 0.58 * d / count
    for x in (-1, 1):
        for k in range(count):
            z = (k + 0.5 - count / 2) * pitch
            _pane(s, (x * 0.5 * w, (belt + eave) / 2, z), (0.035, 0.8 * (eave - belt), pitch - 0.16))
            s.box((x * 0.504 * w, belt + 0.62 * (eave - belt), z), (0.03, 0.025, pitch - 0.16), material, pale)
        for z in doors:
            s.box((x * 0.498 * w, (low + eave) / 2, z), (0.03, eave - low - 0.06, 0.1 * d), material, shade(color, 0.85))
            for q in (-1, 1):
                _pane(s, (x * 0.505 * w, 0.5 * h, z + q * 0.025 * d), (0.03, 0.42 * h, 0.038 * d))
            s.box((x * 0.49 * w, low, z), (0.16, 0.04, 0.1 * d), "metal", DARK)
        s.box((x * 0.503 * w, 0.27 * h, 0), (0.016, 0.05 * h, 0.56 * d), material, pale)
    for end in (1, -1):
        with s.at((0, 0, 0), yaw=0.0 if end > 0 else np.pi):
            _pane(s, (0, 0.6 * h, 0.5 * d), (0.62 * w, 0.25 * h, 0.03))
            for x in (-1, 1):
                s.box((x * 0.11 * w, 0.6 * h, 0.5 * d + 0.008), (0.04, 0.25 * h, 0.03), material, pale)
                with s.at((x * 0.403 * w, 0.6 * h, 0.489 * d), yaw=float(x * np.arctan2(0.022 * d, 0.08 * w))):
                    _pane(s, (0, 0, 0.0), (0.09 * w, 0.24 * h, 0.04))
            glow, tone = (HEAD, (0.8, 0.8, 0.76)) if end > 0 else (TAIL, (0.3, 0.01, 0.01))
            with s.at((0, 0.3 * h, 0.5 * d), rotation=np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]], float)):
                s.lathe((0, 0, 0), [(0.1 * w, 0), (0.1 * w, 0.06), (0.075 * w, 0.07)], "metal", shade(pale, 0.7), sides=20, caps=False)
                s.lathe((0, 0.055, 0), [(0.078 * w, 0), (0, 0.02)], "glass", tone, sides=18, caps=False, emission_linear=0.5 * glow)
            s.box((0, 0.83 * h, 0.47 * d), (0.44 * w, 0.075 * h, 0.06), material, shade(color, 0.7), bevel_m=0.012)
            s.box((0, 0.83 * h, 0.475 * d + 0.03), (0.38 * w, 0.05 * h, 0.02), "painted", (0.02, 0.02, 0.018))
            number = f"{rng.integers(1, 3)}{rng.choice([0, 1, 2, 4, 7])}"
            written(s, number, (0, 0.83 * h, 0.475 * d + 0.048), 0.3 * w, 0.04 * h, "painted", LIT, emission_linear=1.2 * LIT)
            s.box((0, 0.13 * h, 0.5 * d), (0.5 * w, 0.04 * h, 0.1), "metal", (0.06, 0.06, 0.06), bevel_m=0.02)
            s.tube([(-0.34 * w, 0.045 * h, 0.46 * d), (0.34 * w, 0.045 * h, 0.46 * d)], 0.03, "metal", DARK, sides=7)
    r = 0.105 * h
    for z in (0.25 * d, -0.25 * d):
        s.box((0, 0.13 * h, z), (0.86 * w, 0.08 * h, 0.2 * d), "metal", (0.05, 0.05, 0.052), bevel_m=0.02)
        for x in (-1, 1):
            for q in (-1, 1):
                with s.at((x * 0.33 * w, r, z + q * 0.065 * d), rotation=ALONG_X):
                    s.lathe(
                        (0, -0.06, 0),
                        [(0.3 * r, -0.02), (r, 0), (r, 0.1), (0.9 * r, 0.12), (0.3 * r, 0.14)],
                        "metal",
                        (0.12, 0.12, 0.12),
                        sides=20,
                    )
            s.box((x * 0.45 * w, 0.09 * h, z), (0.05, 0.05 * h, 0.19 * d), "metal", (0.08, 0.08, 0.08), bevel_m=0.012)
    z0 = 0.06 * d
    s.box((0, 0.9 * h, z0), (0.4 * w, 0.03 * h, 0.1 * d), "metal", (0.08, 0.08, 0.085), bevel_m=0.01)
    steel = shade(color, 0.7) if item.color else np.array((0.16, 0.16, 0.17))
    for x in (-1, 1):
        knee, head = np.array([x * 0.24 * w, 0.95 * h, z0 - 0.08 * d]), np.array([x * 0.2 * w, 0.992 * h, z0 + 0.03 * d])
        s.tube([(x * 0.16 * w, 0.91 * h, z0 + 0.03 * d), knee, head], 0.022, "metal", steel, sides=6)
        s.tube([(x * 0.16 * w, 0.91 * h, z0 - 0.03 * d), knee * (1, 1, 0) + (0, 0, z0 + 0.1 * d), head], 0.016, "metal", steel, sides=6)
    bow = [(-0.36, 0.98), (-0.28, 0.993), (0.28, 0.993), (0.36, 0.98)]
    s.tube([(x * w, y * h, z0 + 0.03 * d) for x, y in bow], 0.022, "metal", steel, sides=7)
    return fitted(s.geometry(), item.size_m)


def food_truck(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A step van: a hatch with counter, lit kitchen and striped awning on its +X side, a cone or a burger on the roof."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#d86a8a", "#58a8b8", "#e0a02a", "#c8402e", "#6aa06a"), rng), item.material or "painted"
    pale = shade(color, 1.1) if item.color else CREAM
    said = " ".join(item.tags)
    ice = "ice cream" in said or ("burger" not in said and bool(rng.random() < 0.5))
    top, r, low = 0.84 * h, 0.13 * h, 0.12 * h
    body = 0.74 * d
    side = [(0.5, low), (0.5, 0.36 * h), (0.455, 0.43 * h), (0.38, 0.7 * h), (0.35, top), (-0.5, top), (-0.5, low)]
    with s.at((-0.43 * w, 0, 0), rotation=np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], float)):
        s.extrude([(z * d, y) for z, y in side], 0.86 * w, material, color)
    z = -d / 2 + body / 2
    s.box((0, (low + 0.3 * h) / 2 + 0.01 * h, 0), (0.872 * w, 0.3 * h - low, 0.93 * d), material, pale, bevel_m=0.02)
    s.box((0, top, -0.07 * d), (0.9 * w, 0.03 * h, 0.86 * d), material, pale, bevel_m=0.02)
    lean = float(np.arctan2(0.075 * d, 0.27 * h))
    c, q = np.cos(lean), np.sin(lean)
    with s.at((0, 0.565 * h, 0.4175 * d), rotation=np.array([[1, 0, 0], [0, c, q], [0, -q, c]])):
        _pane(s, (0, 0, 0.01), (0.74 * w, 0.25 * h, 0.03))
        s.box((0, 0, 0.02), (0.03, 0.25 * h, 0.03), material, color)
    for x in (-1, 1):
        _pane(s, (x * 0.43 * w, 0.57 * h, 0.31 * d), (0.03, 0.22 * h, 0.11 * d))
        s.box((x * 0.3 * w, 0.3 * h, 0.5 * d), (0.2, 0.2, 0.05), "metal", (0.3, 0.3, 0.31), bevel_m=0.03)
        s.box(
            (x * 0.3 * w, 0.3 * h, 0.5 * d + 0.02), (0.14, 0.14, 0.04), "glass", (0.8, 0.8, 0.76), bevel_m=0.03, emission_linear=0.4 * HEAD
        )
        s.box((x * 0.36 * w, 0.3 * h, -0.5 * d), (0.12, 0.22, 0.04), "painted", (0.3, 0.01, 0.01), emission_linear=0.3 * TAIL)
        s.tube([(x * 0.42 * w, 0.55 * h, 0.39 * d), (x * 0.48 * w, 0.55 * h, 0.41 * d)], 0.015, "metal", DARK, sides=6)
        s.box((x * 0.485 * w, 0.54 * h, 0.41 * d), (0.07, 0.16, 0.1), "metal", DARK, bevel_m=0.02)
        for at in (0.29 * d, -0.27 * d):
            wheel(s, (x * (0.43 * w - 0.08), r, at), r, 0.22, x)
    s.box((0, 0.14 * h, 0.49 * d), (0.84 * w, 0.06 * h, 0.1), "metal", (0.4, 0.41, 0.42), bevel_m=0.03)
    for k in range(4):
        s.box((0, (0.25 + 0.03 * k) * h, 0.502 * d), (0.34 * w, 0.014 * h, 0.03), "metal", (0.35, 0.35, 0.36))
    s.box((0, low, 0), (0.7 * w, 0.08 * h, 0.92 * d), "metal", DARK)
    _pane(s, (0, 0.6 * h, -0.5 * d), (0.4 * w, 0.2 * h, 0.03))
    x, wide, y0, y1 = 0.43 * w, 0.46 * d, 0.42 * h, 0.69 * h
    s.box((x, (y0 + y1) / 2, z), (0.02, y1 - y0, wide), "painted", (0.3, 0.22, 0.12), emission_linear=0.35 * LIT)
    for k in range(7):  # what stands in the kitchen
        tone = linear_from_srgb(str(rng.choice(["#b8babc", "#8a3a2a", "#d8c08a", "#4a4a4c", "#e8e4da"])))
        tall = float(rng.uniform(0.05, 0.13)) * h
        s.box((x + 0.008, y0 + tall / 2 + 0.01, z + (k - 3) * wide / 7.5), (0.024, tall, wide / 10), "painted", tone, bevel_m=0.006)
    s.box((x + 0.008, y0 + 0.75 * (y1 - y0), z), (0.024, 0.02, wide), "metal", (0.3, 0.3, 0.3))
    for zz in (-1, 1):
        s.box((x + 0.012, (y0 + y1) / 2, z + zz * wide / 2), (0.04, y1 - y0, 0.05), material, pale)
    s.box((x + 0.04 * w, y0 - 0.01 * h, z), (0.12 * w, 0.02 * h, 1.04 * wide), item.material or "metal", pale, bevel_m=0.008)
    n = 8
    for k in range(n):
        za, zb = z + (0.52 - 1.04 * k / n) * wide, z + (0.52 - 1.04 * (k + 1) / n) * wide
        line = [(0.5 * w, y1 - 0.03 * h), (0.495 * w, y1 + 0.005 * h), (0.43 * w, y1 + 0.05 * h)]
        grid = np.stack([np.array([(a, b, zz) for a, b in line]) for zz in (za, zb)], 1)
        cloth(s, grid, 0.01, item.material or "fabric", color if k % 2 and item.color else (shade(color, 0.8) if k % 2 else pale))
    ink = shade(color, 0.55) if item.color else shade(color, 0.6)
    for yaw in (np.pi / 2, -np.pi / 2):
        with s.at(yaw=yaw):
            word = ("ICE CREAM" if ice else "BURGERS") if yaw > 0 else str(rng.choice(["YUM", "FRESH", "TASTY"]))
            y = 0.26 * h if yaw > 0 else 0.56 * h
            written(
                s, word, (-z if yaw > 0 else z, y, 0.436 * w + 0.008), 0.4 * d, 0.1 * h, "painted", ink if yaw > 0 else shade(pale, 0.95)
            )
    peak = top + 0.015 * h
    if ice:
        s.lathe(
            (0, peak, 0.2 * d),
            [(0.03, 0), (0.2, 0.45 * (h - peak)), (0.2, 0.5 * (h - peak))],
            "plain",
            linear_from_srgb("#c89048"),
            sides=18,
        )
        swirl = linear_from_srgb("#f0e6d0") if not item.color else pale
        for k, (rr, up) in enumerate(((0.22, 0.55), (0.17, 0.68), (0.11, 0.81), (0.05, 0.92))):
            s.sphere((0.01 * (-1) ** k, peak + up * (h - peak), 0.2 * d), (rr, 0.08 * (h - peak) + 0.02, rr), "plain", swirl, sides=16)
    else:
        t = h - peak
        for up, rr, tall, tone in (
            (0.1, 0.3, 0.13, "#c88a42"),
            (0.3, 0.33, 0.06, "#5a8a34"),
            (0.42, 0.31, 0.09, "#5a3420"),
            (0.54, 0.33, 0.04, "#e0b038"),
        ):
            shape = [(0.9 * rr, 0), (rr, 0.3 * tall * t), (rr, 0.9 * tall * t), (0.9 * rr, 1.2 * tall * t)]
            s.lathe((0, peak + up * t - 0.05 * t, 0.2 * d), shape, "plain", linear_from_srgb(tone), sides=22)
        dome = [(0.32 * np.cos(a), 0.4 * t * np.sin(a)) for a in np.linspace(0, np.pi / 2, 7)]
        s.lathe((0, peak + 0.56 * t, 0.2 * d), dome, "plain", linear_from_srgb("#c88a42"), sides=22)
    s.box((0, peak + 0.05 * h, -0.26 * d), (0.3 * w, 0.09 * h, 0.16 * d), "metal", mix(pale, (0.3, 0.3, 0.3), 0.6), bevel_m=0.03)
    s.box((-0.47 * w, 0.2 * h, z), (0.06 * w, 0.03 * h, 0.3 * d), "metal", DARK, bevel_m=0.01)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"tram": tram, "food_truck": food_truck}
