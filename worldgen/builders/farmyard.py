"""Where a farm's animals live: beehive, chicken_coop, doghouse, birdhouse."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .boards import METAL, arched_wall, board, gable, mesh
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import choose, main_paint, shade
from .turns import ALONG_Z
from .wares import WOODS

Rng = np.random.Generator
DARK = (0.012, 0.01, 0.008)
COATS = ("#8a5a38", "#7b6a52", "#9a3b2c", "#5c7a70", "#a58a5c", "#6c7f8c")


def _second(item: Instance, color: Array, own: tuple[str, ...], rng: Rng, tone: float = 0.86) -> Array:
    """The other paint of a thing: a shade of the asked colour, else one of its own."""
    return shade(color, tone) if item.color else main_paint(item, own, rng)


def beehive(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A straw skep of coiled rope on a bench, or a painted hive: a stand, stacked boxes with grips, a lid, a slot over a landing board."""
    s = Sculptor()
    w, h, d = item.size_m
    if rng.random() < 0.5:
        color, straw = main_paint(item, ("#b8924e", "#a8834a", "#c29e5c"), rng), item.material or "wicker"
        wood = _second(item, color, WOODS, rng)
        seat, top = 0.3 * h, 0.32 * h
        for k in range(4):
            s.box(
                (0, top - 0.02, (k - 1.5) * d / 4),
                (w, 0.04, d / 4 - 0.012),
                item.material or "planks",
                shade(wood, float(rng.uniform(0.9, 1.1))),
                bevel_m=0.006,
            )
        for x in (-1, 1):
            for z in (-1, 1):
                board(
                    s,
                    (x * 0.42 * w, 0, z * 0.42 * d),
                    (x * 0.36 * w, seat, z * 0.36 * d),
                    0.06,
                    0.06,
                    item.material or "timber",
                    shade(wood, 0.9),
                )
        coils, r0, tall = 12, 0.455 * min(w, d), 0.985 * h - top
        pointed = float(rng.uniform(1.7, 2.6))
        level = np.linspace(0, 1, coils + 1)
        half = r0 * np.clip(1 - level**pointed, 0, 1) ** 0.55 * (0.94 + 0.06 * np.sin(np.pi * level))
        profile = []
        for k in range(coils):
            for u in (0.06, 0.3, 0.7, 0.94):
                r = np.interp(level[k] + u / coils, level, half) + 0.016 * np.sin(np.pi * u)
                profile.append((r, (level[k] + u / coils) * tall))
        tone = np.repeat(rng.uniform(0.86, 1.08, coils), 4)[: len(profile) - 1]
        for k in range(len(profile) - 1):
            s.lathe((0, top, 0), profile[k : k + 2], straw, shade(color, float(tone[k])), sides=28, caps=False)
        s.lathe((0, top + 0.955 * tall, 0), [(0.055, -0.02), (0.05, 0.02), (0.025, 0.05), (0.0, 0.055)], straw, shade(color, 0.9), sides=12)
        t = np.linspace(0, np.pi, 9)
        mouth = np.stack([0.07 * np.cos(t), top + 0.09 * np.sin(t), np.full(9, r0 + 0.012)], 1)
        s.faces(np.vstack([mouth, (0, top, r0 + 0.012)]), [(9, k, k + 1) for k in range(8)], "plain", DARK)
        s.tube(np.concatenate([mouth + [0, 0, 0.002]]), 0.012, straw, shade(color, 0.8), sides=6)
        return fitted(s.geometry(), item.size_m)
    color, material = main_paint(item, ("#dcd8ca", "#a9bfc6", "#d9c27a", "#b7c4a0", "#cfa98c"), rng), item.material or "painted"
    wood, stand = _second(item, color, WOODS, rng), 0.24 * h
    for x in (-1, 1):
        for z in (-1, 1):
            s.box(
                (x * 0.36 * w, stand / 2, z * 0.33 * d - 0.03),
                (0.06, stand, 0.06),
                item.material or "timber",
                shade(wood, 0.9),
                bevel_m=0.008,
            )
    s.box((0, stand, -0.03), (0.86 * w, 0.04, 0.82 * d), item.material or "timber", wood, bevel_m=0.006)
    s.box((0, stand + 0.012, 0.42 * d), (0.62 * w, 0.024, 0.16 * d), item.material or "timber", shade(wood, 1.06), bevel_m=0.006)
    levels, low, roof = int(rng.integers(2, 5)), stand + 0.02, float(rng.choice([0.08, 0.17])) * h
    share = np.array([1.3, *np.ones(levels - 1)])
    share *= (h - roof - low) / share.sum()
    box_w, box_d = 0.8 * w, 0.74 * d
    for k, tall in enumerate(share):
        tone = shade(color, float(rng.uniform(0.9, 1.08)))
        s.box((0, low + tall / 2, -0.03), (box_w, tall - 0.008, box_d), material, tone, bevel_m=0.008)
        front = -0.03 + box_d / 2
        if k:
            s.box((0, low + 0.6 * tall, front + 0.003), (0.22 * w, 0.022, 0.008), "plain", shade(color, 0.25))
            s.box((0, low + 0.6 * tall + 0.018, front + 0.008), (0.26 * w, 0.016, 0.02), material, shade(color, 0.92), bevel_m=0.004)
        else:
            s.box((0, low + 0.03, front + 0.003), (0.5 * w, 0.024, 0.008), "plain", DARK)
        s.box((0, low + tall - 0.004, -0.03), (box_w + 0.014, 0.012, box_d + 0.014), material, shade(color, 0.8))
        low += tall
    cover = _second(item, color, ("#8f9698", "#7c8084", "#6b4a34"), rng)
    if roof < 0.1 * h:
        s.box((0, low + roof / 2, -0.03), (w, roof, 0.94 * d), item.material or "metal", cover, bevel_m=0.01)
    else:
        gable(s, w / 2, low + 0.01, h - 0.025, (-d / 2, 0.46 * d), 3, 0.02, item.material or "planks", cover, rng)
        for z, flip in ((-0.03 - box_d / 2, True), (-0.03 + box_d / 2, False)):
            face = [(-box_w / 2, low, z), (box_w / 2, low, z), (0, h - 0.04, z)]
            s.triangle(*(face[::-1] if flip else face), material, color)
    return fitted(s.geometry(), item.size_m)


def doghouse(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Boarded walls on sills, a round-headed doorway into the dark, a roof of lapped boards, a name board over the door."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, COATS, rng), item.material or "planks"
    cover = _second(item, color, ("#5c4436", "#7a3a2c", "#4a4f54", "#6b5a44"), rng)
    trim = _second(item, color, ("#d8d0be", "#b59a70"), rng, 1.1)
    half, sill = 0.41 * w, 0.06 * h
    eave, ridge, z0, z1 = float(rng.uniform(0.56, 0.64)) * h, 0.96 * h, -0.43 * d, 0.4 * d
    for x in (-1, 1):
        s.box((x * 0.3 * w, sill / 2, 0), (0.09, sill, 0.86 * d), item.material or "timber", shade(cover, 0.8), bevel_m=0.008)
    s.box((0, sill + 0.012, (z0 + z1) / 2), (2 * half, 0.024, z1 - z0), material, shade(color, 0.6))
    rows = 6
    for x in (-1, 1):
        for k in range(rows):
            step = (eave - sill) / rows
            tone = shade(color, float(rng.uniform(0.88, 1.08)))
            s.box(
                (x * (half - 0.012), sill + (k + 0.5) * step, (z0 + z1) / 2), (0.026, step - 0.005, z1 - z0), material, tone, bevel_m=0.005
            )
    slope = (ridge - eave) / half
    outline = [(half, sill), (half, eave), (0.0, ridge - 0.02), (-half, eave), (-half, sill)]
    hole = 0.52 * half
    arched_wall(s, z1 - 0.012, 0.024, outline, hole, sill + float(rng.uniform(0.5, 0.56)) * (eave - sill), material, color, foot_m=sill)
    back = np.array([(-half, sill), *outline[:4]])
    with s.at((0, 0, z0), rotation=ALONG_Z):
        s.extrude(back * [1, -1], 0.024, material, shade(color, 0.9))
    spring = sill + 0.53 * (eave - sill)
    s.quad((-half, sill, z0 + 0.1), (half, sill, z0 + 0.1), (half, eave, z0 + 0.1), (-half, eave, z0 + 0.1), "plain", DARK)
    t = np.linspace(0, np.pi, 15)
    arch = np.stack([hole * 1.06 * np.cos(t), spring + hole * 1.06 * np.sin(t), np.full(15, z1 + 0.014)], 1)
    path = np.vstack([(hole * 1.06, sill, z1 + 0.014), arch, (-hole * 1.06, sill, z1 + 0.014)])
    s.tube(path, 0.018, item.material or "timber", trim, sides=8)
    for x in (-1, 1):
        s.box((x * (half - 0.01), (sill + eave) / 2, z1 + 0.01), (0.05, eave - sill, 0.03), item.material or "timber", trim, bevel_m=0.006)
        board(s, (x * 0.5 * w, eave - slope * 0.09 * w, z1 + 0.05), (0, ridge, z1 + 0.05), 0.06, 0.024, item.material or "timber", trim)
    reach = 0.5 * w
    gable(s, reach, eave - slope * (reach - half), ridge, (-d / 2, d / 2), 5, 0.022, item.material or "planks", cover, rng)
    s.box(
        (0, eave + 0.32 * (ridge - eave), z1 + 0.02),
        (0.42 * w, 0.08 * h, 0.02),
        item.material or "timber",
        shade(trim, 0.94),
        bevel_m=0.006,
    )
    for x in np.linspace(-0.13, 0.13, int(rng.integers(3, 6))) * w:
        s.box(
            (float(x), eave + 0.32 * (ridge - eave), z1 + 0.032),
            (0.025, float(rng.uniform(0.03, 0.05)) * h, 0.008),
            "plain",
            shade(cover, 0.5),
        )
    return fitted(s.geometry(), item.size_m)


def chicken_coop(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A boarded hut on legs under a pitched roof; a hatch with a cleated ramp, a netted window, a nest box, a netted run below."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, COATS, rng), item.material or "planks"
    post = item.material or "timber"
    cover = _second(item, color, ("#6b5a48", "#4f5358", "#7d4434", "#75604a"), rng)
    trim = _second(item, color, ("#d8d0be", "#c4b392", "#8a6a46"), rng, 1.1)
    side = -1 if rng.random() < 0.5 else 1
    floor, eave, ridge = 0.32 * h, 0.7 * h, 0.975 * h
    x0, x1 = (-0.33 * w, 0.46 * w) if side < 0 else (-0.46 * w, 0.33 * w)
    mid, half = (x0 + x1) / 2, (x1 - x0) / 2
    z0, z1 = -0.44 * d, 0.1 * d
    with s.at((mid, 0, 0)):
        for x in (-1, 1):
            for z in (z0 + 0.04, z1 - 0.04):
                s.box((x * (half - 0.04), eave / 2, z), (0.075, eave, 0.075), post, trim, bevel_m=0.008)
            s.box((x * (half - 0.02), 0.03, (z0 + z1) / 2), (0.05, 0.06, z1 - z0), post, shade(trim, 0.9), bevel_m=0.006)
        for z in (z0, z1):
            s.box((0, floor, z), (2 * half, 0.07, 0.05), post, trim, bevel_m=0.006)
            s.box((0, 0.03, z), (2 * half, 0.06, 0.045), post, shade(trim, 0.9), bevel_m=0.006)
        s.box((0, floor + 0.02, (z0 + z1) / 2), (2 * half - 0.05, 0.04, z1 - z0), material, shade(color, 0.7))
        wire = shade(color, 0.7) if item.color else METAL
        mesh(s, (-half + 0.08, 0.06), (half - 0.08, floor - 0.03), z1, 0.09, 0.006, wire)
        hatch = -side * 0.44 * half
        rows = 7
        step = (eave - floor) / rows
        for k in range(rows):  # the front, round hatch and window
            y, tone = floor + (k + 0.5) * step, shade(color, float(rng.uniform(0.88, 1.08)))
            gaps = [(hatch - 0.13, hatch + 0.13)] if k < 5 else []
            gaps += [(-hatch - 0.2, -hatch + 0.2)] if 2 <= k < 5 else []
            edge = -half
            for a, b in [*sorted(gaps), (half, half)]:
                s.box(((edge + a) / 2, y, z1 - 0.012), (a - edge, step - 0.005, 0.028), material, tone, bevel_m=0.004)
                edge = b
            s.box((0, y, z0 + 0.012), (2 * half, step - 0.005, 0.028), material, tone, bevel_m=0.004)
            for x in (-1, 1):
                s.box((x * (half - 0.012), y, (z0 + z1) / 2), (0.028, step - 0.005, z1 - z0 - 0.03), material, tone, bevel_m=0.004)
        s.box((0, (floor + eave) / 2, (z0 + z1) / 2), (2 * half - 0.1, eave - floor - 0.02, 0.05), "plain", DARK)
        low, high = floor + 2 * step, floor + 5 * step
        mesh(s, (-hatch - 0.2, low), (-hatch + 0.2, high), z1 - 0.005, 0.07, 0.006, wire)
        for a, b, x in ((floor, high, hatch), (low, high, -hatch)):
            wide = 0.15 if x == hatch else 0.22
            for q in (-1, 1):
                s.box((x + q * wide, (a + b) / 2, z1 + 0.012), (0.04, b - a + 0.06, 0.026), post, trim, bevel_m=0.006)
            s.box((x, b + 0.015, z1 + 0.012), (2 * wide + 0.06, 0.04, 0.028), post, trim, bevel_m=0.006)
            if x != hatch:
                s.box((x, a - 0.015, z1 + 0.014), (2 * wide + 0.08, 0.036, 0.04), post, trim, bevel_m=0.006)
        foot, head = np.array([hatch, 0.02, 0.49 * d]), np.array([hatch, floor + 0.03, z1 + 0.03])
        normal = np.array([0, 0.49 * d - z1, floor])
        board(s, foot, head, 0.25, 0.026, material, shade(color, 1.04), facing=normal)
        for t in np.linspace(0.1, 0.92, 7):
            at = foot + (head - foot) * t + normal / np.linalg.norm(normal) * 0.02
            s.box(at, (0.23, 0.02, 0.026), post, shade(trim, 0.9), bevel_m=0.005)
        slope = (ridge - eave) / ((z1 - z0) / 2)
        zm, reach = (z0 + z1) / 2, (z1 - z0) / 2
        turn = np.array([[0, 0, 1], [0, 1, 0], [-1, 0, 0]], float)  # the roof's own Z lies along X
        for x in (-1, 1):
            tri = [(x * (half - 0.012), eave, zm + reach), (x * (half - 0.012), eave, zm - reach), (x * (half - 0.012), ridge - 0.02, zm)]
            s.triangle(*(tri if x > 0 else tri[::-1]), material, shade(color, 0.96))
        over = min(0.5 * d - abs(zm) - reach, 0.12)
        with s.at((0, 0, zm), rotation=turn):
            gable(
                s,
                reach + over,
                eave - slope * over,
                ridge,
                (-half - 0.04 * w, half + 0.04 * w),
                5,
                0.024,
                item.material or "planks",
                cover,
                rng,
            )
    nest, deep = side * 0.415 * w, 0.6 * (z1 - z0)
    s.box((nest, floor + 0.12 * h, (z0 + z1) / 2), (0.17 * w, 0.2 * h, deep), material, shade(color, 0.94), bevel_m=0.008)
    a = np.array([nest - side * 0.09 * w, floor + 0.3 * h, (z0 + z1) / 2])
    b = a + [side * 0.19 * w, -0.08 * h, 0]
    board(s, a, b, deep + 0.08, 0.026, item.material or "planks", cover, facing=(side * 0.4, 1, 0))
    for z in (-0.25, 0.25):
        s.box((side * 0.32 * w, floor + 0.26 * h, (z0 + z1) / 2 + z * deep), (0.03, 0.03, 0.06), "metal", METAL)
    return fitted(s.geometry(), item.size_m)


def birdhouse(item: Instance, style: Style, rng: Rng) -> Geometry:
    """On a post with a foot: a nesting box with a round hole and a perch, or an open feeding table, each under a little gabled roof."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#5f8a8a", "#b0522e", "#c9a34a", "#7a8f5a", "#c8c0ae", "#8a5a38"), rng), item.material or "planks"
    wood, post = _second(item, color, WOODS, rng), item.material or "timber"
    cover = _second(item, color, ("#5c4436", "#8a3a2c", "#4a4f54", "#6b5a44"), rng)
    low, eave, ridge = 0.74 * h, 0.88 * h, 0.975 * h
    s.box((0, low / 2, 0), (0.075, low, 0.075), post, wood, bevel_m=0.01)
    for k in range(4):
        a = k * np.pi / 2
        out = np.array([np.sin(a), 0, np.cos(a)])
        s.box(out * 0.11 + [0, 0.03, 0], (0.06 + 0.2 * abs(out[0]), 0.06, 0.06 + 0.2 * abs(out[2])), post, shade(wood, 0.88), bevel_m=0.008)
        board(s, out * 0.19 + [0, 0.05, 0], [0, 0.26, 0], 0.04, 0.035, post, shade(wood, 0.94), facing=np.cross(out, [0, 1, 0]))
        board(
            s, [0, low - 0.2, 0], out * 0.3 * w + [0, low - 0.01, 0], 0.035, 0.03, post, shade(wood, 0.94), facing=np.cross(out, [0, 1, 0])
        )
    s.box((0, low, 0), (0.9 * w, 0.03, 0.9 * d), post, shade(wood, 1.05), bevel_m=0.006)
    half, long = 0.36 * w, 0.36 * d
    if rng.random() < 0.6:
        s.box((0, (low + eave) / 2, 0), (2 * half, eave - low, 2 * long), material, color, bevel_m=0.006)
        for z, flip in ((-long, True), (long, False)):
            face = [(-half, eave, z), (half, eave, z), (0, ridge, z)]
            s.triangle(*(face[::-1] if flip else face), material, shade(color, 0.96))
        holes = [(0.0, 0.62)] if rng.random() < 0.6 else [(-0.4, 0.5), (0.4, 0.5)]
        for x, up in holes:
            r = 0.085 * w if len(holes) == 1 else 0.07 * w
            at = np.array([x * half, low + up * (eave - low), long])
            with s.at(at, rotation=ALONG_Z):
                s.lathe((0, 0, 0), [(r, 0.0), (1.3 * r, 0.0), (1.3 * r, 0.012), (r, 0.012)], post, shade(cover, 1.05), sides=20, caps=False)
                s.lathe((0, 0, 0), [(r, 0.004), (0.0, 0.005)], "plain", DARK, sides=20, caps=False)
            s.tube([at + [0, -1.8 * r, 0], at + [0, -1.8 * r, 0.09]], 0.011, post, wood, sides=8)
    else:
        for x in (-1, 1):
            s.box((x * 0.44 * w, low + 0.03, 0), (0.02, 0.05, 0.9 * d), material, color, bevel_m=0.005)
            s.box((0, low + 0.03, x * 0.44 * d), (0.86 * w, 0.05, 0.02), material, color, bevel_m=0.005)
            for z in (-1, 1):
                s.box((x * 0.36 * w, (low + eave) / 2, z * 0.36 * d), (0.04, eave - low, 0.04), post, color, bevel_m=0.006)
            face = [(-0.36 * w, eave, x * 0.37 * d), (0.36 * w, eave, x * 0.37 * d), (0, ridge, x * 0.37 * d)]
            s.triangle(*(np.array(face) + [0, 0, 0.004]), material, color)
            s.triangle(*(np.array(face[::-1]) - [0, 0, 0.004]), material, color)
            s.box((0, eave, x * 0.36 * d), (0.76 * w, 0.035, 0.035), post, color, bevel_m=0.005)
        seed = shade(color, 0.8) if item.color else linear_from_srgb(choose(rng, ("#a8804a", "#3a342c", "#c2a060")))
        s.lathe((0, low + 0.015, 0), [(0.3 * w, 0), (0.2 * w, 0.02), (0.0, 0.035)], "gravel", seed, sides=16, caps=False)
    slope = (ridge - eave) / half
    gable(s, 0.5 * w, eave - slope * 0.14 * w, ridge, (-d / 2, d / 2), 4, 0.016, item.material or "planks", cover, rng)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"beehive": beehive, "chicken_coop": chicken_coop, "doghouse": doghouse, "birdhouse": birdhouse}
