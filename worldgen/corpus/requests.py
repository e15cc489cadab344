"""What the prompt asks for beyond the grammar's own plan: every request finds a place in view, or the report says why not."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance
from ..layout.vocabulary import OBJECTS
from ..prompt import ObjectRequest
from . import afloat
from .site import TREES, Footprint, Site, rest_m, usual_size_m

OFFSETS = {
    "beside": (1, 0), "near": (1, 0.6), "around": (1, 0), "in_front_of": (0, 1), "behind": (0, -1), "under": (0, 0), "on": (0, 0),
    "left_of": (-1, 0), "right_of": (1, 0),  # as seen by one who faces the thing's front
}  # fmt: skip
YOUNG = 0.6
NEAR_M = {True: 1.5, False: 3.0}  # indoors, outdoors: what is no farther from a thing is beside it; for 'near' twice as far


def fulfil(site: Site) -> None:
    """Place what is still pending: by its relation first, then on offered spots, then before the entrance."""
    for cls in in_order(site):
        while site.wants(cls):
            request = site._pending[cls][0]
            if not (related(site, request) or _on_water(site, cls) or _spot(site, request) or _before_entrance(site, request)):
                site.notes.append(f"There was no room for {request.words or cls}.")
                site._pending[cls].pop(0)


def _on_water(site: Site, cls: str) -> bool:
    return (afloat.jetty(site) if cls == "jetty" else afloat.moored(site, cls)) is not None


def in_order(site: Site) -> list[str]:
    """The classes still asked for, each after those that its things are to stand by."""
    left = [cls for cls in site._pending if site._pending[cls]]
    order: list[str] = []
    while left:
        ready = [cls for cls in left if not any(r.relation and r.relation[1] in left and r.relation[1] != cls for r in site._pending[cls])]
        order += ready or left[:1]  # in a ring of relations the first asked for comes first
        left = [cls for cls in left if cls not in order]
    return order


def astray(site: Site) -> list[str]:
    """A note for each request that does not stand where its relation to another thing says, whoever placed it."""
    notes = []
    for request in site.spec.objects:
        if not request.count or request.relation is None:
            continue
        relation, name = request.relation
        mine = [i for i in site.instances if "requested" in i.tags and i.name == request.words and i.cls == request.cls]
        said = f'"{request.words or request.cls}" should be {relation.replace("_", " ")} a {name.replace("_", " ")}'
        if not mine or name not in OBJECTS and name not in {i.asset for i in site.instances if i.asset}:
            continue  # told elsewhere; or by a part of the place, where every spot will do
        others = [i for i in site.instances if name in (i.cls, i.asset)]
        if not any(o is not i for i in mine for o in others):
            notes.append(f"{said}, which is not here; it stands elsewhere.")
        elif away := sum(not any(_holds(site, relation, i, o) for o in others if o is not i) for i in mine):
            notes.append(f"{said}; there was no room{f' for {away} of {len(mine)}' if len(mine) > 1 else ''}, so it stands elsewhere.")
    return notes


def _holds(site: Site, relation: str, item: Instance, other: Instance) -> bool:
    """Whether `item` stands in a relation to `other`."""
    dx, dz = item.position_m[0] - other.position_m[0], item.position_m[2] - other.position_m[2]
    c, s = np.cos(other.yaw_rad), np.sin(other.yaw_rad)
    u, v = dx * c - dz * s, dx * s + dz * c
    side = {"left_of": u < 0, "right_of": u > 0, "in_front_of": v > 0, "behind": v < 0}.get(relation, True)
    reach = -0.01 if relation in ("on", "under", "above") else NEAR_M[site.hall is not None] * (2 if relation in ("near", "between") else 1)
    return bool(side) and Footprint.of(item).overlaps(Footprint.of(other), reach)


def _size(request: ObjectRequest) -> tuple[float, float, float]:
    return usual_size_m(request.cls, request)


def target_of(site: Site, name: str) -> Instance | None:
    """The newest thing of the class that a relation names, requested ones first."""
    found = [i for i in site.instances if name in (i.cls, i.name, i.asset)]
    return next((i for i in found if "requested" in i.tags), found[0] if found else None)


def related(site: Site, request: ObjectRequest) -> bool:
    """Place the thing by its relation, if it has one and there is room."""
    if request.relation is None:
        return False
    relation, name = request.relation
    target = target_of(site, name)
    if target is None:
        return False
    w, _, d = _size(request)
    tx, _, tz = target.position_m
    tw, _, td = target.size_m
    if relation == "on":
        for _ in range(12):
            a, r = site.rng.uniform(0, 2 * np.pi), site.rng.uniform(0, 0.7)
            x, z = tx + np.cos(a) * r * max(tw / 2 - w / 2, 0), tz + np.sin(a) * r * max(td / 2 - d / 2, 0)
            fits = min(1.0, 1.4 * max(tw, td) / max(w, d))  # a bonsai on a block is a small one
            if site.put(request.cls, x, z, target.yaw_rad, y=rest_m(target), scale=fits, force=True, blocks=False):
                return True
    side, front = OFFSETS.get(relation, (1, 0.5))
    c, s = np.cos(target.yaw_rad), np.sin(target.yaw_rad)
    taken = sum(1 for i in site.instances if "requested" in i.tags and i.cls == request.cls)
    for attempt in range(24):
        gap = 0.12 + 0.12 * (attempt // 4)
        flip = 1 if (attempt + taken) % 2 == 0 else -1
        if relation in ("left_of", "right_of"):
            flip = 1 if attempt < 16 else -1  # the wrong side is better than another place; the report tells it
        turn = (attempt // 2) * 0.35 if relation in ("around", "near") else 0.0
        u = side * flip * (tw / 2 + w / 2 + gap)
        v = front * (td / 2 + d / 2 + gap)
        if relation == "around":
            angle = 2 * np.pi * (taken + attempt * 0.25) / max(3, len(site._pending[request.cls]) + taken)
            u, v = np.cos(angle) * (tw / 2 + d / 2 + gap), np.sin(angle) * (td / 2 + d / 2 + gap)
        u, v = u * np.cos(turn) - v * np.sin(turn), u * np.sin(turn) + v * np.cos(turn)
        x, z = tx + u * c + v * s, tz - u * s + v * c
        yaw = float(np.arctan2(tx - x, tz - z)) if relation == "around" else target.yaw_rad
        if site.hall is not None and not all(
            site.within(float(cx), float(cz), 0.01) for cx, cz in Footprint(x, z, w / 2, d / 2, yaw).corners()
        ):
            continue  # it would stand in the wall
        if request.cls in afloat.DRAUGHT_M and site.wet(x, z):
            if afloat.float_at(site, request.cls, x, z, yaw, 0.05):
                return True
            continue
        if site.put(request.cls, x, z, yaw, margin=0.02, on_path=True):
            return True
    return False


def _spot(site: Site, request: ObjectRequest) -> bool:
    w, h, d = _size(request)
    if max(w, d, 0.6 * h) > 4.5:
        return False  # spots lie before the eye: a building there would be all that one sees
    for index, (x, z, yaw) in enumerate(site.spots):
        if site.put(request.cls, x, z, yaw, margin=0.15, on_path=True):
            site.spots.pop(index)
            return True
    return False


def _before_entrance(site: Site, request: ObjectRequest) -> bool:
    """In the cone ahead of the entrance, then anywhere near it, ever farther."""
    w, h, d = _size(request)
    x0, z0, yaw = site.entrance
    for attempt in range(160):
        spread = 0.45 if attempt < 60 else np.pi
        angle = yaw + site.rng.uniform(-spread, spread)
        scale = YOUNG if request.cls in TREES and attempt > 30 else 1.0  # sooner a young tree here than an old one out of sight
        near = max(2.0 + scale * max(w, d), scale * (1.4 * h + d / 2))  # from nearer its top would be out of the picture
        r = near + site.rng.uniform(0, 6 + attempt * 0.25)
        x, z = x0 + np.sin(angle) * r, z0 + np.cos(angle) * r
        if _crosses_view(site, x, z, max(w, d)):
            continue
        facing = float(np.arctan2(x0 - x, z0 - z))
        if site.put(request.cls, x, z, facing, scale=scale, margin=0.15, on_path=attempt > 90, level=max(w, d) > 4):
            return True
    return False


def _crosses_view(site: Site, x: float, z: float, width: float) -> bool:
    mine = Footprint(x, z, width / 2 + 0.8, width / 2 + 0.8, 0.0)
    return any(mine.contains(vx, vz) for vx, _, vz, _ in site.views) or mine.contains(site.entrance[0], site.entrance[1])
