"""How an eye adapts to a world's light: exposure and white balance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..builders.rooms import LID
from ..layout.layout import Layout
from .portals import inside_rooms, of_rooms
from .samples import FAR, WATER, SurfaceSamples
from .sky import Sky

Array = NDArray[np.float32]

BRIGHTER = 2.2  # what is seen through a window, against the same seen outdoors
BRIGHT, SHADED = 2.6, 0.65  # exposed light on a surface above which an eye shades itself, and how far
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)


def exposure_of(albedo: Array, irradiance: Array, *, interior: bool) -> float:
    """Exposure that puts the log mean near middle grey; night stays darker than day, and dark wood darker than plaster, on purpose:
    half of the adaptation is to the light, half to what it falls on."""
    luminance = np.sqrt(0.3 * (albedo @ LUMINANCE)) * (irradiance @ LUMINANCE) / np.pi
    level = float(np.exp(np.mean(np.log(luminance + 1e-4))))
    target, strength = (0.275, 0.92) if interior else (0.30, 0.66)  # strength < 1 keeps part of the difference between noon and dusk
    return float(np.clip((target / max(level, 1e-4)) ** strength, 0.3, 75.0 if interior else 14.0))


def balance_of(irradiance: Array, *, interior: bool, day: float = 0.0) -> tuple[float, float, float]:
    """White balance: a sixth of the way outdoors, a third indoors at night and two thirds by day (`day` 0..1), from the mean colour of the
    light to neutral (von Kries), luminance kept: by lamplight a room is warm, but no day is yellow."""
    mean = irradiance.mean(0).astype(np.float64) + 1e-6
    gain = (mean.mean() / mean) ** (0.33 + 0.35 * day if interior else 0.17)
    gain /= gain @ LUMINANCE
    return (float(gain[0]), float(gain[1]), float(gain[2]))


def daylight(sky: Sky) -> float:
    """0 at night to 1 where the sun stands 20° high."""
    return 0.0 if sky.moon else float(np.clip(sky.sun_direction[1] / 0.34, 0, 1))


def adapted(sky: Sky, samples: SurfaceSamples, layout: Layout) -> Sky:
    """The sky with the exposure and balance of an eye that looks at near surfaces, indoors at those of the rooms."""
    interior = bool(layout.rooms)
    seen = of_rooms(layout, samples.position, samples.normal) if interior else ~np.isin(samples.kind, (FAR, WATER))
    albedo, irradiance = samples.albedo_linear[seen], samples.irradiance_linear[seen]
    if not len(albedo):
        return sky
    exposure = exposure_of(albedo, irradiance, interior=interior)
    afar = 1.0
    if interior and not seen.all():
        garden = ~seen & (samples.kind != FAR)
        outdoors = (
            exposure_of(samples.albedo_linear[garden], samples.irradiance_linear[garden], interior=False) if garden.any() else exposure
        )
        afar = float(np.clip(BRIGHTER * outdoors / exposure, 0.02, 1.0))
    return replace(sky, exposure=exposure, balance=balance_of(irradiance, interior=interior, day=daylight(sky)), afar=afar)


def adaptation(sky: Sky, samples: SurfaceSamples, layout: Layout) -> Array:
    """(n, 1) by what an eye in a room takes each sample darker, having looked at it; 1 outdoors. What lies beyond its openings is one
    thing (frames of doors and windows are the room's), a patch of sun on its floor another: it shows the floor, not white."""
    if not layout.rooms:
        return np.ones((len(samples), 1), np.float32)
    light = (samples.irradiance_linear @ LUMINANCE) * np.float32(sky.exposure / np.pi)
    dimmed = np.minimum(1, (BRIGHT / np.maximum(light, 1e-6)) ** SHADED).astype(np.float32)
    out = np.where(of_rooms(layout, samples.position, samples.normal), np.float32(1), np.float32(sky.afar))
    away = np.flatnonzero(out != 1)
    near = np.zeros(len(away), bool)  # in a wall's thickness: frames, doors, sills
    deep = max(room.wall_thickness_m for room in layout.rooms) + 0.1
    for way in ((deep, 0, 0), (-deep, 0, 0), (0, 0, deep), (0, 0, -deep), (0, -LID - 0.1, 0)):
        near |= inside_rooms(layout, samples.position[away] + np.array(way, np.float32))
    out[away[near]] = 1
    return np.where(out == 1, dimmed, out)[:, None]
