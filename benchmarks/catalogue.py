"""A sheet of things, each alone on paving in the morning sun, looked at closely: what builders made.

Usage: python benchmarks/catalogue.py SHEET.png [CLASS …] [--seeds N] [--color NAME] [--hour H] [--tile W --columns N];
without a class all of them. Ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from render import Camera
from worldgen import World
from worldgen.generation import Prepared, finish
from worldgen.layout.layout import Ground, Instance, Layout, Style
from worldgen.layout.vocabulary import COLORS, OBJECTS, SURFACES
from worldgen.materialize import built, sampled
from worldgen.materialize.options import Options

BATCH = 48  # things in one world: more would have too few splats each
HUNG_M = 1.0


def alone(classes: Sequence[str], color: str, hour: float) -> Layout:
    """The classes in rows on paving, as far apart as the largest asks."""
    step = 2.2 * max(max(OBJECTS[c].size_m[0], OBJECTS[c].size_m[2]) for c in classes) + 1.5
    side = int(np.ceil(np.sqrt(len(classes))))
    half = side * step / 2 + 12
    n = int(2 * half)
    items = tuple(
        Instance(
            f"{cls}-{k}",
            cls,
            ((k % side - side / 2) * step, HUNG_M if "wall" in OBJECTS[cls].on else 0.0, (k // side - side / 2) * step),
            OBJECTS[cls].size_m,
            color=color,
        )
        for k, cls in enumerate(classes)
    )
    pavers, dry = np.full((n, n), SURFACES.index("pavers"), np.uint8), np.full((n, n), np.nan, np.float32)
    ground = Ground((-half, -half), 1.0, np.zeros((n, n), np.float32), pavers, dry)
    views = tuple((x, 0.0, z + 3, np.pi) for x, _, z in (i.position_m for i in items))
    style = Style(hour=hour, sun_azimuth_deg=40.0)
    return Layout("village", ground, instances=items, style=style, extent_m=(-half, -half, half, half), views_m=views)


def world_of(layout: Layout, seed: int) -> World:
    """The layout as it is; no grammar completes it."""
    options = Options("draft")
    scene = built(layout, options, seed, None, {})
    samples, pitch = sampled(scene, layout, options, seed, None)
    return finish(Prepared("", seed, options, layout, scene, samples, pitch, (), {}))


def portrait(world: World, item: Instance, wide: int) -> Image.Image:
    """From before its right shoulder, as near as it fits."""
    (w, h, d), (x, y, z) = item.size_m, item.position_m
    far = 1.15 * max(w, d, 1.25 * h) + d / 2 + 0.15
    eye = [x + 0.5 * far, y + 0.62 * h + 0.35 * far, z + 0.85 * far]
    camera = Camera.look_at(eye, [x, y + h / 2, z], fov_deg=50, width=400, height=300)
    pixels = np.asarray(world.picture(camera, sharp=True))
    tile = Image.fromarray((pixels * 255).clip(0, 255).astype(np.uint8))
    tile = tile.resize((wide, wide * 3 // 4), Image.Resampling.LANCZOS)
    ImageDraw.Draw(tile).text((4, 2), item.cls.replace("_", " "), fill=(150, 10, 10))
    return tile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheet")
    parser.add_argument("classes", nargs="*")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--color", choices=COLORS)
    parser.add_argument("--tile", type=int, default=400, help="how wide one picture is")
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("--hour", type=float, default=10.5)
    options = parser.parse_args()
    start = time.perf_counter()
    names = [c for c in options.classes or sorted(OBJECTS) for _ in range(options.seeds)]
    names.sort(key=lambda c: max(OBJECTS[c].size_m) > 4)  # large things stand in worlds of their own
    tiles: list[Image.Image] = []
    for large in (False, True):
        some = [c for c in names if (max(OBJECTS[c].size_m) > 4) == large]
        for first in range(0, len(some), BATCH):
            layout = alone(some[first : first + BATCH], COLORS.get(options.color or "", ""), options.hour)
            world = world_of(layout, first)
            tiles += [portrait(world, item, options.tile) for item in layout.instances]
    wide, high = tiles[0].size
    sheet = Image.new("RGB", (options.columns * wide, -(-len(tiles) // options.columns) * high))
    for k, tile in enumerate(tiles):
        sheet.paste(tile, (k % options.columns * wide, k // options.columns * high))
    sheet.save(options.sheet)
    print(json.dumps({"benchmark": "catalogue", "things": len(tiles), "seconds": round(time.perf_counter() - start, 1)}))


if __name__ == "__main__":
    main()
