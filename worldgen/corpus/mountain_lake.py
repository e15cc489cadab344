"""Mountain lake: clear water between steep banks under high ridges, a path along its shore, a hut, a jetty with a boat, firs, boulders."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..layout.banks import ease
from ..layout.layout import Instance
from . import extras
from .kind import Kind
from .outdoors import garden, house_at, light_over_the_shoulder, ragged, woods
from .requests import fulfil
from .site import Footprint, Site

LEVEL_M = -0.6
Array = NDArray[np.floating]

EXTRAS = ("cairn", "cross", "picnic_table", "deck_chair", "splitting_block", "hammock", "easel", "flagpole")
LIGHTS = ("campfire",)


def compose(site: Site) -> None:
    rng = site.rng
    site.style = replace(site.style, materials={"wall": str(rng.choice(["timber", "rubble"])), "roof": "shingles", **site.style.materials})
    side = float(rng.choice([-1, 1]))  # of the hut; the crags stand across
    past = _basin(site, side)
    _slopes(site, past, side)
    wet = site.lake(past, 3.2, LEVEL_M, "riverbed", reach_m=float(rng.uniform(150, 240)))
    shore = _shore(site, past, side)
    path = site.path(shore, 1.5, "gravel")
    x0, z0 = float(path[len(path) // 5][0]), float(path[len(path) // 5][2])
    over = (float(-side * rng.uniform(2, 8)), float(rng.uniform(24, 32)))  # over the water, to the far end
    site.enter(x0, z0, over)
    jetty = _jetty(site, past, path, side)
    _offer(site, past, path)
    hut = _hut(site, past, path, side)
    fulfil(site)
    if hut is not None:
        garden(site, hut)
    _growth(site, past, wet, side, (x0, z0), over)
    extras.outdoors(site, EXTRAS, (2, 4))
    extras.outdoors(site, LIGHTS, (0, 1))
    light_over_the_shoulder(site, over)
    _views(site, path, past, over, jetty, hut)


def _basin(site: Site, side: float) -> Array:
    """(n, n) metres outside the lake: a broad arm that opens away from the visitor, with bays, and an islet now and then."""
    rng = site.rng
    bend = rng.uniform(-6, 6)
    middle = -side * rng.uniform(2, 9) + bend * np.sin(site.gz / 24)
    half = 15 + 0.30 * np.clip(site.gz + 12, 0, 80) + 3.0 * site.noise(24, 2)
    near = -6.0 + rng.uniform(-3, 2) - 0.012 * (site.gx - middle) ** 2  # where the water begins
    past = np.maximum(np.abs(site.gx - middle) - half, near - site.gz) * 0.86 + 1.6 * site.noise(13, 2)
    if rng.random() < 0.55:
        ix, iz, r = float(middle[0, 0] + rng.uniform(-6, 6)), float(rng.uniform(14, 26)), rng.uniform(3.2, 5.0)
        islet = r - np.hypot(site.gx - ix, 1.3 * (site.gz - iz)) + 0.9 * site.noise(6, 2)
        past = np.maximum(past, islet)
    return past


def _slopes(site: Site, past: Array, side: float) -> None:
    """Steep on both sides, steepest under the crags, an open meadow at the near end."""
    rng = site.rng
    out = np.clip(past, 0, None)
    crag = ease((-side * site.gx - 2) / 22)
    rough = 1 + 0.5 * site.noise(26, 3)
    meadow = ease((-site.gz - 2) / 16)  # flatter where one comes from
    site.height += (0.16 + 0.46 * crag * (1 - meadow) + 0.10 * (1 - meadow)) * out * rough
    site.height += 0.9 * site.noise(11, 3) * ease(out / 10) + rng.uniform(0.3, 0.6)
    site.paint(site.height > -99, "meadow")
    steep = np.hypot(*site.slope(site.height))
    site.paint(ragged(site, steep + 0.12 * site.noise(8, 2), 0.2) > 0.62, "rock")
    site.paint((site.surface == 1) & (ragged(site, site.noise(15, 2), 0.5) > 0.55), "moss")
    scree = ragged(site, steep, 0.25)
    site.paint((scree > 0.46) & (scree < 0.64) & (crag > 0.4), "gravel")


def _shore(site: Site, past: Array, side: float) -> list[tuple[float, float]]:
    """A way that comes from behind, meets the water and follows it on the hut's side: points where the land is so far out of it."""
    rng = site.rng
    points: list[tuple[float, float]] = [(float(side * rng.uniform(0, 8)), -52.0), (float(side * rng.uniform(-3, 4)), -30.0)]
    n = len(past)
    for z in (-15.0, -7.0, 2.0, 11.0, 20.0, 29.0):
        row = int((z + site.half_m) / site.cell_m)
        columns = np.arange(n) if side > 0 else np.arange(n)[::-1]
        start = int((site.half_m + side * 0.0) / site.cell_m)
        wanted = 4.2 + rng.uniform(-0.8, 1.4)
        for c in columns[columns >= start] if side > 0 else columns[columns <= start]:
            if past[row, c] > wanted:
                points.append((float(site.gx[row, c]), z))
                break
    kept = points[:3]
    for p in points[3:]:
        if abs(p[0]) < site.half_m - 8 and abs(p[0] - kept[-1][0]) < 14:
            kept.append(p)
    return kept


def _jetty(site: Site, past: Array, path: Array, side: float) -> Instance | None:
    """Out from the shore near the entrance, with a boat at it."""
    if not site.allowed("jetty"):
        return None
    rng = site.rng
    gz, gx = site.slope(past)
    for k in range(len(path) // 6, len(path) - 2, 2):
        x, z = float(path[k][0]), float(path[k][2])
        i, j = site.cell(x, z)
        down = -np.array([gx[i, j], gz[i, j]])
        down /= max(float(np.linalg.norm(down)), 1e-6)
        if not 1.5 < past[i, j] < 10 or z < site.entrance[1] + 1:
            continue
        reach = float(past[i, j])
        long = float(rng.uniform(6.5, 9.0))
        cx, cz = x + down[0] * (reach - 1.0 + long / 2), z + down[1] * (reach - 1.0 + long / 2)
        yaw = float(np.arctan2(down[0], down[1]))
        tip = (x + down[0] * (reach - 1.0 + long), z + down[1] * (reach - 1.0 + long))
        if not site.wet(*tip) or not site.wet(cx, cz):
            continue
        y = LEVEL_M + 0.42
        jetty = site.put("jetty", cx, cz, yaw, size=(1.7, 0.5, long), y=y - 0.5, force=True, on_path=True, in_water=True)
        if jetty is None:
            return None
        start = (x + down[0] * (reach - 1.4), z + down[1] * (reach - 1.4))
        site.path([(x, z), start], 1.2, "gravel")
        for s in rng.permutation([-1.0, 1.0]) if site.allowed("boat") else ():
            bx, bz = np.array(tip) - down * rng.uniform(1.9, 2.6) + np.array([down[1], -down[0]]) * s * 1.85
            hull = Footprint(float(bx), float(bz), 0.7, 1.8, yaw)
            if all(site.wet(float(px), float(pz)) for px, pz in [*hull.corners(), (bx, bz)]):
                turned = yaw + float(rng.uniform(-0.05, 0.05))
                site.put("boat", float(bx), float(bz), turned, y=LEVEL_M - 0.18, force=True, in_water=True)
                break
        return jetty
    return None


def _offer(site: Site, past: Array, path: Array) -> None:
    """Spots on the meadow by the path, before the visitor's eyes."""
    x0, z0, yaw = site.entrance
    for r, o in ((6.5, 3.2), (7.5, -3.4), (9.0, 4.6), (9.5, -2.4), (11.0, 3.0), (6.0, -4.8), (8.0, 6.0), (12.0, -4.0)):
        x, z = x0 + np.sin(yaw) * r + np.cos(yaw) * o, z0 + np.cos(yaw) * r - np.sin(yaw) * o
        if past[site.cell(x, z)] > 1.0:
            site.spots.append((float(x), float(z), yaw + np.pi))


def _hut(site: Site, past: Array, path: Array, side: float) -> Instance | None:
    """On a level place above the path, its door to the lake."""
    rng = site.rng
    if not site.allowed("house"):
        return None
    number = site.count("house", 1)
    first: Instance | None = None
    for attempt in range(60 * number):
        if sum(i.cls == "house" for i in site.instances) >= number:
            break
        k = int(rng.integers(len(path) // 3, len(path)))
        out = rng.uniform(7.0, 9.5) + 0.05 * attempt
        x, z = float(path[k][0]) + side * out, float(path[k][2]) + rng.uniform(-2, 2)
        if max(abs(x), abs(z)) > 36 or past[site.cell(x, z)] < 9:
            continue
        size = (float(rng.uniform(6.0, 7.6)), float(rng.uniform(4.6, 5.6)), float(rng.uniform(5.0, 6.0)))
        house = house_at(site, x, z, (float(path[k][0]), float(path[k][2])), *size)
        first = first or house
    return first


def _growth(site: Site, past: Array, wet: NDArray[np.bool_], side: float, at: tuple[float, float], over: tuple[float, float]) -> None:
    """Firs in stands on the slopes, a few by the shore; crags and boulders; flowers and reeds."""
    r = np.hypot(site.gx, site.gz)
    sight = np.array(over) - np.array(at)
    sight /= np.linalg.norm(sight)
    u = (site.gx - at[0]) * sight[0] + (site.gz - at[1]) * sight[1]
    v = (site.gx - at[0]) * sight[1] - (site.gz - at[1]) * sight[0]
    open_ = (np.abs(v) > 3.5 + 0.42 * np.clip(u, 0, 60)) | (u < -4)
    inside = np.maximum(np.abs(site.gx), np.abs(site.gz)) < site.half_m - 3
    if site.allowed("cliff"):
        _crags(site, past, side)
    slope = (past > 5) & inside & site.away(1.6) & open_
    if "pine" in site._closed:
        site.scatter("pine", site.count("pine", 0), slope & (r < 24), clump=0)
    else:
        woods(site, 34, slope & (r < 36) & (past > 7), {"pine": 0.6, "tall_pine": 0.2, "birch": 0.2}, clump=3.4)
        woods(
            site,
            120,
            slope & (r > 26) & (ragged(site, site.noise(28, 2), 0.4) > -0.25),
            {"pine": 0.55, "tall_pine": 0.35, "birch": 0.1},
            clump=5.0,
        )
        woods(site, 12, slope & (r < 30), {"young_pine": 1.0}, clump=2.0)
        near = (past > 1.5) & (past < 4) & site.away(1.2) & open_ & (r < 34)
        woods(site, 3, near, {"pine": 0.6, "birch": 0.4}, clump=0)
    edge = (past > -0.8) & (past < 2.6) & inside
    site.scatter(
        "rock", site.count("rock", 60), edge & site.away(0.2) | edge & wet, scale=(0.25, 1.3), clump=2.2, margin=0.05, in_water=True
    )
    if "rock" not in site._closed:
        site.scatter("rock", 12, (past > 1.5) & (r < 34) & site.away(1.4) & open_, scale=(0.9, 2.0), clump=3.5)
        site.scatter("rock", 40, (past > 5) & (site.surface == 8) & inside, scale=(0.4, 1.6), clump=3.0)
    reeds = (past > -1.2) & (past < 0.5) & (site.noise(17, 2) > 0.2)
    site.scatter("reeds", site.count("reeds", 26), reeds, clump=1.4, margin=0.0, blocks=False, in_water=True)
    site.scatter("flowers", site.count("flowers", 36), (past > 1.5) & site.away(0.5) & (r < 34), clump=2.6, blocks=False)
    site.scatter("bush", site.count("bush", 22), (past > 2.5) & site.away(1.2) & open_, scale=(0.45, 0.9), clump=2.4)
    site.scatter("log", site.count("log", 3), (past > 0.6) & (past < 5) & site.away(0.8) & (r < 28), scale=(0.8, 1.4))
    site.scatter("dead_tree", site.count("dead_tree", 2), (past > 3) & site.away(1.2) & open_ & (r < 34), box=((1.8, 2.6), (4.5, 7.0)))
    site.scatter("stump", site.count("stump", 3), (past > 3) & site.away(0.8) & (r < 30), scale=(0.7, 1.2))
    if site.allowed("bench") and not site.wants("bench"):
        x, z, yaw = site.entrance
        for o in (2.4, -2.4, 3.2, -3.2):
            if site.put("bench", x + np.sin(yaw) * 4 + np.cos(yaw) * o, z + np.cos(yaw) * 4 - np.sin(yaw) * o, yaw, margin=0.1):
                break


def _crags(site: Site, past: Array, side: float) -> None:
    """A broken wall of rock along the far side, each piece with its back in the slope and its face to the water."""
    rng = site.rng
    gz, gx = site.slope(past)
    number, made = site.count("cliff", int(rng.integers(4, 8))), 0
    start = rng.uniform(-4, 6)
    for attempt in range(90):
        if made >= number:
            return
        z = float(start + 9.5 * (attempt % 9) / 1.2 + rng.uniform(-2, 2))
        out = 8.0 + 7.0 * (attempt // 9 % 3) + rng.uniform(-2, 2)
        columns = np.flatnonzero(np.abs(past[site.cell(0, z)[0]] - out) < 0.8)
        columns = columns[-side * site.gx[0, columns] > 6]
        if not len(columns):
            continue
        i, j = site.cell(0, z)[0], int(columns[0 if side > 0 else -1])
        yaw = float(np.arctan2(-gx[i, j], -gz[i, j]))
        x = float(site.gx[i, j])
        wide, high = float(rng.uniform(9, 15)), float(rng.uniform(6, 12))
        size = (wide, high, float(rng.uniform(5, 7)))
        corners = Footprint(x, z, size[0] / 2, size[2] / 2, yaw).corners()
        if np.abs(corners).max() > site.half_m - 2 or not site.free(x, z, size[0], size[2], yaw, 0.05):
            continue
        low = site.lowest(Footprint(x, z, size[0] / 2, size[2] / 2, yaw))
        made += site.put("cliff", x, z, yaw, size=size, y=low - 0.3, force=True) is not None


def _views(
    site: Site, path: Array, past: Array, over: tuple[float, float], jetty: Instance | None, hut: Instance | None
) -> None:  # fmt: skip
    """Along the shore over the water, to the hut and from it, from the jetty's foot, from up the meadow."""
    x0, z0, _ = site.entrance
    site.look(x0, z0, over)
    for share, toward in ((0.42, over), (0.6, over), (0.8, (over[0], over[1] - 26)), (0.95, (over[0] * 0.4, -16.0))):
        x, z = float(path[int(share * (len(path) - 1))][0]), float(path[int(share * (len(path) - 1))][2])
        site.look(x, z, toward)
    if jetty is not None:
        c = np.array([np.sin(jetty.yaw_rad), np.cos(jetty.yaw_rad)])
        foot = np.array([jetty.position_m[0], jetty.position_m[2]]) - c * (jetty.size_m[2] / 2 + 3.2)
        side = np.array([c[1], -c[0]])
        for s in (2.4, -2.4):
            if site.look(foot[0] + side[0] * s, foot[1] + side[1] * s, (jetty.position_m[0] + c[0] * 3, jetty.position_m[2] + c[1] * 3)):
                break
    if hut is not None:
        hx, _, hz = hut.position_m
        out = np.array([np.sin(hut.yaw_rad), np.cos(hut.yaw_rad)])
        for back, aside in ((9.0, 5.0), (9.0, -5.0), (7.5, 6.5), (7.5, -6.5)):
            eye = np.array([hx, hz]) + out * back + np.array([out[1], -out[0]]) * aside
            if past[site.cell(eye[0], eye[1])] > 1 and site.look(eye[0], eye[1], (hx, hz)):
                break
    for back in (9.0, 14.0):
        site.look(x0 + 1.5, z0 - back, over)


KIND = Kind(
    "mountain_lake",
    "a clear lake between steep banks under snowy mountains, with firs, boulders, a hut, a jetty and a boat",
    interior=False,
    compose=compose,
    hour=16.2,
    horizon="mountains",
    palette=({"wall": "#8a6c4c", "roof": "#6a5a4a"}, {"wall": "#7a5c42", "roof": "#5c5a58"}, {"wall": "#9a938a", "roof": "#5e5248"}),
    phrases=(
        "mountain lake", "alpine lake", "lake in the mountains", "mountain tarn", "tarn", "highland lake", "glacial lake", "lakeside",
        "lakeshore", "lake shore", "lake", "fjord", "mountain lakeside", "alpine tarn", "loch shore",
    ),
    captions=("mountain lake", "alpine lake", "lake in the mountains"),
    essence="a mountain lake, an alpine tarn of clear water under snowy peaks",
    things=("boat", "jetty", "pine"),
    built=False,
)  # fmt: skip
