"""Dungeon: bays of rough vaults on stout piers, cells behind bars in an aisle, stores in another, fire on the piers, a stair to the day."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..layout.layout import Instance
from . import extras
from .indoors import Interior, fulfil_indoors
from .kind import Kind
from .site import Footprint, Site
from .vantage import look_round

RESPOND_M = 0.34  # how far half piers stand out from a wall
DOOR_M, LANDING_M, TREAD_M = 1.19, 1.0, 0.28  # the door's sill, how deep the landing before it is, and a step of the stair
TORCH_M = 0.42
MOST_CLOSED = 0.30  # of the floor is behind bars


@dataclass(frozen=True)
class Plan:
    """Lines between bays along x and z, walls included; the nave's column of bays; which side's aisle has cells, −1 or 1."""

    xs: tuple[float, ...]
    zs: tuple[float, ...]
    nave: int
    cells: int
    pier_m: float
    spring_m: float

    @property
    def bay_m(self) -> float:
        return self.zs[1] - self.zs[0]

    @property
    def middle(self) -> list[float]:
        return [(a + b) / 2 for a, b in zip(self.zs, self.zs[1:], strict=False)]

    def aisle(self, side: int) -> tuple[float, float] | None:
        """(wall, inner line) of the aisle on a side, if there is one."""
        if side < 0:
            return (self.xs[0], self.xs[self.nave]) if self.nave > 0 else None
        return (self.xs[-1], self.xs[self.nave + 1]) if self.nave < len(self.xs) - 2 else None

    @property
    def nave_x(self) -> float:
        return (self.xs[self.nave] + self.xs[self.nave + 1]) / 2

    @property
    def nave_half(self) -> float:
        return (self.xs[self.nave + 1] - self.xs[self.nave]) / 2
EXTRAS = (
    "iron_maiden", "weapon_rack", "cauldron", "stocks", "shield", "cobweb", "rope_coil", "bones", "skull", "jar", "anvil", "treasure",
    "lectern", "candelabra",
)  # fmt: skip


def compose(site: Site) -> None:
    rng = site.rng
    wall = str(rng.choice(["rubble", "stone_courses", "rubble"]))
    site.style = replace(site.style, materials={"wall": wall, **site.style.materials})
    plan = _plan(rng)
    w, d = plan.xs[-1] - plan.xs[0], plan.zs[-1] - plan.zs[0]
    room = Interior(site, w, d, plan.spring_m + float(rng.uniform(1.65, 2.1)))
    stone = site.style.palette.get("wall", str(rng.choice(["#a59c8e", "#9b948a", "#aa9c86", "#96918c", "#a3937e"])))
    iron = str(rng.choice(["metal", "metal", "rust"]))
    for side, name in ((-1, "west"), (1, "east")):
        for z in plan.middle[1:]:
            if plan.aisle(side) is not None and rng.random() < 0.75:
                room.open("grille", name, z, float(rng.uniform(0.55, 0.85)), 2.25, float(rng.uniform(0.45, 0.6)))
    room.open("grille", "south", plan.nave_x, float(rng.uniform(0.9, 1.3)), 2.05, 0.85)
    door_x = plan.nave_x + float(rng.choice([-1, 0, 1])) * min(0.3 * plan.nave_half, plan.nave_half - plan.pier_m / 2 - 0.95)
    room.open("door", "north", door_x, 1.15, DOOR_M, 2.0)
    _stair(site, door_x, d, stone)
    _bays(site, room, plan, stone)
    held = _cells(site, room, plan, stone, iron)
    torches = _torches(site, room, plan)
    fulfil_indoors(site, room)
    _end(site, room, plan, iron)
    _table(site, room, plan)
    _stores(site, room, plan, held)
    for name in ("south", "north"):
        for t in (-0.62, 0.62):
            if torches > 0 and site.allowed("torch"):
                torches -= room.hang("torch", name, plan.nave_x + t * plan.nave_half, 1.75) is not None
    _floor(site, plan, held)
    x, z = door_x, -d / 2 + LANDING_M + 6 * TREAD_M + 0.75
    site.entrance = (x, z, float(np.arctan2(plan.nave_x - x, d)))
    room.room(
        "dungeon", wall_color=stone, floor_material=str(rng.choice(["cobbles", "pavers"])),
        floor_color=str(rng.choice(["#978e80", "#9a8d78", "#88837c"])), ceiling_color=stone, ceiling_material="rubble",
        wall_thickness_m=0.5,
    )  # fmt: skip
    extras.indoors(room, EXTRAS, (2, 4))
    room.garden()
    _bank(site, room, door_x)
    site.footprints = [f for f in site.footprints if f.half_w < w / 2 + 1.0]
    side, nave = -plan.cells, plan.nave_x
    for x, z, tx, tz in (
        (nave + 0.25 * side, -0.5 * d + 3.6, nave, 0.5 * d), (nave + 0.5 * side, 0.40 * d, nave - 0.3 * side, -0.5 * d),
        (nave + 0.6 * side, -0.05 * d, plan.cells * w, 0.22 * d), (nave - 0.5 * side, 0.3 * d, side * w, 0.1 * d),
        (nave, 0.05 * d, nave + 0.2, -d),
    ):  # fmt: skip
        site.look(x, z, (tx, tz))
    look_round(room, 9, Footprint(plan.nave_x, 0.0, plan.nave_half - 0.3, d / 2, 0.0))


def _plan(rng: np.random.Generator) -> Plan:
    """A nave with one aisle or two, or two equal halves with a row of piers between."""
    bays, bay = int(rng.integers(3, 6)), float(rng.uniform(3.0, 3.6))
    aisle, nave = float(rng.uniform(2.5, 3.0)), float(rng.uniform(3.8, 4.8))
    cells = int(rng.choice([-1, 1]))
    form = str(rng.choice(["side", "three", "crypt"]))
    if form == "three":
        widths, number = [aisle, nave, aisle], 1
    elif form == "side":
        widths, number = ([aisle, nave], 1) if cells < 0 else ([nave, aisle], 0)
    else:
        nave = float(rng.uniform(3.5, 4.0))
        widths, number = [nave, nave], (1 if cells < 0 else 0)
    xs = np.concatenate([[0.0], np.cumsum(widths)]) - sum(widths) / 2
    zs = (np.arange(bays + 1) - bays / 2) * bay
    return Plan(tuple(map(float, xs)), tuple(map(float, zs)), number, cells, float(rng.uniform(0.66, 0.84)), float(rng.uniform(1.5, 1.85)))


def _bays(site: Site, room: Interior, plan: Plan, stone: str) -> None:
    """Vaults over all bays, piers where they meet, half piers on the walls."""
    rng = site.rng
    web = str(rng.choice(["rubble", "stone_courses", "brick", "plaster"]))
    tint = {"brick": str(rng.choice(["#9c826e", "#a38c78"])), "plaster": "#b5a88f"}.get(web, "")
    tags = (*(("ribbed",) if rng.random() < 0.4 else ()), *(("pointed",) if rng.random() < 0.25 else ()))
    form = str(rng.choice(["round", "octagonal", "square"]))
    high = room.ceiling - plan.spring_m - 0.03
    for x0, x1 in zip(plan.xs, plan.xs[1:], strict=False):
        for z in plan.middle:
            size = (x1 - x0, high, plan.bay_m)
            if site.allowed("vault") and not site.bound("vault"):
                site.put(
                    "vault", (x0 + x1) / 2, z, 0.0, size=size, y=plan.spring_m, force=True, blocks=False, tags=tags, material=web,
                    color=tint or stone,
                )  # fmt: skip
    top = plan.spring_m + 0.015
    for i, x in enumerate(plan.xs):
        for k, z in enumerate(plan.zs):
            edge_x, edge_z = i in (0, len(plan.xs) - 1), k in (0, len(plan.zs) - 1)
            size = (RESPOND_M if edge_x else plan.pier_m, top, RESPOND_M if edge_z else plan.pier_m)
            px = x + (np.sign(-x) * (RESPOND_M / 2 + 0.002) if edge_x else 0.0)
            pz = z + (np.sign(-z) * (RESPOND_M / 2 + 0.002) if edge_z else 0.0)
            if site.allowed("stone_pier") and not site.bound("stone_pier"):
                shape = form if not (edge_x or edge_z) else "square"
                site.put("stone_pier", px, pz, 0.0, size=size, tags=(shape,), color=stone, margin=-0.05)


def _stair(site: Site, x: float, d: float, stone: str) -> None:
    """Steps to a landing before the door, through which the day looks in."""
    z, up = -d / 2, DOOR_M * 6 / 7
    site.put("platform", x, z + LANDING_M / 2 + 0.01, 0.0, size=(1.75, DOOR_M, LANDING_M), force=True, color=stone)
    site.put("steps", x, z + LANDING_M + 0.02 + 3 * TREAD_M, 0.0, size=(1.45, up, 6 * TREAD_M), force=True, color=stone)
    site.keep_clear.append(Footprint(x, z + LANDING_M + 6 * TREAD_M + 0.7, 0.8, 0.7, 0.0))


def _cells(site: Site, room: Interior, plan: Plan, stone: str, iron: str) -> list[tuple[int, int]]:
    """Bays of aisles that are closed by walls with a door of bars; by bars alone where walls were excluded. Returns (side, number) of
    each."""
    rng, held = site.rng, []
    n = len(plan.middle)
    closed = [(plan.cells, k) for k in range(n) if k > 0 or rng.random() < 0.5]
    if len(closed) == n and rng.random() < 0.5:
        closed.remove((plan.cells, int(rng.integers(1, n))))
    if plan.aisle(-plan.cells) is not None:
        closed += [(-plan.cells, k) for k in range(1, n) if rng.random() < 0.3]
    whole, share = (plan.xs[-1] - plan.xs[0]) * (plan.zs[-1] - plan.zs[0]), 0.0
    for k, (side, _) in enumerate(closed):
        wall, front = plan.aisle(side) or (0.0, 0.0)
        share += abs(wall - front) * plan.bay_m / whole
        if share > MOST_CLOSED:
            closed = closed[:k]
            break
    walled, high = site.allowed("partition"), min(2.25, plan.spring_m + 0.55)
    number = site.count("cell_bars", 99)

    def bars(x: float, z: float, yaw: float, long: float) -> bool:
        nonlocal number
        if number <= 0 or not site.allowed("cell_bars"):
            return False
        made = room.put("cell_bars", x, z, yaw, size=(long, high, 0.09), margin=-0.03, material=iron) is not None
        number -= made
        return made

    for side, k in closed:
        wall, front = plan.aisle(side) or (0.0, 0.0)
        z, yaw, free = plan.middle[k], -side * np.pi / 2, plan.bay_m - plan.pier_m - 0.02
        if walled:
            if not bars(front, z, yaw, 1.15):
                break
            long = (free - 1.15) / 2 - 0.01
            for s in (-1, 1):
                room.put("partition", front, z + s * (free - long) / 2, yaw, size=(long, high, 0.34), margin=-0.03, color=stone)
        elif not bars(front, z, yaw, free):
            break
        held.append((side, k))
        for edge in (k, k + 1):
            at, long = plan.zs[edge], abs(wall - front) - RESPOND_M - plan.pier_m / 2 - 0.03
            middle = front + side * (plan.pier_m / 2 + 0.01 + long / 2)
            shut = any(abs(i.position_m[2] - at) < 0.2 and abs(i.position_m[0] - middle) < 0.3 for i in site.instances if i.cls != "vault")
            if shut or edge in (0, n):
                continue
            if walled:
                room.put("partition", middle, at, 0.0, size=(long, high, 0.34), margin=-0.03, color=stone)
            else:
                bars(middle, at, 0.0, long)
    for side, k in held:
        _prisoner(site, room, plan, side, plan.middle[k])
    return held


def _prisoner(site: Site, room: Interior, plan: Plan, side: int, z: float) -> None:
    """What is in a cell: straw to lie on, chains on the wall, something to sit on or a bucket, somebody's bones."""
    rng = site.rng
    wall, front = plan.aisle(side) or (0.0, 0.0)
    name, facing = ("west", np.pi / 2) if side < 0 else ("east", -np.pi / 2)
    if site.allowed("straw") and "straw" not in site._closed:
        room.put("straw", wall - side * 0.95, z + float(rng.uniform(-0.4, 0.4)), float(rng.uniform(0, 6)), blocks=False)
    if site.allowed("chains") and not site.bound("chains") and rng.random() < 0.8:
        room.hang("chains", name, z + float(rng.choice([-0.75, 0.75])), 1.3)
    cls = str(rng.choice(["stool", "bench", "chest", "bucket"]))
    if site.allowed(cls) and not site.wants(cls):
        room.put(cls, (wall + front) / 2 + side * 0.2, z + float(rng.choice([-1, 1])) * 0.24 * plan.bay_m, facing, margin=0.03)
    if site.allowed("bones") and not site.bound("bones") and rng.random() < 0.4:
        room.put("bones", wall - side * 0.5, z + float(rng.choice([-1, 1])) * 0.3 * plan.bay_m, float(rng.uniform(0, 6)), margin=0.03)


def _torches(site: Site, room: Interior, plan: Plan) -> int:
    """On the piers' and half piers' faces to the nave. Returns how many may still come."""
    left = site.count("torch", 99)
    for k, z in enumerate(plan.zs[1:-1]):
        for side in (-1, 1):
            if left <= 0 or not site.allowed("torch"):
                return left
            out = plan.pier_m / 2 if plan.aisle(side) is not None else RESPOND_M
            if len(plan.zs) > 5 and k == 1 and side == plan.cells:
                continue  # dark between two lights
            x = plan.nave_x + side * (plan.nave_half - out - TORCH_M / 2 + 0.025)
            left -= site.put("torch", x, z, -side * np.pi / 2, y=plan.spring_m - 0.62, force=True, blocks=False) is not None
    for side in (-1, 1):
        aisle = plan.aisle(side)
        for k, z in enumerate(plan.middle if aisle is not None else ()):
            if left > 0 and site.allowed("torch") and (site.rng.random() < 0.75 if side != plan.cells else k % 2 == 0):
                left -= room.hang("torch", "west" if side < 0 else "east", z + 0.9, 1.8) is not None
    return left


def _end(site: Site, room: Interior, plan: Plan, iron: str) -> None:
    """What one comes to at the nave's far end: fire in a basket, a cage that hangs over the floor or a rack beside it, a drain, chains."""
    rng, z = site.rng, plan.zs[-1] - 0.5 * plan.bay_m
    if site.allowed("brazier") and not site.bound("brazier"):
        room.put("brazier", plan.nave_x + float(rng.uniform(-0.2, 0.2)), z + 0.1, 0.0, margin=0.2)
    for s in (-1, 1):
        if site.allowed("chains") and not site.bound("chains"):
            room.hang("chains", "south", plan.nave_x + s * 0.36 * plan.nave_half, 1.35)
    side = int(rng.choice([-1, 1]))
    for cls, s in (("cage", side), ("rack", -side)):
        if not site.allowed(cls) or site.bound(cls) or rng.random() < 0.25:
            continue
        x = plan.nave_x + s * 0.62 * plan.nave_half
        if cls == "cage" and not site.wants(cls) and rng.random() < 0.6:
            low = 0.75
            size = (0.85, room.ceiling - low - 0.03, 0.85)
            if site.free(x, z, 0.9, 0.9, 0.0, 0.05):
                room.put(cls, x, z, 0.0, size=size, y=low, tags=("hung",), material=iron, force=True)
        else:
            for dz in (-0.3, -1.2, 0.3, -2.4):
                if room.put(cls, x, z + dz, 0.0, margin=0.1):
                    break
    if site.allowed("drain") and not site.bound("drain"):
        room.put("drain", plan.nave_x, plan.middle[len(plan.middle) // 2] - 0.3, 0.0, margin=0.0, blocks=False)


def _table(site: Site, room: Interior, plan: Plan) -> None:
    """The gaoler's: candles, cups and a book on a table, stools at it."""
    rng, side = site.rng, -plan.cells
    aisle = plan.aisle(side)
    out = 0.5 if aisle is not None and rng.random() < 0.5 else 0.0
    x = plan.nave_x + side * (0.52 * plan.nave_half + out)
    for k in rng.permutation(len(plan.middle)):
        table: Instance | None = None
        if site.allowed("table"):
            table = room.put("table", x, plan.middle[int(k)], np.pi / 2, size=(1.5, 0.76, 0.8), margin=0.1, color="#6a4f38")
        if table is None:
            continue
        for cls, u, v in (("candle", 0.1, 0.0), ("candle", -0.05, 0.12), ("cup", 0.4, 0.2), ("cup", -0.45, -0.15), ("books", -0.35, 0.15)):
            room.on_top(cls, table, u, v)
        for s in (-1, 1):
            room.put("stool", x + s * 0.72, table.position_m[2] + float(rng.uniform(-0.35, 0.35)), 0.0, margin=0.0)
        return


def _stores(site: Site, room: Interior, plan: Plan, held: list[tuple[int, int]]) -> None:
    """Barrels, crates and chests in groups along the walls of bays that are open."""
    rng = site.rng
    for side in (-1, 1):
        name = "west" if side < 0 else "east"
        for k, z in enumerate(plan.middle):
            kind = int(rng.integers(4))
            if (side, k) in held or kind == 3:
                continue
            names = (("barrel", "barrel", "barrel"), ("crate", "chest", "crate"), ("barrel", "crate", "barrel"))[kind]
            for place, cls in enumerate(names):
                if not site.allowed(cls):
                    continue
                at = z + (place - 1) * 0.74 + float(rng.uniform(-0.04, 0.04))
                x, _ = room.point(name, at, 0.40 + float(rng.uniform(0, 0.1)))
                turn = float(rng.uniform(0, 6)) if cls == "barrel" else room.wall(name)[1] + float(rng.uniform(-0.15, 0.15))
                item = room.put(cls, x, at, turn, margin=0.02)
                if item is not None and cls == "crate" and rng.random() < 0.45:
                    room.on_top("crate", item, yaw=float(rng.uniform(-0.3, 0.3)), size=tuple(0.8 * m for m in item.size_m))


def _floor(site: Site, plan: Plan, held: list[tuple[int, int]]) -> None:
    """Straw that was trodden about, water where it drips."""
    rng = site.rng
    for cls, number in (("straw", 4), ("puddle", 3)):
        for _ in range(number if site.allowed(cls) and cls not in site._closed else 0):
            x = plan.nave_x + float(rng.uniform(-0.8, 0.8)) * plan.nave_half
            z, grow = float(rng.uniform(plan.zs[0] + 3, plan.zs[-1] - 0.6)), float(rng.uniform(0.6, 1.0))
            w, h, d = (1.7, 0.12, 1.2) if cls == "straw" else (1.4, 0.014, 1.0)
            site.put(cls, x, z, float(rng.uniform(0, 6)), size=(w * grow, h, d * grow), blocks=False, margin=0.02)


def _bank(site: Site, room: Interior, door_x: float) -> None:
    """The cellar lies under the ground: earth stands outside its walls, drawn back in pits before the bars, level with the door's sill."""
    r = np.maximum(np.abs(site.gx) - room.w / 2, np.abs(site.gz) - room.d / 2)
    past = np.clip((r - 1.2) / 1.2, 0, 1)
    before_door = (np.abs(site.gx - door_x) < 1.6) & (site.gz < -room.d / 2)
    high = np.where(before_door, DOOR_M - 0.02, 1.55)
    share = np.where(before_door, np.clip((r - 0.3) / 0.4, 0, 1), past * past * (3 - 2 * past))
    site.height = np.where(r > 0, -0.35 + (site.height * 0.3 + high + 0.45) * share, -0.35)
    site.paint(before_door & (r < 5), "pavers")


KIND = Kind(
    "dungeon",
    "a dungeon of rough stone under vaults, with barred cells, chains, torches, barrels, chests and straw",
    interior=True,
    compose=compose,
    hour=14.0,
    phrases=(
        "dungeon", "dungeon cell", "dungeons", "castle dungeon", "prison cell", "gaol", "undercroft", "underground prison",
        "torture chamber", "oubliette", "cell block", "castle cellar", "vaulted cellar", "castle prison", "underground cell",
        "vaulted dungeon", "prison vault", "jail cell",
    ),
    captions=("dungeon", "castle dungeon", "vaulted dungeon"),
    essence="a dungeon, a dark vaulted cellar of stone with cells, torches and chains",
    things=("torch", "cell_bars", "chains", "cage", "rack", "straw", "brazier", "bones", "skull"),
)  # fmt: skip
