"""Small shapes that household things are put together from: plates cut to an outline, discs, trims that follow an asked colour."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..layout.layout import Instance
from .geometry import Array, Sculptor, ear_clip, linear_from_srgb
from .paints import shade
from .turns import ALONG_X, ALONG_Z

LYING = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]], float)  # own +Z is the frame's +Y, own +Y its −Z
# classes of which an eye sees so little of the lesser parts that these keep their colours beside an asked one
KEEPERS = frozenset(
    """
    telephone radio laptop pool_table ping_pong_table console arcade_machine spinning_wheel rocking_horse harp violin bird_cage candelabra
    trophy model_ship mask pet_bed cat_tree bathtub shoes bar_counter suitcase toilet
    """.split()
)


def trim(item: Instance, color: Array, own_srgb: str, factor: float = 0.9) -> Array:
    """Linear colour of a lesser part: its own, but where a colour was asked for of that hue, unless lesser parts are few (`KEEPERS`)."""
    return shade(color, factor) if item.color and item.cls not in KEEPERS else linear_from_srgb(own_srgb)


def pick(item: Instance, color: Array, own_srgb: tuple[str, ...], rng: np.random.Generator, factor: float = 0.9) -> Array:
    """`trim` with a choice of own colours; draws in any case, so that a colour moves no shape."""
    return trim(item, color, own_srgb[int(rng.integers(len(own_srgb)))], factor)


def _strips(outline: np.ndarray) -> np.ndarray | None:
    """(k, 3) of height, left and right end of a polygon that any level line cuts once, None of another: strips are no slivers."""
    low = int(np.lexsort((outline[:, 0], outline[:, 1]))[0])
    p = np.roll(outline, -low, axis=0)
    top = int(np.argmax(p[:, 1]))
    one, other = p[: top + 1], np.concatenate([p[:1], p[:top:-1], p[top : top + 1]])
    eps = 1e-6 * float(np.ptp(p[:, 1]))
    if (np.diff(one[:, 1]) < -eps).any() or (np.diff(other[:, 1]) < -eps).any():
        return None
    levels = np.unique(np.round(p[:, 1], 6))
    keep = np.concatenate([[True], np.diff(levels) > 0.004 * np.ptp(levels)])
    keep[-1] = True
    levels = levels[keep]
    ends = []
    for chain in (one, other):
        inner = chain + np.array([0, 1e-12]) * np.arange(len(chain))[:, None]
        ends.append(np.interp(levels, inner[:, 1], inner[:, 0]))
        for k in (0, -1):
            flat = chain[np.abs(chain[:, 1] - levels[k]) < 1e-5]
            ends[-1][k] = flat[-1 if k == 0 else 0, 0] if len(flat) else ends[-1][k]
    return np.stack([levels, np.minimum(*ends), np.maximum(*ends)], 1)


def _board(s: Sculptor, outline: ArrayLike, thick: float, material: str, color: ArrayLike, **kw) -> None:
    """In the x, y plane, from z = 0 to `thick`."""
    p = np.asarray(outline, np.float64)
    if np.sum(p[:, 0] * np.roll(p[:, 1], -1) - np.roll(p[:, 0], -1) * p[:, 1]) < 0:
        p = p[::-1]
    strips = _strips(p)
    n = len(p)
    rim = np.concatenate([np.c_[p, np.zeros(n)], np.c_[p, np.full(n, thick)]])
    k = np.arange(n)
    s.faces(rim, np.stack([k, (k + 1) % n, n + (k + 1) % n, n + k], 1), material, color, **kw)
    if strips is None:
        for a, b, c in ear_clip(p[::-1]):
            tri = p[::-1][[a, b, c]]
            (ax, ay), (bx, by) = tri[1] - tri[0], tri[2] - tri[0]
            tri = tri[::-1] if ax * by < ay * bx else tri
            s.faces(np.c_[tri, np.full(3, thick)], [(0, 1, 2)], material, color, **kw)
            s.faces(np.c_[tri, np.zeros(3)], [(2, 1, 0)], material, color, **kw)
        return
    m = len(strips)
    left, right = strips[:, [1, 0]], strips[:, [2, 0]]
    k = np.arange(m - 1)
    for z, flip in ((thick, False), (0.0, True)):
        v = np.concatenate([np.c_[left, np.full(m, z)], np.c_[right, np.full(m, z)]])
        f = np.stack([k, m + k, m + k + 1, k + 1], 1)
        s.faces(v, f[:, ::-1] if flip else f, material, color, **kw)


def plate(s: Sculptor, outline: ArrayLike, z: float, thick: float, material: str, color: ArrayLike, **kw) -> None:
    """A board cut to `outline` [(x, y), …] that stands in the x, y plane, its front at z + thick."""
    with s.at((0, 0, z)):
        _board(s, outline, thick, material, color, **kw)


def flank(s: Sculptor, outline: ArrayLike, x: float, thick: float, material: str, color: ArrayLike, **kw) -> None:
    """A board or body cut to `outline` [(z, y), …], between x − thick/2 and x + thick/2."""
    with s.at((x - thick / 2, 0, 0), yaw=np.pi / 2):  # own x is the frame's −z
        _board(s, np.asarray(outline, np.float64) * (-1, 1), thick, material, color, **kw)


def slab(s: Sculptor, outline: ArrayLike, y: float, thick: float, material: str, color: ArrayLike, **kw) -> None:
    """A board cut to `outline` [(x, z), …] that lies between y and y + thick."""
    with s.at((0, y, 0), rotation=LYING):
        _board(s, np.asarray(outline, np.float64) * (1, -1), thick, material, color, **kw)


def disc(
    s: Sculptor, center: ArrayLike, radius: float, thick: float, material: str, color: ArrayLike, *, sides: int = 24, along: str = "z", **kw
) -> None:
    """A closed drum whose back is at `center`, its front towards +Z (or +X)."""
    with s.at(center, rotation=ALONG_Z if along == "z" else ALONG_X):
        s.lathe((0, 0, 0), [(radius, 0), (radius, thick)], material, color, sides=sides, **kw)


def ellipse(
    rx: float, ry: float, n: int = 24, *, x: float = 0.0, y: float = 0.0, start: float = 0.0, stop: float = 2 * np.pi
) -> np.ndarray:
    """(n, 2) points of an ellipse or, between two angles, of an arc with both its ends."""
    whole = abs(stop - start - 2 * np.pi) < 1e-9
    t = np.linspace(start, stop, n, endpoint=not whole)
    return np.stack([x + rx * np.cos(t), y + ry * np.sin(t)], 1)


def rounded(w: float, h: float, r: float, n: int = 5, *, x: float = 0.0, y: float = 0.0) -> np.ndarray:
    """(4 n, 2) outline of a rectangle about (x, y) with round corners."""
    turn = np.linspace(0, np.pi / 2, n)
    parts = []
    for k, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        a = turn + k * np.pi / 2
        parts.append(np.stack([x + sx * (w / 2 - r) + r * np.cos(a), y + sy * (h / 2 - r) + r * np.sin(a)], 1))
    return np.concatenate(parts)


def spiral(start: ArrayLike, end: ArrayLike, radius: float, turns: int, *, sag: float = 0.0, per_turn: int = 7) -> np.ndarray:
    """(n, 3) points of a coiled cord between two points that sags in its middle."""
    a, b = np.asarray(start, np.float64), np.asarray(end, np.float64)
    t = np.linspace(0, 1, turns * per_turn + 1)
    angle = 2 * np.pi * turns * t
    way = (b - a) / max(float(np.linalg.norm(b - a)), 1e-9)
    side = np.cross(way, [0, 1, 0] if abs(way[1]) < 0.9 else [1, 0, 0])
    side /= np.linalg.norm(side)
    path = a + (b - a) * t[:, None] - np.array([0, 1, 0]) * (4 * sag * t * (1 - t))[:, None]
    return path + radius * (np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * np.cross(way, side))
