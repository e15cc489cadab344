"""The shell of a room in the world frame: walls with exact holes, reveals, windows, doors, skirting, cornice, floor and ceiling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..layout.layout import Opening, Room, Style
from .geometry import Array, Geometry, Sculptor, ear_clip, linear_from_srgb
from .joinery import Hole, arch_rise, door, grille, plank_door, reveal, skylight, window
from .swatches import toned
from .trim import trimmed

Rng = np.random.Generator
ARC = 16  # segments of an arch
MASONRY = ("rubble", "stone_courses", "ashlar", "brick", "rock")  # of which a ceiling is a vault: no plasterer has been there
LID = 0.3  # m, the roof's skin over the ceiling: nearer, its sunlit splats would sort before the ceiling's


@dataclass(frozen=True)
class Wall:
    """One side, in a frame seen from inside: `origin` (x, z) is its second corner, x runs `right`, y up, z inward."""

    origin: Array
    right: Array
    inward: Array
    length_m: float
    left_reach_m: float  # how far the mitred outer face goes beyond either end
    right_reach_m: float

    def rotation(self) -> Array:
        return np.array([[self.right[0], 0, self.inward[0]], [0, 1, 0], [self.right[1], 0, self.inward[1]]])


def outline(room: Room) -> Array:
    """(n, 2) corners, counter-clockwise seen from above. Raises ValueError for fewer than three or none enclosed."""
    p = np.asarray(room.corners_m, np.float64)
    if len(p) < 3 or abs(signed_area(p)) < 0.01:
        raise ValueError(f"room {room.name!r} encloses no floor; give at least three corners (x, z) round an area")
    if signed_area(p) < 0:
        raise ValueError(f"room {room.name!r} has its corners clockwise seen from above; reverse them")
    return p


def signed_area(corners: Array) -> float:
    """Positive where (x, z) corners run counter-clockwise seen from above (z points towards the viewer's feet)."""
    x, z = corners[:, 0], corners[:, 1]
    return float(0.5 * np.sum(z * np.roll(x, -1) - x * np.roll(z, -1)))


def walls(room: Room) -> list[Wall]:
    p = outline(room)
    ends = np.roll(p, -1, axis=0)
    length = np.linalg.norm(ends - p, axis=1)
    along = (ends - p) / length[:, None]
    inward = np.stack([along[:, 1], -along[:, 0]], axis=1)
    before = np.roll(along, 1, axis=0)
    turn = np.arctan2(before[:, 1] * along[:, 0] - before[:, 0] * along[:, 1], np.sum(before * along, axis=1))  # left is positive
    reach = np.tan(turn / 2) * room.wall_thickness_m
    return [Wall(ends[i], -along[i], inward[i], float(length[i]), float(reach[(i + 1) % len(p)]), float(reach[i])) for i in range(len(p))]


def clamp_opening(opening: Opening, wall: Wall, height_m: float) -> tuple[float, float, float, float]:
    """(x0, x1, y0, y1) of the hole in its wall's frame. Raises ValueError where it does not fit."""
    middle = wall.length_m - opening.at_m  # `at_m` counts from the first corner, the frame from the second
    x0, x1 = middle - opening.width_m / 2, middle + opening.width_m / 2
    y0, y1 = opening.sill_m, opening.sill_m + opening.height_m
    if x0 < -1e-6 or x1 > wall.length_m + 1e-6 or y0 < -1e-6 or y1 > height_m + 1e-6:
        raise ValueError(
            f"{opening.kind} at {opening.at_m} m ({opening.width_m} × {opening.height_m} m) does not fit a wall of "
            f"{wall.length_m:.2f} × {height_m:.2f} m"
        )
    return x0, x1, y0, y1


def pierced(
    s: Sculptor,
    x_range: tuple[float, float],
    height_m: float,
    holes: list[tuple[Opening, float, float, float, float]],
    z: float,
    front: bool,
    material: str,
    color: Array,
) -> None:
    """A wall's face in its frame at depth z, rectangles round rectangular holes and a fan of quads over each arch."""
    x_cuts = sorted({x_range[0], x_range[1], *(h[1] for h in holes), *(h[2] for h in holes)})
    for a, b in zip(x_cuts[:-1], x_cuts[1:], strict=True):
        inside = sorted((h[3], h[4]) for h in holes if h[1] < (a + b) / 2 < h[2])
        y = 0.0
        for low, high in [*inside, (height_m, height_m)]:
            if low - y > 1e-6 and b - a > 1e-6:
                _face(s, np.array([[a, y], [b, y], [b, low], [a, low]]), z, front, material, color)
            y = high
    for opening, x0, x1, _, y1 in holes:
        if opening.kind == "arch":
            x, y = arch_line(x0, x1, y1, ARC)
            for k in range(ARC):
                _face(s, np.array([[x[k], y[k]], [x[k + 1], y[k + 1]], [x[k + 1], y1], [x[k], y1]]), z, front, material, color)


def arch_line(x0: float, x1: float, top: float, segments: int) -> tuple[Array, Array]:
    """The intrados, from left to right; an ellipse that springs `arch_rise` below the top."""
    rise = arch_rise(x1 - x0, top)
    angle = np.linspace(np.pi, 0, segments + 1)
    return (x0 + x1) / 2 + (x1 - x0) / 2 * np.cos(angle), top - rise + rise * np.sin(angle)


def _face(s: Sculptor, corners: Array, z: float, front: bool, material: str, color: Array) -> None:
    keep = [k for k in range(len(corners)) if np.linalg.norm(corners[k] - corners[k - 1]) > 1e-9]
    p = np.column_stack([corners[keep], np.full(len(keep), z)])
    if len(p) >= 3:
        s.faces(p if front else p[::-1], [list(range(len(p)))], material, color)


def _finished(material: str) -> str:
    """Plaster indoors is painted, and does not weather."""
    return "painted" if material == "plaster" else material


def room_geometry(room: Room, style: Style, rng: Rng) -> list[tuple[str, str, Geometry]]:
    """(part name, class, geometry) for walls, floor, ceiling, trim, and one for each opening's joinery. World frame."""
    height = room.ceiling_m - room.floor_m
    sides = walls(room)
    for opening in room.openings:
        if not 0 <= opening.wall < len(sides):
            raise ValueError(f"room {room.name!r} has no wall {opening.wall}; it has {len(sides)}, counted from 0")
    holes = [
        [(o, *clamp_opening(o, wall, height)) for o in room.openings if o.wall == i and o.kind != "skylight"]
        for i, wall in enumerate(sides)
    ]
    lights = _skylights(room, sides)
    bare = room.ceiling_material in MASONRY
    thick = room.wall_thickness_m
    paint = linear_from_srgb(room.wall_color)
    trim = toned(paint, 0.9) if bare else linear_from_srgb(style.palette.get("trim", "#e6e0d2"))
    wood = linear_from_srgb(str(rng.choice(["#6b4426", "#7d5636", "#dcd6c8", "#e6e1d4"])))

    shell = Sculptor()
    parts: list[tuple[str, str, Geometry]] = []
    for i, wall in enumerate(sides):
        with shell.at((wall.origin[0], room.floor_m, wall.origin[1]), rotation=wall.rotation()):
            pierced(shell, (0.0, wall.length_m), height, holes[i], 0.0, True, _finished(room.wall_material), paint)
            if room.inside is None:  # a house brings its own outside
                outer = linear_from_srgb(style.palette.get("wall", room.wall_color))
                pierced(
                    shell,
                    (-wall.left_reach_m, wall.length_m + wall.right_reach_m),
                    height + LID,
                    holes[i],
                    -thick,
                    False,
                    style.materials.get("wall", "plaster"),
                    outer,
                )
            for hole in holes[i]:
                reveal(shell, hole, thick, _finished(room.wall_material), paint, arch_line)
    parts.append(("walls", "wall", shell.geometry()))
    parts.append(("floor", "floor", _floor(room)))
    parts.append(("ceiling", "ceiling", _ceiling(room, sides, trim, lights)))
    if not bare:
        parts.append(("trim", "wall", trimmed(room, outline(room), sides, holes, trim)))
    for k, (wall, hole) in enumerate(lights):
        s = Sculptor()
        with s.at((wall.origin[0], room.ceiling_m, wall.origin[1]), rotation=_overhead(wall)):
            skylight(s, hole, LID, trim)
        parts.append((f"skylight {k}", "window", s.geometry()))
    for i, wall in enumerate(sides):
        for k, hole in enumerate(holes[i]):
            kind = hole[0].kind
            s = Sculptor()
            with s.at((wall.origin[0], room.floor_m, wall.origin[1]), rotation=wall.rotation()):
                if kind == "window":
                    window(s, hole, thick, trim)
                elif kind == "grille":
                    grille(s, hole, thick)
                elif kind == "door" and bare:
                    plank_door(s, hole, thick)
                elif kind == "door":
                    door(s, hole, thick, wood, trim)
                else:
                    continue
            parts.append((f"{kind} {i}.{k}", kind, s.geometry()))
    return parts


def _floor(room: Room) -> Geometry:
    """One plane whose boards run along the room's longer side."""
    s = Sculptor()
    p = outline(room)
    v = np.column_stack([p[:, 0], np.full(len(p), room.floor_m), p[:, 1]])
    size = np.ptp(p, axis=0)
    uv = p if size[0] >= size[1] else p[:, ::-1]
    s.faces(v, _upward(v, np.array(ear_clip(p))), room.floor_material, linear_from_srgb(room.floor_color), uv=uv)
    return s.geometry()


def _upward(vertices: Array, faces: Array) -> Array:
    """Triangles wound so that they face +Y."""
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    down = np.cross(b - a, c - a)[:, 1] < 0
    return np.where(down[:, None], faces[:, ::-1], faces)


def _skylights(room: Room, sides: list[Wall]) -> list[tuple[Wall, Hole]]:
    """Holes in the ceiling, in the frames of the walls they are measured from. Raises ValueError where the room is not a rectangle."""
    found = []
    for o in room.openings:
        if o.kind == "skylight":
            if len(sides) != 4 or any(abs(float(a.right @ b.right)) > 1e-3 for a, b in zip(sides, sides[1:], strict=False)):
                raise ValueError(f"room {room.name!r} has a skylight, which only a room of four right angles may have")
            found.append((sides[o.wall], (o, *clamp_opening(o, sides[o.wall], sides[o.wall - 1].length_m))))
    if any(wall is not found[0][0] for wall, _ in found):
        raise ValueError(f"room {room.name!r} has skylights measured from several walls; measure them from one")
    return found


def _overhead(wall: Wall) -> Array:
    """The frame of a ceiling: x along the wall as in its own frame, y into the room, z down."""
    return np.array([[wall.right[0], wall.inward[0], 0], [0, 0, -1], [wall.right[1], wall.inward[1], 0]])


def _ceiling(room: Room, sides: list[Wall], trim: Array, lights: list[tuple[Wall, Hole]]) -> Geometry:
    """A plane facing down; of wood it carries beams across the shorter side. Above it a lid keeps the sun out of the walls."""
    if lights:
        return _glazed_ceiling(room, sides, trim, lights)
    s = Sculptor()
    p = outline(room)
    v = np.column_stack([p[:, 0], np.full(len(p), room.ceiling_m), p[:, 1]])
    triangles = _upward(v, np.array(ear_clip(p)))
    color = linear_from_srgb(room.ceiling_color)
    s.faces(v, triangles[:, ::-1], _finished(room.ceiling_material), color, uv=p if np.ptp(p[:, 0]) < np.ptp(p[:, 1]) else p[:, ::-1])
    if room.ceiling_material in ("planks", "timber"):
        _beams(s, p, room.ceiling_m, toned(color, 0.8))
    if room.inside is None:
        corner = np.array([w.origin - w.inward * room.wall_thickness_m + w.right * (w.length_m + w.right_reach_m) for w in sides])
        lid = np.column_stack([corner[:, 0], np.full(len(p), room.ceiling_m + LID), corner[:, 1]])
        s.faces(lid, triangles, "plaster", trim)
    return s.geometry()


def _glazed_ceiling(room: Room, sides: list[Wall], trim: Array, lights: list[tuple[Wall, Hole]]) -> Geometry:
    """The same with holes, and the shafts through which light comes down."""
    s = Sculptor()
    wall, holes = lights[0][0], [hole for _, hole in lights]
    deep = sides[holes[0][0].wall - 1].length_m
    material, color = _finished(room.ceiling_material), linear_from_srgb(room.ceiling_color)
    with s.at((wall.origin[0], room.ceiling_m, wall.origin[1]), rotation=_overhead(wall)):
        pierced(s, (0.0, wall.length_m), deep, holes, 0.0, True, material, color)
        for hole in holes:
            reveal(s, hole, LID, material, color, arch_line)
        if room.inside is None:
            t = room.wall_thickness_m
            with s.at((0, -t, 0)):
                outer = [(o, x0, x1, y0 + t, y1 + t) for o, x0, x1, y0, y1 in holes]
                pierced(s, (-t, wall.length_m + t), deep + 2 * t, outer, -LID, False, "plaster", trim)
    return s.geometry()


def _beams(s: Sculptor, p: Array, ceiling_m: float, color: Array) -> None:
    """Beams about every 0.95 m, cut to the outline."""
    across = 0 if np.ptp(p[:, 0]) < np.ptp(p[:, 1]) else 1  # the axis they run along
    other = 1 - across
    low, high = p[:, other].min(), p[:, other].max()
    count = max(1, round((high - low) / 0.95))
    for t in low + (np.arange(count) + 0.5) * (high - low) / count:
        q = np.roll(p, -1, axis=0)
        crossing = (p[:, other] > t) != (q[:, other] > t)
        a, b = p[crossing], q[crossing]
        hits = np.sort(a[:, across] + (t - a[:, other]) / (b[:, other] - a[:, other]) * (b[:, across] - a[:, across]))
        for start, end in zip(hits[::2], hits[1::2], strict=True):
            center, size = np.zeros(3), np.zeros(3)
            center[[2 * across, 1, 2 * other]] = (start + end) / 2, ceiling_m - 0.075, t
            size[[2 * across, 1, 2 * other]] = end - start, 0.15, 0.13
            s.box(center, size, "timber", color, skip="YxX" if across == 0 else "YzZ")
