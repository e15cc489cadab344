"""Builders of interiors: boxes filled, colours obeyed as an eye sees them, seeds that vary, shells with exact holes."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import numpy as np
import open3d as o3d
import pytest
from test_builders_outdoor import FAMILIES as OUTDOORS

from worldgen.builders import FAMILIES, builders, cells, rooms
from worldgen.builders.envelope import bounds
from worldgen.builders.geometry import Geometry, Sculptor, linear_from_srgb
from worldgen.builders.mouldings import FLOOR, moulding, rectangle
from worldgen.builders.softs import rounded_block
from worldgen.layout.layout import Instance, Opening, Room, Style
from worldgen.layout.vocabulary import MATERIALS, OBJECTS, SURFACES

NATURE = ("trees", "plants", "climbers", "desert", "trained", "rocks")
ELSEWHERE = (*OUTDOORS, *NATURE, "remains", "parts")  # families with laws of their own; all others are judged here
LOOSE = ("straw", "torch")  # stalks and flames, which no face bounds
HERE = {n for family in FAMILIES if family not in ELSEWHERE for n in import_module(f"worldgen.builders.{family}").BUILDERS}
BUILDERS = {name: build for name, build in builders().items() if name in HERE and name not in LOOSE}
CLASSES = sorted(BUILDERS)
RED = "#b02a26"


def make(
    cls: str, seed: int, *, color: str = "", material: str = "", size: tuple[float, float, float] | None = None, hour: float = 15.0
) -> Geometry:
    item = Instance(cls, cls, (0, 0, 0), size or OBJECTS[cls].size_m, color=color, material=material)
    return BUILDERS[cls](item, Style(hour=hour), np.random.default_rng(seed))


def seen(geometry: Geometry, size: tuple[float, float, float]) -> np.ndarray:
    """(k,) index of the face (leaves follow the faces) that each ray from four eyes in front of the thing hits."""
    tips = geometry.leaf_axes * geometry.leaf_sizes[:, :1]
    sides = np.cross(geometry.leaf_normals, geometry.leaf_axes) * geometry.leaf_sizes[:, 1:]
    c = geometry.leaf_centers
    leaf_points = np.stack([c - tips, c - sides, c + tips, c + sides], 1).reshape(-1, 3)
    quad = np.arange(len(c))[:, None] * 4 + len(geometry.vertices)
    triangles = np.concatenate([geometry.triangles(), quad + [0, 1, 2], quad + [0, 2, 3]])
    owner = np.concatenate([geometry.triangle_faces(), np.tile(np.arange(len(c)) + len(geometry.faces), 2)])
    scene = o3d.t.geometry.RaycastingScene()
    scene.add_triangles(
        o3d.core.Tensor(np.concatenate([geometry.vertices, leaf_points]).astype(np.float32)), o3d.core.Tensor(triangles.astype(np.uint32))
    )
    w, h, d = size
    far = 2.5 * float(np.linalg.norm(size))
    rng = np.random.default_rng(0)
    found = []
    for azimuth in (-0.8, -0.25, 0.25, 0.8):
        eye = np.array([far * np.sin(azimuth), 0.5 * h + 0.3 * far, far * np.cos(azimuth)])
        goal = rng.uniform(-0.5, 0.5, (1500, 3)) * size + [0, h / 2, 0]
        ray = goal - eye
        rays = np.concatenate([np.broadcast_to(eye, ray.shape), ray / np.linalg.norm(ray, axis=1, keepdims=True)], 1)
        hit = scene.cast_rays(o3d.core.Tensor(rays.astype(np.float32)))["primitive_ids"].numpy()
        found.append(owner[hit[hit != scene.INVALID_ID]])
    return np.concatenate(found)


def oklch(linear: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lightness, chroma, hue in radians (B. Ottosson, 'A perceptual color space for image processing', 2020)."""
    m1 = np.array(
        [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
    )
    m2 = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    lab = np.cbrt(np.asarray(linear, np.float64) @ m1.T) @ m2.T
    return lab[..., 0], np.hypot(lab[..., 1], lab[..., 2]), np.arctan2(lab[..., 2], lab[..., 1])


@pytest.mark.parametrize("cls", CLASSES)
def test_fills_its_box_and_is_sound(cls: str) -> None:
    for seed in range(3):
        for scale in (0.7, 1.35) if seed == 0 else (0.7,):
            size = tuple(scale * x for x in OBJECTS[cls].size_m)
            g = make(cls, seed, size=size)
            assert np.isfinite(g.vertices).all() and np.isfinite(g.uv).all() and np.isfinite(g.leaf_centers).all()
            assert 20 <= len(g.faces) <= 5200, len(g.faces)
            assert set(g.materials) <= set(MATERIALS) | set(SURFACES)
            assert ((g.color_linear >= 0) & (g.color_linear <= 1)).all()
            np.testing.assert_allclose(np.linalg.norm(g.leaf_axes, axis=1), 1, atol=1e-4)
            np.testing.assert_allclose(np.sum(g.leaf_axes * g.leaf_normals, axis=1), 0, atol=2e-3)
            low, high = bounds(g)
            w, h, d = size
            tolerance = 0.05 * np.array(size) + 1e-3
            assert (np.abs(low - [-w / 2, 0, -d / 2]) <= tolerance).all(), low
            assert (np.abs(high - [w / 2, h, d / 2]) <= tolerance).all(), high


@pytest.mark.parametrize("cls", CLASSES)
def test_same_seed_same_thing_and_other_seed_another(cls: str) -> None:
    a, b = make(cls, 5), make(cls, 5)
    assert np.array_equal(a.vertices, b.vertices) and np.array_equal(a.color_linear, b.color_linear)
    others = (make(cls, seed) for seed in (1, 2, 3, 4))  # made as far as they are looked at
    assert any(
        len(o.color_linear) != len(a.color_linear)
        or not np.allclose(o.color_linear, a.color_linear)
        or not np.allclose(o.vertices, a.vertices)
        for o in others
    )


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("color", [RED, "#2a56a8", "#dcb82c"])
def test_a_chromatic_colour_is_what_the_eye_sees(cls: str, color: str) -> None:
    for seed in (0, 2) if color == RED else (1,):
        g = make(cls, seed, color=color)
        paint = np.concatenate([g.color_linear, g.leaf_colors_linear])[seen(g, OBJECTS[cls].size_m)]
        _, chroma, hue = oklch(paint)
        wanted = oklch(linear_from_srgb(color))[2]
        off = np.abs((hue - wanted + np.pi) % (2 * np.pi) - np.pi)
        assert np.mean((off < np.radians(12)) & (chroma > 0.04)) >= 0.55


@pytest.mark.parametrize("cls", CLASSES)
@pytest.mark.parametrize("color", ["#ecebe8", "#242426", "#84868a"])
def test_a_neutral_colour_stays_neutral(cls: str, color: str) -> None:
    wanted = oklch(linear_from_srgb(color))[0]
    for seed in (3,):
        g = make(cls, seed, color=color)
        paint = np.concatenate([g.color_linear, g.leaf_colors_linear])[seen(g, OBJECTS[cls].size_m)]
        light, chroma, _ = oklch(paint)
        assert np.mean((chroma <= 0.03) & (np.abs(light - wanted) < 0.2)) >= 0.5


@pytest.mark.parametrize("cls", CLASSES)
def test_a_material_that_was_asked_for_is_seen(cls: str) -> None:
    g = make(cls, 1, color="#6e4a2c", material="marble")
    named = np.append(np.array(g.materials), "leaf")[np.concatenate([g.material, np.full(len(g.leaf_centers), -1)])]
    assert np.mean(named[seen(g, OBJECTS[cls].size_m)] == "marble") >= 0.3


@pytest.mark.parametrize("cls", CLASSES)
def test_the_hour_builds_nothing_else(cls: str) -> None:
    """But a clock's hands; which lamps burn is decided where light falls."""
    night, day = make(cls, 2, hour=21.0), make(cls, 2, hour=13.0)
    assert np.array_equal(night.emission_linear, day.emission_linear) and np.array_equal(night.color_linear, day.color_linear)
    assert cls == "clock" or np.array_equal(night.vertices, day.vertices)


def test_lampshades_glow() -> None:
    for cls in ("floor_lamp", "table_lamp"):
        assert make(cls, 2).emission_linear.max() > 2


def test_flames_burn() -> None:
    for cls in ("candle", "fireplace"):
        assert make(cls, 0).leaf_emission_linear[:, 0].max() > 2


def volume(g: Geometry) -> float:
    """Signed, by the divergence theorem: positive where a closed surface is wound outward."""
    a, b, c = (g.vertices[g.triangles()[:, k]].astype(np.float64) for k in range(3))
    return float(np.sum(np.einsum("ij,ij->i", a, np.cross(b, c))) / 6)


def test_a_rounded_block_is_closed_and_outward() -> None:
    s = Sculptor()
    rounded_block(s, (0.3, 1, -0.2), (1.0, 0.6, 0.8), 1e-4, "fabric", (0.5, 0.5, 0.5))
    assert volume(s.geometry()) == pytest.approx(0.48, rel=1e-3)


def test_mouldings_face_outward() -> None:
    s = Sculptor()
    moulding(s, rectangle(-1, -2, 1, 2), [(0, 0), (0, 0.1), (0.2, 0.1), (0.2, 0)], "timber", (0.5, 0.5, 0.5), basis=FLOOR)
    g = s.geometry()
    p = g.vertices[g.faces].astype(np.float64)
    normal = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    middle = p.mean(1)
    top = np.abs(middle[:, 1] - 0.1) < 1e-6
    assert top.sum() == 4 and (normal[top, 1] > 0).all()
    outer = (~top) & ((np.abs(middle[:, 0]) > 0.99) | (np.abs(middle[:, 2]) > 1.99))
    assert outer.sum() == 4 and (np.einsum("ij,ij->i", normal[outer], middle[outer] * [1, 0, 1]) > 0).all()


def test_things_are_wound_towards_the_eye() -> None:
    for cls in (
        "sofa",
        "armchair",
        "table",
        "desk",
        "cabinet",
        "chest",
        "fireplace",
        "clock",
        "picture",
        "rug",
        "chair",
        "bookshelf",
        "piano",
    ):
        g = make(cls, 4)
        hit = seen(g, OBJECTS[cls].size_m)
        hit = hit[hit < len(g.faces)]
        p = g.vertices[np.where(g.faces < 0, g.faces[:, :1], g.faces)].astype(np.float64)
        normal = np.cross(p[:, 2] - p[:, 0], p[:, 3] - p[:, 1])
        flat = np.linalg.norm(normal, axis=1) < 1e-12
        normal[flat] = np.cross(p[flat, 1] - p[flat, 0], p[flat, 2] - p[flat, 0])
        share = np.mean(normal[hit] @ [0.0, 0.35, 1.0] > -0.75 * np.linalg.norm(normal[hit], axis=1))
        assert share > 0.97, (cls, share)


# ---- rooms

OPENINGS = (Opening("window", 0, 2.0, 1.4, 0.9, 1.3), Opening("door", 1, 1.5, 0.9, 0.0, 2.05), Opening("arch", 2, 2.5, 1.4, 0.0, 2.2))
ROOM = Room("r", ((3, 2.5), (3, -2.5), (-3, -2.5), (-3, 2.5)), 0.3, 3.0, OPENINGS)


def parts_of(room: Room, **style) -> dict[str, Geometry]:
    return {name: g for name, _, g in rooms.room_geometry(room, Style(**style), np.random.default_rng(1))}


def area(g: Geometry, mask: np.ndarray) -> float:
    return float(g.face_areas_m2[mask].sum())


def normals_and_middles(g: Geometry) -> tuple[np.ndarray, np.ndarray]:
    p = g.vertices[np.where(g.faces < 0, g.faces[:, :1], g.faces)].astype(np.float64)
    n = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    return n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-12), p.mean(1)


def test_inner_walls_have_the_analytic_area_and_face_inward() -> None:
    walls = parts_of(ROOM)["walls"]
    n, m = normals_and_middles(walls)
    inner = (np.abs(np.abs(m[:, 0]) - 3) < 1e-5) & (np.abs(n[:, 0]) > 0.99) | (np.abs(np.abs(m[:, 2]) - 2.5) < 1e-5) & (
        np.abs(n[:, 2]) > 0.99
    )
    rise = rooms.arch_rise(1.4, 2.2)
    polygon = 0.5 * rooms.ARC * np.sin(np.pi / rooms.ARC) * 0.7 * rise  # half of an inscribed regular polygon, made elliptic
    holes = 1.4 * 1.3 + 0.9 * 2.05 + 1.4 * (2.2 - rise) + polygon
    assert area(walls, inner) == pytest.approx(22 * 2.7 - holes, rel=1e-4)
    assert (np.einsum("ij,ij->i", n[inner], -m[inner] * [1, 0, 1]) > 0).all()


def cast(geometries: list[Geometry], eye: tuple[float, float, float], goal: np.ndarray) -> np.ndarray:
    scene = o3d.t.geometry.RaycastingScene()
    for g in geometries:
        if len(g.faces):
            scene.add_triangles(o3d.core.Tensor(g.vertices), o3d.core.Tensor(g.triangles().astype(np.uint32)))
    ray = goal - np.asarray(eye)
    rays = np.concatenate([np.broadcast_to(eye, ray.shape), ray], 1)
    return scene.cast_rays(o3d.core.Tensor(rays.astype(np.float32)))["t_hit"].numpy()


def test_doorway_and_arch_are_clear_and_where_the_layout_says() -> None:
    parts = [g for name, g in parts_of(ROOM).items()]
    y = np.linspace(0.4, 2.1, 12)
    # the door is on wall 1, from (3, −2.5) to (−3, −2.5), 1.5 m from its first corner: x = 1.5
    for x in (1.15, 1.5, 1.85):
        goal = np.stack([np.full(12, x), y, np.full(12, -2.5 - 0.2)], 1)
        assert (cast(parts, (x, 1.2, 0.0), goal) > 1).all()
    for x in (0.85, 2.15):
        goal = np.stack([np.full(12, x), y, np.full(12, -2.5)], 1)
        assert (cast(parts, (x, 1.2, 0.0), goal) < 1.001).all()
    goal = np.stack([np.full(12, -3.2), y, np.full(12, 0.0)], 1)  # the arch: wall 2, from (−3, −2.5) to (−3, 2.5), 2.5 m along
    assert (cast(parts, (0.0, 1.2, 0.0), goal) > 1).all()


def test_window_has_glass_and_a_hole_behind_it() -> None:
    parts = parts_of(ROOM)
    window = parts["window 0.0"]
    glass = window.material == window.materials.index("glass")
    assert 0.5 * 1.4 * 1.3 < area(window, glass) < 1.4 * 1.3
    goal = np.array([[3.3, 0.3 + 0.9 + 0.2 + 0.9 * k, 2.5 - 2.0 + j] for k in (0.0, 0.5, 1.0) for j in (-0.5, 0.0, 0.5)])
    assert (cast([parts["walls"]], (0.0, 1.6, 0.5), goal) > 1).all()


def test_floor_and_ceiling_of_an_l_shape() -> None:
    room = Room("l", ((0, 0), (0, 4), (3, 4), (3, 2), (6, 2), (6, 0)), 0.0, 2.6)
    parts = parts_of(room)
    n, m = normals_and_middles(parts["floor"])
    assert parts["floor"].area_m2 == pytest.approx(18) and (n[:, 1] > 0.99).all()
    n, m = normals_and_middles(parts["ceiling"])
    under = np.abs(m[:, 1] - 2.6) < 1e-5
    assert area(parts["ceiling"], under) == pytest.approx(18) and (n[under, 1] < -0.99).all()
    walls, _ = parts["walls"], None
    n, m = normals_and_middles(walls)
    eye = np.array([1.5, 1.2, 1.0])
    assert walls.vertices[:, 0].min() == pytest.approx(-0.2) and walls.vertices[:, 2].max() == pytest.approx(4.2)
    down = cast(list(parts.values()), tuple(eye), eye + np.random.default_rng(0).normal(size=(400, 3)) * 20)
    assert (down < 1).all()  # closed all round


def test_a_room_inside_a_house_brings_no_outer_faces() -> None:
    own, housed = parts_of(ROOM)["walls"], parts_of(replace(ROOM, inside="house1"))["walls"]
    assert own.vertices[:, 0].max() == pytest.approx(3.2)
    n, m = normals_and_middles(housed)
    assert not ((m[:, 0] > 3.19) & (n[:, 0] > 0.9)).any()
    assert housed.area_m2 < 0.6 * own.area_m2


def test_beams_hang_from_wooden_ceilings() -> None:
    plain, beamed = parts_of(ROOM)["ceiling"], parts_of(replace(ROOM, ceiling_material="planks"))["ceiling"]
    assert plain.vertices[:, 1].min() == pytest.approx(3.0) and beamed.vertices[:, 1].min() == pytest.approx(2.85)


def test_mistakes_are_named() -> None:
    with pytest.raises(ValueError, match="clockwise"):
        rooms.room_geometry(Room("r", ROOM.corners_m[::-1], 0, 2.7), Style(), np.random.default_rng(0))
    with pytest.raises(ValueError, match="does not fit"):
        rooms.room_geometry(Room("r", ROOM.corners_m, 0, 2.7, (Opening("door", 0, 0.2, 0.9, 0, 2),)), Style(), np.random.default_rng(0))
    with pytest.raises(ValueError, match="no wall 7"):
        rooms.room_geometry(Room("r", ROOM.corners_m, 0, 2.7, (Opening("door", 7, 2, 0.9, 0, 2),)), Style(), np.random.default_rng(0))


@pytest.mark.parametrize("cls", LOOSE)
def test_stalks_and_flames_stay_about_their_box(cls: str) -> None:
    size = OBJECTS[cls].size_m
    g = cells.BUILDERS[cls](Instance("x", cls, (0, 0, 0), size), Style(), np.random.default_rng(1))
    low, high = g.leaf_centers.min(0), g.leaf_centers.max(0)
    half = np.array([size[0] / 2, 0, size[2] / 2])
    assert (low >= -half - 0.1).all() and (high <= half + [0.1, size[1] + 0.1, 0.1]).all() and len(g.faces) > 10
    assert (g.leaf_emission_linear.sum() > 0) == (cls == "torch")
