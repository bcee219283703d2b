# weisim. `make demo` answers the question, `make test` checks everything, `make` alone lists what there is.

VENV     := .venv
BIN      := $(VENV)/bin
READY    := $(VENV)/ready
COMPILED := $(VENV)/compiled
OUT      ?= results/demo
RULES    := $(wildcard weisim/neighbourhood/*.py weisim/processes/*.py)
WARM     := $(wildcard weisim/simulation/warm.py)

.DEFAULT_GOAL := help
.PHONY: help venv demo test test-all lint lock bench patterns ablations losses pilot experiments texts tables clean

help: ## list what can be made
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

demo: $(COMPILED) ## answer: what lasts in Plan van Gool when the support stops?
	@$(BIN)/weisim demo --out "$(OUT)"
	@for page in "$(OUT)"/*.html; do [ ! -e "$$page" ] || printf '\nOpen this page in a browser / Open deze pagina in een browser:\n  %s\n' "$$(cd "$$(dirname "$$page")" && pwd)/$$(basename "$$page")"; done

test: lint $(COMPILED) ## rules of style, types and all tests but the slow ones
	@command -v git >/dev/null 2>&1 || echo "git is missing: the tests look at every file in this folder instead of the tracked ones."
	@$(BIN)/python -m pytest --numprocesses 2 --dist worksteal -m "not slow"

test-all: lint $(COMPILED) ## the same, slow tests included
	@$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

lint: $(READY) ## rules of style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "Run  $(BIN)/ruff format .  to lay these files out."; exit 1; }
	@$(BIN)/mypy

bench: $(COMPILED) ## measure the budgets as ratios and write benchmarks/README.md
	@$(BIN)/python benchmarks/measure.py

patterns: $(COMPILED) ## print the patterns of the evidence beside what the model does
	@$(BIN)/python -m experiments.patterns

ablations: $(COMPILED) ## switch one mechanism off at a time and see whether what it should do shows
	@$(BIN)/python -m experiments.ablations

losses: $(COMPILED) ## take a grant, a building or the cooperative away and see what becomes of those who had it
	@$(BIN)/python -m experiments.losses

pilot: $(COMPILED) ## print the dated figures of the pilot beside what the model tells of it
	@$(BIN)/python -m experiments.pilot

experiments: $(COMPILED) ## play every experiment that comes along and write what each found
	@$(BIN)/python -m experiments.answers

texts: $(READY) ## compile the Dutch catalogue after a change in weisim.po
	@$(BIN)/pybabel compile --statistics --domain weisim --directory weisim/locale

tables: $(READY) ## print the tables of docs/odd anew from the code
	@$(BIN)/python docs/odd/print_tables.py

lock: $(READY) ## renew requirements.lock: every system, hashes, wheels only, no addresses
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	    --only-binary :all: --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	    --quiet --upgrade --output-file requirements.lock

venv: $(COMPILED) ## set up .venv: locked packages, this project, compiled rules

clean: ## remove what was set up and what was made
	@rm -rf $(VENV) results .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The packages, exactly as locked; then this project itself, in place.
$(READY): requirements.lock pyproject.toml
	@set -e; \
	found=""; \
	for python in $(or $(PYTHON),python3.11 python3.12 python3.13 python3); do \
	    if "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1; then found="$$python"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "weisim needs Python 3.11, 3.12 or 3.13, and none was found$(if $(PYTHON), under the name $(PYTHON)).  (Python 3.11, 3.12 of 3.13 ontbreekt.)"; \
	    echo "Debian or Ubuntu: sudo apt install python3 python3-venv.  macOS: brew install python@3.13.  Windows: the Microsoft Store."; \
	    echo "Then run the same command again, or name a Python yourself: make PYTHON=/path/to/python3.12"; exit 1; \
	fi; \
	if ! "$$found" -c 'import venv, ensurepip' >/dev/null 2>&1; then \
	    echo "$$found cannot make a virtual environment: its part 'venv' is missing.  (Het onderdeel 'venv' ontbreekt.)"; \
	    echo "Debian or Ubuntu: sudo apt install python3-venv.  Then run the same command again."; exit 1; \
	fi; \
	if ! $(BIN)/python -c 'import pip' >/dev/null 2>&1; then \
	    echo "Setting up $(VENV) with $$($$found --version) ..."; rm -rf $(VENV); "$$found" -m venv $(VENV); \
	fi; \
	echo "Installing the locked packages; the first time this takes a minute or two ..."; \
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock || { \
	    echo "The packages could not be installed.  (De pakketten konden niet worden geïnstalleerd.)"; \
	    echo "Is there a connection to the internet, or a proxy that pip must know?  Then run the same command again."; exit 1; }; \
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The rules of the model, compiled once for this computer; a change in one of them compiles it anew.
$(COMPILED): $(READY) $(RULES) $(WARM)
	@if [ -n "$(WARM)" ]; then \
	    echo "Compiling the rules of the model for this computer, once; this takes less than a minute ..."; \
	    $(BIN)/python -m weisim.simulation.warm; \
	fi
	@touch $@
