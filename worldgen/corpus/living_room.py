"""Living room: a seating group on a rug before a fireplace or television, windows on one or two sides, shelves, lamps, pictures, plants."""

from __future__ import annotations

import numpy as np

from . import Kind
from .indoors import Interior, fulfil_indoors, sun_through
from .site import Site

OPPOSITE = {"west": "east", "east": "west", "north": "south", "south": "north"}


def compose(site: Site) -> None:
    rng = site.rng
    site.half_m = 60.0
    w, d = float(rng.uniform(5.6, 7.0)), float(rng.uniform(4.6, 5.6))
    room = Interior(site, w, d, float(rng.uniform(2.6, 2.9)))
    bright, back = ("east", "west") if rng.random() < 0.5 else ("west", "east")
    room.open("window", bright, -d * 0.23, 1.35, 0.75, 1.5)
    room.open("window", bright, d * 0.23, 1.35, 0.75, 1.5)
    if rng.random() < 0.7:
        room.open("window", "south", float(rng.uniform(-0.15, 0.15) * w), float(rng.uniform(1.4, 2.0)), 0.65, 1.6)
    door_side = -1 if bright == "east" else 1
    room.open("door", "north", door_side * (w / 2 - 0.95), 0.92, 0.0, 2.05)

    # the group: sofa against the dark wall, focal thing opposite or at the north wall
    focal_wall = "north"
    _, back_yaw = room.wall(back)
    sofa = room.against(
        "sofa",
        back,
        float(rng.uniform(0.1, 0.5)),
        gap=0.06,
        color=str(rng.choice(["", "#4c6a86", "#7a8a6a", "#8a5a4a", "#5a6470", "#b09878"])),
    )
    cx, cz = (sofa.position_m[0] + np.sin(back_yaw) * 1.45, sofa.position_m[2]) if sofa else (0.0, 0.0)
    rug = room.put("rug", cx + np.sin(back_yaw) * 0.15, cz, back_yaw, size=(2.6, 0.02, 1.9), blocks=False, force=True)
    table = room.put("coffee_table", cx, cz, back_yaw, y=0.02 if rug else 0.0)
    focal = next((c for c in ("fireplace", "television", "piano") if site.wants(c)), None)
    focal = focal or next((str(c) for c in rng.permutation(["fireplace", "television"]) if site.allowed(str(c))), None)
    if focal == "television":
        stand = room.against("cabinet", focal_wall, 0.3 * -door_side, size=(1.6, 0.5, 0.42), slide=1.2)
        if stand:
            room.on_top("television", stand, 0.0, -0.05)
    elif focal:
        room.against(focal, focal_wall, 0.3 * -door_side, gap=0.02, slide=1.5)
    fireplace = next((i for i in site.instances if i.cls == "fireplace"), None)
    over = "mirror" if rng.random() < 0.4 else "picture"
    if fireplace and not site.bound(over):
        room.hang(over, focal_wall, fireplace.position_m[0], 1.75, size=(0.9, 0.65, 0.05))
    turn = np.sin(back_yaw)
    for k, (u, v) in enumerate(((1.45, 1.05), (1.5, -1.05))):
        if k >= site.count("armchair", int(rng.integers(1, 3))):
            break
        yaw = back_yaw + (np.pi - (0.55 if v > 0 else -0.55) * turn)
        room.put("armchair", cx + turn * u * 0.9, cz + v, float(yaw), color=str(rng.choice(["", "#b8862e", "#7c8a70", "#9a5a44"])))
    fulfil_indoors(site, room)

    if sofa:
        for side in (-1, 1):
            z = sofa.position_m[2] + side * (sofa.size_m[0] / 2 + 0.36)
            if side > 0 or rng.random() < 0.5:
                end = room.put("side_table", sofa.position_m[0] - turn * 0.12, z, back_yaw)
                if end:
                    room.on_top("table_lamp", end)
            else:
                room.put("floor_lamp", sofa.position_m[0] - turn * 0.15, z, back_yaw)
        number = site.count("picture", int(rng.integers(2, 4)))
        for k in range(number):
            t = sofa.position_m[2] + (k - (number - 1) / 2) * 0.95
            size = (float(rng.uniform(0.6, 0.85)), float(rng.uniform(0.5, 0.8)), 0.05)
            room.hang("picture", back, t, 1.55, size=size)
    if table:
        room.on_top("vase", table, -0.22, 0.05)
        room.on_top("books", table, 0.25, -0.05, 0.4)
        room.on_top("cup", table, 0.05, 0.2)
    for name, t in (("south", -door_side * (w / 2 - 0.9)), ("north", -door_side * (w / 2 - 0.75)), (back, -d / 2 + 0.8)):
        if rng.random() < 0.75:
            room.against("bookshelf", name, t, size=(float(rng.uniform(0.9, 1.3)), float(rng.uniform(1.9, 2.15)), 0.34), slide=0.6)
    room.against("cabinet", "south", door_side * (w / 2 - 1.0), slide=0.8)
    corners = [(sx * (w / 2 - 0.42), sz * (d / 2 - 0.42)) for sx in (-1, 1) for sz in (-1, 1)]
    for x, z in [corners[i] for i in rng.permutation(4)][: site.count("plant", 2)]:
        room.put("plant", x, z, float(rng.uniform(0, 6)), scale=float(rng.uniform(0.9, 1.25)))
    for x, z in corners:
        if "floor_lamp" not in site._closed and sum(i.cls == "floor_lamp" for i in site.instances) < 1:
            room.put("floor_lamp", x * 0.97, z * 0.97, 0.0)
    for name in ("south", "north", bright):
        for t in (-w / 4, 0.0, w / 4):
            if rng.random() < 0.5:
                room.hang("picture", name, t, 1.6, size=(0.55, 0.7, 0.05))
    if site.allowed("curtain"):
        room.curtains()
    site.entrance = (door_side * (w / 2 - 0.95), -d / 2 + 0.55, float(np.arctan2(-door_side * w / 3, d * 0.6)))
    wall_color = str(rng.choice(["#dfe3da", "#e6dccb", "#d3dbe0", "#e3d6cf", "#d8d9c8"]))
    room.room(
        "living_room", wall_color=site.style.palette.get("wall", wall_color),
        floor_color=str(rng.choice(["#8a5f3a", "#a5794c", "#6e4a30"])),
        **({"wall_material": site.style.materials["wall"]} if "wall" in site.style.materials else {}),
    )  # fmt: skip
    room.garden()
    sun_through(site, bright)
    site.footprints = [f for f in site.footprints if f.half_w < 3.2]  # the house's own footprint was for the garden only
    room.views_from_corners()


KIND = Kind("living_room", "a living room with a sofa, armchairs, a rug, lamps, pictures and windows to a garden", True, compose, 15.2)
