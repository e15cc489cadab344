"""Kitchen: counters round a stove and a sink under a window, cupboards over them, a table with chairs in the middle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..builders.kitchens import TOPS
from ..layout.layout import Instance
from .drapery import curtains
from .indoors import Interior, fulfil_indoors, sun_through
from .kind import Kind
from .site import Site
from .vantage import look_round


@dataclass(frozen=True)
class Scheme:
    wall: str
    front: str
    floor: str
    floor_material: str
    wood: str
    curtain: tuple[str, ...]


SCHEMES = (
    Scheme("#e9e0cc", "#8fa08a", "#b07a50", "tiles", "#8f5c36", ("#d9c39a", "#b0674c")),
    Scheme("#dfe2da", "#5f7486", "#a5754a", "planks", "#a87848", ("#e6dcc4", "#5f86a3")),
    Scheme("#efe7d6", "#e8e2d4", "#8f8a82", "pavers", "#9c6f48", ("#7e9a94", "#d8b890")),
    Scheme("#e4d4b8", "#a07850", "#9a6a48", "tiles", "#7d4f30", ("#c07a58", "#e4d5b5")),
    Scheme("#d8dcd0", "#3f5a52", "#c0b49c", "tiles", "#86552f", ("#8fa387", "#e3d6b8")),
)
DEPTH_M, HIGH_M = 0.62, 0.92


def compose(site: Site) -> None:
    rng = site.rng
    w, d = float(rng.uniform(5.0, 6.4)), float(rng.uniform(4.6, 5.8))
    room = Interior(site, w, d, float(rng.uniform(2.65, 2.95)))
    scheme = SCHEMES[int(rng.integers(len(SCHEMES)))]
    bright, back = ("east", "west") if rng.random() < 0.5 else ("west", "east")
    sink_t = float(rng.uniform(-0.12, 0.12)) * d
    room.open("window", bright, sink_t, 1.5, 1.12, 1.15)
    room.open("window", "south", float(rng.uniform(-0.12, 0.12)) * w, 1.6, 0.85, 1.4)
    door_side = -1 if bright == "east" else 1
    room.open("door", "north", door_side * (w / 2 - 0.95), 0.95, 0.0, 2.05)

    front, top = scheme.front, (str(rng.choice(list(TOPS))),)
    _fitted(site, room, bright, sink_t, "sink", front, tags=top)
    stove_t = -door_side * w * float(rng.uniform(0.05, 0.2))
    old = bool(rng.random() < 0.35)
    _fitted(site, room, "north", stove_t, "stove", front, size=(1.05, room.ceiling - 0.05, 0.68) if old else (0.9, 1.12, 0.66))
    table = _table(site, room, scheme)
    fulfil_indoors(site, room)
    if site.allowed("fridge") and not site.bound("fridge"):
        for wall, t in ((back, -d / 2 + 0.5), ("north", -door_side * (w / 2 - 0.45)), (back, d / 2 - 0.5)):
            if room.against("fridge", wall, t, slide=1.0, gap=0.02):
                break
    _counters(site, room, bright, front, top)
    _counters(site, room, "north", front, top)
    _dresser(site, room, back, scheme)
    _over(site, room, ("north", back), front)
    _tops(site, room, table)
    for sx, sz in ((-1, 1), (1, 1)):
        if rng.random() < 0.6:
            room.put("plant", sx * (w / 2 - 0.5), sz * (d / 2 - 0.5), 0.0, scale=float(rng.uniform(0.8, 1.1)))
    if site.allowed("chandelier"):
        tall = room.ceiling - 1.9
        where = table.position_m if table is not None else (0.0, 0.0, 0.0)
        room.put("chandelier", where[0], where[2], 0.0, size=(0.7, tall, 0.7), y=room.ceiling - tall, force=True, blocks=False)
    if site.allowed("sconce"):
        for wall in ("south", back, "north"):
            for t in (-0.25, 0.25):
                room.hang("sconce", wall, t * room.wall(wall)[0], 1.85)
    if site.allowed("picture"):
        room.fill_walls(((0.42, 0.5), (0.5, 0.4)), 3)
    if site.allowed("curtain"):
        curtains(room, scheme.curtain)
    x, z = door_side * (w / 2 - 1.1), -d / 2 + 1.0
    site.entrance = (x, z, float(np.arctan2(-0.2 * x - x, 0.6 - z)))
    room.room(
        "kitchen", wall_color=site.style.palette.get("wall", scheme.wall), floor_material=scheme.floor_material, floor_color=scheme.floor,
        ceiling_color="#f2ede2", ceiling_material="plain",
    )  # fmt: skip
    room.garden()
    sun_through(site, bright)
    site.footprints = [f for f in site.footprints if f.half_w < w / 2 + 1.0]
    look_round(room)


def _fitted(site: Site, room: Interior, wall: str, t: float, cls: str, color: str, **kw: object) -> None:
    if site.allowed(cls) and not site.bound(cls):
        own = {} if cls == "stove" else {"color": color}
        room.against(cls, wall, t, gap=0.02, slide=1.2, **own, **kw)


def _counters(site: Site, room: Interior, wall: str, color: str, top: tuple[str, ...]) -> None:
    """Units side by side wherever the wall leaves room for one."""
    if not site.allowed("counter"):
        return
    length, _ = room.wall(wall)
    number = site.count("counter", 12)
    for wide in (1.2, 0.8, 0.55):
        t = -length / 2 + wide / 2 + 0.02
        while t < length / 2 - wide / 2 and sum(i.cls == "counter" for i in site.instances) < number:
            if room.against("counter", wall, float(t), gap=0.02, size=(wide, HIGH_M, DEPTH_M), color=color, tags=top, margin=0.004):
                t += wide
            else:
                t += 0.1


def _table(site: Site, room: Interior, scheme: Scheme) -> Instance | None:
    """In the middle, chairs about it; a bowl, cups, a vase on it."""
    rng = site.rng
    if not site.allowed("table"):
        return None
    long = float(rng.uniform(1.4, 1.9))
    table = room.put("table", 0.0, 0.35, 0.0, size=(long, 0.75, 0.9), color=scheme.wood)
    if table is None:
        return None
    seats = [(-0.3, -1), (0.3, 1), (0.3, -1), (-0.3, 1), (0.0, -1), (0.0, 1)]
    for u, v in seats[: site.count("chair", 4)]:
        if site.allowed("chair") and not site.bound("chair"):
            pulled = float(rng.uniform(0.28, 0.42))
            room.put("chair", u * long, 0.35 + v * (0.45 + pulled), 0.0 if v < 0 else np.pi, color=scheme.wood)
    return table


def _dresser(site: Site, room: Interior, back: str, scheme: Scheme) -> None:
    """A cabinet with what one shows on it, shelves for jars."""
    rng = site.rng
    if site.allowed("cabinet"):
        item = room.against("cabinet", back, float(rng.uniform(-0.1, 0.2)) * room.d, slide=1.6, size=(1.4, 0.95, 0.45), color=scheme.wood)
        if item is not None:
            for cls, u in (("table_lamp", -0.45), ("books", 0.4), ("candle", 0.0), ("vase", 0.2)):
                room.on_top(cls, item, u, 0.0)


def _over(site: Site, room: Interior, walls: tuple[str, ...], color: str) -> None:
    """Cupboards on the walls over counters and stove, pans on a rail."""
    rng = site.rng
    for wall in walls:
        length, _ = room.wall(wall)
        for t in np.arange(-length / 2 + 0.7, length / 2 - 0.6, 1.25):
            cls = "pan_rail" if rng.random() < 0.28 else "wall_cupboard"
            if site.allowed(cls) and not site.bound(cls):
                size = (1.15, 0.68, 0.34) if cls == "wall_cupboard" else (1.0, 0.55, 0.16)
                room.hang(cls, wall, float(t), 1.82, size=size, **({"color": color} if cls == "wall_cupboard" else {}))


def _tops(site: Site, room: Interior, table: Instance | None) -> None:
    rng = site.rng
    if table is not None:
        for cls, u, v in (("vase", 0.05, 0.0), ("cup", -0.4, 0.2), ("cup", 0.45, -0.2), ("cup", 0.5, 0.22), ("books", -0.55, -0.2)):
            room.on_top(cls, table, u, v)
    for unit in [i for i in site.instances if i.cls == "counter"]:
        if rng.random() < 0.55:
            room.on_top(str(rng.choice(["cup", "vase", "books", "cup"])), unit, float(rng.uniform(-0.2, 0.2)), -0.08)


KIND = Kind(
    "kitchen",
    "a kitchen with counters, a stove, a sink under a window, cupboards, hanging pans, and a table with chairs",
    interior=True,
    compose=compose,
    hour=9.4,
    phrases=(
        "kitchen", "kitchenette", "farmhouse kitchen", "family kitchen", "country kitchen", "cookhouse", "scullery", "galley kitchen",
        "chef's kitchen", "castle kitchen", "cottage kitchen", "modern kitchen", "rustic kitchen", "eat-in kitchen", "bakehouse",
    ),
    captions=("kitchen", "country kitchen", "family kitchen"),
    essence="a kitchen, a room to cook in with a stove, a sink and cupboards",
    things=("stove", "counter", "sink", "fridge", "wall_cupboard", "pan_rail"),
)  # fmt: skip
