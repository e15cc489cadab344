"""`Sky`: what stands above and around, as radiance by direction, and the exposure that turns radiance into pixels.

Vocabulary: `elevation` of the sun above the horizon · radiance is in units where a white wall in the noon sun is about 1 ·
`*_linear` is before exposure; `display` applies exposure and a filmic curve (Narkowicz 2015 fit of the ACES curve) and sRGB.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..layout.layout import Style
from .materials.noise import fbm

Array = NDArray[np.float32]

# sunrise, sunset, highest sun. Hours are told by the sun, not by a calendar: dusk is 19.8 in every season, as the reader of text has it
DAYLIGHT = {"spring": (5.8, 19.95, 48.0), "summer": (5.2, 20.0, 60.0), "autumn": (6.2, 19.95, 40.0), "winter": (7.0, 19.9, 25.0)}

# elevation °: sun irradiance, zenith and horizon radiance, warm glow towards the sun
_TABLE = np.array(
    [
        (-14, 0.030, 0.036, 0.052, 0.0035, 0.006, 0.016, 0.008, 0.011, 0.022, 0.000, 0.000, 0.000),
        (-7, 0.030, 0.036, 0.052, 0.010, 0.018, 0.050, 0.055, 0.050, 0.075, 0.080, 0.035, 0.015),
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

    def base_linear(self, d: Array) -> Array:
        """Smooth part without clouds, disk and stars; what surfaces gather. d (n, 3) unit → (n, 3)."""
        up = np.clip(d[:, 1], 0, 1)[:, None]
        toward = np.clip(d @ np.asarray(self.sun_direction, np.float32), -1, 1)[:, None]
        zenith, horizon, glow = (np.asarray(c, np.float32) for c in (self.zenith_linear, self.horizon_linear, self.glow_linear))
        fall = (1 - up) ** 4.5
        side = 0.72 + 0.28 * toward  # the sky opposite a low sun is darker and bluer
        out = zenith * (1 - fall) + horizon * fall * side
        out = out + glow * (0.55 * np.clip(toward, 0, 1) ** 6 * (1 - up) ** 2 + 0.8 * np.clip(toward, 0, 1) ** 40)
        below = d[:, 1:2] < 0
        ground = 0.25 * (zenith + horizon)
        return np.where(below, ground + (horizon * side - ground) * np.exp(np.minimum(d[:, 1:2], 0) * 14), out).astype(np.float32)

    def radiance_linear(self, d: Array) -> Array:
        """All that the eye sees. d (n, 3) unit → (n, 3)."""
        out = self.base_linear(d)
        sun = np.asarray(self.sun_linear, np.float32)
        toward = np.clip(d @ np.asarray(self.sun_direction, np.float32), -1, 1)
        seed = np.full(len(d), self.seed % 2**31, np.uint32)
        if self.stars > 0:
            out = out + self._stars(d, seed)
        high = d[:, 1] > 0.005
        if self.clouds > 0 and high.any():
            h, s = d[high], seed[high]
            bend = h[:, 1] + 0.16
            u, v = (h[:, 0] / bend * 0.9).astype(np.float32), (h[:, 2] / bend * 0.9).astype(np.float32)
            wisp = fbm(u, v, s, 7, 3)
            thick = fbm(u * 0.75 + 0.35 * wisp, v * 1.5, s, 3, 5, 0.55)
            lit = fbm(u * 0.75 + 0.35 * wisp + 0.12 * self.sun_direction[0], v * 1.5 + 0.2 * self.sun_direction[2], s, 3, 4, 0.55)
            if self.clouds > 0.9:
                out[high] *= (1 + 0.28 * thick)[:, None]
            else:
                cover = np.clip((thick - (0.42 - 0.9 * self.clouds + 0.12)) * 2.6, 0, 1) ** 1.3 * np.clip(h[:, 1] * 9, 0, 1) * 0.85
                silver = np.clip(0.62 + 1.3 * (thick - lit), 0.25, 1.3)
                near = np.clip(toward[high], 0, 1) ** 8
                body = out[high] * 0.9 + (0.13 * sun * silver[:, None] + np.asarray(self.glow_linear, np.float32) * 0.5 * near[:, None])
                out[high] += (body - out[high]) * cover[:, None]
        if self.clouds < 0.9:
            edge = np.cos(np.deg2rad(0.9 if self.moon else 1.0))
            disk = np.clip((toward - edge) / (1 - edge) * 4, 0, 1) * high
            out = out + (np.array([0.55, 0.56, 0.52]) if self.moon else sun * 12) * disk[:, None]
            halo = 0.05 * sun * (np.clip(toward, 0, 1) ** 220)[:, None] + 0.35 * sun * (np.clip(toward, 0, 1) ** 2500)[:, None]
            out = out + halo * (0.3 if self.moon else 1)
        return out.astype(np.float32)

    def _stars(self, d: Array, seed: NDArray[np.uint32]) -> Array:
        from .materials.noise import cells

        lon, lat = np.arctan2(d[:, 0], d[:, 2]), np.arcsin(np.clip(d[:, 1], -1, 1))
        u, v = (lon * 34 * np.cos(np.round(lat * 12) / 12)).astype(np.float32), (lat * 34).astype(np.float32)
        f1, _, number = cells(u, v, seed, 5, 0.9)
        bright = (number > 0.55) * np.clip(1 - f1 / 0.05, 0, 1) * number**3 * 0.35 * (d[:, 1] > 0.02)
        return (bright[:, None] * self.stars * np.array([0.9, 0.95, 1.1])).astype(np.float32)

    # ---- pixels

    def display(self, linear: Array) -> Array:
        """Radiance (…, 3) → sRGB 0..1 at this sky's exposure."""
        x = np.maximum(linear * np.asarray(self.balance, np.float32) * (self.exposure * 0.62), 0)
        curve = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)
        x = np.clip(0.7 * curve + 0.3 * (1 - np.exp(-1.5 * x)), 0, 1)  # a softer toe than the fit's: shade keeps its colour
        return srgb_from_linear(x)

    def rgb(self, directions: Array) -> Array:
        """The sky as seen: directions (…, 3) unit, world → (…, 3) sRGB."""
        d = np.asarray(directions, np.float32)
        return self.display(self.radiance_linear(d.reshape(-1, 3))).reshape(d.shape)


def srgb_from_linear(x: Array) -> Array:
    """IEC 61966-2-1."""
    x = np.clip(x, 0, None)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * np.power(np.maximum(x, 1e-8), 1 / 2.4) - 0.055).astype(np.float32)
