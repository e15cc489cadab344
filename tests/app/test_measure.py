"""What the pixels say, against what is known to stand there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.inventory import facts
from app.measure import Seen, measure, oklab
from worldgen.world import World


def test_oklab_of_known_colours():
    """Values of Ottosson's reference implementation."""
    lab = oklab(np.array([[1.0, 1, 1], [1, 0, 0], [0, 0, 1], [0, 0, 0]]))
    expected = [[1.0, 0, 0], [0.62796, 0.22486, 0.12585], [0.45201, -0.03246, -0.31153], [0, 0, 0]]
    assert np.allclose(lab, expected, atol=1e-4)


def painted(*parts: tuple[tuple[float, float, float], int]) -> Seen:
    albedo = np.concatenate([np.tile(np.float32(color), (count, 1)) for color, count in parts])
    return Seen(len(albedo), albedo)


def test_the_colour_that_most_pixels_share_wins_over_the_mean():
    seen = painted(((0.7, 0.1, 0.1), 50), ((0.9, 0.9, 0.9), 30), ((0.1, 0.1, 0.1), 20))
    red = [int(seen.color[i : i + 2], 16) for i in (1, 3, 5)]
    assert red == pytest.approx([178, 26, 26], abs=2)
    assert seen.share_of("#b02a26") == pytest.approx(0.5)
    assert seen.share_of("#2a56a8") == 0
    assert seen.share_of("#ecebe8") == pytest.approx(0.3)  # a neutral colour is told by lightness


@pytest.fixture(scope="module")
def seen(small_world: World) -> dict[str, Seen]:
    return measure(small_world)


def test_the_table_is_seen_large_and_red(seen, small_world):
    table = seen["table-1"]
    assert table.visible_px > 5000
    assert table.share_of("#b02a26") > 0.9
    (row,) = facts(small_world, seen)["instances"]
    assert row["visible_px"] == table.visible_px and row["color_share"] > 0.9


def test_a_lie_in_the_layout_does_not_move_what_is_seen(seen, small_world):
    (table,) = small_world.layout.instances
    liar = replace(small_world, layout=replace(small_world.layout, instances=(replace(table, color="#2a56a8"),)))
    (row,) = facts(liar, measure(liar))["instances"]
    assert row["albedo_seen"] == seen["table-1"].color and row["color_share"] < 0.05


def test_what_has_no_pixels_is_not_seen(small_world):
    (table,) = small_world.layout.instances
    ghost = replace(table, id="ghost", position_m=(3.0, 0.0, -3.0))
    world = replace(small_world, layout=replace(small_world.layout, instances=(table, ghost)))
    rows = {row["id"]: row for row in facts(world, measure(world))["instances"]}
    assert rows["ghost"]["visible_px"] == 0 and rows["ghost"]["albedo_seen"] is None
