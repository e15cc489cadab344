"""Small things outdoors."""

from .thing import thing

THINGS = (
    thing("bench", (1.6, 0.85, 0.5), "both", "seat"),
    thing("cart", (1.5, 1.3, 2.6), "out", "wagon", "handcart"),
    thing("barrel", (0.6, 0.9, 0.6), "both", "cask", "keg"),
    thing("crate", (0.7, 0.6, 0.7), "both", "box", "wooden box"),
    thing("fence", (3, 1.1, 0.12), "out", "railing", "palisade"),
    thing("lantern_post", (0.4, 3, 0.4), "out", "street lamp", "streetlight", "lamp post", "lamppost", "lantern"),
    thing("campfire", (1.2, 1, 1.2), "out", "fire", "bonfire", "fire pit"),
    thing("brazier", (0.7, 1, 0.7), "both", "fire basket", "fire bowl"),
    thing("tent", (2.4, 1.8, 3), "out"),
    thing("boat", (1.4, 0.7, 3.6), "out", "rowing boat", "rowboat", "canoe"),
    thing("haystack", (2.2, 1.8, 2.2), "out", "hay", "hay bale"),
    thing("woodpile", (1.8, 1.1, 0.7), "out", "firewood", "stack of logs"),
    thing("log", (0.5, 0.5, 3), "out", "fallen tree", "trunk", "fallen log"),
    thing("stump", (0.7, 0.5, 0.7), "out", "tree stump"),
    thing("sign", (0.9, 1.9, 0.15), "out", "signpost"),
    thing("banner", (0.9, 2.6, 0.1), "both", "flag", "pennant"),
)
