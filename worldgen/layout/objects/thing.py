"""What the vocabulary says of a class of things."""

from __future__ import annotations

from dataclasses import dataclass

Size = tuple[float, float, float]


@dataclass(frozen=True)
class ObjectClass:
    """`size_m`: typical width, height, depth. `where`: out(doors), in(doors) or both. `synonyms`: what people type, in lower case."""

    name: str
    size_m: Size
    where: str
    synonyms: tuple[str, ...] = ()
    solid: bool = True  # False: a visitor walks through it (flowers, rugs, reeds)
    on: tuple[str, ...] = ()  # classes that it usually stands on: table, shelf, wall, ceiling; () = the ground or floor


def thing(name: str, size: Size, where: str, *synonyms: str, solid: bool = True, on: tuple[str, ...] = ()) -> ObjectClass:
    return ObjectClass(name, size, where, synonyms, solid, on)
