"""Every class of thing in every asked colour: the share of its pixels that are of it, as `benchmarks/prompts.py` counts them.

Usage: python benchmarks/colors.py [--colors red,blue,white,black] [--weather clear] [--only CLASS,…]; lists what falls short of 40 %.
Each thing stands alone on paving and is seen aslant from its front. Ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence

import numpy as np

from app.measure import Seen
from render import Camera, Gaussians, render_gaussians
from worldgen.layout.layout import Ground, Instance, Layout, Style
from worldgen.layout.vocabulary import COLORS, OBJECTS, SURFACES
from worldgen.materialize.assemble import assemble
from worldgen.materialize.options import BUDGETS
from worldgen.materialize.plan import Plan
from worldgen.materialize.sampling import sample
from worldgen.materialize.sky import srgb_from_linear

ENOUGH = 0.4
BIG_M = 3.7  # larger things stand apart, so that small ones get the density that they have in a world


def grid(classes: Sequence[str], color: str, style: Style) -> Layout:
    """The classes in rows on paving, each in `color`, looking at +Z."""
    big = max(max(OBJECTS[c].size_m) for c in classes)
    step = 1.6 * big
    side = int(np.ceil(np.sqrt(len(classes))))
    half = max(20.0, side * step / 2 + 10)
    n = int(4 * half)
    items = [
        Instance(c, c, ((k % side - side / 2) * step, 0.0, (k // side - side / 2) * step), OBJECTS[c].size_m, color=COLORS[color])
        for k, c in enumerate(classes)
    ]
    flat = np.zeros((n, n), np.float32)
    ground = Ground((-half, -half), 0.5, flat, np.full((n, n), SURFACES.index("pavers"), np.uint8), np.full((n, n), np.nan, np.float32))
    views = tuple((x, 0.0, z + step / 2, np.pi) for x, _, z in (i.position_m for i in items))
    return Layout("village", ground, instances=tuple(items), style=style, extent_m=(-half, -half, half, half), views_m=views)


def shares(classes: Sequence[str], color: str, style: Style) -> Iterator[tuple[str, int, float]]:
    """(class, pixels, share of `color`) for each."""
    layout = grid(classes, color, style)
    scene = assemble(layout, 0, lambda _: None, None)
    samples = sample(scene, layout, Plan.of(scene, layout, BUDGETS["draft"]), 0)
    albedo = srgb_from_linear(np.clip(samples.albedo_linear, 0, 1))
    splats = Gaussians.from_colors(
        samples.position, samples.quat, samples.scale, samples.opacity, albedo, instance_ids=samples.instance_id, albedo=albedo
    )
    for item in layout.instances:
        w, h, d = item.size_m
        far = max(1.2, 1.3 * max(w, d, 1.3 * h)) + d / 2
        x, _, z = item.position_m
        eye = [x + 0.45 * far, 1.6 if h > 1.2 else max(1.2 * h, 0.4 * far), z + 0.9 * far]
        camera = Camera.look_at(eye, [x, h / 2, z], fov_deg=70.0, width=640, height=360)
        frame = render_gaussians(splats, camera, ids=True, albedo=True)
        assert frame.ids is not None and frame.albedo is not None
        mine = (frame.ids.numpy() == scene.index(item.id)) & (frame.alpha.numpy() > 0.5)
        seen = Seen(int(mine.sum()), frame.albedo.numpy()[mine].clip(0, 1))
        yield item.cls, seen.visible_px, seen.share_of(COLORS[color]) if mine.any() else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--colors", default="red,blue,yellow,green,white,black")
    parser.add_argument("--weather", default="clear")
    parser.add_argument("--season", default="summer")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    names = options.only.split(",") if options.only else list(OBJECTS)
    sizes = [[c for c in names if (max(OBJECTS[c].size_m) > BIG_M) == big] for big in (False, True)]
    style = Style(season=options.season, weather=options.weather)
    short: dict[str, list[str]] = {}
    for color in options.colors.split(","):
        for cls, pixels, share in (row for classes in sizes if classes for row in shares(classes, color, style)):
            if share < ENOUGH:
                short.setdefault(cls, []).append(f"{color} {share:.2f} of {pixels} px")
    for cls, rows in short.items():
        print(f"{cls:14s} {' · '.join(rows)}")
    counts = {cls: len(rows) for cls, rows in short.items()}
    print(json.dumps({"benchmark": "colors", "classes": len(names), "weather": options.weather, "short": counts}))


if __name__ == "__main__":
    main()
