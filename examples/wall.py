"""The wall of pictures in the README: one world a kind, one picture each, with the seconds and the memory that it took.

Usage: python examples/wall.py [OUT.jpg] [--quality draft] [--only KIND …] [--keep FOLDER]; ends in one line of JSON.
Each world is made by `worldgen create` in a process of its own, as a user would.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from PIL import Image

from worldgen import load
from worldgen.corpus import KINDS

PROMPTS = {
    "village": ("a stone village by a river at dusk", 0), "river_valley": ("a river valley with a stone bridge in the afternoon", 0),
    "forest": ("a forest clearing with a cabin in the late afternoon", 0), "castle": ("a castle on a hill in the afternoon", 0),
    "mountain_lake": ("a mountain lake with a jetty", 4), "harbour": ("a harbour", 3), "bedroom": ("a bedroom", 4),
    "dungeon": ("a dungeon", 4),
    "living_room": ("a cosy living room in the afternoon", 0), "library": ("an old library with a reading table at noon", 0),
}  # fmt: skip
ACROSS, WIDE, HIGH = 3, 640, 360


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", default="assets/pictures/wall.jpg", type=Path)
    parser.add_argument("--quality", default="standard")
    parser.add_argument("--only", nargs="*", default=list(KINDS), metavar="KIND")
    parser.add_argument("--keep", type=Path, help="folder that keeps the worlds")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        draw(folder, options)


def draw(folder: Path, options: argparse.Namespace) -> None:
    """Makes the worlds in `folder`, and their pictures' wall."""
    pictures, table = [], {}
    for kind in options.only:
        prompt, seed = PROMPTS.get(kind, (f"a {kind.replace('_', ' ')}", 1))
        path, began = folder / f"{kind}.world", time.perf_counter()
        command = [sys.executable, "-m", "app.cli", "create", prompt, "--seed", str(seed), "--quality", options.quality, "--out", str(path)]
        subprocess.run([*command, "--force"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - began
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20  # of all children until now
        world = load(path)
        camera = world.high_view(width=WIDE, height=HIGH) if world.layout.rooms else world.viewpoints(1, width=WIDE, height=HIGH)[0]
        pictures.append(np.asarray(world.picture(camera, sharp=True)))
        table[kind] = round(seconds, 1)
        print(f"{prompt}: {len(world.gaussians):,} splats in {seconds:.1f} s, at most {most:.2f} GB", flush=True)
    pictures += [np.zeros((HIGH, WIDE, 3), np.float32)] * (-len(pictures) % ACROSS)
    rows = [np.concatenate(pictures[i : i + ACROSS], axis=1) for i in range(0, len(pictures), ACROSS)]
    wall = (np.concatenate(rows) * 255 + 0.5).astype(np.uint8)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(wall).save(options.out, quality=82)
    print(json.dumps({"benchmark": "wall", "quality": options.quality, "seconds": table, "most_gb": round(most, 2)}))


if __name__ == "__main__":
    main()
