import math

import pytest
import torch
from beartype import beartype
from jaxtyping import Float, jaxtyped
from torch import Tensor

from render import Camera


@jaxtyped(typechecker=beartype)
def _rays(camera: Camera) -> tuple[Float[Tensor, "h w 3"], Float[Tensor, "h w 3"]]:  # noqa: F722
    return camera.rays()


def test_project_and_unproject_are_inverse() -> None:
    camera = Camera.look_at((1, 2, 3), (-2, 0.5, 9), fov_deg=80, width=101, height=37)
    points = torch.randn(200, 3, generator=torch.Generator().manual_seed(0)) + torch.tensor([-2.0, 0.5, 9])
    xy, z = camera.project(points)
    assert (camera.unproject(xy, z) - points)[z > 0.1].abs().max() < 1e-4


def test_target_lands_in_the_middle_and_up_is_up() -> None:
    camera = Camera.look_at((0, 1, 0), (5, 1, 5), width=64, height=48)
    xy, z = camera.project(torch.tensor([[5.0, 1, 5], [5, 2, 5]]))
    assert torch.allclose(xy[0], torch.tensor([32.0, 24]), atol=1e-4) and math.isclose(float(z[0]), math.sqrt(50), rel_tol=1e-5)
    assert xy[1, 1] < xy[0, 1]


@pytest.mark.parametrize("up", [(0, 1, 0), (0, 0, 1), (1, 0, 0)])
@pytest.mark.parametrize("sign", [1, -1])
def test_up_along_the_view_still_gives_a_rotation(up: tuple[int, int, int], sign: int) -> None:
    rotation = Camera.look_at((0, 0, 0), tuple(sign * u for u in up), up=up).world_from_cam[:3, :3]
    assert torch.allclose(rotation.T @ rotation, torch.eye(3), atol=1e-6) and torch.linalg.det(rotation) > 0.99
    assert torch.allclose(rotation[:, 2], sign * torch.tensor(up, dtype=torch.float32))


def test_rays_agree_with_projection() -> None:
    camera = Camera.look_at((1, 2, 3), (0, 0, 0), width=9, height=5)
    origins, directions = _rays(camera)
    assert torch.allclose(camera.project(origins + 4 * directions)[0], camera.pixel_centers(), atol=1e-3)


def test_mistakes_are_named() -> None:
    with pytest.raises(ValueError, match="keep them apart"):
        Camera.look_at((1, 1, 1), (1, 1, 1))
    with pytest.raises(ValueError, match="width = 0"):
        Camera.look_at((0, 0, 0), (0, 0, 1), width=0)
    with pytest.raises(ValueError, match="not rigid"):
        Camera(2 * torch.eye(4), 1, 1, 1, 1, 2, 2)
