"""What readers and writers of splats share: columns filled part by part, so that a file of millions needs little room beside them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import numpy as np
import torch
from numpy.typing import NDArray

from ..gaussians import Gaussians

MAX_SPLATS = 30_000_000
PART = 1 << 17  # splats at a time
MIN_SCALE_M = 1e-9
Progress = Callable[[float], None] | None

# Real spherical harmonics (order of 3DGS) change sign under (x, y, z) → (x, −y, −z) where y and z together have an odd power.
FLIP_SH = np.array([1, -1, -1, 1, -1, 1, 1, -1, 1, -1, 1, -1, -1, 1, -1, 1], np.float32)
FLIP_MEAN = np.array([1, -1, -1], np.float32)
FLIP_QUAT = np.array([1, 1, -1, -1], np.float32)  # half a turn about x moves a rotation's axis as it moves points


def parts(n: int, progress: Progress = None, size: int = PART) -> Iterator[slice]:
    """Slices that cover 0..n, each at most `size` long; `progress` hears the share that is done."""
    for start in range(0, n, size):
        yield slice(start, min(n, start + size))
        if progress is not None:
            progress(min(n, start + size) / n)


def column(tensor: torch.Tensor) -> NDArray[np.float32]:
    """A tensor of splats as an array, without a copy where it is float32 on the CPU."""
    return tensor.detach().to("cpu", torch.float32).numpy()


class Columns:
    """Arrays of `n` splats to be filled: means (n, 3), quats (n, 4) of any length, scales (n, 3), opacities (n,), sh (n, K, 3), as in
    `Gaussians`; `right_down_forward` says that their axes are those of 3DGS's own files."""

    def __init__(self, n: int, coefficients: int, *, right_down_forward: bool = False) -> None:
        self.means, self.quats = np.empty((n, 3), np.float32), np.empty((n, 4), np.float32)
        self.scales, self.opacities = np.empty((n, 3), np.float32), np.empty(n, np.float32)
        self.sh = np.empty((n, coefficients, 3), np.float32)
        self.flipped = right_down_forward

    def gaussians(self, path: str | os.PathLike[str]) -> Gaussians:
        """With the project's axes and unit quaternions. ValueError where a number is not finite, or out of its range."""
        n = len(self.means)
        named = {"position": self.means, "colour": self.sh, "opacity": self.opacities, "scale": self.scales, "rotation": self.quats}
        for name, values in named.items():
            with np.errstate(invalid="ignore"):  # ∞ − ∞
                total = values.sum(dtype=np.float64)
            if not np.isfinite(total):
                bad = ~np.isfinite(values).all(axis=tuple(range(1, values.ndim)))
                if bad.any():
                    raise ValueError(f"{path}: {bad.sum():,} of {n:,} splats have a {name} that is not a finite number; clean it first")
        if n and (self.opacities.min() < 0 or self.opacities.max() > 1):
            raise ValueError(f"{path} has opacities from {self.opacities.min():g} to {self.opacities.max():g}; they must lie in 0..1")
        np.maximum(self.scales, MIN_SCALE_M, out=self.scales)
        for part in parts(n):
            quats = self.quats[part].astype(np.float64)
            length = np.linalg.norm(quats, axis=1, keepdims=True)  # of 1e30 as well
            unit = np.abs(length - 1) < 1e-6  # and kept bit for bit
            quats = np.where(length > 1e-12, quats / np.where(unit, 1.0, np.maximum(length, 1e-12)), np.eye(1, 4))
            self.quats[part] = quats
            if self.flipped:
                self.quats[part] *= FLIP_QUAT
                self.means[part] *= FLIP_MEAN
                self.sh[part] *= FLIP_SH[: self.sh.shape[1], None]
        return Gaussians(*(torch.from_numpy(a) for a in (self.means, self.quats, self.scales, self.opacities, self.sh)))


def from_three(three: NDArray[np.floating], largest: NDArray[np.integer]) -> NDArray[np.float32]:
    """Quaternions wxyz (n, 4) of which the component `largest` (n,) was left out, made positive, and the other `three` (n, 3) kept."""
    rest = np.sqrt(np.maximum(0, 1 - np.square(three, dtype=np.float64).sum(1)))
    out = np.empty((len(three), 4), np.float32)
    for k in range(4):
        here = largest == k
        out[here] = np.insert(three[here], k, rest[here], axis=1)
    return out


def to_three(quats: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The inverse of `from_three`: three (n, 3) within ±1/√2, and which was left out (n,)."""
    unit = quats / np.linalg.norm(quats.astype(np.float64), axis=1, keepdims=True)
    largest = np.abs(unit).argmax(axis=1)
    unit = unit * np.where(np.take_along_axis(unit, largest[:, None], 1) < 0, -1.0, 1.0)
    kept = np.arange(4)[None] != largest[:, None]
    return unit[kept].reshape(-1, 3), largest
