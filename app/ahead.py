"""The first half of the main job in a second process, while this one loads torch: two seconds of a cold run's first four."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .progress import Tell

if TYPE_CHECKING:
    from worldgen.generation import Prepared
    from worldgen.materialize import Shapes
    from worldgen.materialize.faces import Pieces


class Ahead:
    """What the other process makes, as it comes; a mistake in what was asked is raised by whoever awaits it."""

    def __init__(self) -> None:
        self.prepared: Future[Prepared] = Future()
        self.pieces: Future[Pieces] = Future()
        self.shapes: Future[Shapes] = Future()
        self.tell: Tell = lambda _stage, _fraction: None

    def listen(self, pipe: Any) -> None:
        """Take what the other process sends, until it ends."""
        try:
            while not self.shapes.done():
                what, value = pipe.recv()
                if what == "progress":
                    self.tell(*value)
                elif what == "error":
                    raise value
                else:
                    getattr(self, what).set_result(value)
        except BaseException as error:
            lost = RuntimeError("the process that builds the world ended early; is there memory enough?")
            for future in (self.prepared, self.pieces, self.shapes):
                if not future.done():
                    future.set_exception(lost if isinstance(error, EOFError) else error)


def possible() -> bool:
    """A process can be split in two only while nothing heavy runs in it, and where the system has the means."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1 and "torch" not in sys.modules


@contextmanager
def ahead(options: Namespace) -> Iterator[Ahead]:
    """Begins at once; the other process ends with the block."""
    split = multiprocessing.get_context("fork")
    ours, theirs = split.Pipe(duplex=False)
    work = split.Process(target=_work, args=(ours, theirs, options), daemon=True)
    work.start()
    theirs.close()
    coming = Ahead()
    threading.Thread(target=coming.listen, args=(ours,), daemon=True).start()
    try:
        yield coming
    finally:
        work.terminate()


def asked(options: Namespace) -> dict[str, Any]:
    """The arguments of `worldgen.generate` that the command line stands for."""
    from worldgen.layout import files as layouts
    from worldgen.materialize.options import Options
    from worldgen.prompt import Prompt

    layout = None if options.layout is None else layouts.load(options.layout, voxel_m=options.voxel_m)
    text, quality = Prompt.of(options.text).text if options.text else "", Options(options.quality)
    return {"prompt": text, "layout": layout, "assets": options.assets, "seed": options.seed, "options": quality}


def _work(ours: Any, pipe: Any, options: Namespace) -> None:
    ours.close()  # else nobody would tell this process that the other one was killed
    try:
        from worldgen.generation import prepare
        from worldgen.materialize import Shapes, pieces_of

        ready = prepare(**asked(options), on_progress=lambda stage, fraction: pipe.send(("progress", (stage, fraction))))
        pipe.send(("prepared", ready))
        pipe.send(("pieces", pieces_of(ready.scene, ready.options)))
        pipe.send(("shapes", Shapes.of(ready.scene, ready.layout)))
    except (KeyboardInterrupt, BrokenPipeError):
        return  # the other process says so
    except (ValueError, OSError) as error:
        pipe.send(("error", ValueError(str(error))))
    except Exception as error:
        pipe.send(("error", RuntimeError(f"{type(error).__name__}: {error}")))
