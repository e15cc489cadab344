"""Metrics against their definitions; depth and cameras against kornia's own warp."""

import pytest
import torch

from render.camera import Camera
from render.gaussians import Gaussians
from render.metrics import psnr, ssim, warp
from render.splat import render_gaussians


def test_psnr_is_its_definition() -> None:
    a, b = torch.rand(20, 30, 3), torch.rand(20, 30, 3)
    assert psnr(a, b) == pytest.approx(float(-10 * torch.log10(((a - b) ** 2).mean())), abs=1e-3)


def test_ssim_of_the_same_picture_is_one() -> None:
    a = torch.rand(32, 32, 3)
    assert ssim(a, a) == pytest.approx(1.0, abs=1e-4) and ssim(a, 1 - a) < 0.5


def test_warping_by_depth_agrees_with_rendering() -> None:
    """A smooth coloured wall seen twice: the first picture, warped by the second view's depth, is the second picture."""
    x, y = torch.meshgrid(torch.linspace(-4, 4, 160), torch.linspace(-3, 3, 120), indexing="ij")
    means = torch.stack([x, y, 4 + 0.3 * torch.sin(x)], -1).reshape(-1, 3)
    n = len(means)
    rgb = 0.5 + 0.4 * torch.stack([torch.sin(2 * means[:, 0]), torch.cos(1.5 * means[:, 1]), torch.sin(means[:, 0] + means[:, 1])], 1)
    quats = torch.tensor([1.0, 0, 0, 0]).expand(n, 4)
    wall = Gaussians.from_colors(means, quats, torch.tensor([0.05, 0.05, 0.004]).expand(n, 3), torch.full((n,), 0.99), rgb)
    first = Camera.look_at((0, 0, 0), (0, 0, 4), width=160, height=96)
    second = Camera.look_at((0.35, 0.1, 0.2), (0.1, 0, 4), width=160, height=96)
    seen, wanted = render_gaussians(wall, first), render_gaussians(wall, second)
    guess = warp(seen.rgb, first, wanted.depth, second)
    middle = (slice(12, -12), slice(20, -20))
    warped, still = psnr(guess[middle], wanted.rgb[middle]), psnr(seen.rgb[middle], wanted.rgb[middle])
    assert warped > 32 and warped > still + 5  # the views do differ
