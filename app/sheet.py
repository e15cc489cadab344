"""The contact sheet: eight views and a panorama on one page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen import World
from worldgen.export import panorama

from .progress import Tell

VIEW_PX, DRAFT_VIEW_PX = (480, 270), (320, 180)
COLUMNS, VIEWS = 4, 8
STRIP = (0.24, 0.68)  # the part of the panorama's height that is shown: from well above the horizon to the ground near by


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
