"""The colour that a cloud of Gaussians shows at places on a surface."""

# pyright: reportMissingParameterType=false
from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from .. import sh as harmonics
from ..gaussians import Gaussians
from ..jit import kernel
from ..rotation import rotation_from_quat

Array = NDArray[np.float32]
NEAREST = 8
CELL_OF_STD = 3.0  # a surface splat stands for a cell about so many standard deviations wide


class SplatColors:
    """A `color_at` for `texture.baked`. Each of the nearest splats counts as much as its own Gaussian there, and as its plane agrees with
    the surface's, so that a wall's outside does not take the colour of its inside. Splats that mirror are seen from straight before
    them."""

    def __init__(self, gaussians: Gaussians) -> None:
        from scipy.spatial import KDTree

        g = gaussians.to("cpu").bare()
        means, scales = g.means.detach(), g.scales.detach()
        rotation = rotation_from_quat(g.quats.detach())
        thin = scales.argmin(dim=1)
        axis = rotation.gather(2, thin[:, None, None].expand(-1, 3, 1))[..., 0]
        sides = [harmonics.color(g.sh.detach(), direction).clamp_max(1.0) for direction in (-axis, axis)]
        self._means = means.float().numpy()
        self._whiten = (rotation.transpose(1, 2) / scales[:, :, None]).float().contiguous().numpy()
        self._axis = axis.float().contiguous().numpy()
        self._sides = np.stack([side.float().numpy() for side in sides], axis=1)
        self._opacity = g.opacities.detach().float().numpy()
        wide = np.sort(scales.float().numpy(), axis=1)[:, 1:]
        self._cell_m: Array = (CELL_OF_STD * np.sqrt(wide[:, 0] * wide[:, 1])).astype(np.float32)
        self._tree: Any = KDTree(self._means)

    def __call__(self, points: NDArray[np.float32], normals: NDArray[np.float32]) -> Array:
        """(n, 3) m and unit normals (n, 3) → sRGB (n, 3)."""
        count = min(NEAREST, len(self._means))
        _, near = self._tree.query(points, k=count, workers=-1)
        out = np.empty((len(points), 3), np.float32)
        near = np.asarray(near, np.int64).reshape(len(points), count)
        _blend(points, normals, near, self._means, self._whiten, self._axis, self._sides, self._opacity, out)
        return out

    def cell_m(self, points: NDArray[np.float32]) -> Array:
        """(n,) m: how far apart splats stand there, which is what a texel cannot show more than."""
        return self._cell_m[self._tree.query(points, workers=-1)[1]]


@kernel(parallel=True)
def _blend(points, normals, near, means, whiten, axis, sides, opacity, out):
    for i in numba.prange(len(points)):
        total, r, g, b = 1e-30, 0.0, 0.0, 0.0
        for k in range(near.shape[1]):
            s = near[i, k]
            dx, dy, dz = points[i, 0] - means[s, 0], points[i, 1] - means[s, 1], points[i, 2] - means[s, 2]
            power = 0.0
            for row in range(3):
                z = whiten[s, row, 0] * dx + whiten[s, row, 1] * dy + whiten[s, row, 2] * dz
                power += z * z
            facing = axis[s, 0] * normals[i, 0] + axis[s, 1] * normals[i, 1] + axis[s, 2] * normals[i, 2]
            # The second term decides where no Gaussian reaches: the nearest by far.
            weight = opacity[s] * (0.02 + facing**4) * (np.exp(-0.5 * power) + 1e-6 / (1e-6 + (dx * dx + dy * dy + dz * dz) ** 2))
            side = 0 if facing > 0 else 1
            total += weight
            r += weight * sides[s, side, 0]
            g += weight * sides[s, side, 1]
            b += weight * sides[s, side, 2]
        out[i, 0], out[i, 1], out[i, 2] = r / total, g / total, b / total
