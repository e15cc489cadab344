"""Living room: seats on a rug before a fireplace or television, a desk or sideboard, a table by the window, shelves, lamps, pictures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..layout.layout import Instance
from . import extras
from .drapery import curtains
from .indoors import Interior, fulfil_indoors, sun_through
from .kind import Kind
from .site import Site
from .vantage import look_round


@dataclass(frozen=True)
class Scheme:
    """Colours that go together; where the prompt names one, it wins."""

    wall: str
    floor: str
    sofa: tuple[str, ...]
    chair: tuple[str, ...]
    curtain: tuple[str, ...]
    wood: str


SCHEMES = (
    Scheme("#e9dfc9", "#a5754a", ("#5f7d96", "#6f8a72"), ("#c98f3c", "#b8674a"), ("#d9c39a", "#b0674c"), "#8f5c36"),
    Scheme("#dfe2d4", "#9a6a42", ("#c9b48f", "#a8583f"), ("#7f9a7c", "#d0a04a"), ("#8fa387", "#e3d6b8"), "#9c6c40"),
    Scheme("#ecdfd0", "#8f6440", ("#7f9478", "#d6c7a8"), ("#b95f45", "#6d8aa3"), ("#c07a58", "#e4d5b5"), "#7d4f30"),
    Scheme("#dce3e4", "#b0855a", ("#d2c3a4", "#4f7896"), ("#d79a4a", "#c76f58"), ("#e6dcc4", "#5f86a3"), "#a87848"),
    Scheme("#eee6d6", "#9c6f48", ("#b5694c", "#55808a"), ("#8a9a6a", "#d8b16a"), ("#7e9a94", "#d8b890"), "#86552f"),
)
MANTEL = (("candle", -0.62), ("vase", 0.6), ("candle", -0.48))
FRAMES = ((0.62, 0.8), (0.5, 0.64), (0.7, 0.55))
EXTRAS = (
    "rocking_chair", "guitar", "record_player", "aquarium", "radiator", "rocking_horse", "chess_board", "teddy_bear", "coat_rack",
    "telescope", "basket", "bird_cage", "telephone", "radio", "bowl", "magazine_rack", "log_basket", "pet_bed", "violin", "trophy",
    "model_ship", "umbrella_stand", "speaker", "sewing_machine",
)  # fmt: skip


def compose(site: Site) -> None:
    rng = site.rng
    site.half_m = 60.0
    w, d = float(rng.uniform(5.8, 7.0)), float(rng.uniform(4.8, 5.6))
    room = Interior(site, w, d, float(rng.uniform(2.65, 2.9)))
    scheme = SCHEMES[int(rng.integers(len(SCHEMES)))]
    bright, back = ("east", "west") if rng.random() < 0.5 else ("west", "east")
    for side in (-1, 1):
        room.open("window", bright, side * d * 0.25, 1.3, 0.72, 1.55)
    south = bool(rng.random() < 0.6)
    if south:
        room.open("window", "south", float(rng.uniform(-0.12, 0.12) * w), float(rng.uniform(1.5, 2.0)), 0.82, 1.45)
    door_side = -1 if bright == "east" else 1
    room.open("door", "north", door_side * (w / 2 - 0.95), 0.92, 0.0, 2.05)

    _, back_yaw = room.wall(back)
    turn = float(np.sin(back_yaw))
    sofa = room.against("sofa", back, float(rng.uniform(0.0, 0.35)), gap=0.06, color=str(rng.choice(scheme.sofa)))
    cx, cz = (sofa.position_m[0] + turn * 1.45, sofa.position_m[2]) if sofa else (0.0, 0.0)
    rug = room.put("rug", cx + turn * 0.2, cz, back_yaw, size=(2.9, 0.02, 2.2), blocks=False, force=True)
    table = room.put("coffee_table", cx, cz, back_yaw, y=0.02 if rug else 0.0, color=scheme.wood)
    fireplace = _focus(site, room, -door_side * 0.3, scheme)
    _armchairs(site, room, scheme, (cx, cz), back_yaw)
    fulfil_indoors(site, room)

    if sofa:
        _beside_sofa(site, room, sofa, back, scheme, back_yaw)
    if table:
        room.on_top("vase", table, -0.28, 0.08)
        room.on_top("books", table, 0.25, -0.08, 0.4)
        room.on_top("cup", table, 0.02, 0.2)
        room.on_top("cup", table, 0.4, 0.22)
    if fireplace:
        for cls, u in MANTEL:
            room.on_top(cls, fireplace, u, 0.06)
    for screen in [i for i in site.instances if i.cls == "television"]:
        at = np.asarray(screen.position_m)
        for stand in [i for i in site.instances if i.cls == "cabinet" and np.hypot(*(np.asarray(i.position_m) - at)[[0, 2]]) < 0.3]:
            for cls, u in (("vase", 0.74), ("books", -0.72)):
                room.on_top(cls, stand, u, 0.05)
    if site.allowed("chandelier"):
        tall = room.ceiling - 2.12
        room.put("chandelier", cx + turn * 0.1, cz, 0.0, size=(0.75, tall, 0.75), y=room.ceiling - tall, force=True, blocks=False)
    if south:
        _desk(site, room, scheme)
    else:
        _console(site, room, "south", door_side * 0.6, scheme)
    if rng.random() < 0.7:
        _by_the_window(site, room, bright, float(rng.uniform(-0.1, 0.1)) * d, scheme)
    for name, t in (("north", -door_side * (w / 2 - 0.7)), ("north", door_side * 0.4), ("south", -door_side * (w / 2 - 0.7)),
                    ("south", door_side * (w / 2 - 0.8))):  # fmt: skip
        if rng.random() < 0.7:
            size = (float(rng.uniform(0.9, 1.15)), float(rng.uniform(1.9, 2.1)), 0.34)
            room.against("bookshelf", name, t, size=size, slide=0.4, color=scheme.wood)
    if sum(i.cls == "cabinet" for i in site.instances) < 1:
        _console(site, room, back, -d / 2 + 0.8, scheme)
    corners = [(sx * (w / 2 - 0.72), sz * (d / 2 - 0.72)) for sx in (-1, 1) for sz in (-1, 1)]  # off the curtains
    corners.sort(key=lambda c: c[0] * (1 if bright == "east" else -1), reverse=True)  # plants like windows
    made = 0
    for x, z in corners:
        if made < site.count("plant", 3) and room.put("plant", x, z, float(rng.uniform(0, 6)), scale=float(rng.uniform(1.0, 1.35))):
            made += 1
    for x, z in corners:
        if "floor_lamp" not in site._closed and sum(i.cls == "floor_lamp" for i in site.instances) < 1:
            room.put("floor_lamp", x * 0.97, z * 0.97, 0.0)
    for name in (bright, "north", "south"):
        if "floor_lamp" not in site._closed and not any(i.cls == "floor_lamp" for i in site.instances):
            room.against("floor_lamp", name, 0.0, gap=0.1, slide=2.6)
    if site.allowed("picture"):
        room.fill_walls(FRAMES, 5)
    if site.allowed("curtain"):
        curtains(room, scheme.curtain)
    x, z = door_side * (w / 2 - 1.15), -d / 2 + 1.05
    site.entrance = (x, z, float(np.arctan2(cx * 0.35 - x, cz * 0.5 - z)))
    room.room(
        "living_room", wall_color=site.style.palette.get("wall", scheme.wall), floor_color=scheme.floor,
        ceiling_color="#f2ede2", ceiling_material="plain",
    )  # fmt: skip
    extras.indoors(room, EXTRAS, (3, 5))
    room.garden()
    sun_through(site, bright)
    site.footprints = [f for f in site.footprints if f.half_w < 3.2]  # the house's own footprint was for the garden only
    look_round(room)


def _focus(site: Site, room: Interior, t: float, scheme: Scheme) -> Instance | None:
    """What the seats look at on the north wall: a fireplace with a picture or mirror over it, or a television or piano."""
    rng = site.rng
    focal = next((c for c in ("fireplace", "television", "piano") if site.wants(c)), None)
    usual = ["fireplace", "fireplace", "television"]
    focal = focal or next((str(c) for c in rng.permutation(usual) if site.allowed(str(c))), None)
    if focal == "television":
        stand = room.against("cabinet", "north", t, size=(1.7, 0.5, 0.42), slide=1.2, color=scheme.wood)
        if stand:
            room.on_top("television", stand, 0.0, -0.05)
        return None
    if focal:
        room.against(focal, "north", t, gap=0.02, slide=1.5)
    fireplace = next((i for i in site.instances if i.cls == "fireplace"), None)
    over = "mirror" if rng.random() < 0.35 else "picture"
    if fireplace and not site.bound(over):
        size = (0.75, 0.85, 0.05) if over == "mirror" else (1.0, 0.72, 0.05)
        room.hang(over, "north", fireplace.position_m[0], 1.82, size=size)
    return fireplace


def _armchairs(site: Site, room: Interior, scheme: Scheme, middle: tuple[float, float], back_yaw: float) -> None:
    """Opposite the sofa, turned to the table; a lamp and a small table by one of them."""
    rng, turn = site.rng, float(np.sin(back_yaw))
    number, color = site.count("armchair", int(rng.integers(1, 3))), str(rng.choice(scheme.chair))
    for k, (u, v) in enumerate(((1.5, 0.85), (1.5, -0.85))):
        if k >= number:
            break
        x, z = middle[0] + turn * u, middle[1] + v
        chair = room.put("armchair", x, z, float(np.arctan2(middle[0] - x, middle[1] - z)), color=color)
        if chair is not None and k == 0:
            room.put("ottoman", x - turn * 0.25, z + 0.95, 0.3, color=str(rng.choice(scheme.chair)), scale=0.8)
            if "floor_lamp" not in site._closed:
                room.put("floor_lamp", x + turn * 0.55, z + 0.62, 0.0)


def _beside_sofa(site: Site, room: Interior, sofa: Instance, back: str, scheme: Scheme, yaw: float) -> None:
    """Small tables with lamps at its ends and a group of pictures over it."""
    rng, turn = site.rng, float(np.sin(yaw))
    for side in (-1, 1):
        z = sofa.position_m[2] + side * (sofa.size_m[0] / 2 + 0.34)
        end = room.put("side_table", sofa.position_m[0] - turn * 0.15, z, yaw, color=scheme.wood)
        if end:
            room.on_top("table_lamp" if side > 0 or rng.random() < 0.6 else "vase", end, -0.06, -0.04, tags=("lit",))
            room.on_top("books" if rng.random() < 0.5 else "cup", end, 0.14, 0.13, 0.5)
        else:
            room.put("floor_lamp", sofa.position_m[0] - turn * 0.2, z, yaw)
    groups = (
        ((0.48, 0.62), (0.95, 0.68), (0.48, 0.62)), ((0.62, 0.78), (0.62, 0.78), (0.62, 0.78)), ((1.15, 0.8),),
        ((0.5, 0.66), (0.5, 0.66), (0.5, 0.66), (0.5, 0.66)), ((0.8, 0.62), (0.55, 0.7), (0.8, 0.62)),
    )  # fmt: skip
    if site.allowed("picture"):
        sizes = groups[int(rng.integers(len(groups)))]
        room.row("picture", back, sofa.position_m[2], 1.58, sizes[: max(site.count("picture", len(sizes)), 0)])


def _desk(site: Site, room: Interior, scheme: Scheme) -> None:
    """Under the south window: a writing desk with a lamp, books and a chair."""
    o = next(o for o in room.openings if o.wall == 1)
    desk = room.against("desk", "south", o.at_m - room.w / 2, slide=0.4, gap=0.14, color=scheme.wood)
    if desk is None:
        return
    room.on_top("table_lamp", desk, -0.5, -0.12)
    room.on_top("books", desk, 0.48, -0.1, 0.3)
    room.on_top("cup", desk, 0.2, 0.16)
    room.put("chair", desk.position_m[0] + 0.1, desk.position_m[2] - 0.68, 0.2, color=scheme.wood)


def _by_the_window(site: Site, room: Interior, bright: str, z: float, scheme: Scheme) -> None:
    """A small table with two chairs, flowers and cups, in the light."""
    out = (1 if bright == "east" else -1) * (room.w / 2 - 0.95)
    table = room.put("table", out, z, 0.0, size=(0.85, 0.74, 0.85), color=scheme.wood)
    if table is None:
        return
    for side in (-1, 1):
        room.put("chair", out, z + side * 0.78, 0.0 if side < 0 else np.pi, color=scheme.wood)
    room.on_top("vase", table, 0.0, 0.0)
    for u, v in ((0.22, -0.25), (-0.2, 0.26)):
        room.on_top("cup", table, u, v)


def _console(site: Site, room: Interior, wall: str, t: float, scheme: Scheme) -> None:
    """A sideboard with a lamp, flowers and books under a mirror or a picture."""
    cabinet = room.against("cabinet", wall, t, size=(1.4, 0.82, 0.42), slide=1.4, color=scheme.wood)
    if cabinet is None:
        return
    x, _, z = cabinet.position_m
    room.on_top("table_lamp", cabinet, -0.5, 0.0)
    room.on_top("vase", cabinet, 0.48, 0.0)
    room.on_top("books", cabinet, 0.1, 0.02, 0.2)
    along = z if wall in ("west", "east") else x
    over = "mirror" if site.allowed("mirror") and not any(i.cls == "mirror" for i in site.instances) else "picture"
    if not site.bound(over):
        room.hang(over, wall, along, 1.62, size=(0.62, 0.82, 0.05) if over == "mirror" else (0.95, 0.7, 0.05))


KIND = Kind(
    "living_room",
    "a living room with a sofa, armchairs, a rug, lamps, pictures and windows to a garden",
    interior=True,
    compose=compose,
    hour=15.2,
    phrases=(
        "living room", "lounge", "sitting room", "parlour", "parlor", "family room", "drawing room", "front room", "living area",
        "salon", "wohnzimmer", "sunroom", "living space",
    ),
    captions=("living room", "lounge", "sitting room"),
    essence="a living room, the inside of a home with sofa and furniture",
    things=(
        "sofa", "armchair", "coffee_table", "ottoman", "television", "fireplace", "cushion", "piano", "curtain", "floor_lamp", "rug",
        "plant", "side_table", "picture", "mirror", "vase", "cup", "chair", "stool", "table", "cabinet", "table_lamp", "candle",
    ),
    hints=("room", "apartment", "interior"),
)  # fmt: skip
