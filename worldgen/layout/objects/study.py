"""What studies, libraries, museums and workshops hold."""

from .thing import thing

THINGS = (
    thing(
        "inkwell", (0.22, 0.27, 0.15), "in", "quill", "ink pot", "ink bottle", "pen and ink", "quill pen", "quill and ink", "inkpot",
        "quill and inkwell", "ink and quill", "inkstand", "feather pen", on=("desk", "table"),
    ),
    thing(
        "scroll", (0.42, 0.14, 0.32), "in", "parchment", "rolled map", "manuscript", "parchment scroll", "papyrus", "rolled parchment",
        "ancient scroll", "pile of scrolls", "treasure map", on=("table", "desk", "cabinet", "lectern"),
    ),
    thing("magnifying_glass", (0.21, 0.36, 0.15), "in", "magnifier", "magnifying lens", "lens", on=("desk", "table")),
    thing(
        "open_book", (0.48, 0.1, 0.34), "in", "tome", "spellbook", "grimoire", "open bible", "atlas", "spell book", "ancient tome", "bible",
        "ledger", "book of spells", "holy book", "guest book", on=("desk", "table", "lectern", "altar"),
    ),
    thing(
        "newspaper", (0.4, 0.045, 0.3), "in", "magazine", "stack of newspapers", "pile of newspapers", "stack of magazines",
        "pile of magazines", "folded newspaper", on=("table", "coffee_table", "desk", "side_table", "ottoman"),
    ),
    thing(
        "potion", (0.34, 0.24, 0.13), "in", "flask", "potion bottle", "vial", "beaker", "magic potion", "bottle of potion", "phial",
        "test tube", "elixir", "alchemy set", on=("table", "counter", "desk", "cabinet", "side_table"),
    ),
    thing(
        "crystal_ball", (0.24, 0.3, 0.24), "in", "fortune teller's ball", "crystal sphere", "magic orb", "orb", "scrying orb",
        on=("table", "desk", "side_table", "pedestal"),
    ),
    thing("microscope", (0.26, 0.38, 0.18), "in", on=("desk", "table", "counter")),
    thing(
        "card_catalogue", (1.1, 1.3, 0.46), "in", "card catalog", "card index", "filing cabinet", "file cabinet", "index cabinet",
        "cabinet of drawers", "cabinet of small drawers", "apothecary cabinet", "apothecary chest", "specimen cabinet",
    ),
    thing(
        "book_cart", (0.9, 1.05, 0.46), "in", "library cart", "book trolley", "library trolley", "cart of books", "trolley of books",
        "book truck", "rolling bookshelf",
    ),
    thing(
        "spiral_stairs", (1.7, 3.0, 1.7), "both", "spiral staircase", "winding staircase", "spiral stair", "winding stairs",
        "spiral stairway", "circular staircase", "helical stairs",
    ),
    thing(
        "dinosaur", (2.2, 3.2, 6.0), "in", "dinosaur skeleton", "fossil", "t rex skeleton", "t-rex skeleton", "skeleton of a dinosaur",
        "whale skeleton", "t rex", "t-rex", "tyrannosaurus", "tyrannosaurus rex", "dinosaur fossil", "dinosaur bones", "mammoth skeleton",
    ),
    thing("mummy", (0.78, 1.95, 0.56), "in", "mummy case", "egyptian coffin", "egyptian sarcophagus", "pharaoh's coffin", "mummy coffin"),
    thing(
        "model", (1.4, 1.2, 1.0), "in", "scale model", "model city", "model house", "architectural model", "city model", "model of a city",
        "model town", "model village", "architect's model",
    ),
    thing("meteorite", (0.7, 1.25, 0.6), "in", "meteor", "moon rock"),
    thing(
        "information_board", (0.72, 1.15, 0.5), "both", "info board", "museum sign", "information panel", "label stand", "info panel",
        "information sign", "display panel", "interpretation board", "museum label", "plaque on a stand",
    ),
    thing("ticket_gate", (0.95, 1.05, 1.0), "both", "turnstile", "ticket barrier"),
    thing("pottery_wheel", (0.85, 1.02, 1.15), "in", "potter's wheel", "potters wheel", "pottery wheel with a pot"),
    thing("loom", (1.5, 1.6, 1.3), "in", "weaving loom", "hand loom", "weaver's loom", "weavers loom"),
    thing(
        "workbench", (1.7, 1.5, 0.7), "both", "work bench", "carpenter's bench", "carpenters bench", "tool bench", "woodworking bench",
        "workshop bench", "joiner's bench",
    ),
    thing("safe", (0.65, 0.85, 0.62), "in", "strongbox", "vault safe", "bank safe", "strong box"),
)  # fmt: skip
