"""`Sky`: what stands above and around, as radiance by direction, and the exposure that turns radiance into pixels.

Vocabulary: `elevation` of the sun above the horizon · radiance is in units where a white wall in the noon sun is about 1 ·
`*_linear` is before exposure; `display` applies exposure and a filmic curve (Narkowicz 2015 fit of the ACES curve) and sRGB.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.color import srgb_from_linear
from render.jit import kernel

from ..layout.layout import Style
from .materials.noise import fractal

Array = NDArray[np.float32]

# sunrise, sunset, highest sun. Hours are told by the sun, not by a calendar: dusk is 19.8 in every season, as the reader of text has it
DAYLIGHT = {"spring": (5.8, 19.95, 48.0), "summer": (5.2, 20.0, 60.0), "autumn": (6.2, 19.95, 40.0), "winter": (7.0, 19.9, 25.0)}

# elevation °: sun irradiance, zenith and horizon radiance, warm glow towards the sun
_TABLE = np.array(
    [
        (-14, 0.062, 0.070, 0.088, 0.0042, 0.0062, 0.0130, 0.0090, 0.0112, 0.0185, 0.000, 0.000, 0.000),
        (-7, 0.045, 0.052, 0.070, 0.010, 0.018, 0.045, 0.055, 0.050, 0.075, 0.080, 0.035, 0.015),
        (-2, 0.10, 0.05, 0.03, 0.022, 0.034, 0.085, 0.125, 0.075, 0.078, 0.280, 0.110, 0.045),
        (1, 1.10, 0.50, 0.18, 0.040, 0.056, 0.115, 0.215, 0.128, 0.095, 0.480, 0.205, 0.070),
        (5, 1.95, 1.10, 0.50, 0.058, 0.092, 0.180, 0.320, 0.245, 0.195, 0.480, 0.270, 0.110),
        (12, 2.50, 1.80, 1.12, 0.078, 0.138, 0.275, 0.400, 0.390, 0.370, 0.320, 0.230, 0.130),
        (28, 2.85, 2.45, 1.95, 0.085, 0.165, 0.350, 0.360, 0.410, 0.460, 0.160, 0.140, 0.110),
        (60, 3.00, 2.80, 2.50, 0.095, 0.195, 0.420, 0.330, 0.420, 0.530, 0.080, 0.080, 0.075),
    ],
    np.float64,
)


def sun_elevation_deg(hour: float, season: str) -> float:
    """A sine between sunrise and sunset of the season; 9° an hour below the horizon outside it."""
    rise, down, highest = DAYLIGHT[season]
    if rise <= hour <= down:
        return float(highest * np.sin(np.pi * (hour - rise) / (down - rise)))
    away = min((rise - hour) % 24, (hour - down) % 24)
    return float(-9.0 * away)


@dataclass(frozen=True)
class Sky:
    """`sun_direction` points to the sun (or the moon at night)."""

    sun_direction: tuple[float, float, float]
    sun_linear: tuple[float, float, float]  # irradiance on a surface that faces it
    zenith_linear: tuple[float, float, float]
    horizon_linear: tuple[float, float, float]
    glow_linear: tuple[float, float, float]
    clouds: float  # 0 none … 1 closed
    stars: float
    moon: bool
    exposure: float = 1.0
    balance: tuple[float, float, float] = (1.0, 1.0, 1.0)  # the eye's partial adaptation to the colour of the light
    seed: int = 0
    afar: float = 1.0  # of the exposure, for what is seen from a room through its openings: an eye adapts to where it looks
    lamp_gain: float = 1.0  # lamps are given in units of the frame: how much stronger they must be at this hour's exposure, or weaker

    @staticmethod
    def of(style: Style, seed: int) -> Sky:
        elevation = sun_elevation_deg(style.hour, style.season)
        row = np.array([np.interp(elevation, _TABLE[:, 0], _TABLE[:, i]) for i in range(1, 13)])
        sun, zenith, horizon, glow = row[:3], row[3:6], row[6:9], row[9:12]
        moon = elevation < -5
        shown = 38.0 if moon else max(elevation, 1.2)
        azimuth = np.deg2rad(style.sun_azimuth_deg + (150 if moon else 0))
        e = np.deg2rad(shown)
        direction = (float(np.cos(e) * np.sin(azimuth)), float(np.sin(e)), float(np.cos(e) * np.cos(azimuth)))
        clouds = {"clear": 0.38, "overcast": 1.0, "fog": 1.0, "rain": 1.0, "snow": 0.95}[style.weather]
        if clouds > 0.9:  # light is spread over the whole dome
            grey = lambda c, gain: np.full(3, c @ [0.25, 0.6, 0.15]) * gain * [0.97, 1.0, 1.05]  # noqa: E731
            sun, zenith, horizon, glow = sun * 0.06, grey(zenith + horizon, 0.75), grey(zenith + horizon, 0.85), glow * 0.08
        t = lambda c: tuple(float(x) for x in c)  # noqa: E731
        stars = float(np.clip((-elevation - 4) / 6, 0, 1)) * (clouds < 0.9)
        return Sky(direction, t(sun), t(zenith), t(horizon), t(glow), clouds, stars, moon, seed=seed)

    # ---- radiance

    @property
    def _lights(self) -> Array:
        """(5, 3) direction and radiances in the order that the kernels know."""
        rows = (self.sun_direction, self.sun_linear, self.zenith_linear, self.horizon_linear, self.glow_linear)
        return np.asarray(rows, np.float32)

    def base_linear(self, d: Array) -> Array:
        """Smooth part without clouds, disk and stars; what surfaces gather. d (n, 3) unit → (n, 3)."""
        out = np.empty((len(d), 3), np.float32)
        _base(np.ascontiguousarray(d, np.float32), self._lights, out)
        return out

    def radiance_linear(self, d: Array) -> Array:
        """All that the eye sees. d (n, 3) unit → (n, 3)."""
        d = np.ascontiguousarray(d, np.float32)
        out = self.base_linear(d)
        seed = self.seed % 2**31
        if self.stars > 0:
            out += self._stars(d, np.full(len(d), seed, np.uint32))
        if self.clouds > 0:
            _clouds(d, self._lights, seed, self.clouds, out)
        if self.clouds < 0.9:
            _disk(d, self._lights, self.moon, out)
        return out

    def _stars(self, d: Array, seed: NDArray[np.uint32]) -> Array:
        from .materials.noise import cells

        lon, lat = np.arctan2(d[:, 0], d[:, 2]), np.arcsin(np.clip(d[:, 1], -1, 1))
        u, v = (lon * 34 * np.cos(np.round(lat * 12) / 12)).astype(np.float32), (lat * 34).astype(np.float32)
        f1, _, number = cells(u, v, seed, 5, 0.9)
        rank = np.clip((number - 0.5) * 2, 0, 1) ** 4  # few are bright
        bright = np.clip(1 - f1 / (0.03 + 0.03 * rank), 0, 1) * (0.03 + 0.35 * rank) * (number > 0.5) * np.clip(d[:, 1] * 4, 0, 1)
        return (bright[:, None] * self.stars * np.array([0.9, 0.95, 1.1])).astype(np.float32)

    # ---- pixels

    def display(self, linear: Array) -> Array:
        """Radiance (…, 3) → sRGB 0..1 at this sky's exposure."""
        x = np.maximum(linear * np.asarray(self.balance, np.float32) * (self.exposure * 0.62), 0)
        curve = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)
        x = np.clip(0.7 * curve + 0.3 * (1 - np.exp(-1.5 * x)), 0, 1)  # a softer toe than the fit's: shade keeps its colour
        return srgb_from_linear(x).astype(np.float32)

    def rgb(self, directions: Array) -> Array:
        """The sky as seen: directions (…, 3) unit, world → (…, 3) sRGB."""
        d = np.asarray(directions, np.float32)
        return self.display(self.afar * self.radiance_linear(d.reshape(-1, 3))).reshape(d.shape)


@kernel
def _toward(d, lights):
    return min(max(d[0] * lights[0, 0] + d[1] * lights[0, 1] + d[2] * lights[0, 2], -1.0), 1.0)


@kernel(parallel=True)
def _base(d, lights, out):
    for i in prange(len(d)):
        toward, up = _toward(d[i], lights), min(max(d[i, 1], 0.0), 1.0)
        ahead = max(toward, 0.0)
        fall, side = (1 - up) ** 4.5, 0.72 + 0.28 * toward  # the sky opposite a low sun is darker and bluer
        glow = 0.55 * ahead**6 * (1 - up) ** 2 + 0.8 * ahead**40
        below = np.exp(d[i, 1] * 14) if d[i, 1] < 0 else 0.0
        for c in range(3):
            zenith, horizon = lights[2, c], lights[3, c]
            if d[i, 1] < 0:
                ground = 0.25 * (zenith + horizon)
                out[i, c] = ground + (horizon * side - ground) * below
            else:
                out[i, c] = zenith * (1 - fall) + horizon * fall * side + lights[4, c] * glow


@kernel
def _thickness(u, v, seed, octaves):
    """Of cloud at a place of the cloud deck: heaps gathered in fields, their edges billowed."""
    field = fractal(0.45 * u, 0.45 * v, 0.0, seed, 7, 2, 0.5)
    heap = fractal(1.3 * u, 1.3 * v, 0.0, seed, 3, 3, 0.5)
    billow = 1 - 2 * abs(fractal(3.4 * u + 0.5 * heap, 3.4 * v, 0.0, seed, 11, octaves, 0.55))
    return 0.55 * field + 0.62 * heap + 0.13 * billow


@kernel(parallel=True)
def _clouds(d, lights, seed, amount, out):
    for i in prange(len(d)):
        up = d[i, 1]
        if up <= 0.005:
            continue
        u, v = d[i, 0] / (up + 0.14) * 1.1, d[i, 2] / (up + 0.14) * 1.1
        if amount > 0.9:  # a closed deck, lighter where it is thin
            thick = _thickness(0.8 * u, 0.8 * v, seed, 4)
            for c in range(3):
                out[i, c] *= 1 + 0.22 * thick
            continue
        thick = _thickness(u, v, seed, 5) - (0.45 - 0.45 * amount)
        if thick <= 0:
            continue
        cover = min(thick * 5.0, 1.0)
        cover = cover * cover * (3 - 2 * cover) * min(up * 7, 1.0) * 0.94
        ahead = _thickness(u + 0.16 * lights[0, 0], v + 0.16 * lights[0, 2], seed, 4) - (0.45 - 0.45 * amount)
        shade = min(max(1.5 * thick + 2.2 * (ahead - thick) - 0.1, 0.0), 1.0)  # in the shadow of what stands towards the sun
        near = max(_toward(d[i], lights), 0.0) ** 8
        for c in range(3):
            air = 0.5 * (lights[2, c] + lights[3, c])
            body = (0.30 * lights[1, c] + 0.75 * air) * (1 - shade) + (0.04 * lights[1, c] + 0.85 * air) * shade
            body += lights[4, c] * near * (0.9 - 0.5 * shade)
            out[i, c] += (body - out[i, c]) * cover


@kernel(parallel=True)
def _disk(d, lights, moon, out):
    edge = np.cos(np.deg2rad(0.9 if moon else 1.0))
    for i in prange(len(d)):
        toward = _toward(d[i], lights)
        ahead = max(toward, 0.0)
        if ahead < 0.9:
            continue  # the halo has fallen under 1e-10 here
        disk = min(max((toward - edge) / (1 - edge) * 4, 0.0), 1.0) * (1.0 if d[i, 1] > 0.005 else 0.0)
        halo = (0.05 * ahead**220 + 0.35 * ahead**2500) * (0.3 if moon else 1.0)
        for c in range(3):
            body = (0.55 if c == 0 else 0.56 if c == 1 else 0.52) if moon else 12 * lights[1, c]
            out[i, c] += body * disk + lights[1, c] * halo
