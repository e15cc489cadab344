"""Foliage: the tone of a plant's leaves in its season, and clumps of leaves that light can model as volumes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .branches import Floats, directions, unit
from .geometry import Sculptor, linear_from_srgb
from .hues import linear_from_oklch, oklch_from_linear

SNOW_LINEAR = (0.80, 0.83, 0.88)
# OKLCh of foliage by season: lightness, chroma, hue
LEAVES = {
    "spring": (0.60, 0.125, 124.0), "summer": (0.49, 0.096, 129.0), "autumn": (0.60, 0.130, 68.0), "winter": (0.45, 0.06, 110.0),
}  # fmt: skip
_EVERGREEN = (0.41, 0.070, 138.0)
_AUTUMN = ((0.47, 0.125, 34.0), (0.54, 0.125, 52.0), (0.58, 0.12, 68.0), (0.62, 0.12, 85.0), (0.57, 0.10, 106.0))  # red … green-gold
# how often a class takes each; even where it is not named
_AUTUMN_SHARES = {"birch": (0.0, 0.0, 0.1, 0.7, 0.2), "fern": (0.0, 0.2, 0.5, 0.2, 0.1), "reeds": (0.0, 0.0, 0.3, 0.4, 0.3)}


def tint(item: Instance, style: Style, rng: np.random.Generator, *, evergreen: bool = False) -> NDArray[np.float64]:
    """OKLCh (3,) of this plant's leaves: the asked-for colour, or the season's with a little of its own."""
    if item.color:
        return oklch_from_linear(linear_from_srgb(item.color)).astype(np.float64)
    light, chroma, hue = _EVERGREEN if evergreen else LEAVES[style.season]
    if style.season == "autumn" and not evergreen:
        light, chroma, hue = _AUTUMN[int(rng.choice(len(_AUTUMN), p=_AUTUMN_SHARES.get(item.cls)))]
    return np.array([light + rng.normal(0, 0.02), chroma + rng.normal(0, 0.008), hue + rng.normal(0, 4.0)])


def shades(tone: Floats, clump: NDArray[np.int64], inner: Floats, rng: np.random.Generator) -> Floats:
    """(k, 3) linear colours. Each clump (k,) has a hue of its own; `inner` (k,) 0 outside … 1 deep in the crown: darker and cooler."""
    number, k = int(clump.max()) + 1, len(clump)
    own = np.clip(rng.normal(0, 3.0, number), -6, 6)[clump] + np.clip(rng.normal(0, 3.0, k), -5, 5)
    hue = tone[2] + own + (9 * (inner - 0.35) if 80 < tone[2] < 170 else 0)  # only greens turn from yellow to blue
    light = tone[0] + rng.normal(0, 0.018, number)[clump] + rng.normal(0, 0.028, k) + 0.062 - 0.17 * inner
    chroma = tone[1] * np.clip(1.05 - 0.25 * inner + rng.normal(0, 0.1, k), 0.5, 1.3)
    return linear_from_oklch(light, chroma, hue)


def clumps(
    s: Sculptor, centers: Floats, radii: Floats, heart: Floats, half: Floats, total: int, length_m: tuple[float, float], tone: Floats,
    rng: np.random.Generator, *, hang: float = 0.35,
) -> None:  # fmt: skip
    """`total` leaves over clumps at (b, 3) with radii (b, 3), of a crown round `heart` with half axes `half`.

    Normals blend the clump's outward direction and the crown's, so that both are shaded as volumes, with enough of chance that no leaf
    on the outline stands edge on like its neighbours; `hang` turns long axes down.
    """
    weight = np.prod(radii, axis=1) ** (2 / 3)  # leaves live on surfaces
    clump = np.repeat(np.arange(len(centers)), np.maximum((weight / weight.sum() * total).astype(int), 8))
    k = len(clump)
    d = unit(directions(k, rng) + [0, 0.25, 0])
    at = centers[clump] + d * radii[clump] * (rng.random(k) ** 0.3)[:, None]
    out = (at - heart) / half
    outward = unit(out * np.mean(half) / half)
    normal = unit(0.55 * d + 0.5 * outward + [0, 0.2, 0] + 0.75 * directions(k, rng))
    axis = directions(k, rng) + [0, -hang, 0]
    axis = unit(axis - normal * np.einsum("ij,ij->i", axis, normal)[:, None])
    deep = 1.1 - np.linalg.norm(out, axis=1)
    inner = np.clip(0.6 * deep + 0.5 * np.clip(0.1 - d[:, 1], 0, 1) - 0.2 * np.clip(out[:, 1], 0, 1), 0, 1)
    length = rng.uniform(*length_m, k)
    s.leaves(at, axis, normal, np.stack([length, length * rng.uniform(0.55, 0.8, k)], 1), shades(tone, clump, inner, rng))


def hearts(s: Sculptor, centers: Floats, radii: Floats, tone: Floats, rng: np.random.Generator) -> None:
    """A few large dark leaves within each clump (b, 3), so that little sky shows through it."""
    clump = np.repeat(np.arange(len(centers)), 7)
    d = directions(len(clump), rng)
    half = 0.3 * radii[clump].mean(1) * rng.uniform(0.8, 1.15, len(clump))
    axis = unit(np.cross(d, directions(len(clump), rng)))
    at = centers[clump] + 0.36 * d * radii[clump]
    s.leaves(at, axis, d, np.stack([half, 0.85 * half], 1), shades(tone, clump, np.full(len(clump), 0.75), rng))


def strands(s: Sculptor, centers: Floats, radii: Floats, length_m: float, tone: Floats, rng: np.random.Generator) -> None:
    """Twigs with long leaves that hang from the undersides of clumps (b, 3), about `length_m` and more down."""
    per, steps = 7, 8
    clump = np.repeat(np.arange(len(centers)), per)
    d = unit(directions(len(clump), rng) * [1, 0.4, 1])
    fall = length_m * rng.uniform(1.0, 2.6, len(clump))
    top = centers[clump] + d * radii[clump] * [0.95, 0.6, 0.95]
    fall = np.minimum(fall, 0.8 * top[:, 1])
    t = np.linspace(0.0, 1.0, steps)
    at = (
        top[:, None]
        + d[:, None] * [1, 0, 1] * (0.12 * np.sin(2.2 * t))[:, None] * fall[:, None, None]
        - fall[:, None, None] * t[:, None] * [0, 1, 0]
    )
    at = at + 0.03 * rng.normal(size=at.shape)
    k = at.shape[0] * steps
    axis = unit(np.array([0, -1.0, 0]) + 0.3 * directions(k, rng))
    normal = unit(np.repeat(d, steps, axis=0) * [1, 0, 1] + 0.5 * directions(k, rng))
    half = np.repeat(fall / steps * 0.8, steps)
    inner = np.clip(0.35 - 0.3 * np.tile(t, len(clump)), 0, 1)
    s.leaves(at.reshape(-1, 3), axis, normal, np.stack([half, np.full(k, 0.028)], 1), shades(tone, np.repeat(clump, steps), inner, rng))


def scattered(s: Sculptor, radii_m: tuple[float, float], count: int, tone: Floats, rng: np.random.Generator) -> None:
    """Fallen leaves, flat on the ground over an ellipse."""
    r, a = 0.95 * np.sqrt(rng.random(count)), rng.uniform(0, 2 * np.pi, count)
    at = np.stack([r * np.cos(a) * radii_m[0], rng.uniform(0.015, 0.04, count), r * np.sin(a) * radii_m[1]], 1)
    normal = unit([0, 1, 0] + 0.25 * directions(count, rng))
    axis = unit(np.cross(normal, directions(count, rng)))
    s.leaves(at, axis, normal, (0.055, 0.036), shades(tone, np.arange(count) % 9, np.full(count, 0.3), rng))


def snow_on(s: Sculptor, points: Floats, rng: np.random.Generator, *, length_m: float = 0.10) -> None:
    """Flat white splats on top of points (n, 3)."""
    k = len(points)
    s.leaves(points + [0, 0.02, 0], unit(directions(k, rng) * [1, 0.1, 1]), [0, 1, 0], (length_m, 0.5 * length_m), SNOW_LINEAR)
