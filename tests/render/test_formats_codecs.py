"""Splat formats of other people: round trips, `splat-transform` as reader and as writer, files by hand, hostile bytes."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from render import Camera, Gaussians, formats, render_gaussians
from render.formats import ksplat, sog, spz
from render.formats.columns import FLIP_MEAN, FLIP_QUAT, FLIP_SH, from_three, to_three

SHARED = Path(__file__).parents[3] / "shared" / "data" / "splats"
ORACLE = Path(__file__).parents[1] / "node" / "node_modules" / ".bin" / "splat-transform"
OWN = [suffix for suffix, module in formats.SPLATS.items() if module != "usd"]  # read by code of ours
oracle = pytest.mark.skipif(not (ORACLE.exists() and shutil.which("node")), reason="needs Node and `npm ci --prefix tests/node`")
shared = pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/data/splats, which is not part of the project")


def cloud(n: int = 500, size: int = 1, seed: int = 0) -> Gaussians:
    rng = torch.Generator().manual_seed(seed)
    sh = torch.randn(n, size, 3, generator=rng) * 0.15
    sh[:, 0] = torch.rand(n, 3, generator=rng) * 3 - 1.5
    scales = torch.rand(n, 3, generator=rng) * 0.2 + 0.01
    return Gaussians(torch.randn(n, 3, generator=rng), torch.randn(n, 4, generator=rng), scales, torch.rand(n, generator=rng), sh)


def psnr(a: Gaussians, b: Gaussians, middle: tuple[float, float, float] = (0, 0, 0), away: float = 1.0) -> float:
    """Worst of three views, over a grey background."""
    worst = np.inf
    for eye in ((0.5, 1, 5), (-5, 0.3, 0.2), (1, 4, -3)):
        camera = Camera.look_at([m + away * e for m, e in zip(middle, eye, strict=True)], middle, width=160, height=120)
        pictures = [render_gaussians(g, camera).over(torch.full((120, 160, 3), 0.5)).clamp(0, 1) for g in (a, b)]
        worst = min(worst, -10 * float(torch.log10(((pictures[0] - pictures[1]) ** 2).mean().clamp_min(1e-12))))
    return worst


def transformed(source: Path, target: Path, *options: str) -> Gaussians:
    run = subprocess.run([ORACLE, "-w", "-q", "-g", "cpu", source, target, *options], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return formats.load(target)


@pytest.mark.parametrize("size", [1, 4, 9, 16])
def test_sog_reads_back_the_same_picture(tmp_path: Path, size: int) -> None:
    before = cloud(size=size)
    formats.save(tmp_path / "a.sog", before)
    assert psnr(before, formats.load(tmp_path / "a.sog")) >= 40
    formats.save(tmp_path / "b.sog", before)
    assert (tmp_path / "a.sog").read_bytes() == (tmp_path / "b.sog").read_bytes()


def test_splat_reads_back_the_same_picture(tmp_path: Path) -> None:
    before = cloud()
    formats.save(tmp_path / "a.splat", before)
    after = formats.load(tmp_path / "a.splat")
    assert psnr(before, after) >= 40 and torch.equal(before.means, after.means) and torch.equal(before.scales, after.scales)


@pytest.mark.parametrize("size", [1, 16])
def test_spz_version_2_reads_back_the_same_picture(tmp_path: Path, size: int) -> None:
    before = cloud(size=size)
    spz.save(tmp_path / "a.spz", before, version=2)
    assert psnr(before, formats.load(tmp_path / "a.spz")) >= 38
    with pytest.raises(ValueError, match="version 4 is not written"):
        spz.save(tmp_path / "a.spz", before, version=4)


def test_spz_version_1_has_half_floats(tmp_path: Path) -> None:
    """By hand: two splats, at (1, −0.5, 0) and (2, 3, 4), without rotation."""
    head = struct.pack("<IIIBBBB", 0x5053474E, 1, 2, 0, 0, 0, 0)
    means = np.array([[1, -0.5, 0], [2, 3, 4]], "<f2").tobytes()
    quats = np.full((2, 3), 128, np.uint8).tobytes()
    (tmp_path / "a.spz").write_bytes(head + means + bytes([255, 0]) + bytes([128] * 6) + bytes([160] * 6) + quats)
    splats = formats.load(tmp_path / "a.spz")
    assert splats.means.tolist() == [[1, -0.5, 0], [2, 3, 4]] and splats.opacities.tolist() == [1, 0]
    assert torch.allclose(splats.scales, torch.ones(2, 3)) and splats.quats[:, 0].min() > 0.9999


def test_cameras_travel_in_sog(tmp_path: Path) -> None:
    cameras = [Camera.look_at((1, 2, 3), (0, 0.5, 0), width=64 + k, height=48) for k in range(3)]
    formats.save(tmp_path / "a.sog", cloud(20), cameras=cameras)
    for before, after in zip(cameras, sog.load_cameras(tmp_path / "a.sog"), strict=True):
        assert torch.allclose(before.world_from_cam, after.world_from_cam) and torch.equal(before.K, after.K)
        assert (before.width, before.height) == (after.width, after.height)


@given(st.lists(st.floats(-1, 1), min_size=4, max_size=4).filter(lambda q: sum(c * c for c in q) > 1e-3))
def test_the_component_that_is_left_out_comes_back(quat: list[float]) -> None:
    unit = np.array([quat]) / np.linalg.norm(quat)
    three, left_out = to_three(np.array([quat]))
    assert abs(three).max() <= 0.7072 and abs((from_three(three, left_out) * unit).sum()) > 1 - 1e-6


@oracle
@pytest.mark.parametrize("size", [1, 16])
@pytest.mark.parametrize("suffix", [".ply", ".spz", ".splat", ".sog"])
def test_others_read_what_we_write(tmp_path: Path, suffix: str, size: int) -> None:
    before = cloud(size=1 if suffix == ".splat" else size)
    formats.save(tmp_path / f"a{suffix}", before)
    ours = formats.load(tmp_path / f"a{suffix}")
    theirs = transformed(tmp_path / f"a{suffix}", tmp_path / "b.ply")
    assert psnr(before, theirs) >= 38 and psnr(ours, theirs) >= 45


@oracle
@pytest.mark.parametrize("size", [1, 16])
@pytest.mark.parametrize("suffix", [".ply", ".compressed.ply", ".sog", ".spz", ".spz 3"])
def test_we_read_what_others_write(tmp_path: Path, suffix: str, size: int) -> None:
    before = cloud(size=size)
    formats.save(tmp_path / "a.ply", before)
    suffix, _, version = suffix.partition(" ")
    after = transformed(tmp_path / "a.ply", tmp_path / f"b{suffix}", *(("--spz-version", version) if version else ()))
    theirs = transformed(tmp_path / f"b{suffix}", tmp_path / "c.ply")  # as they read it themselves
    assert psnr(theirs, after) >= 55 and psnr(before, after) >= 26  # their palette is small


@shared
@pytest.mark.parametrize("name", ["biker_12k.compressed.ply", "biker_12k.sog", "biker_12k_v3.spz"])
def test_a_scan_looks_the_same_in_every_format(name: str) -> None:
    folder = SHARED / "biker_12k"
    plain = formats.load(folder / "biker_12k.ply")
    assert psnr(plain, formats.load(folder / name), tuple(plain.means.mean(0).tolist()), 0.4) >= 45


@shared
@pytest.mark.parametrize("name", ["minimal.splat", "minimal.ksplat", "minimal-v3.spz", "minimal-v4.spz"])
def test_four_splats_of_a_fixture(name: str) -> None:
    splats = formats.load(SHARED / "fixtures_splat_transform" / name)
    assert splats.means.tolist() == [[-1, 0, 1], [0, 0, 1], [-1, 0, 0], [0, 0, 0]]
    assert torch.allclose(splats.scales, torch.tensor(0.1), rtol=0.02) and torch.allclose(splats.opacities, torch.tensor(230 / 255))
    assert torch.allclose(splats.colors()[:, 0], torch.tensor([1 / 3, 2 / 3, 1 / 3, 2 / 3]), atol=0.001)


def _ksplat(splats: Gaussians, level: int, degree: int, side: float = 4.0, steps: int = 32767) -> bytes:
    """One section; its buckets hold eight splats each, the last one fewer, and lie about their middles."""
    n, bucket = len(splats), 8
    means, quats = splats.means.numpy() * FLIP_MEAN, splats.quats.numpy() * FLIP_QUAT
    sh = splats.sh.numpy() * FLIP_SH[: splats.sh.shape[1], None]
    order = np.argsort(means[:, 0])
    full, rest = divmod(n, bucket)
    groups = np.split(order, np.arange(bucket, n, bucket))
    centers = np.array([(means[g].min(0) + means[g].max(0)) / 2 for g in groups], "<f4")
    rows = np.zeros(n, ksplat._row(level, degree))
    rows["means"] = means[order]
    if level:
        own = centers[np.arange(n) // bucket]
        rows["means"] = np.rint((means[order] - own) / (side / 2 / steps) + steps)
    rows["scales"], rows["quats"] = splats.scales.numpy()[order], quats[order]
    rows["rgba"][:, :3] = np.rint(np.clip(splats.colors().numpy()[order], 0, 1) * 255)
    rows["rgba"][:, 3] = np.rint(splats.opacities.numpy()[order] * 255)
    for d in range(1, degree + 1):
        band = sh[order, d * d : (d + 1) ** 2].transpose(0, 2, 1)
        rows[f"band_{d}"] = np.rint(np.clip((band + 1) / 2, 0, 1) * 255) if level == 2 else band
    buckets = len(groups) if level else 0
    head = ksplat._HEAD.pack(0, 1, 1, 1, n, n, level, 0, 0, 0, -1.0, 1.0).ljust(ksplat.HEADER, b"\0")
    partly = [rest] if rest and level else []
    section = ksplat._SECTION.pack(
        n, n, bucket, buckets, side, 12 if level else 0, steps, 0, full if level else 0, len(partly), degree
    ).ljust(ksplat.SECTION, b"\0")  # fmt: skip
    return head + section + np.array(partly, "<u4").tobytes() + (centers.tobytes() if level else b"") + rows.tobytes()


@pytest.mark.parametrize("degree", [0, 1, 2, 3])
@pytest.mark.parametrize("level", [0, 1, 2])
def test_ksplat_by_hand(tmp_path: Path, level: int, degree: int) -> None:
    before = cloud(61, (degree + 1) ** 2)
    (tmp_path / "a.ksplat").write_bytes(_ksplat(before, level, degree, side=24.0))
    after = formats.load(tmp_path / "a.ksplat")
    assert len(after) == 61 and after.sh_degree == degree and psnr(before, after) >= 38
    if ORACLE.exists() and degree < 3:
        assert psnr(transformed(tmp_path / "a.ksplat", tmp_path / "b.ply"), after) >= 50


@pytest.mark.parametrize("suffix", formats.WRITABLE)
def test_extremes_are_written_or_refused(tmp_path: Path, suffix: str) -> None:
    """Without a warning, and what is written is read."""
    plain = cloud(5, 4)
    for name, factor in (("means", 1e37), ("means", 0.0), ("scales", 1e-30), ("scales", 1e30), ("sh", 1e38), ("opacities", 0.0)):
        columns = {key: getattr(plain, key) for key in ("means", "quats", "scales", "opacities", "sh")}
        columns[name] = columns[name] * factor
        try:
            formats.save(tmp_path / f"a{suffix}", Gaussians(**columns))
        except ValueError as error:
            assert str(error).isprintable() and suffix == ".spz"
        else:
            assert len(formats.load(tmp_path / f"a{suffix}")) == 5


def test_only_reading_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.ksplat files are read, not written"):
        formats.save(tmp_path / "a.ksplat", cloud(1))
    with pytest.raises(ValueError, match="at least one splat"):
        formats.save(tmp_path / "a.sog", cloud(1).crop(torch.zeros(1, dtype=torch.bool)))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", formats.WRITABLE)
def test_progress_is_told_and_ends_at_one(tmp_path: Path, suffix: str) -> None:
    heard: list[float] = []
    formats.save(tmp_path / f"a{suffix}", cloud(300, 1), progress=heard.append)
    assert heard == sorted(heard) and heard[-1] == 1
    heard.clear()
    formats.load(tmp_path / f"a{suffix}", progress=heard.append)
    assert heard == sorted(heard) and heard[-1] == 1


def _seed(suffix: str) -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        if suffix == ".ksplat":
            return _ksplat(cloud(20, 4), 1, 1)
        formats.save(path, cloud(20, 1 if suffix == ".splat" else 4))
        return path.read_bytes()


def _survives(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        assert isinstance(formats.load(path), Gaussians)
    except ValueError as error:
        assert "\n" not in str(error) and str(error)


@pytest.mark.parametrize("suffix", OWN)
def test_cut_short(tmp_path: Path, suffix: str) -> None:
    whole = _seed(suffix)
    for length in {0, 1, 2, 5, 15, 16, 31, 40, len(whole) // 3, len(whole) // 2, len(whole) - 33, len(whole) - 1}:
        (tmp_path / f"a{suffix}").write_bytes(whole[:length])
        if suffix == ".splat" and length % 32 == 0:
            continue
        with pytest.raises(ValueError, match="."):
            formats.load(tmp_path / f"a{suffix}")


@pytest.mark.parametrize("suffix", OWN)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_changed_bytes(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    whole = bytearray(_SEEDS.setdefault(suffix, _seed(suffix)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, min(len(whole) - 1, 6000)))] = data.draw(st.integers(0, 255))
    _survives(tmp_path / f"a{suffix}", bytes(whole))


_SEEDS: dict[str, bytes] = {}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda meta: meta.replace(b'"count": 20', b'"count": 999999999'), "more than"),
        (lambda meta: meta.replace(b'"files": ["quats.webp"]', b'"files": ["../../quats.webp"]'), "holds no"),
        (lambda meta: meta.replace(b'"count": 20', b'"count": "many"'), "not|invalid"),
        (lambda meta: b"[" * 200_000, "not a SOG"),
        (lambda meta: b" " * 10_000_000, "larger than itself"),
    ],
)
def test_hostile_sog(tmp_path: Path, change: Callable[[bytes], bytes], word: str) -> None:
    formats.save(tmp_path / "a.sog", cloud(20))
    with zipfile.ZipFile(tmp_path / "a.sog") as old, zipfile.ZipFile(tmp_path / "b.sog", "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == "meta.json" else data)
    with pytest.raises(ValueError, match=word) as caught:
        formats.load(tmp_path / "b.sog")
    assert "\n" not in str(caught.value)
