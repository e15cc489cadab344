"""One door to numba: compiled kernels live on disk, keyed by the text of all kernels of their folder, so a stale one is never run."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from pathlib import Path
from threading import RLock
from typing import Any

import numba

_config: Any = import_module("numba.core.config")  # its attributes are made at run time, unknown to type checkers
# An old TBB on the machine makes numba warn on every run before it falls back to these two.
_config.THREADING_LAYER_PRIORITY = ["omp", "workqueue", "tbb"]
_SIBLINGS = re.compile(r"^from \.(\w*) import ([\w, ]+)", re.MULTILINE)
_turn = RLock()  # not every threading layer bears two parallel kernels at once


def cache_folder() -> Path:
    """$WORLDGEN_CACHE, or the platform's cache folder for this project."""
    if chosen := os.environ.get("WORLDGEN_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or (
        os.path.expanduser("~/Library/Caches") if sys.platform == "darwin" else os.path.expanduser("~/.cache")
    )
    return Path(base) / "worldgen"


@cache
def _folder_key(folder: str) -> str:
    digest = hashlib.sha256(numba.__version__.encode() + Path(__file__).read_bytes())
    texts = {path.stem: path.read_bytes() for path in sorted(Path(folder).glob("*.py"))}
    kernels = {name for name, text in texts.items() if b"@kernel" in text}
    for name in list(kernels):  # and the siblings whose constants they bake in
        for module, names in _SIBLINGS.findall(texts[name].decode()):
            kernels |= {module} if module else set(names.replace(" ", "").split(","))
    for name in sorted(kernels & texts.keys()):
        digest.update(name.encode() + b"\0" + texts[name])
    return digest.hexdigest()[:16]


def kernel(function: Callable[..., Any] | None = None, /, *, parallel: bool = False, fastmath: bool | set[str] = False) -> Any:
    """`numba.njit(cache=True)` whose cache folder changes with any file of kernels beside the function (numba alone watches one file).
    A `parallel` one may be called from any thread, and waits its turn; it is called from Python only."""

    def decorate(f: Callable[..., Any]) -> Any:
        folder = cache_folder() / "kernels" / _folder_key(os.path.dirname(os.path.abspath(f.__code__.co_filename)))
        folder.mkdir(parents=True, exist_ok=True)
        before = _config.CACHE_DIR
        _config.CACHE_DIR = str(folder)
        try:
            compiled = numba.njit(cache=True, parallel=parallel, fastmath=fastmath, error_model="numpy", nogil=True)(f)
        finally:
            _config.CACHE_DIR = before

        @wraps(f)
        def alone(*arguments: Any) -> Any:
            with _turn:
                return compiled(*arguments)

        return alone if parallel else compiled

    return decorate if function is None else decorate(function)
