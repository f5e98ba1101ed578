# Two commands set everything up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types docs bench model ranker clean

demo: $(VENV)/.installed
	rm -f demo.db demo.db-wal demo.db-shm
	$(BIN)/dyadlog read samples/pages --db demo.db
	$(BIN)/dyadlog brief ECU PER --db demo.db
	$(BIN)/dyadlog brief ECU PER --db demo.db -o report.html

test: lint types
	$(BIN)/pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.installed-dev
	$(BIN)/mypy

# docs/records.md, commands.md, kinds.md and the README's examples; docs/screenshots are taken by scripts/screenshots.py
docs: $(VENV)/.installed-dev
	$(BIN)/python scripts/write_reference.py

bench: $(VENV)/.installed-dev
	for script in $(filter-out benchmarks/bigstore.py benchmarks/cleaning.py benchmarks/intake_%.py,$(wildcard benchmarks/*.py)); do echo "== $$script"; $(BIN)/python $$script || exit 1; done

# the language model, from ../shared/treebanks; goes on where it was killed. `make model DEVICE=cuda` where there is one,
# THREADS=8 on several cores; `python -m training.reader --help` tells time, memory and disk
model: $(VENV)/.installed-training
	$(BIN)/python -m training.reader --device $(or $(DEVICE),cpu) --threads $(or $(THREADS),1)

# the ranker of coding, from corpus/acts: some 15 minutes on one core
ranker: $(VENV)/.installed-training
	$(BIN)/python -m training.ranker --threads $(or $(THREADS),1)

clean:
	rm -rf $(VENV) demo.db* report.html .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dyadlog needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.installed-dev: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dyadlog needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@ $(VENV)/.installed

$(VENV)/.installed-training: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[training]"
	touch $@
