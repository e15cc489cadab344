"""Spark 2 (https://sparkjs.dev) in a headless Chromium without a GPU: somebody else's reader, renderer and speed, for tests and benchmarks.

What its options mean for a comparison (read from the shaders of version 2.2.0, and tried on a village and on tests/render/test_spark.py):

- `preBlurAmount` is added to the projected variances and is our dilation, 0.3 px². `blurAmount`, by default 0.3, is the same with the
  opacity paid back that it adds (Mip-Splatting's compensation): our `antialias`.
- `maxStdDev` √8 ends a splat at 1/55 of its weight; √(2 ln 255) goes on to 1/255, as far as ours. `minAlpha` 1/255 is our skip.
- `sortRadial` sorts by distance; 3DGS and we by camera z. Of all differences the one that shows most.
- `accumExtSplats` keeps what is drawn in floats, by default a splat is 16 bytes: 1 to 3 dB. Not so the mesh's `extSplats`: it rounds
  harmonics more coarsely than the 16 bytes do (2 to 10 dB worse where there are harmonics, 4 dB better where there are none).
- `clipXY` 1.4 drops splats whose centre lies that far outside. It cannot be widened: Spark does not clamp the slope of its projection as
  3DGS and we do, so that what is near and far aside would cover the picture (25 dB).
- Axes are taken as they are in the file: right-down-forward ones need the mesh turned about x (`half_turn`).
- Three's tone mapping is off by default, colours go to the canvas as they are. The canvas has 8 bits and rounds at each splat.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from math import log, sqrt
from pathlib import Path
from typing import Any

from render import Camera

NODE = Path(__file__).parents[1] / "node"
AS_WE_DRAW: dict[str, Any] = {
    "preBlurAmount": 0.3, "blurAmount": 0.0, "maxStdDev": sqrt(2 * log(255)), "minAlpha": 1 / 255,
    "sortRadial": False, "accumExtSplats": True,
}  # fmt: skip
HALF_TURN = {".ply": True, ".splat": True, ".sog": True, ".ksplat": True, ".spz": False}  # what Spark reads: is it right-down-forward?


@dataclass(frozen=True)
class Shot:
    """One file to load. `pictures`: indices of cameras to draw; `rounds`: how often to go along all cameras measuring frames a second.
    `renderer` and `mesh` are Spark's own options."""

    file: str
    half_turn: bool
    renderer: dict[str, Any] = field(default_factory=dict)
    mesh: dict[str, Any] = field(default_factory=dict)
    pictures: Sequence[int] = ()
    rounds: int = 0


def missing() -> str | None:
    """Why Spark cannot run here, or None."""
    if not shutil.which("node"):
        return "needs Node"
    if not (NODE / "node_modules" / "@sparkjsdev" / "spark").exists():
        return "needs Spark: npm ci --prefix tests/node"
    if not (os.environ.get("CHROMIUM") or any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))):
        return "needs Chromium: apt-get install chromium, or name one in the environment variable CHROMIUM"
    return None


def run(shots: Sequence[Shot], cameras: Sequence[Camera], out: Path, *, timeout_s: int = 120) -> dict[str, Any]:
    """Writes out/{shot}_{camera}.png and returns {browser, device, three, rows}: a row a shot, with load_ms, `drawn` splats and, where
    there are rounds, fps_sorted, fps_draw, fps_raw (tests/node/spark.html says which is what).

    All cameras must have the size of the first.
    """
    inner = ("fx_px", "fy_px", "cx_px", "cy_px")
    views = [{"world_from_cam": c.world_from_cam.tolist()} | {name: getattr(c, name) for name in inner} for c in cameras]
    job = {"width": cameras[0].width, "height": cameras[0].height, "cameras": views, "out": str(out), "timeout_s": timeout_s}
    job["shots"] = [asdict(shot) for shot in shots]
    command = ["node", str(NODE / "spark.mjs")]
    done = subprocess.run(command, input=json.dumps(job), capture_output=True, text=True, timeout=timeout_s + 30, check=False)
    if done.returncode:
        raise RuntimeError(f"Spark failed: {done.stderr.strip()[-2000:]}")
    return json.loads(done.stdout)
