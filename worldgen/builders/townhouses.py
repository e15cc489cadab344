"""City houses in a row: shops at the ground, three to seven storeys of windows, a roof of their district. Party walls are blind.

Tags choose the district: `brick`, `stucco`, `boulevard` (pale stone, balconies, mansard), `modern`; `home`: no shop; `left`, `right`: that
side stands free and has windows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..layout.layout import Instance, Style
from .facades import Gap, beam, pane, reveal, wall_face, wall_frame
from .fenestration import WindowLook, door, frame_bars, window
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import WINDOW_GLOW, main_paint, role_color, shade

DISTRICTS = ("brick", "stucco", "boulevard", "modern")
WALLS = {
    "brick": ("#8f4a38", "#7c4034", "#9c5a44", "#6f4238", "#a8694c"),
    "stucco": ("#d8c49a", "#c9a58a", "#b8c0a8", "#d9b8a8", "#cfc6b4", "#a9b6bf"),
    "boulevard": ("#d8ccb2", "#cfc2a6", "#ddd3bd"), "modern": ("#c9c8c4", "#8d9093", "#e2e0da", "#b5a58c"),
}  # fmt: skip
MATERIAL = {"brick": "brick", "stucco": "plaster", "boulevard": "stone_courses", "modern": "concrete"}
SHOPS = ("#2f4a3c", "#5a2428", "#23324c", "#3a3030", "#6a4a24", "#1f4a50", "#7a3a24")
CLOTHS = ("#8a2a26", "#2c4a6a", "#33523c", "#b08a3a", "#5a3a4a")
SHOP_M = 4.0  # height of the ground floor


@dataclass(frozen=True)
class _Plan:
    """What all parts of one house share; colours linear."""

    district: str
    w: float
    d: float
    storeys: int
    storey: float
    eaves: float  # height of the wall's top
    bays: int
    wall: Array
    material: str
    trim: Array
    frame: Array
    shop: bool


def townhouse(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    s = Sculptor()
    w, h, d = item.size_m
    district = next((t for t in DISTRICTS if t in item.tags), str(rng.choice(DISTRICTS)))
    roof = {"brick": 1.0, "stucco": float(rng.uniform(1.6, 2.6)), "boulevard": 3.4, "modern": 0.7}[district]
    eaves = h - roof
    storeys = max(1, round((eaves - SHOP_M) / 3.2))
    wall = main_paint(item, WALLS[district], rng, spread=0.07)
    plan = _Plan(
        district, w, d, storeys, (eaves - SHOP_M) / storeys, eaves, max(2, round(w / float(rng.uniform(2.0, 2.6)))), wall,
        item.material or MATERIAL[district], shade(wall, 1.18) if district != "brick" else linear_from_srgb("#c2b8a4"),
        linear_from_srgb(str(rng.choice(["#e6e2d8", "#3a3836", "#d8d0c0", "#2f3a34"]))), "home" not in item.tags,
    )  # fmt: skip
    _front(s, plan, rng)
    with wall_frame(s, "back", -w / 2, w / 2, -d / 2, d / 2):
        gaps = [Gap(x, y, 1.1, 1.5) for y in _floors(plan) for x in np.linspace(-0.3 * w, 0.3 * w, 2)]
        wall_face(s, ((-w / 2, eaves), (w / 2, eaves)), gaps, plan.material, shade(wall, 0.9), bottom=-0.5)
        for gap in gaps:
            window(s, gap, _look(plan, 0.4), rng)
    for side in ("left", "right"):
        with wall_frame(s, side, -w / 2, w / 2, -d / 2, d / 2) as length:
            blind = "brick" if district == "brick" else "plaster" if not item.material else item.material
            gaps = []
            if side in item.tags:  # it stands at a corner
                blind = plan.material
                columns = np.linspace(-0.34, 0.34, max(2, round(length / 3.2))) * length
                gaps = [Gap(float(x), y, 1.1, min(1.6, plan.storey - 1.0)) for y in _floors(plan) for x in columns]
                gaps += [Gap(float(x), 1.1, 1.4, 1.75) for x in columns]
            tone = wall if side in item.tags else shade(wall, 0.85)
            wall_face(s, ((-length / 2, eaves), (length / 2, eaves)), gaps, blind, tone, bottom=-0.5)
            for gap in gaps:
                window(s, gap, _look(plan, 0.5), rng)
    {"brick": _flat_roof, "modern": _flat_roof, "stucco": _ridge_roof, "boulevard": _mansard}[district](s, plan, h, style, rng)
    return s.geometry()


def _floors(plan: _Plan) -> list[float]:
    """Sills of the upper storeys' windows."""
    return [SHOP_M + plan.storey * k + (0.35 if plan.district == "boulevard" else 0.85) for k in range(plan.storeys)]


def _look(plan: _Plan, lit: float) -> WindowLook:
    panes = {"brick": (2, 2), "stucco": (2, 3), "boulevard": (2, 4), "modern": (1, 1)}[plan.district]
    return WindowLook(
        plan.frame, plan.material, shade(plan.wall, 0.9), "stone_courses" if plan.district != "modern" else "metal",
        plan.trim if plan.district != "boulevard" else None, 0.2,
        lintel_color=plan.trim if plan.district in ("brick", "stucco") else None, lintel_material="stone_courses", glow=WINDOW_GLOW,
        lit_share=lit, panes=panes,
    )  # fmt: skip


def _front(s: Sculptor, plan: _Plan, rng: np.random.Generator) -> None:
    w, bays = plan.w, plan.bays
    pitch = w / bays
    xs = [(k + 0.5 - bays / 2) * pitch for k in range(bays)]
    wide = {"brick": 1.15, "stucco": 1.1, "boulevard": 1.15, "modern": pitch - 0.5}[plan.district]
    high = {"brick": 1.75, "stucco": 1.6, "boulevard": 2.35, "modern": 1.7}[plan.district]
    high, wide = min(high, plan.storey - 0.95), min(wide, pitch - 0.45)
    gaps = [Gap(x, y, wide, high) for y in _floors(plan) for x in xs]
    with wall_frame(s, "front", -w / 2, w / 2, -plan.d / 2, plan.d / 2):
        ground = _shop(s, plan, xs, pitch, rng) if plan.shop else _entrance(s, plan, xs, rng)
        wall_face(s, ((-w / 2, plan.eaves), (w / 2, plan.eaves)), [*gaps, *ground], plan.material, plan.wall, bottom=-0.5)
        look = _look(plan, 0.5)
        for gap in gaps:
            window(s, gap, look, rng)
        _dress(s, plan, gaps, rng)


def _shop(s: Sculptor, plan: _Plan, xs: list[float], pitch: float, rng: np.random.Generator) -> list[Gap]:
    """One wide window or several, a door, a fascia over them, an awning now and then."""
    color = linear_from_srgb(str(rng.choice(SHOPS)))
    at = int(rng.integers(len(xs)))
    gaps, top = [], 2.95
    for k, x in enumerate(xs):
        if k == at:
            gap = Gap(x, 0.12, 1.15, top - 0.12)
            door(s, gap, shade(color, 1.6), color, reveal_material="painted", reveal_color=color, depth=0.5, step=0.12)
        else:
            gap = Gap(x, 0.55, pitch - 0.24, top - 0.55)
            reveal(s, gap, 0.16, "painted", color)
            glow = WINDOW_GLOW * float(rng.uniform(0.9, 1.5)) * (rng.random() < 0.75)
            if not glow.any():  # a lit shop outshines what its pane would mirror
                pane(s, gap, -0.15, "glass", (0.11, 0.13, 0.14))
            _wares(s, gap, glow, rng)
            frame_bars(s, gap, 0.07, -0.15, 0.06, "painted", color)
            if gap.width > 1.9:
                beam(s, (x, gap.sill), (x, gap.top), 0.06, 0.05, "painted", color, z=-0.15)
        gaps.append(gap)
    w = plan.w
    for x in [-w / 2 + 0.1, *((a + b) / 2 for a, b in zip(xs, xs[1:], strict=False)), w / 2 - 0.1]:
        s.box((x, 1.5, 0.035), (0.2, 3.0, 0.07), "painted", color, bevel_m=0.01, skip="z")
    s.box((0, 3.28, 0.07), (w - 0.06, 0.56, 0.14), "painted", shade(color, 1.15), bevel_m=0.015, skip="z")
    s.box((0, 3.6, 0.11), (w - 0.02, 0.1, 0.24), "painted", color, bevel_m=0.02, skip="z")
    _lettering(s, w, rng)
    if rng.random() < 0.55:
        _awning(s, w - 0.5, rng)
    return gaps


def _wares(s: Sculptor, gap: Gap, glow: Array, rng: np.random.Generator) -> None:
    """What stands behind the glass: goods on a board, shelves before a wall that the shop's lamps light."""
    wall = linear_from_srgb(str(rng.choice(["#b8a888", "#a08a70", "#8a9a90", "#9a7a68"])))
    pane(s, gap, -0.66, "painted", wall, emission_linear=0.7 * glow)
    for up in (0.48, 0.78):
        y = gap.sill + up * (gap.top - gap.sill)
        s.box((gap.x, y, -0.58), (gap.width, 0.03, 0.14), "timber", linear_from_srgb("#5a4230"), skip="")
        for _ in range(int(gap.width / 0.2)):
            x = gap.x + float(rng.uniform(-0.46, 0.46)) * gap.width
            wide, tall = float(rng.uniform(0.07, 0.16)), float(rng.uniform(0.1, 0.3))
            tone = linear_from_srgb(str(rng.choice(["#c9a24a", "#a04030", "#4a6a8a", "#d8d0c0", "#5a7a4a", "#3a3430"])))
            s.box((x, y + 0.015 + tall / 2, -0.58), (wide, tall, 0.1), "fabric", tone, emission_linear=0.15 * glow)
    s.box((gap.x, gap.sill + 0.05, -0.42), (gap.width, 0.08, 0.45), "timber", linear_from_srgb("#7a5c40"), skip="")
    for _ in range(int(gap.width / 0.28)):
        x = gap.x + float(rng.uniform(-0.44, 0.44)) * gap.width
        tall, wide = float(rng.uniform(0.15, 0.6)), float(rng.uniform(0.12, 0.26))
        tone = linear_from_srgb(str(rng.choice(["#c9a24a", "#a04030", "#4a6a8a", "#d8d0c0", "#5a7a4a", "#8a5a7a"])))
        s.box((x, gap.sill + 0.09 + tall / 2, -0.45), (wide, tall, wide), "fabric", tone, emission_linear=0.12 * glow, bevel_m=0.02)


def _lettering(s: Sculptor, w: float, rng: np.random.Generator) -> None:
    """Gilded signs that read as letters from afar: upright strokes of several forms, a word or two."""
    gold = linear_from_srgb(str(rng.choice(["#d8b45a", "#e8e2d0", "#c98a3a"])))
    count = int(rng.integers(6, 12))
    step = min(0.3, 0.62 * w / count)
    for k in range(count):
        if k == count // 2 and count > 8:
            continue
        x = (k + 0.5 - count / 2) * step
        form = int(rng.integers(5))
        s.box((x - 0.32 * step, 3.28, 0.145), (0.18 * step, 0.3, 0.02), "metal", gold)
        if form != 0:
            for y in ((3.42,), (3.42, 3.28), (3.42, 3.14), (3.28, 3.14))[form - 1]:
                s.box((x, y, 0.145), (0.6 * step, 0.05, 0.02), "metal", gold)
        if form in (2, 3):
            s.box((x + 0.28 * step, 3.28, 0.145), (0.16 * step, 0.3, 0.02), "metal", gold)


def _awning(s: Sculptor, w: float, rng: np.random.Generator) -> None:
    """Striped cloth on a rail, with a scalloped edge."""
    cloth, pale = linear_from_srgb(str(rng.choice(CLOTHS))), linear_from_srgb("#e4dccb")
    out, low, high = float(rng.uniform(1.1, 1.5)), 2.55, 3.08
    count = max(6, round(w / 0.34))
    for k in range(count):
        a, b = ((j / count - 0.5) * w for j in (k, k + 1))
        color = cloth if k % 2 == 0 else pale
        s.quad((a, low, out), (b, low, out), (b, high, 0.12), (a, high, 0.12), "fabric", color)
        s.quad((b, low - 0.004, out), (a, low - 0.004, out), (a, high - 0.004, 0.12), (b, high - 0.004, 0.12), "fabric", shade(color, 0.7))
        for side in (1, -1):
            flap = [(a, low - 0.2, out), (b, low - 0.2, out), (b, low, out), (a, low, out)]
            s.polygon(flap[::side], "fabric", shade(color, 0.95))
    for x in (-w / 2, w / 2):
        s.tube([(x, low, out), (x, low + 0.1, 0.1)], 0.018, "metal", (0.05, 0.05, 0.05), sides=6)


def _entrance(s: Sculptor, plan: _Plan, xs: list[float], rng: np.random.Generator) -> list[Gap]:
    """A house door up some steps under a hood, windows beside it."""
    at = int(rng.integers(len(xs)))
    gaps = []
    for k, x in enumerate(xs):
        if k == at:
            gap = Gap(x, 0.5, 1.2, 2.5, "round" if plan.district in ("brick", "boulevard") else "flat")
            leaf = linear_from_srgb(str(rng.choice(["#2f4a3c", "#5a2428", "#23324c", "#3a2c22"])))
            door(
                s,
                gap,
                leaf,
                plan.trim,
                reveal_material=plan.material,
                reveal_color=plan.trim,
                depth=0.24,
                step=0.0,
                frame_material="painted",
            )
            for n in range(3):
                s.box(
                    (x, 0.085 + 0.165 * n, 0.55 - 0.16 * n),
                    (1.7, 0.17, 0.95 - 0.32 * n),
                    "stone_courses",
                    shade(plan.trim, 0.92),
                    bevel_m=0.015,
                )
            s.box((x, 3.2, 0.22), (1.9, 0.12, 0.46), "stone_courses", plan.trim, bevel_m=0.03)
            for side in (-1, 1):
                s.box((x + side * 0.8, 3.0, 0.12), (0.16, 0.34, 0.24), "stone_courses", plan.trim, bevel_m=0.03)
        else:
            gap = Gap(x, 1.15, 1.1, 1.75)
            window(s, gap, _look(plan, 0.5), rng)
        gaps.append(gap)
    beam(s, (-plan.w / 2, 0.35), (plan.w / 2, 0.35), 0.9, 0.06, "stone_courses", shade(plan.trim, 0.85))
    return gaps


def _dress(s: Sculptor, plan: _Plan, gaps: list[Gap], rng: np.random.Generator) -> None:
    """String courses, surrounds, balconies, quoins, a cornice."""
    w = plan.w
    if plan.district != "modern":
        for k in range(plan.storeys + 1):
            y = SHOP_M + plan.storey * k - 0.08
            if plan.district == "boulevard" or k in (0, plan.storeys):
                s.box((0, y, 0.05), (w, 0.16, 0.12), "stone_courses", plan.trim, bevel_m=0.03, skip="z")
    if plan.district == "boulevard":
        for gap in gaps:
            for x in (gap.left - 0.09, gap.right + 0.09):
                beam(s, (x, gap.sill), (x, gap.top + 0.1), 0.16, 0.045, "stone_courses", plan.trim)
            beam(s, (gap.left - 0.18, gap.top + 0.12), (gap.right + 0.18, gap.top + 0.12), 0.2, 0.07, "stone_courses", plan.trim)
        floors = sorted({gap.sill for gap in gaps})
        for k, sill in enumerate(floors):
            if k in (1, len(floors) - 1):
                _balcony(s, -w / 2 + 0.15, w / 2 - 0.15, sill - 0.1, 0.62)
            else:
                for gap in (g for g in gaps if g.sill == sill):
                    _railing(s, gap.left, gap.right, sill + 0.02, 0.06)
    elif plan.district == "stucco":
        for gap in gaps:
            if rng.random() < 0.9:
                for x in (gap.left - 0.07, gap.right + 0.07):
                    beam(s, (x, gap.sill), (x, gap.top), 0.12, 0.03, "plaster", plan.trim)
    elif plan.district == "modern":
        for k, sill in enumerate(sorted({gap.sill for gap in gaps})):
            beam(s, (-w / 2, sill - 0.75), (w / 2, sill - 0.75), 0.5, 0.05, "metal" if k % 2 else "concrete", shade(plan.wall, 0.75))
            if rng.random() < 0.4:
                x = float(rng.choice([-1, 1])) * w / 4
                s.box((x, sill - 0.95, 0.6), (0.42 * w, 0.16, 1.2), "concrete", shade(plan.wall, 1.05), bevel_m=0.01)
                for a, b in (((x - 0.21 * w, 1.18), (x + 0.21 * w, 1.18)),):
                    s.quad(
                        (a[0], sill - 0.85, a[1]),
                        (b[0], sill - 0.85, b[1]),
                        (b[0], sill + 0.1, b[1]),
                        (a[0], sill + 0.1, a[1]),
                        "glass",
                        (0.5, 0.55, 0.55),
                    )
    out = {"brick": 0.5, "stucco": 0.35, "boulevard": 0.45, "modern": 0.08}[plan.district]
    for k, (y, reach) in enumerate(((plan.eaves - 0.12, out), (plan.eaves - 0.34, 0.6 * out), (plan.eaves - 0.5, 0.3 * out))):
        s.box(
            (0, y, reach / 2),
            (w - 0.01, 0.2, reach),
            "stone_courses" if plan.district != "modern" else "metal",
            shade(plan.trim, 1 - 0.06 * k),
            bevel_m=0.03,
            skip="z",
        )
    if plan.district == "brick":
        for x in np.linspace(-w / 2 + 0.3, w / 2 - 0.3, max(3, round(w / 0.9))):
            s.box((float(x), plan.eaves - 0.48, 0.16), (0.16, 0.55, 0.32), "stone_courses", shade(plan.trim, 0.92), bevel_m=0.03)


IRON = (0.022, 0.022, 0.024)


def _railing(s: Sculptor, a: float, b: float, y: float, z: float) -> None:
    for up in (0.06, 0.92):
        s.box(((a + b) / 2, y + up, z), (b - a, 0.035, 0.03), "metal", IRON)
    for x in np.linspace(a + 0.03, b - 0.03, max(3, int((b - a) / 0.14))):
        s.box((float(x), y + 0.49, z), (0.018, 0.86, 0.018), "metal", IRON)


def _balcony(s: Sculptor, a: float, b: float, y: float, out: float) -> None:
    s.box(((a + b) / 2, y - 0.06, out / 2), (b - a, 0.14, out), "stone_courses", linear_from_srgb("#c9bda2"), bevel_m=0.02, skip="z")
    _railing(s, a, b, y + 0.02, out - 0.05)
    for x in (a, b):
        s.box((x, y + 0.94, out / 2), (0.03, 0.035, out), "metal", IRON)
    for x in np.linspace(a + 0.4, b - 0.4, max(2, round((b - a) / 1.8))):
        s.box((float(x), y - 0.28, 0.2), (0.14, 0.34, 0.4), "stone_courses", linear_from_srgb("#bfb398"), bevel_m=0.04)


def _flat_roof(s: Sculptor, plan: _Plan, h: float, style: Style, rng: np.random.Generator) -> None:
    """A parapet round felt, with chimneys, a tank or machines on it."""
    w, d, low = plan.w, plan.d, plan.eaves
    rim = min(0.7, h - low)
    felt = linear_from_srgb("#55534f")
    s.quad(
        (-w / 2, low + 0.02, d / 2), (w / 2, low + 0.02, d / 2), (w / 2, low + 0.02, -d / 2), (-w / 2, low + 0.02, -d / 2), "asphalt", felt
    )
    for x, z, sx, sz in (
        (0, d / 2 - 0.14, w, 0.28),
        (0, -d / 2 + 0.14, w, 0.28),
        (w / 2 - 0.14, 0, 0.28, d - 0.56),
        (-w / 2 + 0.14, 0, 0.28, d - 0.56),
    ):
        s.box((x, low + rim / 2, z), (sx, rim, sz), plan.material, shade(plan.wall, 0.95))
        s.box((x, low + rim + 0.04, z), (sx + 0.06, 0.09, sz + 0.06), "stone_courses", plan.trim, bevel_m=0.02)
    for _ in range(int(rng.integers(1, 4))):
        x, z = float(rng.uniform(-0.35, 0.35)) * w, float(rng.uniform(-0.35, 0.15)) * d
        s.box((x, low + 0.4, z), (0.8, 0.8, 0.6), "brick" if plan.district == "brick" else "metal", shade(plan.wall, 0.8), bevel_m=0.02)


def _ridge_roof(s: Sculptor, plan: _Plan, h: float, style: Style, rng: np.random.Generator) -> None:
    """A tiled roof whose ridge runs along the street."""
    w, d, low = plan.w, plan.d, plan.eaves
    cover = style.materials.get("roof") or "tiles"
    color = role_color(style, "roof", ("#8f4a34", "#9a5238", "#7a4436", "#5c5856"), rng)
    over = 0.4
    for z in (1, -1):
        slope = [(-w / 2, low, z * (d / 2 + over)), (w / 2, low, z * (d / 2 + over)), (w / 2, h, 0), (-w / 2, h, 0)]
        s.polygon(slope if z > 0 else slope[::-1], cover, color)
        under = [(p[0], p[1] - 0.1, p[2]) for p in slope]
        s.polygon(under[::-1] if z > 0 else under, "planks", linear_from_srgb("#5a4632"))
        s.box((0, low - 0.04, z * (d / 2 + over)), (w, 0.12, 0.08), "metal", (0.12, 0.1, 0.08))
    for x in (-1, 1):
        gable = [(x * w / 2, low, d / 2 * x), (x * w / 2, low, -d / 2 * x), (x * w / 2, h - 0.02, 0)]
        s.polygon(gable, "plaster", shade(plan.wall, 0.85))
    for x in rng.choice([-0.3, 0.0, 0.3], 2, replace=False):
        y = low + 0.5 * (h - low)
        s.box((float(x) * w, y + 0.3, 0.26 * d), (1.1, 1.1, 1.3), "plaster", plan.wall)
        s.box((float(x) * w, y + 0.92, 0.27 * d), (1.4, 0.12, 1.6), cover, color, bevel_m=0.03)
        s.quad(
            *[(float(x) * w + a, y + 0.3 + b, 0.26 * d + 0.66) for a, b in ((-0.35, -0.4), (0.35, -0.4), (0.35, 0.42), (-0.35, 0.42))],
            "glass",
            (0.1, 0.12, 0.14),
            emission_linear=WINDOW_GLOW * (rng.random() < 0.5),
        )
    s.box((0.36 * w, h - 0.2, -0.1 * d), (0.7, 1.1, 0.5), "brick", linear_from_srgb("#8a5442"))


def _mansard(s: Sculptor, plan: _Plan, h: float, style: Style, rng: np.random.Generator) -> None:
    """Steep slate to a flat top, a dormer over each bay."""
    w, d, low = plan.w, plan.d, plan.eaves
    color = role_color(style, "roof", ("#565d66", "#4a5058"), rng)
    back = 0.9
    top = h - 0.15
    for z in (1, -1):
        slope = [(-w / 2, low, z * d / 2), (w / 2, low, z * d / 2), (w / 2, top, z * (d / 2 - back)), (-w / 2, top, z * (d / 2 - back))]
        s.polygon(slope if z > 0 else slope[::-1], "slate", color)
    for x in (-1, 1):
        side = [
            (x * w / 2, low, x * d / 2),
            (x * w / 2, low, -x * d / 2),
            (x * w / 2, top, -x * (d / 2 - back)),
            (x * w / 2, top, x * (d / 2 - back)),
        ]
        s.polygon(side, "plaster", shade(plan.wall, 0.85))
    s.quad(
        (-w / 2, top, d / 2 - back),
        (w / 2, top, d / 2 - back),
        (w / 2, top, back - d / 2),
        (-w / 2, top, back - d / 2),
        "metal",
        shade(color, 1.2),
    )
    s.box((0, top + 0.02, d / 2 - back), (w, 0.16, 0.2), "metal", shade(color, 0.8))
    pitch = w / plan.bays
    for k in range(plan.bays):
        x = (k + 0.5 - plan.bays / 2) * pitch
        with s.at((x, 0, d / 2 - 0.34)):
            s.box((0, low + 1.25, -0.2), (1.3, 2.0, 0.9), "metal", shade(color, 0.9), bevel_m=0.02)
            s.box((0, low + 2.3, -0.15), (1.5, 0.14, 1.1), "metal", shade(color, 0.8), bevel_m=0.03)
            with s.at((0, 0, 0.255)):
                gap = Gap(0, low + 0.5, 0.85, 1.5)
                pane(s, gap, 0.0, "glass", (0.1, 0.12, 0.14), emission_linear=WINDOW_GLOW * (rng.random() < 0.45))
                frame_bars(s, gap, 0.08, 0.0, 0.05, "timber", plan.frame)
    for x in (-1, 1):
        s.box((x * (w / 2 - 0.25), top + 0.55, 0), (0.5, 1.3, 0.36 * d), "brick", linear_from_srgb("#a08a72"))


BUILDERS = {"townhouse": townhouse}
