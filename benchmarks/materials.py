"""Draws the sheet of all materials: a panel of 2.4 × 2.4 m of each, seen from 1.2 m in slanting sun, through the same steps as a world.

Walls stand on the ground, roofs lean by 45°, soils lie and are looked at aslant. A tile is about 1.7 m wide.
Usage: python benchmarks/materials.py [OUT.jpg] [--only NAME,NAME] [--columns 5] [--tile 280] [--away 1.2]; ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from render import Camera, Mesh
from worldgen.builders.geometry import Sculptor, linear_from_srgb
from worldgen.layout.layout import Layout, Style
from worldgen.materialize import lit, shown
from worldgen.materialize.collider import collider
from worldgen.materialize.materials import MATERIALS, hills
from worldgen.materialize.options import Options
from worldgen.materialize.plan import Plan
from worldgen.materialize.sampling import sample
from worldgen.materialize.scene import Item, Scene
from worldgen.materialize.terrain import SOILS
from worldgen.world import World

Look = tuple[np.ndarray, np.ndarray]

SIDE_M, APART_M = 2.4, 8.0
SIZE, FOV_DEG = (1280, 720), 70.0
COLORS = {
    "stone_courses": "#a89c8a", "rubble": "#9a9082", "brick": "#8a4a34", "marble": "#d8d4cc", "plaster": "#d8ccb4", "painted": "#e2dcd0",
    "planks": "#7d5a3a",
    "timber": "#6b4a2c", "bark": "#6a5846", "wicker": "#a07c4c", "thatch": "#9a8458", "paper": "#e4d9bf", "tiles": "#9a5038",
    "slate": "#5a6068", "shingles": "#77614a", "fabric": "#46607e", "leather": "#7a4526", "carpet": "#8a3a34", "metal": "#8f9194",
    "rust": "#7a4a30", "ceramic": "#8a9a8a", "glass": "#8aa0a8", "painting": "#7a6a4a", "plain": "#a0a0a0", "neon": "#d83a6a",
    "cobbles": "#84807a",
}  # fmt: skip
ROOFS, HIDDEN = ("tiles", "slate", "shingles", "thatch"), ("voxel", "water", "plain", "glass")


def panel(name: str, x: float, z: float) -> tuple[Item, Look]:
    """A thing of one quad about x, and an eye at 1 m before what it looks at."""
    soil = dict(SOILS.values()) | {m: base for n, (m, base) in SOILS.items() if n == m}
    color = linear_from_srgb(COLORS[name]) if name in COLORS else np.asarray(soil[name], np.float32)
    lean = np.deg2rad(45.0) if name in ROOFS else 0.0 if name in COLORS and name != "cobbles" else np.deg2rad(90.0)
    up, out = np.array([0, np.cos(lean), -np.sin(lean)]), np.array([0, np.sin(lean), np.cos(lean)])
    left, right = np.array([x - SIDE_M / 2, 0.2, z]), np.array([x + SIDE_M / 2, 0.2, z])
    s = Sculptor()
    s.quad(left, right, right + SIDE_M * up, left + SIDE_M * up, name, color)
    middle = (left + right) / 2 + (0.55 if lean == 0 else 1.2) * up
    toward = out + (np.array([0, 0, 0.7]) if lean > 1 else 0)
    eye = middle + toward / np.linalg.norm(toward)
    return Item(name, "panel", s.geometry()), (eye, middle)


def exhibition(names: list[str]) -> tuple[World, list[Look]]:
    """All panels in one world, a row behind a row on grey ground."""
    across = -(-len(names) // round(len(names) ** 0.5))
    half = APART_M * across / 2 + 20
    s = Sculptor()
    s.quad((-half, 0, -half), (-half, 0, half), (half, 0, half), (half, 0, -half), "plain", (0.2, 0.2, 0.2))
    place = [APART_M * (np.array([k % across, k // across]) - (across - 1) / 2) for k in range(len(names))]
    shown_by = [panel(name, *at) for name, at in zip(names, place, strict=True)]
    scene = Scene((Item("floor", "floor", s.geometry()), *(item for item, _ in shown_by)))
    layout = Layout(kind="village", style=Style(hour=15.0, sun_azimuth_deg=50.0), extent_m=(-half, -half, half, half), entrance_m=(0, 0, 4))
    options, seed = Options("standard"), 3
    plan = Plan.of(scene, layout, 12_000 * len(names) + 200_000)  # as fine as near a path
    samples, sky = lit(sample(scene, layout, plan, seed), scene, layout, seed, options, lambda _: None)
    solid = collider(scene)
    mesh = Mesh(solid.vertices, solid.faces, np.full((len(solid.vertices), 3), 128, np.uint8), solid.instance_ids)
    world = World(layout, scene, plan.pitch, samples, shown(samples, scene, layout, sky), sky, mesh, solid, seed=seed, options=options)
    return world, [look for _, look in shown_by]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", default="assets/pictures/materials.jpg", type=Path)
    parser.add_argument("--only", default="", help="names with commas")
    parser.add_argument("--columns", type=int, default=5)
    parser.add_argument("--tile", type=int, default=280, help="width of a tile in pixels")
    parser.add_argument("--away", type=float, default=1.2, help="metres between eye and panel")
    options = parser.parse_args()
    names = [n for n in options.only.split(",") if n] or sorted(n for n in MATERIALS if n not in HIDDEN and n not in hills.MATERIALS)
    world, looks = exhibition(names)
    size = (options.tile, options.tile * SIZE[1] // SIZE[0])
    rows = -(-len(names) // options.columns)
    sheet, seconds = Image.new("RGB", (size[0] * options.columns, size[1] * rows)), []
    for k, (name, (eye, middle)) in enumerate(zip(names, looks, strict=True)):
        eye = middle + (eye - middle) * options.away
        camera = Camera.look_at(eye.tolist(), middle.tolist(), fov_deg=FOV_DEG, width=SIZE[0], height=SIZE[1])
        start = time.perf_counter()
        world.refine(camera)
        seconds.append(time.perf_counter() - start)
        tile = Image.fromarray((world.picture(camera, sharp=True) * 255).astype(np.uint8)).resize(size, Image.Resampling.LANCZOS)
        ImageDraw.Draw(tile).text((6, 4), name, fill=(255, 255, 255), stroke_width=2, stroke_fill=(0, 0, 0))
        sheet.paste(tile, (k % options.columns * size[0], k // options.columns * size[1]))
    sheet.save(options.out, quality=85)
    slowest = sorted(zip(seconds, names, strict=True), reverse=True)[:5]
    print(json.dumps({"benchmark": "materials", "refine_s": round(sum(seconds), 2), "slowest": {n: round(s, 2) for s, n in slowest}}))


if __name__ == "__main__":
    main()
