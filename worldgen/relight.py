"""A world at another hour or in other weather: light falls anew on the surfaces it has; nothing is built or sampled again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from .layout.checks import WEATHERS
from .layout.layout import Style
from .materialize import lit, shown
from .materialize.faces import recolored, splats_nearest
from .materialize.samples import SOLID, SurfaceSamples
from .materialize.sampling import WET
from .materialize.sights import Sights

if TYPE_CHECKING:
    from .generation import Progress
    from .world import World


def relight(world: World, hour: float | None, weather: str | None, on_progress: Progress | None = None) -> World:
    """See `World.relight`."""
    style = _style(world.layout.style, hour, weather)
    layout = replace(world.layout, style=style)
    tell = on_progress or (lambda _stage, _fraction: None)
    tell("light", 0.0)
    with ThreadPoolExecutor(1) as aside:
        near = aside.submit(splats_nearest, world.mesh, world.samples)
        dry = _wetted(world, style)
        if "sights" not in vars(world):  # asked once a world: as long as the rest, and no less to be told of
            args = world.samples, layout, world.rays, world.seed, world.options.light_rays
            vars(world)["sights"] = Sights.of(*args, lambda f: tell("light", 0.5 * f))
        samples, sky = lit(
            dry, world.scene, layout, world.seed, world.options, lambda f: tell("light", 0.5 + 0.5 * f), world.rays, world.sights
        )
        tell("colour", 0.0)
        gaussians = shown(samples, world.scene, layout, sky)
        mesh = recolored(world.mesh, near.result(), samples, gaussians)
    tell("colour", 1.0)
    new = replace(world, layout=layout, samples=samples, sky=sky, gaussians=gaussians, mesh=mesh, timings={})
    for name in ("rays", "sights", "walk_map"):  # shapes are the same
        if name in vars(world):
            vars(new)[name] = vars(world)[name]
    return new


def check(hour: float | None, weather: str | None) -> None:
    """Raises ValueError on what no world can be given; worth asking before long work."""
    if hour is None and weather is None:
        raise ValueError("nothing is to change; give an hour, a weather, or both")
    if hour is not None and not 0 <= hour < 24:
        raise ValueError(f"hour is {hour}; choose one from 0 up to, not including, 24")
    if weather is not None and weather not in WEATHERS:
        raise ValueError(f"weather {weather!r} is not known; choose one of {', '.join(WEATHERS)}")


def _style(style: Style, hour: float | None, weather: str | None) -> Style:
    check(hour, weather)
    if weather == "snow" and not style.snowy:
        raise ValueError(f"snow lies on things, light alone cannot turn {style.weather} into {weather}; create the world anew for that")
    return replace(style, hour=style.hour if hour is None else float(hour), weather=weather or style.weather, lying_snow=style.snowy)


def _wetted(world: World, style: Style) -> SurfaceSamples:
    """Ground darkens in rain, and dries."""
    before, after = (WET if weather == "rain" else 1.0 for weather in (world.layout.style.weather, style.weather))
    rows = [k for k, item in enumerate(world.items) if item.cls == "ground"]
    if before == after or not rows:
        return world.samples
    ground = np.isin(world.samples.instance_id, rows) & (world.samples.kind == SOLID)
    factor = np.where(ground, np.float32(after / before), np.float32(1))[:, None]
    return replace(world.samples, albedo_linear=world.samples.albedo_linear * factor)
