"""Seeded lattice noise, vectorised: values in −1..1 unless said. Gradient-free value noise with quintic fade (Perlin 2002, fade curve).

Vocabulary: `u`, `v` (n,) lattice coordinates · `seed` (n,) uint32 of the instance · `salt` tells two uses in one material apart.
"""

from __future__ import annotations

import numpy as np
from numba import prange
from numpy.typing import NDArray

from render.jit import kernel

Array = NDArray[np.float32]


@kernel
def _hash(x, y, z, s):
    h = (x * 374761393 + y * 668265263 + z * 1440662683 + s * 2246822519) & 0xFFFFFFFF
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
def _fbm(u, v, w, seed, salt, octaves, gain, out):
    for i in prange(len(u)):
        out[i] = fractal(u[i], v[i], w[i], seed[i], salt, octaves, gain)


def fbm(u: Array, v: Array, seed: NDArray[np.uint32], salt: int = 0, octaves: int = 3, gain: float = 0.5, w: Array | None = None) -> Array:
    """Fractal sum of value noise (n,); three-dimensional where `w` is given."""
    out = np.empty(len(u), np.float32)
    _fbm(u, v, np.zeros(len(u), np.float32) if w is None else w, seed, salt, octaves, gain, out)
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
def _dice(a, b, seed, salt, out):
    for i in prange(len(a)):
        out[i] = _unit(int(a[i]), int(b[i]), 5, int(seed[i]) + salt * 7919)


def dice(a: NDArray, b: NDArray, seed: NDArray[np.uint32], salt: int = 0) -> Array:
    """One random number 0..1 for each pair of whole numbers: the throw of a brick, a plank, a tile."""
    out = np.empty(len(a), np.float32)
    _dice(a.astype(np.int64), b.astype(np.int64), seed, salt, out)
    return out
