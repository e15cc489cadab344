"""Which kind of place a text is of: by its own word, else by the things in it, else by the nearest meaning, and then it says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from ..layout.vocabulary import OBJECTS
from . import embed, words
from .phrases import Mention, Reading

SURE = 0.62  # likeness at which an unlisted word counts as the listed one
FAMILIAR = 0.45  # likeness at which it counts as like a place that is outside all kinds
NEAREST_KIND = 0.40  # likeness at which a whole text counts as a text about a kind


@dataclass(frozen=True)
class Place:
    """`kind`, and `notes` that say what was read otherwise than written (for a place outside all kinds, first)."""

    kind: str
    notes: tuple[str, ...] = ()
    outside: bool = False


def name(kind: str) -> str:
    return words.NAMES.get(kind, kind)


def place(reading: Reading) -> Place:
    """The kind for a reading: always one of the six."""
    said = [m for m in reading.mentions if m.category == "kind" and not m.negated]
    elsewhere = [m for m in reading.mentions if m.category == "place" and not m.negated]
    if said:
        notes = tuple(f'Nothing here makes "{_bare(reading, m)}"; that part is left out.' for m in elsewhere)
        return Place(said[0].value, notes)
    if elsewhere:
        return _outside(reading, elsewhere[0], elsewhere[0].value)
    modifiers = [e.value for m in reading.mentions for e in m.compound if e.category == "kind" and not m.negated]
    if modifiers:
        return Place(modifiers[0])
    subject = next((m for m in reading.mentions if not m.negated), None)
    if subject is not None and subject.category == "unknown":
        found = _by_word(reading, subject)
        if found is not None:
            return found
    if foreign := next((kind for word, kind in words.FOREIGN.items() if not word.isascii() and word in reading.text), None):
        return Place(foreign)
    votes = _votes(reading)
    if votes:
        best = max(votes.values())
        return Place(next(kind for kind in votes if votes[kind] == best))
    return _by_text(reading, subject)


def _votes(reading: Reading) -> Counter[str]:
    votes: Counter[str] = Counter()
    indoors = 0
    for m in reading.mentions:
        if m.negated:
            continue
        for value in (m.head.text.lower(), m.value):
            if hint := words.HINTS.get(value):
                votes[hint] += 3
                break
        if m.category == "feature":
            votes["village" if m.value in ("square", "road") else "castle" if m.value in ("moat", "courtyard") else "river_valley"] += 1
        elif m.category == "object":
            kind = words.KIND_OF_OBJECT.get(m.value)
            if kind:
                votes[kind] += 2 if m.value in ("sofa", "bookshelf", "tower", "keep", "house") else 1
            indoors += {"in": 1, "out": -1}.get(OBJECTS[m.value].where, 0)
    if not votes:
        return votes
    under_roof = Counter({k: v for k, v in votes.items() if (k in words.INDOOR_KINDS) == (indoors > 0)})
    return under_roof or votes


def _bare(reading: Reading, mention: Mention) -> str:
    return reading.words(mention).strip(" ,.'\"")


def _outside(reading: Reading, mention: Mention | None, kind: str) -> Place:
    what = _bare(reading, mention) if mention is not None else " ".join(reading.text.split())
    what = what if len(what) <= 60 else what[:57] + "…"
    article = "an" if name(kind)[0] in "aeiou" else "a"
    return Place(kind, (f'No kind of place matches "{what}"; made the nearest, {article} {name(kind)}.',), outside=True)


def _listed() -> tuple[tuple[str, str, bool], ...]:
    """(phrase, kind, whether it is of that kind) for every place word."""
    own = [(phrase, kind, True) for kind, phrases in words.KINDS.items() for phrase in phrases]
    other = [(phrase, kind, False) for kind, phrases in words.ELSEWHERE.items() for phrase in phrases]
    return (*own, *other)


def _by_word(reading: Reading, subject: Mention) -> Place | None:
    """An unlisted noun that opens the text, by the nearest listed place."""
    listed = _listed()
    vector = embed.embed([subject.value])[0]
    likeness = embed.table(tuple(phrase for phrase, _, _ in listed)) @ vector
    best = int(np.argmax(likeness))
    phrase, kind, own = listed[best]
    if likeness[best] < (SURE if own else FAMILIAR):
        return None
    if own:
        return Place(kind, (f'Read "{subject.head.text}" as "{phrase}".',))
    return _outside(reading, subject, kind)


def _by_text(reading: Reading, subject: Mention | None) -> Place:
    kinds = tuple(words.DESCRIPTIONS)
    likeness = embed.table(tuple(words.DESCRIPTIONS.values())) @ embed.embed([reading.text])[0]
    best = int(np.argmax(likeness))
    if likeness[best] >= NEAREST_KIND:
        return Place(kinds[best], (f"No kind of place is named; the words are nearest to a {name(kinds[best])}, so that was made.",))
    return _outside(reading, subject, kinds[best])
