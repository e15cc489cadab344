"""Kitchen: counters round a stove and a sink under a window, cupboards over them, a table with chairs in the middle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..builders.kitchens import TOPS
from ..layout.layout import Instance
from . import extras
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
PLANS = ("table", "island", "corner")  # what one sits at
DEPTH_M, HIGH_M = 0.62, 0.92
EXTRAS = (
    "kettle", "saucepan", "plate", "bowl", "bottle", "basket", "wine_rack", "microwave", "washing_machine", "bread", "cake", "cheese",
    "pitcher", "toaster", "knife_block", "cutting_board", "herb_bundles", "spice_rack", "kitchen_scales", "radiator", "preserves",
    "tea_set",
)  # fmt: skip


def compose(site: Site) -> None:
    rng = site.rng
    told = any(site.bound(cls) or site.wants(cls) for cls in ("table", "chair", "counter", "stool", "bench"))
    plan = "table" if told else str(rng.choice(PLANS))
    grow = 1.0 if plan == "island" else 0.0
    w, d = float(rng.uniform(5.0, 6.4)) + 0.8 * grow, float(rng.uniform(4.6, 5.8)) + 0.5 * grow
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
    if plan == "island":
        table = _island(site, room, scheme, front, top)
    elif plan == "corner":
        table = _corner(site, room, scheme, back)
    else:
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
    extras.indoors(room, EXTRAS, (6, 9))
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


def _island(site: Site, room: Interior, scheme: Scheme, color: str, top: tuple[str, ...]) -> Instance | None:
    """Counters in a row in the middle, their fronts to the stove, stools along the other side."""
    rng = site.rng
    if not site.allowed("counter"):
        return None
    units = [room.put("counter", x, 0.1, np.pi, size=(1.1, HIGH_M, 0.8), color=color, tags=top, margin=-0.01) for x in (-0.56, 0.56)]
    for u in (-0.72, 0.0, 0.72) if site.allowed("stool") else ():
        room.put("stool", u, 0.1 + 0.4 + float(rng.uniform(0.3, 0.42)), 0.0, size=(0.38, 0.66, 0.38), color=scheme.wood)
    return next((unit for unit in units if unit is not None), None)


def _corner(site: Site, room: Interior, scheme: Scheme, back: str) -> Instance | None:
    """A table in the corner away from the light, a bench along the wall behind it, chairs on its other sides."""
    rng = site.rng
    if not site.allowed("table"):
        return None
    side = -1 if back == "west" else 1
    long = float(rng.uniform(1.3, 1.6))
    x, z = side * (room.w / 2 - 1.05), room.d / 2 - 0.5 - long / 2
    table = room.put("table", x, z, np.pi / 2, size=(long, 0.75, 0.85), color=scheme.wood)
    if table is None:
        return None
    if site.allowed("bench"):
        room.put("bench", side * (room.w / 2 - 0.29), z, -side * np.pi / 2, size=(long, 0.85, 0.5), color=scheme.wood)
    for v in (-0.25, 0.25) if site.allowed("chair") else ():
        room.put("chair", x - side * (0.43 + float(rng.uniform(0.28, 0.4))), z + v * long, side * np.pi / 2, color=scheme.wood)
    if site.allowed("chair"):
        room.put("chair", x, z - long / 2 - 0.36, 0.0, color=scheme.wood)
    if site.allowed("rug"):
        room.put("rug", -side * 0.3, -0.2, float(rng.normal(0, 0.05)), size=(1.9, 0.02, 1.2), blocks=False, force=True)
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
    for unit in [i for i in site.instances if i.cls == "counter" and i is not table]:
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
