"""The wall of pictures in the README: one world a kind, one picture each. `python examples/wall.py [OUT.jpg] [--quality draft]`"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

import worldgen

PICTURES = (
    ("a stone village by a river at dusk", 0), ("a river valley with a stone bridge in the afternoon", 0),
    ("a forest clearing with a cabin in the late afternoon", 0), ("a castle on a hill in the afternoon", 0),
    ("a cosy living room in the afternoon", 0), ("an old library with a reading table at noon", 0),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", default="assets/pictures/wall.jpg", type=Path)
    parser.add_argument("--quality", default="standard")
    options = parser.parse_args()
    pictures = []
    for prompt, seed in PICTURES:
        world = worldgen.generate(prompt, seed=seed, options=worldgen.Options(options.quality))
        camera = world.high_view(width=800, height=450) if world.layout.rooms else world.viewpoints(1, width=800, height=450)[0]
        pictures.append(np.asarray(world.picture(camera, sharp=True)))
        print(f"{prompt}: {len(world.gaussians):,} splats")
    rows = [np.concatenate(pictures[i : i + 2], axis=1) for i in range(0, len(pictures), 2)]
    wall = (np.concatenate(rows) * 255 + 0.5).astype(np.uint8)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(wall).save(options.out, quality=88)


if __name__ == "__main__":
    main()
