"""The command `worldgen`: reads what a person typed, and turns mistakes into one line and exit status 2.

Heavy imports wait for the command that needs them, so that `--help` is instant.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

OK, BROKEN, MISTAKE, INTERRUPTED = 0, 1, 2, 130


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(f"{message}; see {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """All commands and options."""
    top = _Parser(prog="worldgen", description="Words or voxels to a 3D world that you can walk, keep and export. Offline.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    create = commands.add_parser("create", help="make a world from words, a layout, or both")
    create.add_argument("text", nargs="?", default="", metavar="TEXT", help="what place, in English: 'a stone village by a river at dusk'")
    create.add_argument("--layout", type=Path, metavar="FILE", help=".vox, JSON of boxes, GLB or OBJ blockout, or a saved layout")
    create.add_argument("--voxel-m", type=float, metavar="M", help="side of a cell of the layout in metres (a .vox: 0.1)")
    create.add_argument("--assets", type=Path, metavar="FOLDER", help="your own GLB, OBJ, .vox and splat PLY files, named by words")
    create.add_argument("--seed", type=int, default=0, metavar="N", help="another seed is another world (default 0)")
    create.add_argument("--quality", default="standard", metavar="Q", help="draft, standard or high (default standard)")
    create.add_argument("--out", type=Path, metavar="NAME.world", help="where to; the default is named after the words")
    create.add_argument("--force", action="store_true", help="replace an existing world")
    create.add_argument("--json", action="store_true", help="print one JSON object")

    relight = commands.add_parser("relight", help="the same world at another hour or in other weather")
    relight.add_argument("world", type=Path, metavar="NAME.world")
    relight.add_argument("--hour", type=float, metavar="H", help="0 to 24, by the sun: 12 is noon, 19.8 dusk")
    relight.add_argument("--weather", metavar="W", help="clear, overcast, fog or rain")
    relight.add_argument("--out", type=Path, metavar="OTHER.world", help="where to; without it the world itself is replaced")
    relight.add_argument("--force", action="store_true", help="replace an existing OTHER.world")
    relight.add_argument("--json", action="store_true", help="print one JSON object")

    render = commands.add_parser("render", help="pictures or a video along a path")
    render.add_argument("--plain", action="store_true", help="the splats as they would be exported: faster, soft near the eye")
    render.add_argument("world", type=Path, metavar="NAME.world")
    render.add_argument("--path", default="walk", metavar="PATH", help="orbit, walk or look (default walk)")
    render.add_argument("--frames", type=int, metavar="N", help="how many (default: 150 for a video, 24 for a folder, 1 for a picture)")
    render.add_argument("--size", default="1280x720", metavar="WxH", help="pixels (default 1280x720)")
    render.add_argument("--out", type=Path, required=True, metavar="FILE.mp4|DIR|FILE.png", help="a picture may be .jpg or .webp too")
    render.add_argument("--json", action="store_true", help="print one JSON object")

    export = commands.add_parser("export", help="a file for other programs")
    export.add_argument("world", type=Path, metavar="NAME.world")
    kinds_of_file = "splats .ply .spz .splat .sog, mesh .glb .obj .usdz, panorama .png .jpg .webp"
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help=kinds_of_file)
    export.add_argument("--what", metavar="WHAT", help="splats, mesh, collider or panorama, where the suffix leaves a choice")
    export.add_argument("--max-splats", type=_count, metavar="N", help="merge neighbours down to N splats: 100k, 150k, 500k, 2M, any")
    export.add_argument("--textured", action="store_true", help="a mesh with a texture baked from the splats, not colours at its vertices")
    export.add_argument(
        "--along", metavar="PATH", help="splats as fine as pictures along orbit, walk or look ask for (up to 3 million more)"
    )
    export.add_argument("--sky", default="dome", metavar="SKY", help="dome (default) or none: the sky as splats around the world")
    export.add_argument("--json", action="store_true", help="print one JSON object")

    convert = commands.add_parser("convert", help="a file of splats in another format")
    convert.add_argument("source", type=Path, metavar="IN", help=".ply (also PlayCanvas's compressed), .spz, .splat, .ksplat, .sog, .glb")
    convert.add_argument("out", type=Path, metavar="OUT", help="the format is that of the suffix")
    convert.add_argument("--max-splats", type=_count, metavar="N", help="merge neighbours until at most N are left")
    convert.add_argument("--force", action="store_true", help="replace an existing OUT")
    convert.add_argument("--json", action="store_true", help="print one JSON object")

    info = commands.add_parser("info", help="what is in a world")
    info.add_argument("world", type=Path, metavar="NAME.world")
    info.add_argument("--measure", action="store_true", help="look at it from walkable places and say what the pixels show of each thing")
    info.add_argument("--json", action="store_true", help="print one JSON object")

    kinds = commands.add_parser("kinds", help="the places, things, materials and colours that it knows")
    kinds.add_argument("--json", action="store_true", help="print one JSON object")

    doctor = commands.add_parser("doctor", help="what this machine and this installation have")
    doctor.add_argument("--json", action="store_true", help="print one JSON object")
    return top


def _count(text: str) -> int:
    """150000, 150k or 2M."""
    number, unit = (text[:-1], {"k": 1_000, "m": 1_000_000}[text[-1].lower()]) if text[-1:].lower() in ("k", "m") else (text, 1)
    try:
        return round(float(number) * unit)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a number; write for example 150000, 150k or 2M") from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, 1 a fault of ours, 2 a mistake in what was asked, 130 interrupted."""
    wants_json = "--json" in (sys.argv[1:] if arguments is None else arguments)
    try:
        options = parser().parse_args(arguments)
        if options.command is None:
            parser().print_help()
            return OK
        _terminate_politely()
        return _run(options)
    except KeyboardInterrupt:
        return _stop("stopped; nothing was left half-written", INTERRUPTED, wants_json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: not even the flush at exit may complain
        return OK
    except (ValueError, OSError) as error:
        if os.environ.get("WORLDGEN_DEBUG"):
            raise
        return _stop(_line(error), MISTAKE, wants_json)
    except Exception as error:
        if os.environ.get("WORLDGEN_DEBUG"):
            raise
        return _stop(f"a fault in worldgen ({type(error).__name__}: {_line(error)}); WORLDGEN_DEBUG=1 shows where", BROKEN, wants_json)


def run() -> NoReturn:
    """`main`, then out at once: Python would spend a second on taking torch and LLVM apart, which the system does in no time."""
    gc.set_threshold(200_000)  # a million objects of imported modules are not garbage: looking them over takes a second of each run
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # threads that spin between kernels take the core that another process builds on
    status = main()
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def _run(options: argparse.Namespace) -> int:
    if options.command == "create":
        from .creation import create

        return create(options)
    if options.command == "relight":
        from .relighting import relight

        return relight(options)
    if options.command in ("render", "export"):
        from . import pictures

        return pictures.render(options) if options.command == "render" else pictures.export(options)
    if options.command == "convert":
        from .conversion import convert

        return convert(options)
    if options.command == "info":
        from .inventory import info

        return info(options)
    from . import knowledge

    return knowledge.kinds(options) if options.command == "kinds" else knowledge.doctor(options)


def _terminate_politely() -> None:
    """SIGTERM unwinds like Ctrl-C, so that temporary files go. Only the main thread may set this up."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    try:
        signal.signal(signal.SIGTERM, stop)
    except ValueError:
        return


def _stop(message: str, status: int, wants_json: bool) -> int:
    print(f"worldgen: {message}", file=sys.stderr)
    if wants_json:
        print(json.dumps({"error": message, "exit": status}))
    return status


def _line(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        where = f" ({error.filename})" if error.filename else ""
        remedy = "; free some space and try again" if error.errno == 28 else ""
        return f"{error.strerror.lower()}{where}{remedy}"
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 400 else text[:397] + "..."


if __name__ == "__main__":
    run()
