"""The words that layouts are written in: things (in `objects`), surfaces, materials, colours. Growing a list is adding a line."""

from __future__ import annotations

from .objects import OBJECTS as OBJECTS
from .objects import ObjectClass as ObjectClass

SURFACES: tuple[str, ...] = (
    "grass", "meadow", "earth", "mud", "sand", "gravel", "pavers", "cobbles", "rock", "moss", "leaf_litter", "snow", "ice",
    "planks", "tiles", "carpet", "field", "riverbed", "asphalt", "concrete", "needles", "raked_gravel",
    "red_rock", "red_sand",
)  # fmt: skip
PAVED = ("pavers", "cobbles", "planks", "tiles", "asphalt", "concrete")

# name → (words that people use). Each has a file in worldgen/materialize/materials, or shares one.
MATERIALS: dict[str, tuple[str, ...]] = {
    "plain": (),
    "plaster": ("whitewashed", "stucco", "plastered"),
    "ashlar": ("dressed stone",),
    "stone_courses": ("stone", "masonry", "granite", "limestone"),
    "rubble": ("fieldstone", "rough stone", "dry stone"),
    "brick": ("bricks",),
    "timber": ("wood", "wooden", "oak", "walnut", "pine wood", "mahogany", "teak"),
    "planks": ("board", "boards", "plank", "parquet"),
    "bark": (),
    "tiles": ("tile", "tiled", "terracotta"),
    "slate": (),
    "thatch": ("thatched", "straw"),
    "shingles": ("shingle",),
    "pavers": ("paved", "flagstone"),
    "cobbles": ("cobbled", "cobblestone"),
    "gravel": (),
    "sand": (),
    "earth": ("dirt", "mud"),
    "grass": (),
    "moss": ("mossy",),
    "rock": (),
    "snow": (),
    "ice": (),
    "water": (),
    "glass": (),
    "metal": ("iron", "steel", "brass", "copper", "bronze", "golden", "silver"),
    "rust": ("rusted", "corroded"),
    "neon": (),
    "asphalt": ("tarmac",),
    "fabric": ("cloth", "linen", "cotton", "velvet", "wool", "woollen", "silk"),
    "leather": (),
    "carpet": ("woven",),
    "paper": (),
    "marble": (),
    "painted": ("lacquered", "lacquer", "enamelled"),
    "concrete": (),
    "ceramic": ("porcelain", "clay", "pottery"),
    "wicker": ("rattan",),
    "painting": (),
}

COLORS: dict[str, str] = {
    "red": "#b02a26", "crimson": "#a01830", "scarlet": "#c62a1c", "maroon": "#6a1c22", "orange": "#d8701e", "amber": "#d89a26",
    "yellow": "#dcb82c", "golden": "#c99a2e", "gold": "#c99a2e", "mustard": "#c09a2a", "olive": "#70722c", "green": "#3c7a34",
    "emerald": "#1f7a4e", "lime": "#84b82c", "teal": "#1f7a7a", "turquoise": "#2fa8a0", "cyan": "#2ea6b8", "blue": "#2a56a8",
    "navy": "#22325f", "azure": "#3c84c8", "indigo": "#3c3488", "purple": "#6a3a94", "violet": "#7444a8", "magenta": "#a83488",
    "pink": "#d8849a", "rose": "#c4647a", "brown": "#6e4a2c", "tan": "#b8946a", "beige": "#d2c2a2", "cream": "#e8dec0",
    "ivory": "#ece6d2", "white": "#ecebe8", "silver": "#b4b6ba", "grey": "#84868a", "gray": "#84868a", "charcoal": "#3e4044",
    "black": "#242426",
}  # fmt: skip

VOXEL_CLASSES: tuple[str, ...] = (
    "solid", "wall", "floor", "roof", "ground", "grass", "water", "wood", "leaves", "stone", "glass", "light", "door", "path",
    "sand", "metal",
)  # fmt: skip
