"""What a field and a dairy yield: pumpkin, sack, milk_can, vegetable_patch."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .boards import board
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import choose, main_paint, mix, shade
from .sheets import sheet, smooth_noise, smoothed
from .turns import loop
from .wares import WOODS

Rng = np.random.Generator


def _ribbed(
    s: Sculptor, center: tuple[float, float, float], radius: float, tall: float, lobes: int, material: str, color: Array, rng: Rng
) -> None:
    """One pumpkin: lobes, a sunk crown, an angular bent stalk, a curl of its vine."""
    fine = 8 if radius > 0.15 else 5
    around, rows = fine * lobes, 3 * fine - 2
    a, t = np.linspace(0, 2 * np.pi, around + 1), np.linspace(0, np.pi, rows)
    swell = 1 + np.interp(np.arange(lobes + 1) % lobes, np.arange(lobes), rng.uniform(-0.05, 0.05, lobes))[(np.arange(around + 1) // fine)]
    rib = np.abs(np.sin(lobes * a / 2)) ** 0.6
    ring = swell * (0.86 + 0.14 * rib)
    r = np.sin(t) ** 0.8
    y = -np.cos(t) * (1 - 0.3 * np.exp(-((r / 0.32) ** 2)))
    grid = np.stack(
        [r[:, None] * ring * np.sin(a), np.broadcast_to(y[:, None], (rows, around + 1)), r[:, None] * ring * np.cos(a)], axis=-1
    )
    grid *= np.array([radius, tall / 2, radius])
    shaded = 0.78 + 0.26 * np.abs(np.sin(lobes * (a[1:] + a[:-1]) / 4))
    tone = np.clip(color * shaded[None, :, None] * np.ones((rows - 1, 1, 1)), 0, 0.95)
    mid = np.asarray(center) + [0, tall / 2, 0]
    sheet(s, grid + mid, material, tone)
    top = mid + [0, 0.34 * tall, 0]
    bend, long = rng.uniform(0, 2 * np.pi), 0.36 * tall
    way = np.array([np.sin(bend), 0, np.cos(bend)])
    u = np.linspace(0, 1, 7)[:, None]
    path = top + u * [0, long, 0] + u**2 * way * 0.5 * long
    s.tube(path, radius * np.array([0.22, 0.13, 0.09, 0.08, 0.08, 0.09, 0.12]), "bark", linear_from_srgb("#7d7a45"), sides=6)
    v = np.linspace(0, 1, 26)
    turn = 5.5 * np.pi * v
    curl = np.stack([0.1 * np.sin(turn) * v, 0.1 * np.cos(turn) * v, 0 * v], 1) * radius
    away = np.array([np.cos(bend), 0, -np.sin(bend)])
    run = path[2] + v[:, None] * away * 0.75 * radius + [0, 0.12 * tall, 0] * np.sin(np.pi * v)[:, None] + curl
    s.tube(run, np.linspace(0.009, 0.007, 26), "plain", linear_from_srgb("#5f7a36"), sides=5)


def pumpkin(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A ribbed pumpkin with its stalk, round or flat, orange or a duller squash; often a small one leans at it."""
    s = Sculptor()
    w, h, d = item.size_m
    own = ("#c8661a", "#d0761e", "#bd5716", "#c8661a", "#c98a3a", "#5f6f3c", "#c9b48a")
    color, material = main_paint(item, own, rng), item.material or "plain"
    lobes, r = int(rng.integers(9, 14)), min(w, d) / 2
    if rng.random() < 0.5:
        _ribbed(s, (0, 0, 0), r, 0.86 * h, lobes, material, color, rng)
    else:
        side = -1 if rng.random() < 0.5 else 1
        _ribbed(s, (-side * 0.12 * w, 0, -0.06 * d), 0.8 * r, 0.82 * h, lobes, material, color, rng)
        other = shade(color, 0.92) if item.color else main_paint(item, own, rng)
        _ribbed(s, (side * 0.68 * r, 0, 0.58 * r), 0.4 * r, 0.36 * h, lobes - 2, material, other, rng)
    return fitted(s.geometry(), item.size_m)


def sack(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A full sack of coarse cloth: tied at its neck with cord, or open with a rolled collar and grain heaped in it; some are striped."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#b39668", "#a88a5c", "#c4b08a", "#cbbfa2"), rng), item.material or "fabric"
    tied = rng.random() < 0.6
    if tied:
        profile = [(0.0, 0.0), (0.78, 0.0), (0.92, 0.04), (1.0, 0.2), (0.98, 0.42), (0.86, 0.6), (0.5, 0.74), (0.2, 0.8), (0.18, 0.84)]
        profile += [(0.36, 0.93), (0.46, 1.0), (0.42, 0.99), (0.2, 0.9), (0.0, 0.86)]
    else:
        profile = [(0.0, 0.0), (0.8, 0.0), (0.95, 0.04), (1.0, 0.2), (0.97, 0.46), (0.84, 0.7), (0.8, 0.75), (0.92, 0.77), (0.97, 0.83)]
        profile += [(0.94, 0.9), (0.86, 0.92), (0.79, 0.89), (0.76, 0.84), (0.74, 0.8)]
    p = smoothed(np.array(profile), 3)
    p[0, 0], p[-1, 0] = 0.0, p[-1, 0] if not tied else 0.0
    a = np.linspace(0, 2 * np.pi, 49)
    square = (np.abs(np.sin(a)) ** 2.7 + np.abs(np.cos(a)) ** 2.7) ** (-1 / 2.7)
    gather = np.clip((p[:, 1] - 0.5) / 0.3, 0, 1) * (0.12 if tied else 0.03)
    ring = (1 + (square - 1) * np.clip(1 - p[:, 1:], 0.2, 1)) * (1 + gather[:, None] * np.sin(11 * a + rng.uniform(0, 6)))
    lean = rng.uniform(-0.05, 0.05, 2)
    grid = np.stack([p[:, :1] * ring * np.sin(a), np.broadcast_to(p[:, 1:], ring.shape), p[:, :1] * ring * np.cos(a)], -1)
    slump = 0.035 * smooth_noise(grid[:, :-1], rng, 0.9) + 0.014 * smooth_noise(grid[:, :-1], rng, 0.3)
    slump = np.concatenate([slump, slump[:, :1]], axis=1)[..., None]
    grid = grid * (1 + slump * [1, 0, 1]) + grid[..., 1:2] ** 2 * [lean[0], 0, lean[1]]
    tone = np.ones((len(p) - 1, 48, 1)) * color * rng.uniform(0.95, 1.05, (len(p) - 1, 48, 1))
    if rng.random() < 0.5:
        ink = shade(color, 0.82) if item.color else linear_from_srgb(choose(rng, ("#7a2e26", "#31506e", "#4a5a3a")))
        stripes = np.isin(np.arange(48), (0, 1, 46, 47) if rng.random() < 0.5 else (1, 2, 45, 46))
        low = (p[1:, 1] > 0.02) & (p[1:, 1] < 0.98)
        tone = np.where((low[:, None] & stripes[None])[..., None], mix(color, ink, 0.8), tone)
    sheet(s, grid * [w / 2, h, d / 2], material, np.clip(tone, 0, 0.95))
    if tied:
        neck = 0.82 * h
        at = np.array([lean[0] * 0.67 * w / 2, 0, lean[1] * 0.67 * d / 2])
        cord = shade(color, 0.8) if item.color else linear_from_srgb("#8a7448")
        for y in (-0.014, 0.004):
            s.tube(
                loop(0.2 * min(w, d) / 2 + 0.006, points=19, plane="xz", center=(at[0], neck + y, at[2])), 0.011, "fabric", cord, sides=6
            )
        for x in (-1, 1):
            front = 0.1 * d + at[2]
            s.tube(
                [(at[0], neck, front), (at[0] + x * 0.05, neck - 0.02, front + 0.05), (at[0] + x * 0.07, neck - 0.13, front + 0.1)],
                0.008, "fabric", cord, sides=5,
            )  # fmt: skip
    else:
        grain = shade(color, 1.08) if item.color else linear_from_srgb(choose(rng, ("#c9a050", "#d8c79a", "#8a5a34", "#b0813a")))
        r = 0.78
        heap = [(r * q, 0.85 + 0.15 * np.cos(q * np.pi / 2)) for q in np.linspace(1, 0, 6)]
        a = np.linspace(0, 2 * np.pi, 33)
        points = np.stack([np.stack([x * np.sin(a), np.full(33, y), x * np.cos(a)], 1) for x, y in heap])
        points[..., 1] += 0.012 * smooth_noise(points, rng, 0.4)
        points[:, -1] = points[:, 0]
        points = points + points[..., 1:2] ** 2 * [lean[0], 0, lean[1]]
        sheet(s, points * [w / 2, h, d / 2], item.material or "sand", grain)
    return fitted(s.geometry(), item.size_m)


def milk_can(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A dairy's can: a straight body with rolled hoops, a sloped shoulder, a neck, a sunk lid with a grip, two handles."""
    s = Sculptor()
    w, h, d = item.size_m
    painted = bool(rng.random() < 0.4)
    own = ("#d8d2c0", "#5c7488", "#55684c", "#8a3a30") if painted else ("#9aa0a4", "#aeb2b4", "#8c9296")
    color, material = main_paint(item, own, rng), item.material or ("painted" if painted else "metal")
    r = min(0.4 * w, 0.49 * d)
    neck = r * float(rng.uniform(0.56, 0.68))
    shoulder = float(rng.uniform(0.6, 0.66)) * h
    body = [
        (0.0, 0.012),
        (0.94 * r, 0.012),
        (0.96 * r, 0),
        (r, 0.004),
        (r, 0.05 * h),
        (0.97 * r, 0.06 * h),
        (0.97 * r, shoulder - 0.03 * h),
    ]
    body += [(1.0 * r, shoulder - 0.025 * h), (1.0 * r, shoulder), (0.97 * r, shoulder + 0.006 * h)]
    t = np.linspace(0, 1, 6)[1:]
    body += [(0.97 * r + (neck - 0.97 * r) * u**0.8, shoulder + (0.8 * h - shoulder) * (1 - (1 - u) ** 1.4)) for u in t]
    body += [(neck, 0.86 * h), (1.16 * neck, 0.9 * h), (1.18 * neck, 0.915 * h), (1.06 * neck, 0.92 * h)]
    s.lathe((0, 0, 0), body, material, color, sides=36, caps=False)
    for y in (0.2, 0.42):
        s.lathe(
            (0, y * h, 0),
            [(0.95 * r, 0), (1.0 * r, 0.008), (1.0 * r, 0.016), (0.95 * r, 0.024)],
            material,
            shade(color, 0.92),
            sides=36,
            caps=False,
        )
    lid = [(1.1 * neck, 0.915 * h), (1.22 * neck, 0.92 * h), (1.22 * neck, 0.945 * h), (1.1 * neck, 0.955 * h), (0.8 * neck, 0.95 * h)]
    lid += [(0.5 * neck, 0.965 * h), (0.0, 0.97 * h)]
    s.lathe((0, 0, 0), lid, material, shade(color, 1.06), sides=32, caps=False)
    bow = loop(0.42 * neck, stop_rad=np.pi, points=11, center=(0, 0.963 * h, 0))
    bow[:, 1] = 0.963 * h + (bow[:, 1] - 0.963 * h) * (0.03 * h / (0.42 * neck))
    s.tube(bow, 0.008, material, shade(color, 0.9), sides=7)
    for x in (-1, 1):
        y0, y1 = shoulder + 0.02 * h, 0.87 * h
        path = [(0.9 * r, y0), (w / 2 - 0.012, y0 + 0.03 * h), (w / 2 - 0.01, y1 - 0.04 * h), (1.05 * neck, y1)]
        curve = smoothed(np.array(path), 4)
        s.tube(np.stack([x * curve[:, 0], curve[:, 1], 0 * curve[:, 0]], 1), 0.011, material, shade(color, 0.92), sides=8)
    if not item.color and painted:
        s.lathe(
            (0, 0.46 * h, 0),
            [(0.965 * r, 0), (0.982 * r, 0.004), (0.982 * r, 0.07 * h), (0.965 * r, 0.075 * h)],
            material,
            linear_from_srgb("#e4dcc6"),
            sides=36,
            caps=False,
        )
    return fitted(s.geometry(), item.size_m)


def _head(s: Sculptor, at: Array, radius: float, kind: int, material: str, color: Array, rng: Rng) -> None:
    """One cabbage (0) or lettuce (1): a heart within two rounds of cupped leaves with paler ribs."""
    heart = 0.46 if kind == 0 else 0.3
    s.sphere(at + [0, 0.62 * radius, 0], (heart * radius, (heart + 0.06) * radius, heart * radius), material, shade(color, 1.12), sides=10)
    turn, within = rng.uniform(0, 6), np.pad(np.ones((1, 2)), 1)  # the two sides of a leaf meet at its rim
    lower = np.array([(0, 1, 5, 4), (1, 2, 6, 5), (3, 7, 6, 2), (5, 9, 8, 4), (5, 6, 10, 9), (6, 7, 11, 10)])
    upper = lower[:, [0, 3, 2, 1]]  # with the same diagonals, each to a point within, lest the two cross
    for many, reach, lift, tone in ((6, 1.0, 0.3, 0.86), (4, 0.72, 0.85, 1.0)):
        for k in range(many):
            a = turn + 2 * np.pi * (k + rng.uniform(-0.15, 0.15)) / many
            u, v = np.linspace(0.12, 1, 3)[:, None], np.linspace(-1, 1, 4)[None]
            wide = 0.52 * radius * np.sin(np.pi * np.clip(0.18 + 0.7 * u, 0, 1)) * reach**0.5
            out = radius * reach * np.sin(u * (1.25 if kind == 0 else 1.0)) * 1.02
            up = radius * (0.12 + lift * u**1.5 + 0.16 * v**2 * u) + 0.07 * radius * u * np.sin((4 if kind == 0 else 9) * v + k)
            side = wide * v
            x, z = out * np.sin(a) + side * np.cos(a), out * np.cos(a) - side * np.sin(a)
            grid = np.stack(np.broadcast_arrays(x, up, z), -1) + at
            shades = np.array([0.92, 1.16, 0.96])[None, :, None] * np.ones((2, 1, 1))
            leaf = np.clip(shade(color, tone * float(rng.uniform(0.92, 1.08))) * shades, 0, 0.95)
            s.faces(grid.reshape(-1, 3), upper, material, leaf.reshape(-1, 3))
            under = np.array([0.01 * np.sin(a), -0.01, 0.01 * np.cos(a)]) * within[..., None]
            s.faces((grid + under).reshape(-1, 3), lower, material, shade(color, 0.8 * tone))


def vegetable_patch(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A bed of hoed earth in ridges, boards round it or none; rows along X of cabbages, lettuces, red cabbages."""
    s = Sculptor()
    w, h, d = item.size_m
    material = item.material or "plain"
    rows = max(2, round(d / 0.42))
    columns = max(3, round(w / 0.42))
    while rows * columns > 24:
        columns -= 1
    pitch_x, pitch_z = w / columns, d / rows
    earth = shade(main_paint(item, "#54402e", rng), 0.8 if item.color else 1.0)
    base = 0.2 * h
    x, z = np.meshgrid(np.linspace(-0.49, 0.49, 25) * w, np.linspace(0.49, -0.49, 6 * rows + 1) * d)
    y = base * (0.72 - 0.28 * np.cos(2 * np.pi * (z / d + 0.5) * rows))
    grid = np.stack([x, y, z], -1)
    grid[..., 1] += 0.05 * h * smooth_noise(grid, rng, 0.25) * (np.abs(x) < 0.48 * w)
    sheet(s, grid, "earth", earth)
    wood = shade(main_paint(item, WOODS, rng), 0.9)
    plank, edge = item.material or "planks", 0.16 * h if rng.random() < 0.4 else 0.3 * h
    for side in (-1, 1):
        s.box((0, edge / 2, side * (d / 2 - 0.018)), (w, edge, 0.036), plank, wood, bevel_m=0.008)
        s.box((side * (w / 2 - 0.018), edge / 2, 0), (0.036, edge, d - 0.07), plank, shade(wood, 1.08), bevel_m=0.008)
    greens = ("#6c9070", "#7fa84a", "#5c3a5c", "#8ab24e", "#5f8660")
    order = [int(k) for k in rng.permutation(5)]
    for row in range(rows):
        pick = order[row % len(order)]
        color = main_paint(item, greens[pick], rng)
        at_z = (row + 0.5 - rows / 2) * pitch_z
        for k in range(columns):
            at = np.array([(k + 0.5 - columns / 2) * pitch_x + rng.normal(0, 0.012), base * 0.8, at_z + rng.normal(0, 0.012)])
            r = 0.47 * min(pitch_x, pitch_z) * float(rng.uniform(0.84, 1.04))
            _head(s, at, r, int(pick in (1, 3)), material, shade(color, float(rng.uniform(0.9, 1.1))), rng)
    for x in (-1, 1):
        for z in (-1, 1):
            at = np.array([x * (w / 2 - 0.055), 0, z * (d / 2 - 0.055)])
            board(s, at, at + [0, h if z < 0 else 0.8 * h, 0], 0.045, 0.04, plank, shade(wood, 0.9), bevel_m=0.008)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"pumpkin": pumpkin, "sack": sack, "milk_can": milk_can, "vegetable_patch": vegetable_patch}
