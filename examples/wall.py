"""The wall of pictures in the README: one world a kind, one picture each. `python examples/wall.py [OUT.jpg] [--quality draft]`"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

import worldgen
from render import Camera

# prompt, seed, and which of the layout's views (−1: the entrance)
PICTURES = (
    ("a stone village by a river at dusk", 0, 0),
    ("a river valley with a stone bridge in the afternoon", 0, -1),
    ("an old pine forest in the late afternoon", 1, -1),
    ("a castle with red roofs in the afternoon", 1, -1),
    ("a living room with a blue sofa and two yellow armchairs", 0, 0),
    ("a library with a green armchair and a globe", 0, -1),
)


def camera(world: worldgen.World, view: int, width: int, height: int) -> Camera:
    """At eye height in one of the layout's views."""
    layout = world.layout
    x, y, z, yaw = (*layout.entrance_m, layout.entrance_yaw_rad) if view < 0 else layout.views_m[view % len(layout.views_m)]
    eye = np.array([x, y + 1.6, z])
    down = 0.45 if layout.rooms else 0.1
    return Camera.look_at(eye, eye + [5 * np.sin(yaw), -down, 5 * np.cos(yaw)], fov_deg=76, width=width, height=height)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", default="assets/pictures/wall.jpg", type=Path)
    parser.add_argument("--quality", default="standard")
    options = parser.parse_args()
    pictures = []
    for prompt, seed, view in PICTURES:
        world = worldgen.generate(prompt, seed=seed, options=worldgen.Options(options.quality))
        pictures.append(np.asarray(world.picture(camera(world, view, 800, 450), sharp=True)))
        print(f"{prompt}: {len(world.gaussians):,} splats")
    rows = [np.concatenate(pictures[i : i + 2], axis=1) for i in range(0, len(pictures), 2)]
    wall = (np.concatenate(rows) * 255 + 0.5).astype(np.uint8)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(wall).save(options.out, quality=88)


if __name__ == "__main__":
    main()
