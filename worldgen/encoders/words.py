"""What English words mean here: tables only. Things, materials and colours live in `layout.vocabulary`; growing either is adding a word.

A phrase is written in lower case with single spaces; hyphens are read as spaces.
"""

from __future__ import annotations

# ---------------------------------------------------------------- how many
NUMBERS: dict[str, int] = {
    "zero": 0, "one": 1, "single": 1, "lone": 1, "lonely": 1, "solitary": 1, "two": 2, "twin": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "twenty one": 21, "twenty four": 24,
    "twenty five": 25, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "a hundred": 100, "one hundred": 100, "two hundred": 200, "thousand": 1000, "a thousand": 1000,
    "pair": 2, "pair of": 2, "a pair of": 2, "couple": 2, "couple of": 2, "a couple of": 2, "a couple": 2, "trio of": 3, "a trio of": 3,
    "dozen": 12, "a dozen": 12, "one dozen": 12, "two dozen": 24, "half a dozen": 6, "half dozen": 6,
}  # fmt: skip

# Vague amounts: how many are asked for at the least.
AMOUNTS: dict[str, int] = {
    "some": 2, "several": 3, "a few": 3, "few": 3, "various": 3, "a handful of": 4, "a cluster of": 4, "a group of": 3, "clusters of": 6,
    "groups of": 6, "a clump of": 4, "clumps of": 6, "a bunch of": 4, "a set of": 3, "an assortment of": 4, "a collection of": 5,
    "many": 6, "lots of": 8, "a lot of": 8, "plenty of": 8, "numerous": 8, "countless": 20, "lots": 8, "loads of": 8, "full of": 8,
    "filled with": 8, "packed with": 8, "crowded with": 8, "lined with": 6, "strewn with": 6, "dotted with": 6, "covered with": 8,
    "rows of": 6, "a row of": 4, "row of": 4, "a line of": 4, "lines of": 6, "a ring of": 6, "ring of": 6, "a circle of": 6,
    "circle of": 6, "a grove of": 8, "grove of": 8, "groves of": 12, "a field of": 10, "fields of": 10, "dozens of": 24,
    "hundreds of": 60, "thousands of": 100, "scores of": 20, "a stand of": 6, "stands of": 8, "an avenue of": 10, "multiple": 3,
    "a patch of": 1, "patches of": 3, "a bed of": 2, "beds of": 3, "a couple or three": 2, "a multitude of": 10, "a sea of": 20,
}  # fmt: skip

DETERMINERS_ONE = frozenset({"a", "an", "another", "this", "that", "each", "every", "1x"})
DETERMINERS_THE = frozenset({"the", "its", "their", "his", "her", "my", "our", "your", "these", "those"})

# ---------------------------------------------------------------- when
HOURS: dict[str, float] = {
    "before dawn": 5.0, "pre dawn": 5.0, "predawn": 5.0, "first light": 5.5, "crack of dawn": 5.5, "dawn": 5.8, "daybreak": 5.8,
    "break of day": 5.8,
    "dawning": 5.8, "sunrise": 6.2, "sun rise": 6.2, "sunup": 6.2, "rising sun": 6.2, "early morning": 7.0, "morning": 9.0,
    "mornings": 9.0,
    "mid morning": 10.0, "late morning": 11.0, "before noon": 11.0, "noon": 12.0, "high noon": 12.0, "midday": 12.0, "mid day": 12.0,
    "noontime": 12.0, "noonday": 12.0, "lunchtime": 12.5, "daytime": 13.0, "broad daylight": 13.0, "early afternoon": 13.5,
    "afternoon": 15.0, "mid afternoon": 15.0, "late afternoon": 17.0, "teatime": 16.5, "tea time": 16.5, "golden hour": 18.6,
    "low sun": 18.3, "early evening": 18.3, "evening": 19.0, "evenings": 19.0, "sunset": 19.2, "sun set": 19.2, "setting sun": 19.2,
    "sundown": 19.3, "dusk": 19.8, "gloaming": 19.9, "twilight": 19.9, "twilit": 19.9, "blue hour": 20.0, "nightfall": 20.5,
    "late evening": 20.8, "after dark": 21.5, "after sunset": 20.0, "after nightfall": 21.5, "night": 22.0, "nite": 22.0,
    "tonight": 22.0, "tonite": 22.0, "nighttime": 22.0,
    "night time": 22.0, "nights": 22.0, "nocturnal": 22.0, "moonlit": 22.0, "moonlight": 22.0, "moon light": 22.0, "full moon": 22.0,
    "starlit": 22.5, "starlight": 22.5, "starry": 22.5, "starry sky": 22.5, "night sky": 22.0, "late night": 23.0, "late at night": 23.0,
    "dead of night": 0.0, "midnight": 0.0, "small hours": 2.5, "witching hour": 0.0,
}  # fmt: skip
NOON_TO_MIDNIGHT = frozenset({"afternoon", "evening", "night", "tonight"})

SEASONS: dict[str, str] = {
    "spring": "spring", "springtime": "spring", "spring time": "spring", "vernal": "spring", "april": "spring",
    "cherry blossom": "spring",
    "summer": "summer", "summertime": "summer", "midsummer": "summer", "high summer": "summer", "summery": "summer", "july": "summer",
    "june": "summer", "august": "summer", "autumn": "autumn", "autumnal": "autumn", "fall": "autumn", "october": "autumn",
    "november": "autumn", "september": "autumn", "indian summer": "autumn", "harvest time": "autumn", "winter": "winter",
    "wintry": "winter", "wintery": "winter", "wintertime": "winter", "midwinter": "winter", "christmas": "winter",
    "christmas eve": "winter", "december": "winter",
    "january": "winter", "february": "winter", "early spring": "spring", "late autumn": "autumn", "late summer": "summer",
    "early autumn": "autumn", "late fall": "autumn", "early fall": "autumn", "late spring": "spring",
}  # fmt: skip

WEATHER: dict[str, str] = {
    "without a cloud": "clear", "not a cloud": "clear", "no clouds": "clear", "without clouds": "clear",
    "clear sky": "clear", "clear skies": "clear", "clear weather": "clear", "blue sky": "clear", "blue skies": "clear",
    "clear blue sky": "clear",
    "clear blue skies": "clear", "cloudless": "clear", "cloudless sky": "clear", "sunny": "clear", "sunlit": "clear", "sunshine": "clear",
    "sun drenched": "clear", "sun dappled": "clear", "sunny weather": "clear", "clear day": "clear",
    "clear": "clear", "bright sky": "clear", "fair weather": "clear",
    "overcast": "overcast", "overcast sky": "overcast", "cloudy": "overcast", "cloudy sky": "overcast", "clouded": "overcast",
    "grey clouds": "overcast", "gray clouds": "overcast",
    "grey sky": "overcast", "gray sky": "overcast", "grey skies": "overcast", "gray skies": "overcast", "dark clouds": "overcast",
    "dull weather": "overcast", "gloomy sky": "overcast", "leaden sky": "overcast", "storm clouds": "overcast",
    "fog": "fog", "foggy": "fog", "mist": "fog", "misty": "fog", "mists": "fog", "haze": "fog", "hazy": "fog", "fogbound": "fog",
    "light fog": "fog", "thick fog": "fog", "dense fog": "fog", "heavy fog": "fog", "light mist": "fog", "thin mist": "fog",
    "rain": "rain", "rainy": "rain", "raining": "rain", "rains": "rain", "drizzle": "rain", "drizzly": "rain", "drizzling": "rain",
    "shower": "rain", "showers": "rain", "downpour": "rain", "rainfall": "rain", "storm": "rain", "stormy": "rain",
    "thunderstorm": "rain",
    "heavy rain": "rain", "light rain": "rain", "pouring": "rain", "pouring rain": "rain", "rain soaked": "rain", "thunder": "rain",
    "rainstorm": "rain", "rainswept": "rain", "wet weather": "rain",
    "snow": "snow", "snowy": "snow", "snowing": "snow", "snowfall": "snow", "blizzard": "snow", "snowstorm": "snow",
    "snow covered": "snow",
    "covered in snow": "snow", "snowbound": "snow", "deep snow": "snow", "fresh snow": "snow", "light snow": "snow", "heavy snow": "snow",
    "falling snow": "snow", "snowflakes": "snow", "frosty": "snow", "snowed in": "snow",
}  # fmt: skip
# 'clear' is weather only before or at the end of these, or alone between commas ('clear water' is not).
CLEAR_BEFORE = frozenset(
    {
        "weather",
        "sky",
        "skies",
        "day",
        "night",
        "morning",
        "evening",
        "noon",
        "afternoon",
        "dawn",
        "dusk",
        "summer",
        "winter",
        "spring",
        "autumn",
    }
)

# ---------------------------------------------------------------- where
# Places that are features or parts of others: alone, nothing here makes them.
ONLY_PARTS = frozenset({"garden", "fields", "roof"})
WITHIN = ("inside ", "the inside of", "interior of", "the interior of", "within ")  # how a text begins that is of a thing's inside
# What stands in a place for another one that is named in passing: 'a village below a castle'.
SEEN_AS: dict[str, str] = {"castle": "keep", "farmland": "barn", "harbour": "jetty", "ruins": "ruined_wall"}
# What is named with its contents, which are no things of their own: 'a cart full of hay', 'three crates of apples'.
HOLDERS = frozenset({"cart", "crate", "barrel", "chest", "picture", "statue"})
FILLED = frozenset({"full of", "filled with", "packed with"})

# ---------------------------------------------------------------- what it has, beside things
FEATURES: dict[str, tuple[str, ...]] = {
    "river": ("river", "riverside", "riverbank", "river bank", "canal"),
    "stream": ("stream", "brook", "creek", "rivulet", "beck"),
    "lake": ("lake", "pond", "tarn"),
    "waterfall": ("waterfall", "cascade"),
    "path": ("path", "footpath", "trail", "track", "walkway"),
    "road": ("road", "street", "lane", "alley"),
    "mountains": ("mountain", "peak", "alps", "alpine", "mountain range", "mountain top"),
    "hills": ("hill", "hillside", "slope", "hilltop"),
    "garden": ("garden", "orchard", "lawn", "backyard", "flower garden"),
    "square": ("square", "market square", "town square", "village square", "plaza", "piazza", "market"),
    "courtyard": ("courtyard", "castle courtyard", "ward yard", "bailey"),
    "moat": ("moat",),
    "fields": ("field", "pasture", "farmland"),
}
LANDMARKS = frozenset({
    "middle", "center", "centre", "corner", "foreground", "background", "distance", "horizon", "edge", "entrance", "bank", "shore",
    "water", "ground",
    "banks", "near bank", "far bank",
})  # fmt: skip
# Parts of buildings and rooms: their colours and materials go to the palette of the place.
ROLES: dict[str, tuple[str, ...]] = {
    "roof": ("roof", "rooftop", "roofing", "roofed", "rooves"),
    "wall": ("wall", "walled", "facade", "façade", "rampart", "battlement", "wallpaper"),
    "door": ("door", "doorway", "doored"),
    "shutter": ("shutter", "shuttered"),
    "window": ("window", "windowed", "pane", "window frame"),
    "floor": ("floor", "flooring", "floored", "floorboard"),
    "ceiling": ("ceiling", "ceilinged"),
    "trim": ("trim", "beam", "trimmed"),
    "chimney": ("chimney",),
    "leaves": ("leaf", "leaves", "foliage"),
    "accent": ("accent",),
}
ROOF_MATERIALS = frozenset({"thatch", "slate", "shingles", "tiles"})

# ---------------------------------------------------------------- what is like what
# Words that stand for a known class by a substitution that the report tells.
NEAR: dict[str, tuple[str, ...]] = {
    "house": (
        "shop", "store", "villa", "mansion", "bungalow", "building", "inn", "tavern", "smithy", "bakery", "forge", "manor", "lodge",
        "chalet", "shack", "igloo", "yurt",
    ),
    "church": ("cathedral", "abbey", "shrine", "mosque", "synagogue", "monastery building"),
    "tower": ("belfry", "spire", "bell tower", "clock tower"),
    "barn": ("granary", "greenhouse", "byre", "warehouse", "boathouse", "boat shed", "storehouse", "outhouse"),
    "market_stall": ("fruit stand", "flower stand", "kiosk", "vendor", "food stall"),
    "cart": ("rickshaw", "stagecoach", "carriage", "chariot"),
    "boat": (
        "lifeboat", "speedboat", "trawler", "ship", "sailboat", "raft", "kayak", "gondola", "ferry", "barge", "dinghy", "punt", "yacht",
    ),
    "bench": ("pew", "park bench"),
    "tree": (
        "willow", "palms", "chestnut tree", "linden", "poplar", "cypress", "cherry tree", "olive tree", "redwood", "cedar", "sycamore",
        "hawthorn", "hazel", "alder", "rowan", "weeping willow", "fruit tree", "acacia", "baobab", "ash tree",
    ),
    "pine": ("yew", "larch", "christmas tree", "hemlock", "sequoia"),
    "bush": ("juniper", "holly", "rhododendron", "thornbush", "hedge", "gorse", "heather"),
    "flowers": (
        "orchid", "hydrangea", "lotus", "geranium", "iris", "chrysanthemum", "rose", "roses", "tulip", "daisy", "poppy", "lavender bush",
        "sunflower", "bluebell", "daffodil", "lily", "crocus", "blossom", "flower",
    ),
    "reeds": ("reed", "papyrus", "sedge", "water lily", "lily pad", "bulrush"),
    "fern": ("moss patch", "undergrowth plant"),
    "rock": ("pebble", "standing stone", "menhir", "megalith"),
    "lantern_post": ("lamp stand", "street light", "streetlamp", "lantern light"),
    "statue": ("mannequin", "nutcracker", "gargoyle", "knight", "snowman", "gnome", "totem"),
    "fountain": ("bird bath", "drinking fountain", "birdbath", "trough"),
    "banner": ("tapestry", "pennon", "wall hanging"),
    "sign": ("bulletin board", "shop board", "sandwich board", "milestone", "waymarker", "noticeboard", "notice board", "billboard"),
    "sofa": ("divan", "chesterfield", "daybed", "chaise longue", "chaise", "futon", "sectional", "sofa bed"),
    "armchair": ("sun lounger", "lounger", "lounge chair", "beanbag", "bean bag", "papasan chair"),
    "chair": ("deck chair", "high chair", "office chair", "swivel chair"),
    "stool": ("bar stool", "pouffe stool"),
    "table": ("workbench", "picnic table", "trestle", "pool table", "billiard table"),
    "cabinet": ("credenza", "bookcase cabinet", "display case"),
    "chest": ("toolbox", "safe", "suitcase", "footlocker"),
    "fireplace": ("wood burner", "log burner", "chimneypiece", "log fire", "wood burning stove"),
    "television": ("monitor", "computer", "projector screen", "laptop"),
    "piano": ("organ", "harpsichord", "grand piano", "keyboard"),
    "floor_lamp": ("uplighter", "light fixture"),
    "table_lamp": ("oil lamp", "tiffany lamp", "banker's lamp", "bankers lamp", "desk light"),
    "candle": ("candle holder", "tea light", "candelabra", "candelabrum", "oil burner", "candleholder"),
    "picture": ("picture frame", "frame", "photograph", "photo frame", "portrait", "map", "artwork", "canvas", "wall art", "framed photo"),
    "clock": ("pendulum clock", "wall clock"),
    "vase": ("urn", "jug", "jar", "amphora", "pitcher"),
    "cup": ("glass of wine", "goblet", "wine glass", "coffee cup", "tea set"),
    "books": ("magazine", "scroll", "manuscript", "tome", "newspaper", "notebook", "parchment"),
    "plant": ("palm plant", "rubber plant", "monstera", "ficus", "bonsai", "succulent"),
    "curtain": ("blind", "window blind"),
    "crate": ("wooden pallet", "pallet", "sack", "parcel", "cardboard box"),
    "globe": ("orrery", "armillary sphere", "astrolabe"),
    "cushion": ("blanket", "bolster"),
    "rug": ("bearskin", "doormat"),
    "campfire": ("grill", "barbecue grill", "embers", "fire ring", "firepit", "camp fire", "brazier fire"),
    "barrel": ("water butt", "vat", "rain butt"),
    "woodpile": ("log pile", "pile of wood", "pile of logs", "wood stack"),
    "haystack": ("bale", "straw bale", "wheat sheaf", "sheaf", "sheaf of wheat"),
    "weapon_rack": ("spear", "halberd", "lance", "crossbow", "bow"),
    "suit_of_armour": ("helmet", "breastplate"),
    "tram": ("train", "locomotive", "steam train", "train car", "railway wagon"),
    "truck": ("excavator", "snowplow", "fire engine", "trailer", "bulldozer", "ambulance"),
    "bicycle": ("tricycle",),
    "pergola": ("canopy", "awning"),
    "bed": ("headboard", "mattress"),
    "crib": ("playpen",),
    "suitcase": ("briefcase", "backpack", "rucksack"),
    "wardrobe": ("locker",),
    "shoes": ("boot",),
    "coat_rack": ("coat hook",),
    "bust": ("stone head",),
    "teddy_bear": ("doll",),
    "obelisk": ("runestone", "stele"),
    "mill": ("water wheel", "waterwheel", "mill wheel"),
    "hoodoo": ("stalagmite",),
    "fence": ("fence post",),
    "bridge": ("viaduct", "aqueduct arch"),
    "parking_meter": ("gas pump", "petrol pump", "charging station"),
    "folding_screen": ("fireplace screen", "fire screen"),
    "jar": ("terracotta pot",),
    "manhole": ("trapdoor",),
    "sandbox": ("sandcastle",),
    "vegetable_patch": ("vegetable garden", "compost heap"),
    "bell": ("wind chime",),
    "planter": ("hanging basket",),
    "flagpole": ("telephone pole", "utility pole"),
    "dressing_table": ("makeup table",),
    "laptop": ("printer",),
}  # fmt: skip
# A few words of other languages, enough to find the place; the rest of such a sentence is read through sentence vectors.
FOREIGN: dict[str, str] = {
    "dorf": "village", "burg": "castle", "schloss": "castle", "wald": "forest", "wohnzimmer": "living_room", "bibliothek": "library",
    "flusstal": "river_valley",
    "pueblo": "village", "castillo": "castle", "bosque": "forest", "biblioteca": "library", "valle": "river_valley", "aldea": "village",
    "sala de estar": "living_room",
    "forêt": "forest", "bibliothèque": "library", "vallée": "river_valley", "château": "castle", "salon": "living_room",
    "村庄": "village", "森林": "forest", "城堡": "castle", "图书馆": "library", "客厅": "living_room", "河谷": "river_valley",
    "قرية": "village", "غابة": "forest", "قلعة": "castle", "مكتبة": "library",
}  # fmt: skip

# Small words of other languages: two of them tell that a text is not English.
FOREIGN_SMALL = frozenset(
    """
    ein eine einen einem einer der die das dem des am im zum zur bei nach mit ohne und ist mit aus vor hinter neben zwei drei vier
    un une le la les du de des au aux avec sans et dans sur près deux trois el los las del con sin y en una dos tres junto il lo gli
    della nel uma um com na
    """.split()
)
FOREIGN_FEATURES: dict[str, str] = {
    "fluss": "river",
    "bach": "stream",
    "rivière": "river",
    "río": "river",
    "fiume": "river",
    "rio": "river",
}
FOREIGN_HOURS: dict[str, float] = {
    "nacht": 22.0,
    "nuit": 22.0,
    "noche": 22.0,
    "abend": 19.0,
    "soir": 19.0,
    "morgen": 8.0,
    "matin": 8.0,
    "abenddämmerung": 19.8,
}
# What breathes, drifts or sounds is not made.
UNMADE = frozenset(
    """
    man woman child girl boy person villager farmer king queen prince princess soldier guard wizard witch mermaid giant elf dwarf goblin
    troll fairy angel ghost
    dragon unicorn monster robot alien animal creature cat dog horse cow sheep goat pig chicken hen rooster duck goose swan bird owl
    raven crow eagle seagull pigeon
    fish shark whale dolphin crab jellyfish octopus turtle frog snake lizard dinosaur wolf fox bear deer stag rabbit squirrel hedgehog
    mouse rat bat bee butterfly
    firefly dragonfly insect spider ant lion tiger elephant monkey camel donkey lamb kitten puppy crowd family baby astronaut sailor
    pirate people crowds children men women mice geese wolves sheep deer
    smoke steam dust smell scent sound music song silence echo reflection reflections ripple ripples shadow bubble bubbles spark sparks
    rainbow aurora lightning
    """.split()
)

# The same word means another thing under a roof: word → (in, out). The class of the vocabulary is the first of the two it lists.
INDOORS: dict[str, tuple[str, str]] = {
    "lamp": ("floor_lamp", "lantern_post"), "lamps": ("floor_lamp", "lantern_post"), "lantern": ("table_lamp", "lantern_post"),
    "lanterns": ("table_lamp", "lantern_post"),
    "bonsai": ("plant", "niwaki"), "bonsais": ("plant", "niwaki"),
    "gas lamp": ("sconce", "lantern_post"), "gas lamps": ("sconce", "lantern_post"),
    "fire": ("fireplace", "campfire"), "log fire": ("fireplace", "campfire"),
    "plant": ("plant", "bush"), "plants": ("plant", "bush"), "fern": ("plant", "fern"),
    "ferns": ("plant", "fern"),
    "flowers": ("vase", "flowers"), "flower": ("vase", "flowers"), "seat": ("chair", "bench"), "seats": ("chair", "bench"),
    "trunk": ("chest", "log"), "trunks": ("chest", "log"), "tree": ("plant", "tree"), "trees": ("plant", "tree"),
}  # fmt: skip
ANY_BUILDING = frozenset({"building", "buildings"})
# 'No trees' forbids all of these, unless one of them is asked for by name.
INCLUDES: dict[str, tuple[str, ...]] = {
    "tree": ("tree", "birch", "pine", "dead_tree"),
    "campfire": ("campfire",),
    "plant": ("plant", "bush"),
}
LESS: dict[str, str] = {"treeless": "tree", "roofless": "roof", "windowless": "window", "flowerless": "flowers", "pathless": "path"}
# Plants that make a forest: 'a birch wood'.
WOODS = frozenset({"tree", "birch", "pine", "dead_tree", "fern", "mushroom"})

# ---------------------------------------------------------------- how
SIZES: dict[str, str] = {
    **dict.fromkeys(("small", "little", "tiny", "miniature", "short", "mini", "petite", "smaller"), "small"),
    **dict.fromkeys(("large", "big", "huge", "giant", "great", "enormous", "massive", "gigantic", "oversized", "larger", "grand",
    "mighty", "colossal"), "large"),
    **dict.fromkeys(("tall", "high", "towering", "lofty", "taller", "slender", "slim"), "tall"),
    **dict.fromkeys(("wide", "long", "broad"), "wide"),
    **dict.fromkeys(("low", "squat", "lower"), "low"),
}  # fmt: skip
SHADES: dict[str, float] = {
    "dark": -0.4, "deep": -0.3, "darker": -0.4, "dim": -0.3, "midnight": -0.5, "light": 0.4, "pale": 0.5, "pastel": 0.5, "faded": 0.3,
    "bright": 0.12,
    "soft": 0.2, "muted": 0.15, "vivid": 0.0, "lighter": 0.4, "brilliant": 0.1, "rich": -0.1,
}  # fmt: skip
# Colours of two words, or of a thing's name.
COLOR_PHRASES: dict[str, str] = {
    "sky blue": "#7fb4dc", "baby blue": "#9cc4e4", "royal blue": "#2a48b0", "navy blue": "#22325f", "cobalt blue": "#1f48a0",
    "steel blue": "#5a7ea0",
    "ice blue": "#b4d4e4", "forest green": "#285a30", "lime green": "#84b82c", "olive green": "#70722c", "sea green": "#2f8a68",
    "mint green": "#98d0b0",
    "emerald green": "#1f7a4e", "bottle green": "#1c4a34", "sage green": "#8c9c78", "blood red": "#8a1414", "wine red": "#6e1c2c",
    "brick red": "#9c4230",
    "cherry red": "#b01a30", "rose red": "#b83050", "ruby red": "#9c1434", "hot pink": "#d83c88", "lemon yellow": "#e4d440",
    "mustard yellow": "#c09a2a",
    "golden yellow": "#d8a828", "burnt orange": "#b4581c", "off white": "#e8e4d8", "snow white": "#f0f0f0", "jet black": "#18181a",
    "coal black": "#1c1c1e",
    "chocolate brown": "#4a2c1a", "slate grey": "#5e6670", "slate gray": "#5e6670", "stone grey": "#8c8a84", "blue green": "#1f7a7a",
    "green blue": "#1f7a7a",
    "burgundy": "#6e1c30", "lavender": "#a890c8", "lilac": "#b498c8", "ochre": "#b8842c", "rust": "#9c4a22", "rusty": "#9c4a22",
    "peach": "#e4ae88",
    "mint": "#98d0b0", "khaki": "#9c9060", "plum": "#5e2c54", "ebony": "#2a2420", "ruby": "#9c1434", "mauve": "#9c7ca0",
    "fuchsia": "#c0348c",
    "terracotta coloured": "#b05c3c", "sepia": "#70543c", "sage": "#8c9c78", "aqua": "#48b4bc", "cobalt": "#1f48a0",
    "sapphire": "#1c489c",
    "salmon": "#dc8c78", "taupe": "#86786a", "mahogany coloured": "#5c2a1c", "blond": "#d8b878", "blonde": "#d8b878",
}  # fmt: skip
# What such a colour is nearest to among the listed names.
COLOR_BASES: dict[str, str] = {
    "burgundy": "maroon", "lavender": "violet", "lilac": "violet", "ochre": "mustard", "rust": "orange", "rusty": "orange",
    "peach": "orange", "mint": "green",
    "khaki": "olive", "plum": "purple", "ebony": "black", "ruby": "crimson", "mauve": "violet", "fuchsia": "magenta", "sepia": "brown",
    "sage": "green",
    "aqua": "cyan", "cobalt": "blue", "sapphire": "blue", "salmon": "pink", "taupe": "brown", "blond": "tan", "blonde": "tan",
    "terracotta coloured": "orange", "mahogany coloured": "brown",
}  # fmt: skip
# Materials that carry a colour when none is said.
MATERIAL_TINTS: dict[str, tuple[str, str]] = {
    "whitewashed": ("white", "#ecebe8"),
    "golden": ("golden", "#c99a2e"),
    "gilded": ("golden", "#c99a2e"),
}
MORE_MATERIALS: dict[str, tuple[str, ...]] = {
    "timber": ("half timbered", "timber framed", "timbered", "wood panelled", "wood panelling", "cherrywood", "rosewood", "cedar wood",
    "bamboo", "driftwood", "timber frame",
               "oaken", "birch wood", "beech wood", "pinewood", "ash wood", "log built"),
    "stone_courses": ("stone built", "cut stone", "sandstone", "flint", "basalt", "granite stone"),
    "fabric": ("velvety", "upholstered", "tweed", "lace", "denim", "satin", "felt", "corduroy", "canvas cloth", "suede cloth"),
    "leather": ("leathery", "suede"),
    "metal": ("wrought iron", "cast iron", "metallic", "tin", "gilded", "chrome", "pewter", "stainless steel", "iron"),
    "glass": ("crystal", "stained glass"),
    "marble": ("marbled",),
    "plaster": ("whitewashed", "rendered"),
    "wicker": ("woven wicker", "cane"),
    "moss": ("mossy", "moss covered", "moss grown"),
    "snow": (),
}  # fmt: skip

RELATIONS: dict[str, str] = {
    **dict.fromkeys(("beside", "next to", "by", "alongside", "at the side of", "adjacent to", "by the side of"), "beside"),
    **dict.fromkeys(("to the left of", "left of", "on the left of", "at the left of", "on the left side of"), "left_of"),
    **dict.fromkeys(("to the right of", "right of", "on the right of", "at the right of", "on the right side of"), "right_of"),
    **dict.fromkeys(("on", "on top of", "upon", "onto", "atop", "sitting on", "standing on", "resting on"), "on"),
    **dict.fromkeys(("under", "beneath", "below", "underneath"), "under"),
    **dict.fromkeys(("in front of", "facing", "opposite", "before", "across from", "outside", "outside of"), "in_front_of"),
    **dict.fromkeys(("behind", "at the back of", "in back of"), "behind"),
    **dict.fromkeys(("around", "round", "surrounding", "encircling", "all around", "gathered around", "circling"), "around"),
    **dict.fromkeys(("near", "close to", "near to", "nearby", "at", "against", "along", "past", "toward", "towards", "along side"),
    "near"),
    **dict.fromkeys(("in", "inside", "within", "inside of", "amid", "among", "amongst", "amidst", "through", "throughout", "into"), "in"),
    **dict.fromkeys(("between", "in between"), "between"),
    **dict.fromkeys(("above", "over", "across", "spanning", "crossing"), "above"),
}  # fmt: skip
# 'a well surrounded by flowers': the second thing stands in this relation to the first.
INVERSE: dict[str, str] = {
    "surrounded by": "around", "encircled by": "around", "ringed by": "around", "flanked by": "beside", "topped with": "on",
    "topped by": "on",
    "bordered by": "around", "framed by": "around",
}  # fmt: skip
# 'Something like a well' asks for one, 'still like a mirror' for none.
INSTANCES = frozenset({"something", "anything", "thing", "things", "stuff", "objects", "items", "props", "furniture"})
WISHING = frozenset({"i", "i'd", "we", "we'd", "you'd", "they'd", "would", "should", "to", "might", "d"})  # 'I'd like a well'
NEGATORS = frozenset({
    "no", "without", "without any", "not a", "not any", "not a single", "no more", "devoid of", "free of", "lacking", "lacks", "minus",
    "excluding",
    "except", "instead of", "rather than", "never", "neither", "nor", "don't want", "do not want", "don't include", "do not include",
    "leave out", "leaving out", "omit", "omitting", "exclude",
    "doesn't have", "does not have", "don't add", "do not add", "there is no", "there are no", "have no", "has no", "but no", "and no",
    "with no", "no single", "not one", "avoid",
    "there aren't any", "there isn't a", "there isn't any", "hasn't any", "hasn't a", "isn't any", "aren't any", "kein", "keine",
    "ohne", "sans", "sin",
})  # fmt: skip

# Words that say how it feels or how a picture was made, verbs, and the rest of grammar. They ask for nothing that can be built.
SILENT = frozenset(
    """
    beautiful lovely pretty gorgeous stunning quiet calm peaceful tranquil serene cosy cozy comfortable warm cool cold hot chilly nice
    idyllic quaint charming
    picturesque scenic rustic rural medieval ancient old new modern contemporary traditional vintage antique retro classic classical
    victorian gothic baroque
    fantasy magical magic enchanted mystical mysterious dreamy dreamlike fairy tale fairytale storybook whimsical spooky haunted eerie
    creepy dark gloomy dramatic
    moody atmospheric cinematic photo photograph photography photorealistic realistic realism image render rendering rendered scene view
    vista panorama landscape
    detailed highly ultra hyper hd uhd quality resolution unreal engine octane artstation trending masterpiece best style styled styling
    aesthetic
    mood atmosphere ambience ambiance lighting lit light lights sunlight sunbeams sunbeam rays ray shadow shadows glow glowing shining
    shine bright dim dimly brightly
    sun moon stars star sky skies cloud clouds air breeze breezy wind windy weather season day today time hour o'clock
    wild natural nature fresh clean tidy messy cluttered crowded busy bustling empty deserted abandoned forgotten hidden secret remote
    distant far faraway isolated
    simple plain minimal minimalist minimalistic elegant luxurious luxury fancy royal noble regal opulent humble modest poor wealthy
    expensive stylish chic
    european english british french italian german japanese chinese scottish irish nordic scandinavian swiss alpine mediterranean
    american russian
    sleepy tropical bohemian boho industrial shabby stately majestic imposing ornate sleek inviting homely snug airy spacious winding
    meandering pristine
    century typical ordinary regular normal usual general certain other others different same similar own real true perfect ideal good great
    better very really quite rather too so
    just only also even still again already almost nearly about approximately roughly exactly  least more most less much such well-kept
    well-lit
    please give me make create generate build draw design show paint imagine want would like love need see i i'd i'll i'm we you he she
    they it's is are was were be been being am
    has have had having do does did can could should may might must will shall let let's there there's here where which who whom whose
    that what when while then
    if but yet because since until though although however plus etc e.g i.e ok okay hi hello hey wait actually maybe perhaps hmm um uh
    oh wow thanks thank
    to off out up down away back forth left-hand right-hand above-mentioned onto per
    stand stands standing stood sit sits sitting sat lie lies lying lay hang hangs hanging hung lean leans leaning leaned wind winds
    winding wound flow flows flowing
    run runs running rise rises rising grow grows growing grown glow glows burn burns burning burnt crackle crackles crackling flicker
    flickers flickering
    stretch stretches stretching reach reaches reaching overlook overlooks overlooking nestle nestles nestled surround surrounds
    surrounded scatter scattered spread
    float floats floating drift drifts drifting moored anchored tied stack stacked pile piled fill filled place placed put set arrange
    arranged line lined
    turn turns turning turned falls falling drop drops lead leads leading go goes going passes passing cross crosses come comes coming
    look looks looking seem seems seen feel feels feeling keeps keeping contain contains containing include includes including included
    feature features featuring featured
    cast casts casting fly flies flying live lives living lived use used using made make makes making built build paint painted coloured
    colored cover covered covers
    wrap wrapped bathe bathed soak soaked drench drenched dapple dappled speckled wait waits waiting rest rests resting sleep sleeping
    play playing dance dancing
    meet meets meeting gather gathers gathered grouped dot dotted dotting loom looms looming climb climbs climbing creep creeping
    trickle trickles trickling babbling
    gentle gently slow slowly soft softly lush dense thick thin deep shallow steep rolling rocky sandy grassy leafy sparse overgrown
    tangled twisted gnarled
    kind kinds sort sorts type types bit bits piece pieces part parts number amount something anything nothing everything everywhere
    somewhere anywhere nowhere
    place places spot spots area areas space spaces world worlds region surroundings surrounding environment setting location inside
    outside indoor indoors outdoor outdoors interior exterior
    people person nobody somebody anyone everyone
    colourful colorful multicolored multicoloured vibrant saturated colour color colours colors toned tone tones hue shade shades
    sunday monday tuesday wednesday thursday friday saturday weekend lazy happy sad joyful romantic melancholic nostalgic
    left right top near bottom front rear sight early late mid middle-aged high-up long-ago 3d 4k 8k 2d hdr
    whole entire full half double
    candlelight firelight torchlight lamplight daylight
    itself either none
    floodlight floodlights floodlit hall halls bare barren level concept pls plz thx game map puzzle boss spawn hub asset cutscene
    sleeps slept slumbers slumbering dreams dreaming dozes dozing hushed silence silent bleeding photographed shot taken snapped
    boasting boasts offering offers invites welcomes welcoming hums humming drips dripping creaks creaking whispers whispering
    shimmering shimmers sparkling sparkles gleaming gleams glittering watching guards guarding guarded howling brooding drowsy
    asleep nod nods nodding furrow furrows
    post posts pole poles stake stakes aisle smart big light-filled
    any anybody
    fully partly partially freshly newly heavily lightly slightly densely sparsely carefully neatly randomly evenly
    """.split()
)
SILENT_PHRASES = frozenset(
    {
        "no more than",
        "not more than",
        "at most",
        "at least",
        "up to",
        "no one",
        "not only",
        "no wait",
        "no doubt",
        "fairy tale",
        "i picture",
        "picture this",
        "picture a scene",
        "keep watch",
        "at anchor",
        "keeps watch",
        "stand guard",
        "stands guard",
        "keep it",
        "keep its",
        "keeps it",
        "keeps its",
        "keep the",
        "keeps the",
        "keep them",
        "keep this",
        "keep things",
        "step into",
        "step in",
        "step inside",
        "step out",
        "step onto",
        "step through",
        "steps into",
        "holiday let",
        "let us picture",
    }
)
# Air and light: an adjective before them is theirs and colours nothing.
AMBIENT = frozenset(
    """
    candlelight firelight torchlight lamplight daylight light lights lighting sunlight sunbeam sunbeams sun sky skies moon star stars
    glow cloud clouds air shadow shadows ray rays atmosphere
    mood tone tones
    """.split()
)
# Plurals that are verbs as well.
VERBS = frozenset(
    "rolls drums slides swings presents rocks towers steps sails sinks crowns masks shields bridges fences dishes crosses".split()
)
# A singular noun before one of these is a crowd of that noun: 'a tree lined street'.
PARTICIPLES = frozenset({"lit", "lined", "filled", "covered", "strewn", "dotted", "studded", "clad", "fringed", "ringed", "framed"})
PRONOUNS = frozenset({"it", "them", "him", "her", "which", "these", "those", "that"})
ALL_OF_THEM: dict[str, int] = {"both": 2, "all": 99, "each": 99, "every": 99}
UNITS = frozenset(
    {
        "m",
        "metre",
        "metres",
        "meter",
        "meters",
        "feet",
        "foot",
        "ft",
        "cm",
        "km",
        "miles",
        "years",
        "year",
        "century",
        "storeys",
        "stories",
        "storey",
        "%",
    }
)
