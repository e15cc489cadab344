"""No two seeds alike: how far pictures and layouts of one kind of place lie apart, beside how far kinds do.

Hour (14:00, clear), palette (the kind's first) and camera rule (the three finest viewpoints, 320 × 180) are fixed. A picture's
descriptor is what it is like at a glance: its L*a*b* means and spreads in 8 × 5 cells and the strength of edges in six directions at three
scales in 4 × 3 cells, each standardized over all pictures. A distance of two worlds is the mean, over one's pictures, of the distance to
the nearest of the other's, both ways: what one would see again. Beside it 1 − SSIM of the pictures (kornia) in the same way, and for
layouts the Bray–Curtis dissimilarity of how many things of each class stand in each of 6 × 6 cells.
Usage: python benchmarks/variety.py [--kinds K …] [--seeds N] [--out FOLDER]; ends in one line of JSON. FOLDER gets the closest pair.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import kornia
import numpy as np
import torch
from numpy.typing import NDArray

import worldgen
from render.formats import image
from worldgen import Options
from worldgen.corpus import KINDS, sample
from worldgen.layout.layout import Layout
from worldgen.prompt import SceneSpec

Array = NDArray[Any]
WIDE, HIGH, VIEWS, HOUR, BAR = 320, 180, 3, 14.0, 0.60


def glance(picture: Array) -> Array:
    """(numbers,) of one picture (h, w, 3) in sRGB."""
    rgb = torch.from_numpy(np.ascontiguousarray(picture, np.float32)).permute(2, 0, 1)[None]
    lab = kornia.color.rgb_to_lab(rgb)
    cells = torch.nn.functional.adaptive_avg_pool2d
    mean = cells(lab, (5, 8))
    spread = (cells(lab**2, (5, 8)) - mean**2).clamp_min(0).sqrt()
    parts = [mean.flatten(), spread.flatten()]
    gray = lab[:, :1] / 100
    for sigma in (1.0, 2.5, 6.0):
        smooth = kornia.filters.gaussian_blur2d(gray, (int(4 * sigma) | 1,) * 2, (sigma, sigma))
        gx, gy = kornia.filters.spatial_gradient(smooth)[0, 0]
        strength, angle = torch.hypot(gx, gy), torch.atan2(gy, gx) % np.pi
        for k in range(6):
            along = torch.cos(angle - k * np.pi / 6).clamp_min(0) ** 4 * strength
            parts.append(cells(along[None, None], (3, 4)).flatten().sqrt())
    return torch.cat(parts).numpy()


def plan(layout: Layout) -> Counter[tuple[str, int, int]]:
    """How many things of a class stand in each of 6 × 6 cells of what can be walked."""
    x0, z0, x1, z1 = layout.extent_m
    found: Counter[tuple[str, int, int]] = Counter()
    for item in layout.instances:
        u, v = (item.position_m[0] - x0) / (x1 - x0), (item.position_m[2] - z0) / (z1 - z0)
        if 0 <= u < 1 and 0 <= v < 1:
            found[item.cls, int(6 * u), int(6 * v)] += 1
    return found


def unlike(a: Counter[Any], b: Counter[Any]) -> float:
    return 1 - 2 * sum((a & b).values()) / max(sum(a.values()) + sum(b.values()), 1)


def nearest(distances: Array) -> float:
    """Of a table (views of one, views of the other): the mean of the nearest, both ways."""
    return float((distances.min(0).mean() + distances.min(1).mean()) / 2)


def dissimilar(a: list[Array], b: list[Array]) -> float:
    one, other = (torch.from_numpy(np.stack(p)).permute(0, 3, 1, 2).float() for p in (a, b))
    table = [[float(1 - kornia.metrics.ssim(x[None], y[None], 11).mean()) for y in other] for x in one]
    return nearest(np.array(table))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", nargs="*", default=list(KINDS))
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    began, worlds = time.perf_counter(), []
    for kind in options.kinds:
        for seed in range(options.seeds):
            layout = sample(SceneSpec(kind, hour=HOUR, weather="clear", palette=dict(KINDS[kind].palette[0])), seed=seed)
            world = worldgen.generate(layout=layout, seed=seed, options=Options(quality="draft"))
            pictures = [world.picture(c, sharp=True) for c in world.viewpoints(VIEWS, width=WIDE, height=HIGH)]
            worlds.append((kind, seed, pictures, np.stack([glance(p) for p in pictures]), plan(layout)))
        print(f"{kind}: {time.perf_counter() - began:.0f} s", flush=True)
    every = np.concatenate([w[3] for w in worlds])
    middle, scale = every.mean(0), every.std(0) + 1e-6
    rows: list[dict[str, Any]] = []
    for a, b in itertools.combinations(worlds, 2):
        same = a[0] == b[0]
        if not same and (a[1] + b[1]) % 3:  # a third of the pairs of kinds is enough
            continue
        x, y = ((w[3] - middle) / scale for w in (a, b))
        glances = np.sqrt(((x[:, None] - y[None]) ** 2).mean(-1))
        rows.append({
            "a": a[:2], "b": b[:2], "same": same, "glance": nearest(glances), "ssim": dissimilar(a[2], b[2]), "layout": unlike(a[4], b[4]),
        })  # fmt: skip
    result: dict[str, Any] = {"benchmark": "variety", "seeds": options.seeds, "bar": BAR}
    for what in ("glance", "ssim", "layout"):
        between = np.mean([r[what] for r in rows if not r["same"]]) if len(options.kinds) > 1 else float("nan")
        within = {k: np.mean([r[what] for r in rows if r["same"] and r["a"][0] == k]) for k in options.kinds}
        result[what] = {"between_kinds": round(float(between), 3), "within": {k: round(float(v / between), 3) for k, v in within.items()}}
        print(f"{what}: between kinds {between:.3f}; within, of that:", " ".join(f"{k} {v / between:.0%}" for k, v in within.items()))
    closest = min((r for r in rows if r["same"]), key=lambda r: r["glance"])
    result["closest"] = {"kind": closest["a"][0], "seeds": [closest["a"][1], closest["b"][1]], "glance": round(closest["glance"], 3)}
    result["right"] = all(v >= BAR for v in result["glance"]["within"].values())
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        pair = [p for w in worlds if w[:2] in (closest["a"], closest["b"]) for p in w[2]]
        image.save(options.out / "closest.png", image.sheet(pair, VIEWS))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
