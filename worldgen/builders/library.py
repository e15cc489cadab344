"""What libraries have beside shelves: a card catalogue, a trolley of books, a spiral staircase."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .accents import accent, prism
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .legs import four_legs
from .paints import main_paint, shade
from .swatches import WOODS, asked
from .tables import slab
from .turns import ALONG_X, loop, pitched
from .volumes import BINDINGS, Volumes


def card_catalogue(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Many small drawers, each with a label in a brass frame and a pull, on legs; one stands open."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    low, top = (0.24 * h, h - 0.03) if rng.random() < 0.7 else (0.06 * h, h - 0.03)
    if low > 0.1 * h:
        four_legs(s, "tapered", w - 0.06, d - 0.06, low, 0.05, material, shade(color, 0.9))
    else:
        s.box((0, low / 2, -0.02), (w - 0.06, low, d - 0.08), material, shade(color, 0.75))
    s.box((0, (low + top) / 2, -0.015), (w - 0.03, top - low, d - 0.05), material, shade(color, 0.72), bevel_m=0.004)
    slab(s, w, d, top, h, material, color)
    s.box((0, low + 0.015, 0), (w - 0.01, 0.03, d - 0.02), material, color, bevel_m=0.006)
    columns, rows = int(np.clip(round(w / 0.2), 3, 7)), int(np.clip(round((top - low) / 0.15), 4, 7))
    wide, tall = (w - 0.07) / columns, (top - low - 0.06) / rows
    brass = accent(item, color, "#b08a48", 0.85)
    opened = (int(rng.integers(columns)), int(rng.integers(1, max(2, rows - 2))))
    front = d / 2 - 0.04
    for i in range(columns):
        for j in range(rows):
            x, y = -w / 2 + 0.035 + (i + 0.5) * wide, low + 0.045 + (j + 0.5) * tall
            z = front + (0.32 * d if (i, j) == opened else 0.0)
            tone = shade(color, float(rng.uniform(0.94, 1.08)))
            s.box((x, y, z), (wide - 0.012, tall - 0.012, 0.022), material, tone, bevel_m=0.006)
            if (i, j) == opened:
                s.box((x, y - 0.1 * tall, z - 0.16 * d), (wide - 0.03, 0.6 * tall, 0.32 * d), material, shade(color, 0.8), skip="z")
                card = accent(item, color, "#e6dcc0", 1.12)
                s.box((x, y + 0.08 * tall, z - 0.16 * d), (wide - 0.05, 0.4 * tall, 0.28 * d), "paper", card)
                for k in range(4):
                    at = (x, y + 0.32 * tall, z - (0.06 + 0.06 * k) * d)
                    s.box(at, (wide - 0.06, 0.12 * tall, 0.008), "paper", shade(card, 0.9))
            s.box((x, y + 0.2 * tall, z + 0.012), (0.56 * wide, 0.3 * tall, 0.008), "metal", brass, bevel_m=0.002)
            s.box((x, y + 0.2 * tall, z + 0.016), (0.46 * wide, 0.2 * tall, 0.004), "paper", accent(item, color, "#e8dfc6", 1.12), skip="z")
            s.sphere((x, y - 0.2 * tall, z + 0.022), 0.013, "metal", brass, sides=8)
    return fitted(s.geometry(), item.size_m)


def book_cart(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A trolley on castors: end panels, two tilted shelves of books and a flat one below."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WOODS, "#8a8f94", "#4a6a7a"), rng), item.material or "timber"
    wheel, t = 0.055 * h, 0.024
    for x in (-1, 1):
        for z in (-0.4, 0.4):
            with s.at((x * (w / 2 - 0.05) - 0.012, wheel, z * d), rotation=ALONG_X):
                s.cylinder((0, 0, 0), wheel, 0.026, "plain", (0.015, 0.015, 0.016), sides=16)
                s.cylinder((0, -0.003, 0), 0.5 * wheel, 0.032, "metal", (0.3, 0.3, 0.31), sides=12)
            s.box((x * (w / 2 - 0.05), 1.9 * wheel, z * d), (0.05, 0.8 * wheel, 0.05), "metal", shade(color, 0.7))
        low, top = 2.1 * wheel, 0.96 * h
        half = np.array(
            [(0.44, low), (0.48, 0.25 * h), (0.5, 0.45 * h), (0.47, 0.7 * h), (0.42, top - 0.06), (0.34, top - 0.02), (0.2, top)]
        )
        panel = np.vstack([half, half[::-1] * (-1, 1)]) * (d, 1)
        with s.at((x * (w / 2 - t / 2) - t / 2, 0, 0), yaw=np.pi / 2):
            prism(s, panel, t, material, color)
        grip = np.array([(top - 0.02, -0.18 * d), (h - 0.016, -0.15 * d), (h - 0.016, 0.15 * d), (top - 0.02, 0.18 * d)])
        s.tube(np.column_stack([np.full(4, x * (w / 2 - t / 2)), grip]), 0.014, "metal", shade(color, 0.75), sides=8)
    own = asked(item)
    bindings = np.stack([linear_from_srgb(b) for b in BINDINGS]) * 1.1
    if own:
        bindings = 0.8 * color + 0.2 * bindings * color / max(float(color.max()), 0.05)
    for low, lean, tall in ((0.14, 0.0, 0.24), (0.42, -0.2, 0.25), (0.71, -0.2, 0.22)):
        with s.at((0, low * h, 0), rotation=pitched(lean)):
            s.box((0, 0, 0.02 * d), (w - 2 * t, t, 0.86 * d), material, shade(color, 0.95), bevel_m=0.004)
            s.box((0, 0.11 * h, -0.4 * d), (w - 2 * t, 0.22 * h, 0.018), material, shade(color, 0.85))
            s.box((0, 0.012 * h + 0.016, 0.45 * d), (w - 2 * t, 0.04, 0.014), material, shade(color, 1.06), bevel_m=0.004)
            volumes = Volumes(rng, bindings)
            stop = w / 2 - 0.05 - float(rng.uniform(0, 0.25)) * w
            volumes.row(-w / 2 + 0.04, stop, t / 2, -0.36 * d, 0.8 * d, tall * h, 0.97)
            volumes.into(s, item.material or "fabric")
    return fitted(s.geometry(), item.size_m)


def spiral_stairs(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Treads round a pole up to a landing, a baluster on each, a rail that winds with them."""
    s = Sculptor()
    w, h, d = item.size_m
    iron = rng.random() < 0.55
    color = main_paint(item, ("#26262a", "#3a4038", "#5a5e62") if iron else WOODS, rng)
    material = item.material or ("metal" if iron else "timber")
    r, rise = min(w, d) / 2 - 0.03, 0.72 * h
    steps = int(np.clip(round(rise / 0.19), 9, 18))
    sweep = 2 * np.pi * (0.86 if h < 2.4 else 1.0)
    start, step = float(rng.choice([0.0, 0.35])), sweep / steps
    way = 1 if rng.random() < 0.5 else -1
    core = 0.06 * min(w, d)
    s.lathe((0, 0, 0), [(1.5 * core, 0), (1.5 * core, 0.02), (core, 0.05), (core, 0.97 * h)], material, color, sides=18)
    s.sphere((0, 0.98 * h, 0), (1.4 * core, 0.022 * h, 1.4 * core), material, shade(color, 1.05), sides=14)
    tread = accent(item, color, "#7a5230", 1.05) if iron and rng.random() < 0.4 else shade(color, 1.08)
    tread_material = item.material or ("timber" if float(tread[0]) > 1.3 * float(tread[2]) else material)
    rails = []
    for k in range(steps + 1):
        last = k == steps
        a0 = start + way * k * step
        wide = step * 1.18 if not last else 0.9
        arc = np.linspace(a0 - way * 0.09 * step, a0 + way * (wide - 0.09 * step), 5 if not last else 9)
        y = (k + 1) * rise / (steps + 1)
        plan = [(0.6 * core * np.sin(a), 0.6 * core * np.cos(a)) for a in arc[[0, -1]]]
        outer = [(r * np.sin(a), r * np.cos(a)) for a in arc[::-1]]
        s.extrude([*plan, *outer], 0.036, tread_material, shade(tread, float(rng.uniform(0.94, 1.05))), y=y - 0.036)
        s.lathe((0, y - 0.1, 0), [(1.0 * core, 0), (1.25 * core, 0.02), (1.25 * core, 0.09), (core, 0.11)], material, color, sides=14)
        brace = a0 + way * 0.08 * step
        out = np.array([np.sin(brace), 0, np.cos(brace)])
        s.tube([out * core + [0, y - 0.09, 0], out * 0.9 * r + [0, y - 0.045, 0]], 0.016, material, shade(color, 0.9), sides=6)
        for part in (0.12, 0.6) if not last else (0.12, 0.4, 0.68, 0.96):
            a = a0 + way * part * (wide if last else step)
            up = y + (part * rise / (steps + 1) if not last else 0.0)
            top = up + 0.26 * h
            at = np.array([0.96 * r * np.sin(a), 0, 0.96 * r * np.cos(a)])
            s.tube([at + [0, y - 0.01, 0], at + [0, top, 0]], 0.011, material, color, sides=6)
            rails.append(at + [0, top, 0])
            if part < 0.3 and not last:
                s.sphere(at + [0, y + 0.13 * h, 0], (0.022, 0.034, 0.022), material, shade(color, 1.06), sides=7)
    s.tube(np.array(rails), 0.024, item.material or ("timber" if not iron else "metal"), shade(color, 0.9), sides=8)
    curl = np.array(rails[0]) + loop(0.05, points=9, start_rad=0.5, stop_rad=5.0, plane="yz") * (1, 1, way)
    s.tube(curl, 0.02, material, shade(color, 0.9), sides=7)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"card_catalogue": card_catalogue, "book_cart": book_cart, "spiral_stairs": spiral_stairs}
