"""Where a visitor can stand and go: `WalkMap`, found by casting rays down through the collider, several floors to a column.

Vocabulary: a *column* is a cell of a horizontal grid; a *place* is a floor in a column with head-room, a bearable slope and room for a
body; *neighbours* are places of adjacent columns whose floors differ by at most a step. What counts is the region of the entrance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import KDTree

from render import Mesh

from .layout.layout import Layout

EYE_M = 1.6
END_M = 0.05  # before what a ray meets
STEP_M = 0.35
HEAD_ROOM_M = 1.8
BODY_RADIUS_M = 0.175
BODY_HEIGHTS_M = (0.55, 1.3, 0.9, 1.6)  # spheres of the body's radius here make a body that can step over `STEP_M`
MAX_SLOPE_COS = float(np.cos(np.radians(42)))
WADE_M = 0.3  # deeper water is not walked in
MOST_COLUMNS = 120_000
CELL_M = (0.12, 0.24)  # least and greatest: beyond 2 · BODY_RADIUS_M / √2 a wall could stand between two neighbours unseen
GIVEN = 4.0  # a view that the layout names is worth so many times as much as it would be
APART_M = 12.0  # two views nearer than this to one another, and of the same side, are of less worth
TURNS, KEPT = (0.0, -0.22, 0.22), (1.0, 0.85, 0.85)  # by how much it may be turned, and what is lost by that

Array = NDArray[np.float32]
Light = Callable[[NDArray[np.floating]], NDArray[np.floating]]
Viewpoint = tuple[float, float, float, float]  # x, y of the floor, z, yaw


class Nowhere(ValueError):
    """A world without a place to stand."""


@dataclass(frozen=True)
class WalkMap:
    """`places_m` (n, 3) floors · `clearance_m` (n,) free distance about the body, cut at 1.5 m · `links` (n, n) lengths in metres.
    It can be pickled."""

    places_m: Array
    clearance_m: Array
    links: sparse.csr_matrix
    entrance_row: int
    collider: Mesh

    @staticmethod
    def of(collider: Mesh, layout: Layout) -> WalkMap:
        """Raises `Nowhere` where nowhere can be stood on."""
        floors, free, links = standing(collider, layout)
        if len(floors) == 0:
            raise Nowhere("nowhere in this world can be walked on; give its layout some open ground")
        region = regions(links)
        row = region_start(floors[:, 2:5], region, np.asarray(layout.entrance_m))
        keep = np.flatnonzero(region == region[row])
        places = floors[keep, 2:5].astype(np.float32)
        return WalkMap(places, free[keep].astype(np.float32), links[keep][:, keep], int(np.searchsorted(keep, row)), collider)

    def __getstate__(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(self)}  # without what is computed on use, which holds Open3D's objects

    @cached_property
    def scene(self) -> Any:
        """open3d RaycastingScene of the collider."""
        return raycasting(self.collider)

    @property
    def entrance(self) -> tuple[float, float, float]:
        """The place nearest to the layout's entrance, on the floor."""
        x, y, z = self.places_m[self.entrance_row].tolist()
        return x, y, z

    @cached_property
    def tree(self) -> KDTree:
        return KDTree(self.places_m)

    # ---- walks

    def path(self, n: int, *, stops: int = 7, length_m: float = 60.0) -> Array:
        """(n, 3) floor points, evenly spaced: from the entrance past far-apart places, keeping off walls, about `length_m` at most."""
        from scipy.sparse import csgraph

        if n < 1:
            raise ValueError(f"a path of {n} points is none; ask for at least one")
        comfort = self.links.copy()
        rows = np.repeat(np.arange(len(self.places_m)), np.diff(comfort.indptr))
        tight = 1 / np.minimum(self.clearance_m, 1.0)
        comfort.data = comfort.data * (tight[rows] + tight[comfort.indices]) / 2
        order = self._stops(comfort, stops)
        steps: list[int] = [order[0]]
        for a, b in zip(order, order[1:]):
            _, before = csgraph.dijkstra(comfort, indices=a, return_predecessors=True)
            leg = [b]
            while leg[-1] != a:
                leg.append(int(before[leg[-1]]))
            steps += leg[::-1][1:]
        line = self._smoothed(self.places_m[steps])
        run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
        at = np.linspace(0, min(run[-1], length_m), n)
        return np.stack([np.interp(at, run, line[:, k]) for k in range(3)], axis=1).astype(np.float32)

    def _stops(self, comfort: sparse.csr_matrix, stops: int) -> list[int]:
        """Far-apart rows (farthest-point sampling along the ground), visited nearest first."""
        from scipy.sparse import csgraph  # late: a quarter of a second that `create` has no use for in its first process

        roomy = np.where(self.clearance_m > 0.5, 1.0, 0.25)
        far = csgraph.dijkstra(comfort, indices=self.entrance_row)
        nearest, chosen = far.copy(), []
        for _ in range(stops):
            row = int(np.argmax(nearest * roomy))
            if nearest[row] <= 0:
                break
            chosen.append(row)
            nearest = np.minimum(nearest, csgraph.dijkstra(comfort, indices=row))
        order, left = [self.entrance_row], list(chosen)
        while left:
            here = self.places_m[order[-1]]
            nxt = min(left, key=lambda r: float(np.linalg.norm(self.places_m[r] - here)))
            left.remove(nxt)
            order.append(nxt)
        return order

    def _smoothed(self, line: Array, rounds: int = 30) -> Array:
        """Corners rounded; a point moves only where it stays above the floor of a place near by."""
        p = line.astype(np.float64).copy()
        for _ in range(rounds if len(p) > 2 else 0):
            wish = p.copy()
            wish[1:-1] = 0.25 * p[:-2] + 0.5 * p[1:-1] + 0.25 * p[2:]
            gap, row = self.tree.query(wish)
            allowed = gap < np.minimum(0.2, self.clearance_m[row])
            p[allowed] = wish[allowed]
        return p.astype(np.float32)

    # ---- views

    def spots(self, count: int) -> NDArray[Any]:
        """(k ≤ count, 3) roomy floor points, far from one another (farthest-point sampling from the entrance's side)."""
        roomy = self.places_m[self.clearance_m >= min(0.5, float(np.quantile(self.clearance_m, 0.5)))].astype(np.float64)
        roomy = roomy[:: max(1, len(roomy) // 12_000)]
        picked = [int(np.argmin(np.linalg.norm(roomy - self.entrance, axis=1)))]
        gap = np.linalg.norm(roomy - roomy[picked[0]], axis=1)
        while len(picked) < min(count, len(roomy)):
            picked.append(int(np.argmax(gap)))
            gap = np.minimum(gap, np.linalg.norm(roomy - roomy[picked[-1]], axis=1))
        return roomy[picked]

    def views(
        self, n: int, given: tuple[Viewpoint, ...] = (), *, foliage: Array | None = None, sun_yaw: float | None = None,
        light: Light | None = None, first: float = 1.0,
    ) -> list[Viewpoint]:  # fmt: skip
        """n places with a yaw, finest first: those `given` that can be stood on, turned a little where that composes better,
        and well-spread ones that see far and different things.

        `foliage` (k, 3) are centres of leaves, which no ray stops at but which should not hang before an eye; `sun_yaw` is where the sun
        stands; `light` tells the luminance at points, for places that are dark in parts; the first of those `given`
        is worth `first` times as much as others.
        """
        from .composition import bright, worth

        if n < 1:
            raise ValueError(f"{n} viewpoints are none; ask for at least one")
        leaves = KDTree(foliage, balanced_tree=False, compact_nodes=False) if foliage is not None and len(foliage) else None
        own, candidates = self._stood(given), self._candidates()
        score = worth(self, candidates, sun_yaw)
        if leaves is not None:
            score = score * np.exp(-_leaves_before(candidates, leaves) / 2)
        if len(own):  # a world is finest near the places that its layout names
            away = KDTree(own[:, :3]).query(candidates[:, :3])[0]
            wide = min(9.0, 0.2 * float(np.linalg.norm(np.ptp(self.places_m, axis=0))))
            score = score / (1 + (away / wide) ** 2)
            turned = np.repeat(own, len(TURNS), axis=0)
            turned[:, 3] += np.tile(TURNS, len(own))
            fine = worth(self, turned, sun_yaw) * np.tile(KEPT, len(own)) * np.where(self._spoiled(turned, leaves), 0.02, 1.0)
            fine[: len(TURNS)] *= first
            candidates, score = np.concatenate([turned, candidates]), np.concatenate([GIVEN * fine, score])
        if light is not None:
            score = score * bright(self, candidates, light)
        spread_m = min(max(1.0, float(np.linalg.norm(np.ptp(self.places_m, axis=0)))) / 4, APART_M)
        chosen: list[Viewpoint] = []
        while len(chosen) < n:
            x, y, z, yaw = candidates[int(np.argmax(score))].tolist()
            chosen.append((x, y, z, yaw))
            near = np.exp(-(np.linalg.norm(candidates[:, :3] - [x, y, z], axis=1) / spread_m))
            same_way = 0.55 + 0.45 * np.cos(candidates[:, 3] - yaw)
            score = score * (1 - near * np.clip(same_way, 0.1, 1))
        return chosen

    def _stood(self, given: tuple[Viewpoint, ...]) -> NDArray[np.float64]:
        """(k, 4) of the given views that can be stood on, at the nearest place."""
        out = []
        for x, y, z, yaw in given:
            gap, row = self.tree.query([x, y, z])
            if gap < 1.0:
                out.append((*self.places_m[row].tolist(), yaw))
        return np.array(out).reshape(-1, 4)

    def _spoiled(self, views: NDArray[Any], leaves: KDTree | None) -> NDArray[np.bool_]:
        """(k,) views (k, 4) with a post or a twig at arm's length."""
        distance, _, upright = self.sight(views[:, :3], views[:, 3])
        spoiled = np.mean((distance < 2.2) & upright, axis=1) > 0.02
        return spoiled if leaves is None else spoiled | (_leaves_before(views, leaves) > 12)

    def _candidates(self, spots: int = 90, yaws: int = 12) -> NDArray[Any]:
        """(k, 4) well-spread places with yaws all round."""
        stood = self.spots(spots)
        return np.column_stack([np.repeat(stood, yaws, axis=0), np.tile(np.arange(yaws) * (2 * np.pi / yaws), len(stood))])

    def sight(self, spots: NDArray[Any], yaws: NDArray[Any]) -> tuple[Array, NDArray[np.int64], NDArray[np.bool_]]:
        """`look`, and which of its rays end on a thing that is not the floor of any of the spots."""
        distance, seen = self.look(spots, yaws)
        floors = np.unique(self.cast(spots + [0, 0.5, 0], np.broadcast_to([0.0, -1.0, 0.0], spots.shape))[1])
        return distance, seen, (seen >= 0) & ~np.isin(seen, floors)

    @staticmethod
    def glance() -> NDArray[np.float64]:
        """(144, 3) directions of 16 × 9 rays of a wide picture: right, up, 1."""
        across, up = np.meshgrid(np.linspace(-0.65, 0.65, 16), np.linspace(-0.4, 0.35, 9))
        return np.stack([across.ravel(), up.ravel(), np.ones(across.size)], axis=1)

    def look(self, spots: NDArray[Any], yaws: NDArray[Any], rays: NDArray[Any] | None = None) -> tuple[Array, NDArray[np.int64]]:
        """From eye height over `spots` (k, 3) towards `yaws` (k,): `cast` of `rays` (m, 3), or of those of a `glance`; both (k, m)."""
        return self.cast(*self._rays(spots, yaws, self.glance() if rays is None else rays))

    def ends(self, spots: NDArray[Any], yaws: NDArray[Any]) -> NDArray[np.floating]:
        """(k, m, 3) points where the rays of glances end, a little before what they meet; not finite where they meet nothing."""
        origin, direction = self._rays(spots, yaws, self.glance())
        return origin + direction * (self.cast(origin, direction)[0] - END_M)[..., None]

    @staticmethod
    def _rays(spots: NDArray[Any], yaws: NDArray[Any], local: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Origins and unit directions (k, m, 3) of rays (m, 3) in views (k,)."""
        local = local / np.linalg.norm(local, axis=1, keepdims=True)
        c, s = np.cos(yaws), np.sin(yaws)
        x = c[:, None] * local[:, 0] + s[:, None] * local[:, 2]
        z = -s[:, None] * local[:, 0] + c[:, None] * local[:, 2]
        direction = np.stack([x, np.broadcast_to(local[:, 1], x.shape), z], axis=-1)
        return np.broadcast_to((spots + [0, EYE_M, 0])[:, None], direction.shape), direction

    def cast(self, origins: NDArray[Any], directions: NDArray[Any]) -> tuple[Array, NDArray[np.int64]]:
        """Distances (…,) m along unit `directions` to the collider, inf where open, and the instance hit, −1 where none."""
        rays = np.concatenate([origins, directions], axis=-1).astype(np.float32)
        hits = self.scene.cast_rays(rays)
        face = hits["primitive_ids"].numpy().astype(np.int64)
        ids = np.zeros(0, np.int32) if self.collider.instance_ids is None else self.collider.instance_ids
        none = face >= len(ids)
        return hits["t_hit"].numpy(), np.where(none, -1, ids[np.where(none, 0, face)] if len(ids) else -1)


def _leaves_before(views: NDArray[Any], tree: KDTree) -> NDArray[np.int64]:
    """(k,) leaves in the way of each view (k, 4): ahead and to both sides, within a metre of points 1.1, 2.6 and 4.6 m from the eye."""
    count = np.zeros(len(views), np.int64)
    eyes = views[:, :3] + [0, EYE_M, 0]
    for turn in (-0.45, 0.0, 0.45):
        ahead = np.stack([np.sin(views[:, 3] + turn), np.zeros(len(views)), np.cos(views[:, 3] + turn)], axis=1)
        for reach_m, wide_m in ((1.1, 0.9), (2.6, 0.9), (4.6, 1.1)):
            count += tree.query_ball_point(eyes + reach_m * ahead, wide_m, return_length=True)
    return count


def raycasting(mesh: Mesh) -> Any:
    """open3d RaycastingScene of a mesh."""
    from .open3d import open3d

    scene: Any = open3d().t.geometry.RaycastingScene()
    scene.add_triangles(np.ascontiguousarray(mesh.vertices, np.float32), np.ascontiguousarray(mesh.faces, np.uint32))
    return scene


def standing(collider: Mesh, layout: Layout) -> tuple[NDArray[Any], NDArray[np.float64], sparse.csr_matrix]:
    """(n, 5) rows of `columns` on which a body has room, dry; (n,) the free distance about it; (n, n) their links."""
    scene = raycasting(collider)
    floors = columns(scene, collider, layout.extent_m)
    floors = floors[~under_water(floors[:, 2:5], layout)]
    free = clearance(scene, floors[:, 2:5])
    floors, free = floors[free >= BODY_RADIUS_M], free[free >= BODY_RADIUS_M]
    return floors, free, neighbours(floors, scene)


def columns(scene: Any, collider: Mesh, extent_m: tuple[float, float, float, float]) -> NDArray[Any]:
    """(n, 5) all floors with head-room and a bearable slope: rows (column x, column z, x, y, z), by column, from low to high."""
    if len(collider.faces) == 0:
        return np.zeros((0, 5))
    x0, z0, x1, z1 = extent_m
    low, high = collider.vertices.min(0), collider.vertices.max(0)
    x0, z0, x1, z1 = max(x0, float(low[0])), max(z0, float(low[2])), min(x1, float(high[0])), min(z1, float(high[2]))
    area = max(x1 - x0, 0.1) * max(z1 - z0, 0.1)
    cell_m = float(np.clip(np.sqrt(area / MOST_COLUMNS), *CELL_M))
    nx, nz = max(1, int((x1 - x0) / cell_m)), max(1, int((z1 - z0) / cell_m))
    j, i = (a.ravel() for a in np.meshgrid(np.arange(nx), np.arange(nz)))
    # A thousandth off the centre, so that no ray runs down a seam of walls built on round numbers.
    x, z = x0 + (j + 0.5037) * cell_m, z0 + (i + 0.4961) * cell_m
    top = float(high[1]) + 1.0
    rays = np.stack([x, np.full_like(x, top), z, np.zeros_like(x), np.full_like(x, -1.0), np.zeros_like(x)], axis=1)
    hits = scene.list_intersections(rays.astype(np.float32))
    ray = hits["ray_ids"].numpy().astype(np.int64)
    y = top - hits["t_hit"].numpy().astype(np.float64)
    face = collider.vertices[collider.faces[hits["primitive_ids"].numpy().astype(np.int64)]]
    normal = np.cross(face[:, 1] - face[:, 0], face[:, 2] - face[:, 0])
    steep = np.abs(normal[:, 1]) < MAX_SLOPE_COS * np.maximum(np.linalg.norm(normal, axis=1), 1e-12)
    order = np.lexsort((y, ray))
    ray, y, steep = ray[order], y[order], steep[order]
    above = np.full(len(y), np.inf)
    same = ray[1:] == ray[:-1]
    above[:-1][same] = y[1:][same] - y[:-1][same]
    # Two faces within a finger's width (a rug on a floor) are one floor: the upper one.
    stands = ~steep & (above >= HEAD_ROOM_M)
    return np.column_stack([j[ray], i[ray], x[ray], y, z[ray]])[stands]


def under_water(places: NDArray[np.float64], layout: Layout) -> NDArray[np.bool_]:
    """(n,) where the layout's ground has water more than `WADE_M` over the floor."""
    ground = layout.ground
    if ground is None or len(places) == 0:
        return np.zeros(len(places), bool)
    rows, cols = ground.water_m.shape
    j = np.clip(((places[:, 0] - ground.origin_m[0]) / ground.cell_m).astype(int), 0, cols - 1)
    i = np.clip(((places[:, 2] - ground.origin_m[1]) / ground.cell_m).astype(int), 0, rows - 1)
    return np.nan_to_num(ground.water_m[i, j], nan=-np.inf) - places[:, 1] > WADE_M


def clearance(scene: Any, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) distance from the body's axis to the nearest surface, cut at 1.5 m; the floor itself limits it to `BODY_HEIGHTS_M[0]` below."""
    free = np.full(len(places), 1.5)
    least = {height: np.zeros(len(places)) for height in BODY_HEIGHTS_M}  # what distances at other heights already promise
    for height in BODY_HEIGHTS_M:
        ask = np.flatnonzero((free >= BODY_RADIUS_M) & (least[height] < free))
        if len(ask) == 0:
            continue
        distance = scene.compute_distance((places[ask] + [0, height, 0]).astype(np.float32)).numpy()
        free[ask] = np.minimum(free[ask], distance)
        for other, known in least.items():
            known[ask] = np.maximum(known[ask], distance - abs(other - height))
    return free


def neighbours(floors: NDArray[np.float64], scene: Any) -> sparse.csr_matrix:
    """(n, n) symmetric: metres between places of adjacent columns (eight ways) that differ by at most a step.

    A visitor also strides over one column without a floor (a gap between planks or stairs) where rays at the body's heights pass.
    """
    n = len(floors)
    if n == 0:
        return sparse.csr_matrix((0, 0))
    near = [_pairs(floors, dx, dz) for dx, dz in ((1, 0), (0, 1), (1, 1), (-1, 1))]
    a, b = (np.concatenate(ends) for ends in zip(*near))
    for axis, (dx, dz) in enumerate(((1, 0), (0, 1))):
        linked = np.isin(np.arange(n), near[axis][0])
        first, second = _pairs(floors, 2 * dx, 2 * dz)
        gap = ~linked[first]
        first, second = first[gap], second[gap]
        clear = _unhindered(scene, floors[first, 2:5], floors[second, 2:5])
        a, b = np.concatenate([a, first[clear]]), np.concatenate([b, second[clear]])
    length = np.linalg.norm(floors[a, 2:5] - floors[b, 2:5], axis=1)
    return sparse.csr_matrix((np.tile(length, 2), (np.concatenate([a, b]), np.concatenate([b, a]))), shape=(n, n))


def _pairs(floors: NDArray[np.float64], dx: int, dz: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows of places whose columns are (dx, dz) apart and whose floors differ by at most a step."""
    n = len(floors)
    column = floors[:, :2].astype(np.int64) + 2
    width = int(column[:, 0].max()) + 4
    key = column[:, 1] * width + column[:, 0]
    order = np.argsort(key, kind="stable")
    sorted_key = key[order]
    storeys = int(np.unique(sorted_key, return_counts=True)[1].max())
    want = key + dz * width + dx
    first = np.searchsorted(sorted_key, want)
    heads, tails = [], []
    for storey in range(storeys):
        at = np.minimum(first + storey, n - 1)
        there = order[at]
        fits = (first + storey < n) & (sorted_key[at] == want) & (np.abs(floors[there, 3] - floors[:, 3]) <= STEP_M)
        heads.append(np.flatnonzero(fits))
        tails.append(there[fits])
    return np.concatenate(heads), np.concatenate(tails)


def _unhindered(scene: Any, start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(k,) whether nothing stands between floors `start` and `end` (k, 3) at the body's heights."""
    ahead = end - start
    length = np.linalg.norm(ahead, axis=1)
    free = np.ones(len(start), bool)
    for height in BODY_HEIGHTS_M if len(start) else ():
        rays = np.concatenate([start + [0, height, 0], ahead / np.maximum(length, 1e-9)[:, None]], axis=1).astype(np.float32)
        free &= scene.cast_rays(rays)["t_hit"].numpy() > length
    return free


def regions(links: sparse.csr_matrix) -> NDArray[np.int32]:
    """(n,) the number of each place's connected region."""
    from scipy.sparse import csgraph

    return csgraph.connected_components(links, directed=False)[1]


def region_start(places: NDArray[np.float64], region: NDArray[np.int32], entrance_m: NDArray[Any]) -> int:
    """Row near the entrance (within 2 m, or the nearest at all) that belongs to the largest region there."""
    size = np.bincount(region)[region]
    gap = np.linalg.norm(places - entrance_m, axis=1)
    near = gap <= max(2.0, float(gap.min()) + 0.01)
    candidates = np.flatnonzero(near)
    largest = candidates[size[candidates] == size[candidates].max()]
    return int(largest[np.argmin(gap[largest])])
