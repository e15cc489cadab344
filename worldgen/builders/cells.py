"""What dungeons hold: bars, chains, cages, racks, straw, torches."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .branches import directions, unit
from .envelope import fitted
from .fires import flames
from .geometry import Geometry, Sculptor, linear_from_srgb
from .hues import linear_from_oklch
from .paints import main_paint, shade

IRONS = ("#3c3a39", "#4a4440", "#35363a", "#54463c")


def cell_bars(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Upright bars through flat rails, a door among them with hinges and a lock."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, IRONS, rng), item.material or str(rng.choice(["metal", "rust", "metal"]))
    count = max(3, round(w / 0.135))
    r = min(0.017, 0.3 * d)
    for k in range(count + 1):
        x = (k / count - 0.5) * (w - 2 * r)
        s.cylinder((x, 0, 0), r, h, material, shade(color, float(rng.uniform(0.85, 1.15))), sides=8)
    for y in (0.04, 0.36, 0.7, 0.97):
        s.box((0, y * h, 0), (w, 0.045, d), material, shade(color, 0.9), bevel_m=0.004)
    if w > 1.5:
        x0 = float(rng.uniform(-0.3, 0.3)) * (w - 1.2)
        for x in (x0 - 0.45, x0 + 0.45):
            s.box((x, 0.46 * h, 0), (0.05, 0.86 * h, 0.9 * d), material, shade(color, 0.8), bevel_m=0.004)
        s.box((x0 + 0.38, 0.47 * h, 0.2 * d), (0.17, 0.2, 0.8 * d), material, shade(color, 1.2), bevel_m=0.01)
        for y in (0.2, 0.75):
            s.cylinder((x0 - 0.47, y * h - 0.06, 0), 0.024, 0.12, material, color, sides=8)
    return fitted(s.geometry(), item.size_m)


def chains(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A plate on the wall, two chains of oval links that hang from it, a shackle at each end."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, IRONS, rng), item.material or str(rng.choice(["metal", "rust", "metal"]))
    link = 0.062
    for x in (-1, 1):
        top = (x * 0.34 * w, 0.95 * h, -0.4 * d)
        s.box((top[0], top[1], -0.47 * d), (0.12, 0.1 * h, 0.06 * d), material, shade(color, 0.8), bevel_m=0.006)
        _ring(s, (top[0], top[1] - 0.02, -0.25 * d), 0.04, material, color, flat=True)
        long = float(rng.uniform(0.6, 0.8)) * h
        count = int(long / (0.72 * link * 2))
        sway, p = 0.05 * w, rng.uniform(0, 6)
        for k in range(count):
            y = top[1] - 0.06 - 1.44 * link * k
            at = (top[0] + sway * np.sin(0.3 * k + p) * k / count, y, -0.2 * d)
            _link(s, at, link, material, shade(color, float(rng.uniform(0.85, 1.15))), turned=k % 2 == 1)
        _ring(s, (at[0], at[1] - 0.09, -0.1 * d), 0.055, material, shade(color, 1.1), flat=False)
    return fitted(s.geometry(), item.size_m)


def _link(s: Sculptor, at: tuple[float, float, float], size: float, material: str, color: np.ndarray, *, turned: bool) -> None:
    t = np.linspace(0, 2 * np.pi, 11)
    flat = np.stack([0.55 * size * np.sin(t), size * np.cos(t), np.zeros(11)], 1)
    path = flat[:, [2, 1, 0]] if turned else flat
    s.tube(path + np.asarray(at), 0.012, material, color, sides=6)


def _ring(s: Sculptor, at: tuple[float, float, float], r: float, material: str, color: np.ndarray, *, flat: bool) -> None:
    t = np.linspace(0, 2 * np.pi, 15)
    path = np.stack([r * np.sin(t), r * np.cos(t) if flat else 0.2 * r * np.sin(t), np.zeros(15) if flat else r * np.cos(t)], 1)
    s.tube(path + np.asarray(at), 0.014, material, color, sides=6)


def cage(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An iron cage with a domed top, standing on its floor. Tag `hung`: it hangs by a chain, which takes what is over two thirds of h."""
    s = Sculptor()
    w, full, d = item.size_m
    h = 0.66 * full if "hung" in item.tags else full
    color, material = main_paint(item, IRONS, rng), item.material or str(rng.choice(["metal", "rust", "metal"]))
    r, top = min(w, d) / 2 - 0.02, 0.72 * h
    s.lathe((0, 0, 0), [(r, 0), (r, 0.04), (0.94 * r, 0.05)], material, shade(color, 0.8), sides=18)
    for k in range(14):
        a = 2 * np.pi * k / 14
        x, z = r * np.sin(a), r * np.cos(a)
        dome = [
            (x, 0.03, z),
            (x, top, z),
            (0.82 * x, top + 0.09 * h, 0.82 * z),
            (0.42 * x, top + 0.17 * h, 0.42 * z),
            (0, top + 0.2 * h, 0),
        ]
        s.tube(dome, 0.014, material, shade(color, float(rng.uniform(0.85, 1.15))), sides=6)
    for y in (0.36 * h, top):
        s.lathe(
            (0, y, 0),
            [(r + 0.012, 0), (r + 0.012, 0.035), (r - 0.012, 0.035), (r - 0.012, 0), (r + 0.012, 0)],
            material,
            color,
            sides=20,
            caps=False,
        )
    _ring(s, (0, h - 0.065, 0), 0.05, material, color, flat=True)
    links = int((full - h) / 0.09)
    for k in range(links):
        _link(s, (0, h + (k + 0.5) * (full - h) / links, 0), 0.062, material, color, turned=k % 2 == 1)
    return fitted(s.geometry(), item.size_m)


def rack(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A heavy frame with a roller at each end and boards between."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#5a4332", "#4b3a2c"), rng), item.material or "timber"
    for x in (-1, 1):
        s.box((x * 0.44 * w, 0.72 * h, 0), (0.12 * w, 0.16 * h, d), material, color, bevel_m=0.012)
        for z in (-1, 1):
            s.box((x * 0.44 * w, 0.4 * h, z * 0.42 * d), (0.11 * w, 0.8 * h, 0.05 * d), material, shade(color, 0.9), bevel_m=0.01)
    for k in range(7):
        z = (k - 3) * 0.085 * d
        s.box((0, 0.74 * h, z), (0.8 * w, 0.05 * h, 0.075 * d), "planks", shade(color, float(rng.uniform(0.95, 1.25))))
    for z in (-1, 1):
        turn = [[0, -1, 0], [1, 0, 0], [0, 0, 1]]
        with s.at((w / 2, 0.86 * h, z * 0.4 * d), rotation=turn):
            s.cylinder((0, 0, 0), 0.12 * h, w, material, shade(color, 1.1), sides=14)
    return fitted(s.geometry(), item.size_m)


def straw(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Loose stalks over the floor, thicker in the middle."""
    s = Sculptor()
    w, h, d = item.size_m
    n = int(np.clip(620 * w * d, 150, 3200))
    r, a = np.sqrt(rng.random(n)), rng.uniform(0, 2 * np.pi, n)
    up = h * (1 - r**2) * rng.random(n)
    at = np.stack([0.46 * w * r * np.cos(a), 0.012 + 0.9 * up, 0.46 * d * r * np.sin(a)], 1)
    lie = unit(directions(n, rng) * [1, 0.25, 1])
    face = np.cross(lie, np.cross([0, 1.0, 0], lie)) + 0.4 * directions(n, rng)
    face = unit(face - lie * np.sum(face * lie, 1, keepdims=True))
    tone = linear_from_oklch(0.68 + rng.normal(0, 0.06, n), 0.085, 88 + rng.normal(0, 6, n))
    if item.color:
        tone = linear_from_srgb(item.color) * rng.uniform(0.8, 1.15, (n, 1))
    s.leaves(at, lie, face, np.stack([rng.uniform(0.07, 0.17, n), np.full(n, 0.006)], 1), tone)
    s.lathe(
        (0, 0.002, 0), [(0.40 * min(w, d), 0), (0.2 * min(w, d), 0.3 * h), (0, 0.42 * h)], "thatch", linear_from_srgb("#a8905a"), sides=12
    )
    return s.geometry()


def torch(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A stick wrapped at its head, aslant in an iron ring on the wall behind; it burns at any hour."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#5a4230", "#4c3828"), rng), item.material or "timber"
    iron = (0.035, 0.033, 0.032)
    foot, head = (0, 0.05 * h, -0.28 * d), (0, 0.58 * h, 0.12 * d)
    s.box((0, 0.34 * h, -0.47 * d), (0.4 * w, 0.3 * h, 0.05 * d), "metal", iron, bevel_m=0.004)
    for y in (0.22, 0.46):
        s.tube([(0, y * h, -0.45 * d), (0, y * h, -0.28 * d + 0.75 * (y - 0.05) * d)], 0.014, "metal", iron, sides=6)
    s.tube([foot, head], [0.02, 0.03], material, color, sides=9)
    s.tube([(0, 0.5 * h, 0.06 * d), (0, 0.64 * h, 0.17 * d)], [0.05, 0.058], "fabric", (0.05, 0.035, 0.025), sides=10)
    flames(s, (0, 0.6 * h, 0.15 * d), 0.3 * w, 0.38 * h, 70, rng, gain=2.4)
    core = [(0, (0.66 + 0.02 * k) * h, 0.16 * d) for k in range(6)]  # small and hot: most of its light
    s.leaves(core, (0, 1, 0), (0, 0, 1), (0.03, 0.016), (0.9, 0.6, 0.2), emission_linear=(330.0, 165.0, 52.0))
    return s.geometry()


BUILDERS = {"cell_bars": cell_bars, "chains": chains, "cage": cage, "rack": rack, "straw": straw, "torch": torch}
