"""What every outdoor builder owes: sound, in its box, faces outwards, the colour asked for, variety, sameness by seed."""

from functools import lru_cache
from importlib import import_module

import numpy as np
import open3d as o3d
import pytest

from worldgen.builders.facades import Gap
from worldgen.builders.geometry import Geometry, Sculptor, linear_from_srgb
from worldgen.builders.roofs import Cover, Roof
from worldgen.builders.walls import curve_geometry, evenly
from worldgen.layout.layout import Curve, Instance, Style
from worldgen.layout.vocabulary import MATERIALS, OBJECTS

FAMILIES = (
    "houses", "barns", "buildings", "castles", "gatehouses", "bridges", "monuments", "ruins", "gardens", "townhouses", "streets", "cars",
    "coast", "farms", "yard", "fires", "wares", "vehicles", "armoury", "graves", "wheeled", "roadside", "quayside", "motors",
    "justice",
)  # fmt: skip
BUILDERS = {n: b for family in FAMILIES for n, b in import_module(f"worldgen.builders.{family}").BUILDERS.items()}
CLASSES = sorted(BUILDERS)
OVERHANG = {
    "house": 0.9,
    "barn": 0.6,
    "mill": 0.6,
    "church": 0.8,
    "keep": 3.0,
    "tower": 2.8,
    "gatehouse": 2.5,
    "bridge": 0.4,
    "jetty": 0.9,
    "townhouse": 1.6,
}
CHIMNEY = {"house": 1.4}
RED = "#b02a26"


@lru_cache(maxsize=128)
def make(
    cls: str, seed: int, color: str = "", material: str = "", hour: float = 14.0, size: tuple[float, float, float] | None = None
) -> Geometry:
    item = Instance("x", cls, (0, 0, 0), size or OBJECTS[cls].size_m, color=color, material=material)
    return BUILDERS[cls](item, Style(hour=hour), np.random.default_rng(seed))


def cast(geometry: Geometry, origins: np.ndarray, directions: np.ndarray, ground: bool = True) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(face or −1, cosine of the hit face's normal with the ray, distance) of each ray."""
    scene = o3d.t.geometry.RaycastingScene()
    scene.add_triangles(o3d.core.Tensor(geometry.vertices), o3d.core.Tensor(geometry.triangles().astype(np.uint32)))
    if ground:
        plane = np.array([[-99, 0, -99], [-99, 0, 99], [99, 0, 99], [99, 0, -99]], np.float32)
        scene.add_triangles(o3d.core.Tensor(plane), o3d.core.Tensor(np.array([[0, 1, 2], [0, 2, 3]], np.uint32)))
    hit = scene.cast_rays(o3d.core.Tensor(np.concatenate([origins, directions], 1).astype(np.float32)))
    on = hit["geometry_ids"].numpy() == 0
    triangle = np.where(on, hit["primitive_ids"].numpy(), 0)
    return (
        np.where(on, geometry.triangle_faces()[triangle], -1),
        np.sum(hit["primitive_normals"].numpy() * directions, 1),
        hit["t_hit"].numpy(),
    )


def look_around(size: tuple[float, float, float], eye_m: float = 1.65, per_view: int = 500) -> tuple[np.ndarray, np.ndarray]:
    """Rays from eight eyes about a thing, towards points spread over its box."""
    w, h, d = size
    rng = np.random.default_rng(0)
    reach = 1.5 * max(w, d, 0.8 * h) + 1
    origins, directions = [], []
    for a in np.linspace(0, 2 * np.pi, 8, endpoint=False):
        eye = np.array([reach * np.sin(a), eye_m, reach * np.cos(a)])
        target = (rng.random((per_view, 3)) - [0.5, 0, 0.5]) * [w, h, d]
        ray = target - eye
        origins.append(np.broadcast_to(eye, ray.shape))
        directions.append(ray / np.linalg.norm(ray, axis=1, keepdims=True))
    return np.concatenate(origins), np.concatenate(directions)


@pytest.mark.parametrize("cls", CLASSES)
def test_fills_its_box_and_is_sound(cls: str) -> None:
    w, h, d = OBJECTS[cls].size_m
    slack = OVERHANG.get(cls, 0.12)
    for seed in range(3):
        g = make(cls, seed)
        assert len(g.faces) > 20 and g.area_m2 > 0.5
        for values in (g.vertices, g.uv, g.color_linear, g.emission_linear, g.leaf_centers, g.leaf_colors_linear):
            assert np.isfinite(values).all()
        assert g.faces[:, :3].min() >= 0 and g.faces.max() < len(g.vertices)
        assert set(g.materials) <= set(MATERIALS)
        assert (g.color_linear >= 0).all() and (g.color_linear <= 1).all()
        points = np.concatenate([g.vertices, g.leaf_centers])
        low, high = points.min(0), points.max(0)
        assert np.all(high <= np.array([w / 2, h + CHIMNEY.get(cls, 0.0), d / 2]) + slack), (high, seed)
        assert np.all(low[[0, 2]] >= np.array([-w / 2, -d / 2]) - slack), (low, seed)
        assert high[1] >= 0.93 * h and low[1] <= 0.05
        assert high[0] - low[0] >= 0.88 * w - 0.04 and high[2] - low[2] >= 0.88 * d - 0.04
        for axes in (g.leaf_axes, g.leaf_normals):
            assert np.allclose(np.linalg.norm(axes, axis=1), 1, atol=1e-3)


@pytest.mark.parametrize("cls", CLASSES)
def test_faces_look_outwards(cls: str) -> None:
    """A ray from outside meets the front of a face."""
    for seed in range(2):
        origins, directions = look_around(OBJECTS[cls].size_m)
        face, cosine, _ = cast(make(cls, seed), origins, directions)
        back = np.mean(cosine[face >= 0] > 0)
        assert back < 0.02, (seed, back)


@pytest.mark.parametrize("cls", CLASSES)
def test_asked_colour_dominates(cls: str) -> None:
    """From eye height at least 40 % of what one sees has the asked hue: its linear colour is a multiple of the asked one."""
    wanted = linear_from_srgb(RED)
    for seed in range(3):
        g = make(cls, seed, color=RED)
        origins, directions = look_around(OBJECTS[cls].size_m)
        face, _, _ = cast(g, origins, directions)
        seen = g.color_linear[face[face >= 0]]
        along = seen @ wanted / (np.linalg.norm(seen, axis=1) * np.linalg.norm(wanted) + 1e-9)
        bright = np.linalg.norm(seen, axis=1) / np.linalg.norm(wanted)
        share = np.mean((along > 0.995) & (bright > 0.5) & (bright < 1.6))
        assert share >= (0.5 if cls in ("house", "barn", "church", "tower", "keep", "barrel", "crate", "tent") else 0.4), (seed, share)


@pytest.mark.parametrize("cls", ["house", "barn", "church", "tower", "keep", "gatehouse", "bridge", "bench"])
def test_asked_material_is_used(cls: str) -> None:
    g = make(cls, 1, material="brick")
    areas = g.face_areas_m2
    brick = areas[g.material == g.materials.index("brick")].sum()
    largest = max(
        areas[g.material == i].sum() for i, name in enumerate(g.materials) if name not in ("tiles", "slate", "thatch", "shingles")
    )
    assert brick == largest


@pytest.mark.parametrize("cls", CLASSES)
def test_same_seed_same_thing_other_seed_other_thing(cls: str) -> None:
    item, style = Instance("x", cls, (0, 0, 0), OBJECTS[cls].size_m), Style()
    a, b = (BUILDERS[cls](item, style, np.random.default_rng(5)) for _ in range(2))
    for name in ("vertices", "faces", "color_linear", "leaf_centers"):
        assert np.array_equal(getattr(a, name), getattr(b, name))
    others = [make(cls, seed) for seed in range(6, 10)]
    assert any(len(o.vertices) != len(a.vertices) or not np.allclose(o.color_linear, a.color_linear) for o in others)


def test_houses_differ_in_form() -> None:
    """Plan and roof vary: ten houses of one size show at least six silhouettes."""
    shapes = set()
    for seed in range(10):
        v = make("house", seed).vertices
        high = v[v[:, 1] > 4.0]
        shapes.add((len(v), round(float(high[:, 0].mean()), 1)))
    assert len(shapes) >= 6


@pytest.mark.parametrize("cls", ["house", "barn", "church", "mill", "tower"])
def test_door_is_at_the_front_and_clear(cls: str) -> None:
    """Somewhere along the front a person of 0.7 × 1.7 m can come from 6 m up to the door, which stands within 0.9 m of z = +d/2."""
    w, _, d = OBJECTS[cls].size_m
    for seed in range(3):
        g = make(cls, seed)
        x, y = np.meshgrid(np.linspace(-w / 2, w / 2, 81), np.linspace(0.45, 1.75, 9), indexing="ij")
        origins = np.stack([x.ravel(), y.ravel(), np.full(x.size, d / 2 + 6)], 1)
        face, _, distance = cast(g, origins, np.broadcast_to([0.0, 0.0, -1.0], origins.shape))
        reach = d / 2 + 6 - distance.reshape(x.shape)  # z of what is met
        kind = np.array([*g.materials, "none"])[np.where(face < 0, len(g.materials), g.material[face])].reshape(x.shape)
        leaf = (kind == "planks").mean(1) > 0.6
        column = leaf & (np.abs(reach - d / 2) < 0.9).all(1)
        wide = max((len(run) for run in "".join("x" if c else " " for c in column).split()), default=0) * (w / 80)
        assert wide >= 0.5, (seed, wide)


@pytest.mark.parametrize("size", [OBJECTS["gatehouse"].size_m, (12.0, 14.0, 8.0), (8.0, 9.0, 5.0)])
def test_gatehouse_can_be_walked_through(size: tuple[float, float, float]) -> None:
    """Nothing stands in a passage 2.4 m wide and 2.3 m high under the portcullis; away from it 3 m at the crown are free."""
    g = make("gatehouse", 0, size=size)
    x, y = np.meshgrid(np.linspace(-1.19, 1.19, 15), np.linspace(0.05, 2.3, 9), indexing="ij")
    origins = np.stack([x.ravel(), y.ravel(), np.full(x.size, size[2] + 5)], 1)
    face, _, _ = cast(g, origins, np.broadcast_to([0.0, 0.0, -1.0], origins.shape))
    assert (face < 0).all()
    up = np.array([[0.0, 0.1, -0.2 * size[2]]])
    _, _, free = cast(g, up, np.array([[0.0, 1.0, 0.0]]))
    assert free[0] + 0.1 >= 3.0


@pytest.mark.parametrize("material", ["", "timber"])
@pytest.mark.parametrize("size", [(3.0, 2.0, 10.0), (4.0, 3.0, 18.0), (2.2, 1.6, 6.0)])
def test_bridge_deck_is_walkable(size: tuple[float, float, float], material: str) -> None:
    """Seen from above, the deck's middle runs from y ≈ 0 over a hump, without holes, steps or steep parts; water passes below."""
    w, h, d = size
    g = make("bridge", 0, material=material, size=size)
    z = np.linspace(-d / 2 + 0.05, d / 2 - 0.05, 120)
    for x in (0.0, 0.25 * w):
        origins = np.stack([np.full_like(z, x), np.full_like(z, 9.0), z], 1)
        face, _, distance = cast(g, origins, np.broadcast_to([0.0, -1.0, 0.0], origins.shape), ground=False)
        y = 9 - distance
        solid = face >= 0
        solid &= y > -0.2  # a ray may fall through the slit between two boards
        assert solid.mean() > 0.9
        y = y[solid]
        assert abs(y[0]) < 0.1 and abs(y[-1]) < 0.1 and y.max() > 0.05 * h
        assert np.abs(np.diff(y)).max() < 0.25
    assert y.max() <= h - 0.4
    below = np.array([[0.0, -0.2, 0.22 * d if d > 13 else 0.0]])
    _, _, free = cast(g, below, np.array([[1.0, 0.0, 0.0]]), ground=False)
    assert not np.isfinite(free[0])


@pytest.mark.parametrize("length", [8.1, 9.5, 12.5, 15.0])
def test_a_stone_arch_stands_clear_of_the_water(length: float) -> None:
    """Under a bridge as long as grammars ask for: 0.8 m at least of light above its ends over half its length, a deck of 35° at most."""
    g = make("bridge", 0, size=(2.6, 0.85 + 0.14 * length, length))
    z = np.linspace(-0.24 * length, 0.24 * length, 21)
    start = np.stack([np.zeros_like(z), np.full_like(z, -1.0), z], 1)
    face, _, soffit = cast(g, start, np.broadcast_to([0.0, 1.0, 0.0], start.shape), ground=False)
    assert (face >= 0).all() and (soffit - 1.0)[6:15].min() > 0.3 * 0.14 * length and (soffit - 1.0).min() > 0.0
    assert (soffit - 1.0)[10] > (0.8 if length > 12 else 0.5)
    z = np.linspace(-length / 2 + 0.1, length / 2 - 0.1, 80)
    above = np.stack([np.zeros_like(z), np.full_like(z, 9.0), z], 1)
    _, _, deck = cast(g, above, np.broadcast_to([0.0, -1.0, 0.0], above.shape), ground=False)
    assert np.degrees(np.arctan(np.abs(np.diff(9 - deck) / np.diff(z)))).max() < 35


@pytest.mark.parametrize("cls", ["house", "tower", "keep", "church", "gatehouse", "mill", "lantern_post"])
def test_the_hour_builds_nothing_else(cls: str) -> None:
    """Which windows are lit is built, whether they are on is decided where light falls."""
    noon, dusk = make(cls, 3, hour=12.0), make(cls, 3, hour=19.5)
    assert np.array_equal(noon.vertices, dusk.vertices) and np.array_equal(noon.emission_linear, dusk.emission_linear)


def test_windows_glow() -> None:
    evening = make("house", 3, hour=19.0)
    lit = evening.emission_linear.max(1) > 0.5
    assert lit.any() and "glass" in {evening.materials[i] for i in np.unique(evening.material[lit])}
    assert make("lantern_post", 0, hour=22.0).emission_linear.max() > 1


def test_roof_slopes_are_planar_where_there_is_no_sag_and_rise_to_the_ridge() -> None:
    cover = Cover("tiles", (0.4, 0.1, 0.1), (0.1, 0.1, 0.1), sag=0.0)
    roof = Roof(-4, 4, 3, 3, 3, ("gable", "hip"), cover)
    s = Sculptor()
    roof.draw(s)
    g = s.geometry()
    tiles = g.material == g.materials.index("tiles")
    p = g.vertices[np.where(g.faces < 0, g.faces[:, :1], g.faces)][tiles & (g.face_areas_m2 > 2)]
    for corners in p:
        first = np.cross(corners[1] - corners[0], corners[2] - corners[0])
        first /= np.linalg.norm(first)
        assert abs(float(np.dot(corners[3] - corners[0], first))) < 1e-3
        assert first[1] == pytest.approx(np.cos(np.arctan(1.0)), abs=1e-3)
    assert g.vertices[:, 1].max() == pytest.approx(roof.ridge, abs=0.15)


def test_gap_outlines_are_closed_counter_clockwise() -> None:
    for arch in ("flat", "round", "pointed"):
        p = Gap(0.3, 1.0, 1.2, 2.2, arch).outline().astype(float)
        x, y = p[:, 0], p[:, 1]
        area = 0.5 * np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)
        assert 0.75 * 1.2 * 2.2 < area <= 1.2 * 2.2 + 1e-5
        assert y.max() == pytest.approx(3.2, abs=1e-3)


def hill(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    return 0.08 * x + 0.3 * np.sin(0.3 * z)


@pytest.mark.parametrize(("cls", "height", "width"), [("wall", 6.0, 2.0), ("wall", 1.1, 0.5), ("hedge", 1.4, 0.8), ("fence", 1.1, 0.1)])
def test_walls_follow_the_ground_and_face_outwards(cls: str, height: float, width: float) -> None:
    curve = Curve(cls, ((-10.0, 0.0, 0.0), (-3.0, 0.0, 2.0), (4.0, 0.0, -1.0), (10.0, 0.0, 3.0)), width, height_m=height)
    g = curve_geometry(curve, hill, Style(), np.random.default_rng(0))
    assert len(g.faces) and np.isfinite(g.vertices).all() and set(g.materials) <= set(MATERIALS)
    ground = hill(g.vertices[:, 0], g.vertices[:, 2])
    assert (g.vertices[:, 1] - ground).max() == pytest.approx(height, abs=0.35 if height < 4 else 0.8)
    line = evenly(curve.points_m, 0.5)
    for side in (-9.0, 9.0):
        origins = line + [0, 0, side]
        origins[:, 1] = hill(line[:, 0], line[:, 2]) + 0.5 * height
        target = line.copy()
        target[:, 1] = hill(line[:, 0], line[:, 2]) + 0.6 * height
        directions = (target - origins) / np.linalg.norm(target - origins, axis=1, keepdims=True)
        face, cosine, _ = cast(g, origins, directions, ground=False)
        hit = face >= 0
        assert cls == "fence" or hit[2:-2].mean() > 0.95
        assert np.mean(cosine[hit] > 0) < 0.03


def test_closed_curtain_wall_has_no_gap_and_a_walkway() -> None:
    a = np.linspace(0, 2 * np.pi, 9)
    points = tuple((float(12 * np.cos(t)), 0.0, float(12 * np.sin(t))) for t in a[:-1])
    curve = Curve("wall", (*points, points[0]), 2.0, height_m=6.0)
    g = curve_geometry(curve, lambda x, z: 0 * x, Style(), np.random.default_rng(0))
    t = np.linspace(0, 2 * np.pi, 200)
    directions = np.stack([np.cos(t), np.full_like(t, 0.05), np.sin(t)], 1)
    face, _, _ = cast(g, np.tile([[0.0, 2.0, 0.0]], (200, 1)), directions, ground=False)
    assert (face >= 0).all()
    line = evenly(curve.points_m, 1.0)
    down = np.broadcast_to([0.0, -1.0, 0.0], line.shape)
    _, _, distance = cast(g, line + [0, 20, 0], down, ground=False)
    assert np.median(20 - distance) == pytest.approx(6.0 - 1.3, abs=0.1)


def test_a_curve_that_is_no_wall_is_refused() -> None:
    with pytest.raises(ValueError, match="river"):
        curve_geometry(Curve("river", ((0, 0, 0), (1, 0, 0)), 2.0), hill, Style(), np.random.default_rng(0))
