"""What stands in shops and on beaches: saddle, mannequin, surfboard."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .lettering import plate
from .paints import main_paint, shade
from .sheets import cloth, sheet, smoothed
from .turns import loop
from .wares import WOODS


def _loft(s: Sculptor, sections: ArrayLike, material: str, color: ArrayLike, *, sides: int = 20, fine: int = 4) -> None:
    """A closed body through ellipses (y, x, z, half width, half depth), from the lowest to the highest."""
    p = np.asarray(sections, float)[:, [3, 0, 1, 2, 4]]
    p = smoothed(p, fine) if fine > 1 else p
    p = np.vstack([p[0] * (0, 1, 1, 1, 0), p, p[-1] * (0, 1, 1, 1, 0)])
    a = np.linspace(0, 2 * np.pi, sides + 1)
    x, z = p[:, 2:3] + p[:, :1] * np.sin(a), p[:, 3:4] + np.maximum(p[:, 4:], 0) * np.cos(a)
    sheet(s, np.stack([x, np.broadcast_to(p[:, 1:2], x.shape), z], -1), material, color)


def saddle(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A leather saddle with flaps, girth straps and stirrups over a blanket, on a wooden trestle; some have a horn."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#6a3a1e", "#8a5228", "#3a2418", "#7a4630"), rng)
    leather, wood = item.material or "leather", linear_from_srgb(str(rng.choice(WOODS)))
    pad = shade(color, 1.08) if item.color else linear_from_srgb(str(rng.choice(["#8a2a26", "#2a4a6a", "#d8d0bc", "#3f5a44"])))
    rail = 0.68 * h
    for z in (-0.32 * d, 0.32 * d):
        for x in (-1, 1):
            s.tube([(x * 0.46 * w, 0, z * 1.25), (x * 0.03 * w, rail, z)], 0.028, "timber", wood, sides=8)
        s.box((0, 0.22 * h, z * 1.17), (0.66 * w, 0.05, 0.03), "timber", shade(wood, 0.9), bevel_m=0.006)
    s.box((0, rail, 0), (0.16 * w, 0.1 * h, 0.86 * d), "timber", shade(wood, 1.05), bevel_m=0.012)
    r, back = 0.3 * w, 0.1 * h

    def skin(lift: float, hang: float, z0: float, z1: float, material: str, tone: Array, thick: float, nip: float = 0.0) -> None:
        t = np.linspace(0, np.pi, 15)
        x = np.concatenate([[-r * 1.3] * 3, -r * np.cos(t), [r * 1.3] * 3]) * (1 + lift / r)
        y = np.concatenate(
            [[-hang, -0.7 * hang, -0.35 * hang], back * np.sin(t) - 0.1 * r * (1 - np.sin(t)), [-0.35 * hang, -0.7 * hang, -hang]]
        )
        x[3:-3] *= 1 + 0.12 * (1 - np.sin(t))
        u = np.linspace(z1, z0, 13)[:, None]
        low = np.clip(-y / max(hang, 1e-6), 0, 1)
        middle = (z0 + z1) / 2
        z = middle + (u - middle) * (1 - nip * low**2)
        grid = np.stack(np.broadcast_arrays(x[None], rail + 0.07 * h + lift + y[None], z), -1)
        cloth(s, grid, thick, material, tone)

    skin(0.0, 0.27 * h, -0.46 * d, 0.44 * d, "fabric", pad, 0.012)
    skin(0.014, 0.24 * h, -0.43 * d, 0.41 * d, "fabric", shade(pad, 0.85), 0.01)
    skin(0.03, 0.3 * h, -0.22 * d, 0.3 * d, leather, color, 0.014, 0.45)
    u = np.linspace(1, -1, 17)[:, None]  # front to rear
    v = np.linspace(-1, 1, 13)[None]
    half = (0.13 + 0.13 * np.clip((0.6 - u) / 1.2, 0, 1)) * np.sqrt(np.clip(1 - (0.93 * u) ** 6, 0, 1)) * w * 1.15
    ridge = rail + 0.13 * h + back + 0.075 * h * np.clip(u, 0, 1) ** 2 + 0.085 * h * np.clip(-u, 0, 1) ** 2.2
    y = ridge - (0.05 * h + 0.06 * h * np.clip(u, 0, 1) + 0.02 * h * np.clip(-u, 0, 1)) * np.abs(v) ** 2.5
    z = 0.36 * d * u + 0 * v
    cloth(s, np.stack([half * v, y + 0 * z, z], -1), 0.05 * h, leather, shade(color, 1.06))
    edge = np.stack(
        [np.concatenate([-half[:, 0], half[::-1, 0]]), np.concatenate([y[:, 0], y[::-1, 0]]), np.concatenate([z[:, 0], z[::-1, 0]])], 1
    )
    s.tube(edge, 0.012, leather, shade(color, 0.82), sides=6)
    under = np.stack([edge[:, 0], edge[:, 1] - 0.045 * h, edge[:, 2]], 1)
    k = np.arange(len(edge))
    n = (k + 1) % len(edge)
    s.faces(np.vstack([edge, under]), np.stack([k, k + len(k), n + len(k), n], 1), leather, shade(color, 0.9))
    if rng.random() < 0.5:
        s.tube([(0, ridge[1, 0] - 0.03, 0.31 * d), (0, ridge[0, 0] + 0.03 * h, 0.36 * d)], [0.035, 0.024], leather, color, sides=10)
        s.sphere((0, ridge[0, 0] + 0.045 * h, 0.365 * d), (0.045, 0.018, 0.045), leather, shade(color, 1.05), sides=14)
    drop = float(rng.uniform(0.3, 0.34)) * h
    for x in (-1, 1):
        out, top = x * 0.46 * w, rail + 0.05 * h
        s.box((out, top - drop / 2, 0.1 * d), (0.016, drop, 0.05), leather, shade(color, 0.85), bevel_m=0.004)
        s.box((out, top - 0.4 * drop, 0.1 * d), (0.026, 0.035, 0.06), "metal", (0.4, 0.38, 0.33), bevel_m=0.004)
        eye = top - drop - 0.07
        bow = loop(0.065, start_rad=-0.2, stop_rad=np.pi + 0.2, points=13, center=(out, eye, 0.1 * d), plane="zy")
        s.tube(bow, 0.009, "metal", (0.42, 0.42, 0.43), sides=7)
        s.box((out, eye - 0.015, 0.1 * d), (0.045, 0.016, 0.13), "metal", (0.3, 0.3, 0.31), bevel_m=0.004)
    return fitted(s.geometry(), item.size_m)


def mannequin(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A smooth figure without a face on a round foot, or a tailor's torso of cloth on a turned wooden stand."""
    s = Sculptor()
    w, h, d = item.size_m
    if rng.random() < 0.45:
        color, cover = main_paint(item, ("#c8b89a", "#d8cfbc", "#2e2e32", "#9a3a3a"), rng), item.material or "fabric"
        wood = shade(color, 0.85) if item.color else linear_from_srgb(str(rng.choice(WOODS)))
        body = [
            (0.5, 0, 0, 0.17, 0.12),
            (0.53, 0, 0, 0.19, 0.135),
            (0.57, 0, 0, 0.185, 0.14),
            (0.66, 0, 0, 0.125, 0.105),
            (0.75, 0, 0.015, 0.165, 0.135),
            (0.81, 0, 0.01, 0.175, 0.125),
            (0.865, 0, 0, 0.19, 0.085),
            (0.89, 0, 0, 0.12, 0.065),
            (0.905, 0, 0, 0.06, 0.055),
            (0.955, 0, 0, 0.052, 0.05),
        ]
        _loft(s, np.array(body) * (h, w, d, w * 1.7, d * 2.2), cover, color, sides=26)
        seam = shade(color, 0.8)
        s.tube(
            [(0, y * h, (z * 2.2 + 0.004) * d) for y, z in ((0.53, 0.135), (0.57, 0.14), (0.66, 0.105), (0.75, 0.15), (0.81, 0.135))],
            0.008,
            cover,
            seam,
            sides=5,
        )
        s.lathe(
            (0, 0.95 * h, 0),
            [(0.1 * w, 0), (0.1 * w, 0.012 * h), (0.05 * w, 0.02 * h), (0.045 * w, 0.04 * h), (0, 0.05 * h)],
            "timber",
            wood,
            sides=16,
        )
        post = smoothed([(0.03, 0.14), (0.055, 0.2), (0.03, 0.25), (0.028, 0.4), (0.05, 0.44), (0.04, 0.52)], 3)
        s.lathe((0, 0, 0), post * (w, h), "timber", wood, sides=14)
        for k in range(4):
            a = np.pi / 4 + k * np.pi / 2
            x, z = np.sin(a) * 0.66 * w, np.cos(a) * 0.66 * d
            s.tube(
                [(0.02 * x, 0.18 * h, 0.02 * z), (0.45 * x, 0.15 * h, 0.45 * z), (0.8 * x, 0.04 * h, 0.8 * z), (x, 0.012 * h, z)],
                [0.02, 0.022, 0.018, 0.02],
                "timber",
                wood,
                sides=8,
            )
        return fitted(s.geometry(), item.size_m)
    color, skin = main_paint(item, ("#e4ddd2", "#d8b898", "#c8c8c6", "#303034"), rng), item.material or "painted"
    steel = shade(color, 0.85) if item.color else (0.3, 0.3, 0.31)
    s.lathe((0, 0, 0), [(0.36 * w, 0), (0.36 * w, 0.008 * h), (0.34 * w, 0.012 * h)], "metal", steel, sides=28)
    ahead = float(rng.uniform(0.02, 0.06))
    for x, step in ((-1, ahead), (1, -ahead * 0.5)):
        leg = [
            (0.012, 0.1 * x, step + 0.06, 0.05, 0.16),
            (0.03, 0.1 * x, step + 0.04, 0.05, 0.13),
            (0.06, 0.095 * x, step, 0.038, 0.06),
            (0.16, 0.1 * x, step - 0.02, 0.06, 0.085),
            (0.27, 0.1 * x, step, 0.055, 0.075),
            (0.4, 0.1 * x, 0.3 * step, 0.085, 0.12),
            (0.5, 0.09 * x, 0, 0.1, 0.15),
        ]
        _loft(s, np.array(leg) * (h, w, d, w, d), skin, color, sides=14)
        fore = float(rng.uniform(0.0, 0.14))
        arm = np.array(
            [
                (0.2 * x, 0.815, 0),
                (0.27 * x, 0.79, 0),
                (0.32 * x, 0.7, -0.02),
                (0.36 * x, 0.62, 0.0),
                (0.4 * x, 0.55, 0.5 * fore),
                (0.42 * x, 0.49, fore),
                (0.43 * x, 0.46, fore * 1.1),
                (0.43 * x, 0.425, fore * 1.2),
            ]
        )
        s.tube(arm * (w, h, d), np.array([0.05, 0.07, 0.06, 0.05, 0.052, 0.034, 0.045, 0.022]) * w, skin, color, sides=12)
    body = [
        (0.47, 0, 0, 0.15, 0.12),
        (0.5, 0, 0, 0.2, 0.17),
        (0.54, 0, 0, 0.2, 0.17),
        (0.62, 0, 0, 0.145, 0.13),
        (0.72, 0, 0.02, 0.18, 0.18),
        (0.785, 0, 0.01, 0.21, 0.15),
        (0.825, 0, 0, 0.19, 0.1),
        (0.845, 0, 0, 0.09, 0.085),
        (0.87, 0, 0.01, 0.06, 0.075),
        (0.9, 0, 0.015, 0.058, 0.075),
    ]
    _loft(s, np.array(body) * (h, w, d, w * 1.1, d * 1.1), skin, color, sides=24)
    face = [
        (0.868, 0, 0.05, 0.04, 0.06),
        (0.89, 0, 0.045, 0.085, 0.13),
        (0.925, 0, 0.02, 0.115, 0.19),
        (0.96, 0, 0.01, 0.12, 0.2),
        (0.985, 0, 0, 0.09, 0.15),
        (0.998, 0, 0, 0.035, 0.06),
    ]
    _loft(s, np.array(face) * (h, w, d, w, d), skin, shade(color, 1.02), sides=20)
    s.tube([(0.12 * w, 0.01 * h, -0.1 * d), (0.1 * w, 0.22 * h, -0.06 * d)], 0.011, "metal", steel, sides=8)
    return fitted(s.geometry(), item.size_m)


def surfboard(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A pointed board with a stringer, stripes and fins, its tail in a heap of sand."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e6e2d4", "#3a9ab0", "#d8b03a", "#d86a4a", "#7ab08a"), rng), item.material or "painted"
    trim = shade(color, 0.82) if item.color else linear_from_srgb(str(rng.choice(["#b83a2a", "#22507a", "#e8e4d8", "#d88a2a", "#2a6a5a"])))
    u = np.linspace(0, 1, 33)
    wide = 0.46 * w * np.clip(1 - np.abs((u - 0.46) / 0.54) ** float(rng.uniform(2.2, 2.8)), 0, 1) ** 0.75
    thick = np.minimum(0.034 * h / 2.1, wide)
    bow = 0.16 * d * (2.0 * np.clip(u - 0.5, 0, 1)) ** 2.4 - 0.02 * d
    a = np.linspace(0, 2 * np.pi, 33)
    x = wide[:, None] * np.sin(a)
    grid = np.stack([x, np.broadcast_to((u * 0.985 * h + 0.01 * h)[:, None], x.shape), bow[:, None] + thick[:, None] * np.cos(a)], -1)
    cell = np.abs(np.sin((a[:-1] + a[1:]) / 2))[None] * np.ones((32, 1))
    v = ((u[:-1] + u[1:]) / 2)[:, None] * np.ones((1, 32))
    pattern = int(rng.integers(3))
    marked = ((cell < 0.12), (v > 0.62) & (v < 0.68) | (v > 0.71) & (v < 0.74), (v < 0.34))[pattern] | (np.abs(cell - 0.6) < 0.07) & (
        pattern == 0
    )
    tone = np.where(marked[..., None], trim, color)
    tone = np.where((cell < 0.05)[..., None], shade(color, 0.8), tone)
    sheet(s, grid, material, tone)
    for k in (-1, 0, 1):
        with s.at((0.24 * k * w, (0.2 - 0.04 * (k == 0)) * h, -0.03 * d), yaw=np.pi / 2 + 0.12 * k):
            plate(s, np.array([(0, 0), (0.28 * d, -0.06 * h), (0.2 * d, 0.0), (0, 0.07 * h)]), -0.006, 0.012, material, trim)
    sand = linear_from_srgb("#cdb68a")
    t = np.linspace(0, 1, 7)
    heap = np.stack([0.5 * (1 - t), 0.075 * h * np.sin(t * np.pi / 2)], 1)
    heap[-1, 0] = 0
    rings = Sculptor()
    rings.lathe((0, 0, 0), heap, "sand", sand, sides=24, caps=False)
    g = rings.geometry()
    lump = 1 + 0.12 * np.sin(3 * np.arctan2(g.vertices[:, 0], g.vertices[:, 2]) + float(rng.uniform(0, 6)))
    s.faces(g.vertices * np.stack([w * lump, np.ones(len(lump)), d * lump], 1), g.faces, "sand", sand)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"saddle": saddle, "mannequin": mannequin, "surfboard": surfboard}
