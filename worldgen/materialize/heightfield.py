"""A regular grid of heights as few triangles: right-angled ones, halved across their longest side while they miss a height by too much
(Evans, Kirkpatrick and Townsend 2001, right-triangulated irregular networks). Neighbours halve a common side together: nothing gapes.

Vocabulary: a *side* is the longest side of a triangle, halved at its *middle*; `error` (n, n) holds for each middle how much height is
lost, there or in anything below it, if it is left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from render.jit import kernel

Faces = NDArray[np.int32]


@kernel
def _error_at(height, rows, columns, i, j, di, dj, s):
    """Of the middle (i, j) of the side from (i − di, j − dj) to (i + di, j + dj), whose triangles reach `s` cells about it."""
    low, left, high, right = i - s, j - s, i + s, j + s
    if (low < rows - 1 < high) or (left < columns - 1 < right):
        return np.inf  # a triangle across the border of what is there: its halves are asked
    if low >= rows - 1 or left >= columns - 1:
        return 0.0  # beyond it
    return abs(height[i, j] - 0.5 * (height[i - di, j - dj] + height[i + di, j + dj]))


@kernel
def _errors(height, rows, columns, error):
    n = len(height)
    s = 1
    while s < n - 1:
        for i in range(0, n, s):  # sides along rows and columns, 2 s long
            for j in range(0, n, s):
                if (i // s + j // s) % 2 == 0:
                    continue
                di, dj = (0, s) if (j // s) % 2 == 1 else (s, 0)
                worst = _error_at(height, rows, columns, i, j, di, dj, s)
                h = s // 2
                for a, b in ((-h, -h), (-h, h), (h, -h), (h, h)):
                    if h > 0 and 0 <= i + a < n and 0 <= j + b < n:
                        worst = max(worst, error[i + a, j + b])
                error[i, j] = worst
        for i in range(s, n, 2 * s):  # diagonals of squares 2 s wide
            for j in range(s, n, 2 * s):
                dj = s if (i // (2 * s) + j // (2 * s)) % 2 == 0 else -s
                worst = _error_at(height, rows, columns, i, j, s, dj, s)
                for a, b in ((-s, 0), (s, 0), (0, -s), (0, s)):
                    worst = max(worst, error[i + a, j + b])
                error[i, j] = worst
        s *= 2


@kernel
def _halved(error, rows, columns, most, faces):
    """Triangles (ai, aj, bi, bj, ci, cj), a to b the longest side, into `faces` while there is room; gives how many there are."""
    n, count = len(error), 0
    stack = np.empty((256, 6), np.int64)
    stack[0] = (0, 0, n - 1, n - 1, n - 1, 0)
    stack[1] = (n - 1, n - 1, 0, 0, 0, n - 1)
    top = 2
    while top > 0:
        top -= 1
        ai, aj, bi, bj, ci, cj = stack[top]
        i, j = (ai + bi) // 2, (aj + bj) // 2
        if abs(ai - ci) + abs(aj - cj) > 1 and error[i, j] > most:
            stack[top] = (ci, cj, ai, aj, i, j)
            stack[top + 1] = (bi, bj, ci, cj, i, j)
            top += 2
        elif max(ai, bi, ci) < rows and max(aj, bj, cj) < columns:
            if count < len(faces):
                faces[count] = (ai * columns + aj, ci * columns + cj, bi * columns + bj)
            count += 1
    return count


def simplified_grid(height_m: NDArray[np.floating], most: int, finest_m: float) -> Faces:
    """(t, 3) vertex numbers row by row of heights (rows, columns): at most about `most` triangles that lose as little height as that
    allows, and no more than needed to lose under `finest_m`. With rows along +Z and columns along +X they face up."""
    rows, columns = height_m.shape
    n = (1 << max(1, int(np.ceil(np.log2(max(rows, columns) - 1))))) + 1
    height = np.pad(height_m, ((0, n - rows), (0, n - columns)), mode="edge").astype(np.float64)
    error = np.zeros((n, n))
    _errors(height, rows, columns, error)
    faces = np.empty((2 * rows * columns, 3), np.int32)
    low, high = float(finest_m), float(max(np.ptp(height), finest_m))
    if _halved(error, rows, columns, low, faces) > most:
        for _ in range(16):
            middle = float(np.sqrt(low * high))
            low, high = (middle, high) if _halved(error, rows, columns, middle, faces) > most else (low, middle)
        low = high
    return faces[: _halved(error, rows, columns, low, faces)].copy()
