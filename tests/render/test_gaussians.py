import math
from dataclasses import replace

import pytest
import torch

from render import Camera, Gaussians, render_gaussians
from render.rotation import quat_from_rotation, rotation_from_quat


def _cloud(n: int, size: int = 16, seed: int = 0) -> Gaussians:
    g = torch.Generator().manual_seed(seed)
    normal = torch.randn(n, 10, generator=g)
    sh = 0.3 * torch.randn(n, size, 3, generator=g)
    return Gaussians(normal[:, :3], normal[:, 3:7], torch.exp(normal[:, 7:] * 0.5 - 2), torch.rand(n, generator=g), sh)


def _similarity(scale: float) -> torch.Tensor:
    quat = torch.tensor([0.3, -0.5, 0.7, 0.2], dtype=torch.float64)
    matrix = torch.eye(4, dtype=torch.float64)
    matrix[:3, :3] = scale * rotation_from_quat(quat / quat.norm())
    matrix[:3, 3] = torch.tensor([1.0, -2, 0.5])
    return matrix


@pytest.mark.parametrize("size", [1, 4, 9, 16])
def test_a_moved_world_seen_by_a_moved_camera_looks_the_same(size: int) -> None:
    cloud = _cloud(60, size).to(torch.float64)
    camera = Camera.look_at((0, 1, -5), (0, 0, 0), width=24, height=16)
    matrix = _similarity(1.7)
    pose = camera.world_from_cam.double()
    moved_pose = torch.eye(4, dtype=torch.float64)
    moved_pose[:3, :3] = matrix[:3, :3] / 1.7 @ pose[:3, :3]
    moved_pose[:3, 3] = matrix[:3, :3] @ pose[:3, 3] + matrix[:3, 3]
    before = render_gaussians(cloud, camera, backend="reference")
    after = render_gaussians(cloud.transform(matrix), replace(camera, world_from_cam=moved_pose), backend="reference")
    assert before.alpha.max() > 0.5
    assert (before.rgb - after.rgb).abs().max() < 1e-5


def test_transforms_undo_each_other() -> None:
    cloud = _cloud(30)
    back = cloud.transform(_similarity(0.5)).transform(torch.linalg.inv(_similarity(0.5)))
    for name in ("means", "scales", "sh"):
        assert torch.allclose(getattr(back, name), getattr(cloud, name), atol=1e-5), name


def test_quaternions_and_matrices_are_inverse() -> None:
    quats = _cloud(200).quats
    assert torch.allclose(quat_from_rotation(rotation_from_quat(quats)), torch.where(quats[:, :1] < 0, -quats, quats), atol=1e-5)


def test_concat_pads_and_crop_undoes_it() -> None:
    low, high = replace(_cloud(5, 1), instance_ids=torch.arange(5)), _cloud(7, 9, seed=2)
    both = Gaussians.concat([low, high])
    assert len(both) == 12 and both.sh_degree == 2
    assert both.instance_ids is not None and both.instance_ids.dtype == torch.int32 and (both.instance_ids[5:] == -1).all()
    assert (both.sh[:5, 1:] == 0).all()
    kept = both.crop(torch.arange(12) >= 5)
    assert torch.equal(kept.means, high.means) and torch.equal(kept.quats, high.quats) and torch.equal(kept.sh, high.sh)


def test_from_colors_keeps_colors() -> None:
    rgb = torch.rand(9, 3, generator=torch.Generator().manual_seed(0)).numpy()
    cloud = Gaussians.from_colors(torch.zeros(9, 3), [[2.0, 0, 0, 0]] * 9, torch.ones(9, 3), torch.ones(9), rgb)
    assert torch.allclose(cloud.colors(), torch.from_numpy(rgb), atol=1e-6) and (cloud.quats.norm(dim=1) == 1).all()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("means", math.nan, "not finite"), ("scales", 0.0, "must be > 0"), ("opacities", 1.5, "0..1"),
        ("quats", 0.0, "zero quaternion"), ("sh", math.inf, "not finite"),
    ],
)  # fmt: skip
def test_mistakes_are_named(field: str, value: float, words: str) -> None:
    cloud = _cloud(4)
    with pytest.raises(ValueError, match=words):
        replace(cloud, **{field: torch.full_like(getattr(cloud, field), value)})
    with pytest.raises(ValueError, match="shape"):
        replace(cloud, **{field: getattr(cloud, field)[:2]})


def test_mirroring_is_refused() -> None:
    with pytest.raises(ValueError, match="mirroring"):
        _cloud(3).transform(torch.diag(torch.tensor([-1.0, 1, 1, 1])))


def test_rows_of_a_table_are_what_a_crop_gives_bit_for_bit():
    n = 12
    turn, ids = torch.tensor([1.0, 0, 0, 0]).expand(n, 4), torch.arange(-1, n - 1, dtype=torch.int32)
    g = Gaussians.from_colors(
        torch.rand(n, 3), turn, torch.full((n, 3), 0.1), torch.ones(n), torch.rand(n, 3), instance_ids=ids, albedo=torch.rand(n, 3)
    )
    table = g.table(1)
    again, cropped = Gaussians.of_table(torch.cat([table[:2].clone(), table[5:].clone()])), g.crop((ids < 1) | (ids > 3))
    for name in ("means", "quats", "scales", "opacities", "instance_ids", "albedo"):
        assert torch.equal(getattr(again, name), getattr(cropped, name))
    assert torch.equal(again.sh[:, :1], cropped.sh) and not again.sh[:, 1:].any()
    with pytest.raises(ValueError, match="albedo"):
        replace(g, albedo=None).table(1)
    with pytest.raises(ValueError, match="degree 1"):
        again.table(0)
