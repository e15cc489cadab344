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
    from render.formats import png
    from worldgen.relight import check
    from worldgen.storage import check_writable

    from .sheet import contact_sheet

    out: Path = options.out or options.world
    check(options.hour, options.weather)
    world = worldgen.load(options.world)
    check_writable(out, force=options.force or out == options.world)
    start = time.perf_counter()
    with progress(quiet=options.json, shares={"light": 60, "colour": 8, "sheet": 32}) as tell:
        world = world.relight(hour=options.hour, weather=options.weather, on_progress=tell)
        seconds = time.perf_counter() - start
        world.save(out, force=True)
        sheet = out.with_suffix(".png")
        png.save(sheet, contact_sheet(world, tell))
    style = world.layout.style
    if options.json:
        made = {"world": str(out), "sheet": str(sheet), "hour": style.hour, "weather": style.weather}
        print(json.dumps(made | {"seconds": {"relight": round(seconds, 2)}}))
    else:
        print(f"{out}: {style.hour:g} o'clock, {style.weather}, relit in {seconds:.1f} s. Look at {sheet}.")
    return 0
