"""What kitchens, bakeries and cellars hold."""

from .thing import thing

THINGS = (
    thing(
        "bread", (0.42, 0.14, 0.26), "in", "loaf", "loaves", "baguette", "bread loaf", "loaf of bread", "bread roll", "rolls",
        "loaves of bread", "bread rolls", on=("table", "counter"),
    ),
    thing("cake", (0.34, 0.28, 0.34), "in", "birthday cake", "pie", "tart", "wedding cake", "apple pie", "gateau", on=("table", "counter")),
    thing("cheese", (0.36, 0.15, 0.36), "in", "wheel of cheese", "cheese wheel", "cheeses", "wedge of cheese", on=("table", "counter")),
    thing(
        "pitcher", (0.21, 0.28, 0.16), "in", "water jug", "milk jug", "carafe", "decanter", "ewer", "pitcher of water", "jug of water",
        "jug of milk", "jug of wine", on=("table", "counter", "side_table"),
    ),
    thing(
        "preserves", (0.34, 0.16, 0.115), "in", "jam jar", "mason jar", "spice jar", "cookie jar", "jars of jam", "jar of jam", "pickles",
        "jar of pickles", "jar of honey", "jam", "honey jar", "pickle jar", "glass jar", on=("table", "counter", "cabinet"),
    ),
    thing(
        "egg_carton", (0.3, 0.13, 0.24), "in", "egg", "box of eggs", "carton of eggs", "egg box", "tray of eggs", on=("table", "counter")
    ),
)  # fmt: skip
