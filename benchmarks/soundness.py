"""Whether places are sound, judged on what was built, not on boxes: 20 seeds a kind.

Judged is what a thing has above its own level; what a builder puts below (foundations, roots) is in the ground.

- *Cut*: no thing reaches more than 2 cm into another. Points of one's surface are held against the other's solid: inside by the signed
  crossings of rays (the median of five), as deep as its nearest surface. Exempt: foliage (crowns, bushes, ferns, ivy, reeds, grass), what
  lies soft on its support (cushions, rugs, curtains, banners, straw, nets), things without a body.
- *Hangs*: no foot is more than 5 cm above what is under it. A foot is the lowest vertex of each quarter of a thing, where that lies within
  5 cm of its lowest of all; what hangs on walls and ceilings must have something within 5 cm.
- *Doors*: before the front of every building, and before every door of a room, the visitor can stand, coming from the entrance.
- *Region*: the share of the open floor (with head-room, dry, on the ground or a room's floor) that is one region with the entrance.

Usage: python benchmarks/soundness.py [--kinds K …] [--seeds N] [--from N] [--show]; ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render import Mesh
from worldgen.corpus import KINDS, sample
from worldgen.layout.layout import Instance, Layout
from worldgen.layout.vocabulary import OBJECTS
from worldgen.materialize.assemble import assemble
from worldgen.materialize.collider import collider
from worldgen.materialize.scene import Item, Scene
from worldgen.materialize.terrain import height_at
from worldgen.open3d import open3d
from worldgen.prompt import SceneSpec
from worldgen.walk import raycasting, region_start, regions, standing

Array = NDArray[Any]
CUT_M, HANG_M, REGION = 0.02, 0.05, 0.60
FOLIAGE = {
    "bush", "fern", "flowers", "reeds", "ivy", "bamboo", "topiary", "agave", "mushroom", "plant", "vase", "niwaki",
}  # fmt: skip
TREES = {"tree", "birch", "pine", "dead_tree", "palm", "cactus"}
TRUNK_M = 1.2  # of a tree, what stands lower is its trunk and roots: no crown
SOFT = {"cushion", "rug", "curtain", "banner", "straw", "net_rack", "tent", "teddy_bear", "blanket"}
FLAT = {"road_marking", "stepping_stones"}
ENTERED = {"house", "barn", "church", "mill", "townhouse", "tea_house", "lighthouse"}  # their door is in the middle of the front
AFLOAT = {"boat", "sailboat", "sailing_ship", "buoy"}
RAYS = np.array([(0.02, 1, 0.03), (1, 0.04, 0.02), (-1, 0.03, 0.05), (0.03, 0.02, 1), (0.05, 0.04, -1)], np.float32)
POINTS = 1500  # on the surface of a thing that is held against another


@dataclass
class Body:
    """A built thing: triangles in the world, and its solid for rays."""

    item: Item
    instance: Instance | None
    vertices: Array
    faces: Array

    @cached_property
    def low(self) -> Array:
        return self.vertices.min(0)

    @cached_property
    def high(self) -> Array:
        return self.vertices.max(0)

    @cached_property
    def rays(self) -> Any:
        return raycasting(Mesh(self.vertices, self.faces, np.zeros((len(self.vertices), 3), np.uint8), np.zeros(len(self.faces), np.int32)))

    @cached_property
    def normals(self) -> Array:
        a, b, c = (self.vertices[self.faces[:, k]] for k in range(3))
        return np.cross(b - a, c - a)

    @cached_property
    def points(self) -> Array:
        """On its surface: drawn by area, the same each time."""
        rng = np.random.default_rng(0)
        area = np.linalg.norm(self.normals, axis=1)
        if area.sum() <= 0:
            return np.zeros((0, 3), np.float32)
        pick = rng.choice(len(area), POINTS, p=area / area.sum())
        u = rng.random((POINTS, 2))
        u = np.where(u.sum(1, keepdims=True) > 1, 1 - u, u)
        a, b, c = (self.vertices[self.faces[pick, k]] for k in range(3))
        drawn = a + (b - a) * u[:, :1] + (c - a) * u[:, 1:]
        corners = self.vertices[rng.choice(len(self.vertices), min(POINTS, len(self.vertices)), replace=False)]
        return np.concatenate([drawn, corners]).astype(np.float32)

    def depth(self, points: Array) -> Array:
        """(n,) how deep each point lies inside, 0 outside."""
        n = len(points)
        if n == 0:
            return np.zeros(0)
        wound = np.zeros((len(RAYS), n))
        for k, way in enumerate(RAYS):
            rays = np.concatenate([points, np.broadcast_to(way, points.shape)], 1).astype(np.float32)
            hits = self.rays.list_intersections(rays)
            sign = np.sign(self.normals[hits["primitive_ids"].numpy().astype(np.int64)] @ way)
            np.add.at(wound[k], hits["ray_ids"].numpy().astype(np.int64), sign)
        inside = np.median(wound, axis=0) >= 1
        out = np.zeros(n)
        if inside.any():
            out[inside] = self.rays.compute_distance(points[inside].astype(np.float32)).numpy()
        return out


def bodies(scene: Scene, layout: Layout) -> list[Body]:
    """Everything with faces; of trees the trunk."""
    by_id = {i.id: i for i in layout.instances}
    found = []
    for item in scene.items:
        if not len(item.geometry.faces) or item.cls in ("far", "water"):
            continue
        vertices, faces = np.asarray(item.geometry.vertices, np.float32), np.asarray(item.geometry.triangles())
        if item.cls in TREES:
            base = by_id[item.id].position_m[1]
            faces = faces[(vertices[faces][:, :, 1] < base + TRUNK_M).all(1)]
        if len(faces):
            used, index = np.unique(faces, return_inverse=True)
            found.append(Body(item, by_id.get(item.id), vertices[used], index.reshape(-1, 3)))
    return found


def cuts(things: list[Body]) -> list[str]:
    """Pairs of instances of which one reaches into the other."""
    solid = [b for b in things if b.instance is not None and b.item.cls not in FOLIAGE | SOFT | FLAT]
    low, high = np.array([b.low for b in solid]) + CUT_M, np.array([b.high for b in solid]) - CUT_M
    found = []
    for i, a in enumerate(solid):
        near = np.flatnonzero((low[i] < high).all(1) & (low < high[i]).all(1))
        for j in near[near > i]:
            b = solid[j]
            box_low, box_high = np.maximum(low[i], low[j]), np.minimum(high[i], high[j])
            worst = 0.0
            for one, other in ((a, b), (b, a)):
                points = one.points
                level = max(a.instance.position_m[1], b.instance.position_m[1])
                points = points[points[:, 1] > level]
                points = points[((points > box_low) & (points < box_high)).all(1)]
                worst = max(worst, float(other.depth(points).max(initial=0.0)))
            if worst > CUT_M:
                found.append(f"{a.item.id} and {b.item.id} by {100 * worst:.0f} cm")
    return found


def hanging(things: list[Body], scene: Scene, layout: Layout) -> list[str]:
    """Things with a foot in the air."""
    whole = open3d().t.geometry.RaycastingScene()
    number = {}
    for body in things:
        number[id(body)] = whole.add_triangles(np.ascontiguousarray(body.vertices), np.ascontiguousarray(body.faces.astype(np.uint32)))
    water = next((item.geometry for item in scene.items if item.id == "water"), None)
    if water is not None and len(water.faces):
        whole.add_triangles(np.ascontiguousarray(water.vertices, np.float32), np.ascontiguousarray(water.triangles().astype(np.uint32)))
    found = []
    for body in things:
        if body.instance is None or body.item.cls in FOLIAGE | FLAT | {"ivy", "bridge", "jetty"}:
            continue
        i, own = body.instance, number[id(body)]
        on = set(OBJECTS[i.cls].on) if i.cls in OBJECTS else set()
        if {"wall", "ceiling"} & on or i.cls in ("curtain", "banner", "chandelier") or {"vault", "hung"} & set(i.tags) or i.cls == "vault":
            rest = [b for b in things if b is not body and (b.low - HANG_M <= body.high).all() and (body.low <= b.high + HANG_M).all()]
            points = np.concatenate([body.points, body.vertices[:2000]]).astype(np.float32)
            gap = min((float(b.rays.compute_distance(points).numpy().min()) for b in rest), default=9.0)
            if gap > HANG_M:
                found.append(f"{i.id} is {100 * gap:.0f} cm off")
            continue
        c, s = np.cos(i.yaw_rad), np.sin(i.yaw_rad)
        about = body.vertices - np.asarray(i.position_m)
        u, v = about[:, 0] * c - about[:, 2] * s, about[:, 0] * s + about[:, 2] * c
        lowest = body.vertices[:, 1].min()
        feet = []
        for sx in (-1, 1):
            for sz in (-1, 1):
                rows = np.flatnonzero((sx * u >= 0) & (sz * v >= 0))
                if len(rows):
                    foot = body.vertices[rows[np.argmin(body.vertices[rows, 1])]]
                    if foot[1] <= lowest + HANG_M:
                        feet.append(np.array([foot[0], max(foot[1], i.position_m[1]), foot[2]]))
        down = np.array([(x, y + 0.06, z, 0, -1, 0) for x, y, z in feet], np.float32)
        hits = whole.list_intersections(down)
        ray, who = hits["ray_ids"].numpy().astype(int), hits["geometry_ids"].numpy()
        t = hits["t_hit"].numpy()
        for k, foot in enumerate(feet):
            under = t[(ray == k) & (who != own)]
            gap = float(under.min()) - 0.06 if len(under) else 9.0
            if layout.ground is not None and i.cls in AFLOAT and not np.isnan(_water(layout, i)) and foot[1] < _water(layout, i) + HANG_M:
                gap = 0.0
            if layout.ground is not None and foot[1] < height_at(layout.ground, foot[:1], foot[2:])[0] + HANG_M:
                gap = min(gap, 0.0)  # it stands in the ground
            if gap > HANG_M:
                found.append(f"{i.id} by {100 * gap:.0f} cm")
                break
    return found


def _water(layout: Layout, i: Instance) -> float:
    """The water's level where a thing is; nan where it is dry."""
    ground = layout.ground
    if ground is None:
        return float("nan")
    row, column = (int((i.position_m[k] - ground.origin_m[k // 2]) / ground.cell_m) for k in (2, 0))
    rows, columns = ground.water_m.shape
    return float(ground.water_m[min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)])


@dataclass
class Floor:
    """What one can walk on, and which of it from the entrance."""

    places: Array
    mine: Array = field(default_factory=lambda: np.zeros(0, bool))

    @staticmethod
    def of(mesh: Mesh, layout: Layout) -> Floor:
        floors, _, links = standing(mesh, layout)
        region = regions(links)
        start = region_start(floors[:, 2:5], region, np.asarray(layout.entrance_m))
        return Floor(floors[:, 2:5], region == region[start])

    def share(self, layout: Layout) -> float:
        """Of the open floor on the ground (or a room's floor), what belongs to the entrance's region."""
        level = np.zeros(len(self.places))
        if layout.ground is not None and not layout.rooms:
            level = height_at(layout.ground, self.places[:, 0], self.places[:, 2])
        open_floor = np.abs(self.places[:, 1] - level) < 0.35
        if layout.rooms:
            x, z = (np.array([[abs(c[k]) for c in r.corners_m] for r in layout.rooms]).max() for k in (0, 1))
            open_floor &= (np.abs(self.places[:, 0]) < x) & (np.abs(self.places[:, 2]) < z)
        return float(self.mine[open_floor].mean()) if open_floor.any() else 0.0

    def reaches(self, x: float, z: float, within_m: float) -> bool:
        return bool((np.hypot(self.places[self.mine, 0] - x, self.places[self.mine, 2] - z) < within_m).any())


def closed_doors(floor: Floor, layout: Layout) -> tuple[int, list[str]]:
    """(doors, those that cannot be reached)."""
    x0, z0, x1, z1 = layout.extent_m
    doors: list[tuple[str, float, float]] = []
    for i in layout.instances:
        if i.cls in ENTERED:
            out = i.size_m[2] / 2 + 0.6
            x, z = i.position_m[0] + np.sin(i.yaw_rad) * out, i.position_m[2] + np.cos(i.yaw_rad) * out
            if x0 < x < x1 and z0 < z < z1:
                doors.append((i.id, float(x), float(z)))
    for room in layout.rooms:
        for opening in room.openings:
            if opening.kind == "door":
                a, b = (np.array(room.corners_m[(opening.wall + k) % len(room.corners_m)], float) for k in (0, 1))
                along = (b - a) / np.linalg.norm(b - a)
                at = a + along * opening.at_m
                inwards = at * (1 - 0.7 / max(np.linalg.norm(at), 0.7))
                doors.append((f"{room.name}:door", float(inwards[0]), float(inwards[1])))
    return len(doors), [name for name, x, z in doors if not floor.reaches(x, z, 1.0)]


def judge(kind: str, seed: int) -> dict[str, Any]:
    layout = sample(SceneSpec(kind), seed=seed)
    scene = assemble(layout, seed)
    things = bodies(scene, layout)
    floor = Floor.of(collider(scene), layout)
    doors, shut = closed_doors(floor, layout)
    return {
        "kind": kind, "seed": seed, "things": len(layout.instances), "cut": cuts(things), "hangs": hanging(things, scene, layout),
        "doors": doors, "shut": shut, "region": floor.share(layout),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", nargs="*", default=list(KINDS))
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="each fault")
    options = parser.parse_args()
    table = {}
    for kind in options.kinds:
        began = time.perf_counter()
        rows = [judge(kind, seed) for seed in range(options.first, options.first + options.seeds)]
        row = {
            "cut": sum(len(r["cut"]) for r in rows), "hangs": sum(len(r["hangs"]) for r in rows),
            "doors": sum(r["doors"] for r in rows), "shut": sum(len(r["shut"]) for r in rows),
            "region_least": round(min(r["region"] for r in rows), 3), "things": sum(r["things"] for r in rows),
        }  # fmt: skip
        table[kind] = row
        print(kind, " ".join(f"{k} {v}" for k, v in row.items()), f"{time.perf_counter() - began:.0f} s", flush=True)
        if options.show:
            for r in rows:
                for what in ("cut", "hangs", "shut"):
                    for line in r[what]:
                        print(f"   {r['seed']}: {what} {line}")
                if r["region"] < REGION:
                    print(f"   {r['seed']}: region {r['region']:.2f}")
            pairs = Counter(
                " + ".join(sorted(part.rsplit("_", 1)[0] for part in line.split(" by ")[0].split(" and ")))
                for r in rows
                for line in r["cut"]
            )
            print("   most:", pairs.most_common(8))
    right = all(r["cut"] == r["hangs"] == r["shut"] == 0 and r["region_least"] >= REGION for r in table.values())
    print(json.dumps({"benchmark": "soundness", "seeds": options.seeds, "right": right, "kinds": table}))


if __name__ == "__main__":
    main()
