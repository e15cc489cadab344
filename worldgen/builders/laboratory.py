"""Glass and brass of laboratories and wizards: potions, a crystal ball, a microscope."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .accents import accent
from .envelope import fitted
from .geometry import Geometry, Sculptor, linear_from_srgb
from .paints import main_paint, mix, shade
from .sheets import smoothed
from .swatches import WOODS, asked
from .turns import ALONG_Z, rolled

GLOWS = ("#3ac86a", "#c83a8a", "#3a8ae0", "#e0902a", "#8a4ae0", "#c82a2a", "#2ac8c0")


def potion(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A small rack with three flasks: round, conical and slim, their liquids aglow, corks in their necks."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, GLOWS, rng)
    wood = accent(item, color, str(rng.choice(WOODS)), 0.8)
    material = item.material or "timber"
    s.box((0, 0.05 * h, 0), (w, 0.1 * h, d), material, wood, bevel_m=0.006)
    s.box((0, 0.52 * h, -0.34 * d), (0.92 * w, 0.08 * h, 0.12 * d), material, wood, bevel_m=0.004)
    for x in (-0.46, 0.46):
        s.box((x * w, 0.33 * h, -0.34 * d), (0.06 * w, 0.5 * h, 0.16 * d), material, shade(wood, 0.92), bevel_m=0.004)
    shapes = (
        [(0.5, 0), (0.8, 0.06), (1.0, 0.24), (0.8, 0.42), (0.3, 0.54), (0.28, 0.8), (0.38, 0.84)],
        [(0.94, 0), (1.0, 0.04), (0.96, 0.08), (0.3, 0.58), (0.28, 0.8), (0.38, 0.84)],
        [(0.56, 0), (0.6, 0.03), (0.6, 0.6), (0.5, 0.68), (0.3, 0.72), (0.28, 0.86), (0.38, 0.9)],
    )
    hues = rng.permutation(GLOWS)
    for k, index in enumerate(rng.permutation(3)):
        tall = 0.9 * h * (1.0 if k == 1 else float(rng.uniform(0.82, 0.98)))
        liquid = shade(color, 0.9 + 0.08 * k) if asked(item) else linear_from_srgb(str(hues[k]))
        x, r = (k - 1) * 0.31 * w, 0.15 * w
        p = smoothed(shapes[index], 3) * (r, tall)
        full = float(rng.uniform(0.52, 0.66)) * tall
        wet, dry = p[p[:, 1] <= full], p[p[:, 1] >= full - 0.1 * tall]
        body = item.material or "ceramic"
        s.lathe((x, 0.1 * h, 0.06 * d), wet, body, liquid, sides=20, emission_linear=0.3 * liquid)
        pale = mix(liquid, shade(liquid, 1.4), 0.5) if asked(item) else mix(liquid, np.full(3, 0.6, np.float32), 0.65)
        s.lathe((x, 0.1 * h, 0.06 * d), dry * (1.01, 1), body, pale, sides=20, caps=False)
        neck = p[-1]
        cork = accent(item, color, "#a8845a", 0.75)
        s.lathe((x, 0.1 * h + neck[1] - 0.01, 0.06 * d), [(0.8 * neck[0], 0), (0.95 * neck[0], 0.1 * tall)], "timber", cork, sides=12)
        s.lathe((x, 0.1 * h + 0.94 * neck[1], 0.06 * d), [(0.36 * r, 0), (0.36 * r, 0.014)], "fabric", shade(cork, 0.6), sides=12)
    return fitted(s.geometry(), item.size_m)


def crystal_ball(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A misty ball with a faint glow, held by claws on a moulded foot."""
    s = Sculptor()
    w, h, d = item.size_m
    color = main_paint(item, ("#8a9ad8", "#a88ad8", "#8ac8c8", "#b8a8d8", "#90b8e0"), rng)
    stand = accent(item, color, str(rng.choice(["#a8843c", "#4a2e20", "#34343a"])), 0.82)
    r = 0.38 * h
    y = h - r
    foot = [(0.44, 0), (0.46, 0.03), (0.4, 0.07), (0.2, 0.12), (0.16, 0.17), (0.3, 0.24), (0.36, 0.27), (0.3, 0.28)]
    s.lathe((0, 0, 0), smoothed(foot, 2) * (w, h), item.material or "metal", stand, sides=28)
    rows, sides = 18, 36
    t, a = np.linspace(-np.pi / 2, np.pi / 2, rows + 1), np.linspace(0, 2 * np.pi, sides + 1)
    p = np.stack(np.broadcast_arrays(np.cos(t)[:, None] * np.sin(a), np.sin(t)[:, None], np.cos(t)[:, None] * np.cos(a)), -1)
    middle = (p[:-1, :-1] + p[1:, 1:]) / 2
    swirl = 0.5 + 0.5 * np.sin(4 * middle[..., 1] + 3 * middle[..., 0] * np.sin(3 * middle[..., 2] + float(rng.uniform(0, 6))))
    tone = color * (0.75 + 0.4 * swirl[..., None])
    q = p * np.array([r * w / min(w, d), r, r * d / min(w, d)]) + [0, y, 0]
    i, j = np.meshgrid(np.arange(rows), np.arange(sides), indexing="ij")
    k = (i * (sides + 1) + j).ravel()
    glow = (tone * 0.22 * swirl[..., None]).reshape(-1, 3)
    f = np.stack([k, k + 1, k + sides + 2, k + sides + 1], 1)
    f[i.ravel() == 0] = np.stack([k, k + sides + 2, k + sides + 1, np.full_like(k, -1)], 1)[i.ravel() == 0]
    top = i.ravel() == rows - 1
    f[top] = np.stack([k, k + 1, k + sides + 1, np.full_like(k, -1)], 1)[top]
    s.faces(q.reshape(-1, 3), f, item.material or "ceramic", tone.reshape(-1, 3).clip(0, 1), emission_linear=glow)
    count = int(rng.integers(3, 6))
    for n in range(count):
        b = 2 * np.pi * n / count + 0.5
        arc = np.linspace(-1.3, -0.15, 8)
        claw = np.stack([1.05 * r * np.cos(arc) * np.sin(b), y + 1.05 * r * np.sin(arc), 1.05 * r * np.cos(arc) * np.cos(b)], 1)
        s.tube(claw, np.linspace(0.014, 0.007, 8), item.material or "metal", stand, sides=7)
        s.sphere(claw[-1], 0.012, item.material or "metal", stand, sides=8)
        s.sphere((0.44 * w * np.sin(b), 0.03 * h, 0.44 * d * np.cos(b)), 0.06 * w, item.material or "metal", stand, sides=10)
    return fitted(s.geometry(), item.size_m)


def microscope(item: Instance, style: Style, rng: np.random.Generator) -> Geometry:
    """A bent arm on a horseshoe foot, the slanted tube with its eyepiece, a stage, objectives on a turret, wheels to focus."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, ("#a8843c", "#2c2e32", "#dcdad2", "#8a6a34"), rng), item.material or "metal"
    dark, steel = accent(item, color, "#1e1e20", 0.72), accent(item, color, "#a8acb0", 0.95)
    foot = smoothed([(0.0, 0.5), (0.36, 0.48), (0.48, 0.3), (0.5, 0.0)], 3)
    foot = np.vstack([foot, (foot * (1, -1))[::-1][1:]]) * (w, 0.94 * d)
    outline = np.vstack([foot, [(-0.46 * w, -0.47 * d), (-0.46 * w, 0.47 * d)]]) - (0.02 * w, 0)
    s.extrude(outline, 0.07 * h, material, color)
    s.box((-0.02 * w, 0.035 * h, 0), (0.9 * w, 0.06 * h, 0.94 * d), material, shade(color, 0.95), bevel_m=0.006)
    arm = smoothed(np.array([(0.34, 0.05), (0.36, 0.2), (0.44, 0.4), (0.4, 0.6), (0.24, 0.72), (0.06, 0.7)]) * (1, 1), 4)
    width = np.interp(np.linspace(0, 1, len(arm)), [0, 0.5, 1], [0.062, 0.05, 0.045]) * h
    s.tube(np.column_stack([arm[:, 0] * w, arm[:, 1] * h, 0 * arm[:, 0]]), width, material, color, sides=12)
    s.box((-0.08 * w, 0.33 * h, 0), (0.6 * w, 0.03 * h, 0.8 * d), "metal", dark, bevel_m=0.004)
    s.box((-0.14 * w, 0.352 * h, 0), (0.3 * w, 0.008, 0.2 * d), "glass", shade(color, 1.1) if asked(item) else np.array((0.6, 0.7, 0.72)))
    s.box((0.2 * w, 0.3 * h, 0), (0.2 * w, 0.06 * h, 0.34 * d), material, color, bevel_m=0.006)
    with s.at((-0.14 * w, 0.16 * h, 0), rotation=rolled(0.5)):
        s.lathe((0, 0, 0), [(0.13 * w, 0), (0.15 * w, 0.02 * h), (0.13 * w, 0.05 * h)], "metal", steel, sides=20)
    s.tube([(-0.14 * w, 0.06 * h, 0), (-0.14 * w, 0.16 * h, 0)], 0.012, "metal", color, sides=8)
    for side in (-1, 1):
        for x, y, r in ((0.42, 0.42, 0.1), (0.43, 0.26, 0.07)):
            with s.at((x * w, y * h, 0), rotation=ALONG_Z):
                low = 0.1 * d if side > 0 else -0.42 * d
                s.lathe(
                    (0, low, 0), [(0.8 * r * w, 0), (r * w, 0.03 * d), (r * w, 0.28 * d), (0.8 * r * w, 0.32 * d)], "metal", dark, sides=16
                )
    tilt = float(rng.uniform(-0.34, -0.24))
    with s.at((-0.1 * w, 0.62 * h, 0), rotation=rolled(tilt)):
        tube = [(0.12, 0), (0.13, 0.01), (0.13, 0.06), (0.1, 0.08), (0.1, 0.3), (0.115, 0.31), (0.115, 0.33), (0.085, 0.34), (0.085, 0.4)]
        s.lathe((0, 0, 0), np.array(tube) * (w, h), material, color, sides=20)
        s.lathe((0, 0.4 * h, 0), [(0.11 * w, 0), (0.12 * w, 0.02 * h), (0.1 * w, 0.05 * h)], "plain", dark, sides=18)
    s.box((0.02 * w, 0.66 * h, 0), (0.34 * w, 0.14 * h, 0.34 * d), material, color, bevel_m=0.014)
    s.lathe((-0.1 * w, 0.56 * h, 0), [(0.13 * w, 0), (0.15 * w, 0.03 * h), (0.12 * w, 0.06 * h)], "metal", steel, sides=20)
    for lean, a, long in ((0.0, 0.0, 0.14), (0.7, 0.7, 0.1), (0.7, -0.7, 0.09)):
        at = (-0.1 * w - 0.05 * w * (lean > 0), 0.58 * h, 0.1 * d * np.sign(a))
        with s.at(at, yaw=a), s.at((0, 0, 0), rotation=rolled(np.pi - lean)):
            s.lathe((0, 0, 0), [(0.06 * w, 0), (0.06 * w, 0.5 * long * h), (0.035 * w, long * h)], "metal", steel, sides=14)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"potion": potion, "crystal_ball": crystal_ball, "microscope": microscope}
