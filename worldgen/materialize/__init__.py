"""Layout + built geometry → lit surface samples → Gaussians: the stages in order are assemble, sample, light, expose, gaussians."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..layout.assets import AssetFile
from ..layout.layout import Layout
from .options import Options as Options
from .samples import SurfaceSamples
from .scene import Scene
from .sky import Sky

if TYPE_CHECKING:
    from render.gaussians import Gaussians
    from render.mesh import Mesh


@dataclass(frozen=True)
class Materialized:
    """All that a layout became."""

    scene: Scene
    samples: SurfaceSamples
    sky: Sky
    gaussians: Gaussians
    mesh: Mesh
    collider: Mesh


def materialize(
    layout: Layout, options: Options, seed: int, on_stage: Callable[[str, float], None] | None = None,
    assets: Mapping[str, AssetFile] | None = None,
) -> Materialized:  # fmt: skip
    """Build, sample, light and colour a layout. `on_stage(name, fraction)` hears of progress; it may raise to cancel. `assets` are the
    user's own files, by the word that instances name."""
    from .assemble import assemble
    from .captured import at_gathering_points, share_light, within_budget
    from .collider import collider
    from .exposure import adapted
    from .faces import MAX_PIECES, pieces, surface_mesh
    from .light import light
    from .sampling import sample
    from .splats import gaussians_of
    from .water import settle

    tell = on_stage or (lambda _name, _fraction: None)
    tell("build", 0.0)
    scene = assemble(layout, seed, lambda f: tell("build", f), assets)
    scene = within_budget(scene, options.max_gaussians)
    tell("sample", 0.0)
    with ThreadPoolExecutor(1) as aside:  # what needs the shapes alone; it calls no parallel kernels, which may not run twice at once
        solid, cuts = aside.submit(collider, scene), aside.submit(pieces, scene, most=min(MAX_PIECES, options.max_gaussians // 4))
        samples = sample(scene, layout, options.max_gaussians, seed)
        tell("light", 0.0)
        sky = Sky.of(layout.style, seed)
        lit = light(at_gathering_points(samples, scene), scene, sky, layout, seed, lambda f: tell("light", f), options.light_rays)
        samples = share_light(lit, samples.position, sky)
        sky = adapted(sky, samples, layout)
        samples = settle(samples, layout, seed)
        tell("colour", 0.0)
        eye = np.asarray(layout.entrance_m, np.float32) + np.array([0, 1.6, 0], np.float32)
        gaussians = gaussians_of(samples, sky, eye, layout.style.weather)
        tell("finish", 0.0)
        mesh = surface_mesh(cuts.result(), samples, gaussians)
    tell("finish", 1.0)
    return Materialized(scene, samples, sky, gaussians, mesh, solid.result())
