"""Tools that stand ready in a yard: garden_tools, broom, splitting_block."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .boards import board, footed_post
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import choose, main_paint, shade
from .sheets import cloth
from .turns import pitched, rolled
from .wares import WOODS

Rng = np.random.Generator
ASH = ("#a9824e", "#b8925c", "#9a7444")
STEEL = ("#6a6e72", "#5a5e62", "#74706a")


def _grip(s: Sculptor, y: float, material: str, color: Array) -> None:
    """The D of a spade's handle; its crossbar is at `y`."""
    for x in (-1, 1):
        s.tube([(0, y - 0.13, 0), (x * 0.045, y - 0.06, 0), (x * 0.055, y, 0)], 0.012, material, color, sides=7)
    s.tube([(-0.066, y, 0), (0.066, y, 0)], 0.016, material, shade(color, 0.92), sides=8)


def _blade(s: Sculptor, wide: float, tall: float, material: str, color: Array, pointed: bool) -> None:
    """A dished blade from its edge at y = 0 up to its treads, and the socket over it."""
    v, u = np.linspace(0, 1, 9)[:, None], np.linspace(-1, 1, 9)[None]
    half = wide / 2 * (np.clip(v / 0.55, 0.05, 1) ** 0.55 if pointed else 0.9 + 0.1 * v)
    grid = np.stack(np.broadcast_arrays(u * half, v * tall, 0.022 * u**2 - 0.02 * (v - 0.5) ** 2), -1)
    cloth(s, grid, 0.008, material, color)
    for x in (-1, 1):
        s.box((x * wide * 0.29, tall, 0.006), (0.36 * wide, 0.014, 0.03), material, shade(color, 0.9), bevel_m=0.004)
    s.tube(
        [(0, 0.6 * tall, 0.004), (0, tall + 0.02, -0.004), (0, tall + 0.2, 0)],
        np.array([0.01, 0.022, 0.02]),
        material,
        shade(color, 0.92),
        sides=9,
    )


def _tool(s: Sculptor, kind: str, tall: float, wood: Array, steel: Array, handle: str, head: str) -> None:
    """One tool upright on y = 0, its head below for spade, shovel and fork, above for rake, hoe and hayfork."""
    if kind in ("spade", "shovel", "fork"):
        up = 0.29 if kind != "shovel" else 0.31
        if kind == "fork":
            for x in (-0.075, -0.025, 0.025, 0.075):
                s.tube(
                    [(x, 0, 0.012), (x, 0.14, -0.004), (x, 0.27, 0), (0.7 * x, 0.3, 0)],
                    np.array([0.007, 0.009, 0.009, 0.009]),
                    head,
                    steel,
                    sides=6,
                )
            s.tube([(-0.06, 0.3, 0), (0.06, 0.3, 0)], 0.012, head, steel, sides=7)
            s.tube([(0, 0.29, 0), (0, 0.5, 0)], np.array([0.024, 0.018]), head, shade(steel, 0.92), sides=9)
        else:
            _blade(s, 0.19 if kind == "spade" else 0.24, up, head, steel, kind == "shovel")
        top = min(tall, 1.12) if kind != "shovel" else tall
        s.tube(
            [(0, up + 0.1, 0), (0, 0.6 * top, 0), (0, top - (0.12 if kind != "shovel" else 0), 0)],
            np.array([0.018, 0.017, 0.016]),
            handle,
            wood,
            sides=9,
        )
        if kind != "shovel":
            _grip(s, top - 0.016, handle, wood)
        return
    s.tube([(0, 0, 0), (0, 0.5 * tall, 0), (0, tall - 0.1, 0)], np.array([0.016, 0.018, 0.016]), handle, wood, sides=9)
    if kind == "rake":
        s.tube([(0, tall - 0.16, 0), (0, tall - 0.03, 0)], np.array([0.022, 0.018]), head, shade(steel, 0.92), sides=8)
        s.box((0, tall - 0.018, 0), (0.36, 0.026, 0.018), head, steel, bevel_m=0.004)
        for x in np.linspace(-0.165, 0.165, 12):
            s.tube(
                [(float(x), tall - 0.018, 0), (float(x), tall - 0.024, 0.06), (float(x), tall - 0.034, 0.085)],
                np.array([0.008, 0.008, 0.005]),
                head,
                steel,
                sides=5,
            )
    elif kind == "hoe":
        s.tube(
            [(0, tall - 0.16, 0), (0, tall - 0.05, 0), (0, tall - 0.015, 0.03), (0, tall - 0.03, 0.07)],
            np.array([0.022, 0.015, 0.012, 0.012]),
            head,
            steel,
            sides=8,
        )
        board(s, (0, tall - 0.012, 0.055), (0, tall - 0.1, 0.165), 0.16, 0.009, head, steel)
    else:
        s.tube([(0, tall - 0.42, 0), (0, tall - 0.28, 0)], np.array([0.022, 0.018]), head, shade(steel, 0.92), sides=8)
        for x in (-1, 0, 1):
            s.tube(
                [(0, tall - 0.3, 0), (x * 0.07, tall - 0.27, 0), (x * 0.1, tall - 0.2, 0.02), (x * 0.095, tall, -0.01)],
                np.array([0.012, 0.011, 0.009, 0.006]),
                head,
                steel,
                sides=6,
            )


def garden_tools(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A small rack on two footed posts with a toothed rail; four or five tools lean into it: spade, fork, shovel, rake, hoe, hayfork."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, WOODS, rng), item.material or "timber"
    rail, k = 0.62 * h, h / 1.5
    for x in (-1, 1):
        footed_post(s, x * (w / 2 - 0.05), 0.68 * h, 0.06, d / 2, material, color)
    s.box((0, 0.06, -0.1 * d), (w - 0.1, 0.05, 0.05), material, shade(color, 0.9), bevel_m=0.008)
    s.box((0, rail, -0.02), (w - 0.1, 0.075, 0.035), material, shade(color, 1.04), bevel_m=0.008)
    kinds = ["spade", "fork", "rake", *rng.permutation(["shovel", "hoe", "hayfork"])[: int(rng.integers(1, 3))]]
    order = [str(x) for x in rng.permutation(kinds)]
    head = item.material or "metal"
    for i, kind in enumerate(order):
        x = ((i + 0.5) / len(order) - 0.5) * (w - 0.16)
        wood = shade(color, float(rng.uniform(0.9, 1.1))) if item.color else main_paint(item, ASH, rng)
        steel = shade(color, 0.82) if item.color else main_paint(item, (*STEEL, "#7a4a30"), rng)
        lean = float(np.arctan2(0.16 * d, rail)) * -1
        tall = h * float(rng.uniform(0.93, 0.99)) if kind != order[0] else h * 0.99
        with s.at((x, 0, 0.24 * d), rotation=rolled(float(rng.uniform(-0.04, 0.04))) @ pitched(lean)):
            _tool(s, kind, tall / k if k < 1 else tall, wood, steel, item.material or "timber", head)
        for q in (-1, 1):
            s.tube([(x + q * 0.045, rail, -0.02), (x + q * 0.045, rail + 0.015, 0.09)], 0.011, material, shade(color, 0.92), sides=7)
    return fitted(s.geometry(), item.size_m)


def _bound(s: Sculptor, y: float, r: tuple[float, float], material: str, color: Array) -> None:
    """A cord wound round an oval bundle."""
    t = np.linspace(0, 2 * np.pi, 19)
    for k in range(3):
        s.tube(np.stack([r[0] * np.sin(t), np.full(19, y + 0.014 * k), r[1] * np.cos(t)], 1), 0.008, material, color, sides=5)


def broom(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Stands on its bristles: a besom of birch twigs bound to a crooked stick, or a flat stitched broom on a turned one."""
    s = Sculptor()
    w, h, d = item.size_m
    material = item.material or "timber"
    besom = bool(rng.random() < 0.55)
    wood = main_paint(item, ("#6f5136", "#7d6040", "#8f7048") if besom else (*ASH, "#8a3a2c", "#3f6a6a"), rng)
    brush = (
        shade(wood, 0.92)
        if item.color
        else main_paint(item, ("#5c4430", "#6e5236", "#7a6040") if besom else ("#b8964e", "#a8843c", "#c4a868"), rng)
    )
    tall = float(rng.uniform(0.36, 0.42)) * h
    t = np.linspace(0, 1, 9)
    bend = 0.012 if besom else 0.0
    path = np.stack([bend * np.sin(5 * t + rng.uniform(0, 6)), 0.6 * tall + (h - 0.6 * tall) * t, bend * np.cos(4 * t)], 1)
    s.tube(path, np.linspace(0.017, 0.014, 9), material, wood, sides=9)
    count = 110
    a, r = rng.uniform(0, 2 * np.pi, count), np.sqrt(rng.random(count))
    fan = np.array([0.47 * w, 0.47 * d])
    neck = (np.array([0.1 * w, 0.16 * d]) if besom else np.array([0.16 * w, 0.16 * d])) * 1.1
    for k in range(count):
        way = np.array([np.sin(a[k]), np.cos(a[k])]) * (r[k] if besom else max(r[k], 0.4))
        top, mid, low = neck * way, (neck * 1.25 if besom else 0.55 * fan + 0.4 * neck) * way, fan * way
        y = tall * float(rng.uniform(0.94, 1.06)) if besom else tall
        foot = float(rng.uniform(0.0, 0.05)) * tall * (r[k] if besom else 0.2)
        line = [(top[0], y, top[1]), (mid[0], 0.72 * tall, mid[1]), (low[0], foot, low[1])]
        s.tube(line, np.array([0.008, 0.01, 0.006]), material, shade(brush, float(rng.uniform(0.75, 1.15))), sides=4)
    core = (np.array([0.7, 0.55, 1.0]) * 0.9)[:, None] * np.stack([fan * 0.92, neck * 1.15 if besom else 0.5 * fan, neck])
    ring = np.linspace(0, 2 * np.pi, 21)
    rows = [
        np.stack([c[0] * np.sin(ring), np.full(21, y), c[1] * np.cos(ring)], 1)
        for c, y in zip(core, (0.03, 0.66 * tall, 0.99 * tall), strict=True)
    ]
    grid = np.stack(rows)
    i, j = np.meshgrid(np.arange(2), np.arange(20), indexing="ij")
    f = (i * 21 + j).ravel()
    s.faces(grid.reshape(-1, 3), np.stack([f, f + 1, f + 22, f + 21], 1), material, shade(brush, 0.7))
    cord = shade(wood, 0.8) if item.color else linear_from_srgb(choose(rng, ("#b8a274", "#6e2f28", "#3a4654", "#8a7448")))
    for u in (0.98, 0.84) if besom else (0.98, 0.72, 0.6):
        spread = np.interp(u, [0.72, 1.0], [0.0, 1.0])
        at = (neck * 1.25 if besom else 0.55 * fan + 0.4 * neck) * (1 - spread) + neck * spread
        if u < 0.72:
            at = at + (fan - at) * (0.72 - u) / 0.72
        _bound(s, u * tall, (float(at[0]) + 0.006, float(at[1]) + 0.006), "fabric", cord)
    return fitted(s.geometry(), item.size_m)


def _billet(s: Sculptor, long: float, radius: float, material: str, bark: Array, cut: Array, rng: Rng) -> None:
    """A quarter of a log along Z: bark outside, two split sides, its edge up; lies on y = 0."""
    a = np.linspace(-0.8, 0.8, 6)
    arc = np.stack([radius * np.sin(a), radius * (0.95 - np.cos(a) * 0.95), 0 * a], 1)
    ridge = np.array([[0, 0.95 * radius, 0]])
    ring = np.concatenate([arc, ridge]) * [1, 1, 0]
    ring[:, 1] -= ring[:, 1].min()
    lo, hi = ring + [0, 0, -long / 2], ring + [0, 0, long / 2]
    n = len(ring)
    for i in range(n):
        j = (i + 1) % n
        s.quad(hi[i], lo[i], lo[j], hi[j], material if i >= n - 2 else "bark", cut if i >= n - 2 else bark)
    for i in range(1, n - 1):
        s.triangle(hi[0], hi[i], hi[i + 1], material, shade(cut, 1.06))
        s.triangle(lo[0], lo[i + 1], lo[i], material, shade(cut, 1.06))


def splitting_block(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A barked section of trunk with rings and cracks on its top, an axe bitten into it, split billets and chips at its foot."""
    s = Sculptor()
    w, h, d = item.size_m
    bark = main_paint(item, ("#5c4a3a", "#6a5644", "#4f4136"), rng)
    cut = shade(bark, 1.1) if item.color else main_paint(item, ("#b08a58", "#a07a4a", "#bd9a6a"), rng)
    skin, flesh = item.material or "bark", item.material or "timber"
    top, r = float(rng.uniform(0.44, 0.52)) * h, 0.34 * min(w, d) / 0.75
    side = -1 if rng.random() < 0.5 else 1
    cx = -side * 0.1 * w
    a = np.linspace(0, 2 * np.pi, 41)
    wobble = 1 + 0.04 * np.sin(3 * a + rng.uniform(0, 6)) + 0.025 * np.sin(7 * a + rng.uniform(0, 6))
    rows = np.array([(1.16, 0), (1.06, 0.12), (1.0, 0.4), (0.99, 0.93), (0.95, 1.0)])
    ridged = 1 + 0.02 * np.sin(19 * a + rng.uniform(0, 6))
    grid = np.stack(
        [
            np.stack([cx + r * q * wobble * ridged * np.sin(a), np.full(41, y * top), r * q * wobble * ridged * np.cos(a)], 1)
            for q, y in rows
        ]
    )
    i, j = np.meshgrid(np.arange(4), np.arange(40), indexing="ij")
    f = (i * 41 + j).ravel()
    s.faces(grid.reshape(-1, 3), np.stack([f, f + 1, f + 42, f + 41], 1), skin, np.clip(bark * rng.uniform(0.85, 1.15, (160, 1)), 0, 0.95))
    levels = np.linspace(0.95, 0.0, 12)
    for k in range(11):
        tone = shade(cut, (0.86 if k % 2 else 1.0) * (0.8 if k == 0 else 1.0))
        ring = [
            np.stack([cx + r * q * wobble * np.sin(a), np.full(41, top + 0.004 * k / 11), r * q * wobble * np.cos(a)], 1)
            for q in levels[k : k + 2]
        ]
        g = np.stack(ring).reshape(-1, 3)
        q = np.arange(40)
        s.faces(g, np.stack([q, q + 1, q + 42, q + 41], 1) if k < 10 else np.stack([q, q + 1, q + 41], 1), flesh, tone)
    for _ in range(4):
        at = rng.uniform(0, 2 * np.pi)
        out = np.array([np.sin(at), 0, np.cos(at)]) * r
        board(
            s,
            np.array([cx, top + 0.004, 0]) + 0.12 * out,
            np.array([cx, top + 0.002, 0]) + 0.85 * out,
            0.008,
            0.008,
            flesh,
            shade(cut, 0.45),
            facing=(0, 1, 0),
        )
    steel = shade(bark, 0.9) if item.color else main_paint(item, STEEL, rng)
    wood = shade(bark, 1.05) if item.color else main_paint(item, (*ASH, "#8a3228"), rng)
    lean = float(rng.uniform(0.55, 0.72))
    with s.at((cx, top - 0.03, 0.02), yaw=-side * float(rng.uniform(0.1, 0.4)) + (np.pi if side > 0 else 0)):
        edge, poll, k = 0.075, 0.04, h / 0.9
        profile = [(-0.07, edge, 0.001), (0.0, edge * 0.8, 0.008), (0.1, poll * 0.85, 0.02), (0.17, poll, 0.024)]
        with s.at(rotation=rolled(-lean)):
            rings = [np.array([(-e, y, -t), (e, y, -t), (e, y, t), (-e, y, t)]) * k for y, e, t in profile]
            for low, high in zip(rings[:-1], rings[1:], strict=True):
                for m in range(4):
                    n = (m + 1) % 4
                    s.quad(high[m], high[n], low[n], low[m], item.material or "metal", steel)
            s.quad(*rings[-1][::-1], item.material or "metal", steel)
            t = np.linspace(0, 1, 10)
            path = np.stack([0.05 - 0.72 * t * 0.92 * k, (0.135 + 0.02 * np.sin(2 * np.pi * t)) * k, 0 * t], 1)
            s.tube(
                path,
                np.array([0.018, 0.018, 0.016, 0.015, 0.015, 0.015, 0.015, 0.016, 0.018, 0.021]),
                item.material or "timber",
                wood,
                sides=9,
            )
    for k in range(3):
        with s.at(
            (side * (0.26 + 0.05 * k) * w, 0, (0.27 - 0.27 * k) * d), yaw=float(rng.uniform(-0.5, 0.5)) + (np.pi / 2 if k == 1 else 0)
        ):
            _billet(s, 0.36 * d, 0.1 * float(rng.uniform(0.85, 1.1)), flesh, bark, shade(cut, float(rng.uniform(0.9, 1.1))), rng)
    for _ in range(14):
        at = np.array([rng.uniform(-0.47, 0.47) * w, 0.008, rng.uniform(0.1, 0.47) * d])
        with s.at(at, yaw=float(rng.uniform(0, 3))):
            s.box((0, 0, 0), (float(rng.uniform(0.03, 0.06)), 0.012, 0.022), flesh, shade(cut, float(rng.uniform(0.9, 1.15))))
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"garden_tools": garden_tools, "broom": broom, "splitting_block": splitting_block}
