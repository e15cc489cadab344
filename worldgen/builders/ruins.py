"""What old buildings leave: columns, arches, walls with windows, steps, altars and obelisks."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..layout.layout import Instance, Style
from .blocks import Hole, ragged_top, wall
from .geometry import Geometry, Sculptor
from .paints import main_paint, shade

Floats = NDArray[np.floating]
STONES = ("#b5aa96", "#a79f90", "#beb39c", "#9d968a", "#b8a486")
FLUTES, SIDES = 16, 64
VAULT_PIER_M = 0.55


def column(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Base, fluted shaft with entasis, capital. Tags: `doric`, `ionic`, `plain`; `broken`: the shaft ends ragged; `drum`: a piece that lies
    along its depth."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "ashlar"
    stone = material
    order = next((t for t in ("doric", "ionic", "plain") if t in item.tags), str(rng.choice(["doric", "ionic", "plain"])))
    if "drum" in item.tags:
        turn = [[1, 0, 0], [0, 0, -1], [0, 1, 0]]
        with s.at((0, min(w, h) / 2, -d / 2), rotation=turn):
            _shaft(s, min(w, h) / 2, min(w, h) / 2 * 0.97, 0.0, d, stone, color, rng, flutes=order != "plain", ragged=True)
        return s.geometry()
    wide, radius = min(w, d), 0.40 * min(w, d)
    foot, head = (0.0, 0.085 * h) if order == "doric" else (0.07 * h, 0.09 * h)
    if "broken" in item.tags:
        head = 0.0
    s.box((0, -0.1, 0), (wide, 0.24, wide), stone, shade(color, 0.95), bevel_m=0.02)
    y = 0.02
    if foot:
        torus = [(0.50, 0), (0.54, 0.25), (0.50, 0.5), (0.44, 0.55), (0.44, 0.68), (0.48, 0.8), (0.46, 1.0), (0.42, 1.0)]
        s.lathe((0, y, 0), [(min(r * wide, wide / 2), t * foot) for r, t in torus], stone, color, sides=28, caps=False)
        y += foot
    _shaft(s, radius, 0.84 * radius, y, h - head, stone, color, rng, flutes=order != "plain", ragged=head == 0)
    if head:
        _capital(s, order, wide, 0.84 * radius, h - head, head, stone, shade(color, 1.05))
    return s.geometry()


def _shaft(
    s: Sculptor, low: float, high: float, start: float, end: float, material: str, color: ArrayLike, rng: np.random.Generator, *,
    flutes: bool, ragged: bool,
) -> None:  # fmt: skip
    """From `start` to `end`, hollowed by flutes; where it is ragged the upper end is broken aslant."""
    angle = np.linspace(0, 2 * np.pi, SIDES + 1)
    hollow = 1 - 0.055 * np.abs(np.sin(FLUTES * angle / 2)) if flutes else np.ones_like(angle)
    levels = np.linspace(0, 1, max(4, int((end - start) / 0.5)))
    lean, p = rng.uniform(0.15, 0.45) * (1 if ragged else 0), rng.uniform(0, 6.28)
    rough = (0.10 * np.sin(3 * angle + p) + 0.06 * np.sin(7 * angle + 2 * p)) * (1 if ragged else 0)
    crown = end - low * (lean * (1 + np.cos(angle - p)) + 0.5 * (rough + 0.16 * (1 if ragged else 0)))
    radius = low + (high - low) * levels**1.6
    drum = 1 - 0.02 * (np.abs((levels * (end - start) / 1.1) % 1 - 0.5) > 0.47)
    ring = radius[:, None] * drum[:, None] * hollow[None]
    y = start + levels[:, None] * (crown[None] - start)
    v = np.stack([ring * np.sin(angle), y, ring * np.cos(angle)], -1)
    i, j = np.meshgrid(np.arange(len(levels) - 1), np.arange(SIDES), indexing="ij")
    a = (i * (SIDES + 1) + j).ravel()
    uv = np.stack(np.broadcast_arrays(angle[None] * low, y), -1).reshape(-1, 2)
    tone = np.asarray(color, np.float32) * (1 + 0.05 * rng.normal(size=(len(levels) - 1, 1))).repeat(SIDES, 1).reshape(-1, 1)
    s.faces(v.reshape(-1, 3), np.stack([a, a + 1, a + SIDES + 2, a + SIDES + 1], 1), material, tone, uv=uv)
    for row, flip, bright in ((v[-1], False, 1.12), (v[0], True, 0.95)):
        _cap(s, row, flip, material, shade(color, bright))


def _cap(s: Sculptor, row: Floats, flip: bool, material: str, color: ArrayLike) -> None:
    """Closes a rim (n + 1, 3): a strip as fine as the rim, within it a disc of eight sides, so that no face is a needle."""
    middle = row[:-1].mean(0)
    inner = middle + 0.72 * (row - middle)
    k = np.arange(SIDES)
    strip = np.stack([k, k + 1, k + SIDES + 2, k + SIDES + 1], 1)
    s.faces(np.vstack([row, inner]), strip[:, ::-1] if flip else strip, material, color)
    few = (middle + 1.12 * (inner - middle))[: -1 : SIDES // 8] + [0, 0.004 if flip else -0.004, 0]
    quads = np.array([[0, 1, 2, 3], [0, 3, 4, 7], [4, 5, 6, 7]])
    s.faces(few, quads[:, ::-1] if flip else quads, material, color)


def _capital(s: Sculptor, order: str, wide: float, neck: float, y: float, high: float, material: str, color: ArrayLike) -> None:
    if order == "ionic":
        s.lathe(
            (0, y, 0),
            [(neck, 0), (1.08 * neck, 0.12 * high), (neck * 1.02, 0.25 * high), (1.2 * neck, 0.6 * high)],
            material,
            color,
            sides=28,
        )
        for x in (-1, 1):
            turn = [[1, 0, 0], [0, 0, -1], [0, 1, 0]]
            with s.at((x * 0.38 * wide, y + 0.42 * high, -0.42 * wide), rotation=turn):
                s.cylinder((0, 0, 0), 0.40 * high, 0.84 * wide, material, color, sides=18)
        s.box((0, y + 0.72 * high, 0), (0.84 * wide, 0.2 * high, 0.84 * wide), material, color, bevel_m=0.01)
    else:
        profile = [(neck, 0), (1.04 * neck, 0.14 * high), (neck, 0.2 * high), (1.15 * neck, 0.42 * high), (0.48 * wide, 0.62 * high)]
        s.lathe((0, y, 0), profile, material, color, sides=28)
    s.box((0, y + 0.82 * high, 0), (wide, 0.36 * high, wide), material, shade(color, 1.03), bevel_m=0.015)


def arch(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Two piers and an arch of wedge stones, with the wall above it. Tags: `pointed`, `round`; `broken`: one side has fallen;
    `vault`: broad and low, on thin piers, under a ceiling."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "ashlar"
    if "vault" in item.tags:
        hole = Hole(0.0, w / 2 - VAULT_PIER_M, -1.0, 0.42 * h, "oval", rise=0.58 * h - 0.40)
        wall(s, w, h, d, material, color, rng, holes=[hole], depth_m=0.0)
        return s.geometry()
    pier = float(np.clip(0.17 * w, 0.5, 1.4))
    half = w / 2 - pier
    kind = "pointed" if "pointed" in item.tags else "round" if "round" in item.tags else str(rng.choice(["round", "pointed"]))
    rise = half if kind == "round" else half * np.sqrt(3)
    spring = max(0.35 * h, h - rise - 0.34 - 0.12 * h)
    if spring + rise > h - 0.36:
        half = (h - 0.36 - spring) / (1 if kind == "round" else np.sqrt(3))
    hole = Hole(0.0, half, -1.0, spring, kind)
    top = None
    if "broken" in item.tags:
        side = float(rng.choice([-1, 1]))
        keep = float(rng.uniform(0.05, 0.3)) * half

        def left(x: float) -> float:
            return h if side * x < keep else spring * 0.75 if side * x > half else spring * 0.2

        top = left
    wall(s, w, h, d, material, color, rng, holes=[hole], top=top)
    for x in (-1, 1):
        if top is None or top(x * (half + 0.1)) >= spring:
            s.box(
                (x * (w / 2 + half) / 2, spring - 0.08, 0), (w / 2 - half + 0.1, 0.18, d + 0.12), material, shade(color, 1.08), bevel_m=0.03
            )
    return s.geometry()


def ruined_wall(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A wall with windows or a door whose top has fallen in part. Tags: `pointed` windows; `apse`: bent round to the front; `blind`."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "ashlar"
    pitch = float(rng.uniform(2.3, 3.0))
    kind = "pointed" if "pointed" in item.tags else str(rng.choice(["round", "flat"]))
    bent = "apse" in item.tags
    thick = min(d, 0.75) if not bent else 0.7
    radius = w / 2 if bent else 0.0
    length = np.pi * radius if bent else w
    holes = []
    if "blind" not in item.tags and h > 2.2:
        count = max(1, int(length / pitch))
        half = min(0.62, 0.2 * pitch + 0.1)
        rise = half * (np.sqrt(3) if kind == "pointed" else 1 if kind == "round" else 0)
        spring = min(0.72 * h, h - rise - 0.5)
        for k in range(count):
            x = (k + 0.5 - count / 2) * length / count
            door = not bent and k == count // 2 and rng.random() < 0.35
            holes.append(Hole(x, half * (1.1 if door else 1.0), -1.0 if door else 0.34 * h, spring * (0.75 if door else 1.0), kind))
    top = ragged_top(length, h, 0.28 * h, rng, high_at=0.0 if bent else float(rng.uniform(-0.5, 0.5)) * length)
    with s.at((0, 0, -d / 2 + thick / 2) if bent else (0, 0, 0)):
        wall(s, length, h, thick, material, color, rng, holes=holes, top=top, radius=radius)
    return s.geometry()


def steps(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A flight that rises from the front to the back, worn in its middle."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "ashlar"
    count = max(2, round(h / 0.17))
    for k in range(count):
        low, z = k * h / count, d / 2 - k * d / count
        deep = z + d / 2
        worn = shade(color, float(rng.uniform(0.9, 1.1)))
        s.box(
            (0, low + h / count / 2 - 0.02 * (k == 0), z - deep / 2),
            (w, h / count, deep),
            material,
            worn,
            bevel_m=0.022,
            skip="y" if k else "",
        )
    return s.geometry()


def block(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """One dressed stone, a little aslant in the ground. Tag `beam`: laid level on something."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "ashlar"
    laid = "beam" in item.tags
    lean = 0.0 if laid else float(rng.uniform(-0.12, 0.12))
    turn = [[np.cos(lean), -np.sin(lean), 0], [np.sin(lean), np.cos(lean), 0], [0, 0, 1]]
    with s.at((0, (0.5 if laid else 0.44) * h, 0), rotation=turn):
        s.box((0, 0, 0), ((1.0 if laid else 0.94) * w, h, d), material, color, bevel_m=float(rng.uniform(0.02, 0.05)))
    return s.geometry()


def platform(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A terrace one can stand on: walls of blocks round it, flags on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "ashlar"
    thick, slab = 0.4, 0.14
    for yaw, length, out in ((0.0, w, d), (np.pi, w, d), (np.pi / 2, d - 2 * thick, w), (-np.pi / 2, d - 2 * thick, w)):
        turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
        with s.at(turn @ [0, 0, out / 2 - thick / 2], rotation=turn):
            wall(s, length, h - slab, thick, material, color, rng)
    s.box((0, h - slab / 2, 0), (w, slab, d), "pavers" if not item.material else material, shade(color, 0.9), bevel_m=0.03)
    return s.geometry()


def altar(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A moulded block with a slab on it."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "ashlar"
    s.box((0, 0.06 * h, 0), (w, 0.2 * h, d), material, shade(color, 0.95), bevel_m=0.03)
    s.box((0, 0.5 * h, 0), (0.84 * w, 0.72 * h, 0.8 * d), material, color, bevel_m=0.02)
    for x in (-0.27, 0.0, 0.27):
        s.box((x * w, 0.5 * h, 0.4 * d), (0.2 * w, 0.44 * h, 0.05), material, shade(color, 0.9), bevel_m=0.015)
    s.box((0, 0.92 * h, 0), (w, 0.16 * h, d), material, shade(color, 1.06), bevel_m=0.035)
    return s.geometry()


def obelisk(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A tapering shaft with a pyramid on top, on a stepped foot."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "ashlar"
    for k, (wide, y) in enumerate(((1.0, 0.0), (0.8, 0.045))):
        s.box(
            (0, (y + 0.02 - 0.02 * (k == 0)) * h, 0), (wide * w, 0.06 * h, wide * d), material, shade(color, 0.94 + 0.05 * k), bevel_m=0.03
        )
    a, b, low, high = 0.29, 0.2, 0.075 * h, 0.9 * h
    for k in range(4):
        with s.at((0, 0, 0), yaw=k * np.pi / 2):
            x0, z0, x1, z1 = (a * w, a * d, b * w, b * d) if k % 2 == 0 else (a * d, a * w, b * d, b * w)
            s.quad((-x0, low, z0), (x0, low, z0), (x1, high, z1), (-x1, high, z1), material, color)
            s.triangle((-x1, high, z1), (x1, high, z1), (0, h, 0), material, shade(color, 1.08))
    return s.geometry()


def low_wall(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A boundary wall of blocks with flat stones on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "rubble"
    wall(s, w - 0.06, h - 0.1, d - 0.08, material, color, rng)
    stones = max(2, round(w / 0.6))
    for k in range(stones):
        wide = w / stones
        s.box(
            ((k + 0.5) * wide - w / 2, h - 0.055, 0),
            (wide - 0.012, 0.11, d),
            material,
            shade(color, float(rng.uniform(0.95, 1.15))),
            bevel_m=0.02,
        )
    return s.geometry()


BUILDERS = {
    "low_wall": low_wall,
    "column": column, "arch": arch, "ruined_wall": ruined_wall, "steps": steps, "block": block, "platform": platform, "altar": altar,
    "obelisk": obelisk,
}  # fmt: skip
