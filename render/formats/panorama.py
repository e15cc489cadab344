"""What is seen all round: equirectangular panoramas and cube maps, out of six pinhole pictures."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn.functional import grid_sample

from ..camera import Camera

FACES = ("px", "nx", "py", "ny", "pz", "nz")
BORDER_PX = 2.0  # each face sees a little beyond its quarter turn, so that bilinear samples at a seam have both neighbours


def directions(width: int, yaw_rad: float = 0.0) -> Tensor:
    """(width / 2, width, 3) unit directions of the pixel centres, world; the middle column looks along `yaw_rad`."""
    yaw = yaw_rad + (0.5 - (torch.arange(width) + 0.5) / width) * 2 * math.pi  # seen from inside, yaw grows to the left
    pitch = (0.5 - (torch.arange(width // 2) + 0.5) / (width // 2)) * math.pi
    level = torch.cos(pitch)[:, None]
    return torch.stack(torch.broadcast_tensors(torch.sin(yaw) * level, torch.sin(pitch)[:, None], torch.cos(yaw) * level), dim=-1)


def equirectangular(
    render: Callable[[Camera], Tensor], position: Sequence[float], *, width: int = 2048, yaw_rad: float = 0.0, face_px: int | None = None,
    rows: slice = slice(None),
) -> Tensor:  # fmt: skip
    """(width / 2, width, c) seen from `position`, of whatever `render` gives: (h, w, c) for a camera. Only some `rows` where asked for."""
    if width < 8 or width % 2:
        raise ValueError(f"a panorama {width} px wide cannot be made; choose an even width of at least 8")
    size = face_px or max(8, math.ceil(width / math.pi))  # as many pixels a radian in a face's middle as in the panorama
    rays = directions(width, yaw_rad)[rows]
    major = rays.abs().argmax(dim=-1)
    fov_deg = 2 * math.degrees(math.atan(1 / (1 - 2 * BORDER_PX / size)))
    eye = torch.tensor(list(position), dtype=torch.float32)
    panorama: Tensor | None = None
    for axis in range(3):
        for sign in (1.0, -1.0):
            here = (major == axis) & (rays[..., axis] * sign > 0)
            if not here.any():
                continue
            forward = torch.zeros(3)
            forward[axis] = sign
            up = (0.0, 0.0, 1.0) if axis == 1 else (0.0, 1.0, 0.0)
            camera = Camera.look_at(eye, eye + forward, fov_deg=fov_deg, width=size, height=size, up=up)
            face = render(camera)
            if panorama is None:
                panorama = torch.zeros(*rays.shape[:2], face.shape[-1], dtype=face.dtype)
            cam = rays[here] @ camera.world_from_cam[:3, :3].to(rays)
            grid = (cam[:, :2] / cam[:, 2:] * (2 * camera.fx_px / size)).to(face)[None, None]  # −1..1 over the face
            panorama[here] = grid_sample(face.movedim(-1, 0)[None], grid, padding_mode="border", align_corners=False)[0, :, 0].T
    assert panorama is not None
    return panorama


def cube(render: Callable[[Camera], Tensor], position: Sequence[float], size_px: int) -> Tensor:
    """(6, size, size, c) seen from `position`, of whatever `render` gives, in the order of FACES and as OpenGL and glTF lay cube maps out:
    at column and row u, v in −1..1 the faces look along (1, −v, −u), (−1, −v, u), (u, 1, v), (u, −1, −v), (u, −v, 1) and (−u, −v, −1),
    which is mirrored as a viewer inside sees it."""
    eye = torch.tensor(list(position), dtype=torch.float32)
    faces = []
    for axis, up in ((0, (0.0, 1.0, 0.0)), (1, (0.0, 0.0, -1.0)), (2, (0.0, 1.0, 0.0))):
        for sign in (1.0, -1.0):
            forward = torch.zeros(3)
            forward[axis] = sign
            above = [sign * c for c in up] if axis == 1 else up
            camera = Camera.look_at(eye, eye + forward, fov_deg=90.0, width=size_px, height=size_px, up=above)
            faces.append(render(camera).flip(1))
    return torch.stack(faces)
