"""Motor cars: saloon, hatchback, estate and van, by tags or chance. The front looks at +Z."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..layout.layout import Instance, Style
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade

PAINTS = ("#a8262a", "#23406e", "#d8d8d4", "#2c2d30", "#8a8d91", "#3c5a46", "#c9a43a", "#5a6a7a")
HEAD, TAIL = np.array([3.0, 2.8, 2.3], np.float32), np.array([1.6, 0.06, 0.04], np.float32)


@dataclass(frozen=True)
class _Body:
    """Shares of the length, from the front: feet and tops of windscreen and rear window; shares of the height: bonnet, boot, belt."""

    screen: tuple[float, float]
    rear: tuple[float, float]
    bonnet: float
    boot: float
    belt: float


BODIES = {
    "saloon": _Body((0.30, 0.43), (0.83, 0.70), 0.60, 0.64, 0.63), "hatchback": _Body((0.28, 0.42), (0.97, 0.86), 0.62, 0.66, 0.64),
    "estate": _Body((0.29, 0.42), (0.97, 0.90), 0.60, 0.66, 0.62), "van": _Body((0.10, 0.24), (0.99, 0.97), 0.55, 0.60, 0.56),
}  # fmt: skip


def car(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    s = Sculptor()
    w, h, d = item.size_m
    kind = next(
        (t for t in BODIES if t in item.tags), "van" if h > 1.75 else str(rng.choice(["saloon", "hatchback", "estate", "hatchback"]))
    )
    body = BODIES[kind]
    color, paint = main_paint(item, PAINTS, rng, spread=0.04), item.material or "painted"
    r = 0.22 * h if kind != "van" else 0.17 * h
    low = 0.85 * r
    dark = (0.018, 0.018, 0.02)

    def z(share: float) -> float:
        return d / 2 - share * d

    stations = [
        (0.0, 0.74 * body.bonnet, 0.84), (0.025, 0.9 * body.bonnet, 0.93), (0.12, 0.97 * body.bonnet, 0.99),
        (body.screen[0], body.belt, 1.0),
        (0.55, body.belt, 1.0), (body.rear[0] - 0.02, body.boot, 0.99), (0.975, 0.97 * body.boot, 0.95), (1.0, 0.82 * body.boot, 0.88),
    ]  # fmt: skip
    _shell(s, [(z(a), low, b * h, c * w / 2) for a, b, c in sorted(stations)], paint, color)
    _cabin(s, body, w, h, z, paint, color)
    s.box((0, low * 0.85, 0), (0.9 * w, 0.3 * low, 0.94 * d), "metal", dark)
    for end in (0.17, 0.81):
        for x in (-1, 1):
            wheel(s, (x * (w / 2 - 0.045 * w), r, z(end)), r, 0.115 * w, x)
            arch = np.linspace(0, np.pi, 13)
            path = np.stack([np.full(13, x * (w / 2 - 0.012)), r + 1.16 * r * np.sin(arch), z(end) + 1.16 * r * np.cos(arch)], 1)
            s.tube(path, 0.03, "metal", dark, sides=6)
    _ends(s, body, w, h, d, low, paint, color, dark)
    return s.geometry()


def _shell(s: Sculptor, stations: list[tuple[float, float, float, float]], material: str, color: ArrayLike) -> None:
    """The lower body through sections (z, bottom, top, half width), with a waist line and soft shoulders."""
    rings = []
    for z, low, top, half in stations:
        side = [
            (0.90, low),
            (0.985, low + 0.12 * (top - low)),
            (1.0, low + 0.5 * (top - low)),
            (0.97, top - 0.14 * (top - low)),
            (0.86, top),
        ]
        ring = [(half * a, b, z) for a, b in side] + [(-half * a, b, z) for a, b in side[::-1]]
        rings.append(ring)
    v = np.array(rings)
    n, k = v.shape[:2]
    i, j = np.meshgrid(np.arange(n - 1), np.arange(k - 1), indexing="ij")
    a = (i * k + j).ravel()
    s.faces(v.reshape(-1, 3), np.stack([a, a + k, a + k + 1, a + 1], 1), material, color)
    for ring, flip in ((v[0], False), (v[-1], True)):
        for q in range(4):
            face = [ring[q], ring[q + 1], ring[k - 2 - q], ring[k - 1 - q]]
            s.polygon(face[::-1] if flip else face, material, shade(color, 0.92))


def _cabin(s: Sculptor, body: _Body, w: float, h: float, z, material: str, color: ArrayLike) -> None:
    """Roof on pillars, glass between them."""
    belt, top = body.belt * h - 0.02, h
    foot, head = 0.455 * w, 0.385 * w
    zf, zr, tf, tr = z(body.screen[0]), z(body.rear[0]), z(body.screen[1]), z(body.rear[1])
    low = np.array([(foot, belt, zf), (-foot, belt, zf), (-foot, belt, zr), (foot, belt, zr)])
    high = np.array([(head, top - 0.05 * h, tf), (-head, top - 0.05 * h, tf), (-head, top - 0.05 * h, tr), (head, top - 0.05 * h, tr)])
    for k in range(4):
        a, b = k, (k + 1) % 4
        quad = np.array([low[a], low[b], high[b], high[a]])
        s.polygon(quad[::-1], material, shade(color, 0.9))
        out = np.cross(quad[3] - quad[0], quad[1] - quad[0])
        out /= np.linalg.norm(out)
        cuts = (0.02, 0.98) if k % 2 == 0 else ((0.03, 0.36), (0.41, 0.72), (0.77, 0.97))
        for c in (cuts,) if k % 2 == 0 else cuts:
            if k == 1 or k == 3:
                c = c if k == 3 else (1 - c[1], 1 - c[0])
            u0, u1 = c
            pane = []
            for u, t in ((u0, 0.1), (u1, 0.1), (u1, 0.93), (u0, 0.93)):
                lower, upper = quad[0] * (1 - u) + quad[1] * u, quad[3] * (1 - u) + quad[2] * u
                pane.append(lower * (1 - t) + upper * t + 0.006 * out)
            s.polygon(pane[::-1], "painted", (0.016, 0.019, 0.022))
    crown = high + [0, 0.05 * h, 0]
    crown[:, 0] *= 0.86
    crown[:2, 2] -= 0.05
    crown[2:, 2] += 0.05
    for k in range(4):
        a, b = k, (k + 1) % 4
        s.polygon([high[b], high[a], crown[a], crown[b]], material, color)
    s.polygon([crown[0], crown[3], crown[2], crown[1]], material, shade(color, 1.05))


def wheel(s: Sculptor, at: tuple[float, float, float], r: float, wide: float, side: int) -> None:
    turn = [[0, side, 0], [-side, 0, 0], [0, 0, 1]]
    with s.at(at, rotation=turn):
        tyre = [(0.62 * r, -wide / 2), (0.94 * r, -wide / 2), (r, -0.3 * wide), (r, 0.3 * wide), (0.94 * r, wide / 2), (0.66 * r, wide / 2)]
        s.lathe((0, 0, 0), tyre, "leather", (0.02, 0.02, 0.021), sides=22)
        s.lathe(
            (0, wide / 2 - 0.02, 0),
            [(0.66 * r, 0), (0.6 * r, 0.015), (0.16 * r, 0.025), (0.0, 0.03)],
            "metal",
            (0.42, 0.43, 0.45),
            sides=18,
        )
        for k in range(5):
            a = 2 * np.pi * k / 5
            s.box((0.4 * r * np.sin(a), wide / 2 + 0.002, 0.4 * r * np.cos(a)), (0.1 * r, 0.012, 0.1 * r), "metal", (0.03, 0.03, 0.032))


def _ends(
    s: Sculptor, body: _Body, w: float, h: float, d: float, low: float, paint: str, color: ArrayLike, dark: ArrayLike
) -> None:  # fmt: skip
    """Bumpers, lamps, grille, plates, mirrors, handles."""
    for end, z in ((1, d / 2), (-1, -d / 2)):
        s.box((0, low + 0.10 * h, z - end * 0.05), (0.88 * w, 0.13 * h, 0.14), "metal", dark, bevel_m=0.03)
        s.box((0, low + 0.12 * h, z + end * 0.026), (0.28 * w, 0.07 * h, 0.012), "painted", linear_from_srgb("#e4e2da"))
        y = (0.62 * body.bonnet if end > 0 else 0.72 * body.boot) * h
        for x in (-1, 1):
            glow, tone = (HEAD, (0.8, 0.8, 0.78)) if end > 0 else (TAIL, (0.35, 0.02, 0.02))
            s.box((x * 0.33 * w, y, z - end * 0.012), (0.15 * w, 0.085 * h, 0.05), "glass", tone, bevel_m=0.012, emission_linear=glow)
    s.box((0, 0.52 * body.bonnet * h, d / 2 - 0.004), (0.4 * w, 0.07 * h, 0.03), "metal", dark, bevel_m=0.008)
    for x in (-1, 1):
        z = d / 2 - (body.screen[0] + 0.045) * d
        s.box((x * (w / 2 - 0.02), (body.belt + 0.055) * h, z), (0.12, 0.09, 0.1), paint, color, bevel_m=0.025)
        for share in (0.47, 0.64):
            s.box((x * (w / 2 - 0.006), (body.belt - 0.09) * h, d / 2 - share * d), (0.02, 0.025, 0.14), "metal", (0.3, 0.3, 0.31))


BUILDERS = {"car": car}
