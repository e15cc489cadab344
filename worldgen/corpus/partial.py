"""Keeping what a partial layout fixes: its things stand as given, and the grammar's own give way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..layout.layout import Layout
from ..layout.partial import fixed_fields, taken_m
from .site import Footprint, Site


def keep(layout: Layout, partial: Layout, site: Site) -> Layout:
    """`layout` with all that `partial` fixes put in its place."""
    fixed = fixed_fields(partial)
    taken = [Footprint((x0 + x1) / 2, (z0 + z1) / 2, (x1 - x0) / 2, (z1 - z0) / 2, 0.0) for x0, z0, x1, z1 in taken_m(partial)]
    ids = {i.id for i in partial.instances}

    def clear(x: float, z: float, w: float, d: float, yaw: float) -> bool:
        return not any(Footprint(x, z, w / 2, d / 2, yaw).overlaps(t) for t in taken)

    own = tuple(i for i in layout.instances if i.id not in ids and clear(i.position_m[0], i.position_m[2], i.size_m[0], i.size_m[2], i.yaw_rad))
    changes: dict[str, object] = {"instances": (*partial.instances, *own)}
    if partial.rooms and site.rooms:
        changes["instances"] = partial.instances  # given walls: the grammar's furniture was placed for other ones
    for name in ("ground", "voxels", "entrance_m", "entrance_yaw_rad", "views_m", "extent_m"):
        if name in fixed:
            changes[name] = getattr(partial, name)
    if partial.rooms:
        changes["rooms"] = partial.rooms
    changes["curves"] = (*partial.curves, *(c for c in layout.curves if not partial.curves or c.cls not in ("wall", "fence", "hedge")))
    style = layout.style
    for name in fixed:
        if name.startswith("style."):
            style = replace(style, **{name[6:]: getattr(partial.style, name[6:])})
    changes["style"] = style
    notes = (*layout.notes, *partial.notes)
    said = site.spec
    for word, given in (("season", partial.style.season), ("weather", partial.style.weather)):
        wish = getattr(said, word)
        if wish and f"style.{word}" in fixed and wish != given:
            notes += (f"The text asks for {wish}, the layout fixes {given}: the layout was kept.",)
    if said.kind and partial.kind and said.kind != partial.kind:
        notes += (f"The text describes a {said.kind}, the layout is a {partial.kind}: the layout was kept.",)
    result = replace(layout, **changes, notes=notes)  # type: ignore[arg-type]
    return _level_under(result, taken) if "ground" not in fixed and taken and result.ground is not None else result


def _level_under(layout: Layout, taken: list[Footprint]) -> Layout:
    """Flat, dry ground at the given things' base, so that they neither float nor drown."""
    ground = layout.ground
    assert ground is not None
    rows, columns = ground.height_m.shape
    x, z = np.meshgrid(ground.origin_m[0] + (np.arange(columns) + 0.5) * ground.cell_m, ground.origin_m[1] + (np.arange(rows) + 0.5) * ground.cell_m)
    height, water = ground.height_m.copy(), ground.water_m.copy()
    base = float(layout.voxels.origin_m[1]) if layout.voxels is not None else 0.0
    for f in taken:
        out = np.hypot(np.maximum(np.abs(x - f.x) - f.half_w - 1.0, 0), np.maximum(np.abs(z - f.z) - f.half_d - 1.0, 0))
        w = np.clip(1 - out / 4.0, 0, 1)
        height = (height + (base - 0.01 - height) * w * w * (3 - 2 * w)).astype(np.float32)
        water = np.where(out < 1.0, np.nan, water).astype(np.float32)
    return replace(layout, ground=replace(ground, height_m=height, water_m=water))
