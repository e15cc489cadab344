"""Gradients of the fast rasterizers against the oracle's in float64, and against finite differences."""

from __future__ import annotations

from dataclasses import replace

import numba
import pytest
import torch
from splat_scenes import FAST, INTERPRETED, SCENES, brought, changed, cloud
from torch import Tensor

from render import Camera, Frame, Gaussians, render_gaussians

NAMES = ("means", "quats", "scales", "opacities", "sh")
FAR_M = 10.0  # depth's cotangents are divided by it, so that none outweighs the others


def _camera(width: int, height: int) -> Camera:
    return Camera.look_at((0, 1, -6), (0, 0, 0), width=width, height=height)


def _value(frame: Frame, seed: int) -> Tensor:
    """A random linear function of a picture, in float64; depth counts where both twins are sure to have one."""
    weights = torch.randn(*frame.rgb.shape[:2], 5, generator=torch.Generator().manual_seed(seed), dtype=torch.float64).to(frame.rgb.device)
    deep = frame.alpha.detach() >= 0.02
    depth = torch.where(deep, frame.depth, torch.zeros_like(frame.depth)) / FAR_M
    return (torch.cat([frame.rgb, frame.alpha[..., None], depth[..., None]], -1).double() * weights).sum()


def _gradients(
    splats: Gaussians, camera: Camera, backend: str, dtype: torch.dtype, seed: int = 0, antialias: bool = False
) -> dict[str, Tensor]:
    here = "cuda" if backend == "triton" and not INTERPRETED else "cpu"
    inputs = {name: getattr(splats, name).to(here, dtype).clone().requires_grad_() for name in NAMES}
    pose = camera.world_from_cam.to(dtype).clone().requires_grad_()
    columns = {name: inputs.get(name) for name in Gaussians.__dataclass_fields__}
    plain = Gaussians._checked(*columns.values())  # quaternions as they are: what normalizes them is no part of a backend
    _value(render_gaussians(plain, replace(camera, world_from_cam=pose), backend=backend, antialias=antialias), seed).backward()
    inputs["pose"] = pose
    return {name: torch.zeros_like(t).cpu() if t.grad is None else t.grad.cpu() for name, t in inputs.items()}


@pytest.mark.parametrize("backend", FAST)
@pytest.mark.parametrize("antialias", [False, True])
@pytest.mark.parametrize("size", [(61, 43), (1, 1), (16, 70)])
@pytest.mark.parametrize("scene", SCENES)
def test_gradients_are_the_oracles(scene: str, size: tuple[int, int], antialias: bool, backend: str) -> None:
    splats, camera = brought(SCENES[scene](), _camera(*size), backend)
    found = _gradients(splats, camera, backend, torch.float32, antialias=antialias)
    right = _gradients(splats, camera, "reference", torch.float64, antialias=antialias)
    for name, want in right.items():
        assert torch.isfinite(found[name]).all(), name
        assert float((found[name].double() - want).norm()) <= 1e-3 * float(want.norm()) + 1e-9, name


@pytest.mark.parametrize("backend", FAST)
@pytest.mark.parametrize("seed", range(3))
def test_any_cotangents(seed: int, backend: str) -> None:
    splats, camera = brought(cloud(800, size=9, seed=seed + 5), _camera(50, 50), backend)
    found, right = (_gradients(splats, camera, b, t, seed) for b, t in ((backend, torch.float32), ("reference", torch.float64)))
    for name, want in right.items():
        assert float((found[name].double() - want).norm()) <= 1e-4 * float(want.norm()), name


@pytest.mark.parametrize("backend", FAST)
def test_a_million_splats_on_one_ray(backend: str) -> None:
    if backend == "triton" and INTERPRETED:
        pytest.skip("a million splats take Triton's interpreter minutes; needs a GPU")
    n = 1_000_000
    g = torch.Generator().manual_seed(0)
    means = torch.rand(n, 1, generator=g) * torch.tensor([0.0, -1.0, 6.0]) + torch.tensor([0.0, 1.0, -4.0])
    still = torch.tensor([[1.0, 0, 0, 0]]).repeat(n, 1)
    flat = torch.tensor([[0.05, 0.03, 0.08]]).repeat(n, 1)
    splats = Gaussians(means, still, flat, torch.full((n,), 0.006), torch.randn(n, 1, 3, generator=g))
    found, right = (_gradients(splats, _camera(1, 1), b, t) for b, t in ((backend, torch.float32), ("reference", torch.float64)))
    for name, want in right.items():
        assert torch.isfinite(found[name]).all() and float((found[name].double() - want).norm()) <= 1e-3 * float(want.norm()), name


@pytest.mark.parametrize("backend", FAST)
def test_gradients_are_slopes(backend: str) -> None:
    splats, camera = cloud(12, size=9, log_scale=(1.2, 0.2), spread=0.6, seed=2), _camera(24, 18)  # wide: no pixel lies at a splat's rim
    splats = changed(splats, opacities=splats.opacities.clamp(0.2, 0.7))
    slopes, g = _gradients(splats, camera, backend, torch.float32), torch.Generator().manual_seed(1)
    for name, step in (("means", 2e-3), ("scales", 2e-3), ("opacities", 2e-3), ("sh", 1e-2)):
        base = getattr(splats, name)
        way = torch.randn(base.shape, generator=g) * (base.abs() if name == "scales" else 1)
        ends = [_value(render_gaussians(changed(splats, **{name: base + s * way}), camera, backend=backend), 0) for s in (step, -step)]
        measured, told = float((ends[0] - ends[1]) / (2 * step)), float((slopes[name] * way).double().sum())
        assert told == pytest.approx(measured, rel=0.03, abs=0.02 * float((slopes[name].abs() * way.abs()).double().sum())), name


@pytest.mark.parametrize("backend", FAST)
def test_same_gradients_on_every_run_and_any_number_of_threads(backend: str) -> None:
    splats, camera = brought(cloud(20_000), _camera(160, 90), backend)
    first, threads = _gradients(splats, camera, backend, torch.float32), numba.get_num_threads()
    try:
        numba.set_num_threads(1)
        second = _gradients(splats, camera, backend, torch.float32)
    finally:
        numba.set_num_threads(threads)
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_the_picture_is_the_same_with_gradients_and_without() -> None:
    splats, camera = cloud(3000), _camera(61, 43)
    plain = render_gaussians(splats, camera, backend="cpu", ids=True, albedo=True)
    grown = render_gaussians(changed(splats, means=splats.means.clone().requires_grad_()), camera, ids=True, albedo=True)
    assert grown.rgb.requires_grad and torch.equal(plain.rgb, grown.rgb.detach()) and torch.equal(plain.depth, grown.depth.detach())
    assert plain.ids is not None and grown.ids is not None and torch.equal(plain.ids, grown.ids)
    assert plain.albedo is not None and grown.albedo is not None and torch.equal(plain.albedo, grown.albedo)


def test_a_picture_is_found_again_by_descent() -> None:
    """Moved and recoloured splats go back to what a picture of them shows: one test of the whole chain, as a user would use it."""
    camera = _camera(64, 48)
    truth = cloud(60, size=1, log_scale=(-1.2, 0.2), spread=0.8, seed=4)
    aim = render_gaussians(truth, camera, backend="cpu").rgb
    g = torch.Generator().manual_seed(9)
    means = (truth.means + 0.05 * torch.randn(60, 3, generator=g)).requires_grad_()
    sh = (truth.sh + 0.3 * torch.randn(60, 1, 3, generator=g)).requires_grad_()
    optimizer = torch.optim.Adam([means, sh], lr=0.02)
    losses = []
    for _ in range(80):
        loss = (render_gaussians(changed(truth, means=means, sh=sh), camera, backend="cpu").rgb - aim).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.03 * losses[0]
