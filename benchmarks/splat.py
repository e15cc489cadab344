"""Frames a second of the CPU rasterizer on synthetic worlds, 640 × 360, camera inside at eye height; and what gradients cost.

The worlds have what makes generated ones expensive or cheap: surfaces sampled at the pitch that the number of splats allows, walls that
hide most of what is behind them, a crowd of leaves that does not, and ground under the viewer's feet. Regime: warm kernels, arrays already
in memory, a new camera each frame. Gradients: of the mean square of a picture in means, quats, scales, opacities and harmonics, forward
and back over forward alone; and one step of Adam on all of them, 100,000 splats, 320 × 180.
With --spark also against Spark 2 in a headless Chromium with SwiftShader, what a browser without a GPU gives: the same splats, views and
size in the same run, `cpu` timed before and after each of Spark's settings, the slower time over the fastest that Spark can be said to be
(`against_spark`).
Usage: python benchmarks/splat.py [--splats N …] [--frames N] [--threads N] [--spark]; ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numba
import torch
from scenes import town, walk

from render import Camera, Gaussians, formats, render_gaussians
from render.formats import image
from render.metrics import psnr

BARS = {350_000: 10.0, 1_600_000: 3.0}  # frames a second on two cores
LEARNT = ("means", "quats", "scales", "opacities", "sh")
STEP_SPLATS, STEP_SIZE = 100_000, (320, 180)
SPARK_SPLATS, SPARK_BAR = 350_000, 20.0
SPARK: dict[str, dict[str, Any]] = {  # "quarter" draws a quarter of the splats and does not count
    "default": {},
    "lean": {"renderer": {"maxStdDev": math.sqrt(5), "minAlpha": 1 / 255, "minPixelRadius": 0.5}},  # what its guide names for speed
    "lod": {"mesh": {"lod": True}},  # a tree of levels: less of what is smaller than a pixel
    "quarter": {"mesh": {"lod": True}, "renderer": {"lodSplatCount": SPARK_SPLATS // 4}},
}


def learning(world: Gaussians, cameras: list[Camera], steps: int) -> tuple[float, float]:
    """Median milliseconds of drawing and of a gradient, and of both with a step of Adam."""
    columns = {name: getattr(world, name).clone().requires_grad_() for name in LEARNT}
    optimizer = torch.optim.Adam(columns.values(), lr=1e-5)
    both, whole = [], []
    for k in range(steps):
        began = time.perf_counter()
        frame = render_gaussians(Gaussians(**columns), cameras[k % len(cameras)], backend="cpu")
        frame.rgb.square().mean().backward()
        both.append(time.perf_counter() - began)
        optimizer.step()
        optimizer.zero_grad()
        whole.append(time.perf_counter() - began)
    return 1000 * statistics.median(both[2:]), 1000 * statistics.median(whole[2:])


def forward(world: Gaussians, cameras: list[Camera]) -> list[float]:
    """Seconds of each frame, kernels warm."""
    render_gaussians(world, cameras[0], backend="cpu")  # compiles, or reads the compiled kernels
    seconds = []
    for camera in cameras:
        began = time.perf_counter()
        render_gaussians(world, camera, backend="cpu")
        seconds.append(time.perf_counter() - began)
    return seconds


def against_spark(world: Gaussians, cameras: list[Camera]) -> dict[str, Any]:
    """Median frames a second of both. Spark sorts in another thread, so that there are three ways to count its frames, and the best one is
    taken: `fps_sorted`, each sorted for its own camera; `fps_draw`, the same with sorting for nothing; `fps_raw`, those of an animation
    loop, drawn in the order of some frame before. `db`: the last view against ours, so that one sees that it does draw the scene."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "render"))
    import spark_browser

    if reason := spark_browser.missing():
        return {"skipped": reason}
    last, theirs, ratio = len(cameras) - 1, {}, {}
    picture = render_gaussians(world, cameras[last], backend="cpu", antialias=True).rgb.clamp(0, 1)  # Spark's own filter
    ours = [1 / statistics.median(forward(world, cameras))]
    with tempfile.TemporaryDirectory() as folder:
        formats.save(Path(folder) / "town.ply", world)
        for name, options in SPARK.items():
            shot = spark_browser.Shot(f"{folder}/town.ply", True, pictures=[last], rounds=1, **options)
            answer = spark_browser.run([shot], cameras, Path(folder), timeout_s=900)
            ours.append(1 / statistics.median(forward(world, cameras)))
            row = answer["rows"][0]
            row["fps"] = max(row["fps_sorted"], row["fps_draw"], row["fps_raw"])
            row["db"] = psnr(torch.from_numpy(image.load(f"{folder}/0_{last}.png")) / 255, picture)
            theirs[name], ratio[name] = {key: round(value, 3) for key, value in row.items()}, round(min(ours[-2:]) / row["fps"], 1)
            print(f"Spark, {name}: " + ", ".join(f"{key} {value}" for key, value in theirs[name].items()))
    least = min(ratio["default"], ratio["lean"], ratio["lod"])
    frames = [round(fps, 1) for fps in ours]
    print(f"cpu: {frames} fps between them; {least} × Spark (bar {SPARK_BAR:g}), by setting {ratio}")
    facts = {"splats": len(world), "ratio": least, "bar": SPARK_BAR, "ratios": ratio, "cpu_fps": frames, "spark": theirs}
    return facts | {"browser": answer["browser"], "device": answer["device"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--splats", type=int, nargs="*", default=list(BARS))
    parser.add_argument("--frames", type=int, default=12)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--spark", action="store_true")
    options = parser.parse_args()
    numba.set_num_threads(min(options.threads, numba.config.NUMBA_NUM_THREADS))
    rows = []
    for splats in options.splats:
        world = town(splats)
        cameras = walk(options.frames)
        seconds = forward(world, cameras)
        row = {"splats": len(world), "fps": round(len(seconds) / sum(seconds), 1), "fps_best_frame": round(1 / min(seconds), 1)}
        row |= {"median_ms": round(1000 * statistics.median(seconds), 1), "bar_fps": BARS.get(splats)}
        row["gradient_over_forward"] = round(learning(world, cameras, options.frames)[0] / row["median_ms"], 2)
        print(f"{row['splats']:>9} splats: {row['fps']} fps, median {row['median_ms']} ms, with gradients {row['gradient_over_forward']} ×")
        rows.append(row)
    facts = {"benchmark": "splat", "size": "640x360", "threads": options.threads, "load": round(os.getloadavg()[0], 1)}
    small = [Camera(c.world_from_cam, c.fx_px / 2, c.fy_px / 2, c.cx_px / 2, c.cy_px / 2, *STEP_SIZE) for c in walk(options.frames)]
    facts["step_ms"] = round(learning(town(STEP_SPLATS), small, options.frames + 2)[1], 1)
    print(f"one step of {STEP_SPLATS} splats at {STEP_SIZE[0]}x{STEP_SIZE[1]}: {facts['step_ms']} ms")
    if options.spark:
        facts["against_spark"] = against_spark(town(SPARK_SPLATS), walk(options.frames))
    print(json.dumps(facts | {"rows": rows}))


if __name__ == "__main__":
    main()
