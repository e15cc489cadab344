"""3D Gaussian splats as glTF 2.0, `.glb` or `.gltf`, with KHR_gaussian_splatting (Khronos, ratified 2026).

Frame: right-handed, +Y up, metres, as in memory. Scales are linear, opacities 0..1, quaternions xyzw; SH_DEGREE_l_COEF_n are the
coefficients of 3DGS in its order and sign. Colour is display-referred sRGB, said as `colorSpace`: srgb_rec709_display. Programs that do
not know the extension see points, coloured by COLOR_0, which is linear as glTF has it. All numbers are float32, COLOR_0 has 16 bits.
Cameras travel as nodes (`gltf_cameras`); instance ids and albedo have no place and stay behind.

Read as well: whole numbers for rotation, scale and opacity, interleaved views, several primitives, and nodes that move, turn or stretch.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from .. import sh as harmonics
from ..camera import Camera
from ..color import linear_from_srgb
from ..gaussians import Gaussians
from . import container, gltf_buffer, gltf_cameras
from .columns import MIN_SCALE_M
from .gltf_nodes import placed_nodes
from .placement import display_from_linear, placed
from .said import said

EXTENSION = "KHR_gaussian_splatting"
KNOWN = {EXTENSION, "KHR_mesh_quantization", "KHR_materials_unlit", "KHR_texture_transform"}  # what `extensionsRequired` may name
LINEAR, DISPLAY = "lin_rec709_display", "srgb_rec709_display"
MAX_GROWTH = 8  # splats in memory may take so many times the file's length: quantized ones, and a mesh that several nodes show
PIECE = 65_536  # splats read at a time
UNIT_SLACK = 1e-3  # opacities may pass 0 and 1 by as much as rounding brings

Progress = Callable[[float], None]


def save(path: str | os.PathLike[str], gaussians: Gaussians, *, cameras: Sequence[Camera] = (), progress: Progress | None = None) -> None:
    """Write `gaussians` as one primitive of points. ValueError where there are none: glTF has no empty array."""
    if len(gaussians) == 0:
        raise ValueError(f"cannot write {path}: there are no splats, and glTF keeps no empty lists; give at least one")
    columns = {name: getattr(gaussians, name).detach().cpu().numpy() for name in ("means", "quats", "scales", "opacities", "sh")}
    means, quats, sh = columns["means"], columns["quats"], columns["sh"]

    def fallback(start: int, stop: int) -> NDArray[np.uint16]:
        shown = np.clip(0.5 + harmonics.C0 * sh[start:stop, 0], 0, 1)
        rgba = np.concatenate([linear_from_srgb(shown), columns["opacities"][start:stop, None]], axis=1)
        return np.rint(rgba * 65535).astype("<u2")

    buffer, n = gltf_buffer.Buffer(), len(gaussians)
    bounds = (means.min(0).astype(np.float32), means.max(0).astype(np.float32))
    attributes = {
        "POSITION": buffer.stream(n, lambda a, b: means[a:b], container.FLOAT, "VEC3", bounds=bounds),
        "COLOR_0": buffer.stream(n, fallback, container.UNSIGNED_SHORT, "VEC4", normalized=True),
        f"{EXTENSION}:ROTATION": buffer.stream(n, lambda a, b: quats[a:b, [1, 2, 3, 0]], container.FLOAT, "VEC4"),
        f"{EXTENSION}:SCALE": buffer.stream(n, lambda a, b: columns["scales"][a:b], container.FLOAT, "VEC3"),
        f"{EXTENSION}:OPACITY": buffer.stream(n, lambda a, b: columns["opacities"][a:b], container.FLOAT, "SCALAR"),
    }
    for k, name in enumerate(_coefficients(sh.shape[1])):
        attributes[name] = buffer.stream(n, lambda a, b, k=k: sh[a:b, k], container.FLOAT, "VEC3")
    ellipse = {"kernel": "ellipse", "colorSpace": DISPLAY, "sortingMethod": "cameraDistance", "projection": "perspective"}
    tree: container.Tree = {
        "extensionsUsed": [EXTENSION],
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": "splats", "mesh": 0}],
        "meshes": [{"name": "splats", "primitives": [{"attributes": attributes, "mode": 0, "extensions": {EXTENSION: ellipse}}]}],
    }
    gltf_cameras.add(tree, cameras)
    gltf_buffer.write(path, tree, buffer, progress)


def load(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Gaussians:
    """All splats that the file's scene shows, in world space. ValueError in one line where it holds none or cannot be read.

    Linear colours (`lin_rec709_display`) become sRGB: exactly where they are the same from all sides, else along the curve's slope there.
    """
    try:
        with container.reading(path) as source:
            required = source.tree.get("extensionsRequired", [])
            if strange := [str(name) for name in (required if isinstance(required, list) else [required]) if str(name) not in KNOWN]:
                raise ValueError(f"it needs the extension {strange[0][:60]!r}, which is not read; export it without")
            shown = [
                (_Columns(source, primitive), matrix)
                for node, matrix in placed_nodes(source.tree)
                if "mesh" in node
                for primitive in container.listed(container.named(source.tree, "meshes", node["mesh"]), "primitives")
                if EXTENSION in _extensions(primitive)
            ]
            need = sum(columns.bytes for columns, _ in shown)
            total = sum(columns.count for columns, _ in shown)
            size = os.stat(path).st_size + sum(length for _, _, length in source.buffers)
            if need > MAX_GROWTH * size:
                raise ValueError(f"it shows {total:,} splats, {need:,} bytes, out of a file of {size:,}; it repeats one mesh too often")
            if not shown:
                raise ValueError(f"it has no primitive with {EXTENSION}; meshes are read elsewhere")
            done, parts = 0, []
            for columns, matrix in shown:

                def share(count: int, done: int = done) -> None:
                    if progress:
                        progress((done + count) / max(total, 1))

                parts.append(placed(columns.gaussians(share), matrix))
                done += columns.count
            return parts[0] if len(parts) == 1 else Gaussians.concat(parts)
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"{path} cannot be read as splats ({said(error, 200)})") from None


def load_cameras(path: str | os.PathLike[str]) -> list[Camera]:
    """The perspective cameras of the file; see `gltf_cameras`."""
    return gltf_cameras.load_cameras(path)


def _coefficients(size: int) -> list[str]:
    """Attribute names in the order of `Gaussians.sh`."""
    return [f"{EXTENSION}:SH_DEGREE_{d}_COEF_{n}" for d in range(harmonics.degree_of(size) + 1) for n in range(2 * d + 1)]


def _extensions(primitive: container.Tree) -> dict[str, Any]:
    found = primitive.get("extensions", {})
    if not isinstance(found, dict):
        raise ValueError("a primitive's extensions are not an object")
    return found


class _Columns:
    """One primitive's arrays, checked against each other before anything is read."""

    def __init__(self, source: container.Source, primitive: container.Tree) -> None:
        own = _extensions(primitive)[EXTENSION]
        attributes = primitive.get("attributes")
        if not isinstance(own, dict) or not isinstance(attributes, dict):
            raise ValueError("a primitive has no attributes, or an extension that is not an object")
        if own.get("extensions"):
            raise ValueError(f"its splats are packed by {said(own['extensions'], 60)}; export them plain")
        if own.get("kernel", "ellipse") != "ellipse":
            raise ValueError(f"its splats have the kernel {str(own['kernel'])[:40]!r}; only 'ellipse' is read")
        self.linear = own.get("colorSpace", DISPLAY) == LINEAR
        if not self.linear and own.get("colorSpace", DISPLAY) != DISPLAY:
            raise ValueError(f"its colours are {str(own['colorSpace'])[:40]!r}; use {DISPLAY} or {LINEAR}")
        if primitive.get("mode", 4) != 0:
            raise ValueError("its splats are not points")
        degree = max((d for d in range(4) if f"{EXTENSION}:SH_DEGREE_{d}_COEF_0" in attributes), default=0)
        wanted = {"POSITION": 3, f"{EXTENSION}:ROTATION": 4, f"{EXTENSION}:SCALE": 3, f"{EXTENSION}:OPACITY": 1}
        wanted |= dict.fromkeys(_coefficients((degree + 1) ** 2), 3)
        found = {}
        for name, width in wanted.items():
            if name not in attributes:
                raise ValueError(f"its splats have no {name}")
            found[name] = source.accessor(attributes[name])
            if found[name].width != width:
                raise ValueError(f"{name} has {found[name].width} numbers a splat, not {width}")
        if len(counts := {accessor.count for accessor in found.values()}) > 1:
            raise ValueError(f"its arrays are of {min(counts):,} and of {max(counts):,} splats")
        self.position, self.rotation, self.scale, self.opacity, *self.sh = found.values()
        self.count = self.position.count
        self.bytes = 4 * self.count * (11 + 3 * len(self.sh))

    def gaussians(self, share: Callable[[int], None]) -> Gaussians:
        """Read a piece at a time into arrays that are made once."""
        n = self.count
        means, quats, scales = (np.empty((n, width), np.float32) for width in (3, 4, 3))
        opacities, sh = np.empty(n, np.float32), np.empty((n, len(self.sh), 3), np.float32)
        for a in range(0, n, PIECE):
            b = min(a + PIECE, n)
            means[a:b] = _finite("position", self.position.rows(a, b))
            quats[a:b] = _unit(_finite("rotation", self.rotation.rows(a, b)))[:, [3, 0, 1, 2]]
            size = _finite("scale", self.scale.rows(a, b))
            opacity = _finite("opacity", self.opacity.rows(a, b))[:, 0]
            if size.min() < 0 or opacity.min() < -UNIT_SLACK or opacity.max() > 1 + UNIT_SLACK:
                raise ValueError(
                    f"its scales begin at {size.min():.3g} and opacities span {opacity.min():.3g} to {opacity.max():.3g}; "
                    "they must be linear, from 0 on and 0 to 1"
                )
            scales[a:b], opacities[a:b] = np.maximum(size, MIN_SCALE_M), opacity.clip(0, 1)
            for k, accessor in enumerate(self.sh):
                sh[a:b, k] = _finite("colour", accessor.rows(a, b))
            if self.linear:
                sh[a:b] = display_from_linear(sh[a:b])
            share(b)
        return Gaussians(*(torch.from_numpy(column) for column in (means, quats, scales, opacities, sh)))


def _finite(name: str, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    if not np.isfinite(rows).all():
        raise ValueError(f"some splats have a {name} that is not a finite number; clean the file first")
    return rows


def _unit(quats: NDArray[np.float32]) -> NDArray[np.float32]:
    """Unit length, also of quaternions in 8 bits; those that are unit already stay bit for bit, and zeros become no rotation."""
    length = np.linalg.norm(quats.astype(np.float64), axis=1, keepdims=True)
    kept = np.abs(length - 1) < 1e-6
    turned = np.where(length > 1e-12, quats / np.where(kept, 1.0, np.maximum(length, 1e-12)), [[0, 0, 0, 1]])
    return turned.astype(np.float32)
