"""Text → `SceneSpec`: items, phrases, the kind of place; then each mention becomes a request, a feature, a colour of a part, or a note."""

from __future__ import annotations

import colorsys
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from ..corpus import KINDS
from ..layout.vocabulary import COLORS, OBJECTS
from ..prompt import ObjectRequest, Prompt, SceneSpec
from . import embed, words
from .lexicon import Entry, lexicon
from .mentions import Looks, Mention, Reading
from .phrases import phrases
from .places import Place, place, thing_in, unmade

MAX_COUNT = 200
LIKE = 0.62  # likeness at which an unknown noun becomes the nearest known thing
BUILDINGS = frozenset({"house", "church", "tower", "keep", "gatehouse", "mill", "barn"})


def read(prompt: Prompt | str, *, assets: Collection[str] = ()) -> SceneSpec:
    """What the words of `prompt` ask for. `assets` are stems of a user's own files, usable as nouns.

    Raises PromptError for what `Prompt.of` refuses. Never fails on text that it does not understand: what was read otherwise than written,
    and what could not be done, stands in `notes`, the most important first.
    """
    text = Prompt.of(prompt).text
    reading = phrases(text, lexicon(tuple(sorted(assets))))
    where = place(reading)
    unknown = (m.value for m in reading.mentions if m.category == "unknown" and not m.negated and not unmade(m.value))
    draft = _Draft(reading, where, nearest_things(tuple(dict.fromkeys(unknown))))
    later = [k for k, m in enumerate(reading.mentions) if m.definite or m.each]  # 'the well' is the one that is told of elsewhere
    for index in [*(k for k in range(len(reading.mentions)) if k not in later), *later]:
        draft.take(index)
    return draft.spec()


@dataclass
class _Draft:
    """The specification while it grows."""

    reading: Reading
    where: Place
    nearest: dict[str, tuple[str, float]]  # unknown noun → class, likeness
    requests: list[ObjectRequest] = field(default_factory=list)
    request_of: dict[int, int] = field(default_factory=dict)  # mention → its (first) request
    shares: dict[int, int] = field(default_factory=dict)  # mention → how many requests it became ('red and blue chairs': 2)
    palette: dict[str, str] = field(default_factory=dict)
    materials: dict[str, str] = field(default_factory=dict)
    features: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)

    @property
    def indoors(self) -> bool:
        return KINDS[self.where.kind].interior

    # -------------------------------------------------------------- mentions
    def take(self, index: int) -> None:
        mention = self.reading.mentions[index]
        if mention.undone and mention.category != "unknown":
            self.undone.append(" ".join((*mention.undone, mention.head.text)))
        for entry in mention.compound:
            self.compound(entry, mention)
        within = self.reading.text.lower().startswith(words.WITHIN)
        if mention is self.where.subject and mention.category == "object" and (mention.head.entry.near or within):
            return  # 'a cosy tavern with …', 'inside a giant beehive' are the place
        if mention.category in ("object", "asset"):
            self.thing(index, mention)
        elif self.passing(mention) and (entry := thing_in(mention, self.where.kind)) is not None:
            self.thing(index, replace(mention, head=replace(mention.head, category="object", entry=entry)))
        elif mention.category == "unknown":
            self.unknown(index, mention)
        elif mention.value == "wall" and self.counted(mention):
            cls = "ruined_wall" if self.where.kind == "ruins" else "low_wall"
            head = replace(mention.head, category="object", entry=Entry("object", cls, plural=mention.head.plural))
            self.thing(index, replace(mention, head=head))
        elif mention.category == "role":
            self.part(mention)
        elif mention.category == "kind" or mention.value == "room":
            self.whole(mention)
        self.surroundings(mention)

    def passing(self, mention: Mention) -> bool:
        """Whether another place than the one that is made is named as a thing in it: 'a stone fort' in a harbour."""
        if self.where.outside or mention.negated:
            return False
        if mention.category == "kind":
            return mention.value != self.where.kind and mention.count is not None and not self.indoors
        return mention.category == "place"

    def compound(self, entry: Entry, mention: Mention) -> None:
        """'pine forest' asks for pines; 'river valley' for a river; 'cart path' for nothing but the path."""
        if entry.category == "object" and any(m.value == entry.value for m in self.reading.mentions):
            return  # they are counted elsewhere
        if entry.category == "object" and mention.category == "kind" and entry.value in words.WOODS and not mention.negated:
            self.requests.append(ObjectRequest(entry.value, 6, exact=False, words=self.reading.words(mention)))
        elif entry.category == "feature" and not mention.negated:
            self.feature(entry.value)

    def surroundings(self, mention: Mention) -> None:
        text = mention.head.text.lower()
        for feature, listed in words.FEATURES.items():
            if mention.value == feature and mention.category == "feature" or text in listed:
                if mention.negated:
                    self.requests.append(ObjectRequest(feature, 0, words=self.reading.words(mention)))
                else:
                    self.feature(feature)
                return

    def feature(self, feature: str) -> None:
        if feature not in self.features:
            self.features.append(feature)

    def thing(self, index: int, mention: Mention) -> None:
        cls, text = mention.value, mention.head.text.lower()
        asset = cls if mention.category == "asset" else ""
        if not asset and text in words.INDOORS:
            cls = words.INDOORS[text][0 if self.indoors else 1]
        elif mention.negated and text in words.ANY_BUILDING:
            for building in sorted(BUILDINGS):
                self.exclude(building, mention)
            return
        elif mention.head.entry.near and mention.negated:
            return  # 'no willows' forbids no other trees
        elif mention.head.entry.near and not self.indoors and OBJECTS[cls].where == "in":
            self.notes.append(f'Nothing outdoors is like "{mention.head.text}"; left out.')
            return
        elif not asset and self.indoors and mention.definite and OBJECTS[cls].where == "out" and not mention.looks:
            return  # 'below the keep lies a dungeon'
        elif mention.head.entry.near:
            self.notes.append(f'Made "{mention.head.text}" as {_article(cls)}, the nearest known thing.')
        if mention.negated:
            self.exclude(cls, mention)
            return
        if (earlier := self.meant(index, asset or cls)) is not None:
            self.request_of[index] = earlier
            self.requests[earlier] = self.dressed(self.requests[earlier], mention.looks)
            return
        count = mention.count or 1
        if count > MAX_COUNT:
            self.notes.append(f'{count:,} of "{mention.head.text}" are too many; asked for {MAX_COUNT}.')
        request = ObjectRequest(
            "asset" if asset else cls,
            min(count, MAX_COUNT),
            size=mention.looks.size,
            words=self.reading.words(mention),
            asset=asset,
            exact=mention.exact,
        )
        looks = mention.looks
        if cls in BUILDINGS and (roofs := [m for m in looks.materials if m in words.ROOF_MATERIALS]):
            self.materials.setdefault("roof", roofs[0])
            looks = replace(looks, materials=tuple(m for m in looks.materials if m not in words.ROOF_MATERIALS))
        self.request_of[index] = len(self.requests)
        colors = looks.colors if request.count > 1 else looks.colors[:1]
        for k, color in enumerate(colors or (None,)):
            share = request.count // max(len(colors), 1) + (k < request.count % max(len(colors), 1))
            if share:
                self.requests.append(self.dressed(replace(request, count=share), replace(looks, colors=(color,) if color else ())))
        self.shares[index] = len(self.requests) - self.request_of[index]

    def counted(self, mention: Mention) -> bool:
        """Whether a part of buildings is spoken of as a thing: 'a low wall', 'two walls'; 'white walls' are the buildings'."""
        number = mention.count is not None and mention.exact and not mention.definite
        return number and not self.indoors and not mention.negated and "wall" in mention.head.text.lower()

    def meant(self, index: int, name: str) -> int | None:
        """The request that a mention speaks of again: 'the well', 'on each table', 'two of the shelves', 'left of (the) bridge'."""
        mention = self.reading.mentions[index]
        known = mention.count is None or not mention.head.plural or not mention.exact or " of the " in self.reading.words(mention).lower()
        aimed = any(m.relation is not None and m.relation[1] == index for m in self.reading.mentions)
        again = aimed and not mention.head.plural and not mention.looks and mention.relation is None
        told = (mention.definite or mention.each) and known
        if not (told or again):
            return None
        word = _singular(mention.head.text)
        for k, request in enumerate(self.requests):
            if request.count and (request.asset or request.cls) == name:
                return k
        longer = (k for k, r in enumerate(self.requests) if told and r.count and _singular(r.words).endswith(word))
        return next(longer, None)  # 'townhouses … the houses'

    def dressed(self, request: ObjectRequest, looks: Looks) -> ObjectRequest:
        if looks.colors and not request.color:
            label, shade = looks.colors[0]
            request = replace(request, color=tint(label, shade), color_name=color_name(label, shade))
        if looks.materials and not request.material:
            request = replace(request, material=looks.materials[0])
        return replace(request, size=request.size or looks.size)

    def exclude(self, cls: str, mention: Mention) -> None:
        for each in words.INCLUDES.get(cls, (cls,)):
            if not any(r.cls == each for r in self.requests):
                self.requests.append(ObjectRequest(each, 0, words=self.reading.words(mention)))

    def part(self, mention: Mention) -> None:
        """A part of buildings or of the room: its looks belong to the whole place."""
        if mention.negated:
            self.notes.append(f'"{self.reading.words(mention)}": {mention.head.text} cannot be left out by words alone.')
            return
        self.paint(mention.value, mention.looks)

    def paint(self, role: str, looks: Looks) -> None:
        if looks.colors:
            self.palette.setdefault(role, tint(*looks.colors[0]))
        if looks.materials:
            self.materials.setdefault(role, looks.materials[0])

    def whole(self, mention: Mention) -> None:
        """'a stone village', 'a castle of grey granite': what it is built of."""
        if not mention.negated and KINDS[self.where.kind].built:
            roofs = [m for m in mention.looks.materials if m in words.ROOF_MATERIALS]
            role = "roof" if roofs else "furniture" if self.indoors and mention.looks.materials else "wall"
            self.paint(role, mention.looks)

    def unknown(self, index: int, mention: Mention) -> None:
        if mention.negated or any(f'{mention.head.text}"' in note for note in self.where.notes):
            return  # what nobody can make is already absent
        if unmade(mention.value):
            self.notes.append(f'Living things and fleeting ones are not made; "{self.reading.words(mention)}" is left out.')
            return
        cls, likeness = self.nearest[mention.value]
        if likeness >= LIKE:
            head = replace(mention.head, category="object", entry=Entry("object", cls, plural=mention.head.plural, near=True))
            self.thing(index, replace(mention, head=head))
        else:
            self.notes.append(f'Nothing known is like "{self.reading.words(mention)}"; left out.')

    # -------------------------------------------------------------- the end
    def relate(self) -> None:
        for index, mention in enumerate(self.reading.mentions):
            own = self.request_of.get(index)
            if mention.relation is None or own is None:
                continue
            relation, other = mention.relation
            target = self.reading.mentions[other]
            if other in self.request_of:
                goal = self.requests[self.request_of[other]]
                label = goal.asset or goal.cls
            elif target.category in ("feature", "role", "landmark"):
                label = target.value
            else:
                continue
            if target.each and other in self.request_of:
                total = self.requests[own].count * self.requests[self.request_of[other]].count
                self.requests[own] = replace(self.requests[own], count=min(total, MAX_COUNT))
            for k in range(own, own + self.shares.get(index, 1)):
                if self.requests[k].relation is None and self.request_of.get(other) != k:
                    self.requests[k] = replace(
                        self.requests[k], relation=(relation, label), cls=standing(self.requests[k], relation, label)
                    )

    def spec(self) -> SceneSpec:
        self.relate()
        reading = self.reading
        if is_foreign(reading.text):
            self.notes = ["Only English is read in full; of this text little more than the kind of place was understood."]
            self.undone = []
        repairs = [f'Read "{wrong}" as "{right}".' for wrong, right in reading.repairs]
        undone = [f'Could not do "{phrase}" as described.' for phrase in dict.fromkeys(self.undone)]
        outdoor = [
            f'"{r.words}" is an {"outdoor" if self.indoors else "indoor"} thing; made {"indoors" if self.indoors else "outdoors"} as asked.'
            for r in self.requests
            if r.count and not r.asset and OBJECTS[r.cls].where == ("out" if self.indoors else "in")
        ]
        hour = reading.hours[0][1] if reading.hours else None
        snow = "snow" in reading.weathers
        falls = [w for w in reading.weathers if w != "snow" and not (snow and w == "overcast")]
        lying = snow and bool(falls)  # 'buried in snow under a clear sky'
        weather = falls[0] if falls else "snow" if reading.weathers else ""
        season = reading.seasons[0] if reading.seasons else "winter" if weather == "snow" or lying else ""
        conflicts = [
            f"The text names several {what} ({', '.join(found)}); took the first."
            for what, found in (
                ("seasons", tuple(dict.fromkeys(reading.seasons))),
                ("kinds of weather", tuple(dict.fromkeys(falls))),
            )
            if len(found) > 1
        ]
        notes = dict.fromkeys([*self.where.notes, *repairs, *self.notes, *undone, *outdoor, *conflicts])
        if "bridge" not in self.features and any(r.cls == "bridge" and r.count for r in self.requests):
            self.features.append("bridge")
        if any(r.cls in ("campfire", "fireplace") and r.count for r in self.requests):
            self.features.append("fire")
        return SceneSpec(
            kind=self.where.kind, hour=hour, season=season, weather=weather, lying_snow=lying,
            palette=self.palette, materials=self.materials,
            features=tuple(self.features), objects=tuple(self.requests), notes=tuple(notes), text=reading.text,
        )  # fmt: skip


def _singular(noun: str) -> str:
    return noun.lower().removesuffix("s")


def _article(cls: str) -> str:
    label = cls.replace("_", " ")
    return label if label.endswith("s") else f"an {label}" if label[0] in "aeiou" else f"a {label}"


def standing(request: ObjectRequest, relation: str, support: str) -> str:
    """The class of a lamp that was only called a lamp: on a table it is a table lamp."""
    if (
        relation == "on"
        and request.cls == "floor_lamp"
        and request.words.split()[-1].lower() in ("lamp", "lamps")
        and support in OBJECTS["table_lamp"].on
    ):
        return "table_lamp"
    return request.cls


def is_foreign(text: str) -> bool:
    """Whether a text is in another language: by its letters, or by two small words that English lacks."""
    letters = [c for c in text if c.isalpha()]
    spelled = [word.strip(".,;:!?()") for word in text.lower().split()]
    small = {word for word in spelled if word in words.FOREIGN_SMALL}
    return sum(ord(c) > 0x24F for c in letters) > 0.3 * len(letters) or (
        len(small) >= 2 and 4 * sum(w in small for w in spelled) >= len(spelled)
    )


def nearest_things(unknown: tuple[str, ...]) -> dict[str, tuple[str, float]]:
    """For each word the object class whose names are likest to it, and how like (cosine). One pass of the encoder for all words."""
    if not unknown:
        return {}
    listed = tuple((phrase, o.name) for o in OBJECTS.values() for phrase in (o.name.replace("_", " "), *o.synonyms))
    likeness = embed.embed(unknown) @ embed.table(tuple(phrase for phrase, _ in listed)).T
    for row, word in zip(likeness, unknown, strict=True):
        row[[word in phrase.split()[:-1] for phrase, _ in listed]] = 0.0  # 'bare' is no 'bare tree'
    return {word: (listed[k][1], float(row[k])) for word, row, k in zip(unknown, likeness, likeness.argmax(1), strict=True)}


def color_name(label: str, shade: float) -> str:
    """'dark green' from ('green', −0.4)."""
    base = words.COLOR_BASES.get(label, label)
    label = label if base == label or base in label else f"{label} {base}"
    return f"dark {label}" if shade <= -0.25 else f"light {label}" if shade >= 0.25 else label


def tint(label: str, shade: float) -> str:
    """A colour's '#rrggbb', darker (shade < 0) or lighter (> 0)."""
    code = words.COLOR_PHRASES.get(label) or COLORS[label]
    r, g, b = (int(code[k : k + 2], 16) / 255 for k in (1, 3, 5))
    h, lightness, s = colorsys.rgb_to_hls(r, g, b)
    lightness = lightness * (1 + shade) if shade < 0 else lightness + (1 - lightness) * shade * 0.8
    return "#" + "".join(f"{round(255 * min(max(c, 0.0), 1.0)):02x}" for c in colorsys.hls_to_rgb(h, lightness, s))


__all__ = ["read", "nearest_things", "tint", "color_name"]
