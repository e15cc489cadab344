"""Prompts that somebody else wrote and annotated in plain nouns, as cases that `match` and `benchmarks/prompts.py` judge.

A noun stands for the class that the vocabulary lists it under, with its material if that is listed ('lantern' of stone); a compound that
is not listed stands for its last word ('reading desk' for a desk); what is not listed at all is kept, which nothing can be.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from worldgen.encoders.lexicon import lexicon, plurals
from worldgen.encoders.places import unmade
from worldgen.encoders.words import INDOORS
from worldgen.layout.vocabulary import COLORS, MATERIALS, OBJECTS

HONEST = ("No kind of place matches", "Nothing here makes")  # how the report of a place outside all kinds begins
PARTS = {"window", "windows", "pond", "lake", "river", "stream", "sea", "water"}  # of places, which no count is asked of
ALSO = {"lamp": ("table_lamp",), "tree": ("dead_tree",)}
FOLDER = Path(__file__).parent / "prompts"
HOURS = {
    "dawn": [4.5, 7.0], "morning": [6.5, 11.6], "noon": [11.3, 13.2], "afternoon": [12.5, 18.0], "sunset": [17.8, 20.0],
    "dusk": [18.8, 21.0], "night": [20.4, 4.6],
}  # fmt: skip
WEATHER = {"cloudy": "overcast", "storm": "rain"}


def class_of(noun: str, material: str = "") -> str:
    if material and (thing := lexicon().find(f"{material} {noun}")) is not None and thing.category == "object" and not thing.near:
        return thing.value
    if noun == "wall":
        return "wall|ruined_wall|low_wall"  # walls are no things but in ruins
    for word in (noun, f"{noun}s"):  # 'lamp' and 'flowers' are two classes each, and it is the room that tells which
        if word in INDOORS:
            return "|".join((*INDOORS[word], *ALSO.get(noun, ())))
    for word in (noun, noun.removesuffix("s"), f"{noun}s"):
        entry = lexicon().find(word)
        if word.replace(" ", "_") in OBJECTS:
            return word.replace(" ", "_")
        if entry is not None and entry.category == "object":
            return entry.value
    head = noun.partition(" ")[2]
    known = class_of(head) if head else noun
    return known if set(known.split("|")) <= set(OBJECTS) else noun


def cases(name: str) -> list[dict[str, Any]]:
    stored = json.loads((FOLDER / f"{name}.json").read_text())
    return [_inside(case) for case in stored["inside"]] + [_outside(case) for case in stored["outside"]]


def compounds(noun: str, prompt: str) -> list[str]:
    """Classes that the prompt itself names and that the noun is short for: 'arch' where it says 'natural arches'."""
    longer = [name for name in OBJECTS if name.endswith(f"_{noun}".replace(" ", "_"))]
    return [name for name in longer if any(form in prompt for form in (name.replace("_", " "), *plurals(name.replace("_", " "))))]


def _objects(listed: list[dict[str, Any]], prompt: str) -> list[dict[str, Any]]:
    found = []
    for one in listed:
        if one["class"] in PARTS:
            continue
        count = one.get("count")
        named_so = compounds(one["class"], prompt.lower())
        case: dict[str, Any] = {"cls": "|".join(dict.fromkeys((class_of(one["class"], one.get("material") or ""), *named_so)))}
        if isinstance(count, int):
            case["count"] = count
        else:
            case["at_least"] = 1 if count is None else count[0]
        color = next((word for word in reversed((one.get("colour") or "").split()) if word in COLORS), None)
        if color:
            case["color"] = color
        material = one.get("material")
        known = next((m for m, words in MATERIALS.items() if material and (material == m or material in words)), None)
        named = f"{material} {one['class']}"  # a stone lantern's stone is in its name
        known = None if material and (material in one["class"].split() or lexicon().find(named)) else known
        if known:
            case["material"] = known
        found.append(case)
    return found


def _inside(case: dict[str, Any]) -> dict[str, Any]:
    objects = _objects(case["objects"], case["prompt"])
    asked = {one["cls"] for one in objects}  # 'black cars, no vans': a van is a car here, and there are cars
    excluded = [class_of(noun) for noun in case["excluded"] if not unmade(noun)]
    made = {
        "prompt": case["prompt"], "kind": case["kind"].lower().replace(" ", "_"), "objects": objects,
        "excluded": [cls for cls in excluded if cls not in asked],
    }  # fmt: skip
    if case.get("hour"):
        made["hour"] = HOURS[case["hour"]]
    if case.get("weather"):
        made["weather"] = WEATHER.get(case["weather"], case["weather"])
    return made


def _outside(case: dict[str, Any]) -> dict[str, Any]:
    from worldgen.corpus import KINDS

    nearest = [kind.lower().replace(" ", "_") for kind in case["acceptable"]]
    return {
        "prompt": case["prompt"], "outside": True, "nearest": list(KINDS) if nearest == ["any"] else nearest,
        "objects": _objects(case["objects"], case["prompt"]), "excluded": [],
    }  # fmt: skip
