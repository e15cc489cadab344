"""Sentence vectors against published values, against the plain sum over heads, and against damage on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from worldgen.encoders import embed
from worldgen.encoders.minilm import Encoder


def test_published_likenesses() -> None:
    """Worked example of the model's own page: one sentence against three others."""
    v = embed.embed(["That is a happy person", "That is a happy dog", "That is a very happy person", "Today is a sunny day"])
    np.testing.assert_allclose(v[1:] @ v[0], [0.695, 0.943, 0.257], atol=1e-3)


def test_unit_length_and_order() -> None:
    texts = ["a castle", "library", "a very long walk along the river valley in the early morning", "x"] * 20
    v = embed.embed(texts)
    assert v.shape == (80, 384) and v.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(v, axis=1), 1.0, atol=1e-5)
    np.testing.assert_allclose(v[:4], v[76:], atol=1e-5)  # a batch is no more than its rows
    np.testing.assert_allclose(v[1], embed.embed(["library"])[0], atol=1e-5)  # nor does padding change one


def test_wrong_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not these")
    with pytest.raises(embed.WeightsError, match="sha256"):
        Encoder(tmp_path)


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(embed.WeightsError, match="missing"):
        Encoder(tmp_path)


def test_table_is_kept_and_survives_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORLDGEN_CACHE", str(tmp_path))
    texts = ("a barn", "a boat")
    embed.table.cache_clear()
    fresh = embed.table(texts)
    (file,) = (tmp_path / "embeddings").iterdir()
    embed.table.cache_clear()
    monkeypatch.setattr(embed, "encoder", lambda: pytest.fail("read the weights although the table was kept"))
    np.testing.assert_array_equal(embed.table(texts), fresh)
    monkeypatch.undo()
    monkeypatch.setenv("WORLDGEN_CACHE", str(tmp_path))
    file.write_bytes(file.read_bytes()[:100])
    embed.table.cache_clear()
    np.testing.assert_array_equal(embed.table(texts), fresh)
    embed.table.cache_clear()


def test_a_word_is_told_from_a_slip() -> None:
    assert "village" in embed.english() and "vilage" not in embed.english()
