"""What indoor grammars share: a rectangular room with openings, furniture against walls, things on tables, a garden outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..builders.swatches import USUAL
from ..layout.layout import Instance, Opening, Room
from ..layout.vocabulary import OBJECTS
from .outdoors import woods
from .site import SEATS, Footprint, Site, rest_m

# wall index → (inward yaw, outward unit x, z); corners run (−,−) (−,+) (+,+) (+,−)
WALLS = {"west": 0, "south": 1, "east": 2, "north": 3}  # x = −w/2, z = +d/2, x = +w/2, z = −d/2


ROUNDED = ("side_table", "coffee_table", "table", "ottoman")  # tables of which some are


class Interior:
    """A room of width × depth centred on the origin, furnished piece by piece."""

    def __init__(self, site: Site, width: float, depth: float, ceiling: float) -> None:
        self.site, self.w, self.d, self.ceiling = site, width, depth, ceiling
        self.openings: list[Opening] = []
        self.hung: list[Instance] = []
        self.draped: list[Opening] = []
        self.doors: list[Footprint] = []  # where one comes in
        site.hall = Footprint(0.0, 0.0, width / 2, depth / 2, 0.0, ceiling)
        site.walk_m = max(width, depth) / 2

    def wall(self, name: str) -> tuple[float, float]:
        """Length of a wall and the yaw that looks from it into the room."""
        return (
            (self.d, np.pi / 2)
            if name == "west"
            else (self.d, -np.pi / 2)
            if name == "east"
            else (self.w, np.pi)
            if name == "south"
            else (self.w, 0.0)
        )

    def point(self, name: str, t: float, out: float) -> tuple[float, float]:
        """`t` metres from the wall's middle (along +x or +z), `out` metres into the room."""
        if name == "west":
            return -self.w / 2 + out, t
        if name == "east":
            return self.w / 2 - out, t
        return (t, self.d / 2 - out) if name == "south" else (t, -self.d / 2 + out)

    def open(self, kind: str, name: str, t: float, width: float, sill: float, height: float) -> None:
        """A hole in a wall at `t` from its middle; tall furniture keeps off it, and nothing blocks a door."""
        length, _ = self.wall(name)
        forward = name in ("west", "south")  # corners run along +z on the west wall, +x on the south one
        self.openings.append(Opening(kind, WALLS[name], length / 2 + (t if forward else -t), width, sill, height))
        x, z = self.point(name, t, 0.5 if kind in ("door", "arch") else 0.1)
        across = name in ("north", "south")
        half = (width / 2, 0.55 if kind in ("door", "arch") else 0.12)
        if kind not in ("window", "grille"):
            self.doors.append(Footprint(x, z, half[0] if across else half[1], half[1] if across else half[0], 0.0))
            self.site.keep_clear.append(self.doors[-1])

    def skylight(self, x: float, z: float, width: float, depth: float) -> None:
        """A hole in the ceiling over (x, z), `width` along x."""
        self.openings.append(Opening("skylight", WALLS["north"], self.w / 2 - x, width, z - depth / 2 + self.d / 2, depth))

    def room(self, name: str, **look: Any) -> None:
        """The room itself; its walls are of what the style says, where it does."""
        if "wall" in self.site.style.materials:
            look["wall_material"] = self.site.style.materials["wall"]
        x, z = self.w / 2, self.d / 2
        corners = ((-x, -z), (-x, z), (x, z), (x, -z))
        self.site.rooms.append(Room(name, corners, 0.0, self.ceiling, tuple(self.openings), **look))

    def inside(self, x: float, z: float, width: float, depth: float, yaw: float) -> bool:
        c = Footprint(x, z, width / 2, depth / 2, yaw).corners()
        return bool((np.abs(c[:, 0]) <= self.w / 2 - 0.01).all() and (np.abs(c[:, 1]) <= self.d / 2 - 0.01).all())

    def put(self, cls: str, x: float, z: float, yaw: float, **kw: object) -> Instance | None:
        """As `Site.put`, but within the walls and on the floor."""
        if not self.site.allowed(cls):
            return None
        size = kw.get("size") or OBJECTS[cls].size_m
        scale = float(kw.get("scale", 1.0))  # type: ignore[arg-type]
        if not self.inside(x, z, size[0] * scale, size[2] * scale, yaw):  # type: ignore[index]
            return None
        if not kw.get("force"):
            mine, top = Footprint(x, z, size[0] * scale / 2, size[2] * scale / 2, yaw), size[1] * scale  # type: ignore[index]
            if any(top > i.position_m[1] - 0.05 and mine.overlaps(Footprint.of(i), 0.02) for i in self.hung):
                return None
        kw.setdefault("margin", 0.04)
        request = self.site._pending[cls][0] if self.site.wants(cls) else self.site._fashion.get(cls)
        if request and request.material not in ("", "timber", "planks", "fabric"):
            kw.pop("color", None)  # leather and marble have colours of their own
        if kw.get("color") and not (request and request.color):
            kw["tags"] = (*kw.get("tags", ()), USUAL)  # type: ignore[misc]
        return self.site.put(cls, x, z, yaw, **kw)  # type: ignore[arg-type]

    def against(self, cls: str, name: str, t: float, *, gap: float = 0.03, slide: float = 0.0, **kw: object) -> Instance | None:
        """Back to a wall at `t` from its middle, or the nearest free place within `slide` metres. Tall things avoid windows."""
        size = kw.get("size") or OBJECTS[cls].size_m
        length, yaw = self.wall(name)
        for offset in np.concatenate([[0.0], *[[k, -k] for k in np.arange(0.2, slide + 0.01, 0.2)]]):
            at = t + float(offset)
            if abs(at) > length / 2 - size[0] / 2 - 0.02 or self._before_window(name, at, size[0], size[1]):  # type: ignore[index]
                continue
            x, z = self.point(name, at, size[2] / 2 + gap)  # type: ignore[index]
            if item := self.put(cls, x, z, yaw, **kw):
                return item
        return None

    def _before_window(self, name: str, t: float, width: float, height: float) -> bool:
        length, _ = self.wall(name)
        forward = name in ("west", "south")
        for o in self.openings:
            at = (o.at_m - length / 2) * (1 if forward else -1)
            near = o.wall == WALLS[name] and o.kind != "skylight" and abs(at - t) < (o.width_m + width) / 2 + 0.05
            if near and (o.sill_m < height - 0.02 or o.kind == "door"):
                return True
        return False

    def hang(self, cls: str, name: str, t: float, middle_m: float, **kw: object) -> Instance | None:
        """On a wall, its middle at a height; free of openings and tall furniture."""
        w, h, d = kw.get("size") or OBJECTS[cls].size_m  # type: ignore[misc]
        length, yaw = self.wall(name)
        forward = name in ("west", "south")
        if abs(t) > length / 2 - w / 2 - 0.1:
            return None
        for o in self.openings:
            at = (o.at_m - length / 2) * (1 if forward else -1)
            if o.wall == WALLS[name] and o.kind != "skylight" and abs(at - t) < (o.width_m + w) / 2 + 0.3:
                return None
        x, z = self.point(name, t, d / 2 + 0.012)
        low = middle_m - h / 2
        mine = Footprint(x, z, w / 2 if name in ("north", "south") else 0.1, 0.1 if name in ("north", "south") else w / 2, 0.0)
        for i in self.site.instances:
            iw, ih, idp = i.size_m
            other = Footprint(i.position_m[0], i.position_m[2], iw / 2, idp / 2, i.yaw_rad)
            if i.position_m[1] + ih > low - 0.05 and i.position_m[1] < low + h and other.overlaps(mine, 0.03):
                return None
        item = self.put(cls, x, z, yaw, y=low, force=True, blocks=False, **kw)
        if item is not None:
            self.hung.append(item)
        return item

    def on_top(self, cls: str, support: Instance, u: float = 0.0, v: float = 0.0, yaw: float = 0.0, **kw: object) -> Instance | None:
        """On a table's top at (u, v) metres from its centre, in the table's own frame, or as near as what stands there leaves room; for
        what nobody asked for, else not at all."""
        w, h, d = kw.get("size") or OBJECTS[cls].size_m  # type: ignore[misc]
        sw, _, sd = support.size_m
        top = rest_m(support)
        if support.cls in SEATS:
            v = max(v, 0.12 * sd)  # before the back
        if support.cls == "stove":
            u = min(u, -0.2 * sw)  # pots stand on its right
        others = [i for i in self.site.instances if i.position_m[1] < top + h and i.position_m[1] + i.size_m[1] > top + 0.02]
        c, s = np.cos(support.yaw_rad), np.sin(support.yaw_rad)
        turned = abs(np.cos(yaw)), abs(np.sin(yaw))
        limit_u, limit_v = max((sw - w * turned[0] - d * turned[1]) / 2, 0.0), max((sd - w * turned[1] - d * turned[0]) / 2, 0.0)
        tries = [(du, dv) for r in (0.0, 0.08, 0.16, 0.28, 0.42) for du in (0.0, r, -r) for dv in (0.0, r, -r)]
        for k, (du, dv) in enumerate(tries):
            p, q = float(np.clip(u + du, -limit_u, limit_u)), float(np.clip(v + dv, -limit_v, limit_v))
            half = np.hypot(w, d) / 2  # of the thing; the top may be round or oval
            over = np.hypot(p / max(0.47 * sw - half, 0.01), q / max(0.47 * sd - half, 0.01)) if support.cls in ROUNDED else 0.0
            p, q = p / max(over, 1.0), q / max(over, 1.0)
            x, z = support.position_m[0] + p * c + q * s, support.position_m[2] - p * s + q * c
            mine = Footprint(x, z, w / 2, d / 2, support.yaw_rad + yaw)
            last = k == len(tries) - 1 and self.site.wants(cls)
            if last or not any(mine.overlaps(Footprint.of(i), -0.01) for i in others):
                return self.put(cls, x, z, support.yaw_rad + yaw, y=top, force=True, blocks=False, **kw)
        return None

    def row(self, cls: str, name: str, t: float, middle_m: float, sizes: Sequence[tuple[float, float]], gap_m: float = 0.14) -> int:
        """Several side by side on a wall about `t`, their middles at one height; returns how many found room."""
        at, made = t - (sum(w for w, _ in sizes) + gap_m * (len(sizes) - 1)) / 2, 0
        for w, h in sizes:
            made += self.hang(cls, name, at + w / 2, middle_m, size=(w, h, 0.045)) is not None
            at += w + gap_m
        return made

    def fill_walls(self, sizes: Sequence[tuple[float, float]], most: int) -> None:
        """Pictures where a wall is still bare for more than a metre and a half at eye height."""
        made = 0
        for name in self.site.rng.permutation(list(WALLS)):
            length, _ = self.wall(str(name))
            for t in np.arange(-length / 2 + 0.7, length / 2 - 0.6, 0.35).tolist():
                if made >= most or not self.site.allowed("picture"):
                    return
                near = [
                    i
                    for i in self.hung
                    if np.hypot(i.position_m[0] - self.point(str(name), t, 0)[0], i.position_m[2] - self.point(str(name), t, 0)[1]) < 1.35
                ]
                w, h = sizes[int(self.site.rng.integers(len(sizes)))]
                if not near and self.hang("picture", str(name), float(t), 1.6, size=(w, h, 0.045)) is not None:
                    made += 1

    def garden(self) -> None:
        """Lawn, bushes and trees outside, a little below the floor."""
        site = self.site
        r = np.maximum(np.abs(site.gx) - self.w / 2, np.abs(site.gz) - self.d / 2)
        site.height[:] = -0.35 + 0.5 * np.clip((r - 8) / 20, 0, 1)
        site.paint(r > -99, "grass")
        site.paint(r < 1.0, "gravel")
        inside = Footprint(0, 0, self.w / 2 + 1.4, self.d / 2 + 1.4, 0.0)
        site.footprints.append(inside)
        near = (r > 2.2) & (r < 8)
        for cls, number, where in (("bush", 14, near), ("flowers", 12, near)):
            if cls not in site._closed:
                site.scatter(cls, number, where, clump=1.5, margin=0.0)
        if "tree" not in site._closed:
            woods(site, 26, (r > 7) & (r < 22), {"tree": 0.7, "birch": 0.3}, clump=3)


def sun_through(site: Site, name: str) -> None:
    """The sun looks in through a wall's windows, not quite straight."""
    out = {"west": 270.0, "south": 0.0, "east": 90.0, "north": 180.0}[name]
    site.style = replace(site.style, sun_azimuth_deg=float((out + site.rng.uniform(-38, 38)) % 360))


def fulfil_indoors(site: Site, interior: Interior) -> None:
    """Requested things that the grammar did not place: by relation, on tops, on walls, then wherever there is floor in view."""
    from .drapery import curtains
    from .requests import in_order, related, target_of

    rng = site.rng
    if site.wants("curtain") and not site.bound("curtain"):
        curtains(interior, ("",))
    for cls in in_order(site):
        while site.wants(cls):
            request = site._pending[cls][0]
            w, h, d = OBJECTS[cls].size_m if cls in OBJECTS else (1.0, 1.0, 1.0)
            where = OBJECTS[cls].on if cls in OBJECTS else ()
            relation, name = request.relation or ("", "")
            before = len(site._pending[cls])
            supports = [i for i in site.instances if i.cls in where or (relation == "on" and i.cls == name)]
            if relation == "on" and (target := target_of(site, name)) is not None:
                supports = [target]
            if "wall" in where:
                goal = target_of(site, name) if relation else None
                for _ in range(0 if goal is not None and _hang_by(interior, cls, relation, goal, w, h) else 40):
                    wall = str(rng.choice(list(WALLS)))
                    if interior.hang(cls, wall, float(rng.uniform(-0.45, 0.45) * interior.wall(wall)[0]), 1.5):
                        break
            elif "ceiling" in where:
                interior.put(
                    cls,
                    float(rng.uniform(-0.2, 0.2) * interior.w),
                    float(rng.uniform(-0.2, 0.2) * interior.d),
                    0.0,
                    y=interior.ceiling - h,
                    force=True,
                    blocks=False,
                )
            elif supports and (where or relation == "on"):
                support = supports[int(rng.integers(len(supports)))]
                interior.on_top(
                    cls, support, float(rng.uniform(-0.5, 0.5) * support.size_m[0]), float(rng.uniform(-0.3, 0.3) * support.size_m[2])
                )
            elif cls in ("books", "cup", "vase", "candle", "table_lamp") and not supports:
                for wall in rng.permutation(list(WALLS)):
                    if (table := interior.against("side_table", str(wall), 0.0, slide=2.5)) is not None:
                        interior.on_top(cls, table)
                        break
            if len(site._pending[cls]) == before and not related(site, request):
                _on_floor(site, interior, cls, w, h, d)
            if len(site._pending[cls]) == before:
                site.notes.append(f"There was no room for {request.words or cls}.")
                site._pending[cls].pop(0)


def _hang_by(interior: Interior, cls: str, relation: str, target: Instance, w: float, h: float) -> bool:
    """On the wall that a thing stands or hangs nearest to: above it, or beside it."""
    x, y, z = target.position_m
    gaps = {"west": x + interior.w / 2, "east": interior.w / 2 - x, "north": z + interior.d / 2, "south": interior.d / 2 - z}
    wall = min(gaps, key=lambda name: gaps[name])
    along = z if wall in ("west", "east") else x
    top = y + target.size_m[1]
    if relation in ("above", "on"):
        return any(interior.hang(cls, wall, along + shift, max(1.5, top + h / 2 + 0.1)) for shift in (0.0, 0.25, -0.25, 0.5, -0.5))
    reach = (target.size_m[0] + w) / 2
    return any(interior.hang(cls, wall, along + side * (reach + gap), 1.5) for gap in (0.15, 0.4, 0.8) for side in (1, -1))


def _on_floor(site: Site, interior: Interior, cls: str, w: float, h: float, d: float) -> None:
    rng = site.rng
    for shrink in (1.0, 0.8):
        size = (w * shrink, h * shrink, d * shrink)
        for wall in rng.permutation(list(WALLS)):
            if interior.against(cls, str(wall), float(rng.uniform(-0.3, 0.3) * interior.wall(str(wall))[0]), slide=3.0, size=size):
                return
        for _ in range(80):
            x, z = rng.uniform(-0.45, 0.45) * interior.w, rng.uniform(-0.45, 0.45) * interior.d
            if interior.put(cls, float(x), float(z), float(np.arctan2(-x, -z)), size=size):
                return
