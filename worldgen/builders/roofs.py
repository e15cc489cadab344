"""Roofs with thickness, overhang, sag, ridge tiles, barge boards and rafter ends; cones and pyramids for towers.

Vocabulary: *eave* the lower edge, *verge* the sloping edge above a gable, *plate* the top of the wall that carries the roof,
*rise* the height of the ridge above the plate, `t` 0 at the eave and 1 at the ridge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .facades import Profile, beam
from .geometry import Sculptor
from .paints import shade


@dataclass(frozen=True)
class Cover:
    """What a roof is made of; lengths in metres, colours linear."""

    material: str
    color: ArrayLike
    trim_color: ArrayLike
    thickness: float = 0.11
    eave: float = 0.42
    verge: float = 0.32
    flare: float = 0.0
    sag: float = 0.05
    rafters: bool = True

    @staticmethod
    def of(material: str, color: ArrayLike, trim_color: ArrayLike, rng: np.random.Generator) -> Cover:
        if material == "thatch":
            return Cover(material, color, trim_color, 0.32, 0.5, 0.38, 0.10, float(rng.uniform(0.05, 0.12)), False)
        return Cover(
            material, color, trim_color, 0.1, float(rng.uniform(0.38, 0.52)), float(rng.uniform(0.26, 0.4)),
            float(rng.choice([0.0, 0.12])), float(rng.uniform(0.02, 0.09)),
        )  # fmt: skip


@dataclass(frozen=True)
class Roof:
    """A ridge roof over x0..x1 whose ridge runs along x at z = 0 and whose plates stand at z = ±half, height `plate`.

    `ends` name the left (x0) and right (x1) end: gable | half_hip | hip | valley (runs into another roof of the same pitch,
    whose plate stands at that x).
    """

    x0: float
    x1: float
    half: float
    plate: float
    rise: float
    ends: tuple[str, str]
    cover: Cover

    @property
    def lift(self) -> float:
        """Vertical thickness of the cover."""
        return self.cover.thickness * float(np.hypot(1, self.rise / self.half))

    @property
    def ridge(self) -> float:
        return self.plate + self.rise + self.lift

    def hip_from(self, end: str) -> float:
        return {"hip": 0.0, "half_hip": 0.58}.get(end, 1.0)

    def gable_profile(self, end: str) -> Profile:
        """Wall top under an end, in that end's wall frame."""
        h, y, r = self.half, self.plate, self.rise
        if end in ("hip", "valley"):
            return ((-h, y), (h, y))
        if end == "gable":
            return ((-h, y), (0, y + r), (h, y))
        t = self._wall_t(self.hip_from(end))
        return ((-h, y), (-h * (1 - t), y + r * t), (h * (1 - t), y + r * t), (h, y))

    def _wall_t(self, t: float) -> float:
        """Height share above the plate of roof parameter t."""
        z = (self.half + self.cover.eave) * (1 - t)
        return 1 - z / self.half

    def knots(self) -> NDArray:
        t = {0.0, 1.0, *(self.hip_from(e) for e in self.ends)}
        if self.cover.flare:
            t |= {0.12, 0.25}
        return np.array(sorted(t), np.float64)

    def z_out(self, t: ArrayLike) -> NDArray:
        return (self.half + self.cover.eave) * (1 - np.asarray(t, np.float64))

    def under(self, t: ArrayLike) -> NDArray:
        """Height of the underside."""
        t = np.asarray(t, np.float64)
        slope = self.rise / self.half
        y = self.plate + self.rise - slope * self.z_out(t)
        return y + self.cover.flare * np.clip(1 - t / 0.25, 0, 1) ** 2

    def end_x(self, right: bool, t: ArrayLike) -> NDArray:
        end, x, out = self.ends[right], (self.x1 if right else self.x0), (1.0 if right else -1.0)
        t = np.asarray(t, np.float64)
        if end == "gable":
            return np.full_like(t, x + out * self.cover.verge)
        if end == "valley":  # the other roof rises inwards at the same pitch from its own plate
            return x - out * self.cover.eave + out * (self.half + self.cover.eave) * t
        reach = self.cover.eave if end == "hip" else self.cover.verge
        start = self.hip_from(end)
        run = (self.half + self.cover.eave) * np.clip(t - start, 0, None)
        return x + out * reach - out * run * (1.0 if end == "hip" else 0.8)

    def top(self, x: NDArray, t: NDArray) -> NDArray:
        """Height of the upper side with the sag of old rafters."""
        middle, half = (self.x0 + self.x1) / 2, max((self.x1 - self.x0) / 2, 1e-3)
        dip = np.clip(1 - ((np.asarray(x) - middle) / half) ** 2, 0, 1)
        return self.under(t) + self.lift - self.cover.sag * dip * np.asarray(t)

    def draw(self, s: Sculptor) -> None:
        self._slopes(s)
        for right in (False, True):
            end = self.ends[right]
            if end in ("hip", "half_hip"):
                self._hip(s, right)
            if end in ("gable", "half_hip"):
                self._verge(s, right)
        self._eaves(s)
        self._caps(s)

    def _slopes(self, s: Sculptor) -> None:
        t = self.knots()
        columns = max(2, round((self.x1 - self.x0) / 1.1)) if self.cover.sag else 1
        share = np.linspace(0, 1, columns + 1)
        x = self.end_x(False, t)[:, None] * (1 - share) + self.end_x(True, t)[:, None] * share
        y = self.top(x, np.broadcast_to(t[:, None], x.shape))
        run = np.concatenate([[0], np.cumsum(np.hypot(np.diff(self.z_out(t)), np.diff(self.under(t))))])
        i, j = np.meshgrid(np.arange(len(t) - 1), np.arange(columns), indexing="ij")
        a = (i * (columns + 1) + j).ravel()
        front = np.stack([a, a + 1, a + columns + 2, a + columns + 1], 1)
        for side in (1, -1):
            z = np.broadcast_to(side * self.z_out(t)[:, None], x.shape)
            uv = np.stack([side * x, np.broadcast_to(run[:, None], x.shape)], -1).reshape(-1, 2)
            vertices = np.stack([x, y, z], -1).reshape(-1, 3)
            s.faces(vertices, front if side > 0 else front[:, ::-1], self.cover.material, self.cover.color, uv=uv)

    def _hip(self, s: Sculptor, right: bool) -> None:
        end = self.ends[right]
        t = self.knots()
        t = t[t >= self.hip_from(end) - 1e-9]
        x = self.end_x(right, t)
        y, z = self.top(x, t), self.z_out(t)
        out = 1 if right else -1
        v = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
        for k in range(len(t) - 1):
            corners = [
                (x[k], y[k], out * z[k]),
                (x[k], y[k], -out * z[k]),
                (x[k + 1], y[k + 1], -out * z[k + 1]),
                (x[k + 1], y[k + 1], out * z[k + 1]),
            ]
            uv = [(-z[k], v[k]), (z[k], v[k]), (z[k + 1], v[k + 1]), (-z[k + 1], v[k + 1])]
            last = k == len(t) - 2
            s.faces(
                corners[:3] if last else corners,
                [[0, 1, 2]] if last else [[0, 1, 2, 3]],
                self.cover.material,
                self.cover.color,
                uv=uv[: 3 if last else 4],
            )
        low = y[0] - self.lift
        edge, color = self._edge()
        s.quad((x[0], low, out * z[0]), (x[0], low, -out * z[0]), (x[0], y[0], -out * z[0]), (x[0], y[0], out * z[0]), edge, color)
        inner = self.x1 if right else self.x0
        s.quad(
            (inner, low, out * z[0]),
            (inner, low, -out * z[0]),
            (x[0], low, -out * z[0]),
            (x[0], low, out * z[0]),
            "planks",
            shade(self.cover.trim_color, 0.7),
        )

    def _edge(self) -> tuple[str, ArrayLike]:
        if self.cover.material == "thatch":
            return "thatch", shade(self.cover.color, 0.8)
        return "timber", self.cover.trim_color

    def _verge(self, s: Sculptor, right: bool) -> None:
        """Edge of the cover, barge boards and the soffit between them and the gable wall."""
        t = self.knots()
        t = t[t <= self.hip_from(self.ends[right]) + 1e-9]
        out = 1.0 if right else -1.0
        wall = self.x1 if right else self.x0
        x = wall + out * self.cover.verge
        y, z = self.under(t), self.z_out(t)
        edge, color = self._edge()
        soffit = shade(self.cover.trim_color, 0.7)
        # the board is 0.2 m wide and its upper edge stays just under the cover's
        up_board = (self.cover.thickness - 0.112) * self.lift / self.cover.thickness
        for k in range(len(t) - 1):
            for side in (1, -1):
                a, b = (x, y[k], side * z[k]), (x, y[k + 1], side * z[k + 1])
                a2, b2 = (wall, y[k], side * z[k]), (wall, y[k + 1], side * z[k + 1])
                up = np.array([0, self.lift, 0])
                ring = [a, b, b + up, a + up]
                under = [a, a2, b2, b]
                if side * out < 0:
                    ring.reverse()
                    under.reverse()
                s.polygon(ring, edge, color)
                s.polygon(under, "planks", soffit)
                if self.cover.material != "thatch":
                    with s.at((x, 0, 0), yaw=np.pi / 2 if right else -np.pi / 2):
                        sign = -side * out
                        beam(
                            s, (sign * z[k], y[k] + up_board), (sign * z[k + 1], y[k + 1] + up_board),
                            0.2, 0.035, "timber", self.cover.trim_color,
                            closed=True,
                        )  # fmt: skip

    def _eaves(self, s: Sculptor) -> None:
        xa, xb = float(self.end_x(False, 0.0)), float(self.end_x(True, 0.0))
        low, z = float(self.under(0.0)), float(self.z_out(0.0))
        wall = self.half - 0.05
        inner = self.plate + self.rise - self.rise / self.half * wall
        edge, color = self._edge()
        soffit = shade(self.cover.trim_color, 0.7)
        for side in (1, -1):
            a, b = (xa, xb) if side > 0 else (xb, xa)
            s.quad((a, low, side * z), (b, low, side * z), (b, low + self.lift, side * z), (a, low + self.lift, side * z), edge, color)
            s.quad((a, inner, side * wall), (b, inner, side * wall), (b, low, side * z), (a, low, side * z), "planks", soffit)
            if self.cover.rafters:
                count = max(2, round((self.x1 - self.x0) / 0.75))
                for x in np.linspace(self.x0 + 0.15, self.x1 - 0.15, count):
                    self._rafter(s, float(x), side, low, z, inner, wall)

    def _rafter(self, s: Sculptor, x: float, side: int, low: float, z: float, inner: float, wall: float) -> None:
        w, h = 0.045, 0.13
        tip, foot = (low - 0.005, side * (z - 0.06)), (inner, side * wall)
        color = shade(self.cover.trim_color, 0.9)
        v = [(x + dx, y + dy, zz) for y, zz in (foot, tip) for dx in (-w, w) for dy in (-h, 0)]
        faces = np.array([(0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (4, 5, 7, 6)])
        s.faces(v, faces[:, ::-1] if side > 0 else faces, "timber", color)

    def _caps(self, s: Sculptor) -> None:
        """Ridge tiles (or the roll of a thatch) along the ridge and the hips."""
        xa, xb = float(self.end_x(False, 1.0)), float(self.end_x(True, 1.0))
        color = shade(self.cover.color, 0.82)
        if xb - xa > 0.3:
            x = np.linspace(xa, xb, max(2, round((xb - xa) / 0.38)) + 1)
            y = self.top(x, np.ones_like(x))
            self._cap(s, np.stack([x, y, np.zeros_like(x)], 1), color)
        for right in (False, True):
            if self.ends[right] not in ("hip", "half_hip"):
                continue
            t = np.linspace(self.hip_from(self.ends[right]), 1, 14)
            x = self.end_x(right, t)
            for side in (1, -1):
                self._cap(s, np.stack([x, self.top(x, t), side * self.z_out(t)], 1), color)

    def _cap(self, s: Sculptor, path: NDArray, color: ArrayLike) -> None:
        if self.cover.material == "thatch":
            s.tube(path - [0, 0.02, 0], 0.15, "thatch", color, sides=8)
            return
        joints, radii = [], []
        for a, b in zip(path[:-1], path[1:], strict=True):  # each tile laps over its neighbour: the radius saws
            joints += [a, b - 0.02 * (b - a)]
            radii += [0.085, 0.115]
        s.tube(np.array(joints) - [0, 0.03, 0], np.array(radii), self.cover.material, color, sides=6)


def shed_roof(s: Sculptor, x0: float, x1: float, depth: float, plate: float, rise: float, cover: Cover) -> None:
    """A single slope from a wall at z = 0 (underside plate + rise) down to a plate at z = depth."""
    slope = rise / depth
    z1, lift = depth + cover.eave, cover.thickness * float(np.hypot(1, slope))
    a, b = x0 - cover.verge, x1 + cover.verge
    high, low = plate + rise, plate - slope * cover.eave
    edge = ("thatch", shade(cover.color, 0.8)) if cover.material == "thatch" else ("timber", cover.trim_color)
    s.quad((a, low + lift, z1), (b, low + lift, z1), (b, high + lift, 0), (a, high + lift, 0), cover.material, cover.color)
    s.quad((a, low, z1), (b, low, z1), (b, low + lift, z1), (a, low + lift, z1), *edge)
    s.quad((a, low, 0 + z1), (a, low + lift, z1), (a, high + lift, 0), (a, high, 0), *edge)
    s.quad((b, low + lift, z1), (b, low, z1), (b, high, 0), (b, high + lift, 0), *edge)
    s.quad((a, high, 0), (b, high, 0), (b, low, z1), (a, low, z1), "planks", shade(cover.trim_color, 0.7))


def spire(s: Sculptor, base: ArrayLike, radius: float, height: float, cover: Cover, *, sides: int = 16, concave: float = 0.0) -> None:
    """A cone (many sides) or pyramid (sides = 4, faces along the axes) with a soffit and a knob; `concave` sweeps its foot out."""
    x, y, z = np.asarray(base, float)
    t = np.linspace(0, 1, 7 if concave else 2)
    r = radius * ((1 - t) - concave * t * (1 - t) * (1 - 0.4 * t))
    r[-1] = 0.0
    profile = np.stack([r, 0.06 + t * (height - 0.06)], 1)
    with s.at((x, y, z), yaw=np.pi / sides if sides <= 8 else 0.0):
        s.lathe((0, 0, 0), np.vstack([[0.0, 0.02], [radius * 0.99, 0.0], profile]), cover.material, cover.color, sides=sides)
    s.lathe(
        (x, y + height - 0.12, z),
        [(0.05, 0), (0.1, 0.1), (0.03, 0.2), (0.03, 0.5), (0.08, 0.58), (0.0, 0.68)],
        "metal",
        (0.16, 0.13, 0.07),
        sides=8,
    )
