"""Every reader of files that users bring, and what it owes to a hostile one: a value, or a ValueError of one line that names the file,
within limits of memory and time. A format more is a line in `others`; splat formats come from `formats.SPLATS` by themselves.

`corpus/NAME/` holds what campaigns found, and seeds that no writer of ours makes, by the tests' builders of files and splat-transform.
Usage: OMP_NUM_THREADS=1 MALLOC_ARENA_MAX=1 python tests/fuzz/readers.py FILE … (threads reserve address space); tries files of the corpus
by their folder's name, and ends in one line of JSON {file: complaint}.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
ROOT = Path(__file__).parents[2]
MAX_INPUT_BYTES = 65_536
EXTRA_BYTES = 512 * 2**20  # address space that reading an input of that size may take
COLMAP = ("cameras", "images", "points3D")
SECONDS = 5.0  # and time, on a busy machine
MAX_LINE = 600


@dataclass(frozen=True)
class Reader:
    """`seeds(folder)` writes valid files."""

    name: str
    suffix: str
    read: Callable[[Path], Any]
    seeds: Callable[[Path], object]


def readers() -> dict[str, Reader]:
    from render import formats

    # USD is read by usd-core in a process of its own, which coverage does not see: tests/render/test_formats_usd.py changes its bytes.
    splats = [(suffix[1:], suffix, formats.load, _splats) for suffix, module in formats.SPLATS.items() if module != "usd"]
    table = splats + others()
    return {name: Reader(name, suffix, read, lambda folder, s=suffix, w=write: w(folder, s)) for name, suffix, read, write in table}


def others() -> list[tuple[str, str, Callable[[Path], Any], Callable[[Path, str], object]]]:
    """(name, suffix, reader, writer of seeds) of what is no splat."""
    from render.formats import gltf, image, meshes, sog, transforms
    from worldgen.layout import files

    return [
        ("cameras_glb", ".glb", gltf.load_cameras, _splats),
        ("cameras_sog", ".sog", sog.load_cameras, _splats),
        ("mesh_glb", ".glb", meshes.load, _meshes),
        ("mesh_obj", ".obj", meshes.load, _meshes),
        ("png", ".png", image.load, _pictures),
        ("transforms", ".json", transforms.load, _transforms),
        ("layout_vox", ".vox", files.load, _nothing),
        ("layout_json", ".json", files.load, _layouts),
        *((f"colmap_{part}_{suffix[1:]}", suffix, _within(part), _models(part)) for part in COLMAP for suffix in (".bin", ".txt")),
    ]


def _nothing(folder: Path, suffix: str) -> None:
    """Its seeds stand in the corpus."""


def _splats(folder: Path, suffix: str) -> None:
    import torch

    from render import Camera, Gaussians, formats

    if suffix in formats.READ_ONLY:
        return
    cameras = [Camera.look_at((1, 2, 3), (0, 0, 0), width=64, height=48)] if suffix in formats.WITH_CAMERAS else []
    for size in (1, 4, 16):
        rng = torch.Generator().manual_seed(size)
        means, quats, scales, sh = (torch.randn(5, *shape, generator=rng) for shape in ((3,), (4,), (3,), (size, 3)))
        splats = Gaussians(means, quats, torch.exp(scales - 3), torch.rand(5, generator=rng), sh * 0.2)
        formats.save(folder / f"{size}{suffix}", splats, cameras=cameras)


def _meshes(folder: Path, suffix: str) -> None:
    import numpy as np

    from render.formats import glb, obj
    from render.mesh import Mesh
    from render.textured import Textured

    corners = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], np.float32)
    faces = np.array([[0, 2, 1], [0, 1, 3], [1, 2, 3], [0, 3, 2]], np.int32)
    colored = Mesh(corners, faces, np.arange(12, dtype=np.uint8).reshape(4, 3) * 20, np.array([0, 0, 1, 1], np.int32))
    textured = Textured(Mesh(corners, faces), corners[:, :2], np.arange(48, dtype=np.uint8).reshape(4, 4, 3) * 5)
    for name, mesh in (("colored", colored), ("textured", textured)):
        if suffix == ".glb":
            glb.save(folder / f"{name}.glb", mesh)
        else:
            obj.save(folder / f"{name}.obj", mesh)


def _pictures(folder: Path, suffix: str) -> None:
    import numpy as np
    from PIL import Image

    pixels = np.arange(108, dtype=np.uint8).reshape(6, 6, 3)
    for mode, kind in (("RGB", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("RGB", "JPEG"), ("RGB", "WEBP"), ("P", "GIF"), ("RGB", "TIFF")):
        Image.fromarray(pixels).convert(mode).save(folder / f"{mode}_{kind}{suffix}", kind)


def _transforms(folder: Path, suffix: str) -> None:
    from render import Camera
    from render.formats import transforms
    from render.formats.views import Views

    cameras = [Camera.look_at((1, 2, 3 + k), (0, 0, 0), width=64, height=48) for k in range(2)]
    transforms.save(folder / f"own{suffix}", Views(cameras, ["a.jpg", "b/c.jpg"]))
    frame = {"file_path": "./train/r_0", "transform_matrix": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 4], [0, 0, 0, 1]]}
    (folder / f"nerf{suffix}").write_text(json.dumps({"camera_angle_x": 0.69, "w": 800, "h": 800, "k1": 0.0, "frames": [frame]}))


def _model(folder: Path, suffix: str) -> None:
    import numpy as np

    from render import Camera
    from render.formats import colmap
    from render.formats.views import Views

    cameras = [Camera.look_at((1, 2, 3 + k), (0, 0, 0), width=64, height=48) for k in range(2)]
    views = Views(cameras, ["a.jpg", "b/c.jpg"], np.eye(3, dtype=np.float32), np.full((3, 3), 9, np.uint8))
    colmap.save(folder, views, binary=suffix == ".bin")


def _within(part: str) -> Callable[[Path], Any]:
    """Reads a model of which `part` is the file at hand; the folder has the file's name, as what is said of it must."""

    def read(path: Path) -> Any:
        from render.formats import colmap

        with tempfile.TemporaryDirectory() as room:
            folder = Path(room) / path.name
            _model(folder, path.suffix)
            (folder / f"{part}{path.suffix}").write_bytes(path.read_bytes())
            return colmap.load(folder)

    return read


def _models(part: str) -> Callable[[Path, str], object]:
    def write(folder: Path, suffix: str) -> None:
        with tempfile.TemporaryDirectory() as room:
            _model(Path(room) / "model", suffix)
            (folder / f"own{suffix}").write_bytes((Path(room) / "model" / f"{part}{suffix}").read_bytes())

    return write


def _layouts(folder: Path, suffix: str) -> None:
    from worldgen.corpus import sample
    from worldgen.layout.plain import layout_to_bytes
    from worldgen.prompt import SceneSpec

    box = {"class": "wall", "min": [0, 0, 0], "max": [1, 2, 0.5], "color": "#102030"}
    thing = {"class": "table", "at": [1, 0, 1]}
    (folder / f"boxes{suffix}").write_text(json.dumps({"cell_m": 0.5, "boxes": [box], "instances": [thing], "style": {"hour": 12}}))
    whole = json.loads(layout_to_bytes(sample(SceneSpec("living_room"), seed=1))[0])
    short = {key: value[:3] if isinstance(value, list) and key != "extent_m" else value for key, value in whole.items()}
    (folder / f"whole{suffix}").write_text(json.dumps({"schema": 1} | short))


def complaint(reader: Reader, path: Path) -> tuple[str, str] | None:
    """(where, what) of what the reader owes and does not give."""
    began = time.perf_counter()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # as in the tests
            for kind in (DeprecationWarning, PendingDeprecationWarning, ResourceWarning):
                warnings.simplefilter("ignore", kind)
            _check(reader.read(path))
    except ValueError as error:
        text, cause = str(error), error
        if path.name not in text:
            return _place(error), f"{type(error).__name__} that does not name the file: {text[:200]!r}"
        if len(text) > MAX_LINE + len(str(path)) or not text.isprintable():
            return _place(error), f"an error that is not one line of at most {MAX_LINE} characters: {text[:200]!r}"
        while cause := cause.__cause__ or cause.__context__:
            if isinstance(cause, MemoryError):
                return _place(cause), f"more than {EXTRA_BYTES:,} bytes of memory"
    except Exception as error:
        return _place(error), f"{type(error).__name__}: {str(error)[:200]!r}"
    if (took := time.perf_counter() - began) > SECONDS:
        return reader.name, f"{took:.1f} s for {path.stat().st_size:,} bytes"
    return None


def _check(value: Any) -> None:
    """Splats that were read keep the promises of `Gaussians`."""
    from render import Gaussians

    if isinstance(value, Gaussians):
        Gaussians(*(getattr(value, field.name) for field in fields(value)))


def _place(error: BaseException) -> str:
    """Where in the project it was raised, or passed last."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith((str(ROOT / "render"), str(ROOT / "worldgen")))] or list(frames)
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "nowhere"


@contextmanager
def limited(reader: Reader, folder: Path):
    """Allows `EXTRA_BYTES` more than what the process holds after a first try of all seeds, which loads libraries."""
    for seed in seeds(reader, folder):
        complaint(reader, seed)
    if sys.platform != "linux":  # elsewhere the system does not keep such a limit
        yield
        return
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (held + EXTRA_BYTES, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def seeds(reader: Reader, folder: Path) -> list[Path]:
    """Valid files, written into the folder, and those of the corpus."""
    reader.seeds(folder)
    return sorted(path for path in (*folder.glob(f"*{reader.suffix}"), *(CORPUS / reader.name).glob("*")) if path.is_file())


def main() -> None:
    table, found = readers(), {}
    for name in sorted({Path(file).parent.name for file in sys.argv[1:]}):
        with tempfile.TemporaryDirectory() as folder, limited(table[name], Path(folder)):
            for file in (file for file in sys.argv[1:] if Path(file).parent.name == name):
                if said := complaint(table[name], Path(file)):
                    found[file] = ": ".join(said)
    print(json.dumps(found))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
