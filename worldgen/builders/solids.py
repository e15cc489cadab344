"""Plain solids and works: cube, sphere, pyramid, dome, pipes, lever."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted, stretched
from .geometry import Array, Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, shade
from .turns import ALONG_X, ALONG_Z, loop, rolled
from .wares import IRON

PAINTS = ("#b23a2c", "#2f6a9a", "#d0a22e", "#3f8a5a", "#7a4a92", "#d8d4ca", "#c8682a", "#3a9a9a")
STONES = ("#c2aa7c", "#b39c74", "#a89a84")
ALONG_LEFT = np.array([[0, -1, 0], [0, 0, -1], [1, 0, 0]], float)  # own +X is the frame's +Z, own +Z its −Y


def cube(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A plain painted cube with bevelled edges."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, PAINTS, rng), item.material or "painted"
    bevel = float(rng.uniform(0.012, 0.04)) * min(w, h, d)
    s.box((0, h / 2, 0), (w, h, d), material, color, bevel_m=bevel)
    return fitted(s.geometry(), item.size_m)


def sphere(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A smooth ball that lies in a small ring."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, PAINTS, rng), item.material or "painted"
    foot = float(rng.uniform(0.3, 0.38))
    g = Sculptor()
    g.sphere((0, 0.515, 0), (0.5, 0.485, 0.5), material, color, sides=48)
    ring = [(foot, 0), (foot + 0.02, 0.01), (foot, 0.1), (foot - 0.05, 0.11), (foot - 0.07, 0.0)]
    g.lathe((0, 0, 0), ring, item.material or "metal", shade(color, 0.8) if item.color else IRON, sides=36, caps=False)
    s.add(stretched(g.geometry(), (w, h, d)))
    return fitted(s.geometry(), item.size_m)


def _portal(s: Sculptor, z: float, wide: float, tall: float, material: str, color: Array) -> None:
    """Two jambs and a lintel before a dark opening; its back at z − 0.7."""
    for x in (-1, 1):
        s.box((x * 0.42 * wide, 0.4 * tall, z - 0.4), (0.24 * wide, 0.8 * tall, 0.8), material, color, bevel_m=0.03)
    s.box((0, 0.88 * tall, z - 0.37), (1.25 * wide, 0.2 * tall, 0.86), material, shade(color, 1.06), bevel_m=0.03)
    s.box((0, 0.4 * tall, z - 0.5), (0.64 * wide, 0.8 * tall, 0.5), material, shade(color, 0.12))


def pyramid(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Courses of stone up to a point and a portal at their foot, or high steps with a stair and a temple on top."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, STONES, rng)
    if rng.random() < 0.5:
        count, material = int(rng.integers(20, 25)), item.material or "ashlar"
        for k in range(count):
            share = 1 - k / (count + 0.3)
            tone = shade(color, float(rng.uniform(0.88, 1.08)))
            bevel = 0.02 * h / 6
            s.box((0, (k + 0.5) * h / count, 0), (share * w, h / count, share * d), material, tone, bevel_m=bevel, skip="y")
        _portal(s, d / 2 - 0.02 * d, 0.16 * w, 0.24 * h, material, color)
        return fitted(s.geometry(), item.size_m)
    steps, material = int(rng.integers(5, 8)), item.material or "stone_courses"
    top, roof = 0.34, 0.84 * h
    deep = d / (1 + (1 - top) / (2 * steps))  # of the steps; the stair's foot takes the rest
    mid = (deep - d) / 2
    for k in range(steps):
        share = 1 - (1 - top) * k / steps
        rise = roof / steps
        tone = shade(color, float(rng.uniform(0.92, 1.05)))
        s.box((0, (k + 0.44) * rise, mid), (share * w, 0.88 * rise, share * deep), material, tone, bevel_m=0.04, skip="y")
        s.box((0, (k + 0.94) * rise, mid), (share * w - 0.1, 0.12 * rise, share * deep - 0.1), "ashlar", shade(tone, 1.1), bevel_m=0.03)
    if item.material:
        s = _restoned(s, item.material)
    treads = 4 * steps
    front, back = d / 2, mid + 0.5 * deep * top + d - deep
    for k in range(treads):
        z = front - (front - back) * k / treads
        y = roof * (k + 1) / treads
        s.box((0, y / 2, (z + back - 0.2) / 2), (0.18 * w, y, z - back + 0.2), material, shade(color, 1.02 + 0.05 * (k % 2)), skip="y")
    for x in (-1, 1):
        foot, wall = 0.105 * w * x, 0.03 * w
        outline = [(front, 0), (front, -0.09 * h), (back, -roof - 0.05 * h), (back - 0.1, 0)]
        with s.at((foot + wall / 2, 0, 0), rotation=ALONG_LEFT):
            s.extrude(outline, wall, item.material or "ashlar", shade(color, 1.08))
    s.box((0, roof + 0.07 * h, mid - 0.02 * d), (0.24 * w, 0.14 * h, 0.2 * d), material, color, bevel_m=0.03, skip="y")
    s.box((0, h - 0.015 * h, mid - 0.02 * d), (0.28 * w, 0.03 * h, 0.24 * d), material, shade(color, 1.08), bevel_m=0.03)
    s.box((0, roof + 0.05 * h, mid + 0.075 * d), (0.08 * w, 0.1 * h, 0.02 * d), material, shade(color, 0.12))
    return fitted(s.geometry(), item.size_m)


def _restoned(s: Sculptor, material: str) -> Sculptor:
    """The same faces, all of one material."""
    g, out = s.geometry(), Sculptor()
    out.faces(g.vertices, g.faces, material, g.color_linear, uv=g.uv)
    return out


def _shell() -> tuple[Array, list[tuple[int, ...]]]:
    """The upper half of an icosahedron, each edge in four: vertices on the unit sphere and triangles."""
    a = np.arange(5) * 2 * np.pi / 5
    up, out = 1 / np.sqrt(5), 2 / np.sqrt(5)
    ring = np.stack([out * np.sin(a), np.full(5, up), out * np.cos(a)], 1)
    low = np.stack([out * np.sin(a + np.pi / 5), np.full(5, -up), out * np.cos(a + np.pi / 5)], 1)
    v = [np.array([0, 1, 0]), *ring, *low]
    f = [(0, 1 + k, 1 + (k + 1) % 5) for k in range(5)]
    f += [(1 + k, 6 + k, 1 + (k + 1) % 5) for k in range(5)] + [(6 + k, 6 + (k + 1) % 5, 1 + (k + 1) % 5) for k in range(5)]
    for _ in range(2):
        middle: dict[tuple[int, int], int] = {}
        finer = []
        for tri in f:
            m = []
            for i in range(3):
                edge = tuple(sorted((tri[i], tri[(i + 1) % 3])))
                if edge not in middle:
                    p = v[edge[0]] + v[edge[1]]
                    middle[edge] = len(v)
                    v.append(p / np.linalg.norm(p))
                m.append(middle[edge])
            finer += [(tri[0], m[0], m[2]), (m[0], tri[1], m[1]), (m[2], m[1], tri[2]), (m[0], m[1], m[2])]
        f = finer
    points = np.array(v)
    return points, [t for t in f if points[list(t), 1].min() > -1e-6]


def dome(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A white dome of triangles between struts, or smooth with ribs, on a low ring; an airlock with a round window at +Z."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#e4e4e0", "#dcdad2", "#d6dade"), rng, spread=0.04), item.material or "painted"
    rib = shade(color, 0.8) if item.color else linear_from_srgb(str(rng.choice(["#8a9096", "#6a727a", "#c8702e"])))
    radius, plinth = np.array([w / 2, 0.93 * h, 0.44 * d]), 0.07 * h
    g = Sculptor()
    if rng.random() < 0.6:
        points, faces = _shell()
        tones = np.array([shade(color, float(rng.uniform(0.93, 1.03))) for _ in faces])
        p = points * radius
        g.faces(p, faces, material, tones)
        edges = {tuple(sorted((t[i], t[(i + 1) % 3]))) for t in faces for i in range(3)}
        for a, b in sorted(edges):
            g.tube([p[a], p[b]], 0.03 * h / 3.2, item.material or "metal", rib, sides=5)
    else:
        t = np.linspace(0, np.pi / 2, 13)
        inner = Sculptor()
        inner.lathe((0, 0, 0), np.stack([np.cos(t), np.sin(t)], 1).round(6), material, color, sides=48)
        g.add(stretched(inner.geometry(), radius))
        for k in range(12):
            a = (k + 0.5) * np.pi / 6
            path = np.stack([np.cos(t[:-1]) * np.sin(a), np.sin(t[:-1]), np.cos(t[:-1]) * np.cos(a)], 1) * radius
            g.tube(path, 0.045 * h / 3.2, material, shade(color, 0.9), sides=6)
        g.lathe((0, 0.985 * radius[1], 0), [(0.16 * w / 2, 0), (0.14 * w / 2, 0.02 * h), (0.03, 0.03 * h)], material, rib, sides=16)
    with s.at((0, plinth, -0.06 * d)):
        s.add(g.geometry())
    base = Sculptor()
    base.lathe((0, 0, 0), [(1.0, 0), (1.0, 0.85), (0.985, 1), (0.9, 1.05)], item.material or "concrete", shade(color, 0.85), sides=40)
    with s.at((0, 0, -0.06 * d)):
        s.add(stretched(base.geometry(), (w / 2, plinth, 0.44 * d)))
    lock, spring = 0.13 * w, 0.36 * h
    arch = loop(1.0, start_rad=0, stop_rad=np.pi, points=13)[:, :2]
    with s.at((0, 0, 0.2 * d), rotation=ALONG_Z):
        for wide, y, long, tone in (
            (1.0, 0.0, 0.28 * d, color),
            (1.08, 0.24 * d, 0.05 * d, rib),
            (0.72, 0.27 * d, 0.03 * d, shade(color, 0.7)),
        ):
            outline = [(wide * lock, 0), *((wide * lock * x, -spring - wide * lock * u) for x, u in arch), (-wide * lock, 0)]
            s.extrude(outline, long, material, tone, y=y)
        s.cylinder((0, 0.3 * d, -spring), 0.3 * lock, 0.01 * d, "glass", (0.05, 0.08, 0.1), sides=20)
    s.tube([(0.5 * lock, 0.42 * spring, 0.503 * d), (0.5 * lock, 0.75 * spring, 0.503 * d)], 0.02, "metal", IRON, sides=6)
    return fitted(s.geometry(), item.size_m)


def _flange(s: Sculptor, center: tuple[float, float, float], radius: float, material: str, color: Array) -> None:
    """A flanged joint of a pipe along X, with its bolts."""
    with s.at(center, rotation=ALONG_X):
        for y in (-0.032, 0.006):
            s.cylinder((0, y, 0), 1.55 * radius, 0.026, material, color, sides=20)
        for a in np.arange(6) * np.pi / 3:
            s.cylinder((1.3 * radius * np.sin(a), -0.045, 1.3 * radius * np.cos(a)), 0.014, 0.09, "metal", IRON, sides=6)


def pipes(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """Three pipes with flanged joints on two posts with feet, one bent down to the ground, one with a valve's wheel and a gauge."""
    s = Sculptor()
    w, h, d = item.size_m
    material = item.material or str(rng.choice(["painted", "metal"]))
    own = ("#7a8288", "#3f6a86", "#a8763a", "#4a7a5a", "#8c3a2c", "#b8b2a4")
    radii = (0.075 * h, 0.055 * h, 0.065 * h) if rng.random() < 0.5 else (0.06 * h, 0.08 * h, 0.05 * h)
    levels = (0.26 * h, 0.56 * h, 0.84 * h)
    for x in (-0.34 * w, 0.34 * w):
        s.box((x, 0.48 * h, -0.3 * d), (0.07, 0.96 * h, 0.07), "metal", IRON, bevel_m=0.008)
        s.box((x, 0.015, -0.05 * d), (0.16, 0.03, 0.9 * d), "metal", IRON, bevel_m=0.006)
        s.tube([(x, 0.02, 0.3 * d), (x, 0.22 * h, -0.26 * d)], 0.018, "metal", IRON, sides=6)
    for k, (r, y) in enumerate(zip(radii, levels, strict=True)):
        color = main_paint(item, own, rng)
        bend = 0.12 * w
        path = [(-w / 2, y, 0), (w / 2, y, 0)]
        if k == 1:  # bent down behind nothing: its end stands on the ground
            turn = loop(bend, start_rad=np.pi / 2, stop_rad=0, points=8, center=(0.5 * w - r - bend, y - bend, 0.26 * d))
            path = [(-w / 2, y, 0.26 * d), *turn, (0.5 * w - r, 0, 0.26 * d)]
            s.cylinder((0.5 * w - r, 0, 0.26 * d), 1.5 * r, 0.03, material, shade(color, 0.85), sides=20)
        elif k == 2:
            turn = loop(bend, start_rad=np.pi / 2, stop_rad=np.pi, points=8, center=(-0.5 * w + r + bend, y - bend, 0))
            path = [(w / 2, y, 0), *turn, (-0.5 * w + r, 0, 0)]
            s.cylinder((-0.5 * w + r, 0, 0), 1.5 * r, 0.03, material, shade(color, 0.85), sides=20)
        z = path[0][2]
        s.tube(path, r, material, color, sides=16)
        spots = {0: (-0.47, -0.1, 0.2, 0.47), 1: (-0.47, 0.1), 2: (0.47, 0.0)}[k]
        for x in spots:
            _flange(s, (x * w, y, z), r, material, shade(color, 0.88))
        for x in (-0.34 * w, 0.34 * w):
            s.box((x, y - r - 0.015, (z - 0.3 * d) / 2), (0.06, 0.03, z + 0.3 * d + 0.1), "metal", IRON, bevel_m=0.005)
            with s.at((x, y, z), rotation=ALONG_X):
                s.cylinder((0, -0.02, 0), r + 0.01, 0.04, "metal", IRON, sides=16)
        if k != 1:
            x, wheel = (0.05 * w, 0.11 * h) if k == 0 else (-0.2 * w + 0.1, 0.085 * h)
            red = color if item.color else linear_from_srgb(str(rng.choice(["#b4281e", "#c8982a", "#2a5a9a"])))
            s.sphere((x, y, z), 1.45 * r, material, shade(color, 0.95), sides=16)
            with s.at((x, y, z), rotation=ALONG_Z):
                s.cylinder((0, r, 0), 0.55 * r, 0.8 * r, material, color, sides=12)
                s.cylinder((0, r, 0), 0.018, 0.42 * d - r, "metal", IRON, sides=8)
                s.tube(loop(wheel, center=(0, 0.42 * d, 0), plane="xz", points=25), 0.018, "painted", red, sides=8)
                for a in np.arange(3) * np.pi / 3:
                    u = np.array([np.sin(a), 0, np.cos(a)]) * wheel
                    s.tube([u + (0, 0.42 * d, 0), -u + (0, 0.42 * d, 0)], 0.013, "painted", red, sides=6)
    s.cylinder((-0.12 * w, 0.56 * h, 0.26 * d), 0.016, 0.13 * h, "metal", IRON, sides=8)
    with s.at((-0.12 * w, 0.7 * h, 0.26 * d - 0.03), rotation=ALONG_Z):
        s.cylinder((0, 0, 0), 0.05 * h, 0.05, "metal", IRON, sides=20)
        s.cylinder((0, 0.05, 0), 0.042 * h, 0.004, "painted", linear_from_srgb("#e8e6de"), sides=20)
    return fitted(s.geometry(), item.size_m)


def lever(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """An iron foot with bolts, a toothed quadrant of two plates, and between them a long lever with a knob."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#3a3d40", "#4a4438", "#2f4a44", "#5a2e26"), rng)
    material = item.material or "metal"
    knob = color if item.color else linear_from_srgb(str(rng.choice(["#b4241c", "#c89a2a", "#1e1e20", "#6a3a20"])))
    s.box((0, 0.03 * h, 0), (w, 0.06 * h, d), material, color, bevel_m=0.012)
    s.box((0, 0.1 * h, 0), (0.8 * w, 0.1 * h, 0.5 * d), material, shade(color, 0.92), bevel_m=0.015)
    for x in (-1, 1):
        for z in (-1, 1):
            s.cylinder((0.41 * x * w, 0.06 * h, 0.41 * z * d), 0.03 * w, 0.02 * h, material, shade(color, 1.1), sides=6)
    r, pivot = 0.46 * w, 0.15 * h
    arc = loop(1.0, start_rad=0, stop_rad=np.pi, points=17)[:, :2]
    for z in (-0.13 * d, 0.07 * d):
        with s.at((0, pivot, z), rotation=ALONG_Z):
            outline = [*((r * x, -r * y) for x, y in arc), *((0.55 * r * x, -0.55 * r * y) for x, y in arc[::-1])]
            s.extrude(outline, 0.06 * d, material, shade(color, 1.05))
            s.cylinder((0, 0, 0), 0.24 * r, 0.06 * d, material, color, sides=16)
        for a in (0.02, np.pi / 2, np.pi - 0.02):
            tip = np.array([np.cos(a), np.sin(a), 0])
            s.tube([tip * 0.1 * r + (0, pivot, z + 0.03 * d), tip * 0.7 * r + (0, pivot, z + 0.03 * d)], 0.02 * w, material, color, sides=6)
        for a in np.linspace(0.35, np.pi - 0.35, 9):
            with s.at((0, pivot, z + 0.03 * d), rotation=rolled(float(a) - np.pi / 2)):
                s.box((0, 1.02 * r, 0), (0.05 * w, 0.08 * r, 0.06 * d), material, shade(color, 0.9), bevel_m=0.003)
    lean = float(rng.uniform(0.25, 0.5)) * float(rng.choice([-1, 1]))
    long = (h - pivot - 0.05 * w) / np.cos(lean)
    with s.at((0, pivot, 0), rotation=rolled(lean)):
        s.box((0, 0.36 * long, 0), (0.1 * w, 0.78 * long, 0.11 * d), material, shade(color, 1.1), bevel_m=0.006)
        s.cylinder((0, 0.74 * long, 0), 0.035 * w, 0.2 * long, material, shade(color, 1.1), sides=10)
        s.sphere((0, 0.94 * long, 0), 0.1 * w, "painted", knob, sides=18)
        s.tube(
            [(0.1 * w, 0.5 * long, 0), (0.12 * w, 0.66 * long, 0), (0.03 * w, 0.72 * long, 0)], 0.018 * w + 0.002, material, color, sides=6
        )
    with s.at((0, pivot, -0.18 * d), rotation=ALONG_Z):
        s.cylinder((0, 0, 0), 0.05 * w, 0.36 * d, "metal", linear_from_srgb("#a8843a"), sides=12)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"cube": cube, "sphere": sphere, "pyramid": pyramid, "dome": dome, "pipes": pipes, "lever": lever}
