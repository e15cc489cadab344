"""Trees: a trunk that divides, crowns of separate clumps of leaves, conifers in drooping whorls; and what is left of trees."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .branches import arcs, directions, tubes, unit
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .hues import linear_from_oklch, oklch_from_linear

BARK = {"tree": "#5d4a38", "pine": "#5a4334", "birch": "#cfc9bd", "dead_tree": "#6d6459"}
# OKLCh of foliage by season: lightness, chroma, hue
LEAVES = {
    "spring": (0.60, 0.125, 124.0), "summer": (0.50, 0.105, 128.0), "autumn": (0.60, 0.130, 68.0), "winter": (0.45, 0.06, 110.0),
}  # fmt: skip


def _tint(item: Instance, style: Style, rng: np.random.Generator, *, evergreen: bool = False) -> Array:
    """OKLCh (3,) of this tree's leaves."""
    if item.color:
        return oklch_from_linear(linear_from_srgb(item.color)).astype(np.float64)
    light, chroma, hue = (0.40, 0.070, 138.0) if evergreen else LEAVES[style.season]
    if style.season == "autumn" and not evergreen:
        hue = rng.choice([38.0, 58.0, 75.0, 92.0, 108.0])
    return np.array([light + rng.normal(0, 0.02), chroma + rng.normal(0, 0.008), hue + rng.normal(0, 5.0)])


def _shades(tint: Array, clump: Array, inner: Array, rng: np.random.Generator) -> Array:
    """(k, 3) linear colours: each clump (k,) has its own hue; `inner` (k,) 0 outside … 1 deep in the crown."""
    number = int(clump.max()) + 1
    hue = tint[2] + rng.normal(0, 4.5, number)[clump] + rng.normal(0, 5, len(clump)) - 6 * (1 - inner)
    light = tint[0] + rng.normal(0, 0.022, number)[clump] + rng.normal(0, 0.035, len(clump)) + 0.05 * (1 - inner) - 0.14 * inner
    chroma = tint[1] * (1 + rng.normal(0, 0.12, len(clump)))
    return linear_from_oklch(light, np.maximum(chroma, 0.0), hue)


def _foliage(s: Sculptor, centers: Array, radii: Array, crown: Array, reach: float, per: int, size: tuple[float, float], tint: Array, rng: np.random.Generator) -> None:
    """Leaves on the shells of clumps (b, 3) with radii (b, 3), normals blended between clump and crown so that light models both."""
    b = len(centers)
    clump = np.repeat(np.arange(b), per)
    d = directions(len(clump), rng)
    depth = rng.random(len(clump)) ** 0.45  # most leaves near the shell
    at = centers[clump] + d * radii[clump] * depth[:, None]
    outward = unit(at - crown)
    normal = unit(0.55 * d + 0.6 * outward + [0, 0.25, 0] + 0.35 * directions(len(clump), rng))
    axis = directions(len(clump), rng) + [0, -0.35, 0]
    axis = unit(axis - normal * np.einsum("ij,ij->i", axis, normal)[:, None])
    inner = np.clip(1.15 - np.linalg.norm(at - crown, axis=1) / reach, 0, 1) * 0.7 + 0.3 * np.clip(-d[:, 1], 0, 1)
    length = rng.uniform(*size, len(clump))
    s.leaves(at, axis, normal, np.stack([length, length * rng.uniform(0.5, 0.75, len(clump))], 1), _shades(tint, clump, inner, rng))


def _crowned(item: Instance, style: Style, rng: np.random.Generator, cls: str) -> Geometry:
    w, h, d = item.size_m
    s = Sculptor()
    airy = cls == "birch"
    bare = cls == "dead_tree" or (style.season == "winter" and cls != "pine")
    habit = rng.choice(["spreading", "upright", "round"]) if not airy else "upright"
    fork = h * float(rng.uniform(0.22, 0.34) if habit != "upright" else rng.uniform(0.32, 0.42))
    base = float(np.clip(0.035 * h, 0.09, 0.42)) * (0.55 if airy else 1.0)
    bark = linear_from_srgb(BARK[cls]) * float(rng.uniform(0.85, 1.15))
    lean = rng.normal(0, 0.04 * h, 2)
    top = np.array([lean[0], h * (0.86 if airy or habit == "upright" else 0.66), lean[1]])
    trunk = arcs([[0, -0.15, 0]], [[0, h * 0.35, 0]], [top], 9, rng, gnarl=0.02 if airy else 0.05)
    share = np.linspace(0, 1, 9)
    radius = base * (1 - 0.86 * share) + base * 0.9 * np.exp(-share * 22)
    root = 1 + 0.28 * np.exp(-share * 16)[:, None] * np.sin(np.linspace(0, 2 * np.pi, 10, endpoint=False) * rng.integers(3, 6) + rng.uniform(0, 6))
    tubes(s, trunk, (radius[:, None] * root)[None], "bark", bark, sides=10)
    # first order boughs reach into the crown's ellipsoid
    n1 = int(rng.integers(9, 13)) if not airy else int(rng.integers(12, 16))
    t = np.sort(rng.uniform(fork / top[1], 0.98, n1))
    start = np.stack([np.interp(t, share, trunk[0, :, k]) for k in range(3)], 1)
    angle = np.arange(n1) * 2.4 + rng.uniform(0, 6) + rng.normal(0, 0.25, n1)
    crown = np.array([lean[0], (fork + h) / 2 + 0.04 * h, lean[1]])
    half = np.array([w / 2, (h - fork) / 2, d / 2])
    rise = {"spreading": 0.15, "round": 0.35, "upright": 0.6}[str(habit)]
    way = unit(np.stack([np.cos(angle), rng.normal(rise, 0.22, n1) + 0.9 * (t - 0.6), np.sin(angle)], 1))
    end = crown + way * half * rng.uniform(0.62, 0.8, n1)[:, None]
    end[:, 1] = np.clip(end[:, 1], start[:, 1] + 0.03 * h, h * 0.93)
    boughs = arcs(start, (end - start) * [0.35, 0.7, 0.35], end, 6, rng, gnarl=0.06 if not airy else 0.04)
    r1 = np.interp(t, share, radius)[:, None] * 0.55 * np.linspace(1, 0.25, 6)[None]
    tubes(s, boughs, np.maximum(r1, 0.012), "bark", bark, sides=6)
    # twigs
    n2 = 3 if not bare else 6
    at = rng.uniform(0.45, 1.0, (n1, n2))
    k = np.clip((at * 5).astype(int), 0, 4)
    f = at * 5 - k
    begin = (boughs[np.arange(n1)[:, None], k] * (1 - f[..., None]) + boughs[np.arange(n1)[:, None], np.minimum(k + 1, 5)] * f[..., None]).reshape(-1, 3)
    out = unit(unit(begin - crown) + 0.8 * directions(len(begin), rng) + [0, 0.25, 0])
    tip = begin + out * (np.linalg.norm(half) * rng.uniform(0.16, 0.3, len(begin)))[:, None]
    tip[:, 1] = np.minimum(tip[:, 1], h)
    twigs = arcs(begin, (tip - begin) * 0.5, tip, 4, rng, gnarl=0.08)
    tubes(s, twigs, np.linspace(0.028, 0.008, 4)[None] * np.full((len(begin), 1), h / 7), "bark", bark, sides=4)
    if bare:
        if style.weather == "snow":
            _snow_on(s, np.concatenate([twigs.reshape(-1, 3), boughs.reshape(-1, 3)]), rng)
        return s.geometry()
    tint = _tint(item, style, rng)
    clumps = np.concatenate([tip, end, crown + directions(n1, rng) * half * 0.62])
    clumps = crown + (clumps - crown) * np.minimum(1, 0.86 / np.maximum(np.linalg.norm((clumps - crown) / half, axis=1, keepdims=True), 1e-6))
    size = float(np.clip(0.155 * (w * d * (h - fork)) ** (1 / 3), 0.3, 1.5)) * (0.82 if airy else 1.0)
    radii = size * rng.uniform(0.75, 1.25, (len(clumps), 1)) * np.array([1.0, 0.72, 1.0])
    total = int(np.clip(620 * h, 1800, 6500)) * (0.75 if airy else 1.0)
    leaf = (0.045, 0.085) if airy else (0.06, 0.115)
    grow = float(np.clip(h / 7, 0.7, 1.6))
    _foliage(s, clumps, radii, crown, float(half.mean()), max(20, int(total / len(clumps))), (leaf[0] * grow, leaf[1] * grow), tint, rng)
    if style.season == "spring" and not airy and rng.random() < 0.35 and not item.color:
        _foliage(s, clumps, radii * 1.03, crown, float(half.mean()), 14, (0.05, 0.08), np.array([0.88, 0.045, 10.0]), rng)
    if style.season == "autumn":
        n = int(90 * w)
        r, a = w * 0.55 * np.sqrt(rng.random(n)), rng.uniform(0, 6.28, n)
        flat = unit(directions(n, rng) * [1, 0.15, 1])
        s.leaves(np.stack([r * np.cos(a), np.full(n, 0.03), r * np.sin(a)], 1), flat, [0, 1, 0], (0.06, 0.04), _shades(tint, np.arange(n) % 9, np.full(n, 0.2), rng))
    return s.geometry()


def _snow_on(s: Sculptor, points: Array, rng: np.random.Generator) -> None:
    keep = points[rng.random(len(points)) < 0.8]
    s.leaves(keep + [0, 0.02, 0], unit(directions(len(keep), rng) * [1, 0.1, 1]), [0, 1, 0], (0.10, 0.05), (0.8, 0.83, 0.88))


def tree(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Broadleaf in one of three habits."""
    return _crowned(item, style, rng, "tree")


def birch(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    return _crowned(item, style, rng, "birch")


def dead_tree(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    return _crowned(item, style, rng, "dead_tree")


def pine(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Whorls of drooping branches, each a fan of needle sprays."""
    w, h, d = item.size_m
    s = Sculptor()
    base = float(np.clip(0.022 * h, 0.08, 0.3))
    bark = linear_from_srgb(BARK["pine"]) * float(rng.uniform(0.85, 1.15))
    trunk = arcs([[0, -0.15, 0]], [[0, h * 0.5, 0]], [[rng.normal(0, 0.01 * h), h * 0.98, rng.normal(0, 0.01 * h)]], 8, rng, gnarl=0.01)
    tubes(s, trunk, (base * np.linspace(1, 0.1, 8) + 0.5 * base * np.exp(-np.arange(8) * 2.5))[None], "bark", bark, sides=8)
    tiers = int(np.clip(h * 1.7, 9, 22))
    low = rng.uniform(0.10, 0.2)
    level = low + (0.97 - low) * (np.arange(tiers) / (tiers - 1)) ** 0.92
    starts, ends = [], []
    for k, t in enumerate(level):
        reach = (1 - (t - low) / (1 - low)) ** 0.85
        n = int(np.clip(9 * reach + 4, 4, 11))
        a = rng.uniform(0, 6.28) + np.arange(n) * 2 * np.pi / n + rng.normal(0, 0.18, n)
        r = np.maximum(reach * rng.uniform(0.82, 1.05, n), 0.06)
        y = t * h + rng.normal(0, 0.012 * h, n)
        starts.append(np.stack([np.zeros(n), y, np.zeros(n)], 1))
        droop = (0.10 + 0.10 * reach) * w * r
        ends.append(np.stack([np.cos(a) * r * w / 2, np.maximum(y - droop, 0.25), np.sin(a) * r * d / 2], 1))
    start, end = np.concatenate(starts), np.concatenate(ends)
    branch = arcs(start, (end - start) * [0.5, 0.05, 0.5], end, 5, rng, gnarl=0.02)
    tubes(s, branch, np.linspace(0.032, 0.008, 5)[None] * np.full((len(start), 1), h / 10), "bark", bark, sides=4)
    length = np.linalg.norm(end - start, axis=1)
    per = np.maximum((length / length.mean() * np.clip(430 * h, 2200, 6200) / len(start)).astype(int), 8)
    which = np.repeat(np.arange(len(start)), per)
    t = rng.random(len(which)) ** 0.75 * 0.98 + 0.02
    k = np.clip((t * 4).astype(int), 0, 3)
    f = (t * 4 - k)[:, None]
    at = branch[which, k] * (1 - f) + branch[which, k + 1] * f
    along = unit(end - start)[which]
    side = unit(np.cross(along, [0, 1.0, 0]))
    sign = rng.choice([-1.0, 1.0], len(which))[:, None]
    spray = (0.30 * length[which] * (1.1 - t))[:, None]
    at = at + side * sign * spray * rng.random((len(which), 1)) + [0, -0.04, 0] * rng.random((len(which), 1)) * spray * 4
    axis = unit(along + sign * side * rng.uniform(0.4, 1.1, (len(which), 1)) + [0, -0.25, 0] + 0.2 * directions(len(which), rng))
    normal = unit(np.array([0, 0.9, 0]) + 0.5 * along * [1, 0, 1] + 0.35 * directions(len(which), rng))
    tint = _tint(item, style, rng, evergreen=True)
    inner = np.clip(1 - t, 0, 1) * 0.75
    size = rng.uniform(0.07, 0.14, len(which)) * float(np.clip(h / 9, 0.8, 1.5))
    colors = _shades(tint, which % 23, inner, rng)
    if style.weather == "snow":
        colors = np.where(rng.random((len(which), 1)) < 0.5 * (1 - inner[:, None]), [0.8, 0.83, 0.88], colors)
    s.leaves(at, axis, normal, np.stack([size, size * 0.34], 1), colors)
    return s.geometry()


def stump(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    w, h, _ = item.size_m
    s = Sculptor()
    r = w / 2
    path = np.array([[[0, -0.1, 0], [0, h * 0.3, 0], [0, h * 0.7, 0], [0, h, 0]]])
    lobes = 1 + np.array([0.25, 0.1, 0.03, 0.02])[:, None] * np.sin(np.linspace(0, 6.28, 14, endpoint=False) * rng.integers(4, 7))
    tubes(s, path, (np.array([0.95, 0.8, 0.74, 0.72]) * r)[None, :, None] * lobes[None], "bark", linear_from_srgb(BARK["tree"]), sides=14)
    s.cylinder((0, h - 0.02, 0), r * 0.72, 0.03, "timber", linear_from_srgb("#b08d62"), sides=14)
    return s.geometry()


def log(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    w, h, d = item.size_m
    s = Sculptor()
    r = min(w, h) / 2
    p = arcs([[0, r * 0.85, -d / 2]], [[0, 0, d / 2]], [[0, r * 0.85, d / 2]], 7, rng, gnarl=0.012)
    color = linear_from_srgb(item.color) if item.color else linear_from_srgb("#5a4938")
    tubes(s, p, (r * np.linspace(1, 0.8, 7))[None, :, None] * (1 + 0.05 * rng.normal(size=(1, 7, 12))), "bark", color, sides=12)
    for z, k in ((-d / 2, 1.0), (d / 2, 0.8)):
        a = np.linspace(0, 2 * np.pi, 13)[:-1]
        ring = np.stack([np.cos(a) * r * k, np.sin(a) * r * k + r * 0.85, np.full(12, z)], 1)
        fan = [[12, i, (i + 1) % 12] if z > 0 else [12, (i + 1) % 12, i] for i in range(12)]
        s.faces(np.vstack([ring, [[0, r * 0.85, z]]]), fan, "timber", linear_from_srgb("#a8865e"))
    n = 60
    top = np.stack([rng.normal(0, r * 0.35, n), np.full(n, r * 1.78), rng.uniform(-d / 2, d / 2, n)], 1)
    s.leaves(top, unit(directions(n, rng) * [1, 0.2, 1]), [0, 1, 0], (0.06, 0.04), linear_from_srgb("#5c6b2c"))
    return s.geometry()


BUILDERS = {"tree": tree, "birch": birch, "pine": pine, "dead_tree": dead_tree, "stump": stump, "log": log}
