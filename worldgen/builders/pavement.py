"""What stands and lies on pavements and at works: parking meter, dumpster, manhole, bags of rubbish, barrier, scaffolding."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import smooth_noise, smoothed
from .turns import ALONG_X, ALONG_Z

DARK = (0.018, 0.018, 0.02)
AMBER = np.array((1.0, 0.42, 0.04), np.float32)


def parking_meter(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A post with one or two round-headed meters: dial behind glass, coin slot, knob."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#6a7278", "#4a5a66", "#3c4a42", "#8a8f92"), rng), item.material or "painted"
    twin = rng.random() < 0.4
    s.lathe((0, 0, 0), [(0.3 * w, 0), (0.3 * w, 0.012), (0.14 * w, 0.04), (0.12 * w, 0.07)], material, shade(color, 0.85), sides=18)
    s.lathe((0, 0.02 * h, 0), [(0.1 * w, 0), (0.1 * w, (0.66 if twin else 0.62) * h)], material, shade(color, 0.9), sides=14)
    if twin:
        s.box((0, 0.67 * h, 0), (0.62 * w, 0.035 * h, 0.3 * d), material, shade(color, 0.9), bevel_m=0.01)
    for x, wide in ((-0.25 * w, 0.46 * w), (0.25 * w, 0.46 * w)) if twin else ((0.0, 0.84 * w),):
        low, mid, half = (0.69 if twin else 0.63) * h, 0.84 * h, wide / 2
        rise = h - mid
        t = np.linspace(0, np.pi, 13)
        outline = [(-0.7 * half, low), (0.7 * half, low), (half, low + 0.1 * h)]
        outline += [(half * np.cos(a), mid + rise * np.sin(a)) for a in t] + [(-half, low + 0.1 * h)]
        with s.at((x, 0, -0.36 * d), rotation=ALONG_Z):
            s.extrude([(a, -b) for a, b in outline], 0.72 * d, material, color)
        inner = [(0.82 * a, low + (b - low) * 0.94 + 0.01 * h) for a, b in outline]
        with s.at((x, 0, 0.36 * d), rotation=ALONG_Z):
            s.extrude([(a, -b) for a, b in inner], 0.06 * d, material, shade(color, 1.1))
        glass = [(0.64 * half * np.cos(a), mid + 0.005 * h + 0.62 * rise * np.sin(a)) for a in t]
        with s.at((x, 0, 0.42 * d), rotation=ALONG_Z):
            s.extrude([(a, -b) for a, b in glass], 0.03 * d, "painted", (0.75, 0.74, 0.68))
        s.box((x + 0.1 * half, mid + 0.045 * h, 0.46 * d), (0.03 * w, 0.06 * h, 0.01), "painted", linear_from_srgb("#b02a22"))
        s.box((x, mid - 0.025 * h, 0.43 * d), (0.9 * half, 0.016 * h, 0.04 * d), "painted", DARK)
        s.box((x, mid - 0.07 * h, 0.43 * d), (0.16 * half, 0.035 * h, 0.05 * d), "painted", DARK)
        with s.at((x, mid - 0.115 * h, 0.42 * d), rotation=ALONG_Z):
            s.lathe((0, 0, 0), [(0.24 * half, 0), (0.22 * half, 0.08 * d), (0, 0.08 * d)], "metal", (0.4, 0.41, 0.42), sides=12)
    return fitted(s.geometry(), item.size_m)


def dumpster(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A ribbed steel bin on castors with two lids, one ajar over bags; low and open it is a skip full of rubble."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2f5a3c", "#2a4a7a", "#4a5055", "#8a5a22", "#c9a02e"), rng), item.material or "painted"
    skip = any("skip" in t for t in item.tags) or (not item.tags and rng.random() < 0.25)
    foot, top = 0.1 * h, (0.92 if skip else 0.84) * h
    lean = 0.16 * w if skip else 0.0
    deep = 0.94 * d
    ends = [(-0.47 * w + lean, foot), (0.47 * w - lean, foot), (0.48 * w, top), (-0.48 * w, top)]
    if not skip:
        ends = [(-0.44 * w, foot), (0.44 * w, foot), (0.47 * w, top), (-0.47 * w, top)]
    with s.at((0, 0, -deep / 2), rotation=ALONG_Z):
        s.extrude([(a, -b) for a, b in ends], deep, material, color)
    for z in (-1, 1):
        for k in range(5):
            x = (k - 2) * (0.17 if skip else 0.21) * w
            s.box((x, (foot + top) / 2, z * deep / 2), (0.05 * w, top - foot - 0.04, 0.05 * d), material, shade(color, 0.94), bevel_m=0.012)
        s.box((0, top - 0.03 * h, z * deep / 2), (0.96 * w, 0.07 * h, 0.06 * d), material, shade(color, 1.05), bevel_m=0.012)
    for x in (-1, 1):
        s.box((x * 0.475 * w, top - 0.03 * h, 0), (0.05 * w, 0.07 * h, deep), material, shade(color, 1.05), bevel_m=0.012)
        s.tube(
            [(x * 0.46 * w, 0.62 * h, -0.3 * d), (x * 0.5 * w - x * 0.02, 0.62 * h, 0), (x * 0.46 * w, 0.62 * h, 0.3 * d)],
            0.022,
            "metal",
            DARK,
            sides=7,
        )
    if skip:
        for x in (-1, 1):
            s.box((x * 0.24 * w, foot / 2, 0), (0.08 * w, foot, 0.9 * d), material, shade(color, 0.8))
        s.box(
            (0, top - 0.02 * h, 0),
            (0.9 * w, 0.03 * h, 0.86 * d),
            "earth",
            linear_from_srgb("#5a5044") if not item.color else shade(color, 0.8),
        )
        for _ in range(16):
            at = (float(rng.uniform(-0.38, 0.38)) * w, top + 0.01 * h, float(rng.uniform(-0.34, 0.34)) * d)
            tone = linear_from_srgb(str(rng.choice(["#8a8680", "#a06048", "#b8ae9c", "#6a5a48"])))
            tone = shade(color, float(rng.uniform(0.8, 1.1))) if item.color else tone
            with s.at(at, yaw=float(rng.uniform(0, 3))):
                s.box(
                    (0, 0, 0),
                    rng.uniform((0.12, 0.05, 0.08), (0.4, 0.16, 0.2)),
                    str(rng.choice(["rock", "brick", "planks"])),
                    tone,
                    bevel_m=0.015,
                )
        s.box((0, h - 0.02, 0), (0.02 * w, 0.04, 0.04), "rock", color)
    else:
        for x in (-1, 1):
            for z in (-1, 1):
                with s.at((x * 0.38 * w, foot * 0.55, z * 0.38 * d), rotation=ALONG_X):
                    s.lathe(
                        (0, -0.03, 0),
                        [(0.5 * foot, 0), (0.55 * foot, 0.012), (0.55 * foot, 0.048), (0.5 * foot, 0.06)],
                        "leather",
                        DARK,
                        sides=14,
                    )
                s.box((x * 0.38 * w, 0.95 * foot, z * 0.38 * d), (0.09, 0.4 * foot, 0.08), "metal", (0.2, 0.2, 0.2))
        lid = shade(color, 0.8) if item.color else np.array((0.03, 0.032, 0.033))
        ajar = float(rng.uniform(0.14, 0.3))
        for x, open_ in ((-0.245 * w, 0.0), (0.245 * w, ajar)):
            c, q = np.cos(open_), np.sin(open_)
            with s.at((x, top, -0.49 * d), rotation=np.array([[1, 0, 0], [0, c, q], [0, -q, c]])):
                s.box((0, 0.03 * h, 0.49 * d), (0.47 * w, 0.05 * h, 0.98 * d), material, lid, bevel_m=0.02)
                for k in (-1, 0, 1):
                    s.box((k * 0.15 * w, 0.06 * h, 0.49 * d), (0.03 * w, 0.025 * h, 0.86 * d), material, shade(lid, 1.15), bevel_m=0.006)
        for k in range(3):
            s.sphere(((0.12 + 0.12 * k) * w, top + 0.02 * h, 0.3 * d), (0.1 * w, 0.09 * h, 0.1 * d), "plain", shade(lid, 1.1), sides=10)
        s.box((0, 0.55 * h, 0.49 * d), (0.2 * w, 0.16 * h, 0.02), "painted", shade(color, 1.1) if item.color else (0.8, 0.78, 0.7))
    return fitted(s.geometry(), item.size_m)


def manhole(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An iron cover flush in its ring: studs in circles or a grid, two lifting holes."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#4a4846", "#3e4042", "#54504a"), rng), item.material or "metal"
    s.lathe((0, 0, 0), [(0.5, 0), (0.49, 0.55 * h), (0.44, 0.6 * h), (0.435, 0.3 * h)], material, shade(color, 0.9), sides=40, caps=False)
    s.lathe((0, 0, 0), [(0.435, 0.3 * h), (0.43, 0.62 * h), (0.0, 0.66 * h)], material, color, sides=40, caps=False)
    stud = [(1.0, 0.5 * h), (0.8, h), (0.0, h)]
    spots: list[tuple[float, float, float]] = []
    if rng.random() < 0.5:
        for r in (0.11, 0.2, 0.29, 0.38):
            count = round(2 * np.pi * r / 0.085)
            spots += [(r * np.cos(2 * np.pi * k / count), r * np.sin(2 * np.pi * k / count), 0.026) for k in range(count)]
    else:
        grid = np.arange(-5, 6) * 0.075
        spots += [(x, z, 0.024) for x in grid for z in grid if np.hypot(x, z) < 0.4 and np.hypot(x, z) > 0.08]
    for x, z, r in spots:
        s.lathe((x, 0, z), [(a * r, b) for a, b in stud], material, shade(color, 1.2), sides=8, caps=False)
    s.lathe((0, 0, 0), [(0.07, 0.5 * h), (0.06, h), (0, h)], material, shade(color, 1.1), sides=16, caps=False)
    for x in (-1, 1):
        s.box((x * 0.345, 0.64 * h, 0.0), (0.07, 0.14 * h, 0.03), material, (0.005, 0.005, 0.005))
    g = s.geometry()
    out = Sculptor()
    out.faces(g.vertices * (w, 1, d), g.faces, material, g.color_linear, uv=g.uv)
    return fitted(out.geometry(), item.size_m)


def trash_bags(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A heap of tied plastic bags, creased, each with its knot and ears."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#1c1c1f", "#22252a", "#2a3a2c", "#b8bcbc"), rng), item.material or "painted"
    r = min(0.34 * h, 0.2 * w)
    spots = [(-0.28, 0.0, -0.1, 0.62), (0.27, 0.0, -0.08, 0.66), (0.0, 0.0, 0.2, 0.6), (-0.02, 0.34, -0.06, 0.66), (0.34, 0.0, 0.26, 0.42)]
    for x, y, z, tall in spots:
        inner = Sculptor()
        body = smoothed([(0.5, 0.0), (0.86, 0.06), (1.0, 0.3), (0.9, 0.55), (0.55, 0.78), (0.14, 0.9), (0.09, 0.93)], 2)
        inner.lathe((0, 0, 0), [(a * r, b * tall * h) for a, b in body], material, color, sides=22)
        g = inner.geometry()
        v = g.vertices.astype(np.float64)
        up = np.clip(v[:, 1] / (tall * h), 0, 1)[:, None]
        angle = np.arctan2(v[:, 0], v[:, 2])
        pleat = 1 + (0.05 + 0.16 * up[:, 0] ** 2) * np.sin(9 * angle + rng.uniform(0, 6)) + 0.07 * smooth_noise(v, rng, 0.8 * r)
        v *= np.column_stack([pleat, np.ones(len(v)), pleat])
        tone = shade(color, float(rng.uniform(0.85, 1.1)))
        with s.at((x * w, y * h, z * d), yaw=float(rng.uniform(0, 6))):
            s.faces(v * (1, 1, 0.9), g.faces, material, tone)
            s.sphere((0, 0.92 * tall * h, 0), (0.13 * r, 0.03 * h, 0.13 * r), material, shade(tone, 0.9), sides=8)
            for q in (-1, 1):
                ear = [(0, 0.93, 0), (q * 0.2, 0.99, 0.06), (q * 0.3, 0.97, 0.1)]
                s.tube(np.array(ear) * (r, tall * h, r), [0.05 * r, 0.1 * r, 0.03 * r], material, tone, sides=6)
    return fitted(s.geometry(), item.size_m)


def barrier(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two striped planks between trestles with amber lamps on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#c83a1e", "#d8641e", "#c02a22"), rng), item.material or "painted"
    white = shade(color, 1.1) if item.color else np.array((0.82, 0.82, 0.79))
    steel = shade(color, 0.8) if item.color else linear_from_srgb("#d8d4c8")
    top = 0.86 * h
    for x in (-1, 1):
        for z in (-1, 1):
            s.tube(
                [(x * 0.42 * w, 0.012, z * 0.46 * d), (x * 0.42 * w, top, z * 0.05 * d)], 0.024, item.material or "metal", steel, sides=8
            )
        s.tube([(x * 0.42 * w, 0.2 * h, -0.37 * d), (x * 0.42 * w, 0.2 * h, 0.37 * d)], 0.016, "metal", steel, sides=7)
        s.box((x * 0.42 * w, 0.9 * h, 0), (0.08, 0.06 * h, 0.1), "metal", DARK, bevel_m=0.01)
        with s.at((x * 0.42 * w, 0.955 * h, 0)):
            amber = shade(color, 1.1) if item.color else AMBER
            s.sphere(
                (0, 0, 0),
                (0.05, 0.045 * h, 0.05),
                "glass" if not item.material else "painted",
                amber,
                sides=14,
                emission_linear=0.8 * amber,
            )
    slant = 1 if rng.random() < 0.5 else -1
    for y, tall in ((0.72, 0.2), (0.4, 0.16)) if rng.random() < 0.7 else ((0.66, 0.3),):
        z = 0.05 * d + (1 - y / 0.86) * 0.41 * d
        for side in (1, -1):
            with s.at((0, y * h, side * z), yaw=0.0 if side > 0 else np.pi):
                s.box((0, 0, 0.012), (w, tall * h, 0.024), material, white, skip="Z")
                half = tall * h / 2
                for k in range(-4, 13):  # slanting stripes, cut at the ends
                    foot = (k * w / 12 + np.array([0, 1, 1, 0]) * w / 12 + slant * half * np.array([0, 0, 1.4, 1.4])) - w / 2
                    x = np.clip(foot, -w / 2, w / 2)
                    if x[1] - x[0] + x[2] - x[3] > 1e-4:
                        s.polygon(list(zip(x, (-half, -half, half, half), np.full(4, 0.024))), material, color if k % 2 else white)
    return fitted(s.geometry(), item.size_m)


def scaffolding(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Standards on base plates with ledgers, braces and guard rails; decks of boards with toe boards, a ladder through them."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8a8f94", "#9a9da0", "#b07a2a"), rng), item.material or "metal"
    wood = shade(color, 0.9) if item.color else linear_from_srgb("#b08a58")
    storeys = max(1, round(h / 2.1))
    bays = max(1, round(w / 2.2))
    lift = (h - 1.05) / storeys
    half, r = d / 2 - 0.06, 0.028
    xs = np.linspace(-w / 2 + 0.07, w / 2 - 0.07, bays + 1)
    for x in xs:
        for z in (-half, half):
            s.tube([(x, 0.02, z), (x, h if z > 0 else h - 0.12, z)], r, material, color, sides=8)
            s.box((x, 0.012, z), (0.14, 0.024, 0.12), material, shade(color, 0.8))
            for k in range(1, storeys + 1):
                s.cylinder((x, k * lift - 0.05, z), 0.042, 0.07, "metal", shade(color, 0.75), sides=8)
        for k in range(1, storeys + 1):
            s.tube([(x, k * lift, -half), (x, k * lift, half)], r * 0.9, material, shade(color, 0.95), sides=7)
    for k in range(1, storeys + 1):
        y = k * lift
        for z in (-half, half):
            for up in (0.0, 0.5, 1.0):
                s.tube([(-w / 2, y + up, z), (w / 2, y + up, z)], 0.9 * r, material, shade(color, 0.95), sides=7)
        boards = 5
        wide = 2 * half / boards
        for q in range(boards):
            z = -half + (q + 0.5) * wide
            cut = -w / 2 + 0.75 if q < 2 else -w / 2 + 0.02
            jut = float(rng.uniform(-0.03, 0.03))
            s.box(
                ((cut + w / 2) / 2 + jut, y + 0.045, z),
                (w / 2 - cut - 0.1, 0.045, wide - 0.015),
                "planks",
                shade(wood, float(rng.uniform(0.85, 1.1))),
                bevel_m=0.006,
            )
        s.box((0, y + 0.14, half - 0.03), (w - 0.16, 0.15, 0.025), "planks", shade(wood, 1.05))
    for k in range(storeys):
        for b in range(bays):
            x0, x1 = (xs[b], xs[b + 1]) if (k + b) % 2 else (xs[b + 1], xs[b])
            s.tube(
                [(x0, k * lift + 0.1, half + 0.02), (x1, (k + 1) * lift - 0.05, half + 0.02)], 0.8 * r, material, shade(color, 0.9), sides=7
            )
            s.tube(
                [(x1, k * lift + 0.1, -half - 0.02), (x0, (k + 1) * lift - 0.05, -half - 0.02)],
                0.8 * r,
                material,
                shade(color, 0.9),
                sides=7,
            )
        foot, head = np.array([-w / 2 + 0.7, k * lift + 0.02, -0.24 * d]), np.array([-w / 2 + 0.3, (k + 1) * lift + 0.7, -0.24 * d])
        for z in (-0.16, 0.16):
            s.tube([foot + (0, 0, z), head + (0, 0, z)], 0.02, "metal", shade(color, 1.1), sides=6)
        for q in range(8):
            at = foot + (head - foot) * (q + 0.7) / 8.4
            s.tube([at - (0, 0, 0.16), at + (0, 0, 0.16)], 0.014, "metal", shade(color, 1.1), sides=6)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "parking_meter": parking_meter, "dumpster": dumpster, "manhole": manhole, "trash_bags": trash_bags, "barrier": barrier,
    "scaffolding": scaffolding,
}  # fmt: skip
