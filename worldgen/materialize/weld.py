"""Equal rows found once: points that lie in one cell of a fine grid, triangles of the same corners."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from render.jit import kernel

Rows = NDArray[np.int64]


@kernel
def _numbered(keys, table, first, of):
    """Open addressing over rows (n, 3); the table holds the number of the row that came first, −1 where nothing is."""
    mask, count = len(table) - 1, 0
    for i in range(len(keys)):
        a, b, c = keys[i]
        h = a * 0x1B873593CC9E2D51 + b * 0x2545F4914F6CDD1D + c * 0x369DEA0F31A53F85
        h = (h ^ (h >> 31)) * 0x3F58476D1CE4E5B9
        slot = (h ^ (h >> 29)) & mask
        while table[slot] >= 0:
            other = keys[first[table[slot]]]
            if other[0] == a and other[1] == b and other[2] == c:
                break
            slot = (slot + 1) & mask
        if table[slot] < 0:
            table[slot], first[count] = count, i
            count += 1
        of[i] = table[slot]
    return count


def numbered(keys: Rows) -> tuple[Rows, NDArray[np.int32]]:
    """first (k,), of (n,) of rows `keys` (n, 3): where each different row first stands, in that order; and which of them each row is."""
    n = len(keys)
    table = np.full(1 << int(np.ceil(np.log2(2 * n + 2))), -1, np.int32)
    first, of = np.empty(n, np.int64), np.empty(n, np.int32)
    return first[: _numbered(np.ascontiguousarray(keys, np.int64), table, first, of)], of


def same_points(points: NDArray[np.floating], cell_m: float) -> tuple[Rows, NDArray[np.int32]]:
    """`numbered` points (n, 3), equal where they round to the same corner of a grid of `cell_m`."""
    return numbered(np.rint(points.astype(np.float64) / cell_m).astype(np.int64))
