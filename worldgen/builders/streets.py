"""Street furniture: kerbs, markings, traffic lights, bollards, bins, hydrants, bus stops, letter boxes, bicycles, café tables."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade

DARK = ("#26282a", "#2c302d", "#222629")


def kerb(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Granite lengths in a row."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#8d8a85", "#97938c"), rng), item.material or "ashlar"
    count = max(1, round(w / 0.95))
    for k in range(count):
        x = (k + 0.5 - count / 2) * w / count
        tone = shade(color, float(rng.uniform(0.9, 1.1)))
        s.box((x, h / 2 - 0.1, 0), (w / count - 0.008, h + 0.2, d), material, tone, bevel_m=0.02)
    return s.geometry()


def road_marking(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Paint on asphalt, worn through here and there."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#d8d6cf", "#cfcdc6"), rng)
    count = max(1, round(d / 0.5))
    for k in range(count):
        z = (k + 0.5 - count / 2) * d / count
        s.box((0, h / 2, z), (w, h, d / count), "painted", shade(color, float(rng.uniform(0.75, 1.05))), skip="y")
    return s.geometry()


def traffic_light(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A pole with a head of three lamps under hoods; one of them burns."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, DARK, rng), item.material or "metal"
    s.lathe((0, 0, 0), [(0.32 * w, 0), (0.3 * w, 0.06), (0.16 * w, 0.1), (0.14 * w, h - 1.0)], material, color, sides=14)
    s.box((0, h - 0.5, 0), (w, 1.0, 0.62 * d), material, color, bevel_m=0.03)
    on = int(rng.integers(3))
    lamps = (("#c8281e", (4.0, 0.2, 0.1)), ("#d89a1e", (3.6, 1.7, 0.1)), ("#2e9a4a", (0.2, 3.2, 0.9)))
    for k, (tone, glow) in enumerate(lamps):
        y = h - 0.2 - 0.3 * k
        turn = [[1, 0, 0], [0, 0, -1], [0, 1, 0]]
        with s.at((0, y, 0.31 * d), rotation=turn):
            burns = k == on
            lit = linear_from_srgb(tone) * (1.0 if burns else 0.25)
            s.cylinder((0, 0, 0), 0.105, 0.02, "glass", lit, sides=16, emission_linear=np.asarray(glow) if burns else 0.0)
        s.box((0, y + 0.115, 0.40 * d), (0.25, 0.02, 0.2 * d), material, shade(color, 0.8))
    return fitted(s.geometry(), item.size_m)


def bollard(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    s = Sculptor()
    w, h, d = item.size_m
    r = min(w, d) / 2
    color, material = main_paint(item, DARK, rng), item.material or "metal"
    turned = [
        (r, 0),
        (r, 0.05),
        (0.8 * r, 0.09),
        (0.68 * r, 0.72 * h),
        (0.85 * r, 0.75 * h),
        (0.85 * r, 0.79 * h),
        (0.6 * r, 0.82 * h),
        (0.75 * r, 0.92 * h),
        (0, h),
    ]
    s.lathe((0, 0, 0), turned, material, color, sides=18)
    s.lathe(
        (0, 0.6 * h, 0),
        [(0.72 * r, 0), (0.71 * r, 0.08 * h)],
        "painted",
        linear_from_srgb("#d8d4c8") if not item.color else shade(color, 1.2),
        sides=18,
        caps=False,
    )
    return s.geometry()


def litter_bin(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Slats round a drum under a lid on posts."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#2f4a3c", "#2c302d", "#3a4650"), rng), item.material or "metal"
    r = min(w, d) / 2 - 0.012
    s.lathe(
        (0, 0, 0), [(0.92 * r, 0.03), (0.94 * r, 0.74 * h), (0.8 * r, 0.74 * h), (0.8 * r, 0.5 * h)], material, shade(color, 0.5), sides=20
    )
    for k in range(22):
        a = 2 * np.pi * k / 22
        with s.at((0, 0, 0), yaw=a):
            s.box((0, 0.39 * h, r - 0.01), (0.2 * r, 0.72 * h, 0.024), material, color, bevel_m=0.004)
    for k in range(4):
        a = np.pi / 4 + np.pi / 2 * k
        s.cylinder((0.8 * r * np.sin(a), 0.7 * h, 0.8 * r * np.cos(a)), 0.012, 0.2 * h, material, color, sides=6)
    s.lathe((0, 0.88 * h, 0), [(r, 0), (r + 0.01, 0.02), (0.7 * r, 0.08 * h), (0, 0.12 * h)], material, color, sides=20)
    return fitted(s.geometry(), item.size_m)


def hydrant(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b3261e", "#c9a02a", "#a82a20"), rng), item.material or "painted"
    r = 0.3 * min(w, d)
    drum = [
        (1.3 * r, 0),
        (1.3 * r, 0.05 * h),
        (r, 0.07 * h),
        (r, 0.62 * h),
        (1.2 * r, 0.66 * h),
        (1.2 * r, 0.71 * h),
        (0.95 * r, 0.75 * h),
        (0.7 * r, 0.9 * h),
        (0.25 * r, 0.93 * h),
        (0.25 * r, h),
        (0, h),
    ]
    s.lathe((0, 0, 0), drum, material, color, sides=18)
    for yaw in (0.0, np.pi / 2, -np.pi / 2):
        turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]]) @ np.array(
            [[1, 0, 0], [0, 0, -1], [0, 1, 0]]
        )
        with s.at((0, 0.48 * h, 0), rotation=turn):
            s.lathe(
                (0, 0, 0),
                [(0.55 * r, 0.8 * r), (0.55 * r, 1.35 * r), (0.7 * r, 1.35 * r), (0.7 * r, 1.62 * r), (0, 1.66 * r)],
                material,
                shade(color, 0.85),
                sides=12,
            )
    return fitted(s.geometry(), item.size_m)


def bus_stop(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A shelter of glass on posts with a bench, a lit panel at one end."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#3a4046", "#2f4a3c", "#5a5f64"), rng), item.material or "metal"
    for x in (-1, 1):
        for z in (-1, 1):
            s.box((x * (w / 2 - 0.05), h / 2, z * (0.4 * d)), (0.08, h, 0.08), material, color, bevel_m=0.01)
    s.box((0, h - 0.06, 0), (w, 0.12, d), material, color, bevel_m=0.03)
    glass = (0.55, 0.6, 0.6)
    for k in range(3):
        a, b = (-w / 2 + 0.09 + (w - 0.18) * j / 3 for j in (k, k + 1))
        for flip in (1, -1):
            pane = [(a + 0.02, 1.05, -0.4 * d), (b - 0.02, 1.05, -0.4 * d), (b - 0.02, h - 0.2, -0.4 * d), (a + 0.02, h - 0.2, -0.4 * d)]
            s.polygon([(p[0], p[1], p[2] + 0.006 * flip) for p in pane][::flip], "glass", glass)
        s.box((b, h / 2, -0.4 * d), (0.04, h, 0.05), material, color)
        s.box(((a + b) / 2, 0.62, -0.4 * d), (b - a, 0.9, 0.03), material, shade(color, 1.1))
    s.box((-w / 2 + 0.05, 0.5 * h, 0), (0.1, 0.75 * h, 0.62 * d), material, color, bevel_m=0.01)
    tone = linear_from_srgb(str(rng.choice(["#d8c26a", "#6aa0c8", "#c87a6a", "#8ab88a"])))
    for x in (-1, 1):
        panel = [
            (-w / 2 + 0.05 + x * 0.056, y, z)
            for y, z in ((0.18 * h, -0.26 * d), (0.18 * h, 0.26 * d), (0.82 * h, 0.26 * d), (0.82 * h, -0.26 * d))
        ]
        s.polygon(panel[::-x], "paper", tone, emission_linear=1.4 * tone)
    for z in (-0.28, -0.2, -0.12):
        s.box((0.1 * w, 0.46, z * d), (0.7 * w, 0.04, 0.07 * d), "timber", linear_from_srgb("#8a6442"), bevel_m=0.008)
    for x in (-0.2, 0.4):
        s.box((x * w, 0.22, -0.2 * d), (0.06, 0.44, 0.24 * d), material, color)
    return s.geometry()


def mailbox(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A pillar box: drum, slot, cap."""
    s = Sculptor()
    w, h, d = item.size_m
    r = min(w, d) / 2
    color, material = main_paint(item, ("#b0221c", "#c9a22a", "#23406e"), rng), item.material or "painted"
    s.lathe(
        (0, 0, 0),
        [(0.92 * r, 0), (0.92 * r, 0.1 * h)],
        "painted",
        linear_from_srgb("#242426") if not item.color else shade(color, 0.6),
        sides=22,
    )
    s.lathe(
        (0, 0, 0),
        [(0.86 * r, 0.1 * h), (0.86 * r, 0.86 * h), (r, 0.87 * h), (r, 0.91 * h), (0.7 * r, 0.97 * h), (0, h)],
        material,
        color,
        sides=22,
    )
    s.box((0, 0.76 * h, 0.85 * r), (0.9 * r, 0.03 * h, 0.06), "metal", (0.01, 0.01, 0.01))
    s.box((0, 0.62 * h, 0.86 * r), (0.5 * r, 0.13 * h, 0.02), "paper", linear_from_srgb("#e8e4d8"))
    return s.geometry()


def bicycle(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On its stand: two spoked wheels, a diamond frame, saddle, handlebars, pedals."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#23406e", "#8a2a26", "#2f4a3c", "#242426", "#c9a43a"), rng), item.material or "painted"
    r = 0.33 * h
    metal = (0.35, 0.35, 0.36)
    back, front = -d / 2 + r, d / 2 - r
    t = np.linspace(0, 2 * np.pi, 33)
    for z in (back, front):
        s.tube(
            np.stack([np.zeros(33), r + 0.97 * r * np.sin(t), z + 0.97 * r * np.cos(t)], 1),
            0.03 * r + 0.008,
            "leather",
            (0.02, 0.02, 0.02),
            sides=7,
        )
        for k in range(10):
            a = np.pi * k / 10
            s.tube(
                [(0.01, r + 0.95 * r * np.sin(a), z + 0.95 * r * np.cos(a)), (-0.01, r - 0.95 * r * np.sin(a), z - 0.95 * r * np.cos(a))],
                0.003,
                "metal",
                metal,
                sides=4,
            )
        s.sphere((0, r, z), 0.035, "metal", metal, sides=8)
        guard = t[4:15]
        s.tube(np.stack([np.zeros(11), r + 1.07 * r * np.sin(guard), z + 1.07 * r * np.cos(guard)], 1), 0.022, material, color, sides=6)
    crank, seat, head, low = (
        (0, 0.85 * r, back + 0.42 * (front - back)),
        (0, 2.0 * r, back + 0.28 * (front - back)),
        (0, 2.1 * r, front - 0.2 * r),
        (0, 1.7 * r, front - 0.14 * r),
    )
    for a, b in ((crank, seat), (crank, low), (seat, head), ((0, r, back), crank), ((0, r, back), seat), (low, (0, r, front)), (head, low)):
        s.tube([a, b], 0.026, material, color, sides=8)
    s.tube([seat, (0, 2.35 * r, seat[2] - 0.04)], 0.013, "metal", metal, sides=6)
    s.sphere((0, 2.42 * r, seat[2] - 0.06), (0.07, 0.03, 0.13), "leather", (0.05, 0.03, 0.02), sides=10)
    s.tube([head, (0, 2.5 * r, front - 0.3 * r)], 0.014, "metal", metal, sides=6)
    s.tube(
        [
            (-0.45 * w, 2.55 * r, front - 0.5 * r),
            (-0.2 * w, 2.55 * r, front - 0.28 * r),
            (0.2 * w, 2.55 * r, front - 0.28 * r),
            (0.45 * w, 2.55 * r, front - 0.5 * r),
        ],
        0.013,
        "metal",
        metal,
        sides=6,
    )
    s.tube([(0.12 * w, crank[1], crank[2]), (0.25 * w, 0.02, crank[2] - 0.25)], 0.01, "metal", metal, sides=5)
    for x in (-1, 1):
        s.box((x * 0.16 * w, crank[1] - x * 0.12, crank[2] + x * 0.1), (0.1, 0.02, 0.06), "metal", (0.05, 0.05, 0.05))
    return fitted(s.geometry(), item.size_m)


def cafe_table(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A round table under a parasol, two chairs of wire and slats."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#8a2a26", "#33523c", "#2c4a6a", "#d8c8a0"), rng)
    iron = (0.03, 0.03, 0.032)
    s.lathe((0, 0, 0), [(0.22, 0), (0.2, 0.03), (0.03, 0.06), (0.025, 0.7), (0.38, 0.71), (0.38, 0.74)], "metal", iron, sides=20)
    s.cylinder((0, 0.7, 0), 0.02, h - 0.75, "timber", linear_from_srgb("#a08560"), sides=8)
    span, rim = 0.5 * min(w, d), h - 0.42
    for k in range(8):
        a, b = np.pi / 4 * k, np.pi / 4 * (k + 1)
        p, q = (span * np.sin(a), rim, span * np.cos(a)), (span * np.sin(b), rim, span * np.cos(b))
        tone = color if k % 2 == 0 else shade(color, 1.25)
        s.triangle(p, q, (0, h, 0), item.material or "fabric", tone)
        s.triangle(q, p, (0, h - 0.012, 0), item.material or "fabric", shade(tone, 0.8))
        for flip, near in ((1, 1.0), (-1, 0.985)):
            flap = [(near * c[0], y, near * c[2]) for c, y in ((p, rim - 0.14), (q, rim - 0.14), (q, rim), (p, rim))]
            s.polygon(flap[::flip], item.material or "fabric", tone)
    for side in (-1, 1):
        with s.at((side * 0.68, 0, 0.08), yaw=-side * np.pi / 2 + 0.15):
            wood = linear_from_srgb("#8a6442") if not item.color else color
            for x in (-0.18, 0.18):
                for z in (-0.18, 0.18):
                    s.tube([(x, 0, z), (0.9 * x, 0.45, 0.9 * z)], 0.012, "metal", iron, sides=5)
                s.tube([(x, 0.45, -0.18), (x, 0.86, -0.24)], 0.012, "metal", iron, sides=5)
            for k in range(4):
                s.box((0, 0.455, -0.15 + 0.1 * k), (0.4, 0.02, 0.08), "timber", wood)
            for y in (0.62, 0.72, 0.82):
                s.box((0, y, -0.2 - 0.06 * (y - 0.45)), (0.38, 0.06, 0.02), "timber", wood)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "kerb": kerb, "road_marking": road_marking, "traffic_light": traffic_light, "bollard": bollard, "litter_bin": litter_bin,
    "hydrant": hydrant, "bus_stop": bus_stop, "mailbox": mailbox, "bicycle": bicycle, "cafe_table": cafe_table,
}  # fmt: skip
