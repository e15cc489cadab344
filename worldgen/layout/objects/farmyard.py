"""Of farmyards, vegetable gardens and the green behind the house."""

from .thing import thing

THINGS = (
    thing(
        "pumpkin", (0.44, 0.36, 0.44), "both", "squash", "gourd", "melon", "watermelon", "halloween pumpkin", "jack o lantern",
        "jack o'lantern", "jack-o'-lantern", "jack-o-lantern",
    ),
    thing(
        "sack", (0.55, 0.8, 0.5), "both", "sack of grain", "sack of flour", "sack of potatoes", "flour sack", "grain sack", "burlap sack",
        "sandbag", "bag", "bag of grain", "bag of flour", "potato sack", "sack of wheat",
    ),
    thing("milk_can", (0.38, 0.68, 0.32), "both", "milk canister", "milk churn", "churn", "dairy can", "metal churn", "milk urn"),
    thing("watering_can", (0.56, 0.38, 0.21), "both", "garden can", "watering pot"),
    thing(
        "vegetable_patch", (2.5, 0.36, 1.7), "out", "vegetable bed", "cabbage patch", "cabbages", "cabbage", "lettuces", "lettuce",
        "vegetables", "vegetable plot", "kitchen garden bed", "raised vegetable bed",
        solid=False,
    ),
    thing("beehive", (0.62, 1.0, 0.6), "out", "hive", "bee hive", "skep", "straw hive", "bee skep", "bee box"),
    thing(
        "chicken_coop", (1.8, 1.6, 1.5), "out", "henhouse", "hen house", "coop", "hen coop", "chicken house", "rabbit hutch", "hutch",
        "poultry house", "chicken hutch",
    ),
    thing("doghouse", (0.95, 1.0, 1.15), "out", "kennel", "dog kennel", "dog house"),
    thing(
        "birdhouse", (0.5, 2.0, 0.5), "out", "bird house", "bird box", "nesting box", "nest box", "dovecote", "bird feeder", "bird table",
    ),
    thing("water_pump", (0.5, 1.4, 0.95), "out", "hand pump", "pump", "village pump", "garden pump", "well pump"),
    thing("field_gate", (3.2, 1.35, 0.18), "out", "garden gate", "farm gate", "five-bar gate", "five bar gate", "picket gate"),
    thing("water_tower", (3.4, 8.0, 3.4), "out", "water tank", "water tank tower"),
    thing("millstone", (1.75, 1.1, 1.05), "both", "mill stone", "grindstone", "quern", "grinding stone"),
    thing(
        "wagon_wheel", (1.15, 1.15, 0.42), "both", "cartwheel", "cart wheel", "spoked wheel", "old wheel", "wheel", "cart's wheel",
    ),
    thing(
        "garden_tools", (1.1, 1.5, 0.5), "both", "pitchfork", "shovel", "spade", "rake", "hoe", "scythe", "tools", "gardening tools",
        "garden fork", "farm tools", "hay fork", "tool rack", "rack of tools",
    ),
    thing("broom", (0.36, 1.45, 0.18), "both", "broomstick", "besom", "mop", "witch's broom", "sweeping brush"),
    thing(
        "splitting_block", (0.85, 0.9, 0.75), "out", "axe", "ax", "chopping block", "axe in a stump", "axe in stump", "axe in a block",
        "log splitter",
        "hatchet", "wood chopping block", "axe in a log",
    ),
    thing(
        "pergola", (2.8, 2.5, 2.2), "out", "arbour", "arbor", "trellis", "gazebo", "garden arch", "rose arch", "vine trellis", "bower",
    ),
    thing("swing", (2.1, 2.2, 1.4), "out", "garden swing", "swing set", "swings", "porch swing", "swing bench", "swingset"),
    thing("hammock", (3.2, 1.3, 1.0), "both", "hanging bed", "garden hammock"),
    thing("picnic_table", (1.8, 0.78, 1.6), "both", "picnic bench", "beer table", "garden bench table"),
    thing("clothesline", (3.4, 1.95, 1.0), "out", "washing line", "laundry line", "clothes line", "washing", "laundry", "drying line"),
    thing("flagpole", (2.4, 6.5, 0.7), "out", "flag pole", "flagstaff", "flag on a pole", "flag mast"),
    thing("maypole", (3.2, 4.6, 3.2), "out", "may pole", "ribbon pole"),
    thing("bunting", (4.0, 2.6, 0.6), "both", "garland", "string of flags", "pennants", "party flags", "flag garland"),
    thing(
        "string_lights", (4.0, 2.7, 0.6), "both", "fairy lights", "string of lights", "festoon lights", "strings of lights",
        "garden lights", "party lights",
    ),
)  # fmt: skip
