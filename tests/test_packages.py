"""Four packages from one folder, and who may load whom."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = ("render", "worldgen", "rtfm", "app")


def loaded_by(statement: str) -> set[str]:
    """Modules in sys.modules after `statement` in a fresh interpreter."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    return set(out.stdout.split())


def test_all_four_come_from_one_parent_folder():
    parents = {Path(importlib.import_module(name).__file__ or "").resolve().parent.parent for name in PACKAGES}
    assert len(parents) == 1


def test_rtfm_loads_no_worldgen():
    assert not [m for m in loaded_by("import rtfm") if m.split(".")[0] in ("worldgen", "app")]


def test_render_loads_nothing_heavy():
    loaded = loaded_by("import render")
    assert not loaded & {"numba", "open3d", "trimesh", "PIL", "av", "kornia"}


def test_importing_worldgen_loads_no_torch():
    """The command line imports it to answer `kinds`; torch costs two seconds."""
    assert "torch" not in loaded_by("import worldgen")


def test_command_line_help_loads_no_torch():
    assert not loaded_by("import app.cli") & {"torch", "numpy", "numba"}


@pytest.mark.parametrize("name", PACKAGES)
def test_public_names_resolve(name: str):
    module = importlib.import_module(name)
    for public in getattr(module, "__all__", ()):
        assert getattr(module, public) is not None


def test_public_names_of_worldgen():
    assert set(importlib.import_module("worldgen").__all__) == {"Layout", "Options", "Prompt", "World", "generate", "load"}


def test_the_first_half_of_the_main_job_loads_no_torch():
    """It runs in a process of its own while the other loads torch; a stray import would cost that process two seconds."""
    loaded = loaded_by(
        "from worldgen import generation\n"
        "from worldgen.materialize import Options, Shapes, pieces_of\n"
        "ready = generation.prepare('a table in a living room', options=Options('draft'))\n"
        "pieces_of(ready.scene, ready.options)\n"
        "Shapes.of(ready.scene, ready.layout)"
    )
    assert "open3d" in loaded and "torch" not in loaded
