"""What we write, read and drawn by Spark in a real browser, is our picture: frames, units, colours and harmonics of each format at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spark_browser
import torch
from spark_browser import AS_WE_DRAW, HALF_TURN, Shot

from render import Camera, Gaussians, formats, render_gaussians
from render.formats import image

WRITTEN = [suffix for suffix in formats.WRITABLE if suffix in HALF_TURN]
LEAST_DB = 28.0
CAMERAS = [
    Camera.look_at((1.5, 2.2, 4.5), (-0.2, 0.7, -0.3), width=320, height=180),
    Camera.look_at((2.4, 0.8, 1.0), (-0.8, 1.3, -0.9), width=320, height=180, up=(0.2, 1.0, 0.0)),
]


def corner() -> Gaussians:
    """A floor and two walls of another colour each, a pattern that is nowhere its own mirror image, and a cloud of needles and blobs in
    the air whose colours turn with the view (third degree)."""
    rng = np.random.default_rng(4)
    i, j = (axis.ravel() / 48 for axis in np.meshgrid(np.arange(48) + 0.5, np.arange(48) + 0.5))
    bars = 0.25 * ((8 * i).astype(int) % 2) + 0.25 * ((3 * j * j + i) % 0.5 > 0.25)
    flat, half = np.zeros_like(i), np.sqrt(0.5)
    sheets = [  # means, a rotation that lays z along the normal, colour
        (np.stack([4 * i - 2, flat, 4 * j - 2], 1), (half, half, 0, 0), (0.5, 0.35, 0.15)),
        (np.stack([4 * i - 2, 3 * j, flat - 2], 1), (1, 0, 0, 0), (0.2, 0.4, 0.5)),
        (np.stack([flat - 2, 3 * i, 4 * j - 2], 1), (half, 0, half, 0), (0.5, 0.2, 0.45)),
    ]
    n, air = len(i), 500
    means = np.concatenate([points for points, _, _ in sheets] + [rng.normal((0, 1.2, 0), (0.8, 0.5, 0.8), (air, 3))])
    quats = np.concatenate([np.broadcast_to(turn, (n, 4)) for _, turn, _ in sheets] + [rng.normal(size=(air, 4))])
    scales = np.concatenate([np.broadcast_to((0.055, 0.055, 0.006), (3 * n, 3)), np.exp(rng.normal(-3.3, 0.8, (air, 3)))])
    opacities = np.concatenate([np.full(3 * n, 0.95), rng.uniform(0.1, 1, air)])
    colors = np.concatenate([np.array(color) + bars[:, None] for _, _, color in sheets] + [rng.uniform(0, 1, (air, 3))])
    plain = Gaussians.from_colors(means, quats, scales, opacities, colors)
    sh = torch.zeros(len(means), 16, 3)
    sh[:, :1] = plain.sh
    sh[-air:, 1:] = torch.from_numpy(rng.normal(0, 0.25, (air, 15, 3))).float()
    return Gaussians(plain.means, plain.quats, plain.scales, plain.opacities, sh)


def shortened(splats: Gaussians, coefficients: int) -> Gaussians:
    return Gaussians(splats.means, splats.quats, splats.scales, splats.opacities, splats.sh[:, :coefficients])


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    return -10 * float(np.log10(np.mean((a.astype(float) - b.astype(float)) ** 2) / 255**2))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str]]]:
    """The folder of Spark's pictures and what each shot is: (suffix, "as we draw" or "by default"). One browser draws all of them."""
    if reason := spark_browser.missing():
        pytest.skip(reason)
    out, scene, shots, names = tmp_path_factory.mktemp("spark"), corner(), [], []
    for suffix in WRITTEN:
        formats.save(out / f"corner{suffix}", scene)
        for name, options in (("as we draw", {"renderer": AS_WE_DRAW}), ("by default", {})):
            shots.append(Shot(str(out / f"corner{suffix}"), HALF_TURN[suffix], pictures=[*range(len(CAMERAS))], **options))
            names.append((suffix, name))
    rows = spark_browser.run(shots, CAMERAS, out)["rows"]
    assert [row["drawn"] for row in rows] == [len(scene)] * len(shots)
    return out, names


@pytest.mark.parametrize("suffix", WRITTEN)
@pytest.mark.parametrize("name", ["as we draw", "by default"])
def test_spark_draws_the_same(drawn: tuple[Path, list[tuple[str, str]]], suffix: str, name: str):
    """Over the whole picture, black where nothing is. By default Spark pays back the opacity that its filter adds: our `antialias`."""
    out, names = drawn
    scene = shortened(corner(), formats.load(out / f"corner{suffix}").sh.shape[1])  # harmonics that the format has no room for
    for k, camera in enumerate(CAMERAS):
        ours = image.to_bytes(render_gaussians(scene, camera, antialias=name == "by default").rgb)
        assert psnr(image.load(out / f"{names.index((suffix, name))}_{k}.png"), ours) >= LEAST_DB


def test_the_measure_sees_what_can_go_wrong(drawn: tuple[Path, list[tuple[str, str]]]):
    """A forgotten half turn, harmonics left out or of the wrong sign, linear colours, a mirrored picture."""
    out, names = drawn
    scene, camera = corner(), CAMERAS[0]
    right = image.load(out / f"{names.index(('.ply', 'as we draw'))}_0.png")
    ours = render_gaussians(scene, camera).rgb
    assert psnr(right, image.to_bytes(ours)) > 38
    flipped = scene.sh.clone()
    flipped[:, 1:] *= -1
    turned = scene.means * torch.tensor([1.0, -1, -1])
    wrong = [
        render_gaussians(Gaussians(turned, scene.quats, scene.scales, scene.opacities, scene.sh), camera).rgb,
        render_gaussians(Gaussians(scene.means, scene.quats, scene.scales, scene.opacities, flipped), camera).rgb,
        render_gaussians(Gaussians(scene.means, scene.quats[:, [3, 0, 1, 2]], scene.scales, scene.opacities, scene.sh), camera).rgb,
        ours**2.2,
        ours.flip(1),
    ]
    assert max(psnr(right, image.to_bytes(picture)) for picture in wrong) < LEAST_DB
