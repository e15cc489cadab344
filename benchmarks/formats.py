"""Splat formats: bytes a splat, seconds to save and to load, memory beside the splats, and what is lost.

Each format is saved and loaded in a process of its own. Extra memory is the process's peak less what it held before, and for loading less
the splats themselves, over the file's size (bar: 2). Mapped files are not in it, nor is USD's reading process, which maps the file: once
its size more. Loss is the PSNR of pictures of a town, before and after, at 640 × 360.
Usage: python benchmarks/formats.py [--splats N] [--only SUFFIX …]; ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import torch
from scenes import town, walk

from render import Gaussians, formats, render_gaussians

PICTURED = 350_000  # splats of the town whose pictures are compared
BAR = 2.0


def held_bytes() -> int:
    """What this process holds of its own: not the pages of mapped files, which the system takes back when it needs them."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    return sum(int(fields[name].split()[0]) for name in ("RssAnon", "RssShmem")) * 1024


class Peak(threading.Thread):
    """The most that is held between start and `most`, looked at every two milliseconds."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.ended, self.highest = threading.Event(), held_bytes()

    def run(self) -> None:
        while not self.ended.wait(0.002):
            self.highest = max(self.highest, held_bytes())

    def most(self) -> int:
        self.ended.set()
        self.join()
        return max(self.highest, held_bytes())


def cloud(n: int) -> Gaussians:
    """Random splats, made without temporary arrays that would raise the peak."""
    g = torch.Generator().manual_seed(0)
    means = torch.empty(n, 3).normal_(0, 20, generator=g)
    quats = torch.empty(n, 4).normal_(generator=g)
    for part in quats.split(1 << 16):
        part /= part.norm(dim=1, keepdim=True)
    scales = torch.empty(n, 3).uniform_(0.01, 0.1, generator=g)
    return Gaussians._checked(
        means, quats, scales, torch.empty(n).uniform_(0.1, 1, generator=g), torch.empty(n, 1, 3).uniform_(-1, 1, generator=g), None, None
    )


def splat_bytes(splats: Gaussians) -> int:
    return sum(getattr(splats, name).nbytes for name in ("means", "quats", "scales", "opacities", "sh"))


def measure(step: str, path: Path, n: int) -> dict[str, float]:
    """In a fresh process: save or load, seconds and extra bytes."""
    small = cloud(64)
    formats.save(path.with_stem("warm"), small)  # imports and first allocations are not the format's
    formats.load(path.with_stem("warm"))
    splats = cloud(n) if step == "save" else None
    before, peak = held_bytes(), Peak()
    peak.start()
    began = time.perf_counter()
    if splats is not None:
        formats.save(path, splats)
        own = 0
    else:
        own = splat_bytes(formats.load(path))
    return {"s": time.perf_counter() - began, "extra": peak.most() - before - own}


def loss_db(suffix: str, folder: Path) -> float:
    """The worst of three pictures."""
    before = town(PICTURED)
    formats.save(folder / f"town{suffix}", before)
    after = formats.load(folder / f"town{suffix}")
    worst = float("inf")
    for camera in walk(3):
        a, b = (render_gaussians(splats, camera).rgb for splats in (before, after))
        worst = min(worst, float(-10 * torch.log10((a - b).square().mean().clamp_min(1e-12))))
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--splats", type=int, default=5_000_000)
    parser.add_argument("--only", nargs="*", default=list(formats.WRITABLE), metavar="SUFFIX")
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(measure(options.step[0], Path(options.step[1]), options.splats)))
        return
    rows = []
    for suffix in options.only:
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / f"cloud{suffix}"
            found = {}
            for step in ("save", "load"):
                command = [sys.executable, __file__, "--splats", str(options.splats), "--step", step, str(path)]
                found[step] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            size = sum(file.stat().st_size for file in path.parent.glob(f"{path.stem}.*"))  # a .gltf has a .bin
            row = {"format": suffix, "bytes_a_splat": round(size / options.splats, 2)}
            for step, facts in found.items():
                row |= {f"{step}_s": round(facts["s"], 1), f"{step}_extra_over_file": round(facts["extra"] / size, 2)}
            row["round_trip_db"] = round(loss_db(suffix, Path(name)), 1)
            print("  ".join(f"{key} {value}" for key, value in row.items()))
            rows.append(row)
    print(json.dumps({"benchmark": "formats", "splats": options.splats, "bar_extra_over_file": BAR, "rows": rows}))


if __name__ == "__main__":
    main()
