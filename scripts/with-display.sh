#!/usr/bin/env bash
# Runs a command on an X display of its own, in memory: scripts/with-display.sh go test ./…
set -eu -o pipefail

dir=$(mktemp -d)
server=
cleanup() {
	[[ -z $server ]] || { kill "$server" && wait "$server"; } 2>/dev/null || true
	rm -rf "$dir"
}
trap cleanup EXIT

mkfifo "$dir/ready"
# Xvfb takes a free display and writes its number to the pipe once it is ready to draw.
Xvfb -displayfd 9 -screen 0 1400x900x24 +extension GLX -nolisten tcp -noreset 9>"$dir/ready" >"$dir/log" 2>&1 &
server=$!
if ! read -rt 60 number <"$dir/ready"; then
	cat "$dir/log" >&2
	echo "with-display.sh: Xvfb did not start" >&2
	exit 1
fi

unset WAYLAND_DISPLAY
DISPLAY=:$number "$@"
