"""Books: single volumes, rows on a shelf (upright, leaning, in gaps), lying stacks. A book's frame: thickness x, height y, spine +Z."""

from __future__ import annotations

import numpy as np

from .geometry import Array, Sculptor, linear_from_srgb
from .swatches import PAGES

BINDINGS = (
    "#a83c30", "#3f7a58", "#34568c", "#b5823c", "#7a4a66", "#c49a52", "#5a4a3c",
    "#7f9460", "#b8583a", "#d0b884", "#4f8296", "#e0d2ac", "#8a3444", "#c8763a", "#5f6f9c",
)  # fmt: skip
GILT = linear_from_srgb("#b8924a")
Rng = np.random.Generator


class Volumes:
    """Collects the books of one instance and hands them to the sculptor in three calls: covers, pages, title bands."""

    def __init__(self, rng: Rng, bindings: Array) -> None:
        self.rng = rng
        self.bindings = bindings  # (n, 3) linear
        self.quads: dict[str, tuple[list[Array], list[Array]]] = {"fabric": ([], []), "paper": ([], []), "plain": ([], [])}

    def _add(self, material: str, quads: Array, color: Array, matrix: Array, origin: Array) -> None:
        points, colors = self.quads[material]
        points.append(quads @ matrix.T + origin)
        colors.append(np.broadcast_to(color, (len(quads), 3)))

    def book(self, origin: Array, size: Array, *, lean: float = 0.0, lying: bool = False, yaw: float = 0.0, ends: bool = False) -> None:
        """`origin` is the lower rear left corner of an upright book, or the centre of the underside of a lying one; `size` = (thickness,
        height, depth). `ends`: also its fore-edge can be seen."""
        t, h, d = size
        color = self.bindings[int(self.rng.integers(len(self.bindings)))] * self.rng.uniform(0.8, 1.15)
        c, n = np.cos(lean), np.sin(lean)
        matrix = np.array([[c, n, 0], [-n, c, 0], [0, 0, 1.0]])
        shift = np.zeros(3)
        if lying:
            cy, sy = np.cos(yaw), np.sin(yaw)
            matrix = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]]) @ np.array([[0, 1.0, 0], [-1.0, 0, 0], [0, 0, 1]])
            shift = matrix @ np.array([-t, -h / 2, -d / 2])
        r = min(0.006, 0.3 * t)
        spine = np.array([[0, d - r], [0.25 * t, d], [0.75 * t, d], [t, d - r]])
        cover = [_strip(spine[k], spine[k + 1], h) for k in range(3)]
        cover.append(np.array([[0, 0, 0], [0, 0, d - r], [0, h, d - r], [0, h, 0]]))
        cover.append(np.array([[t, 0, d - r], [t, 0, 0], [t, h, 0], [t, h, d - r]]))
        pages = [np.array([[0, h, d - r], [t, h, d - r], [t, h, 0], [0, h, 0]])]
        if ends:
            pages.append(np.array([[0, 0.003, 0], [t, 0.003, 0], [t, 0.003, d - r], [0, 0.003, d - r]]))
            pages.append(np.array([[t, 0, 0.004], [0, 0, 0.004], [0, h, 0.004], [t, h, 0.004]]))
        self._add("fabric", np.array(cover), color, matrix, origin + shift)
        self._add("paper", np.array(pages), PAGES * self.rng.uniform(0.8, 1.0), matrix, origin + shift)
        bright = float(color.mean()) > 0.25
        gilt = color * 0.35 if bright else GILT * self.rng.uniform(0.7, 1.1)
        kind = int(self.rng.integers(4))
        spans = {0: ((0.7, 0.86),), 1: ((0.12, 0.15), (0.84, 0.87)), 2: ((0.55, 0.8), (0.1, 0.14)), 3: ()}[kind]
        for low, high in spans:
            band = _strip(np.array([0.22 * t, d + 0.0012]), np.array([0.78 * t, d + 0.0012]), 1.0)
            band[:, 1] = np.where(band[:, 1] > 0, high * h, low * h)
            self._add("plain", band[None], gilt, matrix, origin + shift)

    def row(self, x0: float, x1: float, y: float, z_back: float, depth: float, tall: float, fill: float = 0.9) -> None:
        """Fills a compartment from x0 to x1 with runs of upright books, a leaning one after a gap, and now and then a lying stack."""
        x, rng = x0 + 0.005, self.rng
        series: tuple[int, float, float, float] = (0, 0.0, 0.0, 0.0)
        while x < x1 - 0.02:
            if rng.uniform() > fill:  # a gap, then a book that leans back over it
                gap = rng.uniform(0.03, 0.11)
                t, h, d = rng.uniform(0.018, 0.03), tall * rng.uniform(0.65, 0.8), depth * rng.uniform(0.65, 0.85)
                angle = rng.uniform(0.12, 0.28)
                if x + gap + h * np.sin(angle) + t < x1 and x > x0 + 0.03:
                    self.book(np.array([x + h * np.sin(angle) + 0.002, y, z_back + 0.01]), np.array([t, h, d]), lean=-angle)
                    x += h * np.sin(angle) + t / np.cos(angle) + 0.006
                else:
                    x += gap
                continue
            if rng.uniform() < 0.035 and x1 - x > 0.26:
                self.stack(np.array([x + 0.13, y, z_back + 0.55 * depth]), int(rng.integers(2, 5)), 0.22, 0.75 * depth, 0.12)
                x += 0.27
                continue
            if series[0] == 0:
                series = (
                    int(rng.integers(1, 6)),
                    rng.uniform(0.016, 0.048),
                    tall * rng.uniform(0.62, 0.95),
                    depth * rng.uniform(0.62, 0.9),
                )
            left, t, h, d = series
            series = (left - 1, t, h, d)
            t *= rng.uniform(0.8, 1.2)
            if x + t > x1 - 0.003:
                return
            self.book(np.array([x, y, z_back + depth * 0.92 - d - rng.uniform(0, 0.012)]), np.array([t, h * rng.uniform(0.96, 1.0), d]))
            x += t + 0.0015

    def stack(self, base: Array, count: int, length: float, depth: float, twist: float, *, tall: float = 0.0, ends: bool = False) -> None:
        """Lying books, larger ones below, each turned a little; `tall` fixes the height of the whole stack."""
        thick = self.rng.uniform(0.018, 0.04, count)
        if tall:
            thick *= tall / thick.sum()
        y = 0.0
        for k in range(count):
            shrink = 1 - 0.06 * k * self.rng.uniform(0.4, 1.2)
            size = np.array([thick[k], length * shrink, depth * shrink])
            self.book(np.asarray(base) + [0, y, 0], size, lying=True, yaw=self.rng.uniform(-twist, twist), ends=ends)
            y += thick[k] + 0.0005

    def into(self, s: Sculptor, cover_material: str = "fabric") -> None:
        for material, (points, colors) in self.quads.items():
            if points:
                p = np.concatenate(points)
                faces = np.arange(4 * len(p)).reshape(-1, 4)
                s.faces(p.reshape(-1, 3), faces, cover_material if material == "fabric" else material, np.concatenate(colors))


def _strip(a: Array, b: Array, h: float) -> Array:
    """An upright quad from (x, z) a to b, its front to the right of the way from a to b seen from above."""
    return np.array([[a[0], 0, a[1]], [b[0], 0, b[1]], [b[0], h, b[1]], [a[0], h, a[1]]])
