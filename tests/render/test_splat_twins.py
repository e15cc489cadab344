"""The fast rasterizer against the oracle in float64, on random and on adversarial scenes."""

from __future__ import annotations

import sys

import pytest
import torch
from beartype import beartype
from jaxtyping import Float, Int32, jaxtyped
from splat_scenes import FAST, SCENES, brought, changed, cloud
from torch import Tensor

from render import Camera, Frame, Gaussians, backends, render_gaussians


@pytest.mark.parametrize("backend", FAST)
@pytest.mark.parametrize("antialias", [False, True])
@pytest.mark.parametrize("size", [(61, 43), (1, 1), (16, 70)])
@pytest.mark.parametrize("scene", SCENES)
def test_twins_draw_the_same(scene: str, size: tuple[int, int], antialias: bool, backend: str) -> None:
    splats, camera = brought(SCENES[scene](), Camera.look_at((0, 1, -6), (0, 0, 0), width=size[0], height=size[1]), backend)
    fast = render_gaussians(splats, camera, backend=backend, ids=True, albedo=True, median=True, antialias=antialias)
    fast = Frame(*(x.cpu() if isinstance(x, Tensor) else x for x in vars(fast).values()))
    slow = render_gaussians(
        splats.to("cpu").to(torch.float64), camera, backend="reference", ids=True, albedo=True, median=True, antialias=antialias
    )
    assert torch.isfinite(fast.rgb).all() and torch.isfinite(fast.alpha).all() and not torch.isnan(fast.depth).any()
    assert (fast.alpha - slow.alpha).abs().max() <= 1 / 255
    seen = slow.alpha > 0.01
    if seen.any():
        assert -10 * torch.log10(((fast.rgb - slow.rgb)[seen] ** 2).mean() + 1e-20) >= 45
    solid = slow.alpha > 0.5
    assert not solid.any() or ((fast.depth - slow.depth).abs() / slow.depth)[solid].max() <= 1e-3
    assert fast.ids is not None and slow.ids is not None and fast.albedo is not None and slow.albedo is not None
    assert fast.median_depth is not None and slow.median_depth is not None
    sure = (slow.alpha - 0.5).abs() > 1e-3
    same = torch.isclose(fast.median_depth.double(), slow.median_depth, rtol=1e-3)
    assert (~same)[sure].double().sum() <= 0.02 * sure.sum()  # where a splat leaves just half, either may be told
    clear = (slow.alpha - 0.01).abs() > 1e-3
    assert (fast.ids != slow.ids)[clear].double().sum() <= 0.01 * clear.sum()
    assert (fast.albedo - slow.albedo)[slow.alpha > 0.05].abs().mean().nan_to_num() < 1e-3


def test_same_bits_on_every_run_and_any_number_of_threads() -> None:
    import numba

    splats, camera = cloud(20_000), Camera.look_at((0, 1, -6), (0, 0, 0), width=160, height=90)
    first = render_gaussians(splats, camera, backend="cpu", ids=True)
    threads = numba.get_num_threads()
    try:
        numba.set_num_threads(1)
        second = render_gaussians(splats, camera, backend="cpu", ids=True)
    finally:
        numba.set_num_threads(threads)
    assert first.ids is not None and second.ids is not None
    assert torch.equal(first.rgb, second.rgb) and torch.equal(first.depth, second.depth)
    assert torch.equal(first.alpha, second.alpha) and torch.equal(first.ids, second.ids)


def test_oracle_has_right_gradients() -> None:
    splats = cloud(6, size=4, log_scale=(-1.0, 0.2), spread=0.5).to(torch.float64)
    camera = Camera.look_at((0, 1, -6), (0, 0, 0), width=5, height=4)

    def picture(means: Tensor, scales: Tensor, opacities: Tensor, sh: Tensor) -> Tensor:
        frame = render_gaussians(changed(splats, means=means, scales=scales, opacities=opacities, sh=sh), camera, backend="reference")
        return torch.cat([frame.rgb.flatten(), frame.alpha.flatten()])

    inputs = [t.clone().requires_grad_() for t in (splats.means, splats.scales, splats.opacities.clamp(0.2, 0.8), splats.sh)]
    assert torch.autograd.gradcheck(picture, inputs, eps=1e-7, atol=1e-4)


def test_one_splat_by_hand() -> None:
    camera = Camera(torch.eye(4), 100.0, 100.0, 10.5, 10.5, 21, 21)
    one = Gaussians.from_colors([[0, 0, 2.0]], [[1, 0, 0, 0]], [[0.04, 0.04, 0.04]], [0.5], [[1.0, 0.5, 0.25]], instance_ids=[7])
    frame = render_gaussians(one, camera, backend="cpu", ids=True)
    assert torch.allclose(frame.rgb[10, 10], 0.5 * torch.tensor([1.0, 0.5, 0.25]), atol=1e-5)
    assert abs(float(frame.alpha[10, 12]) - 0.5 * float(torch.exp(torch.tensor(-0.5 * 4 / 4.3)))) < 1e-5  # σ = 100 · 0.04 / 2 = 2 px
    assert abs(float(frame.depth[10, 10]) - 2) < 1e-5 and frame.ids is not None and frame.ids[10, 10] == 7 and frame.ids[0, 0] == -1


def test_shapes_of_a_frame() -> None:
    @jaxtyped(typechecker=beartype)
    def parts(
        splats: Gaussians, camera: Camera
    ) -> tuple[Float[Tensor, "h w 3"], Float[Tensor, "h w"], Float[Tensor, "h w"], Int32[Tensor, "h w"]]:  # noqa: F722
        frame = render_gaussians(splats, camera, ids=True)
        assert frame.ids is not None
        return frame.rgb, frame.depth, frame.alpha, frame.ids

    parts(cloud(10), Camera.look_at((0, 1, -6), (0, 0, 0), width=7, height=5))


def test_mistakes_are_named() -> None:
    camera = Camera.look_at((0, 1, -6), (0, 0, 0), width=7, height=5)
    with pytest.raises(ValueError, match="backend 'vulkan' is unknown"):
        render_gaussians(cloud(1), camera, backend="vulkan")
    with pytest.raises(ValueError, match="carry no albedo"):
        render_gaussians(Gaussians.from_colors([[0, 0, 0.0]], [[1, 0, 0, 0]], [[1, 1, 1.0]], [1.0], [[1, 1, 1.0]]), camera, albedo=True)


def test_a_backend_that_cannot_be_loaded_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gsplat", None)
    backends.load.cache_clear()
    with pytest.raises(ValueError, match="'gsplat' cannot be loaded here .*; install it, or use one of reference, cpu"):
        render_gaussians(cloud(1), Camera.look_at((0, 1, -6), (0, 0, 0)), backend="gsplat")
    backends.load.cache_clear()


def test_several_cameras_are_drawn_as_each_alone() -> None:
    splats, cameras = cloud(500), [Camera.look_at((x, 1, -6), (0, 0, 0), width=20 + x, height=15) for x in (0, 1, 2)]
    frames = render_gaussians(splats, cameras, backend="cpu")
    assert len(frames) == 3 and render_gaussians(splats, [], backend="cpu") == []
    for frame, camera in zip(frames, cameras, strict=True):
        assert frame.camera is camera and torch.equal(frame.rgb, render_gaussians(splats, camera, backend="cpu").rgb)


@pytest.mark.parametrize("backend", ["cpu", "reference"])
def test_what_is_far_away_does_not_grow_when_antialiased(backend: str) -> None:
    """A cloud of opaque specks covers about its area in pixels; plain dilation makes it ten times that."""
    n, size, away = 400, 0.004, 40.0
    means = torch.rand(n, 3, generator=torch.Generator().manual_seed(0)) * torch.tensor([8.0, 4.0, 0.5]) - torch.tensor([4.0, 2.0, -away])
    splats = Gaussians(means, torch.tensor([[1.0, 0, 0, 0]]).repeat(n, 1), torch.full((n, 3), size), torch.ones(n), torch.zeros(n, 1, 3))
    camera = Camera(torch.eye(4), 300.0, 300.0, 60.5, 40.5, 121, 81)
    covered = n * 2 * torch.pi * (300 * size / away) ** 2  # of a Gaussian, in px
    plain, calm = (float(render_gaussians(splats, camera, backend=backend, antialias=a).alpha.sum()) for a in (False, True))
    assert plain > 10 * covered and (calm == 0 or calm < 1.5 * covered)


def test_median_depth_is_that_of_the_splat_that_takes_the_light() -> None:
    camera = Camera(torch.eye(4), 100.0, 100.0, 10.5, 10.5, 21, 21)
    splats = Gaussians.from_colors(
        [[0, 0, 2.0], [0, 0, 3.0], [0, 0, 4.0]], [[1, 0, 0, 0]] * 3, [[0.5, 0.5, 0.01]] * 3, [0.3, 0.4, 0.9], [[1.0, 1, 1]] * 3
    )
    for backend in ("cpu", "reference"):
        frame = render_gaussians(splats, camera, backend=backend, median=True)
        assert frame.median_depth is not None and abs(float(frame.median_depth[10, 10]) - 3) < 1e-5
        assert render_gaussians(splats, camera, backend=backend).median_depth is None
