"""What pictures show: functions of (u rightward, v upward, both 0..1) that give sRGB colours, painted cell by cell."""

from __future__ import annotations

import numpy as np

from .geometry import Array, linear_from_srgb

Rng = np.random.Generator


def _hex(text: str) -> Array:
    return np.array([int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def _mix(a: Array, b: Array, t: Array) -> Array:
    return a + (b - a) * np.clip(t, 0, 1)[..., None]


def _ridge(u: Array, rng: Rng, level: float, swing: float, waves: int = 4) -> Array:
    y = np.full_like(u, level)
    for k in range(1, waves + 1):
        y = y + swing / k * np.sin(2 * np.pi * u * rng.uniform(0.4, 0.9) * k + rng.uniform(0, 6.28))
    return y


def landscape(u: Array, v: Array, rng: Rng) -> Array:
    """Sky, sun, three ranges of hills that pale with distance, a field, a stream or trees."""
    skies = (("#e9c08a", "#6f93b8"), ("#f0d8b0", "#8fb0c8"), ("#d88a5a", "#4a5a86"), ("#dfe3d8", "#7fa3c4"))
    low, high = (_hex(c) for c in skies[int(rng.integers(len(skies)))])
    out = _mix(low, high, (v - 0.4) / 0.6)
    sun = np.array([rng.uniform(0.2, 0.8), rng.uniform(0.62, 0.8)])
    away = np.hypot((u - sun[0]) * 1.33, v - sun[1])
    out = _mix(out, _hex("#fff0c4"), np.exp(-((away / 0.16) ** 2)) * 0.7)
    out = np.where((away < 0.055)[..., None], _hex("#fff4d0"), out)
    for _ in range(3):
        x, y = rng.uniform(0, 1), rng.uniform(0.7, 0.95)
        cloud = np.exp(-(((u - x) / rng.uniform(0.12, 0.25)) ** 2) - ((v - y) / 0.025) ** 2)
        out = _mix(out, _hex("#f6ece0"), 0.75 * cloud)
    greens = (
        ("#8fa0a8", "#6f8a78", "#4f6a44", "#3c5230"),
        ("#a89aa8", "#8a7a80", "#7a6a48", "#5a4a2c"),
        ("#9aacb4", "#7f9a8a", "#8a9a4c", "#6a7a34"),
    )
    for k, color in enumerate(greens[int(rng.integers(3))]):
        crest = _ridge(u, rng, 0.52 - 0.13 * k, 0.07 - 0.01 * k)
        shade = _mix(_hex(color) * 1.12, _hex(color) * 0.8, (crest - v) / 0.2)
        out = np.where((v < crest)[..., None], shade, out)
    if rng.uniform() < 0.6:
        bend = 0.5 + 0.18 * np.sin(9 * v + rng.uniform(0, 6)) * (0.3 - v)
        stream = np.abs(u - bend) < 0.012 + 0.12 * np.clip(0.26 - v, 0, 1)
        out = np.where((stream & (v < 0.26))[..., None], _mix(low, high, 1 - 3 * v) * 0.95, out)
    for _ in range(int(rng.integers(2, 6))):
        x, y, r = rng.uniform(0.05, 0.95), rng.uniform(0.14, 0.32), rng.uniform(0.035, 0.07)
        out = np.where(((np.abs(u - x) < 0.007) & (v > y) & (v < y + r))[..., None], _hex("#3a2a1c"), out)
        crown = np.hypot(u - x, (v - y - 1.5 * r) * 0.8) < r
        out = np.where(crown[..., None], _mix(_hex("#4a6a34"), _hex("#2c4424"), (x - u) / r * 0.5 + 0.5), out)
    return out


def seascape(u: Array, v: Array, rng: Rng) -> Array:
    """A horizon, a path of light, waves, a boat with sails."""
    dusk = rng.uniform() < 0.5
    low, high = (_hex(c) for c in (("#f0b880", "#5a6a94") if dusk else ("#e4ecec", "#7aa8cc")))
    horizon = rng.uniform(0.38, 0.5)
    out = _mix(low, high, (v - horizon) / (1 - horizon))
    sun = rng.uniform(0.3, 0.7)
    out = np.where((np.hypot((u - sun) * 1.33, v - horizon - 0.12) < 0.05)[..., None], _hex("#fff0cc"), out)
    near, far = (_hex(c) for c in (("#26405a", "#8a8a90") if dusk else ("#1f5a74", "#7fb0bc")))
    sea = _mix(near, far, v / horizon)
    ripple = np.sin(70 * np.sqrt(np.clip(v, 0, 1)) + 5 * np.sin(7 * u + 20 * v))
    glint = np.exp(-(((u - sun) / (0.05 + 0.25 * (horizon - v))) ** 2)) * (ripple > 0.1)
    sea = _mix(sea * (1 + 0.09 * ripple[..., None]), low, 0.75 * glint)
    out = np.where((v < horizon)[..., None], sea, out)
    x, y, size = rng.uniform(0.2, 0.8), horizon - rng.uniform(0.03, 0.09), rng.uniform(0.7, 1.2)
    hull = (np.abs(u - x) < 0.08 * size) & (v > y) & (v < y + 0.035 * size)
    mast = (v > y + 0.04 * size) & (v < y + 0.26 * size)
    rise = (v - y - 0.04 * size) / (0.22 * size)
    out = np.where((mast & (u > x + 0.008) & (u < x + 0.008 + 0.075 * size * (1 - rise)))[..., None], _hex("#f2e8d4"), out)
    out = np.where((mast & (u < x - 0.004) & (u > x - 0.004 - 0.05 * size * (1 - rise)))[..., None], _hex("#d8c4a0"), out)
    return np.where(hull[..., None], _hex("#4a2c20"), out)


def abstract(u: Array, v: Array, rng: Rng) -> Array:
    """Soft overlapping fields: arcs, discs and bands on a pale ground."""
    sets = (
        ("#e8dcc4", "#c4623c", "#2f5a6a", "#d8a24a", "#8a5a4a"),
        ("#e4e0d8", "#7a8a6a", "#b8885a", "#41525e", "#d4b8a0"),
        ("#ece2d0", "#a83a30", "#24425a", "#e0b048", "#5a6a78"),
    )
    ground, *colors = (_hex(c) for c in sets[int(rng.integers(len(sets)))])
    out = np.broadcast_to(ground, (*u.shape, 3)) * (1 - 0.05 * v[..., None])
    for k in range(6):
        color = colors[int(rng.integers(len(colors)))]
        x, y, r = rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.9), rng.uniform(0.14, 0.36)
        away = np.hypot(u - x, v - y)
        kind = int(rng.choice(3, p=(0.55, 0.33, 0.12))) if k else 0
        if kind == 0:
            inside = away < r
        elif kind == 1:
            inside = (np.abs(away - r) < 0.05) & (v > y - 0.05)
        else:
            turn = rng.uniform(0, np.pi)
            inside = np.abs((u - x) * np.sin(turn) - (v - y) * np.cos(turn)) < rng.uniform(0.02, 0.09)
        out = np.where(inside[..., None], _mix(out, color, np.full_like(u, 0.9 - 0.08 * k)), out)
    return out


def still_life(u: Array, v: Array, rng: Rng) -> Array:
    """Fruit and a jug on a cloth, lit from the left."""
    wall, cloth = (_hex(c) for c in ((("#5a4a3c", "#c8b898"), ("#3c4440", "#a89478"), ("#6a5a4a", "#7a3a30"))[int(rng.integers(3))]))
    edge = 0.34 + 0.02 * np.sin(6 * u)
    out = np.where((v < edge)[..., None], _mix(cloth * 0.7, cloth, v / 0.34), _mix(wall * 1.35, wall * 0.7, u))
    x, base = rng.uniform(0.25, 0.4), 0.26
    t = (v - base) / 0.5
    half = 0.13 * np.interp(t, [0, 0.15, 0.45, 0.7, 0.85, 1.0], [0.6, 0.9, 1.0, 0.55, 0.42, 0.55])
    jug = (np.abs(u - x) < half) & (t > 0) & (t < 1)
    glaze = _hex(str(rng.choice(["#5a7a8a", "#a8683c", "#d8d0bc"])))
    out = np.where(jug[..., None], _mix(glaze * 1.25, glaze * 0.45, (u - x + half) / (2 * half + 1e-6)), out)
    for _ in range(6):
        fx, fy, r = rng.uniform(0.42, 0.88), rng.uniform(0.2, 0.33), rng.uniform(0.055, 0.085)
        color = _hex(str(rng.choice(["#c8602a", "#b83a2a", "#d8a83a", "#8a9a3c", "#5a2c44"])))
        out = np.where((np.hypot((u - fx - 0.02) / 1.3, (v - fy + r * 0.95) / 0.35) < r)[..., None], out * 0.6, out)
        light = np.hypot(u - fx + 0.35 * r, v - fy - 0.4 * r) / (1.5 * r)
        out = np.where((np.hypot(u - fx, v - fy) < r)[..., None], _mix(color * 1.35, color * 0.4, light), out)
    return out


def botanical(u: Array, v: Array, rng: Rng) -> Array:
    """A sprig of leaves on warm paper, as in a herbarium."""
    out = (
        np.broadcast_to(_hex(str(rng.choice(["#f0e8d4", "#ece6da", "#e8dcc0"]))), (*u.shape, 3))
        * (1 - 0.04 * np.hypot(u - 0.5, v - 0.5))[..., None]
    )
    leaf = _hex(str(rng.choice(["#5a7a4c", "#4a6a5a", "#7a8248", "#a8683c"])))
    sway, swing = rng.uniform(-0.12, 0.12), rng.uniform(0, 6)

    def stem(t: Array | float) -> Array:
        return 0.5 + sway * np.sin(3 * np.asarray(t) + swing) * np.asarray(t)

    out = np.where(((np.abs(u - stem(v)) < 0.008) & (v > 0.08) & (v < 0.9))[..., None], leaf * 0.7, out)
    for k in range(11):
        y, side = 0.2 + 0.062 * k, -1 if k % 2 else 1
        length, tilt = 0.27 * (1 - 0.045 * k) * rng.uniform(0.85, 1.1), rng.uniform(0.45, 0.8)
        dx, dy = side * (u - stem(y)), v - y
        along, across = dx * np.cos(tilt) + dy * np.sin(tilt), dy * np.cos(tilt) - dx * np.sin(tilt)
        t = along / length
        half = 0.16 * length * np.sin(np.pi * np.clip(t, 0, 1)) ** 0.8
        inside = (t > 0) & (t < 1) & (np.abs(across) < half)
        tone = leaf * rng.uniform(0.85, 1.25)
        out = np.where(inside[..., None], _mix(tone * 1.15, tone * 0.75, across / (half + 1e-6) * 0.5 + 0.5), out)
        out = np.where((inside & (np.abs(across) < 0.004))[..., None], tone * 1.5, out)
    return out


def reflection(u: Array, v: Array, rng: Rng) -> Array:
    """What a mirror over a mantel or a chest gives back of a room: far wall, ceiling, floor, a bright window with curtains, a lamp."""

    def soft(x: Array, width: float = 0.03) -> Array:
        return 0.5 + 0.5 * np.tanh(x / width)

    wall, floor = _hex(str(rng.choice(["#b9a88a", "#b4ac9a", "#aaa794"]))), _hex("#6e4c32")
    out = _mix(wall * 0.86, wall, u * 0.6 + v * 0.4)
    out = _mix(out, _hex("#cfc8b8"), soft(v - 0.83 - 0.05 * (u - 0.5)))
    out = _mix(out, floor, soft(0.24 + 0.06 * (u - 0.5) - v))
    x = rng.uniform(0.26, 0.42) if rng.uniform() < 0.5 else rng.uniform(0.58, 0.74)
    glass = soft(0.125 - np.abs(u - x)) * soft(0.2 - np.abs(v - 0.54))
    out = _mix(out, _mix(_hex("#a9b98c"), _hex("#dfe8ec"), soft(v - 0.5, 0.08)), glass)
    bar = np.maximum(soft(0.008 - np.abs(u - x), 0.008), soft(0.008 - np.abs(v - 0.54), 0.008)) * glass
    out = _mix(out, _hex("#d8d2c4"), bar)
    cloth = _hex(str(rng.choice(["#8a6a5a", "#7a826e", "#8c7c64"])))
    for side in (-1, 1):
        hang = soft(0.05 - np.abs(u - x - side * 0.18), 0.015) * soft(0.78 - v, 0.015) * soft(v - 0.2, 0.02)
        out = _mix(out, cloth * (0.95 + 0.12 * np.sin(160 * u))[..., None], hang)
    sofa = soft(0.2 - np.abs(u - (1.04 - x)), 0.03) * soft(0.36 - v, 0.02) * soft(v - 0.12, 0.02)
    out = _mix(out, _hex(str(rng.choice(["#6a7480", "#7a6a5c", "#6f7860"]))), sofa)
    gleam = 0.06 * np.exp(-(((u - v + 0.25) / 0.16) ** 2))
    return (out * 0.92 + gleam[..., None]).clip(0, 1)


def portrait(u: Array, v: Array, rng: Rng) -> Array:
    """Head and shoulders before a dark wall, lit from one side; hair or a hat, a pale collar."""
    wall = _hex(str(rng.choice(["#3a2e22", "#2e3430", "#4a3a2a", "#3a3440"])))
    x, side = rng.uniform(0.46, 0.54), 1 if rng.random() < 0.5 else -1
    glow = np.exp(-(((u - x - 0.2 * side) / 0.45) ** 2) - ((v - 0.6) / 0.4) ** 2)
    out = _mix(wall * 0.6, wall * 1.5, glow)
    coat = _hex(str(rng.choice(["#2a2426", "#5a2420", "#22304a", "#34402c", "#6a4a24"])))
    width = 0.42 * np.sqrt(np.clip((0.44 - v) / 0.44, 0, 1)) + 0.05
    body = (np.abs(u - x) < width) & (v < 0.44)
    fold = 0.12 * np.sin(26 * (u - x) + 8 * v)
    out = np.where(body[..., None], coat * (0.85 + fold + 0.5 * np.clip(side * (u - x) + 0.2, 0, 0.5))[..., None], out)
    skin, hair = (
        _hex(str(rng.choice(c))) for c in (["#d8a888", "#c8946c", "#8a5c40", "#e0b898"], ["#2c2018", "#5a3a20", "#8a8478", "#a8763c"])
    )
    long = rng.uniform(0.0, 1.0) < 0.5
    mane = np.hypot((u - x) / 0.155, (v - 0.615) / (0.24 if long else 0.185)) < 1
    out = np.where(mane[..., None], hair * (0.7 + 0.6 * np.clip(side * (u - x) / 0.15 + 0.5, 0, 1))[..., None], out)
    neck = (np.abs(u - x) < 0.055) & (v > 0.38) & (v < 0.52)
    out = np.where(neck[..., None], skin * 0.72, out)
    face = np.hypot((u - x) / 0.105, (v - 0.59) / 0.145)
    lit = np.clip(0.62 + side * (u - x) * 4.2 - 0.25 * face, 0.35, 1.12)
    out = np.where((face < 1)[..., None], skin * lit[..., None], out)
    for e in (-1, 1):
        eye = np.hypot((u - x - e * 0.042) / 0.02, (v - 0.61) / 0.011) < 1
        brow = np.hypot((u - x - e * 0.042) / 0.03, (v - 0.642) / 0.008) < 1
        out = np.where(eye[..., None], _hex("#2a1c16"), np.where(brow[..., None], hair * 0.8, out))
    out = np.where((np.hypot((u - x) / 0.033, (v - 0.522) / 0.009) < 1)[..., None], _hex("#8a4038"), out)
    out = np.where((np.hypot((u - x - 0.012 * side) / 0.012, (v - 0.572) / 0.032) < 1)[..., None], skin * 0.74, out)
    collar = (np.abs(np.abs(u - x) - (0.44 - v) * 0.45 - 0.02) < 0.022) & (v > 0.3) & (v < 0.44)
    out = np.where(collar[..., None], _hex("#e8e0cc"), out)
    if rng.random() < 0.35:
        brim = np.hypot((u - x) / 0.24, (v - 0.72) / 0.028) < 1
        crown = (np.abs(u - x) < 0.13) & (v > 0.71) & (v < 0.82)
        out = np.where((brim | crown)[..., None], coat * 0.8, out)
    return out


def fields(u: Array, v: Array, rng: Rng) -> Array:
    """Two or three soft-edged blocks of colour that float on another."""
    sets = (("#7a1c1c", "#d85a24", "#e8b83c", "#3a1414"), ("#22345a", "#5a86a8", "#c8d4d0", "#101c30"),
            ("#e8dcc0", "#c84a2c", "#2c2c30", "#d8a86a"), ("#2c4a3c", "#a8b85a", "#e0d8a8", "#182c26"))  # fmt: skip
    ground, *colors = (_hex(c) for c in sets[int(rng.integers(len(sets)))])
    out = np.broadcast_to(ground, (*u.shape, 3)) * (1 + 0.05 * np.sin(7 * u + 5 * v))[..., None]
    cuts = np.sort(rng.uniform(0.2, 0.8, int(rng.integers(1, 3))))
    edges = [0.07, *cuts, 0.93]
    for k, (a, b) in enumerate(zip(edges, edges[1:], strict=False)):
        soft = 0.5 + 0.5 * np.tanh(np.minimum(np.minimum(v - a - 0.02, b - 0.02 - v), np.minimum(u - 0.08, 0.92 - u)) / 0.018)
        out = _mix(out, colors[k % 3] * (1 + 0.06 * np.sin(11 * u + 3 * k))[..., None], 0.92 * soft)
    return out


def strokes(u: Array, v: Array, rng: Rng) -> Array:
    """Broad gestures of a loaded brush over bare canvas."""
    out = np.broadcast_to(_hex(str(rng.choice(["#ece6da", "#e4e2de", "#1e1e22", "#d8ccb4"]))), (*u.shape, 3))
    colors = [_hex(c) for c in rng.permutation(["#1c1c20", "#c8322a", "#2450a0", "#e8b020", "#e8e4da", "#3a7a5a"])[:4]]
    for k in range(int(rng.integers(7, 12))):
        x, y, turn, bend = rng.uniform(0.15, 0.85), rng.uniform(0.15, 0.85), rng.uniform(0, np.pi), rng.uniform(-2.2, 2.2)
        along = (u - x) * np.cos(turn) + (v - y) * np.sin(turn)
        across = (v - y) * np.cos(turn) - (u - x) * np.sin(turn) - bend * along**2
        half, long = rng.uniform(0.012, 0.06), rng.uniform(0.15, 0.4)
        bristle = 0.5 + 0.5 * np.sin(across / half * 9 + 3 * np.sin(20 * along))
        on = (np.abs(across) < half) & (np.abs(along) < long) & ((bristle > 0.25) | (np.abs(along) < 0.6 * long))
        out = np.where(on[..., None], colors[k % 4] * (0.85 + 0.25 * bristle)[..., None], out)
    return out


HANGS = {"old": (portrait, landscape, portrait, seascape, still_life), "modern": (abstract, fields, strokes, fields, strokes)}  # by tag
MOTIFS = (landscape, seascape, abstract, still_life, landscape, botanical, botanical)


def painted(rows: int, columns: int, aspect: float, rng: Rng, tint_linear: Array | None = None, hang: str = "") -> Array:
    """(rows, columns, 3) linear colours of a random motif, rows upward, one of those of a `hang`; `tint_linear` redraws it in lights and
    darks of one colour."""
    fine = 3  # strokes are drawn finer than the cells and averaged, so that edges are smooth
    v, u = np.meshgrid((np.arange(rows * fine) + 0.5) / (rows * fine), (np.arange(columns * fine) + 0.5) / (columns * fine), indexing="ij")
    upright = aspect < 0.95
    motifs = HANGS.get(hang, MOTIFS)
    chosen = motifs[int(rng.integers(len(motifs)))]
    if chosen is portrait and aspect > 1.15:
        chosen = landscape
    elif upright and chosen in (landscape, seascape) and hang:
        chosen = portrait
    if chosen is portrait:
        u = (u - 0.5) * aspect / 0.8 + 0.5
    if chosen is botanical and not upright:
        chosen = landscape
    if chosen is botanical:
        u = (u - 0.5) * max(aspect, 0.6) / 0.75 + 0.5
    color = chosen(u, v, rng)
    color = color.reshape(rows, fine, columns, fine, 3).mean((1, 3)) * (1 + 0.02 * rng.normal(size=(rows, columns, 1)))  # brush
    linear = linear_from_srgb(color.clip(0.02, 0.95))
    if tint_linear is None:
        return linear
    value = linear.mean(2, keepdims=True)
    scale = 0.62 + 0.76 * (value - value.min()) / max(float(np.ptp(value)), 1e-6)
    return np.asarray(tint_linear, np.float32) * scale.astype(np.float32)
