"""The contact sheet: four views at eye height, one from above and a panorama on one page, kept beside its world."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from worldgen import World
from worldgen.export import panorama

from .progress import Tell

VIEW_PX, DRAFT_VIEW_PX = (480, 270), (320, 180)
COLUMNS, VIEWS = 2, 4
GAP_PX = 4  # between pictures
STRIP = (0.31, 0.69)  # the part of the panorama's height that is shown: what lies between 34° above and below the horizon


def check_out(out: Path, *, force: bool) -> None:
    """Raises ValueError where a world or its sheet could not be kept as `out`; worth asking before long work."""
    from worldgen.storage import check_writable

    check_writable(out, force=force)
    sheet = out.with_suffix(".png")
    if sheet.is_dir():
        raise ValueError(f"the picture {str(sheet)!r} that goes beside the world is a folder; choose another --out")


def keep(world: World, out: Path, tell: Tell, *, force: bool) -> Path:
    """Saves the world and draws its sheet, whose path comes back."""
    from render.formats import image

    with ThreadPoolExecutor(1) as aside:  # the disk and the checksums need little of the processor, the pictures all of it
        saving = aside.submit(world.save, out, force=force)
        page = contact_sheet(world, tell)
        saving.result()
    sheet = out.with_suffix(".png")
    image.save(sheet, page)
    return sheet


def contact_sheet(world: World, tell: Tell = lambda _stage, _fraction: None) -> NDArray[np.uint8]:
    """The page (h, w, 3): views from the ground left, the one from above right of them, what lies all round below."""
    from render.formats import image

    sharp = world.options.quality != "draft"
    width, height = VIEW_PX if sharp else DRAFT_VIEW_PX
    pictures = []
    for i, camera in enumerate(world.viewpoints(VIEWS, width=width, height=height)):
        tell("sheet", i / (VIEWS + 4))
        pictures.append(world.picture(camera, sharp=sharp))
    views = image.sheet(pictures, COLUMNS, gap_px=GAP_PX)
    above = world.high_view(width=COLUMNS * width + GAP_PX, height=views.shape[0] - 2 * GAP_PX)
    tell("sheet", VIEWS / (VIEWS + 4))
    page = np.concatenate([views, image.sheet([world.picture(above, sharp=sharp)], 1, gap_px=GAP_PX)[:, GAP_PX:]], axis=1)
    tell("sheet", (VIEWS + 1) / (VIEWS + 4))
    wide = page.shape[1] // 2 * 2
    rows = slice(int(STRIP[0] * wide / 2), int(STRIP[1] * wide / 2))
    strip = image.to_bytes(panorama(world, width=wide, rows=rows, sharp=sharp))
    strip = np.pad(strip, ((0, GAP_PX), (0, page.shape[1] - wide), (0, 0)), constant_values=24)
    tell("sheet", 1.0)
    return np.concatenate([page, strip])
