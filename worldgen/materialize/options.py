"""What a user may choose about making a world."""

from __future__ import annotations

from dataclasses import dataclass

MATERIALS_VERSION = 6  # raised when a material's look changes: worlds remember theirs
BUDGETS = {"draft": 360_000, "standard": 1_800_000, "high": 3_800_000}  # most Gaussians a world may have


@dataclass(frozen=True)
class Options:
    """`quality`: draft | standard | high."""

    quality: str = "standard"

    def __post_init__(self) -> None:
        if self.quality not in BUDGETS:
            raise ValueError(f"quality {self.quality!r} is not known; choose one of {', '.join(BUDGETS)}")

    @property
    def max_gaussians(self) -> int:
        return BUDGETS[self.quality]

    @property
    def far_turns(self) -> int:
        """Into how many parts all round the hills on the horizon are cut."""
        return 280 if self.quality == "draft" else 560

    @property
    def light_rays(self) -> float:
        """How many rays light is gathered by, in proportion to a standard world's."""
        return {"draft": 0.5, "standard": 1.0, "high": 2.0}[self.quality]
