"""Given cells are kept: each is filled, each keeps its colour, and what is given as empty stays empty."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from render.color import srgb_from_linear
from render.rotation import rotation_from_quat
from worldgen.corpus import sample as sample_layout
from worldgen.corpus.partial import given_focus, keep
from worldgen.corpus.site import Site
from worldgen.layout.cells import bounds_m
from worldgen.layout.files import load
from worldgen.layout.layout import Ground, Layout, Style, Voxels
from worldgen.layout.vocabulary import SURFACES
from worldgen.materialize import Materialized, built, materialize, sampled
from worldgen.materialize.collider import collider
from worldgen.materialize.options import Options
from worldgen.prompt import ObjectRequest, SceneSpec
from worldgen.walk import raycasting


class Small(Options):
    max_gaussians = property(lambda self: 130_000)  # type: ignore[assignment]


# ---- five layouts


def write_vox(path: Path, cells: NDArray, palette: NDArray) -> Path:
    """MagicaVoxel .vox 150: SIZE, XYZI, RGBA. `cells` (n, 4): x, y, z (up), palette row + 1; `palette` (k, 3) uint8."""
    rgba = np.zeros((256, 4), np.uint8)
    rgba[: len(palette), :3], rgba[:, 3] = palette, 255
    size = struct.pack("<3I", *(int(v) + 1 for v in cells[:, :3].max(0)))
    xyzi = struct.pack("<I", len(cells)) + cells.astype(np.uint8).tobytes()
    chunks = b"".join(n + struct.pack("<2I", len(d), 0) + d for n, d in ((b"SIZE", size), (b"XYZI", xyzi), (b"RGBA", rgba.tobytes())))
    path.write_bytes(b"VOX " + struct.pack("<I", 150) + b"MAIN" + struct.pack("<2I", 0, len(chunks)) + chunks)
    return path


def _block(shape: tuple[int, int, int]) -> NDArray:
    return np.stack(np.meshgrid(*map(np.arange, shape), indexing="ij"), -1).reshape(-1, 3)


def cube(folder: Path) -> Path:
    rng = np.random.default_rng(0)
    xyz = _block((9, 9, 9))
    return write_vox(folder / "cube.vox", np.column_stack([xyz, rng.integers(1, 201, len(xyz))]), rng.integers(0, 256, (200, 3)))


def dust(folder: Path) -> Path:
    rng = np.random.default_rng(1)
    xyz = _block((14, 14, 14))
    xyz = xyz[rng.random(len(xyz)) < 0.3]
    corners_of_srgb = np.mgrid[0:2, 0:2, 0:2].reshape(3, 8).T * 255
    return write_vox(folder / "dust.vox", np.column_stack([xyz, rng.integers(1, 9, len(xyz))]), corners_of_srgb)


def hut(folder: Path) -> Path:
    """24 × 20 × 16: hollow, with a door and a roof of another colour."""
    xyz = _block((24, 20, 16))
    x, y, z = xyz.T
    wall = (x == 0) | (x == 23) | (y == 0) | (y == 19)
    door = (y == 0) & (x >= 10) & (x < 14) & (z < 12)
    roof = z == 15
    kept = (wall & ~door) | roof | (z == 0)
    return write_vox(folder / "hut.vox", np.column_stack([xyz, np.where(roof, 2, 1)])[kept], np.array([[214, 201, 170], [150, 60, 40]]))


def gate(folder: Path) -> Path:
    boxes = [
        {"class": "stone", "min": [-2, 0, -0.5], "max": [2, 3, 0.5], "color": "#8a8a80"},
        {"class": "air", "min": [-1, 0, -0.5], "max": [1, 2, 0.5]},
        {"class": "roof", "min": [-2.25, 3, -0.75], "max": [2.25, 3.25, 0.75], "color": "#70342a"},
    ]  # fmt: skip
    (folder / "gate.json").write_text(json.dumps({"cell_m": 0.25, "boxes": boxes}))
    return folder / "gate.json"


def stairs(folder: Path) -> Path:
    colors = ("#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00")
    steps = [{"class": "solid", "min": [k, 0, 0], "max": [k + 1, (k + 1) / 2, 2], "color": c} for k, c in enumerate(colors)]
    lamp = {"class": "light", "min": [5, 3, 0.5], "max": [5.5, 3.5, 1], "color": "#ffe0a0"}
    (folder / "stairs.json").write_text(json.dumps({"cell_m": 0.5, "boxes": [*steps, lamp]}))
    return folder / "stairs.json"


LAYOUTS = (cube, dust, hut, gate, stairs)


def meadow(half_m: float = 8.0) -> Ground:
    n = int(4 * half_m)
    wavy = 0.15 * np.sin(np.arange(n) / 3)[None, :] * np.ones((n, 1)) + 0.3
    surface = np.full((n, n), SURFACES.index("meadow"), np.uint8)
    return Ground((-half_m, -half_m), 0.5, wavy.astype(np.float32), surface, np.full((n, n), np.nan, np.float32))


@pytest.fixture(scope="module", params=LAYOUTS, ids=lambda f: f.__name__)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Voxels, Materialized]:
    """Given cells put on a meadow as the grammars do it, in snow, and all that became of them."""
    partial = load(request.param(tmp_path_factory.mktemp("cells")))
    site = Site(SceneSpec(), np.random.default_rng(0), Style(weather="snow", season="winter"), partial, half_m=8.0)
    layout = keep(replace(site.layout(), ground=meadow(), views_m=((0.0, 0.0, 7.0, np.pi),)), partial, site)
    assert partial.voxels is not None
    scene, options = built(layout, Small("draft"), 0), Small("draft")
    return partial.voxels, materialize(layout, scene, sampled(scene, layout, options, 0)[0], options, 0)


def cells_of(voxels: Voxels) -> tuple[NDArray, NDArray]:
    """Centres of the given cells and of the empty ones in the box around them, each (k, 3) in metres."""
    low, high = voxels.index_xyz.min(0), voxels.index_xyz.max(0) + 1
    filled = np.zeros(tuple(high - low), bool)
    filled[tuple((voxels.index_xyz - low).T)] = True
    centre = lambda index: np.asarray(voxels.origin_m) + (index + low + 0.5) * voxels.cell_m  # noqa: E731
    return centre(np.argwhere(filled)), centre(np.argwhere(~filled))


def test_rays_find_given_cells_filled_and_empty_ones_empty(world: tuple[Voxels, Materialized]) -> None:
    voxels, made = world
    given, empty = cells_of(voxels)
    scene = raycasting(collider(made.scene))
    top = float(bounds_m(voxels)[1, 1]) + 1
    up = np.zeros((len(given) + len(empty), 6), np.float32)
    up[:, :3], up[:, 4] = np.concatenate([given, empty]) + [1.3e-3, 0, 0.7e-3], 1
    crossings = scene.count_intersections(up).numpy()  # the cells' faces close on themselves: odd means inside
    inside = crossings % 2 == 1
    assert top > given[:, 1].max()
    assert inside[: len(given)].mean() >= 0.995
    assert len(empty) == 0 or inside[len(given) :].mean() <= 0.005


def test_splats_cover_every_face_and_fill_no_empty_cell(world: tuple[Voxels, Materialized]) -> None:
    voxels, made = world
    cell = voxels.cell_m
    given, empty = cells_of(voxels)
    item = made.scene.items[made.scene.index("voxels")]
    corners = np.random.default_rng(1).permutation(item.geometry.vertices[item.geometry.faces])[:1500]
    rng = np.random.default_rng(0)
    s, t = rng.random((2, len(corners), 1)) * 0.8 + 0.1  # a ray a face, square to it, somewhere inside its border
    through = corners[:, 0] + s * (corners[:, 1] - corners[:, 0]) + t * (corners[:, 3] - corners[:, 0])
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0]) / cell**2
    mine = made.samples.select(made.samples.instance_id == made.scene.index("voxels"))
    near = cKDTree(mine.position).query_ball_point(through, 1.5 * cell)
    alpha = np.array([ray_alpha(mine, np.array(k, int), p, n, cell) for k, p, n in zip(near, through, normal)])
    assert (alpha > 0.5).mean() >= 0.995
    if not len(empty):
        return
    dense = made.samples.position[made.samples.opacity > 0.3]
    gap, row = cKDTree(empty).query(dense, p=np.inf)
    assert len(np.unique(row[gap < 0.4 * cell])) / len(empty) <= 0.005


def ray_alpha(samples, rows: NDArray, point: NDArray, normal: NDArray, cell: float) -> float:
    """How much a ray along −normal through `point` is stopped within a quarter of a cell of it, by the splats of `rows`."""
    import torch

    offset = samples.position[rows] - point
    rows, offset = rows[np.abs(offset @ normal) < 0.25 * cell], offset[np.abs(offset @ normal) < 0.25 * cell]
    if not len(rows):
        return 0.0
    turn = rotation_from_quat(torch.from_numpy(samples.quat[rows])).numpy()
    local = np.einsum("nji,nj->ni", turn, offset) / samples.scale[rows]
    along = np.einsum("nji,j->ni", turn, normal) / samples.scale[rows]
    square = (local**2).sum(1) - (local * along).sum(1) ** 2 / (along**2).sum(1)  # least Mahalanobis distance on the ray
    return float(1 - np.prod(1 - samples.opacity[rows] * np.exp(-0.5 * square)))


def test_colours_before_light_are_the_given_ones(world: tuple[Voxels, Materialized]) -> None:
    voxels, made = world
    mine = made.samples.select(made.samples.instance_id == made.scene.index("voxels"))
    item = made.scene.items[made.scene.index("voxels")]
    assert len(mine) >= len(item.geometry.faces)
    inward = mine.position - mine.normal * 0.3 * voxels.cell_m
    index = np.floor((inward - np.asarray(voxels.origin_m)) / voxels.cell_m).astype(int)
    table = {tuple(i): c for i, c in zip(voxels.index_xyz.tolist(), voxels.color)}
    given = np.array([table[tuple(i)] for i in index.tolist()]) / 255
    seen = srgb_from_linear(mine.albedo_linear)
    assert ciede2000(lab(given), lab(seen)).max() < 5


# ---- the oracle of colour


def lab(srgb: NDArray) -> NDArray:
    """sRGB 0..1 (n, 3) → CIE L*a*b* under D65 (IEC 61966-2-1, CIE 15)."""
    c = np.asarray(srgb, np.float64)
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    xyz = linear @ np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]).T
    t = xyz / [0.95047, 1.0, 1.08883]
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], 1)


def ciede2000(first: NDArray, second: NDArray) -> NDArray:
    """ΔE00 of L*a*b* (n, 3): Sharma, Wu and Dalal 2005, equations 2 to 22."""
    l1, a1, b1 = first.T
    l2, a2, b2 = second.T
    c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - np.sqrt(c7 / (c7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    dh = np.where(grey, 0, (h2 - h1 + 180) % 360 - 180)
    d_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh) / 2)
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    far = np.abs(h1 - h2) > 180
    hm = np.where(grey, h1 + h2, np.where(far, np.where(h1 + h2 < 360, h1 + h2 + 360, h1 + h2 - 360), h1 + h2) / 2)
    cos = lambda degrees: np.cos(np.radians(degrees))  # noqa: E731
    t = 1 - 0.17 * cos(hm - 30) + 0.24 * cos(2 * hm) + 0.32 * cos(3 * hm + 6) - 0.20 * cos(4 * hm - 63)
    s_l = 1 + 0.015 * (lm - 50) ** 2 / np.sqrt(20 + (lm - 50) ** 2)
    s_c, s_h = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    r_t = -2 * np.sqrt(cm**7 / (cm**7 + 25.0**7)) * np.sin(np.radians(60 * np.exp(-(((hm - 275) / 25) ** 2))))
    l, c, h = (l2 - l1) / s_l, (c2 - c1) / s_c, d_h / s_h  # noqa: E741
    return np.sqrt(l**2 + c**2 + h**2 + r_t * c * h)


def test_the_oracle_gives_the_published_differences() -> None:
    pairs = [  # Sharma, Wu and Dalal 2005, table 1: pairs 1, 7, 17, 25, 30, 34
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425), ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492), ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]  # fmt: skip
    a, b, expected = (np.array([p[k] for p in pairs]) for k in range(3))
    np.testing.assert_allclose(ciede2000(a, b), expected, atol=1e-4)


# ---- in a place


@pytest.mark.parametrize("make", [hut, gate], ids=lambda f: f.__name__)
@pytest.mark.parametrize("seed", [0, 1])
def test_a_village_shows_what_is_given(make: Callable[[Path], Path], seed: int, tmp_path: Path) -> None:
    partial = load(make(tmp_path))
    layout = sample_layout(SceneSpec(kind="village"), partial, seed)
    focus = given_focus(partial)
    assert focus is not None and layout.ground is not None and layout.voxels is partial.voxels
    for x, _, z, yaw in layout.views_m[:2]:
        to = np.array([focus.x - x, focus.z - z])
        assert np.cos(yaw - np.arctan2(to[0], to[1])) > 0.99
    for x, _, z, _ in (*layout.views_m, (*layout.entrance_m, 0.0)):
        assert not focus.contains(x, z, 0.4)
    for item in layout.instances:
        x, _, z = item.position_m
        assert not focus.contains(x, z), item.id
    rows, columns = layout.ground.height_m.shape
    x, z = np.meshgrid(*(layout.ground.origin_m[k] + (np.arange(n) + 0.5) * layout.ground.cell_m for k, n in ((0, columns), (1, rows))))
    under = (np.abs(x - focus.x) < focus.half_w) & (np.abs(z - focus.z) < focus.half_d)
    assert np.abs(layout.ground.height_m[under] + 0.04).max() < 1e-3 and np.isnan(layout.ground.water_m[under]).all()


def test_given_things_alone_are_completed_and_disagreements_told(tmp_path: Path) -> None:
    things = [
        {"class": "well", "position_m": [4, 0, 3], "color": "#2a56a8"}, {"class": "house", "position_m": [-12, 0, 9], "size_m": [8, 6, 6]},
        {"class": "house", "position_m": [12, 0, 9], "size_m": [8, 6, 6]},
    ]  # fmt: skip
    (tmp_path / "three.json").write_text(json.dumps({"instances": things, "style": {"season": "winter", "hour": 9.0}}))
    partial = load(tmp_path / "three.json")
    red_well = ObjectRequest("well", color="#b02a26", words="a red well")
    wishes = (red_well, ObjectRequest("house", 1, words="one house"), ObjectRequest("bench", 2))
    spec = SceneSpec("village", hour=20.0, season="spring", objects=wishes)
    layout = sample_layout(spec, partial, 0)
    assert layout.instances[:3] == partial.instances and len(layout.instances) > 40
    assert [i.cls for i in layout.instances].count("well") == 1 and [i.cls for i in layout.instances].count("house") == 2
    assert [i.cls for i in layout.instances].count("bench") == 2 and layout.style.season == "winter"
    told = " ".join(layout.notes)
    for words in ("1 house, the layout has 2", "a red well", "asks for spring", "asks for 20:00, the layout fixes 09:00"):
        assert words in told


def test_a_layout_without_cells_asks_for_no_view(tmp_path: Path) -> None:
    assert given_focus(Layout()) is None
