"""How a world looks with fewer splats: `simplify` against keeping the most opaque ones, in views that no constant of it was tuned on.

Views: 12 along the walk through the world, at 640 × 360, composed over the sky; the measure is the PSNR of each against all splats, and of
it the mean. Tiers are those of exports. Bars: a quarter of a standard village ≥ 28 dB, and ≥ 3 dB above ranked dropping.
Usage: python benchmarks/simplify.py NAME.world [--sheet FILE.png]; ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

import numpy as np
import torch

import worldgen
from render import Camera, Gaussians, render_gaussians, simplify, trajectory
from render.formats import image
from render.metrics import psnr

VIEWS, SIZE = 12, (640, 360)
TIERS = (100_000, 150_000, 500_000, 2_000_000)


def ranked(splats: Gaussians, target: int) -> Gaussians:
    """The `target` most opaque, among equals the largest."""
    area = splats.scales.log().sum(1) - splats.scales.min(1).values.log()
    order = np.lexsort((-area.numpy(), -splats.opacities.numpy()))
    return splats.crop(torch.from_numpy(order[:target].copy()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("world", type=Path)
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()
    world = worldgen.load(options.world)
    splats = world.gaussians
    line = world.walk_path(128)
    cameras = trajectory.walk(line, frames=VIEWS, width=SIZE[0], height=SIZE[1])

    def picture(cloud: Gaussians, camera: Camera) -> torch.Tensor:
        return render_gaussians(cloud, camera).over(torch.from_numpy(world.sky.rgb(camera.rays()[1].numpy()))).clamp(0, 1)

    whole = [picture(splats, camera) for camera in cameras]
    rows, sheet = [], []
    for target in (len(splats) // 4, *TIERS):
        began = time.perf_counter()
        merged = simplify(splats, target)
        seconds = time.perf_counter() - began
        clouds = {"merged": merged, "ranked": ranked(splats, target)}
        pictures = {name: [picture(cloud, camera) for camera in cameras] for name, cloud in clouds.items()}
        db = {name: [min(psnr(a, b), 99.0) for a, b in zip(each, whole)] for name, each in pictures.items()}
        mean = {name: round(statistics.mean(values), 2) for name, values in db.items()}
        row = {"splats": len(merged), "s": round(seconds, 1), **{f"{name}_db": value for name, value in mean.items()}}
        row["worst_merged_db"] = round(min(db["merged"]), 2)
        print("  ".join(f"{key} {value}" for key, value in row.items()))
        rows.append(row)
        sheet += [whole[3], pictures["merged"][3], pictures["ranked"][3]]
    if options.sheet:
        image.save(options.sheet, image.sheet(sheet, 3))
    facts = {"benchmark": "simplify", "splats": len(splats), "kind": world.layout.kind, "bars": {"db": 28.0, "above_ranked_db": 3.0}}
    print(json.dumps(facts | {"rows": rows}))


if __name__ == "__main__":
    main()
