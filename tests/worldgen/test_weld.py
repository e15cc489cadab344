"""Rows that are equal, against numpy's sorting."""

from __future__ import annotations

import numpy as np
import pytest

from worldgen.materialize.weld import numbered, same_points


@pytest.mark.parametrize("n, span", [(0, 1), (1, 1), (5_000, 4), (5_000, 2**40)])
def test_numbers_agree_with_sorting(n: int, span: int):
    keys = np.random.default_rng(n).integers(-span, span, (n, 3))
    first, of = numbered(keys)
    assert len(first) == len(np.unique(keys, axis=0))
    np.testing.assert_array_equal(keys[first][of], keys)
    np.testing.assert_array_equal(of[first], np.arange(len(first)))
    assert np.all(np.diff(first) > 0), "in the order in which they come"
    assert n == 0 or np.all(first[of] <= np.arange(n))


def test_points_within_a_cell_are_one_and_others_are_not():
    points = np.random.default_rng(1).uniform(-50, 50, (2_000, 3)).astype(np.float32)
    twice = np.concatenate([points, points + np.float32(1e-6)])
    first, of = same_points(twice, 1e-2)
    assert len(first) >= 0.99 * len(points)
    assert np.mean(of[:2000] == of[2000:]) > 0.99
    assert np.abs(twice - twice[first][of]).max() <= 1e-2 + 1e-5
