"""Pictures as PNG, JPEG and WebP, and sheets of many. A picture is (h, w, 3) sRGB: a tensor or array of floats 0..1, or of uint8."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from .atomic import replacing
from .said import said

MAX_PIXELS = 100_000_000
WRITERS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
SIDES = {".jpg": 65_500, ".jpeg": 65_500, ".webp": 16_383}  # px that the formats have room for
FORMATS = ("PNG", "JPEG", "WEBP")  # Pillow knows many more, one of which starts a program


def to_bytes(image: Any) -> NDArray[np.uint8]:
    """Any picture → (h, w, 3) uint8."""
    pixels = np.asarray(image.detach().cpu() if hasattr(image, "detach") else image)
    if pixels.ndim != 3 or pixels.shape[2] != 3:
        raise ValueError(f"a picture has the shape (h, w, 3), not {pixels.shape}")
    if pixels.dtype == np.uint8:
        return pixels
    return np.rint(np.clip(np.nan_to_num(pixels.astype(np.float32)), 0, 1) * 255).astype(np.uint8)


def save(path: str | os.PathLike[str], image: Any, *, quality: int = 92) -> None:
    """Write by suffix: .png without loss; .jpg, .jpeg and .webp of `quality` 1..100, where a .webp of 100 is without loss. PNG says that
    it is sRGB; the others are by definition."""
    suffix = Path(path).suffix.lower()
    if suffix not in WRITERS:
        raise ValueError(f"pictures are not kept in {suffix or 'files without a suffix'!r} ({path}); use {', '.join(WRITERS)}")
    if not 1 <= quality <= 100:
        raise ValueError(f"quality = {quality}; choose 1 to 100")
    picture = Image.fromarray(to_bytes(image))
    if suffix in SIDES and max(picture.size) > SIDES[suffix]:
        most = SIDES[suffix]
        raise ValueError(f"a picture of {picture.width} × {picture.height} px does not fit in {suffix}; at most {most:,} px a side do")
    options: dict[str, Any] = {"quality": quality}
    if suffix == ".png":
        chunks = PngInfo()
        chunks.add(b"sRGB", b"\0")  # perceptual
        options = {"compress_level": 4, "pnginfo": chunks}
    elif suffix == ".webp" and quality == 100:
        options |= {"lossless": True}
    elif suffix != ".webp":
        options |= {"subsampling": "4:4:4" if quality > 90 else "4:2:0"}
    with replacing(path) as temporary:
        picture.save(temporary, format=WRITERS[suffix], **options)


def load(path: str | os.PathLike[str]) -> NDArray[np.uint8]:
    """(h, w, 3) uint8; an alpha channel is dropped."""
    try:
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise ValueError(f"{path} has {picture.width} × {picture.height} pixels; at most {MAX_PIXELS:,} are read")
            return np.array(picture.convert("RGB"))
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"{path} is not a picture that can be read ({said(error)}); save it as {', '.join(FORMATS)}") from error


def sheet(images: Sequence[Any], columns: int, *, gap_px: int = 4, background: int = 24) -> NDArray[np.uint8]:
    """Pictures in rows of `columns`, each centred in a cell of the largest size → (h, w, 3) uint8."""
    if not images or columns < 1:
        raise ValueError(f"a sheet needs pictures and columns, not {len(images)} and {columns}")
    pictures = [to_bytes(image) for image in images]
    high, wide = max(p.shape[0] for p in pictures), max(p.shape[1] for p in pictures)
    columns = min(columns, len(pictures))
    rows = -(-len(pictures) // columns)
    page = np.full((rows * (high + gap_px) + gap_px, columns * (wide + gap_px) + gap_px, 3), background, np.uint8)
    for k, picture in enumerate(pictures):
        y = gap_px + (k // columns) * (high + gap_px) + (high - picture.shape[0]) // 2
        x = gap_px + (k % columns) * (wide + gap_px) + (wide - picture.shape[1]) // 2
        page[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
    return page
