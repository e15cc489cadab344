"""Patches that were made, kept while they fit: each a table, so that thousands of small ones are joined in one pass."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import torch
from torch import Tensor

from render import Gaussians

CACHE_BYTES = 512 * 2**20
DEGREE = 1  # of the harmonics of sheens

Key = tuple[int, int]  # block and level


class Patches:
    """Tables of Gaussians by their keys, the latest asked for last."""

    def __init__(self) -> None:
        self._tables: OrderedDict[Key, Tensor] = OrderedDict()

    def __len__(self) -> int:
        return len(self._tables)

    def __contains__(self, key: Key) -> bool:
        return key in self._tables

    def keep(self, tables: dict[Key, Tensor]) -> None:
        self._tables.update(tables)

    def of(self, keys: Sequence[Key]) -> Gaussians:
        """One after another. KeyError where one was not kept."""
        for key in keys:
            self._tables.move_to_end(key)
        return Gaussians.of_table(torch.cat([self._tables[key] for key in keys]))

    def forget(self, latest: int) -> None:
        """What does not fit `CACHE_BYTES` any more, but for the `latest`."""
        held = sum(table.nbytes for table in self._tables.values())
        while held > CACHE_BYTES and len(self._tables) > latest:
            held -= self._tables.popitem(last=False)[1].nbytes


def tables_of(gaussians: Gaussians, keys: Sequence[Key], ends: Sequence[int]) -> dict[Key, Tensor]:
    """Of patches that follow each other; `ends` (keys + 1,) is where each begins and the last ends. Each is a copy, which keeps none of the
    others alive."""
    table = gaussians.table(DEGREE)
    return {key: table[ends[k] : ends[k + 1]].clone() for k, key in enumerate(keys)}
