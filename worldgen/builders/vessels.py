"""Under sail: a tall wooden ship and a sailing boat."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade
from .sheets import cloth
from .wares import IRON

Color = NDArray[np.floating]
HULLS = ("#6a4a30", "#5a3f2a", "#4a3a30", "#7a5636")
SAILCLOTH = ("#d8cdb0", "#e2dac6", "#cbbd9c")
SECTION = np.array(
    [
        (0, 0.06),
        (0.1, 0.45),
        (0.25, 0.78),
        (0.4, 0.94),
        (0.55, 1),
        (0.6, 1.02),
        (0.66, 1.02),
        (0.7, 0.99),
        (0.86, 0.95),
        (0.92, 0.96),
        (1, 0.93),
    ]
)  # up the side, its breadth


def _canvas(item: Instance, color: Color, rng: np.random.Generator) -> Color:
    """Of sails: paler than a chromatic colour that was asked for."""
    if not item.color:
        return linear_from_srgb(str(rng.choice(SAILCLOTH)))
    return mix(color, (0.8, 0.8, 0.8), 0.35) if np.ptp(color) > 0.05 else color


def _skin(s: Sculptor, grid: NDArray[np.floating], material: str, tones: Color, *, flip: bool) -> None:
    """grid (rows, stations, 3) of a ship's side, a tone a row."""
    n = grid.shape[1]
    i, j = np.meshgrid(np.arange(len(grid) - 1), np.arange(n - 1), indexing="ij")
    a = (i * n + j).ravel()
    f = np.stack([a, a + n, a + n + 1, a + 1], 1)
    along, up = np.broadcast_arrays(grid[:1, :, 2], np.linspace(0, 2.5, len(grid))[:, None])
    uv = np.stack([along.ravel(), up.ravel()], 1)
    s.faces(grid.reshape(-1, 3), f[:, ::-1] if flip else f, material, np.repeat(tones, n - 1, axis=0), uv=uv)


def _sail(s: Sculptor, foot: tuple[float, float], head: tuple[float, float], z: float, belly: float, color: Color, rows: int = 6) -> None:
    """A square sail between (half width, height) of foot and head, swelling towards +Z."""
    v, u = np.meshgrid(np.linspace(0, 1, rows + 1), np.linspace(-1, 1, 8), indexing="ij")
    half = foot[0] + (head[0] - foot[0]) * v
    arch = 0.07 * (head[1] - foot[1]) * (1 - u**2) * (1 - v)
    y = foot[1] + (head[1] - foot[1]) * v + arch
    swell = belly * (np.sin(np.pi * (0.12 + 0.86 * v)) * (1 - 0.55 * u**2))
    tones = shade(color, 1.0) * (0.92 + 0.1 * (np.arange(7) % 2))[None, :, None] * np.ones((rows, 1, 1))
    cloth(s, np.stack([half * u, y, z + 0.05 + swell], -1), 0.045, "fabric", tones.clip(0, 1))


def sailing_ship(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A wooden ship, bow to +Z: planked hull with wale and gun ports, raised stern with lit windows, two masts, sails set or furled."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, HULLS, rng), item.material or "planks"
    wood = item.material or "timber"
    canvas = _canvas(item, color, rng)
    band = shade(color, 1.08) if item.color else linear_from_srgb(str(rng.choice(["#b8913f", "#8a2f26", "#d0c3a0", "#2f4a5a"])))
    spar = shade(color, 0.85) if item.color else linear_from_srgb("#7a5838")
    t = np.sort(np.concatenate([np.linspace(-1, 1, 19), [-0.36, -0.34, 0.62, 0.64]]))
    aft, fore = t < -0.35, t > 0.63
    beam, length = 0.36 * w, 0.8 * d
    half = beam * np.where(t < 0, 1 - 0.26 * t**2, np.clip(1 - np.abs(t) ** 2.6, 0, 1) ** 0.75).clip(0.02)
    deck = h * (0.128 + 0.03 * t**2 + 0.05 * aft + 0.022 * fore)
    sheer = deck + h * (0.038 + 0.012 * aft)
    keel = 0.06 * h * np.clip((t - 0.7) / 0.3, 0, 1) ** 2 + 0.05 * h * np.clip((-0.75 - t) / 0.25, 0, 1)
    z = -0.47 * d + length * (t + 1) / 2
    up, wide = SECTION[:, :1], SECTION[:, 1:]
    y = keel + (sheer - keel) * up
    lean = np.clip(t, 0, 1) ** 6 * 0.05 * d * up - np.clip(-t, 0, 1) ** 6 * 0.03 * d * up  # raked stem and stern
    row = np.array([0.45, 0.45, 0.5, 1, 0.95, 0, 0.9, 1.05, 0.95, 0])
    tones = np.array([band if k == 0 else shade(color, float(k * rng.uniform(0.95, 1.05))) for k in row])
    if item.color:
        tones[:3] = shade(color, 0.8)
    for side in (-1, 1):
        outer = np.stack([side * half * wide, y, z + lean], -1)
        _skin(s, outer, material, tones, flip=side < 0)
        inner = np.stack([side * (half * 0.93 * SECTION[[-3, -1], 1:] - 0.06).clip(0.01), np.stack([deck, sheer]), z + lean[[-3, -1]]], -1)
        _skin(s, inner, material, shade(color, 0.8)[None], flip=side > 0)
        s.tube(outer[-1] + [-side * 0.04, 0.02, 0], 0.012 * w, wood, spar, sides=6)
        for at in np.linspace(-0.2, 0.5, 6):  # gun ports
            b = float(np.interp(at, t, half)) * 0.985
            with s.at((side * b, float(np.interp(at, t, sheer)) * 0.79, float(np.interp(at, t, z)))):
                s.box((0, 0, 0), (0.1, 0.36, 0.4), wood, band, bevel_m=0.02)
                s.box((side * 0.04, 0, 0), (0.08, 0.25, 0.28), "timber", (0.012, 0.011, 0.01))
    rim = np.stack([half * 0.93, y[-1] * 0 + deck, z + lean[-3]], 1)
    planking = shade(color, 0.95) if item.color else linear_from_srgb("#a58a62")
    for k in range(len(t) - 1):  # the deck; a bulkhead where it steps
        a, b = rim[k], rim[k + 1]
        s.polygon([a * [-1, 1, 1], b * [-1, 1, 1], b, a], material, planking)
    _stern(s, np.stack([half[0] * SECTION[:, 1], y[:, 0], z[0] + lean[:, 0]], 1), material, color, band)
    masts = ((-0.1 * d, h, 0.044 * w), (0.2 * d, 0.93 * h, 0.04 * w))
    furled = bool(rng.random() < 0.3)
    for z0, top, r in masts:
        s.tube([(0, 0.1 * h, z0), (0, 0.6 * top, z0), (0, top, z0)], [r, 0.8 * r, 0.3 * r], wood, spar, sides=10)
        nest = 0.64 * top
        s.lathe((0, nest, z0), [(0.06 * w, 0), (0.1 * w, 0.02 * h), (0.1 * w, 0.045 * h), (0.05 * w, 0.045 * h)], material, spar, sides=12)
        for low, high, a, b in ((0.29, 0.6, 0.5, 0.47), (0.67, 0.9, 0.42, 0.33)):
            half_w = b * w * (0.94 if z0 > 0 else 1)
            path = np.stack([np.linspace(-half_w, half_w, 11), np.full(11, high * top), np.full(11, z0 + 1.6 * r)], 1)
            thick = 0.5 * r * (1 - 0.5 * np.abs(np.linspace(-1, 1, 11)))
            s.tube(path, thick, wood, spar, sides=6)
            if furled or (item.material and low < 0.5):  # with its lower sails stowed one sees what it is built of
                roll = 0.055 * w * (1 - 0.65 * np.abs(np.linspace(-0.95, 0.95, 11)) ** 2) * (1 + 0.16 * rng.normal(size=11))
                s.tube(path * [0.95, 1, 1] - [0, 0.03 * h * 0.6, -0.03 * w], roll.clip(0.03), "fabric", canvas, sides=8)
            else:
                belly = float(rng.uniform(0.13, 0.2)) * w * (0.6 + 0.5 * a)
                _sail(s, (a * w * 0.97, low * top), (half_w * 0.94, (high - 0.008) * top), z0 + 1.6 * r, belly, canvas)
        for side in (-1, 1):
            b = side * float(np.interp(z0, z, half)) * 0.96
            feet = [np.array([b, float(np.interp(z0 + f, z, sheer)), z0 + f]) for f in (-1.0, -0.5, 0.0)]
            head = np.array([side * 0.08 * w, nest, z0])
            for foot in feet:
                s.tube([foot, head], 0.018, "fabric", (0.06, 0.05, 0.04), sides=4)
            for u in np.linspace(0.1, 0.85, 9):
                s.tube([p + (head - p) * u for p in (feet[0], feet[2])], 0.012, "fabric", (0.06, 0.05, 0.04), sides=3)
    bow = np.array([0, sheer[-1], z[-1]])
    tip = np.array([0, sheer[-1] + 0.07 * h, d / 2])
    s.tube([bow - [0, 0.03 * h, 0.1 * d], tip], [0.04 * w, 0.018 * w], wood, spar, sides=8)
    for start, end in (
        (tip, (0, 0.9 * h, 0.2 * d)),
        ((0, 0.62 * h, 0.2 * d), (0, 0.95 * h, -0.1 * d)),
        ((0, 0.9 * h, -0.1 * d), (0, sheer[0], z[0])),
    ):
        s.tube([start, end], 0.018, "fabric", (0.06, 0.05, 0.04), sides=4)
    if not (furled or item.material):  # a jib on the forestay
        v, u = np.meshgrid(np.linspace(0.06, 0.9, 7), np.linspace(0, 1, 5), indexing="ij")
        stay = tip + (np.array([0, 0.9 * h, 0.2 * d]) - tip) * v[..., None]
        clew = np.array([0.1 * w, 0.27 * h, 0.27 * d])
        aft_edge = clew + (stay[-1:, :] - clew) * ((v - 0.06) / 0.84)[..., None]
        jib = stay + (aft_edge - stay) * u[..., None] + np.array([0.09 * w, 0, 0]) * (np.sin(np.pi * u) * (0.95 - v))[..., None]
        cloth(s, jib, 0.045, "fabric", canvas)
    _pennant(s, np.array([0, 0.985 * h, -0.1 * d]), 0.055 * h, band if not item.color else color, rng)
    return fitted(s.geometry(), item.size_m)


def _stern(s: Sculptor, edge: NDArray[np.floating], material: str, color: Color, band: Color) -> None:
    """The transom within `edge` (k, 3), with a row of windows and a lantern."""
    for a, b in zip(edge[:-1], edge[1:], strict=True):
        s.polygon([a, a * [-1, 1, 1], b * [-1, 1, 1], b], material, color)
    wide, top = float(edge[-1, 0]), float(edge[-1, 1])
    z = float(edge[-3, 2])
    for x in np.linspace(-0.66, 0.66, 4) * wide:
        s.box((x, 0.78 * top, z - 0.02), (0.4 * wide, 0.17 * top, 0.12), "timber", band, bevel_m=0.02)
        s.box((x, 0.78 * top, z - 0.06), (0.3 * wide, 0.13 * top, 0.1), "glass", (0.3, 0.2, 0.07), emission_linear=(0.5, 0.3, 0.1))
    s.tube([(-wide, 0.68 * top, z), (wide, 0.68 * top, z)], 0.06, "timber", band, sides=6)
    s.tube([(0, top - 0.1, z), (0, top + 0.4, z)], 0.03, "metal", IRON, sides=6)
    s.lathe((0, top + 0.35, z), [(0.05, 0), (0.13, 0.06), (0.16, 0.3), (0.0, 0.46)], "glass", (0.6, 0.4, 0.15), sides=8)


def _pennant(s: Sculptor, at: NDArray[np.floating], size: float, color: Color, rng: np.random.Generator) -> None:
    """A swallow-tailed flag that streams towards +Z and a little aside."""
    v, u = np.meshgrid(np.linspace(-0.5, 0.5, 3), np.linspace(0, 1, 7), indexing="ij")
    wave = 0.12 * np.sin(5 * u + rng.uniform(0, 6)) * u
    out = np.where(np.abs(v) < 0.1, 1.5, 2.0) * u
    cloth(s, at + size * np.stack([wave + 0.3 * u, -0.5 + 0.8 * v * (1 - 0.2 * u), out], -1), 0.012, "fabric", color)


def sailboat(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A dinghy, bow to +Z: a smooth hull with a stripe, a foredeck and thwarts, a mast, a mainsail on its boom, a jib."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e8e6e0", "#2c4f78", "#8a2d28", "#d8d2c0", "#2f6a60"), rng), item.material or "painted"
    canvas = (
        _canvas(item, color, rng)
        if item.color
        else linear_from_srgb(str(rng.choice(["#eceae4", "#e6dfce", "#e9e6dc", "#eceae4", "#b0583c"])))
    )
    wood, inside = (shade(color, 0.9), shade(color, 0.95)) if item.color else (linear_from_srgb("#9a7044"), linear_from_srgb("#b08c5c"))
    stuff = item.material or "timber"
    t = np.linspace(-1, 1, 17)
    half = w / 2 * np.where(t < -0.1, 1 - 0.3 * (t + 0.1) ** 2, np.clip(1 - np.abs((t + 0.1) / 1.1) ** 2.2, 0, 1) ** 0.85).clip(0.02)
    sheer = h * (0.125 + 0.035 * np.clip(t, -0.3, 1) ** 2)
    keel = 0.08 * h * np.clip((t - 0.6) / 0.4, 0, 1) ** 2 + 0.025 * h * np.clip((-0.6 - t) / 0.4, 0, 1)
    z = 0.485 * d * t
    up = np.array([0, 0.12, 0.35, 0.62, 0.74, 0.86, 1.0])[:, None]
    wide = np.array([0.05, 0.42, 0.74, 0.92, 0.96, 0.99, 1.0])[:, None]
    y = keel + (sheer - keel) * up
    lean = 0.03 * d * np.clip(t, 0, 1) ** 5 * up
    stripe = shade(color, 1.1) if item.color else linear_from_srgb(str(rng.choice(["#24324a", "#a83a2c", "#3a3a3c", "#c8a050"])))
    tones = np.array([shade(color, 0.85), shade(color, 0.9), shade(color, 0.95), color, stripe, color])
    floor = 0.05 * h
    for side in (-1, 1):
        outer = np.stack([side * half * wide, y, z + lean], -1)
        _skin(s, outer, material, tones, flip=side < 0)
        inner = np.stack(
            [
                side * (half * np.array([[0.62], [1.0]]) - 0.03).clip(0.005),
                np.stack([np.maximum(keel + 0.02, floor), sheer]),
                z + lean[[2, -1]],
            ],
            -1,
        )
        _skin(s, inner, stuff, inside[None] * 0.9, flip=side > 0)
        s.tube(outer[-1] + [0, 0.005, 0], 0.028, stuff, wood, sides=6)
    edge = np.stack([half[0] * wide[:, 0], y[:, 0], np.full(7, z[0])], 1)
    for a, b in zip(edge[:-1], edge[1:], strict=True):
        s.polygon([a, a * [-1, 1, 1], b * [-1, 1, 1], b], material, color)
        s.polygon([p + [0, 0, 0.03] for p in (b, b * [-1, 1, 1], a * [-1, 1, 1], a)], material, inside)
    sole = np.stack([half * 0.64, np.maximum(keel + 0.02, floor), z], 1)
    lid = np.stack([half, sheer - 0.02, z + lean[-1]], 1)
    for k in range(16):
        for line, tone in ((sole, shade(inside, 0.9)), *(((lid, inside),) if t[k] > 0.3 else ())):
            s.polygon([line[k] * [-1, 1, 1], line[k + 1] * [-1, 1, 1], line[k + 1], line[k]], stuff, tone)
    for at in (-0.75, -0.15):
        s.box((0, 0.105 * h, at * 0.485 * d), (1.9 * float(np.interp(at, t, half)), 0.04, 0.28), stuff, wood, bevel_m=0.01)
    mast, out = 0.12 * d, float(rng.choice([-1, 1])) * float(rng.uniform(0.3, 0.42))
    s.tube([(0, floor, mast), (0, 0.6 * h, mast), (0, h, mast - 0.02 * d)], [0.045, 0.04, 0.02], stuff, wood, sides=8)
    end = np.array([np.sin(out) * 0.5 * d, 0.225 * h, mast - np.cos(out) * 0.5 * d])
    s.tube([(0, 0.21 * h, mast), end], 0.028, stuff, wood, sides=8)
    v, u = np.meshgrid(np.linspace(0, 1, 10), np.linspace(0, 1, 7), indexing="ij")
    luff = np.array([0, 0.235 * h, mast]) + np.array([0, 0.73 * h, -0.015 * d]) * v[..., None]
    leech = end + [0, 0.02 * h, 0] + (luff[-1, 0] - end) * (v + 0.1 * v * (1 - v))[..., None]
    across = np.array([np.cos(out), 0, np.sin(out)]) * np.sign(out)
    main = luff + (leech - luff) * u[..., None] * 0.985 + across * (0.09 * d * np.sin(np.pi * u**0.8) * (1 - v) ** 0.7)[..., None]
    seams = (0.93 + 0.07 * (np.arange(9) % 2))[:, None, None] * canvas * np.ones((1, 6, 1))
    cloth(s, main, 0.02, "fabric", seams)
    v, u = v[:8], u[:8] * 1.0
    v = np.linspace(0, 1, 8)[:, None] * np.ones((1, 7))
    stay = np.array([0, 0.175 * h, 0.47 * d]) + (np.array([0, 0.8 * h, mast + 0.03]) - [0, 0.175 * h, 0.47 * d]) * v[..., None]
    clew = np.array([np.sin(out) * 0.2 * d, 0.22 * h, mast - 0.02 * d])
    aft = clew + (stay[-1:, :] - clew) * v[..., None]
    jib = stay + (aft - stay) * u[..., None] + across * (0.06 * d * np.sin(np.pi * u) * (1 - v))[..., None]
    cloth(s, jib, 0.02, "fabric", canvas)
    s.tube([(0, 0.165 * h, 0.48 * d), (0, 0.82 * h, mast)], 0.009, "metal", (0.3, 0.3, 0.3), sides=4)
    for side in (-1, 1):
        s.tube([(side * 0.47 * w, 0.13 * h, mast - 0.1 * d), (0, 0.82 * h, mast)], 0.009, "metal", (0.3, 0.3, 0.3), sides=4)
    s.box((0, 0.09 * h, -0.487 * d), (0.03, 0.15 * h, 0.02 * d), stuff, wood, bevel_m=0.008)
    s.tube([(0, 0.16 * h, -0.485 * d), (0.04 * w, 0.18 * h, -0.3 * d)], 0.02, stuff, wood, sides=6)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"sailing_ship": sailing_ship, "sailboat": sailboat}
