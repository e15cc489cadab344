"""How long another hour takes: the first time after loading, when rays and kernels are made ready, and after that.

Usage: python benchmarks/relight.py NAME.world, or none for a standard village made here; ends in one line of JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import worldgen

HOURS = (12.0, 22.0, 9.0, 19.0)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        own = None if len(sys.argv) > 1 else worldgen.generate("a stone village by a river at dusk").save(Path(folder) / "a.world")
        world = worldgen.load(own or sys.argv[1])
    seconds = []
    for hour in HOURS:
        start = time.perf_counter()
        world = world.relight(hour=hour)
        seconds.append(time.perf_counter() - start)
    facts = {"benchmark": "relight", "splats": len(world.gaussians), "first_s": seconds[0], "later_s": float(np.median(seconds[1:]))}
    print(json.dumps({k: round(v, 2) if isinstance(v, float) else v for k, v in facts.items()}))


if __name__ == "__main__":
    main()
