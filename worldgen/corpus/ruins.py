"""Ruins: what is left of a temple, an abbey or a shrine, with grass in its floor, ivy on its walls and trees among its stones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance
from . import extras
from .kind import Kind
from .outdoors import edge_woods, light_over_the_shoulder, ragged, woods
from .requests import fulfil
from .site import Site

Array = NDArray[np.floating]
FOCAL = ("statue", "altar", "obelisk", "fountain", "well")


@dataclass
class Plan:
    """A ruin's own frame: `u` to the right and `v` ahead of one who comes up its axis, in metres from its middle; `y` is its floor."""

    site: Site
    middle: tuple[float, float]
    yaw: float
    half: tuple[float, float]
    y: float
    color: str
    whole: float  # share of what still stands upright

    def at(self, u: float, v: float) -> tuple[float, float]:
        c, s = np.cos(self.yaw), np.sin(self.yaw)
        return float(self.middle[0] + u * c + v * s), float(self.middle[1] - u * s + v * c)

    def put(self, cls: str, u: float, v: float, turn: float = 0.0, **kw: object) -> Instance | None:
        kw.setdefault("color", self.color)
        return self.site.put(cls, *self.at(u, v), self.yaw + turn, **kw)  # type: ignore[arg-type]

    def frame(self) -> tuple[Array, Array]:
        """(n, n) u and v of the ground's cells."""
        c, s = np.cos(self.yaw), np.sin(self.yaw)
        dx, dz = self.site.gx - self.middle[0], self.site.gz - self.middle[1]
        return dx * c - dz * s, dx * s + dz * c

EXTRAS = ("sarcophagus", "gravestone", "cairn", "sundial", "jar", "bell", "cross", "obelisk")
LIGHTS = ("brazier",)


def compose(site: Site) -> None:
    rng = site.rng
    site.hills(2.0, 8.0, inner=20.0)
    site.paint(site.height > -99, "meadow")
    site.paint(ragged(site, site.noise(18, 2), 0.4) > 0.5, "grass")
    design = str(rng.choice(list(DESIGNS)))
    stone = site.style.palette.get("wall", str(rng.choice(["#b3a790", "#a39b8c", "#beb094", "#9c9488", "#ad9878"])))
    half = (float(rng.uniform(7.5, 9.5)), float(rng.uniform(11.5, 14.0)))
    middle = (float(rng.uniform(-3, 3)), float(rng.uniform(3, 7)))
    y = site.level(*middle, 2 * half[0] + 2, 2 * half[1] + 2, 0.0, 7.0, y=float(rng.uniform(0.7, 1.3)))
    plan = Plan(site, middle, float(rng.uniform(-0.25, 0.25)), half, y, stone, float(rng.uniform(0.45, 0.7)))
    _floor(plan)
    x0, z0 = plan.at(float(rng.uniform(-2, 2)), -half[1] - 11.5)
    gate = plan.at(0.0, -half[1] - 1.0)
    bend = float(rng.uniform(-9, 9))
    site.path([(x0 + bend, -54), (x0 + 0.4 * bend, z0 - 10), (x0, z0), gate, plan.at(0, -half[1] + 2)], 2.0, "earth")
    far = plan.at(float(rng.uniform(-4, 4)), half[1] + 3)
    site.path([plan.at(0, half[1] - 3), far, (far[0] + bend, 54)], 1.4, "earth")
    site.enter(x0, z0, plan.at(0, half[1] - 3))
    for u, v in ((2.6, -3.4), (-2.6, -3.0), (3.4, -5.0), (-3.4, -5.2), (2.4, -7.0), (-2.6, -7.4), (2.8, 1.0), (-2.8, 1.4)):
        site.spots.append((*plan.at(u, v), plan.yaw + np.pi))
    DESIGNS[design](plan)
    fulfil(site)
    _camp(plan)
    _rubble(plan)
    _growth(plan, (x0, z0))
    extras.outdoors(site, EXTRAS, (2, 4))
    extras.outdoors(site, LIGHTS, (0, 1))
    light_over_the_shoulder(site, plan.at(0, half[1]))
    _views(plan, (x0, z0))


def _floor(plan: Plan) -> None:
    """Flags with grass, moss and earth where they are gone."""
    site = plan.site
    u, v = plan.frame()
    out = np.maximum(np.abs(u) - plan.half[0], np.abs(v) - plan.half[1])
    worn = ragged(site, 0.9 * site.noise(7, 3) + 0.12 * np.clip(out + 5, 0, 9), 0.4)
    site.paint((out < 0.6) & (worn < 0.85), "moss")
    site.paint((out < 0.4) & (worn < 0.62), "earth")
    site.paint((out < 0.3) & (worn < 0.45), str(site.rng.choice(["pavers", "cobbles"], p=[0.75, 0.25])))


def _focus(plan: Plan, v: float, y: float | None = None) -> None:
    """What the axis leads to, on the floor or at a height."""
    site = plan.site
    wanted = [c for c in FOCAL if site.wants(c) and not site.bound(c)]
    usual = [str(c) for c in site.rng.permutation(["statue", "altar", "obelisk"]) if site.allowed(str(c))]
    for cls in [*wanted[:1], *usual][:1]:
        scale = 1.25 if cls == "statue" else 1.0
        plan.put(cls, 0.0, v, np.pi, scale=scale, y=y, on_path=True, color="", force=True)


def _column(plan: Plan, u: float, v: float, order: str, size: tuple[float, float]) -> None:
    """Upright, broken off, or in drums beside its place."""
    rng = plan.site.rng
    wide, high = size
    fate = rng.random()
    if fate < plan.whole:
        plan.put("column", u, v, tags=(order,), size=(wide, high, wide), margin=0.05, on_path=True)
    elif fate < 0.93:
        left = float(rng.uniform(0.18, 0.75)) * high
        plan.put("column", u, v, tags=(order, "broken"), size=(wide, left, wide), margin=0.05, on_path=True)
        at, turn = v, float(rng.uniform(-0.9, 0.9))
        for k in range(int(rng.integers(1, 4)) if left < 0.6 * high else 0):
            side = float(np.sign(u) or 1.0)
            long = float(rng.uniform(0.9, 1.5))
            plan.put(
                "column", u + side * (1.1 + 0.5 * k), at + 1.25 * k + float(rng.uniform(-0.3, 0.3)), turn + float(rng.normal(0, 0.25)),
                tags=(order, "drum"), size=(0.82 * wide, 0.82 * wide, long), margin=0.03,
            )  # fmt: skip


def _temple(plan: Plan) -> None:
    """A colonnade all round on steps, a cell with a statue at its end; some of the beam still lies on columns."""
    rng, (hu, hv) = plan.site.rng, plan.half
    order = str(rng.choice(["doric", "ionic"]))
    high, wide = float(rng.uniform(5.0, 6.4)), float(rng.uniform(0.95, 1.15))
    across, along = 6, int(2 * hv / 2.6)
    for u in np.linspace(-hu + 0.8, hu - 0.8, across):
        for v in (-hv + 0.8, hv - 0.8):
            if abs(u) > 1.3 or v > 0:
                _column(plan, float(u), float(v), order, (wide, high))
    for v in np.linspace(-hv + 0.8, hv - 0.8, along)[1:-1]:
        for u in (-hu + 0.8, hu - 0.8):
            _column(plan, u, float(v), order, (wide, high))
    _beams(plan, wide, high)
    cell = 0.52 * hu
    plan.put("ruined_wall", 0.0, 0.62 * hv, np.pi, size=(2 * cell + 1.2, 0.78 * high, 0.75), tags=("blind",), margin=0.02)
    for side in (-1, 1):
        plan.put("ruined_wall", side * (cell + 0.3), 0.28 * hv, -side * np.pi / 2, size=(0.6 * hv, 0.62 * high, 0.75), margin=0.02)
    _focus(plan, 0.62 * hv - 1.7)


def _beams(plan: Plan, wide: float, high: float) -> None:
    """Stones that still lie from one whole column to the next."""
    rng = plan.site.rng
    whole = [i for i in plan.site.instances if i.cls == "column" and not {"broken", "drum"} & set(i.tags)]
    for k, a in enumerate(whole):
        for b in whole[k + 1 :]:
            dx, dz = b.position_m[0] - a.position_m[0], b.position_m[2] - a.position_m[2]
            apart = float(np.hypot(dx, dz))
            if apart > 3.6 or rng.random() > 0.72:
                continue
            x, z = (a.position_m[0] + b.position_m[0]) / 2, (a.position_m[2] + b.position_m[2]) / 2
            size, yaw = (apart - 0.76 * wide, 0.62, 0.72 * wide), float(np.arctan2(-dz, dx))
            y = plan.site.y(x, z) + high
            plan.site.put("block", x, z, yaw, size=size, y=y, force=True, blocks=False, tags=("beam",), color=plan.color)


def _abbey(plan: Plan) -> None:
    """A nave of pointed arches between broken aisle walls, a tall apse at its end."""
    rng, (hu, hv) = plan.site.rng, plan.half
    high = float(rng.uniform(6.0, 7.6))
    nave = 0.46 * hu
    plan.put(
        "ruined_wall",
        0.0,
        hv - 1.2,
        np.pi,
        size=(2 * nave + 1.2, 1.15 * high, nave + 1.5),
        tags=("pointed", "apse"),
        margin=0.02,
        force=True,
    )
    bays = int((2 * hv - 6) / 4.3)
    for k in range(bays):
        v = -hv + 3.2 + 4.3 * k
        for side in (-1, 1):
            fate = rng.random()
            tags = ("pointed",) if fate < plan.whole + 0.1 else ("pointed", "broken")
            if fate < 0.9:
                size = (4.16, 0.72 * high * (1.0 if len(tags) == 1 else float(rng.uniform(0.7, 1.0))), 0.95)
                plan.put("arch", side * nave, v, -side * np.pi / 2, size=size, tags=tags, margin=-0.02, on_path=True)
            if rng.random() < 0.8:
                tall = float(rng.uniform(0.32, 0.62)) * high
                plan.put("ruined_wall", side * (hu - 0.4), v, -side * np.pi / 2, size=(4.2, tall, 0.75), tags=("pointed",), margin=0.0)
    front = float(rng.uniform(0.5, 1.0)) * high
    plan.put("arch", 0.0, -hv + 0.2, np.pi, size=(5.0, front, 1.0), tags=("pointed",), margin=0.02, on_path=True, force=True)
    for side in (-1, 1):
        tall = float(rng.uniform(0.35, 0.75)) * high
        plan.put("ruined_wall", side * (hu + 2.6) / 2, -hv + 0.2, np.pi, size=(hu - 2.7, tall, 0.75), tags=("pointed",), margin=-0.02)
    _focus(plan, hv - 3.4)


def _shrine(plan: Plan) -> None:
    """A court with a broken colonnade on two sides and a platform with steps, an arch on it, and obelisks before it."""
    rng, (hu, hv) = plan.site.rng, plan.half
    deep = float(rng.uniform(5.0, 6.5))
    rise = float(rng.uniform(1.0, 1.4))
    v0 = hv - deep - 0.4
    plan.put("steps", 0.0, v0 - 0.9, np.pi, size=(4.4, rise, 2.2), on_path=True, margin=0.02, force=True)
    base = plan.put("platform", 0.0, v0 + 0.2 + deep / 2, size=(2 * hu - 5.4, rise, deep), margin=0.0, on_path=True, force=True)
    y = base.position_m[1] + rise if base else None
    size = (5.2, float(rng.uniform(4.4, 5.4)), 1.1)
    plan.put("arch", 0.0, hv - 1.3, np.pi, size=size, tags=("round",), y=y, on_path=True, force=True)
    for side in (-1, 1):
        plan.put("ruined_wall", side * (hu - 2.4), hv + 0.5, np.pi, size=(hu - 3.4, float(rng.uniform(2.0, 3.4)), 0.75), margin=0.0)
        plan.put("obelisk", side * 3.4, v0 - 3.0, size=(1.2, float(rng.uniform(4.5, 6.0)), 1.2), margin=0.05)
    order = str(rng.choice(["plain", "doric"]))
    high = float(rng.uniform(3.8, 4.8))
    for v in np.linspace(-hv + 1.0, v0 - 1.6, int((v0 + hv) / 2.5)):
        for u in (-hu + 0.8, hu - 0.8):
            _column(plan, u, float(v), order, (0.9, high))
    _focus(plan, hv - 3.4, y)


DESIGNS: dict[str, Callable[[Plan], None]] = {"temple": _temple, "abbey": _abbey, "shrine": _shrine}


def _camp(plan: Plan) -> None:
    """Somebody stays here: a fire with logs to sit on, a tent now and then."""
    site, rng = plan.site, plan.site.rng
    if rng.random() > 0.6 or not site.allowed("campfire") or site.wants("campfire"):
        return
    side = float(rng.choice([-1, 1]))
    for out in (0.45, 0.3, 0.6, 1.3, 1.45):
        u, v = side * out * plan.half[0], float(rng.uniform(-0.5, 0.1)) * plan.half[1]
        if plan.put("campfire", u, v, margin=0.8, color="") is None:
            continue
        for a in (0.4, 2.4, 4.4):
            plan.put("log", u + 1.8 * np.sin(a), v + 1.8 * np.cos(a), a + np.pi / 2, scale=0.55, margin=0.02, color="")
        if rng.random() < 0.5:
            plan.put("tent", u + side * 3.4, v + 1.5, -side * 2.0, margin=0.1, color="")
        return


def _rubble(plan: Plan) -> None:
    """Fallen stones about what stands, ivy on walls."""
    site, rng = plan.site, plan.site.rng
    stands = [i for i in site.instances if i.cls in ("ruined_wall", "arch")]
    for wall in stands:
        w, h, d = wall.size_m
        c, s = np.cos(wall.yaw_rad), np.sin(wall.yaw_rad)
        if "ivy" not in site._closed and "apse" not in wall.tags:
            for _ in range(int(rng.integers(1, 4))):
                wide, side = float(rng.uniform(1.1, min(2.8, 0.7 * w))), float(rng.choice([-1, 1]))
                u = float(rng.choice([-1, 1])) * (w / 2 - wide / 2) if wall.cls == "arch" else float(rng.uniform(-0.5, 0.5)) * (w - wide)
                wide = min(wide, 0.9) if wall.cls == "arch" else wide
                out = side * (min(d, 1.0) / 2 + 0.13)
                x, z = wall.position_m[0] + u * c + out * s, wall.position_m[2] - u * s + out * c
                high = float(rng.uniform(0.22, 0.5)) * h if wall.cls != "arch" else float(rng.uniform(0.4, 0.8)) * h
                yaw = wall.yaw_rad + (0.0 if side > 0 else np.pi)
                site.put("ivy", x, z, yaw, size=(wide, high, 0.24), force=True, blocks=False)
        if "rock" not in site._closed:
            for _ in range(int(rng.integers(2, 6))):
                u, out = rng.uniform(-0.5, 0.5) * w, rng.choice([-1, 1]) * (min(d, 1.0) / 2 + abs(rng.normal(0.6, 0.7)))
                x, z = wall.position_m[0] + u * c + out * s, wall.position_m[2] - u * s + out * c
                _block(plan, float(x), float(z))
    if "rock" not in site._closed:
        u, v = plan.frame()
        near = (np.abs(u) < plan.half[0] + 4) & (np.abs(v) < plan.half[1] + 4) & (np.abs(u) > 1.4)
        cells = np.flatnonzero(near)
        for _ in range(26):
            k = int(cells[rng.integers(len(cells))])
            _block(plan, float(site.gx.ravel()[k]), float(site.gz.ravel()[k]))


def _block(plan: Plan, x: float, z: float) -> None:
    """One fallen stone, dressed like those in the walls."""
    rng = plan.site.rng
    size = (float(rng.uniform(0.5, 0.9)), float(rng.uniform(0.28, 0.42)), float(rng.uniform(0.4, 0.6)))
    plan.site.put("block", x, z, float(rng.uniform(0, 6.28)), size=size, margin=0.02, color=plan.color)


def _growth(plan: Plan, at: tuple[float, float]) -> None:
    """Trees that have come up among the stones, woods round about, flowers in the floor."""
    site, rng = plan.site, plan.site.rng
    u, v = plan.frame()
    out = np.maximum(np.abs(u) - plan.half[0], np.abs(v) - plan.half[1])
    x0, z0 = at
    sx, sz = np.sin(site.entrance[2]), np.cos(site.entrance[2])
    ahead = np.abs((site.gx - x0) * sz - (site.gz - z0) * sx) < 5.5
    r = np.hypot(site.gx, site.gz)
    inside = np.maximum(np.abs(site.gx), np.abs(site.gz)) < site.half_m - 4
    if "tree" in site._closed:
        site.scatter("tree", site.count("tree", 0), (out > 2) & site.away(1.5) & ~ahead & (r < 30), clump=0)
    else:
        if site.allowed("tree") and rng.random() < 0.8:
            for _ in range(40):
                place = plan.at(
                    float(rng.choice([-1, 1]) * rng.uniform(2.4, plan.half[0] - 1.5)), float(rng.uniform(-0.5, 0.8) * plan.half[1])
                )
                if site.put("tree", *place, size=(3.8, 6.2, 3.8), tags=(str(rng.choice(["oak", "maple"])),), margin=0.05):
                    break
        woods(
            site,
            24,
            (out > 3) & site.away(2.0) & ~ahead & (r < 36) & inside,
            {"oak": 0.35, "maple": 0.3, "birch": 0.2, "pine": 0.15},
            clump=3.5,
        )
        edge_woods(site, 1.9, avoid=ahead & (site.gz < z0))
    site.scatter("bush", site.count("bush", 34), (out > 0.6) & (out < 14) & site.away(0.8) & ~ahead, scale=(0.5, 1.1), clump=2.0)
    site.scatter("fern", site.count("fern", 34), (out > -3) & (out < 5) & site.away(0.3), clump=1.4, margin=0.0, blocks=False)
    site.scatter("flowers", site.count("flowers", 26), (out > -6) & (out < 9) & site.away(0.4), clump=2.0, blocks=False, scale=(0.6, 1.1))
    site.scatter("rock", site.count("rock", 10), (out > 4) & site.away(1.0), scale=(0.4, 1.4), clump=2.5)


def _views(plan: Plan, at: tuple[float, float]) -> None:
    """Up the axis, across from the corners, back from the end, and from outside."""
    site, (hu, hv) = plan.site, plan.half
    site.look(*at, plan.at(0, hv))
    site.look(*plan.at(1.0, -hv - 6.0), plan.at(-0.5, hv))
    for u, v, a, b in (
        (0.8, -0.5, -0.1, 1.0), (0.35, 0.55, -0.3, -1.0), (-0.35, 0.1, 0.5, 0.9), (0.4, 0.1, -0.6, 0.8), (-0.3, -0.75, 0.4, 0.4),
        (1.7, -0.7, -0.3, 0.3), (-1.7, -0.6, 0.3, 0.3), (1.8, 0.4, -0.4, 0.2), (-1.8, 0.5, 0.3, -0.1), (0.2, 1.5, 0.0, -0.4),
    ):  # fmt: skip
        site.look(*plan.at(u * hu, v * hv), plan.at(a * hu, b * hv))


KIND = Kind(
    "ruins",
    "overgrown ruins of a temple, an abbey or a shrine, with columns, broken walls, arches, ivy and old trees",
    interior=False,
    compose=compose,
    hour=17.2,
    phrases=(
        "ruins", "ruin", "temple ruins", "abbey ruins", "ancient ruins", "overgrown ruins", "ruined temple", "ruined abbey",
        "ruined monastery", "ruined church", "ruined shrine", "ruined cathedral", "church ruins", "monastery ruins", "ruins of a temple",
        "ruins of an abbey", "ruins of a monastery", "ruins of a church", "ruins of a cathedral", "ruins of an old abbey",
        "ruins of an old church", "ruins of an ancient temple", "remains of a temple", "remains of an abbey", "archaeological site",
        "lost temple", "ruined priory", "ruined chapel", "temple ruin", "abbey ruin",
        "remains of the old monastery", "remains of a monastery", "remains of a church", "remains of a castle",
        "what remains of the old monastery", "remains of an old temple",
    ),
    captions=("ruins", "ancient ruins", "overgrown ruins"),
    essence="ancient overgrown ruins, broken columns, arches and walls of a lost temple or abbey",
    hints=("remains", "remnants"),
    things=("column", "arch", "ruined_wall", "obelisk", "altar", "ivy"),
)  # fmt: skip
