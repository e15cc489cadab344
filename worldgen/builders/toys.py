"""What lies on the floor of a play room: toy train, toy blocks, bean bag."""

from __future__ import annotations

import numpy as np

from ..layout.layout import Instance, Style
from .envelope import fitted
from .geometry import Geometry, Sculptor
from .lettering import written
from .paints import main_paint, shade
from .pieces import disc, flank, pick, trim
from .sheets import smooth_noise, smoothed
from .swatches import FABRICS
from .turns import ALONG_Z

Rng = np.random.Generator
BRIGHTS = ("#c8342a", "#2f6ab0", "#e0b02a", "#3a8a4a", "#d8742a", "#6a4a9a")


def toy_train(item: Instance, style: Style, rng: Rng) -> Geometry:
    """An engine with boiler, chimney and cab pulls wagons round an oval track of rails on sleepers."""
    s = Sculptor()
    w, h, d = item.size_m
    color, material = main_paint(item, BRIGHTS, rng), item.material or "painted"
    r, lay = d / 2 - 0.075, 0.02
    straight = w / 2 - 0.075 - r
    whole = 4 * straight + 2 * np.pi * r

    def along(u: float) -> tuple[np.ndarray, float]:
        """Where the track is after `u` metres, counter-clockwise from its front's middle, and the yaw of what looks along it."""
        u = u % whole
        if u < straight or u > whole - straight:
            return np.array([u if u < straight else u - whole, 0, r]), np.pi / 2
        u -= straight
        if u < np.pi * r:
            a = u / r
            return np.array([straight + r * np.sin(a), 0, r * np.cos(a)]), np.pi / 2 + a
        u -= np.pi * r
        if u < 2 * straight:
            return np.array([straight - u, 0, -r]), 1.5 * np.pi
        a = (u - 2 * straight) / r
        return np.array([-straight - r * np.sin(a), 0, -r * np.cos(a)]), 1.5 * np.pi + a

    sleeper = pick(item, color, ("#6a4a30", "#8a6a48"), rng, 0.8)
    for k in range(48):
        at, yaw = along(k * whole / 48)
        with s.at(at, yaw=yaw):
            s.box((0, 0.005, 0), (0.13, 0.01, 0.022), "timber" if not item.material else material, sleeper, bevel_m=0.002)
    for side in (-0.035, 0.035):
        spots = [along(u) for u in np.linspace(0, whole, 65)]
        path = np.array([p + side * np.array([np.cos(a), 0, -np.sin(a)]) + [0, 0.013, 0] for p, a in spots])
        s.tube(path, 0.006, "metal", trim(item, color, "#8f9194", 0.9), sides=5)
    start, black = float(rng.uniform(0, 0.3)) * whole + 0.2, trim(item, color, "#1d1d1f", 0.75)
    gold = trim(item, color, "#c9a24a", 1.1)

    def wheels(long: float, count: int, big: float) -> None:
        for k in range(count):
            for x in (-1, 1):
                z = (k - (count - 1) / 2) * long / max(count - 1, 1)
                disc(s, (x * 0.035 - 0.005, lay + big, z), big, 0.01, material, trim(item, color, "#b02a1c", 0.85), sides=14, along="x")
                disc(s, (x * 0.042 - 0.003, lay + big, z), 0.35 * big, 0.006, "metal", gold, sides=8, along="x")

    at, yaw = along(start)
    with s.at(at, yaw=yaw):
        s.box((0, lay + 0.03, 0), (0.066, 0.014, 0.2), material, black, bevel_m=0.003)
        with s.at((0, lay + 0.066, -0.03), rotation=ALONG_Z):
            s.lathe((0, 0, 0), [(0.031, 0), (0.031, 0.12), (0.026, 0.128), (0, 0.13)], material, color, sides=18)
            for y in (0.02, 0.07, 0.115):
                s.lathe((0, y, 0), [(0.031, 0), (0.033, 0.003), (0.031, 0.007)], "metal", gold, sides=18, caps=False)
        s.lathe(
            (0, lay + 0.09, 0.07), [(0.011, 0), (0.011, 0.03), (0.018, 0.05), (0.018, 0.056), (0.012, 0.056)], material, black, sides=14
        )
        s.sphere((0, lay + 0.1, 0.01), (0.014, 0.018, 0.014), "metal", gold, sides=10)
        s.box((0, lay + 0.075, -0.065), (0.07, 0.08, 0.06), material, color, bevel_m=0.004)
        for x in (-1, 1):
            s.box((x * 0.034, lay + 0.093, -0.065), (0.006, 0.028, 0.032), "glass", trim(item, color, "#1a2028", 0.5))
        s.box((0, lay + 0.12, -0.065), (0.084, 0.01, 0.08), material, shade(black, 1.1), bevel_m=0.003)
        flank(s, [(0.1, lay + 0.005), (0.135, lay + 0.005), (0.1, lay + 0.035)], 0, 0.06, material, trim(item, color, "#b02a1c", 0.9))
        wheels(0.13, 3, 0.022)
    for k in range(3):
        at, yaw = along(start - 0.205 - 0.19 * k)
        tone = pick(item, color, BRIGHTS, rng, float(rng.uniform(0.85, 1.08)))
        with s.at(at, yaw=yaw):
            s.box((0, lay + 0.03, 0), (0.064, 0.012, 0.16), material, black, bevel_m=0.003)
            s.box((0, lay + 0.034, 0.09), (0.01, 0.008, 0.05), "metal", black)
            if k < 2:
                s.box((0, lay + 0.055, 0), (0.07, 0.044, 0.15), material, tone, bevel_m=0.004)
                for _ in range(6):
                    load = trim(item, color, "#2a2624" if k == 0 else "#a8763e", 0.7)
                    s.sphere(
                        (rng.uniform(-0.02, 0.02), lay + 0.078, rng.uniform(-0.06, 0.06)),
                        (0.016, 0.013, 0.016),
                        "rock" if k == 0 else "timber",
                        load,
                        sides=7,
                    )
            else:
                s.box((0, lay + 0.068, 0), (0.07, 0.07, 0.15), material, tone, bevel_m=0.004)
                s.box((0, lay + 0.106, 0), (0.082, 0.01, 0.165), material, black, bevel_m=0.003)
                for z in (-0.045, 0, 0.045):
                    for x in (-1, 1):
                        s.box((x * 0.035, lay + 0.075, z), (0.005, 0.03, 0.03), "glass", trim(item, color, "#e8d8a0", 1.1))
            wheels(0.1, 2, 0.017)
    return fitted(s.geometry(), item.size_m)


def toy_blocks(item: Instance, style: Style, rng: Rng) -> Geometry:
    """Wooden cubes with coloured borders and letters, piled up and strewn about, with a cone, a roof and a cylinder among them."""
    s = Sculptor()
    color, material = main_paint(item, ("#d8b27a", "#c9a070"), rng), item.material or "timber"
    a = 0.115
    letters = list("ABCDEHKLMNOPRSTUXZ")
    places = [(-0.13, 0, -0.06), (-0.005, 0, -0.05), (0.12, 0, -0.065), (-0.07, a, -0.055), (0.06, a, -0.06), (-0.01, 2 * a, -0.058)]
    places += [(-0.2, 0, 0.12), (0.03, 0, 0.13)]
    for x, y, z in places:
        with s.at((x + rng.uniform(-0.006, 0.006), y, z), yaw=float(rng.uniform(-0.22, 0.22) + (0.5 if z > 0 else 0.0))):
            tone = pick(item, color, BRIGHTS, rng, 0.75)
            s.box((0, a / 2, 0), (a, a, a), material, color, bevel_m=0.006)
            for yaw in (0.0, np.pi / 2, -np.pi / 2):
                with s.at((0, a / 2, 0), yaw=yaw):
                    for k in range(4):
                        turn = k * np.pi / 2
                        m = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1.0]])
                        with s.at((0, 0, 0), rotation=m):
                            s.box((0, 0.4 * a, 0.5 * a), (0.9 * a, 0.1 * a, 0.004), material, tone)
                    written(
                        s, letters[int(rng.integers(len(letters)))], (0, 0, 0.5 * a + 0.0016), 0.5 * a, 0.56 * a, "painted", tone, bold=0.22
                    )
            with s.at((0, a, 0)):
                for x1, z1, wx, wz in ((0, 0.4, 0.9, 0.1), (0, -0.4, 0.9, 0.1), (0.4, 0, 0.1, 0.7), (-0.4, 0, 0.1, 0.7)):
                    s.box((x1 * a, 0, z1 * a), (wx * a, 0.004, wz * a), material, tone)
    more = [pick(item, color, BRIGHTS, rng, 0.9) for _ in range(3)]
    s.lathe((0.19, 0, 0.1), [(0.055, 0), (0.052, 0.01), (0.004, 0.115), (0, 0.116)], material, more[0], sides=22)
    with s.at((-0.07, 0, 0.15), yaw=0.3):
        flank(s, [(-0.06, 0), (0.06, 0), (0, 0.07)], 0, 0.08, material, more[1])
    with s.at((0.13, 0.034, 0.17), yaw=float(rng.uniform(-0.7, 0.7))), s.at((0, 0, -0.05), rotation=ALONG_Z):
        s.lathe((0, 0, 0), [(0.034, 0), (0.034, 0.1)], material, more[2], sides=20)
    return fitted(s.geometry(), item.size_m)


def beanbag(item: Instance, style: Style, rng: Rng) -> Geometry:
    """A slack drop of cloth or leather with seams and creases, sat into from +Z."""
    s = Sculptor()
    color = main_paint(item, (*FABRICS, "#5e3420"), rng)
    material = item.material or str(rng.choice(["fabric", "fabric", "leather"]))
    shape = smoothed([(0.0, 0.0), (0.36, 0.0), (0.49, 0.1), (0.5, 0.24), (0.42, 0.42), (0.28, 0.62), (0.12, 0.75), (0.0, 0.79)], 4)
    n, noise_seed = 40, int(rng.integers(1 << 30))

    def shaped(p: np.ndarray) -> np.ndarray:
        noise = np.random.default_rng(noise_seed)
        q = p * (1 + 0.03 * smooth_noise(p, noise, 0.5)[..., None] + 0.012 * smooth_noise(p, noise, 0.14)[..., None])
        seat = np.exp(-((p[..., 0] / 0.24) ** 2) - ((p[..., 2] - 0.2) / 0.26) ** 2) * np.clip(p[..., 1] / 0.5, 0, 1)
        q[..., 1] = np.maximum(q[..., 1] * (1 - 0.42 * seat), 0) * np.where(p[..., 1] < 1e-3, 0, 1)
        q[..., 2] -= 0.12 * np.clip(p[..., 1] - 0.2, 0, 1) * (p[..., 1] > 0.2)
        return q

    made = Sculptor()
    made.lathe((0, 0, 0), shape, material, color, sides=n)
    g = made.geometry()
    s.faces(shaped(g.vertices.astype(np.float64)), g.faces, material, color, uv=g.uv)
    for k in range(6):
        a = k * np.pi / 3 + 0.3
        r = shape[4:-1]
        line = np.stack([r[:, 0] * np.sin(a), r[:, 1], r[:, 0] * np.cos(a)], 1)
        s.tube(shaped(line) * 1.002, 0.007, material, shade(color, 0.8), sides=5)
    top = shaped(np.array([[0.0, 0.785, 0.0]]))[0]
    s.box(top, (0.1, 0.014, 0.03), material, shade(color, 0.8), bevel_m=0.005)
    return fitted(s.geometry(), item.size_m)


BUILDERS = {"toy_train": toy_train, "toy_blocks": toy_blocks, "beanbag": beanbag}
