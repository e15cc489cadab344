"""Ground cover: blades, litter, moss and meadow flowers on points that the sampler has drawn on the ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Style
from ..layout.vocabulary import SURFACES
from .branches import Floats, directions, unit
from .geometry import Geometry, Sculptor, linear_from_srgb
from .hues import linear_from_oklch
from .waves import waves

BLADE = {"spring": (0.53, 0.115, 126.0), "summer": (0.50, 0.105, 122.0), "autumn": (0.52, 0.085, 106.0), "winter": (0.48, 0.05, 100.0)}
LITTER = {
    "spring": ("#6e5434", "#7a6040"), "summer": ("#6e5434", "#84643c", "#5c4a30"),
    "autumn": ("#b0702c", "#a04c24", "#c09038", "#7c5430"), "winter": ("#6a543a", "#584632"),
}  # fmt: skip
NEEDLES = ("#7a5a38", "#6a4c30", "#8a6a42")
PETALS = ("#e8e4dc", "#e4cf56", "#b8709a", "#7468b4", "#d86a44")


def ground_cover(
    points: Floats, normals: Floats, surface: NDArray[np.uint8], scale: Floats, style: Style, rng: np.random.Generator
) -> Geometry:
    """Leaves for points (n, 3) with normals (n, 3): one clump a point; `scale` (n,) ≥ 1 makes fewer, larger leaves far away."""
    s = Sculptor()
    green = np.isin(surface, [SURFACES.index(k) for k in ("grass", "meadow", "field")])
    if not style.snowy:
        _blades(s, points[green], normals[green], surface[green] == SURFACES.index("meadow"), scale[green], style, rng)
    for name, draw in (("leaf_litter", _litter), ("needles", _needles), ("moss", _moss)):
        at = np.flatnonzero(surface == SURFACES.index(name))
        if len(at) and not style.snowy:
            herb = _herbage(points[at], name == "moss", rng)
            draw(s, points[at[~herb]], normals[at[~herb]], scale[at[~herb]], style, rng)
            _herbs(s, points[at[herb]], scale[at[herb]], style, rng)
    return s.geometry()


def _blades(s: Sculptor, p: Floats, n: Floats, meadow: NDArray[np.bool_], scale: Floats, style: Style, rng: np.random.Generator) -> None:
    k = len(p)
    if k == 0:
        return
    p, outward = _gathered(p, n, rng)
    flat = p[:, [0, 2]]
    patch, tuft, fresh = waves(flat, 9.0, rng, octaves=3), waves(flat, 1.6, rng, octaves=2), waves(flat, 22.0, rng, octaves=2)
    light, chroma, hue = BLADE[style.season]
    tall = (0.085 + 0.045 * tuft + 0.03 * patch + 0.05 * meadow) * rng.uniform(0.55, 1.45, k) * np.clip(scale, 1, 3) ** 0.7
    tall = np.maximum(tall, 0.03)
    sway = np.stack([0.2 + 0.2 * patch + rng.normal(0, 0.35, k), np.ones(k), rng.normal(0, 0.4, k)], 1)
    lean = unit(sway + 0.4 * n + 0.5 * outward)
    h = hue - 12 * patch + 8 * fresh + rng.normal(0, 5, k)
    bright = light + 0.045 * patch + 0.05 * tuft + rng.normal(0, 0.035, k) + 0.03 * (tall / 0.1 - 1)
    color = linear_from_oklch(bright, chroma * (1 - 0.25 * np.maximum(patch, 0)), h)
    dry = rng.random(k) < 0.06
    color[dry] = linear_from_oklch(0.62, 0.075, 95)
    facing = unit(0.75 * n + 0.5 * directions(k, rng) * [1, 0.2, 1])
    s.leaves(p + lean * tall[:, None] * 0.85, lean, facing, np.stack([tall, (0.007 + 0.004 * rng.random(k)) * scale], 1), color)
    bloom = rng.random(k) < np.where(meadow, 0.05, 0.008) * np.clip(1 + 2.2 * waves(flat + 31, 5.0, rng, octaves=2), 0, 3)
    if bloom.any() and style.season in ("spring", "summer"):
        at = np.flatnonzero(bloom)
        drift = (waves(flat[at], 7.0, rng) * 2.5 + 2.5).astype(int) % len(PETALS)
        petals = np.stack([linear_from_srgb(c) for c in PETALS])[drift]
        size = rng.uniform(0.014, 0.026, len(at)) * np.clip(scale[at], 1, 2)
        axis, facing = unit(directions(len(at), rng) * [1, 0.2, 1]), unit([0, 1, 0] + 0.3 * directions(len(at), rng))
        s.leaves(p[at] + lean[at] * (tall[at] * 1.75)[:, None], axis, facing, np.stack([size, size * 0.9], 1), petals)


def _gathered(p: Floats, n: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Points drawn half-way to the middle of their tuft, along the slope, and the direction out of it (0 at the middle … 1)."""
    cell = 0.28
    index = np.floor(p[:, [0, 2]] / cell)
    mixed = np.sin(index @ np.array([[12.9898, 39.346], [78.233, 11.135]])) * 43758.5453  # a hash of the cell: where its tuft stands
    middle = (index + 0.2 + 0.6 * (mixed - np.floor(mixed))) * cell
    away = p[:, [0, 2]] - middle
    shift = -away * rng.uniform(0.2, 0.75, (len(p), 1))
    drop = -(n[:, 0] * shift[:, 0] + n[:, 2] * shift[:, 1]) / np.maximum(n[:, 1], 0.3)
    outward = np.stack([away[:, 0], np.zeros(len(p)), away[:, 1]], 1) / cell
    return (p + np.stack([shift[:, 0], drop, shift[:, 1]], 1)).astype(np.float32), outward


def _herbage(p: Floats, moss: bool, rng: np.random.Generator) -> NDArray[np.bool_]:
    """(n,) which points of a wood's floor bear herbs: drifts of them, and strays between."""
    drift = waves(p[:, [0, 2]], 7.0, rng, octaves=3) + 0.5 * waves(p[:, [0, 2]], 1.1, rng)
    return rng.random(len(p)) < np.clip(0.28 + 1.1 * drift, 0.05, 0.75) * (0.45 if moss else 1.0)


def _herbs(s: Sculptor, p: Floats, scale: Floats, style: Style, rng: np.random.Generator) -> None:
    """Wood sorrel, ivy, seedlings and thin grass: leaves held up by short stalks."""
    k = len(p)
    if k == 0:
        return
    flat = p[:, [0, 2]]
    light, chroma, hue = BLADE[style.season]
    kind = waves(flat, 4.0, rng, octaves=2) + 0.5 * rng.normal(size=k)
    grass = kind > 0.55
    tall = rng.uniform(0.02, 0.11, k) * np.clip(scale, 1, 2.5) ** 0.6
    axis = np.where(grass[:, None], unit(directions(k, rng) * [0.5, 0.1, 0.5] + [0, 1, 0]), unit(directions(k, rng) * [1, 0.35, 1]))
    normal = np.where(grass[:, None], unit(directions(k, rng) * [1, 0.2, 1] + [0, 0.5, 0]), unit([0, 1, 0] + 0.5 * directions(k, rng)))
    color = linear_from_oklch(
        light - 0.05 + 0.05 * waves(flat, 2.0, rng) + rng.normal(0, 0.035, k), chroma * 0.85, hue + 6 + rng.normal(0, 7, k)
    )
    half = np.where(grass, 0.9 * tall + 0.03, rng.uniform(0.018, 0.04, k) * scale)
    wide = np.where(grass, 0.006 * scale, 0.72 * half)
    s.leaves(p + np.stack([np.zeros(k), tall, np.zeros(k)], 1), axis, normal, np.stack([half, np.minimum(wide, half)], 1), color)


def _litter(s: Sculptor, p: Floats, n: Floats, scale: Floats, style: Style, rng: np.random.Generator) -> None:
    k = len(p)
    tones = np.stack([linear_from_srgb(c) for c in LITTER[style.season]])
    drift = waves(p[:, [0, 2]], 6.0, rng, octaves=2)
    pick = np.clip(((drift + 1) / 2 + rng.normal(0, 0.25, k)) * len(tones), 0, len(tones) - 1).astype(int)
    normal = unit(n + 0.45 * directions(k, rng))
    axis = directions(k, rng)
    axis = unit(axis - normal * np.einsum("ij,ij->i", axis, normal)[:, None])
    size = rng.uniform(0.03, 0.055, k) * scale
    s.leaves(p + [0, 0.015, 0], axis, normal, np.stack([size, size * 0.6], 1), tones[pick] * rng.uniform(0.65, 1.3, (k, 1)))


def _needles(s: Sculptor, p: Floats, n: Floats, scale: Floats, style: Style, rng: np.random.Generator) -> None:
    k = len(p)
    tones = np.stack([linear_from_srgb(c) for c in NEEDLES])[rng.integers(0, len(NEEDLES), k)]
    normal = unit(n + 0.25 * directions(k, rng))
    axis = unit(np.cross(normal, directions(k, rng)))
    half = np.stack([rng.uniform(0.03, 0.06, k), np.full(k, 0.006)], 1) * scale[:, None]
    bright = 1 + 0.25 * waves(p[:, [0, 2]], 3.0, rng, octaves=2) + rng.normal(0, 0.12, k)
    s.leaves(p + [0, 0.012, 0], axis, normal, half, tones * np.clip(bright, 0.4, 1.6)[:, None])


def _moss(s: Sculptor, p: Floats, n: Floats, scale: Floats, style: Style, rng: np.random.Generator) -> None:
    k = len(p)
    normal = unit(n + 0.3 * directions(k, rng))
    axis = directions(k, rng)
    axis = unit(axis - normal * np.einsum("ij,ij->i", axis, normal)[:, None])
    tuft = waves(p[:, [0, 2]], 1.2, rng, octaves=2)
    color = linear_from_oklch(0.46 + 0.05 * tuft + rng.normal(0, 0.03, k), 0.09, 118 + rng.normal(0, 7, k))
    size = rng.uniform(0.025, 0.05, k) * scale
    s.leaves(p + [0, 0.02, 0] + 0.02 * tuft[:, None] * n, axis, normal, np.stack([size, size * 0.7], 1), color)
