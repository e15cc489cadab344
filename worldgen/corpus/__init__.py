"""The grammars: SceneSpec → Layout, a file a kind. Adding a kind is adding a file with a `KIND` and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from ..layout.layout import Layout, Style
from ..prompt import SceneSpec
from .partial import keep
from .site import Site


@dataclass(frozen=True)
class Kind:
    """A kind of place: `compose` fills a `Site`; `hour` is its pleasantest; `palette` its usual colours."""

    name: str
    description: str
    interior: bool
    compose: Callable[[Site], None]
    hour: float = 16.5
    palette: tuple[dict[str, str], ...] = field(default=({},))


def _kinds() -> dict[str, Kind]:
    from . import castle, forest, library, living_room, river_valley, village

    return {m.KIND.name: m.KIND for m in (village, river_valley, forest, castle, living_room, library)}


class _Lazy(dict[str, Kind]):
    """The table, filled at its first use."""

    def __missing__(self, name: str) -> Kind:
        self.update(_kinds())
        if name not in self:
            raise ValueError(f"kind of place {name!r} is not known; choose one of {', '.join(self)}")
        return dict.__getitem__(self, name)

    def __iter__(self):
        if not len(self):
            self.update(_kinds())
        return super().__iter__()

    def items(self):
        if not len(self):
            self.update(_kinds())
        return super().items()


KINDS: dict[str, Kind] = _Lazy()


def style_of(spec: SceneSpec, kind: Kind, rng: np.random.Generator) -> Style:
    """What the prompt says of time and colours over what is usual for the kind."""
    usual = kind.palette[int(rng.integers(len(kind.palette)))]
    hour = spec.hour if spec.hour is not None else kind.hour + float(rng.uniform(-0.7, 0.7))
    weather = spec.weather or "clear"
    season = spec.season or ("winter" if weather == "snow" else "summer")
    return Style(season, weather, hour, float(rng.uniform(0, 360)), {**usual, **spec.palette}, dict(spec.materials))


def sample(spec: SceneSpec, partial: Layout | None = None, seed: int = 0) -> Layout:
    """A whole layout for a specification. What `partial` fixes is kept as given; contradictions are told in `notes`."""
    name = (partial.kind if partial is not None else "") or spec.kind or "village"
    kind = KINDS[name]
    rng = np.random.default_rng([seed, *name.encode()])
    site = Site(spec, rng, style_of(spec, kind, rng), partial, kind.name)
    kind.compose(site)
    layout = replace(site.layout(), notes=(*spec.notes, *site.notes))
    return layout if partial is None else keep(layout, partial, site)


def captions(layout: Layout, rng: np.random.Generator) -> tuple[str, str, str]:
    """Short, medium and long descriptions of a layout, in varied wording."""
    from .captions import captions as write

    return write(layout, rng)
