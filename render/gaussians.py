"""A cloud of activated 3D Gaussians (see CONVENTIONS.md for frames, units and colour)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import torch
from torch import Tensor

from . import sh as harmonics
from .rotation import quat_from_rotation, quat_multiply


@dataclass(frozen=True, eq=False)
class Gaussians:
    """means (n, 3) m · quats (n, 4) wxyz, normalized here · scales (n, 3) m, standard deviations > 0 · opacities (n,) 0..1 ·
    sh (n, K, 3), K ∈ {1, 4, 9, 16} · instance_ids (n,) int32 or None · albedo (n, 3) sRGB or None. All floats of one dtype, one device."""

    means: Tensor
    quats: Tensor
    scales: Tensor
    opacities: Tensor
    sh: Tensor
    instance_ids: Tensor | None = None
    albedo: Tensor | None = None

    def __post_init__(self) -> None:
        n = len(self.means)
        shapes = {"means": (n, 3), "quats": (n, 4), "scales": (n, 3), "opacities": (n,), "albedo": (n, 3), "instance_ids": (n,)}
        for name, shape in shapes.items():
            value: Tensor | None = getattr(self, name)
            if value is not None and tuple(value.shape) != shape:
                raise ValueError(f"{name} has shape {tuple(value.shape)}; give {shape}")
        if self.sh.ndim != 3 or len(self.sh) != n or self.sh.shape[1] not in harmonics.SIZES or self.sh.shape[2] != 3:
            raise ValueError(f"sh has shape {tuple(self.sh.shape)}; give ({n}, K, 3) with K one of {harmonics.SIZES}")
        for name in ("means", "quats", "scales", "opacities", "sh", "albedo"):
            value = getattr(self, name)
            if value is None:
                continue
            if value.dtype not in (torch.float32, torch.float64) or value.dtype != self.means.dtype or value.device != self.means.device:
                raise ValueError(
                    f"{name} is {value.dtype} on {value.device}; give float32 or float64 "
                    f"like means, {self.means.dtype} on {self.means.device}"
                )
            total = value.detach().sum()  # not finite where one is not, and far cheaper to ask; in float64 it would copy everything
            if not torch.isfinite(total) and not torch.isfinite(value).all():
                raise ValueError(f"{name} holds {int((~torch.isfinite(value)).sum())} values that are not finite; remove those splats")
        if n == 0:
            return
        if (least := float(self.scales.detach().min())) <= 0:
            raise ValueError(f"scales reach down to {least}; standard deviations must be > 0 metres")
        low, high = (float(v) for v in self.opacities.detach().aminmax())
        if low < 0 or high > 1:
            raise ValueError(f"opacities span {low} to {high}; activate them to 0..1")
        if self.instance_ids is not None and self.instance_ids.dtype != torch.int32:
            object.__setattr__(self, "instance_ids", self.instance_ids.to(torch.int32))
        norms = self.quats.norm(dim=1, keepdim=True)
        if float(norms.detach().min()) < 1e-12:
            raise ValueError("quats hold a zero quaternion; (1, 0, 0, 0) is no rotation")
        # Quaternions that are unit already are kept bit for bit, so that a round trip through a file changes nothing.
        if self.quats.requires_grad or float((norms - 1).abs().max()) > 1e-6:
            object.__setattr__(self, "quats", self.quats / norms)

    @staticmethod
    def from_colors(
        means: Any, quats: Any, scales: Any, opacities: Any, rgb: Any, *, instance_ids: Any = None, albedo: Any = None
    ) -> Gaussians:
        """From arrays or tensors: rgb (n, 3) sRGB 0..1, the same from all sides; the rest as in the class. Becomes float32."""

        def tensor(value: Any) -> Tensor:
            return torch.as_tensor(value, dtype=torch.float32).contiguous()

        return Gaussians(
            tensor(means), tensor(quats), tensor(scales), tensor(opacities), harmonics.from_rgb(tensor(rgb)),
            None if instance_ids is None else torch.as_tensor(instance_ids).to(torch.int32), None if albedo is None else tensor(albedo),
        )  # fmt: skip

    @staticmethod
    def concat(parts: Sequence[Gaussians]) -> Gaussians:
        """One after another. Lower SH degrees are padded with zeros, missing instance ids become −1, missing albedo the colour shown."""
        if not parts:
            raise ValueError("concat got no Gaussians; give at least one")
        size = max(part.sh.shape[1] for part in parts)
        ids = albedo = None
        if any(part.instance_ids is not None for part in parts):
            missing = [torch.full((len(part),), -1, dtype=torch.int32, device=part.means.device) for part in parts]
            ids = torch.cat([empty if part.instance_ids is None else part.instance_ids for part, empty in zip(parts, missing, strict=True)])
        if any(part.albedo is not None for part in parts):
            albedo = torch.cat([part.colors().clamp_max(1.0) if part.albedo is None else part.albedo for part in parts])
        if len({(part.means.dtype, part.means.device) for part in parts}) > 1:
            raise ValueError("concat got Gaussians of several dtypes or devices; bring them to one with `to`")
        return Gaussians._checked(
            torch.cat([part.means for part in parts]),
            torch.cat([part.quats for part in parts]),
            torch.cat([part.scales for part in parts]),
            torch.cat([part.opacities for part in parts]),
            _padded([part.sh for part in parts], size),
            ids,
            albedo,
        )

    @staticmethod
    def _checked(*columns: Tensor | None) -> Gaussians:
        """Of columns that come from Gaussians: looking over millions of rows once more takes longer than drawing them."""
        made = object.__new__(Gaussians)
        for field, column in zip(fields(Gaussians), columns, strict=True):
            object.__setattr__(made, field.name, column)
        return made

    def __len__(self) -> int:
        return len(self.means)

    @property
    def sh_degree(self) -> int:
        return harmonics.degree_of(self.sh.shape[1])

    @property
    def extent_m(self) -> Tensor:
        """(2, 3) low and high corner of the centres, zeros if there are none."""
        if len(self) == 0:
            return self.means.new_zeros(2, 3)
        return torch.stack([self.means.amin(0), self.means.amax(0)])

    def colors(self) -> Tensor:
        """(n, 3) sRGB of degree 0, what is shown on average over directions; not below 0."""
        return (0.5 + harmonics.C0 * self.sh[:, 0]).clamp_min(0.0)

    def crop(self, mask: Tensor) -> Gaussians:
        """Those where `mask` (n,) bool is true, or at the indices `mask` (k,) int64."""
        ids = None if self.instance_ids is None else self.instance_ids[mask]
        albedo = None if self.albedo is None else self.albedo[mask]
        return Gaussians._checked(self.means[mask], self.quats[mask], self.scales[mask], self.opacities[mask], self.sh[mask], ids, albedo)

    def table(self, degree: int) -> Tensor:
        """All columns side by side, (n, 15 + 3 K), with harmonics up to `degree`: what is joined from many pieces is copied so. Raises
        ValueError without instance ids and albedo, with floats that are not float32, or with harmonics of a higher degree."""
        if self.instance_ids is None or self.albedo is None or self.means.dtype != torch.float32 or self.sh_degree > degree:
            raise ValueError(f"a table of degree {degree} wants float32, instance ids, albedo and no harmonics of degree {self.sh_degree}")
        sh = torch.nn.functional.pad(self.sh, (0, 0, 0, harmonics.SIZES[degree] - self.sh.shape[1])).flatten(1)
        ids = self.instance_ids.view(torch.float32)  # the same bits
        return torch.cat([self.means, self.quats, self.scales, self.opacities[:, None], ids[:, None], self.albedo, sh], dim=1)

    @staticmethod
    def of_table(table: Tensor) -> Gaussians:
        """Of rows of what `table` gave."""
        widths = (3, 4, 3, 1, 1, 3, table.shape[1] - 15)
        means, quats, scales, opacities, ids, albedo, sh = (column.contiguous() for column in table.split(widths, dim=1))
        sh = sh.view(len(table), -1, 3)
        return Gaussians._checked(means, quats, scales, opacities[:, 0], sh, ids[:, 0].view(torch.int32), albedo)

    def without(self, mask: Tensor) -> Gaussians:
        """As many, those where `mask` (n,) bool is true of opacity 0: as good as `crop` to draw once, and far cheaper."""
        clear = self.opacities.masked_fill(mask, 0.0)
        return Gaussians._checked(self.means, self.quats, self.scales, clear, self.sh, self.instance_ids, self.albedo)

    def bare(self) -> Gaussians:
        """Without instance ids and albedo: what a picture of colours needs."""
        return Gaussians._checked(self.means, self.quats, self.scales, self.opacities, self.sh, None, None)

    def to(self, device: torch.device | str | torch.dtype) -> Gaussians:
        """On another device, or with floats of another dtype."""
        floats = {name: getattr(self, name).to(device) for name in ("means", "quats", "scales", "opacities", "sh")}
        ids = self.instance_ids
        if ids is not None and not isinstance(device, torch.dtype):
            ids = ids.to(device)
        return replace(self, **floats, instance_ids=ids, albedo=None if self.albedo is None else self.albedo.to(device))

    def transform(self, matrix: Tensor) -> Gaussians:
        """Moved by a similarity (4, 4) = rotation · uniform scale + translation; view-dependent colour turns with the splats."""
        m = torch.as_tensor(matrix, dtype=torch.float64).cpu()
        if tuple(m.shape) != (4, 4) or not torch.isfinite(m).all():
            raise ValueError(f"transform got a matrix of shape {tuple(m.shape)}, or one that is not finite; give a finite 4×4")
        linear = m[:3, :3]
        determinant = float(torch.linalg.det(linear))
        factor = abs(determinant) ** (1 / 3)
        rotation = linear / max(factor, 1e-30)
        similar = (rotation.T @ rotation - torch.eye(3).double()).abs().max() < 1e-4
        if not (similar and (m[3] == torch.eye(4).double()[3]).all()) or determinant <= 0:
            raise ValueError(f"transform got {m.tolist()}; give rotation · uniform scale + translation, without mirroring or shear")
        quat = quat_from_rotation(rotation).to(self.quats)
        turned = self.sh
        if self.sh_degree > 0:
            turned = torch.einsum("jk,nkc->njc", harmonics.rotation_matrix(rotation, self.sh.shape[1]).to(self.sh), self.sh)
        return replace(
            self,
            means=self.means @ linear.T.to(self.means) + m[:3, 3].to(self.means),
            quats=quat_multiply(quat.expand_as(self.quats), self.quats),
            scales=self.scales * factor,
            sh=turned,
        )


def _padded(harmonics_of: Sequence[Tensor], size: int) -> Tensor:
    """(Σn, size, 3) of coefficients (n, ≤ size, 3), one after another."""
    if all(sh.shape[1] == size for sh in harmonics_of):
        return torch.cat(list(harmonics_of))
    out = harmonics_of[0].new_zeros(sum(len(sh) for sh in harmonics_of), size, 3)
    start = 0
    for sh in harmonics_of:
        out[start : start + len(sh), : sh.shape[1]] = sh
        start += len(sh)
    return out
