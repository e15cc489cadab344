"""`Layout` as plain data: JSON for what a person edits, safetensors for the arrays of ground and voxels."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .layout import Layout

ARRAY = "array:"  # a JSON string with this prefix names a tensor of the file beside it


def layout_to_bytes(layout: Layout) -> tuple[bytes, bytes]:
    """(JSON, safetensors); equal layouts give equal bytes, 4 and 4.0 alike."""
    from safetensors.numpy import save

    arrays: dict[str, NDArray[Any]] = {}
    plain = _plain(typed(_plain(layout, "", arrays), Layout, arrays), "", arrays)
    return (json.dumps(plain, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode(), save(arrays)


def layout_from_bytes(text: bytes, tensors: bytes) -> Layout:
    """The inverse. Raises ValueError on data that is no layout."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        return typing.cast(Layout, typed(json.loads(text), Layout, load(tensors)))
    except (SafetensorError, RecursionError, KeyError, TypeError) as error:
        raise ValueError(f"this is not a layout ({' '.join(str(error).split())[:120]})") from error


def _plain(value: Any, path: str, arrays: dict[str, NDArray[Any]]) -> Any:
    if isinstance(value, np.ndarray):
        arrays[path] = np.ascontiguousarray(value)
        return ARRAY + path
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name), f"{path}.{f.name}".lstrip("."), arrays) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(k): _plain(v, f"{path}.{k}", arrays) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(v, f"{path}.{i}", arrays) for i, v in enumerate(value)]
    return value.item() if isinstance(value, np.generic) else value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def typed(value: Any, hint: Any, arrays: dict[str, NDArray[Any]], place: str = "layout") -> Any:
    """`value` in the shape that the annotation `hint` asks for; TypeError where it does not fit, naming the place."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else typed(value, next(h for h in inner if h is not type(None)), arrays, place)
    if origin in (np.ndarray, NDArray):  # NDArray is an alias of its own from numpy 2.5 on
        if not (isinstance(value, str) and value.startswith(ARRAY) and value[len(ARRAY) :] in arrays):
            raise TypeError(f"{place} is {str(value)[:40]!r}, which names no array of the file beside it")
        return arrays[value[len(ARRAY) :]]
    if origin is tuple:
        if not isinstance(value, list) or (inner[-1] is not Ellipsis and len(value) != len(inner)):
            raise TypeError(f"{place} is {str(value)[:40]!r}, not a list" + ("" if inner[-1] is Ellipsis else f" of {len(inner)}"))
        each = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(typed(v, h, arrays, f"{place}[{i}]") for i, (v, h) in enumerate(zip(value, each)))
    if origin is dict:
        if not isinstance(value, dict):
            raise TypeError(f"{place} is {str(value)[:40]!r}, not an object")
        return {str(k): typed(v, inner[1], arrays, f"{place}.{k}") for k, v in value.items()}
    if dataclasses.is_dataclass(hint):
        cls = typing.cast(type, hint)
        if not isinstance(value, dict):
            raise TypeError(f"{place} is {str(value)[:40]!r}, not a {cls.__name__}")
        hints = _hints(cls)
        if unknown := [k for k in value if k not in hints]:
            raise TypeError(f"{place} has the unknown field {str(unknown[0])[:40]!r}; a {cls.__name__} has {', '.join(hints)}")
        needed = [f.name for f in dataclasses.fields(cls) if f.default is f.default_factory is dataclasses.MISSING]
        if missing := [k for k in needed if k not in value]:
            raise TypeError(f"{place} lacks the field {missing[0]!r}")
        return cls(**{k: typed(v, hints[k], arrays, f"{place}.{k}") for k, v in value.items()})
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value) if abs(value) < 2**53 else float("inf")
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise TypeError(f"{place} is {str(value)[:40]!r}, not a {_NAMES.get(hint, hint.__name__)}")
    return value


_NAMES = {float: "number", int: "whole number", str: "text"}
