"""The one list of words that the project knows: objects, surfaces, materials, colours. Growing it is adding a line.

Sizes are typical (width, height, depth) in metres. `where`: out(doors), in(doors), both. Synonyms are what people type.
"""

from __future__ import annotations

from dataclasses import dataclass

Size = tuple[float, float, float]


@dataclass(frozen=True)
class ObjectClass:
    name: str
    size_m: Size
    where: str
    synonyms: tuple[str, ...] = ()
    solid: bool = True  # False: a visitor walks through it (flowers, rugs, reeds)
    on: tuple[str, ...] = ()  # classes that it usually stands on: table, shelf, wall, ceiling; () = the ground or floor


def _o(name: str, size: Size, where: str, *synonyms: str, solid: bool = True, on: tuple[str, ...] = ()) -> ObjectClass:
    return ObjectClass(name, size, where, synonyms, solid, on)


OBJECTS: dict[str, ObjectClass] = {
    o.name: o
    for o in (
        # buildings and works
        _o("house", (8, 6.5, 6), "out", "cottage", "home", "hut", "cabin", "farmhouse", "dwelling"),
        _o("tower", (6, 14, 6), "out", "turret", "keep tower", "watchtower"),
        _o("keep", (14, 16, 12), "out", "donjon", "great hall", "palace"),
        _o("gatehouse", (9, 10, 6), "out", "gate", "portal", "castle gate"),
        _o("church", (9, 16, 16), "out", "chapel", "temple"),
        _o("mill", (7, 8, 7), "out", "watermill", "windmill"),
        _o("barn", (9, 6, 7), "out", "stable", "shed"),
        _o("bridge", (3, 2, 10), "out", "footbridge", "stone bridge"),
        _o("well", (1.8, 2.4, 1.8), "out", "water well"),
        _o("fountain", (3, 2.4, 3), "out"),
        _o("statue", (1, 2.6, 1), "both", "sculpture", "monument"),
        _o("market_stall", (2.6, 2.4, 1.8), "out", "stall", "booth", "market stand"),
        _o("jetty", (1.8, 0.6, 6), "out", "pier", "dock"),
        _o("column", (0.9, 5, 0.9), "both", "pillar", "stone column"),
        _o("arch", (4.4, 5, 1), "out", "archway", "stone arch"),
        _o("ruined_wall", (6, 4, 0.75), "out", "broken wall", "crumbling wall", "ruined walls"),
        _o("steps", (3, 0.85, 2.4), "both", "stairs", "flight of steps", "staircase"),
        _o("block", (0.8, 0.4, 0.5), "out", "stone block", "fallen stone"),
        _o("platform", (6, 1.2, 5), "out", "terrace", "podium", "dais"),
        _o("altar", (1.8, 1, 0.9), "both"),
        _o("obelisk", (1.3, 6, 1.3), "out"),
        _o("stone_lantern", (0.8, 1.7, 0.8), "out", "japanese lantern", "garden lantern"),
        _o("torii", (4.2, 4, 0.92), "out", "torii gate"),
        _o("tea_house", (7.4, 4.9, 6.2), "out", "teahouse", "pagoda", "pavilion", "tea pavilion", "garden pavilion"),
        _o("water_basin", (0.9, 0.8, 1.2), "out", "stone basin", "basin"),
        _o("stepping_stones", (1, 0.12, 4), "out", "stepping stone", solid=False),
        _o("bamboo_fence", (2.4, 1.4, 0.16), "out", "bamboo screen"),
        # small outdoor things
        _o("bench", (1.6, 0.85, 0.5), "both", "seat"),
        _o("cart", (1.5, 1.3, 2.6), "out", "wagon", "handcart"),
        _o("barrel", (0.6, 0.9, 0.6), "both", "cask", "keg"),
        _o("crate", (0.7, 0.6, 0.7), "both", "box", "wooden box"),
        _o("fence", (3, 1.1, 0.12), "out", "railing", "palisade"),
        _o("lantern_post", (0.4, 3, 0.4), "out", "street lamp", "streetlight", "lamp post", "lamppost", "lantern"),
        _o("campfire", (1.2, 1, 1.2), "out", "fire", "bonfire", "fire pit"),
        _o("brazier", (0.7, 1, 0.7), "both", "fire basket", "fire bowl"),
        _o("tent", (2.4, 1.8, 3), "out"),
        _o("boat", (1.4, 0.7, 3.6), "out", "rowing boat", "rowboat", "canoe"),
        _o("haystack", (2.2, 1.8, 2.2), "out", "hay", "hay bale"),
        _o("woodpile", (1.8, 1.1, 0.7), "out", "firewood", "stack of logs"),
        _o("log", (0.5, 0.5, 3), "out", "fallen tree", "trunk", "fallen log"),
        _o("stump", (0.7, 0.5, 0.7), "out", "tree stump"),
        _o("sign", (0.9, 1.9, 0.15), "out", "signpost"),
        _o("banner", (0.9, 2.6, 0.1), "both", "flag", "pennant"),
        # plants and stones
        _o(
            "tree",
            (5, 7, 5),
            "out",
            "oak",
            "beech",
            "broadleaf tree",
            "maple",
            "apple tree",
            "elm",
            "oak tree",
            "beech tree",
            "maple tree",
            "elm tree",
            "lime tree",
        ),
        _o("birch", (3.5, 8, 3.5), "out", "birch tree", "aspen"),
        _o("pine", (4, 10, 4), "out", "conifer", "fir", "spruce", "evergreen", "pine tree", "fir tree"),
        _o("dead_tree", (3, 5, 3), "out", "bare tree", "withered tree"),
        _o("bush", (1.4, 1.1, 1.4), "out", "shrub", "hedge plant", "bramble"),
        _o("fern", (0.9, 0.6, 0.9), "out", "bracken", solid=False),
        _o("bamboo", (1.8, 6.5, 1.8), "out", "bamboo grove", "bamboos"),
        _o("niwaki", (2.8, 2.6, 2.8), "out", "cloud pine", "trained pine", "bonsai tree"),
        _o("topiary", (1.5, 0.85, 1.3), "out", "clipped shrub", "azalea", "azaleas", "boxwood", "clipped bush"),
        _o("ivy", (2, 2.6, 0.25), "out", "creeper", "climbing plant", "vines", solid=False),
        _o("reeds", (1, 1.4, 1), "out", "cattails", "bulrushes", solid=False),
        _o("flowers", (1.2, 0.4, 1.2), "out", "flower bed", "wildflowers", "flower patch", solid=False),
        _o("mushroom", (0.3, 0.25, 0.3), "out", "toadstool", solid=False),
        _o("rock", (1.4, 1, 1.2), "out", "boulder", "stone", "stones"),
        _o("cliff", (10, 8, 5), "out", "crag", "rock face"),
        # furniture
        _o("sofa", (2.1, 0.85, 0.95), "in", "couch", "settee", "loveseat"),
        _o("armchair", (0.95, 0.95, 0.9), "in", "easy chair", "wing chair", "recliner"),
        _o("chair", (0.48, 0.92, 0.5), "in", "dining chair", "wooden chair"),
        _o("stool", (0.4, 0.5, 0.4), "in", "footstool"),
        _o("ottoman", (0.7, 0.42, 0.6), "in", "pouf", "pouffe", "footrest"),
        _o("table", (1.5, 0.75, 0.9), "both", "dining table", "wooden table"),
        _o("coffee_table", (1.1, 0.42, 0.65), "in", "low table"),
        _o("side_table", (0.5, 0.55, 0.5), "in", "end table", "night table", "nightstand"),
        _o("desk", (1.4, 0.76, 0.7), "in", "writing desk", "bureau"),
        _o("bookshelf", (1.2, 2.1, 0.34), "in", "bookcase", "shelf", "shelves", "bookshelves", "book shelf"),
        _o("cabinet", (1.1, 0.9, 0.45), "in", "cupboard", "sideboard", "dresser", "chest of drawers"),
        _o("fireplace", (1.6, 1.25, 0.5), "in", "hearth", "mantelpiece"),
        _o("television", (1.2, 0.75, 0.08), "in", "tv", "screen"),
        _o("piano", (1.5, 1.25, 0.65), "in", "upright piano"),
        _o("clock", (0.5, 2.0, 0.35), "in", "grandfather clock", "longcase clock"),
        _o("ladder", (0.5, 2.4, 0.5), "both", "library ladder"),
        _o("globe", (0.5, 1.0, 0.5), "in", "terrestrial globe"),
        _o("chest", (1, 0.6, 0.55), "both", "trunk chest", "treasure chest", "coffer"),
        _o("floor_lamp", (0.45, 1.65, 0.45), "in", "lamp", "standing lamp", "reading lamp"),
        _o("table_lamp", (0.32, 0.5, 0.32), "in", "desk lamp", "bedside lamp", on=("table", "side_table", "desk", "cabinet")),
        _o("chandelier", (1.1, 0.8, 1.1), "in", "ceiling lamp", "hanging lamp", "pendant lamp", on=("ceiling",)),
        _o("candle", (0.1, 0.28, 0.1), "in", "candles", "candlestick", on=("table", "desk", "coffee_table", "cabinet")),
        _o("rug", (2.6, 0.02, 1.8), "in", "carpet", "mat", solid=False),
        _o("curtain", (0.6, 2.3, 0.15), "in", "drape", "curtains", "drapes", solid=False),
        _o("picture", (0.8, 0.6, 0.05), "in", "painting", "framed picture", "poster", on=("wall",)),
        _o("mirror", (0.7, 1.1, 0.05), "in", on=("wall",)),
        _o("torch", (0.22, 0.75, 0.42), "in", "wall torch", "torches", "flambeau", on=("wall",)),
        _o("sconce", (0.3, 0.4, 0.26), "in", "wall lamp", "wall light", on=("wall",)),
        _o("cell_bars", (2.2, 2.3, 0.09), "in", "iron bars", "bars", "prison bars", "cell door", "cell", "portcullis"),
        _o("chains", (0.7, 1.3, 0.2), "in", "chain", "shackles", "manacles", on=("wall",)),
        _o("vault", (3.4, 2, 3.4), "in", "groin vault", "ribbed vault", solid=False, on=("ceiling",)),
        _o("stone_pier", (0.75, 1.8, 0.75), "in", "squat pillar", "thick pillar"),
        _o("partition", (2.4, 2.2, 0.35), "in", "stone partition", "partition wall"),
        _o("drain", (0.8, 0.04, 0.8), "in", "floor grate", "drain grate", solid=False),
        _o("puddle", (1.4, 0.02, 1), "both", "puddles", "pool of water", solid=False),
        _o("cage", (0.95, 1.9, 0.95), "both", "iron cage", "gibbet"),
        _o("rack", (0.9, 0.95, 2.1), "in", "torture rack"),
        _o("straw", (1.7, 0.12, 1.2), "both", "straw bed", "pile of straw", "heap of straw", solid=False),
        _o("pedestal", (0.6, 1.05, 0.6), "both", "plinth"),
        _o("bust", (0.52, 0.72, 0.42), "in", "marble bust", "busts", on=("pedestal", "cabinet", "table", "fireplace")),
        _o("modern_sculpture", (0.9, 1.5, 0.9), "both", "abstract sculpture", "installation", "modern art piece"),
        _o("display_case", (1.2, 1.35, 0.75), "in", "vitrine", "glass case", "showcase", "glass cabinet"),
        _o("wainscot", (3, 0.85, 0.05), "in", "wainscoting", "wood panelling", "wall panelling", "dado", solid=False, on=("wall",)),
        _o("pilaster", (0.6, 4, 0.2), "in", "pilasters", solid=False, on=("wall",)),
        _o("track_light", (2.6, 0.4, 0.4), "in", "spotlight", "spotlights", "track lights", "track lighting", on=("ceiling",)),
        _o("stanchion", (1.9, 0.98, 0.34), "in", "rope barrier", "barrier rope", "velvet rope"),
        _o("plant", (0.6, 1.1, 0.6), "in", "potted plant", "houseplant", "pot plant", "fern in a pot"),
        _o(
            "vase",
            (0.22, 0.45, 0.22),
            "in",
            "vase of flowers",
            "vase with flowers",
            "flowers in a vase",
            "pot",
            on=("table", "coffee_table", "cabinet", "desk", "side_table"),
        ),
        _o("books", (0.35, 0.2, 0.28), "in", "book", "stack of books", "pile of books", on=("table", "coffee_table", "desk", "side_table")),
        _o("cup", (0.1, 0.1, 0.1), "in", "mug", "teacup", on=("table", "coffee_table", "desk", "side_table")),
        _o("cushion", (0.45, 0.42, 0.18), "in", "pillow", "throw pillow", on=("sofa", "armchair")),
    )
}

SURFACES: tuple[str, ...] = (
    "grass", "meadow", "earth", "mud", "sand", "gravel", "pavers", "cobbles", "rock", "moss", "leaf_litter", "snow", "ice",
    "planks", "tiles", "carpet", "field", "riverbed", "asphalt", "concrete", "needles", "raked_gravel",
)  # fmt: skip

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
