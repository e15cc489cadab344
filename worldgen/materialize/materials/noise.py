"""Seeded lattice noise, vectorised: values in −1..1 unless said. Gradient-free value noise with quintic fade (Perlin 2002, fade curve).

Vocabulary: `u`, `v` (n,) lattice coordinates · `seed` (n,) uint32 of the instance · `salt` tells two uses in one material apart.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

Array = NDArray[Any]  # float32: what NumPy's types call float64 as soon as a number joins it

GONE, WHOLE = 1.2, 2.6  # waves that are this many splats long are not seen at all, and in full


@kernel
def _hash(x, y, z, s):
    return _mixed(x * 374761393 + y * 668265263 + z * 1440662683 + s * 2246822519)


@kernel
def _mixed(h):
    h = h & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 2654435761) & 0xFFFFFFFF
    return (h ^ (h >> 15)) & 0xFFFFFFFF


@kernel
def _unit(x, y, z, s):
    return _hash(x, y, z, s) * (1.0 / 4294967296.0)


@kernel
def _value3(u, v, w, s):
    iu, iv, iw = int(np.floor(u)), int(np.floor(v)), int(np.floor(w))
    fu, fv, fw = u - iu, v - iv, w - iw
    fu = fu * fu * fu * (fu * (fu * 6 - 15) + 10)
    fv = fv * fv * fv * (fv * (fv * 6 - 15) + 10)
    fw = fw * fw * fw * (fw * (fw * 6 - 15) + 10)
    total = 0.0
    for k in range(2):
        wk = fw if k else 1 - fw
        if wk == 0.0:
            continue
        for j in range(2):
            wj = fv if j else 1 - fv
            a = _unit(iu, iv + j, iw + k, s)
            b = _unit(iu + 1, iv + j, iw + k, s)
            total += wk * wj * (a + (b - a) * fu)
    return 2 * total - 1


@kernel
def _value2(u, v, s):
    """`_value3` at w = 0, at half the price."""
    iu, iv = int(np.floor(u)), int(np.floor(v))
    fu, fv = u - iu, v - iv
    fu = fu * fu * fu * (fu * (fu * 6 - 15) + 10)
    fv = fv * fv * fv * (fv * (fv * 6 - 15) + 10)
    h = iu * 374761393 + iv * 668265263 + s * 2246822519
    a, b, c, d = _mixed(h), _mixed(h + 374761393), _mixed(h + 668265263), _mixed(h + 374761393 + 668265263)
    low, high = a + (b - a) * fu, c + (d - c) * fu
    return 2 * ((1 - fv) * low + fv * high) * (1.0 / 4294967296.0) - 1


@kernel
def fractal(u, v, w, seed, salt, octaves, gain):
    """One value of `fbm`, for use inside other kernels."""
    amplitude, scale, total, norm = 1.0, 1.0, 0.0, 0.0
    for o in range(octaves):
        total += amplitude * _value3(u * scale, v * scale, w * scale, int(seed) + salt * 7919 + o * 104729)
        norm += amplitude
        amplitude *= gain
        scale *= 2.03
    return total / norm


@kernel(parallel=True)
def _fbm(u, v, w, solid, pitch, filtered, seed, salt, octaves, gain, out):
    norm = 0.0
    for o in range(octaves):
        norm += gain**o
    for i in prange(len(u)):
        amplitude, scale, total = 1.0, 1.0, 0.0
        for o in range(octaves):
            weight = 1.0
            if filtered:
                weight = min((1 / (scale * pitch[i]) - GONE) / (WHOLE - GONE), 1.0)
                if weight <= 0:
                    break  # so are all finer ones
            s = int(seed[i]) + salt * 7919 + o * 104729
            value = _value3(u[i] * scale, v[i] * scale, w[i] * scale, s) if solid else _value2(u[i] * scale, v[i] * scale, s)
            total += weight * amplitude * value
            amplitude *= gain
            scale *= 2.03
        out[i] = total / norm


def fbm(
    u: Array, v: Array, seed: NDArray[np.uint32], salt: int = 0, octaves: int = 3, gain: float = 0.5, w: Array | None = None,
    pitch: Array | None = None,
) -> Array:  # fmt: skip
    """Fractal sum of value noise (n,); three-dimensional where `w` is given. `pitch` (n,) in units of the lattice: octaves whose waves
    are shorter than about two of it fade to their mean, 0, and cost nothing."""
    out, none = np.empty(len(u), np.float32), np.zeros(1, np.float32)
    _fbm(u, v, none if w is None else w, w is not None, none if pitch is None else pitch, pitch is not None, seed, salt, octaves, gain, out)
    return out


@kernel(parallel=True)
def _cells(u, v, seed, salt, jitter, f1, f2, number):
    for i in prange(len(u)):
        s = int(seed[i]) + salt * 7919
        iu, iv = int(np.floor(u[i])), int(np.floor(v[i]))
        a, b, best = 9.0, 9.0, 0
        for dj in range(-1, 2):
            for di in range(-1, 2):
                x, y = iu + di, iv + dj
                du = x + 0.5 + jitter * (_unit(x, y, 1, s) - 0.5) - u[i]
                dv = y + 0.5 + jitter * (_unit(x, y, 2, s) - 0.5) - v[i]
                d = du * du + dv * dv
                if d < a:
                    b = a
                    a = d
                    best = _hash(x, y, 3, s)
                elif d < b:
                    b = d
        f1[i] = np.sqrt(a)
        f2[i] = np.sqrt(b)
        number[i] = best


def cells(u: Array, v: Array, seed: NDArray[np.uint32], salt: int = 0, jitter: float = 0.8) -> tuple[Array, Array, Array]:
    """Worley (1996) cells: distance to the nearest and second point, and a random number 0..1 of the nearest cell, each (n,)."""
    f1, f2 = np.empty(len(u), np.float32), np.empty(len(u), np.float32)
    number = np.empty(len(u), np.uint32)
    _cells(u, v, seed, salt, jitter, f1, f2, number)
    return f1, f2, (number * np.float32(1 / 4294967296.0)).astype(np.float32)


@kernel(parallel=True)
def _scatter(u, v, seed, skip, salt, share, long, slim, vary, turn, along, across, number):
    for i in prange(len(u)):
        along[i], across[i], number[i] = 0.0, 0.0, -1.0
        if skip[i]:
            continue
        s = int(seed[i]) + salt * 7919
        iu, iv = int(np.floor(u[i])), int(np.floor(v[i]))
        top = -1
        for dj in range(-1, 2):
            for di in range(-1, 2):
                x, y = iu + di, iv + dj
                a = _hash(x, y, 11, s)
                if (a & 0xFFFF) >= share * 65536 or int(a >> 16) <= top:
                    continue
                b = _hash(x, y, 12, s)
                du, dv = u[i] - x - (b & 0xFFFF) / 65536.0, v[i] - y - (b >> 16) / 65536.0
                c = _hash(x, y, 13, s)
                size = 1 - vary * (c & 0xFFFF) / 65536.0
                if du * du + dv * dv >= (long * size) ** 2:
                    continue
                angle = turn * (c >> 16) * (2 * np.pi / 65536.0)
                cos, sin = np.cos(angle), np.sin(angle)
                p, q = (du * cos + dv * sin) / (long * size), (dv * cos - du * sin) / (slim * size)
                if p * p + q * q < 1:
                    top = int(a >> 16)
                    along[i], across[i], number[i] = p, q, (b ^ c) / 4294967296.0


def scatter(
    u: Array, v: Array, seed: NDArray[np.uint32], salt: int, *, share: float, long: float, slim: float, vary: float, turn: float,
    skip: NDArray[np.bool_],
) -> tuple[Array, Array, Array]:  # fmt: skip
    """Ellipses strewn one over another, at most one a lattice cell: place along and across the uppermost one here, −1..1, and its random
    number 0..1, or −1 where there is none; each (n,). `share` of cells have one; half axes `long` ≤ 1 and `slim` ≤ `long` in cells, smaller
    by up to `vary`; `turn` 0 lays them along u, 1 any way. None are sought at rows that `skip` (n,)."""
    out = tuple(np.empty(len(u), np.float32) for _ in range(3))
    _scatter(u, v, seed, skip, salt, share, long, slim, vary, turn, *out)
    return out[0], out[1], out[2]


@kernel(parallel=True)
def _dice(a, b, seed, salt, out):
    for i in prange(len(a)):
        out[i] = _unit(int(a[i]), int(b[i]), 5, int(seed[i]) + salt * 7919)


def dice(a: NDArray, b: NDArray, seed: NDArray[np.uint32], salt: int = 0) -> Array:
    """One random number 0..1 for each pair of whole numbers: the throw of a brick, a plank, a tile."""
    out = np.empty(len(a), np.float32)
    _dice(a, b, seed, salt, out)
    return out
