"""Dungeon: a cellar of rough stone under round arches, cells behind bars along one side, stores along the other, fire on its walls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .indoors import Interior, fulfil_indoors
from .kind import Kind
from .site import Footprint, Site
from .vantage import look_round

ARCH_M, PIER_M = 0.7, 0.55  # thickness of an arch, and how far its piers stand out from the walls
CELL_M = 2.5


def compose(site: Site) -> None:
    rng = site.rng
    site.style = replace(site.style, materials={"wall": str(rng.choice(["rubble", "stone_courses", "rubble"])), **site.style.materials})
    bays = int(rng.integers(3, 6))
    bay = float(rng.uniform(3.2, 3.8))
    w, d = float(rng.uniform(7.4, 9.0)), bays * bay
    room = Interior(site, w, d, float(rng.uniform(3.3, 3.8)))
    stone = site.style.palette.get("wall", str(rng.choice(["#8f887c", "#857f76", "#978b7a", "#7f7b78"])))
    cells = str(rng.choice(["west", "east"]))
    stores = "east" if cells == "west" else "west"
    seams = [-d / 2 + bay * k for k in range(1, bays)]
    middle = [-d / 2 + bay * (k + 0.5) for k in range(bays)]
    for z in middle:
        if rng.random() < 0.6:
            room.open("window", cells, z, 0.7, 2.35, 0.5)
    room.open("window", "south", float(rng.uniform(-0.2, 0.2)) * w, 0.9, 2.1, 0.8)
    side = 1 if stores == "east" else -1
    door_at = side * w * 0.16
    room.open("door", "north", door_at, 1.2, 0.0, 2.2)
    site.keep_clear.append(Footprint(door_at, -d / 2 + 1.1, 0.7, 1.0, 0.0))

    for z in seams:
        _arch(site, room, z, stone)
    held = _cells(site, room, cells, middle, bay)
    torches = site.count("torch", 99)
    for z in seams:
        if torches > 0 and site.allowed("torch"):
            x, _ = room.point(stores, z, PIER_M + 0.24)
            torches -= room.put("torch", x, z, room.wall(stores)[1], y=0.85, force=True) is not None
    for z in middle:
        if torches > 0 and site.allowed("torch"):
            torches -= room.hang("torch", stores, z, 2.05) is not None
    fulfil_indoors(site, room)
    _stores(site, room, stores, middle)
    _table(site, room, stores, middle, side)
    _punish(site, room, side)
    for wall in ("south", "north"):
        for t in (-0.3, 0.34):
            if torches > 0 and site.allowed("torch"):
                torches -= room.hang("torch", wall, t * w, 2.0) is not None
    _floor_straw(site, room, held)
    x, z = door_at, -d / 2 + 1.1
    site.entrance = (x, z, float(np.arctan2(-0.25 * side - x, 3.0 - z)))
    room.room(
        "dungeon", wall_color=stone, wall_material=site.style.materials["wall"], floor_material=str(rng.choice(["cobbles", "pavers"])),
        floor_color=str(rng.choice(["#7d776e", "#857b6c", "#6f6c68"])), ceiling_color="#8d867a", ceiling_material="rubble",
    )  # fmt: skip
    room.garden()
    site.footprints = [f for f in site.footprints if f.half_w < w / 2 + 1.0]
    for fx, fz, tx, tz in ((0.10 * side, -0.42, -0.1 * side, 1.0), (0.12 * side, 0.40, 0.0, -1.0), (0.1 * side, -0.1, -0.5 * side, 0.15)):
        site.look(fx * w, fz * d, (tx * w, tz * d))
    look_round(room, 4)


def _arch(site: Site, room: Interior, z: float, stone: str) -> None:
    """Across the room from wall to wall, its piers before them."""
    size = (room.w - 0.02, room.ceiling - 0.01, ARCH_M)
    if site.put("arch", 0.0, z, 0.0, size=size, force=True, blocks=False, color=stone, tags=("vault",)) is None:
        return
    for x in (-1, 1):
        site.footprints.append(Footprint(x * (room.w / 2 - PIER_M / 2), z, PIER_M / 2, ARCH_M / 2, 0.0, room.ceiling))


def _cells(site: Site, room: Interior, wall: str, middle: list[float], bay: float) -> list[tuple[float, float]]:
    """Bars from pier to pier and between neighbours; what a prisoner has. Returns the middles of those that are closed."""
    rng, held = site.rng, []
    side = 1 if wall == "west" else -1
    closed = [k for k in range(len(middle)) if k < 2 or rng.random() < 0.7]
    number = site.count("cell_bars", 99)
    for k in closed:
        z = middle[k]
        if number <= 0 or not site.allowed("cell_bars"):
            break
        high = min(2.6, room.ceiling - 0.4)
        x, _ = room.point(wall, z, CELL_M)
        if room.put("cell_bars", x, z, side * np.pi / 2, size=(bay - 0.06, high, 0.09), margin=-0.02) is None:
            continue
        number -= 1
        held.append((room.point(wall, z, CELL_M / 2)[0], z))
        for edge in (z - bay / 2 + 0.46, z + bay / 2 - 0.46):  # before the arch, whose curve comes down here
            free = not any(i.cls == "cell_bars" and abs(i.position_m[2] - edge) < 1.1 and i.yaw_rad == 0 for i in site.instances)
            if free and number > 0 and abs(edge) < room.d / 2 - 0.3:
                long = CELL_M - PIER_M - 0.08
                px, _ = room.point(wall, edge, PIER_M + 0.02 + long / 2)
                number -= room.put("cell_bars", px, edge, 0.0, size=(long, high, 0.09), margin=-0.02) is not None
    for x, z in held:
        inner = room.point(wall, z, 0.75)[0]
        if site.allowed("straw"):
            room.put("straw", inner, z + float(rng.uniform(-0.4, 0.4)), float(rng.uniform(0, 6)), blocks=False)
        if site.allowed("chains") and not site.bound("chains") and rng.random() < 0.8:
            room.hang("chains", wall, z + float(rng.choice([-0.7, 0.7])), 1.35)
        cls = str(rng.choice(["stool", "bench", "chest"]))
        if site.allowed(cls) and not site.wants(cls):
            room.put(cls, x, z + float(rng.choice([-1, 1])) * bay * 0.3, side * np.pi / 2, margin=0.03)
    return held


def _stores(site: Site, room: Interior, wall: str, middle: list[float]) -> None:
    """Barrels, crates and chests in groups against the open side."""
    rng = site.rng
    for z in middle:
        kind = int(rng.integers(4))
        if kind == 3:
            continue
        names = (("barrel", "barrel", "barrel"), ("crate", "chest", "crate"), ("barrel", "crate", "barrel"))[kind]
        for k, cls in enumerate(names):
            if site.allowed(cls):
                at = z + (k - 1) * 0.75 + float(rng.uniform(-0.05, 0.05))
                x, _ = room.point(wall, at, 0.42 + float(rng.uniform(0, 0.12)))
                item = room.put(
                    cls,
                    x,
                    at,
                    room.wall(wall)[1] + (float(rng.uniform(-0.2, 0.2)) if cls != "barrel" else float(rng.uniform(0, 6))),
                    margin=0.02,
                )
                if item is not None and cls == "crate" and rng.random() < 0.4:
                    room.on_top("crate", item, scale=0.8, size=tuple(0.8 * m for m in item.size_m))


def _table(site: Site, room: Interior, wall: str, middle: list[float], side: int) -> None:
    """The gaoler's: a table with a candle and cups, stools at it, a fire basket near."""
    rng = site.rng
    z = middle[int(rng.integers(len(middle)))]
    x = side * room.w * 0.2
    for dz in (0.0, 0.8, -0.8, 1.6, -1.6):
        table = (
            room.put("table", x, z + dz, np.pi / 2, size=(1.5, 0.76, 0.8), margin=0.05, color="#5f4632") if site.allowed("table") else None
        )
        if table is None:
            continue
        for cls, u, v in (("candle", 0.1, 0.0), ("candle", -0.05, 0.12), ("cup", 0.4, 0.2), ("cup", -0.45, -0.15), ("books", -0.3, 0.2)):
            room.on_top(cls, table, u, v)
        for s in (-1, 1):
            room.put("stool", x + s * 0.75, z + dz + float(rng.uniform(-0.3, 0.3)), 0.0, margin=0.02)
        break
    if site.allowed("brazier") and not site.bound("brazier"):
        for dz in (2.0, -2.0, 3.2, -3.2, 0.4, -4.4):
            if room.put("brazier", 0.12 * side * room.w, z + dz, 0.0, margin=0.25):
                break


def _punish(site: Site, room: Interior, side: int) -> None:
    """A rack or a cage on the floor, a cage that hangs."""
    rng = site.rng
    for cls in [str(c) for c in rng.permutation(["rack", "cage", "cage"])][: int(rng.integers(1, 3))]:
        if not site.allowed(cls) or site.bound(cls):
            continue
        for _ in range(12):
            x, z = side * float(rng.uniform(0.02, 0.3)) * room.w, float(rng.uniform(-0.32, 0.44)) * room.d
            if room.put(cls, x, z, float(rng.choice([0.0, np.pi / 2])), margin=0.2):
                break


def _floor_straw(site: Site, room: Interior, held: list[tuple[float, float]]) -> None:
    rng = site.rng
    for _ in range(3 if site.allowed("straw") and "straw" not in site._closed else 0):
        x, z = float(rng.uniform(-0.4, 0.4)) * room.w, float(rng.uniform(-0.45, 0.45)) * room.d
        room.put("straw", x, z, float(rng.uniform(0, 6)), blocks=False, scale=0.8, force=False, margin=0.0)


KIND = Kind(
    "dungeon",
    "a dungeon of rough stone under arches, with barred cells, chains, torches, barrels, chests and straw",
    interior=True,
    compose=compose,
    hour=14.0,
    phrases=(
        "dungeon", "dungeon cell", "dungeons", "castle dungeon", "prison cell", "gaol", "underground prison", "torture chamber",
        "oubliette", "cell block", "castle cellar", "vaulted cellar", "castle prison", "underground cell", "vaulted dungeon",
        "prison vault", "jail cell",
    ),
    captions=("dungeon", "castle dungeon", "vaulted dungeon"),
    essence="a dungeon, a dark vaulted cellar of stone with cells, torches and chains",
    things=("torch", "cell_bars", "chains", "cage", "rack", "straw", "brazier"),
)  # fmt: skip
