# The tasks of this repository; `make help` lists them. Each task first installs the tools that it needs.

.DEFAULT_GOAL := help
.PHONY: help serve build test check bench package clean
# All targets compile into the same folder, so in parallel they would only wait for each other.
.NOTPARALLEL:

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s  %s\n", $$1, $$2 }' Makefile

serve: ## build the demo article and serve it on http://127.0.0.1:8080/
	@tools/setup.sh wasm trunk bindgen node
	@tools/serve.sh

build: ## build dist/ for publishing, and load it once in a browser
	@tools/setup.sh wasm source trunk bindgen node chromium
	@tools/build.sh

test: ## build the widget and run every test in Chromium, or in ENGINES (all, or "chromium firefox")
	@tools/setup.sh
	@tools/test.sh

check: ## check format, lock files, lints, layering and sizes; fast
	@tools/setup.sh wasm
	@tools/check.sh

bench: build ## measure sizes, rendering and loading; BASE=REF also compares the sizes with those of that commit
	@tools/bench.sh

package: ## write the npm package, the archive for web servers and the program for this platform
	@tools/setup.sh wasm source wasi trunk bindgen node chromium
	@tools/package.sh

clean: ## remove everything built, but not the tools in the user's cache folder
	@rm -rf dist target tools/node_modules tests/sheets/node_modules tests/package/node_modules tests/filters/node_modules tests/frameworks/node_modules
