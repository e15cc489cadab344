"""Laws of every grammar: things do not stand in each other, in water or in the air, and what was asked is there, neither more nor less."""

from __future__ import annotations

import time
from functools import cache
from importlib import import_module

import numpy as np
import pytest

from worldgen.corpus import KINDS, captions, sample
from worldgen.corpus.site import Footprint
from worldgen.encoders.text import read
from worldgen.layout import files
from worldgen.layout.layout import Ground, Instance, Layout
from worldgen.layout.vocabulary import OBJECTS, SURFACES
from worldgen.prompt import ObjectRequest, SceneSpec

SEEDS = range(8)
NAMES = tuple(KINDS)
OUTDOORS, INDOORS = ([name for name, kind in KINDS.items() if kind.interior == inside] for inside in (False, True))
BUILDINGS = ("house", "church", "mill", "barn", "keep", "tower", "gatehouse")

RED, BLUE, GREEN = "#b02a26", "#2a56a8", "#3c7a34"
ASK = ObjectRequest
ASKED = {
    "village": (
        ASK("house", 5),
        ASK("well", 1, relation=("in", "square")),
        ASK("cart", 2, RED, relation=("beside", "well")),
        ASK("bench", 3),
        ASK("fountain", 0),
    ),
    "river_valley": (ASK("birch", 3), ASK("boat", 1, RED), ASK("bridge", 1, material="timber"), ASK("bush", 0)),
    "forest": (
        ASK("tent", 2, BLUE),
        ASK("campfire", 1),
        ASK("log", 4, relation=("around", "campfire")),
        ASK("dead_tree", 1),
        ASK("mushroom", 0),
    ),
    "castle": (ASK("tower", 4), ASK("cart", 2, material="timber"), ASK("tent", 1, BLUE), ASK("banner", 0)),
    "living_room": (
        ASK("sofa", 1, BLUE, material="leather"),
        ASK("floor_lamp", 2, relation=("beside", "sofa")),
        ASK("plant", 3, GREEN),
        ASK("television", 0),
    ),
    "library": (ASK("table", 3, material="timber"), ASK("chair", 8), ASK("ladder", 2), ASK("clock", 1), ASK("globe", 0)),
}
USUAL_ASKED = {  # of a kind that is not above
    False: (ASK("barrel", 2, RED), ASK("bench", 3), ASK("rock", 4), ASK("bush", 0)),
    True: (ASK("chair", 3, BLUE), ASK("chest", 2), ASK("barrel", 1, RED), ASK("plant", 0)),
}


def asked_of(kind: str) -> tuple[ObjectRequest, ...]:
    return ASKED.get(kind, USUAL_ASKED[KINDS[kind].interior])


@cache
def made(kind: str, seed: int, asked: bool = False) -> Layout:
    return sample(SceneSpec(kind, objects=asked_of(kind) if asked else ()), seed=seed)


def ground_y(ground: Ground | None, x: float, z: float) -> float:
    """Bilinear between cell centres."""
    assert ground is not None
    u, v = (x - ground.origin_m[0]) / ground.cell_m - 0.5, (z - ground.origin_m[1]) / ground.cell_m - 0.5
    i, j = int(np.floor(v)), int(np.floor(u))
    t, s, h = v - i, u - j, ground.height_m
    return float((h[i, j] * (1 - s) + h[i, j + 1] * s) * (1 - t) + (h[i + 1, j] * (1 - s) + h[i + 1, j + 1] * s) * t)


def lowest_y(ground: Ground, item: Instance, margin_m: float) -> float:
    """Of the ground's cells under a thing and a little about it."""
    corners = Footprint.of(item).corners(margin_m)
    (x0, z0), (x1, z1) = corners.min(0) - ground.cell_m, corners.max(0) + ground.cell_m
    low = [max(int((a - o) / ground.cell_m), 0) for a, o in ((x0, ground.origin_m[0]), (z0, ground.origin_m[1]))]
    high = [int((a - o) / ground.cell_m) + 1 for a, o in ((x1, ground.origin_m[0]), (z1, ground.origin_m[1]))]
    return float(ground.height_m[low[1] : high[1], low[0] : high[0]].min())


def is_solid(item: Instance) -> bool:
    """An arch that spans a room, and a torii, are walked through."""
    return (item.cls not in OBJECTS or OBJECTS[item.cls].solid) and "vault" not in item.tags and item.cls != "torii"


def water_at(ground: Ground, x: float, z: float) -> float:
    """Level over a place, nan where it is dry."""
    i, j = int((z - ground.origin_m[1]) / ground.cell_m), int((x - ground.origin_m[0]) / ground.cell_m)
    return float(ground.water_m[min(i, len(ground.water_m) - 1), min(j, ground.water_m.shape[1] - 1)])


def under_roof(layout: Layout, item: Instance) -> bool:
    x, _, z = item.position_m
    return any(abs(x) <= max(c[0] for c in room.corners_m) and abs(z) <= max(c[1] for c in room.corners_m) for room in layout.rooms)


every = [
    pytest.param(kind, seed, asked, id=f"{kind}-{seed}{'-asked' if asked else ''}")
    for kind in NAMES
    for seed in SEEDS
    for asked in (False, True)
]


@pytest.mark.parametrize(("kind", "seed", "asked"), every)
def test_no_two_solid_things_share_room(kind, seed, asked):
    solid = [i for i in made(kind, seed, asked).instances if is_solid(i)]
    at, reach = np.array([i.position_m for i in solid]), np.array([np.hypot(i.size_m[0], i.size_m[2]) / 2 for i in solid])
    near = np.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 2] - at[None, :, 2]) < reach[:, None] + reach[None]
    for a, b in ((solid[i], solid[j]) for i, j in np.argwhere(np.triu(near, 1))):
        stacked = a.position_m[1] + a.size_m[1] <= b.position_m[1] + 0.02 or b.position_m[1] + b.size_m[1] <= a.position_m[1] + 0.02
        assert stacked or not Footprint.of(a).overlaps(Footprint.of(b), -0.03), (a, b)


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_requests_are_honoured_exactly(kind, seed):
    layout = made(kind, seed, True)
    for request in asked_of(kind):
        found = [i for i in layout.instances if i.cls == request.cls]
        assert len(found) == request.count, (request, layout.notes)
        for item in found:
            assert "requested" in item.tags
            assert not request.color or item.color == request.color
            assert not request.material or item.material == request.material


@pytest.mark.parametrize(("kind", "seed", "asked"), every)
def test_things_stand_on_something_and_dry(kind, seed, asked):
    layout = made(kind, seed, asked)
    ground = layout.ground
    assert ground is not None
    for item in layout.instances:
        x, y, z = item.position_m
        if under_roof(layout, item):
            on = OBJECTS[item.cls].on
            below = [o.position_m[1] + o.size_m[1] for o in layout.instances if o is not item and Footprint.of(o).contains(x, z, 0.01)]
            hangs = {"wall", "ceiling"} & {*on} or "hung" in item.tags or item.cls == "curtain"
            assert hangs or min(abs(y - s) for s in (0.0, *below)) < 0.03, item
            assert y + item.size_m[1] <= layout.rooms[0].ceiling_m + 0.01
        elif np.isfinite(level := water_at(ground, x, z)) and item.cls in ("boat", "jetty"):
            assert -0.35 < y - level < 0.2, (item, level)  # it floats, or stands on posts
        elif item.cls in ("cliff", "kerb", "platform"):  # its back is in a slope, its foot in the ground all round
            assert y <= min(ground_y(ground, cx, cz) for cx, cz in Footprint.of(item).corners()) + 0.03, item
        elif item.cls not in ("bridge", "banner") and "beam" not in item.tags:  # they span, and hang
            lowest = lowest_y(ground, item, 0.5)
            seated = lowest - 0.03 < y < ground_y(ground, x, z) + 0.03  # in a slope its foot is where the ground is lowest
            if not seated:
                below = [o.position_m[1] + o.size_m[1] for o in layout.instances if o is not item and Footprint.of(o).contains(x, z, 0.01)]
                assert min((abs(y - s) for s in below), default=9) < 0.03, (item, lowest)
        if item.cls in BUILDINGS:
            for cx, cz in Footprint.of(item).corners():
                i, j = int((cz - ground.origin_m[1]) / ground.cell_m), int((cx - ground.origin_m[0]) / ground.cell_m)
                assert not np.isfinite(ground.water_m[i, j]), item


@pytest.mark.parametrize(("kind", "seed", "asked"), every)
def test_views_are_free_and_look_into_the_open(kind, seed, asked):
    layout = made(kind, seed, asked)
    assert 5 <= len(layout.views_m) <= 12

    def stands_up(i: Instance) -> bool:
        """To a visitor's chest, from below his eyes."""
        above = i.position_m[1] - ground_y(layout.ground, i.position_m[0], i.position_m[2])
        return above < 1.4 and above + i.size_m[1] > 1.2 and i.size_m[1] > 1.2 and "wall" not in OBJECTS[i.cls].on

    tall = [Footprint.of(i) for i in layout.instances if is_solid(i) and stands_up(i)]
    overhead = {i.id for i in layout.instances if layout.rooms and i.position_m[1] > 2.2}
    everything = [Footprint.of(i) for i in layout.instances if is_solid(i) and i.id not in overhead]
    for x, y, z, yaw in layout.views_m:
        assert not any(f.contains(x, z) for f in everything)
        ahead = [(x + np.sin(yaw) * t, z + np.cos(yaw) * t) for t in np.arange(0.25, 2.51, 0.25)]
        assert not any(f.contains(ax, az) for ax, az in ahead for f in tall), (x, z, yaw)
        assert y == pytest.approx(0.0 if layout.rooms else ground_y(layout.ground, x, z), abs=0.03)
    x, y, z = layout.entrance_m
    assert not any(f.contains(x, z) for f in everything)


@pytest.mark.parametrize("kind", NAMES)
def test_the_same_seed_gives_the_same_place_and_another_one_another(kind):
    spec = SceneSpec(kind, objects=asked_of(kind))
    again, before = sample(spec, seed=3), made(kind, 3, True)
    assert again.instances == before.instances and again.curves == before.curves and again.views_m == before.views_m
    assert again.ground is not None and before.ground is not None and np.array_equal(again.ground.height_m, before.ground.height_m)
    assert made(kind, 4, True).instances != before.instances


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_captions_name_only_what_is_there(kind, seed):
    layout = made(kind, seed)
    words = {}
    for name in OBJECTS:
        word = name.replace("_", " ")
        words |= dict.fromkeys((word, word + "s", word + "es", word[:-1] + "ves"), name)
    texts = captions(layout, np.random.default_rng(seed))
    assert len(texts[0]) <= len(texts[1]) <= len(texts[2]) and len(set(texts)) == 3
    listed = texts[2].split("; there are ")[1].replace(" and ", ", ").split(", ")
    for phrase in listed:
        number, word = phrase.split(" ", 1)
        here = sum(i.cls == words[word] for i in layout.instances)
        said = {"a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
        assert here == said[number] if number in said else here > 10, phrase
    if " beside a river" in texts[2]:
        assert any(c.cls in ("river", "stream") for c in layout.curves)


@pytest.mark.parametrize("kind", NAMES)
def test_a_sample_takes_less_than_a_second(kind):
    made(kind, 0)  # imports
    seconds = []
    for seed in (101, 102, 103):
        began = time.process_time()
        sample(SceneSpec(kind), seed=seed)
        seconds.append(time.process_time() - began)
    assert min(seconds) < 1.0


def between(a: Instance, b: Instance) -> float:
    """Metres between two footprints' nearest corners or edges, by sampling both outlines."""
    t = np.linspace(0, 1, 12)[:, None]

    def outline(f: Footprint) -> np.ndarray:
        c = f.corners()
        return np.concatenate([c[k] * (1 - t) + c[(k + 1) % 4] * t for k in range(4)])

    return float(np.linalg.norm(outline(Footprint.of(a))[:, None] - outline(Footprint.of(b))[None], axis=-1).min())


def pieces(layout: Layout, cls: str) -> list[Instance]:
    return [i for i in layout.instances if i.cls == cls]


@pytest.mark.parametrize("seed", SEEDS)
def test_two_lamps_stand_beside_a_blue_sofa(seed):
    layout = made("living_room", seed, True)
    (sofa,), lamps = pieces(layout, "sofa"), pieces(layout, "floor_lamp")
    assert len(lamps) == 2 and sofa.color == BLUE
    assert all(between(lamp, sofa) < 0.8 for lamp in lamps)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_well_stands_in_the_square_and_the_carts_beside_it(seed):
    layout = made("village", seed, True)
    (well,), carts = pieces(layout, "well"), pieces(layout, "cart")
    lane = next(c for c in layout.curves if c.cls == "road")
    assert np.hypot(well.position_m[0] - lane.points_m[-1][0], well.position_m[2] - lane.points_m[-1][2]) < 6.0
    assert all(between(cart, well) < 2.5 for cart in carts)


@pytest.mark.parametrize("kind", ["river_valley", "mountain_lake", "harbour"])
@pytest.mark.parametrize("seed", SEEDS)
def test_boats_that_are_asked_for_float_and_a_jetty_reaches_over_the_water(kind, seed):
    layout = sample(SceneSpec(kind, objects=(ASK("boat", 2, RED), ASK("jetty", 1))), seed=seed)
    water = layout.ground.water_m

    def level(x, z):
        origin, cell = layout.ground.origin_m, layout.ground.cell_m
        return water[int((z - origin[1]) / cell), int((x - origin[0]) / cell)]

    for boat in (i for i in pieces(layout, "boat") if "requested" in i.tags):
        assert -0.6 < boat.position_m[1] - level(boat.position_m[0], boat.position_m[2]) < 0.0
    (jetty,) = (i for i in pieces(layout, "jetty") if "requested" in i.tags)
    x, _, z = jetty.position_m
    reach = 0.45 * jetty.size_m[2]
    ends = [level(x + s * reach * np.sin(jetty.yaw_rad), z + s * reach * np.cos(jetty.yaw_rad)) for s in (-1, 1)]
    assert np.isfinite(ends).any()


@pytest.mark.parametrize("seed", SEEDS)
def test_buses_stand_at_the_kerb_and_not_on_the_pavement(seed):
    layout = sample(SceneSpec("city_street", objects=(ASK("bus", 2),)), seed=seed)
    kerb = min(abs(i.position_m[0]) for i in pieces(layout, "kerb") if abs(i.position_m[0]) > 2.5)
    buses = pieces(layout, "bus")
    assert len(buses) == 2
    assert all(abs(b.position_m[0]) + b.size_m[0] / 2 < kerb and abs(np.sin(b.yaw_rad)) < 0.1 for b in buses)


@pytest.mark.parametrize("kind", NAMES)
def test_what_lies_about_is_known_and_some_of_it_does(kind):
    grammar = import_module(f"worldgen.corpus.{kind}")
    names = {*grammar.EXTRAS, *getattr(grammar, "LIGHTS", ())}
    assert names <= set(OBJECTS)
    assert any(i.cls in names for seed in SEEDS[:3] for i in made(kind, seed, False).instances)


@pytest.mark.parametrize("kind", INDOORS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_vase_stands_on_the_table(kind, seed):
    layout = sample(SceneSpec(kind, objects=(ASK("table", 1), ASK("vase", 1, RED, relation=("on", "table")))), seed=seed)
    (table,), (vase,) = pieces(layout, "table"), pieces(layout, "vase")
    assert Footprint.of(table).contains(vase.position_m[0], vase.position_m[2])
    assert vase.position_m[1] == pytest.approx(table.position_m[1] + table.size_m[1], abs=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_logs_lie_around_the_fire(seed):
    layout = made("forest", seed, True)
    (fire,), logs = pieces(layout, "campfire"), pieces(layout, "log")
    assert len(logs) == 4
    angles = [np.arctan2(i.position_m[0] - fire.position_m[0], i.position_m[2] - fire.position_m[2]) for i in logs]
    assert all(between(i, fire) < 2.5 for i in logs)
    gaps = np.diff(np.sort([*angles, min(angles) + 2 * np.pi]))
    assert gaps.max() < np.pi  # not all on one side


@pytest.mark.parametrize("kind", NAMES)
def test_what_was_asked_stands_before_a_view(kind):
    """Ahead of some view and near enough to fill 1,200 pixels with its box, for nine of ten things."""
    shown = []
    for seed in SEEDS:
        layout = made(kind, seed, True)
        for item in (i for i in layout.instances if "requested" in i.tags):
            w, h, d = item.size_m
            far = 457 * np.sqrt((np.sqrt(w * d) * h + 0.2 * w * d) / 1200)
            toward = [(item.position_m[0] - x, item.position_m[2] - z, yaw) for x, _, z, yaw in layout.views_m]
            shown.append(any(np.hypot(x, z) < far and np.cos(np.arctan2(x, z) - yaw) > np.cos(0.6) for x, z, yaw in toward))
    assert np.mean(shown) >= 0.9


@pytest.mark.parametrize("kind", OUTDOORS)
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_tall_stands_before_the_entrance(kind, seed):
    layout = made(kind, seed, True)
    x, _, z = layout.entrance_m
    s, c = np.sin(layout.entrance_yaw_rad), np.cos(layout.entrance_yaw_rad)
    strip = Footprint(x + 4 * s, z + 4 * c, 0.8, 3.9, layout.entrance_yaw_rad)
    tall = [
        i for i in layout.instances if is_solid(i) and i.size_m[1] > 1.0 and "tree" not in i.cls and i.cls not in ("birch", "pine", "torii")
    ]
    assert not [i for i in tall if strip.overlaps(Footprint.of(i))]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mill_stands_at_the_river_and_not_before_the_entrance(seed):
    layout = sample(SceneSpec("river_valley", objects=(ASK("mill", 1), ASK("boat", 1))), seed=seed)
    (mill,) = pieces(layout, "mill")
    river = np.array(next(c for c in layout.curves if c.cls == "river").points_m)
    assert np.hypot(mill.position_m[0] - layout.entrance_m[0], mill.position_m[2] - layout.entrance_m[2]) > 10
    assert np.hypot(river[:, 0] - mill.position_m[0], river[:, 2] - mill.position_m[2]).min() < 20


@pytest.mark.parametrize("seed", SEEDS)
def test_left_and_right_are_those_of_one_who_faces_the_thing(seed):
    asked = (ASK("sofa", 1), ASK("floor_lamp", 1, RED, relation=("left_of", "sofa")), ASK("plant", 1, relation=("right_of", "sofa")))
    layout = sample(SceneSpec("living_room", objects=asked), seed=seed)
    (sofa,) = pieces(layout, "sofa")
    c, s = np.cos(sofa.yaw_rad), np.sin(sofa.yaw_rad)
    for cls, side in (("floor_lamp", -1), ("plant", 1)):
        (item,) = pieces(layout, cls)
        u = (item.position_m[0] - sofa.position_m[0]) * c - (item.position_m[2] - sofa.position_m[2]) * s
        assert side * u > 0 or any(f'"{cls}" should be' in note for note in layout.notes)


def test_a_relation_to_what_is_not_here_is_told():
    layout = sample(SceneSpec("village", objects=(ASK("cart", 1, relation=("beside", "mill"), words="a cart"), ASK("mill", 0))), seed=0)
    assert layout.notes == ('"a cart" should be beside a mill, which is not here; it stands elsewhere.',)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mirror_hangs_above_the_cabinet(seed):
    asked = (ASK("cabinet", 1), ASK("mirror", 1, relation=("above", "cabinet"), words="a mirror"))
    layout = sample(SceneSpec("living_room", objects=asked), seed=seed)
    (cabinet,), (mirror,) = pieces(layout, "cabinet"), pieces(layout, "mirror")
    over = Footprint.of(mirror).overlaps(Footprint.of(cabinet)) and mirror.position_m[1] >= cabinet.size_m[1]
    assert over or any('"a mirror" should be above' in note for note in layout.notes)


@pytest.mark.parametrize("kind", ["river_valley", "village"])
def test_no_grass_grows_where_a_path_meets_a_bridge(kind):
    layout = sample(SceneSpec(kind, objects=(ASK("bridge", 1),), features=("river",)), seed=1)
    bridge = next(i for i in layout.instances if i.cls == "bridge")
    ground = layout.ground
    way = np.array([np.sin(bridge.yaw_rad), np.cos(bridge.yaw_rad)])
    for off in (-1, 1):
        for inward in (0.3, 0.9, 1.5):
            x, z = np.array(bridge.position_m)[[0, 2]] + off * (bridge.size_m[2] / 2 - inward) * way
            row, column = (int((v - o) / ground.cell_m) for v, o in ((z, ground.origin_m[1]), (x, ground.origin_m[0])))
            assert SURFACES[ground.surface[row, column]] not in ("grass", "meadow", "moss"), (off, inward)


@pytest.mark.parametrize("kind", NAMES)
def test_a_layout_survives_a_file(kind, tmp_path):
    """What a grammar writes, the reader of layouts takes for sound."""
    layout = made(kind, 1)
    files.save(tmp_path, layout)
    again = files.load(tmp_path)
    assert (
        again.instances == layout.instances
        and again.curves == layout.curves
        and again.rooms == layout.rooms
        and again.style == layout.style
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_plan_that_a_text_names_is_the_one_that_is_built(seed):
    """A lane has no cars, a boulevard trees along its middle, a mole's lighthouse stands before the quay and a cove's beside it."""

    def of(text: str, cls: str) -> list[Instance]:
        return [i for i in sample(read(text), seed=seed).instances if i.cls == cls]

    assert not of("a pedestrian lane in a city", "car")
    assert any(abs(tree.position_m[0]) < 0.1 for tree in of("a city boulevard", "tree"))
    assert len(of("a pedestrian lane in a city with two red cars", "car")) == 2
    (mole,), (cove,) = of("a harbour with a breakwater", "lighthouse"), of("a harbour in a cove", "lighthouse")
    assert abs(mole.position_m[0]) < 24 < abs(cove.position_m[0]) and mole.position_m[2] > cove.position_m[2]
