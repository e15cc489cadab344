"""Splat files: round trips, other people's reader, hostile bytes."""

from __future__ import annotations

import gzip
import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from render import Camera, Gaussians, formats, render_gaussians
from render.formats import ply, spz

ORACLE = Path(__file__).parents[1] / "node" / "node_modules" / ".bin" / "splat-transform"


def cloud(n: int, size: int = 1, seed: int = 0, spread_m: float = 1.0) -> Gaussians:
    rng = torch.Generator().manual_seed(seed)
    sh = torch.randn(n, size, 3, generator=rng) * 0.15
    sh[:, 0] = torch.rand(n, 3, generator=rng) * 3 - 1.5
    return Gaussians(
        torch.randn(n, 3, generator=rng) * spread_m,
        torch.randn(n, 4, generator=rng),
        torch.rand(n, 3, generator=rng) * 0.2 + 0.01,
        torch.rand(n, generator=rng),
        sh,
    )


def psnr(a: Gaussians, b: Gaussians) -> float:
    """Worst of three views, over a grey background."""
    worst = np.inf
    for eye in ((0.5, 1, 5), (-5, 0.3, 0.2), (1, 4, -3)):
        camera = Camera.look_at(eye, (0, 0, 0), width=160, height=120)
        pictures = [render_gaussians(g, camera).over(torch.full((120, 160, 3), 0.5)).clamp(0, 1) for g in (a, b)]
        worst = min(worst, -10 * float(torch.log10(((pictures[0] - pictures[1]) ** 2).mean().clamp_min(1e-12))))
    return worst


@pytest.mark.parametrize("size", [1, 4, 9, 16])
@pytest.mark.parametrize(("suffix", "least_db"), [(".ply", 50), (".spz", 38)])
def test_what_is_read_back_looks_the_same(tmp_path: Path, size: int, suffix: str, least_db: float):
    before = cloud(400, size)
    formats.save(tmp_path / f"a{suffix}", before)
    assert psnr(before, formats.load(tmp_path / f"a{suffix}")) >= least_db


def test_the_measure_sees_a_wrong_axis():
    """The round trips above would notice a forgotten flip."""
    before = cloud(400, 4)
    flipped = Gaussians(before.means * torch.tensor([1.0, -1, -1]), before.quats, before.scales, before.opacities, before.sh)
    assert psnr(before, flipped) < 30


@settings(max_examples=25, deadline=None)
@given(n=st.integers(0, 40), degree=st.integers(0, 3), seed=st.integers(0, 999), spread=st.sampled_from([0.01, 1.0, 300.0]))
def test_values_survive(tmp_path_factory: pytest.TempPathFactory, n: int, degree: int, seed: int, spread: float):
    folder = tmp_path_factory.mktemp("splats")
    before = cloud(n, (degree + 1) ** 2, seed, spread)
    formats.save(folder / "a.ply", before)
    formats.save(folder / "a.spz", before)
    exact, packed = formats.load(folder / "a.ply"), formats.load(folder / "a.spz")
    if n == 0:
        assert len(exact) == len(packed) == 0
        return
    assert torch.allclose(exact.means, before.means) and torch.allclose(exact.sh, before.sh)
    assert torch.allclose(exact.quats, before.quats, atol=1e-6) and torch.allclose(exact.scales, before.scales, rtol=1e-5)
    assert torch.allclose(exact.opacities, before.opacities, atol=2e-6)
    step = 2.0 ** -spz.fractional_bits(float(before.means.abs().max()))
    assert (packed.means - before.means).abs().max() <= step / 2 + 1e-6 * spread
    assert torch.allclose(packed.scales.log(), before.scales.log(), atol=1 / 32 + 1e-4)
    assert torch.allclose(packed.opacities, before.opacities, atol=0.5 / 255 + 1e-6)
    assert (1 - (packed.quats * before.quats).sum(1).abs()).max() < 1e-5  # 9 bits a component: about a fifth of a degree
    assert (packed.sh[:, 1:] - before.sh[:, 1:]).abs().max() <= 0.5 / 128 + 1e-6 if degree else True


def test_ply_on_disk_is_right_down_forward(tmp_path: Path):
    one = Gaussians.from_colors([[1.0, 2.0, 3.0]], [[0.5, 0.5, 0.5, 0.5]], [[0.1, 0.2, 0.3]], [0.5], [[1.0, 0.5, 0.0]])
    formats.save(tmp_path / "a.ply", one)
    data = (tmp_path / "a.ply").read_bytes()
    row = np.frombuffer(data[data.index(b"end_header\n") + 11 :], "<f4")
    assert row[:3].tolist() == [1, -2, -3]
    assert np.allclose(row[-4:], [0.5, 0.5, -0.5, -0.5]) and np.allclose(row[-7:-4], np.log([0.1, 0.2, 0.3]))
    assert row[6] == 0  # logit of one half


def test_ply_properties_in_any_order_with_strangers(tmp_path: Path):
    before = cloud(5)
    formats.save(tmp_path / "a.ply", before)
    head, body = (tmp_path / "a.ply").read_bytes().split(b"end_header\n")
    names = [line.split()[2].decode() for line in head.splitlines() if line.startswith(b"property")]
    rows = np.frombuffer(body, "<f4").reshape(5, -1)
    order = np.random.default_rng(0).permutation(len(names))
    fields = [("red", ">u1"), *((names[i], ">f8" if names[i] == "x" else ">f4") for i in order), ("tail", ">i2")]
    table = np.zeros(5, fields)
    for i, name in enumerate(names):
        table[name] = rows[:, i]
    words = {">u1": "uchar", ">f4": "float", ">f8": "double", ">i2": "short"}
    lines = ["ply", "format binary_big_endian 1.0", "comment hello", "element camera 2", "property int k", "element vertex 5"]
    lines += [f"property {words[kind]} {name}" for name, kind in fields]
    lines += ["element face 1", "property list uchar int vertex_indices", "end_header", ""]
    (tmp_path / "b.ply").write_bytes("\n".join(lines).encode() + b"\0" * 8 + table.tobytes() + b"junk")
    after = formats.load(tmp_path / "b.ply")
    for name in ("means", "quats", "scales", "opacities", "sh"):
        assert torch.allclose(getattr(after, name), getattr(before, name), atol=1e-5)


def test_spz_bytes_are_the_same_twice_and_bear_no_date(tmp_path: Path):
    formats.save(tmp_path / "a.spz", cloud(100))
    formats.save(tmp_path / "other.spz", cloud(100))
    data = (tmp_path / "a.spz").read_bytes()
    assert data == (tmp_path / "other.spz").read_bytes()
    assert data[4:8] == b"\0\0\0\0"
    assert struct.unpack("<IIIBBBB", gzip.decompress(data)[:16]) == (0x5053474E, 3, 100, 0, 18, 0, 0)


@pytest.mark.parametrize(("extent_m", "bits"), [(0, 18), (31, 18), (40, 17), (1000, 13), (32000, 8)])
def test_spz_chooses_its_bits_from_the_extent(extent_m: float, bits: int):
    assert spz.fractional_bits(extent_m) == bits
    assert extent_m * 2**bits <= 2**23


def test_spz_refuses_what_it_cannot_hold(tmp_path: Path):
    far, fat = cloud(3), cloud(3)
    far.means[1, 0] = 1e5
    fat.scales[0, 0] = 900.0
    for bad, word in ((far, "100,000 m"), (fat, "900 m")):
        with pytest.raises(ValueError, match=word):
            formats.save(tmp_path / "a.spz", bad)
    assert not list(tmp_path.iterdir())


def test_spz_version_2(tmp_path: Path):
    """Written here by hand: one red splat at (1, −0.5, 0), half a turn about y, bits = 8."""
    body = np.array([256, -128, 0], "<i4").view(np.uint8).reshape(3, 4)[:, :3].tobytes()
    body += bytes([255]) + bytes([255, 128, 0]) + bytes([160, 144, 128]) + bytes([128, 255, 128])
    (tmp_path / "a.spz").write_bytes(gzip.compress(struct.pack("<IIIBBBB", 0x5053474E, 2, 1, 0, 8, 0, 0) + body))
    g = formats.load(tmp_path / "a.spz")
    assert g.means.tolist() == [[1, -0.5, 0]] and g.opacities.tolist() == [1]
    assert torch.allclose(g.quats, torch.tensor([[0.0, 0, 1, 0]]), atol=0.01)
    assert torch.allclose(g.scales, torch.tensor([[1.0, np.exp(-1), np.exp(-2)]], dtype=torch.float32))
    assert torch.allclose(g.colors(), torch.tensor([[1.44, 0.504, 0.0]]), atol=0.01)


@pytest.mark.parametrize("suffix", [".ply", ".spz"])
def test_every_truncation_is_refused(tmp_path: Path, suffix: str):
    formats.save(tmp_path / f"a{suffix}", cloud(7, 4))
    data = (tmp_path / f"a{suffix}").read_bytes()
    bad = tmp_path / f"b{suffix}"
    for length in [*range(40), *range(40, len(data), 37), len(data) - 1]:
        bad.write_bytes(data[:length])
        if suffix == ".spz" and length >= len(data) - 8:
            continue  # only the check sum behind the last splat is missing
        with pytest.raises(ValueError) as caught:
            formats.load(bad)
        assert "\n" not in str(caught.value)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 255), st.sampled_from([".ply", ".spz"]))
@example(936, 95, ".ply")  # a quaternion longer than a float can square
def test_damaged_bytes_never_do_worse_than_a_value_error(tmp_path_factory: pytest.TempPathFactory, at: int, value: int, suffix: str):
    folder = tmp_path_factory.mktemp("damaged")
    formats.save(folder / f"a{suffix}", cloud(7, 4))
    data = bytearray((folder / f"a{suffix}").read_bytes())
    data[at % len(data)] = value
    (folder / f"a{suffix}").write_bytes(data)
    try:
        formats.load(folder / f"a{suffix}")
    except ValueError as error:
        assert "\n" not in str(error)


def test_a_header_that_promises_too_much_costs_nothing(tmp_path: Path):
    formats.save(tmp_path / "a.ply", cloud(2))
    (tmp_path / "b.ply").write_bytes((tmp_path / "a.ply").read_bytes().replace(b"vertex 2\n", b"vertex 29999999\n"))
    with pytest.raises(ValueError, match="29,999,999 splats but holds 2"):
        formats.load(tmp_path / "b.ply")
    for count in (2**32 - 1, 20_000_000):
        (tmp_path / "b.spz").write_bytes(gzip.compress(struct.pack("<IIIBBBB", 0x5053474E, 3, count, 0, 12, 0, 0) + b"\0" * 1000))
        with pytest.raises(ValueError, match="more than"):
            formats.load(tmp_path / "b.spz")


def test_a_bomb_is_not_unpacked(tmp_path: Path):
    """A few honest splats followed by 200 MB of zeros: refused after one byte too many."""
    head = struct.pack("<IIIBBBB", 0x5053474E, 3, 1, 0, 12, 0, 0)
    (tmp_path / "a.spz").write_bytes(gzip.compress(head + b"\0" * 200_000_000, 1))
    with pytest.raises(ValueError, match="goes on behind its 1 splats"):
        formats.load(tmp_path / "a.spz")


@pytest.mark.parametrize(("name", "word"), [("a.xyz", "'.xyz'"), ("a", "suffix"), ("missing.ply", "no file")])
def test_unknown_files(tmp_path: Path, name: str, word: str):
    with pytest.raises(ValueError, match=word):
        formats.load(tmp_path / name)


def test_not_finite_numbers_are_counted(tmp_path: Path):
    formats.save(tmp_path / "a.ply", cloud(4))
    data = (tmp_path / "a.ply").read_bytes()
    start = data.index(b"end_header\n") + 11
    (tmp_path / "a.ply").write_bytes(data[:start] + np.array([np.nan], "<f4").tobytes() + data[start + 4 :])
    with pytest.raises(ValueError, match="1 of 4 splats have a position"):
        formats.load(tmp_path / "a.ply")


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    formats.save(tmp_path / "a.ply", cloud(3))
    before = (tmp_path / "a.ply").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("render.formats.atomic.os.fsync", full)
    for save in (ply.save, spz.save):
        with pytest.raises(OSError, match="No space"):
            save(tmp_path / "a.ply", cloud(9))
    assert (tmp_path / "a.ply").read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["a.ply"]


@pytest.mark.skipif(not (shutil.which("node") and ORACLE.exists()), reason="needs Node and `npm ci --prefix tests/node`")
@pytest.mark.parametrize("suffix", [".ply", ".spz"])
def test_splat_transform_reads_the_same(tmp_path: Path, suffix: str):
    """@playcanvas/splat-transform keeps splats in the axes of PLY; count, bounds and harmonics must be ours after that turn."""
    g = cloud(200, 16, spread_m=20.0)
    formats.save(tmp_path / f"a{suffix}", g)
    command = [str(ORACLE), "-q", str(tmp_path / f"a{suffix}"), str(tmp_path / "a.csv")]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with open(tmp_path / "a.csv") as file:
        names = file.readline().strip().split(",")
        table = dict(zip(names, np.loadtxt(file, delimiter=",").T, strict=True))
    seen = np.stack([table["x"], -table["y"], -table["z"]], 1)
    assert len(seen) == 200
    assert np.abs(np.stack([seen.min(0), seen.max(0)]) - g.extent_m.numpy()).max() < 1e-4
    assert np.abs(seen - g.means.numpy()).max() < 1e-4
    rest = np.stack([table[f"f_rest_{i}"] for i in range(45)], 1).reshape(200, 3, 15).transpose(0, 2, 1) * ply.FLIP_SH[1:, None]
    assert np.abs(rest - g.sh[:, 1:].numpy()).max() < 0.005
    quats = np.stack([table[f"rot_{i}"] for i in range(4)], 1) * ply.FLIP_QUAT
    assert np.abs(np.abs((quats * g.quats.numpy()).sum(1)) - 1).max() < 1e-4
