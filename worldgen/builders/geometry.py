"""What a builder makes: faces with materials, and leaves. Instance frame (see CONVENTIONS.md), metres, numpy float32.

Vocabulary: a *face* is a quad or a triangle (fourth index −1), counter-clockwise seen from outside; `uv` are metres along the
surface, so that courses of brick run on across faces; a *leaf* is one flat splat (foliage, grass, petals, flames).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from render import color as color_curve
from render.jit import kernel

Array = NDArray[np.float32]

NEON_GLOW = 2.5  # radiance of a neon tube over its colour


@dataclass(frozen=True)
class Geometry:
    """Built surfaces of one instance (or of the ground, or of a room).

    vertices (n, 3) m · uv (n, 2) m · faces (m, 4) int32, triangle: faces[:, 3] == −1 · material (m,) int16 into `materials` ·
    color_linear (m, 3) base albedo · emission_linear (m, 3) emitted radiance, 0 for most, 1 = white of the frame at exposure 1 ·
    leaf_centers (k, 3) · leaf_axes (k, 3) unit, long axis · leaf_normals (k, 3) unit · leaf_sizes (k, 2) half length, half width ·
    leaf_colors_linear (k, 3) · leaf_emission_linear (k, 3).
    """

    vertices: Array
    uv: Array
    faces: NDArray[np.int32]
    material: NDArray[np.int16]
    materials: tuple[str, ...]
    color_linear: Array
    emission_linear: Array
    leaf_centers: Array
    leaf_axes: Array
    leaf_normals: Array
    leaf_sizes: Array
    leaf_colors_linear: Array
    leaf_emission_linear: Array

    @property
    def area_m2(self) -> float:
        return float(self.face_areas_m2.sum())

    @cached_property
    def face_areas_m2(self) -> Array:
        """(m,); a quad is the sum of its two triangles."""
        if len(self.faces) == 0:
            return np.zeros(0, np.float32)
        p = self.vertices[np.where(self.faces < 0, self.faces[:, :1], self.faces)]
        first = np.linalg.norm(np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]), axis=1)
        second = np.linalg.norm(np.cross(p[:, 2] - p[:, 0], p[:, 3] - p[:, 0]), axis=1)
        return (0.5 * (first + np.where(self.faces[:, 3] < 0, 0, second))).astype(np.float32)

    def transformed(self, matrix: ArrayLike) -> Geometry:
        """Moved by a rigid 4×4 matrix (rotation and translation only)."""
        m = np.asarray(matrix, np.float64)
        r, t = m[:3, :3], m[:3, 3]

        def point(a: Array) -> Array:
            return (a @ r.T + t).astype(np.float32)

        def direction(a: Array) -> Array:
            return (a @ r.T).astype(np.float32)

        return Geometry(
            point(self.vertices), self.uv, self.faces, self.material, self.materials, self.color_linear, self.emission_linear,
            point(self.leaf_centers), direction(self.leaf_axes), direction(self.leaf_normals), self.leaf_sizes,
            self.leaf_colors_linear, self.leaf_emission_linear,
        )  # fmt: skip

    def triangles(self) -> NDArray[np.int32]:
        """(t, 3) int32, quads split along their first diagonal; first triangles of all faces, then second ones of the quads."""
        quads = self.faces[self.faces[:, 3] >= 0]
        return np.concatenate([self.faces[:, :3], quads[:, [0, 2, 3]]]).astype(np.int32)

    def triangle_faces(self) -> NDArray[np.int64]:
        """(t,) the face that each of `triangles` comes from."""
        quads = np.flatnonzero(self.faces[:, 3] >= 0)
        return np.concatenate([np.arange(len(self.faces)), quads])


def linear_from_srgb(color: ArrayLike | str) -> Array:
    """'#rrggbb' or sRGB 0..1 (…, 3) → linear (IEC 61966-2-1)."""
    if isinstance(color, str):
        color = [int(color[i : i + 2], 16) / 255.0 for i in (1, 3, 5)]
    return color_curve.linear_from_srgb(np.asarray(color, np.float32)).astype(np.float32)


@dataclass
class _Leaves:
    centers: list[Array] = field(default_factory=list)
    axes: list[Array] = field(default_factory=list)
    normals: list[Array] = field(default_factory=list)
    sizes: list[Array] = field(default_factory=list)
    colors: list[Array] = field(default_factory=list)
    emission: list[Array] = field(default_factory=list)


class Sculptor:
    """Collects surfaces while a builder runs. All colours given here are **linear** albedo (use `linear_from_srgb`).

    >>> s = Sculptor()
    >>> s.box((0, 0.5, 0), (1, 1, 1), "planks", (0.3, 0.2, 0.1))
    >>> with s.at((0, 1, 0), yaw=0.3):
    ...     s.cylinder((0, 0, 0), 0.1, 0.5, "metal", (0.2, 0.2, 0.2))
    >>> geometry = s.geometry()
    """

    def __init__(self) -> None:
        self._vertices: list[Array] = []
        self._uv: list[Array] = []
        self._faces: list[NDArray[np.int32]] = []
        self._sizes: list[int] = []  # faces of each call; the three lists below have one value for all of them, or one a face
        self._material: list[int] = []
        self._color: list[ArrayLike] = []
        self._emission: list[ArrayLike] = []
        self._materials: dict[str, int] = {}
        self._leaves = _Leaves()
        self._matrix = np.eye(4)
        self._count = 0

    # ---- frames

    @contextmanager
    def at(self, position: ArrayLike = (0, 0, 0), *, yaw: float = 0.0, rotation: ArrayLike | None = None) -> Iterator[None]:
        """Everything inside is placed at `position` of the present frame, turned by `yaw` radians or a 3×3 `rotation`."""
        before = self._matrix
        local = np.eye(4)
        c, s = np.cos(yaw), np.sin(yaw)
        local[:3, :3] = np.asarray(rotation) if rotation is not None else [[c, 0, s], [0, 1, 0], [-s, 0, c]]
        local[:3, 3] = np.asarray(position)
        self._matrix = before @ local
        try:
            yield
        finally:
            self._matrix = before

    # ---- the primitive that all others use

    def faces(
        self, vertices: ArrayLike, faces: ArrayLike, material: str, color_linear: ArrayLike, *,
        uv: ArrayLike | None = None, emission_linear: ArrayLike = 0.0,
    ) -> None:  # fmt: skip
        """vertices (n, 3), faces (m, 3|4), colour (3,) or (m, 3); without `uv` each face gets its own plane's, shared by
        coplanar faces."""
        v = np.asarray(vertices, np.float64).reshape(-1, 3)
        f = np.asarray(faces, np.int32)
        if f.ndim == 1:
            f = f[None]
        if f.shape[1] == 3:
            f = np.concatenate([f, np.full((len(f), 1), -1, np.int32)], axis=1)
        if len(f) == 0:
            return
        if uv is None:
            world, planar, own = _split(np.ascontiguousarray(v), np.ascontiguousarray(f), self._matrix, self._count)
        else:
            world, own = _moved(v, self._matrix), np.where(f < 0, -1, f + self._count).astype(np.int32)
            planar = np.asarray(uv, np.float32).reshape(-1, 2)
        self._vertices.append(world)
        self._uv.append(planar)
        self._faces.append(own)
        self._count += len(world)
        self._sizes.append(len(f))
        self._material.append(self._materials.setdefault(material, len(self._materials)))
        self._color.append(color_linear)
        glows = material == "neon" and not np.any(emission_linear)  # of itself; the hour decides whether it is on
        self._emission.append(NEON_GLOW * np.asarray(color_linear, np.float32) if glows else emission_linear)

    def leaves(
        self, centers: ArrayLike, axes: ArrayLike, normals: ArrayLike, sizes: ArrayLike, colors_linear: ArrayLike, *,
        emission_linear: ArrayLike = 0.0,
    ) -> None:  # fmt: skip
        """Flat splats: centres (k, 3), unit long axes (k, 3), unit normals (k, 3), half length and width (k, 2), colours (k, 3) or (3,)."""
        c = np.asarray(centers, np.float64).reshape(-1, 3)
        k, r = len(c), self._matrix[:3, :3]
        if k == 0:
            return
        self._leaves.centers.append((c @ r.T + self._matrix[:3, 3]).astype(np.float32))
        self._leaves.axes.append((np.broadcast_to(np.asarray(axes, np.float64), (k, 3)) @ r.T).astype(np.float32))
        self._leaves.normals.append((np.broadcast_to(np.asarray(normals, np.float64), (k, 3)) @ r.T).astype(np.float32))
        self._leaves.sizes.append(np.broadcast_to(np.asarray(sizes, np.float32), (k, 2)).copy())
        self._leaves.colors.append(np.broadcast_to(np.asarray(colors_linear, np.float32), (k, 3)).copy())
        self._leaves.emission.append(np.broadcast_to(np.asarray(emission_linear, np.float32), (k, 3)).copy())

    # ---- solids

    def quad(self, a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, material: str, color_linear: ArrayLike, **kw) -> None:
        """Counter-clockwise seen from its front."""
        self.faces(np.array([a, b, c, d], np.float64), [[0, 1, 2, 3]], material, color_linear, **kw)

    def triangle(self, a: ArrayLike, b: ArrayLike, c: ArrayLike, material: str, color_linear: ArrayLike, **kw) -> None:
        self.faces(np.array([a, b, c], np.float64), [[0, 1, 2]], material, color_linear, **kw)

    def polygon(self, corners: Sequence[ArrayLike], material: str, color_linear: ArrayLike, **kw) -> None:
        """Three or four corners in a list, counter-clockwise seen from the front."""
        self.faces(np.array(corners, np.float64), [list(range(len(corners)))], material, color_linear, **kw)

    def box(
        self, center: ArrayLike, size: ArrayLike, material: str, color_linear: ArrayLike, *, bevel_m: float = 0.0, skip: str = "", **kw
    ) -> None:
        """Axis-aligned in the present frame. `bevel_m` cuts all edges at 45°; `skip` drops faces by letter: 'x' is −x, 'X' is +x, …"""
        c, h = np.asarray(center, np.float64), np.asarray(size, np.float64) / 2
        b = float(min(bevel_m, 0.45 * h.min() * 2))
        sides, drawn_in, faces = _box_corners(skip, b > 0)
        self.faces(c + sides * (h - b * drawn_in), faces, material, color_linear, **kw)

    def lathe(
        self, base: ArrayLike, profile: ArrayLike, material: str, color_linear: ArrayLike, *, sides: int = 16, caps: bool = True, **kw
    ) -> None:
        """Turn a profile [(radius, height), …] from bottom to top about +Y through `base`; with `caps`, ends are closed where
        the radius is not 0."""
        p = np.asarray(profile, np.float64)
        base = np.asarray(base, np.float64)
        if caps and p[0, 0] > 1e-6:
            p = np.vstack([[0, p[0, 1]], p])
        if caps and p[-1, 0] > 1e-6:
            p = np.vstack([p, [0, p[-1, 1]]])
        angle = np.linspace(0, 2 * np.pi, sides + 1)
        ring = np.stack([np.sin(angle), np.zeros_like(angle), np.cos(angle)], axis=1)
        vertices = base + p[:, None, :1] * ring[None] + np.array([0, 1, 0]) * p[:, None, 1:]
        run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
        radius = p[:, 0].max()
        uv = np.stack(np.broadcast_arrays(angle[None] * radius, run[:, None]), axis=-1)
        i, j = np.meshgrid(np.arange(len(p) - 1), np.arange(sides), indexing="ij")
        a = i * (sides + 1) + j
        f = np.stack([a, a + 1, a + sides + 2, a + sides + 1], axis=-1).reshape(-1, 4)
        low, high = p[i.ravel(), 0] < 1e-6, p[i.ravel() + 1, 0] < 1e-6
        f = f[~(low & high)]
        low, high = low[~(low & high)], high[~(low & high)]
        tri_low = np.stack([f[:, 0], f[:, 2], f[:, 3]], 1)[low]
        tri_high = f[high][:, :3]
        for part in (f[~low & ~high], tri_low, tri_high):
            if len(part):
                self.faces(vertices.reshape(-1, 3), part, material, color_linear, uv=uv.reshape(-1, 2), **kw)

    def cylinder(
        self, base: ArrayLike, radius_m: float, height_m: float, material: str, color_linear: ArrayLike, *,
        top_radius_m: float | None = None, sides: int = 16, **kw,
    ) -> None:  # fmt: skip
        """Upright, closed; a cone where `top_radius_m` is 0."""
        top = radius_m if top_radius_m is None else top_radius_m
        self.lathe(base, [(radius_m, 0), (top, height_m)], material, color_linear, sides=sides, **kw)

    def sphere(self, center: ArrayLike, radii: ArrayLike, material: str, color_linear: ArrayLike, *, sides: int = 16, **kw) -> None:
        """Ellipsoid with three half axes (or one number)."""
        r = np.broadcast_to(np.asarray(radii, np.float64), 3)
        rows = max(4, sides // 2)
        theta = np.linspace(-np.pi / 2, np.pi / 2, rows + 1)
        profile = np.stack([np.cos(theta), np.sin(theta)], 1)
        profile[[0, -1], 0] = 0
        inner = Sculptor()
        inner.lathe((0, 0, 0), profile, material, color_linear, sides=sides, **kw)
        g = inner.geometry()
        self.faces(
            g.vertices * r + np.asarray(center),
            g.faces,
            material,
            g.color_linear,
            uv=g.uv * float(r.mean()),
            emission_linear=g.emission_linear,
        )

    def extrude(
        self, polygon: ArrayLike, height_m: float, material: str, color_linear: ArrayLike, *, y: float = 0.0, caps: bool = True, **kw
    ) -> None:
        """A prism over a simple polygon [(x, z), …] (either winding), from `y` up by `height_m`."""
        poly = np.asarray(polygon, np.float64)
        x, z = poly[:, 0], poly[:, 1]
        if np.sum(x * np.roll(z, -1) - np.roll(x, -1) * z) > 0:
            poly = poly[::-1]
        n = len(poly)
        low = np.stack([poly[:, 0], np.full(n, y), poly[:, 1]], 1)
        high = low + [0, height_m, 0]
        for i in range(n):
            j = (i + 1) % n
            self.quad(low[i], low[j], high[j], high[i], material, color_linear, **kw)
        if caps:
            for a, b, c in ear_clip(poly):
                self.triangle(high[a], high[b], high[c], material, color_linear, **kw)
                self.triangle(low[c], low[b], low[a], material, color_linear, **kw)

    def tube(self, path: ArrayLike, radii: ArrayLike, material: str, color_linear: ArrayLike, *, sides: int = 8, **kw) -> None:
        """A round beam along points (n, 3) with radii (n,) or one number: branches, rails, ropes. Ends are closed."""
        p = np.asarray(path, np.float64)
        r = np.broadcast_to(np.asarray(radii, np.float64), len(p))
        tangent = np.gradient(p, axis=0) if len(p) > 2 else np.repeat(p[1:] - p[:-1], 2, axis=0)
        tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
        side = np.cross(tangent[0], [0.0, 1.0, 0.0] if abs(tangent[0, 1]) < 0.9 else [1.0, 0.0, 0.0])
        angle = np.linspace(0, 2 * np.pi, sides + 1)
        run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
        rings, uvs = [], []
        for i in range(len(p)):  # parallel transport, so that the bark does not twist
            side = side - tangent[i] * np.dot(side, tangent[i])
            side /= max(np.linalg.norm(side), 1e-9)
            other = np.cross(tangent[i], side)
            rings.append(p[i] + r[i] * (np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * other))
            uvs.append(np.stack([angle * r.max(), np.full_like(angle, run[i])], 1))
        i, j = np.meshgrid(np.arange(len(p) - 1), np.arange(sides), indexing="ij")
        a = (i * (sides + 1) + j).ravel()
        f = np.stack([a, a + 1, a + sides + 2, a + sides + 1], axis=-1)
        self.faces(np.concatenate(rings), f, material, color_linear, uv=np.concatenate(uvs), **kw)
        for ring, flip in ((rings[0], True), (rings[-1], False)):
            center = ring[:-1].mean(0)
            k = np.arange(sides)
            fan = np.stack([np.full(sides, sides + 1), k, k + 1], axis=1)
            self.faces(np.vstack([ring, center]), fan[:, ::-1] if flip else fan, material, color_linear, **kw)

    def add(self, geometry: Geometry) -> None:
        """A finished geometry, placed in the present frame."""
        g = geometry
        for index, name in enumerate(g.materials):
            mask = g.material == index
            if mask.any():
                self.faces(g.vertices, g.faces[mask], name, g.color_linear[mask], uv=g.uv, emission_linear=g.emission_linear[mask])
        self.leaves(g.leaf_centers, g.leaf_axes, g.leaf_normals, g.leaf_sizes, g.leaf_colors_linear, emission_linear=g.leaf_emission_linear)

    # ---- the result

    def geometry(self) -> Geometry:
        def cat(parts: Sequence[NDArray], width: int, dtype: type) -> NDArray:
            return np.concatenate(parts).astype(dtype) if parts else np.zeros((0, width), dtype)

        leaves = self._leaves
        return Geometry(
            cat(self._vertices, 3, np.float32), cat(self._uv, 2, np.float32), cat(self._faces, 4, np.int32),
            np.repeat(np.asarray(self._material, np.int16), self._sizes), tuple(self._materials),
            _per_face(self._color, self._sizes), _per_face(self._emission, self._sizes),
            cat(leaves.centers, 3, np.float32), cat(leaves.axes, 3, np.float32), cat(leaves.normals, 3, np.float32),
            cat(leaves.sizes, 2, np.float32), cat(leaves.colors, 3, np.float32), cat(leaves.emission, 3, np.float32),
        )  # fmt: skip


@cache
def _box_corners(skip: str, bevelled: bool) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int32]]:
    """sides (n, 3) of ±1, drawn_in (n, 3) of 0 and 1, faces (m, 4) of a box: a corner is centre + side · (half − bevel · drawn in)."""
    faces: list[list[tuple[Sequence[int], Sequence[int]]]] = []
    for axis in range(3):
        u, w = (axis + 1) % 3, (axis + 2) % 3
        for sign, letter in ((-1, "xyz"[axis]), (1, "XYZ"[axis])):
            if letter not in skip:
                turns = ((-1, -1), (1, -1), (1, 1), (-1, 1))
                ring = [(_vector(axis, sign, u, su, w, sw), _vector(axis, 0, u, 1, w, 1)) for su, sw in turns]
                faces.append(ring[::sign])
    for axis in range(3 if bevelled else 0):  # twelve edges: strips between two neighbouring faces
        u, w = (axis + 1) % 3, (axis + 2) % 3
        for su in (-1, 1):
            for sw in (-1, 1):
                ends = ((-1, 0, 1), (1, 0, 1), (1, 1, 0), (-1, 1, 0))
                strip = [(_vector(axis, end, u, su, w, sw), _vector(axis, 1, u, cut_u, w, cut_w)) for end, cut_u, cut_w in ends]
                faces.append(strip[:: -su * sw])
    for corner in product((-1, 1), repeat=3) if bevelled else ():  # eight corners
        triangle = [(corner, [int(k != i) for k in range(3)]) for i in range(3)]
        faces.append(triangle[:: corner[0] * corner[1] * corner[2]])
    corners = [corner for face in faces for corner in face]
    index = np.full((len(faces), 4), -1, np.int32)
    index[np.arange(4) < np.array([len(f) for f in faces], int).reshape(-1, 1)] = np.arange(len(corners))
    sides, drawn_in = (np.array([corner[k] for corner in corners], np.float64).reshape(-1, 3) for k in range(2))
    return sides, drawn_in, index


def _vector(axis: int, first: int, u: int, second: int, w: int, third: int) -> list[int]:
    """Three numbers by the axes they belong to."""
    out = [0, 0, 0]
    out[axis], out[u], out[w] = first, second, third
    return out


def _per_face(values: list[ArrayLike], sizes: list[int]) -> Array:
    """(m, 3) float32 of values that are each a number, (3,), or (size, 3)."""
    out, start = np.empty((sum(sizes), 3), np.float32), 0
    for value, size in zip(values, sizes, strict=True):
        out[start : start + size] = value
        start += size
    return out


def _moved(points: Array, matrix: Array) -> Array:
    """(n, 3) float32 after a rigid 4×4 matrix."""
    return (points @ matrix[:3, :3].T + matrix[:3, 3]).astype(np.float32)


@kernel
def _split(v, f, matrix, count):
    """Each face with corners of its own: (4 m, 3) moved by `matrix`, (4 m, 2) metres along the horizontal and the steepest direction of
    the face's plane, and (m, 4) indices that start at `count`. Builders call this thousands of times, mostly with one face."""
    m = len(f)
    world, uv, own = np.empty((4 * m, 3), np.float32), np.empty((4 * m, 2), np.float32), np.empty((m, 4), np.int32)
    corner, n, d, e = np.empty((4, 3)), np.empty(3), np.empty(3), np.empty(3)
    for i in range(m):
        for k in range(4):
            j = f[i, k] if f[i, k] >= 0 else f[i, 0]
            own[i, k] = count + 4 * i + k if f[i, k] >= 0 else -1
            for a in range(3):
                corner[k, a] = v[j, a]
                world[4 * i + k, a] = matrix[a, 0] * v[j, 0] + matrix[a, 1] * v[j, 1] + matrix[a, 2] * v[j, 2] + matrix[a, 3]
        for a in range(3):
            d[a], e[a] = corner[1, a] - corner[0, a], corner[2, a] - corner[0, a]
        for a in range(3):
            b, c = (a + 1) % 3, (a + 2) % 3
            n[a] = d[b] * e[c] - d[c] * e[b]
        n /= max(np.sqrt(n[0] ** 2 + n[1] ** 2 + n[2] ** 2), 1e-12)
        ux, uz = n[2], -n[0]  # level, along the face: up × normal
        level = np.sqrt(ux * ux + uz * uz)
        ux, uz = (1.0, 0.0) if level < 1e-3 else (ux / level, uz / level)
        vx, vy, vz = n[1] * uz, n[2] * ux - n[0] * uz, -n[1] * ux  # normal × u
        for k in range(4):
            uv[4 * i + k, 0] = ux * corner[k, 0] + uz * corner[k, 2]
            uv[4 * i + k, 1] = vx * corner[k, 0] + vy * corner[k, 1] + vz * corner[k, 2]
    return world, uv, own


def ear_clip(polygon: Array) -> list[tuple[int, int, int]]:
    """Triangles (indices) of a simple polygon (n, 2) by ear clipping, wound so that they face +Y when x, z are given clockwise."""
    left = list(range(len(polygon)))
    triangles: list[tuple[int, int, int]] = []

    def cross(a: int, b: int, c: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = polygon[a], polygon[b], polygon[c]
        return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)

    turn = -1.0
    while len(left) > 3:
        for k in range(len(left)):
            a, b, c = left[k - 1], left[k], left[(k + 1) % len(left)]
            if turn * cross(a, b, c) <= 0:
                continue
            inside = any(
                turn * cross(a, b, p) >= 0 and turn * cross(b, c, p) >= 0 and turn * cross(c, a, p) >= 0 for p in left if p not in (a, b, c)
            )
            if not inside:
                triangles.append((a, b, c))
                left.pop(k)
                break
        else:
            break
    if len(left) >= 3:
        triangles.extend((left[0], left[i], left[i + 1]) for i in range(1, len(left) - 1))
    return triangles
