# `make` alone lists the targets.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# No two targets at once, not even with -j: fresh rewrites gen/, which other targets compile.
.NOTPARALLEL:

# The tools have a module file of their own, so that go.mod does not list them. The first use of a
# tool builds it; later uses take it from the build cache.
TOOL := go tool -modfile=openapi/tools.mod

# The other supported Go release. The go command downloads it.
GO_NEXT ?= go1.27.4

# Which fuzz targets run, and for how long each. `make check` takes those that read input from outside.
# A number of inputs, not a time: at the end of its time go test -fuzz may fail with nothing but
# "context deadline exceeded", although no input failed (golang/go#75804).
FUZZ ?= ^Fuzz
FUZZTIME ?= 100000x
FUZZ_CI := ^Fuzz(Responses?|Credential|ErrorBody|Literal|Timestamp|Union|WebhookHeaders)$$$$
FUZZ_LEAST := 1

# The files that `make generate` writes. `make check` fails if one is stale.
GENERATED := gen openapi/normalized.json openapi/openapi.lock.json

# CI does not trust cached results.
GO_TEST_FLAGS ?= $(if $(filter true,$(CI)),-count=1)

# Filters `go test -v`. A package that passes prints its skips and its last line; a package that
# fails prints all its output. A line "tally WHAT COUNT" of a test goes into a table at the end.
define TEST_READER
/^tally /    { count = $$NF; sub(/^tally /, ""); sub(/ [^ ]+$$/, ""); if (!($$0 in counts)) names[rows++] = $$0; counts[$$0] = count; next }
/^=== (RUN|PAUSE|CONT|NAME)/ { next }
/^ok[ \t]/   { for (i = 0; i < n; i++) if (line[i] ~ /SKIP/) print line[i]; n = 0; print; fflush(); next }
/^\?[ \t]/   { n = 0; next }
/^FAIL[ \t]/ { for (i = 0; i < n; i++) if (line[i] !~ /^ *--- PASS/) print line[i]; n = 0; print; fflush(); next }
{ line[n++] = $$0 }
END {
	for (i = 0; i < n; i++) if (line[i] !~ /^ *--- PASS/) print line[i]
	if (rows) print ""
	for (i = 0; i < rows; i++) printf "%-44s %9d\n", names[i], counts[names[i]]
}
endef
export TEST_READER

.PHONY: help
help: ## List the targets
	@echo 'usage: make TARGET'
	@echo
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  %-15s %s\n", $$1, $$2 }'

.PHONY: run
run: ## Run the quickstart: no key needed, SEAM_API_KEY=... talks to Seam (ARGS="-h" explains)
	@go run ./wrapper/examples/quickstart $(ARGS)

# provision is a module of its own: its database drivers are no dependencies of this one.
PROVISION := wrapper/examples/provision

.PHONY: provision
provision: ## Play 500 bookings on a fake Seam, with two workers and kill -9 (ARGS="-h" explains)
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; \
	go -C $(PROVISION) build -o "$$bin/provision" ./cmd/provision; \
	"$$bin/provision" demo $(ARGS)

.PHONY: provision-proof
provision-proof: ## Prove that each guest gets exactly one: 10 seeds with 5 kills, on SQLite and PostgreSQL (minutes)
	@PROOF_SEEDS=10 PROOF_BOOKINGS=300 PROOF_KILLS=5 \
		go -C $(PROVISION) test -count=1 -timeout 60m -v -run 'Exactly|Naive' .

# CI runs `make test`, and that is the whole gate.
.PHONY: test
ifeq ($(CI),true)
test: check
else
test: fmt-check vet spec-check unit-quick ## Test what you changed, in less than three minutes (with CI=true: make check)
	@echo
	@echo 'make check also runs: the race detector, golangci-lint and actionlint, the check for stale generated'
	@echo 'files, the exported API, $(GO_NEXT), fuzzing, and the tests in $(SLOW)'
endif

.PHONY: check
check: need-node fmt-check vet spec-check fresh api lint unit unit-next fuzz-check ## Run every check, as CI does: format, vet, document, stale files, API, lint, tests, fuzzing

# Each of these generates code, builds programs or installs npm packages: minutes on two cores.
SLOW := tests/generation tests/drift tests/workflows tests/modules tests/peers tests/cmd

# Each of these runs programs, or reads a large document again and again in one goroutine: the race
# detector would take minutes to find nothing.
UNRACED := openapi/normalize openapi/drift/handwritten tests/generation tests/drift tests/workflows tests/modules tests/repo tests/cmd/api

# The results of these do not depend on the Go release.
ONE_RELEASE := tests/drift tests/workflows tests/repo tests/cmd

# $(call packages,FOLDERS) lists the packages of the module, without those below FOLDERS.
packages = $$(go list ./... | grep -vE "/($$(echo $(1) | tr ' ' '|'))(/|\$$)")

.PHONY: unit-quick
unit-quick:
	@echo '--> go test -short (without $(SLOW))'
	@go test -short -v $(GO_TEST_FLAGS) $(call packages,$(SLOW)) | awk "$$TEST_READER"

.PHONY: unit
unit:
	@echo '--> go test -race (without -race: $(UNRACED))'
	@{ go test -race -v $(GO_TEST_FLAGS) $(call packages,$(UNRACED)); \
	   go test -v $(GO_TEST_FLAGS) $(patsubst %,./%/...,$(UNRACED)); } | awk "$$TEST_READER"

.PHONY: unit-next
unit-next:
	@echo '--> go test -short with $(GO_NEXT) (without $(ONE_RELEASE))'
	@GOTOOLCHAIN=$(GO_NEXT) go test -short -v $(GO_TEST_FLAGS) $(call packages,$(ONE_RELEASE)) | awk "$$TEST_READER"

# Without Node the tests that need it are skipped, with a message. CI may not skip them.
.PHONY: need-node
need-node:
ifeq ($(CI),true)
	@command -v node >/dev/null || { echo 'node is not installed: CI needs it, because tests that use it would skip' >&2; exit 1; }
endif

# Only the root folder has go:generate lines. With ./... the go command would open files of gen/
# that the first steps have removed. -x prints each step.
.PHONY: generate
generate: ## Write gen/ and openapi/normalized.json again, from openapi/openapi.json
	@echo '--> go generate (five seconds; the first time a minute, to build oapi-codegen)'
	@go generate -x .

# Compares with the files that were there before, not with a commit: a dirty tree works too.
.PHONY: fresh
fresh:
	@echo '--> stale generated files'
	@before=$$(mktemp -d); after=$$(mktemp -d); trap 'rm -rf "$$before" "$$after"' EXIT; \
	for f in $(GENERATED); do if [ -e "$$f" ]; then cp -R "$$f" "$$before/"; fi; done; \
	$(MAKE) generate; \
	for f in $(GENERATED); do \
		[ -e "$$f" ] || { echo "make generate did not write $$f" >&2; exit 1; }; \
		cp -R "$$f" "$$after/"; \
	done; \
	stale=$$(diff -rq "$$before" "$$after") || { \
		echo "$$stale" | sed -e "s|$$before|before|g" -e "s|$$after|generated|g" >&2; \
		echo 'generated files were stale; make generate has written them again: look at them and commit them' >&2; \
		exit 1; \
	}

# The program is built first, because go run adds a line to a failure. FROM may come from a form of a
# workflow: make only asks whether it is empty, because an expanded value could hold a $(shell ...).
.PHONY: spec
spec: ## Fetch the document again (FROM=npm:@seamapi/types@VERSION or FROM=path.json; default: Seam)
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; \
	go build -o "$$bin/spec" ./openapi/cmd/spec; \
	"$$bin/spec" fetch $(if $(value FROM),-from "$$FROM")
	@echo 'Now run: make generate'

.PHONY: drift
drift: ## Report the changes of the document and their harm (FROM, TO: as above; FORMAT=text|md|json|github; FAIL_ON=...; COMPILE=1)
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; \
	go build -o "$$bin/spec" ./openapi/cmd/spec; \
	"$$bin/spec" drift $(if $(value FROM),-from "$$FROM") $(if $(value TO),-to "$$TO") $(if $(value FORMAT),-format "$$FORMAT") $(if $(value FAIL_ON),-fail-on "$$FAIL_ON") $(if $(COMPILE),-compile)

.PHONY: drift-history
drift-history: ## Compare all released documents, and write openapi/HISTORY.md (some minutes)
	@go run ./openapi/cmd/spec drift-history

# The checks after an update. They go on after a failure, so that one run shows them all.
UPDATE_CHECKS ?= check

# An unchanged document ends the update: nothing is generated or tested.
.PHONY: update
update: ## Take a new document (FROM as above; REPORT=file.md; FORMAT=github): fetch, generate, draft the changelog, check
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; \
	cp openapi/openapi.json "$$bin/before.json"; \
	go build -o "$$bin/spec" ./openapi/cmd/spec; \
	"$$bin/spec" update $(if $(value FROM),-from "$$FROM") $(if $(value REPORT),-report "$$REPORT") $(if $(value FORMAT),-format "$$FORMAT") $(if $(SKIP_PROPOSED),-skip-proposed); \
	if ! cmp -s openapi/openapi.json "$$bin/before.json"; then \
		{ failed=0; \
		  $(MAKE) generate || failed=1; \
		  $(MAKE) llms || failed=1; \
		  $(MAKE) api DRAFT=1 BASE=HEAD || failed=1; \
		  $(MAKE) --keep-going $(UPDATE_CHECKS) || failed=1; \
		  exit $$failed; } 2>&1 | "$$bin/spec" failures $(if $(value REPORT),-report "$$REPORT"); \
	fi

.PHONY: spec-check
spec-check:
	@echo '--> spec check'
	@go run ./openapi/cmd/spec check

.PHONY: api
api: ## Compare the exported API with the last release (BASE=commit; DRAFT=1 writes CHANGELOG.md)
	@echo '--> exported API'
	@go run ./tests/cmd/api $(if $(value BASE),-base "$$BASE") $(if $(DRAFT),-draft)

.PHONY: fmt
fmt: ## Format the code
	@gofmt -l -w .

.PHONY: fmt-check
fmt-check:
	@echo '--> gofmt'
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not formatted, run make fmt:" >&2; echo "$$unformatted" >&2; exit 1; }

# Without shellcheck, installed or not: each step of a workflow is a single command, which
# tests/workflows checks.
.PHONY: lint
lint: ## Run golangci-lint and actionlint (the first run builds them, which takes a minute or two)
	@echo '--> golangci-lint'
	@$(TOOL) golangci-lint run --allow-parallel-runners ./...
	@echo '--> actionlint'
	@$(TOOL) actionlint -shellcheck= -pyflakes=

# Not part of make check, which works without a network: govulncheck asks a database, vuln.go.dev.
.PHONY: vuln
vuln: ## Look for known vulnerabilities in code that can be reached (asks vuln.go.dev)
	@for dir in . $(PROVISION); do echo "--> govulncheck of $$dir"; $(TOOL) govulncheck -C "$$dir" ./...; done

.PHONY: vet
vet: ## Run go vet
	@echo '--> go vet'
	@go vet ./...

# Making an interesting input smaller may take a minute of its own, unless -fuzzminimizetime limits it.
.PHONY: fuzz
fuzz: ## Run the fuzz targets (FUZZ=regexp; default: all) for FUZZTIME (default 100000x, inputs) each
	@count=0; \
	for dir in $$(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n1 dirname | sort -u); do \
		targets=$$(go test -list '$(FUZZ)' "$$dir" </dev/null | { grep '^Fuzz' || true; }); \
		for target in $$targets; do \
			echo "--> $$dir $$target, $(FUZZTIME)"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1000x "$$dir" </dev/null; \
			count=$$((count + 1)); \
		done; \
	done; \
	echo "$$count fuzz targets"; \
	[ "$$count" -ge $(FUZZ_LEAST) ] || { echo 'fewer than there should be: was one renamed? See FUZZ_CI' >&2; exit 1; }

# `make test` runs the seeds, and the inputs that failed before. This looks for new ones.
.PHONY: fuzz-check
fuzz-check:
	@$(MAKE) fuzz FUZZ='$(FUZZ_CI)' FUZZ_LEAST=8

# How long make soak runs; or the seed of the one call to repeat.
SOAKTIME ?= 5m
SEED ?=

# `make test` makes a few thousand calls, the same each time.
.PHONY: soak
soak: ## Make random calls through random faults for SOAKTIME (default 5m); SEED=n repeats one of them
	@MODEL_TIME=$(if $(SEED),,$(SOAKTIME)) MODEL_SEED=$(SEED) \
		go test -count=1 -timeout 0 -v -run '$(if $(SEED),^TestTransport$$,.)' ./tests/model

.PHONY: cover
cover: ## Print how much of the hand-written code tests reach; less than 90 % of a package fails (minutes)
	@go run ./tests/cmd/cover

# `make check` tests the program and measures nothing.
.PHONY: bench
bench: ## Compare package seam with hand-written code (lines "ratio NAME VALUE LIMIT") and Seam's JavaScript client
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; go build -o "$$bin/bench" ./tests/cmd/bench; "$$bin/bench"

.PHONY: bench-growth
bench-growth: ## Write tests/cmd/bench/RESULTS.md and its plot again: how cost grows (needs Node)
	@bin=$$(mktemp -d); trap 'rm -rf "$$bin"' EXIT; go build -o "$$bin/bench" ./tests/cmd/bench; "$$bin/bench" growth

.PHONY: drawing
drawing: ## Write the drawing in README.md and CONTRIBUTING.md again, from tests/cmd/architecture
	@go run ./tests/cmd/architecture

# The address at which make docs serves the pages. Of a private module, pkgsite asks no other site.
DOCS_ADDR ?= localhost:8080

.PHONY: docs
docs: ## Serve the documentation pages of all packages, as pkg.go.dev shows them (DOCS_ADDR, default localhost:8080)
	@echo 'http://$(DOCS_ADDR)/$(shell go list -m)   (Ctrl-C ends it; the first time, building it takes a minute)'
	@pkgsite=$$(go -C tests/modules/docsite tool -n pkgsite); \
	GOPRIVATE=$$(go list -m),std "$$pkgsite" -http $(DOCS_ADDR) .

.PHONY: docs-check
docs-check: ## Check those pages: links, examples, README; make check does too
	@go -C tests/modules/docsite test -count=1 .

.PHONY: llms
llms: ## Write llms.txt and wrapper/llms-methods.txt again, from the documentation of the packages
	@go run ./tests/cmd/llms
.PHONY: recording
recording: ## Write the recording of make run in README.md again, from tests/cmd/recording
	@go run ./tests/cmd/recording

# The limits for gen/ and for a program that creates one credential. The best of three compiles of
# gen/ counts, and the median of the cold builds.
MAX_GEN_LINES := 30000
MAX_GEN_SECONDS := 1
MAX_GEN_KIB := 200000
MAX_HELLO_BYTES := 700000
MAX_COLD_PERCENT := 5
COLD_PAIRS ?= 5

.PHONY: size
size: size-hello ## Measure gen/ (lines, compile time, memory), a program that uses seam, and its modules
	@self=$$(go list -m); \
	modules=$$(go list -deps -f '{{with .Module}}{{.Path}} {{.Version}}{{end}}' ./wrapper | sort -u | { grep -v "^$$self " || true; }); \
	printf 'modules of seam:   '; printf '%s' "$${modules:+$$modules$$'\n'}" | wc -l; \
	printf '%s' "$${modules:+$$modules$$'\n'}" | sed 's/^/  /'
	@lines=$$(find gen -name '*.go' -exec cat {} + | wc -l); printf 'lines in gen/:     %s (limit $(MAX_GEN_LINES))\n' "$$lines"; \
	[ "$$lines" -le $(MAX_GEN_LINES) ] || { echo 'gen/ has too many lines' >&2; exit 1; }
	@go run ./tests/cmd/size gen -seconds $(MAX_GEN_SECONDS) -kib $(MAX_GEN_KIB)

.PHONY: size-hello
size-hello:
	@go run ./tests/cmd/size hello -bytes $(MAX_HELLO_BYTES)

.PHONY: size-cold
size-cold: ## Compare COLD_PAIRS (default 5) cold builds of a program with seam with those of one without (takes minutes)
	@go run ./tests/cmd/size cold -percent $(MAX_COLD_PERCENT) -pairs $(COLD_PAIRS)

.PHONY: release-check
release-check: ## Verify all that can be verified before the tag VERSION=v0.1.0 is pushed
	@go run ./tests/cmd/release check -version "$${VERSION-}"

.PHONY: release-pack
release-pack: ## Write the files of the release VERSION=v0.1.0 to the folder OUT
	@go run ./tests/cmd/release pack -version "$${VERSION-}" -out "$${OUT-}"

.PHONY: clean
clean: ## Remove built programs, profiles, npm packages and cached test results
	@rm -rf bin tests/peers/node_modules tests/peers/.npm-*
	@find . -type f \( -name '*.test' -o -name '*.prof' -o -name '*.out' \) -not -path './.git/*' -delete
	@go clean -testcache
