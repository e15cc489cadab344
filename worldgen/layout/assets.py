"""A user's own things: a folder of GLB, OBJ, .vox and splat PLY files. A file's stem is the word that calls for it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

SUFFIXES = {".glb": "mesh", ".obj": "mesh", ".vox": "voxels", ".ply": "splats", ".spz": "splats"}
MAX_FILES = 256
MAX_ENTRIES = 10_000
MAX_FILE_BYTES = 256 * 2**20
VOXEL_M = 0.1
LARGEST_M, SMALLEST_M = 60.0, 0.02  # beyond these a file's unit is not the metre

_WORD = re.compile(r"[^\W_]+(?:[ _-]+[^\W_]+)*")


@dataclass(frozen=True)
class AssetFile:
    """`kind`: mesh | voxels | splats. `path` is a plain file inside the folder that was scanned."""

    word: str
    path: Path
    kind: str

    @cached_property
    def bounds_m(self) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
        """Low and high corner as the file has them; of splats, where 98 % of the opaque ones lie. Raises ValueError on a bad file."""
        if self.kind == "mesh":
            from render.formats import meshes

            points = np.concatenate([part.vertices for part in meshes.load(self.path)])
            low, high = points.min(0), points.max(0)
        elif self.kind == "voxels":
            from .cells import bounds_m
            from .vox import load_vox

            voxels = load_vox(self.path, voxel_m=VOXEL_M).voxels
            assert voxels is not None
            low, high = bounds_m(voxels)
        else:
            from render import formats

            gaussians = formats.load(self.path)
            means = gaussians.means[gaussians.opacities > 0.1].numpy()
            if len(means) == 0:
                raise ValueError(f"{self.path} has no opaque splats; an asset needs some")
            low, high = np.percentile(means, (1, 99), axis=0)
        (x0, y0, z0), (x1, y1, z1) = low.tolist(), high.tolist()
        return (x0, y0, z0), (x1, y1, z1)

    @property
    def scale(self) -> float:
        """1 where the file's size can be metres; else what makes it so, in tens, as for millimetres and centimetres."""
        low, high = self.bounds_m
        largest = max(b - a for a, b in zip(low, high))
        if not largest > 0:
            raise ValueError(f"{self.path} has no extent; an asset needs a size")
        factor = 1.0
        while largest * factor > LARGEST_M:
            factor /= 10
        while largest * factor < SMALLEST_M:
            factor *= 10
        return factor

    @property
    def size_m(self) -> tuple[float, float, float]:
        """Width, height, depth after `scale`."""
        low, high = self.bounds_m
        width, height, depth = (max((b - a) * self.scale, 1e-3) for a, b in zip(low, high))
        return width, height, depth


def scan(folder: str | os.PathLike[str]) -> dict[str, AssetFile]:
    """Word → asset, in order of words. Links and files of other kinds are passed over; ValueError where the folder cannot serve."""
    root = Path(folder)
    if not root.is_dir():
        raise ValueError(f"there is no assets folder {root}; give a folder of {', '.join(SUFFIXES)} files")
    found: dict[str, AssetFile] = {}
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError as error:
        raise ValueError(f"cannot read the assets folder {root} ({error.strerror}); check its permissions") from error
    if len(entries) > MAX_ENTRIES:
        raise ValueError(f"{root} has {len(entries):,} entries; an assets folder has at most {MAX_ENTRIES:,}")
    for entry in entries:
        path = Path(entry.path)
        kind = SUFFIXES.get(path.suffix.lower())
        if kind is None or not entry.is_file(follow_symlinks=False):  # a link could lead out of the folder
            continue
        if (size := entry.stat(follow_symlinks=False).st_size) > MAX_FILE_BYTES:
            raise ValueError(f"{path} has {size:,} bytes; an asset has at most {MAX_FILE_BYTES:,}")
        word = path.stem.lower()
        if len(word) > 40 or not _WORD.fullmatch(word):
            raise ValueError(f"the asset {path.name[:60]!r} is not named by a word; use letters and digits, like zorblat{path.suffix}")
        word = re.sub(r"[ _-]+", " ", word)
        if word in found:
            raise ValueError(f"{found[word].path.name} and {path.name} in {root} are both called {word!r}; rename one")
        found[word] = AssetFile(word, path, kind)
    if not found:
        raise ValueError(f"{root} has no {', '.join(SUFFIXES)} files; put some there or leave --assets out")
    if len(found) > MAX_FILES:
        raise ValueError(f"{root} has {len(found)} assets; at most {MAX_FILES} are taken")
    return dict(sorted(found.items()))
