"""What campaigns found (`make fuzz`) and the seeds beside it, replayed: each is read or refused as `readers` demands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
ONE_THREAD = os.environ | {"OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}  # threads reserve address space, which is limited
FILES = sorted(path for path in (FOLDER / "corpus").glob("*/*") if path.is_file())


@pytest.fixture(scope="module")
def complaints() -> dict[str, str]:
    """Of all files, from one process under limits of its own."""
    command = [sys.executable, str(FOLDER / "readers.py"), *map(str, FILES)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, env=ONE_THREAD)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_replay(complaints: dict[str, str], file: Path) -> None:
    assert complaints.get(str(file), "") == ""


def test_complaints_are_heard(tmp_path: Path) -> None:
    """The replay would notice: a reader that breaks each promise."""
    script = f"""
import sys; sys.path[:0] = [{str(FOLDER)!r}, {str(FOLDER.parents[1])!r}]
from pathlib import Path
import time, warnings
import numpy as np
from readers import Reader, complaint, limited, EXTRA_BYTES
def swallowed(path):
    try: np.empty(2 * EXTRA_BYTES, np.uint8)
    except MemoryError as error: raise ValueError(f"{{path}} is damaged") from error
def raised(error):
    def read(path): raise error
    return read
path = Path({str(tmp_path / "a.x")!r}); path.write_bytes(b"x")
readers = [
    raised(KeyError("a")), raised(ValueError("no name")), raised(ValueError("a.x\\nb")), raised(ValueError("a.x \\x1b[2J")),
    lambda path: warnings.warn("overflow", RuntimeWarning), swallowed, lambda path: np.empty(2 * EXTRA_BYTES, np.uint8),
    raised(ValueError(f"{{path}} is damaged; mend it")), lambda path: None,
]
for read in readers:
    reader = Reader("x", ".x", read, lambda folder: None)
    with limited(reader, path.parent / "none"):
        print(complaint(reader, path))
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, env=ONE_THREAD)
    heard = run.stdout.splitlines()
    words = ("KeyError", "does not name", "not one line", "not one line", "RuntimeWarning", "bytes of memory", "MemoryError")
    assert all(word in line for word, line in zip(words, heard, strict=False)), heard
    assert heard[7:] == ["None", "None"], run.stderr
