"""`World`: what a user owns. It can be rendered, picked, walked, exported, saved and loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from render import Camera, Frame, Gaussians, Mesh, render_gaussians

from .layout.layout import Layout
from .materialize.options import MATERIALS_VERSION, Options
from .materialize.samples import SurfaceSamples
from .materialize.scene import Item, Scene
from .materialize.sky import Sky

if TYPE_CHECKING:
    from .generation import Progress
    from .materialize.rays import Rays
    from .materialize.refine import Detail
    from .materialize.sights import Sights
    from .walk import WalkMap

Array = NDArray[np.float32]
MOST_FINE = 3_000_000  # splats that several cameras add, unless asked for otherwise
LITTLE_SKY = 0.16  # of a level view outdoors
LIGHT_STEP = 40  # of samples, one tells how bright its neighbourhood is
ENTERED = 12.0  # in a room, what one sees first is worth so many times as much as other views
ROOM_DIP = -0.10  # in a room one looks a little down, at its furniture rather than its ceiling


class WorldError(ValueError):
    """A world that cannot be read, written or exported as asked; one line that names the value and the remedy."""


@dataclass(frozen=True)
class World:
    """Layout + Scene + SurfaceSamples + Sky, and what is derived from them: Gaussians, Mesh and collider.

    `pitch_m` is the side of the cells that the scene's faces were cut into, one a face, item after item.
    `report` says what was read otherwise than written and what could not be done, most important first; `timings` are seconds a stage.
    """

    layout: Layout
    scene: Scene
    pitch_m: Array
    samples: SurfaceSamples
    gaussians: Gaussians
    sky: Sky
    mesh: Mesh
    collider: Mesh
    prompt: str = ""
    seed: int = 0
    report: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)
    timings: Mapping[str, float] = field(default_factory=dict)
    materials_version: int = MATERIALS_VERSION

    # ---- looking

    @property
    def items(self) -> tuple[Item, ...]:
        """All things; a splat's and a face's instance id is the row of its thing here."""
        return self.scene.items

    def render(self, camera: Camera, *, sharp: bool = False, ids: bool = False, albedo: bool = False) -> Frame:
        """The splats alone, premultiplied; `ids` are rows of `items`, −1 where none. `sharp` looks closely: see `refine`."""
        shown = self.gaussians
        if sharp:
            replaced, patches = self._detail.near(camera)
            if patches:
                parts = [shown.without(torch.from_numpy(replaced)), *patches]
                shown = Gaussians.concat(parts if ids or albedo else [part.bare() for part in parts])
        return render_gaussians(shown, camera, ids=ids, albedo=albedo)

    def refine(self, *cameras: Camera, max_splats: int = MOST_FINE) -> Gaussians:
        """The world's Gaussians, those of solid surfaces near the eye replaced by finer ones, about three pixels wide. What was once made
        is kept for a while, and comes back the same.

        With several cameras, such as those of a path, what all of them see closely; finer splats are then at most about `max_splats`,
        and water, whose mirror depends on the eye, stays as it is.
        """
        if not cameras:
            raise ValueError("refine got no camera; give at least one")
        replaced, patches = self._detail.near(cameras[0]) if len(cameras) == 1 else self._detail.along(cameras, max_splats)
        return Gaussians.concat([self.gaussians.crop(torch.from_numpy(~replaced)), *patches]) if patches else self.gaussians

    def relight(self, *, hour: float | None = None, weather: str | None = None, on_progress: Progress | None = None) -> World:
        """The world at another hour (0 to 24, by the sun) or in other weather: clear, overcast, fog or rain. What is made of the same
        prompt at that hour looks the same. Raises ValueError where light alone cannot do it: snow lies on things."""
        from .relight import relight

        return relight(self, hour, weather, on_progress)

    @cached_property
    def rays(self) -> Rays:
        """What throws shadows, ready to be asked."""
        from .materialize.rays import Rays

        return Rays(self.scene, self.seed, self.options.light_rays)

    @cached_property
    def sights(self) -> Sights:
        """What the places where light is gathered see of each other and of the sky."""
        from .materialize.sights import Sights

        return Sights.of(self.samples, self.layout, self.rays, self.seed, self.options.light_rays)

    @cached_property
    def _detail(self) -> Detail:
        from .materialize.refine import Detail

        if self.materials_version != MATERIALS_VERSION:
            raise WorldError(
                f"the world's materials are of version {self.materials_version}, this worldgen draws version {MATERIALS_VERSION}: "
                "plain pictures can be drawn, closer looks cannot; create the world again from its prompt and seed"
            )
        return Detail(self.scene, self.layout, self.samples, self.gaussians, self.sky, self.pitch_m, self.rays, self.seed)

    def background(self, camera: Camera) -> Array:
        """The sky behind a picture: (h, w, 3) sRGB 0..1."""
        directions = camera.rays()[1].detach().cpu().numpy()
        return np.asarray(self.sky.rgb(directions), np.float32)

    def picture(self, camera: Camera, *, sharp: bool = False) -> Array:
        """(h, w, 3) sRGB 0..1: the splats over the sky."""
        frame = self.render(camera, sharp=sharp)
        picture, alpha = frame.rgb.cpu().numpy().copy(), frame.alpha.cpu().numpy()
        open_ = alpha < 0.999  # clouds cost more than splats: only where they show
        directions = camera.rays()[1].cpu().numpy()[open_]
        if len(directions):
            picture[open_] += (1 - alpha[open_])[:, None] * np.asarray(self.sky.rgb(directions), np.float32)
        return picture.clip(0, 1)

    def pick(self, camera: Camera, xy: tuple[float, float]) -> str | None:
        """Id of the thing that shows at pixel (x, y), or None where the sky does. Raises ValueError outside the picture."""
        x, y = int(xy[0]), int(xy[1])
        if not (0 <= x < camera.width and 0 <= y < camera.height):
            raise ValueError(f"pixel ({x}, {y}) is outside the picture of {camera.width}×{camera.height}; pick inside it")
        one_pixel = replace(camera, cx_px=camera.cx_px - x, cy_px=camera.cy_px - y, width=1, height=1)
        frame = self.render(one_pixel, ids=True)
        row = -1 if frame.ids is None else int(frame.ids[0, 0])
        return None if row < 0 or float(frame.alpha[0, 0]) < 0.5 else self.items[row].id

    # ---- walking

    @cached_property
    def walk_map(self) -> WalkMap:
        """Where a visitor can stand; computed on first use."""
        from .walk import WalkMap

        return WalkMap.of(self.collider, self.layout)

    def walk_path(self, n: int) -> Array:
        """(n, 3) points on the ground of a walk past far-apart places, never through a wall, evenly spaced."""
        return self.walk_map.path(n)

    def viewpoints(self, n: int, *, fov_deg: float = 70.0, width: int = 640, height: int = 360) -> list[Camera]:
        """n cameras at eye height, well spread, each with an open view of different things, the best composed first; the layout's own good
        places are preferred."""
        from .composition import NATURE, raised
        from .walk import EYE_M

        cameras, indoors = [], bool(self.layout.rooms)
        sun = None if indoors else float(np.radians(self.layout.style.sun_azimuth_deg))
        light = self._light if indoors else None
        views = self.walk_map.views(
            n, self.layout.views_m, foliage=self._leaves, sun_yaw=sun, light=light, first=ENTERED if indoors else 1.0
        )
        sky = np.mean(self.walk_map.look(np.array(views)[:, :3], np.array(views)[:, 3])[1] < 0, axis=1)
        made = np.array([i.cls not in (*NATURE, "ground", "far") for i in self.items])
        tops = np.zeros(len(views)) if indoors else raised(self.walk_map, np.array(views), made)
        for (x, y, z, yaw), share, top in zip(views, sky.tolist(), tops.tolist(), strict=True):
            eye = np.array([x, y + EYE_M, z])
            rise = ROOM_DIP if indoors else max(top, 0.11 * max(0.0, 1 - share / LITTLE_SKY))  # one looks up at what fills the picture
            target = eye + [np.sin(yaw), rise - 0.04, np.cos(yaw)]
            cameras.append(Camera.look_at(eye.tolist(), target.tolist(), fov_deg=fov_deg, width=width, height=height))
        return cameras

    def high_view(self, *, fov_deg: float = 60.0, width: int = 640, height: int = 360) -> Camera:
        """A camera over the place, at three quarters: all that people made lies before it. In a room it looks from a corner under the
        ceiling."""
        from .composition import from_above

        eye, target = from_above(self.walk_map, self.layout, self._leaves)
        fov_deg = max(fov_deg, 82.0) if self.layout.rooms else fov_deg
        return Camera.look_at(eye.tolist(), target.tolist(), fov_deg=fov_deg, width=width, height=height)

    @property
    def _leaves(self) -> Array:
        """(k, 3) centres of leaves."""
        from .materialize.samples import LEAF

        return self.samples.position[self.samples.kind == LEAF]

    def _light(self, points: NDArray[np.floating]) -> NDArray[np.floating]:
        """(k,) luminance of the surfaces nearest to points (k, 3)."""
        from scipy.spatial import KDTree

        from .materialize.exposure import LUMINANCE

        some = slice(None, None, LIGHT_STEP)
        shown = self.samples.irradiance_linear[some] * self.samples.albedo_linear[some] + self.samples.emission_linear[some]
        tree = KDTree(self.samples.position[some], balanced_tree=False, compact_nodes=False)
        return (shown @ LUMINANCE)[tree.query(points)[1]]

    def keyframes(self, n: int, *, fov_deg: float = 70.0, width: int = 640, height: int = 360) -> list[Frame]:
        """n frames (colour, depth, alpha, instance ids, albedo) from `viewpoints`: what a frame model starts from."""
        return [self.render(c, ids=True, albedo=True) for c in self.viewpoints(n, fov_deg=fov_deg, width=width, height=height)]

    @property
    def bounds_m(self) -> tuple[Array, Array]:
        """Low and high corner (3,) of everything but the far hills, by splat centres."""
        from .materialize.samples import FAR

        near = self.samples.position[self.samples.kind != FAR]
        if len(near) == 0:
            return np.zeros(3, np.float32), np.zeros(3, np.float32)
        return near.min(0), near.max(0)

    # ---- keeping

    def export(
        self, path: str | Path, what: str | None = None, *, max_splats: int | None = None, sky: str = "dome", along: Sequence[Camera] = (),
        textured: bool = False,
    ) -> Path:  # fmt: skip
        """Write a file by its suffix: .ply .spz .splat .sog splats · .glb .obj .usdz mesh (or what="collider", "splats" but for .obj) ·
        .png .jpg .webp panorama from the entrance. Good views travel along as cameras where the format has room.

        `sky="dome"` adds the sky to a splat file as splats within 1 km; `max_splats` merges neighbours down to a number, and counts the
        dome. Splats are as fine as the cameras `along` a path ask for. A mesh has colours at its vertices, or `textured` a texture baked
        from the splats, which takes half a minute.
        """
        from .export import export

        return export(self, Path(path), what, max_splats=max_splats, sky=sky, along=along, textured=textured)

    def save(self, folder: str | Path, *, force: bool = False) -> Path:
        """Write the world as a folder, all or nothing. An existing world is replaced only with `force`."""
        from .storage import save

        return save(self, Path(folder), force=force)


def load(folder: str | Path) -> World:
    """Read a saved world; schema, checksums and shapes are verified. Raises WorldError."""
    from .storage import load

    return load(Path(folder))
