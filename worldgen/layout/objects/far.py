"""From far away: ships and their gear, the frontier, holy places, justice and practice of arms, hoards, odd rocks."""

from .thing import thing

THINGS = (
    thing("sailing_ship", (5.4, 13, 13), "out", "tall ship", "galleon", "pirate ship", "schooner", "sail ship", "caravel", "frigate"),
    thing("sailboat", (2, 6.5, 5), "out", "sailing boat", "sail boat", "yacht", "dinghy", "sailing dinghy", "sailing yacht"),
    thing("life_ring", (0.78, 1.5, 0.34), "out", "lifebuoy", "life buoy", "life preserver", "lifebelt", "life belt"),
    thing("shipping_container", (2.4, 2.6, 6), "out", "cargo container", "freight container", "sea container", "container"),
    thing("fish_box", (0.8, 0.38, 0.5), "both", "crate of fish", "fish crate", "box of fish", "basket of fish", "crate of fresh fish"),
    thing("ship_wheel", (1.05, 1.45, 0.6), "both", "ship's wheel", "ships wheel", "helm"),
    thing("tipi", (3.6, 4.4, 3.6), "out", "teepee", "tepee", "wigwam"),
    thing("tumbleweed", (0.75, 0.68, 0.75), "out", "tumble weed", solid=False),
    thing("minecart", (1.2, 1.25, 1.9), "both", "mine cart", "ore cart", "mine car", "coal cart", "mining cart", "mine wagon"),
    thing(
        "rail_track", (2.4, 0.32, 3), "out", "train tracks", "railway tracks", "rails", "train track", "railway track", "railroad tracks",
        "railroad track", "railway line", solid=False,
    ),
    thing("oil_drum", (0.6, 0.9, 0.6), "both", "metal barrel", "oil barrel", "fuel drum", "steel drum", "steel barrel", "fuel barrel"),
    thing(
        "mine_entrance", (4.6, 3.6, 2.8), "out", "adit", "mine shaft entrance", "cave mouth", "mine shaft", "cave entrance",
        "mine tunnel",
    ),
    thing("drawbridge", (3, 4.5, 6), "out", "draw bridge"),
    thing("gallows", (2.6, 4, 3), "out", "noose", "hangman's noose"),
    thing("guillotine", (1.3, 3.4, 2.3), "both"),
    thing("archery_target", (1.2, 1.6, 0.9), "both", "target", "archery butt", "straw target", "targets for archery"),
    thing("training_dummy", (1.15, 1.85, 0.6), "both", "straw dummy", "practice dummy", "target dummy", "combat dummy", "sparring dummy"),
    thing(
        "cannonballs", (0.75, 0.62, 0.75), "both", "cannonball", "pile of cannonballs", "cannon balls", "cannon ball",
        "stack of cannonballs",
    ),
    thing("cross", (1.1, 2.4, 0.3), "both", "iron cross", "crucifix", "summit cross", "celtic cross", "wayside cross", "high cross"),
    thing("totem_pole", (1.8, 5, 0.9), "both", "totem", "tiki", "tiki statue"),
    thing("buddha", (1.3, 1.7, 1.05), "both", "buddha statue", "statue of buddha", "idol", "deity statue", "golden buddha"),
    thing("gong", (1.35, 1.7, 0.5), "both", "temple gong", "bronze gong"),
    thing("bamboo_fountain", (1.25, 0.95, 1), "out", "shishi odoshi", "shishi-odoshi", "bamboo spout", "deer scarer", "bamboo water spout"),
    thing("stone_pagoda", (1.05, 3, 1.05), "out", "five storied pagoda", "pagoda tower", "pagoda statue", "pagoda lantern"),
    thing(
        "parasol", (2.4, 2.35, 2.4), "both", "umbrella", "sunshade", "beach umbrella", "garden umbrella", "sun umbrella",
        "paper umbrella",
    ),
    thing("jar", (0.45, 0.7, 0.45), "both", "urn", "amphora", "clay pot", "clay jar", "pot of clay", "jug", "earthenware jar"),
    thing(
        "treasure", (1.5, 0.72, 1.25), "both", "pile of gold", "heap of gold", "gold coins", "coins", "treasure pile", "pile of coins",
        "heap of coins", "pile of treasure", "heap of treasure", "pile of gold coins", "heap of gold coins", "hoard",
    ),
    thing("cobweb", (0.9, 0.9, 0.12), "both", "spider web", "spiderweb", "spider's web", "web", solid=False, on=("wall",)),
    thing("crystal", (0.95, 0.85, 0.8), "both", "gem", "amethyst", "gemstone", "crystal cluster", "cluster of crystals", "geode"),
    thing("natural_arch", (9, 6, 3.5), "out", "rock arch", "natural bridge", "sandstone arch", "arch of rock"),
    thing("hoodoo", (1.7, 5, 1.7), "out", "rock pillar", "rock spire", "pinnacle", "rock needle", "fairy chimney", "sea stack"),
)  # fmt: skip
