"""Plants and stones."""

from .thing import thing

THINGS = (
    thing(
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
    thing("birch", (3.5, 8, 3.5), "out", "birch tree", "aspen"),
    thing("pine", (4, 10, 4), "out", "conifer", "fir", "spruce", "evergreen", "pine tree", "fir tree"),
    thing("dead_tree", (3, 5, 3), "out", "bare tree", "withered tree"),
    thing("bush", (1.4, 1.1, 1.4), "out", "shrub", "hedge plant", "bramble"),
    thing("fern", (0.9, 0.6, 0.9), "out", "bracken", solid=False),
    thing("cactus", (1.7, 3.2, 1.3), "out", "cacti", "saguaro", "cactuses", "prickly pear"),
    thing("palm", (4.6, 8, 4.6), "out", "palm tree", "date palm", "coconut palm", "coconut tree"),
    thing("agave", (1.3, 0.9, 1.3), "out", "aloe", "yucca"),
    thing("bamboo", (1.8, 6.5, 1.8), "out", "bamboo grove", "bamboos"),
    thing("niwaki", (2.8, 2.6, 2.8), "out", "cloud pine", "trained pine", "bonsai tree"),
    thing("topiary", (1.5, 0.85, 1.3), "out", "clipped shrub", "azalea", "azaleas", "boxwood", "clipped bush"),
    thing("ivy", (2, 2.6, 0.25), "out", "creeper", "climbing plant", "vine", "grapevine", "grape vine", "liana", solid=False),
    thing("reeds", (1, 1.4, 1), "out", "cattails", "bulrushes", solid=False),
    thing("flowers", (1.2, 0.4, 1.2), "out", "flower", "flower bed", "wildflowers", "flower patch", solid=False),
    thing("mushroom", (0.3, 0.25, 0.3), "out", "toadstool", solid=False),
    thing("rock", (1.4, 1, 1.2), "out", "boulder", "stone", "stones"),
    thing("cliff", (10, 8, 5), "out", "crag", "rock face"),
)
