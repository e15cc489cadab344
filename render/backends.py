"""Which rasterizers there are: a name and the function that draws, imported when first used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from .frame import Frame
from .gaussians import Gaussians

_HOME = {"reference": "render.splat.reference", "cpu": "render.splat.cpu", "triton": "render.splat.fused"}


def names() -> tuple[str, ...]:
    return tuple(_HOME)


def choose(name: str, gaussians: Gaussians) -> Callable[..., Frame]:
    """`name` or "auto": the fast one where it applies, the reference where float64, another device or albedo's gradient is asked for."""
    if name == "auto":
        tensors = (gaussians.means, gaussians.quats, gaussians.scales, gaussians.opacities, gaussians.sh)
        plain = all(t.device.type == "cpu" and t.dtype.itemsize == 4 for t in tensors)
        taught = gaussians.albedo is not None and gaussians.albedo.requires_grad
        name = "cpu" if plain and not taught else "reference"
    if name not in _HOME:
        raise ValueError(f"backend {name!r} is unknown; use one of auto, {', '.join(_HOME)}")
    return import_module(_HOME[name]).draw
