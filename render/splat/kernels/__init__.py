"""Triton's side of `fused`. Nothing here is imported before that backend is asked for."""

from __future__ import annotations

import triton


def interpreted() -> bool:
    """Whether kernels run on the CPU, under Triton's interpreter."""
    return bool(triton.knobs.runtime.interpret)
