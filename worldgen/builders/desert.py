"""Plants of dry and warm places: cacti of several habits, agaves, palms."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .branches import directions, unit
from .geometry import Geometry, Sculptor, linear_from_srgb
from .hues import linear_from_oklch
from .paints import main_paint, shade

GREENS = ("#5c7a46", "#6b8550", "#54704a")


def cactus(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Ribbed and spined: a column with arms where it is tall, else a barrel or a stack of pads."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, GREENS, rng), item.material or "painted"
    spines: list[np.ndarray] = []
    if h > 1.25 * max(w, d):
        r = 0.13 * min(w, d) + 0.035 * h
        _ribbed(s, np.array([(0, -0.1, 0), (0, 0.5 * h, 0), (0, 0.97 * h - 0.3 * r, 0), (0, h, 0)]), r, material, color, spines, rng)
        for k in range(int(rng.integers(1, 4))):
            a = float(rng.choice([0, np.pi])) + float(rng.normal(0, 0.35)) + (0 if k < 2 else np.pi / 2)
            y, out, up = float(rng.uniform(0.3, 0.55)) * h, 0.5 * w - 0.75 * r, float(rng.uniform(0.22, 0.4)) * h
            x, z = np.cos(a) * out, np.sin(a) * min(out, 0.5 * d - 0.75 * r)
            path = np.array(
                [
                    (0, y, 0),
                    (0.6 * x, y + 0.02 * h, 0.6 * z),
                    (0.95 * x, y + 0.07 * h, 0.95 * z),
                    (x, y + 0.16 * h, z),
                    (x, min(y + up, 0.93 * h), z),
                ]
            )
            _ribbed(s, path, 0.68 * r, material, color, spines, rng)
    elif rng.random() < 0.5:
        for k in range(int(rng.integers(1, 4))):
            big = 1.0 if k == 0 else float(rng.uniform(0.4, 0.65))
            x, z = (0.0, 0.0) if k == 0 else rng.uniform(-0.28, 0.28, 2) * [w, d]
            r = 0.42 * min(w, d) * big if k == 0 else 0.22 * min(w, d)
            high = h * big
            t = np.linspace(0, np.pi / 2, 8)
            profile = [(r * 0.82, 0.0), *((r * np.cos(a), 0.4 * high + 0.6 * high * np.sin(a)) for a in t[:-1]), (0.0, high)]
            ring = np.linspace(0, 2 * np.pi, 73)
            v = np.array(
                [
                    [
                        (
                            x + p * (1 - 0.10 * abs(np.sin(9 * b))) * np.sin(b),
                            y - 0.03 * (y == 0),
                            z + p * (1 - 0.10 * abs(np.sin(9 * b))) * np.cos(b),
                        )
                        for b in ring
                    ]
                    for p, y in profile
                ]
            )
            _sheet(s, v, material, color)
            spines.append(v[2:-1, ::4].reshape(-1, 3))
    else:
        _pads(s, w, h, d, material, color, spines, rng)
    if spines:
        at = np.concatenate(spines)
        way = unit(directions(len(at), rng) + unit(at * [1, 0.2, 1]))
        s.leaves(at + 0.02 * way, way, unit(np.cross(way, directions(len(at), rng))), (0.03, 0.0025), linear_from_srgb("#d8cfae"))
    return s.geometry()


def _sheet(s: Sculptor, v: np.ndarray, material: str, color: np.ndarray) -> None:
    n, k = v.shape[:2]
    i, j = np.meshgrid(np.arange(n - 1), np.arange(k - 1), indexing="ij")
    a = (i * k + j).ravel()
    s.faces(v.reshape(-1, 3), np.stack([a, a + 1, a + k + 1, a + k], 1), material, color)


def _ribbed(
    s: Sculptor, path: np.ndarray, r: float, material: str, color: np.ndarray, spines: list[np.ndarray], rng: np.random.Generator
) -> None:  # fmt: skip
    """A fluted tube with a round end."""
    t = np.linspace(0, 1, 18)
    run = np.linspace(0, 1, len(path))
    p = np.stack([np.interp(t, run, path[:, c]) for c in range(3)], 1)
    p = np.array([p[max(k - 1, 0) : k + 2].mean(0) if 0 < k < 17 else p[k] for k in range(18)])
    along = unit(np.gradient(p, axis=0))
    side = unit(np.cross(along, [0.3, 0.1, 1.0]))
    other = np.cross(along, side)
    ring = np.linspace(0, 2 * np.pi, 49)
    flute = 1 - 0.13 * np.abs(np.sin(6 * ring))
    taper = np.clip(np.sqrt(np.clip(1 - np.clip((t - 0.88) / 0.12, 0, 1) ** 2, 0, 1)), 0.02, 1) * (0.9 + 0.1 * np.sin(np.pi * t))
    out = r * taper[:, None] * flute[None]
    v = p[:, None] + out[..., None] * (np.cos(-ring)[None, :, None] * side[:, None] + np.sin(-ring)[None, :, None] * other[:, None])
    _sheet(s, v[:, ::-1], material, color)
    spines.append(v[1:-1, ::4].reshape(-1, 3))


def _pads(
    s: Sculptor, w: float, h: float, d: float, material: str, color: np.ndarray, spines: list[np.ndarray], rng: np.random.Generator
) -> None:  # fmt: skip
    """Flat oval pads that grow from one another's edges."""
    size = 0.34 * h
    pads = [(np.array([0.0, 0.45 * size, 0.0]), float(rng.uniform(0, 3)), size)]
    for _ in range(9):
        base, yaw, big = pads[int(rng.integers(min(len(pads), 5)))]
        lean, new = float(rng.uniform(-0.9, 0.9)), big * float(rng.uniform(0.75, 0.95))
        u = np.array([np.cos(yaw), 0, -np.sin(yaw)])
        at = base + u * np.sin(lean) * (0.46 * big + 0.42 * new) + np.array([0, np.cos(lean) * (0.46 * big + 0.42 * new), 0])
        if at[1] + 0.5 * new < h and abs(at[0]) < 0.5 * w - 0.3 * new and abs(at[2]) < 0.5 * d - 0.3 * new:
            pads.append((at, yaw + float(rng.normal(0, 0.5)), new))
    for at, yaw, big in pads:
        with s.at(tuple(at), yaw=yaw):
            s.sphere((0, 0, 0), (0.36 * big, 0.5 * big, 0.09 * big), material, shade(color, float(rng.uniform(0.9, 1.15))), sides=16)
        a = rng.uniform(0, 2 * np.pi, 14)
        u = np.array([np.cos(yaw), 0, -np.sin(yaw)])
        spines.append(at + np.outer(0.34 * big * np.cos(a), u) + np.outer(0.48 * big * np.sin(a), [0, 1.0, 0]))


def palm(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A ringed stem that leans a little and a crown of feathered fronds, some dead ones below."""
    s = Sculptor()
    w, h, d = item.size_m
    bark = linear_from_srgb("#8a7458")
    lean = rng.uniform(-0.05, 0.05, 2) * h
    t = np.linspace(0, 1, 24)
    top = 0.8 * h
    stem = np.stack([lean[0] * t**1.8, -0.15 + (top + 0.15) * t, lean[1] * t**1.8], 1)
    radius = (0.021 * h + 0.05) * (1.25 - 0.5 * t) * (1 + 0.07 * (np.arange(24) % 2))
    s.tube(stem, radius, item.material or "bark", bark, sides=11)
    head = stem[-1]
    fronds = int(rng.integers(16, 22))
    for k in range(fronds):
        a = 2.4 * k + float(rng.uniform(-0.2, 0.2))
        lift = 1.15 - 1.75 * (k / fronds) + float(rng.normal(0, 0.08))
        reach = 0.57 * min(w, d) * float(rng.uniform(0.9, 1.02))
        u = np.linspace(0, 1, 26)
        out = reach * u * (0.92 - 0.12 * u)
        rise = np.sin(lift) * reach * 0.95 * u - (0.55 + 0.2 * np.cos(lift)) * reach * u**2
        way = np.array([np.sin(a), 0.0, np.cos(a)])
        rib = head + out[:, None] * way + rise[:, None] * [0, 1.0, 0]
        rib[:, 1] = np.minimum(rib[:, 1], h - 0.02)
        dead = k > fronds - 4
        color = linear_from_srgb("#8a7444") if dead else linear_from_srgb(item.color) if item.color else linear_from_oklch(0.5, 0.1, 126)
        s.tube(rib[::4], np.linspace(0.025, 0.006, len(rib[::4])), "painted", shade(color, 0.9), sides=5)
        forward = unit(np.gradient(rib, axis=0))
        side = unit(np.cross(forward, [0, 1.0, 0]))
        long = 0.24 * reach * np.sin(np.pi * np.clip(0.12 + 0.86 * u, 0, 1)) ** 0.7
        for sign in (-1, 1):
            for part in (0, 1):
                axis = unit(sign * side + 0.45 * forward + [0, -0.25 - 0.5 * part, 0])
                at = rib + axis * long[:, None] * (0.5 + 0.9 * part)
                normal = unit(np.cross(axis, forward) * sign + 0.15 * rng.normal(size=at.shape))
                normal = unit(normal - axis * np.sum(normal * axis, 1, keepdims=True))
                tone = np.asarray(color) * (0.8 + 0.4 * rng.random((26, 1)))
                s.leaves(at, axis, normal, np.stack([long * 0.55, np.full(26, 0.034)], 1), tone)
    for k in range(5):
        a = 2.1 * k
        s.sphere(head + [0.13 * np.sin(a), -0.16, 0.13 * np.cos(a)], 0.09, "painted", linear_from_srgb("#7a5a34"), sides=8)
    return s.geometry()


def agave(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A rosette of stiff pointed leaves."""
    s = Sculptor()
    w, h, d = item.size_m
    n = int(rng.integers(26, 38))
    own = linear_from_srgb(item.color) if item.color else linear_from_oklch(0.6, 0.06, 150)
    for k in range(n):
        a, lift = 2.4 * k, 0.25 + 1.15 * (k / n)
        way = np.array([np.sin(a) * np.cos(lift) * w / 2, np.sin(lift) * h, np.cos(a) * np.cos(lift) * d / 2]) * float(
            rng.uniform(0.85, 0.98)
        )
        side = unit(np.cross(way, [0, 1.0, 0]))
        up = np.cross(side, unit(way))
        wide = 0.07 * (w + d) / 2 * (1.1 - 0.4 * k / n)
        base, middle = 0.05 * way, 0.55 * way
        tone = own * float(rng.uniform(0.85, 1.15))
        for flip in (1, -1):
            lift_ = 0.006 * flip * up
            s.polygon(
                [
                    base - 0.7 * wide * side + lift_,
                    base + 0.7 * wide * side + lift_,
                    middle + wide * side + lift_,
                    middle - wide * side + lift_,
                ][::-flip],
                item.material or "painted",
                tone,
            )
            s.polygon(
                [middle - wide * side + lift_, middle + wide * side + lift_, way + lift_][::-flip],
                item.material or "painted",
                shade(tone, 1.05),
            )
    return s.geometry()


BUILDERS = {"cactus": cactus, "palm": palm, "agave": agave}
