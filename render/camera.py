"""Pinhole cameras. Frames: camera is OpenCV (x right, y down, z forward), world is +Y up; pixel centres lie at +0.5."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

MAX_SIDE_PX = 16_384
Vector = Sequence[float] | Tensor


@dataclass(frozen=True, eq=False)
class Camera:
    """`world_from_cam` (4, 4) rigid, focal lengths and principal point in pixels, image size in pixels."""

    world_from_cam: Tensor
    fx_px: float
    fy_px: float
    cx_px: float
    cy_px: float
    width: int
    height: int

    def __post_init__(self) -> None:
        if tuple(self.world_from_cam.shape) != (4, 4):
            raise ValueError(f"world_from_cam has shape {tuple(self.world_from_cam.shape)}; give a 4×4 matrix")
        for name, side in (("width", self.width), ("height", self.height)):
            if not 1 <= side <= MAX_SIDE_PX:
                raise ValueError(f"{name} = {side} px; give 1 to {MAX_SIDE_PX}")
        for name, focal in (("fx_px", self.fx_px), ("fy_px", self.fy_px)):
            if not (math.isfinite(focal) and focal > 0):
                raise ValueError(f"{name} = {focal}; a focal length is positive and finite")
        matrix = self.world_from_cam.detach().double().cpu()
        rotation = matrix[:3, :3]
        rigid = torch.isfinite(matrix).all() and (rotation.T @ rotation - torch.eye(3).double()).abs().max() < 1e-3
        if not (rigid and torch.linalg.det(rotation) > 0 and (matrix[3] == torch.tensor([0.0, 0, 0, 1]).double()).all()):
            raise ValueError(f"world_from_cam {matrix.tolist()} is not rigid; give a rotation, a translation and the row 0 0 0 1")

    @staticmethod
    def look_at(
        eye: Vector, target: Vector, *, fov_deg: float = 60.0, width: int = 640, height: int = 360, up: Vector = (0.0, 1.0, 0.0)
    ) -> Camera:
        """At `eye` (3,) m, facing `target` (3,) m; `fov_deg` is horizontal. Where `up` lies along the view, +Z (or +X) takes its place."""
        if not 0.0 < fov_deg < 180.0:
            raise ValueError(f"fov_deg = {fov_deg}; give an angle between 0 and 180 degrees")
        origin = torch.as_tensor(eye, dtype=torch.float64).cpu()
        forward = torch.as_tensor(target, dtype=torch.float64).cpu() - origin
        if not (torch.isfinite(forward).all() and forward.norm() > 1e-9):
            raise ValueError(f"eye {origin.tolist()} and target {torch.as_tensor(target).tolist()} give no direction; keep them apart")
        forward = forward / forward.norm()
        ups = torch.stack([torch.as_tensor(up, dtype=torch.float64).cpu(), *torch.eye(3, dtype=torch.float64)[[2, 0]]])
        rights = torch.linalg.cross(forward.expand(3, 3), ups / ups.norm(dim=1, keepdim=True).clamp_min(1e-12))
        lengths = rights.norm(dim=1)
        best = int((lengths > 1e-4).to(torch.int8).argmax())  # the first `up` that is not parallel to the view
        right = rights[best] / lengths[best]
        matrix = torch.eye(4, dtype=torch.float64)
        matrix[:3, 0], matrix[:3, 1], matrix[:3, 2], matrix[:3, 3] = right, torch.linalg.cross(forward, right), forward, origin
        focal = 0.5 * width / math.tan(math.radians(fov_deg) / 2)
        return Camera(matrix.float(), focal, focal, width / 2, height / 2, width, height)

    @property
    def cam_from_world(self) -> Tensor:
        """(4, 4), the rigid inverse."""
        rotation = self.world_from_cam[:3, :3].T
        translation = -(rotation @ self.world_from_cam[:3, 3:])
        return torch.cat([torch.cat([rotation, translation], dim=1), self.world_from_cam[3:]])

    @property
    def K(self) -> Tensor:
        """(3, 3) intrinsics in pixels."""
        rows = [[self.fx_px, 0.0, self.cx_px], [0.0, self.fy_px, self.cy_px], [0.0, 0.0, 1.0]]
        return torch.tensor(rows, dtype=self.world_from_cam.dtype, device=self.world_from_cam.device)

    @property
    def position(self) -> Tensor:
        """(3,) m, world."""
        return self.world_from_cam[:3, 3]

    def to(self, device: torch.device | str) -> Camera:
        return replace(self, world_from_cam=self.world_from_cam.to(device))

    def project(self, points_world: Tensor) -> tuple[Tensor, Tensor]:
        """(…, 3) m → pixel coordinates (…, 2) and camera z (…) m; pixels mean nothing where z ≤ 0."""
        matrix = self.cam_from_world.to(points_world)
        p = points_world @ matrix[:3, :3].T + matrix[:3, 3]
        z = p[..., 2]
        safe = torch.where(z.abs() < 1e-9, torch.full_like(z, 1e-9), z)
        return torch.stack([self.fx_px * p[..., 0] / safe + self.cx_px, self.fy_px * p[..., 1] / safe + self.cy_px], dim=-1), z

    def unproject(self, xy_px: Tensor, depth: Tensor) -> Tensor:
        """Pixel coordinates (…, 2) and camera z (…) m → world points (…, 3) m."""
        matrix = self.world_from_cam.to(xy_px)
        x = (xy_px[..., 0] - self.cx_px) / self.fx_px * depth
        y = (xy_px[..., 1] - self.cy_px) / self.fy_px * depth
        return torch.stack([x, y, depth], dim=-1) @ matrix[:3, :3].T + matrix[:3, 3]

    def pixel_centers(self) -> Tensor:
        """(h, w, 2) px."""
        like = {"dtype": self.world_from_cam.dtype, "device": self.world_from_cam.device}
        y, x = torch.meshgrid(torch.arange(self.height, **like) + 0.5, torch.arange(self.width, **like) + 0.5, indexing="ij")
        return torch.stack([x, y], dim=-1)

    def rays(self) -> tuple[Tensor, Tensor]:
        """Origins and unit directions (h, w, 3) through pixel centres, world."""
        like = {"dtype": self.world_from_cam.dtype, "device": self.world_from_cam.device}
        right, down, forward = self.world_from_cam[:3, :3].T
        u = (torch.arange(self.width, **like) + 0.5 - self.cx_px) / self.fx_px
        v = (torch.arange(self.height, **like) + 0.5 - self.cy_px) / self.fy_px
        toward = (u[:, None] * right)[None] + (v[:, None] * down + forward)[:, None]
        return self.position.expand(self.height, self.width, 3), torch.nn.functional.normalize(toward, dim=-1)
