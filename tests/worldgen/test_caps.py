"""Solid things leave as closed meshes; trimesh judges."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh

from worldgen.materialize.caps import capped
from worldgen.world import World


def opened(shape: trimesh.Trimesh, low: float) -> tuple[np.ndarray, np.ndarray]:
    """Without the faces that lie below a height."""
    return shape.vertices.astype(np.float32), shape.faces[shape.triangles_center[:, 1] > low].astype(np.int32)


@pytest.mark.parametrize("touching", [0.0, 1.0])
def test_a_box_and_a_tube_are_closed_where_they_stood_open(touching: float):
    box = trimesh.creation.box((1, 1, 1))
    tube = trimesh.creation.cylinder(0.4, 2.0, sections=9)
    tube.apply_transform(trimesh.transformations.rotation_matrix(np.pi / 2, (1, 0, 0)))
    tube.apply_translation((2 - touching, 0, 0))
    (a, f), (b, g) = opened(box, -0.49), opened(tube, -0.9)
    points, faces = np.concatenate([a, b]), np.concatenate([f, g + len(a)])
    before = trimesh.Trimesh(points, faces, process=False)
    closed = trimesh.Trimesh(*capped(points, faces, np.zeros(len(faces), np.int32))[:2], process=False)
    assert not before.is_watertight and closed.is_watertight and closed.is_winding_consistent
    assert closed.volume == pytest.approx(box.volume + tube.volume, rel=1e-5)


def test_borders_that_meet_at_a_point_are_closed_one_by_one():
    """Two pyramids without their bases, which share a corner."""
    base = np.array([[0, 0, 0], [1, 0, 0], [1, 0, 1], [0, 0, 1], [0.5, 1, 0.5]], np.float32)
    points = np.concatenate([base, base[[0, 1, 3, 4]] * [-1, 1, -1]])  # of the second, point 0 is a corner too
    sides = np.array([[1, 0, 4], [2, 1, 4], [3, 2, 4], [0, 3, 4]])
    faces = np.concatenate([sides, [[6, 0, 8], [7, 6, 8], [0, 7, 8]]]).astype(np.int32)
    made = trimesh.Trimesh(*capped(points.astype(np.float32), faces, np.zeros(len(faces), np.int32))[:2], process=False)
    assert made.is_watertight


def test_a_sheet_a_bent_border_and_a_closed_shell_stay_as_they_are():
    sheet = (np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32), np.array([[0, 1, 2], [0, 2, 3]], np.int32))
    saddle = sheet[0] * [1, 1, 0] + np.array([[0, 0, 0.5], [0, 0, 0], [0, 0, 0.5], [0, 0, 0]])
    ball = trimesh.creation.icosphere(1)
    for points, faces in (sheet, (saddle.astype(np.float32), sheet[1]), (ball.vertices.astype(np.float32), ball.faces.astype(np.int32))):
        out = capped(points, faces, np.zeros(len(faces), np.int32))
        assert np.array_equal(out[0], points) and np.array_equal(out[1], faces)


def test_solid_things_of_a_world_are_watertight(small_world: World):
    mesh = small_world.mesh
    assert mesh.instance_ids is not None
    judged = []
    for row, item in enumerate(small_world.items):
        if item.cls in ("bench", "barrel", "crate", "fence", "rock", "cart", "chair", "table"):
            part = mesh.submesh(mesh.instance_ids == row)
            edges = np.sort(np.stack([part.faces, np.roll(part.faces, -1, 1)], -1).reshape(-1, 2), 1)
            judged.append((item.cls, bool((np.unique(edges, axis=0, return_counts=True)[1] % 2 == 0).all())))
    assert judged and all(tight for _, tight in judged), judged
