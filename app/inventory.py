"""`worldgen info`: what is in a world, and with --measure what its pixels show."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

import worldgen
from worldgen import World

from .measure import Seen, measure
from .progress import progress


def info(options: Namespace) -> int:
    world = worldgen.load(options.world)
    seen: dict[str, Seen] | None = None
    if options.measure:
        with progress(quiet=options.json, shares={"measure": 1}) as tell:
            seen = measure(world, tell)
    about = facts(world, seen)
    if options.json:
        print(json.dumps(about, ensure_ascii=False))
    else:
        _say(about, measured=seen is not None)
    return 0


def facts(world: World, seen: dict[str, Seen] | None = None) -> dict[str, Any]:
    """Everything `info --json` prints."""
    low, high = world.bounds_m
    style = world.layout.style
    return {
        "kind": world.layout.kind, "prompt": world.prompt, "seed": world.seed, "quality": world.options.quality,
        "counts": {
            "gaussians": len(world.gaussians), "instances": len(world.layout.instances), "rooms": len(world.layout.rooms),
            "curves": len(world.layout.curves), "mesh_triangles": len(world.mesh.faces), "collider_triangles": len(world.collider.faces),
        },
        "extent_m": {"min": _rounded(low), "max": _rounded(high)},
        "style": {
            "season": style.season, "weather": style.weather, "hour": style.hour, "palette": style.palette, "materials": style.materials,
        },
        "instances": [_instance(item, seen) for item in world.layout.instances],
        "report": list(world.report),
        "seconds": {stage: round(seconds, 2) for stage, seconds in world.timings.items()},
    }  # fmt: skip


def _instance(item: Any, seen: dict[str, Seen] | None) -> dict[str, Any]:
    x, y, z = item.position_m
    row = {
        "id": item.id, "class": item.cls, "name": item.name, "color": item.color, "material": item.material,
        "center_m": _rounded((x, y + item.size_m[1] / 2, z)), "size_m": _rounded(item.size_m), "yaw_rad": round(item.yaw_rad, 4),
        "tags": list(item.tags),
    }  # fmt: skip
    if seen is not None:
        found = seen.get(item.id)
        row["visible_px"] = found.visible_px if found else 0
        row["albedo_seen"] = found.color if found else None
        if item.color:
            row["color_share"] = round(found.share_of(item.color), 3) if found else 0.0
    return row


def _rounded(values: Any) -> list[float]:
    return [round(float(v), 3) for v in values]


def _say(about: dict[str, Any], *, measured: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False)
    counts, style = about["counts"], about["style"]
    console.print(f"{about['prompt'] or 'a world from a layout'} (seed {about['seed']}, {about['quality']})")
    kind = about["kind"].replace("_", " ") or "place"
    console.print(f"  {kind}, {style['season']}, {style['weather']}, {int(style['hour']):02d}:{int(style['hour'] % 1 * 60):02d}")
    triangles = f"{counts['mesh_triangles']:,} triangles, {counts['collider_triangles']:,} in the collider"
    console.print(f"  {counts['gaussians']:,} splats, {triangles}")
    size = [b - a for a, b in zip(about["extent_m"]["min"], about["extent_m"]["max"])]
    console.print(f"  {size[0]:.0f} x {size[2]:.0f} m, {size[1]:.0f} m high")
    for note in about["report"]:
        console.print(f"  note: {note}")
    table = Table("id", "class", "center m", "size m", *(("seen px", "colour seen") if measured else ()), box=None)
    for row in about["instances"]:
        cells = [row["id"], row["class"], " ".join(f"{v:.1f}" for v in row["center_m"]), " ".join(f"{v:.1f}" for v in row["size_m"])]
        table.add_row(*cells, *((str(row["visible_px"]), row["albedo_seen"] or "-") if measured else ()))
    console.print(table)
    if about["seconds"]:
        console.print("  seconds: " + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in about["seconds"].items()))
