"""What kitchens, bakeries and cellars hold."""

from .thing import thing

THINGS = (
    thing(
        "bread", (0.42, 0.14, 0.26), "in", "loaf", "loaves", "baguette", "bread loaf", "loaf of bread", "bread roll",
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
        "jar of pickles", "jar of honey", "honey jar", "pickle jar", "glass jar", on=("table", "counter", "cabinet"),
    ),
    thing(
        "egg_carton", (0.3, 0.13, 0.24), "in", "egg", "box of eggs", "carton of eggs", "egg box", "tray of eggs", on=("table", "counter")
    ),
    thing("toaster", (0.3, 0.21, 0.18), "in", "bread toaster", on=("counter", "table")),
    thing(
        "blender", (0.28, 0.38, 0.22), "in", "food mixer", "mixer", "stand mixer", "food processor", "cake mixer", "juicer",
        on=("counter", "table"),
    ),
    thing(
        "coffee_machine", (0.36, 0.4, 0.36), "in", "coffee maker", "espresso machine", "coffeemaker", "espresso maker",
        "cappuccino machine", on=("counter", "table", "cabinet"),
    ),
    thing(
        "kitchen_scales", (0.28, 0.3, 0.24), "in", "scales", "weighing scales", "balance", "kitchen scale", "weighing scale",
        "pair of scales", "balance scale", on=("counter", "table"),
    ),
    thing("cash_register", (0.44, 0.44, 0.42), "in", "cash till", "shop till", on=("counter", "table")),
    thing(
        "knife_block", (0.14, 0.28, 0.22), "in", "knives", "knife", "kitchen knife", "kitchen knives", "block of knives", "knife rack",
        on=("counter", "table"),
    ),
    thing(
        "cutting_board", (0.44, 0.085, 0.28), "in", "chopping board", "bread board", "breadboard", "carving board",
        on=("counter", "table"),
    ),
    thing(
        "tray", (0.5, 0.1, 0.32), "in", "tea tray", "serving tray", "breakfast tray", "tray of biscuits", "tray of cups",
        on=("table", "coffee_table", "counter", "side_table", "bed", "ottoman"),
    ),
    thing(
        "tea_set", (0.5, 0.22, 0.36), "in", "teaset", "coffee set", "tea service", "tea things", "teapot and cups", "coffee service",
        on=("table", "coffee_table", "side_table", "counter"),
    ),
    thing("rolling_pin", (0.46, 0.07, 0.07), "in", on=("table", "counter")),
    thing("mortar", (0.17, 0.24, 0.17), "in", "mortar and pestle", "pestle and mortar", "pestle", on=("table", "counter")),
    thing(
        "dish_rack", (0.48, 0.28, 0.34), "in", "drying rack", "plate rack", "dish drainer", "rack of plates", "draining rack",
        on=("counter", "table"),
    ),
    thing(
        "herb_bundles", (1.0, 0.55, 0.17), "in", "dried herbs", "hanging herbs", "garlic", "string of garlic", "strings of garlic",
        "string of onions", "strings of onions", "bunch of herbs", "bunches of herbs", "hanging garlic", "braid of garlic",
        "bunches of dried herbs", "bundles of herbs", "bunches of garlic", "drying herbs", on=("wall",),
    ),
    thing("spice_rack", (0.62, 0.5, 0.13), "in", "spices", "spice shelf", "rack of spices", "shelf of spices", on=("wall",)),
    thing("towel_rail", (0.8, 0.95, 0.32), "in", "towel", "towel rack", "towel stand", "towel horse", "clothes horse"),
    thing(
        "bread_oven", (1.6, 1.9, 1.3), "both", "pizza oven", "brick oven", "clay oven", "baker's oven", "bakers oven", "baking oven",
        "bakery oven", "wood fired oven", "wood oven", "outdoor oven",
    ),
    thing("butter_churn", (0.36, 1.0, 0.36), "in", "churn", "milk churn"),
    thing(
        "cooking_tripod", (1.3, 1.5, 1.3), "both", "tripod", "pot over the fire", "pot over a fire", "cauldron over a fire",
        "cauldron over the fire", "pot on a tripod", "kettle over a fire",
    ),
    thing(
        "wine_barrel", (0.95, 1.1, 1.2), "both", "wine cask", "cask of wine", "cask on its side", "keg with a tap", "beer keg",
        "beer barrel", "barrel of wine", "barrel of beer", "ale barrel", "ale cask", "barrel with a tap",
    ),
)  # fmt: skip
