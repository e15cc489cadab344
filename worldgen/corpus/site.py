"""`Site`: a place while it is being composed. Grammars shape its ground, lay its curves and put things on it; it keeps them apart.

Vocabulary: a *footprint* is an oriented rectangle on the ground; a *trait* is what the prompt says of one requested thing; a *spot* is
a place that the grammar offers to things it did not plan, in plain view.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import KDTree

from ..layout.banks import bed, ease, valley
from ..layout.layout import Curve, Ground, Instance, Layout, Room, Style
from ..layout.vocabulary import OBJECTS, PAVED, SURFACES
from ..prompt import ObjectRequest, SceneSpec
from .views import complete

Array = NDArray[np.floating]
SIGHT_M, SIGHT_HALF_M, TALL_M, STEM_M = 8.0, 0.9, 1.0, 0.5  # of the strip before the entrance; what is tall; how thick a tree stands
LOW_M = 5.5  # a lower tree's crown hangs before an eye
NEAR_EYES_M = 30.0
TREES = ("tree", "birch", "pine", "dead_tree", "palm")
AFLOAT = ("boat", "jetty")
SEATS = {"sofa": 0.52, "armchair": 0.5, "chair": 0.49, "rocking_chair": 0.42, "throne": 0.42, "bench": 0.53}  # of their height
ENTERED = ("house", "church", "tea_house")
DISTANT = 1.15  # of how far one may walk: trees beyond are never seen near


def heading(way: ArrayLike) -> float:
    """The yaw (rad) that faces along (x, z)."""
    x, z = np.asarray(way, float)
    return math.atan2(x, z)


KIN = {
    "tree": ("tree", "birch", "pine", "dead_tree"), "floor_lamp": ("floor_lamp", "table_lamp", "chandelier"),
    "flowers": ("flowers",), "rock": ("rock",), "house": ("house",), "chair": ("chair",), "sofa": ("sofa",),
}  # fmt: skip
SIZE_WORDS = {
    "small": (0.75, 0.75, 0.75),
    "large": (1.3, 1.3, 1.3),
    "tall": (1.0, 1.35, 1.0),
    "wide": (1.35, 1.0, 1.0),
    "low": (1.0, 0.7, 1.0),
}


@dataclass(frozen=True)
class Footprint:
    """An oriented rectangle: centre x, z, half width and depth, yaw; `top_m` its height."""

    x: float
    z: float
    half_w: float
    half_d: float
    yaw: float
    top_m: float = 2.0

    @staticmethod
    def of(item: Instance) -> Footprint:
        w, h, d = item.size_m
        return Footprint(item.position_m[0], item.position_m[2], w / 2, d / 2, item.yaw_rad, h)

    @cached_property
    def reach_m(self) -> float:
        """From the centre to a corner."""
        return math.hypot(self.half_w, self.half_d)

    def corners(self, margin: float = 0.0) -> Array:
        c, s = np.cos(self.yaw), np.sin(self.yaw)
        local = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * [self.half_w + margin, self.half_d + margin]
        return np.stack([self.x + local[:, 0] * c + local[:, 1] * s, self.z - local[:, 0] * s + local[:, 1] * c], 1)

    def overlaps(self, other: Footprint, margin: float = 0.0) -> bool:
        """Separating axes of two rectangles."""
        reach = self.reach_m + other.reach_m + 1.5 * abs(margin)
        if (self.x - other.x) ** 2 + (self.z - other.z) ** 2 > reach * reach:
            return False
        a, b = self.corners(margin), other.corners()
        for yaw in (self.yaw, self.yaw + np.pi / 2, other.yaw, other.yaw + np.pi / 2):
            axis = np.array([np.cos(yaw), -np.sin(yaw)])
            pa, pb = a @ axis, b @ axis
            if pa.max() <= pb.min() or pb.max() <= pa.min():
                return False
        return True

    def contains(self, x: float, z: float, margin: float = 0.0) -> bool:
        dx, dz = x - self.x, z - self.z
        if dx * dx + dz * dz > (self.reach_m + 1.5 * abs(margin)) ** 2:
            return False
        c, s = math.cos(self.yaw), math.sin(self.yaw)
        return bool(abs(dx * c - dz * s) < self.half_w + margin and abs(dx * s + dz * c) < self.half_d + margin)


class Nearby:
    """Which of a growing list of footprints lie near a place: most stand far off, and cost a part of one comparison."""

    def __init__(self) -> None:
        self._rows, self._known = np.zeros((64, 3)), 0
        self._last: Footprint | None = None

    def near(self, footprints: Sequence[Footprint], x: float, z: float, reach_m: float) -> list[Footprint]:
        """Those whose circle meets the circle of `reach_m` about (x, z)."""
        n = len(footprints)
        if self._known > n or self._known and footprints[self._known - 1] is not self._last:
            self._known = 0  # another list than it was
        if n > len(self._rows):
            self._rows = np.concatenate([self._rows[: self._known], np.zeros((2 * n - self._known, 3))])
        for k in range(self._known, n):
            self._rows[k] = footprints[k].x, footprints[k].z, footprints[k].reach_m
        self._known, self._last = n, footprints[-1] if n else None
        r = self._rows[:n]
        near = np.flatnonzero((r[:, 0] - x) ** 2 + (r[:, 1] - z) ** 2 < (r[:, 2] + reach_m) ** 2)
        return [footprints[k] for k in near.tolist()]


def usual_size_m(cls: str, request: ObjectRequest | None) -> tuple[float, float, float]:
    """What a class measures, or a user's asset by its file."""
    if request is not None and request.size_m is not None:
        return request.size_m
    return OBJECTS[cls].size_m if cls in OBJECTS else (1.2, 1.2, 1.2)


def rest_m(item: Instance) -> float:
    """The height at which things lie on it: its top, but for what one sits or lies on."""
    low, h = item.position_m[1], item.size_m[1]
    if item.cls == "stove":
        return low + (min(0.9, 0.86 * h) if h < 1.3 else 0.82) + 0.03
    return low + (min(0.6, h) if item.cls in ("bed", "bunk_bed", "crib") else SEATS.get(item.cls, 1.0) * h)


def along(points: ArrayLike, step_m: float = 0.5) -> Array:
    """Catmull–Rom through control points (n, 3) → points (m, 3) about `step_m` apart."""
    p = np.asarray(points, np.float64)
    if len(p) < 2:
        return p
    padded = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    out = []
    for i in range(1, len(padded) - 2):
        a, b, c, d = padded[i - 1 : i + 3]
        n = max(1, int(np.linalg.norm(c - b) / step_m))
        t = np.arange(n)[:, None] / n
        out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.vstack([*out, p[-1:]])


@dataclass
class Site:
    """Mutable while a grammar runs; `layout()` freezes it."""

    spec: SceneSpec
    rng: np.random.Generator
    style: Style
    partial: Layout | None = None
    kind: str = ""
    half_m: float = 60.0
    cell_m: float = 0.5
    walk_m: float = 36.0
    height: Array = field(init=False)
    surface: NDArray[np.uint8] = field(init=False)
    water: Array = field(init=False)
    gx: Array = field(init=False)  # (n, n) x of the cells' centres
    gz: Array = field(init=False)
    footprints: list[Footprint] = field(default_factory=list)
    keep_clear: list[Footprint] = field(default_factory=list)
    sight: list[Footprint] = field(default_factory=list)  # strips in which nothing tall may stand
    instances: list[Instance] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    views: list[tuple[float, float, float, float]] = field(default_factory=list)
    spots: list[tuple[float, float, float]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    entrance: tuple[float, float, float] = (0.0, 0.0, 0.0)
    hall: Footprint | None = None  # of an interior; its floor is at 0
    _grounded: set[str] = field(default_factory=set)  # ids of what stands on the ground or floor, whatever becomes of its height
    _standing: Nearby = field(default_factory=lambda: Nearby())
    _clear: Nearby = field(default_factory=lambda: Nearby())
    _numbers: dict[str, int] = field(default_factory=dict)
    _pending: dict[str, list[ObjectRequest]] = field(default_factory=dict)
    _closed: set[str] = field(default_factory=set)  # classes whose count the prompt fixed
    _fashion: dict[str, ObjectRequest] = field(default_factory=dict)  # 'red roofs on all', for classes asked for without a count

    def __post_init__(self) -> None:
        n = int(round(2 * self.half_m / self.cell_m))
        self.height = np.zeros((n, n), np.float64)
        self.surface = np.zeros((n, n), np.uint8)
        self.water = np.full((n, n), np.nan)
        centre = -self.half_m + (np.arange(n) + 0.5) * self.cell_m
        gx, gz = np.meshgrid(centre, centre)
        self.gx, self.gz = gx.astype(np.float64), gz.astype(np.float64)
        for request in self.spec.objects:
            if request.count == 0:
                self._closed.update(KIN.get(request.cls, (request.cls,)))
                continue
            count = request.count if request.exact else max(request.count, 3)
            self._pending.setdefault(request.cls, []).extend([request] * count)
            if request.exact:
                self._closed.add(request.cls)
            elif request.color or request.material:
                self._fashion[request.cls] = request
        if self.partial is not None:
            from .partial import answered, reserved

            self.footprints.extend(reserved(self.partial))
            self.notes.extend(answered(self.partial, self._pending, self._closed))

    # ---- ground

    def slope(self, field: Array) -> tuple[Array, Array]:
        """How much a field over the ground's cells rises a metre along +z and along +x."""
        along, across = np.gradient(field, self.cell_m)
        return np.asarray(along), np.asarray(across)

    def cell(self, x: float, z: float) -> tuple[int, int]:
        n = len(self.height)
        row, column = int((z + self.half_m) / self.cell_m), int((x + self.half_m) / self.cell_m)
        return min(max(row, 0), n - 1), min(max(column, 0), n - 1)

    def y(self, x: float, z: float) -> float:
        """Height of the ground, bilinear between cell centres (as the faces will run)."""
        n = len(self.height)
        u, v = (min(max((a + self.half_m) / self.cell_m - 0.5, 0.0), n - 1.001) for a in (x, z))
        i, j = int(v), int(u)
        t, s = v - i, u - j
        h = self.height
        return float((h[i, j] * (1 - s) + h[i, j + 1] * s) * (1 - t) + (h[i + 1, j] * (1 - s) + h[i + 1, j + 1] * s) * t)

    def floor(self, x: float, z: float) -> float:
        """Height of what one stands on: the hall's floor or the ground."""
        return 0.0 if self.within(x, z) else self.y(x, z)

    def seat(self, item: Instance) -> float:
        """The height at which nothing of a thing's foot is in the air: the lowest ground under it. A tree's foot is its stem's."""
        x, _, z = item.position_m
        if self.within(x, z) or item.cls in AFLOAT:
            return self.floor(x, z)
        w, h, d = item.size_m
        stem = 2 * (0.05 * h + 0.45) if item.cls in TREES else np.inf
        step = 0.3 if item.cls in ENTERED else -0.02 * min(w, d)  # a plinth, and what leads up to a door
        return self.lowest(Footprint(x, z, min(w, stem) / 2 + step, min(d, stem) / 2 + step, item.yaw_rad))

    def lowest(self, plan: Footprint) -> float:
        """Height of the lowest ground under a footprint."""
        c, s = math.cos(plan.yaw), math.sin(plan.yaw)
        grid = [(a * plan.half_w, b * plan.half_d) for a in (-1, -0.5, 0, 0.5, 1) for b in (-1, -0.5, 0, 0.5, 1)]
        return min(self.y(plan.x + u * c + v * s, plan.z - u * s + v * c) for u, v in grid)

    def within(self, x: float, z: float, margin_m: float = 0.0) -> bool:
        """Inside the hall, that much off its walls; False where there is none."""
        return self.hall is not None and self.hall.contains(x, z, -margin_m)

    def paint(self, mask: NDArray[np.bool_], surface: str) -> None:
        self.surface[mask] = SURFACES.index(surface)

    def is_on(self, x: float, z: float, *surfaces: str) -> bool:
        return SURFACES[self.surface[self.cell(x, z)]] in surfaces

    def wet(self, x: float, z: float) -> bool:
        return bool(np.isfinite(self.water[self.cell(x, z)]))

    def distance_to(self, line: Array) -> Array:
        """(n, n) metres from every cell to a polyline's points (m, 3)."""
        return KDTree(line[:, [0, 2]]).query(np.stack([self.gx.ravel(), self.gz.ravel()], 1), workers=1)[0].reshape(self.gx.shape)

    def noise(self, scale: float, octaves: int = 3, rng: np.random.Generator | None = None) -> Array:
        """(n, n) over the cells: a few random plane waves an octave, about −1..1: enough for hills. Over a grid a wave is two products."""
        rng = self.rng if rng is None else rng
        x, z = self.gx[:1], self.gz[:, :1]
        out, gain, total = np.zeros(self.gx.shape), 1.0, 0.0
        for _ in range(octaves):
            for _ in range(4):
                a, p = rng.random() * 2 * np.pi, rng.random() * 2 * np.pi
                k = 2 * np.pi / scale * rng.uniform(0.7, 1.3)
                u, v = k * np.cos(a) * x + p, k * np.sin(a) * z
                out += gain / 4 * (np.sin(u) * np.cos(v) + np.cos(u) * np.sin(v))
            total += gain
            gain *= 0.45
            scale *= 0.5
        return out / total * 1.8

    def hills(self, amplitude: float, rise: float, inner: float = 24.0) -> None:
        """Gentle in the middle, rising towards the edge."""
        r = np.hypot(self.gx, self.gz)
        calm = np.clip((r - inner) / (self.half_m - inner), 0, 1) ** 1.5
        self.height += self.noise(46) * amplitude * (0.25 + 0.75 * calm) + rise * calm * (1 + 0.5 * self.noise(60, 2))

    def level(self, x: float, z: float, width: float, depth: float, yaw: float, blend: float = 2.5, y: float | None = None) -> float:
        """A flat pad under a footprint, blended into the slope; returns its height."""
        c, s = np.cos(yaw), np.sin(yaw)
        dx, dz = self.gx - x, self.gz - z
        out = np.hypot(np.maximum(np.abs(dx * c - dz * s) - width / 2 - 0.8, 0), np.maximum(np.abs(dx * s + dz * c) - depth / 2 - 0.8, 0))
        if y is None:
            y = float(self.height[out <= 0].mean())
        self.height += (y - self.height) * ease(1 - out / blend)
        return y

    def river(self, points: Array, width: float, depth: float, level: float, surface: str = "riverbed", cls: str = "river") -> Array:
        """Carve a bed between banks, the wider the higher the land stands, and fill it to `level`; returns its middle line. Where it ends
        near the edge of the ground it is carried over it, to run on through the hills."""
        points = self._over_the_edge(np.asarray(points, np.float64))
        line = along(points, 0.5)
        d = self.distance_to(line) + 0.5 * self.noise(9, 2)
        past = d - width / 2
        self.height = valley(self.height, level, past)
        self.height = np.where(past < 0.8, np.minimum(self.height, bed(level, depth, width, past)), self.height)
        self.paint(past < np.maximum(0.5, 0.9 + 1.3 * self.noise(6, 2)), surface)  # shores here, grass to the water there
        self.water = np.where((past < 0.6) & (self.height < level), level, self.water)
        self.curves.append(Curve(cls, tuple((float(p[0]), level, float(p[2])) for p in points), width))
        return line

    def lake(
        self, past: Array, depth: float, level: float, surface: str = "riverbed", *, cls: str = "lake", reach_m: float = 0.0
    ) -> NDArray[np.bool_]:
        """Standing water where `past` (n, n), the metres outside its edge, is negative; shelving down to `depth` over 8 m. Where it meets
        the ground's edge a lake goes on, `reach_m` from the middle; a sea to the horizon. Returns the wet cells."""
        shelf = np.maximum(bed(level, depth, 27.0, past), level - depth)  # 8 m are 0.3 of a river so wide
        self.height = valley(self.height, level, past)
        self.height = np.where(past < 0.8, np.minimum(self.height, shelf), self.height)
        self.paint(past < np.maximum(0.6, 1.6 + 1.5 * self.noise(7, 2)), surface)
        wet = (past < 0.6) & (self.height < level)
        self.water = np.where(wet, level, self.water)
        if wet.any():
            at = np.argwhere(wet)[:: max(1, int(wet.sum()) // 12)]
            points = tuple((float(self.gx[i, j]), level, float(self.gz[i, j])) for i, j in at)
            broad = 2 * math.sqrt(float(wet.sum()) / math.pi) * self.cell_m  # as wide as a round one would be
            self.curves.append(Curve(cls, points, reach_m or broad))
        return wet

    def _over_the_edge(self, points: Array) -> Array:
        """A line (n, 3) with one more point at each end that lies within 4 m of the edge, as far again and straight on."""
        for _ in range(2):
            if np.abs(points[-1, [0, 2]]).max() > self.half_m - 4:
                points = np.vstack([points, 2 * points[-1] - points[-2]])
            points = points[::-1]
        return points

    def path(self, points: Sequence[ArrayLike], width: float, surface: str, cls: str = "path") -> Array:
        """Pave a strip, level across and smooth along; returns its middle line with heights."""
        line = along([(p[0], 0.0, p[-1]) for p in (np.asarray(p, np.float64) for p in points)], 0.5)
        line[:, 1] = [self.y(x, z) for x, _, z in line]
        if len(line) > 12:
            kernel = np.ones(9) / 9
            step = np.arange(len(line))
            hold = np.clip(np.minimum(step, step[::-1]) / 4 - 0.5, 0, 1)  # at its ends, where doors are, the ground keeps its height
            line[:, 1] += hold * (np.convolve(np.pad(line[:, 1], 4, mode="edge"), kernel, "valid") - line[:, 1])
        reach = width / 2 + 2.1
        low, high = line.min(0) - reach, line.max(0) + reach
        near = (self.gx > low[0]) & (self.gx < high[0]) & (self.gz > low[2]) & (self.gz < high[2])
        d, level = np.full(self.gx.shape, np.inf), np.zeros(self.gx.shape)
        d[near], index = KDTree(line[:, [0, 2]]).query(np.stack([self.gx[near], self.gz[near]], 1), distance_upper_bound=reach)
        level[near] = line[np.minimum(index, len(line) - 1), 1]
        dry = ~np.isfinite(self.water)
        self.height += (level - 0.02 - self.height) * ease(1 - (d - width / 2 - 0.2) / 1.8) * dry
        strip = (d < width / 2 + 0.12 * self.noise(4, 2)) & dry
        if surface not in PAVED:  # a track ends where paving begins
            strip &= ~np.isin(self.surface, [SURFACES.index(s) for s in PAVED])
        self.paint(strip, surface)
        for p in line[::4]:
            self.keep_clear.append(Footprint(float(p[0]), float(p[2]), width / 2 + 0.15, width / 2 + 0.15, 0.0))
        self.curves.append(
            Curve(cls, tuple((float(x), float(y), float(z)) for x, y, z in line[:: max(1, len(line) // 24)]), width, material=surface)
        )
        return line

    # ---- things

    def plan(self, plans: dict[str, tuple[str, ...]]) -> str:
        """Which of a kind's plans (name → words that ask for it): the one that the text names, else one by chance."""
        words = set(re.findall(r"[a-z]+", self.spec.text.lower()))
        chance = str(self.rng.choice(list(plans)))
        return next((name for name, listed in plans.items() if words & set(listed)), chance)

    def usual_size(self, cls: str) -> tuple[float, float, float]:
        """What the next thing of a class measures."""
        pending = self._pending.get(cls)
        return usual_size_m(cls, pending[0] if pending else None)

    def wants(self, cls: str) -> bool:
        """Something of the class is still asked for."""
        return bool(self._pending.get(cls))

    def bound(self, cls: str) -> bool:
        """The next thing asked for of the class has its place by another thing, so that it is not the grammar's to place."""
        return self.wants(cls) and self._pending[cls][0].relation is not None

    def count(self, cls: str, usual: int) -> int:
        """How many the grammar should plan: what the prompt fixed, else its own number."""
        pending = len(self._pending.get(cls, []))
        return pending if cls in self._closed else max(usual, pending)

    def allowed(self, cls: str) -> bool:
        return bool(self._pending.get(cls)) or cls not in self._closed

    def enter(self, x: float, z: float, target: tuple[float, float]) -> None:
        """One comes in at (x, z), looking to `target`; from now on nothing tall is put before one's eyes."""
        yaw = math.atan2(target[0] - x, target[1] - z)
        self.entrance = (float(x), float(z), yaw)
        half = min(SIGHT_M, math.hypot(target[0] - x, target[1] - z)) / 2
        self.sight = [Footprint(x + math.sin(yaw) * half, z + math.cos(yaw) * half, SIGHT_HALF_M, half, yaw)]

    def hides(self, cls: str, x: float, z: float, width: float, height: float, depth: float, yaw: float) -> bool:
        """Whether a thing would stand in a sight line; of a high tree only the stem counts, as one looks under its crown."""
        if cls in TREES and cls != "pine" and height > LOW_M:
            width, depth = min(width, STEM_M), min(depth, STEM_M)
        mine = Footprint(x, z, width / 2, depth / 2, yaw)
        return height > TALL_M and any(mine.overlaps(f) for f in self.sight)

    def free(
        self,
        x: float,
        z: float,
        width: float,
        depth: float,
        yaw: float,
        margin: float = 0.3,
        *,
        on_path: bool = False,
        in_water: bool = False,
    ) -> bool:
        """Nothing stands there, nothing is to stay clear there, it is dry and inside."""
        mine = Footprint(x, z, width / 2, depth / 2, yaw)
        if max(abs(x), abs(z)) > self.half_m - 2:
            return False
        if any(mine.overlaps(f, margin) for f in self._standing.near(self.footprints, x, z, mine.reach_m + 1.5 * abs(margin))):
            return False
        if not on_path and any(mine.overlaps(f) for f in self._clear.near(self.keep_clear, x, z, mine.reach_m)):
            return False
        if not in_water and any(self.wet(float(cx), float(cz)) for cx, cz in [*mine.corners(0.4), (x, z)]):
            return False
        return True

    def put(
        self, cls: str, x: float, z: float, yaw: float = 0.0, *, size: Iterable[float] | None = None, y: float | None = None,
        scale: float = 1.0, margin: float = 0.3, force: bool = False, on_path: bool = False, in_water: bool = False,
        tags: tuple[str, ...] = (), color: str = "", material: str = "", level: bool = False, blocks: bool = True,
    ) -> Instance | None:  # fmt: skip
        """Place one thing, with the next trait that the prompt has for its class; None where it may not or cannot stand."""
        if not self.allowed(cls):
            return None
        pending = self._pending.get(cls, [])
        request = pending[0] if pending else self._fashion.get(cls)
        w, h, d = tuple(size) if size is not None else usual_size_m(cls, request)
        grow = SIZE_WORDS.get(request.size, (1, 1, 1)) if request else (1, 1, 1)
        if cls == "asset":  # its proportions are its file's
            grow = (max(grow, key=lambda g: abs(g - 1)),) * 3
        w, h, d = w * grow[0] * scale, h * grow[1] * scale, d * grow[2] * scale
        if not force and not self.free(x, z, w, d, yaw, margin, on_path=on_path, in_water=in_water):
            return None
        if not force and blocks and self.hides(cls, x, z, w, h, d, yaw):
            return None
        if level:
            self.level(x, z, w, d, yaw)
        if request:
            color, material = request.color or color, request.material or material
            tags = (*tags, "requested") if pending else tags
        if pending:
            pending.pop(0)
        if cls in TREES and math.hypot(x, z) > DISTANT * self.walk_m:
            tags = (*tags, "distant")
        asset = request.asset if request and cls == "asset" else ""
        label = asset.replace(" ", "_") or cls
        number = self._numbers[label] = self._numbers.get(label, 0) + 1
        item = Instance(
            f"{label}_{number}", cls, (float(x), self.floor(x, z) if y is None else float(y), float(z)), (float(w), float(h), float(d)),
            float(yaw),
            color, material, request.words if request and "requested" in tags else "", asset=asset, tags=tags,
        )  # fmt: skip
        self.instances.append(item)
        if y is None:
            self._grounded.add(item.id)
        if blocks:
            self.footprints.append(Footprint(x, z, w / 2, d / 2, yaw, h))
        return item

    def scatter(
        self,
        cls: str,
        number: int,
        where: NDArray[np.bool_],
        *,
        scale: tuple[float, float] = (0.8, 1.25),
        margin: float = 0.3,
        clump: float = 0.0,
        box: Sequence[tuple[float, float]] | None = None,
        **kw: object,
    ) -> list[Instance]:
        """Up to `number` of a class on cells of a mask, in clumps of radius `clump` metres where it is not 0; with `box`, each as wide and
        as high as chance says between two widths and two heights."""
        made: list[Instance] = []
        if self.wants(cls) and cls in self._closed and (near := where & self.before_eyes).any():
            where = near  # what was counted out is looked for
        cells = np.flatnonzero(where)
        if not len(cells):
            return made
        seeds: list[tuple[float, float]] = []
        for _ in range(number * 6):
            if len(made) >= number:
                break
            if clump and seeds and self.rng.random() < 0.75:
                sx, sz = seeds[int(self.rng.integers(len(seeds)))]
                x, z = sx + self.rng.normal(0, clump), sz + self.rng.normal(0, clump)
                if max(abs(x), abs(z)) > self.half_m - 1 or not where[self.cell(x, z)]:
                    continue
            else:
                k = int(cells[self.rng.integers(len(cells))])
                x = float(self.gx.ravel()[k] + self.rng.uniform(-0.25, 0.25))
                z = float(self.gz.ravel()[k] + self.rng.uniform(-0.25, 0.25))
                if clump and len(seeds) < max(2, number // 5):
                    seeds.append((x, z))
            yaw, grow = float(self.rng.uniform(0, 2 * np.pi)), float(self.rng.uniform(*scale))
            if cls == "log":
                yaw = self.contour(x, z, yaw)
            if box is not None:
                width, own = self.rng.uniform(*box[0]), self.rng.uniform(0.88, 1.12)
                kw["size"], grow = (width * own, self.rng.uniform(*box[1]), width / own), 1.0
            item = self.put(cls, x, z, yaw, scale=grow, margin=margin, **kw)  # type: ignore[arg-type]
            if item:
                made.append(item)
        return made

    @property
    def before_eyes(self) -> NDArray[np.bool_]:
        """(n, n) cells that lie ahead of the entrance or about it, and not far."""
        x, z, yaw = self.entrance
        ahead = (self.gx - x) * math.sin(yaw) + (self.gz - z) * math.cos(yaw)
        return (np.hypot(self.gx - x, self.gz - z) < NEAR_EYES_M) & (ahead > -4.0)

    def contour(self, x: float, z: float, yaw: float) -> float:
        """How a long thing lies on a slope: across it; anyhow where it is level."""
        dx, dz = self.y(x + 1, z) - self.y(x - 1, z), self.y(x, z + 1) - self.y(x, z - 1)
        return math.atan2(-dz, dx) if math.hypot(dx, dz) > 0.06 else yaw

    def away(self, distance_m: float) -> NDArray[np.bool_]:
        """Cells at least so far from every footprint and path."""
        far = np.ones(self.gx.shape, bool)
        for f in (*self.footprints, *self.keep_clear):
            r = distance_m + max(f.half_w, f.half_d)
            (i0, j0), (i1, j1) = self.cell(f.x - r, f.z - r), self.cell(f.x + r, f.z + r)
            box = slice(i0, i1 + 1), slice(j0, j1 + 1)
            far[box] &= (self.gx[box] - f.x) ** 2 + (self.gz[box] - f.z) ** 2 > r * r
        return far & ~np.isfinite(self.water)

    # ---- looking

    def look(self, x: float, z: float, target: tuple[float, float]) -> bool:
        """Offer a view from (x, z) towards a place, if one can stand there and see at least 2.5 m."""
        yaw = math.atan2(target[0] - x, target[1] - z)
        if self.hall is not None and not self.within(x, z, 0.3) or self.wet(x, z) or not self.open(x, z, yaw):
            return False
        self.views.append((float(x), self.floor(x, z), float(z), yaw))
        return True

    def open(self, x: float, z: float, yaw: float) -> bool:
        """One can stand there, and nothing as tall as a visitor's chest is right ahead, or aslant at arm's length."""
        ahead = [(x + math.sin(yaw) * t, z + math.cos(yaw) * t) for t in (0.4, 0.8, 1.2, 1.6, 2.0, 2.5, 3.0)]
        ahead += [(x + math.sin(yaw + a) * t, z + math.cos(yaw + a) * t) for a in (-0.45, 0.45) for t in (0.5, 0.9, 1.3)]
        return not any(
            f.contains(x, z, 0.45) or f.top_m > 1.2 and any(f.contains(ax, az, 0.2) for ax, az in ahead) for f in self.footprints
        )

    # ---- done

    def layout(self) -> Layout:
        ground = Ground(
            (-self.half_m, -self.half_m), self.cell_m, self.height.astype(np.float32), self.surface, self.water.astype(np.float32)
        )
        self._settle()
        complete(self)
        from .requests import astray

        self.notes.extend(astray(self))
        x, z, yaw = self.entrance
        w, d = (self.walk_m, self.walk_m) if self.hall is None else (self.hall.half_w, self.hall.half_d)  # a room's door stays shut
        return Layout(
            self.kind, ground, tuple(self.rooms), tuple(self.curves), tuple(self.instances), None, self.style, (-w, -d, w, d),
            (x, self.floor(x, z), z), yaw, tuple(self.views), tuple(self.notes),
        )  # fmt: skip

    def _settle(self) -> None:
        """Things stand on the ground as it ended, views on it and in the open: paths and pads made later move it, and what lies on things
        goes with them."""
        moved: list[tuple[Footprint, Instance, float]] = []
        for k, item in enumerate(self.instances):
            x, y, z = item.position_m
            if item.id in self._grounded:
                seat = self.seat(item)
                self.instances[k] = replace(item, position_m=(x, seat, z))
                moved.append((Footprint.of(item), item, seat - y))
            elif self.hall is None:
                under = [(i.position_m[1], by) for f, i, by in moved if i.position_m[1] < y - 0.1 and f.contains(x, z, 0.3)]
                if under:
                    self.instances[k] = replace(item, position_m=(x, y + max(under)[1], z))
        self.views = [(x, self.floor(x, z), z, yaw) for x, _, z, yaw in self.views if self.open(x, z, yaw)]
