# Conveniences; everything also works without make (see CONTRIBUTING.md).
PYTHON := $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)

.PHONY: help run demo test format lock messages docs revision screenshots vendor bench proof

help:           ## what there is
	@sed -n 's/^\([a-z]*\): *##/\1\t/p' Makefile | expand -t 12

run:            ## serve
	python3 app.py

demo:           ## serve the example
	python3 app.py demo

test:           ## run every check and every test
	python3 app.py test

format:         ## let ruff arrange the code
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

lock:           ## pin versions and hashes after a change of requirements*.in
	$(PYTHON) -m pip install --quiet uv==0.13.9
	$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" requirements.in --output-file requirements.txt
	$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" requirements-server.in --output-file requirements-server.txt
	$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" requirements-dev.in --output-file requirements-dev.txt

messages:       ## collect the German texts for translators
	$(PYTHON) -m babel.messages.frontend --quiet extract --mapping facilitation/translations/babel.cfg --no-wrap --sort-output --no-location --omit-header --output facilitation/translations/messages.pot .

docs:           ## print the socket's messages into docs/messages.md
	$(PYTHON) -m facilitation.cli.messages > docs/messages.md

revision:       ## write the next migration: make revision TEXT="Add ideas"
	$(PYTHON) -m facilitation.migrations "$(TEXT)"
	$(PYTHON) -m ruff format --quiet facilitation/migrations

screenshots:    ## take the README's pictures anew (needs Chromium)
	$(PYTHON) docs/screenshots.py

bench:          ## measure the live layer beside a bare server (a quiet machine, half an hour)
	$(PYTHON) bench/live.py

proof:          ## prove what may never be lost, at length, and write the figures into README.md
	$(PYTHON) -m tests.proof --long --readme

vendor:         ## copy what the pages use from others (needs node)
	npm ci
	node static/vendor/update.mjs
