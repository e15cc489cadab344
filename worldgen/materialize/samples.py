"""`SurfaceSamples`: what a world keeps of its surfaces, before light. One row is one splat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

SOLID, LEAF, WATER, GLASS, FAR, CAPTURED = range(6)  # values of `kind`


@dataclass(frozen=True)
class SurfaceSamples:
    """position (n, 3) m · foot (n, 3) m, where light is gathered for it: on its face under the relief, outside the hull of a
    capture · normal (n, 3) shading normal · quat (n, 4) wxyz · scale (n, 3) m · opacity (n,) · albedo_linear (n, 3) ·
    roughness (n,) · emission_linear (n, 3) of what is lit ·
    sky_visibility (n,) cosine-weighted share of open sky · irradiance_linear (n, 3) all light
    that arrives, in units of the frame's exposure · sunlight (n,) the share of the sun's full light in it: visibility × cosine ·
    instance_id (n,) int32 into `Scene.items` · kind (n,) uint8."""

    position: Array
    foot: Array
    normal: Array
    quat: Array
    scale: Array
    opacity: Array
    albedo_linear: Array
    roughness: Array
    emission_linear: Array
    sky_visibility: Array
    irradiance_linear: Array
    sunlight: Array
    instance_id: NDArray[np.int32]
    kind: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.position)

    @staticmethod
    def concat(parts: Sequence[SurfaceSamples]) -> SurfaceSamples:
        """One after another."""
        return SurfaceSamples(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(SurfaceSamples)))

    @staticmethod
    def woven(parts: Sequence[SurfaceSamples], rows: Sequence[NDArray[np.int64]]) -> SurfaceSamples:
        """The samples of each part at its own `rows` of the whole, which together are all of it."""
        columns = []
        for f in fields(SurfaceSamples):
            own = [getattr(part, f.name) for part in parts]
            column = np.empty((sum(map(len, own)), *own[0].shape[1:]), own[0].dtype)
            for values, at in zip(own, rows, strict=True):
                column[at] = values
            columns.append(column)
        return SurfaceSamples(*columns)

    def select(self, mask: NDArray) -> SurfaceSamples:
        return SurfaceSamples(*(getattr(self, f.name)[mask] for f in fields(self)))
