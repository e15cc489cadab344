"""What lies underfoot: soils, sand, gravel, snow, ice, moss, litter, rock. uv are world x and z, so that patches run on. Relief is zero on
average: a wide splat lies between bumps and hollows."""

from __future__ import annotations

import numpy as np

from .marks import HUMUS, cracks, lichen, stone_face, strewn
from .noise import cells
from .patch import Look, Patch, look, mix, step, tone, warm


def grass(p: Patch) -> Look:
    """The sward between the blades: darker than they are, with earth and dead straw showing through."""
    patch, tuft, fine = p.noise(1 / 0.22, 110, 3), p.noise(1 / 3.0, 111, 3), p.noise(1 / 14, 112, 4, 0.6)
    bare = p.spots(0.35, 0.30, 0.75, 113, 4)
    straw = strewn(p, 0.060, 0.050, 0.0040, 108, vary=0.4)
    green = strewn(p, 0.036, 0.034, 0.0048, 109, vary=0.5)
    albedo = warm(tone(p.base_linear, 0.93 + 0.30 * tuft + 0.26 * fine + 0.30 * green.dome), 0.35 * patch)
    albedo = mix(albedo, tone(np.array([[0.095, 0.07, 0.042]], np.float32), 1 + 0.4 * fine), 0.6 * bare)
    albedo = mix(albedo, (0.21, 0.175, 0.085), 0.45 * (straw.dome > 0) * (0.3 + 0.7 * straw.number) * p.seen(0.008))
    return look(p, albedo, 0.03 * tuft + 0.010 * fine + 0.003 * straw.dome + 0.004 * green.dome - 0.006 * bare, 0.95)


def earth(p: Patch) -> Look:
    """Trodden soil: crumbs, pebbles of 1 to 4 cm, twigs, a leaf here and there, cracks where it dried."""
    lump, crumb = p.noise(1 / 2.1, 114, 4), p.noise(0.06, 115, 5, 0.62)
    hollow = step(0.0, -0.7, crumb)
    small = strewn(p, 0.036, 0.009, 0.007, 116, share=0.45, vary=0.6)
    large = strewn(p, 0.16, 0.021, 0.016, 117, share=0.45, vary=0.6)
    twig = strewn(p, 0.28, 0.085, 0.0032, 104, share=0.5, vary=0.6)
    leaf = strewn(p, 0.22, 0.026, 0.013, 105, share=0.35, leaf=True)
    dry = cracks(p, 0.22, 0.004, 106) * p.spots(1.4, 0.1, 0.5, 102)
    damp = p.spots(1.1, 0.0, 0.6, 103, 3)
    gain = 0.99 + 0.26 * lump + 0.26 * crumb - 0.18 * hollow - 0.5 * dry - 0.12 * (damp - 0.3)
    albedo = warm(tone(p.base_linear, gain), 0.08 * lump)
    for stone, salt in ((small, 100), (large, 101)):
        grey = np.array([0.21, 0.19, 0.165], np.float32) * (0.6 + 0.8 * np.asarray(stone.number, np.float32))[..., None]
        albedo = mix(albedo, tone(grey, 1 + 0.25 * p.noise(0.012, salt, 2)), 0.75 * stone.cover * (0.45 + 0.55 * stone.dome))
    albedo = mix(albedo, (0.085, 0.060, 0.040), 0.8 * twig.cover * p.seen(0.0064))
    albedo = mix(
        albedo, np.array([0.20, 0.115, 0.05], np.float32) * (0.5 + np.asarray(leaf.number, np.float32))[..., None], 0.8 * leaf.cover
    )
    height = 0.03 * lump + 0.008 * crumb + 0.005 * small.dome + 0.011 * large.dome + 0.003 * twig.dome + 0.003 * leaf.dome - 0.004 * dry
    return look(p, albedo, height, 0.95)


def gravel(p: Patch) -> Look:
    """Pebbles of 1 to 6 cm over one another, in grit: each a dome with its own stone, dark where they meet."""
    f1, f2, number = cells(p.u * np.float32(38) + 0.3 * p.noise(0.05, 118, 2), p.v * np.float32(38), p.seed, 119, 0.95)
    seen = p.seen(0.024)
    gap = (step(0.22, 0.02, f2 - f1) - 0.30) * seen
    cloud, face = p.noise(1 / 0.8, 120, 3), p.noise(0.010, 121, 2, 0.7)
    middling = strewn(p, 0.055, 0.019, 0.014, 122, share=0.75, vary=0.5)
    large = strewn(p, 0.17, 0.036, 0.027, 123, share=0.6, vary=0.5)
    gain = 1.03 + 0.65 * (number - 0.5) * seen + 0.2 * cloud - 0.42 * gap + 0.12 * face
    albedo = warm(tone(p.base_linear, gain), 0.20 * ((number * 29) % 1 - 0.5) * seen)
    height = 0.004 * (0.5 - f1) * seen - 0.003 * gap + 0.0005 * face
    for stone, salt in ((middling, 124), (large, 126)):
        own = np.asarray(stone.number, np.float32)
        grain = p.noise(0.018, salt, 3, 0.65)
        rim = 0.50 + 0.55 * stone.dome if np.ndim(stone.dome) else 0.9
        rock = warm(tone(p.base_linear, (0.62 + 0.85 * own + 0.16 * grain) * rim), 0.22 * ((own * 7) % 1 - 0.5))
        albedo = mix(albedo, rock, stone.cover)
        height = height + (0.008 if stone is middling else 0.017) * stone.dome + 0.0008 * grain
    return look(p, albedo, height, 0.9)


def raked(p: Patch) -> Look:
    """Pale grit drawn into furrows 14 cm apart that wander a little."""
    way = p.u * np.float32(0.94) + p.v * np.float32(0.34) + np.float32(0.05) * p.noise(3.5, 260, 2)
    furrow = np.sin(way * np.float32(2 * np.pi / 0.14)) * p.seen(0.14)
    grain = p.noise(0.012, 261, 3, 0.7)
    cloud = p.noise(1.4, 262, 2)
    return look(p, tone(p.base_linear, 1 + 0.05 * cloud + 0.18 * grain + 0.10 * furrow), 0.014 * furrow + 0.003 * grain, 0.92)


def shingle(p: Patch) -> Look:
    """What a river leaves: gravel with silt in its hollows, cobbles of 10 to 35 cm among it."""
    bed, silt = gravel(p), p.spots(1.6, 0.0, 0.5, 160, 3)
    mud = warm(tone(p.base_linear, 0.78 + 0.10 * p.noise(0.25, 161, 3)), 0.14)
    albedo, height = mix(bed.albedo_linear, mud, 0.75 * silt), bed.height_m * (1 - 0.8 * silt)
    for every, long, slim, share, salt in ((0.21, 0.068, 0.050, 0.7, 162), (0.58, 0.165, 0.12, 0.7, 164)):
        stone = strewn(p, every, long, slim, salt, share=share, vary=0.55)
        own, grain = np.asarray(stone.number, np.float32), p.noise(0.03, salt + 1, 4, 0.65)
        rim = 0.55 + 0.50 * stone.dome if np.ndim(stone.dome) else 0.88
        rock = warm(tone(p.base_linear, (0.55 + 1.0 * own + 0.18 * grain) * rim), 0.26 * ((own * 7) % 1 - 0.5))
        sunk = 0.30 * p.seen(2 * slim) * np.pi * share * long * slim / every**2  # so that stones lift nothing on average
        albedo, height = mix(albedo, rock, stone.cover), height + np.sqrt(slim * 0.018) * (stone.dome - sunk) + 0.001 * grain * stone.cover
    return look(p, albedo, height, 0.9)


def sand(p: Patch) -> Look:
    """Drifts, ripples of a hand where the wind ran free, footed flat elsewhere; coarse grains, a shell, a pebble."""
    n, warp = p.noise(1 / 1.1, 123, 4), p.noise(1 / 0.7, 122, 3)
    ripple = np.sin(p.u * 9 + 3 * warp)
    crest = (p.u * np.float32(0.8) + p.v * np.float32(0.6)) * np.float32(1 / 0.085) + 2.6 * p.noise(0.55, 131, 4, 0.55)
    crest = crest - np.floor(crest)
    profile = np.where(crest < 0.7, crest / 0.7, (1 - crest) / 0.3) - np.float32(0.5)  # gentle to the wind, steep behind
    blown = p.spots(1.3, -0.2, 0.5, 132, 3) * p.seen(0.07)
    grain, grit = p.noise(0.009, 133, 2, 0.8), strewn(p, 0.035, 0.0035, 0.003, 134, share=0.6)
    shell = strewn(p, 0.33, 0.012, 0.009, 135, share=0.4, vary=0.6)
    albedo = tone(p.base_linear, 1 + 0.12 * n + 0.05 * ripple + 0.10 * blown * profile + 0.09 * grain)
    albedo = warm(albedo, 0.05 * n + 0.03 * grain)
    albedo = mix(albedo, p.base_linear * 0.55, 0.6 * grit.cover * (0.3 + 0.7 * grit.number))
    albedo = mix(albedo, (0.52, 0.47, 0.39), 0.75 * shell.cover * (0.35 + 0.65 * shell.number))
    height = 0.012 * ripple + 0.03 * n + 0.011 * blown * profile + 0.0006 * grain + 0.0012 * grit.dome + 0.004 * shell.dome
    return look(p, albedo, height, 0.95)


def snow(p: Patch) -> Look:
    """Drifts, the wind's crust, crumbs that fell from branches, crystals."""
    drift, crust = p.noise(1 / 0.9, 125, 4), p.noise((0.22, 0.09), 150, 4, 0.55)
    crumb, crystal = strewn(p, 0.10, 0.012, 0.010, 151, share=0.4, vary=0.8), p.noise(0.010, 152, 2, 0.8)
    gain = 0.985 + 0.04 * drift + 0.035 * crust + 0.03 * crystal
    albedo = warm(tone(p.base_linear, gain), -0.015 + 0.03 * crust)
    return look(p, albedo, 0.05 * drift + 0.010 * crust + 0.002 * crumb.dome + 0.0009 * crystal, 0.7)


def ice(p: Patch) -> Look:
    """A frozen pool: clear and cloudy by patches, white cracks a metre and a hand apart, bubbles, a dusting of frost."""
    cloud, milk = p.noise(1.0, 128, 4), p.spots(0.6, 0.0, 0.6, 220, 4)
    wide, fine = cracks(p, 0.9, 0.009, 221), cracks(p, 0.22, 0.004, 223)
    plume = step(0.10, 0.0, np.abs(p.noise(1 / 0.8, 127, 4)))  # a crack seen through the depth
    bubble = strewn(p, 0.045, 0.007, 0.006, 225, share=0.5, vary=0.7)
    frost = p.spots(0.35, 0.05, 0.6, 226, 4) * (0.6 + 0.4 * p.noise(0.012, 227, 3, 0.7))
    albedo = tone(p.base_linear, 0.82 + 0.14 * cloud + 0.10 * milk)
    albedo = mix(albedo, (0.74, 0.79, 0.83), np.clip(0.22 * plume + 0.65 * wide + 0.4 * fine * milk + 0.3 * frost, 0, 0.85))
    ring = bubble.cover * (1 - 0.7 * bubble.dome) if np.ndim(bubble.dome) else bubble.cover * 0.5
    return look(
        p, mix(albedo, (0.70, 0.76, 0.80), 0.4 * ring * (1 - frost)), 0.0006 * frost - 0.001 * wide, 0.12 + 0.45 * np.clip(frost, 0, 1)
    )


def moss(p: Patch) -> Look:
    """Cushions of 3 to 8 cm and the stars that they are made of; a needle, a crumb of earth between."""
    pad, star = p.noise(1 / 4, 130, 3), p.noise(0.016, 131, 3, 0.75)
    bend = 0.7 * p.noise(0.07, 132, 4, 0.6)
    f1, f2, number = cells(p.u * 15 + bend, p.v * 15 - bend, p.seed, 145, 0.95)
    seen = p.seen(0.05)
    cushion = (np.clip(1 - f1 * f1 * 1.9, 0, 1) - 0.62) * seen
    dip = (step(0.16, 0.0, f2 - f1) - 0.17) * seen
    needle = strewn(p, 0.08, 0.05, 0.0024, 146, share=0.6)
    gain = 0.95 + 0.36 * pad + 0.32 * star + 0.30 * cushion - 0.16 * dip + 0.08 * (number - 0.5) * seen
    albedo = warm(tone(p.base_linear, gain), 0.22 * pad + 0.16 * star + 0.06 * (number - 0.5) * seen)
    albedo = mix(albedo, (0.16, 0.10, 0.045), 0.6 * needle.cover * p.seen(0.0048))
    return look(p, albedo, 0.026 * pad + 0.009 * cushion + 0.0036 * star, 0.98)


def leaf_litter(p: Patch) -> Look:
    """Fallen leaves of 4 to 10 cm, three deep, curled, veined, some gone to lace; twigs on top, humus between."""
    cloud, crumb = p.noise(1 / 0.6, 134, 3), p.noise(0.03, 135, 4, 0.65)
    albedo = mix(tone(p.base_linear, 0.70 + 0.3 * crumb), tone(np.array([HUMUS], np.float32), 1 + 0.5 * crumb), 0.30)
    height = 0.003 * crumb - 0.004
    for salt, every, long, slim, share in (
        (133, 0.056, 0.034, 0.017, 1.0),
        (136, 0.076, 0.042, 0.022, 0.9),
        (137, 0.100, 0.050, 0.027, 0.8),
    ):
        leaf = strewn(p, every, long, slim, salt, share=share, vary=0.45, leaf=True)
        own = np.asarray(leaf.number, np.float32)
        vein = (step(0.13, 0.02, np.abs(leaf.across)) + 0.5 * step(0.55, 0.95, np.sin(9 * leaf.along + 7 * np.abs(leaf.across)))) * p.seen(
            0.01
        )
        curl = leaf.across * leaf.across * (2 * ((own * 5) % 1) - 0.6) + leaf.along * ((own * 11) % 1 - 0.5) * 0.8
        shade = 0.60 + 0.85 * own + 0.25 * cloud + 0.12 * vein + 0.16 * crumb
        blade = warm(tone(p.base_linear, shade), 0.34 * ((own * 31) % 1 - 0.45))
        albedo = mix(albedo, blade, leaf.cover)
        height = height + (leaf.dome > 0) * (0.003 + 0.004 * curl)
    twig = strewn(p, 0.24, 0.09, 0.0035, 138, share=0.7, vary=0.5)
    albedo = mix(albedo, (0.10, 0.075, 0.055), 0.85 * twig.cover * p.seen(0.007))
    return look(p, albedo, height + 0.004 * twig.dome, 0.95)


def needles(p: Patch) -> Look:
    """What pines drop: needles of 6 cm in every direction, brown on humus, a cone scale, a twig."""
    cloud, crumb = p.noise(1 / 0.6, 144, 3), p.noise(0.03, 147, 4, 0.65)
    albedo = tone(p.base_linear, 0.90 - 0.07 * p.seen(0.0052) + 0.22 * cloud + 0.3 * crumb)
    height = 0.003 * crumb
    for salt, every in ((148, 0.036), (149, 0.042), (153, 0.05)):
        needle = strewn(p, every, 0.034, 0.0026, salt, vary=0.4)
        own = np.asarray(needle.number, np.float32)
        straw = warm(tone(p.base_linear, 0.7 + 1.0 * own), 0.2 * ((own * 13) % 1 - 0.4))
        albedo = mix(albedo, straw, (needle.dome > 0) * (0.35 + 0.5 * needle.dome))
        height = height + 0.0022 * needle.dome
    scale, twig = strewn(p, 0.13, 0.009, 0.007, 154, share=0.4), strewn(p, 0.26, 0.08, 0.0032, 155, share=0.6)
    albedo = mix(albedo, (0.085, 0.055, 0.035), 0.8 * np.maximum(scale.cover, twig.cover * p.seen(0.0064)))
    return look(p, albedo, height + 0.003 * twig.dome + 0.003 * scale.dome, 0.95)


def rock(p: Patch) -> Look:
    """Weathered stone in three dimensions: strata, cracks, pits and grains, lichen and moss on what faces up."""
    bed = p.noise3(2.0, 136, 2)
    x, y, z = (p.points[:, k] for k in range(3))
    tilted = Patch(p.uv, np.stack([x, y + np.float32(0.4) * bed, z], 1), p.normals, p.base_linear, p.seed, p.pitch)
    strata = tilted.noise3(2.5, 137, 3, tall=0.08)
    thin = tilted.noise3(0.5, 141, 2, tall=0.05)
    grain = p.noise3(1 / 11, 138, 5)
    crack = step(0.016, 0.0, np.abs(p.noise3(1 / 1.4, 139, 5))) * step(0.1, 0.4, p.noise3(0.9, 142, 3))
    gain, relief = stone_face(p, 228)
    up = step(-0.2, 0.6, p.normals[:, 1])
    mossy = step(0.15, 0.5, p.noise3(1 / 2.6, 140, 3) + 0.3 * p.noise3(0.05, 143, 3)) * up
    albedo = warm(tone(p.base_linear, 0.97 + 0.22 * strata + 0.12 * thin + 0.26 * grain + 0.8 * gain), 0.12 * strata)
    albedo = lichen(p, mix(albedo, albedo * 0.4, 0.7 * crack), 231, strength=0.9)
    albedo = mix(albedo, tone(np.array([[0.10, 0.115, 0.048]], np.float32), 1 + 0.4 * p.noise(0.012, 234, 2)), 0.5 * mossy)
    return look(p, albedo, 0.025 * strata + 0.004 * thin + 0.02 * grain - 0.012 * crack + 0.8 * relief + 0.004 * mossy * p.seen(0.03), 0.92)


MATERIALS = {
    "grass": grass, "earth": earth, "gravel": gravel, "shingle": shingle, "sand": sand, "snow": snow, "ice": ice, "moss": moss,
    "leaf_litter": leaf_litter, "needles": needles, "raked": raked, "rock": rock,
}  # fmt: skip
