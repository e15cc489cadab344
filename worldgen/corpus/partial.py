"""Keeping what a partial layout fixes: its things stand as given, the grammar's own give way, and contradictions are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..layout.banks import ease
from ..layout.cells import bounds_m
from ..layout.layout import Ground, Layout
from ..layout.partial import fixed_fields, taken_m
from ..layout.vocabulary import SURFACES
from ..prompt import ObjectRequest, SceneSpec
from .site import Footprint, Site

STAND_M = 1.2  # half side of the free place where a given entrance is
EYE_M = 1.6
VIEWS = 3  # looks at the given thing, before the grammar's own
UP_TAN = 0.36  # of the angle above the horizon that a wide view shows


def footprints(partial: Layout) -> list[Footprint]:
    """What the given things stand on."""
    tall = float(bounds_m(partial.voxels)[1, 1]) if partial.voxels is not None else 3.0
    return [Footprint((x0 + x1) / 2, (z0 + z1) / 2, (x1 - x0) / 2, (z1 - z0) / 2, 0.0, tall) for x0, z0, x1, z1 in taken_m(partial)]


def reserved(partial: Layout) -> list[Footprint]:
    """Where a grammar may put nothing: under given things, at a given entrance, and before the front of given cells, to see them from."""
    kept = [replace(f, half_w=f.half_w + 0.5, half_d=f.half_d + 0.5) for f in footprints(partial)]
    if "entrance_m" in fixed_fields(partial):
        x, _, z = partial.entrance_m
        kept.append(Footprint(x, z, STAND_M, STAND_M, 0.0, 0.0))
    if (focus := given_focus(partial)) is not None:
        far = viewing_m(focus)
        middle = focus.z + focus.half_d + far / 2
        kept.append(Footprint(focus.x, middle, min(focus.half_w, 0.35 * far) + 0.5, far / 2 + 0.5, 0.0, 0.0))
    return kept


def given_focus(partial: Layout) -> Footprint | None:
    """The given cells as one block, which the first views look at."""
    if partial.voxels is None or len(partial.voxels.index_xyz) == 0:
        return None
    (x0, _, z0), (x1, top, z1) = bounds_m(partial.voxels).tolist()
    return Footprint((x0 + x1) / 2, (z0 + z1) / 2, (x1 - x0) / 2, (z1 - z0) / 2, 0.0, top)


def viewing_m(focus: Footprint) -> float:
    """How far before a block one stands to see its whole width and height."""
    return float(np.clip(max(1.15 * max(focus.half_w, focus.half_d), (focus.top_m - EYE_M) / UP_TAN, 2.0), 2.0, 26.0))


def answered(partial: Layout, pending: Mapping[str, list[ObjectRequest]], closed: set[str]) -> list[str]:
    """Takes what the given things answer off the prompt's requests; tells where text and things disagree."""
    notes: list[str] = []
    given: dict[str, int] = {}
    for item in partial.instances:
        given[item.cls] = given.get(item.cls, 0) + 1
    for cls, number in given.items():
        asked = pending.get(cls, [])
        name = cls.replace("_", " ")
        if cls in closed and number > len(asked):
            wish = f"{len(asked)} {name}" if asked else f"no {name}"
            notes.append(f"The text asks for {wish}, the layout has {number}: the layout was kept.")
        colors = {i.color for i in partial.instances if i.cls == cls and i.color}
        for request in asked[:number]:
            if request.color and colors and request.color not in colors:
                notes.append(f"The text asks for {request.words or name}, the layout gives it another colour: the layout was kept.")
        del asked[:number]
    return list(dict.fromkeys(notes))


def keep(layout: Layout, partial: Layout, site: Site) -> Layout:
    """`layout` with all that `partial` fixes put in its place."""
    fixed = fixed_fields(partial)
    taken = footprints(partial)
    ids = {i.id for i in partial.instances}

    def clear(x: float, z: float, w: float, d: float, yaw: float) -> bool:
        return not any(Footprint(x, z, w / 2, d / 2, yaw).overlaps(t) for t in taken)

    own = tuple(
        i for i in layout.instances if i.id not in ids and clear(i.position_m[0], i.position_m[2], i.size_m[0], i.size_m[2], i.yaw_rad)
    )
    changes: dict[str, object] = {"instances": (*partial.instances, *own)}
    if partial.rooms and site.rooms:
        changes["instances"] = partial.instances  # given walls: the grammar's furniture was placed for other ones
    names = ["ground", "voxels", "views_m", "extent_m"]
    if not layout.rooms or partial.rooms or _indoors(layout, partial.entrance_m):
        names += ["entrance_m", "entrance_yaw_rad"]
    for name in names:
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
    notes = (*layout.notes, *partial.notes, *_disagreements(site.spec, partial, fixed))
    result = replace(layout, **changes, notes=notes)  # type: ignore[arg-type]
    if "ground" not in fixed and taken and result.ground is not None:
        result = _level_under(result, taken)
    focus = given_focus(partial)
    if focus is None or "views_m" in fixed or layout.rooms:
        return result
    return _looking_at(result, focus, site)


def _indoors(layout: Layout, place: tuple[float, float, float]) -> bool:
    """Within the box of one of the grammar's rooms."""
    x, _, z = place
    boxes = [(np.min(r.corners_m, axis=0) + 0.4, np.max(r.corners_m, axis=0) - 0.4) for r in layout.rooms]
    return any(low[0] < x < high[0] and low[1] < z < high[1] for low, high in boxes)


def _disagreements(said: SceneSpec, partial: Layout, fixed: frozenset[str]) -> tuple[str, ...]:
    notes = []
    for word, given in (("season", partial.style.season), ("weather", partial.style.weather)):
        wish = getattr(said, word)
        if wish and f"style.{word}" in fixed and wish != given:
            notes.append(f"The text asks for {wish}, the layout fixes {given}: the layout was kept.")
    if said.hour is not None and "style.hour" in fixed and abs(said.hour - partial.style.hour) > 0.5:
        notes.append(f"The text asks for {_clock(said.hour)}, the layout fixes {_clock(partial.style.hour)}: the layout was kept.")
    for role in sorted(said.palette.keys() & partial.style.palette.keys()):
        if said.palette[role] != partial.style.palette[role]:
            notes.append(f"The text gives {role} another colour than the layout's {partial.style.palette[role]}: the layout was kept.")
    if said.kind and partial.kind and said.kind != partial.kind:
        names = (said.kind.replace("_", " "), partial.kind.replace("_", " "))
        notes.append(f"The text describes a {names[0]}, the layout is a {names[1]}: the layout was kept.")
    return tuple(notes)


def _clock(hour: float) -> str:
    return f"{int(hour) % 24:02d}:{int(round(hour % 1 * 60)) % 60:02d}"


def _grid(ground: Ground) -> tuple[np.ndarray, np.ndarray]:
    """x, z (rows, columns) of the cells' centres."""
    rows, columns = ground.height_m.shape
    x, z = ground.origin_m[0] + (np.arange(columns) + 0.5) * ground.cell_m, ground.origin_m[1] + (np.arange(rows) + 0.5) * ground.cell_m
    across, along = np.meshgrid(x, z)
    return across, along


def _level_under(layout: Layout, taken: list[Footprint]) -> Layout:
    """Flat, dry, bare ground at the given things' base, so that they neither float nor drown, nor grass grows through them.

    Under given cells it lies a little lower: what is given as empty stays so, pebbles or not.
    """
    ground = layout.ground
    assert ground is not None
    x, z = _grid(ground)
    height, water, surface = ground.height_m.copy(), ground.water_m.copy(), ground.surface.copy()
    base = max(0.0, float(bounds_m(layout.voxels)[0, 1])) if layout.voxels is not None else 0.0
    base -= 0.04 if layout.voxels is not None else 0.01
    for f in taken:
        out = np.hypot(np.maximum(np.abs(x - f.x) - f.half_w - 1.0, 0), np.maximum(np.abs(z - f.z) - f.half_d - 1.0, 0))
        height = (height + (base - height) * ease(1 - out / 4.0)).astype(np.float32)
        water = np.where(out < 1.0, np.nan, water).astype(np.float32)
        if not layout.rooms:
            surface[(np.abs(x - f.x) < f.half_w + 0.6) & (np.abs(z - f.z) < f.half_d + 0.6)] = SURFACES.index("gravel")
    return replace(layout, ground=replace(ground, height_m=height, water_m=water, surface=surface))


def _looking_at(layout: Layout, focus: Footprint, site: Site) -> Layout:
    """Views with the given cells in the middle come first, from round their front; the grammar's follow where they are still open."""
    ground = layout.ground
    assert ground is not None
    stands = [f for f in site.footprints if f.top_m > 0]
    reach = viewing_m(focus)
    views: list[tuple[float, float, float, float]] = []
    for turn in (0.5, -0.5, 0.85, -0.85, 0.15, 1.3, -1.3, 1.9, -1.9, 2.6, -2.6, 3.14):
        for gap in (reach, 0.8 * reach, 1.25 * reach, 0.6 * reach):
            if len(views) == VIEWS:
                break
            x = focus.x + np.sin(turn) * (focus.half_w + gap)
            z = focus.z + np.cos(turn) * (focus.half_d + gap)
            yaw = float(np.arctan2(focus.x - x, focus.z - z))
            if site.wet(x, z) or not _open(x, z, focus, stands) or any(np.hypot(x - v[0], z - v[2]) < 0.4 * reach for v in views):
                continue
            views.append((float(x), site.y(x, z), float(z), yaw))
            break
    rest = [v for v in layout.views_m if not focus.contains(v[0], v[2], 1.5)]
    found = (*views, *rest)[:8]
    if views and "style.sun_azimuth_deg" not in fixed_fields(site.partial or Layout()):  # over the shoulder of the first view
        side = 50.0 if np.sin(views[0][3]) < 0 else -50.0
        layout = replace(layout, style=replace(layout.style, sun_azimuth_deg=side % 360))
    if views and focus.contains(layout.entrance_m[0], layout.entrance_m[2], 0.5):
        x, y, z, yaw = views[0]
        return replace(layout, views_m=found, entrance_m=(x, y, z), entrance_yaw_rad=yaw)
    return replace(layout, views_m=found)


def _open(x: float, z: float, focus: Footprint, stands: list[Footprint]) -> bool:
    """One can stand there, and nothing taller than a bench is in the way to the block."""
    for share in np.linspace(0, 1, 24):
        px, pz = x + (focus.x - x) * share, z + (focus.z - z) * share
        if focus.contains(px, pz, 1.0):
            return share > 0.05
        margin = 0.8 if share == 0 else 0.3
        if any(f.contains(px, pz, margin) and (f.top_m > 1.0 or share == 0) for f in stands):
            return False
    return True
