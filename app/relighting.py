"""`worldgen relight`: another hour or weather, and a new contact sheet."""

from __future__ import annotations

import json
import time
from argparse import Namespace
from pathlib import Path

from .progress import progress


def relight(options: Namespace) -> int:
    """The world itself is replaced, unless `--out` names another."""
    import worldgen
    from worldgen.relight import check

    from .sheet import check_out, keep

    out: Path = options.out or options.world
    check(options.hour, options.weather)
    in_place = out == options.world
    check_out(out, force=in_place or options.force)
    world = worldgen.load(options.world)
    start = time.perf_counter()
    with progress(quiet=options.json, shares={"light": 60, "colour": 8, "sheet": 32}) as tell:
        world = world.relight(hour=options.hour, weather=options.weather, on_progress=tell)
        seconds = time.perf_counter() - start
        sheet = keep(world, out, tell, force=in_place or options.force)
    style = world.layout.style
    if options.json:
        made = {"world": str(out), "sheet": str(sheet), "hour": style.hour, "weather": style.weather}
        print(json.dumps(made | {"seconds": {"relight": round(seconds, 2)}}))
    else:
        print(f"{out}: {style.hour:g} o'clock, {style.weather}, relit in {seconds:.1f} s. Look at {sheet}.")
    return 0
