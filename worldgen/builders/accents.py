"""What small things share: accents that keep to an asked colour, loaf-like mounds, lidded jars, cups."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..layout.layout import Instance
from .geometry import Array, Sculptor, linear_from_srgb
from .paints import shade
from .swatches import asked
from .turns import loop

Rng = np.random.Generator


def accent(item: Instance, color: ArrayLike, own_srgb: str, factor: float = 0.9) -> Array:
    """Linear colour of a second part: its own, or a tone of the colour that was asked for."""
    return shade(color, factor) if asked(item) else linear_from_srgb(own_srgb)


def mound(
    s: Sculptor, base: ArrayLike, radii: ArrayLike, material: str, color_linear: ArrayLike, rng: Rng, *, power: float = 2.4,
    bump: float = 0.03, fade: tuple[float, float] = (1.15, 0.85), sides: int = 24,
) -> None:  # fmt: skip
    """Half a plump body on `base` with half axes `radii` (x, up, z), uneven by `bump`; `fade`: tones of its foot and its top."""
    rx, up, rz = np.asarray(radii, np.float64)
    t = np.linspace(0, 1, 8)
    out, high = np.cos(t * np.pi / 2) ** (2 / power), np.sin(t * np.pi / 2) ** (2 / power)
    out = np.concatenate([[0.0, 0.9], out])
    high = np.concatenate([[0.0, 0.0], 0.06 + 0.94 * high])
    out[-1] = 0.0
    a = np.linspace(0, 2 * np.pi, sides + 1)
    k, turn = rng.integers(2, 6, 3), rng.uniform(0, 6.3, 3)
    wave = 1 + bump * np.sum([np.cos(n * a + c) for n, c in zip(k, turn, strict=True)], axis=0)
    v = np.stack(np.broadcast_arrays(rx * out[:, None] * wave * np.sin(a), up * high[:, None], rz * out[:, None] * wave * np.cos(a)), -1)
    i, j = np.meshgrid(np.arange(len(out) - 1), np.arange(sides), indexing="ij")
    q = (i * (sides + 1) + j).ravel()
    f = np.stack([q, q + 1, q + sides + 2, q + sides + 1], 1)
    row = i.ravel()
    f[row == 0] = np.stack([q, q + sides + 2, q + sides + 1, np.full_like(q, -1)], 1)[row == 0]
    last = row == len(out) - 2
    f[last] = np.stack([q, q + 1, q + sides + 1, np.full_like(q, -1)], 1)[last]
    tone = np.interp(high[:-1], [0, 1], fade)[row] * rng.uniform(0.94, 1.06, len(f))
    s.faces((v + np.asarray(base)).reshape(-1, 3), f, material, (np.asarray(color_linear) * tone[:, None]).clip(0, 0.95))


def over(radii: ArrayLike, x: ArrayLike, z: ArrayLike, power: float = 2.4) -> Array:
    """How high a `mound` is above (x, z)."""
    rx, up, rz = np.asarray(radii, np.float64)
    q = np.hypot(np.asarray(x) / rx, np.asarray(z) / rz).clip(0, 0.98)
    return up * (0.06 + 0.94 * (1 - q**power) ** (1 / power))


def lidded_jar(
    s: Sculptor, base: ArrayLike, r: float, h: float, kind: int, material: str, filling: ArrayLike, lid: ArrayLike, paper: ArrayLike
) -> None:
    """A filled jar: 0 with a screwed lid, 1 with a tied cloth over it, 2 with a cork; a label in front."""
    x, y, z = np.asarray(base, np.float64)
    top = 0.82 * h
    shape = [(0.9, 0), (1.0, 0.05), (1.0, 0.72), (0.78, 0.9), (0.76, 1.0)]
    s.lathe((x, y, z), [(a * r, b * top) for a, b in shape], material, filling, sides=20)
    if kind == 0:
        s.lathe(
            (x, y + top, z),
            [(0.84 * r, 0), (0.88 * r, 0.02 * h), (0.88 * r, 0.15 * h), (0.8 * r, 0.18 * h), (0.35 * r, 0.18 * h)],
            "metal",
            lid,
            sides=20,
        )
    elif kind == 1:
        a = np.linspace(0, 2 * np.pi, 41)
        wave = 1 + 0.08 * np.cos(9 * a)
        rings = [(1.08, -0.12), (0.82, 0.02), (0.84, 0.12), (0.5, 0.18)]
        p = np.stack([np.stack([x + f * r * wave * np.sin(a), y + top + g * h + 0 * a, z + f * r * wave * np.cos(a)], 1) for f, g in rings])
        n = len(a)
        q = (np.arange(3)[:, None] * n + np.arange(n - 1)).ravel()
        cloth = np.stack([q, q + 1, q + n + 1, q + n], 1)
        cap = np.array([(3 * n + i, 3 * n + i + 1, 4 * n, -1) for i in range(n - 1)])
        s.faces(np.vstack([p.reshape(-1, 3), (x, y + h, z)]), np.vstack([cloth, cap]), "fabric", lid)
        s.tube(loop(0.88 * r, plane="xz", center=(x, y + 1.02 * top, z)), 0.008, "fabric", shade(lid, 0.6), sides=6)
    else:
        s.lathe((x, y + top, z), [(0.7 * r, 0), (0.78 * r, 0.17 * h), (0.35 * r, 0.18 * h)], "timber", lid, sides=16)
    a = np.linspace(-0.75, 0.75, 7)
    band = np.stack([x + 1.05 * r * np.sin(a), np.full(7, y + 0.16 * top), z + 1.05 * r * np.cos(a)], 1)
    high = band + [0, 0.4 * top, 0]
    f = np.array([(i, i + 1, i + 8, i + 7) for i in range(6)])
    s.faces(np.vstack([band, high]), f, "paper", paper)


def cup_on_saucer(s: Sculptor, base: ArrayLike, r: float, h: float, turn: float, material: str, color: ArrayLike, drink: ArrayLike) -> None:
    """A full cup with an ear on a saucer of radius `r`, `h` high together."""
    x, y, z = np.asarray(base, np.float64)
    dish = [(0.5, 0), (0.6, 0.04), (1.0, 0.2), (1.0, 0.24), (0.55, 0.12), (0, 0.1)]
    s.lathe((x, y, z), [(a * r, b * h) for a, b in dish], material, shade(color, 0.96), sides=22)
    c = [(0.3, 0.1), (0.32, 0.16), (0.5, 0.4), (0.6, 0.7), (0.64, 1.0), (0.58, 0.99), (0.54, 0.8), (0, 0.79)]
    s.lathe((x, y, z), [(a * r, b * h) for a, b in c], material, color, sides=18)
    s.lathe((x, y + 0.86 * h, z), [(0.56 * r, 0), (0, 0.001)], "plain", drink, sides=18, caps=False)
    with s.at((x, y, z), yaw=turn):
        ear = loop(0.26 * h, start_rad=-1.6, stop_rad=1.6, points=9, center=(0.56 * r, 0.6 * h, 0))
        s.tube(ear, max(0.05 * h, 0.006), material, color, sides=6)


def prism(s: Sculptor, outline: ArrayLike, depth_m: float, material: str, color_linear: ArrayLike, *, bevel_m: float = 0.006, **kw) -> None:
    """A slab with softened rims from z = 0 forward over a convex outline (n, 2) in x and y, counter-clockwise seen from +Z."""
    p = np.asarray(outline, np.float64)
    n, middle = len(p), (p.min(0) + p.max(0)) / 2
    span = max(float(np.ptp(p, axis=0).min()) / 2, 1e-6)
    b = min(bevel_m, 0.3 * depth_m, 0.4 * span)
    small = middle + (p - middle) * (1 - b / np.maximum(np.ptp(p, axis=0) / 2, 1e-6))
    levels = ((small, 0.0), (p, b), (p, depth_m - b), (small, depth_m))
    v = np.concatenate([np.column_stack([q, np.full(n, z)]) for q, z in levels])
    ring = np.arange(n)
    f = [np.stack([k * n + ring, k * n + (ring + 1) % n, (k + 1) * n + (ring + 1) % n, (k + 1) * n + ring], 1) for k in range(3)]
    half = np.arange((n - 1) // 2)
    cap = np.stack([half, half + 1, n - 2 - half, n - 1 - half], 1)
    cap[:, 2] = np.where(cap[:, 2] == cap[:, 1], -1, cap[:, 2])
    cap = np.where((cap[:, 2] == -1)[:, None], cap[:, [0, 1, 3, 2]], cap)
    back = np.where((cap[:, 3] < 0)[:, None], cap[:, [0, 2, 1, 3]], cap[:, ::-1])
    s.faces(v, np.vstack([*f, back, np.where(cap < 0, -1, cap + 3 * n)]), material, color_linear, **kw)
