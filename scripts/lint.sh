#!/usr/bin/env bash
# Form, vet, the build for the other systems of all that is not window, and the size of what is committed.
set -eu -o pipefail

unformed=$(gofmt -l .)
if [[ -n $unformed ]]; then
	echo "Not formed by gofmt:"$'\n'"$unformed" >&2
	exit 1
fi

go vet ./...
if command -v staticcheck >/dev/null; then
	staticcheck ./...
fi

# The window needs each system's own C compiler; the rest has to build for all of them here.
list=$(go list -f '{{.ImportPath}} {{join .Deps " "}}' ./...)
mapfile -t windowless < <(grep -v ' fyne\.io/fyne/' <<<"$list" | cut -d' ' -f1)
for os in windows darwin; do
	echo "building ${#windowless[@]} packages for $os"
	GOOS=$os CGO_ENABLED=0 GOFLAGS= go build "${windowless[@]}"
done

big=$(git ls-files -z | while IFS= read -rd '' file; do
	[[ ! -f $file ]] || (($(wc -c <"$file") <= 5 << 20)) || echo "$file"
done)
if [[ -n $big ]]; then
	echo "Over 5 MB, too big to be committed:"$'\n'"$big" >&2
	exit 1
fi
