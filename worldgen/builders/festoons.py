"""What hangs from lines outdoors: clothesline, bunting, string_lights."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .boards import board, felt, footed_post, sag
from .envelope import fitted
from .flagpoles import BRIGHT, various
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .wares import WOODS

Rng = np.random.Generator
LINEN = ("#ece6d8", "#d8dfe4", "#e0c9a8", "#a8bccb", "#c98a7a", "#7f94b0", "#b8c4a0", "#d8b24a", "#b8483c", "#3f6a94")
GLOW = np.array([3.0, 1.9, 0.8], np.float32)


def _waving(x: Array, y: Array, swing: float, phase: float) -> Array:
    """(rows, columns, 3) of a cloth hung at its upper row, which swings the more the lower it is; x, y (rows, columns)."""
    down = (y.max(0)[None] - y) / max(float(np.ptp(y)), 1e-6)
    z = swing * down * (0.5 + np.sin(9 * x + 2 * down + phase)) + 0.012 * np.sin(26 * x + phase) * (0.4 + down)
    return np.stack([x, y, z], -1)


def _garment(
    s: Sculptor, kind: int, x: float, wide: float, line: Array, drop: float, material: str, color: Array, trim: Array, rng: Rng
) -> None:
    """Towel or sheet (0), shirt hung by its hem (1), trousers (2), or a pair of socks (3) from a line (n, 3), centred on `x`."""
    phase = float(rng.uniform(0, 6))

    def hang(x0: float, x1: float, y0: float, y1: float, slant: float = 0.0, taper: float = 0.0) -> Array:
        v, u = np.linspace(1, 0, 9)[:, None], np.linspace(0, 1, 11)[None]
        mid = (x0 + x1) / 2 + slant * v
        xs = mid + (u - 0.5) * (x1 - x0) * (1 - taper * v)
        over = np.interp(np.clip(xs, line[0, 0], line[-1, 0]), line[:, 0], line[:, 1])
        return _waving(xs, over - y0 - (y1 - y0) * v, 0.09, phase)

    if kind == 0:
        grid = hang(x - wide / 2, x + wide / 2, 0.0, drop)
        felt(s, grid, 0.009, material, color)
        for row in (1, 2) if rng.random() < 0.6 else (1, 4, 7):
            felt(s, grid[row : row + 2] * [1, 1, 1] + [0, 0, 0.004], 0.017, material, trim)
        return
    if kind == 1:
        body = 0.62 * wide
        felt(s, hang(x - body / 2, x + body / 2, 0.0, 0.8 * drop, taper=0.06), 0.014, material, color)
        for q in (-1, 1):
            arm = hang(x + q * 0.33 * wide - 0.1 * wide, x + q * 0.33 * wide + 0.1 * wide, 0.42 * drop, 0.84 * drop, slant=-q * 0.06 * wide)
            arm = arm + [q * 0.04 * wide, 0, 0.02]
            felt(s, arm[::1], 0.014, material, shade(color, 0.94))
        collar = hang(x - 0.16 * wide, x + 0.16 * wide, 0.78 * drop, 0.85 * drop)
        felt(s, collar + [0, 0, 0.012], 0.03, material, trim)
        return
    parts = ((-1, 0.0, 1.0), (1, 0.0, 0.97)) if kind == 2 else ((-1, 0.0, 0.4), (1, 0.0, 0.42))
    for q, a, b in parts:
        leg = 0.3 * wide if kind == 2 else 0.17 * wide
        gap = 0.155 * wide if kind == 2 else 0.2 * wide
        felt(s, hang(x + q * gap - leg / 2, x + q * gap + leg / 2, a, b * drop, slant=q * 0.05 * wide, taper=0.25), 0.016, material, color)
    if kind == 2:
        felt(s, hang(x - 0.31 * wide, x + 0.31 * wide, 0.0, 0.26 * drop) + [0, 0, 0.006], 0.026, material, shade(color, 0.95))
    else:
        for q in (-1, 1):
            s.sphere(
                (x + q * 0.26 * wide, float(line[:, 1].mean()) - 0.42 * drop, 0.05), (0.1 * wide, 0.03, 0.024), material, color, sides=10
            )


def clothesline(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Two footed posts with arms, three lines between them; sheets, shirts, trousers and socks pegged to the front and back ones."""
    s = Sculptor()
    w, h, d = item.size_m
    wood = main_paint(item, WOODS, rng)
    frame, material = item.material or "timber", item.material or "fabric"
    cord = shade(wood, 0.9) if item.color else linear_from_srgb("#c9c2b0")
    for x in (-1, 1):
        footed_post(s, x * (w / 2 - 0.06), 0.99 * h, 0.09, 0.3 * d, frame, wood, inward=-x)
        s.box((x * (w / 2 - 0.06), 0.965 * h, 0), (0.07, 0.07, d), frame, shade(wood, 0.94), bevel_m=0.01)
        for z in (-1, 1):
            board(
                s,
                (x * (w / 2 - 0.06), 0.8 * h, 0),
                (x * (w / 2 - 0.06), 0.95 * h, z * 0.36 * d),
                0.045,
                0.04,
                frame,
                shade(wood, 0.9),
                facing=(1, 0, 0),
            )
    lines = [sag((-w / 2 + 0.06, 0.965 * h, z), (w / 2 - 0.06, 0.965 * h, z), 0.06) for z in (-0.42 * d, 0.0, 0.42 * d)]
    for line in lines:
        s.tube(line, 0.008, "fabric", cord, sides=5)
    for at, kinds in ((2, [1, 0, 2, 3]), (0, [0, 0, 1])):
        order = [int(k) for k in rng.permutation(kinds)]
        paints = various(item, LINEN, len(order) + 1, rng)
        room = 0.94 * w - 0.4
        share = np.array([{0: 1.35, 1: 1.0, 2: 0.8, 3: 0.55}[k] for k in order])
        spans = share / share.sum() * room
        x = -room / 2
        for k, (kind, span) in enumerate(zip(order, spans, strict=True)):
            mid, wide = x + span / 2, 0.86 * span
            drop = {0: 0.55, 1: 0.44, 2: 0.55, 3: 0.5}[kind] * h * float(rng.uniform(0.88, 1.05))
            drop = drop if at == 2 or kind else drop * 1.2
            with s.at((0, 0, float(lines[at][0, 2]))):
                flat = lines[at] * [1, 1, 0]
                _garment(s, kind, mid, wide, flat, drop, material, paints[k], paints[k + 1], rng)
                for q in (-0.42, 0.42) if kind != 3 else (-0.25, 0.25):
                    px = mid + q * wide * (0.6 if kind in (1, 2) else 1)
                    y = float(np.interp(px, flat[:, 0], flat[:, 1]))
                    s.box((px, y + 0.005, 0), (0.016, 0.075, 0.028), frame, shade(wood, 1.1), bevel_m=0.004)
            x += span
    return fitted(s.geometry(), item.size_m)


def _pair(item: Instance, s: Sculptor, color: Array, rng: Rng) -> list[Array]:
    """Two footed posts with balls on them; the lines that go between their tops, one or two."""
    w, h, d = item.size_m
    frame = item.material or "timber"
    for x in (-1, 1):
        footed_post(s, x * (w / 2 - 0.05), 0.965 * h, 0.085, d / 2, frame, color, inward=-x)
        s.sphere((x * (w / 2 - 0.05), 0.978 * h, 0), 0.055, frame, shade(color, 1.05), sides=10)
    a, b = np.array([-w / 2 + 0.09, 0.95 * h, 0]), np.array([w / 2 - 0.09, 0.95 * h, 0])
    lines = [sag(a, b, float(rng.uniform(0.07, 0.12)) * h, 41)]
    if rng.random() < 0.6:
        low = np.array([0, 0.2 * h, 0])
        lines.append(sag(a - low, b - low, float(rng.uniform(0.08, 0.13)) * h, 41))
    return lines


def bunting(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Pennants of many colours sewn to one or two sagging tapes between footed posts; pointed, swallow-tailed or square."""
    s = Sculptor()
    w, h, d = item.size_m
    wood = shade(main_paint(item, (*WOODS, "#e0dccf"), rng), 1.0)
    cut = int(rng.integers(3))
    for line in _pair(item, s, wood, rng):
        s.tube(line, 0.011, item.material or "fabric", shade(wood, 1.05) if item.color else linear_from_srgb("#e4dcc8"), sides=5)
        count = round(w / 0.24)
        paints = various(item, BRIGHT, count, rng)
        tall = 0.115 * h
        for k in range(count):
            x = ((k + 0.5) / count - 0.5) * (w - 0.26)
            v, u = np.linspace(1, 0, 6)[:, None], np.linspace(-1, 1, 5)[None]
            half = 0.43 * (w - 0.26) / count * (1 - (0.97 * v if cut == 0 else 0.0 * v))
            xs = x + u * half
            over = np.interp(xs, line[:, 0], line[:, 1])
            drop = v * tall * (1.2 if cut == 0 else 0.62 + 0.4 * np.abs(u) if cut == 1 else 1.0)
            lift = float(rng.uniform(-0.35, 0.5))
            zs = lift * drop + 0.016 * np.sin(4 * u + k) * v
            felt(s, np.stack(np.broadcast_arrays(xs, over - drop, zs), -1), 0.008, item.material or "fabric", paints[k])
    return fitted(s.geometry(), item.size_m)


def string_lights(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Glowing bulbs in sockets along one or two sagging cables between footed posts; warm white, or of several colours."""
    s = Sculptor()
    w, h, d = item.size_m
    wood = main_paint(item, WOODS, rng)
    many = bool(rng.random() < 0.35)
    dark = shade(wood, 0.8) if item.color else np.array([0.02, 0.02, 0.02])
    for line in _pair(item, s, wood, rng):
        s.tube(line, 0.012, "plain", dark, sides=5)
        count = round(w / float(rng.uniform(0.24, 0.34)))
        paints = various(item, ("#ff5a3a", "#ffc24a", "#5ab4ff", "#7ae07a", "#ff8ad0"), count, rng)
        for k in range(count):
            x = ((k + 0.5) / count - 0.5) * (w - 0.24)
            at = np.array([x, float(np.interp(x, line[:, 0], line[:, 1])), 0])
            s.cylinder(at - [0, 0.06, 0], 0.021, 0.06, item.material or "plain", dark, sides=8)
            tint = paints[k] if many or item.color else linear_from_srgb("#ffd9a0")
            glow = 3.2 * tint / max(float(tint.max()), 1e-3) if many or item.color else GLOW
            s.sphere(at - [0, 0.115, 0], (0.047, 0.06, 0.047), item.material or "glass", tint, sides=12, emission_linear=glow)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"clothesline": clothesline, "bunting": bunting, "string_lights": string_lights}
