"""What lies past the ground: how high land rises there, and of what it is. A horizon more is a line here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Horizon:
    """Metres: `slope` of the first hillsides, `far` of those past 200 m, `peaks` of ridges from `from_m` on.
    `look` is a material of `materials.hills`, to which the season is added; `trees` stand on it or not."""

    slope: float
    far: float
    peaks: float
    from_m: float
    look: str = "hills"
    trees: bool = True
    mesas: float = 0.0  # height of flat-topped rocks from 130 m on


HORIZONS = {
    "hills": Horizon(26, 75, 150, 330),
    "mountains": Horizon(44, 150, 330, 170),
    "plain": Horizon(5, 18, 0, 500),
    "mesas": Horizon(9, 30, 40, 300, "desert", trees=False, mesas=75.0),
}


def horizon(name: str) -> Horizon:
    """ValueError with the names where there is none of that name."""
    if name not in HORIZONS:
        raise ValueError(f"horizon {name!r} is not known; choose one of {', '.join(HORIZONS)}")
    return HORIZONS[name]
