"""Splats as SOG version 2 (PlayCanvas, developer.playcanvas.com): a zip of lossless WebP pictures, a pixel a splat, and meta.json.

Axes right-down-forward like PLY, metres, sRGB. Positions have 16 bits between the bounds of sign(x) log(1 + |x|), quaternions three bytes
and which component was left out; log scales and colours are indices into codebooks of 256, harmonics above degree 0 into a palette. Splats
are written along a Z-order curve, which packs better. meta.json bears the cameras too, under "worldgen", in the axes of the file.
"""

from __future__ import annotations

import io
import json
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from ..camera import Camera
from ..gaussians import Gaussians
from ..merging import morton
from ..sh import SIZES
from .atomic import replacing
from .columns import FLIP_MEAN, FLIP_QUAT, FLIP_SH, MAX_SPLATS, MIN_SCALE_M, Columns, Progress, column, from_three, parts, to_three
from .palette import codebook, nearest, palette
from .said import said

VERSION, TAG = 2, 252  # alpha of quats.webp, plus which of wxyz was left out
STEPS = 65_535
ACROSS = 64  # entries of the palette in a row of shN_centroids.webp
LARGE = 2_000_000  # pixels beyond which WebP's encoder is asked for its plainest method: 24 bytes a pixel instead of 32
LEAST_ROOM = 2**20  # bytes of a file in a small archive
_UNREADABLE = (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError, struct.error, zlib.error)  # what zipfile raises on bytes
LEAST_BITS = 1 / 8  # bytes a splat: a file that holds fewer is not believed


def save(path: str | os.PathLike[str], gaussians: Gaussians, *, cameras: Sequence[Camera] = (), progress: Progress = None) -> None:
    """Write `gaussians`; the same ones give the same bytes. ValueError for none at all, which a picture cannot hold."""
    n, coefficients = gaussians.sh.shape[:2]
    if n == 0:
        raise ValueError(f"cannot write {path}: SOG holds at least one splat; write a .ply")
    means, flat, opacities = column(gaussians.means), column(gaussians.sh[:, 0]), column(gaussians.opacities)
    if not np.isfinite(means.sum(dtype=np.float64)):
        raise ValueError(f"cannot write {path}: a position is not finite")
    order = np.argsort(morton(means), kind="stable").astype(np.uint32)
    wide = int(np.ceil(np.sqrt(n) / 4) * 4)
    high = -(-n // wide)

    def sheet(values: Callable[[NDArray[np.uint32]], NDArray[Any]]) -> NDArray[np.uint8]:
        """(high, wide, 4) in a file without a name: the encoder alone takes most of the memory that there should be."""
        with tempfile.TemporaryFile(dir=Path(path).resolve().parent) as file:
            for part in parts(high * wide):
                pixels = np.full((part.stop - part.start, 4), 255, np.uint8)
                made = values(order[part])
                pixels[: len(made), : made.shape[1]] = made
                file.write(pixels.tobytes())
            file.flush()
            return np.memmap(file, np.uint8, "r", shape=(high, wide, 4))

    def quats(rows: NDArray[np.uint32]) -> NDArray[Any]:
        three, left_out = to_three(column(gaussians.quats)[rows] * FLIP_QUAT)
        return np.concatenate([np.rint((three / np.sqrt(2) + 0.5) * 255), TAG + left_out[:, None]], axis=1)

    least, most = _logarithms(means.min(0)), _logarithms(means.max(0))
    low, high_end = np.minimum(least * FLIP_MEAN, most * FLIP_MEAN), np.maximum(least * FLIP_MEAN, most * FLIP_MEAN)

    def places(rows: NDArray[np.uint32]) -> NDArray[np.uint16]:
        share = (_logarithms(means[rows]) * FLIP_MEAN - low) / np.maximum(high_end - low, 1e-12)
        return np.rint(share.clip(0, 1) * STEPS).astype(np.uint16)

    logs = np.log(np.maximum(column(gaussians.scales), MIN_SCALE_M))
    scale_book, color_book = codebook(logs), codebook(flat)
    del logs

    def scales(rows: NDArray[np.uint32]) -> NDArray[np.uint8]:
        return nearest(scale_book, np.log(np.maximum(column(gaussians.scales)[rows], MIN_SCALE_M)))

    def sh0(rows: NDArray[np.uint32]) -> NDArray[Any]:
        return np.concatenate([nearest(color_book, flat[rows]), np.rint(opacities[rows, None] * 255).astype(np.uint8)], axis=1)

    meta: dict[str, Any] = {
        "version": VERSION,
        "asset": {"generator": "worldgen"},
        "count": n,
        "means": {"mins": low.tolist(), "maxs": high_end.tolist(), "files": ["means_l.webp", "means_u.webp"]},
        "scales": {"codebook": scale_book.tolist(), "files": ["scales.webp"]},
        "quats": {"files": ["quats.webp"]},
        "sh0": {"codebook": color_book.tolist(), "files": ["sh0.webp"]},
        "worldgen": {"frame": "right down forward", "unit": "metre", "color": "sRGB", "cameras": [_written(camera) for camera in cameras]},
    }
    with replacing(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:

        def told(done: float) -> None:
            if progress is not None:
                progress(done)

        told(0.1)
        sheets = {
            "means_l.webp": sheet(lambda rows: places(rows) & 255), "means_u.webp": sheet(lambda rows: places(rows) >> 8),
            "scales.webp": sheet(scales), "quats.webp": sheet(quats), "sh0.webp": sheet(sh0),
        }  # fmt: skip
        if coefficients > 1:
            rows = (column(gaussians.sh)[order, 1:] * FLIP_SH[1:coefficients, None]).reshape(n, -1)
            entries, labels = palette(rows)
            book = codebook(entries)
            high_rows = -(-len(entries) // ACROSS)
            rows = np.full((high_rows * ACROSS, coefficients - 1, 4), 255, np.uint8)
            rows[: len(entries), :, :3] = nearest(book, entries).reshape(len(entries), coefficients - 1, 3)
            label = np.stack([labels & 255, labels >> 8, np.zeros_like(labels)], axis=1).astype(np.uint8)
            order = np.arange(n, dtype=np.uint32)  # labels stand in the order of the file already
            files = ["shN_centroids.webp", "shN_labels.webp"]
            meta["shN"] = {"count": len(entries), "bands": SIZES.index(coefficients), "codebook": book.tolist(), "files": files}
            sheets |= {files[0]: rows.reshape(high_rows, ACROSS * (coefficients - 1), 4), files[1]: sheet(lambda rows: label[rows])}
            del entries, labels, label, rows
        order = np.empty(0, np.uint32)
        for k, name in enumerate(list(sheets)):
            archive.writestr(zipfile.ZipInfo(name), _webp(sheets.pop(name)))  # without a date
            told(0.3 + 0.7 * (k + 1) / (k + 1 + len(sheets)))
        archive.writestr(zipfile.ZipInfo("meta.json"), json.dumps(meta).encode())
        told(1.0)


def load(path: str | os.PathLike[str], *, progress: Progress = None) -> Gaussians:
    """Read version 2, bundled."""
    archive = _Archive(Path(path))
    meta = archive.meta
    n, bands = archive.count, archive.bands
    out = Columns(n, SIZES[bands], right_down_forward=True)
    upper, lower = archive.picture("means", 1), archive.picture("means", 0)
    low, high = (archive.numbers("means", key, 3) for key in ("mins", "maxs"))
    for part in parts(n):
        share = (lower[part, :3] + (upper[part, :3].astype(np.uint16) << 8)) / STEPS
        logs = low + (high - low) * share
        with np.errstate(over="ignore"):
            out.means[part] = np.sign(logs) * np.expm1(np.abs(logs))
    del upper, lower
    archive.tell(progress, 0.4)
    quats = archive.picture("quats", 0, channels="RGBA")
    if n and quats[:n, 3].min() < TAG:
        raise ValueError(f"{path} has a quaternion of kind {quats[:n, 3].min()}; kinds are {TAG} to 255, so the file is damaged")
    for part in parts(n):
        out.quats[part] = from_three((quats[part, :3] / 255 - 0.5) * np.sqrt(2), quats[part, 3].astype(np.int64) - TAG)
    del quats
    archive.tell(progress, 0.6)
    with np.errstate(over="ignore"):
        scale_book = np.exp(archive.numbers("scales", "codebook", 256).astype(np.float32))
    scales = archive.picture("scales", 0)
    for part in parts(n):
        out.scales[part] = scale_book[scales[part, :3]]
    del scales
    color_book = archive.numbers("sh0", "codebook", 256).astype(np.float32)
    sh0 = archive.picture("sh0", 0, channels="RGBA")
    for part in parts(n):
        out.sh[part, 0] = color_book[sh0[part, :3]]
        out.opacities[part] = sh0[part, 3] / np.float32(255)
    del sh0
    archive.tell(progress, 0.8)
    if bands:
        coefficients = SIZES[bands] - 1
        count = int(meta["shN"]["count"])
        book = archive.numbers("shN", "codebook", 256).astype(np.float32)
        entries = archive.pixels(archive.file("shN", 0), ACROSS * coefficients * (-(-count // ACROSS)), wide=ACROSS * coefficients)
        entries = book[entries[:, :3]].reshape(-1, coefficients, 3)
        labels = archive.picture("shN", 1)[:n, :2].astype(np.int64)
        labels = labels[:, 0] + (labels[:, 1] << 8)
        if n and labels.max() >= count:
            raise ValueError(f"{path} asks for entry {labels.max():,} of a palette of {count:,}; the file is damaged")
        for part in parts(n):
            out.sh[part, 1:] = entries[labels[part]]
    archive.tell(progress, 1.0)
    return out.gaussians(path)


def load_cameras(path: str | os.PathLike[str]) -> list[Camera]:
    """The cameras that `save` was given; none where somebody else wrote the file."""
    stored = _Archive(Path(path)).meta.get("worldgen", {})
    try:
        return [_camera(one) for one in stored.get("cameras", ())]
    except (KeyError, TypeError, ValueError, AttributeError, RuntimeError, OverflowError) as error:
        raise ValueError(f"{path} has cameras that cannot be read ({said(error)}); the file is damaged") from None


class _Archive:
    """The zip, its meta.json, and what it says checked against the file's length before anything is unpacked."""

    def __init__(self, path: Path) -> None:
        self.path, self.size = path, path.stat().st_size
        try:
            with zipfile.ZipFile(path) as archive:
                self.names = {info.filename: info for info in archive.infolist()}
        except _UNREADABLE as error:
            raise ValueError(f"{path} is not a SOG file that can be read ({said(error)}); write it again") from None
        text = self.read("meta.json")
        try:
            self.meta: dict[str, Any] = json.loads(text)
            self.count = int(self.meta["count"])
            self.bands = int(self.meta["shN"]["bands"]) if "shN" in self.meta else 0
            version = self.meta["version"]
            entries = int(self.meta["shN"]["count"]) if self.bands else 0
        except (KeyError, TypeError, ValueError, RecursionError, OverflowError) as error:
            raise ValueError(f"{path} is not a SOG file that can be read ({said(error)}); write it again") from None
        if version != VERSION or not 0 <= self.bands <= 3 or not 0 <= entries <= 2**16:
            raise ValueError(f"{path} is SOG {said(version, 20)} with {self.bands} bands and {entries} entries; version {VERSION} is read")
        if not 0 <= self.count <= min(MAX_SPLATS, self.size / LEAST_BITS):
            raise ValueError(f"{path} names {self.count:,} splats, more than {self.size:,} bytes can hold; the file is damaged")

    def read(self, name: str) -> bytes:
        if name not in self.names:
            raise ValueError(f"{self.path} holds no {name[:60]!r}; the file is damaged")
        if self.names[name].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others may ask for gigabytes to begin
            raise ValueError(f"{self.path} has a {name[:60]!r} that is packed otherwise than by deflate; pack it again")
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.names[name]) as file:
                most = max(self.size, LEAST_ROOM)  # pictures do not shrink when zipped, and meta.json is small
                data = file.read(most + 1)
        except _UNREADABLE as error:
            raise ValueError(f"{self.path} cannot be unpacked ({said(error)}); the file is damaged") from None
        if len(data) > most:
            raise ValueError(f"{self.path} has a {name[:60]!r} larger than itself; the file is damaged")
        return data

    def file(self, section: str, which: int) -> str:
        try:
            return str(self.meta[section]["files"][which])
        except (KeyError, TypeError, IndexError):
            raise ValueError(f"{self.path} names no file {which} for {section!r}; the file is damaged") from None

    def numbers(self, section: str, key: str, count: int) -> NDArray[np.float64]:
        """So many numbers, none beyond what float32 holds."""
        try:
            values = np.array([float(value) for value in self.meta[section][key]])
        except (KeyError, TypeError, ValueError, OverflowError):
            values = np.empty(0)
        if len(values) != count or not (np.abs(values) <= np.finfo(np.float32).max).all():
            raise ValueError(f"{self.path} has {len(values)} numbers in {section}.{key}, not {count} finite ones; the file is damaged")
        return values

    def picture(self, section: str, which: int, channels: str = "RGB") -> NDArray[np.uint8]:
        """(pixels, 3 or 4) of a picture with a pixel for each splat at least."""
        return self.pixels(self.file(section, which), self.count, channels=channels)

    def pixels(self, name: str, least: int, wide: int | None = None, channels: str = "RGB") -> NDArray[np.uint8]:
        try:
            with Image.open(io.BytesIO(self.read(name)), formats=("WEBP", "PNG")) as picture:
                fits = least <= picture.width * picture.height <= max(4 * least, 2**16) and wide in (None, picture.width)
                if not fits:
                    raise ValueError(
                        f"{self.path} has {picture.width} × {picture.height} pixels in {name[:60]!r} for {least:,}; it is damaged"
                    )
                return np.asarray(picture if picture.mode == channels else picture.convert(channels)).reshape(-1, len(channels))
        except (OSError, SyntaxError, Image.DecompressionBombError) as error:
            raise ValueError(f"{self.path} has a {name[:60]!r} that cannot be read ({said(error, 60)}); the file is damaged") from None

    @staticmethod
    def tell(progress: Progress, done: float) -> None:
        if progress is not None:
            progress(done)


def _logarithms(means: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.sign(means) * np.log1p(np.abs(means, dtype=np.float64))


def _webp(pixels: NDArray[np.uint8]) -> memoryview:
    """(high, wide, 4) as a lossless picture; an alpha of 255 all over is none."""
    out = io.BytesIO()
    high, wide, _ = pixels.shape
    whole = Image.frombuffer("RGBA", (wide, high), pixels.reshape(-1), "raw", "RGBA", 0, 1)  # no copy
    whole.save(out, "WEBP", lossless=True, exact=True, quality=20, method=2 if high * wide <= LARGE else 0)
    return out.getbuffer()


def _written(camera: Camera) -> dict[str, Any]:
    turned = np.diag([1.0, -1, -1, 1]) @ camera.world_from_cam.detach().cpu().double().numpy()
    names = ("fx_px", "fy_px", "cx_px", "cy_px", "width", "height")
    return {"world_from_cam": turned.tolist()} | {name: getattr(camera, name) for name in names}


def _camera(stored: dict[str, Any]) -> Camera:
    turned = torch.tensor(stored["world_from_cam"], dtype=torch.float64)
    matrix = torch.diag(torch.tensor([1.0, -1, -1, 1], dtype=torch.float64)) @ turned
    fx, fy, cx, cy = (float(stored[name]) for name in ("fx_px", "fy_px", "cx_px", "cy_px"))
    return Camera(matrix.float(), fx, fy, cx, cy, int(stored["width"]), int(stored["height"]))
