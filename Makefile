# demo, test, check, bench, bench-gpu, fuzz: each makes .venv and installs on first use; there is nothing else to know.
PYTHON ?= $(shell for p in python3 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
STAMP := .venv/.installed
PROMPT ?= a stone village by a river at dusk
QUALITY ?= standard
FUZZ_SECONDS ?= 60
LIBRARIES := libgl1 libgomp1 libusb-1.0-0

.PHONY: demo test check bench bench-gpu fuzz

$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "no Python 3.11 or 3.12 found; install one or say make PYTHON=/path/to/python"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	$(BIN)/python -m compileall -q render worldgen app
	@$(BIN)/python -c 'import open3d' 2>/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq $(LIBRARIES) >/dev/null; } \
		|| echo "Open3D lacks system libraries; on Debian or Ubuntu: sudo apt-get install $(LIBRARIES)"
	touch $(STAMP)

demo: $(STAMP)
	@echo "The first run after an install compiles the kernels (about a minute); later runs find them on disk."
	@mkdir -p out
	$(BIN)/worldgen create "$(PROMPT)" --quality $(QUALITY) --out out/demo.world --force
	$(BIN)/worldgen export out/demo.world --out out/demo.spz
	$(BIN)/worldgen export out/demo.world --out out/demo.glb
	@echo "Look at out/demo.png; open out/demo.spz in any splat viewer and out/demo.glb in any 3D program."

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports

bench: $(STAMP)
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

# Looks for files that readers do not bear; what it finds goes to tests/fuzz/corpus, which the tests replay. FUZZ_SECONDS are for each reader.
fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --editable ".[fuzz]"
	$(BIN)/python tests/fuzz/campaign.py --seconds $(FUZZ_SECONDS)

# One GPU: the kernels' tests on hardware, then times beside gsplat's.
bench-gpu: $(STAMP)
	$(BIN)/python -m pytest -q -m gpu
	$(BIN)/python benchmarks/gpu.py
