"""Undercrofts: groined vaults with the arches they rest on, stout piers, walls between cells, drains and puddles."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..layout.layout import Instance, Style
from .blocks import wall
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade

Floats = NDArray[np.floating]
STONES = ("#8f887c", "#857f76", "#978b7a", "#7f7b78")
STONE_RIB = "#9b9284"  # under webs of something else
STRIPS = 20  # of a web, across its curve
BAND_M, DEEP_M = 0.2, 0.1  # half the breadth of an arch between two bays, and how far it stands below the webs
PUDDLE = (0.02, 0.022, 0.024)


def vault(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """One bay: two barrels that cross, open to all four sides, seen from below; its foot is the springing. Along each side runs half of
    the arch that it shares with the next bay. Tags: `ribbed`: ribs along the groins; `pointed`: its arches are."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "rubble"
    crown = h
    rib = color if material not in ("brick", "plaster") else linear_from_srgb(STONE_RIB)
    for yaw, across, along in ((0.0, d, w), (np.pi / 2, w, d), (np.pi, d, w), (-np.pi / 2, w, d)):
        with s.at((0, 0, 0), yaw=yaw):
            _web(s, across, along, crown, "pointed" in item.tags, material, shade(color, 1.04))
            _band(s, across, along, crown, "pointed" in item.tags, rng, rib)
    if "ribbed" in item.tags:
        for x, z in ((1, 1), (1, -1)):
            t = np.cos(np.linspace(0, np.pi, 29))
            y = _rise(t, 1.0, crown, "pointed" in item.tags)
            s.tube(np.stack([x * t * 0.47 * w, np.maximum(y - 0.09, 0.09), z * t * 0.47 * d], 1), 0.085, "ashlar", shade(rib, 1.1), sides=8)
        s.lathe((0, crown - 0.24, 0), [(0.06, 0), (0.16, 0.03), (0.17, 0.12), (0.1, 0.2)], "ashlar", shade(rib, 1.15), sides=16)
    return s.geometry()


def _rise(t: Floats, half: float, crown: float, pointed: bool) -> Floats:
    """Height of an arch at −half..half."""
    u = np.clip(np.abs(t) / half, 0, 1)
    if pointed:  # two arcs whose centres lie at the other side's springing
        return crown * np.sqrt(np.maximum(4 - (1 + u) ** 2, 0)) / np.sqrt(3)
    return crown * np.sqrt(1 - u**2)


def _web(s: Sculptor, across: float, along: float, crown: float, pointed: bool, material: str, color: ArrayLike) -> None:
    """The quarter of a bay at +X: its height changes along z alone, and it ends at the groins. `across` is the bay's size along z."""
    t = np.sin(np.linspace(-np.pi / 2, np.pi / 2, STRIPS + 1))
    z, y = t * across / 2, _rise(t, 1.0, crown, pointed)
    run = np.concatenate([[0], np.cumsum(np.hypot(np.diff(z), np.diff(y)))])
    inner, outer = np.abs(t) * along / 2, np.full(len(t), along / 2)
    parts = 6
    share = np.linspace(0, 1, parts + 1)[:, None]
    x = inner + (outer - inner) * share
    v = np.stack([x, np.broadcast_to(y, x.shape), np.broadcast_to(z, x.shape)], -1)
    i, j = np.meshgrid(np.arange(parts), np.arange(STRIPS), indexing="ij")
    a = (i * (STRIPS + 1) + j).ravel()
    uv = np.stack([x, np.broadcast_to(run, x.shape)], -1)
    s.faces(v.reshape(-1, 3), np.stack([a, a + STRIPS + 1, a + STRIPS + 2, a + 1], 1), material, color, uv=uv.reshape(-1, 2))


def _band(
    s: Sculptor, across: float, along: float, crown: float, pointed: bool, rng: np.random.Generator, color: ArrayLike
) -> None:  # fmt: skip
    """Half an arch along the side at +X, of wedge stones whose joints show."""
    stones = max(7, int((across / 2 + crown) * 1.3 / 0.3)) | 1
    edge = np.sin(np.linspace(-np.pi / 2, np.pi / 2, stones + 1))
    x0, x1 = along / 2 - BAND_M, along / 2
    for k in range(stones):
        gap = 0.012 * (edge[k + 1] - edge[k])
        t = np.linspace(edge[k] + gap, edge[k + 1] - gap, 3)
        outer = np.stack([t * across / 2, _rise(t, 1.0, crown, pointed)], 1)
        inner = np.stack([t * (across / 2 - DEEP_M), _rise(t, 1.0, crown - DEEP_M, pointed)], 1)
        inner += rng.uniform(-0.008, 0.008)
        tone = shade(color, float(rng.uniform(0.9, 1.22)))
        for a in range(2):
            p, q, r, m = inner[a], inner[a + 1], outer[a + 1], outer[a]
            s.quad((x0, p[1], p[0]), (x1, p[1], p[0]), (x1, q[1], q[0]), (x0, q[1], q[0]), "ashlar", tone)
            s.quad((x0, m[1], m[0]), (x0, p[1], p[0]), (x0, q[1], q[0]), (x0, r[1], r[0]), "ashlar", tone)


def stone_pier(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A short thick pier with foot and impost. Tags: `round`, `octagonal`, `square`."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "stone_courses"
    form = next((t for t in ("round", "octagonal", "square") if t in item.tags), str(rng.choice(["round", "octagonal", "square"])))
    foot, head = min(0.22, 0.14 * h), min(0.2, 0.12 * h)
    if form == "square" or abs(w - d) > 0.05:
        s.box((0, foot / 2, 0), (w, foot, d), "ashlar", shade(color, 0.95), bevel_m=0.03)
        courses = max(3, round((h - foot - head) / 0.34))
        step = (h - foot - head) / courses
        for k in range(courses):
            size = (w - 0.08 - float(rng.uniform(0, 0.012)), step - 0.008, d - 0.08 - float(rng.uniform(0, 0.012)))
            s.box((0, foot + (k + 0.5) * step, 0), size, "ashlar", shade(color, float(rng.uniform(0.88, 1.14))), bevel_m=0.02)
        s.box((0, foot + (h - foot - head) / 2, 0), (w - 0.12, h - foot - head, d - 0.12), "ashlar", shade(color, 0.6))
        s.box((0, h - 0.62 * head, 0), (w - 0.04, 0.44 * head, d - 0.04), "ashlar", shade(color, 1.05), bevel_m=0.03)
        s.box((0, h - 0.2 * head, 0), (w, 0.4 * head, d), "ashlar", shade(color, 1.1), bevel_m=0.015)
        return fitted(s.geometry(), item.size_m)
    sides, r = (28, 0.44 * min(w, d)) if form == "round" else (8, 0.46 * min(w, d))
    with s.at((0, 0, 0), yaw=0.0 if form == "round" else np.pi / 8):
        s.lathe((0, 0.45 * foot, 0), [(1.12 * r, 0), (1.12 * r, 0.3 * foot), (r, 0.55 * foot)], "ashlar", color, sides=sides)
        s.lathe((0, foot, 0), [(r, 0), (0.96 * r, h - foot - head)], material, color, sides=sides, caps=False)
        s.lathe(
            (0, h - head, 0), [(0.96 * r, 0), (1.04 * r, 0.1 * head), (1.12 * r, 0.5 * head)], "ashlar", shade(color, 1.06), sides=sides
        )
    s.box((0, 0.25 * foot, 0), (w, 0.5 * foot, d), "ashlar", shade(color, 0.95), bevel_m=0.03)
    s.box((0, h - 0.25 * head, 0), (w, 0.5 * head, d), "ashlar", shade(color, 1.1), bevel_m=0.02)
    return fitted(s.geometry(), item.size_m)


def partition(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A wall of blocks with a flat coping."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, STONES, rng), item.material or "ashlar"
    wall(s, w, h - 0.1, d - 0.04, material, color, rng, depth_m=0.0)
    s.box((0, (h - 0.1) / 2, 0), (w - 0.02, h - 0.12, d - 0.12), material, shade(color, 0.6))
    s.box((0, h - 0.05, 0), (w, 0.1, d), material, shade(color, 1.08), bevel_m=0.02)
    return fitted(s.geometry(), item.size_m)


def drain(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A stone rim level with the floor, and an iron grate over the dark."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#38332f", "#4a3a30"), rng), item.material or "metal"
    stone = linear_from_srgb(str(rng.choice(STONES)))
    rim = 0.09 * min(w, d)
    s.box((0, 0.1 * h, 0), (w - rim, 0.2 * h, d - rim), "earth", (0.006, 0.006, 0.007), skip="y")
    for x in (-1, 1):
        s.box((x * (w - rim) / 2, 0.4 * h, 0), (rim, 0.8 * h, d), "ashlar", stone, bevel_m=0.2 * h, skip="y")
        s.box((0, 0.4 * h, x * (d - rim) / 2), (w - 2 * rim, 0.8 * h, rim), "ashlar", shade(stone, 0.95), bevel_m=0.2 * h, skip="y")
    inner = w - 2 * rim
    count = max(4, round(inner / 0.07))
    for k in range(count):
        x = (k + 0.5) * inner / count - inner / 2
        s.box((x, 0.62 * h, 0), (0.026, 0.76 * h, d - 2 * rim), material, shade(color, float(rng.uniform(0.85, 1.15))), skip="y")
    s.box((0, 0.6 * h, 0), (inner, 0.7 * h, 0.04), material, color, skip="y")
    return fitted(s.geometry(), item.size_m)


def puddle(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Still water in a hollow of the floor, its edge uneven."""
    s = Sculptor()
    w, h, d = item.size_m
    angle = np.linspace(0, 2 * np.pi, 41)[:-1]
    p = rng.uniform(0, 6.28, 3)
    r = 1 + 0.16 * np.sin(2 * angle + p[0]) + 0.11 * np.sin(3 * angle + p[1]) + 0.06 * np.sin(5 * angle + p[2])
    color = linear_from_srgb(item.color) if item.color else np.array(PUDDLE, np.float32)
    rings = [
        np.stack([q * r * np.sin(angle) * w / 2, np.full(40, y), q * r * np.cos(angle) * d / 2], 1) for q, y in ((1, 0.2 * h), (0.5, h))
    ]
    k = np.arange(40)
    n = (k + 1) % 40
    s.faces(np.vstack(rings), np.stack([k, n, 40 + n, 40 + k], 1), item.material or "water", color)
    s.faces(np.vstack([rings[1], [[0, h, 0]]]), np.stack([k, n, np.full(40, 40)], 1), item.material or "water", color)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {
    "vault": vault, "stone_pier": stone_pier, "partition": partition, "drain": drain, "puddle": puddle,
}  # fmt: skip
