"""Scenes that try a rasterizer: random ones and adversarial ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from render import Camera, Gaussians

FAST = ("cpu", pytest.param("triton", marks=pytest.mark.gpu))  # twins of the reference
INTERPRETED = not torch.cuda.is_available()


def brought(splats: Gaussians, camera: Camera, backend: str, most: int = 160) -> tuple[Gaussians, Camera]:
    """To where the backend draws; and less of both where Triton's interpreter must do it: it takes seconds for what a GPU does at once."""
    if backend != "triton":
        return splats, camera
    if not INTERPRETED:
        return splats.to("cuda"), camera
    return splats.crop(torch.arange(min(len(splats), most))), replace(camera, width=min(camera.width, 37), height=min(camera.height, 21))


def cloud(
    n: int,
    *,
    spread: float = 2.0,
    log_scale: tuple[float, float] = (-3.0, 0.7),
    center: tuple[float, float, float] = (0, 0, 0),
    size: int = 4,
    seed: int = 0,
) -> Gaussians:
    g = torch.Generator().manual_seed(seed)
    scales = torch.exp(log_scale[0] + log_scale[1] * torch.randn(n, 3, generator=g))
    means = spread * torch.randn(n, 3, generator=g) + torch.tensor(center, dtype=torch.float32)
    sh = 0.3 * torch.randn(n, size, 3, generator=g)
    return Gaussians(
        means, torch.randn(n, 4, generator=g), scales, torch.rand(n, generator=g), sh,
        torch.arange(n, dtype=torch.int32), torch.rand(n, 3, generator=g),
    )  # fmt: skip


def changed(splats: Gaussians, **changes: Tensor) -> Gaussians:
    return Gaussians(**{name: changes.get(name, getattr(splats, name)) for name in Gaussians.__dataclass_fields__})


def _needles() -> Gaussians:
    splats = cloud(300, spread=3)
    return changed(splats, scales=torch.tensor([5.0, 1e-4, 1e-6]).expand(300, 3).contiguous())


def _ray() -> Gaussians:
    splats = cloud(5000)
    line = torch.rand(5000, 1, generator=torch.Generator().manual_seed(3))
    thin = {"opacities": torch.full((5000,), 0.05), "scales": torch.full((5000, 3), 0.05)}
    return changed(splats, means=line * torch.tensor([0.1, 0.2, 8.0]), **thin)


def _extremes() -> Gaussians:
    splats = cloud(400)
    return changed(splats, opacities=(torch.arange(400) % 2).float())


SCENES: dict[str, Callable[[], Gaussians]] = {
    "random": lambda: cloud(1500),
    "third degree": lambda: cloud(500, size=16),
    "behind": lambda: cloud(300, center=(0, 1, -9), spread=0.3),
    "across the near plane": lambda: cloud(600, center=(0, 1, -6), spread=0.3, log_scale=(-3, 1)),
    "needles": _needles,
    "huge": lambda: cloud(100, log_scale=(3.0, 1.5), spread=20),
    "giant": lambda: cloud(20, log_scale=(11.0, 1.0), spread=1000),
    "below a pixel": lambda: cloud(3000, log_scale=(-9, 0.5)),
    "degenerate": lambda: changed(cloud(300), scales=torch.tensor([0.3, 1e-20, 1e-30]).expand(300, 3).contiguous()),
    "opacity 0 and 1": _extremes,
    "one ray": _ray,
    "none": lambda: cloud(0),
}  # fmt: skip
