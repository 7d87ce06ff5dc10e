# The tasks of this repository; `make help` lists them. Each target first installs what it needs.

.DEFAULT_GOAL := help
.PHONY: help serve build test check bench clean
# Targets compile into the same folder, so two at a time would only wait for each other.
.NOTPARALLEL:

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s  %s\n", $$1, $$2 }' Makefile

serve: ## build, and serve the demo article on http://127.0.0.1:8080/
	@tools/setup.sh wasm trunk bindgen node
	@tools/serve.sh

build: ## build dist/ for publishing, and load it in a browser once
	@tools/setup.sh wasm source trunk bindgen node chromium
	@tools/build.sh

test: ## build, and run every test in Chromium, or in the engines that ENGINES names (all, or "chromium firefox")
	@tools/setup.sh
	@tools/test.sh

check: ## format, lints, layering, locks: fast
	@tools/setup.sh wasm
	@tools/check.sh

bench: build ## measure sizes, rendering and loading; BASE=REF compares the sizes with those of that commit
	@tools/bench.sh

clean: ## remove everything built (not the tools in the user's cache folder)
	@rm -rf dist target tools/node_modules
