"""A world as a folder: written aside, flushed, renamed; read back with every checksum verified.

manifest.json (schema, units, seed, prompt, report, items, sky, checksums) · layout.json + layout.safetensors · samples.safetensors ·
gaussians.safetensors (only the columns that differ from the samples') · mesh.safetensors · collider.safetensors · scene.safetensors ·
log.json (seconds a stage; outside the checksums, since no two runs take the same time).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load as tensors_from_bytes
from safetensors.numpy import save as bytes_from_tensors

from render import Gaussians, Mesh

from .layout import files as layouts
from .materialize.options import Options
from .materialize.samples import SurfaceSamples
from .materialize.scene_arrays import arrays_of, scene_of
from .materialize.sky import Sky
from .world import World, WorldError

SCHEMA = 4
UNITS = {"length": "m", "up": "+Y", "handedness": "right", "angle": "rad", "color": "sRGB 0..1 unless named linear"}
TENSORS = ("samples.safetensors", "gaussians.safetensors", "mesh.safetensors", "collider.safetensors", "scene.safetensors")
FILES = ("layout.json", "layout.safetensors", *TENSORS)
MAX_FILE_BYTES = 4 * 2**30
MAX_MANIFEST_BYTES = 64 * 2**20
SHARED = {"means": "position", "quats": "quat", "scales": "scale", "opacities": "opacity", "instance_ids": "instance_id"}


# ---- writing


def save(world: World, folder: Path, *, force: bool) -> Path:
    """See `World.save`. A kill at any moment leaves the old world or the new; what a dead run left aside is cleared by the next."""
    check_writable(folder, force=force)
    clear_leftovers(folder)
    partial = _aside(folder, "partial")
    try:
        partial.mkdir()
        layouts.save(partial, world.layout)
        checksums = {name: checksum((partial / name).read_bytes()) for name in (layouts.JSON, layouts.ARRAYS)}
        for name, data in contents(world):
            write(partial / name, data)
            checksums[name] = checksum(data)
        write(partial / "manifest.json", _json(manifest(world, checksums)))
        write(partial / "log.json", _json({"seconds": {k: round(v, 3) for k, v in world.timings.items()}}))
        flush_folder(partial)
        replace_folder(partial, folder, force=force)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def check_writable(folder: Path, *, force: bool) -> None:
    """Raises WorldError where a world could not be saved as `folder`; worth asking before long work."""
    if not folder.name or folder.name in (".", ".."):
        raise WorldError(f"{str(folder)!r} cannot name a world; choose a name such as village.world")
    if not folder.parent.is_dir():
        raise WorldError(f"the folder {str(folder.parent)!r} does not exist; make it first")
    if not os.access(folder.parent, os.W_OK):
        raise WorldError(f"the folder {str(folder.parent)!r} cannot be written to; choose another place")
    recover(folder)
    check_free(folder, force=force)


def check_free(folder: Path, *, force: bool) -> None:
    """Raises WorldError where `folder` is taken by something that may not be replaced."""
    if not folder.exists():
        return
    if not folder.is_dir() or not ((folder / "manifest.json").is_file() or not any(folder.iterdir())):
        raise WorldError(f"{str(folder)!r} exists and is not a world; choose another name")
    if not force and any(folder.iterdir()):
        raise WorldError(f"{str(folder)!r} exists; choose another name, or say --force (force=True) to replace it")


def replace_folder(partial: Path, folder: Path, *, force: bool) -> None:
    """Rename `partial` to `folder`; an old world steps aside first and is removed last, so that `recover` finds it after a kill."""
    if not folder.exists():
        os.rename(partial, folder)
        flush_folder(folder.parent)
        return
    check_free(folder, force=force)
    old = _aside(folder, "old")
    os.rename(folder, old)
    try:
        os.rename(partial, folder)
    except BaseException:
        os.rename(old, folder)
        raise
    flush_folder(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def recover(folder: Path) -> None:
    """Put back an old world that a killed run had moved aside and not yet replaced."""
    if folder.exists() or not folder.parent.is_dir():
        return
    old = [p for p in sorted(folder.parent.glob(f".{_escaped(folder.name)}.*.old")) if (p / "manifest.json").is_file() and not _alive(p)]
    if old:
        with contextlib.suppress(OSError):  # somebody else put it back first
            os.rename(old[-1], folder)


def clear_leftovers(folder: Path) -> None:
    """Remove what runs that are no longer alive left beside `folder`."""
    for pattern in ("partial", "old"):
        for path in folder.parent.glob(f".{_escaped(folder.name)}.*.{pattern}"):
            if not _alive(path) and (pattern == "partial" or folder.exists()):
                shutil.rmtree(path, ignore_errors=True)


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _aside(folder: Path, kind: str) -> Path:
    return folder.parent / f".{folder.name}.{os.getpid()}-{secrets.token_hex(4)}.{kind}"


def _alive(path: Path) -> bool:
    """Whether the process that named `path` still runs."""
    pid = path.name.rsplit(".", 2)[-2].split("-")[0]
    if not pid.isdigit() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def write(path: Path, data: bytes) -> None:
    """Bytes that have reached the disk when this returns."""
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make names durable, where the platform lets a folder be opened."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def contents(world: World) -> Iterator[tuple[str, bytes]]:
    """The checksummed files but the layout's, one after another, so that only one is held in memory."""
    yield "samples.safetensors", bytes_from_tensors({f.name: _dense(getattr(world.samples, f.name)) for f in fields(SurfaceSamples)})
    yield "gaussians.safetensors", bytes_from_tensors(_gaussian_columns(world))
    yield "mesh.safetensors", bytes_from_tensors(_mesh_columns(world.mesh))
    yield "collider.safetensors", bytes_from_tensors(_mesh_columns(world.collider))
    built = arrays_of(world.scene) | {"pitch_m": world.pitch_m}
    yield "scene.safetensors", bytes_from_tensors({name: _dense(a) for name, a in built.items()})


def checksum(data: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def manifest(world: World, checksums: dict[str, dict[str, Any]]) -> dict[str, Any]:
    from . import __version__

    return {
        "format": "worldgen", "schema": SCHEMA, "version": __version__, "units": UNITS, "materials": world.materials_version,
        "prompt": world.prompt, "seed": world.seed, "kind": world.layout.kind, "quality": world.options.quality,
        "report": list(world.report),
        "counts": {
            "gaussians": len(world.gaussians), "instances": len(world.layout.instances),
            "mesh_triangles": len(world.mesh.faces), "collider_triangles": len(world.collider.faces),
        },
        "options": asdict(world.options), "sky": asdict(world.sky), "items": [[i.id, i.cls] for i in world.scene.items], "files": checksums,
    }  # fmt: skip


def _gaussian_columns(world: World) -> dict[str, NDArray[Any]]:
    g = world.gaussians
    columns = {name: getattr(g, name) for name in ("means", "quats", "scales", "opacities", "sh", "instance_ids", "albedo")}
    arrays = {name: _dense(tensor.detach().cpu().numpy()) for name, tensor in columns.items() if tensor is not None}
    if g.sh.shape[1] > 1:  # few splats look different from each side
        arrays["sh"], rest = _dense(arrays["sh"][:, :1]), arrays["sh"][:, 1:]
        rows = np.flatnonzero(rest.any(axis=(1, 2)))
        arrays["sheen_rows"], arrays["sheen"] = rows, _dense(rest[rows])
    return {k: a for k, a in arrays.items() if not (k in SHARED and np.array_equal(a, getattr(world.samples, SHARED[k])))}


def _mesh_columns(mesh: Mesh) -> dict[str, NDArray[Any]]:
    columns = {"vertices": mesh.vertices, "faces": mesh.faces, "colors": mesh.colors, "instance_ids": mesh.instance_ids}
    return {name: _dense(a) for name, a in columns.items() if a is not None}


def _dense(array: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(array)


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


# ---- reading


def load(folder: Path) -> World:
    """See `worldgen.load`."""
    recover(folder)
    about = read_manifest(folder)
    try:
        data = {name: _verified(folder, name, about["files"][name]) for name in FILES}
        layout = layouts.load(folder)
        samples = _samples(_tensors(folder, "samples.safetensors", data.pop("samples.safetensors")))
        gaussians = _gaussians(_tensors(folder, "gaussians.safetensors", data.pop("gaussians.safetensors")), samples)
        meshes = [_mesh(_tensors(folder, name, data.pop(name))) for name in ("mesh.safetensors", "collider.safetensors")]
        names = [(str(i), str(c)) for i, c in about["items"]]
        if len(samples) and not 0 <= int(samples.instance_id.min()) <= int(samples.instance_id.max()) < max(1, len(names)):
            raise WorldError(f"{folder.name}: splats name things up to row {int(samples.instance_id.max())} of {len(names)}")
        built = _tensors(folder, "scene.safetensors", data.pop("scene.safetensors"))
        return World(
            layout, scene_of(built, names), built["pitch_m"], samples, gaussians, Sky(**_tuples(about["sky"])), *meshes,
            prompt=str(about["prompt"]), seed=int(about["seed"]), report=tuple(map(str, about["report"])),
            options=Options(**about["options"]), timings=_timings(folder),
            materials_version=int(about["materials"]),
        )  # fmt: skip
    except WorldError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WorldError(f"the world {str(folder)!r} is damaged ({type(error).__name__}: {_line(error)}); create it again") from error


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest alone, schema verified."""
    path = folder / "manifest.json"
    if not path.is_file():
        what = "there is no such folder" if not folder.exists() else "it has no manifest.json"
        raise WorldError(f"{str(folder)!r} is not a world: {what}; give the folder that create wrote")
    if path.stat().st_size > MAX_MANIFEST_BYTES:
        raise WorldError(f"{str(path)!r} has {path.stat().st_size:,} bytes; a manifest has at most {MAX_MANIFEST_BYTES:,}")
    try:
        about = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise WorldError(f"{str(path)!r} is not JSON ({_line(error)}); create the world again") from error
    if not isinstance(about, dict) or about.get("format") != "worldgen" or not isinstance(about.get("schema"), int):
        raise WorldError(f"{str(path)!r} is not a world's manifest; give the folder that create wrote")
    if about["schema"] < SCHEMA:
        raise WorldError(f"{folder.name} has schema {about['schema']}, of a version before {SCHEMA}; create it again from its prompt")
    if about["schema"] > SCHEMA:
        raise WorldError(f"{folder.name} has schema {about['schema']}, this version reads up to {SCHEMA}; update worldgen")
    return about


def _verified(folder: Path, name: str, expected: dict[str, Any]) -> bytes:
    path = folder / name
    if not path.is_file():
        raise WorldError(f"{name} is missing from {str(folder)!r}; create the world again")
    size = path.stat().st_size
    if size != expected["bytes"] or size > MAX_FILE_BYTES:
        raise WorldError(f"{name} of {str(folder)!r} has {size:,} bytes instead of {expected['bytes']:,}; create the world again")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != expected["sha256"]:
        raise WorldError(f"{name} of {str(folder)!r} does not match its checksum; create the world again")
    return data


def _tensors(folder: Path, name: str, data: bytes) -> dict[str, NDArray[Any]]:
    try:
        return tensors_from_bytes(data)
    except SafetensorError as error:
        raise WorldError(f"{name} of {str(folder)!r} is not safetensors ({_line(error)}); create the world again") from error


def _samples(arrays: dict[str, NDArray[Any]]) -> SurfaceSamples:
    n = len(arrays["position"])
    widths = {"quat": 4, "opacity": 0, "roughness": 0, "sky_visibility": 0, "sunlight": 0, "instance_id": 0, "kind": 0}
    for field in fields(SurfaceSamples):
        width = widths.get(field.name, 3)
        shape = (n, width) if width else (n,)
        if arrays[field.name].shape != shape:
            raise WorldError(f"samples.{field.name} has shape {arrays[field.name].shape} instead of {shape}; create the world again")
    return SurfaceSamples(**{f.name: arrays[f.name] for f in fields(SurfaceSamples)})


def _gaussians(arrays: dict[str, NDArray[Any]], samples: SurfaceSamples) -> Gaussians:
    columns = {name: getattr(samples, column) for name, column in SHARED.items()} | arrays
    if "sheen" in columns:
        rows, sheen = columns.pop("sheen_rows"), columns.pop("sheen")
        fits = rows.ndim == 1 and sheen.ndim == 3 and len(rows) == len(sheen) and sheen.shape[1] in (3, 8, 15)
        if not fits or rows.dtype.kind != "i" or np.any((rows < 0) | (rows >= len(samples))):
            raise WorldError(f"gaussians have a sheen of shape {sheen.shape} on {rows.shape} rows; create the world again")
        rest = np.zeros((len(samples), sheen.shape[1], 3), np.float32)
        rest[rows] = sheen
        columns["sh"] = np.concatenate([columns["sh"], rest], axis=1)
    return Gaussians(**{name: torch.from_numpy(array) for name, array in columns.items()})


def _mesh(arrays: dict[str, NDArray[Any]]) -> Mesh:
    return Mesh(arrays["vertices"], arrays["faces"], arrays.get("colors"), arrays.get("instance_ids"))


def _timings(folder: Path) -> dict[str, float]:
    try:
        return {str(k): float(v) for k, v in json.loads((folder / "log.json").read_bytes())["seconds"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # the log is a courtesy, not a part of the world


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _tuples(v) for k, v in value.items()}
    return tuple(_tuples(v) for v in value) if isinstance(value, list) else value


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:160]
