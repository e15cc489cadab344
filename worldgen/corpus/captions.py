"""Words for a layout, as a person might describe it: the prior's training captions."""

from __future__ import annotations

from collections import Counter

import numpy as np

from ..layout.layout import Layout
from . import KINDS

HOURS = ((5.0, "night"), (7.5, "dawn"), (11.0, "morning"), (14.0, "noon"), (17.5, "afternoon"), (21.0, "dusk"), (24.1, "night"))
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _time(hour: float) -> str:
    return next(word for limit, word in HOURS if hour < limit)


def _things(counts: Counter[str], rng: np.random.Generator, number: int) -> list[str]:
    names = [n for n, _ in counts.most_common() if n not in ("curtain", "fern", "mushroom")]
    chosen = [names[i] for i in sorted(rng.permutation(len(names))[:number])]
    words = []
    for name in chosen:
        n, word = counts[name], name.replace("_", " ")
        plural = (
            word
            if word.endswith("s")
            else word[:-1] + "ves"
            if word.endswith("shelf")
            else word + ("es" if word.endswith(("ch", "sh", "x")) else "s")
        )
        article = "an" if word[0] in "aeiou" else "a"
        words.append(f"{article} {word}" if n == 1 else f"{NUMBERS[n]} {plural}" if n <= 10 else f"many {plural}")
    return words


def _join(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def captions(layout: Layout, rng: np.random.Generator) -> tuple[str, str, str]:
    """(short, medium, long); each names only what is there."""
    name = str(rng.choice(KINDS[layout.kind].captions if layout.kind in KINDS else ("place",)))
    article = "an" if name[0] in "aeiou" else "a"
    when = _time(layout.style.hour)
    at = "at" if when in ("dawn", "noon", "dusk", "night") else "in the"
    counts = Counter(i.cls for i in layout.instances)
    water = any(c.cls in ("river", "stream") for c in layout.curves) and "river" not in name
    short = str(rng.choice([f"{article} {name} {at} {when}", f"{name}, {when}", f"{article} {name}"]))
    few, more = _things(counts, rng, 2), _things(counts, rng, 6)
    medium = f"{article} {name} {at} {when} with {_join(few)}" if few else short
    weather = {
        "clear": "under a clear sky",
        "overcast": "under grey clouds",
        "fog": "in fog",
        "rain": "in the rain",
        "snow": "in the snow",
    }[layout.style.weather]
    by = " beside a river" if water else ""
    long = f"{article} {name}{by} {at} {when} in {layout.style.season}, {weather}" + (f"; there are {_join(more)}" if len(more) > 1 else "")
    return short, medium, long
