"""The main job on one screen: words or voxels → layout → surfaces → light → a world."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .layout.assets import AssetFile, scan
from .layout.layout import Layout
from .prompt import Prompt, SceneSpec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .materialize import Beside
    from .materialize.options import Options
    from .materialize.samples import SurfaceSamples
    from .materialize.scene import Scene
    from .world import World

STAGES = ("read", "layout", "build", "sample", "light", "colour", "finish")
Progress = Callable[[str, float], None]


class Cancelled(Exception):
    """The caller's `cancel` said stop."""


@dataclass
class Watch:
    """Times the stages, tells how far each is, and stops between steps when asked to."""

    on_progress: Progress | None = None
    cancel: Callable[[], bool] | None = None
    timings: dict[str, float] = field(default_factory=dict)
    _stage: str = ""
    _since: float = field(default_factory=time.perf_counter)

    def __call__(self, stage: str, fraction: float) -> None:
        now = time.perf_counter()
        if self._stage:
            self.timings[self._stage] = self.timings.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now
        if self.cancel is not None and self.cancel():
            raise Cancelled(f"stopped while at the stage {stage!r}")
        if self.on_progress is not None:
            self.on_progress(stage, min(1.0, max(0.0, fraction)))


@dataclass(frozen=True)
class Prepared:
    """The half of the main job that needs no torch: what was understood, laid out, built and sampled."""

    text: str
    seed: int
    options: Options
    layout: Layout
    scene: Scene
    samples: SurfaceSamples
    pitch_m: NDArray[np.float32]
    report: tuple[str, ...]
    timings: dict[str, float]


def generate(
    prompt: str | Prompt = "", *, layout: Layout | None = None, assets: str | Path | None = None, seed: int = 0,
    options: Options | None = None, on_progress: Progress | None = None, cancel: Callable[[], bool] | None = None,
) -> World:  # fmt: skip
    """A world from words, a (partial) layout, or both: what the layout fixes is kept, what it leaves open is completed after the words.

    `assets` is a folder of the user's own GLB, OBJ, .vox and splat PLY files. `on_progress(stage, fraction)` is told of each of `STAGES`;
    `cancel()` is asked between steps and, where true, raises `Cancelled`. The same arguments give the same world, bit for bit.
    Raises ValueError on what cannot be used.
    """
    ready = prepare(prompt, layout=layout, assets=assets, seed=seed, options=options, on_progress=on_progress, cancel=cancel)
    return finish(ready, on_progress=on_progress, cancel=cancel)


def prepare(
    prompt: str | Prompt = "", *, layout: Layout | None = None, assets: str | Path | None = None, seed: int = 0,
    options: Options | None = None, on_progress: Progress | None = None, cancel: Callable[[], bool] | None = None,
) -> Prepared:  # fmt: skip
    """The first half of `generate`, whose arguments it takes: read, lay out, build, sample."""
    text = "" if layout is not None and prompt == "" else Prompt.of(prompt).text
    if not 0 <= seed < 2**63:
        raise ValueError(f"seed is {seed}; choose a whole number from 0 to 2^63 - 1")
    from .corpus import sample as sample_layout
    from .materialize import built, sampled
    from .materialize.options import Options

    watch, options = Watch(on_progress, cancel), options or Options()
    watch("read", 0.0)
    own = {} if assets is None else scan(assets)
    spec = _read(text, own)
    watch("layout", 0.0)
    whole = sample_layout(spec, layout, seed)
    scene = built(whole, options, seed, watch, own)
    watch("build", 1.0)
    samples, pitch = sampled(scene, whole, options, seed, watch)
    watch("sample", 1.0)
    report = tuple(dict.fromkeys((*spec.notes, *whole.notes, *_asset_notes(whole, own))))  # each once, in the order of weight
    return Prepared(text, seed, options, replace(whole, notes=report), scene, samples, pitch, report, watch.timings)


def finish(
    ready: Prepared, *, beside: Beside | None = None, on_progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> World:  # fmt: skip
    """The second half of `generate`: light, colour. What another process makes `beside` is awaited, else made here."""
    from .materialize import materialize
    from .world import World

    watch = Watch(on_progress, cancel)
    made = materialize(ready.layout, ready.scene, ready.samples, ready.options, ready.seed, watch, beside)
    world = World(
        ready.layout, ready.scene, ready.pitch_m, made.samples, made.gaussians, made.sky, made.mesh, made.collider,
        prompt=ready.text, seed=ready.seed, report=ready.report, options=ready.options, timings=ready.timings | watch.timings,
    )  # fmt: skip
    vars(world).update(rays=made.rays, sights=made.sights)  # where the cached properties would keep them
    if made.walk_map is not None:
        vars(world)["walk_map"] = made.walk_map
    return world


def rehearse() -> None:
    """Lights one square metre, which is thrown away: it loads the libraries and kernels that a process's first world would wait for,
    where there is time while another process still builds that."""
    import numpy as np

    from render import Mesh

    from .builders.geometry import Sculptor
    from .layout.layout import Layout
    from .materialize import Beside, Shapes, materialize, pieces_of, sampled
    from .materialize.options import Options
    from .materialize.scene import Item, Scene

    square = Sculptor()
    square.quad((-1, 0, -1), (-1, 0, 1), (1, 0, 1), (1, 0, -1), "plain", (0.5, 0.5, 0.5))
    scene, layout, options = Scene((Item("square", "table", square.geometry()),)), Layout(), Options("draft")
    beside = Beside(Future(), Future())
    beside.pieces.set_result(pieces_of(scene, options))
    beside.shapes.set_result(Shapes(Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)), None))
    materialize(layout, scene, sampled(scene, layout, options, 0)[0], options, 0, beside=beside)


def _read(text: str, assets: dict[str, AssetFile]) -> SceneSpec:
    """What the words mean; requests for the user's own things know how large those are."""
    if not text:
        return SceneSpec()
    from .encoders.text import read

    spec = read(text, assets=tuple(assets))
    objects = tuple(replace(o, size_m=assets[o.asset].size_m) if o.asset else o for o in spec.objects)
    return replace(spec, objects=objects)


def _asset_notes(layout: Layout, assets: dict[str, AssetFile]) -> tuple[str, ...]:
    """What a user's own things do otherwise than the builders'."""
    notes = []
    for item in layout.instances:
        if item.asset and (item.color or item.material):
            notes.append(f"{item.asset} keeps the colours and materials of its file.")
        if item.asset and assets[item.asset].kind == "splats":
            notes.append(
                f"{item.asset} is captured splats: it keeps its captured colours, takes shadow and sky as a factor on them, "
                "and is as solid as the hull of its occupied cells."
            )
    return tuple(dict.fromkeys(notes))
