"""`simplify`: fewer splats of the same mass, middle and colour, which look the same."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from splat_scenes import changed, cloud

from render import Camera, Gaussians, render_gaussians, simplify
from render.merging import OVERLAP, morton
from render.metrics import psnr


def wall(side: int, pitch: float = 0.05) -> Gaussians:
    """side × side flat splats that tile a square in the plane z = 0, in two colours that change slowly."""
    x, y = (a.ravel() for a in torch.meshgrid(*(torch.arange(side) * pitch,) * 2, indexing="ij"))
    means = torch.stack([x, y, torch.zeros_like(x)], 1) - torch.tensor([side * pitch / 2, side * pitch / 2, 0])
    n = len(means)
    rgb = torch.stack([0.5 + 0.3 * torch.sin(3 * means[:, 0]), torch.full((n,), 0.5), 0.5 + 0.3 * torch.cos(2 * means[:, 1])], 1)
    scales = torch.tensor([[0.66 * pitch, 0.66 * pitch, 0.05 * pitch]]).repeat(n, 1)
    still = torch.tensor([[1.0, 0, 0, 0]]).repeat(n, 1)
    return Gaussians.from_colors(means, still, scales, torch.full((n,), 0.98), rgb, instance_ids=torch.zeros(n, dtype=torch.int32))


@pytest.mark.parametrize("target", [1, 7, 500, 1999])
def test_as_few_as_asked_always_the_same_and_no_one_lost(target: int) -> None:
    splats = cloud(2000, size=4)
    few = simplify(splats, target)
    assert len(few) == target and torch.equal(few.means, simplify(splats, target).means)
    assert few.instance_ids is not None and set(few.instance_ids.tolist()) <= set(range(2000)) and few.albedo is not None
    assert torch.isfinite(few.quats).all() and float(few.opacities.max()) <= 1 and few.sh.shape == (target, 4, 3)
    low, high = splats.means.amin(0), splats.means.amax(0)
    assert (few.means >= low - 1e-5).all() and (few.means <= high + 1e-5).all()


def test_enough_is_left_alone_and_none_is_an_error() -> None:
    splats = cloud(20)
    assert simplify(splats, 20) is splats and simplify(splats, 1000) is splats
    with pytest.raises(ValueError, match="target = 0"):
        simplify(splats, 0)


def test_two_become_one_by_their_moments() -> None:
    pair = Gaussians.from_colors(
        [[0, 0, 0], [0.3, 0, 0.0]], [[1, 0, 0, 0]] * 2, [[0.2, 0.1, 0.01], [0.2, 0.1, 0.01]], [0.3, 0.1],
        [[1.0, 0.2, 0.4], [0.2, 0.6, 0.4]], instance_ids=[3, 4],
    )  # fmt: skip
    one = simplify(pair, 1)
    assert torch.allclose(one.means, torch.tensor([[0.075, 0, 0]]), atol=1e-6)
    assert one.instance_ids is not None and int(one.instance_ids) == 3
    assert torch.allclose(one.colors(), torch.tensor([[0.8, 0.3, 0.4]]), atol=1e-5)
    wide = (0.2**2 + OVERLAP * 0.25 * 0.75 * 0.3**2) ** 0.5
    assert sorted(one.scales[0].tolist()) == pytest.approx([0.01, 0.1, wide], rel=1e-3)
    assert float(one.opacities) == pytest.approx((0.3 + 0.1) * 0.2 * 0.1 / (wide * 0.1), rel=1e-3)  # opacity times area is what it was


def test_what_is_not_merged_keeps_its_bits() -> None:
    splats = cloud(300, size=9)
    few = simplify(splats, 250)
    own = {tuple(row) for row in splats.means.tolist()}
    same = torch.tensor([tuple(row) in own for row in few.means.tolist()])
    assert int(same.sum()) >= 200
    for name in ("scales", "opacities", "sh"):
        rows = {tuple(row) for row in getattr(splats, name).reshape(300, -1).tolist()}
        assert all(tuple(row) in rows for row in getattr(few, name).reshape(250, -1)[same].tolist())


@pytest.mark.parametrize("share, least, mean, db", [(0.25, 0.85, 0.94, 29), (0.06, 0.7, 0.9, 24)])
def test_a_wall_stays_closed_and_of_its_colour(share: float, least: float, mean: float, db: float) -> None:
    splats, camera = wall(60), Camera.look_at((0, 0, 3.0), (0, 0, 0), fov_deg=40, width=96, height=64)
    few = simplify(splats, int(share * len(splats)))
    before, after = render_gaussians(splats, camera), render_gaussians(few, camera)
    assert float(after.alpha.min()) > least and float(after.alpha.mean()) > mean and psnr(after.rgb, before.rgb) > db


def test_better_than_leaving_out() -> None:
    splats, camera = cloud(3000, size=1, log_scale=(-2.0, 0.4)), Camera.look_at((0, 1, -6), (0, 0, 0), width=96, height=64)
    splats = changed(splats, opacities=splats.opacities.clamp(0.2, 0.9))
    whole = render_gaussians(splats, camera).rgb
    merged = render_gaussians(simplify(splats, 750), camera).rgb
    ranked = render_gaussians(splats.crop(splats.opacities.argsort(descending=True)[:750]), camera).rgb
    assert psnr(merged, whole) > psnr(ranked, whole) + 3


def test_morton_order_keeps_neighbours_together() -> None:
    points = np.random.default_rng(0).random((4096, 3)).astype(np.float32)
    step = lambda order: float(np.linalg.norm(np.diff(points[order], axis=0), axis=1).mean())  # noqa: E731
    for shift in (0.0, 0.4):
        assert step(np.argsort(morton(points, shift))) < 0.4 * step(np.arange(4096))
