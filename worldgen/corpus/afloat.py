"""What lies on water, asked for beyond the grammar's plan: vessels before the visitor's eyes, jetties out from a bank."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from ..layout.layout import Instance
from .site import Footprint, Site, heading

DRAUGHT_M = {"boat": 0.2, "sailboat": 0.35, "sailing_ship": 0.9, "buoy": 0.5}
DECK_M = 0.42  # of a jetty, over the water


def float_at(site: Site, cls: str, x: float, z: float, yaw: float, margin: float = 0.3) -> Instance | None:
    """A vessel on the water at (x, z); None where that is dry, too shallow for it, or taken."""
    w, _, d = site.usual_size(cls)
    level = float(site.water[site.cell(x, z)])
    plan = Footprint(x, z, w / 2, d / 2, yaw)
    places = [(x, z), *((float(a), float(b)) for a, b in plan.corners(-0.1 * w))]
    if not all(site.wet(*p) and site.y(*p) < level - min(DRAUGHT_M[cls], 0.3) for p in places):
        return None
    return site.put(cls, x, z, yaw, y=level - DRAUGHT_M[cls], in_water=True, margin=margin)


def moored(site: Site, cls: str) -> Instance | None:
    """A vessel along the bank, as near to the visitor's first views as water is wide enough; None where there is none."""
    if cls not in DRAUGHT_M:
        return None
    w, h, d = site.usual_size(cls)
    off, order = _water(site, max(4.0, 0.9 * max(h, d)))
    along, across = site.slope(off)
    for k in order[off.ravel()[order] > w / 2 + 0.5][:400:3]:
        i, j = np.unravel_index(k, off.shape)
        yaw = heading((-along[i, j], across[i, j])) if np.hypot(along[i, j], across[i, j]) > 0.1 else float(site.rng.uniform(0, 6.28))
        yaw += float(site.rng.normal(0, 0.15)) + np.pi * float(site.rng.random() < 0.5)
        if item := float_at(site, cls, float(site.gx[i, j]), float(site.gz[i, j]), yaw):
            return item
    return None


def jetty(site: Site) -> Instance | None:
    """A jetty square to the bank that is nearest to the visitor; None where there is no water, or not enough."""
    wide, high, long = site.usual_size("jetty")
    off, order = _water(site, 5.0)
    along, across = site.slope(off)
    for k in order[(off.ravel()[order] > 0.4) & (off.ravel()[order] < 1.2)][:600:3]:
        i, j = np.unravel_index(k, off.shape)
        out = np.array([across[i, j], along[i, j]])
        if np.linalg.norm(out) < 0.3:
            continue
        out /= np.linalg.norm(out)
        foot = np.array([site.gx[i, j], site.gz[i, j]]) - out * (off[i, j] + 0.8)
        x, z = foot + out * long / 2
        tip = foot + out * long
        if not site.wet(float(x), float(z)) or not site.wet(float(tip[0]), float(tip[1])) or site.wet(float(foot[0]), float(foot[1])):
            continue
        y = float(site.water[i, j]) + DECK_M - high
        if item := site.put("jetty", float(x), float(z), heading(out), y=y, on_path=True, in_water=True, margin=0.1):
            return item
    return None


def _water(site: Site, least_m: float) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """(n, n) metres from each wet cell to the bank, 0 on land; and the wet cells by how far they are from the nearest of
    the visitor's first views, those nearer than `least_m` left out."""
    off = np.asarray(distance_transform_edt(np.isfinite(site.water)), np.float64) * site.cell_m
    eyes = [(site.entrance[0], site.entrance[1]), *((x, z) for x, _, z, _ in site.views[:4])]
    away = np.min([np.hypot(site.gx - x, site.gz - z) for x, z in eyes], axis=0)
    inside = np.maximum(np.abs(site.gx), np.abs(site.gz)) < site.half_m - 6
    rows = np.flatnonzero((off > 0) & (away > least_m) & inside)
    return off, rows[np.argsort(away.ravel()[rows], kind="stable")]
