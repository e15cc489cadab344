"""Which kind of place a text is of: by its own word, else by the things in it, else by the nearest meaning, and then it says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from ..corpus import KINDS
from ..layout.vocabulary import OBJECTS
from . import embed, words
from .elsewhere import elsewhere
from .lexicon import Entry, lexicon
from .mentions import Mention, Reading

BUILT_M = 2.0  # what is broader is a building or a stall
SURE = 0.62  # likeness at which an unlisted word counts as the listed one
TELLING = frozenset({"sofa", "bookshelf", "tower", "house"})  # things that say more than others where they stand
PLACES_TOO = frozenset({"house", "barn", "church"})  # buildings that a text may be of as a whole
PROVING = frozenset({"keep", "gatehouse"})  # things that stand nowhere else
FEATURED = {"square": "village", "road": "village", "moat": "castle", "courtyard": "castle", "lake": "mountain_lake", "fields": "farmland"}
NEAREST_KIND = 0.40  # likeness to a kind's description at which a whole text is about that kind
NEAREST_PLACES = 0.50  # the same for the mean of the three nearest places of the kind


@dataclass(frozen=True)
class Place:
    """`kind`, and `notes` that say what was read otherwise than written (for a place outside all kinds, first)."""

    kind: str
    notes: tuple[str, ...] = ()
    outside: bool = False
    subject: Mention | None = None  # the mention that names it, where that is outside all kinds


def thing_in(mention: Mention, kind: str) -> Entry | None:
    """What stands in a place of `kind` for another place that is named in passing: the house of a 'haunted house', a library's in a
    village, the keep of a castle over it."""
    cls = words.SEEN_AS.get(mention.value, "") if mention.category == "kind" else ""
    entry = lexicon().find(mention.head.text.lower().split()[-1]) if mention.category == "place" else None
    if entry is not None and entry.category == "object":  # a ferris wheel is no wheel
        return replace(entry, plural=mention.head.plural) if OBJECTS[entry.value].size_m[0] > BUILT_M else None
    if not cls and KINDS[mention.value].interior and mention.value != "dungeon" and not KINDS[kind].interior:
        cls = "townhouse" if kind == "city_street" else "house"
    return Entry("object", cls, plural=mention.head.plural, near=True) if cls else None


def unmade(word: str) -> bool:
    """Whether a noun is of what lives or is fleeting, which nobody builds here."""
    return word in words.UNMADE or word.removesuffix("s") in words.UNMADE


def place(reading: Reading) -> Place:
    """The kind for a reading: always one of KINDS."""
    said = [m for m in reading.mentions if m.category == "kind" and not m.negated]
    outside = [m for m in reading.mentions if m.category == "place" and not m.negated]
    if said:
        lost = (m for m in outside if thing_in(m, said[0].value) is None)
        notes = tuple(f'Nothing here makes "{_bare(reading, m)}"; that part is left out.' for m in lost)
        return Place(_in_snow(reading, said[0]), notes)
    if outside:
        head = outside[0]
        for later in outside[1:]:  # 'an underwater research lab' is a lab
            joined = later.start - head.head.end <= 1 and not any(word.endswith("ing") for word in later.undone)
            head = later if joined else head
        return _outside(reading, head, head.value)
    modifiers = [e.value for m in reading.mentions for e in m.compound if e.category == "kind" and not m.negated]
    if modifiers:
        return Place(modifiers[0])
    if within := next(((m, e.value) for m in reading.mentions for e in m.compound if e.category == "place" and not m.negated), None):
        return _outside(reading, *within)  # 'a space station greenhouse'
    if foreign := next((kind for word, kind in words.FOREIGN.items() if not word.isascii() and word in reading.text), None):
        return Place(foreign)
    if reading.mentions and reading.text.lower().startswith(words.WITHIN) and reading.mentions[0].category in ("object", "unknown"):
        return _outside(reading, reading.mentions[0], "living_room")
    subject = next((m for m in reading.mentions if not m.negated), None)
    if subject is not None and subject.category == "object" and (subject.count in (None, 1) or not subject.exact):
        text = subject.head.text.lower()  # 'a bar with three stools', while a tavern may have a bar
        if kind := next((kind for kind, phrases in elsewhere().items() if text in phrases), ""):
            return _outside(reading, subject, kind)
    votes = _votes(reading)
    voted = max(votes, key=lambda kind: votes[kind]) if votes else ""
    if subject is not None and subject.category == "unknown":
        found = _by_word(reading, subject, voted)
        if found is not None:
            return found
    if voted:
        return _outside(reading, subject, voted) if subject is not None and _strange(reading, subject) else Place(voted)
    return _by_text(reading, subject)


def _in_snow(reading: Reading, said: Mention) -> str:
    """A town under snow is a snowy town."""
    town = said.head.text.lower() in ("town", "towns", "township")
    return "snowy_town" if town and "snow" in reading.weathers else said.value


def _strange(reading: Reading, subject: Mention) -> bool:
    """Whether a text opens with a place that no kind is, though its things speak for one: 'a bakery', 'a rooftop', 'Times Square'."""
    if subject.category == "object":
        return subject.head.entry.near and subject.value in PLACES_TOO and subject.count == 1
    if subject.category == "feature":
        return subject.value in words.ONLY_PARTS or bool(subject.undone) and not _street(subject)
    return subject.category == "role" and subject.value in words.ONLY_PARTS and not subject.looks and subject.count in (None, 1)


def _street(mention: Mention) -> bool:
    return mention.head.text.lower().rstrip("s") == "street"


def _votes(reading: Reading) -> Counter[str]:
    votes: Counter[str] = Counter()
    indoors = 0
    for m in reading.mentions:
        if m.negated:
            continue
        for value in (m.head.text.lower(), m.value):
            if hinted := [kind.name for kind in KINDS.values() if value in kind.hints]:
                votes[hinted[0]] += 2
                break
        if m.category == "feature":
            votes["city_street" if _street(m) else FEATURED.get(m.value, "river_valley")] += 1
        elif m.category == "object":
            for kind in (kind.name for kind in KINDS.values() if m.value in kind.things):
                votes[kind] += (5 if m.value in PROVING and m.head.text.lower() != "gate" else 2 if m.value in TELLING else 1) + (
                    1 if (m.count or 1) >= 3 else 0
                )
            indoors += {"in": 1, "out": -1}.get(OBJECTS[m.value].where, 0)
    if not votes:
        return votes
    under_roof = Counter({k: v for k, v in votes.items() if KINDS[k].interior == (indoors > 0)})
    return under_roof or votes


def _bare(reading: Reading, mention: Mention) -> str:
    return reading.words(mention).strip(" ,.'\"")


def _outside(reading: Reading, mention: Mention | None, kind: str) -> Place:
    what = _bare(reading, mention) if mention is not None else " ".join(reading.text.split())
    what = what if len(what) <= 60 else what[:57] + "…"
    article = "an" if KINDS[kind].title[0] in "aeiou" else "a"
    return Place(kind, (f'No kind of place matches "{what}"; made the nearest, {article} {KINDS[kind].title}.',), True, mention)


def _listed() -> tuple[tuple[str, str, bool], ...]:
    """(phrase, kind, whether it is of that kind) for every place word."""
    own = {phrase: kind.name for kind in KINDS.values() for phrase in kind.phrases}
    other = [(phrase, kind, False) for kind, phrases in elsewhere().items() for phrase in phrases]
    return (*((phrase, kind, True) for phrase, kind in own.items()), *other)


def _by_word(reading: Reading, subject: Mention, voted: str) -> Place | None:
    """An unlisted noun that opens the text: a listed place in other words, a place outside all kinds, or (None) a thing."""
    if unmade(subject.value):
        return None
    listed = _listed()
    vector = embed.embed([subject.value])[0]
    likeness = embed.table(tuple(phrase for phrase, _, _ in listed)) @ vector
    best = int(np.argmax(likeness))
    phrase, kind, own = listed[best]
    if own and likeness[best] >= SURE:
        return Place(kind, (f'Read "{subject.head.text}" as "{phrase}".',))
    if not own and likeness[best] >= SURE:
        return _outside(reading, subject, voted or kind)
    if voted:
        return _outside(reading, subject, voted) if subject.count is None or subject.exact else None
    return None


def likeness_of_kinds(text: str) -> tuple[dict[str, float], bool]:
    """How like `text` is to each kind, and whether it is plainly of one.

    The likeness is the mean of that to the kind's description, to its own places, and to all places that are nearest to it.
    """
    vector = embed.embed([text])[0]
    told = embed.table(tuple(kind.essence for kind in KINDS.values())) @ vector
    listed = _listed()
    places = embed.table(tuple(phrase for phrase, _, _ in listed)) @ vector
    scores: dict[str, float] = {}
    plain = False
    for k, kind in enumerate(KINDS):
        every = np.sort([p for p, (_, of, _) in zip(places, listed, strict=True) if of == kind])[-3:].mean()
        own = np.sort([p for p, (_, of, own) in zip(places, listed, strict=True) if of == kind and own])[-3:].mean()
        scores[kind] = float(told[k] + every + own) / 3
        plain = plain or bool(told[k] >= NEAREST_KIND or own >= NEAREST_PLACES)
    return scores, plain


def _by_text(reading: Reading, subject: Mention | None) -> Place:
    scores, plain = likeness_of_kinds(reading.text)
    kind = max(scores, key=lambda k: scores[k])
    if subject is None and not plain:
        return Place(kind, (f"The text names no place; made a {KINDS[kind].title}.",))
    if plain:
        return Place(kind, (f"No kind of place is named; the words are nearest to a {KINDS[kind].title}, so that was made.",))
    return _outside(reading, subject, kind)
