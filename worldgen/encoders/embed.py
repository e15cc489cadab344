"""Meanings as vectors: all-MiniLM-L6-v2 (Reimers and Gurevych 2019, arXiv 1908.10084) read from the installed package, never from a hub.

A word that nobody listed still has neighbours: `embed` gives unit vectors whose dot product is their likeness, and `table` keeps those of a
fixed list on disk. The network itself is in `minilm`.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from render.jit import cache_folder

from .weights import SHA256, WIDTH, model_folder
from .weights import WeightsError as WeightsError

if TYPE_CHECKING:
    from .minilm import Encoder


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Whole words of the model's own list (about 23,000, lower case): what is in here is a word and not a slip of the keyboard."""
    lines = (model_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.isalpha())


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The one encoder of this process, read on first use: most prompts have no word that needs it, and torch is not light."""
    from .minilm import Encoder

    return Encoder()


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Texts (n) → unit vectors (n, 384); dot products are cosines."""
    return encoder()(texts)


@lru_cache(maxsize=8)
def table(texts: tuple[str, ...]) -> NDArray[np.float32]:
    """`embed` of a fixed list (n, 384), kept under the cache folder by the hash of the list and of the weights.

    A cache that cannot be written or read back is no error: the vectors are computed again.
    """
    key = hashlib.sha256("\0".join((SHA256, *texts)).encode()).hexdigest()[:20]
    path = cache_folder() / "embeddings" / f"{key}.npy"
    try:
        kept = np.load(path, allow_pickle=False)
        if kept.shape == (len(texts), WIDTH) and kept.dtype == np.float32:
            return kept
    except (OSError, ValueError, EOFError):
        pass  # absent or torn: made anew below
    vectors = embed(texts)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            np.save(file, vectors)
        os.replace(file.name, path)
    except OSError:
        pass  # a read-only home: slower next time, nothing else
    return vectors
