"""Text → SceneSpec, scored on two sets of prompts that were written before the reader was, and held to its laws."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.encoders.text import color_name, tint
from worldgen.encoders.text import read as read_text
from worldgen.layout.vocabulary import COLORS, MATERIALS, OBJECTS
from worldgen.prompt import MAX_CHARACTERS, ObjectRequest, Prompt, PromptError, SceneSpec

FOLDER = Path(__file__).parent / "prompts"
FACTS = ("objects", "colors", "materials", "kind", "hour", "season", "weather", "excluded", "features", "palette")


def cases(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / f"{name}.json").read_text())


def in_range(hour: float | None, wanted: list[float] | None) -> bool:
    if wanted is None or hour is None:
        return hour is None and wanted is None
    low, high = wanted
    return low <= hour <= high if low <= high else hour >= low or hour <= high


def match(case: dict[str, Any], spec: SceneSpec) -> list[tuple[str, bool, str]]:
    """Every fact of a case as (what, right, words). A thing nobody asked for counts as a wrong object."""
    facts: list[tuple[str, bool, str]] = []
    left = [o for o in spec.objects if o.count > 0]
    for wanted in case["objects"]:
        classes = wanted["cls"].split("|")

        def close(o: ObjectRequest, wanted: dict[str, Any] = wanted, classes: list[str] = classes) -> tuple[bool, bool, bool]:
            right = o.count == wanted["count"] if "count" in wanted else o.count >= wanted["at_least"]
            return (o.cls in classes, wanted.get("color", "") in o.color_name.split() or "color" not in wanted, right)

        best = max(left, key=close, default=None)
        found = best is not None and best.cls in classes
        text = f"{wanted} ← {[(o.cls, o.count, o.color_name, o.material) for o in left]}"
        facts.append(("objects", best is not None and found and close(best)[2], text))
        if "color" in wanted:
            facts.append(("colors", best is not None and found and close(best)[1] and best.color.startswith("#"), text))
        if "material" in wanted:
            facts.append(("materials", best is not None and found and best.material == wanted["material"], text))
        if best is not None and found:
            left.remove(best)
    facts += [("objects", False, f"not asked for: {o}") for o in left]
    if case.get("outside"):
        facts.append(("kind", spec.kind in case["nearest"] and spec.notes[:1] != () and spec.notes[0].startswith("No kind of place"), f"{spec.kind} {spec.notes}"))
    else:
        facts.append(("kind", spec.kind == case["kind"] and not any(n.startswith("No kind of place") for n in spec.notes), f"{spec.kind} {spec.notes}"))
    if "hour" in case:
        facts.append(("hour", in_range(spec.hour, case["hour"]), f"{spec.hour} for {case['hour']}"))
    facts += [(what, getattr(spec, what) == case[what], f"{getattr(spec, what)} for {case[what]}") for what in ("season", "weather") if what in case]
    facts += [("excluded", any(o.cls == cls and o.count == 0 for o in spec.objects), f"no {cls}") for cls in case["excluded"]]
    facts += [("features", f in spec.features, f"{f} in {spec.features}") for f in case.get("features", ())]
    facts += [("palette", spec.palette.get(role) == COLORS[c], f"{role} {c} in {spec.palette}") for role, c in case.get("palette", {}).items()]
    facts += [("materials", spec.materials.get(role) == m, f"{role} {m} in {spec.materials}") for role, m in case.get("materials", {}).items()]
    return facts


def score(name: str) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """(right, asked) for each sort of fact, and a line for each miss."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    misses: list[str] = []
    for case in cases(name):
        for what, ok, text in match(case, read_text(case["prompt"])):
            asked[what] += 1
            right[what] += ok
            if not ok:
                misses.append(f"{what}: {case['prompt']!r}: {text}")
    return {what: (right[what], asked[what]) for what in FACTS if asked[what]}, misses
