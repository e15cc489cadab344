"""What a person asks for: `Prompt` (validated words) and `SceneSpec` (what the words mean)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

MAX_CHARACTERS = 2000


class PromptError(ValueError):
    """A prompt that cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class ObjectRequest:
    """'two tall red leather chairs beside a table': cls 'chair', count 2, color '#…', material 'leather', relation ('beside', 'table').

    `color` is sRGB '#rrggbb' or ''; `count` is 0 where the prompt excludes the class ('no sofa'), which then may also be a feature
    ('no river'); `asset` names a user's asset, and `cls` is then 'asset'. A relation is (beside | left_of | right_of | on | under | above |
    in_front_of | behind | around | near | in | between, what), where what is a class, an asset, a part ('wall'), a feature ('square') or a
    spot ('middle').
    """

    cls: str
    count: int = 1
    color: str = ""
    color_name: str = ""
    material: str = ""
    size: str = ""  # '' | small | large | tall | wide | low
    relation: tuple[str, str] | None = None
    words: str = ""  # the words of the prompt
    asset: str = ""
    size_m: tuple[float, float, float] | None = None  # of an asset: what its file measures
    exact: bool = True  # False where the count was only 'some' or a plural


@dataclass(frozen=True)
class SceneSpec:
    """The meaning of a prompt. Empty strings and None mean: left open."""

    kind: str = ""
    hour: float | None = None
    season: str = ""
    weather: str = ""
    lying_snow: bool = False  # under a sky of `weather`
    palette: dict[str, str] = field(default_factory=dict)  # role → '#rrggbb', e.g. {"roof": …, "wall": …}
    materials: dict[str, str] = field(default_factory=dict)  # role → material, e.g. {"wall": "stone_courses"}
    features: tuple[str, ...] = ()  # river, bridge, fire, … that a grammar can switch on
    objects: tuple[ObjectRequest, ...] = ()
    notes: tuple[str, ...] = ()  # what was read otherwise than written, most important first
    text: str = ""


@dataclass(frozen=True)
class Prompt:
    """Validated text.

    Raises PromptError on empty, binary or over-long text (2,000 characters).
    """

    text: str

    @staticmethod
    def of(text: str | Prompt) -> Prompt:
        if isinstance(text, Prompt):
            return text
        if not isinstance(text, str):
            raise PromptError(f"the prompt is {type(text).__name__}, not text; pass a str")
        if len(text) > MAX_CHARACTERS:
            raise PromptError(f"the prompt has {len(text):,} characters; shorten it to {MAX_CHARACTERS:,}")
        clean = unicodedata.normalize("NFC", text).strip()
        if not clean:
            raise PromptError("the prompt is empty; describe a place, for example 'a stone village by a river at dusk'")
        bad = [c for c in clean if unicodedata.category(c) in ("Cc", "Cs", "Cn", "Co") and c not in "\n\r\t"]
        if bad:
            raise PromptError(f"the prompt contains the control character {bad[0]!r}; pass plain text")
        if not any(c.isalnum() for c in clean):
            raise PromptError(f"the prompt {clean[:20]!r} has no letters; describe a place in words")
        lines = (" ".join(line.split()) for line in clean.splitlines())
        return Prompt("\n".join(line for line in lines if line))  # a line may be an item of a list
