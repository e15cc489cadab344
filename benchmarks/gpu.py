"""The Triton rasterizer on a GPU: forward, and forward with backward, on a synthetic town; beside gsplat where that is installed.

Regime: warm kernels, splats already on the device, a new camera each frame, the picture left there; times by CUDA events, median of many.
Ceiling: the time in which the device, at the bandwidth that a large copy reaches on it, reads every splat once and writes the picture once.
Stages come from the profiler. Usage: python benchmarks/gpu.py [--splats N] [--size WxH] [--frames N]; ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import torch
from scenes import town, walk

from render import Camera, Gaussians, backends, render_gaussians

LEARNT = ("means", "quats", "scales", "opacities", "sh")
WARM = 5


def milliseconds(work: Callable[[int], Any], times: int) -> float:
    """Median time of `work(k)` on the device."""
    spans = []
    for k in range(WARM + times):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        work(k)
        end.record()
        torch.cuda.synchronize()
        spans.append(start.elapsed_time(end))
    return statistics.median(spans[WARM:])


def bandwidth() -> float:
    """Bytes a second of a copy, read and written."""
    a = torch.empty(2**28, dtype=torch.float32, device="cuda")
    b = torch.empty_like(a)
    return 2 * a.nbytes / (milliseconds(lambda _: b.copy_(a), 10) / 1000)


def timed(world: Gaussians, cameras: list[Camera], backend: str, frames: int) -> dict[str, float]:
    """Milliseconds of a picture, and of one with the gradient of its mean square."""

    def forward(k: int) -> None:
        render_gaussians(world, cameras[k % len(cameras)], backend=backend)

    columns = {name: getattr(world, name).clone().requires_grad_() for name in LEARNT}
    learnt = Gaussians(**columns)

    def both(k: int) -> None:
        for column in columns.values():
            column.grad = None
        render_gaussians(learnt, cameras[k % len(cameras)], backend=backend).rgb.square().mean().backward()

    with torch.no_grad():
        picture = milliseconds(forward, frames)
    return {"forward_ms": round(picture, 3), "fps": round(1000 / picture, 1), "both_ms": round(milliseconds(both, frames), 3)}


def stages(world: Gaussians, camera: Camera) -> list[dict[str, Any]]:
    """What the device did for one picture and its gradient, the longest first."""
    columns = {name: getattr(world, name).clone().requires_grad_() for name in LEARNT}
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CUDA]) as profile:
        render_gaussians(Gaussians(**columns), camera, backend="triton").rgb.square().mean().backward()
    rows = sorted(profile.key_averages(), key=lambda row: -row.self_device_time_total)
    return [{"kernel": row.key[:60], "calls": row.count, "us": round(row.self_device_time_total)} for row in rows[:14]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--splats", type=int, default=1_000_000)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--frames", type=int, default=60)
    options = parser.parse_args()
    facts: dict[str, Any] = {"benchmark": "gpu", "splats": options.splats, "size": options.size}
    if not torch.cuda.is_available():
        print("There is no CUDA device here: nothing was measured.")
        print(json.dumps(facts | {"measured": False}))
        return
    width, height = (int(side) for side in options.size.split("x"))
    world = town(options.splats).to("cuda")
    scale = width / 640
    cameras = [
        replace(c, fx_px=c.fx_px * scale, fy_px=c.fy_px * scale, cx_px=width / 2, cy_px=height / 2, width=width, height=height)
        for c in walk(12)
    ]
    facts |= {"device": torch.cuda.get_device_name(), "torch": torch.__version__, "triton": __import__("triton").__version__}
    facts["triton_backend"] = timed(world, cameras, "triton", options.frames)
    floor = (sum(getattr(world, name).nbytes for name in LEARNT) + width * height * 5 * 4) / bandwidth() * 1000
    facts["floor_ms"] = round(floor, 4)
    facts["share_of_floor"] = round(floor / facts["triton_backend"]["forward_ms"], 3)
    for row in stages(world, cameras[0]):
        print(f"{row['us']:>8} µs {row['calls']:>4} × {row['kernel']}")
    if "gsplat" in backends.available():
        facts["gsplat_backend"] = timed(world, cameras, "gsplat", options.frames)
        ours, theirs = (render_gaussians(world, cameras[0], backend=b).rgb for b in ("triton", "gsplat"))
        facts["psnr_against_gsplat"] = round(float(-10 * torch.log10((ours - theirs).square().mean())), 1)
    else:
        print(f"gsplat is not here ({backends.load('gsplat')}); python -m pip install gsplat==1.5.3 builds it where there is nvcc")
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
