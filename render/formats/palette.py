"""Many numbers by few: a codebook of 256 numbers, a palette of vectors (Lloyd's k-means, from evenly chosen starts: no chance is in it)."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

BOOK = 256
BINS = 16_384  # of the histogram that stands for the numbers
MOST = 8192  # entries of a palette
SAMPLE = 65_536  # rows that it is fitted to
ROUNDS = 12
PART = 1 << 19  # numbers counted at a time


def codebook(values: NDArray[np.floating]) -> NDArray[np.float32]:
    """256 ascending numbers near which all of `values` lie."""
    flat = values.reshape(-1)
    low, high = float(flat.min()), float(flat.max())
    if low == high:
        return np.full(BOOK, low, np.float32)
    edges = np.linspace(low, high, BINS + 1)
    counts = sum(np.histogram(flat[start : start + PART], BINS, (low, high))[0] for start in range(0, len(flat), PART))
    middles = (edges[1:] + edges[:-1]) / 2
    # Starts by the cube root of the density, which is where the mean square error is least for many levels (Panter and Dite 1951).
    share = np.cumsum(np.cbrt(counts.astype(np.float64)))
    book = np.interp((np.arange(BOOK) + 0.5) / BOOK * share[-1], share, middles)
    for _ in range(ROUNDS):
        owner = np.searchsorted((book[1:] + book[:-1]) / 2, middles)
        weight = np.bincount(owner, counts, BOOK)
        book = np.sort(np.where(weight > 0, np.bincount(owner, counts * middles, BOOK) / np.maximum(weight, 1), book))
    return book.astype(np.float32)


def nearest(book: NDArray[np.float32], values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """The index of the nearest number for each of `values`."""
    return np.searchsorted((book[1:] + book[:-1]) / 2, values).astype(np.uint8)


def palette(rows: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Entries (k, c), k ≤ MOST, and the nearest for each of `rows` (n, c); exact where there are few different rows."""
    sample = rows[:: max(1, len(rows) // SAMPLE)]
    if len(np.unique(sample, axis=0)) <= MOST // 2:
        entries, labels = np.unique(rows, axis=0, return_inverse=True)
        if len(entries) <= MOST:
            return entries, labels.ravel()
    points = torch.from_numpy(np.ascontiguousarray(sample))
    size = min(MOST, max(64, len(rows) // 256))
    entries = points[:: max(1, len(points) // size)][:size].clone()
    for _ in range(ROUNDS):
        owner = _owner(points, entries)
        weight = torch.zeros(len(entries)).index_add_(0, owner, torch.ones(len(points)))
        total = torch.zeros_like(entries).index_add_(0, owner, points)
        entries = torch.where(weight[:, None] > 0, total / weight.clamp_min(1)[:, None], entries)
    return entries.numpy(), _owner(torch.from_numpy(rows), entries).numpy()


def _owner(rows: torch.Tensor, entries: torch.Tensor) -> torch.Tensor:
    """The entry with the least |r − e|², of which |r|² is the same for all."""
    half = 0.5 * entries.square().sum(1)
    return torch.cat([(part @ entries.T - half).argmax(1) for part in rows.split(4096)])
