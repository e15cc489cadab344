"""Library: walls of tall shelves, a reading table with lamps under a chandelier, chairs by the fire and the windows, a ladder, a globe."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance
from . import extras
from .drapery import curtains
from .indoors import Interior, fulfil_indoors, sun_through
from .kind import Kind
from .site import Site
from .vantage import look_round

METALS = ("#a8843c", "#2e2b29", "#8a6a3a")
PLANS = ("table", "hall", "stacks", "stacks")
SIZES_M = {"table": ((8.0, 10.0), (7.0, 8.5)), "hall": ((10.5, 12.5), (6.6, 7.6)), "stacks": ((9.0, 11.0), (7.6, 9.2))}  # width, depth
CASE_M, WAY_M = (1.22, 0.36), 1.15  # a bookcase in a row, wide and deep, and the way between two rows
LIT = ("lit",)  # one reads here at any hour
WOODS = ("#a07a52", "#b39064", "#8e6a48", "#9a7048")
WALLS = ("#e6d6b4", "#dcc59c", "#cfd0b0", "#e2c8a6", "#d8d2bc")
FLOORS = ("#94704e", "#a4825c", "#80634a")
CHAIRS = ("#9c6650", "#70885f", "#b58f58", "#86606e", "#62808c")
CURTAINS = ("#a84a3c", "#6f8560", "#d8b878", "#4f7280")
SHADES = ("#3f8a62", "#e8d6a8", "#3f8a62", "#c9743c")
EXTRAS = (
    "lectern", "telescope", "hourglass", "typewriter", "record_player", "chess_board", "card_catalogue", "inkwell", "scroll",
    "crystal_ball", "open_book", "microscope", "book_cart", "magnifying_glass", "bust", "model_ship", "candelabra",
)  # fmt: skip


def compose(site: Site) -> None:
    rng = site.rng
    plan = "table" if any(site.bound(cls) or site.wants(cls) for cls in ("table", "bookshelf", "chair")) else str(rng.choice(PLANS))
    wide, deep = SIZES_M[plan]
    w, d = float(rng.uniform(*wide)), float(rng.uniform(*deep))
    room = Interior(site, w, d, float(rng.uniform(3.3, 3.8)))
    windows = 4 if w > 10 else 3
    for k in range(windows):
        room.open("window", "south", (k - (windows - 1) / 2) * w * 0.9 / windows, 1.3, 0.72, float(room.ceiling - 1.35))
    if rng.random() < 0.6:
        room.open("window", "east", d * 0.27, 1.2, 0.72, float(room.ceiling - 1.35))
    door_side = 1 if rng.random() < 0.5 else -1
    room.open("door", "north", door_side * (w / 2 - 1.0), 1.0, 0.0, 2.15)

    wood, leather = str(rng.choice(WOODS)), str(rng.choice(CHAIRS))
    height = float(min(room.ceiling - 0.45, rng.uniform(2.6, 2.95)))
    shade = str(rng.choice(SHADES))
    if plan == "table":
        _reading_table(site, room, wood, shade, 0.0, 0.35, 0.0)
    elif plan == "hall":
        metal = str(rng.choice(METALS))
        for side in (-1, 1):
            _reading_table(site, room, wood, shade, side * w * 0.21, 0.3, np.pi / 2, metal)
    else:
        _reading_table(site, room, wood, shade, door_side * w * 0.17, 0.2, np.pi / 2)
        _stacks(site, room, wood, -door_side)
    focal_t = -door_side * w * 0.1
    if site.allowed("fireplace") and (site.wants("fireplace") or rng.random() < 0.7):
        _fireside(site, room, focal_t, leather)
    for wall in ("west", "east"):
        x, z = room.point(wall, -d * 0.1, 0.66)
        if site.allowed("ladder") and not site.bound("ladder") and not any(i.cls == "ladder" for i in site.instances):
            room.put("ladder", x, z, room.wall(wall)[1], size=(0.52, height * 0.97, 0.5), color=wood)
    fulfil_indoors(site, room)
    if fire := next((i for i in site.instances if i.cls == "fireplace"), None):
        for cls, u in (("candle", -0.72), ("candle", -0.58), ("vase", 0.68)):
            room.on_top(cls, fire, u, 0.06)
    _shelves(site, room, wood, height)
    _by_windows(site, room, leather, wood)
    room.put("globe", door_side * 2.5, -d * 0.16, 0.0, scale=1.1)
    room.put("globe", -door_side * 2.6, d * 0.2, 0.0, scale=1.1) if not any(i.cls == "globe" for i in site.instances) else None
    for sx, sz in ((-1, 1), (1, 1), (1, -1), (-1, -1)):
        room.put("plant", sx * (w / 2 - 0.8), sz * (d / 2 - 0.8), 0.0, scale=1.25)
    if "clock" not in site._closed:
        room.against("clock", "south", w * 0.15, slide=0.6)
    if site.allowed("picture"):
        room.fill_walls(((0.6, 0.78), (0.75, 0.6)), 4)
    if site.allowed("curtain"):
        curtains(room, CURTAINS)
    x, z = door_side * (w / 2 - 1.25), -d / 2 + 1.1
    site.entrance = (x, z, float(np.arctan2(-0.12 * x - x, 0.3 - z)))
    room.room(
        "library", wall_color=site.style.palette.get("wall", str(rng.choice(WALLS))), floor_color=str(rng.choice(FLOORS)),
        ceiling_color="#efe8d8", ceiling_material="plain",
    )  # fmt: skip
    extras.indoors(room, EXTRAS, (4, 6))
    room.garden()
    sun_through(site, "south")
    site.footprints = [f for f in site.footprints if f.half_w < 4.5]
    look_round(room)


def _reading_table(
    site: Site, room: Interior, wood: str, shade: str, x: float, z: float, turn: float, metal: str = ""
) -> None:  # fmt: skip
    """On a rug under a chandelier: a long table with lamps, books and chairs, along x or turned across it."""
    rng = site.rng
    c, s = np.cos(turn), np.sin(turn)
    table = room.put("table", x, z, turn, size=(float(rng.uniform(2.2, 2.8)), 0.76, 1.05), color=wood)
    if table:
        seats = [(u, v) for v in (-1, 1) for u in (-0.72, 0.0, 0.72)]
        for u, v in seats[: site.count("chair", 6)]:
            out = v * (table.size_m[2] / 2 + float(rng.uniform(0.3, 0.46)))
            facing = turn + float(rng.normal(0, 0.06)) + (0.0 if v < 0 else np.pi)
            room.put("chair", x + u * c + out * s, z - u * s + out * c, facing, color=wood)
        for u in (-0.65, 0.65):
            room.on_top("table_lamp", table, u, 0.0, color=shade, tags=LIT)
        for u, v, yaw in ((0.1, 0.25, 0.5), (-0.3, -0.25, -0.3), (0.95, 0.2, 0.1)):
            room.on_top("books", table, u, v, yaw)
        room.on_top("cup", table, -0.25, 0.32)
    if site.allowed("chandelier"):
        size = (1.3, 0.95, 1.3)
        room.put("chandelier", x, z, 0.0, size=size, y=room.ceiling - size[1], force=True, blocks=False, tags=LIT, color=metal)
    if site.allowed("rug"):
        room.put("rug", x, z, turn, size=(4.2, 0.02, 3.0), blocks=False, force=True)


def _stacks(site: Site, room: Interior, wood: str, side: float) -> None:
    """Bookcases back to back in rows across one half of the room, a way round each."""
    high = float(site.rng.uniform(1.9, 2.3))
    end = room.w / 2 - 0.4 - WAY_M
    for k in range(int((room.d - 3.6) // (2 * CASE_M[1] + WAY_M))):
        z = -room.d / 2 + 0.4 + WAY_M + CASE_M[1] + k * (2 * CASE_M[1] + WAY_M)
        for n in range(int((end - 0.6) // CASE_M[0])):
            for back in (-1, 1):
                facing = 0.0 if back > 0 else np.pi
                size = (CASE_M[0] - 0.02, high, CASE_M[1])
                x = side * (end - (n + 0.5) * CASE_M[0])
                room.put("bookshelf", x, z + back * (CASE_M[1] / 2 + 0.005), facing, size=size, color=wood, margin=0.0)


def _fireside(site: Site, room: Interior, t: float, color: str) -> None:
    """A fire with a painting over it, two armchairs turned to each other."""
    fire = room.against("fireplace", "north", t, size=(1.8, 1.35, 0.5))
    if fire is None:
        return
    x, _, z = fire.position_m
    if not site.bound("picture"):
        room.hang("picture", "north", x, 2.1, size=(1.15, 0.9, 0.06))
    for side in (-1, 1):
        room.put("armchair", x + side * 1.2, z + 1.3, -side * 0.8 + (0.25 if side < 0 else -0.25), color=color)


def _shelves(site: Site, room: Interior, wood: str, height: float) -> None:
    """Bookcases side by side along every wall, wherever there is no opening and no hearth."""
    limit, unit = site.count("bookshelf", 99), 1.22
    made = sum(i.cls == "bookshelf" for i in site.instances)
    for name in ("west", "east", "north", "south"):
        length, _ = room.wall(name)
        count = int((length - 0.1) // unit)
        for k in range(count):
            if made >= limit:
                return
            t = (k - (count - 1) / 2) * unit
            if room.against("bookshelf", name, t, gap=0.015, size=(1.2, height, 0.36), color=wood, margin=0.002):
                made += 1


def _by_windows(site: Site, room: Interior, color: str, wood: str) -> None:
    """Armchairs with a lamp and a small table, each a place to read in."""
    w, d = room.w, room.d
    for side in (-1, 1):
        chair: Instance | None = room.put("armchair", side * w * 0.17, d / 2 - 0.95, np.pi + side * 0.4, color=color)
        if chair is None:
            continue
        if side > 0:
            table = room.put("side_table", side * w * 0.17 - 0.9, d / 2 - 0.8, np.pi, color=wood)
            if table:
                room.on_top("books", table, -0.05, 0.0, 0.3)
                room.on_top("cup", table, 0.17, 0.14)
        else:
            room.put("ottoman", chair.position_m[0] + 0.25, chair.position_m[2] - 1.0, 0.0, color=color, scale=0.85)
    room.put("floor_lamp", -w * 0.3, d / 2 - 0.55, np.pi, tags=LIT)
    room.put("floor_lamp", w * 0.29, d / 2 - 0.55, np.pi, tags=LIT)


KIND = Kind(
    "library",
    "a library with tall bookshelves, a reading table, lamps, armchairs and a ladder",
    interior=True,
    compose=compose,
    hour=15.6,
    phrases=(
        "library", "reading room", "study", "archive", "archive hall", "scriptorium", "book room", "home library", "bibliothek",
        "bibliothèque", "biblioteca", "reading hall", "study room", "bookshop", "book shop", "bookstore",
    ),
    captions=("library", "reading room"),
    essence="a library, a large indoor hall with shelves, desks and books",
    things=("bookshelf", "desk", "globe", "ladder", "books"),
)  # fmt: skip
