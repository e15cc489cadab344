"""What a camera saw."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from .camera import Camera


@dataclass(frozen=True, eq=False)
class Frame:
    """rgb (h, w, 3) sRGB premultiplied by alpha · depth (h, w) camera z in m, inf where alpha < 0.01 · alpha (h, w) ·
    ids (h, w) int32, the instance that shows, −1 where none · albedo (h, w, 3) sRGB, not premultiplied, 0 where alpha < 0.01 ·
    median_depth (h, w) z in m of the splat behind which less than half of the light is left, inf where there is none."""

    rgb: Tensor
    depth: Tensor
    alpha: Tensor
    camera: Camera
    ids: Tensor | None = None
    albedo: Tensor | None = None
    median_depth: Tensor | None = None

    def over(self, background: Tensor) -> Tensor:
        """(h, w, 3) composed over `background` (h, w, 3) or (3,)."""
        return self.rgb + (1.0 - self.alpha)[..., None] * background.to(self.rgb)
