"""The last look over a site: each thing that was asked for shows large in some view, and there are enough views for a walk round."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ..layout.layout import Instance

if TYPE_CHECKING:
    from .site import Footprint, Site

MOST, LEAST = 12, 6
EYE_M = 1.65
FOCAL_PX = 457.0  # 640 × 360 at 70°
ENOUGH_PX = 1200.0  # of a thing's box: a lamp fills a third of its own
HALF_VIEW_RAD = math.radians(30)


def complete(site: Site) -> None:
    """Adds views to `site`: first towards requested things that none shows, then towards the middle."""
    for item in site.instances:
        if len(site.views) < MOST and "requested" in item.tags and not any(_shows(site, view, item) for view in site.views):
            _look_at(site, item)
    x, z, yaw = site.entrance
    ahead = (0.0, 0.0) if site.hall is not None else (x + 14 * math.sin(yaw), z + 14 * math.cos(yaw))
    widest = min(site.hall.half_w, site.hall.half_d) if site.hall is not None else 14.0
    for k in range(60):
        if len(site.views) >= LEAST:
            break
        angle, r = k * 2.4, widest * (0.9 - 0.6 * k / 60)  # golden angle: each try is far from the last ones
        site.look(ahead[0] + r * math.sin(angle), ahead[1] + r * math.cos(angle), ahead)
    del site.views[MOST:]


def _box_px(item: Instance, distance_m: float) -> float:
    """About how many pixels an item's box covers from so far."""
    w, h, d = item.size_m
    return FOCAL_PX**2 * (math.sqrt(w * d) * h + 0.2 * w * d) / distance_m**2


def _shows(site: Site, view: tuple[float, float, float, float], item: Instance) -> bool:
    x, y, z, yaw = view
    dx, dz = item.position_m[0] - x, item.position_m[2] - z
    distance = math.hypot(dx, dz)
    off = (math.atan2(dx, dz) - yaw + math.pi) % (2 * math.pi) - math.pi
    return (
        abs(off) < HALF_VIEW_RAD and distance > 0.5 * item.size_m[0] and _box_px(item, distance) > ENOUGH_PX and _clear(site, x, y, z, item)
    )


def _clear(site: Site, x: float, y: float, z: float, item: Instance) -> bool:
    """Nothing stands between an eye at (x, z) and the item's upper half."""
    tx, ty, tz = item.position_m[0], item.position_m[1] + 0.7 * item.size_m[1], item.position_m[2]
    steps = np.linspace(0.0, 1.0, max(4, int(math.hypot(tx - x, tz - z) / 0.4)))[1:-1]
    points = [(x + t * (tx - x), y + EYE_M + t * (ty - y - EYE_M), z + t * (tz - z)) for t in steps.tolist()]

    def hides(f: Footprint) -> bool:
        return not f.contains(tx, tz, 0.05) and any(f.contains(px, pz) and py < site.floor(f.x, f.z) + f.top_m for px, py, pz in points)

    return not any(hides(f) for f in site.footprints)


def _look_at(site: Site, item: Instance) -> bool:
    """A view of an item from where it fills a good part of the picture, from its front if that is free."""
    w, h, d = item.size_m
    x, _, z = item.position_m
    near = max(1.6, 1.6 * h, 1.1 * max(w, d) + 0.5)
    far = FOCAL_PX * math.sqrt((math.sqrt(w * d) * h + 0.2 * w * d) / ENOUGH_PX)
    for distance in (near, 1.4 * near, 2.0 * near, 0.75 * near):
        for turn in (0.0, 0.5, -0.5, 1.0, -1.0, 1.6, -1.6, 2.3, -2.3, math.pi):
            if distance > max(far, near):
                break
            angle = item.yaw_rad + turn
            px, pz = x + distance * math.sin(angle), z + distance * math.cos(angle)
            inside = max(abs(px), abs(pz)) < site.walk_m
            if inside and _clear(site, px, site.floor(px, pz), pz, item) and site.look(px, pz, (x, z)):
                return True
    return False
