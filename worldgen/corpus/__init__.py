"""The grammars: SceneSpec → Layout, a file a kind. Adding a kind is adding a file with a `KIND` and its name here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from importlib import import_module

import numpy as np

from ..layout.layout import Layout, Style
from ..prompt import SceneSpec
from .kind import Kind as Kind
from .partial import keep
from .site import Site

# A kind is a file with a `KIND`, and its name here; the order is that of lists.
FILES = (
    "village", "river_valley", "forest", "castle", "mountain_lake", "ruins", "japanese_garden", "city_street", "harbour", "farmland",
    "snowy_town", "desert_canyon", "living_room", "bedroom", "kitchen", "library", "gallery_hall", "dungeon",
)  # fmt: skip


class _Kinds(Mapping[str, Kind]):
    """Name → kind; the grammars are imported at the first use."""

    @cached_property
    def _table(self) -> dict[str, Kind]:
        return {name: import_module(f".{name}", __name__).KIND for name in FILES}

    def __getitem__(self, name: str) -> Kind:
        if name not in self._table:
            raise ValueError(f"kind of place {name!r} is not known; choose one of {', '.join(FILES)}")
        return self._table[name]

    def __iter__(self) -> Iterator[str]:
        return iter(FILES)

    def __len__(self) -> int:
        return len(FILES)

    def __contains__(self, name: object) -> bool:
        return name in FILES


KINDS = _Kinds()


def style_of(spec: SceneSpec, kind: Kind, rng: np.random.Generator) -> Style:
    """What the prompt says of time and colours over what is usual for the kind."""
    usual = kind.palette[int(rng.integers(len(kind.palette)))]
    hour = spec.hour if spec.hour is not None else kind.hour + float(rng.uniform(-0.7, 0.7))
    weather = spec.weather or "clear"
    season = spec.season or ("winter" if weather == "snow" or spec.lying_snow else "summer")
    azimuth, palette = float(rng.uniform(0, 360)), {**usual, **spec.palette}
    return Style(season, weather, hour, azimuth, palette, dict(spec.materials), kind.horizon, spec.lying_snow)


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
