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
    from .sights import Sights
    from .sky import Sky


@dataclass(frozen=True)
class Materialized:
    """What light made of a layout's samples, and what came of its shapes beside that."""

    scene: Scene
    samples: SurfaceSamples
    sky: Sky
    gaussians: Gaussians
    mesh: Mesh
    collider: Mesh
    walk_map: WalkMap | None
    rays: Rays
    sights: Sights


@dataclass(frozen=True)
class Shapes:
    """What a visitor bumps into, and where one can stand (None: nowhere)."""

    collider: Mesh
    walk_map: WalkMap | None

    @staticmethod
    def of(scene: Scene, layout: Layout) -> Shapes:
        from ..walk import Nowhere, WalkMap
        from .collider import collider

        bumped = collider(scene)
        try:
            return Shapes(bumped, WalkMap.of(bumped, layout))
        except Nowhere:
            return Shapes(bumped, None)


@dataclass(frozen=True)
class Beside:
    """What comes of a scene's shapes alone, while light falls on its samples: the mesh's faces before they have colours, and `Shapes`."""

    pieces: Future[Pieces]
    shapes: Future[Shapes]


def pieces_of(scene: Scene, options: Options) -> Pieces:
    """The faces of a scene's mesh."""
    from .faces import MAX_PIECES, pieces

    return pieces(scene, most=min(MAX_PIECES, options.max_gaussians // 4))


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


def sampled(
    scene: Scene, layout: Layout, options: Options, seed: int, on_stage: Callable[[str, float], None] | None = None
) -> tuple[SurfaceSamples, NDArray[np.float32]]:
    """The `built` scene as splats without light, and the pitch of its faces: the side of their cells (m,) m, item after item."""
    from .plan import Plan
    from .sampling import sample
    from .water import settle

    if on_stage is not None:
        on_stage("sample", 0.0)
    plan = Plan.of(scene, layout, options.max_gaussians)
    return settle(sample(scene, layout, plan, seed), layout, seed), plan.pitch


def materialize(
    layout: Layout, scene: Scene, samples: SurfaceSamples, options: Options, seed: int,
    on_stage: Callable[[str, float], None] | None = None, beside: Beside | None = None,
) -> Materialized:  # fmt: skip
    """Light and colour on the samples of a layout's scene. What is made `beside` them is awaited, or made here."""
    from .faces import splats_near, surface_mesh
    from .rays import Rays
    from .sights import Sights

    tell = on_stage or (lambda _name, _fraction: None)
    tell("light", 0.0)
    aside = ThreadPoolExecutor(1)
    try:
        cut = aside.submit(pieces_of, scene, options) if beside is None else beside.pieces
        near = aside.submit(lambda: splats_near(cut.result(), samples))
        shapes = aside.submit(Shapes.of, scene, layout) if beside is None else beside.shapes
        rays = Rays(scene, seed, options.light_rays)
        sights = Sights.of(samples, layout, rays, seed, options.light_rays, lambda f: tell("light", 0.5 * f))
        in_light, sky = lit(samples, scene, layout, seed, options, lambda f: tell("light", 0.5 + 0.5 * f), rays, sights)
        tell("colour", 0.0)
        gaussians = shown(in_light, scene, layout, sky)
        tell("finish", 0.0)
        mesh = surface_mesh(cut.result(), near.result(), in_light, gaussians)
        found = shapes.result()
    finally:
        aside.shutdown(wait=False, cancel_futures=True)  # whoever stops this does not wait for it
    tell("finish", 1.0)
    return Materialized(scene, in_light, sky, gaussians, mesh, found.collider, found.walk_map, rays, sights)


def lit(
    samples: SurfaceSamples, scene: Scene, layout: Layout, seed: int, options: Options, on_progress: Callable[[float], None],
    rays: Rays | None = None, sights: Sights | None = None,
) -> tuple[SurfaceSamples, Sky]:  # fmt: skip
    """Samples in the light of the layout's hour and weather, and its sky as an adapted eye sees it. `rays`, `sights`: where known."""
    from .captured import share_light
    from .exposure import adapted
    from .light import light
    from .sky import Sky

    out, sky = light(samples, scene, Sky.of(layout.style, seed), layout, seed, on_progress, options.light_rays, rays, sights)
    out = share_light(out, sky)
    return out, adapted(sky, out, layout)


def shown(samples: SurfaceSamples, scene: Scene, layout: Layout, sky: Sky) -> Gaussians:
    """What lit samples look like."""
    from .exposure import adaptation
    from .lamps import glowing
    from .splats import gaussians_of

    return gaussians_of(glowing(samples, scene, layout, sky), sky, layout.style.weather, adaptation(sky, samples, layout))
