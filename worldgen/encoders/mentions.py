"""What a pass over a text finds: things named, with their looks and relations, and the words of time, season and weather."""

from __future__ import annotations

from dataclasses import dataclass

from .lexicon import Entry
from .tokens import Item


@dataclass(frozen=True)
class Looks:
    """Adjectives: colours as (name, shade −1..1), materials, size."""

    colors: tuple[tuple[str, float], ...] = ()
    materials: tuple[str, ...] = ()
    size: str = ""
    shade: float = 0.0  # of a colour still to come

    def __bool__(self) -> bool:
        return bool(self.colors or self.materials or self.size)

    def over(self, other: Looks) -> Looks:
        """These looks, with what they leave open taken from `other`."""
        return Looks(self.colors or other.colors, self.materials or other.materials, self.size or other.size)


@dataclass(frozen=True)
class Mention:
    """A thing named in the text. `head` is the noun's item; `count` None is an unnumbered noun ('the towers', 'snow')."""

    head: Item
    start: int  # in the text, with its adjectives
    count: int | None = None
    exact: bool = True
    definite: bool = False
    negated: bool = False
    looks: Looks = Looks()
    relation: tuple[str, int] | None = None  # (relation, index of the other mention)
    told: bool = False  # its colours were told after it: 'three stalls (red, blue and green)'
    each: bool = False  # 'on each table'
    undone: tuple[str, ...] = ()  # adjectives that nobody knows
    compound: tuple[Entry, ...] = ()  # nouns before the noun: 'castle' in 'castle courtyard'

    @property
    def category(self) -> str:
        return self.head.category

    @property
    def value(self) -> str:
        return self.head.entry.value


@dataclass(frozen=True)
class Reading:
    """All that one pass found. Offsets and texts point into `text`."""

    text: str
    mentions: tuple[Mention, ...]
    hours: tuple[tuple[str, float], ...] = ()
    seasons: tuple[str, ...] = ()
    weathers: tuple[str, ...] = ()
    repairs: tuple[tuple[str, str], ...] = ()

    def words(self, mention: Mention) -> str:
        return " ".join(self.text[mention.start : mention.head.end].split())
