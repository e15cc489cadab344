"""Layout → built scene → lit surface samples → Gaussians, mesh and collider."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .options import Options as Options

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from render.gaussians import Gaussians
    from render.mesh import Mesh

    from ..layout.assets import AssetFile
    from ..layout.layout import Layout
    from ..walk import WalkMap
    from .faces import Pieces
    from .rays import Rays
    from .samples import SurfaceSamples
    from .scene import Scene
    from .sky import Sky


@dataclass(frozen=True)
class Materialized:
    """All that a layout became. `pitch_m` is the side of the cells of each face, item after item."""

    scene: Scene
    pitch_m: NDArray[np.float32]
    samples: SurfaceSamples
    sky: Sky
    gaussians: Gaussians
    mesh: Mesh
    collider: Mesh
    walk_map: WalkMap | None
    rays: Rays


@dataclass(frozen=True)
class Shapes:
    """What comes of a scene's shapes alone: what a visitor bumps into, where one can stand (None: nowhere), and the mesh's faces before
    they have colours."""

    collider: Mesh
    walk_map: WalkMap | None
    pieces: Pieces

    @staticmethod
    def of(scene: Scene, layout: Layout, options: Options) -> Shapes:
        """Calls no parallel kernels of ours, so that it may run in a thread beside those that do."""
        from ..walk import Nowhere, WalkMap
        from .collider import collider
        from .faces import MAX_PIECES, pieces

        bumped = collider(scene)
        try:
            walk_map = WalkMap.of(bumped, layout)
        except Nowhere:
            walk_map = None
        return Shapes(bumped, walk_map, pieces(scene, most=min(MAX_PIECES, options.max_gaussians // 4)))


def built(
    layout: Layout, options: Options, seed: int, on_stage: Callable[[str, float], None] | None = None,
    assets: Mapping[str, AssetFile] | None = None,
) -> Scene:  # fmt: skip
    """All surfaces of a layout. `on_stage(name, fraction)` hears of progress; it may raise to cancel. `assets` are the user's own files,
    by the word that instances name."""
    from .assemble import assemble

    tell = on_stage or (lambda _name, _fraction: None)
    tell("build", 0.0)
    scene = assemble(layout, seed, lambda f: tell("build", f), assets, far_turns=options.far_turns)
    if all(item.captured is None for item in scene.items):
        return scene
    from .captured import within_budget  # captures come as torch tensors

    return within_budget(scene, options.max_gaussians)


def materialize(
    layout: Layout, scene: Scene, options: Options, seed: int, on_stage: Callable[[str, float], None] | None = None,
    shapes: Future[Shapes] | None = None,
) -> Materialized:  # fmt: skip
    """Sample, light and colour the `built` scene of a layout. `shapes` are awaited where another process makes them, else made here."""
    from .faces import splats_near, surface_mesh
    from .plan import Plan
    from .rays import Rays
    from .sampling import sample
    from .water import settle

    tell = on_stage or (lambda _name, _fraction: None)
    tell("sample", 0.0)
    aside = ThreadPoolExecutor(1)
    try:
        shapes = shapes or aside.submit(Shapes.of, scene, layout, options)
        plan = Plan.of(scene, layout, options.max_gaussians)
        samples = sample(scene, layout, plan, seed)
        near = aside.submit(lambda firm: splats_near(shapes.result().pieces, firm), samples)
        tell("light", 0.0)
        rays = Rays(scene, seed, min(options.light_rays, 1.0))
        samples, sky = lit(settle(samples, layout, seed), scene, layout, seed, options, lambda f: tell("light", f), rays)
        tell("colour", 0.0)
        gaussians = shown(samples, scene, layout, sky)
        tell("finish", 0.0)
        mesh = surface_mesh(shapes.result().pieces, near.result(), samples, gaussians)
    finally:
        aside.shutdown(wait=False, cancel_futures=True)  # whoever stops this does not wait for it
    tell("finish", 1.0)
    return Materialized(scene, plan.pitch, samples, sky, gaussians, mesh, shapes.result().collider, shapes.result().walk_map, rays)


def lit(
    samples: SurfaceSamples, scene: Scene, layout: Layout, seed: int, options: Options, on_progress: Callable[[float], None],
    rays: Rays | None = None,
) -> tuple[SurfaceSamples, Sky]:  # fmt: skip
    """Samples in the light of the layout's hour and weather, and its sky as an adapted eye sees it. `rays` where there are any."""
    from .captured import at_gathering_points, share_light
    from .exposure import adapted
    from .light import light
    from .sky import Sky

    there = at_gathering_points(samples, scene)
    out, sky = light(there, scene, Sky.of(layout.style, seed), layout, seed, on_progress, options.light_rays, rays)
    out = share_light(out, samples.position, sky)
    return out, adapted(sky, out, layout)


def shown(samples: SurfaceSamples, scene: Scene, layout: Layout, sky: Sky) -> Gaussians:
    """What lit samples look like to a visitor who enters."""
    import numpy as np

    from .lamps import glowing
    from .splats import gaussians_of

    eye = np.asarray(layout.entrance_m, np.float32) + np.array([0, 1.6, 0], np.float32)
    return gaussians_of(glowing(samples, scene, layout, sky), sky, eye, layout.style.weather)
