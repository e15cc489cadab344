"""What parlours, play rooms, taverns and bathrooms hold."""

from .thing import thing

DESKS = ("desk", "table", "side_table")

THINGS = (
    thing("telephone", (0.26, 0.2, 0.24), "in", "phone", "rotary phone", "rotary telephone", "old telephone", on=(*DESKS, "cabinet")),
    thing(
        "radio", (0.36, 0.26, 0.17), "in", "wireless", "transistor radio", "vintage radio", on=("cabinet", "side_table", "table", "desk")
    ),
    thing("speaker", (0.34, 1.05, 0.36), "in", "loudspeaker", "loudspeakers", "stereo", "hi-fi", "hifi", "speakers", "sound system"),
    thing("laptop", (0.36, 0.25, 0.32), "in", "computer", "pc", "monitor", "laptop computer", "notebook computer", on=("desk", "table")),
    thing("alarm_clock", (0.13, 0.19, 0.08), "in", "bedside clock", on=("side_table", "desk", "table")),
    thing("pool_table", (1.4, 0.82, 2.6), "in", "billiard table", "snooker table", "billiards table", "pool"),
    thing("ping_pong_table", (1.52, 0.92, 2.74), "both", "table tennis table", "table tennis", "ping pong", "ping-pong table"),
    thing("dartboard", (0.46, 0.46, 0.14), "in", "dart board", "darts", on=("wall",)),
    thing("arcade_machine", (0.72, 1.78, 0.85), "in", "arcade cabinet", "arcade game", "pinball machine", "video game machine", "arcade"),
    thing("ball", (0.24, 0.24, 0.24), "both", "football", "soccer ball", "beach ball", "basketball", "balls", solid=False),
    thing("console", (1.4, 1.15, 0.8), "both", "control panel", "control console", "control desk", "computer terminal", "terminal"),
    thing("treadmill", (0.82, 1.35, 1.7), "in", "exercise bike", "rowing machine", "gym machine", "running machine", "exercise machine"),
    thing("sewing_machine", (0.95, 1.08, 0.48), "in", "treadle sewing machine", "singer sewing machine"),
    thing("spinning_wheel", (1.15, 1.2, 0.6), "in", "wool wheel"),
    thing("ironing_board", (1.35, 1.05, 0.42), "in", "iron and board"),
    thing("rocking_horse", (0.42, 0.95, 1.15), "in", "toy horse", "hobby horse"),
    thing("dollhouse", (0.85, 1.0, 0.45), "in", "doll's house", "doll house", "dolls house", "dolls' house"),
    thing("toy_train", (1.15, 0.18, 0.85), "in", "train set", "toy railway", "model railway", "model train", "toy trains", solid=False),
    thing("toy_blocks", (0.55, 0.36, 0.45), "in", "building blocks", "toys", "alphabet blocks", "toy bricks", "toy", solid=False),
    thing("beanbag", (0.95, 0.78, 0.95), "in", "bean bag", "bean bag chair", "beanbag chair"),
    thing("harp", (0.95, 1.75, 0.42), "in", "concert harp", "lyre"),
    thing("violin", (0.46, 1.25, 0.42), "in", "cello", "double bass", "viola", "fiddle", "upright bass"),
    thing("bird_cage", (0.5, 1.6, 0.5), "in", "birdcage", "canary", "parrot cage", "bird in a cage"),
    thing("folding_screen", (1.8, 1.75, 0.5), "in", "room divider", "privacy screen", "shoji screen", "dressing screen", "screen divider"),
    thing("umbrella_stand", (0.32, 0.95, 0.32), "in", "umbrella holder", "umbrellas", "umbrella rack", "cane stand"),
    thing("magazine_rack", (0.45, 0.46, 0.32), "in", "newspaper rack", "magazine holder", "magazines"),
    thing("log_basket", (0.6, 0.52, 0.46), "in", "basket of logs", "basket of firewood", "log rack", "firewood basket", "log holder"),
    thing("candelabra", (0.62, 1.65, 0.62), "in", "candelabrum", "candelabras", "menorah", "candle stand", "standing candelabra"),
    thing("trophy", (0.26, 0.4, 0.19), "in", "trophies", "award", "trophy cup", "cup with handles", on=("cabinet", "table", "bookshelf")),
    thing("deer_head", (0.75, 0.95, 0.5), "in", "antlers", "stag head", "hunting trophy", "moose head", "stag's head", on=("wall",)),
    thing(
        "model_ship",
        (0.7, 0.55, 0.22),
        "in",
        "ship model",
        "ship in a bottle",
        "model boat",
        "model of a ship",
        on=("cabinet", "table", "desk", "fireplace"),
    ),
    thing("crown", (0.34, 0.3, 0.34), "in", "crowns", "tiara", "royal crown", "diadem", on=("pedestal", "table", "display_case")),
    thing("mask", (0.26, 0.4, 0.15), "in", "african mask", "theatre mask", "carved mask", "masks", "tribal mask", on=("wall",)),
    thing("sword", (0.95, 0.95, 0.1), "in", "swords", "crossed swords", "dagger", "sabre", "katana", on=("wall",)),
    thing("tapestry", (1.4, 1.9, 0.06), "in", "wall hanging", "tapestries", "wall carpet", "wall rug", on=("wall",)),
    thing("blanket", (0.6, 0.14, 0.42), "in", "throw", "quilt", "blankets", "folded blanket", solid=False, on=("sofa", "bed", "armchair")),
    thing("pet_bed", (0.8, 0.26, 0.62), "in", "dog bed", "cat bed", "dog basket", "cat basket", solid=False),
    thing("cat_tree", (0.62, 1.5, 0.6), "in", "scratching post", "cat tower", "cat scratcher"),
    thing("bathtub", (1.7, 0.66, 0.8), "in", "bath tub", "claw foot tub", "clawfoot tub", "bath", "tub"),
    thing("toilet", (0.44, 0.9, 0.7), "in", "wc", "toilet bowl", "lavatory", "water closet"),
    thing("suitcase", (0.95, 0.68, 0.4), "both", "luggage", "travel bag", "suitcases", "travel trunk", "baggage"),
    thing("shoes", (0.27, 0.16, 0.3), "in", "boots", "slippers", "sandals", "trainers", "pair of shoes", "pair of boots", solid=False),
    thing(
        "jewellery_box", (0.24, 0.22, 0.2), "in", "jewelry box", "music box", "trinket box", on=("side_table", "cabinet", "table", "desk")
    ),
    thing("blackboard", (1.6, 1.8, 0.5), "in", "chalkboard", "whiteboard", "school board", "chalk board", "white board"),
    thing("bar_cart", (0.85, 0.92, 0.46), "in", "drinks trolley", "tea trolley", "serving trolley", "serving cart", "drinks cart"),
    thing(
        "bar_counter", (2.4, 1.12, 0.7), "in", "bar", "pub counter", "tavern bar", "reception desk", "front desk", "cash desk", "bar desk"
    ),
)
