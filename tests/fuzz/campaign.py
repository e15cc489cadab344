"""`make fuzz`: looks for files that readers do not bear, by coverage (atheris, libFuzzer), behind their packing (`mutations`).

Each reader of `readers` has a process of its own, under limits of memory and time. What fails goes to corpus/NAME/, the smallest file for
each place and kind, where the tests replay it. Inputs that reached new code stay in --room, so that the next campaign begins with them.
Usage: python tests/fuzz/campaign.py [--seconds A_READER] [--seed N] [--room FOLDER] [NAME …]; ends in one line of JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

from readers import CORPUS, MAX_INPUT_BYTES, ROOT, complaint, limited, readers, seeds

HANGS = 30  # seconds after which libFuzzer ends the process; what is slower than readers.SECONDS and ends is reported by name


def work(name: str, seconds: int, seed: int, room: Path) -> None:
    """In a process of its own: never returns."""
    import atheris
    from mutations import changed

    with atheris.instrument_imports(include=["render.formats", "worldgen.layout", "trimesh.exchange"]):
        reader = readers()[name]
        (room / "now").mkdir(exist_ok=True)
        path, known, told = room / "now" / f"current{reader.suffix}", {}, room / "found.jsonl"

        def one(data: bytes) -> None:
            path.write_bytes(data)
            if (said := complaint(reader, path)) is None:
                return
            kind = (said[0], said[1].split(":")[0])
            if len(data) < known.get(kind, 1 << 30):
                known[kind] = len(data)
                file = keep(name, reader.suffix, data, room / "found")
                with open(told, "a") as log:
                    log.write(json.dumps({"file": str(file), "place": said[0], "what": said[1], "bytes": len(data)}) + "\n")

        def mutated(data: bytes, most: int, seed: int) -> bytes:
            def plain(part: bytes) -> bytes:
                return bytes(atheris.Mutate(part, max(len(part) + 64, 64)))

            chance = random.Random(seed)
            return atheris.Mutate(data, most) if chance.random() < 0.3 else changed(data, chance, plain)[:most]

        start = room / "start"
        start.mkdir(exist_ok=True)
        with limited(reader, start):
            for file in seeds(reader, start):
                (start / file.name).write_bytes(file.read_bytes())
            for file in start.iterdir():
                if file.suffix != reader.suffix:  # what a seed refers to lies beside
                    file.replace(path.parent / file.name)
            (room / "queue").mkdir(exist_ok=True)
            options = [f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={MAX_INPUT_BYTES}", f"-timeout={HANGS}", "-rss_limit_mb=0"]
            options += [f"-artifact_prefix={room}/died-", "-detect_leaks=0", "-print_final_stats=1", "-verbosity=1"]
            atheris.Setup([sys.argv[0], *options, str(room / "queue"), str(start)], one, custom_mutator=mutated)
            atheris.Fuzz()


def keep(name: str, suffix: str, data: bytes, folder: Path) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    file = folder / f"{hashlib.sha256(data).hexdigest()[:12]}{suffix}"
    file.write_bytes(data)
    return file


def campaign(name: str, suffix: str, seconds: int, seed: int, room: Path) -> tuple[int, dict[tuple[str, str], dict[str, str]]]:
    """(inputs tried, failures by place and kind), begun again where a process died."""
    room.mkdir(parents=True, exist_ok=True)
    (room / "found.jsonl").unlink(missing_ok=True)
    tried, failures, until = 0, {}, time.monotonic() + seconds
    while (left := int(until - time.monotonic())) > 0:
        command = [sys.executable, __file__, "--work", "--seconds", str(left), "--seed", str(seed), "--room", str(room), name]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
        run = subprocess.run(command, cwd=room, env=environment, capture_output=True, text=True, errors="replace")
        tried += int((re.findall(r"number_of_executed_units: (\d+)", run.stderr) or ["0"])[-1])
        died = list(room.glob("died-*"))
        for file in died:
            stays = keep(name, suffix, file.read_bytes(), room / "found")
            last = " ".join(run.stderr.split())[-300:]
            failures[("process", file.name[:12])] = {"file": str(stays), "place": "process", "what": f"died ({run.returncode}): {last}"}
            file.unlink()
        if run.returncode and not died:
            raise RuntimeError(f"the campaign over {name} did not run: {run.stderr[-2000:]}")
        seed += 1
    lines = (room / "found.jsonl").read_text().splitlines() if (room / "found.jsonl").exists() else []
    for found in sorted(map(json.loads, lines), key=lambda found: -found["bytes"]):
        failures[(found["place"], found["what"].split(":")[0])] = found
    for found in failures.values():
        found["file"] = str(keep(name, suffix, Path(found["file"]).read_bytes(), CORPUS / name))
    return tried, failures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", type=Path, default=ROOT / "out" / "fuzz")
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.names[0], options.seconds, options.seed, options.room)
        return
    table = readers()
    if unknown := [name for name in options.names if name not in table]:
        parser.error(f"no reader is called {unknown[0]!r}; there are {', '.join(table)}")
    rows = {}
    for name in options.names or table:
        tried, failures = campaign(name, table[name].suffix, options.seconds, options.seed, options.room.resolve() / name)
        rows[name] = {"tried": tried, "failures": len(failures)}
        print(f"{name:12} {tried:>9,} inputs  {len(failures)} failures", flush=True)
        for found in failures.values():
            print(f"    {found['place']}: {found['what'][:160]}  ({Path(found['file']).name})", flush=True)
    print(json.dumps({"campaign": "readers", "seconds_a_reader": options.seconds, "seed": options.seed, "rows": rows}))
    sys.exit(any(row["failures"] for row in rows.values()))


if __name__ == "__main__":
    main()
