"""Items → mentions: which thing is named, how many, how coloured, and where it stands to the others.

One pass from left to right. Numbers, colours, materials and sizes wait until the noun that they belong to; a comma, a verb or a preposition
ends a phrase, and what still waits then belongs to the noun before ('a chair and a sofa, both green').
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..layout.vocabulary import OBJECTS
from . import words
from .lexicon import NOUNS, Entry, Lexicon
from .mentions import Looks, Mention, Reading
from .tokens import Item, items, reread, times

ADJECTIVES = frozenset({"color", "material", "size", "shade"})
SETTINGS = frozenset({"hour", "season", "weather"})
THROUGH = ADJECTIVES | SETTINGS | {"a", "the", "number", "amount", "silent", "unknown"}
MAX_MENTIONS = 200


@dataclass
class _Waiting:
    """What has been read since the last noun."""

    start: int = -1
    count: int | None = None
    exact: bool = True
    article: str = ""  # a | the
    looks: Looks = Looks()
    unknown: list[Item] = field(default_factory=list)
    compound: list[Entry] = field(default_factory=list)
    all_of: int = 0

    def begun(self, item: Item) -> None:
        if self.start < 0:
            self.start = item.start


class _Reader:
    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        clocked, hour = times(text)
        self.lexicon = lexicon
        self.items = items(clocked, lexicon)
        self.items = [reread(item, "silent", "") if self.verb(i) else item for i, item in enumerate(self.items)]
        self.mentions: list[Mention] = []
        self.hours: list[tuple[str, float]] = [("", hour)] if hour is not None else []
        self.seasons: list[str] = []
        self.weathers: list[str] = []
        self.wait = _Waiting()
        self.elliptic: list[_Waiting] = []
        self.negated = False
        self.group: list[int] = []  # mentions joined by 'and' since the last break: the subjects of a relation to come
        self.relation: tuple[str, list[int]] | None = None
        self.inverse: tuple[str, list[int]] | None = None
        self.front: tuple[str, int] | None = None  # 'beside the well stand …': waits for its subject
        self.denied = False  # a negator has had its noun
        self.depicted = False  # the noun to come is only a picture's
        self.per = 0  # 'three tables, each with a lamp': how many times the next thing
        self.sentence = 0  # index of the sentence's first mention

    # -------------------------------------------------------------- looking ahead
    def noun_after(self, i: int) -> int | None:
        """Index of the noun that adjectives at item `i` lead to, or None where a break comes first."""
        last_unknown: int | None = None
        for j in range(i, len(self.items)):
            item = self.items[j]
            if item.category in NOUNS:
                return j
            if item.category == "unknown":
                last_unknown = j
            elif item.category == "and" and j > i and self.items[j - 1].category in ADJECTIVES and j + 1 < len(self.items):
                if self.items[j + 1].category not in ADJECTIVES:
                    return last_unknown
            elif item.category not in THROUGH or (item.category == "silent" and item.entry.value in words.AMBIENT):
                return last_unknown
        return last_unknown

    def category(self, i: int) -> str:
        return self.items[i].category if 0 <= i < len(self.items) else "break"

    def verb(self, i: int) -> bool:
        """Whether a noun is what the one before does: 'the farmland rolls softly', 'stepping stones cross the brook'."""
        text = self.items[i].text.lower()
        if self.category(i - 1) not in NOUNS:
            return False
        if self.items[i - 1].plural:
            return f"{text}s" in words.VERBS or f"{text}es" in words.VERBS
        after = self.category(i + 1) in ("relation", "silent", "unknown", "pronoun", "a", "the")
        return text in words.VERBS and after and self.category(i - 2) in ("a", "the")

    def modifies(self, i: int) -> bool:
        """Whether noun `i` only tells of the noun after it: 'castle courtyard', 'pine forest', 'a book lover's study'."""
        if self.items[i].plural:
            return False
        after = self.category(i + 1)
        if after in NOUNS:
            return self.items[i + 1].start > self.items[i].end - 1 and "\n" not in self.text[self.items[i].end : self.items[i + 1].start]
        return after == "unknown" and self.category(i + 2) in NOUNS and self.items[i + 1].text.endswith(("'s", "s'", "’s", "s’"))

    def material_reading(self, i: int) -> Item:
        """'oak' as a material where a noun follows or 'of' comes before; as a tree elsewhere."""
        item = self.items[i]
        name = self.lexicon.materials.get(item.text.lower(), "")
        if item.category != "object" or not name or item.plural:
            return item
        noun = self.noun_after(i + 1)
        numbered = any(self.category(j) in ("a", "number", "amount", "the") for j in range(i + 1, noun or i))
        if noun is not None and not numbered and self.category(noun) != "unknown":
            head = self.items[noun]
            species = head.category == "kind" and head.entry.value == "forest"
            return item if species else reread(item, "material", name)
        j = i - 1
        while self.category(j) in ADJECTIVES:
            j -= 1
        mass = item.text.lower() == "stone" and self.wait.count is None and not self.wait.article
        return reread(item, "material", name) if mass or self.category(j) == "of" else item

    # -------------------------------------------------------------- the pass
    def read(self) -> Reading:
        for i in range(len(self.items)):
            if len(self.mentions) >= MAX_MENTIONS:
                break
            self.items[i] = self.material_reading(i)
            self.step(i, self.items[i])
        self.flush()
        repairs = tuple(dict.fromkeys((item.text, item.read_as) for item in self.items if item.read_as))
        return Reading(self.text, tuple(self.mentions), tuple(self.hours), tuple(self.seasons), tuple(self.weathers), repairs)

    def step(self, i: int, item: Item) -> None:
        category = item.category
        if (
            category == "unknown"
            and item.text.lower() in ("one", "ones")
            or (category == "number" and item.text.lower() == "one" and self.is_pronoun(i))
        ):
            self.same_again(item)
        elif category == "role" and item.text.lower().endswith("ed"):  # 'red roofed houses': the colour is the roof's
            self.mentions.append(Mention(item, self.wait.start if self.wait.start >= 0 else item.start, looks=self.wait.looks))
            self.wait.looks = Looks()
        elif category in NOUNS:
            if self.modifies(i):
                self.wait.begun(item)
                self.wait.compound.append(item.entry)
            else:
                if not item.plural and self.category(i + 2) in NOUNS and self.items[i + 1].text.lower() in words.PARTICIPLES:
                    self.wait.count, self.wait.exact = 4, False
                self.head(item)
        elif category in SETTINGS:
            self.setting(i, item)
        elif category in ADJECTIVES:
            self.adjective(i, item)
        elif category in ("number", "amount", "a", "the", "all"):
            self.quantity(i, item)
        elif category == "less":
            self.mentions.append(
                Mention(
                    reread(item, "role" if item.entry.value in words.ROLES else "object", item.entry.value), item.start, 0, negated=True
                )
            )
        elif category == "unknown":
            self.wait.begun(item)
            self.wait.unknown.append(item)
        elif category == "silent":
            if item.entry.value in words.AMBIENT:  # 'red light' colours nothing that stands there
                self.wait = _Waiting()
        elif item.text.lower() == "round" and (
            self.wait.count is not None or self.wait.looks or self.category(i + 1) in NOUNS | ADJECTIVES
        ):
            self.wait.begun(item)  # a shape, not a place: 'a round table'
            self.wait.unknown.append(item)
        else:
            self.joint(i, item)

    def is_pronoun(self, i: int) -> bool:
        """Whether 'one' stands for the noun before: 'a red sofa and a blue one'."""
        return bool(self.wait.looks) and self.noun_after(i + 1) is None

    def same_again(self, item: Item) -> None:
        """'2 blue ones': the thing named last, once more."""
        before = [m for m in self.mentions if m.category in ("object", "asset")]
        if before:
            again = before[-1].head.entry
            self.head(replace(item, category=before[-1].category, entry=replace(again, plural=item.text.lower() == "ones")))
        else:
            self.wait = _Waiting()

    def setting(self, i: int, item: Item) -> None:
        """Hour, season and weather; denied ones are forgotten ('no rain')."""
        value = item.entry.value
        if value == "clear" and item.text.lower() == "clear":
            around = (self.category(i - 1) in ("break", "comma", "and"), self.category(i + 1) in ("break", "comma", "and"))
            following = self.items[i + 1].text.lower() if i + 1 < len(self.items) else ""
            if not all(around) and following.split()[:1] and following.split()[0] not in words.CLEAR_BEFORE:
                return
        self.relation = None
        if self.wait.count is None and not self.wait.compound:
            self.wait.unknown.clear()  # 'heavy snowfall'
        if self.negated:
            self.negated = False
            return
        if item.category == "hour":
            self.hours.append((item.text, item.entry.number))
        elif item.category == "season":
            self.seasons.append(value)
        else:
            self.weathers.append(value)
            if self.category(i + 1) == "object" and self.items[i + 1].plural and self.category(i + 2) == "relation":
                self.items[i + 1] = reread(self.items[i + 1], "silent", "")  # 'rain drums on the roof'

    def adjective(self, i: int, item: Item) -> None:
        self.wait.begun(item)
        looks, value, text = self.wait.looks, item.entry.value, item.text.lower()
        if item.category == "color":
            colors = looks.colors
            if colors and self.category(i - 1) in ("color", "shade"):
                colors = colors[:-1]  # 'blue green': the last one is the hue
            self.wait.looks = replace(looks, colors=(*colors, (value, looks.shade)), shade=0.0)
        elif item.category == "material":
            tint = words.MATERIAL_TINTS.get(text)
            colors = looks.colors or (((tint[0], 0.0),) if tint else ())
            if looks.shade and not colors and value == "timber":
                colors = (("brown", looks.shade),)
            self.wait.looks = replace(looks, materials=(*looks.materials, value), colors=colors, shade=0.0)
        elif item.category == "size":
            self.wait.looks = replace(looks, size=looks.size or value)
        elif self.category(i + 1) in ("color", "material", "object"):
            self.wait.looks = replace(looks, shade=item.entry.number)

    def quantity(self, i: int, item: Item) -> None:
        if item.category == "number" and self.category(i + 1) == "of" and self.category(i + 2) == "pronoun":
            self.flush()
            self.wait.count, self.wait.start = int(item.entry.number), item.start
            return
        before = self.mentions[-1] if self.mentions else None
        if item.text.lower() in words.FILLED and before and before.value in words.HOLDERS and item.start - before.head.end <= 1:
            self.depicted = True
            return
        if self.wait.unknown and item.category != "all":
            self.flush()
        if (self.wait.count is not None or self.wait.article) and self.wait.looks and not self.wait.unknown:
            self.flush()
        if self.denied and self.category(i - 1) != "or":
            self.negated = self.denied = False
        if item.text.lower() == "each" and len(self.mentions) > 1 and self.category(i + 1) in ("break", "comma"):
            last, owner = self.mentions[-1], self.mentions[-2]  # 'three tables with two stools each'
            self.mentions[-1] = replace(last, count=(last.count or 1) * max(owner.count or 1, 1))
            return
        if item.category == "all":
            self.wait.all_of = words.ALL_OF_THEM[item.text.lower()]
            if item.text.lower() == "each" and self.category(i + 1) == "with" and self.mentions:
                self.per = max(self.mentions[-1].count or 1, 1)
            return
        self.wait.begun(item)
        if item.category == "a":
            self.wait.count, self.wait.article = self.wait.count or 1, "a"
        elif item.category == "the":
            self.wait.article = "the"
        else:
            self.wait.count, self.wait.exact = int(item.entry.number), item.category == "number"
            if self.wait.count == 0:
                self.negated = True

    def joint(self, i: int, item: Item) -> None:
        """Punctuation, 'and', prepositions, negators: the ends of phrases."""
        category = item.category
        if category in ("and", "or", "comma") and self.continues(i):
            return
        if category == "pronoun" and self.relation is None:
            if len(self.mentions) == self.sentence:  # 'make them yellow': of the sentence before
                things = [k for k, m in enumerate(self.mentions) if m.category in ("object", "asset")]
                self.sentence = things[-1] if things else self.sentence
            return
        if category == "of":
            if self.mentions and self.mentions[-1].value in words.HOLDERS and not self.wait.count and not self.wait.unknown:
                self.depicted = True
            if self.wait.count is None and not self.wait.unknown:
                self.flush()
            return
        self.flush()
        if category == "break":
            self.group, self.relation, self.inverse, self.front, self.negated = [], None, None, None, False
            if item.text != ":":
                self.sentence = len(self.mentions)
        elif category == "comma":
            self.group, self.relation, self.inverse = [], None, None
            self.negated = self.negated and self.denied_list(i)
        elif category == "and":
            noun = self.noun_after(i + 1)
            fresh = any(self.category(j) in ("a", "the", "number", "amount") for j in range(i + 1, (noun or i) + 1))
            self.negated = self.negated and not fresh and noun is not None
        elif category == "negator":
            self.negated, self.denied, self.relation = True, False, None
        elif category == "with":
            self.relation = self.inverse = None
            self.negated = False
            self.depicted = self.simile(i)
        elif category == "relation":
            self.inverse, self.negated = None, False
            self.relation = (item.entry.value, self.subjects())
        elif category == "inverse":
            self.inverse, self.relation = (item.entry.value, self.group[-1:]), None
        elif category == "pronoun":
            self.point_back(item.text.lower())

    def simile(self, i: int) -> bool:
        """Whether item `i` begins a likeness: 'the lake lies like a mirror'."""
        noun = self.noun_after(i + 1)
        before = self.items[i - 1].text.lower() if i else ""
        alone = self.items[i].text.lower() == "like" and self.category(i + 1) == "a" and before not in words.INSTANCES | words.WISHING
        return alone and noun is not None and self.category(noun) == "object"

    def subjects(self) -> list[int]:
        """What a preposition speaks of: the thing before it, and with 'a vase and two cups on the table' every small thing of that row."""
        found = [k for k in self.group if self.mentions[k].category in ("object", "asset", "unknown")]
        small = [k for k in found if self.mentions[k].category == "object" and OBJECTS[self.mentions[k].value].on]
        return small if found and found[-1] in small else found[-1:]

    def denied_list(self, i: int) -> bool:
        """'without trees, bushes or rocks': the comma goes on with the list if bare nouns follow and an 'or' ends them."""
        for j in range(i + 1, len(self.items)):
            if self.category(j) in ("or",) or (self.category(j) == "negator" and self.items[j].text.lower() == "nor"):
                return True
            if self.category(j) not in NOUNS | ADJECTIVES | {"comma", "silent", "unknown"}:
                return False
        return False

    def continues(self, i: int) -> bool:
        """Whether adjectives go on after this 'and' or comma: 'red and blue chairs', 'a tall, white keep', 'a red and a blue chair'."""
        if not self.wait.looks or self.wait.unknown or self.wait.compound:
            return False
        after = self.category(i + 1)
        noun = self.noun_after(i + 1)
        if noun is None or self.category(noun) == "unknown":
            return False
        if after in ADJECTIVES or (after == "object" and self.lexicon.materials.get(self.items[i + 1].text.lower()) and noun != i + 1):
            if self.items[i].category != "comma":
                return True
            agrees = not (self.wait.count == 1 and self.items[noun].plural)
            return agrees and (self.wait.count is not None or self.wait.article != "")
        if after in ("a", "number") and self.wait.count is not None and self.items[i].category == "and":
            self.elliptic.append(self.wait)
            self.wait = _Waiting()
            return True
        return False

    # -------------------------------------------------------------- nouns
    def head(self, item: Item) -> None:
        """A noun has come: what waited is its."""
        wait, self.wait = self.wait, _Waiting()
        if self.depicted:
            self.depicted = False
            return
        self.denied = self.negated
        for one in [*self.elliptic, wait]:
            self.emit(item, one)
        self.elliptic = []

    def emit(self, item: Item, wait: _Waiting) -> None:
        count, exact = wait.count, wait.exact
        if count is None and item.category in ("object", "asset", "unknown"):
            count, exact = (2, False) if item.plural else (1, True)
        elif count == 1 and wait.article == "a" and item.plural:
            count, exact = 2, False
        undone = tuple(u.text for u in wait.unknown if not u.text.lower().endswith(("'s", "s'", "’s", "ly")))
        start = wait.start if wait.start >= 0 else item.start
        looks = wait.looks
        if self.per and count:
            count, self.per = count * self.per, 0
        self.add(
            Mention(
                item,
                start,
                count,
                exact,
                definite=wait.article == "the",
                negated=self.negated,
                looks=looks,
                each=wait.all_of == 99,
                undone=undone,
                compound=tuple(wait.compound),
            )
        )

    def add(self, mention: Mention) -> None:
        index = len(self.mentions)
        if self.inverse is not None and self.inverse[1] and not mention.negated:
            mention = replace(mention, relation=(self.inverse[0], self.inverse[1][0]))
        elif self.relation is not None:
            relation, subjects = self.relation
            for k in subjects:
                if self.mentions[k].relation is None:
                    self.mentions[k] = replace(self.mentions[k], relation=(relation, index))
            if not self.group and mention.category in ("object", "asset", "role", "landmark", "feature"):
                self.front = (relation, index)
            self.relation, self.group = (relation, []) if relation == "between" else None, []
            self.mentions.append(mention)
            return
        elif self.front is not None and mention.category in ("object", "asset", "unknown") and not mention.negated:
            mention, self.front = replace(mention, relation=self.front), None
        self.mentions.append(mention)
        if not mention.negated:
            self.group.append(index)

    def point_back(self, word: str) -> None:
        """'behind it', 'around them': the nearest thing before that is not itself the subject."""
        relation, subjects = self.relation or ("", [])
        self.relation = None
        before = min(subjects) if subjects else len(self.mentions)
        for k in range(before - 1, -1, -1):
            other = self.mentions[k]
            if other.negated or other.category not in ("object", "asset", "feature", "kind"):
                continue
            if word == "it" and other.head.plural:
                continue
            for s in subjects:
                if self.mentions[s].relation is None:
                    self.mentions[s] = replace(self.mentions[s], relation=(relation, k))
            return

    # -------------------------------------------------------------- ends of phrases
    def flush(self) -> None:
        """A phrase ends without a known noun: an unknown noun, or adjectives of the noun before."""
        wait, self.wait = self.wait, _Waiting()
        if wait.unknown and self.depicted:
            self.depicted = False
        elif wait.unknown:
            self.unknown(wait)
        elif wait.compound:
            pass
        elif wait.looks:
            self.attach(wait)

    def unknown(self, wait: _Waiting) -> None:
        head = wait.unknown[-1]
        if wait.count is None and not wait.article and head.text.lower().endswith(("ing", "ed", "ly")):
            return
        plural = head.text.lower().endswith("s") and not head.text.lower().endswith("ss")
        noun = replace(head, entry=Entry("unknown", head.text.lower(), plural=plural))
        wait.unknown.pop()
        self.emit(noun, wait)

    def colorable(self, k: int) -> bool:
        mention = self.mentions[k]
        return not mention.negated and (mention.category in ("object", "asset", "role", "kind") or mention.value == "room")

    def attach(self, wait: _Waiting) -> None:
        """'…, both green', '(teal)', 'four of them blue', 'of grey granite'."""
        nouns = [k for k in range(self.sentence, len(self.mentions)) if self.colorable(k)]
        if not nouns:
            return
        if wait.count is not None and not wait.article:
            for k in reversed(nouns):
                whole = self.mentions[k]
                if whole.category in ("object", "asset") and not whole.looks.colors and (whole.count or 0) >= wait.count:
                    some = replace(whole, count=wait.count, looks=wait.looks.over(whole.looks), exact=whole.exact)
                    if whole.count == wait.count:
                        self.mentions[k] = some
                    else:
                        self.mentions[k] = replace(whole, count=(whole.count or 0) - wait.count)
                        self.mentions.append(replace(some, undone=()))
                    return
        if len(nouns) > 1 and self.mentions[nouns[-2]].category == "role" and not wait.all_of:
            between = self.text[self.mentions[nouns[-2]].head.end : self.mentions[nouns[-1]].start].split()
            if between[:1] == ["of"]:  # 'the roof of the church is blue'
                nouns.pop()
        for k in nouns[-wait.all_of :] if wait.all_of else nouns[-1:]:
            old = self.mentions[k]
            if old.told and wait.looks.colors and (old.count or 0) > len(old.looks.colors):
                looks = replace(old.looks, colors=(*old.looks.colors, *wait.looks.colors))
            else:
                looks = old.looks.over(wait.looks)
            self.mentions[k] = replace(old, looks=looks, told=old.told or not old.looks.colors)


def phrases(text: str, lexicon: Lexicon) -> Reading:
    """The mentions and settings of `text`."""
    return _Reader(text, lexicon).read()
