"""Which rasterizers there are: a name and the function that draws, imported when first used; or why it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from .frame import Frame
from .gaussians import Gaussians

_HOME = {
    "reference": "render.splat.reference",
    "cpu": "render.splat.cpu",
    "triton": "render.splat.fused",
    "gsplat": "render.splat.gsplat",
}


@cache
def load(name: str) -> Callable[..., Frame] | ImportError:
    """The function that draws, or the reason why there is none on this machine. ValueError for an unknown name."""
    if name not in _HOME:
        raise ValueError(f"backend {name!r} is unknown; use one of auto, {', '.join(_HOME)}")
    try:
        return import_module(_HOME[name]).draw
    except ImportError as error:
        return error


def choose(name: str, gaussians: Gaussians) -> Callable[..., Frame]:
    """`name`, or for "auto" the fast one where it applies, and the reference for float64, an odd device or albedo's gradient."""
    if name == "auto":
        tensors = (gaussians.means, gaussians.quats, gaussians.scales, gaussians.opacities, gaussians.sh)
        devices = {t.device.type for t in tensors}
        plain = all(t.dtype.itemsize == 4 for t in tensors) and not (gaussians.albedo is not None and gaussians.albedo.requires_grad)
        fast = {"cpu": "cpu", "cuda": "triton"}.get(devices.pop()) if len(devices) == 1 and plain else None
        name = fast if fast and not isinstance(load(fast), ImportError) else "reference"
    draw = load(name)
    if isinstance(draw, ImportError):
        raise ValueError(f"backend {name!r} cannot be loaded here ({draw}); install it, or use one of {', '.join(available())}")
    return draw


def available() -> tuple[str, ...]:
    """Names of the backends that can be loaded on this machine."""
    return tuple(name for name in _HOME if not isinstance(load(name), ImportError))
