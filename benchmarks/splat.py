"""Frames a second of the CPU rasterizer on synthetic worlds, 640 × 360, camera inside at eye height; and what gradients cost.

The worlds have what makes generated ones expensive or cheap: surfaces sampled at the pitch that the number of splats allows, walls that
hide most of what is behind them, a crowd of leaves that does not, and ground under the viewer's feet. Regime: warm kernels, arrays already
in memory, a new camera each frame. Gradients: of the mean square of a picture in means, quats, scales, opacities and harmonics, forward
and back over forward alone; and one step of Adam on all of them, 100,000 splats, 320 × 180.
Usage: python benchmarks/splat.py [--splats N …] [--frames N] [--threads N]; ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time

import numba
import torch
from scenes import town, walk

from render import Camera, Gaussians, render_gaussians

BARS = {350_000: 10.0, 1_600_000: 3.0}  # frames a second on two cores
LEARNT = ("means", "quats", "scales", "opacities", "sh")
STEP_SPLATS, STEP_SIZE = 100_000, (320, 180)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--splats", type=int, nargs="*", default=list(BARS))
    parser.add_argument("--frames", type=int, default=12)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    numba.set_num_threads(min(options.threads, numba.config.NUMBA_NUM_THREADS))
    rows = []
    for splats in options.splats:
        world = town(splats)
        cameras = walk(options.frames)
        render_gaussians(world, cameras[0], backend="cpu")  # compiles, or reads the compiled kernels
        seconds = []
        for camera in cameras:
            began = time.perf_counter()
            render_gaussians(world, camera, backend="cpu")
            seconds.append(time.perf_counter() - began)
        row = {"splats": len(world), "fps": round(len(seconds) / sum(seconds), 1), "fps_best_frame": round(1 / min(seconds), 1)}
        row |= {"median_ms": round(1000 * statistics.median(seconds), 1), "bar_fps": BARS.get(splats)}
        row["gradient_over_forward"] = round(learning(world, cameras, options.frames)[0] / row["median_ms"], 2)
        print(f"{row['splats']:>9} splats: {row['fps']} fps, median {row['median_ms']} ms, with gradients {row['gradient_over_forward']} ×")
        rows.append(row)
    facts = {"benchmark": "splat", "size": "640x360", "threads": options.threads, "load": round(os.getloadavg()[0], 1)}
    small = [Camera(c.world_from_cam, c.fx_px / 2, c.fy_px / 2, c.cx_px / 2, c.cy_px / 2, *STEP_SIZE) for c in walk(options.frames)]
    facts["step_ms"] = round(learning(town(STEP_SPLATS), small, options.frames + 2)[1], 1)
    print(f"one step of {STEP_SPLATS} splats at {STEP_SIZE[0]}x{STEP_SIZE[1]}: {facts['step_ms']} ms")
    print(json.dumps(facts | {"rows": rows}))


if __name__ == "__main__":
    main()
