# Two commands on a fresh machine: `make graph` and `make test`. `make help` lists the rest.
# Needs python3 (3.11 or newer, with venv), make and git; everything else goes into .venv.

PYTHON ?= python3
GAZETTE ?= examples/yunling-2021-02.txt
SHARED ?= ../shared
LIST ?= tests/audit/2026-11.tsv
BASE ?= HEAD

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
RUN := .venv/.ready-to-run
TEST := .venv/.ready-to-test

export PYTHONUTF8 := 1

.PHONY: help graph test check score sample regress bench example terms constraints clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

graph: $(RUN) ## build the graph of GAZETTE=path (the example, when none is named) into build/
	@$(BIN)/kg build "$(GAZETTE)" --out build
	@echo "build/graph.html 是网页 the page; 本终端先运行 run first in this terminal: . .venv/bin/activate"

test: check ## run everything that must pass
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: $(TEST) ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/mypy

score: $(RUN) ## compare what is found in the real gazette with the facts a careful reader took from it
	@$(BIN)/python benchmarks/score.py "$(SHARED)"

sample: $(RUN) ## how many facts of LIST=path, drawn and judged by eye, are right; draws the list when there is none
	@$(BIN)/python benchmarks/sample.py "$(SHARED)" "$(LIST)"

regress: $(RUN) ## facts gained, lost and changed in the real documents since BASE=revision (the last commit)
	@$(BIN)/python benchmarks/regress.py "$(SHARED)" "$(BASE)"

bench: $(TEST) ## seconds, memory, characters a second, and every question over a million triples
	@$(BIN)/python benchmarks/bench.py "$(SHARED)"

example: $(TEST) ## write what is kept in git of the example: its graph, its answers, its snapshots, its guide
	@$(BIN)/python benchmarks/example.py
	@$(BIN)/python tests/answers.py
	@$(BIN)/python tests/test_snapshots.py
	@$(BIN)/python tests/test_python_guide.py

terms: $(RUN) ## write kg/terms.py, the JSON-LD context and docs/ontology.html from ontology/
	@$(BIN)/kg terms
	@$(BIN)/kg terms --page docs/ontology.html

constraints: ## write constraints.txt from the newest versions that pyproject.toml allows
	@rm -rf .venv/fresh && $(PYTHON) -m venv .venv/fresh
	@.venv/fresh/bin/python -m pip install --quiet --disable-pip-version-check hatchling -e '.[test]'
	@.venv/fresh/bin/python -m pip freeze --exclude-editable > constraints.txt
	@rm -rf .venv/fresh

clean: ## remove what was built and the set-up
	@git clean -fdXq build
	@rm -rf .venv

# --no-build-isolation: the build backend is pinned too, and a second run needs no network
$(RUN): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "python3 is older than 3.11: try make PYTHON=python3.12")'
	@echo "Setting up .venv (once) …"
	@$(PYTHON) -m venv .venv
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation -e .
	@touch $@

$(TEST): $(RUN)
	@$(PIP) --no-build-isolation -e '.[test]'
	@touch $@
