"""Library: walls and rows of tall shelves with aisles, a reading table with lamps, a ladder, a globe, chairs by the window or the fire."""

from __future__ import annotations

import numpy as np

from . import Kind
from .indoors import Interior, fulfil_indoors, sun_through
from .site import Site


def compose(site: Site) -> None:
    rng = site.rng
    w, d = float(rng.uniform(8.0, 10.0)), float(rng.uniform(7.0, 8.5))
    room = Interior(site, w, d, float(rng.uniform(3.4, 4.2)))
    bright = "south"
    number = 3
    for k in range(number):
        room.open("window", bright, (k - 1) * w * 0.3, 1.3, 0.7, float(room.ceiling - 1.5))
    if rng.random() < 0.6:
        room.open("window", "east", d * 0.27, 1.2, 0.7, float(room.ceiling - 1.5))
    door_side = 1 if rng.random() < 0.5 else -1
    room.open("door", "north", door_side * (w / 2 - 1.0), 1.0, 0.0, 2.15)

    wood = str(rng.choice(["#5a3a24", "#6e4528", "#4a3226"]))
    height = float(min(room.ceiling - 0.5, rng.uniform(2.5, 2.9)))
    # the middle: reading table under a chandelier, chairs along it
    table = room.put("table", 0.0, 0.35, 0.0, size=(float(rng.uniform(2.2, 2.8)), 0.76, 1.05), color=wood)
    if table:
        chairs = site.count("chair", 6)
        seats = [(u, v) for v in (-1, 1) for u in (-0.72, 0.0, 0.72)]
        for u, v in seats[:chairs]:
            room.put("chair", u, 0.35 + v * (table.size_m[2] / 2 + 0.34), 0.0 if v < 0 else np.pi, color=wood)
        for u in (-0.65, 0.65):
            room.on_top("table_lamp", table, u, 0.0, color=str(rng.choice(["", "#2f6a4a"])))
        room.on_top("books", table, 0.1, 0.25, 0.5)
        room.on_top("books", table, -0.3, -0.25, -0.3)
    if site.allowed("chandelier"):
        size = (1.2, 0.9, 1.2)
        room.put("chandelier", 0.0, 0.35, 0.0, size=size, y=room.ceiling - size[1], force=True, blocks=False)
    if site.allowed("rug"):
        room.put("rug", 0.0, 0.35, 0.0, size=(4.0, 0.02, 2.8), blocks=False, force=True)
    focal_t = -door_side * w * 0.12
    if site.allowed("fireplace") and (site.wants("fireplace") or rng.random() < 0.6):
        fire = room.against("fireplace", "north", focal_t, size=(1.8, 1.35, 0.5))
        if fire:
            room.hang("picture", "north", fire.position_m[0], 2.05, size=(1.1, 0.85, 0.06))
            for side in (-1, 1):
                room.put(
                    "armchair",
                    fire.position_m[0] + side * 1.15,
                    fire.position_m[2] + 1.25,
                    -side * 0.75 + np.pi,
                    color=str(rng.choice(["", "#6a2e26", "#3a5244"])),
                )
    fulfil_indoors(site, room)

    shelves = site.count("bookshelf", 99)
    made = sum(i.cls == "bookshelf" for i in site.instances)
    for name in ("west", "east", "north", "south"):
        length, _ = room.wall(name)
        unit = 1.22
        count = int((length - 0.1) // unit)
        for k in range(count):
            if made >= shelves:
                break
            t = (k - (count - 1) / 2) * unit
            if room.against("bookshelf", name, t, gap=0.015, size=(1.2, height, 0.36), color=wood, margin=0.002):
                made += 1
    if "bookshelf" not in site._closed and w > 8.8:  # a row into the room, with an aisle on both sides
        for k in range(2):
            room.put(
                "bookshelf",
                -door_side * (w / 2 - 2.0),
                -d * 0.24 + 1.22 * k,
                np.pi / 2 * door_side,
                size=(1.2, height * 0.8, 0.36),
                color=wood,
            )
    for side in (-1, 1):
        room.put("armchair", side * w * 0.17, d / 2 - 0.85, np.pi + side * 0.35)
        if side > 0:
            room.put("side_table", side * w * 0.17 - 0.85, d / 2 - 0.75, np.pi)
    room.put("globe", door_side * 2.4, -0.9, 0.0)
    for wall in ("west", "east"):
        x, z = room.point(wall, d * 0.08, 0.62)
        if "ladder" not in site._closed and not any(i.cls == "ladder" for i in site.instances):
            room.put("ladder", x, z, room.wall(wall)[1], size=(0.5, height * 0.95, 0.45))
    room.put("floor_lamp", -w * 0.3, d / 2 - 0.5, np.pi)
    for sx, sz in ((-1, 1), (1, 1), (1, -1)):
        room.put("plant", sx * (w / 2 - 0.75), sz * (d / 2 - 0.75), 0.0)
    if "clock" not in site._closed:
        room.against("clock", "south", w * 0.15, slide=0.6)
    if site.allowed("curtain"):
        room.curtains()
    site.entrance = (door_side * (w / 2 - 1.0), -d / 2 + 0.6, float(np.arctan2(-door_side * w * 0.45, d * 0.55)))
    wall_color = str(rng.choice(["#c9b998", "#8f9a86", "#b8a890", "#7d8a94"]))
    room.room(
        "library", wall_color=site.style.palette.get("wall", wall_color), floor_color=str(rng.choice(["#70482c", "#5e3c26", "#8a5f3a"])),
        ceiling_color="#e9e2d2",
        **({"wall_material": site.style.materials["wall"]} if "wall" in site.style.materials else {}),
    )  # fmt: skip
    room.garden()
    sun_through(site, bright)
    site.footprints = [f for f in site.footprints if f.half_w < 4.5]
    room.views_from_corners()


KIND = Kind("library", "a library with tall bookshelves, a reading table, lamps, armchairs and a ladder", True, compose, 15.6)
