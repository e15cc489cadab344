"""PNG, sheets, panoramas, video."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
import torch

from render import Camera
from render.formats import image, panorama, video


def paint(directions: torch.Tensor) -> torch.Tensor:
    """A smooth picture of the sphere of directions (…, 3)."""
    d = directions / directions.norm(dim=-1, keepdim=True)
    return 0.5 + 0.4 * torch.sin(3 * d + d.roll(1, -1))


def view(camera: Camera) -> torch.Tensor:
    return paint(camera.rays()[1])


def test_png_round_trip(tmp_path: Path):
    picture = np.random.default_rng(0).integers(0, 256, (17, 23, 3), np.uint8)
    image.save(tmp_path / "a.png", picture)
    assert (image.load(tmp_path / "a.png") == picture).all()
    image.save(tmp_path / "b.png", torch.from_numpy(picture).float() / 255)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_png_refuses(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG nothing")
    with pytest.raises(ValueError, match="not a picture"):
        image.load(tmp_path / "a.png")
    with pytest.raises(ValueError, match=r"\(4, 4\)"):
        image.save(tmp_path / "b.png", np.zeros((4, 4)))


def test_sheet_keeps_every_pixel():
    pictures = [np.full((6, 8, 3), 40 * i + 50, np.uint8) for i in range(5)] + [np.full((4, 4, 3), 7, np.uint8)]
    page = image.sheet(pictures, 3, gap_px=2)
    assert page.shape == (2 * 8 + 2, 3 * 10 + 2, 3)
    for i, p in enumerate(pictures):
        assert (page == p[0, 0]).all(-1).sum() == p.shape[0] * p.shape[1], i
    assert (page[2:8, 2:10] == pictures[0]).all() and (page[10:16, 12:20] == pictures[4]).all()


@pytest.mark.parametrize("yaw", [0.0, 1.1])
def test_panorama_equals_the_sphere_it_saw(yaw: float):
    """No seam: the worst pixel is as good as bilinear sampling of a smooth picture."""
    seen = panorama.equirectangular(view, (3.0, 1.0, -2.0), width=256, yaw_rad=yaw)
    assert seen.shape == (128, 256, 3)
    assert (seen - paint(panorama.directions(256, yaw))).abs().max() < 4e-3


def test_panorama_is_not_mirrored():
    d = panorama.directions(360)
    assert torch.allclose(d[90, 180], torch.tensor([0.0, 0, 1]), atol=0.02)  # the middle looks along +Z
    assert torch.allclose(d[90, 270], torch.tensor([-1.0, 0, 0]), atol=0.02)  # facing +Z, −X is on the right
    assert d[0, 0, 1] > 0.99 and (d.norm(dim=-1) - 1).abs().max() < 1e-6
    right = Camera.look_at((0, 0, 0), (0, 0, 1)).world_from_cam[:3, 0]
    assert torch.allclose(right, torch.tensor([-1.0, 0, 0]), atol=1e-6)


def test_pictures_of_other_kinds_are_refused(tmp_path: Path):
    """PostScript is a program, which Pillow would have another program run."""
    (tmp_path / "a.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n0 0 moveto showpage\n%%EOF\n")
    with pytest.raises(ValueError, match="save it as PNG, JPEG, WEBP"):
        image.load(tmp_path / "a.png")


def test_video(tmp_path: Path):
    frames = [torch.full((49, 65, 3), i / 11) for i in range(12)]
    told: list[int] = []
    assert video.save(tmp_path / "a.mp4", iter(frames), fps=24, on_progress=told.append) == 12
    assert told == list(range(1, 13))
    with av.open(str(tmp_path / "a.mp4")) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, stream.codec_context.name, stream.average_rate) == (64, 48, "h264", 24)
        assert stream.codec_context.pix_fmt == "yuv420p"
        means = [frame.to_ndarray(format="rgb24").mean() / 255 for frame in container.decode(stream)]
    assert np.abs(np.array(means) - np.arange(12) / 11).max() < 0.03
    assert [p.name for p in tmp_path.iterdir()] == ["a.mp4"]


def test_the_same_frames_give_the_same_video(tmp_path: Path):
    frames = np.random.default_rng(0).integers(0, 256, (5, 32, 48, 3), np.uint8)
    for name in ("a.mp4", "b.mp4"):
        video.save(tmp_path / name, frames)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_video_refuses(tmp_path: Path):
    with pytest.raises(ValueError, match="no frames"):
        video.save(tmp_path / "a.mp4", [])
    with pytest.raises(ValueError, match="frame 1 is 6 × 8"):
        video.save(tmp_path / "a.mp4", [np.zeros((8, 8, 3)), np.zeros((8, 6, 3))])
    with pytest.raises(ValueError, match="does not exist"):
        video.save(tmp_path / "no" / "a.mp4", [np.zeros((8, 8, 3))])
    assert not list(tmp_path.iterdir())


def test_a_cube_map_is_laid_out_as_opengl_does() -> None:
    """Every pixel shows its direction, and the panorama the same one where it looks there."""
    size = 16
    faces = panorama.cube(lambda camera: camera.rays()[1], (1.0, 2.0, 3.0), size)
    u = (torch.arange(size) + 0.5) / size * 2 - 1
    v, u = torch.meshgrid(u, u, indexing="ij")
    one = torch.ones_like(u)
    laid = [(one, -v, -u), (-one, -v, u), (u, one, v), (u, -one, -v), (u, -v, one), (-u, -v, -one)]
    for face, parts in zip(faces, laid, strict=True):
        assert torch.allclose(face, torch.nn.functional.normalize(torch.stack(parts, -1), dim=-1), atol=1e-5)


def test_cube_map_and_panorama_show_the_same() -> None:
    faces = panorama.cube(view, (0, 0, 0), 64)
    wide = panorama.equirectangular(view, (0, 0, 0), width=128)
    toward = panorama.directions(128)
    x, y, z = toward.unbind(-1)
    front = (z > x.abs()) & (z > y.abs())  # the face pz: u = x / z, v = −y / z
    column, row = (((p / z)[front] + 1) / 2 * 64 for p in (x, -y))
    seen = faces[4][row.long().clamp(0, 63), column.long().clamp(0, 63)]
    assert front.any() and (seen - wide[front]).abs().max() < 0.06


@pytest.mark.parametrize(
    ("name", "quality", "least"), [("a.jpg", 92, 30), ("a.jpeg", 60, 25), ("a.webp", 92, 30), ("a.webp", 100, 99), ("a.png", 50, 99)]
)
def test_pictures_by_suffix(tmp_path: Path, name: str, quality: int, least: float) -> None:
    picture = view(Camera.look_at((0, 0, 0), (1, 0.2, 0.3), width=64, height=48))
    image.save(tmp_path / name, picture, quality=quality)
    back = image.load(tmp_path / name)
    error = ((back / 255.0 - image.to_bytes(picture) / 255.0) ** 2).mean()
    assert -10 * np.log10(error + 1e-10) >= least
    assert (b"sRGB" in (tmp_path / name).read_bytes()) == (name == "a.png")


def test_pictures_refuse(tmp_path: Path) -> None:
    for name, quality, word in (("a.gif", 90, "not kept in"), ("a.jpg", 0, "1 to 100"), ("a", 90, "without a suffix")):
        with pytest.raises(ValueError, match=word):
            image.save(tmp_path / name, np.zeros((4, 4, 3), np.uint8), quality=quality)
    with pytest.raises(ValueError, match="does not fit"):
        image.save(tmp_path / "a.webp", np.zeros((1, 16_384, 3), np.uint8))
    assert not list(tmp_path.iterdir())
