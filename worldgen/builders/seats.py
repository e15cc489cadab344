"""Things to sit on: sofa, armchair, chair, stool, ottoman, cushion."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .chairs import chair, stool
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .legs import four_legs
from .sheets import sheet
from .softs import cushion_block, pillow, rounded_block, stuffing, throw
from .swatches import ACCENTS, FABRICS, LEATHERS, WOODS, asked, stuff, swatch, toned

Rng = np.random.Generator


def _cloth(item: Instance, rng: Rng) -> tuple[str, Array]:
    """Upholstery: fabric, or now and then leather where nothing was asked."""
    hide = rng.uniform() < 0.2
    material = stuff(item, "leather" if hide and not item.color else "fabric")
    return material, swatch(item, rng, LEATHERS if material == "leather" else FABRICS)


def _tilted(angle: float) -> Array:
    c, t = np.cos(angle), np.sin(angle)
    return np.array([[1, 0, 0], [0, c, -t], [0, t, c]])


def _arm(
    s: Sculptor, rolled: bool, x: float, thick: float, low: float, high: float, depth: float, back: float, material: str, color: Array
) -> None:
    """One arm rest from z = back to the front at depth / 2; a rolled one ends in a drum with a rosette."""
    length = depth / 2 - back
    if not rolled:
        rounded_block(s, (x, (low + high) / 2, back + length / 2), (thick, high - low, length), 0.05, material, color, skip="y", flat=3)
        return
    r = thick / 2
    rounded_block(
        s,
        (x, (low + high - r) / 2, back + length / 2),
        (0.78 * thick, high - r - low, length - 0.02),
        0.03,
        material,
        color,
        skip="yY",
        flat=2,
    )
    angle = np.linspace(0, 2 * np.pi, 21)
    z = back + length * np.array([0.0, 0.0, 0.02, 0.5, 0.975, 0.995, 1.0, 1.0, 0.99])
    rr = r * np.array([0.0, 0.94, 1.0, 1.0, 1.0, 0.96, 0.9, 0.78, 0.0])
    ring = np.stack([np.cos(angle), np.sin(angle)], 1)
    points = np.concatenate([rr[:, None, None] * ring[None], np.broadcast_to(z[:, None, None], (9, 21, 1))], axis=2)
    sheet(s, points + np.array([x, high - r, 0]), material, color)
    front = np.array([x, high - r, depth / 2 + 0.001])
    s.tube(
        front + np.stack([0.84 * r * np.cos(angle), 0.84 * r * np.sin(angle), 0 * angle], 1), 0.006, material, toned(color, 0.72), sides=5
    )


def _settee(item: Instance, style: Style, rng: Rng, seats: int) -> Geometry:
    """Frame, arms, back, loose cushions. The seat sits at 0.42–0.46 of the height of a person's knee, scaled with the box."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = _cloth(item, rng)
    wood = linear_from_srgb(WOODS[int(rng.integers(len(WOODS)))])
    rolled = bool(rng.uniform() < 0.45)
    arm = float(np.clip(w * (0.09 if seats > 1 else 0.17), 0.08, 0.24)) * rng.uniform(0.9, 1.15)
    foot = 0.13 * h * rng.uniform(0.75, 1.1)
    seat, arm_top = 0.53 * h, h * rng.uniform(0.68, 0.74)
    wing = seats == 1 and rng.uniform() < 0.4
    if wing:
        seat, arm_top = 0.48 * h, 0.64 * h
    base = foot + 0.42 * (seat - foot)
    back_thick = 0.17 * d
    back = -d / 2 + back_thick
    inner = w - 2 * arm

    four_legs(s, str(rng.choice(["tapered", "turned", "round"])), w - 0.1, d - 0.1, foot + 0.01, 0.055, "timber", wood)
    rounded_block(
        s, (0, (foot + base) / 2, -0.01), (w - 0.03, base - foot, d - 0.02), 0.025, material, toned(color, 0.94), skip="y", flat=2
    )
    for side in (-1, 1):
        _arm(s, rolled, side * (w - arm) / 2, arm, foot, arm_top, d, -d / 2 + 0.02, material, color)
    slope = _tilted(-0.09)
    with s.at((0, foot, -d / 2 + back_thick * 0.62), rotation=slope):
        tall = h - foot
        rounded_block(s, (0, tall / 2 - 0.005, 0), (inner + 0.9 * arm, tall, back_thick), 0.06, material, color, skip="y", flat=4)
    if wing:
        for side in (-1, 1):
            with s.at((side * (w / 2 - 0.6 * arm), arm_top - 0.06, back + 0.04 * d), yaw=side * -0.12):
                rounded_block(
                    s, (0, (h - arm_top) / 2 + 0.02, 0), (0.075, h - arm_top + 0.04, 0.44 * d), 0.035, material, color, skip="y", flat=2
                )

    gap, each = 0.006, inner / seats
    front, depth = d / 2 - 0.012, d / 2 - back - 0.02
    for k in range(seats):
        x = -inner / 2 + (k + 0.5) * each
        thick = seat - base
        cushion_block(s, (x, base + thick / 2, front - depth / 2), (each - gap, thick, depth), material, color, rng, skip="yz", flat=4)
    rise = h - seat - 0.02
    with s.at((0, seat - 0.01, back + 0.075 * d), rotation=_tilted(-0.16)):
        for k in range(seats):
            x = -inner / 2 + (k + 0.5) * each
            tall = rise * rng.uniform(0.96, 1.0)
            cushion_block(
                s, (x, tall / 2, 0), (each - gap, tall, 0.17 * d), material, toned(color, 1.03), rng, axis=2, skip="yz", sag_m=0.0, flat=4
            )
    covered, at = rng.uniform() < 0.6, int(rng.choice([-1, 1]))
    tints = linear_from_srgb(ACCENTS[int(rng.integers(len(ACCENTS)))]), linear_from_srgb("#ddd2ba")
    if covered and not rolled and not asked(item):
        ends = (foot + 0.3 * (arm_top - foot), seat + 0.01)
        throw(s, (at * (w - arm) / 2, 0.08 * d), arm / 2, arm_top, ends, 0.4 * d, at, tints, rng)
    _throw_pillows(s, item, rng, inner, seat, back + 0.26 * d, min(0.42, 0.5 * h), seats, color)
    return fitted(s.geometry(), item.size_m)


def _throw_pillows(
    s: Sculptor, item: Instance, rng: Rng, inner: float, seat: float, z: float, size: float, seats: int, color: Array
) -> None:
    """Two to four loose pillows leaning in the corners; shades of the sofa's own colour where that colour was asked for."""
    places = [(-1, 0.62), (1, 0.6), (-1, 0.34), (1, 0.33)][: int(rng.integers(2, 5)) if seats > 1 else int(rng.integers(0, 2))]
    tints, made = [ACCENTS[k] for k in rng.permutation(len(ACCENTS))], []
    for side, share in places:
        accent = tints[len(made) % len(tints)]
        made.append(accent)
        tint = toned(color, float(rng.choice([0.55, 1.5]))) if asked(item) else linear_from_srgb(accent)
        edge = size * rng.uniform(0.85, 1.0)
        x = side * min(inner / 2 - edge * 0.42, share * inner) if seats > 1 else rng.uniform(-0.05, 0.05)
        lean = _tilted(-rng.uniform(0.3, 0.45))
        turn = -side * rng.uniform(0.15, 0.45) if seats > 1 else rng.uniform(-0.2, 0.2)
        with s.at((x, seat + 0.44 * edge, z - (0.02 if share > 0.5 else -0.09)), yaw=turn), s.at(rotation=lean):
            pillow(s, (edge, edge, 0.16), "fabric", _weave(tint, rng, 12), toned(tint, 0.7), rng, back=False)


def _weave(tint: Array, rng: Rng, cells: int) -> Array:
    """(cells, cells, 3) a plain, striped or bordered cloth."""
    out = np.broadcast_to(np.asarray(tint, np.float32), (cells, cells, 3)).copy()
    kind = int(rng.integers(3))
    pale = toned(tint, 1.7)
    if kind == 1:
        out[:, 2:4] = out[:, -4:-2] = pale
    elif kind == 2:
        out[2, 2:-2] = out[-3, 2:-2] = out[2:-2, 2] = out[2:-2, -3] = pale
    return out


def sofa(item: Instance, style: Style, rng: Rng) -> Geometry:
    return _settee(item, style, rng, int(np.clip(round(item.size_m[0] / 0.72), 2, 4)))


def armchair(item: Instance, style: Style, rng: Rng) -> Geometry:
    return _settee(item, style, rng, 1)


def ottoman(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A block or a drum of upholstery with buttons, on short feet."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = _cloth(item, rng)
    wood = linear_from_srgb(WOODS[int(rng.integers(len(WOODS)))])
    foot = 0.16 * h
    drum = abs(w - d) < 0.2 * w and rng.uniform() < 0.5
    four_legs(
        s,
        str(rng.choice(["tapered", "round"])),
        0.78 * w if drum else w - 0.06,
        0.78 * d if drum else d - 0.06,
        foot + 0.02,
        0.05,
        "timber",
        wood,
    )
    if drum:
        t = np.linspace(0, 1, 8)
        side = np.stack([0.5 * w * (0.94 + 0.06 * np.sin(np.pi * t)), foot + t * (h - foot - 0.05)], 1)
        s.lathe((0, 0, 0), [*side, (0.45 * w, h - 0.02), (0.36 * w, h - 0.004), (0.2 * w, h), (0, h)], material, color, sides=32)
        angle = np.linspace(0, 2 * np.pi, 33)
        for y in (foot + 0.02, h - 0.055):
            s.tube(
                np.stack([0.478 * w * np.cos(angle), 0 * angle + y, 0.478 * w * np.sin(angle)], 1),
                0.007,
                material,
                toned(color, 0.72),
                sides=5,
            )
        return fitted(s.geometry(), item.size_m)
    mid = foot + 0.58 * (h - foot)
    rounded_block(s, (0, (foot + mid) / 2, 0), (w - 0.02, mid - foot, d - 0.02), 0.03, material, color, skip="y", flat=3)
    size = np.array([w, h - mid, d])
    puff = stuffing(size, rng, puff_m=0.03)
    columns, rows = max(2, round(w / 0.22)), max(2, round(d / 0.22))
    bx, bz = np.meshgrid((np.arange(columns) + 0.5) / columns * w - w / 2, (np.arange(rows) + 0.5) / rows * d - d / 2)

    def tufted(p: Array, normal: Array) -> Array:
        near = np.min(np.hypot(p[:, :1] - bx.ravel(), p[:, 2:] - bz.ravel()), axis=1)
        q = puff(p, normal)
        q[:, 1] -= np.where(p[:, 1] > 0, 0.02 * np.exp(-((near / 0.05) ** 2)), 0)
        return q

    rounded_block(s, (0, (mid + h) / 2, 0), size, 0.05, material, color, flat=11, deform=tufted)
    for x, z in zip(bx.ravel(), bz.ravel(), strict=True):
        s.sphere((x, h + 0.004, z), (0.013, 0.006, 0.013), material, toned(color, 0.75), sides=8)
    return fitted(s.geometry(), item.size_m)


def cushion(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A throw pillow that stands on its lower edge, its face to +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color = swatch(item, rng, ACCENTS)
    front = np.broadcast_to(color, (20, 20, 3)) if item.color else _weave(color, rng, 20)
    with s.at((0, h / 2, 0)):
        pillow(s, (w, h, d), stuff(item, "fabric"), front, toned(color, 0.7), rng, cells=20)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"sofa": sofa, "armchair": armchair, "chair": chair, "stool": stool, "ottoman": ottoman, "cushion": cushion}
