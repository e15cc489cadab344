"""The words that are known, in every form a person may type them: plurals, joined, split, or with one slip of the keyboard."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..corpus import KINDS
from ..layout.vocabulary import COLORS, MATERIALS, OBJECTS
from . import embed, words
from .elsewhere import elsewhere

LONGEST = 5  # tokens in the longest phrase
NOUNS = frozenset({"object", "asset", "kind", "place", "feature", "role", "landmark"})
IRREGULAR = {
    "shelf": "shelves",
    "leaf": "leaves",
    "wolf": "wolves",
    "loaf": "loaves",
    "foot": "feet",
    "tooth": "teeth",
    "knife": "knives",
    "scarf": "scarves",
}
MASS = frozenset({"firewood", "hay", "bracken", "undergrowth", "foliage"})


@dataclass(frozen=True)
class Entry:
    """One reading of a phrase: `category`, `value`, and whether the form is a plural.

    Categories: object, asset, kind, place, feature, role, landmark, color, material, size, shade, number, amount, hour, season, weather,
    relation, inverse, negator, less, silent.
    """

    category: str
    value: str
    number: float = 0.0
    plural: bool = False
    near: bool = False  # a substitution that the report must tell


_LINK = re.compile(r" (?:of|with|in) ")


def _is_plural(phrase: str) -> bool:
    first = _LINK.split(phrase)[0]
    return first.endswith("s") and not first.endswith(("ss", "us", "is", "ows"))  # glass, bus, trellis, gallows


def plurals(phrase: str) -> tuple[str, ...]:
    """The plural forms of a singular phrase, the right one first; people also write the regular form of an irregular word."""
    start, _, last = phrase.rpartition(" ")
    head = f"{start} " if start else ""
    forms: list[str] = []
    if link := _LINK.search(phrase):
        return tuple(form + phrase[link.start() :] for form in plurals(phrase[: link.start()]))
    if last in MASS:
        return ()
    for ending, plural in IRREGULAR.items():
        if last.endswith(ending):
            forms.append(last[: -len(ending)] + plural)
    if last.endswith(("s", "x", "z", "ch", "sh")):
        forms.append(f"{last}es")
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        forms.append(f"{last[:-1]}ies")
    else:
        forms.append(f"{last}s")
    return tuple(head + form for form in forms)


@dataclass(frozen=True)
class Lexicon:
    """Phrases → entries, for one set of assets."""

    entries: dict[str, Entry]
    materials: dict[str, str]  # second readings: 'oak' is a tree, and of oak a table is
    joined: dict[str, str]  # 'livingroom' → 'living room'

    def find(self, phrase: str) -> Entry | None:
        return self.entries.get(phrase) or self.entries.get(self.joined.get(phrase, ""))

    def repair(self, word: str) -> str:
        """The known word that `word` is one slip away from, or ''. A word of English is never repaired."""
        if len(word) < 5 or word in embed.english():
            return ""
        found = sorted(known for known in self._neighbours(word) if self.find(known) is not None)
        return found[0] if found else ""

    def _neighbours(self, word: str) -> Iterator[str]:
        """Every string one deletion, swap, change or insertion away (Norvig's construction), keeping the first letter."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        for i in range(1, len(word) + 1):
            head, tail = word[:i], word[i:]
            if tail:
                yield head + tail[1:]
            if len(tail) > 1:
                yield head + tail[1] + tail[0] + tail[2:]
            for letter in letters:
                yield head + letter + tail
                if tail:
                    yield head + letter + tail[1:]


def _nouns(category: str, value: str, phrases: Collection[str], near: bool = False) -> Iterator[tuple[str, Entry]]:
    for phrase in phrases:
        yield phrase, Entry(category, value, near=near)
    for phrase in phrases:
        for form in plurals(phrase):
            yield form, Entry(category, value, plural=True, near=near)


def _assets(assets: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    for stem in assets:
        phrase = " ".join(stem.lower().replace("_", " ").replace("-", " ").split())
        if phrase:
            yield phrase, Entry("asset", stem)
            for form in plurals(phrase):
                yield form, Entry("asset", stem, plural=True)


def _all(assets: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    """Every phrase with its reading, the stronger reading of an ambiguous phrase first."""
    yield from _assets(assets)
    for phrase in words.SILENT_PHRASES:
        yield phrase, Entry("silent", phrase)
    for phrase in sorted(words.NEGATORS):
        yield phrase, Entry("negator", phrase)
    for phrase, number in words.NUMBERS.items():
        yield phrase, Entry("number", phrase, number)
    for phrase, number in words.AMOUNTS.items():
        yield phrase, Entry("amount", phrase, number)
    for phrase, role in words.LESS.items():
        yield phrase, Entry("less", role)
    for phrase, hour in words.HOURS.items():
        yield phrase, Entry("hour", phrase, hour)
    for phrase, value in words.WEATHER.items():
        yield phrase, Entry("weather", value)
    for phrase, value in words.SEASONS.items():
        yield phrase, Entry("season", value)
    for phrase, value in words.RELATIONS.items():
        yield phrase, Entry("relation", value)
    for phrase, value in words.INVERSE.items():
        yield phrase, Entry("inverse", value)
    for kind in KINDS.values():
        yield from _nouns("kind", kind.name, kind.phrases)
    for thing in OBJECTS.values():
        own = thing.name.replace("_", " ")
        yield own, Entry("object", thing.name, plural=_is_plural(own))
        synonyms = tuple(
            s for s in thing.synonyms if s.split()[0] not in ("stone", "wooden")
        )  # there the material says more than the class
        for synonym in synonyms:
            yield synonym, Entry("object", thing.name, plural=_is_plural(synonym))
        for phrase in (own, *synonyms):
            if not _is_plural(phrase) and phrase.split()[0] not in words.NUMBERS:  # 'four posters' are no beds
                yield from ((form, Entry("object", thing.name, plural=True)) for form in plurals(phrase))
    listed = {phrase for thing in OBJECTS.values() for phrase in (thing.name.replace("_", " "), *thing.synonyms)}
    for cls, phrases in words.NEAR.items():
        yield from _nouns("object", cls, tuple(phrase for phrase in phrases if phrase not in listed), near=True)
    for kind, phrases in elsewhere().items():
        yield from _nouns("place", kind, phrases)
    for feature, phrases in words.FEATURES.items():
        yield from _nouns("feature", feature, phrases)
    for role, phrases in words.ROLES.items():
        yield from _nouns("role", role, phrases)
    for phrase in words.LANDMARKS:
        yield phrase, Entry("landmark", phrase.split()[-1])
    for kind in KINDS.values():
        for phrase in kind.hints:
            yield from _nouns("landmark", phrase, (phrase,))
    for phrase, value in words.FOREIGN.items():
        yield phrase, Entry("kind", value)
    for phrase, value in words.FOREIGN_FEATURES.items():
        yield phrase, Entry("feature", value)
    for phrase, hour in words.FOREIGN_HOURS.items():
        yield phrase, Entry("hour", phrase, hour)
    for name in words.COLOR_PHRASES:
        yield name, Entry("color", name)
    for name in COLORS:
        yield name, Entry("color", name)
        yield f"{name}ish", Entry("color", name)
    for name in ("reddish", "bluish"):
        yield name, Entry("color", name.replace("dish", "").replace("bluish", "blue"))
    for phrase, name in _materials():
        yield phrase, Entry("material", name)
    for phrase, value in words.SIZES.items():
        yield phrase, Entry("size", value)
    for phrase, value in words.SHADES.items():
        yield phrase, Entry("shade", phrase, value)
    for phrase in words.SILENT:
        yield phrase, Entry("silent", phrase)


def _materials() -> Iterator[tuple[str, str]]:
    for table in (MATERIALS, words.MORE_MATERIALS):
        for name, synonyms in table.items():
            if name not in ("plain", "painting", "water", "grass"):
                yield name.replace("_", " "), name
            for synonym in synonyms:
                yield synonym, name


@lru_cache(maxsize=8)
def lexicon(assets: tuple[str, ...] = ()) -> Lexicon:
    """The lexicon of the vocabulary and of `assets` (stems of a user's files)."""
    entries: dict[str, Entry] = {}
    for phrase, entry in _all(assets):
        entries.setdefault(phrase, entry)
    joined = {phrase.replace(" ", ""): phrase for phrase, e in entries.items() if " " in phrase and e.category in NOUNS}
    return Lexicon(entries, dict(_materials()), {short: phrase for short, phrase in joined.items() if short not in entries})
