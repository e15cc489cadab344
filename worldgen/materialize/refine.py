"""Detail near an eye: base cells are cut anew at the pitch that pixels ask for, so that a wall is sharp wherever one stands.

Vocabulary: a *block* is a cube of `BLOCK_M`, of `FAR_BLOCK_M` among the far hills; a base splat belongs to the block of its cell's
middle. A *patch* is what takes the place of all base splats of a block but leaves at one *level*: parts of their own cells no wider than
`pitch_of(level)`, half an octave apart. A patch depends on nothing but its block and level, so that who comes back finds the same splats.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from render import Camera, Gaussians
from render.color import linear_from_srgb, srgb_from_linear

from ..layout.layout import Layout
from . import shown
from .assemble import instance_seed
from .cut import Cells, counts, cut
from .light import far_light
from .materials.noise import dice
from .mirror import mirrored
from .parts import blurred, divided, mixed, numbers, widths
from .patches import Key, Patches, tables_of
from .plan import merge
from .rays import Rays
from .samples import FAR, SOLID, WATER, SurfaceSamples
from .sampling import ground_rows, on_ground, solid
from .scene import Scene
from .sky import Sky
from .sunlight import sun_share
from .water import settle, waves
from .weld import numbered

Array = NDArray[np.float32]
Rows = NDArray[np.int64]

BLOCK_M, FAR_BLOCK_M = 0.25, 8.0
SEA_M, SEA = 62.0, 64  # water so far off is in large blocks, as hills are; what tells its blocks from those of other kinds
FAR_PX = 4.0  # of a far hill's cell: seen aslant, it is less high
PITCH_PX = 3.1  # a splat's cell in a picture, within a factor of √√2; what one sees of the splat is half as wide again
FINEST_M = 0.001
LEVELS, FAR_LEVELS = 20, range(12, 25)  # far hills have no detail below 6 cm
NEAREST_M = 0.4  # an eye comes no nearer than this to what it looks at closely
WORTH = 1.35  # a block is left alone whose widest cell is no wider than this many times the wanted pitch
EDGE_M, FAR_EDGE_M = 0.22, 4.0  # what is seen at a point may belong to a cell whose middle is this far off, in another block
BED_DEPTH, BED_SHADE = 1.2, 0.35  # how far under the finer ground the base's is kept, over its splats' width, and how bright
EDGE_PX = 2.0  # cells that a block's splats reach past its own cells
GLANCES = (128, 72)  # rays across and down a picture that find out which blocks are not hidden
AT_ONCE, MAKERS = 300_000, 2  # splats, about, that are made together, and threads that make some: within a gigabyte


def pitch_of(level: Rows) -> NDArray[np.float64]:
    """Metres that the cells of a level are wide at most."""
    return FINEST_M * 2.0 ** (level / 2)


def level_of(pitch: NDArray[np.float64]) -> Rows:
    """The level nearest to a pitch in metres, below 0 where even the finest is too wide."""
    return np.rint(2 * np.log2(pitch / FINEST_M)).astype(np.int64)


def _at_least(areas: Array, pitch: Array) -> float:
    """About how many cells faces give: a bound to ask before they are made, since pitches come from a file."""
    cut_up = pitch > 0
    return float(np.sum(areas[cut_up].astype(np.float64) / pitch[cut_up].astype(np.float64) ** 2))


def _key(block: NDArray, kind: Rows | np.int64) -> Rows:
    """Blocks (n, 3) of one kind of samples, told apart from those of another."""
    return block.astype(np.int64) + 2**24 * np.broadcast_to(kind, len(block))[:, None]


def _sides(camera: Camera) -> NDArray[np.float64]:
    """Normals (5, 3) in the camera's axes, into the picture, of the planes through the eye that bound what it sees."""
    fx, fy, cx, cy = camera.fx_px, camera.fy_px, camera.cx_px, camera.cy_px
    sides = np.array([[0, 0, 1], [fx, 0, cx], [-fx, 0, camera.width - cx], [0, fy, cy], [0, -fy, camera.height - cy]], np.float64)
    return sides / np.linalg.norm(sides, axis=1, keepdims=True)


class Detail:
    """A world's surfaces, ready to be looked at closely. Patches are kept while they fit, the latest seen longest."""

    def __init__(
        self, scene: Scene, layout: Layout, samples: SurfaceSamples, base: Gaussians, sky: Sky, pitch_m: Array, rays: Rays, seed: int
    ) -> None:
        self._base = base
        self._scene, self._layout, self._samples, self._sky, self._rays, self._seed = scene, layout, samples, sky, rays, seed
        self._merged = merge(scene)
        if len(pitch_m) != len(self._merged.item):
            raise ValueError(f"{len(pitch_m):,} pitches are given for {len(self._merged.item):,} faces; create the world again")
        areas = self._merged.geometry.face_areas_m2
        if not np.isfinite(pitch_m).all() or np.any(pitch_m < 0) or _at_least(areas, pitch_m) > 4 * (len(samples) + len(areas)):
            raise ValueError(f"pitches of {len(areas):,} faces make far more than {len(samples):,} splats; create the world again")
        cells, in_base, row = self._whole(pitch_m)
        cell_kind = samples.kind[row].astype(np.int64)
        keep = np.isin(cell_kind, (SOLID, FAR, WATER))
        at, kind = np.flatnonzero(keep), cell_kind[keep]
        sea = (kind == WATER) & (np.abs(cells.position[at][:, [0, 2]]).max(1) > SEA_M)
        side = np.where((kind == FAR) | sea, FAR_BLOCK_M, BLOCK_M)[:, None]
        block = np.floor(cells.position[at] / side).astype(np.int64)
        first, of = numbered(_key(block, kind + SEA * sea))
        by_block = np.argsort(of, kind="stable")
        at = at[by_block]
        self._cells, self._ground = cells.pick(at), on_ground(self._merged, cells, scene)[at]
        self._row, self._in_base = row[at], in_base[at]
        self._ground_rows = np.zeros(len(samples), bool)
        self._ground_rows[self._row[self._ground]] = True
        self._start = np.concatenate([[0], np.cumsum(np.bincount(of, minlength=len(first)))])
        self._block, self._size, self._kind = block[first], side[first], kind[first]
        places, begin = self._cells.position, self._start[:-1]
        half = (np.abs(self._cells.du) + np.abs(self._cells.dv)) / 2
        gathered = ((np.add, places), (np.minimum, places - half), (np.maximum, places + half))
        total, self._low, self._high = (f.reduceat(a, begin) if len(first) else a for f, a in gathered)
        self._middle = total / np.maximum(np.diff(self._start), 1)[:, None]
        wide, high = widths(self._cells)
        self._area = np.add.reduceat(wide * high, begin) if len(first) else np.zeros(0, np.float32)
        side = np.maximum(wide, high)
        self._widest = np.maximum.reduceat(side, self._start[:-1]) if len(first) else np.zeros(0, np.float32)
        sun = np.asarray(sky.sun_linear, np.float32) * samples.sunlight[self._row, None]
        self._carried = samples.irradiance_linear[self._row] - sun  # all light but the sun's: it changes slowly
        hills = (replace(item, cls="hills") if item.cls == "far" else item for item in scene.items)
        self._sight = Rays(Scene(tuple(hills)), seed, 0.0)  # one looks between leaves, and hills bar the view though they shade nothing
        self._kept = Patches()

    def _whole(self, pitch_m: Array) -> tuple[Cells, NDArray[np.bool_], Rows]:
        """The cells of the base, and of the slivers that it leaves out; (n,) which are the base's; (n,) the base splat of each, or of a
        neighbour. ValueError where the samples are not cut like this."""
        g, item = self._merged.geometry, self._merged.item
        left_out = counts(g, pitch_m) == 0
        pitch = np.where(left_out, 2 * np.sqrt(g.face_areas_m2), pitch_m).astype(np.float32)
        cells = cut(g, pitch, np.zeros(len(pitch), np.uint8))
        base = ~left_out[cells.face]
        ground = on_ground(self._merged, cells, self._scene)
        order = np.concatenate([np.flatnonzero(base & ~ground), np.flatnonzero(base & ground)])  # as `sample` puts them
        if len(order) > len(self._samples) or np.any(self._samples.instance_id[: len(order)] != item[cells.face[order]]):
            raise ValueError("the splats are not those of this scene in this version; create the world again")
        row = np.full(len(base), -1, np.int64)
        row[order] = np.arange(len(order))
        latest = np.maximum.accumulate(np.where(base, np.arange(len(base)), 0))  # faces of a thing follow each other
        return cells, base, np.maximum(row[latest], 0)

    def wanted(self, camera: Camera) -> list[Key]:
        """(block, level) of all patches that a picture needs."""
        if len(self._block) == 0:
            return []
        size, far, water = self._size[:, 0], self._kind == FAR, self._kind == WATER
        middle = (self._block + 0.5) * self._size
        matrix = camera.world_from_cam.double().numpy()
        eye, focal = matrix[:3, 3], max(camera.fx_px, camera.fy_px)
        away = np.linalg.norm(np.maximum(np.maximum(self._low - eye, eye - self._high), 0), axis=1)
        x, y, z = ((middle - eye) @ matrix[:3, :3]).T
        aslant = np.clip(z**2 / np.maximum(x**2 + y**2 + z**2, 1e-9), 0.5, 1)  # a picture draws out what is off its middle
        pitch = np.where(far, FAR_PX, PITCH_PX) * np.maximum(away, NEAREST_M) * aslant / focal
        level = np.maximum(level_of(pitch), np.where(far, FAR_LEVELS.start, 0))
        level = np.where(water, np.minimum(level, np.where(size == FAR_BLOCK_M, FAR_LEVELS.stop, LEVELS) - 1), level)
        coarse = (level < np.where(far, FAR_LEVELS.stop, LEVELS)) & (self._widest > WORTH * pitch_of(level))
        seen = coarse | water  # water mirrors what the eye sees in it, however fine it is
        for inward in _sides(camera):  # some corner of what the block holds is on the inner side of each
            normal = matrix[:3, :3] @ inward
            seen &= np.maximum((self._low - eye) * normal, (self._high - eye) * normal).sum(1) > -EDGE_PX * pitch_of(level)
        ask = seen & ~(self._glanced(camera) & ~water)  # rays pass through water
        seen[ask] = self._open(eye, np.flatnonzero(ask))
        return [(int(k), int(level[k])) for k in np.flatnonzero(seen)]

    def _glanced(self, camera: Camera) -> NDArray[np.bool_]:
        """(blocks,) which of them some ray of the picture ends in; glass and water hide nothing."""
        small = replace(
            camera, width=GLANCES[0], height=GLANCES[1],
            fx_px=camera.fx_px * GLANCES[0] / camera.width, cx_px=camera.cx_px * GLANCES[0] / camera.width,
            fy_px=camera.fy_px * GLANCES[1] / camera.height, cy_px=camera.cy_px * GLANCES[1] / camera.height,
        )  # fmt: skip
        origins, directions = (a.reshape(-1, 3).numpy().astype(np.float32) for a in small.rays())
        rays = np.concatenate([origins, directions], axis=1)
        hit = self._sight.hits(rays)
        ends = np.isfinite(hit)
        met = origins[ends] + directions[ends] * hit[ends, None]
        found = []
        for kind, edge, side in ((SOLID, EDGE_M, BLOCK_M), (FAR, FAR_EDGE_M, FAR_BLOCK_M)):
            around = [met + edge * np.array(corner) for corner in product((-1, 0, 1), repeat=3)]
            found.append(_key(np.floor(np.concatenate(around) / side), np.int64(kind)))
        known = np.concatenate(found)
        first, of = numbered(np.concatenate([known, _key(self._block, self._kind)]))
        return first[of[len(known) :]] < len(known)

    def _open(self, eye: NDArray[np.float64], blocks: Rows) -> NDArray[np.bool_]:
        """(k,) to which of the blocks nothing bars the view: glances miss most of the ground far off."""
        to = (self._middle[blocks] - eye).astype(np.float32)
        origins = np.broadcast_to(eye.astype(np.float32), to.shape)
        slack = 1 - self._size[blocks, 0] / np.maximum(np.linalg.norm(to, axis=1), 1e-6)  # of the way, short of the block's own surface
        return ~self._sight.blocked(origins, to * np.maximum(slack, 0.05)[:, None].astype(np.float32), 1.0)

    def near(self, camera: Camera) -> tuple[NDArray[np.bool_], list[Gaussians]]:
        """Which base splats (n,) finer ones take the place of in a picture, and those."""
        wanted = self.wanted(camera)
        replaced, patches = self._patches([key for key in wanted if self._kind[key[0]] != WATER])
        wet = [key for key in wanted if self._kind[key[0]] == WATER]
        if wet:
            hidden, bodies = self._patches(wet)
            body = Gaussians.concat(bodies)
            patches.append(mirrored(body, waves(body.means.numpy(), self._seed), self._base, camera, self._sky))
            replaced |= hidden
        self._kept.forget(len(wanted))
        return replaced, patches

    def along(self, cameras: Sequence[Camera], most: int) -> tuple[NDArray[np.bool_], list[Gaussians]]:
        """As `near`, for all of several pictures at once: each block as finely as the nearest eye asks, all of them coarser alike until
        about `most` splats are enough. Water stays as it is: what it mirrors depends on the eye."""
        finest: dict[int, int] = {}
        for camera in cameras:
            for block, level in self.wanted(camera):
                if self._kind[block] != WATER:
                    finest[block] = min(level, finest.get(block, level))
        wanted = np.array(sorted(finest.items()), np.int64).reshape(-1, 2)
        while self._number(wanted) > most:
            wanted[:, 1] += 1
            ends = np.where(self._kind[wanted[:, 0]] == FAR, FAR_LEVELS.stop, LEVELS)
            wanted = wanted[(wanted[:, 1] < ends) & (self._widest[wanted[:, 0]] > WORTH * pitch_of(wanted[:, 1]))]
        out = self._patches([(block, level) for block, level in wanted.tolist()])
        self._kept.forget(0)
        return out

    def _number(self, wanted: Rows) -> int:
        """About how many splats patches (k, 2) of blocks at levels have."""
        total = 0
        for level in np.unique(wanted[:, 1]).tolist():
            chosen = np.zeros(len(self._block), bool)
            chosen[wanted[wanted[:, 1] == level, 0]] = True
            own = np.flatnonzero(np.repeat(chosen, np.diff(self._start)))
            nu, nv = numbers(self._cells.pick(own), float(pitch_of(np.array(level))))
            total += int((nu * nv).sum())
        return total

    def _patches(self, keys: list[Key]) -> tuple[NDArray[np.bool_], list[Gaussians]]:
        """Which base splats (n,) patches take the place of, and those, with what lies under finer ground."""
        new = [key for key in keys if key not in self._kept]
        block, level = np.array(new, np.int64).reshape(-1, 2).T
        load = np.cumsum(self._area[block] / pitch_of(level) ** 2 + np.diff(self._start)[block]) // AT_ONCE
        heaps = [new[a:b] for a, b in pairwise([0, *(np.flatnonzero(np.diff(load)) + 1).tolist(), len(new)]) if b > a]
        with ThreadPoolExecutor(MAKERS) as makers:  # most of it is passes over arrays, on one core each
            for patches in makers.map(self._made, heaps):
                self._kept.keep(patches)
        replaced = self._replaced(keys)
        sunk = np.flatnonzero(replaced & self._ground_rows)
        return replaced, ([self._kept.of(keys)] if keys else []) + ([self._bed(sunk)] if len(sunk) else [])

    def _bed(self, rows: Rows) -> Gaussians:
        """Base splats of the ground, sunk and in shade: what shows between the stones of finer ones."""
        bed = self._base.crop(torch.from_numpy(rows))
        shade = linear_from_srgb(bed.colors().clamp(0, 1).numpy()) * BED_SHADE
        sunk = bed.means.clone()
        sunk[:, 1] -= BED_DEPTH * bed.scales.max(dim=1).values  # a splat is drawn as far off as its middle is: none may cover finer ones
        return Gaussians.from_colors(
            sunk, bed.quats, bed.scales, bed.opacities, srgb_from_linear(shade),
            instance_ids=bed.instance_ids, albedo=bed.albedo,
        )  # fmt: skip

    def samples(self, camera: Camera) -> tuple[NDArray[np.bool_], SurfaceSamples | None]:
        """Which base samples (n,) finer ones take the place of in a picture, and those, lit; None where there are none."""
        wanted = self.wanted(camera)
        return self._replaced(wanted), self._lit(wanted)[0] if wanted else None

    def _replaced(self, wanted: list[Key]) -> NDArray[np.bool_]:
        """(n,) base rows that patches take the place of."""
        replaced = np.zeros(len(self._samples), bool)
        for block, _ in wanted:
            mine = slice(self._start[block], self._start[block + 1])
            replaced[self._row[mine][self._in_base[mine]]] = True
        return replaced

    def _made(self, keys: list[Key]) -> dict[Key, Tensor]:
        lit, ends = self._lit(keys)
        water = lit.kind == WATER  # what it mirrors depends on the eye: it comes with the picture
        dull = replace(lit, kind=np.where(water, SOLID, lit.kind), roughness=np.where(water, np.float32(1), lit.roughness))
        return tables_of(shown(dull, self._scene, self._layout, self._sky), keys, ends.tolist())

    def _lit(self, keys: list[Key]) -> tuple[SurfaceSamples, Rows]:
        """Samples of patches, one patch after another; (keys + 1,) where each begins and the last ends."""
        rows = np.concatenate([np.arange(self._start[block], self._start[block + 1]) for block, _ in keys])
        patch = np.repeat(np.arange(len(keys)), [self._start[block + 1] - self._start[block] for block, _ in keys])
        pitch = pitch_of(np.array([level for _, level in keys]))[patch].astype(np.float32)
        parts, parent = divided(self._merged, self._cells.pick(rows), pitch)
        samples = settle(self._sampled(parts, self._ground[rows][parent]), self._layout, self._seed)
        of, far = rows[parent], samples.kind == FAR
        owner = patch[parent]  # does not fall
        ends = np.searchsorted(owner, np.arange(len(keys) + 1))
        chance = self._chance(keys, owner, np.arange(len(owner)) - ends[owner])
        near, sunlight = np.flatnonzero(~far), np.zeros(len(samples), np.float32)  # nothing that casts a shadow reaches the hills

        def among_all(found: Array) -> Array:
            every = np.full(len(samples), np.nan, np.float32)
            every[near] = found
            return every

        firm, foot, normal = np.zeros(len(near), bool), samples.foot[near], samples.normal[near]
        sunlight[near] = sun_share(
            foot, normal, firm, self._sky, self._rays, chance[near],
            lambda found: mixed(among_all(found), parts)[near], lambda found: blurred(among_all(found), parts)[near],
        )  # fmt: skip
        base = self._row[of]
        sun = np.asarray(self._sky.sun_linear, np.float32)
        irradiance = self._carried[of] + sunlight[:, None] * sun
        irradiance[far] = far_light(samples.normal[far], self._sky)
        sky = self._samples.sky_visibility[base]
        return replace(samples, sunlight=sunlight, irradiance_linear=irradiance, sky_visibility=sky), ends

    def _sampled(self, parts: Cells, ground: NDArray[np.bool_]) -> SurfaceSamples:
        """Without light, in the order of `parts`; `ground` (n,) which are the ground's."""
        made, came = [], []
        if not ground.all():
            came.append(np.flatnonzero(~ground))
            made.append(solid(self._scene, self._merged, parts.pick(came[0]) if ground.any() else parts, self._seed, self._layout))
        if ground.any():
            came.append(np.flatnonzero(ground))
            seed, index = instance_seed(self._seed, "ground"), self._scene.index("ground")
            made.append(ground_rows(parts.pick(came[-1]) if len(made) else parts, self._layout, index, seed)[0])
        return made[0] if len(made) == 1 else SurfaceSamples.woven(made, came)

    def _chance(self, keys: list[Key], owner: Rows, place: Rows) -> Array:
        """(n, 2) random numbers 0..1 for the rows at a `place` (n,) in the patch `owner` (n,): a patch's own."""
        block, level = np.array(keys, np.int64).T
        x, y, z = self._block[block].T
        seed = dice(x * 1_000_003 + z, y * 64 + level, np.full(len(keys), self._seed % 2**31, np.uint32), 8)
        seeds = (seed * np.float64(2**31)).astype(np.uint32)[owner]
        return np.stack([dice(place, place, seeds, salt) for salt in (1, 2)], 1)
