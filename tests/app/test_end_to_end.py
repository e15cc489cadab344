"""Words to a world on disk, for real, once."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import worldgen
from app.cli import main
from app.measure import measure
from worldgen.storage import read_manifest

PROMPT = "a living room with a blue sofa and two red armchairs"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    assert main(["create", PROMPT, "--quality", "draft", "--seed", "5", "--out", str(folder / "room.world"), "--json"]) == 0
    return folder / "room.world"


def test_the_world_is_whole_and_within_its_budgets(made: Path):
    world = worldgen.load(made)
    assert world.layout.kind == "living_room" and world.prompt == PROMPT
    assert 50_000 < len(world.gaussians) <= 500_000
    assert 0 < len(world.collider.faces) <= 200_000
    assert made.with_suffix(".png").stat().st_size > 50_000


def test_the_same_words_and_seed_give_the_same_bytes(made: Path, tmp_path: Path):
    main(["create", PROMPT, "--quality", "draft", "--seed", "5", "--out", str(tmp_path / "again.world"), "--json"])
    assert read_manifest(tmp_path / "again.world")["files"] == read_manifest(made)["files"]


def test_what_was_asked_for_is_seen_in_its_colour(made: Path):
    world = worldgen.load(made)
    asked = [item for item in world.layout.instances if "requested" in item.tags]
    seen = measure(world, of=[item.id for item in asked])
    assert sorted(item.cls for item in asked) == ["armchair", "armchair", "sofa"]
    for item in asked:
        assert seen[item.id].visible_px >= 400, item.id
        assert seen[item.id].share_of(item.color) >= 0.4, (item.id, seen[item.id].color)


def test_the_floor_of_the_collider_is_the_floor_of_the_splats(made: Path):
    """Straight down from places where a visitor stands: expected splat depth against the collider."""
    from render import Camera

    world = worldgen.load(made)
    errors = []
    for x, y, z in world.walk_map.spots(12):
        down = Camera.look_at((x, y + 1.6, z), (x, y, z), fov_deg=4, width=9, height=9)
        depth = float(world.render(down).depth[4, 4])
        errors.append(abs(depth - 1.6))
    assert np.median(errors) < 0.03 and np.mean(np.array(errors) < 0.05) >= 0.9, errors


def test_info_reads_it(made: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert main(["info", str(made), "--json"]) == 0
    about = json.loads(capsys.readouterr().out)
    assert {"read", "layout", "build", "sample", "light", "finish"} <= set(about["seconds"])
