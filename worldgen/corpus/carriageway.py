"""A city street's carriageway: kerbs, markings, and what drives and parks on it or stands at its edge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from .extras import Edge
from .site import Site

PATCH_M = 0.13  # of a pavement over the carriageway
STRIP_M = 1.6  # half the width of what is green between a boulevard's carriageways
LONG = ("bus", "truck", "tram", "food_truck")  # longer than a car's berth
WHEELED = ("car", "traffic_light", "bus_stop", "road_marking", "hydrant", *LONG)  # where these are asked for, cars come


@dataclass
class Street:
    """Along z: `road` and `walk` are half the carriageway's width and a pavement's; `ends` where houses begin and where the square does."""

    site: Site
    road: float
    walk: float
    ends: tuple[float, float]
    crossing: tuple[float, float] | None  # z of its middle, half its width
    mix: tuple[str, ...]
    plan: str

    @property
    def front(self) -> float:
        """|x| of the houses' fronts."""
        return self.road + self.walk


def edges(street: Street) -> list[Edge]:
    """Where small things stand on a pavement: at the kerb, off the steps of houses."""
    found = []
    for side in (-1.0, 1.0):
        out = np.array([side, 0.0])
        for z in np.arange(-30.0, street.ends[1] - 3, 2.5):
            if street.crossing is None or abs(z - street.crossing[0]) > street.crossing[1] + street.walk:
                found.append((np.array([side * (street.road + 0.25), z]), out, out))
    return found


def marks(street: Street) -> None:
    """Dashes along the middle, stripes where one crosses."""
    site, rng = street.site, street.site.rng
    y = 0.0
    if not site.allowed("road_marking") or site.is_on(0.0, -30.0, "cobbles"):
        return
    if street.crossing is not None:
        stripes = [street.crossing[0] + s * (street.crossing[1] + 1.6) for s in (-1, 1)]
    else:  # not over a boulevard's strip
        stripes = [float(rng.uniform(-4, 10))] if street.plan == "street" else []
    for z in np.arange(-56.0, street.ends[1] - 2, 6.0):
        if (
            street.plan == "street"
            and all(abs(z - c) > 4 for c in stripes)
            and (street.crossing is None or abs(z - street.crossing[0]) > street.crossing[1] + 1)
        ):
            site.put("road_marking", 0.0, float(z), 0.0, y=y, force=True, blocks=False)
    for c in stripes:
        for x in np.arange(-street.road + 0.5, street.road - 0.2, 0.9):
            site.put("road_marking", float(x), float(c), 0.0, size=(0.46, 0.006, 2.4), y=y, force=True, blocks=False)


def _long(street: Street, cls: str) -> None:
    """Buses, lorries, trams: at the kerb ahead of the visitor, as many as asked for; now and then a bus or a lorry by chance."""
    site, rng = street.site, street.site.rng
    chance = cls in ("bus", "truck") and rng.random() < 0.22
    number = len(site._pending.get(cls, ())) or int(chance)
    w, _, d = site.usual_size(cls)
    side = -float(np.sign(site.entrance[0]))
    for k in range(8):
        z = site.entrance[1] + 9.0 + d / 2 + (k // 2) * (d + 1.2)
        at = side if k % 2 == 0 else -side
        clear = street.crossing is None or abs(z - street.crossing[0]) > street.crossing[1] + d / 2 + 1.0
        if number > 0 and clear and z + d / 2 < street.ends[1] and site.allowed(cls):
            yaw = 0.0 if at < 0 else np.pi
            number -= site.put(cls, at * (street.road - w / 2 - 0.35), z, yaw, margin=0.1, on_path=True) is not None


def _cars(street: Street) -> None:
    """Parked at the kerbs, a gap here and there; one or two under way. Where so many are asked for, they stand before the visitor."""
    site, rng = street.site, street.site.rng
    counted = "car" in site._closed
    number = site.count("car", 99)
    x0, z0, _ = site.entrance
    berths = []
    for side in (-1, 1):
        z = -46.0 + float(rng.uniform(0, 4))
        while z < street.ends[1] - 4:
            clear = street.crossing is not None and abs(z - street.crossing[0]) < street.crossing[1] + street.walk + 4
            near = abs(z - z0) < 4 and np.sign(x0) == side
            if not clear and not near and rng.random() < (0.9 if counted else 0.62):
                berths.append((side, z))
            z += float(rng.uniform(5.4, 6.6))
    if counted:
        berths.sort(key=lambda b: abs(b[1] - z0 - 9.0) + 40.0 * (b[1] < z0))
    for side, z in berths:
        van = rng.random() < 0.12
        size = (1.95, 2.15, 4.9) if van else (rng.uniform(1.72, 1.84), rng.uniform(1.4, 1.52), rng.uniform(3.9, 4.6))
        yaw = (0.0 if side < 0 else np.pi) + float(rng.normal(0, 0.015))
        if number > 0 and site.put("car", side * (street.road - 1.22), z, yaw, size=size, margin=0.05, on_path=True):
            number -= 1
    if number > 0 and rng.random() < 0.7:
        lane = float(rng.choice([-1, 1])) * (STRIP_M + 1.5) if street.plan == "boulevard" else 0.0
        site.put("car", lane, float(rng.uniform(2, 16)), np.pi, margin=0.4, on_path=True)


def _bus_stops(street: Street) -> None:
    site, rng = street.site, street.site.rng
    number = site.count("bus_stop", int(rng.random() < 0.7))
    side = float(rng.choice([-1, 1]))
    for z in (8.0, -12.0, 16.0, -34.0):
        if number > 0 and site.put("bus_stop", side * (street.road + 1.15), z, -side * np.pi / 2, margin=0.1, on_path=True):
            number, side = number - 1, -side


def _signals(street: Street) -> None:
    """At the corners of a crossing."""
    site = street.site
    if street.crossing is None:
        return
    z, half = street.crossing
    for x, dz, yaw in ((1, -1, np.pi), (-1, 1, 0.0), (-1, -1, -np.pi / 2), (1, 1, np.pi / 2)):
        if site.allowed("traffic_light"):
            site.put("traffic_light", x * (street.road + 0.5), z + dz * (half + 0.6), yaw, margin=0.02, on_path=True)


def kerbs(street: Street) -> None:
    """Along both pavements, but where one crosses."""
    for side in (-1, 1):
        for z in np.arange(-58.5, street.ends[1] + 1, 3.0):
            cut = street.crossing is not None and abs(z - street.crossing[0]) < street.crossing[1] + 1.5
            if not cut:
                kerb(street, side * (street.road + 0.02), float(z))


def kerb(street: Street, x: float, z: float) -> None:
    if street.site.allowed("kerb"):
        street.site.put("kerb", x, z, np.pi / 2, size=(3.0, PATCH_M + 0.015, 0.3), y=0.0, force=True, blocks=False)


# What stands on the carriageway or at its kerb, each at its place, asked for or not.
ROADSIDE: dict[str, Callable[[Street], None]] = {
    **{cls: partial(_long, cls=cls) for cls in LONG}, "car": _cars, "bus_stop": _bus_stops, "traffic_light": _signals,
}  # fmt: skip
