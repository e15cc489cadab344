"""Bedroom: a bed with its head to a wall between two small tables with lamps, a wardrobe, a chest or desk, a chair by the window."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance
from . import extras
from .drapery import curtains
from .indoors import Interior, fulfil_indoors, sun_through
from .kind import Kind
from .living_room import SCHEMES, Scheme
from .site import Site
from .vantage import look_round

MOST_BEDS = 8  # in a row
FRAMES = ((0.5, 0.64), (0.62, 0.5), (0.42, 0.55))
EXTRAS = (
    "dressing_table", "rocking_chair", "radiator", "coat_rack", "guitar", "teddy_bear", "telescope", "basket", "rocking_horse",
    "suitcase", "alarm_clock", "dollhouse", "folding_screen", "shoes", "jewellery_box", "blanket", "fan",
)  # fmt: skip


def compose(site: Site) -> None:
    rng = site.rng
    w, d = float(rng.uniform(4.6, 5.8)), float(rng.uniform(4.2, 5.2))
    d = max(d, 1.75 * min(site.count("bed", 1), MOST_BEDS) + 0.7)  # a dormitory is long
    room = Interior(site, w, d, float(rng.uniform(2.6, 2.85)))
    scheme = SCHEMES[int(rng.integers(len(SCHEMES)))]
    bright = str(rng.choice(["east", "west"]))
    back = "west" if bright == "east" else "east"
    for t in (-0.24, 0.24) if d > 4.6 else (0.0,):
        room.open("window", bright, t * d, 1.25, 0.8, 1.45)
    south = bool(rng.random() < 0.5)
    if south:
        room.open("window", "south", float(rng.uniform(-0.1, 0.1)) * w, 1.4, 0.85, 1.4)
    door_side = -1 if bright == "east" else 1
    room.open("door", "north", door_side * (w / 2 - 0.85), 0.9, 0.0, 2.05)

    beds = _beds(site, room, back, scheme)
    rug = beds[0].position_m if beds else (0.0, 0.0, 0.0)
    turn = float(np.sin(room.wall(back)[1]))
    if site.allowed("rug"):
        room.put("rug", rug[0] + turn * 0.9, rug[2], 0.0, size=(2.0, 0.02, 2.4), blocks=False, force=True)
    fulfil_indoors(site, room)
    _beside(site, room, beds, back, scheme)
    if site.allowed("wardrobe"):
        size = (float(rng.choice([1.1, 1.6])), float(rng.uniform(1.95, 2.15)), 0.58)
        for wall in ("south", "north", back):
            if room.against("wardrobe", wall, -door_side * 0.2 * w, slide=2.0, size=size, color=scheme.wood):
                break
    _others(site, room, bright, back, scheme, south)
    for sx, sz in ((-1, 1), (1, 1), (1, -1), (-1, -1)):
        if rng.random() < 0.55:
            room.put("plant", sx * (w / 2 - 0.5), sz * (d / 2 - 0.5), 0.0, scale=float(rng.uniform(0.8, 1.1)))
    for bed in beds[:1]:
        if site.allowed("picture") and not site.bound("picture"):
            room.row("picture", back, bed.position_m[2], 1.75, ((0.5, 0.62), (0.5, 0.62)) if rng.random() < 0.5 else ((0.95, 0.62),))
    if site.allowed("chandelier"):
        room.put("chandelier", 0.0, 0.0, 0.0, size=(0.6, 0.55, 0.6), y=room.ceiling - 0.55, force=True, blocks=False)
    if site.allowed("picture"):
        room.fill_walls(FRAMES, 3)
    if site.allowed("curtain"):
        curtains(room, scheme.curtain)
    x, z = door_side * (w / 2 - 1.05), -d / 2 + 0.95
    site.entrance = (x, z, float(np.arctan2(rug[0] * 0.4 - x, rug[2] * 0.5 - z)))
    room.room(
        "bedroom", wall_color=site.style.palette.get("wall", scheme.wall), floor_color=scheme.floor, ceiling_color="#f2ede2",
        ceiling_material="plain",
    )  # fmt: skip
    extras.indoors(room, EXTRAS, (3, 5))
    room.garden()
    sun_through(site, bright)
    site.footprints = [f for f in site.footprints if f.half_w < w / 2 + 1.0]
    look_round(room)


def _beds(site: Site, room: Interior, back: str, scheme: Scheme) -> list[Instance]:
    """One broad bed in the middle of the wall across from the windows, or several narrow ones side by side."""
    rng = site.rng
    number = site.count("bed", 1)
    made: list[Instance] = []
    if number <= 0 or not site.allowed("bed"):
        return made
    wide = float(rng.uniform(1.5, 1.8)) if number == 1 else 0.95
    high = float(rng.uniform(0.95, 1.25))
    length, _ = room.wall(back)
    for k in range(min(number, MOST_BEDS)):
        t = 0.0 if number == 1 else (k - (min(number, MOST_BEDS) - 1) / 2) * (wide + 0.75)
        if abs(t) < length / 2 - wide / 2:
            item = room.against(
                "bed",
                back,
                t + float(rng.uniform(-0.1, 0.1)),
                gap=0.03,
                slide=0.8,
                size=(wide, high, 2.08),
                color=str(rng.choice(scheme.sofa)),
            )
            if item is not None:
                made.append(item)
    return made


def _beside(site: Site, room: Interior, beds: list[Instance], back: str, scheme: Scheme) -> None:
    """A small table at each side of a bed's head, a lamp and a book on it."""
    rng = site.rng
    for bed in beds:
        for side in (-1, 1):
            table = room.against(
                "side_table", back, bed.position_m[2] + side * (bed.size_m[0] / 2 + 0.32), gap=0.03, slide=0.1, color=scheme.wood
            )
            if table is None:
                continue
            room.on_top("table_lamp", table, 0.0, -0.06)
            if rng.random() < 0.6:
                room.on_top(str(rng.choice(["books", "cup"])), table, 0.12 * side, 0.14)


def _others(site: Site, room: Interior, bright: str, back: str, scheme: Scheme, south: bool) -> None:
    """A chest of drawers with a mirror over it, a desk or an armchair at a window, a chest at the bed's foot."""
    rng = site.rng
    if site.allowed("cabinet"):
        for wall in ("north", "south", bright):
            drawers = room.against(
                "cabinet", wall, float(rng.uniform(-0.2, 0.2)) * room.w, slide=1.6, size=(1.1, 0.85, 0.45), color=scheme.wood
            )
            if drawers is not None:
                room.on_top("vase", drawers, -0.35, 0.0)
                if site.allowed("mirror") and not site.bound("mirror"):
                    along = drawers.position_m[0] if wall in ("north", "south") else drawers.position_m[2]
                    room.hang("mirror", wall, along, 1.5, size=(0.62, 0.85, 0.05))
                break
    if rng.random() < 0.55 and site.allowed("desk"):
        wall = "south" if south else bright
        desk = room.against("desk", wall, 0.0, slide=1.8, size=(1.2, 0.75, 0.6), color=scheme.wood)
        if desk is not None:
            out = np.array([np.sin(desk.yaw_rad), np.cos(desk.yaw_rad)])
            room.put(
                "chair",
                desk.position_m[0] + out[0] * 0.55,
                desk.position_m[2] + out[1] * 0.55,
                desk.yaw_rad + np.pi,
                margin=0.0,
                color=scheme.wood,
            )
            room.on_top("books", desk, 0.35, 0.0, 0.2)
    elif site.allowed("armchair"):
        for x, z in ((-1, 1), (1, 1), (1, -1), (-1, -1)):
            px, pz = x * (room.w / 2 - 0.75), z * (room.d / 2 - 0.75)
            if room.put("armchair", px, pz, float(np.arctan2(-px, -pz)), color=str(rng.choice(scheme.chair))):
                break
    if rng.random() < 0.5 and site.allowed("chest"):
        bed = next((i for i in site.instances if i.cls == "bed"), None)
        if bed is not None:
            out = np.array([np.sin(bed.yaw_rad), np.cos(bed.yaw_rad)]) * (bed.size_m[2] / 2 + 0.35)
            room.put("chest", bed.position_m[0] + out[0], bed.position_m[2] + out[1], bed.yaw_rad, margin=0.02)


KIND = Kind(
    "bedroom",
    "a bedroom with a bed between two night tables with lamps, a wardrobe, a chest of drawers, rugs, curtains and windows",
    interior=True,
    compose=compose,
    hour=10.2,
    phrases=(
        "bedroom", "bed room", "bedchamber", "guest room", "master bedroom", "hotel room", "dormitory", "bed chamber", "hotel bedroom",
        "kids bedroom", "kid's room", "child's bedroom", "children's bedroom", "childs bedroom", "guest bedroom", "bed-sit",
        "sleeping chamber", "master suite", "teenager's bedroom", "attic bedroom", "hotel suite", "boudoir",
    ),
    captions=("bedroom", "master bedroom", "guest room"),
    essence="a bedroom, a room to sleep in with a bed and a wardrobe",
    things=("bed", "wardrobe"),
)  # fmt: skip
