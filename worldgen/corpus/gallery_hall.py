"""Gallery hall: long and high under skylights or high windows, works hung in composed groups, sculpture along its axis, one at its end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..layout.layout import Instance
from . import extras
from .hanging import hang_group, hang_under, row, salon
from .indoors import WALLS, Interior, fulfil_indoors
from .kind import Kind
from .site import Site
from .vantage import look_round

LIT = ("lit",)
MARBLE = "#dcd6ca"
DADO_M, CORNICE_M, PILASTER_M = 0.86, 0.24, 0.15
FORMS = ("knot", "stones", "plates", "ring", "endless", "cubes")  # of abstract sculpture


@dataclass(frozen=True)
class Scheme:
    """`walls`: colours of which one is chosen; `trim` of the wainscot; `modern`: a white cube."""

    walls: tuple[str, ...]
    floor_material: str
    floors: tuple[str, ...]
    trims: tuple[str, ...]
    modern: bool


SCHEMES = (
    Scheme(("#8a3a34", "#7d3a3a", "#94463a"), "planks", ("#8a5f3c", "#9a7048"), ("#e0d6c2", "#5e4130"), False),
    Scheme(("#4f6b5a", "#5a7562", "#47624f"), "planks", ("#9a7048", "#a87d52"), ("#e0d8c8", "#5a4030"), False),
    Scheme(("#5a6a86", "#4f6480", "#66789a"), "marble", ("#c9c2b4", "#d2cabb"), ("#e4ddd0",), False),
    Scheme(("#c0a878", "#b89a6a", "#c4a98a"), "marble", ("#bdb3a2", "#c9c2b4"), ("#ece4d4",), False),
    Scheme(("#ecebe6",), "planks", ("#b8936a", "#c9a67e", "#8a6a4c"), ("#f0eeea",), True),
    Scheme(("#e8e8e6",), "concrete", ("#c6bfb2", "#b8b0a2"), ("#e8e8e6",), True),
)
EXTRAS = ("suit_of_armour", "sarcophagus", "mummy", "model", "lectern", "harp", "telescope", "information_board", "anvil", "throne")


def compose(site: Site) -> None:
    rng = site.rng
    scheme = SCHEMES[int(rng.integers(len(SCHEMES)))]
    bays = int(rng.integers(4, 6))
    bay = float(rng.uniform(3.5, 4.0))
    w, d = float(rng.uniform(7.8, 9.8)), bays * bay
    room = Interior(site, w, d, float(rng.uniform(5.0, 5.8)))
    middle = [(k + 0.5 - bays / 2) * bay for k in range(bays)]
    top = _light(site, room, middle, bay)
    if scheme.modern:
        room.open("door", "north", float(rng.choice([-0.22, 0.0, 0.22])) * w, 1.7, 0.0, 2.9)
    else:
        room.open("arch", "north", 0.0, 2.1, 0.0, 3.3)
    trim = str(rng.choice(scheme.trims))
    _end_wall(site, room, scheme)
    axis = _axis(site, room, scheme, middle)
    ordered = not scheme.modern and bool(rng.random() < 0.75)
    if not scheme.modern:
        if rng.random() < 0.5 and site.allowed("column"):
            _columns(site, room)
        _clothe(site, room, trim, middle, bay, ordered)
    _lamps(site, room, scheme, middle, bay)
    fulfil_indoors(site, room)
    _cases(site, room, scheme, middle)
    _hang(site, room, scheme, middle, bay, top, ordered)
    if site.allowed("rug") and not scheme.modern and rng.random() < 0.6:
        color = str(rng.choice(["#8a3a34", "#3a4a6a", "#6a5a3a"]))
        room.put("rug", 0.0, -0.04 * d, 0.0, size=(2.0, 0.02, 0.72 * d), blocks=False, force=True, color=color)
    for x in (-1, 1):
        for z in (-1, 1):
            if rng.random() < (0.25 if scheme.modern else 0.5):
                room.put("plant", x * (w / 2 - 0.6), z * (d / 2 - 0.65), 0.0, scale=1.3)
    door = room.doors[0]
    x, z = door.x + 0.45 * (1 if door.x < 0.1 else -1), -d / 2 + 1.4
    site.entrance = (x, z, float(np.arctan2(axis[0] - x, d / 2 - z)))
    room.room(
        "gallery_hall", wall_color=site.style.palette.get("wall", str(rng.choice(scheme.walls))), floor_material=scheme.floor_material,
        floor_color=str(rng.choice(scheme.floors)), ceiling_color="#f4f1ea", ceiling_material="plain",
    )  # fmt: skip
    extras.indoors(room, EXTRAS, (1, 3))
    room.garden()
    site.footprints = [f for f in site.footprints if f.half_d < 7.0]
    side = float(rng.choice([-1, 1]))
    for x, z, tx, tz in (
        (0.7 * side, -0.45 * d, -0.3 * side, d), (-0.34 * w * side, -0.36 * d, 0.3 * w * side, 0.2 * d),
        (0.32 * w * side, 0.34 * d, -0.2 * w * side, -d), (-0.3 * w * side, 0.05 * d, w * side, 0.0),
        (0.25 * w * side, -0.1 * d, -0.1 * w, d),
    ):  # fmt: skip
        site.look(x, z, (tx, tz))
    look_round(room, 5)


def _light(site: Site, room: Interior, middle: list[float], bay: float) -> float:
    """One laylight along the axis, one a bay, or high windows on both sides. Returns how high pictures may hang."""
    rng = site.rng
    form = str(rng.choice(["long", "bays", "bays", "high"]))
    if form == "long":
        room.skylight(0.0, 0.0, float(rng.uniform(0.3, 0.38)) * room.w, room.d - 3.2)
    elif form == "bays":
        for z in middle:
            room.skylight(0.0, z, float(rng.uniform(0.3, 0.4)) * room.w, 0.62 * bay)
    else:
        for z in middle:
            for wall in ("west", "east"):
                room.open("window", wall, z, 2.1, room.ceiling - 2.0, 1.5)
        return room.ceiling - 2.15
    return room.ceiling - CORNICE_M - 0.2


def _end_wall(site: Site, room: Interior, scheme: Scheme) -> None:
    """The great work: a large picture behind ropes, or a statue before a bare wall, busts or vases of stone beside it."""
    rng = site.rng
    high = 2.2 if scheme.modern else 2.3
    rope = str(rng.choice(["#7a1c22", "#22325f", "#3a2a44", "#2e4a38"]))
    if rng.random() < 0.7 and site.allowed("picture") and not site.bound("picture"):
        size = (float(rng.uniform(2.9, 3.7)), float(rng.uniform(2.0, 2.5)), 0.1)
        room.hang("picture", "south", 0.0, high, size=size, tags=("modern" if scheme.modern else "old",))
        ropes, beside = ((-1.05, 0.0), (1.05, 0.0)), 2.75
    elif site.allowed("statue") and not site.bound("statue"):
        room.put("statue", 0.0, room.d / 2 - 1.15, np.pi, size=(1.15, 3.1, 1.15), material="marble", color=MARBLE)
        ropes, beside = ((-1.15, 0.6), (1.15, 0.6)), 2.1
    else:
        return
    for x, turn in ropes:
        if site.allowed("stanchion"):
            out = 1.35 if not turn else 2.1
            room.put("stanchion", x, room.d / 2 - out, np.pi + np.sign(x) * turn, margin=0.0, color=rope)
    for x in (-beside, beside):
        if not scheme.modern:
            _shown(site, room, "bust", x, room.d / 2 - 0.7, np.pi)


def _shown(site: Site, room: Interior, cls: str, x: float, z: float, yaw: float) -> Instance | None:
    """On a pedestal."""
    if not site.allowed(cls) or site.bound(cls) or not site.allowed("pedestal"):
        return None
    base = room.put("pedestal", x, z, yaw, margin=0.1)
    return room.on_top(cls, base) if base is not None else None


def _axis(site: Site, room: Interior, scheme: Scheme, middle: list[float]) -> tuple[float, float]:
    """A work in the middle of each bay but the last, a bench between two of them; one walks past on both sides."""
    rng = site.rng
    usual = ["modern_sculpture"] * 4 if scheme.modern else ["statue", "bust", "display_case", "statue"]
    works, forms = [str(c) for c in rng.permutation(usual)], [str(f) for f in rng.permutation(FORMS)]
    first, stride = (0.0, 0.0), middle[1] - middle[0]
    sway = float(rng.uniform(0.5, 1.0)) if scheme.modern and rng.random() < 0.6 else 0.0
    stone = str(rng.choice([MARBLE, "#e4e0d8", "#cfc6b6"]))
    paints = [str(c) for c in rng.permutation(["#b8bcc0", "#a86a32", "#c8382c", "#2a56a8", "#2c2c30", "#d8a826", "#3f6a58"])]
    for k, z in enumerate(z + 0.65 * stride for z in middle[:-1]):
        x, cls = sway * (1 if k % 2 else -1), works[k % len(works)]
        if k and site.allowed("ottoman") and not site.bound("ottoman"):
            color = "#3a3230" if scheme.modern else "#6a2c28"
            room.put("ottoman", 0.0, z - stride / 2, np.pi / 2, size=(1.7, 0.44, 0.8), color=color, material="leather")
        if not site.allowed(cls) or site.bound(cls):
            continue
        if cls == "bust":
            _shown(site, room, cls, x, z, np.pi)
        elif cls == "modern_sculpture":
            size = (float(rng.uniform(0.8, 1.25)), float(rng.uniform(1.4, 2.3)), float(rng.uniform(0.8, 1.1)))
            room.put(cls, x, z, float(rng.uniform(0, 6)), size=size, tags=(forms[k % len(forms)],), color=paints[k])
        else:
            look = {"size": (0.95, 2.5, 0.95), "material": "marble", "color": stone} if cls == "statue" else {}
            room.put(cls, x, z, np.pi if cls == "statue" else 0.0, **look)
        first = (x, z) if first == (0.0, 0.0) else first
    return first


def _columns(site: Site, room: Interior) -> None:
    """Two pairs that part the room, near its ends."""
    color, order = str(site.rng.choice(["#e4dfd4", "#d8cfc0", "#cfc4b4"])), str(site.rng.choice(["ionic", "doric"]))
    for z in (-0.5 * room.d + 2.9, 0.5 * room.d - 3.2):
        for x in (-1, 1):
            size = (0.72, room.ceiling, 0.72)
            room.put("column", x * (room.w / 2 - 1.35), z, 0.0, size=size, tags=(order,), material="marble", color=color)


def _clothe(site: Site, room: Interior, trim: str, middle: list[float], bay: float, ordered: bool) -> None:
    """Wainscot round the walls, and pilasters between the bays of the long ones."""
    lines = [z + bay / 2 for z in middle[:-1]]
    for wall in WALLS:
        length, _ = room.wall(wall)
        cuts = [(t - 0.3, t + 0.3) for t in lines] if ordered and wall in ("west", "east") else []
        forward = wall in ("west", "south")
        for o in room.openings:
            if o.wall == WALLS[wall] and o.kind != "skylight" and o.sill_m < DADO_M:
                t = (o.at_m - length / 2) * (1 if forward else -1)
                cuts.append((t - o.width_m / 2 - 0.1, t + o.width_m / 2 + 0.1))
        at = -length / 2 + 0.03
        for a, b in [*sorted(cuts), (length / 2 - 0.03, length)]:
            if a - at > 0.3 and site.allowed("wainscot") and not site.bound("wainscot"):
                x, z = room.point(wall, (at + a) / 2, 0.017)
                size = (a - at, DADO_M - 0.12, 0.03)
                site.put("wainscot", x, z, room.wall(wall)[1], y=0.12, size=size, force=True, blocks=False, color=trim)
            at = max(at, b)
        for t in lines if ordered and wall in ("west", "east") else ():
            if site.allowed("pilaster") and not site.bound("pilaster"):
                x, z = room.point(wall, t, PILASTER_M / 2)
                size = (0.58, room.ceiling - CORNICE_M, PILASTER_M - 0.004)
                if item := site.put("pilaster", x, z, room.wall(wall)[1], size=size, force=True, blocks=False, color=trim):
                    room.hung.append(item)


def _hang(site: Site, room: Interior, scheme: Scheme, middle: list[float], bay: float, top: float, ordered: bool) -> None:
    """A group a bay on the long walls, or a row along them; one at either side of the door."""
    rng = site.rng
    if not site.allowed("picture"):
        return
    hang = ("modern" if scheme.modern else "old",)
    if scheme.modern:
        for wall in ("west", "east"):
            hang_group(room, wall, 0.0, float(rng.uniform(1.62, 1.75)), row(rng, room.d - 1.6, min(2.1, 2 * (top - 1.75))), hang)
    else:
        dense = bool(rng.random() < 0.7)
        for wall in ("west", "east"):
            for z in middle:
                wide = bay - (1.0 if ordered else 0.55)
                low, high = DADO_M + 0.28, min(top, DADO_M + 0.3 + (2.5 if dense else 1.7))
                works = salon(rng, wide, high - low) if dense else [(0.0, 0.0, *_single(rng, wide, high - low))]
                hang_group(room, wall, z, (low + high) / 2 if dense else 1.95, works, hang)
    for wall, reach in (("north", 0.32), ("south", 0.38)):
        for t in (-reach * room.w, reach * room.w):
            size = float(rng.uniform(0.75, 1.1))
            hang_group(room, wall, t, 1.75, [(0.0, 0.0, size, size * float(rng.choice([0.8, 1.0, 1.3])))], hang)


def _single(rng: np.random.Generator, wide: float, high: float) -> tuple[float, float]:
    """Size of a work that has its wall for itself."""
    w = wide * float(rng.uniform(0.45, 0.85))
    return w, min(high, w * float(rng.choice([0.66, 0.75, 1.2])))


def _cases(site: Site, room: Interior, scheme: Scheme, middle: list[float]) -> None:
    """Busts before the piers and cases under the pictures, backs to the walls."""
    rng = site.rng
    for wall in ("west", "east"):
        for k, z in enumerate(middle):
            edge = z + (middle[1] - middle[0]) / 2
            if k < len(middle) - 1 and not scheme.modern and rng.random() < 0.45:
                x, z0 = room.point(wall, edge, 0.52)
                _shown(site, room, "bust", x, z0, room.wall(wall)[1])
            elif rng.random() < (0.3 if scheme.modern else 0.12) and site.allowed("display_case") and not site.bound("display_case"):
                room.against("display_case", wall, edge, gap=0.5, slide=0.4)


def _lamps(site: Site, room: Interior, scheme: Scheme, middle: list[float], bay: float) -> None:
    """Rails of spotlights in a white cube; chandeliers and wall lamps else, and none where the light falls in."""
    overhead = any(o.kind == "skylight" for o in room.openings)
    if scheme.modern:
        for x in (-1, 1):
            for z in middle:
                if site.allowed("track_light") and not site.bound("track_light"):
                    size = (bay * 0.72, 0.5, 0.34)
                    at = x * (0.29 * room.w)
                    look = {"y": room.ceiling - 0.5, "size": size, "tags": LIT, "color": "#2a2a2c"}
                    site.put("track_light", at, z, np.pi / 2, force=True, blocks=False, **look)
        return
    for wall in ("west", "east"):
        for edge in (z + bay / 2 for z in middle[:-1]):
            if not site.allowed("sconce") or site.bound("sconce"):
                continue
            y, size = min(room.ceiling - 1.3, 3.0), (0.62, 0.52, 0.34)
            if any(i.cls == "pilaster" and abs(i.position_m[2] - edge) < 0.2 for i in site.instances):
                x, z = room.point(wall, edge, PILASTER_M + size[2] / 2)  # on its face
                site.put("sconce", x, z, room.wall(wall)[1], y=y, size=size, force=True, blocks=False, tags=LIT)
            else:
                hang_under(room, "sconce", wall, edge, y, size, tags=LIT)
    if site.allowed("chandelier"):
        for z in middle[:-1]:
            tall = 1.6
            if site.allowed("chandelier") and (not overhead or site.wants("chandelier")):  # no hook in glass
                at, size = z + (bay / 2 if overhead else 0.0), (1.6, tall, 1.6)
                room.put("chandelier", 0.0, at, 0.0, size=size, y=room.ceiling - tall, force=True, blocks=False, tags=LIT)


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
