"""Prompts judged on pixels: each case's world is made, looked at from where a visitor can walk, and held against what was asked.

A thing counts where one 640 × 360 view shows at least 400 pixels of it; a colour where at least 40 % of these pixels are of it (25° of
hue and chroma ≥ 0.04 in OKLCh; for a neutral one chroma ≤ 0.04 and lightness within 0.2). The layout only says where to look.
Where a case leaves the class open ('floor_lamp|table_lamp', as a word may mean either), any one of these classes may show the number, or
all of them together; before 22 November such a name was sought as a class of its own, which nothing can be.
Usage: python benchmarks/prompts.py [FILE …] [--only SUBSTRING | --from N --to N] [--quality draft]; ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

import worldgen
from app.measure import Seen, measure
from worldgen import World
from worldgen.layout.layout import Instance
from worldgen.layout.vocabulary import COLORS

PROMPTS = Path(__file__).parent.parent / "tests/worldgen/prompts"
VISIBLE_PX, COLOR_SHARE = 400, 0.4
Case = dict[str, Any]


@cache
def blind() -> ModuleType:
    """The tests' reader of sets that somebody else wrote."""
    sys.path.insert(0, str(PROMPTS.parent))
    return import_module("blind")


@dataclass(frozen=True)
class Fact:
    """One thing that a prompt says, and whether the pixels agree. `about`: kind | report | count | color | excluded."""

    about: str
    asked: str
    found: str
    right: bool


def judge(world: World, case: Case, seen: dict[str, Seen]) -> list[Fact]:
    """All facts of a case against what was seen of each instance id."""
    kinds = case.get("nearest") or case["kind"].split("|")
    facts = [Fact("kind", "/".join(kinds), world.layout.kind, world.layout.kind in kinds)]
    if case.get("outside"):
        first = world.report[0] if world.report else ""
        facts.append(Fact("report", "says first that the place is outside all kinds", first, first.startswith(blind().HONEST)))
    names = {item.id: item.cls for item in world.items}
    plain: dict[str, list[Seen]] = {}
    for key, what in seen.items():
        if what.visible_px >= VISIBLE_PX:
            plain.setdefault(names[key], []).append(what)
    for cls in {o["cls"] for o in case["objects"]}:
        wishes = [o for o in case["objects"] if o["cls"] == cls]
        each = [plain.get(one, []) for one in cls.split("|")]
        together = [what for found in each for what in found]
        asked, exact = sum(o.get("count", o.get("at_least", 1)) for o in wishes), all("count" in o for o in wishes)
        number = asked if exact and any(len(found) == asked for found in each) else len(together)
        facts.append(Fact("count", f"{'' if exact else '≥ '}{asked} {cls}", str(number), number == asked if exact else number >= asked))
        for wish in (o for o in wishes if o.get("color")):
            shares = sorted((what.share_of(COLORS[wish["color"]]) for what in together), reverse=True)
            need = wish.get("count", wish.get("at_least", 1))
            right = sum(share >= COLOR_SHARE for share in shares) >= need
            facts.append(Fact("color", f"{need} {wish['color']} {cls}", " ".join(f"{s:.2f}" for s in shares[: need + 1]), right))
    for cls in case["excluded"]:
        number = sum(len(plain.get(one, [])) for one in cls.split("|"))
        facts.append(Fact("excluded", f"no {cls}", str(number), number == 0))
    return facts


def relevant(world: World, case: Case) -> World:
    """`world` with only the things that the case speaks of in its layout, so that the looking-around is about them."""
    keep: list[Instance] = []
    x, _, z = world.layout.entrance_m
    for cls in {o["cls"] for o in case["objects"]} | set(case["excluded"]):
        found = sorted(
            (i for i in world.layout.instances if i.cls in cls.split("|")),
            key=lambda i: ("requested" not in i.tags, np.hypot(i.position_m[0] - x, i.position_m[2] - z)),
        )
        least = sum(o["at_least"] for o in case["objects"] if o["cls"] == cls and "at_least" in o)
        keep += found[: 3 * least] if least else found
    return replace(world, layout=replace(world.layout, instances=tuple(keep)))


def run(case: Case, quality: str, seed: int) -> dict[str, Any]:
    began = time.perf_counter()
    world = worldgen.generate(case["prompt"], seed=seed, options=worldgen.Options(quality=quality))
    made = time.perf_counter()
    about = relevant(world, case)
    seen = measure(about) if about.layout.instances else {}
    facts = judge(about, case, seen)
    verdict = "ok   " if all(f.right for f in facts) else "FAILS"
    print(f"{verdict} {made - began:5.1f} s + {time.perf_counter() - made:5.1f} s  {case['prompt'][:100]}")
    for fact in facts:
        if not fact.right:
            print(f"        {fact.about}: asked {fact.asked}, found {fact.found}")
            if fact.about in ("count", "color"):
                cls = fact.asked.split()[-1]
                for item in (i for i in about.layout.instances if i.cls in cls.split("|")):
                    if item.id in seen and seen[item.id].visible_px >= VISIBLE_PX:
                        continue
                    px = seen[item.id].visible_px if item.id in seen else 0
                    print(f"          {item.id} at {np.round(item.position_m, 1).tolist()}: {px} px {' '.join(item.tags)}")
    return {"prompt": case["prompt"], "seconds": round(made - began, 1), "facts": [asdict(f) for f in facts]}


def read(file: Path) -> list[Case]:
    stored = json.loads(file.read_text())
    return stored if isinstance(stored, list) else blind().cases(file.stem)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(PROMPTS.glob("*.json")))
    parser.add_argument("--only", default="", help="cases whose prompt contains this")
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", dest="last", type=int, default=None)
    parser.add_argument("--quality", default="draft")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    cases = [case for file in options.files for case in read(file)]
    cases = [case for case in cases[options.first : options.last] if options.only in case["prompt"]]
    rows = [run(case, options.quality, options.seed) for case in cases]
    facts = [fact for row in rows for fact in row["facts"]]
    score = {
        about: f"{sum(f['right'] for f in facts if f['about'] == about)}/{sum(f['about'] == about for f in facts)}"
        for about in ("kind", "report", "count", "color", "excluded")
    }
    whole = sum(all(f["right"] for f in row["facts"]) for row in rows)
    print(json.dumps({
        "benchmark": "prompts", "quality": options.quality, "cases_right": whole, "cases": len(rows), **score,
        "load": round(os.getloadavg()[0], 1), "failed": [row["prompt"] for row in rows if not all(f["right"] for f in row["facts"])],
    }))  # fmt: skip


if __name__ == "__main__":
    main()
