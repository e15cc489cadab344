"""Devices of a living room: telephone, radio, loudspeaker, laptop, alarm clock."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .canvases import painted
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .pieces import disc, pick, plate, rounded, slab, spiral, trim
from .sheets import sheet
from .softs import rounded_block
from .swatches import WOODS
from .turns import ALONG_X, loop, pitched

Rng = np.random.Generator
BLACK = "#1b1b1d"
STEEL = "#9a9da2"


def telephone(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A rotary telephone: sloping body with a dial, cradle, handset across its top, coiled cord."""
    s = Sculptor()
    color, material = main_paint(item, ("#17181a", "#8f1f1c", "#d9cfb4", "#3f6b5c", "#17181a"), rng), item.material or "painted"

    def wedge(p: Array, normal: Array) -> Array:
        t = ((p[:, 1] + 0.055) / 0.11).clip(0, 1)
        return np.stack([p[:, 0] * (1 - 0.34 * t), p[:, 1], p[:, 2] * (1 - 0.5 * t) - 0.045 * t], 1)

    rounded_block(s, (0, 0.062, 0), (0.22, 0.11, 0.2), 0.022, material, color, flat=3, deform=wedge)
    for x in (-1, 1):
        for z in (-0.075, 0.075):
            s.cylinder((x * 0.085, 0, z), 0.011, 0.014, "painted", linear_from_srgb(BLACK), sides=8)
    with s.at((0, 0.062, 0.052), rotation=pitched(0.86)):
        s.lathe((0, -0.01, 0), [(0.062, 0), (0.062, 0.018), (0.056, 0.022), (0.0, 0.022)], material, shade(color, 0.86), sides=28)
        s.lathe((0, 0.012, 0), [(0.053, 0), (0.053, 0.002), (0, 0.002)], "paper", trim(item, color, "#e8e0cc", 1.1), sides=28)
        turn = float(rng.uniform(-0.2, 0.2))
        s.lathe((0, 0.014, 0), [(0.05, 0.0), (0.05, 0.006), (0.02, 0.008), (0, 0.008)], "metal", trim(item, color, STEEL, 0.9), sides=28)
        for k in range(10):
            a = turn + 0.5 + k * 0.52
            spot = (0.037 * np.sin(a), 0.0215, 0.037 * np.cos(a))
            s.lathe(spot, [(0.0085, -0.002), (0.0085, 0.0006), (0, 0.0006)], "plain", trim(item, color, "#e8e0cc", 0.45), sides=9)
        s.lathe((0, 0.021, 0), [(0.019, 0), (0.018, 0.003), (0, 0.003)], "paper", trim(item, color, "#f0ead8", 1.05), sides=16)
    for x in (-1, 1):
        for z in (-0.085, -0.02):
            s.tube([(x * 0.055, 0.11, z + 0.005), (x * 0.058, 0.142, z)], 0.008, material, color, sides=7)
    t = np.linspace(-1, 1, 11)
    bow = np.stack([0.1 * t, 0.168 - 0.014 * t**4, np.full(11, -0.052)], 1)
    s.tube(bow, 0.014 + 0.003 * t**2, material, shade(color, 1.06), sides=10)
    for x in (-1, 1):
        cup = [(0.026, 0.0), (0.031, 0.006), (0.03, 0.02), (0.02, 0.036), (0.0, 0.042)]
        s.lathe((x * 0.1, 0.13, -0.052), cup, material, shade(color, 1.06), sides=16)
    s.tube(spiral((-0.1, 0.125, -0.052), (-0.075, 0.03, 0.085), 0.008, 11, sag=0.0), 0.004, "painted", shade(color, 0.9), sides=5)
    return fitted(s.geometry(), item.size_m)


def radio(item: Instance, style: Style, rng: Rng) -> Geometry:
    """An old wireless: rounded wooden case, cloth behind bars, a lit dial with a needle, knobs; or a portable with handle and aerial."""
    s = Sculptor()
    portable = bool(rng.random() < 0.4)
    kinds = ("#9f3a2c", "#3d7a78", "#d8c9a4", "#4a5a6a") if portable else WOODS
    color, material = main_paint(item, kinds, rng), item.material or ("painted" if portable else "timber")
    cloth = pick(item, color, ("#b49a68", "#8a7448", "#c8b88a"), rng, 0.85)
    wide, high = 0.36, 0.2 if portable else 0.25
    plate(s, rounded(wide, high, 0.055 if not portable else 0.03, 6, y=high / 2 + 0.008), -0.075, 0.14, material, color)
    plate(
        s,
        rounded(wide - 0.014, high - 0.014, 0.045 if not portable else 0.026, 6, y=high / 2 + 0.008),
        0.06,
        0.013,
        material,
        shade(color, 1.1),
    )
    x0 = -0.07
    plate(s, rounded(0.17, high - 0.06, 0.03, 5, x=x0, y=high / 2 + 0.008), 0.068, 0.007, "fabric", cloth)
    for k in range(int(rng.integers(3, 6)) if not portable else 8):
        y = 0.055 + k * (high - 0.09) / (4 if not portable else 7)
        if y < high - 0.03:
            s.box((x0, y, 0.079), (0.166, 0.009, 0.01), material, shade(color, 0.92), bevel_m=0.003)
    s.box((0.09, high * 0.66, 0.074), (0.13, 0.075, 0.012), "metal", trim(item, color, "#b08a48", 0.85), bevel_m=0.004)
    dial = trim(item, color, "#e8c987", 1.1)
    s.box((0.09, high * 0.66, 0.079), (0.115, 0.06, 0.006), "glass", dial, emission_linear=0.5 * dial)
    for k in range(9):
        s.box((0.045 + k * 0.0112, high * 0.66 + 0.016, 0.0825), (0.002, 0.016, 0.002), "plain", trim(item, color, BLACK, 0.4))
    s.box((0.05 + float(rng.uniform(0, 0.08)), high * 0.66, 0.083), (0.004, 0.054, 0.003), "painted", trim(item, color, "#b02a1c", 0.5))
    for x in (0.05, 0.13):
        disc(s, (x, 0.062, 0.072), 0.021, 0.018, material if item.material else "painted", trim(item, color, "#3a2418", 0.8), sides=18)
        disc(s, (x, 0.062, 0.09), 0.012, 0.003, "metal", trim(item, color, "#c8a860", 1.05), sides=14)
    for x in (-1, 1):
        s.box((x * 0.12, 0.006, 0), (0.05, 0.014, 0.12), "timber", trim(item, color, "#2a1c12", 0.7))
    if portable:
        s.tube([(-0.13, high, -0.01), (-0.12, 0.26, -0.01), (0.12, 0.26, -0.01), (0.13, high, -0.01)], 0.009, "leather", shade(color, 0.8))
        s.tube([(0.15, high, -0.05), (0.172, 0.26, -0.06)], 0.005, "metal", linear_from_srgb(STEEL), sides=6)
    return fitted(s.geometry(), item.size_m)


def speaker(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A floor-standing loudspeaker: veneered cabinet, black front with a tweeter and two or three cones, a port, a plinth on spikes."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WOODS, "#1f1f21", "#e4e2dc"), rng), item.material or "timber"
    s.box((0, 0.04 * h + 0.48 * h, -0.01 * d), (0.92 * w, 0.96 * h, 0.92 * d), material, color, bevel_m=0.012)
    s.box((0, 0.03 * h, 0), (w, 0.025 * h, d), material if item.color else "painted", trim(item, color, BLACK, 0.8), bevel_m=0.006)
    for x in (-0.42, 0.42):
        for z in (-0.42, 0.42):
            s.cylinder((x * w, 0, z * d), 0.008, 0.03 * h, "metal", linear_from_srgb(STEEL), top_radius_m=0.018, sides=8)
    front = 0.45 * d
    s.box(
        (0, 0.53 * h, front),
        (0.86 * w, 0.9 * h, 0.04 * d),
        material if item.color else "painted",
        trim(item, color, "#1d1d1f", 0.92),
        bevel_m=0.008,
    )
    z = front + 0.02 * d
    bright = bool(rng.random() < 0.5)
    cone = trim(item, color, "#c9a24a" if bright else "#3a3b3e", 1.1)
    count = int(rng.choice([2, 3]))
    spots = [(0.88, 0.13, True)] + [(0.74 - k * (0.24 if count > 2 else 0.3), 0.32 if count > 2 else 0.37, False) for k in range(count)]
    for y, share, tweeter in spots:
        r = share * w
        with s.at((0, y * h, z), rotation=pitched(np.pi / 2)):
            s.lathe((0, 0, 0), [(1.12 * r, 0), (1.12 * r, 0.012), (r, 0.016)], "metal", trim(item, color, STEEL, 0.8), sides=28, caps=False)
            if tweeter:
                s.lathe(
                    (0, 0, 0),
                    [(r, 0.016), (0.6 * r, 0.006), (0.55 * r, 0.01), (0.3 * r, 0.024), (0, 0.028)],
                    "metal",
                    cone,
                    sides=20,
                    caps=False,
                )
            else:
                rubber = trim(item, color, "#121213", 0.85)
                s.lathe((0, 0, 0), [(r, 0.016), (0.93 * r, 0.022), (0.84 * r, 0.014)], "painted", rubber, sides=28, caps=False)
                s.lathe((0, 0, 0), [(0.84 * r, 0.014), (0.34 * r, 0.001)], "paper", cone, sides=28, caps=False)
                s.lathe((0, 0, 0), [(0.34 * r, 0.001), (0.22 * r, 0.014), (0, 0.018)], "painted", rubber, sides=18, caps=False)
            for k in range(6):
                a = k * np.pi / 3
                s.cylinder(
                    (1.05 * r * np.sin(a), 0.012, 1.05 * r * np.cos(a)), 0.005, 0.005, "metal", trim(item, color, STEEL, 0.7), sides=6
                )
    disc(s, (0, 0.12 * h, z), 0.17 * w, 0.006, "painted", trim(item, color, "#2e2e30", 0.9), sides=24)
    disc(s, (0, 0.12 * h, z + 0.004), 0.13 * w, 0.004, "plain", trim(item, color, "#050506", 0.35), sides=24)
    s.box((0.3 * w, 0.96 * h, z + 0.003), (0.14 * w, 0.012 * h, 0.006), "metal", trim(item, color, "#c8b070", 1.0))
    return fitted(s.geometry(), item.size_m)


def laptop(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Open towards +Z: keyboard and touch pad in a thin case, a lit screen with a picture and windows on it."""
    s = Sculptor()
    color, material = main_paint(item, ("#b4b6ba", "#3e4044", "#d8d8d6", "#8a8d92"), rng), item.material or "metal"
    flatly = rounded(0.36, 0.25, 0.02, 4)
    slab(s, flatly, 0.003, 0.016, material, color)
    keys, well = trim(item, color, "#1d1e20", 0.8), trim(item, color, "#2c2d30", 0.7)
    s.box((0, 0.019, -0.035), (0.32, 0.003, 0.125), material if item.color else "painted", well)
    for row in range(6):
        count, z = (12, 13, 13, 12, 11, 7)[row], -0.087 + row * 0.0208
        span = 0.31
        for k in range(count):
            wide = span / count
            if row == 5:
                wide, x = (0.03, -0.14 + 0.033 * k) if k < 3 else ((0.12, -0.03) if k == 3 else (0.03, 0.048 + 0.033 * (k - 3)))
            else:
                x = (k + 0.5) * wide - span / 2
            s.box((x, 0.022, z), (wide - 0.005, 0.006, 0.0165), material if item.color else "painted", keys, skip="y")
    s.box((0, 0.0195, 0.08), (0.11, 0.002, 0.062), material, shade(color, 0.88))
    s.tube([(-0.12, 0.022, -0.124), (0.12, 0.022, -0.124)], 0.009, material, shade(color, 0.8), sides=8)
    lean = float(rng.uniform(0.18, 0.34))
    with s.at((0, 0.02, -0.124), rotation=pitched(-lean)):
        plate(s, rounded(0.36, 0.236, 0.016, 4, y=0.122), -0.008, 0.01, material, color)
        plate(
            s,
            rounded(0.352, 0.228, 0.012, 4, y=0.122),
            0.001,
            0.003,
            material if item.material else "painted",
            trim(item, color, "#0c0c0e", 0.8),
        )
        rows, columns = 14, 22
        picture = painted(rows, columns, 1.6, rng, linear_from_srgb(item.color) if item.color else None).clip(0, 0.9)
        u, v = np.meshgrid(np.linspace(-0.166, 0.166, columns + 1), np.linspace(0.018, 0.226, rows + 1))
        sheet(s, np.stack([u, v, np.full_like(u, 0.0055)], -1), "plain", picture, emission_linear=0.45 * picture.reshape(-1, 3))
        bar = trim(item, color, "#20262e", 0.7)
        s.box((0, 0.025, 0.0062), (0.332, 0.014, 0.0015), "plain", bar, emission_linear=0.3 * bar)
        x, y = float(rng.uniform(-0.07, 0.05)), float(rng.uniform(0.11, 0.15))
        page = trim(item, color, "#eceef0", 1.1)
        s.box((x, y, 0.0066), (0.15, 0.11, 0.002), "plain", page, emission_linear=0.5 * page)
        s.box((x, y + 0.05, 0.0076), (0.15, 0.012, 0.0015), "plain", bar, emission_linear=0.3 * bar)
        for k in range(7):
            wide = float(rng.uniform(0.06, 0.13))
            s.box((x - 0.065 + wide / 2, y + 0.032 - 0.012 * k, 0.0078), (wide, 0.004, 0.001), "plain", trim(item, color, "#4a5058", 0.6))
    return fitted(s.geometry(), item.size_m)


def alarm_clock(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Round face under two bells with a hammer and a ring to lift it by, on two splayed feet."""
    s = Sculptor()
    color, material = main_paint(item, ("#a8322a", "#2f6b74", "#c9a24a", "#d8d4c8", "#2b2c30"), rng), item.material or "metal"
    brass = trim(item, color, "#c9a24a" if rng.random() < 0.5 else "#b4b6ba", 1.05)
    up, r = 0.078, 0.062
    with s.at((0, up, -0.028), rotation=pitched(np.pi / 2)):
        case = [(0.75 * r, 0), (r, 0.008), (r, 0.05), (1.04 * r, 0.052), (1.04 * r, 0.058), (0.92 * r, 0.058), (0.92 * r, 0.052)]
        s.lathe((0, 0, 0), case, material, color, sides=32)
    paper, ink = trim(item, color, "#f0ead8", 1.08), trim(item, color, "#1b1b1d", 0.35)
    disc(s, (0, up, 0.02), 0.92 * r, 0.006, "paper", paper, sides=32)
    for k in range(12):
        a = k * np.pi / 6
        with s.at(
            (0.78 * r * np.sin(a), up + 0.78 * r * np.cos(a), 0.0265),
            rotation=np.array([[np.cos(a), np.sin(a), 0], [-np.sin(a), np.cos(a), 0], [0, 0, 1.0]]),
        ):
            s.box((0, 0, 0), (0.004 if k % 3 else 0.007, 0.009 if k % 3 else 0.013, 0.002), "plain", ink)
    for a, long, wide in ((float(rng.uniform(0, 6.28)), 0.42, 0.007), (float(rng.uniform(0, 6.28)), 0.66, 0.005)):
        tip = np.array([np.sin(a), np.cos(a), 0]) * long * r
        s.tube([np.array([0, up, 0.028]) - 0.2 * tip, np.array([0, up, 0.028]) + tip], [wide / 2, wide / 2], "metal", ink, sides=5)
    disc(s, (0, up, 0.026), 0.006, 0.006, "metal", brass, sides=10)
    for x in (-1, 1):
        a = -x * 0.6
        tilt = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1.0]])
        with s.at((0, up, 0), rotation=tilt):
            bell = [(0.034, 0.0), (0.033, 0.008), (0.026, 0.02), (0.014, 0.027), (0.0, 0.029)]
            s.lathe((0, r + 0.016, 0), bell, material if item.material else "metal", brass, sides=20)
            s.cylinder((0, r - 0.004, 0), 0.005, 0.024, "metal", brass, sides=8)
            s.sphere((0, r + 0.047, 0), 0.006, "metal", brass, sides=8)
        s.tube([(x * 0.034, up - 0.048, 0), (x * 0.056, 0.006, 0.004)], [0.008, 0.006], "metal", brass, sides=8)
        s.sphere((x * 0.056, 0.008, 0.004), 0.008, "metal", brass, sides=8)
    s.tube([(0, up + r - 0.005, 0), (0, up + r + 0.034, 0)], 0.004, "metal", brass, sides=6)
    s.sphere((0, up + r + 0.034, 0), (0.011, 0.007, 0.007), "metal", brass, sides=8)
    s.tube(loop(0.024, start_rad=0.0, stop_rad=np.pi, points=11, center=(0, up + r + 0.02, 0)), 0.004, "metal", brass, sides=6)
    with s.at((0.0, up, -0.036), rotation=ALONG_X):
        s.cylinder((0, -0.02, 0), 0.007, 0.04, "metal", brass, sides=8)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"telephone": telephone, "radio": radio, "speaker": speaker, "laptop": laptop, "alarm_clock": alarm_clock}
