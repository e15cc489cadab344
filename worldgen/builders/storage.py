"""Things that hold other things: bookshelf, cabinet, chest, books, piano."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .legs import four_legs
from .mouldings import FLOOR, moulding, rectangle
from .pianos import piano
from .sheets import sheet
from .swatches import BRASS, IRON, WOODS, asked, stuff, swatch, toned
from .tables import drawer, slab
from .volumes import BINDINGS, Volumes

Rng = np.random.Generator


def panel_door(
    s: Sculptor,
    center: tuple[float, float, float],
    width_m: float,
    height_m: float,
    material: str,
    color: Array,
    *,
    knob_side: int,
    arched: bool = False,
) -> None:
    """A framed door with a sunk panel towards +Z, on the carcass's surface at `center`."""
    w, h = width_m / 2 - 0.004, height_m / 2 - 0.004
    stile = min(0.07, 0.24 * width_m)
    with s.at(center):
        moulding(s, rectangle(-w, -h, w, h), [(0, 0), (0, 0.014), (0.003, 0.017), (stile - 0.014, 0.017), (stile, 0.006)], material, color)
        a, b = w - stile, h - stile
        moulding(s, rectangle(-a, -b, a, b), [(0.006, 0.005), (0.03, 0.013)], material, toned(color, 0.97))
        s.quad(
            (-a + 0.03, -b + 0.03, 0.013),
            (a - 0.03, -b + 0.03, 0.013),
            (a - 0.03, b - 0.03, 0.013),
            (-a + 0.03, b - 0.03, 0.013),
            material,
            color,
        )
        kx = knob_side * (w - stile / 2)
        s.sphere((kx, 0, 0.03), 0.012, "metal", BRASS, sides=10)


def cornice(
    s: Sculptor, width_m: float, depth_m: float, low_m: float, high_m: float, material: str, color: Array, *, out_m: float = 0.0
) -> None:
    """A crown of mouldings round a carcass's top; its widest edge is `width_m` by `depth_m`."""
    t, e = high_m - low_m, max(out_m, 0.02)
    profile = [
        (e, low_m),
        (0.8 * e, low_m + 0.2 * t),
        (0.75 * e, low_m + 0.3 * t),
        (0.4 * e, low_m + 0.55 * t),
        (0.1 * e, low_m + 0.75 * t),
        (0, low_m + 0.8 * t),
        (0, high_m),
    ]
    w, d = width_m / 2, depth_m / 2
    moulding(s, rectangle(-w, -d, w, d), profile, material, color, basis=FLOOR)
    s.quad((-w, high_m, d), (w, high_m, d), (w, high_m, -d), (-w, high_m, -d), material, toned(color, 0.9))


def bookshelf(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Uprights, shelves, a crown, often a cupboard below; rows of books. Of a colour that was asked for, more than half is seen."""
    s = Sculptor()
    w, h, d = item.size_m
    own = asked(item)
    material, color = stuff(item, "timber"), swatch(item, rng, WOODS)
    board = 0.028
    crown, plinth = min(0.1, 0.05 * h), min(0.1, 0.05 * h)
    closed = bool(rng.uniform() < 0.4) or own
    cupboard = (0.34 if own else 0.28) * h if closed and h > 1.2 else 0.0
    bays = max(1, round(w / 0.85))
    low, high = plinth + cupboard, h - crown
    back, front = -d / 2 + 0.012, d / 2 - 0.022

    s.box((0, plinth / 2, -0.01), (w - 0.03, plinth, d - 0.05), material, toned(color, 0.85), skip="yYz")
    cornice(s, w, d, high - 0.005, h, material, color, out_m=0.022)
    s.quad(
        (-w / 2 + 0.03, plinth, back),
        (w / 2 - 0.03, plinth, back),
        (w / 2 - 0.03, high, back),
        (-w / 2 + 0.03, high, back),
        material,
        toned(color, 1.25),  # else its depth swallows the books
    )
    edges = np.linspace(-w / 2 + 0.022 + board / 2, w / 2 - 0.022 - board / 2, bays + 1)
    for k, x in enumerate(edges):
        s.box((x, (plinth + high) / 2, (back + front) / 2), (board, high - plinth, front - back), material, color, skip="yYz")
        face = board + (0.02 if k in (0, bays) else 0.012)
        s.box((x, (plinth + high) / 2, front + 0.006), (face, high - plinth, 0.012), material, color, skip="yYz")
    s.box((0, high - 0.012, (back + front) / 2), (w - 0.07, 0.02, front - back), material, color, skip="xXzY")
    count = max(1, round((high - low) / 0.33))
    gaps = rng.uniform(0.9, 1.15, count)
    gaps[0] += 0.15
    levels = low + np.concatenate([[0], np.cumsum(gaps / gaps.sum() * (high - low - 0.02))])
    tint = linear_from_srgb("#000000") if not own else color
    bindings = np.stack([linear_from_srgb(b) for b in BINDINGS]) * 1.15
    if own:  # muted, drawn towards the shelf's own colour
        grey = bindings.mean(1, keepdims=True)
        bindings = 0.35 * (0.6 * grey + 0.4 * bindings) + 0.65 * tint * (0.5 + bindings / 0.25).clip(0.5, 1.2)
    books = Volumes(rng, bindings)
    dense = 0.94 if not own else 0.85
    for y in [plinth, *levels[:-1]][0 if cupboard else 1 :]:
        s.box((0, y + board / 2, (back + front) / 2), (w - 0.07, board, front - back), material, color, skip="xXz")
    for k in range(bays):
        x0, x1 = edges[k] + board / 2, edges[k + 1] - board / 2
        for row in range(count):
            y = levels[row] + board
            room = levels[row + 1] - y
            if rng.uniform() < (0.12 if not own else 0.3):
                _ornament(s, (x0 + x1) / 2, y, (back + front) / 2, room, rng, color if own else None)
                books.row(x0, (x0 + x1) / 2 - 0.13, y, back, front - back, room * 0.94, dense)
                books.row((x0 + x1) / 2 + 0.13, x1, y, back, front - back, room * 0.94, dense)
            else:
                books.row(x0, x1 - (rng.uniform(0, 0.12) if rng.uniform() < 0.5 else 0), y, back, front - back, room * 0.94, dense)
        if cupboard:
            half = (x1 - x0 + board) / 2
            for side in (-1, 1):
                x = (x0 + x1) / 2 + side * half / 2
                panel_door(
                    s,
                    (x, plinth + board / 2 + cupboard / 2, front + 0.003),
                    half - 0.012,
                    cupboard - board,
                    material,
                    color,
                    knob_side=-side,
                )
    books.into(s)
    return fitted(s.geometry(), item.size_m)


def _ornament(s: Sculptor, x: float, y: float, z: float, room: float, rng: Rng, color: Array | None) -> None:
    """A vase or a small globe between the books."""
    glaze = color if color is not None else linear_from_srgb(str(rng.choice(["#8aa0a0", "#c8b898", "#40586a", "#8a5030"])))
    r, h = 0.075, min(0.75 * room, 0.26)
    if rng.uniform() < 0.6:
        shape = [(0.5, 0), (0.85, 0.2), (1.0, 0.42), (0.8, 0.65), (0.42, 0.82), (0.4, 0.92), (0.55, 1.0)]
        s.lathe((x, y, z), [(a * r, b * h) for a, b in shape], "ceramic", glaze, sides=20)
    else:
        s.lathe((x, y, z), [(0.05, 0), (0.045, 0.012), (0.01, 0.02), (0.01, 0.05)], "timber", glaze * 0.6, sides=16)
        s.sphere((x, y + 0.05 + r, z), r, "paper", glaze, sides=20)


def cabinet(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A sideboard: drawers above, doors below, a moulded top on short legs or a plinth."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = stuff(item, "timber"), swatch(item, rng, WOODS)
    top = 0.03
    foot = 0.14 * h if rng.uniform() < 0.6 else 0.07 * h
    body_d, body_w = d - 0.05, w - 0.05
    face = body_d / 2
    slab(s, w, d, h - top, h, material, color)
    if foot > 0.1 * h:
        four_legs(s, str(rng.choice(["tapered", "turned"])), body_w - 0.02, body_d - 0.02, foot, 0.055, material, color)
        s.quad(
            (-body_w / 2, foot, -face),
            (body_w / 2, foot, -face),
            (body_w / 2, foot, face),
            (-body_w / 2, foot, face),
            material,
            toned(color, 0.7),
        )
    else:
        s.box((0, foot / 2, 0), (body_w - 0.03, foot, body_d - 0.03), material, toned(color, 0.85), skip="yYz")
    s.box((0, (foot + h - top) / 2, 0), (body_w, h - top - foot, body_d), material, color, skip="yYz")
    columns = max(1, round(w / 0.5))
    each = (body_w - 0.04) / columns
    inside = h - top - foot - 0.03
    all_drawers = rng.uniform() < 0.35 or h > 1.3 * w
    share = 1.0 if all_drawers else 0.28
    rows = max(3, round(inside / 0.22)) if all_drawers else 1
    for k in range(columns):
        x = -body_w / 2 + 0.02 + (k + 0.5) * each
        for r in range(rows):
            tall = share * inside / rows
            drawer(s, (x, h - top - 0.015 - (r + 0.5) * tall, face), each, tall, material, color, BRASS)
        if not all_drawers:
            tall = (1 - share) * inside
            panel_door(s, (x, foot + 0.015 + tall / 2, face), each, tall, material, color, knob_side=1 if k % 2 == 0 else -1)
    return fitted(s.geometry(), item.size_m)


def chest(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A coffer with a barrel lid, bands of iron and a lock."""
    s = Sculptor()
    w, h, d = item.size_m
    material, color = stuff(item, "planks"), swatch(item, rng, WOODS)
    seam = 0.6 * h
    s.box((0, seam / 2 + 0.02, 0), (w - 0.02, seam - 0.04, d - 0.03), material, color, skip="yY")
    s.box((0, 0.025, 0), (w, 0.05, d - 0.005), material, toned(color, 0.85), skip="y", bevel_m=0.008)
    angle = np.linspace(0, np.pi, 15)
    arch_z, arch_y = np.cos(angle) * (d / 2 - 0.01), seam + np.sin(angle) * (h - seam - 0.008)
    ends = np.array([-w / 2 + 0.005, w / 2 - 0.005])
    points = np.stack([np.broadcast_to(ends, (15, 2)), np.repeat(arch_y[:, None], 2, 1), np.repeat(arch_z[:, None], 2, 1)], -1)
    sheet(s, points, material, color)
    for k, flip in ((0, False), (1, True)):
        boards = [[i, i + 1, 13 - i, 14 - i] for i in range(7)]  # lying: splats of a fan's slivers would stick out
        s.faces(points[:, k], [b[::-1] for b in boards] if flip else boards, material, color)
    for x in (-0.38 * w, 0.0, 0.38 * w):
        strap = np.array([x - 0.022, x + 0.022])
        grow = np.stack(
            [
                np.broadcast_to(strap, (15, 2)),
                np.repeat((seam + np.sin(angle) * (h - seam))[:, None], 2, 1),
                np.repeat((np.cos(angle) * (d / 2 - 0.002))[:, None], 2, 1),
            ],
            -1,
        )
        sheet(s, grow, "metal", IRON)
        for z in (-1, 1):
            s.box((x, seam / 2 + 0.02, z * (d / 2 - 0.012)), (0.044, seam - 0.04, 0.008), "metal", IRON, skip="yYz" if z > 0 else "yYZ")
    s.box((0, seam - 0.03, d / 2 - 0.004), (0.09, 0.12, 0.012), "metal", BRASS, skip="z", bevel_m=0.004)
    for side in (-1, 1):
        t = np.linspace(0, np.pi, 9)
        s.tube(
            np.stack([side * (w / 2 - 0.012 + 0.018 * np.sin(t)), 0.62 * seam - 0.03 * np.sin(t), 0.07 * np.cos(t)], 1),
            0.008,
            "metal",
            IRON,
            sides=8,
        )
    return fitted(s.geometry(), item.size_m)


def books(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A lying stack, sometimes with one more book askew on top."""
    s = Sculptor()
    w, h, d = item.size_m
    named = [] if not item.color else [linear_from_srgb(item.color) * k for k in (0.9, 1.0, 1.08)]
    bindings = np.stack(named or [linear_from_srgb(b) for b in BINDINGS])
    volumes = Volumes(rng, bindings)
    count = int(np.clip(round(h / 0.042), 1, 9))
    volumes.stack(np.zeros(3), count, 0.95 * w, 0.95 * d, 0.16, tall=h, ends=True)
    volumes.into(s, stuff(item, "fabric"))
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"bookshelf": bookshelf, "cabinet": cabinet, "chest": chest, "books": books, "piano": piano}
