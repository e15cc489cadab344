"""Which colour and material a part gets: what the item asks for, else what the style asks for, else the builder's own choice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ..layout.layout import Instance, Style
from .geometry import Array, linear_from_srgb

WINDOW_GLOW = np.array([1.6, 0.9, 0.35], np.float32)  # radiance of a lamp-lit pane

ROOF_COLORS: dict[str, tuple[str, ...]] = {
    "tiles": ("#a5492f", "#8f3f2b", "#b05a3a", "#97503a"),
    "slate": ("#565d66", "#4a5058", "#666a70"),
    "thatch": ("#a98f5c", "#957d50", "#8a7652"),
    "shingles": ("#75604a", "#6a5844", "#857560"),
}
WALL_COLORS: dict[str, tuple[str, ...]] = {
    "plaster": ("#e6dcc6", "#eae4d6", "#dcc9a4", "#d9b98f", "#e2cfc0", "#cfd0bf"),
    "stone_courses": ("#a39a8b", "#b0a591", "#97938c"),
    "rubble": ("#9c9284", "#8f897f", "#aa9c86"),
    "brick": ("#9a5a44", "#8d4f3d", "#a76a50"),
    "timber": ("#6f5138", "#7d5c3e"),
    "planks": ("#7a5f45", "#8b7357", "#66513d"),
}
TIMBER_COLORS = ("#4a3526", "#3f2f25", "#5a412c", "#54402f")
DOOR_COLORS = ("#6a4328", "#3f5a48", "#7a3a2c", "#38506a", "#59452f")
SHUTTER_COLORS = ("#3f6350", "#355a70", "#7c3b30", "#6e6a44", "#4d4a63")


def shade(color_linear: ArrayLike, factor: float) -> Array:
    return np.clip(np.asarray(color_linear, np.float32) * factor, 0.0, 0.95).astype(np.float32)


def mix(a: ArrayLike, b: ArrayLike, share_b: float) -> Array:
    return (np.asarray(a, np.float32) * (1 - share_b) + np.asarray(b, np.float32) * share_b).astype(np.float32)


def choose(rng: np.random.Generator, options: Sequence[str], shares: Sequence[float] | None = None) -> str:
    return str(options[int(rng.choice(len(options), p=shares))])


def role_color(style: Style, role: str, own: Sequence[str], rng: np.random.Generator, *, spread: float = 0.08) -> Array:
    """Linear colour of a role ('roof', 'door', …): the palette's, else one of `own`; lightness varies by ±`spread` from thing to thing."""
    base = linear_from_srgb(style.palette.get(role) or choose(rng, own))
    return shade(base, 1.0 + float(rng.uniform(-spread, spread)))


def main_paint(item: Instance, default_srgb: str | Sequence[str], rng: np.random.Generator, *, spread: float = 0.1) -> Array:
    """Linear colour of an item's dominant surface: exactly the asked one, else an own one with some variation."""
    if item.color:
        return linear_from_srgb(item.color)
    own = default_srgb if isinstance(default_srgb, str) else choose(rng, default_srgb)
    return shade(linear_from_srgb(own), 1.0 + float(rng.uniform(-spread, spread)))
