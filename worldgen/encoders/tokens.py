"""Text → items: the longest known phrases in order, with times of day taken out first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from . import words
from .lexicon import LONGEST, Entry, Lexicon

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?|\d+(?:,\d{3})+|\d+(?:\.\d+)?|[^\s\w]|_+", re.UNICODE)
_CLOCK = r"(?:(?P<h>\d{1,2})(?::|h)(?P<m>\d{2})\s*(?P<ap>[ap]\.?m\b\.?)?|(?P<h2>\d{1,2})\s*(?P<ap2>[ap]\.?m\b\.?|o'?clock)"
_SPOKEN = r"|(?P<part>half past|quarter past|quarter to) (?P<h3>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
_DAYTIME = r"(?:in the (?:morning|afternoon|evening)|at night)"
_TIME = re.compile(
    rf"\b(?:at |around |about |by )?{_CLOCK}{_SPOKEN}(?:\s*(?P<day>{_DAYTIME}))?|\bat (?P<h4>\d{{1,2}}) (?P<day2>{_DAYTIME})", re.IGNORECASE
)
_PICTURE = re.compile(
    r"^\s*picture(?=\s+(?!(?:frames?|of|on|over|above|by|behind|beside|next|hanging|hung|with|in|and|or|at|near|to)\b)\w)", re.I
)
_PARTS = {"half past": 0.5, "quarter past": 0.25, "quarter to": -0.25}


@dataclass(frozen=True)
class Item:
    """A piece of the prompt.

    `category` is that of its entry, or one of grammar: break, comma, and, or, with, of, a, the, pronoun, all, unknown.
    """

    category: str
    text: str
    start: int
    end: int
    entry: Entry = Entry("", "")
    read_as: str = ""  # the word that a slip of the keyboard was read as

    @property
    def plural(self) -> bool:
        return self.entry.plural


def times(text: str) -> tuple[str, float | None]:
    """`text` with its clock times blanked, and the first of them as an hour 0..24 (None where there is none). A 'picture' that it begins
    with is blanked too: 'picture a farm at six' asks for none."""
    text = _PICTURE.sub(lambda match: " " * len(match[0]), text)
    first: float | None = None
    for match in _TIME.finditer(text):
        g = {name: (found or "").lower() for name, found in match.groupdict().items()}
        number = g["h"] or g["h2"] or g["h3"] or g["h4"]
        hour = float(number) if number.isdecimal() else float(words.NUMBERS[number])
        minutes = int(g["m"] or 0)
        mark = g["ap"] or g["ap2"]
        day = (g["day"] or g["day2"]).rpartition(" ")[2]
        if hour > 24 or minutes > 59:
            continue
        hour += minutes / 60 + _PARTS.get(g["part"], 0.0)
        if (mark.startswith("p") or day in words.NOON_TO_MIDNIGHT) and hour < 12 and not (day == "night" and hour < 5):
            hour += 12
        elif (mark.startswith("a") or day == "night") and 12 <= hour < 13:
            hour -= 12
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
        first = hour % 24 if first is None else first
    return text, first


def _plain(text: str) -> str:
    """Same length as `text`: lower case, straight quotes, hyphens inside words as spaces."""
    text = "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("’", "'").replace("`", "'")
    text = re.sub(r"\bw/o\b", "no ", text)
    text = re.sub(r"(?<=\w)[-_](?=\w)", " ", text)
    return re.sub(r"\b(\d+) ?x (?=\w)", lambda m: m.group(1).ljust(len(m.group(0))), text)


def items(text: str, lexicon: Lexicon) -> list[Item]:
    """The items of `text`, whose offsets point into it."""
    plain = _plain(text)
    pieces = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(plain)]
    newlines = [m.start() for m in re.finditer(r"\n", plain)]
    out: list[Item] = []
    i = 0
    while i < len(pieces):
        if out and newlines and any(out[-1].end <= n < pieces[i][1] for n in newlines):
            out.append(Item("break", "\n", pieces[i][1], pieces[i][1]))
        item, used = _item(pieces, i, text, lexicon)
        out.append(item)
        i += used
    return out


def _item(pieces: list[tuple[str, int, int]], i: int, text: str, lexicon: Lexicon) -> tuple[Item, int]:
    word, start, end = pieces[i]
    grammar = _grammar(word)
    for n in range(min(LONGEST, len(pieces) - i), 0, -1):
        if n == 1 and grammar not in ("unknown", "silent"):
            break
        phrase = " ".join(p[0] for p in pieces[i : i + n])
        parted = n == 2 and phrase.isascii() and word != "a"  # 'book shelf'; but 'a cross' is one
        entry = lexicon.find(phrase) or (lexicon.entries.get(phrase.replace(" ", "")) if parted else None)
        if entry is not None:
            if entry.category == "number" and i + n < len(pieces) and pieces[i + n][0] in words.UNITS:
                return Item("silent", text[start : pieces[i + n][2]], start, pieces[i + n][2]), n + 1
            if n > 1 and entry.category == "place" and i + n < len(pieces):  # 'a cyberpunk city street' is a city street
                longer = lexicon.find(f"{pieces[i + n - 1][0]} {pieces[i + n][0]}")
                if longer is not None and longer.category == "kind":
                    continue
            stop = pieces[i + n - 1][2]
            return Item(entry.category, text[start:stop], start, stop, entry), n
    if grammar != "unknown":
        return Item(grammar, text[start:end], start, end, Entry(grammar, word)), 1
    if word[0].isdecimal():
        following = pieces[i + 1][0] if i + 1 < len(pieces) else ""
        if following in words.UNITS or re.fullmatch(r"d|k|p|st|nd|rd|th|s", following):
            return Item("silent", text[start : pieces[i + 1][2]], start, pieces[i + 1][2]), 2
        if "." in word:
            return Item("silent", word, start, end), 1
        return Item("number", word, start, end, Entry("number", word, float(min(int(word.replace(",", "")[:7]), 10**6)))), 1
    if word.isascii() and word.isalpha() and (known := lexicon.repair(word)):
        entry = lexicon.find(known)
        if entry is not None:
            return Item(entry.category, text[start:end], start, end, entry, read_as=known), 1
    return Item("unknown", text[start:end], start, end), 1


def _grammar(word: str) -> str:
    """The category of punctuation and of the small words of grammar."""
    if word in {".", ";", "!", "?", "-", "–", "—", "•", "*", "|", ":", "。", "；"}:
        return "break"
    if word in {",", "(", ")", "，", "、", "[", "]"}:
        return "comma"
    if word in {"and", "&", "+", "plus", "und", "et", "y"}:
        return "and"
    if word in {"or", "/"}:
        return "or"
    if word in {
        "with",
        "w",
        "mit",
        "avec",
        "con",
        "has",
        "have",
        "having",
        "containing",
        "including",
        "featuring",
        "from",
        "for",
        "like",
        "unlike",
        "as",
        "than",
        "via",
        "but",
    }:
        return "with"
    if word == "of":
        return "of"
    if word in words.ALL_OF_THEM:
        return "all"
    if word in words.PRONOUNS:
        return "pronoun"
    if word in words.DETERMINERS_THE:
        return "the"
    if word in words.DETERMINERS_ONE:
        return "a"
    return "unknown" if any(c.isalnum() for c in word) else "silent"


def reread(item: Item, category: str, value: str) -> Item:
    """The same piece in another reading."""
    return replace(item, category=category, entry=Entry(category, value))
