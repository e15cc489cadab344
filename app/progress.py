"""A bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SHARES = {"read": 3, "layout": 3, "build": 15, "sample": 25, "light": 30, "colour": 4, "finish": 12, "sheet": 22}
Tell = Callable[[str, float], None]


@contextmanager
def progress(*, quiet: bool, shares: dict[str, float] | None = None) -> Iterator[Tell]:
    """Gives `tell(stage, fraction)`. `shares` are the stages' parts of the whole, in order."""
    parts = dict(SHARES if shares is None else shares)
    if quiet or not sys.stderr.isatty():
        yield lambda _stage, _fraction: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(TextColumn("{task.description:>8}"), BarColumn(48), TimeElapsedColumn(), console=Console(stderr=True), transient=True)
    with bar:
        task = bar.add_task("", total=float(sum(parts.values())))
        names = list(parts)

        def tell(stage: str, fraction: float) -> None:
            done = sum(parts[name] for name in names[: names.index(stage)]) if stage in parts else 0.0
            bar.update(task, description=stage, completed=done + parts.get(stage, 0.0) * fraction)

        yield tell
