"""Where the nodes of a glTF scene stand: matrices, or translation · rotation · scale, from parent to child."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ..rotation import rotation_from_quat
from . import container


def placed_nodes(tree: container.Tree) -> list[tuple[container.Tree, NDArray[np.float64]]]:
    """(node, world_from_node (4, 4)) of every node of the scene that is shown, or of all where the file names no scene. A node is placed
    once, as glTF demands; nodes in a ring are refused."""
    nodes = container.listed(tree, "nodes")
    children = [_numbers(node.get("children", []), len(nodes)) for node in nodes]
    if "scenes" in tree:
        roots = _numbers(container.named(tree, "scenes", tree.get("scene", 0)).get("nodes", []), len(nodes))
    else:
        roots = sorted(set(range(len(nodes))) - {child for row in children for child in row})
    seen: set[int] = set()
    stack = [(root, np.eye(4)) for root in reversed(roots)]
    found = []
    while stack:
        number, above = stack.pop()
        if number in seen:
            raise ValueError(f"node {number} stands in two places")
        seen.add(number)
        with np.errstate(all="ignore"):  # what overflows is refused in the next line
            matrix = above @ _local(nodes[number])
        if not np.isfinite(matrix).all():
            raise ValueError(f"node {number} has a place that is not finite")
        found.append((nodes[number], matrix))
        stack += [(child, matrix) for child in reversed(children[number])]
    return found


def _numbers(value: Any, count: int) -> list[int]:
    if not isinstance(value, list) or not all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n < count for n in value):
        raise ValueError("its nodes name nodes that it does not have")
    return value


def _local(node: container.Tree) -> NDArray[np.float64]:
    if "matrix" in node:
        return _vector(node["matrix"], 16).reshape(4, 4).T  # stored by columns
    matrix = np.eye(4)
    x, y, z, w = _vector(node.get("rotation", [0, 0, 0, 1]), 4)
    norm = max(math.hypot(x, y, z, w), 1e-12)
    turn = rotation_from_quat(torch.tensor([w, x, y, z], dtype=torch.float64) / norm).numpy()
    matrix[:3, :3] = turn * _vector(node.get("scale", [1, 1, 1]), 3)
    matrix[:3, 3] = _vector(node.get("translation", [0, 0, 0]), 3)
    return matrix


def _vector(value: Any, length: int) -> NDArray[np.float64]:
    if not isinstance(value, list) or len(value) != length:
        raise ValueError(f"a node has a vector that is not {length} numbers")
    return np.array([finite(part) for part in value])


def finite(value: Any) -> float:
    """A number of the tree."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError(f"it has {str(value)[:20]!r} where a number belongs")
    return float(value)
