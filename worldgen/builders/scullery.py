"""What hangs in kitchens and bathrooms: herbs and garlic on a rail, a spice rack, towels on their rail."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .accents import accent, lidded_jar, prism
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .sheets import cloth, sheet, smoothed
from .swatches import ACCENTS, WOODS, asked
from .turns import rolled

HERBS = ("#6a7a42", "#7a8450", "#5a6a44", "#8a8458", "#75804e")
BLOOMS = ("#8a6aa8", "#b8a24a", "#c87a8a")
SPICES = ("#b8501c", "#c8962a", "#6a2a16", "#7a7a34", "#3a2a1e", "#a8321c", "#c8a878")


def _herbs(s: Sculptor, top: Array, long: float, wide: float, tone: Array, bloom: Array | None, rng: np.random.Generator) -> None:
    """Stalks tied together that fan out downwards, with leaves on their lower part."""
    x, y, z = top
    s.tube([(x, y, z), (x, y - 0.16 * long, z)], [0.008, 0.014], "fabric", shade(tone, 0.6), sides=6)
    count = 9
    turn = rng.uniform(0, 2 * np.pi, count)
    out = np.sqrt(rng.uniform(0.02, 1, count)) * wide
    tips = np.stack([x + out * np.cos(turn), y - long * rng.uniform(0.85, 1.0, count), z + 0.5 * out * np.sin(turn)], 1)
    waist = np.array([x, y - 0.16 * long, z])
    for tip in tips:
        s.tube([waist, waist + 0.5 * (tip - waist) + [0, -0.06 * long, 0], tip], [0.006, 0.005, 0.004], "plain", shade(tone, 0.7), sides=4)
    per = 34
    t = rng.uniform(0.15, 1.0, (count, per))
    at = waist + t[..., None] * (tips - waist)[:, None] + rng.normal(0, 0.1 * wide, (count, per, 3))
    way = (tips - waist)[:, None] / long + rng.normal(0, 0.45, (count, per, 3))
    way /= np.linalg.norm(way, axis=-1, keepdims=True)
    normal = np.cross(way, rng.normal(size=(count, per, 3)))
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    color = np.repeat(tone[None], count * per, 0) * rng.uniform(0.75, 1.25, (count * per, 1))
    if bloom is not None:
        color[t.ravel() > 0.78] = bloom
    size = np.array([0.03, 0.013]) * rng.uniform(0.7, 1.2, (count * per, 1))
    at, way, normal = (a.reshape(-1, 3) for a in (at, way, normal))
    reach = size[:, :1] * np.abs(way)
    at[:, 1] = np.maximum(at[:, 1], y - long + reach[:, 1])
    s.leaves(at, way, normal, size, color.clip(0, 1))


def _string(s: Sculptor, top: Array, long: float, r: float, material: str, tone: Array, husk: Array, rng: np.random.Generator) -> None:
    """Bulbs of garlic or onions in a braid."""
    x, y, z = top
    t = np.linspace(0, 1, 9)
    s.tube(np.stack([x + 0.01 * np.sin(9 * t), y - long * 0.95 * t, z + 0 * t], 1), 0.012, "fabric", husk, sides=6)
    rows = int(np.clip((long - 2 * r) / (1.25 * r), 3, 6))
    r = max(r, (long - 0.05) / (1.25 * rows + 2.2))
    for k in range(rows):
        for side in (-1, 0, 1):
            out = side * 0.9 * r
            at = np.array([x + out, y - long + 1.2 * r + k * 1.25 * r + 0.2 * r * (side == 0), z + (0.55 if side == 0 else 0.1) * r])
            size = r * float(rng.uniform(0.8, 1.0))
            bulb = [(0.1, -0.95), (0.7, -0.75), (1.0, -0.25), (0.8, 0.35), (0.3, 0.8), (0.12, 1.25)]
            shape = np.array(bulb) * size
            with s.at(at + rng.normal(0, 0.12 * r, 3) * (1, 1, 0.5), rotation=rolled(0.5 * side + float(rng.normal(0, 0.2)))):
                s.lathe((0, 0, 0), shape, material, shade(tone, float(rng.uniform(0.88, 1.08))), sides=10)


def herb_bundles(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On the wall: a pole on brackets, bunches of herbs, braids of garlic and onions, a string of peppers."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, HERBS, rng)
    wood = accent(item, color, str(rng.choice(["#6a4a30", "#7c5a3a", "#4e3624"])), 0.8)
    y, z, solid = h - 0.035, 0.16 * d, item.material or "plain"
    s.tube([(-w / 2, y, z), (w / 2, y, z)], 0.022, item.material or "timber", wood, sides=10)
    for x in (-0.4, 0.4):
        s.box((x * w, y, -0.46 * d), (0.06, 0.07, 0.08 * d), item.material or "timber", wood, bevel_m=0.006)
        s.tube([(x * w, y, -0.44 * d), (x * w, y, z)], 0.016, item.material or "timber", shade(wood, 0.9), sides=8)
    count = int(np.clip(round(w / 0.17), 4, 7))
    step = w / count
    kinds = rng.permutation(np.resize([0, 1, 0, 2, 0, 3], count))
    for k, kind in enumerate(kinds):
        top = np.array([-w / 2 + (k + 0.5) * step, y - 0.01, z + 0.01])
        long = (h - 0.06) * (0.99 if k == 1 else float(rng.uniform(0.7, 0.97)))
        s.tube([top + [0, 0.035, 0], top + [0, -0.05, 0]], 0.007, "fabric", accent(item, color, "#b09868", 0.8), sides=5)
        if kind == 0:
            tone = shade(color, float(rng.uniform(0.85, 1.1))) if asked(item) else linear_from_srgb(str(rng.choice(HERBS)))
            bloom = None if asked(item) or rng.random() < 0.4 else linear_from_srgb(str(rng.choice(BLOOMS)))
            _herbs(s, top, long, 0.42 * step, tone, bloom, rng)
        elif kind in (1, 2):
            tone = accent(item, color, "#e2dccc" if kind == 1 else "#a8622c", 1.05)
            _string(s, top, long, 0.042 if kind == 1 else 0.048, solid, tone, accent(item, color, "#b8a478", 0.85), rng)
        else:
            for j in range(14):
                a, low = 2.4 * j, top + [0, -0.08 - long * 0.8 * j / 14, 0]
                reach = np.array([0.06 * np.sin(a), -0.085, 0.05 * np.cos(a)])
                pod = low + np.outer([0, 0.4, 0.8, 1.0], reach)
                red = accent(item, color, str(rng.choice(["#a01a14", "#b8301a", "#8a1612"])), 0.95)
                s.tube(pod, [0.008, 0.014, 0.01, 0.004], solid, red, sides=7)
            s.tube([top, top + [0, -long * 0.85, 0]], 0.007, "fabric", accent(item, color, "#b09868", 0.8), sides=5)
    return fitted(s.geometry(), item.size_m)


def spice_rack(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """On the wall: two boards between shaped sides, a row of jars on each, a lath before them, hooks below."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, (*WOODS, "#d8d0c0", "#6a8a84"), rng), item.material or "timber"
    t = 0.02
    s.box((0, 0.53 * h, -d / 2 + 0.006), (w - 2 * t, 0.9 * h, 0.012), material, shade(color, 0.85))
    rim = [
        (0.1, 0.04),
        (0.4, 0.12),
        (0.5, 0.24),
        (0.48, 0.38),
        (0.34, 0.5),
        (0.44, 0.62),
        (0.46, 0.72),
        (0.36, 0.84),
        (0.1, 0.95),
        (-0.3, 1),
    ]
    rim = smoothed(np.array(rim) + (1, 0), 3) - (1, 0)
    side = np.vstack([np.column_stack([np.full(len(rim), 0.5), rim[:, 1]]), rim[::-1] * (-1, 1)]) * (d, h)
    for x in (-w / 2, w / 2 - t):
        with s.at((x, 0, 0), yaw=np.pi / 2):  # own x is the frame's −z
            prism(s, side, t, material, color, bevel_m=0.003)
    for low, tall in ((0.1, 0.36), (0.54, 0.34)):
        s.box((0, low * h, 0), (w - 2 * t, t, 0.94 * d), material, color, bevel_m=0.003)
        s.box((0, (low + 0.1) * h, 0.42 * d), (w - 2 * t, 0.03, 0.012), material, shade(color, 1.06), bevel_m=0.003)
        r = 0.36 * d
        count = max(2, int((w - 0.06) / (2.15 * r)))
        for k in range(count):
            x = (k - (count - 1) / 2) * (w - 0.06) / count
            filling = accent(item, color, str(rng.choice(SPICES)), float(rng.uniform(0.75, 0.95)))
            lid = accent(item, color, str(rng.choice(["#2c2a28", "#b8bcbe", "#b08a4a"])), 0.8)
            tall_m = tall * h * float(rng.uniform(0.75, 0.95))
            lidded_jar(
                s, (x, low * h + t / 2, 0), r, tall_m, int(rng.choice([0, 2])), "ceramic", filling, lid, accent(item, color, "#e6dcc2", 1.1)
            )
    for k in range(5):
        x = (k - 2) * 0.18 * w
        hook = smoothed([(0.4, 0.06), (0.47, 0.045), (0.47, 0.01), (0.4, 0.0), (0.36, 0.02)], 2)
        s.tube(
            np.column_stack([np.full(len(hook), x), hook[:, 1] * h, (hook[:, 0] - 0.05) * d]), 0.006, "metal", shade(color, 0.7), sides=5
        )
    return fitted(s.geometry(), item.size_m)


def towel_rail(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two turned ends with bars between them, towels over the bars."""
    s = Sculptor()
    w, h, d = item.size_m
    wood = accent(item, main_paint(item, ("#8a5e3a",), rng), str(rng.choice(["#8a5e3a", "#6a4428", "#e0dccf", "#b4b8ba"])), 0.85)
    color, cover = main_paint(item, (*ACCENTS, "#d8d4c8", "#7a9ab0"), rng), item.material or "fabric"
    bars = ((0.3, 0.96), (-0.3, 0.96), (0.0, 0.66))
    for x in (-1, 1):
        for z in (-0.3, 0.3):
            post = smoothed([(0.6, 0), (0.9, 0.02), (0.6, 0.08), (1.0, 0.3), (0.7, 0.34), (0.9, 0.7), (0.6, 0.9), (1.0, 0.95), (0.4, 1)], 2)
            with s.at((x * (w / 2 - 0.03), 0.05 * h, z * d)):
                s.lathe((0, 0, 0), post * (0.022, 0.95 * h), item.material or "timber", wood, sides=12)
        s.box((x * (w / 2 - 0.03), 0.03 * h, 0), (0.05, 0.06 * h, d), item.material or "timber", wood, bevel_m=0.01)
        s.box((x * (w / 2 - 0.03), 0.66 * h, 0), (0.036, 0.05 * h, 0.62 * d), item.material or "timber", wood, bevel_m=0.006)
    for z, y in bars:
        s.tube([(-w / 2 + 0.03, y * h, z * d), (w / 2 - 0.03, y * h, z * d)], 0.013, item.material or "timber", wood, sides=9)
    second = accent(item, color, str(rng.choice(["#e6e0d2", "#c2a676", "#5f7f9f", "#d8cdb4"])), 1.1)
    for k, (z, y) in enumerate(bars):
        if k == 2 and rng.random() < 0.4:
            continue
        wide = w * (float(rng.uniform(0.62, 0.8)) if k == 0 else float(rng.uniform(0.4, 0.7)))
        shift = (0.92 * w - wide) / 2 * float(rng.uniform(-0.8, 0.8))
        tone, stripe = (second, color) if k == 1 else (color, second)
        front, rear = float(rng.uniform(0.5, 0.7)) * h * (0.75 if k == 2 else 1), float(rng.uniform(0.3, 0.5)) * h
        a = np.linspace(0, np.pi, 7)
        r = 0.022
        line = [*((y * h - front + front * t, z * d + r + 0.012 * (1 - t)) for t in np.linspace(0, 1, 10)[:-1])]
        line += [(y * h + r * np.sin(b), z * d + r * np.cos(b)) for b in a]
        line += [(y * h - rear * t, z * d - r) for t in np.linspace(0, 1, 6)[1:]]
        u = np.linspace(-0.5, 0.5, 15)
        wave = 0.007 * np.sin(u * float(rng.uniform(14, 22)) + k)
        path = np.array(line)
        hang = np.clip((y * h - path[:, 0]) / (0.3 * h), 0, 1)[:, None]
        p = np.stack(np.broadcast_arrays(shift + wide * u, path[:, :1], path[:, 1:] + wave * hang), -1)
        cloth(s, p, 0.008, cover, tone)
        sheet(s, p[1:3] + [0, 0, 0.003], cover, stripe)
        for edge in (p[:, 0], p[:, -1], p[0], p[-1]):  # hems
            out = np.array([0, 0, -0.004 if edge[0, 2] > z * d else 0.004])
            s.tube(edge + out, 0.0065, cover, shade(tone, 0.96), sides=6)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"herb_bundles": herb_bundles, "spice_rack": spice_rack, "towel_rail": towel_rail}
