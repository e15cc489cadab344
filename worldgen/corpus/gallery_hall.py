"""Gallery hall: long and high with light from above, pictures in order on its walls, sculpture along its axis, a great work at its end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..layout.layout import Instance
from .indoors import Interior, fulfil_indoors
from .kind import Kind
from .site import Site
from .vantage import look_round

LIT = ("lit",)
MARBLE = "#dcd6ca"


@dataclass(frozen=True)
class Scheme:
    """`hang`: salon (two rows, close) or row (one line, apart)."""

    hang: str
    wall: str
    floor_material: str
    floor: str
    columns: bool
    frame: str
    modern: bool


SCHEMES = (
    Scheme("salon", "#8a3a34", "planks", "#8a5f3c", True, "#b08a3e", False),
    Scheme("salon", "#4f6b5a", "planks", "#9a7048", True, "#b08a3e", False),
    Scheme("salon", "#5a6a86", "marble", "#c9c2b4", True, "#a8823a", False),
    Scheme("row", "#b8a27c", "planks", "#7d5636", False, "#a8823a", False),
    Scheme("row", "#ecebe6", "planks", "#b8936a", False, "#2c2a28", True),
    Scheme("row", "#e6e6e4", "concrete", "#a8a6a0", False, "#e0ddd6", True),
)


def compose(site: Site) -> None:
    rng = site.rng
    scheme = SCHEMES[int(rng.integers(len(SCHEMES)))]
    w, d = float(rng.uniform(8.0, 10.0)), float(rng.uniform(15.0, 19.0))
    room = Interior(site, w, d, float(rng.uniform(5.0, 5.8)))
    bays = int(d / 3.2)
    for k in range(bays):
        t = (k + 0.5 - bays / 2) * d / bays
        for wall in ("west", "east"):
            room.open("window", wall, t, 1.9, room.ceiling - 1.75, 1.35)
    room.open("door", "north", 0.0, 1.5, 0.0, 2.6)

    _end_wall(site, room, scheme)
    axis = _axis(site, room, scheme)
    fulfil_indoors(site, room)
    if scheme.columns and site.allowed("column"):
        _columns(site, room)
    for wall in ("west", "east"):
        for k in range(int(d / 2.6)):
            if site.allowed("sconce") and not site.wants("sconce"):
                _picture(room, wall, (k + 0.5 - int(d / 2.6) / 2) * 2.6, room.ceiling - 1.98, (0.5, 0.42, 0.3), "sconce")
    _cases(site, room)
    for wall in ("west", "east", "north"):
        _hang(site, room, scheme, wall)
    for k in range(max(1, int(d / 6))):
        z = (k + 0.5 - max(1, int(d / 6)) / 2) * 6.0
        if site.allowed("chandelier"):
            tall = 1.5
            room.put("chandelier", 0.0, z, 0.0, size=(1.5, tall, 1.5), y=room.ceiling - tall, force=True, blocks=False, tags=LIT)
    if site.allowed("rug") and not scheme.modern:
        room.put(
            "rug",
            0.0,
            -0.04 * d,
            0.0,
            size=(2.0, 0.02, 0.72 * d),
            blocks=False,
            force=True,
            color=str(rng.choice(["#8a3a34", "#3a4a6a", "#6a5a3a"])),
        )
    for x in (-1, 1):
        for z in (-1, 1):
            if rng.random() < 0.6:
                room.put("plant", x * (w / 2 - 0.6), z * (d / 2 - 0.65), 0.0, scale=1.3)
    x, z = 0.6, -d / 2 + 1.3
    site.entrance = (x, z, float(np.arctan2(axis[0] - x, 2.0 - z)))
    room.room(
        "gallery_hall", wall_color=site.style.palette.get("wall", scheme.wall), floor_material=scheme.floor_material,
        floor_color=scheme.floor, ceiling_color="#f4f1ea", ceiling_material="plain",
        **({"wall_material": site.style.materials["wall"]} if "wall" in site.style.materials else {}),
    )  # fmt: skip
    room.garden()
    site.footprints = [f for f in site.footprints if f.half_d < 7.0]
    for x, z, tx, tz in ((0.9, -0.44 * d, -0.4, d), (-w * 0.32, -0.42 * d, w * 0.3, 0.1 * d), (w * 0.3, 0.36 * d, -w * 0.1, -d)):
        site.look(x, z, (tx, tz))
    look_round(room, 4)


def _end_wall(site: Site, room: Interior, scheme: Scheme) -> None:
    """The great work: a large picture behind ropes, or a statue before a bare wall."""
    rng = site.rng
    if rng.random() < 0.65 and site.allowed("picture") and not site.bound("picture"):
        size = (float(rng.uniform(2.6, 3.4)), float(rng.uniform(1.8, 2.2)), 0.09)
        room.hang("picture", "south", 0.0, 1.95, size=size, color="" if site.wants("picture") else "")
        for x in (-1.05, 1.05):
            room.put("stanchion", x, room.d / 2 - 1.15, np.pi, margin=0.0)
        for x in (-2.3, 2.3):
            _shown(site, room, "bust", x, room.d / 2 - 0.7, np.pi)
    elif site.allowed("statue") and not site.bound("statue"):
        room.put("statue", 0.0, room.d / 2 - 1.1, np.pi, scale=1.15, material="marble", color=MARBLE)
        for x in (-1.4, 1.4):
            room.put("stanchion", x, room.d / 2 - 2.1, np.pi + np.sign(x) * 0.5, margin=0.0)


def _shown(site: Site, room: Interior, cls: str, x: float, z: float, yaw: float) -> Instance | None:
    """On a pedestal."""
    if not site.allowed(cls) or site.bound(cls):
        return None
    base = room.put("pedestal", x, z, yaw, margin=0.1)
    return room.on_top(cls, base) if base is not None else None


def _axis(site: Site, room: Interior, scheme: Scheme) -> tuple[float, float]:
    """Works and places to sit in turn down the middle, none of them in the way of one who walks beside them."""
    rng = site.rng
    count = int((room.d - 6.0) / 2.9)
    works = [
        str(c)
        for c in (
            rng.permutation(["modern_sculpture"] * 3 + ["statue"])
            if scheme.modern
            else rng.permutation(["statue", "bust", "statue", "display_case"])
        )
    ]
    first = (0.0, 0.0)
    for k in range(count):
        z = -room.d / 2 + 4.0 + 2.9 * k
        if k % 2 == 1:
            if site.allowed("ottoman") and not site.bound("ottoman"):
                room.put(
                    "ottoman",
                    0.0,
                    z,
                    np.pi / 2,
                    size=(1.9, 0.44, 0.75),
                    color="#3a3230" if scheme.modern else "#6a2c28",
                    material="leather",
                )
            continue
        cls = works[(k // 2) % len(works)]
        if not site.allowed(cls) or site.bound(cls):
            continue
        if cls == "bust":
            _shown(site, room, cls, 0.0, z, np.pi)
        elif cls == "modern_sculpture":
            size = (0.85, float(rng.uniform(1.3, 2.1)), 0.85)
            room.put(cls, 0.0, z, float(rng.uniform(0, 6)), size=size)
        else:
            look = {"scale": 0.9, "material": "marble", "color": MARBLE} if cls == "statue" else {}
            room.put(cls, 0.0, z, np.pi if cls == "statue" else 0.0, **look)
        first = (0.0, z) if first == (0.0, 0.0) else first
    return first


def _columns(site: Site, room: Interior) -> None:
    """Two pairs that part the room, near its ends."""
    color = str(site.rng.choice(["#e4dfd4", "#d8cfc0", "#cfc4b4"]))
    for z in (-0.5 * room.d + 2.9, 0.5 * room.d - 3.2):
        for x in (-1, 1):
            size = (0.72, room.ceiling, 0.72)
            room.put("column", x * (room.w / 2 - 1.5), z, 0.0, size=size, tags=("ionic",), material="marble", color=color, force=False)


def _hang(site: Site, room: Interior, scheme: Scheme, wall: str) -> None:
    """Pictures along a wall: one line at eye height, or a salon's two rows about one middle line."""
    rng = site.rng
    if not site.allowed("picture"):
        return
    length, _ = room.wall(wall)
    t = -length / 2 + 1.0
    while t < length / 2 - 1.0:
        wide = float(rng.uniform(0.75, 1.9)) if scheme.hang == "row" else float(rng.uniform(0.7, 1.5))
        high = wide * float(rng.choice([0.68, 0.78, 1.25, 1.0]))
        high = min(high, 1.7 if scheme.hang == "row" else 1.15)
        t += wide / 2
        if t + wide / 2 > length / 2 - 0.5:
            return
        y = 1.62 if scheme.hang == "row" else 1.45
        _picture(room, wall, t, max(y, high / 2 + 0.75), (wide, high, 0.06))
        if scheme.hang == "salon":
            over = float(rng.uniform(0.55, 0.85))
            wide2 = min(wide, float(rng.uniform(0.6, 1.1)))
            bottom = max(y, high / 2 + 0.75) + high / 2 + 0.16
            if bottom + over < room.ceiling - 1.95:
                _picture(room, wall, t, bottom + over / 2, (wide2, over, 0.06))
        t += wide / 2 + (float(rng.uniform(0.9, 1.5)) if scheme.hang == "row" else float(rng.uniform(0.28, 0.5)))


def _picture(room: Interior, wall: str, t: float, y: float, size: tuple[float, float, float], cls: str = "picture") -> None:
    """As `Interior.hang`, but under high windows too."""
    kept, room.openings = room.openings, [o for o in room.openings if o.kind != "window" or o.sill_m < y + size[1] / 2 + 0.1]
    try:
        room.hang(cls, wall, t, y, size=size, tags=LIT if cls == "sconce" else ())
    finally:
        room.openings = kept


def _cases(site: Site, room: Interior) -> None:
    """Busts and cases between the pictures, backs to the walls."""
    rng = site.rng
    for wall in ("west", "east"):
        for t in (-0.28, 0.05, 0.3):
            at = (t + float(rng.uniform(-0.04, 0.04))) * room.d
            if rng.random() < 0.4 and site.allowed("bust") and not site.bound("bust"):
                x, z = room.point(wall, at, 0.5)
                _shown(site, room, "bust", x, z, room.wall(wall)[1])
            elif rng.random() < 0.4 and site.allowed("display_case") and not site.bound("display_case"):
                room.against("display_case", wall, at, gap=0.06, slide=0.6)


KIND = Kind(
    "gallery_hall",
    "a gallery hall with paintings on its walls, statues and busts on pedestals, glass cases, benches and light from above",
    interior=True,
    compose=compose,
    hour=13.5,
    phrases=(
        "gallery hall", "gallery", "art gallery", "museum", "museum hall", "exhibition hall", "picture gallery", "sculpture gallery",
        "gallery room", "museum gallery", "sculpture hall", "art museum", "exhibition room", "exhibition space", "portrait gallery",
        "hall of paintings", "art hall", "exhibition", "museum room", "hall of statues", "sculpture museum",
    ),
    captions=("gallery hall", "art gallery", "museum hall"),
    essence="an art gallery, a museum hall with paintings, statues and exhibits",
    things=("pedestal", "bust", "modern_sculpture", "display_case", "stanchion"),
)  # fmt: skip
