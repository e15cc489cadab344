"""The contact sheet: eight views and a panorama on one page, kept beside its world."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from worldgen import World
from worldgen.export import panorama

from .progress import Tell

VIEW_PX, DRAFT_VIEW_PX = (480, 270), (320, 180)
COLUMNS, VIEWS = 4, 8
STRIP = (0.24, 0.68)  # the part of the panorama's height that is shown: from well above the horizon to the ground near by


def check_out(out: Path, *, force: bool) -> None:
    """Raises ValueError where a world or its sheet could not be kept as `out`; worth asking before long work."""
    from worldgen.storage import check_writable

    check_writable(out, force=force)
    sheet = out.with_suffix(".png")
    if sheet.is_dir():
        raise ValueError(f"the picture {str(sheet)!r} that goes beside the world is a folder; choose another --out")


def keep(world: World, out: Path, tell: Tell, *, force: bool) -> Path:
    """Saves the world and draws its sheet, whose path comes back."""
    from render.formats import png

    with ThreadPoolExecutor(1) as aside:  # the disk and the checksums need little of the processor, the pictures all of it
        saving = aside.submit(world.save, out, force=force)
        page = contact_sheet(world, tell)
        saving.result()
    sheet = out.with_suffix(".png")
    png.save(sheet, page)
    return sheet


def contact_sheet(world: World, tell: Tell = lambda _stage, _fraction: None) -> NDArray[np.uint8]:
    """The page (h, w, 3)."""
    from render.formats import png

    draft = world.options.quality == "draft"
    width, height = DRAFT_VIEW_PX if draft else VIEW_PX
    cameras = world.viewpoints(VIEWS, width=width, height=height)
    pictures = []
    for i, camera in enumerate(cameras):
        tell("sheet", i / (VIEWS + 3))
        pictures.append(world.picture(camera, sharp=not draft))
    views = png.sheet(pictures, COLUMNS)
    wide = views.shape[1] // 2 * 2
    high = wide // 2
    rows = slice(int(STRIP[0] * high), int(STRIP[1] * high))
    strip = png.to_bytes(panorama(world, width=wide, rows=rows, sharp=False))
    strip = np.pad(strip, ((0, 4), (0, views.shape[1] - wide), (0, 0)), constant_values=24)
    tell("sheet", 1.0)
    return np.concatenate([views, strip])
