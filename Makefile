# What one does with this repository; `make help` lists it. Each target sets up what it needs first.

.DEFAULT_GOAL := help
.PHONY: help serve build test check bench clean
# Targets compile into the same folder: two at a time would only wait for each other.
.NOTPARALLEL:

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s  %s\n", $$1, $$2 }' Makefile

serve: ## build, and serve the demo article on http://127.0.0.1:8080/
	@tools/setup.sh wasm trunk bindgen node
	@tools/serve.sh

build: ## build dist/ for publishing, and load it in a browser once
	@tools/setup.sh wasm source trunk bindgen node chromium
	@tools/build.sh

test: ## build and run every test, in Chromium; ENGINES=all or "chromium firefox webkit": in these engines
	@tools/setup.sh
	@tools/test.sh

check: ## format, lints, layering, locks: fast
	@tools/setup.sh wasm
	@tools/check.sh

bench: build ## what it weighs, how fast it renders and loads; BASE=REF: and what it weighed in that commit
	@tools/bench.sh

clean: ## remove everything built (not the tools in the user's cache folder)
	@rm -rf dist target tools/node_modules
