"""Plain forms and machines: cubes, domes, pipes, masts, rockets, engines, and what stands about in yards and shops."""

from __future__ import annotations

from .thing import thing

THINGS = (
    thing("cube", (1, 1, 1), "both", "cuboid", "metal cube", "giant cube"),
    thing("sphere", (1, 1, 1), "both", "giant ball", "giant sphere", "metal sphere"),
    thing("pyramid", (9, 6, 9), "out", "step pyramid", "stepped pyramid", "ziggurat", "egyptian pyramid"),
    thing("dome", (6, 3.2, 6), "out", "geodesic dome", "habitat dome", "radar dome", "radome"),
    thing("pipes", (2.4, 1.6, 0.5), "both", "pipe", "pipeline", "pipework", "water pipes", "steam pipes"),
    thing("lever", (0.4, 1.0, 0.4), "both", "switch", "pull lever", "switch lever"),
    thing("saddle", (0.6, 1.05, 0.8), "both", "horse saddle", "riding saddle"),
    thing(
        "radio_mast", (1.6, 11, 1.6), "out", "antenna", "aerial", "radio tower", "radio mast", "transmission tower", "cell tower",
        "radio antenna",
    ),
    thing("water_cooler", (0.36, 1.3, 0.36), "in", "water dispenser"),
    thing("rover", (2, 1.7, 2.8), "out", "moon rover", "mars rover", "lunar rover", "moon buggy"),
    thing("rocket", (2.6, 11, 2.6), "out", "spaceship rocket", "space rocket", "rocket ship", "missile"),
    thing("locomotive", (2.6, 3.8, 7.5), "out", "steam engine", "steam locomotive", "steam train", "train engine", "train"),
    thing("diving_board", (0.8, 1.6, 3), "both", "springboard"),
    thing("grill", (0.7, 1.05, 0.6), "out", "barbecue", "bbq", "barbecue grill", "kettle grill"),
    thing("weathervane", (0.9, 2.6, 0.9), "out", "weather vane", "wind vane", "weathercock"),
    thing("mannequin", (0.6, 1.8, 0.45), "both", "dummy", "shop dummy", "tailor's dummy"),
    thing("surfboard", (0.6, 2.1, 0.5), "out", "surf board", "paddle board"),
    thing("ticket_machine", (0.8, 1.9, 0.6), "both", "ticket vending machine", "ticket dispenser"),
)  # fmt: skip
