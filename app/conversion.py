"""`worldgen convert`: splats from one format to another, fewer where asked."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from render import formats, simplify

from .progress import progress


def convert(options: Namespace) -> int:
    source: Path = options.source
    target: Path = options.out
    if target.suffix.lower() not in formats.WRITABLE:
        raise ValueError(f"splats cannot be written to {target.name!r}; give a name that ends in {', '.join(formats.WRITABLE)}")
    if target.exists() and not options.force:
        raise ValueError(f"{str(target)!r} exists; add --force to replace it, or choose another name")
    if options.max_splats is not None and options.max_splats < 1:
        raise ValueError(f"--max-splats is {options.max_splats}; choose at least 1")
    with progress(quiet=options.json, shares={"load": 3, "simplify": 4, "save": 3}) as tell:
        splats = formats.load(source, progress=lambda done: tell("load", done))
        held = len(splats)
        if options.max_splats is not None:
            splats = simplify(splats, options.max_splats)
        tell("simplify", 1.0)
        formats.save(target, splats, progress=lambda done: tell("save", done))
    about = {"in": str(source), "out": str(target), "splats": len(splats), "was": held, "bytes": target.stat().st_size}
    if options.json:
        print(json.dumps(about | {"sh_degree": splats.sh_degree}))
    else:
        print(f"{target}: {len(splats):,} splats of {held:,}, {about['bytes'] / 1e6:.1f} MB")
    return 0
