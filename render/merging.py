"""Fewer Gaussians that look the same from afar: neighbours merged into one of the same mass, middle, spread and colour.

Vocabulary: a *mass* is opacity times the area that a splat covers; a *round* merges some neighbours along a Z-order curve, in pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from .gaussians import Gaussians
from .rotation import quat_from_rotation, rotation_from_quat
from .sh import C0

Array = NDArray[np.float32]
Rows = NDArray[np.int64]

ROUND = 0.15  # of the splats go in a round at most: later pairs are chosen among what was merged before
OPAQUE = 0.995
PART = 1 << 17  # points whose places along the curve are found at a time
GROWTH = 0.25  # power of the mass that does not fit in opacity, by which either axis widens: 0.5 would keep all, but blurs crowns
OVERLAP = 1.5  # times the variance between two middles: splats on a surface lap over each other
APART, ACROSS, UNLIKE, COLOR = 0.3, 1.0, 0.2, 150.0  # weights of what a merging loses; see `_loss`
THIN = 0.3  # how much even a thin splat shows: at 0.05 crowns and grass are merged long before walls
SHIFTS = np.array([0.0, 0.37, 0.71, 0.19, 0.53, 0.89])  # of the curve's cells from round to round: no pair is parted always by one border


def simplify(gaussians: Gaussians, target: int) -> Gaussians:
    """At most `target` (≥ 1) splats: pairs of neighbours along a Morton-ordered curve become one, the least loss first, by matching
    mass, mean, covariance (Kerbl et al. 2024, "A Hierarchical 3D Gaussian Representation", section 4.1) and harmonics. Of a pair, the
    instance id is that of the heavier. Raises ValueError for a target below 1."""
    if target < 1:
        raise ValueError(f"target = {target}; ask for at least one splat")
    if len(gaussians) <= target:
        return gaussians
    cloud = _Cloud.of(gaussians)
    turn = 0
    while len(cloud.mass) > target:
        cloud = cloud.merged(target, float(SHIFTS[turn % len(SHIFTS)]))
        turn += 1
    return cloud.gaussians(gaussians)


@dataclass(frozen=True)
class _Cloud:
    """mean (n, 3) · covariance (n, 3, 3) · mass (n,) · `values` (n, c), harmonics and albedo side by side · `heaviest` (n,) the row
    of the original splat whose id it bears, and its mass `weight` (n,) · `whole` (n,) where nothing was merged."""

    mean: Array
    covariance: Array
    mass: Array
    values: Array
    heaviest: Rows
    weight: Array
    whole: NDArray[np.bool_]

    @staticmethod
    def of(gaussians: Gaussians) -> _Cloud:
        n = len(gaussians)
        scales = gaussians.scales.detach().cpu().float()
        root = rotation_from_quat(gaussians.quats.detach().cpu().float()) * scales[:, None, :]
        covariance = (root @ root.transpose(1, 2)).numpy()
        wide = scales.sort(dim=1).values[:, 1:].prod(dim=1)
        mass = (gaussians.opacities.detach().cpu().float() * wide).clamp_min(1e-20).numpy()
        parts = [gaussians.sh.detach().cpu().float().reshape(n, -1)]
        if gaussians.albedo is not None:
            parts.append(gaussians.albedo.detach().cpu().float())
        values = torch.cat(parts, dim=1).numpy()
        return _Cloud(gaussians.means.detach().cpu().float().numpy(), covariance, mass, values, np.arange(n), mass, np.ones(n, bool))

    def merged(self, target: int, shift: float) -> _Cloud:
        """One round."""
        n = len(self.mass)
        order = np.argsort(morton(self.mean, shift), kind="stable")
        a, b = order[:-1], order[1:]
        cost = self._loss(a, b)
        best = np.ones(n - 1, bool)  # less than both neighbours', so that no splat is in two pairs
        best[1:] &= cost[1:] < cost[:-1]
        best[:-1] &= cost[:-1] <= cost[1:]
        pairs = np.flatnonzero(best)
        most = min(n - target, max(1, int(ROUND * n)))
        if len(pairs) > most:
            pairs = pairs[np.argpartition(cost[pairs], most)[:most]]
        a, b = a[pairs], b[pairs]
        kept = np.ones(n, bool)
        kept[b] = False
        mean, covariance, mass, values = self._together(a, b)
        heavier = self.weight[b] > self.weight[a]
        columns: list[NDArray[Any]] = [getattr(self, f.name).copy() for f in fields(self)]
        name, weight = np.where(heavier, self.heaviest[b], self.heaviest[a]), np.maximum(self.weight[a], self.weight[b])
        for column, new in zip(columns, (mean, covariance, mass, values, name, weight, np.zeros(len(a), bool)), strict=True):
            column[a] = new
        return _Cloud(*(column[kept] for column in columns))

    def _loss(self, a: Rows, b: Rows) -> Array:
        """(k,) what merging pairs loses, over their size, so that near and far, fine and coarse lose alike: how far the middles lie
        apart, how far out of the plane of both, how unlike the shapes and the colours are; the lighter of the two decides how much
        of it shows."""
        apart = self.mean[a] - self.mean[b]
        square = (apart * apart).sum(1)
        both = (self.covariance[a] + self.covariance[b]) / 2
        size = np.maximum(np.einsum("nii->n", both), 1e-20)
        across = square - np.einsum("ni,nij,nj->n", apart, both, apart) / size
        unlike = np.abs(self.covariance[a] - self.covariance[b]).sum((1, 2))
        color = C0**2 * ((self.values[a, :3] - self.values[b, :3]) ** 2).sum(1)  # in sRGB
        shows = THIN + np.minimum(self.mass[a], self.mass[b]) / size
        return shows * ((APART * square + ACROSS * across + UNLIKE * unlike) / size + COLOR * color)

    def _together(self, a: Rows, b: Rows) -> tuple[Array, Array, Array, Array]:
        mass = self.mass[a] + self.mass[b]
        share = (self.mass[b] / mass)[:, None]
        apart = self.mean[b] - self.mean[a]
        mean = self.mean[a] + share * apart
        s = share[..., None]
        covariance = (1 - s) * self.covariance[a] + s * self.covariance[b] + (OVERLAP * s * (1 - s)) * apart[:, :, None] * apart[:, None, :]
        values = (1 - share) * self.values[a] + share * self.values[b]
        return tuple(column.astype(np.float32) for column in (mean, covariance, mass, values))  # pyright: ignore[reportReturnType]

    def gaussians(self, like: Gaussians) -> Gaussians:
        """What was not merged is kept bit for bit."""
        rows = torch.from_numpy(self.heaviest)
        base = like.crop(rows)
        new = np.flatnonzero(~self.whole)
        spread, axes = np.linalg.eigh(self.covariance[new].astype(np.float64))
        scales = np.sqrt(np.maximum(spread, 1e-14))
        axes[..., 0] *= np.sign(np.linalg.det(axes))[:, None]
        opacity = self.mass[new] / (scales[:, 1] * scales[:, 2])
        scales[:, 1:] *= (np.maximum(opacity / OPAQUE, 1) ** GROWTH)[:, None]  # some of the mass that does not fit in opacity
        opacity = np.minimum(opacity, OPAQUE)
        size = like.sh.shape[1] * 3
        at = torch.from_numpy(new)

        def put(column: torch.Tensor, values: NDArray[Any]) -> torch.Tensor:
            out = column.clone()
            out[at] = torch.as_tensor(values).to(column)
            return out

        return Gaussians(
            put(base.means, self.mean[new]), put(base.quats, quat_from_rotation(torch.from_numpy(axes)).numpy()), put(base.scales, scales),
            put(base.opacities, opacity), put(base.sh, self.values[new, :size].reshape(len(new), -1, 3)), base.instance_ids,
            None if base.albedo is None else put(base.albedo, self.values[new, size:]),
        )  # fmt: skip


def morton(points: Array, shift: float = 0.0) -> NDArray[np.uint64]:
    """(n,) places of points (n, 3) along a Z-order curve of 2²⁰ cells a side, shifted by a part of half the whole."""
    low = points.min(0)
    side = max(float((points.max(0) - low).max()), 1e-9) * 2
    code = np.zeros(len(points), np.uint64)
    spread = {32: 0x1F00000000FFFF, 16: 0x1F0000FF0000FF, 8: 0x100F00F00F00F00F, 4: 0x10C30C30C30C30C3, 2: 0x1249249249249249}
    for start in range(0, len(points), PART):
        cell = (points[start : start + PART] - low) * ((2**20 - 1) / side) + shift * 2**19
        for axis in range(3):
            x = cell[:, axis].astype(np.uint64)
            for by, mask in spread.items():  # puts two zeros after each bit
                x = (x | (x << np.uint64(by))) & np.uint64(mask)
            code[start : start + PART] |= x << np.uint64(axis)
    return code
