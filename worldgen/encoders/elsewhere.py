"""Places outside every kind, and the kind that stands nearest to each; a phrase that a kind has for its own counts there alone."""

from ..corpus import KINDS

ELSEWHERE: dict[str, tuple[str, ...]] = {
    "living_room": (
        "hotel", "hotel lobby", "lobby", "waiting room", "dining room", "conservatory", "treehouse", "caravan", "camper van", "motorhome",
        "houseboat", "studio", "ballroom", "casino", "nightclub", "airplane", "aeroplane", "aircraft", "train carriage",
        "train compartment", "railway carriage", "elevator", "boardroom", "conference room", "meeting room", "call center",
        "spaceship", "spacecraft", "starship", "space ship", "space station", "moon base", "moonbase", "mission control", "control room",
        "cockpit", "ship bridge", "space capsule", "lunar colony", "moon colony", "mars colony", "space colony", "airlock", "beehive",
        "dollhouse", "doll's house", "lighthouse room", "theatre stage", "hair salon", "barber shop", "beauty salon",
        "bowling alley", "arcade", "gym", "dance studio", "yoga studio", "cinema",
    ),
    "bedroom": (
        "hospital", "hospital ward", "ward", "clinic", "nursery", "attic", "ship cabin", "cabin of a ship", "spa", "sauna", "bathroom",
        "dressing room", "changing room", "locker room", "operating theatre", "operating theater", "operating room", "hostel",
        "sleeping car", "kindergarten", "dentist",
    ),
    "kitchen": (
        "restaurant", "cafe", "café", "bar", "pub", "canteen", "cafeteria", "diner", "laboratory", "lab", "ice cream parlour",
        "ice cream parlor", "laundromat", "launderette", "pantry", "bathhouse", "workshop", "pizzeria", "coffee shop", "brewery",
        "butcher shop", "washroom", "laundry room",
    ),
    "library": (
        "office", "open plan office", "classroom", "school", "university", "lecture hall", "courtroom", "server room", "data center",
        "observatory", "post office",
        "supermarket", "supermarket aisle", "pharmacy", "grocery store", "toy shop", "antique shop", "record store",
        "flower shop", "apothecary",
    ),
    "gallery_hall": (
        "airport", "airport terminal", "train station", "station", "railway station", "mall", "shopping mall", "theatre", "theater",
        "cathedral nave", "nave", "nave of a cathedral", "nave of a church", "church interior", "chapel interior", "mosque interior",
        "opera house", "concert hall", "bank lobby",
        "parliament",
        "planetarium", "auditorium", "factory", "warehouse", "hangar", "garage", "swimming pool", "indoor pool", "bathtub", "hallway",
        "corridor", "throne room", "banquet hall", "aquarium", "ice rink", "bus terminal", "sports hall",
    ),
    "dungeon": (
        "cave", "cavern", "burial chamber", "tomb chamber", "inside a pyramid",
        "catacombs", "mine", "mineshaft", "crypt", "tomb", "mausoleum", "sewer", "sewers", "cellar", "wine cellar",
        "basement", "bunker", "prison", "bank vault", "tunnel", "subway tunnel", "subway station", "metro station", "underground station",
        "metro", "subway", "engine room", "submarine", "anthill", "waterfall cave", "ice cave", "boiler room", "underground lair", "jail",
    ),
    "village": (
        "playground", "big wheel", "ferris wheel", "theme park", "amusement park", "fairground", "circus", "carnival", "zoo", "cemetery",
        "graveyard", "churchyard",
        "golf course", "tennis court", "rodeo", "bazaar", "allotment", "holiday resort", "campsite", "trailer park", "refugee camp",
    ),
    "city_street": (
        "skyscraper", "skyscrapers", "metropolis", "cityscape", "suburb", "highway", "motorway", "parking lot", "car park", "stadium",
        "football stadium", "football pitch", "basketball court", "skate park", "skatepark", "racetrack", "race track", "racecourse",
        "construction site", "power plant", "cyberpunk city", "futuristic city", "megacity", "slum", "favela", "airfield", "airstrip",
        "runway", "bus stop", "gas station", "petrol station", "space port", "spaceport", "train yard", "railway platform", "junkyard",
        "scrapyard", "traffic jam", "space elevator", "rooftop bar", "rooftop terrace", "helipad", "tram stop", "times square",
        "railway station platform", "station platform",
        "cloud city", "industrial estate", "chinatown",
    ),
    "harbour": (
        "ocean", "sea", "underwater", "seabed", "sea floor", "ocean floor", "deep sea", "bottom of the sea", "bottom of the ocean",
        "coral reef", "reef", "kelp forest", "abyss", "beach", "island", "tropical island", "coast", "coastline", "seaside", "lagoon",
        "atoll", "beach town", "pirate ship", "oil rig", "oil platform", "drilling platform", "shipyard", "dockyard", "pier amusement park",
        "shipwreck", "cruise ship", "aircraft carrier", "atlantis", "underwater kingdom",
    ),
    "desert_canyon": (
        "dune", "sand dune", "desert dune", "surface of the moon", "lunar surface", "mars", "planet", "alien planet", "moonscape",
        "on the moon", "moon surface", "asteroid", "crater", "volcano", "savanna", "savannah", "prairie", "steppe", "outback", "safari",
        "lava field", "salt flat", "quarry", "geyser", "geyser field", "comet", "saturn", "venus", "jupiter", "hell", "outer space",
        "galaxy", "nebula", "pyramid", "sphinx", "ziggurat", "egyptian pyramid", "martian surface",
    ),
    "river_valley": (
        "swamp", "marsh", "bog", "fen", "mangrove", "mangrove swamp", "river delta", "everglades", "moor", "moorland", "heath",
        "heathland", "tundra", "hot spring", "hot springs", "heaven", "cloudscape", "floating island", "sky island",
    ),
    "mountain_lake": ("glacier", "ice field", "ice sheet", "mountain top", "summit", "everest"),
    "snowy_town": (
        "ice floe", "iceberg", "arctic", "antarctica", "north pole", "south pole", "pack ice", "ski resort", "ski slope",
        "santa's workshop",
    ),
    "farmland": (
        "wheat field", "corn field", "cornfield", "rice paddy", "rice field", "rice terrace", "rice terraces", "vineyard", "plantation",
        "sunflower field", "lavender field", "tulip field", "poppy field", "tea plantation", "stables",
    ),
    "ruins": (
        "ancient temple", "colosseum", "coliseum", "amphitheatre", "amphitheater", "temple complex", "ruined city", "stonehenge",
        "monolith", "roman forum", "aqueduct", "lost city", "acropolis",
    ),
    "castle": ("arena", "maze", "labyrinth", "battlefield", "hogwarts"),
}  # fmt: skip


def elsewhere() -> dict[str, tuple[str, ...]]:
    """What of the table no kind has taken for its own."""
    own = {phrase for kind in KINDS.values() for phrase in kind.phrases}
    return {kind: tuple(phrase for phrase in phrases if phrase not in own) for kind, phrases in ELSEWHERE.items()}
