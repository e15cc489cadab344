"""Triton's kernels compile for an H100 on a machine that has none: types, layouts and shared memory are checked, speed is not."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# A whole number that is 1 at a launch becomes a constant of the kernel, which is then another program: both are tried.
# name → 32-bit integers, float numbers, pointers that are not to floats, and constants; runs where TRITON_INTERPRET is not set.
COMPILE = r"""
import json, sys
import triton
from triton.backends.compiler import GPUTarget
from triton.compiler import ASTSource
from render.splat.kernels import backward, blending, projection, tiles, unprojection

LENS = ("fx", "fy", "cx", "cy", "x_low", "x_high", "y_low", "y_high")
SIZES = ("n", "total", "width", "height", "stride", "steps", "nowhere")
OTHERS = {name: "*i32" for name in ("keys", "counts", "owners", "names", "places", "owner")}
OTHERS |= {name: "*i64" for name in ("order", "ends", "pairs", "starts", "slots", "firsts")} | {"tiles": "*i16"}
KERNELS = [
    (projection.project, dict(SIZE=16, ANTIALIAS=True, PAINT=True, BLOCK=256), 4),
    (tiles.deal, dict(BLOCK=256), 4),
    (tiles.gather, dict(PAINT=True, LANES=256), 4),
    (blending.blend, dict(IDS=True, PAINT=True, MEDIAN=True, CHUNK=16), 4),
    (projection.project, dict(albedo=None, n=1, width=1, height=1, SIZE=1, ANTIALIAS=False, PAINT=False, BLOCK=256), 4),
    (tiles.deal, dict(n=1, total=1, width=1, height=1, steps=1, nowhere=1, BLOCK=256), 4),
    (tiles.gather, dict(width=1, height=1, PAINT=False, LANES=256), 4),
    (backward.blend_back, dict(width=1, height=1, CHUNK=16, GROUPS=8), 8),
    (unprojection.project_back, dict(n=1, width=1, height=1, SIZE=1, ANTIALIAS=False, BLOCK=64), 1),
    (blending.blend, dict(width=1, height=1, owner=None, paint=None, median=None, IDS=False, PAINT=False, MEDIAN=False, CHUNK=16), 4),
    (backward.blend_back, dict(CHUNK=16, GROUPS=8), 8),
    (unprojection.project_back, dict(SIZE=16, ANTIALIAS=True, BLOCK=64), 1),
]
found = []
for kernel, constants, warps in KERNELS:
    kinds = {
        name: "constexpr" if name in constants else "i32" if name in SIZES else "fp32" if name in LENS else OTHERS.get(name, "*fp32")
        for name in kernel.arg_names
    }
    whole = {(k,): [["tt.divisibility", 16]] for k, name in enumerate(kernel.arg_names) if kinds[name][0] == "*" or name == "stride"}
    source = ASTSource(fn=kernel, signature=kinds, constexprs=constants, attrs=whole)
    made = triton.compile(source, target=GPUTarget("cuda", 90, 32), options={"num_warps": warps, "enable_fp_fusion": True})
    found.append([kernel.__name__, made.metadata.shared, made.asm["ptx"].count("mma.sync"), len(made.asm["cubin"])])
print(json.dumps(found))
"""


@pytest.mark.gpu
def test_every_kernel_compiles_for_an_h100(tmp_path: object) -> None:
    import json

    pytest.importorskip("triton")
    plain = {name: value for name, value in os.environ.items() if name != "TRITON_INTERPRET"}
    run = subprocess.run(
        [sys.executable, "-c", COMPILE], capture_output=True, text=True, timeout=300, env=plain | {"TRITON_CACHE_DIR": str(tmp_path)}
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout.splitlines()[-1])
    assert len(found) == 12 and all(cubin > 1000 and shared <= 48 * 1024 for _, shared, _, cubin in found)
    assert {name for name, _, products, _ in found if products} == {"blend_back"}  # its moments go through tensor cores
