"""`Kind`: what a grammar's file says of the place that it makes, for whoever lists, reads or composes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .site import Site


@dataclass(frozen=True)
class Kind:
    """A kind of place: `compose` fills a `Site`; `hour` is its pleasantest; `palette` its usual colours, of which one is chosen;
    `horizon` what lies past its ground.

    What it is called: `phrases` in lower case, as people type them; `captions` among these for the prior; `essence`, a sentence that
    texts are compared with whose place nobody listed. Without a word for the place, `things` (classes) and `hints` (words) speak for it.
    `built`: 'a stone village' says what its walls are of, 'a stone forest' nothing.
    """

    name: str
    description: str
    interior: bool
    compose: Callable[[Site], None]
    phrases: tuple[str, ...]
    captions: tuple[str, ...]
    essence: str
    things: tuple[str, ...]
    hints: tuple[str, ...] = ()
    hour: float = 16.5
    palette: tuple[dict[str, str], ...] = field(default=({},))
    horizon: str = "hills"
    built: bool = True

    @property
    def title(self) -> str:
        """Its name as one says it."""
        return self.name.replace("_", " ")
