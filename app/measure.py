"""What pixels say of a world: each thing looked at from where a visitor can walk, its size in the picture and its own colour there.

Only rendered instance ids and albedo count; the layout tells where to look, never what is seen. Colour distances are in OKLCh
(Ottosson 2020): hue in degrees, chroma and lightness from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render import Camera
from render.color import linear_from_srgb
from render.trajectory import EYE_M
from worldgen import World
from worldgen.layout.layout import Instance

from .progress import Tell

WIDTH, HEIGHT, FOV_DEG = 640, 360, 70.0
MOST_VIEWS = 140
SPOTS = 260
KEPT_PX = 6000  # colours kept of a thing's best view
HARDLY_PX = 400  # a thing that others' views show less of gets one of its own
HUE_DEG, CHROMA, LIGHTNESS = 25.0, 0.04, 0.2

LMS_FROM_RGB = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
)
LAB_FROM_LMS = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]]
)

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """`visible_px`: most pixels of one view · `albedo` (k, 3) sRGB 0..1 of an even choice of these pixels."""

    visible_px: int
    albedo: NDArray[np.float32]

    @property
    def color(self) -> str:
        """'#rrggbb' that most of its pixels share: the densest place of OKLab and what lies about it."""
        lab = oklab(self.albedo)
        cell = np.floor(lab / [0.08, 0.03, 0.03]).astype(np.int64)
        bins, row, count = np.unique(cell, axis=0, return_inverse=True, return_counts=True)
        about = np.all(np.abs(bins[:, None] - bins[None]) <= 1, axis=-1).astype(np.int64)
        peak = int((about @ count).argmax())
        near = about[peak, row.reshape(-1)] > 0
        return "#{:02x}{:02x}{:02x}".format(*np.rint(np.median(self.albedo[near], axis=0) * 255).astype(int).tolist())

    def share_of(self, color: str) -> float:
        """Share of its pixels that are of the asked colour: within 25° of its hue, or as grey and about as light where it has none."""
        asked = oklab(np.array([[int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]]))[0]
        lab = oklab(self.albedo)
        chroma = np.hypot(lab[:, 1], lab[:, 2])
        if np.hypot(asked[1], asked[2]) < CHROMA:
            fits = (chroma <= CHROMA) & (np.abs(lab[:, 0] - asked[0]) <= LIGHTNESS)
        else:
            turn = np.degrees(np.arctan2(lab[:, 2], lab[:, 1]) - np.arctan2(asked[2], asked[1]))
            fits = (np.abs((turn + 180) % 360 - 180) <= HUE_DEG) & (chroma >= CHROMA)
        return float(fits.mean())


def oklab(srgb: NDArray[Any]) -> Array:
    """(n, 3) sRGB 0..1 → OKLab (n, 3)."""
    linear = linear_from_srgb(np.asarray(srgb, np.float64))
    return np.cbrt(linear @ LMS_FROM_RGB.T) @ LAB_FROM_LMS.T


def measure(world: World, tell: Tell = lambda _stage, _fraction: None, *, of: Collection[str] | None = None) -> dict[str, Seen]:
    """Instance id → what was seen of it; what no view shows is left out. `of` names the things to seek, all of them by default."""
    rows = {item.id: row for row, item in enumerate(world.items)}
    best: dict[int, Seen] = {}
    spots = world.walk_map.spots(SPOTS) + [0, EYE_M, 0]
    cameras = _views(world, spots, of)

    def look(camera: Camera) -> None:
        frame = world.render(camera, sharp=True, ids=True, albedo=True)
        assert frame.ids is not None and frame.albedo is not None
        ids = np.where(frame.alpha.numpy() > 0.5, frame.ids.numpy(), -1).ravel()
        albedo = frame.albedo.numpy().reshape(-1, 3)
        for row, count in zip(*(a.tolist() for a in np.unique(ids, return_counts=True))):
            if row >= 0 and (row not in best or count > best[row].visible_px):
                at = np.flatnonzero(ids == row)[:: max(1, count // KEPT_PX)]
                best[row] = Seen(count, albedo[at].clip(0, 1))

    for i, camera in enumerate(cameras):
        tell("measure", i / len(cameras))
        look(camera)
    for item in world.layout.instances:  # what others' views were to show, and hardly do
        row = rows.get(item.id)
        wanted = "requested" in item.tags and (of is None or item.id in of) and row is not None
        if wanted and (row not in best or best[row].visible_px < HARDLY_PX) and (camera := _view_of(world, item, spots)) is not None:
            look(camera)
    return {item_id: best[row] for item_id, row in rows.items() if row in best}


def _views(world: World, spots: Array, of: Collection[str] | None) -> list[Camera]:
    """At most `MOST_VIEWS` cameras at walkable eyes (k, 3): for each thing the place from which it should show largest.

    A thing that lies well inside a view already taken needs none of its own; asked-for things come first, then the rarer kinds.
    """
    focal_px = WIDTH / 2 / np.tan(np.radians(FOV_DEG / 2))
    cameras: list[Camera] = []
    done: set[str] = set()
    for item in _by_need(world.layout.instances):
        if item.id in done or (of is not None and item.id not in of) or len(cameras) >= MOST_VIEWS:
            continue
        camera = _view_of(world, item, spots)
        if camera is None:
            continue
        cameras.append(camera)
        done |= {other.id for other in world.layout.instances if _well_inside(world, other, camera, focal_px)} | {item.id}
    return cameras or world.viewpoints(8, width=WIDTH, height=HEIGHT)


def _view_of(world: World, item: Instance, spots: Array) -> Camera | None:
    """From which of the eyes (k, 3) `item` should show largest; None where none does."""
    focal_px = WIDTH / 2 / np.tan(np.radians(FOV_DEG / 2))
    found = _best_spot(world, item, spots, focal_px)
    if found is None:
        return None
    return Camera.look_at(found.tolist(), _middle(item).tolist(), fov_deg=FOV_DEG, width=WIDTH, height=HEIGHT)


def _by_need(instances: tuple[Instance, ...]) -> list[Instance]:
    number: dict[str, int] = {}
    order = []
    for item in instances:
        number[item.cls] = number.get(item.cls, 0) + 1
        order.append((not ({"requested", "given"} & set(item.tags)), number[item.cls], item))
    return [item for _, _, item in sorted(order, key=lambda entry: entry[:2])]


def _middle(item: Instance) -> Array:
    return np.array(item.position_m, np.float64) + [0, item.size_m[1] / 2, 0]


def _best_spot(world: World, item: Instance, spots: Array, focal_px: float) -> Array | None:
    """The eye (3,) from which `item` should show most pixels: near, but all of it in the picture, and nothing solid before its middle.

    Places whose line of sight meets the thing itself go before those where it only ends about there (what no ray stops at, as leaves):
    the slack of the second kind once let an eye right behind a wall count as clear, and a cabinet went unseen in its own room.
    """
    middle, (w, h, d) = _middle(item), item.size_m
    toward = middle - spots
    distance = np.linalg.norm(toward, axis=1)
    fits = focal_px * np.maximum(np.hypot(w, d) / (0.9 * WIDTH), h / (0.9 * HEIGHT))  # nearer than this and a part is cut off
    size_px = focal_px**2 * np.sqrt(w * d) * h / np.maximum(distance, 0.3) ** 2 + focal_px**2 * w * d * 0.2 / np.maximum(distance, 0.3) ** 2
    worth = np.where(distance < fits, size_px * (distance / fits) ** 3, size_px)
    order = np.argsort(-worth)[:40]
    hit, who = world.walk_map.cast(spots[order], toward[order] / np.maximum(distance[order], 1e-6)[:, None])
    own = next((row for row, named in enumerate(world.items) if named.id == item.id), -1)
    clear = who == own
    if not clear.any():
        clear = hit > distance[order] - np.minimum(0.75 * max(w, d) + 0.1, 0.4 * distance[order])
    return spots[order[clear.argmax()]] if clear.any() else spots[order[0]] if len(order) else None


def _well_inside(world: World, item: Instance, camera: Camera, focal_px: float) -> bool:
    """Whether a view that is taken already shows `item` about as large as it need be, and nothing solid stands before it."""
    import torch

    middle, (w, h, d) = _middle(item), item.size_m
    xy, z = camera.project(torch.from_numpy(middle).float())
    depth = float(z)
    if depth < 0.6 * max(w, h, d):
        return False
    half_x, half_y = focal_px * max(w, d) / 2 / depth, focal_px * h / 2 / depth
    x, y = float(xy[0]), float(xy[1])
    if not (half_x < x < WIDTH - half_x and half_y < y < HEIGHT - half_y) or half_x * half_y * 4 < 2500:
        return False
    eye = np.array(camera.position.tolist())
    toward = middle - eye
    distance = float(np.linalg.norm(toward))
    hit, who = world.walk_map.cast(eye[None], toward[None] / distance)
    return int(who[0]) >= 0 and world.items[int(who[0])].id == item.id
