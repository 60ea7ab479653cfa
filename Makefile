# What can be done here: make run, build, test, e2e, bench, lint, shots, dist, clean.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

VERSION := $(shell sed -n 's/^ *Version *= *"\(.*\)"/\1/p' FyneApp.toml)
# X11 alone: under Wayland the window runs by XWayland, where size and icon are right.
TAGS := x11
export GOFLAGS := -tags=$(TAGS)
# Tests speak English and draw in software, whatever the machine speaks and has.
STAGE := env -u LC_ALL -u LC_MESSAGES LANG=en_US.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 scripts/with-display.sh

.PHONY: run build test e2e bench lint shots dist clean

run: build
	@scripts/run.sh

build:
	@scripts/deps.sh build
	go build -trimpath -ldflags "-X main.version=$(VERSION)" -o build/rapport .

test:
	@scripts/deps.sh build test
	go vet ./...
	$(STAGE) go test ./...

# E2E=-short leaves out the long ones.
e2e: build
	@scripts/deps.sh test
	$(STAGE) go test -tags "$(TAGS) e2e" -count=1 -run E2E $(E2E) .

bench: build
	@scripts/deps.sh test bench
	$(STAGE) go test -tags "$(TAGS) bench" -count=1 -run Bench -v -timeout 60m .

# Pictures of every screen in three languages and two themes, and of every paper, for docs/.
shots: build
	@scripts/deps.sh build test
	mkdir -p docs/pictures
	RAPPORT_SHOTS=$(CURDIR)/docs/pictures XDG_DOCUMENTS_DIR=/home/owner/Documents $(STAGE) go test -count=1 ./screens -run 'TestEveryRoom|TestFirstRun'
	scripts/paper-shots.sh
	mogrify -dither None -colors 200 -define png:compression-level=9 docs/pictures/*.png
	mogrify -dither None -colors 32 -define png:compression-level=9 docs/papers/*.png

lint:
	@scripts/deps.sh build
	@scripts/lint.sh

dist:
	@scripts/deps.sh build dist
	@scripts/dist.sh $(VERSION)

clean:
	rm -rf build out
