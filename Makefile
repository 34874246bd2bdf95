# What people type:
#
#   make setup      install what the build needs (apt, as root or through sudo; elsewhere it names the packages)
#   make build      release binaries in .build/release
#   make test       every test, with set-up
#   make lint       formatting and style, strictly
#   make format     format the sources
#   make demo       the digits sweep: launch, leaderboard, confirm, promote, predict
#   make bench      speed, side by side with peers; writes docs/benchmarks.md
#   make proof      full counts of kills, bad inputs, simulated bills, faults and linted machines; writes docs/proof*.md
#   make peers      what `export` writes, opened by Optuna, MLflow and onnxruntime (from PyPI)
#   make browser    the HTML page in headless Chromium: numbers, use, requests (Debian, root)
#   make test-aws   whole sweeps on a local AWS whose Batch jobs are real containers (Debian, root)
#   make image      the container image of worker, reducer and command line, with docker, podman or buildah
#   make image-gpu  the same on CUDA's image, for hosts with NVIDIA GPUs
#   make install    stripped binaries and shell completions below PREFIX (/usr/local)
#   make clean      remove what was built

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
IMAGE ?= stepsweep:latest
KILL_ROUNDS ?= 100
BIN = .build/release
# One file is all three programs: its name says which.
OTHER_NAMES = stepsweep-worker stepsweep-reduce
# Linked in, the standard library needs no loading: a worker starts in half the time. Apple's systems have it built in.
STATIC = $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib $(if $(ARCHIVES),-Xlinker -L$(CURDIR)/.build/archives))
# SQLite, zlib and the C++ library too, where their archives are installed: a copy of the program then needs the C library alone.
ARCHIVES = $(filter /%,$(foreach name,libsqlite3.a libz.a libstdc++.a,$(shell $(CC) -print-file-name=$(name))))

.PHONY: setup build test browser test-aws lint format demo bench proof image image-gpu install clean sanitize check-machine peers help
.DEFAULT_GOAL := help

help:
	@sed -n '/^# What people type/,/^$$/s/^# \{0,1\}//p' Makefile

setup:
	@tools/setup

build: setup
	@mkdir -p .build/archives$(if $(ARCHIVES), && ln -sf $(ARCHIVES) .build/archives/)
	$(SWIFT) build -c release $(STATIC) --product stepsweep
	@for name in $(OTHER_NAMES); do ln -sf stepsweep $(BIN)/$$name || exit 1; done

# One test at a time: many start processes and wait for them, and two cores have two threads to wait on.
# FLAGS are more for `swift test`; STEPSWEEP_SKIP_BUILD=1 takes the tests as they are built.
test: setup
	$(if $(STEPSWEEP_SKIP_BUILD),,$(SWIFT) build --build-tests)
	$(SWIFT) test $(FLAGS) --skip-build --no-parallel

lint:
	$(SWIFT) format lint --strict --configuration .swift-format -r Sources Tests Package.swift

format:
	$(SWIFT) format -i --configuration .swift-format -r Sources Tests Package.swift

demo: build
	@tools/demo $(BIN)

bench: build
	@tools/bench/run $(BIN)

proof: build
	@KILL_ROUNDS=$(KILL_ROUNDS) tools/proof
	@tools/serve-proof $(BIN) --markdown docs/proof-of-serving.md
	@STEPSWEEP_SKIP_BUILD=1 tools/simulation
	@tools/faults
	@STEPSWEEP_SKIP_BUILD=1 tools/second-interpreter/check $(BIN)

# Data races in the engine and the store are looked for by the thread sanitizer, in a build of its own.
sanitize: setup
	STEPSWEEP_ONLY_TESTS=StatesInterpreter,SweepEngines,ResultStore,ObjectStore \
	  $(SWIFT) test --no-parallel --sanitize=thread --scratch-path .build-thread-sanitizer

# The compiled machine against cfn-lint and a second, independent interpreter. STEPSWEEP_EVERY=7 lints every seventh machine that can be compiled.
check-machine: build
	@tools/second-interpreter/check $(BIN)

# What `export` writes, opened by the programs it is for; they are installed once, into .build/peers.
peers: build
	@tools/peers/check $(BIN)

# The page of `compare --html` as readers see it.
browser: build
	@tools/browser/check $(BIN)

# The release programs against the local AWS of tools/aws-rig; calls and logs stay in .build/aws-rig/run.
test-aws: build
	@tools/aws-rig/check $(BIN)

image:
	@docker/build $(IMAGE)

image-gpu:
	@docker/build --gpu $(IMAGE)-gpu

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -s $(BIN)/stepsweep $(DESTDIR)$(PREFIX)/bin
	for name in $(OTHER_NAMES); do ln -sf stepsweep $(DESTDIR)$(PREFIX)/bin/$$name; done
	$(BIN)/stepsweep --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/stepsweep
	$(BIN)/stepsweep --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_stepsweep
	$(BIN)/stepsweep --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/stepsweep.fish

clean:
	rm -rf .build .build-thread-sanitizer
