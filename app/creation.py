"""`worldgen create`: a world, its contact sheet, and what to do next."""

from __future__ import annotations

import json
import re
import sys
import time
from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path

from .ahead import Ahead, ahead, asked, possible
from .progress import Tell, progress


def create(options: Namespace) -> int:
    """Everything that can be refused is refused before work begins."""
    from worldgen.prompt import Prompt, PromptError

    if not options.text and options.layout is None:
        raise PromptError("there is nothing to make a world of; give words, or --layout FILE")
    text = Prompt.of(options.text).text if options.text else ""
    out = options.out or Path(f"{_slug(text or options.layout.stem)}.world")
    if options.voxel_m is not None and not 0.001 <= options.voxel_m <= 100:
        raise ValueError(f"--voxel-m is {options.voxel_m}; choose metres from 0.001 to 100")
    if options.voxel_m is not None and options.layout is None:
        raise ValueError("--voxel-m says how large a layout's cells are; give --layout FILE as well")
    if options.assets is not None and not options.assets.is_dir():
        raise ValueError(f"there is no folder of assets {str(options.assets)!r}; check the path")
    from worldgen.materialize.options import Options

    Options(options.quality)
    with ahead(options) if possible() else nullcontext() as coming:
        from .sheet import check_out

        check_out(out, force=options.force)
        with progress(quiet=options.json) as tell:
            made = _make(options, out, tell, coming)
    if options.json:
        print(json.dumps(made, ensure_ascii=False))
    else:
        _say(made)
    return 0


def _make(options: Namespace, out: Path, tell: Tell, coming: Ahead | None) -> dict[str, object]:
    start = time.perf_counter()
    import worldgen
    from worldgen.generation import finish, rehearse
    from worldgen.materialize import Beside

    from .sheet import keep

    if coming is None:
        world = worldgen.generate(**asked(options), on_progress=tell)
    else:
        coming.tell = tell
        rehearse()
        world = finish(coming.prepared.result(), beside=Beside(coming.pieces, coming.shapes), on_progress=tell)
    before = time.perf_counter()
    sheet = keep(world, out, tell, force=options.force)
    end = time.perf_counter()
    seconds = {**world.timings, "save": end - before, "total": end - start}
    return {
        "world": str(out), "sheet": str(sheet), "kind": world.layout.kind, "gaussians": len(world.gaussians),
        "instances": len(world.layout.instances), "collider_triangles": len(world.collider.faces), "seed": world.seed,
        "report": list(world.report), "seconds": {k: round(v, 2) for k, v in seconds.items()},
    }  # fmt: skip


def _slug(text: str) -> str:
    words = re.findall(r"\w+", text.lower())
    return "-".join(words[:6])[:60].strip("-") or "world"


def _say(made: dict[str, object]) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True, file=sys.stdout)
    seconds, report = made["seconds"], made["report"]
    assert isinstance(seconds, dict) and isinstance(report, list)
    kind = str(made["kind"]).replace("_", " ") or "place"
    console.print(f"[bold]{made['world']}[/bold]: a {kind} of {made['gaussians']:,} splats in {seconds['total']:.1f} s", markup=True)
    for note in report:
        console.print(f"  note: {note}", markup=False)
    world = str(made["world"])
    console.print(f"Look at {made['sheet']}. Next:", markup=False)
    for line in (
        f"worldgen render {world} --path walk --out walk.mp4", f"worldgen export {world} --out {Path(world).stem}.spz",
        f"worldgen info {world}",
    ):  # fmt: skip
        console.print(f"  {line}", markup=False)
