# make run    everything, then the dashboard on http://localhost:8501
# make test   everything, then lint, all tests, and the dashboard in a real browser
#
# PYTHON=python3.12 make run   takes another interpreter (3.11 or newer)
# WORKERS=2 make test          runs the tests in two processes instead of three: browser tests wait a lot

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STORE  ?= store
WORKERS ?= 3
CHROMIUM := /usr/bin/chromium

.PHONY: run test setup setup-dev browser assets data clean help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile

run: setup assets data
	@$(BIN)/python -m dashboard --store "$(STORE)"

test: setup-dev assets browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Incident Atlas needs Python 3.11 or newer; '$(PYTHON)' is older or missing. Try: PYTHON=python3.12 make run"; exit 1; }
	@"$(PYTHON)" -m venv "$(VENV)" || { \
	  echo "A virtual environment could not be made. On Debian and Ubuntu: apt-get install python3-venv"; \
	  rm -rf "$(VENV)"; exit 1; }

$(VENV)/.installed: requirements.txt constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@

# Leaflet, our map.js and the region shapes, for the browser; only what is missing is written.
assets: $(VENV)/.installed
	@$(BIN)/python -m dashboard.assets > /dev/null

# The incidents that come with the atlas, into a store that is still empty.
data: $(VENV)/.installed
	@$(BIN)/python -m events import --bundled --if-empty --store "$(STORE)"

# The browser tests need Debian's chromium. Root gets it installed; with CI set its absence is a failure.
browser:
	@if [ ! -x $(CHROMIUM) ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing chromium for the browser tests ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else \
	    echo "The browser tests need $(CHROMIUM): install the package chromium (as root: apt-get install chromium)."; \
	  fi; \
	fi
	@if [ ! -x $(CHROMIUM) ] && [ "$$CI" = true ]; then \
	  echo "CI is set and $(CHROMIUM) is missing: the browser tests cannot run."; exit 1; fi

clean:
	rm -rf "$(VENV)" dashboard/static .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
